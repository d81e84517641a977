//! Which line of the page is the article's headline.

use super::hints::{self, Hints};
use super::marks::Marks;
use super::outline::Outline;
use super::pieces::Pages;

/// Lines longer than this are no headline, in characters.
const LONGEST: usize = 300;
/// How many lines are compared with the page's titles.
const MOST_LINES: usize = 3_000;

/// Index of the piece that is the headline.
pub(super) fn find(outline: &Outline<'_>, pages: &Pages, hints: &Hints) -> Option<usize> {
    let titles: Vec<Vec<String>> = hints.titles.iter().take(8).map(|t| hints::words(t)).collect();
    let mut best: Option<(f32, usize, Vec<String>)> = None;
    for (n, piece) in pages.pieces.iter().enumerate().take(MOST_LINES) {
        if piece.length > LONGEST {
            continue;
        }
        let (mut marks, mut outside) = (Marks::default(), Marks::default());
        for (level, up) in outline.upward(piece.owner).take(8).enumerate() {
            let of = outline.at(up).marks;
            outside = outside.with(of);
            if level < 3 {
                marks = marks.with(of);
            }
        }
        let words = hints::words(piece.span.of(&pages.text));
        if words.is_empty() {
            continue;
        }
        let alike = titles.iter().enumerate().map(|(rank, title)| {
            let weight = 1.0 - 0.05 * rank as f32;
            weight * hints::likeness(&words, title)
        });
        let alike = alike.fold(0.0, f32::max);
        let title = marks.any(Marks::TITLE);
        if !(title || alike > 0.5) || (words.len() < 2 && alike < 0.9) {
            continue;
        }
        let mut score = 2.0 * alike;
        score += if title { 1.0 } else { 0.0 };
        score += if marks.any(Marks::HEADLINE) { 0.4 } else { 0.0 };
        score += if marks.any(Marks::HEADING) { 0.3 } else { 0.0 };
        score -= if piece.link_share() > 0.8 { 0.7 } else { 0.0 };
        let elsewhere =
            Marks::NAV.with(Marks::TEASER).with(Marks::COMMENT).with(Marks::FOOTER).with(Marks::SIDE).with(Marks::SHARE);
        score -= if outside.any(elsewhere) { 0.6 } else { 0.0 };
        score -= if outside.any(Marks::CAPTION.with(Marks::LIST)) { 0.3 } else { 0.0 };
        // Of lines that say the same, the first is the headline; later ones stand in lists.
        let lead = best.as_ref().map_or(0.0, |(_, _, before)| if hints::likeness(&words, before) > 0.7 { 0.35 } else { 0.01 });
        if score > 0.9 && best.as_ref().is_none_or(|(most, ..)| score > most + lead) {
            best = Some((score, n, words));
        }
    }
    best.map(|(_, n, _)| n)
}
