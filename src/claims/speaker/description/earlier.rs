//! Whoever was spoken of before and may be called so: described by the same noun, or without a name, or in office.

use super::Described;
use super::words::{self, Sort};
use crate::claims::lexicon;
use crate::claims::names::{is_office, one_word};
use crate::claims::speaker::memory::Who;
use crate::claims::speaker::{Resolved, Speakers};
use crate::report::SpeakerKind;
use crate::text::Tag;

/// Nouns for many who research.
const RESEARCHERS: &[&str] = &["researchers", "scientists", "academics", "experts", "investigators"];

impl Speakers<'_> {
    /// *the officer* after *an officer*: the one described before; or who has that role and was named since.
    pub(super) fn described_before(&self, d: &Described) -> Option<Resolved> {
        if !d.is_the_one() {
            return None;
        }
        let found = self.same_noun(d)?;
        let named = d.person().and_then(|gender| self.only(d.source, gender, &d.noun)).filter(|named| {
            let who = named.entity.map(Who::Entity);
            self.lately(d.source.head).any(|t| Some(&t.who) == who.as_ref())
        });
        Some(named.map_or(found, |named| d.is_of(named, 0.9)))
    }

    /// The person or body that was described with the same noun and has no name, where the words before the noun do not say
    /// that it is another one (*the Italian coastguard* after *the Tunisian coastguard*).
    fn same_noun(&self, d: &Described) -> Option<Resolved> {
        let view = self.view;
        let which: Vec<_> = d
            .before_noun()
            .filter(|t| matches!(view.tag(*t), Tag::Noun | Tag::Adj | Tag::Propn | Tag::Num))
            .map(|t| view.lower(t))
            .collect();
        self.lately(d.source.head).find_map(|t| match &t.who {
            Who::Described(found, false) if found.mention.is_none() => {
                let label = lexicon::lower(&found.label);
                let words: Vec<&str> = label.split_whitespace().collect();
                // *the company* is not *the company and the union*.
                let one = !words.contains(&"and");
                (one && words.contains(&&*d.noun) && which.iter().all(|w| words.contains(&&**w))).then(|| found.again())
            }
            _ => None,
        })
    }

    /// *the team*, *the authors*: the researchers of whom the lines before speak without naming them, by their fuller name.
    pub(super) fn researchers(&self, d: &Described) -> Option<Resolved> {
        let called = d.is(&["team", "authors", "researchers", "scientists", "investigators", "academics"]);
        if !called || !d.definite || d.source.tokens.len() != 2 {
            return None;
        }
        let sort = |w: &str| RESEARCHERS.contains(&w) || w.ends_with("ologists") && w.len() > 9;
        self.lately(d.source.head).find_map(|t| match &t.who {
            Who::Described(found, true) if found.mention.is_none() => {
                let label = lexicon::lower(&found.label);
                let mut words = label.split_whitespace();
                let fuller = words.clone().next().is_some_and(sort) && words.clone().count() > 1;
                (fuller || words.any(sort) && label.contains(" at ")).then(|| found.again())
            }
            _ => None,
        })
    }

    /// *this person*, after *a negotiator who spoke on condition of anonymity*: who spoke last without a name, not far back and
    /// after whom nobody else spoke.
    pub(super) fn nameless(&self, d: &Described) -> Option<Resolved> {
        /// Sentences back.
        const NEAR: usize = 3;
        let called = d.is(&["person", "man", "woman", "source", "official", "interlocutor"]);
        if !called || !d.is_the_one() || !d.short {
            return None;
        }
        let gender = d.role.and_then(|r| r.1);
        let here = self.view.sentence_index(d.source.head);
        let last = self.lately(d.source.head).find(|t| t.spoke)?;
        let Who::Described(found, false) = &last.who else { return None };
        let own = || lexicon::lower(&found.label).split_whitespace().find_map(|w| lexicon::role(w)?.1);
        (here <= last.sentence + NEAR
            && found.kind == SpeakerKind::Anonymous
            && (gender.is_none() || lexicon::genders_agree(own(), gender)))
        .then(|| found.again())
    }

    /// *the official*, after a minister has spoken: the holder of an office who spoke last, in the sentences just before.
    pub(super) fn official(&self, d: &Described) -> Option<Resolved> {
        /// Sentences back.
        const NEAR: usize = 3;
        let source = d.source;
        if !d.is(&["official", "diplomat", "politician"])
            || source.tokens.len() != 2
            || !self.view.is(source.tokens.start, &["the"])
        {
            return None;
        }
        let here = self.view.sentence_index(source.head);
        let last = self.lately(source.head).find(|t| t.spoke)?;
        let Who::Entity(e) = last.who else { return None };
        let entity = self.names.entities.get(e)?;
        let office = |r: &String| is_office(r) || words::is(r, Sort::Officer);
        (entity.kind == SpeakerKind::Person && entity.roles.iter().any(office) && here <= last.sentence + NEAR)
            .then(|| d.is_of(self.entity(e, 0.85), 0.85))
    }

    /// *the singer* after *Zelmira is back*: who is known by one name of which nothing says that it is a person's, and of whom
    /// the sentences just before speak.
    pub(super) fn somebody_famous(&self, d: &Described) -> Option<Resolved> {
        /// Sentences back.
        const NEAR: usize = 2;
        if !d.definite || !d.fame() || !d.short {
            return None;
        }
        let here = self.view.sentence_index(d.source.head);
        let mut latest = self.lately(d.source.head).filter(|t| t.sentence + NEAR >= here);
        let found = latest.find_map(|t| match t.who {
            Who::Entity(e) if self.names.entities[e].kind == SpeakerKind::Person => Some(None),
            Who::Entity(e) if t.main && one_word(&self.names.entities[e]) => Some(Some(e)),
            _ => None,
        });
        let person = Resolved { kind: SpeakerKind::Person, ..self.entity(found.flatten()?, 0.85) };
        Some(d.is_of(person, 0.85))
    }
}
