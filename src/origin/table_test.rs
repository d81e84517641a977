//! Every row of every table is checked here; a message names the table and the row.

use super::host;
use super::table::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Kinds of outlets that the tables may use.
const KINDS: &[&str] = &[
    "newspaper",
    "broadcaster",
    "agency",
    "digital",
    "magazine",
    "aggregator",
    "state_organ",
    "party_organ",
    "press_release_wire",
    "think_tank",
];

/// ISO 8601: a year, a month, or a day.
fn is_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let number = |at: usize, len: usize| parts.get(at).filter(|p| p.len() == len).and_then(|p| p.parse::<u32>().ok());
    let month = |at| number(at, 2).is_some_and(|m| (1..=12).contains(&m));
    let year = number(0, 4).is_some_and(|y| (1800..2100).contains(&y));
    match parts.len() {
        1 => year,
        2 => year && month(1),
        3 => super::dates::day(date).as_deref() == Some(date),
        _ => false,
    }
}

/// ISO 639-1.
const LANGUAGES: &[&str] = &[
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el",
    "en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it",
    "iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt",
    "my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl",
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo",
    "za zh zu",
];

/// A code of ISO 639-1; or three letters, where a language has no shorter one.
fn is_language(code: &str) -> bool {
    match code.len() {
        2 => LANGUAGES.iter().any(|line| line.split(' ').any(|known| known == code)),
        3 => code.bytes().all(|b| b.is_ascii_lowercase()),
        _ => false,
    }
}

fn check<const N: usize>(name: &str, table: &'static str, header: &str, optional: &[usize]) -> Vec<[&'static str; N]> {
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], header, "{name}: header");
    assert!(table.ends_with('\n') && !table.contains('\r'), "{name}: line ends");
    let mut sorted = lines[1..].to_vec();
    sorted.sort_unstable_by(|a, b| a.split('\t').cmp(b.split('\t')));
    assert_eq!(sorted, lines[1..], "{name}: rows are sorted by their cells");
    let all: Vec<[&str; N]> = rows::<N>(table).collect();
    assert_eq!(all.len(), lines.len() - 1, "{name}: a row has another width than the header");
    let mut seen = HashSet::new();
    for row in &all {
        assert!(seen.insert(*row), "{name}: {row:?} stands twice");
        for (n, cell) in row.iter().enumerate() {
            assert_eq!(cell.trim(), *cell, "{name}: {row:?}: white space around a cell");
            assert!(!cell.is_empty() || optional.contains(&n), "{name}: {row:?}: column {n} is empty");
        }
        assert!(is_date(row[N - 1]), "{name}: {row:?}: as_of is no ISO date");
    }
    all
}

fn check_period(name: &str, row: &[&str], since: &str, until: &str) {
    let as_of = row[row.len() - 1];
    let known = since.get(..as_of.len().min(since.len())).zip(as_of.get(..as_of.len().min(since.len())));
    assert!(known.is_none_or(|(since, as_of)| since <= as_of), "{name}: {row:?}: begins after its source");
    for date in [since, until] {
        assert!(date.is_empty() || is_date(date), "{name}: {row:?}: no ISO date");
    }
    assert!(since.is_empty() || until.is_empty() || since < until, "{name}: {row:?}: ends before it begins");
}

/// Periods of one thing must not overlap.
fn check_apart(name: &str, key: &str, periods: &mut [(&str, &str)]) {
    periods.sort_unstable();
    for pair in periods.windows(2) {
        let ((_, until), (since, _)) = (pair[0], pair[1]);
        assert!(!until.is_empty() && until <= since, "{name}: {key}: two rows at one time: {pair:?}");
    }
}

#[test]
fn outlets() {
    let countries: HashSet<&str> = rows::<4>(COUNTRIES).map(|r| r[0]).collect();
    let mut ids = HashSet::new();
    let all = check::<7>("outlets", OUTLETS, "id\tname\tcountry\tlanguage\tkind\tsource\tas_of", &[3]);
    for row in &all {
        let [id, _, country, language, kind, _, _] = *row;
        assert!(ids.insert(id), "outlets: {id} stands twice");
        assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "outlets: {id}");
        assert!(countries.contains(country), "outlets: {row:?}: no ISO 3166 code");
        assert!(language.is_empty() || is_language(language), "outlets: {row:?}: no ISO 639 code");
        assert!(KINDS.contains(&kind), "outlets: {row:?}: unknown kind");
    }
    let countries: BTreeSet<&str> = all.iter().map(|r| r[2]).collect();
    println!("{} outlets of {} countries", all.len(), countries.len());
    assert!(all.len() >= 1_500 && countries.len() >= 120, "{} outlets of {} countries", all.len(), countries.len());
}

#[test]
fn hosts() {
    let ids: HashSet<&str> = rows::<7>(OUTLETS).map(|r| r[0]).collect();
    let mut periods: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    let mut served = HashSet::new();
    for row in check::<6>("hosts", HOSTS, "host\toutlet\tsince\tuntil\tsource\tas_of", &[2, 3]) {
        let [name, outlet, since, until, _, _] = row;
        assert!(ids.contains(outlet), "hosts: {row:?}: no such outlet");
        assert_eq!(host::of(&format!("https://{name}/")).as_deref(), Some(name), "hosts: {row:?}: no host");
        assert!(host::registrable(name).is_some(), "hosts: {row:?}: a public suffix");
        assert_eq!(host::bare(name), name, "hosts: {row:?}: `www.` is not kept");
        check_period("hosts", &row, since, until);
        periods.entry(name).or_default().push((since, until));
        served.insert(outlet);
    }
    for (name, list) in &mut periods {
        check_apart("hosts", name, list);
    }
    for id in ids {
        assert!(served.contains(id), "hosts: {id} has none");
    }
}

#[test]
fn names() {
    let ids: HashSet<&str> = rows::<7>(OUTLETS).map(|r| r[0]).collect();
    let mut free: HashMap<&str, &str> = HashMap::new();
    let mut pairs = HashSet::new();
    for row in check::<5>("names", NAMES, "name\toutlet\tneeds\tsource\tas_of", &[2]) {
        let [name, outlet, needs, _, _] = row;
        assert!(ids.contains(outlet), "names: {row:?}: no such outlet");
        let known = ["after", "article", "country", "reporting"];
        assert!(needs.is_empty() || needs.split(' ').all(|n| known.contains(&n)), "names: {row:?}: unknown need");
        assert!(name.chars().count() > 1, "names: {row:?}: one letter");
        assert!(pairs.insert((name, outlet)), "names: {row:?}: this outlet has the name already");
        if needs.is_empty() {
            assert!(free.insert(name, outlet).is_none(), "names: {row:?}: two outlets by one name, without a need");
        }
    }
}

#[test]
fn facts() {
    let ids: HashSet<&str> = rows::<7>(OUTLETS).map(|r| r[0]).collect();
    let owners: HashSet<&str> = rows::<8>(OWNERS).map(|r| r[0]).collect();
    let mut periods: HashMap<(&str, &str), Vec<(&str, &str)>> = HashMap::new();
    let mut used = HashSet::new();
    for row in check::<7>("facts", FACTS, "outlet\tfield\tvalue\tsince\tuntil\tsource\tas_of", &[3, 4]) {
        let [outlet, field, value, since, until, _, _] = row;
        assert!(ids.contains(outlet), "facts: {row:?}: no such outlet");
        assert!(["owner", "funding", "control", "city"].contains(&field), "facts: {row:?}: unknown field");
        assert!(field != "owner" || owners.contains(value), "facts: {row:?}: no such owner");
        check_period("facts", &row, since, until);
        periods.entry((outlet, field)).or_default().push((since, until));
        if field == "owner" {
            used.insert(value);
        }
    }
    for ((outlet, field), list) in &mut periods {
        check_apart("facts", &format!("{outlet} {field}"), list);
    }
    let parents: HashSet<&str> = rows::<8>(OWNERS).map(|r| r[3]).collect();
    for owner in owners {
        assert!(used.contains(owner) || parents.contains(owner), "owners: {owner} owns nothing");
    }
}

#[test]
fn owners() {
    let all = check::<8>("owners", OWNERS, "id\tname\tcountry\tparent\tsince\tuntil\tsource\tas_of", &[2, 3, 4, 5]);
    let countries: HashSet<&str> = rows::<4>(COUNTRIES).map(|r| r[0]).collect();
    let names: HashMap<&str, &str> = all.iter().map(|r| (r[0], r[1])).collect();
    let mut parents: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut periods: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for row in &all {
        let [id, name, country, parent, since, until, _, _] = *row;
        assert_eq!(names[id], name, "owners: {row:?}: two names");
        assert!(country.is_empty() || countries.contains(country), "owners: {row:?}: no ISO 3166 code");
        check_period("owners", row, since, until);
        periods.entry(id).or_default().push((since, until));
        if !parent.is_empty() {
            assert!(names.contains_key(parent), "owners: {row:?}: no such parent");
            parents.entry(id).or_default().push(parent);
        }
    }
    for (id, list) in &mut periods {
        check_apart("owners", id, list);
    }
    for start in names.keys() {
        let mut open = vec![*start];
        let mut seen = HashSet::new();
        while let Some(next) = open.pop() {
            for parent in parents.get(next).into_iter().flatten() {
                assert_ne!(parent, start, "owners: {start} owns itself in the end");
                if seen.insert(*parent) {
                    open.push(parent);
                }
            }
        }
    }
}

#[test]
fn countries() {
    for row in check::<4>("countries", COUNTRIES, "code\tname\tsource\tas_of", &[]) {
        assert!(row[0].len() == 2 && row[0].bytes().all(|b| b.is_ascii_uppercase()), "countries: {row:?}");
    }
}

#[test]
fn facts_are_those_of_the_day() {
    let table = Table::get();
    let owner = |host: &str, day: &str| {
        let outlet = host::find(host, Some(day)).map(|r| r.outlet)?;
        let fact = table.fact(outlet, "owner", Some(day))?;
        table.owners(fact.value, Some(day)).first().copied()
    };
    assert_eq!(owner("ft.com", "2012-05-01"), Some("Pearson plc"));
    assert_eq!(owner("ft.com", "2023-05-01"), Some("Nikkei Inc."));
    assert_eq!(owner("washingtonpost.com", "2013-09-30"), Some("The Washington Post Company (Graham family)"));
    assert_eq!(owner("washingtonpost.com", "2013-10-01"), Some("Nash Holdings"));
}

/// The figures are printed (`--nocapture`); the limit is a hundred times what is expected, so that a busy machine passes.
#[test]
fn a_host_is_looked_up_quickly() {
    Table::get();
    let hosts = ["www.rt.com", "edition.cnn.com", "timesofindia.indiatimes.com", "unknown.courier.example", "rt.com.example.net"];
    let begun = std::time::Instant::now();
    let mut found = 0;
    for _ in 0..2_000 {
        for host in hosts {
            found += usize::from(host::find(std::hint::black_box(host), Some("2023-06-08")).is_some());
        }
    }
    let each = begun.elapsed() / 10_000;
    println!("{each:?} a look-up");
    assert_eq!(found, 6_000);
    assert!(each.as_micros() < 200, "{each:?} a look-up");
}

#[test]
fn each_name_has_a_fingerprint_of_its_own() {
    let mut by_fingerprint: HashMap<u64, String> = HashMap::new();
    let names = rows::<7>(OUTLETS).map(|r| r[1]).chain(rows::<5>(NAMES).map(|r| r[0]));
    for name in names {
        let plain = plain_name(name);
        let first = by_fingerprint.entry(fingerprint(name)).or_insert_with(|| plain.clone());
        assert_eq!(*first, plain, "two names of one fingerprint");
    }
    assert_eq!(fingerprint("The Harbour-Tide"), fingerprint(" harbour tide"));
    assert_ne!(fingerprint("Harbour Tide"), fingerprint("Harbour Time"));
}
