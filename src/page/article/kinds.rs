//! What each line of the article is: headline, standfirst, byline, paragraph, …, or nothing that belongs to it.

use super::hints::{self, Hints};
use super::marks::Marks;
use super::outline::{NONE, Outline};
use super::phrases;
use super::pieces::{Pages, Piece};
use crate::report::BlockKind;
use crate::text::span::Span;

/// A piece that belongs to the article.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// Index in [`Pages::pieces`].
    pub piece: usize,
    /// What it is.
    pub kind: BlockKind,
    /// The part of it that belongs to the article.
    pub span: Span,
}

/// Where the article stands.
pub(super) struct Place<'p> {
    pub outline: &'p Outline<'p>,
    pub pages: &'p Pages,
    pub zones: &'p [Marks],
    pub hints: &'p Hints,
    /// The element with the text.
    pub region: u32,
    /// For each node, what [`context`] says.
    pub context: &'p [Marks],
    /// The headline's piece.
    pub headline: Option<usize>,
}

/// Chooses the article's lines, in document order.
pub(super) fn choose(place: &Place<'_>) -> Vec<Chosen> {
    let context = place.context;
    let pieces = &place.pages.pieces;
    let inside = |piece: &Piece| place.outline.holds(place.region, piece.owner);
    let Some(first_prose) = pieces.iter().position(|p| inside(p) && is_running(place, p)) else { return Vec::new() };
    let mut chosen = Vec::new();
    let headline = place.headline.filter(|h| *h < first_prose).or_else(|| heading_above(place, first_prose)).or(place.headline);
    for (n, piece) in pieces.iter().enumerate() {
        let before = n < first_prose;
        if Some(n) == headline {
            chosen.push(Chosen { piece: n, kind: BlockKind::Headline, span: piece.span });
            continue;
        }
        let near_headline = before && headline.is_some_and(|h| n + 6 >= h) && within_article(place, piece, headline, first_prose);
        if !(inside(piece) || near_headline) || place.zones[piece.owner as usize] != Marks::default() {
            continue;
        }
        let after_headline = headline.is_none_or(|h| n > h);
        let marks = context[piece.owner as usize];
        let kind = if before { opening(place, piece, marks, after_headline) } else { body(place, piece, marks) };
        if let Some(kind) = kind {
            chosen.push(Chosen { piece: n, kind, span: without_lead(place, piece) });
        }
    }
    drop_repeated(place, &mut chosen);
    trim_end(place, &mut chosen);
    drop_lonely_headings(&mut chosen);
    chosen
}

/// The last heading before the text begins, where no line above the text is the page's title.
fn heading_above(place: &Place<'_>, first_prose: usize) -> Option<usize> {
    let pieces = &place.pages.pieces[..first_prose];
    pieces.iter().enumerate().rev().take(12).find_map(|(n, piece)| {
        let marks = place.context[piece.owner as usize];
        let heading = marks.any(Marks::TITLE.with(Marks::HEADING)) && piece.length >= 15 && piece.link_share() < 0.8;
        (heading && place.zones[piece.owner as usize] == Marks::default()).then_some(n)
    })
}

/// Before the text begins, a line belongs to the article if it stands in the element that holds headline and text.
fn within_article(place: &Place<'_>, piece: &Piece, headline: Option<usize>, first_prose: usize) -> bool {
    let Some(headline) = headline else { return false };
    let (a, b) = (place.pages.pieces[headline].owner, place.pages.pieces[first_prose].owner);
    let common = place.outline.upward(a).take(40).find(|up| place.outline.holds(*up, b));
    common.is_some_and(|common| place.outline.holds(common, piece.owner))
}

/// For each node the marks of the elements around it that say what a line is, as far as these hold no more than such a line
/// usually does.
pub(super) fn context(outline: &Outline<'_>, pages: &Pages) -> Vec<Marks> {
    let mut own = vec![0.0; outline.len()];
    for piece in &pages.pieces {
        own[piece.owner as usize] += piece.length as f32;
    }
    let length = outline.sums(&own);
    let limits = [
        (Marks::STANDFIRST, 700.0),
        (Marks::BYLINE, 300.0),
        (Marks::DATE, 160.0),
        (Marks::CAPTION, 1200.0),
        (Marks::CREDIT, 400.0),
        (Marks::PULLQUOTE, 600.0),
        (Marks::HEADING, 400.0),
        (Marks::TITLE, 400.0),
        (Marks::LIST, 3000.0),
        (Marks::CELL, 1500.0),
        (Marks::QUOTE, 8000.0),
    ];
    let mut context = vec![Marks::default(); outline.len()];
    for at in 0..outline.len() {
        let element = outline.at(at as u32);
        let around = if element.parent == NONE { Marks::default() } else { context[element.parent as usize] };
        let fitting = limits.iter().filter(|(mark, most)| element.marks.any(*mark) && length[at] <= *most);
        context[at] = fitting.fold(around, |marks, (mark, _)| marks.with(*mark));
    }
    context
}

/// Whether a piece is running text with which an article can begin.
fn is_running(place: &Place<'_>, piece: &Piece) -> bool {
    let marks = place.context[piece.owner as usize];
    let line = piece.span.of(&place.pages.text);
    let other =
        Marks::CAPTION.with(Marks::CREDIT).with(Marks::BYLINE).with(Marks::HEADING).with(Marks::TITLE).with(Marks::STANDFIRST);
    place.zones[piece.owner as usize] == Marks::default()
        && piece.length >= 50
        && piece.link_share() < 0.5
        && !marks.any(other)
        && !phrases::leads(line)
        && !phrases::appeals(line)
        && !phrases::is_dateline(line)
}

/// A line between headline and text.
fn opening(place: &Place<'_>, piece: &Piece, marks: Marks, after_headline: bool) -> Option<BlockKind> {
    let line = piece.span.of(&place.pages.text);
    if piece.link_share() > 0.8 && !marks.any(Marks::BYLINE) || phrases::leads(line) || phrases::appeals(line) {
        return None;
    }
    if marks.any(Marks::CREDIT) || marks.any(Marks::CAPTION) {
        return Some(BlockKind::Caption);
    }
    if phrases::is_dateline(line) || (marks.any(Marks::DATE) && piece.length <= 120) {
        return Some(BlockKind::Dateline);
    }
    if phrases::is_byline(line) || (marks.any(Marks::BYLINE) && piece.length <= 200) {
        return Some(BlockKind::Byline);
    }
    if !after_headline {
        return None;
    }
    if marks.any(Marks::STANDFIRST) && piece.length >= 15 {
        return Some(BlockKind::Standfirst);
    }
    let words = hints::words(line);
    let summary = place.hints.descriptions.iter().take(4).any(|d| hints::likeness(&words, &hints::words(d)) > 0.8);
    if summary || (marks.any(Marks::HEADING) && piece.length >= 40) {
        return Some(BlockKind::Standfirst);
    }
    if marks.any(Marks::LIST) && piece.length >= 40 && piece.link_share() < 0.3 {
        return Some(BlockKind::ListItem);
    }
    None
}

/// A line in the text or after it.
fn body(place: &Place<'_>, piece: &Piece, marks: Marks) -> Option<BlockKind> {
    let line = piece.span.of(&place.pages.text);
    let share = piece.link_share();
    let tag = place.outline.tag(piece.owner);
    if share > 0.85 || (phrases::leads(line) && (share > 0.2 || piece.length < 80)) {
        return None;
    }
    if phrases::appeals(line) && (piece.length < 60 || share > 0.1) {
        return None;
    }
    let ends_as_sentence = line.ends_with(['.', '!', '?', '”', '"', '’', '…', ':', ';', '»', '。', ')']);
    if marks.any(Marks::PULLQUOTE) {
        return Some(BlockKind::PullQuote);
    }
    if marks.any(Marks::CAPTION) {
        return Some(BlockKind::Caption);
    }
    if phrases::credits(line) || marks.any(Marks::CREDIT) {
        return Some(BlockKind::Credit);
    }
    if phrases::is_dateline(line) && !marks.any(Marks::CELL.with(Marks::LIST)) && piece.length < 80 {
        return Some(BlockKind::Dateline);
    }
    if (phrases::is_byline(line) || marks.any(Marks::BYLINE)) && piece.length <= 120 && !ends_as_sentence {
        return Some(BlockKind::Byline);
    }
    if marks.any(Marks::HEADING.with(Marks::TITLE)) {
        return (share < 0.5 && piece.length <= 300).then_some(BlockKind::Heading);
    }
    if marks.any(Marks::CELL) {
        return (piece.length >= 80 && share < 0.5).then_some(BlockKind::Paragraph);
    }
    if marks.any(Marks::QUOTE) {
        return Some(BlockKind::Quote);
    }
    if marks.any(Marks::LIST) {
        return (share < 0.5 && (piece.length >= 20 || ends_as_sentence)).then_some(BlockKind::ListItem);
    }
    let bold = piece.bold * 10 >= piece.length * 9;
    if bold && piece.length <= 120 && !line.ends_with(['.', '”', '"', ',']) {
        return Some(BlockKind::Heading);
    }
    let long_enough = if tag == "p" { piece.length >= 3 } else { piece.length >= 40 };
    (long_enough && (ends_as_sentence || piece.length >= 25) && share < 0.7).then_some(BlockKind::Paragraph)
}

/// The piece without a link at its end that leads to the full text elsewhere (*Read full article at …*).
fn without_lead(place: &Place<'_>, piece: &Piece) -> Span {
    let text = &place.pages.text;
    match place.pages.links[piece.links.clone()].last() {
        Some((link, _)) if link.end == piece.span.end && link.start > piece.span.start && phrases::leads(link.of(text)) => {
            Span::new(piece.span.start, link.start).trimmed(text)
        }
        _ => piece.span,
    }
}

/// Quotations that stand in the text too are pull quotes; other lines are not said twice.
fn drop_repeated(place: &Place<'_>, chosen: &mut Vec<Chosen>) {
    use std::collections::HashSet;
    let text = &place.pages.text;
    let mut seen: HashSet<&str> = HashSet::new();
    chosen.retain(|c| c.kind == BlockKind::Caption || seen.insert(c.span.of(text)));
    let key = |span: Span| hints::words(span.of(text)).join(" ");
    let running: Vec<String> = chosen.iter().filter(|c| c.kind == BlockKind::Paragraph).map(|c| key(c.span)).collect();
    let running = running.join("\n");
    let quotes = chosen.iter_mut().filter(|c| matches!(c.kind, BlockKind::Quote | BlockKind::PullQuote) && c.span.len() < 800);
    for quote in quotes.take(60) {
        let words = key(quote.span);
        let repeated = words.len() >= 20 && running.contains(&words);
        if repeated {
            quote.kind = BlockKind::PullQuote;
        }
    }
}

/// After the last paragraph only credits, dates and captions still belong to the article.
fn trim_end(place: &Place<'_>, chosen: &mut Vec<Chosen>) {
    let ends = |c: &Chosen| {
        let piece = &place.pages.pieces[c.piece];
        match c.kind {
            BlockKind::Paragraph | BlockKind::Quote => true,
            BlockKind::ListItem => piece.link_share() < 0.3 && piece.length >= 40,
            _ => false,
        }
    };
    let Some(last) = chosen.iter().rposition(ends) else { return };
    let mut n = 0;
    chosen.retain(|c| {
        n += 1;
        n <= last + 1 || matches!(c.kind, BlockKind::Credit | BlockKind::Dateline | BlockKind::Byline)
    });
}

/// A heading belongs to what follows it; one that is followed by nothing, or by another heading of its kind, says nothing.
fn drop_lonely_headings(chosen: &mut Vec<Chosen>) {
    let mut followed = false;
    let mut keep = vec![true; chosen.len()];
    for (n, c) in chosen.iter().enumerate().rev() {
        match c.kind {
            BlockKind::Heading => {
                keep[n] = followed;
            }
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem => followed = true,
            _ => {}
        }
    }
    let mut n = 0;
    chosen.retain(|_| {
        n += 1;
        keep[n - 1]
    });
}
