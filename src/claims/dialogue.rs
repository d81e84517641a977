//! Dialogue written as in a play, without marks: *Ada Obi: I disagree.* in paragraphs that follow one another.

use super::draft::{Construction, Draft};
use super::source::{self, Source};
use super::view::View;
use crate::report::{BlockKind, VerbClass};
use crate::text::Tag;
use std::collections::HashMap;

/// Most tokens of a speaker's label.
const LABEL: usize = 6;

/// A paragraph that begins with a label and a colon.
struct Line {
    /// First token.
    first: usize,
    /// The colon.
    colon: usize,
    block: usize,
    /// Whether the label can speak by itself; any other must come again.
    speaks: bool,
}

/// The lines of all dialogues in the article. A line counts where the paragraph before or after it is one, too, and the people
/// address one another: a list of places or dates does not.
pub fn lines(view: &View) -> Vec<Draft> {
    let mut all: Vec<Line> = Vec::new();
    let mut before = usize::MAX;
    for sentence in &view.analysis.sentences {
        let begins = sentence.block != before;
        before = sentence.block;
        let kind = view.article.blocks.get(sentence.block).map(|b| b.kind);
        if begins && matches!(kind, Some(BlockKind::Paragraph | BlockKind::ListItem)) {
            all.extend(line(view, sentence.first, sentence.last.min(view.tokens.len()), sentence.block));
        }
    }
    let mut found = Vec::new();
    for run in all.chunk_by(|a, b| b.block == a.block + 1) {
        let name = |l: &Line| view.span(l.first..l.colon).of(view.text);
        let mut lines: HashMap<&str, usize> = HashMap::new();
        for l in run {
            *lines.entry(name(l)).or_default() += 1;
        }
        // *Dhillon: …*, a name that the tagger does not know, is one if it speaks twice.
        let known = |l: &&Line| l.speaks || lines.get(name(l)).is_some_and(|n| *n > 1);
        let run: Vec<&Line> = run.iter().filter(known).collect();
        if run.len() >= 2 && run.iter().any(|l| addresses(view, l)) {
            found.extend(run.iter().filter_map(|l| draft(view, l)));
        }
    }
    found
}

/// A label of names or roles, a colon, and words without marks.
fn line(view: &View, first: usize, last: usize, block: usize) -> Option<Line> {
    let colon = (first + 1..last.min(first + LABEL + 1)).find(|t| view.is(*t, &[":"]))?;
    let label = |t: usize| {
        matches!(view.tag(t), Tag::Propn | Tag::Noun | Tag::Adj | Tag::Det)
            || view.is(t, &["-", "."])
            || view.tag(t) == Tag::Punct
    };
    let words = colon + 1;
    let named = (first..colon).all(label) && view.word(first).starts_with(char::is_uppercase);
    let speaks = source::can_speak(view, colon - 1) && view.nominal(colon - 1);
    let plain = words < view.tokens.len()
        && view.block(words) == block
        && view.quote_at(words).is_none()
        && view.word(words).starts_with(char::is_uppercase);
    (named && plain && (speaks || view.word(colon - 1).starts_with(char::is_uppercase))).then_some(Line {
        first,
        colon,
        block,
        speaks,
    })
}

/// Tokens of what is said.
fn said(view: &View, line: &Line) -> std::ops::Range<usize> {
    let end = view.article.blocks[line.block].span.end;
    line.colon + 1..view.tokens.partition_point(|t| t.span.start < end)
}

/// Whether somebody speaks to somebody: *I*, *you*, a question.
fn addresses(view: &View, line: &Line) -> bool {
    said(view, line).take(200).any(|t| view.is(t, &["i", "you", "?"]))
}

fn draft(view: &View, line: &Line) -> Option<Draft> {
    let tokens = said(view, line);
    let words = view.span(tokens.clone()).trimmed(view.text);
    if words.is_empty() || tokens.len() < 2 {
        return None;
    }
    let colon = view.tokens[line.colon].span;
    Some(Draft {
        content: vec![words],
        cue: vec![colon],
        cue_token: Some(line.colon),
        source: Some(Source { tokens: line.first..line.colon, head: line.colon - 1 }),
        verb: None,
        class: VerbClass::None,
        construction: Construction::Introduced,
        confidence: 0.8,
        told: None,
        via: None,
        follows: None,
    })
}
