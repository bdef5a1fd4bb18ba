//! What may be said: quoted stretches, clauses, infinitives, objects.

use super::candidates::{Context, Speaker, Variant, mask};
use super::lexicon::{SAY, SHOW, THINK};
use super::linear::{Collector, Features};
use super::marks::Quoted;
use super::tree::Tree;
use model::{Span, Upos};

/// Readings of one content, at most.
const MOST: usize = 80;

/// Collects readings of the content.
struct Contents<'a> {
    context: &'a Context<'a>,
    tree: &'a Tree<'a>,
    anchor: usize,
    group: (usize, usize),
    found: Vec<Variant<Vec<Span>>>,
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
    if tree.lower[anchor] == ":" {
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
        if speech {
            contents.quoted_before(sentence, sources);
        }
        contents.quoted_after(sentence, speech);
        if speech && !right_clause {
            contents.fronted(sources);
        }
        contents.clauses();
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
    fn push(&mut self, name: &'static str, cut: &'static str, fragments: Vec<Span>) {
        // What stands in several paragraphs is several stretches.
        let fragments: Vec<Span> = fragments.into_iter().flat_map(|span| paragraphs(self.context.text, span)).collect();
        let known = self.found.iter().any(|variant| variant.value == fragments);
        if !fragments.is_empty() && !known && self.found.len() < MOST {
            self.found.push(Variant { value: fragments, name, cut, features: Vec::new() });
        }
    }

    fn push_range(&mut self, name: &'static str, cut: &'static str, first: usize, last: usize) {
        if last < self.tree.len() && first <= last {
            self.push(name, cut, self.tree.trimmed(first, last).into_iter().collect());
        }
    }

    /// `“…,” she said` and `“…,” said the minister. “…”`: the stretch that closes right before the cue's clause, with the
    /// words before it in the sentence where it is only partly quoted, and with the stretch that goes on after the clause.
    fn quoted_before(&mut self, sentence: usize, sources: &[Variant<Option<Speaker>>]) {
        let starts = self.clause_starts(sources);
        for start in starts {
            let Some(before) = start.checked_sub(1) else {
                // The stretch stands in the sentence before, which ends with the closing mark.
                if start == 0
                    && let Some(quoted) = self.closing_before(sentence)
                    && self.tree.lower[0] != "“"
                    && self.group.1 + 4 >= self.tree.len().min(8)
                {
                    self.with_continuation(sentence, "previous sentence", vec![quoted.inner]);
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
            let sentence_start = self.tree.sentence.span.start;
            let mixed = quoted.outer.start > sentence_start
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
                self.with_continuation(sentence, "mixed", vec![lead]);
            }
            self.with_continuation(sentence, "direct", vec![quoted.inner]);
        }
    }

    fn trimmed_lead(&self, whole: Span) -> Span {
        // An opening mark right at the start belongs to no content.
        match self.context.quoted_at(whole.start) {
            Some(quoted) if quoted.outer.start == whole.start => Span::new(quoted.inner.start, whole.end),
            _ => whole,
        }
    }

    /// The first tokens that the cue's clause may have: at the speaker where the speaker stands right before, else at the
    /// cue.
    fn clause_starts(&self, sources: &[Variant<Option<Speaker>>]) -> Vec<usize> {
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
        starts
    }

    /// The stretch that closes at the end of the sentence before.
    fn closing_before(&self, sentence: usize) -> Option<Quoted> {
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
    fn with_continuation(&mut self, sentence: usize, cut: &'static str, fragments: Vec<Span>) {
        let mut longer = fragments.clone();
        let end = self.tree.sentence.span.end;
        let after = self.tree.span(self.group.0, self.group.1).end;
        let here = self.context.quoted_in(Span::new(after, end.max(after)));
        let inside = here.iter().find(|quoted| quoted.outer.start >= after);
        if let Some(quoted) = inside {
            longer.push(quoted.inner);
        } else if let Some(next) = self.context.trees.get(sentence + 1) {
            let start = next.sentence.span.start;
            let near = self.context.text.get(end..start).is_some_and(|between| !between.contains('\n'));
            if near && let Some(quoted) = self.context.quoted_at(start).filter(|quoted| quoted.outer.start == start) {
                // `“…” he said. “…” she answered` is another speaker's, but then a cue follows it at once.
                longer.push(quoted.inner);
            }
        }
        if longer.len() > fragments.len() {
            let whole = if inside.is_some() { "continued here" } else { "continued" };
            self.push("before", if cut == "mixed" { "mixed continued" } else { whole }, longer);
        }
        self.push("before", cut, fragments);
    }

    /// `said, “…”`, `said: “…”`, and a colon before a quotation in the next paragraph.
    fn quoted_after(&mut self, sentence: usize, speech: bool) {
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

    /// `Norland will pay, the minister said on Monday[, and Sudria will not]`.
    fn fronted(&mut self, sources: &[Variant<Option<Speaker>>]) {
        let tree = self.tree;
        for start in self.clause_starts(sources) {
            let Some(before) = start.checked_sub(1) else { continue };
            if !matches!(tree.lower[before].as_str(), "," | "—" | "–" | "--" | "?" | "-" | "”" | "\"") || before == 0
            {
                continue;
            }
            let mut lead = 0;
            if let Some(quoted) = self.context.quoted_at(tree.sentence.tokens[start].span.start) {
                lead = tree.sentence.tokens.partition_point(|token| token.span.start < quoted.inner.start);
            }
            let Some(main) = tree.trimmed(lead, before.saturating_sub(1)) else { continue };
            let has_verb = (lead..before).any(|at| matches!(tree.upos(at), Upos::Verb | Upos::Aux));
            let clause_end = self.clause_end(sources);
            let rest = (clause_end + 1 < tree.len()).then(|| tree.trimmed(clause_end + 1, tree.len() - 1)).flatten();
            if let Some(rest) = rest {
                let enough = tree.sentence.tokens_in(rest).len() > 2;
                if enough {
                    self.push("front", if has_verb { "both sides" } else { "parenthesis" }, vec![main, rest]);
                }
            }
            if has_verb {
                self.push("front", "whole", vec![main]);
                // Another clause may stand before the one that is reported.
                let comma = (lead..before).rev().find(|&at| {
                    tree.lower[at] == ","
                        && at + 1 < before
                        && matches!(tree.lower[at + 1].as_str(), "and" | "but" | "while")
                });
                if let Some(comma) = comma {
                    self.push_range("front", "last clause", comma + 1, before - 1);
                    self.push_range("front", "after conjunction", comma + 2, before - 1);
                }
                let complement = tree
                    .children(self.anchor)
                    .iter()
                    .copied()
                    .find(|&child| child < self.anchor && matches!(tree.relation(child), "ccomp" | "parataxis"));
                let host = complement.or_else(|| {
                    tree.head(self.anchor).filter(|&head| head < start && tree.relation(self.anchor) == "parataxis")
                });
                if let Some(host) = host {
                    self.push_range("front", "subtree", tree.reach(host).0, before - 1);
                }
            }
        }
    }

    /// The last token of the cue's own clause: up to the comma or the end.
    fn clause_end(&self, sources: &[Variant<Option<Speaker>>]) -> usize {
        let tree = self.tree;
        let mut at = self.group.1;
        if let Some(speaker) = sources.first().and_then(|source| source.value) {
            let range = tree.sentence.tokens_in(speaker.span);
            if range.start > self.group.1 {
                at = at.max(range.end.saturating_sub(1));
            }
        }
        while at + 1 < tree.len() && !matches!(tree.lower[at + 1].as_str(), "," | "—" | "–" | ":" | ";" | "“") {
            at += 1;
        }
        at
    }

    /// Complement clauses and infinitives.
    fn clauses(&mut self) {
        let tree = self.tree;
        let children: Vec<usize> = tree.children(self.anchor).to_vec();
        for &child in &children {
            let relation = tree.relation(child);
            let name = match relation {
                "ccomp" => "clause",
                "xcomp" => "infinitive",
                "advcl"
                    if child > self.group.1
                        && matches!(
                            tree.lower[tree.reach(child).0].as_str(),
                            "that" | "if" | "whether" | "how" | "why"
                        ) =>
                {
                    "clause"
                }
                "parataxis" if child > self.group.1 => "clause",
                _ => continue,
            };
            if child <= self.group.1 {
                continue;
            }
            let (first, last) = tree.reach(child);
            let mut first = first.max(self.group.1 + 1);
            // Words between the cue and the subordinator belong to the cue's clause.
            if let Some(mark) = tree
                .children(child)
                .iter()
                .copied()
                .find(|&mark| tree.relation(mark) == "mark" && mark > self.group.1 && tree.lower[mark] == "that")
            {
                first = first.max(self.group.1 + 1).min(mark);
                if first < mark {
                    self.cuts(name, "from that", mark, last, child);
                }
            }
            self.cuts(name, "full", first, last, child);
        }
        // Where the tree has no complement: `that`, or plainly the rest of the sentence.
        let speech = self.context.lexicon.classes(&tree.word(self.anchor)) & (SAY | THINK | SHOW) != 0;
        let that = (self.group.1 + 1..tree.len().min(self.group.1 + 14))
            .find(|&at| tree.lower[at] == "that" && tree.upos(at) == Upos::Sconj);
        if let Some(that) = that {
            self.cuts("clause", "that", that, tree.len() - 1, that);
        }
        if speech && self.group.1 + 3 < tree.len() && !self.found.iter().any(|variant| variant.name == "clause") {
            let next = self.group.1 + 1;
            let verb_follows = (next..tree.len()).any(|at| matches!(tree.upos(at), Upos::Verb | Upos::Aux));
            if verb_follows && !tree.is_punct(next) && !matches!(tree.upos(next), Upos::Adp) {
                self.cuts("rest", "rest", next, tree.len() - 1, next);
            }
        }
    }

    /// The range, the range to the end of the sentence, and the range cut where another clause of the cue may begin.
    fn cuts(&mut self, name: &'static str, cut: &'static str, first: usize, last: usize, head: usize) {
        let tree = self.tree;
        self.push_range(name, cut, first, last);
        let end = tree.len() - 1;
        let sentence_end = match self.context.quoted_at(tree.sentence.tokens[self.anchor].span.start) {
            // A cue inside a quotation reports within it.
            Some(quoted) => {
                tree.sentence.tokens.partition_point(|token| token.span.start < quoted.inner.end).saturating_sub(1)
            }
            None => end,
        };
        self.push_range(name, "to the end", first, sentence_end);
        let mut cutting = 0;
        for at in (first + 1..=sentence_end).rev() {
            if cutting >= 4 {
                break;
            }
            let word = tree.lower[at].as_str();
            if matches!(word, "," | "—" | "–" | ";" | "--") {
                self.push_range(name, if at > last { "comma beyond" } else { "comma within" }, first, at - 1);
                cutting += 1;
            } else if at > head
                && matches!(
                    word,
                    "and"
                        | "but"
                        | "while"
                        | "after"
                        | "as"
                        | "because"
                        | "before"
                        | "when"
                        | "in"
                        | "during"
                        | "at"
                        | "on"
                )
                && tree.head(at).is_some_and(|up| tree.head(up).is_some_and(|top| top <= head))
            {
                self.push_range(name, "at a connective", first, at - 1);
                cutting += 1;
            }
        }
    }

    /// Direct objects.
    fn objects(&mut self) {
        let tree = self.tree;
        let Some(object) = tree
            .children(self.anchor)
            .iter()
            .copied()
            .find(|&child| tree.relation(child) == "obj" && child > self.group.1)
        else {
            return;
        };
        let (first, last) = tree.reach(object);
        let first = first.max(self.group.1 + 1);
        // `urged them to pay`: the object is the first part of what is wanted.
        if let Some(complement) =
            tree.children(self.anchor).iter().copied().find(|&child| child > object && tree.relation(child) == "xcomp")
        {
            self.push_range("infinitive", "with object", first, tree.reach(complement).1);
            self.push_range("object", "with complement", first, tree.reach(complement).1);
        }
        self.push_range("object", "full", first, last);
        let modifier =
            tree.children(object).iter().copied().find(|&child| child > object && tree.relation(child) == "acl");
        if let Some(modifier) = modifier
            && tree.reach(modifier).0 > first
        {
            self.push_range("object", "without clause", first, tree.reach(modifier).0 - 1);
        }
        let comma = (object + 1..=last).find(|&at| matches!(tree.lower[at].as_str(), "," | "—" | "–"));
        if let Some(comma) = comma {
            self.push_range("object", "comma", first, comma - 1);
        }
        let mut end = last;
        for &child in tree.children(self.anchor) {
            if child > object
                && matches!(tree.relation(child), "obl" | "advcl" | "advmod" | "xcomp" | "ccomp")
                && tree.reach(child).0 == end + 1
            {
                end = tree.reach(child).1;
                self.push_range("object", "with more", first, end);
            }
        }
        if let Some(preposition) = tree
            .children(object)
            .iter()
            .copied()
            .find(|&child| child > object && matches!(tree.relation(child), "nmod" | "obl"))
        {
            let start = tree.reach(preposition).0;
            if start > first {
                self.push_range("object", "without preposition", first, start - 1);
            }
        }
        // `accused them of cheating`: what they are accused of.
        for &child in tree.children(self.anchor) {
            if child > object && matches!(tree.relation(child), "obl" | "advcl") {
                let (start, end) = tree.reach(child);
                if start > object && start < end {
                    self.push_range("preposition", "after object", start + 1, end);
                }
            }
        }
    }

    /// `called for talks`, `warned against haste`: what the preposition governs.
    fn prepositions(&mut self) {
        let tree = self.tree;
        let children: Vec<usize> = tree.children(self.anchor).to_vec();
        for child in children {
            if child <= self.group.1 || !matches!(tree.relation(child), "obl" | "advcl" | "nmod") {
                continue;
            }
            let (first, last) = tree.reach(child);
            let case =
                tree.children(child).iter().copied().find(|&case| matches!(tree.relation(case), "case" | "mark"));
            if let Some(case) = case
                && case == first
                && first > self.group.1
                && first <= self.group.1 + 3
            {
                self.push_range("preposition", "full", first + 1, last);
                self.push_range("preposition", "with case", first, last);
                if let Some(comma) = (child + 1..=last).find(|&at| matches!(tree.lower[at].as_str(), "," | "—" | "–"))
                {
                    self.push_range("preposition", "comma", first + 1, comma - 1);
                }
            }
        }
    }

    /// `the plan was criticised by Norland`: the subject is what is judged.
    fn passive(&mut self) {
        let tree = self.tree;
        if let Some(subject) =
            tree.children(self.anchor).iter().copied().find(|&child| tree.full_relation(child) == "nsubj:pass")
        {
            let (first, last) = tree.reach(subject);
            self.push_range("passive", "full", first, last.min(self.group.0.saturating_sub(1)));
        }
    }

    /// `the plan criticised by Norland`, `what Norland calls aggression`.
    fn modified(&mut self) {
        let tree = self.tree;
        if tree.relation(self.anchor) == "acl"
            && let Some(head) = tree.head(self.anchor)
            && head < self.group.0
            && (tree.sentence.tokens[self.anchor].xpos == "VBN" || tree.full_relation(self.anchor) == "acl:relcl")
        {
            let first = tree.reach(head).0;
            let end = tree.reach(self.anchor).0.min(self.group.0);
            if end > first {
                self.push_range("modified", "head", first, end - 1);
            }
        }
    }

    /// Every stretch from where a part may begin to where it may end, so that the ranker can mend the tree's mistakes.
    fn grid(&mut self) {
        let tree = self.tree;
        let next = self.group.1 + 1;
        if next >= tree.len() {
            return;
        }
        let stop = match self.context.quoted_at(tree.sentence.tokens[self.anchor].span.start) {
            Some(quoted) => tree.sentence.tokens.partition_point(|token| token.span.start < quoted.inner.end),
            None => tree.len(),
        };
        let mut starts: Vec<(usize, &'static str)> = Vec::new();
        let mut add = |at: usize, name: &'static str| {
            if at < stop && !tree.is_punct(at) && starts.len() < 7 && !starts.iter().any(|(known, _)| *known == at) {
                starts.push((at, name));
            }
        };
        let kind = |at: usize| match tree.lower[at].as_str() {
            "that" | "if" | "whether" | "how" | "what" | "why" | "who" => "clause",
            "to" if tree.upos(at) == Upos::Part => "infinitive",
            _ => "object",
        };
        add(next, if tree.is_preposition(next) { "preposition" } else { kind(next) });
        if next + 1 < stop && (tree.is_preposition(next) || tree.upos(next) == Upos::Adv || tree.is_punct(next)) {
            add(next + 1, if tree.is_preposition(next) { "preposition" } else { kind(next + 1) });
        }
        if let Some(at) = (next..stop.min(next + 16)).find(|&at| kind(at) != "object") {
            add(at, kind(at));
        }
        for &child in tree.children(self.anchor) {
            let (first, last) = tree.reach(child);
            if first > self.group.1
                && matches!(tree.relation(child), "ccomp" | "xcomp" | "obj" | "obl" | "parataxis" | "advcl")
            {
                add(first, kind(first));
                if tree.is_preposition(first) && first < last {
                    add(first + 1, "preposition");
                }
            }
            // `told reporters Norland would pay`: after the one who is told.
            if first > self.group.1
                && matches!(tree.relation(child), "obj" | "iobj")
                && last - first < 8
                && last + 1 < stop
            {
                add(last + 1, kind(last + 1));
            }
        }
        for (start, name) in starts {
            let mut ends: Vec<(usize, &'static str)> = Vec::new();
            let mut part = start;
            for _ in 0..8 {
                let end = tree.reach(part).1;
                if end >= start && end < stop {
                    ends.push((end, "part"));
                }
                match tree.head(part) {
                    Some(head) if head > self.group.1 => part = head,
                    _ => break,
                }
            }
            ends.push((stop - 1, "sentence"));
            let boundaries: Vec<usize> = (start + 1..stop)
                .filter(|&at| {
                    matches!(tree.upos(at), Upos::Adp | Upos::Sconj | Upos::Cconj)
                        || matches!(
                            tree.lower[at].as_str(),
                            "," | "—"
                                | "–"
                                | "--"
                                | ";"
                                | "who"
                                | "which"
                                | "that"
                                | "as"
                                | "monday"
                                | "tuesday"
                                | "wednesday"
                                | "thursday"
                                | "friday"
                                | "saturday"
                                | "sunday"
                        )
                })
                .collect();
            let far = boundaries.len().saturating_sub(3);
            for (index, &at) in boundaries.iter().enumerate() {
                if index < 5 || index >= far || matches!(tree.lower[at].as_str(), "," | "—" | "–") {
                    ends.push((at - 1, "boundary"));
                }
            }
            for (end, cut) in ends.into_iter().take(16) {
                self.push_range(name, cut, start, end);
            }
        }
    }

    /// `the plan is expected to fail`, `what the minister calls a threat`: the subject or the question word with the rest.
    fn split(&mut self) {
        let tree = self.tree;
        let front = tree
            .children(self.anchor)
            .iter()
            .copied()
            .find(|&child| {
                child < self.group.0 && (matches!(tree.relation(child), "nsubj" | "obj") || tree.lower[child] == "what")
            })
            .or_else(|| {
                (self.group.0.saturating_sub(6)..self.group.0)
                    .find(|&at| matches!(tree.lower[at].as_str(), "what" | "which" | "how"))
            });
        let Some(front) = front else { return };
        let (first, last) = tree.reach(front);
        let (first, last) = if matches!(tree.lower[front].as_str(), "what" | "which" | "how") {
            (front, front)
        } else {
            (first, last.min(self.group.0.saturating_sub(1)))
        };
        let Some(lead) = tree.trimmed(first, last) else { return };
        self.push("split", "front", vec![lead]);
        let mut rests: Vec<usize> = Vec::new();
        for &child in tree.children(self.anchor) {
            if child > self.group.1 && matches!(tree.relation(child), "xcomp" | "ccomp" | "obl" | "obj" | "advcl") {
                rests.push(child);
            }
        }
        for child in rests.into_iter().take(3) {
            let (start, end) = tree.reach(child);
            if let Some(rest) = tree.trimmed(start.max(self.group.1 + 1), end) {
                self.push("split", "part", vec![lead, rest]);
            }
            if tree.is_preposition(start)
                && start < end
                && let Some(rest) = tree.trimmed(start + 1, end)
            {
                self.push("split", "after preposition", vec![lead, rest]);
            }
        }
        if let Some(rest) =
            (self.group.1 + 1 < tree.len()).then(|| tree.trimmed(self.group.1 + 1, tree.len() - 1)).flatten()
        {
            self.push("split", "rest", vec![lead, rest]);
        }
    }

    /// `the claim that …`, `a promise to …`, `allegations of …`.
    fn noun(&mut self) {
        let tree = self.tree;
        let children: Vec<usize> = tree.children(self.anchor).to_vec();
        for child in children {
            if child <= self.anchor {
                continue;
            }
            let (first, last) = tree.reach(child);
            let word = tree.lower[first].as_str();
            match tree.relation(child) {
                "ccomp" | "acl" | "xcomp" | "advcl"
                    if matches!(word, "that" | "to" | "whether" | "how" | "if") || tree.relation(child) == "ccomp" =>
                {
                    self.cuts("noun", "clause", first, last, child);
                }
                "nmod" | "acl" if tree.is_preposition(first) && first < last => {
                    self.push_range("noun", "preposition", first + 1, last);
                    if let Some(comma) = (child + 1..=last).find(|&at| tree.lower[at] == ",") {
                        self.push_range("noun", "preposition comma", first + 1, comma - 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// `Minister: no talks before May`: the rest of the sentence, or of the paragraph.
    fn labelled(&mut self, sentence: usize) {
        let tree = self.tree;
        let Some(rest) = tree.trimmed(self.anchor + 1, tree.len() - 1) else { return };
        let mut end = tree.sentence.span.end;
        let mut more = false;
        for next in self.context.trees.get(sentence + 1..).unwrap_or_default().iter().take(12) {
            let between = self.context.text.get(end..next.sentence.span.start).unwrap_or("\n");
            if between.contains('\n') {
                break;
            }
            end = next.sentence.span.end;
            more = true;
        }
        if more {
            self.push("label", "paragraph", vec![Span::new(rest.start, end)]);
        }
        self.push("label", "sentence", vec![rest]);
    }

    /// `According to the ministry, …`, `…, according to the ministry`.
    fn around_phrase(&mut self, speaker: Option<Speaker>) {
        let tree = self.tree;
        let Some(speaker) = speaker else { return };
        let range = tree.sentence.tokens_in(speaker.span);
        let end = tree.len().saturating_sub(1);
        let rest_start =
            (range.end.saturating_sub(1)..tree.len()).find(|&at| tree.lower[at] == ",").map(|comma| comma + 1);
        let before = self.group.0.checked_sub(1);
        let lead = before.and_then(|before| {
            let quoted = self.context.quoted_at(tree.sentence.tokens[before].span.start);
            match quoted {
                Some(quoted) if quoted.outer.start <= tree.sentence.span.start => Some(quoted.inner),
                _ => tree.trimmed(0, before),
            }
        });
        let lead_has_verb = (0..self.group.0).any(|at| matches!(tree.upos(at), Upos::Verb | Upos::Aux));
        let lead = lead.filter(|_| lead_has_verb || rest_start.is_none());
        let rest = rest_start.filter(|&start| start <= end).and_then(|start| tree.trimmed(start, end));
        if let Some(lead) = lead {
            if let Some(before) = before
                && let Some(comma) = (1..before)
                    .rev()
                    .find(|&at| tree.lower[at] == "," && matches!(tree.lower[at + 1].as_str(), "and" | "but" | "while"))
            {
                self.push("phrase", "lead", vec![lead]);
                self.push_range("phrase", "last clause", comma + 2, before);
            } else {
                self.push("phrase", "lead", vec![lead]);
            }
            if let Some(rest) = rest {
                self.push("phrase", "both sides", vec![lead, rest]);
            }
        }
        if let Some(rest) = rest {
            self.push("phrase", "rest", vec![rest]);
        }
        if let Some(before) = before {
            let quiet = |at: usize| matches!(tree.lower[at].as_str(), "," | "—" | "–" | "“");
            if let Some(comma) = (1..before).rev().find(|&at| quiet(at)) {
                self.push_range("phrase", "last part", comma + 1, before);
            }
            if let Some(head) =
                tree.head(self.anchor).into_iter().chain(tree.head(speaker.head)).find(|&head| head < self.group.0)
            {
                self.push_range("phrase", "subtree", tree.reach(head).0, before);
            }
        }
    }
}

impl Tree<'_> {
    fn is_preposition(&self, token: usize) -> bool {
        self.upos(token) == Upos::Adp
    }
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
        let lead = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"')).len();
        let end = start + line.trim_end().len();
        if end > start + lead {
            parts.push(Span::new(start + lead, end));
        }
        start += line.len() + 1;
    }
    parts
}

/// What speaks for a reading of the content.
pub fn features(
    context: &Context,
    sentence: usize,
    anchor: usize,
    group: (usize, usize),
    variant: &Variant<Vec<Span>>,
) -> Features {
    let tree = &context.trees[sentence];
    let classes = context.lexicon.classes(&tree.word(anchor));
    let class = mask(classes);
    let lemma = tree.word(anchor);
    let (name, cut) = (variant.name, variant.cut);
    let mut collector = Collector::new("content");
    let (Some(opening), Some(closing)) = (variant.value.first(), variant.value.last()) else { return collector.done() };
    let (start, end) = (opening.start, closing.end);
    let tokens = &tree.sentence.tokens;
    let find = |at: usize| Some(tokens.partition_point(|token| token.span.start < at)).filter(|&at| at < tree.len());
    let first = find(start);
    let next = find(end);
    let word = |at: Option<usize>| at.map_or("", |at| tree.lower[at].as_str());
    let touches = if first == Some(group.1 + 1) { "touches" } else { "apart" };
    let quoted = match context.quoted_in(Span::new(start, end)) {
        [] => "plain",
        [only] if only.inner.start == start && only.inner.end >= end => "whole",
        [first, ..] if first.inner.start == start => "opens",
        [.., last] if last.inner.end >= end => "ends",
        _ => "inside",
    };
    let count = variant.value.len().min(3).to_string();
    collector.add(&["name", name]);
    collector.add(&["name+cut", name, cut]);
    collector.add(&["name+class", name, class]);
    collector.add(&["name+cut+class", name, cut, class]);
    collector.add(&["name+lemma", name, &lemma]);
    collector.add(&["name+touches", name, touches]);
    collector.add(&["name+touches+class", name, touches, class]);
    collector.add(&["name+next", name, cut, word(next)]);
    collector.add(&["next", word(next), name]);
    collector.add(&["name+next upos", name, next.map_or("", |next| tree.upos(next).name())]);
    collector.add(&["first", word(first)]);
    collector.add(&["first+name", word(first), name]);
    collector.add(&["first+class", word(first), class]);
    collector.add(&["first upos+name", first.map_or("", |first| tree.upos(first).name()), name]);
    collector.add(&["first upos+class", first.map_or("", |first| tree.upos(first).name()), class]);
    collector.add(&["before", word(first.and_then(|first| first.checked_sub(1))), name]);
    collector.add(&["quoted", quoted, name]);
    collector.add(&["quoted+cut", quoted, name, cut]);
    collector.add(&["fragments", &count, name]);
    let stop = next.unwrap_or(tree.len());
    let begin = first.unwrap_or(0);
    let words = stop.saturating_sub(begin);
    let length = match words {
        0..=1 => "1",
        2..=4 => "few",
        5..=12 => "some",
        _ => "many",
    };
    collector.add(&["length", length, name]);
    if variant.value.len() > 1 || begin >= stop {
        return collector.done();
    }
    // Where the words before and after the end hang together with those within.
    let place = |at: usize| {
        if at == anchor || (group.0..=group.1).contains(&at) {
            "cue"
        } else if (begin..stop).contains(&at) {
            "within"
        } else if at < begin {
            "left"
        } else {
            "right"
        }
    };
    let range = begin..stop;
    let mut tops = (0, None);
    for at in range.clone() {
        if tree.head(at).is_none_or(|head| !range.contains(&head)) && !tree.is_punct(at) {
            tops.0 += 1;
            tops.1 = tops.1.or(Some(at));
        }
    }
    let number = usize::min(tops.0, 4).to_string();
    collector.add(&["tops", &number, name]);
    collector.add(&["tops+class", &number, class]);
    if let Some(top) = tops.1 {
        let up = tree.head(top).map_or("root", place);
        collector.add(&["top", tree.full_relation(top), up, &number]);
        collector.add(&["top+class", tree.full_relation(top), up, class]);
        collector.add(&["top upos+class", tree.upos(top).name(), up, class]);
        collector.add(&["top+lemma", tree.full_relation(top), up, &lemma]);
        collector.add(&["complete", if tree.reach(top) == (begin, stop - 1) { "yes" } else { "no" }, name]);
        collector.add(&["complete to the right", if tree.reach(top).1 < stop { "yes" } else { "no" }, name, class]);
        collector.add(&["complete to the left", if tree.reach(top).0 >= begin { "yes" } else { "no" }, name, class]);
    }
    let mut after = stop;
    while after < tree.len() && tree.is_punct(after) {
        after += 1;
    }
    let punct = if after > stop { word(next) } else { "" };
    if after < tree.len() {
        let mut part = after;
        for _ in 0..8 {
            match tree.head(part) {
                Some(head) if head > after => part = head,
                _ => break,
            }
        }
        let up = tree.head(part).map_or("root", place);
        let relation = tree.full_relation(part);
        collector.add(&["after", relation, up, punct]);
        collector.add(&["after+name", relation, up, name]);
        collector.add(&["after+class", relation, up, class]);
        collector.add(&["after up", up, name, punct]);
        // `says he won and vowed to go on`: what is joined may be the cue's fellow rather than part of what is said.
        if matches!(tree.lower[after].as_str(), "and" | "but" | "or" | "while" | "though") {
            let mut joined = after + 1;
            while joined < tree.len() && matches!(tree.upos(joined), Upos::Adv | Upos::Aux) {
                joined += 1;
            }
            if joined < tree.len() {
                let same = if tokens[joined].xpos == tokens[anchor].xpos { "same tag" } else { "other tag" };
                let kind = mask(context.lexicon.classes(tree.lemma(joined)));
                collector.add(&["joined", tree.upos(joined).name(), same, kind]);
                collector.add(&["joined", tree.upos(joined).name(), same]);
            }
        }
        collector.add(&["after word", &tree.lower[after], up, punct]);
        if let (Some(head), Some(top)) = (tree.head(part), tops.1) {
            let where_ = if head == top { "top" } else { up };
            collector.add(&["after head", relation, where_, tree.upos(head).name()]);
            collector.add(&["after head+class", relation, where_, class, punct]);
        }
    } else {
        collector.add(&["ends the sentence", name]);
        collector.add(&["ends the sentence", name, class]);
    }
    collector.done()
}
