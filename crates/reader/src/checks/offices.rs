//! Offices: who held which, and when. `In May 2015 the French president, Emmanuel Macron, …` cannot be.

use super::facts::Office;
use super::sheet::{Sheet, found};
use crate::phrases::{Word, words};
use model::{Grain, Interval, MentionValue, Span, TimeKind, Verdict};

/// The offices that are checked: heads of state and government and their ministers, as they are called in the press and
/// in the table.
const OFFICES: [(&[&str], &[&str]); 6] = [
    (&["vice", "president"], &["vice president"]),
    (&["prime", "minister"], &["prime minister", "chancellor", "premier"]),
    (&["chancellor"], &["chancellor", "prime minister"]),
    (&["premier"], &["premier", "prime minister"]),
    (&["president"], &["president", "paramount leader", "general secretary"]),
    (&["king"], &["king"]),
];

/// Checks the offices that one sentence gives to people.
pub fn check(sheet: &mut Sheet, index: usize) {
    let text = sheet.view.document.text.as_str();
    let sentence = &sheet.view.sentences[index];
    let words = words(sentence, text);
    let facts = &sheet.view.language.checks;
    let mut added = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some((length, offices)) = office_at(&words, at) else {
            at += 1;
            continue;
        };
        let start = at;
        at += length;
        if former(&words, start) {
            continue;
        }
        let Some((name, held)) = name_after(facts, &words, text, at) else { continue };
        let Some(when) = when(sheet, index) else { continue };
        // A title tells who somebody is to the reader of the day, whatever year the sentence speaks of.
        let Some(published) = published(sheet) else { continue };
        // Only people of whom the table knows that they held such an office at some time are checked.
        let matching: Vec<&Office> = held
            .iter()
            .copied()
            .filter(|held| offices.iter().any(|office| held.office.to_lowercase().contains(office)))
            .filter(|held| offices.contains(&"vice president") || !held.office.to_lowercase().contains("vice"))
            .collect();
        if matching.is_empty() || matching.iter().any(|held| held.overlaps(when.0) || held.overlaps(published)) {
            continue;
        }
        // Without a time of its own a sentence may speak of the past, and give a former holder the old title.
        if when.1.is_none() && matching.iter().any(|held| held.from.is_none_or(|from| from < published.start)) {
            continue;
        }
        // `First Deputy Prime Minister`, `deputy president`, `served under President …`.
        if start > 0 && words[start - 1].any(&["deputy", "vice", "acting", "first", "interim", "alternate", "under"]) {
            continue;
        }
        let office = words[start].span.cover(words[start + length - 1].span);
        let terms: Vec<String> = matching.iter().map(|held| held.show()).collect();
        let holders = facts.holders(&matching[0].country, &matching[0].office, when.0);
        let mut working = format!(
            "{} was {} {}; the text speaks of {}",
            matching[0].name,
            matching[0].office,
            terms.join(", "),
            show(when.0)
        );
        if !holders.is_empty() {
            working += &format!(", when it was {}", holders.join(" or "));
        }
        let mut check = found(
            Verdict::Disagrees,
            "office-held",
            working,
            [Some(office), Some(name), when.1].into_iter().flatten().collect(),
        );
        check.reference = Some(matching[0].source.clone());
        added.push((office.cover(name), matching[0].office.clone(), check));
    }
    for (span, office, check) in added {
        sheet.add(index, "office-held", &office, span, check);
    }
}

fn office_at(words: &[Word], at: usize) -> Option<(usize, &'static [&'static str])> {
    OFFICES.iter().find_map(|(name, offices)| {
        let fits =
            name.iter().enumerate().all(|(index, word)| words.get(at + index).is_some_and(|own| own.lower == *word));
        fits.then_some((name.len(), *offices))
    })
}

/// `former president`, `then president`, `president-elect`, `the next president`.
fn former(words: &[Word], start: usize) -> bool {
    (start.saturating_sub(3)..start).any(|at| {
        matches!(
            words[at].lower.as_str(),
            "former"
                | "ex"
                | "late"
                | "then"
                | "future"
                | "next"
                | "incoming"
                | "outgoing"
                | "one"
                | "time"
                | "candidate"
                | "designate"
                | "elect"
                | "predecessor"
                | "successor"
                | "later"
        )
    }) || words
        .get(start + 1)
        .is_some_and(|word| matches!(word.lower.as_str(), "elect" | "designate" | "hopeful" | "candidate"))
}

/// The name of a person of the table that follows an office within a few words: `President Barack Obama`,
/// `the French president, Emmanuel Macron`; and every office that people of that name held.
fn name_after<'f>(facts: &'f super::Facts, words: &[Word], text: &str, at: usize) -> Option<(Span, Vec<&'f Office>)> {
    let mut start = at;
    // At most a comma, or `of Germany`, between; a name follows.
    if words.get(start).is_some_and(|word| word.lower == ",") {
        start += 1;
    }
    for length in (1..=4).rev() {
        let Some(last) = words.get(start + length - 1) else { continue };
        let span = words[start].span.cover(last.span);
        let name = span.of(text);
        if !name.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let held = facts.offices_of(name);
        // A family name alone is checked only right after the office: `President Obama`.
        if !held.is_empty() && (name.contains(' ') || start == at) {
            return Some((span, held));
        }
    }
    None
}

/// The days within which the article was published, stated or by the likely year.
fn published(sheet: &Sheet) -> Option<Interval> {
    let dating = sheet.view.dating;
    dating.interval.or_else(|| {
        let year = dating.year?;
        let day = |month, day| jiff::civil::Date::new(year, month, day).ok();
        Some(Interval { start: day(1, 1)?, end: day(12, 31)? })
    })
}

/// The time that the sentence speaks of: its only absolute date, else the time of publication where that is stated.
fn when(sheet: &Sheet, index: usize) -> Option<(Interval, Option<Span>)> {
    let mut times = sheet.view.mentions_in(index).iter().filter_map(|mention| match &mention.value {
        MentionValue::Time(time) if matches!(time.kind, TimeKind::Date) && time.grain <= Grain::Year => {
            time.interval.map(|interval| (interval, mention.span))
        }
        _ => None,
    });
    match (times.next(), times.next()) {
        (Some((interval, span)), None) => Some((interval, Some(span))),
        (None, _) => sheet.view.dating.interval.filter(|_| sheet.view.dating.stated).map(|interval| (interval, None)),
        _ => None,
    }
}

fn show(interval: Interval) -> String {
    if interval.start == interval.end {
        interval.start.to_string()
    } else {
        format!("{} to {}", interval.start, interval.end)
    }
}
