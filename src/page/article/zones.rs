//! Which parts of a page are not the article, whatever text they hold: navigation, teasers, comments, footers, …

use super::marks::Marks;
use super::outline::{NONE, Outline};
use super::pieces::{Pages, Piece};

/// Names of these are believed only where little running text stands in the element.
const DOUBTFUL: Marks = Marks::AD
    .with(Marks::TOOL)
    .with(Marks::TAGS)
    .with(Marks::PLAYER)
    .with(Marks::SIGNUP)
    .with(Marks::SHARE)
    .with(Marks::HEADER)
    .with(Marks::NAV)
    .with(Marks::SIDE);
/// Characters of running text in an element from which on a doubtful name is not believed.
const MUCH_PROSE: f32 = 700.0;
/// An element with this share of the page's running text is no side matter.
const MOST_OF_THE_PAGE: f32 = 0.4;
/// Characters of a card that leads to another article.
const LONGEST_CARD: f32 = 600.0;
/// Of these, characters that are no link.
const LONGEST_SUMMARY: f32 = 320.0;
/// Characters of running text outside a gallery that make an article of which the gallery is a side matter.
const ARTICLE_BESIDE: f32 = 600.0;

/// For each node, the marks of the outside part in which it lies; none for what may be the article.
pub(super) fn outside(outline: &Outline<'_>, pages: &Pages, context: &[Marks], headline: Option<u32>) -> Vec<Marks> {
    let sum = |of: &dyn Fn(&Piece) -> f32| {
        let mut own = vec![0.0; outline.len()];
        for piece in &pages.pieces {
            own[piece.owner as usize] += of(piece);
        }
        outline.sums(&own)
    };
    let prose = sum(&|p| if is_prose(p) { p.length as f32 } else { 0.0 });
    let length = sum(&|p| p.length as f32);
    let linked = sum(&|p| p.linked as f32);
    let captions =
        sum(&|p| if context[p.owner as usize].any(Marks::CAPTION.with(Marks::CREDIT)) { p.length as f32 } else { 0.0 });
    let whole = prose.first().copied().unwrap_or(0.0);
    let mut cards = vec![false; outline.len()];
    mark_cards(outline, pages, headline, &length, &linked, &mut cards);

    let mut zones = vec![Marks::default(); outline.len()];
    let mut in_article = vec![false; outline.len()];
    for at in 0..outline.len() as u32 {
        let element = outline.at(at);
        let n = at as usize;
        let tag = outline.tag(at);
        if element.parent != NONE {
            zones[n] = zones[element.parent as usize];
            in_article[n] = in_article[element.parent as usize];
        }
        in_article[n] |= matches!(tag, "article" | "main");
        if zones[n] != Marks::default() || headline.is_some_and(|h| outline.holds(at, h)) {
            continue;
        }
        if cards[n] {
            zones[n] = Marks::TEASER;
            continue;
        }
        let mut marks = element.marks.only(Marks::OUTSIDE);
        if tag == "header" && !in_article[n] {
            marks = marks.with(Marks::HEADER);
        }
        if marks == Marks::default() || tag == "body" {
            continue;
        }
        if marks.any(Marks::COMMENT) {
            zones[n] = Marks::COMMENT;
            continue;
        }
        if marks.any(Marks::GALLERY) {
            marks = marks.without(Marks::GALLERY);
            if whole - prose[n] > ARTICLE_BESIDE && captions[n] < length[n] {
                zones[n] = Marks::GALLERY;
                continue;
            }
            if marks == Marks::default() {
                continue;
            }
        }
        let most = whole > 0.0 && prose[n] > MOST_OF_THE_PAGE * whole;
        let body = element.marks.any(Marks::BODY) && !marks.any(Marks::TEASER.with(Marks::BIO).with(Marks::FOOTER));
        let quoted = element.marks.any(Marks::PULLQUOTE) && marks.only(DOUBTFUL) == marks;
        let doubtful = marks.only(DOUBTFUL) == marks && prose[n] > MUCH_PROSE && linked[n] < 0.25 * length[n];
        let pictures = marks.only(DOUBTFUL) == marks && length[n] > 0.0 && captions[n] == length[n];
        if !(most || body || quoted || doubtful || pictures) {
            zones[n] = marks;
        }
    }
    zones
}

/// Whether a piece is long enough, and enough of it not in links, to be running text.
pub(super) fn is_prose(piece: &Piece) -> bool {
    piece.length >= 60 && piece.link_share() < 0.4
}

/// Cards: a heading that is a link, with the little that stands around it.
fn mark_cards(outline: &Outline<'_>, pages: &Pages, headline: Option<u32>, length: &[f32], linked: &[f32], cards: &mut [bool]) {
    for piece in &pages.pieces {
        let owner = outline.at(piece.owner);
        let heading = owner.marks.any(Marks::HEADING.with(Marks::HEADLINE));
        if !heading || piece.link_share() < 0.8 || headline.is_some_and(|h| outline.holds(piece.owner, h)) {
            continue;
        }
        let mut card = piece.owner;
        for up in outline.upward(piece.owner).skip(1).take(6) {
            let own = length[up as usize] - linked[up as usize];
            if length[up as usize] > LONGEST_CARD || own > LONGEST_SUMMARY || headline.is_some_and(|h| outline.holds(up, h)) {
                break;
            }
            card = up;
        }
        // *3) A film*, right among the paragraphs: not a card, but the heading of what is said of it.
        if card != piece.owner || !pages.has_words_beside_links(piece) {
            cards[card as usize] = true;
        }
    }
}
