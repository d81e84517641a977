//! The network: its parameters, their file, and reading a sentence with them.

use super::arcs::{self, PLACES, RELATIONS, STEPS, State};
use super::matrix::{self, COLUMNS, Fixed, INNER, Matrix};
use super::words::{PROBES, ROWS, Rows, TABLES};
use crate::text::model::ModelError;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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

/// Tags.
const TAGS: usize = 17;
/// So many of the parser's first places are computed for all words of a sentence at once.
const EARLY: usize = 3;

/// Words that are kept from one sentence to the next: about those of ten articles, in 10 MB.
const KNOWN: usize = 4000;

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

    /// Whether such a network can be read: multiples of 32, at most 128 wide and with at most 512 hidden units, so that sums
    /// of integers fit.
    pub fn plausible(self) -> bool {
        let fits = |n: usize, inner: usize| (COLUMNS..=INNER).contains(&inner) && n.is_multiple_of(COLUMNS);
        fits(self.width, self.width * TABLES) && fits(self.hidden, self.hidden)
    }
}

/// A trained network.
pub struct Network {
    size: Size,
    /// Scale and numbers of the tables of words.
    tables: Vec<(f32, Vec<i8>)>,
    /// The layers that read words: the first of them, then the convolutions, of which the first is in three parts, for the
    /// word before, the word itself and the word after.
    mix: Matrix,
    near: Vec<Matrix>,
    tag: Matrix,
    lower: Matrix,
    upper: Matrix,
    /// Parameters that are vectors, by their numbers; the others' places are empty.
    vectors: Vec<Vec<f32>>,
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
        let (mut tables, mut matrices, mut vectors) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..PARAMETERS {
            let (rows, columns) = size.shape(number);
            if rows == 1 {
                vectors.push(numbers(from, columns)?);
                continue;
            }
            vectors.push(Vec::new());
            let scales = numbers(from, if number < TABLES { 1 } else { columns })?;
            let integers: Vec<i8> = take(from, rows * columns)?.iter().map(|b| *b as i8).collect();
            match number {
                0..TABLES => tables.push((scales[0], integers)),
                NEAR => matrices.extend(integers.chunks_exact(size.width * columns).map(|part| Matrix::new(part, &scales))),
                _ => matrices.push(Matrix::new(&integers, &scales)),
            }
        }
        let mut matrices = matrices.into_iter();
        let mut next = || matrices.next().ok_or(ModelError::Truncated);
        let mix = next()?;
        let near = (0..2 + DEPTH).map(|_| next()).collect::<Result<_, _>>()?;
        Ok(Network { size, tables, mix, near, tag: next()?, lower: next()?, upper: next()?, vectors })
    }

    /// Sizes of the network.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Tags (as places in a list of them) and arcs of a sentence; they are left in `s`.
    pub fn sentence(&self, words: &[Rows], s: &mut Scratch) {
        matrix::widely(
            #[inline(always)]
            || self.read_sentence(words, s),
        );
    }

    #[inline(always)]
    fn read_sentence(&self, words: &[Rows], s: &mut Scratch) {
        self.vectors(words, s);
        s.fixed.set(&s.words, 0);
        fill(&mut s.sums, &self.vectors[TAG + 1], words.len());
        self.tag.multiply(s.fixed.rows(self.size.width / 2), 0..TAG_COLUMNS, &mut s.sums);
        s.tags.clear();
        s.tags.extend(s.sums.chunks_exact(TAG_COLUMNS).map(|scores| best(&scores[..TAGS]) as u8));
        self.tree(words.len(), s);
    }

    /// The vectors of the words in their surroundings.
    #[inline(always)]
    fn vectors(&self, words: &[Rows], s: &mut Scratch) {
        let width = self.size.width;
        let columns = PIECES * width;
        if s.known.len() > KNOWN {
            s.known.clear();
        }
        s.places.clear();
        let before = s.known.len();
        s.wide.clear();
        for word in words {
            let next = s.known.len();
            let place = *s.known.entry(*word).or_insert(next);
            s.places.push(place);
            if place == next {
                self.features(word, &mut s.wide);
            }
        }
        self.learn(before, s);
        s.words.clear();
        for place in &s.places {
            s.words.extend_from_slice(&s.vectors[place * width..][..width]);
        }
        // The first convolution: what each word adds to itself and its neighbours is known.
        fill(&mut s.sums, &self.vectors[NEAR + 1], words.len());
        for (at, sums) in s.sums.chunks_exact_mut(columns).enumerate() {
            for (n, neighbour) in [at.wrapping_sub(1), at, at + 1].into_iter().enumerate() {
                if let Some(place) = s.places.get(neighbour) {
                    add(sums, &s.added[n][place * columns..][..columns]);
                }
            }
        }
        self.units(NEAR, &mut s.sums, &mut s.words);
        for depth in 1..DEPTH {
            let layer = NEAR + 4 * depth;
            fill(&mut s.sums, &self.vectors[layer + 1], words.len());
            // Zeros around the words: a row is a word between its neighbours.
            s.fixed.set(&s.words, width / 2);
            self.near[2 + depth].multiply(s.fixed.rows(width / 2), 0..columns, &mut s.sums);
            self.units(layer, &mut s.sums, &mut s.words);
        }
    }

    /// Adds the sums of a word's rows in the tables to a list.
    #[inline(always)]
    fn features(&self, word: &Rows, out: &mut Vec<f32>) {
        let width = self.size.width;
        for (rows, (scale, table)) in word.chunks_exact(PROBES).zip(&self.tables) {
            let from = out.len();
            out.resize(from + width, 0.0);
            let out = &mut out[from..];
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
    }

    /// Computes and keeps the vectors of words that were not known, and what each adds to the first convolution of its right
    /// neighbour, itself and its left neighbour. `before` words were known, `s.wide` has the features of the others.
    #[inline(always)]
    fn learn(&self, before: usize, s: &mut Scratch) {
        let width = self.size.width;
        let columns = PIECES * width;
        let after = s.known.len();
        fill(&mut s.sums, &self.vectors[MIX + 1], after - before);
        s.fixed.set_rows(&s.wide, TABLES * width);
        self.mix.multiply(s.fixed.rows(TABLES * width / 2), 0..columns, &mut s.sums);
        s.vectors.truncate(before * width);
        s.vectors.resize(after * width, 0.0);
        let vectors = &mut s.vectors[before * width..];
        self.units(MIX, &mut s.sums, vectors);
        s.fixed.set_rows(vectors, width);
        for (part, added) in self.near.iter().zip(&mut s.added) {
            added.resize(after * columns, 0.0);
            part.products(s.fixed.rows(width / 2), 0..columns, &mut added[before * columns..]);
        }
    }

    /// Adds to the words' vectors what a layer's sums make: the largest of the pieces, scaled.
    #[inline(always)]
    fn units(&self, layer: usize, sums: &mut [f32], words: &mut [f32]) {
        let width = self.size.width;
        let (gain, shift) = (&self.vectors[layer + 2], &self.vectors[layer + 3]);
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

    /// Builds the tree, always taking the best step. `s.fixed` holds the words.
    #[inline(always)]
    fn tree(&self, len: usize, s: &mut Scratch) {
        let (width, hidden) = (self.size.width, self.size.hidden);
        let units = PARSER_PIECES * hidden;
        // What a word adds in a place: at once for the places where every word stands at some time, and for the others when
        // it first stands there.
        s.early.resize(len * EARLY * units, 0.0);
        self.lower.products(s.fixed.rows(width / 2), 0..EARLY * units, &mut s.early);
        s.late.resize((len * (PLACES - EARLY) * units).max(s.late.len()), 0.0);
        s.computed.clear();
        s.computed.resize(len, 0);
        s.state.begin(len);
        while !s.state.finished() {
            let possible = s.state.possible();
            if !possible.left && !possible.right {
                s.state.take(arcs::SHIFT);
                continue;
            }
            let places = s.state.places();
            for (place, word) in places.into_iter().enumerate().skip(EARLY) {
                let word = word as usize;
                if s.computed.get(word).is_some_and(|done| done >> place & 1 == 0) {
                    s.computed[word] |= 1 << place;
                    let sums = &mut s.late[(word * (PLACES - EARLY) + place - EARLY) * units..][..units];
                    self.lower.products(s.fixed.row(word * width / 2), place * units..(place + 1) * units, sums);
                }
            }
            let parts: [&[f32]; PLACES + 1] = std::array::from_fn(|place| {
                let word = places.get(place).map_or(0, |word| *word as usize);
                match place {
                    PLACES => &self.vectors[LOWER_BIAS],
                    _ if word == arcs::NONE as usize => &self.vectors[ABSENT][place * units..][..units],
                    0..EARLY => &s.early[(word * EARLY + place) * units..][..units],
                    _ => &s.late[(word * (PLACES - EARLY) + place - EARLY) * units..][..units],
                }
            });
            matrix::sum(parts, &mut s.pieces);
            let (first, second) = s.pieces.split_at_mut(hidden);
            larger(first, second);
            s.word.set(first, 0);
            s.scores.clear();
            s.scores.extend(&self.vectors[UPPER + 1]);
            self.upper.multiply(s.word.row(0), 0..STEP_COLUMNS, &mut s.scores);
            let (left, right) = (arcs::LEFT + 1, arcs::RIGHT + 1);
            for (possible, steps) in [(possible.shift, 0..left), (possible.left, left..right), (possible.right, right..STEPS)] {
                if !possible {
                    s.scores[steps].fill(f32::NEG_INFINITY);
                }
            }
            s.state.take(best(&s.scores[..STEPS]));
        }
        s.state.finish();
    }
}

/// The larger of two numbers, for each in a row.
#[inline(always)]
fn larger(units: &mut [f32], others: &[f32]) {
    for (unit, other) in units.iter_mut().zip(others) {
        *unit = if *other > *unit { *other } else { *unit };
    }
}

/// Mean, and one by standard deviation; the sums run in eight lanes.
#[inline(always)]
pub fn moments(units: &[f32]) -> (f32, f32) {
    #[inline(always)]
    fn sum(units: &[f32], of: impl Fn(f32) -> f32) -> f32 {
        let mut lanes = [0f32; 8];
        let (groups, rest) = units.as_chunks::<8>();
        for group in groups {
            for (lane, unit) in lanes.iter_mut().zip(group) {
                *lane += of(*unit);
            }
        }
        lanes.iter().sum::<f32>() + rest.iter().map(|unit| of(*unit)).sum::<f32>()
    }
    let n = units.len() as f32;
    let mean = sum(units, |unit| unit) / n;
    let variance = sum(units, |unit| (unit - mean) * (unit - mean)) / n + 1e-8;
    (mean, 1.0 / variance.sqrt())
}

/// `to += from`, number by number.
#[inline(always)]
fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

/// As many copies of a bias.
#[inline(always)]
pub fn fill(out: &mut Vec<f32>, bias: &[f32], times: usize) {
    out.clear();
    for _ in 0..times {
        out.extend_from_slice(bias);
    }
}

/// The place of the highest score, the first of equals.
#[inline(always)]
fn best(scores: &[f32]) -> usize {
    let mut high = [f32::NEG_INFINITY; 8];
    let (groups, rest) = scores.as_chunks::<8>();
    for group in groups {
        larger(&mut high, group);
    }
    let high = high.iter().chain(rest).fold(f32::NEG_INFINITY, |a, b| if *b > a { *b } else { a });
    scores.iter().position(|score| *score == high).unwrap_or(0)
}

/// Hashes rows of the tables: they are hashes already, so their bits only have to be brought together.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            self.0 = (self.0.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

/// Buffers that are used again for each sentence.
#[derive(Default)]
pub struct Scratch {
    /// Part of speech of each word.
    pub tags: Vec<u8>,
    /// The tree.
    pub state: State,
    /// Words whose vectors are kept, and where: most words of an article occur again.
    known: HashMap<Rows, usize, BuildHasherDefault<Spread>>,
    vectors: Vec<f32>,
    added: [Vec<f32>; 3],
    places: Vec<usize>,
    /// For each word, a bit for each place that has been computed.
    computed: Vec<u16>,
    words: Vec<f32>,
    wide: Vec<f32>,
    sums: Vec<f32>,
    /// All words of the sentence, and one row.
    fixed: Fixed,
    word: Fixed,
    early: Vec<f32>,
    late: Vec<f32>,
    pieces: Vec<f32>,
    scores: Vec<f32>,
}

const _: () = assert!(RELATIONS.len() < 256);
