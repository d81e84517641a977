//! What the page says of itself in its head: titles, summary, types. Hints, because templates say it of every page.

use crate::page::snapshot::{Node, Snapshot};
use serde_json::Value;
use std::collections::HashSet;

/// What the head says.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// Titles, best first: JSON-LD headline, Open Graph, Twitter, `<title>` without the site's name, `<title>`.
    pub titles: Vec<String>,
    /// Summaries.
    pub descriptions: Vec<String>,
    /// Types of schema.org and Open Graph, lower case.
    pub types: HashSet<String>,
    /// The article's text according to JSON-LD, or empty.
    pub body: String,
    /// Lower case `generator`.
    pub generator: String,
    /// Whether a date of publication is given.
    pub dated: bool,
}

/// Objects of JSON-LD that are looked at.
const MOST_OBJECTS: usize = 2_000;

impl Hints {
    /// Reads the head.
    pub fn new(snapshot: &Snapshot) -> Self {
        let mut hints = Hints::default();
        for node in &snapshot.nodes {
            if let Node::Element { a, .. } = node
                && let Some(t) = a.get("itemtype")
            {
                hints.types.insert(type_name(t));
            }
        }
        for script in &snapshot.jsonld {
            if let Ok(value) = serde_json::from_str::<Value>(script.trim()) {
                hints.linked_data(&value);
            }
        }
        for meta in &snapshot.meta {
            let content = meta.content.trim();
            match meta.key.as_str() {
                "og:title" | "twitter:title" | "dc.title" | "parsely-title" | "sailthru.title" => hints.title(content),
                "description" | "og:description" | "twitter:description" | "dc.description" => {
                    hints.descriptions.push(content.to_owned());
                }
                "og:type" => _ = hints.types.insert(format!("og:{}", content.to_ascii_lowercase())),
                "generator" => hints.generator = content.to_ascii_lowercase(),
                key if key.contains("published")
                    || key.contains("pubdate")
                    || key == "date"
                    || key.starts_with("dc.date")
                    || key == "datepublished" =>
                {
                    hints.dated = true;
                }
                _ => {}
            }
        }
        for part in title_parts(&snapshot.title) {
            hints.title(part);
        }
        hints
    }

    fn title(&mut self, title: &str) {
        let title = title.trim();
        if !title.is_empty() && !self.titles.iter().any(|t| t == title) {
            self.titles.push(title.to_owned());
        }
    }

    fn linked_data(&mut self, value: &Value) {
        let mut queue = vec![(value, true)];
        let mut seen = 0;
        while let Some((value, top)) = queue.pop() {
            seen += 1;
            if seen > MOST_OBJECTS {
                return;
            }
            match value {
                Value::Array(items) => queue.extend(items.iter().rev().map(|item| (item, top))),
                Value::Object(object) => {
                    if let Some(graph) = object.get("@graph") {
                        queue.push((graph, true));
                    }
                    if let Some(entity) = object.get("mainEntity") {
                        queue.push((entity, true));
                    }
                    if top {
                        self.object(object);
                    }
                }
                _ => {}
            }
        }
    }

    fn object(&mut self, object: &serde_json::Map<String, Value>) {
        let types: Vec<String> = match object.get("@type") {
            Some(Value::String(t)) => vec![t.to_ascii_lowercase()],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_ascii_lowercase).collect(),
            _ => Vec::new(),
        };
        let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or("").trim();
        if types.iter().any(|t| is_article_type(t)) {
            if text("headline").is_empty() {
                self.title(text("name"));
            } else {
                self.title(text("headline"));
            }
            if !text("description").is_empty() {
                self.descriptions.push(text("description").to_owned());
            }
            if text("articleBody").len() > self.body.len() {
                self.body = text("articleBody").to_owned();
            }
            self.dated |= !text("datePublished").is_empty();
        }
        self.types.extend(types.iter().map(|t| type_name(t)));
    }

    /// Whether one of the types is among these.
    pub fn is_of(&self, types: &[&str]) -> bool {
        types.iter().any(|t| self.types.contains(*t))
    }

    /// Whether a type says that the page is an article.
    pub fn says_article(&self) -> bool {
        self.types.iter().any(|t| t == "og:article" || is_article_type(t))
    }
}

/// The name of a type, without the vocabulary's address, lower case.
fn type_name(address: &str) -> String {
    let name = address.trim().trim_end_matches('/');
    name.rsplit(['/', '#', ':']).next().unwrap_or(name).to_ascii_lowercase()
}

/// Types of schema.org for texts of journalism (schema.org/Article and below).
pub(super) fn is_article_type(t: &str) -> bool {
    t.ends_with("newsarticle")
        || matches!(
            t,
            "article"
                | "blogposting"
                | "report"
                | "liveblogposting"
                | "socialmediaposting"
                | "satiricalarticle"
                | "scholarlyarticle"
        )
}

/// A title without what stands before or after it for the site (*Title | Site*, *Title - Section - Site*), longest part
/// first after the whole.
pub(super) fn title_parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title.trim()];
    let bars = [" | ", " — ", " – ", " - ", " :: ", " » ", " « ", " • ", " · ", " / ", "|", ": "];
    for bar in bars {
        if let Some((before, _)) = title.rsplit_once(bar) {
            parts.push(before.trim());
        }
        if let Some((before, _)) = title.split_once(bar) {
            parts.push(before.trim());
        }
        if let Some((_, after)) = title.split_once(bar) {
            parts.push(after.trim());
        }
    }
    let whole = title.trim();
    parts.sort_by_key(|part| std::cmp::Reverse((*part == whole, part.len())));
    parts.retain(|part| words(part).len() >= 3 || *part == whole);
    parts
}

/// The words of a text in lower case, letters and digits only. In Chinese and Japanese each character is one.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for c in text.chars() {
        let alone = matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..);
        if !c.is_alphanumeric() {
            joins = false;
            continue;
        }
        if alone || !joins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        joins = !alone;
    }
    words
}

/// How much two texts have in common: 0 nothing, 1 the same words. By neighbouring pairs, so that order counts.
pub(super) fn likeness(a: &[String], b: &[String]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let pairs = |words: &[String]| -> HashSet<(String, String)> {
        let padded = std::iter::once(String::new()).chain(words.iter().cloned());
        padded.zip(words.iter().cloned()).collect()
    };
    let (a, b) = (pairs(a), pairs(b));
    let common = a.intersection(&b).count();
    2.0 * common as f32 / (a.len() + b.len()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_name_is_cut_from_a_title() {
        assert!(title_parts("Ferry strike enters third week | The Coast Post").contains(&"Ferry strike enters third week"));
        assert!(title_parts("Coast Post - Ferry strike enters third week").contains(&"Ferry strike enters third week"));
        assert_eq!(title_parts(""), [""]);
    }

    #[test]
    fn likeness_is_between_none_and_one() {
        let words = |t: &str| words(t);
        assert_eq!(likeness(&words("The Ferry strike!"), &words("the ferry strike")), 1.0);
        assert_eq!(likeness(&words("a b c"), &words("d e f")), 0.0);
        assert!(likeness(&words("ferry strike enters third week"), &words("ferry strike enters third week, union says")) > 0.6);
    }

    #[test]
    fn broken_or_deep_linked_data_is_passed_over() {
        let deep = "[".repeat(100_000);
        let jsonld = vec!["{".into(), deep, r#"{"@graph":[{"@type":["Report"],"headline":"Ferry strike"}]}"#.into()];
        let hints = Hints::new(&Snapshot { jsonld, ..Snapshot::default() });
        assert_eq!(hints.titles, ["Ferry strike", ""].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>());
        assert!(hints.says_article());
    }
}
