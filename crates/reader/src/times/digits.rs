//! Dates in digits, and months joined to their years by signs.

use super::grammar::{Found, Reader};
use super::meaning::{Part, YearOf};
use crate::numbers::Kind;

impl Reader<'_, '_> {
    /// `2016 November`, `2019-Aug-01`, `2017 April 5`: a month right after its year.
    pub(super) fn month_after_year(&self, start: usize, year: i16, index: usize) -> Option<Found> {
        let joint =
            |at: usize| (self.line.dash(at) || self.word(at) == "/") && self.line.glued(at) && self.line.glued(at + 1);
        let at = if joint(index) { index + 1 } else { index };
        let plain =
            self.words.months.contains_key(self.word(at)) && !matches!(self.word(at), "may" | "march" | "august");
        if !(self.line.capital(at) || plain) && at == index || self.word(at) == "may" && at == index {
            return None;
        }
        let (month, end) = self.month_word(at)?;
        let day_at = if joint(end) { end + 1 } else { end };
        let day = self.day(day_at).filter(|_| day_at > end || self.year(end + 2).is_none());
        let (part, end) = match day {
            Some((day, end)) => (Part::Day(month, day), end),
            None => (Part::Month(month), end),
        };
        // `in 2016 November 5, 2017` is two dates.
        if self.year(end).is_some() || self.word(end) == "," && self.year(end + 1).is_some() {
            return None;
        }
        self.calendar(start, end, YearOf::Explicit(year), part, "times/year-month")
    }

    /// `2020-09-30`, `2020-09`, `30/09/2020`, `30.09.2020`, `9/30/2020`.
    pub(super) fn numeric(&self, index: usize) -> Option<Found> {
        let dotted: Vec<u32> = self.word(index).split('.').filter_map(|part| part.parse().ok()).collect();
        if self.word(index).matches('.').count() == 2 && dotted.len() == 3 {
            let [a, b, c] = dotted[..] else { return None };
            return if a > 999 {
                self.day_of(index, index + 1, a, b, c)
            } else {
                self.day_of(index, index + 1, c, b, a)
            };
        }
        let separator = self.word(index + 1);
        let first = self.line.digits(index)?;
        if !self.line.glued(index + 1) || !self.line.glued(index + 2) || !matches!(separator, "-" | "/") {
            return None;
        }
        let second = self.line.digits(index + 2)?;
        let third = (self.word(index + 3) == separator && self.line.glued(index + 3) && self.line.glued(index + 4))
            .then(|| self.line.digits(index + 4))
            .flatten();
        match third {
            Some(third) if self.word(index).len() == 4 => self.day_of(index, index + 5, first, second, third),
            // Month first, as American agencies write, unless that cannot be.
            Some(third) if self.word(index + 4).len() == 4 => {
                let (day, month) = if first > 12 { (first, second) } else { (second, first) };
                self.day_of(index, index + 5, third, month, day)
            }
            // `12-02-97`, `05/05/89`: not a score or a model, which have no three parts of two digits.
            Some(third)
                if self.word(index + 4).len() == 2
                    && self.word(index).len() <= 2
                    && self.word(index + 2).len() <= 2
                    && !(self.line.glued(index + 5) && (self.line.dash(index + 5) || self.word(index + 5) == "/")) =>
            {
                let (day, month) = if first > 12 { (first, second) } else { (second, first) };
                self.day_of(index, index + 5, super::grammar::full_year(third) as u32, month, day)
            }
            // `11/2016`.
            None if self.word(index + 2).len() == 4 && self.word(index).len() <= 2 && separator == "/" => {
                ((1..=12).contains(&first) && (1900..2200).contains(&second))
                    .then(|| {
                        let part = Part::Month(first as u8);
                        self.calendar(index, index + 3, YearOf::Explicit(second as i16), part, "times/iso-month")
                    })
                    .flatten()
            }
            // `2016/11`, but `2016/17` is a season.
            None if self.word(index).len() == 4 && separator == "/" && self.word(index + 2).len() == 2 => ((1..=12)
                .contains(&second)
                && (1900..2200).contains(&first)
                && self.second_year(index + 1, first as i16).is_none())
            .then(|| {
                let part = Part::Month(second as u8);
                self.calendar(index, index + 3, YearOf::Explicit(first as i16), part, "times/iso-month")
            })
            .flatten(),
            // `on 4/22`, `until 22/04`: day and month, where the word before says that it is a day.
            None if self.word(index).len() <= 2 && self.word(index + 2).len() <= 2 && separator == "/" => {
                let before = self.line.before(index, 1);
                let day_name = |word: &str| self.words.weekdays.contains_key(word);
                let pair = self.word(index + 4) == "/" && self.line.glued(index + 4);
                let after_pair = index > 4 && self.word(index - 3) == "/" && matches!(before, "to" | "and" | "until");
                let dated = matches!(before, "on" | "until" | "till" | "since" | "dated")
                    || day_name(before)
                    || matches!(before, "from" | "between") && self.word(index + 5) == "/" && !pair
                    || after_pair && matches!(self.line.before(index, 5), "from" | "between");
                let (day, month) = if first > 12 { (first, second) } else { (second, first) };
                let follows = self.line.glued(index + 3) && self.line.kind(index + 3) != Some(Kind::Sign)
                    || matches!(self.word(index + 3), "-" | "/" | "%") && self.line.glued(index + 3);
                // `9/11` is what happened that day.
                ((1..=12).contains(&month)
                    && (1..=31).contains(&day)
                    && dated
                    && !follows
                    && (first, second) != (9, 11))
                    .then(|| {
                        let part = Part::Day(month as u8, day as u8);
                        self.calendar(index, index + 3, YearOf::Open, part, "times/numeric")
                    })
                    .flatten()
            }
            None if self.word(index).len() == 4 && separator == "-" && self.word(index + 2).len() == 2 => {
                let month = (1..=12).contains(&second) && self.second_year(index + 1, first as i16).is_none();
                (month && (1000..2200).contains(&first))
                    .then(|| {
                        let part = Part::Month(second as u8);
                        self.calendar(index, index + 3, YearOf::Explicit(first as i16), part, "times/iso-month")
                    })
                    .flatten()
            }
            _ => None,
        }
    }

    pub(super) fn day_of(&self, start: usize, end: usize, year: u32, month: u32, day: u32) -> Option<Found> {
        let fits = (1000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then(|| {
            let part = Part::Day(month as u8, day as u8);
            self.calendar(start, end, YearOf::Explicit(year as i16), part, "times/numeric")
        })
        .flatten()
    }
}
