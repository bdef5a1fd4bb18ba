//! Every stretch from where a part may begin to where it may end, so that the ranker can mend the tree's mistakes.

use super::contents::Contents;
use model::Upos;

impl Contents<'_> {
    /// Every stretch from where a part may begin to where it may end, so that the ranker can mend the tree's mistakes.
    pub(super) fn grid(&mut self) {
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
}
