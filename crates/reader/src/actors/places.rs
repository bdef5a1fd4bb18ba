//! Whether a capital stands for its state or for the city.

use super::words::Word;
use model::Sentence;

/// True where the capital at `start..end` acts as a government: as a subject (`Beijing said`), in relations (`ties with
/// Moscow`), or as an owner of policy (`Ankara's decision`); false where it is a city (`in Beijing`).
pub fn acts(words: &[Word], sentence: &Sentence, start: usize, end: usize) -> bool {
    let lower =
        |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| word.text.to_lowercase()).unwrap_or_default();
    let before = lower(start.checked_sub(1));
    let mut two_before = lower(start.checked_sub(2));
    let after = lower(Some(end));
    let joined = matches!(after.as_str(), "-" | "–" | "/") && words.get(end).is_some_and(|word| !word.spaced);
    if joined {
        return words.get(end + 1).is_some_and(|word| {
            word.is_capitalised()
                || matches!(word.text, "backed" | "led" | "based" | "friendly" | "controlled" | "appointed")
                    && word.text != "based"
        });
    }
    // A dateline, or a place with its state: `London, June 30`.
    if after == "," && start == 0 {
        return false;
    }
    match before.as_str() {
        "in" | "at" | "near" | "around" | "outside" | "inside" | "across" | "via" | "into" | "through" | "visit"
        | "visited" | "visiting" | "leave" | "left" | "leaving" | "central" | "downtown" | "southern" | "northern"
        | "eastern" | "western" | "capital" | "greater" | "reach" | "reached" | "reaching" | "near-" | "city"
        | "within" | "throughout" => {
            return false;
        }
        "with" | "against" | "toward" | "towards" | "between" | "by" | "upon" => return true,
        "on" => {
            return matches!(
                two_before.as_str(),
                "pressure"
                    | "sanctions"
                    | "sanction"
                    | "pressed"
                    | "embargo"
                    | "tariffs"
                    | "dependence"
                    | "rely"
                    | "policy"
                    | "blame"
                    | "blamed"
                    | "imposed"
                    | "hard"
                    | "tough"
            );
        }
        "to" | "from" | "of" | "for" => {
            if matches!(two_before.as_str(), "the" | "a") {
                two_before = lower(start.checked_sub(3));
            }
            return is_transfer(&two_before) && !matches!(after.as_str(), "airport" | "university");
        }
        "urged" | "accused" | "warned" | "told" | "asked" | "blamed" | "criticised" | "criticized" | "condemned"
        | "urging" | "accusing" | "warning" | "pressed" | "pressing" | "pressuring" | "pressured" | "angered"
        | "allow" | "help" | "let" | "make" | "provoke" | "provoked" | "force" | "forced" | "persuade"
        | "persuaded" | "that" | "said" | "says" | "while" | "because" | "if" | "whether" | "although" | "as"
        | "since" | "than" => {}
        "and" | "or" | "," | "-" | "–" | "/" => {
            if matches!(before.as_str(), "-" | "–" | "/") && words[start - 1].spaced {
                return false;
            }
            if before == "-" || before == "–" || before == "/" {
                return true;
            }
        }
        _ => {}
    }
    if matches!(after.as_str(), "'" | "’") {
        let owned = lower(Some(end + 2));
        return !matches!(
            owned.as_str(),
            "streets"
                | "street"
                | "airport"
                | "mayor"
                | "suburbs"
                | "outskirts"
                | "main"
                | "central"
                | "residents"
                | "population"
                | "university"
                | "universities"
                | "stadium"
                | "international"
                | "city"
                | "old"
                | "historic"
                | "downtown"
                | "hotels"
                | "hospitals"
                | "hospital"
                | "district"
                | "districts"
                | "police"
                | "metro"
                | "air"
                | "southern"
                | "northern"
                | "eastern"
                | "western"
                | "famous"
                | "tahrir"
                | "red"
                | "weather"
                | "traffic"
        );
    }
    let subject = sentence
        .tokens
        .get(words[end - 1].token)
        .is_some_and(|token| token.relation == "nsubj" || (token.relation == "nsubj:pass" && !before.is_empty()));
    if subject && after != "is" && after != "was" {
        return true;
    }
    let mut verb = end;
    while verb < end + 2 && is_adverb(&lower(Some(verb))) {
        verb += 1;
    }
    is_statement(&lower(Some(verb)))
        || (matches!(
            after.as_str(),
            "also"
                | "has"
                | "had"
                | "would"
                | "will"
                | "later"
                | "having"
                | "did"
                | "could"
                | "should"
                | "must"
                | "may"
                | "might"
        ) && words.get(end + 1).is_some_and(|word| word.is_word()))
}

fn is_adverb(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ly"))
        || matches!(
            word,
            "again"
                | "also"
                | "today"
                | "yesterday"
                | "later"
                | "never"
                | "still"
                | "now"
                | "once"
                | "already"
                | "then"
        )
}

/// Nouns and verbs whose partner is a government.
fn is_transfer(word: &str) -> bool {
    matches!(
        word,
        "warning"
            | "message"
            | "pressure"
            | "support"
            | "aid"
            | "demand"
            | "threat"
            | "threats"
            | "signal"
            | "letter"
            | "loan"
            | "loans"
            | "appeal"
            | "appealed"
            | "respond"
            | "responded"
            | "response"
            | "ultimatum"
            | "offer"
            | "offered"
            | "proposal"
            | "assistance"
            | "concession"
            | "concessions"
            | "close"
            | "loyal"
            | "allied"
            | "opposed"
            | "gave"
            | "criticism"
            | "condemnation"
            | "condemned"
            | "statement"
            | "reply"
            | "invitation"
            | "assurances"
            | "guarantees"
            | "commitment"
            | "according"
            | "friendly"
            | "hostile"
            | "weapons"
            | "arms"
            | "help"
            | "backing"
            | "protest"
            | "proposals"
            | "accused"
            | "behalf"
            | "view"
            | "interests"
            | "bad"
            | "good"
            | "blow"
            | "setback"
            | "victory"
            | "challenge"
            | "problem"
            | "crucial"
            | "important"
            | "decision"
            | "rejection"
            | "ally"
            | "allies"
            | "critical"
            | "independence"
            | "break"
            | "away"
            | "distance"
            | "recognition"
            | "permission"
            | "approval"
            | "apology"
            | "sympathetic"
            | "embarrassment"
            | "line"
            | "hands"
            | "control"
            | "support for"
            | "concern"
            | "complaint"
            | "complaints"
            | "complained"
            | "embarrassing"
            | "answer"
            | "cooperation"
            | "side"
            | "favour"
            | "reaction"
    )
}

/// Verbs of which a government is a usual subject.
fn is_statement(word: &str) -> bool {
    word.ends_with("ed") && word.len() > 4 && !matches!(word, "based" | "born" | "named" | "called" | "located")
        || matches!(
            word,
            "said"
                | "says"
                | "say"
                | "wants"
                | "want"
                | "hopes"
                | "denies"
                | "insists"
                | "sees"
                | "views"
                | "calls"
                | "accuses"
                | "fears"
                | "believes"
                | "backs"
                | "opposes"
                | "supports"
                | "rejects"
                | "considers"
                | "claims"
                | "plans"
                | "seeks"
                | "sought"
                | "took"
                | "takes"
                | "gave"
                | "gives"
                | "made"
                | "makes"
                | "sent"
                | "sends"
                | "put"
                | "told"
                | "began"
                | "withdrew"
                | "broke"
                | "kept"
                | "keeps"
                | "held"
                | "thinks"
                | "knows"
                | "urges"
                | "warns"
                | "continues"
                | "refuses"
                | "agrees"
                | "regards"
                | "maintains"
                | "intends"
                | "expects"
                | "needs"
                | "cut"
                | "chose"
                | "saw"
                | "set"
                | "won"
                | "lost"
                | "stood"
                | "understood"
                | "argues"
                | "responds"
                | "demands"
                | "threatens"
                | "imposes"
                | "announces"
                | "does"
                | "cannot"
                | "can"
                | "knew"
                | "thought"
        )
}
