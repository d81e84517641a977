//! Sourcelight beside other systems on the same texts, by one scorer (that of `tests/attribution/`). `./build.sh peers` runs it;
//! `README.md` beside this file says what is measured.
//!
//! ```text
//! compare export FOLDER                our own corpus as text/NAME.txt and gold.json
//! compare read CORPUS FOUND.json TOOL  Sourcelight on a corpus, in this process; TOOL is the program whose size is told
//! compare table CORPUS FOUND.json…     the table; of a system with several files the times are put together
//! ```

#[path = "../attribution/annotated.rs"]
mod annotated;
#[path = "../common/mod.rs"]
mod common;
#[path = "../attribution/exported.rs"]
mod exported;
#[path = "../attribution/score.rs"]
#[allow(dead_code, reason = "some of its figures only the test prints")]
mod score;

use annotated::{Article, Split};
use exported::Saying;
use score::Tally;
use serde::{Deserialize, Serialize};
use sourcelight::engine::{self, Options};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// Read before the clock starts, so that what is loaded once is loaded; `run.py` has the like.
const FIRST: &str =
    "The harbour board said on Monday that the bridge would be closed. “We looked at every pillar,” said Ilse Brandt.\n";

/// What one run of one system found.
#[derive(Serialize, Deserialize)]
struct Found {
    /// Name for the table.
    system: String,
    /// What must be installed.
    bytes: u64,
    /// Of the processor, for all texts together.
    seconds: f64,
    /// By the names of the texts.
    claims: BTreeMap<String, Vec<Saying>>,
}

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["export", folder] => {
            exported::write(&annotated::all(), Path::new(folder));
            Ok(())
        }
        ["read", corpus, found, tool] => read(&exported::read(Path::new(corpus))?, Path::new(found), Path::new(tool)),
        ["table", corpus, ref found @ ..] if !found.is_empty() => {
            println!("{}", table(&exported::read(Path::new(corpus))?, found)?);
            Ok(())
        }
        _ => Err("compare export FOLDER | read CORPUS FOUND.json TOOL | table CORPUS FOUND.json…".into()),
    }
}

/// Counts the seconds that the processor worked for this process (one thread), whatever else the machine did; where the system
/// does not tell as Linux does, those that went by.
struct Clock {
    worked: Option<u64>,
    began: Instant,
}

impl Clock {
    fn start() -> Clock {
        Clock { worked: Clock::worked(), began: Instant::now() }
    }

    /// Nanoseconds so far.
    fn worked() -> Option<u64> {
        std::fs::read_to_string("/proc/self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
    }

    fn seconds(&self) -> f64 {
        let worked = Clock::worked().zip(self.worked).map(|(now, then)| (now - then) as f64 / 1e9);
        worked.unwrap_or_else(|| self.began.elapsed().as_secs_f64())
    }
}

fn read(articles: &[Article], target: &Path, tool: &Path) -> Result<(), String> {
    let options = Options { today: "2026-01-01".into(), ..Options::default() };
    engine::read_text(FIRST, &options);
    let clock = Clock::start();
    let reports: Vec<_> = articles.iter().map(|article| engine::read_text(&article.text, &options)).collect();
    let seconds = clock.seconds();
    let claims = articles
        .iter()
        .zip(&reports)
        .map(|(article, report)| (article.name.clone(), exported::sayings(&report.claims, &article.text)))
        .collect();
    let bytes = std::fs::metadata(tool).map_err(|e| format!("{}: {e}", tool.display()))?.len();
    let found = Found { system: "Sourcelight".into(), bytes, seconds, claims };
    let json = serde_json::to_string(&found).map_err(|e| e.to_string())?;
    std::fs::write(target, json).map_err(|e| format!("{}: {e}", target.display()))
}

/// A system with all its runs.
struct System {
    /// The last run.
    found: Found,
    seconds: Vec<f64>,
}

impl System {
    fn median(&self) -> f64 {
        let mut seconds = self.seconds.clone();
        seconds.sort_by(f64::total_cmp);
        seconds[seconds.len() / 2]
    }
}

fn systems(files: &[&str]) -> Result<Vec<System>, String> {
    let mut systems: Vec<System> = Vec::new();
    for file in files {
        let json = std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
        let found: Found = serde_json::from_str(&json).map_err(|e| format!("{file}: {e}"))?;
        let seconds = found.seconds;
        match systems.iter_mut().find(|s| s.found.system == found.system) {
            Some(system) => {
                system.found = found;
                system.seconds.push(seconds);
            }
            None => systems.push(System { found, seconds: vec![seconds] }),
        }
    }
    Ok(systems)
}

/// What the table says of each system, in per cent and in the order of its columns.
const FIGURES: [&str; 7] =
    ["claim_attr_f1", "claim_attr_precision", "claim_attr_recall", "recall_direct", "recall_mixed", "recall_indirect", "speaker"];

/// The table in Markdown: a row for each system and each part of the corpus, the best F1 last.
fn table(articles: &[Article], files: &[&str]) -> Result<String, String> {
    let mut systems = systems(files)?;
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let speed = |system: &System| bytes as f64 / 1024.0 / system.median();
    let halves = articles.iter().any(|a| a.split == Split::Dev);
    let parts: &[(&str, bool)] = if halves { &[("held", true), ("all", false)] } else { &[("all", false)] };
    let mut rows = vec![
        "| texts | system | F1 | precision | recall | direct | mixed | indirect | speakers | KiB/s | MB |".to_owned(),
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|".to_owned(),
    ];
    for (part, only_held) in parts {
        let texts: Vec<&Article> = articles.iter().filter(|a| !only_held || a.split == Split::Held).collect();
        let mut scores = Vec::new();
        for system in &systems {
            scores.push((system, score(&texts, &system.found)?));
        }
        scores.sort_by(|a, b| percent(&a.1, FIGURES[0]).total_cmp(&percent(&b.1, FIGURES[0])));
        for (system, tally) in scores {
            let figures = FIGURES.map(|measure| format!("{:.1}", percent(&tally, measure))).join(" | ");
            let (name, size) = (&system.found.system, system.found.bytes as f64 / 1e6);
            rows.push(format!("| {part} ({}) | {name} | {figures} | {:.0} | {size:.0} |", texts.len(), speed(system)));
        }
    }
    systems.sort_by(|a, b| a.median().total_cmp(&b.median()));
    rows.push(String::new());
    for system in &systems {
        let times: Vec<String> = system.seconds.iter().map(|s| format!("{s:.2}")).collect();
        let ratio = system.median() / systems[0].median();
        rows.push(format!(
            "{}: {} s, {ratio:.1} times that of {}",
            system.found.system,
            times.join(", "),
            systems[0].found.system
        ));
    }
    Ok(rows.join("\n"))
}

fn percent(tally: &Tally, measure: &str) -> f64 {
    tally.measures().into_iter().find(|m| m.0 == measure).map(|m| m.1).unwrap_or_default()
}

fn score(articles: &[&Article], found: &Found) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for article in articles {
        let name = &article.name;
        let sayings = found.claims.get(name).ok_or_else(|| format!("{}: nothing about {name}", found.system))?;
        let claims = exported::claims(sayings, &article.text).map_err(|e| format!("{}: {name}: {e}", found.system))?;
        tally.join(&score::compare(article, &claims).tally);
    }
    Ok(tally)
}
