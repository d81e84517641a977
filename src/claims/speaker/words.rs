//! Nouns of those who speak, by what the article may call them instead: a firm *the company*, a minister *the official*.
//!
//! They are rows of `words.tsv`; the README of the tables says what each sort means. A noun can be of several sorts (*group* is
//! a firm's and a charity's).

use crate::claims::lexicon;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a noun says of whom it describes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sort {
    /// Stands before *minister* or *secretary* and says which.
    Portfolio,
    /// A role for which somebody is known: *singer*, *striker*.
    Fame,
    /// A role that somebody has beside every other one: *father*, *resident*.
    Kin,
    /// Somebody from a country or town, that ends like no other: *Briton*.
    Native,
    /// A body of the state: *agency*, *regulator*.
    PublicBody,
    /// A body that trades: *grocer*, *airline*.
    Business,
    /// A body of members: *union*, *charity*.
    Group,
    /// A body that publishes: *newspaper*, *site*.
    Outlet,
    /// A role of which an article has many, so that it does not fall back on whoever was spoken of last: *witness*.
    Common,
    /// An office that one person has: *the president*, *the queen*.
    Office,
    /// A role of whoever may be called *the official*.
    Officer,
    /// Names bodies of any kind, so that it may stand for one whose name does not say it: *the bloc*, *the firm*.
    AnyBody,
    /// Names a body and is no role: *staff*, *wing*.
    Body,
    /// Names something that is written and is no role: *draft*, *rules*.
    Writing,
}

impl Sort {
    fn named(name: &str) -> Option<Sort> {
        Some(match name {
            "portfolio" => Sort::Portfolio,
            "fame" => Sort::Fame,
            "kin" => Sort::Kin,
            "native" => Sort::Native,
            "public_body" => Sort::PublicBody,
            "business" => Sort::Business,
            "group" => Sort::Group,
            "outlet" => Sort::Outlet,
            "common" => Sort::Common,
            "office" => Sort::Office,
            "officer" => Sort::Officer,
            "any_body" => Sort::AnyBody,
            "body" => Sort::Body,
            "writing" => Sort::Writing,
            _ => return None,
        })
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

static WORDS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let word = |row: Vec<&'static str>| {
        let [word, sorts, ..] = row[..] else { return None };
        Some((word, sorts.split(',').filter_map(Sort::named).fold(0, |set, sort| set | sort.bit())))
    };
    lexicon::rows(include_str!("words.tsv")).filter_map(word).collect()
});

/// Whether a word (lower case) is of a sort.
pub fn is(word: &str, sort: Sort) -> bool {
    WORDS.get(word).is_some_and(|sorts| sorts & sort.bit() != 0)
}

/// All words of a sort, in no order.
pub fn all(sort: Sort) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(_, sorts)| *sorts & sort.bit() != 0).map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read_and_sorted() {
        let rows: Vec<_> = lexicon::rows(include_str!("words.tsv")).collect();
        assert!(rows.iter().all(|r| r.len() == 4 && !r[2].is_empty() && r[3].len() == 10));
        assert!(rows.windows(2).all(|w| w[0][0] < w[1][0]), "sorted, each once");
        assert_eq!(rows.len(), WORDS.len());
    }

    #[test]
    fn every_sort_of_the_table_is_known() {
        for row in lexicon::rows(include_str!("words.tsv")) {
            assert!(row[1].split(',').all(|sort| Sort::named(sort).is_some()), "{row:?}");
        }
        assert!(all(Sort::Fame).all(|word| is(word, Sort::Fame)) && all(Sort::Fame).any(|word| word == "singer"));
    }
}
