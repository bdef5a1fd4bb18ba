//! Joins neighbouring expressions into one period: `from January to September 2020`, `in 2018 from February to December`.

use super::grammar::Found;
use super::meaning::{Meaning, Part, Unit, YearOf};
use crate::numbers::Line;

/// An expression and the simple ones that it was joined from.
pub(super) struct Composed {
    pub found: Found,
    pub parts: Vec<Found>,
}

/// Joins the expressions of a line, in order.
pub(super) fn compose(line: &Line, found: Vec<Found>) -> Vec<Composed> {
    let mut composed: Vec<Composed> = Vec::with_capacity(found.len());
    for next in found {
        let Some(previous) = composed.last() else {
            composed.push(Composed { found: next, parts: Vec::new() });
            continue;
        };
        if let Some(meaning) = counted_from(line, &previous.found, &next) {
            let previous = composed.pop().expect("it was just seen");
            let found =
                Found { start: previous.found.start, end: next.end, meaning, modifier: None, rule: "times/from" };
            composed.push(Composed { found, parts: vec![previous.found, next] });
            continue;
        }
        if let Some(start) = joins(line, &previous.found, &next) {
            let previous = composed.pop().expect("it was just seen");
            let meaning = Meaning::Range(Box::new(previous.found.meaning.clone()), Box::new(next.meaning.clone()));
            let range = Found { start, end: next.end, meaning, modifier: None, rule: "times/range" };
            let mut parts = previous.parts;
            if parts.is_empty() {
                parts.push(previous.found);
            }
            parts.push(next);
            let (found, parts) = match composed.pop() {
                // `in 2018 from February to December`.
                Some(year) if gives_year(line, &year.found, &range) => {
                    parts.insert(0, year.found.clone());
                    (with_year(year.found, range), parts)
                }
                Some(other) => {
                    composed.push(other);
                    (range, parts)
                }
                None => (range, parts),
            };
            composed.push(Composed { found, parts });
        } else {
            composed.push(Composed { found: next, parts: Vec::new() });
        }
    }
    composed
}

/// `three days after January 12`, `two weeks before Christmas`, `10 days from Tuesday`: the day that a length and a day
/// with `after`, `before` or `from` between them name.
fn counted_from(line: &Line, length: &Found, base: &Found) -> Option<Meaning> {
    let (Meaning::Length { unit, count: Some(count), placed: 0 }, None) = (&length.meaning, length.modifier) else {
        return None;
    };
    let sign = match line.word(length.end) {
        "after" | "from" | "following" => 1,
        "before" => -1,
        _ => return None,
    };
    let day = match &base.meaning {
        Meaning::Calendar { part: Part::Day(..) | Part::Easter(_) | Part::NthWeekday(..), .. }
        | Meaning::Weekday { .. } => true,
        Meaning::Shifted { unit, .. } => *unit == Unit::Day,
        _ => false,
    };
    let (unit, factor) = if *unit == Unit::Fortnight { (Unit::Week, 2.0) } else { (*unit, 1.0) };
    let whole = count.fract() == 0.0 && *count < 10_000.0 && (Unit::Day..=Unit::Year).contains(&unit);
    (day && whole && base.start == length.end + 1 && length.rule == "times/length").then(|| Meaning::From {
        unit,
        count: sign * (*count * factor) as i32,
        base: Box::new(base.meaning.clone()),
    })
}

/// Where the joined expression starts, if words between and before the two make them one period.
fn joins(line: &Line, first: &Found, second: &Found) -> Option<usize> {
    if !bounds(&first.meaning) || !bounds(&second.meaning) || first.end >= second.start {
        return None;
    }
    let before = line.before(first.start, 1);
    let between = second.start - first.end;
    let word = line.word(first.end);
    let opened = matches!(before, "from" | "between");
    let moved = matches!(
        line.before(first.start, 2),
        "moved" | "postponed" | "delayed" | "rescheduled" | "changed" | "shifted" | "pushed" | "brought" | "extended"
    );
    let start = if opened { first.start - 1 } else { first.start };
    let linked = match (between, word) {
        (1, "through") if calendar(first) && calendar(second) => !moved,
        (1, "to" | "until" | "till" | "through") => !moved && (opened || same_sort(first, second)),
        (1, "and") => before == "between",
        (1, _) if line.dash(first.end) => same_sort(first, second) || opened,
        (2, "up") => line.word(first.end + 1) == "to" && opened,
        (2, "," | "and" | "to") => opened && matches!(line.word(first.end + 1), "to" | "until" | "through") && !moved,
        _ => false,
    };
    linked.then_some(start)
}

/// True for a part of the calendar, which `through` alone joins to another.
fn calendar(found: &Found) -> bool {
    matches!(found.meaning, Meaning::Calendar { .. })
}

/// True for what can begin or end a period.
fn bounds(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Calendar { .. } | Meaning::Weekday { .. } | Meaning::Decade(_) | Meaning::BeforeEra(_) => true,
        Meaning::Shifted { unit, .. } => *unit >= Unit::Day,
        Meaning::Century(_) => true,
        Meaning::Reference(value) => *value == "PRESENT_REF",
        _ => false,
    }
}

/// True where both are of the same sort, so that a dash or `to` alone joins them.
fn same_sort(first: &Found, second: &Found) -> bool {
    match (&first.meaning, &second.meaning) {
        (Meaning::Calendar { part: a, .. }, Meaning::Calendar { part: b, .. }) => {
            std::mem::discriminant(a) == std::mem::discriminant(b) || matches!((a, b), (Part::Month(_), Part::Day(..)))
        }
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// True where `year` is an explicit or relative year right before a range whose ends have none.
fn gives_year(line: &Line, year: &Found, range: &Found) -> bool {
    let Meaning::Calendar { part: Part::Whole, .. } = year.meaning else {
        return matches!(year.meaning, Meaning::Shifted { unit: Unit::Year, .. })
            && adjacent(line, year, range)
            && open(range);
    };
    adjacent(line, year, range) && open(range)
}

fn adjacent(line: &Line, year: &Found, range: &Found) -> bool {
    range.start == year.end || range.start == year.end + 1 && line.word(year.end) == ","
}

fn open(range: &Found) -> bool {
    let Meaning::Range(first, second) = &range.meaning else { return false };
    [first, second].iter().all(|end| matches!(***end, Meaning::Calendar { year: YearOf::Open, .. }))
}

fn with_year(year: Found, range: Found) -> Found {
    let given = match year.meaning {
        Meaning::Calendar { year, .. } => year,
        Meaning::Shifted { count, anchor: super::meaning::Anchor::Publication, .. } => {
            YearOf::FromPublication(count as i16)
        }
        Meaning::Shifted { count, .. } => YearOf::FromContext(count as i16),
        _ => YearOf::Open,
    };
    let set = |end: Meaning| match end {
        Meaning::Calendar { part, clock, .. } => Meaning::Calendar { year: given, part, clock },
        other => other,
    };
    let Meaning::Range(first, second) = range.meaning else { return range };
    let meaning = Meaning::Range(Box::new(set(*first)), Box::new(set(*second)));
    Found { start: year.start, meaning, ..range }
}
