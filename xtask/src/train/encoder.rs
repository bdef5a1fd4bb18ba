//! The encoder in training: `reader::grammar::encoder` with its derivatives, and the loop that all networks share.

use super::learning::{
    Adam, Dropout, Linear, LstmCache, Noise, Parameters, Recurrent, Schedule, both_ways, both_ways_back, linear,
    linear_back,
};
use network::functions::tanh;
use network::packed::Writer;
use network::{Batch, Matrix};
use reader::vectors::Vector;

/// A feature that training did not see often enough to know.
pub const UNKNOWN: u16 = u16::MAX;

/// The words of a sentence as the encoder sees them.
#[derive(Clone, Default)]
pub struct Input {
    /// For each word the rows of its features.
    pub rows: Vec<Vec<u16>>,
    /// Their vectors.
    pub vectors: Vec<Option<Vector<'static>>>,
}

/// What training learns from.
pub trait Sample: Sync {
    /// Its words.
    fn input(&self) -> &Input;
}

/// The sizes of an encoder.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Values for a word without context.
    pub word: usize,
    /// Values in each direction of a recurrent layer.
    pub hidden: usize,
    /// Number of recurrent layers.
    pub layers: usize,
}

/// What is left out at random in training.
#[derive(Debug, Clone, Copy)]
pub struct Noises {
    /// Share of the values between layers.
    pub values: f32,
    /// Features that tell single words apart, with the share that is left out so that the others are learned too.
    pub features: &'static [(usize, f32)],
    /// Share of the word vectors, as for words that have none.
    pub vectors: f32,
}

/// The encoder's layers; its parameters lie with those of the network that it belongs to.
pub struct Encoder {
    noises: Noises,
    /// A row for each known feature.
    pub table: Matrix,
    projection: Linear,
    layers: Vec<[Recurrent; 2]>,
}

/// What a pass through the encoder keeps.
pub struct Pass {
    /// The order in which words are read.
    pub batch: Batch,
    /// Words in each sentence.
    pub lengths: Vec<usize>,
    rows: Vec<(u32, usize)>,
    vectors: Matrix,
    words: Matrix,
    inputs: Vec<(Matrix, Option<Dropout>)>,
    caches: Vec<LstmCache>,
    top_mask: Option<Dropout>,
    /// The words in their context.
    pub top: Matrix,
}

impl Encoder {
    /// An encoder that knows nothing yet, for so many features and vectors of `vector` values.
    pub fn new(
        parameters: &mut Parameters,
        sizes: Sizes,
        noises: Noises,
        features: usize,
        vector: usize,
        noise: &mut Noise,
    ) -> Encoder {
        let projection = parameters.linear(vector, sizes.word, 1.0, noise);
        let mut width = sizes.word;
        let layers = (0..sizes.layers)
            .map(|_| {
                let layer = parameters.recurrent(width, sizes.hidden, noise);
                width = 2 * sizes.hidden;
                layer
            })
            .collect();
        let data = (0..features * sizes.word).map(|_| (noise.unit() - 0.5) * 0.16).collect();
        Encoder { noises, table: Matrix { rows: features, columns: sizes.word, data }, projection, layers }
    }

    /// Reads sentences; with `noise`, as in training.
    pub fn pass(&self, parameters: &Parameters, inputs: &[&Input], mut noise: Option<&mut Noise>) -> Pass {
        let lengths: Vec<usize> = inputs.iter().map(|input| input.rows.len()).collect();
        let batch = Batch::new(lengths.iter().copied());
        let mut vectors = Matrix::zeros(batch.rows(), parameters.at(self.projection.weights).rows);
        for (at, vector) in inputs.iter().flat_map(|input| &input.vectors).enumerate() {
            let left_out = noise.as_mut().is_some_and(|noise| noise.unit() < self.noises.vectors);
            if let Some(vector) = vector
                && !left_out
            {
                for (slot, value) in vectors.row_mut(at).iter_mut().zip(vector.values()) {
                    *slot = value;
                }
            }
        }
        let mut rows = Vec::new();
        for (at, features) in inputs.iter().flat_map(|input| &input.rows).enumerate() {
            for (slot, &row) in features.iter().enumerate() {
                let share =
                    self.noises.features.iter().find(|(feature, _)| *feature == slot).map_or(0.0, |(_, share)| *share);
                let left_out = share > 0.0 && noise.as_mut().is_some_and(|noise| noise.unit() < share);
                if row != UNKNOWN && !left_out {
                    rows.push((u32::from(row), at));
                }
            }
        }
        let mut words = linear(parameters, self.projection, &vectors);
        for &(row, at) in &rows {
            for (sum, value) in words.row_mut(at).iter_mut().zip(self.table.row(row as usize)) {
                *sum += value;
            }
        }
        for value in &mut words.data {
            *value = tanh(*value);
        }
        let share = self.noises.values;
        let mut dropped = |matrix: &mut Matrix| noise.as_mut().map(|noise| Dropout::apply(matrix, share, noise));
        let (mut layer_inputs, mut caches) = (Vec::new(), Vec::new());
        let mut current = words.clone();
        let mut mask = dropped(&mut current);
        for &layer in &self.layers {
            let (mut out, cache) = both_ways(parameters, layer, &batch, &current);
            caches.push(cache);
            let next = dropped(&mut out);
            layer_inputs.push((std::mem::replace(&mut current, out), mask));
            mask = next;
        }
        Pass { batch, lengths, rows, vectors, words, inputs: layer_inputs, caches, top_mask: mask, top: current }
    }

    /// Adds the derivatives of the encoder's parameters and gives those of its table.
    pub fn back(&self, parameters: &Parameters, derivatives: &mut Parameters, pass: Pass, mut back: Matrix) -> Rows {
        if let Some(mask) = &pass.top_mask {
            mask.back(&mut back);
        }
        for (index, &layer) in self.layers.iter().enumerate().rev() {
            let (input, mask) = &pass.inputs[index];
            back = both_ways_back(parameters, derivatives, layer, &pass.batch, input, &pass.caches[index], &back);
            if let Some(mask) = mask {
                mask.back(&mut back);
            }
        }
        for (value, word) in back.data.iter_mut().zip(&pass.words.data) {
            *value *= 1.0 - word * word;
        }
        linear_back(parameters, derivatives, self.projection, &pass.vectors, &back);
        Rows { rows: pass.rows, words: back }
    }

    /// The weights as `reader` reads them.
    pub fn write(&self, parameters: &Parameters) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.table(&self.table, 2.0);
        writer.matrix(parameters.at(self.projection.weights));
        writer.values(&parameters.at(self.projection.bias).data);
        writer.number(self.layers.len());
        for part in self.layers.iter().flatten() {
            writer.matrix(parameters.at(part.input));
            writer.matrix(parameters.at(part.recurrent));
            writer.values(&parameters.at(part.bias).data);
        }
        writer.finish()
    }
}

/// The derivatives of the rows of a table: which row took part in which word, and the derivatives of the words.
#[derive(Default)]
pub struct Rows {
    rows: Vec<(u32, usize)>,
    words: Matrix,
}

/// What was learned from some sentences.
pub struct Lesson {
    /// Derivatives of the parameters.
    pub derivatives: Parameters,
    /// Derivatives of the table.
    pub rows: Rows,
    /// Right decisions of each kind, and the number of words.
    pub right: [usize; 4],
}

/// A network that learns.
pub trait Network: Sync {
    /// What it learns from.
    type Sample: Sample;

    /// The derivatives of what it lacks for some sentences, `weight` for each word.
    fn learn(&self, samples: &[&Self::Sample], weight: f32, noise: &mut Noise) -> Lesson;

    /// Its parameters and its table.
    fn parts(&mut self) -> (&mut Parameters, &mut Matrix);
}

/// How training goes.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// Rounds over the sentences.
    pub rounds: usize,
    /// Words in a step.
    pub words: usize,
    /// The largest step.
    pub rate: f32,
    /// Where the sequence of sentences starts.
    pub seed: u64,
}

/// Trains a network; `report` is called after each round with the right decisions of each kind and the number of words.
pub fn train<N: Network>(
    network: &mut N,
    samples: &[N::Sample],
    course: Course,
    mut report: impl FnMut(usize, &N, [usize; 4]),
) {
    let mut noise = Noise::new(course.seed);
    let steps = course.rounds * batches(samples, course.words, &mut Noise::new(course.seed)).len();
    let schedule = Schedule { rate: course.rate, warm: 200, steps };
    let (parameters, table) = network.parts();
    let mut adam = Adam::new(schedule, parameters, table);
    for round in 0..course.rounds {
        let mut right = [0; 4];
        for batch in batches(samples, course.words, &mut noise) {
            let words: usize = batch.iter().map(|&index| samples[index].input().rows.len()).sum();
            let weight = 1.0 / words as f32;
            // Two halves, each by its own thread, always the same halves.
            let halves: [Vec<&N::Sample>; 2] =
                [0, 1].map(|half| batch.iter().skip(half).step_by(2).map(|&index| &samples[index]).collect());
            let seeds = [noise.next(), noise.next()];
            let frozen: &N = network;
            let lessons: Vec<Lesson> = std::thread::scope(|scope| {
                let handles: Vec<_> = halves
                    .iter()
                    .zip(seeds)
                    .map(|(half, seed)| scope.spawn(move || frozen.learn(half, weight, &mut Noise::new(seed))))
                    .collect();
                handles.into_iter().map(|handle| handle.join().expect("training does not panic")).collect()
            });
            let mut lessons = lessons.into_iter();
            let (Some(mut first), Some(second)) = (lessons.next(), lessons.next()) else { continue };
            first.derivatives.add(&second.derivatives);
            let rows: Vec<(u32, &[f32])> = [&first.rows, &second.rows]
                .into_iter()
                .flat_map(|part| part.rows.iter().map(|&(row, word)| (row, part.words.row(word))))
                .collect();
            let (parameters, table) = network.parts();
            adam.step(parameters, &first.derivatives, table, &rows);
            for (sum, more) in right.iter_mut().zip(first.right.iter().zip(&second.right)) {
                *sum += more.0 + more.1;
            }
        }
        report(round, network, right);
    }
}

/// Sentences of similar length together, so many words a batch, in an arbitrary order.
fn batches<S: Sample>(samples: &[S], words: usize, noise: &mut Noise) -> Vec<Vec<usize>> {
    let length = |index: usize| samples[index].input().rows.len();
    let mut order = noise.order(samples.len());
    for chunk in order.chunks_mut(1000) {
        chunk.sort_by_key(|&index| length(index));
    }
    let mut batches = vec![Vec::new()];
    let mut count = 0;
    for index in order {
        if count + length(index) > words && count > 0 {
            batches.push(Vec::new());
            count = 0;
        }
        count += length(index);
        if let Some(batch) = batches.last_mut() {
            batch.push(index);
        }
    }
    let order = noise.order(batches.len());
    order.into_iter().map(|index| std::mem::take(&mut batches[index])).collect()
}
