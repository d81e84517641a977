//! Learning: the network forwards as the engine has it, backwards, and the steps of Adam.

use crate::chance::Chance;
use crate::matrix::{add, multiply, windows};
use sourcelight::text::student::arcs::{LEFT, NONE, PLACES, RIGHT, SHIFT, STEPS, State};
use sourcelight::text::student::network::*;
use sourcelight::text::student::words::{PROBES, Rows, TABLES};

/// A sentence to learn from.
pub struct Example {
    pub rows: Vec<Rows>,
    pub tags: Vec<u8>,
    /// Heads of a projective tree; the number of words for the root.
    pub heads: Vec<u32>,
    /// Places in the list of relations.
    pub relations: Vec<u8>,
}

/// Parameters, or gradients of them.
pub type Parameters = Vec<Vec<f32>>;

/// Zeros in the shape of all parameters.
pub fn zeros(size: Size) -> Parameters {
    (0..PARAMETERS).map(|p| vec![0.0; size.shape(p).0 * size.shape(p).1]).collect()
}

/// Parameters to begin with.
pub fn begin(size: Size, chance: &mut Chance) -> Parameters {
    let mut all = zeros(size);
    for (number, parameter) in all.iter_mut().enumerate() {
        let (rows, columns) = size.shape(number);
        let reach = match number {
            0..TABLES => 0.1,
            // Layers of choices begin without an opinion.
            TAG | UPPER => 0.0,
            LOWER => (3.0 / (rows * PLACES / 2) as f32).sqrt(),
            ABSENT => 0.01,
            _ if rows > 1 => (6.0 / (rows + columns) as f32).sqrt(),
            _ => 0.0,
        };
        for x in parameter.iter_mut() {
            *x = reach * (2.0 * chance.share() - 1.0);
        }
    }
    for layer in (0..=DEPTH).map(|n| MIX + 4 * n) {
        all[layer + 2].fill(1.0);
    }
    all
}

/// How much is left out at random while learning.
#[derive(Clone, Copy)]
pub struct Dropout {
    /// Share of a word's numbers.
    pub units: f32,
    /// Share of words whose form is not seen.
    pub forms: f32,
}

/// What went forwards through a layer that reads words.
struct Pass {
    x: Vec<f32>,
    which: Vec<u8>,
    scaled: Vec<f32>,
    scale: Vec<f32>,
    kept: Vec<f32>,
}

/// Sums of what was lost, and of words.
#[derive(Clone, Copy, Default)]
pub struct Loss {
    pub tags: f64,
    pub steps: f64,
    pub wrong: f64,
    pub taken: f64,
}

fn transposed(x: &[f32], columns: usize) -> Vec<f32> {
    let rows = x.len() / columns;
    let mut out = vec![0.0; x.len()];
    for (row, x) in x.chunks_exact(columns).enumerate() {
        for (column, x) in x.iter().enumerate() {
            out[column * rows + row] = *x;
        }
    }
    out
}

/// Adds to the gradients of a matrix and of its bias, and gives those of its input.
fn back(x: &[f32], inner: usize, w: &[f32], columns: usize, d: &[f32], dw: &mut [f32], bias: Option<&mut [f32]>) -> Vec<f32> {
    let words = d.len() / columns;
    multiply(&transposed(x, inner), words, d, columns, dw);
    if let Some(bias) = bias {
        for row in d.chunks_exact(columns) {
            add(bias, row);
        }
    }
    let mut dx = vec![0.0; words * inner];
    multiply(d, columns, &transposed(w, columns), inner, &mut dx);
    dx
}

fn forward(
    all: &Parameters,
    layer: usize,
    x: Vec<f32>,
    inner: usize,
    width: usize,
    drop: f32,
    chance: &mut Chance,
) -> (Pass, Vec<f32>) {
    let words = x.len() / inner;
    let mut sums = Vec::new();
    fill(&mut sums, &all[layer + 1], words);
    multiply(&x, inner, &all[layer], PIECES * width, &mut sums);
    let mut pass =
        Pass { x, which: vec![0; words * width], scaled: vec![0.0; words * width], scale: Vec::new(), kept: Vec::new() };
    let mut out = vec![0.0; words * width];
    pass.kept.extend((0..words * width).map(|_| if chance.share() < drop { 0.0 } else { 1.0 / (1.0 - drop) }));
    let mut units = vec![0.0; width];
    for (word, sums) in sums.chunks_exact(PIECES * width).enumerate() {
        let own = word * width..(word + 1) * width;
        for (n, unit) in units.iter_mut().enumerate() {
            let mut which = 0;
            for piece in 1..PIECES {
                if sums[piece * width + n] > sums[which * width + n] {
                    which = piece;
                }
            }
            pass.which[word * width + n] = which as u8;
            *unit = sums[which * width + n];
        }
        let (mean, scale) = moments(&units);
        pass.scale.push(scale);
        for (n, at) in own.enumerate() {
            pass.scaled[at] = (units[n] - mean) * scale;
            out[at] = (pass.scaled[at] * all[layer + 2][n] + all[layer + 3][n]) * pass.kept[at];
        }
    }
    (pass, out)
}

fn backward(all: &Parameters, layer: usize, pass: &Pass, inner: usize, width: usize, d: &[f32], to: &mut Parameters) -> Vec<f32> {
    let words = d.len() / width;
    let mut dz = vec![0.0; words * PIECES * width];
    let mut dn = vec![0.0; width];
    for word in 0..words {
        let base = word * width;
        let (mut sum, mut dot) = (0.0, 0.0);
        for n in 0..width {
            let d = d[base + n] * pass.kept[base + n];
            to[layer + 2][n] += d * pass.scaled[base + n];
            to[layer + 3][n] += d;
            dn[n] = d * all[layer + 2][n];
            sum += dn[n];
            dot += dn[n] * pass.scaled[base + n];
        }
        let (sum, dot) = (sum / width as f32, dot / width as f32);
        for n in 0..width {
            let d = pass.scale[word] * (dn[n] - sum - pass.scaled[base + n] * dot);
            dz[word * PIECES * width + usize::from(pass.which[base + n]) * width + n] = d;
        }
    }
    let (before, after) = to.split_at_mut(layer + 1);
    back(&pass.x, inner, &all[layer], PIECES * width, &dz, &mut before[layer], Some(&mut after[0]))
}

/// Adds the gradients of some sentences. In the first pass over the sentences (`led`) the parser is led along the right
/// steps; later it takes its own and learns how to go on from there.
pub fn learn(
    size: Size,
    all: &Parameters,
    examples: &[&Example],
    led: bool,
    dropout: Dropout,
    chance: &mut Chance,
    to: &mut Parameters,
) -> Loss {
    let Size { width, hidden } = size;
    let mut loss = Loss::default();
    let words: usize = examples.iter().map(|e| e.rows.len()).sum();
    let rows: Vec<(Rows, bool)> = examples.iter().flat_map(|e| &e.rows).map(|r| (*r, chance.share() >= dropout.forms)).collect();
    // Forwards.
    let mut x = vec![0.0; words * TABLES * width];
    for ((rows, seen), x) in rows.iter().zip(x.chunks_exact_mut(TABLES * width)) {
        for (table, (own, x)) in rows.chunks_exact(PROBES).zip(x.chunks_exact_mut(width)).enumerate() {
            for row in own.iter().filter(|_| *seen || table > 0) {
                add(x, &all[table][usize::from(*row) * width..][..width]);
            }
        }
    }
    let (mix, mut h) = forward(all, MIX, x, TABLES * width, width, dropout.units, chance);
    let mut passes = Vec::new();
    for depth in 0..DEPTH {
        let mut x = Vec::with_capacity(h.len() * 3);
        let mut from = 0;
        let mut window = Vec::new();
        for e in examples {
            windows(&h[from..from + e.rows.len() * width], width, &mut window);
            x.extend_from_slice(&window);
            from += e.rows.len() * width;
        }
        let (pass, more) = forward(all, NEAR + 4 * depth, x, 3 * width, width, dropout.units, chance);
        add(&mut h, &more);
        passes.push(pass);
    }
    // Tags.
    let mut d = Vec::new();
    fill(&mut d, &all[TAG + 1], words);
    multiply(&h, width, &all[TAG], TAG_COLUMNS, &mut d);
    for (scores, tag) in d.chunks_exact_mut(TAG_COLUMNS).zip(examples.iter().flat_map(|e| &e.tags)) {
        let tag = usize::from(*tag);
        let high = scores[..17].iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = scores[..17].iter().map(|s| (s - high).exp()).sum();
        loss.tags -= f64::from(scores[tag] - high - sum.ln());
        for (n, score) in scores.iter_mut().enumerate() {
            *score = if n < 17 { (*score - high).exp() / sum - if n == tag { 0.97 } else { 0.03 / 16.0 } } else { 0.0 };
        }
    }
    let (before, after) = to.split_at_mut(TAG + 1);
    let mut dh = back(&h, width, &all[TAG], TAG_COLUMNS, &d, &mut before[TAG], Some(&mut after[0]));
    // Trees.
    let columns = size.shape(LOWER).1;
    let mut lower = vec![0.0; words * columns];
    multiply(&h, width, &all[LOWER], columns, &mut lower);
    let mut d_lower = vec![0.0; words * columns];
    let mut from = 0;
    for e in examples {
        let own = from * columns..(from + e.rows.len()) * columns;
        tree(hidden, all, e, led, &lower[own.clone()], &mut d_lower[own], to, &mut loss);
        from += e.rows.len();
    }
    add(&mut dh, &back(&h, width, &all[LOWER], columns, &d_lower, &mut to[LOWER], None));
    // Backwards.
    for depth in (0..DEPTH).rev() {
        let dx = backward(all, NEAR + 4 * depth, &passes[depth], 3 * width, width, &dh, to);
        let mut from = 0;
        for e in examples {
            let len = e.rows.len();
            for at in 0..len {
                let d = &dx[(from + at) * 3 * width..][..3 * width];
                for (n, d) in d.chunks_exact(width).enumerate() {
                    if let Some(word) = (at + n).checked_sub(1).filter(|w| *w < len) {
                        add(&mut dh[(from + word) * width..][..width], d);
                    }
                }
            }
            from += len;
        }
    }
    let dx = backward(all, MIX, &mix, TABLES * width, width, &dh, to);
    for ((rows, seen), d) in rows.iter().zip(dx.chunks_exact(TABLES * width)) {
        for (table, (own, d)) in rows.chunks_exact(PROBES).zip(d.chunks_exact(width)).enumerate() {
            for row in own.iter().filter(|_| *seen || table > 0) {
                add(&mut to[table][usize::from(*row) * width..][..width], d);
            }
        }
    }
    loss
}

/// How many arcs of the right tree each kind of step makes impossible: shift, left, right.
fn costs(state: &State, heads: &[u32]) -> [u32; 3] {
    let len = heads.len();
    let (front, top, second) = (state.front, state.top(0), state.top(1));
    let mut costs = [0; 3];
    if front < len {
        for (at, word) in state.stack.iter().enumerate() {
            costs[0] += u32::from(heads[*word as usize] == front as u32);
            costs[0] += u32::from(heads[front] == *word && at + 1 < state.stack.len());
        }
    }
    if top != NONE {
        let lost = heads[front..].iter().filter(|h| **h == top).count() as u32;
        let head = heads[top as usize];
        costs[1] = lost + u32::from(head == second || head > front as u32);
        costs[2] = lost + u32::from(head >= front as u32);
    }
    costs
}

#[allow(clippy::too_many_arguments)]
fn tree(
    hidden: usize,
    all: &Parameters,
    e: &Example,
    led: bool,
    lower: &[f32],
    d_lower: &mut [f32],
    to: &mut Parameters,
    loss: &mut Loss,
) {
    let units = PARSER_PIECES * hidden;
    let columns = PLACES * units;
    let mut state = State::default();
    state.begin(e.rows.len());
    let (mut pieces, mut values, mut which) = (vec![0.0; units], vec![0.0; hidden], vec![0usize; hidden]);
    let mut scores = vec![0.0; STEP_COLUMNS];
    let mut d_pieces = vec![0.0; units];
    while !state.finished() {
        let possible = state.possible();
        if !possible.left && !possible.right {
            state.take(SHIFT);
            continue;
        }
        let places = state.places();
        pieces.copy_from_slice(&all[LOWER_BIAS]);
        for (place, word) in places.into_iter().enumerate() {
            let from = if word == NONE { &all[ABSENT][..] } else { &lower[word as usize * columns..][..columns] };
            add(&mut pieces, &from[place * units..][..units]);
        }
        for n in 0..hidden {
            which[n] = if pieces[hidden + n] > pieces[n] { hidden + n } else { n };
            values[n] = pieces[which[n]];
        }
        scores.copy_from_slice(&all[UPPER + 1]);
        multiply(&values, hidden, &all[UPPER], STEP_COLUMNS, &mut scores);
        // The right steps are the cheapest ones.
        let [shift, left, right] = costs(&state, &e.heads);
        let top = state.top(0);
        let (mut label, mut gold_left, mut gold_right) = (0, false, false);
        if top != NONE {
            label = usize::from(e.relations[top as usize]);
            gold_left = e.heads[top as usize] == state.front as u32;
            gold_right = e.heads[top as usize] == state.top(1);
        }
        let cost = |step: usize| match step {
            SHIFT => shift,
            _ if step <= RIGHT => left + u32::from(gold_left && step - LEFT != label),
            _ => right + u32::from(gold_right && step - RIGHT != label),
        };
        let (mut cheapest, mut high) = (u32::MAX, f32::MIN);
        let (mut own, mut best) = (0, usize::MAX);
        for step in (0..STEPS).filter(|s| possible.allows(*s)) {
            cheapest = cheapest.min(cost(step));
            if scores[step] > high {
                (own, high) = (step, scores[step]);
            }
        }
        let (mut sum, mut right_sum) = (0.0, 0.0);
        for step in (0..STEPS).filter(|s| possible.allows(*s)) {
            let share = (scores[step] - high).exp();
            sum += share;
            if cost(step) == cheapest {
                right_sum += share;
                if best == usize::MAX || scores[step] > scores[best] {
                    best = step;
                }
            }
        }
        right_sum = right_sum.max(1e-9);
        loss.steps -= f64::from((right_sum / sum).ln());
        loss.taken += 1.0;
        loss.wrong += f64::from(u8::from(own != best));
        for (step, score) in scores.iter_mut().enumerate() {
            *score = if step < STEPS && possible.allows(step) {
                let share = (*score - high).exp();
                share / sum - if cost(step) == cheapest { share / right_sum } else { 0.0 }
            } else {
                0.0
            };
        }
        // Back through both layers.
        add(&mut to[UPPER + 1], &scores);
        d_pieces.fill(0.0);
        for n in 0..hidden {
            let row = n * STEP_COLUMNS..(n + 1) * STEP_COLUMNS;
            let mut d = [0f32; 32];
            let (weights, _) = all[UPPER][row.clone()].as_chunks::<32>();
            for (w, g) in weights.iter().zip(scores.as_chunks::<32>().0) {
                #[allow(clippy::needless_range_loop)]
                for lane in 0..32 {
                    d[lane] += w[lane] * g[lane];
                }
            }
            d_pieces[which[n]] = d.iter().sum();
            for (w, g) in to[UPPER][row].iter_mut().zip(&scores) {
                *w += values[n] * g;
            }
        }
        add(&mut to[LOWER_BIAS], &d_pieces);
        for (place, word) in places.into_iter().enumerate() {
            let into = if word == NONE { &mut to[ABSENT][..] } else { &mut d_lower[word as usize * columns..][..columns] };
            add(&mut into[place * units..][..units], &d_pieces);
        }
        state.take(if led { best } else { own });
    }
}

/// Adam with weight decay of its own (Loshchilov and Hutter 2019).
pub struct Adam {
    first: Parameters,
    second: Parameters,
    step: i32,
}

impl Adam {
    pub fn new(size: Size) -> Adam {
        Adam { first: zeros(size), second: zeros(size), step: 0 }
    }

    /// Moves the parameters; the gradients are those of so many words, and zero afterwards.
    pub fn update(&mut self, all: &mut Parameters, gradients: &mut Parameters, words: usize, rate: f32, decay: f32) {
        self.step += 1;
        let first_share = 1.0 - 0.9f32.powi(self.step);
        let second_share = 1.0 - 0.999f32.powi(self.step);
        let scale = 1.0 / words as f32;
        for (number, gradient) in gradients.iter_mut().enumerate() {
            let parts = all[number].iter_mut().zip(&mut self.first[number]).zip(&mut self.second[number]);
            for (((x, m), v), g) in parts.zip(gradient) {
                let own = *g * scale;
                *g = 0.0;
                *m = 0.9 * *m + 0.1 * own;
                *v = 0.999 * *v + 0.001 * own * own;
                *x -= rate * ((*m / first_share) / ((*v / second_share).sqrt() + 1e-8) + decay * *x);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gradients agree with differences of the loss.
    #[test]
    fn gradients() {
        let size = Size { width: 32, hidden: 32 };
        let mut chance = Chance(7);
        let mut all = begin(size, &mut chance);
        for x in all.iter_mut().flatten() {
            *x += 0.1 * (chance.share() - 0.5);
        }
        let rows = |words: &[&str]| words.iter().map(|w| sourcelight::text::student::words::rows(w)).collect();
        let e = Example {
            rows: rows(&["the", "old", "man", "said", "no"]),
            tags: vec![5, 0, 7, 15, 6],
            heads: vec![2, 2, 3, 5, 3],
            relations: vec![18, 5, 30, 0, 19],
        };
        let none = Dropout { units: 0.0, forms: 0.0 };
        let mut gradients = zeros(size);
        // Led along the right steps: which steps are taken does not change with the parameters.
        let of = |all: &Parameters, to: &mut Parameters| {
            let loss = learn(size, all, &[&e], true, none, &mut Chance(1), to);
            loss.steps
        };
        // The tags' loss is smoothed; their part is left out.
        all[TAG].fill(0.0);
        of(&all, &mut gradients);
        for number in
            [0, 3, MIX, MIX + 1, MIX + 2, NEAR, NEAR + 3, NEAR + 4, NEAR + 6, LOWER, LOWER_BIAS, ABSENT, UPPER, UPPER + 1]
        {
            let at = (0..all[number].len()).max_by(|a, b| gradients[number][*a].abs().total_cmp(&gradients[number][*b].abs()));
            let at = at.expect("not empty");
            let mut moved = all.clone();
            moved[number][at] += 1e-3;
            let more = of(&moved, &mut zeros(size));
            moved[number][at] -= 2e-3;
            let less = of(&moved, &mut zeros(size));
            let difference = (more - less) / 2e-3;
            let gradient = f64::from(gradients[number][at]);
            assert!((difference - gradient).abs() < 0.02 * gradient.abs() + 1e-3, "{number}: {difference} {gradient}");
        }
    }

    #[test]
    fn the_cheapest_steps_make_the_tree() {
        let heads = [2, 2, 3, 5, 3];
        let mut state = State::default();
        state.begin(5);
        while !state.finished() {
            let possible = state.possible();
            let costs = costs(&state, &heads);
            let kinds = [(possible.shift, SHIFT, costs[0]), (possible.left, 1, costs[1]), (possible.right, RIGHT + 1, costs[2])];
            let (_, step, cost) = kinds.into_iter().filter(|k| k.0).min_by_key(|k| k.2).expect("a step");
            assert_eq!(cost, 0);
            state.take(step);
        }
        state.finish();
        assert_eq!(state.heads, [2, 2, 3, 3, 3]);
    }
}
