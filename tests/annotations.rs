//! Web Annotations of whole pages keep to the W3C's data model (www.w3.org/TR/annotation-model): what it says an annotation,
//! a page of them, a body, a target and a selector must have.

use serde_json::{Value, json};
use sourcelight::engine::{self, Options};
use sourcelight::export;
use sourcelight::page::html;
use std::collections::HashSet;
use std::path::Path;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What an annotation or one of its bodies is for: the model's own list.
const MOTIVATIONS: [&str; 13] = [
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

fn is_iri(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    named && !rest.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
}

/// Every way in which a page of annotations departs from the model.
fn faults(page: &Value, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut must = |right: bool, what: &str, at: &Value| {
        if !right {
            found.push(format!("{what}: {at}"));
        }
    };
    let contexts: Vec<&Value> = page["@context"].as_array().map_or(vec![&page["@context"]], |a| a.iter().collect());
    must(contexts.iter().any(|c| **c == CONTEXT), "the page has the model's context", &page["@context"]);
    // What the model has no name for must be explained by a context, or it means nothing.
    let prefixes: HashSet<&str> =
        contexts.iter().filter_map(|c| c.as_object()).flat_map(|c| c.keys().map(String::as_str)).collect();
    must(is_iri(&page["id"]), "the page has an IRI", &page["id"]);
    must(page["type"] == "AnnotationPage", "the page has its type", &page["type"]);
    must(is_iri(&page["partOf"]["id"]), "the collection has an IRI", &page["partOf"]);
    must(page["partOf"]["type"] == "AnnotationCollection", "the collection has its type", &page["partOf"]);
    let none = Vec::new();
    must(page["items"].is_array(), "the page has a list of items", page);
    let items = page["items"].as_array().unwrap_or(&none);
    must(page["partOf"]["total"] == items.len(), "the collection counts its annotations", &page["partOf"]);
    let mut ids = HashSet::new();
    let characters: Vec<char> = text.chars().collect();
    for item in items {
        must(is_iri(&item["id"]) && ids.insert(item["id"].to_string()), "an annotation has one IRI of its own", item);
        must(item["type"] == "Annotation", "an annotation has its type", item);
        must(MOTIVATIONS.iter().any(|m| item["motivation"] == *m), "a motivation of the model", item);
        for name in item.as_object().into_iter().flat_map(|o| o.keys()) {
            let known = ["id", "type", "motivation", "body", "target"].contains(&name.as_str());
            must(
                known || name.split_once(':').is_some_and(|(p, _)| prefixes.contains(p)),
                "a name that some context explains",
                &json!(name),
            );
        }
        let bodies = item["body"].as_array().unwrap_or(&none);
        must(!bodies.is_empty(), "a body", item);
        for body in bodies {
            must(body["type"] == "TextualBody", "the body's type", body);
            must(body["value"].as_str().is_some_and(|v| !v.is_empty()), "a textual body has one value, a text", body);
            must(MOTIVATIONS.iter().any(|m| body["purpose"] == *m), "a purpose of the model", body);
            must(body["format"] == "text/plain", "a media type", body);
        }
        let targets = item["target"].as_array().unwrap_or(&none);
        must(!targets.is_empty(), "a target", item);
        for target in targets {
            must(target["type"] == "SpecificResource" && is_iri(&target["source"]), "a target has one source", target);
            let selectors = target["selector"].as_array().unwrap_or(&none);
            let of = |kind: &str| selectors.iter().filter(|s| s["type"] == kind).collect::<Vec<_>>();
            let (quotes, positions) = (of("TextQuoteSelector"), of("TextPositionSelector"));
            must(quotes.len() == 1 && positions.len() == 1 && selectors.len() == 2, "a quotation and a position", target);
            let (Some(quote), Some(position)) = (quotes.first(), positions.first()) else { continue };
            let exact = quote["exact"].as_str().unwrap_or_default();
            must(
                !exact.is_empty() && quote["prefix"].is_string() && quote["suffix"].is_string(),
                "a quotation with what stands around it",
                quote,
            );
            let (start, end) = (position["start"].as_u64(), position["end"].as_u64());
            must(start.is_some() && end.is_some(), "a position counts from nought", position);
            let (start, end) = (start.unwrap_or(0) as usize, end.unwrap_or(0) as usize);
            let there: String = characters.get(start..end).unwrap_or_default().iter().collect();
            must(there == exact, "the position is that of the quotation", target);
        }
    }
    found
}

fn annotated(report: &sourcelight::report::Report) -> Value {
    let mut out = Vec::new();
    export::write_annotations(report, &mut out).expect("writing to memory");
    serde_json::from_slice(&out).expect("JSON")
}

#[test]
fn annotations_of_whole_pages_keep_to_the_model() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let (mut pages, mut annotations) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("tests/golden") {
        let file = entry.expect("an entry").path().join("page.html");
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let snapshot = html::snapshot(&bytes, Some("https://news.example/an-article?id=1")).expect("a page");
        let (report, _) = engine::read_page(&snapshot, &Options { today: "2026-11-30".into(), ..Options::default() });
        let page = annotated(&report);
        assert_eq!(faults(&page, &report.document.text), Vec::<String>::new(), "{}", file.display());
        pages += 1;
        annotations += page["items"].as_array().map_or(0, Vec::len);
    }
    assert!(pages > 15 && annotations > 100, "{pages} pages with {annotations} annotations");
}

#[test]
fn a_text_without_an_address_has_annotations_too() {
    let text = "The ferry 🕊 is late, the captain said. “We are sorry,” she said.";
    let report = engine::read_text(text, &Options { today: "2026-11-30".into(), ..Options::default() });
    let page = annotated(&report);
    assert!(!page["items"].as_array().expect("items").is_empty());
    assert_eq!(faults(&page, text), Vec::<String>::new());
}

#[test]
fn the_check_sees_what_is_wrong() {
    let report =
        engine::read_text("The ferry is late, the captain said.", &Options { today: "2026-11-30".into(), ..Options::default() });
    let right = annotated(&report);
    let text = report.document.text.as_str();
    assert_eq!(faults(&right, text), Vec::<String>::new());
    for (pointer, value) in [
        ("/@context", json!("http://www.w3.org/ns/other.jsonld")),
        ("/@context", json!([CONTEXT])),
        ("/id", json!("page one")),
        ("/items/0/type", json!("Note")),
        ("/items/0/body", json!([])),
        ("/items/0/body/0/value", json!("")),
        ("/items/0/body/0/purpose", json!("praising")),
        ("/items/0/target", json!([])),
        ("/items/0/target/0/source", json!({})),
        ("/items/0/target/0/selector/0/exact", json!("The fairy is late")),
        ("/items/0/target/0/selector/1/start", json!(-1)),
        ("/items/0/target/0/selector", json!([{"type": "TextQuoteSelector", "exact": "The ferry is late"}])),
        ("/partOf/total", json!(7)),
    ] {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        assert!(!faults(&wrong, text).is_empty(), "{pointer}");
    }
}
