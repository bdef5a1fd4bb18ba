//! Numbers with their units at their places.

use super::names::{self, Before};
use super::units::UNITS;
use super::words::WORDS;
use super::{measured, multiples, ranges};
use crate::numbers::{Form, Kind, Line, NUMBERS};
use model::{Bound, Direction, Sentence};

/// A number with its unit.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// Its first piece, currency sign included.
    pub start: usize,
    /// The piece after its last, unit included.
    pub end: usize,
    pub value: f64,
    pub range: Option<(f64, f64)>,
    pub step: f64,
    pub unit: String,
    pub unit_words: String,
    pub dimension: &'static str,
    pub form: Form,
    /// A bound that the number itself carries: `double-digit`.
    pub bound: Option<Bound>,
    /// Set for `doubled`, `halved`.
    pub multiple: Option<Direction>,
    pub rule: &'static str,
}

/// The amounts of a line, in order. `taken` marks the pieces of dates and times.
pub(super) fn amounts(line: &Line, sentence: &Sentence, taken: &[bool]) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = Vec::new();
    let mut at = 0;
    let mut free_from = 0;
    let addresses = names::addresses(line);
    while at < line.len() {
        if taken[at] {
            at += 1;
            free_from = at;
            continue;
        }
        if let Some(address) = addresses.iter().find(|address| address.contains(&at)) {
            at = address.end;
            free_from = at;
            continue;
        }
        match read(line, sentence, at, free_from, taken) {
            Read::Amount(amount) => {
                at = amount.end.max(at + 1);
                free_from = at;
                amounts.push(amount);
            }
            Read::Skip(end) => at = end.max(at + 1),
            Read::Nothing => at += 1,
        }
    }
    measured::share_units(line, &mut amounts);
    measured::compound(line, &mut amounts);
    amounts
}

enum Read {
    Amount(Amount),
    /// A number that is no quantity, and the piece after it.
    Skip(usize),
    Nothing,
}

fn read(line: &Line, sentence: &Sentence, at: usize, free_from: usize, taken: &[bool]) -> Read {
    if let Some(amount) = multiples::digit_growth(line, at).or_else(|| multiples::multiple(line, at)) {
        return Read::Amount(amount);
    }
    let Some(mut number) = NUMBERS.number(line, at) else { return Read::Nothing };
    if (at..number.end).any(|piece| taken[piece]) {
        return Read::Skip(number.end);
    }
    // `COP27`, `SDG 16`, `ALL 5 solutions`: codes that are other words as well stand before larger sums only.
    let lookalike =
        |start: usize| WORDS.lookalikes.get(line.original(start)).is_some_and(|least| number.value < *least);
    let mut prefix = currency_before(line, at, free_from).filter(|(_, start)| !lookalike(*start));
    let mut start = prefix.map_or(at, |(_, start)| start);
    let mut negative = false;
    // `$-99.99`: the minus stands between sign and number.
    if prefix.is_none()
        && at > 1
        && line.dash(at - 1)
        && line.glued(at)
        && line.glued(at - 1)
        && let Some((unit, from)) = currency_before(line, at - 1, free_from)
    {
        (prefix, start, negative) = (Some((unit, from)), from, true);
    }
    let money = prefix.is_some();
    match names::attached_before(line, at, start, free_from) {
        Some(Before::Negative(from)) => (negative, start) = (true, from),
        Some(Before::Decimal(from)) => {
            let digits = line.word(at).len() as i32;
            number.value /= 10f64.powi(digits);
            number.step = 10f64.powi(-digits);
            start = from;
        }
        Some(Before::Name) => return Read::Skip(names::skip_code(line, number.end)),
        Some(Before::Telephone) => return Read::Skip(names::skip_groups(line, number.end)),
        None => {}
    }
    if matches!(line.before(start, 1), "minus" | "negative") && start > free_from {
        negative = true;
        start -= 1;
    }
    number = measured::scale_letter(line, number, money);
    if let Some(end) = names::no_quantity(line, sentence, at, &number, money || negative) {
        return Read::Skip(end);
    }
    let sign = prefix.map(|(unit, start)| (unit, line.span(start, at)));
    let first = measured::with_unit(line, start, &number, sign, negative);
    match ranges::range(line, &number, &first, taken) {
        ranges::Range::Joined(amount) => Read::Amount(amount),
        ranges::Range::Score(end) => Read::Skip(end),
        ranges::Range::None if names::label(line, sentence, start, &first) => Read::Skip(first.end),
        ranges::Range::None => Read::Amount(first),
    }
}

/// The currency that ends right before the number at `at`, and its first piece.
fn currency_before(line: &Line, at: usize, free_from: usize) -> Option<(usize, usize)> {
    UNITS.before(line, at).filter(|(_, start)| {
        let word = line.kind(*start) == Some(Kind::Word);
        let letter = word && at == start + 1 && line.word(*start).len() < 2;
        let inside_word = word && line.glued(*start) && *start > 0 && line.kind(start - 1) == Some(Kind::Word);
        *start >= free_from && (!letter || line.glued(at)) && !inside_word
    })
}
