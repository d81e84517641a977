//! Whether a page is an article at all.

use super::hints::Hints;
use super::kinds::Chosen;
use super::pieces::Pages;
use crate::page::snapshot::Snapshot;
use crate::report::BlockKind;

/// A text shorter than this is no article, in columns.
const SHORTEST: usize = 140;
/// Where the page says that it is an article and has a headline and a byline or date, this is enough (paywalls).
const SHORTEST_SURE: usize = 60;

/// Weighs the signs; a positive sum is an article.
pub(super) fn is_article(snapshot: &Snapshot, hints: &Hints, pages: &Pages, chosen: &[Chosen]) -> bool {
    let has = |kinds: &[BlockKind]| chosen.iter().any(|c| kinds.contains(&c.kind));
    let length = |kinds: &[BlockKind]| -> usize {
        chosen.iter().filter(|c| kinds.contains(&c.kind)).map(|c| pages.pieces[c.piece].length).sum()
    };
    let listed = length(&[BlockKind::ListItem]);
    let prose = length(&[BlockKind::Paragraph, BlockKind::Quote]);
    let headline = has(&[BlockKind::Headline]);
    let signed = has(&[BlockKind::Byline, BlockKind::Dateline]);
    let sure = hints.says_article() && headline && signed;
    if prose + listed < if sure { SHORTEST_SURE } else { SHORTEST } {
        return false;
    }
    let signs = [
        (hints.is_of(ARTICLES), 2.0),
        (hints.types.contains("og:article"), 1.0),
        (hints.types.contains("og:website"), -0.5),
        (hints.is_of(OTHERS), -3.0),
        (
            hints.generator.contains("mediawiki") || hints.generator.contains("docusaurus") || hints.generator.contains("sphinx"),
            -4.0,
        ),
        (hints.dated, 1.0),
        (signed, 1.0),
        (prose >= 600, 1.0),
        (listed > prose, -1.0),
        (headline, 0.5),
        (quotes(pages, chosen) >= 2, 1.0),
        (is_front_page(&snapshot.url), -4.0),
        (address_has(&snapshot.url, NEWS_WORDS) || dated_address(&snapshot.url), 1.0),
        (address_has(&snapshot.url, OTHER_WORDS), -3.0),
    ];
    let score: f32 = signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
    score > 2.0
}

/// Lines in which somebody is quoted at some length.
fn quotes(pages: &Pages, chosen: &[Chosen]) -> usize {
    let speaks = |c: &&Chosen| {
        let line = c.span.of(&pages.text);
        let Some(start) = line.find(['“', '"', '„', '«', '「', '”']) else { return false };
        let inside = line[start..].chars().skip(1).take_while(|c| !matches!(c, '”' | '"' | '“' | '»' | '」'));
        inside.filter(|c| c.is_whitespace() || *c >= '\u{2e80}').count() >= 4
    };
    chosen.iter().filter(|c| matches!(c.kind, BlockKind::Paragraph | BlockKind::Quote)).filter(speaks).count()
}

/// Types of schema.org that articles have.
const ARTICLES: &[&str] = &[
    "article",
    "newsarticle",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "blogposting",
    "report",
    "liveblogposting",
    "satiricalarticle",
];
/// Types that other pages have.
const OTHERS: &[&str] = &[
    "product",
    "recipe",
    "qapage",
    "question",
    "discussionforumposting",
    "faqpage",
    "howto",
    "techarticle",
    "apireference",
    "collectionpage",
    "og:product",
    "softwareapplication",
    "jobposting",
    "event",
    "localbusiness",
    "profilepage",
    "searchresultspage",
    "og:profile",
    "course",
];
/// Words in addresses of articles.
const NEWS_WORDS: &[&str] = &[
    "news",
    "article",
    "articles",
    "story",
    "stories",
    "politics",
    "world",
    "opinion",
    "nachrichten",
    "politik",
    "actualite",
    "noticias",
    "noticia",
    "politica",
    "artikel",
    "sport",
    "sports",
    "business",
];
/// Words in addresses of other pages.
const OTHER_WORDS: &[&str] = &[
    "wiki",
    "docs",
    "doc",
    "documentation",
    "product",
    "products",
    "produkte",
    "shop",
    "store",
    "recipe",
    "recipes",
    "rezepte",
    "questions",
    "threads",
    "thread",
    "forum",
    "forums",
    "category",
    "tag",
    "tags",
    "search",
    "download",
    "downloads",
    "help",
    "support",
    "api",
    "manual",
];

/// Keys in addresses that name a page by its number.
const PAGE_KEYS: &[&str] =
    &["p", "id", "page_id", "aid", "nid", "sid", "article", "articleid", "news", "newsid", "story", "storyid"];

/// Whether a part of the host or path is one of the words.
fn address_has(url: &str, words: &[&str]) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest).split(['?', '#']).next().unwrap_or("");
    rest.split(['/', '.']).any(|part| words.contains(&part))
}

/// Whether the address holds a year of the web.
fn dated_address(url: &str) -> bool {
    url.split(['/', '-']).any(|part| {
        part.len() == 4 && (part.starts_with("20") || part.starts_with("199")) && part.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether an address has no path and names no page by a number (`/?p=4021`).
fn is_front_page(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let query = path.split_once('?').map_or("", |(_, query)| query).split('#').next().unwrap_or("");
    let is_number = |value: &str| value.len() >= 2 && value.bytes().all(|b| b.is_ascii_digit());
    if query.split('&').any(|pair| pair.split_once('=').is_some_and(|(key, value)| PAGE_KEYS.contains(&key) && is_number(value)))
    {
        return false;
    }
    let path = path.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    !rest.is_empty() && (path.is_empty() || path.starts_with("index.") || path.len() == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_pages_are_told_from_pages_with_a_number() {
        for url in [
            "https://post.example",
            "https://post.example/?utm_source=x",
            "https://post.example/en/",
            "https://post.example/?p=x",
        ] {
            assert!(is_front_page(url), "{url}");
        }
        for url in ["https://post.example/?p=40021", "https://post.example/index.php?a=b&id=77", "https://post.example/news/1"] {
            assert!(!is_front_page(url), "{url}");
        }
    }
}
