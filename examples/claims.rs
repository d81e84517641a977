//! Reads a page that is a string of HTML, and prints who says what in it.
//!
//! `cargo run --example claims`

use sourcelight::engine::{self, Options};
use sourcelight::page::html;
use sourcelight::report::{Range, Report, UNKNOWN};
use std::io::{self, Write};

const PAGE: &str = r#"<!doctype html><html lang="en"><head><title>Bridge to close for winter</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2025-11-03T09:00:00Z"></head><body><article>
<h1>Bridge to close for winter</h1>
<p>The swing bridge at Port Halse will be closed from December, the harbour board said on Monday.</p>
<p>“We have looked at every pillar, and two of them will not bear the ice,” said Ilse Brandt, who leads the board.
Shop owners fear that the closure will cost them a season. It is the first one since 1961, when the ice took two pillars.</p>
<p>According to a report by the county, repairs will take about four weeks.</p>
</article></body></html>"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    print_claims(PAGE, &mut io::stdout())
}

/// Prints each claim of a page on a line: who says it, by which words that is told, and what is said.
pub fn print_claims(page: &str, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let snapshot = html::snapshot(page.as_bytes(), Some("https://news.example/bridge"))?;
    // The engine reads no clock: which office somebody holds today depends on the day that it is told.
    let options = Options { today: "2025-11-04".into(), ..Options::default() };
    let (report, _) = engine::read_page(&snapshot, &options);
    for claim in &report.claims {
        let speaker = if claim.speaker.label == UNKNOWN { "somebody" } else { &claim.speaker.label };
        writeln!(out, "{speaker} [{}]: {}", words(&report, &claim.cue), words(&report, &claim.content))?;
    }
    Ok(())
}

/// The words of some ranges. Ranges count UTF-16 code units, as JavaScript does.
fn words(report: &Report, ranges: &[Range]) -> String {
    let text: Vec<u16> = report.document.text.encode_utf16().collect();
    let words = ranges.iter().filter_map(|range| text.get(range.0 as usize..range.1 as usize)).map(String::from_utf16_lossy);
    words.collect::<Vec<_>>().join(" … ")
}
