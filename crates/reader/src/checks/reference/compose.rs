//! The figures of one statistic over a period: as printed for it, or added up from its months and quarters.

use super::{Facts, Role};
use crate::checks::number::Range;
use jiff::civil::Date;
use model::{Interval, ReferenceFigure};
use std::collections::BTreeMap;

/// One statistic: the same count, of the same vintage, of the same thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Statistic {
    pub(super) role: Role,
    pub(super) counted_by: String,
    pub(super) source: String,
    pub(super) vintage: String,
    pub(super) status: String,
    pub(super) unit: String,
    pub(super) product: String,
    pub(super) product_name: String,
    pub(super) cut: String,
}

/// The figures of a statistic by indicator.
pub(super) type Figures<'f> = BTreeMap<&'f str, Vec<&'f ReferenceFigure>>;

/// Sorts figures into statistics, in order.
pub(super) fn statistics<'f>(figures: &[(Role, &'f ReferenceFigure)]) -> BTreeMap<Statistic, Figures<'f>> {
    let mut statistics: BTreeMap<Statistic, Figures> = BTreeMap::new();
    for (role, figure) in figures {
        let statistic = Statistic {
            role: *role,
            counted_by: figure.counted_by.clone(),
            source: figure.source.clone(),
            vintage: figure.vintage.clone(),
            status: figure.status.clone(),
            unit: figure.unit.clone(),
            product: figure.product.clone(),
            product_name: figure.product_name.clone(),
            cut: figure.cut.clone(),
        };
        statistics.entry(statistic).or_default().entry(figure.indicator.as_str()).or_default().push(figure);
    }
    statistics
}

/// What a statistic says of a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Composed {
    pub(super) value: f64,
    /// What the printed digits leave open.
    pub(super) range: Range,
    /// How it was put together: empty where it is printed so, `9 of 9 months` where it was added up.
    pub(super) how: String,
    /// The printed change on the year before.
    pub(super) change: Option<f64>,
    /// Where it stands.
    pub(super) origin: String,
}

/// Why a statistic says nothing of a period.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Gap {
    /// It has nothing of the period.
    Nothing,
    /// It has some of its months: how many of how many.
    Some(usize, usize),
}

/// What the statistic says of an indicator over a period. Trade is exports and imports, and its balance their difference,
/// where it is not printed.
pub(super) fn compose(
    facts: &Facts,
    figures: &Figures,
    claimed: &str,
    role: Role,
    period: &str,
    days: Option<Interval>,
) -> Result<Composed, Gap> {
    // The other side counts our exports as its imports.
    let mirrored = facts.flow(claimed).map_or("", |flow| flow.mirror);
    let indicator = if role == Role::Mirror && !mirrored.is_empty() { mirrored } else { claimed };
    let direct = of_indicator(facts, figures, indicator, period, days);
    if direct.is_ok() || !matches!(indicator, "trade-total" | "trade-balance") {
        return direct;
    }
    let part = |name| of_indicator(facts, figures, name, period, days);
    let (exports, imports) = match (part("exports"), part("imports")) {
        (Ok(exports), Ok(imports)) => (exports, imports),
        (Err(Gap::Some(have, all)), _) | (_, Err(Gap::Some(have, all))) => return Err(Gap::Some(have, all)),
        _ => return direct,
    };
    let total = indicator == "trade-total";
    let sign = if total { '+' } else { '−' };
    let months = if exports.how.is_empty() { String::new() } else { format!(", {}", exports.how) };
    Ok(Composed {
        value: if total { exports.value + imports.value } else { exports.value - imports.value },
        range: if total { exports.range.plus(imports.range) } else { exports.range.minus(imports.range) },
        how: format!(
            "exports {} {sign} imports {}{months}",
            crate::checks::number::show(exports.value),
            crate::checks::number::show(imports.value)
        ),
        change: None,
        origin: if exports.origin == imports.origin {
            exports.origin
        } else {
            format!("{}; {}", exports.origin, imports.origin)
        },
    })
}

fn of_indicator(
    facts: &Facts,
    figures: &Figures,
    indicator: &str,
    period: &str,
    days: Option<Interval>,
) -> Result<Composed, Gap> {
    let figures = figures.get(indicator).map(Vec::as_slice).unwrap_or_default();
    let range = |figure: &ReferenceFigure| Range {
        low: figure.value - figure.step / 2.0,
        high: figure.value + figure.step / 2.0,
    };
    let exact = figures.iter().rfind(|figure| figure.period == period || days.is_some() && figure.interval == days);
    if let Some(figure) = exact {
        return Ok(Composed {
            value: figure.value,
            range: range(figure),
            how: String::new(),
            change: figure.change,
            origin: figure.origin.clone(),
        });
    }
    let (Some(days), true) = (days, facts.flow(indicator).is_some_and(|flow| flow.adds_up)) else {
        return Err(Gap::Nothing);
    };
    let Some(all) = months_of(days) else { return Err(Gap::Nothing) };
    // The shortest periods first: months, then quarters, then halves; each month counted once.
    let mut inside: Vec<(&ReferenceFigure, Interval, usize)> = figures
        .iter()
        .filter_map(|figure| {
            let own = figure.interval?;
            let length = months_of(own)?;
            (days.start <= own.start && own.end <= days.end && length < all).then_some((*figure, own, length))
        })
        .collect();
    inside.sort_by_key(|(_, own, length)| (*length, own.start));
    let mut taken: Vec<(&ReferenceFigure, Interval, usize)> = Vec::new();
    for (figure, own, length) in inside {
        match taken.iter_mut().find(|(_, other, _)| other.overlaps(own)) {
            // A later line for the same period is the later word.
            Some(other) if other.1 == own => *other = (figure, own, length),
            Some(_) => {}
            None => taken.push((figure, own, length)),
        }
    }
    let have: usize = taken.iter().map(|(_, _, length)| length).sum();
    if have == 0 {
        return Err(Gap::Nothing);
    }
    if have < all {
        return Err(Gap::Some(have, all));
    }
    taken.sort_by_key(|(_, own, _)| own.start);
    let sum =
        taken.iter().map(|(figure, _, _)| range(figure)).reduce(Range::plus).unwrap_or(Range { low: 0.0, high: 0.0 });
    let unit = if taken.iter().all(|(_, _, length)| *length == 1) { "months" } else { "parts" };
    let first = taken.first().map(|(figure, _, _)| figure.origin.clone()).unwrap_or_default();
    let origin = if taken.len() > 1 { format!("{first} and {} more", taken.len() - 1) } else { first };
    Ok(Composed {
        value: taken.iter().map(|(figure, _, _)| figure.value).sum(),
        range: sum,
        how: format!("sum of {} {unit}, {have} of {all} months covered", taken.len()),
        change: None,
        origin,
    })
}

/// How many whole months an interval has; `None` where it does not begin and end with one.
fn months_of(days: Interval) -> Option<usize> {
    let whole = days.start.day() == 1 && days.end == days.end.last_of_month();
    let ordinal = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    whole.then(|| usize::try_from(ordinal(days.end) - ordinal(days.start) + 1).ok()).flatten()
}

/// The same days a year before.
pub(super) fn year_before(days: Interval) -> Option<Interval> {
    let before = |date: Date| date.checked_sub(jiff::Span::new().years(1)).ok();
    let end = before(days.end)?;
    // The end of February moves with leap years.
    let end = if days.end == days.end.last_of_month() { end.last_of_month() } else { end };
    Some(Interval { start: before(days.start)?, end })
}

/// The days of a year, a month, or `first/last` month of the shipped table.
pub(super) fn interval(period: &str) -> Option<Interval> {
    let (first, last) = period.split_once('/').unwrap_or((period, period));
    let month = |text: &str, default: i8| -> Option<Date> {
        let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
        Date::new(year.parse().ok()?, month.map_or(Some(default), |month| month.parse().ok())?, 1).ok()
    };
    // `2019/2020` is an academic year: no days are known.
    if first != last && !first.contains('-') {
        return None;
    }
    Some(Interval { start: month(first, 1)?, end: month(last, 12)?.last_of_month() })
}
