//! What is said before the cue's own clause, or around a phrase that names the speaker.

use super::candidates::{Speaker, Variant};
use super::contents::Contents;
use super::marks::is_mark;
use model::Upos;

impl Contents<'_> {
    /// `Norland will pay, the minister said on Monday[, and Sudria will not]`.
    pub(super) fn fronted(&mut self, sentence: usize, sources: &[Variant<Option<Speaker>>]) {
        let tree = self.tree;
        for start in self.clause_starts(sources) {
            let Some(before) = start.checked_sub(1) else { continue };
            if !matches!(
                tree.lower[before].as_str(),
                "," | "—" | "–" | "--" | "?" | "-" | "”" | "\"" | "''" | "»" | "’"
            ) || before == 0
            {
                continue;
            }
            let mut lead = 0;
            if let Some(quoted) = self.context.quoted_at(tree.sentence.tokens[start].span.start) {
                lead = tree.sentence.tokens.partition_point(|token| token.span.start < quoted.inner.start);
            }
            let Some(main) = tree.trimmed(lead, before.saturating_sub(1)) else { continue };
            let has_verb = (lead..before).any(|at| matches!(tree.upos(at), Upos::Verb | Upos::Aux));
            // `In court, she said she would appeal`: what stands before the speaker belongs to the clause behind the cue.
            let complement = tree.children(self.anchor).iter().copied();
            let mut complement =
                complement.filter(|&child| child > self.group.1 && matches!(tree.relation(child), "ccomp" | "xcomp"));
            if let Some(clause) = complement.next_back() {
                let (first, last) = (tree.reach(clause).0.max(self.group.1 + 1), tree.reach(clause).1);
                if let Some(clause) = tree.trimmed(first, last) {
                    self.push("front", "with clause", vec![main, clause]);
                }
            }
            let clause_end = self.clause_end(sources);
            let rest = (clause_end + 3 < tree.len()).then(|| tree.trimmed(clause_end + 1, tree.len() - 1)).flatten();
            if let Some(rest) = rest {
                let enough = tree.sentence.tokens_in(rest).len() > 2;
                if enough {
                    self.push("front", if has_verb { "both sides" } else { "parenthesis" }, vec![main, rest]);
                    if matches!(tree.upos(clause_end + 2), Upos::Cconj)
                        && let Some(rest) = tree.trimmed(clause_end + 3, tree.len() - 1)
                    {
                        self.push("front", "joined", vec![main, rest]);
                    }
                }
            }
            if has_verb {
                self.with_continuation(sentence, "front", "whole", vec![main]);
                self.openings("front", lead, before - 1);
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

    /// `According to the ministry, …`, `…, according to the ministry`.
    pub(super) fn around_phrase(&mut self, speaker: Option<Speaker>) {
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
        if let (Some(_), Some(before)) = (lead, before) {
            self.openings("phrase", 0, before);
        }
        if let Some(start) = rest_start.filter(|&start| start < end) {
            self.openings("phrase", start, end);
            let joins = |at: usize| matches!(tree.lower[at].as_str(), "and" | "but" | "while" | "though" | "although");
            for comma in (start + 2..end).filter(|&at| tree.lower[at] == "," && joins(at + 1)).take(2) {
                self.push_range("phrase", "first clauses", start, comma - 1);
            }
        }
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
            let quiet = |at: usize| matches!(tree.lower[at].as_str(), "," | "—" | "–") || is_mark(&tree.lower[at]);
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

    /// The stretch without the conjunction that opens it, without what stands before its first comma, and without the place
    /// that a report is sent from: `But …`, `Even so, …`, `OSLO — …`.
    fn openings(&mut self, name: &'static str, first: usize, last: usize) {
        let tree = self.tree;
        if matches!(tree.upos(first), Upos::Cconj | Upos::Sconj | Upos::Adv) {
            self.push_range(name, "without opening", first + 1, last);
        }
        let stop = last.min(first + 12);
        if let Some(comma) = (first + 1..stop).find(|&at| tree.lower[at] == ",") {
            self.push_range(name, "after comma", comma + 1, last);
        }
        if let Some(dash) = (first + 1..stop).find(|&at| tree.is_dash(at)) {
            self.push_range(name, "after dash", dash + 1, last);
        }
    }
}
