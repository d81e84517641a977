//! Verbs of reporting: each finite or participial use gives a draft of a claim, by the construction it stands in.

use super::content::{self, Opening};
use super::draft::{Construction, Draft};
use super::frame::{infinitive, object, passive};
use super::lexicon::{self, Form, Frames, Verb};
use super::source::{self, Source};
use super::tail;
use super::view::View;
use crate::report::{BlockKind, SpeakerKind};
use crate::text::span::Span;
use crate::text::{Relation, Tag};
use std::ops::Range;

/// A verb of reporting in its place.
pub(super) struct Use<'v> {
    pub(super) verb: usize,
    pub(super) entry: &'static Verb,
    pub(super) form: Form,
    /// Verb and particle.
    pub(super) cue: Vec<Span>,
    /// Token after verb and particle.
    pub(super) after: usize,
    /// End of its clause.
    pub(super) end: usize,
    pub(super) source: Option<Source>,
    pub(super) passive: bool,
    /// First token of the reporting clause (subject, auxiliaries or verb).
    pub(super) start: usize,
    /// Whether the clause begins the sentence with *as*.
    pub(super) as_clause: bool,
    pub(super) view: &'v View<'v>,
}

impl Use<'_> {
    /// Whether a word can be the subject of this verb of reporting: what can speak, and any noun where only speakers do
    /// what the verb says.
    pub(super) fn can_be_said_by(&self, head: usize) -> bool {
        source::can_speak(self.view, head) || self.entry.frames.any(&[Frames::SPEECH]) && source::may_speak(self.view, head)
    }
}

/// Finds the claim of the verb at a token, if it reports.
pub fn read(view: &View, t: usize) -> Option<Draft> {
    if view.quote_at(t).is_some_and(|q| in_speech(view, q, t)) {
        return None;
    }
    let word = view.lower(t);
    for (entry, form) in lexicon::verbs(&word) {
        let Some((after, cue)) = particle(view, t, entry) else { continue };
        if !plausible(view, t, entry, form) {
            continue;
        }
        if let Some(found) = used(view, t, entry, form, after, cue).and_then(construct) {
            return Some(found);
        }
    }
    None
}

/// Whether a quotation is speech rather than a word or two set in marks.
fn in_speech(view: &View, q: usize, _t: usize) -> bool {
    let quote = &view.quotes[q];
    quote.words(view.text) >= 3 || quote.ends_with_stop(view.text)
}

/// The words after the first of a phrasal verb must follow it; an *it* or adverb may stand between.
fn particle(view: &View, t: usize, entry: &Verb) -> Option<(usize, Vec<Span>)> {
    let mut at = t + 1;
    let n = view.tokens.len();
    let mut cue = vec![view.tokens[t].span];
    for word in &entry.rest {
        if *word != "it" && view.is_at(at, n, &["it", "very", "further", "again"]) || at < n && content::time_word(view, at) {
            at += 1;
        }
        if !view.is_at(at, n, &[word]) {
            return None;
        }
        cue.push(view.tokens[at].span);
        at += 1;
    }
    // One stretch where the words adjoin.
    if cue.len() == at - t {
        cue = vec![view.span(t..at)];
    }
    Some((at, cue))
}

/// What somebody claims without a word.
const CLAIMED: [&str; 13] = [
    "asylum",
    "benefits",
    "bronze",
    "compensation",
    "custody",
    "damages",
    "expenses",
    "gold",
    "lives",
    "pensions",
    "refunds",
    "silver",
    "welfare",
];

/// Whether the token can be a verb here.
fn plausible(view: &View, t: usize, entry: &Verb, form: Form) -> bool {
    // *the claim the account made*, *the candid post that*: a noun, whatever the tagger says.
    if form.can_be(Form::BASE)
        && t > 0
        && ALSO_NOUNS.iter().any(|n| n.strip_suffix('s') == Some(entry.lemma))
        && (view.is(t - 1, &ARTICLES)
            || t > 1 && view.tag(t - 1) == Tag::Adj && view.is(t - 2, &ARTICLES)
            || t > 1
                && !form.can_be(Form::PAST)
                && view.child(t, Relation::AclRelcl).is_some()
                && view.tag(t - 1) == Tag::Noun
                && !view.lower(t - 1).ends_with('s')
                && lexicon::role(&view.lower(t - 1)).is_none()
                && view.is(t - 2, &ARTICLES))
    {
        return false;
    }
    // *putting it below the limit*
    if entry.lemma == "put it" && form.can_be(Form::GERUND) {
        return false;
    }
    // *migrants claiming asylum*: what is asked for or won, not said.
    if entry.lemma == "claim" && view.is(t + 1, &CLAIMED) {
        return false;
    }
    let strong = matches!(entry.lemma, "say" | "tell" | "add" | "claim" | "argue" | "warn" | "insist");
    match view.tag(t) {
        Tag::Verb if view.relation(t) != Relation::Amod || form.can_be(Form::PAST) && governs(view, t, entry) => {}
        Tag::Aux | Tag::Adj | Tag::Noun | Tag::Propn
            if strong && (form.can_be(Form::PAST) || matches!(&*view.lower(t), "says")) =>
        {
            if view.relation(t) == Relation::Compound || view.relation(t) == Relation::Amod {
                return false;
            }
        }
        Tag::Noun if noun_after_all(view, t, form) => return true,
        // *with Minister Ada Obi warning of floods*
        Tag::Noun
            if form.can_be(Form::GERUND)
                && t > 0
                && view.tag(t - 1) == Tag::Propn
                && view.is_at(t + 1, view.tokens.len(), &["of", "that", "against"])
                && (t.saturating_sub(8)..t).any(|k| view.is(k, &["with"])) =>
        {
            return true;
        }
        // *Figures show that it sold*: a noun has neither subject nor complement clause.
        Tag::Noun
            if form.can_be(Form::BASE)
                && view.child(t, Relation::Nsubj).is_some_and(|s| s < t)
                && view.child(t, Relation::Ccomp).is_some_and(|c| c > t)
                && view.is_at(t + 1, view.tokens.len(), &["that"]) =>
        {
            return true;
        }
        // *Cole and Penn estimate at least ten dams are old*
        Tag::Noun
            if form.can_be(Form::BASE)
                && view.relation(t) == Relation::Root
                && view.child(t, Relation::Nsubj).is_some_and(|s| s < t)
                && view.child_in(t, &[Relation::Conj, Relation::Ccomp]).is_some_and(|c| c > t && view.verbal(c)) =>
        {
            return true;
        }
        // *The new rules state that owners must register*: a sentence of a noun and a relative clause that has a subject beside
        // *that*.
        Tag::Noun
            if (form.can_be(Form::BASE) || form.can_be(Form::THIRD))
                && view.relation(t) == Relation::Root
                && view.is_at(t + 1, view.tokens.len(), &["that"])
                && t > 0
                && view.nominal(t - 1)
                && view
                    .children(t)
                    .all(|k| k > t || matches!(view.relation(k), Relation::Compound | Relation::Det | Relation::Amod))
                && view.child_in(t, &[Relation::AclRelcl, Relation::Acl, Relation::Ccomp]).is_some_and(|clause| {
                    view.children(clause).any(|k| {
                        k > t + 1
                            && k < clause
                            && matches!(view.relation(k), Relation::Nsubj | Relation::NsubjPass | Relation::Expl)
                    })
                })
                && !content::finite_in(view, view.sentence(t).start..t) =>
        {
            return true;
        }
        Tag::Noun | Tag::Verb if shown_at_end(view, t).is_some() => return true,
        Tag::Adp if matches!(view.word(t), "citing") => {}
        _ => return false,
    }
    // *the accused man*, *a called strike*; but *the mayor informed senators that*.
    !(view.relation(t) == Relation::Amod) || form.can_be(Form::PAST) && governs(view, t, entry)
}

/// Whether a verb that the parse hangs on a noun, as if it were *a man accused of theft*, is the verb of its clause: it has
/// a subject, or the noun hangs on no other verb and the verb has an object or content of its own.
fn finite_after_all(view: &View, t: usize) -> bool {
    if view.relation(t) != Relation::Acl || matches!(view.block_kind(t), Some(BlockKind::Headline | BlockKind::Heading)) {
        return false;
    }
    if view.child(t, Relation::Nsubj).is_some_and(|s| s < t) {
        return true;
    }
    let noun = view.head(t).filter(|h| *h < t);
    // *Jagdish Bhardwaj posted on X that*: nothing is left out after a name.
    if let Some(noun) = noun
        && noun + 1 == t
        && view.tag(noun) == Tag::Propn
        && view.word(noun).chars().any(char::is_lowercase)
        && view.lower(t).ends_with("ed")
        && !view.is(t, &["called", "named"])
    {
        return true;
    }
    // *Its coordinator, Ada Obi, called the attack “horrifying”*: no verb has the noun before the apposition as its subject.
    if let Some(noun) = noun
        && view.is(t - 1, &[","])
        && (noun + 1..t - 1).any(|k| view.is(k, &[","]))
        && view.head(noun).is_none_or(|h| h < noun || !view.verbal(h))
        && view.child_in(t, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp]).is_some_and(|k| k > t)
    {
        return true;
    }
    let mut at = t;
    for _ in 0..12 {
        let Some(head) = view.head(at).filter(|h| *h < at) else { break };
        if view.verbal(head) {
            return false;
        }
        at = head;
    }
    let end = view.sentence(t).end;
    view.head(at).is_none()
        && (view.child_in(t, &[Relation::Obj, Relation::Iobj, Relation::Ccomp, Relation::Xcomp]).is_some_and(|k| k > t)
            || (t + 1..end.min(t + 9)).any(|k| view.is(k, &["that"]) && view.tag(k) == Tag::Sconj)
            || view.is(t, &["called", "appealed"]) && view.is(t + 1, &["for", "on"]))
}

/// Whether a verb that the parse takes for an adjective has its subject directly before it and what it reports after it.
fn governs(view: &View, t: usize, entry: &Verb) -> bool {
    let start = view.sentence(t).start;
    let end = view.sentence(t).end.min(t + 8);
    let mut before = t;
    while before > start && view.tag(before - 1) == Tag::Adv {
        before -= 1;
    }
    if before == start || !view.nominal(before - 1) || view.quote_at(before - 1).is_some() {
        return false;
    }
    let f = entry.frames;
    let told = f.any(&[Frames::RECIPIENT]) || f.any(&[Frames::CLAUSE]) && view.is(t + 1, &["that"]);
    told && (t + 1..end).any(|k| view.is(k, &["that"]) && view.tag(k) != Tag::Det)
        || f.any(&[Frames::OBJECT_TO]) && (t + 2..end).any(|k| view.is(k, &["to"]) && view.tag(k + 1) == Tag::Verb)
        || f.any(&[Frames::QUOTE, Frames::CLAUSE]) && (t + 1..end.min(t + 5)).any(|k| content::opens_quote(view, k).is_some())
}

/// Words that begin a noun phrase.
const ARTICLES: [&str; 10] = ["the", "a", "an", "his", "her", "its", "their", "our", "my", "this"];

/// Forms in *-s* that are plurals of nouns, too.
const ALSO_NOUNS: [&str; 84] = [
    "answers",
    "appeals",
    "attributes",
    "blasts",
    "calls",
    "challenges",
    "charges",
    "claims",
    "comments",
    "commands",
    "counsels",
    "counters",
    "credits",
    "cries",
    "crows",
    "demands",
    "details",
    "directs",
    "echoes",
    "estimates",
    "faults",
    "finds",
    "forecasts",
    "guarantees",
    "guesses",
    "gasps",
    "growls",
    "hails",
    "highlights",
    "hints",
    "holds",
    "invites",
    "jests",
    "jokes",
    "labels",
    "laughs",
    "messages",
    "moans",
    "mocks",
    "notes",
    "objects",
    "offers",
    "opens",
    "orders",
    "outlines",
    "paints",
    "pegs",
    "pens",
    "petitions",
    "pledges",
    "posts",
    "presses",
    "projects",
    "promises",
    "protests",
    "puts",
    "queries",
    "questions",
    "quips",
    "rages",
    "rates",
    "reads",
    "reasons",
    "rebukes",
    "recalls",
    "records",
    "remarks",
    "replies",
    "reports",
    "requests",
    "roars",
    "rules",
    "shares",
    "shows",
    "signals",
    "states",
    "stresses",
    "terms",
    "texts",
    "tweets",
    "types",
    "values",
    "voices",
    "vows",
];

/// Whether a verb in the third person was taken for a noun in the plural: *Obi reports that it rains*, *the dam, the report
/// notes, is old*.
fn noun_after_all(view: &View, t: usize, form: Form) -> bool {
    if !form.can_be(Form::THIRD) || form.can_be(Form::PAST) {
        return false;
    }
    if !ALSO_NOUNS.contains(&&*view.lower(t)) {
        return true;
    }
    let start = view.sentence(t).start;
    // *“…,” comments Ada Obi*
    if t > start
        && (content::closing_mark(view, t - 1)
            || view.is(t - 1, &[",", "-", "–"]) && t > start + 1 && content::closing_mark(view, t - 2))
        && view.tag(t + 1) == Tag::Propn
    {
        return true;
    }
    // *The ministry reports ten dams have been closed*: two subjects of one verb, of which the first is none.
    if content::first_of_two_subjects(view, t) && t > start && view.nominal(t - 1) {
        return true;
    }
    let Some(before) = t.checked_sub(1).filter(|b| *b >= start && view.nominal(*b)) else { return false };
    let plural = view.tag(before) == Tag::Noun && view.lower(before).ends_with('s');
    if plural || view.children(t).any(|k| k < t && matches!(view.relation(k), Relation::Amod | Relation::Case)) {
        return false;
    }
    if view.is_at(t + 1, view.tokens.len(), &["that"])
        || view.is_at(t + 1, view.tokens.len(), &[",", ":"]) && content::opens_quote(view, t + 2).is_some()
    {
        let topmost = || view.head(t).is_none_or(|h| h < t && view.head(h).is_none());
        return topmost() && !(start..t).any(|k| view.verbal(k));
    }
    // Between commas.
    let mut first = before;
    while first > start && t - first < 6 && matches!(view.tag(first - 1), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn) {
        first -= 1;
    }
    // *“…,” the deputy posts.*
    let last = t + 1 >= view.sentence(t).end || view.is(t + 1, &["."]);
    first > start
        && (view.is(first - 1, &[","]) && view.is_at(t + 1, view.tokens.len(), &[","])
            || content::closing_mark(view, first - 1) && last)
        && source::can_speak(view, before)
        && (matches!(view.tag(first), Tag::Det | Tag::Pron) || content::closing_mark(view, first - 1))
}

/// *The plant leaked, records kept by the city show*: a sentence that ends in a verb which the parse takes for a noun, with the
/// document that shows it after the last comma.
fn shown_at_end(view: &View, t: usize) -> Option<Source> {
    let sentence = view.sentence(t);
    if !view.is(t, &["show", "suggest", "indicate", "say", "reveal"]) || !(t + 1..sentence.end).all(|k| view.punct(k)) {
        return None;
    }
    let comma = (sentence.start.max(t.saturating_sub(16))..t).rev().find(|k| view.is(*k, &[","]))?;
    let head = (comma + 1..t).find(|k| {
        let word = view.lower(*k);
        (word.ends_with('s') || word == "data") && matches!(lexicon::role(&word), Some((SpeakerKind::Document, _)))
    })?;
    let clear = !(comma + 1..head).any(|k| view.verbal(k) || view.punct(k)) && content::finite_in(view, sentence.start..comma);
    clear.then_some(Source { tokens: comma + 1..t, head })
}

fn used<'v>(view: &'v View<'v>, t: usize, entry: &'static Verb, form: Form, after: usize, cue: Vec<Span>) -> Option<Use<'v>> {
    let sentence = view.sentence(t);
    // Auxiliaries, adverbs and negation directly before the verb.
    let mut first = t;
    let aside = past_aside(view, t, form, sentence.start);
    let past_aside = aside.is_some() || after_aside(view, t, form, sentence.start);
    // *a party called*: a reduced relative clause is passive too.
    let mut passive = view.child(t, Relation::AuxPass).is_some_and(|k| k < t)
        || view.relation(t) == Relation::Advcl
            && !past_aside
            && form.can_be(Form::PARTICIPLE)
            && view.child_in(t, &[Relation::Nsubj, Relation::Aux]).is_none()
            && (view.tag(t + 1) != Tag::Sconj || entry.frames.any(&[Frames::RECIPIENT]))
            && (t == sentence.start || view.is(t - 1, &["when", "if", "as", "once", "while", "though", "than", "until", ","]))
        || view.relation(t) == Relation::Acl
            && form.can_be(Form::PARTICIPLE)
            && !form.can_be(Form::BASE)
            && t > 0
            && !view.punct(t - 1)
            && !finite_after_all(view, t);
    let mut base = false;
    while first > sentence.start {
        let k = first - 1;
        if view.is(k, &["not", "n't", "n’t", "never", "cannot", "hardly", "refuses", "declines"])
            || view.is(k, &["no"]) && form.can_be(Form::GERUND)
            || view.is(k, &["less"]) && k > 0 && view.is(k - 1, &["much"])
        {
            return None;
        }
        if view.is(k, &["would", "could", "should", "might", "must", "may", "shall", "'d", "’d"])
            && view.tag(k) != Tag::Propn
            && !view.is(t, &["say", "argue"])
        {
            return None;
        }
        // *the Gazette can reveal*
        let able = view.is(k, &["can"])
            && matches!(entry.lemma, "reveal" | "disclose" | "report" | "confirm")
            && view.is_at(t + 1, sentence.end, &[".", ",", "that"]);
        if !able
            && view.tag(k) != Tag::Propn
            && view.is(k, &["would", "could", "might", "should", "must", "can", "may", "cannot"])
        {
            return None;
        }
        if view.is(k, &["as"]) && form.can_be(Form::GERUND) {
            // *was quoted as saying*
            quoted_by_whom(view, k, sentence.start)?;
            break;
        }
        if view.is(k, &["to"]) {
            base = true;
            break;
        }
        if form.can_be(Form::PARTICIPLE)
            && view.is(k, &["be", "been", "is", "are", "was", "were", "being", "'s", "’s", "get", "got"])
            && view.verbal(k)
        {
            passive = true;
        }
        if view.is(k, &["will", "'ll", "’ll", "let"]) && view.tag(k) != Tag::Propn {
            return None;
        }
        if view.tag(k) == Tag::Aux
            || view.tag(k) == Tag::Adv
            || view.is(k, &["has", "have", "had", "also", "have", "did", "does", "do"])
        {
            first = k;
        } else {
            break;
        }
    }
    // *Asked whether …, she said*: who is asked does not speak.
    if t > sentence.start
        && view.is(t - 1, &["when", "if", "once", "though"])
        && form.can_be(Form::PARTICIPLE)
        && view.child(t, Relation::Nsubj).is_none_or(|s| s > t)
    {
        if entry.lemma != "ask" {
            return None;
        }
        passive = true;
    }
    if t == sentence.start
        && form.can_be(Form::PARTICIPLE)
        && !form.can_be(Form::GERUND)
        && view.child(t, Relation::Nsubj).is_none()
        && view.relation(t) != Relation::Root
    {
        if entry.lemma != "ask" {
            return None;
        }
        passive = true;
    }
    if base && !carried(view, t) {
        return None;
    }
    // *If he asks you to pay, refuse*: nobody has asked.
    if !form.can_be(Form::PAST)
        && view.relation(t) == Relation::Advcl
        && view.children(t).any(|k| k < t && view.relation(k) == Relation::Mark && view.is(k, &["if", "unless"]))
    {
        return None;
    }
    let mut end = content::limit(view, t);
    let mut used = Use { verb: t, entry, form, cue, after, end, source: None, passive, start: first, as_clause: false, view };
    used.source = if t > 0 && view.is(t - 1, &["as"]) && form.can_be(Form::GERUND) {
        used.start = t - 1;
        quoted_by_whom(view, t - 1, sentence.start)
    } else if let Some(noun) = aside.or_else(|| reduced_aside(view, t)) {
        let tokens = source::phrase(view, noun, sentence.start..t);
        // The phrase ends before the verb where the clause is the writer's *a poll from the agency found*.
        let end = if aside.is_some() { tokens.tokens.end } else { first };
        Some(Source { tokens: tokens.tokens.start..end, head: noun })
    } else {
        find_source(&used, &sentence)
    };
    // *No school has ever said that*
    if let Some(s) = &used.source
        && view.is(s.tokens.start, &["no", "nobody", "none", "neither"])
        && !matches!(view.tag(s.tokens.start + 1), Tag::Num | Tag::Punct)
        && s.tokens.end <= t
        && view.child(t, Relation::Nsubj).is_some_and(|subject| s.tokens.contains(&subject))
    {
        return None;
    }
    // An imperative has no source.
    if t == sentence.start
        && !used.passive
        && used.source.as_ref().is_some_and(|s| s.tokens.start > t)
        && !view.is(t, &["said", "says"])
    {
        return None;
    }
    if let Some(s) = &used.source
        && s.tokens.end <= first + 1
        && s.tokens.end + 4 > first
        && s.tokens.start < first
    {
        used.start = s.tokens.start.min(first);
    }
    // *As Obi noted, “…”*: the main clause is the content.
    if used.start == sentence.start + 1 && view.is(sentence.start, &["as"]) {
        end = sentence.end;
        while end > t + 1 && view.punct(end - 1) && !content::closing_mark(view, end - 1) {
            end -= 1;
        }
        used.end = end;
        used.as_clause = true;
    }
    Some(used)
}

/// The noun whose long aside ends before the verb, where the parse puts the verb under the aside and the noun under nothing:
/// *Lord Penn, chancellor when it was closed, admitted that*.
fn past_aside(view: &View, t: usize, form: Form, start: usize) -> Option<usize> {
    if view.relation(t) != Relation::Advcl || !form.can_be(Form::PAST) || t < start + 4 || !view.is(t - 1, &[","]) {
        return None;
    }
    let mut at = view.head(t).filter(|h| *h < t)?;
    // *Ada Penn, hoping to win, called him a fool*
    if view.tag(at) == Tag::Propn && view.head(at).is_none() && view.is(at + 1, &[","]) && at + 2 < t - 1 {
        return Some(at);
    }
    for _ in 0..4 {
        if !matches!(view.relation(at), Relation::AclRelcl | Relation::Acl | Relation::Appos | Relation::Advcl) {
            return None;
        }
        at = view.head(at).filter(|h| *h < at && *h >= start)?;
        if view.nominal(at) && view.head(at).is_none() {
            let open = at + 1;
            let whole = view.is(open, &[","]) && open + 1 < t - 1 && source::can_speak(view, at);
            return whole.then_some(at);
        }
    }
    None
}

/// *One in eight has tried it, a poll from the agency found*: the noun of a document that the parse reads as an apposition with a
/// relative clause, though it and all that follows is the subject of the verb.
fn reduced_aside(view: &View, t: usize) -> Option<usize> {
    if view.relation(t) != Relation::AclRelcl || !(view.punct(t + 1) || t + 1 >= view.sentence(t).end) {
        return None;
    }
    let noun = view.head(t).filter(|n| *n < t && t - *n < 16)?;
    let subject = view.child(t, Relation::Nsubj).filter(|s| *s < t && *s > noun)?;
    let document = matches!(lexicon::role(&view.lower(noun)), Some((SpeakerKind::Document, _)));
    let first = view.extent(noun).0;
    let clear = (noun + 1..t).all(|k| !view.punct(k) && !view.verbal(k) && !view.is(k, &["who", "which", "that"]));
    let joined = (noun + 1..subject).any(|k| view.tag(k) == Tag::Adp);
    (document && clear && joined && first > 0 && view.is(first - 1, &[","])).then_some(noun)
}

/// Whether the verb follows the aside of its own subject, though the parse puts it under another verb: *her predecessor, now
/// retired, admitted that*, *“…,” Ada Obi, 83, confirmed*.
fn after_aside(view: &View, t: usize, form: Form, start: usize) -> bool {
    if view.relation(t) != Relation::Advcl || !form.can_be(Form::PAST) || t < start + 4 || !view.is(t - 1, &[","]) {
        return false;
    }
    let Some(open) = (start.max(t.saturating_sub(8))..t - 1).rev().find(|k| view.is(*k, &[","])) else { return false };
    if open <= start || open + 1 >= t - 1 || !view.nominal(open - 1) {
        return false;
    }
    let aside = open + 1..t - 1;
    let head = view.head(t).filter(|h| *h < t);
    let participle = head.is_some_and(|h| {
        aside.contains(&h)
            && view.child(h, Relation::Nsubj).is_some_and(|s| s < open)
            && view.child_in(h, &[Relation::Aux, Relation::AuxPass, Relation::Obj]).is_none()
            && aside.clone().all(|k| k == h || !view.verbal(k))
    });
    if participle {
        return true;
    }
    // A name between a quotation and a short aside without a verb.
    let mut name = open;
    while name > start && open - name < 8 && matches!(view.tag(name - 1), Tag::Propn | Tag::Noun | Tag::Det | Tag::Adj) {
        name -= 1;
    }
    name < open && name > start && content::closing_mark(view, name - 1) && aside.clone().all(|k| !view.verbal(k))
}

/// Who quotes somebody *as saying*: the agent of *was quoted*, the subject of *quoted*.
fn quoting(view: &View, r#as: usize, start: usize) -> Option<Source> {
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
fn quoted_by_whom(view: &View, r#as: usize, start: usize) -> Option<Source> {
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

/// An infinitive reports only under verbs that carry it out: *went on to say*, *took to Twitter to announce*.
fn carried(view: &View, t: usize) -> bool {
    let Some(head) = view.head(t) else { return false };
    matches!(view.relation(t), Relation::Xcomp | Relation::Advcl | Relation::Acl | Relation::AclRelcl | Relation::Csubj)
        && view.is(
            head,
            &[
                "went",
                "goes",
                "continued",
                "continues",
                "took",
                "takes",
                "proceeded",
                "began",
                "used",
                "wrote",
                "came",
                "stood",
                "phoned",
                "rang",
                "emailed",
                "tweeted",
                "rushed",
                "hastened",
                "spoke",
                "quick",
                "keen",
                "first",
                "latest",
                "appeared",
                "seemed",
                "careful",
                "eager",
                "anxious",
                "pains",
                "opportunity",
                "chance",
                "occasion",
                "moment",
                "liked",
                "likes",
                "loved",
                "loves",
                "replied",
                "responded",
                "intervened",
                "interrupted",
                "stopped",
                "paused",
                "emerged",
                "returned",
                "forced",
                "compelled",
                "obliged",
            ],
        )
}

fn find_source(u: &Use, sentence: &Range<usize>) -> Option<Source> {
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
        if view.quote_at(head).is_some_and(|q| in_speech(view, q, head)) {
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
fn inverted(u: &Use, sentence: &Range<usize>) -> Option<Source> {
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

/// Whether what is asked for is only not to be named: that is no claim.
fn unnamed(view: &View, from: usize, end: usize) -> bool {
    let near = from..end.min(from + 9);
    near.clone().any(|t| view.is(t, &["not", "never", "without", "anonymous", "anonymity"]))
        && near.clone().any(|t| {
            view.is(t, &["named", "identified", "name", "names", "surname", "surnames", "quoted", "anonymous", "anonymity"])
        })
}

/// Who hears what somebody testifies.
pub(super) const HEARERS: [&str; 16] = [
    "committee",
    "commission",
    "council",
    "court",
    "hearing",
    "inquest",
    "inquiry",
    "judge",
    "jurors",
    "jury",
    "magistrates",
    "panel",
    "parliament",
    "tribunal",
    "lawmakers",
    "trial",
];

fn construct(mut u: Use) -> Option<Draft> {
    if u.entry.frames.any(&[Frames::HEARD]) {
        // Somebody told the court; the text does not say who.
        u.source.take().filter(|s| !u.passive && u.view.is(s.head, &HEARERS))?;
        let after = content::after(u.view, u.verb, u.entry.frames, u.after, u.end)?;
        let end = content::cut(u.view, u.verb, after.tokens.clone());
        let content = content::span(u.view, after.tokens.start..end)?;
        return draft(&u, Construction::Passive, vec![content], 0.7);
    }
    if u.passive {
        return passive(&u);
    }
    let frames = u.entry.frames;
    if matches!(u.entry.lemma, "ask" | "request" | "ask for") && unnamed(u.view, u.after, u.end) {
        return None;
    }
    if u.as_clause {
        return as_clause(&u);
    }
    let speaks = u.source.as_ref().is_none_or(|s| u.can_be_said_by(s.head));
    // Documents read; what a person reads is a title.
    if u.entry.lemma == "read" && u.source.as_ref().is_none_or(|s| person(u.view, s.head)) {
        return None;
    }
    // What stands before the reporting clause, where nothing is reported after it.
    // *The report found it was old*: documents and bodies find without *that*, too.
    let found = frames.any(&[Frames::THAT])
        && u.source.as_ref().is_some_and(|s| source::can_speak(u.view, s.head) && !person(u.view, s.head));
    let after = content::after(u.view, u.verb, if found { frames.without_that() } else { frames }, skip_source(&u), u.end);
    let before = before(&u);
    if u.view.is(u.after, &[","])
        && let Some(found) = gap(&u)
    {
        return Some(found);
    }
    if let Some(before) = &before {
        // A quotation that ends directly before the cue is its content; a clause is, where nothing is reported directly after.
        let from = skip_source(&u);
        let directly = after.as_ref().is_some_and(|a| {
            a.opening == Opening::Quotation && (view_colon(&u, from) || !before.quoted && a.tokens.start == from)
                || a.opening != Opening::Question
                    && (a.tokens.start <= from + 1 || matches!(a.opening, Opening::That | Opening::Quotation))
                    && !u.view.punct(from)
        });
        if before.quoted || !directly {
            return parenthetical(&u, before, after);
        }
    }
    if after.is_none()
        && let Some(found) = next_block(&u)
    {
        return Some(found);
    }
    if let Some(infinitive) = infinitive(&u) {
        return Some(infinitive);
    }
    if let Some(found) = after.and_then(|after| clause(&u, after, speaks)) {
        return Some(found);
    }
    if let Some(found) = gap(&u) {
        return Some(found);
    }
    object(&u).or_else(|| in_headline(&u))
}

/// *a pledge that the union says was broken*: the clause lacks what the relative pronoun stands for, and what that is
/// belongs to the content.
fn gap(u: &Use) -> Option<Draft> {
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
fn in_headline(u: &Use) -> Option<Draft> {
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
fn view_colon(u: &Use, from: usize) -> bool {
    u.view.is_at(from, u.end, &[":"]) && content::opens_quote(u.view, from + 1).is_some()
}

/// Whether a head names a person (or may).
fn person(view: &View, head: usize) -> bool {
    matches!(view.tag(head), Tag::Pron | Tag::Propn) && !view.is(head, &["it"])
        || matches!(lexicon::role(&view.lower(head)), Some((SpeakerKind::Person | SpeakerKind::Anonymous, _)))
}

/// *Obi added:* at the end of a paragraph, and the quotation in the next one.
fn next_block(u: &Use) -> Option<Draft> {
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
fn as_clause(u: &Use) -> Option<Draft> {
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
fn skip_source(u: &Use) -> usize {
    match &u.source {
        Some(s) if s.tokens.start >= u.after && s.tokens.start <= u.after + 2 => s.tokens.end.min(u.end),
        _ => u.after,
    }
}

pub(super) fn draft(u: &Use, construction: Construction, content: Vec<Span>, confidence: f32) -> Option<Draft> {
    if content.is_empty() {
        return None;
    }
    Some(Draft {
        content,
        cue: u.cue.clone(),
        cue_token: Some(u.verb),
        source: u.source.clone().map(|s| past_dash(u.view, s)),
        verb: Some(u.entry.lemma.to_owned()),
        class: u.entry.class,
        construction,
        confidence,
        told: told(u),
        via: None,
        follows: None,
    })
}

/// The source after a dash that stands between words: *in recent months - she*.
fn past_dash(view: &View, source: Source) -> Source {
    let dash = (source.tokens.start + 1..source.head)
        .rev()
        .find(|t| view.is(*t, &["-", "–", "—", "--"]) && view.text[..view.tokens[*t].span.start].ends_with(char::is_whitespace));
    match dash {
        Some(dash) => Source { tokens: dash + 1..source.tokens.end, ..source },
        None => source,
    }
}

/// Who is told: the object directly after the verb, or *to* somebody.
fn told(u: &Use) -> Option<Source> {
    let view = u.view;
    // *Radio Kivu quoted him as saying*: it came through the radio.
    if u.form.can_be(Form::GERUND) && u.verb > 0 && view.is(u.verb - 1, &["as"]) {
        return quoting(view, u.verb - 1, view.sentence(u.verb).start);
    }
    let object = view.child_in(u.verb, &[Relation::Iobj, Relation::Obj]).filter(|o| *o > u.verb && view.quote_at(*o).is_none());
    if matches!(u.entry.lemma, "tell" | "inform" | "remind" | "assure" | "advise") {
        return object.map(|o| source::phrase(view, o, u.after..u.end)).or_else(|| source::right_of(view, u.after, u.end));
    }
    None
}

fn clause(u: &Use, after: content::After, speaks: bool) -> Option<Draft> {
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
fn title(words: &str) -> bool {
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

struct Before {
    span: Span,
    quoted: bool,
}

/// What stands before the reporting clause and belongs to it: a quotation or a clause that ends in a comma directly before.
fn before(u: &Use) -> Option<Before> {
    let view = u.view;
    let sentence = view.sentence(u.verb);
    if !u.entry.frames.any(&[Frames::QUOTE, Frames::CLAUSE, Frames::THAT])
        || u.form.can_be(Form::GERUND) && !view.is(u.verb.saturating_sub(1), &["as"])
    {
        return None;
    }
    let mut start = u.start;
    // *“…,” a source, who asked for no name, told us*
    let relative = |s: &Source| {
        view.is(s.tokens.end, &[","])
            && view.is(s.tokens.end + 1, &["who", "which", "whose"])
            && view.is(start.saturating_sub(1), &[","])
            && start < s.tokens.end + 30
    };
    if let Some(s) = u.source.as_ref().filter(|s| s.tokens.end < start && relative(s)) {
        start = s.tokens.start;
    }
    if let Some(s) = &u.source
        && s.tokens.start < start
        && view.span(s.tokens.end..start).len() < 60
        && (s.tokens.end..start).all(|t| !view.verbal(t) || t + 6 > start)
    {
        start = s.tokens.start;
    }
    // *But Obi said*, *when Obi said*: a conjunction belongs to the reporting clause.
    let last = start.checked_sub(1)?;
    if content::closing_mark(view, last) || view.is(last, &[","]) && last > 0 && content::closing_mark(view, last - 1) {
        let q = view.quote_at(last).or_else(|| view.quote_at(last - 1))?;
        let quote = view.quotes[q];
        if !u.entry.frames.any(&[Frames::QUOTE]) || quote.block != view.block(u.verb) {
            return None;
        }
        let comma = view.is(last, &[","]);
        // *Obi, citing “the magic of it,” said*: what stands between subject and verb is not what is said.
        let mark = view.token_from(quote.outer.start);
        if let Some(s) = view.child(u.verb, Relation::Nsubj).filter(|s| *s < mark && *s >= sentence.start)
            && view.quote_at(s).is_none()
            && (s..mark).any(|k| view.is(k, &[","]))
            && (s..mark).any(|k| content::participial_cue(view, k))
        {
            return None;
        }
        // *Obi, author of “The Sea,” argued that*: the quotation belongs to the subject.
        if let Some(s) = view.child(u.verb, Relation::Nsubj).filter(|s| *s < mark && *s >= sentence.start)
            && (s..mark).any(|k| view.is(k, &[","]))
            && view.is_at(u.after, u.end, &["that"])
            && view.tag(u.after) == Tag::Sconj
            && mark > sentence.start
            && !view.punct(mark - 1)
        {
            return None;
        }
        // Without a comma only a whole sentence in marks is said by who follows: *“We tried all that we could” said Ada Obi.*
        let whole = || {
            quote.words(view.text) >= 6
                && u.source.as_ref().is_some_and(|s| s.tokens.start == u.after && view.tag(s.head) == Tag::Propn)
        };
        if !quote.ends_with_stop(view.text) && !comma && !whole() {
            return None;
        }
        // “….” She says: the next sentence has begun.
        let said = quote.inner.of(view.text).trim_end();
        let begun = view.word(start).starts_with(char::is_uppercase)
            && matches!(view.tag(start), Tag::Pron | Tag::Det)
            && view.word(start) != "I";
        if !comma
            && (said.ends_with('.')
                && !said.ends_with("..")
                && (begun || view.word(start).starts_with(char::is_uppercase) && !after_is_empty(u))
                || begun && said.ends_with(['?', '!']) && !after_is_empty(u))
        {
            return None;
        }
        let opening = view.token_from(quote.outer.start);
        // Words before the quotation in the same sentence belong to the content: *The plan is “dead,” he said.*
        let first = view.sentence(opening).start;
        let mut span = quote.outer;
        let ended = view.text[..quote.outer.start].trim_end().ends_with(['.', '!', '?', ':', '”', '"', '’', '—', '–']);
        let sentence_of_its_own =
            view.is(opening.saturating_sub(1), &[","]) && quote.inner.of(view.text).starts_with(char::is_uppercase);
        if !ended
            && !sentence_of_its_own
            && (first < opening && view.block(first) == view.block(opening) && content::finite_in(view, first..opening)
                || mixed_lead(view, first, opening))
            && let Some(lead) = content::span(view, lead_start(view, first, opening)..opening)
        {
            span.start = lead.start;
            // *Although she called it “fine,” he said it was not*: the clause before is the writer's.
            let lead = view.token_from(lead.start);
            if view.is(lead, &["although", "though", "while", "when", "after", "despite", "since"]) && !after_is_empty(u) {
                return None;
            }
        }
        if quote.words(view.text) < 2 && span == quote.outer && !quote.ends_with_stop(view.text) {
            return None;
        }
        return Some(Before { span, quoted: true });
    }
    // *…, as Obi noted*
    let last = if view.is(last, &["as"]) && last > sentence.start { last - 1 } else { last };
    if last <= sentence.start
        || !view.is(last, &[",", "—", "–", "--", "-"])
        || !u.entry.frames.any(&[Frames::CLAUSE, Frames::THAT])
    {
        return None;
    }
    // *It was late, however, she agreed to come*: the adverb joins two sentences.
    if view.is(last - 1, &["however", "therefore", "meanwhile", "moreover", "nevertheless", "nonetheless"])
        && view.is(last.saturating_sub(2), &[",", ";"])
    {
        return None;
    }
    // The source itself, with a relative clause between commas, is no content; nor is what a relative clause hangs on.
    if view.relation(u.verb) == Relation::AclRelcl && reduced_aside(view, u.verb).is_none()
        || u.source.as_ref().is_none_or(|s| s.tokens.start < last || !u.can_be_said_by(s.head) && u.entry.lemma != "say")
    {
        return None;
    }
    // *he confirmed the diagnosis*: the verb has its object, the clause before is none.
    let next = skip_source(u);
    if next < u.end
        && !view.punct(next)
        && !content::time_word(view, next)
        && !(matches!(view.tag(next), Tag::Adp | Tag::Adv)
            && !(view.tag(next) == Tag::Adv && matches!(view.tag_at(next + 1, u.end), Some(Tag::Num | Tag::Det))))
        && told(u).is_none()
        && !view.is(next, &["to", "while", "when", "as", "after", "before"])
    {
        return None;
    }
    let first = lead_start(view, sentence.start, last);
    // *The dam, he said, is old*: between commas, the clause may end after the reporting clause.
    // Who is told may stand there, too: *The hotline, she told the station, had rung*.
    let past_told = told(u).filter(|s| s.tokens.start == next).map_or(next, |s| s.tokens.end);
    let between = view.is(last, &[","]) && view.is_at(past_told, u.end, &[","]) && content::finite_in(view, past_told..u.end);
    if !content::finite_in(view, first..last) && view.block_kind(u.verb) != Some(BlockKind::Headline) && !between {
        return None;
    }
    // *When asked, he said …*: a subordinate clause before the reporting clause is no content.
    if view.is(
        first,
        &["when", "after", "asked", "while", "although", "though", "despite", "before", "since", "as", "if", "in", "speaking"],
    ) && !after_is_empty(u)
        && !(between && view.is(first, &["if", "while", "although", "though", "since"]))
    {
        return None;
    }
    let span = content::span(view, first..last)?;
    Some(Before { span, quoted: false })
}

/// Whether words before a quotation lead into it: the quotation is no sentence of its own.
fn mixed_lead(view: &View, first: usize, opening: usize) -> bool {
    first < opening
        && (first..opening).any(|t| !view.punct(t))
        && view
            .quotes
            .get(view.quote_at(opening).unwrap_or(usize::MAX))
            .is_some_and(|q| q.inner.of(view.text).starts_with(char::is_lowercase))
}

/// Where content before a cue begins: after a dateline and the earlier reporting clauses of the same sentence.
fn lead_start(view: &View, first: usize, last: usize) -> usize {
    let start = source::past_dateline(view, first, last);
    (start..last).rev().find(|t| view.quote_at(*t).is_none() && view.is(*t, &[";"])).map_or(start, |t| t + 1)
}

/// Whether nothing is reported after the reporting clause: it ends the sentence but for times, places and people.
fn after_is_empty(u: &Use) -> bool {
    !content::finite_in(u.view, skip_source(u)..u.end)
}

/// Content before the reporting clause, and after it where the sentence (or another quotation) goes on.
fn parenthetical(u: &Use, before: &Before, after: Option<content::After>) -> Option<Draft> {
    let view = u.view;
    let mut content = vec![before.span];
    let sentence = view.sentence(u.verb);
    let from = skip_source(u);
    // The reporting clause goes on to the next comma, colon, dash or quotation.
    let mut t = from;
    let mut rest = None;
    while t < u.end {
        if let Some(q) = content::opens_quote(view, t) {
            if before.quoted && (view.quotes[q].words(view.text) >= 3 || view.quotes[q].ends_with_stop(view.text)) {
                rest = Some(t);
            }
            break;
        }
        if view.is(t, &[",", "—", "–", "--", ":", ";"]) && t + 1 < u.end {
            let next = t + 1;
            if content::participial_cue(view, next) {
                break;
            }
            let told = source_goes_on(view, next, u);
            if !(told || before.quoted && gerund_aside(view, next, u.end)) {
                rest = Some(next);
                break;
            }
        }
        t += 1;
    }
    if let Some(rest) = rest {
        if let Some(q) = content::opens_quote(view, rest) {
            content.push(view.quotes[q].outer);
        } else if before.quoted
            && let Some(span) = mixed_rest(view, rest, u.end)
        {
            content.push(span);
        } else if !before.quoted && interrupted(view, rest, u) {
            // What the reporting clause stands early in is content as a whole.
            let early = !content::finite_in(view, view.token_from(before.span.start)..u.start.saturating_sub(1));
            let end = if early { u.end } else { content::cut(view, u.verb, rest.saturating_sub(1)..u.end) };
            if end > rest + 1
                && let Some(span) = content::span(view, rest..end)
            {
                content.push(span);
            }
        }
    }
    let _ = (after, sentence);
    let construction = if before.quoted { Construction::QuoteBefore } else { Construction::Parenthetical };
    let confidence = match (before.quoted, &u.source) {
        (true, Some(_)) => 0.95,
        (true, None) => 0.8,
        (false, Some(_)) => 0.88,
        (false, None) => 0.6,
    };
    if !before.quoted && u.source.is_none() {
        return None;
    }
    draft(u, construction, content, confidence)
}

/// *“A,” she says, wiping her hands, “B”*: a participle between commas that belongs to the reporting clause.
fn gerund_aside(view: &View, t: usize, end: usize) -> bool {
    view.tag(t) == Tag::Verb
        && view.lower(t).ends_with("ing")
        && (t + 1..end.min(t + 14))
            .find(|k| view.is(*k, &[",", ":"]))
            .is_some_and(|k| content::opens_quote(view, k + 1).is_some() && !content::finite_in(view, t..k))
}

/// *“A,” she said, and the plan “needs B”*: a sentence that goes on after the reporting clause, partly in marks.
fn mixed_rest(view: &View, t: usize, end: usize) -> Option<Span> {
    if !view.is(t, &["and", "but", "or", "because"]) {
        return None;
    }
    let quote = (t + 1..end.min(t + 14)).find(|k| content::opens_quote(view, *k).is_some())?;
    let own = (t + 1..quote).all(|k| view.quote_at(k).is_none() && !lexicon::reports(&view.lower(k)) && !view.is(k, &[",", ";"]));
    let speech = view.quotes[view.quote_at(quote)?].words(view.text) >= 3;
    let from = if view.is(t, &["because"]) { t } else { t + 1 };
    (own && speech).then(|| content::span(view, from..end)).flatten()
}

/// Whether after a comma the source or the reporting clause goes on: an apposition, a relative clause, a participle.
fn source_goes_on(view: &View, t: usize, u: &Use) -> bool {
    // *Without it, Obi argued, a test was useless*: a clause, no apposition.
    if view.is(t, &["a", "an"]) && u.source.as_ref().is_none_or(|s| !s.tokens.contains(&t)) && content::new_clause(view, t, u.end)
    {
        return false;
    }
    view.is(
        t,
        &[
            "who",
            "which",
            "whose",
            "a",
            "an",
            "adding",
            "noting",
            "saying",
            "referring",
            "citing",
            "speaking",
            "according",
            "in",
            "on",
            "at",
            "during",
            "after",
            "as",
            "when",
            "while",
            "before",
            "with",
            "where",
        ],
    ) || u.source.as_ref().is_some_and(|s| s.tokens.contains(&t))
        || content::time_word(view, t)
}

/// Whether the sentence that the reporting clause interrupts goes on at a token.
fn interrupted(view: &View, t: usize, u: &Use) -> bool {
    if view.is(t, &["although", "though", "but", "and", "while", "even"]) && content::speaks_soon(view, t + 1, u.end) {
        return false;
    }
    !source_goes_on(view, t, u) && content::finite_in(view, t..u.end) | (u.end > t + 1)
}
