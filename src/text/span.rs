//! Where something stands in a text.
//!
//! The engine counts in bytes, because Rust slices strings by bytes; the browser counts in UTF-16 code units. Mixing the
//! two up gives marks that are right until the first emoji. So there is one type for each, and one place to convert.

use crate::report::Range;

/// `[start, end)` in bytes of a text; both ends lie on character boundaries. The end is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `[start, end)`. An end before the start gives an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether nothing lies in it.
    pub fn is_empty(&self) -> bool {
        self.end == self.start
    }

    /// Whether a byte offset lies inside.
    pub fn contains(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether the other span lies inside (or is equal).
    pub fn covers(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words. Empty where the span is not in the text or cuts a character.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The span without white space at either end.
    pub fn trimmed(&self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}

/// Converts byte offsets of one text to UTF-16 code units, in one pass over sorted or unsorted offsets.
///
/// Holds the UTF-16 offset of every 64th byte: 1/16 of the text's size, and a conversion reads at most 64 bytes.
#[derive(Debug)]
pub struct Utf16Index<'t> {
    text: &'t str,
    every: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> Utf16Index<'t> {
    /// Reads the text once. Texts of 4 GiB and more are not supported (the report holds 32-bit offsets).
    pub fn new(text: &'t str) -> Self {
        let mut every = Vec::with_capacity(text.len() / STEP + 1);
        let mut units = 0u32;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                every.push(units);
            }
            units += units_of(byte);
        }
        Utf16Index { text, every }
    }

    /// UTF-16 offset of a byte offset. One past the end is allowed; beyond it the end is given.
    pub fn at(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let step = (byte / STEP).min(self.every.len().saturating_sub(1));
        let base = self.every.get(step).copied().unwrap_or(0);
        let from = step * STEP;
        base + self.text.as_bytes()[from..byte].iter().map(|b| units_of(*b)).sum::<u32>()
    }

    /// A span as a range of the report.
    pub fn range(&self, span: Span) -> Range {
        Range(self.at(span.start), self.at(span.end))
    }
}

/// UTF-16 units that begin with this byte: none for continuation bytes, two for the first of four.
fn units_of(byte: u8) -> u32 {
    match byte {
        0x80..=0xBF => 0,
        0xF0..=0xFF => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_the_standard_library_beyond_the_bmp() {
        let text = "a🕊é“quoted”\u{200d}漢字 ".repeat(40);
        let index = Utf16Index::new(&text);
        for (at, _) in text.char_indices() {
            assert_eq!(index.at(at) as usize, text[..at].encode_utf16().count());
        }
        assert_eq!(index.at(text.len()) as usize, text.encode_utf16().count());
        assert_eq!(index.at(text.len() + 9), index.at(text.len()));
    }

    #[test]
    fn an_empty_text_has_offset_zero() {
        assert_eq!(Utf16Index::new("").at(0), 0);
    }

    #[test]
    fn a_span_outside_the_text_is_empty_words() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
        assert_eq!(Span::new(1, 6).trimmed("a  b  c").of("a  b  c"), "b");
    }
}
