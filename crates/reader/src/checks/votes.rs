//! Votes in the Security Council and the General Assembly: no more hands than members.

use super::sheet::{Sheet, found};
use crate::claims::frame::Frame;
use model::{Span, Verdict};

/// Adds up the votes of a sentence.
pub fn check(sheet: &mut Sheet, frame: &Frame) {
    let has = |words: &[&str]| {
        (0..frame.words.len()).any(|at| words.iter().enumerate().all(|(index, word)| frame.lower(at + index) == *word))
    };
    let council = has(&["security", "council"]);
    let assembly = has(&["general", "assembly"]);
    if council == assembly {
        return;
    }
    let mut counts: [Option<(f64, Span)>; 4] = [None; 4];
    let mut members = if council { 15.0 } else { 193.0 };
    let mut given = council;
    for at in 0..frame.words.len() {
        let Some(value) = number(frame.lower(at)) else { continue };
        if frame.times.iter().any(|time| time.words.0 <= at && at < time.words.1) {
            continue;
        }
        let next: Vec<&str> =
            (at + 1..at + 5).map(|at| frame.lower(at)).take_while(|word| !matches!(*word, "," | ";" | "and")).collect();
        let any = |words: &[&str]| next.iter().any(|word| words.contains(word));
        let kind = if matches!(next.first(), Some(&("member" | "members" | "states")))
            && frame.lower(at.saturating_sub(1)) != "15"
            && !any(&["did", "not"])
        {
            let of = at >= 1 && matches!(frame.lower(at - 1), "of" | "the" | "all");
            if of && value > 10.0 {
                members = value;
                given = true;
            }
            continue;
        } else if any(&["favour", "favor", "yes", "for"]) {
            0
        } else if any(&["against", "no"]) {
            1
        } else if any(&["abstention", "abstentions", "abstained", "abstaining"]) {
            2
        } else if next.first() == Some(&"of") || any(&["absent", "absentees", "voting"]) {
            let rest: Vec<&str> = (at + 1..at + 9).map(|at| frame.lower(at)).collect();
            let absent =
                rest.windows(2).any(|pair| matches!(pair, ["not", "vote"] | ["not", "voting"] | ["were", "absent"]));
            if !absent {
                continue;
            }
            3
        } else {
            continue;
        };
        if counts[kind].is_none() {
            counts[kind] = Some((value, frame.words[at].span));
        }
    }
    let found_counts: Vec<(f64, Span)> = counts.iter().flatten().copied().collect();
    if counts[0].is_none() || found_counts.len() < 2 {
        return;
    }
    let sum: f64 = found_counts.iter().map(|count| count.0).sum();
    let spans: Vec<Span> = found_counts.iter().map(|count| count.1).collect();
    let complete = counts[3].is_some() || council && counts[1].is_some() && counts[2].is_some();
    let parts: Vec<String> = found_counts.iter().map(|count| count.0.to_string()).collect();
    let working = format!("{} = {sum}; the body has {members} members", parts.join(" + "));
    let verdict = if sum > members || complete && given && sum < members {
        Verdict::Disagrees
    } else if sum == members {
        Verdict::Agrees
    } else {
        Verdict::NotCheckable
    };
    let quantity = model::Quantity {
        value: found_counts[0].0,
        range: None,
        step: 1.0,
        unit: "1".to_owned(),
        unit_words: String::new(),
        counted: Some("vote".to_owned()),
        bound: model::Bound::Exact,
        change: None,
    };
    let last = *spans.last().unwrap_or(&spans[0]);
    sheet.note_figure(frame.sentence, last, &quantity, found(verdict, "sum-of-votes", working, spans));
}

/// A small number in digits or words.
fn number(word: &str) -> Option<f64> {
    let words = [
        ("none", 0.0),
        ("no", 0.0),
        ("zero", 0.0),
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("thirteen", 13.0),
        ("fourteen", 14.0),
        ("fifteen", 15.0),
    ];
    let spelled = words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    spelled.or_else(|| word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok()).flatten())
}
