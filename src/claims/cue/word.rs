//! Whether a word reports where it stands, or is a noun, an adjective, a man accused.

use crate::claims::{
    content,
    lexicon::{self, Form, Frames, Verb},
    source::{self, Source},
    view::View,
};
use crate::report::{BlockKind, SpeakerKind};
use crate::text::{Relation, Tag};

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
pub(super) fn plausible(view: &View, t: usize, entry: &Verb, form: Form) -> bool {
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
pub(super) fn finite_after_all(view: &View, t: usize) -> bool {
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
pub(super) fn shown_at_end(view: &View, t: usize) -> Option<Source> {
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

/// An infinitive reports only under verbs that carry it out: *went on to say*, *took to Twitter to announce*.
pub(super) fn carried(view: &View, t: usize) -> bool {
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
