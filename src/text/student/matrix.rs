//! Products of matrices of integers, by the instruction that every processor and WebAssembly have for sums of products of
//! 16 bits in sums of 32.
//!
//! Integer sums are exact, so every machine finds the same numbers in whichever order it adds.

use bytemuck::cast;
use std::ops::Range;
use wide::{f32x8, i16x16, i32x8};

/// Columns that are computed at once; those of every matrix are a multiple of it.
pub const LANES: usize = 8;

/// Rows that a matrix may have at most: so many products of a weight (up to 128) and a number (up to [`LARGEST`]) fit in 32
/// bits.
pub const INNER: usize = 512;

/// The largest integer that stands for a number.
const LARGEST: f32 = i16::MAX as f32;
const _: () = assert!(INNER as i64 * 128 * i16::MAX as i64 <= i32::MAX as i64);

/// Numbers as integers of 16 bits, two by two in one of 32 bits, with one scale for all.
#[derive(Default)]
pub struct Fixed {
    pairs: Vec<i32>,
    scale: f32,
}

impl Fixed {
    /// Takes numbers, in place of those before; `around` pairs of zeros stand before and after them. An odd one out gets a
    /// zero beside it.
    pub fn set(&mut self, numbers: &[f32], around: usize) {
        /// Added to a number, it leaves the nearest integer in the lowest bits.
        const ROUND: f32 = (3 << 22) as f32;
        let mut lanes = [0f32; LANES];
        let (groups, rest) = numbers.as_chunks::<LANES>();
        for group in groups {
            for (lane, x) in lanes.iter_mut().zip(group) {
                *lane = if x.abs() > *lane { x.abs() } else { *lane };
            }
        }
        let largest = lanes.iter().chain(rest).fold(f32::MIN_POSITIVE, |a, b| if b.abs() > a { b.abs() } else { a });
        self.scale = largest / LARGEST;
        let by = 1.0 / self.scale;
        let integer = |x: f32| (x * by + ROUND).to_bits();
        let pair = |a: f32, b: f32| (integer(a) & 0xffff | integer(b) << 16) as i32;
        self.pairs.clear();
        self.pairs.resize(around, 0);
        let (pairs, rest) = numbers.as_chunks::<2>();
        self.pairs.extend(pairs.iter().map(|[a, b]| pair(*a, *b)));
        self.pairs.extend(rest.iter().map(|a| pair(*a, 0.0)));
        self.pairs.resize(self.pairs.len() + around, 0);
    }

    /// All numbers, in rows that begin every `stride` pairs.
    pub fn rows(&self, stride: usize) -> Rows<'_> {
        Rows { pairs: &self.pairs, stride, scale: self.scale }
    }

    /// The numbers from the pair number `from` on, as one row.
    pub fn row(&self, from: usize) -> Rows<'_> {
        Rows { pairs: self.pairs.get(from..).unwrap_or(&[]), stride: 0, scale: self.scale }
    }
}

/// Rows of numbers to be multiplied.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pairs: &'a [i32],
    /// Pairs from the beginning of one to that of the next; rows may overlap.
    stride: usize,
    scale: f32,
}

/// Weights of eight bits with a scale for each column.
pub struct Matrix {
    /// Pairs of rows.
    inner: usize,
    /// For each [`LANES`] columns, for each pair of rows: the weights of both in the first column, in the second, …
    panels: Vec<i16x16>,
    scales: Vec<f32x8>,
}

impl Matrix {
    /// A matrix from its weights, row after row, and the scales of its columns, a multiple of [`LANES`].
    pub fn new(weights: &[i8], scales: &[f32]) -> Matrix {
        let columns = scales.len();
        let rows = weights.len() / columns.max(1);
        let inner = rows.div_ceil(2);
        let mut panels = Vec::with_capacity(inner * columns / LANES);
        for first in (0..columns).step_by(LANES) {
            for pair in 0..inner {
                let weight = |n: usize| weights.get((2 * pair + n % 2) * columns + first + n / 2);
                let both = std::array::from_fn(|n| weight(n).map_or(0, |w| i16::from(*w)));
                panels.push(i16x16::new(both));
            }
        }
        let scales = scales.as_chunks::<LANES>().0.iter().map(|s| f32x8::new(*s)).collect();
        Matrix { inner, panels, scales }
    }

    /// Adds to each row of `out` the product of a row of `x` and some columns, from and to a multiple of [`LANES`].
    pub fn multiply(&self, x: Rows<'_>, columns: Range<usize>, out: &mut [f32]) {
        let panels = columns.start / LANES..columns.end / LANES;
        let columns = columns.len();
        let (Some(scales), Some(weights)) =
            (self.scales.get(panels.clone()), self.panels.get(panels.start * self.inner..panels.end * self.inner))
        else {
            return;
        };
        let row = |n: usize| x.pairs.get(n * x.stride..n * x.stride + self.inner).unwrap_or(&[]);
        let scale = f32x8::splat(x.scale);
        let mut bands = out.chunks_exact_mut(4 * columns);
        let mut at = 0;
        for out in bands.by_ref() {
            let rows = [row(at), row(at + 1), row(at + 2), row(at + 3)];
            for (panel, (weights, by)) in weights.chunks_exact(self.inner).zip(scales).enumerate() {
                let sums = four(rows, weights);
                for (out, sum) in out.chunks_exact_mut(columns).zip(sums) {
                    put(out, panel, sum, *by * scale);
                }
            }
            at += 4;
        }
        for out in bands.into_remainder().chunks_exact_mut(columns) {
            let row = row(at);
            let mut two = weights.chunks_exact(2 * self.inner);
            for (pair, weights) in two.by_ref().enumerate() {
                let sums = one(row, weights.split_at(self.inner));
                for (panel, sum) in (2 * pair..).zip(sums) {
                    put(out, panel, sum, scales[panel] * scale);
                }
            }
            for weights in two.remainder().chunks_exact(self.inner) {
                let last = scales.len() - 1;
                let [sum, _] = one(row, (weights, weights));
                put(out, last, sum, scales[last] * scale);
            }
            at += 1;
        }
    }
}

/// A pair of numbers against the weights of eight columns.
#[inline(always)]
fn products(weights: &i16x16, pair: i32) -> i32x8 {
    weights.dot(cast(i32x8::splat(pair)))
}

/// Four rows at once: the weights are fetched once.
#[inline(always)]
fn four([a, b, c, d]: [&[i32]; 4], weights: &[i16x16]) -> [i32x8; 4] {
    let mut sums = [i32x8::ZERO; 4];
    for ((((weights, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
        sums[0] += products(weights, *a);
        sums[1] += products(weights, *b);
        sums[2] += products(weights, *c);
        sums[3] += products(weights, *d);
    }
    sums
}

/// One row, sixteen columns.
#[inline(always)]
fn one(row: &[i32], (first, second): (&[i16x16], &[i16x16])) -> [i32x8; 2] {
    let mut sums = [i32x8::ZERO; 2];
    for ((first, second), pair) in first.iter().zip(second).zip(row) {
        sums[0] += products(first, *pair);
        sums[1] += products(second, *pair);
    }
    sums
}

/// Adds scaled sums to a row's columns.
#[inline(always)]
fn put(out: &mut [f32], panel: usize, sums: i32x8, scale: f32x8) {
    if let Some(out) = out.as_chunks_mut::<LANES>().0.get_mut(panel) {
        *out = (f32x8::new(*out) + sums.round_float() * scale).to_array();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_numbers() {
        for (rows, inner, columns) in [(7, 5, 24), (1, 64, 128), (4, 6, 16), (9, 192, 64), (3, 512, 16)] {
            let x: Vec<f32> = (0..rows * inner).map(|n| (n * 7919 % 113) as f32 / 7.0 - 8.0).collect();
            let w: Vec<i8> = (0..inner * columns).map(|n| (n * 104_729 % 255) as u8 as i8).collect();
            let scales: Vec<f32> = (0..columns).map(|n| 0.01 * (n % 5 + 1) as f32).collect();
            let matrix = Matrix::new(&w, &scales);
            // Rows of an odd length stand each by themselves.
            for from in [0, 8] {
                let mut out = vec![1.0; rows * (columns - from)];
                let mut fixed = Fixed::default();
                if inner % 2 == 0 {
                    fixed.set(&x, 0);
                    matrix.multiply(fixed.rows(inner / 2), from..columns, &mut out);
                } else {
                    for (x, out) in x.chunks(inner).zip(out.chunks_mut(columns - from)) {
                        fixed.set(x, 0);
                        matrix.multiply(fixed.row(0), from..columns, out);
                    }
                }
                for (row, out) in out.chunks(columns - from).enumerate() {
                    for (column, out) in (from..columns).zip(out) {
                        let of = |n: usize| f64::from(x[row * inner + n]) * f64::from(w[n * columns + column]);
                        let sum = 1.0 + (0..inner).map(of).sum::<f64>() * f64::from(scales[column]);
                        let error = (f64::from(*out) - sum).abs();
                        assert!(error < 0.02 * (inner as f64).sqrt(), "{rows} {inner} {columns}: {out}, not {sum}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_largest_sums_fit() {
        let mut fixed = Fixed::default();
        fixed.set(&[-1.0; INNER], 0);
        let mut out = [0.0; LANES];
        Matrix::new(&[-128; INNER * LANES], &[1.0; LANES]).multiply(fixed.row(0), 0..LANES, &mut out);
        assert!(out.iter().all(|sum| (sum - 65536.0).abs() < 1.0), "{out:?}");
    }

    #[test]
    fn zeros_and_strange_numbers_do_no_harm() {
        let mut fixed = Fixed::default();
        for numbers in [&[0.0; 8][..], &[f32::NAN; 8], &[f32::INFINITY, 1.0], &[f32::MIN_POSITIVE / 4.0], &[]] {
            fixed.set(numbers, 2);
            assert_eq!(fixed.pairs.len(), numbers.len().div_ceil(2) + 4);
        }
    }

    #[test]
    fn windows_overlap() {
        let matrix = Matrix::new(&[1; 6 * LANES], &[1.0; LANES]);
        let mut fixed = Fixed::default();
        fixed.set(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 1);
        let mut out = [0.0; 3 * LANES];
        matrix.multiply(fixed.rows(1), 0..LANES, &mut out);
        for (row, sum) in [10.0, 21.0, 18.0].into_iter().enumerate() {
            assert!((out[row * LANES] - sum).abs() < 0.01, "{out:?}");
        }
    }
}
