//! Levels and growth within a sentence: `rose 5 percent from 60 to 63`, `doubled from 280 to 350`.

use super::number::{Range, show, show_open, show_quantity, show_range, signed, signed_range, step};
use super::sheet::{Sheet, found};
use crate::claims::UnitFamily;
use crate::claims::frame::{Figure, Frame, Role};
use model::{ChangeBasis, Direction, Quantity, Verdict};

/// Holds every pair of a level and the level before it against the words of change beside it.
pub fn check(sheet: &mut Sheet, frame: &Frame) {
    ranges(sheet, frame);
    // A better rank is a smaller number.
    if frame.words.iter().any(|word| word.any(&["rank", "ranking", "place", "seed"])) {
        return;
    }
    for (before, after) in pairs(sheet, frame) {
        let (p, l) = (&frame.figures[before], &frame.figures[after]);
        if p.quantity.value <= 0.0 || l.quantity.value < 0.0 {
            continue;
        }
        direction(sheet, frame, p, l);
        multiple(sheet, frame, p, l);
        let change = nearest_change(frame, before, after);
        if let Some(change) = change {
            growth(sheet, frame, p, l, &frame.figures[change]);
        }
    }
}

/// `from 10 percent to 15 percent` is read as one range: its ends are the level before and the level after.
fn ranges(sheet: &mut Sheet, frame: &Frame) {
    for (index, figure) in frame.figures.iter().enumerate() {
        let Some((low, high)) = figure.quantity.range else { continue };
        let (start, end) = figure.words;
        let from = frame.lower(start) == "from" || start > 0 && frame.lower(start - 1) == "from";
        let to = (start..end).any(|at| frame.lower(at) == "to");
        let Some(change) = frame.figures.get(index + 1).or(index.checked_sub(1).map(|last| &frame.figures[last]))
        else {
            continue;
        };
        // `raised from 10 to 15 percent, by 5 percent` and `from 10 to 15 percent, a rise of 5 percent`.
        let moves = frame
            .directions
            .iter()
            .any(|hit| hit.end <= start && start - hit.end <= 8 || end <= hit.start && hit.end <= change.words.0);
        if !(from && to && moves) || change.role != Role::Change || low <= 0.0 {
            continue;
        }
        let end_of = |value: f64| Quantity { value, range: None, change: None, ..figure.quantity.clone() };
        let (before, after) = (end_of(low), end_of(high));
        let part = |quantity| Figure {
            words: figure.words,
            span: figure.span,
            quantity,
            family: figure.family,
            role: Role::Level,
            change: None,
        };
        growth(sheet, frame, &part(&before), &part(&after), change);
    }
}

/// Pairs of figures, the level before and the level after.
fn pairs(sheet: &Sheet, frame: &Frame) -> Vec<(usize, usize)> {
    let figures = &frame.figures;
    let alike = |a: usize, b: usize| {
        figures[a].family == figures[b].family
            && figures[a].quantity.unit == figures[b].quantity.unit
            && clause(frame, a, b)
    };
    let level = |index: &usize| figures[*index].role == Role::Level;
    let mut pairs = Vec::new();
    for before in (0..figures.len()).filter(|&index| figures[index].role == Role::Previous) {
        let start = figures[before].words.0;
        let from = (start.saturating_sub(3)..start).any(|at| frame.lower(at) == "from");
        let up_from = (start.saturating_sub(4)..start).any(|at| matches!(frame.lower(at), "up" | "down"));
        let next = (before + 1..figures.len()).filter(level).find(|&after| alike(before, after));
        // After `to` the later level follows; otherwise it went before.
        let to = next.filter(|&next| {
            from && (figures[before].words.1..figures[next].words.0)
                .any(|at| matches!(frame.lower(at), "to" | "reach" | "reaching"))
        });
        let last = (0..before).rev().filter(level).find(|&after| alike(before, after));
        let after = if up_from { last.or(to) } else { to.or(last) }.or(next);
        if let Some(after) = after {
            pairs.push((before, after));
        }
    }
    if pairs.is_empty() {
        let levels: Vec<usize> = (0..figures.len()).filter(level).collect();
        for window in levels.windows(2) {
            let &[first, second] = window else { continue };
            if !alike(first, second) {
                continue;
            }
            let claims: Vec<_> = [first, second]
                .iter()
                .filter_map(|&index| sheet.claim_of(frame.sentence, figures[index].span))
                .map(|index| &sheet.claims[index])
                .collect();
            let [one, two] = claims.as_slice() else { continue };
            let same =
                one.indicator == two.indicator && one.indicator != "unclassified" && one.dimension == two.dimension;
            let (Some(early), Some(late)) = (interval(one), interval(two)) else { continue };
            // `Norland at 5 percent in May and Sudria at 6 in June`: no rise of anybody's.
            let same = same && !of_others(one, two);
            if same && early.end < late.start {
                pairs.push((first, second));
            } else if same && late.end < early.start {
                pairs.push((second, first));
            }
        }
    }
    pairs
}

/// True where two claims are known to be of different sides.
fn of_others(one: &model::Claim, other: &model::Claim) -> bool {
    let differ = |a: &Option<model::Actor>, b: &Option<model::Actor>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.side() != b.side())
    };
    differ(&one.reporter, &other.reporter) || differ(&one.partner, &other.partner)
}

fn interval(claim: &model::Claim) -> Option<model::Interval> {
    claim.period.as_ref().and_then(|period| period.interval)
}

/// True where no `;` stands between two figures.
fn clause(frame: &Frame, a: usize, b: usize) -> bool {
    let (start, end) = (frame.figures[a.min(b)].words.1, frame.figures[a.max(b)].words.0);
    (start..end.max(start)).all(|at| frame.lower(at) != ";")
}

/// The change that stands nearest to a pair of levels.
fn nearest_change(frame: &Frame, before: usize, after: usize) -> Option<usize> {
    let (low, high) = (before.min(after), before.max(after));
    let distance = |index: usize| {
        let words = frame.figures[index].words;
        let (start, end) = (frame.figures[low].words.0, frame.figures[high].words.1);
        if words.1 <= start { start - words.1 } else { words.0.saturating_sub(end) }
    };
    (0..frame.figures.len())
        .filter(|&index| index != before && index != after)
        .filter(|&index| {
            frame.figures[index].role == Role::Change && clause(frame, index, low) && clause(frame, index, high)
        })
        .filter(|&index| {
            // No third level may stand between: the change would be its own.
            let (from, to) = if index < low { (index, low) } else { (high, index) };
            index > low && index < high
                || (from + 1..to).all(|between| matches!(frame.figures[between].role, Role::Change | Role::Share))
        })
        .min_by_key(|&index| distance(index))
        .filter(|&index| distance(index) <= 14)
}

/// The word of going up or down that governs the pair.
fn governing<'f>(frame: &'f Frame, p: &Figure, l: &Figure) -> Option<&'f crate::phrases::Hit<Direction>> {
    let start = p.words.0.min(l.words.0);
    let end = p.words.1.max(l.words.1);
    let floor = frame.figures.iter().map(|figure| figure.words.1).filter(|&at| at <= start).max().unwrap_or(0);
    // `growth slowed`: not the growth itself, its rate.
    let governs =
        |hit: &&crate::phrases::Hit<Direction>| hit.start >= floor && hit.end <= start && start - hit.end <= 12;
    frame
        .directions
        .iter()
        .rev()
        .filter(|hit| !matches!(frame.lower(hit.start), "growth" | "lower" | "higher" | "less" | "fewer"))
        .find(governs)
        .or_else(|| {
            // `up from 9.3`, `10.99, compared with 10.53, an increase`: between the two.
            frame.directions.iter().find(|hit| {
                hit.start >= p.words.1.min(l.words.1)
                    && hit.end <= end
                    && matches!(frame.lower(hit.start), "up" | "down")
            })
        })
}

/// Whether the later level lies where the words say.
fn direction(sheet: &mut Sheet, frame: &Frame, p: &Figure, l: &Figure) {
    let Some(hit) = governing(frame, p, l) else { return };
    let (before, after) = (Range::beside(p.quantity, l.quantity), Range::beside(l.quantity, p.quantity));
    let wrong = match hit.value {
        Direction::Up => after.high < before.low,
        Direction::Down => after.low > before.high,
        Direction::Same => false,
    };
    if wrong {
        let word = frame.span(hit.start, hit.end);
        let working = format!(
            "said to go {}: from {} to {}",
            if hit.value == Direction::Up { "up" } else { "down" },
            show_quantity(p.quantity),
            show_quantity(l.quantity)
        );
        let check = found(Verdict::Disagrees, "direction-and-levels", working, vec![word, p.span, l.span]);
        sheet.note_figure(frame.sentence, l.span, l.quantity, check);
    }
}

/// `doubled`, `tripled`, `halved` against the two levels.
fn multiple(sheet: &mut Sheet, frame: &Frame, p: &Figure, l: &Figure) {
    let Some(hit) = governing(frame, p, l) else { return };
    let word = &frame.words[hit.start];
    let factor = [("double", 2.0), ("triple", 3.0), ("treble", 3.0), ("quadruple", 4.0), ("halve", 0.5)];
    let Some(&(_, factor)) = factor.iter().find(|(name, _)| word.is(name)) else { return };
    if hit.start > 0 && frame.words[hit.start - 1].any(&["more", "than", "nearly", "almost", "over"]) {
        return;
    }
    let ratio = l.quantity.value / p.quantity.value;
    let close = ratio / factor;
    let verdict = if (0.87..=1.2).contains(&close) { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
    let working = format!(
        "{} / {} = {ratio:.2}; said: {factor}, which {:.2} to {:.2} may be called",
        show(l.quantity.value),
        show(p.quantity.value),
        factor * 0.87,
        factor * 1.2
    );
    let check = found(verdict, "multiple", working, vec![frame.span(hit.start, hit.end), p.span, l.span]);
    sheet.note_figure(frame.sentence, l.span, l.quantity, check);
}

/// What a stated growth in per cent is worth beside the growth that the levels leave open. Where levels of one digit leave
/// so much open that the stated growth fits without being near what they give as they stand (`from 2 billion to 3 billion,
/// up 8 percent`), nothing follows.
pub(super) fn growth_verdict(open: Range, exact: f64, stated: Range, said: f64) -> Verdict {
    match (stated.meets(open), (exact - said).abs() <= (exact.abs() / 2.0).max(5.0)) {
        (true, true) => Verdict::AgreesWithinRounding,
        (true, false) if open.high.is_finite() => Verdict::Ambiguous,
        (true, false) => Verdict::AgreesWithinRounding,
        (false, _) => Verdict::Disagrees,
    }
}

/// A stated change against the two levels.
fn growth(sheet: &mut Sheet, frame: &Frame, p: &Figure, l: &Figure, change: &Figure) {
    if !matches!(change.change, Some((_, ChangeBasis::By)) | None) {
        return;
    }
    let (before, after) = (Range::beside(p.quantity, l.quantity), Range::beside(l.quantity, p.quantity));
    let mut quantity = change.quantity.clone();
    if quantity.change.is_none() {
        quantity.change =
            change.change.map(|(direction, basis)| model::Change { direction, basis, year_on_year: false });
    }
    let stated = signed_range(&quantity);
    let relative = after.growth_from(before);
    let points = after.minus(before);
    let exact = (l.quantity.value / p.quantity.value - 1.0) * 100.0;
    let spans = vec![p.span, l.span, change.span];
    let line = format!(
        "from {} to {} is {exact:+.1} %; stated {}; the digits leave {} open",
        show_open(p.quantity, before),
        show_open(l.quantity, after),
        show_open(&Quantity { value: signed(&quantity), range: None, ..quantity.clone() }, stated),
        show_range(relative, "%")
    );
    let percent_levels = l.family == UnitFamily::Percent;
    let check = if percent_levels {
        let difference = l.quantity.value - p.quantity.value;
        let unit_points = quantity.unit == "pp";
        let fits_points = stated.meets(points.widened(step(l.quantity)));
        let fits_percent = (exact - signed(&quantity)).abs() <= step(&quantity).max(0.5);
        let line = format!("{line}; the difference is {difference:+} percentage points");
        match (unit_points, fits_points, fits_percent) {
            (true, true, _) | (false, _, true) => {
                found(Verdict::AgreesWithinRounding, "percent-and-points", line, spans)
            }
            (false, true, false) => {
                let line = format!("{line}: percentage points are called percent");
                found(Verdict::Disagrees, "percent-and-points", line, spans)
            }
            (true, false, true) => {
                let line = format!("{line}: percent are called percentage points");
                found(Verdict::Disagrees, "percent-and-points", line, spans)
            }
            _ => found(Verdict::Disagrees, "percent-and-points", line, spans),
        }
    } else if change.family == UnitFamily::Percent {
        let verdict = growth_verdict(relative, exact, stated, signed(&quantity));
        found(verdict, "levels-and-growth", line, spans)
    } else if change.family == l.family && quantity.unit == l.quantity.unit {
        let verdict = if stated.meets(points) { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
        let line = format!("{line}; the difference is {}", show_range(points, ""));
        found(verdict, "levels-and-difference", line, spans)
    } else {
        return;
    };
    sheet.note_figure(frame.sentence, change.span, change.quantity, check);
}
