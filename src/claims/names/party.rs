//! A member's party and place beside the name: *(D-Ohio)*.

use super::letters::starts_upper;
use super::words;
use crate::claims::lexicon;
use crate::claims::view::View;
use crate::text::Tag;
use std::ops::Range;

/// One past a member's party and place beside the name, which are nobody: *(D-Ohio)*, *, R-Texas,*.
pub fn beside(view: &View, first: usize) -> Option<usize> {
    let n = view.tokens.len();
    if first == 0 || first >= n {
        return None;
    }
    if !view.is(first - 1, &["(", ","]) || !view.word(first).starts_with(['D', 'R', 'I']) {
        return None;
    }
    let whole = |t: usize| view.word(t).get(1..).is_some_and(|rest| rest.starts_with(['-', '–']) && rest.len() > 2);
    let place = if whole(first) {
        first
    } else if view.word(first).len() == 1 && view.is_at(first + 1, n, &["-", "–"]) && starts_upper(view.word(first + 2)) {
        first + 2
    } else {
        return None;
    };
    let end = (place + 1..n.min(place + 4)).find(|t| view.tag(*t) != Tag::Propn && view.word(*t) != ".")?;
    view.is(end, &[")", ",", ".", ";"]).then_some(end)
}

/// The words by which a member of a party and place is called, lower case: *the Ohio Democrat*.
pub fn called(view: &View, party: Range<usize>) -> (&'static str, Option<String>) {
    let noun = match view.word(party.start).chars().next() {
        Some('D') => "democrat",
        Some('R') => "republican",
        _ => "independent",
    };
    let words = view.span(party).of(view.text);
    let place = words.split_once(['-', '–']).map(|(_, place)| {
        let short = lexicon::lower(place.trim_end_matches([')', ',', ';'])).into_owned();
        words::state(short.trim_end_matches('.')).map_or(short, str::to_owned)
    });
    (noun, place)
}
