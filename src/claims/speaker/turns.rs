//! Whose words they are that have no source of their own: who goes on in a further paragraph, who acts beside a verb, who was
//! asked, whom the sentence before a quotation brings in.

use super::memory::{Trace, Who};
use super::{Resolved, Speakers};
use crate::claims::lexicon::Gender;
use crate::claims::source::Source;
use crate::report::SpeakerKind;

impl Speakers<'_> {
    /// The person who acts in the sentence of a reporting verb before it: *“Never,” Obi shot back, adding that …*.
    pub fn acting(&mut self, cue: usize) -> Option<Resolved> {
        self.advance(cue);
        let sentence = self.view.sentence_index(cue);
        let trace =
            self.traces.iter().rev().take(8).find(|t| t.sentence == sentence && t.token < cue && t.subject && !t.quoted)?;
        let found = self.of_trace(trace);
        (found.kind == SpeakerKind::Person).then_some(Resolved { factor: 0.85, ..found })
    }

    /// Who goes on speaking in a further paragraph stays in mind.
    pub fn went_on(&mut self, token: usize, who: &Resolved) {
        if who.label.is_empty() || !matches!(who.kind, SpeakerKind::Person | SpeakerKind::Anonymous) {
            return;
        }
        self.advance(token);
        let whom = Who::found(who.clone(), who.several);
        self.traces.push(Trace { spoke: true, ..Trace::subject(self.view, token, whom) });
    }

    /// The person whom a verb of asking has as its object: *A reporter asked Ada Obi …*.
    pub fn asked(&self, cue: usize) -> Option<Resolved> {
        let m = self.person_at(cue + 1..cue + 4)?;
        let titles = self.name_start(m) == cue + 1;
        (titles && !self.view.is(m.last, &["'s", "’s"])).then(|| self.entity(m.entity, 0.9))
    }

    /// Whether *he* or *she* may be somebody, by gender.
    pub fn may_be(&self, pronoun: &Source, who: &Resolved) -> bool {
        let own = who.entity.and_then(|e| self.names.entities.get(e)).and_then(|e| e.gender);
        own.is_none_or(|g| (g == Gender::Masculine) == self.view.is(pronoun.head, &["he"]))
    }

    /// The person whom the sentence before a quotation brings in: its subject.
    pub fn brought_in(&mut self, before: usize) -> Resolved {
        self.advance(before);
        // Whoever has just spoken in the paragraph goes on, rather than somebody whom the same words name.
        let here = self.view.sentence_index(before);
        let block = self.view.block(before);
        let spoke = self
            .lately(before)
            .find(|t| t.spoke && t.sentence + 1 >= here && self.view.block(t.token) == block)
            .map(|t| self.of_trace(t));
        if let Some(found) = spoke.filter(|f| matches!(f.kind, SpeakerKind::Person | SpeakerKind::Anonymous)) {
            return Resolved { factor: 0.85, ..found };
        }
        match self.person(before, None, &[]) {
            Some(found) => Resolved { factor: 0.8, ..found },
            None => Resolved::unknown(),
        }
    }
}
