//! Datelines at the head of a sentence: `PORT ROSS, March 3 (Agency) --`. They are no part of its clause, and a parser that
//! reads them takes the place for the subject; so they are cut off before parsing and hung on the clause afterwards.

use super::Analysis;
use model::{Features, Span, Upos};

/// The longest dateline, in tokens with its mark.
const LONGEST: usize = 14;

/// The most words of an unmarked place: `Port Ross - Ministers met`.
const PLACE: usize = 3;

/// Small words that join the names of places.
const JOINING: [&str; 7] = ["of", "and", "de", "la", "al", "the", "via"];

/// How many tokens at the start of a sentence are its dateline with the mark that ends it; 0 where there is none.
///
/// The mark is a dash between spaces, or a colon after words in capitals. What stands before it are capitalised words,
/// numbers and an agency in brackets; capitals throughout, brackets, or a short place before the only dash make it sure.
pub fn length(forms: &[&str], spans: &[Span]) -> usize {
    let spaced = |at: usize| {
        at > 0 && at + 1 < spans.len() && spans[at - 1].end < spans[at].start && spans[at].end < spans[at + 1].start
    };
    let dash = |at: usize| match forms[at] {
        "--" | "—" | "–" | "---" => true,
        "-" => spaced(at),
        _ => false,
    };
    let mut depth = 0_usize;
    let (mut words, mut capitals, mut bracketed) = (0, true, false);
    for (at, form) in forms.iter().enumerate().take(LONGEST) {
        match *form {
            "(" | "[" => {
                depth += 1;
                bracketed = true;
            }
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            "," | "." | "/" => {}
            ":" if at > 0 => {
                let sure = words > 0 && (capitals || bracketed && forms[at - 1] == ")");
                return if sure && begins(forms, at) { at + 1 } else { 0 };
            }
            _ if dash(at) => {
                if words == 0 && !bracketed || !begins(forms, at) {
                    return 0;
                }
                let only = (at + 1..forms.len()).all(|other| !dash(other));
                let sure = bracketed || capitals || words <= PLACE && only;
                return if sure { at + 1 } else { 0 };
            }
            _ => {
                let first = form.chars().next();
                let letters = form.chars().filter(|character| character.is_alphabetic()).count();
                if letters == 0 && !form.chars().all(|character| character.is_ascii_digit()) {
                    return 0;
                }
                if letters > 0 && !JOINING.contains(form) {
                    if !first.is_some_and(char::is_uppercase) {
                        return 0;
                    }
                    // The first name decides: `THE HAGUE, Netherlands`.
                    if !forms[..at].contains(&",") {
                        capitals &= letters > 1 && !form.chars().any(char::is_lowercase);
                    }
                    words += 1;
                }
            }
        }
    }
    0
}

/// True where what follows the mark may begin a sentence of its own.
fn begins(forms: &[&str], mark: usize) -> bool {
    let next = forms.get(mark + 1).and_then(|form| form.chars().next());
    forms.len() > mark + 3 && next.is_some_and(|first| !first.is_lowercase() && first != ',')
}

/// Puts the words of a dateline before the analysed rest of its sentence, hung on the rest's root.
pub fn prepend(dateline: &[&str], rest: Vec<Analysis>) -> Vec<Analysis> {
    let length = dateline.len();
    if length == 0 {
        return rest;
    }
    let root = rest.iter().position(|analysis| analysis.head.is_none()).map_or(length, |root| root + length);
    let mut whole: Vec<Analysis> = dateline
        .iter()
        .enumerate()
        .map(|(at, form)| {
            let punctuation = !form.chars().any(char::is_alphanumeric);
            let number = !punctuation && form.chars().all(|character| character.is_ascii_digit());
            let (upos, xpos) = match () {
                () if punctuation => (Upos::Punct, ":"),
                () if number => (Upos::Num, "CD"),
                () => (Upos::Propn, "NNP"),
            };
            let relation = if at == 0 {
                "parataxis"
            } else if punctuation {
                "punct"
            } else {
                "flat"
            };
            Analysis {
                lemma: (*form).to_owned(),
                upos,
                xpos: xpos.to_owned(),
                features: Features::default(),
                head: Some(if at == 0 { root } else { 0 }),
                relation: relation.to_owned(),
            }
        })
        .collect();
    whole.extend(
        rest.into_iter().map(|analysis| Analysis { head: analysis.head.map(|head| head + length), ..analysis }),
    );
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> usize {
        let mut spans = Vec::new();
        let mut at = 0;
        let forms: Vec<&str> = text.split(' ').collect();
        for form in &forms {
            spans.push(Span::new(at, at + form.len()));
            at += form.len() + 1;
        }
        length(&forms, &spans)
    }

    #[test]
    fn datelines_and_what_only_looks_like_one() {
        assert_eq!(cut("PORT ROSS ( Agency ) -- Norway condemned Sudan ."), 6);
        assert_eq!(cut("THE PORT , Norway , March 3 -- Ministers met here ."), 8);
        assert_eq!(cut("OSLO : The government met ."), 2);
        assert_eq!(cut("Oslo - Norway condemned Sudan ."), 2);
        assert_eq!(cut("Norway - the host - condemned Sudan ."), 0);
        assert_eq!(cut("Norway – The Host – condemned Sudan ."), 0);
        assert_eq!(cut("Minister : Norway will condemn Sudan ."), 0);
        assert_eq!(cut("Norway condemned Sudan - Agency said so ."), 0);
    }
}
