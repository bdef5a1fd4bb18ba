//! Gold times: TimeML and WikiWars mark-up, and the Recognizers DateTime specs.

use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use model::{Interval, Span};
use serde_json::Value;
use std::path::Path;

/// A text with its gold times.
pub struct Annotated {
    pub name: String,
    pub text: String,
    /// When it was written.
    pub created: Option<Date>,
    pub times: Vec<GoldTime>,
    /// True for a spec's single expression, whose periods are whole.
    pub spec: bool,
}

/// A gold time.
pub struct GoldTime {
    pub span: Span,
    /// Any of these values is right.
    pub values: Vec<String>,
    /// Any of these intervals is right, where the gold gives days.
    pub intervals: Vec<Interval>,
    /// True for a spec's: its values leave years open.
    pub spec: bool,
}

/// Every document of a file or folder.
pub fn load(path: &Path) -> Result<Vec<Annotated>> {
    let mut documents = Vec::new();
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        let entry = entry?;
        // A description beside the gold may show its mark-up.
        if !entry.file_type().is_file() || entry.path().extension().is_some_and(|extension| extension == "md") {
            continue;
        }
        let bytes =
            std::fs::read(entry.path()).with_context(|| format!("{}: cannot be read", entry.path().display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let name = entry.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if text.contains("\"ReferenceDateTime\"") {
            documents.extend(specs(&name, &text)?);
        } else if text.contains("<TIMEX") {
            documents.push(marked(&name, &text));
        }
    }
    Ok(documents)
}

/// A document with `TIMEX2` or `TIMEX3` elements. Only what stands in `TEXT` is read, or all of it where there is none.
fn marked(name: &str, source: &str) -> Annotated {
    let whole = !source.contains("<TEXT>");
    let mut document =
        Annotated { name: name.to_owned(), text: String::new(), created: None, times: Vec::new(), spec: false };
    let mut open: Vec<Option<(usize, String)>> = Vec::new();
    let (mut inside, mut in_date) = (whole, false);
    let mut rest = source;
    while let Some(start) = rest.find('<') {
        if inside {
            document.text.push_str(&unescape(&rest[..start]));
        }
        let Some(end) = rest[start..].find('>') else { break };
        let tag = &rest[start + 1..start + end];
        rest = &rest[start + end + 1..];
        let element = tag.trim_start_matches('/').split([' ', '\n', '\t', '/']).next().unwrap_or_default();
        let closing = tag.starts_with('/');
        match element {
            "TEXT" if !whole => inside = !closing,
            "DATETIME" | "DCT" => in_date = !closing,
            "TIMEX2" | "TIMEX3" if closing => {
                if let Some(Some((from, value))) = open.pop() {
                    let span = Span::new(from, document.text.len());
                    // TIMEX2 marks with no value what it cannot value; TIMEX3 always has one.
                    if !value.is_empty() && !span.is_empty() {
                        document.times.push(GoldTime { span, values: vec![value], intervals: Vec::new(), spec: false });
                    }
                }
            }
            "TIMEX2" | "TIMEX3" if !tag.ends_with('/') => {
                let value = attribute(tag, "value").or_else(|| attribute(tag, "val")).unwrap_or_default();
                let function = attribute(tag, "functionInDocument").unwrap_or_default();
                let creation = in_date || matches!(function.as_str(), "CREATION_TIME" | "PUBLICATION_TIME");
                if creation && document.created.is_none() {
                    document.created = value.get(..10).and_then(|day| day.parse().ok());
                }
                open.push((inside && !creation).then_some((document.text.len(), value)));
            }
            _ => {}
        }
    }
    document.times.sort_by_key(|time| (time.span.start, std::cmp::Reverse(time.span.end)));
    document
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = tag[start..].find('"')?;
    Some(tag[start..start + end].to_owned())
}

/// Mark-up's characters by name or number as themselves.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let named = rest.find(';').filter(|end| *end <= 10).and_then(|end| Some((character(&rest[1..end])?, end)));
        match named {
            Some((character, end)) => {
                plain.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The character that `amp`, `#38` or `#x26` stands for.
fn character(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "amp" => Some('&'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Cases of a Recognizers spec that news can contain: dates, periods, lengths and repetitions, not times of day, and not
/// orders to an assistant.
fn specs(name: &str, text: &str) -> Result<Vec<Annotated>> {
    let list: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .with_context(|| format!("{name}: is not a JSON list"))?;
    Ok(list.iter().filter_map(|case| spec(name, case)).collect())
}

fn spec(name: &str, case: &Value) -> Option<Annotated> {
    let input = case["Input"].as_str()?;
    let lower = input.to_lowercase();
    let orders = [
        "cortana",
        "schedule",
        "calendar",
        "remind",
        "meeting",
        "book ",
        "ooo",
        "set up",
        "set something",
        "skype",
        "alexa",
        // Typed to a machine, not written for readers.
        "tmrw",
        "otd",
        "eoy",
        "eom",
        "my week",
        "my day",
        "my weekend",
        "sy18",
        "sy 2008",
        "cy18",
        "greater than",
        "later than",
        "<",
        "=",
        "~",
    ];
    if orders.iter().any(|order| lower.contains(order)) {
        return None;
    }
    let created = case["Context"]["ReferenceDateTime"].as_str()?.get(..10)?.parse().ok()?;
    let mut times = Vec::new();
    for result in case["Results"].as_array()? {
        // The specs put three for what is not counted; a text that says `few` leaves it open.
        let words = format!(" {} ", result["Text"].as_str().unwrap_or_default().to_lowercase());
        if ["few", "several", "some"].iter().any(|vague| words.contains(&format!(" {vague} "))) {
            return None;
        }
        let sort = result["TypeName"].as_str().or_else(|| result["Type"].as_str())?.rsplit('.').next()?;
        if !matches!(sort, "date" | "daterange" | "duration" | "set") {
            return None;
        }
        let start = byte_of(input, result["Start"].as_u64()? as usize);
        let length =
            result["Length"].as_u64().or_else(|| Some(result["End"].as_u64()? + 1 - result["Start"].as_u64()?))?;
        let end = byte_of(input, result["Start"].as_u64()? as usize + length as usize);
        let (mut values, mut intervals) = (Vec::new(), Vec::new());
        let resolutions: Vec<&Value> = match result["Resolution"]["values"].as_array() {
            Some(list) => list.iter().collect(),
            None => vec![&result["Value"]["FutureResolution"], &result["Value"]["PastResolution"]],
        };
        for resolution in resolutions {
            let day = |names: &[&str]| {
                names.iter().find_map(|name| resolution[*name].as_str()?.get(..10)?.parse::<Date>().ok())
            };
            if let (Some(start), Some(end)) = (day(&["start", "startDate"]), day(&["end", "endDate"])) {
                // The specs' ends are exclusive for whole periods; for `from 4 to 22` they name the last day.
                if let Ok(last) = end.checked_sub(1.days()) {
                    intervals.push(Interval { start, end: last });
                }
                intervals.push(Interval { start, end });
            } else if let Some(day) = day(&["value", "date"]).filter(|_| sort == "date") {
                intervals.push(Interval { start: day, end: day });
            }
            if let Some(timex) = resolution["timex"].as_str() {
                values.push(timex.to_owned());
            }
        }
        values.extend(result["Value"]["Timex"].as_str().map(str::to_owned));
        values.dedup();
        times.push(GoldTime { span: Span::new(start, end), values, intervals, spec: true });
    }
    Some(Annotated { name: name.to_owned(), text: input.to_owned(), created: Some(created), times, spec: true })
}

/// The byte at which the character of that number begins.
fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

/// True where a spec's value means a value found: with its year left open (`XXXX-08`, `SU`), or as the length of a period
/// (`(2018-03-23,2018-12-23,P9M)`), which TimeML gives for `9 months`.
pub fn means(spec: &str, found: &str) -> bool {
    // Repetitions without their days: `TNI` for every night, `P1WE` for weekends.
    let repeated = found.strip_prefix("XXXX-XX-XX").is_some_and(|clock| clock == spec)
        || matches!((spec, found), ("P1WE", "XXXX-WXX-WE") | ("P1WD", "XXXX-WXX-WD"));
    if repeated {
        return true;
    }
    let open = spec.strip_prefix("XXXX").unwrap_or(spec);
    let year = |rest: &str| rest.len() == 4 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let any_year = (open.starts_with('-') || spec.len() == 2)
        && found.strip_suffix(open).is_some_and(|before| year(before.trim_end_matches('-')));
    let length = spec.trim_end_matches(')').rsplit_once(',').map(|(_, length)| normal(length));
    any_year || length.is_some_and(|length| length.starts_with('P') && length == found)
}

/// A TIMEX value with the variants that mean the same made one: `199X` and `199`, `P1DE` and `P10Y`, seconds of zero.
pub fn normal(value: &str) -> String {
    let mut value = value.trim().to_uppercase();
    if let Some(count) =
        value.strip_prefix('P').and_then(|rest| rest.strip_suffix("DE")).and_then(|count| count.parse::<f64>().ok())
    {
        return format!("P{}Y", count * 10.0);
    }
    if let Some(count) =
        value.strip_prefix('P').and_then(|rest| rest.strip_suffix("CE")).and_then(|count| count.parse::<f64>().ok())
    {
        return format!("P{}Y", count * 100.0);
    }
    if let Some(count) =
        value.strip_prefix('P').and_then(|rest| rest.strip_suffix('Q')).and_then(|count| count.parse::<f64>().ok())
    {
        return format!("P{}M", count * 3.0);
    }
    // `P1.5H`, `P3.5Y`: whole numbers of the next unit.
    for (suffix, factor, unit, prefix) in [("Y", 12.0, "M", "P"), ("H", 60.0, "M", "PT"), ("M", 60.0, "S", "PT")] {
        let count = value.strip_prefix("PT").filter(|_| prefix == "PT").or_else(|| value.strip_prefix('P'));
        let count = count.and_then(|rest| rest.strip_suffix(suffix)).filter(|count| count.contains('.'));
        if let Some(count) = count.and_then(|count| count.parse::<f64>().ok()) {
            return format!("{prefix}{}{unit}", count * factor);
        }
    }
    if let Some(year) = value.strip_prefix("FY").filter(|year| year.len() >= 4) {
        value = year.to_owned();
    }
    if value.starts_with(|first: char| first.is_ascii_digit()) && !value.contains('-') {
        value = value.trim_end_matches('X').to_owned();
    }
    // `T15` is `T15:00`.
    if let Some((_, clock)) = value.split_once('T')
        && clock.len() == 2
        && clock.bytes().all(|byte| byte.is_ascii_digit())
        && !value.starts_with('P')
    {
        value.push_str(":00");
    }
    for zero in ["Z", ":00"] {
        if value.contains('T') && value.matches(':').count() == 2 || zero == "Z" {
            value = value.strip_suffix(zero).unwrap_or(&value).to_owned();
        }
    }
    value
}
