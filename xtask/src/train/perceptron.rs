//! The averaged perceptron.

use reader::grammar::weights::{Scorer, build_dense, build_weights};

/// Sparse weights in training: an open table of features, each with its weights in a row of the arena. What scoring needs
/// lies apart from what only averaging needs, because training is bound by memory.
pub struct Perceptron {
    keys: Vec<Slot>,
    bits: u32,
    features: usize,
    /// Weight and class of each cell: `weight << 8 | class`.
    cells: Vec<i32>,
    /// Sum of the weight over time up to `since`, of each cell.
    sums: Vec<(i64, u32)>,
    clock: u32,
    /// A feature counts only once it was updated this often (Goldberg and Elhadad 2011): most features of the perceptron
    /// are noise that one mistake left behind, and the model is several times smaller without them.
    least: u16,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    key: u64,
    first: u32,
    count: u8,
    room: u8,
    /// How often the feature was updated, up to 65,535.
    updates: u16,
}

/// Steps of the stored weights in one unit of the perceptron's: the stored range is ±127 / `STEPS`.
const STEPS: f64 = 4.0;

impl Perceptron {
    /// No weights yet; features count after `least` updates.
    pub fn new(least: u16) -> Self {
        Perceptron {
            keys: vec![Slot::default(); 1 << 20],
            bits: 20,
            features: 0,
            cells: Vec::new(),
            sums: Vec::new(),
            clock: 0,
            least,
        }
    }

    /// One decision was made.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    #[inline]
    fn find(&self, feature: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut at = (feature >> (64 - self.bits)) as usize;
        while self.keys[at].key != feature && self.keys[at].key != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// Moves the weights of the features towards `right` and away from `wrong`.
    pub fn update(&mut self, features: &[u64], right: usize, wrong: usize) {
        for &feature in features {
            if self.features * 3 > self.keys.len() * 2 {
                self.grow();
            }
            let at = self.find(feature);
            if self.keys[at].key == 0 {
                self.keys[at].key = feature;
                self.features += 1;
            }
            self.keys[at].updates = self.keys[at].updates.saturating_add(1);
            self.add(at, right, 1);
            self.add(at, wrong, -1);
        }
    }

    fn grow(&mut self) {
        self.bits += 1;
        let old = std::mem::replace(&mut self.keys, vec![Slot::default(); 1 << self.bits]);
        for slot in old.into_iter().filter(|slot| slot.key != 0) {
            let at = self.find(slot.key);
            self.keys[at] = slot;
        }
    }

    fn add(&mut self, at: usize, class: usize, change: i32) {
        let slot = self.keys[at];
        let first = slot.first as usize;
        let row = first..first + slot.count as usize;
        let cell = match row.clone().find(|&cell| (self.cells[cell] & 0xff) as usize == class) {
            Some(cell) => cell,
            None => {
                if slot.count == slot.room {
                    // The row moves to the end of the arena with twice the room.
                    let room = slot.room.saturating_mul(2).max(2);
                    let start = self.cells.len();
                    self.cells.extend_from_within(row.clone());
                    self.sums.extend_from_within(row);
                    self.cells.resize(start + room as usize, 0);
                    self.sums.resize(start + room as usize, (0, 0));
                    self.keys[at].first = start as u32;
                    self.keys[at].room = room;
                }
                let slot = &mut self.keys[at];
                let cell = slot.first as usize + slot.count as usize;
                slot.count += 1;
                self.cells[cell] = class as i32;
                self.sums[cell] = (0, self.clock);
                cell
            }
        };
        let (total, since) = &mut self.sums[cell];
        *total += i64::from(self.cells[cell] >> 8) * i64::from(self.clock - *since);
        *since = self.clock;
        self.cells[cell] += change << 8;
    }

    /// The averaged weights in the model's layout; those below `prune` steps are left out.
    pub fn bytes(&self, prune: i32) -> Vec<u8> {
        build_weights(self.averaged(prune))
    }

    /// The same in the layout for three classes.
    pub fn dense_bytes(&self, prune: i32) -> Vec<u8> {
        build_dense(self.averaged(prune))
    }

    fn averaged(&self, prune: i32) -> Vec<(u64, Vec<(u8, i8)>)> {
        let mut features = Vec::new();
        for slot in self.keys.iter().filter(|slot| slot.updates >= self.least) {
            let first = slot.first as usize;
            let mut weights: Vec<(u8, i8)> = (first..first + slot.count as usize)
                .filter_map(|cell| {
                    let (total, since) = self.sums[cell];
                    let total = total + i64::from(self.cells[cell] >> 8) * i64::from(self.clock - since);
                    let steps = (total as f64 / f64::from(self.clock.max(1)) * STEPS).round() as i32;
                    (steps.abs() >= prune.max(1))
                        .then_some(((self.cells[cell] & 0xff) as u8, steps.clamp(-127, 127) as i8))
                })
                .collect();
            weights.sort_unstable();
            if !weights.is_empty() {
                features.push((slot.key, weights));
            }
        }
        features
    }
}

impl Scorer for Perceptron {
    #[inline]
    fn score(&self, features: &[u64], scores: &mut [i32]) {
        for &feature in features {
            let slot = self.keys[self.find(feature)];
            if slot.updates < self.least {
                continue;
            }
            let first = slot.first as usize;
            for &cell in &self.cells[first..first + slot.count as usize] {
                scores[(cell & 0xff) as usize] += cell >> 8;
            }
        }
    }
}
