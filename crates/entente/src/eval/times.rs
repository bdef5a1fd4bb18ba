//! The `times` layer: TimeML, WikiWars, and the Recognizers DateTime specs; and the scoring of hidden dates.
//!
//! Composed periods are taken apart, as TimeML annotates them. The rates are TempEval-3's: `strict` asks for the exact
//! span, `relaxed` for an overlap, `value` for an overlap with the same value, each as the F1 of precision over the times
//! found and recall over those of the gold. In one thing they are stricter: a time found answers for one gold time at most,
//! so that one that covers two gold times is counted once. `value` takes values that mean the same as the same (`199` and
//! `199X`, `P1DE` and `P10Y`, `T15` and `T15:00`); `value_verbatim` asks for the same letters.

mod dating;
mod gold;

use super::{Miss, Options, Score, f1, rate};
use anyhow::{Result, bail};
pub use dating::score_dating;
use gold::Annotated;
use jiff::civil::Date;
use model::{Dating, Document, Grain, Interval, MentionValue, Part, PartKind, Span, Time, TimeKind};
use reader::Language;
use std::collections::BTreeMap;
use std::path::Path;

/// True for this layer's gold.
pub fn recognises(path: &Path, sample: &str) -> bool {
    let name = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    sample.contains("<TIMEX2")
        || sample.contains("<TIMEX3")
        || sample.contains("<TimeML")
        || name == "tml"
        || sample.contains("\"ReferenceDateTime\"")
        || dating::recognises(path, sample)
}

/// Scores the gold at `path`.
pub fn score(path: &Path, language: &Language, options: Options) -> Result<Score> {
    if options.dating {
        return dating::score(path, language, options.errors);
    }
    let documents = gold::load(path)?;
    if documents.is_empty() {
        bail!("{}: no marked times; articles without them are scored with --dating", path.display());
    }
    let mut counts = Counts::default();
    let mut misses = Vec::new();
    for document in &documents {
        let found = read(document, language);
        let before = counts;
        let missed = counts.add(document, &found);
        counts.cases += usize::from(missed.is_empty() && counts.spurious == before.spurious);
        for miss in missed {
            if misses.len() < options.errors {
                misses.push(miss);
            }
        }
    }
    let n = documents.iter().map(|document| document.times.len()).sum();
    let ratio = |right: usize| f1(rate(right, counts.found), rate(right, counts.gold));
    let mut metrics = BTreeMap::from([
        ("strict_f1".to_owned(), ratio(counts.strict)),
        ("relaxed_f1".to_owned(), ratio(counts.relaxed)),
        ("relaxed_precision".to_owned(), rate(counts.relaxed, counts.found)),
        ("relaxed_recall".to_owned(), rate(counts.relaxed, counts.gold)),
        ("value_f1".to_owned(), ratio(counts.value)),
        ("value_verbatim_f1".to_owned(), ratio(counts.verbatim)),
    ]);
    if documents.iter().all(|document| document.spec) {
        metrics.insert("cases".to_owned(), rate(counts.cases, documents.len()));
    }
    Ok(Score { layer: "times", n, metrics, tables: Vec::new(), misses })
}

/// A text as a document of paragraphs.
pub fn document_of(text: &str, published: Option<Interval>) -> Document {
    let mut document = reader::passage(text, published);
    document.parts.clear();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            document.parts.push(Part { span: Span::new(start, start + line.trim_end().len()), kind: PartKind::Body });
        }
        start = end;
    }
    document
}

/// A time as it was read.
struct Found {
    span: Span,
    words: String,
    rule: String,
    time: Time,
}

fn read(gold: &Annotated, language: &Language) -> Vec<Found> {
    let published = gold.created.map(|day| Interval { start: day, end: day });
    let document = document_of(&gold.text, published);
    let sentences = reader::grammar::sentences(&language.grammar, &document, &mut Vec::new());
    let mut expressions = reader::times::expressions(&document, &sentences);
    if !gold.spec {
        expressions = reader::times::simple(&expressions);
    }
    let year = published.map(|interval| interval.start.year());
    let dating = Dating { interval: published, year, stated: published.is_some(), ..Dating::default() };
    reader::times::anchor(&expressions, &dating)
        .into_iter()
        .filter_map(|mention| match mention.value {
            MentionValue::Time(time) => Some(Found {
                span: mention.span,
                words: mention.span.of(&gold.text).to_owned(),
                rule: mention.rule,
                time,
            }),
            _ => None,
        })
        .collect()
}

#[derive(Default, Clone, Copy)]
struct Counts {
    gold: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
    verbatim: usize,
    cases: usize,
    spurious: usize,
}

impl Counts {
    /// Counts a document: each found time answers for one gold time at most, first those with the same span, then, in
    /// order, those that overlap.
    fn add(&mut self, document: &Annotated, found: &[Found]) -> Vec<Miss> {
        let mut answers: Vec<Option<usize>> =
            document.times.iter().map(|gold| found.iter().position(|found| found.span == gold.span)).collect();
        let mut free: Vec<bool> = (0..found.len()).map(|index| !answers.contains(&Some(index))).collect();
        self.strict += answers.iter().flatten().count();
        for (gold, answer) in document.times.iter().zip(&mut answers) {
            let overlap = || (0..found.len()).find(|&index| free[index] && found[index].span.overlaps(gold.span));
            if answer.is_none() {
                *answer = overlap();
            }
            if let Some(index) = *answer {
                free[index] = false;
            }
        }
        let mut misses = Vec::new();
        self.gold += document.times.len();
        self.found += found.len();
        for (gold, answer) in document.times.iter().zip(answers) {
            let answer = answer.map(|index| &found[index]);
            self.relaxed += usize::from(answer.is_some());
            self.verbatim += usize::from(answer.is_some_and(|found| gold.values.contains(&found.time.value)));
            if answer.is_some_and(|found| gold.is(&found.time, &found.rule)) {
                self.value += 1;
            } else {
                misses.push(miss(document, gold, answer));
            }
        }
        for (_, found) in found.iter().enumerate().filter(|(index, _)| free[*index]) {
            self.spurious += 1;
            misses.push(Miss {
                record: format!("{}: …{}…", document.name, around(&document.text, found.span)),
                expected: "nothing".to_owned(),
                found: format!("'{}' {}", found.words, found.time.value),
                why: found.rule.clone(),
            });
        }
        misses
    }
}

fn miss(document: &Annotated, gold: &gold::GoldTime, found: Option<&Found>) -> Miss {
    Miss {
        record: format!("{}: …{}…", document.name, around(&document.text, gold.span)),
        expected: format!("'{}' {}", gold.span.of(&document.text), gold.values.join(" or ")),
        found: found.map_or_else(
            || "nothing".to_owned(),
            |found| {
                format!(
                    "'{}' {} {:?}",
                    found.words,
                    found.time.value,
                    found.time.interval.map(|interval| (interval.start, interval.end))
                )
            },
        ),
        why: found.map(|found| found.rule.clone()).unwrap_or_default(),
    }
}

/// The words about a span, for people.
fn around(text: &str, span: Span) -> String {
    let mut start = span.start.saturating_sub(50);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (span.end + 30).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    text[start..end].replace('\n', " ")
}

impl gold::GoldTime {
    /// True where a time that was read means the same.
    fn is(&self, time: &Time, rule: &str) -> bool {
        if let Some(interval) = time.interval {
            if time.kind == TimeKind::Date && self.intervals.contains(&interval) {
                return true;
            }
            // The specs end `2014 to 2018` with the first day of 2018, and begin `next five days` tomorrow.
            let near = |a: Date, b: Date| a.until(b).is_ok_and(|span| span.get_days().abs() <= 1);
            let last = time.value.rsplit('/').next().and_then(first_day).filter(|_| time.value.contains('/'));
            let spec = self.intervals.iter().any(|gold| {
                gold.start == interval.start && last.is_some_and(|last| last <= gold.end && gold.end <= interval.end)
                    || time.kind == TimeKind::Duration
                        && near(gold.start, interval.start)
                        && near(gold.end, interval.end)
            });
            if spec {
                return true;
            }
        }
        // The specs give the day a month ago where TimeML gives the month.
        let day_within = |gold: &Interval| {
            gold.start == gold.end && time.interval.is_some_and(|days| days.start <= gold.start && gold.end <= days.end)
        };
        if rule == "times/distance" && self.intervals.iter().any(day_within) {
            return true;
        }
        // The specs begin a century with its year of hundreds.
        let hundreds = |gold: &Interval| {
            time.grain == Grain::Century && time.interval.is_some_and(|days| days.start.year() == gold.start.year() + 1)
        };
        if self.intervals.iter().any(hundreds) {
            return true;
        }
        let found = gold::normal(&time.value);
        let as_length = (rule == "times/first-months").then(|| months_of(&time.value)).flatten();
        self.values.iter().any(|value| {
            let value = gold::normal(value);
            value == found || as_length.as_deref() == Some(value.as_str()) || self.spec && gold::means(&value, &found)
        })
    }
}

/// The first day of a TIMEX value of a year, month or day.
fn first_day(value: &str) -> Option<Date> {
    if let Some((year, quarter)) = value.split_once("-Q") {
        let month = quarter.parse::<u8>().ok()?.checked_mul(3)?.checked_sub(2)?;
        return format!("{year}-{month:02}-01").parse().ok();
    }
    let filled = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        _ => value.to_owned(),
    };
    filled.parse().ok()
}

/// `the first nine months of 1990` is a period with an interval here and a length, `P9M`, in TimeML.
fn months_of(value: &str) -> Option<String> {
    let (first, last) = value.split_once('/')?;
    let month = |value: &str| value.rsplit('-').next()?.parse::<u8>().ok();
    Some(format!("P{}M", month(last)? - month(first)? + 1))
}
