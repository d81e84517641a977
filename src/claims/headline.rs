//! Headlines that name their source by a colon or dash (*Dam safe: minister*, *Minister: “Dam is safe”*), and quotations
//! in headlines that the article repeats.

use super::content;
use super::draft::{Construction, Draft};
use super::lexicon::{self, Frames};
use super::source::Source;
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

fn spaced(view: &View, t: usize) -> bool {
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
