//! Names in the text: who and what the article speaks of, so that a pronoun, surname or role can be led back to them.

use super::lexicon::{self, Gender};
use super::view::View;
use crate::report::SpeakerKind;
use crate::text::span::Span;
use crate::text::{Relation, Tag};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Somebody or something that the article names.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The fullest name.
    pub label: String,
    /// Person, organisation, …
    pub kind: SpeakerKind,
    /// From given name, title or role.
    pub gender: Option<Gender>,
    /// Role nouns that the article gives (lower case).
    pub roles: HashSet<String>,
    /// Where the label stands.
    pub mention: Span,
}

/// A name in its place.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// First token of the name.
    pub first: usize,
    /// One past its last.
    pub last: usize,
    /// Index of the entity.
    pub entity: usize,
    /// Whether it is the subject of its clause.
    pub subject: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

/// All names of an article.
#[derive(Debug, Default)]
pub struct Names {
    /// Who is named.
    pub entities: Vec<Entity>,
    /// Where, in text order.
    pub mentions: Vec<Mention>,
}

const TITLES: &[&str] = &[
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "miss",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "sir",
    "dame",
    "lord",
    "lady",
    "rev",
    "rev.",
    "sen",
    "sen.",
    "rep",
    "rep.",
    "gov",
    "gov.",
    "gen",
    "gen.",
    "col",
    "col.",
    "lt",
    "lt.",
    "sgt",
    "sgt.",
    "capt",
    "capt.",
    "det",
    "insp",
    "supt",
    "hon",
    "judge",
    "justice",
    "saint",
    "st",
    "sheikh",
    "rabbi",
    "imam",
    "father",
    "sister",
    "brother",
    "pope",
    "king",
    "queen",
    "prince",
    "princess",
    "ex-president",
    "ex-premier",
    "vice",
    "prime",
    "foreign",
    "deputy",
    "former",
    "acting",
    "interim",
    "chief",
    "lead",
    "first",
    "senior",
    "co-author",
    "cardinal",
    "archbishop",
    "bishop",
    "detective",
    "sergeant",
    "constable",
    "officer",
    "pc",
    "mp",
    "dj",
];

/// Last words of names that are no persons'.
const BODY_WORDS: &[&str] = &[
    "house",
    "street",
    "times",
    "post",
    "news",
    "journal",
    "magazine",
    "states",
    "kingdom",
    "nations",
    "games",
    "records",
    "city",
    "cup",
    "act",
    "island",
    "islands",
    "valley",
    "river",
    "lake",
    "mountain",
    "mountains",
    "beach",
    "park",
    "bridge",
    "road",
    "avenue",
    "square",
    "east",
    "west",
    "north",
    "south",
    "sea",
    "ocean",
    "war",
    "day",
    "festival",
    "awards",
    "award",
    "prize",
    "show",
    "tv",
    "radio",
    "herald",
    "telegraph",
    "gazette",
    "tribune",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "inc",
    "ltd",
    "corp",
    "llc",
    "plc",
    "co",
    "group",
    "partners",
    "holdings",
];

const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Parts of names that are written small.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le", "du", "dos", "ter", "ten",
];

/// Reads all names, in one pass, and joins those that are one.
pub fn find(view: &View) -> Names {
    let mut names = Names::default();
    // Last word of a person's name, or whole name of a body → entities, latest last.
    let mut by_last: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_whole: HashMap<String, usize> = HashMap::new();
    let n = view.tokens.len();
    let mut t = 0;
    while t < n {
        if view.tag(t) != Tag::Propn || !starts_upper(view.word(t)) {
            t += 1;
            continue;
        }
        let sentence = view.sentence(t).end.min(n);
        let mut end = t + 1;
        while end < sentence && end < t + 12 {
            if view.tag(end) == Tag::Propn && (starts_upper(view.word(end)) || view.word(end).len() > 1)
                || view.word(end) == "." && view.word(end - 1).len() == 1
            {
                end += 1;
            } else if end + 1 < sentence && view.tag(end + 1) == Tag::Propn && joins(view, end) {
                end += 2;
            } else if end + 3 < sentence
                && view.quote_mark(end)
                && view.quote_mark(end + 2)
                && view.tag(end + 3) == Tag::Propn
                && view.block(end) == view.block(end + 3)
            {
                // A nickname between given name and surname.
                end += 4;
            } else {
                break;
            }
        }
        let end = end.min(sentence);
        add(view, t..end, &mut names, &mut by_last, &mut by_whole);
        t = end;
    }
    names
}

/// Whether a token between two names makes them one: a particle, a hyphen, the *of* of a body.
fn joins(view: &View, t: usize) -> bool {
    view.is(t, PARTICLES) && view.word(t).chars().all(char::is_lowercase)
        || view.is(t, &["-", "‑"]) && adjoin(view, t)
        || view.is(t, &["of", "for"]) && lexicon::role(&view.lower(t - 1)).is_some_and(|r| r.0 == SpeakerKind::Organisation)
}

fn adjoin(view: &View, t: usize) -> bool {
    view.tokens[t - 1].span.end == view.tokens[t].span.start
        && view.tokens.get(t + 1).is_some_and(|k| k.span.start == view.tokens[t].span.end)
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn acronym(word: &str) -> bool {
    word.len() >= 2
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '.' || c == '&')
        && word.chars().any(char::is_alphabetic)
}

fn add(
    view: &View,
    run: Range<usize>,
    names: &mut Names,
    by_last: &mut HashMap<String, Vec<usize>>,
    by_whole: &mut HashMap<String, usize>,
) {
    let (mut first, last) = (run.start, run.end);
    let mut titled = false;
    let mut gender = None;
    let mut roles: HashSet<String> = HashSet::new();
    // A title or role inside the run: the name is what follows it.
    for t in run.clone().rev() {
        let word = view.lower(t);
        let title = TITLES.contains(&&*word);
        let role = lexicon::role(&word);
        let person_role = matches!(role, Some((SpeakerKind::Person, _)))
            || role.is_none() && word.contains("secretary")
            || word.ends_with("general");
        if (title || person_role) && t + 1 < last {
            titled = true;
            first = t + 1;
            gender = match &*word {
                "mr" | "mr." | "sir" | "lord" | "king" | "prince" | "father" | "pope" | "brother" => Some(Gender::Masculine),
                "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "dame" | "queen" | "princess" | "sister" => {
                    Some(Gender::Feminine)
                }
                _ => role.and_then(|r| r.1),
            };
            break;
        }
    }
    for t in run.start..first {
        roles.insert(view.lower(t).into_owned());
    }
    // A body's acronym before a person's name: *NATO Jens Stoltenberg* after *Secretary-General* was cut off.
    while first + 2 < last && acronym(view.word(first)) && !acronym(view.word(first + 1)) {
        first += 1;
    }
    let mut last = last;
    while last > first + 1 && view.is(last - 1, &["’s", "'s", "."]) {
        last -= 1;
    }
    if first >= last {
        return;
    }
    // *US Ambassador*, *Prime Minister*: a title without a name.
    let closing = view.lower(last - 1);
    if matches!(lexicon::role(&closing), Some((SpeakerKind::Person, _))) && lexicon::given_name(&closing).is_none() && !titled {
        return;
    }
    let span = view.span(first..last);
    let label = span.of(view.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let final_word = view.lower(last - 1).into_owned();
    let count = (first..last).filter(|t| !view.punct(*t)).count();
    // Days and months are nobody.
    if (first..last).all(|t| super::content::time_word(view, t) || MONTHS.contains(&&*view.lower(t))) {
        return;
    }
    let given = lexicon::given_name(&view.lower(first)).or_else(|| lexicon::given_name(&plain_letters(&view.lower(first))));
    let body = (first..last).any(|t| {
        matches!(lexicon::role(&view.lower(t)), Some((SpeakerKind::Organisation | SpeakerKind::Document, _)))
            && !(given.is_some() && t > first)
    }) || BODY_WORDS.contains(&&*final_word)
        || acronym(view.word(first)) && count == 1
        || lexicon::capital(&label).is_some() && !by_last.contains_key(&final_word);
    let head = (first..last).find(|t| view.head(*t).is_none_or(|h| h < first || h >= last)).unwrap_or(last - 1);
    // Roles beside the name: before it, in apposition, or said of it.
    let mut k = run.start;
    while k > 0
        && k + 6 > run.start
        && matches!(view.tag(k - 1), Tag::Noun | Tag::Adj)
        && view.sentence_index(k - 1) == view.sentence_index(first)
    {
        k -= 1;
        if matches!(lexicon::role(&view.lower(k)), Some((SpeakerKind::Person, _))) && k + 1 == run.start {
            titled = true;
            gender = gender.or(lexicon::role(&view.lower(k)).and_then(|r| r.1));
            roles.insert(view.lower(k).into_owned());
        }
    }
    for c in view.children(head).filter(|c| view.relation(*c) == Relation::Appos) {
        note_role(view, c, &mut roles, &mut gender, &mut titled);
    }
    if let Some(h) = view.head(head) {
        if view.relation(head) == Relation::Appos {
            note_role(view, h, &mut roles, &mut gender, &mut titled);
        }
        if view.relation(head) == Relation::Nsubj && view.child(h, Relation::Cop).is_some() {
            note_role(view, h, &mut roles, &mut gender, &mut titled);
        }
    }
    let person = !body && (titled || given.is_some() && count >= 2) || titled && given.is_some();
    let gender = given.flatten().or(gender);
    let initial_letters =
        |words: &str| words.split_whitespace().filter_map(|w| w.chars().next().filter(|c| c.is_uppercase())).collect::<String>();

    let key = lexicon::lower(&label).into_owned();
    let known = by_whole.get(&key).copied().or_else(|| {
        // A surname (or, rarely, first name) of somebody named before.
        let candidates = by_last.get(&final_word)?;
        if count == 1 || !body {
            candidates.iter().rev().copied().find(|e| {
                let entity = &names.entities[*e];
                let same_given = count == 1 || {
                    let a = entity.label.chars().next();
                    a == label.chars().next() || entity.label.split_whitespace().count() == 1
                };
                same_given
                    && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
                    && (entity.kind != SpeakerKind::Organisation || count == 1)
            })
        } else {
            None
        }
    });
    let entity = match known {
        Some(e) => {
            let entity = &mut names.entities[e];
            if label.len() > entity.label.len() && entity.kind != SpeakerKind::Organisation {
                entity.label.clone_from(&label);
                entity.mention = span;
                if person {
                    entity.kind = SpeakerKind::Person;
                }
            }
            if person && titled {
                entity.kind = SpeakerKind::Person;
            }
            e
        }
        None => {
            let acronym_of = (count == 1 && acronym(&label))
                .then(|| names.entities.iter().rev().take(40).position(|e| initial_letters(&e.label) == label))
                .flatten();
            match acronym_of {
                Some(back) => names.entities.len() - 1 - back,
                None => {
                    let kind = if person {
                        SpeakerKind::Person
                    } else if body {
                        SpeakerKind::Organisation
                    } else if given.is_some() {
                        SpeakerKind::Unknown
                    } else if (2..=3).contains(&count)
                        && (first..last).all(|t| view.word(t).chars().all(|c| c.is_alphabetic() || "-'’.".contains(c)))
                        && !acronym(view.word(first))
                    {
                        // Two or three names in a row: most often a person whose given name is not in the table.
                        SpeakerKind::Unknown
                    } else {
                        SpeakerKind::Organisation
                    };
                    names.entities.push(Entity { label, kind, gender: None, roles: HashSet::new(), mention: span });
                    names.entities.len() - 1
                }
            }
        }
    };
    let record = &mut names.entities[entity];
    record.gender = record.gender.or(gender);
    if record.kind != SpeakerKind::Organisation {
        record.roles.extend(roles);
    }
    by_whole.entry(key).or_insert(entity);
    let list = by_last.entry(final_word).or_default();
    if list.last() != Some(&entity) && list.len() < 8 {
        list.push(entity);
    }
    // A given name alone may stand for the person later (royals, children, sport).
    if count >= 2 && person {
        let list = by_last.entry(view.lower(first).into_owned()).or_default();
        if list.is_empty() {
            list.push(entity);
        }
    }
    // *Obi's wife, Ada Eze, said*: the apposition of a subject is one too.
    let mut top = head;
    for _ in 0..3 {
        match view.head(top) {
            Some(h)
                if matches!(view.relation(top), Relation::Appos | Relation::Flat)
                    || view.relation(top) == Relation::Compound && h < top =>
            {
                top = h
            }
            _ => break,
        }
    }
    let subject = matches!(view.relation(top), Relation::Nsubj | Relation::NsubjPass);
    names.mentions.push(Mention { first, last, entity, subject, quoted: view.quote_at(head).is_some() });
}

/// Letters without the accents that given names carry most often.
fn plain_letters(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            c => c,
        })
        .collect()
}

fn note_role(view: &View, t: usize, roles: &mut HashSet<String>, gender: &mut Option<Gender>, titled: &mut bool) {
    if view.tag(t) != Tag::Noun && view.tag(t) != Tag::Propn {
        return;
    }
    let word = view.lower(t);
    if let Some((SpeakerKind::Person, g)) = lexicon::role(&word) {
        *gender = gender.or(g);
        roles.insert(word.into_owned());
        *titled = true;
    }
}
