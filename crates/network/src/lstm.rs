//! A recurrent layer with long short-term memory (Hochreiter and Schmidhuber 1997; gates as in Gers et al. 2000), read in
//! both directions.
//!
//! Many sentences are read side by side: at each step one product serves all of them.

use super::functions::{sigmoid, tanh};
use super::matrix::{Matrix, add_product};
use super::packed::Bytes;

/// Sentences that lie one after the other in the rows of a matrix, in the order in which steps take them.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// First row and length of each sentence, longest first.
    sentences: Vec<(usize, usize)>,
    rows: usize,
}

impl Batch {
    /// A batch of sentences of these lengths, whose words lie in this order in the rows.
    pub fn new(lengths: impl IntoIterator<Item = usize>) -> Batch {
        let mut rows = 0;
        let mut sentences: Vec<(usize, usize)> = lengths
            .into_iter()
            .map(|length| {
                rows += length;
                (rows - length, length)
            })
            .collect();
        sentences.sort_by_key(|&(start, length)| (std::cmp::Reverse(length), start));
        Batch { sentences, rows }
    }

    /// Number of words.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows that take part in each step, in the order of the sentences.
    pub fn steps(&self, direction: Direction) -> impl Iterator<Item = Vec<usize>> {
        let longest = self.sentences.first().map_or(0, |&(_, length)| length);
        (0..longest).map(move |step| {
            self.sentences
                .iter()
                .take_while(|&&(_, length)| length > step)
                .map(|&(start, length)| match direction {
                    Direction::Forward => start + step,
                    Direction::Backward => start + length - 1 - step,
                })
                .collect()
        })
    }
}

/// The direction in which sentences are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the first word.
    Forward,
    /// From the last word.
    Backward,
}

/// The weights of one direction. The four gates lie side by side: input, forget, output, candidate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lstm {
    /// `inputs` × `4 * size`.
    pub input: Matrix,
    /// `size` × `4 * size`; in bytes, because each step reads all of it for a few words only.
    pub recurrent: Bytes,
    /// `4 * size`.
    pub bias: Vec<f32>,
}

impl Lstm {
    /// Number of values that it gives for each word.
    pub fn size(&self) -> usize {
        self.recurrent.rows
    }

    /// Reads the sentences and writes what it gives into the columns of `out` from `offset` on.
    pub fn run(&self, batch: &Batch, direction: Direction, inputs: &Matrix, out: &mut Matrix, offset: usize) {
        let size = self.size();
        let gates = inputs.affine(&self.input, &self.bias);
        let mut hidden: Vec<f32> = Vec::new();
        let mut cells: Vec<f32> = Vec::new();
        let mut active: Vec<f32> = Vec::new();
        for rows in batch.steps(direction) {
            hidden.resize(rows.len() * size, 0.0);
            cells.resize(rows.len() * size, 0.0);
            active.clear();
            active.resize(rows.len() * 4 * size, 0.0);
            add_product(&hidden, rows.len(), size, &self.recurrent.bytes, 4 * size, &mut active);
            for (sums, &row) in active.chunks_exact_mut(4 * size).zip(&rows) {
                for ((sum, scale), gate) in sums.iter_mut().zip(&self.recurrent.scales).zip(gates.row(row)) {
                    *sum = gate + *sum * scale;
                }
            }
            step(&active, &mut cells, &mut hidden, size);
            for (at, &row) in rows.iter().enumerate() {
                out.row_mut(row)[offset..offset + size].copy_from_slice(&hidden[at * size..(at + 1) * size]);
            }
        }
    }
}

/// One step of every sentence: from the sums of the gates, the cells before and after, and what is given.
fn step(gates: &[f32], cells: &mut [f32], hidden: &mut [f32], size: usize) {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            #[allow(unsafe_code)]
            // SAFETY: the processor has just been asked for the one feature that the function needs.
            return unsafe { step_with_avx512(gates, cells, hidden, size) };
        }
        if is_x86_feature_detected!("avx2") {
            #[allow(unsafe_code)]
            // SAFETY: as above.
            return unsafe { step_with_avx2(gates, cells, hidden, size) };
        }
    }
    step_plain(gates, cells, hidden, size);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn step_with_avx512(gates: &[f32], cells: &mut [f32], hidden: &mut [f32], size: usize) {
    step_plain(gates, cells, hidden, size);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn step_with_avx2(gates: &[f32], cells: &mut [f32], hidden: &mut [f32], size: usize) {
    step_plain(gates, cells, hidden, size);
}

#[inline(always)]
fn step_plain(gates: &[f32], cells: &mut [f32], hidden: &mut [f32], size: usize) {
    for ((gates, cells), hidden) in
        gates.chunks_exact(4 * size).zip(cells.chunks_exact_mut(size)).zip(hidden.chunks_exact_mut(size))
    {
        let (input, rest) = gates.split_at(size);
        let (forget, rest) = rest.split_at(size);
        let (output, candidate) = rest.split_at(size);
        for at in 0..size {
            let cell = sigmoid(forget[at]) * cells[at] + sigmoid(input[at]) * tanh(candidate[at]);
            cells[at] = cell;
            hidden[at] = sigmoid(output[at]) * tanh(cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_side_by_side_are_read_as_each_alone() {
        let mut seed = 7_u32;
        let mut numbers = |count: usize| -> Vec<f32> {
            (0..count)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 8) as f32 / 8_388_608.0 - 1.0
                })
                .collect()
        };
        let (inputs, size) = (5, 3);
        let layer = Lstm {
            input: Matrix { rows: inputs, columns: 4 * size, data: numbers(inputs * 4 * size) },
            recurrent: Bytes {
                rows: size,
                columns: 4 * size,
                scales: numbers(4 * size),
                bytes: (0..size * 4 * size).map(|at| (at * 7 % 11) as i8 - 5).collect(),
            },
            bias: numbers(4 * size),
        };
        let lengths = [2, 4, 1];
        let words = Matrix { rows: 7, columns: inputs, data: numbers(7 * inputs) };
        for direction in [Direction::Forward, Direction::Backward] {
            let mut together = Matrix::zeros(7, size);
            layer.run(&Batch::new(lengths), direction, &words, &mut together, 0);
            let mut start = 0;
            for length in lengths {
                let data = words.data[start * inputs..(start + length) * inputs].to_vec();
                let mut alone = Matrix::zeros(length, size);
                let sentence = Matrix { rows: length, columns: inputs, data };
                layer.run(&Batch::new([length]), direction, &sentence, &mut alone, 0);
                assert_eq!(alone.data, together.data[start * size..(start + length) * size]);
                start += length;
            }
        }
    }
}
