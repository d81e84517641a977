//! Attributed claims: who says what.
//!
//! A claim is read off in three steps. Every reporting expression ([`cue`], [`phrase_cue`], [`headline`]) gives a draft: cue, source
//! and content, by the construction in which it stands. Drafts that lie within another's content fall away (only the
//! outermost claim of a nest counts), and quotations that no cue has taken are given to the speaker who goes on. Then
//! [`speaker`] leads each source back to a name through the whole article.

mod apart;
#[cfg(test)]
mod constructions;
mod content;
mod cue;
mod dialogue;
mod draft;
mod frame;
mod headline;
pub(crate) mod lexicon;
mod mend;
mod names;
mod nesting;
mod phrase_cue;
mod quotation;
mod running_on;
mod shared;
mod source;
mod speaker;
mod tail;
mod via;
mod view;

pub(crate) use lexicon::{capital, given_name};
pub(crate) use names::{as_written, is_titled, same_letters};

use crate::page::article::Article;
use crate::report::{BlockKind, ClaimKind, SpeakerKind, VerbClass};
use crate::text::span::Span;
use crate::text::{Analysis, calendar};
use draft::{Construction, Draft};
use speaker::{Resolved, Speakers};
use std::collections::HashSet;
use view::View;

/// A claim as found, in bytes; [`crate::report::Claim`] says what each field means.
#[derive(Clone, Debug)]
pub struct Found {
    /// Content, one or several pieces in text order.
    pub content: Vec<Span>,
    /// Cue.
    pub cue: Vec<Span>,
    /// Source.
    pub source: Vec<Span>,
    /// Quoted or reported.
    pub kind: ClaimKind,
    /// Lemma of the cue.
    pub verb: Option<String>,
    /// What the verb signals.
    pub verb_class: VerbClass,
    /// Canonical label of the speaker.
    pub speaker: String,
    /// What kind of source.
    pub speaker_kind: SpeakerKind,
    /// Where the speaker's name stands that the label was taken from (to link officials), if anywhere.
    pub speaker_mention: Option<Span>,
    /// Through which outlet or person.
    pub via: Option<String>,
    /// 0 to 1.
    pub confidence: f32,
    /// Why.
    pub why: String,
}

/// Finds all claims, in text order. `cited` are the outlets cited in the text (name, place), for `via`.
pub fn find(article: &Article, analysis: &Analysis, cited: &[(String, Span)]) -> Vec<Found> {
    let quotes = quotation::find(article);
    let mended = mend::names(article, analysis);
    let analysis = &mended;
    let view = View::new(article, analysis, &quotes);
    let mut drafts = Vec::new();
    for sentence in &analysis.sentences {
        let Some(block) = article.blocks.get(sentence.block) else { continue };
        if !carries_claims(block.kind) {
            continue;
        }
        // Words of a block quotation are its speaker's, unless marks in it tell speech from reporting.
        let first_quote = quotes.partition_point(|q| q.block < sentence.block);
        if block.kind == BlockKind::Quote && quotes.get(first_quote).is_none_or(|q| q.block != sentence.block) {
            continue;
        }
        let tokens = sentence.first..sentence.last.min(analysis.tokens.len());
        let before = drafts.len();
        for t in tokens.clone() {
            drafts.extend(cue::read(&view, t).or_else(|| phrase_cue::read(&view, t)));
        }
        // Some write a stop after the headline; a line of one short sentence above all others is one.
        let first = sentence.block == 0 && article.blocks.len() > 2 && tokens.len() <= 30;
        let alone = || sentence.span.len() + 2 >= block.span.trimmed(&article.text).len();
        let titled = block.kind == BlockKind::Headline || block.kind == BlockKind::Paragraph && first && alone();
        let ending = if titled { headline::ending(&view, tokens.clone()) } else { None };
        if let Some(ending) = ending {
            let own = |d: &Draft| d.cue_token == ending.cue_token || d.cue.first().is_some_and(|c| ending.holds(c.start));
            let mut kept = drafts.split_off(before);
            kept.retain(|d| !own(d));
            drafts.extend(kept);
            drafts.push(ending);
        }
        if (titled || matches!(block.kind, BlockKind::Standfirst | BlockKind::Heading)) && drafts.len() == before {
            drafts.extend(headline::read(&view, tokens));
        }
    }
    // What the speaker of a line says holds whatever else was found in it.
    let lines = dialogue::lines(&view);
    if !lines.is_empty() {
        let block = |at: usize| view.block(view.token_from(at));
        let spoken: Vec<usize> = lines.iter().map(|l| block(l.start())).collect();
        drafts.retain(|d| spoken.binary_search(&block(d.start())).is_err());
        drafts.extend(lines);
    }
    shared::past_fronted(&view, &mut drafts);
    let mut drafts = nesting::outermost(&view, drafts);
    shared::past_datelines(&view, &mut drafts);
    shared::past_what_stands_between(&view, &mut drafts);
    shared::tidy(&view, &mut drafts);
    shared::sources(&view, &mut drafts);
    shared::bereft(&view, &mut drafts);
    let drafts = running_on::complete(&view, drafts);
    let mut found = finish(&view, drafts, cited);
    apart::keep(&article.text, &mut found);
    found
}

/// Blocks in which the article speaks (captions, credits, bylines do not).
fn carries_claims(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Headline
            | BlockKind::Standfirst
            | BlockKind::Paragraph
            | BlockKind::Quote
            | BlockKind::ListItem
            | BlockKind::Heading
    )
}

/// Speakers, kinds, via and explanations.
fn finish(view: &View, drafts: Vec<Draft>, cited: &[(String, Span)]) -> Vec<Found> {
    let mut speakers = Speakers::new(view);
    speakers.reported(drafts.iter().filter(|d| d.source.is_some()).flat_map(|d| d.content.iter().copied()).collect());
    // Who was asked last, and in which paragraph.
    let mut asked: Option<(usize, Resolved)> = None;
    let mut resolved: Vec<Resolved> = Vec::with_capacity(drafts.len());
    let mut vias: Vec<Option<String>> = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let who = match (&draft.source, draft.follows) {
            (Some(source), _) => speakers.resolve(source, source.tokens.start),
            (None, Some(earlier)) if earlier < resolved.len() => Resolved { how: String::new(), ..resolved[earlier].clone() },
            (None, _) if draft.construction == Construction::Introduced => speakers.brought_in(view.token_from(draft.start())),
            (None, _) if !matches!(draft.construction, Construction::Passive | Construction::Adverb | Construction::Noun) => {
                draft
                    .cue_token
                    .filter(|cue| shared::goes_on(view, *cue))
                    .and_then(|cue| speakers.acting(cue))
                    .unwrap_or_else(Resolved::unknown)
            }
            _ => Resolved::unknown(),
        };
        if draft.construction == Construction::Continuation {
            speakers.went_on(view.token_from(draft.start()), &who);
        }
        let block = draft.cue_token.map_or(usize::MAX, |t| view.block(t));
        let answers = matches!(draft.verb.as_deref(), Some("reply" | "answer" | "respond"));
        let who = match (&asked, &draft.source) {
            (Some((there, answerer)), Some(source))
                if answers
                    && block >= *there
                    && block.saturating_sub(*there) <= 2
                    && view.is(source.head, &["he", "she"])
                    && speakers.may_be(source, answerer) =>
            {
                let how = format!("“{}” stands for {}, who was asked", view.word(source.head), answerer.label);
                Resolved { factor: 0.9, how, ..answerer.clone() }
            }
            _ => who,
        };
        asked = match (draft.verb.as_deref(), draft.cue_token) {
            (Some("ask"), Some(cue)) => speakers.asked(cue).map(|a| (block, a)),
            _ => asked,
        };
        let told = via::of(view, &speakers, cited, draft).or_else(|| {
            let told = draft.told.as_ref()?;
            via::cited(view, cited, told).or_else(|| speakers.outlet_described(told))
        });
        let via = match (&draft.via, told) {
            (_, Some(outlet)) => Some(outlet),
            (Some(source), None) => via::cited(view, cited, source).or_else(|| {
                let via = speakers.resolve(source, source.tokens.start);
                (!via.label.is_empty()).then_some(via.label)
            }),
            (None, None) => draft
                .follows
                .filter(|_| matches!(draft.construction, Construction::Continuation | Construction::Block))
                .and_then(|e| vias.get(e).cloned().flatten()),
        };
        // *– report* in a headline names no outlet.
        let via = via.filter(|v| !v.split_whitespace().next().is_some_and(|w| calendar::is_month(&w.to_lowercase())));
        if let Some(via) = via.as_ref().filter(|v| v.contains(char::is_uppercase)) {
            speakers.through(via);
        }
        vias.push(via.filter(|v| *v != who.label));
        resolved.push(who);
    }
    // A headline's quotation is spoken by whoever says it in the text.
    for (at, draft) in drafts.iter().enumerate() {
        if let (Construction::HeadlineQuote, Some(later)) = (draft.construction, draft.follows)
            && later < resolved.len()
        {
            resolved[at] = Resolved { how: String::new(), factor: 0.9, ..resolved[later].clone() };
        }
    }
    said_in_the_text(view, &drafts, &mut resolved);
    askers(view, &drafts, &vias, &mut resolved);
    drafts
        .into_iter()
        .zip(resolved)
        .zip(vias)
        .filter(|((draft, _), _)| !draft.content.is_empty())
        .map(|((draft, who), via)| Found {
            kind: kind(view, &draft),
            why: why(view, &draft, &who),
            source: draft.source.as_ref().map(|s| view.span(s.tokens.clone())).into_iter().collect(),
            content: draft.content,
            cue: draft.cue,
            verb: draft.verb,
            verb_class: draft.class,
            speaker: who.label,
            speaker_kind: who.kind,
            speaker_mention: who.mention,
            via,
            confidence: (draft.confidence * softened(who.factor)).clamp(0.05, 0.99),
        })
        .collect()
}

/// How much of a claim's confidence is left by how its speaker was found: about the cube root of the factor, by square roots
/// alone, which are the same on every machine.
fn softened(factor: f32) -> f32 {
    let quarter = factor.sqrt().sqrt();
    let sixteenth = quarter.sqrt().sqrt();
    quarter * sixteenth * sixteenth.sqrt().sqrt()
}

/// What a headline or the first lines report without a speaker is said by whoever says most of its words in the text.
fn said_in_the_text(view: &View, drafts: &[Draft], resolved: &mut [Resolved]) {
    /// Claims of the text that are compared with one.
    const CLAIMS: usize = 24;
    /// Words that claims must have to be compared.
    const LEAST: usize = 3;
    let words = |draft: &Draft| -> HashSet<String> {
        let telling = |w: &String| w.chars().count() > 3 || w.chars().all(|c| c.is_ascii_digit());
        // *admits*, *admitted*: the beginning of a word.
        draft
            .content
            .iter()
            .flat_map(|c| headline::words(c.of(view.text)))
            .filter(telling)
            .map(|w| w.chars().take(5).collect())
            .collect()
    };
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        let block = view.block(view.token_from(draft.start()));
        let above =
            matches!(draft.construction, Construction::HeadlineQuote) || draft.construction == Construction::Passive && block < 3;
        let unnamed = above && resolved[at].label.is_empty() && draft.source.is_none();
        // *Envoy says the road is open*, and in the first lines the envoy has a name.
        let described = block == 0
            && resolved[at].kind == SpeakerKind::Anonymous
            && !resolved[at].several
            && draft.source.as_ref().is_some_and(|s| !speaker::plural(view, s.head));
        if !unnamed && !described {
            continue;
        }
        let own = words(draft);
        if own.len() < LEAST {
            continue;
        }
        let mut best: Option<(usize, usize)> = None;
        for (later, other) in drafts.iter().enumerate().skip(at + 1).take(CLAIMS) {
            if resolved[later].label.is_empty() || other.construction == Construction::Passive {
                continue;
            }
            let near = || view.block(view.token_from(other.start())) < 6;
            if described && (resolved[later].kind != SpeakerKind::Person || resolved[later].entity.is_none() || !near()) {
                continue;
            }
            let shared = words(other).intersection(&own).count();
            if shared * 5 >= own.len() * 3 && best.is_none_or(|(s, _)| shared > s) {
                best = Some((shared, later));
            }
        }
        if let Some((_, later)) = best {
            let how = format!("{} says so in the text", resolved[later].label);
            resolved[at] = Resolved { factor: 0.7, how, ..resolved[later].clone() };
        }
    }
}

/// *Asked whether …, she told the Gazette*: the Gazette asked.
fn askers(view: &View, drafts: &[Draft], vias: &[Option<String>], resolved: &mut [Resolved]) {
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        let (Some(cue), true) = (draft.cue_token, resolved[at].label.is_empty()) else { continue };
        if draft.construction != Construction::Passive || draft.verb.as_deref() != Some("ask") {
            continue;
        }
        let sentence = view.sentence_index(cue);
        let answer = (at.saturating_sub(1)..drafts.len().min(at + 2))
            .find(|k| *k != at && drafts[*k].cue_token.is_some_and(|c| view.sentence_index(c) == sentence) && vias[*k].is_some());
        if let Some(outlet) = answer.and_then(|k| vias[k].clone()) {
            let how = format!("asked by {outlet}, which was answered");
            resolved[at] = Resolved { label: outlet, kind: SpeakerKind::Organisation, factor: 0.8, how, ..Resolved::unknown() };
        }
    }
}

/// Quoted, reported or both: by the letters that stand in quotation marks.
fn kind(view: &View, draft: &Draft) -> ClaimKind {
    if draft.construction == Construction::Block {
        return ClaimKind::Direct;
    }
    let (mut letters, mut quoted) = (0usize, 0usize);
    for piece in &draft.content {
        let from = view.token_from(piece.start);
        for t in from..view.tokens.len() {
            let span = view.tokens[t].span;
            if span.start >= piece.end {
                break;
            }
            letters += span.len();
            quoted += if view.quote_at(t).is_some() { span.len() } else { 0 };
        }
    }
    if quoted * 100 >= letters * 95 {
        ClaimKind::Direct
    } else if quoted > 0 {
        ClaimKind::Mixed
    } else {
        ClaimKind::Indirect
    }
}

/// The explanation, in words for a reader.
fn why(view: &View, draft: &Draft, who: &Resolved) -> String {
    let cue = draft.cue.iter().map(|c| c.of(view.text)).collect::<Vec<_>>().join(" … ");
    let mut why = draft.construction.words().to_owned();
    if !cue.is_empty() {
        why = format!("“{cue}”: {why}");
    }
    if !who.how.is_empty() {
        why.push_str("; ");
        why.push_str(&who.how);
    }
    why
}
