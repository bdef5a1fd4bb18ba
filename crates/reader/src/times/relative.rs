//! Times that depend on the document's date or on the time last spoken of; references.

use super::grammar::{Found, Reader};
use super::meaning::{Anchor, Clock, Meaning, Part, Unit, YearOf};

impl Reader<'_, '_> {
    /// `yesterday`, `last year`, `this morning`, `the previous month`, `next Friday`, `last September`, `the weekend`.
    pub(super) fn deictic(&self, index: usize) -> Option<Found> {
        let shifted = |end: usize, unit: Unit, count: i32, anchor: Anchor, clock: Option<Clock>, rule: &'static str| {
            self.found(index, end, Meaning::Shifted { unit, count, anchor, clock }, rule)
        };
        let at = self.article(index);
        let word = self.word(at);
        let publication = Anchor::Publication;
        match word {
            "today" if at == index => return shifted(at + 1, Unit::Day, 0, publication, None, "times/today"),
            "yesterday" => return shifted(at + 1, Unit::Day, -1, publication, None, "times/today"),
            "tomorrow" => return shifted(at + 1, Unit::Day, 1, publication, None, "times/today"),
            "tonight" => {
                return shifted(at + 1, Unit::Day, 0, publication, Some(Clock::DayPart("NI")), "times/today");
            }
            "overnight" if at == index => {
                let night = Some(Clock::DayPart("NI"));
                return shifted(at + 1, Unit::Day, 0, Anchor::Publication, night, "times/today");
            }
            "day" if matches!((self.word(at + 1), self.word(at + 2)), ("before", "yesterday")) => {
                return shifted(at + 3, Unit::Day, -2, publication, None, "times/today");
            }
            "day" if matches!((self.word(at + 1), self.word(at + 2)), ("after", "tomorrow")) => {
                return shifted(at + 3, Unit::Day, 2, publication, None, "times/today");
            }
            // `the week after next`, `the day before`, `the year following`.
            "day" | "week" | "weekend" | "month" | "quarter" | "year"
                if at > index && self.beside(at + 1).is_some() =>
            {
                let (count, anchor, end) = self.beside(at + 1)?;
                let unit = *self.words.units.get(word)?;
                return shifted(end, unit, count, anchor, None, "times/beside");
            }
            "rest" | "remainder" if matches!(self.word(at + 1), "of") => return self.rest_of(index, at + 2),
            "weekend" if at > index => {
                return shifted(at + 1, Unit::Weekend, 0, Anchor::Publication, None, "times/weekend");
            }
            "year" | "month" | "week" | "quarter" | "decade" if at > index => return self.the_period(index, at),
            "eve" | "turn" => return None,
            _ => {}
        }
        if let Some(found) = self.weekday_alone(index).or_else(|| self.day_alone(index)) {
            return Some(found);
        }
        let (&(count, anchor), mut next) = (self.words.directions.get(word)?, at + 1);
        let (mut count, mut anchor) = (count, anchor);
        // `this past week`, `this coming Friday`, `the very next day`, `that same day`.
        if let Some(&(inner, inner_anchor)) = self.words.directions.get(self.word(next))
            && matches!(word, "this" | "that" | "these")
        {
            if inner != 0 {
                (count, anchor) = (inner, inner_anchor);
            }
            next += 1;
        }
        for skipped in ["fiscal", "calendar", "financial", "whole", "entire", "full"] {
            if self.word(next) == skipped {
                next += 1;
            }
        }
        let name = self.word(next);
        // `next week Wednesday`, `this week on Friday`.
        let weeks = (name == "week" && anchor == Anchor::Publication).then_some(count * 10 + 100);
        let day_at = if self.word(next + 1) == "on" { next + 2 } else { next + 1 };
        if let Some((weekday, end)) = weeks.and(self.weekday(day_at)) {
            return self.found(
                index,
                end,
                Meaning::Weekday { weekday, direction: weeks, clock: None },
                "times/weekday",
            );
        }
        let definite = at > index || matches!(self.line.before(index, 1), "its" | "their" | "our" | "his" | "her");
        if let Some(&weekday) = self.words.weekdays.get(name) {
            let direction = Some(count);
            return self.found(index, next + 1, Meaning::Weekday { weekday, direction, clock: None }, "times/weekday");
        }
        // `last Easter`, `next Thanksgiving`.
        if let Some(day) = self.holiday(next)
            && let Meaning::Calendar { part, year: YearOf::Open, .. } = day.meaning
        {
            let year = self.direction_year(word, count, anchor);
            return self.calendar(index, day.end, year, part, "times/holiday");
        }
        if let Some((month, end)) = self.month_word(next).filter(|_| word != "past" && self.month(next).is_some()) {
            let day = self.day(end).map(|(day, end)| (Part::Day(month, day), end));
            let (part, end) = day.unwrap_or((Part::Month(month), end));
            return self.calendar(index, end, self.direction_year(word, count, anchor), part, "times/last-month");
        }
        if let Some(&season) = self.words.seasons.get(name) {
            if self.line.capital(next) && self.line.capital(next + 1) || name == "fall" && definite {
                return None;
            }
            let year = self.direction_year(word, count, anchor);
            return self.calendar(index, next + 1, year, Part::Season(season), "times/last-season");
        }
        if let Some(&part) = self.words.day_parts.get(name) {
            if name.ends_with('s') {
                return None;
            }
            let days = match (word, name) {
                ("last" | "previous", _) => -1,
                ("this" | "that" | "same", _) => 0,
                ("next" | "following", _) => 1,
                _ => return None,
            };
            let anchor = if word == "last" { Anchor::Publication } else { anchor };
            return shifted(next + 1, Unit::Day, days, anchor, Some(Clock::DayPart(part)), "times/this-morning");
        }
        let unit = *self.words.units.get(name)?;
        if unit < Unit::Hour || unit == Unit::Hour && anchor == Anchor::Publication && count != 0 {
            return None;
        }
        let end = next + 1;
        if name.ends_with('s') {
            return match word {
                "coming" | "next" | "following" | "upcoming" => {
                    self.found(index, end, Meaning::Length { unit, count: None, placed: 1 }, "times/coming-years")
                }
                "past" | "last" | "previous" | "preceding" if definite => {
                    self.found(index, end, Meaning::Length { unit, count: None, placed: -1 }, "times/past-years")
                }
                _ => None,
            };
        }
        // `this year's`, but not `this day and age`; `last day of` is a rank.
        if matches!((word, unit), ("last" | "past", Unit::Day)) && !definite || self.word(end) == "of" && count != 0 {
            return None;
        }
        if self.line.dash(end) && self.line.glued(end) && self.line.glued(end + 1) && self.word(end + 1) != "on" {
            return None;
        }
        let stretch = matches!(
            self.line.before(index, 1),
            "in" | "over" | "during" | "for" | "within" | "throughout" | "across" | "of"
        );
        let placed = match word {
            // Quarters are the calendar's, whatever stands before: `in the last quarter`.
            _ if unit == Unit::Quarter => false,
            "past" if definite => true,
            "last" if definite => stretch,
            "next" | "coming" if definite => stretch && unit >= Unit::Week,
            _ => false,
        };
        if placed {
            let placed = count;
            return self.found(index, end, Meaning::Length { unit, count: Some(1.0), placed }, "times/past-years");
        }
        // `the next day` follows what was told; `next week` follows the document.
        let told = definite && matches!(word, "next" | "last") && unit != Unit::Quarter;
        let anchor = if told { Anchor::Context } else { anchor };
        shifted(end, unit, count, anchor, None, "times/last-unit")
    }

    /// Which year `last September`, `the following spring`, `this summer` are of.
    pub(super) fn direction_year(&self, word: &str, count: i32, anchor: Anchor) -> YearOf {
        match (anchor, count) {
            (Anchor::Publication, 0) => YearOf::FromPublication(0),
            (Anchor::Publication, count) => YearOf::Nearest(count as i8),
            (Anchor::Context, 0) => YearOf::FromContext(0),
            (Anchor::Context, _) if matches!(word, "following" | "subsequent" | "ensuing") => YearOf::Nearest(2),
            (Anchor::Context, _) => YearOf::Nearest(-2),
        }
    }

    /// `before`, `after`, `following`, `after next` behind `the day`, `the week`: how many away, from when, and the piece
    /// after it.
    fn beside(&self, index: usize) -> Option<(i32, Anchor, usize)> {
        match (self.word(index), self.word(index + 1)) {
            ("after", "next") => Some((2, Anchor::Publication, index + 2)),
            ("after", "the") if self.word(index + 2) == "next" => Some((2, Anchor::Publication, index + 3)),
            ("before", "last") => Some((-2, Anchor::Publication, index + 2)),
            ("before" | "earlier", _) if self.closes(index + 1) => Some((-1, Anchor::Context, index + 1)),
            ("after" | "following" | "later", _) if self.closes(index + 1) => Some((1, Anchor::Context, index + 1)),
            _ => None,
        }
    }

    /// `the rest of the year`, `the remainder of this month`.
    fn rest_of(&self, start: usize, index: usize) -> Option<Found> {
        let at = if matches!(self.word(index), "the" | "this") { index + 1 } else { index };
        let unit = *self.words.units.get(self.word(at)).filter(|unit| **unit >= Unit::Day && at > index)?;
        let meaning = match self.year_tail(at + 1) {
            Some((year, end)) if unit == Unit::Year => {
                return self.calendar(start, end, year, Part::Whole, "times/rest");
            }
            _ => Meaning::Shifted { unit, count: 0, anchor: Anchor::Publication, clock: None },
        };
        Some(Found { start, end: at + 1, meaning, modifier: Some("END"), rule: "times/rest" })
    }

    /// `on the 15th`: a day of the month last spoken of.
    fn day_alone(&self, index: usize) -> Option<Found> {
        let dated = matches!(self.line.before(index, 1), "on" | "until" | "till" | "by" | "since" | "before" | "after");
        let numbered = self.word(index) == "the" && self.line.digits(index + 1).is_some();
        let (day, end) = self.numbers.ordinal(self.line, index + 1).filter(|_| dated && numbered)?;
        let of_month = self.word(end) == "of" && self.word(end + 1) == "the" && self.word(end + 2) == "month";
        let end = if of_month { end + 3 } else { end };
        ((1..=31).contains(&day) && (of_month || self.closes(end)))
            .then(|| self.found(index, end, Meaning::DayOfMonth(day as u8), "times/day-of-month"))
            .flatten()
    }

    /// `the year`, `the month` after `of`, `for`, `during`; `the quarter`, `the week` almost anywhere: the one spoken of.
    fn the_period(&self, index: usize, at: usize) -> Option<Found> {
        let plain = matches!(self.word(at), "quarter" | "week" | "month")
            && !matches!(self.word(at + 1), "final" | "finals" | "century" | "ahead" | "mile" | "by" | "prior")
            && self.line.kind(at + 1) != Some(crate::numbers::Kind::Digits);
        let supported = (plain || matches!(self.line.before(index, 1), "during" | "for" | "throughout" | "in" | "of"))
            && !self.line.dash(at + 1)
            && !matches!(self.word(at + 1), "s" | "of" | "before" | "after" | "to")
            && !self.line.apostrophe(at + 1)
            && self.year(at + 1).is_none();
        let unit = *self.words.units.get(self.word(at))?;
        supported.then(|| self.found(index, at + 1, self.the_unit(unit), "times/the-unit")).flatten()
    }

    /// `Monday`, `Tuesdays` are read elsewhere.
    pub(super) fn weekday_alone(&self, index: usize) -> Option<Found> {
        let (weekday, end) = self.weekday(index)?;
        let near = |at: usize| self.words.directions.get(self.word(at));
        // `Monday next week`, `Tuesday of last week`, `Monday of the following week`.
        let at = if matches!(self.word(end), "of") { self.article(end + 1) } else { end };
        if let Some(&(weeks, _)) = near(at).filter(|_| self.word(at + 1) == "week") {
            let direction = Some(weeks * 10 + 100);
            return self.found(index, at + 2, Meaning::Weekday { weekday, direction, clock: None }, "times/weekday");
        }
        if let Some((day, after)) =
            self.day(end).filter(|_| self.word(end) == "the" || self.numbers.ordinal(self.line, end).is_some())
        {
            return self.found(index, after, Meaning::DayOfMonth(day), "times/weekday-day");
        }
        self.found(index, end, Meaning::Weekday { weekday, direction: None, clock: None }, "times/weekday")
    }

    /// `three days ago`, `two years earlier`, `a year later`, `five weeks from now`, `the same period last year`.
    pub(super) fn distance(&self, index: usize) -> Option<Found> {
        if let Some(found) = self.same_period(index).or_else(|| self.year_ago(index)) {
            return Some(found);
        }
        let (modifier, at) = self.degree(index);
        let (count, unit, end) = self.amount(at)?;
        let (sign, anchor, end) = match self.word(end) {
            "ago" => (-1, Anchor::Publication, end + 1),
            "earlier" | "previously" => (-1, Anchor::Context, end + 1),
            "before" if self.closes(end + 1) => (-1, Anchor::Context, end + 1),
            "later" | "afterwards" | "afterward" | "thereafter" => (1, Anchor::Context, end + 1),
            "after" | "on" if self.closes(end + 1) && self.line.before(index, 1) != "in" => {
                (1, Anchor::Context, end + 1)
            }
            "from" if matches!(self.word(end + 1), "now" | "today") => (1, Anchor::Publication, end + 2),
            "hence" => (1, Anchor::Publication, end + 1),
            "before" if self.word(end + 1) == "that" => (-1, Anchor::Context, end + 2),
            "after" if self.word(end + 1) == "that" => (1, Anchor::Context, end + 2),
            _ => return None,
        };
        let Some(count) = count else {
            let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return self.found(index, end, Meaning::Reference(reference), "times/years-ago");
        };
        if modifier.is_some() && sign > 0 && unit < Unit::Day {
            return None;
        }
        let (count, unit) = match unit {
            Unit::Fortnight => (count * 2.0, Unit::Week),
            Unit::Decade => (count * 10.0, Unit::Year),
            Unit::Century => (count * 100.0, Unit::Year),
            Unit::Half => (count * 6.0, Unit::Month),
            Unit::Year if count.fract() != 0.0 => (count * 12.0, Unit::Month),
            unit => (count, unit),
        };
        let count = sign * count.round().min(100_000.0) as i32;
        let meaning = Meaning::Shifted { unit, count, anchor, clock: None };
        Some(Found { start: index, end, meaning, modifier, rule: "times/distance" })
    }

    /// True where nothing follows that `before` or `after` could govern.
    pub(super) fn closes(&self, index: usize) -> bool {
        index >= self.line.len() || matches!(self.word(index), "." | "," | ";" | ":" | ")" | "?" | "!" | "”" | "\"")
    }

    /// `the same period of the previous year`, `the same month last year`, `the corresponding period of 2019`.
    pub(super) fn same_period(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        if !matches!(
            self.word(at),
            "same" | "corresponding" | "comparable" | "similar" | "equivalent" | "prior" | "previous"
        ) {
            return None;
        }
        let time = matches!(self.word(at + 1), "time" | "point");
        let of_time = matches!(self.word(at + 1), "period" | "span" | "stretch")
            || self.words.units.contains_key(self.word(at + 1))
            || self.half_year(at + 1);
        let next = if self.half_year(at + 1) { at + 3 } else { at + 2 };
        if !of_time && !time {
            return None;
        }
        let before_last = |word: &str| matches!(word, "ago" | "earlier" | "before");
        if let Some((year, end)) = self.year_tail(next)
            && self.word(next) != ","
        {
            return self.found(index, end, Meaning::SamePeriod(year), "times/same-period");
        }
        if self.word(next) == "a" && self.word(next + 1) == "year" && before_last(self.word(next + 2)) {
            return self.found(index, next + 3, Meaning::SamePeriod(YearOf::FromContext(-1)), "times/same-period");
        }
        let year_earlier = matches!(self.word(at), "prior" | "previous");
        let _ = year_earlier;
        None
    }

    pub(super) fn half_year(&self, index: usize) -> bool {
        matches!(self.word(index), "first" | "second" | "third" | "fourth")
            && matches!(self.word(index + 1), "half" | "quarter")
    }

    /// `the year-ago period`, `a year-earlier quarter`.
    pub(super) fn year_ago(&self, index: usize) -> Option<Found> {
        let at = if matches!(self.word(index), "the" | "a") { index + 1 } else { index };
        let dashed = self.word(at) == "year" && self.line.dash(at + 1);
        if !dashed || !matches!(self.word(at + 2), "ago" | "earlier") {
            return None;
        }
        let end = if matches!(self.word(at + 3), "period" | "quarter" | "month" | "level") { at + 4 } else { at + 3 };
        self.found(index, end, Meaning::SamePeriod(YearOf::FromContext(-1)), "times/same-period")
    }

    /// True where `once` at `index` means formerly, and neither a single time nor `as soon as`.
    fn formerly(&self, index: usize) -> bool {
        let past = |word: &str| matches!(word, "was" | "were" | "had" | "been");
        let after = self.word(index + 1);
        let rate = self.words.units.contains_key(self.word(index + 2));
        past(self.line.before(index, 1)) && !matches!(after, "again" | "more" | "in" | "every")
            || matches!(after, "known" | "considered" | "called" | "dominated" | "thought" | "ruled" | "owned")
                && self.line.before(index, 1) != "at"
            || index == 0 && matches!(after, "a" | "an") && !rate && self.line.word(self.line.len() - 1) == "."
    }

    /// `now`, `recently`, `the future`, `once`.
    pub(super) fn reference(&self, index: usize) -> Option<Found> {
        if self.word(index) == "once" && self.formerly(index) {
            return self.found(index, index + 1, Meaning::Reference("PAST_REF"), "times/reference");
        }
        for (phrase, value) in &self.words.references {
            if phrase.iter().enumerate().all(|(step, word)| self.word(index + step) == word) {
                let end = index + phrase.len();
                // `the Recent Acts`, `the Future Party`; `a current of air`, `Future plc`.
                let adjective = phrase.len() == 1 && matches!(phrase[0].as_str(), "current" | "recent" | "future");
                let named = self.line.capital(index) && (index > 0 || self.line.capital(end));
                // `future-proof`, `the past-due bills`.
                if self.line.dash(end) && self.line.glued(end) && self.line.glued(end + 1) {
                    continue;
                }
                if adjective && (named || self.line.kind(end) != Some(crate::numbers::Kind::Word)) {
                    continue;
                }
                let noun = phrase[0] == "the"
                    && phrase.last().is_some_and(|last| matches!(last.as_str(), "past" | "future" | "present"));
                let continues = noun
                    && self.line.kind(end) == Some(crate::numbers::Kind::Word)
                    && !matches!(
                        self.word(end),
                        "of" | "and"
                            | "is"
                            | "was"
                            | "will"
                            | "to"
                            | "in"
                            | "for"
                            | "with"
                            | "when"
                            | "that"
                            | "or"
                            | "but"
                            | "as"
                            | "than"
                            | "by"
                            | "has"
                            | "had"
                    );
                // `now that`, `the past`, but not `the present government`.
                return (!continues)
                    .then(|| self.found(index, end, Meaning::Reference(value), "times/reference"))
                    .flatten();
            }
        }
        None
    }
}
