//! Finds the article in a snapshot: its blocks, and where each piece of its text stands in the page.

mod dates;
mod headline;
mod hints;
mod kinds;
mod marks;
mod outline;
mod phrases;
mod pieces;
mod region;
#[cfg(all(test, feature = "html"))]
mod tests;
mod verdict;
mod zones;

use crate::page::language;
use crate::page::snapshot::Snapshot;
use crate::report::BlockKind;
use crate::text::span::Span;
use hints::Hints;
use marks::Marks;
use outline::Outline;
use pieces::Pages;

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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarginText {
    /// The text, white space collapsed.
    pub text: String,
    /// First link in it, if any.
    pub href: Option<String>,
    /// Where it stands.
    pub at: Near,
}

/// Where a line of the margin stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Near {
    /// Anywhere on the page.
    #[default]
    Page,
    /// Between the article's headline and its text.
    Opening,
    /// Right behind the article's text, in the same element.
    Closing,
}

/// A stretch of the article's text that stands, character for character, in one text node of the page. (A blank in the text
/// may be a line feed or a tab in the node: white space is collapsed, but not counted anew.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands in [`Article::text`], bytes.
    pub text: Span,
    /// Index of the text node in [`Snapshot::nodes`].
    pub node: u32,
    /// Offset of its first character in the node's text, bytes.
    pub node_start: u32,
}

/// Longest margin text, in bytes.
const LONGEST_MARGIN: usize = 600;
/// Most margin texts.
const MOST_MARGINS: usize = 40;
/// Longest line right above or below the text that is kept whatever it says: a byline or a sign-off in an unusual place, in
/// bytes.
const LONGEST_NEAR: usize = 80;
/// So many lines behind the text are near it.
const NEAR: usize = 4;

/// Finds the article in a snapshot.
pub fn find(snapshot: &Snapshot) -> Article {
    let outline = Outline::new(snapshot);
    let pages = pieces::cut(&outline);
    let hints = Hints::new(snapshot);
    let headline = headline::find(&outline, &pages, &hints);
    let headline_node = headline.map(|n| pages.pieces[n].owner);
    let context = kinds::context(&outline, &pages);
    let zones = zones::outside(&outline, &pages, &context, headline_node);
    let region = region::find(&outline, &pages, &zones, &context, headline_node);
    let chosen = match region {
        Some(region) => {
            let (outline, pages, zones, hints, context) = (&outline, &pages, &zones, &hints, &context);
            kinds::choose(&kinds::Place { outline, pages, zones, hints, region, context, headline })
        }
        None => Vec::new(),
    };
    let mut article = assemble(&outline, &pages, &chosen);
    article.is_article = verdict::is_article(snapshot, &hints, &pages, &chosen);
    article.language = language::detect(&running_text(&article), &snapshot.lang);
    article.truncated = snapshot.truncated;
    article.margin = margin(&outline, &pages, &zones, &chosen, region);
    article
}

/// Copies the chosen lines into one text, with links and the way back to the page.
fn assemble(outline: &Outline<'_>, pages: &Pages, chosen: &[kinds::Chosen]) -> Article {
    let mut article = Article::default();
    for line in chosen {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(line.span.of(&pages.text));
        article.blocks.push(Block { kind: line.kind, span: Span::new(start, article.text.len()) });
        let piece = &pages.pieces[line.piece];
        for run in &pages.runs[piece.runs.clone()] {
            let kept = Span::new(run.text.start.max(line.span.start), run.text.end.min(line.span.end));
            if !kept.is_empty() {
                let text = Span::new(kept.start - line.span.start + start, kept.end - line.span.start + start);
                let node_start = run.node_start + (kept.start - run.text.start) as u32;
                article.runs.push(Run { text, node: run.node, node_start });
            }
        }
        for (link, element) in &pages.links[piece.links.clone()] {
            if line.span.covers(*link) {
                let span = Span::new(link.start - line.span.start + start, link.end - line.span.start + start);
                article.links.push(TextLink { span, href: outline.attribute(*element, "href").to_owned() });
            }
        }
    }
    article
}

/// The text by which the language is told: without bylines and dates.
fn running_text(article: &Article) -> String {
    let of = |b: &&Block| matches!(b.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem | BlockKind::Headline);
    article.blocks.iter().filter(of).map(|b| b.span.of(&article.text)).collect::<Vec<_>>().join("\n")
}

/// Lines outside the article that say where it comes from or whose it is.
fn margin(
    outline: &Outline<'_>,
    pages: &Pages,
    zones: &[Marks],
    chosen: &[kinds::Chosen],
    region: Option<u32>,
) -> Vec<MarginText> {
    let mut next = chosen.iter().peekable();
    let mut margin = Vec::new();
    let headline = chosen.iter().find(|c| c.kind == BlockKind::Headline).map(|c| c.piece);
    let running = |c: &&kinds::Chosen| matches!(c.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
    let first = chosen.iter().find(running).map_or(0, |c| c.piece);
    let last = chosen.last().map_or(0, |c| c.piece);
    for (n, piece) in pages.pieces.iter().enumerate() {
        let mut span = piece.span;
        if let Some(line) = next.next_if(|line| line.piece == n) {
            span = Span::new(line.span.end, piece.span.end).trimmed(&pages.text);
        }
        let zone = zones[piece.owner as usize];
        let words = span.of(&pages.text);
        if words.is_empty() || words.len() > LONGEST_MARGIN || zone.any(Marks::COMMENT.with(Marks::TEASER).with(Marks::NAV)) {
            continue;
        }
        let inside = || region.is_some_and(|region| outline.holds(region, piece.owner));
        let at = match n {
            _ if zone != Marks::default() => Near::Page,
            n if n < first && headline.is_some_and(|h| n > h && n <= h + 2 * NEAR) => Near::Opening,
            n if n > last && n <= last + NEAR && inside() => Near::Closing,
            _ => Near::Page,
        };
        let near = at != Near::Page && words.len() <= LONGEST_NEAR && !phrases::leads(words) && !phrases::appeals(words);
        if near || phrases::tells_provenance(words) || phrases::may_credit(words) {
            let link = pages.links[piece.links.clone()].iter().find(|(link, _)| span.covers(*link));
            let href = link.map(|(_, element)| outline.attribute(*element, "href").to_owned());
            margin.push(MarginText { text: words.to_owned(), href, at });
            if margin.len() == MOST_MARGINS {
                break;
            }
        }
    }
    margin
}
