//! Scores dating: the document's own date is hidden from the reader and compared with what the words give.
//!
//! The date is that of the TimeML creation time, of `metadata.tsv` beside a folder `text/`, or the one that an article's
//! address, header or dateline states; of the latter only title and body are read.

use super::super::{Miss, Score, rate};
use super::{document_of, gold};
use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use model::{Document, Evidence, Header, Interval};
use reader::Language;
use std::collections::BTreeMap;
use std::path::Path;

/// True for articles whose address is their first line, and for a folder `text/` with `metadata.tsv`.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let articles = sample.starts_with("http://") || sample.starts_with("https://");
    articles || path.join("text").is_dir() && path.join("metadata.tsv").is_file() && !path.join("attributions").exists()
}

/// Scores dating on the dated documents of a file or folder.
pub fn score(path: &Path, language: &Language, errors: usize) -> Result<Score> {
    let mut documents: Vec<(String, Document, Interval)> = Vec::new();
    for annotated in gold::load(path)? {
        if let Some(day) = annotated.created {
            documents.push((annotated.name, document_of(&annotated.text, None), Interval { start: day, end: day }));
        }
    }
    let metadata = path.join("metadata.tsv");
    if documents.is_empty() && metadata.is_file() {
        documents = listed(path, &metadata)?;
    }
    if documents.is_empty() {
        documents = articles(path)?;
    }
    if documents.is_empty() {
        bail!("{}: no document states its date", path.display());
    }
    scored("times", documents, language, errors)
}

/// The texts that `metadata.tsv` dates.
fn listed(path: &Path, metadata: &Path) -> Result<Vec<(String, Document, Interval)>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_path(metadata)?;
    let headers = reader.headers()?.clone();
    let column = |name: &str| {
        let place = headers.iter().position(|header| header == name);
        place.with_context(|| format!("{}: no column {name}", metadata.display()))
    };
    let (name, date) = (column("filename")?, column("publication_date")?);
    let mut documents = Vec::new();
    for row in reader.records() {
        let row = row?;
        let (Some(name), Some(Ok(day))) = (row.get(name), row.get(date).map(str::parse::<Date>)) else { continue };
        let stem = name.trim_end_matches(".txt");
        // A name is a name here, not a way out of the folder.
        let file = path.join("text").join(format!("{stem}.txt"));
        if stem.contains(['/', '\\']) || !file.is_file() {
            continue;
        }
        let bytes = std::fs::read(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        documents.push((stem.to_owned(), document_of(&text, None), Interval { start: day, end: day }));
    }
    Ok(documents)
}

/// The articles of a file or folder that state within a year when they were published.
fn articles(path: &Path) -> Result<Vec<(String, Document, Interval)>> {
    let mut documents = Vec::new();
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes =
            std::fs::read(entry.path()).with_context(|| format!("{}: cannot be read", entry.path().display()))?;
        let name = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(read) = intake::read(&bytes, &name, &intake::Limits::default()) else { continue };
        for document in read {
            if let Some(published) = document.published.filter(|days| days.start.year() == days.end.year()) {
                documents.push((name.clone(), document, published));
            }
        }
    }
    Ok(documents)
}

/// Scores dating on documents (name, document, true date) whose date is hidden from the reader: `answered` (share with a
/// year), `year_accuracy` (of those answered), `month_accuracy` (of those whose interval lies in one month; absent where
/// there is none).
pub fn score_dating(
    layer: &'static str,
    documents: Vec<(String, Document, Date)>,
    language: &Language,
    errors: usize,
) -> Result<Score> {
    let whole = |(name, document, day)| (name, document, Interval { start: day, end: day });
    scored(layer, documents.into_iter().map(whole).collect(), language, errors)
}

fn scored(
    layer: &'static str,
    documents: Vec<(String, Document, Interval)>,
    language: &Language,
    errors: usize,
) -> Result<Score> {
    let (mut answered, mut right, mut months, mut right_months) = (0, 0, 0, 0);
    let mut by_year: BTreeMap<i16, [usize; 3]> = BTreeMap::new();
    let mut misses = Vec::new();
    for (name, document, published) in &documents {
        let hidden = Document { published: None, header: Header::default(), source: String::new(), ..document.clone() };
        let sentences = reader::grammar::sentences(&language.grammar, &hidden, &mut Vec::new());
        let expressions = reader::times::expressions(&hidden, &sentences);
        let dating = reader::dating::date(&hidden, &sentences, &expressions);
        let is_right = dating.year == Some(published.start.year());
        answered += usize::from(dating.year.is_some());
        right += usize::from(is_right);
        let row = by_year.entry(published.start.year()).or_default();
        row[0] += 1;
        row[1] += usize::from(dating.year.is_some());
        row[2] += usize::from(is_right);
        if let (Some(month), Some(truth)) = (dating.interval.and_then(Interval::month), published.month()) {
            months += 1;
            right_months += usize::from(month == truth);
        }
        if !is_right && misses.len() < errors {
            misses.push(Miss {
                record: name.clone(),
                expected: published.start.to_string(),
                found: format!("{:?} {:?}", dating.year, dating.interval.map(|days| (days.start, days.end))),
                why: format!("for: {}; against: {}", why(&dating.evidence, &hidden), why(&dating.against, &hidden)),
            });
        }
    }
    let mut metrics = BTreeMap::from([
        ("answered".to_owned(), rate(answered, documents.len())),
        ("year_accuracy".to_owned(), rate(right, answered)),
    ]);
    if months > 0 {
        metrics.insert("month_accuracy".to_owned(), rate(right_months, months));
        metrics.insert("month_answered".to_owned(), rate(months, documents.len()));
    }
    Ok(Score { layer, n: documents.len(), metrics, tables: vec![table(&by_year)], misses })
}

/// The rules that a dating rests on, with their words.
fn why(evidence: &[Evidence], document: &Document) -> String {
    let list: Vec<String> =
        evidence.iter().map(|evidence| format!("{} '{}'", evidence.rule, evidence.span.of(&document.text))).collect();
    list.join("; ")
}

/// How many documents of each year there are, are answered and are right.
fn table(by_year: &BTreeMap<i16, [usize; 3]>) -> String {
    let mut table = format!("{:<6}{:>10}{:>10}{:>8}", "year", "documents", "answered", "right");
    for (year, [all, answered, right]) in by_year {
        table.push_str(&format!("\n{year:<6}{all:>10}{answered:>10}{right:>8}"));
    }
    table
}
