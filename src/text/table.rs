//! Weights of a linear model: for each feature that the trainer kept, a row of one small integer per class.
//!
//! A feature is a 32-bit hash. Only features that earned a weight are in the table, so a feature that the trainer never
//! saw adds nothing, where plain feature hashing would add the weight of another. On disk a row lists its weights other
//! than zero; in memory it is dense, so that scoring is adding rows, which compilers turn into vector instructions.

use super::model::ModelError;
use std::collections::HashMap;

/// Bits of a slot that hold the number of a row; the others hold a part of the feature's hash.
const ROW_BITS: u32 = 20;
const ROW_MASK: u32 = (1 << ROW_BITS) - 1;

/// Scores features against `W` classes.
pub trait Weights<const W: usize> {
    /// Sets `scores` to the sums of the weights of `features`.
    fn score(&self, features: &[u32], scores: &mut [i32; W]);
}

/// The quantised weights of a trained model.
pub struct Table<const W: usize> {
    /// Open addressing: part of the hash and number of the row plus one; zero where empty.
    slots: Vec<u32>,
    /// How far a hash is shifted to give its slot.
    shift: u32,
    rows: Vec<[i8; W]>,
}

impl<const W: usize> Table<W> {
    /// Most rows that a table can have.
    pub const MAX_ROWS: usize = ROW_MASK as usize - 1;

    /// Makes a table of rows with their features, sorted by feature, none twice.
    fn new(features: &[u32], rows: Vec<[i8; W]>) -> Table<W> {
        let bits = (features.len() + features.len() / 2).next_power_of_two().trailing_zeros().max(4);
        let mut slots = vec![0u32; 1 << bits];
        let shift = 32 - bits;
        for (row, feature) in features.iter().enumerate() {
            let mut at = (feature >> shift) as usize;
            while slots[at] != 0 {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = feature << ROW_BITS | (row as u32 + 1);
        }
        Table { slots, shift, rows }
    }

    fn row(&self, feature: u32) -> Option<&[i8; W]> {
        let mut at = (feature >> self.shift) as usize;
        loop {
            let slot = self.slots[at & (self.slots.len() - 1)];
            if slot == 0 {
                return None;
            }
            if (slot ^ feature << ROW_BITS) & !ROW_MASK == 0 {
                return self.rows.get((slot & ROW_MASK) as usize - 1);
            }
            at += 1;
        }
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no feature.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table of `weights`, rows without any weight left out: the features as [`write_sorted`] does; for each a
    /// mask of the classes with a weight (up to 16 classes), or their number and they themselves; then these weights.
    pub fn write(weights: &HashMap<u32, [i8; W]>, to: &mut Vec<u8>) {
        let mut rows: Vec<_> = weights.iter().filter(|(_, row)| row.iter().any(|w| *w != 0)).collect();
        rows.sort_unstable_by_key(|(feature, _)| **feature);
        write_sorted(&rows.iter().map(|(feature, _)| **feature).collect::<Vec<_>>(), to);
        // By columns: like stands beside like, which archives compress better.
        for (_, row) in &rows {
            let classes = (0..W).filter(|class| row[*class] != 0);
            if W <= 16 {
                to.extend((classes.fold(0, |mask, class| mask | 1u16 << class)).to_le_bytes());
            } else {
                to.push(classes.clone().count() as u8);
                to.extend(classes.map(|class| class as u8));
            }
        }
        for (_, row) in &rows {
            to.extend(row.iter().filter(|w| **w != 0).map(|w| *w as u8));
        }
    }

    /// Reads what [`Table::write`] wrote and moves `from` past it.
    pub fn read(from: &mut &[u8]) -> Result<Table<W>, ModelError> {
        let features = read_sorted(from)?;
        if features.len() > Self::MAX_ROWS {
            return Err(ModelError::Damaged("there are too many features"));
        }
        // Weights are first all one where there will be one.
        let mut rows = vec![[0i8; W]; features.len()];
        for row in &mut rows {
            if W <= 16 {
                let mask = u16::from_le_bytes(*take(from)?);
                for (class, weight) in row.iter_mut().enumerate() {
                    *weight = (mask >> class & 1) as i8;
                }
            } else {
                let [count] = *take::<1>(from)?;
                for _ in 0..count {
                    let [class] = *take::<1>(from)?;
                    *row.get_mut(usize::from(class)).ok_or(ModelError::Damaged("a class is unknown"))? = 1;
                }
            }
        }
        for weight in rows.iter_mut().flatten().filter(|w| **w != 0) {
            *weight = take::<1>(from)?[0] as i8;
        }
        Ok(Table::new(&features, rows))
    }
}

/// Writes hashes in rising order: their number, then for each the difference to the one before (LEB128).
pub fn write_sorted(hashes: &[u32], to: &mut Vec<u8>) {
    to.extend((hashes.len() as u32).to_le_bytes());
    let mut before = 0;
    for hash in hashes {
        let mut gap = hash - before;
        before = *hash;
        while gap >= 0x80 {
            to.push(gap as u8 | 0x80);
            gap >>= 7;
        }
        to.push(gap as u8);
    }
}

/// Reads what [`write_sorted`] wrote and moves `from` past it.
pub(super) fn read_sorted(from: &mut &[u8]) -> Result<Vec<u32>, ModelError> {
    let count = u32::from_le_bytes(*take::<4>(from)?) as usize;
    // Each takes at least one byte.
    if count > from.len() {
        return Err(ModelError::Truncated);
    }
    let mut hashes = Vec::with_capacity(count);
    let mut hash = 0u32;
    for n in 0..count {
        let mut gap = 0u32;
        for shift in (0..).step_by(7) {
            let [byte] = *take::<1>(from)?;
            if shift > 28 {
                return Err(ModelError::Damaged("a feature is too large"));
            }
            gap |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if n > 0 && gap == 0 {
            return Err(ModelError::Damaged("a feature occurs twice"));
        }
        hash = hash.checked_add(gap).ok_or(ModelError::Damaged("the features are not in order"))?;
        hashes.push(hash);
    }
    Ok(hashes)
}

impl<const W: usize> Weights<W> for Table<W> {
    fn score(&self, features: &[u32], scores: &mut [i32; W]) {
        // No sum leaves 16 bits: there are fewer than 256 features.
        let mut sums = [0i16; W];
        for feature in features.iter().take(255) {
            if let Some(row) = self.row(*feature) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i16::from(*weight);
                }
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score = i32::from(sum);
        }
    }
}

/// The next `N` bytes.
pub(super) fn take<'a, const N: usize>(from: &mut &'a [u8]) -> Result<&'a [u8; N], ModelError> {
    let (bytes, rest) = from.split_first_chunk::<N>().ok_or(ModelError::Truncated)?;
    *from = rest;
    Ok(bytes)
}
