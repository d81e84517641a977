//! JSON-LD as pages really print it: several blocks, graphs, arrays, references by `@id`, and broken JSON.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// An object of JSON-LD.
pub(crate) type Object = Map<String, Value>;

/// Most objects that are looked at in one page.
const MOST_OBJECTS: usize = 20_000;
/// Largest block that is parsed, in bytes.
const LARGEST_BLOCK: usize = 4 << 20;

/// Everything that the blocks of a page say.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    roots: Vec<Value>,
}

impl Graph {
    /// Parses the blocks; one that cannot be mended is left out.
    pub fn read(blocks: &[String]) -> Graph {
        Graph { roots: blocks.iter().filter(|b| b.len() <= LARGEST_BLOCK).flat_map(|b| parse(b)).collect() }
    }

    /// All objects in document order, outer ones first, without those that speak of other pages (lists, comments).
    pub fn objects(&self) -> Vec<&Object> {
        let mut found = Vec::new();
        let mut open: Vec<&Value> = self.roots.iter().rev().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list.iter().rev()),
                Value::Object(object) => {
                    found.push(object);
                    if found.len() >= MOST_OBJECTS {
                        break;
                    }
                    open.extend(object.iter().filter(|(key, _)| !OF_OTHERS.contains(&key.as_str())).map(|(_, v)| v).rev());
                }
                _ => {}
            }
        }
        found
    }

    /// Objects by their `@id`, the fullest one where several share it.
    pub fn by_id<'g>(objects: &[&'g Object]) -> HashMap<&'g str, &'g Object> {
        let mut index: HashMap<&str, &Object> = HashMap::new();
        for object in objects {
            if let Some(id) = object.get("@id").and_then(Value::as_str) {
                let known = index.entry(id).or_insert(object);
                if known.len() < object.len() {
                    *known = object;
                }
            }
        }
        index
    }
}

/// Keys whose objects are about other pages or other texts than the article.
const OF_OTHERS: &[&str] = &[
    "itemListElement",
    "comment",
    "comments",
    "hasPart",
    "mentions",
    "about",
    "citation",
    "review",
    "reviews",
    "relatedLink",
    "breadcrumb",
    "subjectOf",
    "significantLink",
    "associatedMedia",
    "video",
    "image",
];

/// Parses one block, after mending what pages most often break.
fn parse(block: &str) -> Vec<Value> {
    let bare = unwrapped(block);
    let values = |text: &str| -> Option<Vec<Value>> {
        let read: Result<Vec<Value>, _> = serde_json::Deserializer::from_str(text).into_iter::<Value>().collect();
        read.ok().filter(|v| !v.is_empty())
    };
    values(bare).or_else(|| values(&mended(bare))).unwrap_or_default()
}

/// Without comment and CDATA marks around the JSON, and without a final semicolon.
fn unwrapped(block: &str) -> &str {
    let start = block.find(['{', '[']).unwrap_or(0);
    // `<![CDATA[` holds brackets of its own.
    let start = match block.find("<![CDATA[") {
        Some(at) if at <= start => block[at + 9..].find(['{', '[']).map_or(start, |n| at + 9 + n),
        _ => start,
    };
    let end = block.rfind(['}', ']']).map_or(block.len(), |n| n + 1);
    let end = match block.rfind("]]>") {
        Some(at) if at + 3 >= end && at >= start => block[start..at].rfind(['}', ']']).map_or(end, |n| start + n + 1),
        _ => end,
    };
    block.get(start..end).unwrap_or("")
}

/// The text with raw control characters in strings escaped, commas before a closing bracket dropped, and unknown
/// escapes made plain. One pass.
fn mended(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_string = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => match chars.next() {
                Some(e @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    out.push('\\');
                    out.push(e);
                }
                Some(e) => out.push(e),
                None => {}
            },
            c if in_string && c.is_control() => out.push(' '),
            ']' | '}' if !in_string => {
                let kept = out.trim_end().trim_end_matches(',').len();
                if out.trim_end().ends_with(',') {
                    out.truncate(kept);
                }
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// The types of an object, without the prefix of the vocabulary.
pub(crate) fn types(object: &Object) -> Vec<&str> {
    texts(object.get("@type")).map(|t| t.rsplit(['/', '#', ':']).next().unwrap_or(t)).collect()
}

/// The strings of a value: itself, or those of an array.
pub(crate) fn texts(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let list: &[Value] = match value {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter().filter_map(Value::as_str).map(str::trim).filter(|t| !t.is_empty())
}

/// The values of a key, one by one.
pub(crate) fn each<'o>(object: &'o Object, key: &str) -> &'o [Value] {
    match object.get(key) {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// The names that a value gives: a string, or the `name` of an object (followed by its `@id` where it has no name).
pub(crate) fn names<'g>(value: &'g Value, by_id: &HashMap<&str, &'g Object>) -> Vec<&'g str> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|t| !t.is_empty()).into_iter().collect(),
        Value::Object(object) => named(object, by_id),
        _ => Vec::new(),
    }
}

/// The names of an object.
pub(crate) fn named<'g>(object: &'g Object, by_id: &HashMap<&str, &'g Object>) -> Vec<&'g str> {
    let own: Vec<&str> = texts(object.get("name")).collect();
    if !own.is_empty() {
        return own;
    }
    let Some(full) = object.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id)) else { return own };
    texts(full.get("name")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_name(block: &str) -> Option<String> {
        let graph = Graph::read(&[block.to_owned()]);
        let objects = graph.objects();
        let index = Graph::by_id(&objects);
        objects.iter().find_map(|o| o.get("publisher")).and_then(|p| names(p, &index).first().map(|n| (*n).to_owned()))
    }

    #[test]
    fn a_publisher_is_found_in_every_dress() {
        for block in [
            r#"{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"Harbour Courier"}}"#,
            r#"{"@type":"NewsArticle","publisher":"Harbour Courier"}"#,
            r#"[{"@type":"WebSite"},{"@type":"NewsArticle","publisher":{"name":["Harbour Courier"]}}]"#,
            r##"{"@graph":[{"@id":"#org","@type":"Organization","name":"Harbour Courier"},{"@type":"Article","publisher":{"@id":"#org"}}]}"##,
            "<!--\n{\"publisher\":{\"name\":\"Harbour Courier\",},}\n-->",
            "//<![CDATA[\n{\"publisher\":{\"name\":\"Harbour Courier\"}}\n//]]>",
            "{\"publisher\":{\"name\":\"Harbour Courier\"},\"description\":\"line one\nline two \\' and \\x\"};",
            r#"{"a":1}{"publisher":"Harbour Courier"}"#,
        ] {
            assert_eq!(first_name(block).as_deref(), Some("Harbour Courier"), "{block}");
        }
    }

    #[test]
    fn what_cannot_be_mended_says_nothing() {
        for block in ["", "{", "}{", "null", "\"x\"", "{\"publisher\": Harbour Courier}", "]]>", "<![CDATA["] {
            assert_eq!(first_name(block), None, "{block}");
        }
        assert!(Graph::read(&["[".repeat(100_000)]).objects().is_empty());
    }

    #[test]
    fn objects_of_other_pages_are_left_out() {
        let graph =
            Graph::read(&[r#"{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","publisher":"Other"}]}"#.to_owned()]);
        assert_eq!(graph.objects().len(), 1);
    }
}
