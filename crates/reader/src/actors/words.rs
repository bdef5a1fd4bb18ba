//! The words that names are matched on: runs of letters and digits, and single punctuation marks.
//!
//! The matcher has its own words so that it does not depend on how the grammar cuts `Sino-Russian`, `U.S.` or `Russia's`;
//! every word knows the token that it starts in.

use super::lexicon::Class;
use super::names::Names;
use model::{Sentence, Span};

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// Where it stands in the document's text.
    pub span: Span,
    /// The word as written.
    pub text: &'a str,
    /// The index of the token in which it starts; the last token before it where it starts in none.
    pub token: usize,
    /// True where a space, or the start of the sentence, stands before it.
    pub spaced: bool,
    /// Its number in the vocabulary of the names; none for a word that no name holds.
    pub id: Option<u32>,
    /// The classes of the lexicon that it belongs to, as a set of bits.
    pub classes: u64,
}

impl Word<'_> {
    /// True for a word of that class, however written.
    pub fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// True for letters and digits, false for punctuation.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    /// True where the first letter is a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// True for two letters or more, all capitals.
    pub fn is_all_capitals(&self) -> bool {
        self.text.chars().all(|character| !character.is_lowercase())
            && self.text.chars().filter(|character| character.is_uppercase()).count() > 1
    }
}

/// The words of a sentence, in order.
pub fn of_sentence<'a>(names: &Names, text: &'a str, sentence: &Sentence) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(sentence.tokens.len() + 4);
    let mut folded = String::new();
    split(sentence.span.of(text), |start, end, spaced| {
        let span = Span::new(sentence.span.start + start, sentence.span.start + end);
        let text = span.of(text);
        fold(text, &mut folded);
        let (id, classes) = names.word(&folded);
        words.push(Word { span, text, token: 0, spaced, id, classes });
    });
    let mut token = 0;
    for word in &mut words {
        while sentence.tokens.get(token + 1).is_some_and(|next| next.span.start <= word.span.start) {
            token += 1;
        }
        word.token = token;
    }
    words
}

/// Calls `found` with the byte range of each word of `text`, and whether a space stands before it.
pub fn split(text: &str, mut found: impl FnMut(usize, usize, bool)) {
    let mut start = None;
    let mut spaced = true;
    for (offset, character) in text.char_indices() {
        if character.is_alphanumeric() {
            if start.is_none() {
                start = Some(offset);
            }
            continue;
        }
        if let Some(from) = start.take() {
            found(from, offset, spaced);
            spaced = false;
        }
        if character.is_whitespace() {
            spaced = true;
        } else {
            found(offset, offset + character.len_utf8(), spaced);
            spaced = false;
        }
    }
    if let Some(from) = start {
        found(from, text.len(), spaced);
    }
}

/// Writes the form on which words are compared into `folded`: lower case, without accents, one sort of apostrophe and of
/// hyphen.
pub fn fold(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.extend(word.chars().map(|character| character.to_ascii_lowercase()));
        return;
    }
    for character in word.chars().flat_map(char::to_lowercase) {
        let plain = match character {
            '’' | '‘' | 'ʼ' | '`' => '\'',
            '–' | '‐' | '‑' | '−' => '-',
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' | 'ə' => 'e',
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ç' | 'ć' | 'č' => 'c',
            'ñ' | 'ń' | 'ň' => 'n',
            'š' | 'ś' | 'ş' | 'ș' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ğ' => 'g',
            'ł' => 'l',
            'ř' => 'r',
            'ť' | 'ţ' | 'ț' => 't',
            'ď' | 'đ' => 'd',
            '\u{300}'..='\u{36f}' => continue,
            other => other,
        };
        folded.push(plain);
    }
}
