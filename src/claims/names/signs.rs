//! What the words in and around a name say of who it is: titles, roles, gender, letters of an office, what an office is of.
//!
//! They are looked for in this order, and the first that says a gender has it: in the run of the name itself ([`super::trim`]),
//! directly before it, in an office whose matter runs into the name, after a comma, before a comma, in a party beside it, and
//! in what the tree joins to it.

use super::letters::{acronym, small};
use super::party;
use super::trim::{Name, ends_as_body};
use super::words::{self, Sort};
use crate::claims::lexicon::{self, Gender};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::{Relation, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// Articles and possessives that a description begins with.
const DETERMINERS: &[&str] = &["a", "an", "the", "its", "his", "her", "their", "our", "my"];

/// What is said of one name where it stands.
#[derive(Debug, Default)]
pub struct Signs {
    /// Whether a title, role, age or *who* marks it as a person's.
    pub titled: bool,
    /// What title or role say.
    pub gender: Option<Gender>,
    /// Role nouns with the words that say which, lower case.
    pub roles: HashSet<String>,
    /// Initial letters of titles, lower case.
    pub initials: HashSet<String>,
    /// What a role beside it is of, with the role.
    pub of: Option<(String, Vec<String>)>,
}

impl Signs {
    /// Takes in all that stands around a name, whose `head` is the token that the tree hangs it by.
    pub fn look_around(&mut self, view: &View, name: &Name, head: usize) {
        self.note_directly_before(view, name);
        self.note_office_before(view, name);
        // *Ada Obi, head of the lung department,*
        let end = view.sentence(name.first).end.min(name.last + 15);
        let said = (name.last + 1..end).find(|t| view.punct(*t)).filter(|_| view.is(name.last, &[","]));
        self.of = said.and_then(|end| of_what(view, name.last + 1..end));
        if let Some(letters) = self.note_beside(view, name) {
            self.note_letters(view, letters);
        }
        self.note_party(view, name);
        self.note_joined(view, name, head);
    }

    /// Takes in the role directly before a name: *DUP councillor Ada Obi*, *the charity Mare Aperto*.
    fn note_directly_before(&mut self, view: &View, name: &Name) {
        let Some(before) = name.run.start.checked_sub(1) else { return };
        let tag = view.tag(before);
        let noun = matches!(tag, Tag::Noun | Tag::Adj) || tag == Tag::Propn && small(view.word(before));
        if !noun || view.sentence_index(before) != view.sentence_index(name.first) {
            return;
        }
        let word = view.lower(before);
        match lexicon::role(&word) {
            Some((SpeakerKind::Organisation, _)) => {
                self.roles.insert(word.into_owned());
            }
            Some((SpeakerKind::Person, gender)) => {
                self.titled = true;
                self.gender = self.gender.or(gender);
                self.roles.insert(word.into_owned());
                // Of which party or place.
                let from = view.sentence(name.first).start;
                let which = (from..before)
                    .rev()
                    .take(3)
                    .take_while(|t| matches!(view.tag(*t), Tag::Propn | Tag::Noun | Tag::Adj) && view.upper(*t));
                self.roles.extend(which.map(|t| view.lower(t).into_owned()));
            }
            _ => {}
        }
    }

    /// *Official Spokesperson for the Ministry of Health Dr Ada Obi*
    fn note_office_before(&mut self, view: &View, name: &Name) {
        let start = name.run.start;
        let matter =
            || start > 1 && view.tag(start - 1) == Tag::Noun && name.last - name.first > 1 && !ends_as_body(view, &name.run);
        if !(name.first > start || matter()) || !office_before(view, start) {
            return;
        }
        let phrase = (0..8).take_while(|k| start > *k && !view.punct(start - k - 1)).last().map_or(start, |k| start - k - 1);
        if let Some(from) = (phrase..start).find(|t| view.person_role(*t)) {
            self.note_phrase(view, past_another(view, from, name.first).min(start)..start);
        }
    }

    /// Takes in roles and other signs of a person that stand beside a name between commas, read off the order of words alone:
    /// *the chief of staff, Ada Obi*, *Ada Obi, the chief of staff*, *Ada Obi, 41*. The words of an office, if there are any.
    fn note_beside(&mut self, view: &View, name: &Name) -> Option<Range<usize>> {
        let after = self.note_after_comma(view, name.run.start, name.last);
        self.note_run_before(view, name.run.start);
        self.note_before_comma(view, name.run.start).or(after)
    }

    /// *Ada Obi, the chief of staff*, *Ada Obi, 41*, *Ada Obi, who …*
    fn note_after_comma(&mut self, view: &View, first: usize, last: usize) -> Option<Range<usize>> {
        let sentence = view.sentence(first);
        if !(last < sentence.end && view.is(last, &[","])) {
            return None;
        }
        let from = last + 1;
        let to = (from..sentence.end.min(from + 14)).find(|t| view.punct(*t) || !plain(view, *t)).unwrap_or(from);
        // *It was Ada Obi, the council said*: who goes on to speak stands beside nobody.
        let speaks = to > from && view.verbal(to) && view.is(from, &["the"]) && lexicon::reports(&view.lower(to));
        let to = if speaks { from } else { to };
        if to == from + 1 && view.tag(from) == Tag::Num && view.word(from).parse::<u8>().is_ok_and(|age| (5..110).contains(&age))
        {
            self.titled = true;
        } else if to > from && view.is(from, DETERMINERS)
            || to > from && matches!(view.tag(from), Tag::Noun) && view.is_at(from + 1, to, &["of", "for", "at"])
        {
            self.note_phrase(view, from..to);
            return Some(from..to);
        } else if view.is_at(from, sentence.end, &["who", "whose"])
            && !names_a_body(view, last - 1)
            // *Ada Obi of Selwyn, Kansas, who …*
            && !(first > 1 && view.is(first - 1, &[","]) && view.tag(first - 2) == Tag::Propn)
        {
            self.titled = true;
        }
        None
    }

    /// *Official Spokesperson for the Ministry of Health Ada Obi*
    fn note_run_before(&mut self, view: &View, first: usize) {
        let start = view.sentence(first).start;
        if first <= start + 1 || view.tag(first - 1) != Tag::Propn {
            return;
        }
        let mut from = first;
        while from > start
            && first - from < 12
            && (matches!(view.tag(from - 1), Tag::Propn | Tag::Noun | Tag::Adj)
                || view.is(from - 1, &["of", "for", "the", "and"]) && from - 1 > start)
        {
            from -= 1;
        }
        self.note_phrase(view, past_another(view, from, first)..first);
    }

    /// *the chief of staff, Ada Obi*
    fn note_before_comma(&mut self, view: &View, first: usize) -> Option<Range<usize>> {
        let sentence = view.sentence(first);
        let comma = |t: usize| t < sentence.end && view.is(t, &[","]);
        let first = addressed(view, first, sentence.start);
        if first <= sentence.start + 1 || !comma(first - 1) {
            return None;
        }
        let to = first - 1;
        let mut from = to;
        while from > sentence.start && to - from < 12 && plain(view, from - 1) && !view.punct(from - 1) {
            from -= 1;
        }
        // The phrase begins at its last article or possessive before a noun.
        let determined = (from..to).find(|t| view.is(*t, DETERMINERS) || view.is(*t, &["'s", "’s"]));
        let start = determined.map_or(from, |t| t + 1);
        let possessor = (start..to).rev().find(|t| view.is(*t, &["'s", "’s"])).map_or(start, |t| t + 1);
        // *Ada Obi, the manager of a hotel in Selwyn, Kansas*: the place's name ends the phrase that stands beside another name.
        let anothers = from > sentence.start + 1
            && comma(from - 1)
            && view.tag(from - 2) == Tag::Propn
            && view.tag(to - 1) == Tag::Propn
            && (possessor..to).any(|t| view.is(t, &["in", "at"]));
        if !(start > from || start == sentence.start) || anothers {
            return None;
        }
        self.note_phrase(view, possessor..to);
        Some(possessor..to)
    }

    /// *Ada Obi (D-Ohio)* is *the Ohio Democrat*.
    fn note_party(&mut self, view: &View, name: &Name) {
        let first = name.last + 1;
        if let Some(end) = party::beside(view, first) {
            let (party, place) = party::called(view, first..end);
            self.titled = true;
            self.roles.insert(party.to_owned());
            self.roles.extend(place);
        }
    }

    /// Roles that the tree joins to a name: in apposition to it, or said of it (*Ada Obi is a painter*).
    fn note_joined(&mut self, view: &View, name: &Name, head: usize) {
        // *the manager of the hotel in Selwyn* is no apposition, whatever the tree says.
        let within = name.run.start > 0 && view.tag(name.run.start - 1) == Tag::Adp;
        for c in view.children(head).filter(|c| view.relation(*c) == Relation::Appos && !within) {
            self.note_role(view, c);
        }
        let Some(h) = view.head(head) else { return };
        if view.relation(head) == Relation::Appos && !within {
            self.note_role(view, h);
        }
        if view.relation(head) == Relation::Nsubj && view.child(h, Relation::Cop).is_some() {
            self.note_role(view, h);
        }
    }

    /// Takes the role of a person that a token is.
    fn note_role(&mut self, view: &View, t: usize) {
        if view.tag(t) != Tag::Noun && view.tag(t) != Tag::Propn {
            return;
        }
        let word = view.lower(t);
        if let Some((SpeakerKind::Person, gender)) = lexicon::role(&word) {
            self.gender = self.gender.or(gender);
            self.roles.insert(word.into_owned());
            self.titled = true;
        }
    }

    /// Takes the role that a phrase beside a name gives: its noun before the first preposition (*minister for the treasury*),
    /// with the modifiers that say which.
    fn note_phrase(&mut self, view: &View, phrase: Range<usize>) {
        let end = phrase.clone().find(|t| view.tag(*t) == Tag::Adp || view.verbal(*t) || view.punct(*t)).unwrap_or(phrase.end);
        let Some(noun) = (phrase.start..end).rev().find(|t| matches!(view.tag(*t), Tag::Noun | Tag::Propn)) else { return };
        let word = view.lower(noun);
        // *Alpha, a 19-year-old from Guinea*
        self.titled |= word.ends_with("year-old") || view.is(noun, &["old"]) && view.is(noun - 1, &["-"]);
        match lexicon::role(&word) {
            Some((SpeakerKind::Organisation, _)) => {
                self.roles.insert(word.into_owned());
            }
            Some((SpeakerKind::Person, gender)) => {
                self.gender = self.gender.or(gender);
                self.titled = true;
                let telling = (phrase.start..=noun).filter(|t| view.nominal(*t) || view.tag(*t) == Tag::Adj);
                self.roles.extend(telling.map(|t| view.lower(t).into_owned()));
            }
            _ => {}
        }
    }

    /// Takes the initial letters of the titles in a phrase: *rc* of *Regional Commissioner*, *cs* of *Interior CS*.
    pub fn note_letters(&mut self, view: &View, phrase: Range<usize>) {
        let words: Vec<usize> = phrase.filter(|t| matches!(view.tag(*t), Tag::Propn | Tag::Noun | Tag::Adj)).collect();
        if let Some(last) = words.last().filter(|t| acronym(view.word(**t))) {
            self.initials.insert(view.lower(*last).into_owned());
        }
        // Every end of the phrase: *District Executive Director* after *the acting*.
        for start in 0..words.len().saturating_sub(1) {
            let letters: String = words[start..].iter().filter_map(|t| view.lower(*t).chars().next()).collect();
            if letters.chars().count() <= 5 {
                self.initials.insert(letters);
            }
        }
    }
}

/// Whether a token may stand in a description beside a name: no verb but *-ing*, no quotation, nothing that ends a phrase.
fn plain(view: &View, t: usize) -> bool {
    (!view.verbal(t) || view.word(t).ends_with("ing")) && !view.quote_mark(t) && !view.is(t, &[";", ":", "—", "–", "(", ")"])
}

/// Where a name begins with its form of address, where a comma stands before that: *the Prime Minister, Dr the Hon. Ada Obi*.
fn addressed(view: &View, first: usize, sentence: usize) -> usize {
    let mut start = first;
    while start > sentence + 1
        && first - start < 6
        && (words::is_at(view, start - 1, Sort::Address)
            || view.is(start - 1, &["hon", "hon.", "rt", "rt.", ".", "the", "right", "honourable"]))
    {
        start -= 1;
    }
    let comma = start < first && start > 0 && view.is(start - 1, &[","]);
    if comma && words::is_at(view, start, Sort::Address) { start } else { first }
}

/// Whether a name's last word says that it is a body's, of which *whose* may be said too.
fn names_a_body(view: &View, last: usize) -> bool {
    words::is_at(view, last, Sort::Thing) || view.body_role(last)
}

/// Whether an office stands before a name whose matter runs into it: *minister for food and consumer*, *leader of the*.
pub fn office_before(view: &View, name: usize) -> bool {
    let sentence = view.sentence(name);
    let from = (sentence.start.max(name.saturating_sub(8))..name)
        .rev()
        .take_while(|t| {
            matches!(view.tag(*t), Tag::Propn | Tag::Noun | Tag::Adj)
                || view.is(*t, &["of", "for", "and", "the", "&"])
                || sent(view, *t)
        })
        .last()
        .unwrap_or(name);
    (from..name).any(|t| view.person_role(t) && (view.is(t + 1, &["of", "for"]) || sent(view, t + 1)))
}

/// Whether a token is the *to* of *ambassador to Tamanra*.
pub fn sent(view: &View, to: usize) -> bool {
    view.is(to, &["to"]) && to > 0 && view.is(to - 1, &["ambassador", "envoy", "representative", "adviser", "advisor"])
}

/// Where the office of a name begins that another's leads up to: *president* of *a spokesman for former President Ada Obi*.
fn past_another(view: &View, from: usize, name: usize) -> usize {
    let after = (from..name).rev().find(|t| view.is(*t, &["of", "for"])).map_or(from, |t| t + 1);
    if (after..name).any(|t| view.person_role(t)) { after } else { from }
}

/// What the role in a phrase is of: *head*, *rehabilitation department* of *the head of the rehabilitation department in Selwyn*.
pub fn of_what(view: &View, phrase: Range<usize>) -> Option<(String, Vec<String>)> {
    let role = phrase.clone().find(|t| view.person_role(*t) && view.is(*t + 1, &["of", "for"]))?;
    let words: Vec<String> = (role + 2..phrase.end)
        .skip_while(|t| view.tag(*t) == Tag::Det)
        .take_while(|t| matches!(view.tag(*t), Tag::Noun | Tag::Propn | Tag::Adj))
        .map(|t| view.lower(t).into_owned())
        .collect();
    (!words.is_empty()).then(|| (view.lower(role).into_owned(), words))
}

/// Whether two roles are of different things: *the rehabilitation department*, *the orthopaedic department*.
pub fn other_matter(a: &[String], b: &[String]) -> bool {
    let (Some((a, of_a)), Some((b, of_b))) = (a.split_last(), b.split_last()) else { return false };
    a == b && !of_a.is_empty() && !of_b.is_empty() && !of_a.iter().any(|w| of_b.contains(w))
}
