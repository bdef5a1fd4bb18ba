//! The words of `language/en/lexicon/times.toml`.

use super::meaning::{Anchor, Part, Unit};
use crate::data;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What single words mean for times.
pub(super) struct TimeWords {
    pub months: FxHashMap<String, u8>,
    pub month_abbreviations: FxHashMap<String, u8>,
    pub weekdays: FxHashMap<String, u8>,
    pub weekday_abbreviations: FxHashMap<String, u8>,
    pub units: FxHashMap<String, Unit>,
    pub seasons: FxHashMap<String, &'static str>,
    pub day_parts: FxHashMap<String, &'static str>,
    /// Phrases, longest first, as their pieces; with the part of the year.
    pub holidays: Vec<(Vec<String>, Part)>,
    pub directions: FxHashMap<String, (i32, Anchor)>,
    pub modifiers: FxHashMap<String, &'static str>,
    pub comparatives: FxHashMap<String, &'static str>,
    pub long_words: FxHashMap<String, &'static str>,
    /// Phrases, longest first, as their pieces; with unit and modifier.
    pub period_ends: Vec<(Vec<String>, Unit, &'static str)>,
    pub nineties: FxHashMap<String, i16>,
    /// Number words below a hundred, of `numbers.toml`.
    pub cardinals: FxHashMap<String, u8>,
    pub repetitions: FxHashMap<String, &'static str>,
    /// Phrases, longest first, as their pieces.
    pub references: Vec<(Vec<String>, &'static str)>,
    pub future: FxHashSet<String>,
    pub before_year: FxHashSet<String>,
    pub strong_before_year: FxHashSet<String>,
}

/// The words, loaded once.
pub(super) static WORDS: LazyLock<TimeWords> = LazyLock::new(|| {
    let text: &'static str = data::file("language/en/lexicon/times.toml").unwrap_or_default();
    let tables: &'static toml::Table = Box::leak(Box::new(text.parse().expect("times.toml is valid")));
    let table = |name: &str| tables.get(name).and_then(toml::Value::as_table).expect("times.toml has its tables");
    let numbers = |name: &str| -> FxHashMap<String, u8> {
        table(name).iter().map(|(word, value)| (word.clone(), value.as_integer().unwrap_or_default() as u8)).collect()
    };
    let strings = |name: &str| -> FxHashMap<String, &'static str> {
        table(name).iter().map(|(word, value)| (word.clone(), value.as_str().unwrap_or_default())).collect()
    };
    let set = |name: &str, key: &str| -> FxHashSet<String> {
        let list = table(name).get(key).and_then(toml::Value::as_array).expect("times.toml has its lists");
        list.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
    };
    let phrases = |name: &str| -> Vec<(Vec<String>, &'static str)> {
        let mut phrases: Vec<(Vec<String>, &'static str)> = table(name)
            .iter()
            .map(|(phrase, value)| (phrase.split(' ').map(str::to_owned).collect(), value.as_str().unwrap_or_default()))
            .collect();
        phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        phrases
    };
    TimeWords {
        months: numbers("months"),
        month_abbreviations: numbers("month_abbreviations"),
        weekdays: numbers("weekdays"),
        weekday_abbreviations: numbers("weekday_abbreviations"),
        units: strings("units").into_iter().filter_map(|(word, unit)| Some((word, Unit::from_name(unit)?))).collect(),
        seasons: strings("seasons"),
        day_parts: strings("day_parts"),
        holidays: phrases("holidays").into_iter().filter_map(|(phrase, date)| Some((phrase, holiday(date)?))).collect(),
        directions: table("directions")
            .iter()
            .filter_map(|(word, value)| {
                let pair = value.as_array()?;
                let anchor =
                    if pair.get(1)?.as_str()? == "publication" { Anchor::Publication } else { Anchor::Context };
                Some((word.clone(), (pair.first()?.as_integer()? as i32, anchor)))
            })
            .collect(),
        modifiers: strings("modifiers"),
        comparatives: strings("comparatives"),
        long_words: strings("long_words"),
        period_ends: table("period_ends")
            .iter()
            .filter_map(|(phrase, value)| {
                let [unit, modifier] = value.as_array()?.as_slice() else { return None };
                let pieces = phrase.split(' ').map(str::to_owned).collect();
                Some((pieces, Unit::from_name(unit.as_str()?)?, modifier.as_str()?))
            })
            .collect(),
        cardinals: cardinals(),
        nineties: numbers("nineties").into_iter().map(|(word, value)| (word, i16::from(value))).collect(),
        repetitions: strings("repetitions"),
        references: phrases("references"),
        future: set("future", "words"),
        before_year: set("years", "before"),
        strong_before_year: set("years", "strong"),
    }
});

/// A day of the year as the lexicon writes it: `12-25`, `11-4-4`, `easter-2`.
fn holiday(date: &str) -> Option<Part> {
    if let Some(days) = date.strip_prefix("easter") {
        return Some(Part::Easter(days.parse().ok()?));
    }
    let numbers: Vec<u8> = date.split('-').filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [month, day] => Some(Part::Day(month, day)),
        [month, nth, weekday] => Some(Part::NthWeekday(month, nth, weekday)),
        _ => None,
    }
}

/// The number words below a hundred: `two`, `twenty`.
fn cardinals() -> FxHashMap<String, u8> {
    let text = data::file("language/en/lexicon/numbers.toml").unwrap_or_default();
    let tables: toml::Table = text.parse().expect("numbers.toml is valid");
    let table = tables.get("cardinals").and_then(toml::Value::as_table);
    let small = |value: &toml::Value| u8::try_from(value.as_integer()?).ok().filter(|value| *value < 100);
    table.into_iter().flatten().filter_map(|(word, value)| Some((word.clone(), small(value)?))).collect()
}
