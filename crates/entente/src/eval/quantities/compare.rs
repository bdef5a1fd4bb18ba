//! When a number that was found says what the gold says.

use super::gold::{Gold, Sort};
use model::{Bound, Direction, Quantity};

/// A quantity with its words and those before it.
pub struct Found {
    pub words: String,
    pub quantity: Quantity,
}

fn near(a: f64, b: f64) -> bool {
    a == b || (a - b).is_finite() && (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1e-9)
}

/// Cuts what was found as the gold does: a range (`from 3 to 5 %`) and its two ends given one by one say the same.
pub fn cut_alike(gold: &[Gold], found: Vec<Found>) -> Vec<Found> {
    let mut cut: Vec<Found> = Vec::with_capacity(found.len());
    let single = |end: f64| gold.iter().filter(|gold| gold.range.is_none() && near(gold.value, end)).count();
    let range = |low: f64, high: f64| {
        gold.iter().any(|gold| gold.range.is_some_and(|(from, to)| near(from, low) && near(to, high)))
    };
    for found in found {
        let last = cut.last().map(|last| (last.quantity.value, last.quantity.range));
        match (found.quantity.range, last) {
            (Some((low, high)), _) if !range(low, high) && single(low) > 0 && single(high) > 0 => {
                for end in [low, high] {
                    let quantity = Quantity { value: end, range: None, ..found.quantity.clone() };
                    cut.push(Found { words: found.words.clone(), quantity });
                }
            }
            (None, Some((before, None))) if range(before, found.quantity.value) && single(before) == 0 => {
                let ends = (before, found.quantity.value);
                let quantity = Quantity { value: (ends.0 + ends.1) / 2.0, range: Some(ends), ..found.quantity };
                cut.pop();
                cut.push(Found { words: found.words, quantity });
            }
            _ => cut.push(found),
        }
    }
    cut
}

/// True where the values are the same, up to one in a million.
pub fn same_value(gold: &Gold, quantity: &Quantity, sort: Sort) -> bool {
    match (gold.range, quantity.range) {
        (Some((low, high)), Some((from, to))) => near(low, from) && near(high, to),
        (Some((low, high)), None) if sort == Sort::Range => match quantity.bound {
            Bound::AtLeast => high.is_infinite() && near(low, quantity.value),
            Bound::AtMost => low.is_infinite() && near(high, quantity.value),
            _ => near(low, quantity.value) && near(high, quantity.value),
        },
        (Some(_), None) => false,
        (None, _) => near(gold.value, quantity.value),
    }
}

/// The code of a unit's name, also `ton per day`; else the last word in the singular.
fn key(name: &str) -> String {
    let name = name.trim().to_lowercase().replace('_', " ");
    if matches!(name.as_str(), "" | "-" | "dimensionless" | "none" | "null" | "no unit") {
        return "1".to_owned();
    }
    if let Some(code) = reader::quantities::unit_code(&name) {
        return same_measure(code).to_owned();
    }
    if let Some((above, below)) = name.split_once(" per ") {
        return format!("{}/{}", key(above), key(below));
    }
    reader::quantities::singular(name.rsplit(' ').next().unwrap_or(&name))
}

/// The code of a unit that has two: a cubic centimetre is a millilitre.
fn same_measure(code: &str) -> &str {
    if code == "cm3" { "mL" } else { code }
}

/// True where one of the gold's names of the unit, as written or normalised, is the unit that was found: by its code, its
/// words, or, for a count, the noun counted or its head. A gold that names the currency alone (`dollar`) is met by a price
/// (`dollars a barrel`). In CQE's format, what is counted is the unit; the `spec`s of software know bare numbers only.
pub fn same_unit(gold: &Gold, quantity: &Quantity, spec: bool) -> bool {
    let Some(names) = &gold.units else { return true };
    let counted = quantity.counted.as_deref().map(str::to_lowercase);
    let singular =
        |phrase: &str| reader::quantities::singular(phrase.rsplit(' ').next().unwrap_or(phrase)).to_lowercase();
    let head = counted.as_deref().map(singular);
    let written = key(&quantity.unit_words);
    names.iter().any(|name| {
        let code = reader::quantities::unit_code(name).map_or_else(|| key(name), |code| same_measure(code).to_owned());
        if quantity.unit == "1" && !spec {
            return match (&head, code.as_str()) {
                (None, code) => code == "1",
                (Some(head), code) => {
                    *head == code || *head == singular(name) || counted.as_deref() == Some(&name.to_lowercase())
                }
            };
        }
        let numerator = quantity.unit.split('/').next().filter(|above| above.len() >= 3 && !above.starts_with('1'));
        let density =
            head.as_ref().zip(quantity.unit.strip_prefix("1/")).map(|(head, below)| format!("{head}/{below}"));
        code == quantity.unit
            || numerator == Some(code.as_str())
            || density.as_deref() == Some(code.as_str())
            || quantity.unit.starts_with("1/") && head.as_deref() == Some(code.as_str())
            // `pound` and `franc` alone: the spec leaves the state open.
            || name.eq_ignore_ascii_case("pound") && quantity.unit == "GBP"
            || !quantity.unit_words.is_empty() && code == written
            || quantity.unit == "1" && head.as_deref() == Some(code.as_str())
    })
}

/// True where the gold's label is one that was found. A number that both bounds and changes (`rose more than 9 %`) has two;
/// the format has room for one, and either is right. `nearly 50` is below fifty and about fifty.
pub fn same_change(gold: &Gold, found: &Found) -> bool {
    let Some(gold) = &gold.change else { return true };
    let nearly =
        ["nearly ", "almost ", "close to ", "just under ", "just below "].iter().any(|word| found.words.contains(word));
    let direction = match found.quantity.change.map(|change| change.direction) {
        Some(Direction::Up) => "up",
        Some(Direction::Down) => "down",
        _ => "",
    };
    let bound = match found.quantity.bound {
        Bound::AtLeast => ">",
        Bound::AtMost => "<",
        Bound::About => "~",
        Bound::Exact => "",
    };
    let label = match gold.as_str() {
        "" | "=" | "==" | "equal" | "exact" | "none" | "-" => "=",
        "~" | "≈" | "approx" | "approximately" | "about" | "approximate" => "~",
        ">" | ">=" | "≥" | "more" | "more than" | "at least" | "greater" => ">",
        "<" | "<=" | "≤" | "less" | "less than" | "at most" | "smaller" => "<",
        "up" | "increase" | "rise" | "↑" => "up",
        "down" | "decrease" | "fall" | "↓" => "down",
        other => other,
    };
    match label {
        "=" => direction.is_empty() && bound.is_empty(),
        "~" => bound == "~" || nearly && bound == "<",
        label => label == direction || label == bound,
    }
}
