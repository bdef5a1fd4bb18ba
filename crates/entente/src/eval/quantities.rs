//! The `quantities` layer: CQE's lists, the Recognizers specs and the quantulum3 specs.
//!
//! A number is right where its value is; `value_unit` asks for the unit as well, `value_change` for the bound or direction.
//! Specs of one sort of number (currencies, dimensions, percentages) are scored on that sort alone, since their texts hold
//! others that they do not list. `cases` is the share of texts read exactly. The specs' cases that no press text can hold
//! are left out and counted, by the rules of [`applicable`].

mod applicable;
mod compare;
mod gold;

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use compare::{Found, same_change, same_unit, same_value};
use gold::{Gold, Record, Sort, record_of, sort_of};
use model::{Bound, MentionValue, Quantity, Span};
use reader::Language;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let json = path.extension().is_some_and(|extension| extension == "json")
        && sample.trim_start_matches('\u{feff}').trim_start().starts_with(['[', '{']);
    let recognizers = ["number", "numberrange", "currency", "dimension", "percentage"]
        .iter()
        .any(|sort| sample.contains(&format!("\"TypeName\": \"{sort}\"")));
    json && (recognizers
        || sample.contains("\"quantities\"") && (sample.contains("\"text\"") || sample.contains("\"sentence\""))
        || sample.contains("\"req\"") && sample.contains("\"res\""))
}

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let list = gold::list(text.trim_start_matches('\u{feff}'))
        .with_context(|| format!("{}: is not a JSON list", path.display()))?;
    let sort = sort_of(&list);
    let mut left_out = BTreeMap::<&str, usize>::new();
    let mut applies = |record: &&Value| match applicable::why_not(record) {
        Some(reason) => {
            *left_out.entry(reason).or_default() += 1;
            false
        }
        None => true,
    };
    let records: Vec<Record> =
        list.iter().filter(|record| applies(record)).filter_map(|record| record_of(record, sort)).collect();
    let mut tally = BTreeMap::<&str, Tally>::new();
    let (mut exact, mut misses) = (0, Vec::new());
    let says_change = records.iter().any(|record| record.gold.iter().any(|gold| gold.change.is_some()));
    for record in &records {
        let found = compare::cut_alike(&record.gold, read(language, record));
        let value = |gold: &Gold, found: &Found| same_value(gold, &found.quantity, record.sort);
        let unit = |gold: &Gold, found: &Found| value(gold, found) && same_unit(gold, &found.quantity, record.spec);
        let change = |gold: &Gold, found: &Found| value(gold, found) && same_change(gold, found);
        let matched = tally.entry("value").or_default().add(&record.gold, &found, value);
        let with_unit = tally.entry("value_unit").or_default().add(&record.gold, &found, unit);
        let with_change = tally.entry("value_change").or_default().add(&record.gold, &found, change);
        let all = matched.min(with_unit).min(if says_change { with_change } else { usize::MAX });
        if all == record.gold.len() && all == found.len() {
            exact += 1;
        } else if misses.len() < options.errors {
            misses.push(miss(record, &found));
        }
    }
    let mut metrics: BTreeMap<String, f64> = tally
        .iter()
        .filter(|(name, _)| says_change || **name != "value_change")
        .map(|(name, tally)| (format!("{name}_f1"), tally.f1()))
        .collect();
    metrics.insert("cases".to_owned(), rate(exact, records.len()));
    let lines: Vec<String> = left_out.iter().map(|(reason, count)| format!("  {count:>5}  {reason}")).collect();
    let tables =
        if lines.is_empty() { Vec::new() } else { vec![format!("left out, as no press text:\n{}", lines.join("\n"))] };
    Ok(Score { layer: "quantities", n: records.len(), metrics, tables, misses })
}

#[derive(Default)]
struct Tally {
    right: usize,
    gold: usize,
    found: usize,
}

impl Tally {
    /// Counts the pairs that agree, each used once; and returns how many.
    fn add<F>(&mut self, gold: &[Gold], found: &[Found], same: F) -> usize
    where
        F: Fn(&Gold, &Found) -> bool,
    {
        let mut free = vec![true; found.len()];
        let right = gold
            .iter()
            .filter(|gold| {
                let hit = (0..found.len()).find(|&index| free[index] && same(gold, &found[index]));
                hit.inspect(|&index| free[index] = false).is_some()
            })
            .count();
        self.right += right;
        self.gold += gold.len();
        self.found += found.len();
        right
    }

    fn f1(&self) -> f64 {
        f1(rate(self.right, self.found), rate(self.right, self.gold))
    }
}

/// The quantities of a text, of the sort that its gold lists, with their words.
fn read(language: &Language, record: &Record) -> Vec<Found> {
    let document = reader::passage(&record.text, None);
    let sentences = reader::grammar::sentences(&language.grammar, &document, &mut Vec::new());
    let times = reader::times::anchor(&reader::times::expressions(&document, &sentences), &Default::default());
    reader::quantities::mentions(&language.quantities, &document, &sentences, &times)
        .into_iter()
        .filter_map(|mention| match mention.value {
            MentionValue::Quantity(quantity) => Some((mention.span, quantity)),
            _ => None,
        })
        .filter(|(_, quantity)| is_sort(quantity, record.sort))
        .map(|(span, quantity)| Found { words: before_and(span, &record.text), quantity })
        .collect()
}

/// The words of a span with the 25 bytes before it, in lower case.
fn before_and(span: Span, text: &str) -> String {
    let mut start = span.start.saturating_sub(25);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text[start..span.end].to_lowercase()
}

fn is_sort(quantity: &Quantity, sort: Sort) -> bool {
    let unit = quantity.unit.as_str();
    let upper = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let above = unit.split('/').next().unwrap_or(unit);
    let money = upper(above) || matches!(above, "{cent}" | "{penny}" | "{dime}" | "{satoshi}");
    let time = matches!(unit, "a" | "mo" | "wk" | "d" | "h" | "min" | "s" | "10.a" | "100.a" | "1000.a");
    // The specs have temperatures in a file of their own.
    let temperature = matches!(unit, "Cel" | "[degF]" | "K" | "deg");
    match sort {
        // The numbers of money and measures are listed as well.
        Sort::All | Sort::Number => true,
        Sort::Currency => money,
        Sort::Percentage => unit == "%",
        Sort::Dimension => !money && !time && !temperature && !matches!(unit, "1" | "%" | "{times}"),
        Sort::Range => quantity.range.is_some() || quantity.bound != Bound::Exact,
    }
}

fn miss(record: &Record, found: &[Found]) -> Miss {
    let gold: Vec<String> = record
        .gold
        .iter()
        .map(|gold| {
            let value = gold.range.map_or_else(|| gold.value.to_string(), |(low, high)| format!("{low}..{high}"));
            let units = gold.units.clone().unwrap_or_default().join("|");
            format!("{value} {units} {} '{}'", gold.change.as_deref().unwrap_or_default(), gold.words)
        })
        .collect();
    let read: Vec<String> = found
        .iter()
        .map(|Found { quantity, .. }| {
            let value =
                quantity.range.map_or_else(|| quantity.value.to_string(), |(low, high)| format!("{low}..{high}"));
            let change = quantity.change.map(|change| format!("{:?}", change.direction)).unwrap_or_default();
            format!(
                "{value} {} {:?} {change} {}",
                quantity.unit,
                quantity.bound,
                quantity.counted.as_deref().unwrap_or_default()
            )
        })
        .collect();
    Miss { record: record.text.clone(), expected: gold.join("; "), found: read.join("; "), why: String::new() }
}
