//! Quotation marks: which opens, which closes, and what lies between.

use model::{Sentence, Span};

/// A stretch between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
}

/// A stretch that no mark has closed yet is given up after so many bytes, unless a paragraph continues it.
const LONGEST: usize = 6_000;

/// The quoted stretches of the sentences, in order and without overlap. A stretch that is not closed in its paragraph goes
/// on where the next paragraph opens with a mark again, as the custom is; otherwise it ends with its paragraph where it
/// stands at its start or after a colon or comma, and is no quotation elsewhere.
pub fn quoted(text: &str, sentences: &[Sentence]) -> Vec<Quoted> {
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Option<(usize, usize, char)> = None;
    let mut before = '\n';
    let mut touching = '\n';
    let mut resume = false;
    let mut previous_word_end = first.span.start;
    let range = first.span.start..last.span.end.max(first.span.start);
    let Some(stretch) = text.get(range.clone()) else { return Vec::new() };
    let mut characters = stretch.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let at = range.start + offset;
        // Two single marks make a double one: ''…'' and ``…''.
        let (character, end) = match (character, characters.peek()) {
            ('\'' | '`', Some(&(_, second))) if second == character => {
                characters.next();
                ('"', at + 2)
            }
            _ => (character, at + character.len_utf8()),
        };
        let next = characters.peek().map_or('\n', |(_, next)| *next);
        let joined = std::mem::replace(&mut touching, character).is_alphanumeric();
        if let Some((start, inner, _)) = open
            && at - start > LONGEST
        {
            found.extend(unclosed(text, start, inner, previous_word_end));
            open = None;
            resume = false;
        }
        match character {
            '\n' if ends_paragraph(before, next) => {
                if open.is_some() {
                    resume = true;
                }
            }
            _ if character.is_whitespace() => continue,
            _ => {
                if resume && let Some((start, inner, mark)) = open {
                    resume = false;
                    if opens(character) && (character == mark || !next.is_whitespace()) {
                        before = character;
                        continue;
                    }
                    found.extend(unclosed(text, start, inner, previous_word_end));
                    open = None;
                }
                match open {
                    Some((start, inner, mark)) if closes(character, mark, next) => {
                        found.push(Quoted { outer: Span::new(start, end), inner: Span::new(inner, at) });
                        open = None;
                    }
                    Some(_) => {}
                    None if opens(character) && !next.is_whitespace() && !joined => {
                        open = Some((at, end, character));
                    }
                    // A paragraph that begins with a closing mark was set the wrong way round.
                    None if character == '”' && before == '\n' && next.is_alphabetic() => {
                        open = Some((at, end, '“'));
                    }
                    None if matches!(character, '‘' | '\'')
                        && !joined
                        && next.is_alphabetic()
                        && single_closes(&text[end..range.end]) =>
                    {
                        open = Some((at, end, character));
                    }
                    None => {}
                }
                previous_word_end = end;
            }
        }
        before = character;
    }
    if let Some((start, inner, _)) = open {
        found.extend(unclosed(text, start, inner, previous_word_end));
    }
    found.retain(|quoted| quoted.inner.end > quoted.inner.start);
    found
}

/// True for a token that is an opening or double quotation mark.
pub fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "\"" | "''" | "``" | "«" | "„" | "‘")
}

fn opens(character: char) -> bool {
    matches!(character, '“' | '"' | '«' | '„')
}

fn closes(character: char, mark: char, next: char) -> bool {
    match mark {
        '“' => matches!(character, '”' | '"'),
        '„' => matches!(character, '“' | '”' | '"'),
        '«' => character == '»',
        '‘' | '\'' => matches!(character, '’' | '\'') && !next.is_alphanumeric(),
        _ => matches!(character, '"' | '”'),
    }
}

/// True where a single mark is closed soon, after a word or its punctuation, so that it is no apostrophe.
fn single_closes(rest: &str) -> bool {
    let mut before = ' ';
    let mut characters = rest.chars().take(300).peekable();
    while let Some(character) = characters.next() {
        if matches!(character, '\n' | '“' | '"' | '‘') {
            return false;
        }
        let after = characters.peek().is_none_or(|next| !next.is_alphanumeric());
        // `the states' rights`: after an s it may be a possessive.
        if matches!(character, '’' | '\'') && after && !before.is_whitespace() && before != 's' {
            return true;
        }
        before = character;
    }
    false
}

fn ends_paragraph(before: char, next: char) -> bool {
    next == '\n' || matches!(before, '.' | '!' | '?' | '”' | '"' | ':' | '»' | '\n')
}

fn unclosed(text: &str, start: usize, inner: usize, end: usize) -> Option<Quoted> {
    let before = text[..start].trim_end_matches(' ');
    let introduced = before.is_empty() || before.ends_with(['\n', ':', ',']);
    (introduced && end > inner).then(|| Quoted { outer: Span::new(start, end), inner: Span::new(inner, end) })
}
