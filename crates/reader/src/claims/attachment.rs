//! What stands together in a sentence by its grammar: a figure and what it measures, a verb and its object.

use super::frame::{Figure, Frame, Topic};
use super::words::RULES;
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

    /// True where a sentence only supposes: `if it had … it would`, `a 2 percent rise in rents leads to …`.
    pub(super) fn is_supposed(&self) -> bool {
        let would = || self.words.iter().any(|word| RULES.conditional.contains(&word.lower));
        let unreal = (0..self.words.len()).filter(|&at| self.lower(at) == "if").any(|at| {
            (at + 1..self.words.len().min(at + 9))
                .take_while(|&at| self.lower(at) != ",")
                .any(|at| RULES.unreal.contains(self.lower(at)))
        });
        let rule = self.figures.iter().any(|figure| {
            let article = figure.words.0.checked_sub(1).map_or("", |at| self.lower(at));
            let rise = self.directions.iter().any(|hit| hit.start == figure.words.1);
            matches!(article, "a" | "an" | "each" | "every" | "any")
                && rise
                && (figure.words.1..self.words.len().min(figure.words.1 + 8)).any(|at| {
                    let past = self.grammar.tokens[self.words[at].token].xpos == "VBD";
                    self.tags[at] == Upos::Verb && !past && RULES.follows.has_form(&self.words[at])
                })
        });
        unreal && would() || rule
    }

    /// False where the words say that a figure near the topic is another's.
    pub(super) fn may_measure(&self, figure: &Figure, topic: &Topic) -> bool {
        topic.counted
            || !self.is_backdrop(figure, topic)
                && !self.is_in_apposition(figure, topic)
                && !self.is_worth_of_another(figure, topic)
                && !self.is_object_of_another(figure, topic)
                && !self.is_part_of_another(figure, topic)
                && !self.is_said_of_another(figure, topic)
    }

    /// `did not send 500 soldiers`, `prevented it from buying a million doses`: nothing is claimed but the contrary.
    pub(super) fn is_denied(&self, figure: &Figure) -> bool {
        let tokens = &self.grammar.tokens;
        let Some(mut at) = self.token_of(figure.words) else { return false };
        let word = |token: usize| self.words.iter().find(|word| word.token == token);
        let mut verbs = 0;
        for _ in 0..tokens.len() {
            if tokens[at].upos == Upos::Verb {
                verbs += 1;
                let own = word(at);
                let limit = own.is_some_and(|word| RULES.limits.has_form(word));
                let negated = self
                    .grammar
                    .children(at)
                    .any(|child| word(child).is_some_and(|word| RULES.negation.contains(&word.lower)));
                if verbs == 1 && negated && !limit
                    || verbs == 2 && own.is_some_and(|word| RULES.prevents.has_form(word))
                {
                    return true;
                }
                if verbs == 2 || !matches!(tokens[at].relation.as_str(), "xcomp" | "advcl" | "ccomp" | "acl" | "obl") {
                    return false;
                }
            }
            match tokens[at].head {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// `despite inflation, concern was at 13 percent`, `worth 5 million without any debts`.
    fn is_backdrop(&self, figure: &Figure, topic: &Topic) -> bool {
        let start = (topic.words.0.saturating_sub(5)..topic.words.0)
            .rev()
            .take_while(|&at| !matches!(self.tags[at], Upos::Verb | Upos::Aux | Upos::Punct))
            .find(|&at| RULES.backdrop.contains(self.lower(at)));
        start.is_some_and(|start| {
            figure.words.1 <= start || (topic.words.1..figure.words.0).any(|at| self.lower(at) == ",")
        })
    }

    /// `revenue in Saxony, a large economy, fell by 9 percent`: the economy is Saxony.
    fn is_in_apposition(&self, figure: &Figure, topic: &Topic) -> bool {
        let apposed = self.token_of(topic.words).is_some_and(|token| self.grammar.tokens[token].relation == "appos");
        apposed && (topic.words.1..figure.words.0).any(|at| self.lower(at) == ",")
    }

    /// `won contracts and took funds worth millions`: the millions are the funds'.
    fn is_worth_of_another(&self, figure: &Figure, topic: &Topic) -> bool {
        let worth = (figure.words.0.saturating_sub(4)..figure.words.0).rev().find(|&at| self.lower(at) == "worth");
        let Some(owner) = worth.and_then(|at| at.checked_sub(1)) else { return false };
        let own = super::dimension::dimension_range(self, topic).map_or(topic.words.1, |range| range.1);
        owner >= own && self.tags[owner] == Upos::Noun && !RULES.traded.has_form(&self.words[owner])
    }

    /// `deducting it from the wages, they embezzled 45 million`: the figure is what another verb is done to.
    fn is_object_of_another(&self, figure: &Figure, topic: &Topic) -> bool {
        if topic.words.1 > figure.words.0 {
            return false;
        }
        let (Some(token), Some(own)) = (self.token_of(figure.words), self.token_of(topic.words)) else { return false };
        let object = &self.grammar.tokens[token];
        let Some(verb) = object.head.filter(|_| object.relation == "obj") else { return false };
        let word = self.words.iter().find(|word| word.token == verb);
        let moves = self.directions.iter().any(|hit| self.words[hit.start].token == verb);
        self.grammar.tokens[verb].upos == Upos::Verb
            && !moves
            && !word.is_some_and(|word| RULES.measures.has_form(word))
            && own != verb
            && !self.under(own, verb)
    }

    /// `the project helps the economy, which is to reach 9 billion`: what a relative clause says is of its own noun, or of
    /// what that noun belongs to (`exports to Chad, which reached …`).
    fn is_said_of_another(&self, figure: &Figure, topic: &Topic) -> bool {
        if topic.words.1 > figure.words.0 {
            return false;
        }
        let (Some(mut at), Some(own)) = (self.token_of(figure.words), self.token_of(topic.words)) else { return false };
        let tokens = &self.grammar.tokens;
        for _ in 0..tokens.len() {
            let Some(head) = tokens[at].head else { return false };
            if tokens[at].relation == "acl:relcl" {
                // The topic in the clause, or the noun below the topic, or above it.
                return !self.holds(at, own) && !self.holds(own, head) && !self.holds(head, own);
            }
            at = head;
        }
        false
    }

    /// `interest in ports, as 10 percent of the cables pass there`: a share of something that is not the topic.
    fn is_part_of_another(&self, figure: &Figure, topic: &Topic) -> bool {
        if figure.role != super::frame::Role::Share || topic.words.1 > figure.words.0 {
            return false;
        }
        // `recovered to 80 percent of the level of 2019`: no share, but how far it is.
        let after = self.words.len().min(figure.words.1 + 6);
        if (figure.words.1..after).take_while(|&at| self.lower(at) != ",").any(|at| self.words[at].is("level")) {
            return true;
        }
        let between = &self.words[topic.words.1..figure.words.0];
        let near = between.len() <= 3 && between.iter().all(|word| !matches!(word.lower.as_str(), "," | "as" | "and"));
        self.lower(figure.words.1) == "of" && !near && !between.iter().any(|word| RULES.shares.has_form(word))
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

    /// True where a time belongs to a relative clause with a verb of its own: `signed a contract that lapsed on June 30`.
    pub(super) fn is_of_another_clause(&self, time: (usize, usize), verb: (usize, usize)) -> bool {
        let (Some(time), Some(verb)) = (self.token_of(time), self.token_of(verb)) else { return false };
        let tokens = &self.grammar.tokens;
        let mut at = time;
        for _ in 0..tokens.len() {
            match tokens[at].head {
                Some(head) if head == verb => return false,
                Some(head) if tokens[head].upos == Upos::Verb => {
                    let relative = |token: usize| tokens[token].relation == "acl:relcl";
                    return relative(head) && !self.under(verb, head) || self.path_up(verb, head).any(relative);
                }
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }

    /// True where a token is another or stands below it.
    fn holds(&self, high: usize, low: usize) -> bool {
        low == high || self.path_up(low, high).next().is_some()
    }

    /// The tokens from one up to, and without, another that governs it; nothing where it does not.
    fn path_up(&self, low: usize, high: usize) -> impl Iterator<Item = usize> {
        let tokens = &self.grammar.tokens;
        let mut path = Vec::new();
        let mut at = low;
        while at != high && path.len() < tokens.len() {
            path.push(at);
            match tokens[at].head {
                Some(head) => at = head,
                None => return Vec::new().into_iter(),
            }
        }
        path.into_iter()
    }

    /// The subject of a topic that is a verb, `Spain exported`, `was financed by Spain`: its words, first and after the last;
    /// `None` where the topic is no verb, or the grammar names nobody, or a pronoun, as the one who does it.
    pub(super) fn subject_of(&self, topic: &Topic) -> Option<(usize, usize)> {
        let tokens = &self.grammar.tokens;
        let mut verb = self.token_of(topic.words).filter(|&verb| tokens[verb].upos == Upos::Verb)?;
        let subject = loop {
            let of = |relation: &str| self.grammar.children(verb).find(|&child| tokens[child].relation == relation);
            if of("aux:pass").is_some() || of("nsubj:pass").is_some() {
                // `was financed by Japan`: who does it stands after `by`.
                let by = |token: usize| {
                    self.grammar.children(token).any(|case| {
                        tokens[case].relation == "case"
                            && self.words.iter().any(|word| word.token == case && word.lower == "by")
                    })
                };
                break self
                    .grammar
                    .children(verb)
                    .find(|&child| tokens[child].relation.starts_with("obl") && by(child))?;
            }
            match (of("nsubj"), tokens[verb].head) {
                (Some(subject), _) => break subject,
                // `agreed to lend`, `signed and pledged`: the subject hangs on the first verb.
                (None, Some(head)) if matches!(tokens[verb].relation.as_str(), "xcomp" | "conj") && head < verb => {
                    verb = head;
                }
                _ => return None,
            }
        };
        if !matches!(tokens[subject].upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        let inside =
            |word: &crate::phrases::Word| (word.token < verb) == (subject < verb) && self.holds(subject, word.token);
        let start = self.words.iter().position(inside)?;
        let end = self.words.iter().rposition(inside)? + 1;
        Some((start, end))
    }

    /// True where a verb has an object beyond its own words: not `take effect`.
    pub(super) fn has_object(&self, verb: (usize, usize)) -> bool {
        let own = |token: usize| self.words[verb.0..verb.1].iter().any(|word| word.token == token);
        self.token_of(verb).is_some_and(|verb| {
            self.grammar.children(verb).any(|child| self.grammar.tokens[child].relation == "obj" && !own(child))
        })
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
