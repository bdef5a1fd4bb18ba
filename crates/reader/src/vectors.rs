//! Word vectors: what words mean by the company that they keep.
//!
//! `language/en/vectors.bin` holds vectors for the most frequent words of English in one byte a value, read in place. Where
//! they come from and under which licence: `language/en/MODEL.md`. They are an input of training, never its result.
//!
//! Layout, little-endian: `u32` number of words, `u32` values in a vector, `f32` size of a step, the words' hashes (upper 32
//! bits, ascending), the vectors in the same order.

use crate::grammar::weights::hash_text;

/// The vectors of a language.
#[derive(Debug, Clone, Copy)]
pub struct Vectors<'a> {
    keys: &'a [[u8; 4]],
    rows: &'a [u8],
    size: usize,
    step: f32,
}

impl<'a> Vectors<'a> {
    /// Reads what [`build`] wrote; `None` where the bytes are too short.
    pub fn read(bytes: &'a [u8]) -> Option<Vectors<'a>> {
        let (header, bytes) = bytes.split_first_chunk::<12>()?;
        let word = |at: usize| [header[at], header[at + 1], header[at + 2], header[at + 3]];
        let (count, size) = (u32::from_le_bytes(word(0)) as usize, u32::from_le_bytes(word(4)) as usize);
        let (keys, rows) = bytes.split_at_checked(count.checked_mul(4)?)?;
        let rows = rows.get(..count.checked_mul(size)?)?;
        Some(Vectors { keys: keys.as_chunks().0, rows, size, step: f32::from_le_bytes(word(8)) })
    }

    /// Number of values in a vector.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The vector of a word: as it stands in lower case, or with digits as `0`, or what follows its last hyphen
    /// (`anti-terror`). The vectors know no capitals.
    pub fn find(&self, form: &str) -> Option<Vector<'a>> {
        let mut lower = form.to_lowercase();
        if lower.contains(['’', '“', '”']) {
            lower = lower.replace('’', "'").replace(['“', '”'], "\"");
        }
        self.exact(&lower)
            .or_else(|| {
                let zeros = lower.bytes().any(|byte| byte.is_ascii_digit());
                zeros
                    .then(|| lower.replace(|character: char| character.is_ascii_digit(), "0"))
                    .and_then(|lower| self.exact(&lower))
            })
            .or_else(|| lower.rsplit_once('-').and_then(|(_, last)| self.exact(last)))
    }

    fn exact(&self, lower: &str) -> Option<Vector<'a>> {
        let key = key(lower);
        let at = self.keys.binary_search_by_key(&key, |bytes| u32::from_le_bytes(*bytes)).ok()?;
        Some(Vector { bytes: &self.rows[at * self.size..(at + 1) * self.size], step: self.step })
    }
}

/// The vector of one word.
#[derive(Debug, Clone, Copy)]
pub struct Vector<'a> {
    bytes: &'a [u8],
    step: f32,
}

impl Vector<'_> {
    /// Its values.
    #[inline]
    pub fn values(&self) -> impl Iterator<Item = f32> {
        let step = self.step;
        self.bytes.iter().map(move |&byte| f32::from(byte as i8) * step)
    }
}

fn key(lower: &str) -> u32 {
    (hash_text(lower) >> 32) as u32
}

/// The largest value that is kept; few are larger.
const LARGEST: f32 = 3.0;

/// Writes vectors. Of words with the same key the first stays.
///
/// # Panics
/// Where vectors differ in length.
pub fn build(words: &[(String, Vec<f32>)]) -> Vec<u8> {
    let size = words.first().map_or(0, |(_, values)| values.len());
    let mut order: Vec<(u32, usize)> = words.iter().enumerate().map(|(index, (word, _))| (key(word), index)).collect();
    order.sort_unstable();
    order.dedup_by_key(|&mut (key, _)| key);
    let step = LARGEST / 127.0;
    let mut bytes = Vec::with_capacity(12 + order.len() * (4 + size));
    bytes.extend((order.len() as u32).to_le_bytes());
    bytes.extend((size as u32).to_le_bytes());
    bytes.extend(step.to_le_bytes());
    bytes.extend(order.iter().flat_map(|(key, _)| key.to_le_bytes()));
    for &(_, index) in &order {
        let values = &words[index].1;
        assert_eq!(values.len(), size, "vectors of one length");
        bytes.extend(values.iter().map(|value| (value / step).round().clamp(-127.0, 127.0) as i8 as u8));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_written_and_by_their_parts() {
        let words = [("terror", [1.0, -1.0]), ("don't", [0.5, 0.0]), ("00", [2.0, 9.0])];
        let bytes = build(&words.map(|(word, values)| (word.to_owned(), values.to_vec())));
        let vectors = Vectors::read(&bytes).unwrap();
        let find = |word: &str| {
            vectors.find(word).map(|vector| vector.values().map(|value| (value * 10.0).round()).collect::<Vec<_>>())
        };
        assert_eq!(find("Terror"), Some(vec![10.0, -10.0]));
        assert_eq!(find("anti-terror"), find("terror"));
        assert_eq!(find("Don’t"), Some(vec![5.0, 0.0]));
        assert_eq!(find("47"), Some(vec![20.0, 30.0]));
        assert_eq!(find("peace"), None);
        assert!((0..bytes.len()).all(|cut| Vectors::read(&bytes[..cut]).is_none()));
    }
}
