//! Frames without a finite clause: *urged them to*, *accused them of*, *is said to*.

use super::content::{self, Opening};
use super::cue::{Use, draft};
use super::draft::{Construction, Draft};
use super::lexicon::{self, Form, Frames};
use super::source;
use super::view::View;
use crate::report::{BlockKind, VerbClass};
use crate::text::{Relation, Tag};

/// *urged them to go*, *vowed to go*, *called for*.
pub(super) fn infinitive(u: &Use) -> Option<Draft> {
    let view = u.view;
    let frames = u.entry.frames;
    let mut after = u.after;
    // *pledged Friday to*, *vowed on Monday to*
    if frames.any(&[Frames::TO]) && !view.is_at(after, u.end, &["to", "not"]) {
        let on = usize::from(view.is_at(after, u.end, &["on"]));
        if content::time_word(view, after + on) && view.is_at(after + on + 1, u.end, &["to", "not"]) {
            after += on + 1;
        }
    }
    if frames.any(&[Frames::TO])
        && view.is_at(after, u.end, &["to", "not"])
        && view.tag_at(after + 1, u.end).is_some_and(|t| matches!(t, Tag::Verb | Tag::Aux | Tag::Adv | Tag::Part))
    {
        u.source.as_ref().filter(|s| u.can_be_said_by(s.head))?;
        let mut end = content::cut(view, u.verb, after..u.end);
        // *pledged to join back in 2008*: the time of the pledge.
        if let Some(back) = (after + 1..end).find(|t| view.is(*t, &["back"]) && view.is(t + 1, &["in", "on"])) {
            end = back;
        }
        if let Some(clause) = (after + 1..end)
            .find(|t| view.is(*t, &[","]) && view.is(t + 1, &["and", "but", "so"]) && content::new_clause(view, t + 2, end))
        {
            end = clause;
        }
        return draft(u, Construction::Infinitive, content::span(view, after..end).into_iter().collect(), 0.8);
    }
    // *The sticker said to download it*
    if u.entry.lemma == "say"
        && view.is_at(after, u.end, &["to"])
        && view.tag(after + 1) == Tag::Verb
        && u.source.as_ref().is_some_and(|s| s.tokens.end <= u.verb && u.can_be_said_by(s.head))
        && !matches!(view.relation(u.verb), Relation::Acl | Relation::Amod)
    {
        let end = content::cut(view, u.verb, after..u.end);
        let mut found = draft(u, Construction::Infinitive, content::span(view, after..end).into_iter().collect(), 0.7)?;
        found.class = VerbClass::Directive;
        return Some(found);
    }
    // *Shareholders urged to sell*: headlines leave out *were*.
    if frames.any(&[Frames::OBJECT_TO])
        && matches!(view.block_kind(u.verb), Some(BlockKind::Headline | BlockKind::Heading))
        && u.form.can_be(Form::PARTICIPLE)
        && view.is_at(after, u.end, &["to", "not"])
        && let Some(subject) = u.source.as_ref().filter(|s| s.tokens.end <= u.verb)
    {
        let end = content::cut(view, u.verb, after..u.end);
        let tokens = subject.tokens.clone();
        let start = (tokens.start..subject.head)
            .rev()
            .find(|t| view.is(*t, &[":", ",", ";", "as", "after", "but"]))
            .map_or(tokens.start, |t| t + 1);
        let content = [content::span(view, start..tokens.end), content::span(view, after..end)];
        let mut found = draft(u, Construction::Passive, content.into_iter().flatten().collect(), 0.66)?;
        found.source = None;
        found.class = VerbClass::Directive;
        return Some(found);
    }
    if frames.any(&[Frames::OBJECT_TO]) {
        // Object, then *to* and a verb.
        let mut t = after;
        let mut to = None;
        while t + 1 < u.end.min(after + 25) {
            if view.is(t, &["to"])
                && (matches!(view.tag(t + 1), Tag::Verb | Tag::Aux)
                    || view.is(t + 1, &["not"])
                    || content::opens_quote(view, t + 1).is_some())
                && t > after
            {
                to = Some(t);
                break;
            }
            // *told us a man died after they acted to stop him*: a clause of its own.
            let clause = view.tag(t) == Tag::Verb
                && view.relation(t) == Relation::Ccomp
                && view.child_in(t, &[Relation::Nsubj, Relation::NsubjPass]).is_some_and(|s| s < t && s >= after);
            if clause
                || view.tag(t) == Tag::Verb && !view.lower(t).ends_with("ing") && !view.lower(t).ends_with("ed")
                || view.tag(t) == Tag::Aux
                || view.is(t, &[";", ":", "that", "for", "about", "whether"])
            {
                break;
            }
            t += 1;
        }
        // *advises parents who are worried to speak to a doctor*: the parse knows the infinitive.
        let to = to.or_else(|| {
            let k = view
                .child_in(u.verb, &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl])
                .filter(|k| *k > after + 1 && *k < u.end)?;
            view.children(k).find(|m| *m > after && *m < k && view.is(*m, &["to"]))
        })?;
        u.source.as_ref().filter(|s| u.can_be_said_by(s.head))?;
        // Who is told is no part of what is said; who is asked to do something is.
        let start = if u.entry.lemma == "tell" { to } else { after };
        let end = content::cut(view, u.verb, start..u.end);
        let mut found = draft(u, Construction::Infinitive, content::span(view, start..end).into_iter().collect(), 0.78)?;
        found.class = VerbClass::Directive;
        return Some(found);
    }
    if frames.any(&[Frames::FOR])
        && (u.entry.lemma != "ask for" || u.form.can_be(Form::PAST) || u.form.can_be(Form::GERUND))
        && !(after..u.end.min(after + 6)).any(|t| view.is(t, &["that"]) && view.tag(t) == Tag::Sconj)
    {
        u.source.as_ref().filter(|s| source::can_speak(view, s.head))?;
        let end = content::cut(view, u.verb, after..u.end);
        return draft(u, Construction::Infinitive, content::span(view, after..end).into_iter().collect(), 0.7);
    }
    None
}

/// *accused them of*, *blamed it on*, *described it as*, *called it a mistake*, *rejected any “substitute”*.
pub(super) fn object(u: &Use) -> Option<Draft> {
    let view = u.view;
    let frames = u.entry.frames;
    // Whoever describes something *as* something speaks: *a former babysitter described it as*.
    u.source.as_ref().filter(|s| {
        u.can_be_said_by(s.head) || frames.any(&[Frames::OBJECT_AS, Frames::OBJECT_OF]) && source::may_speak(view, s.head)
    })?;
    let after = u.after;
    let said = u.source.as_ref().is_some_and(|s| u.can_be_said_by(s.head));
    // *described himself as*, but no other object that is the speaker.
    if view.is(after, &["itself", "himself", "herself", "themselves"])
        && !(frames.any(&[Frames::OBJECT_AS]) && view.is_at(after + 1, u.end, &["as"]) && view.relation(u.verb) != Relation::Acl)
        && !(frames.any(&[Frames::OBJECT_PREDICATE]) && u.entry.lemma == "call")
    {
        return None;
    }
    let reach = u.end.min(after + 30);
    // *what neighbours described as a row*: the object stands before.
    let moved = !frames.any(&[Frames::OBJECT_FOR])
        && (view
            .child(u.verb, Relation::Obj)
            .is_some_and(|o| o < u.verb && view.is(o, &["what", "which", "that", "who", "whom"]))
            || u.source.as_ref().is_some_and(|s| {
                s.tokens.start < u.verb
                    && s.tokens.start > 0
                    && view.is(s.tokens.start - 1, &["what", "which", "that", "who", "whom"])
            }));
    // A preposition that belongs to the frame, before a clause begins.
    let preposition = |words: &[&str]| {
        (after + usize::from(!moved)..reach)
            .take_while(|t| {
                view.tag(*t) != Tag::Aux && !view.is(*t, &[";", ":"]) && !(view.is(*t, &[","]) && view.is(*t + 1, &["as", "for"]))
            })
            .find(|t| view.is(*t, words) && t + 1 < u.end && !(view.is(*t, &["as"]) && other_as(view, *t)))
    };
    let whole = |construction, confidence| {
        let own = view.extent(u.verb).1 + 1;
        let clause = if moved && own > after + 1 { u.end.min(own) } else { u.end };
        let end = content::cut(view, u.verb, after..clause);
        draft(u, construction, content::span(view, after..end).into_iter().collect(), confidence)
    };
    if frames.any(&[Frames::OBJECT_OF]) && preposition(&["of"]).is_some() {
        return whole(Construction::Object, 0.85);
    }
    // *described the evidence of the bishop, who was ill, as thin*: far away the parse knows it.
    let far_as = || {
        view.children(u.verb).any(|k| {
            let first = view.extent(k).0;
            k > after
                && k < u.end
                && matches!(view.relation(k), Relation::Obl | Relation::Advcl | Relation::Xcomp | Relation::Ccomp)
                && first > after
                && view.is(first, &["as"])
                && view.is(first - 1, &[","])
                && !view.children(k).any(|c| matches!(view.relation(c), Relation::Nsubj | Relation::NsubjPass | Relation::Cop))
        })
    };
    if frames.any(&[Frames::OBJECT_AS]) && (preposition(&["as"]).is_some() || far_as()) {
        return whole(Construction::Object, 0.78);
    }
    if !said {
        return None;
    }
    if frames.any(&[Frames::OBJECT_FOR]) && preposition(&["for", "on"]).is_some() {
        return whole(Construction::Object, 0.8);
    }
    if frames.any(&[Frames::LIKENED]) && preposition(&["to", "with"]).is_some()
        || frames.any(&[Frames::ATTRIBUTED]) && preposition(&["to"]).is_some()
        || frames.any(&[Frames::CREDITED]) && preposition(&["with", "for"]).is_some_and(|at| view.tag(at + 1) == Tag::Verb)
    {
        return whole(Construction::Object, 0.74);
    }
    if frames.any(&[Frames::OBJECT_AT])
        && preposition(&["at"]).is_some()
        && (after..reach).any(|at| view.is(at, &["at"]) && number_soon(view, at + 1, u.end))
    {
        return whole(Construction::Object, 0.76);
    }
    if frames.any(&[Frames::OBJECT_GERUND])
        && let Some(at) = preposition(&["for", "over"])
        && view.tag(at + 1) == Tag::Verb
        && view.lower(at + 1).ends_with("ing")
    {
        return whole(Construction::Object, 0.74);
    }
    // *warned of floods*, *warned them against haste*.
    if frames.any(&[Frames::AGAINST])
        && (view.is_at(after, u.end, &["against"])
            || view.is_at(after, u.end, &["of"]) && u.entry.lemma == "warn"
            || preposition(&["against"]).is_some()
            || u.entry.lemma == "warn"
                && preposition(&["of"]).is_some_and(|of| view.head(of).and_then(|n| view.head(n)) == Some(u.verb)))
    {
        return whole(Construction::Object, 0.76);
    }
    if frames.any(&[Frames::NOUN_THAT])
        && let Some(noun) =
            view.child(u.verb, Relation::Obj).filter(|o| *o > u.verb && *o < after + 10 && view.is(*o + 1, &["that"]))
        && view.children(noun).any(|k| {
            k > noun
                && (matches!(view.relation(k), Relation::Acl | Relation::Ccomp)
                    || view.relation(k) == Relation::AclRelcl && view.tag(noun + 1) == Tag::Sconj)
        })
    {
        return whole(Construction::Object, 0.7);
    }
    if frames.any(&[Frames::SAID_NOUN])
        && let Some(noun) =
            view.child(u.verb, Relation::Obj).filter(|o| *o > u.verb && *o < after + 12 && view.extent(*o).0 >= after)
        && matches!(view.tag(noun), Tag::Noun | Tag::Propn)
        && view.quote_at(noun).is_none()
        && !u.source.as_ref().is_some_and(|s| view.is(s.head, &["i", "you", "we", "anyone", "anybody", "someone"]))
        && !(view.tag(noun) == Tag::Propn && u.entry.lemma != "blame")
    {
        let end = before_hearer(view, after, content::cut(view, u.verb, after..u.end));
        return draft(u, Construction::Object, content::span(view, after..end).into_iter().collect(), 0.66);
    }
    if frames.any(&[Frames::FACT])
        && let Some(object) = view.child(u.verb, Relation::Obj).filter(|o| *o > u.verb && *o < after + 8)
        && view.extent(object).1 >= after + 2
        && !lexicon::is_role(&view.lower(object))
    {
        let end = before_hearer(view, after, content::cut(view, u.verb, after..u.end.min(view.extent(object).1 + 1)));
        return draft(u, Construction::Object, content::span(view, after..end).into_iter().collect(), 0.62);
    }
    // A quotation after *with* or a conjunction is another's: *criticised the law, with others speaking of “chaos”*.
    let quote = (after..reach)
        .take_while(|t| {
            !(view.is(*t, &[","]) && view.is(*t + 1, &["with", "while", "which", "who", "after", "as", "and", "but"]))
        })
        .find(|t| content::opens_quote(view, *t).is_some());
    // *what she calls “a headline rally”*, *what he termed speculation*.
    if moved
        && frames.any(&[Frames::OBJECT_PREDICATE])
        && (quote == Some(after) || matches!(view.tag_at(after, u.end), Some(Tag::Det | Tag::Adj | Tag::Noun)))
    {
        return whole(Construction::Object, 0.7);
    }
    // *called the office by phone*: nobody is called anything.
    if u.entry.lemma == "call"
        && quote.is_none()
        && (after..u.end.min(after + 12))
            .take_while(|t| !view.is(*t, &[",", ";"]))
            .any(|t| view.is(t, &["phone", "telephone"]) && view.is(t - 1, &["by", "the", "over"]))
    {
        return None;
    }
    if frames.any(&[Frames::OBJECT_PREDICATE]) {
        let it = view.is(after, &["it", "him", "her", "them", "this"])
            && view.tag_at(after + 1, u.end).is_some_and(|t| matches!(t, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn));
        let predicate = it || view.children(u.verb).any(|k| k > u.verb && view.relation(k) == Relation::Xcomp);
        let object = it || view.child(u.verb, Relation::Obj).is_some_and(|o| o > u.verb);
        if object && predicate && view.tag_at(after, u.end) != Some(Tag::Adp)
            || quote.is_some_and(|q| q > after && q < after + 14 && !view.is(after, &["for", "on", "in", "out"]))
        {
            // *called him “a fool” for asking*: why is no part of what he is called.
            if let Some(q) = quote.and_then(|q| view.quote_at(q)) {
                let past = view.token_from(view.quotes[q].outer.end);
                let why = view.is_at(past, u.end, &["for", "after", "over"]) && view.lower(past + 1).ends_with("ing");
                // *called the system “rigged” in a tweet*
                let place = || (past + 1..u.end.min(past + 5)).find(|t| view.tag(*t) == Tag::Noun);
                let said = view.is_at(past, u.end, &["in", "on", "during"])
                    && place().is_some_and(|t| {
                        view.is(t, &["tweet", "post", "interview", "statement", "speech", "letter", "video", "email", "debate"])
                    });
                if why || said {
                    return draft(u, Construction::Object, content::span(view, after..past).into_iter().collect(), 0.72);
                }
            }
            return whole(Construction::Object, 0.72);
        }
    }
    // *a party called “Club Seven”*: a name.
    let relative = (u.verb.saturating_sub(8)..u.verb).any(|t| view.is(t, &["what", "which", "that", "whom"]));
    if quote == Some(after) && !relative && !moved && matches!(u.entry.lemma, "call" | "dub" | "label" | "term" | "brand") {
        let past = view.token_from(view.quotes[view.quote_at(after)?].outer.end);
        if past >= u.end || !matches!(view.tag(past), Tag::Det | Tag::Adj | Tag::Noun) {
            return None;
        }
    }
    if let (true, Some(q)) = (frames.any(&[Frames::QUOTED_PHRASE]), quote)
        && q < after + 15
        && (after..q).all(|t| !view.verbal(t))
    {
        return whole(Construction::QuotedPhrase, 0.72);
    }
    let gerund = after + usize::from(view.is(after, &["ever", "even", "also", "deliberately", "knowingly", "personally"]));
    if frames.any(&[Frames::GERUND])
        && (gerund < u.end
            && view.lower(gerund).ends_with("ing")
            && (view.tag(gerund) == Tag::Verb
                || view.head(gerund) == Some(u.verb) && matches!(view.relation(gerund), Relation::Xcomp | Relation::Ccomp))
            || (after..reach.min(after + 6)).any(|t| {
                view.is(
                    t,
                    &[
                        "claims",
                        "allegations",
                        "accusations",
                        "suggestions",
                        "reports",
                        "rumours",
                        "rumors",
                        "wrongdoing",
                        "charges",
                        "involvement",
                        "responsibility",
                    ],
                )
            }))
    {
        return whole(Construction::Object, 0.72);
    }
    None
}

/// Whether *as* begins a clause or belongs to a participle: *criticised him as they met*, *a site formerly known as*.
fn other_as(view: &View, t: usize) -> bool {
    view.is(t + 1, &["he", "she", "they", "we", "i", "it"])
        || view.is(t.saturating_sub(1), &["known", "such", "well", "soon", "same", "far", "just", "so"])
}

/// Where content ends if who hears it stands last: *confirmed the death to the outlet*.
fn before_hearer(view: &View, after: usize, end: usize) -> usize {
    let Some(to) = (after + 1..end).rev().take(6).find(|t| view.is(*t, &["to"]) && view.tag(*t) == Tag::Adp) else { return end };
    let plain = (to + 1..end).all(|t| matches!(view.tag(t), Tag::Det | Tag::Propn | Tag::Noun | Tag::Adj));
    let last = end - 1;
    let outlet = view.is(
        last,
        &["outlet", "reporters", "journalists", "press", "media", "newspaper", "magazine", "station", "website", "paper"],
    );
    if plain && to < last && outlet { to } else { end }
}

/// Whether a number begins within a few words: *at nearly $40 million*.
fn number_soon(view: &View, from: usize, end: usize) -> bool {
    (from..end.min(from + 5))
        .take_while(|t| !view.is(*t, &[","]) && !view.verbal(*t))
        .any(|t| view.tag(t) == Tag::Num || view.word(t).starts_with(|c: char| c.is_ascii_digit()))
}

/// *is said to*, *was accused of … by*, *it was announced that*.
pub(super) fn passive(u: &Use) -> Option<Draft> {
    let view = u.view;
    let frames = if u.entry.frames.any(&[Frames::PASSIVE]) { u.entry.frames.without_that() } else { u.entry.frames };
    let subject = view.child_in(u.verb, &[Relation::NsubjPass, Relation::Nsubj, Relation::Expl]).filter(|s| *s < u.verb);
    // *As announced by the agency, prices rose*
    if u.as_clause && u.start == u.verb && frames.any(&[Frames::CLAUSE, Frames::THAT]) {
        let (agent, end) = (u.source.as_ref()?, u.end);
        let comma = (agent.head + 1..end.min(agent.head + 20)).find(|t| view.is(*t, &[","]))?;
        if !content::finite_in(view, comma + 1..end) {
            return None;
        }
        let content = content::span(view, comma + 1..content::cut(view, u.verb, comma + 1..end))?;
        let mut found = draft(u, Construction::Parenthetical, vec![content], 0.72)?;
        found.source = Some(source::Source { tokens: agent.tokens.start..comma.min(agent.tokens.end), head: agent.head });
        return Some(found);
    }
    let impersonal = subject.is_some_and(|s| view.is(s, &["it"]));
    let from = u
        .source
        .as_ref()
        .filter(|s| s.tokens.start >= u.after && s.tokens.start <= u.after + 2)
        .map_or(u.after, |s| s.tokens.end);
    if let Some(after) = content::after(view, u.verb, frames, from, u.end)
        && (after.opening == Opening::That || after.opening == Opening::Quotation)
        && frames.any(&[Frames::CLAUSE, Frames::QUOTE])
        && (impersonal || u.source.is_some())
    {
        let end = content::cut(view, u.verb, after.tokens.clone());
        let content = content::span(view, after.tokens.start..end)?;
        let mut found = draft(u, Construction::Passive, vec![content], if u.source.is_some() { 0.75 } else { 0.66 })?;
        if u.source.is_none() {
            found.class = if u.entry.lemma == "say" { VerbClass::Distancing } else { found.class };
        }
        return Some(found);
    }
    // *was told that*: nobody in particular tells.
    if frames.any(&[Frames::RECIPIENT])
        && u.source.is_none()
        && subject.is_some()
        && let Some(after) = content::after(view, u.verb, frames, from, u.end)
        && matches!(after.opening, Opening::That | Opening::Quotation)
    {
        let end = content::cut(view, u.verb, after.tokens.clone());
        let content = content::span(view, after.tokens.start..end)?;
        return draft(u, Construction::Passive, vec![content], 0.7);
    }
    // *When asked whether …*, *was asked how …*: a question of nobody in particular.
    if u.entry.lemma == "ask"
        && let Some(after) = content::after(view, u.verb, frames, from, u.end)
        && after.opening == Opening::Question
        && !view.is(after.tokens.start - 1, &[","])
    {
        // *was asked whether the plan, which was late, would last*
        let mut from = after.tokens.start;
        if let Some(comma) = (from..u.end).find(|t| view.is(*t, &[","]))
            && view.is(comma + 1, &["which", "who", "whose"])
            && let Some(close) = (comma + 1..u.end).find(|t| view.is(*t, &[","]))
            && view.verbal(close + 1)
        {
            from = close + 1;
        }
        let end = (from..u.end).find(|t| view.is(*t, &[","])).unwrap_or(u.end);
        return draft(u, Construction::Passive, content::span(view, after.tokens.start..end).into_iter().collect(), 0.66);
    }
    let person = subject.filter(|_| !impersonal)?;
    let sentence = view.sentence(u.verb);
    let phrase = source::phrase(view, person, sentence.start..u.verb);
    if matches!(u.entry.lemma, "say" | "report" | "allege" | "claim" | "rumor" | "understand")
        && view.is_at(from, u.end, &["to"])
        && !view.is_at(from + 1, u.end, &["the", "a", "police", "reporters"])
    {
        let end = content::cut(view, u.verb, from..u.end);
        let content = [content::span(view, phrase.tokens.clone()), content::span(view, from..end)];
        let mut found = draft(u, Construction::Passive, content.into_iter().flatten().collect(), 0.72)?;
        found.class = VerbClass::Distancing;
        return Some(found);
    }
    // *residents were told to leave*
    if frames.any(&[Frames::OBJECT_TO])
        && view.is_at(from, u.end, &["to", "not"])
        && view.tag_at(from + 1, u.end).is_some_and(|t| matches!(t, Tag::Verb | Tag::Aux | Tag::Adv | Tag::Part))
    {
        let end = content::cut(view, u.verb, from..u.end);
        let content = [content::span(view, phrase.tokens.clone()), content::span(view, from..end)];
        let mut found = draft(u, Construction::Passive, content.into_iter().flatten().collect(), 0.64)?;
        found.class = VerbClass::Directive;
        return Some(found);
    }
    if frames.any(&[Frames::OBJECT_AT]) && view.is_at(from, u.end, &["at"]) && number_soon(view, from + 1, u.end) {
        let end = content::cut(view, u.verb, from..u.end);
        let content = [content::span(view, phrase.tokens.clone()), content::span(view, from..end)];
        return draft(u, Construction::Passive, content.into_iter().flatten().collect(), 0.62);
    }
    // *has been called a bully by former aides*
    if frames.any(&[Frames::OBJECT_PREDICATE])
        && let Some(agent) = u.source.as_ref().filter(|s| s.tokens.start > u.after + 1)
        && (u.after..agent.tokens.start).all(|t| !view.verbal(t))
    {
        let content = [content::span(view, phrase.tokens.clone()), content::span(view, u.after..agent.tokens.start - 1)];
        return draft(u, Construction::Passive, content.into_iter().flatten().collect(), 0.7);
    }
    let gerund = |words: &[&str]| view.is_at(from, u.end, words) && view.lower(from + 1).ends_with("ing");
    let preposition: &[&str] = if frames.any(&[Frames::OBJECT_OF]) {
        &["of"]
    } else if frames.any(&[Frames::OBJECT_GERUND]) && frames.any(&[Frames::SPEECH]) && gerund(&["for", "over"]) {
        &["for", "over"]
    } else if frames.any(&[Frames::OBJECT_FOR]) {
        &["for"]
    } else if frames.any(&[Frames::OBJECT_AS]) && u.source.is_some() {
        &["as"]
    } else {
        return None;
    };
    let at = (u.after..u.end.min(u.after + 20)).find(|t| view.is(*t, preposition))?;
    // The charge of a court is no claim.
    let mut end = content::cut(view, u.verb, at..u.end);
    if let Some(s) = u.source.as_ref().filter(|s| s.tokens.start > at) {
        end = end.min(s.tokens.start - 1);
    }
    let content = [content::span(view, phrase.tokens.clone()), content::span(view, at..end)];
    draft(u, Construction::Passive, content.into_iter().flatten().collect(), if u.source.is_some() { 0.75 } else { 0.62 })
}
