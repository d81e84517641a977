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
#[path = "attribution/exported.rs"]
mod exported;
#[path = "common/folder.rs"]
mod folder;
#[path = "golden/invariants.rs"]
mod invariants;
#[path = "attribution/score.rs"]
mod score;

use annotated::{Article, Split};
use common::Figure;
use folder::Folder;
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
        exported::write(&articles, Path::new(&folder));
    }
    let mut halves = [(Split::Dev, Tally::default(), 0, 0), (Split::Held, Tally::default(), 0, 0)];
    for article in &articles {
        let report = engine::read_text(&article.text, &Options { today: TODAY.into(), ..Options::default() });
        assert_eq!(report.document.text, article.text, "{}: the document is not the text", article.name);
        let outcome = score::compare(article, &report.claims);
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
}

/// Claims and gold that went through the files of an export (as those of other systems do: `tests/peers/`) get the same figures.
#[test]
fn an_export_is_scored_like_the_corpus() {
    let folder = Folder::new("attribution", "export");
    let mut articles = annotated::all();
    articles.retain(|article| article.split == Split::Dev);
    articles.push(annotated::parse("small", SMALL).unwrap());
    exported::write(&articles, &folder.0);
    let again = exported::read(&folder.0).unwrap();
    assert_eq!(again.len(), articles.len());
    let measures = ["claim_attr_precision", "claim_attr_recall", "claim_attr_f1", "recall_indirect", "recall_direct", "speaker"];
    let figures = |tally: &Tally| tally.measures().into_iter().filter(|m| measures.contains(&m.0)).collect::<Vec<_>>();
    let (mut direct, mut through_files) = (Tally::default(), Tally::default());
    for article in &again {
        let same = articles.iter().find(|a| a.name == article.name).unwrap();
        assert_eq!(same.text, article.text);
        assert_eq!(same.split, article.split);
        let claims = engine::read_text(&same.text, &Options { today: TODAY.into(), ..Options::default() }).claims;
        direct.join(&score::compare(same, &claims).tally);
        let said = serde_json::to_string(&exported::sayings(&claims, &same.text)).unwrap();
        let claims = exported::claims(&serde_json::from_str::<Vec<_>>(&said).unwrap(), &article.text).unwrap();
        through_files.join(&score::compare(article, &claims).tally);
    }
    assert_eq!(figures(&direct), figures(&through_files));
    assert_eq!(figures(&direct).len(), measures.len());
}

#[test]
fn an_export_counts_code_points() {
    let article = annotated::parse("small", SMALL).unwrap();
    let folder = Folder::new("attribution", "points");
    exported::write(std::slice::from_ref(&article), &folder.0);
    let gold = std::fs::read_to_string(folder.0.join("gold.json")).unwrap();
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap();
    let end = gold["small"]["claims"][1]["content"][0][1].as_u64().unwrap() as usize;
    assert_eq!(article.text.chars().nth(end), Some('.'));
    let beyond = exported::Saying { content: vec![(0, article.text.chars().count() + 1)], ..Default::default() };
    assert!(exported::claims(&[beyond], &article.text).is_err(), "a place outside the text is refused");
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
