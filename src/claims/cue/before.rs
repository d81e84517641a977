//! Content before the verb, or around it.

use super::after::skip_source;
use super::aside::reduced_aside;
use super::{Use, draft, told};
use crate::claims::{
    content,
    draft::{Construction, Draft},
    lexicon::{self, Form, Frames},
    source::{self, Source},
    view::View,
};
use crate::report::BlockKind;
use crate::text::span::Span;
use crate::text::{Relation, Tag};

pub(super) struct Before {
    pub(super) span: Span,
    pub(super) quoted: bool,
}

/// What stands before the reporting clause and belongs to it: a quotation or a clause that ends in a comma directly before.
pub(super) fn before(u: &Use) -> Option<Before> {
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
pub(super) fn parenthetical(u: &Use, before: &Before, after: Option<content::After>) -> Option<Draft> {
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
pub(super) fn interrupted(view: &View, t: usize, u: &Use) -> bool {
    if view.is(t, &["although", "though", "but", "and", "while", "even"]) && content::speaks_soon(view, t + 1, u.end) {
        return false;
    }
    !source_goes_on(view, t, u) && content::finite_in(view, t..u.end) | (u.end > t + 1)
}
