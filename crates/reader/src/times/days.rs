//! Days of the month, months and years, in words and digits, as parts of dates.

use super::grammar::{Found, Reader, full_year};
use super::meaning::{Part, YearOf};
use crate::numbers::Kind;

impl Reader<'_, '_> {
    /// The month named at `index` by any word that can name one, with the piece after it.
    pub(super) fn month_word(&self, index: usize) -> Option<(u8, usize)> {
        let word = self.word(index);
        if let Some(&month) = self.words.months.get(word) {
            return Some((month, index + 1));
        }
        let &month = self.words.month_abbreviations.get(word)?;
        let end = if self.word(index + 1) == "." && self.line.glued(index + 1) { index + 2 } else { index + 1 };
        Some((month, end))
    }

    /// A month whose reading as a month its surroundings support: `may`, `march`, `Jan` are words and names too.
    pub(super) fn month(&self, index: usize) -> Option<(u8, usize)> {
        let (month, end) = self.month_word(index)?;
        let word = self.word(index);
        let before = self.line.before(index, 1);
        let numbered = self.day(end).is_some_and(|(_, after)| {
            !matches!(self.word(after), "%" | "percent" | "per" | "times") && !self.numbers.is_scale(self.word(after))
        }) || self.year(end).is_some()
            || matches!(self.word(end), "," | "of") && self.year(end + 1).is_some()
            || index > 0 && self.day_before(index);
        if numbered {
            return Some((month, end));
        }
        let capital = self.line.capital(index);
        // `May twenty-nine`, `Dec-2018`, `Sep-23-2020`, `Aug/2016`.
        let joined = (self.line.dash(end) || self.word(end) == "/") && self.line.glued(end) && self.line.glued(end + 1);
        let dated = joined && (self.year(end + 1).is_some() || self.line.digits(end + 1).is_some_and(|day| day <= 31));
        if capital && (dated || self.spelled_day(index, month, end).is_some()) {
            return Some((month, end));
        }
        let timely = matches!(
            before,
            "of" | "in"
                | "since"
                | "until"
                | "till"
                | "early"
                | "late"
                | "mid"
                | "last"
                | "next"
                | "during"
                | "throughout"
        ) || index > 1 && self.line.dash(index - 1) && self.line.before(index, 2) == "mid";
        let year_follows = matches!(self.word(end), "last" | "this" | "next") && self.word(end + 1) == "year";
        // `from Sep to Nov`, `between May and August`, `Jan-Feb 2017`: another month on the other side.
        let linked =
            |at: usize| matches!(self.word(at), "to" | "and" | "until" | "till" | "through") || self.line.dash(at);
        let year_before =
            index > 0 && self.line.kind(index - 1) == Some(Kind::Digits) && self.year(index - 1).is_some();
        let paired = capital && linked(end) && self.month_word(end + 1).is_some_and(|_| self.line.capital(end + 1))
            || capital
                && index > 1
                && linked(index - 1)
                && (self.month_word(index - 2).is_some_and(|_| self.line.capital(index - 2))
                    || index > 2
                        && self.word(index - 2) == "."
                        && self.month_word(index - 3).is_some_and(|_| self.line.capital(index - 3)));
        // `between april and october`, `2016 june`: full names need no capital beside another month or a year.
        let plain = self.words.months.contains_key(word) && !matches!(word, "may" | "march");
        let linked_plain = plain
            && (linked(end) && self.words.months.contains_key(self.word(end + 1))
                || index > 1 && linked(index - 1) && self.words.months.contains_key(self.word(index - 2)));
        if paired || linked_plain || (capital || plain) && year_before {
            return Some((month, end));
        }
        if word.len() <= 4 && self.words.month_abbreviations.contains_key(word) {
            return (capital && (timely || year_follows || end > index + 1)).then_some((month, end));
        }
        let timely = timely && before != "of";
        if !matches!(word, "may" | "march" | "august" | "april" | "june") {
            return Some((month, end));
        }
        if timely || year_follows {
            return Some((month, end));
        }
        if matches!(word, "april" | "june") || word == "august" && capital {
            let name = self.line.capital(end) && self.month_word(end).is_none() && self.weekday(end).is_none();
            return (!name || matches!(before, "by" | "of" | "from" | "to" | "on")).then_some((month, end));
        }
        if !capital {
            return None;
        }
        let sentence_start = index == 0 || !self.line.capital(index) || matches!(before, "\"" | "“" | "‘" | "." | ":");
        let named = index > 0 && self.line.capital(index - 1);
        let prepositional = matches!(
            before,
            "by" | "from" | "to" | "through" | "between" | "before" | "after" | "of" | "for" | "and" | "this" | "that"
        ) || self.line.dash(index.wrapping_sub(1));
        let attribute = matches!(before, "the" | "a" | "its" | "their" | "his" | "'s")
            && self.line.kind(end) == Some(Kind::Word)
            && !self.line.capital(end)
            && !matches!(self.word(end), "on" | "for" | "of" | "to" | "was" | "is" | "has" | "in" | "through");
        let verbal = matches!(self.word(end), "be" | "have" | "not" | "said" | "says" | "has" | "had" | "was" | "will")
            || self.line.apostrophe(end);
        (!sentence_start && !named && !verbal && (prepositional || attribute)).then_some((month, end))
    }

    /// True where a day of the month ends right before `index`: `5 `, `5th of `, `the fifth `.
    pub(super) fn day_before(&self, index: usize) -> bool {
        let mut last = index - 1;
        if self.word(last) == "of" && last > 0 {
            last -= 1;
        }
        if matches!(self.word(last), "st" | "nd" | "rd" | "th") && last > 0 {
            last -= 1;
        }
        self.line.digits(last).is_some_and(|day| (1..=31).contains(&day) && self.word(last).len() <= 2)
    }

    /// A day of the month: `5`, `5th`, `fifth`, `the 5th`.
    pub(super) fn day(&self, index: usize) -> Option<(u8, usize)> {
        let at = self.article(index);
        if let Some((day, end)) = self.numbers.ordinal(self.line, at) {
            return (1..=31).contains(&day).then_some((day as u8, end));
        }
        let day = self.line.digits(at).filter(|day| (1..=31).contains(day) && self.word(at).len() <= 2)?;
        let glued_word = self.line.glued(at + 1) && self.line.kind(at + 1) == Some(Kind::Word);
        let clock = self.word(at + 1) == ":" && self.line.glued(at + 2) || self.meridiem(at + 1).is_some();
        let measured = matches!(self.word(at + 1), "%" | "percent" | "/");
        (!glued_word && !clock && !measured && at == index).then_some((day as u8, at + 1))
    }

    /// A year of four digits, or spelled as people say it: `nineteen seventy-eight`, `two thousand and eighteen`.
    pub(super) fn year(&self, index: usize) -> Option<(i16, usize)> {
        if self.line.kind(index) == Some(Kind::Word) {
            return self.spelled_year(index);
        }
        let year = self.line.digits(index).filter(|_| self.word(index).len() == 4)?;
        let glued = self.line.glued(index + 1) && self.line.kind(index + 1) == Some(Kind::Word);
        let part_of_number =
            self.line.glued(index) && matches!(self.line.before(index, 1), "$" | "€" | "£" | "#" | "¥");
        ((1000..=2199).contains(&year) && !glued && !part_of_number).then_some((year as i16, index + 1))
    }

    /// The year said after a month, a quarter or a season: `2020`, `of last year`, `, 2009`, `of the previous year`.
    pub(super) fn year_tail(&self, index: usize) -> Option<(YearOf, usize)> {
        let mut at = index;
        if self.word(at) == "," {
            at += 1;
        }
        if matches!(self.word(at), "of" | "in") {
            at += 1;
        }
        let joined = at > index;
        if (self.line.dash(at) || self.word(at) == "/") && self.line.glued(at) && self.year(at + 1).is_some() {
            at += 1;
        }
        if self.word(at) == "the" && self.word(at + 1) == "year" && self.year(at + 2).is_some() {
            at += 2;
        }
        if let Some((year, end)) = self.year(at) {
            return Some((YearOf::Explicit(year), end));
        }
        if self.line.apostrophe(at)
            && self.line.glued(at + 1)
            && self.word(at + 1).len() == 2
            && let Some(short) = self.line.digits(at + 1)
        {
            return Some((YearOf::Explicit(full_year(short)), at + 2));
        }
        if self.word(index) == "," {
            return None;
        }
        let direction = self.article(at);
        let word = self.word(direction);
        let of_year = self.word(direction + 1) == "year";
        if of_year {
            let year = match word {
                "last" | "past" => YearOf::FromPublication(-1),
                "this" | "current" => YearOf::FromPublication(0),
                "next" | "coming" => YearOf::FromPublication(1),
                "previous" | "preceding" | "prior" => YearOf::FromContext(-1),
                "following" | "subsequent" => YearOf::FromContext(1),
                "same" | "that" => YearOf::FromContext(0),
                _ => return None,
            };
            return Some((year, direction + 2));
        }
        if joined && direction > at && word == "year" {
            // `the first half of the year`, not `the first half of the year-end rally`.
            return (!self.line.dash(direction + 1)).then_some((YearOf::TheYear, direction + 1));
        }
        if word == "a" && self.word(direction + 1) == "year" && matches!(self.word(direction + 2), "ago" | "earlier") {
            return Some((YearOf::FromContext(-1), direction + 3));
        }
        None
    }

    /// `May twenty-nine`, `September the twenty-first nineteen seventy-eight`: a day in words after its month.
    pub(super) fn spelled_day(&self, start: usize, month: u8, index: usize) -> Option<Found> {
        let at = self.article(index);
        if self.line.kind(at) != Some(Kind::Word) {
            return None;
        }
        let (day, end) = match self.numbers.ordinal(self.line, at) {
            Some(ordinal) => ordinal,
            None => {
                let next = if self.line.dash(at + 1) { at + 2 } else { at + 1 };
                let (tens, ones) = (self.cardinal(at)?, self.cardinal(next).filter(|ones| *ones < 10));
                match ones.filter(|_| tens == 20 || tens == 30) {
                    Some(ones) => (tens + ones, next + 1),
                    None => (tens, at + 1),
                }
            }
        };
        let counted = self.words.units.contains_key(self.word(end)) || self.numbers.is_scale(self.word(end));
        if !(1..=31).contains(&day)
            || counted
            || at == index && self.line.kind(end) == Some(Kind::Word) && self.year(end).is_none()
        {
            return None;
        }
        let (year, end) = self.year_tail(end).unwrap_or((YearOf::Open, end));
        self.calendar(start, end, year, Part::Day(month, day as u8), "times/day")
    }

    /// The value of a single number word below a hundred.
    pub(super) fn cardinal(&self, index: usize) -> Option<u32> {
        self.words.cardinals.get(self.word(index)).map(|value| u32::from(*value))
    }

    /// `nineteen seventy-eight`, `twenty twenty`, `two thousand (and) eighteen`.
    pub(super) fn spelled_year(&self, index: usize) -> Option<(i16, usize)> {
        let tens_and_ones = |at: usize| -> Option<(u32, usize)> {
            let tens = self.cardinal(at)?;
            let next = if self.line.dash(at + 1) { at + 2 } else { at + 1 };
            match self.cardinal(next).filter(|ones| (1..10).contains(ones) && tens >= 20 && tens % 10 == 0) {
                Some(ones) => Some((tens + ones, next + 1)),
                None => Some((tens, at + 1)),
            }
        };
        if self.word(index) == "two" && self.word(index + 1) == "thousand" {
            let at = if self.word(index + 2) == "and" { index + 3 } else { index + 2 };
            let (rest, end) = tens_and_ones(at).filter(|(rest, _)| *rest < 100).unwrap_or((0, index + 2));
            let end = if rest == 0 { index + 2 } else { end };
            let alone = rest == 0 && self.line.kind(end) == Some(Kind::Word);
            return (!alone && self.year_ends(end)).then_some((2000 + rest as i16, end));
        }
        let century = self.cardinal(index).filter(|century| (15..=20).contains(century))?;
        let (rest, end) = tens_and_ones(index + 1).filter(|(rest, _)| (10..100).contains(rest))?;
        self.year_ends(end).then_some(((century * 100 + rest) as i16, end))
    }

    /// True where nothing counted follows a year in words.
    pub(super) fn year_ends(&self, index: usize) -> bool {
        let word = self.word(index);
        let plural = self.line.kind(index) == Some(Kind::Word) && word.ends_with('s') && word.len() > 3;
        let counted = matches!(word, "people" | "men" | "women" | "children" | "percent" | "per" | "%");
        !(plural || counted || self.words.units.contains_key(word) || self.numbers.is_scale(word))
    }
}
