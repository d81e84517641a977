//! Quotations that no reporting clause has taken: they go on with a speaker, stand alone in their paragraph, are block
//! quotations, or repeat in a headline what the text says.

use super::draft::{Construction, Draft};
use super::headline;
use super::source::{self, Source};
use super::view::View;
use crate::report::{BlockKind, VerbClass};
use crate::text::span::Span;
use crate::text::{Relation, Tag};
use std::collections::HashSet;

/// Adds the claims of the quotations that go on. Drafts come and go in text order.
pub fn complete(view: &View, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let mut added: Vec<(Draft, Follows)> = Vec::new();
    // For each draft, the block where it ends.
    let mut at = 0;
    let mut quoted: Vec<bool> = vec![false; view.quotes.len()];
    let pieces: Vec<Span> = {
        let mut all: Vec<Span> = drafts.iter().flat_map(|d| d.content.iter().copied()).collect();
        all.sort();
        all
    };
    for (q, quote) in view.quotes.iter().enumerate() {
        let from = pieces.partition_point(|p| p.end <= quote.outer.start);
        quoted[q] = pieces.get(from).is_some_and(|p| p.overlaps(quote.outer));
    }
    // The draft that owns the latest quotation seen, and its block.
    let mut last: Option<(Follows, usize)> = None;
    // Headlines have few quotations; a page with thousands of headings is not searched for each.
    let mut searches = 0;
    for (q, quote) in view.quotes.iter().enumerate() {
        let Some(block) = view.article.blocks.get(quote.block) else { continue };
        while at < drafts.len() && drafts[at].start() < quote.outer.start {
            if speaks(&drafts[at]) {
                last = Some((Follows::Draft(at), quote_block(view, &drafts[at])));
            }
            at += 1;
        }
        if quoted[q] {
            if let Some(owner) = (at.saturating_sub(3)..drafts.len().min(at + 2)).find(|d| drafts[*d].holds(quote.outer.start)) {
                last = Some((Follows::Draft(owner), quote.block));
            }
            continue;
        }
        match block.kind {
            BlockKind::Headline | BlockKind::Standfirst | BlockKind::Heading => {
                let words = quote.words(view.text);
                // A name or title in marks begins with a capital letter.
                let lower = quote.inner.of(view.text).starts_with(char::is_lowercase);
                let looked_for = (words >= 3 || words == 2 && lower) && searches < 60;
                searches += usize::from(looked_for);
                if looked_for && let Some(repeated) = headline::repeated(view, q) {
                    let content = if block.kind == BlockKind::Headline && lower { statement(view, q) } else { quote.outer };
                    added.push((bare(vec![content], Construction::HeadlineQuote, 0.72), Follows::Quote(repeated)));
                } else if let Some(found) = words.ge(&3).then(|| spoken_beside(view, q)).flatten() {
                    added.push((found, Follows::Nobody));
                } else if words >= 4 && (block.kind == BlockKind::Heading && whole(view, q) || block.kind == BlockKind::Headline)
                {
                    added.push((bare(vec![quote.outer], Construction::HeadlineQuote, 0.6), Follows::Nobody));
                }
                continue;
            }
            BlockKind::Paragraph | BlockKind::ListItem => {}
            _ => continue,
        }
        if !stands_alone(view, q) {
            continue;
        }
        // A line of its own without a stop is a heading: whoever speaks next says it.
        if whole(view, q)
            && quote.closed
            && !quote.inner.of(view.text).trim_end().ends_with(['.', '!', '?', ',', '…'])
            && quote.words(view.text) <= 12
        {
            // Above all, whoever says the same below.
            let looked_for = searches < 60 && quote.words(view.text) >= 3;
            searches += usize::from(looked_for);
            let repeated = if looked_for { headline::repeated(view, q) } else { None };
            if let Some(repeated) = repeated {
                added.push((bare(vec![quote.outer], Construction::HeadlineQuote, 0.6), Follows::Quote(repeated)));
                continue;
            }
            added.push((
                bare(vec![quote.outer], Construction::HeadlineQuote, 0.6),
                if at < drafts.len() { Follows::Draft(at) } else { Follows::Nobody },
            ));
            continue;
        }
        // *Obi: “No.”*: a name and a colon tell who goes on.
        if let Some(found) = introduced(view, q).filter(|d| {
            d.source.as_ref().is_some_and(|s| {
                (s.tokens.start..s.tokens.end).all(|t| !view.verbal(t))
                    && s.tokens.end == view.token_from(quote.outer.start).saturating_sub(1)
            })
        }) {
            added.push((found, Follows::Nobody));
            last = Some((Follows::Added(added.len() - 1), quote.block));
            continue;
        }
        // The same paragraph: the claim before it goes on.
        if let Some((Follows::Draft(owner), b)) = last
            && b == quote.block
            && ends_with_quote(view, &drafts[owner])
        {
            drafts[owner].content.push(quote.outer);
            quoted[q] = true;
            continue;
        }
        if let Some((Follows::Added(owner), b)) = last
            && b == quote.block
        {
            added[owner].0.content.push(quote.outer);
            continue;
        }
        // “A.” “B,” she said: what stands directly before the next claim's quotation.
        if let Some(next) = drafts.get(at).or_else(|| drafts.get(at.saturating_sub(1)))
            && next
                .content
                .first()
                .is_some_and(|c| c.start >= quote.outer.end && view.text[quote.outer.end..c.start].trim().is_empty())
        {
            let next = drafts
                .iter()
                .skip(at.saturating_sub(1))
                .take(2)
                .position(|d| d.content.first().is_some_and(|c| c.start >= quote.outer.end))
                .map(|k| k + at.saturating_sub(1));
            if let Some(next) = next {
                drafts[next].content.insert(0, quote.outer);
                last = Some((Follows::Draft(next), quote.block));
                continue;
            }
        }
        if let Some(found) = introduced(view, q) {
            added.push((found, Follows::Nobody));
            last = Some((Follows::Added(added.len() - 1), quote.block));
            continue;
        }
        let alone = whole(view, q);
        let follows = match last {
            Some((who, b)) if alone && b + 2 > quote.block => Some(who),
            Some((who, b)) if alone && b + 4 > quote.block => Some(who),
            _ => None,
        };
        let (construction, follows, confidence) = match follows {
            Some(who) => (Construction::Continuation, who, 0.85),
            None if quote.words(view.text) >= 4 => (Construction::Introduced, Follows::Nobody, 0.6),
            None => continue,
        };
        added.push((bare(vec![quote.outer], construction, confidence), follows));
        last = Some((Follows::Added(added.len() - 1), quote.block));
    }
    blocks(view, &drafts, &mut added);
    // Words without a verb that the headline quotes and nobody in the text says are a title, a term, or those of an award.
    let said = |q: usize| {
        let quote = view.quotes[q].outer;
        let mut tokens = (view.token_from(quote.start)..view.tokens.len()).take_while(|t| view.tokens[*t].span.start < quote.end);
        if tokens.any(|t| view.verbal(t)) {
            return true;
        }
        let holds = |d: &Draft| d.content.iter().any(|c| c.overlaps(view.quotes[q].outer));
        drafts.iter().any(holds) || added.iter().any(|(d, _)| holds(d))
    };
    let unsaid: Vec<usize> =
        added.iter().enumerate().filter(|(_, (_, f))| matches!(f, Follows::Quote(q) if !said(*q))).map(|(i, _)| i).collect();
    // Others are counted from them: they stay, and claims without content fall away later.
    for i in unsaid {
        added[i].0.content.clear();
    }
    merge(view, drafts, added)
}

/// The statement of a headline in which a few words are quoted: *Bridge is ‘a disgrace’ after repairs*.
fn statement(view: &View, q: usize) -> Span {
    let quote = view.quotes[q].outer;
    let first = view.token_from(quote.start);
    let sentence = view.sentence(first);
    let bound = |t: usize| {
        view.quote_at(t).is_none() && (view.is(t, &[";", ":", "|"]) || view.is(t, &["–", "—", "-"]) && headline::spaced(view, t))
    };
    let reported = first > sentence.start && super::lexicon::verbs(&view.lower(first - 1)).next().is_some();
    if reported {
        return quote;
    }
    let start = (sentence.start..first).rev().find(|t| bound(*t)).map_or(sentence.start, |t| t + 1);
    let end = (first..sentence.end).find(|t| bound(*t)).unwrap_or(sentence.end);
    let shared = |d: Span| d.contains(quote.start);
    super::content::span(view, start..end).filter(|s| shared(*s)).unwrap_or(quote)
}

/// A quotation of a headline with who says it directly after: *‘I forgot it’ says Ada Obi*, *‘I forgot it,’ Obi joked as …*.
fn spoken_beside(view: &View, q: usize) -> Option<Draft> {
    /// Words of a name.
    const NAME: usize = 4;
    let quote = &view.quotes[q];
    let mut after = view.token_from(quote.outer.end);
    let end = view.sentence(after).end.min(view.tokens.len());
    if view.is_at(after, end, &[","]) {
        after += 1;
    }
    if after >= end || view.block(after) != quote.block {
        return None;
    }
    let reports = |t: usize| view.verbal(t) && super::lexicon::reports(&view.lower(t));
    let verb = (after..end.min(after + NAME + 1)).find(|t| reports(*t))?;
    let source = if verb == after {
        source::right_of(view, verb + 1, end)?
    } else {
        let named = (after..verb).all(|t| view.tag(t) == Tag::Propn || view.is(t, &["the"]) || view.nominal(t));
        source::left_of(view, verb, after).filter(|_| named)?
    };
    source::can_speak(view, source.head).then_some(())?;
    let (entry, _) = super::lexicon::verbs(&view.lower(verb)).next()?;
    let mut found = bare(vec![quote.outer], Construction::QuoteBefore, 0.8);
    found.source = Some(source);
    found.cue = vec![view.tokens[verb].span];
    found.cue_token = Some(verb);
    found.verb = Some(entry.lemma.to_owned());
    found.class = entry.class;
    Some(found)
}

/// A quotation after a colon: *Ada Obi: “…”*, *Obi was clear: “…”*, in the same paragraph or at the start of the next.
fn introduced(view: &View, q: usize) -> Option<Draft> {
    let quote = &view.quotes[q];
    let mut opening = view.token_from(quote.outer.start);
    // A list of quotations.
    if opening > 0 && view.is(opening - 1, &["•", "·", "*", "▪", "●"]) && view.block(opening - 1) == quote.block {
        opening -= 1;
    }
    let colon = opening.checked_sub(1).filter(|t| view.is(*t, &[":"]) && view.block(*t) + 1 >= quote.block)?;
    let start = view.sentence(colon).start;
    let mut found = bare(vec![quote.outer], Construction::Introduced, 0.72);
    let verb = (start..colon).find(|t| view.verbal(*t));
    // *sent a memo with its main points, which include:*: the memo's words.
    if colon.checked_sub(1).is_none_or(|before| view.word(before) != "said")
        && let Some(written) = (start..colon).find(|t| {
            view.tag(*t) == Tag::Noun
                && matches!(super::lexicon::role(&view.lower(*t)), Some((crate::report::SpeakerKind::Document, _)))
                && view.quote_at(*t).is_none()
        })
        && (written + 1..colon).any(|t| view.is(t, &["include", "includes", "including", "reads", "read", "states", "says"]))
        && !(written + 1..colon).any(|t| view.is(t, &["he", "she", "they"]))
    {
        found.source = Some(source::phrase(view, written, start..written + 1));
        found.cue = vec![view.tokens[colon].span];
        return Some(found);
    }
    match verb {
        None if colon - start <= 8 => {
            let head = (start..colon).rev().find(|t| view.nominal(*t)).filter(|h| {
                source::can_speak(view, *h) && matches!(view.tag(start), Tag::Propn | Tag::Noun | Tag::Det | Tag::Pron | Tag::Adj)
            })?;
            found.source = Some(Source { tokens: start..colon, head });
            found.cue = vec![view.tokens[colon].span];
        }
        None => return None,
        Some(verb) => {
            let subject = (start..colon)
                .find(|t| view.relation(*t) == Relation::Nsubj && view.head(*t).is_some_and(|h| h > *t))
                .filter(|s| source::can_speak(view, *s))?;
            found.source = Some(source::phrase(view, subject, start..verb.max(subject + 1)));
            found.cue = vec![view.tokens[colon].span];
        }
    }
    Some(found)
}

/// Whose speaker an added claim shares.
#[derive(Clone, Copy, Debug)]
enum Follows {
    Draft(usize),
    Added(usize),
    /// The claim that holds this quotation.
    Quote(usize),
    Nobody,
}

fn bare(content: Vec<Span>, construction: Construction, confidence: f32) -> Draft {
    Draft {
        content,
        cue: Vec::new(),
        cue_token: None,
        source: None,
        verb: None,
        class: VerbClass::None,
        construction,
        confidence,
        told: None,
        via: None,
        follows: None,
    }
}

/// Whether a draft can be gone on with: somebody speaks.
fn speaks(draft: &Draft) -> bool {
    draft.source.is_some()
}

fn quote_block(view: &View, draft: &Draft) -> usize {
    draft.cue_token.map_or(usize::MAX - 8, |t| view.block(t).min(usize::MAX - 8))
}

fn ends_with_quote(view: &View, draft: &Draft) -> bool {
    draft.content.last().is_some_and(|c| {
        let t = view.token_from(c.start);
        (t..view.tokens.len()).take_while(|k| view.tokens[*k].span.start < c.end).any(|k| view.quote_at(k).is_some())
    })
}

/// Whether a quotation is a sentence (or several) of its own: it begins where a sentence does and ends where one does.
fn stands_alone(view: &View, q: usize) -> bool {
    let quote = &view.quotes[q];
    let first = view.token_from(quote.outer.start);
    if first >= view.tokens.len() {
        return false;
    }
    let start = view.sentence(first).start;
    let begins = (start..first).all(|t| view.punct(t))
        || view.text[..quote.outer.start].trim_end().ends_with(['.', '!', '?', '”', '"', ':']);
    let end_of_block = view.article.blocks[quote.block].span.end;
    let rest = view.text.get(quote.outer.end..end_of_block).unwrap_or("").trim_start();
    let ends = quote.inner.of(view.text).trim_end().ends_with(['.', '!', '?', '…', '—'])
        || !quote.closed
        || rest.is_empty()
        || rest.starts_with('.');
    begins && ends && quote.words(view.text) >= 2
}

/// Whether a block holds nothing but the quotation.
fn whole(view: &View, q: usize) -> bool {
    let quote = &view.quotes[q];
    let block = view.article.blocks[quote.block].span;
    quote.outer.len() * 10 >= block.trimmed(view.text).len() * 8
}

/// Block quotations, and pull quotes that do not repeat the text.
fn blocks(view: &View, drafts: &[Draft], added: &mut Vec<(Draft, Follows)>) {
    let mut body: Option<HashSet<String>> = None;
    let mut at = 0;
    for block in &view.article.blocks {
        while at < drafts.len() && drafts[at].start() < block.span.start {
            at += 1;
        }
        let content = block.span.trimmed(view.text);
        if content.is_empty() {
            continue;
        }
        let taken = drafts.get(at).is_some_and(|d| d.start() < content.end)
            || added.iter().rev().take(4).any(|(d, _)| d.content.iter().any(|c| c.overlaps(content)));
        match block.kind {
            BlockKind::Quote if !taken => {
                let follows = if at > 0 { Follows::Draft(at - 1) } else { Follows::Nobody };
                added.push((bare(vec![content], Construction::Block, 0.8), follows));
            }
            BlockKind::PullQuote if !taken => {
                let words = headline::words(content.of(view.text));
                let all = body.get_or_insert_with(|| {
                    view.article
                        .blocks
                        .iter()
                        .filter(|b| b.kind == BlockKind::Paragraph)
                        .flat_map(|b| headline::words(b.span.of(view.text)))
                        .collect()
                });
                let known = words.iter().filter(|w| all.contains(*w)).count();
                if known * 10 < words.len() * 8 && content.of(view.text).starts_with(['“', '"', '‘', '«']) {
                    let follows = if at > 0 { Follows::Draft(at - 1) } else { Follows::Nobody };
                    added.push((bare(vec![content], Construction::Block, 0.6), follows));
                }
            }
            _ => {}
        }
    }
}

/// No two contents share a word, and the pieces of one do not overlap: what is taken first stays.
fn sweep(all: &mut [(Draft, Option<Follows>)]) {
    let mut pieces: Vec<(Span, usize)> =
        all.iter().enumerate().flat_map(|(i, (d, _))| d.content.iter().map(move |c| (*c, i))).collect();
    pieces.sort();
    for (d, _) in all.iter_mut() {
        d.content.clear();
    }
    let mut end = 0;
    for (piece, owner) in pieces {
        let rest = Span::new(piece.start.max(end), piece.end);
        if !rest.is_empty() && (rest == piece || rest.len() > 3) {
            all[owner].0.content.push(rest);
            end = rest.end;
        }
    }
}

/// Puts both in text order and turns references into positions.
fn merge(view: &View, drafts: Vec<Draft>, added: Vec<(Draft, Follows)>) -> Vec<Draft> {
    let count = drafts.len();
    let mut all: Vec<(Draft, Option<Follows>)> =
        drafts.into_iter().map(|d| (d, None)).chain(added.into_iter().map(|(d, f)| (d, Some(f)))).collect();
    for (d, _) in &mut all {
        d.content.sort();
    }
    sweep(&mut all);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|i| all[*i].0.start());
    let mut place = vec![0; all.len()];
    for (to, from) in order.iter().enumerate() {
        place[*from] = to;
    }
    // Owners of quotations, for headlines.
    let mut by_start: Vec<(Span, usize)> =
        all.iter().enumerate().flat_map(|(i, (d, _))| d.content.iter().map(move |c| (*c, i))).collect();
    by_start.sort();
    let owner = |q: usize| {
        let span = view.quotes[q].outer;
        let from = by_start.partition_point(|(c, _)| c.end <= span.start);
        by_start.get(from).filter(|(c, _)| c.overlaps(span)).map(|(_, i)| *i)
    };
    let follows: Vec<Option<usize>> = all
        .iter()
        .map(|(_, f)| match f {
            Some(Follows::Draft(i)) => Some(place[*i]),
            Some(Follows::Added(i)) => Some(place[count + *i]),
            Some(Follows::Quote(q)) => owner(*q).map(|i| place[i]),
            _ => None,
        })
        .collect();
    for ((d, _), f) in all.iter_mut().zip(follows) {
        d.follows = f;
    }
    let mut slots: Vec<Option<Draft>> = all.into_iter().map(|(d, _)| Some(d)).collect();
    order.into_iter().filter_map(|i| slots[i].take()).collect()
}
