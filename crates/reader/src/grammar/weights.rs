//! The trained weights: hash tables that are read in place from the bytes that ship with the project, so that loading a
//! model costs nothing.

use std::fmt;

/// Mixes a value into a feature's hash.
#[inline]
pub const fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The hash of a text.
#[inline]
pub fn hash_text(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = mix(hash, byte as u64);
    }
    hash
}

/// Gives each class a score for the features of a decision. The trained weights and the trainer's do.
pub trait Scorer {
    /// Adds the weights of the features to `scores`, one per class.
    fn score(&self, features: &[u64], scores: &mut [i32]);
}

/// The class with the highest score among those allowed; the first of equals.
#[inline]
pub fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = usize::MAX;
    for (class, &score) in scores.iter().enumerate() {
        if allowed(class) && (best == usize::MAX || score > scores[best]) {
            best = class;
        }
    }
    if best == usize::MAX { 0 } else { best }
}

/// Sparse weights of a linear model: for each feature the classes with a weight.
///
/// Layout, little-endian: `u32` bits of the slot index, `u32` number of entries, the slots (seven bytes: 24 bits index of
/// the first entry, 8 bits number of entries, 24 bits fingerprint; 0 is empty), the entries (class `u8`, weight `i8`).
#[derive(Clone, Copy)]
pub struct Weights<'a> {
    bits: u32,
    slots: &'a [[u8; 7]],
    entries: &'a [[u8; 2]],
}

impl fmt::Debug for Weights<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Weights({} slots, {} entries)", self.slots.len(), self.entries.len())
    }
}

const fn fingerprint(hash: u64) -> u64 {
    // 24 bits that the slot index does not use; never 0, which marks an empty slot.
    ((hash >> 14) & 0xff_ffff) | 1
}

impl<'a> Weights<'a> {
    /// Reads the weights that [`build_weights`] wrote; `None` where the bytes are too short.
    pub fn read(bytes: &'a [u8]) -> Option<Weights<'a>> {
        let (bits, bytes) = bytes.split_first_chunk::<4>()?;
        let (count, bytes) = bytes.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        let (slots, bytes) = bytes.split_at_checked(7usize << bits)?;
        let entries = bytes.get(..2 * u32::from_le_bytes(*count) as usize)?;
        Some(Weights { bits, slots: slots.as_chunks().0, entries: entries.as_chunks().0 })
    }

    /// The classes with a weight for a feature.
    #[inline]
    fn entries(&self, feature: u64) -> &'a [[u8; 2]] {
        let mask = self.slots.len() - 1;
        let mut at = (feature >> (64 - self.bits)) as usize;
        let wanted = fingerprint(feature);
        loop {
            let [a, b, c, d, e, f, g] = self.slots[at];
            let slot = u64::from_le_bytes([a, b, c, d, e, f, g, 0]);
            if slot == 0 {
                return &[];
            }
            if slot >> 32 == wanted {
                let first = (slot & 0xff_ffff) as usize;
                let count = (slot >> 24 & 0xff) as usize;
                return self.entries.get(first..first + count).unwrap_or_default();
            }
            at = (at + 1) & mask;
        }
    }
}

impl Scorer for Weights<'_> {
    #[inline]
    fn score(&self, features: &[u64], scores: &mut [i32]) {
        for &feature in features {
            for &[class, weight] in self.entries(feature) {
                if let Some(score) = scores.get_mut(class as usize) {
                    *score += weight as i8 as i32;
                }
            }
        }
    }
}

/// Writes weights in the layout of [`Weights`]. Features with the same slot and fingerprint are merged; the order of the
/// features does not change the bytes as long as their hashes differ.
pub fn build_weights(mut features: Vec<(u64, Vec<(u8, i8)>)>) -> Vec<u8> {
    features.sort();
    let bits = (features.len() * 4 / 3).next_power_of_two().max(16).trailing_zeros();
    let mut slots = vec![0u64; 1 << bits];
    let mut entries: Vec<u8> = Vec::new();
    let mut pool: std::collections::BTreeMap<Vec<(u8, i8)>, u64> = std::collections::BTreeMap::new();
    for (feature, weights) in &features {
        let first = *pool.entry(weights.clone()).or_insert_with(|| {
            let first = entries.len() as u64 / 2;
            entries.extend(weights.iter().flat_map(|&(class, weight)| [class, weight as u8]));
            first
        });
        let mut at = (feature >> (64 - bits)) as usize;
        while slots[at] != 0 && slots[at] >> 32 != fingerprint(*feature) {
            at = (at + 1) & (slots.len() - 1);
        }
        assert!(first < 1 << 24 && weights.len() < 1 << 8, "the layout has no room for more");
        slots[at] = fingerprint(*feature) << 32 | (weights.len() as u64) << 24 | first;
    }
    let mut bytes = bits.to_le_bytes().to_vec();
    bytes.extend((entries.len() as u32 / 2).to_le_bytes());
    bytes.extend(slots.iter().flat_map(|slot| slot.to_le_bytes().into_iter().take(7)));
    bytes.extend(entries);
    bytes
}

/// Weights of a model with three classes: for each feature all three.
///
/// Layout, little-endian: `u32` bits of the slot index, the slots (`u16` fingerprint, 0 is empty; three `i8`).
#[derive(Clone, Copy)]
pub struct DenseWeights<'a> {
    bits: u32,
    slots: &'a [[u8; 5]],
}

const fn short_fingerprint(hash: u64) -> u16 {
    (hash >> 20) as u16 | 1
}

impl<'a> DenseWeights<'a> {
    /// Reads the weights that [`build_dense`] wrote; `None` where the bytes are too short.
    pub fn read(bytes: &'a [u8]) -> Option<DenseWeights<'a>> {
        let (bits, bytes) = bytes.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        Some(DenseWeights { bits, slots: bytes.get(..5usize << bits)?.as_chunks().0 })
    }
}

impl Scorer for DenseWeights<'_> {
    #[inline]
    fn score(&self, features: &[u64], scores: &mut [i32]) {
        let mask = self.slots.len() - 1;
        let mut sums = [0_i32; 3];
        for &feature in features {
            let mut at = (feature >> (64 - self.bits)) as usize;
            let wanted = short_fingerprint(feature);
            loop {
                let [low, high, a, b, c] = self.slots[at];
                let found = u16::from_le_bytes([low, high]);
                if found == wanted {
                    sums[0] += a as i8 as i32;
                    sums[1] += b as i8 as i32;
                    sums[2] += c as i8 as i32;
                }
                if found == wanted || found == 0 {
                    break;
                }
                at = (at + 1) & mask;
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += sum;
        }
    }
}

/// Writes weights of three classes in the layout of [`DenseWeights`].
pub fn build_dense(mut features: Vec<(u64, Vec<(u8, i8)>)>) -> Vec<u8> {
    features.sort();
    let bits = (features.len() * 5 / 4).next_power_of_two().max(16).trailing_zeros();
    let mut slots = vec![[0_u8; 5]; 1 << bits];
    for (feature, weights) in features {
        let mut slot = [0; 5];
        slot[..2].copy_from_slice(&short_fingerprint(feature).to_le_bytes());
        for (class, weight) in weights {
            slot[2 + class as usize % 3] = weight as u8;
        }
        let mut at = (feature >> (64 - bits)) as usize;
        while slots[at][..2] != [0, 0] && slots[at][..2] != slot[..2] {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = slot;
    }
    let mut bytes = bits.to_le_bytes().to_vec();
    bytes.extend(slots.iter().flatten());
    bytes
}

/// A map from hashes to small numbers.
///
/// Layout, little-endian: `u32` bits of the slot index, the slots (`u32` fingerprint, 0 is empty; `u16` value).
#[derive(Clone, Copy)]
pub struct Table<'a> {
    bits: u32,
    slots: &'a [[u8; 6]],
}

impl<'a> Table<'a> {
    /// Reads the table that [`build_table`] wrote; `None` where the bytes are too short.
    pub fn read(bytes: &'a [u8]) -> Option<Table<'a>> {
        let (bits, bytes) = bytes.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        Some(Table { bits, slots: bytes.get(..6usize << bits)?.as_chunks().0 })
    }

    /// The value of a hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u16> {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> (64 - self.bits)) as usize;
        let wanted = (hash >> 8) as u32 | 1;
        loop {
            let [a, b, c, d, e, f] = self.slots[at];
            let slot = u32::from_le_bytes([a, b, c, d]);
            if slot == 0 {
                return None;
            }
            if slot == wanted {
                return Some(u16::from_le_bytes([e, f]));
            }
            at = (at + 1) & mask;
        }
    }
}

/// Writes a table in the layout of [`Table`].
pub fn build_table(mut pairs: Vec<(u64, u16)>) -> Vec<u8> {
    pairs.sort();
    let bits = (pairs.len() * 4 / 3).next_power_of_two().max(16).trailing_zeros();
    let mut slots = vec![(0u32, 0u16); 1 << bits];
    for (hash, value) in pairs {
        let wanted = (hash >> 8) as u32 | 1;
        let mut at = (hash >> (64 - bits)) as usize;
        while slots[at].0 != 0 && slots[at].0 != wanted {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = (wanted, value);
    }
    let mut bytes = bits.to_le_bytes().to_vec();
    for (wanted, value) in slots {
        bytes.extend(wanted.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes
}

/// The named sections of a model file: `u32` number of sections; for each, `u32` length of the name, the name, `u32` length
/// of the bytes, the bytes.
pub fn section<'a>(mut bytes: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    let take = |bytes: &mut &'a [u8]| -> Option<&'a [u8]> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        *bytes = rest;
        Some(part)
    };
    while !bytes.is_empty() {
        let name = take(&mut bytes)?;
        let part = take(&mut bytes)?;
        if name == wanted.as_bytes() {
            return Some(part);
        }
    }
    None
}

/// Writes sections in the layout that [`section`] reads.
pub fn build_sections(sections: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, part) in sections {
        bytes.extend((name.len() as u32).to_le_bytes());
        bytes.extend(name.as_bytes());
        bytes.extend((part.len() as u32).to_le_bytes());
        bytes.extend(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_they_were_written() {
        let feature = |number: u64| mix(7, number);
        let bytes = build_weights((0..1000).map(|n| (feature(n), vec![((n % 5) as u8, n as i8), (9, 1)])).collect());
        let weights = Weights::read(&bytes).expect("complete");
        let mut scores = [0; 10];
        weights.score(&[feature(3), feature(999), feature(5000)], &mut scores);
        assert_eq!((scores[3], scores[4], scores[9]), (3, 999_i32 as i8 as i32, 2));
        assert!(Weights::read(&bytes[..bytes.len() / 2]).is_none());
    }

    #[test]
    fn sections_and_tables_are_found_by_name() {
        let table = build_table((0..500).map(|n| (mix(3, n), n as u16)).collect());
        let bytes = build_sections(&[("one", vec![1, 2]), ("two", table)]);
        let table = section(&bytes, "two").and_then(Table::read).expect("written above");
        assert_eq!(table.get(mix(3, 77)), Some(77));
        assert_eq!(table.get(mix(3, 700)), None);
        assert_eq!(section(&bytes, "three"), None);
    }
}
