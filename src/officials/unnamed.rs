//! Roles that stand for a person without the name: *the Ukrainian president*, *Britain's prime minister*, *the president of
//! Ukraine*. The table says who held the office on the day of publication; only an office that one person held counts.
//!
//! What is said of another time (*in 2014 the Ukrainian president*), of an office rather than its holder (*elected as the
//! Ukrainian president*) or beside a name is left.

use super::agree::{self, Agreement};
use super::kind::bit;
use super::role::{self, Role, Tense};
use super::table::{PersonId, Placed, Table, Term};
use super::words::{Gap, Word};
use super::{Hit, Holder, Reading, person};
use crate::report::Certainty;
use std::collections::{HashMap, HashSet};

/// A role that stands alone.
struct Alone {
    /// First and one past the last word, without the article.
    first: usize,
    last: usize,
    /// The kind of office that the words mean first, as a mask.
    kinds: u64,
    role: Role,
}

/// Most different roles that are looked up; an article has fewer than ten.
const MOST: usize = 64;

/// Where roles stand for persons: for each person the first and one past the last word of each.
pub(super) fn find(
    table: &Table,
    reading: &Reading<'_>,
    hits: &[Hit],
    holders: &[Holder],
) -> Vec<(PersonId, Vec<(usize, usize)>)> {
    let taken = super::surname::taken(reading, hits);
    let alone = roles(table, reading, &taken);
    if alone.is_empty() {
        return Vec::new();
    }
    let likely: HashSet<PersonId> = holders
        .iter()
        .filter(|h| person::certainty(table, &reading.context, h.person, &h.evidence, reading.day).0 >= Certainty::Likely)
        .map(|h| h.person)
        .collect();
    // One pass over the table for all roles together.
    let mut asked: HashMap<(u16, u64), Vec<PersonId>> = HashMap::new();
    for role in &alone {
        for place in &role.role.places {
            if asked.len() < MOST {
                asked.entry((place.place.0, role.kinds)).or_default();
            }
        }
    }
    for n in 0..table.len() as u32 {
        let person = PersonId(n);
        for term in table.terms(person) {
            let kind = table.kind(term.office);
            let places = (table.jurisdiction(term.office).0, table.body(term.office).0);
            for ((place, kinds), persons) in &mut asked {
                if kind & kinds != 0
                    && (*place == places.0 && places.1 == 0 || *place == places.1)
                    && persons.last() != Some(&person)
                {
                    persons.push(person);
                }
            }
        }
    }
    let mut settled: HashMap<(u16, u64), Option<PersonId>> = HashMap::new();
    let mut found: Vec<(PersonId, Vec<(usize, usize)>)> = Vec::new();
    for role in &alone {
        for place in &role.role.places {
            let key = (place.place.0, role.kinds);
            let Some(candidates) = asked.get(&key) else { continue };
            let one = *settled.entry(key).or_insert_with(|| holder(table, reading, role, *place, candidates, &likely));
            let Some(person) = one else { continue };
            match found.iter_mut().find(|(p, _)| *p == person) {
                Some((_, places)) => places.push((role.first, role.last)),
                None => found.push((person, vec![(role.first, role.last)])),
            }
            break;
        }
    }
    found
}

/// The one person who held the office on the day.
fn holder(
    table: &Table,
    reading: &Reading<'_>,
    alone: &Alone,
    place: Placed,
    candidates: &[PersonId],
    likely: &HashSet<PersonId>,
) -> Option<PersonId> {
    let role = Role { places: vec![place], forms: Vec::new(), kinds: alone.kinds, ..alone.role.clone() };
    let mut holding: Vec<PersonId> = Vec::new();
    let mut open: Vec<PersonId> = Vec::new();
    let mut ending: Vec<PersonId> = Vec::new();
    for person in candidates {
        let (how, term) = agree::agreement(table, &role, *person, reading.day);
        let this = |t: Term| table.kind(t.office) & alone.kinds != 0 && (table.body(t.office).0 == 0 || is_head(table, t, &role));
        if !term.is_some_and(this) {
            continue;
        }
        // On the last day of a term the next one has begun.
        let ends = term.is_some_and(|t| t.to == reading.day);
        ending.extend(ends.then_some(*person));
        // An office whose end is not known counts only for those whom the article names.
        match how {
            Agreement::Then => holding.push(*person),
            Agreement::Open if likely.contains(person) => open.push(*person),
            _ => {}
        }
    }
    if holding.is_empty() {
        holding = open;
    }
    // Who an own list says holds an office of the tables does not hide whom the tables have in it.
    if holding.iter().any(|p| !table.is_own(*p)) {
        holding.retain(|p| !table.is_own(*p));
    }
    if holding.len() > 1 {
        holding.retain(|p| !ending.contains(p));
    }
    if let [one] = holding.as_slice() {
        return Some(*one);
    }
    // On the day of a handover: the one whom the article names.
    let mut named = holding.iter().filter(|p| likely.contains(p));
    named.next().copied().filter(|_| named.next().is_none())
}

/// Whether the words mean the head of the body: *NATO's secretary general*, *the UN chief*, but no *UN sports chief*.
fn is_head(table: &Table, term: Term, role: &Role) -> bool {
    let words: Vec<&str> = role.words.iter().map(String::as_str).collect();
    if table.code(table.body(term.office)) == "body:EU" {
        // Who the chief of the EU is has several answers.
        return matches!(words[..], ["foreign", "policy", "chief"] | ["high", "representative"] | ["top", "diplomat"]);
    }
    let label = super::fold::words(table.label(term.office));
    matches!(words[..], ["chief"] | ["boss"]) || words.iter().all(|w| label.iter().any(|l| l == w))
}

/// The kind of office that a title means first, where one person holds it; 0 for others.
fn single(table: &Table, kinds: u64, place: Placed) -> u64 {
    const SINGLE: &[&str] = &[
        "president",
        "prime_minister",
        "supreme_leader",
        "monarch",
        "pope",
        "secretary_general",
        "deputy_head_of_state",
        "foreign_minister",
        "defence_minister",
        "finance_minister",
        "interior_minister",
        "justice_minister",
        "first_minister",
        "governor_general",
        "governor",
    ];
    // *Minister*, *leader*, *head*, *official* may mean too much.
    if kinds & bit("other") != 0 || kinds & (bit("head") | bit("minister")) == bit("head") | bit("minister") {
        return 0;
    }
    let code = table.code(place.place);
    let body = code.starts_with("body:");
    if kinds & bit("finance_minister") != 0 && kinds & bit("prime_minister") != 0 {
        // A chancellor governs in Berlin and Vienna and keeps the purse in London.
        return match code {
            "DE" | "AT" => bit("prime_minister"),
            "GB" => bit("finance_minister"),
            _ => 0,
        };
    }
    if body {
        return kinds & bit("secretary_general");
    }
    // Only the United States have a secretary of state for foreign affairs.
    if kinds & bit("foreign_minister") != 0 && kinds & (bit("minister") | bit("deputy_minister")) != 0 && code != "US" {
        return 0;
    }
    SINGLE.iter().map(|k| bit(k)).find(|k| kinds & k != 0).filter(|k| *k != bit("secretary_general")).unwrap_or(0)
}

/// All roles with their country or body that stand without a name.
fn roles(table: &Table, reading: &Reading<'_>, taken: &[bool]) -> Vec<Alone> {
    let words = &reading.words;
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match one(table, reading, taken, at) {
            Some(alone) => {
                at = alone.last;
                out.push(alone);
            }
            None => at += 1,
        }
    }
    out
}

/// Words to each side that are looked at for the rest of a sentence.
const SENTENCE: usize = 60;

/// Longest name of a place or title, in words.
const LONGEST: usize = 5;

/// The words from `at` that `known` knows, the most of them.
fn longest<T>(words: &[Word], at: usize, known: impl Fn(&str) -> Option<T>) -> Option<(usize, T)> {
    let mut key = String::new();
    let mut best = None;
    for n in 0..LONGEST {
        let Some(word) = words.get(at + n).filter(|w| n == 0 || w.joins()) else { break };
        if n > 0 {
            key.push(' ');
        }
        key.push_str(role::british(&word.plain));
        if let Some(value) = known(&key) {
            best = Some((n + 1, value));
        }
        if word.possessive {
            break;
        }
    }
    best
}

fn one(table: &Table, reading: &Reading<'_>, taken: &[bool], at: usize) -> Option<Alone> {
    let words = &reading.words;
    let place_at = |n: usize| {
        // Few words have a capital; only they are looked up.
        words.get(n).filter(|w| w.capital)?;
        let place = longest(words, n, |key| Some(table.places(key)).filter(|p| !p.is_empty()))?;
        place.1.iter().all(|p| !p.seat && !p.postal).then_some(place)
    };
    let title_at = |n: usize| longest(words, n, |key| Some(table.role(key)).filter(|k| *k != 0));
    let article = words[at].plain == "the";
    let mut first = at + usize::from(article);
    if article && !words.get(first)?.joins() {
        return None;
    }
    while words.get(first).is_some_and(|w| is_present(&w.plain) && w.joins()) {
        first += 1;
    }
    let start = first;
    let (last, places) = if let Some((n, places)) = place_at(first) {
        // *the Ukrainian president*, *Ukraine's current president*.
        let owner = words[first + n - 1].possessive;
        let of_another =
            at.checked_sub(1).is_some_and(|n| words[at].joins() && matches!(words[n].plain.as_str(), "the" | "a" | "an"));
        // Headlines leave the article out: *WHO chief calls for calm*.
        let headline = reading.titles.get(words[at].block as usize) == Some(&true);
        if !article && (!owner && !headline || of_another) {
            return None;
        }
        let mut title = first + n;
        while words.get(title).is_some_and(|w| is_present(&w.plain) && w.joins()) {
            title += 1;
        }
        if !words.get(title)?.joins() {
            return None;
        }
        (title + title_at(title)?.0, places)
    } else if article {
        // *the president of Ukraine*.
        let (n, _) = title_at(first)?;
        let of = first + n;
        if words.get(of).is_none_or(|w| w.plain != "of" || !w.joins()) {
            return None;
        }
        let mut place = of + 1;
        if words.get(place).is_some_and(|w| w.plain == "the") {
            place += 1;
        }
        if !words.get(place)?.joins() {
            return None;
        }
        let (n, places) = place_at(place)?;
        // *The president of Ukraine's parliament* is another.
        if words[place + n - 1].possessive {
            return None;
        }
        (place + n, places)
    } else {
        return None;
    };
    if taken[start..last].contains(&true) || !stands_alone(table, reading, taken, at, start, last) {
        return None;
    }
    let role = role::read(table, words, start, last, role::Head::Last)?;
    // A crown prince holds no office that the table tells.
    if role.tense != Tense::Unsaid || role.foreign || role.words.iter().any(|w| w == "prince" || w == "princess") {
        return None;
    }
    let places: Vec<Placed> = places.into_iter().filter(|p| single(table, role.kinds, *p) != 0).collect();
    let kinds = places.first().map(|p| single(table, role.kinds, *p))?;
    Some(Alone { first: start, last, kinds, role: Role { places, forms: Vec::new(), ..role } })
}

/// Words of time that leave a role what it is on the day.
fn is_present(word: &str) -> bool {
    matches!(word, "current" | "sitting" | "incumbent" | "present" | "embattled")
}

/// Whether the words around leave the role to stand for a person of that day.
fn stands_alone(table: &Table, reading: &Reading<'_>, taken: &[bool], at: usize, first: usize, last: usize) -> bool {
    let words = &reading.words;
    // A name beside it says who is meant.
    if let Some(next) = words.get(last) {
        let joins = matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::Stop | Gap::Comma | Gap::Dash | Gap::Open | Gap::Quote);
        if joins && (next.capital && !next.all_capitals || taken.get(last) == Some(&true)) {
            return false;
        }
        // *The German chancellor candidate*, *the Polish president elect*.
        if next.joins()
            && (table.role(&next.plain) != 0 || role::tense(&next.plain) == Some(Tense::Coming) || next.gap == Gap::Hyphen)
        {
            return false;
        }
    }
    let mut at = at;
    while at > 0
        && words[at].joins()
        && matches!(words[at - 1].plain.as_str(), "still" | "now" | "also" | "already" | "again" | "currently")
    {
        at -= 1;
    }
    if let Some(before) = at.checked_sub(1).map(|n| &words[n]) {
        let beside = words[at].gap;
        if matches!(beside, Gap::Comma | Gap::Dash | Gap::Open) && before.capital {
            return false;
        }
        let office = matches!(
            before.plain.as_str(),
            "as" | "is"
                | "was"
                | "are"
                | "were"
                | "be"
                | "been"
                | "being"
                | "become"
                | "becomes"
                | "became"
                | "becoming"
                | "remain"
                | "remains"
                | "remained"
                | "elected"
                | "named"
                | "appointed"
                | "nominated"
                | "made"
                | "called"
                | "first"
                | "every"
                | "no"
                | "any"
                | "s"
        );
        if beside == Gap::Space && (office || before.possessive) {
            return false;
        }
    }
    // *Until last month Belgium’s prime minister*, *then the German chancellor*.
    let past = (at.saturating_sub(4)..at).rev().take_while(|n| words[n + 1].joins()).any(|n| {
        matches!(
            words[n].plain.as_str(),
            "until" | "once" | "formerly" | "previously" | "then" | "former" | "ex" | "years" | "when" | "later"
        )
    });
    if past {
        return false;
    }
    // Another year in the sentence: the role is told of another time.
    let from = (first.saturating_sub(SENTENCE)..=first).rev().find(|n| words[*n].opens).unwrap_or(first.saturating_sub(SENTENCE));
    let end = (first + 1 + SENTENCE).min(words.len());
    let to = (first + 1..end).find(|n| words[*n].opens).unwrap_or(end);
    let sentence = reading.text.get(words[from].span.start..words[to - 1].span.end).unwrap_or("");
    let year = reading.day.year();
    let other_year = sentence
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| n.len() == 4)
        .filter_map(|n| n.parse::<u32>().ok())
        .any(|n| (1800..=2100).contains(&n) && n < year);
    !other_year
}
