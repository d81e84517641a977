//! Whose name it is: somebody whom the article named before, or somebody new, and of which kind.
//!
//! A name is looked for as a surname of several, of whom title and role choose one; then as it stands; then as a surname or
//! given name of one; then as letters of a body. Each mention adds to what is known of who is named.

use super::letters::{acronym, given_names_agree, initials, starts_upper};
use super::signs::Signs;
use super::trim::{self, Name};
use super::words::{self, Sort};
use super::{Entity, Mention, Names, main_clause};
use crate::claims::lexicon::{self, Gender, genders_agree};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::{Relation, Tag};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Words before what is a place.
const IN_A_PLACE: &[&str] = &["in", "at", "near", "into", "across", "inside", "outside", "throughout", "toward", "towards"];

/// Words for places whose names follow after *of*.
const SORTS_OF_PLACES: &[&str] =
    &["city", "town", "village", "province", "state", "district", "region", "island", "port", "suburb"];

/// Words for a part of a place, before its name.
const PARTS_OF_PLACES: &[&str] = &["southern", "northern", "eastern", "western", "central", "downtown", "nearby"];

/// The names read so far, and where each is found again.
pub struct Record<'v> {
    view: &'v View<'v>,
    /// What was read.
    pub names: Names,
    /// Last word of a person's name, or whole name of a body, lower case: entities, latest last.
    by_last: HashMap<String, Vec<usize>>,
    /// Whole name, lower case: the first entity of that name.
    by_whole: HashMap<String, usize>,
}

/// What a name and its surroundings say of who it is.
struct Read {
    name: Name,
    signs: Signs,
    /// The token that the tree hangs the name by.
    head: usize,
    /// Whether its words are those of a body or place.
    body: bool,
    /// Whether it is a person's.
    person: bool,
    gender: Option<Gender>,
}

impl<'v> Record<'v> {
    /// Nobody is named yet.
    pub fn new(view: &'v View<'v>) -> Self {
        Record { view, names: Names::default(), by_last: HashMap::new(), by_whole: HashMap::new() }
    }

    /// Takes in the name that a run of tokens is, if it is one.
    pub fn add(&mut self, run: Range<usize>) {
        let Some((name, signs)) = trim::name(self.view, run) else { return };
        let read = self.read(name, signs);
        let key = lexicon::lower(&read.name.label).into_owned();
        let entity = match self.known(&read, &key) {
            Some(entity) => {
                self.name_again(entity, &read);
                entity
            }
            None => self.letters_of(&read.name).unwrap_or_else(|| self.name_new(&read)),
        };
        self.mention(entity, &read);
        self.remember(entity, read, key);
    }

    /// What sort of name it is, by its own words and by what stands around it.
    fn read(&self, name: Name, mut signs: Signs) -> Read {
        let view = self.view;
        let body = self.body(&name);
        let outside = |t: &usize| view.head(*t).is_none_or(|h| h < name.first || h >= name.last);
        let head = (name.first..name.last).find(outside).unwrap_or(name.last - 1);
        signs.look_around(view, &name, head);
        // *H. P. Gerber*: nothing but a person has initials.
        let initials = name.count >= 2
            && !body
            && view.word(name.first).chars().filter(|c| c.is_alphabetic()).count() == 1
            && starts_upper(view.word(name.first))
            && (view.word(name.first).ends_with('.') || view.is(name.first + 1, &["."]));
        // *said Ada Lake*, *Ada Lake, a pollster, said*: surnames that are words for places or days, too.
        let speaks = matches!(view.relation(head), Relation::Nsubj | Relation::NsubjPass)
            && view.head(head).is_some_and(|v| lexicon::reports(&view.lower(v)));
        let given = name.given.is_some();
        let surnamed = name.count == 2 && speaks && (given || signs.titled) && words::is(&name.surname, Sort::Surname);
        let person = surnamed || !body && (signs.titled || initials || given && name.count >= 2) || signs.titled && given;
        let gender = name.given.flatten().or(signs.gender);
        Read { name, signs, head, body, person, gender }
    }

    /// Whether the words of a name are those of a body or place.
    fn body(&self, name: &Name) -> bool {
        let view = self.view;
        let role = |t: usize| {
            let organisation =
                matches!(lexicon::role(&view.lower(t)), Some((SpeakerKind::Organisation | SpeakerKind::Document, _)));
            organisation && !(name.given.is_some() && t > name.first)
        };
        let described = || {
            view.tag(name.first) == Tag::Adj
                && name.count > 1
                && name.given.is_none()
                && describes_a_body(&view.lower(name.first))
        };
        (name.first..name.last).any(role)
            || name.count > 1 && words::is(&name.surname, Sort::Body)
            || words::is(&name.surname, Sort::Thing)
            || acronym(view.word(name.first)) && name.count == 1
            || described()
            || lexicon::capital(&name.label).is_some() && !self.by_last.contains_key(&name.surname)
    }

    /// Who of those named before it is; `key` is the name in lower case.
    fn known(&self, read: &Read, key: &str) -> Option<usize> {
        self.bearer(read).or_else(|| self.by_whole.get(key).copied()).or_else(|| self.named_by_part(read))
    }

    /// Which of several persons of one surname a bare surname names: title and role decide, then who was named last.
    fn bearer(&self, read: &Read) -> Option<usize> {
        let surname = read.name.surname.as_str();
        if read.name.count != 1 {
            return None;
        }
        let mut bearers: Vec<usize> = self.by_last.get(surname)?.clone();
        bearers.retain(|e| {
            let entity = &self.names.entities[*e];
            entity.kind != SpeakerKind::Organisation
                && entity.label.split_whitespace().count() > 1
                && without_suffix(&lexicon::lower(&entity.label)).ends_with(surname)
        });
        bearers.dedup();
        if bearers.len() < 2 {
            return None;
        }
        let mentions = || self.names.mentions.iter().rev().take(400);
        let last = |e: usize| mentions().find(|m| m.entity == e && !m.quoted).map_or(0, |m| m.first);
        let newest = bearers.iter().map(|e| last(*e)).max().unwrap_or(0);
        let sentence = self.view.sentence_index(read.name.first);
        let of_gender = |e: &usize| genders_agree(read.gender, self.names.entities[*e].gender);
        bearers.into_iter().filter(of_gender).max_by_key(|e| {
            let entity = &self.names.entities[*e];
            let shared = read.signs.roles.iter().filter(|r| entity.roles.contains(*r)).count();
            // Of two who were named side by side the one who was named first is the one of whom more is said.
            let near = self.view.sentence_index(last(*e)) + 1 >= sentence;
            (shared + usize::from(read.gender.is_some() && entity.gender == read.gender), near, last(*e) == newest)
        })
    }

    /// A surname (or, rarely, first name) of somebody named before.
    fn named_by_part(&self, read: &Read) -> Option<usize> {
        let name = &read.name;
        let candidates = self.by_last.get(&name.surname)?;
        if name.count != 1 && read.body {
            return None;
        }
        candidates.iter().rev().copied().find(|e| {
            let entity = &self.names.entities[*e];
            let same_given =
                name.count == 1 || entity.label.split_whitespace().count() == 1 || given_names_agree(&entity.label, &name.label);
            same_given
                && genders_agree(read.gender, entity.gender)
                && (entity.kind != SpeakerKind::Organisation || name.count == 1)
        })
    }

    /// The body that letters stand for: *ACC* after *Atlantic Coast Conference*.
    fn letters_of(&self, name: &Name) -> Option<usize> {
        /// Names back.
        const BACK: usize = 40;
        if name.count != 1 || !acronym(&name.label) {
            return None;
        }
        let back = self.names.entities.iter().rev().take(BACK).position(|e| initials(&e.label) == name.label)?;
        Some(self.names.entities.len() - 1 - back)
    }

    /// A longer name is the better label.
    fn name_again(&mut self, entity: usize, read: &Read) {
        let entity = &mut self.names.entities[entity];
        if read.name.label.len() > entity.label.len() && entity.kind != SpeakerKind::Organisation {
            entity.label.clone_from(&read.name.label);
            entity.mention = read.name.span;
            if read.person {
                entity.kind = SpeakerKind::Person;
            }
        }
        if read.person && read.signs.titled {
            entity.kind = SpeakerKind::Person;
        }
    }

    /// Somebody new.
    fn name_new(&mut self, read: &Read) -> usize {
        self.names.entities.push(Entity {
            label: read.name.label.clone(),
            kind: self.kind(read),
            gender: None,
            learnt: false,
            roles: HashSet::new(),
            initials: HashSet::new(),
            matters: Vec::new(),
            titled: false,
            thing: 0,
            acts: 0,
            mention: read.name.span,
        });
        self.names.entities.len() - 1
    }

    /// What is named by a new name.
    fn kind(&self, read: &Read) -> SpeakerKind {
        let (view, name) = (self.view, &read.name);
        if read.person {
            return SpeakerKind::Person;
        }
        if read.body {
            return SpeakerKind::Organisation;
        }
        // Two or three names in a row: most often a person whose given name is not in the table.
        let letters = |t: usize| view.word(t).chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
        let in_a_row = (2..=3).contains(&name.label.split_whitespace().count())
            && (name.first..name.last).all(letters)
            && !acronym(view.word(name.first));
        if name.given.is_some() || in_a_row { SpeakerKind::Unknown } else { SpeakerKind::Organisation }
    }

    /// Adds what a mention says of an entity, and by what it is found again.
    fn remember(&mut self, entity: usize, read: Read, key: String) {
        // More than anybody is head of: each description asks all of them.
        const MATTERS: usize = 8;
        // Most entities that one surname is looked for among.
        const MOST: usize = 8;
        let thing = self.thing(&read.name);
        let record = &mut self.names.entities[entity];
        record.titled |= read.signs.titled;
        record.initials.extend(read.signs.initials);
        if let Some(of) = read.signs.of
            && record.matters.len() < MATTERS
            && !record.matters.contains(&of)
        {
            record.matters.push(of);
        }
        record.thing += thing;
        record.gender = record.gender.or(read.gender);
        record.roles.extend(read.signs.roles);
        self.by_whole.entry(key).or_insert(entity);
        let list = self.by_last.entry(read.name.surname).or_default();
        if list.last() != Some(&entity) && list.len() < MOST {
            list.push(entity);
        }
        // A given name alone may stand for the person later (royals, children, sport).
        if read.name.count >= 2 && read.person {
            let list = self.by_last.entry(self.view.lower(read.name.first).into_owned()).or_default();
            if list.is_empty() {
                list.push(entity);
            }
        }
    }

    /// How much the words before a name say that it is a place or a thing.
    fn thing(&self, name: &Name) -> u32 {
        let (view, first, last) = (self.view, name.first, name.last);
        let n = view.tokens.len();
        let before = first.checked_sub(1).filter(|b| *b >= view.sentence(first).start && first == name.run.start);
        let Some(before) = before else { return 0 };
        // *the “Club Night”*: a title of something.
        let titles = view.quote_mark(before) && view.is_at(last, n, &["\"", "”", "’", "'"]) && before > 0;
        let before = if titles { before - 1 } else { before };
        let place = view.is(before, &["of"]) && before > 0 && view.is(before - 1, SORTS_OF_PLACES)
            || view.is(before, PARTS_OF_PLACES)
            || view.is(before, IN_A_PLACE);
        let modifies = || {
            view.tag_at(last, n).is_some_and(|t| matches!(t, Tag::Noun | Tag::Propn | Tag::Adj))
                || view.is_at(last, n, &["'s", "’s", "-"])
        };
        // No article stands before somebody's whole name.
        let determined = view.is(before, &["the"]) && !modifies();
        u32::from(titles || place) + if determined { 2 } else { 0 }
    }

    /// Adds a mention.
    fn mention(&mut self, entity: usize, read: &Read) {
        let view = self.view;
        let top = top(view, read.head);
        let subject = matches!(view.relation(top), Relation::Nsubj | Relation::NsubjPass);
        let main = subject && main_clause(view, top);
        if subject && view.head(top).is_some_and(|v| lexicon::reports(&view.lower(v))) {
            self.names.entities[entity].acts += 1;
        }
        let quoted = view.quote_at(read.head).is_some();
        self.names.mentions.push(Mention { first: read.name.first, last: read.name.last, entity, subject, main, quoted });
    }
}

/// The token of which a name is part or apposition: in *Obi's wife, Ada Eze, said* the apposition of a subject is one too.
fn top(view: &View, head: usize) -> usize {
    let mut top = head;
    for _ in 0..3 {
        let relation = view.relation(top);
        match view.head(top) {
            Some(h) if matches!(relation, Relation::Appos | Relation::Flat) || relation == Relation::Compound && h < top => {
                top = h;
            }
            _ => break,
        }
    }
    top
}

/// A name (lower case) without *Jr.* after it.
fn without_suffix(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, suffix)) if rest.contains(' ') && words::is(suffix, Sort::Suffix) => rest.trim_end_matches(','),
        _ => name,
    }
}

/// Whether an adjective (lower case) is one of the language's, by its ending: the name that it begins is no person's.
fn describes_a_body(word: &str) -> bool {
    ["al", "ic", "ive", "ous", "ar", "ed", "ent", "ant", "ful", "est", "less", "able"].iter().any(|end| word.ends_with(end))
        || words::is(word, Sort::Quality)
}
