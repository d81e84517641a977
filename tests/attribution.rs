//! Attributed claims on articles of our own: every claim that a careful reader finds, with its words, its source, its cue and
//! its speaker. What the files say is described in `tests/attribution/README.md`.
//!
//! `cargo test --test attribution -- --nocapture` prints the figures of both halves. `tests/attribution/floor.tsv` holds those
//! reached; one that falls below its floor fails. `ATTRIBUTION=dev` prints every difference of that half, `ATTRIBUTION=name`
//! those of one article, `ATTRIBUTION=confidence` how often claims of each confidence are right; `ATTRIBUTION_FLOOR=write` writes this run's figures as the new floors; `ATTRIBUTION_EXPORT=dir` writes
//! the corpus as `gold.json` and `text/*.txt`.

#[path = "attribution/annotated.rs"]
mod annotated;
mod common;
#[path = "golden/invariants.rs"]
mod invariants;
#[path = "attribution/score.rs"]
mod score;

use annotated::{Article, Gold, Split};
use common::Figure;
use score::{Outcome, Tally};
use sourcelight::engine::{self, Options};
use sourcelight::report::Range;
use std::path::Path;

/// Answers must not change from day to day.
const TODAY: &str = "2026-01-01";

#[test]
fn attributed_claims() {
    let articles = annotated::all();
    let asked = std::env::var("ATTRIBUTION").ok();
    if let Some(name) = &asked {
        assert!(
            ["dev", "confidence"].contains(&name.as_str()) || articles.iter().any(|a| a.name == *name),
            "ATTRIBUTION={name}: no such article"
        );
    }
    if let Ok(folder) = std::env::var("ATTRIBUTION_EXPORT") {
        export(&articles, Path::new(&folder));
    }
    let mut halves = [(Split::Dev, Tally::default(), 0, 0), (Split::Held, Tally::default(), 0, 0)];
    for article in &articles {
        let report = engine::read_text(&article.text, &Options { today: TODAY.into(), ..Options::default() });
        assert_eq!(report.document.text, article.text, "{}: the document is not the text", article.name);
        let outcome = score::compare(article, &report);
        for (split, tally, texts, claims) in &mut halves {
            if *split == article.split {
                tally.join(&outcome.tally);
                *texts += 1;
                *claims += article.claims.len();
            }
        }
        // The differences of a held article are shown to nobody who does not ask for it by name.
        if asked.as_deref() == Some(article.name.as_str()) || (asked.as_deref() == Some("dev") && article.split == Split::Dev) {
            print_differences(article, &outcome);
        }
    }
    for (split, _, texts, claims) in &halves {
        println!("{}: {texts} articles, {claims} claims", split.name());
    }
    if asked.as_deref() == Some("confidence") {
        for (split, tally, ..) in &halves {
            for (claims, sure, right) in tally.calibration() {
                println!("{}: confidence {sure:.2}: right {right:.2} of {claims}", split.name());
            }
        }
    }
    let measures = halves.iter().map(|(split, tally, ..)| (split.name(), tally.measures())).collect::<Vec<_>>();
    let figures: Vec<Figure> = measures
        .iter()
        .flat_map(|(part, list)| list.iter().map(|(measure, percent)| Figure { part, measure, percent: *percent, of: None }))
        .collect();
    common::hold_floors("tests/attribution", "ATTRIBUTION_FLOOR", &figures);
}

fn print_differences(article: &Article, outcome: &Outcome) {
    for difference in &outcome.differences {
        println!("{}: {difference}", article.name);
    }
}

/// The files as they are, annotation and all, are no English; what a report promises holds on them, too.
#[test]
fn promises_hold_in_broken_text() {
    let options = Options { today: TODAY.into(), ..Options::default() };
    common::texts("tests/attribution", |_, file| invariants::check(&Default::default(), &engine::read_text(file, &options), &[]));
}

/// Writes the corpus as plain texts and one JSON file whose offsets count code points.
fn export(articles: &[Article], folder: &Path) {
    let texts = folder.join("text");
    std::fs::create_dir_all(&texts).unwrap_or_else(|e| panic!("{}: {e}", texts.display()));
    let mut gold = serde_json::Map::new();
    for article in articles {
        let file = texts.join(format!("{}.txt", article.name));
        std::fs::write(&file, &article.text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let claims: Vec<_> = article.claims.iter().map(|claim| exported(claim, &article.text)).collect();
        gold.insert(article.name.clone(), serde_json::json!({"split": article.split.name(), "claims": claims}));
    }
    let file = folder.join("gold.json");
    let json = serde_json::to_string_pretty(&gold).expect("JSON of strings and numbers");
    std::fs::write(&file, json).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
}

fn exported(claim: &Gold, text: &str) -> serde_json::Value {
    // Code points that begin before a UTF-16 offset.
    let point = |units: u32| {
        let starts = text.chars().scan(0u32, |at, c| {
            let start = *at;
            *at += c.len_utf16() as u32;
            Some(start)
        });
        starts.take_while(|start| *start < units).count()
    };
    let points = |ranges: &[Range]| ranges.iter().map(|r| [point(r.0), point(r.1)]).collect::<Vec<_>>();
    serde_json::json!({
        "content": points(&claim.content),
        "cue": points(&claim.cue),
        "source": points(&claim.source),
        "type": claim.kind,
        "speaker": claim.speaker.first(),
        "speaker_kind": claim.speaker_kind,
        "via": claim.via,
        "verb_class": claim.verb_class,
    })
}

/// A small article, for the tests of the notation.
const SMALL: &str = "# about: small\n# desk: none\n# place: nowhere\n# split: dev\n\nHeadline\n\n\
    {1 “We [the crew] saw 5 < 6 ships,”} <1 said> [1,2 Ada Holm], <2 adding> {2 that it was 🌊 [sic]}.\n---\n\
    1 | Ada Holm | person | direct | neutral | -\n2 | Ada Holm / Holm | person | indirect | neutral | -\n";

#[test]
fn notation_leaves_the_text() {
    let article = annotated::parse("small", SMALL).unwrap();
    assert_eq!(article.text, "Headline\n\n“We [the crew] saw 5 < 6 ships,” said Ada Holm, adding that it was 🌊 [sic].\n");
    let units: Vec<u16> = article.text.encode_utf16().collect();
    let get = |r: Range| String::from_utf16(&units[r.0 as usize..r.1 as usize]).unwrap();
    assert_eq!(get(article.claims[0].content[0]), "“We [the crew] saw 5 < 6 ships,”");
    assert_eq!(get(article.claims[1].content[0]), "that it was 🌊 [sic]");
    assert_eq!(get(article.claims[1].source[0]), "Ada Holm");
    let exported = exported(&article.claims[1], &article.text);
    let end = exported["content"][0][1].as_u64().unwrap() as usize;
    assert_eq!(article.text.chars().nth(end), Some('.'), "offsets of the export count code points");
}

#[test]
fn broken_notation_is_refused() {
    let refused = |from: &str, to: &str, reason: &str| {
        assert!(SMALL.contains(from));
        let error = annotated::parse("small", &SMALL.replacen(from, to, 1)).unwrap_err();
        assert!(error.contains(reason), "{error:?} does not say {reason:?}");
    };
    refused("# split: dev", "# split: both", "split is dev or held");
    refused("# desk: none\n", "", "line 2: should be `# desk: …`");
    refused("\n---", "", "no line `---`");
    refused("<1 said>", "<1 said", "not closed with '>'");
    refused("{2 that it was 🌊 [sic]}", "{2 that <2 it} was> 🌊 [sic]", "across another one");
    refused("[1,2 Ada Holm]", "[1,3 Ada Holm]", "claim 3 is marked in the article and has no row");
    refused("2 | Ada Holm / Holm", "4 | Ada Holm", "claim 4 is not marked");
    refused("{2 that", "[2 that", "not closed with ']'");
    refused(" | direct", " | spoken", "\"spoken\" is no kind");
    refused(" | neutral | -\n2", " | neutral\n2", "six cells");
    refused("1 | Ada Holm", "1 | -", "a speaker without a label is unknown");
    refused("2 | Ada Holm / Holm", "1 | Ada Holm", "has two rows");
}

#[test]
fn speakers_are_told_apart() {
    use score::same_speaker;
    for (a, b) in [
        ("Orla Fennell", "Fennell"),
        ("Dr Orla Fennell", "O. Fennell"),
        ("the ministry", "ministry"),
        ("a study", "study of 40 ports"),
    ] {
        assert!(same_speaker(a, b), "{a} and {b} are one");
    }
    for (a, b) in [("Orla Fennell", "Bridget Fennell"), ("the ministry", "the union"), ("Orla Fennell", "")] {
        assert!(!same_speaker(a, b), "{a} and {b} are two");
    }
}
