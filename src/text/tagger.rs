//! Parts of speech, in two passes: the first guesses each word's class by the words alone, the second decides from left to
//! right, with the decisions before and the guesses after.
//!
//! The classes are finer than [`Tag`](super::Tag): a universal tag with the Penn tag of the treebanks (*VERB VBD*), since
//! the parser gains from telling participles from finite verbs and names from nouns.

use super::features::{Sink, Words};
use super::table::Weights;

/// Most classes of words that a model can have.
pub const CLASSES: usize = 64;

/// The class of what is beside the sentence.
const BESIDE: u8 = 0xff;

/// Features of the word at `at` for the first pass.
pub fn guess_features(sentence: &Words, at: usize, into: &mut Vec<u32>) {
    let words = &sentence.words;
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|n| words.get(n));
    let form = |offset: isize| word(offset).map_or(1, |w| w.lexeme);
    let suffix = |offset: isize, n: usize| word(offset).map_or(1, |w| w.suffixes[n - 1]);
    let w = &words[at];
    let headline = u32::from(sentence.headline);
    let first = u32::from(at == 0);
    let mut f = Sink::new(into);
    f.add([]);
    f.add([w.form]);
    f.add([w.form, headline, u32::from(w.capital), first]);
    for suffix in w.suffixes {
        f.add([suffix]);
    }
    for prefix in &w.prefixes[1..] {
        f.add([*prefix]);
    }
    f.add([w.shape, headline, first]);
    f.add([w.shape, suffix(0, 3), headline]);
    f.add([form(-1)]);
    f.add([form(1)]);
    f.add([form(-1), w.lexeme]);
    f.add([w.lexeme, form(1)]);
    f.add([suffix(-1, 3), suffix(0, 2)]);
    f.add([suffix(0, 2), suffix(1, 3)]);
    f.add([w.mark as u32, u32::from(sentence.quoted[at])]);
}

/// Features of the word at `at`, where the words before have `tags` and all words the `guesses` of the first pass.
pub fn features(sentence: &Words, guesses: &[u8], tags: &[u8], at: usize, into: &mut Vec<u32>) {
    let words = &sentence.words;
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|n| words.get(n));
    let form = |offset: isize| word(offset).map_or(1, |w| w.lexeme);
    let suffix = |offset: isize, n: usize| word(offset).map_or(1, |w| w.suffixes[n - 1]);
    let tag = |offset: isize| u32::from(at.checked_add_signed(offset).and_then(|n| tags.get(n)).map_or(BESIDE, |t| *t));
    let guess = |offset: usize| u32::from(guesses.get(at + offset).map_or(BESIDE, |t| *t));
    let w = &words[at];
    let headline = u32::from(sentence.headline);
    let first = u32::from(at == 0 || words[..at].iter().rev().take(4).all(|w| !w.letter));
    let shape = |offset: isize| word(offset).map_or(0, |w| w.shape);
    let (t1, t2) = (tag(-1), tag(-2));
    let (g0, g1, g2) = (guess(0), guess(1), guess(2));
    let mut f = Sink::new(into);
    f.add([]);
    f.add([w.form]);
    f.add([w.form, headline, u32::from(w.capital), first]);
    for suffix in w.suffixes {
        f.add([suffix]);
    }
    for prefix in w.prefixes {
        f.add([prefix]);
    }
    f.add([w.shape, headline]);
    f.add([w.shape, headline, first]);
    f.add([w.shape, suffix(0, 3), headline]);
    f.add([w.shape, shape(-1), shape(1)]);
    f.add([shape(1), headline]);
    f.add([g0]);
    f.add([g0, g1]);
    f.add([t1, g0, g1]);
    f.add([t1]);
    f.add([t1, t2]);
    f.add([t1, w.lexeme]);
    f.add([t1, t2, w.lexeme]);
    f.add([t1, suffix(0, 2)]);
    f.add([t1, suffix(0, 3)]);
    f.add([t1, w.shape, headline]);
    f.add([t1, form(1)]);
    f.add([t1, t2, tag(-3)]);
    f.add([t1, form(-1), w.lexeme]);
    f.add([t1, g1]);
    f.add([t1, t2, g1]);
    f.add([t1, g1, g2]);
    f.add([t1, w.lexeme, g1]);
    f.add([w.lexeme, g1]);
    f.add([w.lexeme, g1, g2]);
    f.add([suffix(0, 2), g1]);
    f.add([suffix(0, 3), t1, g1]);
    f.add([w.shape, t1, g1]);
    f.add([g1]);
    f.add([g1, g2]);
    f.add([g1, g2, guess(3)]);
    f.add([form(-1)]);
    f.add([form(-2)]);
    f.add([form(1)]);
    f.add([form(2)]);
    f.add([form(-1), w.lexeme]);
    f.add([w.lexeme, form(1)]);
    f.add([w.lexeme, form(1), form(2)]);
    f.add([w.lexeme, form(2)]);
    f.add([form(-1), form(1)]);
    f.add([form(-2), form(-1)]);
    f.add([form(-2), w.lexeme]);
    f.add([suffix(-1, 3)]);
    f.add([suffix(1, 3)]);
    f.add([suffix(2, 3)]);
    f.add([suffix(0, 3), suffix(1, 2)]);
    f.add([w.mark as u32, u32::from(sentence.quoted[at])]);
    f.add([w.mark as u32, t1, u32::from(sentence.quoted[at])]);
}

/// The first pass: a class for each word. `buffer` is for reuse only.
pub fn guess(weights: &impl Weights<CLASSES>, classes: usize, sentence: &Words, buffer: &mut Vec<u32>, guesses: &mut Vec<u8>) {
    guesses.clear();
    let mut scores = [0; CLASSES];
    for at in 0..sentence.words.len() {
        guess_features(sentence, at, buffer);
        weights.score(buffer, &mut scores);
        guesses.push(best(&scores[..classes.min(CLASSES)]) as u8);
    }
}

/// The second pass: the class of each word. `buffer` is for reuse only.
pub fn tag(
    weights: &impl Weights<CLASSES>,
    classes: usize,
    sentence: &Words,
    guesses: &[u8],
    buffer: &mut Vec<u32>,
    tags: &mut Vec<u8>,
) {
    tags.clear();
    let mut scores = [0; CLASSES];
    for at in 0..sentence.words.len() {
        features(sentence, guesses, tags, at, buffer);
        weights.score(buffer, &mut scores);
        tags.push(best(&scores[..classes.min(CLASSES)]) as u8);
    }
}

/// The place of the highest score, the first of equal ones.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (n, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = n;
        }
    }
    best
}
