//! Times that depend on the document's date or on the time last spoken of; times of day, repetitions, references.

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
            "weekend" if at > index => {
                return shifted(at + 1, Unit::Weekend, 0, Anchor::Publication, None, "times/weekend");
            }
            "year" | "month" | "week" | "quarter" | "decade" if at > index => return self.the_period(index, at),
            "eve" | "turn" => return None,
            _ => {}
        }
        if let Some(found) = self.weekday_alone(index) {
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
        let definite = at > index || matches!(self.line.before(index, 1), "its" | "their" | "our" | "his" | "her");
        if let Some(&weekday) = self.words.weekdays.get(name) {
            let direction = Some(count);
            return self.found(index, next + 1, Meaning::Weekday { weekday, direction, clock: None }, "times/weekday");
        }
        if let Some((month, end)) = self.month_word(next).filter(|_| self.month(next).is_some()) {
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
        let anchor = if definite && matches!(word, "next" | "last") { Anchor::Context } else { anchor };
        shifted(end, unit, count, anchor, None, "times/last-unit")
    }

    /// Which year `last September`, `the following spring`, `this summer` are of.
    fn direction_year(&self, word: &str, count: i32, anchor: Anchor) -> YearOf {
        match (anchor, count) {
            (Anchor::Publication, 0) => YearOf::FromPublication(0),
            (Anchor::Publication, count) => YearOf::Nearest(count as i8),
            (Anchor::Context, 0) => YearOf::FromContext(0),
            (Anchor::Context, _) if matches!(word, "following" | "subsequent" | "ensuing") => YearOf::Nearest(2),
            (Anchor::Context, _) => YearOf::Nearest(-2),
        }
    }

    /// `the year`, `the month` after `of`, `for`, `during`: the one spoken of.
    fn the_period(&self, index: usize, at: usize) -> Option<Found> {
        let supported = matches!(self.line.before(index, 1), "during" | "for" | "throughout" | "in" | "of")
            && !self.line.dash(at + 1)
            && !matches!(self.word(at + 1), "s" | "of" | "before" | "after" | "to" | "ended" | "ending")
            && !self.line.apostrophe(at + 1)
            && self.year(at + 1).is_none();
        let unit = *self.words.units.get(self.word(at))?;
        supported.then(|| self.found(index, at + 1, self.the_unit(unit), "times/the-unit")).flatten()
    }

    /// `Monday`, `Tuesdays` are read elsewhere.
    pub(super) fn weekday_alone(&self, index: usize) -> Option<Found> {
        let (weekday, end) = self.weekday(index)?;
        let near =
            |at: usize| self.words.directions.get(self.word(at)).filter(|(_, anchor)| *anchor == Anchor::Publication);
        // `Monday next week`, `Tuesday of last week`.
        let at = if matches!(self.word(end), "of") { end + 1 } else { end };
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
    fn closes(&self, index: usize) -> bool {
        index >= self.line.len() || matches!(self.word(index), "." | "," | ";" | ":" | ")" | "?" | "!" | "”" | "\"")
    }

    /// `the same period of the previous year`, `the same month last year`, `the corresponding period of 2019`.
    fn same_period(&self, index: usize) -> Option<Found> {
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

    fn half_year(&self, index: usize) -> bool {
        matches!(self.word(index), "first" | "second" | "third" | "fourth")
            && matches!(self.word(index + 1), "half" | "quarter")
    }

    /// `the year-ago period`, `a year-earlier quarter`.
    fn year_ago(&self, index: usize) -> Option<Found> {
        let at = if matches!(self.word(index), "the" | "a") { index + 1 } else { index };
        let dashed = self.word(at) == "year" && self.line.dash(at + 1);
        if !dashed || !matches!(self.word(at + 2), "ago" | "earlier") {
            return None;
        }
        let end = if matches!(self.word(at + 3), "period" | "quarter" | "month" | "level") { at + 4 } else { at + 3 };
        self.found(index, end, Meaning::SamePeriod(YearOf::FromContext(-1)), "times/same-period")
    }

    /// `about`, `more than`, `nearly` before an amount: its TIMEX3 mod and the piece after it.
    fn degree(&self, index: usize) -> (Option<&'static str>, usize) {
        match (self.word(index), self.word(index + 1)) {
            ("more" | "longer", "than") => (Some("MORE_THAN"), index + 2),
            ("at", "least") => (Some("EQUAL_OR_MORE"), index + 2),
            ("less" | "fewer", "than") => (Some("LESS_THAN"), index + 2),
            ("at", "most") | ("up", "to") => (Some("EQUAL_OR_LESS"), index + 2),
            ("nearly" | "almost" | "under", _) => (Some("LESS_THAN"), index + 1),
            ("about" | "around" | "approximately" | "roughly" | "some", _) => (Some("APPROX"), index + 1),
            _ => (None, index),
        }
    }

    /// An amount of time: `nine months`, `a year`, `several weeks`, `two-and-a-half years`, `half a century`, `years`
    /// only after a vague word. Gives how many, of what, and the piece after it.
    fn amount(&self, index: usize) -> Option<(Option<f64>, Unit, usize)> {
        let unit_at = |at: usize| -> Option<(Unit, usize)> {
            let at = if self.line.dash(at) && self.line.glued(at) { at + 1 } else { at };
            let at = if matches!(
                self.word(at),
                "full"
                    | "whole"
                    | "consecutive"
                    | "straight"
                    | "long"
                    | "more"
                    | "calendar"
                    | "short"
                    | "successive"
                    | "additional"
                    | "further"
                    | "other"
                    | "solid"
            ) {
                at + 1
            } else {
                at
            };
            let unit = *self.words.units.get(self.word(at))?;
            // `second` is a rank far more often than a length.
            (self.word(at) != "second" || self.line.dash(at.wrapping_sub(1))).then_some((unit, at + 1))
        };
        let mut at = index;
        let word = self.word(index);
        match word {
            "half" if matches!(self.word(index + 1), "a" | "an") || self.line.dash(index + 1) => {
                let (unit, end) = unit_at(index + 2)?;
                return Some((Some(0.5), unit, end));
            }
            "a" | "an" | "another" | "one" => {
                if self.word(index + 1) == "half" {
                    let (unit, end) = unit_at(index + 2)?;
                    return Some((Some(0.5), unit, end));
                }
                if matches!(self.word(index + 1), "few" | "couple" | "number") {
                    at = index + 2;
                    if self.word(at) == "of" {
                        at += 1;
                    }
                    let couple = self.word(index + 1) == "couple";
                    let (unit, end) = unit_at(at)?;
                    return Some((couple.then_some(2.0), unit, end));
                }
                if let Some((unit, end)) = unit_at(index + 1).filter(|(_, end)| !self.word(end - 1).ends_with('s')) {
                    if self.line.dash(index + 1) && word != "one" {
                        return None;
                    }
                    let more =
                        self.word(end) == "and" && matches!(self.word(end + 1), "a") && self.word(end + 2) == "half";
                    return Some(if more { (Some(1.5), unit, end + 3) } else { (Some(1.0), unit, end) });
                }
                if word == "another" {
                    at = index + 1;
                }
            }
            "several" | "many" | "few" | "numerous" | "countless" | "some" => {
                let (unit, end) = unit_at(index + 1)?;
                return self.word(end - 1).ends_with('s').then_some((None, unit, end));
            }
            "years" | "months" | "weeks" | "days" | "decades" | "centuries" | "hours" => {
                return Some((None, *self.words.units.get(word)?, index + 1));
            }
            "couple" => {
                let (unit, end) = unit_at(index + if self.word(index + 1) == "of" { 2 } else { 1 })?;
                return Some((Some(2.0), unit, end));
            }
            _ => {}
        }
        let number = self.numbers.number(self.line, at)?;
        if number.value >= 1e6 {
            return None;
        }
        let (mut value, mut end) = (number.value, number.end);
        // `10 to 15 years`, `two or three weeks`: the first bounds it from below; said as the larger.
        if (matches!(self.word(end), "to" | "or") || self.line.dash(end) && unit_at(end).is_none())
            && let Some(second) = self.numbers.number(self.line, end + 1).filter(|second| second.value > value)
            && unit_at(second.end).is_some()
        {
            (value, end) = (second.value, second.end);
        }
        let (unit, end) = unit_at(end)?;
        if matches!(number.form, crate::numbers::Form::Vague) {
            return Some((None, unit, end));
        }
        Some((Some(value), unit, end))
    }

    /// `nine months`, `the past five years`, `a decade`, `two-year`, `months-long`, `recent years`.
    pub(super) fn length(&self, index: usize) -> Option<Found> {
        let past = |end: usize| self.found(index, end, Meaning::Reference("PAST_REF"), "times/recent");
        if matches!(self.word(index), "recent") && self.words.units.contains_key(self.word(index + 1)) {
            return past(index + 2);
        }
        // `the past five years`.
        let at = self.article(index);
        if let Some(&(count, _)) = self.words.directions.get(self.word(at))
            && count != 0
        {
            let (modifier, from) = self.degree(at + 1);
            if let Some((amount, unit, end)) = self.amount(from).filter(|_| !matches!(self.word(from), "a" | "an")) {
                let fits = amount.is_none_or(|amount| amount != 1.0) || self.word(from) == "one";
                if fits && !self.ages(end) && !self.words.units.contains_key(self.word(from)) {
                    let meaning = Meaning::Length { unit, count: amount, placed: count };
                    return Some(Found { start: index, end, meaning, modifier, rule: "times/past-years" });
                }
            }
        }
        let (modifier, from) = self.degree(index);
        let (count, unit, mut end) = self.amount(from)?;
        if self.ages(end) || matches!(self.word(end), "s" | "hand") && self.line.glued(end) && self.word(from) == "a" {
            return None;
        }
        let dashed = self.line.dash(end) && self.line.glued(end) && self.line.glued(end + 1);
        if dashed && self.word(end + 1) == "long" {
            end += 2;
        } else if dashed && self.word(from) != "half" && !self.word(end - 1).ends_with('s') && count == Some(1.0) {
            return None;
        }
        // A bare plural is a length only after a preposition or before `of`; `two Mondays` never.
        if self.words.units.contains_key(self.word(from)) {
            let before = self.line.before(index, 1);
            let stretch =
                matches!(before, "for" | "in" | "over" | "after" | "within" | "took" | "take" | "takes" | "spent")
                    || self.word(end) == "of" && unit >= Unit::Week && !matches!(before, "first" | "last" | "the")
                    || self.word(end - 1) == "long";
            if !stretch || modifier.is_some() {
                return None;
            }
        }
        let article = matches!(self.word(from), "a" | "an");
        if article && modifier.is_none() {
            let before = self.line.before(index, 1);
            let previous = index.checked_sub(1).and_then(|at| self.line.kind(at));
            // `$5 billion a year`, `three times a day`: a rate. `a second` is a rank, `a minute` a moment.
            let rate = matches!(
                before,
                "times"
                    | "twice"
                    | "once"
                    | "percent"
                    | "%"
                    | "barrels"
                    | "tonnes"
                    | "tons"
                    | "dollars"
                    | "euros"
                    | "people"
                    | "hours"
                    | "days"
            ) || previous == Some(crate::numbers::Kind::Digits)
                || self.numbers.is_scale(before);
            if rate {
                return self.found(index, end, Meaning::Repetition(unit.duration(count)), "times/rate");
            }
            if matches!(unit, Unit::Second | Unit::Half) || matches!(self.word(end), "of") && unit == Unit::Day {
                return None;
            }
            if unit == Unit::Quarter && !matches!(before, "for" | "in" | "after" | "within") || unit == Unit::Weekend {
                return None;
            }
        }
        if unit == Unit::Quarter && (count.is_some_and(|count| count < 2.0) || self.word(end) == "of") && !article
            || unit == Unit::Night && self.word(from) == "one"
            || self.word(from) == "one" && matches!(unit, Unit::Second | Unit::Quarter)
            || matches!(unit, Unit::Second) && self.word(end - 1) == "second"
        {
            return None;
        }
        let meaning = Meaning::Length { unit, count, placed: 0 };
        Some(Found { start: index, end, meaning, modifier, rule: "times/length" })
    }

    /// True where an age follows an amount: `years old`, `-year-old`.
    fn ages(&self, index: usize) -> bool {
        let at = if self.line.dash(index) { index + 1 } else { index };
        matches!(self.word(at), "old" | "olds")
    }

    /// `every year`, `each month`, `every two weeks`, `daily`, `on Mondays`, `twice a week`.
    pub(super) fn repetition(&self, index: usize) -> Option<Found> {
        let word = self.word(index);
        if let Some(&value) = self.words.repetitions.get(word) {
            let title =
                self.line.capital(index) && index > 0 && !self.words.weekdays.contains_key(word.trim_end_matches('s'));
            return (!title)
                .then(|| self.found(index, index + 1, Meaning::Repetition(value.to_owned()), "times/repetition"))
                .flatten();
        }
        if !matches!(word, "every" | "each") {
            return None;
        }
        let mut at = index + 1;
        let mut factor = 1.0;
        if self.word(at) == "other" {
            factor = 2.0;
            at += 1;
        } else if matches!(self.word(at), "single" | "few") {
            at += 1;
        } else if let Some((count, end)) = self.numbers.whole(self.line, at) {
            factor = f64::from(count);
            at = end;
        }
        if let Some(&weekday) = self.words.weekdays.get(self.word(at)) {
            return self.found(index, at + 1, Meaning::Repetition(format!("XXXX-WXX-{weekday}")), "times/repetition");
        }
        if let Some((month, end)) = self.month_word(at) {
            return self.found(index, end, Meaning::Repetition(format!("XXXX-{month:02}")), "times/repetition");
        }
        if let Some(season) = self.words.seasons.get(self.word(at)) {
            return self.found(index, at + 1, Meaning::Repetition(format!("XXXX-{season}")), "times/repetition");
        }
        if let Some(part) = self.words.day_parts.get(self.word(at)) {
            return self.found(index, at + 1, Meaning::Repetition(format!("XXXX-XX-XXT{part}")), "times/repetition");
        }
        let unit = *self.words.units.get(self.word(at))?;
        self.found(index, at + 1, Meaning::Repetition(unit.duration(Some(factor))), "times/repetition")
    }

    /// `now`, `recently`, `the future`.
    pub(super) fn reference(&self, index: usize) -> Option<Found> {
        for (phrase, value) in &self.words.references {
            if phrase.iter().enumerate().all(|(step, word)| self.word(index + step) == word) {
                let end = index + phrase.len();
                let noun = phrase.last().is_some_and(|last| matches!(last.as_str(), "past" | "future" | "present"));
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

    fn with_clock(&self, start: usize, index: usize, given: Clock) -> Option<Found> {
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

    fn weekday_date_or_day(&self, index: usize) -> Option<Found> {
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
