//! Products of matrices of integers, by the instruction that every processor and WebAssembly have for sums of products of
//! 16 bits in sums of 32.
//!
//! Integer sums are exact, so every machine finds the same numbers in whichever order it adds.

use bytemuck::cast;
use std::array::from_fn;
use std::ops::Range;
use wide::{f32x8, i16x8, i16x16, i32x8};

/// Columns of every matrix are a multiple of this; so many stand together.
pub const COLUMNS: usize = VECTORS * LANES;

/// Columns in a vector.
const LANES: usize = 8;
/// Vectors that are computed at once with a single row.
const VECTORS: usize = 4;

/// Rows that a matrix may have at most: so many products of a weight (up to 128) and a number (up to [`LARGEST`]) fit in 32
/// bits.
pub const INNER: usize = 512;

/// The largest integer that stands for a number.
const LARGEST: f32 = i16::MAX as f32;
const _: () = assert!(INNER as i64 * 128 * i16::MAX as i64 <= i32::MAX as i64);

/// Numbers as integers of 16 bits, two by two in one of 32 bits.
#[derive(Default)]
pub struct Fixed {
    pairs: Vec<i32>,
    /// One for each row, or one for all.
    scales: Vec<f32>,
}

impl Fixed {
    /// Takes numbers that share a scale, in place of those before; `around` pairs of zeros stand before and after them.
    #[inline(always)]
    pub fn set(&mut self, numbers: &[f32], around: usize) {
        self.clear();
        self.pairs.resize(around, 0);
        self.push(numbers);
        self.pairs.resize(self.pairs.len() + around, 0);
    }

    /// Takes rows of numbers, each with its own scale: what comes of a row does not depend on the others.
    #[inline(always)]
    pub fn set_rows(&mut self, numbers: &[f32], length: usize) {
        self.clear();
        for row in numbers.chunks_exact(length) {
            self.push(row);
        }
    }

    fn clear(&mut self) {
        self.pairs.clear();
        self.scales.clear();
    }

    /// Adds a row, with a zero beside an odd number.
    #[inline(always)]
    fn push(&mut self, numbers: &[f32]) {
        let (groups, rest) = numbers.as_chunks::<LANES>();
        let mut last = [0.0; LANES];
        last[..rest.len()].copy_from_slice(rest);
        let all = || groups.iter().chain((!rest.is_empty()).then_some(&last)).map(|group| f32x8::new(*group));
        let high = all().fold(f32x8::ZERO, |high, group| high.fast_max(group.abs())).to_array();
        let high = high.into_iter().fold(f32::MIN_POSITIVE, f32::max);
        self.scales.push(high / LARGEST);
        let by = f32x8::splat(LARGEST / high);
        let length = self.pairs.len() + numbers.len().div_ceil(2);
        for group in all() {
            let integers = i16x8::from_i32x8_saturate((group * by).round_int());
            self.pairs.extend(cast::<i16x8, [i32; LANES / 2]>(integers));
        }
        self.pairs.truncate(length);
    }

    /// All numbers, in rows that begin every `stride` pairs.
    pub fn rows(&self, stride: usize) -> Rows<'_> {
        Rows { pairs: &self.pairs, stride, scales: &self.scales }
    }

    /// The numbers from the pair number `from` on, as one row, where all share a scale.
    pub fn row(&self, from: usize) -> Rows<'_> {
        Rows { pairs: self.pairs.get(from..).unwrap_or(&[]), stride: 0, scales: &self.scales }
    }
}

/// Rows of numbers to be multiplied.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pairs: &'a [i32],
    /// Pairs from the beginning of one to that of the next; rows may overlap.
    stride: usize,
    scales: &'a [f32],
}

impl Rows<'_> {
    fn scale(&self, row: usize) -> f32x8 {
        f32x8::splat(self.scales.get(row).or(self.scales.first()).copied().unwrap_or(0.0))
    }
}

/// Weights of a pair of rows in [`COLUMNS`] columns, where the longest vectors lie within lines of the cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Panel([i16x16; VECTORS]);

/// Weights of eight bits with a scale for each column.
pub struct Matrix {
    /// Pairs of rows.
    inner: usize,
    /// For each [`COLUMNS`] columns, for each pair of rows: the weights of both in the first column, in the second, …
    panels: Vec<Panel>,
    scales: Vec<[f32x8; VECTORS]>,
}

impl Matrix {
    /// A matrix from its weights, row after row, and the scales of its columns, a multiple of [`COLUMNS`].
    pub fn new(weights: &[i8], scales: &[f32]) -> Matrix {
        let columns = scales.len();
        let rows = weights.len() / columns.max(1);
        let inner = rows.div_ceil(2);
        let mut panels = Vec::with_capacity(inner * columns / COLUMNS);
        for first in (0..columns).step_by(COLUMNS) {
            for pair in 0..inner {
                let weight = |n: usize| weights.get((2 * pair + n % 2) * columns + first + n / 2);
                let integer = |n: usize| weight(n).map_or(0, |w| i16::from(*w));
                panels.push(Panel(from_fn(|v| i16x16::new(from_fn(|n| integer(2 * LANES * v + n))))));
            }
        }
        let of = |s: &[f32; COLUMNS]| from_fn(|v| f32x8::new(from_fn(|n| s[LANES * v + n])));
        Matrix { inner, panels, scales: scales.as_chunks().0.iter().map(of).collect() }
    }

    /// Adds to each row of `out` the product of a row of `x` and some columns, from and to a multiple of [`COLUMNS`].
    pub fn multiply(&self, x: Rows<'_>, columns: Range<usize>, out: &mut [f32]) {
        self.dispatch::<true>(x, columns, out);
    }

    /// As [`Matrix::multiply`], in place of what `out` holds.
    pub fn products(&self, x: Rows<'_>, columns: Range<usize>, out: &mut [f32]) {
        self.dispatch::<false>(x, columns, out);
    }

    fn dispatch<const ADD: bool>(&self, x: Rows<'_>, columns: Range<usize>, out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        match wider::found() {
            wider::Found::Fused(four) => return wider::fused(self, four, x, columns, out, ADD),
            wider::Found::Four(four) => {
                return four.vectorize(
                    #[inline(always)]
                    || self.product::<_, ADD>(four, x, columns, out),
                );
            }
            wider::Found::Two(two) => {
                return two.vectorize(
                    #[inline(always)]
                    || self.product::<_, ADD>(two, x, columns, out),
                );
            }
            wider::Found::None => {}
        }
        self.product::<_, ADD>(Everywhere, x, columns, out);
    }

    #[inline(always)]
    fn product<I: Instructions, const ADD: bool>(&self, i: I, x: Rows<'_>, columns: Range<usize>, out: &mut [f32]) {
        let panels = columns.start / COLUMNS..columns.end / COLUMNS;
        let columns = columns.len();
        let (Some(scales), Some(weights)) =
            (self.scales.get(panels.clone()), self.panels.get(panels.start * self.inner..panels.end * self.inner))
        else {
            return;
        };
        let row = |n: usize| x.pairs.get(n * x.stride..n * x.stride + self.inner).unwrap_or(&[]);
        let panels = || weights.chunks_exact(self.inner).zip(scales).enumerate();
        let mut bands = out.chunks_exact_mut(4 * columns);
        let mut at = 0;
        for out in bands.by_ref() {
            let rows = [row(at), row(at + 1), row(at + 2), row(at + 3)];
            let by = [x.scale(at), x.scale(at + 1), x.scale(at + 2), x.scale(at + 3)];
            for (panel, (weights, scales)) in panels() {
                let sums = i.four(rows, weights);
                for (v, (scale, sums)) in scales.iter().zip(sums).enumerate() {
                    for ((out, sum), by) in out.chunks_exact_mut(columns).zip(sums).zip(by) {
                        put::<ADD>(out, panel * VECTORS + v, sum, *scale * by);
                    }
                }
            }
            at += 4;
        }
        for out in bands.into_remainder().chunks_exact_mut(columns) {
            for (panel, (weights, scales)) in panels() {
                let sums = i.one(row(at), weights);
                for (v, (sum, scale)) in sums.into_iter().zip(scales).enumerate() {
                    put::<ADD>(out, panel * VECTORS + v, sum, *scale * x.scale(at));
                }
            }
            at += 1;
        }
    }
}

/// What a processor does at once. Where it is used, nothing may stand in closures or in functions that are not put in their
/// callers' place: only there are the longer instructions allowed.
trait Instructions: Copy {
    /// Sums of some columns.
    type Sums: Copy;

    fn zero(self) -> Self::Sums;

    /// Adds a pair of numbers times the weights of the columns number `at` in a panel, counted in `Sums`.
    fn add(self, sums: Self::Sums, weights: &Panel, at: usize, pair: i32) -> Self::Sums;

    /// Four rows at once, [`COLUMNS`] columns: for each vector of columns the sums of the rows.
    fn four(self, rows: [&[i32]; 4], weights: &[Panel]) -> [[i32x8; 4]; VECTORS];

    /// One row, [`COLUMNS`] columns.
    fn one(self, row: &[i32], weights: &[Panel]) -> [i32x8; VECTORS];
}

/// What every processor and WebAssembly have.
#[derive(Clone, Copy)]
struct Everywhere;

impl Instructions for Everywhere {
    type Sums = i32x8;

    #[inline(always)]
    fn zero(self) -> i32x8 {
        i32x8::ZERO
    }

    #[inline(always)]
    fn add(self, sums: i32x8, weights: &Panel, at: usize, pair: i32) -> i32x8 {
        sums + weights.0[at].dot(cast(i32x8::splat(pair)))
    }

    #[inline(always)]
    fn four(self, rows: [&[i32]; 4], weights: &[Panel]) -> [[i32x8; 4]; VECTORS] {
        // The sums of more vectors would not fit in the registers.
        let mut sums = [[i32x8::ZERO; 4]; VECTORS];
        for (v, sums) in sums.iter_mut().enumerate() {
            *sums = four::<_, 1>(self, rows, weights, v)[0];
        }
        sums
    }

    #[inline(always)]
    fn one(self, row: &[i32], weights: &[Panel]) -> [i32x8; VECTORS] {
        one(self, row, weights)
    }
}

/// Vectors of twice and four times the length, where the processor that runs the program has them (AVX2, AVX-512).
#[cfg(target_arch = "x86_64")]
mod wider {
    use super::{Instructions, Matrix, Panel, Rows, VECTORS, four, one};
    use bytemuck::cast;
    use multiversion::multiversion;
    use pulp::x86::{V3, V4};
    use std::arch::x86_64::{__m256i, __m512i};
    use std::ops::Range;
    use std::sync::OnceLock;
    use wide::i32x8;

    /// What a processor has.
    #[derive(Clone, Copy)]
    pub enum Found {
        None,
        Two(V3),
        Four(V4),
        /// As `Four`, and a product and a sum are one instruction.
        Fused(V4),
    }

    /// What this processor has.
    pub fn found() -> Found {
        static FOUND: OnceLock<Found> = OnceLock::new();
        *FOUND.get_or_init(|| match (V4::try_new(), V3::try_new()) {
            (Some(four), _) if is_x86_feature_detected!("avx512vnni") => Found::Fused(four),
            (Some(four), _) => Found::Four(four),
            (None, Some(two)) => Found::Two(two),
            (None, None) => Found::None,
        })
    }

    /// As [`Matrix::multiply`]: with these features the compiler makes one instruction of a product and a sum.
    #[multiversion(targets("x86_64+avx512f+avx512bw+avx512cd+avx512dq+avx512vl+avx512vnni+avx2+fma+bmi1+bmi2+lzcnt+popcnt"))]
    pub fn fused(matrix: &Matrix, four: V4, x: Rows<'_>, columns: Range<usize>, out: &mut [f32], add: bool) {
        match add {
            true => matrix.product::<_, true>(four, x, columns, out),
            false => matrix.product::<_, false>(four, x, columns, out),
        }
    }

    impl Instructions for V3 {
        type Sums = __m256i;

        #[inline(always)]
        fn zero(self) -> __m256i {
            self.avx._mm256_setzero_si256()
        }

        #[inline(always)]
        fn add(self, sums: __m256i, weights: &Panel, at: usize, pair: i32) -> __m256i {
            let products = self.avx2._mm256_madd_epi16(cast(weights.0[at]), self.avx._mm256_set1_epi32(pair));
            self.avx2._mm256_add_epi32(sums, products)
        }

        #[inline(always)]
        fn four(self, rows: [&[i32]; 4], weights: &[Panel]) -> [[i32x8; 4]; VECTORS] {
            let sums = [four::<_, 2>(self, rows, weights, 0), four::<_, 2>(self, rows, weights, 2)];
            cast(sums)
        }

        #[inline(always)]
        fn one(self, row: &[i32], weights: &[Panel]) -> [i32x8; VECTORS] {
            cast(one::<_, 4>(self, row, weights))
        }
    }

    impl Instructions for V4 {
        type Sums = __m512i;

        #[inline(always)]
        fn zero(self) -> __m512i {
            self.avx512f._mm512_setzero_si512()
        }

        #[inline(always)]
        fn add(self, sums: __m512i, weights: &Panel, at: usize, pair: i32) -> __m512i {
            let weights = cast([weights.0[2 * at], weights.0[2 * at + 1]]);
            let products = self.avx512bw._mm512_madd_epi16(weights, self.avx512f._mm512_set1_epi32(pair));
            self.avx512f._mm512_add_epi32(sums, products)
        }

        #[inline(always)]
        fn four(self, rows: [&[i32]; 4], weights: &[Panel]) -> [[i32x8; 4]; VECTORS] {
            let sums = four::<_, 2>(self, rows, weights, 0);
            let mut out = [[i32x8::ZERO; 4]; VECTORS];
            for at in 0..2 {
                for row in 0..4 {
                    let [first, second]: [i32x8; 2] = cast(sums[at][row]);
                    (out[2 * at][row], out[2 * at + 1][row]) = (first, second);
                }
            }
            out
        }

        #[inline(always)]
        fn one(self, row: &[i32], weights: &[Panel]) -> [i32x8; VECTORS] {
            cast(one::<_, 2>(self, row, weights))
        }
    }
}

/// Four rows at once, `N` sums of columns from the number `first` on: the weights are fetched once.
#[inline(always)]
fn four<I: Instructions, const N: usize>(i: I, [a, b, c, d]: [&[i32]; 4], weights: &[Panel], first: usize) -> [[I::Sums; 4]; N] {
    let len = weights.len().min(a.len()).min(b.len()).min(c.len()).min(d.len());
    let (weights, a, b, c, d) = (&weights[..len], &a[..len], &b[..len], &c[..len], &d[..len]);
    let mut sums = [[i.zero(); 4]; N];
    for n in 0..len {
        for (v, sums) in sums.iter_mut().enumerate() {
            let at = first + v;
            sums[0] = i.add(sums[0], &weights[n], at, a[n]);
            sums[1] = i.add(sums[1], &weights[n], at, b[n]);
            sums[2] = i.add(sums[2], &weights[n], at, c[n]);
            sums[3] = i.add(sums[3], &weights[n], at, d[n]);
        }
    }
    sums
}

/// One row, `N` sums of columns.
#[inline(always)]
fn one<I: Instructions, const N: usize>(i: I, row: &[i32], weights: &[Panel]) -> [I::Sums; N] {
    let len = weights.len().min(row.len());
    let (weights, row) = (&weights[..len], &row[..len]);
    let mut sums = [i.zero(); N];
    for n in 0..len {
        for (v, sum) in sums.iter_mut().enumerate() {
            *sum = i.add(*sum, &weights[n], v, row[n]);
        }
    }
    sums
}

/// Adds scaled sums to a row's columns, or puts them in their place.
#[inline(always)]
fn put<const ADD: bool>(out: &mut [f32], vector: usize, sums: i32x8, scale: f32x8) {
    if let Some(out) = out.as_chunks_mut::<LANES>().0.get_mut(vector) {
        let product = sums.round_float() * scale;
        *out = if ADD { f32x8::new(*out) + product } else { product }.to_array();
    }
}

/// Adds up rows of equal length, a multiple of eight.
#[inline(always)]
pub fn sum<const N: usize>(rows: [&[f32]; N], out: &mut Vec<f32>) {
    out.clear();
    let mut chunks: [&[[f32; LANES]]; N] = [&[]; N];
    for (chunks, row) in chunks.iter_mut().zip(rows) {
        *chunks = row.as_chunks().0;
    }
    let Some((first, others)) = chunks.split_first() else { return };
    for (at, chunk) in first.iter().enumerate() {
        let mut sum = *chunk;
        for chunks in others {
            if let Some(chunk) = chunks.get(at) {
                for lane in 0..LANES {
                    sum[lane] += chunk[lane];
                }
            }
        }
        out.extend_from_slice(&sum);
    }
}

/// Runs what is given with the longer instructions, where the processor has them; they reach what is put in its place by the
/// compiler and needs no crate's vectors.
pub fn widely<R>(run: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    match wider::found() {
        wider::Found::Four(four) | wider::Found::Fused(four) => return four.vectorize(run),
        wider::Found::Two(two) => return two.vectorize(run),
        wider::Found::None => {}
    }
    run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_numbers() {
        for (rows, inner, columns) in [(7, 5, 96), (1, 64, 128), (4, 6, 64), (9, 192, 64), (3, 512, 64)] {
            let x: Vec<f32> = (0..rows * inner).map(|n| (n * 7919 % 113) as f32 / 7.0 - 8.0).collect();
            let w: Vec<i8> = (0..inner * columns).map(|n| (n * 104_729 % 255) as u8 as i8).collect();
            let scales: Vec<f32> = (0..columns).map(|n| 0.01 * (n % 5 + 1) as f32).collect();
            let matrix = Matrix::new(&w, &scales);
            // Rows of an odd length stand each by themselves.
            for from in [0, COLUMNS] {
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
        let mut out = [0.0; COLUMNS];
        Matrix::new(&[-128; INNER * COLUMNS], &[1.0; COLUMNS]).multiply(fixed.row(0), 0..COLUMNS, &mut out);
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
        let matrix = Matrix::new(&[1; 6 * COLUMNS], &[1.0; COLUMNS]);
        let mut fixed = Fixed::default();
        fixed.set(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 1);
        let mut out = [0.0; 3 * COLUMNS];
        matrix.multiply(fixed.rows(1), 0..COLUMNS, &mut out);
        for (row, sum) in [10.0, 21.0, 18.0].into_iter().enumerate() {
            assert!((out[row * COLUMNS] - sum).abs() < 0.01, "{out:?}");
        }
    }
}
