//! Ages of persons whose birthdays are known: `Robert Mugabe, 92,`, `the 79-year-old Silvio Berlusconi`.

use super::clues::{Clue, clue};
use super::genre::WORDS;
use super::offices::rank_at;
use super::posterior::Likelihood;
use super::tenures::portfolio;
use super::terms;
use crate::data;
use crate::numbers::Line;
use model::{Document, Sentence, Span};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A person with the time of birth, in years with a fraction.
struct Birth {
    pieces: Vec<String>,
    born: f64,
}

/// Births by the first piece of the name.
static BIRTHS: LazyLock<FxHashMap<String, Vec<Birth>>> = LazyLock::new(|| {
    let mut births: FxHashMap<String, Vec<Birth>> = FxHashMap::default();
    for row in data::rows("ontology/facts/births.tsv", &["name", "born"]) {
        let Some((year, month)) = row[1].split_once('-') else { continue };
        let (Ok(year), Ok(month)) = (year.parse::<f64>(), month.parse::<f64>()) else { continue };
        let pieces = terms::pieces(row[0]);
        let Some(first) = pieces.first().cloned() else { continue };
        births.entry(first).or_default().push(Birth { pieces, born: year + (month - 1.0) / 12.0 });
    }
    births
});

/// Clues from ages.
pub(super) fn ages(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    let mut seen: Vec<(f64, u32)> = Vec::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        for at in 0..line.len() {
            let Some(births) = BIRTHS.get(line.word(at)).filter(|_| line.capital(at)) else { continue };
            let Some(birth) = births.iter().find(|birth| terms::stand(&line, at, &birth.pieces)) else { continue };
            let Some((age, span)) = age(&line, at, at + birth.pieces.len()) else { continue };
            if seen.contains(&(birth.born, age)) {
                continue;
            }
            seen.push((birth.born, age));
            let turned = birth.born + f64::from(age);
            let likelihood = Likelihood::by_month(|start, end| match f64::max(turned - end, start - turned - 1.0) {
                ..=0.0 => 1.0,
                // Papers reckon with the year alone, or miss a birthday.
                ..1.0 => 0.08,
                _ => 0.01,
            });
            clues.push(clue("dating/age", span, vec![span], likelihood));
        }
    }
}

/// The age told of the name at `start..end`, with the words that tell it.
fn age(line: &Line, start: usize, end: usize) -> Option<(u32, Span)> {
    let likely = |age: &u32| (15..=110).contains(age);
    // `X, 63,`, `X (63)`, `X, aged 63`; a date or an amount goes on otherwise.
    let number = end + 1 + usize::from(line.word(end + 1) == "aged");
    let closed = matches!(line.word(number + 1), "," | ")" | "." | "and" | "");
    if matches!(line.word(end), "," | "(")
        && closed
        && let Some(age) = line.digits(number).filter(likely)
    {
        return Some((age, line.span(start, number + 1)));
    }
    // `X, a 63-year-old`, `the 63-year-old X`.
    let after = (end..end + 4).find(|&word| line.digits(word).is_some());
    let before = (start.saturating_sub(8)..start).rev().find(|&word| line.digits(word).is_some());
    [after, before].into_iter().flatten().find_map(|at| {
        let old = line.dash(at + 1) && line.word(at + 2) == "year" && line.dash(at + 3) && line.word(at + 4) == "old";
        // Between an age and the name after it stand at most an office and a state: `the 63-year-old farmer met X`.
        let own = at > start || (at + 5..start).all(|word| titles(line, word));
        let age = line.digits(at).filter(likely).filter(|_| old && own)?;
        Some((age, line.span(at.min(start), end.max(at + 5))))
    })
}

/// True where a piece before a name can belong to its bearer's title: `former Prime Minister`, `ex-president`.
fn titles(line: &Line, at: usize) -> bool {
    let word = line.word(at);
    line.capital(at)
        || line.dash(at)
        || rank_at(line, at).is_some()
        || portfolio(word).is_some()
        || matches!(word, "." | "prime" | "chief" | "first" | "leader")
        || WORDS.former_words.iter().any(|former| former == word)
}
