//! Layers forwards and backwards.

use super::{Linear, Parameters, Recurrent};
use network::functions::{highest, leaky, sigmoid, softmax, tanh};
use network::matrix::add_product;
use network::{Batch, Direction, Matrix};

/// Numbers that look random and are the same every time.
#[derive(Debug, Clone)]
pub struct Noise(u64);

impl Noise {
    /// A sequence for a number.
    pub fn new(seed: u64) -> Noise {
        Noise(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number (xorshift, Marsaglia 2003).
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A value from 0 up to 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit.max(1)
    }

    /// The numbers below `length` in an arbitrary order.
    pub fn order(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for index in (1..length).rev() {
            order.swap(index, self.below(index + 1));
        }
        order
    }
}

/// Values that are left out at random while a network learns (Srivastava et al. 2014).
pub struct Dropout(Vec<f32>);

impl Dropout {
    /// Leaves out a share of the values of `matrix`; what stays is scaled up.
    pub fn apply(matrix: &mut Matrix, share: f32, noise: &mut Noise) -> Dropout {
        if share <= 0.0 {
            return Dropout(Vec::new());
        }
        let kept = 1.0 / (1.0 - share);
        let mask: Vec<f32> = (0..matrix.data.len()).map(|_| if noise.unit() < share { 0.0 } else { kept }).collect();
        let dropout = Dropout(mask);
        dropout.back(matrix);
        dropout
    }

    /// The same for derivatives.
    pub fn back(&self, matrix: &mut Matrix) {
        for (value, mask) in matrix.data.iter_mut().zip(&self.0) {
            *value *= mask;
        }
    }
}

/// What a layer gives.
pub fn linear(parameters: &Parameters, layer: Linear, input: &Matrix) -> Matrix {
    input.affine(parameters.at(layer.weights), &parameters.at(layer.bias).data)
}

/// Adds the derivatives of a layer and returns those of its input.
pub fn linear_back(
    parameters: &Parameters,
    derivatives: &mut Parameters,
    layer: Linear,
    input: &Matrix,
    output: &Matrix,
) -> Matrix {
    derivatives.at_mut(layer.weights).add_product(&input.transposed(), output);
    add_rows(&mut derivatives.at_mut(layer.bias).data, output);
    let mut back = Matrix::zeros(input.rows, input.columns);
    back.add_product(output, &parameters.at(layer.weights).transposed());
    back
}

fn add_rows(sum: &mut [f32], matrix: &Matrix) {
    for row in matrix.data.chunks_exact(matrix.columns) {
        for (sum, value) in sum.iter_mut().zip(row) {
            *sum += value;
        }
    }
}

/// The rectifier, in place.
pub fn leaky_forward(matrix: &mut Matrix) {
    for value in &mut matrix.data {
        *value = leaky(*value);
    }
}

/// The derivatives before the rectifier; `output` is what it gave.
pub fn leaky_back(output: &Matrix, derivative: &mut Matrix) {
    for (value, output) in derivative.data.iter_mut().zip(&output.data) {
        if *output <= 0.0 {
            *value *= 0.1;
        }
    }
}

/// What a direction of a recurrent layer keeps for the way back.
struct Pass {
    gates: Matrix,
    cells: Matrix,
    hidden: Matrix,
}

/// What a recurrent layer keeps for the way back.
pub struct LstmCache([Pass; 2]);

/// What a recurrent layer gives, both directions side by side.
pub fn both_ways(parameters: &Parameters, layer: [Recurrent; 2], batch: &Batch, input: &Matrix) -> (Matrix, LstmCache) {
    let size = parameters.at(layer[0].recurrent).rows;
    let mut out = Matrix::zeros(input.rows, 2 * size);
    let passes = [Direction::Forward, Direction::Backward].map(|direction| {
        let part = layer[direction as usize];
        let pass = pass(parameters, part, batch, direction, input);
        let offset = direction as usize * size;
        for row in 0..input.rows {
            out.row_mut(row)[offset..offset + size].copy_from_slice(pass.hidden.row(row));
        }
        pass
    });
    (out, LstmCache(passes))
}

fn pass(parameters: &Parameters, part: Recurrent, batch: &Batch, direction: Direction, input: &Matrix) -> Pass {
    let recurrent = parameters.at(part.recurrent);
    let size = recurrent.rows;
    let mut gates = input.affine(parameters.at(part.input), &parameters.at(part.bias).data);
    let mut cells = Matrix::zeros(input.rows, size);
    let mut hidden = Matrix::zeros(input.rows, size);
    let (mut last, mut active): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    let mut memory: Vec<f32> = Vec::new();
    for rows in batch.steps(direction) {
        last.resize(rows.len() * size, 0.0);
        memory.resize(rows.len() * size, 0.0);
        active.clear();
        for &row in &rows {
            active.extend_from_slice(gates.row(row));
        }
        add_product(&last, rows.len(), size, &recurrent.data, 4 * size, &mut active);
        for (at, &row) in rows.iter().enumerate() {
            let sums = &mut active[at * 4 * size..(at + 1) * 4 * size];
            for value in &mut sums[..3 * size] {
                *value = sigmoid(*value);
            }
            for value in &mut sums[3 * size..] {
                *value = tanh(*value);
            }
            for index in 0..size {
                let slot = at * size + index;
                memory[slot] = sums[size + index] * memory[slot] + sums[index] * sums[3 * size + index];
                last[slot] = sums[2 * size + index] * tanh(memory[slot]);
            }
            gates.row_mut(row).copy_from_slice(sums);
            cells.row_mut(row).copy_from_slice(&memory[at * size..(at + 1) * size]);
            hidden.row_mut(row).copy_from_slice(&last[at * size..(at + 1) * size]);
        }
    }
    Pass { gates, cells, hidden }
}

/// Adds the derivatives of a recurrent layer and returns those of its input.
pub fn both_ways_back(
    parameters: &Parameters,
    derivatives: &mut Parameters,
    layer: [Recurrent; 2],
    batch: &Batch,
    input: &Matrix,
    cache: &LstmCache,
    output: &Matrix,
) -> Matrix {
    let mut back = Matrix::zeros(input.rows, input.columns);
    let turned = input.transposed();
    for direction in [Direction::Forward, Direction::Backward] {
        let part = layer[direction as usize];
        let (sums, before) = pass_back(parameters, part, batch, direction, &cache.0[direction as usize], output);
        derivatives.at_mut(part.recurrent).add_product(&before.transposed(), &sums);
        derivatives.at_mut(part.input).add_product(&turned, &sums);
        add_rows(&mut derivatives.at_mut(part.bias).data, &sums);
        back.add_product(&sums, &parameters.at(part.input).transposed());
    }
    back
}

/// The derivatives of the sums of the gates, and what was given one step before, row by row.
fn pass_back(
    parameters: &Parameters,
    part: Recurrent,
    batch: &Batch,
    direction: Direction,
    pass: &Pass,
    output: &Matrix,
) -> (Matrix, Matrix) {
    let turned = parameters.at(part.recurrent).transposed();
    let size = turned.columns;
    let offset = direction as usize * size;
    let mut sums = Matrix::zeros(output.rows, 4 * size);
    let mut before = Matrix::zeros(output.rows, size);
    let steps: Vec<Vec<usize>> = batch.steps(direction).collect();
    let (mut hidden_back, mut cell_back): (Vec<f32>, Vec<f32>) = (Vec::new(), Vec::new());
    let mut active: Vec<f32> = Vec::new();
    for (step, rows) in steps.iter().enumerate().rev() {
        hidden_back.resize(rows.len() * size, 0.0);
        cell_back.resize(rows.len() * size, 0.0);
        active.clear();
        active.resize(rows.len() * 4 * size, 0.0);
        for (at, &row) in rows.iter().enumerate() {
            let gates = pass.gates.row(row);
            let cells = pass.cells.row(row);
            let given = &output.row(row)[offset..offset + size];
            let last = step.checked_sub(1).map(|step| steps[step][at]);
            let sums = &mut active[at * 4 * size..(at + 1) * 4 * size];
            for index in 0..size {
                let slot = at * size + index;
                let (input, forget, out, candidate) =
                    (gates[index], gates[size + index], gates[2 * size + index], gates[3 * size + index]);
                let squashed = tanh(cells[index]);
                let hidden = hidden_back[slot] + given[index];
                let cell = cell_back[slot] + hidden * out * (1.0 - squashed * squashed);
                let cell_before = last.map_or(0.0, |row| pass.cells.data[row * size + index]);
                sums[index] = cell * candidate * input * (1.0 - input);
                sums[size + index] = cell * cell_before * forget * (1.0 - forget);
                sums[2 * size + index] = hidden * squashed * out * (1.0 - out);
                sums[3 * size + index] = cell * input * (1.0 - candidate * candidate);
                cell_back[slot] = cell * forget;
            }
            if let Some(last) = last {
                before.row_mut(row).copy_from_slice(pass.hidden.row(last));
            }
        }
        hidden_back.fill(0.0);
        add_product(&active, rows.len(), 4 * size, &turned.data, size, &mut hidden_back);
        for (at, &row) in rows.iter().enumerate() {
            sums.row_mut(row).copy_from_slice(&active[at * 4 * size..(at + 1) * 4 * size]);
        }
    }
    (sums, before)
}

/// Turns scores into the derivatives of their cross-entropy with the wanted probabilities, times `weight`; returns whether
/// the best score was the likeliest wanted one.
pub fn cross_entropy(scores: &mut [f32], wanted: &[(u16, f32)], weight: f32) -> bool {
    let found = highest(scores);
    softmax(scores);
    let mut best = (0, f32::NEG_INFINITY);
    for &(index, probability) in wanted {
        scores[usize::from(index)] -= probability;
        if probability > best.1 {
            best = (usize::from(index), probability);
        }
    }
    for score in scores {
        *score *= weight;
    }
    found == best.0
}

#[cfg(test)]
mod tests {
    use super::super::{Id, Parameters};
    use super::*;

    /// A loss with easy derivatives: a weighted sum of what the layer gives.
    #[test]
    fn derivatives_are_the_slopes() {
        let mut noise = Noise::new(5);
        let mut parameters = Parameters::default();
        let layer = parameters.recurrent(4, 3, &mut noise);
        let top = parameters.linear(6, 2, 1.0, &mut noise);
        let batch = Batch::new([3, 1, 2]);
        let words = Matrix { rows: 6, columns: 4, data: (0..24).map(|_| noise.unit() - 0.5).collect() };
        let pull = Matrix { rows: 6, columns: 2, data: (0..12).map(|_| noise.unit() - 0.5).collect() };
        let loss = |parameters: &Parameters, words: &Matrix| -> f64 {
            let (out, _) = both_ways(parameters, layer, &batch, words);
            let mut scores = linear(parameters, top, &out);
            leaky_forward(&mut scores);
            scores.data.iter().zip(&pull.data).map(|(a, b)| f64::from(a * b)).sum()
        };
        let mut derivatives = parameters.zeros_like();
        let (out, cache) = both_ways(&parameters, layer, &batch, &words);
        let mut scores = linear(&parameters, top, &out);
        leaky_forward(&mut scores);
        let mut slope = pull.clone();
        leaky_back(&scores, &mut slope);
        let back = linear_back(&parameters, &mut derivatives, top, &out, &slope);
        let words_back = both_ways_back(&parameters, &mut derivatives, layer, &batch, &words, &cache, &back);
        let near = |numeric: f64, exact: f32| (numeric - f64::from(exact)).abs() < 2e-3 + 0.02 * numeric.abs();
        for which in 0..parameters.0.len() {
            for at in 0..parameters.0[which].data.len() {
                let mut moved = parameters.clone();
                let step = 4e-3;
                moved.at_mut(Id(which)).data[at] += step;
                let up = loss(&moved, &words);
                moved.at_mut(Id(which)).data[at] -= 2.0 * step;
                let numeric = (up - loss(&moved, &words)) / f64::from(2.0 * step);
                assert!(near(numeric, derivatives.0[which].data[at]), "parameter {which}[{at}]: {numeric}");
            }
        }
        for at in 0..words.data.len() {
            let mut moved = words.clone();
            moved.data[at] += 4e-3;
            let up = loss(&parameters, &moved);
            moved.data[at] -= 8e-3;
            let numeric = (up - loss(&parameters, &moved)) / 8e-3;
            assert!(near(numeric, words_back.data[at]), "input {at}: {numeric} {}", words_back.data[at]);
        }
    }
}
