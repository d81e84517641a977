//! Named officials in texts of our own: who is named where, what each was on that day, and names that are nobody's in the table.
//! What the files say is described in `tests/officials/README.md`.
//!
//! `cargo test --test officials -- --nocapture` prints the figures of both halves and every difference.
//! `tests/officials/floor.tsv` holds the figures reached; one that falls below its floor fails. `OFFICIALS=name` shows one text
//! alone; `OFFICIALS_FLOOR=write` writes this run's figures as the new floors.

#[path = "officials/annotated.rs"]
mod annotated;
#[path = "officials/score.rs"]
mod score;

use annotated::Half;
use score::{Known, Tally};
use sourcelight::engine::{self, Options};
use std::path::PathBuf;

/// Answers must not change from day to day.
const TODAY: &str = "2026-06-01";

fn floor_file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/officials/floor.tsv")
}

#[test]
fn named_officials() {
    let texts = annotated::all();
    let asked = std::env::var("OFFICIALS").ok();
    if let Some(name) = &asked {
        assert!(texts.iter().any(|t| t.name == *name), "OFFICIALS={name}: no such text");
    }
    let known = Known::read();
    let mut halves = [(Half::First, Tally::default(), 0, 0, 0), (Half::Second, Tally::default(), 0, 0, 0)];
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
    hold_floors(&halves.map(|(half, tally, ..)| (half, tally)));
}

/// Compares the figures with their floors. Figures are per cent; a whole per cent more is worth raising the floor for.
fn hold_floors(halves: &[(Half, Tally)]) {
    let measured: Vec<(&str, &str, score::Share)> =
        halves.iter().flat_map(|(half, tally)| tally.measures().into_iter().map(|(m, share)| (half.name(), m, share))).collect();
    if std::env::var("OFFICIALS_FLOOR").is_ok_and(|v| v == "write") {
        let rows: String =
            measured.iter().map(|(h, m, s)| format!("{h}\t{m}\t{:.1}\n", (s.percent() * 10.0).floor() / 10.0)).collect();
        std::fs::write(floor_file(), format!("half\tmeasure\tfloor\n{rows}")).expect("floor.tsv can be written");
    }
    let table = std::fs::read_to_string(floor_file()).expect("tests/officials/floor.tsv");
    let mut floors: Vec<(&str, &str, f64)> = Vec::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [half, measure, floor] = cells[..] else { panic!("floor.tsv: {line:?}") };
        floors.push((half, measure, floor.parse().unwrap_or_else(|e| panic!("floor.tsv: {line:?}: {e}"))));
    }
    let mut failures = Vec::new();
    for (half, measure, share) in &measured {
        let percent = share.percent();
        let floor = floors.iter().find(|(h, m, _)| h == half && m == measure).map(|f| f.2);
        let note = match floor {
            None => "no floor".into(),
            Some(floor) if percent >= floor + 1.0 => format!("floor {floor:5.1}  (the floor can be raised)"),
            Some(floor) => format!("floor {floor:5.1}"),
        };
        println!("{half:6} {measure:14} {percent:6.1}  {:4} of {:4}  {note}", share.right, share.of);
        match floor {
            None => failures.push(format!("{half} {measure} has no floor")),
            Some(floor) if percent + 0.1 < floor => {
                failures.push(format!("{half} {measure} fell to {percent:.1}, its floor is {floor:.1}"));
            }
            Some(_) => {}
        }
    }
    for (half, measure, _) in &floors {
        if !measured.iter().any(|(h, m, _)| h == half && m == measure) {
            failures.push(format!("{half} {measure} has a floor but is not measured any more"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
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
    refused("# half: first", "# half: third", "half is first or second");
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
