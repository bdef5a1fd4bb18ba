//! The `quantities` layer: CQE's lists, the Recognizers specs and the quantulum3 specs.
//!
//! A number is right where its value is; `value_unit` asks for the unit as well, `value_change` for the bound or direction.
//! Specs of one sort of number (currencies, dimensions, percentages) are scored on that sort alone, since their texts hold
//! others that they do not list. `cases` is the share of texts read exactly.

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Context, Result};
use model::{Bound, Direction, MentionValue, Quantity, Span};
use reader::Language;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let json = path.extension().is_some_and(|extension| extension == "json")
        && sample.trim_start_matches('\u{feff}').trim_start().starts_with('[');
    let recognizers = ["number", "numberrange", "currency", "dimension", "percentage"]
        .iter()
        .any(|sort| sample.contains(&format!("\"TypeName\": \"{sort}\"")));
    json && (recognizers
        || sample.contains("\"quantities\"") && sample.contains("\"text\"")
        || sample.contains("\"req\"") && sample.contains("\"res\""))
}

/// A gold number.
struct Gold {
    value: f64,
    range: Option<(f64, f64)>,
    /// The unit's names; empty for a bare number; `None` where the gold does not say.
    units: Option<Vec<String>>,
    change: Option<String>,
    words: String,
}

/// A text with its gold numbers, and the sort that they are limited to.
struct Record {
    text: String,
    gold: Vec<Gold>,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq)]
enum Sort {
    All,
    Number,
    Currency,
    Dimension,
    Percentage,
    Range,
}

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let list: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .with_context(|| format!("{}: is not a JSON list", path.display()))?;
    let sort = sort_of(&list);
    let records: Vec<Record> = list.iter().filter_map(|record| record_of(record, sort)).collect();
    let mut tally = BTreeMap::<&str, Tally>::new();
    let (mut exact, mut misses) = (0, Vec::new());
    let mut says_change = false;
    for record in &records {
        let found = read(language, record);
        let value = |gold: &Gold, (_, quantity): &(String, Quantity)| same_value(gold, quantity, record.sort);
        let unit = |gold: &Gold, found: &(String, Quantity)| value(gold, found) && same_unit(gold, &found.1);
        let change = |gold: &Gold, found: &(String, Quantity)| value(gold, found) && same_change(gold, found);
        says_change |= record.gold.iter().any(|gold| gold.change.is_some());
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
    Ok(Score { layer: "quantities", n: records.len(), metrics, tables: Vec::new(), misses })
}

#[derive(Default)]
struct Tally {
    right: usize,
    gold: usize,
    found: usize,
}

impl Tally {
    /// Counts the pairs that agree, each used once; and returns how many.
    fn add<F>(&mut self, gold: &[Gold], found: &[(String, Quantity)], same: F) -> usize
    where
        F: Fn(&Gold, &(String, Quantity)) -> bool,
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

fn sort_of(list: &[Value]) -> Sort {
    let first = list.iter().flat_map(|record| record["Results"].as_array().into_iter().flatten()).next();
    match first.and_then(|result| result["TypeName"].as_str()) {
        Some("number") => Sort::Number,
        Some("currency") => Sort::Currency,
        Some("dimension") => Sort::Dimension,
        Some("percentage") => Sort::Percentage,
        Some("numberrange") => Sort::Range,
        _ => Sort::All,
    }
}

fn record_of(record: &Value, sort: Sort) -> Option<Record> {
    let field = |names: &[&str]| names.iter().find_map(|name| record.get(*name));
    let text = field(&["text", "req", "Input"])?.as_str()?.to_owned();
    let list = field(&["quantities", "res", "Results"])?.as_array()?;
    // A spec's bare tokens, formulas and addresses are not what a text says.
    let spec = record.get("Input").is_some();
    if spec && (text.split_whitespace().count() < 4 || text.contains("://") || text.contains('^')) {
        return None;
    }
    let gold: Vec<Gold> = list
        .iter()
        .filter(|gold| {
            gold["Resolution"]["value"].as_str() != Some("null")
                && !(gold.get("Resolution").is_some() && gold["Resolution"]["value"].is_null())
        })
        .filter_map(gold_of)
        .filter(|gold| !(record.get("res").is_some() && is_year(gold)))
        .collect();
    Some(Record { text, gold, sort })
}

/// quantulum3 lists years as numbers without dimension; here they are times.
fn is_year(gold: &Gold) -> bool {
    let bare = gold.units.as_ref().is_some_and(|units| units.iter().any(|unit| unit == "dimensionless"));
    bare && gold.words.len() == 4 && (1500.0..2100.0).contains(&gold.value)
}

fn gold_of(gold: &Value) -> Option<Gold> {
    let resolution = gold.get("Resolution").unwrap_or(gold);
    let (value, range) = value_of(&resolution["value"])?;
    let mut units: Option<Vec<String>> = None;
    for name in ["normalized_unit", "unit", "isoCurrency"] {
        let names: Vec<String> = match &resolution[name] {
            Value::String(unit) => vec![unit.clone()],
            Value::Array(units) => units.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => continue,
        };
        units.get_or_insert_default().extend(names);
    }
    let change = gold["change"].as_str().or_else(|| gold["bound"].as_str()).map(|change| change.trim().to_lowercase());
    let words = ["surface", "Text", "text"].iter().find_map(|name| gold[*name].as_str()).unwrap_or_default().to_owned();
    Some(Gold { value, range, units, change, words })
}

/// A number, a list of two, or words: `75000000`, `20%`, `(20,35]`.
fn value_of(value: &Value) -> Option<(f64, Option<(f64, f64)>)> {
    match value {
        Value::Number(number) => Some((number.as_f64()?, None)),
        Value::Array(list) => {
            let numbers: Vec<f64> = list.iter().filter_map(|item| value_of(item).map(|(value, _)| value)).collect();
            match numbers[..] {
                [only] => Some((only, None)),
                [low, high] => Some(((low + high) / 2.0, Some((low, high)))),
                _ => None,
            }
        }
        Value::String(text) => {
            let text = text.trim();
            if let Some(inner) = text.strip_prefix(['(', '[']).and_then(|text| text.strip_suffix([')', ']'])) {
                let (low, high) = inner.split_once(',')?;
                let end = |text: &str, open: f64| if text.is_empty() { Some(open) } else { text.parse().ok() };
                let (low, high) = (end(low, f64::NEG_INFINITY)?, end(high, f64::INFINITY)?);
                return Some(((low + high) / 2.0, Some((low, high))));
            }
            if let Some((low, high)) = text.trim_start_matches('-').split_once('-') {
                let (low, high): (f64, f64) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
                return Some(((low + high) / 2.0, Some((low, high))));
            }
            Some((text.trim_end_matches('%').replace(',', "").parse().ok()?, None))
        }
        _ => None,
    }
}

/// The quantities of a text, of the sort that its gold lists, with their words.
fn read(language: &Language, record: &Record) -> Vec<(String, Quantity)> {
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
        .map(|(span, quantity)| (before_and(span, &record.text), quantity))
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
    let money = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
        || matches!(unit, "{cent}" | "{penny}" | "{dime}")
        || unit.as_bytes().get(3) == Some(&b'/') && unit[..3].bytes().all(|byte| byte.is_ascii_uppercase());
    let time = matches!(unit, "a" | "mo" | "wk" | "d" | "h" | "min" | "s" | "10.a" | "100.a" | "1000.a");
    match sort {
        Sort::All => true,
        Sort::Number => matches!(unit, "1" | "a" | "mo" | "wk" | "d" | "h" | "min" | "s" | "{times}"),
        Sort::Currency => money,
        Sort::Percentage => unit == "%",
        Sort::Dimension => !money && !time && !matches!(unit, "1" | "%" | "{times}"),
        Sort::Range => quantity.range.is_some() || quantity.bound != Bound::Exact,
    }
}

fn near(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9)
}

fn same_value(gold: &Gold, quantity: &Quantity, sort: Sort) -> bool {
    match (gold.range, quantity.range) {
        (Some((low, high)), Some((from, to))) => near(low, from) && near(high, to),
        (Some((low, high)), None) if sort == Sort::Range => match quantity.bound {
            Bound::AtLeast => high.is_infinite() && near(low, quantity.value),
            Bound::AtMost => low.is_infinite() && near(high, quantity.value),
            _ => near(low, quantity.value) && near(high, quantity.value),
        },
        (Some(_), None) => false,
        (None, _) => near(gold.value, quantity.value),
    }
}

/// The code of a unit's name, also `ton per day`; else the last word in the singular.
fn key(name: &str) -> String {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "" | "-" | "dimensionless" | "none" | "null") {
        return "1".to_owned();
    }
    if let Some(code) = reader::quantities::unit_code(&name) {
        return code.to_owned();
    }
    if let Some((above, below)) = name.split_once(" per ") {
        return format!("{}/{}", key(above), key(below));
    }
    reader::quantities::singular(name.rsplit(' ').next().unwrap_or(&name))
}

fn same_unit(gold: &Gold, quantity: &Quantity) -> bool {
    let Some(names) = &gold.units else { return true };
    let counted = quantity.counted.as_deref().map(|counted| counted.to_lowercase());
    let head = counted
        .as_deref()
        .map(|counted| reader::quantities::singular(counted.rsplit(' ').next().unwrap_or(counted)).to_lowercase());
    let written = key(&quantity.unit_words);
    names.iter().any(|name| {
        let code = reader::quantities::unit_code(name).map_or_else(|| key(name), str::to_owned);
        code == quantity.unit
            // `pound` and `franc` alone: the spec leaves the state open.
            || name.eq_ignore_ascii_case("pound") && quantity.unit == "GBP"
            || !quantity.unit_words.is_empty() && code == written
            || quantity.unit == "1"
                && (head.as_deref() == Some(code.as_str()) || counted.as_deref() == Some(name.to_lowercase().as_str()))
    })
}

fn same_change(gold: &Gold, (words, quantity): &(String, Quantity)) -> bool {
    let Some(gold) = &gold.change else { return true };
    let approximate = ["nearly ", "almost ", "close to ", "just under "].iter().any(|word| words.contains(word));
    let found = match (quantity.change, quantity.bound) {
        (Some(change), _) if change.direction == Direction::Up => "up",
        (Some(change), _) if change.direction == Direction::Down => "down",
        (_, Bound::AtLeast) => ">",
        (_, Bound::AtMost) if approximate => "~",
        (_, Bound::AtMost) => "<",
        (_, Bound::About) => "~",
        _ => "=",
    };
    gold == found
}

fn miss(record: &Record, found: &[(String, Quantity)]) -> Miss {
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
        .map(|(_, quantity)| {
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
