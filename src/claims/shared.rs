//! Sources that two claims of one sentence share: *Obi said the dam was safe, adding that it was old*. Where the parse
//! leaves the second verb without a source, or takes a noun of what the first one reports, the first one's source speaks.

use super::draft::{Construction, Draft};
use super::names;
use super::source;
use super::view::View;

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
