//! Times in words: `September 2020` for TIMEX3's `2020-09`, `a Friday` for `XXXX-WXX-5`, `now` for `PRESENT_REF`.

use model::{Time, TimeKind};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A time in words, with the days that it covers where the words alone do not say them.
pub fn time_words(time: &Time) -> String {
    let words = period_words(time);
    if matches!(time.kind, TimeKind::Duration | TimeKind::Set) {
        return words;
    }
    // `September 2020` says its days; `now`, `early 2020` or `winter 2020` do not.
    let says_days = time.modifier.is_none()
        && !time.value.contains('W')
        && !time.value.contains('X')
        && !time.value.contains("REF");
    let season = ["-SP", "-SU", "-FA", "-WI"].iter().any(|season| time.value.contains(season));
    match time.interval {
        Some(_) if says_days && !season => words,
        Some(interval) if interval.start == interval.end => format!("{words} ({})", interval.start),
        Some(interval) => format!("{words} ({} to {})", interval.start, interval.end),
        None => format!("{words} (days not determined)"),
    }
}

/// A time in words alone.
pub fn period_words(time: &Time) -> String {
    let whole = match time.value.split_once('/') {
        Some((from, to)) => range(from, to),
        None => point(&time.value),
    };
    let words = whole.unwrap_or_else(|| time.value.clone());
    let words = match (time.kind, words.strip_prefix("a ").or(words.strip_prefix("an "))) {
        (TimeKind::Set, Some(plain)) => format!("every {plain}"),
        (TimeKind::Set, None) if time.value.starts_with('P') => format!("every {words}"),
        _ => words,
    };
    match time.modifier.as_deref() {
        Some("APPROX") => format!("about {words}"),
        Some("START") => format!("the beginning of {words}"),
        Some("MID") => format!("the middle of {words}"),
        Some("END") => format!("the end of {words}"),
        Some("BEFORE" | "ON_OR_BEFORE") => format!("before {words}"),
        Some("AFTER" | "ON_OR_AFTER") => format!("after {words}"),
        Some("MORE_THAN" | "EQUAL_OR_MORE") => format!("more than {words}"),
        Some("LESS_THAN" | "EQUAL_OR_LESS") => format!("less than {words}"),
        _ => words,
    }
}

/// `January to September 2020`, `5 to 7 July 2020`: what both ends share is said once.
fn range(from: &str, to: &str) -> Option<String> {
    let (first, last) = (point(from)?, point(to)?);
    let mut own = first.as_str();
    // Whole words from the end, as long as they are the same; at least one is left.
    let mut other = last.as_str();
    while let (Some((head, word)), Some((rest, same))) = (own.rsplit_once(' '), other.rsplit_once(' ')) {
        if word != same {
            break;
        }
        (own, other) = (head, rest);
    }
    Some(format!("{own} to {last}"))
}

/// One TIMEX3 value; `None` for what is none.
fn point(value: &str) -> Option<String> {
    match value {
        "PRESENT_REF" => return Some("now".to_owned()),
        "PAST_REF" => return Some("in the past".to_owned()),
        "FUTURE_REF" => return Some("in the future".to_owned()),
        "XXXX" => return Some("a year".to_owned()),
        "XXXX-XX" => return Some("a month".to_owned()),
        "XXXX-XX-XX" => return Some("a day".to_owned()),
        "XXXX-QX" => return Some("a quarter".to_owned()),
        "XXXX-WXX" => return Some("a week".to_owned()),
        "XXXX-WXX-WE" => return Some("a weekend".to_owned()),
        "XXXX-WXX-WD" => return Some("a weekday".to_owned()),
        _ => {}
    }
    if let Some(length) = value.strip_prefix('P') {
        return duration(length);
    }
    if let Some((day, clock)) = value.split_once('T') {
        let day = if day == "XXXX-XX-XX" { "a day".to_owned() } else { point(day)? };
        return Some(match clock {
            "MO" => format!("{day}, in the morning"),
            "MI" => format!("{day}, at midday"),
            "AF" => format!("{day}, in the afternoon"),
            "EV" => format!("{day}, in the evening"),
            "NI" => format!("{day}, at night"),
            "DT" => format!("{day}, in the daytime"),
            hour => format!("{day}, {hour}"),
        });
    }
    let mut parts = value.split('-');
    let year = parts.next().filter(|year| !year.is_empty() && year.len() <= 4)?;
    let (second, third) = (parts.next(), parts.next());
    let unknown = year.bytes().all(|letter| letter == b'X');
    if !unknown && !year.starts_with(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    let Some(second) = second else { return Some(whole_years(year)) };
    let of_year = |part: String| if unknown { format!("a {part}") } else { format!("{part} of {year}") };
    let in_year = |part: &str| if unknown { format!("a {part}") } else { format!("{part} {year}") };
    let ordinal = |number: &str| {
        ["first", "second", "third", "fourth"].get(number.parse::<usize>().ok()?.checked_sub(1)?).copied()
    };
    match second.split_at_checked(1)? {
        ("Q", number) => Some(of_year(format!("{} quarter", ordinal(number)?))),
        ("H", number) => Some(of_year(format!("{} half", ordinal(number)?))),
        ("W", "XX") => match third {
            Some(day) => DAYS.get(day.parse::<usize>().ok()?.checked_sub(1)?).map(|day| format!("a {day}")),
            None => Some(of_year("week".to_owned())),
        },
        ("W", number) => match third {
            Some("WE") => Some(of_year(format!("weekend of week {number}"))),
            _ => Some(of_year(format!("week {}", number.trim_start_matches('0')))),
        },
        _ => match second {
            "SP" => Some(in_year("spring")),
            "SU" => Some(in_year("summer")),
            "FA" => Some(in_year("autumn")),
            "WI" => Some(in_year("winter")),
            "XX" => Some(format!("day {} of a month", third?.parse::<u8>().ok()?)),
            month => {
                let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
                let year = if unknown { String::new() } else { format!(" {year}") };
                match third {
                    None if unknown && month.starts_with(['A', 'O']) => Some(format!("an {month}")),
                    None if unknown => Some(format!("a {month}")),
                    None => Some(format!("{month}{year}")),
                    Some("XX") => Some(format!("a day of {month}{year}")),
                    Some(day) => Some(format!("{} {month}{year}", day.parse::<u8>().ok()?)),
                }
            }
        },
    }
}

/// `2020`, `the 1990s` for `199X`, `the 1900s` for `19XX`.
fn whole_years(year: &str) -> String {
    match year.len() {
        4 if year.ends_with('X') => format!("the {}s", year.replace('X', "0")),
        3 => format!("the {year}0s"),
        2 => format!("the {year}00s"),
        _ => year.to_owned(),
    }
}

/// `9 months` for `9M`; `some months` for `XM`.
fn duration(length: &str) -> Option<String> {
    let (length, clock) = length.strip_prefix('T').map_or((length, false), |length| (length, true));
    let unit = length.chars().next_back()?;
    let count = length.get(..length.len() - unit.len_utf8())?;
    let name = match (unit, clock) {
        ('Y', _) => "year",
        ('Q', _) => "quarter",
        ('M', false) => "month",
        ('W', _) => "week",
        ('D', _) => "day",
        ('H', true) => "hour",
        ('M', true) => "minute",
        ('S', true) => "second",
        _ => return None,
    };
    match count {
        "X" => Some(format!("some {name}s")),
        "1" => Some(format!("1 {name}")),
        count if count.parse::<f64>().is_ok() => Some(format!("{count} {name}s")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Grain;

    fn words(value: &str) -> String {
        let kind = if value.starts_with('P') && !value.ends_with("REF") { TimeKind::Duration } else { TimeKind::Date };
        period_words(&Time {
            kind,
            value: value.to_owned(),
            interval: None,
            grain: Grain::Day,
            absolute: false,
            modifier: None,
        })
    }

    #[test]
    fn values_become_words() {
        for (value, said) in [
            ("PRESENT_REF", "now"),
            ("XXXX-WXX-5", "a Friday"),
            ("XXXX-WXX-5TMO", "a Friday, in the morning"),
            ("2020-01/2020-09", "January to September 2020"),
            ("2020-07-05/2020-07-07", "5 to 7 July 2020"),
            ("2019-11/2020-02", "November 2019 to February 2020"),
            ("XXXX-01/XXXX-09", "a January to a September"),
            ("2020", "2020"),
            ("2020-Q1", "first quarter of 2020"),
            ("2019-H1", "first half of 2019"),
            ("2013-W04", "week 4 of 2013"),
            ("2020-SU", "summer 2020"),
            ("2020-09-30", "30 September 2020"),
            ("2020-09-30T14:00", "30 September 2020, 14:00"),
            ("XXXX-12-25", "25 December"),
            ("XXXX-10", "an October"),
            ("199X", "the 1990s"),
            ("P9M", "9 months"),
            ("PT2H", "2 hours"),
            ("PXY", "some years"),
        ] {
            assert_eq!(words(value), said, "{value}");
        }
    }

    #[test]
    fn what_is_no_value_stays_as_it_is() {
        for odd in ["", "-", "Pé", "20é0-0é", "2020-13", "2020-Q9", "/", "XXXX-WXX-9", "T", "é"] {
            assert_eq!(words(odd), odd);
        }
    }
}
