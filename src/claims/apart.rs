//! Keeps what a report promises whatever the text: pieces in order, cue and source outside of the content, and no words in
//! the contents of two claims.
//!
//! The constructions mean to keep it; in text that is no English sentence a parse may lead several of them to the same
//! words. Then the words stay with the claim that begins first, and a claim without words of its own falls away.

use super::Found;
use crate::text::span::Span;

/// Brings claims into the order of their contents and takes words away where two want them.
pub fn keep(text: &str, found: &mut Vec<Found>) {
    for claim in found.iter_mut() {
        for pieces in [&mut claim.content, &mut claim.cue, &mut claim.source] {
            in_order(pieces);
        }
        without(text, &mut claim.content, &claim.cue);
        // *accused by the registrar of breaking their licences*: a source that runs too far ends where the content begins.
        without(text, &mut claim.source, &claim.content);
    }
    found.retain(|claim| !claim.content.is_empty());
    found.sort_by_key(|claim| claim.content[0]);
    // All pieces in the order of their beginnings: what overlaps the piece that reached farthest so far is cut.
    let mut pieces: Vec<(Span, usize)> =
        found.iter().enumerate().flat_map(|(n, claim)| claim.content.iter().map(move |piece| (*piece, n))).collect();
    pieces.sort();
    let mut cut = false;
    let mut reached = 0;
    for (piece, _) in &mut pieces {
        if piece.start < reached {
            *piece = Span::new(reached.min(piece.end), piece.end).trimmed(text);
            cut = true;
        }
        reached = reached.max(piece.end);
    }
    if !cut {
        return;
    }
    for claim in found.iter_mut() {
        claim.content.clear();
    }
    for (piece, claim) in pieces.into_iter().filter(|(piece, _)| !piece.is_empty()) {
        found[claim].content.push(piece);
    }
    found.retain(|claim| !claim.content.is_empty());
    found.sort_by_key(|claim| claim.content[0]);
}

/// Sorts pieces and joins those that overlap.
fn in_order(pieces: &mut Vec<Span>) {
    pieces.retain(|piece| !piece.is_empty());
    if pieces.windows(2).all(|two| two[0].end <= two[1].start) {
        return;
    }
    pieces.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        match joined.last_mut() {
            Some(last) if piece.start < last.end => last.end = last.end.max(piece.end),
            _ => joined.push(piece),
        }
    }
    *pieces = joined;
}

/// Takes `others` out of pieces.
fn without(text: &str, pieces: &mut Vec<Span>, others: &[Span]) {
    for other in others {
        if !pieces.iter().any(|piece| piece.overlaps(*other)) {
            continue;
        }
        *pieces = pieces
            .iter()
            .flat_map(|piece| match piece.overlaps(*other) {
                false => [*piece, Span::new(piece.end, piece.end)],
                true => [Span::new(piece.start, other.start.max(piece.start)), Span::new(other.end.min(piece.end), piece.end)],
            })
            .map(|piece| piece.trimmed(text))
            .filter(|piece| !piece.is_empty())
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ClaimKind, SpeakerKind, VerbClass};

    fn claim(content: &[(usize, usize)], cue: &[(usize, usize)]) -> Found {
        let spans = |list: &[(usize, usize)]| list.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        Found {
            content: spans(content),
            cue: spans(cue),
            source: Vec::new(),
            kind: ClaimKind::Indirect,
            verb: None,
            verb_class: VerbClass::None,
            speaker: String::new(),
            speaker_kind: SpeakerKind::Unknown,
            speaker_mention: None,
            via: None,
            confidence: 0.5,
            why: "a test".into(),
        }
    }

    fn contents(found: &[Found]) -> Vec<Vec<(usize, usize)>> {
        found.iter().map(|claim| claim.content.iter().map(|c| (c.start, c.end)).collect()).collect()
    }

    #[test]
    fn cues_are_taken_out() {
        let text = "one two three four five";
        let mut found = vec![claim(&[(0, 18)], &[(4, 7)])];
        keep(text, &mut found);
        assert_eq!(contents(&found), [vec![(0, 3), (8, 18)]]);
    }

    #[test]
    fn sources_end_where_the_content_begins() {
        let text = "one two three four five";
        let mut found = vec![Found { source: vec![Span::new(0, 13)], ..claim(&[(8, 18)], &[]) }];
        keep(text, &mut found);
        assert_eq!((contents(&found), &found[0].source[..]), (vec![vec![(8, 18)]], &[Span::new(0, 7)][..]));
    }

    #[test]
    fn words_belong_to_one_claim() {
        let text = "one two three four five";
        let mut found = vec![claim(&[(8, 23)], &[]), claim(&[(0, 13)], &[]), claim(&[(4, 7)], &[])];
        keep(text, &mut found);
        assert_eq!(contents(&found), [vec![(0, 13)], vec![(14, 23)]]);
    }

    #[test]
    fn what_is_apart_stays() {
        let text = "one two three four five";
        let mut found = vec![claim(&[(0, 3), (8, 13)], &[(14, 18)]), claim(&[(4, 7)], &[])];
        let before = contents(&found);
        keep(text, &mut found);
        assert_eq!(contents(&found), before);
    }

    #[test]
    fn pieces_are_put_in_order() {
        let text = "one two three four five";
        let mut found = vec![claim(&[(8, 13), (0, 10)], &[])];
        keep(text, &mut found);
        assert_eq!(contents(&found), [vec![(0, 13)]]);
    }
}
