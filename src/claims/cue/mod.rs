//! Verbs of reporting: each finite or participial use gives a draft of a claim, by the construction it stands in.
//!
//! A verb is taken where its word reports (`word`), gets its place in the sentence (`used`) with who speaks (`who`, past asides:
//! `aside`), and then its content (`construct`): before it or around it (`before`), or after it (`after`).

mod after;
mod aside;
mod before;
mod who;
mod word;

use self::after::{as_clause, clause, gap, in_headline, next_block, person, skip_source, view_colon};
use self::aside::{after_aside, past_aside, reduced_aside};
use self::before::{before, parenthetical};
use self::who::{find_source, quoted_by_whom, quoting};
use self::word::{carried, finite_after_all, plausible};
use super::content::{self, Opening};
use super::draft::{Construction, Draft};
use super::frame::{infinitive, object, passive};
use super::lexicon::{self, Form, Frames, Verb};
use super::source::{self, Source};
use super::view::View;
use crate::text::span::Span;
use crate::text::{Relation, Tag};

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
    if view.quote_at(t).is_some_and(|q| in_speech(view, q)) {
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
fn in_speech(view: &View, q: usize) -> bool {
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
    match source::last_dash(view, source.tokens.start + 1..source.head) {
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
