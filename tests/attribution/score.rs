//! Compares claims with gold: two spans agree where their sets of words do, so that marks, spaces and pieces do not matter.

use crate::annotated::{Article, Gold};
use sourcelight::report::{Claim, ClaimKind, Range, SpeakerKind, UNKNOWN};
use std::collections::{BTreeMap, BTreeSet};

/// Right answers out of how many, by measure.
#[derive(Default, Clone)]
pub struct Tally {
    counts: BTreeMap<&'static str, (usize, usize)>,
    /// Contents with a right source, claims that the engine found, claims of the corpus (each cut at paragraphs).
    attr: usize,
    found: usize,
    gold: usize,
    /// Of each claim found (cut at paragraphs): its confidence, and whether content, source and speaker are right.
    sure: Vec<(f32, bool)>,
}

impl Tally {
    fn add(&mut self, measure: &'static str, right: bool) {
        let entry = self.counts.entry(measure).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
    }

    /// Adds the counts of another article.
    pub fn join(&mut self, other: &Tally) {
        for (measure, (right, of)) in &other.counts {
            let entry = self.counts.entry(measure).or_default();
            entry.0 += right;
            entry.1 += of;
        }
        self.attr += other.attr;
        self.found += other.found;
        self.gold += other.gold;
        self.sure.extend(&other.sure);
    }

    /// Claims by tenths of confidence: how many, their mean confidence, the share of them that is right. Empty tenths are left out.
    pub fn calibration(&self) -> Vec<(usize, f64, f64)> {
        let mut tenths = [(0usize, 0.0, 0usize); 10];
        for (sure, right) in &self.sure {
            let tenth = &mut tenths[((sure * 10.0) as usize).min(9)];
            *tenth = (tenth.0 + 1, tenth.1 + f64::from(*sure), tenth.2 + usize::from(*right));
        }
        let mean = |(n, sum, right): (usize, f64, usize)| (n, sum / n as f64, right as f64 / n as f64);
        tenths.into_iter().filter(|t| t.0 > 0).map(mean).collect()
    }

    /// 100 less the mean distance between confidence and share right, over tenths and weighted by their claims, in per cent.
    fn calibrated(&self) -> f64 {
        let off: f64 = self.calibration().iter().map(|(n, sure, right)| *n as f64 * (sure - right).abs()).sum();
        if self.sure.is_empty() { 0.0 } else { 100.0 - 100.0 * off / self.sure.len() as f64 }
    }

    /// Every measure in per cent; one of which nothing was asked is 0.
    pub fn measures(&self) -> Vec<(&'static str, f64)> {
        let percent = |right: usize, of: usize| if of == 0 { 0.0 } else { 100.0 * right as f64 / of as f64 };
        let mut list = vec![
            ("claim_attr_precision", percent(self.attr, self.found)),
            ("claim_attr_recall", percent(self.attr, self.gold)),
            ("claim_attr_f1", percent(2 * self.attr, self.found + self.gold)),
        ];
        list.extend(MEASURES.map(|measure| {
            let (right, of) = self.counts.get(measure).copied().unwrap_or_default();
            (measure, percent(right, of))
        }));
        list.push(("confidence", self.calibrated()));
        list
    }
}

/// The measures beside claim_attr. `recall_…` and `content_exact` are of the corpus' claims, all others of those found.
const MEASURES: [&str; 11] = [
    "content_exact",
    "recall_direct",
    "recall_indirect",
    "recall_mixed",
    "source_exact",
    "cue_exact",
    "speaker",
    "speaker_kind",
    "kind",
    "verb_class",
    "via",
];

/// The outcome of one article.
#[derive(Default)]
pub struct Outcome {
    pub tally: Tally,
    /// Differences, for people.
    pub differences: Vec<String>,
}

impl Outcome {
    fn check(&mut self, measure: &'static str, right: bool, what: impl FnOnce() -> String) {
        self.tally.add(measure, right);
        if !right {
            self.differences.push(format!("{measure}: {}", what()));
        }
    }
}

/// A document's words, with their places in UTF-16 code units. *don’t*, *3.5* and *ex-chief* are one word each.
struct Words {
    units: Vec<u16>,
    places: Vec<Range>,
}

impl Words {
    fn new(text: &str) -> Words {
        let mut places: Vec<Range> = Vec::new();
        let (mut at, mut inside) = (0u32, false);
        let mut chars = text.chars().peekable();
        let letter = |c: char| c.is_alphanumeric() || c == '_';
        while let Some(c) = chars.next() {
            let end = at + c.len_utf16() as u32;
            let joins = inside && matches!(c, '\'' | '’' | '.' | '-') && chars.peek().is_some_and(|next| letter(*next));
            if letter(c) || joins {
                match places.last_mut() {
                    Some(word) if inside => word.1 = end,
                    _ => places.push(Range(at, end)),
                }
            }
            inside = letter(c) || joins;
            at = end;
        }
        Words { units: text.encode_utf16().collect(), places }
    }

    fn get(&self, range: Range) -> String {
        String::from_utf16_lossy(self.units.get(range.0 as usize..range.1 as usize).unwrap_or(&[]))
    }

    fn show(&self, ranges: &[Range]) -> String {
        ranges.iter().map(|r| self.get(*r).replace('\n', " ")).collect::<Vec<_>>().join(" … ")
    }

    /// The words under some ranges, without a first one that is in `dropped` (unless it is the only one).
    fn under(&self, ranges: &[Range], dropped: &[&str]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for range in ranges {
            let from = self.places.partition_point(|w| w.1 <= range.0);
            found.extend((from..self.places.len()).take_while(|i| self.places[*i].0 < range.1));
        }
        if let Some(first) = found.first().copied()
            && found.len() > 1
            && dropped.contains(&self.get(self.places[first]).to_lowercase().as_str())
        {
            found.remove(&first);
        }
        found
    }

    /// The ranges cut at line ends, by line.
    fn by_paragraph(&self, ranges: &[Range]) -> Vec<Vec<Range>> {
        let mut lines: BTreeMap<usize, Vec<Range>> = BTreeMap::new();
        let newline = u16::from(b'\n');
        for range in ranges {
            let mut line = self.units[..range.0 as usize].iter().filter(|u| **u == newline).count();
            let mut from = range.0;
            for at in range.0..=range.1 {
                if at == range.1 || self.units.get(at as usize) == Some(&newline) {
                    if from < at {
                        lines.entry(line).or_default().push(Range(from, at));
                    }
                    (from, line) = (at + 1, line + 1);
                }
            }
        }
        lines.into_values().collect()
    }
}

/// A claim of either side, or the part of it in one paragraph.
struct Part {
    content: BTreeSet<usize>,
    source: BTreeSet<usize>,
    /// A later paragraph of a quotation, or one without cue and source: its source is not asked for, its speaker is.
    continues: bool,
    places: Vec<Range>,
    /// Which claim it is of.
    of: usize,
}

fn parts<'a>(words: &Words, claims: impl Iterator<Item = (&'a [Range], &'a [Range], &'a [Range])>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (of, (content, cue, source)) in claims.enumerate() {
        for (n, places) in words.by_paragraph(content).into_iter().enumerate() {
            let set = words.under(&places, &["that"]);
            if !set.is_empty() {
                parts.push(Part {
                    content: set,
                    source: words.under(source, &["the", "a", "an"]),
                    continues: n > 0 || (source.is_empty() && cue.is_empty()),
                    places,
                    of,
                });
            }
        }
    }
    parts
}

/// Pairs of which half of the words or more are shared, the most alike first; each part in one pair at most.
fn pairs(gold: &[Part], found: &[Part]) -> BTreeMap<usize, (usize, f64)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            let shared = g.content.intersection(&f.content).count() as f64;
            let likeness = shared / g.content.union(&f.content).count() as f64;
            if likeness >= 0.5 {
                candidates.push((likeness, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut taken, mut pairs) = (BTreeSet::new(), BTreeMap::new());
    for (likeness, i, j) in candidates {
        if !pairs.contains_key(&i) && taken.insert(j) {
            pairs.insert(i, (j, likeness));
        }
    }
    pairs
}

/// Compares claims with those of the corpus.
pub fn compare(article: &Article, claims: &[Claim]) -> Outcome {
    let mut out = Outcome::default();
    let words = Words::new(&article.text);
    let gold = parts(&words, article.claims.iter().map(|c| (&c.content[..], &c.cue[..], &c.source[..])));
    let found = parts(&words, claims.iter().map(|c| (&c.content[..], &c.cue[..], &c.source[..])));
    (out.tally.gold, out.tally.found) = (gold.len(), found.len());
    let pairs = pairs(&gold, &found);
    let mut right = vec![false; found.len()];
    for (i, (j, _)) in &pairs {
        let (want, claim) = (&article.claims[gold[*i].of], &claims[found[*j].of]);
        right[*j] = source_right(&gold[*i], &found[*j]) && speaker_right(article, want, &claim.speaker.label);
    }
    out.tally.sure = found.iter().zip(right).map(|(f, right)| (claims[f.of].confidence, right)).collect();
    for (i, g) in gold.iter().enumerate() {
        let want = &article.claims[g.of];
        let pair = pairs.get(&i);
        let recall = match want.kind {
            ClaimKind::Direct => "recall_direct",
            ClaimKind::Indirect => "recall_indirect",
            ClaimKind::Mixed => "recall_mixed",
        };
        let about = words.show(&g.places);
        out.check(recall, pair.is_some(), || format!("missing: {about}"));
        let exact = pair.is_some_and(|(_, likeness)| *likeness == 1.0);
        let Some((j, _)) = pair else {
            out.tally.add("content_exact", false);
            continue;
        };
        let f = &found[*j];
        out.check("content_exact", exact, || format!("should be {about:?}, is {:?}", words.show(&f.places)));
        out.tally.attr += usize::from(source_right(g, f));
        pair_of_claims(article, want, &claims[f.of], (g, f), &words, &mut out);
    }
    let used: BTreeSet<usize> = pairs.values().map(|(j, _)| *j).collect();
    for f in found.iter().enumerate().filter(|(j, _)| !used.contains(j)).map(|(_, f)| f) {
        let claim = &claims[f.of];
        let (source, cue) = (words.show(&claim.source), words.show(&claim.cue));
        out.differences.push(format!("no claim: [{source}] <{cue}> {}", words.show(&f.places)));
    }
    out
}

fn source_right(gold: &Part, found: &Part) -> bool {
    gold.continues || (gold.source.is_empty() && found.source.is_empty()) || !gold.source.is_disjoint(&found.source)
}

fn pair_of_claims(article: &Article, want: &Gold, claim: &Claim, parts: (&Part, &Part), words: &Words, out: &mut Outcome) {
    let (g, f) = parts;
    let about = words.show(&g.places);
    if !source_right(g, f) {
        let (should, is) = (words.show(&want.source), words.show(&claim.source));
        out.differences.push(format!("source: should be {should:?}, is {is:?}: {about}"));
    }
    if !g.continues {
        if !g.source.is_empty() {
            out.check("source_exact", g.source == f.source, || {
                format!("should be {:?}, is {:?}: {about}", words.show(&want.source), words.show(&claim.source))
            });
        }
        let cue = |ranges: &[Range]| words.show(ranges).trim().to_lowercase();
        out.check("cue_exact", cue(&want.cue) == cue(&claim.cue), || {
            format!("should be {:?}, is {:?}: {about}", words.show(&want.cue), words.show(&claim.cue))
        });
    }
    out.check("speaker", speaker_right(article, want, &claim.speaker.label), || {
        format!("should be {:?}, is {:?}: {about}", want.speaker, claim.speaker.label)
    });
    out.check("speaker_kind", want.speaker_kind == claim.speaker.kind, || {
        format!("should be {:?}, is {:?}: {about}", want.speaker_kind, claim.speaker.kind)
    });
    out.check("kind", want.kind == claim.kind, || format!("should be {:?}, is {:?}: {about}", want.kind, claim.kind));
    if let Some(class) = want.verb_class {
        out.check("verb_class", class == claim.verb_class, || format!("should be {class:?}, is {:?}: {about}", claim.verb_class));
    }
    if want.via.is_some() || claim.via.is_some() {
        let right = match (&want.via, &claim.via) {
            (Some(a), Some(b)) => same_speaker(a, b),
            _ => false,
        };
        out.check("via", right, || format!("should be {:?}, is {:?}: {about}", want.via, claim.via));
    }
}

/// Whether a label names the speaker. A label that would do as well for another person who speaks in the article (*Fennell*,
/// where two of the name speak) names neither.
fn speaker_right(article: &Article, want: &Gold, label: &str) -> bool {
    if want.speaker.is_empty() {
        return label == UNKNOWN;
    }
    if want.speaker.iter().any(|s| telling(s) == telling(label)) {
        return true;
    }
    let fits = |gold: &Gold| gold.speaker.iter().any(|s| same_speaker(s, label));
    let rival = |gold: &Gold| {
        gold.speaker_kind == SpeakerKind::Person
            && want.speaker_kind == SpeakerKind::Person
            && gold.speaker.iter().all(|s| !want.speaker.contains(s))
            && fits(gold)
    };
    fits(want) && !article.claims.iter().any(rival)
}

/// Words of a label that say nothing about who it is.
const EMPTY: [&str; 24] = [
    "the",
    "a",
    "an",
    "of",
    "and",
    "former",
    "ex",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "president",
    "minister",
    "prime",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "secretary",
    "unnamed",
    "prof",
    "professor",
];

fn telling(label: &str) -> Vec<String> {
    let lower = label.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty());
    words.filter(|w| !EMPTY.contains(w)).map(str::to_owned).collect()
}

/// Whether two labels name one speaker: they end alike, and one is a bare surname, or the first names begin alike, or more
/// than half of the words of the shorter one are shared; or the words of one are all in the other.
pub fn same_speaker(a: &str, b: &str) -> bool {
    let (a, b) = (telling(a), telling(b));
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return a.is_empty() && b.is_empty() };
    let (set_a, set_b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    let shared = set_a.intersection(&set_b).count();
    let shorter = set_a.len().min(set_b.len());
    let initial = |words: &[String]| words[0].chars().next();
    let alike = a.len() == 1 || b.len() == 1 || initial(&a) == initial(&b) || 2 * shared > shorter;
    (last_a == last_b && alike) || shared == shorter
}
