//! Matrices and their product.

/// A matrix, row after row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// `rows * columns` values.
    pub data: Vec<f32>,
}

impl Matrix {
    /// All zero.
    pub fn zeros(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, data: vec![0.0; rows * columns] }
    }

    /// Every row is `row`.
    pub fn repeated(row: &[f32], rows: usize) -> Matrix {
        Matrix { rows, columns: row.len(), data: row.repeat(rows) }
    }

    /// A row.
    #[inline]
    pub fn row(&self, index: usize) -> &[f32] {
        &self.data[index * self.columns..(index + 1) * self.columns]
    }

    /// A row, to change.
    #[inline]
    pub fn row_mut(&mut self, index: usize) -> &mut [f32] {
        &mut self.data[index * self.columns..(index + 1) * self.columns]
    }

    /// Rows and columns exchanged.
    pub fn transposed(&self) -> Matrix {
        let mut out = Matrix::zeros(self.columns, self.rows);
        // In blocks, so that neither side runs through memory column by column.
        for top in (0..self.rows).step_by(16) {
            for left in (0..self.columns).step_by(16) {
                for row in top..(top + 16).min(self.rows) {
                    for column in left..(left + 16).min(self.columns) {
                        out.data[column * self.rows + row] = self.data[row * self.columns + column];
                    }
                }
            }
        }
        out
    }

    /// Adds `left * right`.
    ///
    /// # Panics
    /// Where the shapes do not fit.
    pub fn add_product(&mut self, left: &Matrix, right: &Matrix) {
        assert_eq!((left.rows, left.columns, right.columns), (self.rows, right.rows, self.columns));
        add_product(&left.data, left.rows, left.columns, &right.data, right.columns, &mut self.data);
    }

    /// `self * right + row`, with `row` added to every row.
    pub fn affine(&self, right: &Matrix, row: &[f32]) -> Matrix {
        let mut out = Matrix::repeated(row, self.rows);
        out.add_product(self, right);
        out
    }
}

/// A weight as it lies in memory: a number, or a whole number of one byte that stands for so many steps.
pub trait Weight: Copy {
    /// As a number.
    fn value(self) -> f32;
}

impl Weight for f32 {
    #[inline(always)]
    fn value(self) -> f32 {
        self
    }
}

impl Weight for i8 {
    #[inline(always)]
    fn value(self) -> f32 {
        f32::from(self)
    }
}

/// Adds the product of `left` (`rows` × `inner`) and `right` (`inner` × `columns`) to `out`. Each value of `out` is a sum in
/// the order of `inner`, whatever the processor.
///
/// # Panics
/// Where a slice is shorter than its shape.
pub fn add_product<W: Weight>(left: &[f32], rows: usize, inner: usize, right: &[W], columns: usize, out: &mut [f32]) {
    let shape = Shape { rows, inner, columns };
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            #[allow(unsafe_code)]
            // SAFETY: the processor has just been asked for the one feature that the function needs.
            return unsafe { with_avx512(left, right, out, shape) };
        }
        if is_x86_feature_detected!("avx2") {
            #[allow(unsafe_code)]
            // SAFETY: as above.
            return unsafe { with_avx2(left, right, out, shape) };
        }
    }
    product::<W, 8, 4>(left, right, out, shape);
}

#[derive(Clone, Copy)]
struct Shape {
    rows: usize,
    inner: usize,
    columns: usize,
}

// The same code three times, compiled for wider registers. A compiler may not fuse multiplication and addition by itself,
// so that all three give the same bits; a test compares them.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn with_avx512<W: Weight>(left: &[f32], right: &[W], out: &mut [f32], shape: Shape) {
    product::<W, 32, 6>(left, right, out, shape);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2<W: Weight>(left: &[f32], right: &[W], out: &mut [f32], shape: Shape) {
    product::<W, 16, 6>(left, right, out, shape);
}

/// The product in tiles of `WIDTH` columns and `HEIGHT` rows, whose sums stay in registers.
#[inline(always)]
fn product<W: Weight, const WIDTH: usize, const HEIGHT: usize>(
    left: &[f32],
    right: &[W],
    out: &mut [f32],
    shape: Shape,
) {
    let Shape { rows, inner, columns } = shape;
    let whole = columns - columns % WIDTH;
    for column in (0..whole).step_by(WIDTH) {
        down::<W, WIDTH, HEIGHT>(left, right, out, shape, column);
    }
    let rest = columns - whole;
    if rest == 0 {
        return;
    }
    // The last columns are copied into a panel as wide as the others, so that they cost no more.
    let mut panel = vec![0.0; inner * WIDTH];
    for (panel, row) in panel.chunks_exact_mut(WIDTH).zip(right.chunks_exact(columns)) {
        for (slot, weight) in panel.iter_mut().zip(&row[whole..]) {
            *slot = weight.value();
        }
    }
    let mut sums = vec![0.0; rows * WIDTH];
    for (sums, row) in sums.chunks_exact_mut(WIDTH).zip(out.chunks_exact(columns)) {
        sums[..rest].copy_from_slice(&row[whole..]);
    }
    down::<f32, WIDTH, HEIGHT>(left, &panel, &mut sums, Shape { rows, inner, columns: WIDTH }, 0);
    for (sums, row) in sums.chunks_exact(WIDTH).zip(out.chunks_exact_mut(columns)) {
        row[whole..].copy_from_slice(&sums[..rest]);
    }
}

/// The tiles of `WIDTH` columns in all rows.
#[inline(always)]
fn down<W: Weight, const WIDTH: usize, const HEIGHT: usize>(
    left: &[f32],
    right: &[W],
    out: &mut [f32],
    shape: Shape,
    column: usize,
) {
    let tall = shape.rows - shape.rows % HEIGHT;
    for row in (0..tall).step_by(HEIGHT) {
        tile::<W, WIDTH, HEIGHT>(left, right, out, shape, row, column);
    }
    // What is left is done at once too: one row alone would wait for each sum.
    match shape.rows - tall {
        0 => {}
        1 => tile::<W, WIDTH, 1>(left, right, out, shape, tall, column),
        2 => tile::<W, WIDTH, 2>(left, right, out, shape, tall, column),
        3 => tile::<W, WIDTH, 3>(left, right, out, shape, tall, column),
        4 => tile::<W, WIDTH, 4>(left, right, out, shape, tall, column),
        _ => tile::<W, WIDTH, 5>(left, right, out, shape, tall, column),
    }
}

#[inline(always)]
fn tile<W: Weight, const WIDTH: usize, const HEIGHT: usize>(
    left: &[f32],
    right: &[W],
    out: &mut [f32],
    shape: Shape,
    row: usize,
    column: usize,
) {
    let Shape { inner, columns, .. } = shape;
    let rows: [&[f32]; HEIGHT] = std::array::from_fn(|at| &left[(row + at) * inner..][..inner]);
    let mut sums: [[f32; WIDTH]; HEIGHT] = std::array::from_fn(|at| {
        let start = (row + at) * columns + column;
        *out[start..].first_chunk::<WIDTH>().expect("a tile lies inside")
    });
    for index in 0..inner {
        let bytes = right[index * columns + column..].first_chunk::<WIDTH>().expect("a tile lies inside");
        let weights: [f32; WIDTH] = std::array::from_fn(|at| bytes[at].value());
        for (sum, row) in sums.iter_mut().zip(&rows) {
            let value = row[index];
            for (sum, weight) in sum.iter_mut().zip(weights) {
                *sum += value * weight;
            }
        }
    }
    for (at, sum) in sums.iter().enumerate() {
        let start = (row + at) * columns + column;
        out[start..start + WIDTH].copy_from_slice(sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(rows: usize, columns: usize, mut seed: u32) -> Matrix {
        let mut matrix = Matrix::zeros(rows, columns);
        for value in &mut matrix.data {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *value = (seed >> 8) as f32 / 8_388_608.0 - 1.0;
        }
        matrix
    }

    #[test]
    fn every_processor_gives_the_same_bits() {
        for (rows, inner, columns) in
            [(1, 1, 1), (7, 33, 70), (13, 128, 96), (6, 5, 32), (2, 300, 17), (1, 20, 448), (5, 9, 33)]
        {
            let (left, right) = (numbers(rows, inner, 1), numbers(inner, columns, 2));
            let mut expected = Matrix::repeated(&vec![0.5; columns], rows);
            for row in 0..rows {
                for column in 0..columns {
                    let sum = (0..inner)
                        .fold(0.5, |sum, at| sum + left.data[row * inner + at] * right.data[at * columns + column]);
                    expected.data[row * columns + column] = sum;
                }
            }
            let mut found = left.affine(&right, &vec![0.5; columns]);
            assert_eq!(found, expected, "as this processor does it: {rows} × {inner} × {columns}");
            found = Matrix::repeated(&vec![0.5; columns], rows);
            product::<f32, 8, 4>(&left.data, &right.data, &mut found.data, Shape { rows, inner, columns });
            assert_eq!(found, expected, "as the plainest processor does it: {rows} × {inner} × {columns}");
        }
    }

    #[test]
    fn transposing_twice_changes_nothing() {
        let matrix = numbers(37, 19, 3);
        let turned = matrix.transposed();
        assert_eq!(turned.data[2 * 37 + 5], matrix.data[5 * 19 + 2]);
        assert_eq!(turned.transposed(), matrix);
    }
}
