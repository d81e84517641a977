//! Named officials: the right person, the right office, on the right day.
//!
//! Full names are found in one walk over the text ([`names`]), what the text says of their bearers is read beside them
//! ([`role`]), both are compared with the table ([`agree`], [`person`]), and surnames are tied to the persons found
//! ([`surname`]). Everything is linear in the text: each word begins at most one walk of bounded length.

mod agree;
mod context;
#[allow(dead_code)]
mod day;
mod fold;
mod kind;
mod names;
mod nickname;
mod office;
pub mod own;
#[cfg(test)]
mod own_test;
mod person;
mod role;
mod surname;
mod table;
#[cfg(test)]
mod table_test;
#[cfg(test)]
mod tests;
mod unnamed;
mod words;

use crate::page::article::Article;
use crate::report::{BlockKind, Certainty, Office, OfficeStatus};
use crate::text::span::Span;
use crate::text::{Analysis, calendar};
use agree::Agreement;
use context::Context;
use day::Day;
use names::{Named, Spelling};
use own::Lists;
use person::Evidence;
use role::Role;
use std::collections::{BTreeMap, HashMap, HashSet};
use table::{PersonId, Table};
use words::{Gap, Word};

/// An official as found, in bytes; [`crate::report::Official`] says what each field means.
#[derive(Clone, Debug)]
pub struct Found {
    /// Usual name.
    pub person: String,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Where the name stands, in text order.
    pub mentions: Vec<Span>,
    /// Where a role stands without the name, in text order.
    pub role_mentions: Vec<Span>,
    /// The role that the text states.
    pub stated_role: Option<String>,
    /// Offices as of the day of publication.
    pub office_then: Vec<Office>,
    /// Offices held now.
    pub office_now: Vec<Office>,
    /// How sure.
    pub certainty: Certainty,
    /// Why.
    pub why: String,
}

/// What is read: the words, and which blocks have capitals on most words.
pub(crate) struct Reading<'a> {
    text: &'a str,
    words: Vec<Word>,
    /// By block: capitals tell nothing there (headlines).
    shouting: Vec<bool>,
    /// By block: headline, heading or standfirst.
    titles: Vec<bool>,
    context: Context,
    day: Day,
}

/// A person found, before offices are told.
pub(crate) struct Holder {
    person: PersonId,
    evidence: Evidence,
    /// First and one past the last word of each mention.
    mentions: Vec<(usize, usize)>,
}

/// Finds the officials named. `published` and `today` are ISO days; without `published`, `today` is taken. `lists` are a reader's
/// own, looked for beside the tables.
pub fn find(article: &Article, _analysis: &Analysis, published: Option<&str>, today: &str, lists: &Lists) -> Vec<Found> {
    let table = lists.table();
    let Some(now) = Day::parse(today).or_else(|| published.and_then(Day::parse)) else { return Vec::new() };
    let day = published.and_then(Day::parse).unwrap_or(now);
    let blocks = article.blocks.iter().enumerate().map(|(n, b)| (n as u32, b.kind, b.span));
    let words = words::of_blocks(&article.text, blocks);
    let shouting = shouting(&words, article);
    let mut context = Context::read(table, &words);
    context.foreign = article.language.as_deref().is_some_and(|l| l != "en" && !l.starts_with("en-"));
    let titles = article.blocks.iter().map(|b| is_title(b.kind)).collect();
    let mut reading = Reading { text: &article.text, words, shouting, titles, context, day };

    let hits = hits(table, &reading);
    let holders = resolve(table, &reading, &hits);
    learn(table, &mut reading, &holders);
    // Whom a name means may hang on the countries of those who are sure.
    let mut holders = resolve(table, &reading, &hits);
    surname::titled(table, &reading, &hits, &mut holders);
    learn(table, &mut reading, &holders);
    surname::household(table, &reading, &hits, &mut holders);
    let nicknames = nickname::find(table, &reading, &hits);
    nicknames.add(table, &reading, &mut holders);
    surname::attach(table, &reading, &hits, &nicknames, &mut holders);
    relate(table, &reading, &hits, &mut holders);
    let roles = unnamed::find(table, &reading, &hits, &holders);
    let mut found: Vec<Found> = Vec::with_capacity(holders.len());
    let mut of: HashMap<PersonId, usize> = HashMap::new();
    for holder in holders {
        of.entry(holder.person).or_insert(found.len());
        found.push(told(table, &reading, holder, now));
    }
    for (person, places) in roles {
        let spans: Vec<Span> = places.iter().map(|(first, last)| reading.span(*first, *last)).collect();
        match of.get(&person) {
            Some(n) => found[*n].role_mentions = spans,
            None => found.extend(by_role(table, &reading, person, spans, now)),
        }
    }
    found.sort_by_key(|f| f.mentions.iter().chain(&f.role_mentions).min().copied().unwrap_or_default());
    found
}

/// Officials named with their office say what the article is about.
fn learn(table: &Table, reading: &mut Reading<'_>, holders: &[Holder]) {
    for holder in holders.iter().filter(|h| h.evidence.agreement.is_some_and(|a| a >= Agreement::Before)) {
        reading.context.add(table.country(holder.person));
        for term in table.terms(holder.person).filter(|t| table.rank(t.office) <= 2) {
            reading.context.add_holder(term.office);
        }
        reading.context.is_about_officials();
    }
}

fn is_title(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Headline | BlockKind::Heading | BlockKind::Standfirst)
}

/// Blocks in which most words have a capital: there capitals tell no names.
fn shouting(words: &[Word], article: &Article) -> Vec<bool> {
    let mut counts = vec![(0u32, 0u32); article.blocks.len()];
    for word in words.iter().filter(|w| w.plain.len() > 3) {
        if let Some((all, capital)) = counts.get_mut(word.block as usize) {
            *all += 1;
            *capital += u32::from(word.capital);
        }
    }
    let title = |n: usize| is_title(article.blocks[n].kind);
    counts.iter().enumerate().map(|(n, (all, capital))| *all > 2 && capital * 10 >= all * if title(n) { 6 } else { 8 }).collect()
}

impl Reading<'_> {
    /// The words from the first to one past the last.
    fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.words[first].span.start, self.words[last - 1].span.end)
    }

    fn shouts(&self, word: usize) -> bool {
        self.words.get(word).is_some_and(|w| self.shouting.get(w.block as usize).copied().unwrap_or(false))
    }
}

/// A full name in the text with what is said beside it.
pub(crate) struct Hit {
    named: Named,
    roles: Vec<Role>,
    /// What stands beside it is said of no official: another occupation, a shop of that name.
    stranger: bool,
    /// Introduced as a reader is who has not met the person yet: *Yukio Edano, 71,*, *David Miliband, a Jesuit,*.
    anew: bool,
    /// In a headline or another title.
    title: bool,
    /// The country that the name is given to: *China’s Wang Yi*, *Laurent Fabius of France*.
    of: Vec<table::Placed>,
}

/// All full names that can be persons.
fn hits(table: &Table, reading: &Reading<'_>) -> Vec<Hit> {
    let words = &reading.words;
    let mut hits = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(named) = names::at(table, words, at) else {
            at += 1;
            continue;
        };
        let (first, last) = (named.first, named.last);
        if is_thing(table, reading, first, last) {
            at = first + 1;
            continue;
        }
        let mut roles = Vec::new();
        roles.extend(role::before(table, words, first, reading.shouts(first)));
        roles.extend(role::after(table, words, last));
        roles.extend(role::beyond(table, words, last));
        let stranger = keeps_a_shop(words, last) || roles.iter().any(|r| !r.said && is_other_occupation(r));
        let anew = is_introduced(table, reading, last) && roles.iter().all(|r| r.kinds & !kind::bit("other") == 0);
        let title = reading.titles.get(words[first].block as usize).copied().unwrap_or(false);
        let of = belongs_to(table, words, first, last);
        hits.push(Hit { named, roles, stranger, anew, title, of });
        at = last;
    }
    hits
}

/// An occupation that is no office and that officials are seldom called by.
fn is_other_occupation(role: &Role) -> bool {
    const ALSO_OFFICIALS: &[&str] =
        &["businessman", "businesswoman", "billionaire", "tycoon", "mogul", "magnate", "entrepreneur", "economist", "academic"];
    role.foreign
        && role.kinds & kind::bit("other") != 0
        && role.tense != role::Tense::Former
        && !role.words.iter().any(|w| ALSO_OFFICIALS.contains(&w.as_str()))
}

/// Small trades, as private people have them.
const SHOPS: &[&str] = &[
    "bakery",
    "bar",
    "barbershop",
    "boutique",
    "butchery",
    "cafe",
    "deli",
    "diner",
    "garage",
    "grocery",
    "kiosk",
    "laundry",
    "parlour",
    "parlor",
    "pharmacy",
    "pizzeria",
    "pub",
    "restaurant",
    "salon",
    "shop",
    "stall",
    "stand",
    "tavern",
    "workshop",
];

/// *Wang Yi’s noodle stall*: whether the name that ends before `last` is a shopkeeper's.
fn keeps_a_shop(words: &[Word], last: usize) -> bool {
    words.get(last.wrapping_sub(1)).is_some_and(|w| w.possessive)
        && words[last..]
            .iter()
            .take(3)
            .take_while(|w| w.gap == Gap::Space && !w.capital)
            .any(|w| SHOPS.contains(&w.plain.as_str()))
}

/// Whether the words after a name introduce its bearer: an age, *a plasterer from Namur*, a place that is no country's or state's,
/// a trade in a relative clause. Of an official who has been named before, nobody writes so.
fn is_introduced(table: &Table, reading: &Reading<'_>, last: usize) -> bool {
    let words = &reading.words;
    let end = words[last - 1].span.end;
    let rest = reading.text.get(end..).unwrap_or("");
    let age = rest.strip_prefix(", ").map_or("", |r| r.trim_start_matches(|c: char| c.is_ascii_digit()));
    if rest.len() > age.len() + 2 && (3..=5).contains(&(rest.len() - age.len())) && age.starts_with([',', '.', ';']) {
        return true;
    }
    let Some(next) = words.get(last) else { return false };
    let plain = |n: usize| words.get(n).map_or("", |w| w.plain.as_str());
    let from_elsewhere = next.plain == "of"
        && next.joins()
        && words
            .get(last + 1)
            .is_some_and(|w| w.joins() && w.capital && table.places(&w.plain).is_empty() && !table.in_offices(&w.plain));
    if from_elsewhere {
        return true;
    }
    if next.gap != Gap::Comma {
        return false;
    }
    match next.plain.as_str() {
        // *a plasterer*; but *a Democrat*, *a former banker*.
        "a" | "an" => {
            words.get(last + 1).is_some_and(|w| !w.capital || !table.in_offices(&w.plain) && table.places(&w.plain).is_empty())
                && role::tense(plain(last + 1)).is_none()
        }
        "who" => {
            let clause = words[last + 1..].iter().take(7).take_while(|w| w.gap == Gap::Space || w.gap == Gap::Hyphen);
            matches!(plain(last + 1), "sells" | "bakes" | "coaches" | "repairs" | "mends" | "teaches" | "drives" | "paints")
                || matches!(plain(last + 1), "runs" | "owns" | "keeps" | "manages")
                    && clause.into_iter().any(|w| w.plain == "goal" || SHOPS.contains(&w.plain.as_str()))
        }
        _ => false,
    }
}

/// The country whose person a name is said to be.
fn belongs_to(table: &Table, words: &[Word], first: usize, last: usize) -> Vec<table::Placed> {
    let countries = |mut places: Vec<table::Placed>| {
        places.retain(|p| !p.seat && !p.postal);
        places
    };
    let owner =
        (1..=3).filter(|n| first >= *n && words[first].joins() && words[first - 1].possessive && words[first - n].capital);
    let before = owner.map(|n| words[first - n..first].iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" "));
    if let Some(places) = before.map(|key| countries(table.places(&key))).find(|p| !p.is_empty()) {
        return places;
    }
    match words.get(last..last + 2) {
        Some([of, place]) if of.plain == "of" && of.joins() && place.joins() && place.capital => {
            countries(table.places(&place.plain))
        }
        _ => Vec::new(),
    }
}

/// Whether the words around a name make it the name of a thing, or part of somebody else's name.
fn is_thing(table: &Table, reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let words = &reading.words;
    let shouts = reading.shouts(first);
    if let Some(next) = words.get(last).filter(|w| w.capital && matches!(w.gap, Gap::Space | Gap::Hyphen)) {
        let possessive = words[last - 1].possessive;
        // Hwang Hee-chan is not Hwang Hee.
        if next.gap == Gap::Hyphen || !possessive && table.names_a_thing(&next.plain) {
            return true;
        }
        if !possessive && !shouts && next.gap == Gap::Space && (!known(table, next) || ends_in_a_thing(table, words, last)) {
            return true;
        }
    }
    // *Adolfo Suárez Madrid–Barajas*.
    let joined = |w: &Word| w.capital && matches!(w.gap, Gap::Hyphen | Gap::Dash | Gap::Other);
    if let Some([place, part]) = words.get(last..last + 2)
        && place.gap == Gap::Space
        && !words[last - 1].possessive
        && joined(part)
        && table.places(&place.plain).iter().any(|p| !p.postal)
        && !shouts
    {
        return true;
    }
    // *Jimmy Carter airport*, *the ferry Urho Kekkonen*.
    if is_small_thing(table, words, first, last) {
        return true;
    }
    // Agency credits: *CNN’s Alex Mooney*, *Ann Lee contributed to this report*.
    if words.get(last).is_some_and(|w| w.plain == "contributed" && w.joins()) {
        return true;
    }
    let Some(before) = first.checked_sub(1).map(|n| &words[n]) else { return false };
    if !words[first].joins() {
        return false;
    }
    if before.capital && table.begins_a_thing(&before.plain) {
        return true;
    }
    // The name of a ship or a comparison (*the Donald Trump of …*), but *the Joe Biden administration*.
    if before.plain == "the" && !words[last - 1].possessive {
        let next = words.get(last).filter(|w| w.gap == Gap::Space).map_or("", |w| w.plain.as_str());
        return !matches!(
            next,
            "administration" | "government" | "campaign" | "team" | "presidency" | "era" | "years" | "cabinet" | "regime"
        );
    }
    // An outlet's reporter, not a country's president.
    if before.possessive && before.all_capitals && table.places(&before.plain).is_empty() {
        return true;
    }
    // Mary Elizabeth Warren.
    before.capital
        && !before.possessive
        && words[first].gap == Gap::Space
        && !known(table, before)
        && table.first_name(&before.plain) > if before.opens || shouts { 3 } else { 0 }
}

/// Whether a word without a capital beside a name makes it a thing’s: *Jimmy Carter airport*, *the ferry Urho Kekkonen*.
fn is_small_thing(table: &Table, words: &[Word], first: usize, last: usize) -> bool {
    let after = words
        .get(last)
        .is_some_and(|w| !w.capital && w.gap == Gap::Space && !words[last - 1].possessive && table.names_a_small_thing(&w.plain));
    let before = first
        .checked_sub(1)
        .map(|n| &words[n])
        .is_some_and(|w| !w.capital && words[first].gap == Gap::Space && !w.possessive && table.begins_a_small_thing(&w.plain));
    // *A dealer for Ford*, *the airport of Imam Khomeini*.
    let of = first.checked_sub(2).is_some_and(|n| {
        matches!(words[n + 1].plain.as_str(), "of" | "for")
            && words[n + 1].joins()
            && words[first].gap == Gap::Space
            && matches!(words[n].plain.as_str(), "airport" | "dealer" | "dealers" | "dealership" | "stadium")
    });
    after || before || of
}

/// *Hamid Karzai International Airport*: the capital words from `next` on end in a thing's.
fn ends_in_a_thing(table: &Table, words: &[Word], next: usize) -> bool {
    words[next..].iter().take(4).take_while(|w| w.capital && w.gap == Gap::Space).any(|w| table.names_a_thing(&w.plain))
}

/// Words that stand beside names without being part of them.
fn known(table: &Table, word: &Word) -> bool {
    table.in_offices(&word.plain)
        || table.role(&word.plain) & !kind::bit("other") != 0
        || role::is_honorific(&word.plain)
        || !table.places(&word.plain).is_empty()
        || fold::is_suffix(&word.plain)
        || calendar::is_weekday(&word.plain)
        || calendar::is_month(&word.plain)
        || matches!(word.plain.as_str(), "democrat" | "republican" | "tory" | "tories")
}

/// Decides for each full name who is meant.
fn resolve(table: &Table, reading: &Reading<'_>, hits: &[Hit]) -> Vec<Holder> {
    // Evidence of all places for each person who may be meant.
    let mut evidence: BTreeMap<PersonId, Evidence> = BTreeMap::new();
    let spelling = |hit: &Hit, person: PersonId| names::spelling(table, &reading.words, &hit.named, person);
    let usual: HashSet<PersonId> =
        hits.iter().flat_map(|h| h.named.persons.iter().copied().filter(move |p| spelling(h, *p) == Spelling::Usual)).collect();
    // Who is also named without what is said of somebody else: the others of that name are strangers.
    let named: HashSet<PersonId> = hits.iter().filter(|h| !h.stranger).flat_map(|h| h.named.persons.iter().copied()).collect();
    let mut introduced: HashSet<PersonId> = HashSet::new();
    let mut spelt: Vec<Vec<PersonId>> = Vec::with_capacity(hits.len());
    for hit in hits {
        let mut fitting = Vec::new();
        // *John F. Kennedy* is the one of that initial, not the senator John Kennedy; *Robert F. Kennedy Jr.* is the son.
        let mut bearers = hit.named.persons.clone();
        for marked in [names::has_initials, names::has_suffix] {
            if bearers.iter().any(|p| marked(table, &reading.words, &hit.named, *p)) {
                bearers.retain(|p| marked(table, &reading.words, &hit.named, *p));
            }
        }
        for person in &bearers {
            let spelling = spelling(hit, *person);
            // *Brian Mulroney Jr.* beside Brian Mulroney.
            if usual.contains(person) && names::is_son(table, &reading.words, &hit.named, *person) {
                continue;
            }
            let strange = hit.stranger && named.contains(person) || hit.anew && introduced.contains(person);
            if spelling == Spelling::Another || strange {
                continue;
            }
            // Without its *Jr.* a name may be the father's: what is said against it need not be said of this person.
            let lesser = spelling == Spelling::Near && usual.contains(person);
            let speaks_against = |role: &Role| agree::agreement(table, role, *person, reading.day).0 == Agreement::Against;
            if lesser && hit.roles.iter().any(|r| !r.said && speaks_against(r)) {
                continue;
            }
            // How well the words beside this very name fit; heads of state before those who may also be called president.
            let own = hit.roles.iter().map(|r| agree::agreement(table, r, *person, reading.day));
            let own = own.filter(|(how, _)| *how >= Agreement::Before);
            let own = own.map(|(_, term)| if term.is_some_and(|t| table.rank(t.office) <= 2) { 2 } else { 1 }).max().unwrap_or(0);
            fitting.push((*person, own));
            if !hit.title && !hit.stranger {
                introduced.insert(*person);
            }
            let known = evidence.entry(*person).or_default();
            known.spelling = known.spelling.max(spelling);
            known.owned |= hit.of.iter().any(|p| role::within(table, table.country(*person), p.place));
            known.seat |= hit.of.iter().any(|p| {
                let seat = |t: table::Term| {
                    table.jurisdiction(t.office) == p.place && office::status(table, t, reading.day) == OfficeStatus::Current
                };
                table.code(p.place).contains('-') && table.terms(*person).any(seat)
            });
            for role in &hit.roles {
                let found = agree::agreement(table, role, *person, reading.day);
                if !role.said || found.0 >= Agreement::Before {
                    known.add(role, found);
                }
            }
        }
        // *Former President George Bush*: the one of the two whom the words beside the name fit.
        let own: u8 = fitting.iter().map(|(_, own)| *own).max().unwrap_or(0);
        let mut persons: Vec<PersonId> = fitting.into_iter().filter(|(_, fits)| *fits == own).map(|(p, _)| p).collect();
        // *The first President George Bush*: of two the elder.
        let elder = hit.roles.iter().find(|r| r.words.iter().any(|w| w == "first" || w == "elder"));
        if let (Some(role), 2..) = (elder, persons.len()) {
            let began = |p: &PersonId| agree::agreement(table, role, *p, reading.day).1.map(|t| t.from);
            let first = persons.iter().copied().filter(|p| began(p).is_some()).min_by_key(|p| began(p));
            persons = first.map_or(persons, |one| vec![one]);
        }
        spelt.push(persons);
    }
    let mut holders: Vec<Holder> = Vec::new();
    let mut places: HashMap<PersonId, usize> = HashMap::new();
    for (hit, persons) in hits.iter().zip(spelt) {
        let Some(person) = best(table, reading, &persons, &evidence) else { continue };
        let at = *places.entry(person).or_insert_with(|| {
            holders.push(Holder { person, evidence: evidence[&person].clone(), mentions: Vec::new() });
            holders.len() - 1
        });
        holders[at].mentions.push((hit.named.first, hit.named.last));
    }
    holders
}

/// Of several persons with one name the one for whom most speaks; nobody where two are alike.
fn best(table: &Table, reading: &Reading<'_>, persons: &[PersonId], evidence: &BTreeMap<PersonId, Evidence>) -> Option<PersonId> {
    if let [one] = persons {
        return Some(*one);
    }
    let weigh = |person: &PersonId| {
        let known = &evidence[person];
        let standing = person::standing(table, *person, reading.day);
        let agreement = known.agreement.filter(|a| *a >= Agreement::Before);
        let fits = person::place_fits(table, &reading.context, *person);
        let recent = standing.later.is_none() && standing.since <= 10;
        (
            agreement,
            known.spelling,
            fits,
            std::cmp::Reverse(standing.rank.min(21)),
            recent,
            std::cmp::Reverse(standing.since.min(30)),
        )
    };
    let mut ranked: Vec<_> = persons.iter().map(|p| (weigh(p), *p)).collect();
    ranked.sort();
    let (first, second) = (ranked.pop()?, ranked.pop());
    match second {
        // One person whom two sources of the table spell in two ways.
        Some((weight, other)) if weight == first.0 => {
            let same = person::one_office(table, first.1, other, reading.day);
            same.then(|| if table.wikidata(first.1).is_some() { first.1 } else { other })
        }
        _ => Some(first.1),
    }
}

/// *His predecessor Petro Poroshenko*: agrees where another official of the article held the same office.
fn relate(table: &Table, reading: &Reading<'_>, hits: &[Hit], holders: &mut [Holder]) {
    let named: HashMap<usize, usize> =
        holders.iter().enumerate().flat_map(|(n, h)| h.mentions.iter().map(move |(first, _)| (*first, n))).collect();
    let mut sharing: HashMap<table::OfficeId, HashSet<PersonId>> = HashMap::new();
    for holder in holders.iter() {
        for term in table.terms(holder.person) {
            sharing.entry(term.office).or_default().insert(holder.person);
        }
    }
    for hit in hits {
        let Some(role) = hit.roles.iter().find(|r| r.kinds & kind::bit("predecessor") != 0) else { continue };
        let Some(holder) = named.get(&hit.named.first).map(|n| &mut holders[*n]) else { continue };
        if holder.evidence.agreement.is_some_and(|a| a >= Agreement::Before) {
            continue;
        }
        let shared = table.terms(holder.person).find(|term| {
            office::status(table, *term, reading.day) == OfficeStatus::Former
                && sharing.get(&term.office).is_some_and(|p| p.len() > 1)
        });
        if let Some(term) = shared {
            let evidence = &mut holder.evidence;
            (evidence.agreement, evidence.term, evidence.role) = (Some(Agreement::Before), Some(term), Some(role.clone()));
        }
    }
}

/// A person whom the text names by a role alone.
fn by_role(table: &Table, reading: &Reading<'_>, person: PersonId, role_mentions: Vec<Span>, now: Day) -> Option<Found> {
    let role = role_mentions.first()?.of(reading.text).to_owned();
    Some(Found {
        person: table.name(person).to_owned(),
        wikidata: table.wikidata(person),
        mentions: Vec::new(),
        role_mentions,
        why: format!("Not named: the text says “{role}”, and by the table one person was that on the day."),
        stated_role: Some(role),
        office_then: office::on(table, person, reading.day),
        office_now: office::on(table, person, now),
        certainty: Certainty::Likely,
    })
}

fn told(table: &Table, reading: &Reading<'_>, holder: Holder, now: Day) -> Found {
    let Holder { person, evidence, mentions } = holder;
    let (certainty, why) = person::certainty(table, &reading.context, person, &evidence, reading.day);
    let stated = evidence.role.as_ref().map(|r| role::verbatim(reading.text, r.span).to_owned()).filter(|r| !r.is_empty());
    let mut mentions: Vec<Span> = mentions.iter().map(|(first, last)| reading.span(*first, *last)).collect();
    mentions.sort();
    mentions.dedup();
    Found {
        person: table.name(person).to_owned(),
        wikidata: table.wikidata(person),
        mentions,
        role_mentions: Vec::new(),
        why: why.replace("{role}", stated.as_deref().unwrap_or("")),
        stated_role: stated,
        office_then: office::with_coming(table, person, reading.day, evidence.coming()),
        office_now: office::on(table, person, now),
        certainty,
    }
}
