//! Words, digits and signs of a sentence, and the numbers that they spell: shared by times and quantities.

mod spelled;

pub(crate) use spelled::is_point;

use crate::data;
use model::{Sentence, Span};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A sentence cut into words, digit groups and signs, with their lower-case forms.
pub(crate) struct Line<'a> {
    /// The whole document's text.
    text: &'a str,
    /// The sentence in ASCII lower case; same length as the original.
    lower: String,
    /// Where the sentence starts in the document.
    offset: usize,
    /// The pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A word, a group of digits or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Offset of its first byte in the document.
    pub start: usize,
    /// Offset after its last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// True where white space, or nothing, stands before it.
    pub spaced: bool,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits with the points and commas between them.
    Digits,
    /// One character that is neither letter, digit nor space.
    Sign,
}

impl<'a> Line<'a> {
    /// Cuts the sentence at `span` into pieces.
    pub fn new(text: &'a str, sentence: &Sentence) -> Line<'a> {
        let original = sentence.span.of(text);
        let offset = sentence.span.start;
        let mut pieces: Vec<Piece> = Vec::with_capacity(original.len() / 5 + 4);
        let mut spaced = true;
        let mut characters = original.char_indices().peekable();
        while let Some((start, character)) = characters.next() {
            if character.is_whitespace() || is_invisible(character) {
                spaced = true;
                continue;
            }
            let mut end = start + character.len_utf8();
            let kind = if character.is_ascii_digit() {
                while let Some(&(at, next)) = characters.peek() {
                    let goes_on = next.is_ascii_digit()
                        || (matches!(next, '.' | ',')
                            && original.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit));
                    if !goes_on {
                        break;
                    }
                    end = at + 1;
                    characters.next();
                }
                Kind::Digits
            } else if character.is_alphabetic() {
                while let Some(&(at, next)) = characters.peek() {
                    if !next.is_alphabetic() {
                        break;
                    }
                    end = at + next.len_utf8();
                    characters.next();
                }
                Kind::Word
            } else {
                Kind::Sign
            };
            pieces.push(Piece { start: offset + start, end: offset + end, kind, spaced });
            spaced = false;
        }
        Line { text, lower: original.to_ascii_lowercase(), offset, pieces }
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The lower-case form of piece `index`; empty beyond the ends.
    pub fn word(&self, index: usize) -> &str {
        self.pieces
            .get(index)
            .and_then(|piece| self.lower.get(piece.start - self.offset..piece.end - self.offset))
            .unwrap_or_default()
    }

    /// The lower-case form of the piece `back` places before `index`; empty beyond the start.
    pub fn before(&self, index: usize, back: usize) -> &str {
        index.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// Piece `index` as written.
    pub fn original(&self, index: usize) -> &'a str {
        self.pieces.get(index).map_or("", |piece| &self.text[piece.start..piece.end])
    }

    /// What piece `index` is.
    pub fn kind(&self, index: usize) -> Option<Kind> {
        self.pieces.get(index).map(|piece| piece.kind)
    }

    /// True where piece `index` stands right after the one before it.
    pub fn glued(&self, index: usize) -> bool {
        self.pieces.get(index).is_some_and(|piece| !piece.spaced)
    }

    /// True where piece `index` begins with a capital.
    pub fn capital(&self, index: usize) -> bool {
        self.kind(index) == Some(Kind::Word) && self.original(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// The words of the pieces `start..end`, as written.
    pub fn text_of(&self, start: usize, end: usize) -> &'a str {
        match (self.pieces.get(start), end.checked_sub(1).and_then(|last| self.pieces.get(last))) {
            (Some(first), Some(last)) if first.start <= last.end => &self.text[first.start..last.end],
            _ => "",
        }
    }

    /// The span of the pieces `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.pieces[start].start, self.pieces[end - 1].end)
    }

    /// True for a hyphen or dash of any width.
    pub fn dash(&self, index: usize) -> bool {
        matches!(self.word(index), "-" | "–" | "—" | "‐" | "‑" | "−")
    }

    /// True for an apostrophe.
    pub fn apostrophe(&self, index: usize) -> bool {
        matches!(self.word(index), "'" | "’" | "‘")
    }

    /// The value of a piece of plain digits (no point, no comma) of at most nine digits.
    pub fn digits(&self, index: usize) -> Option<u32> {
        let word = self.word(index);
        (self.kind(index)? == Kind::Digits && word.len() <= 9).then(|| word.parse().ok()).flatten()
    }
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// The piece after its last.
    pub end: usize,
    /// Its value, scale words multiplied in.
    pub value: f64,
    /// The step of its last printed digit.
    pub step: f64,
    /// How it is written.
    pub form: Form,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `78.84`, `1,234`, also with a scale word: `78.84 billion`.
    Digits,
    /// `twenty-five`, `half a million`.
    Words,
    /// `two-thirds`, `1/4`, `half`.
    Fraction,
    /// `dozens`, `hundreds of thousands`: only the order of magnitude is said.
    Vague,
}

/// The number words of `language/en/lexicon/numbers.toml`.
pub(crate) struct NumberWords {
    cardinals: FxHashMap<String, f64>,
    scales: FxHashMap<String, f64>,
    /// Letters that scale glued digits.
    pub scale_letters: FxHashMap<String, f64>,
    ordinals: FxHashMap<String, f64>,
    fractions: FxHashMap<String, f64>,
    groups: FxHashMap<String, f64>,
}

/// The number words, loaded once.
pub(crate) static NUMBERS: LazyLock<NumberWords> = LazyLock::new(|| {
    let text = data::file("language/en/lexicon/numbers.toml").unwrap_or_default();
    let tables: toml::Table = text.parse().expect("numbers.toml is valid");
    let read = |name: &str| -> FxHashMap<String, f64> {
        let table = tables.get(name).and_then(toml::Value::as_table);
        table
            .into_iter()
            .flatten()
            .map(|(word, value)| {
                let value = value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
                (word.clone(), value.expect("numbers.toml holds numbers"))
            })
            .collect()
    };
    NumberWords {
        cardinals: read("cardinals"),
        scales: read("scales"),
        scale_letters: read("scale_letters"),
        ordinals: read("ordinals"),
        fractions: read("fractions"),
        groups: read("groups"),
    }
});

/// The value of digits with points and commas, and the step of the last printed digit. `1,234,567`, `1,23,456` (Indian
/// grouping) and `1.234.567` are grouped; `3,8` is a decimal comma; `1.234` is read as English decimals. Nothing for
/// anything else (`192.168.1.2`).
pub(crate) fn digits_value(written: &str) -> Option<(f64, f64)> {
    let points = written.matches('.').count();
    let commas = written.matches(',').count();
    let grouped = |text: &str, separator: char| {
        let mut groups = text.split(separator);
        let first = groups.next().unwrap_or_default();
        let rest: Vec<&str> = groups.collect();
        (1..=3).contains(&first.len())
            && rest.last().is_some_and(|last| last.len() == 3)
            && (rest.iter().all(|group| group.len() == 3)
                || rest[..rest.len() - 1].iter().all(|group| group.len() == 2) && first.len() <= 2)
    };
    let (whole, decimals) = match (points, commas) {
        (0, 0) => (written.to_owned(), ""),
        (1, 0) => {
            let (whole, decimals) = written.split_once('.')?;
            // `1.000 persons`: nobody prints three zeros after a decimal point.
            if decimals == "000" && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
                return Some((format!("{whole}000").parse().ok()?, 1.0));
            }
            (whole.to_owned(), decimals)
        }
        (0, _) if grouped(written, ',') => (written.replace(',', ""), ""),
        (0, 1) => {
            let (whole, decimals) = written.split_once(',')?;
            (decimals.len() <= 2).then_some(())?;
            (whole.to_owned(), decimals)
        }
        (1, _) if written.rfind(',') < written.find('.') => {
            let (whole, decimals) = written.split_once('.')?;
            grouped(whole, ',').then_some(())?;
            (whole.replace(',', ""), decimals)
        }
        (_, 0) if grouped(written, '.') => (written.replace('.', ""), ""),
        (_, 1) if written.rfind('.') < written.find(',') => {
            let (whole, decimals) = written.split_once(',')?;
            grouped(whole, '.').then_some(())?;
            (whole.replace('.', ""), decimals)
        }
        _ => return None,
    };
    let value: f64 = if decimals.is_empty() { whole.parse() } else { format!("{whole}.{decimals}").parse() }.ok()?;
    Some((value, 10f64.powi(-(decimals.len() as i32))))
}

impl NumberWords {
    /// The ordinal at `index`: `first`, `twenty-first`, `3rd`; with the piece after it.
    pub fn ordinal(&self, line: &Line, index: usize) -> Option<(u32, usize)> {
        if let Some(value) = line.digits(index) {
            let suffix = line.word(index + 1);
            return (matches!(suffix, "st" | "nd" | "rd" | "th") && line.glued(index + 1))
                .then_some((value, index + 2));
        }
        let word = line.word(index);
        if let Some(&value) = self.ordinals.get(word) {
            return Some((value as u32, index + 1));
        }
        let tens = *self.cardinals.get(word).filter(|tens| **tens >= 20.0)?;
        let next = if line.dash(index + 1) { index + 2 } else { index + 1 };
        let ones = *self.ordinals.get(line.word(next)).filter(|ones| **ones < 10.0)?;
        Some(((tens + ones) as u32, next + 1))
    }

    /// The small whole number at `index`, in words or digits, for counting units of time: `9`, `nine`, `twenty-five`.
    pub fn whole(&self, line: &Line, index: usize) -> Option<(u32, usize)> {
        let number = self.number(line, index)?;
        let whole = number.value.fract() == 0.0 && number.value < 1e6 && !matches!(number.form, Form::Vague);
        whole.then_some((number.value as u32, number.end))
    }

    /// The value of a cardinal's word: `ten` is 10; `hundred` counts as one as well.
    pub fn cardinal_named(&self, word: &str) -> Option<f64> {
        self.cardinals.get(word).or_else(|| self.scales.get(word)).copied()
    }

    /// What a scale word multiplies by: `million` is 1e6.
    pub fn scale_named(&self, word: &str) -> Option<f64> {
        self.scales.get(word).copied()
    }

    /// True for a word that multiplies (`million`).
    pub fn is_scale(&self, word: &str) -> bool {
        self.scales.contains_key(word)
    }
}
