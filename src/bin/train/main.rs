//! Trains the weights of tagger, parser and labeller from treebanks, and measures them.
//!
//! `cargo run --release --features train --bin train -- TREEBANK_DIR` (files: `src/text/weights/README.md`). The result
//! depends on nothing but the treebanks and this code.

mod augment;
mod evaluate;
mod perceptron;
mod treebank;

use clap::Parser;
use perceptron::{Chance, Perceptron};
use sourcelight::text::features::{Vocabulary, Word, Words};
use sourcelight::text::labeller::{self, Bare, LABELS, RELATIONS};
use sourcelight::text::model::{Model, Parts};
use sourcelight::text::parser::{self, STEPS, Search, Trace};
use sourcelight::text::table::Weights;
use sourcelight::text::tagger::{self, CLASSES};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use treebank::Tree;

/// Trains the weights of tagger and parser.
#[derive(Parser)]
struct Arguments {
    /// Folder with ewt-train.conllu, ewt-dev.conllu, ewt-test.conllu and gum-*.conllu.
    treebanks: PathBuf,
    /// Where the weights go.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/weights/sourcelight.weights"))]
    weights: PathBuf,
    /// Trains nothing: measures the weights that are there.
    #[arg(long)]
    measure: bool,
    /// Weights smaller than this are left out (127 is the largest).
    #[arg(long, default_value_t = 2)]
    least: i8,
    /// Experiment.
    #[arg(long)]
    only: Option<String>,
    /// Margin of the tagger.
    #[arg(long, default_value_t = 60)]
    tagger_margin: i32,
    /// Margin of the parser.
    #[arg(long, default_value_t = 0)]
    parser_margin: i32,
    /// How often a word must be seen to be in the vocabulary.
    #[arg(long, default_value_t = 3)]
    seen: usize,
    /// Features that are kept of tagger, parser, labeller.
    #[arg(long, default_value_t = 25_000)]
    guesser_features: usize,
    /// Tagger.
    #[arg(long, default_value_t = 60_000)]
    tagger_features: usize,
    /// Parser.
    #[arg(long, default_value_t = 220_000)]
    parser_features: usize,
    /// Labeller.
    #[arg(long, default_value_t = 80_000)]
    labeller_features: usize,
    /// Passes over the treebanks for the tagger.
    #[arg(long, default_value_t = 8)]
    tagger_passes: usize,
    /// Passes for the parser.
    #[arg(long, default_value_t = 8)]
    parser_passes: usize,
    /// Passes for the labeller.
    #[arg(long, default_value_t = 8)]
    labeller_passes: usize,
    /// Beam in training.
    #[arg(long, default_value_t = 4)]
    beam: usize,
    /// Beam of the finished model.
    #[arg(long, default_value_t = 4)]
    final_beam: u8,
    /// How much worse than the best a state of the beam may be in the finished model.
    #[arg(long, default_value_t = 400)]
    final_slack: u16,
    /// Mistakes that earn a feature of the parser a weight.
    #[arg(long, default_value_t = 6)]
    parser_enough: u8,
    /// The same for the tagger.
    #[arg(long, default_value_t = 3)]
    tagger_enough: u8,
    /// The same for the labeller.
    #[arg(long, default_value_t = 3)]
    labeller_enough: u8,
}

/// Parts into which the treebanks are divided so that tags and trees to train on come from models that did not see them.
const FOLDS: usize = 5;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Sentences to train on, and treebanks to measure with.
struct Treebanks {
    train: Vec<Tree>,
    measured: Vec<(&'static str, Vec<Tree>)>,
}

fn read(folder: &Path) -> Result<Treebanks, String> {
    let file = |name: &str| treebank::read(&folder.join(format!("{name}.conllu")));
    let mut train = file("ewt-train")?;
    let mut held_out = Vec::new();
    for (genre, hold_out) in [("news", true), ("interview", true), ("speech", false), ("court", false), ("bio", false)] {
        let trees = file(&format!("gum-{genre}"))?;
        let mut documents: Vec<&str> = trees.iter().map(|t| t.document.as_str()).collect();
        documents.dedup();
        // Whole documents: the third of every five.
        let held: Vec<String> = documents.iter().skip(2).step_by(5).map(|d| d.to_string()).collect();
        if hold_out {
            eprintln!("held out of gum-{genre}: {}", held.join(", "));
        }
        for tree in trees {
            if hold_out && held.contains(&tree.document) { held_out.push(tree) } else { train.push(tree) }
        }
    }
    let measured = vec![("EWT dev", file("ewt-dev")?), ("EWT test", file("ewt-test")?), ("GUM held out", held_out)];
    Ok(Treebanks { train, measured })
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let Treebanks { train, measured } = read(&arguments.treebanks)?;
    if !arguments.measure {
        let bytes = learn(arguments, train, &measured);
        std::fs::write(&arguments.weights, &bytes).map_err(|e| format!("{}: {e}", arguments.weights.display()))?;
    }
    let bytes = std::fs::read(&arguments.weights).map_err(|e| format!("{}: {e}", arguments.weights.display()))?;
    let model = Model::read(&bytes).map_err(|e| e.to_string())?;
    eprintln!("{} bytes; features of tagger, parser, labeller: {:?}", bytes.len(), model.features());
    let model = if arguments.measure { model.with_beam(arguments.final_beam.into(), arguments.final_slack) } else { model };
    let start = Instant::now();
    let columns: Vec<_> = measured.iter().map(|(name, trees)| (*name, evaluate::evaluate(&model, trees))).collect();
    let words: usize = measured.iter().flat_map(|(_, trees)| trees).map(|t| t.words.len()).sum();
    eprintln!("{:.0} words a second", words as f64 / start.elapsed().as_secs_f64());
    print!("{}", evaluate::table(&columns));
    Ok(())
}

/// A sentence to train on.
struct Example {
    words: Words,
    fold: usize,
    /// Right and given class of each word.
    classes: Vec<u8>,
    guesses: Vec<u8>,
    tags: Vec<u8>,
    /// Right heads and classes of the relations.
    heads: Vec<usize>,
    labels: Vec<u8>,
    /// Right steps of the parser.
    steps: Vec<u8>,
    /// The tree that a parser gave that did not see the sentence.
    tree: Bare,
}

/// The most frequent pairs of universal and Penn tag.
fn word_classes(trees: &[Tree]) -> Vec<(u8, String)> {
    let mut counts: HashMap<(u8, &str), usize> = HashMap::new();
    for tree in trees {
        for pair in tree.tags.iter().zip(&tree.fine) {
            *counts.entry((*pair.0, pair.1)).or_default() += 1;
        }
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    sorted.into_iter().take(CLASSES).map(|((tag, fine), _)| (tag, fine.to_owned())).collect()
}

fn learn(arguments: &Arguments, trees: Vec<Tree>, measured: &[(&'static str, Vec<Tree>)]) -> Vec<u8> {
    let start = Instant::now();
    let note = |what: &str| eprintln!("{:5.0} s  {what}", start.elapsed().as_secs_f64());
    let classes = word_classes(&trees);
    let vocabulary = vocabulary(&trees, arguments.seen);
    let mut examples = examples(trees, &classes, &vocabulary, true);
    note(&format!("{} sentences", examples.len()));

    learn_tags(arguments, &mut examples, classes.len(), &note);
    let guesser = learn_tagger(&examples, classes.len(), arguments, true, None);
    let tagger = learn_tagger(&examples, classes.len(), arguments, false, None);
    note("tagger");
    if let Some(only) = &arguments.only {
        let mut dev = self::examples(measured[0].1.clone(), &classes, &vocabulary, false);
        let (first, second) = (guesser.averaged(arguments.least), tagger.averaged(arguments.least));
        let mut buffer = Vec::new();
        let (mut right, mut upos, mut all) = (0, 0, 0);
        for example in &mut dev {
            tagger::guess(&first, classes.len(), &example.words, &mut buffer, &mut example.guesses);
            tagger::tag(&second, classes.len(), &example.words, &example.guesses, &mut buffer, &mut example.tags);
            all += example.tags.len();
            right += example.tags.iter().zip(&example.classes).filter(|(a, b)| a == b).count();
            upos += example
                .tags
                .iter()
                .zip(&example.classes)
                .filter(|(a, b)| classes[**a as usize].0 == classes[**b as usize].0)
                .count();
        }
        note(&format!(
            "tagger {:.2} fine {:.2} {} features",
            100.0 * upos as f64 / all as f64,
            100.0 * right as f64 / all as f64,
            second.len()
        ));
        if only == "tagger" {
            std::process::exit(0);
        }
        for passes in [arguments.parser_passes] {
            let name = "beam";
            let parser = learn_parser(&examples, arguments.beam, passes, arguments, None);
            let weights = parser.averaged(1);
            for beam in [1, 2, 4, 8] {
                let mut search = Search::default();
                let mut steps = Vec::new();
                let (mut right, mut all, mut groups) = (0, 0, 0);
                for example in dev.iter_mut() {
                    search.begin(&example.words, &example.tags);
                    let best = search.run(&weights, beam, i32::MAX, None);
                    search.steps(best, &mut steps);
                    search.arcs(&steps, &mut example.tree.heads, &mut example.tree.groups);
                    all += example.heads.len();
                    for n in 0..example.heads.len() {
                        if example.heads[n] == example.tree.heads[n] {
                            right += 1;
                            let g = parser::step(RELATIONS[example.labels[n] as usize], n < example.heads[n]);
                            groups += usize::from(g == example.tree.groups[n]);
                        }
                    }
                }
                note(&format!(
                    "{name} passes {passes} beam {beam}: UAS {:.2} group {:.2}; {} bytes",
                    100.0 * right as f64 / all as f64,
                    100.0 * groups as f64 / all as f64,
                    parser.table(1).len()
                ));
            }
        }
        std::process::exit(0);
    }
    for fold in 0..FOLDS {
        let parser = learn_parser(&examples, 2, 4, arguments, Some(fold));
        let mut search = Search::default();
        let mut steps = Vec::new();
        let (mut right, mut all) = (0, 0);
        for example in examples.iter_mut().filter(|e| e.fold == fold) {
            search.begin(&example.words, &example.tags);
            let best = search.run(&parser, 2, i32::MAX, None);
            search.steps(best, &mut steps);
            search.arcs(&steps, &mut example.tree.heads, &mut example.tree.groups);
            example.tree.index();
            all += example.heads.len();
            right += example.heads.iter().zip(&example.tree.heads).filter(|(a, b)| a == b).count();
        }
        note(&format!("trees of part {}: {:.2} % of {all}", fold + 1, 100.0 * right as f64 / all as f64));
    }
    let parser = learn_parser(&examples, arguments.beam, arguments.parser_passes, arguments, None);
    note("parser");
    let labeller = learn_labeller(&examples, arguments);
    note("labeller");
    let tables =
        [guesser.table(arguments.least), tagger.table(arguments.least), parser.table(1), labeller.table(arguments.least)];
    note(&format!("bytes of the tables: {:?}", tables.each_ref().map(Vec::len)));
    Model::write(&Parts {
        classes: classes.iter().map(|(tag, _)| *tag).collect(),
        beam: arguments.final_beam,
        slack: arguments.final_slack,
        vocabulary,
        tables,
    })
}

/// The words that were seen often enough.
fn vocabulary(trees: &[Tree], enough: usize) -> Vocabulary {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for word in trees.iter().flat_map(|t| &t.words) {
        *counts.entry(Word::new(word).form).or_default() += 1;
    }
    let mut forms: Vec<u32> = counts.into_iter().filter(|(_, count)| *count >= enough).map(|(form, _)| form).collect();
    forms.sort_unstable();
    Vocabulary(forms)
}

/// The sentences and their variants, in folds of whole documents.
fn examples(trees: Vec<Tree>, classes: &[(u8, String)], vocabulary: &Vocabulary, augment: bool) -> Vec<Example> {
    let mut chance = Chance(0x5eed);
    let mut all = Vec::new();
    let mut folds: Vec<usize> = Vec::new();
    let (mut fold, mut document) = (0, String::new());
    for tree in trees {
        if tree.document != document {
            document.clone_from(&tree.document);
            fold = (fold + 1) % FOLDS;
        }
        if augment {
            augment::variants(&tree, &mut chance, &mut all);
        }
        all.push(tree);
        folds.resize(all.len(), fold);
    }
    let class = |tag: u8, fine: &str| {
        let same = classes.iter().position(|(t, f)| *t == tag && f == fine);
        same.or_else(|| classes.iter().position(|(t, _)| *t == tag)).unwrap_or(0) as u8
    };
    let example = |(tree, fold): (Tree, usize)| {
        let forms: Vec<&str> = tree.words.iter().map(String::as_str).collect();
        let mut words = Words::default();
        words.read(&forms, vocabulary);
        let heads = tree.projective();
        let groups: Vec<u8> = (0..heads.len()).map(|n| parser::step(tree.relations[n], n < heads[n])).collect();
        let label = |r| RELATIONS.iter().position(|known| *known == r).unwrap_or(0) as u8;
        Example {
            words,
            fold,
            classes: tree.tags.iter().zip(&tree.fine).map(|(tag, fine)| class(*tag, fine)).collect(),
            guesses: Vec::new(),
            tags: Vec::new(),
            steps: parser::oracle(&heads, &groups),
            labels: tree.relations.iter().map(|r| label(*r)).collect(),
            heads: tree.heads,
            tree: Bare::default(),
        }
    };
    all.into_iter().zip(folds).map(example).collect()
}

/// The order of a pass.
fn order(examples: &[Example], without: Option<usize>, chance: &mut Chance) -> Vec<usize> {
    let mut order: Vec<usize> = (0..examples.len()).filter(|n| Some(examples[*n].fold) != without).collect();
    chance.shuffle(&mut order);
    order
}

/// Tags all examples, first guesses, then tags, each part by a tagger that did not see it.
fn learn_tags(arguments: &Arguments, examples: &mut [Example], classes: usize, note: &impl Fn(&str)) {
    let mut buffer = Vec::new();
    for guessing in [true, false] {
        let (mut right, mut all) = (0, 0);
        for fold in 0..FOLDS {
            let weights = learn_tagger(examples, classes, arguments, guessing, Some(fold));
            for e in examples.iter_mut().filter(|e| e.fold == fold) {
                if guessing {
                    tagger::guess(&weights, classes, &e.words, &mut buffer, &mut e.guesses);
                } else {
                    tagger::tag(&weights, classes, &e.words, &e.guesses, &mut buffer, &mut e.tags);
                }
                let given = if guessing { &e.guesses } else { &e.tags };
                all += given.len();
                right += given.iter().zip(&e.classes).filter(|(a, b)| a == b).count();
            }
        }
        let pass = if guessing { "first" } else { "second" };
        note(&format!("{pass} pass of the tagger on unseen parts: {:.2} % of {all}", 100.0 * right as f64 / all as f64));
    }
}

/// The first or the second pass of the tagger.
fn learn_tagger(
    examples: &[Example],
    classes: usize,
    arguments: &Arguments,
    guessing: bool,
    without: Option<usize>,
) -> Perceptron<CLASSES> {
    let mut weights = Perceptron::new(arguments.tagger_enough);
    let mut chance = Chance(1);
    let mut features = Vec::new();
    let mut tags: Vec<u8> = Vec::new();
    let mut scores = [0; CLASSES];
    let passes = if guessing { arguments.tagger_passes / 2 } else { arguments.tagger_passes };
    for pass in 0..passes {
        if pass == passes / 2 {
            weights.prune(if guessing { arguments.guesser_features } else { arguments.tagger_features });
        }
        for n in order(examples, without, &mut chance) {
            let example = &examples[n];
            weights.tick();
            tags.clear();
            for (at, right) in example.classes.iter().enumerate() {
                if guessing {
                    tagger::guess_features(&example.words, at, &mut features);
                } else {
                    tagger::features(&example.words, &example.guesses, &tags, at, &mut features);
                }
                weights.score(&features, &mut scores);
                tags.push(tagger::best(&scores[..classes]) as u8);
                scores[usize::from(*right)] -= arguments.tagger_margin;
                let wrong = tagger::best(&scores[..classes]) as u8;
                if wrong != *right {
                    weights.learn(&features, Some(*right), Some(wrong));
                }
            }
        }
    }
    weights
}

fn learn_parser(
    examples: &[Example],
    beam: usize,
    passes: usize,
    arguments: &Arguments,
    without: Option<usize>,
) -> Perceptron<STEPS> {
    let mut weights = Perceptron::new(arguments.parser_enough);
    let mut chance = Chance(2);
    let mut search = Search::default();
    let mut found = Vec::new();
    for pass in 0..passes {
        if pass == passes / 2 {
            weights.prune(arguments.parser_features);
        }
        let (mut wrong, mut all) = (0, 0);
        for n in order(examples, without, &mut chance) {
            let example = &examples[n];
            if example.steps.len() != 2 * example.words.words.len() {
                continue;
            }
            weights.tick();
            all += 1;
            search.begin(&example.words, &example.tags);
            let mut trace = Trace { gold: &example.steps, margin: arguments.parser_margin, violations: Vec::new() };
            search.run(&weights, beam, i32::MAX, Some(&mut trace));
            if trace.violations.last().is_none_or(|v| v.0 == i32::MIN) {
                continue;
            }
            wrong += 1;
            // Where the best was furthest above the right one (Huang, Fayong and Guo 2012).
            let worst = (0..trace.violations.len()).rev().max_by_key(|n| trace.violations[*n].0).unwrap_or(0);
            search.steps(trace.violations[worst].1, &mut found);
            let right = &example.steps[..=worst];
            let same = right.iter().zip(&found).take_while(|(a, b)| a == b).count();
            search.follow(right, |n, features| {
                if n >= same {
                    weights.learn(features, Some(right[n]), None);
                }
            });
            search.follow(&found, |n, features| {
                if n >= same {
                    weights.learn(features, None, Some(found[n]));
                }
            });
        }
        if without.is_none() {
            eprintln!("         pass {}: {wrong} of {all} sentences wrong, {} features", pass + 1, weights.len());
        }
    }
    weights
}

fn learn_labeller(examples: &[Example], arguments: &Arguments) -> Perceptron<LABELS> {
    let mut weights = Perceptron::new(arguments.labeller_enough);
    let mut chance = Chance(3);
    let mut features = Vec::new();
    let mut labels: Vec<u8> = Vec::new();
    let mut scores = [0; LABELS];
    for pass in 0..arguments.labeller_passes {
        if pass == arguments.labeller_passes / 2 {
            weights.prune(arguments.labeller_features);
        }
        for n in order(examples, None, &mut chance) {
            let example = &examples[n];
            weights.tick();
            labels.clear();
            for (word, right) in example.labels.iter().enumerate() {
                if example.tree.heads[word] == word {
                    labels.push(0);
                    continue;
                }
                labeller::features(&example.words, &example.tags, &example.tree, &labels, word, &mut features);
                weights.score(&features, &mut scores);
                let found = 1 + tagger::best(&scores[1..RELATIONS.len()]) as u8;
                // What should be the root of the sentence teaches nothing about relations.
                if found != *right && *right != 0 {
                    weights.learn(&features, Some(*right), Some(found));
                }
                labels.push(found);
            }
        }
    }
    weights
}
