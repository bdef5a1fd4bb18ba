//! How trained weights lie in a file: named sections, and tables from hashes to small numbers that are read in place, so
//! that loading a model costs nothing.

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
    fn sections_and_tables_are_found_by_name() {
        let table = build_table((0..500).map(|n| (mix(3, n), n as u16)).collect());
        let bytes = build_sections(&[("one", vec![1, 2]), ("two", table)]);
        let table = section(&bytes, "two").and_then(Table::read).expect("written above");
        assert_eq!(table.get(mix(3, 77)), Some(77));
        assert_eq!(table.get(mix(3, 700)), None);
        assert_eq!(section(&bytes, "three"), None);
    }
}
