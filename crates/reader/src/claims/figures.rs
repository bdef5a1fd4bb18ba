//! Which numbers of a sentence measure nothing of their own.

use super::frame::Figure;
use super::registry::UnitFamily;
use super::words::RULES;
use crate::phrases::Word;

/// Takes out the numbers that measure nothing.
pub(super) fn keep_measures(figures: &mut Vec<Figure>, words: &[Word]) {
    let percents: Vec<usize> =
        figures.iter().filter(|figure| figure.family == UnitFamily::Percent).map(|figure| figure.words.1).collect();
    figures.retain(|figure| {
        !is_collective(figure, words)
            && !is_age(figure, words)
            && !is_whole_of_part(figure, words)
            && !is_whole_of_percent(figure, words, &percents)
            && !is_ratio(figure, words)
            && !is_type(figure, words)
            && !is_rank(figure, words)
    });
}

/// `500 kroner ($70)`, `30 kroner, or $4`: the same money once more.
pub(super) fn is_converted(before: &Figure, figure: &Figure, words: &[Word]) -> bool {
    let Some(between) = words.get(before.words.1..figure.words.0) else { return false };
    let money = |figure: &Figure| figure.family == UnitFamily::Money;
    let small = between.iter().all(|word| RULES.converted.contains(&word.lower));
    let opened = between.iter().any(|word| RULES.converted_opening.contains(&word.lower));
    money(before) && money(figure) && before.quantity.unit != figure.quantity.unit && small && opened
}

/// `the two countries`, `both sides`, `these two visits`, `the five powers`: a way to name what was spoken of, no number
/// of it.
fn is_collective(figure: &Figure, words: &[Word]) -> bool {
    let start = figure.words.0;
    let definite = start > 0 && RULES.definite.contains(&words[start - 1].lower);
    // `in one case`, `half of these`.
    let none = words.get(start).is_some_and(|word| word.lower == "one") && figure.quantity.value == 1.0
        || figure.quantity.value < 1.0 && figure.quantity.range.is_none();
    figure.family == UnitFamily::Count && (none || definite && figure.quantity.value <= 12.0)
}

/// `aged above 18`, `at the age of 54`, `people over 60`, `three of them`: ages and bare small numbers measure nothing.
fn is_age(figure: &Figure, words: &[Word]) -> bool {
    let start = figure.words.0;
    let before = &words[start.saturating_sub(3)..start];
    let age = before.iter().any(|word| RULES.age.contains(&word.lower));
    let older = before
        .windows(2)
        .next_back()
        .is_some_and(|pair| RULES.people.has_form(&pair[0]) && RULES.age_limits.contains(&pair[1].lower));
    let older = older
        || words.get(start).is_some_and(|word| RULES.age_limits.contains(&word.lower))
            && before.last().is_some_and(|word| RULES.people.has_form(word));
    figure.family == UnitFamily::Count
        && figure.quantity.counted.is_none()
        && (age
            || older && figure.quantity.value <= 110.0
            || figure.quantity.value <= 12.0 && figure.quantity.change.is_none())
}

/// `a majority of the 125 seats`, `half of the 40 members`: how many there are, not how many somebody has.
fn is_whole_of_part(figure: &Figure, words: &[Word]) -> bool {
    let start = figure.words.0;
    let word = |back: usize| start.checked_sub(back).map_or("", |at| words[at].lower.as_str());
    let definite = RULES.whole_of.contains(word(1)) && word(2) == "of";
    let of = if definite { 3 } else { 2 };
    figure.family == UnitFamily::Count && (definite || word(1) == "of") && RULES.part.contains(word(of))
}

/// `12 percent of Angola's 36 million people`: the twelve percent are spoken of.
fn is_whole_of_percent(figure: &Figure, words: &[Word], percents: &[usize]) -> bool {
    let of = percents.iter().filter(|end| **end < figure.words.0 && figure.words.0 - **end <= 5);
    figure.family == UnitFamily::Count
        && of
            .into_iter()
            .any(|&end| words[end].lower == "of" && words[end..figure.words.0].iter().all(|word| word.lower != ","))
}

/// `three Delta 70B submarines`: the letter is no billion.
fn is_type(figure: &Figure, words: &[Word]) -> bool {
    let own = words.get(figure.words.0..figure.words.1).unwrap_or_default();
    let glued = |pair: &[Word]| pair[0].span.end == pair[1].span.start && pair[1].lower == "b";
    figure.family == UnitFamily::Count
        && (own.windows(2).any(glued)
            || own.iter().any(|word| {
                word.lower.strip_suffix('b').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
            }))
}

/// `among the top 5 buyers`.
fn is_rank(figure: &Figure, words: &[Word]) -> bool {
    let before = figure.words.0.checked_sub(1).and_then(|at| words.get(at));
    figure.family == UnitFamily::Count && before.is_some_and(|word| word.lower == "top")
}

/// `deaths per 100,000 inhabitants`.
fn is_ratio(figure: &Figure, words: &[Word]) -> bool {
    let start = figure.words.0;
    let per = |at: usize| words.get(at).is_some_and(|word| word.lower == "per");
    figure.family == UnitFamily::Count
        && (start.saturating_sub(3)..start).any(per)
        && figure.quantity.value.log10().fract() == 0.0
}

#[cfg(test)]
mod tests {
    use crate::claims::examples::read;

    #[test]
    fn the_letter_of_a_type_is_no_billion() {
        let claims = read("The navy of Pakistan operates three Delta 70B submarines.", None);
        assert!(claims.iter().all(|claim| claim.level.as_ref().is_none_or(|level| level.value < 1e6)));
    }

    #[test]
    fn money_in_another_currency_is_no_second_claim() {
        let claims = read("Japan gave Nepal 300 million yen ($2.1 million) in aid in 2022.", None);
        let aid = claims.iter().filter(|claim| claim.indicator == "aid").count();
        assert_eq!(aid, 1, "{}", crate::claims::examples::show(&claims));
    }
}
