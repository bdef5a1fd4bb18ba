//! The `events_given_actors` layer: what happens between two parties that are given.
//!
//! Where the file is the one that the ranker was trained on, the headline figures are those of ten-fold cross-validation,
//! not of the shipped weights, which have seen the answers; the table says so. The figures of the frames alone stand
//! beside them.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use model::{Dating, Genre, Span};
use reader::events::{self, LABELS, Ranker, between};
use reader::{Language, View};
use std::collections::BTreeMap;
use std::path::Path;

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let header = sample.lines().next().unwrap_or_default();
    path.is_file()
        && ["sentence", "marked_sentence", "source", "target", "root", "quad"]
            .iter()
            .all(|column| header.split('\t').any(|name| name == *column))
}

/// A gold record.
#[derive(Debug)]
pub struct Record {
    /// Its id, or its number.
    pub id: String,
    /// The sentence without marks.
    pub sentence: String,
    /// Where the source stands.
    pub source: Vec<Span>,
    /// Where the target stands.
    pub target: Vec<Span>,
    /// Index of the label in [`LABELS`].
    pub root: usize,
}

/// Reads the records of a file.
///
/// # Errors
/// Where it cannot be read or lacks a column.
pub fn records(path: &Path) -> Result<Vec<Record>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .flexible(true)
        .from_path(path)
        .with_context(|| format!("{}: cannot be read", path.display()))?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let (marked, root) =
        (column("marked_sentence").context("no column marked_sentence")?, column("root").context("no column root")?);
    let mut records = Vec::new();
    for (number, row) in reader.records().enumerate() {
        let row = row?;
        let (sentence, source, target) = unmark(row.get(marked).unwrap_or_default());
        let name = row.get(root).unwrap_or_default();
        let name = if matches!(name, "CONCEDE" | "RETREAT") { "YIELD" } else { name };
        let Some(root) = LABELS.iter().position(|label| *label == name) else { continue };
        let id = column("id").and_then(|index| row.get(index)).map_or_else(|| number.to_string(), str::to_owned);
        records.push(Record { id, sentence, source, target, root });
    }
    Ok(records)
}

/// The sentence without `<s>` and `<t>`, and where they stood.
fn unmark(marked: &str) -> (String, Vec<Span>, Vec<Span>) {
    let (mut text, mut source, mut target) = (String::new(), Vec::new(), Vec::new());
    let (mut source_from, mut target_from) = (None, None);
    let mut rest = marked;
    while let Some(character) = rest.chars().next() {
        let mut tag = |name: &str| match rest.strip_prefix(name) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        };
        if tag("<s>") {
            source_from = Some(text.len());
        } else if tag("</s>") {
            source.extend(source_from.take().map(|from| Span::new(from, text.len())));
        } else if tag("<t>") {
            target_from = Some(text.len());
        } else if tag("</t>") {
            target.extend(target_from.take().map(|from| Span::new(from, text.len())));
        } else {
            text.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    (text, source, target)
}

/// Calls `then` with the view of one sentence.
fn with_view<T>(language: &Language, text: &str, then: impl FnOnce(View) -> T) -> T {
    let document = reader::passage(text, None);
    let sentences = reader::grammar::sentences(&language.grammar, &document, &mut Vec::new());
    let dating = Dating::default();
    then(View {
        language,
        document: &document,
        sentences: &sentences,
        mentions: &[],
        dating: &dating,
        genre: Genre::News,
    })
}

/// The hash of a set of sentences, by which the ranker knows what it was trained on.
pub fn fingerprint(records: &[Record]) -> u64 {
    events::hash_of(records.iter().map(|record| record.sentence.as_str()))
}

/// The samples of the records, for training.
pub fn samples(records: &[Record], language: &Language) -> Vec<(events::Sample, usize)> {
    use rayon::prelude::*;
    records
        .par_iter()
        .filter_map(|record| {
            let sample = with_view(language, &record.sentence, |view| {
                between::sample_between(view, &record.source, &record.target)
            })?;
            Some((sample, record.root))
        })
        .collect()
}

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let records = records(path)?;
    let samples = samples(&records, language);
    let frames_only: Vec<usize> = samples.iter().map(|(sample, _)| sample.frames_choice.unwrap_or(7)).collect();
    let seen = Ranker::embedded().trained_on == fingerprint(&records);
    let answers: Vec<usize> =
        if seen { folds(&samples) } else { samples.iter().map(|(sample, _)| language.events.choose(sample)).collect() };
    let gold: Vec<usize> = samples.iter().map(|(_, label)| *label).collect();
    let mut metrics = BTreeMap::new();
    for (prefix, found) in [("", &answers), ("frames_only_", &frames_only)] {
        metrics.insert(format!("{prefix}root_macro_f1"), macro_f1(&gold, found, |label| label));
        metrics.insert(format!("{prefix}quad_macro_f1"), macro_f1(&gold, found, quad));
        metrics
            .insert(format!("{prefix}binary_macro_f1"), macro_f1(&gold, found, |label| usize::from(quad(label) > 2)));
    }
    let unanswered = samples.iter().filter(|(sample, _)| sample.frames_choice.is_none()).count();
    metrics.insert("frames_coverage".into(), rate(samples.len() - unanswered, samples.len()));
    let note = if seen {
        "The ranker was trained on these sentences: the figures are of ten-fold cross-validation."
    } else {
        "The figures are of the shipped frames and ranker."
    };
    let mut misses = Vec::new();
    for (index, record) in records.iter().enumerate() {
        if misses.len() >= options.errors {
            break;
        }
        if answers[index] != gold[index] {
            let why = with_view(language, &record.sentence, |view| {
                between::candidates_for_people(view, &record.source, &record.target)
            });
            let words =
                |spans: &[Span]| spans.iter().map(|span| span.of(&record.sentence)).collect::<Vec<_>>().join(" / ");
            misses.push(Miss {
                record: format!(
                    "{} [{}] → [{}]: {}",
                    record.id,
                    words(&record.source),
                    words(&record.target),
                    record.sentence
                ),
                expected: LABELS[gold[index]].to_owned(),
                found: format!("{} (frames alone {})", LABELS[answers[index]], LABELS[frames_only[index]]),
                why,
            });
        }
    }
    Ok(Score {
        layer: "events_given_actors",
        n: records.len(),
        metrics,
        tables: vec![note.to_owned(), by_class(&gold, &answers), confusion(&gold, &answers)],
        misses,
    })
}

/// What ten rankers answer, each on the tenth that it was not trained on.
fn folds(samples: &[(events::Sample, usize)]) -> Vec<usize> {
    use rayon::prelude::*;
    const FOLDS: usize = 10;
    let parts: Vec<Vec<(usize, usize)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| {
            // The file is ordered by label: every tenth record makes a fold with all labels.
            let train: Vec<(events::Sample, usize)> = samples
                .iter()
                .enumerate()
                .filter(|(index, _)| index % FOLDS != fold)
                .map(|(_, sample)| sample.clone())
                .collect();
            let ranker = Ranker::train(&train, 0);
            samples
                .iter()
                .enumerate()
                .filter(|(index, _)| index % FOLDS == fold)
                .map(|(index, (sample, _))| (index, ranker.choose(sample)))
                .collect()
        })
        .collect();
    let mut answers = vec![0; samples.len()];
    for (index, answer) in parts.into_iter().flatten() {
        answers[index] = answer;
    }
    answers
}

/// The quad class of a label, 1 to 4; YIELD counts with its verbal half.
pub fn quad(label: usize) -> usize {
    match LABELS[label] {
        "AGREE" | "CONSULT" | "SUPPORT" => 1,
        "COOPERATE" | "AID" | "YIELD" => 2,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => 3,
        _ => 4,
    }
}

fn macro_f1(gold: &[usize], found: &[usize], class: impl Fn(usize) -> usize) -> f64 {
    let mut counts: BTreeMap<usize, [usize; 3]> = BTreeMap::new();
    for (&gold, &found) in gold.iter().zip(found) {
        let (gold, found) = (class(gold), class(found));
        counts.entry(gold).or_default()[1] += 1;
        counts.entry(found).or_default()[2] += 1;
        if gold == found {
            counts.entry(gold).or_default()[0] += 1;
        }
    }
    counts.retain(|_, count| count[1] > 0);
    counts.values().map(|[right, gold, found]| f1(rate(*right, *found), rate(*right, *gold))).sum::<f64>()
        / counts.len().max(1) as f64
}

fn by_class(gold: &[usize], found: &[usize]) -> String {
    let mut table = String::from("label        n     P     R    F1");
    for (label, name) in LABELS.iter().enumerate() {
        let right = gold.iter().zip(found).filter(|(gold, found)| **gold == label && gold == found).count();
        let (wanted, given) =
            (gold.iter().filter(|gold| **gold == label).count(), found.iter().filter(|found| **found == label).count());
        let (precision, recall) = (rate(right, given), rate(right, wanted));
        table += &format!("\n{name:<10}{wanted:>4}  {precision:.2}  {recall:.2}  {:.2}", f1(precision, recall));
    }
    table
}

fn confusion(gold: &[usize], found: &[usize]) -> String {
    let mut table = String::from("gold \\ found");
    for name in LABELS {
        table += &format!(" {:>4}", &name[..name.len().min(4)]);
    }
    for (row, name) in LABELS.iter().enumerate() {
        table += &format!("\n{name:<12}");
        for column in 0..LABELS.len() {
            let count = gold.iter().zip(found).filter(|(gold, found)| **gold == row && **found == column).count();
            table += &if count == 0 { "    .".to_owned() } else { format!(" {count:>4}") };
        }
    }
    table
}
