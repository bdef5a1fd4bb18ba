//! Trains the choice among readings of who says what, and writes its weights.

use anyhow::{Context, Result, ensure};
use reader::Language;
use reader::quotes::linear::Linear;
use reader::quotes::training::{self, Annotated, Tally, annotated, fingerprint};
use reader::quotes::{Choice, choices, context};
use std::collections::BTreeMap;
use std::path::Path;

/// Where the weights go.
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../language/en/quotes-cues.bin");

const FOLDS: usize = 10;

/// Trains on the annotated articles of `folder` (`text/`, `attributions/` in brat's format), says how well ten-fold
/// cross-validation over articles does beside the rules alone, and writes the weights. The same articles and the same
/// grammar give the same bytes.
///
/// # Errors
/// Where files cannot be read or hold no attributions, or the weights cannot be written.
pub fn run(folder: &str) -> Result<()> {
    let articles = articles(Path::new(folder))?;
    ensure!(!articles.is_empty(), "{folder}: no annotated articles");
    let language = Language::english();
    let documents: Vec<_> = articles
        .iter()
        .map(|article| {
            let document = reader::passage(&article.text, None);
            let read = reader::grammar::with_states(&language.grammar, &document, &mut Vec::new());
            (article, read)
        })
        .collect();
    let contexts: Vec<_> = documents
        .iter()
        .map(|(article, (sentences, states))| context(&language.quotes, &article.text, sentences, states))
        .collect();
    let report = |label: &str, found: &dyn Fn(usize) -> Vec<Choice>| {
        let mut tally = Tally::default();
        for (index, article) in articles.iter().enumerate() {
            tally.add(&article.text, &found(index), &article.attributions);
        }
        println!("{label}: {tally}");
    };
    report("rules alone", &|index| choices(&contexts[index], &Linear::default()));
    let annotated: Vec<_> = contexts
        .iter()
        .zip(&articles)
        .map(|(context, article)| training::Article { number: article.number, context, gold: &article.attributions })
        .collect();
    let mut trained = training::train(&annotated, FOLDS);
    report("cross-validated", &|index| choices(&contexts[index], &trained.folds[articles[index].number % FOLDS]));
    trained.whole.trained_on = fingerprint(articles.iter().map(|article| article.text.as_str()));
    let linear = trained.whole;
    std::fs::write(WEIGHTS, linear.to_bytes()).with_context(|| format!("{WEIGHTS}: cannot be written"))
}

/// An annotated article; the annotations of several people on one article share its number.
struct Article {
    number: usize,
    text: String,
    attributions: Vec<Annotated>,
}

fn articles(folder: &Path) -> Result<Vec<Article>> {
    let attributions = folder.join("attributions");
    let mut names: Vec<String> = std::fs::read_dir(&attributions)
        .with_context(|| format!("{}: cannot be read", attributions.display()))?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".ann").map(str::to_owned))
        .collect();
    names.sort();
    let read =
        |path: &Path| std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()));
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut articles = Vec::new();
    for name in names {
        // The last part of the name is the annotator.
        let article = name.rsplit_once('_').map_or(name.as_str(), |(article, _)| article).to_owned();
        let exact = folder.join("text").join(format!("{name}.txt"));
        let file = if exact.is_file() { exact } else { folder.join("text").join(format!("{article}.txt")) };
        let text = read(&file)?;
        let annotation = read(&attributions.join(format!("{name}.ann")))?;
        let next = numbers.len();
        let number = *numbers.entry(article).or_insert(next);
        articles.push(Article { number, attributions: annotated(&annotation, &text), text });
    }
    Ok(articles)
}
