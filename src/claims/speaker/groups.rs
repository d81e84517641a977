//! Whom *they* and *it* stand for: a group or body of which the article has just spoken, people without a name, a document.

use super::labels::{plural, text_of};
use super::memory::{Trace, Who};
use super::{BACK, Resolved, SENTENCES, Speakers};
use crate::claims::lexicon;
use crate::claims::names::{main_clause, one_word};
use crate::claims::source::{self, Source};
use crate::report::SpeakerKind;
use crate::text::{Relation, Tag};

impl Speakers<'_> {
    /// The group or body that *they* or *it* stands for: who spoke last, else the last body that was a subject.
    pub(super) fn group(&self, before: usize, they: bool) -> Option<Resolved> {
        let here = self.view.sentence_index(before);
        let block = self.view.block(before);
        let mut best: Option<(f32, &Trace)> = None;
        let near = if they { self.people_near(before) } else { self.document_near(before) };
        for (back, trace) in self.traces.iter().rev().take(BACK).enumerate() {
            let distance = here.saturating_sub(trace.sentence);
            if trace.token >= before || distance > SENTENCES / 2 {
                continue;
            }
            let mut score = -1.3 * distance as f32 - 0.02 * back as f32;
            if self.view.block(trace.token) != block {
                score -= 0.4;
            }
            let Some(score) = self.may_be_many(score, trace, they) else { continue };
            let score = self.active(score, trace, they);
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, trace));
            }
        }
        if let Some((score, found)) = near
            && best.is_none_or(|(s, _)| score > s)
        {
            return Some(found);
        }
        best.map(|(_, trace)| self.of_trace(trace))
    }

    /// The score of a group or body by what it is; nothing where it cannot be meant.
    fn may_be_many(&self, mut score: f32, trace: &Trace, they: bool) -> Option<f32> {
        match &trace.who {
            Who::Entity(e) => {
                let entity = &self.names.entities[*e];
                match entity.kind {
                    SpeakerKind::Organisation | SpeakerKind::Document => {
                        // Whom the article is about, rather than whom it mentions.
                        score += 0.08 * self.count[*e].min(10) as f32 - if they { 0.8 } else { 0.0 };
                        if entity.thing > 0 && entity.acts == 0 && !trace.spoke {
                            score -= 0.8;
                        }
                        // One name of which nothing says that it is a body's is hardly many.
                        if they && one_word(entity) {
                            score -= 0.6;
                        }
                    }
                    SpeakerKind::Unknown => score -= 2.0,
                    _ => return None,
                }
            }
            Who::Described(found, several) => match (they, several, found.kind) {
                (true, true, _) => score += 0.8,
                (false, false, SpeakerKind::Unknown) if trace.spoke => score -= 0.5,
                (true, false, SpeakerKind::Person | SpeakerKind::Anonymous) => score -= 0.5,
                (false, false, SpeakerKind::Organisation | SpeakerKind::Document) => {}
                (true, false, SpeakerKind::Organisation) => {}
                _ => return None,
            },
        }
        Some(score)
    }

    /// The score of a group or body with what it does in its sentence.
    fn active(&self, mut score: f32, trace: &Trace, they: bool) -> f32 {
        if trace.subject {
            score += 1.2;
        }
        if trace.spoke {
            score += 1.2;
        }
        // A place or body that does nothing in its sentence is hardly *it* or *they*.
        if !trace.subject && !trace.spoke {
            score -= 1.2;
            // No country or city is *they* when it is only where something is.
            if they && matches!(&trace.who, Who::Entity(e) if self.is_somewhere(*e)) {
                score -= 2.0;
            }
        }
        if trace.quoted {
            score -= 4.0;
        }
        score
    }

    /// Whether an entity is a country or capital.
    fn is_somewhere(&self, entity: usize) -> bool {
        let e = &self.names.entities[entity];
        lexicon::is_country(&e.label) || lexicon::capital(&e.label).is_some()
    }

    /// The people who are the subject of a clause in the same sentence or the one before it, and who have no name: *Others who
    /// know her see it so. It will pass, they say*; and how likely *they* are those.
    fn people_near(&self, before: usize) -> Option<(f32, Resolved)> {
        let view = self.view;
        let here = view.sentence_index(before);
        let start = view.sentence(before).start;
        let from = if start > 0 { view.sentence(start - 1).start } else { start };
        let many = |t: &usize| {
            let word = view.lower(*t);
            let people = view.is(*t, &["others", "some", "many", "people", "both"])
                || word.ends_with('s') && matches!(lexicon::role(&word), Some((SpeakerKind::Person | SpeakerKind::Anonymous, _)));
            people
                && matches!(view.tag(*t), Tag::Noun | Tag::Propn | Tag::Adj | Tag::Det | Tag::Pron)
                && view.quote_at(*t).is_none()
                && view.relation(*t) == Relation::Nsubj
        };
        // *The roads are shut and people wait, they said*: whom the claim is about does not make it.
        let until = if before > start && view.punct(before - 1) { start } else { before };
        let noun = (from..until).rev().find(many)?;
        let apart = (here - view.sentence_index(noun)) as f32;
        let mut first = noun;
        while first > from
            && matches!(view.tag(first - 1), Tag::Adj | Tag::Noun | Tag::Num | Tag::Adv)
            && view.head(first - 1) >= Some(first)
        {
            first -= 1;
        }
        let main = main_clause(view, noun);
        let score =
            2.0 - 1.3 * apart - if main { 0.0 } else { 0.6 } - if view.block(noun) == view.block(before) { 0.0 } else { 0.4 };
        let label = text_of(view, &source::phrase(view, noun, first..noun + 1));
        Some((score, Resolved { label, kind: SpeakerKind::Anonymous, several: true, ..Resolved::unknown() }))
    }

    /// A letter, report or other document that the same sentence or the one before it brings in (*taped a note to the
    /// door*), and how likely *it* is that.
    fn document_near(&self, before: usize) -> Option<(f32, Resolved)> {
        let view = self.view;
        let here = view.sentence_index(before);
        let start = view.sentence(before).start;
        let block = view.block(before);
        let from = if start > 0 && view.block(start - 1) == block { view.sentence(start - 1).start } else { start };
        let noun = (from..before).rev().find(|t| {
            view.tag(*t) == Tag::Noun
                && view.quote_at(*t).is_none()
                && matches!(lexicon::role(&view.lower(*t)), Some((SpeakerKind::Document, _)))
                && !plural(view, *t)
                && view.relation(*t) != Relation::Compound
        })?;
        let mut first = noun;
        while first > from && matches!(view.tag(first - 1), Tag::Adj | Tag::Noun | Tag::Num) {
            first -= 1;
        }
        if first == from || !view.is(first - 1, &["a", "an", "the", "its", "his", "her", "their", "this"]) {
            return None;
        }
        let score = -0.3 - (here - view.sentence_index(noun)) as f32;
        let label = text_of(view, &Source { tokens: first..noun + 1, head: noun });
        Some((score, Resolved { label, kind: SpeakerKind::Document, ..Resolved::unknown() }))
    }
}
