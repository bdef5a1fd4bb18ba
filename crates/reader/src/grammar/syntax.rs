//! Tags and trees from words in context: each word's tag by a linear layer; each pair's fitness as dependent and head by a
//! bilinear form (Dozat and Manning 2017), the best tree over them ([`super::trees`], without
//! crossing arcs: [`super::nested`]), and the relation of each pair in it.

use super::nested;
use super::trees::{self, Arcs};
use network::Matrix;
use network::functions::{highest, leaky, leaky_all, softmax};
use network::packed::Reader;

/// A layer of weights and bias.
struct Layer {
    weights: Matrix,
    bias: Vec<f32>,
}

impl Layer {
    fn read(reader: &mut Reader<'_>) -> Option<Layer> {
        let (weights, bias) = (reader.matrix()?, reader.values()?);
        (weights.columns == bias.len()).then_some(Layer { weights, bias })
    }

    fn run(&self, input: &Matrix) -> Matrix {
        input.affine(&self.weights, &self.bias)
    }

    fn run_leaky(&self, input: &Matrix) -> Matrix {
        let mut out = self.run(input);
        leaky_all(&mut out.data);
        out
    }
}

/// The trained layers.
pub struct Syntax {
    tag: Layer,
    dependent: Layer,
    head: Layer,
    label_dependent: Layer,
    label_head: Layer,
    label: Layer,
    arc: Matrix,
    arc_bias: Vec<f32>,
    root: Vec<f32>,
    label_root: Vec<f32>,
}

/// The syntax of a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Number of the tag.
    pub tag: u8,
    /// Index of the head; the number of words for the root.
    pub head: usize,
    /// Number of the relation.
    pub relation: u8,
    /// How probable its heads are, each by itself: index (the number of words for the root) and share, from a hundredth up.
    pub heads: Vec<(usize, f32)>,
}

/// Heads that are less probable are left out.
const HARDLY: f32 = 0.01;

impl Syntax {
    /// Reads the trained layers for contexts of `width` values, so many tags and relations; `None` where they do not fit.
    pub fn read(reader: &mut Reader<'_>, width: usize, tags: usize, relations: usize) -> Option<Syntax> {
        let mut layer = || Layer::read(reader);
        let (tag, dependent, head) = (layer()?, layer()?, layer()?);
        let (label_dependent, label_head, label) = (layer()?, layer()?, layer()?);
        let arc = reader.matrix()?;
        let (arc_bias, root, label_root) = (reader.values()?, reader.values()?, reader.values()?);
        let (size, label_size) = (arc.rows, label_root.len());
        let shapes = [
            (&tag, width, tags),
            (&dependent, width, size),
            (&head, width, size),
            (&label_dependent, width, label_size),
            (&label_head, width, label_size),
            (&label, 3 * label_size, relations),
        ];
        let fits = shapes
            .iter()
            .all(|(layer, rows, columns)| (layer.weights.rows, layer.weights.columns) == (*rows, *columns))
            && arc.columns == size
            && arc_bias.len() == size
            && root.len() == size;
        fits.then_some(Syntax {
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
        })
    }

    /// The syntax of the words of sentences of these lengths, which lie one after the other in the rows of `contexts`.
    pub fn choices(&self, lengths: &[usize], contexts: &Matrix) -> Vec<Choice> {
        let tags = self.tag.run(contexts);
        let dependents = self.dependent.run_leaky(contexts).affine(&self.arc, &self.arc_bias);
        let heads = self.head.run_leaky(contexts);
        let label_dependents = self.label_dependent.run(contexts);
        let label_heads = self.label_head.run(contexts);
        let mut hidden = Matrix::zeros(contexts.rows, self.label.weights.rows);
        let mut choices = Vec::with_capacity(contexts.rows);
        let mut start = 0;
        for &length in lengths {
            let arcs = self.arcs(&dependents, &heads, start, length);
            let best = trees::best(&arcs);
            let best = if nested::crosses(&best) { nested::best(&arcs) } else { best };
            for (word, &head) in best.iter().enumerate() {
                let at = start + word;
                let from = if head == 0 { &self.label_root[..] } else { label_heads.row(start + head - 1) };
                fill(hidden.row_mut(at), label_dependents.row(at), from);
                let head = head.checked_sub(1).unwrap_or(length);
                let heads = likely(&arcs, word);
                choices.push(Choice { tag: highest(tags.row(at)) as u8, head, relation: 0, heads });
            }
            start += length;
        }
        let relations = self.label.run(&hidden);
        for (at, choice) in choices.iter_mut().enumerate() {
            choice.relation = highest(relations.row(at)) as u8;
        }
        choices
    }

    fn arcs(&self, dependents: &Matrix, heads: &Matrix, start: usize, length: usize) -> Arcs {
        let size = heads.columns;
        // The heads stand in columns: the root, then the words.
        let mut turned = Matrix::zeros(size, length + 1);
        for (at, &value) in self.root.iter().enumerate() {
            turned.data[at * (length + 1)] = value;
        }
        for word in 0..length {
            for (at, &value) in heads.row(start + word).iter().enumerate() {
                turned.data[at * (length + 1) + word + 1] = value;
            }
        }
        let mut scores = vec![0.0; length * (length + 1)];
        let rows = &dependents.data[start * size..(start + length) * size];
        network::matrix::add_product(rows, length, size, &turned.data, length + 1, &mut scores);
        Arcs { words: length, scores }
    }
}

/// The heads of a word that are not hardly probable, with their shares.
fn likely(arcs: &Arcs, word: usize) -> Vec<(usize, f32)> {
    let mut shares: Vec<f32> = (0..=arcs.words).map(|head| arcs.score(word, head)).collect();
    shares[word + 1] = f32::NEG_INFINITY;
    softmax(&mut shares);
    let index = |head: usize| head.checked_sub(1).unwrap_or(arcs.words);
    shares
        .iter()
        .enumerate()
        .filter(|(_, share)| **share >= HARDLY)
        .map(|(head, &share)| (index(head), share))
        .collect()
}

/// What the relation of a pair is told from.
fn fill(hidden: &mut [f32], dependent: &[f32], head: &[f32]) {
    let size = dependent.len();
    let (product, rest) = hidden.split_at_mut(size);
    let (sum, alone) = rest.split_at_mut(size);
    for at in 0..size {
        product[at] = 0.5 * dependent[at] * head[at];
        sum[at] = leaky(dependent[at] + head[at]);
        alone[at] = leaky(dependent[at]);
    }
}
