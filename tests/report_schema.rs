//! The report's schema file and the report's types say the same: what the engine serialises is valid, and the schema is tight
//! enough to refuse what it should.
//!
//! The checker below knows the keywords that the schema uses and refuses every other, so that nothing in the file can be
//! skipped in silence. (The crates that know all of JSON Schema are larger than Sourcelight.)

use regex::Regex;
use serde_json::{Value, json};
use sourcelight::engine::{self, Options};
use sourcelight::page::html;
use sourcelight::report::*;
use std::path::Path;

fn schema() -> Value {
    serde_json::from_str(include_str!("report.schema.json")).expect("tests/report.schema.json is JSON")
}

/// Every fault of a value, each with its place.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return found.push(format!("schema at {at} is no object")) };
    for (keyword, rule) in rules {
        let right = match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => {
                let target = rule.as_str().and_then(|r| r.strip_prefix('#')).and_then(|r| root.pointer(r));
                match target {
                    Some(target) => faults(root, target, value, at, found),
                    None => found.push(format!("schema at {at}: {rule} leads nowhere")),
                }
                true
            }
            "anyOf" => rule.as_array().is_some_and(|all| {
                all.iter().any(|one| {
                    let mut these = Vec::new();
                    faults(root, one, value, at, &mut these);
                    these.is_empty()
                })
            }),
            "type" => match rule {
                Value::Array(all) => all.iter().any(|t| is_a(value, t)),
                one => is_a(value, one),
            },
            "const" => value == rule,
            "enum" => rule.as_array().is_some_and(|all| all.contains(value)),
            "minimum" => value.as_f64().is_none_or(|v| rule.as_f64().is_some_and(|r| v >= r)),
            "maximum" => value.as_f64().is_none_or(|v| rule.as_f64().is_some_and(|r| v <= r)),
            "minLength" => value.as_str().is_none_or(|s| rule.as_u64().is_some_and(|r| s.chars().count() as u64 >= r)),
            "pattern" => value
                .as_str()
                .is_none_or(|s| rule.as_str().and_then(|r| Regex::new(r).ok()).is_some_and(|pattern| pattern.is_match(s))),
            "minItems" => value.as_array().is_none_or(|a| rule.as_u64().is_some_and(|r| a.len() as u64 >= r)),
            "maxItems" => value.as_array().is_none_or(|a| rule.as_u64().is_some_and(|r| a.len() as u64 <= r)),
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults(root, rule, item, &format!("{at}[{n}]"), found);
                }
                true
            }
            "required" => value.as_object().is_none_or(|o| {
                rule.as_array().is_some_and(|names| names.iter().all(|n| n.as_str().is_some_and(|n| o.contains_key(n))))
            }),
            "properties" => {
                for (name, value) in value.as_object().into_iter().flatten() {
                    if let Some(rule) = rule.get(name) {
                        faults(root, rule, value, &format!("{at}.{name}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(*rule, Value::Bool(false), "schema at {at}");
                let known = rules.get("properties");
                value.as_object().is_none_or(|o| o.keys().all(|k| known.is_some_and(|p| p.get(k).is_some())))
            }
            unknown => {
                found.push(format!("schema at {at}: this checker does not know {unknown:?}"));
                true
            }
        };
        if !right {
            found.push(format!(
                "{at}: {keyword} {rule} does not hold for {}",
                value.to_string().chars().take(120).collect::<String>()
            ));
        }
    }
}

fn is_a(value: &Value, name: &Value) -> bool {
    match name.as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("null") => value.is_null(),
        _ => false,
    }
}

fn check(value: &Value) -> Vec<String> {
    let (schema, mut found) = (schema(), Vec::new());
    faults(&schema, &schema, value, "report", &mut found);
    found
}

/// A report in which every field of every type is filled.
fn full() -> Report {
    let fact = |value: &str| {
        Some(Fact { value: value.into(), source: "a yearbook".into(), as_of: "2024-05".into(), since: Some("1998".into()) })
    };
    let office = |status| Office {
        office: "Harbour master of Halse".into(),
        from: Some("2019".into()),
        to: Some("2024-06-30".into()),
        status,
        source: "a yearbook".into(),
        as_of: "2025-01-01".into(),
    };
    Report {
        version: VERSION,
        document: Document {
            text: "Ferry late, captain says".into(),
            blocks: vec![Block { kind: BlockKind::PullQuote, range: Range(0, 24) }],
            language: Some("en".into()),
            url: Some("https://example.org/".into()),
        },
        origin: Origin {
            article: true,
            publisher: Some("Halse Echo".into()),
            outlet: Some(Outlet {
                name: "Halse Echo".into(),
                host: "halseecho.example".into(),
                kind: "newspaper".into(),
                language: Some("en".into()),
            }),
            owner: fact("Echo Trust"),
            country: fact("Halse"),
            city: fact("Skerrow"),
            funding: fact("sales"),
            control: fact("own editors"),
            wire: Some("an agency".into()),
            republished_from: Some("another paper".into()),
            resembles: Some("Skerrow Star".into()),
            canonical: Some("https://example.org/a".into()),
            author: vec!["Malik Horne".into()],
            published: Some("2024-05-06".into()),
            modified: Some("2024-05-07".into()),
            cited_outlets: vec!["Skerrow Star".into()],
            citations: vec![Citation {
                outlet: "Skerrow Star".into(),
                mentions: vec![Range(0, 5)],
                facts: Facts {
                    country: fact("Skerrow"),
                    owner: fact("a trust"),
                    funding: fact("sales"),
                    control: fact("own editors"),
                },
            }],
            evidence: vec![Evidence {
                field: "publisher".into(),
                from: "text".into(),
                value: "x".into(),
                range: Some(Range(0, 5)),
            }],
        },
        claims: vec![Claim {
            id: "c1".into(),
            content: vec![Range(0, 10)],
            cue: vec![Range(20, 24)],
            source: vec![Range(12, 19)],
            kind: ClaimKind::Indirect,
            verb: Some("say".into()),
            verb_class: VerbClass::Neutral,
            speaker: Speaker {
                label: "captain".into(),
                kind: SpeakerKind::Anonymous,
                official: Some(0),
                outlet: Some("Halse Echo".into()),
            },
            via: Some("Skerrow Star".into()),
            confidence: 0.5,
            why: "says".into(),
        }],
        officials: vec![Official {
            person: "Ana Quiroga".into(),
            wikidata: Some("Q42".into()),
            mentions: vec![Range(12, 19)],
            role_mentions: vec![Range(20, 23)],
            stated_role: Some("captain".into()),
            office_then: vec![office(OfficeStatus::Current)],
            office_now: vec![office(OfficeStatus::Unconfirmed)],
            certainty: Certainty::Likely,
            why: "named".into(),
        }],
        sources: vec![Source { label: "captain".into(), kind: SpeakerKind::Anonymous, claims: vec!["c1".into()], share: 0.4 }],
        notes: vec![Note { code: "no_date".into(), text: "No date.".into() }],
    }
}

#[test]
fn a_full_and_an_empty_report_are_valid() {
    let full = serde_json::to_value(full()).expect("JSON");
    assert_eq!(check(&full), Vec::<String>::new());
    let empty = engine::read_text("", &Options::default());
    assert_eq!(check(&serde_json::to_value(empty).expect("JSON")), Vec::<String>::new());
}

/// Every name of every enumeration is in the schema, and the schema has none beside.
#[test]
fn enumerations_agree() {
    use BlockKind as B;
    use VerbClass as V;
    fn names<T: serde::Serialize>(all: &[T]) -> Value {
        serde_json::to_value(all).expect("JSON")
    }
    let s = schema();
    for (pointer, names) in [
        (
            "/properties/document/properties/blocks/items/properties/kind/enum",
            names(&[
                B::Headline,
                B::Standfirst,
                B::Byline,
                B::Dateline,
                B::Paragraph,
                B::Heading,
                B::Quote,
                B::PullQuote,
                B::ListItem,
                B::Caption,
                B::Credit,
            ]),
        ),
        ("/properties/claims/items/properties/kind/enum", names(&[ClaimKind::Direct, ClaimKind::Indirect, ClaimKind::Mixed])),
        (
            "/properties/claims/items/properties/verb_class/enum",
            names(&[
                V::Neutral,
                V::Distancing,
                V::Factive,
                V::Argumentative,
                V::Directive,
                V::Commissive,
                V::Denial,
                V::Prediction,
                V::None,
            ]),
        ),
        (
            "/$defs/speakerKind/enum",
            names(&[
                SpeakerKind::Person,
                SpeakerKind::Organisation,
                SpeakerKind::Document,
                SpeakerKind::Anonymous,
                SpeakerKind::Unknown,
            ]),
        ),
        (
            "/properties/officials/items/properties/match/enum",
            names(&[Certainty::Possible, Certainty::Likely, Certainty::Certain]),
        ),
        (
            "/$defs/office/properties/status/enum",
            names(&[OfficeStatus::Current, OfficeStatus::Former, OfficeStatus::Future, OfficeStatus::Unconfirmed]),
        ),
    ] {
        assert_eq!(s.pointer(pointer), Some(&names), "{pointer}");
    }
    assert_eq!(s.pointer("/properties/version/const"), Some(&json!(VERSION)));
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let right = serde_json::to_value(full()).expect("JSON");
    for (pointer, wrong) in [
        ("/version", json!(2)),
        ("/document/blocks/0/kind", json!("footer")),
        ("/document/blocks/0/range", json!([1])),
        ("/document/blocks/0/range", json!([-1, 2])),
        ("/origin/published", json!("6 May 2024")),
        ("/origin/owner/source", json!("")),
        ("/origin/author", json!("Malik Horne")),
        ("/claims/0/content", json!([])),
        ("/claims/0/confidence", json!(1.5)),
        ("/claims/0/speaker/official", json!("0")),
        ("/claims/0/id", json!("1")),
        ("/officials/0/match", json!("sure")),
        ("/officials/0/office_then/0/status", json!("current?")),
        ("/sources/0/share", json!(-0.1)),
        ("/notes/0/code", json!("No date")),
        ("/notes", json!(null)),
    ] {
        let mut value = right.clone();
        *value.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = wrong.clone();
        assert!(!check(&value).is_empty(), "{pointer} = {wrong} is accepted");
    }
    for parent in ["", "/document", "/origin", "/origin/owner", "/claims/0", "/claims/0/speaker", "/officials/0", "/sources/0"] {
        let mut value = right.clone();
        let object = value.pointer_mut(parent).and_then(Value::as_object_mut).unwrap_or_else(|| panic!("{parent}"));
        let name = object.keys().next().cloned().unwrap_or_default();
        object.remove(&name);
        assert!(!check(&value).is_empty(), "{parent} without {name} is accepted");
        let mut value = right.clone();
        if let Some(object) = value.pointer_mut(parent).and_then(Value::as_object_mut) {
            object.insert("score".into(), json!(7));
        }
        assert!(!check(&value).is_empty(), "{parent} with a score is accepted");
    }
}

#[test]
fn reports_of_all_golden_articles_are_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("tests/golden") {
        let page = entry.expect("entry").path().join("page.html");
        let Ok(bytes) = std::fs::read(&page) else { continue };
        let snapshot = html::snapshot(&bytes, None).expect("HTML");
        let (report, _) = engine::read_page(&snapshot, &Options { today: "2026-01-01".into(), ..Options::default() });
        let found = check(&serde_json::to_value(&report).expect("JSON"));
        assert!(found.is_empty(), "{}:\n{}", page.display(), found.join("\n"));
        read += 1;
    }
    assert!(read >= 14, "only {read} pages");
}
