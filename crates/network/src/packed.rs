//! Weights as they lie in a file: whole numbers of one byte, with a scale for each row.

use super::matrix::Matrix;

/// Reads what [`Writer`] wrote.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A reader from the start of the bytes.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes }
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    /// The next number.
    pub fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    fn shape(&mut self) -> Option<(usize, usize)> {
        Some((self.number()? as usize, self.number()? as usize))
    }

    /// The next values as they are.
    pub fn values(&mut self) -> Option<Vec<f32>> {
        let count = self.number()? as usize;
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// The next matrix as it lies there.
    pub fn bytes(&mut self) -> Option<Bytes> {
        let (rows, columns) = self.shape()?;
        let scales = self.values()?;
        let bytes = self.take(rows.checked_mul(columns)?)?.iter().map(|&byte| byte as i8).collect();
        (scales.len() == columns).then_some(Bytes { rows, columns, scales, bytes })
    }

    /// The next matrix, unpacked.
    pub fn matrix(&mut self) -> Option<Matrix> {
        let Bytes { rows, columns, scales, bytes } = self.bytes()?;
        let data = bytes.iter().zip(scales.iter().cycle()).map(|(&byte, scale)| f32::from(byte) * scale).collect();
        Some(Matrix { rows, columns, data })
    }

    /// The next table, in place.
    pub fn table(&mut self) -> Option<Rows<'a>> {
        let (rows, columns) = self.shape()?;
        let scales = self.values()?;
        let bytes = self.take(rows.checked_mul(columns)?)?;
        Some(Rows { columns, scale: *scales.first()?, bytes })
    }
}

/// A matrix in bytes. Its scales belong to columns, so that each output of a layer has its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bytes {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// The size of a step, for each column.
    pub scales: Vec<f32>,
    /// `rows * columns` whole numbers.
    pub bytes: Vec<i8>,
}

/// Many rows of which each text needs few; they are read in place.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// Number of values in a row.
    pub columns: usize,
    scale: f32,
    bytes: &'a [u8],
}

impl Rows<'_> {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.bytes.len() / self.columns.max(1)
    }

    /// Adds a row to `sum`; nothing for a row that is not there.
    #[inline]
    pub fn add_row(&self, index: usize, sum: &mut [f32]) {
        let Some(row) = self.bytes.get(index * self.columns..(index + 1) * self.columns) else { return };
        for (sum, &byte) in sum.iter_mut().zip(row) {
            *sum += f32::from(byte as i8) * self.scale;
        }
    }
}

/// Writes weights.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Writes a number.
    pub fn number(&mut self, number: usize) {
        self.bytes.extend((number as u32).to_le_bytes());
    }

    /// Writes values as they are.
    pub fn values(&mut self, values: &[f32]) {
        self.number(values.len());
        self.bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }

    /// Writes a matrix with a scale for each column.
    pub fn matrix(&mut self, matrix: &Matrix) {
        let largest = |column: usize| {
            (0..matrix.rows).map(|row| matrix.data[row * matrix.columns + column].abs()).fold(1e-9, f32::max)
        };
        let scales: Vec<f32> = (0..matrix.columns).map(|column| largest(column) / 127.0).collect();
        self.shape(matrix);
        self.values(&scales);
        self.bytes.extend(matrix.data.iter().zip(scales.iter().cycle()).map(|(value, scale)| byte(value / scale)));
    }

    /// Writes a table with one scale. The rare value beyond `limit` is cut.
    pub fn table(&mut self, matrix: &Matrix, limit: f32) {
        let largest = matrix.data.iter().fold(1e-9_f32, |largest, value| largest.max(value.abs())).min(limit);
        let scale = largest / 127.0;
        self.shape(matrix);
        self.values(&[scale]);
        self.bytes.extend(matrix.data.iter().map(|value| byte(value / scale)));
    }

    fn shape(&mut self, matrix: &Matrix) {
        self.number(matrix.rows);
        self.number(matrix.columns);
    }
}

fn byte(value: f32) -> u8 {
    value.round().clamp(-127.0, 127.0) as i8 as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_to_a_step() {
        let matrix = Matrix { rows: 3, columns: 2, data: vec![0.5, -20.0, -1.27, 3.0, 0.1, 0.2] };
        let mut writer = Writer::default();
        writer.number(9);
        writer.matrix(&matrix);
        writer.table(&matrix, 2.0);
        writer.values(&[1.5, -2.5]);
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.number(), Some(9));
        let back = reader.matrix().unwrap();
        for (index, (left, right)) in back.data.iter().zip(&matrix.data).enumerate() {
            let step = [1.27, 20.0][index % 2] / 127.0;
            assert!((left - right).abs() <= step * 0.5001, "{left} {right}");
        }
        let table = reader.table().unwrap();
        let mut sum = vec![1.0, 1.0];
        table.add_row(2, &mut sum);
        table.add_row(99, &mut sum);
        assert!((sum[0] - 1.1).abs() < 0.01 && (sum[1] - 1.2).abs() < 0.01, "{sum:?}");
        assert_eq!(reader.values(), Some(vec![1.5, -2.5]));
        assert_eq!(reader.number(), None);
        for cut in 0..bytes.len() {
            let mut reader = Reader::new(&bytes[..cut]);
            let _ = (reader.number(), reader.matrix(), reader.table(), reader.values());
        }
    }
}
