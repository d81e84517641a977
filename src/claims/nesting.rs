//! Only the outermost claim of a nest counts, and no two claims share words.

use super::draft::{Construction, Draft};
use super::lexicon;
use super::source::Source;
use super::view::View;
use crate::report::SpeakerKind;
use crate::text::{Relation, Tag};

/// Whether a source only holds the words of whoever is quoted: *she told them, according to a transcript*.
fn own_words(view: &View, source: &Source) -> bool {
    view.is(source.head, &["statement", "transcript", "readout", "recording", "video", "footage", "audio"])
        && source.tokens.end == source.head + 1
        && source.tokens.len() < 4
        && (source.tokens.clone()).all(|t| !view.is(t, &["'s", "’s", "its", "his", "her", "their"]))
}

/// Drops drafts whose cue lies in another's content, joins *according to* around another claim to it as its *via*, and
/// cuts what overlaps. Gives drafts in text order.
pub fn outermost(view: &View, mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by_key(|d| (d.start(), d.cue.first().map_or(0, |c| c.start)));
    let mut dropped = vec![false; drafts.len()];
    // Drafts overlap only within a few sentences, so each is compared with its neighbours.
    const NEIGHBOURS: usize = 24;
    for i in 0..drafts.len() {
        for j in i + 1..drafts.len().min(i + NEIGHBOURS) {
            if dropped[i] {
                break;
            }
            if dropped[j] {
                continue;
            }
            let (i_in_j, j_in_i) = (within(&drafts[i], &drafts[j]), within(&drafts[j], &drafts[i]));
            let account = |d: &Draft| d.construction == Construction::AccordingTo;
            // What somebody says of another's words is their claim; an outlet only passes it on.
            let passes = |d: &Draft| {
                account(d)
                    && d.source.as_ref().is_none_or(|s| {
                        own_words(view, s)
                            || view.tag(s.head) == Tag::Propn
                            || view.is(s.head, &["report", "reports"])
                            || !matches!(
                                lexicon::role(&view.lower(s.head)),
                                Some((SpeakerKind::Person | SpeakerKind::Document | SpeakerKind::Anonymous, _))
                            )
                    })
            };
            match (i_in_j, j_in_i) {
                // *The ministry said that it was over, as it put it*: the first cue is the one that counts.
                (true, false) if echo(view, &drafts[j]) => dropped[j] = true,
                (false, true) if echo(view, &drafts[i]) => dropped[i] = true,
                // *reportedly told*: the adverb goes with the verb of reporting.
                _ if adverb_before(view, &drafts[i], &drafts[j]) => dropped[i] = true,
                _ if adverb_before(view, &drafts[j], &drafts[i]) => dropped[j] = true,
                // *According to the Gazette, Obi said …*: what Obi said, through the Gazette.
                (true, false)
                    if passes(&drafts[j]) && !account(&drafts[i]) && !weak(&drafts[i]) && most(view, &drafts[i], &drafts[j]) =>
                {
                    drafts[i].via = drafts[j].source.clone();
                    dropped[j] = true;
                }
                (false, true)
                    if passes(&drafts[i]) && !account(&drafts[j]) && !weak(&drafts[j]) && most(view, &drafts[j], &drafts[i]) =>
                {
                    drafts[j].via = drafts[i].source.clone();
                    dropped[i] = true;
                }
                (true, false) => dropped[i] = true,
                (false, true) => dropped[j] = true,
                (true, true) => {
                    // Each in the other: the surer one stays.
                    let drop = if drafts[j].confidence > drafts[i].confidence { i } else { j };
                    dropped[drop] = true;
                }
                (false, false) => {}
            }
        }
    }
    let mut kept: Vec<Draft> = drafts.into_iter().zip(dropped).filter(|(_, d)| !d).map(|(d, _)| d).collect();
    disjoint(view, &mut kept);
    kept
}

/// Whether a claim only says again, with a pronoun, who speaks: *…, as she put it*.
fn echo(view: &View, d: &Draft) -> bool {
    d.construction == Construction::Parenthetical
        && d.source
            .as_ref()
            .is_some_and(|s| view.tag(s.head) == Tag::Pron && s.tokens.start > 0 && view.is(s.tokens.start - 1, &["as"]))
}

/// Whether one is an adverb that stands directly before the other's verb.
fn adverb_before(view: &View, adverb: &Draft, other: &Draft) -> bool {
    let _ = view;
    adverb.construction == Construction::Adverb
        && matches!((adverb.cue_token, other.cue_token), (Some(a), Some(b)) if a < b && b <= a + 2)
        && other.construction != Construction::Adverb
}

/// Whether a claim within an account is most of it, and not a word on the side: *…, according to the Gazette*.
fn most(view: &View, inner: &Draft, outer: &Draft) -> bool {
    // In a relative clause stands what is said beside the matter.
    if inner.cue_token.is_some_and(|t| view.relation(t) == Relation::AclRelcl) && inner.start() > outer.start() + 12 {
        return false;
    }
    let letters = |d: &Draft| d.content.iter().map(|c| c.len()).sum::<usize>();
    let source = inner.source.as_ref().map_or(0, |s| 8 * s.tokens.len());
    3 * (letters(inner) + source) >= letters(outer)
}

fn weak(d: &Draft) -> bool {
    matches!(d.construction, Construction::Adverb | Construction::Noun)
}

/// Whether the cue (or source) of one lies in the other's content.
fn within(inner: &Draft, outer: &Draft) -> bool {
    inner.cue.first().is_some_and(|c| outer.holds(c.start))
}

/// Takes words that two contents share from the one that is less sure.
fn disjoint(view: &View, drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        for other in at + 1..drafts.len().min(at + 24) {
            let shared = drafts[at].content.iter().any(|a| drafts[other].content.iter().any(|b| a.overlaps(*b)));
            if !shared {
                continue;
            }
            let (keep, cut) = if drafts[other].confidence > drafts[at].confidence { (other, at) } else { (at, other) };
            let taken = drafts[keep].content.clone();
            let mut left = Vec::new();
            for piece in &drafts[cut].content {
                let mut rest = Some(*piece);
                for t in &taken {
                    let Some(p) = rest else { break };
                    if p.overlaps(*t) {
                        // The longer end stays.
                        let before = t.start.saturating_sub(p.start);
                        let after = p.end.saturating_sub(t.end);
                        rest = match (before, after) {
                            (0, 0) => None,
                            (b, a) if b >= a => Some(crate::text::span::Span::new(p.start, t.start)),
                            _ => Some(crate::text::span::Span::new(t.end, p.end)),
                        };
                    }
                }
                left.extend(rest.map(|r| tidy(view, r)).filter(|r| r.of(view.text).split_whitespace().count() >= 2));
            }
            drafts[cut].content = left;
        }
        at += 1;
    }
    drafts.retain(|d| !d.content.is_empty());
}

fn tidy(view: &View, span: crate::text::span::Span) -> crate::text::span::Span {
    let words = span.of(view.text);
    let front = words.len() - words.trim_start_matches(|c: char| c.is_whitespace() || ",;:—–".contains(c)).len();
    let back = words.trim_end_matches(|c: char| c.is_whitespace() || ",;:—–".contains(c)).len();
    crate::text::span::Span::new(span.start + front, span.start + back.max(front))
}
