//! Numbers with their units at their places, and the numbers that are names, labels, scores and codes, left out.

use super::units::UNITS;
use super::words::WORDS;
use crate::numbers::{Form, Kind, Line, NUMBERS, Number};
use model::{Bound, Direction};

/// A number with its unit.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// Its first piece, currency sign included.
    pub start: usize,
    /// The piece after its last, unit included.
    pub end: usize,
    pub value: f64,
    pub range: Option<(f64, f64)>,
    pub step: f64,
    pub unit: String,
    pub unit_words: String,
    pub dimension: &'static str,
    pub form: Form,
    /// A bound that the number itself carries: `double-digit`.
    pub bound: Option<Bound>,
    /// Set for `doubled`, `halved`.
    pub multiple: Option<Direction>,
    pub rule: &'static str,
}

/// The amounts of a line, in order. `taken` marks the pieces of dates and times.
pub(super) fn amounts(line: &Line, taken: &[bool]) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    let mut at = 0;
    let mut free_from = 0;
    while at < line.len() {
        if taken[at] {
            at += 1;
            free_from = at;
            continue;
        }
        match read(line, at, free_from, taken) {
            Read::Amounts(found) => {
                at = found.last().map_or(at + 1, |amount| amount.end).max(at + 1);
                free_from = at;
                amounts.extend(found);
            }
            Read::Skip(end) => {
                at = end.max(at + 1);
            }
            Read::Nothing => at += 1,
        }
    }
    amounts
}

enum Read {
    Amounts(Vec<Amount>),
    /// A number that is no quantity, and the piece after it.
    Skip(usize),
    Nothing,
}

fn read(line: &Line, at: usize, free_from: usize, taken: &[bool]) -> Read {
    if let Some(amount) = digit_growth(line, at).or_else(|| multiple(line, at)) {
        return Read::Amounts(vec![amount]);
    }
    let Some(mut number) = NUMBERS.number(line, at) else { return Read::Nothing };
    if (at..number.end).any(|piece| taken[piece]) {
        return Read::Skip(number.end);
    }
    let prefix = UNITS.before(line, at).filter(|(_, start)| {
        let letters = line.kind(*start) == Some(Kind::Word) && at == start + 1 && line.word(*start).len() < 2;
        *start >= free_from
            && (!letters || line.glued(at))
            && !(line.glued(*start)
                && line.kind(*start) == Some(Kind::Word)
                && *start > 0
                && line.kind(start - 1) == Some(Kind::Word))
    });
    let money = prefix.is_some();
    let mut start = prefix.map_or(at, |(_, start)| start);
    let mut negative = false;
    if let Some(outcome) = attached_before(line, at, start, free_from) {
        match outcome {
            Before::Negative(from) => (negative, start) = (true, from),
            Before::Decimal(from) => {
                let digits = line.word(at).len() as i32;
                number.value /= 10f64.powi(digits);
                number.step = 10f64.powi(-digits);
                start = from;
            }
            Before::Name => return Read::Skip(skip_code(line, number.end)),
        }
    }
    if matches!(line.before(start, 1), "minus" | "negative") && start > free_from {
        negative = true;
        start -= 1;
    }
    number = scale_letter(line, number, money);
    if let Some(end) = no_quantity(line, at, &number, money) {
        return Read::Skip(end);
    }
    let first =
        match with_unit(line, start, &number, prefix.map(|(unit, start)| (unit, line.span(start, at))), negative) {
            Some(amount) => amount,
            None => return Read::Skip(number.end),
        };
    match range(line, at, &number, &first, taken) {
        Range::Joined(amount) => Read::Amounts(vec![amount]),
        Range::Score(end) => Read::Skip(end),
        Range::None if label(line, start, &first) => Read::Skip(first.end),
        Range::None => Read::Amounts(vec![first]),
    }
}

/// `double-digit growth`: at least ten per cent.
fn digit_growth(line: &Line, at: usize) -> Option<Amount> {
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
    Some(Amount {
        start: at,
        end: next + 1,
        value,
        range: None,
        step: value,
        unit: "%".to_owned(),
        unit_words: String::new(),
        dimension: "ratio",
        form: Form::Words,
        bound: Some(bound),
        multiple: None,
        rule: "quantities/digits",
    })
}

/// `doubled`, `halved`, `threefold`.
fn multiple(line: &Line, at: usize) -> Option<Amount> {
    let word = line.word(at);
    let (factor, direction, end) = match WORDS.multiples.get(word) {
        // `doubled down`, `doubles as` are figures of speech.
        Some(_) if matches!(line.word(at + 1), "down" | "as" | "up" | "over") => return None,
        Some(&factor) => (factor, Some(super::direction_of(factor)), at + 1),
        None => {
            let count = word.strip_suffix("fold").filter(|count| count.len() > 2)?;
            let factor = match count {
                "two" => 2.0,
                "three" => 3.0,
                "four" => 4.0,
                "five" => 5.0,
                "six" => 6.0,
                "seven" => 7.0,
                "eight" => 8.0,
                "nine" => 9.0,
                "ten" => 10.0,
                "hundred" => 100.0,
                "thousand" => 1000.0,
                _ => return None,
            };
            (factor, None, at + 1)
        }
    };
    Some(Amount {
        start: at,
        end,
        value: factor,
        range: None,
        step: if factor < 1.0 { factor } else { 1.0 },
        unit: "{times}".to_owned(),
        unit_words: String::new(),
        dimension: "ratio",
        form: Form::Words,
        bound: None,
        multiple: direction,
        rule: "quantities/multiple",
    })
}

enum Before {
    Negative(usize),
    Decimal(usize),
    Name,
}

/// What a sign or word right against the number makes of it.
fn attached_before(line: &Line, at: usize, start: usize, free_from: usize) -> Option<Before> {
    if !line.glued(start) || start == 0 {
        // ` - 5`: a spaced dash before a number is punctuation.
        return None;
    }
    let before = start - 1;
    let word = line.word(before);
    if line.kind(before) != Some(Kind::Sign) {
        return Some(Before::Name);
    }
    if line.dash(before) {
        if !line.glued(before) {
            // `75 -300`: a dash, not a sign.
            let after_digits = before > 0 && line.kind(before - 1) == Some(Kind::Digits);
            return (!after_digits).then_some(Before::Negative(before));
        }
        let other = before.checked_sub(1)?;
        return match line.kind(other) {
            // `F-16`, `Covid-19`; `over-65s`, `sub-5`.
            Some(Kind::Word) => Some(Before::Name),
            Some(Kind::Digits) if before >= free_from => Some(Before::Name),
            Some(Kind::Sign) => Some(Before::Negative(before)),
            _ => None,
        };
    }
    match word {
        "." if at == start && !(line.glued(before) && before > 0 && line.kind(before - 1) == Some(Kind::Word)) => {
            Some(Before::Decimal(before))
        }
        "." | "#" | "@" | "_" | "&" | "=" | "\\" => Some(Before::Name),
        ":" | "/" => {
            (line.glued(before) && before > 0 && line.kind(before - 1) == Some(Kind::Digits)).then_some(Before::Name)
        }
        "+" => None,
        _ => None,
    }
}

/// The end of a code that a number is part of: `A320-200`, `555-1234`.
fn skip_code(line: &Line, index: usize) -> usize {
    let mut end = index;
    while end < line.len()
        && line.glued(end)
        && (line.kind(end) != Some(Kind::Sign) || line.dash(end) && line.glued(end + 1))
    {
        end += 1;
    }
    end
}

/// `$5m`, `10k`, `20M`, `5b`: a letter against the digits that scales them.
fn scale_letter(line: &Line, mut number: Number, money: bool) -> Number {
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
    let glued = line.glued(at);
    let scales = match written {
        "k" | "K" => glued,
        "M" | "MM" => glued || money,
        "m" => {
            glued
                && (money
                    || counted()
                    || line.word(at + 1) == "people"
                    || UNITS.at(line, at + 1).is_some_and(|unit| UNITS.list[unit.unit].dimension == "currency"))
        }
        "b" | "B" | "mm" => glued && (money || written == "B" || counted()),
        _ => glued && money,
    };
    if scales {
        number.value *= scale;
        number.step *= scale;
        number.end += 1;
    }
    number
}

/// The end of a number that is no quantity: an ordinal, a time of day, a code, a pronoun.
fn no_quantity(line: &Line, at: usize, number: &Number, money: bool) -> Option<usize> {
    let end = number.end;
    let digits = line.kind(at) == Some(Kind::Digits);
    if digits {
        if WORDS.slashes.contains(format!("{}{}{}", line.word(at), line.word(at + 1), line.word(at + 2)).as_str())
            && line.glued(at + 1)
        {
            return Some(at + 3);
        }
        if line.glued(end) {
            match line.kind(end) {
                Some(Kind::Word) => {
                    let unit = UNITS.at(line, end).filter(|unit| {
                        !(line.glued(unit.end) && line.kind(unit.end).is_some_and(|kind| kind != Kind::Sign))
                    });
                    let name = unit.is_none()
                        || line.original(end).len() == 1
                            && line.capital(end)
                            && !matches!(line.original(end), "W" | "V");
                    if name && !matches!(line.original(end), "L" | "C" | "F")
                        || matches!(line.word(end), "st" | "nd" | "rd" | "th")
                    {
                        return Some(skip_code(line, end));
                    }
                }
                Some(Kind::Sign) => {
                    let next_digits = line.kind(end + 1) == Some(Kind::Digits) && line.glued(end + 1);
                    if next_digits && matches!(line.word(end), ":" | "/" | ".") {
                        return Some(skip_code(line, end + 2));
                    }
                    // `555-123-4567`, `2020-01-05x`.
                    if line.dash(end)
                        && next_digits
                        && line.dash(end + 2)
                        && line.glued(end + 2)
                        && line.kind(end + 3) == Some(Kind::Digits)
                        && line.glued(end + 3)
                    {
                        return Some(skip_code(line, end + 4));
                    }
                    // `2-D`, `3-D`, `4-H`.
                    if line.dash(end)
                        && line.glued(end + 1)
                        && line.original(end + 1).len() == 1
                        && line.capital(end + 1)
                    {
                        return Some(end + 2);
                    }
                }
                _ => {}
            }
        }
        if line.word(at).len() > 1
            && line.word(at).starts_with('0')
            && !line.word(at).starts_with("0.")
            && !line.word(at).starts_with("0,")
        {
            return Some(end);
        }
        return None;
    }
    if money {
        return None;
    }
    let word = line.word(at);
    let next = line.word(end);
    if line.glued(at)
        && at > 0
        && line.dash(at - 1)
        && line.kind(at.wrapping_sub(2)) == Some(Kind::Word)
        && line.glued(at - 1)
    {
        return Some(end);
    }
    // A name of words: `Group of Seven`, `the Big Three`, `Channel Four`.
    if line.capital(at)
        && at > 0
        && !matches!(line.before(at, 1), "." | "\"" | "“" | ":")
        && line.capital(at.saturating_sub(1)) | matches!(line.before(at, 2), "group")
        && !line.capital(end)
    {
        return Some(end);
    }
    if word == "one" && end == at + 1 {
        let pronoun = matches!(
            line.before(at, 1),
            "no" | "this" | "that" | "the" | "any" | "every" | "each" | "which" | "some" | "another" | "only"
        ) || line.apostrophe(end)
            || line.dash(end) && UNITS.at(line, end + 1).is_none()
            || matches!(
                next,
                "of" | "day"
                    | "time"
                    | "another"
                    | "thing"
                    | "hand"
                    | "way"
                    | "side"
                    | "could"
                    | "can"
                    | "should"
                    | "must"
                    | "or"
                    | "is"
                    | "was"
                    | "that"
                    | "who"
                    | "to"
                    | "in"
                    | "on"
                    | "for"
                    | "with"
                    | "by"
                    | "and"
                    | "as"
                    | "such"
                    | "has"
                    | "more"
                    | "last"
                    | "final"
                    | "place"
                    | "big"
                    | "may"
                    | "might"
                    | "would"
                    | "will"
                    | "at"
                    | "from"
                    | "does"
                    | "point"
                    | "another's"
                    | ""
            )
            || line.kind(end) != Some(Kind::Word) && !line.dash(end);
        if pronoun && UNITS.at(line, end).is_none_or(|_| line.word(end).len() < 4 || next == "day") {
            return Some(end);
        }
    }
    if number.form == Form::Fraction && word == "half" && end == at + 1 {
        let rank = matches!(
            line.before(at, 1),
            "first" | "second" | "other" | "last" | "latter" | "this" | "that" | "each" | "better"
        );
        let share =
            matches!(next, "of" | "the" | "its" | "their" | "his" | "her" | "as" | "a" | "that" | "those" | "all")
                || UNITS.at(line, end).is_some();
        if rank || !share {
            return Some(end);
        }
    }
    if number.form == Form::Fraction
        && word == "a"
        && line.word(at + 1) == "half"
        && UNITS.at(line, end).is_none()
        && next != "of"
    {
        return Some(end);
    }
    if number.form == Form::Vague && word == "scores" && next != "of" {
        return Some(end);
    }
    // `a million` in `one in a million`, `zero tolerance`, `zero-sum`.
    (word == "zero" && (line.dash(end) || next == "tolerance")).then_some(end)
}

/// Gives a number its unit, and its currency.
fn with_unit(
    line: &Line,
    start: usize,
    number: &Number,
    prefix: Option<(usize, model::Span)>,
    negative: bool,
) -> Option<Amount> {
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
    if let Some((sign, _)) = prefix {
        amount.unit = UNITS.list[sign].code.clone();
        amount.dimension = "currency";
        amount.unit_words = line.original(start).to_owned();
        let words: Vec<&str> = (start..number.end)
            .take_while(|at| NUMBERS.number(line, *at).is_none() || line.kind(*at) == Some(Kind::Sign))
            .map(|at| line.original(at))
            .collect();
        amount.unit_words = words.concat();
        amount.rule = "quantities/currency";
        if let Some((unit, end)) = unit
            .filter(|(unit, _)| UNITS.list[*unit].dimension == "currency" && line.kind(number.end) == Some(Kind::Word))
        {
            amount.end = end;
            if amount.unit == "USD" {
                amount.unit = UNITS.list[unit].code.clone();
            }
        }
    } else if let Some((unit, end)) = unit {
        amount.end = end;
        amount.unit = UNITS.list[unit].code.clone();
        amount.dimension = &UNITS.list[unit].dimension;
        let from = if line.dash(number.end) || matches!(line.word(number.end), "[" | "(" | "{") {
            number.end + 1
        } else {
            number.end
        };
        let to = if matches!(line.word(end - 1), "]" | ")" | "}") { end - 1 } else { end };
        amount.unit_words = line.text_of(from, to).to_owned();
        amount.rule = "quantities/unit";
    }
    if amount.unit != "1" {
        rate(line, &mut amount);
    }
    Some(amount)
}

/// The unit after a number, where the words around allow it.
fn unit_after(line: &Line, number: &Number) -> Option<(usize, usize)> {
    let mut at = number.end;
    let dashed = line.dash(at) && line.glued(at) && line.glued(at + 1);
    let opening = matches!(line.word(at), "[" | "(" | "{");
    if dashed
        || opening
        || number.form == Form::Fraction && line.word(at) == "of" && matches!(line.word(at + 1), "a" | "an")
    {
        at += if line.word(at) == "of" { 2 } else { 1 };
    } else if number.form == Form::Fraction && matches!(line.word(at), "a" | "an")
        || number.form == Form::Vague && line.word(at) == "of"
    {
        at += 1;
    }
    let bracket = opening;
    let found = UNITS.at(line, at)?;
    let end = if bracket { found.end + 1 } else { found.end };
    if bracket && !matches!(line.word(found.end), "]" | ")" | "}") {
        return None;
    }
    let unit = &UNITS.list[found.unit];
    let written = line.original(at);
    let digits = number.form == Form::Digits || number.form == Form::Fraction;
    let glued = line.glued(at) && !dashed;
    let single = found.end == at + 1;
    if single && written.len() <= 2 && line.kind(at) == Some(Kind::Word) {
        // Short letters are units only after digits, and some only against them.
        let free = !matches!(
            written,
            "in" | "A" | "N" | "B" | "a" | "x" | "s" | "d" | "l" | "h" | "J" | "pc" | "E" | "P" | "T"
        );
        let ends = at + 1 >= line.len() || matches!(line.word(at + 1), "." | ")" | ";");
        let inches = (written == "in" && ends)
            || (written == "in"
                && (number.form == Form::Fraction || matches!(line.before(number.end, 2), "ft" | "feet" | "foot"))
                && !line.capital(at + 1));
        if !digits || !(glued || free || inches || bracket) {
            return None;
        }
    }
    if single && line.word(at) == "x" && !glued {
        return None;
    }
    match line.word(at) {
        // Verbs and other nouns that look like currencies and measures.
        "won" | "real" | "som" | "sum" | "crown" | "stone" | "bar" | "bars" | "gray" | "mole" | "sol" | "rand"
        | "leone" | "kip" | "lev" | "amp" | "colon" | "mark"
            if number.value < 10_000.0
                && !(line.word(at) == "rand" || line.word(at) == "won" && number.value >= 500.0) =>
        {
            return None;
        }
        "pc" if !glued => return None,
        "fold" if !dashed => return None,
        // `pounds` are money in the millions.
        "pound" | "pounds" if unit.code == "[lb_av]" => {
            let money = number.value >= 1e5 || line.word(end) == "sterling" || line.word(end) == "and";
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

/// `barrels per day`, `km/h`, `$60 a barrel`: a unit in the denominator.
fn rate(line: &Line, amount: &mut Amount) {
    let at = amount.end;
    let (next, strong) = match line.word(at) {
        "per" => (at + 1, true),
        "/" if line.glued(at) && line.glued(at + 1) => (at + 1, true),
        "a" | "an" => (at + 1, false),
        _ if line.dash(at) && matches!(line.word(at + 1), "a" | "an" | "per") && line.dash(at + 2) => (at + 3, true),
        _ => return,
    };
    let Some(below) = UNITS.at(line, next) else { return };
    let unit = &UNITS.list[below.unit];
    let fits = match amount.dimension {
        "ratio" | "time" | "count" => false,
        "currency" => {
            unit.dimension != "time" && unit.dimension != "currency" || strong && matches!(unit.code.as_str(), "h")
        }
        _ => unit.dimension == "time" || strong && unit.dimension != "currency",
    };
    if fits && (strong || unit.dimension == "time" || amount.dimension == "currency") {
        amount.unit = format!("{}/{}", amount.unit, unit.code);
        amount.unit_words = format!("{} {}", amount.unit_words, line.text_of(at, below.end));
        amount.end = below.end;
        amount.dimension = "rate";
    }
}

enum Range {
    Joined(Amount),
    Score(usize),
    None,
}

/// `10-15 exabytes`, `between 20 and 30`, `2 to 3 million`, `44 mg to 50 mg`; scores and decreasing pairs are none.
fn range(line: &Line, at: usize, number: &Number, first: &Amount, taken: &[bool]) -> Range {
    // `8- to 16-meter`.
    let hyphen = line.dash(first.end) && line.glued(first.end) && line.word(first.end + 1) == "to";
    let link = if hyphen { first.end + 1 } else { first.end };
    let between = line.before(first.start, 1) == "between";
    let spaced = !line.glued(link)
        && !line.glued(link + 1)
        && line.kind(link + 1) == Some(Kind::Digits)
        && number.form == Form::Digits
        && first.unit == "1"
        && NUMBERS.number(line, link + 1).is_some_and(|second| {
            let unit = unit_after(line, &second).is_some();
            second.value > number.value && (unit || second.end >= line.len() || line.word(second.end) == ".")
        });
    let dash = line.dash(link) && (line.glued(link) && line.glued(link + 1) || spaced);
    let linked = dash
        || matches!(line.word(link), "to" | "or" | "through")
            && !(line.before(first.start, 1) == "from" && changes_before(line, first.start))
        || line.word(link) == "and" && between;
    if !linked || link + 1 >= line.len() || taken[link + 1] {
        return Range::None;
    }
    // A currency sign may stand before the second number as well.
    let mut second_at = link + 1;
    let mut second_prefix = None;
    for step in 1..=3 {
        if let Some((unit, start)) = UNITS.before(line, link + 1 + step).filter(|(_, start)| *start == link + 1) {
            second_prefix = Some((unit, line.span(start, start + 1)));
            second_at = link + 1 + step;
            break;
        }
    }
    let Some(second) = NUMBERS.number(line, second_at).filter(|_| !taken[second_at]) else { return Range::None };
    let second = scale_letter(line, second, second_prefix.is_some());
    let plain = number.form == Form::Digits && second.form == Form::Digits;
    if dash && plain && first.unit == "1" && second.value <= first.value {
        return Range::Score(second.end);
    }
    if dash && plain && first.unit == "1" && sports(line, first.start, second.end) {
        return Range::Score(second.end);
    }
    let Some(other) = with_unit(line, link + 1, &second, second_prefix, false) else { return Range::None };
    if matches!(line.word(link), "or")
        && (first.form != Form::Words || other.form != Form::Words || second.value > number.value + 5.0)
    {
        return Range::None;
    }
    if line.word(link) == "to"
        && first.unit == "1"
        && other.unit == "1"
        && !matches!(line.before(first.start, 1), "from")
        && number.form != second.form
    {
        return Range::None;
    }
    // `5 % to $3 billion` are two things.
    if first.unit != "1" && first.unit != other.unit && !(other.unit == "1" && first.dimension == "currency") {
        return Range::None;
    }
    let unit = if other.unit == "1" { first } else { &other };
    let mut low = first.value;
    let mut step = first.step;
    // `2 to 3 million`: the scale of the second is that of both.
    let scale = if second.value >= 1000.0 && number.value < 1000.0 && number.step <= 1.0 {
        let printed = crate::numbers::digits_value(line.word(second_at)).map(|(value, _)| value);
        let printed = printed.or_else(|| NUMBERS.number(line, second_at).map(|_| second.value / second.step.max(1.0)));
        printed.filter(|printed| *printed > 0.0).map_or(1.0, |printed| second.value / printed)
    } else {
        1.0
    };
    if (first.unit == "1" || first.dimension == "currency") && scale > 1.0 && low * scale < second.value {
        low *= scale;
        step *= scale;
    }
    let high = other.value;
    let _ = at;
    if low >= high {
        return Range::None;
    }
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

/// True where a word of change stands before `from`.
fn changes_before(line: &Line, start: usize) -> bool {
    (start.saturating_sub(5)..start).any(|at| {
        WORDS.change.contains_key(line.word(at)) || matches!(line.word(at), "changed" | "went" | "moved" | "revised")
    })
}

/// True where words of play stand near: `won 3-5`, `a 2-3 defeat`.
fn sports(line: &Line, start: usize, end: usize) -> bool {
    let near = |at: usize| {
        matches!(
            line.word(at),
            "win"
                | "won"
                | "wins"
                | "beat"
                | "beating"
                | "victory"
                | "lost"
                | "loss"
                | "defeat"
                | "defeated"
                | "draw"
                | "drew"
                | "lead"
                | "led"
                | "score"
                | "vote"
                | "voted"
                | "ruling"
                | "decision"
                | "aggregate"
                | "trailed"
                | "trailing"
        )
    };
    let close = (start.saturating_sub(3)..start).any(near) || (end..end + 3).any(near);
    close && UNITS.at(line, end).is_none()
}

/// True where a bare number is a label or part of a name: `Article 5`, `Apollo 11`, `S&P 500`.
fn label(line: &Line, start: usize, amount: &Amount) -> bool {
    if amount.unit != "1" || start == 0 {
        return false;
    }
    let before = line.before(start, 1);
    let next = line.word(amount.end);
    let noun_follows = line.kind(amount.end) == Some(Kind::Word)
        && !line.capital(amount.end)
        && (next.ends_with('s') && !matches!(next, "was" | "is" | "has" | "as" | "this" | "says" | "does")
            || matches!(next, "people" | "men" | "women" | "children" | "per" | "or"));
    let labelled = WORDS.labels.contains(before)
        || before == "." && WORDS.labels.contains(line.before(start, 2)) && line.before(start, 2) == "no";
    if labelled
        && (amount.form == Form::Digits || amount.form == Form::Words && line.capital(start - 1))
        && amount.step <= 1.0
    {
        return !noun_follows || line.capital(start - 1) && amount.value < 100.0 && !matches!(before, "no");
    }
    let named = line.capital(start - 1)
        && start > 1
        && !matches!(line.before(start, 2), "." | "\"" | "“" | ":" | ";" | "," | "(")
        || line.before(start, 2) == "&";
    let big = line.word(start).contains(',') || amount.value >= 10_000.0;
    named
        && amount.form == Form::Digits
        && !big
        && !noun_follows
        && line.kind(amount.end) != Some(Kind::Word)
        && amount.step == 1.0
        && !matches!(before, "i" | "rs" | "in" | "of" | "at" | "to" | "by")
}
