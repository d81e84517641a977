//! The compiled tables: read where they lie, nothing is parsed and nothing is built when the engine starts.
//!
//! `build.rs` beside this file writes them. Names are a finite-state map (`fst`): walking it letter by letter finds the longest
//! name that begins at a word, in time that depends on the name alone. The rest are arrays of fixed width and one of strings.
//! A number that points outside reads as zero or as nothing, never as a panic.

use super::day::Day;
use super::kind::KINDS;
use fst::raw::{Fst, Output};
use std::sync::OnceLock;

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

/// The tables.
pub(super) struct Table {
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

/// A walk through one of the maps, a byte at a time.
pub(super) struct Walk<'t> {
    map: &'t Fst<&'static [u8]>,
    node: fst::raw::Node<'t>,
    out: Output,
}

impl Walk<'_> {
    /// Goes on by these bytes; false (and no further use) where no key goes on so.
    pub fn step(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            let Some(at) = self.node.find_input(*byte) else { return false };
            let transition = self.node.transition(at);
            self.out = self.out.cat(transition.out);
            self.node = self.map.node(transition.addr);
        }
        true
    }

    /// The value of the key that ends after these further bytes, if there is one.
    pub fn value_after(&self, bytes: &[u8]) -> Option<u64> {
        let mut on = Walk { map: self.map, node: self.node, out: self.out };
        if !on.step(bytes) || !on.node.is_final() {
            return None;
        }
        Some(on.out.cat(on.node.final_output()).value())
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
        Walk { map: &self.names, node: self.names.root(), out: Output::zero() }
    }

    /// The persons behind a value of [`Table::names`] or [`Table::with_surname`].
    pub fn persons_of(&self, value: u64) -> Vec<PersonId> {
        self.list(value).into_iter().map(PersonId).collect()
    }

    /// Persons with this surname, loosely folded.
    pub fn with_surname(&self, loose: &str) -> Vec<PersonId> {
        self.surnames.get(loose).map(|v| self.persons_of(v.value())).unwrap_or_default()
    }

    /// The kinds of offices that a title means (plainly folded words, one blank between); 0 where it is none.
    pub fn role(&self, title: &str) -> u64 {
        self.word('r', title)
    }

    /// Places that these words mean.
    pub fn places(&self, words: &str) -> Vec<Placed> {
        let Some(value) = self.words.get(format!("p{words}")) else { return Vec::new() };
        self.list(value.value())
            .into_iter()
            .map(|n| Placed { place: PlaceId(n as u16), seat: n >> 16 & 1 == 1, postal: n >> 17 & 1 == 1 })
            .collect()
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

    /// Whether the word occurs in offices or titles.
    pub fn in_offices(&self, word: &str) -> bool {
        self.word('w', word) != 0
    }

    /// How many persons of the table have this first name.
    pub fn first_name(&self, word: &str) -> u64 {
        self.word('f', word)
    }

    fn word(&self, class: char, word: &str) -> u64 {
        self.words.get(format!("{class}{word}")).map_or(0, |v| v.value())
    }

    /// Usual name.
    pub fn name(&self, person: PersonId) -> &'static str {
        self.string(Self::u24(self.persons, person.0 as usize * PERSON))
    }

    /// Wikidata item, where there is one.
    pub fn wikidata(&self, person: PersonId) -> Option<String> {
        let at = person.0 as usize * PERSON + 3;
        let number = self.persons.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        (number != 0).then(|| format!("Q{number}"))
    }

    /// Country of the person.
    pub fn country(&self, person: PersonId) -> PlaceId {
        PlaceId(Self::u16(self.persons, person.0 as usize * PERSON + 10))
    }

    /// Whether the family name stands first.
    pub fn family_first(&self, person: PersonId) -> bool {
        self.persons.get(person.0 as usize * PERSON + 12).is_some_and(|b| *b == 1)
    }

    /// Terms of office, in the order of the table.
    pub fn terms(&self, person: PersonId) -> impl Iterator<Item = Term> + '_ {
        let at = person.0 as usize * PERSON + 7;
        let first = Self::u24(self.persons, at) as usize;
        let next = at + PERSON;
        let last = if next + 3 <= self.persons.len() { Self::u24(self.persons, next) as usize } else { self.terms.len() / TERM };
        (first..last).map(|n| {
            let at = n * TERM;
            Term {
                office: OfficeId(Self::u16(self.terms, at)),
                from: Day(Self::u24(self.terms, at + 2)),
                to: Day(Self::u24(self.terms, at + 5)),
                gone: Day(Self::u24(self.terms, at + 8)),
                cite: Self::u16(self.terms, at + 11),
            }
        })
    }

    /// Name of an office, with its body.
    pub fn label(&self, office: OfficeId) -> &'static str {
        self.string(Self::u24(self.offices, usize::from(office.0) * OFFICE))
    }

    /// Short name of an office, empty where the label is short enough.
    pub fn short(&self, office: OfficeId) -> &'static str {
        self.string(Self::u24(self.offices, usize::from(office.0) * OFFICE + 3))
    }

    /// Country or part of one whose office it is.
    pub fn jurisdiction(&self, office: OfficeId) -> PlaceId {
        PlaceId(Self::u16(self.offices, usize::from(office.0) * OFFICE + 6))
    }

    /// Body whose office it is.
    pub fn body(&self, office: OfficeId) -> PlaceId {
        PlaceId(Self::u16(self.offices, usize::from(office.0) * OFFICE + 8))
    }

    /// Bit of the office's kind in a mask of kinds.
    pub fn kind(&self, office: OfficeId) -> u64 {
        1 << self.kind_at(office).min(63)
    }

    /// Rank of an office: the lower, the more senior.
    pub fn rank(&self, office: OfficeId) -> u8 {
        KINDS.get(self.kind_at(office)).map_or(99, |(_, rank)| *rank)
    }

    fn kind_at(&self, office: OfficeId) -> usize {
        self.offices.get(usize::from(office.0) * OFFICE + 10).map_or(63, |b| usize::from(*b))
    }

    /// Code of a place: ISO 3166 or `body:NATO`.
    pub fn code(&self, place: PlaceId) -> &'static str {
        self.string(Self::u24(self.places, usize::from(place.0) * 3))
    }

    /// Source of a term and the last day for which it speaks.
    pub fn cite(&self, cite: u16) -> (&'static str, Day) {
        let at = usize::from(cite) * CITE;
        (self.string(Self::u24(self.cites, at)), Day(Self::u24(self.cites, at + 3)))
    }

    /// Number of persons.
    pub fn len(&self) -> usize {
        self.persons.len() / PERSON
    }
}

/// A map without keys, for the case that cannot be: compiled bytes that are no map.
fn empty() -> Fst<&'static [u8]> {
    // The bytes of an empty map of this version of the format, made once.
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = EMPTY.get_or_init(|| fst::raw::Builder::memory().into_inner().unwrap_or_default());
    Fst::new(bytes.as_slice()).expect("a map just built")
}
