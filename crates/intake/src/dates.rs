//! Dates as headers, datelines and addresses write them, to intervals of days.

use jiff::civil::Date;
use model::Interval;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The months' names as an alternative of a pattern.
pub const MONTH: &str = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

struct Patterns {
    iso: Regex,
    compact: Regex,
    chinese: Regex,
    day_range: Regex,
    day_month: Regex,
    month_day: Regex,
    numeric: Regex,
    month: Regex,
    year: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let compile = |pattern: &str| Regex::new(pattern).expect("a fixed pattern");
    Patterns {
        iso: compile(r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:\D|$)"),
        compact: compile(r"^\s*(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T|\s|$)"),
        chinese: compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"),
        day_range: compile(&format!(
            r"(?i)\b(?P<d>\d{{1,2}})\s*[-–]\s*(?P<e>\d{{1,2}})\s+(?P<n>{MONTH})\.?,?\s+(?P<y>\d{{4}})\b"
        )),
        day_month: compile(&format!(
            r"(?i)\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.,-]+(?P<n>{MONTH})[\s.,-]+(?P<y>\d{{4}})\b"
        )),
        month_day: compile(&format!(
            r"(?i)\b(?P<n>{MONTH})[\s.-]+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.,-]+(?P<y>\d{{4}})\b"
        )),
        numeric: compile(r"\b(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})[./-](?P<y>\d{4})\b"),
        month: compile(&format!(r"(?i)\b(?P<n>{MONTH})[\s.,-]+(?P<y>\d{{4}})\b")),
        year: compile(r"^\s*(?P<y>(?:1[6-9]|20)\d\d)\s*$"),
    }
});

/// The days that a date's words cover: `13 January 2021`, `Jan. 13, 2021`, `2021-01-13`, `13.01.2021`, `January 2021`, `2021`.
///
/// Dots put the day first. A date with slashes or dashes whose day and month may be exchanged (`03/04/2021`) gives the
/// interval from one reading to the other: its year is certain, and its day is the first or the last of the interval. Years without their century and
/// dates without a year are `None`: none is made up.
pub fn parse(words: &str) -> Option<Interval> {
    let words = words.get(..words.floor_char_boundary(200))?;
    let p = &*PATTERNS;
    if let Some(found) =
        p.iso.captures(words).or_else(|| p.compact.captures(words)).or_else(|| p.chinese.captures(words))
    {
        return day(number(&found, "y")?, number(&found, "m")?, number(&found, "d")?);
    }
    if let Some(found) = p.day_range.captures(words) {
        let (year, month) = (number(&found, "y")?, month_number(&found["n"])?);
        let (first, last) = (day(year, month, number(&found, "d")?)?, day(year, month, number(&found, "e")?)?);
        return (first.start <= last.start).then_some(Interval { start: first.start, end: last.end });
    }
    if let Some(found) = p.day_month.captures(words).or_else(|| p.month_day.captures(words)) {
        return day(number(&found, "y")?, month_number(&found["n"])?, number(&found, "d")?);
    }
    if let Some(found) = p.numeric.captures(words) {
        let (year, a, b) = (number(&found, "y")?, number(&found, "a")?, number(&found, "b")?);
        let day_first = day(year, b, a);
        if &found["s"] == "." {
            return day_first;
        }
        return match (day_first, day(year, a, b)) {
            (Some(one), Some(other)) => {
                Some(Interval { start: one.start.min(other.start), end: one.end.max(other.end) })
            }
            (one, other) => one.or(other),
        };
    }
    if let Some(found) = p.month.captures(words) {
        return month(number(&found, "y")?, month_number(&found["n"])?);
    }
    let year = number(&p.year.captures(words)?, "y")?;
    Some(Interval { start: Date::new(year, 1, 1).ok()?, end: Date::new(year, 12, 31).ok()? })
}

static URL_DAY: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?:[/_?#-]|$)",
        r"/(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?:[/_.?#-]|$)",
        r"[/_-](?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[/_.?#-]|$)",
        r"/(?P<y>(?:19|20)\d\d)/(?P<n>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<d>\d{1,2})(?:/|$)",
        r"/(?P<y>(?:19|20)\d\d)/?(?P<m>\d\d)/?(?P<d>\d\d)(?:[/_.?#-]|$)",
        // A day with a running number after it.
        r"/[A-Z]{0,3}(?P<y>(?:199|20[0-4])\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])\d{2,8}(?:[/_.?#-]|$)",
    ]
    .map(|pattern| Regex::new(pattern).expect("a fixed pattern"))
    .into()
});
static URL_MONTH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d{1,2})(?:[/?#]|$)").expect("a fixed pattern"));

/// A running number of fourteen digits that begins with a day, as addresses of the press carry it in their query.
static URL_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[?&][a-z_]+=(?P<y>(?:199|20[0-4])\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])\d{6}(?:&|$)")
        .expect("a fixed pattern")
});

/// The days that an address states: `/2022/06/03/` a day, `/2022/06/` a month. Of the query only a running number of the
/// form `YYYYMMDDnnnnnn` is looked at.
pub fn from_url(url: &str) -> Option<Interval> {
    let running = URL_NUMBER.captures(url.get(..url.floor_char_boundary(1_000))?);
    path_date(url).or_else(|| {
        let found = running?;
        day(number(&found, "y")?, number(&found, "m")?, number(&found, "d")?)
    })
}

/// The days that an address's path states.
fn path_date(url: &str) -> Option<Interval> {
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let path = path.get(path.find('/')?..path.floor_char_boundary(1_000).max(path.find('/')?))?;
    for pattern in URL_DAY.iter() {
        if let Some(found) = pattern.captures(path) {
            let month = match found.name("n") {
                Some(name) => month_number(name.as_str())?,
                None => number(&found, "m")?,
            };
            if let Some(interval) = day(number(&found, "y")?, month, number(&found, "d")?) {
                return Some(interval);
            }
        }
    }
    let found = URL_MONTH.captures(path)?;
    month(number(&found, "y")?, number(&found, "m")?)
}

/// An interval with two readings of its day (see [`parse`]), narrowed to the one that another statement of the date has, if
/// it has one of them.
pub fn narrowed(interval: Interval, other: Option<Interval>) -> Interval {
    let other = other.filter(|other| other.start == other.end && interval.day_and_month_exchanged());
    let same = |date: Date| other.is_some_and(|other| other.start == date);
    if same(interval.start) || same(interval.end) { other.unwrap_or(interval) } else { interval }
}

/// The day of a month and day without a year (`July 25`, `25 March`) inside an interval of a month or less.
pub fn day_within(words: &str, interval: Interval) -> Option<Interval> {
    let parsed = parse(&format!("{} {}", words.trim().trim_end_matches([',', '.']), interval.start.year()))?;
    let inside = interval.start <= parsed.start && parsed.end <= interval.end && parsed.start == parsed.end;
    inside.then_some(parsed)
}

fn day<N: TryInto<i16>, M: TryInto<i8>, D: TryInto<i8>>(year: N, month: M, day: D) -> Option<Interval> {
    let year = year.try_into().ok().filter(|year| (1500..2200).contains(year))?;
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    Some(Interval { start: date, end: date })
}

fn month(year: i16, month: i16) -> Option<Interval> {
    let start = day(year, month, 1i16)?.start;
    Some(Interval { start, end: start.last_of_month() })
}

fn number(found: &Captures, name: &str) -> Option<i16> {
    found.name(name)?.as_str().parse().ok()
}

fn month_number(name: &str) -> Option<i16> {
    let name = name.get(..3)?.to_ascii_lowercase();
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    names.iter().position(|known| *known == name).and_then(|index| i16::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parsed: Option<Interval>) -> String {
        parsed.map_or("none".into(), |interval| format!("{}/{}", interval.start, interval.end))
    }

    #[test]
    fn dates_of_headers() {
        for words in [
            "13 January 2021",
            "13th of January, 2021",
            "Jan. 13, 2021",
            "January 13th, 2021",
            "2021-01-13",
            "2021/1/13",
            "13.01.2021",
            "13/1/2021",
            "1/13/2021",
            "13-Jan-2021",
            "Wednesday, 13 January 2021",
            "20210113",
            "2021-01-13T23:30:00+08:00",
            "Wed, 13 Jan 2021 08:00:00 +0300",
            "2021年1月13日",
            "JANUARY 13, 2021 10:30 AM",
        ] {
            assert_eq!(check(parse(words)), "2021-01-13/2021-01-13", "{words}");
        }
        assert_eq!(check(parse("January 2021")), "2021-01-01/2021-01-31");
        assert_eq!(check(parse("2021")), "2021-01-01/2021-12-31");
        assert_eq!(check(parse("13-14 January 2021")), "2021-01-13/2021-01-14");
    }

    #[test]
    fn ambiguous_dates_cover_both_readings() {
        assert_eq!(check(parse("03/04/2021")), "2021-03-04/2021-04-03");
        assert_eq!(check(parse("01/12/2021")), "2021-01-12/2021-12-01");
        assert_eq!(check(parse("05/05/2021")), "2021-05-05/2021-05-05");
    }

    #[test]
    fn what_is_no_date_is_unknown() {
        for words in
            ["", "yesterday", "13 January", "13/01/21", "31 February 2021", "99.99.2021", "page 2021-4", "1234567890"]
        {
            assert_eq!(check(parse(words)), "none", "{words}");
        }
    }

    #[test]
    fn dates_of_addresses() {
        for (url, days) in [
            ("https://a.example/2022/06/03/talks", "2022-06-03/2022-06-03"),
            ("https://a.example/news/2022/6/8/talks", "2022-06-08/2022-06-08"),
            ("https://a.example/2022/06/talks-resume/", "2022-06-01/2022-06-30"),
            ("https://a.example/news/2022-07-28/ty-article/1", "2022-07-28/2022-07-28"),
            ("https://a.example/2022-07/26/c_131.htm", "2022-07-26/2022-07-26"),
            ("https://a.example/20220726/abc/c.html", "2022-07-26/2022-07-26"),
            ("https://a.example/stories/202207260441.html", "2022-07-26/2022-07-26"),
            ("https://a.example/a/202207/26/WS1.html", "2022-07-26/2022-07-26"),
            ("https://a.example/world/2022/jul/25/talks", "2022-07-25/2022-07-25"),
            ("https://a.example/article/20221399", "none"),
            ("https://a.example/id/2022", "none"),
            ("https://a.example/x?date=2022/06/03", "none"),
            ("https://a.example/view.php?ud=20220725000767&np=1", "2022-07-25/2022-07-25"),
        ] {
            assert_eq!(check(from_url(url)), days, "{url}");
        }
    }
}
