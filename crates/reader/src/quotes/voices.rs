//! Who and what can be said to speak.

use super::candidates::Context;
use super::choice::Choice;
use super::lexicon::{DEMAND, JUDGE, PROMISE, SAY};
use crate::View;
use model::MentionValue;

/// False for words that name no one and no document: a day or a year, a number or a share. What is said with them has a
/// speaker that the sentence does not name.
pub fn can_speak(view: View, choice: &Choice) -> bool {
    let Some(speaker) = choice.source else { return false };
    let letters = view.words(speaker.span).chars().any(char::is_alphabetic);
    let time = view
        .mentions_in(choice.sentence)
        .iter()
        .any(|mention| matches!(mention.value, MentionValue::Time(_)) && mention.span.contains(speaker.span));
    letters && !time
}

/// True where nobody is named, no word is quoted, and the cue is none of speech, demand or judgement, but one of seeming,
/// finding or allowing: `a delay seems likely`, `cats are not allowed`. That hedges or tells, and quotes nobody. Whole clauses
/// stay: `it was thought that the road would open`.
pub fn is_nobodys(view: View, context: &Context, choice: &Choice) -> bool {
    let loose =
        matches!(choice.construction, "passive" | "split" | "modified" | "object" | "preposition" | "infinitive");
    let said = || context.classes_in(choice.sentence, choice.cue) & (SAY | DEMAND | JUDGE | PROMISE) != 0;
    let quoted = || choice.content.iter().any(|part| !context.quoted_in(*part).is_empty());
    loose && !can_speak(view, choice) && !quoted() && !said()
}
