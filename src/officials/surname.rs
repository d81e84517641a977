//! Surnames that stand alone: after the full name, in a headline before it, or with a title.

use super::agree::{self, Agreement};
use super::kind::bit;
use super::names::{self, Spelling};
use super::nickname::{self, Nicknames};
use super::person::{self, Evidence};
use super::role;
use super::table::{PersonId, Table};
use super::words::Gap;
use super::{Hit, Holder, Reading, fold, known};
use crate::report::Certainty;
use std::collections::{HashMap, HashSet};

/// Words of a surname before its last: *van der*, *López*.
const BEFORE: usize = 4;

/// Adds persons who are named by title and surname only: *President Biden*, *Chancellor Merz*.
pub(super) fn titled(table: &Table, reading: &Reading<'_>, hits: &[Hit], holders: &mut Vec<Holder>) {
    let taken = taken(reading, hits);
    let words = &reading.words;
    let families: HashSet<String> = holders.iter().map(|h| names::family(table, h.person).0).collect();
    let mut found: HashMap<PersonId, (usize, Evidence)> = HashMap::new();
    let mut settled: HashMap<String, bool> = HashMap::new();
    for at in 1..words.len() {
        let word = &words[at];
        if taken[at] || !word.capital || word.plain.len() < 2 || !word.joins() {
            continue;
        }
        // Cheap first: the word before must be one of a title.
        let mut first = at;
        while first > 0 && at - first < BEFORE && fold::is_particle(&words[first - 1].plain) && words[first].joins() {
            first -= 1;
        }
        let Some(before) = first.checked_sub(1).map(|n| &words[n]) else { continue };
        if !(table.in_offices(&before.plain) || table.role(&before.plain) != 0)
            || table.role(&word.plain) != 0 && !word.opens && table.in_offices(&word.plain)
        {
            continue;
        }
        if words.get(at + 1).is_some_and(|w| {
            w.capital && matches!(w.gap, Gap::Space | Gap::Hyphen) && !word.possessive && !reading.shouts(at) && !known(table, w)
        }) {
            continue;
        }
        let loose = fold::loose(&word.plain);
        let candidates = table.with_surname(&loose);
        if candidates.is_empty() {
            continue;
        }
        let Some(role) = role::before(table, words, first, reading.shouts(at)) else { continue };
        if role.foreign || role.kinds & bit("other") != 0 || role.span.end > words[first].span.start {
            continue;
        }
        // Somebody of that surname is named in full: the surname is theirs, or nobody's.
        if families.contains(&loose) && role.kinds != bit("monarch") {
            continue;
        }
        if settled.get(&word.plain).copied() == Some(true) {
            continue;
        }
        let strong = bit("president")
            | bit("prime_minister")
            | bit("deputy_head_of_state")
            | bit("monarch")
            | bit("senator")
            | bit("representative")
            | bit("governor")
            | bit("foreign_minister")
            | bit("defence_minister")
            | bit("finance_minister")
            | bit("interior_minister");
        let mut best: Vec<(Agreement, std::cmp::Reverse<u8>, PersonId)> = Vec::new();
        for person in candidates {
            let (how, term) = agree::agreement(table, &role, person, reading.day);
            let Some(term) = term else { continue };
            let former = role.tense == role::Tense::Former;
            if !(how >= Agreement::Open || former && how == Agreement::Before) {
                continue;
            }
            if !same_family(table, person, &words[at].plain) {
                continue;
            }
            // A bare title means the holder in the country that the article speaks of.
            let placed = !role.places.is_empty() || person::place_fits(table, &reading.context, person);
            if !placed || role.places.is_empty() && table.kind(term.office) & strong == 0 {
                continue;
            }
            best.push((how, std::cmp::Reverse(table.rank(term.office)), person));
        }
        best.sort();
        let Some((how, rank, person)) = best.pop() else { continue };
        if best.last().is_some_and(|b| (b.0, b.1) == (how, rank)) || best.last().is_some_and(|b| rank.0 > 3 && b.0 == how) {
            continue;
        }
        settled.insert(word.plain.clone(), true);
        let entry = found
            .entry(person)
            .or_insert_with(|| (at, Evidence { spelling: Spelling::Near, by_title: true, ..Evidence::default() }));
        entry.1.add(&role, agree::agreement(table, &role, person, reading.day));
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, (at, _))| *at);
    for (person, (_, evidence)) in found {
        holders.push(Holder { person, evidence, mentions: Vec::new() });
    }
}

/// Adds heads of state and government whom texts name by surname alone, as newspapers do (*Trump*, *Macron*, *Putin*): the only
/// person of that surname to have led a country in these years, named at least twice in an article about politics that names the
/// country, with nobody of that surname named in full.
pub(super) fn household(table: &Table, reading: &Reading<'_>, hits: &[Hit], holders: &mut Vec<Holder>) {
    if !reading.context.is_political() {
        return;
    }
    let taken = taken(reading, hits);
    let words = &reading.words;
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, word) in words.iter().enumerate() {
        if taken[at]
            || !word.capital
            || word.opens && !reading.shouts(at) && word.plain.len() < 4
            || word.plain.len() < 4
            || known(table, word)
        {
            continue;
        }
        let entry = counts.entry(word.plain.as_str()).or_insert((0, at));
        if other_bearer(table, reading, at, &[]) {
            entry.0 = usize::MAX / 2;
        } else if !is_thing(table, reading, at) {
            entry.0 = entry.0.saturating_add(1);
        }
    }
    let mut counts: Vec<_> = counts.into_iter().filter(|(_, (n, _))| (2..10_000).contains(n)).collect();
    counts.sort_by_key(|(_, (_, at))| *at);
    for (plain, _) in counts {
        let loose = fold::loose(plain);
        let mut bearers = table.with_surname(&loose);
        bearers.retain(|p| !table.is_own(*p));
        if bearers.is_empty()
            || bearers.len() > 4
            || table.first_name(plain) > 0
            || holders.iter().any(|h| names::family(table, h.person).0 == loose)
        {
            continue;
        }
        let led: Vec<PersonId> = bearers
            .into_iter()
            .filter(|p| {
                let standing = person::standing(table, *p, reading.day);
                standing.rank == 1
                    && standing.since <= 8
                    && names::family(table, *p).1 == plain
                    && person::place_fits(table, &reading.context, *p)
            })
            .collect();
        let [person] = led.as_slice() else { continue };
        let evidence = Evidence { spelling: Spelling::Usual, household: true, ..Evidence::default() };
        holders.push(Holder { person: *person, evidence, mentions: Vec::new() });
    }
}

/// In English-speaking countries a surname is spelt one way.
fn same_family(table: &Table, person: PersonId, plain: &str) -> bool {
    let (_, family) = names::family(table, person);
    !matches!(table.code(table.country(person)), "US" | "GB" | "CA" | "AU" | "NZ" | "IE") || family == plain
}

/// By word: whether it belongs to a full name.
pub(super) fn taken(reading: &Reading<'_>, hits: &[Hit]) -> Vec<bool> {
    let mut taken = vec![false; reading.words.len()];
    for hit in hits {
        taken[hit.named.first..hit.named.last].fill(true);
    }
    taken
}

/// Ties surnames to the persons found.
pub(super) fn attach(table: &Table, reading: &Reading<'_>, hits: &[Hit], called: &Nicknames, holders: &mut Vec<Holder>) {
    let words = &reading.words;
    let taken = taken(reading, hits);
    // Holders by surname, in the order in which they were found.
    let mut by_family: HashMap<String, Vec<usize>> = HashMap::new();
    let mut spelt: Vec<Vec<String>> = Vec::with_capacity(holders.len());
    for (n, holder) in holders.iter().enumerate() {
        by_family.entry(names::family(table, holder.person).0).or_default().push(n);
        spelt.push(fold::words(table.name(holder.person)));
    }
    if by_family.is_empty() {
        return;
    }
    let mut inner: HashMap<&str, Option<usize>> = HashMap::new();
    for (n, names) in spelt.iter().enumerate() {
        for name in names.iter().take(names.len().saturating_sub(1)) {
            inner.entry(name).and_modify(|of| *of = of.filter(|m| *m == n)).or_insert(Some(n));
        }
    }
    // Nicknames that the text gives beside a full name stand for the person too.
    let mut nicknames: HashMap<&str, usize> = HashMap::new();
    // By first word of a full name: who it is, if one of the holders.
    let named: HashMap<usize, usize> =
        holders.iter().enumerate().flat_map(|(n, h)| h.mentions.iter().map(move |(first, _)| (*first, n))).collect();
    let mut ends: HashMap<usize, (String, Option<usize>)> = HashMap::new();
    for hit in hits {
        let holder = named.get(&hit.named.first).copied();
        if let (Some(word), Some(n)) = (hit.named.nickname.and_then(|n| words.get(n)), holder) {
            nicknames.insert(&word.plain, n);
        }
        if let (Some(word), Some(n)) = (nickname_after(words, hit.named.last), holder) {
            nicknames.insert(&words[word].plain, n);
        }
        let family = match holder {
            Some(n) => names::family(table, holders[n].person).0,
            // Somebody else of that name: their surname is what an official of the name is called by.
            None => hit.named.persons.first().map_or_else(String::new, |p| names::family(table, *p).0),
        };
        ends.insert(hit.named.first, (family, holder));
    }
    // Whom a surname means where others bear it too: the one official whom the article surely names, twice or by title.
    let main: Vec<bool> = holders
        .iter()
        .map(|h| {
            let sure = person::certainty(table, &reading.context, h.person, &h.evidence, reading.day).0 >= Certainty::Likely;
            sure && (h.mentions.len() != 1 || h.mentions.iter().any(|(first, _)| reading.shouts(*first)))
        })
        .collect();
    let usual = |bearers: &[usize]| -> Option<usize> {
        let only = |sure: &dyn Fn(usize) -> bool| {
            let mut sure = bearers.iter().copied().filter(|n| sure(*n));
            sure.next().filter(|_| sure.next().is_none())
        };
        // Else the one in office: *Bush* of the two Bushes.
        only(&|n| main[n]).or_else(|| only(&|n| holders[n].evidence.agreement == Some(Agreement::Then)))
    };
    let sure = nickname::sure(table, reading, holders);
    let first_named = |bearers: &[usize]| -> Option<usize> {
        let named = bearers.iter().copied().filter(|n| sure.values().any(|s| s == n));
        named.filter_map(|n| holders[n].mentions.iter().min().map(|at| (*at, n))).min().map(|(_, n)| n)
    };
    // Who was last named in full with a surname, and in which block: one of the holders, or somebody else.
    let mut last: HashMap<String, (Option<usize>, u32)> = HashMap::new();
    // The last paragraph in which two officials of a surname are named in one breath.
    let mut either: HashMap<String, u32> = HashMap::new();
    // Where somebody else of a surname is named in full for the first time.
    let mut strangers: HashMap<String, usize> = HashMap::new();
    let mut mentions: Vec<(usize, (usize, usize))> = Vec::new();
    for at in 0..words.len() {
        let word = &words[at];
        if let Some((family, holder)) = ends.get(&at) {
            // *Fidel Castro and Raúl Castro*: in this paragraph the surname alone is either's.
            let two = last.get(family).is_some_and(|(of, block)| {
                let pair = at > 1 && words[at - 1].plain == "and" && taken[at - 2];
                pair && *block == word.block && of.is_some() && holder.is_some() && of != holder
            });
            if two {
                either.insert(family.clone(), word.block);
            }
            last.insert(family.clone(), (*holder, word.block));
        }
        if taken[at] || !word.capital || word.plain.len() < 2 {
            continue;
        }
        if let Some(n) = nicknames.get(word.plain.as_str()) {
            if !is_thing(table, reading, at) && !is_no_person(reading, at, at) && !other_bearer(table, reading, at, &spelt[*n]) {
                mentions.push((*n, (at, at + 1)));
            }
            continue;
        }
        let loose = fold::loose(&word.plain);
        let Some(bearers) = by_family.get(&loose) else {
            if let Some(n) = called.whose(at, &sure) {
                mentions.push((n, (at, at + 1)));
                continue;
            }
            // Called by another name than the last, which only one of the officials found has.
            if let Some(n) = inner.get(word.plain.as_str()).copied().flatten()
                && is_called_so(table, reading, &holders[n], &spelt[n], at)
            {
                mentions.push((n, (at, at + 1)));
            }
            continue;
        };
        let meant = match last.get(&loose).copied() {
            Some((Some(n), _)) if main[n] || bearers.len() == 1 => Some(n),
            _ if bearers.len() > 1 && either.get(&loose) == Some(&word.block) => usual(bearers),
            // Another of that name in this very paragraph; in others the surname is the official's again.
            Some((other, block)) if block == word.block => other,
            Some((other, _)) => usual(bearers).or(other),
            None if bearers.len() == 1 => Some(bearers[0]),
            // In a headline: the one whom the text names first.
            None if reading.titles.get(word.block as usize) == Some(&true) => first_named(bearers).or_else(|| usual(bearers)),
            None => usual(bearers),
        };
        let own: &[String] = meant.map_or(&[], |n| &spelt[n]);
        if other_bearer(table, reading, at, own) {
            strangers.entry(loose.clone()).or_insert(at);
            last.insert(loose, (None, word.block));
            continue;
        }
        let Some(holder) = meant else { continue };
        // *Reza Pahlavi spoke. His father, the last shah, Mohammad Reza Pahlavi …*: the surname is his whom the article names first,
        // not that of a leader of long ago.
        let outdone = strangers.get(&loose).zip(holders[holder].mentions.iter().min()).is_some_and(|(other, own)| *other < own.0);
        if outdone && person::is_past(table, holders[holder].person, reading.day) {
            continue;
        }
        if !same_family(table, holders[holder].person, &word.plain) {
            continue;
        }
        let mut first = at;
        // The other words of a double surname and particles belong to the mention.
        while first > 0 && at - first < BEFORE && words[first].joins() && !taken[first - 1] {
            let before = &words[first - 1];
            let own = before.capital && spelt[holder].contains(&before.plain)
                || fold::is_particle(&before.plain) && spelt[holder].contains(&before.plain);
            if !own {
                break;
            }
            first -= 1;
        }
        let ends_in_bin = spelt[holder].len() > 1 && spelt[holder][spelt[holder].len() - 2] == "bin";
        if ends_in_bin && first.checked_sub(1).is_none_or(|n| words[n].plain != "bin") {
            continue;
        }
        // *USS Jimmy Carter*, *the carrier John F. Kennedy*: the words before the whole name count, too.
        let mut whole = first;
        while whole > 0
            && at - whole < BEFORE
            && words[whole].joins()
            && (own.contains(&words[whole - 1].plain) || words[whole - 1].is_initial())
        {
            whole -= 1;
        }
        let named_thing = whole.checked_sub(1).map(|n| &words[n]).is_some_and(|w| {
            words[whole].joins() && (w.capital && table.begins_a_thing(&w.plain) || table.begins_a_small_thing(&w.plain))
        });
        if is_thing(table, reading, at)
            || named_thing
            || goes_on_in_bin(words, at, own)
            || is_a_city(table, reading, first, at)
            || is_no_person(reading, first, at)
            || is_spouse(reading, first, table.name(holders[holder].person))
        {
            continue;
        }
        if let Some(word) = nickname_after(words, at + 1) {
            nicknames.insert(&words[word].plain, holder);
        }
        mentions.push((holder, (first, at + 1)));
    }
    for (holder, mention) in mentions {
        // What is said beside a surname counts as what is said beside the full name, where it agrees.
        for role in [role::before(table, words, mention.0, reading.shouts(mention.0)), role::after(table, words, mention.1)]
            .into_iter()
            .flatten()
        {
            let found = agree::agreement(table, &role, holders[holder].person, reading.day);
            if found.0 >= Agreement::Before {
                holders[holder].evidence.add(&role, found);
            }
        }
        holders[holder].mentions.push(mention);
    }
    holders.retain(|h| !h.mentions.is_empty());
}

/// *Khalid bin Salman*: another than *King Khalid*.
fn goes_on_in_bin(words: &[super::words::Word], at: usize, own: &[String]) -> bool {
    let next = |n: usize| words.get(at + n).filter(|w| w.joins());
    next(1).is_some_and(|w| matches!(w.plain.as_str(), "bin" | "ibn" | "bint"))
        && next(2).is_some_and(|w| w.capital && !own.contains(&w.plain))
}

/// *Washington*: a surname that is a place’s name stands for the person only after a title.
fn is_a_city(table: &Table, reading: &Reading<'_>, first: usize, at: usize) -> bool {
    let words = &reading.words;
    if table.places(&words[at].plain).iter().all(|p| p.postal) {
        return false;
    }
    let titled = first.checked_sub(1).map(|n| &words[n]).is_some_and(|w| {
        words[first].joins() && w.capital && (role::is_honorific(&w.plain) || table.role(&w.plain) & !bit("other") != 0)
    });
    !titled && first == at
}

/// Words that begin sentences before a name and are no given names.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "again",
    "also",
    "although",
    "and",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "could",
    "critics",
    "despite",
    "did",
    "does",
    "during",
    "earlier",
    "even",
    "eventually",
    "finally",
    "for",
    "from",
    "given",
    "has",
    "how",
    "however",
    "if",
    "in",
    "instead",
    "is",
    "it",
    "last",
    "later",
    "like",
    "meanwhile",
    "moreover",
    "nor",
    "now",
    "of",
    "on",
    "once",
    "only",
    "or",
    "perhaps",
    "should",
    "since",
    "so",
    "some",
    "soon",
    "still",
    "that",
    "the",
    "then",
    "there",
    "this",
    "though",
    "today",
    "to",
    "under",
    "unless",
    "unlike",
    "until",
    "was",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "without",
    "would",
    "yesterday",
    "yet",
];

/// Whether the surname ends somebody else's full name: *Meghan McCain*, *Melania Trump*.
fn other_bearer(table: &Table, reading: &Reading<'_>, at: usize, own: &[String]) -> bool {
    let words = &reading.words;
    let word = &words[at];
    if words.get(at + 1).is_some_and(|w| fold::is_suffix(&w.plain) && w.capital && matches!(w.gap, Gap::Space | Gap::Comma))
        && !own.iter().any(|w| fold::is_suffix(w))
    {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|n| &words[n]) else { return false };
    if !matches!(word.gap, Gap::Space | Gap::Hyphen | Gap::Stop) || !before.capital || before.possessive {
        return false;
    }
    if middle_name(table, reading, at - 1, own) {
        return true;
    }
    // *Louis Botha*, *Farah Pahlavi*: given names that offices and places have, too.
    if word.gap != Gap::Hyphen
        && names_another(table, before, own)
        && (!before.opens || !OPENERS.contains(&before.plain.as_str()))
    {
        return true;
    }
    if own.contains(&before.plain) || known(table, before) || fold::is_particle(&before.plain) && own.contains(&before.plain) {
        return false;
    }
    if before.is_initial() && word.gap == Gap::Stop {
        return true;
    }
    if reading.shouts(at) {
        return table.first_name(&before.plain) > 0;
    }
    if before.opens {
        return !OPENERS.contains(&before.plain.as_str());
    }
    // After a hyphen: Biden-Trump, or the end of a double name that is another.
    if word.gap == Gap::Hyphen {
        return false;
    }
    true
}

/// Whether a word before a surname is the given name of somebody else: *Farah Pahlavi*, and of a family *Reza Pahlavi*, the son of
/// Mohammad Reza Pahlavi.
fn names_another(table: &Table, before: &super::words::Word, own: &[String]) -> bool {
    const TITLES: &[&str] = &[
        "abdel", "abdul", "abu", "baroness", "ben", "bin", "dame", "duke", "emir", "general", "imam", "king", "lady", "lord",
        "pope", "prince", "princess", "queen", "saint", "sheikh", "sheikha", "sir", "st", "sultan",
    ];
    let given = table.first_name(&before.plain);
    let middle = own.len() > 2 && own[0] != before.plain && own.contains(&before.plain);
    let free = table.role(&before.plain) == 0
        && !role::is_honorific(&before.plain)
        && !TITLES.contains(&before.plain.as_str())
        && !fold::is_particle(&before.plain)
        && before.plain.chars().count() > 2;
    free && if middle { given >= 2 } else { given > 0 && !own.contains(&before.plain) && table.places(&before.plain).is_empty() }
}

/// Whether a capitalised word before a surname is the middle of another's name, although the tables know it as part of a
/// place's: *Abu* in *Rashid Abu Mahama*.
fn middle_name(table: &Table, reading: &Reading<'_>, at: usize, own: &[String]) -> bool {
    let words = &reading.words;
    let word = &words[at];
    if own.contains(&word.plain) || !known(table, word) || table.role(&word.plain) != 0 || role::is_honorific(&word.plain) {
        return false;
    }
    let Some(first) = at.checked_sub(1).map(|n| &words[n]) else { return false };
    word.gap == Gap::Space
        && first.capital
        && !first.possessive
        && !known(table, first)
        && !own.contains(&first.plain)
        && (!first.opens || table.first_name(&first.plain) > 0)
}

/// *Marcos, known as Bongbong*, *López Obrador, often called AMLO*: where the nickname stands.
fn nickname_after(words: &[super::words::Word], end: usize) -> Option<usize> {
    words.get(end).filter(|w| w.gap == Gap::Comma && !w.capital)?;
    let mut at = end;
    while words
        .get(at)
        .is_some_and(|w| matches!(w.plain.as_str(), "also" | "often" | "widely" | "better" | "popularly" | "commonly"))
    {
        at += 1;
    }
    if !matches!(words.get(at)?.plain.as_str(), "known" | "called" | "nicknamed" | "dubbed") {
        return None;
    }
    at += 1;
    if matches!(words.get(at)?.plain.as_str(), "as" | "simply") {
        at += 1;
    }
    let name = words.get(at)?;
    let ends = words.get(at + 1).is_none_or(|w| !w.joins());
    (name.capital && ends && matches!(name.gap, Gap::Space | Gap::Quote) && name.plain.chars().count() > 2).then_some(at)
}

/// Whether a word that is one of an official's names, but not the last, means that official: *Lula*, *President Samia*, *Prince
/// Mohammed*. It does with a title that agrees, or where the name is rare.
fn is_called_so(table: &Table, reading: &Reading<'_>, holder: &Holder, spelt: &[String], at: usize) -> bool {
    let words = &reading.words;
    let word = &words[at];
    let joins = |w: &super::words::Word| w.capital && matches!(w.gap, Gap::Space | Gap::Hyphen);
    let goes_on = !word.possessive && words.get(at + 1).is_some_and(joins) && !reading.shouts(at);
    if word.plain.chars().count() < 4 || goes_on || names::family(table, holder.person).1 == word.plain {
        return false;
    }
    if holder.mentions.is_empty() || is_thing(table, reading, at) || is_no_person(reading, at, at) {
        return false;
    }
    let before = at.checked_sub(1).map(|n| &words[n]).filter(|_| word.joins());
    if before.is_some_and(|w| w.capital && (!w.opens && !reading.shouts(at) || known(table, w))) {
        return role::before(table, words, at, reading.shouts(at))
            .is_some_and(|role| agree::agreement(table, &role, holder.person, reading.day).0 >= Agreement::Before);
    }
    // Next to nobody else in the table is called so, and it is no word of titles or places.
    let rare = table.first_name(&word.plain) <= 3 && table.with_surname(&fold::loose(&word.plain)).is_empty();
    let name = !known(table, word) && spelt.len() > 2 && !fold::is_particle(&word.plain);
    rare && name && before.is_none_or(|w| !w.capital || w.opens || reading.shouts(at))
}

/// *Mrs Clinton* is not Bill Clinton.
fn is_spouse(reading: &Reading<'_>, first: usize, name: &str) -> bool {
    use crate::claims::lexicon::{Gender, given_name};
    let Some(before) = first.checked_sub(1).map(|n| &reading.words[n]).filter(|_| reading.words[first].joins()) else {
        return false;
    };
    let said = match before.plain.as_str() {
        "mrs" | "ms" | "miss" | "madame" | "mme" => Gender::Feminine,
        "mr" | "monsieur" => Gender::Masculine,
        _ => return false,
    };
    let known = name.split(' ').next().and_then(|first| given_name(&first.to_lowercase()).flatten());
    known.is_some_and(|g| g != said)
}

/// Whether a surname stands for no person, or for another: *Meloni’s bakery*, *a man called Kim*, *the film “Sissi”*.
pub(super) fn is_no_person(reading: &Reading<'_>, first: usize, at: usize) -> bool {
    let words = &reading.words;
    if super::keeps_a_shop(words, at + 1) {
        return true;
    }
    // *A man called Kim*, *is called Kim*; but *he called Trump*.
    let called = first.checked_sub(2).is_some_and(|n| {
        matches!(words[n + 1].plain.as_str(), "called" | "named" | "surnamed")
            && matches!(
                words[n].plain.as_str(),
                "is" | "was" | "are" | "were" | "be" | "been" | "being" | "man" | "woman" | "boy" | "girl" | "child" | "person"
            )
            && words[n + 1].joins()
    });
    // *A florist named Kim*, *a band called Gorbachev’s Orphans*.
    let stranger = first.checked_sub(1).is_some_and(|n| {
        matches!(words[n].plain.as_str(), "called" | "named" | "surnamed" | "nicknamed")
            && (n.saturating_sub(4)..n).any(|m| {
                matches!(words[m].plain.as_str(), "a" | "an")
                    && words[m + 1..=n].iter().all(|w| w.gap == Gap::Space && !w.capital)
                    && m + 1 < n
            })
    });
    let a_band = words[at].possessive && words.get(at + 1).is_some_and(|w| w.capital && w.gap == Gap::Space);
    if (called || stranger) && words[first].joins() && (!words[at].possessive || a_band) {
        return true;
    }
    let span = reading.span(first, at + 1);
    // *Johnson & Johnson*.
    if reading.text.get(span.end..).is_some_and(|t| t.starts_with(" & "))
        || reading.text.get(..span.start).is_some_and(|t| t.ends_with(" & "))
    {
        return true;
    }
    let opening = |c: char| matches!(c, '“' | '"' | '«' | '‘');
    let closing = |c: char| matches!(c, '”' | '"' | '»' | '’');
    let before = reading.text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = reading.text.get(span.end..).and_then(|t| t.chars().next());
    before.is_some_and(opening) && after.is_some_and(closing) && !words[at].possessive
}

/// Whether the surname is part of the name of a thing: *Trump Tower*, *Truman Doctrine*.
pub(super) fn is_thing(table: &Table, reading: &Reading<'_>, at: usize) -> bool {
    let words = &reading.words;
    let word = &words[at];
    if let Some(before) = at.checked_sub(1).map(|n| &words[n])
        && word.joins()
        && before.capital
        && table.begins_a_thing(&before.plain)
    {
        return true;
    }
    if super::is_small_thing(table, words, at, at + 1) {
        return true;
    }
    let Some(next) = words.get(at + 1) else { return false };
    // *The Macron law*.
    let law = matches!(next.plain.as_str(), "law" | "laws" | "act" | "amendment" | "doctrine");
    if law && next.gap == Gap::Space && !word.possessive && !next.capital {
        return true;
    }
    if word.possessive || !next.capital || next.gap != Gap::Space {
        return false;
    }
    table.names_a_thing(&next.plain)
        || !reading.shouts(at) && (!known(table, next) || super::ends_in_a_thing(table, words, at + 1))
}
