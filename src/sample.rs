//! Small reports of invented articles, for the tests of what is shown of a report. Each part has what every report must have;
//! a test sets what it is about.

use crate::report::*;

/// A report of a document with these blocks, whose text is as long as they are.
pub fn report(blocks: &[(BlockKind, u32, u32)], claims: Vec<Claim>, sources: Vec<Source>) -> Report {
    let length = blocks.iter().map(|b| b.2).max().unwrap_or(0) as usize;
    Report {
        version: VERSION,
        document: Document {
            text: "x".repeat(length),
            blocks: blocks.iter().map(|(kind, from, to)| Block { kind: *kind, range: Range(*from, *to) }).collect(),
            language: None,
            url: None,
        },
        origin: Origin::default(),
        claims,
        officials: vec![],
        sources,
        notes: vec![],
    }
}

/// A quotation whose speaker is not said.
pub fn claim(id: &str, from: u32, to: u32) -> Claim {
    Claim {
        id: id.into(),
        content: vec![Range(from, to)],
        cue: vec![],
        source: vec![],
        kind: ClaimKind::Direct,
        verb: None,
        verb_class: VerbClass::None,
        speaker: Speaker { label: UNKNOWN.into(), kind: SpeakerKind::Unknown, official: None, outlet: None },
        via: None,
        confidence: 1.0,
        why: String::new(),
    }
}

/// A source with its claims and its part of the running text.
pub fn source(label: &str, kind: SpeakerKind, claims: &[&str], share: f32) -> Source {
    Source { label: label.into(), kind, claims: claims.iter().map(|c| (*c).into()).collect(), share }
}

/// An office of which no day is known.
pub fn office(name: &str, status: OfficeStatus) -> Office {
    Office { office: name.into(), from: None, to: None, status, source: String::new(), as_of: String::new() }
}

/// Somebody who is certain to have held the first offices on the article's day and holds the others now.
pub fn official(then: Vec<Office>, now: Vec<Office>) -> Official {
    Official {
        person: "Ada Quill".into(),
        wikidata: None,
        mentions: vec![],
        role_mentions: vec![],
        stated_role: None,
        office_then: then,
        office_now: now,
        certainty: Certainty::Certain,
        why: String::new(),
    }
}
