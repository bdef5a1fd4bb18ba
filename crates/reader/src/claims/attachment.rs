//! What stands together in a sentence by its grammar: a figure and what it measures, a verb and its object.

use super::frame::{Figure, Frame, Topic};
use model::{Sentence, Upos};

impl Frame<'_> {
    /// True where no clause with a subject of its own stands between a figure and what it would measure: not in `because
    /// exports rose, the minister promised 5 billion euros`.
    pub(super) fn together(&self, figure: &Figure, topic: &Topic) -> bool {
        match (self.token_of(figure.words), self.token_of(topic.words)) {
            (Some(one), Some(other)) => self.in_one_clause(one, other),
            _ => true,
        }
    }

    /// The token that governs a range of words.
    pub(super) fn token_of(&self, (start, end): (usize, usize)) -> Option<usize> {
        let first = self.words.get(start)?.token;
        let last = self.words.get(end.checked_sub(1)?)?.token;
        self.grammar.head_of(first..last + 1)
    }

    /// True where the clauses of two tokens are one, or are divided by clauses without a subject of their own only.
    pub(super) fn in_one_clause(&self, one: usize, other: usize) -> bool {
        let (left, right) = (clauses(self.grammar, one), clauses(self.grammar, other));
        let shared = left.iter().copied().find(|clause| right.contains(clause));
        let open = |chain: &[usize]| {
            chain
                .iter()
                .take_while(|clause| Some(**clause) != shared)
                .all(|&clause| !has_own_subject(self.grammar, clause))
        };
        open(&left) && open(&right)
    }

    /// True where a noun is what a verb, or the noun made of it, is about: `opened the bridge`, `the bridge was opened`,
    /// `the opening of the bridge`, `the bridge opened in May`.
    pub(super) fn is_about(&self, verb: (usize, usize), noun: (usize, usize)) -> bool {
        let (Some(verb), Some(noun)) = (self.token_of(verb), self.token_of(noun)) else { return true };
        // `imports continued to rise`, `prices rose and fell`: the subject hangs on the first verb.
        let mut verbs = vec![verb];
        while let Some(last) = verbs.last().map(|&last| &self.grammar.tokens[last])
            && matches!(last.relation.as_str(), "xcomp" | "conj")
            && verbs.len() < 8
            && let Some(head) = last.head
        {
            verbs.push(head);
        }
        self.in_one_clause(verb, noun) && (verbs.iter().any(|&verb| self.under(noun, verb)) || self.under(verb, noun))
    }

    /// True where a token hangs on another, directly or through words that are not verbs.
    fn under(&self, low: usize, high: usize) -> bool {
        let tokens = &self.grammar.tokens;
        let mut at = low;
        for _ in 0..tokens.len() {
            match tokens[at].head {
                Some(head) if head == high => return true,
                Some(head) if tokens[head].upos != Upos::Verb || tokens[at].relation == "xcomp" => at = head,
                _ => break,
            }
        }
        false
    }
}

/// The heads of the clauses that hold a token, innermost first.
fn clauses(sentence: &Sentence, token: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = token;
    // A tree is never deeper than it has tokens.
    for _ in 0..sentence.tokens.len() {
        if is_clause(sentence, at) {
            found.push(at);
        }
        match sentence.tokens[at].head {
            Some(head) => at = head,
            None => break,
        }
    }
    found
}

fn is_clause(sentence: &Sentence, token: usize) -> bool {
    let own = &sentence.tokens[token];
    match own.relation.as_str() {
        "ccomp" | "advcl" | "acl" | "acl:relcl" | "advcl:relcl" | "csubj" | "parataxis" => true,
        "conj" => matches!(own.upos, Upos::Verb | Upos::Aux) || has_own_subject(sentence, token),
        _ => own.head.is_none(),
    }
}

/// True where a clause names its subject: a pronoun takes up what was spoken of.
fn has_own_subject(sentence: &Sentence, clause: usize) -> bool {
    sentence.children(clause).any(|child| {
        let token = &sentence.tokens[child];
        token.relation.starts_with("nsubj") && !matches!(token.upos, Upos::Pron | Upos::Det)
    })
}
