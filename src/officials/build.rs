//! Compiles the tables beside this file into what the engine reads without parsing: finite-state maps of names and words
//! and arrays of fixed-width records. Run by cargo; [`crate::officials::table`] reads the result.

#[path = "day.rs"]
#[allow(dead_code)]
mod day;
#[path = "fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "kind.rs"]
#[allow(dead_code)]
mod kind;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::{env, fs};

/// Rows of a table by column name.
struct Tsv {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Tsv {
    fn read(name: &str) -> Tsv {
        let path = format!("src/officials/tables/{name}.tsv");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
        let mut lines = text.lines().map(|l| l.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let columns = lines.next().unwrap_or_default();
        let rows: Vec<_> = lines.collect();
        if let Some((n, row)) = rows.iter().enumerate().find(|(_, r)| r.len() != columns.len()) {
            panic!("{path}: row {} has {} cells, not {}", n + 2, row.len(), columns.len());
        }
        Tsv { columns, rows }
    }

    fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|c| c == name).unwrap_or_else(|| panic!("no column {name}"))
    }
}

/// Strings, each once, with their length before them.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    at: HashMap<String, u32>,
}

impl Strings {
    fn add(&mut self, text: &str) -> u32 {
        if let Some(at) = self.at.get(text) {
            return *at;
        }
        let at = self.bytes.len() as u32;
        assert!(text.len() < 256, "too long: {text}");
        self.bytes.push(text.len() as u8);
        self.bytes.extend(text.as_bytes());
        self.at.insert(text.to_owned(), at);
        at
    }
}

fn u24(out: &mut Vec<u8>, n: u32) {
    out.extend(&n.to_le_bytes()[..3]);
}

fn day(text: &str) -> u32 {
    if text.is_empty() { 0 } else { day::Day::parse(text).unwrap_or_else(|| panic!("no date: {text}")).0 }
}

/// Lists of numbers behind one value: a list of one is the number itself.
fn listed(lists: &mut Vec<u8>, items: &[u32]) -> u64 {
    if let [one] = items {
        return u64::from(*one);
    }
    let at = lists.len() as u64;
    u24(lists, items.len() as u32);
    for item in items {
        u24(lists, *item);
    }
    at | 1 << 32
}

fn map(name: &str, entries: &BTreeMap<String, u64>) {
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, *value).expect("sorted keys");
    }
    write(name, &builder.into_inner().expect("a map in memory"));
}

fn write(name: &str, bytes: &[u8]) {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join(name), bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
}

fn main() {
    for file in ["build.rs", "day.rs", "fold.rs", "kind.rs"] {
        println!("cargo::rerun-if-changed=src/officials/{file}");
    }
    println!("cargo::rerun-if-env-changed=CARGO_FEATURE_ENGINE");
    if env::var_os("CARGO_FEATURE_ENGINE").is_none() {
        return;
    }
    // In an order of its own: the same tables give the same bytes.
    let given: BTreeMap<String, String> = Tsv::read("given_names").rows.iter().map(|r| (r[0].clone(), r[1].clone())).collect();
    let persons = Tsv::read("persons");
    let terms = Tsv::read("terms");
    let offices = Tsv::read("offices");
    let mut strings = Strings::default();
    strings.add("");
    let mut lists = Vec::new();
    let mut words: BTreeMap<String, u64> = BTreeMap::new();

    let sources: HashMap<String, String> = Tsv::read("sources").rows.iter().map(|r| (r[0].clone(), r[1].clone())).collect();
    let mut places: Vec<String> = vec![String::new()];
    let mut place_id = |code: &str| -> u32 {
        places.iter().position(|p| p == code).unwrap_or_else(|| {
            places.push(code.to_owned());
            places.len() - 1
        }) as u32
    };

    // Offices.
    let mut office_rows = Vec::new();
    let mut office_ids = HashMap::new();
    let mut vocabulary = BTreeSet::new();
    for (n, row) in offices.rows.iter().enumerate() {
        let cell = |name: &str| row[offices.column(name)].as_str();
        office_ids.insert(cell("id").to_owned(), n as u32);
        let kind = kind::KINDS.iter().position(|(k, _)| *k == cell("kind")).unwrap_or_else(|| panic!("no kind {}", cell("kind")));
        let body = if cell("body").is_empty() { 0 } else { place_id(&format!("body:{}", cell("body"))) };
        u24(&mut office_rows, strings.add(cell("label")));
        u24(&mut office_rows, strings.add(cell("short")));
        office_rows.extend(&(place_id(cell("jurisdiction")) as u16).to_le_bytes());
        office_rows.extend(&(body as u16).to_le_bytes());
        office_rows.push(kind as u8);
        vocabulary.extend(fold::words(cell("label")));
    }

    // Terms, by person.
    let mut cites: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut by_person: HashMap<&str, Vec<&Vec<String>>> = HashMap::new();
    for row in &terms.rows {
        by_person.entry(row[0].as_str()).or_default().push(row);
        let next = cites.len() as u32;
        cites.entry((row[5].clone(), row[6].clone())).or_insert(next);
    }
    let mut ordered: Vec<_> = cites.iter().map(|((source, as_of), n)| (*n, source.clone(), as_of.clone())).collect();
    ordered.sort();
    let mut cite_rows = Vec::new();
    for (_, source, as_of) in &ordered {
        let name = sources.get(source).unwrap_or_else(|| panic!("no source {source}"));
        u24(&mut cite_rows, strings.add(name));
        u24(&mut cite_rows, day(as_of));
    }

    // Persons, their terms and their names.
    let mut person_rows = Vec::new();
    let mut term_rows = Vec::new();
    let mut person_ids = HashMap::new();
    let mut names: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut surnames: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut first_names: BTreeMap<String, u32> = BTreeMap::new();
    let mut nicknames: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let class = |word: &str| given.get(word).cloned().unwrap_or_else(|| word.to_owned());
    // Second words that are given names, too: Juan Carlos is no surname's.
    let second_names: BTreeSet<String> =
        persons.rows.iter().filter_map(|row| fold::core(&fold::words(&row[persons.column("name")])).into_iter().next()).collect();
    for (n, row) in persons.rows.iter().enumerate() {
        let person = n as u32;
        let cell = |name: &str| row[persons.column(name)].as_str();
        person_ids.insert(cell("id").to_owned(), person);
        let name = cell("name");
        let country = cell("country");
        let spelt = fold::core(&fold::words(name));
        for key in fold::keys(name, country, class) {
            names.entry(key).or_default().insert(person);
        }
        // Vladimir Padrino (López).
        if fold::two_surnames(country) && spelt.len() == 3 && !second_names.contains(&spelt[1]) && spelt[1].len() > 3 {
            names.entry(fold::key(&format!("{} {}", spelt[0], spelt[1]), false, class)).or_default().insert(person);
        }
        if !spelt.is_empty() {
            surnames.entry(fold::loose(fold::family(&spelt, country))).or_default().insert(person);
        }
        if spelt.len() > 1 {
            let first = if fold::family_first(country, &spelt) { &spelt[1] } else { &spelt[0] };
            *first_names.entry(first.clone()).or_default() += 1;
        }
        u24(&mut person_rows, strings.add(name));
        let wikidata: u32 = cell("wikidata").strip_prefix('Q').map_or(0, |q| q.parse().expect("a Q-id"));
        person_rows.extend(&wikidata.to_le_bytes());
        u24(&mut person_rows, term_rows.len() as u32 / TERM as u32);
        person_rows.extend(&(place_id(country) as u16).to_le_bytes());
        for term in by_person.get(cell("id")).map(Vec::as_slice).unwrap_or_default() {
            let office = office_ids.get(&term[1]).unwrap_or_else(|| panic!("no office {}", term[1]));
            term_rows.extend(&(*office as u16).to_le_bytes());
            for date in &term[2..5] {
                u24(&mut term_rows, day(date));
            }
            term_rows.extend(&(cites[&(term[5].clone(), term[6].clone())] as u16).to_le_bytes());
        }
        person_rows.push(u8::from(fold::family_first(country, &spelt)));
    }
    for row in &Tsv::read("names").rows {
        let person = person_ids.get(&row[0]).unwrap_or_else(|| panic!("no person {}", row[0]));
        let spelt = fold::core(&fold::words(&row[1]));
        match spelt.as_slice() {
            [] => panic!("names: no word in {}", row[1]),
            // A name of one word is a nickname: found only where the article says whose it is.
            [one] => {
                nicknames.entry(one.clone()).or_default().insert(*person);
            }
            _ => {
                names.entry(fold::key(&row[1], false, class)).or_default().insert(*person);
            }
        }
    }

    // Words: roles, places, given names, things named after persons, words of offices. One map; the first letter says which.
    for row in &Tsv::read("roles").rows {
        let mask = row[1].split(',').map(kind::bit).fold(0, |a, b| a | b);
        assert!(row[1].split(',').all(|k| kind::bit(k) != 0), "roles: {}", row[1]);
        let spelt = fold::words(&row[0]);
        vocabulary.extend(spelt.iter().cloned());
        *words.entry(format!("r{}", spelt.join(" "))).or_default() |= mask;
    }
    let mut meant: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for row in &Tsv::read("places").rows {
        let seat = match row[2].as_str() {
            "seat" => 1 << 16,
            "postal" => 1 << 17,
            _ => 0,
        };
        meant.entry(fold::words(&row[0]).join(" ")).or_default().push(place_id(&row[1]) | seat);
    }
    for (form, ids) in meant {
        let value = listed(&mut lists, &ids);
        words.insert(format!("p{form}"), value);
    }
    for (form, class) in &given {
        let at = strings.add(class);
        words.insert(format!("g{form}"), u64::from(at));
    }
    for row in &Tsv::read("things").rows {
        *words.entry(format!("t{}", row[0])).or_default() |= match row[1].as_str() {
            "after" => 1,
            "before" => 2,
            "after-any" => 1 | 4,
            "before-any" => 2 | 8,
            other => panic!("things: {other}"),
        };
    }
    // Small words of long labels say nothing of offices.
    const SMALL: &[&str] = &[
        "a", "an", "at", "between", "by", "from", "in", "into", "its", "on", "or", "s", "that", "under", "with", "without", "de",
        "e", "y", "new", "its", "his", "her", "as", "all", "who", "whose", "per", "no", "i", "ii", "iii", "iv", "than", "very",
        "day", "us", "against", "among", "since", "over", "through", "about", "within", "during",
    ];
    for word in vocabulary.into_iter().filter(|w| !SMALL.contains(&w.as_str())) {
        words.insert(format!("w{word}"), 1);
    }
    for (nickname, persons) in nicknames {
        words.insert(format!("n{nickname}"), listed(&mut lists, &persons.into_iter().collect::<Vec<_>>()));
    }
    for (first, count) in first_names {
        words.insert(format!("f{first}"), u64::from(count));
    }

    let mut compiled = |entries: BTreeMap<String, BTreeSet<u32>>| -> BTreeMap<String, u64> {
        entries.into_iter().map(|(k, ids)| (k, listed(&mut lists, &ids.into_iter().collect::<Vec<_>>()))).collect()
    };
    map("names.fst", &compiled(names));
    map("surnames.fst", &compiled(surnames));
    map("words.fst", &words);
    let mut place_rows = Vec::new();
    for place in &places {
        u24(&mut place_rows, strings.add(place));
    }
    let mut data = Vec::new();
    let sections = [&strings.bytes, &office_rows, &cite_rows, &person_rows, &term_rows, &place_rows, &lists];
    for section in sections {
        data.extend(&(section.len() as u32).to_le_bytes());
    }
    for section in sections {
        data.extend(section);
    }
    write("officials.bin", &data);
}

/// Bytes of a term: office, from, to, gone, cite.
const TERM: usize = 13;
