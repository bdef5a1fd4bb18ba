//! Reads the longest time expression at a place in a sentence.

use super::lexicon::{TimeWords, WORDS};
use super::meaning::{Clock, Meaning, Part, YearOf};
use crate::numbers::{Kind, Line, NUMBERS, NumberWords};

/// A time expression at some piece of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Its first piece: not always the one asked for, as `about` may have been read before.
    pub start: usize,
    /// The piece after its last.
    pub end: usize,
    pub meaning: Meaning,
    pub modifier: Option<&'static str>,
    pub rule: &'static str,
}

/// A line with the words to read it by.
pub(super) struct Reader<'l, 'a> {
    pub line: &'l Line<'a>,
    pub words: &'static TimeWords,
    pub numbers: &'static NumberWords,
}

impl<'l, 'a> Reader<'l, 'a> {
    pub fn new(line: &'l Line<'a>) -> Reader<'l, 'a> {
        Reader { line, words: &WORDS, numbers: &NUMBERS }
    }

    pub fn word(&self, index: usize) -> &'l str {
        self.line.word(index)
    }

    /// The longest expression that begins at `index`.
    pub fn at(&self, index: usize) -> Option<Found> {
        let readers: [fn(&Self, usize) -> Option<Found>; 11] = [
            Self::modified,
            Self::comparative,
            Self::period_end,
            Self::period,
            Self::numeric,
            Self::deictic,
            Self::distance,
            Self::length,
            Self::repetition,
            Self::reference,
            Self::clocked,
        ];
        let mut best: Option<Found> = None;
        for read in readers {
            if let Some(found) = read(self, index)
                && best.as_ref().is_none_or(|best| found.end > best.end)
            {
                best = Some(found);
            }
        }
        best.map(|found| self.with_day_part(found))
    }

    pub fn found(&self, start: usize, end: usize, meaning: Meaning, rule: &'static str) -> Option<Found> {
        Some(Found { start, end, meaning, modifier: None, rule })
    }

    pub fn calendar(&self, start: usize, end: usize, year: YearOf, part: Part, rule: &'static str) -> Option<Found> {
        self.found(start, end, Meaning::Calendar { year, part, clock: None }, rule)
    }

    /// Skips `the`.
    pub fn article(&self, index: usize) -> usize {
        if self.word(index) == "the" { index + 1 } else { index }
    }

    /// A part of the calendar: month, day, year, quarter, season, holiday, decade, century.
    pub fn period(&self, index: usize) -> Option<Found> {
        self.weekday_date(index)
            .or_else(|| self.holiday(index))
            .or_else(|| self.month_first(index))
            .or_else(|| self.day_first(index))
            .or_else(|| self.season(index))
            .or_else(|| self.share_of_year(index))
            .or_else(|| self.first_months(index))
            .or_else(|| self.nth_week(index))
            .or_else(|| self.numbered_part(index))
            .or_else(|| self.decade_or_century(index))
            .or_else(|| self.fiscal(index))
            .or_else(|| self.bare_year(index))
    }

    /// `early November`, `the end of July last year`, `mid-2020`, `the beginning of the year`.
    fn modified(&self, index: usize) -> Option<Found> {
        let first = self.article(index);
        let word = self.word(first);
        let modifier = *self.words.modifiers.get(word)?;
        let mut at = first + 1;
        if matches!(word, "start" | "end" | "beginning" | "close" | "outset" | "opening" | "middle" | "midst") {
            // `end of July`, but neither `to end July` nor `the end July`.
            if self.word(at) != "of" {
                return None;
            }
            at += 1;
        } else if self.word(at) == "in" || self.line.dash(at) {
            at += 1;
        } else if word == "mid" || first == index {
        } else {
            // `the early 1990s`, `the late summer`; `the late Monday` is no time but `the late 1990s` is.
        }
        if word == "mid" && self.word(at) == "way" {
            return None;
        }
        let the_unit = || {
            let unit_at = self.article(at);
            let unit = *self.words.units.get(self.word(unit_at))?;
            (unit_at > at && unit >= super::meaning::Unit::Week && !self.word(unit_at).ends_with('s')).then(|| {
                let meaning = self.the_unit(unit);
                Found { start: at, end: unit_at + 1, meaning, modifier: None, rule: "times/the-unit" }
            })
        };
        let inner = self
            .period(at)
            .or_else(|| self.deictic(at).filter(|found| !matches!(found.meaning, Meaning::Length { .. })))
            .or_else(|| self.year_after_modifier(at))
            .or_else(|| self.weekday_alone(at))
            .or_else(the_unit)?;
        let modifier = Some(modifier);
        Some(Found { start: index, end: inner.end, meaning: inner.meaning, modifier, rule: inner.rule })
    }

    /// `earlier this year`, `later Friday`, `later in the day`.
    fn comparative(&self, index: usize) -> Option<Found> {
        let modifier = *self.words.comparatives.get(self.word(index))?;
        let at = if matches!(self.word(index + 1), "in" | "on") { index + 2 } else { index + 1 };
        let near = |at: usize| self.deictic(at).filter(|found| !matches!(found.meaning, Meaning::Length { .. }));
        let inner = if at == index + 1 {
            near(at)
        } else {
            // `later in the year`, but `later in Norland`, `later on the island`.
            let unit = (self.word(at) == "the").then(|| self.words.units.get(self.word(at + 1))).flatten();
            unit.filter(|unit| **unit >= super::meaning::Unit::Day && !self.word(at + 1).ends_with('s')).map(|unit| {
                Found { start: at, end: at + 2, meaning: self.the_unit(*unit), modifier: None, rule: "times/the-unit" }
            })
        }?;
        Some(Found { start: index, modifier: Some(modifier), ..inner })
    }

    /// `year-end`, `the year-end`, `midyear`.
    fn period_end(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        let (phrase, unit, modifier) = self
            .words
            .period_ends
            .iter()
            .find(|(phrase, ..)| phrase.iter().enumerate().all(|(step, word)| self.word(at + step) == word))?;
        let end = at + phrase.len();
        let meaning = match self.year_tail(end) {
            Some((year, end)) if *unit == super::meaning::Unit::Year => {
                let meaning = Meaning::Calendar { year, part: Part::Whole, clock: None };
                return Some(Found { start: index, end, meaning, modifier: Some(modifier), rule: "times/period-end" });
            }
            _ => Meaning::Shifted { unit: *unit, count: 0, anchor: super::meaning::Anchor::Publication, clock: None },
        };
        Some(Found { start: index, end, meaning, modifier: Some(modifier), rule: "times/period-end" })
    }

    /// The meaning of `the year`, `the month` with nothing that says which.
    pub fn the_unit(&self, unit: super::meaning::Unit) -> Meaning {
        use super::meaning::{Anchor, Unit};
        match unit {
            Unit::Year => Meaning::Calendar { year: YearOf::TheYear, part: Part::Whole, clock: None },
            unit => Meaning::Shifted { unit, count: 0, anchor: Anchor::Context, clock: None },
        }
    }

    fn year_after_modifier(&self, index: usize) -> Option<Found> {
        let (year, end) = self.year(index)?;
        self.calendar(index, end, YearOf::Explicit(year), Part::Whole, "times/year")
    }

    /// `Monday, October 13, 2009`, `Tuesday the 5th of May`.
    fn weekday_date(&self, index: usize) -> Option<Found> {
        let (_, mut at) = self.weekday(index)?;
        while matches!(self.word(at), "," | "." | "the" | "on") && at < index + 4 {
            at += 1;
        }
        let date = self.month_first(at).or_else(|| self.day_first(at)).or_else(|| self.numeric(at))?;
        let is_day = matches!(date.meaning, Meaning::Calendar { part: Part::Day(..) | Part::Days(..), .. });
        is_day.then_some(Found { start: index, rule: "times/weekday-date", ..date })
    }

    /// The day of the week named at `index`, with the piece after it.
    pub fn weekday(&self, index: usize) -> Option<(u8, usize)> {
        let word = self.word(index);
        if let Some(&day) = self.words.weekdays.get(word) {
            // `Sunday Times`, `Friday Prayer Leader`: newspapers are named after days.
            let paper = self.line.capital(index)
                && matches!(
                    self.word(index + 1),
                    "times" | "mail" | "telegraph" | "express" | "mirror" | "herald" | "post" | "tribune" | "world"
                );
            let named = self.line.capital(index.wrapping_sub(1))
                && matches!(self.line.before(index, 1), "bloody" | "black" | "super" | "good" | "cyber" | "palm");
            return (!paper && !named).then_some((day, index + 1));
        }
        let &day = self.words.weekday_abbreviations.get(word)?;
        if !self.line.capital(index) {
            return None;
        }
        let end = if self.word(index + 1) == "." && self.line.glued(index + 1) { index + 2 } else { index + 1 };
        let after = if self.word(end) == "," { end + 1 } else { end };
        let dated = self.month_word(after).is_some() || self.line.digits(after).is_some_and(|day| day <= 31);
        (dated || self.line.before(index, 1) == "on" && !self.line.capital(end)).then_some((day, end))
    }

    pub fn holiday(&self, index: usize) -> Option<Found> {
        for (phrase, part) in &self.words.holidays {
            if phrase.iter().enumerate().all(|(step, word)| self.word(index + step) == word) {
                let end = index + phrase.len();
                if phrase.len() == 1 && phrase[0] == "christmas" && self.line.capital(end) && self.year(end).is_none() {
                    return None;
                }
                // Names are written with a capital: nobody's easter is Easter.
                let tail = self.year_tail(end);
                let beside =
                    matches!(self.line.before(index, 1), "last" | "next" | "previous" | "before" | "after" | "on");
                if !self.line.capital(index) && tail.is_none() && !(beside && self.closes(end)) {
                    return None;
                }
                let (year, end) = tail.unwrap_or((YearOf::Open, end));
                return self.calendar(index, end, year, *part, "times/holiday");
            }
        }
        None
    }

    /// `October 13, 2009`, `July 5-7`, `September 2020`, `September last year`, `September`.
    fn month_first(&self, index: usize) -> Option<Found> {
        // `the month of September`.
        let at = if self.word(self.article(index)) == "month" && self.word(self.article(index) + 1) == "of" {
            self.article(index) + 2
        } else {
            index
        };
        let (month, end) = self.month(at)?;
        // `October 13,2009` is one group of digits.
        if let Some((day, year)) = self.word(end).split_once(',')
            && let (Ok(day @ 1..=31), Ok(year @ 1000..=2199)) = (day.parse(), year.parse())
            && year > 999
            && self.word(end).len() <= 7
        {
            return self.calendar(index, end + 1, YearOf::Explicit(year), Part::Day(month, day), "times/day");
        }
        if let Some(found) = self.spelled_day(index, month, end) {
            return Some(found);
        }
        let in_month = matches!(self.line.before(index, 1), "in") && self.line.digits(end).is_some();
        let dash = |at: usize| (self.line.dash(at) || self.word(at) == "/") && self.line.glued(at);
        let day_at = if dash(end) && self.line.glued(end + 1) { end + 1 } else { end };
        if let Some((day, after)) = self.day(day_at) {
            let (year, tail) = self.year_tail(after).map_or((YearOf::Open, after), |(year, end)| (year, end));
            // `in May 20 soldiers fell`: a day of the month does not follow `in`.
            if !(in_month && tail == after && self.line.kind(after) == Some(Kind::Word)) {
                if let Some((last, after)) = self.day_range(after, day) {
                    let (year, tail) = self.year_tail(after).unwrap_or((YearOf::Open, after));
                    return self.calendar(index, tail, year, Part::Days(month, day, last), "times/days");
                }
                return self.calendar(index, tail, year, Part::Day(month, day), "times/day");
            }
        }
        let (year, tail) = self.year_tail(end).unwrap_or((YearOf::Open, end));
        self.calendar(index, tail, year, Part::Month(month), "times/month")
    }

    /// `-7`, `–7`, ` to 7`, ` through 7` after a first day.
    fn day_range(&self, index: usize, first: u8) -> Option<(u8, usize)> {
        let joined = self.line.dash(index) || matches!(self.word(index), "to" | "through" | "until");
        let (last, end) = self.day(index + 1).filter(|_| joined)?;
        // `July 5 to 7 million`, `July 5-August 3` are something else.
        let counted = self.numbers.is_scale(self.word(end)) || self.month(end).is_some();
        (last > first && !counted).then_some((last, end))
    }

    /// `13 October 2009`, `the 13th of October`, `5-7 July 2020`, `5 to 7 July`.
    fn day_first(&self, index: usize) -> Option<Found> {
        let (day, after) = self.day(index)?;
        let month_after = |at: usize| {
            let at = if self.word(at) == "of" { at + 1 } else { at };
            let at = if self.line.dash(at) && self.line.glued(at) { at + 1 } else { at };
            let at = if self.word(at) == "month" && self.word(at + 1) == "of" { at + 2 } else { at };
            self.month(at)
        };
        if let Some((month, end)) = month_after(after) {
            let end_of_dash = if self.line.dash(end) && self.line.glued(end) { end + 1 } else { end };
            let (year, tail) = self
                .year_tail(end_of_dash)
                .or_else(|| {
                    let short = self.line.digits(end_of_dash).filter(|_| {
                        end_of_dash > end && self.word(end_of_dash).len() == 2 && self.line.glued(end_of_dash)
                    })?;
                    Some((YearOf::Explicit(full_year(short)), end_of_dash + 1))
                })
                .unwrap_or((YearOf::Open, end));
            return self.calendar(index, tail, year, Part::Day(month, day), "times/day");
        }
        let joined = self.line.dash(after) || matches!(self.word(after), "to" | "and" | "until" | "through");
        let (last, after) = self.day(after + 1).filter(|(last, _)| joined && *last > day)?;
        let (month, end) = month_after(after)?;
        let (year, tail) = self.year_tail(end).unwrap_or((YearOf::Open, end));
        self.calendar(index, tail, year, Part::Days(month, day, last), "times/days")
    }

    /// Gives a day its part: `Monday morning`, `July 4 at noon`, `5 May 2020, 10:30`.
    fn with_day_part(&self, mut found: Found) -> Found {
        if let (Meaning::Weekday { weekday, direction: None, .. }, Some(part)) =
            (&found.meaning, self.words.day_parts.get(self.word(found.end)))
            && self.word(found.end).ends_with('s')
        {
            // `on Friday mornings`.
            let meaning = Meaning::Repetition(format!("XXXX-WXX-{weekday}T{part}"));
            return Found { end: found.end + 1, meaning, rule: "times/repetition", ..found };
        }
        let (Meaning::Calendar {
            part: Part::Day(..) | Part::Easter(_) | Part::NthWeekday(..),
            clock: clock @ None,
            ..
        }
        | Meaning::Shifted { unit: super::meaning::Unit::Day, clock: clock @ None, .. }
        | Meaning::Weekday { clock: clock @ None, .. }) = &mut found.meaning
        else {
            return found;
        };
        if let Some(&part) = self.words.day_parts.get(self.word(found.end)) {
            *clock = Some(Clock::DayPart(part));
            found.end += 1;
            return found;
        }
        let mut at = found.end;
        while at < found.end + 3 && matches!(self.word(at), "," | "at" | "around" | "about") {
            at += 1;
        }
        if let Some((time, end)) = self.clock(at).filter(|_| at > found.end || self.meridiem(found.end + 1).is_some()) {
            *clock = Some(time);
            found.end = end;
        }
        found
    }
}

/// The year meant by two digits: of the last century from 40 on.
pub(super) fn full_year(short: u32) -> i16 {
    let short = short as i16;
    if short >= 40 { 1900 + short } else { 2000 + short }
}
