//! The compiled tables: read where they lie, nothing is parsed and nothing is built when the engine starts.
//!
//! `build.rs` beside this file writes them. Names are a finite-state map (`fst`): walking it letter by letter finds the longest
//! name that begins at a word, in time that depends on the name alone. The rest are arrays of fixed width and one of strings.
//! A number that points outside reads as zero or as nothing, never as a panic.

use super::day::Day;
use super::kind::{self, KINDS};
use super::own::Own;
use fst::raw::{Fst, Node, Output};
use std::sync::{Arc, OnceLock};

static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
static SURNAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/surnames.fst"));
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"));
static DATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/officials.bin"));

const OFFICE: usize = 11;
const CITE: usize = 6;
const PERSON: usize = 13;
const TERM: usize = 13;

/// A person's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PersonId(pub u32);

/// An office's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OfficeId(pub u16);

/// A country, part of a country, or body that offices belong to; 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PlaceId(pub u16);

/// A place as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Which.
    pub place: PlaceId,
    /// A seat of government, which stands for its country less surely than a name does.
    pub seat: bool,
    /// A postal abbreviation, which counts only beside a party (*R-Ohio*) or a title.
    pub postal: bool,
}

/// One term of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// Which office.
    pub office: OfficeId,
    /// First day.
    pub from: Day,
    /// Last day known; none where no end is known.
    pub to: Day,
    /// Day from which it was surely over, where `to` is only the last day on which the person was seen in office.
    pub gone: Day,
    /// Where it comes from: source and day.
    pub cite: u16,
}

/// The tables, with a reader's own lists beside them where there are some.
///
/// What the lists say follows the rows of the tables: their persons, offices, places and sources have the numbers after those of
/// the tables, and nothing of the tables is replaced.
#[derive(Clone)]
pub(super) struct Table {
    own: Option<Arc<Own>>,
    names: Fst<&'static [u8]>,
    surnames: Fst<&'static [u8]>,
    words: Fst<&'static [u8]>,
    strings: &'static [u8],
    offices: &'static [u8],
    cites: &'static [u8],
    persons: &'static [u8],
    terms: &'static [u8],
    places: &'static [u8],
    lists: &'static [u8],
}

/// A walk through the names, a byte at a time: through those of the tables and those of the reader's own lists together.
pub(super) struct Walk<'t> {
    table: &'t Table,
    built_in: Option<(Node<'t>, Output)>,
    own: Option<(Node<'t>, Output)>,
}

/// What stands at the end of a name: who bears it in the tables and in the reader's own lists.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bearers {
    built_in: Option<u64>,
    own: Option<u64>,
}

fn step_in<'m, D: AsRef<[u8]>>(map: &'m Fst<D>, from: (Node<'m>, Output), bytes: &[u8]) -> Option<(Node<'m>, Output)> {
    let (mut node, mut out) = from;
    for byte in bytes {
        let transition = node.transition(node.find_input(*byte)?);
        out = out.cat(transition.out);
        node = map.node(transition.addr);
    }
    Some((node, out))
}

impl<'t> Walk<'t> {
    fn on(&self, bytes: &[u8]) -> Walk<'t> {
        let table = self.table;
        let own = self.own.zip(table.own.as_deref()).and_then(|(at, own)| step_in(&own.names, at, bytes));
        Walk { table, built_in: self.built_in.and_then(|at| step_in(&table.names, at, bytes)), own }
    }

    /// Goes on by these bytes; false (and no further use) where no key goes on so.
    pub fn step(&mut self, bytes: &[u8]) -> bool {
        *self = self.on(bytes);
        self.built_in.is_some() || self.own.is_some()
    }

    /// Who bears the name that ends after these further bytes, if there is one.
    pub fn value_after(&self, bytes: &[u8]) -> Option<Bearers> {
        let on = self.on(bytes);
        let end = |at: Option<(Node<'t>, Output)>| {
            at.filter(|(node, _)| node.is_final()).map(|(node, out)| out.cat(node.final_output()).value())
        };
        let bearers = Bearers { built_in: end(on.built_in), own: end(on.own) };
        (bearers.built_in.is_some() || bearers.own.is_some()).then_some(bearers)
    }
}

impl Table {
    /// The tables. The first call reads four headers of a few bytes.
    pub fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(|| {
            let map = |bytes: &'static [u8]| Fst::new(bytes).unwrap_or_else(|_| empty());
            let mut at = 28;
            let mut section = |n: usize| -> &'static [u8] {
                let length = DATA.get(n * 4..n * 4 + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
                let bytes = DATA.get(at..at + length).unwrap_or_default();
                at += length;
                bytes
            };
            Table {
                own: None,
                names: map(NAMES),
                surnames: map(SURNAMES),
                words: map(WORDS),
                strings: section(0),
                offices: section(1),
                cites: section(2),
                persons: section(3),
                terms: section(4),
                places: section(5),
                lists: section(6),
            }
        })
    }

    /// The tables with a reader's own lists beside them.
    pub fn with(own: Own) -> Table {
        Table { own: Some(Arc::new(own)), ..Table::get().clone() }
    }

    fn u24(bytes: &[u8], at: usize) -> u32 {
        bytes.get(at..at + 3).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], 0]))
    }

    fn u16(bytes: &[u8], at: usize) -> u16 {
        bytes.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
    }

    fn string(&self, at: u32) -> &'static str {
        let at = at as usize;
        let length = self.strings.get(at).map_or(0, |n| usize::from(*n));
        self.strings.get(at + 1..at + 1 + length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    fn list(&self, value: u64) -> Vec<u32> {
        if value >> 32 == 0 {
            return vec![value as u32];
        }
        let at = value as u32 as usize;
        let count = Self::u24(self.lists, at) as usize;
        (1..=count).map(|n| Self::u24(self.lists, at + 3 * n)).collect()
    }

    /// Begins a walk through the full names.
    pub fn names(&self) -> Walk<'_> {
        let own = self.own.as_deref().map(|own| (own.names.root(), Output::zero()));
        Walk { table: self, built_in: Some((self.names.root(), Output::zero())), own }
    }

    /// The persons at the end of a name.
    pub fn persons_of(&self, bearers: Bearers) -> Vec<PersonId> {
        let mut persons = self.persons_in(bearers.built_in);
        if let Some((own, at)) = self.own.as_deref().zip(bearers.own) {
            for person in own.bearers(at) {
                if !persons.contains(person) {
                    persons.push(*person);
                }
            }
        }
        persons
    }

    fn persons_in(&self, value: Option<u64>) -> Vec<PersonId> {
        value.map(|v| self.list(v).into_iter().map(PersonId).collect()).unwrap_or_default()
    }

    /// Persons with this surname, loosely folded.
    pub fn with_surname(&self, loose: &str) -> Vec<PersonId> {
        let mut persons = self.persons_in(self.surnames.get(loose).map(|v| v.value()));
        if let Some(own) = self.own.as_deref() {
            persons.extend(own.with_surname(loose));
        }
        persons
    }

    /// Persons with this nickname of one word (plainly folded): *Lula*, *Bibi*. It says nothing alone.
    pub fn with_nickname(&self, word: &str) -> Vec<PersonId> {
        let mut persons = self.persons_in(self.words.get(format!("n{word}")).map(|v| v.value()));
        if let Some(own) = self.own.as_deref() {
            persons.extend(own.with_nickname(word));
        }
        persons
    }

    /// Persons of the tables alone whose name has this key (see [`super::fold::keys`]).
    pub fn with_name(&self, key: &str) -> Vec<PersonId> {
        self.persons_in(self.names.get(key).map(|v| v.value()))
    }

    /// The kinds of offices that a title means (plainly folded words, one blank between); 0 where it is none.
    pub fn role(&self, title: &str) -> u64 {
        self.word('r', title) | self.own.as_deref().map_or(0, |own| own.role(title))
    }

    /// Places that these words mean.
    pub fn places(&self, words: &str) -> Vec<Placed> {
        let mut places = match self.words.get(format!("p{words}")) {
            Some(value) => self
                .list(value.value())
                .into_iter()
                .map(|n| Placed { place: PlaceId(n as u16), seat: n >> 16 & 1 == 1, postal: n >> 17 & 1 == 1 })
                .collect(),
            None => Vec::new(),
        };
        if let Some(own) = self.own.as_deref() {
            places.extend(own.places(words).iter().map(|place| Placed { place: *place, seat: false, postal: false }));
        }
        places
    }

    /// The name of which this given name is a form (*Bill* of *William*).
    pub fn given<'w>(&self, word: &'w str) -> &'w str
    where
        'static: 'w,
    {
        match self.words.get(format!("g{word}")) {
            Some(at) => self.string(at.value() as u32),
            None => word,
        }
    }

    /// Whether a name before this word is the name of a thing (*Tower*, *School*).
    pub fn names_a_thing(&self, word: &str) -> bool {
        self.word('t', word) & 1 == 1
    }

    /// Whether a name after this word is the name of a thing (*USS*, *Fort*).
    pub fn begins_a_thing(&self, word: &str) -> bool {
        self.word('t', word) & 2 == 2
    }

    /// Whether a name before this word is the name of a thing, also where the word has no capital (*the Jimmy Carter airport*).
    pub fn names_a_small_thing(&self, word: &str) -> bool {
        self.word('t', word) & 4 == 4
    }

    /// Whether a name after this word is the name of a thing, also where the word has no capital (*the ferry Urho Kekkonen*).
    pub fn begins_a_small_thing(&self, word: &str) -> bool {
        self.word('t', word) & 8 == 8
    }

    /// Whether the word occurs in offices or titles.
    pub fn in_offices(&self, word: &str) -> bool {
        self.word('w', word) != 0 || self.own.as_deref().is_some_and(|own| own.in_offices(word))
    }

    /// How many persons of the table have this first name.
    pub fn first_name(&self, word: &str) -> u64 {
        self.word('f', word)
    }

    fn word(&self, class: char, word: &str) -> u64 {
        self.words.get(format!("{class}{word}")).map_or(0, |v| v.value())
    }

    /// The part of the reader's own lists after the tables' rows: what has the number `at`, where the tables have `count`.
    fn beyond<T>(&self, at: usize, count: usize, of: impl Fn(&Own) -> &[T]) -> Option<&T> {
        self.own.as_deref().and_then(|own| of(own).get(at.checked_sub(count)?))
    }

    /// Whether only the reader's own lists have the person.
    pub fn is_own(&self, person: PersonId) -> bool {
        person.0 as usize >= self.built_in()
    }

    /// Whether a term is one of the reader's own lists.
    pub fn is_own_term(&self, term: Term) -> bool {
        usize::from(term.cite) >= self.cites.len() / CITE
    }

    /// Usual name.
    pub fn name(&self, person: PersonId) -> &str {
        let at = person.0 as usize;
        match self.beyond(at, self.built_in(), |own| &own.persons) {
            Some(own) => &own.name,
            None => self.string(Self::u24(self.persons, at * PERSON)),
        }
    }

    /// Wikidata item, where there is one.
    pub fn wikidata(&self, person: PersonId) -> Option<String> {
        let at = person.0 as usize * PERSON + 3;
        let number = self.persons.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        (number != 0).then(|| format!("Q{number}"))
    }

    /// Country of the person.
    pub fn country(&self, person: PersonId) -> PlaceId {
        let at = person.0 as usize;
        match self.beyond(at, self.built_in(), |own| &own.persons) {
            Some(own) => own.country,
            None => PlaceId(Self::u16(self.persons, at * PERSON + 10)),
        }
    }

    /// Whether the family name stands first.
    pub fn family_first(&self, person: PersonId) -> bool {
        let at = person.0 as usize;
        match self.beyond(at, self.built_in(), |own| &own.persons) {
            Some(own) => own.family_first,
            None => self.persons.get(at * PERSON + 12).is_some_and(|b| *b == 1),
        }
    }

    /// Terms of office, in the order of the table; those of the reader's own lists come last.
    pub fn terms(&self, person: PersonId) -> impl Iterator<Item = Term> + '_ {
        let at = person.0 as usize * PERSON + 7;
        let (first, last) = if self.is_own(person) {
            (0, 0)
        } else {
            let next = at + PERSON;
            let last =
                if next + 3 <= self.persons.len() { Self::u24(self.persons, next) as usize } else { self.terms.len() / TERM };
            (Self::u24(self.persons, at) as usize, last)
        };
        let built_in = (first..last).map(|n| {
            let at = n * TERM;
            Term {
                office: OfficeId(Self::u16(self.terms, at)),
                from: Day(Self::u24(self.terms, at + 2)),
                to: Day(Self::u24(self.terms, at + 5)),
                gone: Day(Self::u24(self.terms, at + 8)),
                cite: Self::u16(self.terms, at + 11),
            }
        });
        built_in.chain(self.own.as_deref().map_or(&[][..], |own| own.terms(person)).iter().copied())
    }

    /// Number of offices in the tables.
    pub fn offices(&self) -> usize {
        self.offices.len() / OFFICE
    }

    /// Number of places in the tables.
    pub fn all_places(&self) -> usize {
        self.places.len() / 3
    }

    /// Number of sources with their days in the tables.
    pub fn cites(&self) -> usize {
        self.cites.len() / CITE
    }

    /// Number of persons in the tables.
    pub fn built_in(&self) -> usize {
        self.persons.len() / PERSON
    }

    fn own_office(&self, office: OfficeId) -> Option<&super::own::OwnOffice> {
        self.beyond(usize::from(office.0), self.offices(), |own| &own.offices)
    }

    /// Name of an office, with its body.
    pub fn label(&self, office: OfficeId) -> &str {
        match self.own_office(office) {
            Some(own) => &own.label,
            None => self.string(Self::u24(self.offices, usize::from(office.0) * OFFICE)),
        }
    }

    /// Short name of an office, empty where the label is short enough.
    pub fn short(&self, office: OfficeId) -> &str {
        self.string(Self::u24(self.offices, usize::from(office.0) * OFFICE + 3))
    }

    /// Country or part of one whose office it is.
    pub fn jurisdiction(&self, office: OfficeId) -> PlaceId {
        match self.own_office(office) {
            Some(own) => own.jurisdiction,
            None => PlaceId(Self::u16(self.offices, usize::from(office.0) * OFFICE + 6)),
        }
    }

    /// Body whose office it is.
    pub fn body(&self, office: OfficeId) -> PlaceId {
        match self.own_office(office) {
            Some(own) => own.body,
            None => PlaceId(Self::u16(self.offices, usize::from(office.0) * OFFICE + 8)),
        }
    }

    /// The office's kind in a mask of kinds; what an own list calls an office can be of several.
    pub fn kind(&self, office: OfficeId) -> u64 {
        match self.own_office(office) {
            Some(own) => own.kinds,
            None => 1 << self.kind_at(office).min(63),
        }
    }

    /// Rank of an office: the lower, the more senior. Nobody becomes well known by an own list.
    pub fn rank(&self, office: OfficeId) -> u8 {
        match self.own_office(office) {
            Some(own) => kind::rank(own.kinds).max(super::own::RANK),
            None => KINDS.get(self.kind_at(office)).map_or(99, |(_, rank)| *rank),
        }
    }

    fn kind_at(&self, office: OfficeId) -> usize {
        self.offices.get(usize::from(office.0) * OFFICE + 10).map_or(63, |b| usize::from(*b))
    }

    /// Code of a place: ISO 3166 or `body:NATO`.
    pub fn code(&self, place: PlaceId) -> &str {
        let at = usize::from(place.0);
        match self.beyond(at, self.all_places(), |own| &own.codes) {
            Some(code) => code,
            None => self.string(Self::u24(self.places, at * 3)),
        }
    }

    /// Source of a term and the last day for which it speaks.
    pub fn cite(&self, cite: u16) -> (&str, Day) {
        match self.beyond(usize::from(cite), self.cites(), |own| &own.cites) {
            Some((source, as_of)) => (source, *as_of),
            None => {
                let at = usize::from(cite) * CITE;
                (self.string(Self::u24(self.cites, at)), Day(Self::u24(self.cites, at + 3)))
            }
        }
    }

    /// Number of persons.
    pub fn len(&self) -> usize {
        self.built_in() + self.own.as_deref().map_or(0, |own| own.persons.len())
    }
}

/// A map without keys, for the case that cannot be: compiled bytes that are no map.
fn empty() -> Fst<&'static [u8]> {
    // The bytes of an empty map of this version of the format, made once.
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = EMPTY.get_or_init(|| fst::raw::Builder::memory().into_inner().unwrap_or_default());
    Fst::new(bytes.as_slice()).expect("a map just built")
}
