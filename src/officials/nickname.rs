//! Names of one word by which officials are called: *Lula*, *Bibi*, *Jokowi*, *Srettha*.
//!
//! Such a word alone means nobody: other people are called so, and it may be no name at all. It counts only where the article
//! says whose it is: by a full name elsewhere, by a title beside it that agrees with the table on the day, or, for a head of
//! state or government and a word that is no common given name, by the country and politics that the article is about.

use super::agree::{self, Agreement};
use super::kind::bit;
use super::person::{self, Evidence};
use super::role::{self, Tense};
use super::table::{PersonId, Table};
use super::words::Gap;
use super::{Hit, Holder, Reading, known, surname};
use crate::report::Certainty;
use std::collections::HashMap;

/// Where such words stand, and who may be called so.
pub(super) struct Nicknames {
    at: HashMap<usize, Vec<PersonId>>,
}

/// Given names that more persons of the table have are too common to stand for one.
const COMMON: u64 = 3;

impl Nicknames {
    /// Finds all places, leaving words by which the article calls somebody else.
    pub fn find(table: &Table, reading: &Reading<'_>, taken: &[bool]) -> Nicknames {
        let words = &reading.words;
        let mut bearers: HashMap<&str, Vec<PersonId>> = HashMap::new();
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            if taken[at] || !word.capital || word.plain.len() < 3 {
                continue;
            }
            let persons = bearers.entry(&word.plain).or_insert_with(|| table.with_nickname(&word.plain));
            if !persons.is_empty() {
                places.entry(&word.plain).or_default().push(at);
            }
        }
        let mut at = HashMap::new();
        for (word, list) in places {
            // *Boris Becker*, *Uncle Bibi*: somebody else of the article is called so.
            if list.iter().any(|n| is_another(table, reading, *n)) {
                continue;
            }
            let alone = list.into_iter().filter(|n| stands_alone(table, reading, *n));
            at.extend(alone.map(|n| (n, bearers[word].clone())));
        }
        Nicknames { at }
    }

    /// Which of the sure persons the word means.
    pub fn whose(&self, at: usize, sure: &HashMap<PersonId, usize>) -> Option<usize> {
        let mut bearers = self.at.get(&at)?.iter().filter_map(|p| sure.get(p).copied());
        bearers.next().filter(|_| bearers.next().is_none())
    }

    /// Adds persons whom the article calls so and nothing else.
    pub fn add(&self, table: &Table, reading: &Reading<'_>, holders: &mut Vec<Holder>) {
        let mut places: Vec<(&usize, &Vec<PersonId>)> = self.at.iter().collect();
        places.sort();
        let mut counts: HashMap<&[PersonId], usize> = HashMap::new();
        for (_, persons) in &places {
            *counts.entry(persons.as_slice()).or_default() += 1;
        }
        for (at, persons) in places {
            if holders.iter().any(|h| persons.contains(&h.person)) {
                continue;
            }
            if let Some((person, evidence)) = by_role(table, reading, *at, persons) {
                holders.push(Holder { person, evidence, mentions: Vec::new() });
                continue;
            }
            let word = &reading.words[*at];
            let often = counts.get(persons.as_slice()).is_some_and(|n| *n >= 2);
            if !often || !reading.context.is_political() || table.first_name(&word.plain) > COMMON {
                continue;
            }
            let led = |p: &PersonId| {
                let standing = person::standing(table, *p, reading.day);
                standing.rank == 1 && standing.since <= 8 && person::place_fits(table, &reading.context, *p)
            };
            let mut leaders = persons.iter().copied().filter(led);
            if let (Some(person), None) = (leaders.next(), leaders.next()) {
                let evidence = Evidence { household: true, by_nickname: true, ..Evidence::default() };
                holders.push(Holder { person, evidence, mentions: Vec::new() });
            }
        }
    }
}

/// Who is meant by the title beside the word, if it is one person's.
fn by_role(table: &Table, reading: &Reading<'_>, at: usize, persons: &[PersonId]) -> Option<(PersonId, Evidence)> {
    let words = &reading.words;
    let beside = [role::before(table, words, at, reading.shouts(at)), role::after(table, words, at + 1)];
    let roles: Vec<_> = beside
        .into_iter()
        .flatten()
        .filter(|r| !r.foreign && r.kinds & (bit("other") | bit("politician") | bit("candidate") | bit("predecessor")) == 0)
        .collect();
    let mut found: Option<(PersonId, Evidence)> = None;
    for person in persons {
        let mut evidence = Evidence { by_nickname: true, ..Evidence::default() };
        for role in &roles {
            let (how, term) = agree::agreement(table, role, *person, reading.day);
            let former = role.tense == Tense::Former && how == Agreement::Before;
            let placed = !role.places.is_empty() || person::place_fits(table, &reading.context, *person);
            if placed && (how >= Agreement::Open || former) {
                evidence.add(role, (how, term));
            }
        }
        if evidence.agreement.is_some() && found.replace((*person, evidence)).is_some() {
            return None;
        }
    }
    found
}

/// Whether the word is part of somebody else's name here.
fn is_another(table: &Table, reading: &Reading<'_>, at: usize) -> bool {
    let words = &reading.words;
    if reading.shouts(at) {
        return false;
    }
    let goes_on = !words[at].possessive
        && words.get(at + 1).is_some_and(|w| w.capital && matches!(w.gap, Gap::Space | Gap::Hyphen) && !known(table, w));
    // *Anna Lula*; but *President Lula*, *When Lula*.
    let ends = at.checked_sub(1).map(|n| &words[n]).is_some_and(|w| {
        let joins = matches!(words[at].gap, Gap::Space | Gap::Hyphen | Gap::Stop) && w.capital && !w.possessive;
        joins && !known(table, w) && (table.first_name(&w.plain) > 0 || !w.opens)
    });
    goes_on || ends
}

/// Whether nothing about the word makes it something else: a shop, a thing, a stranger who is introduced.
fn stands_alone(table: &Table, reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.words.get(at + 1);
    let thing = surname::is_thing(table, reading, at) || surname::is_no_person(reading, at, at);
    let honorific = at.checked_sub(1).is_some_and(|n| {
        reading.words[at].joins()
            && matches!(reading.words[n].plain.as_str(), "a" | "an" | "the" | "uncle" | "aunt" | "saint" | "st")
    });
    let goes_on = next.is_some_and(|w| w.gap == Gap::Hyphen);
    !thing && !honorific && !goes_on && !super::is_introduced(table, reading, at + 1)
}

/// The persons whom the article surely names, by the number of their place among the holders.
pub(super) fn sure(table: &Table, reading: &Reading<'_>, holders: &[Holder]) -> HashMap<PersonId, usize> {
    let is_sure =
        |h: &Holder| person::certainty(table, &reading.context, h.person, &h.evidence, reading.day).0 >= Certainty::Likely;
    holders.iter().enumerate().filter(|(_, h)| is_sure(h)).map(|(n, h)| (h.person, n)).collect()
}

/// The places of nicknames in a text whose full names are these.
pub(super) fn find(table: &Table, reading: &Reading<'_>, hits: &[Hit]) -> Nicknames {
    Nicknames::find(table, reading, &surname::taken(reading, hits))
}
