//! The rules of this module as regular expressions.
//!
//! The tables of Unicode's general categories would add more to the WebAssembly module than all rules together, so `\p{L}`
//! and `\p{Lu}` are spelled with few ranges: letters of the usual scripts, and the capitals of Latin,
//! Greek and Cyrillic.

use regex::Regex;

/// Capitals of Latin (with its first two blocks of marks), Greek and Cyrillic.
const CAPITAL: &str = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩЀ-Я]";

/// Letters, in few ranges: Unicode's own classes have hundreds, and each repetition in each rule would be compiled from all
/// of them, which was most of the engine's time to start. A handful of unassigned places and marks among them do no harm.
const LETTERS: &str =
    "A-Za-zªµºÀ-ÖØ-öø-\\u{2FF}\\u{370}-\\u{1FFF}\\u{2C00}-\\u{2DFF}\\u{3040}-\\u{D7FF}\\u{F900}-\\u{FAFF}\\u{FE70}-\\u{FEFC}";

/// Compiles a rule. A rule that does not compile is a mistake in this module, which every test of it would show.
pub(crate) fn rule(pattern: &str) -> Regex {
    let spelled: String = pieces(pattern).map(spelled).collect();
    Regex::new(&spelled).unwrap_or_else(|e| panic!("a rule of origin/ does not compile: {e}"))
}

/// A pattern cut into classes in brackets, escapes, and single characters.
fn pieces(pattern: &str) -> impl Iterator<Item = &str> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        let escape = |from: &str| {
            let names = [r"\p{Lu}", r"\p{L}", r"\P{L}"];
            let one = || 1 + from.chars().nth(1).map_or(0, char::len_utf8);
            names.iter().find(|n| from.starts_with(*n)).map_or_else(one, |n| n.len())
        };
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

/// A piece with its classes spelled out. They hold both cases of a letter as they are: finding the other cases of so many
/// letters, as `(?i)` asks for, would take longer than all the rest.
fn spelled(piece: &str) -> String {
    let spelled = piece
        .replace(r"\p{Lu}", CAPITAL)
        .replace(r"\p{L}", &format!("[{LETTERS}]"))
        .replace(r"\P{L}", &format!("[^{LETTERS}]"))
        .replace(r"\W", &format!("[^{LETTERS}0-9_]"))
        .replace(r"\d", "[0-9]");
    let both_cases = piece.contains(r"\p{L}") || piece.contains(r"\P{L}") || piece.contains(r"\W");
    if both_cases { format!("(?-i:{spelled})") } else { spelled }
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
}
