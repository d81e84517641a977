//! The name in a run of words: what is left without titles, offices and letters before and after it, and nothing where
//! the run names nobody.

use super::letters::{acronym, single_blanks, small};
use super::signs::{Signs, office_before, sent};
use super::words::{self, Sort, is_title};
use crate::claims::content::time_word;
use crate::claims::lexicon::{self, Gender};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::span::Span;
use crate::text::{Tag, calendar};
use std::ops::Range;

/// Letters after a name: of orders, degrees, offices.
const LETTERS_AFTER: &[&str] = &["KC", "QC", "MP", "MBE", "OBE", "CBE", "PhD", "MD"];

/// What stands between a rank and a name.
const RETIRED: &[&str] = &["rtd", "rtd.", "ret", "ret.", "retd", "ret'd", "ret’d", "'d", "’d"];

/// A name in its place, without its titles.
pub struct Name {
    /// The tokens that were taken for one name, titles included.
    pub run: Range<usize>,
    /// The first token of the name.
    pub first: usize,
    /// One past its last.
    pub last: usize,
    /// The name with single blanks.
    pub label: String,
    /// Where it stands.
    pub span: Span,
    /// Its last word but for *Jr.*, lower case.
    pub surname: String,
    /// How many words it has.
    pub count: usize,
    /// Whether its first word is a given name, and the gender that it says.
    pub given: Option<Option<Gender>>,
}

/// Reads the name in a run, with what the words before it say.
pub fn name(view: &View, run: Range<usize>) -> Option<(Name, Signs)> {
    let mut signs = Signs::default();
    let ends_as_body = ends_as_body(view, &run);
    let mut first = if ends_as_body { run.start } else { past_titles(view, &run, &mut signs) };
    while first + 1 < run.end && (view.punct(first) || view.is(first, RETIRED)) {
        first += 1;
    }
    signs.roles.extend((run.start..first).map(|t| view.lower(t).into_owned()));
    if !signs.titled
        && !ends_as_body
        && let Some(name) = past_matter(view, &run, first)
    {
        first = name;
        signs.titled = true;
    }
    signs.note_letters(view, run.start..first);
    // A body's acronym before a person's name: *NATO Jens Stoltenberg* after *Secretary-General* was cut off.
    while first + 2 < run.end && acronym(view.word(first)) && view.upper(first + 1) && !acronym(view.word(first + 1)) {
        first += 1;
    }
    let last = without_letters_after(view, first..run.end, &mut signs);
    if first >= last {
        return None;
    }
    // *Eastern European NATO* (states): which part of its members is meant makes no other body.
    let describes = |t: usize| ["an", "ish", "ese", "ern"].iter().any(|ending| view.word(t).ends_with(ending));
    if acronym(view.word(last - 1)) && (first..last - 1).all(describes) {
        first = last - 1;
    }
    if is_nobody(view, run.start, first..last, signs.titled) {
        return None;
    }
    Some((of_words(view, run, first..last)?, signs))
}

/// Whether the last word of a run is one that only bodies have.
pub fn ends_as_body(view: &View, run: &Range<usize>) -> bool {
    words::is_at(view, run.end - 1, Sort::Body)
}

/// Where the name begins after a title or role inside the run.
fn past_titles(view: &View, run: &Range<usize>, signs: &mut Signs) -> usize {
    for t in run.clone().rev().filter(|t| t + 1 < run.end) {
        let word = view.lower(t);
        // *Interior CS Mohamed Abdille*: letters that stand for an office.
        let office = || t > run.start && t + 2 < run.end && acronym(view.word(t)) && view.given_name(t + 1);
        let role = lexicon::role(&word);
        let role_of_person = matches!(role, Some((SpeakerKind::Person, _)))
            || role.is_none() && word.contains("secretary")
            || word.ends_with("general");
        if is_title(&word) || role_of_person || office() {
            signs.titled = true;
            signs.gender = words::gender(&word).or_else(|| role.and_then(|r| r.1));
            return t + 1;
        }
    }
    run.start
}

/// *Secretary of State for Housing Ada Obi*: the name is what follows the matter of the office.
fn past_matter(view: &View, run: &Range<usize>, first: usize) -> Option<usize> {
    let last = run.end;
    if first + 2 >= last {
        return None;
    }
    let matter = (first..last).rev().find(|t| view.is(*t, &["of", "for"]));
    let from = matter.map_or(first, |m| m + 1);
    if view.given_name(from) {
        return None;
    }
    let given = (from + 1..last - 1).find(|t| view.given_name(*t));
    let led_up = || matter.is_some() || run.start > 0 && (view.is(run.start - 1, &["of", "for"]) || sent(view, run.start - 1));
    let name = match given {
        Some(given) => given,
        // *Leader of Opposition Gurbachan Lal Arya*
        None if lexicon::role(&view.lower(from)).is_some() && office_before(view, run.start) => from + 1,
        None if led_up() && last - from > 2 => last - 2.max((last - from) / 2),
        None => return None,
    };
    let office = office_before(view, run.start) || (run.start..from).any(|t| view.person_role(t));
    office.then_some(name)
}

/// One past the last word of a name without letters of orders, possessives, times and small words after it.
fn without_letters_after(view: &View, name: Range<usize>, signs: &mut Signs) -> usize {
    let Range { start: first, end: mut last } = name;
    // *Ada Obi KC*
    while last > first + 2 && LETTERS_AFTER.contains(&view.word(last - 1)) {
        last -= 1;
        signs.titled = true;
    }
    let n = view.tokens.len();
    while last > first + 1
        && (view.is(last - 1, &["’s", "'s", "."])
            || time_word(view, last - 1) && view.tag_at(last, n) != Some(Tag::Propn)
            || small(view.word(last - 1)) && !view.is(last - 2, &["-", "‑"]) && lexicon::role(&view.lower(last - 1)).is_none())
    {
        last -= 1;
    }
    last
}

/// Whether what is left of a run names nobody: a title, a form of address or an office alone.
fn is_nobody(view: &View, run_start: usize, name: Range<usize>, titled: bool) -> bool {
    let first = name.start;
    let alone = first + 1 == name.end;
    let closing = view.lower(name.end - 1);
    // *US Ambassador*, *Prime Minister*: a title without a name.
    let honoured = || first > run_start && words::is_at(view, first - 1, Sort::Address);
    if lexicon::is_person(&closing) && lexicon::given_name(&closing).is_none() && (!titled || alone && !honoured()) {
        return true;
    }
    // *Mr*, *Dr the Hon. Ada Obi*: a form of address without a name.
    let address = |word: &str| {
        words::is(word, Sort::Address) && word != "miss"
            || matches!(word.trim_end_matches('.'), "hon" | "rt" | "sen" | "rep" | "gov" | "gen")
    };
    if name.clone().all(|t| view.punct(t) || address(&view.lower(t))) {
        return true;
    }
    // *her MP*: an office without a name.
    let office = first == run_start && acronym(view.word(first)) && is_title(&closing);
    // *MPs*, *CEOs*: many of an office.
    let offices = || closing.ends_with('s') && view.word(first).strip_suffix('s').is_some_and(acronym);
    alone && (office || offices())
}

/// The name that tokens are; one letter, a day or a month is none.
fn of_words(view: &View, run: Range<usize>, name: Range<usize>) -> Option<Name> {
    let Range { start: first, end: last } = name.clone();
    let span = view.span(name.clone());
    let label = single_blanks(span.of(view.text));
    if label.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return None;
    }
    let when = |t: usize| time_word(view, t) || calendar::is_month(&view.lower(t));
    let number = |t: usize| view.word(t).chars().all(|c| c.is_ascii_digit());
    if name.clone().all(|t| when(t) || t > first && number(t)) {
        return None;
    }
    let suffix = last > first + 2 && words::is_at(view, last - 1, Sort::Suffix);
    let suffixed = if suffix { last - 1 - usize::from(view.punct(last - 2)) } else { last };
    let surname = view.lower(suffixed.max(first + 1) - 1).into_owned();
    let count = name.filter(|t| !view.punct(*t)).count();
    let given = given(view, first);
    Some(Name { run, first, last, label, span, surname, count, given })
}

/// Whether a word is a given name, also without its accents.
fn given(view: &View, t: usize) -> Option<Option<Gender>> {
    let word = view.lower(t);
    lexicon::given_name(&word).or_else(|| lexicon::given_name(&super::letters::plain_letters(&word)))
}
