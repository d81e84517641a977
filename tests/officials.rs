//! Named officials in texts of our own: who is named where, what each was on that day, and names that are nobody's in the table.
//! What the files say is described in `tests/officials/README.md`.
//!
//! `cargo test --test officials -- --nocapture` prints the figures of all parts and every difference.
//! `tests/officials/floor.tsv` holds the figures reached; one that falls below its floor fails. `OFFICIALS=name` shows one text
//! alone; `OFFICIALS_FLOOR=write` writes this run's figures as the new floors.

#[path = "officials/annotated.rs"]
mod annotated;
mod common;
#[path = "officials/score.rs"]
mod score;

use annotated::Half;
use common::Figure;
use score::{Known, Tally};
use sourcelight::engine::{self, Options};

/// Answers must not change from day to day.
const TODAY: &str = "2026-06-01";

#[test]
fn named_officials() {
    let texts = annotated::all();
    let asked = std::env::var("OFFICIALS").ok();
    if let Some(name) = &asked {
        assert!(texts.iter().any(|t| t.name == *name), "OFFICIALS={name}: no such text");
    }
    let known = Known::read();
    let mut halves = [Half::First, Half::Second, Half::Third].map(|half| (half, Tally::default(), 0, 0, 0));
    for text in &texts {
        let options = Options { published: Some(text.date.clone()), today: TODAY.into(), ..Options::default() };
        let report = engine::read_text(&text.text, &options);
        assert_eq!(report.document.text, text.text, "{}: the document is not the text", text.name);
        let outcome = score::compare(text, &report, &known);
        for (half, tally, files, names, roles) in &mut halves {
            if *half == text.half {
                tally.join(&outcome.tally);
                *files += 1;
                *names += text.persons.iter().map(|p| p.mentions.len()).sum::<usize>();
                *roles += text.persons.iter().map(|p| p.roles.len()).sum::<usize>();
            }
        }
        if asked.as_ref().is_none_or(|name| *name == text.name) {
            for difference in &outcome.differences {
                println!("{}: {difference}", text.name);
            }
        }
    }
    for (half, tally, files, names, roles) in &halves {
        let traps = tally.traps.of;
        println!("{}: {files} texts, {names} names of officials, {roles} roles without a name, {traps} traps", half.name());
    }
    let measures = halves.iter().map(|(half, tally, ..)| (half.name(), tally.measures())).collect::<Vec<_>>();
    let figures: Vec<Figure> = measures
        .iter()
        .flat_map(|(part, list)| {
            let one = |(measure, share): &(&'static str, score::Share)| Figure {
                part,
                measure,
                percent: share.percent(),
                of: Some((share.right, share.of)),
            };
            list.iter().map(one)
        })
        .collect();
    common::hold_floors("tests/officials", "OFFICIALS_FLOOR", &figures);
}

/// A small text, for the tests of the notation.
const SMALL: &str = "# about: small\n# date: 2001-02-03\n# half: first\n\nHeadline\n\n🌊 [h Ada Holm] met <h the Freedonian president> \
    at {Holm} Tower.\n---\nh | Ada Holm / A. Holm | held President of Freedonia / former Mayor of Skerry\n";

#[test]
fn notation_leaves_the_text() {
    let small = annotated::parse("small", SMALL).unwrap();
    assert_eq!(small.text, "Headline\n\n🌊 Ada Holm met the Freedonian president at Holm Tower.\n");
    let units: Vec<u16> = small.text.encode_utf16().collect();
    let get = |r: sourcelight::report::Range| String::from_utf16(&units[r.0 as usize..r.1 as usize]).unwrap();
    let person = &small.persons[0];
    assert_eq!(get(person.mentions[0]), "Ada Holm");
    assert_eq!(get(person.roles[0]), "the Freedonian president");
    assert_eq!(get(small.traps[0]), "Holm");
    assert_eq!(person.names, ["Ada Holm", "A. Holm"]);
    assert_eq!(person.offices[1].1, "Mayor of Skerry");
}

#[test]
fn broken_notation_is_refused() {
    let refused = |from: &str, to: &str, reason: &str| {
        assert!(SMALL.contains(from));
        let error = annotated::parse("small", &SMALL.replacen(from, to, 1)).unwrap_err();
        assert!(error.contains(reason), "{error:?} does not say {reason:?}");
    };
    refused("# half: first", "# half: fourth", "half is first, second or third");
    refused("2001-02-03", "2001", "a date is");
    refused("\n---", "", "no line `---`");
    refused("{Holm}", "{Holm", "not closed");
    refused("{Holm}", "Holm}", "closes nothing");
    refused("{Holm}", "[Holm]", "without an id");
    refused("{Holm}", "{[h Holm]}", "within a mark");
    refused("[h Ada", "[k Ada", "k is marked and has no row");
    refused(" | held", "", "three cells");
    refused("held President", "President", "held, former or coming");
}
