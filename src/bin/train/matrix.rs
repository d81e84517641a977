//! Products of matrices of real numbers, in loops that compilers turn into vector instructions.

/// Columns that are computed at once with a band of rows, so that sums stay in registers.
const STRIP: usize = if cfg!(target_feature = "avx512f") { 32 } else { 8 };

use sourcelight::text::student::matrix::COLUMNS;

/// Rows that are computed at once.
const BAND: usize = 4;

/// `out += x · w`, where `x` has rows of `inner` numbers, `w` has `inner` rows of `columns`, all row after row. Sums run in
/// the order of the rows of `w`.
pub fn multiply(x: &[f32], inner: usize, w: &[f32], columns: usize, out: &mut [f32]) {
    if inner == 0 || columns == 0 {
        return;
    }
    let mut xs = x.chunks_exact(inner * BAND);
    let mut outs = out.chunks_exact_mut(columns * BAND);
    for (x, out) in xs.by_ref().zip(outs.by_ref()) {
        band::<BAND, STRIP>(x, inner, w, columns, out);
    }
    for (x, out) in xs.remainder().chunks_exact(inner).zip(outs.into_remainder().chunks_exact_mut(columns)) {
        band::<1, COLUMNS>(x, inner, w, columns, out);
    }
}

fn band<const N: usize, const STRIP: usize>(x: &[f32], inner: usize, w: &[f32], columns: usize, out: &mut [f32]) {
    for from in (0..columns).step_by(STRIP) {
        let mut sums = [[0f32; STRIP]; N];
        for (n, sum) in sums.iter_mut().enumerate() {
            sum.copy_from_slice(&out[n * columns + from..][..STRIP]);
        }
        for at in 0..inner {
            let Some(w) = w[at * columns + from..].first_chunk::<STRIP>() else { break };
            for (n, sum) in sums.iter_mut().enumerate() {
                let factor = x[n * inner + at];
                // By index: this becomes a few vector instructions in all builds.
                #[allow(clippy::needless_range_loop)]
                for lane in 0..STRIP {
                    sum[lane] += factor * w[lane];
                }
            }
        }
        for (n, sum) in sums.iter().enumerate() {
            out[n * columns + from..][..STRIP].copy_from_slice(sum);
        }
    }
}

/// `to += from`, number by number.
pub fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products() {
        let (rows, inner) = (7, 5);
        let x: Vec<f32> = (0..rows * inner).map(|n| (n % 11) as f32 - 4.0).collect();
        let w: Vec<f32> = (0..inner * COLUMNS).map(|n| (n % 7) as f32 - 3.0).collect();
        let mut out = vec![1.0; rows * COLUMNS];
        multiply(&x, inner, &w, COLUMNS, &mut out);
        for row in 0..rows {
            for column in 0..COLUMNS {
                let sum: f32 = (0..inner).map(|n| x[row * inner + n] * w[n * COLUMNS + column]).sum();
                assert_eq!(out[row * COLUMNS + column], 1.0 + sum);
            }
        }
    }
}
