//! Periods as tables write them.

use jiff::civil::Date;
use model::Interval;

/// A period in one form, with its days: `2020`, `2020-Q3`, `2020-S1`, `2020-05`, `2020-05-31`, `2020-01/2020-09`, and
/// `2019/2020` for an academic year, whose days differ from state to state. `frequency` is the table's own word (`A`, `Q`,
/// `M`, also `year`, `month`): with it a day that opens a month or year may stand for the whole. `None` for anything else,
/// and for years outside 1500 to 2200.
pub fn period(text: &str, frequency: &str) -> Option<(String, Option<Interval>)> {
    let text = text.trim();
    let text = text.split_once(" [").map_or(text, |(before, _)| before).trim();
    let text = text.strip_prefix("YR").unwrap_or(text);
    if let Some((first, last)) = text.split_once('/') {
        return range(first, last);
    }
    let (mut name, mut days) = single(text)?;
    let whole = match frequency.trim().to_ascii_lowercase().as_str() {
        "m" | "month" | "monthly" => 7,
        "a" | "y" | "annual" | "year" | "yearly" => 4,
        "q" | "quarter" | "quarterly" if name.len() == 10 => {
            let quarter = (days.start.month() - 1) / 3;
            let opens = days.start.day() == 1 && (days.start.month() - 1) % 3 == 0;
            return opens
                .then(|| single(&format!("{}-Q{}", &name[..4], quarter + 1)))?
                .map(|(name, days)| (name, Some(days)));
        }
        _ => 0,
    };
    // `2002-04-01` for April 2002, `2002-01-01` for 2002: only the first day, and only where the table says so.
    if whole > 0 && name.len() == 10 {
        if !name[whole..].split('-').filter(|part| !part.is_empty()).all(|part| part == "01") {
            return None;
        }
        (name, days) = single(&name[..whole])?;
    }
    Some((name, Some(days)))
}

fn range(first: &str, last: &str) -> Option<(String, Option<Interval>)> {
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if year(first) {
        let start: i16 = first.parse().ok()?;
        // `2019/20` and `2019/2020`.
        let last = if last.len() == 2 { format!("{}{last}", &first[..2]) } else { last.to_owned() };
        let end: i16 = last.parse().ok().filter(|_| year(&last))?;
        return (end == start + 1 && (1500..=2200).contains(&start)).then(|| (format!("{start}/{end}"), None));
    }
    let ((first, start), (last, end)) = (single(first)?, single(last)?);
    let days = Interval { start: start.start, end: end.end };
    (first.len() == 7 && last.len() == 7 && start.start <= end.start).then(|| (format!("{first}/{last}"), Some(days)))
}

/// One year, half, quarter, month or day.
fn single(text: &str) -> Option<(String, Interval)> {
    if !text.is_ascii() || text.len() > 10 || text.len() < 4 {
        return None;
    }
    let (year, rest) = text.split_at(4);
    let year: i16 = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
    if !(1500..=2200).contains(&year) {
        return None;
    }
    let rest = rest.strip_prefix('-').unwrap_or(rest).to_ascii_uppercase();
    let small = |text: &str, most: i8| -> Option<i8> {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok())?.filter(|number| (1..=most).contains(number))
    };
    let months = |name: String, first: i8, last: i8| -> Option<(String, Interval)> {
        let (start, end) = (Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month());
        Some((name, Interval { start, end }))
    };
    if rest.is_empty() || rest == "A" || rest == "A1" {
        return months(format!("{year:04}"), 1, 12);
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        let quarter = small(quarter, 4)?;
        return months(format!("{year:04}-Q{quarter}"), quarter * 3 - 2, quarter * 3);
    }
    if let Some(half) = rest.strip_prefix(['S', 'H']) {
        let half = small(half, 2)?;
        return months(format!("{year:04}-S{half}"), half * 6 - 5, half * 6);
    }
    let rest = rest.strip_prefix('M').unwrap_or(&rest);
    if let Some((month, day)) = rest.split_once('-') {
        let date = Date::new(year, small(month, 12)?, small(day, 31)?).ok()?;
        return Some((date.to_string(), Interval { start: date, end: date }));
    }
    if rest.len() == 4 {
        let date = Date::new(year, small(&rest[..2], 12)?, small(&rest[2..], 31)?).ok()?;
        return Some((date.to_string(), Interval { start: date, end: date }));
    }
    let month = small(rest, 12)?;
    months(format!("{year:04}-{month:02}"), month, month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_come_in_one_form() {
        let name = |text: &str, frequency: &str| period(text, frequency).map(|(name, _)| name);
        for (text, frequency, expected) in [
            ("2020", "", "2020"),
            ("2020-M05", "M", "2020-05"),
            ("2020M5", "", "2020-05"),
            ("202005", "", "2020-05"),
            ("2020-05", "", "2020-05"),
            ("2020-Q3", "Q", "2020-Q3"),
            ("2020Q3", "", "2020-Q3"),
            ("2020-S1", "", "2020-S1"),
            ("2002-04-01", "month", "2002-04"),
            ("2002-01-01", "A", "2002"),
            ("2002-04-01", "Q", "2002-Q2"),
            ("2002-04-17", "", "2002-04-17"),
            ("20020417", "", "2002-04-17"),
            ("2019 [YR2019]", "", "2019"),
            ("YR2019", "", "2019"),
            ("2019/20", "", "2019/2020"),
            ("2020-01/2020-09", "", "2020-01/2020-09"),
        ] {
            assert_eq!(name(text, frequency).as_deref(), Some(expected), "{text}");
        }
        for bad in [
            "",
            "20",
            "2020-13",
            "2020-00",
            "2020-02-30",
            "MAT",
            "2020-Q5",
            "0001",
            "2019/2021",
            "2020-09/2020-01",
            "ééé",
        ] {
            assert_eq!(period(bad, ""), None, "{bad}");
        }
        assert_eq!(period("2002-04-17", "month"), None, "a day in the middle stands for no month");
        assert_eq!(period("2020-02", "").unwrap().1.unwrap().end.to_string(), "2020-02-29");
    }
}
