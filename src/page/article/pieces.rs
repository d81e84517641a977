//! The page's text cut into lines as a browser would lay it out, with white space collapsed as CSS does, and the way back to
//! the text nodes.

use super::Run;
use super::marks::Marks;
use super::outline::{NONE, Outline};
use crate::page::snapshot::Node;
use crate::text::span::Span;
use std::ops::Range;

/// The text of the whole page.
#[derive(Default)]
pub(super) struct Pages {
    /// All pieces one after the other, separated by line feeds.
    pub text: String,
    /// The lines, in document order.
    pub pieces: Vec<Piece>,
    /// Where the text stands in the page, in order.
    pub runs: Vec<Run>,
    /// Links, by order of their ends.
    pub links: Vec<(Span, u32)>,
}

/// A stretch of text between two line breaks of the layout.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Where it stands in [`Pages::text`].
    pub span: Span,
    /// The element in which it stands: the innermost that makes a line of its own.
    pub owner: u32,
    /// Its runs.
    pub runs: Range<usize>,
    /// Its links.
    pub links: Range<usize>,
    /// Length in columns: characters, those of Chinese, Japanese and Korean twice (they say as much as two letters and more).
    pub length: usize,
    /// Columns in links.
    pub linked: usize,
    /// Columns in bold type.
    pub bold: usize,
}

impl Piece {
    /// Share of the text that is in links, 0 to 1.
    pub fn link_share(&self) -> f32 {
        self.linked as f32 / self.length.max(1) as f32
    }
}

impl Pages {
    /// Whether words of a piece stand outside its links.
    pub fn has_words_beside_links(&self, piece: &Piece) -> bool {
        let mut at = piece.span.start;
        for (link, _) in &self.links[piece.links.clone()] {
            if self.text[at..link.start.max(at)].contains(char::is_alphanumeric) {
                return true;
            }
            at = link.end.max(at);
        }
        self.text[at..piece.span.end.max(at)].contains(char::is_alphanumeric)
    }
}

/// Cuts the page.
pub(super) fn cut(outline: &Outline<'_>) -> Pages {
    let mut writer = Writer::default();
    let mut open: Vec<Open> = Vec::new();
    for at in 0..outline.len() as u32 {
        while open.last().is_some_and(|top| top.end <= at) {
            if let Some(top) = open.pop() {
                writer.leave(&top);
            }
        }
        match outline.node(at) {
            // The reading above a character is said with it, not after it; what only screen readers say is no part of the text.
            Node::Text { .. } if open.last().is_some_and(|parent| parent.reading) => {}
            Node::Text { s, .. } => {
                let (owner, pre) = open.last().map_or((0, false), |parent| (parent.owner, parent.pre));
                writer.text(s, at, owner, pre);
            }
            Node::Element { t, .. } => {
                let parent = open.last();
                let breaks = outline.breaks(at);
                let heading = parent.is_some_and(|p| p.heading) || outline.at(at).marks.any(Marks::HEADING.with(Marks::TITLE));
                let here = Open {
                    at,
                    end: outline.at(at).end,
                    breaks,
                    owner: if breaks { at } else { parent.map_or(at, |p| p.owner) },
                    reading: parent.is_some_and(|p| p.reading)
                        || matches!(t.as_str(), "rt" | "rtc")
                        || (outline.at(at).marks.any(Marks::UNSEEN) && !matches!(t.as_str(), "h1" | "body" | "main" | "article")),
                    pre: parent.is_some_and(|p| p.pre) || matches!(t.as_str(), "pre" | "listing" | "xmp" | "plaintext"),
                    // HTML knows no links in links; a snapshot might.
                    // A heading that links itself, so that its address can be copied, leads nowhere.
                    link: t == "a"
                        && writer.link.is_none()
                        && !outline.attribute(at, "href").is_empty()
                        && !(heading && outline.leads_within(at)),
                    heading,
                    bold: matches!(t.as_str(), "b" | "strong"),
                    part: matches!(t.as_str(), "span" | "a" | "label" | "time" | "data" | "cite" | "small" | "strong")
                        && outline.at(at).parent != NONE
                        && !outline.at(outline.at(at).parent).has_text,
                    parts_lines: t == "br"
                        && outline.at(at).parent != NONE
                        && !outline.at(outline.at(at).parent).has_text
                        && matches!(outline.tag(outline.at(at).parent), "td" | "div" | "body" | "center" | "section" | "article"),
                };
                writer.enter(&here, t);
                open.push(here);
            }
        }
    }
    while let Some(top) = open.pop() {
        writer.leave(&top);
    }
    writer.flush();
    writer.pages
}

/// An element that is being read.
struct Open {
    at: u32,
    end: u32,
    breaks: bool,
    /// The innermost element around (or this one) that makes a line of its own.
    owner: u32,
    /// Inside the reading of a ruby annotation, or out of sight.
    reading: bool,
    pre: bool,
    link: bool,
    /// A heading, or inside one.
    heading: bool,
    bold: bool,
    /// One of several inline elements in a row, without text between them: style sheets set such parts apart.
    part: bool,
    /// A line break between elements, not in running text: what follows is a line of its own (old layouts).
    parts_lines: bool,
}

/// White space that has been read but not written.
#[derive(Clone, Copy)]
enum Gap {
    None,
    /// A blank that stands in this node at this byte.
    Blank(u32, u32),
    /// A line break (`<br>`).
    Line,
    /// Two of them: the next text is a piece of its own.
    Lines,
}

struct Writer {
    pages: Pages,
    /// Start of the piece that is being written.
    start: usize,
    first_run: usize,
    first_link: usize,
    owner: u32,
    gap: Gap,
    /// An inline element that is set apart has ended (or begun) since the last word.
    seam: bool,
    /// The open link: element, and where its part in this piece begins.
    link: Option<(u32, usize)>,
    bold: usize,
    bold_from: usize,
    bold_length: usize,
}

impl Default for Writer {
    fn default() -> Self {
        Writer {
            pages: Pages::default(),
            start: 0,
            first_run: 0,
            first_link: 0,
            owner: 0,
            gap: Gap::None,
            seam: false,
            link: None,
            bold: 0,
            bold_from: 0,
            bold_length: 0,
        }
    }
}

impl Writer {
    fn enter(&mut self, element: &Open, tag: &str) {
        if element.breaks {
            self.flush();
        }
        self.seam |= element.part;
        if element.link {
            self.link = Some((element.at, self.pages.text.len()));
        }
        if element.bold {
            self.bold += 1;
            if self.bold == 1 {
                self.bold_from = self.pages.text.len();
            }
        }
        if tag == "br" {
            self.gap = match self.gap {
                Gap::None | Gap::Blank(..) if !element.parts_lines => Gap::Line,
                _ => Gap::Lines,
            };
        }
    }

    fn leave(&mut self, element: &Open) {
        self.seam |= element.part;
        if element.link
            && let Some((at, from)) = self.link.take()
        {
            self.add_link(at, from);
        }
        if element.bold {
            self.bold -= 1;
            if self.bold == 0 {
                self.bold_length += self.pages.text.len() - self.bold_from;
            }
        }
        if element.breaks {
            self.flush();
        }
    }

    fn add_link(&mut self, at: u32, from: usize) {
        let span = Span::new(from.max(self.start), self.pages.text.len()).trimmed(&self.pages.text);
        if !span.is_empty() {
            self.pages.links.push((span, at));
        }
    }

    fn text(&mut self, s: &str, node: u32, owner: u32, pre: bool) {
        let bytes = s.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !pre && bytes[at].is_ascii_whitespace() {
                if matches!(self.gap, Gap::None) {
                    self.gap = Gap::Blank(node, at as u32);
                }
                at += 1;
                continue;
            }
            let rest = &s[at..];
            let skipped = rest.chars().next().filter(|c| is_invisible(*c)).map_or(0, char::len_utf8);
            if skipped > 0 {
                at += skipped;
                continue;
            }
            let end = rest.find(|c: char| (!pre && c.is_ascii_whitespace()) || is_invisible(c)).map_or(s.len(), |n| at + n);
            self.word(&s[at..end], node, at as u32, owner);
            at = end;
        }
    }

    fn word(&mut self, word: &str, node: u32, at: u32, owner: u32) {
        if matches!(self.gap, Gap::Lines) {
            self.flush();
        }
        if self.pages.text.len() == self.start {
            self.owner = owner;
        } else {
            match self.gap {
                Gap::Blank(node, at) => self.push(" ", node, at),
                Gap::Line | Gap::Lines => self.pages.text.push('\n'),
                Gap::None if self.seam && self.is_seam_before(word) => self.pages.text.push(' '),
                Gap::None => {}
            }
        }
        self.gap = Gap::None;
        self.seam = false;
        self.push(word, node, at);
    }

    /// *By|Ann Miller*, *2024|3 May*: no word goes on like this.
    fn is_seam_before(&self, word: &str) -> bool {
        let (last, first) = (self.pages.text.chars().next_back(), word.chars().next());
        let ends = last.is_some_and(|c| c.is_lowercase() || c.is_numeric());
        ends && first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
    }

    fn push(&mut self, words: &str, node: u32, at: u32) {
        let start = self.pages.text.len();
        self.pages.text.push_str(words);
        let text = Span::new(start, self.pages.text.len());
        if self.pages.runs.len() > self.first_run
            && let Some(last) = self.pages.runs.last_mut()
            && last.node == node
            && last.text.end == start
            && last.node_start as usize + last.text.len() == at as usize
        {
            last.text.end = text.end;
        } else {
            self.pages.runs.push(Run { text, node, node_start: at });
        }
    }

    /// Ends the piece.
    fn flush(&mut self) {
        self.gap = Gap::None;
        let span = Span::new(self.start, self.pages.text.len()).trimmed(&self.pages.text);
        if self.pages.text.len() == self.start {
            return;
        }
        if let Some((at, from)) = self.link {
            self.add_link(at, from);
        }
        if self.bold > 0 {
            self.bold_length += span.end.saturating_sub(self.bold_from);
        }
        let links = self.first_link..self.pages.links.len();
        let text = &self.pages.text;
        let share = |bytes: usize, length: usize| (bytes * length).div_ceil(span.len().max(1));
        if span.of(text).contains(char::is_alphanumeric) {
            let length = columns(span.of(text));
            let linked: usize = self.pages.links[links.clone()].iter().map(|(link, _)| columns(link.of(text))).sum();
            self.pages.pieces.push(Piece {
                span,
                owner: self.owner,
                runs: self.first_run..self.pages.runs.len(),
                links: links.clone(),
                length,
                linked: linked.min(length),
                bold: share(self.bold_length, length).min(length),
            });
        }
        self.pages.text.push('\n');
        self.start = self.pages.text.len();
        self.first_run = self.pages.runs.len();
        self.first_link = self.pages.links.len();
        self.bold_from = self.start;
        self.bold_length = 0;
        if let Some(link) = &mut self.link {
            link.1 = self.start;
        }
    }
}

/// Length of a text as [`Piece::length`] counts it.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{2e80}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..) { 2 } else { 1 }).sum()
}

/// Characters that only tell the browser where a line may break, and would split words for the reader of this text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
