//! Numbers and quantities as people read them: the one place where digits are grouped, cut and signed.

use super::words::{plural, unit};
use model::{Bound, Change, ChangeBasis, Direction, Quantity};

/// The most digits after the point; a figure of less than one keeps as many that say something.
const DECIMALS: usize = 4;

/// A quantity: bound, value, unit, change.
pub fn quantity(quantity: &Quantity) -> String {
    // A rise or fall of which no size is said.
    if let Some(Change { direction, .. }) = quantity.change
        && (quantity.value, quantity.step, quantity.bound) == (0.0, 0.0, Bound::AtLeast)
    {
        return direction_words(direction).to_owned();
    }
    let bound = match quantity.bound {
        Bound::Exact => "",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::About => "about ",
    };
    let value = match quantity.range {
        Some((low, high)) => format!("{} to {}", number(low, quantity.step), number(high, quantity.step)),
        None => number(quantity.value, quantity.step),
    };
    let one = quantity.range.is_none() && quantity.value.abs() == 1.0;
    let unit = match (quantity.unit.as_str(), &quantity.counted) {
        ("1", Some(counted)) if one => format!(" {counted}"),
        ("1", Some(counted)) => format!(" {}", plural(counted)),
        ("1", None) => String::new(),
        (code, _) => format!(" {}", unit(code, one)),
    };
    let change = quantity.change.map(change_words).unwrap_or_default();
    let compared = if quantity.change.is_some_and(|change| change.year_on_year) { " on the year" } else { "" };
    format!("{change}{bound}{value}{unit}{compared}")
}

fn direction_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Same => "unchanged",
    }
}

/// `up by`, and for the level after a change `risen to`: `up to` would be read as a bound.
fn change_words(change: Change) -> &'static str {
    match (change.basis, change.direction) {
        (ChangeBasis::By, Direction::Up) => "up by ",
        (ChangeBasis::By, Direction::Down) => "down by ",
        (ChangeBasis::By, Direction::Same) => "unchanged by ",
        (ChangeBasis::To, Direction::Up) => "risen to ",
        (ChangeBasis::To, Direction::Down) => "fallen to ",
        (ChangeBasis::To, Direction::Same) => "unchanged at ",
    }
}

/// A number as people read it: grouped below a million, in millions, billions and trillions above; never more digits than
/// were printed.
pub fn number(value: f64, step: f64) -> String {
    let scales = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    // Printed to the last unit, a number is written out: 1,850,000, not 1.850000 million.
    let whole = (1.0..=10.0).contains(&step) && value.abs() < 1e12;
    let scales = scales.into_iter().find(|(scale, _)| value.abs() >= *scale && !whole);
    let (scale, word) = scales.unwrap_or((1.0, ""));
    let scaled = value / scale;
    let digits = if step > 0.0 { digits(scaled, step / scale) } else { 2 };
    format!("{}{word}", written(scaled, digits))
}

/// A weight or mean weight: one digit after the point, with its sign.
pub fn signed(value: f64) -> String {
    let printed = written(value, 1);
    if printed.starts_with('−') || value.is_nan() || printed == "0.0" { printed } else { format!("+{printed}") }
}

/// How many of something: `1 event`, `7,865 events`.
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {}", grouped(count), plural(one)) }
}

/// A count with its digits in groups of three.
pub fn grouped(count: usize) -> String {
    groups(&count.to_string())
}

/// The arithmetic of a check with its numbers as people read them: the minus sign for a minus, and no digits that only a
/// computer's rounding has put there.
pub fn tidy(working: &str) -> String {
    let mut tidied = String::with_capacity(working.len());
    let mut rest = working;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let digit_follows = rest[first.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
        if first == '-' && digit_follows && (before == '(' || before.is_whitespace()) {
            tidied.push('−');
        } else if first.is_ascii_digit() && !before.is_alphanumeric() && before != '.' {
            let end = rest.find(|next: char| !next.is_ascii_digit() && next != '.').unwrap_or(rest.len());
            let figure = rest[..end].trim_end_matches('.');
            tidied.push_str(&cut(figure).unwrap_or_else(|| figure.to_owned()));
            before = '0';
            rest = &rest[figure.len()..];
            continue;
        } else {
            tidied.push(first);
        }
        before = first;
        rest = &rest[first.len_utf8()..];
    }
    tidied
}

/// A figure with too many digits after its point, cut; `None` where there is nothing to cut.
fn cut(figure: &str) -> Option<String> {
    let (_, fraction) = figure.split_once('.').filter(|(_, fraction)| fraction.len() > DECIMALS)?;
    let value: f64 = figure.parse().ok()?;
    let shown = written(value, most(value).min(fraction.len()));
    Some(shown.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// The most digits after the point that are shown of a value.
fn most(value: f64) -> usize {
    if value == 0.0 || value.abs() >= 1.0 {
        return DECIMALS;
    }
    DECIMALS + (-value.abs().log10()).floor().clamp(0.0, 12.0) as usize
}

/// A value with so many digits after the point, grouped before it.
fn written(value: f64, digits: usize) -> String {
    let printed = format!("{:.*}", digits.min(most(value)), value.abs());
    let (whole, fraction) =
        printed.split_once('.').map_or((printed.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let nothing = printed.chars().all(|digit| matches!(digit, '0' | '.'));
    let sign = if value < 0.0 && !nothing { "−" } else { "" };
    let whole = groups(whole);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Digits in groups of three.
fn groups(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many digits after the point a number needs that was printed to `step`: two for a quarter, one for a half.
fn digits(value: f64, step: f64) -> usize {
    let least = (1.0 / step).log10().floor().clamp(0.0, 9.0) as usize;
    let lost = |digits: usize| {
        let unit = 10f64.powi(digits as i32);
        ((value * unit).round() / unit - value).abs()
    };
    (least..9).find(|&digits| lost(digits) < step / 100.0).unwrap_or(9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: f64, step: f64, unit: &str, counted: Option<&str>) -> String {
        quantity(&Quantity {
            value,
            range: None,
            step,
            unit: unit.to_owned(),
            unit_words: String::new(),
            counted: counted.map(str::to_owned),
            bound: Bound::Exact,
            change: None,
        })
    }

    #[test]
    fn numbers_keep_the_printed_digits() {
        assert_eq!(number(7.884e10, 1e7), "78.84 billion");
        assert_eq!(number(48_000.0, 1000.0), "48,000");
        assert_eq!(number(3.8, 0.1), "3.8");
        assert_eq!(number(1_850_000.0, 1.0), "1,850,000");
        assert_eq!(number(-12_500.5, 0.1), "−12,500.5");
        assert_eq!(number(0.400_000_000_000_000_36, 1e-9), "0.4000");
    }

    #[test]
    fn quantities_have_units_in_words_and_plurals() {
        assert_eq!(of(48_000.0, 1000.0, "1", Some("Chinese student")), "48,000 Chinese students");
        assert_eq!(of(1.0, 1.0, "1", Some("ship")), "1 ship");
        assert_eq!(of(12.0, 1.0, "[mi_i]", None), "12 miles");
        assert_eq!(of(1.0, 1.0, "[ft_i]", None), "1 foot");
        assert_eq!(of(300.0, 100.0, "[ft_i]", None), "300 feet");
        assert_eq!(of(40.0, 1.0, "har", None), "40 hectares");
        assert_eq!(of(7.0, 1.0, "[acr_us]", None), "7 acres");
        assert_eq!(of(2e6, 1e5, "[bbl_us]/d", None), "2.0 million barrels per day");
        assert_eq!(of(61.5, 0.1, "USD/[bbl_us]", None), "61.5 USD per barrel");
        assert_eq!(of(9.0, 1.0, "%", None), "9 %");
        assert_eq!(of(0.4, 0.1, "pp", None), "0.4 percentage points");
        assert_eq!(of(30.0, 1.0, "Cel", None), "30 °C");
    }

    #[test]
    fn signs_and_counts() {
        assert_eq!(signed(-8.0), "−8.0");
        assert_eq!(signed(2.25), "+2.2");
        assert_eq!(signed(-0.01), "0.0");
        assert_eq!(counted(1, "quotation"), "1 quotation");
        assert_eq!(counted(7865, "event"), "7,865 events");
    }

    #[test]
    fn the_arithmetic_loses_the_noise_of_the_machine() {
        assert_eq!(
            tidy("the difference is +0.40000000000000036 percentage points"),
            "the difference is +0.4 percentage points"
        );
        assert_eq!(tidy("is -5.0 %; stated 50 %."), "is −5.0 %; stated 50 %.");
        assert_eq!(tidy("2020-09-30, from 1.2.3456789 on; F-35"), "2020-09-30, from 1.2.3456789 on; F-35");
        assert_eq!(tidy("35.887 + 42.956 = 78.843"), "35.887 + 42.956 = 78.843");
    }
}
