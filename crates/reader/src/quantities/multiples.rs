//! Numbers that are words of their own: `double-digit`, `doubled`, `threefold`, `twice as many`.

use super::amounts::Amount;
use super::words::WORDS;
use crate::numbers::{Form, Line};
use model::{Bound, Direction};

/// `double-digit growth`: at least ten per cent.
pub(super) fn digit_growth(line: &Line, at: usize) -> Option<Amount> {
    let (value, bound) = match line.word(at) {
        "single" => (10.0, Bound::AtMost),
        "double" => (10.0, Bound::AtLeast),
        "triple" => (100.0, Bound::AtLeast),
        _ => return None,
    };
    let next = if line.dash(at + 1) { at + 2 } else { at + 1 };
    if !matches!(line.word(next), "digit" | "digits") {
        return None;
    }
    let amount = ratio(at, next + 1, value, "%", "quantities/digits");
    Some(Amount { step: value, bound: Some(bound), ..amount })
}

/// `doubled`, `halved`, `threefold`, `twice as many`.
pub(super) fn multiple(line: &Line, at: usize) -> Option<Amount> {
    let word = line.word(at);
    let (factor, direction) = match WORDS.multiples.get(word) {
        // `doubled down`, `doubles as` are figures of speech.
        Some(_) if matches!(line.word(at + 1), "down" | "as" | "up" | "over") => return None,
        Some(&factor) => (factor, Some(super::direction_of(factor))),
        None => match WORDS.comparisons.get(word) {
            Some(&factor) => {
                let compares = matches!(line.word(at + 1), "as" | "the" | "that" | "its" | "their");
                compares.then_some((factor, None))?
            }
            None => (fold(word)?, None),
        },
    };
    let amount = ratio(at, at + 1, factor, "{times}", "quantities/multiple");
    Some(Amount { step: if factor < 1.0 { factor } else { 1.0 }, multiple: direction, ..amount })
}

/// The factor of `twofold`, `tenfold`.
fn fold(word: &str) -> Option<f64> {
    let count = word.strip_suffix("fold").filter(|count| count.len() > 2)?;
    crate::numbers::NUMBERS.cardinal_named(count).filter(|factor| *factor >= 2.0)
}

fn ratio(start: usize, end: usize, value: f64, unit: &str, rule: &'static str) -> Amount {
    Amount {
        start,
        end,
        value,
        range: None,
        step: 1.0,
        unit: unit.to_owned(),
        unit_words: String::new(),
        dimension: "ratio",
        form: Form::Words,
        bound: None,
        multiple: None::<Direction>,
        rule,
    }
}
