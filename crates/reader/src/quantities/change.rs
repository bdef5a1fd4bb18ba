//! Whether a number is a change, and which way.

use super::words::WORDS;
use crate::numbers::Line;
use model::{Change, ChangeBasis, Direction};

/// How far a word of change may stand before its number, in pieces that are not its own.
const REACH: usize = 9;

/// The change that a number stands for. `start..end` are its pieces with its bound; `others` the pieces of the other
/// numbers of the sentence, in order.
pub(super) fn change(line: &Line, start: usize, end: usize, others: &[(usize, usize)]) -> Option<Change> {
    let (direction, basis) = before(line, start, others).or_else(|| after(line, start, end))?;
    let year_on_year = {
        let next = others.iter().map(|other| other.0).find(|other| *other >= end).unwrap_or(line.len());
        let last = others.iter().map(|other| other.1).rev().find(|other| *other <= start).unwrap_or(0);
        WORDS.year_on_year(line, start.saturating_sub(10).max(last), next.max(end))
    };
    Some(Change { direction, basis, year_on_year })
}

/// `rose by 9 %`, `an increase of 0.1 %`, `up 3.8 %`, `fell to 3.8 billion`, `from 10 to 12`.
fn before(line: &Line, start: usize, others: &[(usize, usize)]) -> Option<(Direction, ChangeBasis)> {
    let mut at = start;
    let mut steps = 0;
    let mut preposition = None;
    while at > 0 && steps < REACH {
        at -= 1;
        // Jump over an earlier number: `rose 9 % to 3.8 billion`, `fell from 5 to 3`.
        if let Some(&(from, _)) = others.iter().find(|other| other.0 <= at && at < other.1) {
            if !matches!(preposition, Some("to" | "from")) {
                return None;
            }
            at = from;
            continue;
        }
        let word = line.word(at);
        if matches!(word, "by" | "to" | "at" | "from" | "of") && preposition.is_none() {
            preposition = Some(match word {
                "by" => "by",
                "to" | "at" => "to",
                "from" => "from",
                _ => "of",
            });
        }
        if let Some(&direction) = WORDS.change.get(word) {
            // `up to 9 %` bounds; `cut off`, `fell on 5 ships` are something else.
            if word == "up" && line.word(at + 1) == "to"
                || matches!(word, "down" | "up") && line.word(at + 1) == "from" && steps > 1
            {
                steps += 1;
                continue;
            }
            if matches!(word, "higher" | "lower" | "fewer") && line.word(at + 1) == "than" {
                return None;
            }
            let basis = match preposition {
                Some("from") => return None,
                Some("to") => ChangeBasis::To,
                _ => ChangeBasis::By,
            };
            return Some((direction, basis));
        }
        let passes =
            WORDS.between.contains(word) || word.ends_with("ly") || line.dash(at) || WORDS.change.contains_key(word);
        if !passes {
            // `rose in May by 9 %`: a short aside before `by` and `to` is passed over.
            let aside = matches!(preposition, Some("by" | "to")) && line.kind(at) == Some(crate::numbers::Kind::Word);
            if !aside {
                return None;
            }
            steps += 1;
        }
        steps += 1;
    }
    None
}

/// `a 9 % increase`, `double-digit growth`, `5 % higher`, `3 % up`.
fn after(line: &Line, start: usize, end: usize) -> Option<(Direction, ChangeBasis)> {
    for at in end..(end + 6).min(line.len()) {
        let word = line.word(at);
        if let Some(&direction) = WORDS.change.get(word) {
            let noun_of = line.word(at + 1) == "of" && at == end;
            let verb = matches!(word, "fell" | "rose" | "grew" | "lost" | "shed" | "climbed" | "dropped" | "sank");
            let _ = (start, noun_of);
            // `cut 5 % rates`: a finite verb after the number starts another clause.
            return (!verb).then_some((direction, ChangeBasis::By));
        }
        let passes = line.dash(at)
            || word.ends_with("ly")
            || matches!(
                word,
                "year"
                    | "on"
                    | "over"
                    | "annual"
                    | "annualised"
                    | "annualized"
                    | "month"
                    | "quarter"
                    | "increase"
                    | "gdp"
                    | "economic"
                    | "price"
                    | "salary"
                    | "tax"
                    | "wage"
                    | "pay"
                    | "real"
                    | "overall"
                    | "export"
                    | "import"
                    | "trade"
                    | "average"
                    | "rate"
                    | "of"
                    | "in"
                    | "industrial"
            ) && !(matches!(word, "of" | "in" | "on") && at == end);
        if !passes {
            return None;
        }
    }
    None
}
