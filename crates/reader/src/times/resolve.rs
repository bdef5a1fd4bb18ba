//! Fixes meanings to the calendar: against the document's date and the times spoken of before.

use super::calendar::{
    calendar, clock_value, containing, ends_month, grain, in_month, interval_value, moved, nearest, on, relative,
    repetition_grain, undetermined, weekend, years,
};
use super::meaning::{Anchor, Clock, Expression, Meaning, Part, Unit, YearOf};
use jiff::ToSpan;
use jiff::civil::Date;
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
    /// True where its own words fix it.
    absolute: bool,
}

fn year_of(told: Told) -> i16 {
    told.interval.start.year()
}

/// How many sentences a time last spoken of carries in a dated text.
const REACH: usize = 3;

/// A meaning on the calendar.
pub(super) struct Fixed {
    pub kind: TimeKind,
    pub value: String,
    pub interval: Option<Interval>,
    pub grain: Grain,
    pub absolute: bool,
}

impl Anchors {
    pub fn new(dating: &Dating, expressions: &[Expression]) -> Anchors {
        let mut years: Vec<i16> =
            expressions.iter().filter_map(|expression| explicit_year(&expression.meaning)).collect();
        years.sort_unstable();
        let median = years.get(years.len() / 2).copied();
        let old = |median: i16| dating.year.is_none_or(|year| median < year - 2);
        // A report says `on Friday` and `last week`, a history hardly ever.
        let near = expressions.iter().filter(|expression| of_the_day(&expression.meaning)).count();
        let past = years.iter().filter(|year| dating.year.is_none_or(|published| **year < published)).count();
        let history = past >= 12 && near * 6 < past;
        let narrative = years.len() >= 5 && median.is_some_and(old) || history;
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
        let mut fixed = fixed;
        if expression.rule == "times/rest" {
            // The rest of a period that runs begins on the day of writing.
            fixed.interval = fixed.interval.map(|interval| match self.published_day() {
                Some(day) if interval.start <= day && day <= interval.end => Interval { start: day, ..interval },
                _ => interval,
            });
        }
        let attribute = !expression.adverbial && fixed.grain == Grain::Year && self.told.is_some();
        if let (Some(interval), true, false) = (fixed.interval, moves, attribute) {
            let (grain, sentence, absolute) = (fixed.grain, expression.sentence, fixed.absolute);
            self.told = Some(Told { interval, grain, sentence, absolute });
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
            Meaning::Lengths(units) => {
                let grain = units.last().map_or(Grain::Day, |(unit, _)| grain(*unit));
                undetermined(TimeKind::Duration, several(units), grain)
            }
            Meaning::From { unit, count, base } => {
                let day = self.meaning(base, expression).interval.filter(|days| days.start == days.end);
                match day.and_then(|days| moved(days.start, *unit, *count)) {
                    Some(day) => relative(on(day, None)),
                    None => undetermined(TimeKind::Date, "XXXX-XX-XX".to_owned(), Grain::Day),
                }
            }
            Meaning::InMonth { months, anchor, part } => {
                let told = self.told(expression.sentence).map(|told| told.interval.start);
                let base = match anchor {
                    Anchor::Context => told.or(self.published_day()),
                    Anchor::Publication => self.published_day(),
                };
                match base.and_then(|day| moved(day.first_of_month(), Unit::Month, *months)) {
                    Some(day) => relative(calendar(Some(day.year()), in_month(*part, day.month() as u8), None)),
                    None => undetermined(TimeKind::Date, "XXXX-XX-XX".to_owned(), Grain::Day),
                }
            }
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
            YearOf::TheYear if expression.future && !self.narrative => self.year.or(told_year),
            YearOf::TheYear => told.filter(|told| self.carries(*told, expression)).map(year_of).or(self.year),
            YearOf::Open => {
                let elsewhere = told
                    .filter(|told| self.narrative || Some(told.interval.start.year()) != self.year)
                    .filter(|told| self.carries(*told, expression));
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

    /// True where a year that was told still holds for a time without one: in a dated report only within the next sentence,
    /// only if its own words gave it, and not for what lies ahead.
    fn carries(&self, told: Told, expression: &Expression) -> bool {
        let dated = self.published_day().is_some() && !self.narrative;
        let near = expression.sentence.saturating_sub(told.sentence) <= 1;
        !dated || near && told.absolute && !expression.future
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
        // `a year earlier` beside a month or quarter means that month or quarter.
        let finer = self.told.filter(|told| {
            matches!(told.grain, Grain::Month | Grain::Quarter | Grain::Half)
                && expression.sentence.saturating_sub(told.sentence) <= usize::from(anchor == Anchor::Context)
        });
        if let (Unit::Year, -1, "times/distance", Some(_)) = (unit, count, expression.rule, finer) {
            let back = self.same_period(YearOf::FromContext(-1), expression);
            if back.interval.is_some() {
                return relative(back);
            }
        }
        let told = self.told(expression.sentence).map(|told| told.interval);
        // `the end of the week` is not the week of a month that was told: a coarser time says nothing.
        let coarser = |told: &Told| !self.narrative && count == 0 && told.grain > grain(unit);
        let told = if self.told.is_some_and(|told| coarser(&told)) && anchor == Anchor::Context { None } else { told };
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
                (Unit::Weekend, _) => weekend(day, count, expression.rule == "times/weekend", expression.future),
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
            // `from next Monday to Friday`: the first Friday after.
            (_, Meaning::Weekday { direction: None, .. }) => {
                let turned = start.interval.zip(end.interval).filter(|(start, end)| start.start > end.end);
                if let Some((first, last)) = turned
                    && let Ok(apart) = last.start.until(first.start)
                    && let Ok(day) = last.start.checked_add(((apart.get_days() + 6) / 7 * 7).days())
                {
                    end = relative(on(day, None));
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

/// True for times that are said from the day of writing: `Friday`, `yesterday`, `last week`, `this year`.
fn of_the_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Weekday { .. } => true,
        Meaning::Shifted { anchor, .. } => *anchor == Anchor::Publication,
        Meaning::Calendar { year, .. } => matches!(year, YearOf::FromPublication(_) | YearOf::Nearest(-1..=1)),
        _ => false,
    }
}

/// `PT2H30M`: the TIMEX3 value of a length in several units.
fn several(units: &[(Unit, f64)]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for (unit, count) in units {
        let value = unit.duration(Some(*count));
        match value.strip_prefix("PT") {
            Some(rest) => time.push_str(rest),
            None => date.push_str(value.trim_start_matches('P')),
        }
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
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
