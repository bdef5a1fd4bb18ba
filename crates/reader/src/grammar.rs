//! Segmentation, tags, lemmas and dependencies.

use model::{Document, PartKind, Problem, Sentence, Span, Token};

/// The trained model of a language.
pub struct Grammar;

impl Grammar {
    /// The model that ships with the project.
    pub fn embedded() -> Grammar {
        Grammar
    }
}

/// The sentences of the titles and bodies of a document, in order, with grammar.
pub fn sentences(_grammar: &Grammar, document: &Document, _problems: &mut Vec<Problem>) -> Vec<Sentence> {
    // Replaced by the language core: split on sentence-final full stops and spaces so that the stages after it can run.
    let mut sentences = Vec::new();
    for part in document.parts.iter().filter(|part| matches!(part.kind, PartKind::Body | PartKind::Title)) {
        let mut tokens = Vec::new();
        let text = part.span.of(&document.text);
        let mut start = None;
        for (offset, character) in text.char_indices().chain([(text.len(), ' ')]) {
            let word = character.is_alphanumeric();
            match (word, start) {
                (true, None) => start = Some(offset),
                (false, Some(from)) => {
                    tokens.push(token(part.span.start + from, part.span.start + offset));
                    start = None;
                }
                _ => {}
            }
            if !word && !character.is_whitespace() {
                tokens.push(token(part.span.start + offset, part.span.start + offset + character.len_utf8()));
            }
        }
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            let span: Span = first.span.cover(last.span);
            sentences.push(Sentence { span, tokens });
        }
    }
    sentences
}

fn token(start: usize, end: usize) -> Token {
    Token {
        span: Span::new(start, end),
        lemma: String::new(),
        upos: Default::default(),
        xpos: String::new(),
        features: Default::default(),
        head: None,
        relation: String::new(),
    }
}
