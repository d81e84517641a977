//! Letters and what they stand for: *the Atlantic Coast Conference (ACC)*, and *ACC* anywhere.

use super::Names;
use super::letters::{acronym, initials, single_blanks, starts_upper};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use std::collections::HashMap;
use std::ops::Range;

/// Words that have no letter in an acronym.
const SMALL: &[&str] = &["of", "for", "the", "and", "on", "in", "to", "at", "&", "'s", "’s", "-", ","];

/// Gives a body whose letters stand in brackets after its name the whole name, of which the words may have been taken for
/// several: *the Centre for Research on Rivers and Clean Water (CRRCW)*.
pub fn spelt_out(view: &View, names: &mut Names) {
    /// Bodies that are given their whole names: each costs a look at all mentions.
    const MOST: usize = 400;
    let mut given = 0;
    for b in 0..names.mentions.len() {
        let m = names.mentions[b];
        let Some(name) = whole_name(view, names, b) else { continue };
        let at = names.mentions.partition_point(|k| k.last <= name.start);
        let Some(whole) = names.mentions.get(at).filter(|k| k.first < name.end) else { continue };
        // *the United Nations Office for …*
        let (start, end) = (name.start.min(whole.first), name.end);
        // *UN* of *the UN Relief and Works Agency* is a body of its own.
        let whole = if acronym(&names.entities[whole.entity].label) { m.entity } else { whole.entity };
        if names.entities[whole].kind == SpeakerKind::Person && names.entities[whole].titled {
            continue;
        }
        given += 1;
        if given > MOST {
            break;
        }
        let span = view.span(start..end);
        let entity = &mut names.entities[whole];
        entity.label = single_blanks(span.of(view.text));
        entity.mention = span;
        entity.kind = SpeakerKind::Organisation;
        for k in &mut names.mentions {
            if k.entity == m.entity || k.first >= start && k.last <= end {
                k.entity = whole;
            }
        }
    }
}

/// The tokens before letters in brackets that the letters stand for, where mention `at` is such letters.
fn whole_name(view: &View, names: &Names, at: usize) -> Option<Range<usize>> {
    /// Words of a name.
    const LONGEST: usize = 16;
    let m = names.mentions[at];
    let letters: Vec<char> = view.span(m.first..m.last).of(view.text).chars().filter(|c| c.is_alphabetic()).collect();
    let bracketed = m.first > 1
        && view.is(m.first - 1, &["("])
        && view.is_at(m.last, view.tokens.len(), &[")"])
        && (3..=12).contains(&letters.len())
        && letters.iter().all(|c| c.is_uppercase());
    if !bracketed || names.entities[m.entity].kind == SpeakerKind::Person {
        return None;
    }
    let end = m.first - 1;
    let from = view.sentence(m.first).start.max(end.saturating_sub(LONGEST));
    let start = letters_fit(view, &letters, from..end).or_else(|| {
        // Whom a body is for may have no letter: *the UN Relief and Works Agency for Palestine (UNRWA)*.
        let tail = (from..end)
            .rev()
            .take(4)
            .take_while(|t| view.is(*t, SMALL) || starts_upper(view.word(*t)))
            .find(|t| view.is(*t, &["for", "in"]))?;
        letters_fit(view, &letters, from..tail).filter(|_| letters.len() > 3)
    })?;
    Some(start..end)
}

/// Where a name begins whose first letters are these: its words before the end of a range, back to front. Small words have
/// no letter, a word in capitals has all of its own, and of two that *and* joins the second may have none: *Disease Control and
/// Prevention (CDC)*.
fn letters_fit(view: &View, letters: &[char], within: Range<usize>) -> Option<usize> {
    let mut left = letters.len();
    for t in within.clone().rev() {
        if view.is(t, SMALL) {
            continue;
        }
        let word: Vec<char> = view.word(t).chars().collect();
        if !word.first().is_some_and(|c| c.is_uppercase()) {
            return None;
        }
        if acronym(view.word(t)) && letters[..left].ends_with(&word) {
            left -= word.len();
        } else if letters[..left].last() == word.first() {
            left -= 1;
        } else if t == within.start || !view.is(t - 1, &["and", "&"]) {
            return None;
        }
        if left == 0 {
            return Some(t);
        }
    }
    None
}

/// Joins letters and what they stand for, whichever comes first: *ACC* and *Atlantic Coast Conference*, and what stands in
/// brackets after a name.
pub fn join(view: &View, names: &mut Names) {
    let mut to = by_initials(names);
    for pair in names.mentions.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (whole, short) = (&names.entities[a.entity], &names.entities[b.entity]);
        if b.first == a.last + 1
            && view.is(a.last, &["("])
            && view.is_at(b.last, view.tokens.len(), &[")"])
            && a.entity != b.entity
            && short.label.chars().filter(|c| c.is_uppercase()).count() > 1
            && short.label.chars().take(2).all(char::is_uppercase)
            && !short.titled
            && whole.kind != SpeakerKind::Person
            && whole.label.contains(' ')
            // *Works Agency for Palestine (UNRWA)* is only part of the name.
            && whole.label.chars().next() == short.label.chars().next()
            && !to.contains_key(&a.entity)
        {
            to.entry(b.entity).or_insert(a.entity);
        }
    }
    for m in &mut names.mentions {
        if let Some(whole) = to.get(&m.entity) {
            m.entity = *whole;
            names.entities[*whole].kind = SpeakerKind::Organisation;
        }
    }
}

/// The bodies of which other names are the initial letters.
fn by_initials(names: &Names) -> HashMap<usize, usize> {
    /// Articles that name more are lists.
    const MOST: usize = 2000;
    let entities = || names.entities.iter().enumerate().take(MOST);
    let mut whole: HashMap<String, Option<usize>> = HashMap::new();
    for (e, entity) in entities() {
        let letters = initials(&entity.label);
        if letters.len() > 1 && entity.kind != SpeakerKind::Person && entity.label.contains(' ') {
            // Of two of the same letters neither is meant.
            whole.entry(letters).and_modify(|w| *w = None).or_insert(Some(e));
        }
    }
    let mut to = HashMap::new();
    for (e, entity) in entities() {
        let letters: String = entity.label.chars().filter(|c| c.is_alphanumeric()).collect();
        if letters.len() > 1
            && acronym(&entity.label)
            && entity.kind == SpeakerKind::Organisation
            && let Some(Some(of)) = whole.get(&letters)
            && *of != e
        {
            to.insert(e, *of);
        }
    }
    to
}
