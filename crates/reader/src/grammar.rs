//! Segmentation, tags, lemmas, dependencies and names.
//!
//! Tokens and sentences come from rules ([`tokens`], [`segments`]); the rest from small networks whose weights lie in
//! `language/en/grammar.bin` and `names.bin.gz` (their card: `language/en/MODEL.md`): an [`encoder`] reads the words of a
//! sentence in context, [`syntax`] tells tags and trees from that, [`mod@names`] the names.

pub mod conllu;
mod datelines;
pub mod encoder;
pub mod features;
pub mod labelled;
pub mod lemmas;
pub mod lexical;
pub mod names;
pub mod nested;
pub mod segments;
pub mod states;
pub mod syntax;
pub mod tokens;
pub mod trees;
pub mod weights;

use crate::data;
use crate::vectors::{Vector, Vectors};
use encoder::Encoder;
use lexical::Word;
use model::{Document, Features, PartKind, Problem, Sentence, Span, Token, Upos};
use names::{Class, Convention, Name};
use network::Batch;
use network::packed::Reader;
use states::{Network, States};
use syntax::Syntax;
use weights::{Table, section};

/// The trained model of a language.
pub struct Grammar {
    lexicon: tokens::Lexicon,
    gazetteer: names::Gazetteer,
    vectors: Option<Vectors<'static>>,
    model: Option<Model>,
    names: Option<names::Finder<'static>>,
}

/// So many sentences are read side by side.
const TOGETHER: usize = 48;

/// The trained tagger, parser and lemmatiser.
struct Model {
    tags: Vec<(Upos, &'static str)>,
    relations: Vec<&'static str>,
    encoder: Encoder<'static>,
    syntax: Syntax,
    rules: Vec<lemmas::Rule>,
    lemmas: Table<'static>,
}

fn text(bytes: &'static [u8], name: &str) -> Option<&'static str> {
    section(bytes, name).and_then(|bytes| std::str::from_utf8(bytes).ok())
}

/// The encoder of a model file.
fn encoder(bytes: &'static [u8], vector: usize) -> Option<Encoder<'static>> {
    let known = section(bytes, "known").and_then(Table::read)?;
    Encoder::read(known, vector, &mut Reader::new(section(bytes, "encoder")?))
}

impl Model {
    fn read(bytes: &'static [u8], vector: usize) -> Option<Model> {
        let tags: Vec<(Upos, &str)> = text(bytes, "tags")?
            .lines()
            .map(|line| {
                let (upos, xpos) = line.split_once(' ').unwrap_or((line, line));
                (Upos::from_name(upos).unwrap_or_default(), xpos)
            })
            .collect();
        let relations: Vec<&str> = text(bytes, "relations")?.lines().collect();
        let encoder = encoder(bytes, vector)?;
        let mut reader = Reader::new(section(bytes, "syntax")?);
        Some(Model {
            syntax: Syntax::read(&mut reader, encoder.width(), tags.len(), relations.len())?,
            tags,
            relations,
            encoder,
            rules: lemmas::Rule::read(text(bytes, "rules")?),
            lemmas: section(bytes, "lemmas").and_then(Table::read)?,
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

/// The words of a sentence as the networks see them.
struct Seen<'a> {
    words: Vec<Word>,
    /// The kinds of listed names that cover each.
    kinds: Vec<u16>,
    vectors: Vec<Option<Vector<'a>>>,
}

impl Grammar {
    /// The model that ships with the project.
    pub fn embedded() -> Grammar {
        let vectors = data::weights("language/en/vectors.bin").and_then(Vectors::read);
        let size = vectors.map_or(0, |vectors| vectors.size());
        Grammar {
            lexicon: tokens::Lexicon::embedded(),
            gazetteer: names::Gazetteer::embedded(),
            vectors,
            model: data::weights("language/en/grammar.bin").and_then(|bytes| Model::read(bytes, size)),
            names: data::weights("language/en/names.bin").and_then(|bytes| {
                names::Finder::read(encoder(bytes, size)?, &mut Reader::new(section(bytes, "labels")?))
            }),
        }
    }

    /// The word vectors of the language.
    pub fn vectors(&self) -> Option<Vectors<'static>> {
        self.vectors
    }

    fn see(&self, forms: &[&str]) -> Seen<'static> {
        let words = lexical::words(forms);
        Seen {
            kinds: self.gazetteer.kinds(&words),
            words,
            vectors: forms.iter().map(|form| self.vectors.and_then(|vectors| vectors.find(form))).collect(),
        }
    }

    /// The grammar of sentences that are already split into words. Without trained weights every word stays unanalysed.
    pub fn analyse(&self, sentences: &[Vec<&str>]) -> Vec<Vec<Analysis>> {
        self.analyse_with_states(sentences).map(|(analyses, _)| analyses).collect()
    }

    /// The grammar of sentences, and the states of the words of each, one after the other.
    fn analyse_with_states(&self, sentences: &[Vec<&str>]) -> impl Iterator<Item = (Vec<Analysis>, Network)> {
        sentences.chunks(TOGETHER).flat_map(|chunk| self.analyse_together(chunk))
    }

    fn analyse_together(&self, sentences: &[Vec<&str>]) -> Vec<(Vec<Analysis>, Network)> {
        let Some(model) = &self.model else {
            let plain = |form: &&str| Analysis { lemma: form.to_lowercase(), ..Analysis::default() };
            return sentences.iter().map(|forms| (forms.iter().map(plain).collect(), Network::default())).collect();
        };
        let seen: Vec<Seen<'_>> = sentences.iter().map(|forms| self.see(forms)).collect();
        let lengths: Vec<usize> = sentences.iter().map(Vec::len).collect();
        let vectors: Vec<Option<Vector<'_>>> = seen.iter().flat_map(|seen| seen.vectors.iter().copied()).collect();
        let words: Vec<(Word, [u64; encoder::FEATURES])> = seen
            .iter()
            .flat_map(|Seen { words, kinds, .. }| {
                let features = |(at, word)| encoder::features(word, kinds[at], at == 0);
                words.iter().enumerate().map(move |(at, word)| (*word, features((at, word))))
            })
            .collect();
        let input = model.encoder.words(&vectors, |at, add| {
            words[at].1.into_iter().for_each(add);
        });
        let contexts = model.encoder.contexts(&Batch::new(lengths.iter().copied()), input);
        let mut choices = model.syntax.choices(&lengths, &contexts);
        let mut start = 0;
        sentences
            .iter()
            .map(|forms| {
                let range = start..start + forms.len();
                start = range.end;
                let states =
                    states::steps(&contexts.data[range.start * contexts.columns..range.end * contexts.columns]);
                let analyses = model.analyses(forms, &words[range.clone()], &choices[range.clone()]);
                let heads = choices[range].iter_mut().map(|choice| std::mem::take(&mut choice.heads)).collect();
                (analyses, Network { states, heads })
            })
            .collect()
    }

    /// The names in the sentences of a text that are already split into words: for each sentence first word, word after the
    /// last, class.
    pub fn name_spans(&self, sentences: &[Vec<&str>], convention: Convention) -> Vec<Vec<(usize, usize, Class)>> {
        let Some(finder) = &self.names else { return vec![Vec::new(); sentences.len()] };
        let seen: Vec<Seen<'_>> = sentences.iter().map(|forms| self.see(forms)).collect();
        finder.find(&seen, convention)
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
    let forms: Vec<Vec<&str>> = sentences
        .iter()
        .map(|sentence| sentence.tokens.iter().map(|token| token.span.of(&document.text)).collect())
        .collect();
    let found = grammar.name_spans(&forms, Convention::News);
    sentences
        .iter()
        .zip(found)
        .flat_map(|(sentence, names)| {
            names.into_iter().filter(|(.., class)| !matches!(class, Class::Date | Class::Money)).map(
                |(first, end, class)| Name {
                    span: sentence.tokens[first].span.cover(sentence.tokens[end - 1].span),
                    class,
                },
            )
        })
        .collect()
}

impl Model {
    fn analyses(
        &self,
        forms: &[&str],
        words: &[(Word, [u64; encoder::FEATURES])],
        choices: &[syntax::Choice],
    ) -> Vec<Analysis> {
        let mut analyses: Vec<Analysis> = forms
            .iter()
            .zip(words)
            .zip(choices)
            .map(|((form, (word, _)), choice)| {
                let (upos, xpos) = self.tags.get(usize::from(choice.tag)).copied().unwrap_or_default();
                Analysis {
                    lemma: self.lemma(form, word, choice.tag),
                    upos,
                    xpos: xpos.to_owned(),
                    features: Features::default(),
                    head: Some(choice.head).filter(|&head| head < forms.len()),
                    relation: self.relation(choice.head == forms.len(), choice.relation).to_owned(),
                }
            })
            .collect();
        features::fill(forms, &mut analyses);
        analyses
    }

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
    with_states(grammar, document, problems).0
}

/// The sentences of the titles and bodies of a document, in order, with grammar, and the states of their words.
pub fn with_states(grammar: &Grammar, document: &Document, problems: &mut Vec<Problem>) -> (Vec<Sentence>, States) {
    let text = document.text.as_str();
    let mut spans: Vec<Vec<Span>> = Vec::new();
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
            spans.push(segment.pieces.iter().map(|piece| Span::new(piece.start, piece.end)).collect());
        }
    }
    let mut words: Vec<Vec<&str>> =
        spans.iter().map(|spans| spans.iter().map(|span| span.of(text)).collect()).collect();
    let datelines: Vec<Vec<&str>> = words
        .iter_mut()
        .zip(&spans)
        .map(|(words, spans)| {
            let length = datelines::length(words, spans);
            words.drain(..length).collect()
        })
        .collect();
    let mut states = States::default();
    let sentences = spans
        .iter()
        .zip(grammar.analyse_with_states(&words).zip(&datelines))
        .map(|(spans, ((analyses, values), dateline))| {
            states.push(dateline.len(), values);
            let analyses = datelines::prepend(dateline, analyses);
            let tokens: Vec<Token> = spans
                .iter()
                .zip(analyses)
                .map(|(&span, analysis)| Token {
                    span,
                    lemma: analysis.lemma,
                    upos: analysis.upos,
                    xpos: analysis.xpos,
                    features: analysis.features,
                    head: analysis.head,
                    relation: analysis.relation,
                })
                .collect();
            let span = tokens.iter().map(|token| token.span).reduce(Span::cover).unwrap_or_default();
            Sentence { span, tokens }
        })
        .collect();
    (sentences, states)
}
