//! The page's text cut into lines as a browser would lay it out, with white space collapsed as CSS does, and the way back to
//! the text nodes.

use super::Run;
use super::outline::Outline;
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
    /// Characters.
    pub length: usize,
    /// Characters in links.
    pub linked: usize,
    /// Characters in bold type.
    pub bold: usize,
}

impl Piece {
    /// Share of the text that is in links, 0 to 1.
    pub fn link_share(&self) -> f32 {
        self.linked as f32 / self.length.max(1) as f32
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
            Node::Text { s, .. } => {
                let (owner, pre) = open.last().map_or((0, false), |parent| (parent.owner, parent.pre));
                writer.text(s, at, owner, pre);
            }
            Node::Element { t, .. } => {
                let parent = open.last();
                let breaks = outline.breaks(at);
                let here = Open {
                    at,
                    end: outline.at(at).end,
                    breaks,
                    owner: if breaks { at } else { parent.map_or(at, |p| p.owner) },
                    pre: parent.is_some_and(|p| p.pre) || matches!(t.as_str(), "pre" | "listing" | "xmp" | "plaintext"),
                    // HTML knows no links in links; a snapshot might.
                    link: t == "a" && writer.link.is_none() && !outline.attribute(at, "href").is_empty(),
                    bold: matches!(t.as_str(), "b" | "strong"),
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
    pre: bool,
    link: bool,
    bold: bool,
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
                Gap::None | Gap::Blank(..) => Gap::Line,
                Gap::Line | Gap::Lines => Gap::Lines,
            };
        }
    }

    fn leave(&mut self, element: &Open) {
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
                Gap::None => {}
            }
        }
        self.gap = Gap::None;
        self.push(word, node, at);
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
        let span = Span::new(self.start, self.pages.text.len());
        if span.is_empty() {
            return;
        }
        if let Some((at, from)) = self.link {
            self.add_link(at, from);
        }
        if self.bold > 0 {
            self.bold_length += span.end - self.bold_from;
        }
        let links = self.first_link..self.pages.links.len();
        let text = &self.pages.text;
        let share = |bytes: usize, length: usize| (bytes * length).div_ceil(span.len());
        if !span.of(text).trim().is_empty() {
            let length = span.of(text).chars().count();
            let linked: usize = self.pages.links[links.clone()].iter().map(|(link, _)| link.of(text).chars().count()).sum();
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

/// Characters that only tell the browser where a line may break, and would split words for the reader of this text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
