//! When a document was published, as far as the offices of persons ask for it.

use jiff::civil::Date;
use model::{Dating, Interval};

/// The days within which a document was published.
#[derive(Debug, Clone, Copy)]
pub struct When {
    /// Its day, or the days among which it is.
    pub days: Interval,
    /// True where the date, or at least the year, is known. Otherwise the days reach over years: they say who was not
    /// in an office, but not which of several offices somebody held.
    pub known: bool,
}

impl When {
    /// What dating says; `None` where it says nothing.
    pub fn of(dating: &Dating) -> Option<When> {
        let known = dating.interval.or_else(|| dating.year.and_then(year));
        known.map(|days| When { days, known: true }).or(dating.credible.map(|days| When { days, known: false }))
    }

    /// The days where the date is known.
    pub fn known(self) -> Option<Interval> {
        self.known.then_some(self.days)
    }
}

/// The days of a year.
fn year(year: i16) -> Option<Interval> {
    Some(Interval { start: Date::new(year, 1, 1).ok()?, end: Date::new(year, 12, 31).ok()? })
}
