//! Printed numbers: the value, and what their last digit leaves open.

/// A number as tables print it: digits with at most one decimal sign and an exponent, and, where `grouping` is given, with
/// that sign between groups of three. Returns the value and the step of the last printed digit. `None` for anything else:
/// `1,234` without a grouping sign may be one thousand or one and a bit, and is not guessed at.
pub fn number(text: &str, decimal: char, grouping: Option<char>) -> Option<(f64, f64)> {
    let text = text.trim();
    let (negative, rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once(decimal).unwrap_or((mantissa, ""));
    let whole = match grouping.filter(|sign| whole.contains(*sign)) {
        Some(sign) => {
            let groups: Vec<&str> = whole.split(sign).collect();
            let fits = groups
                .iter()
                .enumerate()
                .all(|(index, group)| if index == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 });
            if !fits {
                return None;
            }
            groups.concat()
        }
        None => whole.to_owned(),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && fraction.is_empty() || !digits(&whole) || !digits(fraction) || whole.len() > 30 {
        return None;
    }
    if exponent.unsigned_abs() > 30 || fraction.len() > 30 {
        return None;
    }
    let value: f64 = format!("{whole}.{fraction}e{exponent}").parse().ok()?;
    let step = 10_f64.powi(exponent - i32::try_from(fraction.len()).ok()?);
    value.is_finite().then_some((if negative { -value } else { value }, step))
}

/// The words and signs by which tables say that there is no value.
pub(super) fn is_missing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 9
        && matches!(
            text.to_ascii_lowercase().as_str(),
            "" | "."
                | ".."
                | "..."
                | "…"
                | "-"
                | "–"
                | "—"
                | ":"
                | "na"
                | "n/a"
                | "n.a."
                | "nan"
                | "null"
                | "none"
                | "c"
                | "x"
        )
}

/// A power of ten or a scale in words: `6`, `Millions`.
pub(super) fn multiplier(text: &str) -> Option<f64> {
    let text = text.trim();
    let power = match text.to_ascii_lowercase().as_str() {
        "" | "units" | "unit" | "_z" | "_x" => 0,
        "thousands" | "thousand" => 3,
        "millions" | "million" => 6,
        "billions" | "billion" => 9,
        "trillions" | "trillion" => 12,
        digits => digits.parse::<i32>().ok().filter(|power| (-12..=15).contains(power))?,
    };
    Some(10_f64.powi(power))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_printed_or_not_at_all() {
        assert_eq!(number("106.40", '.', None), Some((106.40, 0.01)));
        assert_eq!(number("1.064e11", '.', None), Some((1.064e11, 1e8)));
        assert_eq!(number("-12", '.', None), Some((-12.0, 1.0)));
        assert_eq!(number("1.234.567,8", ',', Some('.')), Some((1_234_567.8, 0.1)));
        for bad in ["1,234", "12,34,567", "1 000", "1e999", "0x10", "inf", "12.3.4", "", ".", "1e", "٣", "--1"] {
            assert_eq!(number(bad, '.', None), None, "{bad}");
        }
        assert_eq!(number("12,34", '.', Some(',')), None);
    }

    #[test]
    fn scales_and_gaps_are_known() {
        assert_eq!(multiplier("6"), Some(1e6));
        assert_eq!(multiplier("Millions"), Some(1e6));
        assert_eq!(multiplier("lots"), None);
        assert!(is_missing("..") && is_missing(" NA ") && !is_missing("0"));
    }
}
