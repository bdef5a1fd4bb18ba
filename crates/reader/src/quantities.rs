//! Numbers with units, bounds and changes.

mod amounts;
mod change;
mod counted;
mod units;
mod words;

pub use counted::singular;

use crate::numbers::{Form, Line};
use amounts::Amount;
use model::{Bound, Change, ChangeBasis, Direction, Document, Mention, MentionValue, Quantity, Sentence, TimeKind};
use units::UNITS;
use words::WORDS;

/// Number words, units, currencies.
pub struct Quantities;

impl Quantities {
    /// From `ontology/units.toml` and `language/en/lexicon`.
    pub fn embedded() -> Quantities {
        Quantities
    }
}

/// The quantities of the sentences, in order; `times` are not numbers, save that a length of time (`three years`) is both.
/// Linear in the length of the sentences.
pub fn mentions(_: &Quantities, document: &Document, sentences: &[Sentence], times: &[Mention]) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut times = times.iter().peekable();
    for (index, sentence) in sentences.iter().enumerate() {
        let line = Line::new(&document.text, sentence);
        let mut taken = vec![false; line.len()];
        while let Some(mention) = times.next_if(|mention| mention.sentence <= index) {
            let MentionValue::Time(time) = &mention.value else { continue };
            if mention.sentence == index && time.kind != TimeKind::Duration {
                let start = line.pieces.partition_point(|piece| piece.start < mention.span.start);
                let end = line.pieces.partition_point(|piece| piece.end <= mention.span.end);
                taken[start..end.max(start)].fill(true);
            }
        }
        let amounts = amounts::amounts(&line, &taken);
        let places: Vec<(usize, usize)> = amounts.iter().map(|amount| (amount.start, amount.end)).collect();
        for amount in &amounts {
            mentions.push(Mention {
                span: line.span(amount.start, amount.end),
                sentence: index,
                value: MentionValue::Quantity(quantity(&line, sentence, amount, &places)),
                rule: amount.rule.to_owned(),
            });
        }
    }
    mentions
}

fn quantity(line: &Line, sentence: &Sentence, amount: &Amount, places: &[(usize, usize)]) -> Quantity {
    let time = amount.dimension == "time" && !amount.unit_words.ends_with("old");
    let (mut bound, start) = match (amount.bound, WORDS.bound_before(line, amount.start)) {
        (Some(bound), _) => (bound, amount.start),
        // `over three years` is a stretch, not a bound.
        (None, Some((bound, start))) if !(time && line.word(start) == "over" && start + 1 == amount.start) => {
            (bound, start)
        }
        _ => (Bound::Exact, amount.start),
    };
    if bound == Bound::Exact {
        bound = match line.before(amount.start, 1) {
            ">" | "≥" => Bound::AtLeast,
            "<" | "≤" => Bound::AtMost,
            "~" | "≈" | "∼" => Bound::About,
            _ => bound,
        };
    }
    let mut end = amount.end;
    if let Some((after, after_end)) = WORDS.bound_after(line, amount.end) {
        if bound == Bound::Exact {
            bound = after;
        }
        end = after_end;
    }
    let mut counted_as = None;
    if amount.unit == "1" {
        let at = if line.dash(end) && line.glued(end) && line.glued(end + 1) { end + 1 } else { end };
        if let Some((phrase, _)) = counted::counted(line, sentence, at) {
            counted_as = Some(phrase);
        } else if at == end && end == amount.end && matches!(line.word(end), "or" | "and") {
            counted_as = None;
        }
        if bound == Bound::Exact && amount.form == Form::Vague {
            bound = Bound::About;
        }
    }
    let change = match amount.multiple {
        Some(direction) => Some(Change {
            direction,
            basis: ChangeBasis::By,
            year_on_year: WORDS.year_on_year(line, start, line.len()),
        }),
        None if time => None,
        None => change::change(line, start, end, places),
    };
    Quantity {
        value: amount.value,
        range: amount.range,
        step: amount.step,
        unit: amount.unit.clone(),
        unit_words: amount.unit_words.clone(),
        counted: counted_as,
        bound,
        change,
    }
}

/// The code of the unit that a name or sign stands for, in any case; nothing where none is known.
pub fn unit_code(name: &str) -> Option<&'static str> {
    UNITS.named(name.trim()).map(|unit| unit.code.as_str())
}

/// True where the unit at `index` makes the number before it a measure: asked by the reader of years.
pub(crate) fn is_unit(line: &Line, index: usize) -> bool {
    // Short signs (`in`, `m`, `A`) are words too; a year may stand before them.
    UNITS.at(line, index).is_some_and(|unit| unit.end > index + 1 || line.word(index).len() > 2)
}

/// The direction that a factor means.
fn direction_of(factor: f64) -> Direction {
    if factor < 1.0 { Direction::Down } else { Direction::Up }
}

#[cfg(test)]
mod tests;
