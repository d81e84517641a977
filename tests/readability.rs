//! Measures the finding of an article's text on the test pages of Mozilla's Readability, against the text that is expected
//! there, beside Readability itself (its port `readabilityrs`, whose package brings the pages) on the same pages with the same
//! measure. The pages belong to their publishers and are read where Cargo has put the package; none is kept here. Where they
//! are not at hand the test says so and does not run; `SOURCELIGHT_READABILITY` names another folder of such pages
//! (`*/source.html`, `*/expected.html`).
//!
//! Rules may be written from the pages of the part `open`; those of `held` are only measured. Pages of one site are in one
//! part.
//!
//! ```text
//! cargo test --test readability -- --nocapture                     figures, and the pages below 0.9
//! READABILITY=aclu cargo test --test readability -- --nocapture    open pages whose names begin so, with the blocks that differ
//! READABILITY_FLOOR=write cargo test --test readability            takes the figures of this run as the new floors
//! ```

mod common;

use common::Figure;
use readabilityrs::Readability;
use sourcelight::page::snapshot::{Node, Snapshot};
use sourcelight::page::{article, html};
use sourcelight::report::BlockKind;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The address that the pages are read from.
const ADDRESS: &str = "http://fakehost/test/page.html";

/// The folder with the pages; nothing where there is none.
fn pages() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("SOURCELIGHT_READABILITY") {
        return Some(PathBuf::from(given)).filter(|folder| folder.is_dir());
    }
    // For this platform only: packages of others need not be at hand.
    let compiler = Command::new("rustc").arg("-vV").output().ok()?;
    let compiler = String::from_utf8(compiler.stdout).ok()?;
    let host = compiler.lines().find_map(|line| line.strip_prefix("host: "))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let asked = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let metadata: serde_json::Value = serde_json::from_slice(&asked.stdout).ok()?;
    let package = metadata["packages"].as_array()?.iter().find(|p| p["name"] == "readabilityrs")?;
    let folder = Path::new(package["manifest_path"].as_str()?).parent()?.join("tests/test-pages");
    folder.is_dir().then_some(folder)
}

/// Words from which on a block counts as running text: fewer stand in cells of tables, on buttons, in lists of links.
const RUNNING: usize = 5;

/// Words in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Elements that begin a line of their own.
const BLOCKS: &[&str] = &[
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

/// The page as a browser would have it. All of the files are UTF-8, whatever encoding the page declares.
fn snapshot(page: &[u8]) -> Snapshot {
    html::snapshot(&[b"\xef\xbb\xbf", page].concat(), Some(ADDRESS)).unwrap_or_default()
}

/// A text block of a page.
#[derive(Clone, Default)]
struct Piece {
    text: String,
    /// Words in links.
    linked: usize,
    in_cell: bool,
    /// Caption or credit.
    is_caption: bool,
}

impl Piece {
    /// Whether the block is of a kind that Sourcelight gives by intention. Others are lines that are links and hardly
    /// anything else (they lead elsewhere) and cells of tables with a word or a number.
    fn is_text(&self) -> bool {
        let all = words(&self.text).len();
        self.linked * 10 < all * 8 && !(self.in_cell && all < RUNNING)
    }
}

/// The text blocks of a page that holds nothing but an article.
fn blocks_of(page: &[u8]) -> Vec<Piece> {
    let snapshot = snapshot(page);
    let mut blocks = vec![Piece::default()];
    let mut last = -1;
    for node in &snapshot.nodes {
        match node {
            Node::Element { t, .. } if BLOCKS.contains(&t.as_str()) || t == "br" => blocks.push(Piece::default()),
            Node::Element { .. } => {}
            Node::Text { p, s } => {
                // The innermost block around it, and what else is around.
                let (mut owner, mut around, mut at) = (-1, Vec::new(), *p);
                while let Some(Node::Element { t, a, p }) = usize::try_from(at).ok().and_then(|at| snapshot.nodes.get(at)) {
                    if owner < 0 && BLOCKS.contains(&t.as_str()) {
                        owner = at;
                    }
                    if t != "a" || a.contains_key("href") {
                        around.push(t.as_str());
                    }
                    at = *p;
                }
                if owner != last {
                    blocks.push(Piece::default());
                }
                last = owner;
                let block = blocks.last_mut().expect("one at least");
                block.text.push_str(s);
                block.linked += if around.contains(&"a") { words(s).len() } else { 0 };
                block.in_cell |= around.contains(&"td") || around.contains(&"th");
                block.is_caption |= around.contains(&"figcaption");
            }
        }
    }
    blocks.retain(|b| !words(&b.text).is_empty());
    blocks
}

/// Which of the blocks stand in the others: at least 70 % of the runs of four words do.
fn covered(blocks: &[&str], by: &[&str]) -> Vec<bool> {
    let mut runs: HashSet<Vec<String>> = HashSet::new();
    for block in by {
        for n in 1..=4 {
            runs.extend(words(block).windows(n).map(<[String]>::to_vec));
        }
    }
    let is_covered = |block: &&str| {
        let words = words(block);
        let n = words.len().clamp(1, 4);
        let (all, hits) = words.windows(n).fold((0, 0), |(all, hits), run| (all + 1, hits + usize::from(runs.contains(run))));
        hits * 10 >= all * 7
    };
    blocks.iter().map(is_covered).collect()
}

/// What one reader of the page took for the article.
struct Taken {
    /// Its text, line by line.
    text: Vec<Piece>,
    /// The same by the reader's own blocks.
    whole: Vec<String>,
    /// Headline, byline and the like, which the expected text may hold or not: never wrong, and found where it does.
    heads: Vec<String>,
}

/// How blocks count in a measure: how much, and, for those that were taken, whether they can be wrong.
type Measure = (&'static str, fn(&Piece) -> f64, fn(&Piece) -> bool);

/// The measures. `F1 text blocks` compares the kinds of blocks that both readers mean to give, of any length, and holds no
/// caption for wrong (Sourcelight keeps them apart as such; Readability has those whose pictures it has).
const MEASURES: [Measure; 4] = [
    ("F1 blocks", |_| 1.0, |_| true),
    ("F1 text blocks", |b| f64::from(u8::from(b.is_text())), |b| !b.is_caption),
    ("F1 running blocks", |b| f64::from(u8::from(words(&b.text).len() >= RUNNING)), |_| true),
    ("F1 words", |b| words(&b.text).len() as f64, |_| true),
];

/// Words in links of a line.
fn linked_words(found: &article::Article, line: &str) -> usize {
    let start = line.as_ptr() as usize - found.text.as_ptr() as usize;
    let of = start..start + line.len();
    let inside = found.links.iter().filter(|l| of.contains(&l.span.start) && l.span.end <= of.end);
    inside.map(|l| words(l.span.of(&found.text)).len()).sum()
}

impl Taken {
    fn by_sourcelight(page: &[u8]) -> Taken {
        let found = article::find(&snapshot(page));
        let heads = [BlockKind::Headline, BlockKind::Byline, BlockKind::Dateline, BlockKind::Standfirst];
        let (heads, text): (Vec<_>, Vec<_>) = found.blocks.iter().partition(|b| heads.contains(&b.kind));
        let whole = text.iter().map(|b: &&article::Block| b.span.of(&found.text).to_owned()).collect();
        // Lines within a block are blocks of their own in the expected text too.
        let lines = |blocks: Vec<&article::Block>| -> Vec<Piece> {
            let all = blocks.iter().flat_map(|b| b.span.of(&found.text).lines().map(|line| (b.kind, line)));
            all.filter(|(_, line)| !words(line).is_empty())
                .map(|(kind, line)| Piece {
                    text: line.to_owned(),
                    linked: linked_words(&found, line),
                    in_cell: false,
                    is_caption: matches!(kind, BlockKind::Caption | BlockKind::Credit),
                })
                .collect()
        };
        Taken { text: lines(text), whole, heads: lines(heads).into_iter().map(|b| b.text).collect() }
    }

    fn by_readability(page: &[u8]) -> Taken {
        let page = String::from_utf8_lossy(page);
        let found = Readability::new(&page, Some(ADDRESS), None).ok().and_then(|r| r.parse());
        let Some(found) = found else { return Taken { text: Vec::new(), whole: Vec::new(), heads: Vec::new() } };
        let text = blocks_of(found.content.unwrap_or_default().as_bytes());
        Taken { text, whole: Vec::new(), heads: [found.title, found.byline].into_iter().flatten().collect() }
    }

    /// F1 by each measure; and the blocks of each side that the other lacks.
    fn against<'a>(&'a self, expected: &'a [Piece]) -> ([f64; 4], Vec<&'a str>, Vec<&'a str>) {
        let texts = |blocks: &'a [Piece]| -> Vec<&'a str> { blocks.iter().map(|b| b.text.as_str()).collect() };
        let (taken, wanted) = (texts(&self.text), texts(expected));
        let more = self.whole.iter().chain(&self.heads).map(String::as_str);
        let all: Vec<&str> = taken.iter().copied().chain(more).collect();
        let (right, found) = (covered(&taken, &wanted), covered(&wanted, &all));
        let share = |blocks: &[Piece], hits: &[bool], by: fn(&Piece) -> f64, counts: fn(&Piece) -> bool| {
            let counted = || blocks.iter().zip(hits).filter(|(b, hit)| **hit || counts(b));
            let whole: f64 = counted().map(|(b, _)| by(b)).sum();
            let hit: f64 = counted().filter(|(_, hit)| **hit).map(|(b, _)| by(b)).sum();
            if whole == 0.0 { 0.0 } else { hit / whole }
        };
        let f1 = MEASURES.map(|(_, by, counts)| {
            let (p, r) = (share(&self.text, &right, by, counts), share(expected, &found, by, |_| true));
            if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
        });
        let lost = |blocks: &[&'a str], hits: &[bool]| -> Vec<&'a str> {
            blocks.iter().zip(hits).filter(|(_, hit)| !**hit).map(|(block, _)| *block).collect()
        };
        (f1, lost(&taken, &right), lost(&wanted, &found))
    }
}

/// Whether Readability itself holds the page for one with a text to read; the others are a few words of trial markup.
fn is_for_readers(folder: &Path) -> bool {
    let said = fs::read(folder.join("expected-metadata.json")).unwrap_or_default();
    let said: serde_json::Value = serde_json::from_slice(&said).unwrap_or_default();
    said["readerable"] == true && folder.join("source.html").exists()
}

/// The name of a page without the number that tells pages of one site apart.
fn site(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-')
}

fn print(side: &str, blocks: &[&str]) {
    for block in blocks {
        let line: String = block.split_whitespace().collect::<Vec<_>>().join(" ");
        println!("    {side} {line:.160}");
    }
}

#[test]
fn the_text_is_that_which_readability_expects() {
    let Some(pages) = pages() else {
        eprintln!("NOT RUN: the test pages of Readability are not at hand");
        return;
    };
    let only = std::env::var("READABILITY").ok();
    let mut names: Vec<String> =
        fs::read_dir(&pages).expect("a folder").filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let mut sites: Vec<&str> = names.iter().map(|name| site(name)).collect();
    sites.dedup();
    // For each part: pages, and the sums of the F1 of Sourcelight and of Readability.
    let mut sums = [(0, [0.0; 2 * MEASURES.len()]); 2];
    for name in &names {
        let held = sites.iter().position(|s| *s == site(name)).unwrap_or(0) % 2;
        if !is_for_readers(&pages.join(name)) || only.as_ref().is_some_and(|only| held == 1 || !name.starts_with(only)) {
            continue;
        }
        let read = |file: &str| fs::read(pages.join(name).join(file)).unwrap_or_else(|e| panic!("{name}/{file}: {e}"));
        let (page, expected) = (read("source.html"), blocks_of(&read("expected.html")));
        let (ours, theirs) = (Taken::by_sourcelight(&page), Taken::by_readability(&page));
        let (our_f1, wrong, missed) = ours.against(&expected);
        let (their_f1, ..) = theirs.against(&expected);
        if our_f1[1] < 0.9 || only.is_some() {
            let line = |f1: [f64; 4]| f1.map(|f| format!("{f:.2}")).join(" ");
            println!(
                "{:4} {} (Readability {}) {name}: {} of {} blocks",
                ["open", "held"][held],
                line(our_f1),
                line(their_f1),
                ours.text.len(),
                expected.len()
            );
        }
        if only.is_some() {
            print("wrong ", &wrong);
            print("missed", &missed);
        }
        sums[held].0 += 1;
        for (sum, figure) in sums[held].1.iter_mut().zip(our_f1.iter().chain(&their_f1)) {
            *sum += figure;
        }
    }
    if only.is_some() {
        return;
    }
    let all = (sums[0].0 + sums[1].0, std::array::from_fn(|n| sums[0].1[n] + sums[1].1[n]));
    let mut figures = Vec::new();
    // Blocks of any kind and length are measured, and not compared: what is a link as a whole and cells of tables are left out
    // here and kept by Readability.
    let mut lower = Vec::new();
    for (part, (pages, sums)) in [("open", sums[0]), ("held", sums[1]), ("all", all)] {
        let percent = sums.map(|sum: f64| 100.0 * sum / f64::from(pages.max(1)));
        let (ours, theirs) = percent.split_at(MEASURES.len());
        for (n, (measure, ..)) in MEASURES.into_iter().enumerate() {
            figures.push(Figure { part, measure, percent: ours[n], of: None });
            if part == "all" && n > 0 && ours[n] < theirs[n] {
                lower.push(format!("{measure} {:.1}, Readability {:.1}", ours[n], theirs[n]));
            }
        }
        let theirs: Vec<String> = MEASURES.iter().zip(theirs).map(|((name, ..), f)| format!("{name} {f:.1}")).collect();
        println!("{part:6} {pages} pages; Readability: {}", theirs.join(", "));
    }
    common::hold_floors("tests/readability", "READABILITY_FLOOR", &figures);
    assert!(lower.is_empty(), "below Readability: {}", lower.join("; "));
}
