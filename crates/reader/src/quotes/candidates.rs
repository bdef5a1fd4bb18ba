//! Where somebody may be said to say something: words that may be cues, with who may speak and what may be said.

use super::chain::CHAIN;
use super::hanging::HANGING;
use super::lexicon::{DEMAND, JUDGE, Lexicon, MENTION, NOUN, PROMISE, SAY, SHOW, THINK};
use super::linear::{Collector, Features, Linear};
use super::marks::Quoted;
use super::meanings::Meanings;
use super::said::{self, Odds};
use super::tree::Tree;
use super::{contents, direct, extent, marks, sources};
use crate::grammar::states::States;
use model::{Span, Upos};

/// What all candidates of a document are found in.
pub struct Context<'a> {
    /// The text.
    pub text: &'a str,
    /// What the grammar's network makes of its words.
    pub states: &'a States,
    /// True where it is a transcript: several turns with the speaker's name in capitals.
    pub is_transcript: bool,
    /// Its sentences.
    pub trees: Vec<Tree<'a>>,
    /// Its quoted stretches, in order.
    pub quoted: Vec<Quoted>,
    /// Words of speech.
    pub lexicon: &'a Lexicon,
    /// What words mean.
    pub meanings: &'a Meanings,
}

impl Context<'_> {
    /// The quoted stretch that holds the byte at `at`.
    pub fn quoted_at(&self, at: usize) -> Option<Quoted> {
        let index = self.quoted.partition_point(|quoted| quoted.outer.end <= at);
        self.quoted.get(index).copied().filter(|quoted| quoted.outer.start <= at)
    }

    /// The classes of speech of the words of a span in a sentence, together.
    pub fn classes_in(&self, sentence: usize, span: Span) -> u8 {
        let sentence = self.trees[sentence].sentence;
        sentence.tokens_in(span).fold(0, |all, token| all | self.lexicon.classes(&sentence.tokens[token].lemma))
    }

    /// Adds what the grammar's network makes of a word of a sentence, in its part for a candidate.
    pub fn add_state(&self, collector: &mut Collector, part: &str, tree: &Tree, word: usize) {
        collector.add_steps(part, self.states.of(tree.index, word));
    }

    /// The quoted stretches that touch a span.
    pub fn quoted_in(&self, span: Span) -> &[Quoted] {
        let start = self.quoted.partition_point(|quoted| quoted.outer.end <= span.start);
        let end = self.quoted.partition_point(|quoted| quoted.outer.start < span.end);
        &self.quoted[start..end.max(start)]
    }
}

/// One of several readings of a part.
#[derive(Debug, Clone)]
pub struct Variant<T> {
    /// The words.
    pub value: T,
    /// How they were reached.
    pub name: &'static str,
    /// Where it was cut off.
    pub cut: &'static str,
    /// For the ranker; those of contents are left to [`Candidate::content_features`], since they cost more.
    pub features: Features,
}

/// A speaker's words and the token that heads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speaker {
    /// The words.
    pub span: Span,
    /// Index in the sentence.
    pub head: usize,
    /// Place among the words that may head the speaker's, best first.
    pub rank: usize,
}

/// A word that may be a cue.
pub struct Candidate {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the word.
    pub anchor: usize,
    /// First and last word of the verb group.
    pub group: (usize, usize),
    /// For the decision whether it is a cue.
    pub features: Features,
    /// Whether rules alone take it for one.
    pub likely: bool,
    /// Who may speak, best first; `None` for nobody named.
    pub sources: Vec<Variant<Option<Speaker>>>,
    /// What may be said, best first.
    pub contents: Vec<Variant<Vec<Span>>>,
}

impl Candidate {
    /// What speaks for each reading of the content, in their order.
    pub fn content_features(&self, context: &Context, linear: &Linear) -> Vec<Features> {
        let lemma = context.trees[self.sentence].word(self.anchor);
        let (hanging, chain) = (Odds::new(&HANGING, context, linear, self), Odds::new(&CHAIN, context, linear, self));
        let behind = |score: &dyn Fn(&[Span]) -> f32| -> Vec<f32> {
            let scores: Vec<f32> = self.contents.iter().map(|variant| score(&variant.value)).collect();
            let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores.iter().map(|score| best - score).collect()
        };
        let (hanging, chain) = (behind(&|spans| hanging.score(spans)), behind(&|spans| chain.score(spans)));
        let both = behind_both(&hanging, &chain);
        let arcs = behind(&|spans| said::agreement(context, self, spans));
        (0..self.contents.len())
            .map(|place| {
                let behind = [hanging[place], chain[place], both[place], arcs[place]];
                extent::features(context, self, &lemma, place, behind)
            })
            .collect()
    }
}

/// How far each reading lies behind the best by both measures together.
fn behind_both(one: &[f32], other: &[f32]) -> Vec<f32> {
    let sums: Vec<f32> = one.iter().zip(other).map(|(one, other)| one + other).collect();
    let best = sums.iter().copied().fold(f32::INFINITY, f32::min);
    sums.iter().map(|sum| sum - best).collect()
}

/// The candidates of a sentence, in order.
pub fn in_sentence(context: &Context, sentence: usize) -> Vec<Candidate> {
    let tree = &context.trees[sentence];
    (0..tree.len()).filter_map(|anchor| candidate(context, sentence, anchor)).collect()
}

fn candidate(context: &Context, sentence: usize, anchor: usize) -> Option<Candidate> {
    let tree = &context.trees[sentence];
    let phrase = context.lexicon.phrase(&tree.lower, anchor);
    let classes = context.lexicon.classes(&tree.word(anchor));
    let upos = tree.upos(anchor);
    let clausal = || tree.child(anchor, &["ccomp"]).is_some();
    let label = anchor > 0 && anchor <= 7 && tree.lower[anchor] == ":" && is_label(tree, anchor);
    let signature = tree.is_dash(anchor) && is_signature(context, sentence, anchor);
    let possible = phrase.is_some()
        || label
        || signature
        || match upos {
            Upos::Verb => true,
            Upos::Adj => clausal() && tree.child(anchor, &["cop", "nsubj"]).is_some(),
            Upos::Noun => classes & NOUN != 0,
            _ => false,
        };
    if !possible {
        return None;
    }
    let group = match phrase {
        Some(words) => (anchor, anchor + words - 1),
        None if label || signature => (anchor, anchor),
        None => verb_group(tree, anchor),
    };
    let sources = sources::sources(context, tree, anchor, group, phrase.is_some(), label);
    let contents = contents::contents(context, sentence, anchor, group, phrase.is_some(), &sources);
    if contents.is_empty() {
        return None;
    }
    let likely = phrase.is_some()
        || signature
        || contents[0].name == direct::TRANSCRIPT
        || likely(classes, upos, &contents, &sources);
    let features = features(context, tree, anchor, group, classes, &sources, &contents, likely);
    Some(Candidate { sentence, anchor, group, features, likely, sources, contents })
}

/// True where nothing but a name or a noun phrase stands before the colon: `Minister: no talks before May`; a mark may open
/// it.
fn is_label(tree: &Tree, colon: usize) -> bool {
    let first = usize::from(marks::is_mark(&tree.lower[0]));
    first < colon
        && (first..colon)
            .all(|at| !matches!(tree.upos(at), Upos::Verb | Upos::Aux | Upos::Punct | Upos::Num | Upos::Sconj))
        && tree.lower[first].trim_end_matches('.').chars().all(char::is_alphanumeric)
        && colon + 1 < tree.len()
}

/// True where a dash stands between a closing mark and a name that ends the paragraph: `“We will not pay.” ― Ann Smith`.
fn is_signature(context: &Context, sentence: usize, dash: usize) -> bool {
    let tree = &context.trees[sentence];
    let name = dash + 1 < tree.len() && tree.len() <= dash + 12 && tree.upos(dash + 1) == Upos::Propn;
    name && contents::closing_before(context, tree.sentence.tokens[dash].span.start).is_some()
}

/// The verb with its auxiliaries, negation and adverbs before it, and its particle.
fn verb_group(tree: &Tree, anchor: usize) -> (usize, usize) {
    let mut first = anchor;
    while first > 0 {
        let before = first - 1;
        let joins = match tree.upos(before) {
            Upos::Aux => true,
            Upos::Adv => !matches!(tree.lower[before].as_str(), "when" | "where" | "why" | "how" | "however" | "then,"),
            Upos::Part => matches!(tree.lower[before].as_str(), "not" | "n't" | "n’t" | "never" | "to"),
            _ => false,
        };
        if !joins {
            break;
        }
        first = before;
    }
    let mut last = anchor + tree.idiom(anchor).unwrap_or(0);
    if tree.children(anchor).iter().any(|&child| child == anchor + 1 && tree.full_relation(child) == "compound:prt") {
        last = anchor + 1;
    }
    (first, last)
}

fn likely(classes: u8, upos: Upos, contents: &[Variant<Vec<Span>>], sources: &[Variant<Option<Speaker>>]) -> bool {
    let somebody = sources.first().is_some_and(|source| source.value.is_some());
    let name = contents[0].name;
    match name {
        "before" | "after" | "front" => classes & (SAY | THINK | SHOW | MENTION) != 0,
        "clause" => classes & (SAY | THINK | SHOW | DEMAND) != 0 || (upos == Upos::Adj && somebody),
        "infinitive" => somebody && classes & (DEMAND | PROMISE) != 0,
        "object" | "preposition" => somebody && classes & (JUDGE | MENTION) != 0 && upos == Upos::Verb,
        "noun" => somebody && classes & NOUN != 0,
        _ => false,
    }
}

/// A class mask as text, for features.
pub fn mask(classes: u8) -> &'static str {
    for (bit, name) in [
        (SAY, "say"),
        (SHOW, "show"),
        (THINK, "think"),
        (DEMAND, "demand"),
        (PROMISE, "promise"),
        (JUDGE, "judge"),
        (MENTION, "mention"),
        (NOUN, "noun"),
    ] {
        if classes & bit != 0 {
            return name;
        }
    }
    "none"
}

#[allow(clippy::too_many_arguments)]
fn features(
    context: &Context,
    tree: &Tree,
    anchor: usize,
    group: (usize, usize),
    classes: u8,
    sources: &[Variant<Option<Speaker>>],
    contents: &[Variant<Vec<Span>>],
    likely: bool,
) -> Features {
    let mut collector = Collector::new("cue?");
    if likely {
        collector.add(&["likely"]);
        collector.add(&["likely", contents[0].name]);
    }
    let word = tree.word(anchor);
    let lemma = word.as_str();
    let token = &tree.sentence.tokens[anchor];
    let class = mask(classes);
    let best = contents[0].name;
    collector.add(&["bias"]);
    collector.add(&["lemma", lemma]);
    collector.add(&["class", class]);
    for bit in 0..8 {
        if classes & (1 << bit) != 0 {
            collector.add(&["bit", &bit.to_string()]);
            collector.add(&["bit+best", &bit.to_string(), best]);
        }
    }
    let bits = classes.to_string();
    collector.add(&["bits", &bits]);
    collector.add(&["bits+best", &bits, best]);
    collector.add(&["bits+best+tag", &bits, best, &token.xpos]);
    collector.add(&["bits+relation", &bits, &token.relation]);
    let nobody = sources.first().is_none_or(|source| source.value.is_none());
    let start = contents[0].value.first().map_or(0, |span| span.start);
    let opening = tree.sentence.tokens.partition_point(|token| token.span.start < start);
    if let Some(word) = tree.lower.get(opening) {
        collector.add(&["opening", word, best]);
        collector.add(&["opening", word, best, &bits]);
        if nobody {
            collector.add(&["opening, nobody", word]);
        }
    }
    for (dim, step) in context.meanings.direction(lemma) {
        collector.add(&["dim", &dim.to_string(), &step.to_string()]);
    }
    for (name, step) in context.meanings.nearness(lemma) {
        let step = step.to_string();
        collector.add(&["near", name, &step]);
        collector.add(&["near+best", name, &step, best]);
    }
    context.add_state(&mut collector, "state", tree, anchor);
    if let Some(head) = tree.head(anchor) {
        context.add_state(&mut collector, "state of head", tree, head);
    }
    collector.add(&["tag", &token.xpos]);
    collector.add(&["best", best]);
    collector.add(&["lemma+best", lemma, best]);
    collector.add(&["class+best+tag", class, best, &token.xpos]);
    collector.add(&["relation", &token.relation]);
    collector.add(&["class+relation", class, &token.relation]);
    if let Some(head) = tree.head(anchor) {
        collector.add(&["head", tree.lemma(head), tree.relation(anchor)]);
        collector.add(&["head class", mask(context.lexicon.classes(tree.lemma(head))), tree.relation(anchor)]);
    }
    let mut previous = "";
    for variant in contents {
        if variant.name != previous {
            collector.add(&["content", variant.name]);
            collector.add(&["content+class", variant.name, class]);
        }
        previous = variant.name;
    }
    for &child in tree.children(anchor) {
        collector.add(&["child", tree.full_relation(child)]);
        if matches!(tree.relation(child), "aux" | "advmod" | "mark") {
            collector.add(&["child word", &tree.lower[child]]);
        }
        if tree.relation(child) == "obj" {
            collector.add(&["object", tree.lemma(child)]);
            collector.add(&["object class", class, mask(context.lexicon.classes(tree.lemma(child)) & NOUN)]);
            collector.add(&["object upos", class, tree.upos(child).name()]);
        }
    }
    match sources.first().and_then(|source| source.value.map(|speaker| (source.name, speaker))) {
        None => collector.add(&["nobody", class]),
        Some((name, speaker)) => {
            let head = speaker.head;
            collector.add(&["source by", name, class]);
            collector.add(&["source", tree.lemma(head)]);
            collector.add(&["source upos", tree.upos(head).name()]);
            let denotes = if tree.kind(head).is_empty() { tree.upos(head).name() } else { tree.kind(head) };
            collector.add(&["source denotes", denotes, class]);
            collector.add(&["source denotes", denotes, best, class]);
            let kind = mask(context.lexicon.classes(tree.lemma(head)));
            collector.add(&["source kind", kind, class]);
            collector.add(&["source kind+best", kind, tree.upos(head).name(), best, &bits]);
            collector.add(&["source tag", &tree.sentence.tokens[head].xpos, &bits]);
            collector.add(&["source+class", tree.lemma(head), class]);
            collector.add(&["source upos+best", tree.upos(head).name(), best, class]);
        }
    }
    let word_at = |index: Option<usize>| index.and_then(|index| tree.lower.get(index)).map_or("", String::as_str);
    collector.add(&["next", word_at(Some(group.1 + 1))]);
    collector.add(&["next+class", word_at(Some(group.1 + 1)), class]);
    collector.add(&["previous", word_at(group.0.checked_sub(1))]);
    let inside = context.quoted_at(token.span.start).is_some_and(|quoted| quoted.inner.contains(token.span));
    if inside {
        collector.add(&["inside"]);
        collector.add(&["inside", class]);
    }
    if tree.lower.iter().any(|word| marks::is_mark(word)) {
        collector.add(&["quotation in sentence", class]);
    }
    if let Some(suffix) = lemma.get(lemma.len().saturating_sub(3)..) {
        collector.add(&["suffix", suffix]);
    }
    collector.done()
}

/// What the cue may be, given the content, best first.
pub fn cues(context: &Context, candidate: &Candidate, content: &Variant<Vec<Span>>) -> Vec<Variant<Span>> {
    let tree = &context.trees[candidate.sentence];
    let (first, last) = candidate.group;
    let class = mask(context.lexicon.classes(&tree.word(candidate.anchor)));
    let start_of_content =
        content.value.iter().map(|span| span.start).find(|&start| start > tree.span(first, last).start);
    let mut found: Vec<Variant<Span>> = Vec::new();
    let mut push = |name: &'static str, from: usize, to: usize| {
        // The colon after a speaker's name is a cue itself.
        let trimmed = tree.trim(from, to).or((from == to).then_some((from, to)));
        let Some((from, to)) = trimmed else { return };
        let span = tree.span(from, to);
        if to - from > 14 || found.iter().any(|variant| variant.value == span) {
            return;
        }
        let mut collector = Collector::new("cue");
        let next = tree.lower.get(to + 1).map_or("", String::as_str);
        let next_upos = if to + 1 < tree.len() { tree.upos(to + 1).name() } else { "" };
        let gap = start_of_content.map_or("none", |start| match tree.sentence.tokens.get(to + 1) {
            Some(token) if token.span.start >= start => "touches",
            _ => "gap",
        });
        collector.add(&["name", name]);
        collector.add(&["name+class", name, class]);
        collector.add(&["name+lemma", name, &tree.word(candidate.anchor)]);
        collector.add(&["name+content", name, content.name]);
        collector.add(&["name+next", name, next]);
        collector.add(&["name+gap", name, gap, content.name]);
        collector.add(&["first", &tree.lower[from]]);
        collector.add(&["first+name", &tree.lower[from], name]);
        collector.add(&["last", &tree.lower[to]]);
        collector.add(&["last upos+next", tree.upos(to).name(), next_upos]);
        collector.add(&["length", &(to - from).to_string()]);
        collector.add(&["length+gap", &(to - from).to_string(), gap]);
        collector.add(&["last+content", &tree.lower[to], content.name]);
        found.push(Variant { value: span, name, cut: "", features: collector.done() });
    };
    let before_content = start_of_content.and_then(|start| {
        let end = tree.sentence.tokens.partition_point(|token| token.span.start < start);
        (end > last + 1 && end <= last + 12).then(|| end - 1)
    });
    let preposition = |at: usize| at < tree.len() && matches!(tree.upos(at), Upos::Adp);
    if content.name == "preposition"
        && let Some(end) = before_content
    {
        push("to content", first, end);
    }
    push("group", first, last);
    let mut end = last + 1;
    while end < tree.len() && end <= last + 4 && is_time(tree, end, last) {
        end += 1;
    }
    if end > last + 1 {
        push("time", first, end - 1);
    }
    if preposition(last + 1) {
        push("preposition", first, last + 1);
        if first != candidate.anchor {
            push("bare preposition", candidate.anchor, last + 1);
        }
    }
    let mut end = last + 1;
    while end < tree.len() && tree.upos(end) == Upos::Adv {
        end += 1;
    }
    if end > last + 1 {
        push("adverb", first, end - 1);
    }
    if let Some(end) = before_content {
        push("to content", first, end);
    }
    if first != candidate.anchor {
        push("bare", candidate.anchor, last);
        if tree.lower[first] == "to" {
            push("without to", first + 1, last);
        }
    }
    // `continued to call for`, `published the results by announcing`: from the verb that governs.
    if let Some(head) = tree.head(candidate.anchor)
        && head < first
        && first - head <= 10
        && matches!(tree.relation(candidate.anchor), "xcomp" | "advcl" | "acl" | "conj" | "obj" | "ccomp" | "obl")
    {
        let chain = verb_group(tree, head).0;
        push("chain", chain, last);
        if preposition(last + 1) {
            push("chain preposition", chain, last + 1);
        }
    }
    if let Some(&place) =
        tree.children(candidate.anchor).iter().find(|&&child| child > last && tree.relation(child) == "obl")
    {
        let end = tree.reach(place).1;
        if tree.reach(place).0 == last + 1 {
            push("oblique", first, end);
        }
    }
    if tree.upos(candidate.anchor) == Upos::Noun {
        let start =
            tree.children(candidate.anchor).iter().copied().filter(|&child| {
                child < candidate.anchor && matches!(tree.relation(child), "amod" | "det" | "compound")
            });
        if let Some(start) = start.min() {
            push("noun phrase", start, last);
            if preposition(last + 1) {
                push("noun phrase preposition", start, last + 1);
            }
        }
    }
    found
}

/// True for `Thursday`, `on Thursday`, `last month`, right after a verb.
fn is_time(tree: &Tree, at: usize, last: usize) -> bool {
    let word = tree.lower[at].as_str();
    let day = |word: &str| {
        matches!(
            word,
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "yesterday" | "today"
        )
    };
    day(word)
        || (matches!(word, "on" | "last" | "this" | "late" | "early")
            && tree
                .lower
                .get(at + 1)
                .is_some_and(|next| day(next) || matches!(next.as_str(), "week" | "month" | "year")))
        || (at > last + 1 && matches!(word, "morning" | "evening" | "afternoon" | "night" | "week" | "month" | "year"))
}
