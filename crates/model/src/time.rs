use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A closed interval of days, both ends included: ISO 8601 `start/end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Interval {
    /// The first day.
    pub start: Date,
    /// The last day, not before the first.
    pub end: Date,
}

impl Interval {
    /// The month that it lies in, `YYYY-MM`; `None` where it reaches over more than one.
    pub fn month(self) -> Option<String> {
        let (start, end) = (self.start, self.end);
        (start.year() == end.year() && start.month() == end.month())
            .then(|| format!("{:04}-{:02}", start.year(), start.month()))
    }

    /// True where its first and its last day are the two readings of one date whose day and month may be exchanged, as in
    /// `03/04/2021`: it was one of the two, and no day between.
    pub fn day_and_month_exchanged(self) -> bool {
        let (start, end) = (self.start, self.end);
        start != end && start.year() == end.year() && start.month() == end.day() && start.day() == end.month()
    }

    /// True where the two share a day.
    pub fn overlaps(self, other: Interval) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// How finely a time is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Grain {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A time expression, as TimeML means it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Point, period, length or repetition.
    pub kind: TimeKind,
    /// TIMEX3 value: `2020-09-30`, `2020-Q1`, `P9M`, `PAST_REF`, `XXXX-10`; `2020-01/2020-09` for a composed period.
    pub value: String,
    /// The days that it covers, where they are determined. `None` is an answer: no year is made up.
    pub interval: Option<Interval>,
    /// How finely it is given.
    pub grain: Grain,
    /// True where the words alone fix it (`October 13, 2009`); false where the document's date was needed (`last year`).
    pub absolute: bool,
    /// TIMEX3 mod: `APPROX`, `START`, `MID`, `END`, `BEFORE`, `AFTER`, `MORE_THAN`, `LESS_THAN`.
    pub modifier: Option<String>,
}

/// What sort of time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A calendar point or period: `2020`, `last July`, `from January to September 2020`.
    Date,
    /// A time of day.
    Time,
    /// A length: `nine months`.
    Duration,
    /// A repetition: `every year`, `regularly`.
    Set,
}
