//! From figures to verdicts, each with its working.

use super::compose::{Composed, Figures, Gap, Statistic, compose, statistics, year_before};
use super::{Facts, GROWTH_RULE, MIRROR_RULE, RULE, Role, products};
use crate::checks::number::{Range, show, show_quantity, signed, signed_range, step};
use crate::claims::{UnitFamily, family};
use model::{Bound, ChangeBasis, Check, Claim, Interval, Quantity, ReferenceFigure, Verdict};
use std::collections::BTreeMap;

/// How far a figure may lie from a statistic of its own side, in per cent, before it is said to disagree: later vintages
/// of trade statistics differ by a few per cent, and what is counted (general or special trade, cif or fob) by up to ten.
/// Source: the revisions and definitions described in UN Statistics Division, International Merchandise Trade Statistics:
/// Compilers Manual (2013).
const DISAGREES_FROM: f64 = 10.0;

/// How close a figure must come to a thousandth, a tenth, ten or a thousand times the statistic to be a slip of scale.
const SLIP_WITHIN: f64 = 0.02;

/// What one statistic says of the claim's period, or why nothing.
type Held<'f> = (Statistic, Figures<'f>, Result<Composed, Gap>);

/// The verdicts on a claim.
pub(super) fn verdicts(facts: &Facts, claim: &Claim, figures: &[(Role, &ReferenceFigure)]) -> Vec<Check> {
    let all = products::of_dimension(statistics(figures), claim.dimension.as_deref());
    if all.is_empty() {
        return Vec::new();
    }
    let Some((period, days)) = claim.period.as_ref().map(|time| (time.value.clone(), time.interval)) else {
        return vec![not_checkable(format!("the claim states no period; there are figures for {}", periods(&all)))];
    };
    if days.is_none()
        && !all.values().flatten().any(|(_, figures)| figures.iter().any(|figure| figure.period == period))
    {
        let working = format!("the days of the period are not determined; there are figures for {}", periods(&all));
        return vec![not_checkable(working)];
    }
    let held: Vec<Held> = all
        .into_iter()
        .map(|(statistic, figures)| {
            let found = compose(facts, &figures, &claim.indicator, statistic.role, &period, days);
            (statistic, figures, found)
        })
        .collect();
    let mut checks = Vec::new();
    if let Some(level) = &claim.level {
        checks.extend(levels(facts, claim, level, days, &held));
    }
    if let (Some(change), Some(days)) = (&claim.change, days) {
        checks.extend(growth(facts, claim, change, days, &held));
    }
    if checks.is_empty() {
        checks.extend(why_not(&held));
    }
    checks
}

/// What a level is held against, and what comes of it.
fn levels(facts: &Facts, claim: &Claim, level: &Quantity, days: Option<Interval>, held: &[Held]) -> Vec<Check> {
    let all = held;
    let same: Vec<(&Held, Composed)> = held
        .iter()
        .filter(|(statistic, _, _)| statistic.unit == level.unit)
        .filter_map(|held| held.2.clone().ok().map(|found| (held, sized(claim, level, found))))
        .collect();
    if same.is_empty() {
        return held.iter().filter_map(|held| other_currency(facts, level, days, held)).collect();
    }
    let products: std::collections::BTreeSet<&str> = same.iter().map(|(held, _)| held.0.product.as_str()).collect();
    let fits = |found: &Composed| Range::of(level).widened(step(level) / 2.0).meets(found.range);
    let agreeing: Vec<&Statistic> = same.iter().filter(|(_, found)| fits(found)).map(|(held, _)| &held.0).collect();
    let own = same.iter().any(|(held, _)| held.0.role == Role::Own);
    let mut checks = Vec::new();
    for (held, found) in &same {
        let statistic = &held.0;
        let gap = (level.value / found.value - 1.0) * 100.0;
        let mut note = String::new();
        let verdict = if (level.value - found.value).abs() <= 1e-9 * found.value.abs() && level.bound == Bound::Exact {
            Verdict::Agrees
        } else if fits(found) {
            Verdict::AgreesWithinRounding
        } else if agreeing
            .iter()
            .any(|other| other.counted_by == statistic.counted_by && other.product == statistic.product)
        {
            "; another vintage has it".clone_into(&mut note);
            Verdict::DiffersByVintage
        } else if !agreeing.is_empty() {
            let other = if statistic.role == Role::Own {
                "the other side's statistic"
            } else {
                "the statistic of its own side"
            };
            note = format!("; {other} has it");
            Verdict::ConflictsWithMirror
        } else if products.len() > 1 {
            "; several products of the table could be meant".clone_into(&mut note);
            Verdict::Ambiguous
        } else if let Some(slip) = slip(level, found) {
            note = slip;
            Verdict::Implausible
        } else if let Some((verdict, other)) = other_period(claim, level, days, held, all) {
            note = other;
            verdict
        } else if statistic.role == Role::Mirror {
            if !own {
                "; the claim's own side is in no table".clone_into(&mut note);
            }
            Verdict::ConflictsWithMirror
        } else if gap.abs() > DISAGREES_FROM {
            Verdict::Disagrees
        } else {
            "; a revision or another definition may explain it, and no vintage here has it".clone_into(&mut note);
            Verdict::Ambiguous
        };
        let stated = format!("stated {}{}", bound(level), show_quantity(level));
        let mut working =
            format!("{stated}; {} {}{}{note}", says(statistic), value(found, &statistic.unit), apart(gap));
        if step(level) > 0.0 && level.bound == Bound::Exact && verdict == Verdict::AgreesWithinRounding {
            working += &format!("; the printed digits leave ± {} open", show(step(level) / 2.0));
        }
        let rule = if own && statistic.role == Role::Mirror { MIRROR_RULE } else { RULE };
        checks.push(check(verdict, rule, working, statistic, found));
    }
    if agreeing.is_empty() {
        // Perhaps the figure is that of another currency's table.
        let others = held.iter().filter(|(statistic, _, _)| statistic.unit != level.unit);
        let others = others.filter_map(|held| other_currency(facts, level, days, held));
        checks.extend(others.filter(|check| check.verdict != Verdict::NotCheckable));
    }
    checks
}

/// A surplus and a deficit are stated by their size; the words say which it is.
fn sized(claim: &Claim, level: &Quantity, found: Composed) -> Composed {
    if claim.indicator != "trade-balance" || level.value < 0.0 || found.value >= 0.0 {
        return found;
    }
    let range = Range { low: -found.range.high, high: -found.range.low };
    Composed { value: -found.value, range, ..found }
}

/// True where two statistics differ in vintage and status only: releases of one statistic.
fn same_count(one: &Statistic, other: &Statistic) -> bool {
    let key = |known: &Statistic| {
        (
            known.role,
            known.counted_by.clone(),
            known.source.clone(),
            known.unit.clone(),
            known.product.clone(),
            known.cut.clone(),
        )
    };
    key(one) == key(other)
}

/// `bn for m`: the figure is a power of ten away.
fn slip(level: &Quantity, found: &Composed) -> Option<String> {
    if level.bound != Bound::Exact || level.range.is_some() || level.value <= 0.0 || found.value <= 0.0 {
        return None;
    }
    let ratio = level.value / found.value;
    let (_, factor) = [
        (1e3, "1,000 times"),
        (1e-3, "a thousandth of"),
        (1e6, "a million times"),
        (10.0, "ten times"),
        (0.1, "a tenth of"),
    ]
    .into_iter()
    .find(|(power, _)| (ratio / power - 1.0).abs() <= SLIP_WITHIN)?;
    Some(format!("; the stated figure is {factor} it: a slip of scale or a lost digit"))
}

/// A figure that is that of another period, to the printed digit: once so, or not yet so. Other releases of the statistic
/// count too: a customs office prints each year in a release of its own.
fn other_period(
    claim: &Claim,
    level: &Quantity,
    days: Option<Interval>,
    held: &Held,
    all: &[Held],
) -> Option<(Verdict, String)> {
    let days = days?;
    let digits = (level.value.abs() / step(level).max(f64::MIN_POSITIVE)).log10();
    // Two digits fit some year or other by chance.
    if level.bound != Bound::Exact || level.range.is_some() || !(2.0..=15.0).contains(&digits) {
        return None;
    }
    let length = |days: Interval| days.start.until(days.end).map(|span| span.get_days()).unwrap_or_default();
    let releases = all.iter().filter(|other| same_count(&other.0, &held.0));
    let mut figures = releases.filter_map(|other| other.1.get(claim.indicator.as_str())).flatten();
    let found = figures.find(|figure| {
        let low = figure.value - figure.step / 2.0;
        let high = figure.value + figure.step / 2.0;
        figure.interval.is_some_and(|own| own != days && (length(own) - length(days)).abs() <= 1)
            && Range::of(level).meets(Range { low, high })
    })?;
    let earlier = found.interval?.end < days.end;
    let verdict = if earlier { Verdict::Stale } else { Verdict::Disagrees };
    Some((verdict, format!("; it is the figure of {}, not of the period stated", found.period)))
}

/// The tables have the figure in another currency: converted at the average rate of the year, or only the digits fit.
fn other_currency(facts: &Facts, level: &Quantity, days: Option<Interval>, held: &Held) -> Option<Check> {
    let (statistic, _, found) = held;
    let found = found.as_ref().ok()?;
    let money = |unit: &str| family(&Quantity { unit: unit.to_owned(), ..level.clone() }) == UnitFamily::Money;
    if !money(&level.unit) || !money(&statistic.unit) || level.bound != Bound::Exact {
        return None;
    }
    let year = days?.end.year();
    let (from, to) = (facts.dollars(&statistic.unit, year)?, facts.dollars(&level.unit, year)?);
    let converted = found.value * from / to;
    let gap = (level.value / converted - 1.0) * 100.0;
    let stated = format!(
        "stated {}; {} {}, at the year's average rate {} {}{}",
        show_quantity(level),
        says(statistic),
        value(found, &statistic.unit),
        show(converted),
        level.unit,
        apart(gap)
    );
    let digits = Range::of(level).meets(found.range) && step(level) * 20.0 < level.value;
    let (verdict, note) = if gap.abs() <= 2.0 {
        (Verdict::AgreesWithinRounding, "")
    } else if digits && gap.abs() > 5.0 {
        (Verdict::Disagrees, "; the stated figure is that of the other currency")
    } else {
        (Verdict::NotCheckable, "; rates differ within a year, so nothing follows")
    };
    Some(check(verdict, RULE, format!("{stated}{note}"), statistic, found))
}

/// A stated change against the change of the statistic on the year before.
fn growth(facts: &Facts, claim: &Claim, change: &Quantity, days: Interval, held: &[Held]) -> Vec<Check> {
    let by = change.change.is_none_or(|change| change.basis == ChangeBasis::By);
    if change.unit != "%" || change.step <= 0.0 || !by {
        return Vec::new();
    }
    let Some(before) = year_before(days) else { return Vec::new() };
    let stated = signed_range(change);
    let mut found = Vec::new();
    for (statistic, figures, now) in held {
        let Ok(now) = now else { continue };
        let of = |figures: &Figures| compose(facts, figures, &claim.indicator, statistic.role, "", Some(before));
        // The year before may stand in a release of its own.
        let then = of(figures).or_else(|gap| {
            let mut releases = held.iter().filter(|other| same_count(&other.0, statistic));
            releases.find_map(|other| of(&other.1).ok()).ok_or(gap)
        });
        let (actual, working) = match (now.change, then) {
            (Some(printed), _) => {
                let half = 0.05;
                (Range { low: printed - half, high: printed + half }, format!("printed {printed:+} %"))
            }
            (None, Ok(then)) if then.value > 0.0 && now.value > 0.0 => {
                let working = format!(
                    "{} after {} a year before is {:+.1} %",
                    show(now.value),
                    show(then.value),
                    (now.value / then.value - 1.0) * 100.0
                );
                (now.range.growth_from(then.range), working)
            }
            _ => continue,
        };
        found.push((statistic, now, actual, working));
    }
    let fits = |actual: &Range| stated.meets(*actual);
    let any = found.iter().any(|(_, _, actual, _)| fits(actual));
    let agreed_level = |statistic: &Statistic, now: &Composed| {
        claim.level.as_ref().is_some_and(|level| level.unit == statistic.unit && Range::of(level).meets(now.range))
    };
    let year_on_year = change.change.is_some_and(|change| change.year_on_year);
    found
        .iter()
        .map(|(statistic, now, actual, working)| {
            let middle = f64::midpoint(actual.low, actual.high);
            let turned = middle * signed(change) < 0.0 && (middle - signed(change)).abs() > 5.0;
            let verdict = if fits(actual) {
                Verdict::AgreesWithinRounding
            } else if statistic.role == Role::Mirror {
                Verdict::ConflictsWithMirror
            } else if any {
                Verdict::DiffersByVintage
            } else if (agreed_level(statistic, now) || turned) && year_on_year {
                Verdict::Disagrees
            } else {
                Verdict::Ambiguous
            };
            let working = format!("stated {:+} %; {} {working}", signed(change), says(statistic));
            check(verdict, GROWTH_RULE, working, statistic, now)
        })
        .collect()
}

/// Why no statistic says anything of the claim.
fn why_not(held: &[Held]) -> Option<Check> {
    let partial = held.iter().find_map(|(statistic, _, found)| match found {
        Err(Gap::Some(have, all)) => Some(format!("{} only {have} of the {all} months", says(statistic))),
        _ => None,
    });
    if let Some(working) = partial {
        return Some(not_checkable(working));
    }
    let units: Vec<&str> = held.iter().filter(|held| held.2.is_ok()).map(|held| held.0.unit.as_str()).collect();
    if let Some(unit) = units.first() {
        return Some(not_checkable(format!("the tables have it in {}, the claim in another unit", name_unit(unit))));
    }
    let all: BTreeMap<Statistic, Figures> =
        held.iter().map(|(statistic, figures, _)| (statistic.clone(), figures.clone())).collect();
    Some(not_checkable(format!("nothing for the period; there are figures for {}", periods(&all))))
}

fn name_unit(unit: &str) -> &str {
    if unit.is_empty() { "no unit that is named" } else { unit }
}

/// The periods that statistics have, first and last.
fn periods(all: &BTreeMap<Statistic, Figures>) -> String {
    let mut names: Vec<&str> =
        all.values().flat_map(|figures| figures.values()).flatten().map(|figure| figure.period.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [] => "no period".to_owned(),
        [one] => (*one).to_owned(),
        [first, .., last] => format!("{first} to {last}"),
    }
}

/// Who counted it: `General Administration of Customs of China has`, with the side where it is the mirror.
fn says(statistic: &Statistic) -> String {
    let source = if statistic.source.is_empty() { "the table" } else { &statistic.source };
    let product = if statistic.product.is_empty() {
        String::new()
    } else {
        let name: String = statistic.product_name.chars().take(60).collect();
        format!(" ({} {name})", statistic.product)
    };
    let mirror = if statistic.role == Role::Mirror {
        format!(", mirror statistic of {},", statistic.counted_by)
    } else {
        String::new()
    };
    format!("{source}{product}{mirror} has")
}

fn value(found: &Composed, unit: &str) -> String {
    let unit = if unit == "1" || unit.is_empty() { String::new() } else { format!(" {unit}") };
    let how = if found.how.is_empty() { String::new() } else { format!(" ({})", found.how) };
    format!("{}{unit}{how}", show(found.value))
}

/// How far the stated figure lies from the table's; nothing where they are the same, or a thousandfold apart.
fn apart(gap: f64) -> String {
    match gap {
        gap if gap.abs() < 0.05 || gap.abs() >= 1000.0 => String::new(),
        gap if gap > 0.0 => format!("; the stated figure is {gap:.1} % higher"),
        gap => format!("; the stated figure is {:.1} % lower", -gap),
    }
}

fn bound(level: &Quantity) -> &'static str {
    match level.bound {
        Bound::Exact => "",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::About => "about ",
    }
}

fn not_checkable(working: String) -> Check {
    Check { verdict: Verdict::NotCheckable, rule: RULE.to_owned(), working, spans: Vec::new(), reference: None }
}

fn check(verdict: Verdict, rule: &str, working: String, statistic: &Statistic, found: &Composed) -> Check {
    let part = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!(", {name}{value}") };
    let source = if statistic.source.is_empty() { "source not named" } else { &statistic.source };
    let reference = format!(
        "{source}{}{}{}{}",
        part("vintage ", &statistic.vintage),
        part("", &statistic.status),
        part("counted by ", &statistic.counted_by),
        part("", &found.origin)
    );
    Check { verdict, rule: rule.to_owned(), working, spans: Vec::new(), reference: Some(reference) }
}
