//! What speaks for a reading of the content: where it begins and ends in the tree, what it holds and what it leaves out.

use super::candidates::{Candidate, Context, Variant, mask};
use super::linear::{Collector, Features};
use super::tree::Tree;
use model::{Span, Upos};

/// A reading of the content, looked at.
struct Extent<'a> {
    context: &'a Context<'a>,
    tree: &'a Tree<'a>,
    candidate: &'a Candidate,
    variant: &'a Variant<Vec<Span>>,
    class: &'static str,
    lemma: &'a str,
    /// The first token, and the token after the last, as far as they lie in the sentence.
    begin: usize,
    stop: usize,
    /// How many readings the rules give before this one.
    place_in_list: usize,
    collector: Collector,
}

/// What speaks for a reading of a candidate's content; `lemma` is the cue's word.
pub fn features(
    context: &Context,
    candidate: &Candidate,
    lemma: &str,
    place_in_list: usize,
    behind: [f32; 4],
) -> Features {
    let variant = &candidate.contents[place_in_list];
    let tree = &context.trees[candidate.sentence];
    let collector = Collector::new("content");
    let (Some(opening), Some(closing)) = (variant.value.first(), variant.value.last()) else { return collector.done() };
    let tokens = &tree.sentence.tokens;
    let find = |at: usize| tokens.partition_point(|token| token.span.start < at);
    let class = mask(context.lexicon.classes(lemma));
    let (begin, stop) = (find(opening.start), find(closing.end));
    let mut extent = Extent { context, tree, candidate, variant, class, lemma, begin, stop, place_in_list, collector };
    extent.shape(opening.start, closing.end);
    // How much less probable than the best it is, word by word.
    for (what, behind) in ["hanging", "chain", "both", "arcs"].into_iter().zip(behind) {
        let step = step(behind);
        extent.add(&[what, step]);
        extent.add(&[what, step, variant.name]);
        extent.add(&[what, "class", step, class]);
    }
    extent.marks(opening.start, closing.end);
    extent.companions();
    if variant.value.len() > 1 {
        extent.continuation();
        // The last stretch ends the content.
        extent.begin = find(closing.start);
    }
    if extent.begin < extent.stop && extent.begin < tree.len() {
        extent.inside();
        extent.after();
    }
    extent.collector.done()
}

/// A difference of log probabilities in words.
fn step(difference: f32) -> &'static str {
    match difference {
        x if x <= 0.0 => "best",
        x if x <= 0.25 => "0.25",
        x if x <= 0.5 => "0.5",
        x if x <= 1.0 => "1",
        x if x <= 2.0 => "2",
        x if x <= 3.0 => "3",
        x if x <= 5.0 => "5",
        x if x <= 8.0 => "8",
        x if x <= 12.0 => "12",
        _ => "more",
    }
}

impl Extent<'_> {
    fn add(&mut self, parts: &[&str]) {
        self.collector.add(parts);
    }

    /// Construction, first and last words, length.
    fn shape(&mut self, start: usize, end: usize) {
        let (tree, class, lemma) = (self.tree, self.class, self.lemma);
        let (name, cut) = (self.variant.name, self.variant.cut);
        let (begin, stop) = (self.begin, self.stop);
        let upos = |at: usize| if at < tree.len() { tree.upos(at).name() } else { "" };
        let word = |at: usize| tree.lower.get(at).map_or("", String::as_str);
        let touches = if begin == self.candidate.group.1 + 1 { "touches" } else { "apart" };
        let quoted = match self.context.quoted_in(Span::new(start, end)) {
            [] => "plain",
            [only] if only.inner.start == start && only.inner.end >= end => "whole",
            [first, ..] if first.inner.start == start => "opens",
            [.., last] if last.inner.end >= end => "ends",
            _ => "inside",
        };
        let place = ["first", "second", "third", "fourth"].get(self.place_in_list).copied().unwrap_or("later");
        let tag = tree.sentence.tokens[self.candidate.anchor].xpos.as_str();
        let count = self.variant.value.len().min(3).to_string();
        let finite = (begin..stop.min(tree.len()))
            .any(|at| matches!(tree.sentence.tokens[at].xpos.as_str(), "VBD" | "VBP" | "VBZ" | "MD"));
        let finite = if finite { "finite" } else { "not finite" };
        let length = match stop.saturating_sub(begin) {
            0..=1 => "1",
            2..=4 => "few",
            5..=12 => "some",
            _ => "many",
        };
        for parts in [
            &["name", name] as &[&str],
            &["place", place],
            &["place+class", place, class],
            &["name+cut", name, cut],
            &["name+class", name, class],
            &["name+cut+class", name, cut, class],
            &["name+lemma", name, lemma],
            &["name+touches", name, touches],
            &["name+tag", name, tag],
            &["name+tag", name, tag, class],
            &["name+relation", name, tree.full_relation(self.candidate.anchor)],
            &["name+cut+tag", name, cut, tag],
            &["name+before", name, cut, word(self.candidate.group.0.wrapping_sub(1))],
            &["name+touches+class", name, touches, class],
            &["name+next", name, cut, word(stop)],
            &["next", word(stop), name],
            &["next+class", word(stop), class],
            &["name+next upos", name, upos(stop)],
            &["first", word(begin)],
            &["first+name", word(begin), name],
            &["first+class", word(begin), class],
            &["first+lemma", word(begin), lemma],
            &["first upos+name", upos(begin), name],
            &["first upos+class", upos(begin), class],
            &["first upos+lemma", upos(begin), lemma],
            &["before", word(begin.wrapping_sub(1)), name],
            &["before+class", word(begin.wrapping_sub(1)), class],
            &["quoted", quoted, name],
            &["quoted+cut", quoted, name, cut],
            &["fragments", &count, name],
            &["finite", finite, class],
            &["finite", finite, class, touches],
            &["length", length, name],
            &["length+class", length, class],
        ] {
            self.collector.add(parts);
        }
    }

    /// Quotation marks that are left open, and the quotation that the cue itself stands in.
    fn marks(&mut self, start: usize, end: usize) {
        let context = self.context;
        let (name, cut) = (self.variant.name, self.variant.cut);
        let anchor = self.tree.sentence.tokens[self.candidate.anchor].span;
        // A quotation that goes on in small letters is part of the sentence around it.
        if let Some(quoted) = context.quoted_in(Span::new(start, end)).first() {
            let small = quoted.inner.of(context.text).starts_with(char::is_lowercase);
            let case = if small { "small" } else { "capital" };
            let lead = context.text.get(self.tree.sentence.span.start.min(quoted.outer.start)..quoted.outer.start);
            let lead = lead.unwrap_or_default().trim_end();
            let introduced = if lead.is_empty() {
                "first"
            } else if lead.ends_with([',', ':']) {
                "introduced"
            } else {
                "joined"
            };
            self.add(&["case", case, name, cut]);
            self.add(&["case", case, introduced, name, cut]);
        }
        for quoted in context.quoted_in(Span::new(start, end)) {
            if quoted.inner.contains(anchor) {
                if quoted.inner.end + 1 < end || quoted.inner.start > start {
                    self.add(&["leaves the cue's quotation"]);
                }
                continue;
            }
            if quoted.inner.start < start && quoted.inner.end < end {
                self.add(&["opens late", name]);
                self.add(&["opens late"]);
            }
            if quoted.outer.start > start && quoted.inner.end > end + 1 {
                self.add(&["closes early", name]);
                self.add(&["closes early"]);
            }
            if quoted.inner.start <= start && quoted.inner.end > end + 1 {
                self.add(&["part of a quotation", name]);
            }
        }
    }

    /// Which of the words that hang on the cue are said, which are not, and where the speaker stands.
    fn companions(&mut self) {
        let (tree, class) = (self.tree, self.class);
        let inside = |at: usize| {
            let span = tree.sentence.tokens[at].span;
            self.variant.value.iter().any(|fragment| fragment.contains(span))
        };
        let mut found: Vec<[&str; 5]> = Vec::new();
        for &child in tree.children(self.candidate.anchor).iter().take(12) {
            if tree.is_punct(child) || (self.candidate.group.0..=self.candidate.group.1).contains(&child) {
                continue;
            }
            let (first, last) = tree.reach(child);
            let status = match (inside(first), inside(child), inside(last)) {
                (true, _, true) => "in",
                (false, false, false) => "out",
                _ => "cut",
            };
            let opening = match tree.upos(first) {
                Upos::Adp | Upos::Sconj | Upos::Part => tree.lower[first].as_str(),
                _ => "",
            };
            let kind = match tree.kind(child) {
                "" => tree.upos(child).name(),
                kind => kind,
            };
            found.push([tree.full_relation(child), opening, status, kind, tree.lemma(child)]);
        }
        let count = self.variant.value.len().min(2).to_string();
        for [relation, opening, status, kind, lemma] in found {
            self.add(&["companion", relation, status, &count]);
            self.add(&["companion+class", relation, status, class]);
            self.add(&["companion+word", relation, opening, status]);
            self.add(&["companion+kind", relation, opening, status, kind]);
            self.add(&["companion+cue", relation, opening, status, self.lemma]);
            if matches!(relation, "obl" | "nmod" | "advmod" | "obl:tmod") {
                self.add(&["companion+lemma", opening, lemma, status]);
            }
        }
        if let Some(speaker) = self.candidate.sources.first().and_then(|source| source.value) {
            let within = self.variant.value.iter().any(|fragment| fragment.overlaps(speaker.span));
            self.add(&["speaker", if within { "within" } else { "outside" }]);
            self.add(&["speaker", if within { "within" } else { "outside" }, self.variant.name]);
        } else {
            self.add(&["no speaker", self.variant.name]);
        }
    }

    fn place(&self, at: usize) -> &'static str {
        if at == self.candidate.anchor || (self.candidate.group.0..=self.candidate.group.1).contains(&at) {
            "cue"
        } else if (self.begin..self.stop).contains(&at) {
            "within"
        } else if at < self.begin {
            "left"
        } else {
            "right"
        }
    }

    /// The first word that hangs on nothing within, and the number of such words.
    fn top(&self) -> (usize, Option<usize>) {
        let range = self.begin..self.stop.min(self.tree.len());
        let mut tops = range
            .clone()
            .filter(|&at| !self.tree.is_punct(at) && self.tree.head(at).is_none_or(|head| !range.contains(&head)));
        let first = tops.next();
        (usize::from(first.is_some()) + tops.count(), first)
    }

    /// The class of speech of a verb, or its part of speech.
    fn verb(&self, at: usize) -> &'static str {
        match self.tree.upos(at) {
            Upos::Verb => mask(self.context.lexicon.classes(self.tree.lemma(at))),
            other => other.name(),
        }
    }

    /// Whether a word has the tag of the cue, so that it may be its fellow, or is a participle that goes with it.
    fn fellow(&self, at: usize) -> &'static str {
        let tokens = &self.tree.sentence.tokens;
        match tokens[at].xpos.as_str() {
            tag if tag == tokens[self.candidate.anchor].xpos => "same tag",
            "VBG" => "participle",
            _ => "other tag",
        }
    }

    /// How the words within hang together.
    fn inside(&mut self) {
        let (tree, class, name) = (self.tree, self.class, self.variant.name);
        let (count, top) = self.top();
        let number = count.min(4).to_string();
        self.add(&["tops", &number, name]);
        self.add(&["tops+class", &number, class]);
        let Some(top) = top else { return };
        let up = tree.head(top).map_or("root", |head| self.place(head));
        let relation = tree.full_relation(top);
        let (first, last) = tree.reach(top);
        let complete = if (first, last) == (self.begin, self.stop - 1) { "yes" } else { "no" };
        let right = if last < self.stop { "yes" } else { "no" };
        let left = if first >= self.begin { "yes" } else { "no" };
        for parts in [
            &["top", relation, up, &number] as &[&str],
            &["top+class", relation, up, class],
            &["top upos+class", tree.upos(top).name(), up, class],
            &["top+lemma", relation, up, self.lemma],
            &["top kind", relation, up, tree.kind(top), class],
            &["complete", complete, name],
            &["complete to the right", right, name, class],
            &["complete to the left", left, name, class],
        ] {
            self.collector.add(parts);
        }
    }

    /// What follows, and what it hangs on.
    fn after(&mut self) {
        let (tree, class, name) = (self.tree, self.class, self.variant.name);
        let (stop, anchor) = (self.stop, self.candidate.anchor);
        let mut after = stop;
        while after < tree.len() && tree.is_punct(after) {
            after += 1;
        }
        if after >= tree.len() {
            self.add(&["ends the sentence", name]);
            self.add(&["ends the sentence", name, class]);
            return;
        }
        let punct = if after > stop { tree.lower[stop].as_str() } else { "" };
        let mut part = after;
        for _ in 0..8 {
            match tree.head(part) {
                Some(head) if head > after => part = head,
                _ => break,
            }
        }
        let up = tree.head(part).map_or("root", |head| self.place(head));
        let relation = tree.full_relation(part);
        let (word, kind) = (tree.lower[after].as_str(), tree.kind(part));
        for parts in [
            &["after", relation, up, punct] as &[&str],
            &["after+name", relation, up, name],
            &["after+class", relation, up, class],
            &["after up", up, name, punct],
            &["after word", word, up, punct],
            &["after word+relation", word, relation, punct],
            &["after word+kind", word, kind, punct],
            &["after lemma", word, tree.lemma(part)],
            &["after verb", relation, self.verb(part), self.fellow(part), punct],
            &["after word+cue", word, self.lemma],
            &["after kind+class", tree.kind(part), class, punct],
        ] {
            self.collector.add(parts);
        }
        // `says he won and vowed to go on`: what is joined may be the cue's fellow rather than part of what is said.
        if matches!(word, "and" | "but" | "or" | "while" | "though") {
            let mut joined = after + 1;
            while joined < tree.len() && matches!(tree.upos(joined), Upos::Adv | Upos::Aux) {
                joined += 1;
            }
            if joined < tree.len() {
                let same = if tree.sentence.tokens[joined].xpos == tree.sentence.tokens[anchor].xpos {
                    "same tag"
                } else {
                    "other tag"
                };
                let kind = mask(self.context.lexicon.classes(tree.lemma(joined)));
                self.add(&["joined", tree.upos(joined).name(), same, kind]);
                self.add(&["joined", tree.upos(joined).name(), same]);
            }
        }
        if let (Some(head), (_, Some(top))) = (tree.head(part), self.top()) {
            let where_ = if head == top { "top" } else { up };
            self.add(&["after head", relation, where_, tree.upos(head).name()]);
            self.add(&["after head+class", relation, where_, class, punct]);
        }
    }

    /// Whether what goes on after the cue's clause is the same speaker's: another cue may introduce it or follow it.
    fn continuation(&mut self) {
        let (context, tree) = (self.context, self.tree);
        let (Some(last), cue) = (self.variant.value.last(), tree.span(self.candidate.group.0, self.candidate.group.1))
        else {
            return;
        };
        if last.start < cue.end {
            self.add(&["no continuation", self.variant.name, self.class]);
            return;
        }
        let cut = self.variant.cut;
        // The words before it that no quotation holds.
        let here = last.start < tree.sentence.span.end;
        let introduced = if here {
            let at = tree.sentence.tokens.partition_point(|token| token.span.start < last.start);
            let opening = (self.candidate.group.1 + 1..at).rev().find(|&at| !tree.is_punct(at));
            match opening {
                Some(at) if matches!(tree.upos(at), Upos::Verb) => mask(context.lexicon.classes(tree.lemma(at))),
                Some(at) => tree.upos(at).name(),
                None => "nothing",
            }
        } else {
            let end = tree.lower.iter().rposition(|word| word.chars().any(char::is_alphanumeric));
            if end.is_some_and(|end| end <= self.candidate.group.1 + 8) { "near" } else { "far" }
        };
        let colon = if tree.lower.last().is_some_and(|word| word == ":") { "colon" } else { "" };
        // What follows it in its own sentence.
        let index = context.trees.partition_point(|tree| tree.sentence.span.end < last.end);
        let followed = context.trees.get(index).map_or("nothing", |next| {
            let at = next.sentence.tokens.partition_point(|token| token.span.start < last.end);
            let rest = (at..next.len().min(at + 12)).filter(|&at| !next.is_punct(at));
            let mut words = rest.clone();
            if words.next().is_none() {
                return "nothing";
            }
            rest.clone()
                .find(|&at| next.upos(at) == Upos::Verb)
                .map_or("words", |at| mask(context.lexicon.classes(next.lemma(at))))
        });
        let place = if here { "here" } else { "next" };
        let words = last.of(context.text).split_whitespace().take(6).count().to_string();
        for parts in [
            &["continuation", place, introduced, followed] as &[&str],
            &["continuation followed", place, followed],
            &["continuation introduced", place, introduced, colon],
            &["continuation cut", cut, followed],
            &["continuation cut", cut, introduced],
            &["continuation words", place, &words],
        ] {
            self.collector.add(parts);
        }
    }
}
