//! Measures the finding of articles on real pages, where these are at hand. They belong to their publishers, so none is kept
//! here: `SOURCELIGHT_SHARED` names a folder with `pages/index.tsv` (columns `file url … kind title …`) and `seed/`;
//! `SOURCELIGHT_READABILITY` the folder `tests/test-pages` of a copy of Mozilla's Readability (`*/source.html`,
//! `*/expected.html`). Without them the tests say that they did not run.
//!
//! `cargo test --release --test pages -- --nocapture` prints the figures.

use sourcelight::page::{article, html, snapshot::Node};
use sourcelight::report::BlockKind;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder that a variable names, else `other`; nothing where it does not exist.
fn folder(variable: &str, other: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).map_or_else(|| PathBuf::from(other), PathBuf::from);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("NOT RUN: {variable} names no folder with pages ({})", path.display());
    None
}

fn read(file: &Path, url: &str) -> article::Article {
    let bytes = fs::read(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    article::find(&html::snapshot(&bytes, Some(url)).unwrap_or_else(|e| panic!("{}: {e}", file.display())))
}

/// Words in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn articles_are_told_from_other_pages_and_their_headlines_found() {
    let Some(shared) = folder("SOURCELIGHT_SHARED", "../shared") else { return };
    let index = fs::read_to_string(shared.join("pages/index.tsv")).expect("pages/index.tsv");
    let (mut pages, mut right, mut articles, mut headlines) = (0, 0, 0, 0);
    for row in index.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, url, _, _, kind, title, ..] = cells[..] else { panic!("{row}") };
        let found = read(&shared.join("pages").join(file), url);
        pages += 1;
        if found.is_article == (kind == "article") {
            right += 1;
        } else {
            eprintln!("{file} is {kind}");
        }
        if kind == "article" {
            articles += 1;
            let headline = found.blocks.iter().find(|b| b.kind == BlockKind::Headline);
            let headline = words(headline.map_or("", |b| b.span.of(&found.text))).join(" ");
            let title = words(title).join(" ");
            if !headline.is_empty() && (title.contains(&headline) || headline.contains(&title)) {
                headlines += 1;
            } else {
                eprintln!("{file}: headline “{headline}”, title “{title}”");
            }
        }
    }
    println!("article or not: {right} of {pages}; headline as the title: {headlines} of {articles}");
    assert!(right * 100 >= pages * 97, "{right} of {pages}");
    assert!(headlines * 100 >= articles * 90, "{headlines} of {articles}");
}

#[test]
fn nothing_of_what_stands_around_the_seed_article_is_read() {
    let Some(shared) = folder("SOURCELIGHT_SHARED", "../shared") else { return };
    for name in ["article-on-rt.html", "article-on-aggregator.html"] {
        let bytes = fs::read(shared.join("seed").join(name)).expect(name);
        let snapshot = html::snapshot(&bytes, Some("https://news.example/world/story")).expect(name);
        let article = article::find(&snapshot);
        assert!(article.is_article, "{name}");
        assert!(article.blocks.len() > 8, "{name}");
        for run in &article.runs {
            let mut at = run.node as usize;
            while let Node::Element { p, .. } | Node::Text { p, .. } = &snapshot.nodes[at]
                && *p >= 0
            {
                at = *p as usize;
                let Node::Element { t, a, .. } = &snapshot.nodes[at] else { panic!("a parent that is no element") };
                let names = format!("{} {}", a.get("class").map_or("", String::as_str), a.get("id").map_or("", String::as_str));
                let outside = ["read-more", "related", "comments"].iter().any(|word| names.contains(word));
                assert!(!outside && t != "nav" && t != "footer", "{name}: {}", run.text.of(&article.text));
            }
        }
    }
}

/// Text blocks of a page that holds nothing but an article.
fn blocks_of(file: &Path) -> Vec<String> {
    const BLOCKS: [&str; 20] = [
        "article",
        "blockquote",
        "dd",
        "div",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "p",
        "pre",
        "section",
        "td",
        "th",
        "tr",
    ];
    let snapshot = html::snapshot(&fs::read(file).unwrap_or_default(), None).unwrap_or_default();
    let mut blocks = vec![String::new()];
    let mut last = -1;
    for node in &snapshot.nodes {
        match node {
            Node::Element { t, .. } if BLOCKS.contains(&t.as_str()) || t == "br" => blocks.push(String::new()),
            Node::Element { .. } => {}
            Node::Text { p, s } => {
                let mut owner = *p;
                while let Some(Node::Element { t, p, .. }) = usize::try_from(owner).ok().and_then(|at| snapshot.nodes.get(at))
                    && !BLOCKS.contains(&t.as_str())
                {
                    owner = *p;
                }
                if owner != last {
                    blocks.push(String::new());
                }
                last = owner;
                blocks.last_mut().expect("one at least").push_str(s);
            }
        }
    }
    blocks.retain(|b| !words(b).is_empty());
    blocks
}

/// Which of the blocks stand in the others: at least 70 % of the runs of four words do.
fn covered(blocks: &[String], by: &[String]) -> Vec<bool> {
    let mut runs: HashSet<Vec<String>> = HashSet::new();
    for block in by {
        for n in 1..=4 {
            runs.extend(words(block).windows(n).map(<[String]>::to_vec));
        }
    }
    let is_covered = |block: &String| {
        let words = words(block);
        let n = words.len().clamp(1, 4);
        let (all, hits) = words.windows(n).fold((0, 0), |(all, hits), run| (all + 1, hits + usize::from(runs.contains(run))));
        hits * 10 >= all * 7
    };
    blocks.iter().map(is_covered).collect()
}

#[test]
fn the_text_agrees_with_what_readability_expects() {
    let Some(pages) = folder("SOURCELIGHT_READABILITY", "../readability/test/test-pages") else { return };
    let mut folders: Vec<PathBuf> = fs::read_dir(&pages).expect("a folder").filter_map(|e| Some(e.ok()?.path())).collect();
    folders.sort();
    let mut figures: Vec<(f64, f64)> = Vec::new();
    for folder in folders.iter().filter(|f| f.join("source.html").exists()) {
        let found = read(&folder.join("source.html"), "http://fakehost/test/page.html");
        let text = |b: &article::Block| b.span.of(&found.text).to_owned();
        let heads = [BlockKind::Headline, BlockKind::Byline, BlockKind::Dateline, BlockKind::Standfirst];
        let core: Vec<String> = found.blocks.iter().filter(|b| !heads.contains(&b.kind)).map(text).collect();
        let all: Vec<String> = found.blocks.iter().map(text).collect();
        let expected = blocks_of(&folder.join("expected.html"));
        let (precise, recalled) = (covered(&core, &expected), covered(&expected, &all));
        let share = |blocks: &[String], hits: &[bool], by: &dyn Fn(&String) -> f64| {
            let whole: f64 = blocks.iter().map(by).sum();
            let hit: f64 = blocks.iter().zip(hits).filter(|(_, hit)| **hit).map(|(b, _)| by(b)).sum();
            if whole == 0.0 { 0.0 } else { hit / whole }
        };
        let f1 = |by: &dyn Fn(&String) -> f64| {
            let (p, r) = (share(&core, &precise, by), share(&expected, &recalled, by));
            if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
        };
        let (by_words, by_blocks) = (f1(&|b| words(b).len() as f64), f1(&|_| 1.0));
        if by_words < 0.9 {
            eprintln!("{by_words:.2} {}", folder.file_name().unwrap_or_default().display());
        }
        figures.push((by_words, by_blocks));
    }
    let n = figures.len().max(1) as f64;
    let (by_words, by_blocks) = figures.iter().fold((0.0, 0.0), |(w, b), f| (w + f.0 / n, b + f.1 / n));
    let good = figures.iter().filter(|f| f.0 >= 0.95).count();
    println!("{} pages: F1 {by_words:.3} by words, {by_blocks:.3} by blocks; {good} at 0.95 and more by words", figures.len());
    assert!(by_words > 0.9, "{by_words}");
}
