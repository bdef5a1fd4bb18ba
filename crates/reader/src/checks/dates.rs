//! Dates of signing, of opening and of sessions against what is known of them.

use super::calendar::ordinal;
use super::facts::{Treaty, TreatyEvent, day};
use super::sheet::{Sheet, found};
use crate::phrases::{Word, words};
use jiff::civil::Date;
use model::{Check, Claim, Interval, MentionValue, Span, Verdict};

/// Checks the dates that one sentence states.
pub fn check(sheet: &mut Sheet, index: usize) {
    let text = sheet.view.document.text.as_str();
    let words = words(&sheet.view.sentences[index], text);
    let mut notes = Vec::new();
    for (position, claim) in sheet.claims.iter().enumerate().filter(|(_, claim)| claim.sentence == index) {
        let check = match claim.indicator.as_str() {
            "document-date" => signing(sheet, claim, &words),
            "opening-date" => opening(sheet, claim, &words),
            _ => None,
        };
        notes.extend(check.map(|check| (position, check)));
    }
    for (position, check) in notes {
        sheet.note(position, check);
    }
    session(sheet, index, &words);
}

/// The witness of a role.
fn witness(claim: &Claim, role: &str) -> Option<Span> {
    claim.evidence.witnesses.iter().find(|witness| witness.role == role).map(|witness| witness.span)
}

fn interval(claim: &Claim) -> Option<Interval> {
    claim.period.as_ref().and_then(|period| period.interval)
}

fn inside(words: &[Word], span: Span) -> Vec<Word> {
    words.iter().filter(|word| span.contains(word.span)).cloned().collect()
}

/// The day on which a treaty of few parties was signed. Of treaties open to all only the opening day is known, so they
/// are not checked; nor is a document that extends or amends, which has its own check.
fn signing(sheet: &Sheet, claim: &Claim, words: &[Word]) -> Option<Check> {
    let facts = &sheet.view.language.checks;
    let (title, verb, time) = (witness(claim, "indicator")?, witness(claim, "verb")?, witness(claim, "time")?);
    let stated = interval(claim)?;
    let title_words = inside(words, title);
    let verb_words = inside(words, verb);
    let signs = verb_words.iter().any(|word| word.any(&["sign", "signing", "initial", "conclude"]));
    let enters = verb_words.iter().any(|word| word.any(&["enter", "come", "take"]));
    if !(signs || enters)
        || title_words.iter().any(|word| word.any(&["extend", "extension", "prolong", "amend", "protocol"]))
    {
        return None;
    }
    let hit = facts.names.find_all(&title_words).into_iter().max_by_key(|hit| hit.end - hit.start)?;
    let sides: Vec<String> = [&claim.reporter, &claim.partner].into_iter().flatten().map(model::Actor::side).collect();
    let known: Vec<(&Treaty, Date)> = hit
        .value
        .iter()
        .map(|&index| &facts.treaties[index])
        .filter(|treaty| {
            (1..=4).contains(&treaty.parties.len()) && sides.iter().all(|side| treaty.parties.contains(side))
        })
        .filter_map(|treaty| {
            let date = if signs { &treaty.signed } else { &treaty.in_force };
            date.as_deref().and_then(|date| day(date, false)).map(|date| (treaty, date))
        })
        .collect();
    let (treaty, date) = known.iter().find(|(_, date)| holds(stated, *date)).or(known.first())?;
    let verdict = match (holds(stated, *date), known.len()) {
        (true, _) => Verdict::Agrees,
        (false, 1) => Verdict::Disagrees,
        (false, _) => Verdict::Ambiguous,
    };
    let act = if signs { "signed" } else { "in force" };
    let working =
        format!("{} {act} {date}; stated {}", treaty.name, claim.period.as_ref().map_or("", |period| &period.value));
    let mut check = found(verdict, "date-of-treaty", working, vec![time]);
    check.reference = Some(treaty.source.clone());
    Some(check)
}

fn holds(interval: Interval, date: Date) -> bool {
    interval.start <= date && date <= interval.end
}

/// The day on which a known place or project was opened. What counts as opening differs (first ship, ceremony, first
/// train), so another date than the known ones is a conflict of dates to look at, not an error.
fn opening(sheet: &Sheet, claim: &Claim, words: &[Word]) -> Option<Check> {
    let facts = &sheet.view.language.checks;
    let stated = interval(claim)?;
    let span = claim.evidence.span;
    let hit = facts.entry_names.find(&inside(words, span)).into_iter().max_by_key(|hit| hit.end - hit.start)?;
    let entry = &facts.entries[hit.value];
    let openings: Vec<&TreatyEvent> = entry
        .events
        .iter()
        .filter(|event| {
            ["open", "first", "complet", "inaugurat", "operat", "commission"]
                .iter()
                .any(|kind| event.kind.contains(kind))
        })
        .collect();
    let agrees = openings.iter().any(|event| day(&event.date, false).is_some_and(|date| holds(stated, date)));
    let known: Vec<String> =
        openings.iter().map(|event| format!("{} {}", event.kind.replace('_', " "), event.date)).collect();
    if known.is_empty() {
        return None;
    }
    let verdict = if agrees { Verdict::Agrees } else { Verdict::Ambiguous };
    let working = format!(
        "{}: {}; stated {}",
        entry.name,
        known.join(", "),
        claim.period.as_ref().map_or("", |period| &period.value)
    );
    let mut check = found(verdict, "date-of-opening", working, witness(claim, "time").into_iter().collect());
    check.reference = Some(entry.source.clone());
    Some(check)
}

/// `the 12th BRICS summit in 2018`: number and year of a session.
fn session(sheet: &mut Sheet, index: usize, words: &[Word]) {
    let facts = &sheet.view.language.checks;
    let mut added = Vec::new();
    for hit in facts.series_names.find(words) {
        let series = &facts.series[hit.value];
        let Some(number) = hit.start.checked_sub(1).and_then(|at| ordinal(&words[at].lower)) else { continue };
        let mut years = sheet.view.mentions_in(index).iter().filter_map(|mention| match &mention.value {
            MentionValue::Time(time) if time.absolute => {
                let interval = time.interval.filter(|interval| interval.start.year() == interval.end.year())?;
                Some((interval.start.year(), mention.span))
            }
            _ => None,
        });
        let (Some((year, span)), None) = (years.next(), years.next()) else { continue };
        let Some(session) = series.session.iter().find(|session| session.number == Some(number)) else { continue };
        let Some(actual) = session.year else { continue };
        if actual != year {
            let words = words[hit.start - 1].span.cover(words[hit.end - 1].span);
            let working = format!(
                "the {number}th session of the {} was in {actual} in {}; stated {year}",
                series.name, session.place
            );
            let mut check = found(Verdict::Disagrees, "number-of-session", working, vec![words, span]);
            check.reference = Some(series.source.clone());
            added.push((words.cover(span), series.name.clone(), check));
        }
    }
    for (span, name, check) in added {
        sheet.add(index, "sessions", &name, span, check);
    }
}
