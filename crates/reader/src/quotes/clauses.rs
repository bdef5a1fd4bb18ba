//! What is said in clauses, infinitives, objects and after prepositions, as the tree has it.

use super::contents::Contents;
use super::lexicon::{SAY, SHOW, THINK};
use model::Upos;

impl Contents<'_> {
    /// Complement clauses and infinitives.
    pub(super) fn clauses(&mut self) {
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
            // What stands before the clause's subject may belong to the cue: `said this week he would go`.
            let subject = tree.child(child, &["nsubj"]).map(|subject| tree.reach(subject).0);
            if let Some(subject) = subject.filter(|&subject| subject > first) {
                self.cuts(name, "from subject", subject, last, child);
            }
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
    pub(super) fn cuts(&mut self, name: &'static str, cut: &'static str, first: usize, last: usize, head: usize) {
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
    pub(super) fn objects(&mut self) {
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
    pub(super) fn prepositions(&mut self) {
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
    pub(super) fn passive(&mut self) {
        let tree = self.tree;
        if let Some(subject) =
            tree.children(self.anchor).iter().copied().find(|&child| tree.full_relation(child) == "nsubj:pass")
        {
            let (first, last) = tree.reach(subject);
            self.push_range("passive", "full", first, last.min(self.group.0.saturating_sub(1)));
        }
    }

    /// `the plan criticised by Norland`, `what Norland calls aggression`.
    pub(super) fn modified(&mut self) {
        let tree = self.tree;
        if tree.relation(self.anchor) == "acl"
            && let Some(head) = tree.head(self.anchor)
            && head < self.group.0
            && (tree.sentence.tokens[self.anchor].xpos == "VBN" || tree.full_relation(self.anchor) == "acl:relcl")
        {
            let first = tree.reach(head).0;
            let end = tree.reach(self.anchor).0.min(self.group.0);
            let Some(noun) = (end > first).then(|| tree.trimmed(first, end - 1)).flatten() else { return };
            self.push("modified", "head", vec![noun]);
            self.push_range("modified", "noun", head, head);
            // `a plan that experts say would fail`, `an act that Norland described as theft`.
            for &child in tree.children(self.anchor) {
                let (start, last) = tree.reach(child);
                if child > self.group.1 && matches!(tree.relation(child), "ccomp" | "xcomp" | "obl" | "advcl" | "obj") {
                    let start = start.max(self.group.1 + 1);
                    if let Some(rest) = tree.trimmed(start, last) {
                        self.push("modified", "with rest", vec![noun, rest]);
                    }
                    if tree.is_preposition(start)
                        && let Some(rest) = tree.trimmed(start + 1, last)
                    {
                        self.push("modified", "with rest", vec![noun, rest]);
                    }
                }
            }
        }
    }

    /// `the plan is expected to fail`, `what the minister calls a threat`: the subject or the question word with the rest.
    pub(super) fn split(&mut self) {
        let tree = self.tree;
        let children = tree.children(self.anchor);
        let subject = children.iter().copied().find(|&child| {
            child < self.group.0 && matches!(tree.relation(child), "nsubj" | "obj") && !is_relative(&tree.lower[child])
        });
        let relative = (self.group.0.saturating_sub(10)..self.group.0).rev().find(|&at| is_relative(&tree.lower[at]));
        for front in relative.into_iter().chain(subject) {
            let (first, last) = if is_relative(&tree.lower[front]) {
                (front, front)
            } else {
                let (first, last) = tree.reach(front);
                (first, last.min(self.group.0.saturating_sub(1)))
            };
            let Some(lead) = tree.trimmed(first, last) else { continue };
            self.push("split", "front", vec![lead]);
            let behind = self.group.1;
            let rests = children.iter().copied().filter(|&child| {
                child > behind && matches!(tree.relation(child), "xcomp" | "ccomp" | "obl" | "obj" | "advcl")
            });
            for child in rests.take(3) {
                let (start, end) = tree.reach(child);
                let start = start.max(self.group.1 + 1);
                if let Some(rest) = tree.trimmed(start, end) {
                    self.push("split", "part", vec![lead, rest]);
                }
                if tree.is_preposition(start)
                    && start < end
                    && let Some(rest) = tree.trimmed(start + 1, end)
                {
                    self.push("split", "after preposition", vec![lead, rest]);
                }
                for at in start + 1..end {
                    let boundary = tree.is_punct(at) || matches!(tree.upos(at), Upos::Cconj | Upos::Sconj);
                    if boundary && let Some(rest) = tree.trimmed(start, at - 1) {
                        self.push("split", "boundary", vec![lead, rest]);
                    }
                }
            }
            let rest = self.group.1 + 1..tree.len();
            if let Some(rest) = (!rest.is_empty()).then(|| tree.trimmed(rest.start, rest.end - 1)).flatten() {
                self.push("split", "rest", vec![lead, rest]);
            }
        }
    }

    /// `the claim that …`, `a promise to …`, `allegations of …`.
    pub(super) fn noun(&mut self) {
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
}

/// True for a pronoun that stands for what is said in a clause that opens with it: `what she called a mistake`.
fn is_relative(word: &str) -> bool {
    matches!(word, "what" | "which" | "how" | "that" | "who" | "whom")
}
