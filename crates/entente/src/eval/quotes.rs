//! The `quotes` layer: source, cue and content spans of attributed statements, in brat's standoff format.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use jiff::civil::Date;
use model::{Finding, Interval, Span};
use reader::Language;
use reader::quotes::linear::Linear;
use reader::quotes::training::{self, Annotated};
use std::collections::BTreeMap;
use std::path::Path;

/// True for a folder with `text/` and `attributions/`.
pub fn recognises(path: &Path, _sample: &str) -> bool {
    path.join("text").is_dir() && path.join("attributions").is_dir()
}

/// The three roles, in the order of the metrics.
const ROLES: [&str; 3] = ["source", "cue", "content"];

/// Fragments of one role of one attribution: several where it is interrupted.
type Fragments = Vec<Span>;

/// One annotated article: its text, and its fragments by role.
struct Gold {
    name: String,
    text: String,
    roles: [Vec<Fragments>; 3],
    attributions: Vec<Annotated>,
}

/// Scores the folder at `path`. Each annotation file counts as an article; an article annotated twice counts twice.
///
/// Spans are compared after white space, quotation marks and sentence punctuation at both ends are taken away, since
/// annotators differ in whether they belong to the span. On the articles that the choice among readings was trained on,
/// the scores are those of ten-fold cross-validation over articles.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let dates = publication_dates(path)?;
    if options.dating {
        return dating(path, language, &dates, options.errors);
    }
    let mut tallies = [[Tally::default(); 2]; 3];
    let mut misses = Vec::new();
    let mut n = 0;
    let mut readings: BTreeMap<String, [Vec<Fragments>; 3]> = BTreeMap::new();
    let golds = annotated(path)?;
    let folds = Folds::new(language, &golds);
    for gold in golds {
        n += gold.roles[2].len();
        let article = gold.name.rsplit_once('_').map_or(gold.name.as_str(), |(article, _)| article).to_owned();
        let found = readings.entry(article.clone()).or_insert_with(|| {
            let published = dates.get(&article).map(|&day| Interval { start: day, end: day });
            match &folds {
                Some(folds) => folds.found(language, &article, &gold.text),
                None => found(language, &gold.text, published),
            }
        });
        for (role, tally) in tallies.iter_mut().enumerate() {
            let expected: Vec<Fragments> = gold.roles[role].iter().map(|spans| trimmed(&gold.text, spans)).collect();
            let given: Vec<Fragments> = found[role].iter().map(|spans| trimmed(&gold.text, spans)).collect();
            tally[0].add(&expected, &given, |one, other| one == other);
            tally[1].add(&expected, &given, |one, other| one.iter().any(|a| other.iter().any(|b| a.overlaps(*b))));
            for missing in expected.iter().filter(|spans| !given.contains(spans)) {
                if misses.len() < options.errors {
                    misses.push(miss(&gold, ROLES[role], missing, &given));
                }
            }
        }
    }
    let mut metrics = BTreeMap::new();
    for (role, name) in ROLES.iter().enumerate() {
        for (tally, suffix) in tallies[role].iter().zip(["", "_overlap"]) {
            let (precision, recall) = (rate(tally.right, tally.found), rate(tally.right, tally.gold));
            metrics.insert(format!("{name}_f1{suffix}"), f1(precision, recall));
            metrics.insert(format!("{name}_precision{suffix}"), precision);
            metrics.insert(format!("{name}_recall{suffix}"), recall);
        }
    }
    Ok(Score { layer: "quotes", n, metrics, tables: Vec::new(), misses })
}

fn miss(gold: &Gold, role: &str, missing: &Fragments, given: &[Fragments]) -> Miss {
    let words = |spans: &Fragments| spans.iter().map(|span| span.of(&gold.text)).collect::<Vec<_>>().join(" … ");
    let near = given.iter().find(|spans| spans.iter().any(|a| missing.iter().any(|b| a.overlaps(*b))));
    Miss {
        record: gold.name.clone(),
        expected: format!("{role} “{}”", words(missing)),
        found: near.map_or_else(|| "nothing there".to_owned(), |spans| format!("“{}”", words(spans))),
        why: if near.is_some() { "another span".to_owned() } else { "no attribution was found there".to_owned() },
    }
}

/// Right, found and gold spans.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    /// Counts each gold span with at most one found span, in order.
    fn add(&mut self, gold: &[Fragments], found: &[Fragments], same: impl Fn(&Fragments, &Fragments) -> bool) {
        let mut free: Vec<&Fragments> = found.iter().collect();
        self.gold += gold.len();
        self.found += found.len();
        for expected in gold {
            if let Some(at) = free.iter().position(|given| same(expected, given)) {
                free.remove(at);
                self.right += 1;
            }
        }
    }
}

/// Models for cross-validation, where the articles are those that the choice among readings was trained on: each article
/// is read by a model that did not see it.
struct Folds {
    articles: Vec<String>,
    models: Vec<Linear>,
}

impl Folds {
    const COUNT: usize = 10;

    /// Nothing where the articles are others.
    fn new(language: &Language, golds: &[Gold]) -> Option<Folds> {
        let linear = &language.quotes.linear;
        if linear.trained_on != training::fingerprint(golds.iter().map(|gold| gold.text.as_str())) {
            return None;
        }
        let mut articles: Vec<String> = Vec::new();
        let mut numbers = Vec::new();
        for gold in golds {
            let article = gold.name.rsplit_once('_').map_or(gold.name.as_str(), |(article, _)| article);
            numbers.push(articles.iter().position(|known| known == article).unwrap_or_else(|| {
                articles.push(article.to_owned());
                articles.len() - 1
            }));
        }
        let sentences: Vec<_> = golds
            .iter()
            .map(|gold| {
                let document = reader::passage(&gold.text, None);
                reader::grammar::with_states(&language.grammar, &document, &mut Vec::new())
            })
            .collect();
        let contexts: Vec<_> = golds
            .iter()
            .zip(&sentences)
            .map(|(gold, (sentences, states))| reader::quotes::context(&language.quotes, &gold.text, sentences, states))
            .collect();
        let annotated: Vec<training::Article> = golds
            .iter()
            .zip(&contexts)
            .zip(numbers)
            .map(|((gold, context), number)| training::Article { number, context, gold: &gold.attributions })
            .collect();
        Some(Folds { articles, models: training::train(&annotated, Self::COUNT).folds })
    }

    fn found(&self, language: &Language, article: &str, text: &str) -> [Vec<Fragments>; 3] {
        let number = self.articles.iter().position(|known| known == article).unwrap_or(0);
        let document = reader::passage(text, None);
        let (sentences, states) = reader::grammar::with_states(&language.grammar, &document, &mut Vec::new());
        let context = reader::quotes::context(&language.quotes, text, &sentences, &states);
        let mut roles: [Vec<Fragments>; 3] = Default::default();
        for choice in reader::quotes::choices(&context, &self.models[number % Self::COUNT]) {
            roles[0].extend(choice.source.map(|speaker| vec![speaker.span]));
            roles[1].push(vec![choice.cue]);
            roles[2].push(choice.content);
        }
        for role in &mut roles {
            role.sort();
            role.dedup();
        }
        roles
    }
}

/// Sources, cues and contents that the reader finds. A span found by several quotations counts once.
fn found(language: &Language, text: &str, published: Option<Interval>) -> [Vec<Fragments>; 3] {
    let reading = reader::read(language, &reader::passage(text, published));
    let mut roles: [Vec<Fragments>; 3] = Default::default();
    for finding in &reading.findings {
        let Finding::Quote(quote) = finding else { continue };
        let mut attribution = Some(&quote.attribution);
        while let Some(layer) = attribution {
            roles[0].extend(layer.source.as_ref().map(|party| vec![party.span]));
            roles[1].extend(layer.cue.map(|cue| vec![cue]));
            attribution = layer.outer.as_deref();
        }
        roles[2].push(quote.content.clone());
    }
    for role in &mut roles {
        role.sort();
        role.dedup();
    }
    roles
}

/// Fragments without white space, quotation marks and sentence punctuation at their ends; empty ones fall away.
fn trimmed(text: &str, spans: &[Span]) -> Fragments {
    let edge = |character: char| character.is_whitespace() || "\"'“”‘’«»,.;:".contains(character);
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

/// The annotation files in order of name, with their texts.
fn annotated(path: &Path) -> Result<Vec<Gold>> {
    let mut golds = Vec::new();
    for entry in walkdir::WalkDir::new(path.join("attributions")).sort_by_file_name() {
        let entry = entry?;
        if entry.path().extension().is_none_or(|extension| extension != "ann") {
            continue;
        }
        let name = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let exact = path.join("text").join(format!("{name}.txt"));
        let article = name.rsplit_once('_').map_or(name.as_str(), |(article, _)| article);
        let file = if exact.is_file() { exact } else { path.join("text").join(format!("{article}.txt")) };
        let text = std::fs::read_to_string(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
        let annotation = std::fs::read_to_string(entry.path())
            .with_context(|| format!("{}: cannot be read", entry.path().display()))?;
        let attributions = training::annotated(&annotation, &text);
        golds.push(Gold { name, roles: roles(&annotation, &text), attributions, text });
    }
    Ok(golds)
}

/// The source, cue and content fragments of the attributions of a brat file. Only those that an attribution (with or
/// without source) refers to count.
fn roles(annotation: &str, text: &str) -> [Vec<Fragments>; 3] {
    // Brat counts characters, spans count bytes.
    let mut bytes: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
    bytes.push(text.len());
    let mut spans: BTreeMap<&str, Fragments> = BTreeMap::new();
    for line in annotation.lines().filter(|line| line.starts_with('T')) {
        let mut cells = line.split('\t');
        let (Some(id), Some(place)) = (cells.next(), cells.next()) else { continue };
        let Some((_, offsets)) = place.split_once(' ') else { continue };
        let fragments = offsets
            .split(';')
            .filter_map(|pair| {
                let (start, end) = pair.split_once(' ')?;
                let start = *bytes.get(start.parse::<usize>().ok()?)?;
                let end = *bytes.get(end.parse::<usize>().ok()?)?;
                Some(Span::new(start, end))
            })
            .collect();
        spans.insert(id, fragments);
    }
    let mut roles: [Vec<Fragments>; 3] = Default::default();
    for line in annotation.lines().filter(|line| line.starts_with('E')) {
        let arguments = line.split('\t').nth(1).unwrap_or_default();
        if !arguments.starts_with("Attribution") {
            continue;
        }
        for argument in arguments.split(' ') {
            let Some((role, id)) = argument.split_once(':') else { continue };
            let role = role.trim_end_matches(|character: char| character.is_ascii_digit());
            if let (Some(role), Some(fragments)) =
                (ROLES.iter().position(|name| name.eq_ignore_ascii_case(role)), spans.get(id))
            {
                roles[role].push(fragments.clone());
            }
        }
    }
    for role in &mut roles {
        role.sort();
        role.dedup();
    }
    roles
}

/// Publication dates by name of the article, from `metadata.tsv` where there is one.
fn publication_dates(path: &Path) -> Result<BTreeMap<String, Date>> {
    let file = path.join("metadata.tsv");
    let mut dates = BTreeMap::new();
    if !file.is_file() {
        return Ok(dates);
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_path(&file)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|header| header == name)
            .with_context(|| format!("{}: no column {name}", file.display()))
    };
    let (name, date) = (column("filename")?, column("publication_date")?);
    for row in reader.records() {
        let row = row?;
        if let (Some(name), Some(Ok(date))) = (row.get(name), row.get(date).map(str::parse)) {
            dates.insert(name.trim_end_matches(".txt").to_owned(), date);
        }
    }
    Ok(dates)
}

/// Scores dating on the texts whose date the metadata gives.
fn dating(path: &Path, language: &Language, dates: &BTreeMap<String, Date>, errors: usize) -> Result<Score> {
    let mut documents = Vec::new();
    for entry in walkdir::WalkDir::new(path.join("text")).sort_by_file_name() {
        let entry = entry?;
        let name = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(&date) = dates.get(&name).filter(|_| entry.file_type().is_file()) {
            let text = std::fs::read_to_string(entry.path())
                .with_context(|| format!("{}: cannot be read", entry.path().display()))?;
            documents.push((name, super::times::document_of(&text, None), date));
        }
    }
    super::times::score_dating("quotes", documents, language, errors)
}
