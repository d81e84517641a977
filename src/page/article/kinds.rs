//! What each line of the article is: headline, standfirst, byline, paragraph, …, or nothing that belongs to it.

use super::hints::{self, Hints};
use super::marks::Marks;
use super::outline::{NONE, Outline};
use super::pieces::{Pages, Piece};
use super::{dates, phrases};
use crate::report::BlockKind;
use crate::text::span::Span;
use std::collections::HashMap;
use std::ops::Range;

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
    let Some(first_running) = pieces.iter().position(|p| inside(p) && is_running(place, p)) else { return Vec::new() };
    let first_prose = after_standfirst(place, first_running).unwrap_or(first_running);
    let mut chosen = Vec::new();
    let first_beside = first_beside(place, first_running.min(first_prose));
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
        let mut kind = if before { opening(place, piece, marks, after_headline) } else { body(place, piece, marks) };
        if let (None, true, Some(headline)) = (kind, before && n >= first_beside, headline.filter(|h| n > *h)) {
            let said = pieces[headline].span.of(&place.pages.text) == piece.span.of(&place.pages.text);
            let opens = |kind: &BlockKind| !said && opens(place, piece, &pieces[first_running], *kind);
            kind = body(place, piece, marks).filter(opens);
        }
        if let Some(kind) = kind {
            chosen.push(Chosen { piece: n, kind, span: without_lead(place, piece) });
        }
    }
    fill_gaps(place, &mut chosen);
    drop_repeated(place, &mut chosen);
    trim_end(place, &mut chosen);
    drop_lonely_headings(&mut chosen);
    chosen
}

/// Where the text begins if the first running line is a standfirst: it stands apart from the next one, and has a byline or
/// date below it, or does not end as a sentence does.
fn after_standfirst(place: &Place<'_>, first: usize) -> Option<usize> {
    let pieces = &place.pages.pieces;
    let line = |n: usize| pieces[n].span.of(&place.pages.text);
    let parent = |n: usize| place.outline.at(pieces[n].owner).parent;
    place.headline.filter(|h| *h < first)?;
    if pieces[first].length > 400 || place.context[pieces[first].owner as usize].any(Marks::QUOTE.with(Marks::LIST)) {
        return None;
    }
    let next = (first + 1..pieces.len().min(first + 20)).find(|n| is_running(place, &pieces[*n]))?;
    if !place.outline.holds(place.region, pieces[next].owner) || parent(first) == parent(next) {
        return None;
    }
    let signed = (first + 1..next).any(|n| {
        phrases::is_byline(line(n)) || dates::is_dateline(line(n)) || place.context[pieces[n].owner as usize].any(Marks::BYLINE)
    });
    (signed || line(first).ends_with(char::is_alphanumeric)).then_some(next)
}

/// The first of the lines that stand right before the text, in elements that hold its first line too.
fn first_beside(place: &Place<'_>, first: usize) -> usize {
    let pieces = &place.pages.pieces;
    let marks = Marks::BYLINE.with(Marks::DATE).with(Marks::CAPTION).with(Marks::CREDIT);
    let beside = |n: &usize| {
        let owner = pieces[*n].owner;
        let parent = place.outline.at(owner).parent;
        let inside =
            parent != NONE && place.outline.holds(place.region, parent) && place.outline.holds(parent, pieces[first].owner);
        inside && !place.context[owner as usize].any(marks)
    };
    (0..first).rev().take(WIDEST_GAP).take_while(beside).last().unwrap_or(first)
}

/// Whether a line before the first running one, and beside it, belongs to the text: a heading, or a short sentence.
fn opens(place: &Place<'_>, piece: &Piece, first: &Piece, kind: BlockKind) -> bool {
    let parent = |piece: &Piece| place.outline.at(piece.owner).parent;
    match kind {
        BlockKind::Heading => place.context[piece.owner as usize].any(Marks::HEADING),
        BlockKind::Paragraph => {
            piece.linked == 0 && parent(piece) == parent(first) && ends_as_sentence(piece.span.of(&place.pages.text))
        }
        _ => false,
    }
}

/// Whether a line ends as sentences do, or leads to the next one.
fn ends_as_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '”', '"', '’', '…', ':', ';', '»', '。', ')', ']', '！', '？', '」', '』', '：'])
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
        && !dates::is_dateline(line)
        && !dates::holds_dateline(line)
}

/// A line between headline and text.
fn opening(place: &Place<'_>, piece: &Piece, marks: Marks, after_headline: bool) -> Option<BlockKind> {
    let line = piece.span.of(&place.pages.text);
    let linked = piece.link_share() > 0.8 && !marks.any(Marks::BYLINE);
    if linked || phrases::leads(line) || phrases::appeals(line) || phrases::is_address(line) || dates::is_reading_time(line) {
        return None;
    }
    if phrases::is_byline(line) || (marks.any(Marks::BYLINE) && is_name(line)) {
        return Some(BlockKind::Byline);
    }
    if dates::is_dateline(line) || dates::holds_dateline(line) {
        return Some(BlockKind::Dateline);
    }
    if marks.any(Marks::CREDIT) || marks.any(Marks::CAPTION) || phrases::labels_caption(line) {
        return Some(BlockKind::Caption);
    }
    if marks.any(Marks::DATE) && piece.length <= 120 {
        return if dates::is_place(line) { Some(BlockKind::Dateline) } else { is_name(line).then_some(BlockKind::Byline) };
    }
    if !after_headline || phrases::is_by(line) {
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
    is_running(place, piece).then_some(BlockKind::Standfirst)
}

/// Whether a line that is marked as a byline can hold names: some words, no sentence, no figures.
fn is_name(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let digits = line.chars().filter(|c| c.is_ascii_digit()).count();
    line.chars().count() <= 200
        && letters >= 3
        && digits * 4 <= letters
        && !line.ends_with([':', '.'])
        && !phrases::is_by(line)
        && !phrases::is_address(line)
        && !dates::is_reading_time(line)
}

/// A line in the text or after it.
fn body(place: &Place<'_>, piece: &Piece, marks: Marks) -> Option<BlockKind> {
    let line = piece.span.of(&place.pages.text);
    let share = piece.link_share();
    let tag = place.outline.tag(piece.owner);
    let titled = marks.any(Marks::HEADING) && place.pages.has_words_beside_links(piece);
    if (share > 0.85 && !titled) || (phrases::leads(line) && (share > 0.2 || piece.length < 80)) {
        return None;
    }
    if phrases::appeals(line) && (piece.length < 60 || share > 0.1) {
        return None;
    }
    let ends_as_sentence = ends_as_sentence(line);
    let heading = marks.any(Marks::HEADING.with(Marks::TITLE));
    if marks.any(Marks::PULLQUOTE) {
        return Some(BlockKind::PullQuote);
    }
    if marks.any(Marks::CAPTION) {
        return Some(BlockKind::Caption);
    }
    if phrases::is_address(line) || dates::is_reading_time(line) {
        return None;
    }
    if phrases::labels_caption(line) && piece.length <= 400 {
        return Some(BlockKind::Caption);
    }
    if phrases::credits(line) || marks.any(Marks::CREDIT) {
        return Some(BlockKind::Credit);
    }
    if dates::is_dateline(line) && !marks.any(Marks::CELL.with(Marks::LIST)) && piece.length < 80 {
        if dates::has_year(line) {
            return Some(BlockKind::Dateline);
        }
        if !heading {
            return None;
        }
    }
    if (phrases::is_byline(line) || (marks.any(Marks::BYLINE) && is_name(line))) && piece.length <= 120 && !ends_as_sentence {
        return Some(BlockKind::Byline);
    }
    if heading {
        // A heading that is a link as a whole leads elsewhere; one that links a name in it does not.
        let leads = share >= 0.8 && !place.pages.has_words_beside_links(piece);
        return (!leads && piece.length <= 300).then_some(BlockKind::Heading);
    }
    if tag == "pre" && !marks.any(Marks::QUOTE) {
        // In a cell beside it stand the numbers of its lines.
        let numbers = marks.any(Marks::CELL) && !line.contains(char::is_alphabetic);
        return (share < 0.7 && !numbers).then_some(BlockKind::Paragraph);
    }
    if marks.any(Marks::CELL) && !(marks.any(Marks::LIST) && tag == "li") {
        return (piece.length >= 80 && share < 0.5).then_some(BlockKind::Paragraph);
    }
    if marks.any(Marks::QUOTE) {
        return Some(BlockKind::Quote);
    }
    if marks.any(Marks::LIST) {
        let unlinked = piece.length - piece.linked;
        // Several links with words around them are a sentence, too.
        let linking = share < 0.75 && piece.links.len() >= 2 && unlinked >= 20;
        return ((share < 0.5 || unlinked >= 40 || linking) && (piece.length >= 20 || ends_as_sentence))
            .then_some(BlockKind::ListItem);
    }
    let bold = piece.bold * 10 >= piece.length * 9;
    let several = [". ", "? ", "! "].iter().any(|end| line.contains(end));
    if bold && piece.length <= 120 && !several && !line.ends_with(['.', '”', '"', ',']) {
        return Some(BlockKind::Heading);
    }
    let long_enough = if tag == "p" { piece.length >= 3 } else { piece.length >= 40 };
    // A sentence of which the larger part is a link: *According to the county, <the pier is closed>.*
    let linking = tag == "p" && ends_as_sentence && piece.length - piece.linked >= 15;
    let most = if linking { 0.85 } else { 0.7 };
    (long_enough && (ends_as_sentence || piece.length >= 25) && share < most).then_some(BlockKind::Paragraph)
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

/// Pieces that may stand between two lines of the text and be text by what stands around them.
const WIDEST_GAP: usize = 6;

/// Takes in what is too short, or too much of it linked, to be text by itself, and is text by its company: the other items
/// of a list of which the larger part was chosen, and short lines between paragraphs that are built as these are.
fn fill_gaps(place: &Place<'_>, chosen: &mut Vec<Chosen>) {
    let pieces = &place.pages.pieces;
    let (Some(first), Some(last)) = (chosen.first().map(|c| c.piece), chosen.last().map(|c| c.piece)) else { return };
    let mut kinds: Vec<Option<BlockKind>> = vec![None; last - first + 1];
    for c in chosen.iter() {
        kinds[c.piece - first] = Some(c.kind);
    }
    let is_free = |n: usize| {
        let piece = &pieces[n];
        let line = piece.span.of(&place.pages.text);
        kinds[n - first].is_none()
            && place.outline.holds(place.region, piece.owner)
            && place.zones[piece.owner as usize] == Marks::default()
            && !phrases::leads(line)
            && !phrases::appeals(line)
            && !phrases::is_address(line)
            && !dates::is_reading_time(line)
    };
    // Columns of each list: chosen, linked, and all; and its first and last piece.
    let mut lists: HashMap<u32, (usize, usize, usize, Range<usize>)> = HashMap::new();
    for n in first..=last {
        if let Some(list) = list_of(place.outline, pieces[n].owner) {
            let (taken, linked, all, range) = lists.entry(list).or_insert((0, 0, 0, n..n));
            *all += pieces[n].length;
            *linked += pieces[n].linked;
            *taken += if kinds[n - first] == Some(BlockKind::ListItem) { pieces[n].length } else { 0 };
            range.end = n;
        }
    }
    let headline = chosen.iter().find(|c| c.kind == BlockKind::Headline).map_or(first, |c| c.piece);
    let mut found = Vec::new();
    for n in (headline..=last).filter(|n| is_free(*n)) {
        let listed = list_of(place.outline, pieces[n].owner).and_then(|list| lists.get(&list));
        let in_text = |list: &Range<usize>| {
            let before = list.start.checked_sub(first + 1).and_then(|at| kinds[at]);
            let after = kinds.get(list.end + 1 - first).copied().flatten();
            list.end > list.start
                && [before, after].iter().all(|kind| matches!(kind, Some(BlockKind::Paragraph | BlockKind::Heading)))
        };
        if listed.is_some_and(|(taken, linked, all, range)| taken * 2 > *all || (*linked == 0 && in_text(range))) {
            found.push((n, BlockKind::ListItem));
        } else if listed.is_none() && is_between_alike(place, &kinds, first, n) {
            found.push((n, BlockKind::Paragraph));
        }
    }
    chosen.extend(found.into_iter().map(|(piece, kind)| Chosen { piece, kind, span: pieces[piece].span }));
    chosen.sort_by_key(|c| c.piece);
}

/// The list in one of whose items an element stands.
fn list_of(outline: &Outline<'_>, owner: u32) -> Option<u32> {
    let item = outline.upward(owner).take(6).find(|up| outline.tag(*up) == "li")?;
    Some(outline.at(item).parent).filter(|list| *list != NONE)
}

/// Whether a short line without links stands between two lines of the text and is built as one of them is: same tags, same
/// names. One that is no sentence stands beside both, in the same element.
fn is_between_alike(place: &Place<'_>, kinds: &[Option<BlockKind>], first: usize, n: usize) -> bool {
    let pieces = &place.pages.pieces;
    let line = pieces[n].span.of(&place.pages.text);
    if pieces[n].linked > 0 {
        return false;
    }
    let built = |n: usize| {
        let owner = pieces[n].owner;
        let parent = place.outline.at(owner).parent;
        let names = |at: u32| (place.outline.tag(at), place.outline.attribute(at, "class"));
        (names(owner), (parent != NONE).then(|| names(parent)), place.context[owner as usize])
    };
    let nearest = |mut at: Box<dyn Iterator<Item = usize>>| {
        at.find_map(|at| kinds.get(at.checked_sub(first)?).copied().flatten().map(|kind| (at, kind)))
    };
    let before = nearest(Box::new((n.saturating_sub(WIDEST_GAP)..n).rev()));
    let after = nearest(Box::new(n + 1..=n + WIDEST_GAP));
    let (Some((before, earlier)), Some((after, later))) = (before, after) else { return false };
    let alike = |at: usize, kind: BlockKind| kind == BlockKind::Paragraph && built(n) == built(at);
    let parent = |at: usize| place.outline.at(pieces[at].owner).parent;
    let beside = parent(n) == parent(before) && parent(n) == parent(after);
    let is_text = |kind: BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::Heading);
    let sentence = ends_as_sentence(line) && earlier == BlockKind::Paragraph && later == BlockKind::Paragraph;
    let built_alike = alike(before, earlier) || alike(after, later);
    // A paragraph without a name, right in the element that holds the lines before and after it.
    let owner = pieces[n].owner;
    let holds = |at: usize| parent(n) != NONE && place.outline.holds(parent(n), pieces[at].owner);
    let plain = place.outline.tag(owner) == "p" && place.outline.attribute(owner, "class").is_empty();
    let within = plain && holds(before) && holds(after);
    (sentence && built_alike) || (((beside && built_alike) || within) && is_text(earlier) && is_text(later))
}

/// Quotations that stand in the text too are pull quotes; other lines are not said twice.
fn drop_repeated(place: &Place<'_>, chosen: &mut Vec<Chosen>) {
    use std::collections::HashSet;
    let text = &place.pages.text;
    let mut seen: HashSet<&str> = HashSet::new();
    chosen.retain(|c| c.span.len() < if c.kind == BlockKind::Caption { 20 } else { 80 } || seen.insert(c.span.of(text)));
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

/// Lines at the end in which appeals are looked for.
const TAIL: usize = 5;

/// Ends the article where a heading says that it is over; takes appeals from its last lines; after the last paragraph only
/// credits, dates and bylines still belong to it.
fn trim_end(place: &Place<'_>, chosen: &mut Vec<Chosen>) {
    let text = &place.pages.text;
    let half = chosen.len() / 2;
    let over = |c: &Chosen| matches!(c.kind, BlockKind::Heading | BlockKind::Byline) && phrases::ends_text(c.span.of(text));
    if let Some(end) = chosen.iter().skip(half).position(over) {
        chosen.truncate(half + end);
    }
    let tail = chosen.len().saturating_sub(TAIL);
    let mut n = 0;
    chosen.retain(|c| {
        n += 1;
        let linked = !place.pages.pieces[c.piece].links.is_empty();
        let running = matches!(c.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading);
        !(n > tail.max(3) && running && linked && c.span.len() <= 400 && phrases::mentions_appeal(c.span.of(text)))
    });
    let tail = chosen.len().saturating_sub(3);
    for c in chosen.iter_mut().skip(tail.max(3)) {
        if c.kind == BlockKind::Paragraph && phrases::names_helpers(c.span.of(text)) && !c.span.of(text).contains(['“', '"']) {
            c.kind = BlockKind::Credit;
        }
    }
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

/// A heading belongs to what follows it. One that is followed by nothing, or by lines that were left out, is theirs.
fn drop_lonely_headings(chosen: &mut Vec<Chosen>) {
    let mut next: Option<usize> = None;
    let mut keep = vec![true; chosen.len()];
    for (n, c) in chosen.iter().enumerate().rev() {
        match c.kind {
            BlockKind::Heading => keep[n] = next.is_some_and(|next| next - c.piece <= 3),
            BlockKind::Dateline | BlockKind::Byline | BlockKind::Credit => continue,
            _ => {}
        }
        if keep[n] {
            next = Some(c.piece);
        }
    }
    let mut n = 0;
    chosen.retain(|_| {
        n += 1;
        keep[n - 1]
    });
}
