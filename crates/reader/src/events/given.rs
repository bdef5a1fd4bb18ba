//! Sentences with given parties and a label: the records that the ranker is trained on and evaluated with.

use super::between;
use super::ranker::{LABELS, Ranker, Sample, hash};
use crate::{Language, View};
use model::{Dating, Genre, Span};

/// A sentence with given parties and its label.
#[derive(Debug, Clone)]
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

/// The records of a tab-separated text with the columns `marked_sentence` and `root` (and `id`): source and target stand in
/// `<s>…</s>` and `<t>…</t>`. Rows with a label that is not known are left out.
pub fn records(text: &str) -> Vec<Record> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| header.iter().position(|header| *header == name);
    let (Some(marked), Some(root)) = (column("marked_sentence"), column("root")) else { return Vec::new() };
    let id = column("id");
    let mut records = Vec::new();
    for (number, line) in lines.enumerate() {
        let cells: Vec<String> = line.split('\t').map(unquote).collect();
        let cell = |index: usize| cells.get(index).map(String::as_str).unwrap_or_default();
        let name = if matches!(cell(root), "CONCEDE" | "RETREAT") { "YIELD" } else { cell(root) };
        let Some(root) = LABELS.iter().position(|label| *label == name) else { continue };
        let (sentence, source, target) = unmark(cell(marked));
        records.push(Record {
            id: id.map_or_else(|| number.to_string(), |id| cell(id).to_owned()),
            sentence,
            source,
            target,
            root,
        });
    }
    records
}

/// A cell without the quotation marks that a CSV writer put around it.
fn unquote(cell: &str) -> String {
    match cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')) {
        Some(inside) => inside.replace("\"\"", "\""),
        None => cell.to_owned(),
    }
}

/// The sentence without `<s>` and `<t>`, and where they stood.
fn unmark(marked: &str) -> (String, Vec<Span>, Vec<Span>) {
    let (mut text, mut source, mut target) = (String::new(), Vec::new(), Vec::new());
    let (mut source_from, mut target_from) = (None, None);
    let mut rest = marked;
    while let Some(character) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("<s>") {
            source_from = Some(text.len());
            rest = after;
        } else if let Some(after) = rest.strip_prefix("</s>") {
            source.extend(source_from.take().map(|from| Span::new(from, text.len())));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("<t>") {
            target_from = Some(text.len());
            rest = after;
        } else if let Some(after) = rest.strip_prefix("</t>") {
            target.extend(target_from.take().map(|from| Span::new(from, text.len())));
            rest = after;
        } else {
            text.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    (text, source, target)
}

/// Calls `then` with the view of one sentence that is read alone.
pub fn with_view<T>(language: &Language, text: &str, then: impl FnOnce(View) -> T) -> T {
    let document = crate::passage(text, None);
    let sentences = crate::grammar::sentences(&language.grammar, &document, &mut Vec::new());
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

/// The features of a record.
pub fn sample(language: &Language, record: &Record) -> Option<Sample> {
    with_view(language, &record.sentence, |view| between::sample_between(view, &record.source, &record.target))
}

/// The hash by which a ranker knows the records that it was trained on.
pub fn fingerprint(records: &[Record]) -> u64 {
    hash(records.iter().flat_map(|record| record.sentence.bytes().chain([0])))
}

/// What rankers answer that were each trained without the part that they are asked about; every `folds`-th record makes
/// a part.
pub fn cross_validate(samples: &[(Sample, usize)], folds: usize) -> Vec<usize> {
    let mut answers = vec![0; samples.len()];
    for fold in 0..folds {
        let train: Vec<(Sample, usize)> = samples
            .iter()
            .enumerate()
            .filter(|(index, _)| index % folds != fold)
            .map(|(_, sample)| sample.clone())
            .collect();
        let ranker = Ranker::train(&train, 0);
        for (index, (sample, _)) in samples.iter().enumerate().filter(|(index, _)| index % folds == fold) {
            answers[index] = ranker.choose(sample);
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        let text =
            "id\tmarked_sentence\troot\nx\t\"<s>Chile</s> said \"\"no\"\" to <t>Peru</t>.\"\tREJECT\ny\tnone\tUNKNOWN";
        let records = records(text);
        assert_eq!(records.len(), 1);
        let record = &records[0];
        assert_eq!(record.sentence, "Chile said \"no\" to Peru.");
        assert_eq!(record.source[0].of(&record.sentence), "Chile");
        assert_eq!(record.target[0].of(&record.sentence), "Peru");
        assert_eq!(LABELS[record.root], "REJECT");
    }
}
