//! The whole way: a snapshot or a text in, a [`Report`] out. Puts the stages together and turns bytes into UTF-16.

use crate::officials::own::Lists;
use crate::page::article::Article;
use crate::page::plain;
use crate::page::snapshot::Snapshot;
use crate::page::view::{self, Part};
use crate::report::*;
use crate::text::span::{Span, Utf16Index};
use crate::{claims, officials, origin, text};
use std::sync::Arc;

/// What the caller knows beside the page.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Address, where the page's own is not known (plain text).
    pub url: Option<String>,
    /// Day of publication `YYYY-MM-DD`; overrides what the page says.
    pub published: Option<String>,
    /// Today as `YYYY-MM-DD`. The engine reads no clock: the caller says what day it is.
    pub today: String,
    /// The reader's own lists of people and offices.
    pub lists: Arc<Lists>,
}

/// A stretch of the document's text and the text node of the page where it stands; all offsets in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Anchor {
    /// First unit in the document's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Index of the node in [`Snapshot::nodes`], where those of the page's frames are counted on after its own.
    pub node: u32,
    /// Offset of the first unit in that node's text.
    pub at: u32,
}

/// Reads a page.
pub fn read_page(snapshot: &Snapshot, options: &Options) -> (Report, Vec<Anchor>) {
    let part = view::find(snapshot);
    let report = read(Some(&part.snapshot), &part.article, options);
    (report, anchors(&part))
}

/// Reads plain text.
pub fn read_text(words: &str, options: &Options) -> Report {
    read(None, &plain::read(words), options)
}

fn read(snapshot: Option<&Snapshot>, article: &Article, options: &Options) -> Report {
    let analysis = text::analyse(article);
    let index = Utf16Index::new(&article.text);
    let url = snapshot.map(|s| s.url.as_str()).filter(|u| !u.is_empty()).or(options.url.as_deref());
    let origin = origin::find(snapshot, article, &analysis, url, options.published.as_deref());
    let published = options.published.clone().or_else(|| origin.origin.published.clone());
    let english = article.language.as_deref().is_none_or(|l| l == "en" || l.starts_with("en-"));
    let reading = article.is_article && english;
    let claims = if reading { claims::find(article, &analysis, &origin.cited) } else { Vec::new() };
    let officials = if article.is_article {
        officials::find(article, &analysis, published.as_deref(), &options.today, &options.lists)
    } else {
        Vec::new()
    };
    // A page full of teasers has text, but none that is an article's.
    let blank = snapshot.is_none_or(|s| !s.has_text()) && article.text.trim().is_empty();
    let mut report = assemble(article, blank, url, &index, origin, claims, officials);
    report.notes.extend(
        options
            .lists
            .faults()
            .iter()
            .map(|(name, fault)| Note { code: "list".into(), text: format!("Your list “{name}” is not used: {fault}") }),
    );
    report
}

fn assemble(
    article: &Article,
    blank: bool,
    url: Option<&str>,
    index: &Utf16Index<'_>,
    found: origin::Found,
    claims: Vec<claims::Found>,
    officials: Vec<officials::Found>,
) -> Report {
    let ranges = |spans: &[Span]| spans.iter().map(|s| index.range(*s)).collect::<Vec<_>>();
    let mut origin = found.origin;
    origin.article = article.is_article;
    for (name, span) in &found.cited {
        let range = index.range(*span);
        if let Some(citation) = origin.citations.iter_mut().find(|c| c.outlet == *name) {
            citation.mentions.push(range);
        }
    }
    origin.cited_outlets = origin.citations.iter().map(|c| c.outlet.clone()).collect();
    for (at, span) in &found.places {
        if let Some(evidence) = origin.evidence.get_mut(*at) {
            evidence.range = Some(index.range(*span));
        }
    }

    /// How many mentions of an official are looked at for the fullest name.
    const MENTIONS: usize = 50;
    let mut claims_out = Vec::with_capacity(claims.len());
    for (n, claim) in claims.iter().enumerate() {
        // *Mary Obi* is not the Obi who was found in it.
        let given = |word: &str| claims::given_name(&word.to_lowercase()).is_some();
        let another = |m: Span, s: &Span| {
            let before = m.start < s.start && s.end <= m.end;
            before.then(|| article.text[m.start..s.start].split_whitespace().next_back()).flatten().is_some_and(given)
        };
        let within = |m: Span, spans: &[Span]| spans.iter().any(|s| s.overlaps(m) && !another(m, s));
        let mentioned = claim.speaker_mention.and_then(|m| officials.iter().position(|o| within(m, &o.mentions)));
        // A title that was taken for part of the name ends in an official's name.
        let named = mentioned.or_else(|| {
            let ends =
                |m: &Span| claim.source.iter().any(|s| s.covers(*m)) && claims::is_titled(&claim.speaker, m.of(&article.text));
            officials.iter().position(|o| o.mentions.iter().any(ends))
        });
        let label = match named {
            // As the article writes the name, where the table has it fuller or with other accents.
            Some(o) if !claims::same_letters(&officials[o].person, &claim.speaker) => {
                let mentions = officials[o].mentions.iter().take(MENTIONS).map(|m| m.of(&article.text));
                let ways: Vec<&str> = std::iter::once(claim.speaker.as_str()).chain(mentions).collect();
                claims::as_written(&officials[o].person, &ways)
            }
            _ if claim.speaker.is_empty() => UNKNOWN.to_owned(),
            _ => claim.speaker.clone(),
        };
        // A speaker named by a role alone keeps the words of the text; who that was is linked.
        let official = named.or_else(|| {
            let place = claim.speaker_mention.or_else(|| claim.source.first().copied())?;
            officials.iter().position(|o| within(place, &o.role_mentions))
        });
        let outlet = (official.is_none() && origin.cited_outlets.contains(&label)).then(|| label.clone());
        claims_out.push(Claim {
            id: format!("c{}", n + 1),
            content: ranges(&claim.content),
            cue: ranges(&claim.cue),
            source: ranges(&claim.source),
            kind: claim.kind,
            verb: claim.verb.clone(),
            verb_class: claim.verb_class,
            speaker: Speaker { label, kind: claim.speaker_kind, official, outlet },
            via: claim.via.clone(),
            confidence: claim.confidence,
            why: claim.why.clone(),
        });
    }
    let notes = notes(article, blank, &origin);
    Report {
        version: VERSION,
        sources: sources(article, &claims, &claims_out),
        notes,
        document: Document {
            text: article.text.clone(),
            blocks: article.blocks.iter().map(|b| Block { kind: b.kind, range: index.range(b.span) }).collect(),
            language: article.language.clone(),
            url: url.map(str::to_owned),
        },
        origin,
        claims: claims_out,
        officials: officials
            .iter()
            .map(|o| Official {
                person: o.person.clone(),
                wikidata: o.wikidata.clone(),
                mentions: ranges(&o.mentions),
                role_mentions: ranges(&o.role_mentions),
                stated_role: o.stated_role.clone(),
                office_then: o.office_then.clone(),
                office_now: o.office_now.clone(),
                certainty: o.certainty,
                why: o.why.clone(),
            })
            .collect(),
    }
}

/// Speakers by share of the text, largest first; ties in text order.
fn sources(article: &Article, found: &[claims::Found], claims: &[Claim]) -> Vec<Source> {
    let whole: usize = article.blocks.iter().filter(|b| is_running_text(b.kind)).map(|b| b.span.len()).sum();
    let mut list: Vec<Source> = Vec::new();
    let mut bytes: Vec<usize> = Vec::new();
    for (claim, out) in found.iter().zip(claims) {
        let at = match list.iter().position(|s| s.label == out.speaker.label && s.kind == out.speaker.kind) {
            Some(at) => at,
            None => {
                list.push(Source { label: out.speaker.label.clone(), kind: out.speaker.kind, claims: Vec::new(), share: 0.0 });
                bytes.push(0);
                list.len() - 1
            }
        };
        list[at].claims.push(out.id.clone());
        bytes[at] += claim
            .content
            .iter()
            .filter(|c| article.blocks.iter().any(|b| is_running_text(b.kind) && b.span.overlaps(**c)))
            .map(Span::len)
            .sum::<usize>();
    }
    for (source, n) in list.iter_mut().zip(bytes) {
        source.share = if whole == 0 { 0.0 } else { n as f32 / whole as f32 };
    }
    list.sort_by(|a, b| b.share.total_cmp(&a.share));
    list
}

/// Whether a block belongs to the article's running text (of which shares are taken).
fn is_running_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem)
}

fn notes(article: &Article, blank: bool, origin: &Origin) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut add = |code: &str, text: &str| notes.push(Note { code: code.into(), text: text.into() });
    if blank {
        add("no_text", "There is no text on this page that can be read.");
    } else if !article.is_article {
        add("not_article", "This page does not look like an article, so nothing is marked.");
    } else if article.language.as_deref().is_some_and(|l| !l.starts_with("en")) {
        add("not_english", "This text is not in English, so claims are not marked. Origin and officials still are.");
    }
    if article.truncated {
        add("truncated", "This page is very long; only its first part was read.");
    }
    if article.is_article && origin.published.is_none() {
        add("no_date", "The page gives no date; offices are shown as of today.");
    }
    notes
}

/// The article's runs in UTF-16 code units.
fn anchors(Part { snapshot, first, article }: &Part<'_>) -> Vec<Anchor> {
    use crate::page::snapshot::Node;
    let index = Utf16Index::new(&article.text);
    let mut anchors = Vec::with_capacity(article.runs.len());
    // Runs of one node stand in its order: counting goes on where the last one began, so that many runs in one long node take
    // one pass. (Node, bytes and units counted so far.)
    let mut counted = (u32::MAX, 0usize, 0usize);
    for run in &article.runs {
        let Some(Node::Text { s, .. }) = snapshot.nodes.get(run.node as usize) else { continue };
        let at = run.node_start as usize;
        if counted.0 != run.node || counted.1 > at {
            counted = (run.node, 0, 0);
        }
        let Some(between) = s.get(counted.1..at) else { continue };
        counted = (run.node, at, counted.2 + between.encode_utf16().count());
        let Range(start, end) = index.range(run.text);
        anchors.push(Anchor { start, end, node: first + run.node, at: counted.2 as u32 });
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was found by random input, and what is like it: the rules look at the word before.
    #[test]
    fn texts_that_begin_with_a_mark_are_read() {
        let quoted = "“The bridge is safe and will stay open all year,” said Ada Obi.";
        for mark in [":", ":\"ab#", ",", "—", "-", "”", "“", "(", ")", "•", "’s", "said", "by", "that", "…", "#", "@x:"]
        {
            for words in [
                format!("{mark}{quoted}"),
                format!("{mark} {quoted}"),
                format!("{quoted}\n\n{mark}{quoted}{mark}"),
                mark.to_owned(),
            ] {
                let report = read_text(&words, &Options::default());
                assert!(report.claims.iter().all(|c| !c.content.is_empty()), "{words}");
            }
        }
    }
}
