//! W3C Web Annotation JSON-LD (www.w3.org/TR/annotation-model), for annotation tools.
//!
//! Positions in the standard's `TextPositionSelector` count Unicode code points, not UTF-16 units, so they are converted. A
//! `TextQuoteSelector` stands beside each, because positions in our document text mean nothing in the live page.

use crate::report::{Document, Range, Report};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Characters of context before and after a quotation in a selector.
const CONTEXT: usize = 32;

/// Writes one annotation page: an annotation for each claim's content, and for each official and cited outlet named.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let place = Place::new(&report.document);
    let mut items = Vec::new();
    for claim in &report.claims {
        let class = serde_json::to_value(claim.verb_class).unwrap_or(Value::Null);
        items.push(json!({
            "id": format!("urn:sourcelight:{}", claim.id),
            "type": "Annotation",
            "motivation": "identifying",
            "body": [
                {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": claim.why},
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "claim"},
                {"type": "SpecificResource", "purpose": "identifying", "source": {
                    "type": "sourcelight:Claim", "speaker": claim.speaker.label, "verb": claim.verb, "verb_class": class,
                    "via": claim.via, "confidence": claim.confidence}},
            ],
            "target": claim.content.iter().map(|r| place.target(*r)).collect::<Vec<_>>(),
        }));
    }
    for (n, official) in report.officials.iter().enumerate() {
        let offices: Vec<&str> = official.office_then.iter().map(|o| o.office.as_str()).collect();
        items.push(json!({
            "id": format!("urn:sourcelight:o{}", n + 1),
            "type": "Annotation",
            "motivation": "identifying",
            "body": [
                {"type": "TextualBody", "purpose": "identifying", "format": "text/plain",
                 "value": format!("{} – {}", official.person, offices.join("; "))},
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "official"},
            ],
            "target": official.mentions.iter().chain(&official.role_mentions).map(|r| place.target(*r)).collect::<Vec<_>>(),
        }));
    }
    for (n, citation) in report.origin.citations.iter().enumerate() {
        items.push(json!({
            "id": format!("urn:sourcelight:p{}", n + 1),
            "type": "Annotation",
            "motivation": "identifying",
            "body": [
                {"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": citation.outlet},
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "outlet"},
            ],
            "target": citation.mentions.iter().map(|r| place.target(*r)).collect::<Vec<_>>(),
        }));
    }
    let page = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"sourcelight": "urn:sourcelight:"}],
        "id": "urn:sourcelight:page",
        "type": "AnnotationPage",
        "items": items,
    });
    serde_json::to_writer_pretty(&mut *out, &page)?;
    writeln!(out)
}

/// The text as code points, with the way from UTF-16 units to them.
struct Place<'r> {
    url: &'r str,
    characters: Vec<char>,
    /// Code point index of each UTF-16 unit, and of the end.
    point_of: Vec<u32>,
}

impl<'r> Place<'r> {
    fn new(document: &'r Document) -> Self {
        let characters: Vec<char> = document.text.chars().collect();
        let mut point_of = Vec::with_capacity(document.text.len() + 1);
        for (n, c) in characters.iter().enumerate() {
            point_of.extend(std::iter::repeat_n(n as u32, c.len_utf16()));
        }
        point_of.push(characters.len() as u32);
        Place { url: document.url.as_deref().unwrap_or("urn:sourcelight:document"), characters, point_of }
    }

    fn point(&self, unit: u32) -> usize {
        self.point_of.get(unit as usize).copied().unwrap_or(self.characters.len() as u32) as usize
    }

    fn target(&self, range: Range) -> Value {
        let (start, end) = (self.point(range.0), self.point(range.1));
        let words = |from: usize, to: usize| self.characters[from.min(to)..to].iter().collect::<String>();
        json!({
            "source": self.url,
            "selector": [
                {"type": "TextQuoteSelector", "exact": words(start, end), "prefix": words(start.saturating_sub(CONTEXT), start),
                 "suffix": words(end, (end + CONTEXT).min(self.characters.len()))},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        })
    }
}
