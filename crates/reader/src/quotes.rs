//! Who said what: direct, indirect and mixed speech, thought and judgement, with speaker, cue and content.
//!
//! Grammar and quotation marks give the words that may be cues, with what may be speaker and content of each
//! ([`candidates`]); a small linear model chooses among them ([`linear`]). Without its weights, the lexicon of speech and
//! the order of the readings decide.

mod around;
pub mod candidates;
mod chain;
mod choice;
#[cfg(test)]
mod choosing_tests;
mod clauses;
mod contents;
mod direct;
mod extent;
mod grid;
mod hanging;
mod keep;
pub mod lexicon;
pub mod linear;
mod marks;
mod meanings;
mod said;
mod sources;
mod speaker;
#[cfg(test)]
mod tests;
pub mod training;
mod tree;
mod voices;

use crate::grammar::states::States;
use crate::{View, pillars};
use candidates::Context;
pub use choice::{Choice, Cues, choices, context};
use model::{Attribution, Evidence, MentionValue, Quote, QuoteKind, Span, Upos, Witness};

/// The quotations and attributed statements of a document, whose words have these states.
pub fn quotes(view: View, states: &States) -> Vec<Quote> {
    let cues = &view.language.quotes;
    let context = context(cues, &view.document.text, view.sentences, states);
    let mut speakers = speaker::Speakers::default();
    let mut quotes: Vec<Quote> = choice::choices_within(&context, &cues.linear)
        .iter()
        .filter(|choice| !is_deed(view, &context, choice) && !voices::is_nobodys(view, &context, choice))
        .map(|choice| quote(view, &context, choice, &mut speakers))
        .collect();
    quotes.retain(|quote| !says_nothing(view, quote));
    nest(&mut quotes);
    quotes
}

/// Verbs whose object is said only where it is a word of speech itself: `sought refuge` says nothing, `sought assurances` does.
const SEEKING: [&str; 8] = ["seek", "offer", "find", "discover", "take", "give", "get", "make"];

/// Verbs that bring a document about: `published a book` says no book.
const ISSUING: [&str; 16] = [
    "publish",
    "issue",
    "release",
    "air",
    "broadcast",
    "post",
    "write",
    "read",
    "present",
    "conclude",
    "deliver",
    "send",
    "submit",
    "file",
    "circulate",
    "sign",
];

/// True where what would be said is done instead: a bare object after words that are none of speech, or somebody, a place,
/// oneself or a document (`signed a pact`, `recalled its ambassador`, `supporting himself`, `published a book`).
fn is_deed(view: View, context: &Context, choice: &Choice) -> bool {
    let [content] = choice.content.as_slice() else { return false };
    let tree = &context.trees[choice.sentence];
    let sentence = tree.sentence;
    if !context.quoted_in(*content).is_empty() {
        return false;
    }
    let lemmas = || sentence.tokens_in(choice.cue).map(|token| sentence.tokens[token].lemma.as_str());
    let classes = context.classes_in(choice.sentence, choice.cue);
    let speech = classes != 0;
    let verb = || sentence.tokens_in(*content).any(|at| matches!(tree.upos(at), Upos::Verb | Upos::Aux));
    match choice.construction {
        "infinitive" | "modified" => return !speech,
        // `The main buyer is China, followed by Chad`: what stands before its cue without marks is a clause.
        "front" => return !speech || !verb(),
        "object" | "preposition" => {}
        _ => return false,
    }
    let Some(head) = sentence.head_of(sentence.tokens_in(*content)) else { return false };
    let token = &sentence.tokens[head];
    let someone = view.mentions_in(choice.sentence).iter().any(|mention| {
        matches!(mention.value, MentionValue::Actor(_) | MentionValue::Place { .. })
            && mention.span.contains(token.span)
    });
    let oneself = tree.lower[head].ends_with("self") || tree.lower[head].ends_with("selves");
    let named = context.lexicon.classes(&token.lemma) & lexicon::NOUN != 0;
    // `trade shows resilience` where `a survey shows` says something.
    let document = choice.source.is_some_and(|source| tree.kind(source.head) == "document");
    let shown = !document && matches!(classes, 0 | lexicon::SHOW);
    let half = tree.upos(head) == Upos::Cconj;
    let sought = lemmas().any(|lemma| SEEKING.contains(&lemma)) && !named;
    let issued = tree.kind(head) == "document" && lemmas().any(|lemma| ISSUING.contains(&lemma));
    !speech || someone || oneself || half || choice.construction == "object" && (sought || issued || shown)
}

/// True where the content is nothing but a name, a place, a time or a number: `Iran attacked Israel` is an act toward them, and
/// no speech, and `imposed sanctions on Monday` says no Monday.
fn says_nothing(view: View, quote: &Quote) -> bool {
    let [content] = quote.content.as_slice() else { return false };
    quote.kind == QuoteKind::Indirect
        && view.mentions_in(quote.sentence).iter().any(|mention| mention.span.contains(*content))
        || crate::actor_mentions(view.mentions_in(quote.sentence)).any(|(mention, _)| mention.span.contains(*content))
}

fn quote(view: View, context: &Context, choice: &Choice, speakers: &mut speaker::Speakers) -> Quote {
    let named = choice.source.filter(|_| voices::can_speak(view, choice));
    let source = named.map(|source| speakers.party(view, choice.sentence, source.span, source.head));
    let witness = |role: &str, span: Span| Witness { role: role.to_owned(), span };
    let mut witnesses: Vec<Witness> = Vec::new();
    witnesses.extend(source.as_ref().map(|party| witness("speaker", party.span)));
    witnesses.push(witness("cue", choice.cue));
    witnesses.extend(choice.content.iter().map(|span| witness("content", *span)));
    let span = witnesses.iter().fold(choice.cue, |all, witness| all.cover(witness.span));
    let kind = kind(context, &choice.content);
    let rule = match (choice.construction, kind) {
        ("before", _) => "quotes/direct-cue-after",
        ("after", _) => "quotes/direct-cue-before",
        ("front", _) => "quotes/clause-cue-after",
        ("clause" | "rest", QuoteKind::Direct) => "quotes/direct-clause",
        ("clause" | "rest", _) => "quotes/indirect-clause",
        ("infinitive", _) => "quotes/infinitive",
        ("phrase", _) => "quotes/according-to",
        ("noun", _) => "quotes/noun-of-speech",
        ("transcript", _) => "quotes/transcript",
        ("label", _) => "quotes/label",
        ("split", _) => "quotes/split",
        ("passive", _) => "quotes/passive",
        ("modified", _) => "quotes/modifier",
        ("preposition", _) => "quotes/preposition",
        _ => "quotes/object",
    };
    Quote {
        sentence: choice.sentence,
        kind,
        attribution: Attribution { source, cue: Some(choice.cue), outer: None },
        content: choice.content.clone(),
        pillars: pillars::pillars_in(view, choice.sentence, span),
        lenses: pillars::lenses_in(view, choice.sentence, span),
        evidence: Evidence { rule: rule.to_owned(), span, witnesses, children: Vec::new() },
    }
}

/// Direct where all words (but an opening `that`) stand between quotation marks, mixed where a part does that is more
/// than a name or a word held at a distance: it holds a verb, or four words at least.
fn kind(context: &Context, content: &[Span]) -> QuoteKind {
    let mut all = true;
    let mut part = false;
    for fragment in content {
        let words = fragment.of(context.text);
        let skipped = match words.get(..5) {
            Some(that) if that.eq_ignore_ascii_case("that ") => 5,
            _ => 0,
        };
        let rest = Span::new(fragment.start + skipped, fragment.end);
        let quoted = context.quoted_in(rest);
        let within = quoted.iter().any(|quoted| quoted.outer.contains(rest) || quoted.inner.contains(rest));
        all &= within;
        part |= quoted.iter().any(|quoted| speaks(context, quoted.inner));
    }
    match (all, part) {
        (true, _) => QuoteKind::Direct,
        (false, true) => QuoteKind::Mixed,
        (false, false) => QuoteKind::Indirect,
    }
}

/// True where the words between quotation marks say something, rather than name or distance.
fn speaks(context: &Context, inner: Span) -> bool {
    let index = context.trees.partition_point(|tree| tree.sentence.span.end <= inner.start);
    let Some(tree) = context.trees.get(index) else { return false };
    let range = tree.sentence.tokens_in(inner);
    let title = range.clone().filter(|&at| tree.upos(at) == Upos::Propn).count() * 2 > range.len();
    let verb = range.clone().any(|at| matches!(tree.upos(at), Upos::Verb | Upos::Aux));
    !title && (verb || range.len() >= 4)
}

/// Gives each quotation the one that reports it: the narrowest whose content holds its cue.
fn nest(quotes: &mut [Quote]) {
    /// Quotations looked back at and ahead to; more are never open at once in a text that a person could follow.
    const WINDOW: usize = 48;
    let outer: Vec<Option<usize>> = (0..quotes.len())
        .map(|index| {
            let cue = quotes[index].attribution.cue?;
            let near = index.saturating_sub(WINDOW)..(index + WINDOW).min(quotes.len());
            near.filter(|&other| other != index)
                .filter_map(|other| {
                    let holds = quotes[other].content.iter().find(|span| span.contains(cue))?;
                    let wider = !quotes[index].content.iter().any(|span| span.contains(*holds));
                    wider.then_some((holds.end - holds.start, other))
                })
                .min()
                .map(|(_, other)| other)
        })
        .collect();
    let plain: Vec<Attribution> = quotes.iter().map(|quote| quote.attribution.clone()).collect();
    for (index, quote) in quotes.iter_mut().enumerate() {
        let mut chain = Vec::new();
        let mut current = outer[index];
        while let Some(next) = current.filter(|next| !chain.contains(next) && chain.len() < 4) {
            chain.push(next);
            current = outer[next];
        }
        quote.attribution.outer = chain
            .into_iter()
            .rev()
            .filter(|&link| link != index)
            .fold(None, |outer, link| Some(Box::new(Attribution { outer, ..plain[link].clone() })));
    }
}
