//! Plain text as an article: the document text is the input, unchanged; each line is a block.

use crate::page::article::{Article, Block};
use crate::page::language;
use crate::report::BlockKind;
use crate::text::span::Span;

/// A title is not longer than this, in characters. The longest headlines of newspapers are about 200.
const LONGEST_TITLE: usize = 220;
/// A standfirst is not longer than this, in characters.
const LONGEST_STANDFIRST: usize = 350;

/// Reads plain text. The first line that looks like a title is the headline, one after it that looks like one a standfirst.
pub fn read(text: &str) -> Article {
    let lines: Vec<Span> = lines(text);
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        let words = line.of(text);
        let more = n + 1 < lines.len();
        let after_headline = n == 1 && blocks[0].kind == BlockKind::Headline;
        let kind = if n == 0 && more && looks_like_title(words, LONGEST_TITLE) {
            BlockKind::Headline
        } else if is_byline(words) && n <= 4 {
            BlockKind::Byline
        } else if after_headline && n + 2 < lines.len() && looks_like_title(words, LONGEST_STANDFIRST) {
            BlockKind::Standfirst
        } else {
            BlockKind::Paragraph
        };
        blocks.push(Block { kind, span: *line });
    }
    Article {
        is_article: !lines.is_empty(),
        language: language::detect(text, ""),
        blocks,
        text: text.to_owned(),
        ..Article::default()
    }
}

/// Every line that is not blank, without white space at its ends.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if !span.is_empty() {
            found.push(span);
        }
    }
    found
}

/// A short line that does not end as a sentence does.
fn looks_like_title(line: &str, longest: usize) -> bool {
    let end = line.trim_end_matches(['”', '"', '’', '\'', ')', '»']).chars().next_back();
    !matches!(end, Some('.' | ':' | ';' | ',' | '…' | '。')) && line.chars().nth(longest).is_none()
}

/// *By Ann Miller*: a short line that begins with the word and goes on with a name.
fn is_byline(line: &str) -> bool {
    let name = line.strip_prefix("By ").or(line.strip_prefix("BY ")).unwrap_or("");
    name.starts_with(char::is_uppercase) && looks_like_title(line, 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        let article = read(text);
        assert_eq!(article.text, text);
        article.blocks.iter().map(|b| (b.kind, b.span.of(text))).collect()
    }

    #[test]
    fn headline_standfirst_byline_and_paragraphs() {
        use BlockKind::*;
        let text = "Harbour closes for a week\r\n\nFerries will stop from Monday\nBy Ann Miller\n\n  The port said so. \n\tIt gave no reason.";
        let expected = [
            (Headline, "Harbour closes for a week"),
            (Standfirst, "Ferries will stop from Monday"),
            (Byline, "By Ann Miller"),
            (Paragraph, "The port said so."),
            (Paragraph, "It gave no reason."),
        ];
        assert_eq!(kinds(text), expected);
    }

    #[test]
    fn a_first_line_that_is_a_sentence_is_no_headline() {
        use BlockKind::*;
        assert_eq!(
            kinds("The port said so.\nIt gave no reason."),
            [(Paragraph, "The port said so."), (Paragraph, "It gave no reason.")]
        );
        assert_eq!(kinds("One line alone"), [(Paragraph, "One line alone")]);
        assert_eq!(kinds("“We stay.”\nHe said no more."), [(Paragraph, "“We stay.”"), (Paragraph, "He said no more.")]);
        assert_eq!(kinds("Title\nShe left."), [(Headline, "Title"), (Paragraph, "She left.")]);
    }

    #[test]
    fn nothing_is_no_article() {
        for empty in ["", "\n \r\n\t"] {
            let article = read(empty);
            assert!(!article.is_article && article.blocks.is_empty() && article.language.is_none());
        }
    }
}
