//! Trees of sentences that were read lately, so that of a page that changed only the sentences that are new are parsed again.
//!
//! A tree depends on nothing but the words of its sentence, as the network sees them ([`Rows`]); they are the key, whole: no two
//! sentences are taken for one. What was not asked for since [`WORDS`] words is forgotten.

use super::model::Parsed;
use super::student::words::Rows;
use std::collections::HashMap;

/// Words whose trees are kept, and as many again of those before: the text of the longest live blogs, in at most 3 MB.
const WORDS: usize = 25_000;

type Trees = HashMap<Box<[Rows]>, Box<[Parsed]>>;

/// The trees; heads count from the beginning of their sentence.
#[derive(Default)]
pub struct Kept {
    recent: Trees,
    older: Trees,
    /// Words of `recent`.
    words: usize,
}

impl Kept {
    /// The tree of a sentence, if it is kept.
    pub fn get(&mut self, sentence: &[Rows]) -> Option<&[Parsed]> {
        if let Some((sentence, tree)) = self.older.remove_entry(sentence) {
            self.insert(sentence, tree);
        }
        self.recent.get(sentence).map(|tree| &**tree)
    }

    /// Keeps the tree of a sentence.
    pub fn put(&mut self, sentence: &[Rows], tree: &[Parsed]) {
        self.insert(sentence.into(), tree.into());
    }

    fn insert(&mut self, sentence: Box<[Rows]>, tree: Box<[Parsed]>) {
        if self.words + sentence.len() > WORDS {
            self.older = std::mem::take(&mut self.recent);
            self.words = 0;
        }
        self.words += sentence.len();
        self.recent.insert(sentence, tree);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Relation, Tag};

    fn sentence(n: usize) -> Vec<Rows> {
        (0..50).map(|word| std::array::from_fn(|at| (n * 31 + word * 7 + at) as u16)).collect()
    }

    fn tree(n: usize) -> Vec<Parsed> {
        vec![Parsed { tag: Tag::Noun, head: n, relation: Relation::Root }; 50]
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let mut kept = Kept::default();
        for n in 0..5_000 {
            kept.put(&sentence(n), &tree(n));
            assert_eq!(kept.get(&sentence(0)), Some(&*tree(0)), "after {n}");
        }
        assert_eq!(kept.get(&sentence(4_999)), Some(&*tree(4_999)));
        assert_eq!(kept.get(&sentence(1)), None);
        let words: usize = kept.recent.keys().chain(kept.older.keys()).map(|s| s.len()).sum();
        assert!(words <= 2 * WORDS, "{words}");
    }
}
