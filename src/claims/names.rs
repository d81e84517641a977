//! Names in the text: who and what the article speaks of, so that a pronoun, surname or role can be led back to them.

use super::lexicon::{self, Gender};
use super::view::View;
use crate::report::{BlockKind, SpeakerKind};
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
    "alhaji",
    "asst",
    "atty",
    "atty.",
    "baron",
    "baroness",
    "brig",
    "brig.",
    "ret'd",
    "ret’d",
    "cde",
    "cllr",
    "cmdr",
    "cmdr.",
    "count",
    "countess",
    "cpl",
    "cr",
    "dato",
    "datuk",
    "duchess",
    "duke",
    "engr",
    "engr.",
    "hajia",
    "madam",
    "maj",
    "maj.",
    "mx",
    "mx.",
    "seri",
    "shri",
    "smt",
    "sri",
];

/// Whether a word (lower case) is a title that stands before names.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

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
    "press",
    "securities",
    "network",
    "airlines",
    "airways",
    "pharmaceuticals",
    "therapeutics",
    "industries",
    "mills",
    "motors",
    "resorts",
    "rovers",
    "united",
    "wanderers",
    "athletic",
    "fc",
    "fm",
];

const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Months as datelines write them.
const MONTHS_SHORT: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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
        if (t == 0 || view.block(t) != view.block(t - 1))
            && let Some(end) = dateline(view, t)
        {
            // Where a dispatch comes from, and which agency sent it, is nobody who is spoken of.
            t = end;
            continue;
        }
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
            } else if let Some(after) = retired(view, end, sentence) {
                end = after;
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
    join_parts(&mut names);
    learn_gender(view, &mut names);
    names
}

/// One past the dateline that a paragraph begins with: *SFARA, Tunisia (Agency) —*, *DELHI:*, *Lima, 3 May (Agency)*.
pub fn dateline(view: &View, first: usize) -> Option<usize> {
    if view.block_kind(first) != Some(BlockKind::Paragraph) {
        return None;
    }
    let block = view.block(first);
    let shouted = |t: usize| view.word(t).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let place = starts_upper(view.word(first)) || view.is(first, &["("]);
    let mut verb = false;
    for t in first..view.tokens.len().min(first + 16) {
        if view.block(t) != block || !place {
            return None;
        }
        let before = t > first;
        verb |= view.verbal(t) && view.word(t).starts_with(char::is_lowercase);
        if verb || view.quote_mark(t) && view.word(t) != "'" {
            return None;
        }
        let ended = view.is(t, &["—", "–", "--", "-"]) && !adjoin(view, t)
            || view.is(t, &[":"]) && before && (first..t).all(shouted) && view.word(first).chars().count() > 2
            || view.is(t, &[")"])
                && (shouted(first) && !view.is(first, &["("])
                    || (first..t).any(|k| MONTHS_SHORT.contains(&view.lower(k).trim_end_matches('.')))
                    || view.is(first, &["("]))
                && shouted(t - 1);
        if ended && before {
            return Some(t + 1);
        }
    }
    None
}

/// One past *(rtd)* between a rank and a name.
fn retired(view: &View, open: usize, end: usize) -> Option<usize> {
    if !view.is(open, &["("])
        || !view.lower(open + 1).trim_matches('.').starts_with("ret") && !view.is(open + 1, &["rtd", "rtd."])
    {
        return None;
    }
    let close = (open + 2..end.min(open + 5)).find(|t| view.is(*t, &[")"]))?;
    (view.tag_at(close + 1, end) == Some(Tag::Propn)).then_some(close + 1)
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
                "mr" | "mr." | "sir" | "lord" | "king" | "prince" | "father" | "pope" | "brother" | "alhaji" | "baron"
                | "count" | "datuk" | "duke" | "shri" | "imam" | "rabbi" => Some(Gender::Masculine),
                "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "dame" | "queen" | "princess" | "sister" | "baroness"
                | "countess" | "duchess" | "hajia" | "madam" | "smt" => Some(Gender::Feminine),
                _ => role.and_then(|r| r.1),
            };
            break;
        }
    }
    while first + 1 < last
        && (view.punct(first) || view.is(first, &["rtd", "rtd.", "ret", "ret.", "retd", "ret'd", "ret’d", "'d", "’d"]))
    {
        first += 1;
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
    // *Eastern European NATO* (states): which part of its members is meant makes no other body.
    let describes = |t: usize| ["an", "ish", "ese", "ern"].iter().any(|ending| view.word(t).ends_with(ending));
    if acronym(view.word(last - 1)) && (first..last - 1).all(describes) {
        first = last - 1;
    }
    // *US Ambassador*, *Prime Minister*: a title without a name.
    let closing = view.lower(last - 1);
    if matches!(lexicon::role(&closing), Some((SpeakerKind::Person, _))) && lexicon::given_name(&closing).is_none() && !titled {
        return;
    }
    let span = view.span(first..last);
    let label = span.of(view.text).split_whitespace().collect::<Vec<_>>().join(" ");
    // One letter names nobody.
    if label.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return;
    }
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
    beside(view, run.start, last, &mut roles, &mut gender, &mut titled);
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
    let known = bearer(names, by_last, &final_word, count, gender, &roles, view.sentence_index(first), view)
        .or_else(|| by_whole.get(&key).copied())
        .or_else(|| {
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

/// Takes the role that a phrase beside a name gives: its noun before the first preposition (*minister for the treasury*),
/// with the modifiers that say which.
fn note_phrase(view: &View, phrase: Range<usize>, roles: &mut HashSet<String>, gender: &mut Option<Gender>, titled: &mut bool) {
    let end = phrase.clone().find(|t| view.tag(*t) == Tag::Adp || view.verbal(*t) || view.punct(*t)).unwrap_or(phrase.end);
    let Some(noun) = (phrase.start..end).rev().find(|t| matches!(view.tag(*t), Tag::Noun | Tag::Propn)) else { return };
    if let Some((SpeakerKind::Person, g)) = lexicon::role(&view.lower(noun)) {
        *gender = gender.or(g);
        *titled = true;
        roles.extend(
            (phrase.start..=noun).filter(|t| view.nominal(*t) || view.tag(*t) == Tag::Adj).map(|t| view.lower(t).into_owned()),
        );
    }
}

/// Which of several persons of one surname a bare surname names: title and role decide, then who was named last.
#[allow(clippy::too_many_arguments)] // What is known of the mention, which is not yet put together.
fn bearer(
    names: &Names,
    by_last: &HashMap<String, Vec<usize>>,
    surname: &str,
    count: usize,
    gender: Option<Gender>,
    roles: &HashSet<String>,
    sentence: usize,
    view: &View,
) -> Option<usize> {
    if count != 1 {
        return None;
    }
    let mut bearers: Vec<usize> = by_last.get(surname)?.clone();
    bearers.retain(|e| {
        let entity = &names.entities[*e];
        entity.kind != SpeakerKind::Organisation
            && entity.label.split_whitespace().count() > 1
            && lexicon::lower(&entity.label).ends_with(surname)
    });
    bearers.dedup();
    if bearers.len() < 2 {
        return None;
    }
    let last = |e: usize| names.mentions.iter().rev().take(400).find(|m| m.entity == e && !m.quoted).map_or(0, |m| m.first);
    let newest = bearers.iter().map(|e| last(*e)).max().unwrap_or(0);
    bearers
        .into_iter()
        .filter(|e| {
            let own = names.entities[*e].gender;
            gender.is_none() || own.is_none() || own == gender
        })
        .max_by_key(|e| {
            let entity = &names.entities[*e];
            let shared = roles.iter().filter(|r| entity.roles.contains(*r)).count();
            // Of two who were named side by side the one who was named first is the one of whom more is said.
            let near = view.sentence_index(last(*e)) + 1 >= sentence;
            (shared + usize::from(gender.is_some() && entity.gender == gender), near, last(*e) == newest)
        })
}

/// Joins names that turn out to be parts of one full name: a surname in the headline, a first half (*Mohd Fikri* of *Mohd
/// Fikri Roslan*), a surname that was taken for a body's.
fn join_parts(names: &mut Names) {
    let words: Vec<Vec<String>> =
        names.entities.iter().map(|e| lexicon::lower(&e.label).split_whitespace().map(str::to_owned).collect()).collect();
    let mut ends: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut starts: HashMap<&str, Vec<usize>> = HashMap::new();
    for (e, list) in words.iter().enumerate() {
        if let (Some(first), Some(last)) = (list.first(), list.last())
            && list.len() > 1
            && names.entities[e].kind != SpeakerKind::Organisation
        {
            ends.entry(last).or_default().push(e);
            starts.entry(first).or_default().push(e);
        }
    }
    let fits = |part: usize, whole: usize| {
        let (a, b) = (&names.entities[part], &names.entities[whole]);
        part != whole
            && (a.gender.is_none() || b.gender.is_none() || a.gender == b.gender)
            && words[part].len() < words[whole].len()
    };
    let mut to: Vec<usize> = (0..words.len()).collect();
    for (part, list) in words.iter().enumerate() {
        let Some((first, last)) = list.first().zip(list.last()) else { continue };
        let entity = &names.entities[part];
        if acronym(&entity.label)
            && entity.label.len() < 6
            && entity.kind == SpeakerKind::Organisation
            && !shouted_surname(&entity.label, &ends)
        {
            continue;
        }
        let one = |list: Option<&Vec<usize>>, all: &dyn Fn(usize) -> bool| {
            // Of so many of one name none is the one.
            let mut found = list.filter(|l| l.len() <= 64)?.iter().copied().filter(|w| fits(part, *w) && all(*w));
            let first = found.next()?;
            found.next().is_none().then_some(first)
        };
        let whole = if list.len() == 1 {
            one(ends.get(last.as_str()), &|_| true).or_else(|| {
                // A first name alone, where one person has it.
                (entity.kind != SpeakerKind::Organisation || lexicon::given_name(first).is_some())
                    .then(|| one(starts.get(first.as_str()), &|_| true))
                    .flatten()
            })
        } else if entity.kind != SpeakerKind::Organisation {
            one(starts.get(first.as_str()), &|w| words[w].starts_with(list))
        } else {
            None
        };
        if let Some(whole) = whole {
            to[part] = whole;
        }
    }
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

/// Whether a word in capitals is somebody's surname: *OKAFOR* where *Ngozi Okafor* is named.
fn shouted_surname(label: &str, ends: &HashMap<&str, Vec<usize>>) -> bool {
    label.chars().count() > 3 && ends.contains_key(lexicon::lower(label).as_ref())
}

/// Learns whether somebody is *he* or *she* from the pronouns that follow where nobody else was spoken of.
fn learn_gender(view: &View, names: &mut Names) {
    let n = names.entities.len();
    let mut votes = vec![(0u32, 0u32); n];
    let mut at = 0;
    // Each sentence has one vote on a person: a pronoun that is said again is no more evidence.
    let mut voted = (usize::MAX, usize::MAX);
    // Persons named in the last two sentences: sentence and entity.
    let mut lately: Vec<(usize, usize)> = Vec::new();
    for t in 0..view.tokens.len() {
        let here = view.sentence_index(t);
        while let Some(m) = names.mentions.get(at).filter(|m| m.first <= t) {
            let kind = names.entities[m.entity].kind;
            // *told Agence Est that he …*: what may be a body is no *he* unless it acts.
            if kind == SpeakerKind::Person || kind != SpeakerKind::Organisation && m.subject {
                lately.push((here, m.entity));
            }
            at += 1;
        }
        if view.tag(t) != Tag::Pron || view.quote_at(t).is_some() {
            continue;
        }
        let feminine = view.is(t, &["she", "her", "herself"]);
        if !feminine && !view.is(t, &["he", "his", "him", "himself"]) {
            continue;
        }
        lately.retain(|(s, _)| s + 1 >= here && *s <= here);
        let Some((_, who)) = lately.first().copied() else { continue };
        if lately.iter().all(|(_, e)| *e == who) && voted != (here, who) {
            voted = (here, who);
            // In the same sentence it is more likely the same person than in the next one.
            let weight = if lately.iter().any(|(s, _)| *s == here) { 3 } else { 1 };
            let vote = &mut votes[who];
            if feminine { vote.0 += weight } else { vote.1 += weight }
        }
    }
    for (entity, (f, m)) in names.entities.iter_mut().zip(votes) {
        if entity.gender.is_none() {
            entity.gender = match (f, m) {
                (f, m) if f > 0 && f >= 2 * m => Some(Gender::Feminine),
                (f, m) if m > 0 && m >= 2 * f => Some(Gender::Masculine),
                _ => None,
            };
        }
    }
}

/// Roles and other signs of a person that stand beside a name between commas, read off the order of words alone: *the
/// chief of staff, Ada Obi*, *Ada Obi, the chief of staff*, *Ada Obi, 41*.
fn beside(view: &View, first: usize, last: usize, roles: &mut HashSet<String>, gender: &mut Option<Gender>, titled: &mut bool) {
    let sentence = view.sentence(first);
    let comma = |t: usize| t < sentence.end && view.is(t, &[","]);
    let plain = |t: usize| {
        (!view.verbal(t) || view.word(t).ends_with("ing")) && !view.quote_mark(t) && !view.is(t, &[";", ":", "—", "–", "(", ")"])
    };
    if comma(last) {
        let from = last + 1;
        let to = (from..sentence.end.min(from + 14)).find(|t| view.punct(*t) || !plain(*t)).unwrap_or(from);
        if to == from + 1 && view.tag(from) == Tag::Num && view.word(from).parse::<u8>().is_ok_and(|age| (5..110).contains(&age))
        {
            *titled = true;
        } else if to > from && view.is(from, &["a", "an", "the", "its", "his", "her", "their", "whose", "our", "my"])
            || to > from && matches!(view.tag(from), Tag::Noun) && view.is_at(from + 1, to, &["of", "for", "at"])
        {
            note_phrase(view, from..to, roles, gender, titled);
        } else if view.is_at(from, sentence.end, &["who"]) {
            *titled = true;
        }
    }
    // *Official Spokesperson for the Ministry of Health Ada Obi*
    if first > sentence.start + 1 && view.tag(first - 1) == Tag::Propn {
        let mut from = first;
        while from > sentence.start
            && first - from < 12
            && (matches!(view.tag(from - 1), Tag::Propn | Tag::Noun | Tag::Adj)
                || view.is(from - 1, &["of", "for", "the", "and"]) && from - 1 > sentence.start)
        {
            from -= 1;
        }
        note_phrase(view, from..first, roles, gender, titled);
    }
    if first > sentence.start + 1 && comma(first - 1) {
        let to = first - 1;
        let mut from = to;
        while from > sentence.start && to - from < 12 && plain(from - 1) && !view.punct(from - 1) {
            from -= 1;
        }
        // The phrase begins at its last article or possessive before a noun.
        let start = (from..to)
            .find(|t| view.is(*t, &["a", "an", "the", "its", "his", "her", "their", "our", "my", "'s", "’s"]))
            .map_or(from, |t| t + 1);
        let possessor = (start..to).rev().find(|t| view.is(*t, &["'s", "’s"])).map_or(start, |t| t + 1);
        if start > from || start == sentence.start {
            note_phrase(view, possessor..to, roles, gender, titled);
        }
    }
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
