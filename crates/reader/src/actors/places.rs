//! Whether a capital stands for its state or for the city.

use super::lexicon::Class;
use super::words::Word;
use model::Sentence;

/// True where the capital at `start..end` acts as a government: as a subject (`Beijing said`), in relations (`ties with
/// Moscow`), or as an owner of policy (`Ankara's decision`); false where it is a city (`in Beijing`).
pub fn acts(words: &[Word], sentence: &Sentence, start: usize, end: usize) -> bool {
    let word = |at: usize| words.get(at);
    let text = |at: usize| words.get(at).map_or("", |word| word.text);
    let before = start.checked_sub(1).and_then(word);
    let glued = |at: usize| words.get(at).is_some_and(|word| !word.spaced);
    if matches!(text(end), "-" | "–" | "/") && glued(end) {
        return word(end + 1).is_some_and(|next| {
            next.is_capitalised() || (next.is(Class::Backed) && !matches!(next.text, "born" | "educated" | "made"))
        });
    }
    // A dateline, or a place with its state: `London, June 30`.
    if text(end) == "," && start == 0 {
        return false;
    }
    if let Some(before) = before {
        let lower = before.text.to_lowercase();
        match lower.as_str() {
            "on" => return start >= 2 && words[start - 2].is(Class::Pressure),
            "to" | "from" | "of" | "for" => {
                let mut governor = start.checked_sub(2);
                if governor.is_some_and(|at| matches!(words[at].text, "the" | "a" | "an")) {
                    governor = start.checked_sub(3);
                }
                return governor.is_some_and(|at| words[at].is(Class::Transfer))
                    && !word(end).is_some_and(|after| after.is(Class::CityPossession));
            }
            "-" | "–" | "/" => return !before.spaced,
            _ if before.is(Class::PartnerBefore) => return true,
            _ if before.is(Class::CityBefore) => return false,
            _ => {}
        }
    }
    if matches!(text(end), "'" | "’") {
        return !word(end + 2).is_some_and(|owned| owned.is(Class::CityPossession));
    }

    let subject = sentence
        .tokens
        .get(words[end - 1].token)
        .is_some_and(|token| token.relation == "nsubj" || (token.relation == "nsubj:pass" && before.is_some()));
    // Its verb, past adverbs and auxiliaries: `Tehran is also negotiating`.
    let mut verb = end;
    let mut copula = false;
    while verb < end + 4
        && word(verb).is_some_and(|word| is_adverb(word) || (word.is(Class::Auxiliary) && verb < end + 3))
    {
        copula |= matches!(text(verb), "is" | "was" | "are" | "were");
        verb += 1;
    }
    let Some(next) = word(verb).filter(|next| next.is_word()) else { return false };
    if copula {
        // `Beijing is a city`, but `Beijing is considering`.
        return subject_of_progress(next);
    }
    subject || verb > end || is_statement(next)
}

/// After a copula: a participle or an adjective of which only somebody who acts can be the subject.
fn subject_of_progress(next: &Word) -> bool {
    let participle = next.text.len() > 5 && next.text.ends_with("ing");
    (participle && !matches!(next.text, "following" | "including" | "during")) || next.is(Class::Disposed)
}

fn is_adverb(word: &Word) -> bool {
    (word.text.len() > 4 && word.text.ends_with("ly")) || word.is(Class::Adverb)
}

/// A verb of which a government is a usual subject.
fn is_statement(word: &Word) -> bool {
    word.is(Class::Statement)
        || (word.text.ends_with("ed") && word.text.len() > 4 && !word.is_capitalised() && !word.is(Class::NoStatement))
}
