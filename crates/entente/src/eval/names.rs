//! The `names` layer: IOB2 treebanks (Universal NER) and folders of labelled articles. A name is right where its tokens
//! and its class are the gold's.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use reader::Language;
use reader::grammar::labelled::{GoldName, Labelled, parse_columns, parse_iob2};
use reader::grammar::names::{Class, Convention};
use std::collections::BTreeMap;
use std::path::Path;

/// Classes that are scored: dates and money have layers of their own, the rest are too mixed to compare.
const SCORED: [Class; 4] = [Class::Person, Class::Organization, Class::Location, Class::Nationality];

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let label = |cell: &str| cell == "O" || cell.starts_with("B-") || cell.starts_with("I-");
    let columns = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let mut lines =
        sample.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1).take(40).peekable();
    if lines.peek().is_none() {
        return false;
    }
    let iob2 = path.extension().is_some_and(|extension| extension == "iob2");
    iob2 || lines.all(|line| {
        let cells = columns(line);
        cells.len() >= 2
            && (label(&cells[1]) || cells.len() >= 3 && label(&cells[2]) && cells[0].parse::<usize>().is_ok())
            || cells.len() == 1
    }) && sample.contains("\tO")
}

/// Right, gold and found names of a class.
type Counts = BTreeMap<Class, [usize; 3]>;

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let mut counts = Counts::new();
    let mut outlets: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut misses = Vec::new();
    if path.is_dir() {
        for entry in walkdir::WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok) {
            if entry.path().extension().is_none_or(|extension| extension != "tsv") {
                continue;
            }
            let text = read(entry.path())?;
            let article = parse_columns(&text);
            let before = totals(&counts);
            compare(&article.tokens, &article.names, &found_in(&article, language), &mut counts, &mut misses, options);
            let after = totals(&counts);
            let name = entry.file_name().to_string_lossy();
            let outlet =
                name.split('.').next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit() || c == '_');
            let row = outlets.entry(outlet.to_owned()).or_default();
            for index in 0..3 {
                row[index] += after[index] - before[index];
            }
        }
    } else {
        let text = read(path)?;
        let sample = text.lines().find(|line| !line.starts_with('#') && !line.is_empty()).unwrap_or_default();
        if sample.split('\t').next().is_some_and(|cell| cell.parse::<usize>().is_ok()) {
            // What a word is called elsewhere counts within a document.
            let sentences = parse_iob2(&text);
            let starts = (1..sentences.len()).filter(|&at| sentences[at].starts);
            let mut bounds: Vec<usize> = [0].into_iter().chain(starts).chain([sentences.len()]).collect();
            bounds.dedup();
            for range in bounds.windows(2) {
                let document = &sentences[range[0]..range[1]];
                let forms: Vec<Vec<&str>> =
                    document.iter().map(|sentence| sentence.tokens.iter().map(String::as_str).collect()).collect();
                let found = language.grammar.name_spans(&forms, Convention::Universal);
                for (sentence, found) in document.iter().zip(found) {
                    let found: Vec<GoldName> =
                        found.into_iter().map(|(start, end, class)| GoldName { start, end, class }).collect();
                    compare(&sentence.tokens, &sentence.names, &found, &mut counts, &mut misses, options);
                }
            }
        } else {
            let article = parse_columns(&text);
            compare(&article.tokens, &article.names, &found_in(&article, language), &mut counts, &mut misses, options);
        }
    }
    let [right, gold, found] = totals(&counts);
    let (precision, recall) = (rate(right, found), rate(right, gold));
    let mut metrics = BTreeMap::new();
    for (name, value) in [("precision", precision), ("recall", recall), ("f1", f1(precision, recall))] {
        metrics.insert(name.to_owned(), value);
    }
    let mut table = format!("{:<8} {:>6} {:>9} {:>7} {:>6}\n", "class", "gold", "precision", "recall", "f1");
    for (class, [right, gold, found]) in &counts {
        let (precision, recall) = (rate(*right, *found), rate(*right, *gold));
        metrics.insert(format!("f1_{}", class.code().to_lowercase()), f1(precision, recall));
        table.push_str(&format!(
            "{:<8} {gold:>6} {precision:>9.3} {recall:>7.3} {:>6.3}\n",
            class.code(),
            f1(precision, recall)
        ));
    }
    let mut tables = vec![table];
    if outlets.len() > 1 {
        let mut table = format!("{:<28} {:>6} {:>6}\n", "outlet", "gold", "f1");
        for (outlet, [right, gold, found]) in outlets {
            table.push_str(&format!("{outlet:<28} {gold:>6} {:>6.3}\n", f1(rate(right, found), rate(right, gold))));
        }
        tables.push(table);
    }
    Ok(Score { layer: "names", n: gold, metrics, tables, misses })
}

fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn totals(counts: &Counts) -> [usize; 3] {
    counts.values().fold([0; 3], |sum, row| [sum[0] + row[0], sum[1] + row[1], sum[2] + row[2]])
}

/// The names that the reader finds in the text of an article, in the article's own tokens.
fn found_in(article: &Labelled, language: &Language) -> Vec<GoldName> {
    let (text, spans) = article.text();
    let document = reader::passage(&text, None);
    let sentences = reader::grammar::sentences(&language.grammar, &document, &mut Vec::new());
    reader::grammar::names(&language.grammar, &document, &sentences)
        .into_iter()
        .map(|name| GoldName {
            start: spans.partition_point(|span| span.1 <= name.span.start),
            end: spans.partition_point(|span| span.0 < name.span.end),
            class: name.class,
        })
        .collect()
}

fn compare(
    tokens: &[String],
    gold: &[GoldName],
    found: &[GoldName],
    counts: &mut Counts,
    misses: &mut Vec<Miss>,
    options: Options,
) {
    let scored = |name: &&GoldName| SCORED.contains(&name.class);
    for name in gold.iter().filter(scored) {
        let right = found.contains(name);
        let row = counts.entry(name.class).or_default();
        row[0] += usize::from(right);
        row[1] += 1;
        if !right && misses.len() < options.errors {
            let instead: Vec<String> = found
                .iter()
                .filter(|other| other.start < name.end && name.start < other.end)
                .map(|other| show(tokens, other))
                .collect();
            let window = name.start.saturating_sub(6)..(name.end + 6).min(tokens.len());
            misses.push(Miss {
                record: tokens[window].join(" "),
                expected: show(tokens, name),
                found: if instead.is_empty() { "no name".to_owned() } else { instead.join(", ") },
                why: "the trained model".to_owned(),
            });
        }
    }
    for name in found.iter().filter(scored) {
        counts.entry(name.class).or_default()[2] += 1;
    }
}

fn show(tokens: &[String], name: &GoldName) -> String {
    format!("{} {}", name.class.code(), tokens[name.start..name.end.min(tokens.len())].join(" "))
}
