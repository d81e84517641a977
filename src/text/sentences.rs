//! Where sentences end.
//!
//! A mark that ends sentences is looked at with all that clings to it (further marks, closing quotation marks, brackets)
//! and with what follows. What clings belongs to the sentence that it closes. A question mark inside a quotation does not
//! end the sentence that reports it: *“Why?” she asked.* Whether the full stop of an abbreviation ends a sentence is
//! told in [`super::abbreviations`].

use super::abbreviations::{self, begins_sentences};
use super::characters::{Class, class};
use super::span::Span;
use std::ops::Range;

/// Sentences of one block as ranges of its tokens: together they hold every token, and none is empty.
pub fn split(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let splitter = Splitter { text, tokens };
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mut quotes_open = false;
    while at < tokens.len() {
        if at > start && splitter.line_ends(start, at) {
            found.push(start..at);
            start = at;
        }
        let Some(end) = splitter.end_mark(at) else {
            quotes_open ^= matches!(splitter.word(at), "\"" | "＂");
            at += 1;
            continue;
        };
        let tail = splitter.tail(at, quotes_open);
        quotes_open ^= tail.toggles;
        let next = tail.next;
        if next < tokens.len() && splitter.is_end(start, at, end, &tail) {
            found.push(start..next);
            start = next;
        }
        at = next;
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// A mark that may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    FullStop,
    /// The full stop of an abbreviation that is one token.
    Abbreviation,
    /// `?`, `!`.
    Question,
    Ellipsis,
}

/// What clings to a mark that ends a sentence.
struct Tail {
    /// The token behind it.
    next: usize,
    /// Whether a quotation mark is in it.
    quotes: bool,
    /// The last mark in it, if it is another than the first.
    last: Option<Mark>,
    /// Whether straight double quotation marks are open otherwise than before.
    toggles: bool,
}

/// Verbs that report a question or a call behind it.
const REPORTING: &[&str] = &[
    "added",
    "adds",
    "argued",
    "asked",
    "asks",
    "called",
    "chanted",
    "cried",
    "declared",
    "demanded",
    "exclaimed",
    "joked",
    "posted",
    "quipped",
    "recalled",
    "remarked",
    "replied",
    "reads",
    "said",
    "says",
    "screamed",
    "shouted",
    "tweeted",
    "wondered",
    "wrote",
    "yelled",
];

/// How many tokens of a name may stand between a quotation and its verb.
const LONGEST_NAME: usize = 5;

/// A line that was broken to fit a width is at least so long, in bytes.
const WRAPPED: usize = 50;

struct Splitter<'t> {
    text: &'t str,
    tokens: &'t [Span],
}

impl<'t> Splitter<'t> {
    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// What stands between a token and the one before it.
    fn gap(&self, at: usize) -> &'t str {
        match (at.checked_sub(1).and_then(|b| self.tokens.get(b)), self.tokens.get(at)) {
            (Some(before), Some(token)) => Span::new(before.end, token.start).of(self.text),
            _ => " ",
        }
    }

    /// Whether white space stands before a token (or the text begins or ends there).
    fn is_spaced(&self, at: usize) -> bool {
        self.gap(at).chars().any(|c| class(c) == Class::Space)
    }

    /// The text from a token to the end of the block.
    fn rest(&self, at: usize) -> &'t str {
        let end = self.tokens.last().map_or(0, |t| t.end);
        self.tokens.get(at).map_or("", |t| Span::new(t.start, end).of(self.text))
    }

    fn end_mark(&self, at: usize) -> Option<Mark> {
        let word = self.word(at);
        match *word.as_bytes().first()? {
            b'.' | b'?' | b'!' if word.len() == 1 => Some(if word == "." { Mark::FullStop } else { Mark::Question }),
            b'?' | b'!' => Some(Mark::Question),
            b'.' if word.starts_with("..") => Some(Mark::Ellipsis),
            b'.' => None,
            _ if word.ends_with('.') => Some(Mark::Abbreviation),
            _ if word.starts_with('…') => Some(Mark::Ellipsis),
            _ => matches!(word, "。" | "؟" | "۔" | "！" | "？").then_some(Mark::Question),
        }
    }

    /// All that clings to the mark at a token.
    fn tail(&self, at: usize, quotes_open: bool) -> Tail {
        let mut tail = Tail { next: at + 1, quotes: false, last: None, toggles: false };
        loop {
            let word = self.word(tail.next);
            let glued = !self.is_spaced(tail.next);
            match word {
                "”" | "''" | "’’" | "»" | "›" if glued || self.is_spaced(tail.next + 1) => tail.quotes = true,
                "’" | "'" if glued => tail.quotes = true,
                // German and Dutch quotations close with the mark that opens English ones.
                "“" if glued && self.is_spaced(tail.next + 1) => tail.quotes = true,
                "\"" | "＂" => {
                    let is_open = quotes_open != tail.toggles;
                    let closes = match (glued, self.is_spaced(tail.next + 1)) {
                        (true, true) => true,
                        (false, false) => false,
                        _ => is_open,
                    };
                    if !closes {
                        return tail;
                    }
                    tail.quotes = true;
                    tail.toggles ^= true;
                }
                ")" | "]" | "}" => {}
                // A note's number: *said.[3]*
                "[" if self.word(tail.next + 2) == "]" && self.word(tail.next + 1).bytes().all(|b| b.is_ascii_digit()) => {
                    tail.next += 2;
                }
                _ => match self.end_mark(tail.next) {
                    Some(mark) if glued && mark != Mark::Abbreviation => tail.last = Some(mark),
                    _ => return tail,
                },
            }
            tail.next += 1;
        }
    }

    /// Whether the sentence that began at `start` ends with the mark at `at` and its tail; a token follows.
    fn is_end(&self, start: usize, at: usize, mark: Mark, tail: &Tail) -> bool {
        let next = tail.next;
        let word = self.word(next);
        let first = word.chars().next().unwrap_or(' ');
        let mark = match (mark, tail.last) {
            (Mark::Abbreviation, Some(_)) => Mark::FullStop,
            (_, Some(last)) => last,
            _ => mark,
        };
        if class(first) == Class::Sign && !word.starts_with(|c: char| "“‘\"'«„‹([{`•#@$€£¥…-–—*·.".contains(c))
        {
            return false;
        }
        // Without a space only a capital begins a sentence: *said.The*, *said.”The*.
        let may_touch = first.is_uppercase() && (mark == Mark::FullStop || tail.quotes);
        if !self.is_spaced(next) && !may_touch {
            return false;
        }
        // What a dash adds is of the same sentence: *It stays.” – Ann Miller*.
        if matches!(word, "-" | "–" | "—" | "--") {
            return false;
        }
        if first.is_lowercase() {
            return mark == Mark::FullStop && !tail.quotes && self.ends_before_lower_case(at, word);
        }
        match mark {
            Mark::FullStop => !self.is_item_number(start, at),
            Mark::Abbreviation => self.abbreviation_ends(start, at, next),
            Mark::Question => !(tail.quotes && self.is_reported(next)),
            Mark::Ellipsis if at == start => false,
            Mark::Ellipsis => {
                tail.quotes || !self.is_spaced(at) || class(first) != Class::Letter || begins_sentences(self.rest(next))
            }
        }
    }

    /// A full stop before a word in lower case: the end before a name like *iPhone*, or where a writer uses no capitals.
    fn ends_before_lower_case(&self, at: usize, next: &str) -> bool {
        let is_brand = next.chars().skip(1).take(3).any(char::is_uppercase);
        let before = at.checked_sub(1).map_or("", |b| self.word(b));
        is_brand || before.chars().filter(|c| c.is_alphabetic()).count() >= 4 || !before.starts_with(char::is_alphanumeric)
    }

    /// *1. The council*: the number of an item.
    fn is_item_number(&self, start: usize, at: usize) -> bool {
        let number = self.word(start);
        at == start + 1 && number.len() <= 3 && (number.bytes().all(|b| b.is_ascii_digit()) || number.len() == 1)
    }

    fn abbreviation_ends(&self, start: usize, at: usize, next: usize) -> bool {
        let token = self.tokens[at];
        let word = self.word(at).trim_end_matches('.');
        let block = self.tokens[0].start;
        let before = Span::new(block, token.start).of(self.text);
        let Some(kind) = abbreviations::kind(word, before) else { return true };
        // In a headline every word has a capital: *U.S. And China Agree*.
        let is_title = (start..at).rev().take(6).all(|t| !self.word(t).starts_with(char::is_lowercase))
            && self.word(next + 1).starts_with(char::is_uppercase);
        at > start && !is_title && abbreviations::closes(kind, self.rest(next))
    }

    /// Whether a quotation's question is reported behind it: *“Why?” Smith asked.*
    fn is_reported(&self, next: usize) -> bool {
        for at in next..next + LONGEST_NAME {
            let word = self.word(at);
            if at > next && REPORTING.contains(&word) {
                let behind = self.word(at + 1);
                return behind.is_empty() || behind.starts_with(|c: char| ".,:;".contains(c) || c.is_lowercase());
            }
            let is_name =
                word.starts_with(char::is_uppercase) || matches!(word, "-" | "de" | "van" | "von" | "of" | "al" | "bin");
            if !is_name {
                return false;
            }
        }
        false
    }

    /// Whether a line break before a token ends the sentence: an empty line always does, a single break unless the line
    /// runs on or was broken to fit a width.
    fn line_ends(&self, start: usize, at: usize) -> bool {
        let gap = self.gap(at);
        if gap.len() == 1 && gap != "\n" || gap.is_empty() {
            return false;
        }
        let lines = gap.replace("\r\n", "\n").matches(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']).count();
        if lines != 1 {
            return lines > 1;
        }
        let before = self.word(at - 1);
        let runs_on = self.word(at).starts_with(|c: char| c.is_lowercase() || ",;:)”’".contains(c))
            || before.ends_with([',', '-', '–', '—', '(', '[', '“', '‘', '&', '/'])
            || matches!(
                before,
                "a" | "an" | "and" | "at" | "by" | "for" | "from" | "in" | "of" | "on" | "or" | "the" | "to" | "with"
            );
        let line = Span::new(self.tokens[start].start, self.tokens[at - 1].end).of(self.text);
        let length = line.len() - line.rfind('\n').map_or(0, |n| n + 1);
        !(runs_on || length >= WRAPPED)
    }
}

#[cfg(test)]
mod tests;
