//! The report at a glance: what the popup shows of a page. Small and bounded however long the page is, and made beside the
//! report, so that the interface neither carries the engine nor does sums of its own.

use crate::report::{Certainty, Note, OfficeStatus, Official, Origin, Report, SpeakerKind, UNKNOWN};
use serde::{Deserialize, Serialize};

/// Speakers with a colour of their own in the picture of the article; all others share one.
pub const VOICES: usize = 4;
/// Most pieces of the picture; it is a few hundred pixels wide.
const MOST_PIECES: usize = 200;
/// Most officials listed.
const MOST_OFFICIALS: usize = 8;

/// A report at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Where the article comes from, without the places in the text.
    pub origin: Origin,
    /// How many claims.
    pub claims: usize,
    /// Part of the article's running text that others are said to have said, 0 to 1.
    pub share: f32,
    /// How many sources are expressed.
    pub sources: usize,
    /// How many of them are not named.
    pub unnamed: usize,
    /// The speakers with the largest shares, at most [`VOICES`].
    pub voices: Vec<Voice>,
    /// The running text from beginning to end, by who speaks.
    pub picture: Vec<Piece>,
    /// Officials named, in order of first mention; matches that rest on a name alone are left out.
    pub officials: Vec<Named>,
    /// How many more officials there are.
    pub more_officials: usize,
    /// What the reader should know about the report.
    pub notes: Vec<Note>,
}

/// A speaker and how much of the article is theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// As in the report; empty where nobody is named.
    pub label: String,
    /// What kind of source it is.
    pub kind: SpeakerKind,
    /// Part of the running text, 0 to 1.
    pub share: f32,
}

/// A stretch of the running text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// Part of the running text, 0 to 1.
    pub share: f32,
    /// Nothing: the article's own voice. Else an index into [`Summary::voices`]; [`VOICES`] for all further ones.
    pub voice: Option<usize>,
}

/// An official in one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// Usual name.
    pub person: String,
    /// The office on the day of publication, else the latest known one.
    pub office: Option<String>,
    /// Whether that office was held on that day.
    pub then: Option<OfficeStatus>,
    /// Whether it is held today; nothing where the table's last word is older than the day.
    pub today: Option<bool>,
    /// Whether the match is less than certain.
    pub likely: bool,
}

/// Sums a report up.
pub fn summarise(report: &Report) -> Summary {
    let speaking: Vec<_> = report.sources.iter().filter(|s| s.share > 0.0).collect();
    let expressed: Vec<_> = report.sources.iter().filter(|s| s.label != UNKNOWN).collect();
    let listed: Vec<_> = report.officials.iter().filter(|o| o.certainty != Certainty::Possible).collect();
    Summary {
        origin: Origin { citations: Vec::new(), evidence: Vec::new(), ..report.origin.clone() },
        claims: report.claims.len(),
        share: speaking.iter().map(|s| s.share).sum::<f32>().min(1.0),
        sources: expressed.len(),
        unnamed: expressed.iter().filter(|s| s.kind == SpeakerKind::Anonymous).count(),
        voices: speaking.iter().take(VOICES).map(|s| Voice { label: s.label.clone(), kind: s.kind, share: s.share }).collect(),
        picture: picture(report),
        officials: listed.iter().take(MOST_OFFICIALS).map(|o| named(o)).collect(),
        more_officials: listed.len().saturating_sub(MOST_OFFICIALS),
        notes: report.notes.clone(),
    }
}

fn named(official: &Official) -> Named {
    let first = official.office_then.first();
    Named {
        person: official.person.clone(),
        office: first.or(official.office_now.first()).map(|o| o.office.clone()),
        then: first.map(|o| o.status),
        today: first.and_then(|o| match official.office_now.iter().find(|n| n.office == o.office).map(|n| n.status) {
            Some(OfficeStatus::Unconfirmed) => None,
            status => Some(status == Some(OfficeStatus::Current)),
        }),
        likely: official.certainty == Certainty::Likely,
    }
}

/// The picture in the popup's few colours.
fn picture(report: &Report) -> Vec<Piece> {
    let mut speaking = 0;
    let voices: Vec<Option<usize>> = report
        .sources
        .iter()
        .map(|s| {
            (s.share > 0.0).then(|| {
                speaking += 1;
                (speaking - 1).min(VOICES)
            })
        })
        .collect();
    let stretches = crate::view::picture::picture(report, MOST_PIECES, |source| voices.get(source).copied().flatten());
    stretches.into_iter().map(|s| Piece { share: s.share, voice: s.voice }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{BlockKind, Office};
    use crate::sample::{self, claim, source};

    /// A headline and two paragraphs, the first of 100 units; claims by id and range; sources by label, claims and share.
    fn report(length: u32, claims: &[(&str, u32, u32)], sources: &[(&str, SpeakerKind, &[&str], f32)]) -> Report {
        let blocks = [(BlockKind::Headline, 0, 10), (BlockKind::Paragraph, 12, 112), (BlockKind::Paragraph, 114, length)];
        let claims = claims.iter().map(|(id, from, to)| claim(id, *from, *to)).collect();
        let sources = sources.iter().map(|(label, kind, claims, share)| source(label, *kind, claims, *share)).collect();
        sample::report(&blocks, claims, sources)
    }

    #[test]
    fn the_picture_follows_the_text() {
        let one = report(
            214,
            &[("c1", 12, 62), ("c2", 114, 214)],
            &[("Ada Quill", SpeakerKind::Person, &["c2"], 0.5), (UNKNOWN, SpeakerKind::Unknown, &["c1"], 0.25)],
        );
        let summary = summarise(&one);
        let shape: Vec<_> = summary.picture.iter().map(|p| (p.voice, (p.share * 100.0).round())).collect();
        assert_eq!(shape, [(Some(1), 25.0), (None, 25.0), (Some(0), 50.0)]);
        assert_eq!((summary.sources, summary.unnamed, summary.claims), (1, 0, 2));
        assert!((summary.share - 0.75).abs() < 1e-6);
    }

    #[test]
    fn a_headline_is_no_running_text() {
        let one = report(214, &[("c1", 0, 10)], &[("Ada Quill", SpeakerKind::Person, &["c1"], 0.0)]);
        let summary = summarise(&one);
        assert_eq!(summary.picture.iter().map(|p| p.voice).collect::<Vec<_>>(), [None]);
        assert_eq!((summary.share, summary.claims, summary.sources), (0.0, 1, 1));
        assert!(summary.voices.is_empty());
    }

    #[test]
    fn a_long_report_has_a_short_summary() {
        let claims: Vec<(String, u32, u32)> = (0..5000).map(|n| (format!("c{n}"), 114 + n * 20, 114 + n * 20 + 10)).collect();
        let claims: Vec<(&str, u32, u32)> = claims.iter().map(|(id, a, b)| (id.as_str(), *a, *b)).collect();
        let ids: Vec<&str> = claims.iter().map(|c| c.0).collect();
        let summary = summarise(&report(200_114, &claims, &[("Ada Quill", SpeakerKind::Person, &ids, 0.25)]));
        assert!(summary.picture.len() <= MOST_PIECES);
        let whole: f32 = summary.picture.iter().map(|p| p.share).sum();
        assert!((whole - 1.0).abs() < 1e-3, "{whole}");
    }

    #[test]
    fn an_official_is_said_in_one_line() {
        let official = |then, now, certainty| Official { certainty, ..sample::official(then, now) };
        let mayor = |status| vec![sample::office("Mayor of Harrow Bay", status)];
        let minister: Vec<Office> = vec![sample::office("Minister of Tides", OfficeStatus::Current)];
        let mut one = report(214, &[], &[]);
        one.officials = vec![
            official(mayor(OfficeStatus::Current), mayor(OfficeStatus::Current), Certainty::Certain),
            official(mayor(OfficeStatus::Current), minister, Certainty::Likely),
            official(mayor(OfficeStatus::Current), mayor(OfficeStatus::Unconfirmed), Certainty::Certain),
            official(mayor(OfficeStatus::Current), vec![], Certainty::Possible),
            official(vec![], mayor(OfficeStatus::Current), Certainty::Certain),
        ];
        let said: Vec<_> = summarise(&one).officials.into_iter().map(|o| (o.then, o.today, o.likely)).collect();
        let current = Some(OfficeStatus::Current);
        assert_eq!(
            said,
            [(current, Some(true), false), (current, Some(false), true), (current, None, false), (None, None, false)]
        );
    }

    #[test]
    fn a_report_of_nothing_has_an_empty_picture() {
        let mut none = report(214, &[], &[]);
        none.document.blocks.clear();
        assert!(summarise(&none).picture.is_empty());
    }
}
