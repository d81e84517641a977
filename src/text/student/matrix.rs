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
    fn scale(&self, row: usize) -> f32 {
        self.scales.get(row).or(self.scales.first()).copied().unwrap_or(0.0)
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
    scales: Vec<[f32; COLUMNS]>,
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
        Matrix { inner, panels, scales: scales.as_chunks().0.to_vec() }
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
            let (a, b) = out.split_at_mut(2 * columns);
            let ((a, b), (c, d)) = (a.split_at_mut(columns), b.split_at_mut(columns));
            let (a, b, c, d) = (a.as_chunks_mut().0, b.as_chunks_mut().0, c.as_chunks_mut().0, d.as_chunks_mut().0);
            for (panel, (weights, scales)) in panels() {
                if let (Some(a), Some(b), Some(c), Some(d)) =
                    (a.get_mut(panel), b.get_mut(panel), c.get_mut(panel), d.get_mut(panel))
                {
                    i.four::<ADD>(rows, weights, Scales { columns: scales, rows: by }, [a, b, c, d]);
                }
            }
            at += 4;
        }
        for out in bands.into_remainder().chunks_exact_mut(columns) {
            for ((weights, scales), out) in weights.chunks_exact(self.inner).zip(scales).zip(out.as_chunks_mut().0) {
                i.one::<ADD>(row(at), weights, Scales { columns: scales, rows: [x.scale(at)] }, out);
            }
            at += 1;
        }
    }
}

/// What sums of some rows and of the columns of a panel are multiplied by.
#[derive(Clone, Copy)]
struct Scales<'a, const ROWS: usize> {
    columns: &'a [f32; COLUMNS],
    rows: [f32; ROWS],
}

/// The columns of a panel in a row of the result.
type Columns = [f32; COLUMNS];

/// What a processor does at once. Where it is used, nothing may stand in closures or in functions that are not put in their
/// callers' place: only there are the longer instructions allowed.
trait Instructions: Copy {
    /// Sums of some columns.
    type Sums: Copy;

    /// How many columns.
    const WIDTH: usize;

    fn zero(self) -> Self::Sums;

    /// Adds a pair of numbers times the weights of the columns number `at` in a panel, counted in `Sums`.
    fn add(self, sums: Self::Sums, weights: &Panel, at: usize, pair: i32) -> Self::Sums;

    fn plus(self, a: Self::Sums, b: Self::Sums) -> Self::Sums;

    /// Adds sums times their scales to columns of a row, or puts them in their place.
    fn put<const ADD: bool>(self, out: &mut Columns, at: usize, sums: Self::Sums, columns: &[f32; COLUMNS], row: f32);

    /// Four rows at once.
    fn four<const ADD: bool>(self, rows: [&[i32]; 4], weights: &[Panel], scales: Scales<4>, out: [&mut Columns; 4]);

    /// One row.
    fn one<const ADD: bool>(self, row: &[i32], weights: &[Panel], scales: Scales<1>, out: &mut Columns);
}

/// What every processor and WebAssembly have.
#[derive(Clone, Copy)]
struct Everywhere;

impl Instructions for Everywhere {
    type Sums = i32x8;

    const WIDTH: usize = LANES;

    #[inline(always)]
    fn zero(self) -> i32x8 {
        i32x8::ZERO
    }

    #[inline(always)]
    fn add(self, sums: i32x8, weights: &Panel, at: usize, pair: i32) -> i32x8 {
        sums + weights.0[at].dot(cast(i32x8::splat(pair)))
    }

    #[inline(always)]
    fn plus(self, a: i32x8, b: i32x8) -> i32x8 {
        a + b
    }

    #[inline(always)]
    fn put<const ADD: bool>(self, out: &mut Columns, at: usize, sums: i32x8, columns: &[f32; COLUMNS], row: f32) {
        let out = &mut out.as_chunks_mut::<{ Self::WIDTH }>().0[at];
        let scale = f32x8::new(columns.as_chunks::<{ Self::WIDTH }>().0[at]) * f32x8::splat(row);
        let product = sums.round_float() * scale;
        *out = if ADD { f32x8::new(*out) + product } else { product }.to_array();
    }

    #[inline(always)]
    fn four<const ADD: bool>(self, rows: [&[i32]; 4], weights: &[Panel], scales: Scales<4>, mut out: [&mut Columns; 4]) {
        // The sums of more vectors would not fit in the registers.
        for v in 0..VECTORS {
            four::<_, 1, ADD>(self, rows, weights, v, scales, &mut out);
        }
    }

    #[inline(always)]
    fn one<const ADD: bool>(self, row: &[i32], weights: &[Panel], scales: Scales<1>, out: &mut Columns) {
        one::<_, VECTORS, 1, ADD>(self, row, weights, scales, out);
    }
}

/// Vectors of twice and four times the length, where the processor that runs the program has them (AVX2, AVX-512).
#[cfg(target_arch = "x86_64")]
mod wider {
    use super::{COLUMNS, Columns, Instructions, Matrix, Panel, Rows, Scales, four, one};
    use bytemuck::cast;
    use multiversion::multiversion;
    use pulp::x86::{V3, V4};
    use std::arch::x86_64::{__m256i, __m512i};
    use std::ops::Range;
    use std::sync::OnceLock;

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

        const WIDTH: usize = 8;

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
        fn plus(self, a: __m256i, b: __m256i) -> __m256i {
            self.avx2._mm256_add_epi32(a, b)
        }

        #[inline(always)]
        fn put<const ADD: bool>(self, out: &mut Columns, at: usize, sums: __m256i, columns: &[f32; COLUMNS], row: f32) {
            let out = &mut out.as_chunks_mut::<{ Self::WIDTH }>().0[at];
            let scale = self.avx._mm256_mul_ps(cast(columns.as_chunks::<{ Self::WIDTH }>().0[at]), self.avx._mm256_set1_ps(row));
            let product = self.avx._mm256_mul_ps(self.avx._mm256_cvtepi32_ps(sums), scale);
            *out = cast(if ADD { self.avx._mm256_add_ps(cast(*out), product) } else { product });
        }

        #[inline(always)]
        fn four<const ADD: bool>(self, rows: [&[i32]; 4], weights: &[Panel], scales: Scales<4>, mut out: [&mut Columns; 4]) {
            four::<_, 2, ADD>(self, rows, weights, 0, scales, &mut out);
            four::<_, 2, ADD>(self, rows, weights, 2, scales, &mut out);
        }

        #[inline(always)]
        fn one<const ADD: bool>(self, row: &[i32], weights: &[Panel], scales: Scales<1>, out: &mut Columns) {
            one::<_, 4, 1, ADD>(self, row, weights, scales, out);
        }
    }

    impl Instructions for V4 {
        type Sums = __m512i;

        const WIDTH: usize = 16;

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
        fn plus(self, a: __m512i, b: __m512i) -> __m512i {
            self.avx512f._mm512_add_epi32(a, b)
        }

        #[inline(always)]
        fn put<const ADD: bool>(self, out: &mut Columns, at: usize, sums: __m512i, columns: &[f32; COLUMNS], row: f32) {
            let out = &mut out.as_chunks_mut::<{ Self::WIDTH }>().0[at];
            let scales = cast(columns.as_chunks::<{ Self::WIDTH }>().0[at]);
            let scale = self.avx512f._mm512_mul_ps(scales, self.avx512f._mm512_set1_ps(row));
            let product = self.avx512f._mm512_mul_ps(self.avx512f._mm512_cvtepi32_ps(sums), scale);
            *out = cast(if ADD { self.avx512f._mm512_add_ps(cast(*out), product) } else { product });
        }

        #[inline(always)]
        fn four<const ADD: bool>(self, rows: [&[i32]; 4], weights: &[Panel], scales: Scales<4>, mut out: [&mut Columns; 4]) {
            four::<_, 2, ADD>(self, rows, weights, 0, scales, &mut out);
        }

        #[inline(always)]
        fn one<const ADD: bool>(self, row: &[i32], weights: &[Panel], scales: Scales<1>, out: &mut Columns) {
            one::<_, 2, 4, ADD>(self, row, weights, scales, out);
        }
    }
}

/// Four rows at once, `N` sums of columns from the number `first` on: the weights are fetched once.
#[inline(always)]
fn four<I: Instructions, const N: usize, const ADD: bool>(
    i: I,
    [a, b, c, d]: [&[i32]; 4],
    weights: &[Panel],
    first: usize,
    scales: Scales<4>,
    out: &mut [&mut Columns; 4],
) {
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
    for (v, sums) in sums.iter().enumerate() {
        for row in 0..4 {
            i.put::<ADD>(out[row], first + v, sums[row], scales.columns, scales.rows[row]);
        }
    }
}

/// One row, `N` sums of columns, each in `PARTS` parts: an instruction that adds to a sum waits for the one before that did.
#[inline(always)]
fn one<I: Instructions, const N: usize, const PARTS: usize, const ADD: bool>(
    i: I,
    row: &[i32],
    weights: &[Panel],
    scales: Scales<1>,
    out: &mut Columns,
) {
    let len = weights.len().min(row.len());
    let (weights, row) = (&weights[..len], &row[..len]);
    let mut sums = [[i.zero(); N]; PARTS];
    let whole = len - len % PARTS;
    for n in (0..whole).step_by(PARTS) {
        for (part, sums) in sums.iter_mut().enumerate() {
            for (v, sum) in sums.iter_mut().enumerate() {
                *sum = i.add(*sum, &weights[n + part], v, row[n + part]);
            }
        }
    }
    let mut total = sums[0];
    for part in &sums[1..] {
        for (total, sum) in total.iter_mut().zip(part) {
            *total = i.plus(*total, *sum);
        }
    }
    for n in whole..len {
        for (v, total) in total.iter_mut().enumerate() {
            *total = i.add(*total, &weights[n], v, row[n]);
        }
    }
    for (v, total) in total.iter().enumerate() {
        i.put::<ADD>(out, v, *total, scales.columns, scales.rows[0]);
    }
}

/// Adds up rows of equal length, a multiple of [`COLUMNS`].
#[inline(always)]
pub fn sum<const N: usize>(rows: [&[f32]; N], out: &mut Vec<f32>) {
    /// Numbers that are added up at once.
    const WIDTH: usize = 2 * LANES;
    let length = rows.iter().map(|row| row.len()).min().unwrap_or(0);
    let rows = rows.map(|row| &row.as_chunks::<WIDTH>().0[..length / WIDTH]);
    out.clear();
    out.resize(length, 0.0);
    for (at, out) in out.as_chunks_mut::<WIDTH>().0.iter_mut().enumerate() {
        let mut sums = rows[0][at];
        for row in &rows[1..] {
            for lane in 0..WIDTH {
                sums[lane] += row[at][lane];
            }
        }
        *out = sums;
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
    fn longer_vectors_find_the_same_numbers() {
        let (rows, inner, columns) = (7, 38, 96);
        let x: Vec<f32> = (0..rows * inner).map(|n| (n * 7919 % 113) as f32 / 7.0 - 8.0).collect();
        let w: Vec<i8> = (0..inner * columns).map(|n| (n * 104_729 % 255) as u8 as i8).collect();
        let matrix = Matrix::new(&w, &[0.013; 96]);
        let mut fixed = Fixed::default();
        fixed.set_rows(&x, inner);
        let x = fixed.rows(inner / 2);
        let mut plain = vec![1.0; rows * columns];
        matrix.product::<_, true>(Everywhere, x, 0..columns, &mut plain);
        let mut found = vec![1.0; rows * columns];
        matrix.multiply(x, 0..columns, &mut found);
        assert_eq!(found, plain);
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(two) = pulp::x86::V3::try_new() {
                let mut found = vec![1.0; rows * columns];
                two.vectorize(
                    #[inline(always)]
                    || matrix.product::<_, true>(two, x, 0..columns, &mut found),
                );
                assert_eq!(found, plain);
            }
            if let Some(four) = pulp::x86::V4::try_new() {
                let mut found = vec![1.0; rows * columns];
                four.vectorize(
                    #[inline(always)]
                    || matrix.product::<_, true>(four, x, 0..columns, &mut found),
                );
                assert_eq!(found, plain);
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
