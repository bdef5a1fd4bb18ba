//! What the tagger, the parser and the name finder see of a word: hashes of its form, its ends, its shape.

use super::weights::{hash_text, mix};

/// The hashes of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// The form as written.
    pub form: u64,
    /// In lower case, digits as `0`.
    pub lower: u64,
    /// The last one to six characters of that, and 0 where the word is shorter.
    pub suffixes: [u64; 6],
    /// The first one to four characters.
    pub prefixes: [u64; 4],
    /// Capitals, digits, punctuation, length class.
    pub shape: u64,
    /// The pattern of its characters, runs shortened: `Xx`, `00-x`.
    pub pattern: u64,
    /// True where it starts with a capital.
    pub capital: bool,
}

/// Words longer than this are looked at only this far from either end (in characters).
const LONGEST: usize = 40;

/// The hashes of the words of a sentence.
pub fn words(forms: &[&str]) -> Vec<Word> {
    let mut lower = String::new();
    forms.iter().map(|form| word(form, &mut lower)).collect()
}

fn word(form: &str, lower: &mut String) -> Word {
    normal(form, lower);
    let mut word = Word { form: hash_text(form), lower: hash_text(lower), ..Word::default() };
    let mut hash = 17;
    for (slot, character) in word.suffixes.iter_mut().zip(lower.chars().rev()) {
        hash = mix(hash, character as u64);
        *slot = hash;
    }
    hash = 19;
    for (slot, character) in word.prefixes.iter_mut().zip(lower.chars()) {
        hash = mix(hash, character as u64);
        *slot = hash;
    }
    let (mut capitals, mut digits, mut letters, mut marks, mut length) = (0, 0, 0, 0, 0);
    let mut pattern = 23;
    let mut last = ' ';
    for character in form.chars().take(LONGEST) {
        length += 1;
        let class = if character.is_uppercase() {
            capitals += 1;
            'X'
        } else if character.is_alphabetic() {
            letters += 1;
            'x'
        } else if character.is_numeric() {
            digits += 1;
            '0'
        } else {
            marks += 1;
            character
        };
        if class != last {
            pattern = mix(pattern, class as u64);
        }
        last = class;
    }
    word.capital = form.starts_with(char::is_uppercase);
    word.pattern = pattern;
    let all_capitals = capitals == length;
    word.shape = u64::from(word.capital)
        | u64::from(all_capitals) << 1
        | u64::from(digits > 0) << 2
        | u64::from(marks > 0) << 3
        | u64::from(letters > 0) << 4
        | u64::from(capitals > 1) << 5
        | (length.min(4) as u64) << 6;
    word
}

/// The form in lower case with digits as `0`, cut where it is very long.
pub fn normal(form: &str, lower: &mut String) {
    lower.clear();
    let length = form.chars().take(LONGEST + 1).count();
    let skip = if length > LONGEST { form.char_indices().nth_back(LONGEST / 2).map_or(0, |(at, _)| at) } else { 0 };
    let head =
        if skip > 0 { form.char_indices().nth(LONGEST / 2).map_or(form.len(), |(at, _)| at).min(skip) } else { 0 };
    for part in [&form[..head], &form[skip..]] {
        for character in part.chars() {
            match character {
                '0'..='9' => lower.push('0'),
                '’' | '`' => lower.push('\''),
                'A'..='Z' => lower.push(character.to_ascii_lowercase()),
                _ if character.is_ascii() => lower.push(character),
                _ => lower.extend(character.to_lowercase()),
            }
        }
    }
}
