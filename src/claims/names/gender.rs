//! Whether somebody is *he* or *she*, learnt from the pronouns that follow a name where nobody else was spoken of.
//!
//! The article is read once. Each pronoun votes for the one person whom its sentence and the one before name; *it* and *he*
//! after a name of one word say whether that is a body's or somebody's.

use super::{Names, one_word};
use crate::claims::lexicon::Gender;
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::Tag;

/// Pronouns of a person, as they vote.
const HE: &[&str] = &["he", "his", "him", "himself"];
const SHE: &[&str] = &["she", "her", "herself"];
const IT: &[&str] = &["it", "its", "itself"];

/// Votes for *she* and for *he*.
#[derive(Clone, Copy, Default)]
struct Votes {
    she: u32,
    he: u32,
}

impl Votes {
    fn add(&mut self, feminine: bool, weight: u32) {
        *(if feminine { &mut self.she } else { &mut self.he }) += weight;
    }

    /// Two thirds of the votes decide.
    fn gender(self) -> Option<Gender> {
        let Votes { she, he } = self;
        if she > 0 && she >= 2 * he {
            Some(Gender::Feminine)
        } else if he > 0 && he >= 2 * she {
            Some(Gender::Masculine)
        } else {
            None
        }
    }
}

/// A sentence and who is named in it.
type Named = (usize, usize);

struct Reading<'a> {
    view: &'a View<'a>,
    names: &'a Names,
    votes: Vec<Votes>,
    /// How often *he* or *she*, less how often *it*, stands for a name of one word.
    people: Vec<i32>,
    /// Names of one word of which nothing says what they are.
    maybe: Vec<bool>,
    /// The next mention.
    next: usize,
    /// The last vote: each sentence has one on a person, as a pronoun that is said again is no more evidence.
    voted: Named,
    /// Persons named in the last two sentences.
    lately: Vec<Named>,
    /// Persons of whom the sentence that is read speaks.
    leading: Vec<Named>,
    /// Names of one word that act there.
    unclear: Vec<Named>,
}

/// Gives genders to names that say none, and makes names of one word that are *he* or *she* somebody's.
pub fn learn(view: &View, names: &mut Names) {
    let n = names.entities.len();
    let mut reading = Reading {
        view,
        names,
        votes: vec![Votes::default(); n],
        people: vec![0; n],
        maybe: names.entities.iter().map(one_word).collect(),
        next: 0,
        voted: (usize::MAX, usize::MAX),
        lately: Vec::new(),
        leading: Vec::new(),
        unclear: Vec::new(),
    };
    for t in 0..view.tokens.len() {
        reading.pass_names(t);
        if view.tag(t) == Tag::Pron && view.quote_at(t).is_none() {
            reading.pronoun(t);
        }
    }
    let Reading { votes, people, maybe, .. } = reading;
    for (e, entity) in names.entities.iter_mut().enumerate() {
        if maybe[e] {
            // Once may be chance, where *he* is somebody else.
            if people[e] < 2 {
                continue;
            }
            entity.kind = SpeakerKind::Unknown;
        }
        if entity.gender.is_none() {
            entity.learnt = true;
            entity.gender = votes[e].gender();
        }
    }
}

impl Reading<'_> {
    /// Takes in the names up to a token.
    fn pass_names(&mut self, to: usize) {
        let here = self.view.sentence_index(to);
        while let Some(m) = self.names.mentions.get(self.next).filter(|m| m.first <= to) {
            let kind = self.names.entities[m.entity].kind;
            let leads = m.main && !m.quoted;
            // *told Agence Est that he …*: what may be a body is no *he* unless it acts.
            if kind == SpeakerKind::Person || kind != SpeakerKind::Organisation && m.subject {
                self.lately.push((here, m.entity));
                self.leading.retain(|(s, _)| *s == here);
                if leads && !self.leading.contains(&(here, m.entity)) {
                    self.leading.push((here, m.entity));
                }
            }
            if self.maybe[m.entity] && leads {
                self.unclear.push((here, m.entity));
            }
            self.next += 1;
        }
    }

    /// A pronoun votes.
    fn pronoun(&mut self, t: usize) {
        let view = self.view;
        let here = view.sentence_index(t);
        self.lately.retain(|(s, _)| s + 1 >= here && *s <= here);
        self.unclear.retain(|(s, _)| s + 1 >= here && *s <= here);
        let (feminine, masculine) = (view.is(t, SHE), view.is(t, HE));
        if let (Some(who), true) = (the_one(&self.unclear), self.lately.is_empty()) {
            if view.is(t, IT) {
                self.people[who] -= 1;
            } else if feminine || masculine {
                self.people[who] += 1;
                self.votes[who].add(feminine, 1);
            }
        }
        if !feminine && !masculine {
            return;
        }
        self.leading.retain(|(s, _)| *s == here);
        if self.lately.is_empty() {
            return;
        }
        if let Some(who) = the_one(&self.lately)
            && self.voted != (here, who)
        {
            self.voted = (here, who);
            // In the same sentence it is more likely the same person than in the next one.
            let weight = if self.lately.iter().any(|(s, _)| *s == here) { 3 } else { 1 };
            self.votes[who].add(feminine, weight);
        } else if let [(_, one)] = self.leading[..]
            && view.is(t, &["he", "she"])
            && self.voted != (here, one)
        {
            // Of several the one of whom the sentence speaks.
            self.voted = (here, one);
            self.votes[one].add(feminine, 1);
        }
    }
}

/// The one who is named, where nobody else is.
fn the_one(named: &[Named]) -> Option<usize> {
    let (_, who) = *named.first()?;
    named.iter().all(|(_, e)| *e == who).then_some(who)
}
