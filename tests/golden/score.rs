//! Compares a report with what a careful reader found, field by field.

use crate::fixture::{Expected, ExpectedClaim, ExpectedOfficial, Places, Text};
use sourcelight::report::{BlockKind, Certainty, Claim, Range, Report, UNKNOWN};
use std::collections::{BTreeMap, BTreeSet};

/// Right answers out of how many, by measure.
#[derive(Default, Clone)]
pub struct Tally(pub BTreeMap<&'static str, (usize, usize)>);

impl Tally {
    pub fn add(&mut self, measure: &'static str, right: bool) {
        self.many(measure, usize::from(right), 1);
    }

    pub fn many(&mut self, measure: &'static str, right: usize, of: usize) {
        let entry = self.0.entry(measure).or_default();
        entry.0 += right;
        entry.1 += of;
    }

    pub fn join(&mut self, other: &Tally) {
        for (measure, (right, of)) in &other.0 {
            self.many(measure, *right, *of);
        }
    }

    /// Per cent; `None` where nothing was asked.
    pub fn percent(&self, measure: &str) -> Option<f64> {
        self.0.get(measure).filter(|(_, of)| *of > 0).map(|(right, of)| 100.0 * *right as f64 / *of as f64)
    }
}

/// The outcome of one article.
#[derive(Default)]
pub struct Outcome {
    pub tally: Tally,
    /// Differences, for people.
    pub differences: Vec<String>,
    /// What may never be wrong and is.
    pub broken: Vec<String>,
}

impl Outcome {
    fn must(&mut self, right: bool, what: impl FnOnce() -> String) {
        self.tally.add("hard", right);
        if !right {
            self.broken.push(what());
        }
    }

    fn check(&mut self, measure: &'static str, right: bool, what: impl FnOnce() -> String) {
        self.tally.add(measure, right);
        if !right {
            self.differences.push(format!("{measure}: {}", what()));
        }
    }
}

/// Words of a text with their places; spans are compared as sets of words, so that marks and spaces do not matter.
struct Words(Vec<Range>);

impl Words {
    fn new(text: &str) -> Words {
        let mut words: Vec<Range> = Vec::new();
        let (mut at, mut open) = (0u32, false);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let units = c.len_utf16() as u32;
            let joins = matches!(c, '\'' | '’' | '-' | '.') && open && chars.peek().is_some_and(|n| n.is_alphanumeric());
            if c.is_alphanumeric() || joins {
                match words.last_mut() {
                    Some(word) if open => word.1 = at + units,
                    _ => words.push(Range(at, at + units)),
                }
                open = true;
            } else {
                open = false;
            }
            at += units;
        }
        Words(words)
    }

    fn under(&self, spans: &[Range]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for span in spans {
            let from = self.0.partition_point(|w| w.1 <= span.0);
            found.extend((from..self.0.len()).take_while(|i| self.0[*i].0 < span.1));
        }
        found
    }
}

/// A claim of either side, or the part of it in one paragraph.
struct Part<'a> {
    content: BTreeSet<usize>,
    /// A later paragraph of a quotation, or one without cue and source: its source is not asked for.
    continues: bool,
    cue: Vec<Range>,
    source: BTreeSet<usize>,
    words: String,
    of: &'a usize,
}

/// The word that opens a content or a source and does not count.
const DROPPED: [&str; 4] = ["that", "the", "a", "an"];

fn parts<'a>(text: &Text, doc: &Slices, words: &Words, places: &Places, of: &'a usize) -> Vec<Part<'a>> {
    let mut groups: Vec<(u32, Vec<Range>)> = Vec::new();
    for span in &places.content {
        let mut rest = *span;
        while rest.0 < rest.1 {
            let paragraph = text.paragraphs(Range(rest.0, rest.0 + 1));
            let cut = Range(rest.0, rest.1.min(paragraph.1.max(rest.0 + 1)));
            match groups.iter_mut().find(|(start, _)| *start == paragraph.0) {
                Some((_, group)) => group.push(cut),
                None => groups.push((paragraph.0, vec![cut])),
            }
            rest.0 = cut.1;
        }
    }
    let without_opening = |spans: &[Range]| {
        let mut set = words.under(spans);
        if let Some(first) = set.first().copied()
            && set.len() > 1
            && DROPPED.contains(&doc.get(words.0[first]).to_lowercase().as_str())
        {
            set.remove(&first);
        }
        set
    };
    groups.retain(|(_, spans)| !words.under(spans).is_empty());
    groups
        .iter()
        .enumerate()
        .map(|(n, (_, spans))| Part {
            content: without_opening(spans),
            continues: n > 0 || (places.source.is_empty() && places.cue.is_empty()),
            cue: places.cue.clone(),
            source: without_opening(&places.source),
            words: spans.iter().map(|s| doc.get(*s)).collect::<Vec<_>>().join(" … "),
            of,
        })
        .collect()
}

/// A document's text by UTF-16 ranges.
pub struct Slices(Vec<u16>);

impl Slices {
    pub fn new(text: &str) -> Slices {
        Slices(text.encode_utf16().collect())
    }

    pub fn get(&self, range: Range) -> String {
        String::from_utf16_lossy(self.0.get(range.0 as usize..range.1 as usize).unwrap_or(&[]))
    }

    fn all(&self, ranges: &[Range]) -> String {
        ranges.iter().map(|r| self.get(*r)).collect::<Vec<_>>().join(" … ")
    }
}

/// Compares.
pub fn compare(expected: &Expected, page_text: &str, report: &Report) -> Outcome {
    let mut out = Outcome::default();
    let doc = Slices::new(&report.document.text);
    let text = Text::new(&report.document.text);

    out.must(report.origin.article == expected.article, || format!("article: should be {}", expected.article));
    out.must(report.origin.published == expected.published, || {
        format!("published: should be {:?}, is {:?}", expected.published, report.origin.published)
    });
    if !expected.article {
        out.must(report.notes.iter().any(|n| n.code == "not_article"), || {
            format!("the reader is not told that this is no article: {:?}", report.notes)
        });
    }
    if let Some(publisher) = &expected.origin.publisher {
        out.must(report.origin.publisher.as_ref() == Some(publisher), || {
            format!("publisher: should be {publisher:?}, is {:?}", report.origin.publisher)
        });
    }
    if !expected.article || expected.claims.is_empty() {
        out.must(report.claims.is_empty(), || {
            format!("there are no claims here, found {:?}", report.claims.iter().map(|c| doc.all(&c.content)).collect::<Vec<_>>())
        });
    }
    let spans: Vec<Range> = report
        .claims
        .iter()
        .flat_map(|c| c.content.iter().chain(&c.cue).chain(&c.source))
        .chain(report.officials.iter().flat_map(|o| o.mentions.iter().chain(&o.role_mentions)))
        .chain(report.origin.citations.iter().flat_map(|c| &c.mentions))
        .copied()
        .collect();
    let page = Text::new(page_text);
    for words in expected.absent.iter().chain(&expected.outside) {
        assert!(page.holds(words), "the page does not hold {words:?}");
    }
    for words in &expected.absent {
        let touched = text.find(words, text.whole()).iter().any(|a| spans.iter().any(|s| s.0 < a.1 && a.0 < s.1));
        out.must(!touched, || format!("absent: {words:?} is marked"));
    }
    for words in &expected.outside {
        out.check("left_out", text.find(words, text.whole()).is_empty(), || format!("{words:?} is in the document"));
    }
    if let Some(headline) = &expected.headline {
        let found =
            report.document.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| doc.get(b.range)).unwrap_or_default();
        out.check("headline", same_text(&found, headline), || format!("should be {headline:?}, is {found:?}"));
    }
    origin(expected, report, &mut out);
    officials(expected, report, &mut out);
    claims(expected, &page, report, &doc, &text, &mut out);
    out
}

fn same_text(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

fn origin(expected: &Expected, report: &Report, out: &mut Outcome) {
    let (want, is) = (&expected.origin, &report.origin);
    if !expected.article {
        return;
    }
    out.check("origin_wire", want.wire == is.wire, || format!("should be {:?}, is {:?}", want.wire, is.wire));
    out.check("origin_republished", want.republished_from == is.republished_from, || {
        format!("should be {:?}, is {:?}", want.republished_from, is.republished_from)
    });
    let (a, b): (BTreeSet<_>, BTreeSet<_>) = (want.cited_outlets.iter().collect(), is.cited_outlets.iter().collect());
    out.check("origin_cited", a == b, || format!("should be {a:?}, is {b:?}"));
    let lower = |names: &[String]| names.iter().map(|n| n.to_lowercase()).collect::<Vec<_>>();
    out.check("origin_author", lower(&want.author) == lower(&is.author), || {
        format!("should be {:?}, is {:?}", want.author, is.author)
    });
}

fn officials(expected: &Expected, report: &Report, out: &mut Outcome) {
    let sure: Vec<_> = report.officials.iter().filter(|o| o.certainty >= Certainty::Likely).collect();
    let named = |e: &ExpectedOfficial, person: &str| e.person.all().iter().any(|p| p == person);
    for e in &expected.officials {
        let found = sure.iter().find(|o| named(e, &o.person));
        out.check("officials_found", found.is_some(), || format!("{:?} is missing", e.person));
        let Some(o) = found else { continue };
        if let Some(certainty) = e.certainty {
            out.check("officials_match", o.certainty == certainty, || format!("{} is {:?}", o.person, o.certainty));
        }
        if let Some(office) = &e.office_then {
            let offices = o.office_then.iter().map(|o| o.office.as_str()).collect::<Vec<_>>();
            let right = offices.iter().any(|o| o.to_lowercase().contains(&office.to_lowercase()));
            out.check("officials_office", right, || format!("{}: should hold {office:?}, is {offices:?}", o.person));
        }
        if let Some(role) = &e.stated_role {
            let right = o.stated_role.as_ref().is_some_and(|r| r.to_lowercase().contains(&role.to_lowercase()));
            out.check("officials_role", right, || format!("{}: should hold {role:?}, is {:?}", o.person, o.stated_role));
        }
        if let Some(n) = e.mentions {
            out.check("officials_mentions", o.mentions.len() == n, || {
                format!("{}: should be {n}, is {}", o.person, o.mentions.len())
            });
        }
    }
    for o in sure {
        out.check("officials_right", expected.officials.iter().any(|e| named(e, &o.person)), || {
            format!("{} is no official of this text ({})", o.person, o.why)
        });
    }
}

fn claims(expected: &Expected, page: &Text, report: &Report, doc: &Slices, text: &Text, out: &mut Outcome) {
    let words = Words::new(&report.document.text);
    let mut doubts = Vec::new();
    let mut wanted = Vec::new();
    let indices: Vec<usize> = (0..expected.claims.len().max(report.claims.len())).collect();
    for (claim, of) in expected.claims.iter().zip(&indices) {
        let whole = claim.within.iter().chain(&claim.content);
        for words in whole {
            let bare = words.split('#').next().unwrap_or_default();
            assert!(page.holds(bare), "the page does not hold {bare:?}");
        }
        match claim.locate(text, &mut doubts) {
            Some(places) => {
                let parts = parts(text, doc, &words, &places, of);
                assert!(!parts.is_empty(), "a claim without words: {claim:?}");
                wanted.extend(parts);
            }
            None => out.check("claims_found", false, || format!("not in the document: {:?}", claim.content)),
        }
    }
    for doubt in doubts {
        out.must(false, || doubt);
    }
    let mut found = Vec::new();
    for (claim, of) in report.claims.iter().zip(&indices) {
        let places = Places { source: claim.source.clone(), cue: claim.cue.clone(), content: claim.content.clone() };
        found.extend(parts(text, doc, &words, &places, of));
    }
    let mut pairs = Vec::new();
    for (i, w) in wanted.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            let shared = w.content.intersection(&f.content).count() as f64;
            let likeness = shared / w.content.union(&f.content).count() as f64;
            if likeness >= 0.5 {
                pairs.push((likeness, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut used_w, mut used_f) = (BTreeMap::new(), BTreeSet::new());
    for (likeness, i, j) in pairs {
        if !used_w.contains_key(&i) && !used_f.contains(&j) {
            used_w.insert(i, (j, likeness));
            used_f.insert(j);
        }
    }
    for (i, w) in wanted.iter().enumerate() {
        let Some((j, likeness)) = used_w.get(&i) else {
            out.check("claims_found", false, || format!("missing: {}", w.words));
            continue;
        };
        let f = &found[*j];
        one_claim(&expected.claims[*w.of], &report.claims[*f.of], w, f, *likeness, doc, out);
    }
    for (j, f) in found.iter().enumerate() {
        let right = used_f.contains(&j);
        let claim = &report.claims[*f.of];
        out.check("claims_right", right, || {
            format!("no claim: [{}] <{}> {}", doc.all(&claim.source), doc.all(&claim.cue), f.words)
        });
    }
}

fn one_claim(e: &ExpectedClaim, c: &Claim, w: &Part, f: &Part, likeness: f64, doc: &Slices, out: &mut Outcome) {
    let source_right = w.continues || (w.source.is_empty() && f.source.is_empty()) || !w.source.is_disjoint(&f.source);
    let about = &w.words;
    out.check("claims_found", source_right, || format!("source should be {:?}, is {:?}: {about}", e.source, doc.all(&c.source)));
    out.check("content_exact", likeness == 1.0, || format!("should be {about:?}, is {:?}", f.words));
    if !w.continues {
        let strip = |ranges: &[Range]| ranges.iter().map(|r| doc.get(*r).trim().to_owned()).collect::<Vec<_>>();
        out.check("cue_exact", w.cue.len() == f.cue.len() && strip(&w.cue) == strip(&f.cue), || {
            format!("should be {:?}, is {:?}: {about}", e.cue, strip(&f.cue))
        });
    }
    let label = if c.speaker.label == UNKNOWN { "" } else { &c.speaker.label };
    let named = e.speaker.all().iter().any(|s| same_name(s, label));
    out.check("speaker", named, || format!("should be {:?}, is {:?}: {about}", e.speaker, c.speaker.label));
    out.check("via", e.via == c.via, || format!("should be {:?}, is {:?}: {about}", e.via, c.via));
    out.check("kind", e.kind == c.kind, || format!("should be {:?}, is {:?}: {about}", e.kind, c.kind));
}

/// Whether two labels name one speaker: they are equal but for case and an article, or all words of the shorter are in the
/// longer and both end alike (*Fennell*, *Orla Fennell*).
fn same_name(a: &str, b: &str) -> bool {
    let words = |s: &str| {
        let lower = s.to_lowercase();
        lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty() && !DROPPED.contains(w))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    short == long || (!short.is_empty() && short.last() == long.last() && short.iter().all(|w| long.contains(w)))
}
