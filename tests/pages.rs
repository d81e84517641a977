//! Measures the finding of articles on real pages, where these are at hand. They belong to their publishers, so none is kept
//! here: `SOURCELIGHT_SHARED` names a folder with `pages/index.tsv` (columns `file url … kind title …`) and `seed/`. Without it
//! the tests say that they did not run. (`readability.rs` measures the text of articles.)
//!
//! `cargo test --release --test pages -- --nocapture` prints the figures.

use sourcelight::page::{article, html, snapshot::Node};
use sourcelight::report::BlockKind;
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
