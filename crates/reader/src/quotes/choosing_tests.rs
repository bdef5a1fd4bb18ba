//! How readings are weighed and chosen, and what the file of weights may hold.

use super::candidates::{self, Candidate, Context};
use super::chain::CHAIN;
use super::linear::Linear;
use super::said::{Odds, agreement};
use super::training::{Annotated, Article, train, trimmed};
use super::{choices, context};
use crate::grammar::states::States;
use crate::{Language, passage};
use model::{Sentence, Span};
use std::sync::LazyLock;

static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::english);

fn sentences(text: &str) -> (Vec<Sentence>, States) {
    crate::grammar::with_states(&LANGUAGE.grammar, &passage(text, None), &mut Vec::new())
}

fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the text");
    Span::new(start, start + words.len())
}

/// The candidate of the first sentence whose word this is.
fn candidate(context: &Context, word: &str) -> Candidate {
    let found = candidates::in_sentence(context, 0).into_iter();
    let mut found = found.filter(|candidate| context.trees[0].lower[candidate.anchor] == word);
    found.next().expect("the word may be a cue")
}

#[test]
fn the_chain_learns_from_each_word_but_the_cue_and_punctuation() {
    let text = "The mayor said the ferry, which is old, would stop.";
    let (sentences, states) = sentences(text);
    let context = context(&LANGUAGE.quotes, text, &sentences, &states);
    let content = place(text, "the ferry, which is old, would stop");
    let examples = CHAIN.examples(&context, &candidate(&context, "said"), &[content]);
    let said: Vec<bool> = examples.iter().map(|example| example.right.is_some()).collect();
    assert_eq!(said, [vec![false; 2], vec![true; 7]].concat());
}

#[test]
fn the_chain_prefers_the_clause_behind_the_cue() {
    let text = "The mayor said the ferry would stop in winter, citing the ice.";
    let (sentences, states) = sentences(text);
    let context = context(&LANGUAGE.quotes, text, &sentences, &states);
    let candidate = candidate(&context, "said");
    let odds = Odds::new(&CHAIN, &context, &LANGUAGE.quotes.linear, &candidate);
    let score = |words: &str| odds.score(&[place(text, words)]);
    let right = score("the ferry would stop in winter");
    for wrong in ["The mayor", "would stop in winter", "the ferry would"] {
        assert!(right > score(wrong), "{wrong}");
    }
    assert!(odds.score(&[]) < right);
}

#[test]
fn a_reading_agrees_with_where_words_may_hang() {
    let text = "The mayor said the ferry would stop in winter, citing the ice.";
    let (sentences, states) = sentences(text);
    let context = context(&LANGUAGE.quotes, text, &sentences, &states);
    let candidate = candidate(&context, "said");
    let score = |words: &str| agreement(&context, &candidate, &[place(text, words)]);
    let right = score("the ferry would stop in winter");
    // What cuts through words that belong together; a whole part, if the wrong one, may agree as well.
    for wrong in ["would stop in winter", "the ferry would"] {
        assert!(score(wrong) < right && right <= 0.0, "{wrong}");
    }
}

#[test]
fn a_wider_cue_replaces_the_one_within_it() {
    let text = "The two governments continued to call for a ceasefire in the border region.";
    let (sentences, states) = sentences(text);
    let context = context(&LANGUAGE.quotes, text, &sentences, &states);
    for linear in [&LANGUAGE.quotes.linear, &Linear::default()] {
        let found = choices(&context, linear);
        for (at, choice) in found.iter().enumerate() {
            assert!(found[at + 1..].iter().all(|other| !other.cue.overlaps(choice.cue)), "{found:#?}");
        }
    }
}

#[test]
fn nothing_is_kept_below_the_threshold() {
    let text = "The minister said that the talks would go on. According to the union, the strike is over.";
    let (sentences, states) = sentences(text);
    let context = context(&LANGUAGE.quotes, text, &sentences, &states);
    let with = |threshold: f32| {
        let mut linear = LANGUAGE.quotes.linear.clone();
        linear.threshold = threshold;
        choices(&context, &linear).len()
    };
    let counts = [0.0, 0.36, 1.1].map(with);
    assert!(counts.is_sorted_by(|more, less| more >= less), "{counts:?}");
    assert_eq!((counts[1], counts[2]), (2, 0));
}

#[test]
fn without_examples_training_gives_no_weights() {
    let text = "The minister said that the talks would go on.";
    let (sentences, states) = sentences(text);
    let context = context(&LANGUAGE.quotes, text, &sentences, &states);
    let gold = [Annotated {
        source: vec![place(text, "The minister")],
        cue: vec![place(text, "said")],
        content: vec![place(text, "that the talks would go on")],
    }];
    // A feature counts from three examples on; one article of one sentence teaches next to nothing, and does not fail.
    let trained = train(&[Article { number: 0, context: &context, gold: &gold }], 2);
    assert_eq!(trained.folds.len(), 2);
    assert_eq!(train(&[], 0).folds.len(), 2);
}

#[test]
fn ends_in_which_annotators_differ_are_trimmed() {
    let text = "He said: “We will stay.” Then he left.";
    let content = place(text, " “We will stay.” ");
    assert_eq!(trimmed(text, &[content]), [place(text, "We will stay")]);
    assert_eq!(trimmed(text, &[place(text, "We"), place(text, "will stay.")]), [place(text, "We will stay")]);
    assert!(trimmed(text, &[place(text, ": “")]).is_empty());
}

#[test]
fn a_file_of_weights_that_is_cut_off_or_too_long_is_refused() {
    let bytes = LANGUAGE.quotes.linear.to_bytes();
    let again = Linear::from_bytes(&bytes).expect("what was written can be read");
    assert_eq!(again.to_bytes(), bytes);
    for length in [0, 3, 7, 15, bytes.len() - 1] {
        assert!(Linear::from_bytes(&bytes[..length]).is_none(), "{length} bytes");
    }
    // Steps that lead beyond the last weight.
    let beyond = [bytes[..16].to_vec(), [255, 1].repeat(1 << 14)].concat();
    assert!(Linear::from_bytes(&beyond).is_none());
    // The head alone is a model without weights: the rules decide.
    assert!(Linear::from_bytes(&bytes[..16]).is_some_and(|linear| linear.score(&[0, 1, u32::MAX]) == 0.0));
}
