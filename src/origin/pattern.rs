//! The rules of this module as regular expressions.
//!
//! The tables of Unicode's general categories would add more to the WebAssembly module than all rules together, so `\p{L}`
//! and `\p{Lu}` are spelled with few ranges: letters of the usual scripts, and the capitals of Latin,
//! Greek and Cyrillic.
//!
//! A repetition with a bound is compiled as so many copies of what is repeated: where what follows ends it anyway, it has none, and
//! the length is looked at afterwards.

use regex::{Captures, Match, Regex};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Capitals of Latin (with its first two blocks of marks), Greek and Cyrillic.
const CAPITAL: &str = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩЀ-Я]";

/// Letters, in few ranges: Unicode's own classes have hundreds, and each repetition in each rule would be compiled from all
/// of them, which was most of the engine's time to start. A handful of unassigned places and marks among them do no harm.
const LETTERS: &str =
    "A-Za-zªµºÀ-ÖØ-öø-\\u{2FF}\\u{370}-\\u{1FFF}\\u{2C00}-\\u{2DFF}\\u{3040}-\\u{D7FF}\\u{F900}-\\u{FAFF}\\u{FE70}-\\u{FEFC}";

/// Compiles a rule. A rule that does not compile is a mistake in this module, which every test of it would show.
pub(crate) fn rule(pattern: &str) -> Regex {
    let mut spelled = String::with_capacity(4 * pattern.len());
    pieces(pattern).for_each(|piece| spell(piece, &mut spelled));
    Regex::new(&spelled).unwrap_or_else(|e| panic!("a rule of origin/ does not compile: {e}"))
}

/// A rule that is compiled when a text may match it. Compiling one takes longer than a page of text takes to be matched, and at the
/// first page the reader waits for it: so one of a few words is looked for before.
pub(crate) struct Rule {
    needs: &'static [&'static str],
    pattern: &'static str,
    compiled: OnceLock<Regex>,
}

impl Rule {
    /// `needs`: one of them stands in whatever the pattern matches, its ASCII letters in any case; without any, every text may match.
    pub(crate) const fn new(needs: &'static [&'static str], pattern: &'static str) -> Rule {
        Rule { needs, pattern, compiled: OnceLock::new() }
    }

    fn for_text(&self, text: &str) -> Option<&Regex> {
        let may = self.needs.is_empty() || self.needs.iter().any(|word| contains(text, word));
        may.then(|| self.compiled.get_or_init(|| rule(self.pattern)))
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.for_text(text)?.find(text)
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.for_text(text)?.captures(text)
    }

    pub(crate) fn replace_all<'t>(&self, text: &'t str, by: &str) -> Cow<'t, str> {
        self.for_text(text).map_or(Cow::Borrowed(text), |regex| regex.replace_all(text, by))
    }
}

/// Whether a word stands in a text, whatever the case of its ASCII letters.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// At most so many characters of a text's beginning.
pub(crate) fn first_chars(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// A pattern cut into classes in brackets, escapes, and single characters.
fn pieces(pattern: &str) -> impl Iterator<Item = &str> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let mut length = match rest.chars().next()? {
            '\\' => escape(rest),
            c => c.len_utf8(),
        };
        if rest.starts_with('[') {
            while let Some(c) = rest[length..].chars().next() {
                length += if c == '\\' { escape(&rest[length..]) } else { c.len_utf8() };
                if c == ']' {
                    break;
                }
            }
        }
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some(piece)
    })
}

/// Writes a piece with its classes spelled out. They hold both cases of a letter as they are: finding the other cases of so many
/// letters, as `(?i)` asks for, would take longer than all the rest.
fn spell(piece: &str, into: &mut String) {
    let both_cases = piece.contains(r"\p{L}") || piece.contains(r"\P{L}") || piece.contains(r"\W");
    if both_cases {
        into.push_str("(?-i:");
    }
    let mut rest = piece;
    while let Some(at) = rest.find('\\') {
        into.push_str(&rest[..at]);
        let length = escape(&rest[at..]);
        match &rest[at..at + length] {
            r"\p{Lu}" => into.push_str(CAPITAL),
            r"\p{L}" => into.extend(["[", LETTERS, "]"]),
            r"\P{L}" => into.extend(["[^", LETTERS, "]"]),
            r"\W" => into.extend(["[^", LETTERS, "0-9_]"]),
            r"\d" => into.push_str("[0-9]"),
            other => into.push_str(other),
        }
        rest = &rest[at + length..];
    }
    into.push_str(rest);
    if both_cases {
        into.push(')');
    }
}

/// Bytes of the escape that this begins with.
fn escape(from: &str) -> usize {
    let names = [r"\p{Lu}", r"\p{L}", r"\P{L}"];
    let one = || 1 + from.chars().nth(1).map_or(0, char::len_utf8);
    names.iter().find(|n| from.starts_with(*n)).map_or_else(one, |n| n.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_alone_in_brackets_and_under_any_flag() {
        let found = |pattern: &str, text: &str| rule(pattern).find(text).map(|m| m.as_str().to_owned());
        assert_eq!(found(r"\p{L}+", "3 Ärzte"), Some("Ärzte".into()));
        assert_eq!(found(r"(?i)x[\p{L} .-]{2,9}", "XÄ б."), Some("XÄ б.".into()));
        assert_eq!(found(r"\p{Lu}\p{L}*", "łukasz Łukasz"), Some("Łukasz".into()));
        assert_eq!(found(r"[\W\d]+", "ab – 7)c"), Some(" – 7)".into()));
        assert_eq!(found(r"^[^()\[\]\p{L}]+", "7 “é"), Some("7 “".into()));
        assert_eq!(found(r"(?i)by \p{L}+", "BY Éa"), Some("BY Éa".into()));
    }
    #[test]
    fn a_rule_is_compiled_when_a_word_that_it_needs_is_there() {
        static CREDIT: Rule = Rule::new(&["©", "copyright"], r"(?i)^\W*(?:©|copyright)\s+(\p{L}+)");
        let name = |text: &str| CREDIT.captures(text).map(|c| c[1].to_owned());
        assert_eq!(name("All rights reserved"), None);
        assert!(CREDIT.compiled.get().is_none());
        assert_eq!(name("COPYRIGHT Müller"), Some("Müller".into()));
        assert_eq!(name("© Tide"), Some("Tide".into()));
        assert_eq!(name("our copyright"), None);
        static ANY: Rule = Rule::new(&[], r"[0-9]+");
        assert_eq!(ANY.find("a 17").map(|m| m.as_str()), Some("17"));
        assert_eq!(ANY.replace_all("1 and 2", "n"), "n and n");
    }

    #[test]
    fn beginnings_are_cut_at_characters() {
        assert_eq!(first_chars("Äöü", 2), "Äö");
        assert_eq!(first_chars("Äö", 2), "Äö");
        assert_eq!(first_chars("", 2), "");
        assert!(contains("Von ÄRGER frei", "rger") && !contains("ab", "abc"));
    }
}
