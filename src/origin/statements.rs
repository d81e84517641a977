//! What a page says of itself: JSON-LD, `<meta>`, microdata, `<time>`, its address.
//!
//! Each question (who publishes, when, by whom) gets all answers in order of trust, each with the place it was found.
//! The caller takes the first and can say that others differ.

use super::{authors, dates, host, jsonld};
use crate::page::article::Article;
use crate::page::snapshot::{Node, Snapshot};
use crate::report::BlockKind;
use crate::text::span::Span;
use serde_json::Value;
use std::collections::HashMap;

/// An answer and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Where: `JSON-LD publisher`, `og:site_name`, …
    pub from: String,
    /// The words found, for dates the day.
    pub value: String,
    /// For dates: minutes since midnight where the clock is that of UTC or of no stated place, so that the day on which
    /// readers saw the text may be the next or the last one.
    pub utc: Option<u32>,
}

/// Everything that a page says of itself. In each list the most trusted answer stands first.
#[derive(Debug, Default)]
pub(crate) struct Statements {
    /// Names of the publisher.
    pub publisher: Vec<Answer>,
    /// Days of publication.
    pub published: Vec<Answer>,
    /// Days of the last change.
    pub modified: Vec<Answer>,
    /// Authors, from the best place that names any.
    pub authors: Vec<String>,
    /// Where the authors were found.
    pub authors_from: String,
    /// The page's bylines as they are printed, at most five: an agency may stand in one beside a person.
    pub bylines: Vec<String>,
    /// Names of organisations that the page credits: `sourceOrganization`, `provider`, `creditText`.
    pub credited: Vec<Answer>,
    /// Addresses of the text's origin: `isBasedOn`, `original-source`, `syndication-source`.
    pub based_on: Vec<Answer>,
    /// `rel=canonical`, else `og:url`.
    pub canonical: Option<String>,
    /// Type of the article, whether it is free, principles and policies: field and answer.
    pub about: Vec<(&'static str, Answer)>,
}

/// Types of JSON-LD that are articles (schema.org).
const ARTICLE_TYPES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "LiveBlogPosting",
    "Report",
    "Article",
    "BlogPosting",
    "ScholarlyArticle",
    "TechArticle",
    "SocialMediaPosting",
    "Review",
    "ClaimReview",
    "VideoObject",
    "WebPage",
];

fn answer(from: impl Into<String>, value: impl Into<String>) -> Answer {
    Answer { from: from.into(), value: value.into(), utc: None }
}

fn add(list: &mut Vec<Answer>, from: impl Into<String>, value: &str) {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if !value.is_empty() && value.len() <= 300 {
        list.push(answer(from, value));
    }
}

fn add_day(list: &mut Vec<Answer>, from: impl Into<String>, value: &str) {
    if let Some(day) = dates::day(value) {
        list.push(Answer { utc: dates::utc_minutes(value), ..answer(from, day) });
    }
}

impl Statements {
    /// Reads all statements of a page.
    pub fn read(snapshot: &Snapshot, article: &Article) -> Statements {
        let mut found = Statements { canonical: canonical(snapshot), ..Statements::default() };
        let mut authors = Authors::default();
        found.read_jsonld(snapshot, &mut authors);
        found.read_meta(snapshot, &mut authors);
        found.read_nodes(snapshot, article, &mut authors);
        found.read_blocks(article, &mut authors);
        if let Some(day) = dates::in_address(&snapshot.url) {
            found.published.push(answer("address", day));
        }
        if let Some(day) = found.canonical.as_deref().and_then(dates::in_address) {
            found.published.push(answer("rel=canonical", day));
        }
        found.read_title(snapshot);
        (found.authors, found.authors_from) = authors.best(&found.publisher);
        found
    }

    fn read_jsonld(&mut self, snapshot: &Snapshot, authors: &mut Authors) {
        let graph = jsonld::Graph::read(&snapshot.jsonld);
        let objects = graph.objects();
        let by_id = jsonld::Graph::by_id(&objects);
        let rank = |object: &jsonld::Object| {
            jsonld::types(object).iter().filter_map(|t| ARTICLE_TYPES.iter().position(|known| known == t)).min()
        };
        // Where a page holds several articles, the one that names this page (or its title) is meant.
        let here = |object: &jsonld::Object| speaks_of(object, snapshot, self.canonical.as_deref());
        let main = objects
            .iter()
            .filter_map(|o| rank(o).map(|r| (o, r)))
            .filter(|(o, r)| *r < ARTICLE_TYPES.len() - 2 || o.contains_key("datePublished") || o.contains_key("author"))
            .min_by_key(|(o, r)| (*r >= ARTICLE_TYPES.len() - 2, !here(o), *r))
            .map(|(o, _)| *o);
        if let Some(main) = main {
            self.read_main(main, &by_id, authors);
        }
        for object in &objects {
            let kinds = jsonld::types(object);
            if kinds.contains(&"WebSite") {
                for value in jsonld::each(object, "publisher") {
                    for name in jsonld::names(value, &by_id) {
                        add(&mut self.publisher, "JSON-LD WebSite publisher", name);
                    }
                }
                for name in jsonld::texts(object.get("name")) {
                    add(&mut self.publisher, "JSON-LD WebSite", name);
                }
            } else if kinds.iter().any(|k| k.ends_with("NewsMediaOrganization")) {
                for name in jsonld::texts(object.get("name")) {
                    add(&mut self.publisher, "JSON-LD NewsMediaOrganization", name);
                }
            }
            if main.is_none() {
                for (key, list) in [("datePublished", &mut self.published), ("dateModified", &mut self.modified)] {
                    for value in jsonld::texts(object.get(key)) {
                        add_day(list, format!("JSON-LD {key}"), value);
                    }
                }
            }
        }
    }

    fn read_main(&mut self, main: &jsonld::Object, by_id: &HashMap<&str, &jsonld::Object>, authors: &mut Authors) {
        if let Some(kind) = jsonld::types(main).first() {
            self.about.push(("article_type", answer("JSON-LD @type", *kind)));
        }
        for value in jsonld::each(main, "publisher") {
            for name in jsonld::names(value, by_id) {
                add(&mut self.publisher, "JSON-LD publisher", name);
            }
            if let Value::Object(publisher) = value {
                self.read_policies(publisher);
            }
        }
        self.read_policies(main);
        for key in ["author", "creator"] {
            for value in jsonld::each(main, key) {
                let kinds = value.as_object().map(|o| jsonld::types(o)).unwrap_or_default();
                let body = kinds.iter().any(|k| k.ends_with("Organization"));
                for name in jsonld::names(value, by_id) {
                    authors.add(&format!("JSON-LD {key}"), name, body);
                    if body {
                        add(&mut self.credited, format!("JSON-LD {key}"), name);
                    }
                }
            }
        }
        for value in jsonld::texts(main.get("datePublished")) {
            add_day(&mut self.published, "JSON-LD datePublished", value);
        }
        for value in jsonld::texts(main.get("dateCreated")) {
            add_day(&mut self.published, "JSON-LD dateCreated", value);
        }
        for value in jsonld::texts(main.get("dateModified")) {
            add_day(&mut self.modified, "JSON-LD dateModified", value);
        }
        for key in ["sourceOrganization", "provider", "creditText", "copyrightHolder"] {
            for value in jsonld::each(main, key) {
                for name in jsonld::names(value, by_id) {
                    add(&mut self.credited, format!("JSON-LD {key}"), name);
                }
            }
        }
        for value in ["isBasedOn", "isBasedOnUrl"].iter().flat_map(|key| jsonld::each(main, key)) {
            let url = value.as_str().or_else(|| value.as_object().and_then(|o| o.get("url").or(o.get("@id")))?.as_str());
            if let Some(url) = url {
                add(&mut self.based_on, "JSON-LD isBasedOn", url);
            }
        }
        match main.get("isAccessibleForFree") {
            Some(Value::Bool(free)) => self.about.push(("free", answer("JSON-LD isAccessibleForFree", free.to_string()))),
            Some(Value::String(free)) => {
                self.about.push(("free", answer("JSON-LD isAccessibleForFree", free.to_lowercase())));
            }
            _ => {}
        }
    }

    /// Addresses at which a publisher states its principles, owners and funding, and its policy of corrections.
    fn read_policies(&mut self, object: &jsonld::Object) {
        for key in ["publishingPrinciples", "ownershipFundingInfo", "correctionsPolicy", "ethicsPolicy"] {
            for url in jsonld::texts(object.get(key)).filter(|u| u.len() <= 300) {
                let statement = ("policy", answer(format!("JSON-LD {key}"), url));
                if !self.about.contains(&statement) {
                    self.about.push(statement);
                }
            }
        }
    }

    fn read_meta(&mut self, snapshot: &Snapshot, authors: &mut Authors) {
        for wanted in META {
            for meta in snapshot.meta.iter().filter(|m| m.key == wanted.key) {
                let value = meta.content.as_str();
                match wanted.tells {
                    Tells::Publisher if host::of(value).is_none() && !value.starts_with('@') => {
                        add(&mut self.publisher, wanted.key, value);
                    }
                    Tells::Published => add_day(&mut self.published, wanted.key, value),
                    Tells::Modified => add_day(&mut self.modified, wanted.key, value),
                    Tells::Author => authors.add(wanted.key, value, false),
                    Tells::Origin => add(&mut self.based_on, wanted.key, value),
                    Tells::Source if host::of(value).is_some() => add(&mut self.based_on, wanted.key, value),
                    Tells::Source => add(&mut self.credited, wanted.key, value),
                    Tells::Type => self.about.push(("article_type", answer(wanted.key, value))),
                    Tells::Publisher => {}
                }
            }
        }
    }

    fn read_nodes(&mut self, snapshot: &Snapshot, article: &Article, authors: &mut Authors) {
        let headline = article
            .runs
            .iter()
            .find(|r| article.blocks.iter().any(|b| b.kind == BlockKind::Headline && b.span.overlaps(r.text)))
            .map(|r| r.node as usize);
        let mut times: Vec<(usize, Answer)> = Vec::new();
        for (at, node) in snapshot.nodes.iter().enumerate() {
            let Node::Element { t, a, .. } = node else { continue };
            let has =
                |key: &str, word: &str| a.get(key).is_some_and(|v| v.split_whitespace().any(|w| w.eq_ignore_ascii_case(word)));
            for (word, list) in [("datePublished", &mut self.published), ("dateModified", &mut self.modified)] {
                if has("itemprop", word) && list.len() < 20 {
                    let printed = a.get("datetime").cloned().unwrap_or_else(|| words_of(snapshot, at, 120));
                    add_day(list, format!("itemprop {word}"), &printed);
                }
            }
            if has("itemprop", "sourceOrganization") && self.credited.len() < 20 && near(headline, at) {
                let printed = name_within(snapshot, at).unwrap_or_else(|| words_of(snapshot, at, 120));
                add(&mut self.credited, "itemprop sourceOrganization", &printed);
            }
            if t == "time" && times.len() < 200 {
                let class = a.get("class").map(|c| c.to_lowercase()).unwrap_or_default();
                // What readers see is their local day; the attribute often counts in UTC.
                let shown = words_of(snapshot, at, 120);
                let machine = a.get("datetime").cloned();
                let printed = if dates::day(&shown).is_some() { shown } else { machine.unwrap_or(shown) };
                if class.contains("updat") || class.contains("modif") {
                    add_day(&mut self.modified, "time", &printed);
                } else if let Some(day) = dates::day(&printed) {
                    times.push((at, Answer { utc: dates::utc_minutes(&printed), ..answer("time", day) }));
                }
            }
            if authors.full() {
                continue;
            }
            let author = has("itemprop", "author") || has("rel", "author") || has("itemprop", "creator");
            if author {
                let from = if a.contains_key("itemprop") { "itemprop author" } else { "rel=author" };
                let printed = name_within(snapshot, at).unwrap_or_else(|| words_of(snapshot, at, 200));
                if headline.is_none() || near(headline, at) {
                    authors.add(from, &printed, false);
                } else if authors.far.len() < 3 {
                    authors.far.push(printed);
                }
            } else if near(headline, at) && is_byline_class(a) {
                let printed = words_of(snapshot, at, 200);
                if self.bylines.len() < 5 && printed.len() <= 120 {
                    self.bylines.push(printed.clone());
                }
                authors.add("byline", &printed, false);
            }
        }
        // Other times on a page belong to teasers: the one nearest to the headline is the article's.
        if let Some((_, day)) = times.iter().min_by_key(|(at, _)| match headline {
            Some(h) if *at < h => (h - at) * 2,
            Some(h) => at - h,
            None => *at,
        }) {
            self.published.push(day.clone());
        }
        if self.published.is_empty()
            && let Some(headline) = headline
        {
            self.read_beside(snapshot, headline);
        }
    }

    /// A line beside the headline that is hardly more than a date. Only for pages that say the day nowhere else.
    fn read_beside(&mut self, snapshot: &Snapshot, headline: usize) {
        let nodes = snapshot.nodes.iter().enumerate().skip(headline.saturating_sub(BESIDE)).take(2 * BESIDE);
        let day = nodes.filter_map(|(at, node)| match node {
            Node::Text { s, .. } if s.trim().len() <= 48 => dates::day(s).map(|day| (at.abs_diff(headline), day)),
            _ => None,
        });
        if let Some((_, day)) = day.min_by_key(|(far, _)| *far) {
            self.published.push(answer("dateline", day));
        }
    }

    /// Byline and dateline as printed around the article.
    fn read_blocks(&mut self, article: &Article, authors: &mut Authors) {
        for block in &article.blocks {
            let words = block.span.of(&article.text);
            match block.kind {
                BlockKind::Byline => {
                    authors.add("byline", &byline_of(article, block.span), false);
                    add_day(&mut self.published, "byline", words);
                }
                BlockKind::Dateline => add_day(&mut self.published, "dateline", words),
                _ => {}
            }
        }
    }

    /// The part of the title after its last bar or dash, where it is the name of the host.
    fn read_title(&mut self, snapshot: &Snapshot) {
        let Some(host) = host::of(&snapshot.url) else { return };
        let Some(label) = host::registrable(&host).map(host::label) else { return };
        for part in snapshot.title.rsplit(['|', '–', '—', '-', '»', '·', ':']).take(2) {
            let plain = super::table::plain_name(part);
            let label: String = label.chars().filter(|c| c.is_alphanumeric()).collect();
            if plain.len() >= 3 && (label == plain || label == format!("the{plain}")) {
                add(&mut self.publisher, "title", part);
                return;
            }
        }
    }
}

/// What a `<meta>` tells.
#[derive(Clone, Copy)]
enum Tells {
    Publisher,
    Published,
    Modified,
    Author,
    Origin,
    Source,
    Type,
}

/// A `<meta>` that is read.
struct Wanted {
    key: &'static str,
    tells: Tells,
}

const fn wanted(key: &'static str, tells: Tells) -> Wanted {
    Wanted { key, tells }
}

/// The `<meta>` elements that are read, most trusted first among those that tell the same.
const META: &[Wanted] = &[
    wanted("og:site_name", Tells::Publisher),
    wanted("citation_publisher", Tells::Publisher),
    wanted("dc.publisher", Tells::Publisher),
    wanted("dcterms.publisher", Tells::Publisher),
    wanted("publisher", Tells::Publisher),
    wanted("article:publisher", Tells::Publisher),
    wanted("application-name", Tells::Publisher),
    wanted("apple-mobile-web-app-title", Tells::Publisher),
    wanted("cre", Tells::Publisher),
    wanted("article:published_time", Tells::Published),
    wanted("og:article:published_time", Tells::Published),
    wanted("article:published", Tells::Published),
    wanted("datepublished", Tells::Published),
    wanted("parsely-pub-date", Tells::Published),
    wanted("sailthru.date", Tells::Published),
    wanted("article.published", Tells::Published),
    wanted("published-date", Tells::Published),
    wanted("publish-date", Tells::Published),
    wanted("publish_date", Tells::Published),
    wanted("publishdate", Tells::Published),
    wanted("pubdate", Tells::Published),
    wanted("pub_date", Tells::Published),
    wanted("ptime", Tells::Published),
    wanted("rnews:datepublished", Tells::Published),
    wanted("displaydate", Tells::Published),
    wanted("originalpublicationdate", Tells::Published),
    wanted("article_date_original", Tells::Published),
    wanted("publication_date", Tells::Published),
    wanted("article:publicationdate", Tells::Published),
    wanted("cxenseparse:recs:publishtime", Tells::Published),
    wanted("cxenseparse:publishtime", Tells::Published),
    wanted("citation_publication_date", Tells::Published),
    wanted("citation_online_date", Tells::Published),
    wanted("citation_date", Tells::Published),
    wanted("dcterms.issued", Tells::Published),
    wanted("dc.date.issued", Tells::Published),
    wanted("dc.issued", Tells::Published),
    wanted("dcterms.created", Tells::Published),
    wanted("dc.date.created", Tells::Published),
    wanted("dc.created", Tells::Published),
    wanted("dcterms.date", Tells::Published),
    wanted("dc.date", Tells::Published),
    wanted("date", Tells::Published),
    wanted("datecreated", Tells::Published),
    wanted("article:modified_time", Tells::Modified),
    wanted("og:updated_time", Tells::Modified),
    wanted("og:article:modified_time", Tells::Modified),
    wanted("datemodified", Tells::Modified),
    wanted("lastmod", Tells::Modified),
    wanted("last-modified", Tells::Modified),
    wanted("revision_date", Tells::Modified),
    wanted("dcterms.modified", Tells::Modified),
    wanted("dc.date.modified", Tells::Modified),
    wanted("author", Tells::Author),
    wanted("byl", Tells::Author),
    wanted("article:author", Tells::Author),
    wanted("article:author_name", Tells::Author),
    wanted("og:article:author", Tells::Author),
    wanted("rnews:author", Tells::Author),
    wanted("article.author", Tells::Author),
    wanted("parsely-author", Tells::Author),
    wanted("sailthru.author", Tells::Author),
    wanted("citation_author", Tells::Author),
    wanted("cxenseparse:author", Tells::Author),
    wanted("dc.creator", Tells::Author),
    wanted("dcterms.creator", Tells::Author),
    wanted("dc.contributor", Tells::Author),
    wanted("original-source", Tells::Origin),
    wanted("syndication-source", Tells::Origin),
    wanted("dc.source", Tells::Source),
    wanted("dcterms.source", Tells::Source),
    wanted("article:source", Tells::Source),
    wanted("news_source", Tells::Source),
    wanted("source", Tells::Source),
    wanted("og:article:content_tier", Tells::Type),
    wanted("article:content_tier", Tells::Type),
];

/// `rel=canonical`, else `og:url`, where it is an address.
fn canonical(snapshot: &Snapshot) -> Option<String> {
    let link = snapshot.links.iter().find(|l| l.rel.split_whitespace().any(|r| r == "canonical")).map(|l| l.href.as_str());
    let meta = || snapshot.meta.iter().find(|m| m.key == "og:url").map(|m| m.content.as_str());
    link.filter(|u| host::of(u).is_some()).or_else(|| meta().filter(|u| host::of(u).is_some())).map(str::to_owned)
}

/// Whether an object of JSON-LD is about this page: by address, or by its headline.
fn speaks_of(object: &jsonld::Object, snapshot: &Snapshot, canonical: Option<&str>) -> bool {
    let bare = |u: &str| u.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').to_owned();
    let here = [Some(snapshot.url.as_str()), canonical];
    let is_here = |u: &str| here.iter().flatten().any(|h| !h.is_empty() && bare(h) == bare(u));
    let page = object.get("mainEntityOfPage");
    let page_id = page.and_then(|p| p.as_str().or_else(|| p.get("@id").and_then(Value::as_str)));
    let url = object.get("url").and_then(Value::as_str);
    if page_id.into_iter().chain(url).any(is_here) {
        return true;
    }
    let title = super::table::plain_name(&snapshot.title);
    jsonld::texts(object.get("headline")).map(super::table::plain_name).any(|h| h.len() >= 12 && title.starts_with(&h))
}

/// A line that is hardly more than a date stands beside the headline: within this many nodes.
const BESIDE: usize = 40;
/// Bylines stand near the headline: within this many nodes.
const NEAR: usize = 250;

fn near(headline: Option<usize>, at: usize) -> bool {
    headline.is_some_and(|h| h.abs_diff(at) <= NEAR)
}

fn is_byline_class(attributes: &std::collections::BTreeMap<String, String>) -> bool {
    ["class", "data-testid", "id"].iter().filter_map(|k| attributes.get(*k)).flat_map(|v| v.split_whitespace()).any(|word| {
        let word = word.to_lowercase();
        let ends = ["byline", "author", "author-name", "author_name", "authors", "byline__name", "article-author", "authorname"];
        ends.iter().any(|e| word == *e || word.ends_with(&format!("-{e}")) || word.ends_with(&format!("_{e}")))
    })
}

/// The text inside an element, white space collapsed, at most `most` bytes; empty where it is longer.
pub(crate) fn words_of(snapshot: &Snapshot, at: usize, most: usize) -> String {
    let mut words = String::new();
    for node in snapshot.nodes.iter().skip(at + 1) {
        let parent = match node {
            Node::Element { p, .. } | Node::Text { p, .. } => *p,
        };
        // Document order: the first node whose parent stands before the element is outside it.
        if parent < at as i32 {
            break;
        }
        if let Node::Text { s, .. } = node {
            for word in s.split_whitespace() {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(word);
            }
            if words.len() > most {
                return String::new();
            }
        }
    }
    words
}

/// The text of the element with `itemprop=name` inside an element.
fn name_within(snapshot: &Snapshot, at: usize) -> Option<String> {
    for (inner, node) in snapshot.nodes.iter().enumerate().skip(at + 1).take(40) {
        let (Node::Element { p, .. } | Node::Text { p, .. }) = node;
        if *p < at as i32 {
            return None;
        }
        if let Node::Element { a, .. } = node
            && a.get("itemprop").is_some_and(|v| v.split_whitespace().any(|w| w == "name"))
        {
            return Some(words_of(snapshot, inner, 120)).filter(|w| !w.is_empty());
        }
    }
    None
}

/// The words of a byline. Where they make one name that is too long for a person, the names stand in text nodes of their
/// own, and are set apart.
fn byline_of(article: &Article, span: Span) -> String {
    let words = span.of(&article.text);
    let names = authors::names(words);
    if names.len() > 1 || names.first().is_some_and(|n| n.split(' ').count() <= 4) {
        return words.to_owned();
    }
    let from = article.runs.partition_point(|r| r.text.end <= span.start);
    let runs = article.runs[from..].iter().take_while(|r| r.text.start < span.end).take(64);
    let apart: Vec<&str> = runs.map(|r| r.text.of(&article.text).trim()).filter(|w| !w.is_empty()).collect();
    if apart.len() > 1 { apart.join("\n") } else { words.to_owned() }
}

/// Authors by the place that names them, in the order in which the places were read.
#[derive(Default)]
struct Authors {
    places: Vec<(String, Vec<String>, Vec<String>)>,
    reads: usize,
    /// Bylines far from the headline: of the article where nothing else names an author.
    far: Vec<String>,
}

impl Authors {
    /// Reads one printed byline; `body` where the page says that it is an organisation.
    fn add(&mut self, from: &str, printed: &str, body: bool) {
        self.reads += 1;
        if host::of(printed).is_some() || self.full() {
            return;
        }
        let at = match self.places.iter().position(|p| p.0 == from) {
            Some(at) => at,
            None => {
                self.places.push((from.to_owned(), Vec::new(), Vec::new()));
                self.places.len() - 1
            }
        };
        for name in authors::names(printed) {
            let list = if body || authors::is_body(&name) { &mut self.places[at].2 } else { &mut self.places[at].1 };
            if !list.iter().any(|known| known.to_lowercase() == name.to_lowercase()) && list.len() < 24 {
                list.push(name);
            }
        }
    }

    /// Whether enough was read: a page of a thousand bylines is a list.
    fn full(&self) -> bool {
        self.reads > 300
    }

    /// Persons of the first place that names any, else the first organisation that is not the publisher, else that.
    fn best(mut self, publisher: &[Answer]) -> (Vec<String>, String) {
        if self.places.iter().all(|(_, persons, bodies)| persons.is_empty() && bodies.is_empty()) {
            for printed in std::mem::take(&mut self.far) {
                self.add("itemprop author", &printed, false);
            }
        }
        let own: Vec<String> = publisher.iter().map(|p| super::table::plain_name(&p.value)).collect();
        let is_own = |name: &String| own.contains(&super::table::plain_name(name));
        for (from, persons, _) in &self.places {
            let persons: Vec<String> = persons.iter().filter(|n| !is_own(n)).cloned().collect();
            if !persons.is_empty() {
                return (persons, from.clone());
            }
        }
        for wanted in [false, true] {
            for (from, persons, bodies) in &self.places {
                let fits: Vec<String> = persons.iter().chain(bodies).filter(|n| is_own(n) == wanted).take(1).cloned().collect();
                if !fits.is_empty() {
                    return (fits, from.clone());
                }
            }
        }
        (Vec::new(), String::new())
    }
}
