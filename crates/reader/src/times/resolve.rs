//! Fixes meanings to the calendar: against the document's date and the times spoken of before.

use super::meaning::{Anchor, Clock, Expression, Meaning, Part, Unit, YearOf};
use jiff::civil::{Date, Weekday};
use jiff::{Span as Distance, ToSpan};
use model::{Dating, Grain, Interval, Time, TimeKind};

/// What is known when an expression is fixed: the document's date, and what was spoken of before.
pub(super) struct Anchors {
    published: Option<Interval>,
    year: Option<i16>,
    /// True for a history: its times follow each other and not the document's date.
    narrative: bool,
    told: Option<Told>,
}

/// The time last spoken of.
#[derive(Clone, Copy)]
struct Told {
    interval: Interval,
    grain: Grain,
    sentence: usize,
}

/// How many sentences a time last spoken of carries in a dated text.
const REACH: usize = 3;

/// A meaning on the calendar.
struct Fixed {
    kind: TimeKind,
    value: String,
    interval: Option<Interval>,
    grain: Grain,
    absolute: bool,
}

impl Anchors {
    pub fn new(dating: &Dating, expressions: &[Expression]) -> Anchors {
        let mut years: Vec<i16> =
            expressions.iter().filter_map(|expression| explicit_year(&expression.meaning)).collect();
        years.sort_unstable();
        let median = years.get(years.len() / 2).copied();
        let old = |median: i16| dating.year.is_none_or(|year| median < year - 2);
        let narrative = years.len() >= 5 && median.is_some_and(old);
        Anchors { published: dating.interval, year: dating.year, narrative, told: None }
    }

    /// The time that an expression denotes; and remembers it for those after.
    pub fn fix(&mut self, expression: &Expression) -> Time {
        let fixed = self.meaning(&expression.meaning, expression);
        let moves = match &expression.meaning {
            Meaning::Calendar { year, .. } => !matches!(year, YearOf::FromContext(_) | YearOf::TheYear),
            Meaning::Shifted { anchor, unit, .. } => {
                *anchor == Anchor::Publication && *unit >= Unit::Day || self.narrative
            }
            Meaning::Weekday { .. } | Meaning::DayOfMonth(_) | Meaning::Range(..) | Meaning::BeforeEra(_) => true,
            _ => false,
        };
        let attribute = !expression.adverbial && fixed.grain == Grain::Year && self.told.is_some();
        if let (Some(interval), true, false) = (fixed.interval, moves, attribute) {
            self.told = Some(Told { interval, grain: fixed.grain, sentence: expression.sentence });
        }
        Time {
            kind: fixed.kind,
            value: fixed.value,
            interval: fixed.interval,
            grain: fixed.grain,
            absolute: fixed.absolute,
            modifier: expression.modifier.map(str::to_owned),
        }
    }

    /// The time last spoken of, where it still carries.
    fn told(&self, sentence: usize) -> Option<Told> {
        self.told
            .filter(|told| self.narrative || self.year.is_none() || sentence - told.sentence.min(sentence) <= REACH)
    }

    fn meaning(&self, meaning: &Meaning, expression: &Expression) -> Fixed {
        match meaning {
            Meaning::Calendar { year, part, clock } => {
                let known = self.year_of(*year, *part, expression);
                let mut fixed = calendar(known, *part, *clock);
                fixed.absolute = matches!(year, YearOf::Explicit(_));
                fixed
            }
            Meaning::Shifted { unit, count, anchor, clock } => self.shifted(*unit, *count, *anchor, *clock, expression),
            Meaning::Weekday { weekday, direction, clock } => self.weekday(*weekday, *direction, *clock, expression),
            Meaning::DayOfMonth(day) => {
                let month = self.told(expression.sentence).map(|told| told.interval.start).or(self.published_day());
                match month.and_then(|month| Date::new(month.year(), month.month(), *day as i8).ok()) {
                    Some(day) => relative(on(day, None)),
                    None => undetermined(TimeKind::Date, format!("XXXX-XX-{day:02}"), Grain::Day),
                }
            }
            Meaning::Clock(clock) => {
                let same = self.told.filter(|told| told.sentence == expression.sentence && told.grain <= Grain::Day);
                let day = same.map(|told| told.interval.start).or(self.published_day().filter(|_| !self.narrative));
                match day {
                    Some(day) => relative(on(day, Some(*clock))),
                    None => undetermined(TimeKind::Time, format!("XXXX-XX-XX{}", clock_value(*clock)), Grain::Hour),
                }
            }
            Meaning::Decade(year) => Fixed {
                kind: TimeKind::Date,
                value: format!("{}", year / 10),
                interval: years(*year, year + 9),
                grain: Grain::Decade,
                absolute: true,
            },
            Meaning::Century(number) => {
                let (value, interval) = if *number > 0 {
                    (format!("{:02}", number - 1), years((number - 1) * 100 + 1, number * 100))
                } else {
                    (format!("BC{:02}", -number - 1), years(number * 100 + 1, (number + 1) * 100))
                };
                Fixed { kind: TimeKind::Date, value, interval, grain: Grain::Century, absolute: true }
            }
            Meaning::BeforeEra(year) => Fixed {
                kind: TimeKind::Date,
                value: format!("BC{year:04}"),
                interval: years(1 - year, 1 - year),
                grain: Grain::Year,
                absolute: true,
            },
            Meaning::Length { unit, count, placed } => {
                let value = unit.duration(*count);
                let interval = count.and_then(|count| self.stretch(*unit, count, *placed));
                Fixed { kind: TimeKind::Duration, value, interval, grain: grain(*unit), absolute: *placed == 0 }
            }
            Meaning::Repetition(value) => Fixed {
                kind: TimeKind::Set,
                value: value.clone(),
                interval: None,
                grain: repetition_grain(value),
                absolute: true,
            },
            Meaning::Reference(value) => undetermined(TimeKind::Date, (*value).to_owned(), Grain::Day),
            Meaning::SamePeriod(year) => self.same_period(*year, expression),
            Meaning::Range(first, last) => self.range(first, last, expression),
        }
    }

    /// The document's date, where it is known to a few days.
    fn published_day(&self) -> Option<Date> {
        let interval = self.published?;
        let days = interval.start.until(interval.end).ok()?.get_days();
        (days <= 3).then_some(interval.end)
    }

    fn year_of(&self, year: YearOf, part: Part, expression: &Expression) -> Option<i16> {
        let told = self.told(expression.sentence);
        let told_year = told.map(|told| told.interval.start.year());
        match year {
            YearOf::Explicit(year) => Some(year),
            YearOf::FromPublication(years) if self.narrative => {
                told_year.map(|year| year + years).or(self.year.map(|year| year + years))
            }
            YearOf::FromPublication(years) => self.year.map(|year| year + years),
            YearOf::FromContext(years) => told_year.or(self.year).map(|year| year + years),
            YearOf::TheYear => told_year.or(self.year),
            YearOf::Open => {
                let elsewhere = told.filter(|told| self.narrative || Some(told.interval.start.year()) != self.year);
                match (elsewhere, self.published_day()) {
                    (Some(told), _) => Some(self.after_told(told, part)),
                    (None, Some(day)) => nearest(day, part, expression.future),
                    (None, None) => told_year.or_else(|| self.shared_year(part)),
                }
            }
            YearOf::Nearest(direction) => {
                let day = if direction.abs() == 2 || self.narrative {
                    told.map(|told| told.interval.start).or(self.published_day())
                } else {
                    self.published_day()
                }?;
                let candidates = [day.year() - 1, day.year(), day.year() + 1];
                let before =
                    |year: &i16| calendar(Some(*year), part, None).interval.is_some_and(|interval| interval.end < day);
                let after = |year: &i16| {
                    calendar(Some(*year), part, None).interval.is_some_and(|interval| interval.start > day)
                };
                if direction < 0 {
                    candidates.into_iter().rev().find(before)
                } else {
                    candidates.into_iter().find(after)
                }
            }
        }
    }

    /// The year of a part that follows the time last told: the same year, or in a history that has moved on to the winter
    /// the next one.
    fn after_told(&self, told: Told, part: Part) -> i16 {
        let year = told.interval.start.year();
        let wraps = self.narrative
            && told.grain <= Grain::Month
            && told.interval.start.month() >= 11
            && matches!(part, Part::Month(1 | 2) | Part::Day(1 | 2, _));
        if wraps { year + 1 } else { year }
    }

    /// The year of a bare part where the document's date is known only as an interval: only if every day of it agrees.
    fn shared_year(&self, part: Part) -> Option<i16> {
        let interval = self.published?;
        let first = nearest(interval.start, part, false);
        (first == nearest(interval.end, part, false)).then_some(first).flatten()
    }

    fn shifted(&self, unit: Unit, count: i32, anchor: Anchor, clock: Option<Clock>, expression: &Expression) -> Fixed {
        let told = self.told(expression.sentence).map(|told| told.interval);
        let base = match anchor {
            Anchor::Context => told.or(self.published),
            Anchor::Publication if self.narrative => told.or(self.published),
            Anchor::Publication => self.published,
        };
        if unit == Unit::Year
            && anchor == Anchor::Publication
            && !self.narrative
            && let Some(year) = self.year.and_then(|year| year.checked_add(i16::try_from(count).ok()?))
        {
            return relative(calendar(Some(year), Part::Whole, None));
        }
        let ends = base.map(|base| (moved(base.start, unit, count), moved(base.end, unit, count)));
        if let Some((Some(first), Some(last))) = ends {
            let one = |day: Date| match (unit, clock) {
                (Unit::Weekend, _) => weekend(day, count, expression.future),
                _ => containing(day, unit, clock),
            };
            let (first, last) = (one(first), one(last));
            if first.interval == last.interval {
                return relative(first);
            }
        }
        let value = match (unit, clock) {
            (Unit::Day | Unit::Night, Some(clock)) => format!("XXXX-XX-XX{}", clock_value(clock)),
            (Unit::Day | Unit::Night, None) => "XXXX-XX-XX".to_owned(),
            (Unit::Week | Unit::Fortnight, _) => "XXXX-WXX".to_owned(),
            (Unit::Weekend, _) => "XXXX-WXX-WE".to_owned(),
            (Unit::Month, _) => "XXXX-XX".to_owned(),
            (Unit::Quarter, _) => "XXXX-QX".to_owned(),
            _ => "XXXX".to_owned(),
        };
        let kind = if clock.is_some() { TimeKind::Time } else { TimeKind::Date };
        undetermined(kind, value, grain(unit))
    }

    fn weekday(&self, weekday: u8, direction: Option<i32>, clock: Option<Clock>, expression: &Expression) -> Fixed {
        let told = self.told.filter(|told| told.grain <= Grain::Day && self.narrative).map(|told| told.interval.start);
        let base = if self.narrative { told } else { self.published_day() };
        let Some(base) = base else {
            let suffix = clock.map(clock_value).unwrap_or_default();
            return undetermined(TimeKind::Date, format!("XXXX-WXX-{weekday}{suffix}"), Grain::Day);
        };
        let today = base.weekday().to_monday_one_offset();
        let back = i32::from((today - weekday as i8).rem_euclid(7));
        let ahead = (7 - back) % 7;
        let days = match direction {
            None if expression.future => ahead,
            None => -back,
            Some(weeks) if weeks >= 50 => i32::from(weekday as i8 - today) + (weeks - 100) / 10 * 7,
            Some(-1) => {
                if back == 0 {
                    -7
                } else {
                    -back
                }
            }
            Some(1) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            Some(_) => i32::from(weekday as i8 - today),
        };
        match base.checked_add(days.days()) {
            Ok(day) => relative(on(day, clock)),
            Err(_) => undetermined(TimeKind::Date, format!("XXXX-WXX-{weekday}"), Grain::Day),
        }
    }

    /// The days of `the past five years`, `the next two weeks`.
    fn stretch(&self, unit: Unit, count: f64, placed: i32) -> Option<Interval> {
        let day = self.published_day().filter(|_| placed != 0 && count.fract() == 0.0 && count < 10_000.0)?;
        let other = moved(day, unit, placed * count as i32)?;
        Some(if other < day { Interval { start: other, end: day } } else { Interval { start: day, end: other } })
    }

    fn same_period(&self, year: YearOf, expression: &Expression) -> Fixed {
        let told = self.told(expression.sentence);
        let known = match year {
            YearOf::Explicit(year) => Some(year),
            YearOf::FromPublication(years) => self.year.map(|year| year + years),
            // Counted from the period spoken of.
            YearOf::FromContext(years) => {
                told.map(|told| told.interval.start.year() + years).or(self.year.map(|year| year + years))
            }
            _ => None,
        };
        if let (Some(told), Some(known)) = (
            told.filter(|told| told.grain < Grain::Year || told.interval.start.year() == told.interval.end.year()),
            known,
        ) {
            let years = known - told.interval.start.year();
            let start = moved(told.interval.start, Unit::Year, i32::from(years));
            let end = moved(told.interval.end, Unit::Year, i32::from(years));
            if let (Some(start), Some(end)) = (start, end) {
                let interval =
                    Interval { start, end: if ends_month(told.interval.end) { end.last_of_month() } else { end } };
                return Fixed {
                    kind: TimeKind::Date,
                    value: interval_value(interval),
                    interval: Some(interval),
                    grain: told.grain,
                    absolute: matches!(year, YearOf::Explicit(_)),
                };
            }
        }
        let value = known.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
        undetermined(TimeKind::Date, value, Grain::Year)
    }

    fn range(&self, first: &Meaning, last: &Meaning, expression: &Expression) -> Fixed {
        let end = self.meaning(last, expression);
        let end_year = end.interval.map(|interval| interval.start.year());
        let mut start = self.meaning(first, expression);
        let mut end = end;
        match (first, last) {
            (Meaning::Calendar { year: YearOf::Open, part, clock }, Meaning::Calendar { part: last_part, .. })
                if end_year.is_some() =>
            {
                start = calendar(end_year, *part, *clock);
                // `from November to February 2021` begins in the year before.
                let turned = start.interval.zip(end.interval).is_some_and(|(start, end)| start.start > end.end);
                if turned && !matches!(last_part, Part::Whole) {
                    start = calendar(end_year.map(|year| year - 1), *part, *clock);
                }
                start.absolute = end.absolute;
            }
            (Meaning::Calendar { .. }, Meaning::Calendar { year: YearOf::Open, part, clock }) => {
                let year = start.interval.map(|interval| interval.start.year());
                if year.is_some() {
                    end = calendar(year, *part, *clock);
                    if start.interval.zip(end.interval).is_some_and(|(start, end)| start.start > end.end) {
                        end = calendar(year.map(|year| year + 1), *part, *clock);
                    }
                    end.absolute = start.absolute;
                }
            }
            _ => {}
        }
        let value = format!("{}/{}", start.value, end.value);
        let interval = match (start.interval, end.interval) {
            (Some(start), Some(end)) if start.start <= end.end => Some(Interval { start: start.start, end: end.end }),
            (Some(start), None) if end.value == "PRESENT_REF" => self
                .published_day()
                .filter(|day| start.start <= *day)
                .map(|day| Interval { start: start.start, end: day }),
            _ => None,
        };
        Fixed {
            kind: TimeKind::Date,
            value,
            interval,
            grain: start.grain.min(end.grain),
            absolute: start.absolute && end.absolute,
        }
    }
}

/// The year that the words themselves give.
pub(super) fn explicit_year(meaning: &Meaning) -> Option<i16> {
    match meaning {
        Meaning::Calendar { year: YearOf::Explicit(year), .. } => Some(*year),
        Meaning::BeforeEra(year) => Some(1 - year),
        Meaning::Range(first, last) => explicit_year(last).or_else(|| explicit_year(first)),
        _ => None,
    }
}

/// A part of a year, or of an unknown one.
fn calendar(year: Option<i16>, part: Part, clock: Option<Clock>) -> Fixed {
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
                interval.map_or_else(|| format!("{written}-{month:02}-WXX"), |interval| week_value(interval.start));
            date(value, interval, Grain::Week)
        }
    }
}

/// `2020`, and `BC0480` before our era.
fn year_value(year: i16) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

fn on(day: Date, clock: Option<Clock>) -> Fixed {
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
fn containing(day: Date, unit: Unit, clock: Option<Clock>) -> Fixed {
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
fn weekend(day: Date, count: i32, future: bool) -> Fixed {
    let weekday = day.weekday().to_monday_one_offset();
    // `the weekend` on a Monday is the one before; from Friday on it is this week's.
    let back = count == 0 && !future && weekday <= 4;
    let saturday = monday(day).checked_add(if back { (-2).days() } else { 5.days() }).unwrap_or(day);
    let interval = saturday.checked_add(1.days()).ok().map(|end| Interval { start: saturday, end });
    let value = format!("{}-WE", week_value(saturday));
    Fixed { kind: TimeKind::Date, value, interval, grain: Grain::Day, absolute: false }
}

fn monday(day: Date) -> Date {
    day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day)
}

fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// A day so many units away.
fn moved(day: Date, unit: Unit, count: i32) -> Option<Date> {
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
fn nearest(day: Date, part: Part, future: bool) -> Option<i16> {
    let candidates = [day.year() - 1, day.year(), day.year() + 1];
    let interval = |year: i16| calendar(Some(year), part, None).interval;
    if future {
        candidates.into_iter().find(|year| interval(*year).is_some_and(|interval| interval.end >= day))
    } else {
        candidates.into_iter().rev().find(|year| interval(*year).is_some_and(|interval| interval.start <= day))
    }
}

fn relative(fixed: Fixed) -> Fixed {
    Fixed { absolute: false, ..fixed }
}

fn undetermined(kind: TimeKind, value: String, grain: Grain) -> Fixed {
    Fixed { kind, value, interval: None, grain, absolute: false }
}

fn years(first: i16, last: i16) -> Option<Interval> {
    Some(Interval { start: Date::new(first, 1, 1).ok()?, end: Date::new(last, 12, 31).ok()? })
}

fn ends_month(day: Date) -> bool {
    day == day.last_of_month()
}

fn clock_value(clock: Clock) -> String {
    match clock {
        Clock::DayPart(part) => format!("T{part}"),
        Clock::At(hour, Some(minute)) => format!("T{hour:02}:{minute:02}"),
        Clock::At(hour, None) => format!("T{hour:02}"),
    }
}

/// The shortest TIMEX3 value of whole years, halves, quarters, months, or days.
fn interval_value(interval: Interval) -> String {
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

fn grain(unit: Unit) -> Grain {
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

fn repetition_grain(value: &str) -> Grain {
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
