//! Who is named as in office: the text was written during the term.

use super::clues::Clue;
use super::genre::WORDS;
use crate::data;
use crate::numbers::{Kind, Line};
use model::{Document, Sentence, Span};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Terms by the last word of the bearer's name, in lower case: first and last year.
static TERMS: LazyLock<FxHashMap<String, Vec<(i16, i16)>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<String, Vec<(i16, i16)>> = FxHashMap::default();
    let files: Vec<&'static str> = data::files("ontology/actors/offices_").map(|(path, _)| path).collect();
    for path in files {
        for row in data::rows(path, &["name", "office", "from", "to"]) {
            let [name, office, from, to] = row[..] else { continue };
            let year = |day: &str| day.get(..4).and_then(|year| year.parse::<i16>().ok());
            let Some(from) = year(from) else { continue };
            // An office without an end is open; who led a party or a rebellion is not named by a state's title.
            let to = year(to).unwrap_or(9999);
            let titled = WORDS.office_titles.iter().any(|title| office.to_lowercase().contains(title.as_str()));
            let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
            if titled && last.len() > 2 {
                terms.entry(last).or_default().push((from, to));
            }
        }
    }
    terms
});

/// Votes for the years in which everybody named as in office was.
pub(super) fn offices(document: &Document, sentences: &[Sentence], latest: Option<i16>, clues: &mut Vec<Clue>) {
    let mut named: BTreeMap<String, Span> = BTreeMap::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        for at in 0..line.len() {
            if !line.capital(at) {
                continue;
            }
            let name = line.word(at);
            if !TERMS.contains_key(name) || named.contains_key(name) {
                continue;
            }
            let follower = WORDS.office_followers.iter().any(|word| line.word(at + 1) == word);
            // `President Xi Jinping`, `Prime Minister Modi`: a title at most three names before.
            let mut back = at;
            let mut title = None;
            while back > 0 && at - back < 4 {
                back -= 1;
                if WORDS.office_titles.iter().any(|title| line.word(back) == title) {
                    title = Some(back);
                    break;
                }
                if line.kind(back) != Some(Kind::Word) && line.word(back) != "." && !line.dash(back)
                    || line.kind(back) == Some(Kind::Word) && !line.capital(back)
                {
                    break;
                }
            }
            let Some(title) = title.or(follower.then_some(at)) else { continue };
            let past = (title.saturating_sub(4)..title)
                .any(|word| WORDS.former_words.iter().any(|former| line.word(word) == former));
            if !past {
                named.insert(name.to_owned(), line.span(title.min(at), at + 1));
            }
        }
    }
    let from = latest.unwrap_or(1990) - 1;
    for (name, span) in named.into_iter().take(12) {
        let terms = &TERMS[&name];
        // A name that many have borne says nothing.
        let votes: Vec<(i16, f64)> = (from..from + 40)
            .filter(|year| *year <= 2100)
            .map(|year| {
                (year, if terms.iter().any(|(start, end)| (*start..=*end).contains(&year)) { 0.3 } else { -0.5 })
            })
            .collect();
        let fits = votes.iter().filter(|(_, weight)| *weight > 0.0).count();
        if fits > 0 && fits <= 14 {
            // A short term says more than a long one.
            let gain = (3.0 / fits as f64).clamp(0.2, 0.7);
            let votes =
                votes.into_iter().map(|(year, weight)| (year, if weight > 0.0 { gain } else { weight })).collect();
            clues.push(Clue {
                rule: "dating/office",
                span,
                witnesses: vec![span],
                votes,
                earliest: None,
                latest: None,
            });
        }
    }
}
