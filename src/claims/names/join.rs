//! Names that turn out to be one when the whole article is read, and what their places in it say of them.

use super::letters::{acronym, misspelt};
use super::words::{self, Sort};
use super::{Entity, Names, one_word};
use crate::claims::lexicon::{self, genders_agree};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use std::collections::{HashMap, HashSet};

/// Articles that name more are lists.
const MOST: usize = 400;

/// What is only ever a place or a thing with an article names no person.
pub fn things(names: &mut Names) {
    for entity in &mut names.entities {
        if matches!(entity.kind, SpeakerKind::Unknown | SpeakerKind::Person)
            && !entity.titled
            && (entity.thing > entity.acts && entity.roles.is_empty()
                || entity.kind == SpeakerKind::Unknown && is_body(&entity.roles))
        {
            entity.kind = SpeakerKind::Organisation;
        }
    }
}

/// Whether what stands beside a name says that it is a body's: *the charity Mare Aperto*.
fn is_body(roles: &HashSet<String>) -> bool {
    // A publisher or an operator may be a person.
    let body = |r: &String| lexicon::is_body(r) && !r.ends_with("er") && !r.ends_with("or");
    roles.iter().any(body) && !roles.iter().any(|r| lexicon::is_person(r))
}

/// Full names by their words: which have a word first, last (but for *Jr.*) or between.
#[derive(Default)]
struct Wholes<'n> {
    first: HashMap<&'n str, Vec<usize>>,
    last: HashMap<&'n str, Vec<usize>>,
    /// *Kwan* of *Belinda Kwan Sze-nga*.
    inner: HashMap<&'n str, Vec<usize>>,
}

impl<'n> Wholes<'n> {
    fn of(words: &'n [Vec<String>], entities: &[Entity]) -> Self {
        let mut wholes = Wholes::default();
        for (e, list) in words.iter().enumerate() {
            let (Some(first), Some(last)) = (list.first(), surname(list)) else { continue };
            if list.len() < 2 || entities[e].kind == SpeakerKind::Organisation {
                continue;
            }
            wholes.last.entry(last).or_default().push(e);
            let telling = |w: &&String| w.chars().count() > 2 && !words::is(w, Sort::Particle);
            for inner in list[1..list.len() - 1].iter().filter(telling) {
                wholes.inner.entry(inner).or_default().push(e);
            }
            wholes.first.entry(first).or_default().push(e);
        }
        wholes
    }
}

/// The surname of a whole name, lower case: its last word but for *Jr.*
fn surname(words: &[String]) -> Option<&String> {
    let last = words.last()?;
    if words.len() > 2 && words::is(last, Sort::Suffix) { words.get(words.len() - 2) } else { Some(last) }
}

/// Joins names that turn out to be parts of one full name: a surname in the headline, a first half (*Mohd Fikri* of *Mohd
/// Fikri Roslan*), a surname that was taken for a body's.
pub fn parts(names: &mut Names) {
    let words: Vec<Vec<String>> =
        names.entities.iter().map(|e| lexicon::lower(&e.label).split_whitespace().map(str::to_owned).collect()).collect();
    let wholes = Wholes::of(&words, &names.entities);
    let mut to: Vec<usize> = (0..words.len()).map(|part| whole(&names.entities, &words, &wholes, part).unwrap_or(part)).collect();
    for part in 0..to.len() {
        let whole = to[to[part]];
        if whole == part {
            continue;
        }
        let from = names.entities[part].clone();
        let entity = &mut names.entities[whole];
        entity.gender = entity.gender.or(from.gender);
        entity.roles.extend(from.roles);
        if from.kind == SpeakerKind::Person {
            entity.kind = SpeakerKind::Person;
        }
        to[part] = whole;
    }
    for m in &mut names.mentions {
        m.entity = to[m.entity];
    }
}

/// The one full name that a name is a part of, if there is one.
fn whole(entities: &[Entity], words: &[Vec<String>], wholes: &Wholes, part: usize) -> Option<usize> {
    /// Of so many of one name none is the one.
    const MANY: usize = 64;
    let (list, entity) = (&words[part], &entities[part]);
    let (first, last) = (list.first()?.as_str(), list.last()?.as_str());
    let body = entity.kind == SpeakerKind::Organisation;
    if body && acronym(&entity.label) && entity.label.len() < 6 && !shouted_surname(&entity.label, wholes) {
        return None;
    }
    let fits =
        |whole: usize| part != whole && genders_agree(entity.gender, entities[whole].gender) && list.len() < words[whole].len();
    let one = |list: Option<&Vec<usize>>, all: &dyn Fn(usize) -> bool| {
        let mut found = list.filter(|l| l.len() <= MANY)?.iter().copied().filter(|w| fits(*w) && all(*w));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    if list.len() > 1 {
        let begins = |w: usize| words[w].starts_with(list);
        return if body { None } else { one(wholes.first.get(first), &begins) };
    }
    // A first name alone, where one person has it.
    let given = || {
        let name = !body || lexicon::given_name(first).is_some();
        if name { one(wholes.first.get(first), &|_| true) } else { None }
    };
    let inner = || {
        let somebody = entity.acts > 0 || entity.titled;
        if somebody { one(wholes.inner.get(first), &|w| entities[w].titled) } else { None }
    };
    // *Kinlock* for *Kinloch*: nobody else has the name that is written otherwise once.
    let written_otherwise = || {
        if entity.acts == 0 || entity.thing > 0 || wholes.last.contains_key(last) {
            return None;
        }
        let mut alike = wholes.last.iter().filter(|(k, _)| misspelt(k, last)).map(|(_, v)| v);
        let first = alike.next().filter(|_| alike.next().is_none());
        one(first, &|w| entities[w].kind == SpeakerKind::Person)
    };
    one(wholes.last.get(last), &|_| true).or_else(given).or_else(inner).or_else(written_otherwise)
}

/// Whether a word in capitals is somebody's surname: *OKAFOR* where *Ngozi Okafor* is named.
fn shouted_surname(label: &str, wholes: &Wholes) -> bool {
    label.chars().count() > 3 && wholes.last.contains_key(lexicon::lower(label).as_ref())
}

/// Joins short forms of a given name to the one person who has it: *Trav* of *Travis*.
pub fn short_forms(names: &mut Names) {
    let first: Vec<String> = (names.entities.iter().take(MOST))
        .map(|e| lexicon::lower(e.label.split_whitespace().next().unwrap_or_default()).into_owned())
        .collect();
    let mut to: HashMap<usize, usize> = HashMap::new();
    for (short, entity) in names.entities.iter().enumerate().take(MOST) {
        let letters = entity.label.chars().count();
        let somebody = || {
            entity.kind != SpeakerKind::Organisation
                || one_word(entity) && (entity.acts > 0 || lexicon::given_name(&first[short]).is_some())
        };
        if letters < 3 || entity.label.contains(' ') || !somebody() {
            continue;
        }
        let mut whole = (0..first.len()).filter(|w| {
            let other = &names.entities[*w];
            *w != short
                && other.kind == SpeakerKind::Person
                && first[*w].starts_with(first[short].as_str())
                && first[*w].chars().count() >= letters + 2
                && genders_agree(entity.gender, other.gender)
        });
        if let (Some(one), None) = (whole.next(), whole.next()) {
            to.insert(short, one);
        }
    }
    for m in &mut names.mentions {
        m.entity = to.get(&m.entity).copied().unwrap_or(m.entity);
    }
}

/// Gives the first of two given names before one surname that surname: *Tom and Jane Obi*.
pub fn shared_surnames(view: &View, names: &mut Names) {
    for at in 1..names.mentions.len() {
        let (a, b) = (names.mentions[at - 1], names.mentions[at]);
        if b.first != a.last + 1 || !view.is(a.last, &["and", "&"]) || a.last - a.first != 1 || a.entity == b.entity {
            continue;
        }
        let given = |t: usize| lexicon::given_name(&view.lower(t));
        let (Some(gender), Some(_)) = (given(a.first), given(b.first)) else { continue };
        let (one, other) = (&names.entities[a.entity], &names.entities[b.entity]);
        let words: Vec<&str> = other.label.split_whitespace().collect();
        let [_, surname] = words[..] else { continue };
        if one.label != view.word(a.first) || other.kind == SpeakerKind::Organisation || view.is(b.first, &[surname]) {
            continue;
        }
        let label = format!("{} {surname}", one.label);
        let entity = &mut names.entities[a.entity];
        entity.label = label;
        entity.kind = SpeakerKind::Person;
        entity.gender = entity.gender.or(gender);
    }
}
