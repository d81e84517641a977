//! What the names of elements say: tags, roles, `itemprop`, and the words in classes and ids.
//!
//! Templates name their parts in a few hundred words the world over (`marks.tsv`). A name is a hint, never a verdict: the body
//! of a page may well be called `has-sidebar`. [`crate::page::article`] weighs it against the text that stands in the element.

use crate::page::snapshot::Node;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A set of marks of one element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u32);

macro_rules! marks {
    ($($name:ident = $bit:literal $word:literal $doc:literal,)*) => {
        impl Marks {
            $(#[doc = $doc] pub const $name: Marks = Marks(1 << $bit);)*

            /// By the word used in `marks.tsv`.
            fn named(word: &str) -> Option<Marks> {
                match word {
                    $($word => Some(Marks::$name),)*
                    _ => None,
                }
            }
        }
    };
}

marks! {
    NAV = 0 "nav" "Navigation.",
    TEASER = 1 "teaser" "Leads to other articles.",
    COMMENT = 2 "comment" "Readers' comments.",
    SHARE = 3 "share" "Buttons to share and follow.",
    AD = 4 "ad" "Advertisements.",
    SIGNUP = 5 "signup" "Newsletters, subscriptions, paywalls, donations.",
    CONSENT = 6 "consent" "Cookie banners.",
    BIO = 7 "bio" "About the author.",
    FOOTER = 8 "footer" "Footer of the site.",
    HEADER = 9 "header" "Header of the site.",
    SIDE = 10 "side" "Beside the article.",
    TAGS = 11 "tags" "Keywords of the article.",
    PLAYER = 12 "player" "Controls of videos, galleries, read-aloud buttons.",
    TOOL = 13 "tool" "Dialogs, tickers, polls, text for screen readers.",
    BODY = 14 "body" "The article's text.",
    HEADLINE = 15 "headline" "The article's title.",
    STANDFIRST = 16 "standfirst" "The summary under it.",
    BYLINE = 17 "byline" "Who wrote it.",
    DATE = 18 "date" "When.",
    CAPTION = 19 "caption" "Caption of a picture.",
    CREDIT = 20 "credit" "Who took the picture; where a text is from.",
    PULLQUOTE = 21 "pullquote" "A quotation repeated for display.",
    QUOTE = 22 "<blockquote>" "A block quotation.",
    LIST = 23 "<li>" "An item of a list.",
    HEADING = 24 "<h2>" "A heading.",
    TITLE = 25 "<h1>" "The heading of the page.",
    CELL = 26 "<td>" "A cell of a table.",
    UNSEEN = 28 "unseen" "For screen readers only: clipped from sight.",
    GALLERY = 27 "gallery" "Pictures in a row, with a text each.",
}

impl Marks {
    /// Parts of a page that are not the article.
    pub const OUTSIDE: Marks = Marks(0x3fff | Self::GALLERY.0);
    /// Parts that say something about the article and stand as lines of their own.
    pub const LINES: Marks =
        Marks(Self::HEADLINE.0 | Self::STANDFIRST.0 | Self::BYLINE.0 | Self::DATE.0 | Self::CAPTION.0 | Self::CREDIT.0);

    /// The marks that are in both sets.
    pub fn only(self, of: Marks) -> Marks {
        Marks(self.0 & of.0)
    }

    /// The marks that are in this set only.
    pub fn without(self, of: Marks) -> Marks {
        Marks(self.0 & !of.0)
    }

    /// Whether any of the marks is here.
    pub fn any(self, of: Marks) -> bool {
        self.0 & of.0 != 0
    }

    /// Both sets together.
    pub const fn with(self, more: Marks) -> Marks {
        Marks(self.0 | more.0)
    }

    /// The marks of an element.
    pub fn of(node: &Node) -> Marks {
        let Node::Element { t, a, .. } = node else { return Marks::default() };
        let mut marks = match t.as_str() {
            "nav" => Marks::NAV,
            "footer" => Marks::FOOTER,
            "aside" => Marks::SIDE,
            "figcaption" | "caption" => Marks::CAPTION,
            "time" => Marks::DATE,
            "blockquote" => Marks::QUOTE,
            "li" | "dd" => Marks::LIST,
            "h1" => Marks::TITLE,
            "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary" => Marks::HEADING,
            "td" | "th" => Marks::CELL,
            "dialog" => Marks::TOOL,
            _ => Marks::default(),
        };
        for (name, value) in a {
            marks = marks.with(match name.as_str() {
                "class" | "id" | "data-testid" | "data-component" => names(value),
                "role" => role(value),
                "rel" if value.split_ascii_whitespace().any(|rel| rel == "author") => Marks::BYLINE,
                "itemprop" | "property" => property(value),
                _ => continue,
            });
        }
        marks
    }
}

fn role(value: &str) -> Marks {
    match value {
        "navigation" | "menu" | "menubar" | "tablist" | "search" => Marks::NAV,
        "complementary" => Marks::SIDE,
        "contentinfo" => Marks::FOOTER,
        "banner" => Marks::HEADER,
        "dialog" | "alertdialog" | "alert" | "tooltip" | "status" => Marks::TOOL,
        _ => Marks::default(),
    }
}

/// Microdata and RDFa (schema.org/Article).
fn property(value: &str) -> Marks {
    let mut marks = Marks::default();
    for word in value.split_ascii_whitespace() {
        let word = word.rsplit([':', '/']).next().unwrap_or(word);
        marks = marks.with(match word {
            "articleBody" => Marks::BODY,
            "headline" => Marks::HEADLINE,
            "author" | "creator" => Marks::BYLINE,
            "datePublished" | "dateModified" | "dateCreated" => Marks::DATE,
            "caption" => Marks::CAPTION,
            "alternativeHeadline" | "description" => Marks::STANDFIRST,
            "copyrightHolder" => Marks::CREDIT,
            "comment" => Marks::COMMENT,
            _ => Marks::default(),
        });
    }
    marks
}

/// Longest word in the table.
const LONGEST: usize = 24;
/// Words of one class or id that are looked at.
const WORDS: usize = 12;

/// The marks in a `class` or `id`: of each word, and of neighbouring words written as one (*read-more*, *readMore*).
fn names(value: &str) -> Marks {
    let mut marks = Marks::default();
    for token in value.split_ascii_whitespace().take(40) {
        // Frameworks that name everything: `elementor-widget`, `overflow-hidden`, `md:hidden`.
        if token.contains(':') || token.starts_with("elementor") || is_number(token) {
            continue;
        }
        let words: Vec<String> = words(token);
        for first in 0..words.len() {
            let mut joined = String::new();
            for word in &words[first..words.len().min(first + 3)] {
                joined.push_str(word);
                if joined.len() > LONGEST {
                    break;
                }
                if let Some(found) = table().get(joined.as_str()) {
                    marks = marks.with(*found);
                }
            }
        }
    }
    marks
}

/// Whether a class or id is a number that a program gave (*8ad7*), whose letters say nothing: digits of base 16, and letters
/// among them after a digit.
fn is_number(token: &str) -> bool {
    let digits = token.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    token.len() >= 4 && token.bytes().all(|b| b.is_ascii_hexdigit()) && digits.contains(|c: char| c.is_ascii_alphabetic())
}

/// The words of `read-more_Box`: *read*, *more*, *box*.
fn words(token: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    let mut lower = false;
    for c in token.chars() {
        if !c.is_ascii_alphabetic() {
            (joins, lower) = (false, false);
            continue;
        }
        if !joins || (lower && c.is_ascii_uppercase()) {
            if words.len() == WORDS {
                break;
            }
            words.push(String::new());
        }
        (joins, lower) = (true, c.is_ascii_lowercase());
        if let Some(word) = words.last_mut().filter(|w| w.len() <= LONGEST) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words
}

fn table() -> &'static HashMap<&'static str, Marks> {
    static TABLE: OnceLock<HashMap<&'static str, Marks>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("marks.tsv").lines().skip(1);
        rows.filter_map(|row| {
            let mut cells = row.split('\t');
            Some((cells.next()?, Marks::named(cells.next()?)?))
        })
        .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_whole_and_sorted() {
        let text = include_str!("marks.tsv");
        assert_eq!(text.lines().next(), Some("word\tmark\tlanguage\tsource\tas_of"));
        let mut before = "";
        for row in text.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [word, mark, language, source, as_of] = cells[..] else { panic!("{row}") };
            assert!(before < word, "{word} is not in order, or twice");
            before = word;
            assert!(!word.is_empty() && word.len() <= LONGEST && word.bytes().all(|b| b.is_ascii_lowercase()), "{row}");
            assert!(Marks::named(mark).is_some(), "{row}");
            assert!(language.len() == 2 && !source.is_empty() && as_of.len() == 7, "{row}");
        }
    }

    #[test]
    fn names_are_read_however_they_are_written() {
        for name in ["read-more", "readMore", "c-read_more__link", "readmore", "xx ReadMore"] {
            assert!(names(name).any(Marks::TEASER), "{name}");
        }
        for name in ["breadth", "header-text", "overflow-hidden", "md:ad", "adapt", "shadow", "8ad7", "3f0ad9c41b"] {
            assert!(!names(name).any(Marks::OUTSIDE), "{name}");
        }
        assert!(names("ad300").any(Marks::AD) && names("ad-1").any(Marks::AD));
        assert!(names("ArticleBody_wrapper").any(Marks::BODY));
        names(&"ab-".repeat(100_000));
    }
}
