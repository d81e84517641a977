//! Page fragments written for these tests, read the whole way.

use super::*;
use crate::page::html;
use crate::report::BlockKind::{self, *};
use std::time::{Duration, Instant};

fn read(html: &str) -> Article {
    let snapshot = html::snapshot(html.as_bytes(), Some("https://post.example/news/2024/05/ferry")).expect("a page");
    let article = find(&snapshot);
    check(&snapshot, &article);
    article
}

/// What holds for every article: blocks in order, and each run points to the same characters in the page.
fn check(snapshot: &Snapshot, article: &Article) {
    let mut end = 0;
    for block in &article.blocks {
        assert!(block.span.start >= end && !block.span.of(&article.text).trim().is_empty());
        end = block.span.end;
    }
    let mut end = 0;
    for run in &article.runs {
        assert!(run.text.start >= end && !run.text.is_empty());
        end = run.text.end;
        let crate::page::snapshot::Node::Text { s, .. } = &snapshot.nodes[run.node as usize] else { panic!("not a text node") };
        let there = &s[run.node_start as usize..run.node_start as usize + run.text.len()];
        let blank = |c: char| if c.is_ascii_whitespace() { ' ' } else { c };
        assert_eq!(there.chars().map(blank).collect::<String>(), run.text.of(&article.text).replace('\n', " "));
    }
    for link in &article.links {
        assert!(article.blocks.iter().any(|b| b.span.covers(link.span)), "{link:?}");
    }
}

fn blocks(article: &Article) -> Vec<(BlockKind, &str)> {
    article.blocks.iter().map(|b| (b.kind, b.span.of(&article.text))).collect()
}

fn of(article: &Article, kind: BlockKind) -> Vec<&str> {
    blocks(article).into_iter().filter(|(k, _)| *k == kind).map(|(_, text)| text).collect()
}

const ONE: &str = "The harbour office closed the ferry line to Holm Island on Monday after a survey found cracks in the pier.";
const TWO: &str =
    "“We could not let people board with a good conscience,” said harbour master Ines Okafor, who ordered the closure.";
const THREE: &str =
    "About 900 people use the line every day, most of them pupils and workers of the fish plant, the operator said.";
const FOUR: &str = "Repairs will take three weeks if the weather holds, according to the building department of the county.";

/// A page with everything around an article that pages have.
fn whole_page() -> String {
    format!(
        r##"<!doctype html><html lang="en"><head><title>Ferry line closed after cracks found | Coast Post</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Coast Post"><meta property="og:title" content="Ferry line closed after cracks found"></head>
<body class="single has-sidebar"><header class="site-header"><nav><a href="/">Coast Post</a> <a href="/news">News</a></nav>
<div class="ticker"><p>Breaking: the minister said on television that nothing at all had changed since yesterday.</p></div></header>
<main><article><h1>Ferry line closed after cracks found</h1><p class="standfirst">Pupils and workers must take the bus for three weeks</p>
<div class="byline">By <a href="/by/ann">Ann Miller</a></div><time datetime="2024-05-02">2 May 2024, 10:15</time>
<div class="share-bar"><a href="#">Share</a><a href="#">Tweet</a></div>
<figure><img><figcaption>The pier on Monday <span class="credit">Photo: Lee Hart</span></figcaption></figure>
<p>{ONE}</p><aside class="newsletter-box"><h3>Our morning newsletter</h3><p>Sign up and get the most important stories of the day by e-mail.</p></aside>
<p>{TWO}</p><div class="related"><h4>Read more</h4><a href="/x"><p>Bridge “will never be built”, the old mayor told our reporter in a long interview last year</p></a></div>
<h2>What happens next</h2><p>{THREE} <a href="/plan">The plan</a> is public.</p><blockquote><p>It is a disaster for the island and for everybody who lives there.</p></blockquote>
<ul><li>A bus leaves from the market every half hour.</li><li>Season tickets will be refunded in full.</li></ul>
<p>READ ALSO: <a href="/y">Island council demands a second pier</a></p><p>{FOUR}</p>
<p><em>Additional reporting by Tom Reyes; editing by Jo Lund</em></p></article>
<div class="author-bio"><p>Ann Miller has written about the coast for twenty years and said she would never live anywhere else.</p></div>
<section id="comments"><h2>2 comments</h2><p>harbourfan: The harbour master said it was safe last week, and I believed every word of what she told us.</p></section></main>
<aside class="most-read"><h3>Most read</h3><ol><li><a href="/1">Cat rescued from mast, owner says “thank you”</a></li></ol></aside>
<footer><p>© 2024 Coast Post Publishing. All rights reserved.</p></footer>
<div id="cookie-banner"><p>We use cookies to give you a better experience on this page and to measure how it is used.</p></div></body></html>"##
    )
}

#[test]
fn an_article_among_everything_that_stands_around_one() {
    let article = read(&whole_page());
    let three = format!("{THREE} The plan is public.");
    let expected = [
        (Headline, "Ferry line closed after cracks found"),
        (Standfirst, "Pupils and workers must take the bus for three weeks"),
        (Byline, "By Ann Miller"),
        (Dateline, "2 May 2024, 10:15"),
        (Caption, "The pier on Monday Photo: Lee Hart"),
        (Paragraph, ONE),
        (Paragraph, TWO),
        (Heading, "What happens next"),
        (Paragraph, &three),
        (Quote, "It is a disaster for the island and for everybody who lives there."),
        (ListItem, "A bus leaves from the market every half hour."),
        (ListItem, "Season tickets will be refunded in full."),
        (Paragraph, FOUR),
        (Credit, "Additional reporting by Tom Reyes; editing by Jo Lund"),
    ];
    assert_eq!(blocks(&article), expected);
    assert!(article.is_article);
    assert_eq!(article.language.as_deref(), Some("en"));
    let links: Vec<&str> = article.links.iter().map(|l| l.span.of(&article.text)).collect();
    assert_eq!(links, ["Ann Miller", "The plan"]);
    assert_eq!(article.links[1].href, "https://post.example/plan");
    let margin: Vec<&str> = article.margin.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(margin, ["© 2024 Coast Post Publishing. All rights reserved."]);
}

#[test]
fn a_link_to_the_full_text_elsewhere_is_margin_not_text() {
    let html = format!(
        "<title>Ferry line closed after cracks found</title><h1>Ferry line closed after cracks found</h1>
<p>{ONE} <a href='https://coast.example/ferry'>Read full article at Coast Post</a></p><p>{TWO}</p><p>{THREE}</p>"
    );
    let article = read(&html);
    assert_eq!(of(&article, Paragraph), [ONE, TWO, THREE]);
    let link = MarginText {
        text: "Read full article at Coast Post".into(),
        href: Some("https://coast.example/ferry".into()),
        ..MarginText::default()
    };
    assert_eq!(article.margin, [link]);
}

#[test]
fn white_space_is_collapsed_as_css_does_and_runs_find_the_way_back() {
    let html = format!(
        "<h1>Ferry   line\n closed after cracks</h1><p>\n  {ONE}  <b>Bold</b>\tand<i> italic</i>,&nbsp;fixed soft&shy;hyphen.<br>\nNext line. </p><pre>  two\n   blanks</pre><p>{TWO}"
    );
    let article = read(&html);
    assert_eq!(of(&article, Headline), ["Ferry line closed after cracks"]);
    let first = format!("{ONE} Bold and italic,\u{a0}fixed softhyphen.\nNext line.");
    assert_eq!(of(&article, Paragraph)[0], first);
}

#[test]
fn a_quotation_that_stands_in_the_text_too_is_a_pull_quote() {
    let html = format!(
        "<title>Ferry line closed</title><article><h1>Ferry line closed</h1><p>{ONE}</p><p>{TWO}</p>
<blockquote>“We could not let people board with a good conscience”</blockquote><p>{THREE}</p><blockquote>Nobody asked the island about any of this.</blockquote><p>{FOUR}</p></article>"
    );
    let article = read(&html);
    assert_eq!(of(&article, PullQuote), ["“We could not let people board with a good conscience”"]);
    assert_eq!(of(&article, Quote), ["Nobody asked the island about any of this."]);
}

#[test]
fn text_without_paragraph_elements_is_found() {
    let html = format!(
        "<title>Ferry line closed</title><table><tr><td><a href=/1>Home</a><br><a href=/2>News</a></td><td><font size=5>Ferry line closed</font><br><br>{ONE}<br><br>{TWO}<br><br>{THREE}</td></tr></table>"
    );
    assert_eq!(of(&read(&html), Paragraph), [ONE, TWO, THREE]);
}

#[test]
fn a_ticker_longer_than_the_article_is_not_the_article() {
    let ticker: String = (1..30)
        .map(|n| format!("<div class=entry><h3>News {n}</h3><p>In this report number {n} somebody says a great deal about a thing that is elsewhere.</p></div>"))
        .collect();
    let html = format!(
        "<title>Ferry line closed</title><div id=a><h1>Ferry line closed</h1><div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div></div><div id=b>{ticker}</div>"
    );
    assert_eq!(of(&read(&html), Paragraph), [ONE, TWO, THREE, FOUR]);
}

#[test]
fn an_article_in_parts_and_a_second_article_below_it() {
    let part = |a: &str, b: &str| format!("<div class='part p'><p>{a}</p><p>{b}</p></div><div class=ad-slot>Advertisement</div>");
    let html = format!(
        "<title>Ferry line closed</title><main><article><h1>Ferry line closed</h1>{}{}</article>
<article><h1>Cat rescued from mast</h1><p>The cat sat on the mast for nine hours before the fire brigade came with a ladder.</p><p>It is well, the owner told the paper on Sunday evening, and it ate.</p></article></main>",
        part(ONE, TWO),
        part(THREE, FOUR)
    );
    let article = read(&html);
    assert_eq!(of(&article, Paragraph), [ONE, TWO, THREE, FOUR]);
    assert_eq!(of(&article, Headline), ["Ferry line closed"]);
}

#[test]
fn inline_parts_of_a_byline_do_not_run_together() {
    let html = format!(
        "<title>Ferry line closed</title><h1>Ferry line closed</h1><div class=meta><span class=author>By</span><span class=author>Ann Miller</span></div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    );
    assert!(of(&read(&html), Byline).contains(&"Ann Miller"), "{:?}", of(&read(&html), Byline));
}

#[test]
fn short_lines_between_paragraphs_and_linked_items_between_others_are_text() {
    let lines: String =
        [ONE, "“Gotcha.”", "He snorted.", TWO, THREE].map(|line| format!("<div><span>{line}</span></div>")).concat();
    let html = format!(
        "<title>Ferry line closed</title><h1>Ferry line closed</h1>{lines}<h3>The best of all: <a href=/f>The long ferry</a></h3><ul><li>{FOUR}</li><li><a href=/b>The bridge is to be painted again</a></li></ul><p>{TWO} And so on.</p><ul><li><a href=/x>Another story of the harbour</a></li></ul>"
    );
    let article = read(&html);
    assert!(of(&article, Paragraph).contains(&"“Gotcha.”") && of(&article, Paragraph).contains(&"He snorted."));
    assert_eq!(of(&article, Heading), ["The best of all: The long ferry"]);
    assert_eq!(of(&article, ListItem), [FOUR, "The bridge is to be painted again"]);
}

#[test]
fn headings_that_link_themselves_or_are_numbered_are_headings_and_cards_are_none() {
    let html = format!(
        "<title>Five ferries that we miss</title><article><h1>Five ferries that we miss</h1><div><h3>Before we begin</h3><p>{ONE}</p>
<h2><a href='#two'>The second one</a></h2><p>{TWO}</p><h3>3) <a href='/three'>The Grey Lady of Holm Island</a></h3><p>{THREE}</p>
<h3>4) On the way out</h3><p>{FOUR}</p><h3><a href='/x'>Island council demands a second pier</a></h3><p>{ONE} Again.</p></div></article>"
    );
    let article = read(&html);
    let headings = ["Before we begin", "The second one", "3) The Grey Lady of Holm Island", "4) On the way out"];
    assert_eq!(of(&article, Heading), headings);
    assert_eq!(article.links.len(), 1);
}

#[test]
fn lines_of_code_and_short_lists_between_paragraphs_are_text() {
    let html = format!(
        "<title>How the pier is measured</title><article><h1>How the pier is measured</h1><div>
<p>Coast Post | 04.05.2015, 13:36 • Updated 05.05.2015 | By Ann Miller and Tom Reyes</p><p>It takes an hour.</p><p>{ONE}</p>
<p>Three tools</p><p>{TWO}</p><ul><li>Rope</li><li>Lamp</li><li>Chalk</li></ul><p>{THREE}</p><pre>12 14 12</pre><p>{FOUR}</p>
<p>According to the county, <a href='/b'>the pier of Holm Island stays closed until the summer</a>.</p>
<p><a href='/c'>The pier of Holm Island stays closed until the summer</a>.</p><ul class='menu-x'><li><a href='/a'>Rope</a></li><li>Lamp</li></ul><p>The end of it.</p></div></article>"
    );
    let article = read(&html);
    let text: Vec<_> = blocks(&article).into_iter().skip(1).collect();
    let expected = [
        (Dateline, "Coast Post | 04.05.2015, 13:36 • Updated 05.05.2015 | By Ann Miller and Tom Reyes"),
        (Paragraph, "It takes an hour."),
        (Paragraph, ONE),
        (Paragraph, "Three tools"),
        (Paragraph, TWO),
        (ListItem, "Rope"),
        (ListItem, "Lamp"),
        (ListItem, "Chalk"),
        (Paragraph, THREE),
        (Paragraph, "12 14 12"),
        (Paragraph, FOUR),
        (Paragraph, "According to the county, the pier of Holm Island stays closed until the summer."),
        (Paragraph, "The end of it."),
    ];
    assert_eq!(text, expected);
}

#[test]
fn languages_are_told_from_the_text() {
    let html = "<html lang=en><title>Fährlinie gesperrt</title><h1>Fährlinie gesperrt</h1><p>Das Hafenamt hat die Fähre zur Insel am Montag gesperrt, weil ein Gutachten Risse im Anleger gefunden hat.</p><p>„Wir konnten das nicht verantworten“, sagte die Leiterin des Amtes, und die Reparatur wird drei Wochen dauern.</p>";
    assert_eq!(read(html).language.as_deref(), Some("de"));
}

#[test]
fn other_pages_are_no_articles() {
    let list: String = (1..20).map(|n| format!("<article><h2><a href=/n/{n}>Story number {n} of today</a></h2><p>Somebody said something about story {n}.</p></article>")).collect();
    let pages = [
        format!("<title>Coast Post</title><meta property=og:type content=website><h1>Coast Post</h1>{list}"),
        "<title>Rope</title><div itemscope itemtype='https://schema.org/Product'><h1>Rope</h1><p>A rope of good hemp that holds whatever you hang on it, in wind and rain alike.</p><p>It comes in three lengths and in two colours, and we send it to you within a day.</p></div>".into(),
        "<title>Sign in</title><form><p>Please sign in.</p></form>".into(),
        "<p>".into(),
        String::new(),
    ];
    for html in pages {
        let article = read(&html);
        assert!(!article.is_article, "{html:.60}");
    }
}

/// Generous, because the machine may be busy and tests are hardly optimised; quadratic work would take minutes.
const SOON: Duration = Duration::from_secs(8);

#[test]
fn large_and_hostile_pages_are_read_in_linear_time() {
    let blanks = "a  b\n\n".repeat(400_000);
    let cases = [
        ("one paragraph", format!("<h1>Long</h1><p>{}", "He said that it was so. ".repeat(200_000))),
        ("many runs in one node", format!("<h1>Long</h1><p>{blanks}")),
        ("many nodes", "<p>He said <b>that</b> it was so.</p>".repeat(20_000)),
        ("deep", "<div>".repeat(50_000) + ONE),
        ("deep with text", "<div>words <b>here</b>".repeat(15_000) + ONE),
        ("deep inline", "<b>words ".repeat(30_000) + ONE),
        ("many cards", "<div><h3><a href=/x>Another story of today</a></h3><p>What it says.</p></div>".repeat(9_000)),
        ("many quotes", format!("<p>{ONE}</p>{}", format!("<blockquote>{TWO}</blockquote><p>{THREE}</p>").repeat(3_000))),
        ("many links", format!("<p>{}", "<a href=/x>x</a> and ".repeat(30_000))),
        ("many classes", format!("<p class='{}'>{ONE}", "related-comments-ad ".repeat(90)).repeat(3_000)),
    ];
    for (name, html) in cases {
        let start = Instant::now();
        read(&html);
        assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
    }
}

#[test]
fn a_snapshot_that_no_maker_made_does_not_break_it() {
    use crate::page::snapshot::Node;
    let text = |p: i32| Node::Text { p, s: ONE.into() };
    let element = |p: i32, t: &str| Node::Element { p, t: t.into(), a: Default::default() };
    let cases = [
        vec![text(-1), text(0), text(7)],
        vec![element(5, "p"), text(5), element(-7, ""), text(2), element(i32::MAX, "a")],
        vec![element(0, "body"), element(1, "p"), text(1), element(0, "p"), text(2), text(1)],
    ];
    for nodes in cases {
        let snapshot = Snapshot { nodes, ..Snapshot::default() };
        let article = find(&snapshot);
        check(&snapshot, &article);
    }
}

#[test]
fn a_snapshot_nested_deeper_than_any_browser_nests_is_read() {
    use crate::page::snapshot::Node;
    let mut nodes = Vec::new();
    for p in -1..50_000 {
        nodes.push(Node::Element { p, t: "div".into(), a: Default::default() });
    }
    for _ in 0..1_000 {
        nodes.push(Node::Element { p: 50_000, t: "p".into(), a: Default::default() });
        nodes.push(Node::Text { p: nodes.len() as i32 - 1, s: ONE.into() });
    }
    let start = Instant::now();
    let snapshot = Snapshot { nodes, ..Snapshot::default() };
    check(&snapshot, &find(&snapshot));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}
