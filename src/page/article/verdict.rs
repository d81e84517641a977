//! Whether a page is an article at all.

use super::hints::Hints;
use super::kinds::Chosen;
use super::pieces::Pages;
use crate::page::snapshot::Snapshot;
use crate::report::BlockKind;

/// Weighs the signs; a positive sum is an article.
pub(super) fn is_article(snapshot: &Snapshot, hints: &Hints, pages: &Pages, chosen: &[Chosen]) -> bool {
    let running = |c: &&Chosen| matches!(c.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem);
    let prose: usize = chosen.iter().filter(running).map(|c| c.span.of(&pages.text).chars().count()).sum();
    if prose < 140 {
        return false;
    }
    let has = |t: &str| hints.types.contains(t);
    let other = [
        "product",
        "recipe",
        "qapage",
        "discussionforumposting",
        "faqpage",
        "howto",
        "techarticle",
        "collectionpage",
        "og:product",
        "apireference",
    ];
    let mut score = 0.0;
    score += if hints.says_article() { 2.0 } else { 0.0 };
    score -= if other.iter().any(|t| has(t)) { 2.5 } else { 0.0 };
    score += if hints.dated { 1.0 } else { 0.0 };
    score += if has("og:website") { -1.0 } else { 0.0 };
    score += if prose >= 1_000 { 1.0 } else { 0.0 };
    score += if chosen.iter().any(|c| matches!(c.kind, BlockKind::Byline | BlockKind::Dateline)) { 1.0 } else { 0.0 };
    score -= if is_front_page(&snapshot.url) { 2.5 } else { 0.0 };
    score -= if hints.generator.contains("mediawiki") { 3.0 } else { 0.0 };
    score += if chosen.iter().any(|c| c.kind == BlockKind::Headline) { 0.5 } else { -0.5 };
    score > 0.5
}

/// Whether an address has no path.
fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    !rest.is_empty() && (path.is_empty() || path.starts_with("index.") || path.len() == 2)
}
