//! How a tree is built: words move from the front of what is unread onto a stack, and the top of the stack is hung on the
//! word before it on the stack or on the first unread word (arc-hybrid). Every word is a dependent once, so `2 n` steps
//! make a tree, and it has one root.

use crate::text::Relation;

/// All relations in the order of their numbers in the file; the root comes first.
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

/// The step that moves a word onto the stack.
pub const SHIFT: usize = 0;
/// `LEFT + r` hangs the top of the stack on the first unread word by the relation of number `r`.
pub const LEFT: usize = 0;
/// `RIGHT + r` hangs the top of the stack on the word before it on the stack.
pub const RIGHT: usize = LEFT + RELATIONS.len() - 1;
/// Number of steps.
pub const STEPS: usize = RIGHT + RELATIONS.len();

/// Places at which the parser looks: two unread words, three of the stack, the outermost dependents of these.
pub const PLACES: usize = 10;
/// Number of no word.
pub const NONE: u32 = u32::MAX;

/// A half-built tree.
#[derive(Default)]
pub struct State {
    /// The first unread word; the number of words where there is none.
    pub front: usize,
    /// Words that have no head yet.
    pub stack: Vec<u32>,
    /// Heads so far; a word's own number for the root.
    pub heads: Vec<u32>,
    /// Relations so far, as places in [`RELATIONS`].
    pub relations: Vec<u8>,
    left: Vec<u32>,
    right: Vec<u32>,
}

/// Which kinds of steps are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Possible {
    /// To move a word onto the stack.
    pub shift: bool,
    /// To hang the top of the stack on the first unread word.
    pub left: bool,
    /// To hang it on the one before it.
    pub right: bool,
}

impl Possible {
    /// Whether a step is among them.
    pub fn allows(self, step: usize) -> bool {
        match step {
            SHIFT => self.shift,
            _ if step <= RIGHT => self.left,
            _ => self.right,
        }
    }
}

impl State {
    /// Begins a sentence.
    pub fn begin(&mut self, len: usize) {
        self.front = 0;
        self.stack.clear();
        self.relations.clear();
        self.relations.resize(len, 0);
        for list in [&mut self.heads, &mut self.left, &mut self.right] {
            list.clear();
            list.resize(len, NONE);
        }
    }

    /// The word at depth `n` of the stack.
    pub fn top(&self, n: usize) -> u32 {
        self.stack.len().checked_sub(n + 1).map_or(NONE, |at| self.stack[at])
    }

    /// What can be done; nothing when the tree is finished but for its root, which is the one word on the stack.
    pub fn possible(&self) -> Possible {
        let unread = self.front < self.heads.len();
        Possible { shift: unread, left: unread && !self.stack.is_empty(), right: self.stack.len() > 1 }
    }

    /// Whether all words but one have heads.
    pub fn finished(&self) -> bool {
        self.front >= self.heads.len() && self.stack.len() < 2
    }

    /// The words at the places at which the parser looks.
    pub fn places(&self) -> [u32; PLACES] {
        let len = self.heads.len();
        let unread = |n: usize| if self.front + n < len { (self.front + n) as u32 } else { NONE };
        let of = |list: &[u32], word: u32| list.get(word as usize).copied().unwrap_or(NONE);
        let (first, top, second) = (unread(0), self.top(0), self.top(1));
        [
            first,
            unread(1),
            top,
            second,
            self.top(2),
            of(&self.left, first),
            of(&self.left, top),
            of(&self.right, top),
            of(&self.left, second),
            of(&self.right, second),
        ]
    }

    /// Takes a step. One that is not possible does nothing.
    pub fn take(&mut self, step: usize) {
        if !self.possible().allows(step) {
            return;
        }
        if step == SHIFT {
            self.stack.push(self.front as u32);
            self.front += 1;
            return;
        }
        let Some(word) = self.stack.pop() else { return };
        let (head, relation) = if step <= RIGHT { (self.front as u32, step - LEFT) } else { (self.top(0), step - RIGHT) };
        self.heads[word as usize] = head;
        self.relations[word as usize] = relation as u8;
        let outermost = if head > word { &mut self.left } else { &mut self.right };
        outermost[head as usize] = word;
    }

    /// Makes the word that is left on the stack the root.
    pub fn finish(&mut self) {
        if let Some(root) = self.stack.pop() {
            self.heads[root as usize] = root;
            self.relations[root as usize] = 0;
        }
    }
}
