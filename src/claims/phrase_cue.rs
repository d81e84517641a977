//! Cues that are no verbs: *according to*, *in the words of*, *reportedly*, *the allegation that*.

use super::content;
use super::draft::{Construction, Draft};
use super::lexicon;
use super::source::{self, Source};
use super::view::View;
use crate::report::VerbClass;
use crate::text::span::Span;
use crate::text::{Relation, Tag};
use std::ops::Range;

/// Finds the claim of the phrase that begins at a token, if it reports.
pub fn read(view: &View, t: usize) -> Option<Draft> {
    if view.quote_at(t).is_some_and(|q| view.quotes[q].words(view.text) >= 3) {
        return None;
    }
    let n = view.tokens.len();
    if view.is(t, &["according"]) && view.is_at(t + 1, n, &["to"]) {
        return account(view, t, t..t + 2);
    }
    if view.is(t, &["in"]) && view.is_at(t + 1, n, &["the"]) && view.is_at(t + 2, n, &["words"]) && view.is_at(t + 3, n, &["of"])
    {
        return account(view, t, t..t + 4);
    }
    if view.is(t, &["in"])
        && let Some(found) = in_words(view, t)
    {
        return Some(found);
    }
    if view.is(t, &["as"])
        && view.is_at(t + 1, n, &["per"])
        && view.tag_at(t + 2, n).is_some_and(|g| matches!(g, Tag::Propn | Tag::Det | Tag::Noun))
    {
        return account(view, t, t..t + 2).filter(|d| d.source.as_ref().is_some_and(|s| source::can_speak(view, s.head)));
    }
    if view.is(t, &["per"]) && view.tag_at(t + 1, n).is_some_and(|g| matches!(g, Tag::Propn | Tag::Det)) {
        let found = account(view, t, t..t + 1)?;
        let speaks = found.source.as_ref().is_some_and(|s| {
            view.tag(s.head) == Tag::Propn && view.is(t, &["per"]) && (t == view.sentence(t).start || view.is(t - 1, &[","]))
                || lexicon::role(&view.lower(s.head)).is_some() && t > 0 && view.is(t - 1, &[","])
        });
        return Some(found).filter(|_| speaks);
    }
    if view.tag(t) == Tag::Adv && lexicon::cue_class(&view.lower(t)).is_some() {
        return adverb(view, t);
    }
    if view.tag(t) == Tag::Noun {
        return noun(view, t);
    }
    None
}

#[allow(clippy::too_many_arguments)] // The fields of a draft, all of which differ between the callers.
fn draft(
    construction: Construction,
    cue: Vec<Span>,
    t: usize,
    source: Option<Source>,
    content: Vec<Span>,
    verb: &str,
    class: VerbClass,
    confidence: f32,
) -> Option<Draft> {
    (!content.is_empty()).then(|| Draft {
        content,
        cue,
        cue_token: Some(t),
        source,
        verb: Some(verb.to_owned()),
        class,
        construction,
        confidence,
        told: None,
        via: None,
        follows: None,
    })
}

/// The noun phrase that follows a preposition.
fn object(view: &View, from: usize, end: usize) -> Option<Source> {
    // The first nominal that hangs on nothing within the phrase itself.
    let mut t = from;
    let limit = end.min(from + 40);
    let mut head = None;
    while t < limit {
        if view.nominal(t) {
            let mut top = t;
            for _ in 0..12 {
                match view.head(top) {
                    Some(h)
                        if h >= from
                            && h < limit
                            && !view.verbal(h)
                            && matches!(
                                view.relation(top),
                                Relation::Compound
                                    | Relation::Nmod
                                    | Relation::NmodPoss
                                    | Relation::Flat
                                    | Relation::Appos
                                    | Relation::Nummod
                                    | Relation::Amod
                                    | Relation::Det
                                    | Relation::Dep
                                    | Relation::Conj
                            ) =>
                    {
                        top = h
                    }
                    _ => break,
                }
            }
            head = Some(top);
            break;
        }
        // *a leaked register*: a participle may stand before the noun.
        let before_noun = view.relation(t) == Relation::Amod;
        if view.is(t, &[",", ";", ":"]) || view.verbal(t) && !before_noun {
            break;
        }
        t += 1;
    }
    let head = head?;
    let mut found = source::phrase(view, head, from..end);
    if found.tokens.start > from && found.tokens.start <= from + 4 {
        found.tokens.start = from;
    }
    if found.tokens.end <= head {
        found.tokens.end = head + 1;
    }
    Some(found)
}

/// *In her words, the price “would have paid for beds”*, *in Obi’s view*: at the start of a sentence, with a comma after.
fn in_words(view: &View, t: usize) -> Option<Draft> {
    let sentence = view.sentence(t);
    if t > sentence.start + 1 || t > sentence.start && !view.is(t - 1, &["but", "and"]) {
        return None;
    }
    let noun = (t + 2..sentence.end.min(t + 8)).find(|k| view.is(*k, &["words", "view", "telling", "account"]))?;
    if !view.is_at(noun + 1, sentence.end, &[","]) {
        return None;
    }
    let mark = view.is(noun - 1, &["'s", "’s", "'", "’"]);
    let pronoun = noun == t + 2 && view.is(t + 1, &["his", "her", "their"]);
    let tokens = t + 1..noun - usize::from(mark);
    if !pronoun && !mark || tokens.is_empty() || tokens.clone().any(|k| view.verbal(k) || view.punct(k)) {
        return None;
    }
    let head = tokens.end - 1;
    if !pronoun && !source::can_speak(view, head) {
        return None;
    }
    let mut end = sentence.end;
    while end > noun + 2 && view.punct(end - 1) && !content::closing_mark(view, end - 1) {
        end -= 1;
    }
    if !content::finite_in(view, noun + 2..end) {
        return None;
    }
    let cut = content::cut(view, t, noun + 2..end);
    let content = content::span(view, noun + 2..cut)?;
    let cue = vec![view.span(t..t + 1), view.span(noun..noun + 1)];
    let word = if view.is(noun, &["words"]) { "in the words of" } else { "according to" };
    let source = Some(Source { tokens, head });
    draft(Construction::AccordingTo, cue, t, source, vec![content], word, VerbClass::Neutral, 0.8)
}

/// *according to Obi*: the rest of the clause is the content.
fn account(view: &View, t: usize, cue: Range<usize>) -> Option<Draft> {
    let sentence = view.sentence(t);
    let mut end = sentence.end;
    while end > cue.end && view.punct(end - 1) && !content::closing_mark(view, end - 1) && !view.is(end - 1, &[")", "]"]) {
        end -= 1;
    }
    let mut source = object(view, cue.end, end)?;
    // A phrase that the parse lets run to the end of the sentence stops at its last comma before a verb.
    if (t <= sentence.start + 2 || view.is(t - 1, &[":"]))
        && source.tokens.end + 1 >= end
        && let Some(comma) = (source.head + 1..source.tokens.end).rev().take(60).find(|k| {
            view.is(*k, &[","])
                && view.quote_at(*k).is_none()
                && !view.is(*k + 1, &["who", "which", "whose"])
                && content::finite_in(view, *k + 1..end)
        })
    {
        source.tokens.end = comma;
    }
    // *According to data from the bank, families have more*: a clause follows the comma.
    if t <= sentence.start + 2
        && let Some(comma) = (source.head + 1..source.tokens.end).find(|k| view.is(*k, &[","]) && view.quote_at(*k).is_none())
        && !view.is(comma + 1, &["who", "which", "whose", "a", "an"])
        && let Some(verb) = (comma + 2..end.min(comma + 16))
            .take_while(|k| !view.is(*k, &[",", ";", "who", "which", "that"]))
            .find(|k| view.verbal(*k))
        && content::finite_in(view, verb..verb + 1)
        && view.relation(verb) != Relation::Acl
    {
        source.tokens.end = comma;
    }
    // Without a comma the phrase goes on: *according to a report by the agency published on Monday*.
    let mut stop = source.tokens.end;
    while stop < end
        && !view.is(stop, &[",", ";", ":", "—", "–"])
        && content::opens_quote(view, stop).is_none()
        && stop < source.tokens.end + 18
    {
        stop += 1;
    }
    // *…, and according to Obi, the lists were long*: the clause that the phrase begins.
    let opens = t > sentence.start
        && view.is(t - 1, &["and", "but", "that", "because", "while"])
        && view.is_at(stop, end, &[","])
        && content::finite_in(view, stop..end)
        && content::finite_in(view, sentence.start..t);
    let initial = opens
        || t > sentence.start && view.is(t - 1, &[":"]) && view.is_at(stop, end, &[","]) && content::finite_in(view, stop..end)
        || t <= sentence.start + 2
            && (sentence.start..t).all(|k| {
                view.punct(k) || view.is(k, &["but", "and", "yet", "however", "meanwhile", "also", "now", "instead", "still"])
            });
    // *According to Obi, Cole and Penn have agreed*: the comma in the phrase ends it, where none follows.
    if initial
        && !view.is_at(stop, end, &[",", ":"])
        && let Some(comma) = (source.head + 1..source.tokens.end).find(|k| view.is(*k, &[","]) && view.quote_at(*k).is_none())
    {
        source.tokens.end = comma;
        stop = comma;
    }
    if initial {
        // The source may hold commas (appositions): content begins after the last one before a clause.
        let mut from = stop;
        while from < end && view.is(from, &[",", ":"]) {
            from += 1;
            let mut k = from;
            while k < end && k < from + 25 && !view.is(k, &[","]) {
                k += 1;
            }
            let aside = view.is_at(k, end, &[","])
                && !content::finite_in(view, from..k)
                && view.is(from, &["a", "an", "the", "who", "which", "based", "published", "released", "its"])
                || view.is_at(from, end, &["who", "which", "whose"]) && view.is_at(k, end, &[","]);
            if aside {
                let plain = !view.is(from, &["who", "which", "whose"]);
                if plain {
                    source.tokens.end = k;
                }
                from = k;
            } else {
                break;
            }
        }
        let cut = content::cut(view, t, from..end);
        let content = content::span(view, from..cut)?;
        if !content::finite_in(view, from..end) && view.quote_at(from).is_none() && end < from + 6 {
            return None;
        }
        return draft(
            Construction::AccordingTo,
            vec![view.span(cue)],
            t,
            Some(source),
            vec![content],
            "according to",
            VerbClass::Neutral,
            0.9,
        );
    }
    // *in the words of Obi, “a disgrace”*: the quotation alone.
    if cue.len() == 4
        && let Some(q) = content::opens_quote(view, if view.is_at(stop, end, &[","]) { stop + 1 } else { stop })
    {
        let content = vec![view.quotes[q].outer];
        return draft(
            Construction::AccordingTo,
            vec![view.span(cue)],
            t,
            Some(source),
            content,
            "in the words of",
            VerbClass::Neutral,
            0.84,
        );
    }
    let mut pieces = Vec::new();
    let mut first = clause_start(view, sentence.start, t);
    // *killing ten, according to the ministry, and hurting fifty, according to the union*: to each its own.
    let again = |k: &usize| view.is(*k, &["according"]) && view.is(*k + 1, &["to"]) && view.quote_at(*k).is_none();
    let earlier = (first..t).rev().find(again);
    if let Some(earlier) = earlier
        && let Some(comma) = (earlier + 2..t).find(|k| view.is(*k, &[","]))
        && comma + 2 < t.saturating_sub(1)
    {
        first = comma + 1 + usize::from(view.is(comma + 1, &["and", "but", "while"]));
    } else if earlier.is_none()
        && (stop..end).any(|k| again(&k))
        && let Some(comma) = (first..t.saturating_sub(1)).rev().find(|k| view.is(*k, &[","]) && view.quote_at(*k).is_none())
        && view.lower(comma + 1).ends_with("ing")
        && view.tag(comma + 1) == Tag::Verb
    {
        first = comma + 1;
    }
    let gerund = view.tag(first) == Tag::Verb && view.lower(first).ends_with("ing");
    // *It rained and a million people came according to the site*: without a comma, the last of two clauses.
    if !view.punct(t - 1)
        && let Some(and) = (first + 3..t)
            .rev()
            .find(|k| view.is(*k, &["and", "but"]) && view.quote_at(*k).is_none() && content::new_clause(view, *k + 1, t))
    {
        first = and + 1;
    }
    pieces.extend(content::span(view, first..t));
    let middle = view.is(t - 1, &[",", "(", "—", "–"]) && stop < end && view.is(stop, &[",", ")", "—", "–"]);
    if middle {
        let goes_on = (content::finite_in(view, stop + 1..end) || view.is(stop + 1, &["with"]))
            && !view.is_at(stop + 1, end, &["who", "which", "whose", "a", "the", "an", "citing"]);
        if goes_on {
            let cut = content::cut(view, t, stop..end);
            pieces.extend(content::span(view, stop + 1..cut));
        }
    }
    let quoted = view.quote_at(t - 1).is_some() || t >= 2 && view.quote_at(t - 2).is_some();
    if !content::finite_in(view, first..t) && !content::finite_in(view, stop..end) && !quoted && !gerund {
        return None;
    }
    draft(Construction::AccordingTo, vec![view.span(cue)], t, Some(source), pieces, "according to", VerbClass::Neutral, 0.86)
}

/// Where a clause that ends at `end` begins: after the last semicolon outside quotations.
fn clause_start(view: &View, start: usize, end: usize) -> usize {
    (start..end)
        .rev()
        .find(|t| view.quote_at(*t).is_none() && view.is(*t, &[";"]))
        .map_or_else(|| source::past_dateline(view, start, end), |t| t + 1)
}

/// *was reportedly seen*: the clause around the adverb.
fn adverb(view: &View, t: usize) -> Option<Draft> {
    let word = view.lower(t);
    let class = lexicon::cue_class(&word)?;
    let mut verb = view.head(t)?;
    // The adverb may hang on a participle or adjective of its clause.
    if !view.verbal(verb) {
        verb = view.head(verb).filter(|h| view.verbal(*h)).unwrap_or(verb);
    }
    if view.tag(verb) == Tag::Adj && view.relation(verb) == Relation::Amod {
        return None;
    }
    let sentence = view.sentence(t);
    let (a, b) = view.extent(verb);
    let mut start = a.max(sentence.start);
    let mut end = (b + 1).min(sentence.end);
    if matches!(view.relation(verb), Relation::AclRelcl | Relation::Acl) {
        let noun = view.head(verb)?;
        start = source::phrase(view, noun, sentence.start..verb).tokens.start;
        if view.relation(verb) == Relation::Acl {
            start = a.min(t);
        }
    }
    // *was reportedly there and told him “…”*: the second verb reports by itself.
    if let Some(second) = (t + 1..end).find(|k| {
        view.relation(*k) == Relation::Conj
            && view.head(*k) == Some(verb)
            && view.tag(*k) == Tag::Verb
            && lexicon::reports(&view.lower(*k))
    }) && let Some(and) = (t + 1..second).rev().find(|k| view.is(*k, &["and", "but"]))
    {
        end = and;
    }
    while end > t && view.punct(end - 1) && !content::closing_mark(view, end - 1) {
        end -= 1;
    }
    let content: Vec<Span> = [content::span(view, start..t), content::span(view, t + 1..end)].into_iter().flatten().collect();
    draft(Construction::Adverb, vec![view.tokens[t].span], t, None, content, &word, class, 0.66)
}

/// *the allegation that …*: the clause of a noun of speech.
fn noun(view: &View, t: usize) -> Option<Draft> {
    let n = view.tokens.len();
    if !view.is_at(t + 1, n, &["that"]) {
        return made(view, t).or_else(|| wanted(view, t));
    }
    let word = view.lower(t);
    let singular = lexicon::singular(&word);
    let class = lexicon::cue_class(&singular)?;
    // *the claim that he made*: a relative pronoun, no conjunction.
    let own =
        |of: usize, relations: &[Relation]| view.children(of).find(|k| *k > t + 1 && relations.contains(&view.relation(*k)));
    // The parse may hang the clause on the verb whose object the noun is.
    let clause = own(t, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl]).or_else(|| {
        let verb = view.head(t).filter(|v| *v < t && view.relation(t) == Relation::Obj)?;
        own(verb, &[Relation::Ccomp]).filter(|k| view.extent(*k).0 == t + 1 && view.tag(t + 1) == Tag::Sconj)
    })?;
    let own_subject = view.child_in(clause, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]).is_some_and(|s| s != t + 1);
    if view.tag(t + 1) != Tag::Sconj && !own_subject || matches!(view.relation(t + 1), Relation::Obj | Relation::Nsubj) {
        return None;
    }
    let mut end = content::limit(view, clause).min(view.extent(clause).1.max(clause) + 1);
    // *the rulings that I disagreed with*: what the preposition lacks is the noun.
    let stranded = view.is(end - 1, &["with", "of", "about", "on", "to", "at", "for", "in", "by"])
        && (view.punct(end) || view.is(end, &["and", "or", "but"]) || view.verbal(end));
    if stranded && view.tag(end - 1) == Tag::Adp {
        return None;
    }
    let sentence = view.sentence(t);
    // *that they are not, in fact, late*: the parse loses the clause at the aside.
    if view.is(end - 1, &["not", "n't", "n’t"]) || view.tag(end - 1) == Tag::Aux {
        end = content::limit(view, t).max(end);
    }
    let cut = content::cut(view, t, t + 1..end);
    let content = content::span(view, t + 1..cut)?;
    let source = view
        .child(t, Relation::NmodPoss)
        .map(|p| source::phrase(view, p, sentence.start..t))
        .or_else(|| maker(view, t))
        .filter(|s| source::can_speak(view, s.head))
        .or_else(|| {
            // *blasted Republican claims that*
            let whose = t.checked_sub(1).filter(|k| *k > sentence.start && view.relation(*k) == Relation::Amod)?;
            let named = view.word(whose).starts_with(char::is_uppercase) && view.tag(whose) == Tag::Adj;
            named.then_some(Source { tokens: whose..t, head: whose })
        });
    let confidence = if source.is_some() { 0.68 } else { 0.55 };
    draft(Construction::Noun, vec![view.tokens[t].span], t, source, vec![content], &singular, class, confidence)
}

/// *Claims were made that he was late*: the clause stands after the verb.
fn made(view: &View, t: usize) -> Option<Draft> {
    let singular = lexicon::singular(&view.lower(t)).into_owned();
    let class = lexicon::cue_class(&singular)?;
    let verb =
        view.head(t).filter(|v| *v > t && *v < t + 6 && matches!(view.relation(t), Relation::Nsubj | Relation::NsubjPass))?;
    let that = verb + 1;
    if !view.is(verb, &["made", "emerged", "surfaced", "circulated", "spread", "arose", "persisted", "raised"])
        || !view.is(that, &["that"])
        || view.tag(that) != Tag::Sconj
    {
        return None;
    }
    let clause = view.child(verb, Relation::Ccomp).filter(|c| *c > that).unwrap_or(verb);
    let end = content::limit(view, verb).min(view.extent(clause).1.max(that) + 1);
    let content = content::span(view, that..content::cut(view, verb, that..end))?;
    let source = maker(view, t).filter(|s| source::can_speak(view, s.head));
    draft(Construction::Noun, vec![view.tokens[t].span], t, source, vec![content], &singular, class, 0.6)
}

/// *the board's promise to repair it*, *a call by the union to close it*: what is promised or asked for, where the text says
/// by whom.
fn wanted(view: &View, t: usize) -> Option<Draft> {
    let word = view.lower(t);
    let singular = lexicon::singular(&word);
    let promised = matches!(&*singular, "promise" | "pledge" | "vow" | "threat" | "commitment" | "offer");
    if !promised && !matches!(&*singular, "call" | "plea" | "request" | "appeal" | "demand") {
        return None;
    }
    let class = lexicon::cue_class(&singular)?;
    let sentence = view.sentence(t);
    let source = view
        .child(t, Relation::NmodPoss)
        .map(|p| source::phrase(view, p, sentence.start..t))
        .or_else(|| maker(view, t))
        .filter(|s| source::can_speak(view, s.head) && !s.tokens.contains(&t))?;
    // Who asks may stand between: *a call by Obi to*.
    let to = if view.is(t + 1, &["by", "from"]) && source.tokens.start == t + 2 { source.tokens.end } else { t + 1 };
    let verb = to + 1;
    if !view.is_at(to, sentence.end, &["to"]) || view.tag_at(verb, sentence.end) != Some(Tag::Verb) {
        return None;
    }
    let tokens = to..(view.extent(verb).1 + 1).min(sentence.end);
    let cut = content::cut(view, t, tokens.clone());
    let content = content::span(view, tokens.start..cut)?;
    draft(Construction::Noun, vec![view.tokens[t].span], t, Some(source), vec![content], &singular, class, 0.6)
}

/// Who makes the statement of which the noun speaks: *Obi made the claim that*.
fn maker(view: &View, noun: usize) -> Option<Source> {
    let agent = view
        .children(noun)
        .find(|k| *k > noun && view.relation(*k) == Relation::Nmod && view.children(*k).any(|c| view.is(c, &["by", "from"])));
    if let Some(agent) = agent {
        return Some(source::phrase(view, agent, noun + 1..view.sentence(noun).end));
    }
    let verb = view.head(noun).filter(|h| *h < noun && view.verbal(*h))?;
    // *backed a call by Obi*: the parse hangs the name on the verb.
    if view.is(noun + 1, &["by"])
        && let Some(agent) = view.child(verb, Relation::OblAgent).filter(|a| view.extent(*a).0 == noun + 1)
    {
        return Some(source::phrase(view, agent, noun + 2..view.sentence(noun).end));
    }
    if !view.is(
        verb,
        &[
            "made",
            "makes",
            "make",
            "making",
            "repeated",
            "repeats",
            "repeating",
            "issued",
            "issues",
            "gave",
            "gives",
            "released",
            "reiterated",
        ],
    ) {
        return None;
    }
    let subject = source::subject(view, verb)?;
    let sentence = view.sentence(noun);
    Some(source::phrase(view, subject, sentence.start..verb.max(sentence.start + 1)))
}
