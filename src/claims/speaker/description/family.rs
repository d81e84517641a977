//! *his widow*, *her son*: somebody of the family of whoever the possessive stands for.

use super::{Described, POSSESSIVES};
use crate::claims::lexicon::{self, Gender, genders_agree};
use crate::claims::speaker::{Resolved, Speakers, gender_of_possessive};
use crate::report::SpeakerKind;

/// Nouns for those who often have the same surname.
const RELATIVES: &[&str] = &["husband", "wife", "widow", "widower", "son", "daughter", "mother", "father", "brother", "sister"];

impl Speakers<'_> {
    /// By the surname; else the one person of whom the article says that she is a widow.
    pub(super) fn of_the_family(&self, d: &Described) -> Option<Resolved> {
        let gender = d.person()?;
        let start = d.source.tokens.start;
        if self.view.is(start, &["his", "her"])
            && let Some(found) = self.of_the_surname(d, gender)
        {
            return Some(d.is_of(found, 0.85));
        }
        if !self.view.is(start, POSSESSIVES) {
            return None;
        }
        self.only(d.source, gender, &d.noun).map(|found| d.is_of(found, 0.9))
    }

    /// The one person who has the surname of whoever *his* or *her* stands for, for a noun of kinship.
    fn of_the_surname(&self, d: &Described, gender: Option<Gender>) -> Option<Resolved> {
        /// Articles that name more are lists.
        const MOST: usize = 400;
        if !d.is(RELATIVES) || d.source.tokens.len() > 3 {
            return None;
        }
        let pronoun = d.source.tokens.start;
        let own = gender_of_possessive(self.view, pronoun);
        let owner = self.owner(pronoun, own).or_else(|| self.person(pronoun, Some(own), &[]))?.entity?;
        let surname = |e: usize| self.names.entities[e].label.split_whitespace().last().map(lexicon::lower);
        let family = surname(owner)?;
        let mut others = (0..self.names.entities.len().min(MOST)).filter(|e| {
            let entity = &self.names.entities[*e];
            *e != owner
                && entity.kind == SpeakerKind::Person
                && self.count[*e] > 0
                && entity.label.contains(' ')
                && surname(*e).is_some_and(|s| s == family)
                && genders_agree(gender, entity.gender)
        });
        let one = others.next()?;
        others.next().is_none().then(|| self.entity(one, 0.85))
    }
}
