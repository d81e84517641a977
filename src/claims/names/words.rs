//! Words that stand in and beside names, and what each says of the name: titles, forms of address, offices, words that
//! only places, bodies and days end with, parts of names.
//!
//! They are rows of `words.tsv` and `states.tsv`; the README of the tables says what each sort means. A word can be of several
//! sorts (*Lake* ends the names of lakes, and is a surname).

use crate::claims::lexicon::{self, Gender};
use crate::claims::view::View;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is in a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sort {
    /// Stands before names: *Sen*, *deputy*.
    Title,
    /// A title that everybody has: *Mr*, *Dr*.
    Address,
    /// The title of an office: *judge*, *mayor*.
    Office,
    /// Ends names that are no persons': *Street*, *Gazette*, *Monday*.
    Thing,
    /// Ends names that only bodies have: *University*, *Council*.
    Body,
    /// Ends names that are no persons', and is a surname: *Lake*, *May*.
    Surname,
    /// Written small within names: *van*, *bin*.
    Particle,
    /// Stands after a surname and is no part of it: *Jr*.
    Suffix,
    /// Ends the names of outlets: *Mirror*, *Courier*.
    Outlet,
    /// Begins names of bodies that say what they are for: *Ministry of Health and Social Care*.
    Matter,
    /// An adjective that begins names of bodies: *Red*, *Supreme*.
    Quality,
}

impl Sort {
    fn named(name: &str) -> Option<Sort> {
        Some(match name {
            "title" => Sort::Title,
            "address" => Sort::Address,
            "office" => Sort::Office,
            "thing" => Sort::Thing,
            "body" => Sort::Body,
            "surname" => Sort::Surname,
            "particle" => Sort::Particle,
            "suffix" => Sort::Suffix,
            "outlet" => Sort::Outlet,
            "matter" => Sort::Matter,
            "quality" => Sort::Quality,
            _ => return None,
        })
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

struct Word {
    sorts: u32,
    gender: Option<Gender>,
}

static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let word = |row: Vec<&'static str>| {
        let [word, sorts, gender, ..] = row[..] else { return None };
        let sorts = sorts.split(',').filter_map(Sort::named).fold(0, |set, sort| set | sort.bit());
        Some((word, Word { sorts, gender: lexicon::gender_named(gender) }))
    };
    lexicon::rows(include_str!("words.tsv")).filter_map(word).collect()
});

static STATES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lexicon::rows(include_str!("states.tsv"))
        .filter_map(|row| if let [short, state, ..] = row[..] { Some((short, state)) } else { None })
        .collect()
});

/// Whether a word (lower case) is of a sort.
pub fn is(word: &str, sort: Sort) -> bool {
    WORDS.get(word).is_some_and(|w| w.sorts & sort.bit() != 0)
}

/// Whether a token is of a sort.
pub fn is_at(view: &View, t: usize, sort: Sort) -> bool {
    is(&view.lower(t), sort)
}

/// The gender that a title (lower case) says: *Mrs*, *King*.
pub fn gender(title: &str) -> Option<Gender> {
    WORDS.get(title)?.gender
}

/// Whether a word (lower case) is a title that stands before names.
pub fn is_title(word: &str) -> bool {
    is(word, Sort::Title)
}

/// Whether a word (lower case) is the title of an office, beyond *Mr* and *Dr*.
pub fn is_office(word: &str) -> bool {
    is(word.trim_end_matches('.'), Sort::Office)
}

/// The state of the United States that a short form (lower case, without its stop) stands for beside a member's party.
pub fn state(short: &str) -> Option<&'static str> {
    STATES.get(short).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read_and_sorted() {
        for (table, columns, read) in [(include_str!("words.tsv"), 5, WORDS.len()), (include_str!("states.tsv"), 4, STATES.len())]
        {
            let rows: Vec<_> = lexicon::rows(table).collect();
            assert!(rows.iter().all(|r| r.len() == columns && !r[columns - 2].is_empty() && r[columns - 1].len() == 10));
            assert!(rows.windows(2).all(|w| w[0][0] < w[1][0]), "sorted, each once");
            assert_eq!(rows.len(), read);
        }
    }

    #[test]
    fn every_sort_of_the_table_is_known_and_only_titles_say_a_gender() {
        for row in lexicon::rows(include_str!("words.tsv")) {
            assert!(row[1].split(',').all(|sort| Sort::named(sort).is_some()), "{row:?}");
            assert!(row[2] == "-" || is_title(row[0]) && gender(row[0]).is_some(), "{row:?}");
        }
    }
}
