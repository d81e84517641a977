//! Every row of the tables.

use super::day::Day;
use super::kind::KINDS;
use super::table::Table;
use std::collections::{HashMap, HashSet};

struct Tsv {
    name: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

impl Tsv {
    fn parse(name: &'static str, text: &'static str) -> Tsv {
        let mut lines = text.lines().map(|l| l.split('\t').collect::<Vec<_>>());
        let columns = lines.next().unwrap_or_default();
        let rows: Vec<Vec<_>> = lines.collect();
        for (n, row) in rows.iter().enumerate() {
            assert_eq!(row.len(), columns.len(), "{name}: row {}", n + 2);
        }
        Tsv { name, columns, rows }
    }

    fn cell<'r>(&self, row: &'r [&'static str], column: &str) -> &'r str {
        row[self.columns.iter().position(|c| *c == column).unwrap_or_else(|| panic!("{}: no column {column}", self.name))]
    }

    fn ids(&self) -> HashSet<&'static str> {
        self.rows.iter().map(|r| r[0]).collect()
    }
}

macro_rules! tables {
    ($($name:ident),*) => {
        $(fn $name() -> Tsv { Tsv::parse(stringify!($name), include_str!(concat!("tables/", stringify!($name), ".tsv"))) })*
        fn all() -> Vec<Tsv> { vec![$($name()),*] }
    };
}
tables!(persons, names, offices, terms, sources, roles, places, given_names, things);

fn is_date(text: &str) -> bool {
    matches!(text.len(), 4 | 7 | 10) && Day::parse(text).is_some()
}

fn is_place(text: &str) -> bool {
    let mut parts = text.split('-');
    let upper = |p: Option<&str>, n: std::ops::RangeInclusive<usize>| {
        p.is_some_and(|p| n.contains(&p.len()) && p.bytes().all(|b| b.is_ascii_uppercase()))
    };
    upper(parts.next(), 2..=2) && text.split('-').count() <= 2 && (text.len() == 2 || upper(parts.next(), 2..=3))
}

#[test]
fn rows_are_sorted_and_not_repeated() {
    for table in all() {
        for pair in table.rows.windows(2) {
            assert!(pair[0] < pair[1], "{}: {:?} before {:?}", table.name, pair[0], pair[1]);
        }
    }
}

#[test]
fn cells_are_trimmed_and_dates_are_dates() {
    for table in all() {
        for row in &table.rows {
            assert!(row.iter().all(|c| c.trim() == *c && !c.contains("  ")), "{}: {row:?}", table.name);
            if table.columns.contains(&"as_of") {
                assert!(is_date(table.cell(row, "as_of")), "{}: {row:?}", table.name);
            }
        }
    }
}

#[test]
fn every_source_is_known() {
    let known = sources().ids();
    for table in all().into_iter().filter(|t| t.columns.contains(&"source")) {
        for row in &table.rows {
            let source = table.cell(row, "source");
            assert!(source == "editors" || known.contains(source), "{}: {row:?}", table.name);
        }
    }
}

#[test]
fn persons_have_names_countries_and_items() {
    let table = persons();
    let mut ids = HashSet::new();
    let mut items = HashSet::new();
    for row in &table.rows {
        assert!(ids.insert(row[0]), "{row:?}");
        assert!(!table.cell(row, "name").is_empty(), "{row:?}");
        let country = table.cell(row, "country");
        assert!(country.is_empty() || is_place(country), "{row:?}");
        let item = table.cell(row, "wikidata");
        assert!(item.is_empty() || item.strip_prefix('Q').is_some_and(|n| n.parse::<u32>().is_ok()), "{row:?}");
        assert!(item.is_empty() || items.insert(item), "item twice: {row:?}");
    }
}

#[test]
fn other_names_belong_to_persons() {
    let known = persons().ids();
    for row in &names().rows {
        assert!(known.contains(row[0]), "{row:?}");
    }
}

#[test]
fn offices_have_places_and_kinds() {
    let table = offices();
    let bodies: HashSet<String> = places().rows.iter().map(|r| r[1].to_owned()).collect();
    let mut ids = HashSet::new();
    for row in &table.rows {
        assert!(ids.insert(row[0]), "{row:?}");
        assert!(!table.cell(row, "label").is_empty(), "{row:?}");
        let (place, body) = (table.cell(row, "jurisdiction"), table.cell(row, "body"));
        assert!(place.is_empty() || is_place(place), "{row:?}");
        assert!(!(place.is_empty() && body.is_empty()), "{row:?}");
        let known = bodies.contains(&format!("body:{body}"));
        assert!(body.is_empty() || known, "{row:?}");
        assert!(KINDS.iter().any(|(k, rank)| *k == table.cell(row, "kind") && *rank < 90), "{row:?}");
    }
}

#[test]
fn terms_begin_before_they_end_and_do_not_overlap() {
    let table = terms();
    let (people, posts) = (persons().ids(), offices().ids());
    let mut by_office: HashMap<(&str, &str), Vec<(&str, &str)>> = HashMap::new();
    for row in &table.rows {
        assert!(people.contains(row[0]) && posts.contains(row[1]), "{row:?}");
        let [from, to, gone] = [row[2], row[3], row[4]];
        assert!(is_date(from), "{row:?}");
        let before = |a: &str, b: &str| {
            let n = a.len().min(b.len());
            a[..n] <= b[..n]
        };
        assert!(to.is_empty() || is_date(to) && before(from, to), "{row:?}");
        assert!(gone.is_empty() || is_date(gone) && !to.is_empty() && before(to, gone), "{row:?}");
        by_office.entry((row[0], row[1])).or_default().push((from, to));
    }
    for ((person, office), mut list) in by_office {
        list.sort();
        for pair in list.windows(2) {
            let (end, next) = (pair[0].1, pair[1].0);
            let n = end.len().min(next.len());
            assert!(!end.is_empty() && end[..n] <= next[..n], "{person}, {office}: {pair:?}");
        }
    }
}

#[test]
fn everybody_has_an_office() {
    let held: HashSet<&str> = terms().rows.iter().map(|r| r[0]).collect();
    for row in &persons().rows {
        assert!(held.contains(row[0]), "{row:?}");
    }
}

#[test]
fn words_of_roles_mean_kinds() {
    for row in &roles().rows {
        assert!(row[1].split(',').all(|k| super::kind::bit(k) != 0), "{row:?}");
    }
    assert!(KINDS.len() <= 63);
}

#[test]
fn the_compiled_tables_are_the_tables() {
    let table = Table::get();
    let rows = persons();
    assert_eq!(table.len(), rows.rows.len());
    let terms = terms();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for row in &terms.rows {
        *counts.entry(row[0]).or_default() += 1;
    }
    for (n, row) in rows.rows.iter().enumerate() {
        let person = super::table::PersonId(n as u32);
        assert_eq!(table.name(person), rows.cell(row, "name"));
        assert_eq!(table.wikidata(person).unwrap_or_default(), rows.cell(row, "wikidata"));
        assert_eq!(table.terms(person).count(), counts[row[0]], "{row:?}");
    }
}

/// Terms that must be right whatever the sources say.
#[test]
fn terms_that_everybody_knows() {
    let table = terms();
    for (person, office, from, to) in [
        ("anders-fogh-rasmussen", "nato.secretary-general", "2009-08-01", "2014-09-30"),
        ("anders-fogh-rasmussen", "dk.prime-minister", "2001-11-27", "2009-04-05"),
        ("volodymyr-zelenskyy", "ua.president", "2019-05-20", ""),
        ("petro-poroshenko", "ua.president", "2014-06-07", "2019-05-20"),
        ("jens-stoltenberg", "nato.secretary-general", "2014-10-01", "2024-10-01"),
        ("jens-stoltenberg", "no.finance-minister", "2025-02-04", ""),
        ("julianne-smith", "us.permanent-representative-to-nato", "2021", "2024-11"),
        ("mark-rutte", "nato.secretary-general", "2024-10-01", ""),
        ("mark-rutte", "nl.prime-minister", "2010-10-14", "2024-07-02"),
        ("friedrich-merz", "de.prime-minister", "2025-05-06", ""),
        ("donald-trump", "us.president", "2017-01-20", "2021-01-20"),
        ("donald-trump", "us.president", "2025-01-20", ""),
        ("keir-starmer", "gb.prime-minister", "2024-07-05", "2026-07-20"),
        ("andy-burnham", "gb.prime-minister", "2026-07-20", ""),
        ("ben-wallace", "gb.defence-minister", "2019-07-24", "2023-08-31"),
        ("paul-ryan", "us.speaker-of-the-house", "2015-10-29", "2019-01-03"),
        ("micheal-martin", "ie.prime-minister", "2020-06-27", "2022-12-17"),
        ("micheal-martin", "ie.prime-minister", "2025-01-23", ""),
        ("sigmar-gabriel", "de.environment", "2005-11-22", "2009-10-28"),
        ("p-chidambaram", "in.interior-minister", "2008-11-30", "2012-07-31"),
        ("vojislav-kostunica", "rs.president-of-yugoslavia", "2000-10-07", "2003-03-07"),
        ("mohammed-bin-zayed-al-nahyan", "ae.president", "2022-05-14", ""),
        ("hassan-rouhani", "ir.president", "2013-08-03", "2021-08-03"),
        ("jimmy-carter", "us.president", "1977-01-20", "1981-01-20"),
        ("john-f-kennedy", "us.president", "1961-01-20", "1963-11-22"),
        ("mikhail-gorbachev", "su.president", "1990-03-15", "1991-12-25"),
        ("boris-yeltsin", "ru.president", "1991-07-10", "1999-12-31"),
        ("nelson-mandela", "za.president", "1994-05-10", "1999-06-16"),
        ("helmut-kohl", "de.prime-minister", "1982-10-01", "1998-10-27"),
        ("indira-gandhi", "in.prime-minister", "1980-01-14", "1984-10-31"),
        ("winston-churchill", "gb.prime-minister", "1951-10-26", "1955-04-05"),
    ] {
        assert!(table.rows.iter().any(|r| r[..4] == [person, office, from, to]), "{person} {office}");
    }
}

/// A junior minister is not the head of the department, the head of a region is not the head of the state, and one person has
/// one row.
#[test]
fn one_head_of_a_department_at_a_time() {
    let table = terms();
    for office in [
        "gb.defence-minister",
        "gb.foreign-minister",
        "gb.interior-minister",
        "gb.justice-minister",
        "gb.finance-minister",
        "de.foreign-minister",
        "de.defence-minister",
        "de.finance-minister",
        "de.interior-minister",
        "fr.defence-minister",
        "in.interior-minister",
        "br.foreign-minister",
        "gr.finance-minister",
        "ru.prime-minister",
        "nz.prime-minister",
        "co.president",
        "pe.president",
    ] {
        let mut list: Vec<_> = table.rows.iter().filter(|r| r[1] == office && r[2] >= "2010").collect();
        list.sort_by_key(|r| r[2]);
        for pair in list.windows(2) {
            assert!(!pair[0][3].is_empty() && pair[0][3] <= pair[1][2], "{pair:?}");
        }
    }
}
