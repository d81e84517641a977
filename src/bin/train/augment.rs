//! Sentences as news has them and treebanks hardly: headlines, without a full stop, broken off, without capitals.

use crate::chance::Chance;
use crate::treebank::Tree;

/// The variants of a sentence that are trained on beside it.
pub fn variants(tree: &Tree, chance: &mut Chance, into: &mut Vec<Tree>) {
    if tree.words.len() < 4 {
        return;
    }
    if chance.happens(7) {
        into.push(headline(&without_stop(tree)));
    }
    if chance.happens(3) {
        into.push(cased(tree, |w| w.to_lowercase()));
    }
    if chance.happens(1) {
        into.push(cased(tree, |w| w.to_uppercase()));
    }
    if chance.happens(4) {
        into.push(without_stop(tree));
    }
    if chance.happens(4) {
        into.extend(broken_off(tree, chance));
    }
}

fn cased(tree: &Tree, case: impl Fn(&str) -> String) -> Tree {
    Tree { words: tree.words.iter().map(|w| case(w)).collect(), ..tree.clone() }
}

/// Capitals on all words but the short ones that headlines leave small.
fn headline(tree: &Tree) -> Tree {
    let mut tree = tree.clone();
    for (n, word) in tree.words.iter_mut().enumerate() {
        let small =
            word.len() < 4 && ["ADP", "DET", "CCONJ", "PART"].contains(&name(tree.tags[n])) || word.starts_with(['\'', '’']);
        if n == 0 || !small {
            let mut letters = word.chars();
            if let Some(first) = letters.next() {
                *word = first.to_uppercase().chain(letters).collect();
            }
        }
    }
    tree
}

fn name(tag: u8) -> &'static str {
    use sourcelight::text::Tag::*;
    match sourcelight::text::model::TAGS[usize::from(tag)] {
        Adp => "ADP",
        Det => "DET",
        Cconj => "CCONJ",
        Part => "PART",
        _ => "",
    }
}

/// The first `len` words.
fn first(tree: &Tree, len: usize) -> Tree {
    Tree {
        document: tree.document.clone(),
        words: tree.words[..len].to_vec(),
        tags: tree.tags[..len].to_vec(),
        fine: tree.fine[..len].to_vec(),
        heads: tree.heads[..len].to_vec(),
        relations: tree.relations[..len].to_vec(),
    }
}

fn without_stop(tree: &Tree) -> Tree {
    let last = tree.words.len() - 1;
    let stop = [".", "!", "?", "..."].contains(&tree.words[last].as_str());
    if stop && tree.heads.iter().enumerate().all(|(n, h)| *h != last || n == last) && tree.heads[last] != last {
        first(tree, last)
    } else {
        tree.clone()
    }
}

/// The sentence up to a word after which it could end: no word before it hangs on one after it.
fn broken_off(tree: &Tree, chance: &mut Chance) -> Option<Tree> {
    let mut highest = 0;
    let ends: Vec<usize> = (0..tree.words.len() - 1)
        .filter(|n| {
            highest = highest.max(tree.heads[*n]);
            highest <= *n && *n > 2
        })
        .collect();
    let rooted = |end: &usize| (0..=*end).any(|n| tree.heads[n] == n);
    let ends: Vec<usize> = ends.into_iter().filter(rooted).collect();
    (!ends.is_empty()).then(|| first(tree, ends[chance.below(ends.len())] + 1))
}
