//! Finds the words that name the source of a reporting verb.

use super::lexicon;
use super::view::View;
use crate::text::{Relation, Tag};
use std::ops::Range;

/// A noun phrase that names a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its head noun, name or pronoun.
    pub head: usize,
}

/// How far up or left a source is looked for, in steps.
const REACH: usize = 30;

const SUBJECTS: [Relation; 2] = [Relation::Nsubj, Relation::NsubjPass];

/// The subject of a verb: its own, or the one that it shares as a coordinated verb, participle or relative clause.
pub fn subject(view: &View, verb: usize) -> Option<usize> {
    let mut at = verb;
    let gerund = |t: usize| view.word(t).ends_with("ing");
    for _ in 0..8 {
        // *by calling the letter misleading and insisting*: one participle goes on with another, not with what that one says.
        if view.relation(at) == Relation::Conj
            && gerund(at)
            && let Some(head) = view.head(at).filter(|h| !gerund(*h) && view.tag(*h) == Tag::Adj)
            && let Some(above) = view.head(head).filter(|h| *h < head && gerund(*h) && view.verbal(*h))
        {
            at = above;
        }
        let own = |t: usize| SUBJECTS.contains(&view.relation(t)) && !view.verbal(t) && !view.punct(t);
        // The parse may give the verb the subject of its content, too: the nearer one speaks, if it can.
        let mut left = view.children(at).find(|k| *k < at && own(*k));
        for later in view.children(at).filter(|k| *k < at && own(*k)) {
            let pronoun = left.is_some_and(|l| l < later && view.is(l, &["who", "which", "that"]));
            // *Spokesperson for Works Ada Obi*: one phrase in two parts.
            let joined = left.is_some_and(|l| {
                let next = view.extent(l).1 + 1;
                l < later && next == view.extent(later).0 && !view.is(next - 1, &[","])
            });
            if pronoun || can_speak(view, later) && !joined {
                left = Some(later);
            }
        }
        let right = view.children(at).find(|k| *k > at && own(*k));
        // *lows for the year, said Obi*: what ends in a comma directly before the verb is content.
        let content = left.is_some()
            && right.is_some_and(|r| {
                r < at + 6 && (at + 1..r).all(|t| view.nominal(t) || matches!(view.tag(t), Tag::Adj | Tag::Det))
            })
            && at > 0
            && view.is(at - 1, &[","]);
        if let Some(s) = if content { right } else { left.or(right) } {
            // *sub-grouping* in three tokens: the last one is the head.
            let s = if view.is(s + 1, &["-"]) && view.head(s + 2) == Some(at) && own(s + 2) { s + 2 } else { s };
            return Some(antecedent(view, at, s));
        }
        let head = view.head(at)?;
        match view.relation(at) {
            Relation::Conj | Relation::Xcomp | Relation::Advcl | Relation::Aux | Relation::Cop
                if view.verbal(head) || view.tag(head) == Tag::Adj || view.tag(head) == Tag::Noun =>
            {
                at = head;
            }
            // *was at pains to stress*
            Relation::Acl if view.is(head, &["pains"]) && view.child(head, Relation::Nsubj).is_some_and(|s| s < head) => {
                at = head
            }
            // *issued a statement saying*: who issued it.
            Relation::Acl
                if view.is(
                    head,
                    &[
                        "statement",
                        "letter",
                        "tweet",
                        "post",
                        "email",
                        "message",
                        "speech",
                        "memo",
                        "interview",
                        "note",
                        "release",
                        "comments",
                        "remarks",
                        "video",
                        "opportunity",
                        "chance",
                        "occasion",
                        "moment",
                        "pains",
                    ],
                ) && view
                    .head(head)
                    .is_some_and(|h| h < head && view.verbal(h) && view.child(h, Relation::Nsubj).is_some_and(|s| s < h)) =>
            {
                at = view.head(head)?;
            }
            // *came out fighting by calling*: a participle that was taken for a noun.
            Relation::Acl if view.relation(head) == Relation::Advcl && gerund(head) => at = head,
            // *in relation to signing papers falsely asserting that*: the papers assert.
            Relation::Acl if at != verb && !can_speak(view, head) && written(view, verb, at).is_some() => {
                return written(view, verb, at);
            }
            Relation::Acl | Relation::AclRelcl if view.nominal(head) => return Some(head),
            _ => return None,
        }
    }
    None
}

/// The object of the verb `of` that stands directly before a participle, but for adverbs.
fn written(view: &View, participle: usize, of: usize) -> Option<usize> {
    let noun = (of + 1..participle).rev().find(|t| view.tag(*t) != Tag::Adv)?;
    (view.tag(noun) == Tag::Noun && view.relation(noun) == Relation::Obj && view.head(noun) == Some(of)).then_some(noun)
}

/// The last dash with white space before it among some tokens.
pub fn last_dash(view: &View, mut tokens: Range<usize>) -> Option<usize> {
    tokens
        .rfind(|t| view.is(*t, &["-", "–", "—", "--"]) && view.text[..view.tokens[*t].span.start].ends_with(char::is_whitespace))
}

/// The noun that a relative pronoun stands for, else the word itself.
fn antecedent(view: &View, verb: usize, subject: usize) -> usize {
    let relative = view.is(subject, &["who", "which", "that"]) && view.tag(subject) != Tag::Propn;
    match (relative, view.relation(verb), view.head(verb)) {
        (true, Relation::AclRelcl | Relation::Acl, Some(noun)) if noun < subject => noun,
        (true, ..) => before_relative(view, subject).unwrap_or(subject),
        _ => subject,
    }
}

/// The noun before a relative pronoun, where the parse does not show it.
fn before_relative(view: &View, pronoun: usize) -> Option<usize> {
    let start = view.sentence(pronoun).start;
    let mut t = pronoun.checked_sub(1)?;
    if view.is(t, &[","]) {
        t = t.checked_sub(1)?;
    }
    (t >= start && view.nominal(t)).then_some(t)
}

/// The noun phrase around a head: with title, apposition and what describes it, without a relative clause. It keeps to
/// the tokens of `within`.
pub fn phrase(view: &View, head: usize, within: Range<usize>) -> Source {
    let mut start = head;
    let mut end = head + 1;
    let kept = |k: usize| {
        matches!(
            view.relation(k),
            Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Flat
                | Relation::Nummod
                | Relation::Nmod
                | Relation::NmodPoss
                | Relation::Appos
                | Relation::Advmod
                | Relation::Acl
                | Relation::Goeswith
                | Relation::Fixed
                | Relation::Cc
                | Relation::Conj
                | Relation::Punct
                | Relation::Dep
        )
    };
    let left: Vec<usize> = view.children(head).filter(|k| *k < head).collect();
    for k in left.into_iter().rev() {
        let (a, b) = view.extent(k);
        if !kept(k)
            || a < within.start
            || b + 1 < start
            || view.relation(k) == Relation::Acl
            || (view.punct(k) && !view.quote_mark(k) && !(view.is(k, &["-"]) && k + 1 == start))
        {
            if view.relation(k) == Relation::Case || (view.punct(k) && view.nominal(head) && b + 1 == start) {
                break;
            }
            if !kept(k) || a < within.start {
                break;
            }
            continue;
        }
        start = a;
    }
    for k in view.children(head).filter(|k| *k > head) {
        let (a, b) = view.extent(k);
        if a > end || !kept(k) || b >= within.end || (view.relation(k) == Relation::Conj && view.verbal(k)) {
            break;
        }
        if view.relation(k) == Relation::Advmod && view.punct(end.min(a)) {
            break;
        }
        if b + 1 > end && a >= head {
            end = b + 1;
        }
    }
    // The first half of a hyphenated head that the parse hangs elsewhere, with its own determiner.
    if view.is(start, &["-"]) && start < head {
        start += 1;
    }
    if start >= within.start + 2 && view.is(start - 1, &["-"]) && view.nominal(start - 2) {
        // *the 41-year-old* has two hyphens.
        for _ in 0..3 {
            if start >= within.start + 2 && view.is(start - 1, &["-"]) && view.nominal(start - 2) {
                start -= 2;
            }
        }
        while start > within.start && matches!(view.tag(start - 1), Tag::Det | Tag::Adj) {
            start -= 1;
        }
    }
    trim(view, head, start.max(within.start)..name_end(view, start, end.min(within.end).max(head + 1), within.end))
}

/// Where a phrase ends whose last name is cut at *and*: *the Journal of Comparative and Applied Justice*.
fn name_end(view: &View, start: usize, end: usize, limit: usize) -> usize {
    let capital = |t: usize| view.word(t).starts_with(char::is_uppercase);
    let limit = limit.min(view.tokens.len());
    if !view.is_at(end, limit, &["and", "&"]) || end < start + 3 {
        return end;
    }
    let named = (start + 1..end)
        .rev()
        .take_while(|t| capital(*t) || view.is(*t, &["of", "for", "on"]))
        .find(|t| view.is(*t, &["of", "for", "on"]));
    let Some(of) = named.filter(|of| *of + 1 < end && capital(*of - 1) && !view.is(*of - 1, &["The", "A", "An"])) else {
        return end;
    };
    let of_what = (of + 1..end).all(|t| view.tag(t) == Tag::Adj)
        || view.is(of - 1, &["journal", "ministry", "department", "centers", "centres", "bureau"]);
    let to = (end + 1..limit).find(|t| !capital(*t)).unwrap_or(limit);
    let speaks = to < view.tokens.len() && view.verbal(to) && !view.word(to).ends_with("ing");
    if of_what && to > end + 1 && to < end + 6 && !speaks { to } else { end }
}

/// Without punctuation at its ends and without halves of quotations.
fn trim(view: &View, head: usize, tokens: Range<usize>) -> Source {
    let (mut start, mut end) = (tokens.start.min(head), tokens.end);
    start = past_dateline(view, start, head);
    while start < head && view.punct(start) && !view.quote_mark(start) {
        start += 1;
    }
    // An open quotation mark whose partner lies outside.
    for t in (start..head).rev() {
        if view.quote_at(t).is_some() && view.quote_at(t) != view.quote_at(head) {
            let q = view.quotes[view.quote_at(t).unwrap_or(0)].outer;
            if q.end > view.tokens[end - 1].span.end
                || q.start < view.tokens[start].span.start
                || view.quotes[view.quote_at(t).unwrap_or(0)].ends_with_stop(view.text)
            {
                start = t + 1;
                break;
            }
        }
    }
    // *Obi, author of “The Sea,” argued*: a quotation that the phrase opens is closed.
    if let Some(q) = view.quote_at(end - 1)
        && (head + 1..end).any(|t| view.quote_at(t) == Some(q) && view.tokens[t].span.start == view.quotes[q].outer.start)
        && view.quotes[q].closed
    {
        while end < view.tokens.len() && view.quote_at(end) == Some(q) {
            end += 1;
        }
    }
    while end > head + 1
        && (view.punct(end - 1) && !closes_inside(view, start, end - 1)
            || view.is(end - 1, &["and", "or", "but", "who", "which", "that"]))
    {
        end -= 1;
    }
    Source { tokens: start..end, head }
}

fn closes_inside(view: &View, start: usize, t: usize) -> bool {
    if view.is(t, &[")"]) {
        return (start..t).any(|k| view.is(k, &["("]));
    }
    view.quote_mark(t) && view.quote_at(t).is_some_and(|q| view.quotes[q].outer.start >= view.tokens[start].span.start)
}

/// A noun phrase directly left of a verb, by parts of speech alone: for where the parse shows no subject.
pub fn left_of(view: &View, verb: usize, from: usize) -> Option<Source> {
    let mut t = verb;
    for _ in 0..REACH {
        t = t.checked_sub(1).filter(|t| *t >= from)?;
        match view.tag(t) {
            Tag::Aux | Tag::Adv | Tag::Part => continue,
            _ => break,
        }
    }
    // An apposition between commas: *Ada Obi, the mayor, said*.
    if view.is(t, &[","]) {
        let close = t;
        let mut k = t;
        for _ in 0..REACH {
            k = k.checked_sub(1).filter(|k| *k >= from)?;
            if view.is(k, &[","]) {
                break;
            }
            if view.quote_mark(k) {
                return None;
            }
        }
        if !view.is(k, &[","]) || k == from {
            return None;
        }
        let noun = run(view, k - 1, from)?;
        let plain = (k + 1..close).all(|i| view.tag(i) != Tag::Verb && view.tag(i) != Tag::Aux);
        let end = if plain { close } else { k };
        return Some(Source { tokens: noun.tokens.start..end, head: noun.head });
    }
    run(view, t, from)
}

/// A noun phrase directly right of a verb: *said Ada Obi, the mayor*.
pub fn right_of(view: &View, after: usize, limit: usize) -> Option<Source> {
    let mut t = after;
    while t < limit && matches!(view.tag(t), Tag::Det | Tag::Adj | Tag::Adv | Tag::Num) && t < after + 4 {
        t += 1;
    }
    if t >= limit || !view.nominal(t) || view.quote_at(t).is_some() {
        return None;
    }
    let mut end = t;
    while end < limit
        && end < after + 14
        && (matches!(view.tag(end), Tag::Propn | Tag::Noun | Tag::Num | Tag::Adj) || view.is(end, &["'s", "’s", "-"]))
    {
        end += 1;
    }
    let head = end.saturating_sub(1).max(t);
    Some(Source { tokens: after..end.max(t + 1), head })
}

/// The noun phrase that ends before a token, or before the comma before it.
pub fn before(view: &View, t: usize, from: usize) -> Option<Source> {
    let back = |t: usize| t.checked_sub(1).filter(|l| *l >= from);
    let mut last = back(t)?;
    if view.is(last, &[","]) {
        last = back(last)?;
    }
    if view.is(last, &[")"]) {
        last = back((from..last).rev().take(8).find(|k| view.is(*k, &["("]))?)?;
    }
    run(view, last, from)
}

/// The noun phrase that ends at a token.
fn run(view: &View, last: usize, from: usize) -> Option<Source> {
    let hyphenated = last >= from + 2 && view.is(last - 1, &["-"]) && view.nominal(last - 2);
    if !(view.nominal(last) || hyphenated) || view.quote_at(last).is_some() {
        return None;
    }
    let mut start = last;
    for _ in 0..REACH {
        let Some(t) = start.checked_sub(1).filter(|t| *t >= from) else { break };
        let joins = matches!(view.tag(t), Tag::Det | Tag::Adj | Tag::Propn | Tag::Noun | Tag::Num)
            || view.is(t, &["'s", "’s", "'", "’", "of", "-", "his", "her", "its", "their", "our", "my"])
            || (view.is(t, &["for", "at", "in", "to", "and"])
                && view.tag(start) == Tag::Propn
                && t > from
                && view.nominal(t - 1));
        if !joins || view.quote_at(t).is_some() && view.quote_at(t) != view.quote_at(last) {
            break;
        }
        start = t;
    }
    while start < last && view.is(start, &["of", "'s", "’s", "-", "and", "in", "for", "to", "at"]) {
        start += 1;
    }
    Some(Source { tokens: start..last + 1, head: if view.nominal(last) { last } else { last - 2 } })
}

/// First token after a dateline (*LAGOS (Agency) —*), else `first`.
pub fn past_dateline(view: &View, first: usize, last: usize) -> usize {
    if first > 0 && view.block(first) == view.block(first - 1) {
        return first;
    }
    // *14:20 The company confirms*: the hour of an entry in a live report.
    let hour = view.word(first);
    if first + 1 < last
        && hour.len() > 3
        && hour.contains([':', '.'])
        && hour.starts_with(|c: char| c.is_ascii_digit())
        && hour.chars().all(|c| c.is_ascii_digit() || ":.apm".contains(c))
        && view.word(first + 1).starts_with(char::is_uppercase)
    {
        return first + 1;
    }
    // *AB-CD said*: a hyphen within a name is no dash.
    let within = |t: usize| {
        view.is(t, &["-", "–"])
            && view.tokens[t - 1].span.end == view.tokens[t].span.start
            && view.tokens.get(t + 1).is_some_and(|k| k.span.start == view.tokens[t].span.end)
    };
    let dash = (first + 1..last.min(first + 12)).find(|t| view.is(*t, &["—", "–", "-", "--"]) && !within(*t));
    match dash {
        Some(dash)
            if (first..dash).all(|t| matches!(view.tag(t), Tag::Propn | Tag::Punct | Tag::Num | Tag::Noun | Tag::Adj))
                && view.word(first).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) =>
        {
            dash + 1
        }
        Some(dash) if view.is(dash - 1, &[")"]) => dash + 1,
        _ => first,
    }
}

/// Whether a noun may speak where the verb leaves no doubt that something does: *a cheerful voice promised*, *a third added*.
pub fn may_speak(view: &View, head: usize) -> bool {
    !super::content::time_word(view, head)
        && match view.tag(head) {
            Tag::Noun | Tag::Num => true,
            Tag::Adj => view.children(head).any(|k| k < head && view.tag(k) == Tag::Det),
            _ => false,
        }
}

/// Whether a pronoun stands for somebody who may act: *he*, *it*.
pub fn may_speak_for(view: &View, head: usize) -> bool {
    view.is(head, &["he", "she", "they", "we", "i", "it", "who"])
}

/// Nouns that say only how many.
const QUANTITIES: [&str; 12] = [
    "handful",
    "number",
    "majority",
    "minority",
    "dozens",
    "hundreds",
    "thousands",
    "scores",
    "half",
    "third",
    "quarter",
    "series",
];

/// Whether a word can speak: a name, a pronoun of persons, a role, a body or document. Numbers and things cannot.
pub fn can_speak(view: &View, head: usize) -> bool {
    if super::content::time_word(view, head) {
        return false;
    }
    match view.tag(head) {
        Tag::Propn => true,
        // *One of them*
        Tag::Num => view.word(head).chars().all(char::is_alphabetic) && !view.nominal(head + 1) && view.tag(head + 1) != Tag::Adj,
        // *a handful of trials*: what it is that there are some of.
        Tag::Noun if view.is(head, &QUANTITIES) => view
            .children(head)
            .any(|k| view.relation(k) == Relation::Nmod && k > head && view.tag(k) != Tag::Num && can_speak(view, k)),
        Tag::Adj | Tag::Det => view.is(head, &["many", "some", "others", "both", "several", "few", "most", "all", "another"]),
        Tag::Pron => !view.is(
            head,
            &[
                "what",
                "this",
                "that",
                "there",
                "us",
                "me",
                "him",
                "them",
                "you",
                "yourself",
                "himself",
                "herself",
                "themselves",
                "itself",
                "nothing",
                "anything",
                "everything",
                "something",
                "nobody",
                "none",
                "whoever",
                "it's",
            ],
        ),
        _ => lexicon::role(&view.lower(head)).is_some(),
    }
}
