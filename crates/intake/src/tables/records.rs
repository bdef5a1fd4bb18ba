//! Bytes to records: cells between delimiters, quotation marks as in RFC 4180, with bounded memory.

use super::{LeftOut, Limits, shown};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::collections::VecDeque;
use std::io::BufRead;

/// How many lines one record may run over: a cell of a statistical table may hold a note of a few lines.
const LINES: usize = 50;

/// The records of a table, one after the other.
pub(super) struct Records<R> {
    input: R,
    limits: Limits,
    /// Lines that were read ahead and turned out to belong to no record.
    ahead: VecDeque<Vec<u8>>,
    line: u64,
    delimiter: Option<u8>,
    /// True while the delimiter is found anew for each record: until the header.
    open_delimiter: bool,
    /// The cutter for the delimiter: it is costly to make.
    cutter: Option<(u8, Reader)>,
    text: Vec<u8>,
    ends: Vec<usize>,
}

/// What comes next.
pub(super) enum Next {
    /// The cells of a record that begins on this line.
    Record(u64),
    /// What is no record.
    Bad(LeftOut),
    /// Nothing.
    End,
}

impl<R: BufRead> Records<R> {
    pub(super) fn new(input: R, limits: &Limits, delimiter: Option<char>) -> Records<R> {
        let delimiter = delimiter.and_then(|delimiter| u8::try_from(delimiter).ok());
        Records {
            input,
            limits: *limits,
            ahead: VecDeque::new(),
            line: 0,
            delimiter,
            open_delimiter: delimiter.is_none(),
            cutter: None,
            text: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// The next record that is not blank, as text: UTF-8, or Windows-1252 where it is none.
    pub(super) fn next(&mut self, cells: &mut Vec<String>) -> std::io::Result<Next> {
        loop {
            let Some(mut record) = self.next_line()? else { return Ok(Next::End) };
            self.line += 1;
            let line = self.line;
            if line == 1 && record.starts_with(b"\xef\xbb\xbf") {
                record.drain(..3);
            }
            if record.len() > self.limits.record {
                return Ok(Next::Bad(self.bad(line, format!("a line of more than {} bytes", self.limits.record))));
            }
            let mut more: Vec<Vec<u8>> = Vec::new();
            let mut length = record.len();
            let mut odd = quotes(&record) % 2 == 1;
            while odd {
                match if more.len() < LINES { self.next_line()? } else { None } {
                    Some(next) if length + next.len() <= self.limits.record => {
                        length += next.len();
                        odd ^= quotes(&next) % 2 == 1;
                        more.push(next);
                    }
                    next => {
                        // Only this line is lost: what was read ahead is read again as records of their own.
                        for line in more.into_iter().chain(next).rev() {
                            self.ahead.push_front(line);
                        }
                        let reason = "a quotation mark opens a cell and none closes it".to_owned();
                        return Ok(Next::Bad(self.bad(line, reason)));
                    }
                }
            }
            self.line += more.len() as u64;
            more.iter().for_each(|next| record.extend_from_slice(next));
            if record.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let delimiter = self.delimiter_of(&record);
            if !self.split(&record, delimiter, cells) {
                return Ok(Next::Bad(self.bad(line, format!("more than {} cells", self.limits.cells))));
            }
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            return Ok(Next::Record(line));
        }
    }

    fn bad(&self, line: u64, reason: String) -> LeftOut {
        LeftOut { line, reason: shown(&reason) }
    }

    /// The next line with its end; a line over the limit comes back one byte over it, and its rest is passed over.
    fn next_line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let limit = self.limits.record + 1;
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Ok((!line.is_empty()).then_some(line));
            }
            let end = buffer.iter().position(|byte| *byte == b'\n').map(|at| at + 1);
            let length = end.unwrap_or(buffer.len());
            let room = limit.saturating_sub(line.len());
            line.extend_from_slice(&buffer[..length.min(room)]);
            self.input.consume(length);
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }

    /// The delimiter: what was asked for, or what occurs most outside quotation marks; it is settled with the header.
    fn delimiter_of(&mut self, record: &[u8]) -> u8 {
        if !self.open_delimiter {
            return self.delimiter.unwrap_or(b',');
        }
        let mut inside = false;
        let mut counts = [0_usize; 3];
        for byte in record {
            match byte {
                b'"' => inside = !inside,
                b',' if !inside => counts[0] += 1,
                b';' if !inside => counts[1] += 1,
                b'\t' if !inside => counts[2] += 1,
                _ => {}
            }
        }
        let best = (0..3).max_by_key(|&index| (counts[index], std::cmp::Reverse(index))).unwrap_or(0);
        let delimiter = b",;\t"[best];
        // A title above the header may have a comma of its own; a header has several cells.
        if counts[best] >= 2 {
            self.delimiter = Some(delimiter);
        }
        delimiter
    }

    /// Keeps the delimiter of the header for what follows.
    pub(super) fn settle(&mut self) {
        self.open_delimiter = self.delimiter.is_none();
    }

    fn split(&mut self, record: &[u8], delimiter: u8, cells: &mut Vec<String>) -> bool {
        if self.cutter.as_ref().is_none_or(|(known, _)| *known != delimiter) {
            self.cutter = Some((delimiter, ReaderBuilder::new().delimiter(delimiter).build()));
        }
        let Some((_, reader)) = &mut self.cutter else { return false };
        reader.reset();
        if self.text.len() < record.len() + 1 {
            self.text.resize(record.len() + 1, 0);
        }
        self.ends.resize(self.limits.cells, 0);
        let (mut input, mut written, mut ended) = (record, 0, 0);
        loop {
            let (result, read, wrote, ends) =
                reader.read_record(input, &mut self.text[written..], &mut self.ends[ended..]);
            input = &input[read..];
            written += wrote;
            ended += ends;
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::InputEmpty => {} // Once more, without input: the record ends with the file.
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return false,
            }
        }
        cells.truncate(ended);
        cells.resize_with(ended, String::new);
        let mut start = 0;
        for (cell, &end) in cells.iter_mut().zip(&self.ends[..ended]) {
            cell.clear();
            match std::str::from_utf8(&self.text[start..end]) {
                Ok(text) => cell.push_str(text),
                Err(_) => {
                    cell.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&self.text[start..end]).0)
                }
            }
            start = end;
        }
        true
    }
}

fn quotes(line: &[u8]) -> usize {
    line.iter().filter(|byte| **byte == b'"').count()
}
