//! The relations of a finished tree, one arc after the other: with the whole tree in view, which the parser had not.

use super::Relation;
use super::features::{Mark, Sink, Words};
use super::parser::Group;
use super::table::Weights;
use super::tagger::best;

/// Classes of a relation: [`RELATIONS`] and room up to whole vectors.
pub const LABELS: usize = 48;

/// All relations in the order of their classes.
pub const RELATIONS: [Relation; 42] = {
    use Relation::*;
    [
        Root,
        Acl,
        AclRelcl,
        Advcl,
        Advmod,
        Amod,
        Appos,
        Aux,
        AuxPass,
        Case,
        Cc,
        Ccomp,
        Compound,
        CompoundPrt,
        Conj,
        Cop,
        Csubj,
        Dep,
        Det,
        Discourse,
        Dislocated,
        Expl,
        Fixed,
        Flat,
        Goeswith,
        Iobj,
        List,
        Mark,
        Nmod,
        NmodPoss,
        Nsubj,
        NsubjPass,
        Nummod,
        Obj,
        Obl,
        OblAgent,
        Orphan,
        Parataxis,
        Punct,
        Reparandum,
        Vocative,
        Xcomp,
    ]
};

/// A tree without relations.
#[derive(Default)]
pub struct Bare {
    /// Head of each word, its own index for the root.
    pub heads: Vec<usize>,
    /// Group of the arc to the head.
    pub groups: Vec<Group>,
    /// Dependents of all words, those of a word together and in order.
    dependents: Vec<usize>,
    /// Where the dependents of each word begin, and the end.
    first: Vec<usize>,
}

impl Bare {
    /// Sorts the words to their heads. To be called when `heads` and `groups` have been set.
    pub fn index(&mut self) {
        let len = self.heads.len();
        self.first.clear();
        self.first.resize(len + 1, 0);
        for (word, head) in self.heads.iter().enumerate() {
            if *head != word {
                self.first[head + 1] += 1;
            }
        }
        for n in 0..len {
            self.first[n + 1] += self.first[n];
        }
        self.dependents.clear();
        self.dependents.resize(self.first[len], 0);
        // Each word's place is counted up and afterwards moved back by one word.
        for (word, head) in self.heads.iter().enumerate() {
            if *head != word {
                self.dependents[self.first[*head]] = word;
                self.first[*head] += 1;
            }
        }
        self.first.rotate_right(1);
        self.first[0] = 0;
    }

    fn of(&self, word: usize) -> &[usize] {
        &self.dependents[self.first[word]..self.first[word + 1]]
    }
}

/// Features of the arc to `word`, which is not the root.
pub fn features(sentence: &Words, tags: &[u8], tree: &Bare, labels: &[u8], word: usize, into: &mut Vec<u32>) {
    const NONE: usize = usize::MAX;
    let len = tags.len();
    let head = tree.heads[word];
    let w = |n: usize| sentence.words.get(n).map_or(1, |w| w.lexeme);
    let t = |n: usize| tags.get(n).map_or(100, |t| u32::from(*t));
    let wt = |n: usize| w(n) ^ (t(n) + 1).wrapping_mul(0x9e37_79b1);
    let g = |n: usize| tree.groups.get(n).map_or(30, |g| u32::from(*g));
    let own = tree.of(word);
    let siblings = tree.of(head);
    let place = siblings.iter().position(|s| *s == word).unwrap_or(0);
    let sibling = |by: isize| place.checked_add_signed(by).and_then(|n| siblings.get(n)).copied().unwrap_or(NONE);
    let (before, after) = (sibling(-1), sibling(1));
    let first = own.first().copied().filter(|c| *c < word).unwrap_or(NONE);
    let second = own.get(1).copied().filter(|c| *c < word).unwrap_or(NONE);
    let last = own.last().copied().filter(|c| *c > word).unwrap_or(NONE);
    let mask = |words: &[usize]| words.iter().fold(0u32, |mask, c| mask | 1 << g(*c));
    let (own_groups, sibling_groups) = (mask(own), mask(siblings));
    let grand = if tree.heads[head] == head { NONE } else { tree.heads[head] };
    let left = u32::from(word < head);
    let distance = match word.abs_diff(head) {
        n @ 0..=3 => n as u32,
        4..=6 => 4,
        7..=12 => 5,
        _ => 6,
    };
    let (from, to) = (word.min(head), word.max(head));
    let marks = u32::from((sentence.marks[to] - sentence.marks[from]).min(2));
    let quotes = u32::from((sentence.quotes[to] - sentence.quotes[from]).min(2));
    let between = marks * 3 + quotes;
    let d = left << 8 | g(word);
    // The label of the nearest labelled sibling before, and of the head where it precedes.
    let known = |n: usize| labels.get(n).map_or(60, |l| u32::from(*l));
    let beside = |n: usize, by: isize| n.checked_add_signed(by).filter(|n| *n < len).unwrap_or(NONE);
    // The auxiliary nearest to the head: passive or not.
    let auxiliary = siblings.iter().rev().copied().find(|s| *s < head && g(*s) == 3).unwrap_or(NONE);
    // Marks just before the word's first dependent: quotation marks, commas, colons.
    let edge = own.first().map_or(word, |c| word.min(*c));
    let opener = beside(edge, -1);
    let mark = sentence.words.get(opener).map_or(Mark::None, |w| w.mark) as u32;
    let suffix = |n: usize| sentence.words.get(n).map_or(1, |w| w.suffixes[2]);

    let mut f = Sink::new(into);
    f.add([d]);
    f.add([d, t(word)]);
    f.add([d, w(word)]);
    f.add([d, wt(word)]);
    f.add([d, t(head)]);
    f.add([d, wt(head)]);
    f.add([d, t(word), t(head)]);
    f.add([d, wt(word), t(head)]);
    f.add([d, t(word), wt(head)]);
    f.add([d, w(word), w(head)]);
    f.add([d, t(word), t(head), distance]);
    f.add([d, t(word), t(head), between]);
    f.add([d, suffix(word), t(head)]);
    f.add([d, t(word), suffix(head)]);
    f.add([d, wt(first)]);
    f.add([d, wt(first), t(word), t(head)]);
    f.add([d, w(first), wt(head)]);
    f.add([d, w(first), w(word)]);
    f.add([d, wt(second), t(word)]);
    f.add([d, w(first), w(second), t(word)]);
    f.add([d, wt(last), t(word)]);
    f.add([d, t(first), t(second), t(word)]);
    f.add([d, own_groups, t(word)]);
    f.add([d, own_groups, t(word), t(head)]);
    f.add([d, own_groups, wt(head)]);
    f.add([d, sibling_groups, t(head), t(word)]);
    f.add([d, sibling_groups, wt(head)]);
    f.add([d, g(before), g(after), t(head), t(word)]);
    f.add([d, wt(before), t(word), t(head)]);
    f.add([d, wt(after), t(word), t(head)]);
    f.add([d, known(before), t(word), t(head)]);
    f.add([d, known(before), wt(head)]);
    f.add([d, known(before), w(word)]);
    f.add([d, known(head), t(word), t(head)]);
    f.add([d, g(head), t(word), t(head)]);
    f.add([d, t(grand), t(head), t(word)]);
    f.add([d, wt(grand), t(head), t(word)]);
    f.add([d, wt(auxiliary), t(head), t(word)]);
    f.add([d, w(auxiliary), t(head), t(word), w(first)]);
    f.add([d, w(auxiliary), wt(head)]);
    f.add([d, t(beside(word, -1)), t(word), t(head)]);
    f.add([d, t(beside(word, 1)), t(word), t(head)]);
    f.add([d, w(beside(word, -1)), t(word)]);
    f.add([d, w(beside(word, 1)), t(word)]);
    f.add([d, mark, t(word), t(head)]);
    f.add([d, mark, own_groups, wt(head)]);
    f.add([d, place.min(3) as u32, (siblings.len() - place).min(3) as u32, t(head), t(word)]);
}

/// Chooses the relations of a tree: the class of each.
pub fn label(
    weights: &impl Weights<LABELS>,
    sentence: &Words,
    tags: &[u8],
    tree: &Bare,
    buffer: &mut Vec<u32>,
    labels: &mut Vec<u8>,
) {
    labels.clear();
    let mut scores = [0; LABELS];
    for word in 0..tags.len() {
        if tree.heads[word] == word {
            labels.push(0);
            continue;
        }
        features(sentence, tags, tree, labels, word, buffer);
        weights.score(buffer, &mut scores);
        labels.push(1 + best(&scores[1..RELATIONS.len()]) as u8);
    }
}
