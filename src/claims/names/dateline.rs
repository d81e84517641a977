//! Datelines: where a dispatch comes from, when, and which agency sent it.

use super::letters::adjoin;
use crate::claims::view::View;
use crate::report::BlockKind;
use crate::text::{Tag, calendar};

/// Tokens that a dateline may have.
const LONGEST: usize = 16;

/// Months in short.
const MONTHS_SHORT: &[&str] = &["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];

/// One past the dateline that a paragraph begins with: *SFARA, Tunisia (Agency) —*, *DELHI:*, *Lima, 3 May (Agency)*.
pub fn dateline(view: &View, first: usize) -> Option<usize> {
    if view.block_kind(first) != Some(BlockKind::Paragraph) {
        return None;
    }
    let block = view.block(first);
    if !view.upper(first) && !view.is(first, &["("]) {
        return None;
    }
    let mut verb = false;
    for t in first..view.tokens.len().min(first + LONGEST) {
        if view.block(t) != block {
            return None;
        }
        verb |= view.verbal(t) && view.word(t).starts_with(char::is_lowercase);
        if verb || view.quote_mark(t) && view.word(t) != "'" {
            return None;
        }
        if t > first && ends(view, first, t) {
            return (!opens_an_aside(view, t)).then_some(t + 1);
        }
    }
    None
}

/// Whether a token is the last of the dateline that begins with `first`: a dash, a colon after capitals, the bracket after an
/// agency.
fn ends(view: &View, first: usize, t: usize) -> bool {
    let shouted = |t: usize| view.word(t).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let dash = view.is(t, &["—", "–", "--", "-"]) && !adjoin(view, t);
    let colon = view.is(t, &[":"]) && (first..t).all(shouted) && view.word(first).chars().count() > 2;
    let bracket = || {
        let opens = view.is(first, &["("]);
        let dated = || (first..t).any(|k| is_month(view.lower(k).trim_end_matches('.')));
        (shouted(first) || opens || dated()) && shouted(t - 1)
    };
    dash || colon || view.is(t, &[")"]) && bracket()
}

/// Whether a dash opens an aside about the name before it, and no dateline: *Ada Obi — who was mayor —*, *Ada Obi — a lawyer —
/// said*.
fn opens_an_aside(view: &View, dash: usize) -> bool {
    let end = view.sentence(dash).end;
    let same = |t: &usize| view.word(*t) == view.word(dash) && !adjoin(view, *t);
    let mut dashes = (dash + 1..end).filter(same);
    let (second, third) = (dashes.next(), dashes.next());
    second.is_some_and(|close| {
        view.is(dash + 1, &["who", "whose", "which"]) || third.is_none() && matches!(view.tag(close + 1), Tag::Verb | Tag::Aux)
    })
}

/// Months as datelines write them, in short or whole.
fn is_month(word: &str) -> bool {
    MONTHS_SHORT.contains(&word) || calendar::is_month(word)
}
