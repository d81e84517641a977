//! Finds the article in a snapshot: its blocks, and where each piece of its text stands in the page.

use crate::page::snapshot::Snapshot;
use crate::report::BlockKind;
use crate::text::span::Span;

/// The article of a page (or a plain text), ready to be read.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The document text: blocks separated by `\n\n`. For plain text: the input, unchanged.
    pub text: String,
    /// Blocks in text order, not overlapping. Text outside every block is not analysed.
    pub blocks: Vec<Block>,
    /// Links inside the text.
    pub links: Vec<TextLink>,
    /// From text back to the page: sorted by `text.start`, not overlapping. Empty for plain text.
    pub runs: Vec<Run>,
    /// Whether the page is an article at all.
    pub is_article: bool,
    /// Language of the text as a BCP 47 tag, if it could be told.
    pub language: Option<String>,
    /// True where the text was cut at a limit.
    pub truncated: bool,
    /// Text near the article that is not shown as part of it but says where it comes from: footer, copyright line,
    /// *read full article at*. Raw, one string an element, in document order.
    pub margin: Vec<MarginText>,
}

/// A block of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text.
    pub span: Span,
}

/// A link inside the article's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLink {
    /// The linked words.
    pub span: Span,
    /// Where it leads (absolute).
    pub href: String,
}

/// Text outside the article that may say where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginText {
    /// The text, white space collapsed.
    pub text: String,
    /// First link in it, if any.
    pub href: Option<String>,
}

/// A stretch of the article's text that stands, character for character, in one text node of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands in [`Article::text`], bytes.
    pub text: Span,
    /// Index of the text node in [`Snapshot::nodes`].
    pub node: u32,
    /// Offset of its first character in the node's text, bytes.
    pub node_start: u32,
}

/// Finds the article in a snapshot.
pub fn find(_snapshot: &Snapshot) -> Article {
    Article::default()
}
