//! Where content begins and ends.

use super::lexicon::{self, Form, Frames};
use super::tail;
use super::view::View;
use crate::text::span::Span;
use crate::text::{Relation, Tag, calendar};
use std::ops::Range;

/// How content after a verb begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// With *that*.
    That,
    /// With *whether, how, why …*.
    Question,
    /// With a quotation.
    Quotation,
    /// With a clause that has no conjunction.
    Bare,
}

/// Furthest distance, in tokens, between a verb and its content.
const REACH: usize = 45;

/// Content after a verb.
#[derive(Clone, Debug)]
pub struct After {
    /// How it begins.
    pub opening: Opening,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// One past the last token of the clause of a verb: the sentence's end, or the end of the subordinate clause in which the
/// verb stands where the sentence goes on with its main clause. The sentence's final stop is outside.
pub fn limit(view: &View, verb: usize) -> usize {
    let sentence = view.sentence(verb);
    let mut end = sentence.end;
    while end > verb + 1 && view.punct(end - 1) && !view.is(end - 1, &[")", "]", "%", "…", "..."]) && !closing_mark(view, end - 1)
    {
        end -= 1;
    }
    // *While Obi said …, she …*: the clause of the conjunction ends where the main clause's subject stands.
    // (In *If they want it, she said, they pay* the verb stands in neither clause.)
    if !view.is(verb + 1, &[","])
        && view.is(sentence.start, &["while", "though", "although", "after", "when", "as", "if", "since", "because", "before"])
    {
        let main = (verb + 1..end).find(|t| {
            view.is(*t, &[","])
                && view.quote_at(*t).is_none()
                && (view.relation(t + 1) == Relation::Nsubj && view.head(t + 1).is_some_and(|h| h > *t)
                    || view.is(t + 1, &["he", "she", "it", "they", "we", "i"]))
        });
        if let Some(main) = main {
            return main;
        }
    }
    // *The council – which rejected it as late – met*: the aside ends where it is closed.
    let dash = |t: &usize| view.is(*t, &["-", "–", "—", "--"]) && view.quote_at(*t).is_none();
    if let Some(open) = (sentence.start..verb).rev().take(24).find(dash)
        && view.is(open + 1, &["who", "which", "whose"])
        && let Some(close) = (verb + 1..end).find(dash)
    {
        return close;
    }
    // A verb that the parse took for a noun hangs where a noun would: that says nothing of its clause.
    if view.tag(verb) == Tag::Noun {
        return end;
    }
    // Climb: is there a governor to the right of the verb's own subtree, or a clause that it interrupts?
    let mut at = verb;
    for _ in 0..12 {
        let Some(head) = view.head(at) else { break };
        let subordinate = matches!(
            view.relation(at),
            Relation::Advcl
                | Relation::Acl
                | Relation::AclRelcl
                | Relation::Csubj
                | Relation::Nmod
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Obj
                | Relation::Obl
        );
        // *And, she added, the club paid*: between commas, whatever the parse makes of it.
        let aside = at == verb
            && view.is(verb + 1, &[","])
            && !view.children(verb).any(|k| view.relation(k) == Relation::Mark)
            && view.relation(at) == Relation::Advcl;
        // *The ministry estimates ten dams are closed*: of two subjects the first is a verb with a subject of its own.
        let governs =
            at == verb && first_of_two_subjects(view, verb) && view.child(verb, Relation::Nsubj).is_some_and(|s| s < verb);
        if head > verb && subordinate && !aside && !governs {
            return end.min(view.extent(at).1 + 1);
        }
        if matches!(view.relation(at), Relation::AclRelcl | Relation::Acl)
            && let Some(governor) = governor_right_of(view, head, view.extent(at).1)
            && governor > verb
        {
            return end.min(view.extent(at).1 + 1);
        }
        at = head;
    }
    end
}

/// Whether a word is the first of two subjects of one verb after it: then it is no subject, but a verb that the parse took for one.
pub fn first_of_two_subjects(view: &View, t: usize) -> bool {
    let subject = |k: usize| matches!(view.relation(k), Relation::Nsubj | Relation::NsubjPass);
    subject(t)
        && view.head(t).filter(|verb| *verb > t).is_some_and(|verb| view.children(verb).any(|k| k > t && k < verb && subject(k)))
}

/// Whether a noun's governor stands right of a token: then what follows belongs to the main clause.
fn governor_right_of(view: &View, noun: usize, after: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..6 {
        let head = view.head(at)?;
        if head > after {
            return Some(head);
        }
        at = head;
    }
    None
}

/// Whether a token is the closing mark of a quotation.
pub fn closing_mark(view: &View, t: usize) -> bool {
    view.quote_at(t).is_some_and(|q| view.quotes[q].closed && view.tokens[t].span.end == view.quotes[q].outer.end)
}

/// Whether a quotation begins at a token.
pub fn opens_quote(view: &View, t: usize) -> Option<usize> {
    let q = view.quote_at(t)?;
    (t == 0 || view.quote_at(t - 1) != Some(q)).then_some(q)
}

/// The child of `verb` whose subtree a token stands in.
fn branch(view: &View, verb: usize, t: usize) -> Option<usize> {
    let mut at = t;
    for _ in 0..24 {
        let head = view.head(at)?;
        if head == verb {
            return Some(at);
        }
        at = head;
    }
    None
}

/// Content after a verb. `after` is the token after the verb (and its particle), `end` the limit of its clause.
pub fn after(view: &View, verb: usize, frames: Frames, after: usize, end: usize) -> Option<After> {
    let last = end.min(after + REACH);
    let give = |opening, start| Some(After { opening, tokens: start..end }).filter(|a| a.tokens.start < a.tokens.end);
    let clause = frames.any(&[Frames::CLAUSE, Frames::THAT, Frames::BARE]);
    let told = frames.any(&[Frames::RECIPIENT, Frames::OBJECT_TO]);
    // Where the parse puts a finite clause under the verb.
    let complement = view
        .children(verb)
        .find(|k| *k >= after && matches!(view.relation(*k), Relation::Ccomp) && *k < end && view.extent(*k).0 >= after)
        .map(|k| (k, view.extent(k).0));
    // *added the end of the road is near*: the subject of the clause, taken for an object of the verb.
    let complement = match complement {
        Some((k, from)) => Some((k, said_subject(view, verb, after, k).unwrap_or(from))),
        None => said_object(view, verb, after, end),
    }
    .filter(|(_, from)| !without_subject(view, *from));
    let mut t = after;
    let mut crossed_verb = false;
    let mut depth = 0usize;
    while t < last {
        let word = view.lower(t);
        if matches!(&*word, "(" | "[") {
            depth += 1;
        } else if matches!(&*word, ")" | "]") {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 && t > after && view.is(t - 1, &[","]) && participial_cue(view, t) && !view.is(t, &["citing"]) {
            break;
        }
        if depth == 0 {
            if let Some(q) = opens_quote(view, t) {
                let quotation = view.quotes[q];
                let introduced = t == after || view.is(t - 1, &[",", ":", "—", "–", "-"]);
                let speech = quotation.words(view.text) >= 3 || quotation.ends_with_stop(view.text);
                if frames.any(&[Frames::QUOTE])
                    && !crossed_verb
                    && (introduced
                        || quotation.words(view.text) >= 6
                            && t <= after + 12
                            && told_or_adjunct(view, after, t)
                            && !view.is(t - 1, &["titled", "entitled", "headlined", "called", "named"]))
                    && (speech || introduced && t == after || view.is(t - 1, &[":"]))
                {
                    return give(Opening::Quotation, t);
                }
            }
            if word == "that" && clause && !crossed_verb && conjunction(view, verb, t, after) {
                return give(Opening::That, t);
            }
            let question = matches!(&*word, "what") && frames.any(&[Frames::OBJECT_TO])
                || matches!(&*word, "whether" | "if" | "how" | "why" | "when" | "where" | "who" | "which");
            if question
                && frames.any(&[Frames::WH])
                && (t == after || told && told_or_adjunct(view, after, t) && t <= after + 6)
                && !(matches!(&*word, "when" | "if" | "where") && t == after && !frames.any(&[Frames::OBJECT_TO]) && word != "if")
                && finite_in(view, t + 1..end)
            {
                return give(Opening::Question, t);
            }
            let mark = word == ":" || word == ";" && opens_quote(view, t + 1).is_some();
            if mark && frames.any(&[Frames::CLAUSE, Frames::QUOTE]) && t + 1 < end && !crossed_verb {
                let opening = if opens_quote(view, t + 1).is_some() { Opening::Quotation } else { Opening::Bare };
                return give(opening, t + 1);
            }
        }
        if let Some((_, from)) = complement
            && clause
            && !view.is(from, &["when", "while", "after", "before", "because", "as", "until", "since"])
            && !(view.is(from, &["so"]) && view.tag(from + 1) == Tag::Pron)
            && t == from
            && !frames.any(&[Frames::THAT])
            && !crossed_verb
        {
            let mut start = from;
            while start < end && view.punct(start) && opens_quote(view, start).is_none() {
                start += 1;
            }
            return give(Opening::Bare, start);
        }
        // *said when she was appointed that*: the clause with *that* is the content.
        if t == after
            && clause
            && view.is(t, &["when", "while", "if", "because"])
            && let Some(that) = (t + 1..last).find(|k| {
                let above = view.head(*k).and_then(|h| view.head(h));
                view.is(*k, &["that"])
                    && view.tag(*k) == Tag::Sconj
                    && view.quote_at(*k).is_none()
                    && (above == Some(verb) || above.and_then(|h| view.head(h)) == Some(verb))
            })
        {
            return give(Opening::That, that);
        }
        if t == after && frames.any(&[Frames::BARE]) && !frames.any(&[Frames::RECIPIENT]) && begins_clause(view, t, end) {
            return give(Opening::Bare, t);
        }
        if t > after
            && told
            && t <= after + 7
            && clause
            && view.nominal(t - 1)
            && (matches!(view.tag(t), Tag::Det | Tag::Pron)
                || view.tag(t) == Tag::Propn && view.tag(t - 1) == Tag::Noun && view.lower(t - 1).ends_with('s'))
            && told_or_adjunct(view, after, t)
            && begins_clause(view, t, end)
            && complement.is_none()
        {
            return give(Opening::Bare, t);
        }
        if t > after && view.tag(t) == Tag::Verb && view.quote_at(t).is_none() {
            // A verb within what is told or added to the reporting clause (*in a statement released*) may be passed.
            let within = branch(view, verb, t).is_some_and(|b| {
                matches!(
                    view.relation(b),
                    Relation::Obl | Relation::Obj | Relation::Iobj | Relation::Advcl | Relation::Advmod | Relation::Nsubj
                )
            });
            if !within {
                crossed_verb = true;
            }
        }
        if crossed_verb && complement.is_none_or(|(_, from)| from < t) {
            break;
        }
        t += 1;
    }
    if let Some((_, from)) = complement
        && clause
        && !view.is(from, &["when", "while", "after", "before", "because", "as", "until", "since"])
        && !(view.is(from, &["so"]) && view.tag(from + 1) == Tag::Pron)
        && !frames.any(&[Frames::THAT])
    {
        return give(Opening::Bare, from.max(after));
    }
    if frames.any(&[Frames::BARE])
        && let Some(start) = past_adjuncts(view, after, end)
        && begins_clause(view, start, end)
    {
        return give(Opening::Bare, start);
    }
    None
}

/// Whether what begins here is the rest of the clause around it: *the case on which the court ruled was of two schools*.
fn without_subject(view: &View, start: usize) -> bool {
    view.is(start, &["is", "are", "was", "were", "has", "had", "have"])
        && view.quote_at(start).is_none()
        && matches!(view.tag(start + 1), Tag::Adp | Tag::Part | Tag::Adv | Tag::Adj)
}

/// Verbs that have clauses and quotations after them, and no other object.
const SAYS: [&str; 8] = ["said", "says", "added", "adds", "argued", "argues", "insisted", "insists"];

/// Where the clause under a verb of [`SAYS`] begins, if the parse made an object of the clause's subject.
fn said_subject(view: &View, verb: usize, after: usize, clause: usize) -> Option<usize> {
    if !view.is(verb, &SAYS)
        || view.child_in(clause, &[Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl]).is_some()
    {
        return None;
    }
    let object = view.child(verb, Relation::Obj).filter(|o| *o >= after && *o < clause)?;
    let (first, last) = view.extent(object);
    let adjoins = (last + 1..view.extent(clause).0).all(|t| view.tag(t) == Tag::Adv);
    (first >= after && adjoins && view.nominal(object)).then_some(first)
}

/// A clause that the parse took for an object of a verb of [`SAYS`], and where it begins: *added the end of the road was “bad
/// luck”*, with *luck* as the object, or with *was* under *end*.
fn said_object(view: &View, verb: usize, after: usize, end: usize) -> Option<(usize, usize)> {
    let object = view.child(verb, Relation::Obj).filter(|o| *o >= after && *o < end && view.is(verb, &SAYS))?;
    let first = view.extent(object).0;
    let copula = view.child_in(object, &[Relation::Nsubj, Relation::Expl]).is_some_and(|s| s < object)
        && view.child(object, Relation::Cop).is_some();
    let under = || {
        view.children(object).any(|k| {
            k > object
                && matches!(view.relation(k), Relation::Acl | Relation::AclRelcl)
                && view.is(k, &["is", "was", "are", "were"])
                && view.child_in(k, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
        })
    };
    (first >= after && (copula || under())).then_some((object, first))
}

/// Whether a participle of reporting stands at a token: *…, adding that*.
pub fn participial_cue(view: &View, t: usize) -> bool {
    let word = view.lower(t);
    word.ends_with("ing")
        && lexicon::verbs(&word).any(|(v, f)| {
            f.can_be(Form::GERUND)
                && v.rest.iter().enumerate().all(|(n, w)| view.is_at(t + 1 + n, view.tokens.len(), &[w]))
                && v.frames.any(&[
                    Frames::CLAUSE,
                    Frames::THAT,
                    Frames::OBJECT_TO,
                    Frames::OBJECT_OF,
                    Frames::OBJECT_FOR,
                    Frames::OBJECT_AS,
                    Frames::OBJECT_PREDICATE,
                    Frames::FOR,
                    Frames::AGAINST,
                ])
        })
}

/// Whether *that* here opens a clause of the verb (and is no *that man*, *that of*, or relative pronoun of a noun).
fn conjunction(view: &View, verb: usize, t: usize, after: usize) -> bool {
    if view.is_at(t + 1, view.tokens.len(), &["of", "is", "was", ",", "."]) && view.tag(t) != Tag::Sconj {
        return false;
    }
    let next = (t + 1..t + 3).find(|k| view.tag(*k) != Tag::Adv).unwrap_or(t + 1);
    if view.verbal(next) && opens_quote(view, next).is_none() && view.quote_at(next).is_none() {
        return false;
    }
    let noun_before = t > after && matches!(view.tag(t - 1), Tag::Noun) && view.relation(t) != Relation::Mark;
    if noun_before && !told_or_adjunct(view, after, t) {
        return false;
    }
    if view.tag(t) == Tag::Det && view.relation(t) == Relation::Det && t == after {
        return false;
    }
    let _ = verb;
    view.tag(t) == Tag::Sconj || view.relation(t) == Relation::Mark || t == after || told_or_adjunct(view, after, t)
}

/// Whether the tokens between a verb and a place are only those told, times, places and manners: no finite verb.
fn told_or_adjunct(view: &View, from: usize, to: usize) -> bool {
    to <= from + 25
        && (from..to).all(|t| match view.tag(t) {
            Tag::Verb => {
                let word = view.lower(t);
                word.ends_with("ing") || word.ends_with("ed") || word.ends_with("wn") || word.ends_with("nt")
            }
            Tag::Aux => false,
            _ => !view.is(t, &[";", ":"]),
        })
}

/// Whether a finite verb stands in the range.
pub fn finite_in(view: &View, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|t| {
        t < view.tokens.len()
            && view.verbal(t)
            && !(view.tag(t) == Tag::Verb && view.lower(t).ends_with("ing"))
            && !(t > 0 && view.is(t - 1, &["to"]))
    })
}

/// Whether a clause can begin at a token: a nominal beginning, then a finite verb.
fn begins_clause(view: &View, t: usize, end: usize) -> bool {
    if t >= end {
        return false;
    }
    let begins = match view.tag(t) {
        Tag::Pron => !view.is(
            t,
            &["himself", "herself", "themselves", "itself", "him", "them", "me", "us", "nothing", "something", "who", "which"],
        ),
        Tag::Det | Tag::Propn => true,
        Tag::Noun | Tag::Adj | Tag::Num => true,
        Tag::Verb => view.lower(t).ends_with("ing"),
        // *estimates at least ten dams are closed*
        _ if view.is(t, &["at", "more", "fewer", "up", "about", "around", "nearly", "almost"]) => {
            (t + 1..t + 4).any(|k| view.tag(k) == Tag::Num) && view.is(t + 1, &["least", "most", "than", "to"])
                || view.tag(t + 1) == Tag::Num && view.is(t, &["about", "around", "nearly", "almost"])
        }
        _ => view.is(t, &["there", "if", "when", "while", "because"]),
    };
    if !begins || time_word(view, t) {
        return false;
    }
    // A verb within reach whose subject can stand here, before another punctuation than a comma.
    (t + 1..end.min(t + 30))
        .take_while(|k| !view.is(*k, &[";", ":", "—", "as", "when", "because"]))
        .any(|k| view.verbal(k) && finite_in(view, k..k + 1) && !reduced(view, k) && !in_relative(view, k, t))
}

/// Whether a verb is that of a relative clause on a noun after `from`: *a penalty which the referee awarded*.
fn in_relative(view: &View, k: usize, from: usize) -> bool {
    let verb = if view.tag(k) == Tag::Aux { view.head(k).filter(|h| *h > k).unwrap_or(k) } else { k };
    view.relation(verb) == Relation::AclRelcl && view.head(verb).is_some_and(|n| n >= from && n < k)
}

/// Whether a participle is probably a reduced relative clause (*a man known as*), not a finite verb.
fn reduced(view: &View, k: usize) -> bool {
    matches!(view.relation(k), Relation::Acl | Relation::Amod)
}

/// Names of days and months and such, which stand between *said* and its clause.
pub fn time_word(view: &View, t: usize) -> bool {
    calendar::is_weekday(&view.lower(t))
        || view.is(
            t,
            &[
                "today",
                "yesterday",
                "tonight",
                "earlier",
                "later",
                "recently",
                "last",
                "mon",
                "tue",
                "wed",
                "thu",
                "fri",
                "sat",
                "sun",
            ],
        )
}

/// Skips adverbs, times and prepositional phrases (*on Monday, in a statement, at a news conference in Oslo*).
fn past_adjuncts(view: &View, from: usize, end: usize) -> Option<usize> {
    let mut t = from;
    let mut moved = true;
    while moved && t < end && t < from + 25 {
        moved = false;
        while t < end && (time_word(view, t) || view.is(t, &[","]) || view.tag(t) == Tag::Adv && !view.is(t, &["there"])) {
            t += 1;
            moved = true;
        }
        if t < end
            && view.is(
                t,
                &[
                    "on", "in", "at", "during", "to", "after", "before", "via", "through", "from", "over", "by", "with",
                    "between", "since", "until", "under", "for",
                ],
            )
        {
            let mut k = t + 1;
            // The noun phrase of the preposition: up to its first noun run.
            while k < end && matches!(view.tag(k), Tag::Det | Tag::Adj | Tag::Num | Tag::Adv) && k < t + 6 {
                k += 1;
            }
            let noun = k;
            while k < end && matches!(view.tag(k), Tag::Noun | Tag::Propn | Tag::Num) && k < noun + 6 {
                k += 1;
            }
            // *between January and March*
            if view.is(t, &["between"]) && view.is(k, &["and"]) {
                k += 1;
                while k < end && matches!(view.tag(k), Tag::Noun | Tag::Propn | Tag::Num) && k < noun + 8 {
                    k += 1;
                }
            }
            if k > noun {
                t = k;
                moved = true;
            } else {
                return None;
            }
        }
    }
    (t > from && t < end).then_some(t)
}

/// Cuts the end of content that begins at `tokens.start`: coordinated and participial cues, *according to*, and what the
/// parse puts under the reporting verb or above it.
pub fn cut(view: &View, verb: usize, tokens: Range<usize>) -> usize {
    let Range { start, end } = tokens;
    let mut t = start + 1;
    // *argued that, while the law was old, it held*: the aside ends nothing.
    if view.is(start, &["that"]) && view.relation(start) == Relation::Mark && view.is(t, &[","]) {
        t += 1;
    }
    while t < end {
        if view.quote_at(t).is_some() && opens_quote(view, t).is_none() && !closing_mark(view, t) {
            t += 1;
            continue;
        }
        if view.is(t, &["as", "and", "but"]) && view.quote_at(t).is_none() && speaks_soon(view, t + 1, end) {
            return t;
        }
        if view.is(t, &["before", "after", "while"]) && view.quote_at(t).is_none() && participial_cue(view, t + 1) {
            return t;
        }
        if view.is(t, &[","])
            && view.is(t + 1, &["as"])
            && view.is(t + 2, &["was", "is", "were", "did", "does", "has", "have", "had"])
        {
            return t;
        }
        // *said the bell was old; the town wants a new one*
        if view.is(t, &[";"])
            && view.quote_at(t).is_none()
            && !view.is(t + 1, &["that"])
            && !view.is(t + 2, &["that"])
            && finite_in(view, t + 1..end)
        {
            return t;
        }
        // *suggested it was over: “No,” he told us*: the quotation has a cue of its own.
        if view.is(t, &[":"]) && view.quote_at(t).is_none() && opens_quote(view, t + 1).is_some_and(|q| cue_follows(view, q)) {
            return t;
        }
        let comma = view.is(t, &[",", "—", "–", ";"]) || closing_mark(view, t);
        let mark = if closing_mark(view, t) && view.is(t + 1, &[","]) { t + 1 } else { t };
        let pause = if view.quote_at(mark).is_some() {
            closing_mark(view, mark) && stopped(view, mark)
        } else {
            view.is(mark, &[",", "—", "–", "-"])
        };
        if pause && tail::apposition(view, mark, end) {
            return t + usize::from(mark == t && closing_mark(view, t));
        }
        // *said it was “a joke”, which it was not*
        if closing_mark(view, t)
            && (view.is(t + 1, &["which"]) || view.is(t + 1, &[","]) && view.is(t + 2, &["which"]))
            && t + 2 < end
            && !verb_after_aside(view, t + 3, end)
        {
            return t + 1;
        }
        if view.is(t, &["and", "but"]) {
            let k = (t + 1..end.min(t + 4)).find(|k| view.tag(*k) != Tag::Adv).unwrap_or(t + 1);
            if k < end && tail::second_predicate(view, verb, start, t, k) {
                return t;
            }
        }
        if comma || view.is(t, &["and", "but"]) {
            let mut k = t + 1;
            while k < end
                && (view.is(
                    k,
                    &["and", "but", "also", "then", "later", "while", "before", "in", "instead", "even", "however", "further"],
                ) || view.tag(k) == Tag::Adv)
                && k < t + 4
            {
                k += 1;
            }
            if k < end && view.quote_at(k).is_none() && next_cue(view, verb, start, t, k) {
                return t.max(start + 1);
            }
            // A further predicate of the speaker: *said it was sorry and offered help*.
            if k < end
                && view.is(k - 1, &["and", "but"])
                && view.quote_at(k).is_none()
                && view.tag(k) == Tag::Verb
                && view.relation(k) == Relation::Conj
                && view.head(k) == Some(verb)
                && (!view.lower(k).ends_with("ing") || view.lower(verb).ends_with("ing"))
                && view.child_in(k, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
            {
                return t;
            }
            // *asked for a delay, however, the nurse agreed*
            if comma
                && view.is(t + 1, &["however", "meanwhile"])
                && view.is(t + 2, &[","])
                && view.quote_at(t).is_none()
                && new_clause(view, t + 3, end)
            {
                return t;
            }
            if view.is(t, &["and", "but"])
                && view.is(t + 1, &["would", "did", "does", "has", "had", "is", "was", "will", "could"])
            {
                let predicate = (t + 1..end.min(t + 6)).find(|v| view.tag(*v) == Tag::Verb);
                if !quoted_on(view, t + 1, end)
                    && predicate.is_some_and(|v| {
                        view.relation(v) == Relation::Conj
                            && view.head(v) == Some(verb)
                            && view.child_in(v, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
                    })
                {
                    return t;
                }
            }
            if comma
                && (view.is(t + 1, &["although", "though", "despite", "while", "whereas"])
                    && !(view.is(t + 1, &["while", "whereas"])
                        && (quoted_on(view, t + 2, end) || figures(view, start, t + 2, end)))
                    || view.is(t + 1, &["even"]) && view.is(t + 2, &["though", "as"]))
            {
                return t;
            }
            if comma && view.is(t + 1, &["and", "but", "or"]) && view.is(t + 2, &["who", "which"]) {
                return t;
            }
            let stopped = !closing_mark(view, t) || stopped(view, t);
            if comma
                && stopped
                && t + 1 < end
                && view.is(t + 1, &["and", "but"])
                && new_clause(view, t + 2, end)
                && !quoted_on(view, t + 2, end)
                && !series(view, start, t, end)
            {
                return t;
            }
            // *said it was safe, as she defended the plan*; *…, with others warning of “chaos”*
            if comma && view.is(t + 1, &["as"]) && view.is(t + 2, &["he", "she", "they"]) && finite_in(view, t + 3..end) {
                return t;
            }
            if comma
                && view.is(t + 1, &["with"])
                && (t + 2..end.min(t + 12)).take_while(|k| !view.is(*k, &[",", ";"])).any(|k| participial_cue(view, k))
            {
                return t;
            }
            if comma && view.is(t + 1, &["to"]) && view.is(t + 2, &["which", "whom"]) {
                return t;
            }
            if comma && view.is(t + 1, &["according"]) && t + 1 < end {
                return t;
            }
            // *was “complex” and he felt*: no pause, no end.
            let paused = !closing_mark(view, t) || stopped || !view.is(t + 1, &["and", "but"]);
            if comma && paused && t + 1 < end && ends_here(view, verb, start, t + 1) {
                return t;
            }
        }
        t += 1;
    }
    end
}

/// Whether the next comma closes an aside, and the verb of what stands before it follows: *the “walks,” which were short, helped*.
fn verb_after_aside(view: &View, from: usize, end: usize) -> bool {
    (from..end.min(from + 25))
        .find(|t| view.is(*t, &[","]) && view.quote_at(*t).is_none())
        .is_some_and(|comma| comma + 1 < end && finite_in(view, comma + 1..comma + 2))
}

/// Whether a comma before this one joins two clauses without a word between, so that *and* brings the last of several.
fn series(view: &View, start: usize, last: usize, end: usize) -> bool {
    (start.max(last.saturating_sub(40)) + 1..last).any(|t| {
        view.is(t, &[","])
            && view.quote_at(t).is_none()
            && !matches!(view.tag(t + 1), Tag::Cconj | Tag::Sconj | Tag::Adp | Tag::Adv)
            && !view.is(t + 1, &["which", "who", "whose", "where", "when"])
            && finite_in(view, start..t)
            && new_clause(view, t + 1, end.min(last))
    })
}

/// Whether a clause after a quotation is partly in marks, too, and has no cue of its own: *was “vital,” and he would “depend on
/// it”*.
fn quoted_on(view: &View, from: usize, end: usize) -> bool {
    (from..end.min(from + 20))
        .find(|t| opens_quote(view, *t).is_some())
        .is_some_and(|q| (from..q).all(|t| !(view.tag(t) == Tag::Verb && lexicon::reports(&view.lower(t)))))
}

/// Whether figures are set beside figures: *that a third were for it, while 23 percent were against*.
fn figures(view: &View, start: usize, from: usize, end: usize) -> bool {
    let number =
        |mut tokens: Range<usize>| tokens.any(|t| view.tag(t) == Tag::Num || view.is(t, &["%", "half", "third", "quarter"]));
    number(from..end.min(from + 3))
        && number(start..from.saturating_sub(2))
        && (from..end.min(from + 8)).any(|t| view.verbal(t) && content_subject(view, from, t))
}

/// Whether a quotation ends in a comma or mark and its own reporting clause follows: *“No,” he told us*.
fn cue_follows(view: &View, q: usize) -> bool {
    let quote = &view.quotes[q];
    if !quote.ends_with_stop(view.text) || quote.inner.of(view.text).trim_end().ends_with('.') {
        return false;
    }
    let from = view.token_from(quote.outer.end);
    (from..from + 7)
        .take_while(|t| !view.is(*t, &[",", ".", ":", ";"]) && view.quote_at(*t).is_none())
        .any(|t| view.tag(t) == Tag::Verb && lexicon::verbs(&view.lower(t)).any(|(v, _)| v.frames.any(&[Frames::QUOTE])))
}

/// Whether a closing mark has a comma or stop before it: *“so,” and*, not *“so” and*.
fn stopped(view: &View, t: usize) -> bool {
    view.text[..view.tokens[t].span.start].trim_end().ends_with([',', '.', '!', '?', '…']) || view.is(t + 1, &[","])
}

/// Whether a clause with a subject of its own begins at a token.
pub fn new_clause(view: &View, from: usize, end: usize) -> bool {
    if from >= end || view.is(from, &["that"]) {
        return false;
    }
    // *and earlier this year, they confirmed it*
    if time_word(view, from)
        && let Some(comma) = (from + 1..end.min(from + 6)).find(|t| view.is(*t, &[",", ";"]) || view.verbal(*t))
        && view.is(comma, &[","])
        && comma + 1 < end
    {
        return (comma + 2..end.min(comma + 6))
            .find(|t| view.verbal(*t))
            .is_some_and(|verb| content_subject(view, comma + 1, verb));
    }
    for t in from..end.min(from + 12) {
        if view.verbal(t) {
            return t > from && content_subject(view, from, t);
        }
        if view.is(t, &[","]) || view.quote_at(t).is_some() {
            return false;
        }
    }
    false
}

fn content_subject(view: &View, from: usize, verb: usize) -> bool {
    (from..verb).any(|t| {
        matches!(view.relation(t), Relation::Nsubj | Relation::NsubjPass | Relation::Expl)
            && view.head(t).is_some_and(|h| h >= verb)
    })
}

/// Whether a subject and a verb of saying follow: *as he again asserted*.
pub fn speaks_soon(view: &View, from: usize, end: usize) -> bool {
    for t in from..end.min(from + 7) {
        if view.quote_at(t).is_some() || view.is(t, &[",", "that"]) {
            return false;
        }
        if view.tag(t) == Tag::Verb {
            let word = view.lower(t);
            return t > from
                && lexicon::verbs(&word).any(|(v, f)| {
                    (f.can_be(Form::PAST) || f.can_be(Form::THIRD))
                        && v.rest.is_empty()
                        && v.frames.any(&[Frames::BARE, Frames::WH])
                        && v.lemma != "claim"
                        || f.can_be(Form::PAST) && v.lemma == "claim"
                })
                && !view.is(t + 1, &[",", "."])
                && t + 2 < end;
        }
    }
    false
}

/// Whether at token `k` a further cue of the same speaker begins: *…, adding that*, *… and warned that*.
fn next_cue(view: &View, verb: usize, start: usize, separator: usize, k: usize) -> bool {
    if !matches!(view.tag(k), Tag::Verb | Tag::Aux | Tag::Noun | Tag::Adp) {
        return false;
    }
    let word = view.lower(k);
    let comma = view.is(separator, &[",", "—", "–"]) || closing_mark(view, separator);
    for (entry, form) in lexicon::verbs(&word) {
        if form.can_be(Form::GERUND)
            && comma
            && entry.frames.any(&[
                Frames::CLAUSE,
                Frames::QUOTE,
                Frames::OBJECT_TO,
                Frames::THAT,
                Frames::OBJECT_PREDICATE,
                Frames::OBJECT_OF,
            ])
        {
            let participle = matches!(
                view.relation(k),
                Relation::Advcl | Relation::Acl | Relation::Conj | Relation::Parataxis | Relation::Xcomp | Relation::Dep
            ) || &*word == "adding"
                || &*word == "saying";
            let within = view.head(k).is_some_and(|h| h >= start && h < separator);
            if participle
                && (!within
                    || matches!(
                        &*word,
                        "adding"
                            | "saying"
                            | "noting"
                            | "stressing"
                            | "emphasising"
                            | "emphasizing"
                            | "asserting"
                            | "cautioning"
                            | "insisting"
                            | "claiming"
                            | "arguing"
                            | "calling"
                            | "stating"
                            | "telling"
                            | "writing"
                            | "urging"
                            | "warning"
                    ))
            {
                return true;
            }
        }
        if (form.can_be(Form::PAST) || form.can_be(Form::THIRD))
            && entry.frames.any(&[Frames::CLAUSE, Frames::QUOTE, Frames::OBJECT_TO, Frames::TO, Frames::FOR, Frames::OBJECT_OF])
        {
            let coordinated = view.relation(k) == Relation::Conj && view.head(k) == Some(verb);
            let same_tense = same_tense(view, verb, form);
            let joined = view.is(k - 1, &["and", "but", "then", "also", "later"]) || coordinated;
            let said = entry.frames.any(&[Frames::CLAUSE])
                && (view.is_at(k + 1, view.tokens.len(), &["that", "it", "he", "she", "they", "the"])
                    || view.is_at(k + 1, view.tokens.len(), &[":"]));
            let object = entry.frames.any(&[Frames::OBJECT_OF, Frames::OBJECT_PREDICATE, Frames::OBJECT_AS])
                && same_tense
                && (k + 1..k + 12).any(|q| opens_quote(view, q).is_some());
            if joined && object {
                return true;
            }
            // *suggested it was late, called her “third-rate” and left*: one of three predicates.
            if view.is(separator, &[","])
                && k == separator + 1
                && view.tag(k) == Tag::Verb
                && view.relation(k) == Relation::Conj
                && same_tense
                && tail::framed(view, entry, k)
                && view.child_in(k, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass]).is_none()
            {
                return true;
            }
            if joined
                && view.child_in(k, &[Relation::Nsubj, Relation::NsubjPass]).is_none_or(|s| s > k)
                && (coordinated || same_tense && said)
            {
                return true;
            }
        }
    }
    false
}

fn same_tense(view: &View, verb: usize, form: Form) -> bool {
    lexicon::verbs(&view.lower(verb)).any(|(_, f)| f.can_be(form_of(form)))
}

fn form_of(form: Form) -> Form {
    if form.can_be(Form::PAST) { Form::PAST } else { Form::THIRD }
}

/// Whether, after a comma, a clause begins that the parse puts under the reporting verb (or above it), not under the
/// content: *said it was late, while the union …*.
fn ends_here(view: &View, verb: usize, start: usize, t: usize) -> bool {
    if !view.is(
        t,
        &[
            "but",
            "while",
            "whereas",
            "though",
            "although",
            "and",
            "yet",
            "so",
            "as",
            "after",
            "when",
            "citing",
            "speaking",
            "referring",
            "prompting",
            "following",
            "despite",
            "amid",
            "without",
            "in",
            "before",
        ],
    ) {
        return false;
    }
    // *accused her of calling it “great,” and allowing it*: the content is what she did.
    if view.is(t, &["and"])
        && view.lower(t + 1).ends_with("ing")
        && (view.tag(t + 1) == Tag::Verb && view.is(start, &["of", "for"])
            || (start..start + 6).any(|k| view.is(k, &["of"]) && view.lower(k + 1).ends_with("ing")))
    {
        return false;
    }
    // *said that he was “ready” and that*: the content goes on.
    if view.is(t, &["but", "and"]) && view.is(t + 1, &["that"]) && view.tag(t + 1) != Tag::Det {
        return false;
    }
    let strong = view.is(t, &["citing", "speaking", "prompting", "referring"]);
    let word = view.lower(t);
    if word.ends_with("ing") && view.tag(t) == Tag::Verb && view.relation(t) == Relation::Advcl && view.head(t) == Some(verb) {
        return true;
    }
    // The head of the phrase that begins here.
    let mut top = t;
    for _ in 0..24 {
        let Some(head) = view.head(top) else { break };
        if head < t || view.extent(head).0 < t {
            // `top` hangs on something before.
            let outside = head < start;
            return if strong {
                true
            } else {
                outside && head <= verb && matches!(view.relation(top), Relation::Advcl | Relation::Conj | Relation::Parataxis)
            };
        }
        top = head;
    }
    // The root of the sentence lies here: the reporting clause is subordinate to it.
    view.head(top).is_none() && top > verb
}

/// Turns tokens into a span of content: without punctuation at its ends, whole quotations where it ends inside one.
pub fn span(view: &View, tokens: Range<usize>) -> Option<Span> {
    let Range { mut start, mut end } = tokens;
    end = end.min(view.tokens.len());
    while start < end
        && view.punct(start)
        && opens_quote(view, start).is_none()
        && !view.is(start, &["(", "$", "£", "€", "#", "@"])
    {
        start += 1;
    }
    while start < end
        && view.punct(end - 1)
        && !closing_mark(view, end - 1)
        && !view.is(end - 1, &[")", "%", "]"])
        && inside_open_quote(view, start, end - 1).is_none()
    {
        end -= 1;
    }
    if start >= end {
        return None;
    }
    let mut span = view.span(start..end);
    if let Some(q) = view.quote_at(start).filter(|q| view.quotes[*q].outer.start < span.start) {
        span.start = view.quotes[q].outer.start;
    }
    if let Some(q) = view.quote_at(end - 1).filter(|q| view.quotes[*q].outer.end > span.end) {
        span.end = view.quotes[q].outer.end;
    }
    let span = span.trimmed(view.text);
    (!span.is_empty()).then_some(span)
}

/// The quotation in which a token stands, where the token is not the quotation's own mark.
fn inside_open_quote(view: &View, start: usize, t: usize) -> Option<usize> {
    view.quote_at(t).filter(|q| view.quotes[*q].outer.start >= view.tokens[start].span.start)
}
