//! What may be said: quoted stretches, clauses, infinitives, objects.

use super::candidates::{Context, Speaker, Variant};
use super::direct::SIGNATURE;
use super::lexicon::{SAY, SHOW, THINK};
use super::linear::Features;
use super::marks::{Quoted, is_mark};
use super::tree::Tree;
use model::{Span, Upos};

/// Readings of one content, at most.
const MOST: usize = 120;

/// Collects readings of the content.
pub(super) struct Contents<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) tree: &'a Tree<'a>,
    pub(super) anchor: usize,
    pub(super) group: (usize, usize),
    pub(super) found: Vec<Variant<Vec<Span>>>,
}

/// Readings of what is said with the cue at `anchor`, best first.
pub fn contents(
    context: &Context,
    sentence: usize,
    anchor: usize,
    group: (usize, usize),
    phrase: bool,
    sources: &[Variant<Option<Speaker>>],
) -> Vec<Variant<Vec<Span>>> {
    let tree = &context.trees[sentence];
    let mut contents = Contents { context, tree, anchor, group, found: Vec::new() };
    let speaker = sources.first().and_then(|source| source.value);
    if tree.is_dash(anchor) {
        let quoted = closing_before(context, tree.sentence.tokens[anchor].span.start);
        contents.push(SIGNATURE, "quotation", quoted.into_iter().map(|quoted| quoted.inner).collect());
    } else if tree.lower[anchor] == ":" {
        contents.labelled(sentence);
    } else if phrase {
        contents.around_phrase(speaker);
    } else if tree.upos(anchor) == Upos::Noun {
        contents.noun();
    } else {
        let classes = context.lexicon.classes(&tree.word(anchor));
        let speech = classes & (SAY | THINK | SHOW) != 0;
        let right_clause = tree.children(anchor).iter().any(|&child| {
            child > group.1
                && matches!(tree.relation(child), "ccomp")
                && speaker.is_none_or(|speaker| tree.reach(child).0 > speaker.head || child < speaker.head)
        });
        contents.quoted_before(sentence, speech, sources);
        contents.quoted_after(sentence, speech);
        if speech && !right_clause {
            contents.fronted(sentence, sources);
        }
        contents.clauses();
        if speech && right_clause {
            contents.fronted(sentence, sources);
        }
        contents.objects();
        contents.prepositions();
        contents.passive();
        contents.modified();
        contents.split();
        contents.grid();
    }
    contents.found
}

impl Contents<'_> {
    pub(super) fn push(&mut self, name: &'static str, cut: &'static str, fragments: Vec<Span>) {
        // What stands in several paragraphs is several stretches.
        let fragments: Vec<Span> = fragments.into_iter().flat_map(|span| paragraphs(self.context.text, span)).collect();
        let known = self.found.iter().any(|variant| variant.value == fragments);
        if !fragments.is_empty() && !known && self.found.len() < MOST {
            self.found.push(Variant { value: fragments, name, cut, features: Features::default() });
        }
    }

    pub(super) fn push_range(&mut self, name: &'static str, cut: &'static str, first: usize, last: usize) {
        if last < self.tree.len() && first <= last {
            self.push(name, cut, self.tree.trimmed(first, last).into_iter().collect());
        }
    }
    /// The first tokens that the cue's clause may have: at the speaker where the speaker stands right before, else at the
    /// cue.
    pub(super) fn clause_starts(&self, sources: &[Variant<Option<Speaker>>]) -> Vec<usize> {
        let mut starts = vec![self.group.0];
        for source in sources.iter().take(8) {
            if let Some(speaker) = source.value {
                let range = self.tree.sentence.tokens_in(speaker.span);
                let gap_is_empty = (range.end..self.group.0).all(|at| self.tree.is_punct(at));
                if range.end <= self.group.0 && gap_is_empty && !starts.contains(&range.start) {
                    starts.push(range.start);
                }
            }
        }
        // Right after a quotation that ends with a comma the clause that names the speaker begins.
        let sentence = self.tree.sentence;
        let cue = sentence.tokens[self.group.0].span.start;
        let quoted = self.context.quoted_in(Span::new(sentence.span.start.min(cue), cue)).last();
        if let Some(quoted) = quoted.filter(|quoted| quoted.outer.end <= cue) {
            let start = sentence.tokens.partition_point(|token| token.span.start < quoted.outer.end);
            let ends = quoted.inner.of(self.context.text).ends_with([',', '?', '!']);
            if ends && start + 30 > self.group.0 && !starts.contains(&start) {
                starts.push(start);
            }
        }
        starts
    }

    /// The last token of the cue's own clause: up to the comma or the end.
    pub(super) fn clause_end(&self, sources: &[Variant<Option<Speaker>>]) -> usize {
        let tree = self.tree;
        let mut at = self.group.1;
        if let Some(speaker) = sources.first().and_then(|source| source.value) {
            let range = tree.sentence.tokens_in(speaker.span);
            if range.start > self.group.1 {
                at = at.max(range.end.saturating_sub(1));
            }
        }
        while at + 1 < tree.len()
            && !matches!(tree.lower[at + 1].as_str(), "," | "—" | "–" | ":" | ";")
            && !is_mark(&tree.lower[at + 1])
        {
            at += 1;
        }
        at
    }
}

impl Tree<'_> {
    pub(super) fn is_preposition(&self, token: usize) -> bool {
        self.upos(token) == Upos::Adp
            || (self.upos(token) == Upos::Sconj
                && matches!(
                    self.lower[token].as_str(),
                    "of" | "for" | "with" | "by" | "about" | "against" | "from" | "in"
                ))
    }
}

/// The stretch whose closing mark stands before the byte at `at`, with nothing but white space and punctuation between.
pub(super) fn closing_before(context: &Context, at: usize) -> Option<Quoted> {
    let index = context.quoted.partition_point(|quoted| quoted.outer.end <= at);
    let quoted = *context.quoted.get(index.checked_sub(1)?)?;
    let between = context.text.get(quoted.outer.end..at)?;
    between.chars().all(|character| !character.is_alphanumeric()).then_some(quoted)
}

/// The parts of a span in each paragraph, without the marks that open them.
fn paragraphs(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text);
    if !words.contains('\n') {
        return vec![span];
    }
    let mut start = span.start;
    let mut parts = Vec::new();
    for line in words.split('\n') {
        let lead = line.len()
            - line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '\'' | '`' | '«')).len();
        let end = start + line.trim_end().len();
        if end > start + lead {
            parts.push(Span::new(start + lead, end));
        }
        start += line.len() + 1;
    }
    parts
}
