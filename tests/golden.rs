//! Golden articles: whole pages with what a careful reader finds in them, read by the real engine from HTML to report.
//!
//! `cargo test --test golden -- --nocapture` prints the table and every difference. `tests/golden/floor.tsv` holds the
//! figures reached; a figure that falls below its floor fails, one that has risen is said. `GOLDEN=slug` reads one article,
//! `GOLDEN_FLOOR=write` writes the figures of this run as the new floors.

mod common;
#[path = "golden/fixture.rs"]
mod fixture;
#[path = "golden/invariants.rs"]
mod invariants;
#[path = "golden/score.rs"]
mod score;

use common::Figure;
use score::{Outcome, Tally};
use sourcelight::engine::{self, Options};
use sourcelight::page::html;
use sourcelight::page::snapshot::Node;

/// Answers must not change from day to day.
const TODAY: &str = "2026-01-01";

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
        let figure = |measure: &&'static str| {
            let percent = total.percent(measure)?;
            Some(Figure { part: "all", measure, percent, of: None })
        };
        let figures: Vec<Figure> = total.0.keys().filter_map(figure).collect();
        common::hold_floors("tests/golden", "GOLDEN_FLOOR", &figures);
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
