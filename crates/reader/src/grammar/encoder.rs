//! Words in their context, as numbers: what tagger, parser and name finder build on.
//!
//! A word is the sum of what training learned of its form, its beginning, its endings and its shape, and of its word vector;
//! recurrent layers then read the sentence from both sides.

use super::lexical::Word;
use super::weights::{Table, mix};
use crate::vectors::Vector;
use network::functions::tanh_all;
use network::packed::{Reader, Rows};
use network::{Batch, Direction, Lstm, Matrix};

/// Number of features of a word.
pub const FEATURES: usize = 9;

/// The features of a word; `kinds` are those of the listed names that cover it, `first` says that it begins its sentence.
pub fn features(word: &Word, kinds: u16, first: bool) -> [u64; FEATURES] {
    [
        mix(0x51, word.lower),
        mix(0x52, word.prefixes[0]),
        mix(0x53, word.prefixes[2]),
        mix(0x54, word.suffixes[1]),
        mix(0x55, word.suffixes[2]),
        mix(0x56, word.suffixes[3]),
        mix(0x57, word.pattern),
        mix(mix(0x58, word.shape), u64::from(first)),
        mix(0x59, u64::from(kinds)),
    ]
}

/// The trained encoder.
pub struct Encoder<'a> {
    known: Table<'a>,
    rows: Rows<'a>,
    projection: Matrix,
    bias: Vec<f32>,
    layers: Vec<[Lstm; 2]>,
}

impl<'a> Encoder<'a> {
    /// Reads the trained parts, for vectors of `vector` values; `None` where something is missing or does not fit.
    pub fn read(known: Table<'a>, vector: usize, reader: &mut Reader<'a>) -> Option<Encoder<'a>> {
        let rows = reader.table()?;
        let projection = reader.matrix()?;
        let bias = reader.values()?;
        let count = reader.number()?;
        let mut layers = Vec::new();
        let mut width = rows.columns;
        for _ in 0..count {
            let layer = [lstm(reader)?, lstm(reader)?];
            let size = layer[0].size();
            if layer.iter().any(|part| part.input.rows != width || part.size() != size) {
                return None;
            }
            width = 2 * size;
            layers.push(layer);
        }
        let fits = projection.rows == vector && projection.columns == rows.columns && bias.len() == rows.columns;
        fits.then_some(Encoder { known, rows, projection, bias, layers })
    }

    /// Number of values for a word in context.
    pub fn width(&self) -> usize {
        self.layers.last().map_or(self.rows.columns, |layer| 2 * layer[0].size())
    }

    /// Words without context, one row each; `features` calls its argument for every feature of the word with a number.
    pub fn words(&self, vectors: &[Option<Vector<'_>>], features: impl Fn(usize, &mut dyn FnMut(u64))) -> Matrix {
        let mut inputs = Matrix::zeros(vectors.len(), self.projection.rows);
        let mut sums = Matrix::repeated(&self.bias, vectors.len());
        for (at, vector) in vectors.iter().enumerate() {
            if let Some(vector) = vector {
                for (slot, value) in inputs.row_mut(at).iter_mut().zip(vector.values()) {
                    *slot = value;
                }
            }
            let sum = sums.row_mut(at);
            features(at, &mut |feature| {
                if let Some(row) = self.known.get(feature) {
                    self.rows.add_row(usize::from(row), sum);
                }
            });
        }
        sums.add_product(&inputs, &self.projection);
        tanh_all(&mut sums.data);
        sums
    }

    /// The words in their context.
    pub fn contexts(&self, batch: &Batch, words: Matrix) -> Matrix {
        self.layers.iter().fold(words, |input, layer| {
            let size = layer[0].size();
            let mut out = Matrix::zeros(batch.rows(), 2 * size);
            layer[0].run(batch, Direction::Forward, &input, &mut out, 0);
            layer[1].run(batch, Direction::Backward, &input, &mut out, size);
            out
        })
    }
}

/// Reads one direction of a layer; `None` where its parts do not fit.
fn lstm(reader: &mut Reader<'_>) -> Option<Lstm> {
    let (input, recurrent, bias) = (reader.matrix()?, reader.bytes()?, reader.values()?);
    let gates = 4 * recurrent.rows;
    (input.columns == gates && recurrent.columns == gates && bias.len() == gates).then_some(Lstm {
        input,
        recurrent,
        bias,
    })
}
