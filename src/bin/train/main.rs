//! Trains the student from trees, and measures it. `src/text/training/train.sh` makes the trees and calls this.

mod augment;
mod chance;
mod evaluate;
mod learn;
mod matrix;
mod treebank;

use chance::Chance;
use clap::Parser;
use learn::{Adam, Dropout, Example};
use sourcelight::text::model::Model;
use sourcelight::text::student::arcs::RELATIONS;
use sourcelight::text::student::network::{self, Size};
use sourcelight::text::student::words;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use treebank::Tree;

/// Trains the weights of tagger and parser.
#[derive(Parser)]
struct Arguments {
    /// Folder with trees (CoNLL-U): `prose-*` and others, of which some are held out.
    trees: PathBuf,
    /// Where the weights go.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/weights/sourcelight.weights"))]
    weights: PathBuf,
    /// Trains nothing: measures the weights that are there.
    #[arg(long)]
    measure: bool,
    /// Numbers that stand for a word.
    #[arg(long, default_value_t = 64)]
    width: usize,
    /// Units of the parser's hidden layer.
    #[arg(long, default_value_t = 64)]
    hidden: usize,
    /// Passes over the trees.
    #[arg(long, default_value_t = 12)]
    passes: usize,
    /// Passes in which the parser is led along the right steps.
    #[arg(long, default_value_t = 1)]
    led: usize,
    /// Words after which the weights change.
    #[arg(long, default_value_t = 1000)]
    batch: usize,
    /// How far the weights move at first.
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    /// How fast weights that nothing holds fall to zero.
    #[arg(long, default_value_t = 0.01)]
    decay: f32,
    /// Share of a word's numbers that are left out while learning.
    #[arg(long, default_value_t = 0.14)]
    dropout: f32,
    /// Share of words whose form is not seen while learning.
    #[arg(long, default_value_t = 0.04)]
    unseen: f32,
    /// Threads; the weights depend on their number.
    #[arg(long, default_value_t = 2)]
    threads: usize,
}

/// Treebanks of which nothing is learned.
const HELD_OUT: [&str; 3] = ["ewt-dev", "ewt-test", "gum-news"];

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Trees to learn from, and those to measure with by the name of their source.
struct Trees {
    learned: Vec<Tree>,
    measured: Vec<(String, Vec<Tree>)>,
}

fn read(folder: &Path) -> Result<Trees, String> {
    let listed = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> = listed.filter_map(|f| f.ok()).map(|f| f.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "conllu"));
    files.sort();
    let mut trees = Trees { learned: Vec::new(), measured: vec![("prose".to_owned(), Vec::new())] };
    for file in files {
        let name = file.file_stem().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let own = treebank::read(&file)?;
        if HELD_OUT.contains(&name.as_str()) {
            trees.measured.push((name, own));
        } else if name.starts_with("prose-") {
            // The last tenth of each file.
            let rest = own.len() - own.len() / 10;
            trees.learned.extend_from_slice(&own[..rest]);
            trees.measured[0].1.extend_from_slice(&own[rest..]);
        } else {
            trees.learned.extend(own);
        }
    }
    Ok(trees)
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let Trees { learned, measured } = read(&arguments.trees)?;
    if !arguments.measure {
        let bytes = train(arguments, &learned, &measured)?;
        std::fs::write(&arguments.weights, &bytes).map_err(|e| format!("{}: {e}", arguments.weights.display()))?;
    }
    let bytes = std::fs::read(&arguments.weights).map_err(|e| format!("{}: {e}", arguments.weights.display()))?;
    let model = Model::read(&bytes).map_err(|e| e.to_string())?;
    eprintln!("{} bytes; width and hidden units: {:?}", bytes.len(), model.size());
    let start = Instant::now();
    let columns: Vec<_> = measured.iter().map(|(name, trees)| (name.as_str(), evaluate::evaluate(&model, trees))).collect();
    let words: usize = measured.iter().flat_map(|(_, trees)| trees).map(|t| t.words.len()).sum();
    eprintln!("{:.0} words a second", words as f64 / start.elapsed().as_secs_f64());
    print!("{}", evaluate::table(&columns));
    Ok(())
}

/// A tree as the network learns it.
fn example(tree: &Tree) -> Example {
    let heads = tree.projective();
    let number = |n: usize, head: usize| if n == head { heads.len() as u32 } else { head as u32 };
    Example {
        rows: tree.words.iter().map(|w| words::rows(w)).collect(),
        tags: tree.tags.clone(),
        relations: tree.relations.iter().map(|r| RELATIONS.iter().position(|k| k == r).unwrap_or(0) as u8).collect(),
        heads: heads.iter().enumerate().map(|(n, head)| number(n, *head)).collect(),
    }
}

fn train(arguments: &Arguments, learned: &[Tree], measured: &[(String, Vec<Tree>)]) -> Result<Vec<u8>, String> {
    let size = Size { width: arguments.width, hidden: arguments.hidden };
    if !size.plausible() {
        return Err("the width must be 32, 64, 96 or 128, and hidden units a multiple of 32 up to 512".into());
    }
    let mut chance = Chance(20);
    let mut all = Vec::new();
    for tree in learned.iter().filter(|t| t.words.len() < 120) {
        all.push(example(tree));
        let mut variants = Vec::new();
        augment::variants(tree, &mut chance, &mut variants);
        all.extend(variants.iter().map(example));
    }
    let words: usize = all.iter().map(|e| e.rows.len()).sum();
    eprintln!("{} sentences of {words} words, variants among them", all.len());
    let mut parameters = learn::begin(size, &mut chance);
    let mut gradients: Vec<_> = (0..arguments.threads.max(1)).map(|_| learn::zeros(size)).collect();
    let mut adam = Adam::new(size);
    let dropout = Dropout { units: arguments.dropout, forms: arguments.unseen };
    let steps = (words * arguments.passes / arguments.batch) as f32;
    let mut order: Vec<usize> = (0..all.len()).collect();
    let start = Instant::now();
    let mut step = 0;
    for pass in 0..arguments.passes {
        for n in (1..order.len()).rev() {
            order.swap(n, chance.below(n + 1));
        }
        let mut loss = learn::Loss::default();
        let mut rest = &order[..];
        while !rest.is_empty() {
            let mut count = 0;
            let mut end = 0;
            while end < rest.len() && count < arguments.batch {
                count += all[rest[end]].rows.len();
                end += 1;
            }
            let (batch, after) = rest.split_at(end);
            rest = after;
            let share = batch.len().div_ceil(gradients.len());
            let losses: Vec<learn::Loss> = std::thread::scope(|scope| {
                let parts = batch.chunks(share).zip(&mut gradients).map(|(part, to)| {
                    let examples: Vec<&Example> = part.iter().map(|n| &all[*n]).collect();
                    let mut own = Chance(chance.next());
                    let parameters = &parameters;
                    scope.spawn(move || learn::learn(size, parameters, &examples, pass < arguments.led, dropout, &mut own, to))
                });
                let threads: Vec<_> = parts.collect();
                threads.into_iter().map(|t| t.join().unwrap_or_default()).collect()
            });
            for own in losses {
                loss.tags += own.tags;
                loss.steps += own.steps;
                loss.wrong += own.wrong;
                loss.taken += own.taken;
            }
            let (sum, others) = gradients.split_at_mut(1);
            for other in others {
                for (sum, other) in sum[0].iter_mut().zip(other) {
                    for (sum, other) in sum.iter_mut().zip(other) {
                        *sum += std::mem::take(other);
                    }
                }
            }
            step += 1;
            let rate = arguments.rate * (step as f32 / 200.0).min(1.0) * (1.0 - step as f32 / steps).max(0.005);
            adam.update(&mut parameters, &mut sum[0], count, rate, arguments.decay);
        }
        let model = Model::read(&Model::write(&network::write(size, &parameters))).map_err(|e| e.to_string())?;
        let figures = evaluate::evaluate(&model, &measured[0].1);
        eprintln!(
            "pass {}: lost by tags {:.3}, by steps {:.3}, wrong steps {:.2} %; held out: {}; {:.0} words/s",
            pass + 1,
            loss.tags / words as f64,
            loss.steps / loss.taken,
            100.0 * loss.wrong / loss.taken,
            figures.short(),
            (words * (pass + 1)) as f64 / start.elapsed().as_secs_f64(),
        );
    }
    Ok(Model::write(&network::write(size, &parameters)))
}
