//! The `events_given_actors` layer: what happens between two parties that are given.
//!
//! Where the file is the one that the ranker was trained on, the headline figures are those of ten-fold cross-validation,
//! not of the shipped weights, which have seen the answers; the table says so. The figures of the frames alone stand
//! beside them.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use model::Span;
use reader::Language;
use reader::events::{self, LABELS, Ranker, between, given};
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

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let records = given::records(&text);
    let samples: Vec<(events::Sample, usize)> =
        records.iter().filter_map(|record| Some((given::sample(language, record)?, record.root))).collect();
    let frames_only: Vec<usize> = samples.iter().map(|(sample, _)| sample.frames_choice.unwrap_or(7)).collect();
    let seen = Ranker::embedded().trained_on == given::fingerprint(&records);
    let answers: Vec<usize> = if seen {
        given::cross_validate(&samples, 10)
    } else {
        samples.iter().map(|(sample, _)| language.events.choose(sample)).collect()
    };
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
            let why = given::with_view(language, &record.sentence, |view| {
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
