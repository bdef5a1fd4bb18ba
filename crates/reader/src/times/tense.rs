//! Whether a time lies ahead of the text or behind it, by the verb that it belongs to.

use model::{Sentence, Span, Token, Upos};

/// How far up the tree the verb of a time is sought.
const CLIMB: usize = 6;
/// Verbs whose present tense tells what has been said: `he says Friday`.
const REPORTING: &[&str] =
    &["say", "report", "tell", "write", "note", "add", "show", "mean", "think", "believe", "know"];
/// Verbs that look ahead at what depends on them, whatever their own tense.
const PLANNING: &[&str] = &[
    "plan", "expect", "schedule", "intend", "hope", "set", "slate", "aim", "want", "promise", "vow", "pledge", "agree",
    "decide", "order", "ask", "urge", "call", "propose", "threaten", "prepare", "due", "likely", "ready", "able",
];

/// True where the verb over the words at `span` looks ahead, false where it looks back; nothing where the sentence has no
/// grammar or its verb does not say.
pub(super) fn ahead(sentence: &Sentence, span: Span) -> Option<bool> {
    let mut at = sentence.tokens.iter().position(|token| token.span.end > span.start)?;
    for _ in 0..CLIMB {
        let token = &sentence.tokens[at];
        if matches!(token.upos, Upos::Verb | Upos::Aux) && token.span.end <= span.start
            || matches!(token.upos, Upos::Verb) && token.span.start >= span.end
        {
            if let Some(ahead) = tense(sentence, at) {
                return Some(ahead);
            }
        } else if matches!(token.upos, Upos::Adj | Upos::Noun) && has_copula(sentence, at) {
            return tense(sentence, at);
        }
        at = token.head.filter(|head| *head < sentence.tokens.len())?;
    }
    None
}

fn has_copula(sentence: &Sentence, at: usize) -> bool {
    sentence.children(at).any(|child| sentence.tokens[child].relation == "cop")
}

/// The tense of a predicate with its auxiliaries.
fn tense(sentence: &Sentence, at: usize) -> Option<bool> {
    let token = &sentence.tokens[at];
    let helpers: Vec<&Token> = sentence
        .children(at)
        .map(|child| &sentence.tokens[child])
        .filter(|child| matches!(child.relation.split(':').next(), Some("aux" | "cop")) || child.xpos == "TO")
        .collect();
    if helpers.iter().any(|helper| matches!(helper.lemma.as_str(), "will" | "shall" | "'ll" | "wo")) {
        return Some(true);
    }
    let has = |lemma: &str| helpers.iter().any(|helper| helper.lemma == lemma);
    if has("have") && !helpers.iter().any(|helper| helper.xpos == "TO") {
        return Some(false);
    }
    if helpers.iter().any(|helper| helper.xpos == "MD") {
        // `could meet Friday`, `would open in May`: what may come.
        return Some(true);
    }
    if helpers.iter().any(|helper| helper.xpos == "TO" || helper.lemma == "to") {
        let governor = token.head.and_then(|head| sentence.tokens.get(head));
        let plans = governor.is_none_or(|governor| {
            PLANNING.contains(&governor.lemma.as_str())
                || matches!(governor.upos, Upos::Noun | Upos::Adj)
                || governor.lemma == "be"
        });
        return plans.then_some(true);
    }
    let finite = helpers.iter().find(|helper| matches!(helper.xpos.as_str(), "VBD" | "VBZ" | "VBP")).copied();
    match finite.map_or(token.xpos.as_str(), |helper| helper.xpos.as_str()) {
        "VBD" => {
            // `was due Friday`, `was scheduled for Monday` look ahead of the past, mostly of the text too.
            let planned = finite.is_some() && PLANNING.contains(&token.lemma.as_str());
            (!planned).then_some(false)
        }
        "VBZ" | "VBP" if REPORTING.contains(&token.lemma.as_str()) => None,
        "VBZ" | "VBP" => {
            // `is told`, `is closed`: states say nothing; `meets Friday`, `is meeting Friday`, `is due Friday` do.
            let acts = finite.is_none() || token.xpos == "VBG" || PLANNING.contains(&token.lemma.as_str());
            acts.then_some(true)
        }
        _ => None,
    }
}
