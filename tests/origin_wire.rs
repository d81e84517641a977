//! Wire credit, syndication, republication and imitated hosts, measured on whole small pages (`tests/origin/`).
//!
//! `cargo test --test origin_wire -- --nocapture` prints the table and every difference; `ORIGIN=slug` reads one page and
//! prints its blocks and
//! what its origin rests on.

use sourcelight::engine::{self, Options};
use sourcelight::page::html;
use sourcelight::report::{Origin, Report};
use std::path::PathBuf;

/// Answers must not change from day to day.
const TODAY: &str = "2026-01-01";
/// Per cent of the answers given that are right, over all fields and pages.
const PRECISION: f64 = 97.0;
/// Per cent of the answers expected that are given, over all fields and pages.
const RECALL: f64 = 92.0;
const FIELDS: [&str; 4] = ["wire", "republished_from", "cited", "resembles"];

/// A row of `tests/origin/index.tsv`.
struct Row {
    page: String,
    trap: bool,
    url: String,
    /// What is expected, in the order of [`FIELDS`].
    expected: [Vec<String>; 4],
}

#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    given: usize,
    expected: usize,
}

impl Tally {
    fn join(&mut self, other: Tally) {
        self.right += other.right;
        self.given += other.given;
        self.expected += other.expected;
    }

    fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.given.max(1) as f64
    }

    fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.expected.max(1) as f64
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/origin")
}

fn rows() -> Vec<Row> {
    let index = std::fs::read_to_string(folder().join("index.tsv")).expect("tests/origin/index.tsv");
    let mut lines = index.lines();
    assert_eq!(lines.next(), Some("page\ttrap\turl\twire\trepublished_from\tcited\tresembles\tabout"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 8, "index.tsv: {line:?}");
        let list = |n: usize| cells[n].split("; ").filter(|v| !v.is_empty()).map(str::to_owned).collect();
        Row {
            page: cells[0].to_owned(),
            trap: cells[1] == "yes",
            url: cells[2].to_owned(),
            expected: [list(3), list(4), list(5), list(6)],
        }
    };
    lines.map(row).collect()
}

fn read(row: &Row) -> Report {
    let path = folder().join("pages").join(format!("{}.html", row.page));
    let bytes = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let snapshot = html::snapshot(&bytes, Some(&row.url)).unwrap_or_else(|e| panic!("{}: {e}", row.page));
    engine::read_page(&snapshot, &Options { today: TODAY.into(), ..Options::default() }).0
}

/// What the engine says, in the order of [`FIELDS`].
fn given(origin: &Origin) -> [Vec<String>; 4] {
    let one = |v: &Option<String>| v.iter().cloned().collect::<Vec<_>>();
    [one(&origin.wire), one(&origin.republished_from), origin.cited_outlets.clone(), one(&origin.resembles)]
}

/// Counts the answers of one field. What is expected behind `?` may be given or not.
fn compare(expected: &[String], given: &[String]) -> Tally {
    let may: Vec<&str> = expected.iter().filter_map(|e| e.strip_prefix('?')).collect();
    let must: Vec<&String> = expected.iter().filter(|e| !e.starts_with('?')).collect();
    let given: Vec<&String> = given.iter().filter(|g| !may.contains(&g.as_str())).collect();
    let right = must.iter().filter(|e| given.contains(e)).count();
    Tally { right, given: given.len(), expected: must.len() }
}

#[test]
fn wires_and_republications() {
    let only = std::env::var("ORIGIN").ok();
    let mut fields = [Tally::default(); 4];
    let (mut traps, mut clean) = (0, 0);
    let mut differences = Vec::new();
    let mut pages = std::collections::BTreeSet::new();
    for row in rows() {
        assert!(pages.insert(row.page.clone()), "{} stands twice", row.page);
        if only.as_ref().is_some_and(|o| !row.page.starts_with(o.as_str())) {
            continue;
        }
        let report = read(&row);
        if !report.origin.article {
            differences.push(format!("{}: not taken for an article", row.page));
        }
        let given = given(&report.origin);
        let mut right_page = true;
        for n in 0..FIELDS.len() {
            let tally = compare(&row.expected[n], &given[n]);
            fields[n].join(tally);
            if tally.right != tally.given || tally.right != tally.expected {
                right_page = false;
                differences.push(format!("{}: {} {:?}, not {:?}", row.page, FIELDS[n], given[n], row.expected[n]));
            }
        }
        traps += usize::from(row.trap);
        clean += usize::from(row.trap && right_page);
        if only.is_some() {
            println!("  {}", row.page);
            let utf16: Vec<u16> = report.document.text.encode_utf16().collect();
            for block in &report.document.blocks {
                let words = String::from_utf16_lossy(&utf16[block.range.0 as usize..block.range.1 as usize]);
                println!("    {:?}: {words}", block.kind);
            }
            for e in &report.origin.evidence {
                println!("    {} | {} | {}", e.field, e.from, e.value);
            }
        }
    }
    let unread = std::fs::read_dir(folder().join("pages"))
        .expect("tests/origin/pages")
        .flatten()
        .filter_map(|e| e.file_name().to_str().map(|n| n.trim_end_matches(".html").to_owned()))
        .find(|n| !pages.contains(n));
    assert_eq!(unread, None, "a page without a row");

    let mut total = Tally::default();
    println!("{:18}{:>8}{:>8}{:>10}{:>12}{:>9}", "", "right", "given", "expected", "precision", "recall");
    for (name, tally) in FIELDS.iter().zip(fields) {
        total.join(tally);
        print_row(name, tally);
    }
    print_row("all", total);
    println!("pages {}, traps passed {clean} of {traps}", pages.len());
    for difference in &differences {
        println!("{difference}");
    }
    if only.is_none() {
        assert!(pages.len() >= 60 && traps * 2 >= pages.len(), "too few pages or traps");
        assert!(total.precision() >= PRECISION, "precision fell to {:.1}", total.precision());
        assert!(total.recall() >= RECALL, "recall fell to {:.1}", total.recall());
    }
}

fn print_row(name: &str, tally: Tally) {
    println!(
        "{name:18}{:>8}{:>8}{:>10}{:>12.1}{:>9.1}",
        tally.right,
        tally.given,
        tally.expected,
        tally.precision(),
        tally.recall()
    );
}
