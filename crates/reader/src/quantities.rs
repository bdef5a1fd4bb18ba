//! Numbers with units, bounds and changes.

mod amounts;
mod change;
mod counted;
mod measured;
mod multiples;
mod names;
mod ranges;
mod units;
mod words;

pub use counted::singular;

use crate::numbers::{Form, Line};
use amounts::Amount;
use model::{Bound, Change, ChangeBasis, Direction, Document, Mention, MentionValue, Quantity, Sentence, TimeKind};
use ranges::Placed;
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
    let mut mentions: Vec<Mention> = Vec::new();
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
        let amounts = amounts::amounts(&line, sentence, &taken);
        let around = Around {
            line: &line,
            sentence,
            places: amounts.iter().map(|amount| (amount.start, amount.end)).collect(),
            taken: &taken,
        };
        let mut last: Option<Placed> = None;
        for amount in &amounts {
            let placed = quantity(&around, amount);
            let (mut start, mut quantity, mut rule) = (amount.start, placed.quantity.clone(), amount.rule);
            let range = last.as_ref().and_then(|last| ranges::of_bounds(&line, last, &placed));
            last = Some(placed);
            if let Some(range) = range
                && let Some(first) = mentions.pop()
            {
                start = line.pieces.partition_point(|piece| piece.start < first.span.start);
                (quantity, rule, last) = (range, "quantities/bounds", None);
            }
            mentions.push(Mention {
                span: line.span(start, amount.end),
                sentence: index,
                value: MentionValue::Quantity(quantity),
                rule: rule.to_owned(),
            });
        }
    }
    mentions
}

/// A sentence with the places of its numbers.
struct Around<'a> {
    line: &'a Line<'a>,
    sentence: &'a Sentence,
    /// The pieces of the numbers with their units, in order.
    places: Vec<(usize, usize)>,
    /// True for the pieces of dates and times.
    taken: &'a [bool],
}

fn quantity(around: &Around, amount: &Amount) -> Placed {
    let line = around.line;
    let time = amount.dimension == "time" && !amount.unit_words.ends_with("old");
    let (mut bound, start) = match (amount.bound, WORDS.bound_before(line, amount.start)) {
        (Some(bound), _) => (bound, amount.start),
        // `over three years` and `the past 20 matches` are stretches, not bounds.
        (None, Some((bound, start)))
            if !(goes_up_to(line, start) || time && line.word(start) == "over" && start + 1 == amount.start)
                && !(line.word(start) == "past" && (time || line.before(start, 1) == "the")) =>
        {
            (bound, start)
        }
        _ => (Bound::Exact, amount.start),
    };
    let mut end = amount.end;
    if let Some((after, after_end)) = WORDS.bound_after(line, amount.end) {
        // `about 500 or more` is at least 500.
        if matches!(bound, Bound::Exact | Bound::About) {
            bound = after;
        }
        end = after_end;
    }
    let mut quantity = Quantity {
        value: amount.value,
        range: amount.range,
        step: amount.step,
        unit: amount.unit.clone(),
        unit_words: amount.unit_words.clone(),
        counted: None,
        bound,
        change: None,
    };
    if amount.unit == "1" {
        end = count(around, &mut quantity, end);
    }
    // `billions of dollars`, `thousands of people`, `several hundred` are more than one of their size; `a couple` is about two.
    if bound == Bound::Exact && amount.form == Form::Vague {
        quantity.bound = if amount.value >= 10.0 { Bound::AtLeast } else { Bound::About };
    }
    quantity.change = match amount.multiple {
        Some(direction) => {
            let year_on_year = WORDS.year_on_year(line, start, line.len());
            Some(Change { direction, basis: ChangeBasis::By, year_on_year })
        }
        // `rose by two years`; `lost in three days` is no change of the days.
        None if time && line.before(start, 1) != "by" => None,
        None => change::change(around, start, end, amount.dimension),
    };
    Placed { bound_start: start, end, quantity }
}

/// `went up to 9 %`: a rise to it, and no bound.
fn goes_up_to(line: &Line, start: usize) -> bool {
    line.word(start) == "up"
        && line.word(start + 1) == "to"
        && matches!(line.before(start, 1), "go" | "goes" | "went" | "going" | "gone")
}

/// Sets what a bare number counts, from the piece `end` on; returns the piece after it.
fn count(around: &Around, quantity: &mut Quantity, end: usize) -> usize {
    let line = around.line;
    let Some((phrase, after)) = counted::counted(line, around.sentence, end, around.taken) else { return end };
    quantity.counted = Some(phrase);
    // `415 people per square kilometre`, `1.3 children per woman`.
    if line.word(after) == "per"
        && let Some(below) = UNITS.below(line, after + 1)
    {
        quantity.unit = format!("1/{}", UNITS.list[below.unit].code);
        quantity.unit_words = line.text_of(after, below.end).to_owned();
        return below.end;
    }
    end
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

/// True where `up` or `down` after the verb `before` is no direction: `made up`, `shot down`.
pub(crate) fn is_particle(word: &str, before: &str) -> bool {
    match word {
        "up" => WORDS.up_particles.contains(before),
        "down" => WORDS.down_particles.contains(before),
        _ => false,
    }
}

/// The direction that a factor means.
fn direction_of(factor: f64) -> Direction {
    if factor < 1.0 { Direction::Down } else { Direction::Up }
}

#[cfg(test)]
mod tests;
