//! Whether a number is a change, and which way.

use super::Around;
use super::words::WORDS;
use crate::numbers::{Kind, Line};
use model::{Change, ChangeBasis, Direction};

/// How far a word of change may stand before its number, in pieces that are not its own.
const REACH: usize = 9;

/// The change that a number of `dimension` stands for. `start..end` are its pieces with its bound.
pub(super) fn change(around: &Around, start: usize, end: usize, dimension: &str) -> Option<Change> {
    let line = around.line;
    let relative = dimension == "ratio" || matches!(line.word(end - 1), "point" | "points" | "cent" | "cents" | "pips");
    let relative = relative || matches!(line.word(end), "point" | "points");
    let (direction, basis) =
        before(around, start, relative).or_else(|| after(line, end, relative, dimension != "count"))?;
    let year_on_year = {
        let others = &around.places;
        let next = others.iter().map(|other| other.0).find(|other| *other >= end).unwrap_or(line.len());
        let last = others.iter().map(|other| other.1).rev().find(|other| *other <= start).unwrap_or(0);
        WORDS.year_on_year(line, start.saturating_sub(10).max(last), next.max(end))
    };
    Some(Change { direction, basis, year_on_year })
}

/// `rose by 9 %`, `an increase of 0.1 %`, `up 3.8 %`, `fell to 3.8 billion`, `from 10 to 12`.
fn before(around: &Around, start: usize, relative: bool) -> Option<(Direction, ChangeBasis)> {
    let line = around.line;
    let mut at = start;
    let mut steps = 0;
    let mut preposition = None;
    while at > 0 && steps < REACH {
        at -= 1;
        // Jump over an earlier number: `rose 9 % to 3.8 billion`, `fell from 5 to 3`.
        if let Some(&(from, _)) = around.places.iter().find(|other| other.0 <= at && at < other.1) {
            if !matches!(preposition, Some("to" | "from")) {
                return None;
            }
            // `tripled to 6 billion`.
            if let Some(&factor) = WORDS.multiples.get(line.word(at)).filter(|_| preposition == Some("to")) {
                return Some((super::direction_of(factor), ChangeBasis::To));
            }
            at = from;
            continue;
        }
        let word = line.word(at);
        if preposition.is_none() {
            preposition = ["by", "to", "at", "from", "of"].into_iter().find(|one| *one == word);
        }
        if let Some(&direction) = WORDS.change.get(word) {
            // `up to 9 %` bounds; `shot down 5 drones` is something else.
            if word == "up" && line.word(at + 1) == "to" && start <= at + 3 && !super::goes_up_to(line, at)
                || matches!(word, "down" | "up") && line.word(at + 1) == "from" && steps > 1
            {
                steps += 1;
                continue;
            }
            if super::is_particle(word, line.before(at, 1))
                || matches!(word, "higher" | "lower" | "fewer") && line.word(at + 1) == "than"
            {
                return None;
            }
            let basis = match preposition {
                // `closed higher at 5,204`: how much there was then.
                Some("from" | "at") => return None,
                Some("to") => ChangeBasis::To,
                // `rose above 4,000`, `fell below 3 billion`.
                None if !relative && matches!(line.word(start), "above" | "below" | "past" | "beyond") => {
                    ChangeBasis::To
                }
                _ => ChangeBasis::By,
            };
            let plain = matches!(preposition, Some("by" | "to"));
            return (relative || plain || !WORDS.ambiguous.contains(word)).then_some((direction, basis));
        }
        // `rose by 12 pesos, to 190`, `tripled since 2010, to 6 billion`.
        let parenthesis = word == "," && matches!(line.word(at + 1), "to" | "by");
        if parenthesis || around.taken[at] {
            continue;
        }
        let passes = WORDS.between.contains(word) || word.ends_with("ly") || line.dash(at);
        if !passes {
            // `rose in May by 9 %`: a short aside before `by` and `to` is passed over.
            let aside = matches!(preposition, Some("by" | "to")) && line.kind(at) == Some(Kind::Word);
            if !aside {
                return None;
            }
            steps += 1;
        }
        steps += 1;
    }
    None
}

/// `a 9 % increase`, `double-digit growth`, `5 % higher`, `3 % up`, `10 % below`, `6 TWh less`.
fn after(line: &Line, end: usize, relative: bool, measured: bool) -> Option<(Direction, ChangeBasis)> {
    for at in end..(end + 6).min(line.len()) {
        let word = line.word(at);
        let compared = match word {
            "below" if relative => Some(Direction::Down),
            // `2.4 times more likely` compares two things.
            "above" | "more" if relative && at == end && line.word(end - 1) != "times" => Some(Direction::Up),
            "less" if measured && at == end => Some(Direction::Down),
            _ => None,
        };
        if let Some(&direction) = WORDS.change.get(word).or(compared.as_ref()) {
            // `cut 5 % rates`: a finite verb after the number starts another clause.
            let verb = matches!(word, "fell" | "rose" | "grew" | "lost" | "shed" | "climbed" | "dropped" | "sank");
            let taken = matches!(word, "up" | "down") && line.word(at + 1) == "to";
            return (!verb && !taken && (relative || !WORDS.ambiguous.contains(word)))
                .then_some((direction, ChangeBasis::By));
        }
        let passes = line.dash(at) || word.ends_with("ly") || WORDS.after_number.contains(word);
        if !passes || matches!(word, "of" | "in" | "on") && at == end {
            return None;
        }
    }
    None
}
