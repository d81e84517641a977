//! Averaged perceptron. A feature gets a weight once it has been part of a few mistakes: that leaves out most features and
//! costs next to nothing (Goldberg and Elhadad 2011).

use sourcelight::text::table::{Table, Weights};
use std::collections::HashMap;

/// Bits of a feature by which its mistakes are counted before it has a row.
const COUNTED: u32 = 24;

/// A linear model while it is trained.
pub struct Perceptron<const W: usize> {
    /// Mistakes of features without a row.
    mistakes: Vec<u8>,
    /// How many mistakes earn a row.
    enough: u8,
    /// Open addressing: number of a row plus one.
    slots: Vec<u32>,
    features: Vec<u32>,
    weights: Vec<[i32; W]>,
    /// Changes of the weights, each times the clock at its time.
    changes: Vec<[i64; W]>,
    clock: i64,
    /// Whether no more features get a row.
    closed: bool,
}

impl<const W: usize> Perceptron<W> {
    pub fn new(enough: u8) -> Perceptron<W> {
        Perceptron {
            mistakes: vec![0; 1 << COUNTED],
            enough,
            slots: vec![0; 1 << 16],
            features: Vec::new(),
            weights: Vec::new(),
            changes: Vec::new(),
            clock: 0,
            closed: false,
        }
    }

    /// Number of features with a row.
    pub fn len(&self) -> usize {
        self.features.len()
    }

    /// To be called once for each example.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    fn slot(&self, feature: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        while self.slots[at] != 0 && self.features[self.slots[at] as usize - 1] != feature {
            at = (at + 1) & mask;
        }
        at
    }

    fn row(&mut self, feature: u32) -> Option<usize> {
        let slot = self.slot(feature);
        if self.slots[slot] != 0 {
            return Some(self.slots[slot] as usize - 1);
        }
        if self.closed {
            return None;
        }
        let mistakes = &mut self.mistakes[(feature >> (32 - COUNTED)) as usize];
        *mistakes = mistakes.saturating_add(1);
        if *mistakes < self.enough {
            return None;
        }
        self.features.push(feature);
        self.weights.push([0; W]);
        self.changes.push([0; W]);
        self.slots[slot] = self.features.len() as u32;
        if self.features.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for n in 0..self.features.len() {
                let slot = self.slot(self.features[n]);
                self.slots[slot] = n as u32 + 1;
            }
        }
        Some(self.features.len() - 1)
    }

    /// Moves the weights of `features` towards the `right` class and away from the `wrong` one.
    pub fn learn(&mut self, features: &[u32], right: Option<u8>, wrong: Option<u8>) {
        for feature in features {
            let Some(row) = self.row(*feature) else { continue };
            for (class, by) in [(right, 1), (wrong, -1)] {
                if let Some(class) = class {
                    self.weights[row][usize::from(class)] += by;
                    self.changes[row][usize::from(class)] += i64::from(by) * self.clock;
                }
            }
        }
    }

    /// Keeps the `most` features with the highest averaged weight, and lets no others in.
    pub fn prune(&mut self, most: usize) {
        let clock = self.clock.max(1) as f64;
        let mut sizes: Vec<(f64, usize)> = (0..self.features.len())
            .map(|row| {
                let weights = self.weights[row].iter().zip(&self.changes[row]);
                (weights.map(|(w, c)| (f64::from(*w) - *c as f64 / clock).abs()).fold(0.0, f64::max), row)
            })
            .collect();
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        sizes.truncate(most);
        sizes.sort_by_key(|(_, row)| *row);
        self.features = sizes.iter().map(|(_, row)| self.features[*row]).collect();
        self.weights = sizes.iter().map(|(_, row)| self.weights[*row]).collect();
        self.changes = sizes.iter().map(|(_, row)| self.changes[*row]).collect();
        self.slots.fill(0);
        for n in 0..self.features.len() {
            let slot = self.slot(self.features[n]);
            self.slots[slot] = n as u32 + 1;
        }
        self.closed = true;
    }

    /// The averaged weights as small integers, features without weight left out.
    pub fn quantised(&self, least: i8) -> HashMap<u32, [i8; W]> {
        let clock = self.clock.max(1) as f64;
        let average = |row: usize, class: usize| f64::from(self.weights[row][class]) - self.changes[row][class] as f64 / clock;
        let mut sizes: Vec<f64> =
            (0..self.features.len()).flat_map(|row| (0..W).map(move |class| average(row, class).abs())).collect();
        sizes.retain(|s| *s > 0.0);
        sizes.sort_by(f64::total_cmp);
        let high = sizes.get((sizes.len() as f64 * 0.9999) as usize).or(sizes.last()).copied().unwrap_or(1.0);
        let scale = 127.0 / high;
        let mut out = HashMap::new();
        for (row, feature) in self.features.iter().enumerate() {
            let weights: [i8; W] = std::array::from_fn(|class| {
                let weight = (average(row, class) * scale).round().clamp(-127.0, 127.0) as i8;
                if weight.abs() < least { 0 } else { weight }
            });
            if weights.iter().any(|w| *w != 0) {
                out.insert(*feature, weights);
            }
        }
        out
    }

    /// The averaged weights as they will be used.
    pub fn averaged(&self, least: i8) -> Table<W> {
        Table::read(&mut &self.table(least)[..]).unwrap_or_else(|e| panic!("a table that was just written: {e}"))
    }

    /// The table that ships.
    pub fn table(&self, least: i8) -> Vec<u8> {
        let mut out = Vec::new();
        Table::write(&self.quantised(least), &mut out);
        out
    }
}

impl<const W: usize> Weights<W> for Perceptron<W> {
    fn score(&self, features: &[u32], scores: &mut [i32; W]) {
        *scores = [0; W];
        for feature in features {
            let slot = self.slots[self.slot(*feature)];
            if slot != 0 {
                for (score, weight) in scores.iter_mut().zip(&self.weights[slot as usize - 1]) {
                    *score += weight;
                }
            }
        }
    }
}

/// A source of numbers that is the same on every machine (xorshift64*).
pub struct Chance(pub u64);

impl Chance {
    /// The next number below `below`.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % below.max(1) as u64) as usize
    }

    /// Whether something that happens `percent` times of a hundred happens.
    pub fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Shuffles.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.below(n + 1));
        }
    }
}
