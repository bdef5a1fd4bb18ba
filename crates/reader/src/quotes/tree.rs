//! A sentence with its tree laid out: children, reach of subtrees, lower-case words.

use super::meanings::Meanings;
use model::{Sentence, Span, Upos};

/// The grammar of one sentence, ready for looking around in it.
pub struct Tree<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its index in the document.
    pub index: usize,
    /// Words in lower case.
    pub lower: Vec<String>,
    kinds: Vec<&'static str>,
    children: Vec<Vec<usize>>,
    reach: Vec<(usize, usize)>,
}

impl<'a> Tree<'a> {
    /// Lays out a sentence of `text`, the one with that index. Linear in its tokens.
    pub fn new(sentence: &'a Sentence, number: usize, text: &str, meanings: &Meanings) -> Tree<'a> {
        let count = sentence.tokens.len();
        let mut children = vec![Vec::new(); count];
        let mut order = Vec::with_capacity(count);
        for (index, token) in sentence.tokens.iter().enumerate() {
            match token.head {
                Some(head) if head < count => children[head].push(index),
                _ => order.push(index),
            }
        }
        let mut at = 0;
        while at < order.len() {
            let next = order[at];
            order.extend(children[next].iter().copied());
            at += 1;
        }
        let mut reach: Vec<(usize, usize)> = (0..count).map(|index| (index, index)).collect();
        for &index in order.iter().rev() {
            if let Some(head) = sentence.tokens[index].head.filter(|&head| head < count) {
                reach[head].0 = reach[head].0.min(reach[index].0);
                reach[head].1 = reach[head].1.max(reach[index].1);
            }
        }
        let lower = sentence.tokens.iter().map(|token| token.span.of(text).to_lowercase()).collect();
        let kinds = sentence
            .tokens
            .iter()
            .map(|token| if token.upos == Upos::Noun { meanings.kind(&token.lemma) } else { "" })
            .collect();
        Tree { sentence, index: number, lower, kinds, children, reach }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.lower.len()
    }

    /// The children of a token, in order.
    pub fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// First and last token of the subtree of a token.
    pub fn reach(&self, token: usize) -> (usize, usize) {
        self.reach[token]
    }

    /// The relation of a token, without subtype.
    pub fn relation(&self, token: usize) -> &str {
        let relation = self.sentence.tokens[token].relation.as_str();
        relation.split(':').next().unwrap_or(relation)
    }

    /// The relation of a token with its subtype.
    pub fn full_relation(&self, token: usize) -> &str {
        &self.sentence.tokens[token].relation
    }

    /// The first child in one of these relations (without subtype).
    pub fn child(&self, token: usize, relations: &[&str]) -> Option<usize> {
        self.children[token].iter().copied().find(|&child| relations.contains(&self.relation(child)))
    }

    /// The head of a token.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.sentence.tokens[token].head.filter(|&head| head < self.len())
    }

    /// What a noun denotes, by [`Meanings::kind`]; empty for other words.
    pub fn kind(&self, token: usize) -> &'static str {
        self.kinds[token]
    }

    /// The lemma of a token.
    pub fn lemma(&self, token: usize) -> &str {
        &self.sentence.tokens[token].lemma
    }

    /// The words that follow a verb to make an idiom of speech with it: `make it clear`, `make clear`.
    pub fn idiom(&self, token: usize) -> Option<usize> {
        if self.lemma(token) != "make" {
            return None;
        }
        (1..=3)
            .find(|&step| matches!(self.lower.get(token + step).map(String::as_str), Some("clear" | "plain" | "known")))
    }

    /// The lemma of a token, or that of the idiom that it opens.
    pub fn word(&self, token: usize) -> String {
        match self.idiom(token) {
            Some(_) => "make clear".to_owned(),
            None => self.lemma(token).to_owned(),
        }
    }

    /// The part of speech of a token.
    pub fn upos(&self, token: usize) -> Upos {
        self.sentence.tokens[token].upos
    }

    /// True for punctuation and quotation marks.
    pub fn is_punct(&self, token: usize) -> bool {
        self.upos(token) == Upos::Punct || self.lower[token].chars().all(|character| !character.is_alphanumeric())
    }

    /// True for a dash that is a word of its own.
    pub fn is_dash(&self, token: usize) -> bool {
        matches!(self.lower[token].as_str(), "—" | "–" | "―" | "--")
    }

    /// The words from `first` to `last`, both included, without punctuation at both ends; `None` where nothing is left.
    pub fn trim(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let (mut first, mut last) = (first, last.min(self.len().checked_sub(1)?));
        while first <= last && self.is_edge(first) {
            first += 1;
        }
        while last > first && self.is_edge(last) {
            last -= 1;
        }
        (first <= last && !self.is_edge(last)).then_some((first, last))
    }

    fn is_edge(&self, token: usize) -> bool {
        self.is_punct(token) && !matches!(self.lower[token].as_str(), "$" | "£" | "€" | "%" | ")" | "#" | "!" | "?")
    }

    /// The span from one token to another, both included.
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.sentence.tokens[first].span.cover(self.sentence.tokens[last].span)
    }

    /// The trimmed span from one token to another.
    pub fn trimmed(&self, first: usize, last: usize) -> Option<Span> {
        self.trim(first, last).map(|(first, last)| self.span(first, last))
    }
}
