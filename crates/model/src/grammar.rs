use crate::Span;
use serde::{Deserialize, Serialize};

/// A sentence: where it stands, and its words with their grammar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands in the document's text.
    pub span: Span,
    /// Its tokens, in order and without overlap.
    pub tokens: Vec<Token>,
}

/// A token with its grammar: Universal Dependencies 2 tags and relations, and the Penn Treebank tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Where it stands in the document's text.
    pub span: Span,
    /// The dictionary form: `go` for `went`.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag: `VBD`, `NNP`.
    pub xpos: String,
    /// The morphological features that frames need.
    pub features: Features,
    /// The index in the same sentence of the head; `None` for the root.
    pub head: Option<usize>,
    /// Universal Dependencies relation to the head, with subtype: `nsubj:pass`; `root` for the root.
    pub relation: String,
}

impl Sentence {
    /// The indexes of the tokens whose head is `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> {
        self.tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(head)).map(|(index, _)| index)
    }

    /// The index of the root, if there is a token.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|token| token.head.is_none())
    }

    /// The indexes of the tokens inside `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        start..end.max(start)
    }

    /// The token among `range` that governs the others: the first whose head lies outside. `None` for an empty range.
    pub fn head_of(&self, range: std::ops::Range<usize>) -> Option<usize> {
        range.clone().find(|&index| self.tokens[index].head.is_none_or(|head| !range.contains(&head)))
    }
}

/// Universal part-of-speech tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // The names are the standard's own.
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

impl Upos {
    /// Every tag, in the standard's order.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The standard's name: `PROPN`.
    pub const fn name(self) -> &'static str {
        [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
            "SCONJ", "SYM", "VERB", "X",
        ][self as usize]
    }

    /// The tag of that name.
    pub fn from_name(name: &str) -> Option<Upos> {
        Self::ALL.into_iter().find(|tag| tag.name() == name)
    }
}

/// The morphological features that event frames need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Features {
    /// Past or present, of a finite verb or participle.
    pub tense: Option<Tense>,
    /// Passive where marked.
    pub voice: Option<Voice>,
    /// Indicative or imperative.
    pub mood: Option<Mood>,
    /// Singular or plural.
    pub number: Option<Number>,
    /// Finite, infinitive, participle or gerund.
    pub verb_form: Option<VerbForm>,
    /// 1, 2 or 3, of pronouns and verbs.
    pub person: Option<u8>,
}

/// Grammatical tense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Tense {
    Past,
    Present,
}

/// Grammatical voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Voice {
    Active,
    Passive,
}

/// Grammatical mood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Mood {
    Indicative,
    Imperative,
}

/// Grammatical number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Number {
    Singular,
    Plural,
}

/// Form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum VerbForm {
    Finite,
    Infinitive,
    Participle,
    Gerund,
}
