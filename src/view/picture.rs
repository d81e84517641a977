//! The picture of the article: its running text from beginning to end, by who speaks.

use crate::report::{BlockKind, Range, Report};
use std::collections::HashMap;

/// A stretch of the running text in which one voice has most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Part of the running text, 0 to 1.
    pub share: f32,
    /// Nothing: the article's own voice. Else what `voice_of` gave for the source.
    pub voice: Option<usize>,
    /// From the first unit to the last, in UTF-16 units of the document's text.
    pub range: Range,
}

/// The running text in at most `most` stretches: cells of equal length, each with the voice that has most of what is spoken in it,
/// where speech has half of it at least; equal neighbours become one. What a cell has of speech or of silence too much is carried
/// to the next one, so that short quotations in a long article still fill as much of the picture as of the text. `voice_of` gives the voice of a source by its index in
/// [`Report::sources`]; sources of the same voice are drawn as one.
pub fn picture(report: &Report, most: usize, voice_of: impl Fn(usize) -> Option<usize>) -> Vec<Stretch> {
    let running: Vec<Range> = report
        .document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem))
        .map(|b| Range(b.range.0, b.range.1.max(b.range.0)))
        .collect();
    let offsets: Vec<u64> = running
        .iter()
        .scan(0u64, |sum, r| {
            let at = *sum;
            *sum += u64::from(r.1 - r.0);
            Some(at)
        })
        .collect();
    let length: u64 = running.iter().map(|r| u64::from(r.1 - r.0)).sum();
    let cells = most.min(length as usize);
    if cells == 0 {
        return Vec::new();
    }
    let mut voice_of_claim = HashMap::new();
    for (n, source) in report.sources.iter().enumerate() {
        if let Some(voice) = voice_of(n) {
            voice_of_claim.extend(source.claims.iter().map(|id| (id.as_str(), voice)));
        }
    }
    // How many units each voice has in each cell; what is left is the article's own.
    let mut units: Vec<Vec<(usize, u64)>> = vec![Vec::new(); cells];
    let cell_start = |n: usize| n as u64 * length / cells as u64;
    for claim in &report.claims {
        let Some(&voice) = voice_of_claim.get(claim.id.as_str()) else { continue };
        for content in &claim.content {
            let first = running.partition_point(|r| r.1 <= content.0);
            for (block, offset) in running.iter().zip(&offsets).skip(first).take_while(|(r, _)| r.0 < content.1) {
                let from = offset + u64::from(content.0.max(block.0) - block.0);
                let to = offset + u64::from(content.1.min(block.1).saturating_sub(block.0));
                let mut cell = (from * cells as u64 / length) as usize;
                while cell < cells && cell_start(cell) < to {
                    let more = to.min(cell_start(cell + 1)).saturating_sub(from.max(cell_start(cell)));
                    match units[cell].iter_mut().find(|(v, _)| *v == voice) {
                        Some((_, sum)) => *sum += more,
                        None => units[cell].push((voice, more)),
                    }
                    cell += 1;
                }
            }
        }
    }
    // Where in the document a unit of the running text stands.
    let place = |unit: u64| {
        let block = offsets.partition_point(|o| *o <= unit).saturating_sub(1);
        running[block].0 + (unit - offsets[block]) as u32
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    // Units of speech that the cells so far should have shown and did not; below nought, that they showed too many.
    let mut owed = 0i64;
    for (n, cell) in units.iter().enumerate() {
        let (start, end) = (cell_start(n), cell_start(n + 1));
        let (voice, most) = cell.iter().copied().max_by_key(|(voice, units)| (*units, usize::MAX - voice)).unwrap_or((0, 0));
        let size = (end - start) as i64;
        owed += cell.iter().map(|(_, units)| *units as i64).sum::<i64>();
        let voice = (most > 0 && owed * 2 >= size).then_some(voice);
        owed = (if voice.is_some() { owed - size } else { owed }).clamp(-size, size);
        let share = (end - start) as f32 / length as f32;
        let last_unit = place(end - 1) + 1;
        match stretches.last_mut() {
            Some(last) if last.voice == voice => {
                last.share += share;
                last.range.1 = last_unit;
            }
            _ => stretches.push(Stretch { share, voice, range: Range(place(start), last_unit) }),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::SpeakerKind;
    use crate::sample::{self, claim, source};

    /// Blocks from the ranges; a claim of each source, `s0`, `s1`, …, at its range.
    fn report(blocks: &[(BlockKind, u32, u32)], claims: &[(u32, u32)]) -> Report {
        let ids: Vec<String> = (0..claims.len()).map(|n| format!("c{n}")).collect();
        let sources = ids.iter().enumerate().map(|(n, id)| source(&format!("s{n}"), SpeakerKind::Person, &[id], 0.1));
        let claims = ids.iter().zip(claims).map(|(id, (from, to))| claim(id, *from, *to));
        sample::report(blocks, claims.collect(), sources.collect())
    }

    fn shape(stretches: &[Stretch]) -> Vec<(Option<usize>, u32, u32)> {
        stretches.iter().map(|s| (s.voice, s.range.0, s.range.1)).collect()
    }

    #[test]
    fn stretches_know_their_place_in_the_document() {
        let one = report(
            &[(BlockKind::Headline, 0, 10), (BlockKind::Paragraph, 12, 112), (BlockKind::Paragraph, 114, 214)],
            &[(12, 62), (114, 214)],
        );
        let found = picture(&one, 200, Some);
        assert_eq!(shape(&found), [(Some(0), 12, 62), (None, 62, 112), (Some(1), 114, 214)]);
        assert!((found.iter().map(|s| s.share).sum::<f32>() - 1.0).abs() < 1e-5);
    }

    #[test]
    fn sources_of_one_voice_are_drawn_as_one_and_those_without_are_not() {
        let one = report(&[(BlockKind::Paragraph, 0, 100)], &[(0, 20), (20, 40), (60, 80)]);
        let found = picture(&one, 100, |n| (n < 2).then_some(7));
        assert_eq!(shape(&found), [(Some(7), 0, 40), (None, 40, 100)]);
    }

    #[test]
    fn a_long_article_has_a_bounded_picture() {
        let claims: Vec<(u32, u32)> = (0..3000).map(|n| (n * 30, n * 30 + 12)).collect();
        assert!(picture(&report(&[(BlockKind::Paragraph, 0, 90_000)], &claims), 288, Some).len() <= 288);
    }

    #[test]
    fn short_quotations_in_a_long_article_keep_their_share() {
        let claims: Vec<(u32, u32)> = (0..3000).map(|n| (n * 100, n * 100 + 30)).collect();
        let found = picture(&report(&[(BlockKind::Paragraph, 0, 300_000)], &claims), 288, |_| Some(0));
        let spoken: f32 = found.iter().filter(|s| s.voice.is_some()).map(|s| s.share).sum();
        assert!((spoken - 0.3).abs() < 0.02, "{spoken}");
    }

    #[test]
    fn claims_outside_the_running_text_and_broken_ranges_do_no_harm() {
        let one = report(
            &[(BlockKind::Headline, 0, 10), (BlockKind::Paragraph, 30, 20), (BlockKind::Paragraph, 40, 60)],
            &[(0, 10), (500, 900), (70, 20), (u32::MAX - 1, u32::MAX)],
        );
        assert_eq!(shape(&picture(&one, 50, Some)), [(None, 40, 60)]);
        assert!(picture(&report(&[], &[(0, 5)]), 50, Some).is_empty());
        assert!(picture(&one, 0, Some).is_empty());
    }
}
