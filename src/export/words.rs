//! The words at a place of the report's document.

use crate::report::Range;

/// The document's text, addressed in UTF-16 units as the report does.
pub struct Words(Vec<u16>);

impl Words {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        Words(text.encode_utf16().collect())
    }

    /// The words of a range; what lies outside the text is left out.
    pub fn of(&self, range: Range) -> String {
        let end = (range.1 as usize).min(self.0.len());
        String::from_utf16_lossy(&self.0[(range.0 as usize).min(end)..end])
    }

    /// The words of several ranges, joined by an ellipsis.
    pub fn all(&self, ranges: &[Range]) -> String {
        ranges.iter().map(|r| self.of(*r)).collect::<Vec<_>>().join(" … ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_outside_the_text_give_no_words() {
        let words = Words::new("a🕊b");
        assert_eq!(words.of(Range(1, 3)), "🕊");
        assert_eq!(words.of(Range(3, 99)), "b");
        assert_eq!(words.of(Range(50, 99)), "");
    }
}
