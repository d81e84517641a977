//! The network: its parameters, their file, and reading a sentence with them.

use super::arcs::{self, PLACES, RELATIONS, STEPS, State};
use super::matrix::{COLUMNS, add, multiply};
use super::words::{PROBES, ROWS, Rows, TABLES};
use crate::text::model::ModelError;
use std::collections::HashMap;

/// Largest of so many sums is a unit's value, in the layers that read words.
pub const PIECES: usize = 3;
/// The same in the parser's hidden layer.
pub const PARSER_PIECES: usize = 2;
/// Convolutions.
pub const DEPTH: usize = 2;

/// Numbers of the parameters: the tables are 0 to 3; a layer's weights, bias, gain and shift follow each other.
pub const MIX: usize = TABLES;
/// The first convolution.
pub const NEAR: usize = MIX + 4;
/// Tags.
pub const TAG: usize = NEAR + 4 * DEPTH;
/// What a word adds to the parser's hidden layer in each place.
pub const LOWER: usize = TAG + 2;
/// The hidden layer's bias.
pub const LOWER_BIAS: usize = LOWER + 1;
/// What no word adds to it in each place.
pub const ABSENT: usize = LOWER + 2;
/// From the hidden layer to the steps.
pub const UPPER: usize = LOWER + 3;
/// Number of parameters.
pub const PARAMETERS: usize = UPPER + 2;

/// Words that are kept from one sentence to the next.
const KNOWN: usize = 1000;

/// Columns of the layer of tags.
pub const TAG_COLUMNS: usize = 32;
/// Columns of the layer of steps.
pub const STEP_COLUMNS: usize = 96;
const _: () = assert!(STEP_COLUMNS >= STEPS && STEP_COLUMNS.is_multiple_of(COLUMNS) && TAG_COLUMNS.is_multiple_of(COLUMNS));

/// Sizes of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Numbers that stand for a word.
    pub width: usize,
    /// Units of the parser's hidden layer.
    pub hidden: usize,
}

impl Size {
    /// Rows and columns of a parameter; vectors have one row.
    pub fn shape(self, parameter: usize) -> (usize, usize) {
        let Size { width, hidden } = self;
        match parameter {
            0..TABLES => (ROWS[parameter], width),
            MIX => (TABLES * width, PIECES * width),
            TAG => (width, TAG_COLUMNS),
            LOWER => (width, PLACES * PARSER_PIECES * hidden),
            LOWER_BIAS => (1, PARSER_PIECES * hidden),
            ABSENT => (1, PLACES * PARSER_PIECES * hidden),
            UPPER => (hidden, STEP_COLUMNS),
            _ if parameter == TAG + 1 => (1, TAG_COLUMNS),
            _ if parameter == UPPER + 1 => (1, STEP_COLUMNS),
            // Four parameters for each layer that reads words.
            _ => match (parameter - MIX) % 4 {
                0 => (3 * width, PIECES * width),
                1 => (1, PIECES * width),
                _ => (1, width),
            },
        }
    }

    fn plausible(self) -> bool {
        let fits = |n: usize| (COLUMNS..=1024).contains(&n) && n.is_multiple_of(COLUMNS);
        fits(self.width) && fits(self.hidden)
    }
}

/// A trained network.
pub struct Network {
    size: Size,
    /// Scale and numbers of the tables of words.
    tables: Vec<(f32, Vec<i8>)>,
    /// The other parameters, by their numbers; the tables' places are empty.
    dense: Vec<Vec<f32>>,
}

/// The bytes of a network: its two sizes (16 bits each), then the parameters. A table has one scale, a matrix one for each
/// column, then integers of eight bits, row after row; vectors are numbers of 32 bits.
pub fn write(size: Size, parameters: &[Vec<f32>]) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend((size.width as u16).to_le_bytes());
    out.extend((size.hidden as u16).to_le_bytes());
    for (number, parameter) in parameters.iter().enumerate() {
        let (rows, columns) = size.shape(number);
        if rows == 1 {
            out.extend(parameter.iter().flat_map(|x| x.to_le_bytes()));
            continue;
        }
        let mut largest = vec![1e-9f32; columns];
        for row in parameter.chunks_exact(columns) {
            for (largest, x) in largest.iter_mut().zip(row) {
                *largest = largest.max(x.abs());
            }
        }
        let mut scales: Vec<f32> = largest.iter().map(|x| x / 127.0).collect();
        if number < TABLES {
            scales = vec![scales.iter().copied().fold(0.0, f32::max)];
        }
        out.extend(scales.iter().flat_map(|x| x.to_le_bytes()));
        for row in parameter.chunks_exact(columns) {
            out.extend(row.iter().zip(scales.iter().cycle()).map(|(x, scale)| (x / scale).round() as i8 as u8));
        }
    }
    out
}

/// The next `count` bytes.
fn take<'a>(from: &mut &'a [u8], count: usize) -> Result<&'a [u8], ModelError> {
    let (bytes, rest) = from.split_at_checked(count).ok_or(ModelError::Truncated)?;
    *from = rest;
    Ok(bytes)
}

fn numbers(from: &mut &[u8], count: usize) -> Result<Vec<f32>, ModelError> {
    let bytes = take(from, 4 * count)?;
    Ok(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
}

impl Network {
    /// Reads what [`write`] wrote and moves `from` past it.
    pub fn read(from: &mut &[u8]) -> Result<Network, ModelError> {
        let sizes = take(from, 4)?;
        let of = |at: usize| usize::from(u16::from_le_bytes([sizes[at], sizes[at + 1]]));
        let size = Size { width: of(0), hidden: of(2) };
        if !size.plausible() {
            return Err(ModelError::Damaged("the sizes of the network are wrong"));
        }
        let mut network = Network { size, tables: Vec::new(), dense: Vec::new() };
        for number in 0..PARAMETERS {
            let (rows, columns) = size.shape(number);
            if rows == 1 {
                network.dense.push(numbers(from, columns)?);
                continue;
            }
            let scales = numbers(from, if number < TABLES { 1 } else { columns })?;
            let integers = take(from, rows * columns)?.iter().map(|b| *b as i8);
            if number < TABLES {
                network.tables.push((scales[0], integers.collect()));
                network.dense.push(Vec::new());
            } else {
                network.dense.push(integers.zip(scales.iter().cycle()).map(|(n, scale)| f32::from(n) * scale).collect());
            }
        }
        // The parser computes one place at a time: the columns of each together.
        let units = PARSER_PIECES * size.hidden;
        let of = |place: usize| network.dense[LOWER].chunks_exact(units).skip(place).step_by(PLACES).flatten().copied();
        network.dense[LOWER] = (0..PLACES).flat_map(of).collect();
        Ok(network)
    }

    /// Sizes of the network.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Tags (as places in a list of them) and arcs of a sentence; they are left in `s`.
    pub fn sentence(&self, words: &[Rows], s: &mut Scratch) {
        self.vectors(words, s);
        fill(&mut s.sums, &self.dense[TAG + 1], words.len());
        multiply(&s.words, self.size.width, &self.dense[TAG], TAG_COLUMNS, &mut s.sums);
        s.tags.clear();
        s.tags.extend(s.sums.chunks_exact(TAG_COLUMNS).map(|scores| best(scores.iter().take(17).enumerate()) as u8));
        self.tree(words.len(), s);
    }

    /// The vectors of the words in their surroundings.
    fn vectors(&self, words: &[Rows], s: &mut Scratch) {
        let width = self.size.width;
        let columns = PIECES * width;
        if s.known.len() > KNOWN {
            s.known.clear();
        }
        s.places.clear();
        for word in words {
            let place = s.known.get(word).copied().unwrap_or_else(|| self.word(word, s));
            s.places.push(place);
        }
        s.words.clear();
        for place in &s.places {
            s.words.extend_from_slice(&s.vectors[place * width..][..width]);
        }
        // The first convolution: what each word adds to itself and its neighbours is known.
        fill(&mut s.sums, &self.dense[NEAR + 1], words.len());
        for (at, sums) in s.sums.chunks_exact_mut(columns).enumerate() {
            for (n, neighbour) in [at.wrapping_sub(1), at, at + 1].into_iter().enumerate() {
                if let Some(place) = s.places.get(neighbour) {
                    add(sums, &s.added[(place * 3 + n) * columns..][..columns]);
                }
            }
        }
        self.units(NEAR, &mut s.sums, &mut s.words);
        for depth in 1..DEPTH {
            windows(&s.words, width, &mut s.wide);
            let layer = NEAR + 4 * depth;
            fill(&mut s.sums, &self.dense[layer + 1], words.len());
            multiply(&s.wide, 3 * width, &self.dense[layer], columns, &mut s.sums);
            self.units(layer, &mut s.sums, &mut s.words);
        }
    }

    /// Computes and keeps the vector of a word, and what it adds to the first convolution of its right neighbour, itself
    /// and its left neighbour; the place where they are.
    fn word(&self, word: &Rows, s: &mut Scratch) -> usize {
        let width = self.size.width;
        let columns = PIECES * width;
        let place = s.known.len();
        s.wide.clear();
        s.wide.resize(TABLES * width, 0.0);
        for ((rows, out), (scale, table)) in word.chunks_exact(PROBES).zip(s.wide.chunks_exact_mut(width)).zip(&self.tables) {
            for row in rows {
                let row = &table[usize::from(*row) * width..][..width];
                for (out, n) in out.iter_mut().zip(row) {
                    *out += f32::from(*n);
                }
            }
            for out in out {
                *out *= scale;
            }
        }
        fill(&mut s.sums, &self.dense[MIX + 1], 1);
        multiply(&s.wide, TABLES * width, &self.dense[MIX], columns, &mut s.sums);
        s.vectors.truncate(place * width);
        s.vectors.resize((place + 1) * width, 0.0);
        let vector = &mut s.vectors[place * width..];
        self.units(MIX, &mut s.sums, vector);
        s.added.truncate(place * 3 * columns);
        s.added.resize((place + 1) * 3 * columns, 0.0);
        let weights = self.dense[NEAR].chunks_exact(width * columns);
        for (weights, added) in weights.zip(s.added[place * 3 * columns..].chunks_exact_mut(columns)) {
            multiply(vector, width, weights, columns, added);
        }
        s.known.insert(*word, place);
        place
    }

    /// Adds to the words' vectors what a layer's sums make: the largest of the pieces, scaled.
    fn units(&self, layer: usize, sums: &mut [f32], words: &mut [f32]) {
        let width = self.size.width;
        let (gain, shift) = (&self.dense[layer + 2], &self.dense[layer + 3]);
        for (sums, word) in sums.chunks_exact_mut(PIECES * width).zip(words.chunks_exact_mut(width)) {
            let (units, others) = sums.split_at_mut(width);
            for other in others.chunks_exact(width) {
                larger(units, other);
            }
            let (mean, scale) = moments(units);
            for (((word, unit), gain), shift) in word.iter_mut().zip(units).zip(gain).zip(shift) {
                *word += (*unit - mean) * scale * gain + shift;
            }
        }
    }

    /// Builds the tree, always taking the best step.
    fn tree(&self, len: usize, s: &mut Scratch) {
        let (width, hidden) = (self.size.width, self.size.hidden);
        let units = PARSER_PIECES * hidden;
        // What a word adds in a place is computed when it first stands there.
        s.sums.resize((len * PLACES * units).max(s.sums.len()), 0.0);
        s.computed.clear();
        s.computed.resize(len, 0);
        s.state.begin(len);
        while !s.state.finished() {
            let possible = s.state.possible();
            if !possible.left && !possible.right {
                s.state.take(arcs::SHIFT);
                continue;
            }
            s.pieces.clear();
            s.pieces.extend(&self.dense[LOWER_BIAS]);
            for (place, word) in s.state.places().into_iter().enumerate() {
                if word == arcs::NONE {
                    add(&mut s.pieces, &self.dense[ABSENT][place * units..][..units]);
                    continue;
                }
                let word = word as usize;
                let sums = &mut s.sums[(word * PLACES + place) * units..][..units];
                if s.computed[word] >> place & 1 == 0 {
                    s.computed[word] |= 1 << place;
                    sums.fill(0.0);
                    let weights = &self.dense[LOWER][place * width * units..][..width * units];
                    multiply(&s.words[word * width..][..width], width, weights, units, sums);
                }
                add(&mut s.pieces, sums);
            }
            let (first, second) = s.pieces.split_at_mut(hidden);
            larger(first, second);
            s.scores.clear();
            s.scores.extend(&self.dense[UPPER + 1]);
            multiply(first, hidden, &self.dense[UPPER], STEP_COLUMNS, &mut s.scores);
            let steps = s.scores.iter().take(STEPS).enumerate().filter(|(step, _)| possible.allows(*step));
            s.state.take(best(steps));
        }
        s.state.finish();
    }
}

/// The larger of two numbers, for each in a row.
fn larger(units: &mut [f32], others: &[f32]) {
    for (unit, other) in units.iter_mut().zip(others) {
        *unit = if *other > *unit { *other } else { *unit };
    }
}

/// Mean, and one by standard deviation.
pub fn moments(units: &[f32]) -> (f32, f32) {
    let n = units.len() as f32;
    let mean = units.iter().sum::<f32>() / n;
    let variance = units.iter().map(|u| (u - mean) * (u - mean)).sum::<f32>() / n + 1e-8;
    (mean, 1.0 / variance.sqrt())
}

/// Vectors of each word between those of its neighbours, zero beyond the ends.
pub fn windows(words: &[f32], width: usize, out: &mut Vec<f32>) {
    out.clear();
    out.resize(words.len() * 3, 0.0);
    let count = words.len() / width;
    for (at, out) in out.chunks_exact_mut(3 * width).enumerate() {
        let (from, to) = (at.max(1) - 1, (at + 2).min(count));
        let skipped = (from + 1 - at) * width;
        let seen = &words[from * width..to * width];
        out[skipped..skipped + seen.len()].copy_from_slice(seen);
    }
}

/// As many copies of a bias.
pub fn fill(out: &mut Vec<f32>, bias: &[f32], times: usize) {
    out.clear();
    for _ in 0..times {
        out.extend_from_slice(bias);
    }
}

/// The place of the highest score, the first of equals.
fn best<'a>(mut scores: impl Iterator<Item = (usize, &'a f32)>) -> usize {
    let Some((mut best, mut high)) = scores.next() else { return 0 };
    for (at, score) in scores {
        if score > high {
            (best, high) = (at, score);
        }
    }
    best
}

/// Buffers that are used again for each sentence.
#[derive(Default)]
pub struct Scratch {
    /// Part of speech of each word.
    pub tags: Vec<u8>,
    /// The tree.
    pub state: State,
    /// Words whose vectors are kept, and where: most words of an article occur again.
    known: HashMap<Rows, usize>,
    vectors: Vec<f32>,
    added: Vec<f32>,
    places: Vec<usize>,
    /// For each word, a bit for each place that has been computed.
    computed: Vec<u16>,
    words: Vec<f32>,
    wide: Vec<f32>,
    sums: Vec<f32>,
    pieces: Vec<f32>,
    scores: Vec<f32>,
}

const _: () = assert!(RELATIONS.len() < 256);
