//! The `grammar` layer: CoNLL-U treebanks, with the measures of the CoNLL 2018 shared task (words aligned by their
//! characters, relations without subtype) and full subject-verb-object triples.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use model::Upos;
use reader::Language;
use reader::grammar::{Analysis, conllu};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    path.extension().is_some_and(|extension| extension == "conllu")
        || sample.lines().any(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            cells.len() == 10 && cells[0] == "1" && Upos::from_name(cells[3]).is_some()
        })
}

/// One word of gold or of the reading: its characters, counted without spaces over the whole file, and its grammar.
/// `head` counts over the whole file.
struct Word {
    span: (usize, usize),
    form: String,
    upos: Upos,
    xpos: String,
    lemma: String,
    head: Option<usize>,
    relation: String,
    sentence: usize,
}

/// One side of the comparison.
#[derive(Default)]
struct Side {
    words: Vec<Word>,
    sentences: Vec<(usize, usize)>,
}

/// Relations that CLAS leaves out.
const FUNCTIONAL: &[&str] = &["aux", "case", "cc", "clf", "cop", "det", "mark", "punct"];

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let trees = conllu::parse(&text);
    let gold = gold_side(&trees);
    let read = match options.system {
        Some(file) => {
            let text = std::fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
            gold_side(&conllu::parse(&text))
        }
        None if options.raw => raw_side(&trees, language),
        None => given_side(&trees, language),
    };
    Ok(compare(&gold, &read, options))
}

fn gold_side(trees: &[conllu::Tree]) -> Side {
    let mut side = Side::default();
    let mut at = 0;
    for (sentence, tree) in trees.iter().enumerate() {
        let first = side.words.len();
        let start = at;
        for token in &tree.surface {
            let length = count(&token.form);
            let mut from = at;
            for index in token.words.clone() {
                let Some(word) = tree.words.get(index) else { continue };
                // The last word of a token takes what is left of it.
                let to = if index + 1 == token.words.end {
                    at + length
                } else {
                    (from + count(&word.form)).min(at + length)
                };
                side.words.push(Word {
                    span: (from, to),
                    form: word.form.clone(),
                    upos: word.upos,
                    xpos: word.xpos.clone(),
                    lemma: word.lemma.clone(),
                    head: word.head.map(|head| first + head),
                    relation: universal(&word.relation).to_owned(),
                    sentence,
                });
                from = to;
            }
            at += length;
        }
        side.sentences.push((start, at));
    }
    side
}

fn given_side(trees: &[conllu::Tree], language: &Language) -> Side {
    let mut side = gold_side(trees);
    let forms: Vec<Vec<&str>> =
        trees.iter().map(|tree| tree.words.iter().map(|word| word.form.as_str()).collect()).collect();
    for (sentence, analyses) in language.grammar.analyse(&forms).into_iter().enumerate() {
        let first = side.words.partition_point(|word| word.sentence < sentence);
        for (index, analysis) in analyses.into_iter().enumerate() {
            let Analysis { lemma, upos, xpos, head, relation, .. } = analysis;
            let word = &mut side.words[first + index];
            word.lemma = lemma;
            word.upos = upos;
            word.xpos = xpos;
            word.head = head.map(|head| first + head);
            word.relation = universal(&relation).to_owned();
        }
    }
    side
}

fn raw_side(trees: &[conllu::Tree], language: &Language) -> Side {
    let document = reader::passage(&conllu::raw_text(trees), None);
    let sentences = reader::grammar::sentences(&language.grammar, &document, &mut Vec::new());
    let mut side = Side::default();
    // Offsets in bytes to offsets in characters that are no spaces.
    let mut offsets = vec![0; document.text.len() + 1];
    let mut seen = 0;
    for (at, character) in document.text.char_indices() {
        for offset in &mut offsets[at..at + character.len_utf8()] {
            *offset = seen;
        }
        seen += usize::from(!character.is_whitespace());
    }
    offsets[document.text.len()] = seen;
    for (number, sentence) in sentences.into_iter().enumerate() {
        let first = side.words.len();
        side.sentences.push((offsets[sentence.span.start], offsets[sentence.span.end]));
        for token in sentence.tokens {
            side.words.push(Word {
                span: (offsets[token.span.start], offsets[token.span.end]),
                form: token.span.of(&document.text).to_owned(),
                upos: token.upos,
                xpos: token.xpos,
                lemma: token.lemma,
                head: token.head.map(|head| first + head),
                relation: universal(&token.relation).to_owned(),
                sentence: number,
            });
        }
    }
    side
}

fn count(form: &str) -> usize {
    form.chars().filter(|character| !character.is_whitespace()).count()
}

fn universal(relation: &str) -> &str {
    // The agent of a passive is needed for triples; it is stripped where relations are compared.
    if matches!(relation, "obl:agent" | "nsubj:pass") {
        relation
    } else {
        relation.split(':').next().unwrap_or(relation)
    }
}

fn bare(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

fn compare(gold: &Side, read: &Side, options: Options) -> Score {
    let mut metrics = BTreeMap::new();
    let mut put = |name: &str, right: usize, read: usize, gold: usize| {
        metrics.insert(name.to_owned(), f1(rate(right, read), rate(right, gold)));
    };
    let pairs = align(gold, read);
    let to_gold: BTreeMap<usize, usize> = pairs.iter().map(|&(gold, read)| (read, gold)).collect();
    let (gold_words, read_words) = (gold.words.len(), read.words.len());
    put("words_f1", pairs.len(), read_words, gold_words);
    let found: BTreeSet<_> = read.sentences.iter().collect();
    let right = gold.sentences.iter().filter(|span| found.contains(span)).count();
    put("sentences_f1", right, read.sentences.len(), gold.sentences.len());
    let head_right = |pair: &&(usize, usize)| {
        let (expected, found) = (&gold.words[pair.0], &read.words[pair.1]);
        match (expected.head, found.head) {
            (None, None) => true,
            (Some(expected), Some(found)) => to_gold.get(&found) == Some(&expected),
            _ => false,
        }
    };
    let label_right = |pair: &&(usize, usize)| {
        head_right(pair) && bare(&gold.words[pair.0].relation) == bare(&read.words[pair.1].relation)
    };
    let agree = |test: &dyn Fn(&Word, &Word) -> bool| {
        pairs.iter().filter(|&&(expected, found)| test(&gold.words[expected], &read.words[found])).count()
    };
    put("upos", agree(&|a, b| a.upos == b.upos), read_words, gold_words);
    put("xpos", agree(&|a, b| a.xpos == b.xpos), read_words, gold_words);
    put("lemmas", agree(&|a, b| a.lemma == b.lemma || a.lemma == "_"), read_words, gold_words);
    put("uas", pairs.iter().filter(head_right).count(), read_words, gold_words);
    put("las", pairs.iter().filter(label_right).count(), read_words, gold_words);
    let content = |word: &Word| !FUNCTIONAL.contains(&bare(&word.relation));
    put(
        "clas",
        pairs.iter().filter(|pair| content(&gold.words[pair.0]) && label_right(pair)).count(),
        read.words.iter().filter(|word| content(word)).count(),
        gold.words.iter().filter(|word| content(word)).count(),
    );
    let expected = triples(gold, Some);
    let found = triples(read, |index| to_gold.get(&index).copied());
    put("svo_f1", expected.intersection(&found).count(), found.len(), expected.len());
    let misses = misses(gold, read, &pairs, options.errors);
    let tables = vec![by_relation(gold, read, &pairs, &label_right), confusions(gold, read, &pairs)];
    Score { layer: "grammar", n: gold_words, metrics, tables, misses }
}

/// The pairs of words with the same characters.
fn align(gold: &Side, read: &Side) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut left, mut right) = (0, 0);
    while left < gold.words.len() && right < read.words.len() {
        let (a, b) = (gold.words[left].span, read.words[right].span);
        if a == b {
            pairs.push((left, right));
            left += 1;
            right += 1;
        } else if (a.1, a.0) <= (b.1, b.0) {
            left += 1;
        } else {
            right += 1;
        }
    }
    pairs
}

/// Who does what to whom, by word: subject, verb and object of an active verb, agent, verb and subject of a passive one.
/// `number` translates the words of this side to those of the gold; a word without counterpart keeps the triple wrong.
fn triples(side: &Side, number: impl Fn(usize) -> Option<usize>) -> BTreeSet<[usize; 3]> {
    let mut roles: BTreeMap<usize, [Vec<usize>; 2]> = BTreeMap::new();
    let mut passive: BTreeMap<usize, [Vec<usize>; 2]> = BTreeMap::new();
    for (index, word) in side.words.iter().enumerate() {
        let Some(head) = word.head else { continue };
        match word.relation.as_str() {
            "nsubj" => roles.entry(head).or_default()[0].push(index),
            "obj" => roles.entry(head).or_default()[1].push(index),
            "obl:agent" => passive.entry(head).or_default()[0].push(index),
            "nsubj:pass" => passive.entry(head).or_default()[1].push(index),
            _ => {}
        }
    }
    let outside = |index: usize| number(index).unwrap_or(usize::MAX - index);
    let mut triples = BTreeSet::new();
    for (verb, [agents, patients]) in roles.iter().chain(&passive) {
        for agent in agents {
            triples.extend(patients.iter().map(|patient| [outside(*agent), outside(*verb), outside(*patient)]));
        }
    }
    triples
}

fn misses(gold: &Side, read: &Side, pairs: &[(usize, usize)], most: usize) -> Vec<Miss> {
    let mut misses = Vec::new();
    let matched: BTreeSet<usize> = pairs.iter().map(|pair| pair.0).collect();
    let context = |side: &Side, index: usize| {
        let window = index.saturating_sub(4)..(index + 5).min(side.words.len());
        side.words[window].iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    };
    for index in (0..gold.words.len()).filter(|index| !matched.contains(index)) {
        if misses.len() >= most {
            return misses;
        }
        let at = read.words.partition_point(|word| word.span.1 <= gold.words[index].span.0);
        let found = read.words.get(at).map_or("", |word| word.form.as_str());
        misses.push(Miss {
            record: context(gold, index),
            expected: gold.words[index].form.clone(),
            found: found.to_owned(),
            why: "the words are split differently".to_owned(),
        });
    }
    let show = |side: &Side, word: &Word| {
        let head = word.head.map_or("root", |head| side.words[head].form.as_str());
        format!("{} {} {} {}({head})", word.upos.name(), word.xpos, word.lemma, word.relation)
    };
    let ends: BTreeSet<usize> = read.sentences.iter().map(|span| span.1).collect();
    let gold_ends: BTreeSet<usize> = gold.sentences.iter().map(|span| span.1).collect();
    for &(expected, found) in pairs {
        if misses.len() >= most {
            break;
        }
        let (a, b) = (&gold.words[expected], &read.words[found]);
        if gold_ends.contains(&a.span.1) != ends.contains(&b.span.1) {
            misses.push(Miss {
                record: context(gold, expected),
                expected: if gold_ends.contains(&a.span.1) { "a sentence ends" } else { "the sentence goes on" }
                    .to_owned(),
                found: b.form.clone(),
                why: "the sentences are split differently".to_owned(),
            });
        }
        let (expected_line, found_line) = (show(gold, a), show(read, b));
        if expected_line != found_line {
            misses.push(Miss {
                record: format!("{} | {}", a.form, context(gold, expected)),
                expected: expected_line,
                found: found_line,
                why: "the trained model".to_owned(),
            });
        }
    }
    misses
}

/// Labelled attachment by the gold's relation, the most frequent first.
fn by_relation(
    gold: &Side,
    _read: &Side,
    pairs: &[(usize, usize)],
    right: &dyn Fn(&&(usize, usize)) -> bool,
) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for pair in pairs {
        let entry = counts.entry(bare(&gold.words[pair.0].relation)).or_default();
        entry.0 += 1;
        entry.1 += usize::from(right(&pair));
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|&(name, (n, _))| (std::cmp::Reverse(n), name));
    let mut table = format!("{:<12} {:>6} {:>6}\n", "relation", "words", "las");
    for (name, (n, right)) in rows {
        table.push_str(&format!("{name:<12} {n:>6} {:>6.3}\n", rate(right, n)));
    }
    table
}

/// The most frequent confusions of tags.
fn confusions(gold: &Side, read: &Side, pairs: &[(usize, usize)]) -> String {
    let mut counts: BTreeMap<(Upos, Upos), usize> = BTreeMap::new();
    for &(expected, found) in pairs {
        let key = (gold.words[expected].upos, read.words[found].upos);
        if key.0 != key.1 {
            *counts.entry(key).or_default() += 1;
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|&(pair, n)| (std::cmp::Reverse(n), pair));
    let mut table = format!("{:<8} {:<8} {:>6}\n", "gold", "read as", "words");
    for ((expected, found), n) in rows.into_iter().take(12) {
        table.push_str(&format!("{:<8} {:<8} {n:>6}\n", expected.name(), found.name()));
    }
    table
}
