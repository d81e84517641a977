//! Words that are written with a full stop, and when that full stop ends a sentence as well.
//!
//! Tokens and sentences need the same answer: *Inc.* is one token in the middle of a sentence and two at its end, so the
//! rule is kept in one place. The treebanks of Universal Dependencies English write them so.

use super::characters::{Class, class};

/// How an abbreviation behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Stands before what it belongs to (*Mr.*, *vs.*): never ends a sentence.
    Before,
    /// Is one before a numeral only (*No. 10*, *Sat. 7 June*); otherwise the word and a full stop.
    BeforeNumber,
    /// May end a sentence (*Inc.*, *Jan.*): does so before a word that begins sentences.
    Either,
    /// A state of the United States after its town or a party (*Jackson, Miss.*, *R-Fla.*); otherwise a word.
    State,
    /// Ends a sentence before every capital (*etc.*).
    Closing,
    /// Letters with full stops between them (*U.S.*, *Ph.D.*).
    Letters,
    /// *a.m.*, *p.m.*: end a sentence before a capital, unless a day or a time zone follows.
    Hour,
    /// One capital letter: an initial of a name, or a letter at the end of a sentence (*Plan B.*).
    Initial,
}

const BEFORE: &[&str] = &[
    "adm", "amb", "approx", "assoc", "asst", "atty", "brig", "capt", "cf", "cmdr", "col", "cpl", "cpt", "det", "dr", "drs", "fr",
    "gen", "gens", "gov", "govs", "hon", "insp", "lt", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mx", "pres",
    "prof", "profs", "pvt", "rep", "reps", "rev", "rt", "sec", "sen", "sens", "sgt", "supt", "viz", "vs",
];

/// Those that are also words, or parts of words, in lower case: an abbreviation with a capital only.
const CAPITAL_ONLY: &[&str] = &[
    "adm", "apr", "assoc", "aug", "ave", "bros", "capt", "co", "col", "corp", "dec", "det", "feb", "fr", "ft", "gen", "gens",
    "gov", "govs", "hon", "inc", "insp", "jan", "jr", "lt", "maj", "mt", "nov", "oct", "ont", "pres", "prof", "que", "rd", "rep",
    "reps", "ret", "rev", "rt", "sec", "sen", "sens", "sept", "sr", "st", "ste", "univ",
];

const BEFORE_NUMBER: &[&str] = &[
    "art", "arts", "b", "c", "ca", "cap", "ch", "chap", "d", "fig", "figs", "fri", "jul", "jun", "mar", "mon", "no", "nos", "op",
    "p", "para", "paras", "pop", "pp", "sat", "sect", "sep", "sun", "thu", "thur", "thurs", "tue", "tues", "vol", "vols", "wed",
];

const EITHER: &[&str] = &[
    "apr", "ariz", "assn", "aug", "ave", "blvd", "bros", "calif", "co", "corp", "cos", "dec", "dept", "esp", "esq", "ext", "feb",
    "fla", "ft", "govt", "hrs", "inc", "incl", "jan", "jr", "lbs", "ltd", "minn", "misc", "mt", "mts", "nov", "oct", "okla",
    "ont", "oz", "plc", "que", "rd", "ret", "sept", "sr", "st", "ste", "tel", "tenn", "univ", "wyo", "yrs",
];

/// States whose abbreviations are words or names as well; the others may stand anywhere.
const STATES: &[&str] = &[
    "ala", "ark", "colo", "conn", "del", "ga", "ill", "ind", "kan", "kans", "ky", "la", "mass", "md", "mich", "miss", "mo",
    "mont", "neb", "nev", "ore", "pa", "tex", "va", "vt", "wash", "wis",
];

const CLOSING: &[&str] = &["etc"];

/// Words that begin sentences and are rarely part of a name.
const STARTERS: &[&str] = &[
    "A",
    "According",
    "After",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Are",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Can",
    "Despite",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Even",
    "Every",
    "For",
    "From",
    "Had",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Many",
    "Meanwhile",
    "Most",
    "My",
    "Neither",
    "Nor",
    "Not",
    "Nothing",
    "Now",
    "On",
    "Once",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Perhaps",
    "She",
    "Since",
    "So",
    "Some",
    "Soon",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "Thus",
    "To",
    "Until",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "Will",
    "With",
    "Without",
    "Would",
    "Yet",
    "You",
    "Your",
];

/// What may follow an hour without a new sentence: days, months, zones.
const AFTER_HOUR: &[&str] = &[
    "AEST",
    "April",
    "August",
    "BST",
    "CDT",
    "CEST",
    "CET",
    "CST",
    "Central",
    "December",
    "EDT",
    "EEST",
    "EET",
    "EST",
    "ET",
    "Eastern",
    "February",
    "Friday",
    "GMT",
    "HKT",
    "IST",
    "JST",
    "January",
    "July",
    "June",
    "London",
    "MDT",
    "MST",
    "March",
    "May",
    "Monday",
    "Moscow",
    "Mountain",
    "November",
    "October",
    "PDT",
    "PST",
    "PT",
    "Pacific",
    "Paris",
    "SGT",
    "Saturday",
    "September",
    "Sunday",
    "Thursday",
    "Tuesday",
    "UTC",
    "Wednesday",
];

/// The longest word in the lists, in bytes.
const LONGEST: usize = 6;

/// What kind of abbreviation a word is, given without its last full stop; `before` is the text that precedes it.
pub fn kind(word: &str, before: &str) -> Option<Kind> {
    if word.contains('.') {
        return match word {
            "a.m" | "p.m" | "A.M" | "P.M" => Some(Kind::Hour),
            _ => word.split('.').all(is_piece).then_some(Kind::Letters),
        };
    }
    let first = word.chars().next()?;
    if word.len() == first.len_utf8() && first.is_uppercase() {
        return Some(Kind::Initial);
    }
    if word.len() > LONGEST || !word.is_ascii() {
        return None;
    }
    let mut lower = [0u8; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    let is_in = |list: &[&str]| list.binary_search(&lower).is_ok();
    if first.is_lowercase() && is_in(CAPITAL_ONLY) {
        return None;
    }
    if lower == "al" && before.ends_with("et ") {
        Some(Kind::Letters)
    } else if is_in(BEFORE) || word == "v" {
        Some(Kind::Before)
    } else if is_in(BEFORE_NUMBER) {
        Some(Kind::BeforeNumber)
    } else if is_in(EITHER) {
        Some(Kind::Either)
    } else if is_in(CLOSING) {
        Some(Kind::Closing)
    } else if first.is_uppercase() && is_in(STATES) && before.trim_end().ends_with([',', '-', '–', '(']) {
        Some(Kind::State)
    } else {
        None
    }
}

/// Whether letters may stand between the full stops of an abbreviation: one or two (*U.S.*, *Ph.D.*, *M.Sc.*).
pub fn is_piece(letters: &str) -> bool {
    let mut chars = letters.chars();
    let first = chars.next().is_some_and(|c| class(c) == Class::Letter);
    first && chars.next().is_none_or(|c| class(c) == Class::Letter && c.is_lowercase()) && chars.next().is_none()
}

/// Whether the full stop of an abbreviation is (also) the end of the sentence, `rest` being what stands behind it.
pub fn closes(kind: Kind, rest: &str) -> bool {
    let spaced = rest.chars().next().is_none_or(|c| class(c) != Class::Sign);
    let rest = rest.trim_start_matches(|c: char| matches!(class(c), Class::Space | Class::Hidden) || "”’\"')]}»".contains(c));
    let Some(next) = rest.chars().next() else { return kind != Kind::Before };
    let word = first_word(rest);
    match kind {
        Kind::Before => false,
        Kind::BeforeNumber => class(next) != Class::Digit && (next != ',' || spaced),
        _ if class(next) == Class::Digit || next.is_lowercase() => false,
        _ if class(next) == Class::Sign => matches!(next, '“' | '‘' | '"' | '«' | '„' | '•'),
        Kind::Closing => next.is_uppercase(),
        Kind::Hour => next.is_uppercase() && AFTER_HOUR.binary_search(&word).is_err(),
        _ => begins_sentences(rest),
    }
}

/// Whether a text begins with a word that begins sentences; *A.* and *I.* are initials.
pub fn begins_sentences(rest: &str) -> bool {
    let word = first_word(rest);
    STARTERS.binary_search(&word).is_ok() && !(word.len() == 1 && rest[1..].starts_with('.'))
}

/// The ASCII letters at the beginning of a text.
fn first_word(rest: &str) -> &str {
    let end = rest.bytes().take(16).position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len().min(16));
    rest.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_lower_case_where_they_must_be() {
        for list in [BEFORE, CAPITAL_ONLY, BEFORE_NUMBER, EITHER, STATES, CLOSING] {
            assert!(list.is_sorted(), "{list:?}");
            assert!(list.iter().all(|w| w.len() <= LONGEST && w.bytes().all(|b| b.is_ascii_lowercase())), "{list:?}");
        }
        for list in [STARTERS, AFTER_HOUR] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn what_is_an_abbreviation() {
        assert_eq!(kind("Gen", ""), Some(Kind::Before));
        assert_eq!(kind("GEN", ""), Some(Kind::Before));
        assert_eq!(kind("gen", ""), None);
        assert_eq!(kind("U.S", ""), Some(Kind::Letters));
        assert_eq!(kind("p.m", ""), Some(Kind::Hour));
        assert_eq!(kind("J", ""), Some(Kind::Initial));
        assert_eq!(kind("É", ""), Some(Kind::Initial));
        assert_eq!(kind("Miss", "Jackson, "), Some(Kind::State));
        assert_eq!(kind("Miss", "near "), None);
        assert_eq!(kind("house", ""), None);
        assert_eq!(kind("", ""), None);
    }

    #[test]
    fn when_it_ends_the_sentence() {
        assert!(!closes(Kind::Before, " Smith"));
        assert!(!closes(Kind::BeforeNumber, " 10"));
        assert!(closes(Kind::BeforeNumber, " He"));
        assert!(closes(Kind::Either, " The"));
        assert!(closes(Kind::Either, ""));
        assert!(!closes(Kind::Either, " President"));
        assert!(!closes(Kind::Either, ", which"));
        assert!(closes(Kind::Letters, "” He"));
        assert!(closes(Kind::Hour, " Police"));
        assert!(!closes(Kind::Hour, " Tuesday"));
        assert!(!closes(Kind::Initial, " A. Milne"));
        assert!(closes(Kind::Initial, " A man"));
        assert!(closes(Kind::Closing, " Police"));
    }
}
