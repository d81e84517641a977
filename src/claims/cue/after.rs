//! Content after the verb, and in places of its own: a gap in a relative clause, a headline, the next paragraph.

use super::{Use, draft};
use crate::claims::{
    content::{self, Opening},
    draft::{Construction, Draft},
    lexicon::{self, Form, Frames},
    source,
    view::View,
};
use crate::report::{BlockKind, SpeakerKind};
use crate::text::span::Span;
use crate::text::{Relation, Tag};

/// *a pledge that the union says was broken*: the clause lacks what the relative pronoun stands for, and what that is
/// belongs to the content.
pub(super) fn gap(u: &Use) -> Option<Draft> {
    let view = u.view;
    // *who, her husband says, had begun*
    let aside = view.is_at(u.after, u.end, &[","])
        && u.source.as_ref().is_some_and(|s| s.tokens.start > 1 && view.is(s.tokens.start - 1, &[","]));
    let next = u.after + usize::from(aside);
    if !u.entry.frames.any(&[Frames::CLAUSE, Frames::BARE, Frames::THAT])
        || !view.verbal(next)
        || view.quote_at(next).is_some()
        || next >= u.end
        || view.lower(next).ends_with("ing")
    {
        return None;
    }
    let source = u.source.as_ref().filter(|s| s.tokens.end <= u.verb && u.can_be_said_by(s.head))?;
    let before = source.tokens.start.checked_sub(1 + usize::from(aside))?;
    let first = view.sentence(u.verb).start;
    if before < first {
        return None;
    }
    let relative = view.is(before, &["who", "which", "that", "what"]);
    // *the case on which the court ruled was old*: the ruling is on it, and not that it was old.
    let governed = relative && before > first && view.tag(before - 1) == Tag::Adp;
    if governed || !(relative || !aside && view.relation(u.verb) == Relation::AclRelcl && view.tag(before) == Tag::Noun) {
        return None;
    }
    let main = view.head(next).filter(|h| *h > next && view.tag(next) == Tag::Aux).unwrap_or(next);
    let end = u.end.min(view.extent(main).1.max(view.extent(u.verb).1) + 1);
    let stop = (next..end)
        .find(|t| {
            view.quote_at(*t).is_none()
                && (view.is(*t, &[",", "—", "–", ";", ":"]) || view.is(*t, &["-"]) && view.tag(*t + 1) == Tag::Verb)
        })
        .unwrap_or(end);
    let stop = content::cut(view, u.verb, next..stop);
    let noun = match before.checked_sub(1) {
        // The noun, where nothing but a comma stands between.
        _ if !relative => Some(before),
        _ => None,
    };
    let lead = match noun {
        Some(noun) => source::phrase(view, noun, first..noun + 1).tokens,
        None => before..before + 1,
    };
    let content = [content::span(view, lead), content::span(view, next..stop)];
    draft(u, Construction::Clause, content.into_iter().flatten().collect(), 0.7)
}

/// Headlines leave out the verb of what is said: *board denies leak*, *utility says 9,000 homes dark*.
pub(super) fn in_headline(u: &Use) -> Option<Draft> {
    let view = u.view;
    let headline = matches!(view.block_kind(u.verb), Some(BlockKind::Headline | BlockKind::Heading));
    if !headline
        || u.form.can_be(Form::GERUND)
        || !matches!(
            u.entry.lemma,
            "say" | "claim" | "insist" | "warn" | "deny" | "admit" | "confirm" | "allege" | "predict" | "demand"
        )
        || u.after >= u.end
        || view.punct(u.after)
        || matches!(view.tag(u.after), Tag::Adp | Tag::Sconj)
    {
        return None;
    }
    u.source.as_ref().filter(|s| s.tokens.end <= u.verb && u.can_be_said_by(s.head))?;
    let end = (u.after..u.end)
        .find(|t| view.is(*t, &[";", "|"]) || view.is(*t, &[",", "as", "after", "amid"]) && view.quote_at(*t).is_none())
        .unwrap_or(u.end);
    draft(u, Construction::Clause, content::span(view, u.after..end).into_iter().collect(), 0.66)
}

/// Whether a colon and a quotation follow: what stands before the reporting clause is then no content.
pub(super) fn view_colon(u: &Use, from: usize) -> bool {
    u.view.is_at(from, u.end, &[":"]) && content::opens_quote(u.view, from + 1).is_some()
}

/// Whether a head names a person (or may).
pub(super) fn person(view: &View, head: usize) -> bool {
    matches!(view.tag(head), Tag::Pron | Tag::Propn) && !view.is(head, &["it"])
        || matches!(lexicon::role(&view.lower(head)), Some((SpeakerKind::Person | SpeakerKind::Anonymous, _)))
}

/// *Obi added:* at the end of a paragraph, and the quotation in the next one.
pub(super) fn next_block(u: &Use) -> Option<Draft> {
    let view = u.view;
    let sentence = view.sentence(u.verb);
    let last = sentence.end.checked_sub(1)?;
    if !view.is(last, &[":"]) || last > u.after + 25 || !u.entry.frames.any(&[Frames::QUOTE]) || u.source.is_none() {
        return None;
    }
    let q = content::opens_quote(view, sentence.end)?;
    let quote = view.quotes[q];
    if quote.block != view.block(u.verb) + 1 {
        return None;
    }
    draft(u, Construction::QuoteAfter, vec![quote.outer], 0.9)
}

/// *As Obi noted in her report, the dam is old*.
pub(super) fn as_clause(u: &Use) -> Option<Draft> {
    let view = u.view;
    if !u.entry.frames.any(&[Frames::CLAUSE, Frames::THAT]) {
        return None;
    }
    u.source.as_ref().filter(|s| source::can_speak(view, s.head))?;
    let comma = (u.after..u.end.min(u.after + 20)).find(|t| view.is(*t, &[","]))?;
    // *As she concluded the debate, he rose*: she said nothing.
    let object = view.child(u.verb, Relation::Obj).is_some_and(|o| o > u.verb && o < comma && !content::time_word(view, o));
    if object && u.entry.rest.is_empty() && !matches!(u.entry.lemma, "tell" | "inform" | "remind") {
        return None;
    }
    if content::finite_in(view, u.after..comma) || !content::finite_in(view, comma..u.end) {
        return None;
    }
    draft(u, Construction::Parenthetical, content::span(view, comma + 1..u.end).into_iter().collect(), 0.7)
}

/// Past an inverted source: *said Ada Obi, that*.
pub(super) fn skip_source(u: &Use) -> usize {
    match &u.source {
        Some(s) if s.tokens.start >= u.after && s.tokens.start <= u.after + 2 => s.tokens.end.min(u.end),
        _ => u.after,
    }
}

pub(super) fn clause(u: &Use, after: content::After, speaks: bool) -> Option<Draft> {
    let view = u.view;
    if u.source.is_none()
        && !u.form.can_be(Form::GERUND)
        && after.opening == Opening::Bare
        && !u.entry.frames.any(&[Frames::BARE])
    {
        return None;
    }
    if !speaks
        && (after.opening == Opening::Bare && u.entry.lemma != "say"
            || !matches!(
                u.entry.lemma,
                "say"
                    | "state"
                    | "write"
                    | "report"
                    | "claim"
                    | "allege"
                    | "argue"
                    | "announce"
                    | "warn"
                    | "note"
                    | "add"
                    | "read"
                    | "ask"
            ))
    {
        return None;
    }
    if u.source.is_none() && u.form.can_be(Form::BASE) && !u.form.can_be(Form::PAST) {
        return None;
    }
    // *asked if*, not *remembered when*
    let start = after.tokens.start;
    if after.opening == Opening::Quotation {
        let q = view.quote_at(start)?;
        let quote = view.quotes[q];
        let tail = view.token_from(quote.outer.end);
        // *wrote “The Salt Road, Part Two”*: the title of a work.
        if u.entry.lemma == "write" && !quote.ends_with_stop(view.text) && title(quote.inner.of(view.text)) {
            return None;
        }
        // Speech up to the sentence's end, or a phrase in a clause that goes on.
        let whole = quote.ends_with_stop(view.text) || tail >= u.end || view.is(start - 1, &[":", ","]);
        if whole {
            let mut content = vec![quote.outer];
            content.extend(resumed(view, tail, u.end));
            return draft(u, Construction::QuoteAfter, content, 0.93);
        }
    }
    let end = content::cut(view, u.verb, after.tokens.clone());
    let span = content::span(view, start..end)?;
    let quoted = view.quote_at(start).is_some();
    let conjunction = after.opening == Opening::That && view.tag(start) == Tag::Sconj && end > start + 3;
    if !quoted && !conjunction && !content::finite_in(view, start..end) && after.opening != Opening::Question {
        return None;
    }
    let confidence = match (after.opening, speaks) {
        (Opening::That, true) => 0.9,
        (Opening::That, false) => 0.7,
        (_, true) => 0.84,
        _ => 0.6,
    };
    let construction = if quoted { Construction::QuoteAfter } else { Construction::Clause };
    draft(u, construction, vec![span], confidence)
}

/// Whether words are written as in titles: all of some length with capitals.
pub(super) fn title(words: &str) -> bool {
    let long = || words.split_whitespace().filter(|w| w.chars().count() > 4);
    long().count() >= 2 && long().all(|w| w.starts_with(char::is_uppercase))
}

/// A second quotation directly after the first: *“A” and “B”*.
fn resumed(view: &View, tail: usize, end: usize) -> Option<Span> {
    let mut t = tail;
    if t < end && view.is(t, &["and", ","]) {
        t += 1;
    }
    (t > tail && t < end).then(|| content::opens_quote(view, t)).flatten().map(|q| view.quotes[q].outer)
}
