//! Times of day, alone and with their day.

use super::grammar::{Found, Reader};
use super::meaning::{Clock, Meaning, Part, Unit};

impl Reader<'_, '_> {
    /// A time of day alone or before its day: `3 p.m. on Monday`, `the morning of July 5`, `noon`.
    pub(super) fn clocked(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        if let Some(&part) = self.words.day_parts.get(self.word(at)) {
            let single = !self.word(at).ends_with('s') && self.word(at) != "overnight";
            if single
                && matches!(self.word(at + 1), "of" | "on")
                && let Some(found) = self.with_clock(index, at + 2, Clock::DayPart(part))
            {
                return Some(found);
            }
            let alone = single && at > index && matches!(self.line.before(index, 1), "in" | "during");
            return alone
                .then(|| self.found(index, at + 1, Meaning::Clock(Clock::DayPart(part)), "times/day-part"))
                .flatten();
        }
        let (clock, end) = self.clock(index)?;
        let mut next = end;
        while next < end + 2 && matches!(self.word(next), "," | "on" | "of") {
            next += 1;
        }
        self.with_clock(index, next, clock).or_else(|| self.found(index, end, Meaning::Clock(clock), "times/clock"))
    }

    pub(super) fn with_clock(&self, start: usize, index: usize, given: Clock) -> Option<Found> {
        let mut day = self.weekday_date_or_day(index)?;
        match &mut day.meaning {
            Meaning::Calendar { part: Part::Day(..), clock, .. }
            | Meaning::Shifted { unit: Unit::Day, clock, .. }
            | Meaning::Weekday { clock, .. }
                if clock.is_none() =>
            {
                *clock = Some(given);
            }
            _ => return None,
        }
        Some(Found { start, rule: "times/clock", ..day })
    }

    pub(super) fn weekday_date_or_day(&self, index: usize) -> Option<Found> {
        self.period(index).or_else(|| self.numeric(index)).or_else(|| self.deictic(index))
    }

    /// A time of day: `3 pm`, `3:30 p.m.`, `15:30 GMT`, `noon`, `midnight`, `two o'clock`, `1400 GMT`.
    pub(super) fn clock(&self, index: usize) -> Option<(Clock, usize)> {
        match self.word(index) {
            "noon" | "midday" => return Some((Clock::At(12, Some(0)), index + 1)),
            "midnight" => return Some((Clock::At(24, Some(0)), index + 1)),
            _ => {}
        }
        let zone = |at: usize| {
            let named = matches!(self.word(at), "gmt" | "utc" | "est" | "edt" | "pst" | "cet" | "ist" | "bst" | "et");
            let local = self.word(at) == "local" && self.word(at + 1) == "time";
            if named {
                at + 1
            } else if local {
                at + 2
            } else {
                at
            }
        };
        let dotted = self.word(index).split_once('.').and_then(|(hour, minute)| {
            let minute: u8 = minute.parse().ok().filter(|_| minute.len() == 2)?;
            Some((hour.parse::<u32>().ok()?, minute))
        });
        let number = match dotted {
            Some((hour, _)) => Some((hour, index + 1)),
            None => self.numbers.whole(self.line, index).filter(|(_, end)| *end == index + 1),
        };
        let (hour, mut end) = number?;
        let mut minute = dotted.map(|(_, minute)| minute);
        if self.word(end) == ":" && self.line.glued(end) && self.line.glued(end + 1) && self.word(end + 1).len() == 2 {
            minute = Some(self.line.digits(end + 1).filter(|minute| *minute < 60)? as u8);
            end += 2;
            if self.word(end) == ":" && self.line.glued(end) && self.line.digits(end + 1).is_some() {
                end += 2;
            }
        }
        if let Some((afternoon, after)) = self.meridiem(end) {
            let hour = match (hour, afternoon) {
                (12, false) => 0,
                (12, true) => 12,
                (1..=11, true) => hour + 12,
                (0..=11, false) => hour,
                _ => return None,
            };
            return (minute.unwrap_or(0) < 60).then_some((Clock::At(hour as u8, minute), zone(after)));
        }
        if self.word(end) == "o" && self.line.apostrophe(end + 1) && self.word(end + 2) == "clock" {
            return (hour <= 24).then_some((Clock::At(hour as u8, None), end + 3));
        }
        if dotted.is_none() && minute.is_some() && hour <= 24 {
            let ratio = self.line.kind(end) == Some(crate::numbers::Kind::Digits) && self.line.glued(end);
            return (!ratio).then_some((Clock::At(hour as u8, minute), zone(end)));
        }
        if self.word(index).len() == 4 && zone(end) > end && hour < 2400 && hour % 100 < 60 {
            return Some((Clock::At((hour / 100) as u8, Some((hour % 100) as u8)), zone(end)));
        }
        None
    }

    /// `am`, `p.m.` at `index`: true after noon, and the piece after it.
    pub(super) fn meridiem(&self, index: usize) -> Option<(bool, usize)> {
        match (self.word(index), self.word(index + 1), self.word(index + 2)) {
            ("am", ..) if self.line.glued(index) || self.line.digits(index.wrapping_sub(1)).is_some() => {
                Some((false, index + 1))
            }
            ("pm", ..) => Some((true, index + 1)),
            (half @ ("a" | "p"), ".", "m") if self.line.glued(index + 1) && self.line.glued(index + 2) => {
                let end = if self.word(index + 3) == "." { index + 4 } else { index + 3 };
                Some((half == "p", end))
            }
            _ => None,
        }
    }
}
