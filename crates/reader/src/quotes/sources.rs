//! Who may be the speaker: the subject, the agent, the one who holds the claim.

use super::candidates::{Candidate, Context, Speaker, Variant, mask};
use super::lexicon::SAY;
use super::linear::{Collector, Features};
use super::marks::is_mark;
use super::tree::Tree;
use model::{Span, Upos};

/// Readings of the speaker of the cue at `anchor`, best first; the last one is that nobody is named.
pub fn sources(
    context: &Context,
    tree: &Tree,
    anchor: usize,
    group: (usize, usize),
    phrase: bool,
    label: bool,
) -> Vec<Variant<Option<Speaker>>> {
    let mut found: Vec<Variant<Option<Speaker>>> = Vec::new();
    let classes = context.lexicon.classes(&tree.word(anchor));
    let heads = if tree.is_dash(anchor) {
        after(tree, anchor).into_iter().map(|head| (head, "signature")).collect()
    } else if label {
        (0..anchor)
            .rev()
            .find(|&at| !tree.is_punct(at))
            .map(|at| (top_before(tree, at, anchor), "label"))
            .into_iter()
            .collect()
    } else if phrase {
        after(tree, group.1).into_iter().map(|head| (head, "phrase")).collect()
    } else {
        heads(tree, anchor, group, classes)
    };
    for (rank, (head, how)) in heads.into_iter().enumerate() {
        if (group.0..=group.1).contains(&head) {
            continue;
        }
        for (cut, first, last) in spans(tree, head, group) {
            let last = if how == "phrase" { before_clause(tree, first, last) } else { last };
            let Some((first, last)) = tree.trim(first, last) else { continue };
            let span = tree.span(first, last);
            if !(first..=last).contains(&head) || found.iter().any(|v| v.value.is_some_and(|s| s.span == span)) {
                continue;
            }
            found.push(Variant {
                value: Some(Speaker { span, head, rank }),
                name: how,
                cut,
                features: Features::default(),
            });
        }
    }
    found.push(Variant { value: None, name: "nobody", cut: "", features: Features::default() });
    found
}

/// What speaks for each reading of a candidate's speaker, given what is said, in their order.
pub fn features(context: &Context, candidate: &Candidate, content: &Variant<Vec<Span>>) -> Vec<Features> {
    let tree = &context.trees[candidate.sentence];
    let anchor = candidate.anchor;
    let word = tree.word(anchor);
    let class = mask(context.lexicon.classes(&word));
    let said = |at: usize| content.value.iter().any(|part| part.contains(tree.sentence.tokens[at].span));
    let somebody = candidate.sources.first().filter(|source| source.value.is_some()).map_or("", |source| source.name);
    let of = |variant: &Variant<Option<Speaker>>| {
        let mut collector = Collector::new("source");
        let Some(speaker) = variant.value else {
            collector.add(&["nobody"]);
            collector.add(&["nobody", class]);
            collector.add(&["nobody", class, somebody]);
            collector.add(&["nobody", somebody, content.name]);
            collector.add(&["nobody", &tree.sentence.tokens[anchor].xpos]);
            collector.add(&["nobody", &word]);
            return collector.done();
        };
        let (how, cut, head) = (variant.name, variant.cut, speaker.head);
        let range = tree.sentence.tokens_in(speaker.span);
        let (first, last) = (range.start, range.end.saturating_sub(1).max(range.start));
        let next = tree.lower.get(last + 1).map_or("", String::as_str);
        let before = first.checked_sub(1).map_or("", |at| tree.lower[at].as_str());
        let beside = if last + 1 == candidate.group.0 {
            "before"
        } else if first == candidate.group.1 + 1 {
            "behind"
        } else {
            "apart"
        };
        let upos = tree.upos(head).name();
        let denotes = if tree.kind(head).is_empty() { upos } else { tree.kind(head) };
        let rank = speaker.rank.to_string();
        let length = (last - first).min(9).to_string();
        let comma = if tree.lower[first..=last].iter().any(|word| word == ",") { "comma" } else { "" };
        let overlap = if said(head) {
            "said"
        } else if said(first) || said(last) {
            "partly said"
        } else {
            ""
        };
        let elsewhere = context.quoted_at(speaker.span.start).is_some_and(|quoted| {
            quoted.inner.start <= speaker.span.start && !quoted.inner.contains(tree.sentence.tokens[anchor].span)
        });
        let elsewhere = if elsewhere { "in a quotation" } else { "" };
        let opening = match tree.upos(first) {
            Upos::Det | Upos::Pron | Upos::Adp | Upos::Adv | Upos::Punct => tree.lower[first].as_str(),
            other => other.name(),
        };
        for parts in [
            &["how", how] as &[&str],
            &["how+rank", how, &rank],
            &["how+class", how, class],
            &["how+content", how, content.name],
            &["how+cue", how, &word],
            &["cut", cut],
            &["cut+next", cut, next],
            &["cut+how", cut, how],
            &["cut+last", cut, &tree.lower[last]],
            &["beside", beside, how],
            &["beside+cut", beside, cut],
            &["beside+content", beside, content.name, class],
            &["upos", upos],
            &["upos+how", upos, how],
            &["denotes", denotes],
            &["denotes+class", denotes, class],
            &["denotes+how", denotes, how, &rank],
            &["head", tree.lemma(head)],
            &["length", &length],
            &["length+cut", &length, cut],
            &["opening", opening],
            &["opening+cut", opening, cut],
            &["last upos", tree.upos(last).name(), cut],
            &["before", before],
            &["before+cut", before, cut],
            &["comma", comma, cut],
            &["comma+next", comma, next, cut],
            &["overlap", overlap],
            &["overlap", overlap, content.name],
            &["elsewhere", elsewhere],
        ] {
            collector.add(parts);
        }
        if last + 1 < tree.len() {
            let (relation, next) = (tree.full_relation(last + 1), tree.upos(last + 1).name());
            collector.add(&["next", relation, next]);
            collector.add(&["next+cut", relation, next, cut]);
        }
        // The parts that the reading leaves out behind it and takes in at its end.
        for &child in tree.children(head) {
            let (start, end) = tree.reach(child);
            if child < head || start <= head || tree.is_punct(child) {
                continue;
            }
            let status = if end <= last {
                "in"
            } else if start > last {
                "out"
            } else {
                "cut"
            };
            let opening = tree.lower[start].as_str();
            let apart = if start > 0 && tree.is_punct(start - 1) { "apart" } else { "" };
            collector.add(&["part", tree.full_relation(child), status, apart]);
            collector.add(&["part+word", tree.full_relation(child), opening, status]);
            collector.add(&["part+upos", tree.full_relation(child), upos, status, apart]);
        }
        collector.done()
    };
    candidate.sources.iter().map(of).collect()
}

/// The last word of a fronted source, `in the words of the two presidents, their states support each other`: what follows
/// the comma is the clause that they are the source of, where it has a finite verb or a subject and is no relative clause.
fn before_clause(tree: &Tree, first: usize, last: usize) -> usize {
    let Some(comma) = (first + 1..=last).find(|&at| tree.lower[at] == ",") else { return last };
    let relative =
        tree.lower.get(comma + 1).is_some_and(|word| matches!(word.as_str(), "who" | "which" | "whose" | "whom"));
    let finite = |at: usize| {
        matches!(tree.sentence.tokens[at].xpos.as_str(), "VBD" | "VBP" | "VBZ" | "MD") || tree.relation(at) == "nsubj"
    };
    if !relative && (comma + 1..=last).any(finite) { comma - 1 } else { last }
}

/// The head of the words before a colon.
fn top_before(tree: &Tree, from: usize, colon: usize) -> usize {
    let mut head = from;
    while let Some(up) = tree.head(head).filter(|&up| up < head && up < colon) {
        head = up;
    }
    head
}

/// The head of the noun phrase that starts after `last`.
fn after(tree: &Tree, last: usize) -> Option<usize> {
    let mut head = (last + 1..tree.len().min(last + 12))
        .find(|&at| matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num))?;
    for _ in 0..8 {
        match tree.head(head) {
            Some(up)
                if up > last
                    && matches!(
                        tree.relation(head),
                        "compound" | "flat" | "nmod" | "amod" | "nummod" | "appos" | "det"
                    ) =>
            {
                head = up;
            }
            _ => break,
        }
    }
    Some(head)
}

/// The tokens that may head the speaker's words, best first, with how each was reached.
fn heads(tree: &Tree, anchor: usize, group: (usize, usize), classes: u8) -> Vec<(usize, &'static str)> {
    let mut found: Vec<(usize, &'static str)> = Vec::new();
    if tree.upos(anchor) == Upos::Noun {
        found.extend(owner(tree, anchor));
        if let Some(head) = tree.head(anchor)
            && matches!(tree.relation(anchor), "obj" | "obl")
            && let Some(subject) = subject(tree, head)
        {
            found.push((subject, "giver"));
        }
    } else {
        if is_passive(tree, anchor) {
            found.extend(agent(tree, anchor).map(|agent| (agent, "agent")));
        } else {
            found.extend(subject(tree, anchor).map(|subject| (subject, "subject")));
            if found.is_empty() {
                found.extend(agent(tree, anchor).map(|agent| (agent, "agent")));
            }
        }
        if found.is_empty() {
            found.extend(inherited(tree, anchor));
        }
        let beside_left = group.0.checked_sub(1).and_then(|at| left_neighbour(tree, at));
        let beside_right = (classes & SAY != 0).then(|| right_neighbour(tree, group.1)).flatten();
        found.extend(beside_right.map(|head| (head, "right")));
        found.extend(beside_left.map(|head| (head, "left")));
    }
    let mut known = Vec::new();
    found.retain(|(head, _)| {
        let new = !known.contains(head);
        known.push(*head);
        new
    });
    found
}

fn is_passive(tree: &Tree, verb: usize) -> bool {
    tree.children(verb)
        .iter()
        .any(|&child| matches!(tree.full_relation(child), "nsubj:pass" | "aux:pass" | "csubj:pass"))
}

/// The subject of a verb, active or passive.
fn subject(tree: &Tree, verb: usize) -> Option<usize> {
    tree.children(verb).iter().copied().find(|&child| tree.relation(child) == "nsubj")
}

fn agent(tree: &Tree, verb: usize) -> Option<usize> {
    tree.children(verb).iter().copied().find(|&child| {
        tree.relation(child) == "obl" && tree.children(child).iter().any(|&case| tree.lower[case] == "by")
    })
}

/// The one who makes the claim: `Norland's claim`, `the claim by Norland`, `the claims of Norland`.
fn owner(tree: &Tree, noun: usize) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for &child in tree.children(noun) {
        if tree.full_relation(child) == "nmod:poss" {
            found.insert(0, (child, "owner"));
        } else if tree.relation(child) == "nmod"
            && tree.children(child).iter().any(|&case| matches!(tree.lower[case].as_str(), "by" | "from"))
        {
            found.push((child, "maker"));
        }
    }
    found
}

/// The subject that a verb without one shares with the verb above it, or the noun that it modifies.
fn inherited(tree: &Tree, anchor: usize) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let mut current = anchor;
    for _ in 0..6 {
        let Some(head) = tree.head(current) else { break };
        match tree.relation(current) {
            "acl" => {
                found.push((head, "modified"));
                break;
            }
            "xcomp" | "advcl" | "conj" | "ccomp" | "parataxis" | "dep" | "obl" | "nmod" => {
                if tree.relation(current) == "xcomp"
                    && let Some(object) = tree.child(head, &["obj", "iobj"])
                    && object < anchor
                {
                    found.push((object, "controller"));
                }
                if let Some(subject) = subject(tree, head) {
                    found.push((subject, if tree.relation(current) == "conj" { "shared" } else { "inherited" }));
                }
                if matches!(tree.upos(head), Upos::Noun)
                    && let Some((owner, _)) = owner(tree, head).first()
                {
                    found.push((*owner, "inherited"));
                    break;
                }
            }
            _ => break,
        }
        current = head;
    }
    found
}

/// The noun phrase that ends at `at`, where the tree did not say so.
fn left_neighbour(tree: &Tree, at: usize) -> Option<usize> {
    let mut at = at;
    if tree.lower[at] == "," && at > 0 {
        at -= 1;
    }
    if !matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Det) {
        return None;
    }
    let mut head = at;
    for _ in 0..8 {
        match tree.head(head) {
            Some(up)
                if up <= at
                    && matches!(
                        tree.relation(head),
                        "compound"
                            | "flat"
                            | "nmod"
                            | "appos"
                            | "conj"
                            | "nummod"
                            | "list"
                            | "dep"
                            | "acl"
                            | "obj"
                            | "obl"
                    )
                    && matches!(tree.upos(up), Upos::Noun | Upos::Propn | Upos::Pron) =>
            {
                head = up;
            }
            _ => break,
        }
    }
    Some(head)
}

/// The noun phrase right after `last`: `said the minister`.
fn right_neighbour(tree: &Tree, last: usize) -> Option<usize> {
    let next = last + 1;
    if next >= tree.len()
        || !matches!(tree.upos(next), Upos::Noun | Upos::Propn | Upos::Det | Upos::Pron | Upos::Adj | Upos::Num)
    {
        return None;
    }
    after(tree, last).filter(|&head| head <= last + 8)
}

/// Readings of how far the phrase headed at `head` reaches, best first: first and last token.
fn spans(tree: &Tree, head: usize, group: (usize, usize)) -> Vec<(&'static str, usize, usize)> {
    let (mut first, mut last) = tree.reach(head);
    // A case marker is no part of the speaker's name.
    for &child in tree.children(head) {
        if child < head && child == first && matches!(tree.relation(child), "case" | "mark" | "cc" | "advmod") {
            first = child + 1;
        }
    }
    if head < group.0 {
        last = last.min(group.0 - 1);
    } else {
        first = first.max(group.1 + 1);
    }
    let mut found = vec![("full", first, last)];
    if last > head && tree.full_relation(head) == "nmod:poss" {
        found.insert(0, ("owner", first, head));
    }
    let comma =
        (head + 1..=last).find(|&at| matches!(tree.lower[at].as_str(), "," | "—" | "–" | "―" | "--" | "(" | "-"));
    if let Some(comma) = comma {
        found.push(("comma", first, comma - 1));
        if let Some(second) =
            (comma + 1..=last).find(|&at| matches!(tree.lower[at].as_str(), "," | "—" | "–" | "―" | "--" | ")" | "-"))
        {
            found.push(("second comma", first, second - 1));
        }
    }
    for &child in tree.children(head) {
        let start = tree.reach(child).0;
        if child > head && start > head && start <= last {
            match tree.relation(child) {
                "acl" | "advcl" | "parataxis" => found.push(("clause", first, start - 1)),
                "nmod" | "nmod:tmod" | "nmod:unmarked" => found.push(("preposition", first, start - 1)),
                "conj" => found.push(("conjunct", first, start - 1)),
                "appos" => found.push(("apposition", first, start - 1)),
                "advmod" | "obl" if child > head => found.push(("adverb", first, start - 1)),
                _ => {}
            }
        }
    }
    if head < group.0 && group.0 - head < 25 && last + 1 < group.0 {
        found.push(("to cue", first, group.0 - 1));
    }
    let comma_before = (first..head).rev().find(|&at| {
        matches!(tree.lower[at].as_str(), "," | "”" | "—" | "--" | "―" | "-" | ")" | ":") || is_mark(&tree.lower[at])
    });
    if let Some(comma) = comma_before {
        found.push(("after comma", comma + 1, last));
    }
    if first > 0 && matches!(tree.upos(first - 1), Upos::Adv | Upos::Adj | Upos::Det | Upos::Num | Upos::Propn) {
        found.push(("one before", first - 1, last));
    }
    found.push(("head", head, head));
    found.truncate(14);
    found
}
