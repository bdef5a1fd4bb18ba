//! Two numbers that are the ends of one range: `10-15 exabytes`, `between 20 and 30`, `more than 20 but fewer than 30`.

use super::amounts::Amount;
use super::measured::{scale_letter, unit_after, with_unit};
use super::names::sports;
use super::units::UNITS;
use super::words::WORDS;
use crate::numbers::{Form, Kind, Line, NUMBERS, Number, digits_value};
use model::{Bound, Quantity};

/// What follows a number.
pub(super) enum Range {
    /// The other end of its range.
    Joined(Amount),
    /// The other number of a score, and the piece after it.
    Score(usize),
    /// Nothing of its own.
    None,
}

/// `10-15 exabytes`, `between 20 and 30`, `2 to 3 million`, `44 mg to 50 mg`; scores and decreasing pairs are none.
pub(super) fn range(line: &Line, number: &Number, first: &Amount, taken: &[bool]) -> Range {
    // `8- to 16-meter`.
    let hyphen = line.dash(first.end) && line.glued(first.end) && line.word(first.end + 1) == "to";
    let link = if hyphen { first.end + 1 } else { first.end };
    let before = line.before(first.start, 1);
    let between = before == "between";
    let spans = before == "from"
        && matches!(line.before(first.start, 2), "ranged" | "ranging" | "ranges" | "range" | "varied" | "varying");
    let spaced = !line.glued(link)
        && !line.glued(link + 1)
        && line.kind(link + 1) == Some(Kind::Digits)
        && number.form == Form::Digits
        && first.unit == "1"
        && NUMBERS.number(line, link + 1).is_some_and(|second| {
            let unit = unit_after(line, &second).is_some();
            second.value > number.value && (unit || second.end >= line.len() || line.word(second.end) == ".")
        });
    let tilde = line.word(link) == "~" && line.glued(link);
    let dash = tilde || line.dash(link) && (line.glued(link) && line.glued(link + 1) || spaced);
    let linked = dash
        || matches!(line.word(link), "to" | "or" | "through")
            && !(before == "from" && changes_before(line, first.start))
        || line.word(link) == "and" && between;
    if !linked || link + 1 >= line.len() || taken[link + 1] {
        return Range::None;
    }
    // A currency sign or a minus may stand before the second number as well.
    let mut second_at = link + 1;
    let mut second_prefix = None;
    for step in 1..=3 {
        if let Some((unit, start)) = UNITS.before(line, link + 1 + step).filter(|(_, start)| *start == link + 1) {
            second_prefix = Some((unit, line.span(start, start + 1)));
            second_at = link + 1 + step;
            break;
        }
    }
    let minus = line.dash(second_at) && line.glued(second_at + 1) && !line.glued(second_at)
        || matches!(line.word(second_at), "minus");
    second_at += usize::from(minus);
    let Some(second) = NUMBERS.number(line, second_at).filter(|_| !taken[second_at]) else { return Range::None };
    let second = scale_letter(line, second, second_prefix.is_some());
    // `grades 6 to 12th`.
    if matches!(line.word(second.end), "st" | "nd" | "rd" | "th") && line.glued(second.end) {
        return Range::Score(second.end + 1);
    }
    let plain = number.form == Form::Digits && second.form == Form::Digits;
    if dash && plain && first.unit == "1" && (second.value <= first.value || sports(line, first.start, second.end)) {
        return Range::Score(second.end);
    }
    let other = with_unit(line, link + 1, &second, second_prefix, minus);
    let words = first.form == Form::Words && other.form == Form::Words;
    if line.word(link) == "or" && (!words || second.value > number.value + 5.0) {
        return Range::None;
    }
    let bare = first.unit == "1" && other.unit == "1";
    if line.word(link) == "to" && bare && before != "from" && number.form != second.form {
        return Range::None;
    }
    // `5 % to $3 billion` are two things.
    if first.unit != "1" && first.unit != other.unit && !(other.unit == "1" && first.dimension == "currency") {
        return Range::None;
    }
    let (low, step) = scaled_alike(line, number, first, &second, second_at);
    let high = other.value;
    let (low, high) = if low > high && spans { (high, low) } else { (low, high) };
    if low >= high {
        return Range::None;
    }
    let unit = if other.unit == "1" { first } else { &other };
    Range::Joined(Amount {
        start: first.start,
        end: other.end,
        value: (low + high) / 2.0,
        range: Some((low, high)),
        step: step.max(other.step),
        unit: unit.unit.clone(),
        unit_words: unit.unit_words.clone(),
        dimension: unit.dimension,
        form: first.form,
        bound: None,
        multiple: None,
        rule: "quantities/range",
    })
}

/// The first value and its step, with the scale that is said once at the second: `2 to 3 million`, `10 to 12 bcm`.
fn scaled_alike(line: &Line, number: &Number, first: &Amount, second: &Number, second_at: usize) -> (f64, f64) {
    let unit = unit_after(line, second).map_or(1.0, |(unit, _)| UNITS.list[unit].times);
    let times = if first.unit == "1" { unit } else { 1.0 };
    let scale = if second.value >= 1000.0 && number.value < 1000.0 && number.step <= 1.0 {
        let printed = digits_value(line.word(second_at)).map(|(value, _)| value);
        let printed = printed.or_else(|| Some(second.value / second.step.max(1.0)));
        printed.filter(|printed| *printed > 0.0).map_or(1.0, |printed| second.value / printed)
    } else {
        1.0
    };
    let alike = (first.unit == "1" || first.dimension == "currency") && first.value * scale < second.value;
    let factor = if alike { scale * times } else { times };
    (first.value * factor, first.step * factor)
}

/// True where a word of change stands before `from`.
fn changes_before(line: &Line, start: usize) -> bool {
    (start.saturating_sub(6)..start).any(|at| {
        WORDS.change.contains_key(line.word(at)) || matches!(line.word(at), "changed" | "went" | "moved" | "revised")
    })
}

/// A quantity with the pieces from the first word of its bound to the piece after it.
pub(super) struct Placed {
    pub bound_start: usize,
    pub end: usize,
    pub quantity: Quantity,
}

/// The range that a lower and an upper bound make: `more than 20 but fewer than 30`.
pub(super) fn of_bounds(line: &Line, first: &Placed, second: &Placed) -> Option<Quantity> {
    let (low, high) = match (first.quantity.bound, second.quantity.bound) {
        (Bound::AtLeast, Bound::AtMost) => (first.quantity.value, second.quantity.value),
        (Bound::AtMost, Bound::AtLeast) => (second.quantity.value, first.quantity.value),
        _ => return None,
    };
    let mut gap = first.end..second.bound_start;
    let joined = gap.len() <= 2 && gap.all(|at| matches!(line.word(at), "and" | "but" | ","));
    let (one, two) = (&first.quantity, &second.quantity);
    let alike = one.unit == two.unit && (one.counted.is_none() || one.counted == two.counted)
        || one.unit == "1" && one.counted.is_none();
    let levels = one.range.is_none() && two.range.is_none() && one.change.is_none() && two.change.is_none();
    (joined && alike && levels && low < high).then(|| Quantity {
        value: (low + high) / 2.0,
        range: Some((low, high)),
        step: one.step.max(two.step),
        bound: Bound::Exact,
        ..two.clone()
    })
}
