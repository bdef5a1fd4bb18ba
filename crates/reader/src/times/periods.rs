//! Years, shares of years, seasons, decades, centuries, and dates in digits.

use super::grammar::{Found, Reader};
use super::meaning::{Meaning, Part, Unit, YearOf};
use crate::numbers::Kind;

impl Reader<'_, '_> {
    /// `the summer of 1942`, `spring 2020`, `last` seasons are read with the other relative times.
    pub(super) fn season(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        let word = self.word(at);
        let &season = self.words.seasons.get(word)?;
        if self.word(at + 1) == "semester" {
            return None;
        }
        if let Some((year, end)) = self.year_tail(at + 1) {
            let of = self.word(at + 1);
            // `fall in 2020` and `fall of last year` may be verbs and losses unless an article stands.
            if !matches!(word, "fall" | "spring") || at > index || self.year(at + 1).is_some() || of == "of" {
                return self.calendar(index, end, year, Part::Season(season), "times/season");
            }
        }
        let before = self.line.before(index, 1);
        let capital = self.line.capital(at) && index > 0 || self.line.capital(at + 1);
        let named = capital && self.line.capital(at + 1) || self.line.before(at, 1) == "arab";
        if named {
            return None;
        }
        let supported = match word {
            "fall" | "spring" => {
                at > index
                    && matches!(before, "in" | "by" | "during" | "since" | "until" | "this" | "early" | "late")
                    && !matches!(self.word(at + 1), "of" | "in")
            }
            _ => true,
        };
        supported.then(|| self.calendar(index, at + 1, YearOf::Open, Part::Season(season), "times/season")).flatten()
    }

    /// `week 31`, `week 3 of 2027`, `the third month of 2021`.
    pub(super) fn numbered_part(&self, index: usize) -> Option<Found> {
        if self.word(index) == "week" {
            let number = self.line.digits(index + 1).filter(|week| (1..=53).contains(week))?;
            if let Some((year, end)) = self.year_tail(index + 2) {
                return self.calendar(index, end, year, Part::Week(number as u8), "times/week-of-year");
            }
            // `in week 31` of a season or a course is not of the year: only where weeks are dated.
            return None;
        }
        let at = self.article(index);
        let (number, next) = self.numbers.ordinal(self.line, at).filter(|(number, _)| (1..=12).contains(number))?;
        if self.word(next) != "month" || at == index {
            return None;
        }
        let (year, end) = self.year_tail(next + 1)?;
        self.calendar(index, end, year, Part::Month(number as u8), "times/month")
    }

    /// `the first half of the year`, `Q1 2020`, `2020 Q1`, `the third quarter`, `H1`, `1Q20`.
    pub(super) fn share_of_year(&self, index: usize) -> Option<Found> {
        if let Some((part, end)) = self.short_share(index) {
            let (year, end) = self.year_tail(end).or_else(|| self.short_year(end)).unwrap_or((YearOf::Open, end));
            return self.calendar(index, end, year, part, "times/quarter");
        }
        if let Some((year, end)) = self.year(index) {
            let at = if self.line.dash(end) || self.line.apostrophe(end) { end + 1 } else { end };
            if let Some((part, end)) = self.short_share(at) {
                return self.calendar(index, end, YearOf::Explicit(year), part, "times/quarter");
            }
        }
        let at = self.article(index);
        let at = if matches!(self.word(at), "fiscal" | "financial") { at + 1 } else { at };
        let (count, next) = match self.word(at) {
            "last" | "final" | "latter" if self.half_or_quarter(at + 1).is_some() => (99, at + 1),
            "former" => (1, at + 1),
            _ => self.numbers.ordinal(self.line, at)?,
        };
        let next = if self.line.dash(next) && self.line.glued(next) { next + 1 } else { next };
        let next = if matches!(self.word(next), "fiscal" | "calendar" | "financial") { next + 1 } else { next };
        let part = match (self.half_or_quarter(next)?, count) {
            (Unit::Half, 1 | 2) => Part::Half(count as u8),
            (Unit::Half, 99) => Part::Half(2),
            (Unit::Quarter, 1..=4) => Part::Quarter(count as u8),
            (Unit::Quarter, 99) => Part::Quarter(4),
            _ => return None,
        };
        let end = next + 1;
        if let Some((year, end)) = self.year_tail(end) {
            return self.calendar(index, end, year, part, "times/quarter");
        }
        // Of a month: `the first half of July`; of a decade or of a match, it is not of a year.
        if self.word(end) == "of" {
            if let (Some(month), Part::Half(half)) = (self.period(end + 1), part) {
                let inner = matches!(
                    month.meaning,
                    Meaning::Calendar { part: Part::Month(_), .. } | Meaning::Decade(_) | Meaning::Century(_)
                );
                return inner.then_some(Found {
                    start: index,
                    end: month.end,
                    meaning: month.meaning,
                    modifier: Some(if half == 1 { "START" } else { "END" }),
                    rule: "times/half-of",
                });
            }
            return None;
        }
        let (Part::Quarter(_), true) = (part, count != 99) else { return None };
        self.calendar(index, end, YearOf::Open, part, "times/quarter")
    }

    fn half_or_quarter(&self, index: usize) -> Option<Unit> {
        match self.word(index) {
            "half" => Some(Unit::Half),
            "quarter" => Some(Unit::Quarter),
            _ => None,
        }
    }

    /// `Q1`, `1Q`, `H2`, `2H`.
    fn short_share(&self, index: usize) -> Option<(Part, usize)> {
        let (letter, digit) =
            if self.line.kind(index) == Some(Kind::Word) { (index, index + 1) } else { (index + 1, index) };
        if !self.line.glued(index + 1) {
            return None;
        }
        let number = self.line.digits(digit)? as u8;
        match (self.line.original(letter), number) {
            ("Q" | "q", 1..=4) => Some((Part::Quarter(number), index + 2)),
            ("H", 1..=2) => Some((Part::Half(number), index + 2)),
            _ => None,
        }
    }

    fn short_year(&self, index: usize) -> Option<(YearOf, usize)> {
        let short = self.line.digits(index).filter(|_| self.line.glued(index) && self.word(index).len() == 2)?;
        Some((YearOf::Explicit(super::grammar::full_year(short)), index + 1))
    }

    /// `the first nine months of 2020`, `the last three months of the year`, `the first nine months`.
    pub(super) fn first_months(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        let first = match self.word(at) {
            "first" | "initial" => true,
            "last" | "final" | "closing" => false,
            _ => return None,
        };
        let (count, next) = self.numbers.whole(self.line, at + 1)?;
        let next = if self.line.dash(next) { next + 1 } else { next };
        let unit = *self.words.units.get(self.word(next))?;
        let months = match unit {
            Unit::Month if count <= 12 => count as u8,
            Unit::Quarter if count <= 4 => count as u8 * 3,
            _ => return None,
        };
        let part = if first { Part::FirstMonths(months) } else { Part::LastMonths(months) };
        match self.year_tail(next + 1) {
            Some((year, end)) => self.calendar(index, end, year, part, "times/first-months"),
            // `the last three months` with no year ends now; `the first nine months of the war` are not of a year.
            None if first
                && (self.word(next + 1) != "of" || self.period(next + 2).is_some() || self.fiscal_year(next + 2))
                && self.word(next + 1) != "in" =>
            {
                self.calendar(index, next + 1, YearOf::Open, part, "times/first-months")
            }
            None => None,
        }
    }

    /// `the fiscal year`, `its business year` at `index`.
    fn fiscal_year(&self, index: usize) -> bool {
        let at = if matches!(self.word(index), "the" | "its" | "this" | "a" | "their") { index + 1 } else { index };
        matches!(self.word(at), "fiscal" | "financial" | "business" | "year")
            && matches!(self.word(at + 1), "year" | "to" | "ended" | "ending" | "through")
    }

    /// `the first week of September`, `the last Sunday of May 2020`.
    pub(super) fn nth_week(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        let (count, next) = match self.word(at) {
            "last" | "final" => (0, at + 1),
            _ => self.numbers.ordinal(self.line, at).filter(|(count, _)| *count <= 53)?,
        };
        let weekday = self.words.weekdays.get(self.word(next)).copied();
        if weekday.is_none() && !matches!(self.word(next), "week" | "weekend" | "day") {
            // `the 20th of next month`.
            let of_month = self.word(next) == "of" && count > 0;
            let month = self.deictic(next + 1).filter(|_| of_month)?;
            let Meaning::Shifted { unit: Unit::Month, count: months, anchor, .. } = month.meaning else { return None };
            let meaning = Meaning::InMonth { months, anchor, part: Part::Day(1, count as u8) };
            return self.found(index, month.end, meaning, "times/day-of-month");
        }
        if !matches!(self.word(next + 1), "of" | "in") {
            return None;
        }
        if self.word(next) == "week"
            && let Some((year, end)) = self.year_tail(next + 1)
        {
            return self.calendar(index, end, year, Part::Week(count as u8), "times/week-of-year");
        }
        let at = if self.word(next + 2) == "the" && self.word(next + 3) == "month" { next + 3 } else { next + 2 };
        let the_month = (at > next + 2).then(|| Found {
            start: at,
            end: at + 1,
            meaning: self.the_unit(Unit::Month),
            modifier: None,
            rule: "times/the-unit",
        });
        let month = the_month.or_else(|| self.period(next + 2)).or_else(|| self.deictic(next + 2))?;
        match (&month.meaning, weekday) {
            // `the first Friday of next month`, `the third week of this month`.
            (&Meaning::Shifted { unit: Unit::Month, count: months, anchor, .. }, _) if count <= 31 => {
                let part = match (weekday, self.word(next)) {
                    (Some(weekday), _) => Part::NthWeekday(1, count as u8, weekday),
                    (None, "day") if count > 0 => Part::Day(1, count as u8),
                    _ => Part::WeekOfMonth(1, count as u8),
                };
                self.found(index, month.end, Meaning::InMonth { months, anchor, part }, "times/week-of-month")
            }
            (Meaning::Calendar { year, part: Part::Month(number), .. }, _) if count <= 5 => {
                let part = match (weekday, self.word(next)) {
                    (Some(weekday), _) => Part::NthWeekday(*number, count as u8, weekday),
                    (None, "day") if count > 0 => Part::Day(*number, count as u8),
                    _ => Part::WeekOfMonth(*number, count as u8),
                };
                self.calendar(index, month.end, *year, part, "times/week-of-month")
            }
            _ => None,
        }
    }

    /// `the 1990s`, `the nineties`, `the '90s`, `the 20th century`, `the nineteenth century BC`.
    pub(super) fn decade_or_century(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        let plural = |at: usize| {
            let at = if self.line.apostrophe(at) { at + 1 } else { at };
            (self.word(at) == "s" && self.line.glued(at)).then_some(at + 1)
        };
        if let Some(year) = self.line.digits(at).filter(|year| year % 10 == 0) {
            let long = self.word(at).len() == 4 && (1000..=2100).contains(&year);
            if let Some(end) = plural(at + 1).filter(|_| long && !self.line.apostrophe(at + 1) || at > index) {
                if long {
                    return self.found(index, end, Meaning::Decade(year as i16), "times/decade");
                }
                if self.word(at).len() == 2 {
                    return self.found(index, end, Meaning::Decade(1900 + year as i16), "times/decade");
                }
            }
        }
        if self.line.apostrophe(at)
            && self.word(at + 1).len() == 2
            && self.line.glued(at + 1)
            && let (Some(short), Some(end)) = (self.line.digits(at + 1), plural(at + 2))
        {
            return self.found(index, end, Meaning::Decade(super::grammar::full_year(short)), "times/decade");
        }
        if let Some(decade) = self.spelled_decade(index, at) {
            return Some(decade);
        }
        if let Some(&short) = self.words.nineties.get(self.word(at)).filter(|_| self.word(at) != "tens") {
            let supported = at > index || matches!(self.line.before(index, 1), "early" | "late" | "mid" | "-");
            let age = matches!(self.line.before(index, 1), "his" | "her" | "their" | "my");
            if supported && !age {
                let century = if short == 0 { 2000 } else { 1900 };
                return self.found(index, at + 1, Meaning::Decade(century + short), "times/decade");
            }
        }
        let (count, next) = self.numbers.ordinal(self.line, at)?;
        let next = if self.line.dash(next) { next + 1 } else { next };
        if matches!(self.word(next), "century" | "centuries") && (1..=30).contains(&count) {
            let (before, end) = self.era(next + 1).unwrap_or((false, next + 1));
            let number = if before { -(count as i16) } else { count as i16 };
            return self.found(index, end, Meaning::Century(number), "times/century");
        }
        None
    }

    /// `the nineteen seventies`, `the twenty-tens`, `the two thousands`.
    fn spelled_decade(&self, start: usize, index: usize) -> Option<Found> {
        let decade = |end: usize, year: i16| self.found(start, end, Meaning::Decade(year), "times/decade");
        if index == start {
            return None;
        }
        if self.word(index) == "two" && self.word(index + 1) == "thousands" {
            return decade(index + 2, 2000);
        }
        let century = match self.word(index) {
            "seventeen" => 1700,
            "eighteen" => 1800,
            "nineteen" => 1900,
            "twenty" => 2000,
            _ => return None,
        };
        let at = if self.line.dash(index + 1) { index + 2 } else { index + 1 };
        let &short = self.words.nineties.get(self.word(at)).filter(|_| self.word(at) != "noughties")?;
        decade(at + 1, century + short)
    }

    /// `BC`, `B.C.`, `BCE`, `AD` at `index`: true before our era.
    fn era(&self, index: usize) -> Option<(bool, usize)> {
        match self.line.original(index) {
            "BC" | "BCE" | "bc" => Some((true, index + 1)),
            "AD" | "CE" => Some((false, index + 1)),
            "B" if self.line.original(index + 2) == "C" && self.word(index + 1) == "." => Some((true, index + 4)),
            "A" if self.line.original(index + 2) == "D" && self.word(index + 1) == "." => Some((false, index + 4)),
            _ => None,
        }
        .map(|(before, end)| (before, end.min(self.line.len())))
    }

    /// `fiscal 2020`, `the fiscal year 2019-20`, `FY2020`, `the 2019-20 financial year`.
    pub(super) fn fiscal(&self, index: usize) -> Option<Found> {
        let at = self.article(index);
        let year_at = match self.word(at) {
            "fiscal" | "financial" if self.word(at + 1) == "year" => at + 2,
            "fiscal" | "fy" => at + 1,
            _ => {
                let (year, end) = self.year(at)?;
                let end = self.second_year(end, year).map_or(end, |(_, end)| end);
                let named = matches!(self.word(end), "fiscal" | "financial") && self.word(end + 1) == "year";
                return named
                    .then(|| self.calendar(index, end + 2, YearOf::Explicit(year), Part::Fiscal, "times/fiscal"))
                    .flatten();
            }
        };
        let (year, end) = self.year(year_at).or_else(|| {
            let short =
                self.line.digits(year_at).filter(|_| self.word(year_at).len() == 2 && self.line.glued(year_at))?;
            Some((super::grammar::full_year(short), year_at + 1))
        })?;
        let end = self.second_year(end, year).map_or(end, |(_, end)| end);
        self.calendar(index, end, YearOf::Explicit(year), Part::Fiscal, "times/fiscal")
    }

    /// The second year of `2019-20`, `1939–1945`, `2020/21`.
    pub(super) fn second_year(&self, index: usize, first: i16) -> Option<(i16, usize)> {
        if !(self.line.dash(index) || self.word(index) == "/") {
            return None;
        }
        if let Some((year, end)) = self.year(index + 1) {
            return (year > first).then_some((year, end));
        }
        let short =
            self.line.digits(index + 1).filter(|_| self.word(index + 1).len() == 2 && self.line.glued(index + 1))?;
        let year = first - first % 100 + short as i16;
        let glued_more =
            self.line.glued(index + 2) && (self.line.dash(index + 2) || self.line.kind(index + 2) == Some(Kind::Word));
        // `2020-06` is a month; `2019-20` and `1941-45` are years.
        let month = short <= 12 && year != first + 1;
        (year > first && !month && !glued_more).then_some((year, index + 2))
    }

    /// `2020`, `1939-45`, `the year 2000`, `264 BC`, `AD 70`, where the words around do not make it a count.
    pub(super) fn bare_year(&self, index: usize) -> Option<Found> {
        let at = if self.word(self.article(index)) == "year" { self.article(index) + 1 } else { index };
        if let Some((false, next)) = self.era(at) {
            let year = self.line.digits(next).filter(|year| *year < 2200)?;
            return self.calendar(index, next + 1, YearOf::Explicit(year as i16), Part::Whole, "times/year");
        }
        if self.line.kind(at) == Some(Kind::Word) {
            let (year, end) = self.year(at)?;
            let told = at > index || self.words.strong_before_year.contains(self.line.before(index, 1));
            return told
                .then(|| self.calendar(index, end, YearOf::Explicit(year), Part::Whole, "times/year"))
                .flatten();
        }
        let digits = self.line.digits(at)?;
        if let Some((true, end)) = self.era(at + 1).filter(|_| digits < 10_000) {
            return self.found(index, end, Meaning::BeforeEra(digits as i16), "times/before-era");
        }
        if let Some((false, end)) = self.era(at + 1).filter(|_| digits < 2200) {
            return self.calendar(index, end, YearOf::Explicit(digits as i16), Part::Whole, "times/year");
        }
        let (year, end) = self.year(at)?;
        if let Some(found) = self.month_after_year(index, year, end) {
            return Some(found);
        }
        if let Some((last, end)) = self.second_year(end, year) {
            let score = !(1200..=2150).contains(&year);
            return (!score).then(|| {
                let bound = |year| Meaning::Calendar { year: YearOf::Explicit(year), part: Part::Whole, clock: None };
                Found {
                    start: index,
                    end,
                    meaning: Meaning::Range(Box::new(bound(year)), Box::new(bound(last))),
                    modifier: None,
                    rule: "times/years",
                }
            });
        }
        (at > index || self.is_year(index, year))
            .then(|| self.calendar(index, end, YearOf::Explicit(year), Part::Whole, "times/year"))
            .flatten()
    }

    /// True where four digits are a year and not a count, a model or a time of day.
    fn is_year(&self, index: usize, year: i16) -> bool {
        let line = self.line;
        let before = line.before(index, 1);
        let after = self.word(index + 1);
        let glued_before = index > 0 && line.glued(index);
        // `$2000`, `No 2020`, `+2020`, `F-2000`; `mid-2020` and `(2020` are fine.
        if glued_before && !matches!(before, "(" | "[" | "-" | "–" | "—" | "/" | "\"" | "“" | "‘" | "'" | "’" | ",")
        {
            return false;
        }
        if glued_before
            && line.dash(index - 1)
            && line.kind(index.wrapping_sub(2)) == Some(Kind::Word)
            && line.glued(index - 1)
        {
            let prefix = line.before(index, 2);
            if !matches!(prefix, "mid" | "pre" | "post" | "early" | "late") && self.month_word(index - 2).is_none() {
                return false;
            }
        }
        if matches!(
            before,
            "$" | "€"
                | "£"
                | "¥"
                | "no"
                | "about"
                | "nearly"
                | "almost"
                | "over"
                | "some"
                | "around"
                | "approximately"
                | "roughly"
                | "at"
                | "than"
                | "a"
                | "page"
                | "flight"
                | "number"
                | "resolution"
        ) && !(before == "around" || before == "than" && (1900..=2100).contains(&year) && after == ",")
        {
            return false;
        }
        if matches!(after, "%" | "percent" | "per" | "$" | "hours" | "gmt" | "utc" | "°")
            || after == "." && line.glued(index + 2) && line.kind(index + 2) == Some(Kind::Digits)
            || self.numbers.is_scale(after)
            || self.words.units.contains_key(after) && after != "season"
            || crate::quantities::is_unit(line, index + 1)
        {
            return false;
        }
        let strong = self.words.strong_before_year.contains(before) || self.month_word(index.wrapping_sub(1)).is_some();
        let modern = (1900..=2100).contains(&year);
        let round = year % 100 == 0;
        let counted = line.kind(index + 1) == Some(Kind::Word)
            && !line.capital(index + 1)
            && after.len() > 3
            && after.ends_with('s')
            && !after.ends_with("ss")
            && !matches!(
                after,
                "this" | "was" | "has" | "does" | "crisis" | "census" | "as" | "is" | "plus" | "perhaps"
            )
            || matches!(after, "people" | "men" | "women" | "children" | "square" | "cubic" | "troops" | "police");
        match (modern, round, strong) {
            (true, _, true) => !(counted && round),
            (true, false, false) => !(counted && !matches!(before, "the" | "of" | "" | "its" | "their") && year < 2000),
            (true, true, false) => !counted && self.words.before_year.contains(before),
            (false, _, true) => !counted,
            (false, _, false) => {
                self.words.before_year.contains(before) && !counted && after != "of" && before != "the"
                    || matches!(before, "(") && matches!(after, ")" | "–" | "-")
                    // `the 1783 treaty`, `the 1777 campaigns`.
                    || before == "the" && year >= 1500 && year % 10 != 0 && self.line.kind(index + 1) == Some(Kind::Word)
            }
        }
    }
}
