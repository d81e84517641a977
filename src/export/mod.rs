//! A report taken out of Sourcelight: as JSON, CSV, Markdown, W3C Web Annotations, or a line that cites the article. The
//! command line tool and the panel write with the same code, so that both give the same files.

mod annotations;
mod citation;
mod csv;
mod markdown;
mod words;

pub use annotations::write as write_annotations;
pub use citation::cite;
pub use csv::write as write_csv;
pub use markdown::write as write_markdown;
pub use words::Words;

use crate::report::{BlockKind, Report, UNKNOWN};
use std::io::{self, Write};

/// Writes the report as it is (`tests/report.schema.json`), indented, with a newline at the end.
pub fn write_json(report: &Report, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}

/// The article's headline, where there is one.
pub fn title(report: &Report) -> Option<String> {
    let headline = report.document.blocks.iter().find(|b| b.kind == BlockKind::Headline)?;
    let title = one_line(&Words::new(&report.document.text).of(headline.range));
    (!title.is_empty()).then_some(title)
}

/// A name for files about this article, without an ending: `sourcelight-bridge-will-close-2023-06-08`. Lower-case ASCII letters,
/// digits and hyphens only, so that it is one on every system.
pub fn file_stem(report: &Report) -> String {
    const MOST: usize = 48;
    let mut stem = String::from("sourcelight");
    for word in title(report).unwrap_or_default().split(|c: char| !c.is_alphanumeric()) {
        let word: String = word.chars().filter(char::is_ascii).map(|c| c.to_ascii_lowercase()).collect();
        if word.is_empty() {
            continue;
        }
        if stem.len() + 1 + word.len() > MOST {
            break;
        }
        stem.push('-');
        stem.push_str(&word);
    }
    if let Some(day) = report.origin.published.as_ref().filter(|d| d.bytes().all(|b| b.is_ascii_digit() || b == b'-')) {
        stem.push('-');
        stem.push_str(day);
    }
    stem
}

/// Text on one line, white space as single blanks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A speaker's label; nothing where the text expresses none.
fn expressed(label: &str) -> Option<&str> {
    (label != UNKNOWN && !label.is_empty()).then_some(label)
}

/// The name that a value of an enumeration has in the report's JSON.
fn name_of(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
pub(crate) use tests::sample;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::*;

    /// A small report of an invented article, with characters that count differently in bytes, UTF-16 units and code points.
    pub(crate) fn sample() -> Report {
        let text =
            "Bridge “closed” 🕊\n\nAda Quill claimed that *nothing* | moved, said the Harbour Post. “It | moved,” officials said.";
        let at = |words: &str| {
            let start = text.find(words).map_or(0, |b| text[..b].encode_utf16().count()) as u32;
            Range(start, start + words.encode_utf16().count() as u32)
        };
        let claim = |id: &str, content: Vec<Range>, cue: Range, source: Range, kind, class, speaker: &str, speaker_kind| Claim {
            id: id.into(),
            content,
            cue: vec![cue],
            source: vec![source],
            kind,
            verb: Some("claim".into()),
            verb_class: class,
            speaker: Speaker {
                label: speaker.into(),
                kind: speaker_kind,
                official: (speaker == "Ada Quill").then_some(0),
                outlet: None,
            },
            via: (speaker == "Ada Quill").then(|| "Harbour Post".into()),
            confidence: 0.9,
            why: "“claimed”: a clause after the reporting verb".into(),
        };
        let office = Office {
            office: "Mayor of Harrow Bay".into(),
            from: Some("2020-03-01".into()),
            to: None,
            status: OfficeStatus::Current,
            source: "Town register".into(),
            as_of: "2026-05".into(),
        };
        Report {
            version: VERSION,
            document: Document {
                text: text.into(),
                blocks: vec![
                    Block { kind: BlockKind::Headline, range: at("Bridge “closed” 🕊") },
                    Block { kind: BlockKind::Paragraph, range: Range(at("Ada").0, text.encode_utf16().count() as u32) },
                ],
                language: Some("en".into()),
                url: Some("https://post.example/bridge".into()),
            },
            origin: Origin {
                article: true,
                publisher: Some("The Post [local]".into()),
                owner: Some(Fact {
                    value: "Quay Trust".into(),
                    source: "Company register".into(),
                    as_of: "2026-01-02".into(),
                    since: Some("2017".into()),
                }),
                wire: Some("LUSA".into()),
                author: vec!["Nell Harker".into(), "Jo Vane".into(), "Bo Lund".into()],
                published: Some("2023-06-08".into()),
                cited_outlets: vec!["Harbour Post".into()],
                citations: vec![Citation {
                    outlet: "Harbour Post".into(),
                    mentions: vec![at("Harbour Post")],
                    facts: Facts::default(),
                }],
                ..Origin::default()
            },
            claims: vec![
                claim(
                    "c1",
                    vec![at("that *nothing* | moved")],
                    at("claimed"),
                    at("Ada Quill"),
                    ClaimKind::Indirect,
                    VerbClass::Distancing,
                    "Ada Quill",
                    SpeakerKind::Person,
                ),
                claim(
                    "c2",
                    vec![at("“It | moved,”")],
                    at("said"),
                    at("officials"),
                    ClaimKind::Direct,
                    VerbClass::Neutral,
                    UNKNOWN,
                    SpeakerKind::Unknown,
                ),
            ],
            officials: vec![
                Official {
                    person: "Ada Quill".into(),
                    wikidata: Some("Q1".into()),
                    mentions: vec![at("Ada Quill")],
                    role_mentions: vec![],
                    stated_role: None,
                    office_then: vec![office.clone()],
                    office_now: vec![Office { status: OfficeStatus::Unconfirmed, ..office }],
                    certainty: Certainty::Certain,
                    why: "Named in full.".into(),
                },
                Official {
                    person: "Nobody".into(),
                    wikidata: None,
                    mentions: vec![],
                    role_mentions: vec![],
                    stated_role: None,
                    office_then: vec![],
                    office_now: vec![],
                    certainty: Certainty::Possible,
                    why: String::new(),
                },
            ],
            sources: vec![
                Source { label: "Ada Quill".into(), kind: SpeakerKind::Person, claims: vec!["c1".into()], share: 0.25 },
                Source { label: UNKNOWN.into(), kind: SpeakerKind::Unknown, claims: vec!["c2".into()], share: 0.1 },
            ],
            notes: vec![Note { code: "no_date".into(), text: "The page gives no date.".into() }],
        }
    }

    #[test]
    fn json_is_the_report_itself() {
        let mut out = Vec::new();
        write_json(&sample(), &mut out).unwrap();
        assert_eq!(serde_json::from_slice::<Report>(&out).unwrap(), sample());
    }

    #[test]
    fn a_file_has_a_name_on_every_system() {
        assert_eq!(file_stem(&sample()), "sourcelight-bridge-closed-2023-06-08");
        let mut odd = sample();
        odd.document.blocks.clear();
        odd.origin.published = Some("../8 June".into());
        assert_eq!(file_stem(&odd), "sourcelight");
    }
}
