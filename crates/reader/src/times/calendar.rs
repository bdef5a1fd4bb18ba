//! Parts of the calendar as intervals with TIMEX3 values.

use super::meaning::{Clock, Part, Unit};
use super::resolve::Fixed;
use jiff::civil::{Date, Weekday};
use jiff::{Span as Distance, ToSpan};
use model::{Grain, Interval, TimeKind};

/// A part of a year, or of an unknown one.
pub(super) fn calendar(year: Option<i16>, part: Part, clock: Option<Clock>) -> Fixed {
    let written = year.map_or_else(|| "XXXX".to_owned(), year_value);
    let months = |first: u8, last: u8| -> Option<Interval> {
        let start = Date::new(year?, first as i8, 1).ok()?;
        Some(Interval { start, end: Date::new(year?, last as i8, 1).ok()?.last_of_month() })
    };
    let date = |value: String, interval: Option<Interval>, grain: Grain| Fixed {
        kind: TimeKind::Date,
        value,
        interval,
        grain,
        absolute: false,
    };
    match part {
        Part::Whole => date(written, months(1, 12), Grain::Year),
        // When a fiscal year begins differs by state; its days are not determined by the words.
        Part::Fiscal => date(written, None, Grain::Year),
        Part::Half(half) => date(format!("{written}-H{half}"), months(half * 6 - 5, half * 6), Grain::Half),
        Part::Quarter(quarter) => {
            date(format!("{written}-Q{quarter}"), months(quarter * 3 - 2, quarter * 3), Grain::Quarter)
        }
        Part::Season(season) => {
            let interval = match season {
                "SP" => months(3, 5),
                "SU" => months(6, 8),
                "FA" => months(9, 11),
                // A winter reaches into the next year.
                _ => year.and_then(|year| {
                    let start = Date::new(year, 12, 1).ok()?;
                    Some(Interval { start, end: Date::new(year.checked_add(1)?, 2, 1).ok()?.last_of_month() })
                }),
            };
            date(format!("{written}-{season}"), interval, Grain::Quarter)
        }
        Part::Month(month) => date(format!("{written}-{month:02}"), months(month, month), Grain::Month),
        Part::Day(month, day) => match (year.map(|year| Date::new(year, month as i8, day as i8)), clock) {
            (Some(Ok(day)), clock) => on(day, clock),
            (_, clock) => {
                let suffix = clock.map(clock_value).unwrap_or_default();
                let kind = if clock.is_some() { TimeKind::Time } else { TimeKind::Date };
                undetermined(kind, format!("{written}-{month:02}-{day:02}{suffix}"), Grain::Day)
            }
        },
        Part::Days(month, first, last) => {
            let interval = year.and_then(|year| {
                let start = Date::new(year, month as i8, first as i8).ok()?;
                Some(Interval { start, end: Date::new(year, month as i8, last as i8).ok()? })
            });
            let value = format!("{written}-{month:02}-{first:02}/{written}-{month:02}-{last:02}");
            date(value, interval, Grain::Day)
        }
        Part::Week(0) => match year.and_then(|year| Date::new(year, 12, 28).ok()) {
            // The 28th of December always lies in the last week.
            Some(day) => containing(day, Unit::Week, None),
            None => undetermined(TimeKind::Date, format!("{written}-WXX"), Grain::Week),
        },
        Part::Week(week) => {
            let interval = year.and_then(|year| {
                let start = jiff::civil::ISOWeekDate::new(year, week as i8, Weekday::Monday).ok()?.date();
                Some(Interval { start, end: start.checked_add(6.days()).ok()? })
            });
            date(format!("{written}-W{week:02}"), interval, Grain::Week)
        }
        Part::FirstMonths(count) => {
            date(format!("{written}-01/{written}-{count:02}"), months(1, count.clamp(1, 12)), Grain::Month)
        }
        Part::LastMonths(count) => {
            let first = 13 - count.clamp(1, 12);
            date(format!("{written}-{first:02}/{written}-12"), months(first, 12), Grain::Month)
        }
        Part::NthWeekday(month, count, weekday) => {
            let name = Weekday::from_monday_one_offset(weekday as i8).ok();
            let nth = if count == 0 { -1 } else { count as i8 };
            let day = year.and_then(|year| Date::new(year, month as i8, 1).ok()?.nth_weekday_of_month(nth, name?).ok());
            match day {
                Some(day) => on(day, clock),
                None => undetermined(TimeKind::Date, format!("{written}-{month:02}-XX"), Grain::Day),
            }
        }
        Part::Easter(days) => {
            match year.and_then(easter).and_then(|day| day.checked_add(i32::from(days).days()).ok()) {
                Some(day) => on(day, clock),
                None => undetermined(TimeKind::Date, format!("{written}-XX-XX"), Grain::Day),
            }
        }
        Part::WeekOfMonth(month, count) => {
            let interval = year.and_then(|year| {
                let first = Date::new(year, month as i8, 1).ok()?;
                let start = if count == 0 {
                    first.last_of_month().checked_sub(6.days()).ok()?
                } else {
                    first.checked_add((7 * (i32::from(count) - 1)).days()).ok()?
                };
                Some(Interval { start, end: start.checked_add(6.days()).ok()?.min(first.last_of_month()) })
            });
            let value =
                // The ISO week that most of its days lie in.
                interval
                    .and_then(|interval| interval.start.checked_add(3.days()).ok())
                    .map_or_else(|| format!("{written}-{month:02}-WXX"), week_value);
            date(value, interval, Grain::Week)
        }
    }
}

/// Easter Sunday of the western churches in a Gregorian year, by the anonymous Gregorian algorithm (J. Meeus, Astronomical
/// Algorithms, 1991, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, g) = (b / 4, b % 4, (8 * b + 13) / 25);
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    (year > 1582).then(|| Date::new(year, month as i8, day as i8).ok()).flatten()
}

/// The part in another month than January.
pub(super) fn in_month(part: Part, month: u8) -> Part {
    match part {
        Part::Day(_, day) => Part::Day(month, day),
        Part::NthWeekday(_, nth, weekday) => Part::NthWeekday(month, nth, weekday),
        Part::WeekOfMonth(_, nth) => Part::WeekOfMonth(month, nth),
        other => other,
    }
}

/// `2020`, and `BC0480` before our era.
pub(super) fn year_value(year: i16) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

pub(super) fn on(day: Date, clock: Option<Clock>) -> Fixed {
    let interval = Some(Interval { start: day, end: day });
    match clock {
        None => Fixed { kind: TimeKind::Date, value: day.to_string(), interval, grain: Grain::Day, absolute: true },
        Some(clock) => {
            let value = format!("{day}{}", clock_value(clock));
            Fixed { kind: TimeKind::Time, value, interval, grain: Grain::Hour, absolute: true }
        }
    }
}

/// The period of that unit that holds a day.
pub(super) fn containing(day: Date, unit: Unit, clock: Option<Clock>) -> Fixed {
    let year = Some(day.year());
    match unit {
        Unit::Week | Unit::Fortnight => {
            let start = monday(day);
            let interval = start.checked_add(6.days()).ok().map(|end| Interval { start, end });
            Fixed { kind: TimeKind::Date, value: week_value(day), interval, grain: Grain::Week, absolute: false }
        }
        Unit::Month => calendar(year, Part::Month(day.month() as u8), None),
        Unit::Quarter => calendar(year, Part::Quarter((day.month() as u8).div_ceil(3)), None),
        Unit::Half => calendar(year, Part::Half((day.month() as u8).div_ceil(6)), None),
        Unit::Year | Unit::Season(_) => calendar(year, Part::Whole, None),
        Unit::Decade => {
            let first = day.year() - day.year().rem_euclid(10);
            let value = format!("{}", first / 10);
            Fixed {
                kind: TimeKind::Date,
                value,
                interval: years(first, first + 9),
                grain: Grain::Decade,
                absolute: false,
            }
        }
        Unit::Century | Unit::Millennium => {
            let number = (day.year() - 1) / 100;
            let interval = years(number * 100 + 1, number * 100 + 100);
            Fixed {
                kind: TimeKind::Date,
                value: format!("{number:02}"),
                interval,
                grain: Grain::Century,
                absolute: false,
            }
        }
        _ => on(day, clock.or((unit == Unit::Night).then_some(Clock::DayPart("NI")))),
    }
}

/// The weekend before, after or nearest to a day; `day` is already moved by whole weeks.
pub(super) fn weekend(day: Date, count: i32, nearest: bool, future: bool) -> Fixed {
    let weekday = day.weekday().to_monday_one_offset();
    // `the weekend` on a Monday is the one before; from Friday on it is this week's. `this weekend` is this week's.
    let back = count == 0 && nearest && !future && weekday <= 4;
    let saturday = monday(day).checked_add(if back { (-2).days() } else { 5.days() }).unwrap_or(day);
    let interval = saturday.checked_add(1.days()).ok().map(|end| Interval { start: saturday, end });
    let value = format!("{}-WE", week_value(saturday));
    Fixed { kind: TimeKind::Date, value, interval, grain: Grain::Day, absolute: false }
}

pub(super) fn monday(day: Date) -> Date {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day)
}

pub(super) fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// A day so many units away.
pub(super) fn moved(day: Date, unit: Unit, count: i32) -> Option<Date> {
    let count = i64::from(count);
    let distance: Distance = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(day),
        Unit::Day | Unit::Night => Distance::new().try_days(count).ok()?,
        Unit::Week | Unit::Weekend => Distance::new().try_weeks(count).ok()?,
        Unit::Fortnight => Distance::new().try_weeks(count * 2).ok()?,
        Unit::Month => Distance::new().try_months(count).ok()?,
        Unit::Quarter => Distance::new().try_months(count * 3).ok()?,
        Unit::Half => Distance::new().try_months(count * 6).ok()?,
        Unit::Season(_) | Unit::Year => Distance::new().try_years(count).ok()?,
        Unit::Decade => Distance::new().try_years(count * 10).ok()?,
        Unit::Century => Distance::new().try_years(count * 100).ok()?,
        Unit::Millennium => Distance::new().try_years(count * 1000).ok()?,
    };
    day.checked_add(distance).ok()
}

/// The year in which a bare part of a year lies, seen from a day: the last begun, or ahead the next not ended.
pub(super) fn nearest(day: Date, part: Part, future: bool) -> Option<i16> {
    let candidates = [day.year() - 1, day.year(), day.year() + 1];
    let interval = |year: i16| calendar(Some(year), part, None).interval;
    if future {
        candidates.into_iter().find(|year| interval(*year).is_some_and(|interval| interval.end >= day))
    } else {
        candidates.into_iter().rev().find(|year| interval(*year).is_some_and(|interval| interval.start <= day))
    }
}

pub(super) fn relative(fixed: Fixed) -> Fixed {
    Fixed { absolute: false, ..fixed }
}

pub(super) fn undetermined(kind: TimeKind, value: String, grain: Grain) -> Fixed {
    Fixed { kind, value, interval: None, grain, absolute: false }
}

pub(super) fn years(first: i16, last: i16) -> Option<Interval> {
    Some(Interval { start: Date::new(first, 1, 1).ok()?, end: Date::new(last, 12, 31).ok()? })
}

pub(super) fn ends_month(day: Date) -> bool {
    day == day.last_of_month()
}

pub(super) fn clock_value(clock: Clock) -> String {
    match clock {
        Clock::DayPart(part) => format!("T{part}"),
        Clock::At(hour, Some(minute)) => format!("T{hour:02}:{minute:02}"),
        Clock::At(hour, None) => format!("T{hour:02}:00"),
    }
}

/// The shortest TIMEX3 value of whole years, halves, quarters, months, or days.
pub(super) fn interval_value(interval: Interval) -> String {
    let Interval { start, end } = interval;
    if start == end {
        return start.to_string();
    }
    let whole_months = start.day() == 1 && ends_month(end);
    if !whole_months {
        return format!("{start}/{end}");
    }
    let (first, last) = (start.month(), end.month());
    let year = start.year();
    if year != end.year() {
        return if first == 1 && last == 12 {
            format!("{year:04}/{:04}", end.year())
        } else {
            format!("{year:04}-{first:02}/{:04}-{last:02}", end.year())
        };
    }
    match (first, last - first + 1) {
        (1, 12) => format!("{year:04}"),
        (1 | 7, 6) => format!("{year:04}-H{}", first / 6 + 1),
        (1 | 4 | 7 | 10, 3) => format!("{year:04}-Q{}", first / 3 + 1),
        (_, 1) => format!("{year:04}-{first:02}"),
        _ => format!("{year:04}-{first:02}/{year:04}-{last:02}"),
    }
}

pub(super) fn grain(unit: Unit) -> Grain {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Grain::Hour,
        Unit::Day | Unit::Night | Unit::Weekend => Grain::Day,
        Unit::Week | Unit::Fortnight => Grain::Week,
        Unit::Month => Grain::Month,
        Unit::Quarter | Unit::Season(_) => Grain::Quarter,
        Unit::Half => Grain::Half,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century | Unit::Millennium => Grain::Century,
    }
}

pub(super) fn repetition_grain(value: &str) -> Grain {
    if value.contains('T') {
        return Grain::Hour;
    }
    match value.chars().last() {
        Some('W') => Grain::Week,
        Some('M') => Grain::Month,
        Some('Y') => Grain::Year,
        _ => Grain::Day,
    }
}
