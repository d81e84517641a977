//! A golden article on disk: its page, what a careful reader finds in it, and where those words stand in a document.

use serde::Deserialize;
use sourcelight::report::{Certainty, ClaimKind, Range};
use std::path::{Path, PathBuf};

/// `expected.json`. Written from the page's text, never from the engine's answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// What is hard about this page, for people.
    #[allow(dead_code)]
    pub about: String,
    /// Address the page is read from.
    pub url: String,
    /// Whether it is an article.
    #[serde(default = "yes")]
    pub article: bool,
    /// Words of the headline.
    pub headline: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub origin: ExpectedOrigin,
    /// In text order.
    #[serde(default)]
    pub claims: Vec<ExpectedClaim>,
    /// Officials that must be named with a match of at least *likely*.
    #[serde(default)]
    pub officials: Vec<ExpectedOfficial>,
    /// Words that no span may touch (scare quotes, teasers, comments, names of private people).
    #[serde(default)]
    pub absent: Vec<String>,
    /// Words of the page that are no part of the article.
    #[serde(default)]
    pub outside: Vec<String>,
}

fn yes() -> bool {
    true
}

/// What the page says of its origin.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedOrigin {
    pub publisher: Option<String>,
    pub wire: Option<String>,
    pub republished_from: Option<String>,
    #[serde(default)]
    pub cited_outlets: Vec<String>,
    #[serde(default)]
    pub author: Vec<String>,
}

/// One claim; the strings are as they stand in the text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedClaim {
    /// A stretch of the text that holds the whole claim, where its words alone would be found twice.
    #[serde(rename = "in")]
    pub within: Option<String>,
    /// `he#2` is the second *he* in the stretch (or paragraph).
    #[serde(default)]
    pub source: Vec<String>,
    #[serde(default)]
    pub cue: Vec<String>,
    pub content: Vec<String>,
    /// Any of these labels is right.
    pub speaker: Labels,
    pub via: Option<String>,
    pub kind: ClaimKind,
}

/// One right answer or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Labels {
    One(String),
    Any(Vec<String>),
}

impl Labels {
    pub fn all(&self) -> &[String] {
        match self {
            Labels::One(one) => std::slice::from_ref(one),
            Labels::Any(any) => any,
        }
    }
}

/// One official.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedOfficial {
    pub person: Labels,
    /// The match must be this, where given.
    #[serde(rename = "match")]
    pub certainty: Option<Certainty>,
    /// Words that one of the offices of that day must hold.
    pub office_then: Option<String>,
    /// Words that the stated role must hold.
    pub stated_role: Option<String>,
    /// How often the name stands in the article.
    pub mentions: Option<usize>,
}

/// A folder of `tests/golden`.
pub struct Fixture {
    pub slug: String,
    pub page: Vec<u8>,
    pub expected: Expected,
}

/// All fixtures, by name. Panics with the file's name where one cannot be read: that is a fault of the fixture.
pub fn all() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("tests/golden").map(|e| e.expect("entry").path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders
        .iter()
        .map(|at| {
            let slug = at.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let page = std::fs::read(at.join("page.html")).unwrap_or_else(|e| panic!("{slug}/page.html: {e}"));
            let json = std::fs::read(at.join("expected.json")).unwrap_or_else(|e| panic!("{slug}/expected.json: {e}"));
            let expected = serde_json::from_slice(&json).unwrap_or_else(|e| panic!("{slug}/expected.json: {e}"));
            Fixture { slug, page, expected }
        })
        .collect()
}

/// A text in which words are found whatever its white space.
pub struct Text {
    /// Characters with white space collapsed, each with its place in UTF-16 units of the original.
    chars: Vec<(char, u32)>,
    /// Units of the original before which a paragraph ends.
    breaks: Vec<u32>,
    end: u32,
}

impl Text {
    pub fn new(text: &str) -> Text {
        let (mut chars, mut breaks, mut at): (Vec<(char, u32)>, _, _) = (Vec::new(), Vec::new(), 0);
        for c in text.chars() {
            if c == '\n' {
                breaks.push(at);
            }
            if !c.is_whitespace() {
                chars.push((c, at));
            } else if chars.last().is_some_and(|(c, _)| *c != ' ') {
                chars.push((' ', at));
            }
            at += c.len_utf16() as u32;
        }
        Text { chars, breaks, end: at }
    }

    /// Whether the words stand here, be it in the middle of others (neighbouring elements have no space between them).
    pub fn holds(&self, words: &str) -> bool {
        !self.places(words, self.whole(), false).is_empty()
    }

    /// Every place where `words` stand between two places, as whole words.
    pub fn find(&self, words: &str, within: Range) -> Vec<Range> {
        self.places(words, within, true)
    }

    fn places(&self, words: &str, within: Range, whole_words: bool) -> Vec<Range> {
        let needle: Vec<char> = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
        let (Some(first), Some(last)) = (needle.first(), needle.last()) else { return Vec::new() };
        let from = self.chars.partition_point(|(_, at)| *at < within.0);
        let to = self.chars.partition_point(|(_, at)| *at < within.1);
        let mut found = Vec::new();
        let mut at = from;
        while at + needle.len() <= to {
            let end = at + needle.len();
            let same = self.chars[at..end].iter().zip(&needle).all(|((c, _), n)| c == n);
            let glued = |edge: &char, beside: Option<&(char, u32)>| {
                whole_words && edge.is_alphanumeric() && beside.is_some_and(|(c, _)| c.is_alphanumeric())
            };
            if same && !glued(first, at.checked_sub(1).and_then(|b| self.chars.get(b))) && !glued(last, self.chars.get(end)) {
                let (c, start_of_last) = self.chars[end - 1];
                found.push(Range(self.chars[at].1, start_of_last + c.len_utf16() as u32));
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    pub fn whole(&self) -> Range {
        Range(0, self.end)
    }

    /// The paragraphs that a stretch touches.
    pub fn paragraphs(&self, of: Range) -> Range {
        let start = self.breaks.iter().rev().find(|b| **b < of.0).map_or(0, |b| *b + 1);
        let end = self.breaks.iter().find(|b| **b >= of.1).copied().unwrap_or(self.end);
        Range(start, end)
    }
}

/// Where the words of an expected claim stand.
#[derive(Debug, Default)]
pub struct Places {
    pub source: Vec<Range>,
    pub cue: Vec<Range>,
    pub content: Vec<Range>,
}

impl ExpectedClaim {
    /// Finds the claim's words in a document. `doubts` receives what stands more than once (the first place is taken).
    /// `None` where the document does not hold them.
    pub fn locate(&self, text: &Text, doubts: &mut Vec<String>) -> Option<Places> {
        let window = match &self.within {
            Some(words) => one(text, words, text.whole(), &[], doubts)?,
            None => text.whole(),
        };
        let mut places = Places::default();
        let mut rest = window;
        for piece in &self.content {
            let place = one(text, piece, rest, &[], doubts)?;
            rest.0 = place.1;
            places.content.push(place);
        }
        let near = match self.within {
            Some(_) => window,
            None => text.paragraphs(Range(places.content.first()?.0, places.content.last()?.1)),
        };
        for (words, into) in [(&self.source, &mut places.source), (&self.cue, &mut places.cue)] {
            for word in words {
                into.push(one(text, word, near, &places.content, doubts)?);
            }
        }
        Some(places)
    }
}

/// The place of `words` (or of their n-th occurrence, `words#n`) outside of `outside`.
fn one(text: &Text, words: &str, within: Range, outside: &[Range], doubts: &mut Vec<String>) -> Option<Range> {
    let (bare, nth) = match words.rsplit_once('#') {
        Some((bare, n)) => (bare, n.parse::<usize>().ok()),
        None => (words, None),
    };
    let mut places = text.find(bare, within);
    places.retain(|p| !outside.iter().any(|o| p.0 < o.1 && o.0 < p.1));
    match nth {
        Some(n) => places.get(n - 1).copied(),
        None => {
            if places.len() > 1 {
                doubts.push(format!("{words:?} stands {} times; say which with \"in\" or #n", places.len()));
            }
            places.first().copied()
        }
    }
}
