//! A sentence as the matcher sees it: words by number, the tree with children, voice, subjects and noun phrases.
//!
//! Everything works without a tree as well: then order and a few function words stand in.

mod subjects;

use super::vocabulary::{Vocabulary, WordId};
use crate::View;
use crate::grammar::names::{Class, Convention};
use model::{Document, Sentence, Token, Upos};
use std::cell::OnceCell;

/// A sentence prepared for matching.
pub struct Clause<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Each token in lower case.
    pub lower: Vec<String>,
    /// Each token's dictionary form in lower case.
    pub lemmas: Vec<String>,
    /// The words of the vocabulary that each token may stand for.
    pub ids: Vec<Vec<WordId>>,
    /// The head of each token, where the parser's is believed.
    heads: Vec<Option<usize>>,
    /// Dependents of each token, in order.
    pub children: Vec<Vec<usize>>,
    /// First and last token below each token, itself included.
    pub extent: Vec<(usize, usize)>,
    /// True where the sentence has a tree.
    pub parsed: bool,
    /// True for what stands as an object though the parser calls it an oblique: `people` in `killed at least 12 people`.
    objects: Vec<bool>,
    /// First token after the window of each token: where its clause ends as far as order tells.
    window_end: Vec<usize>,
    /// The names that the trained finder sees, once somebody asked.
    names: OnceCell<Vec<(usize, usize, Class)>>,
}

/// Words that start a clause of its own, so that a frame's words do not lie beyond them.
const BOUNDARIES: &[&str] = &[
    "after", "before", "while", "because", "when", "who", "which", "whose", "but", "although", "though", "whereas",
    "unless", "if", "where", "since", ";", "--", "—",
];

/// How a word begins that says whom something is against.
pub const AGAINST: &str = "anti-";

/// The longest dateline, in tokens.
const DATELINE: usize = 14;

/// The longest stretch that a frame may span without a tree, in tokens.
const REACH: usize = 14;

impl<'a> Clause<'a> {
    /// The names that the trained finder sees in the sentence: first token, token after the last, class.
    pub fn names(&self, view: View) -> &[(usize, usize, Class)] {
        self.names.get_or_init(|| {
            let words: Vec<&str> = self.sentence.tokens.iter().map(|token| view.words(token.span)).collect();
            view.language.grammar.name_spans(&[words], Convention::News).into_iter().flatten().collect()
        })
    }

    /// Prepares a sentence.
    pub fn new(sentence: &'a Sentence, document: &Document, vocabulary: &Vocabulary) -> Clause<'a> {
        let tokens = &sentence.tokens;
        let lower: Vec<String> = tokens.iter().map(|token| token.span.of(&document.text).to_lowercase()).collect();
        let lemmas: Vec<String> = tokens.iter().map(|token| token.lemma.to_lowercase()).collect();
        let ids = tokens
            .iter()
            .zip(&lower)
            .zip(&lemmas)
            .map(|((token, form), lemma)| {
                // `United` is no form of a verb.
                let named = token.upos == Upos::Propn && form.ends_with("ed");
                let mut ids: Vec<WordId> = if named { Vec::new() } else { vocabulary.of_form(form).to_vec() };
                if let Some(id) = vocabulary.id(lemma)
                    && !ids.contains(&id)
                {
                    ids.push(id);
                }
                // `anti-Norland`: frames know it as `anti`.
                if form.starts_with(AGAINST) {
                    ids.extend(vocabulary.id("anti"));
                }
                ids
            })
            .collect();
        let heads = heads(tokens, &lower);
        let mut children = vec![Vec::new(); tokens.len()];
        for (index, head) in heads.iter().enumerate() {
            if let Some(head) = *head {
                children[head].push(index);
            }
        }
        let parsed = heads.iter().any(Option::is_some);
        let mut extent: Vec<(usize, usize)> = (0..tokens.len()).map(|index| (index, index)).collect();
        if parsed {
            for index in 0..tokens.len() {
                let mut at = index;
                for _ in 0..tokens.len() {
                    let Some(head) = heads[at] else { break };
                    let (low, high) = extent[head];
                    if low <= index && index <= high {
                        break;
                    }
                    extent[head] = (low.min(index), high.max(index));
                    at = head;
                }
            }
        }
        let objects = (0..tokens.len()).map(|index| stands_as_object(tokens, &children, index)).collect();
        let mut window_end = vec![tokens.len(); tokens.len()];
        let mut next = tokens.len();
        for index in (0..tokens.len()).rev() {
            window_end[index] = next.min(index + REACH + 1).min(tokens.len());
            if BOUNDARIES.contains(&lower[index].as_str()) {
                next = index;
            }
        }
        Clause {
            sentence,
            lower,
            lemmas,
            ids,
            heads,
            children,
            extent,
            parsed,
            objects,
            window_end,
            names: OnceCell::new(),
        }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// The head of a token.
    pub fn head(&self, index: usize) -> Option<usize> {
        self.heads[index]
    }

    /// The relation of a token, without subtype.
    pub fn relation(&self, index: usize) -> &str {
        let relation = self.full_relation(index);
        relation.split(':').next().unwrap_or(relation)
    }

    /// The relation of a token with its subtype.
    pub fn full_relation(&self, index: usize) -> &str {
        if self.objects[index] { "obj" } else { &self.sentence.tokens[index].relation }
    }

    /// Part of speech.
    pub fn upos(&self, index: usize) -> Upos {
        self.sentence.tokens[index].upos
    }

    /// True where the token may stand for the word.
    pub fn is(&self, index: usize, word: WordId) -> bool {
        self.ids[index].contains(&word)
    }

    /// Where the window of a token ends: the first token after it.
    pub fn window_end(&self, index: usize) -> usize {
        self.window_end[index]
    }

    /// Where the window of a token begins: its first token.
    pub fn window_start(&self, index: usize) -> usize {
        let from = index.saturating_sub(REACH);
        (from..index).rev().find(|&at| BOUNDARIES.contains(&self.lower[at].as_str())).map_or(from, |at| at + 1)
    }

    /// The dependents of a token that stand in one of the relations.
    pub fn dependents<'b>(&'b self, index: usize, relations: &'b [&str]) -> impl Iterator<Item = usize> + 'b {
        self.children[index].iter().copied().filter(move |&child| relations.contains(&self.relation(child)))
    }

    /// The preposition or case marker of a nominal.
    pub fn case(&self, index: usize) -> Option<&str> {
        self.dependents(index, &["case"]).next().map(|child| self.lower[child].as_str())
    }

    /// Those who do it, after `by`.
    pub fn agents(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
        self.dependents(verb, &["obl"]).filter(|&token| self.case(token) == Some("by"))
    }

    /// True for a noun in `-ing` that keeps its verb's parties: `the severing of ties by Norland`, `Norland's jailing of`.
    pub fn is_deed(&self, noun: usize) -> bool {
        let suffers = self.dependents(noun, &["nmod"]).any(|child| self.case(child) == Some("of"));
        self.upos(noun) == Upos::Noun
            && self.lower[noun].ends_with("ing")
            && suffers
            && self.children[noun].iter().any(|&child| {
                self.full_relation(child) == "nmod:poss"
                    || self.relation(child) == "nmod" && self.case(child) == Some("by")
            })
    }

    /// The verb that reports what a verb tells, below or above it, where it is one of those asked for: `it left, he said`.
    pub fn reporting(&self, verb: usize, reports: impl Fn(usize) -> bool) -> Option<usize> {
        let below = self.dependents(verb, &["parataxis"]).find(|&say| reports(say));
        let above =
            || self.head(verb).filter(|&head| matches!(self.relation(verb), "ccomp" | "parataxis") && reports(head));
        below.or_else(above)
    }

    /// True for a clause after `if` or `unless`.
    pub fn is_condition(&self, verb: usize) -> bool {
        self.dependents(verb, &["mark"]).any(|mark| matches!(self.lower[mark].as_str(), "if" | "unless"))
    }

    /// True where the verb at `index` is passive.
    pub fn passive(&self, index: usize) -> bool {
        let token = &self.sentence.tokens[index];
        let participle = token.xpos == "VBN"
            || (token.xpos.is_empty() || token.xpos == "VBD" || token.xpos.starts_with("JJ"))
                && self.looks_like_participle(index);
        if !participle {
            return false;
        }
        if self.parsed {
            if self.children[index]
                .iter()
                .any(|&child| matches!(self.full_relation(child), "nsubj:pass" | "aux:pass" | "csubj:pass"))
            {
                return true;
            }
            if self.dependents(index, &["nsubj"]).next().is_some() {
                return false;
            }
            let has = self
                .dependents(index, &["aux"])
                .any(|child| matches!(self.lower[child].as_str(), "have" | "has" | "had" | "having" | "'ve"));
            let be = self.dependents(index, &["aux", "cop"]).any(|child| is_be(&self.lower[child]));
            if self.relation(index) == "conj"
                && let Some(head) = self.head(index)
                && head < index
                && !be
                && token.xpos == "VBN"
                && matches!(self.upos(head), Upos::Verb)
            {
                return self.passive(head);
            }
            return be
                || self.relation(index) == "acl" && !has && token.xpos == "VBD"
                || !has
                    && token.xpos == "VBN"
                    && matches!(self.relation(index), "acl" | "advcl" | "amod" | "root" | "ccomp" | "xcomp");
        }
        let by = (index + 1..(index + 4).min(self.len())).any(|at| self.lower[at] == "by");
        let be = (index.saturating_sub(3)..index).any(|at| is_be(&self.lower[at]));
        by || be
    }

    fn looks_like_participle(&self, index: usize) -> bool {
        let form = &self.lower[index];
        form.ends_with("ed")
            || form.ends_with("en")
            || form.ends_with("wn")
            || [
                "held", "met", "shot", "hit", "struck", "sent", "told", "found", "brought", "put", "set", "cut", "led",
                "made", "freed", "built", "lent", "sold", "sought", "caught", "hurt", "burnt", "slain", "sworn",
                "torn", "done", "fought",
            ]
            .contains(&form.as_str())
    }

    /// Where the sentence itself begins, after a dateline: `NORPORT, March 3 (Agency) --`.
    pub fn body(&self) -> usize {
        let heads = |at: usize| {
            matches!(self.upos(at), Upos::Propn | Upos::Punct | Upos::Num | Upos::Sym | Upos::X | Upos::Noun)
                && !matches!(self.lower[at].as_str(), "\"" | "“" | "'")
        };
        let opens = (0..self.len().min(DATELINE)).take_while(|&at| heads(at));
        opens
            .filter(|&at| match self.lower[at].as_str() {
                "--" | "—" | "–" => at > 0,
                "-" => at > 0 && self.sentence.tokens[at - 1].span.end < self.sentence.tokens[at].span.start,
                ":" => (1..=3).contains(&at) || at > 3 && self.lower[at - 1] == ")",
                _ => false,
            })
            .last()
            .map_or(0, |at| at + 1)
    }

    /// True where a dependent is what the head acts upon or consists in: an object, the subject of a passive, or what
    /// follows a noun with `of`, `for`, `to` or `on`.
    pub fn passive_object(&self, at: usize, head: usize) -> bool {
        match self.full_relation(at) {
            "nsubj:pass" => true,
            "nmod" | "obl" => {
                !matches!(self.upos(head), Upos::Verb | Upos::Aux)
                    && self.case(at).is_some_and(|case| matches!(case, "of" | "for" | "to" | "on" | "against"))
            }
            _ => true,
        }
    }

    /// True where `low` hangs below `high` through at most `steps` relations, none of which opens a clause.
    pub fn governs(&self, high: usize, low: usize, steps: usize) -> bool {
        let mut at = low;
        for _ in 0..steps {
            if matches!(
                self.full_relation(at),
                "acl:relcl" | "advcl" | "ccomp" | "parataxis" | "acl" | "nsubj" | "xcomp"
            ) && self.head(at) != Some(high)
            {
                return false;
            }
            match self.head(at) {
                Some(head) if head == high => {
                    return !matches!(self.full_relation(at), "acl:relcl" | "advcl" | "parataxis" | "nsubj");
                }
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }
}

/// The head of each token. Two things the parser hangs too low are raised: a participle after a comma belongs to the verb
/// above the gerund before it (`accused them of massing troops, calling for talks`), and what follows `by` to an act rather
/// than to a name or a time (`the severing of ties with Sudria by Norland`, `hit before dawn by a shell`).
fn heads(tokens: &[Token], lower: &[String]) -> Vec<Option<usize>> {
    let head = |at: usize| tokens[at].head.filter(|&head| head < tokens.len() && head != at);
    let marked = |at: usize, words: &[&str]| {
        (0..tokens.len()).any(|mark| {
            head(mark) == Some(at)
                && matches!(tokens[mark].relation.as_str(), "mark" | "case")
                && (words.is_empty() || words.contains(&lower[mark].as_str()))
        })
    };
    let gerund = |at: usize| tokens[at].xpos == "VBG";
    let raised = |at: usize| {
        let above = head(at)?;
        let loose = tokens[at].relation == "advcl" && at > 0 && lower[at - 1] == "," && gerund(at) && !marked(at, &[]);
        let low = loose && above < at && gerund(above) && marked(above, &["of", "for", "from"]);
        low.then(|| head(above)).flatten()
    };
    let noun = |at: usize| tokens[at].upos == Upos::Noun;
    let agent = |at: usize| {
        let above = head(at)?;
        let low = match tokens[at].relation.as_str() {
            "obl:agent" => matches!(tokens[above].upos, Upos::Noun | Upos::Propn | Upos::Num),
            "nmod" => tokens[above].upos == Upos::Propn && above < at && marked(at, &["by"]),
            _ => false,
        };
        let mut chain = std::iter::successors(head(above), |&next| head(next)).take(4).filter(|_| low);
        if tokens[at].relation == "obl:agent" {
            return chain.find(|&verb| tokens[verb].xpos == "VBN" || tokens[verb].xpos == "VBD");
        }
        let nouns: Vec<usize> = chain.take_while(|&next| noun(next)).collect();
        let act = |&&at: &&usize| ["ing", "ion", "ment", "ure", "al"].iter().any(|end| lower[at].ends_with(end));
        nouns.iter().find(act).or(nouns.first()).copied()
    };
    (0..tokens.len()).map(|at| raised(at).or_else(|| agent(at)).or_else(|| head(at))).collect()
}

/// True for an oblique without a preposition of its own, right of an active verb that has no object.
fn stands_as_object(tokens: &[Token], children: &[Vec<usize>], index: usize) -> bool {
    let token = &tokens[index];
    let Some(head) = token.head.filter(|&head| head < index) else { return false };
    let among = |of: usize, relations: &[&str]| {
        children[of].iter().any(|&child| relations.contains(&tokens[child].relation.as_str()))
    };
    token.relation == "obl"
        && matches!(token.upos, Upos::Noun | Upos::Propn)
        && tokens[head].upos == Upos::Verb
        && children[index].iter().all(|&child| {
            let relation = tokens[child].relation.as_str();
            !matches!(relation, "case" | "mark") || relation == "case" && is_bound(tokens, child)
        })
        && !among(head, &["obj", "iobj", "nsubj:pass", "aux:pass", "ccomp", "xcomp"])
}

/// True for the preposition of `at least`, `at most` and `up to`, which belongs to a number.
fn is_bound(tokens: &[Token], index: usize) -> bool {
    let lemma = |at: usize| tokens.get(at).map(|token| token.lemma.to_lowercase()).unwrap_or_default();
    match lemma(index).as_str() {
        "at" => matches!(lemma(index + 1).as_str(), "least" | "most" | "little" | "much" | "few" | "many"),
        "to" => index > 0 && lemma(index - 1) == "up",
        _ => false,
    }
}

/// Forms of `be` and `get`, which make a passive.
pub fn is_be(word: &str) -> bool {
    matches!(
        word,
        "be" | "is" | "are" | "was" | "were" | "been" | "being" | "'s" | "'re" | "am" | "get" | "got" | "gets"
    )
}
