//! Which words in a row are one name: where it begins, and how far it goes on.
//!
//! A name is a run of proper nouns with capitals and what joins them: particles, hyphens, initials, nicknames in quotation marks,
//! the *of* and *and* of bodies. Words that the tagger takes for something else are let in where their capital and their
//! neighbours say that they are names.

use super::letters::{acronym, adjoin, capitalised, initial, small, starts_upper};
use super::words::{self, Sort, is_title};
use super::{Names, dateline, party};
use crate::claims::lexicon;
use crate::claims::view::View;
use crate::report::{BlockKind, SpeakerKind};
use crate::text::Tag;
use std::collections::HashSet;
use std::ops::Range;

/// Most tokens of a name.
const LONGEST: usize = 12;

/// Walks through an article from run to run.
pub struct Runs<'v> {
    view: &'v View<'v>,
    /// Words that are names within sentences: they are one where they were taken for a noun, too.
    known: HashSet<&'v str>,
    /// The next token.
    at: usize,
}

impl<'v> Runs<'v> {
    /// At the beginning of an article.
    pub fn new(view: &'v View<'v>) -> Self {
        let n = view.tokens.len();
        let known = (0..n)
            .filter(|t| {
                view.tag(*t) == Tag::Propn
                    && view.upper(*t)
                    && view.sentence(*t).start < *t
                    && view.tag_at(*t + 1, n) != Some(Tag::Propn)
            })
            .map(|t| view.word(t))
            .collect();
        Runs { view, known, at: 0 }
    }

    /// The next run of tokens that are a name with its titles. `names` are those read so far.
    pub fn next(&mut self, names: &Names) -> Option<Range<usize>> {
        let view = self.view;
        while self.at < view.tokens.len() {
            let t = self.at;
            let begins_block = t == 0 || view.block(t) != view.block(t - 1);
            if begins_block && let Some(end) = dateline(view, t) {
                // Where a dispatch comes from, and which agency sent it, is nobody who is spoken of.
                self.at = end;
            } else if !self.begins(t) {
                self.at += 1;
            } else if let Some(end) = party::beside(view, t) {
                self.at = end;
            } else {
                let run = t..end_of(view, t);
                let end = after_outlet(view, run.clone(), names).unwrap_or(run.end);
                self.at = end;
                return Some(t..end);
            }
        }
        None
    }

    /// Whether a name may begin with a token.
    fn begins(&self, t: usize) -> bool {
        let view = self.view;
        view.tag(t) == Tag::Propn && view.upper(t)
            || self.name_elsewhere(t)
            || taken_for_a_word(view, t)
            || begins_as_an_adjective(view, t)
            || view.tag(t) == Tag::Noun && t + 1 < view.tokens.len() && members(view, t + 1, view.sentence(t).end)
    }

    /// Whether a word with a capital that was taken for a noun is a name elsewhere in the article.
    fn name_elsewhere(&self, t: usize) -> bool {
        let view = self.view;
        matches!(view.tag(t), Tag::Noun | Tag::Verb | Tag::Adj | Tag::Adv | Tag::X | Tag::Intj)
            && view.upper(t)
            && view.block_kind(t) == Some(BlockKind::Paragraph)
            && self.known.contains(view.word(t))
            && lexicon::role(&view.lower(t)).is_none()
    }
}

/// One past the last token of the name that begins with a token.
fn end_of(view: &View, first: usize) -> usize {
    let sentence = view.sentence(first).end.min(view.tokens.len());
    let mut end = first + 1;
    while end < sentence && end < first + LONGEST {
        let Some(after) = further(view, first, end, sentence) else { break };
        end = after;
    }
    end.min(sentence)
}

/// One past what makes a name longer that begins with `first` and has come to `end`, if anything does.
fn further(view: &View, first: usize, end: usize, sentence: usize) -> Option<usize> {
    let proper = |t: usize| view.tag_at(t, sentence) == Some(Tag::Propn);
    if view.tag(end) == Tag::Propn && (view.upper(end) || view.word(end).len() > 1)
        || view.word(end) == "." && view.word(end - 1).len() == 1
        || goes_on_as_a_name(view, end)
        || initial(view, end) && proper(end + 1)
    {
        return Some(end + 1);
    }
    // *Ada Fung Ka-ming*
    let hyphened = || end > first + 1 && view.is(end, &["-", "‑"]) && adjoin(view, end) && second_half(view, end + 1);
    if end + 1 < sentence && (proper(end + 1) && joins(view, end) || hyphened()) {
        return Some(end + 2);
    }
    // *International Committee of the Red Cross*
    if proper(end + 2) && view.is(end, &["of", "for"]) && view.is(end + 1, &["the"]) && joins(view, end) {
        return Some(end + 3);
    }
    if members(view, end, sentence) || matter_goes_on(view, first, end, sentence) {
        return Some(end + 2);
    }
    if let Some(after) = retired(view, end, sentence) {
        return Some(after);
    }
    // A nickname between given name and surname.
    let nickname = view.quote_mark(end) && view.quote_mark(end + 2) && proper(end + 3) && view.block(end) == view.block(end + 3);
    nickname.then_some(end + 4)
}

/// Whether a capitalised word that was taken for a verb or noun begins a name: after a comma or a role, or at the start of
/// a sentence, before another capitalised word that is none of the language's own.
fn taken_for_a_word(view: &View, t: usize) -> bool {
    let sentence = view.sentence(t);
    if !matches!(view.tag(t), Tag::Verb | Tag::Noun | Tag::Aux | Tag::Intj | Tag::X)
        || !capitalised(view, t)
        || view.tag_at(t + 1, sentence.end).is_none()
    {
        return false;
    }
    // *the Consumer Safety Board*: within a sentence what is an office is told by what follows.
    let own = lexicon::role(&view.lower(t)).is_some() || is_title(&view.lower(t));
    if own && (t == sentence.start || !view.is(t - 1, &["the"]) || view.tag(t) != Tag::Noun) {
        return false;
    }
    let named = view.tag(t + 1) == Tag::Propn && view.upper(t + 1);
    if t == sentence.start || view.quote_mark(t - 1) {
        return view.tag(t) == Tag::Noun && (named || goes_on_as_a_name(view, t + 1));
    }
    // No verb has a capital within a sentence.
    let verb = matches!(view.tag(t), Tag::Verb | Tag::Aux) && !view.punct(t - 1);
    (verb || view.is(t - 1, &[",", "the", "a", "an"]) || view.person_role(t - 1)) && named
}

/// Endings of adjectives of countries, peoples and directions: *Dutch*, *Japanese*, *Eastern*.
const OF_COUNTRIES: &[&str] = &["an", "ish", "ese", "i", "ern", "st", "sh", "ch"];

/// Other adjectives that stand before names and are no part of them.
const BEFORE_NAMES: &[&str] =
    &["new", "dutch", "french", "greek", "czech", "swiss", "former", "senior", "thai", "chief", "slovak"];

/// Whether a capitalised adjective within a sentence begins the name of a body (*the Fresh Market*), and is none of a
/// country or party, which stand before other names (*the Dutch Senate*).
fn begins_as_an_adjective(view: &View, t: usize) -> bool {
    let word = view.lower(t);
    view.tag(t) == Tag::Adj
        && capitalised(view, t)
        && t > view.sentence(t).start
        && !view.quote_mark(t - 1)
        && !OF_COUNTRIES.iter().any(|end| word.ends_with(end))
        && !BEFORE_NAMES.contains(&&*word)
        && !is_title(&word)
        && t + 1 < view.sentence(t).end
        && capitalised(view, t + 1)
        && matches!(view.tag(t + 1), Tag::Propn | Tag::Noun)
        && !is_title(&view.lower(t + 1))
        && !view.person_role(t + 1)
}

/// Whether a capitalised noun within a sentence is part of the name before it.
fn goes_on_as_a_name(view: &View, t: usize) -> bool {
    matches!(view.tag(t), Tag::Noun | Tag::Verb) && capitalised(view, t) && lexicon::role(&view.lower(t)).is_none()
}

/// Endings of the second half of an adjective with a hyphen: *-based*, *-wide*.
const SECOND_OF_ADJECTIVES: &[&str] =
    &["ed", "led", "born", "wide", "style", "era", "run", "old", "level", "area", "side", "time"];

/// Whether a small word after a hyphen is the second half of a given name, not of an adjective: *Ka-ming*, *London-based*.
fn second_half(view: &View, t: usize) -> bool {
    let word = view.word(t);
    (2..=6).contains(&word.chars().count())
        && small(word)
        && !(word.ends_with("ing") && word.len() > 4)
        && !SECOND_OF_ADJECTIVES.iter().any(|end| word.ends_with(end))
        && lexicon::role(word).is_none()
}

/// One past *(rtd)* between a rank and a name.
fn retired(view: &View, open: usize, end: usize) -> Option<usize> {
    if !view.is(open, &["("])
        || !view.lower(open + 1).trim_matches('.').starts_with("ret") && !view.is(open + 1, &["rtd", "rtd."])
    {
        return None;
    }
    let close = (open + 2..end.min(open + 5)).find(|t| view.is(*t, &[")"]))?;
    (view.tag_at(close + 1, end) == Some(Tag::Propn)).then_some(close + 1)
}

/// Whether a body's name goes on after whose it is: *Farmers’ Union*, *People's Party*.
fn members(view: &View, mark: usize, sentence: usize) -> bool {
    let owner = view.word(mark - 1);
    let plural = view.is(mark, &["'", "’"]) && owner.ends_with('s')
        || view.is(mark, &["'s", "’s"]) && view.is(mark - 1, &["people", "women", "men", "children", "workers"]);
    plural
        && mark + 1 < sentence
        && starts_upper(owner)
        && view.upper(mark + 1)
        && matches!(view.tag(mark + 1), Tag::Propn | Tag::Noun)
        && view.body_role(mark + 1)
}

/// Whether *and* joins two words of what a body is for: *Ministry of Health and Social Care*.
fn matter_goes_on(view: &View, first: usize, and: usize, sentence: usize) -> bool {
    view.is(and, &["and", "&"])
        && and + 1 < sentence
        && words::is_at(view, first, Sort::Matter)
        && view.is(first + 1, &["of", "for", "on"])
        && view.tag(and + 1) == Tag::Propn
        && view.upper(and + 1)
        && !acronym(view.word(and + 1))
        && !is_title(&view.lower(and + 1))
        && !view.given_name(and + 1)
        && !view.body_role(and + 1)
}

/// Whether a token between two names makes them one: a particle, a hyphen, the *of* of a body.
fn joins(view: &View, t: usize) -> bool {
    words::is_at(view, t, Sort::Particle) && small(view.word(t))
        || view.is(t, &["-", "‑"]) && adjoin(view, t)
        || view.is(t, &["of", "for"]) && view.body_role(t - 1)
}

/// Where a person's name begins that runs on from an outlet's: *Writing in the Selwyn Mirror Ada said*.
fn after_outlet(view: &View, run: Range<usize>, names: &Names) -> Option<usize> {
    /// Articles that name more are lists.
    const MOST: usize = 400;
    let outlet = |t: usize| words::is_at(view, t, Sort::Outlet);
    let given = |t: usize| view.given_name(t) && !outlet(t) && !crate::claims::content::time_word(view, t);
    let known = |t: usize| {
        names.entities.iter().take(MOST).any(|e| {
            e.kind == SpeakerKind::Person && e.label.split_whitespace().next().is_some_and(|first| first == view.word(t))
        })
    };
    (run.start + 1..run.end)
        .find(|t| outlet(*t - 1) && given(*t) && !given(run.start) && (known(*t) || run.end - *t == 2 && run.start + 2 <= *t))
}
