//! In which element the article's text stands.
//!
//! Every line of the page is given a value: running text counts for, links and scraps against. The article's element is the
//! one whose lines have the largest sum; taking in more of the page would add more links than text. One pass, no thresholds
//! on depth or on tags.

use super::hints::Hints;
use super::marks::Marks;
use super::outline::Outline;
use super::pieces::{Pages, Piece};

/// The element, and the value of its lines.
pub(super) fn find(
    outline: &Outline<'_>,
    pages: &Pages,
    zones: &[Marks],
    headline: Option<u32>,
    _: &Hints,
) -> Option<(u32, f32)> {
    let mut own = vec![0.0; outline.len()];
    for piece in &pages.pieces {
        own[piece.owner as usize] += value(outline, piece, zones);
    }
    let sums = outline.sums(&own);
    let mut best: Option<(u32, f32)> = None;
    for at in 0..outline.len() as u32 {
        let worth = sums[at as usize];
        if worth > 0.0 && !outline.tag(at).is_empty() && best.is_none_or(|(_, most)| worth >= most) {
            best = Some((at, worth));
        }
    }
    let (region, worth) = best?;
    // Pages that go on with the next article: the one under the headline is meant.
    if let Some(headline) = headline
        && let Some(article) = outline.upward(headline).find(|at| outline.tag(*at) == "article")
        && outline.holds(region, article)
        && article != region
        && sums[article as usize] > 0.15 * worth
    {
        let others = (region..outline.at(region).end).filter(|at| outline.tag(*at) == "article" && !outline.holds(*at, headline));
        if others.map(|at| sums[at as usize]).fold(0.0, f32::max) > 0.1 * worth {
            return Some((article, sums[article as usize]));
        }
    }
    Some((region, worth))
}

fn value(outline: &Outline<'_>, piece: &Piece, zones: &[Marks]) -> f32 {
    if zones[piece.owner as usize] != Marks::default() {
        return -1.0;
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
