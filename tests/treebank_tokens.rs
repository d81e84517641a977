//! Measures tokens and sentences against treebanks, where these are at hand: `SOURCELIGHT_SHARED` names a folder with
//! `corpora/treebanks/*.conllu` (Universal Dependencies English: EWT, GUM). Without it the test says that it did not run.
//!
//! The text of each paragraph is put together from the words and their `SpaceAfter`, cut anew, and compared by place. Where a
//! sentence ends in a word or comma, a heading, caption or line of a list ended there in the source, though the treebank marks no new
//! paragraph: such a line is a block of its own in an article, so sentences are counted twice, with paragraphs as they are
//! marked and with such lines apart.
//!
//! `cargo test --release --test treebank_tokens -- --nocapture` prints the figures; with `SOURCELIGHT_ERRORS` set to part of
//! a file's name, what differs in it as well.

use sourcelight::text::span::Span;
use sourcelight::text::{sentences, tokens};
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

/// A paragraph with its words and sentences as the treebank has them.
#[derive(Default)]
struct Paragraph {
    text: String,
    tokens: Vec<Span>,
    sentences: Vec<Span>,
}

/// Paragraphs of a CoNLL-U file, with lines that end in a word or comma apart or not. Words of a multiword token share its letters: they are found in it one after the other.
fn paragraphs(file: &str, lines_apart: bool) -> Vec<Paragraph> {
    let mut all = vec![Paragraph::default()];
    for sentence in file.split("\n\n").filter(|s| !s.trim().is_empty()) {
        if sentence.lines().any(|l| l.starts_with("# newpar") || l.starts_with("# newdoc")) {
            all.push(Paragraph::default());
        }
        let paragraph = all.last_mut().expect("one at least");
        let start = paragraph.text.len();
        let (mut inside, mut within) = (0, 0);
        for line in sentence.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, form, .., misc] = cells[..] else { panic!("{line}") };
            if id.contains('.') {
                continue;
            }
            let space = if misc.split('|').any(|m| m == "SpaceAfter=No") { "" } else { " " };
            if let Some((first, last)) = id.split_once('-') {
                let number = |n: &str| n.parse::<usize>().expect("a number");
                inside = number(last) - number(first) + 1;
                within = paragraph.text.len();
                paragraph.text.extend([form, space]);
                continue;
            }
            if inside > 0 {
                inside -= 1;
                let end = paragraph.text[within..].find(form).map(|at| within + at + form.len());
                // Words that are not written as they stand (none in English): the token ends where the text does.
                let end = end.unwrap_or_else(|| paragraph.text.trim_end().len());
                paragraph.tokens.push(Span::new(within, end));
                within = end;
                continue;
            }
            let at = paragraph.text.len();
            paragraph.text.extend([form, space]);
            paragraph.tokens.push(Span::new(at, at + form.len()));
        }
        let end = paragraph.text.trim_end().len();
        paragraph.sentences.push(Span::new(start, end));
        if lines_apart && paragraph.text.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',') {
            all.push(Paragraph::default());
        }
    }
    all.retain(|p| !p.sentences.is_empty());
    all
}

#[derive(Default)]
struct Counts {
    expected: usize,
    found: usize,
    right: usize,
}

impl Counts {
    fn add(&mut self, expected: &[Span], found: &[Span]) {
        let all: HashSet<&Span> = expected.iter().collect();
        self.expected += expected.len();
        self.found += found.len();
        self.right += found.iter().filter(|s| all.contains(s)).count();
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.expected + self.found).max(1) as f64
    }
}

/// The stretches of a paragraph in which two ways to cut it differ, each with its pieces apart.
fn differences(text: &str, expected: &[Span], found: &[Span]) -> Vec<(String, String)> {
    let (a, b): (HashSet<&Span>, HashSet<&Span>) = (expected.iter().collect(), found.iter().collect());
    let show = |spans: &[&Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ¦ ");
    let lacking: Vec<&Span> = expected.iter().filter(|s| !b.contains(s)).collect();
    let extra: Vec<&Span> = found.iter().filter(|s| !a.contains(s)).collect();
    let mut shown = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < lacking.len() || j < extra.len() {
        let (from_i, from_j) = (i, j);
        let mut end = 0;
        loop {
            if i < lacking.len() && (end == 0 || lacking[i].start < end) {
                end = end.max(lacking[i].end);
                i += 1;
            } else if j < extra.len() && (end == 0 || extra[j].start < end) {
                end = end.max(extra[j].end);
                j += 1;
            } else {
                break;
            }
        }
        shown.push((show(&lacking[from_i..i]), show(&extra[from_j..j])));
    }
    shown
}

/// Cuts the paragraphs and compares: counts of tokens and of sentences.
fn measure(paragraphs: &[Paragraph], shows: bool) -> (Counts, Counts) {
    let (mut of_tokens, mut of_sentences) = (Counts::default(), Counts::default());
    for paragraph in paragraphs {
        let text = &paragraph.text;
        let found = tokens::tokenize(text, Span::new(0, text.len()));
        let cut: Vec<Span> = sentences::split(text, &found)
            .into_iter()
            .map(|range| Span::new(found[range.start].start, found[range.end - 1].end))
            .collect();
        of_tokens.add(&paragraph.tokens, &found);
        of_sentences.add(&paragraph.sentences, &cut);
        if shows {
            for (kind, expected, found) in [("T", &paragraph.tokens, &found), ("S", &paragraph.sentences, &cut)] {
                for (expected, found) in differences(text, expected, found) {
                    println!("{kind} expected {expected}\n{kind} found    {found}");
                }
            }
        }
    }
    (of_tokens, of_sentences)
}

#[test]
fn tokens_and_sentences_are_those_of_the_treebanks() {
    let folder = std::env::var_os("SOURCELIGHT_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let Ok(entries) = fs::read_dir(folder.join("corpora/treebanks")) else {
        eprintln!("NOT RUN: SOURCELIGHT_SHARED names no folder with treebanks ({})", folder.display());
        return;
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "conllu"));
    files.sort();
    let errors = std::env::var("SOURCELIGHT_ERRORS").ok();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let file = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{name}: {e}"));
        let shows = errors.as_ref().is_some_and(|e| name.contains(e.as_str()));
        let (of_tokens, of_marked) = measure(&paragraphs(&file, false), false);
        let (_, of_sentences) = measure(&paragraphs(&file, true), shows);
        let (tokens, marked, sentences) = (of_tokens.f1(), of_marked.f1(), of_sentences.f1());
        println!("{name}: tokens F1 {tokens:.2}; sentences F1 {marked:.2}, with lines apart {sentences:.2}");
        if name == "gum-news" {
            assert!(tokens >= 99.5 && sentences >= 96.5, "{name}: tokens {tokens:.2}, sentences {sentences:.2}");
        }
    }
}
