//! In which element the article's text stands.
//!
//! Every line of the page is given a value: running text counts for, links and scraps against. The article's element is the
//! one whose lines have the largest sum; taking in more of the page would add more links than text. One pass, no thresholds
//! on depth or on tags.

use super::marks::Marks;
use super::outline::Outline;
use super::pieces::{Pages, Piece};

/// Paragraphs below a headline that make an article.
const ENOUGH_PARAGRAPHS: f32 = 3.0;
/// The value that these must have together.
const ENOUGH: f32 = 400.0;

/// The element with the article's text.
pub(super) fn find(
    outline: &Outline<'_>,
    pages: &Pages,
    zones: &[Marks],
    context: &[Marks],
    headline: Option<u32>,
) -> Option<u32> {
    let mut own = vec![0.0; outline.len()];
    let mut paragraphs = vec![0.0; outline.len()];
    for piece in &pages.pieces {
        let worth = value(outline, piece, zones, context);
        own[piece.owner as usize] += worth;
        let after_headline = headline.is_some_and(|h| piece.owner > h);
        if worth >= 40.0 && after_headline && outline.tag(piece.owner) != "li" {
            paragraphs[piece.owner as usize] += 1.0;
        }
    }
    let sums = outline.sums(&own);
    let titles: Vec<f32> = (0..outline.len() as u32).map(|at| f32::from(u8::from(outline.tag(at) == "h1"))).collect();
    let titles = outline.sums(&titles);
    let paragraphs = outline.sums(&paragraphs);
    // The article stands with its headline: a ticker elsewhere may be longer. So the search is held to the innermost element
    // around the headline that has enough text below it.
    let within = headline.and_then(|headline| {
        let enough = |at: &u32| paragraphs[*at as usize] >= ENOUGH_PARAGRAPHS && sums[*at as usize] >= ENOUGH;
        let mut within = outline.upward(headline).find(enough)?;
        let mut branch = within;
        for parent in outline.upward(within).skip(1).take(HIGHEST) {
            let goes_on = |sibling: u32| {
                sibling != branch
                    && sums[sibling as usize] >= 100.0
                    && titles[sibling as usize] == 0.0
                    && is_alike(outline, branch, sibling)
            };
            if outline.children(parent).any(goes_on) {
                within = parent;
            }
            branch = parent;
        }
        Some(within)
    });
    let range = within.map_or(0..outline.len() as u32, |at| at..outline.at(at).end);
    let mut best: Option<(u32, f32)> = None;
    for at in range {
        let worth = sums[at as usize];
        if worth > 0.0 && !outline.tag(at).is_empty() && best.is_none_or(|(_, most)| worth >= most) {
            best = Some((at, worth));
        }
    }
    best.map(|(region, _)| region)
}

/// Levels above the headline at which the text may still go on in elements of the same kind.
const HIGHEST: usize = 8;

/// Whether two neighbours look like parts of one text: same tag and class (not told apart by ids alone). Articles in a row are
/// not.
fn is_alike(outline: &Outline<'_>, a: u32, b: u32) -> bool {
    let class = |at| outline.attribute(at, "class").split_ascii_whitespace().next();
    let tag = outline.tag(a);
    let named = |at| !outline.attribute(at, "id").is_empty() && class(at).is_none();
    matches!(tag, "div" | "section" | "td" | "tr") && tag == outline.tag(b) && class(a) == class(b) && !named(a) && !named(b)
}

fn value(outline: &Outline<'_>, piece: &Piece, zones: &[Marks], context: &[Marks]) -> f32 {
    if zones[piece.owner as usize] != Marks::default() {
        return -1.0;
    }
    let aside =
        Marks::CAPTION.with(Marks::CREDIT).with(Marks::STANDFIRST).with(Marks::BYLINE).with(Marks::HEADING).with(Marks::TITLE);
    if context[piece.owner as usize].any(aside) {
        return 0.0;
    }
    let length = piece.length as f32;
    let share = piece.link_share();
    if share > 0.5 {
        return -(10.0 + length.min(100.0) / 2.0);
    }
    let prose = length >= 50.0;
    let paragraph = outline.tag(piece.owner) == "p" || outline.at(piece.owner).marks.any(Marks::QUOTE);
    match (prose, paragraph) {
        (true, true) => length * (1.0 - 2.0 * share),
        (true, false) => 0.8 * length * (1.0 - 2.0 * share),
        (false, true) => 0.5 * length,
        (false, false) => -4.0,
    }
}
