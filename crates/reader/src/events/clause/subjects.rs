//! Who does what a verb tells: its subject through coordination, control, relative and participle clauses.

use super::Clause;
use model::Upos;

impl Clause<'_> {
    /// The subject of a verb, through coordination, control, raising, relative and participle clauses.
    /// The second value says how far it was inherited, 0 where it is the verb's own.
    pub fn subject(&self, verb: usize) -> Option<(usize, u8)> {
        self.subject_within(verb, 0)
    }

    fn subject_within(&self, verb: usize, depth: u8) -> Option<(usize, u8)> {
        if depth > 5 {
            return None;
        }
        if let Some(own) = self.children[verb]
            .iter()
            .copied()
            .find(|&child| matches!(self.full_relation(child), "nsubj" | "nsubj:pass" | "nsubj:outer"))
        {
            return Some((self.antecedent(own), depth));
        }
        // `their bombing of the town`.
        if self.sentence.tokens[verb].xpos == "VBG"
            && let Some(owner) =
                self.children[verb].iter().copied().find(|&child| self.full_relation(child) == "nmod:poss")
        {
            return Some((owner, depth));
        }
        let head = self.head(verb)?;
        if let Some(subject) = self.misread_subject(verb, head) {
            return Some((self.antecedent(subject), depth));
        }
        // `accused them of bombing`, `thanked them for coming`, `kept them from leaving`: who is spoken of acts.
        let spoken_of = matches!(self.relation(verb), "advcl" | "obl" | "xcomp")
            && self
                .dependents(verb, &["mark", "case"])
                .any(|mark| matches!(self.lower[mark].as_str(), "of" | "for" | "from" | "into"));
        if spoken_of {
            let addressee =
                self.dependents(head, &["obl"]).find(|&child| self.case(child) == Some("to") && child < verb);
            let object = self.dependents(head, &["obj", "iobj", "nsubj:pass"]).find(|&child| child < verb);
            let passive = self.children[head].iter().copied().find(|&child| self.full_relation(child) == "nsubj:pass");
            if let Some(who) = addressee.or(object).or(passive) {
                return Some((who, depth));
            }
        }
        match self.relation(verb) {
            // `was seen attacking`, `agreed to send`: the governing verb's subject, or its object where that is told to act.
            "xcomp" => {
                let object = self.dependents(head, &["obj", "iobj"]).find(|&child| child < verb);
                match object {
                    Some(object) if self.lower.get(verb.wrapping_sub(1)).is_some_and(|word| word == "to") => {
                        Some((object, depth))
                    }
                    _ => self.subject_within(head, depth + 1),
                }
            }
            "conj" | "advcl" | "parataxis" | "compound" | "aux" | "cop" => {
                let from = if matches!(self.upos(head), Upos::Verb | Upos::Aux | Upos::Adj | Upos::X) {
                    head
                } else {
                    return self.noun_agent(head, depth);
                };
                self.subject_within(from, depth + 1)
            }
            // `shelling that it said had wounded two`: the gap is what the clause is about.
            "ccomp" if self.full_relation(head) == "acl:relcl" && self.finite(verb) => Some((self.head(head)?, depth)),
            "ccomp" if self.dependents(verb, &["mark"]).next().is_none() => self.subject_within(head, depth + 1),
            "acl" => {
                // `Norland's call for sending troops`: who calls, not the call.
                let purpose = self.dependents(verb, &["mark", "case"]).next().is_some();
                let gerund = self.lower[verb].ends_with("ing") && !purpose;
                if self.passive(verb) || self.full_relation(verb) == "acl:relcl" || gerund {
                    Some((head, depth))
                } else {
                    self.noun_agent(head, depth).or(Some((head, depth)))
                }
            }
            // `an exiled writer` does nothing; `attacking troops` do.
            "amod" => self.lower[verb].ends_with("ing").then_some((head, depth)),
            "obj" | "obl" | "nsubj" => self.subject_within(head, depth + 1),
            _ => None,
        }
    }

    /// The subject of a finite verb without one where the parser hung it elsewhere: under the verb of saying, as in `claimed
    /// the minister ordered them`, or as a circumstance, as in `after a raid killed two`.
    fn misread_subject(&self, verb: usize, head: usize) -> Option<usize> {
        let finite = matches!(self.sentence.tokens[verb].xpos.as_str(), "VBD" | "VBZ" | "VBP");
        if !self.parsed || !finite || self.passive(verb) {
            return None;
        }
        let unmarked = self.dependents(verb, &["mark"]).next().is_none();
        match self.relation(verb) {
            "ccomp" if unmarked => self.dependents(head, &["obj"]).find(|&object| head < object && object < verb),
            "advcl" if unmarked => self.dependents(verb, &["obl"]).find(|&before| {
                before < verb && matches!(self.case(before), Some("after" | "before" | "since" | "until" | "as"))
            }),
            _ => None,
        }
    }

    /// Who acts in a noun: `Russia's decision to leave` → Russia.
    fn noun_agent(&self, noun: usize, depth: u8) -> Option<(usize, u8)> {
        if let Some(owner) = self.children[noun].iter().copied().find(|&child| self.full_relation(child) == "nmod:poss")
        {
            return Some((owner, depth + 1));
        }
        let head = self.head(noun)?;
        match self.relation(noun) {
            "obj" | "obl" | "xcomp" => self.subject_within(head, depth + 1),
            _ => None,
        }
    }

    /// The noun that a relative clause is about where it is what the clause's verb acts upon: `the missiles that Norland
    /// supplied`, `the missiles Norland supplied`.
    pub fn relative_object(&self, verb: usize) -> Option<usize> {
        let noun = self.head(verb).filter(|_| self.full_relation(verb) == "acl:relcl")?;
        let stands = |at: usize| self.antecedent(at) == noun;
        let subject = self.dependents(verb, &["nsubj"]).next()?;
        let object = self.dependents(verb, &["obj"]).next();
        (!self.passive(verb) && !stands(subject) && object.is_none_or(stands)).then_some(noun)
    }

    /// The noun that a relative pronoun stands for; the token itself otherwise.
    pub fn antecedent(&self, index: usize) -> usize {
        if !matches!(self.lower[index].as_str(), "who" | "which" | "that" | "whom" | "whose") {
            return index;
        }
        let before = (0..index).rev().find(|&at| self.lower[at] != ",");
        let whole = |at: usize| match self.relation(at) {
            "flat" | "compound" => self.head(at).unwrap_or(at),
            _ => at,
        };
        // `sanctions on Norland, whose leader threatened`: whose names who stands right before.
        if let Some(name) = before.filter(|&at| self.lower[index] == "whose" && self.upos(at) == Upos::Propn) {
            return whole(name);
        }
        let mut at = index;
        for _ in 0..6 {
            let Some(head) = self.head(at) else { break };
            if self.full_relation(at) == "acl:relcl" {
                return head;
            }
            at = head;
        }
        // Where the parser sees no relative clause, the name or noun right before: `Norland, who threatened`.
        let named = |&at: &usize| self.lower[index] != "that" && matches!(self.upos(at), Upos::Noun | Upos::Propn);
        before.filter(named).map_or(index, whole)
    }

    /// True for a verb, or its auxiliary, in the past or present.
    fn finite(&self, verb: usize) -> bool {
        let form = |at: usize| matches!(self.sentence.tokens[at].xpos.as_str(), "VBD" | "VBZ" | "VBP");
        form(verb) || self.dependents(verb, &["aux", "cop"]).any(form)
    }
}
