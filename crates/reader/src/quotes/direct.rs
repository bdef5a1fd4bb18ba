//! What is said between quotation marks, and what follows a label: readings of direct speech.

use super::candidates::{Speaker, Variant};
use super::contents::Contents;
use super::lexicon::SAY;
use super::marks::{Quoted, is_mark};
use super::tree::Tree;
use model::{Span, Upos};

/// Construction of a quotation that the name of its speaker stands below.
pub const SIGNATURE: &str = "signature";

/// Construction of one's turn to speak in a transcript.
pub const TRANSCRIPT: &str = "transcript";

/// True where the form of the text alone shows a quotation: one with a signature, one's turn in a transcript.
pub fn is_sure(construction: &str) -> bool {
    matches!(construction, SIGNATURE | TRANSCRIPT)
}

impl Contents<'_> {
    /// `“…,” she said` and `“…,” said the minister. “…”`: the stretch that closes right before the cue's clause, with the
    /// words before it in the sentence where it is only partly quoted, and with the stretch that goes on after the clause.
    pub(super) fn quoted_before(&mut self, sentence: usize, speech: bool, sources: &[Variant<Option<Speaker>>]) {
        let starts = self.clause_starts(sources);
        for start in starts {
            let Some(before) = start.checked_sub(1) else {
                // The stretch stands in the sentence before, which ends with the closing mark.
                if start == 0
                    && speech
                    && let Some(quoted) = self.closing_before(sentence)
                    && !is_mark(&self.tree.lower[0])
                    && self.group.1 + 4 >= self.tree.len().min(8)
                {
                    self.with_continuation(sentence, "before", "previous sentence", vec![quoted.inner]);
                }
                continue;
            };
            let mark = self.tree.sentence.tokens[before].span;
            let Some(quoted) = self.context.quoted_at(mark.start).filter(|quoted| quoted.outer.end <= mark.end + 1)
            else {
                continue;
            };
            if quoted.outer.end > self.tree.sentence.tokens[start].span.start {
                continue;
            }
            // A verb that is no verb of speech is one where the marks say so: `“…,” she scolded`.
            if !speech && !quoted.inner.of(self.context.text).ends_with([',', '?', '!']) {
                continue;
            }
            let sentence_start = self.tree.sentence.span.start;
            let lead = self.context.text.get(sentence_start..quoted.outer.start).unwrap_or_default().trim_end();
            // After a colon or a full stop the quotation stands for itself.
            let mixed = quoted.outer.start > sentence_start
                && !lead.ends_with([':', '.', '?', '!'])
                && self
                    .tree
                    .sentence
                    .tokens
                    .iter()
                    .take_while(|token| token.span.end <= quoted.outer.start)
                    .any(|token| token.upos != Upos::Punct);
            if mixed {
                let whole = Span::new(sentence_start, quoted.inner.end);
                let lead = self.trimmed_lead(whole);
                self.with_continuation(sentence, "before", "mixed", vec![lead]);
            }
            self.with_continuation(sentence, "before", "direct", vec![quoted.inner]);
        }
    }

    pub(super) fn trimmed_lead(&self, whole: Span) -> Span {
        // An opening mark right at the start belongs to no content.
        match self.context.quoted_at(whole.start) {
            Some(quoted) if quoted.outer.start == whole.start => Span::new(quoted.inner.start, whole.end),
            _ => whole,
        }
    }

    /// The stretch that closes at the end of the sentence before.
    pub(super) fn closing_before(&self, sentence: usize) -> Option<Quoted> {
        let before = self.context.trees.get(sentence.checked_sub(1)?)?;
        let end = before.sentence.span.end;
        let quoted = self.context.quoted_at(end.checked_sub(1)?)?;
        let between = self.context.text.get(end..self.tree.sentence.span.start)?;
        (quoted.outer.end >= end.saturating_sub(3)
            && quoted.outer.end <= self.tree.sentence.span.start
            && !between.contains('\n'))
        .then_some(quoted)
    }

    /// Adds the stretch that goes on after the cue's clause, where there is one, and the reading without.
    pub(super) fn with_continuation(
        &mut self,
        sentence: usize,
        name: &'static str,
        cut: &'static str,
        fragments: Vec<Span>,
    ) {
        let end = self.tree.sentence.span.end;
        let after = self.tree.span(self.group.0, self.group.1).end;
        let here = self.context.quoted_in(Span::new(after, end.max(after)));
        let here = here.iter().find(|quoted| quoted.outer.start >= after).copied();
        let next = self.context.trees.get(sentence + 1).and_then(|next| {
            let start = next.sentence.span.start;
            let quoted = self.context.quoted_at(start).filter(|quoted| quoted.outer.start == start)?;
            let below = self.context.text.get(end..start)?.contains('\n');
            Some((quoted, if below { "continued below" } else { "continued" }))
        });
        let here = here.map(|quoted| (quoted, "continued here"));
        for (quoted, how) in next.into_iter().chain(here) {
            if self.has_own_cue(quoted) {
                continue;
            }
            let how = if cut == "mixed" { "mixed continued" } else { how };
            let longer = fragments.iter().copied().chain([quoted.inner]).collect();
            self.push(name, how, longer);
        }
        self.push(name, cut, fragments);
    }

    /// True where a quotation is another cue's: it ends with the comma that leads to its cue, `“…,” she added`, or a verb of
    /// speech that is not this cue stands right before it, `said A, adding: “…”`.
    fn has_own_cue(&self, quoted: Quoted) -> bool {
        let text = self.context.text;
        let inner = quoted.inner.of(text).trim_end();
        let behind = text.get(quoted.outer.end..).unwrap_or_default().trim_start_matches(' ');
        let leads = inner.ends_with(',') || (inner.ends_with(['?', '!']) && behind.starts_with(char::is_lowercase));
        let index = self.context.trees.partition_point(|tree| tree.sentence.span.end <= quoted.outer.start);
        let introduced = self.context.trees.get(index).is_some_and(|tree| {
            let opening = tree.sentence.tokens.partition_point(|token| token.span.start < quoted.outer.start);
            let before = (0..opening).rev().find(|&at| !tree.is_punct(at));
            before.is_some_and(|at| {
                let own = std::ptr::eq(tree, self.tree) && (self.group.0..=self.group.1).contains(&at);
                !own && tree.upos(at) == Upos::Verb && self.context.lexicon.classes(tree.lemma(at)) & SAY != 0
            })
        });
        leads || introduced
    }

    /// `said, “…”`, `said: “…”`, and a colon before a quotation in the next paragraph.
    pub(super) fn quoted_after(&mut self, sentence: usize, speech: bool) {
        let tree = self.tree;
        let after = tree.span(self.group.0, self.group.1).end;
        let end = tree.sentence.span.end;
        let here: Vec<Quoted> = self
            .context
            .quoted_in(Span::new(after, end.max(after)))
            .iter()
            .copied()
            .filter(|q| q.outer.start >= after)
            .collect();
        if let Some(quoted) = here.first() {
            let opening = tree.sentence.tokens.partition_point(|token| token.span.start < quoted.outer.start);
            let before = opening.checked_sub(1);
            let introduced = before.is_some_and(|at| matches!(tree.lower[at].as_str(), "," | ":"));
            let touches = before == Some(self.group.1);
            if (introduced && speech) || touches {
                let cut = if introduced { "introduced" } else { "touching" };
                self.push("after", cut, vec![quoted.inner]);
                if quoted.outer.end < end {
                    let past = tree.sentence.tokens.partition_point(|token| token.span.start < quoted.outer.end);
                    if past < tree.len()
                        && !tree.is_punct(past)
                        && let Some(rest) = tree.trimmed(past, tree.len() - 1)
                    {
                        self.push("after", "to the end", vec![Span::new(quoted.inner.start, rest.end)]);
                    }
                }
            }
        } else if speech && tree.lower.last().is_some_and(|word| word == ":") {
            let next = self.context.trees.get(sentence + 1).map(|next| next.sentence.span);
            if let Some(next) = next {
                match self.context.quoted_at(next.start).filter(|quoted| quoted.outer.start == next.start) {
                    Some(quoted) => self.push("after", "next", vec![quoted.inner]),
                    None => self.push("after", "next sentence", vec![next]),
                }
            }
        }
        // `said: Norland will pay.`
        if speech
            && let Some(colon) = (self.group.1 + 1..tree.len().min(self.group.1 + 8)).find(|&at| tree.lower[at] == ":")
            && colon + 1 < tree.len()
        {
            self.push_range("after", "colon", colon + 1, tree.len() - 1);
        }
    }

    /// `Minister: no talks before May`: the rest of the sentence, or of the paragraph. What follows a speaker's name in
    /// capitals, as in a transcript, goes on until the next one speaks.
    pub(super) fn labelled(&mut self, sentence: usize) {
        let tree = self.tree;
        let Some(rest) = tree.trimmed(self.anchor + 1, tree.len() - 1) else { return };
        let transcript = self.context.is_transcript && is_turn(self.context.text, tree, self.anchor);
        let most = if transcript { TURN } else { 12 };
        let mut end = tree.sentence.span.end;
        let mut more = false;
        for next in self.context.trees.get(sentence + 1..).unwrap_or_default().iter().take(most) {
            let between = self.context.text.get(end..next.sentence.span.start).unwrap_or("\n");
            if between.contains('\n') && !(transcript && goes_on(self.context.text, next)) {
                break;
            }
            end = next.sentence.span.end;
            more = true;
        }
        if transcript {
            self.push(TRANSCRIPT, "turn", vec![Span::new(rest.start, end)]);
            return;
        }
        if more {
            self.push("label", "paragraph", vec![Span::new(rest.start, end)]);
        }
        self.push("label", "sentence", vec![rest]);
    }
}

/// Sentences that one turn of a transcript may have.
const TURN: usize = 60;

/// True where the words before a colon name the one whose turn it is to speak, in capitals: `MR. SMITH:`, `QUESTION:`.
pub(super) fn is_turn(text: &str, tree: &Tree, colon: usize) -> bool {
    let words = Span::new(tree.sentence.span.start, tree.sentence.tokens[colon].span.start).of(text);
    let letters = || words.chars().filter(|character| character.is_alphabetic());
    colon <= 6 && letters().count() > 1 && letters().all(char::is_uppercase)
}

/// True where a paragraph of a transcript goes on with what was said before: nobody's turn begins, and it is no remark in
/// brackets.
fn goes_on(text: &str, tree: &Tree) -> bool {
    let first = usize::from(tree.lower.first().is_some_and(|word| is_mark(word)));
    let remark = tree.lower.get(first).is_none_or(|word| matches!(word.as_str(), "(" | "["));
    !remark && !begins_turn(text, tree)
}

/// True where a sentence begins with the name of a speaker in capitals and a colon.
fn begins_turn(text: &str, tree: &Tree) -> bool {
    (1..tree.len().min(8)).any(|at| tree.lower[at] == ":" && is_turn(text, tree, at))
}

/// Turns that make a text a transcript: one label in capitals may be a headline's (`BREAKING:`).
const TURNS: usize = 3;

/// True for a text in which speakers take turns.
pub(super) fn is_transcript(text: &str, trees: &[Tree]) -> bool {
    trees.iter().filter(|tree| begins_turn(text, tree)).take(TURNS).count() == TURNS
}
