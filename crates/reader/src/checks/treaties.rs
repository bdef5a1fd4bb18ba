//! What the words say against the dates of treaties: that a state means to leave one that it left, that a document which
//! extends one bears its date.

use super::facts::{Treaty, day};
use super::sheet::{Sheet, found};
use crate::phrases::words;
use jiff::civil::Date;
use model::{MentionValue, Verdict};

/// Checks one sentence against the treaties.
pub fn check(sheet: &mut Sheet, index: usize) {
    let text = sheet.view.document.text.as_str();
    let words = words(&sheet.view.sentences[index], text);
    let facts = &sheet.view.language.checks;
    let mut added = Vec::new();
    let hits = facts.names.find_all(&words);
    for hit in &hits {
        let span = words[hit.start].span.cover(words[hit.end - 1].span);
        // A name of words begins with a capital: `open skies treaty` in lower case is still one.
        for &treaty in &hit.value {
            let treaty = &facts.treaties[treaty];
            if let Some(check) = stale_withdrawal(sheet, index, &words, (hit.start, hit.end), treaty) {
                added.push((span, treaty.name.clone(), check));
                break;
            }
        }
    }
    for (span, name, check) in added {
        let whole = check.spans.iter().fold(span, |whole, other| whole.cover(*other));
        sheet.add(index, "treaty-status", &name, whole, check);
    }
    own_date(sheet, index);
}

/// An intention to leave a treaty that was left before the article's date.
fn stale_withdrawal(
    sheet: &Sheet,
    index: usize,
    words: &[crate::phrases::Word],
    (start, end): (usize, usize),
    treaty: &Treaty,
) -> Option<model::Check> {
    let leave = (start.saturating_sub(8)..start)
        .rev()
        .find(|&at| words[at].any(&["withdraw", "withdrawal", "leave", "quit", "exit", "pull"]))?;
    let intent = (leave.saturating_sub(8)..leave).rev().find(|&at| {
        words[at].any(&[
            "intention",
            "intend",
            "plan",
            "want",
            "threaten",
            "threat",
            "consider",
            "will",
            "decide",
            "prepare",
            "desire",
            "wish",
            "propose",
            "announce",
        ])
    })?;
    // `announced its withdrawal` is no mere intention; `announced that it will` is.
    if words[intent].is("announce") {
        return None;
    }
    let year = sheet.view.dating.year.and_then(|year| Date::new(year, 1, 1).ok());
    let published = sheet.view.dating.interval.map(|interval| interval.start).or(year)?;
    let actors: Vec<&str> = sheet
        .view
        .mentions_in(index)
        .iter()
        .filter(|mention| mention.span.start < words[start].span.start)
        .filter_map(|mention| match &mention.value {
            MentionValue::Actor(reference) => Some(reference),
            _ => None,
        })
        .flat_map(|reference| reference.actors.iter().filter_map(|actor| actor.country.as_deref()))
        .collect();
    let left = treaty.events.iter().find(|event| {
        matches!(event.kind.as_str(), "withdrawal" | "signature_withdrawn")
            && (actors.is_empty() || event.by.iter().any(|by| actors.contains(&by.as_str())))
    })?;
    let date = day(&left.date, true)?;
    if date >= published {
        return None;
    }
    let span = words[intent].span.cover(words[leave].span);
    let name = words[start].span.cover(words[end - 1].span);
    let working = format!(
        "{} left the {} on {}; the article is of {published} or later",
        left.by.join(", "),
        treaty.name,
        left.date
    );
    let mut check = found(Verdict::Stale, "treaty-already-left", working, vec![span, name]);
    check.reference = Some(treaty.source.clone());
    Some(check)
}

/// A document that extends a treaty cannot bear the treaty's own date.
fn own_date(sheet: &mut Sheet, index: usize) {
    let facts = &sheet.view.language.checks;
    let text = sheet.view.document.text.as_str();
    let mut notes = Vec::new();
    for (position, claim) in sheet.claims.iter().enumerate() {
        if claim.sentence != index || claim.indicator != "document-date" {
            continue;
        }
        let title = claim.evidence.witnesses[0].span;
        let Some(interval) = claim.period.as_ref().and_then(|period| period.interval) else { continue };
        let sentence_words = words(&sheet.view.sentences[index], text);
        let inside: Vec<_> = sentence_words.into_iter().filter(|word| title.contains(word.span)).collect();
        let extends = inside.iter().any(|word| {
            word.any(&["extend", "extension", "prolong", "prolongation", "renewal", "renew", "amend", "amendment"])
        });
        if !extends {
            continue;
        }
        let sides: Vec<String> =
            [&claim.reporter, &claim.partner].into_iter().flatten().map(model::Actor::side).collect();
        for treaties in facts.by_title(&inside) {
            let fits = |treaty: &&Treaty| {
                treaty.extends.is_none()
                    && (sides.is_empty()
                        || sides.iter().filter(|side| treaty.parties.contains(side)).count() >= sides.len().min(2))
            };
            for treaty in treaties.into_iter().map(|index| &facts.treaties[index]).filter(fits) {
                let Some(signed) = treaty.signed.as_deref().and_then(|signed| day(signed, false)) else { continue };
                if interval.start <= signed && signed <= interval.end || interval.end < signed {
                    let extension = facts.treaties.iter().find(|other| other.extends.as_ref() == Some(&treaty.id));
                    let mut working = format!(
                        "{} is the date of the {} itself; a document that extends it is later",
                        signed, treaty.name
                    );
                    if let Some(extension) = extension
                        && let Some(date) = &extension.signed
                    {
                        working += &format!(" (the {} was signed on {date})", extension.name);
                    }
                    let time = claim
                        .evidence
                        .witnesses
                        .iter()
                        .find(|witness| witness.role == "time")
                        .map(|witness| witness.span);
                    let mut check = found(
                        Verdict::Disagrees,
                        "extension-bears-own-date",
                        working,
                        time.into_iter().chain([title]).collect(),
                    );
                    check.reference = Some(treaty.source.clone());
                    notes.push((position, check));
                }
            }
        }
    }
    for (position, check) in notes {
        sheet.note(position, check);
    }
}
