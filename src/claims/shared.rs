//! Sources that two claims of one sentence share: *Obi said the dam was safe, adding that it was old*. Where the parse
//! leaves the second verb without a source, or takes a noun of what the first one reports, the first one's source speaks.

use super::draft::{Construction, Draft};
use super::lexicon;
use super::names;
use super::source::{self, Source};
use super::view::View;
use crate::text::{Relation, Tag, calendar};

/// Where the place and agency that a dispatch begins with were taken for its source, the words before the verb are.
pub fn past_datelines(view: &View, drafts: &mut [Draft]) {
    for draft in drafts {
        let (Some(cue), Some(own)) = (draft.cue_token, &draft.source) else { continue };
        let first = view.article.blocks.get(view.block(cue)).map_or(cue, |b| view.token_from(b.span.start));
        if own.head < cue
            && own.head < first + 16
            && let Some(end) = names::dateline(view, first)
            && own.head < end
            && end < cue
            && let Some(found) = [source::right_of(view, end, cue), source::left_of(view, cue, end)]
                .into_iter()
                .flatten()
                .find(|s| source::can_speak(view, s.head))
        {
            draft.source = Some(found);
        }
    }
}

/// Where something in brackets between a source and its verb was taken for the source (*Ada Obi (pop. 758), said*), where a
/// thing that a preposition leads to was (*aides who spoke after the debate said*), or what somebody fears (*workers fear
/// their offices are unsafe and say*), the words that speak are.
pub fn past_what_stands_between(view: &View, drafts: &mut [Draft]) {
    for draft in drafts {
        let (Some(cue), Some(own)) = (draft.cue_token, draft.source.clone()) else { continue };
        if own.tokens.end > cue {
            continue;
        }
        let first = view.sentence(own.head).start;
        let better = out_of_brackets(view, &own, cue, first)
            .or_else(|| relative_before(view, &own, cue, first))
            .or_else(|| dash_aside(view, &own, cue, first))
            .or_else(|| after_dash(view, &own, cue))
            .or_else(|| whose_clause(view, &own, cue, first));
        if let Some(better) = better.filter(|s| !(s.tokens.clone()).any(|t| draft.holds(view.tokens[t].span.start))) {
            draft.source = Some(better);
        }
    }
}

/// What stands before the brackets in which a source lies, where they close before the verb.
fn out_of_brackets(view: &View, own: &Source, cue: usize, first: usize) -> Option<Source> {
    let close = (own.tokens.end..cue).find(|t| view.is(*t, &[")"]))?;
    let open = (first..=own.tokens.start).rev().take(8).find(|t| view.is(*t, &["(", ")"])).filter(|t| view.is(*t, &["("]))?;
    (close > own.head && open > first).then_some(())?;
    let found = source::left_of(view, open, first)?;
    source::can_speak(view, found.head).then_some(found)
}

/// The noun of *who* or *that* before a thing to which a preposition leads and which cannot speak.
fn relative_before(view: &View, own: &Source, cue: usize, first: usize) -> Option<Source> {
    let start = own.tokens.start;
    let led = start > first + 2
        && (view.tag(start - 1) == Tag::Adp
            || view.is(start - 1, &["after", "before", "during", "since", "at", "in", "about", "following"]));
    let things = view.tag(own.head) == Tag::Noun && !source::can_speak(view, own.head) && own.tokens.end == cue;
    if !led || !things {
        return None;
    }
    let who = (first + 1..start - 1).rev().find(|t| view.is(*t, &["who"]))?;
    let plain = (who..cue).all(|t| !view.punct(t) && view.quote_at(t).is_none());
    let found = source::left_of(view, who, first).filter(|s| plain && source::can_speak(view, s.head))?;
    view.verbal(who + 1).then_some(found)
}

/// Who stands before an aside between two dashes, in which the source was found: *Obi, head of the Penn fund — which consults for
/// mills — said*, *Obi — a lawyer from Selwyn — said*.
fn dash_aside(view: &View, own: &Source, cue: usize, first: usize) -> Option<Source> {
    const MARKS: [&str; 4] = ["—", "–", "-", "--"];
    let close = cue.checked_sub(1).filter(|t| *t >= own.tokens.end && view.is(*t, &MARKS))?;
    let mark = (first + 1..own.tokens.start.max(first + 1)).rev().find(|t| view.word(*t) == view.word(close))?;
    // Nobody acts between the dashes but in a relative clause.
    let relative = view.is(mark + 1, &["who", "which", "whose"]);
    let noun = own.tokens.start == mark + 1 && (own.tokens.end..close).all(|t| !view.verbal(t));
    if !(relative || noun) || view.quote_at(mark).is_some() {
        return None;
    }
    let near = source::left_of(view, mark, first)?;
    // What the noun before the aside describes: *Obi, head of the fund*.
    let mut head = near.head;
    while let Some(above) = view.head(head).filter(|h| {
        matches!(view.relation(head), Relation::Nmod | Relation::Appos) && *h < head && *h >= first && view.nominal(*h)
    }) {
        head = above;
    }
    source::can_speak(view, head).then(|| {
        let mut found = source::phrase(view, head, first..mark);
        // An article that the parse hung on a noun of the aside.
        found.tokens.start -= usize::from(found.tokens.start > first && view.tag(found.tokens.start - 1) == Tag::Det);
        found
    })
}

/// The name between a dash and the verb, where what the dash ends was taken for the source: *- on the day after the defeats at
/// the polls - Obi noted that*.
fn after_dash(view: &View, own: &Source, cue: usize) -> Option<Source> {
    let end = own.tokens.end;
    let dash = source::last_dash(view, own.head + 1..end)?;
    let name = end == cue && dash + 1 < end && (dash + 1..end).all(|t| view.tag(t) == Tag::Propn);
    (name && !source::can_speak(view, own.head)).then(|| Source { tokens: dash + 1..end, head: end - 1 })
}

/// The subject of the sentence before *their offices … and say*, where it can speak and that cannot.
fn whose_clause(view: &View, own: &Source, cue: usize, first: usize) -> Option<Source> {
    let joined = cue > own.tokens.end && view.is(cue - 1, &["and", "but"]);
    let things = view.tag(own.head) == Tag::Noun && !source::can_speak(view, own.head);
    if !joined || !things || !view.is(own.tokens.start, &["their", "its", "his", "her"]) {
        return None;
    }
    let subject = (first..own.tokens.start).find(|t| {
        view.relation(*t) == Relation::Nsubj
            && view.head(*t).is_some_and(|h| h > *t && h < own.tokens.start && view.verbal(h))
            && source::can_speak(view, *t)
    })?;
    // Without what a participle says of them.
    let verb = (subject + 1..view.head(subject)?).find(|t| view.verbal(*t)).or(view.head(subject))?;
    Some(source::phrase(view, subject, first..verb))
}

/// Gives what a participle beside a noun to which a preposition leads was taken to report to the reporting verb that comes
/// before what is said: *At a meeting announcing the plan, a reporter asked, “…”*.
pub fn past_fronted(view: &View, drafts: &mut Vec<Draft>) {
    let cues: Vec<usize> = drafts.iter().filter_map(|d| d.cue_token).collect();
    drafts.retain_mut(|draft| {
        let (Some(cue), Some(own), Some(content)) = (draft.cue_token, &draft.source, draft.content.first()) else { return true };
        let first = view.sentence(cue).start;
        let fronted = view.word(cue).ends_with("ing")
            && own.head + 1 == cue
            && view.tag(first) == Tag::Adp
            && own.tokens.start <= first + 2
            && !source::can_speak(view, own.head);
        let said = view.token_from(content.start);
        let Some(comma) = (cue..said).find(|t| view.is(*t, &[","])).filter(|_| fronted) else { return true };
        let verb =
            (comma + 1..said).find(|t| view.verbal(*t) && lexicon::reports(&view.lower(*t)) && !view.word(*t).ends_with("ing"));
        let Some(verb) = verb else { return true };
        let speaks = source::left_of(view, verb, comma + 1).filter(|s| source::can_speak(view, s.head));
        let entry = lexicon::verbs(&view.lower(verb)).next().map(|(entry, _)| entry);
        let (Some(speaks), Some(entry)) = (speaks, entry) else { return true };
        draft.source = Some(speaks);
        draft.cue = vec![view.tokens[verb].span];
        draft.cue_token = Some(verb);
        draft.verb = Some(entry.lemma.to_owned());
        draft.class = entry.class;
        !cues.contains(&verb)
    });
}

/// Finds a source for drafts without one: the name before *claims that* which was taken for a noun, *a fourth* before a
/// verb, and the subject of the sentence for a verb that goes on (*One advert spoke of the poor, lamenting that …*).
pub fn bereft(view: &View, drafts: &mut [Draft]) {
    for draft in drafts {
        let (Some(cue), None) = (draft.cue_token, &draft.source) else { continue };
        let first = view.sentence(cue).start;
        let free = |s: &Source| s.tokens.clone().all(|t| !draft.holds(view.tokens[t].span.start));
        let found = match draft.construction {
            Construction::Noun => {
                let name = cue > first && view.tag(cue - 1) == Tag::Propn && view.word(cue - 1).starts_with(char::is_uppercase);
                let own = cue > first && (first..cue - 1).rev().take(6).all(|t| !view.is(t, &["to", "by"]));
                if name && own { source::left_of(view, cue, first) } else { None }
            }
            Construction::Passive | Construction::Adverb | Construction::AccordingTo | Construction::Headline => None,
            _ if cue > first + 1
                && view.is(cue - 1, &["second", "third", "fourth", "fifth", "sixth"])
                && view.is(cue - 2, &["a", "the"]) =>
            {
                Some(Source { tokens: cue - 2..cue, head: cue - 1 })
            }
            _ if goes_on(view, cue) => (first..cue)
                .rev()
                .find(|t| {
                    view.relation(*t) == Relation::Nsubj
                        && !view.is(*t, &["who", "which", "that"])
                        && view.head(*t).is_some_and(|h| h > *t && h < cue && view.verbal(h))
                        && (source::can_speak(view, *t) || source::may_speak(view, *t) && view.word(cue).ends_with("ing"))
                })
                .and_then(|subject| Some(source::phrase(view, subject, first..view.head(subject)?))),
            _ => None,
        };
        draft.source = found.filter(free);
    }
}

/// Gives drafts of the same sentence the source of the one before them where they have none of their own. Drafts are in
/// text order.
pub fn sources(view: &View, drafts: &mut [Draft]) {
    /// Sentences hold few claims.
    const BACK: usize = 6;
    for at in 1..drafts.len() {
        let Some(cue) = drafts[at].cue_token else { continue };
        if matches!(
            drafts[at].construction,
            Construction::Passive
                | Construction::Adverb
                | Construction::Noun
                | Construction::AccordingTo
                | Construction::Headline
        ) {
            continue;
        }
        let sentence = view.sentence_index(cue);
        let earlier = (at.saturating_sub(BACK)..at).rev().find(|e| {
            drafts[*e].source.is_some()
                && drafts[*e].cue_token.is_some_and(|c| c < cue && view.sentence_index(c) == sentence)
                && !matches!(drafts[*e].construction, Construction::Noun | Construction::Passive)
        });
        let Some(earlier) = earlier else { continue };
        let lent = match &drafts[at].source {
            None => goes_on(view, cue),
            // A noun of what is reported does not report.
            Some(own) => {
                let place = view.tokens.get(own.head).map_or(0, |t| t.span.start);
                drafts[earlier].holds(place) && (goes_on(view, cue) || view.tokens.get(own.head + 1).is_none())
            }
        };
        if lent {
            drafts[at].source = drafts[earlier].source.clone();
        }
    }
}

/// Whether a verb goes on with an earlier subject by its form and the word before it: *, adding*, *and said*, *but denied*.
pub fn goes_on(view: &View, cue: usize) -> bool {
    let mut before = cue;
    while before > 0 && (view.is(before - 1, &["has", "have", "had", "also", "then", "later"])) {
        before -= 1;
    }
    before > 0 && (view.word(cue).ends_with("ing") || view.is(before - 1, &["and", "but", "or", "yet", ","]))
}

/// Words of a source that are none of its own: when and where it spoke, and what a clause says of it.
pub fn tidy(view: &View, drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(source) = draft.source.clone() else { continue };
        let mut tidied = whole(view, &source, draft);
        tidied.tokens.start = past_times(view, &tidied);
        tidied.tokens.end = before_clauses(view, &tidied);
        if let Some(cue) = draft.cue_token {
            let reached = up_to_the_cue(view, &tidied, cue);
            if reached > tidied.tokens.end && view.tokens[tidied.tokens.end..reached].iter().all(|t| !draft.holds(t.span.start)) {
                // *a government-commissioned review*: the noun speaks.
                if view.is(tidied.tokens.end, &["-"]) && tidied.head + 1 == tidied.tokens.end && view.nominal(reached - 1) {
                    tidied.head = reached - 1;
                }
                tidied.tokens.end = reached;
            }
        }
        if tidied.tokens.contains(&tidied.head) {
            // *“…,” the 58- | year-old said*: no part of the source is content.
            let from = view.tokens[tidied.tokens.start].span.start;
            if tidied.tokens.start < source.tokens.start
                && let Some(last) = draft.content.last_mut()
                && last.start < from
                && last.end > from
                && tidied.tokens.start > 0
            {
                last.end = view.tokens[tidied.tokens.start - 1].span.end;
            }
            draft.source = Some(tidied);
        }
    }
}

/// The source with what the parse left out before it: the age of *the 66-year-old*, the name before *, a former minister,*,
/// the official of *an official in Selwyn*, and the name directly after the verb where a later noun was taken.
fn whole(view: &View, source: &Source, draft: &Draft) -> Source {
    let mut found = source.clone();
    let sentence = view.sentence(source.head);
    let start = source.tokens.start;
    let free = |t: usize| {
        view.tokens.get(t).is_some_and(|k| !draft.holds(k.span.start)) && view.quote_at(t) == view.quote_at(source.head)
    };
    let name = |t: usize| {
        view.tag(t) == Tag::Propn && view.word(t).starts_with(char::is_uppercase) && !super::content::time_word(view, t)
    };
    if let Some(cue) = draft.cue_token
        && start > cue + 1
        && name(cue + 1)
        && free(cue + 1)
        && source.head > cue + 2
        && (cue + 1..start).any(|t| view.is(t, &[","]))
        && let Some(right) = source::right_of(view, cue + 1, start)
    {
        return right;
    }
    let aged = source.head >= 4
        && view.is(source.head, &["old"])
        && view.is(source.head - 1, &["-"])
        && view.is(source.head - 2, &["year"]);
    if aged && draft.cue_token.is_some_and(|c| c > source.head || c + 8 > source.head) {
        let mut from = start.min(source.head - 2);
        while from > sentence.start
            && (view.is(from - 1, &["-", "the", "a", "an"]) || view.tag(from - 1) == Tag::Num)
            && source.head - from < 7
        {
            from -= 1;
        }
        found.tokens.start = from;
        return found;
    }
    if start < sentence.start + 2 {
        return found;
    }
    // *Obi, a holder of the medal, said*
    let closed = view.is_at(source.tokens.end, sentence.end, &[","]) || draft.cue_token == Some(source.tokens.end);
    if view.is(start - 1, &[","])
        && name(start - 2)
        && free(start - 2)
        && closed
        && draft.cue_token.is_some_and(|c| c >= source.tokens.end)
        && (view.is(start, &["a", "an", "formerly", "once"])
            || view.tag(start) == Tag::Adv
            || view.tag(start) == Tag::Noun
                && view.is(start + 1, &["of", "at", "for"])
                && lexicon::role(&view.lower(start)).is_some())
    {
        let mut from = start - 2;
        while from > sentence.start && name(from - 1) {
            from -= 1;
        }
        // *In the Assembly, a former minister said*
        let before = from - usize::from(from > sentence.start && view.tag(from - 1) == Tag::Det);
        let outer = before == sentence.start || !matches!(view.tag(before - 1), Tag::Adp);
        if outer && !view.is(from.saturating_sub(1), &["'s", "’s"]) {
            return Source { tokens: from..source.tokens.end, head: start - 2 };
        }
    }
    // *An official in the province of Selwyn said*
    if view.is(start - 1, &["in", "at", "from", "of", "for"])
        && view.tag(start - 2) == Tag::Noun
        && free(start - 2)
        && draft.cue_token.is_some_and(|c| c >= source.tokens.end)
        && source::can_speak(view, start - 2)
    {
        let mut from = start - 2;
        while from > sentence.start && matches!(view.tag(from - 1), Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num) {
            from -= 1;
        }
        let opens = from == sentence.start || view.punct(from - 1) || matches!(view.tag(from - 1), Tag::Cconj | Tag::Sconj);
        if opens && free(from) {
            return Source { tokens: from..source.tokens.end, head: start - 2 };
        }
    }
    found
}

/// Where a source begins after *on Monday* or *in Selwyn yesterday,*.
fn past_times(view: &View, source: &Source) -> usize {
    let mut start = source.tokens.start;
    let time = |t: usize| super::content::time_word(view, t);
    while start < source.head {
        if time(start) && !view.is(start, &["last", "later", "earlier"]) {
            start += 1;
        } else if view.is(start, &["on"]) && time(start + 1) && start + 1 < source.head {
            start += 2;
        } else {
            break;
        }
    }
    if let Some(comma) = (start + 1..source.head).rev().find(|t| view.is(*t, &[","]) && time(*t - 1)) {
        start = comma + 1;
    }
    if start < source.head && view.is(start, &["what"]) {
        start += 1;
    }
    start
}

/// One past the last word of a source before a relative clause, a participle after a comma, a time, or *in a statement*.
fn before_clauses(view: &View, source: &Source) -> usize {
    let end = source.tokens.end;
    for t in source.head + 1..end {
        if view.quote_at(t).is_some() && view.quote_at(t) != view.quote_at(source.head) {
            continue;
        }
        let comma = view.is(t, &[","]);
        let next = t + usize::from(comma);
        let relative = view.is(next, &["who", "whose", "whom"])
            || comma && view.is(next, &["which", "where"])
            || view.is(next, &["that"]) && next + 1 < end && view.tag(next + 1) == Tag::Verb;
        let participle = comma
            && next + 1 < end
            && view.tag(next) == Tag::Verb
            && (view.word(next).ends_with("ing")
                || view.word(next).ends_with("ed")
                || view.is(next, &["known", "sent", "laid", "held", "seen"]))
            && view.word(next).starts_with(char::is_lowercase)
            && !matches!(view.tag(next + 1), Tag::Noun | Tag::Propn | Tag::Adj);
        let month = |t: usize| calendar::is_month(&view.lower(t)) && view.word(t).starts_with(char::is_uppercase);
        let time = |t: usize| super::content::time_word(view, t) || month(t);
        let when =
            view.is(t, &["on", "in"]) && (time(t + 1) || view.is(t + 1, &["early", "late"]) && time(t + 2)) && t + 4 >= end
                || view.is(t, &["in"])
                    && view.is(t + 1, &["a", "an"])
                    && view.is_at(
                        t + 2,
                        view.tokens.len(),
                        &["statement", "interview", "post", "letter", "tweet", "email", "briefing"],
                    );
        if relative || participle || when {
            return t;
        }
    }
    end
}

/// One past the last word of a name or office that the parse cut off before the verb: *Coastguard spokesman Hichem | Jelassi
/// said*, *the People's Procuracy | of Selwyn Province asked*.
fn up_to_the_cue(view: &View, source: &Source, cue: usize) -> usize {
    /// Names and offices are no longer.
    const LONGEST: usize = 14;
    let end = source.tokens.end;
    let mut verb = cue;
    while verb > end
        && (matches!(view.tag(verb - 1), Tag::Aux | Tag::Adv | Tag::Part) && !view.word(verb - 1).starts_with(char::is_uppercase))
    {
        verb -= 1;
    }
    if verb <= end || verb > end + LONGEST || view.punct(end) {
        return end;
    }
    let mut t = end;
    let compound = view.is(end, &["-"]) && view.tokens[end].span.start == view.tokens[end - 1].span.end;
    while t < verb {
        let word = view.word(t);
        let name = view.tag(t) == Tag::Propn && !super::content::time_word(view, t);
        let joins = view.is(t, &["of", "for", "and", "the", "-", "&", "de", "bin", "al", "van", "ten", "von", "da", "di"])
            && t + 1 < verb;
        let capital = word.starts_with(char::is_uppercase) && matches!(view.tag(t), Tag::Noun | Tag::Adj | Tag::X);
        let half = compound && (view.is(t - 1, &["-"]) || view.tag(t) == Tag::Noun && t > end + 1);
        let acronym = view.is(t, &["("]) && view.is(t + 2, &[")"]) && t + 3 <= verb;
        if acronym {
            t += 3;
        } else if name || joins || capital || half {
            t += 1;
        } else {
            return end;
        }
    }
    let last = view.tag(verb - 1);
    if matches!(last, Tag::Propn | Tag::Noun) || view.is(verb - 1, &[")"]) { verb } else { end }
}
