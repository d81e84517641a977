//! The body that a definite noun stands for: *the commission*, *the company*, *the grocery giant*.

use super::Described;
use super::words::{self, Sort};
use crate::claims::lexicon;
use crate::claims::names::Entity;
use crate::claims::speaker::memory::{Trace, Who};
use crate::claims::speaker::{BACK, Resolved, Speakers};
use crate::report::SpeakerKind;
use crate::text::Tag;
use std::collections::HashSet;

/// Sorts of bodies that are called by each other's nouns.
const SORTS: [Sort; 3] = [Sort::Business, Sort::PublicBody, Sort::Group];

impl Speakers<'_> {
    /// *the agency* is the commission that was named: the body last spoken of that is called by the noun. Its name has the word
    /// or one like it, or it stood beside the name.
    pub(super) fn body_called(&self, d: &Described) -> Option<Resolved> {
        let noun = &*d.noun;
        let called_so = d.is_the_one()
            && d.source.tokens.len() == 2
            && self.view.is(d.source.tokens.start, &["the"])
            && matches!(d.role, Some((SpeakerKind::Organisation, _)));
        if !called_so {
            return None;
        }
        let state = matches!(noun, "agency" | "regulator" | "watchdog");
        let called = |word: &str| word == noun || state && words::is(word, Sort::PublicBody);
        self.lately(d.source.head).find_map(|t| {
            let Who::Entity(e) = t.who else { return None };
            let entity = &self.names.entities[e];
            // *the court* is no country that stood before it.
            let beside = || entity.roles.contains(noun) && !lexicon::is_country(&entity.label);
            (entity.kind == SpeakerKind::Organisation
                && (beside() || lexicon::lower(&entity.label).split_whitespace().any(called)))
            .then(|| d.is_of(self.entity(e, 1.0), 0.9))
        })
    }

    /// *the Selwyn-based grocer* is a firm.
    pub(super) fn firm_of_a_place(&self, d: &Described) -> Option<Resolved> {
        let firm = d.definite && d.person().is_some() && words::is(&d.noun, Sort::Business) && d.text.contains("-based");
        if firm { self.body(d.source.head, "company").map(|found| d.is_of(found, 0.9)) } else { None }
    }

    /// The body that a noun stands for, where the words before it do not say that it is another: *the Selwyn museum* is no museum
    /// elsewhere, and *the telecommunications regulator* no body of which that isn't said.
    pub(super) fn body_of_sort(&self, d: &Described) -> Option<Resolved> {
        let view = self.view;
        let head = d.source.head;
        let found = self.body(head, &d.noun)?;
        let label = lexicon::lower(&found.label);
        let tells = |t: &usize| view.tag(*t) == Tag::Propn && !d.text.contains("-based ") && !self.is_place(view.word(*t));
        if !d.before_noun().filter(tells).all(|t| label.contains(&*view.lower(t))) {
            return None;
        }
        let matter = d.before_noun().find(|t| view.tag(*t) == Tag::Noun && head == *t + 1).map(|t| view.lower(t));
        // *the grocery giant*, after a firm has just spoken.
        let firm = || words::is(&d.noun, Sort::Business) && !d.has_name_before(view);
        let fits = |matter: &str| {
            label.contains(matter)
                || found.entity.is_some_and(|e| {
                    let roles = &self.names.entities[e].roles;
                    roles.contains(matter)
                        || roles.contains(&*d.noun)
                        || same_sort(roles, &d.noun)
                        || firm() && self.spoke_lately(e, head)
                })
        };
        matter.is_none_or(|matter| fits(&matter)).then(|| d.is_of(found.clone(), 0.9))
    }

    /// The body that a definite noun stands for: one whose name holds the noun, else (for nouns that name bodies of any
    /// kind) the last one that was spoken of.
    fn body(&self, before: usize, noun: &str) -> Option<Resolved> {
        let here = self.view.sentence_index(before);
        let mut best: Option<(f32, usize)> = None;
        for (back, trace) in self.traces.iter().rev().take(BACK).enumerate().filter(|(_, t)| t.token < before) {
            let Who::Entity(e) = trace.who else { continue };
            let entity = &self.names.entities[e];
            if entity.kind != SpeakerKind::Organisation && !maybe_a_firm(entity) {
                continue;
            }
            if lexicon::lower(&entity.label).split_whitespace().any(|w| w == noun) {
                return Some(self.entity(e, 1.0));
            }
            // *The bloc* is no country, whichever was spoken of last.
            let country = || noun != "country" && lexicon::is_country(&entity.label);
            if !words::is(noun, Sort::AnyBody) || country() || lexicon::capital(&entity.label).is_some() {
                continue;
            }
            let distance = here.saturating_sub(trace.sentence);
            let score = self.stands_for(e, noun, trace, distance, back);
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, e));
            }
        }
        best.map(|(_, e)| Resolved { kind: SpeakerKind::Organisation, ..self.entity(e, 0.9) })
    }

    /// How likely a noun for bodies of any kind stands for a body, by its sort and place.
    fn stands_for(&self, e: usize, noun: &str, trace: &Trace, distance: usize, back: usize) -> f32 {
        let entity = &self.names.entities[e];
        let maybe = maybe_a_firm(entity);
        let same = same_sort(&entity.roles, noun);
        // A union is no company, and what is only a place or a title is neither.
        let other = !same && entity.roles.iter().any(|r| lexicon::is_body(r));
        let sorted = same || lexicon::lower(&entity.label).split_whitespace().any(|w| one_sort(w, noun));
        // Whom the headline and the first lines name the article is about.
        let lead = self.lead[e] && (maybe || sorted || !other);
        let given = |is: bool, weight: f32| if is { weight } else { 0.0 };
        -(distance as f32) - 0.02 * back as f32 + given(lead, 0.8)
            - given(other, 1.5)
            - given(entity.thing > 0 && entity.acts == 0, 0.8)
            + given(sorted, 1.0)
            + given(trace.subject, 1.2)
            + given(trace.spoke, 1.2)
            + 0.08 * self.count[e].min(10) as f32
            - given(!trace.subject && !trace.spoke, 1.0)
            - given(maybe, 0.6)
    }

    /// Whether a body spoke or acted in the sentences just before and no other one did after it.
    fn spoke_lately(&self, who: usize, before: usize) -> bool {
        /// Sentences back.
        const NEAR: usize = 3;
        let here = self.view.sentence_index(before);
        let last = self.lately(before).find(|t| {
            (t.spoke || t.main) && matches!(t.who, Who::Entity(e) if self.names.entities[e].kind != SpeakerKind::Person)
        });
        last.is_some_and(|t| t.who == Who::Entity(who) && t.sentence + NEAR >= here)
    }

    /// Whether a word names a place, as far as the article and the tables say, or is an abbreviation of one.
    fn is_place(&self, word: &str) -> bool {
        /// Articles that name more are lists.
        const MOST: usize = 400;
        word.contains('.')
            || lexicon::is_country(word)
            || lexicon::capital(word).is_some()
            || self.names.entities.iter().take(MOST).any(|e| e.thing > 0 && e.label == word)
    }
}

/// Two capitalised words of which nothing says that they name a person may name a firm.
fn maybe_a_firm(entity: &Entity) -> bool {
    entity.kind == SpeakerKind::Unknown && entity.gender.is_none() && entity.roles.is_empty()
}

/// Whether one of some roles is of the sort that a noun is: a grocer and a company, a charity and a group.
fn same_sort(roles: &HashSet<String>, noun: &str) -> bool {
    SORTS.iter().any(|sort| words::is(noun, *sort) && roles.iter().any(|r| words::is(r, *sort)))
}

/// Whether two nouns name bodies of one sort: *bank* and *lender*.
fn one_sort(a: &str, b: &str) -> bool {
    SORTS.iter().any(|sort| words::is(a, *sort) && words::is(b, *sort))
}
