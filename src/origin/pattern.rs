//! The rules of this module as regular expressions.
//!
//! The tables of Unicode's general categories would add more to the WebAssembly module than all rules together, so `\p{L}`
//! and `\p{Lu}` are spelled with what is there anyway: word characters that are no digits, and the capitals of Latin,
//! Greek and Cyrillic.

use regex::Regex;

/// Capitals of Latin (with its first two blocks of marks), Greek and Cyrillic.
const CAPITAL: &str = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩЀ-Я]";

/// Compiles a rule. A rule that does not compile is a mistake in this module, which every test of it would show.
pub(crate) fn rule(pattern: &str) -> Regex {
    let spelled = pattern.replace(r"\p{Lu}", CAPITAL).replace(r"\p{L}", r"[^\W\d_]").replace(r"\P{L}", r"[\W\d_]");
    Regex::new(&spelled).unwrap_or_else(|e| panic!("a rule of origin/ does not compile: {e}"))
}
