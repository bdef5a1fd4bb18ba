//! Training examples for the choice among candidates, from articles whose attributions are annotated.

use super::Choice;
use super::candidates::{self, Candidate, Context, Variant};
use super::chain::CHAIN;
use super::choice::{self, Chosen};
use super::hanging::HANGING;
use super::linear::{Example, Features, Linear};
use super::sources;
use model::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// An annotated attribution, by its fragments.
#[derive(Debug, Clone, Default)]
pub struct Annotated {
    /// Who speaks; empty where nobody is named.
    pub source: Vec<Span>,
    /// The words that say so.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
}

/// An annotated article to learn from.
pub struct Article<'a> {
    /// Annotations of the same article by several people share its number.
    pub number: usize,
    /// Its text and grammar.
    pub context: &'a Context<'a>,
    /// Its attributions.
    pub gold: &'a [Annotated],
}

/// What was learned from annotated articles.
pub struct Trained {
    /// One for each fold of the articles by their numbers, learned from those of the other folds.
    pub folds: Vec<Linear>,
    /// Learned from all articles.
    pub whole: Linear,
}

/// The probability from which a reading counts; the figures of the cross-validation hardly change around it.
const THRESHOLD: f32 = 0.34;

/// Learns which words are said, which readings hold, and which of them are kept, one after the other. Each step sees in
/// an article what the models of the steps before say that did not learn from it, as it will be with articles to come.
pub fn train(articles: &[Article], folds: usize) -> Trained {
    let folds = folds.max(2);
    let nothing = || Trained { folds: vec![Linear::default(); folds], whole: Linear::default() };
    let words = step(articles, &nothing(), |article, _| word_examples(article));
    let readings = step(articles, &words, examples);
    step(articles, &readings, keep_examples)
}

/// Learns one more step from the examples that `examples` makes of an article with what was learned before.
fn step(articles: &[Article], before: &Trained, examples: impl Fn(&Article, &Linear) -> Vec<Example>) -> Trained {
    let folds = before.folds.len();
    let fold = |article: &Article| article.number % folds;
    let samples: Vec<Vec<Example>> =
        articles.iter().map(|article| examples(article, &before.folds[fold(article)])).collect();
    let train = |left_out: Option<usize>, before: &Linear| {
        let rows = samples.iter().zip(articles).filter(|(_, article)| Some(fold(article)) != left_out);
        Linear::train(&rows.flat_map(|(samples, _)| samples).collect::<Vec<_>>(), THRESHOLD).joined(before)
    };
    Trained {
        folds: before.folds.iter().enumerate().map(|(at, before)| train(Some(at), before)).collect(),
        whole: train(None, &before.whole),
    }
}

/// Which words are said.
fn word_examples(article: &Article) -> Vec<Example> {
    let Article { context, gold, .. } = article;
    let mut examples = Vec::new();
    for sentence in 0..context.trees.len() {
        for candidate in candidates::in_sentence(context, sentence) {
            let here = context.trees[sentence].span(candidate.anchor, candidate.anchor);
            let covers = |attribution: &&Annotated| attribution.cue.iter().any(|cue| cue.contains(here));
            if let Some(attribution) = gold.iter().find(covers) {
                examples.extend(HANGING.examples(context, &candidate, &attribution.content));
                examples.extend(CHAIN.examples(context, &candidate, &attribution.content));
            }
        }
    }
    examples
}

/// The attribution that each candidate of a sentence is the cue of.
fn attributions<'a>(context: &Context, candidates: &[Candidate], gold: &'a [Annotated]) -> Vec<Option<&'a Annotated>> {
    let anchor = |candidate: &Candidate| context.trees[candidate.sentence].span(candidate.anchor, candidate.anchor);
    let attribution = |(index, candidate): (usize, &Candidate)| {
        let here = anchor(candidate);
        gold.iter().find(|attribution| {
            let covers = |span: Span| attribution.cue.iter().any(|cue| cue.contains(span));
            let last = !candidates[index + 1..].iter().any(|later| covers(anchor(later)));
            covers(here) && (last || position(context, &candidate.contents, &attribution.content).is_some())
        })
    };
    candidates.iter().enumerate().map(attribution).collect()
}

/// Which candidates are cues, and which readings are right where the annotation shows it.
fn examples(article: &Article, words: &Linear) -> Vec<Example> {
    let Article { context, gold, .. } = article;
    let mut examples = Vec::new();
    for sentence in 0..context.trees.len() {
        let candidates = candidates::in_sentence(context, sentence);
        for (candidate, right) in candidates.iter().zip(attributions(context, &candidates, gold)) {
            let yes = right.map(|_| 0);
            examples.push(Example { choices: vec![candidate.features.clone()], right: yes });
            let Some(attribution) = right else { continue };
            let content = position(context, &candidate.contents, &attribution.content);
            push(&mut examples, candidate.content_features(context, words).iter(), content);
            let chosen = &candidate.contents[content.unwrap_or(0)];
            let cues = candidates::cues(context, candidate, chosen);
            let cue = cues
                .iter()
                .position(|variant| trimmed(context.text, &[variant.value]) == trimmed(context.text, &attribution.cue));
            push(&mut examples, cues.iter().map(|variant| &variant.features), cue);
            let source = candidate.sources.iter().position(|variant| match variant.value {
                Some(speaker) => trimmed(context.text, &[speaker.span]) == trimmed(context.text, &attribution.source),
                None => attribution.source.is_empty(),
            });
            push(&mut examples, sources::features(context, candidate, chosen).iter(), source);
        }
    }
    examples
}

/// Which readings are right, by their parts: each of speaker, cue and content that is right word for word speaks for a
/// reading, each that is not against it, so that what is kept is what is right in most.
fn keep_examples(article: &Article, linear: &Linear) -> Vec<Example> {
    let Article { context, gold, .. } = article;
    let candidates: Vec<Vec<Candidate>> =
        (0..context.trees.len()).map(|sentence| candidates::in_sentence(context, sentence)).collect();
    let right: Vec<_> = candidates.iter().map(|here| attributions(context, here, gold)).collect();
    choice::readings(context, linear, &candidates)
        .into_iter()
        .flat_map(|chosen| {
            let Chosen { choice, candidate, features, .. } = chosen;
            let right = right[choice.sentence][candidate];
            let same = |one: &[Span], other: &[Span]| trimmed(context.text, one) == trimmed(context.text, other);
            let source: Vec<Span> = choice.source.iter().map(|source| source.span).collect();
            let parts = [
                right.is_some_and(|right| same(&source, &right.source)),
                right.is_some_and(|right| same(&[choice.cue], &right.cue)),
                right.is_some_and(|right| same(&choice.content, &right.content)),
            ];
            parts.map(|right| Example { choices: vec![features.clone()], right: right.then_some(0) })
        })
        .collect()
}

fn push<'a>(examples: &mut Vec<Example>, choices: impl Iterator<Item = &'a Features>, right: Option<usize>) {
    let choices: Vec<Features> = choices.cloned().collect();
    if choices.len() > 1 && right.is_some() {
        examples.push(Example { choices, right });
    }
}

fn position(context: &Context, variants: &[Variant<Vec<Span>>], gold: &[Span]) -> Option<usize> {
    let gold = trimmed(context.text, gold);
    variants.iter().position(|variant| trimmed(context.text, &variant.value) == gold)
}

/// Fragments in the order of the text, without white space, quotation marks and sentence punctuation at their ends, as
/// annotators differ in them. Fragments that nothing but such characters stands between are one: tools for annotation split
/// a stretch at the ends of lines.
pub fn trimmed(text: &str, spans: &[Span]) -> Vec<Span> {
    let edge = |character: char| character.is_whitespace() || "\"'“”‘’«»,.;:".contains(character);
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.dedup_by(|next, before| {
        let joined = text.get(before.end..next.start).is_none_or(|between| between.chars().all(edge));
        if joined {
            *before = before.cover(*next);
        }
        joined
    });
    spans
        .iter()
        .filter_map(|span| {
            let words = span.of(text);
            let start = span.start + (words.len() - words.trim_start_matches(edge).len());
            let end = start + words.trim_matches(edge).len();
            (end > start).then(|| Span::new(start, end))
        })
        .collect()
}

/// The attributions of a brat file. Brat counts characters, spans count bytes.
pub fn annotated(annotation: &str, text: &str) -> Vec<Annotated> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
    bytes.push(text.len());
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for line in annotation.lines().filter(|line| line.starts_with('T')) {
        let mut cells = line.split('\t');
        let (Some(id), Some((_, offsets))) = (cells.next(), cells.next().and_then(|place| place.split_once(' ')))
        else {
            continue;
        };
        let fragments = offsets.split(';').filter_map(|pair| {
            let (start, end) = pair.split_once(' ')?;
            let at = |offset: &str| bytes.get(offset.parse::<usize>().ok()?).copied();
            Some(Span::new(at(start)?, at(end)?))
        });
        spans.insert(id, fragments.collect());
    }
    let mut found = Vec::new();
    for line in annotation.lines().filter(|line| line.starts_with('E')) {
        let arguments = line.split('\t').nth(1).unwrap_or_default();
        if !arguments.starts_with("Attribution") {
            continue;
        }
        let mut attribution = Annotated::default();
        for (role, id) in arguments.split(' ').filter_map(|argument| argument.split_once(':')) {
            let place = match role.trim_end_matches(|character: char| character.is_ascii_digit()) {
                "Source" => &mut attribution.source,
                "Cue" => &mut attribution.cue,
                "Content" => &mut attribution.content,
                _ => continue,
            };
            if let Some(fragments) = spans.get(id) {
                place.clone_from(fragments);
            }
        }
        found.push(attribution);
    }
    found
}

/// FNV-1a hash of texts in their order, so that an evaluation can tell that it sees the articles of the training again.
pub fn fingerprint<'a>(texts: impl Iterator<Item = &'a str>) -> u64 {
    texts
        .flat_map(|text| text.bytes().chain([0xff]))
        .fold(0xcbf2_9ce4_8422_2325, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Right, found and annotated spans of source, cue and content, exact after [`trimmed`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    counts: [[usize; 3]; 3],
}

impl Tally {
    /// Counts one article. A span found or annotated twice counts once.
    pub fn add(&mut self, text: &str, found: &[Choice], gold: &[Annotated]) {
        let sorted = |spans: Vec<Vec<Span>>| -> BTreeSet<Vec<Span>> {
            spans.iter().map(|spans| trimmed(text, spans)).filter(|spans| !spans.is_empty()).collect()
        };
        let found = [
            sorted(found.iter().filter_map(|choice| Some(vec![choice.source?.span])).collect()),
            sorted(found.iter().map(|choice| vec![choice.cue]).collect()),
            sorted(found.iter().map(|choice| choice.content.clone()).collect()),
        ];
        let gold = [
            sorted(gold.iter().map(|attribution| attribution.source.clone()).collect()),
            sorted(gold.iter().map(|attribution| attribution.cue.clone()).collect()),
            sorted(gold.iter().map(|attribution| attribution.content.clone()).collect()),
        ];
        for (counts, (found, gold)) in self.counts.iter_mut().zip(found.iter().zip(&gold)) {
            counts[0] += found.intersection(gold).count();
            counts[1] += found.len();
            counts[2] += gold.len();
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        for (role, [right, found, gold]) in ["source", "cue", "content"].iter().zip(self.counts) {
            let of = |whole: usize| if whole == 0 { 0.0 } else { 100.0 * right as f64 / whole as f64 };
            let f1 = if found + gold == 0 { 0.0 } else { 200.0 * right as f64 / (found + gold) as f64 };
            write!(formatter, "{role} {f1:.1} (precision {:.1}, recall {:.1})  ", of(found), of(gold))?;
        }
        Ok(())
    }
}
