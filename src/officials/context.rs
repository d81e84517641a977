//! What the whole article says that bears on who is meant: the places and bodies it names, and whether it speaks of politics.

use super::role::within;
use super::table::{OfficeId, PlaceId, Table};
use super::words::Word;
use std::collections::{HashMap, HashSet};

/// The article as a whole.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Not in English: its roles and places are not read.
    pub foreign: bool,
    places: HashMap<PlaceId, u32>,
    political: u32,
    congress: u32,
    /// Offices named with their place: *mayor of london*.
    offices: HashSet<String>,
    /// Offices of which somebody who held it is surely named.
    held: HashSet<OfficeId>,
}

/// Words that speak of government.
const POLITICAL: &[&str] = &[
    "government",
    "minister",
    "president",
    "parliament",
    "senate",
    "congress",
    "election",
    "elections",
    "policy",
    "ministry",
    "diplomat",
    "diplomatic",
    "ambassador",
    "sanctions",
    "lawmakers",
    "republican",
    "republicans",
    "democrat",
    "democrats",
    "democratic",
    "administration",
    "legislation",
    "treaty",
    "summit",
    "coalition",
    "presidential",
    "ministers",
    "senator",
    "cabinet",
    "referendum",
    "opposition",
    "lawmaker",
    "political",
    "politicians",
    "politician",
    "gop",
    "mp",
    "mps",
    "governor",
];

/// Words that speak of the US Congress.
const CONGRESS: &[&str] = &[
    "senate",
    "congress",
    "republican",
    "republicans",
    "democrat",
    "democrats",
    "gop",
    "lawmakers",
    "lawmaker",
    "senator",
    "senators",
    "congressional",
    "congressman",
    "congresswoman",
    "congressmen",
    "bipartisan",
];

impl Context {
    /// Reads all words once.
    pub fn read(table: &Table, words: &[Word]) -> Context {
        let mut context = Context::default();
        let mut key = String::new();
        for (at, word) in words.iter().enumerate() {
            let plain = word.plain.as_str();
            context.political += u32::from(POLITICAL.contains(&plain));
            context.congress += u32::from(CONGRESS.contains(&plain));
            if plain == "of" && at > 0 {
                context.office(words, at);
            }
            if !word.capital {
                continue;
            }
            key.clear();
            for n in 0..4 {
                let Some(next) =
                    words.get(at + n).filter(|w| n == 0 || w.joins() && (w.capital || w.plain == "of" || w.plain == "the"))
                else {
                    break;
                };
                if n > 0 {
                    key.push(' ');
                }
                key.push_str(&next.plain);
                for placed in table.places(&key) {
                    if !placed.postal {
                        *context.places.entry(placed.place).or_default() += 1;
                    }
                }
            }
        }
        context
    }

    /// Keeps *mayor of London* and *governor of New York*.
    fn office(&mut self, words: &[Word], of: usize) {
        let head = &words[of - 1].plain;
        if !matches!(
            head.as_str(),
            "mayor" | "governor" | "premier" | "minister" | "commissioner" | "speaker" | "governors" | "mayors"
        ) {
            return;
        }
        let mut phrase = format!("{head} of");
        for word in words[of + 1..].iter().take(3).take_while(|w| w.capital && w.joins()) {
            phrase.push(' ');
            phrase.push_str(&word.plain);
            self.offices.insert(phrase.clone());
        }
    }

    /// Whether the article names the office, without saying who holds it.
    pub fn names_office(&self, label: &str) -> bool {
        let label = label.split(" (").next().unwrap_or(label);
        !self.offices.is_empty() && self.offices.contains(&super::fold::words(label).join(" "))
    }

    /// Adds a place of which an official is surely named.
    pub fn add(&mut self, place: PlaceId) {
        *self.places.entry(place).or_default() += 1;
    }

    /// Adds an office of which somebody who held it is surely named.
    pub fn add_holder(&mut self, office: OfficeId) {
        self.held.insert(office);
    }

    /// Whether somebody who held the office is surely named.
    pub fn names_holder(&self, office: OfficeId) -> bool {
        self.held.contains(&office)
    }

    /// Takes the article for a political one: an official is named with an office.
    pub fn is_about_officials(&mut self) {
        self.political += 2;
    }

    /// Whether the article names the place, a part of it or what it is a part of.
    pub fn names(&self, table: &Table, place: PlaceId) -> bool {
        place.0 != 0 && self.places.keys().any(|p| within(table, *p, place))
    }

    /// Whether the article names the place itself or a part of it.
    pub fn names_itself(&self, table: &Table, place: PlaceId) -> bool {
        let code = table.code(place);
        let part = |p: &str| p.strip_prefix(code).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        place.0 != 0 && self.places.keys().any(|p| part(table.code(*p)))
    }

    /// Whether it speaks of government at all.
    pub fn is_political(&self) -> bool {
        self.political >= 2
    }

    /// Whether it speaks of the US Congress.
    pub fn speaks_of_congress(&self) -> bool {
        self.congress >= 1
    }
}
