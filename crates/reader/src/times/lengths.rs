//! Lengths of time and repetitions.

use super::grammar::{Found, Reader};
use super::meaning::{Meaning, Part, Unit, YearOf};

impl Reader<'_, '_> {
    /// `about`, `more than`, `nearly` before an amount: its TIMEX3 mod and the piece after it.
    pub(super) fn degree(&self, index: usize) -> (Option<&'static str>, usize) {
        match (self.word(index), self.word(index + 1)) {
            ("just" | "well" | "only", "over") => (Some("MORE_THAN"), index + 2),
            ("just" | "well", "under") => (Some("LESS_THAN"), index + 2),
            ("no", "more" | "longer") if self.word(index + 2) == "than" => (Some("EQUAL_OR_LESS"), index + 3),
            ("no", "less" | "fewer") if self.word(index + 2) == "than" => (Some("EQUAL_OR_MORE"), index + 3),
            ("more" | "longer", "than") => (Some("MORE_THAN"), index + 2),
            ("at", "least") => (Some("EQUAL_OR_MORE"), index + 2),
            ("less" | "fewer", "than") => (Some("LESS_THAN"), index + 2),
            ("at", "most") | ("up", "to") => (Some("EQUAL_OR_LESS"), index + 2),
            ("nearly" | "almost" | "under", _) => (Some("LESS_THAN"), index + 1),
            ("some", unit) if self.words.units.contains_key(unit) => (None, index),
            ("about" | "around" | "approximately" | "roughly" | "some", _) => (Some("APPROX"), index + 1),
            _ => (None, index),
        }
    }

    /// An amount of time: `nine months`, `a year`, `several weeks`, `two-and-a-half years`, `half a century`, `years`
    /// only after a vague word. Gives how many, of what, and the piece after it.
    pub(super) fn amount(&self, index: usize) -> Option<(Option<f64>, Unit, usize)> {
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
            "all" => {
                let unit = self.words.units.get(self.word(index + 1)).filter(|unit| **unit >= Unit::Day)?;
                let single = !self.word(index + 1).ends_with('s') && *unit != Unit::Quarter;
                let end = if self.word(index + 2) == "long" { index + 3 } else { index + 2 };
                return single.then_some((Some(1.0), *unit, end));
            }
            "several" | "many" | "few" | "numerous" | "countless" | "some" => {
                // `in some quarters` are circles of people.
                let (unit, end) = unit_at(index + 1).filter(|(unit, _)| *unit != Unit::Quarter || word != "some")?;
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
        // `two quarters` are no fraction here.
        if let Some(&count) = self.words.cardinals.get(self.word(at)).filter(|count| **count > 0)
            && self.word(at + 1) == "quarters"
        {
            return Some((Some(f64::from(count)), Unit::Quarter, at + 2));
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
        if let Some(&name) = self.words.long_words.get(self.word(index)) {
            let unit = *self.words.units.get(name)?;
            let count = (!name.ends_with('s')).then_some(1.0);
            return self.found(index, index + 1, Meaning::Length { unit, count, placed: 0 }, "times/length");
        }
        // `the three months ended in June`.
        if self.word(index) == "the"
            && let Some((count @ Some(_), unit, end)) = self.amount(index + 1)
            && self.word(end - 1).ends_with('s')
            && !self.line.dash(end - 2)
            && !self.ages(end)
            && (self.line.digits(index + 1).is_some() || self.words.cardinals.contains_key(self.word(index + 1)))
            && unit >= Unit::Hour
        {
            return self.found(index, end, Meaning::Length { unit, count, placed: 0 }, "times/length");
        }
        // `the 5 past years`, `three upcoming months`.
        if let (Some((count, next)), true) = (self.numbers.whole(self.line, at), self.line.kind(at + 1).is_some())
            && let Some(&(placed, _)) = self.words.directions.get(self.word(next)).filter(|(placed, _)| *placed != 0)
            && let Some(&unit) =
                self.words.units.get(self.word(next + 1)).filter(|_| self.word(next + 1).ends_with('s'))
        {
            let meaning = Meaning::Length { unit, count: Some(f64::from(count)), placed };
            return self.found(index, next + 2, meaning, "times/past-years");
        }
        let (modifier, from) = self.degree(index);
        let (count, unit, mut end) = self.amount(from)?;
        if self.ages(end) && unit >= Unit::Day && !matches!(self.word(from), "all" | "some" | "many") {
            let old = if self.line.dash(end) { end + 2 } else { end + 1 };
            let meaning = Meaning::Length { unit, count, placed: 0 };
            return Some(Found { start: index, end: old, meaning, modifier, rule: "times/age" });
        }
        if let (Some(found), None) = (self.several_units(index, count, unit, end), modifier) {
            return Some(found);
        }
        if self.ages(end) || matches!(self.word(end), "s" | "hand") && self.line.glued(end) && self.word(from) == "a" {
            return None;
        }
        let dashed = self.line.dash(end) && self.line.glued(end) && self.line.glued(end + 1);
        if dashed && self.word(end + 1) == "long" {
            end += 2;
        } else if dashed
            && self.word(from) != "half"
            && !self.word(end - 1).ends_with('s')
            && count == Some(1.0)
            && !matches!(self.word(from), "one" | "1")
        {
            return None;
        }
        // A bare plural is a length only after a preposition or before `of`; `two Mondays` never.
        if self.words.units.contains_key(self.word(from)) {
            let before = self.line.before(index, 1);
            let stretch =
                matches!(before, "for" | "in" | "over" | "after" | "within" | "took" | "take" | "takes" | "spent")
                    || matches!(self.word(end), "after" | "before")
                        && (before.is_empty() || before == "," || before == "just")
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

    /// `two hours and 30 minutes`, `1 hour, 15 minutes`: a smaller unit follows.
    fn several_units(&self, start: usize, count: Option<f64>, unit: Unit, end: usize) -> Option<Found> {
        let mut units = vec![(unit, count?)];
        let mut last = end;
        while units.len() < 4 {
            let mut at = last;
            while at < last + 2 && matches!(self.word(at), "and" | ",") {
                at += 1;
            }
            let numeric = self.line.digits(at).is_some() || self.words.cardinals.contains_key(self.word(at));
            let Some((Some(count), unit, next)) = self.amount(at).filter(|_| numeric) else { break };
            if units.last().is_none_or(|(larger, _)| unit >= *larger) || self.line.dash(next.saturating_sub(2)) {
                break;
            }
            units.push((unit, count));
            last = next;
        }
        let closed = !matches!(self.word(last), "ago" | "earlier" | "later") && !self.ages(last);
        (units.len() > 1 && closed).then(|| self.found(start, last, Meaning::Lengths(units), "times/length")).flatten()
    }

    /// True where an age follows an amount: `years old`, `-year-old`.
    pub(super) fn ages(&self, index: usize) -> bool {
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
        // `twice a week`, `three times a year`, `once every two years`.
        let often = match word {
            "once" | "twice" => Some(index + 1),
            _ => self
                .numbers
                .whole(self.line, index)
                .filter(|(_, end)| self.word(*end) == "times")
                .map(|(_, end)| end + 1),
        };
        if let Some(at) = often {
            if matches!(self.word(at), "a" | "an" | "per") {
                let unit = *self.words.units.get(self.word(at + 1)).filter(|unit| **unit > Unit::Second)?;
                return self.found(index, at + 2, Meaning::Repetition(unit.duration(Some(1.0))), "times/rate");
            }
            let every = self.repetition(at).filter(|_| matches!(self.word(at), "every" | "each"))?;
            return Some(Found { start: index, ..every });
        }
        // `bi-monthly`, `semi-annual`.
        if matches!(word, "bi" | "semi") && self.line.dash(index + 1) {
            let whole = format!("{word}{}", self.word(index + 2));
            let &value = self.words.repetitions.get(&whole)?;
            return self.found(index, index + 3, Meaning::Repetition(value.to_owned()), "times/repetition");
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
        if let Some(day) = self.holiday(at)
            && let Meaning::Calendar { part: Part::Day(month, number), year: YearOf::Open, .. } = day.meaning
        {
            return self.found(
                index,
                day.end,
                Meaning::Repetition(format!("XXXX-{month:02}-{number:02}")),
                "times/repetition",
            );
        }
        if let Some(part) = self.words.day_parts.get(self.word(at)) {
            return self.found(index, at + 1, Meaning::Repetition(format!("XXXX-XX-XXT{part}")), "times/repetition");
        }
        let unit = *self.words.units.get(self.word(at))?;
        let value = match (unit, self.word(at)) {
            (Unit::Weekend, _) if factor == 1.0 => "XXXX-WXX-WE".to_owned(),
            (_, "weekday") if factor == 1.0 => "XXXX-WXX-WD".to_owned(),
            _ => unit.duration(Some(factor)),
        };
        self.found(index, at + 1, Meaning::Repetition(value), "times/repetition")
    }
}
