//! Measures publisher, day and author on development pages, and wire and cited outlets on annotated texts, where they lie
//! beside the project (`SOURCELIGHT_SHARED`, default `../shared`). Without them it says so and passes.
//!
//! `cargo test --test origin_pages -- --nocapture` prints the figures and every miss.

use sourcelight::engine::{self, Options};
use sourcelight::page::html;
use sourcelight::report::Report;
use std::collections::BTreeSet;
use std::path::PathBuf;

fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SOURCELIGHT_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there; set SOURCELIGHT_SHARED to measure the origin", path.display());
    None
}

fn plain(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// One name holds the other.
fn related(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

fn read(path: &std::path::Path, url: &str) -> Option<Report> {
    let bytes = std::fs::read(path).ok()?;
    let snapshot = html::snapshot(&bytes, Some(url)).ok()?;
    let options = Options { url: Some(url.to_owned()), published: None, today: "2026-01-01".into(), ..Options::default() };
    Some(engine::read_page(&snapshot, &options).0)
}

/// Right of known.
#[derive(Default)]
struct Tally {
    right: usize,
    known: usize,
}

impl Tally {
    fn count(&mut self, right: bool) -> bool {
        self.known += 1;
        self.right += usize::from(right);
        right
    }

    fn share(&self) -> f64 {
        100.0 * self.right as f64 / self.known.max(1) as f64
    }
}

#[test]
fn statements_of_pages() {
    let Some(folder) = shared("pages") else { return };
    let index = std::fs::read_to_string(folder.join("index.tsv")).expect("the index of the pages");
    let mut lines = index.lines();
    let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let column = |name: &str| header.iter().position(|h| *h == name).expect("a column of the index");
    let (file, url, host, kind) = (column("file"), column("url"), column("host"), column("kind"));
    let (site, publisher, published, byline) = (column("site_name"), column("publisher"), column("published"), column("byline"));
    let (mut publishers, mut listed, mut days, mut authors) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    for line in lines {
        let row: Vec<&str> = line.split('\t').collect();
        let Some(report) = read(&folder.join(row[file]), row[url]) else { continue };
        if row[kind] != "article" {
            continue;
        }
        let origin = &report.origin;
        listed.count(origin.outlet.is_some());
        if !row[site].is_empty() || !row[publisher].is_empty() {
            let found = origin.publisher.as_deref().unwrap_or("");
            // A name that the page gives itself and that the table knows for the outlet is the same publisher.
            let differs = |n: &str| origin.evidence.iter().any(|e| e.from.ends_with("(differs)") && plain(&e.value) == plain(n));
            let known = origin.outlet.is_some();
            let right = [row[site], row[publisher]].iter().any(|n| !n.is_empty() && (related(n, found) || known && !differs(n)));
            if !publishers.count(right) {
                println!("publisher {}: {found:?}, the page says {:?} / {:?}", row[host], row[site], row[publisher]);
            }
        }
        if !row[published].is_empty() && !days.count(origin.published.as_deref() == Some(row[published])) {
            println!("day {} {}: {:?}, not {}", row[file], row[host], origin.published, row[published]);
            for evidence in origin.evidence.iter().filter(|e| e.field == "published") {
                println!("    {} {}", evidence.from, evidence.value);
            }
        }
        if !row[byline].is_empty() {
            let wanted: BTreeSet<String> = row[byline].split(',').map(plain).collect();
            let found: BTreeSet<String> = origin.author.iter().map(|a| plain(a)).collect();
            let right = wanted == found || found.iter().all(|f| plain(row[byline]).contains(f.as_str())) && !found.is_empty();
            if !authors.count(right) {
                println!("author {} {}: {:?}, not {:?}", row[file], row[host], origin.author, row[byline]);
            }
        }
        println!("     {} wire {:?} from {:?} cited {:?}", row[host], origin.wire, origin.republished_from, origin.cited_outlets);
    }
    for (name, tally) in [("publisher", &publishers), ("in the table", &listed), ("day", &days), ("author", &authors)] {
        println!("{name}: {} of {} ({:.1} %)", tally.right, tally.known, tally.share());
    }
    assert!(publishers.share() >= 97.0 && days.share() >= 95.0 && authors.share() >= 90.0, "worse than it was");
}

#[test]
fn wires_and_cited_outlets_of_texts() {
    let Some(folder) = shared("corpora/world-news") else { return };
    let gold = std::fs::read_to_string(folder.join("gold.json")).expect("the annotation");
    let gold: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
    let (mut hits, mut missed, mut wrong) = (0, 0, 0);
    let mut wires = Tally::default();
    for (id, entry) in gold.as_object().expect("an object") {
        let Ok(words) = std::fs::read_to_string(folder.join(format!("text/{id}.txt"))) else { continue };
        let text = |key: &str| entry[key].as_str().map(str::to_owned);
        let options =
            Options { url: text("url"), published: text("published"), today: "2026-01-01".into(), ..Options::default() };
        let origin = engine::read_text(&words, &options).origin;
        let wanted: Vec<&str> = entry["origin"]["cited_outlets"]
            .as_array()
            .map(|l| l.iter().filter_map(|v| v.as_str()).collect())
            .unwrap_or_default();
        let lacking: Vec<_> = wanted.iter().filter(|w| !origin.cited_outlets.iter().any(|f| related(w, f))).collect();
        let more: Vec<_> = origin.cited_outlets.iter().filter(|f| !wanted.iter().any(|w| related(w, f))).collect();
        hits += wanted.len() - lacking.len();
        missed += lacking.len();
        wrong += more.len();
        if !lacking.is_empty() || !more.is_empty() {
            println!("cited {id}: lacks {lacking:?}, has too many {more:?}");
        }
        let wire = entry["origin"]["wire"].as_str();
        let right = match (wire, origin.wire.as_deref()) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                let acronym: String = b.split_whitespace().filter_map(|w| w.chars().next()).collect();
                related(a, b) || acronym == a || (a == "AFP" && b == "Agence France-Presse")
            }
            _ => false,
        };
        if !wires.count(right) {
            println!("wire {id}: {:?}, not {wire:?}", origin.wire);
        }
    }
    println!("cited outlets: {hits} found, {missed} missed, {wrong} wrong; wire: {} of {}", wires.right, wires.known);
    assert!(wires.share() >= 94.0 && wrong <= 2, "worse than it was");
}
