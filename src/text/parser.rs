//! Dependency trees by an arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011) with a small beam.
//!
//! A state has a stack and a front, the next word of the sentence. SHIFT moves the front to the stack; LEFT makes the top
//! of the stack a dependent of the front; RIGHT makes it one of the word below it. The artificial root stands behind the
//! last word. A sentence of n words takes 2n steps whatever is chosen, so parsing is linear and ranks of equal step can be
//! compared. Arcs carry a coarse group of relations only ([`Group`]), which is what the later choices need to know: sixteen
//! classes fit one vector register. The relations themselves are chosen afterwards, see [`super::labeller`].
//!
//! States share their parts: a step makes at most one new [`Tree`] and one new [`Cell`], never a copy of the sentence.

use super::Relation;
use super::features::{Mark, Sink, Words};
use super::table::Weights;

/// Classes of a step: SHIFT and an arc of each group.
pub const STEPS: usize = 16;
/// The step that moves the front to the stack.
pub const SHIFT: u8 = 15;
/// First of the steps to the right; those below are to the left.
pub const RIGHT: u8 = 7;

/// Coarse group of a relation, as the number of its step.
pub type Group = u8;

/// The left step that attaches the root, too.
const LEFT_OTHER: u8 = 6;

/// The step that makes an arc of `relation`, to the left (the dependent precedes its head) or to the right.
pub fn step(relation: Relation, left: bool) -> u8 {
    use Relation::*;
    if left {
        match relation {
            Nsubj | NsubjPass | Csubj | Expl => 0,
            Det | Amod | Nummod | Compound | Nmod | NmodPoss | Flat | Fixed => 1,
            Case | Mark | Cc => 2,
            Aux | AuxPass | Cop => 3,
            Advmod | Advcl | Obl | OblAgent | Discourse => 4,
            Punct => 5,
            _ => LEFT_OTHER,
        }
    } else {
        match relation {
            Obj | Iobj | Xcomp => RIGHT,
            Ccomp | Csubj | Nsubj | NsubjPass => RIGHT + 1,
            Obl | OblAgent | Nmod => RIGHT + 2,
            Advmod | CompoundPrt | Case | Fixed | Flat | Compound | Goeswith | Amod | Nummod | Det => RIGHT + 3,
            Conj | List => RIGHT + 4,
            Advcl | Acl | AclRelcl | Appos | Parataxis => RIGHT + 5,
            Punct => RIGHT + 6,
            _ => RIGHT + 7,
        }
    }
}

/// A word with the dependents it has so far. Index 0 stands for none.
#[derive(Clone, Copy, Default)]
struct Tree {
    token: u16,
    /// Outermost and second outermost dependents.
    left: [u32; 2],
    right: [u32; 2],
    left_groups: [u8; 2],
    right_groups: [u8; 2],
    /// Groups seen among the dependents, a bit each.
    groups: u16,
    left_count: u8,
    right_count: u8,
}

/// A stack is a list of cells from top to bottom; cell 0 is the empty stack.
#[derive(Clone, Copy, Default)]
struct Cell {
    tree: u32,
    below: u32,
}

/// A state of the parser.
#[derive(Clone, Copy, Default)]
struct State {
    stack: u32,
    front: u32,
    depth: u16,
    next: u16,
    step: u8,
    before: u32,
    score: i32,
}

/// The sentence as the parser sees it, and everything that the search makes. To be reused.
#[derive(Default)]
pub struct Search {
    /// Number of words.
    len: usize,
    /// Form, tag and both for each word, then those of the root, then those of nothing.
    form: Vec<u32>,
    tag: Vec<u32>,
    both: Vec<u32>,
    quoted: Vec<u32>,
    marks: Vec<u16>,
    quotes: Vec<u16>,
    trees: Vec<Tree>,
    cells: Vec<Cell>,
    states: Vec<State>,
    beam: Vec<u32>,
    candidates: Vec<(i32, u32, u8)>,
    features: Vec<u32>,
}

/// What a search did, step by step, for the trainer.
pub struct Trace<'a> {
    /// The right steps.
    pub gold: &'a [u8],
    /// How much better than another step the right one must be: the others' scores are raised by it.
    pub margin: i32,
    /// After each step, how much better the best state is than the right one, and the number of the best state.
    pub violations: Vec<(i32, u32)>,
}

impl Search {
    /// Prepares for a sentence with the `tags` of the tagger.
    pub fn begin(&mut self, sentence: &Words, tags: &[u8]) {
        let len = sentence.words.len();
        self.len = len;
        self.form.clear();
        self.tag.clear();
        self.both.clear();
        self.form.extend(sentence.words.iter().map(|w| w.lexeme).chain([2, 1]));
        self.tag.extend(tags.iter().map(|t| u32::from(*t)).chain([100, 101]));
        self.both.extend(self.form.iter().zip(&self.tag).map(|(w, t)| w ^ (t + 1).wrapping_mul(0x9e37_79b1)));
        self.quoted.clear();
        self.quoted.extend(
            sentence.words.iter().zip(&sentence.quoted).map(|(w, q)| u32::from(*q) | u32::from(w.mark == Mark::Quote) << 1),
        );
        self.quoted.extend([0, 0]);
        self.marks.clone_from(&sentence.marks);
        self.quotes.clone_from(&sentence.quotes);
        for counts in [&mut self.marks, &mut self.quotes] {
            let all = counts[len];
            counts.push(all);
        }
        self.trees.clear();
        let nothing = (len + 1) as u16;
        self.trees.push(Tree { token: nothing, ..Tree::default() });
        self.trees.extend((0..=len).map(|token| Tree { token: token as u16, ..Tree::default() }));
        self.cells.clear();
        self.cells.push(Cell::default());
        self.states.clear();
        self.states.push(State { front: 1, ..State::default() });
    }

    /// Whether `step` can be taken in `state`.
    fn allows(&self, state: &State, step: u8) -> bool {
        let end = usize::from(state.next) == self.len;
        match step {
            SHIFT => !end,
            RIGHT.. => state.depth > 1,
            _ if end => state.depth == 1 && step == LEFT_OTHER,
            _ => state.depth > 0,
        }
    }

    /// The only step that can be taken, where there is but one.
    fn forced(&self, state: &State) -> Option<u8> {
        match (usize::from(state.next) == self.len, state.depth) {
            (false, 0) => Some(SHIFT),
            (true, 1) => Some(LEFT_OTHER),
            _ => None,
        }
    }

    /// Scores the steps from a state; all are zero where there is no choice.
    fn score(&self, weights: &impl Weights<STEPS>, state: &State, features: &mut Vec<u32>, scores: &mut [i32; STEPS]) {
        if self.forced(state).is_some() {
            *scores = [0; STEPS];
        } else {
            self.features(state, features);
            weights.score(features, scores);
        }
    }

    /// Takes a step; the new state's number.
    fn take(&mut self, before: u32, step: u8, score: i32) -> u32 {
        let mut state = State { before, step, score, ..self.states[before as usize] };
        if step == SHIFT {
            self.cells.push(Cell { tree: state.front, below: state.stack });
            state.stack = self.cells.len() as u32 - 1;
            state.depth += 1;
            state.next += 1;
            state.front = u32::from(state.next) + 1;
        } else {
            let top = self.cells[state.stack as usize];
            state.depth -= 1;
            if step < RIGHT {
                let mut head = self.trees[state.front as usize];
                head.left = [top.tree, head.left[0]];
                head.left_groups = [step + 1, head.left_groups[0]];
                head.left_count = head.left_count.saturating_add(1);
                head.groups |= 1 << step;
                state.stack = top.below;
                state.front = self.trees.len() as u32;
                self.trees.push(head);
            } else {
                let below = self.cells[top.below as usize];
                let mut head = self.trees[below.tree as usize];
                head.right = [top.tree, head.right[0]];
                head.right_groups = [step + 1, head.right_groups[0]];
                head.right_count = head.right_count.saturating_add(1);
                head.groups |= 1 << step;
                self.trees.push(head);
                self.cells.push(Cell { tree: self.trees.len() as u32 - 1, below: below.below });
                state.stack = self.cells.len() as u32 - 1;
            }
        }
        self.states.push(state);
        self.states.len() as u32 - 1
    }

    /// Features of a state.
    fn features(&self, state: &State, into: &mut Vec<u32>) {
        let cell = |c: u32| &self.cells[c as usize];
        let tree = |t: u32| &self.trees[t as usize];
        let c0 = cell(state.stack);
        let c1 = cell(c0.below);
        let c2 = cell(c1.below);
        let (s0, s1, s2) = (tree(c0.tree), tree(c1.tree), tree(c2.tree));
        let b0 = tree(state.front);
        let after = |n: usize| (usize::from(state.next) + n).min(self.len + 1);
        let (i0, i1, i2) = (usize::from(s0.token), usize::from(s1.token), usize::from(s2.token));
        let (j0, j1, j2, j3) = (usize::from(b0.token), after(1), after(2), after(3));
        let (w, t, wt) = (&self.form, &self.tag, &self.both);
        let of = |t: u32| usize::from(tree(t).token);
        let (s0l, s0m) = (of(s0.left[0]), of(s0.left[1]));
        let (s0r, s0q) = (of(s0.right[0]), of(s0.right[1]));
        let (s1l, s1m) = (of(s1.left[0]), of(s1.left[1]));
        let (s1r, s1q) = (of(s1.right[0]), of(s1.right[1]));
        let (b0l, b0m) = (of(b0.left[0]), of(b0.left[1]));
        let s0ll = of(tree(s0.left[0]).left[0]);
        let s0rl = of(tree(s0.right[0]).left[0]);
        let s1rl = of(tree(s1.right[0]).left[0]);
        let near = |a: usize, b: usize| {
            if a > self.len || b > self.len {
                return 0;
            }
            match b - a {
                n @ 0..=4 => n as u32,
                5..=7 => 5,
                8..=12 => 6,
                _ => 7,
            }
        };
        // What stands between: marks, quotation marks (in the head, an odd number or none), as small numbers.
        let between = |a: usize, b: usize| {
            if a > self.len || b > self.len {
                return 99;
            }
            let marks = u32::from((self.marks[b] - self.marks[a]).min(3));
            let quotes = u32::from(self.quotes[b] - self.quotes[a]);
            marks * 4 + if quotes == 0 { 0 } else { 1 + quotes % 2 }
        };
        let (d0, d1) = (near(i0, j0), near(i1, i0));
        let (m0, m1) = (between(i0, j0), between(i1, i0));
        let valency = |tree: &Tree| u32::from(tree.left_count.min(5)) * 6 + u32::from(tree.right_count.min(5));
        let (g0, g1, gb) = (u32::from(s0.groups), u32::from(s1.groups), u32::from(b0.groups));
        let tag_before = |i: usize| if i == 0 || i > self.len { 102 } else { t[i - 1] };

        let mut f = Sink::new(into);
        f.add([]);
        // One word.
        f.add([wt[i0]]);
        f.add([w[i0]]);
        f.add([t[i0]]);
        f.add([wt[i1]]);
        f.add([w[i1]]);
        f.add([t[i1]]);
        f.add([wt[i2]]);
        f.add([t[i2]]);
        f.add([wt[j0]]);
        f.add([w[j0]]);
        f.add([t[j0]]);
        f.add([wt[j1]]);
        f.add([w[j1]]);
        f.add([t[j1]]);
        f.add([wt[j2]]);
        f.add([t[j2]]);
        // Two words.
        f.add([wt[i0], wt[j0]]);
        f.add([wt[i0], t[j0]]);
        f.add([t[i0], wt[j0]]);
        f.add([t[i0], t[j0]]);
        f.add([wt[i1], wt[i0]]);
        f.add([wt[i1], t[i0]]);
        f.add([t[i1], wt[i0]]);
        f.add([t[i1], t[i0]]);
        f.add([wt[i1], wt[j0]]);
        f.add([wt[i1], t[j0]]);
        f.add([t[i1], wt[j0]]);
        f.add([t[j0], t[j1]]);
        f.add([wt[j0], t[j1]]);
        f.add([t[j0], wt[j1]]);
        f.add([wt[i0], wt[j1]]);
        f.add([t[i0], wt[j1]]);
        // Three and more.
        f.add([t[j0], t[j1], t[j2]]);
        f.add([t[i0], t[j0], t[j1]]);
        f.add([wt[i0], t[j0], t[j1]]);
        f.add([t[i0], wt[j0], t[j1]]);
        f.add([t[i0], t[j0], t[j1], t[j2]]);
        f.add([t[i1], t[i0], t[j0]]);
        f.add([wt[i1], t[i0], t[j0]]);
        f.add([t[i1], wt[i0], t[j0]]);
        f.add([t[i1], t[i0], wt[j0]]);
        f.add([t[i1], t[i0], t[j0], t[j1]]);
        f.add([t[i1], t[i0], t[j0], t[j1], t[j2], t[j3]]);
        f.add([t[i2], t[i1], t[i0]]);
        f.add([t[i2], t[i1], t[i0], t[j0]]);
        f.add([t[i2], t[i1], t[i0], wt[j0]]);
        f.add([wt[i2], t[i1], t[i0]]);
        f.add([tag_before(i0), t[i0], tag_before(j0), t[j0]]);
        f.add([tag_before(i1), t[i1], tag_before(i0), t[i0]]);
        // Dependents.
        f.add([t[i0], wt[s0l]]);
        f.add([t[i0], wt[s0r]]);
        f.add([t[i1], wt[s1l]]);
        f.add([t[i1], wt[s1r]]);
        f.add([t[j0], wt[b0l]]);
        f.add([w[i0], u32::from(s0.left_groups[0]), u32::from(s0.right_groups[0])]);
        f.add([w[i1], u32::from(s1.left_groups[0]), u32::from(s1.right_groups[0])]);
        f.add([w[j0], u32::from(b0.left_groups[0]), u32::from(b0.left_groups[1])]);
        f.add([t[i0], t[s0l], t[s0m]]);
        f.add([t[i0], t[s0r], t[s0q]]);
        f.add([t[i1], t[s1l], t[s1m]]);
        f.add([t[i1], t[s1r], t[s1q]]);
        f.add([t[j0], t[b0l], t[b0m]]);
        f.add([t[i0], t[s0l], t[j0]]);
        f.add([t[i0], t[s0r], t[j0]]);
        f.add([t[i0], t[j0], t[b0l]]);
        f.add([t[i1], t[s1l], t[i0]]);
        f.add([t[i1], t[s1r], t[i0]]);
        f.add([t[i1], t[i0], t[s0l]]);
        f.add([t[i1], t[i0], t[s0r]]);
        f.add([t[i1], t[s1r], t[i0], t[s0l]]);
        f.add([t[i0], t[s0ll], t[s0l]]);
        f.add([t[i0], t[s0rl], t[s0r]]);
        f.add([t[i1], t[s1rl], t[s1r], t[i0]]);
        // The preposition or conjunction of the top, and what it could go with.
        f.add([w[i1], w[s0l]]);
        f.add([t[i1], w[s0l], t[i0]]);
        f.add([w[i1], w[s0l], t[i0]]);
        f.add([w[i2], w[s0l], t[i0]]);
        f.add([t[i2], t[i1], w[s0l], t[i0]]);
        f.add([w[s0l], w[i0], t[i1]]);
        f.add([w[s0l], t[i0], t[j0], w[j0]]);
        // Groups, numbers, distances.
        f.add([t[i0], g0]);
        f.add([w[i0], g0]);
        f.add([t[i1], g1]);
        f.add([w[i1], g1]);
        f.add([t[j0], gb]);
        f.add([t[i1], g1, t[i0]]);
        f.add([t[i1], g1, t[i0], g0]);
        f.add([t[i0], g0, t[j0], gb]);
        f.add([wt[i1], g1, t[i0], t[j0]]);
        f.add([t[i0], valency(s0)]);
        f.add([t[i1], valency(s1)]);
        f.add([t[j0], valency(b0)]);
        f.add([t[i0], t[j0], d0]);
        f.add([w[i0], d0]);
        f.add([w[j0], d0]);
        f.add([t[i1], t[i0], d1]);
        f.add([w[i1], d1]);
        f.add([w[i0], d1]);
        f.add([t[i0], t[j0], m0]);
        f.add([t[i1], t[i0], m1]);
        f.add([wt[i0], m0, t[j0]]);
        f.add([wt[j0], m0, t[i0]]);
        f.add([wt[i1], m1, t[i0]]);
        f.add([wt[i0], m1, t[i1]]);
        f.add([t[i1], t[i0], t[j0], m1, m0]);
        f.add([t[i0], self.quoted[i0], t[j0], self.quoted[j0]]);
        f.add([t[i1], self.quoted[i1], t[i0], self.quoted[i0]]);
        f.add([u32::from(state.depth.min(4)), t[i0], t[j0]]);
    }

    /// Searches with a beam of `width` states, without those that are worse than the best by more than `slack`; the number
    /// of the best last state. A `trace` makes it note how it compares
    /// with the right steps.
    pub fn run(&mut self, weights: &impl Weights<STEPS>, width: usize, slack: i32, mut trace: Option<&mut Trace>) -> u32 {
        let mut features = std::mem::take(&mut self.features);
        let mut candidates = std::mem::take(&mut self.candidates);
        let mut beam = std::mem::take(&mut self.beam);
        let mut scores = [0; STEPS];
        beam.clear();
        beam.push(0);
        // The right state, and its place in the beam.
        let mut right = (0, Some(0));
        for n in 0..2 * self.len {
            candidates.clear();
            let mut right_score = 0;
            for (place, number) in beam.iter().enumerate() {
                let state = self.states[*number as usize];
                self.score(weights, &state, &mut features, &mut scores);
                if let Some(trace) = &trace
                    && right.1 == Some(place)
                {
                    right_score = state.score + scores[usize::from(trace.gold[n])];
                }
                for step in 0..STEPS as u8 {
                    let mut score = state.score + scores[usize::from(step)];
                    if let Some(trace) = &trace
                        && trace.gold[n] != step
                    {
                        score += trace.margin;
                    }
                    if candidates.len() == width && candidates[width - 1].0 >= score || !self.allows(&state, step) {
                        continue;
                    }
                    candidates.truncate(width - 1);
                    let at = candidates.iter().rposition(|c| c.0 >= score).map_or(0, |at| at + 1);
                    candidates.insert(at, (score, *number, step));
                }
            }
            if let Some(trace) = &mut trace {
                if right.1.is_none() {
                    let state = self.states[right.0 as usize];
                    self.score(weights, &state, &mut features, &mut scores);
                    right_score = state.score + scores[usize::from(trace.gold[n])];
                }
                let from = right.0;
                right = (0, None);
                beam.clear();
                for (place, (score, before, step)) in candidates.iter().enumerate() {
                    let number = self.take(*before, *step, *score);
                    if *before == from && *step == trace.gold[n] {
                        right = (number, Some(place));
                    }
                    beam.push(number);
                }
                if right.1.is_none() {
                    right.0 = self.take(from, trace.gold[n], right_score);
                }
                let violation = if beam[0] == right.0 { i32::MIN } else { candidates[0].0 - right_score };
                trace.violations.push((violation, beam[0]));
            } else {
                beam.clear();
                let least = candidates[0].0.saturating_sub(slack);
                candidates.retain(|c| c.0 >= least);
                for (score, before, step) in &candidates {
                    let number = self.take(*before, *step, *score);
                    beam.push(number);
                }
            }
        }
        let best = beam[0];
        self.features = features;
        self.candidates = candidates;
        self.beam = beam;
        best
    }

    /// The steps that led to a state.
    pub fn steps(&self, state: u32, into: &mut Vec<u8>) {
        into.clear();
        let mut at = state;
        while at != 0 {
            let state = &self.states[at as usize];
            into.push(state.step);
            at = state.before;
        }
        into.reverse();
    }

    /// Follows `steps` from the beginning and gives the features before each that is a choice.
    pub fn follow(&mut self, steps: &[u8], mut each: impl FnMut(usize, &[u32])) {
        let mut features = std::mem::take(&mut self.features);
        let mut at = 0;
        for (n, step) in steps.iter().enumerate() {
            let state = self.states[at as usize];
            if self.forced(&state).is_none() {
                self.features(&state, &mut features);
                each(n, &features);
            }
            at = self.take(at, *step, 0);
        }
        self.features = features;
    }

    /// The heads (a word's own index for the root) and the groups that `steps` give.
    pub fn arcs(&self, steps: &[u8], heads: &mut Vec<usize>, groups: &mut Vec<Group>) {
        heads.clear();
        heads.resize(self.len, 0);
        groups.clear();
        groups.resize(self.len, LEFT_OTHER);
        let mut stack: Vec<usize> = Vec::with_capacity(self.len);
        let mut front = 0;
        for step in steps {
            if *step == SHIFT {
                stack.push(front);
                front += 1;
            } else if let Some(top) = stack.pop() {
                groups[top] = *step;
                heads[top] = if *step < RIGHT { front } else { stack.last().copied().unwrap_or(top) };
                if heads[top] == self.len {
                    heads[top] = top;
                }
            }
        }
    }
}

/// The steps that make the projective tree of `heads` (a word's own index for the root) with the `groups` of its arcs;
/// arcs are made as soon as they can be.
pub fn oracle(heads: &[usize], groups: &[Group]) -> Vec<u8> {
    let len = heads.len();
    let mut pending = vec![0; len + 1];
    for (word, head) in heads.iter().enumerate() {
        pending[if *head == word { len } else { *head }] += 1;
    }
    let head = |word: usize| if heads[word] == word { len } else { heads[word] };
    let mut steps = Vec::with_capacity(2 * len);
    let mut stack: Vec<usize> = Vec::new();
    let mut front = 0;
    loop {
        match stack.last() {
            Some(top) if pending[*top] == 0 && head(*top) == front => {
                pending[front] -= 1;
                steps.push(if front == len { LEFT_OTHER } else { groups[*top] });
                stack.pop();
            }
            Some(top) if pending[*top] == 0 && stack.len() > 1 && head(*top) == stack[stack.len() - 2] => {
                pending[stack[stack.len() - 2]] -= 1;
                steps.push(groups[*top]);
                stack.pop();
            }
            _ if front < len => {
                steps.push(SHIFT);
                stack.push(front);
                front += 1;
            }
            _ => return steps,
        }
    }
}
