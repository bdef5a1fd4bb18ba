//! What a time expression means before it is fixed to the calendar.

/// The meaning of a time expression, as far as its own words go.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A part of a year, with a time of day or not: `October 13, 2009`, `the first half of the year`, `2020`.
    Calendar {
        /// Which year.
        year: YearOf,
        /// Which part of it.
        part: Part,
        /// A time of day.
        clock: Option<Clock>,
    },
    /// The day, week, month or year so many units away: `yesterday`, `last week`, `three days ago`, `two years earlier`.
    Shifted {
        /// The unit that is counted and that gives the grain.
        unit: Unit,
        /// How many; negative for the past.
        count: i32,
        /// From when.
        anchor: Anchor,
        /// A time of day.
        clock: Option<Clock>,
    },
    /// A day of the week: `Monday`, `last Friday`, with ISO number.
    Weekday {
        /// 1 for Monday to 7 for Sunday.
        weekday: u8,
        /// −1 last, 1 next, 0 this; nothing for the bare name.
        direction: Option<i32>,
        /// A time of day.
        clock: Option<Clock>,
    },
    /// A day of the month that was last spoken of: `the 15th`.
    DayOfMonth(u8),
    /// A time of day alone: `3 pm`.
    Clock(Clock),
    /// A decade by its first year: `the 1990s`; two digits (`the nineties`) are read as the last such decade.
    Decade(i16),
    /// A century by its number: 20 for `the 20th century`; negative before our era.
    Century(i16),
    /// A year before our era.
    BeforeEra(i16),
    /// A length: `nine months`, `several years`.
    Length {
        /// The unit.
        unit: Unit,
        /// How many; nothing for `several`.
        count: Option<f64>,
        /// −1 for `the past five years`, 1 for `the next five years`, 0 where it lies nowhere in particular.
        placed: i32,
    },
    /// A repetition, by its TIMEX3 value: `every year` is `P1Y`.
    Repetition(String),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// A day or week of a month that is so many from the document's or the one last spoken of: `the 20th of next month`.
    InMonth {
        /// How many months away.
        months: i32,
        /// From when.
        anchor: Anchor,
        /// The part, written as of January.
        part: Part,
    },
    /// A length given in several units: `two hours and 30 minutes`.
    Lengths(Vec<(Unit, f64)>),
    /// A day so many units from another time: `three days after January 12`; negative for before.
    From {
        /// The unit that is counted.
        unit: Unit,
        /// How many; negative for before.
        count: i32,
        /// From when.
        base: Box<Meaning>,
    },
    /// The same stretch of the year in another year: `the same period of the previous year`.
    SamePeriod(YearOf),
    /// From one time to another, both included.
    Range(Box<Meaning>, Box<Meaning>),
}

/// Which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearOf {
    /// It is written.
    Explicit(i16),
    /// So many from the document's date: −1 for `last year`.
    FromPublication(i16),
    /// So many from the year last spoken of: −1 for `the previous year`.
    FromContext(i16),
    /// `the year`, as in `the first half of the year`: the one last spoken of, or the document's.
    TheYear,
    /// Not said: the one nearest to the document's date, or the one last spoken of.
    Open,
    /// Not said, but `last` or `next`: `last September`. −1 or 1.
    Nearest(i8),
}

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Part {
    Whole,
    /// A fiscal year.
    Fiscal,
    Half(u8),
    Quarter(u8),
    /// TIMEX3 season code.
    Season(&'static str),
    Month(u8),
    Day(u8, u8),
    /// Month, first and last day.
    Days(u8, u8, u8),
    /// ISO week.
    Week(u8),
    /// The first so many months.
    FirstMonths(u8),
    /// The last so many months.
    LastMonths(u8),
    /// The n-th such weekday of a month: month, n (0 for the last), weekday.
    NthWeekday(u8, u8, u8),
    /// The n-th week of a month: month, n (0 for the last).
    WeekOfMonth(u8, u8),
    /// So many days from Easter Sunday of the western churches.
    Easter(i16),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// TIMEX3 code: `MO`, `AF`, `EV`, `NI`.
    DayPart(&'static str),
    /// Hour, and minute where given.
    At(u8, Option<u8>),
}

/// From when a relative time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The document's date.
    Publication,
    /// The time last spoken of.
    Context,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Half,
    Season(&'static str),
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    pub(super) fn from_name(name: &str) -> Option<Unit> {
        Some(match name {
            "second" => Unit::Second,
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "night" => Unit::Night,
            "week" => Unit::Week,
            "fortnight" => Unit::Fortnight,
            "weekend" => Unit::Weekend,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "half" => Unit::Half,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            "millennium" => Unit::Millennium,
            _ => return None,
        })
    }

    /// The TIMEX3 duration of `count` units: `P9M`, `PT2H`, `PXY` where the count is not said.
    pub(super) fn duration(self, count: Option<f64>) -> String {
        let (prefix, factor, letter) = match self {
            Unit::Second => ("PT", 1.0, "S"),
            Unit::Minute => ("PT", 1.0, "M"),
            Unit::Hour => ("PT", 1.0, "H"),
            Unit::Day => ("P", 1.0, "D"),
            Unit::Night => ("P", 1.0, "D"),
            Unit::Week => ("P", 1.0, "W"),
            Unit::Fortnight => ("P", 2.0, "W"),
            Unit::Weekend => ("P", 1.0, "WE"),
            Unit::Month => ("P", 1.0, "M"),
            Unit::Quarter => ("P", 1.0, "Q"),
            Unit::Half => ("P", 6.0, "M"),
            Unit::Season(_) | Unit::Year => ("P", 1.0, "Y"),
            Unit::Decade => ("P", 1.0, "DE"),
            Unit::Century => ("P", 1.0, "CE"),
            Unit::Millennium => ("P", 1.0, "ML"),
        };
        match count.map(|count| count * factor) {
            None => format!("{prefix}X{letter}"),
            // Half a year is six months and half a day twelve hours: TIMEX3 wants whole numbers where they exist.
            Some(half) if half.fract() != 0.0 && self == Unit::Year => format!("P{}M", (half * 12.0).round()),
            Some(half) if half.fract() != 0.0 && self == Unit::Hour => format!("PT{}M", (half * 60.0).round()),
            Some(half) if half.fract() != 0.0 && self == Unit::Minute => format!("PT{}S", (half * 60.0).round()),
            Some(half) if half.fract() != 0.0 && self == Unit::Day => format!("PT{}H", (half * 24.0).round()),
            Some(half) if half.fract() != 0.0 && self == Unit::Decade => format!("P{}Y", (half * 10.0).round()),
            Some(half) if half.fract() != 0.0 && self == Unit::Century => format!("P{}Y", (half * 100.0).round()),
            Some(count) => format!("{prefix}{count}{letter}"),
        }
    }
}

/// A time expression of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// Where it stands.
    pub span: model::Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// The rule that found it: `times/month-year`.
    pub rule: &'static str,
    /// What it means.
    pub meaning: Meaning,
    /// TIMEX3 mod: `START`, `MID`, `END`, `APPROX`, `MORE_THAN`, `LESS_THAN`, `BEFORE`, `AFTER`.
    pub modifier: Option<&'static str>,
    /// The simple expressions that a composed one was joined from, in order; empty for a simple one.
    pub parts: Vec<Expression>,
    /// True where the words around it look ahead (`will`, `scheduled`).
    pub future: bool,
    /// True where an adverbial stands (`in 2018`) and not an attribute (`the 2018 deal`): only the former moves the context.
    pub adverbial: bool,
}
