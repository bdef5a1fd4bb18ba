//! Training of small networks: layers with their derivatives, and the optimiser. Inference is the crate `network`.
//!
//! Everything runs in a fixed order, whatever the processor and the number of threads: the same data give the same bytes.

mod adam;
mod chain;
mod layers;

pub use adam::{Adam, Schedule};
pub use chain::chain;
pub use layers::{
    Dropout, LstmCache, Noise, both_ways, both_ways_back, cross_entropy, leaky_back, leaky_forward, linear, linear_back,
};

use network::Matrix;

/// The place of a matrix among the parameters of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(pub usize);

/// A layer of weights and bias.
#[derive(Debug, Clone, Copy)]
pub struct Linear {
    /// Inputs × outputs.
    pub weights: Id,
    /// One row.
    pub bias: Id,
}

/// A recurrent layer in one direction.
#[derive(Debug, Clone, Copy)]
pub struct Recurrent {
    /// Inputs × gates.
    pub input: Id,
    /// Size × gates.
    pub recurrent: Id,
    /// One row.
    pub bias: Id,
}

/// The parameters of a model, or their derivatives.
#[derive(Debug, Clone, Default)]
pub struct Parameters(pub Vec<Matrix>);

impl Parameters {
    /// The matrix at a place.
    pub fn at(&self, id: Id) -> &Matrix {
        &self.0[id.0]
    }

    /// The matrix at a place, to change.
    pub fn at_mut(&mut self, id: Id) -> &mut Matrix {
        &mut self.0[id.0]
    }

    /// Zeros of the same shapes.
    pub fn zeros_like(&self) -> Parameters {
        Parameters(self.0.iter().map(|matrix| Matrix::zeros(matrix.rows, matrix.columns)).collect())
    }

    /// Adds other derivatives.
    pub fn add(&mut self, other: &Parameters) {
        for (matrix, other) in self.0.iter_mut().zip(&other.0) {
            for (value, other) in matrix.data.iter_mut().zip(&other.data) {
                *value += other;
            }
        }
    }

    /// A new matrix with values spread evenly between ±`range`.
    pub fn random(&mut self, rows: usize, columns: usize, range: f32, noise: &mut Noise) -> Id {
        let data = (0..rows * columns).map(|_| (noise.unit() * 2.0 - 1.0) * range).collect();
        self.0.push(Matrix { rows, columns, data });
        Id(self.0.len() - 1)
    }

    /// A new layer; `gain` times the range of Glorot and Bengio (2010).
    pub fn linear(&mut self, inputs: usize, outputs: usize, gain: f32, noise: &mut Noise) -> Linear {
        let range = gain * (6.0 / (inputs + outputs) as f32).sqrt();
        let weights = self.random(inputs, outputs, range, noise);
        Linear { weights, bias: self.random(1, outputs, 0.0, noise) }
    }

    /// A new recurrent layer in both directions; the forget gates start open (Jozefowicz et al. 2015).
    pub fn recurrent(&mut self, inputs: usize, size: usize, noise: &mut Noise) -> [Recurrent; 2] {
        std::array::from_fn(|_| {
            let range = (1.0 / size as f32).sqrt();
            let input = self.random(inputs, 4 * size, range, noise);
            let recurrent = self.random(size, 4 * size, range, noise);
            let bias = self.random(1, 4 * size, 0.0, noise);
            self.at_mut(bias).data[size..2 * size].fill(1.0);
            Recurrent { input, recurrent, bias }
        })
    }
}
