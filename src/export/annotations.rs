//! W3C Web Annotation JSON-LD (www.w3.org/TR/annotation-model), for annotation tools.
//!
//! Positions in the standard's `TextPositionSelector` count Unicode code points, not UTF-16 units, so they are converted. A
//! `TextQuoteSelector` stands beside each, because positions in our document text mean nothing in the live page.

use super::{Words, expressed, name_of, one_line};
use crate::report::{Certainty, Claim, ClaimKind, Document, Range, Report};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Characters of context before and after a quotation in a selector.
const CONTEXT: usize = 32;

/// Writes one annotation page: an annotation for each claim's content, and for each official and cited outlet named. Matches of
/// officials that rest on a name alone are left out. The same report gives the same identifiers, so that what is imported
/// twice is there once.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let place = Place::new(&report.document);
    let words = Words::new(&report.document.text);
    let mut items = Vec::new();
    for claim in &report.claims {
        let mut body = vec![textual("describing", &description(claim, &words))];
        body.extend(expressed(&claim.speaker.label).map(|label| textual("identifying", label)));
        body.extend(["claim".to_owned(), name_of(claim.kind), name_of(claim.verb_class)].iter().map(|t| textual("tagging", t)));
        let mut item = place.annotation(&claim.id, "describing", body, &claim.content);
        // What the model has no word for, under names of our own that the context explains.
        for (name, value) in [
            ("speaker", json!(claim.speaker.label)),
            ("speakerKind", json!(claim.speaker.kind)),
            ("verb", json!(claim.verb)),
            ("verbClass", json!(claim.verb_class)),
            ("kind", json!(claim.kind)),
            ("via", json!(claim.via)),
            ("confidence", json!(claim.confidence)),
        ] {
            if !value.is_null() {
                item[format!("sourcelight:{name}")] = value;
            }
        }
        items.push(item);
    }
    for (n, official) in report.officials.iter().enumerate().filter(|(_, o)| o.certainty != Certainty::Possible) {
        let offices: Vec<&str> = official.office_then.iter().map(|o| o.office.as_str()).collect();
        let who =
            if offices.is_empty() { official.person.clone() } else { format!("{} – {}", official.person, offices.join("; ")) };
        let body = vec![textual("identifying", &who), textual("describing", &official.why), textual("tagging", "official")];
        let mentions: Vec<Range> = official.mentions.iter().chain(&official.role_mentions).copied().collect();
        items.push(place.annotation(&format!("o{}", n + 1), "identifying", body, &mentions));
    }
    for (n, citation) in report.origin.citations.iter().enumerate() {
        let body = vec![textual("identifying", &citation.outlet), textual("tagging", "outlet")];
        items.push(place.annotation(&format!("p{}", n + 1), "identifying", body, &citation.mentions));
    }
    // An annotation without a target is none.
    items.retain(|item| item["target"].as_array().is_some_and(|t| !t.is_empty()));
    let page = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"sourcelight": "urn:x-sourcelight:"}],
        "id": place.id("page"),
        "type": "AnnotationPage",
        "partOf": {
            "id": place.id("collection"),
            "type": "AnnotationCollection",
            "label": super::title(report).unwrap_or_else(|| place.source.clone()),
            "total": items.len(),
        },
        "startIndex": 0,
        "items": items,
    });
    serde_json::to_writer_pretty(&mut *out, &page)?;
    writeln!(out)
}

fn textual(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value})
}

/// *Ada Quill claimed (reported, not quoted), through Harbour Post. “claimed”: a clause after the reporting verb*
fn description(claim: &Claim, words: &Words) -> String {
    let who = expressed(&claim.speaker.label).unwrap_or("nobody named");
    let cue = one_line(&words.all(&claim.cue));
    let how = match claim.kind {
        ClaimKind::Direct => "quoted",
        ClaimKind::Indirect => "reported, not quoted",
        ClaimKind::Mixed => "partly quoted",
    };
    let cue = if cue.is_empty() { cue } else { format!(" {cue}") };
    let via = claim.via.as_ref().map_or(String::new(), |v| format!(", through {v}"));
    format!("{who}{cue} ({how}){via}. {}", claim.why)
}

/// The text as code points, with the way from UTF-16 units to them.
struct Place {
    /// Address of the annotated document.
    source: String,
    /// What all identifiers are made from.
    seed: u128,
    characters: Vec<char>,
    /// Code point index of each UTF-16 unit, and of the end.
    point_of: Vec<u32>,
}

impl Place {
    fn new(document: &Document) -> Self {
        let characters: Vec<char> = document.text.chars().collect();
        let mut point_of = Vec::with_capacity(document.text.len() + 1);
        for (n, c) in characters.iter().enumerate() {
            point_of.extend(std::iter::repeat_n(n as u32, c.len_utf16()));
        }
        point_of.push(characters.len() as u32);
        let seed = hashed(hashed(FNV_START, document.url.as_deref().unwrap_or_default()), &document.text);
        let source = document.url.clone().unwrap_or_else(|| uuid(seed));
        Place { source, seed, characters, point_of }
    }

    /// An identifier of this document's own.
    fn id(&self, name: &str) -> String {
        uuid(hashed(self.seed, name))
    }

    fn annotation(&self, name: &str, motivation: &str, body: Vec<Value>, places: &[Range]) -> Value {
        json!({
            "id": self.id(name),
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": places.iter().map(|r| self.target(*r)).collect::<Vec<_>>(),
        })
    }

    fn point(&self, unit: u32) -> usize {
        self.point_of.get(unit as usize).copied().unwrap_or(self.characters.len() as u32) as usize
    }

    fn target(&self, range: Range) -> Value {
        let (start, end) = (self.point(range.0), self.point(range.1));
        let words = |from: usize, to: usize| self.characters[from.min(to)..to].iter().collect::<String>();
        json!({
            "type": "SpecificResource",
            "source": self.source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": words(start, end), "prefix": words(start.saturating_sub(CONTEXT), start),
                 "suffix": words(end, (end + CONTEXT).min(self.characters.len()))},
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        })
    }
}

/// FNV-1a with 128 bits, by the numbers of its authors.
const FNV_START: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const FNV_PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

fn hashed(seed: u128, text: &str) -> u128 {
    // One step more parts what comes one after the other.
    text.bytes().chain([0]).fold(seed, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(FNV_PRIME))
}

/// As a UUID of version 8 (RFC 9562), whose bits are for its maker to fill.
fn uuid(hash: u128) -> String {
    let marked = hash & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{marked:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn page(report: &Report) -> Value {
        let mut out = Vec::new();
        write(report, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn positions_count_code_points_and_quotations_hold_the_words() {
        let report = sample();
        let page = page(&report);
        let selectors = &page["items"][0]["target"][0]["selector"];
        assert_eq!(selectors[0]["exact"], "that *nothing* | moved");
        let (start, end) = (selectors[1]["start"].as_u64().unwrap() as usize, selectors[1]["end"].as_u64().unwrap() as usize);
        let characters: Vec<char> = report.document.text.chars().collect();
        assert_eq!(characters[start..end].iter().collect::<String>(), "that *nothing* | moved");
        let before: String = characters[..start].iter().collect();
        assert!(before.ends_with(selectors[0]["prefix"].as_str().unwrap()));
    }

    #[test]
    fn identifiers_are_of_the_document_and_stay() {
        let (one, again) = (page(&sample()), page(&sample()));
        assert_eq!(one, again);
        let mut other = sample();
        other.document.url = Some("https://post.example/other".into());
        assert_ne!(one["items"][0]["id"], page(&other)["items"][0]["id"]);
        let id = one["items"][0]["id"].as_str().unwrap();
        assert!(id.starts_with("urn:uuid:") && id.len() == 45 && &id[23..24] == "8", "{id}");
    }

    #[test]
    fn nothing_is_annotated_without_a_place() {
        let page = page(&sample());
        let tags: Vec<&str> =
            page["items"].as_array().unwrap().iter().filter_map(|i| i["body"].as_array()?.last()?["value"].as_str()).collect();
        assert_eq!(tags, ["distancing", "neutral", "official", "outlet"]);
    }
}
