//! Golden articles: whole pages with what a careful reader finds in them, read by the real engine from HTML to report.
//!
//! `cargo test --test golden -- --nocapture` prints the table and every difference. `tests/golden/floor.tsv` holds the
//! figures reached; a figure that falls below its floor fails, one that has risen is said. `GOLDEN=slug` reads one article,
//! `GOLDEN_FLOOR=write` writes the figures of this run as the new floors.

#[path = "golden/fixture.rs"]
mod fixture;
#[path = "golden/invariants.rs"]
mod invariants;
#[path = "golden/score.rs"]
mod score;

use score::{Outcome, Tally};
use sourcelight::engine::{self, Options};
use sourcelight::page::html;
use sourcelight::page::snapshot::Node;
use std::path::PathBuf;

/// Answers must not change from day to day.
const TODAY: &str = "2026-01-01";

fn floor_file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/floor.tsv")
}

#[test]
fn golden_articles() {
    let only = std::env::var("GOLDEN").ok();
    let mut total = Tally::default();
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for fixture in fixture::all() {
        if only.as_ref().is_some_and(|o| *o != fixture.slug) {
            continue;
        }
        let snapshot =
            html::snapshot(&fixture.page, Some(&fixture.expected.url)).unwrap_or_else(|e| panic!("{}: {e}", fixture.slug));
        let options = Options { today: TODAY.into(), ..Options::default() };
        let (report, anchors) = engine::read_page(&snapshot, &options);
        let again = engine::read_page(&snapshot, &options);
        assert_eq!((&report, &anchors), (&again.0, &again.1), "{}: a second reading differs", fixture.slug);
        invariants::check(&snapshot, &report, &anchors).unwrap_or_else(|e| panic!("{}: {e}", fixture.slug));

        let page_text: String = snapshot
            .nodes
            .iter()
            .map(|n| match n {
                Node::Text { s, .. } => s.as_str(),
                Node::Element { .. } => "",
            })
            .collect();
        let outcome = score::compare(&fixture.expected, &page_text, &report);
        total.join(&outcome.tally);
        outcomes.push((fixture.slug, outcome));
    }
    print_table(&outcomes, &total);
    if only.is_none() {
        hold_floors(&total, &outcomes);
    }
}

fn print_table(outcomes: &[(String, Outcome)], total: &Tally) {
    let columns = ["claims_found", "claims_right", "content_exact", "cue_exact", "speaker", "officials_found", "hard"];
    println!("{:28} {}", "", columns.map(|c| format!("{c:>16}")).join(""));
    let row = |name: &str, tally: &Tally| {
        let cells = columns.map(|c| match tally.0.get(c) {
            Some((right, of)) => format!("{:>16}", format!("{right}/{of}")),
            None => format!("{:>16}", "-"),
        });
        println!("{name:28} {}", cells.join(""));
    };
    for (slug, outcome) in outcomes {
        row(slug, &outcome.tally);
    }
    row("all", total);
    for (slug, outcome) in outcomes {
        for broken in &outcome.broken {
            println!("{slug}: BROKEN {broken}");
        }
        for difference in &outcome.differences {
            println!("{slug}: {difference}");
        }
    }
}

/// Compares the figures with their floors. Figures are per cent; a whole per cent more is worth raising the floor for.
fn hold_floors(total: &Tally, outcomes: &[(String, Outcome)]) {
    let measured: Vec<(&str, f64)> = total.0.keys().filter_map(|m| total.percent(m).map(|p| (*m, p))).collect();
    if std::env::var("GOLDEN_FLOOR").is_ok_and(|v| v == "write") {
        let mut table = String::from("measure\tfloor\n");
        for (measure, percent) in &measured {
            table += &format!("{measure}\t{:.1}\n", (percent * 10.0).floor() / 10.0);
        }
        std::fs::write(floor_file(), table).expect("floor.tsv can be written");
        return;
    }
    let table = std::fs::read_to_string(floor_file()).expect("tests/golden/floor.tsv");
    let floors: Vec<(String, f64)> = table
        .lines()
        .skip(1)
        .map(|line| {
            let (measure, floor) = line.split_once('\t').unwrap_or_else(|| panic!("floor.tsv: {line:?}"));
            (measure.to_owned(), floor.parse().unwrap_or_else(|e| panic!("floor.tsv: {line:?}: {e}")))
        })
        .collect();
    let mut failures = Vec::new();
    for (measure, percent) in &measured {
        match floors.iter().find(|(m, _)| m == measure) {
            None => println!("{measure:20} {percent:6.1}  has no floor yet"),
            Some((_, floor)) if percent + 0.1 < *floor => {
                failures.push(format!("{measure} fell to {percent:.1}, its floor is {floor:.1}"));
            }
            Some((_, floor)) => {
                let note = if *percent >= floor + 1.0 { "  (the floor can be raised)" } else { "" };
                println!("{measure:20} {percent:6.1}  floor {floor:6.1}{note}");
            }
        }
    }
    for (measure, _) in &floors {
        if !measured.iter().any(|(m, _)| m == measure) {
            failures.push(format!("{measure} has a floor but is not measured any more"));
        }
    }
    let broken: Vec<String> = outcomes.iter().flat_map(|(s, o)| o.broken.iter().map(move |b| format!("{s}: {b}"))).collect();
    assert!(failures.is_empty(), "{}\n{}", failures.join("\n"), broken.join("\n"));
}
