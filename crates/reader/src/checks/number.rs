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
        let value = quantity.value;
        if let Some((low, high)) = quantity.range {
            return Range { low, high };
        }
        let half = open(quantity) / 2.0;
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
/// hundreds on (`1,900`). Small counts are exact.
fn open(quantity: &Quantity) -> f64 {
    let printed = step(quantity);
    if quantity.unit != "1" || printed > 1.0 {
        return printed;
    }
    let value = quantity.value.abs();
    let round = |step: f64| value >= step && (value / step).fract() == 0.0;
    [1e6, 1e5, 1e4, 1e3, 1e2].into_iter().find(|&step| round(step)).unwrap_or(if printed < 1.0 { printed } else { 0.0 })
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
    let digits = format!("{scaled:.3}");
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

/// The sign that people write for a unit: `mi` for UCUM's `[mi_i]`; other codes as they are.
pub fn unit_sign(unit: &str) -> &str {
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
    }
}
