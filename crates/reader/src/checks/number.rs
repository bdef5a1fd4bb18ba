//! Numbers with what their printed digits leave open.

use model::{Bound, Direction, Quantity};

/// The values that a stated number may stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

impl Range {
    /// What a quantity leaves open: half a step on both sides, more where the words say so.
    pub fn of(quantity: &Quantity) -> Range {
        Range::rounded_to(quantity, open(quantity))
    }

    /// What a quantity leaves open beside another one that it is compared with: see [`open_beside`].
    pub fn beside(quantity: &Quantity, other: &Quantity) -> Range {
        Range::rounded_to(quantity, open_beside(quantity, other))
    }

    fn rounded_to(quantity: &Quantity, step: f64) -> Range {
        let value = quantity.value;
        if let Some((low, high)) = quantity.range {
            return Range { low, high };
        }
        let half = step / 2.0;
        match quantity.bound {
            Bound::Exact => Range { low: value - half, high: value + half },
            Bound::AtLeast => Range { low: value - half, high: f64::INFINITY },
            Bound::AtMost => Range { low: value * 0.9 - half, high: value + half },
            Bound::About => Range { low: value * 0.93 - half, high: value * 1.07 + half },
        }
    }

    /// The same with `more` on both sides.
    pub fn widened(self, more: f64) -> Range {
        Range { low: self.low - more, high: self.high + more }
    }

    /// True where the two have a value in common.
    pub fn meets(self, other: Range) -> bool {
        let slack = 1e-9 * (self.low.abs() + other.low.abs()).min(1e15);
        self.low <= other.high + slack && other.low <= self.high + slack
    }

    /// Interval sum.
    pub fn plus(self, other: Range) -> Range {
        Range { low: self.low + other.low, high: self.high + other.high }
    }

    /// Interval difference.
    pub fn minus(self, other: Range) -> Range {
        Range { low: self.low - other.high, high: self.high - other.low }
    }

    /// `self / other` for positive values.
    pub fn over(self, other: Range) -> Range {
        Range { low: self.low / other.high, high: self.high / other.low.max(f64::MIN_POSITIVE) }
    }

    /// Percentage change from `before` to this.
    pub fn growth_from(self, before: Range) -> Range {
        let ratio = self.over(before);
        Range { low: (ratio.low - 1.0) * 100.0, high: (ratio.high - 1.0) * 100.0 }
    }
}

/// The step that a reader takes a number to be rounded to: that of its last digit, and for counts that of its zeros from
/// hundreds on (`1,900`), as long as two digits stand: 200,000 is meant to the ten thousand, not to the hundred thousand.
/// Small counts are exact.
///
/// That round numbers are meant coarsely is Krifka's observation (Approximate interpretation of number words, 2007); that
/// those which people round to are multiples of one, two, two and a half and five of a power of ten, so two digits at most,
/// Jansen and Pollmann's (On round numbers, Journal of Quantitative Linguistics 8, 2001). That the second digit is meant is
/// taken from there by judgement. Words such as `about` widen it.
fn open(quantity: &Quantity) -> f64 {
    let printed = step(quantity);
    if quantity.unit != "1" || printed > 1.0 {
        return printed;
    }
    let value = quantity.value.abs();
    let round = |step: f64| value >= step && (value / step).fract() == 0.0;
    let zeros = [1e6, 1e5, 1e4, 1e3, 1e2].into_iter().find(|&step| round(step));
    zeros.map_or(if printed < 1.0 { printed } else { 0.0 }, |zeros| zeros.min(second_digit(value)))
}

/// The step of a number beside one that it is compared with (`from 2 billion to 2.32 billion`): a writer keeps one scale in
/// one comparison (Krifka 2007, as above), so the coarser is no coarser than the finer, save that no more than its first two
/// digits are taken for granted.
fn open_beside(quantity: &Quantity, other: &Quantity) -> f64 {
    let (own, finest) = (open(quantity), open(other));
    if own <= finest { own } else { own.min(second_digit(quantity.value).max(finest)) }
}

/// The step of the second digit of a number: 10,000 for 232,000.
fn second_digit(value: f64) -> f64 {
    let size = value.abs().log10().floor();
    if size.is_finite() { 10_f64.powf(size - 1.0) } else { 0.0 }
}

/// The step of the last printed digit.
pub fn step(quantity: &Quantity) -> f64 {
    quantity.step.abs()
}

/// A change with its sign.
pub fn signed(quantity: &Quantity) -> f64 {
    match quantity.change.map(|change| change.direction) {
        Some(Direction::Down) => -quantity.value.abs(),
        Some(Direction::Same) => 0.0,
        _ => quantity.value,
    }
}

/// The range of a change with its sign, with a whole step open on both sides: writers round and cut off.
pub fn signed_range(quantity: &Quantity) -> Range {
    let range = Range::of(quantity).widened(step(quantity) / 2.0);
    match quantity.change.map(|change| change.direction) {
        Some(Direction::Down) if quantity.value >= 0.0 => Range { low: -range.high, high: -range.low },
        _ => range,
    }
}

/// A value for people: `78.84 bn`, `48,000`, `3.8`.
pub fn show(value: f64) -> String {
    let (scaled, word) = match value.abs() {
        large if large >= 1e12 => (value / 1e12, " tn"),
        large if large >= 1e9 => (value / 1e9, " bn"),
        large if large >= 1e6 => (value / 1e6, " m"),
        _ => (value, ""),
    };
    // Three decimals, and for what is less than one three digits that say something: 0.0606.
    let zeros = -scaled.abs().log10().floor();
    let decimals = if scaled.abs() < 1.0 && zeros.is_finite() { (zeros as usize).clamp(1, 9) + 2 } else { 3 };
    let digits = format!("{scaled:.decimals$}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    if word.is_empty() && scaled.abs() >= 10_000.0 && !digits.contains('.') {
        let (sign, plain) = digits.strip_prefix('-').map_or(("", digits), |plain| ("-", plain));
        let mut grouped = String::new();
        for (index, digit) in plain.chars().enumerate() {
            if index > 0 && (plain.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        return format!("{sign}{grouped}");
    }
    format!("{digits}{word}")
}

/// A quantity for people: `78.84 bn USD`, `9 %`.
pub fn show_quantity(quantity: &Quantity) -> String {
    match quantity.unit.as_str() {
        "1" | "" => show(quantity.value),
        unit => format!("{} {}", show(quantity.value), unit_sign(unit)),
    }
}

/// A quantity for people, with the values that it may stand for: `78.84 bn USD ± 5 m`, `8 bn USD (at least 7.5 bn)`, `3` for
/// one that is exact.
pub fn show_open(quantity: &Quantity, range: Range) -> String {
    let shown = show_quantity(quantity);
    let (below, above) = (quantity.value - range.low, range.high - quantity.value);
    let even = (below - above).abs() <= 1e-6 * below.abs().max(above.abs());
    match (even, range.high.is_finite()) {
        (true, _) if below.abs() <= 1e-9 * quantity.value.abs() => shown,
        (true, _) => format!("{shown} ± {}", show(below)),
        (false, true) => format!("{shown} ({} to {})", show(range.low), show(range.high)),
        (false, false) => format!("{shown} (at least {})", show(range.low)),
    }
}

/// The values that a result may have, for people: `13.2 to 19 %`.
pub fn show_range(range: Range, unit: &str) -> String {
    let tenths = |value: f64| show((value * 100.0).round() / 100.0);
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    match (range.low.is_finite(), range.high.is_finite()) {
        (true, true) => format!("{} to {}{unit}", tenths(range.low), tenths(range.high)),
        (_, true) => format!("at most {}{unit}", tenths(range.high)),
        _ => format!("at least {}{unit}", tenths(range.low)),
    }
}

/// The sign that people write for a unit: `mi` for UCUM's `[mi_i]`; other codes as they are.
fn unit_sign(unit: &str) -> &str {
    match unit {
        "[mi_i]" | "[mi_us]" => "mi",
        "[ft_i]" => "ft",
        "[nmi_i]" => "nautical mi",
        "[yd_i]" => "yd",
        "[in_i]" => "in",
        "har" => "ha",
        "[acr_us]" | "[acr_br]" => "acres",
        "[smi_us]" => "sq mi",
        "[lb_av]" => "lb",
        "[oz_av]" => "oz",
        "[bbl_us]" => "barrels",
        "[gal_us]" => "gal",
        "[degF]" => "°F",
        "Cel" => "°C",
        "pp" => "percentage points",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_the_printed_digits() {
        let quantity = Quantity {
            value: 7.884e10,
            range: None,
            step: 1e7,
            unit: "USD".to_owned(),
            unit_words: String::new(),
            counted: None,
            bound: Bound::Exact,
            change: None,
        };
        let total = Range::of(&quantity);
        let parts = Range { low: 7.8842e10, high: 7.8844e10 };
        assert!(total.meets(parts));
        assert!(!total.meets(Range { low: 7.8846e10, high: 7.885e10 }));
        assert_eq!(show_quantity(&quantity), "78.84 bn USD");
        assert_eq!(show(48000.0), "48,000");
        assert_eq!(show_open(&quantity, total), "78.84 bn USD ± 5 m");
        assert_eq!(show(0.06063), "0.0606");
    }

    fn count(value: f64) -> Quantity {
        Quantity {
            value,
            range: None,
            step: 1.0,
            unit: "1".to_owned(),
            unit_words: String::new(),
            counted: None,
            bound: Bound::Exact,
            change: None,
        }
    }

    #[test]
    fn round_numbers_leave_open_what_lies_behind_their_second_digit() {
        assert_eq!(Range::of(&count(200_000.0)), Range { low: 195_000.0, high: 205_000.0 });
        assert_eq!(Range::of(&count(1_900.0)), Range { low: 1_850.0, high: 1_950.0 });
        assert_eq!(Range::of(&count(42.0)), Range { low: 42.0, high: 42.0 });
        // A scale word prints fewer digits; beside a finer figure they are taken for two.
        let billions = |value: f64, step: f64| Quantity { value, step, unit: "EUR".to_owned(), ..count(0.0) };
        let (round, fine) = (billions(2e9, 1e9), billions(2.32e9, 1e7));
        assert_eq!(Range::of(&round), Range { low: 1.5e9, high: 2.5e9 });
        assert_eq!(Range::beside(&round, &fine), Range { low: 1.95e9, high: 2.05e9 });
        assert_eq!(Range::beside(&fine, &round), Range::of(&fine));
        assert!(Range::of(&Quantity { bound: Bound::About, ..count(200_000.0) }).low < 190_000.0);
    }
}
