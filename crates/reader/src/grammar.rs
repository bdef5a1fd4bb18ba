//! Segmentation, tags, lemmas, dependencies and names.
//!
//! Tokens and sentences come from rules ([`tokens`], [`segments`]); tags, lemmas and trees from trained weights that lie in
//! `language/en/grammar.bin` (its card: `language/en/MODEL.md`) and are read in place.

pub mod conllu;
pub mod features;
pub mod labelled;
pub mod lemmas;
pub mod lexical;
pub mod names;
pub mod parser;
pub mod segments;
pub mod tagger;
pub mod tokens;
pub mod weights;

use crate::data;
use lexical::Word;
use model::{Document, Features, PartKind, Problem, Sentence, Span, Token, Upos};
use names::{Class, Convention, Name};
use weights::{DenseWeights, Table, Weights, section};

/// The trained model of a language.
pub struct Grammar {
    lexicon: tokens::Lexicon,
    gazetteer: names::Gazetteer,
    model: Option<Model>,
}

/// Trained weights, in place.
struct Model {
    tags: Vec<(Upos, &'static str)>,
    relations: Vec<&'static str>,
    tagger: Weights<'static>,
    known: Option<Table<'static>>,
    tables: lexical::Tables<'static>,
    rules: Vec<lemmas::Rule>,
    lemmas: Table<'static>,
    moves: DenseWeights<'static>,
    labels: Weights<'static>,
    punctuation: Option<Table<'static>>,
    /// The label of punctuation.
    mark: Option<u8>,
    names: Option<Weights<'static>>,
}

impl Model {
    fn read(bytes: &'static [u8]) -> Option<Model> {
        let text = |name| section(bytes, name).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let weights = |name| section(bytes, name).and_then(Weights::read);
        let table = |name| section(bytes, name).and_then(Table::read);
        let tags = text("tags")?
            .lines()
            .map(|line| {
                let (upos, xpos) = line.split_once(' ').unwrap_or((line, line));
                (Upos::from_name(upos).unwrap_or_default(), xpos)
            })
            .collect();
        let relations: Vec<&str> = text("relations")?.lines().collect();
        Some(Model {
            tags,
            mark: relations.iter().position(|relation| *relation == "punct").map(|index| index as u8),
            punctuation: table("punctuation"),
            relations,
            tagger: weights("tagger")?,
            known: table("known"),
            tables: lexical::Tables { clusters: table("clusters") },
            rules: lemmas::Rule::read(text("rules")?),
            lemmas: table("lemmas")?,
            moves: section(bytes, "moves").and_then(DenseWeights::read)?,
            labels: weights("labels")?,
            names: weights("names"),
        })
    }
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
        let model = data::weights("language/en/grammar.bin").and_then(Model::read);
        Grammar { lexicon: tokens::Lexicon::embedded(), gazetteer: names::Gazetteer::embedded(), model }
    }

    /// The grammar of a sentence that is already split into words. Without trained weights every word stays unanalysed.
    pub fn analyse(&self, forms: &[&str]) -> Vec<Analysis> {
        let Some(model) = &self.model else {
            return forms.iter().map(|form| Analysis { lemma: form.to_lowercase(), ..Analysis::default() }).collect();
        };
        let words = lexical::words(forms, model.tables);
        let tags = tagger::tag(&words, &model.tagger, model.known, model.tags.len());
        let (mut heads, labels) = parser::parse(&words, &tags, &model.moves, &model.labels, model.relations.len());
        if let (Some(table), Some(mark)) = (model.punctuation, model.mark) {
            parser::punctuation::attach(&words, &mut heads, &labels, mark, table);
        }
        let mut analyses: Vec<Analysis> = forms
            .iter()
            .enumerate()
            .map(|(index, form)| {
                let (upos, xpos) = model.tags.get(tags[index] as usize).copied().unwrap_or_default();
                Analysis {
                    lemma: model.lemma(form, &words[index], tags[index]),
                    upos,
                    xpos: xpos.to_owned(),
                    features: Features::default(),
                    head: Some(heads[index]).filter(|&head| head < forms.len()),
                    relation: model.relation(heads[index] == forms.len(), labels[index]).to_owned(),
                }
            })
            .collect();
        features::fill(forms, &mut analyses);
        analyses
    }
}

/// Says where a text holds characters that a clean English text does not.
fn oddities(text: &str, part: Span, problems: &mut Vec<Problem>) {
    let (mut control, mut replaced, mut latin, mut other) = (None, None, 0_usize, 0_usize);
    for (offset, character) in part.of(text).char_indices() {
        let at = Span::new(part.start + offset, part.start + offset + character.len_utf8());
        let widen = |span: &mut Option<Span>| *span = Some(span.map_or(at, |span: Span| span.cover(at)));
        match character {
            '\t' | '\n' | '\r' => {}
            '\u{fffd}' => widen(&mut replaced),
            _ if character.is_control() => widen(&mut control),
            _ if character.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&character) => latin += 1,
            _ if character.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    if let Some(span) = control {
        problems.push(crate::problem(span, "control-characters", "control characters were read as spaces"));
    }
    if let Some(span) = replaced {
        problems.push(crate::problem(span, "replaced-characters", "characters could not be decoded"));
    }
    if other > latin {
        problems.push(crate::problem(
            part,
            "other-script",
            "most letters are not of the Latin script; grammar is a guess",
        ));
    }
}

/// The names in the sentences of a document, in order. Dates and sums of money are left to the stages that read them.
pub fn names(grammar: &Grammar, document: &Document, sentences: &[Sentence]) -> Vec<Name> {
    let mut memory = names::Memory::default();
    let mut out = Vec::new();
    for sentence in sentences {
        let forms: Vec<&str> = sentence.tokens.iter().map(|token| token.span.of(&document.text)).collect();
        for (first, end, class) in grammar.name_spans(&forms, Convention::News, &mut memory) {
            if !matches!(class, Class::Date | Class::Money) {
                let span = sentence.tokens[first].span.cover(sentence.tokens[end - 1].span);
                out.push(Name { span, class });
            }
        }
    }
    out
}

impl Grammar {
    /// The names in a sentence that is already split into words: first word, word after the last, class. `memory` carries
    /// what the words were called in the sentences before.
    pub fn name_spans(
        &self,
        forms: &[&str],
        convention: Convention,
        memory: &mut names::Memory,
    ) -> Vec<(usize, usize, Class)> {
        let Some(model) = &self.model else { return Vec::new() };
        let Some(weights) = &model.names else { return Vec::new() };
        let words = lexical::words(forms, model.tables);
        let tags = tagger::tag(&words, &model.tagger, model.known, model.tags.len());
        let kinds = self.gazetteer.kinds(&words);
        let runs = names::runs(&words);
        let context = names::Context { words: &words, tags: &tags, kinds: &kinds, runs: &runs, convention };
        names::spans(&names::labels(&context, weights, memory))
    }
}

impl Model {
    fn lemma(&self, form: &str, word: &Word, tag: u8) -> String {
        match lemmas::rule(word, tag, self.lemmas).and_then(|rule| self.rules.get(rule)) {
            Some(rule) => rule.apply(form),
            None => form.to_lowercase(),
        }
    }

    /// The relation of a label; only the word without head is the root.
    fn relation(&self, root: bool, label: u8) -> &'static str {
        match self.relations.get(label as usize).copied().unwrap_or("dep") {
            _ if root => "root",
            "root" => "dep",
            relation => relation,
        }
    }
}

/// The sentences of the titles and bodies of a document, in order, with grammar.
pub fn sentences(grammar: &Grammar, document: &Document, problems: &mut Vec<Problem>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let text = document.text.as_str();
    for part in document.parts.iter().filter(|part| matches!(part.kind, PartKind::Body | PartKind::Title)) {
        oddities(text, part.span, problems);
        let mut after_cut = false;
        for segment in segments::segments(&grammar.lexicon, text, part.span) {
            let (Some(first), Some(last)) = (segment.pieces.first(), segment.pieces.last()) else { continue };
            let span = Span::new(first.start, last.end);
            if segment.cut {
                match problems.last_mut() {
                    Some(last) if last.code == "sentence-too-long" && after_cut => last.span = last.span.cover(span),
                    _ => problems.push(crate::problem(span, "sentence-too-long", "a sentence without end was cut")),
                }
            }
            after_cut = segment.cut;
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
