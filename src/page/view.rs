//! Which part of a page is read: its own document, that of a frame, or a dialog that lies over it.
//!
//! One article is read, in one document. A frame or a dialog is read where it shows the page's article again (a view for
//! reading, which lies over what it shows), and where the page itself is no article and this one is, and is the larger part
//! of what there is to read. Whatever else stands in frames and dialogs is not read: advertisements, forms, comments.

use super::article::{self, Article};
use super::snapshot::{Meta, Node, Snapshot};
use crate::report::BlockKind;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

/// What is read of a page.
pub struct Part<'a> {
    /// The page, or what a page would be that had this part alone.
    pub snapshot: Cow<'a, Snapshot>,
    /// Index of its first node among those of the page and then of its frames.
    pub first: u32,
    /// The article in it.
    pub article: Article,
}

/// Most frames and dialogs that are looked at, those with most words.
const MOST: usize = 3;
/// A frame or dialog with less text is none to be read in, bytes without white space.
const LEAST: usize = 400;
/// A paragraph shorter than this may well stand in a page twice, bytes without white space.
const LINE: usize = 60;
/// So much running text and less is what a page says of an article that it shows in a frame, bytes.
const TEASER: usize = 400;

/// Finds the part of a page that is read, and the article in it.
pub fn find(snapshot: &Snapshot) -> Part<'_> {
    let page = Part { snapshot: Cow::Borrowed(snapshot), first: 0, article: article::find(snapshot) };
    let mut places = dialogs(&snapshot.nodes);
    places.extend((0..snapshot.frames.len()).map(Place::Frame));
    places.retain(|place| words(place.nodes(snapshot)) >= LEAST);
    if places.is_empty() {
        return page;
    }
    places.sort_by_cached_key(|place| Reverse(words(place.nodes(snapshot))));
    places.truncate(MOST);
    let parts: Vec<Part<'_>> = places.iter().map(|place| place.part(snapshot)).collect();

    let known: HashSet<String> = paragraphs(&page.article).collect();
    if let Some(again) = parts.iter().position(|part| repeats(&part.article, &known)) {
        return parts.into_iter().nth(again).unwrap_or(page);
    }
    let said = if page.article.is_article { prose(&page.article) } else { 0 };
    let around = unlinked(snapshot, &places);
    let shows = |part: &Part<'_>| {
        let length = prose(&part.article);
        part.article.is_article && if page.article.is_article { said <= TEASER && length > 4 * said } else { length >= around }
    };
    parts.into_iter().find(shows).unwrap_or(page)
}

/// Where a part stands.
enum Place {
    /// A dialog: its nodes.
    Dialog(Range<usize>),
    /// A frame of this number.
    Frame(usize),
}

impl Place {
    fn nodes<'a>(&self, snapshot: &'a Snapshot) -> &'a [Node] {
        match self {
            Place::Dialog(range) => &snapshot.nodes[range.clone()],
            Place::Frame(n) => &snapshot.frames[*n].nodes,
        }
    }

    fn part<'a>(&self, snapshot: &Snapshot) -> Part<'a> {
        let (part, first) = match self {
            Place::Dialog(range) => (dialog(snapshot, range.clone()), range.start),
            Place::Frame(n) => {
                let before: usize = snapshot.frames[..*n].iter().map(|frame| frame.nodes.len()).sum();
                (framed(snapshot, &snapshot.frames[*n]), snapshot.nodes.len() + before)
            }
        };
        let article = article::find(&part);
        Part { snapshot: Cow::Owned(part), first: first as u32, article }
    }
}

/// The outermost dialogs. What is in an element stands right behind it, so that all of it is one range of nodes.
fn dialogs(nodes: &[Node]) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < nodes.len() {
        let is = match &nodes[at] {
            Node::Element { t, a, .. } => t == "dialog" || a.get("role").is_some_and(|r| r == "dialog" || r == "alertdialog"),
            Node::Text { .. } => false,
        };
        let start = at;
        at += 1;
        if !is {
            continue;
        }
        while nodes.get(at).is_some_and(|node| parent(node).is_some_and(|p| p >= start)) {
            at += 1;
        }
        found.push(Place::Dialog(start..at));
    }
    found
}

fn parent(node: &Node) -> Option<usize> {
    match node {
        Node::Element { p, .. } | Node::Text { p, .. } => usize::try_from(*p).ok(),
    }
}

/// A page that has nothing but a dialog of this one.
fn dialog(snapshot: &Snapshot, range: Range<usize>) -> Snapshot {
    let start = range.start as i32;
    let mut nodes = snapshot.nodes[range].to_vec();
    for node in &mut nodes {
        match node {
            Node::Element { p, .. } | Node::Text { p, .. } => *p = p.saturating_sub(start).max(-1),
        }
    }
    // What says that it is a dialog would say that it is none of the page's text.
    if let Some(first) = nodes.first_mut() {
        *first = Node::Element { p: -1, t: "body".to_owned(), a: Default::default() };
    }
    Snapshot { nodes, frames: Vec::new(), ..head(snapshot) }
}

/// A page that has nothing but a frame of this one. Where the frame has an address of its own, the page around it says whose
/// it is, and the frame what it is; where it has none, the page speaks for it in all that it does not say itself.
fn framed(page: &Snapshot, frame: &Snapshot) -> Snapshot {
    /// What a site says of itself on all its pages.
    const SITE: [&str; 6] =
        ["og:site_name", "application-name", "article:publisher", "publisher", "dc.publisher", "dcterms.publisher"];
    let mut part = frame.clone();
    let own = part.url.starts_with("http://") || part.url.starts_with("https://");
    let around = |meta: &&Meta| (!own || SITE.contains(&meta.key.as_str())) && frame.meta.iter().all(|m| m.key != meta.key);
    part.meta.extend(page.meta.iter().filter(around).cloned());
    if !own {
        part.url.clone_from(&page.url);
        part.links.extend(page.links.iter().filter(|link| frame.links.iter().all(|l| l.rel != link.rel)).cloned());
        if part.jsonld.is_empty() {
            part.jsonld.clone_from(&page.jsonld);
        }
        if part.title.is_empty() {
            part.title.clone_from(&page.title);
        }
    }
    if part.lang.is_empty() {
        part.lang.clone_from(&page.lang);
    }
    part.truncated |= page.truncated;
    part
}

/// A page without nodes and frames.
fn head(page: &Snapshot) -> Snapshot {
    Snapshot {
        version: page.version,
        url: page.url.clone(),
        lang: page.lang.clone(),
        title: page.title.clone(),
        meta: page.meta.clone(),
        links: page.links.clone(),
        jsonld: page.jsonld.clone(),
        nodes: Vec::new(),
        truncated: page.truncated,
        frames: Vec::new(),
    }
}

/// Length of the text, bytes without white space.
fn words(nodes: &[Node]) -> usize {
    let of = |node: &Node| match node {
        Node::Text { s, .. } => s.split_ascii_whitespace().map(str::len).sum(),
        Node::Element { .. } => 0,
    };
    nodes.iter().map(of).sum()
}

/// The text of the page outside links and these places, bytes without white space: lists of links lead to what is to be read.
fn unlinked(snapshot: &Snapshot, without: &[Place]) -> usize {
    let mut linked = vec![false; snapshot.nodes.len()];
    let mut length = 0;
    for (at, node) in snapshot.nodes.iter().enumerate() {
        let within = parent(node).is_some_and(|p| linked.get(p) == Some(&true));
        let apart = |place: &Place| matches!(place, Place::Dialog(range) if range.contains(&at));
        linked[at] = within || matches!(node, Node::Element { t, .. } if t == "a");
        if !linked[at] && !without.iter().any(apart) {
            length += words(std::slice::from_ref(node));
        }
    }
    length
}

/// Length of the running text, bytes.
fn prose(article: &Article) -> usize {
    let runs = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
    article.blocks.iter().filter(|b| runs(b.kind)).map(|b| b.span.len()).sum()
}

/// Lines that do not stand in a page twice by chance, without white space.
fn paragraphs(article: &Article) -> impl Iterator<Item = String> + '_ {
    let bare = article.blocks.iter().map(|b| b.span.of(&article.text).split_whitespace().collect::<String>());
    bare.filter(|line| line.len() >= LINE)
}

/// Whether most of an article is known already.
fn repeats(article: &Article, known: &HashSet<String>) -> bool {
    let (mut all, mut again) = (0, 0);
    for line in paragraphs(article) {
        all += line.len();
        if known.contains(&line) {
            again += line.len();
        }
    }
    again >= LEAST && again * 2 >= all
}

#[cfg(all(test, feature = "html"))]
mod tests {
    use super::*;
    use crate::page::html;

    const LINES: [&str; 4] = [
        "The harbour office closed the ferry line to Holm Island on Monday after a survey found cracks in the pier.",
        "“We could not let people board with a good conscience,” said harbour master Ines Okafor, who ordered the closure.",
        "About 900 people use the line every day, most of them pupils and workers of the fish plant, the operator said.",
        "Repairs will take three weeks if the weather holds, according to the building department of the county.",
    ];

    fn story() -> String {
        let lines: String = LINES.map(|line| format!("<p>{line}</p>")).concat();
        format!("<h1>Ferry line closed after cracks found</h1><div class=byline>By Ann Miller</div><time datetime=2024-05-02>2 May 2024</time>{lines}{lines}")
            .replacen("<p>The harbour", "<p>On Monday the harbour", 1)
    }

    fn in_frame(document: &str) -> String {
        format!("<iframe srcdoc=\"{}\"></iframe>", document.replace('&', "&amp;").replace('"', "&quot;"))
    }

    fn page(html: &str) -> Snapshot {
        html::snapshot(html.as_bytes(), Some("https://post.example/news/2024/05/ferry")).expect("a page")
    }

    /// Whether what is read is an article, and where it begins among all nodes; each run stands where it says.
    fn read(html: &str) -> (bool, usize) {
        let snapshot = page(html);
        let part = find(&snapshot);
        let all: Vec<&Node> = snapshot.nodes.iter().chain(snapshot.frames.iter().flat_map(|f| &f.nodes)).collect();
        for run in &part.article.runs {
            let Node::Text { s, .. } = all[(part.first + run.node) as usize] else { panic!("not a text node") };
            let at = run.node_start as usize;
            assert_eq!(&s[at..at + run.text.len()], run.text.of(&part.article.text));
        }
        (part.article.is_article, part.first as usize)
    }

    #[test]
    fn an_article_in_a_frame_is_read_where_the_page_around_it_is_none() {
        let nav = "<nav><a href=/a>News</a> <a href=/b>Sport</a></nav>".repeat(40);
        let html = format!("<title>Coast Post</title>{nav}{}", in_frame(&story()));
        let (is, first) = read(&html);
        assert!(is && first == page(&html).nodes.len());
    }

    #[test]
    fn the_page_goes_before_what_stands_in_its_frames() {
        for inner in [
            story()
                .replace("Holm Island", "the far side of the bay")
                .replace("harbour", "river")
                .replace("said", "told reporters"),
            "<p>Buy two lamps and get the third for nothing, this week only, at every shop in the county.</p>".repeat(20),
        ] {
            let html = format!("{}{}", story(), in_frame(&inner));
            assert_eq!(read(&html), (true, 0), "{inner:.60}");
        }
    }

    #[test]
    fn what_is_no_article_or_less_than_the_page_is_not_read_in_a_frame() {
        let shop = "<p>Buy two lamps and get the third for nothing, this week only.</p>".repeat(20);
        assert_eq!(read(&format!("<p>Lamps</p>{}", in_frame(&shop))), (false, 0));
        let list = "<div>Kettles, pots, pans and lamps in all colours</div>".repeat(60);
        assert_eq!(read(&format!("{list}{}", in_frame(&story()))), (false, 0));
    }

    #[test]
    fn a_view_for_reading_is_read_instead_of_what_it_shows_again() {
        for view in
            [format!("<dialog open>{}</dialog>", story()), format!("<div role=dialog><article>{}</article></div>", story())]
        {
            let html = format!("<article>{}</article>{view}", story());
            let (is, first) = read(&html);
            assert!(is && first > 0 && first < page(&html).nodes.len(), "{view:.30}");
        }
        let html = format!("<article>{}</article>{}", story(), in_frame(&story()));
        assert_eq!(read(&html), (true, page(&html).nodes.len()));
        let html = format!("<article>{}</article><dialog open><p>{}</p></dialog>", story(), "We value your privacy. ".repeat(40));
        assert_eq!(read(&html), (true, 0));
    }

    #[test]
    fn a_frame_without_an_address_has_what_the_page_says_of_it() {
        let head = "<html lang=en><title>Ferry line</title><meta property=og:site_name content='Coast Post'><meta name=author content='Ann Miller'>
            <link rel=canonical href=https://post.example/1>";
        let frame = in_frame("<title>Inside</title><meta name=author content='Bo Reed'><p>Words.</p>");
        let snapshot = page(&format!("{head}{frame}"));
        let part = framed(&snapshot, &snapshot.frames[0]);
        assert_eq!((part.url.as_str(), part.title.as_str(), part.lang.as_str()), (snapshot.url.as_str(), "Inside", "en"));
        let said = |key: &str| part.meta.iter().filter(|m| m.key == key).map(|m| m.content.as_str()).collect::<Vec<_>>();
        assert_eq!((said("author"), said("og:site_name"), part.links.len()), (vec!["Bo Reed"], vec!["Coast Post"], 1));

        let mut away = snapshot.frames[0].clone();
        away.url = "https://post.example/inner".into();
        let part = framed(&snapshot, &away);
        assert_eq!((part.url.as_str(), part.links.len(), part.meta.len()), ("https://post.example/inner", 0, 2));
    }

    #[test]
    fn crooked_nodes_do_no_harm() {
        let text = |p| Node::Text { p, s: "A minister said that nothing had changed. ".repeat(20) };
        let dialog = |p| Node::Element { p, t: "dialog".into(), a: Default::default() };
        for nodes in [
            vec![dialog(7), text(-9), text(0), text(i32::MAX)],
            vec![dialog(0), dialog(0), text(1), text(1)],
            vec![text(0), dialog(i32::MIN), text(1)],
        ] {
            let frames = vec![Snapshot { nodes: nodes.clone(), ..Snapshot::default() }];
            find(&Snapshot { nodes, frames, ..Snapshot::default() });
        }
    }
}
