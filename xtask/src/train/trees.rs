//! The network that tags and parses: `reader::grammar::syntax` in training.

use super::encoder::{Encoder, Input, Lesson, Network, Noises, Pass, Sizes};
use super::learning::{
    Dropout, Id, Linear, Noise, Parameters, cross_entropy, leaky_back, leaky_forward, linear, linear_back,
};
use network::Matrix;
use network::functions::{highest, leaky, softmax};
use network::matrix::add_product;
use network::packed::Writer;
use reader::grammar::trees::{self, Arcs};

/// What is wanted of a decision: outcomes with their probabilities, the likeliest first.
pub type Wanted = Vec<(u16, f32)>;

/// A sentence to learn from.
#[derive(Clone, Default)]
pub struct Sample {
    /// The words.
    pub input: Input,
    /// The tags wanted.
    pub tags: Vec<Wanted>,
    /// The heads wanted: 0 is the root, `n` the word `n - 1`.
    pub arcs: Vec<Wanted>,
    /// The head for which the relation is wanted.
    pub heads: Vec<usize>,
    /// The relations wanted.
    pub relations: Vec<Wanted>,
}

impl super::encoder::Sample for Sample {
    fn input(&self) -> &Input {
        &self.input
    }
}

/// The shape of the network.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The encoder.
    pub encoder: Sizes,
    /// Values that decide about heads.
    pub arc: usize,
    /// Values that decide about relations.
    pub relation: usize,
    /// Number of features, values in a vector, tags, relations.
    pub counts: [usize; 4],
}

/// The network.
pub struct Parser {
    shape: Shape,
    share: f32,
    parameters: Parameters,
    encoder: Encoder,
    tag: Linear,
    dependent: Linear,
    head: Linear,
    label_dependent: Linear,
    label_head: Linear,
    label: Linear,
    arc: Id,
    arc_bias: Id,
    root: Id,
    label_root: Id,
}

/// A layer's output with what was left out of it.
type Masked = (Matrix, Option<Dropout>);

/// What the layers above the encoder give.
struct Heads {
    tags: Matrix,
    dependent: Masked,
    head: Masked,
    label_dependent: Matrix,
    label_head: Matrix,
}

/// The scores of the arcs of a sentence with what they were made from.
struct Scores {
    dependent: Matrix,
    heads: Matrix,
    mapped: Matrix,
    scores: Matrix,
}

/// What the network says about a sentence, as probabilities.
pub struct Answer {
    /// For each word every tag.
    pub tags: Matrix,
    /// For each word every head.
    pub arcs: Matrix,
    /// The heads of the best tree.
    pub heads: Vec<usize>,
    /// For each word every relation to that head.
    pub relations: Matrix,
}

impl Parser {
    /// A network that knows nothing yet.
    pub fn new(shape: Shape, noises: Noises, seed: u64) -> Parser {
        let noise = &mut Noise::new(seed);
        let mut parameters = Parameters::default();
        let [features, vector, tags, relations] = shape.counts;
        let encoder = Encoder::new(&mut parameters, shape.encoder, noises, features, vector, noise);
        let width = 2 * shape.encoder.hidden;
        let mut layer = |inputs, outputs| parameters.linear(inputs, outputs, 1.0, noise);
        let tag = layer(width, tags);
        let (dependent, head) = (layer(width, shape.arc), layer(width, shape.arc));
        let (label_dependent, label_head) = (layer(width, shape.relation), layer(width, shape.relation));
        let label = layer(3 * shape.relation, relations);
        let arc = parameters.random(shape.arc, shape.arc, (0.27 / shape.arc as f32).sqrt(), noise);
        let arc_bias = parameters.random(1, shape.arc, 0.0, noise);
        let root = parameters.random(1, shape.arc, 0.3, noise);
        let label_root = parameters.random(1, shape.relation, 0.3, noise);
        Parser {
            shape,
            share: noises.values,
            parameters,
            encoder,
            tag,
            dependent,
            head,
            label_dependent,
            label_head,
            label,
            arc,
            arc_bias,
            root,
            label_root,
        }
    }

    fn heads(&self, pass: &Pass, mut noise: Option<&mut Noise>) -> Heads {
        let run = |layer| linear(&self.parameters, layer, &pass.top);
        let mut masked = |layer| {
            let mut out = run(layer);
            leaky_forward(&mut out);
            let mask = noise.as_mut().map(|noise| Dropout::apply(&mut out, self.share, noise));
            (out, mask)
        };
        Heads {
            tags: run(self.tag),
            dependent: masked(self.dependent),
            head: masked(self.head),
            label_dependent: run(self.label_dependent),
            label_head: run(self.label_head),
        }
    }

    /// The root and the words of a sentence as heads.
    fn with_root(&self, root: Id, words: &Matrix, start: usize, length: usize) -> Matrix {
        let mut data = self.parameters.at(root).data.clone();
        data.extend_from_slice(&words.data[start * words.columns..(start + length) * words.columns]);
        Matrix { rows: length + 1, columns: words.columns, data }
    }

    fn arcs(&self, layers: &Heads, start: usize, length: usize) -> Scores {
        let columns = self.shape.arc;
        let data = layers.dependent.0.data[start * columns..(start + length) * columns].to_vec();
        let dependent = Matrix { rows: length, columns, data };
        let heads = self.with_root(self.root, &layers.head.0, start, length);
        let mapped = dependent.affine(self.parameters.at(self.arc), &self.parameters.at(self.arc_bias).data);
        let mut scores = Matrix::zeros(length, length + 1);
        scores.add_product(&mapped, &heads.transposed());
        for word in 0..length {
            scores.row_mut(word)[word + 1] = -1e4;
        }
        Scores { dependent, heads, mapped, scores }
    }

    /// The heads' values, the hidden values and the scores of the relations to given heads.
    fn relations(&self, layers: &Heads, start: usize, heads: &[usize]) -> (Matrix, Matrix, Matrix) {
        let label_heads = self.with_root(self.label_root, &layers.label_head, start, heads.len());
        let size = self.shape.relation;
        let mut hidden = Matrix::zeros(heads.len(), 3 * size);
        for (word, &head) in heads.iter().enumerate() {
            let (dependent, head) = (layers.label_dependent.row(start + word), label_heads.row(head));
            let out = hidden.row_mut(word);
            for at in 0..size {
                out[at] = 0.5 * dependent[at] * head[at];
                out[size + at] = leaky(dependent[at] + head[at]);
                out[2 * size + at] = leaky(dependent[at]);
            }
        }
        let scores = linear(&self.parameters, self.label, &hidden);
        (label_heads, hidden, scores)
    }

    /// What the network says about sentences.
    pub fn answers(&self, inputs: &[&Input]) -> Vec<Answer> {
        let pass = self.encoder.pass(&self.parameters, inputs, None);
        let layers = self.heads(&pass, None);
        let mut start = 0;
        let mut answers = Vec::new();
        for &length in &pass.lengths {
            let mut arcs = self.arcs(&layers, start, length).scores;
            let heads = trees::best(&Arcs { words: length, scores: arcs.data.clone() });
            let (_, _, mut relations) = self.relations(&layers, start, &heads);
            let columns = layers.tags.columns;
            let data = layers.tags.data[start * columns..(start + length) * columns].to_vec();
            let mut tags = Matrix { rows: length, columns, data };
            for matrix in [&mut tags, &mut arcs, &mut relations] {
                let columns = matrix.columns;
                matrix.data.chunks_exact_mut(columns).for_each(softmax);
            }
            answers.push(Answer { tags, arcs, heads, relations });
            start += length;
        }
        answers
    }

    /// The weights as `reader` reads them: the encoder, then the layers that decide.
    pub fn write(&self) -> [Vec<u8>; 2] {
        let at = |id: Id| self.parameters.at(id);
        let mut writer = Writer::default();
        for layer in [self.tag, self.dependent, self.head, self.label_dependent, self.label_head, self.label] {
            writer.matrix(at(layer.weights));
            writer.values(&at(layer.bias).data);
        }
        writer.matrix(at(self.arc));
        for values in [self.arc_bias, self.root, self.label_root] {
            writer.values(&at(values).data);
        }
        [self.encoder.write(&self.parameters), writer.finish()]
    }
}

impl Network for Parser {
    type Sample = Sample;

    fn parts(&mut self) -> (&mut Parameters, &mut Matrix) {
        (&mut self.parameters, &mut self.encoder.table)
    }

    fn learn(&self, samples: &[&Sample], weight: f32, noise: &mut Noise) -> Lesson {
        let inputs: Vec<&Input> = samples.iter().map(|sample| &sample.input).collect();
        let pass = self.encoder.pass(&self.parameters, &inputs, Some(noise));
        let mut layers = self.heads(&pass, Some(noise));
        let words = pass.batch.rows();
        let mut derivatives = self.parameters.zeros_like();
        let mut right = [0, 0, 0, words];
        let mut tags = std::mem::take(&mut layers.tags);
        for (at, wanted) in samples.iter().flat_map(|sample| &sample.tags).enumerate() {
            right[0] += usize::from(cross_entropy(tags.row_mut(at), wanted, weight));
        }
        let zeros = |columns| Matrix::zeros(words, columns);
        let (mut dependent_back, mut head_back) = (zeros(self.shape.arc), zeros(self.shape.arc));
        let (mut label_dependent_back, mut label_head_back) = (zeros(self.shape.relation), zeros(self.shape.relation));
        let mut start = 0;
        for sample in samples {
            let length = sample.heads.len();
            let Scores { dependent, heads, mapped, mut scores } = self.arcs(&layers, start, length);
            for (word, wanted) in sample.arcs.iter().enumerate() {
                right[1] += usize::from(cross_entropy(scores.row_mut(word), wanted, weight));
            }
            let mut mapped_back = Matrix::zeros(length, self.shape.arc);
            mapped_back.add_product(&scores, &heads);
            let mut heads_back = Matrix::zeros(length + 1, self.shape.arc);
            heads_back.add_product(&scores.transposed(), &mapped);
            derivatives.at_mut(self.arc).add_product(&dependent.transposed(), &mapped_back);
            add_rows(&mut derivatives.at_mut(self.arc_bias).data, &mapped_back.data);
            let turned = self.parameters.at(self.arc).transposed();
            let slice = &mut dependent_back.data[start * turned.columns..(start + length) * turned.columns];
            add_product(&mapped_back.data, length, turned.rows, &turned.data, turned.columns, slice);
            scatter(&heads_back, &mut derivatives.at_mut(self.root).data, &mut head_back, start);

            let (label_heads, hidden, mut scores) = self.relations(&layers, start, &sample.heads);
            for (word, wanted) in sample.relations.iter().enumerate() {
                right[2] += usize::from(cross_entropy(scores.row_mut(word), wanted, weight));
            }
            let hidden_back = linear_back(&self.parameters, &mut derivatives, self.label, &hidden, &scores);
            let size = self.shape.relation;
            let mut label_heads_back = Matrix::zeros(length + 1, size);
            let slope = |value: f32| if value > 0.0 { 1.0 } else { 0.1 };
            for (word, &head) in sample.heads.iter().enumerate() {
                let (dependent, from) = (layers.label_dependent.row(start + word), label_heads.row(head));
                let back = hidden_back.row(word);
                for at in 0..size {
                    let both = back[size + at] * slope(dependent[at] + from[at]);
                    label_dependent_back.data[(start + word) * size + at] +=
                        0.5 * back[at] * from[at] + both + back[2 * size + at] * slope(dependent[at]);
                    label_heads_back.data[head * size + at] += 0.5 * back[at] * dependent[at] + both;
                }
            }
            scatter(&label_heads_back, &mut derivatives.at_mut(self.label_root).data, &mut label_head_back, start);
            start += length;
        }
        for (back, (output, mask)) in [(&mut dependent_back, &layers.dependent), (&mut head_back, &layers.head)] {
            if let Some(mask) = mask {
                mask.back(back);
            }
            leaky_back(output, back);
        }
        let mut back = linear_back(&self.parameters, &mut derivatives, self.tag, &pass.top, &tags);
        for (layer, output) in [
            (self.dependent, &dependent_back),
            (self.head, &head_back),
            (self.label_dependent, &label_dependent_back),
            (self.label_head, &label_head_back),
        ] {
            let more = linear_back(&self.parameters, &mut derivatives, layer, &pass.top, output);
            for (sum, value) in back.data.iter_mut().zip(&more.data) {
                *sum += value;
            }
        }
        let rows = self.encoder.back(&self.parameters, &mut derivatives, pass, back);
        Lesson { derivatives, rows, right }
    }
}

/// Adds rows to a sum.
fn add_rows(sum: &mut [f32], rows: &[f32]) {
    for row in rows.chunks_exact(sum.len()) {
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value;
        }
    }
}

/// Adds the first row of `back` to `root`, the others to the rows of `out` from `start` on.
fn scatter(back: &Matrix, root: &mut [f32], out: &mut Matrix, start: usize) {
    add_rows(root, back.row(0));
    let columns = out.columns;
    for (sum, value) in out.data[start * columns..].iter_mut().zip(&back.data[columns..]) {
        *sum += value;
    }
}

/// Right tags, heads, and heads with relation over sentences; `same` compares relations.
pub fn accuracy(parser: &Parser, samples: &[Sample], same: impl Fn(usize, usize) -> bool) -> [f64; 3] {
    let mut right = [0_usize; 3];
    let mut words = 0;
    for chunk in samples.chunks(40) {
        let inputs: Vec<&Input> = chunk.iter().map(|sample| &sample.input).collect();
        for (sample, answer) in chunk.iter().zip(parser.answers(&inputs)) {
            words += sample.heads.len();
            for word in 0..sample.heads.len() {
                right[0] += usize::from(highest(answer.tags.row(word)) == usize::from(sample.tags[word][0].0));
                if answer.heads[word] == sample.heads[word] {
                    right[1] += 1;
                    let found = highest(answer.relations.row(word));
                    right[2] += usize::from(same(found, usize::from(sample.relations[word][0].0)));
                }
            }
        }
    }
    right.map(|count| count as f64 / words.max(1) as f64)
}
