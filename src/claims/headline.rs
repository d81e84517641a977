//! Headlines that name their source by a colon or dash (*Dam safe: minister*, *Minister: “Dam is safe”*), and quotations
//! in headlines that the article repeats.

use super::content;
use super::draft::{Construction, Draft};
use super::lexicon::{self, Form, Frames};
use super::source::{self, Source};
use super::view::View;
use crate::report::{SpeakerKind, VerbClass};
use crate::text::{Relation, Tag};
use std::collections::HashSet;
use std::ops::Range;

/// Longest name of a source in a headline, in tokens.
const SOURCE: usize = 7;

/// Claims of a headline, standfirst or heading (tokens of one sentence) that no verb shows.
pub fn read(view: &View, sentence: Range<usize>) -> Option<Draft> {
    for t in sentence.clone() {
        if view.quote_at(t).is_some() {
            continue;
        }
        let colon = view.is(t, &[":"]);
        let dash = view.is(t, &["–", "—", "-", "--"]) && spaced(view, t);
        if !colon && !dash {
            continue;
        }
        let (left, right) = (sentence.start..t, t + 1..sentence.end);
        if right.len() <= SOURCE
            && left.len() >= 3
            && let Some(source) = named(view, right.clone()).or_else(|| quoted_by(view, &left, right.clone()))
        {
            return draft(view, t, source, left);
        }
        // *“Never again”: chef closes for good*, *Chef closes for good: “Never again”*.
        for (quoted, told) in [(&left, &right), (&right, &left)] {
            if let Some(source) = actor(view, quoted, told.clone()) {
                return draft(view, t, source, quoted.clone());
            }
        }
        if colon
            && left.len() <= SOURCE
            && right.len() >= 3
            && let Some(source) = named(view, left.clone()).or_else(|| quoted_by(view, &right, left.clone()))
        {
            let quoted = content::opens_quote(view, t + 1).is_some();
            if quoted || content::finite_in(view, right.clone()) {
                return draft(view, t, source, right);
            }
        }
    }
    None
}

/// A headline that ends in its reporting clause, whatever the parse makes of it: *Dam may burst, feds say*, *Dam safe, says
/// minister*.
pub fn ending(view: &View, sentence: Range<usize>) -> Option<Draft> {
    let mut end = sentence.end;
    while end > sentence.start && view.punct(end - 1) {
        end -= 1;
    }
    let start = (sentence.start..end).rev().find(|t| view.is(*t, &[";", "|"])).map_or(sentence.start, |t| t + 1);
    let comma = (start.max(end.saturating_sub(SOURCE + 2))..end)
        .rev()
        .find(|t| (view.is(*t, &[","]) || view.is(*t, &["–", "—", "-"]) && spaced(view, *t)) && view.quote_at(*t).is_none())
        .or_else(|| (start.max(end.saturating_sub(SOURCE + 2))..end).rev().find(|t| content::closing_mark(view, *t)))?;
    if comma < start + 3 || end < comma + 3 {
        return None;
    }
    let reports = |t: usize| {
        lexicon::verbs(&view.lower(t)).find(|(v, f)| {
            v.rest.is_empty()
                && v.frames.any(&[Frames::CLAUSE, Frames::THAT])
                && v.frames.any(&[Frames::QUOTE, Frames::THAT, Frames::BARE, Frames::CLAUSE])
                && !f.can_be(Form::GERUND)
        })
    };
    let clear = |tokens: Range<usize>| {
        !tokens.is_empty()
            && tokens.clone().all(|t| {
                view.quote_at(t).is_none() && !view.punct(t) && !view.is(t, &["to", "that", "as", "who", "and", "after", "but"])
            })
            && view.nominal(tokens.end - 1)
    };
    let (verb, name) = if let Some(found) = reports(end - 1).filter(|_| clear(comma + 1..end - 1)) {
        ((end - 1, found), comma + 1..end - 1)
    } else {
        let found = reports(comma + 1).filter(|(_, f)| f.can_be(Form::THIRD) || f.can_be(Form::PAST))?;
        ((comma + 1, found), comma + 2..end)
    };
    let ((at, (entry, form)), last) = (verb, name.end.checked_sub(1)?);
    // After *says* there may stand more than a name: what the parse calls a source must speak.
    let head = if at == comma + 1 { (name.start..=last).find(|t| source::can_speak(view, *t))? } else { last };
    if at == comma + 1 && name.clone().any(|t| view.quote_at(t).is_some())
        || !(source::can_speak(view, head) || source::may_speak(view, head))
    {
        return None;
    }
    let agrees =
        form.can_be(Form::THIRD) || form.can_be(Form::PAST) || view.lower(head).ends_with('s') || view.is(head, &["police"]);
    if !agrees {
        return None;
    }
    // What a court hears is what somebody told it.
    let heard = entry.frames.any(&[Frames::HEARD]);
    if heard && (at == comma + 1 || !view.is(head, &super::cue::HEARERS)) {
        return None;
    }
    let source = if at == comma + 1 { Source { tokens: name.start..head + 1, head } } else { Source { tokens: name, head } };
    Some(Draft {
        content: vec![content::span(view, start..comma + usize::from(content::closing_mark(view, comma)))?],
        cue: vec![view.tokens[at].span],
        cue_token: Some(at),
        source: (!heard).then_some(source),
        verb: Some(entry.lemma.to_owned()),
        class: entry.class,
        construction: if heard { Construction::Passive } else { Construction::Parenthetical },
        confidence: 0.86,
        told: None,
        via: None,
        follows: None,
    })
}

pub(super) fn spaced(view: &View, t: usize) -> bool {
    let span = view.tokens[t].span;
    view.text[..span.start].ends_with(char::is_whitespace) && view.text[span.end..].starts_with(char::is_whitespace)
}

fn draft(view: &View, mark: usize, source: Source, content: Range<usize>) -> Option<Draft> {
    Some(Draft {
        content: vec![content::span(view, content)?],
        cue: vec![view.tokens[mark].span],
        cue_token: None,
        source: Some(source),
        verb: None,
        class: VerbClass::None,
        construction: Construction::Headline,
        confidence: 0.72,
        told: None,
        via: None,
        follows: None,
    })
}

/// Words that name a source: a role, body or document, or a person whose name the article gives; nothing with a verb.
fn named(view: &View, tokens: Range<usize>) -> Option<Source> {
    let mut tokens = tokens;
    while tokens.start < tokens.end && view.punct(tokens.start) {
        tokens.start += 1;
    }
    while tokens.end > tokens.start && view.punct(tokens.end - 1) {
        tokens.end -= 1;
    }
    if tokens.is_empty()
        || tokens.clone().any(|t| view.tag(t) == Tag::Verb && !lexicon::is_role(&view.lower(t)) || view.quote_at(t).is_some())
    {
        return None;
    }
    let last = tokens.end - 1;
    let word = view.lower(last);
    let role = lexicon::role(&word).map(|r| r.0);
    let person = view.tag(last) == Tag::Propn && lexicon::given_name(&view.lower(tokens.start)).is_some();
    let speaks = matches!(role, Some(SpeakerKind::Person | SpeakerKind::Anonymous))
        || matches!(role, Some(SpeakerKind::Document))
            && view.is(
                last,
                &["report", "study", "poll", "survey", "data", "analysis", "research", "lawsuit", "reports", "sources"],
            )
        || matches!(role, Some(SpeakerKind::Organisation))
            && view.is(last, &["police", "ministry", "government", "un", "authorities", "council", "court", "army", "military"])
        || person
        || capitalised_again(view, last);
    speaks.then_some(Source { tokens, head: last })
}

/// A short name beside words that are all one quotation speaks them.
fn quoted_by(view: &View, content: &Range<usize>, name: Range<usize>) -> Option<Source> {
    let q = view.quote_at(content.start)?;
    let all = content.clone().all(|t| view.quote_at(t) == Some(q) || view.punct(t));
    let short = name.len() <= 4
        && name.clone().all(|t| !view.verbal(t) && view.quote_at(t).is_none())
        && view.tag(name.end - 1) == Tag::Propn;
    (all && short && view.quotes[q].words(view.text) >= 3).then(|| Source { head: name.end - 1, tokens: name })
}

/// Who acts in the one half of a headline whose other half is all one quotation: its first words, up to its verb.
fn actor(view: &View, quoted: &Range<usize>, told: Range<usize>) -> Option<Source> {
    let q = view.quote_at(quoted.clone().find(|t| view.quote_at(*t).is_some())?)?;
    let all = quoted.clone().all(|t| view.quote_at(t) == Some(q) || view.punct(t));
    if !all || view.quotes[q].words(view.text) < 3 || told.len() < 2 {
        return None;
    }
    let start = told.clone().find(|t| !view.punct(*t))?;
    let end = (start..told.end.min(start + SOURCE)).find(|t| {
        view.verbal(*t)
            || view.punct(*t)
            || view.quote_at(*t).is_some()
            || matches!(view.tag(*t), Tag::Adp | Tag::Sconj | Tag::Adv)
    })?;
    let head = end.checked_sub(1).filter(|h| *h >= start)?;
    let acts = end < told.end && (view.verbal(end) || view.is(end, &["on", "as"]));
    (acts && view.nominal(head) && source::can_speak(view, head)).then_some(Source { tokens: start..end, head })
}

/// Whether a name of the headline is the subject of a reporting verb in the text: then it speaks there.
fn capitalised_again(view: &View, t: usize) -> bool {
    if view.tag(t) != Tag::Propn {
        return false;
    }
    let word = view.word(t);
    // The first part of the article is enough, and keeps this linear.
    (t + 1..view.tokens.len().min(t + 1500)).any(|k| {
        view.word(k) == word
            && (view.relation(k) == Relation::Nsubj
                && view.head(k).is_some_and(|h| lexicon::verbs(&view.lower(h)).any(|(v, _)| v.frames.any(&[Frames::CLAUSE])))
                || k > 1 && view.is(k - 1, &["to"]) && view.is(k - 2, &["according"]))
    })
}

/// Words of a text, for telling whether one repeats another.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Which later quotation a headline's quotation repeats: the one that holds most of its words.
pub fn repeated(view: &View, q: usize) -> Option<usize> {
    let headline = words(view.quotes[q].inner.of(view.text));
    if headline.len() < 2 {
        return None;
    }
    let mut best = None;
    for (at, quote) in view.quotes.iter().enumerate().skip(q + 1).take(300).filter(|(_, k)| k.outer.len() < 2000) {
        let set: HashSet<String> = words(quote.inner.of(view.text)).into_iter().collect();
        let shared = headline.iter().filter(|w| set.contains(*w)).count();
        if shared * 4 >= headline.len() * 3 && best.is_none_or(|(_, s)| shared > s) {
            best = Some((at, shared));
        }
    }
    best.map(|(at, _)| at)
}
