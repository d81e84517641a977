//! Who speaks: the source of a verb of reporting, left of it, right of it, or shared with another verb.

use super::word::shown_at_end;
use super::{Use, in_speech};
use crate::claims::{
    content,
    lexicon::{self, Form, Frames},
    source::{self, Source},
    tail,
    view::View,
};
use crate::text::{Relation, Tag};
use std::ops::Range;

/// Who quotes somebody *as saying*: the agent of *was quoted*, the subject of *quoted*.
pub(super) fn quoting(view: &View, r#as: usize, start: usize) -> Option<Source> {
    let quote =
        (start.max(r#as.saturating_sub(16))..r#as).rev().find(|t| view.is(*t, &["quoted", "quotes", "quoting", "cited"]))?;
    let agent = view.child(quote, Relation::OblAgent).or_else(|| {
        view.children(quote).find(|k| view.relation(*k) == Relation::Obl && view.children(*k).any(|c| view.is(c, &["by"])))
    });
    match agent {
        Some(agent) => Some(source::phrase(view, agent, quote + 1..r#as)),
        None => view.child(quote, Relation::Nsubj).filter(|s| *s < quote).map(|s| source::phrase(view, s, start..quote)),
    }
}

/// Who is quoted *as saying*: the subject of *was quoted*, the object of *quoted*.
pub(super) fn quoted_by_whom(view: &View, r#as: usize, start: usize) -> Option<Source> {
    let quote = (start.max(r#as.saturating_sub(16))..r#as)
        .rev()
        .find(|t| view.tag(*t) == Tag::Verb || view.is(*t, &["quoted", "quotes"]))?;
    if !view.is(quote, &["quoted", "quotes", "quoting", "quote", "cited"]) {
        return None;
    }
    let passive = view.child(quote, Relation::AuxPass).is_some()
        || quote > start && view.is(quote - 1, &["was", "is", "were", "been", "being", "are", "also", "widely"]);
    let whom = if passive {
        source::subject(view, quote).filter(|s| *s < quote)?
    } else {
        // The noun directly before *as*, where the parse does not show the object.
        let object = view.child(quote, Relation::Obj).filter(|o| *o > quote && *o < r#as);
        object.or_else(|| (r#as - 1 > quote && view.nominal(r#as - 1)).then(|| r#as - 1))?
    };
    let within = if passive { start..quote } else { quote + 1..r#as };
    Some(source::phrase(view, whom, within)).filter(|s| source::can_speak(view, s.head) || source::may_speak(view, s.head))
}

pub(super) fn find_source(u: &Use, sentence: &Range<usize>) -> Option<Source> {
    let view = u.view;
    let within = |head: usize| if head < u.verb { sentence.start..u.verb } else { u.after..sentence.end };
    if u.passive {
        // Only the agent speaks.
        let agent = view.child(u.verb, Relation::OblAgent).or_else(|| {
            view.children(u.verb)
                .find(|k| *k > u.verb && view.relation(*k) == Relation::Obl && view.children(*k).any(|c| view.is(c, &["by"])))
        })?;
        return Some(source::phrase(view, agent, u.after..u.end));
    }
    if let Some(found) = shown_at_end(view, u.verb) {
        return Some(found);
    }
    // *with some members accusing him*
    if u.form.can_be(Form::GERUND)
        && let Some(found) = source::left_of(view, u.verb, sentence.start)
        && found.tokens.end + 1 >= u.verb
        && found.tokens.start > sentence.start
        && view.is(found.tokens.start - 1, &["with"])
        && source::can_speak(view, found.head)
    {
        return Some(found);
    }
    // *If the dam is to last, engineers and villagers say, it must be drained*: who stands between the commas speaks.
    if view.is_at(u.after, sentence.end, &[","])
        && let Some(comma) = (sentence.start.max(u.start.saturating_sub(9))..u.start).rev().find(|k| view.is(*k, &[","]))
        && comma + 1 < u.start
        && view.nominal(u.start - 1)
        && (comma + 1..u.start).all(|k| {
            view.quote_at(k).is_none()
                && matches!(view.tag(k), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num | Tag::Cconj)
                && !matches!(view.relation(k), Relation::Appos)
        })
        && source::can_speak(view, u.start - 1)
        && source::subject(view, u.verb).is_some_and(|s| s < comma)
    {
        return Some(Source { tokens: comma + 1..u.start, head: u.start - 1 });
    }
    // *told the Gazette*: who stands after these verbs is told, and never tells.
    let asked_to = |head: usize| {
        u.entry.frames.any(&[Frames::OBJECT_TO]) && {
            let end = view.extent(head).1 + 1;
            view.is_at(end, sentence.end, &["to"]) && view.tag(end + 1) == Tag::Verb
        }
    };
    // *after an audit revealed that*: the noun directly before a finite verb that has no subject of its own.
    if matches!(view.relation(u.verb), Relation::Advcl | Relation::Acl | Relation::Ccomp)
        && !u.form.can_be(Form::GERUND)
        && view.child_in(u.verb, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
        && u.start > sentence.start
        && matches!(view.tag(u.start - 1), Tag::Noun | Tag::Propn)
        && let Some(found) = source::left_of(view, u.verb, sentence.start)
        && source::can_speak(view, found.head)
    {
        return Some(found);
    }
    let addressed = matches!(u.entry.lemma, "tell" | "inform" | "remind" | "assure");
    if let Some(head) = source::subject(view, u.verb).filter(|head| *head < u.verb || !addressed && !asked_to(*head)) {
        if view.quote_at(head).is_some_and(|q| in_speech(view, q)) {
            return inverted(u, sentence).or_else(|| source::left_of(view, u.verb, sentence.start));
        }
        if view.is(head, &["it", "there"]) && view.relation(head) == Relation::Expl {
            return None;
        }
        // *said the vaccine was safe and warned that*: what cannot speak is the subject of the content, not of the cue.
        let gerund = u.form.can_be(Form::GERUND) && u.verb > sentence.start && view.is(u.verb - 1, &[","]);
        if (view.relation(u.verb) == Relation::Conj || gerund)
            && let Some((verb, earlier)) = earlier_speaker(u, sentence)
            && (!source::can_speak(view, head) || head > verb && goes_on_after(u, verb))
        {
            return Some(earlier);
        }
        let mut found = source::phrase(view, head, within(head));
        // A phrase that does not reach the verb although nothing but its own words lies between.
        if found.tokens.start > u.verb && found.tokens.start > u.after + 12 {
            found = inverted(u, sentence).unwrap_or(found);
        }
        // *Obi, whose sons left, said*: the parse took the wrong one of two subjects.
        if view.is(found.tokens.start, &["whose"])
            && let Some(owner) = source::before(view, found.tokens.start, sentence.start)
        {
            return Some(owner);
        }
        return Some(found);
    }
    if u.form.can_be(Form::GERUND) && view.relation(u.verb) != Relation::Root {
        return None;
    }
    if addressed {
        return source::left_of(view, u.verb, sentence.start);
    }
    inverted(u, sentence).or_else(|| source::left_of(view, u.verb, sentence.start))
}

/// Whether the verb is a second predicate of the speaker of an earlier verb.
fn goes_on_after(u: &Use, earlier: usize) -> bool {
    let view = u.view;
    (earlier + 1..u.verb)
        .rev()
        .take(3)
        .find(|t| view.is(*t, &["and", "but"]))
        .is_some_and(|and| tail::second_predicate(view, earlier, earlier + 1, and, u.verb))
}

/// The reporting verb before this one in the sentence, and its subject.
fn earlier_speaker(u: &Use, sentence: &Range<usize>) -> Option<(usize, Source)> {
    let view = u.view;
    let from = sentence.start.max(u.verb.saturating_sub(60));
    (from..u.verb)
        .rev()
        .filter(|t| view.tag(*t) == Tag::Verb && lexicon::verbs(&view.lower(*t)).any(|(v, _)| v.frames.any(&[Frames::CLAUSE])))
        .find_map(|t| {
            let subject = view.child(t, Relation::Nsubj).filter(|s| *s < t && source::can_speak(view, *s))?;
            Some((t, source::phrase(view, subject, sentence.start..t)))
        })
}

/// *“…,” said Ada Obi*: the source right of the verb, where a quotation or comma ends directly before it.
pub(super) fn inverted(u: &Use, sentence: &Range<usize>) -> Option<Source> {
    let view = u.view;
    let before = u.start.checked_sub(1)?;
    let after_content =
        content::closing_mark(view, before) || view.is(before, &[",", "—", "–", "-"]) || u.start == sentence.start;
    if !after_content {
        return None;
    }
    let found = source::right_of(view, u.after, sentence.end)?;
    // *Obi, whose sons left, said she was tired*: what is the subject of a later verb begins the content.
    let later = !view.is_at(found.tokens.end, sentence.end, &[","])
        && view.head(found.head).is_some_and(|h| h > found.head && view.verbal(h) && h != u.verb);
    if later && matches!(view.relation(found.head), Relation::Nsubj | Relation::NsubjPass | Relation::Expl)
        || view.relation(found.head) == Relation::NmodPoss
    {
        return None;
    }
    // With what the parse hangs on it, where that begins directly after the verb.
    let whole = source::phrase(view, found.head, u.after..sentence.end);
    Some(if whole.tokens.start <= u.after + 3 { whole } else { found })
}
