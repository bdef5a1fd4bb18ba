//! The gold's numbers, as its formats write them.

use anyhow::Result;
use serde_json::Value;

/// A gold number.
pub struct Gold {
    pub value: f64,
    pub range: Option<(f64, f64)>,
    /// The unit's names; `-` for a bare number; `None` where the gold does not say.
    pub units: Option<Vec<String>>,
    /// The label of its bound or direction, in lower case; `None` where the gold does not say.
    pub change: Option<String>,
    pub words: String,
}

/// A text with its gold numbers, and the sort that they are limited to.
pub struct Record {
    pub text: String,
    pub gold: Vec<Gold>,
    pub sort: Sort,
    /// True for the specs of software, which know no counted nouns.
    pub spec: bool,
}

/// The sort of numbers that a gold lists.
#[derive(Clone, Copy, PartialEq)]
pub enum Sort {
    All,
    Number,
    Currency,
    Dimension,
    Percentage,
    Range,
}

/// The records: a JSON list, or an object that holds one.
pub fn list(text: &str) -> Result<Vec<Value>> {
    let value: Value = serde_json::from_str(text)?;
    match value {
        Value::Array(list) => Ok(list),
        Value::Object(object) => object
            .into_iter()
            .find_map(|(_, value)| if let Value::Array(list) = value { Some(list) } else { None })
            .ok_or_else(|| anyhow::anyhow!("no list in the object")),
        _ => anyhow::bail!("neither a list nor an object"),
    }
}

/// The sort of numbers that the records list.
pub fn sort_of(list: &[Value]) -> Sort {
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

/// The text of a record, in any of the formats.
pub fn text_of(record: &Value) -> Option<&str> {
    ["text", "sentence", "req", "Input"].iter().find_map(|name| record[*name].as_str())
}

/// The list of numbers of a record, in any of the formats; empty where it is missing.
pub fn numbers_of(record: &Value) -> &[Value] {
    let found = ["quantities", "res", "Results"].iter().find_map(|name| record[*name].as_array());
    found.map_or(&[], Vec::as_slice)
}

/// One record; nothing where it has no text.
pub fn record_of(record: &Value, sort: Sort) -> Option<Record> {
    let text = text_of(record)?.to_owned();
    let quantulum = record.get("res").is_some();
    let gold = numbers_of(record)
        .iter()
        .filter(|gold| {
            gold.get("Resolution")
                .is_none_or(|resolution| !resolution["value"].is_null() && resolution["value"].as_str() != Some("null"))
        })
        .filter_map(gold_of)
        .filter(|gold| !(quantulum && (is_year(gold) || has_no_number(gold))))
        // `is equal to 170`: a spec of ranges calls it one; it is a number like any other.
        .filter(|gold| !(sort == Sort::Range && gold.range.is_some_and(|(low, high)| low == high)))
        .collect();
    Some(Record { text, gold, sort, spec: quantulum || record.get("Input").is_some() })
}

/// quantulum3 lists years as numbers without dimension; here they are times.
fn is_year(gold: &Gold) -> bool {
    let bare = gold.units.as_ref().is_some_and(|units| units.iter().any(|unit| unit == "dimensionless"));
    bare && gold.words.len() == 4 && (1500.0..2100.0).contains(&gold.value)
}

/// quantulum3 reads `a penny` and `a gallon` as one of them.
fn has_no_number(gold: &Gold) -> bool {
    let words: Vec<&str> = gold.words.split_whitespace().collect();
    gold.value == 1.0 && matches!(words.first(), Some(&("a" | "an" | "A" | "An")))
}

fn gold_of(gold: &Value) -> Option<Gold> {
    let resolution = gold.get("Resolution").unwrap_or(gold);
    let (mut value, mut range) = value_of(&resolution["value"])?;
    // quantulum3 gives a range by its middle and half its width.
    if let Some(half) = gold["uncertainty"].as_f64().filter(|half| *half > 0.0) {
        range = Some((value - half, value + half));
    }
    let mut units: Option<Vec<String>> = None;
    for name in ["normalized_unit", "unit", "isoCurrency"] {
        let Some(given) = resolution.get(name) else { continue };
        let mut names = Vec::new();
        collect(given, &mut names);
        units.get_or_insert_default().extend(names);
    }
    // A unit that is there and empty is a bare number's.
    if let Some(names) = &mut units
        && names.is_empty()
    {
        names.push("-".to_owned());
    }
    // quantulum3 calls a dozen a unit; here it is twelve.
    if units.as_ref().is_some_and(|units| units.iter().any(|unit| unit == "dozen")) {
        value *= 12.0;
        units = Some(vec!["dimensionless".to_owned()]);
    }
    let change = ["change", "bound", "modifier"]
        .iter()
        .find_map(|name| gold.get(*name))
        .map(|change| change.as_str().unwrap_or_default().trim().to_lowercase());
    let words = ["surface", "Text", "text"].iter().find_map(|name| gold[*name].as_str()).unwrap_or_default().to_owned();
    Some(Gold { value, range, units, change, words })
}

/// The strings of a unit given as a string, a list, or an object with its names.
fn collect(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::String(name) if !name.trim().is_empty() => names.push(name.trim().to_owned()),
        Value::Array(list) => {
            // `["euro", "per", "litre"]` is one unit in pieces, and as a whole.
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            if words.len() > 1 {
                names.push(words.join(" "));
            } else {
                list.iter().for_each(|item| collect(item, names));
            }
        }
        Value::Object(object) => {
            for name in ["name", "surface", "surfaces", "text", "normalized"] {
                if let Some(value) = object.get(name) {
                    collect(value, names);
                }
            }
        }
        _ => {}
    }
}

/// A number, a list of two, an object with its ends, or words: `75000000`, `20%`, `(20,35]`, `3-5`, `3 to 5`.
fn value_of(value: &Value) -> Option<(f64, Option<(f64, f64)>)> {
    let ends = |low: f64, high: f64| Some(((low + high) / 2.0, Some((low, high))));
    match value {
        Value::Number(number) => Some((number.as_f64()?, None)),
        Value::Array(list) => {
            let numbers: Vec<f64> = list.iter().filter_map(|item| value_of(item).map(|(value, _)| value)).collect();
            match numbers[..] {
                [only] => Some((only, None)),
                [low, high] if low == high => Some((low, None)),
                [low, high] => ends(low, high),
                _ => None,
            }
        }
        Value::Object(object) => {
            let end = |names: [&str; 5]| names.iter().find_map(|name| object.get(*name)).and_then(value_of);
            let (low, _) = end(["lower", "low", "from", "min", "start"])?;
            let (high, _) = end(["upper", "high", "to", "max", "end"])?;
            if low == high { Some((low, None)) } else { ends(low, high) }
        }
        Value::String(text) => {
            let text = text.trim();
            if let Some(inner) = text.strip_prefix(['(', '[']).and_then(|text| text.strip_suffix([')', ']'])) {
                let (low, high) = inner.split_once(',')?;
                let end = |text: &str, open: f64| if text.trim().is_empty() { Some(open) } else { number(text) };
                return ends(end(low, f64::NEG_INFINITY)?, end(high, f64::INFINITY)?);
            }
            if let Some(value) = number(text) {
                return Some((value, None));
            }
            let pair = text.split_once(" to ").or_else(|| text.split_once('–')).or_else(|| {
                let dash = text.char_indices().skip(1).find(|(_, character)| *character == '-')?.0;
                Some((&text[..dash], &text[dash + 1..]))
            });
            let (low, high) = pair?;
            ends(number(low)?, number(high)?)
        }
        _ => None,
    }
}

/// A number with grouping commas or a percent sign.
fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').replace([',', ' '], "");
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_in_every_form() {
        for (given, value, range) in [
            (json!(4), 4.0, None),
            (json!("1,200.5"), 1200.5, None),
            (json!("-3"), -3.0, None),
            (json!([3, 5]), 4.0, Some((3.0, 5.0))),
            (json!(["3", "5"]), 4.0, Some((3.0, 5.0))),
            (json!([7.0]), 7.0, None),
            (json!("3-5"), 4.0, Some((3.0, 5.0))),
            (json!("-3--1"), -2.0, Some((-3.0, -1.0))),
            (json!("3 to 5"), 4.0, Some((3.0, 5.0))),
            (json!("(3, 5)"), 4.0, Some((3.0, 5.0))),
            (json!({"lower": 3, "upper": "5"}), 4.0, Some((3.0, 5.0))),
        ] {
            assert_eq!(value_of(&given), Some((value, range)), "{given}");
        }
        for given in [json!(null), json!("many"), json!([]), json!(true), json!({})] {
            assert_eq!(value_of(&given), None, "{given}");
        }
    }

    #[test]
    fn units_in_every_form() {
        let units = |gold: Value| gold_of(&gold).and_then(|gold| gold.units);
        assert_eq!(units(json!({"value": 1})), None);
        assert_eq!(units(json!({"value": 1, "unit": ""})), Some(vec!["-".to_owned()]));
        assert_eq!(units(json!({"value": 1, "unit": null})), Some(vec!["-".to_owned()]));
        assert_eq!(units(json!({"value": 1, "unit": ["new", "case"]})), Some(vec!["new case".to_owned()]));
        assert_eq!(units(json!({"value": 1, "unit": {"name": "euro"}})), Some(vec!["euro".to_owned()]));
    }
}
