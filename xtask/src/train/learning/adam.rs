//! The optimiser (Adam, Kingma and Ba 2015), with rows of a table updated only when they take part.

use super::Parameters;
use network::Matrix;

/// How the size of steps changes while training goes on.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// The largest.
    pub rate: f32,
    /// Steps until it is reached.
    pub warm: usize,
    /// Steps in all; the size falls to a fiftieth at the end.
    pub steps: usize,
}

impl Schedule {
    fn at(&self, step: usize) -> f32 {
        let up = (step as f32 / self.warm.max(1) as f32).min(1.0);
        let down = (1.0 - step as f32 / self.steps.max(1) as f32).max(0.02);
        self.rate * up * down
    }
}

const BETA: [f32; 2] = [0.9, 0.95];
const SMALL: f32 = 1e-8;
/// Longer derivatives are shortened to this.
const LONGEST: f32 = 5.0;

/// The state of the optimiser for the parameters of a model and one table.
pub struct Adam {
    schedule: Schedule,
    step: usize,
    moments: [Parameters; 2],
    table: [Matrix; 2],
    touched: Vec<u32>,
}

impl Adam {
    /// Nothing learned yet.
    pub fn new(schedule: Schedule, parameters: &Parameters, table: &Matrix) -> Adam {
        let zeros = || Matrix::zeros(table.rows, table.columns);
        Adam {
            schedule,
            step: 0,
            moments: [parameters.zeros_like(), parameters.zeros_like()],
            table: [zeros(), zeros()],
            touched: vec![0; table.rows],
        }
    }

    /// One step against the derivatives. Those of the table are given for the rows that took part.
    pub fn step(
        &mut self,
        parameters: &mut Parameters,
        derivatives: &Parameters,
        table: &mut Matrix,
        rows: &[(u32, &[f32])],
    ) {
        self.step += 1;
        let length = derivatives
            .0
            .iter()
            .map(|matrix| matrix.data.iter().map(|value| value * value).sum::<f32>())
            .sum::<f32>()
            .sqrt();
        let shrink = if length > LONGEST { LONGEST / length } else { 1.0 };
        let rate = self.schedule.at(self.step);
        let [first, second] = &mut self.moments;
        for ((matrix, derivative), (first, second)) in
            parameters.0.iter_mut().zip(&derivatives.0).zip(first.0.iter_mut().zip(&mut second.0))
        {
            let scale = rate * correction(self.step);
            update(&mut matrix.data, &derivative.data, shrink, scale, &mut first.data, &mut second.data);
        }
        // A row's derivatives of one step are summed first; rows are far more than those that take part.
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|&index| rows[index].0);
        let mut sum = vec![0.0; table.columns];
        let mut at = 0;
        while at < order.len() {
            let row = rows[order[at]].0;
            sum.fill(0.0);
            while at < order.len() && rows[order[at]].0 == row {
                for (sum, value) in sum.iter_mut().zip(rows[order[at]].1) {
                    *sum += value;
                }
                at += 1;
            }
            let row = row as usize;
            self.touched[row] += 1;
            let scale = rate * correction(self.touched[row] as usize);
            let [first, second] = &mut self.table;
            update(table.row_mut(row), &sum, shrink, scale, first.row_mut(row), second.row_mut(row));
        }
    }
}

/// What the moments lack after few steps.
fn correction(step: usize) -> f32 {
    let step = step.min(10_000) as i32;
    (1.0 - BETA[1].powi(step)).sqrt() / (1.0 - BETA[0].powi(step))
}

fn update(values: &mut [f32], derivatives: &[f32], shrink: f32, scale: f32, first: &mut [f32], second: &mut [f32]) {
    for (((value, derivative), first), second) in values.iter_mut().zip(derivatives).zip(first).zip(second) {
        let derivative = derivative * shrink;
        *first = BETA[0] * *first + (1.0 - BETA[0]) * derivative;
        *second = BETA[1] * *second + (1.0 - BETA[1]) * derivative * derivative;
        *value -= scale * *first / (second.sqrt() + SMALL);
    }
}
