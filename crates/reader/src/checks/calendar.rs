//! Days and years that must fit each other: weekdays, anniversaries.

use super::sheet::{Sheet, found};
use crate::phrases::words;
use crate::times::MONTHS;
use jiff::civil::{Date, Weekday};
use model::{Grain, MentionValue, Span, Verdict};

/// Checks the days and years of one sentence.
pub fn check(sheet: &mut Sheet, index: usize) {
    weekday(sheet, index);
    anniversary(sheet, index);
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// `Monday, 12 March 2021` was a Friday.
fn weekday(sheet: &mut Sheet, index: usize) {
    let text = &sheet.view.document.text;
    let sentence = &sheet.view.sentences[index];
    let mut added = Vec::new();
    for (position, token) in sentence.tokens.iter().enumerate() {
        let lower = token.span.of(text).to_lowercase();
        let Some((_, weekday)) = WEEKDAYS.iter().find(|(name, _)| *name == lower) else { continue };
        // The date stands in the next few tokens, whether times were read with or without the weekday.
        let near = Span::new(token.span.start, token.span.end + 24);
        let day = sheet.view.mentions_in(index).iter().find_map(|mention| match &mention.value {
            MentionValue::Time(time)
                if mention.span.overlaps(near)
                    && mention.span.end > token.span.end
                    && time.absolute
                    && time.grain == Grain::Day =>
            {
                time.interval
                    .filter(|interval| interval.start == interval.end)
                    .map(|interval| (interval.start, mention.span))
            }
            _ => None,
        });
        let day = day.or_else(|| written_date(sentence, text, position + 1));
        let Some((date, span)) = day else { continue };
        // Between the weekday and the date stands at most a comma.
        let between = text.get(token.span.end..span.start.max(token.span.end)).unwrap_or_default();
        if between.chars().any(char::is_alphanumeric)
            || !text.get(span.start..span.end).is_some_and(|words| words.contains(&date.year().to_string()))
        {
            continue;
        }
        let whole = token.span.cover(span);
        let actual = WEEKDAYS.iter().find(|(_, day)| *day == date.weekday()).map_or("", |(name, _)| name);
        if date.weekday() != *weekday {
            let working = format!("{date} was a {}{}", actual[..1].to_uppercase(), &actual[1..]);
            added.push((whole, found(Verdict::Disagrees, "weekday", working, vec![token.span, span])));
        }
    }
    for (span, check) in added {
        sheet.add(index, "weekday", "weekday and date", span, check);
    }
}

/// A date of day, month and year written from the token `at` on, after at most a comma.
fn written_date(sentence: &model::Sentence, text: &str, at: usize) -> Option<(Date, Span)> {
    let words: Vec<(String, Span)> = sentence
        .tokens
        .iter()
        .skip(at)
        .take(8)
        .map(|token| (token.span.of(text).to_lowercase(), token.span))
        .filter(|(word, _)| word != "," && word != "the" && word != "of")
        .take(3)
        .collect();
    let [a, b, c] = words.as_slice() else { return None };
    let number = |word: &str| word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).parse::<i8>().ok();
    let (day, month) = match (number(&a.0), month(&b.0), month(&a.0), number(&b.0)) {
        (Some(day), Some(month), _, _) | (_, _, Some(month), Some(day)) => (day, month),
        _ => return None,
    };
    let year: i16 = c.0.parse().ok().filter(|year| (1000..2200).contains(year))?;
    Date::new(year, month, day).ok().map(|date| (date, a.1.cover(c.1)))
}

fn month(word: &str) -> Option<i8> {
    MONTHS
        .iter()
        .position(|name| *name == word || word.len() >= 3 && word.len() <= 4 && name.starts_with(word))
        .map(|index| index as i8 + 1)
}

/// `In 2019 … the 60th anniversary of relations established in 1949`.
fn anniversary(sheet: &mut Sheet, index: usize) {
    let text = &sheet.view.document.text;
    let words = words(&sheet.view.sentences[index], text);
    let Some(at) = words.iter().position(|word| word.is("anniversary")) else { return };
    let Some(which) = at.checked_sub(1).and_then(|at| ordinal(&words[at].lower)) else { return };
    let ordinal_span = words[at - 1].span.cover(words[at].span);
    let mut years: Vec<(i16, Span, bool)> = Vec::new();
    for mention in sheet.view.mentions_in(index) {
        if let MentionValue::Time(time) = &mention.value
            && time.grain <= Grain::Year
            && time.absolute
            && let Some(interval) = time.interval
            && interval.start.year() == interval.end.year()
        {
            years.push((interval.start.year(), mention.span, mention.span.start > words[at].span.start));
        }
    }
    let Some(&(founded, founded_span, _)) = years.iter().find(|year| year.2) else { return };
    // The year of the feast: stated before, or the year of publication.
    let feast = years.iter().rfind(|year| !year.2).map(|year| (year.0, Some(year.1)));
    let stated = sheet
        .view
        .dating
        .interval
        .filter(|interval| interval.start.year() == interval.end.year() && sheet.view.dating.stated);
    let Some((feast, feast_span)) = feast.or(stated.map(|interval| (interval.start.year(), None))) else { return };
    let gap = i32::from(feast) - i32::from(founded);
    if gap <= 0 {
        return;
    }
    let spans: Vec<Span> = [Some(ordinal_span), Some(founded_span), feast_span].into_iter().flatten().collect();
    let slack = i32::from(feast_span.is_none());
    let working = format!("{feast} − {founded} = {gap}; stated {which}");
    if (gap - which).abs() > slack {
        let check = found(Verdict::Disagrees, "anniversary", working, spans);
        sheet.add(index, "anniversary", "anniversary", ordinal_span.cover(founded_span), check);
    }
}

/// `60th`, `fiftieth`.
pub fn ordinal(word: &str) -> Option<i32> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        return ["st", "nd", "rd", "th"].contains(&&word[digits.len()..]).then(|| digits.parse().ok()).flatten();
    }
    const WORDS: [(&str, i32); 24] = [
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
        ("eleventh", 11),
        ("twelfth", 12),
        ("fifteenth", 15),
        ("twentieth", 20),
        ("thirtieth", 30),
        ("fortieth", 40),
        ("fiftieth", 50),
        ("sixtieth", 60),
        ("seventieth", 70),
        ("eightieth", 80),
        ("ninetieth", 90),
        ("hundredth", 100),
        ("thirteenth", 13),
        ("fourteenth", 14),
    ];
    WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}
