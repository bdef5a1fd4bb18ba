//! Units and currencies of numbers: after them, before them, in the denominator, shared and compound.

use super::amounts::Amount;
use super::units::UNITS;
use super::words::WORDS;
use crate::numbers::{Form, Kind, Line, NUMBERS, Number, is_point};
use model::Span;

/// `$5m`, `10k`, `20M`, `5b`: a letter against the digits that scales them.
pub(super) fn scale_letter(line: &Line, mut number: Number, money: bool) -> Number {
    let at = number.end;
    if number.form != Form::Digits || line.kind(at) != Some(Kind::Word) {
        return number;
    }
    let Some(&scale) = NUMBERS.scale_letters.get(line.word(at)) else { return number };
    let written = line.original(at);
    let counted = || {
        let next = line.word(at + 1);
        line.kind(at + 1) == Some(Kind::Word) && next.len() > 3 && next.ends_with('s') && next != "this"
    };
    let currency = || UNITS.at(line, at + 1).is_some_and(|unit| UNITS.list[unit.unit].dimension == "currency");
    let glued = line.glued(at);
    let scales = match written {
        "k" | "K" => glued,
        "M" | "MM" => glued || money,
        "m" => glued && (money || counted() || line.word(at + 1) == "people" || currency()),
        "b" | "B" | "mm" => glued && (money || written == "B" || counted()),
        "mil" | "mio" => glued || money || currency(),
        _ => glued && money,
    };
    if scales {
        number.value *= scale;
        number.step *= scale;
        number.end += 1;
    }
    number
}

/// Gives a number its unit, and its currency: `prefix` is the unit that stands before it, with its span.
pub(super) fn with_unit(
    line: &Line,
    start: usize,
    number: &Number,
    prefix: Option<(usize, Span)>,
    negative: bool,
) -> Amount {
    let sign = if negative { -1.0 } else { 1.0 };
    let mut amount = Amount {
        start,
        end: number.end,
        value: sign * number.value,
        range: None,
        step: number.step.abs(),
        unit: "1".to_owned(),
        unit_words: String::new(),
        dimension: "count",
        form: number.form,
        bound: None,
        multiple: None,
        rule: if number.form == Form::Digits { "quantities/digits" } else { "quantities/words" },
    };
    let unit = unit_after(line, number);
    if let Some((currency, _)) = prefix {
        amount.unit = UNITS.list[currency].code.clone();
        amount.dimension = "currency";
        let words: Vec<&str> = (start..number.end)
            .take_while(|at| NUMBERS.number(line, *at).is_none() || line.kind(*at) == Some(Kind::Sign))
            .map(|at| line.original(at))
            .collect();
        amount.unit_words = words.concat();
        amount.rule = "quantities/currency";
        let money = |unit: usize| UNITS.list[unit].dimension == "currency";
        if let Some((unit, end)) = unit.filter(|(unit, _)| money(*unit) && line.kind(number.end) == Some(Kind::Word)) {
            amount.end = end;
            if amount.unit == "USD" {
                amount.unit = UNITS.list[unit].code.clone();
            }
        }
        scale_of_prefix(line, start, &mut amount);
    } else if let Some((unit, end)) = unit {
        let unit = &UNITS.list[unit];
        amount.end = end;
        amount.unit = unit.code.clone();
        amount.dimension = &unit.dimension;
        amount.value *= unit.times;
        amount.step *= unit.times;
        let opening = line.dash(number.end) || matches!(line.word(number.end), "[" | "(" | "{");
        let from = number.end + usize::from(opening);
        let to = if matches!(line.word(end - 1), "]" | ")" | "}") { end - 1 } else { end };
        amount.unit_words = line.text_of(from, to).to_owned();
        amount.rule = "quantities/unit";
        // `75 USD million`.
        if unit.dimension == "currency"
            && number.form == Form::Digits
            && number.step <= 1.0
            && let Some(scale) = NUMBERS.scale_named(line.word(end))
        {
            amount.value *= scale;
            amount.step *= scale;
            amount.end = end + 1;
        }
    } else if let Some((unit, factor)) = UNITS.scaled_currency(line.original(number.end)) {
        // `120 MEUR`, `500 kSEK`.
        amount.end = number.end + 1;
        amount.unit = UNITS.list[unit].code.clone();
        amount.dimension = "currency";
        amount.unit_words = line.original(number.end).to_owned();
        amount.value *= factor;
        amount.step *= factor;
        amount.rule = "quantities/unit";
    } else if number.form == Form::Fraction && is_point(line, number.end) && number.value < 1.0 {
        // `a quarter-point cut`, `half a point` are of interest rates.
        let at = if line.dash(number.end) { number.end + 1 } else { number.end };
        amount.end = at + 1;
        amount.unit = "pp".to_owned();
        amount.dimension = "ratio";
        amount.unit_words = line.original(at).to_owned();
        amount.rule = "quantities/unit";
    }
    if amount.unit != "1" {
        rate(line, &mut amount);
    }
    amount
}

/// `MAUD 60`: the scale that the sign before a number carries.
fn scale_of_prefix(line: &Line, start: usize, amount: &mut Amount) {
    if let Some((_, factor)) = UNITS.scaled_currency(line.original(start)) {
        amount.value *= factor;
        amount.step *= factor;
    }
}

/// The unit after a number, where the words around allow it, and the piece after it.
pub(super) fn unit_after(line: &Line, number: &Number) -> Option<(usize, usize)> {
    let mut at = number.end;
    let dashed = line.dash(at) && line.glued(at) && line.glued(at + 1);
    let opening = matches!(line.word(at), "[" | "(" | "{");
    let article = |at: usize| matches!(line.word(at), "a" | "an");
    if dashed || opening {
        at += 1;
    } else if number.form == Form::Fraction && line.word(at) == "of" && article(at + 1) {
        at += 2;
    } else if number.form == Form::Fraction && article(at) || number.form == Form::Vague && line.word(at) == "of" {
        at += 1;
    }
    let found = UNITS.at(line, at)?;
    let unit = &UNITS.list[found.unit];
    let end = if opening { found.end + 1 } else { found.end };
    if opening && !matches!(line.word(found.end), "]" | ")" | "}") {
        return None;
    }
    let written = line.original(at);
    let digits =
        line.kind(number.end - 1) != Some(Kind::Word) || NUMBERS.scale_named(line.before(number.end, 1)).is_some();
    let glued = line.glued(at) && !dashed;
    let single = found.end == at + 1;
    // `3 USD50 cards`: the sign is of the number after it.
    if unit.dimension == "currency" && !glued && line.kind(end) == Some(Kind::Digits) && line.glued(end) {
        return None;
    }
    if single && written.len() <= 2 && line.kind(at) == Some(Kind::Word) {
        // Short letters are units only after digits, and some only against them.
        let free = !matches!(
            written,
            "in" | "A" | "N" | "B" | "a" | "x" | "s" | "d" | "l" | "h" | "J" | "pc" | "E" | "P" | "T" | "C" | "F"
        );
        let ends = at + 1 >= line.len() || matches!(line.word(at + 1), "." | ")" | ";");
        let inches = written == "in"
            && (ends
                || (number.form == Form::Fraction || matches!(line.before(number.end, 2), "ft" | "feet" | "foot"))
                    && !line.capital(at + 1));
        let degrees = matches!(written, "C" | "F") && glued && (-100.0..=150.0).contains(&number.value);
        let divided = line.word(at + 1) == "/" && line.glued(at + 1);
        if !digits || !(free || glued || inches || opening || divided) || matches!(written, "C" | "F") && !degrees {
            return None;
        }
    }
    if single && line.word(at) == "x" && !glued {
        return None;
    }
    let word = line.word(at);
    // Verbs, nouns and codes that look like currencies and measures.
    if WORDS.lookalikes.get(line.original(at)).or(WORDS.lookalikes.get(word)).is_some_and(|least| number.value < *least)
    {
        return None;
    }
    match word {
        "pc" if !glued => return None,
        "fold" if !dashed => return None,
        // `pounds` are money in the millions.
        "pound" | "pounds" if unit.code == "[lb_av]" => {
            let money = number.value >= 1e5 || line.word(end) == "sterling" || line.word(end) == "and"
                // `50,000 pounds ($63,000)`.
                || line.word(end) == "(" && UNITS.before(line, end + 2).or_else(|| UNITS.before(line, end + 3)).is_some();
            let gbp = UNITS.list.iter().position(|unit| unit.code == "GBP");
            return if money { Some((gbp?, end)) } else { Some((found.unit, end)) };
        }
        "second" if !dashed && number.value != 1.0 => return None,
        "degrees" | "degree" if matches!(line.word(end), "in" | "from" | "of") && single && number.value < 5.0 => {
            return None;
        }
        "cups" | "cup" if line.capital(at) => return None,
        _ => {}
    }
    Some((found.unit, end))
}

/// `barrels per day`, `km/h`, `$60 a barrel`, `J/m2`: a unit in the denominator.
fn rate(line: &Line, amount: &mut Amount) {
    let mut from = amount.end;
    // `barrels of oil a day`.
    if amount.unit == "[bbl_us]" && line.word(from) == "of" {
        from += 2;
        while line.kind(from) == Some(Kind::Word) && !matches!(line.word(from), "a" | "per") && from < amount.end + 4 {
            from += 1;
        }
    }
    let (next, strong) = match line.word(from) {
        "per" => (from + 1, true),
        "/" if line.glued(from) && line.glued(from + 1) => (from + 1, true),
        "a" | "an" => (from + 1, false),
        _ if line.dash(from) && matches!(line.word(from + 1), "a" | "an" | "per") && line.dash(from + 2) => {
            (from + 3, true)
        }
        _ => return,
    };
    // `per thousand cubic metres`, `per 100 km`.
    let each = NUMBERS.number(line, next).filter(|_| strong).map(|number| (number.value, number.end));
    let each = each.or_else(|| NUMBERS.scale_named(line.word(next)).filter(|_| strong).map(|scale| (scale, next + 1)));
    let (many, next) = each.unwrap_or((1.0, next));
    let Some(below) = UNITS.below(line, next) else { return };
    let unit = &UNITS.list[below.unit];
    let time = unit.dimension == "time";
    let plain = unit.dimension != "denominator";
    let fits = match amount.dimension {
        "ratio" | "time" | "count" => amount.unit == "{times}" && time,
        "currency" => !matches!(unit.dimension.as_str(), "time" | "currency") || strong && unit.code == "h",
        _ => time || strong && plain && unit.dimension != "currency" || strong && unit.code == "{person}",
    };
    if fits && (strong || time || amount.dimension == "currency") {
        amount.unit = match many {
            1.0 => format!("{}/{}", amount.unit, unit.code),
            _ => format!("{}/({many}.{})", amount.unit, unit.code),
        };
        amount.unit_words = format!("{} {}", amount.unit_words, line.text_of(from, below.end));
        amount.end = below.end;
        amount.dimension = "rate";
    }
}

/// Gives the unit that is said once to the numbers before it: `from 44 to 29 percent`, `45 and 50 mg`, `2, 3 and 4 km`.
pub(super) fn share_units(line: &Line, amounts: &mut [Amount]) {
    let mut inherited = false;
    for index in (1..amounts.len()).rev() {
        let (left, right) = amounts.split_at_mut(index);
        let (first, second) = (&mut left[index - 1], &right[0]);
        let link = line.word(first.end);
        let linked = second.start == first.end + 1
            && match link {
                "and" | "or" => true,
                "to" => line.before(first.start, 1) == "from",
                "," => inherited,
                _ => false,
            };
        let plain = |amount: &Amount| matches!(amount.form, Form::Digits | Form::Words) && amount.range.is_none();
        inherited = linked
            && first.unit == "1"
            && !matches!(second.dimension, "count" | "currency" | "time")
            && second.unit != "{times}"
            && first.form == second.form
            && plain(first)
            && plain(second);
        if inherited {
            first.unit.clone_from(&second.unit);
            first.unit_words.clone_from(&second.unit_words);
            first.dimension = second.dimension;
        }
    }
}

/// Joins what is said in two units: `3 dollars and 50 cents`, `5 feet 2 inches`, `6 pounds 4 ounces`.
pub(super) fn compound(line: &Line, amounts: &mut Vec<Amount>) {
    let mut index = 0;
    while index + 1 < amounts.len() {
        let (first, second) = (&amounts[index], &amounts[index + 1]);
        let parts = match (first.unit.as_str(), second.unit.as_str()) {
            (_, "{cent}" | "{penny}") if first.dimension == "currency" => 100.0,
            ("[ft_i]", "[in_i]") => 12.0,
            ("[lb_av]", "[oz_av]") => 16.0,
            _ => 0.0,
        };
        let close = second.start == first.end || second.start == first.end + 1 && line.word(first.end) == "and";
        let fits = parts > 0.0
            && close
            && second.value < parts
            && first.value.fract() == 0.0
            && first.range.is_none()
            && second.range.is_none();
        if fits {
            let second = amounts.remove(index + 1);
            let first = &mut amounts[index];
            first.value += second.value / parts;
            first.step = second.step / parts;
            first.end = second.end;
        }
        index += 1;
    }
}
