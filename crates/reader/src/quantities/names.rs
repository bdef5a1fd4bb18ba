//! Numbers that are no quantities: parts of names and codes, labels, scores, ranks, times of day, pronouns.

use super::amounts::Amount;
use super::counted::tag;
use super::units::UNITS;
use super::words::WORDS;
use crate::numbers::{Form, Kind, Line, Number, is_point};
use model::{Sentence, Upos};

/// What a sign or word right against a number makes of it.
pub(super) enum Before {
    /// A minus at that piece.
    Negative(usize),
    /// `.5`: the point's piece.
    Decimal(usize),
    /// Part of a name or code.
    Name,
    /// The first group of a telephone number.
    Telephone,
}

/// What stands right against the number at `at`, whose currency or itself begins at `start`.
pub(super) fn attached_before(line: &Line, at: usize, start: usize, free_from: usize) -> Option<Before> {
    if !line.glued(start) || start == 0 {
        // ` - 5`: a spaced dash before a number is punctuation.
        return None;
    }
    let before = start - 1;
    let word = line.word(before);
    if line.kind(before) != Some(Kind::Sign) {
        return Some(Before::Name);
    }
    let inner = line.glued(before) && before > 0;
    if line.dash(before) {
        if !line.glued(before) {
            // `75 -300`: a dash, not a sign.
            let after_digits = before > 0 && line.kind(before - 1) == Some(Kind::Digits);
            return (!after_digits).then_some(Before::Negative(before));
        }
        let other = before.checked_sub(1)?;
        return match line.kind(other) {
            // `F-16`, `Covid-19`; `over-65s`, `sub-5`.
            Some(Kind::Word) => Some(Before::Name),
            Some(Kind::Digits) if before >= free_from => Some(Before::Name),
            Some(Kind::Sign) => Some(Before::Negative(before)),
            _ => None,
        };
    }
    match word {
        "." if at == start && !(inner && line.kind(before - 1) == Some(Kind::Word)) => Some(Before::Decimal(before)),
        "." | "#" | "@" | "_" | "&" | "=" | "\\" if !is_comparison(line, before) => Some(Before::Name),
        ":" => (inner && line.kind(before - 1) == Some(Kind::Digits)).then_some(Before::Name),
        "/" => inner.then_some(Before::Name),
        // `P5+1`, `J1149+6663`, and telephone numbers: `+44 20 …`, `+1-222`.
        "+" => {
            let code = inner && line.kind(before - 1) != Some(Kind::Sign);
            let dashed = line.dash(at + 1) && line.glued(at + 1);
            let grouped = line.kind(at + 1) == Some(Kind::Digits) && !line.glued(at + 1);
            (grouped && !code).then_some(Before::Telephone).or_else(|| (code || dashed).then_some(Before::Name))
        }
        _ => None,
    }
}

/// The pieces of web addresses: from `https` or `www` to the next space.
pub(super) fn addresses(line: &Line) -> Vec<std::ops::Range<usize>> {
    let begins = |at: &usize| {
        line.word(*at) == "www" && line.word(at + 1) == "." || line.word(at + 1) == ":" && line.word(at + 2) == "/"
    };
    let whole = |start: usize| start..(start + 1..line.len()).find(|at| !line.glued(*at)).unwrap_or(line.len());
    (0..line.len()).filter(begins).map(whole).collect()
}

/// `>=`, `<=`.
fn is_comparison(line: &Line, equals: usize) -> bool {
    line.word(equals) == "=" && matches!(line.before(equals, 1), ">" | "<")
}

/// The end of a telephone number's groups: `+44 20 7946 0000`.
pub(super) fn skip_groups(line: &Line, index: usize) -> usize {
    (index..line.len()).find(|at| line.kind(*at) != Some(Kind::Digits)).unwrap_or(line.len())
}

/// The end of a code that a number is part of: `A320-200`, `555-1234`.
pub(super) fn skip_code(line: &Line, index: usize) -> usize {
    let mut end = index;
    while end < line.len()
        && line.glued(end)
        && (line.kind(end) != Some(Kind::Sign)
            || matches!(line.word(end), "/" | "+") && line.glued(end + 1)
            || line.dash(end) && line.glued(end + 1))
    {
        end += 1;
    }
    end
}

/// The end of a number that is no quantity: an ordinal, a time of day, a code, a list's number, a pronoun. `certain` is
/// set where a currency or minus sign says that it is an amount.
pub(super) fn no_quantity(
    line: &Line,
    sentence: &Sentence,
    at: usize,
    number: &Number,
    certain: bool,
) -> Option<usize> {
    if line.kind(at) == Some(Kind::Digits) {
        return no_quantity_in_digits(line, at, number);
    }
    if certain {
        return None;
    }
    let end = number.end;
    let hyphenated = at > 1 && line.glued(at) && line.dash(at - 1) && line.glued(at - 1);
    if hyphenated && line.kind(at - 2) == Some(Kind::Word) {
        return Some(end);
    }
    // A name of words: `Group of Seven`, `the Big Three`, `Channel Four`.
    if line.capital(at)
        && at > 0
        && !matches!(line.before(at, 1), "." | "\"" | "“" | ":")
        && (line.capital(at - 1) || line.before(at, 2) == "group")
        && !line.capital(end)
    {
        return Some(end);
    }
    // `the Two Sessions`, `the Five Eyes`.
    if line.capital(at) && line.capital(end) && line.before(at, 1) == "the" && !line.capital(at - 1) {
        return Some(end);
    }
    let word = line.word(at);
    let next = line.word(end);
    match number.form {
        Form::Words if word == "one" && end == at + 1 => pronoun(line, sentence, at).then_some(end),
        Form::Words => (word == "zero" && (line.dash(end) || next == "tolerance")
            || matches!(next, "am" | "pm")
            || matches!(line.text_of(end, end + 3), "o'clock" | "o’clock"))
        .then_some(end),
        Form::Fraction if word == "half" && end == at + 1 => {
            let rank = WORDS.half_ranks.contains(line.before(at, 1));
            let bounded = WORDS.bound_before(line, at).is_some() || line.before(at, 1) == "by";
            let share = bounded && !matches!(next, "-" | "‑" | "–")
                || WORDS.half_shares.contains(next)
                || UNITS.at(line, end).is_some()
                || is_point(line, end);
            (rank || !share).then_some(end)
        }
        Form::Fraction if word == "a" && line.word(at + 1) == "half" => {
            (UNITS.at(line, end).is_none() && next != "of" && !is_point(line, end)).then_some(end)
        }
        Form::Vague => (word == "scores" && next != "of").then_some(end),
        _ => None,
    }
}

fn no_quantity_in_digits(line: &Line, at: usize, number: &Number) -> Option<usize> {
    let end = number.end;
    if WORDS.slashes.contains(format!("{}{}{}", line.word(at), line.word(at + 1), line.word(at + 2)).as_str())
        && line.glued(at + 1)
    {
        return Some(at + 3);
    }
    // `in his 60s`, `the 1990s`.
    if line.word(end) == "s" && line.glued(end) && number.value >= 20.0 && number.value % 10.0 == 0.0 {
        return Some(end + 1);
    }
    // `6.40 am`, `7 p.m.`
    let half_day = line.word(end);
    if matches!(half_day, "am" | "pm")
        || matches!(half_day, "a" | "p") && line.word(end + 1) == "." && line.word(end + 2) == "m"
    {
        return Some(end + 1);
    }
    // `1. First, …`, `(2) The …`: the numbers of a list.
    let opened = usize::from(line.word(0) == "(");
    if at == opened && line.digits(at).is_some_and(|value| value < 100) && line.glued(end) {
        let closed = matches!(line.word(end), ")" | ".") && (opened == 0 || line.word(end) == ")");
        if closed && (line.len() == end + 1 || !line.glued(end + 1)) {
            return Some(end + 1);
        }
    }
    // `Group of 20`.
    if line.before(at, 1) == "of" && at > 1 && line.before(at, 2) == "group" && line.capital(at - 2) {
        return Some(end);
    }
    if line.glued(end) {
        match line.kind(end) {
            Some(Kind::Word) => {
                let whole = |end: usize| !(line.glued(end) && line.kind(end).is_some_and(|kind| kind != Kind::Sign));
                let unit = UNITS.at(line, end).filter(|unit| whole(unit.end)).is_some()
                    || UNITS.scaled_currency(line.original(end)).is_some();
                let letter = line.original(end);
                let name = !unit || letter.len() == 1 && line.capital(end) && !matches!(letter, "W" | "V");
                if name && !matches!(letter, "L" | "C" | "F") || matches!(line.word(end), "st" | "nd" | "rd" | "th") {
                    return Some(skip_code(line, end));
                }
            }
            Some(Kind::Sign) => {
                let next_digits = line.kind(end + 1) == Some(Kind::Digits) && line.glued(end + 1);
                if next_digits && matches!(line.word(end), ":" | "/" | ".") {
                    return Some(skip_code(line, end + 2));
                }
                // `P5+1`, `5+1`.
                if next_digits && line.word(end) == "+" {
                    return Some(end + 2);
                }
                // `555-123-4567`, `2020-01-05x`.
                let dashed = |at: usize| line.dash(at) && line.glued(at);
                if line.dash(end)
                    && next_digits
                    && dashed(end + 2)
                    && line.kind(end + 3) == Some(Kind::Digits)
                    && line.glued(end + 3)
                {
                    return Some(skip_code(line, end + 4));
                }
                // `2-D`, `3-D`, `4-H`.
                let letter = line.original(end + 1).len() == 1 && line.capital(end + 1);
                if line.dash(end) && line.glued(end + 1) && letter {
                    return Some(end + 2);
                }
            }
            _ => {}
        }
    }
    let written = line.word(at);
    let code =
        written.len() > 1 && written.starts_with('0') && !written.starts_with("0.") && !written.starts_with("0,");
    code.then_some(end)
}

/// True where `one` at `at` stands for somebody or something, and counts nothing.
fn pronoun(line: &Line, sentence: &Sentence, at: usize) -> bool {
    let end = at + 1;
    let next = line.word(end);
    let counts = matches!(tag(line, sentence, end), Upos::X | Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn);
    if !counts && !line.dash(end) && WORDS.bound_before(line, at).is_none() {
        return true;
    }
    let pronoun = WORDS.one_after.contains(line.before(at, 1))
        || line.apostrophe(end)
        || line.dash(end) && UNITS.at(line, end + 1).is_none()
        || next.is_empty()
        || WORDS.one_before.contains(next)
        || line.kind(end) != Some(Kind::Word) && !line.dash(end);
    pronoun && UNITS.at(line, end).is_none_or(|_| next.len() < 4 || next == "day")
}

/// True where words of play stand near: `won 3-5`, `a 2-3 defeat`.
pub(super) fn sports(line: &Line, start: usize, end: usize) -> bool {
    let near = |at: usize| WORDS.sport.contains(line.word(at));
    let close = (start.saturating_sub(3)..start).any(near) || (end..end + 3).any(near);
    close && UNITS.at(line, end).is_none()
}

/// True where a bare number is a label or part of a name: `Article 5`, `Apollo 11`, `S&P 500`, `Boeing 737`.
pub(super) fn label(line: &Line, sentence: &Sentence, start: usize, amount: &Amount) -> bool {
    if amount.unit != "1" || start == 0 {
        return false;
    }
    let before = line.before(start, 1);
    let big = line.word(start).contains(',') || amount.value >= 10_000.0;
    let plain = amount.form == Form::Digits && amount.step == 1.0 && !big;
    let capital = line.capital(start - 1);
    if plain && capital && WORDS.makers.contains(before) {
        return true;
    }
    let noun_follows = noun_follows(line, sentence, amount.end);
    if plain
        && line.word(start).len() == 4
        && (1900.0..2100.0).contains(&amount.value)
        && year_of_name(line, sentence, amount)
    {
        return true;
    }
    // `the No. 3 reactor` is one reactor with a number, whatever follows; `no 3 reactors` are none.
    let number_sign = before == "." && line.before(start, 2) == "no" && line.glued(start - 1);
    if number_sign && plain {
        return true;
    }
    let labelled = WORDS.labels.contains(before) || number_sign;
    if labelled && (amount.form == Form::Digits || amount.form == Form::Words && capital) && amount.step <= 1.0 {
        return !noun_follows || capital && amount.value < 100.0 && !matches!(before, "no");
    }
    let begins = start < 2 || matches!(line.before(start, 2), "." | "\"" | "“" | ":" | ";" | "," | "(");
    let named = capital && !begins || line.before(start, 2) == "&";
    if !(named && plain) || noun_follows || matches!(before, "i" | "rs" | "in" | "of" | "at" | "to" | "by") {
        return false;
    }
    // `the FTSE 100 fell` is a name; `in Norland 45 died` is none.
    line.kind(amount.end) != Some(Kind::Word) || !after_preposition(line, start)
}

/// True where a year stands before one thing: `the 1951 UN convention`, `a 2010 interview`.
fn year_of_name(line: &Line, sentence: &Sentence, amount: &Amount) -> bool {
    match super::counted::head(line, sentence, amount.end) {
        Some(head) => !super::counted::is_plural(line.word(head)),
        None => matches!(line.before(amount.start, 1), "the" | "a" | "an" | "its" | "his" | "her" | "their"),
    }
}

/// True where the capitalised words that end before `start` stand after a preposition or a verb's object place.
fn after_preposition(line: &Line, start: usize) -> bool {
    let mut from = start;
    while from > 0 && (line.capital(from - 1) || matches!(line.word(from - 1), "&" | "’" | "'" | "-" | "–")) {
        from -= 1;
    }
    !matches!(line.before(from, 1), "the" | "a" | "an" | "its" | "of" | "and")
}

/// True where a noun that the number may count stands at `index`.
fn noun_follows(line: &Line, sentence: &Sentence, index: usize) -> bool {
    let next = line.word(index);
    if line.kind(index) != Some(Kind::Word) || line.capital(index) && next != "people" {
        return false;
    }
    if matches!(next, "people" | "men" | "women" | "children" | "per" | "or") {
        return true;
    }
    match tag(line, sentence, index) {
        Upos::X => next.ends_with('s') && !matches!(next, "was" | "is" | "has" | "as" | "this" | "says" | "does"),
        Upos::Noun | Upos::Adj | Upos::Num => true,
        _ => false,
    }
}
