//! The words of a text, as names need them: where each stands, how it is written and what stands between two.
//!
//! Officials are found without tagger and parser; names and titles are recognised by spelling alone, so this scan is all there
//! is to prepare, and it takes one pass.

use super::fold;
use crate::report::BlockKind;
use crate::text::span::Span;

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Blanks.
    Space,
    /// A hyphen.
    Hyphen,
    /// A full stop that ends an abbreviation or initial, and blanks.
    Stop,
    /// A comma.
    Comma,
    /// A dash between blanks.
    Dash,
    /// An opening round bracket.
    Open,
    /// A quotation mark.
    Quote,
    /// The end of a sentence.
    Sentence,
    /// Anything else.
    Other,
    /// The beginning of a block.
    Block,
}

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it stands, without a possessive *'s*.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
    /// Plainly folded.
    pub plain: String,
    /// Begins with a capital.
    pub capital: bool,
    /// Has only capitals.
    pub all_capitals: bool,
    /// Followed by a possessive *'s*.
    pub possessive: bool,
    /// Index of its block.
    pub block: u32,
    /// First of a sentence.
    pub opens: bool,
}

impl Word {
    /// One letter.
    pub fn is_initial(&self) -> bool {
        self.plain.chars().count() == 1 && self.capital
    }

    /// Whether it goes on with the word before: nothing but blanks, hyphens or the full stop of an abbreviation between.
    pub fn joins(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Hyphen | Gap::Stop)
    }
}

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt", "col", "capt", "adm", "sgt",
    "maj", "st", "jr", "sr", "rev", "hon", "pres", "amb", "atty", "brig", "cmdr", "messrs", "vs", "no", "us", "uk", "un", "eu",
];

/// Scans the text of one block.
pub(super) fn scan(text: &str, span: Span, block: u32, out: &mut Vec<Word>) {
    let words = span.of(text);
    let bytes = words.as_bytes();
    let mut at = 0;
    let mut before = 0; // end of the last word
    let first = out.len();
    while at < bytes.len() {
        let Some(c) = words[at..].chars().next() else { break };
        if !c.is_alphabetic() {
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let mut end = at;
        let mut possessive = None;
        let mut rest = words[at..].char_indices().peekable();
        while let Some((n, c)) = rest.next() {
            if c.is_alphanumeric() || is_mark(c) {
                end = at + n + c.len_utf8();
            } else if matches!(c, '\'' | '’' | '‘' | 'ʼ') {
                match rest.peek().map(|(_, c)| *c) {
                    Some('s' | 'S') if !words[at + n + c.len_utf8() + 1..].starts_with(|c: char| c.is_alphanumeric()) => {
                        possessive = Some(at + n + c.len_utf8() + 1);
                        break;
                    }
                    Some(c) if c.is_alphabetic() => {}
                    _ => break,
                }
            } else {
                break;
            }
        }
        let form = &words[start..end];
        let gap = if out.len() == first { Gap::Block } else { gap(&words[before..start], out.last()) };
        out.push(Word {
            span: Span::new(span.start + start, span.start + end),
            gap,
            plain: fold::plain(form),
            capital: c.is_uppercase(),
            all_capitals: form.chars().any(|c| c.is_uppercase()) && !form.chars().any(|c| c.is_lowercase()),
            possessive: possessive.is_some(),
            block,
            opens: matches!(gap, Gap::Block | Gap::Sentence),
        });
        at = possessive.unwrap_or(end);
        before = at;
    }
}

/// Combining marks belong to the letter before.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn gap(between: &str, last: Option<&Word>) -> Gap {
    let trimmed = between.trim();
    let blanks = between.len() != trimmed.len();
    match trimmed {
        "" if between.contains('\n') => Gap::Other,
        "" => Gap::Space,
        "-" | "‑" | "–" if !blanks => Gap::Hyphen,
        "-" | "–" | "—" | "--" => Gap::Dash,
        // The visitors’ physiotherapist: a possessive, not a quotation mark.
        "’" | "'" if between.starts_with(trimmed) && last.is_some_and(|w| w.plain.ends_with('s')) => Gap::Space,
        "," => Gap::Comma,
        "(" | "[" => Gap::Open,
        "." => match last {
            // U.S., J.D.: no blank, or a letter or known abbreviation before.
            Some(word) if !blanks || word.is_initial() || ABBREVIATIONS.contains(&word.plain.as_str()) => Gap::Stop,
            _ => Gap::Sentence,
        },
        ".," => Gap::Comma,
        "“" | "\"" | "”" | "‘" | "’" | "«" | "»" => Gap::Quote,
        other if other.contains(['.', '!', '?', '…']) => Gap::Sentence,
        _ => Gap::Other,
    }
}

/// All words of the blocks in which officials are looked for.
pub(super) fn of_blocks<'b>(text: &str, blocks: impl Iterator<Item = (u32, BlockKind, Span)> + 'b) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6);
    for (index, kind, span) in blocks {
        if !matches!(kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit) {
            scan(text, span, index, &mut out);
        }
    }
    out
}
