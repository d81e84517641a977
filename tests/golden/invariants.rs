//! What holds for every report, whatever the page.

use sourcelight::engine::Anchor;
use sourcelight::page::snapshot::{Node, Snapshot};
use sourcelight::report::{Range, Report};

/// Checks a report and its anchors against themselves and the snapshot; the error says what is wrong.
pub fn check(snapshot: &Snapshot, report: &Report, anchors: &[Anchor]) -> Result<(), String> {
    let text: Vec<u16> = report.document.text.encode_utf16().collect();
    let inside = |what: &str, range: &Range| -> Result<(), String> {
        let whole = range.0 < range.1 && range.1 as usize <= text.len();
        let cuts = |at: u32| {
            let at = at as usize;
            at > 0 && at < text.len() && (0xDC00..0xE000).contains(&text[at])
        };
        match whole && !cuts(range.0) && !cuts(range.1) {
            true => Ok(()),
            false => Err(format!("{what}: {range:?} is empty, outside of the text ({} units) or cuts a character", text.len())),
        }
    };
    let ordered = |what: &str, ranges: &[Range]| -> Result<(), String> {
        ranges.iter().try_for_each(|r| inside(what, r))?;
        match ranges.windows(2).all(|w| w[0].1 <= w[1].0) {
            true => Ok(()),
            false => Err(format!("{what}: {ranges:?} are out of order or overlap")),
        }
    };

    ordered("blocks", &report.document.blocks.iter().map(|b| b.range).collect::<Vec<_>>())?;
    let mut contents = Vec::new();
    for (n, claim) in report.claims.iter().enumerate() {
        if claim.id != format!("c{}", n + 1) {
            return Err(format!("claim {n} has the id {}", claim.id));
        }
        if claim.content.is_empty() {
            return Err(format!("{}: no content", claim.id));
        }
        ordered(&format!("{} content", claim.id), &claim.content)?;
        ordered(&format!("{} cue", claim.id), &claim.cue)?;
        ordered(&format!("{} source", claim.id), &claim.source)?;
        for part in claim.cue.iter().chain(&claim.source) {
            if claim.content.iter().any(|c| c.0 < part.1 && part.0 < c.1) {
                return Err(format!("{}: cue or source {part:?} lies in the content {:?}", claim.id, claim.content));
            }
        }
        if !(0.0..=1.0).contains(&claim.confidence) {
            return Err(format!("{}: confidence {}", claim.id, claim.confidence));
        }
        if claim.why.trim().is_empty() {
            return Err(format!("{}: no why", claim.id));
        }
        if claim.speaker.official.is_some_and(|o| o >= report.officials.len()) {
            return Err(format!("{}: official {:?} of {}", claim.id, claim.speaker.official, report.officials.len()));
        }
        contents.extend(claim.content.iter().map(|c| (*c, &claim.id)));
    }
    contents.sort();
    if let Some(w) = contents.windows(2).find(|w| w[0].0.1 > w[1].0.0) {
        return Err(format!("the contents of {} and {} overlap", w[0].1, w[1].1));
    }
    if let Some(w) = report.claims.windows(2).find(|w| w[0].content[0] > w[1].content[0]) {
        return Err(format!("{} stands after {}", w[0].id, w[1].id));
    }
    for official in &report.officials {
        if official.mentions.is_empty() && official.role_mentions.is_empty()
            || official.person.is_empty()
            || official.why.is_empty()
        {
            return Err(format!("{:?}: no name, mention or reason", official.person));
        }
        ordered(&official.person, &official.mentions)?;
        ordered(&official.person, &official.role_mentions)?;
    }
    for citation in &report.origin.citations {
        ordered(&citation.outlet, &citation.mentions)?;
    }
    for evidence in &report.origin.evidence {
        evidence.range.iter().try_for_each(|r| inside("evidence", r))?;
    }
    sources(report)?;

    for pair in anchors.windows(2) {
        if pair[0].end > pair[1].start {
            return Err(format!("anchors overlap: {pair:?}"));
        }
    }
    for anchor in anchors {
        let here = text.get(anchor.start as usize..anchor.end as usize).ok_or_else(|| format!("{anchor:?} is outside"))?;
        let Some(Node::Text { s, .. }) = snapshot.nodes.get(anchor.node as usize) else {
            return Err(format!("{anchor:?} points at no text node"));
        };
        let node: Vec<u16> = s.encode_utf16().collect();
        // A line break or tab in the page stands as a space in the document: one unit for one unit.
        let same = |(a, b): (&u16, &u16)| a == b || (*a == 0x20 && matches!(b, 0x9 | 0xA | 0xC | 0xD));
        let there = node.get(anchor.at as usize..anchor.at as usize + here.len());
        if here.is_empty() || !there.is_some_and(|t| here.iter().zip(t).all(same)) {
            let words = String::from_utf16_lossy(&here[..here.len().min(80)]);
            return Err(format!("{anchor:?}: {words:?} is not in its node"));
        }
    }

    let json = serde_json::to_string(report).map_err(|e| e.to_string())?;
    let back: Report = serde_json::from_str(&json).map_err(|e| e.to_string())?;
    if back != *report {
        return Err("the report is not the same after JSON and back".into());
    }
    Ok(())
}

/// Every claim belongs to exactly one source; shares are shares, largest first.
fn sources(report: &Report) -> Result<(), String> {
    let mut ids: Vec<&String> = report.sources.iter().flat_map(|s| &s.claims).collect();
    ids.sort();
    let mut claims: Vec<&String> = report.claims.iter().map(|c| &c.id).collect();
    claims.sort();
    if ids != claims {
        return Err(format!("the sources hold {ids:?}, the claims are {claims:?}"));
    }
    let whole: f32 = report.sources.iter().map(|s| s.share).sum();
    let ordered = report.sources.windows(2).all(|w| w[0].share >= w[1].share);
    if !ordered || !(0.0..=1.001).contains(&whole) {
        return Err(format!("shares: {:?}", report.sources.iter().map(|s| s.share).collect::<Vec<_>>()));
    }
    Ok(())
}
