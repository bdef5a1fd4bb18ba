//! Who is named as in office: the text was written during the term; who is called former, after it.

use super::clues::{Clue, clue};
use super::genre::WORDS;
use super::posterior::{KNOWN_TO, Likelihood};
use super::tenures::{Rank, TERMS, Term, folded, portfolio};
use crate::numbers::{Kind, Line};
use model::{Document, Sentence, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The rank that the title word at `index` names.
pub(super) fn rank_at(line: &Line, index: usize) -> Option<Rank> {
    Some(match line.word(index) {
        "president" => Rank::President,
        "minister" if line.before(index, 1) == "prime" => Rank::Prime,
        "premier" | "pm" | "taoiseach" => Rank::Prime,
        "minister" if line.before(index, 1) == "chief" => Rank::ChiefMinister,
        "minister" if line.before(index, 1) == "first" => Rank::FirstMinister,
        "minister" | "treasurer" => Rank::Minister,
        "governor" | "gov" => Rank::Governor,
        "mayor" => Rank::Mayor,
        "chancellor" => Rank::Chancellor,
        "secretary" => Rank::Secretary,
        "king" | "queen" | "emir" | "sultan" | "pope" => Rank::Monarch,
        _ => return None,
    })
}

/// How a person is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    /// `President X`.
    InOffice,
    /// `the X administration`.
    Government,
    /// `new President X`, `President X, who took office in January`.
    New,
    /// `outgoing President X`, `President X resigned on Monday`.
    Outgoing,
    /// `former President X`.
    Former,
    /// `President-elect X`.
    Elect,
}

/// A person named with an office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Named {
    last: String,
    /// The words between office and last name: first names, and what belongs to the office (`Secretary of State`).
    given: Vec<String>,
    rank: Option<Rank>,
    /// What a minister is said to be minister of.
    portfolio: Option<&'static str>,
    said: Said,
}

/// Clues from everybody named with an office.
pub(super) fn offices(document: &Document, sentences: &[Sentence], clues: &mut Vec<Clue>) {
    let mut named: BTreeMap<Named, Span> = BTreeMap::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        for at in 0..line.len() {
            if let Some((person, span)) = person(&line, at) {
                named.entry(person).or_insert(span);
            }
        }
    }
    untitled(document, sentences, &named, clues);
    // `President Obama` after `President Barack Obama` says nothing new.
    let full: Vec<Named> = named.keys().filter(|person| !person.given.is_empty()).cloned().collect();
    named.retain(|person, _| {
        !person.given.is_empty() || !full.iter().any(|other| other.last == person.last && other.said == person.said)
    });
    let namesakes = namesakes(document, sentences, &named);
    named.retain(|person, _| !person.given.is_empty() || person.rank.is_none() || !namesakes.contains(&person.last));
    let held: Vec<Vec<&'static Term>> = named.keys().map(Named::terms).collect();
    // Who is elected or has left does not sit in the office.
    let sitting = named.keys().zip(&held).filter(|(person, _)| matches!(person.said, Said::InOffice | Said::New));
    let successors = successors(sitting.map(|(_, terms)| terms.as_slice()));
    for (index, (person, span)) in named.iter().enumerate() {
        let (terms, span) = (&held[index], *span);
        if terms.is_empty() {
            continue;
        }
        // Of two who held the same office one after the other, the first is out of it.
        let followed = person.said == Said::InOffice
            && terms
                .iter()
                .all(|term| successors.get(&(term.country, term.rank)).is_some_and(|entered| term.to <= entered + 0.1));
        let said = if followed { Said::Former } else { person.said };
        let likelihood = Likelihood::by_month(|start, end| likelihood(terms, said, start, end));
        // A name that many have borne says nothing.
        if likelihood.strength() > 0.5 {
            let rule = match said {
                Said::InOffice | Said::Government => "dating/office",
                Said::New | Said::Outgoing => "dating/office-change",
                Said::Former => "dating/former-office",
                Said::Elect => "dating/elect",
            };
            clues.push(clue(rule, span, vec![span], likelihood));
        }
    }
}

/// When the last of those who are named as sitting in an office of a state entered it first, in years.
fn successors<'a>(held: impl Iterator<Item = &'a [&'static Term]>) -> BTreeMap<(&'static str, Rank), f64> {
    let mut entered: BTreeMap<(&'static str, Rank), f64> = BTreeMap::new();
    for terms in held {
        let Some(office) = terms.first().map(|term| (term.country, term.rank)) else { continue };
        // A name of several states or offices is open; ministers and governors sit beside each other.
        let single = matches!(office.1, Rank::President | Rank::Prime | Rank::Chancellor | Rank::Monarch);
        if !single || terms.iter().any(|term| (term.country, term.rank) != office) {
            continue;
        }
        let first = terms.iter().map(|term| term.from).fold(f64::MAX, f64::min);
        let last = entered.entry(office).or_insert(first);
        *last = last.max(first);
    }
    entered
}

/// Surnames that the text gives to somebody whom the tables do not know: `Minister Nes` after `Kari Nes`.
fn namesakes(document: &Document, sentences: &[Sentence], named: &BTreeMap<Named, Span>) -> BTreeSet<String> {
    let bare: BTreeSet<&str> = named
        .keys()
        .filter(|person| person.given.is_empty() && person.rank.is_some())
        .map(|person| person.last.as_str())
        .collect();
    let mut others = BTreeSet::new();
    let mut known = BTreeSet::new();
    for sentence in sentences.iter().filter(|_| !bare.is_empty()) {
        let line = Line::new(&document.text, sentence);
        for at in 1..line.len() {
            // The first word of a sentence has a capital anyhow.
            if at < 2 || !line.capital(at) || rank_at(&line, at - 1).is_some() {
                continue;
            }
            let last = folded(line.word(at));
            if !bare.contains(last.as_str()) {
                continue;
            }
            let name = line.capital(at - 1) && line.kind(at - 1) == Some(Kind::Word) && line.word(at - 1).len() > 2;
            let first = folded(line.word(at - 1));
            if TERMS[&last].iter().any(|term| term.given.contains(&first)) {
                known.insert(last);
            } else if name && !line.dash(at - 1) {
                others.insert(last);
            }
        }
    }
    others.retain(|last| !known.contains(last));
    others
}

impl Named {
    /// The terms that may be meant.
    fn terms(&self) -> Vec<&'static Term> {
        TERMS[&self.last]
            .iter()
            .filter(|term| self.rank.map_or(term.rank != Rank::Other, |rank| rank == term.rank))
            .filter(|term| self.portfolio.is_none_or(|word| term.portfolio.is_none_or(|other| other == word)))
            .filter(|term| self.given.is_empty() || self.given.iter().any(|word| term.given.contains(word)))
            .collect()
    }
}

/// Whose full name stands in the text without any office was mostly not head of state or government then: news gives
/// the title at least once.
fn untitled(document: &Document, sentences: &[Sentence], named: &BTreeMap<Named, Span>, clues: &mut Vec<Clue>) {
    let mut first_named: BTreeMap<(String, String), Span> = BTreeMap::new();
    for sentence in sentences {
        let line = Line::new(&document.text, sentence);
        // An office anywhere in the sentence may be his: `Obama, the president`.
        if (0..line.len())
            .any(|at| matches!(rank_at(&line, at), Some(Rank::President | Rank::Prime | Rank::Chancellor)))
        {
            continue;
        }
        for at in 1..line.len() {
            if !line.capital(at) || !line.capital(at - 1) {
                continue;
            }
            let name = (folded(line.word(at)), folded(line.word(at - 1)));
            if !TERMS.contains_key(&name.0) {
                continue;
            }
            first_named.entry(name).or_insert(line.span(at - 1, at + 1));
        }
    }
    for ((last, first), span) in first_named {
        let titled = named.keys().any(|person| person.last == last && person.said != Said::Government);
        let terms: Vec<&Term> = TERMS[&last]
            .iter()
            .filter(|term| {
                term.given.contains(&first) && matches!(term.rank, Rank::President | Rank::Prime | Rank::Chancellor)
            })
            .collect();
        if titled || terms.is_empty() {
            continue;
        }
        let likelihood = Likelihood::by_month(|start, end| 1.0 - 0.5 * inside(&terms, start, end));
        clues.push(clue("dating/no-office", span, vec![span], likelihood));
    }
}

/// The person whose name ends at `at`, where an office stands before or after.
fn person(line: &Line, at: usize) -> Option<(Named, Span)> {
    // `Lee Teng-hui`: the last part of a name of two with a hyphen is written small.
    let capital = line.capital(at) || at > 1 && line.dash(at - 1) && line.capital(at - 2);
    // `Kim Hyun-joon` is not `Kim Yong-hyun`; `the Obama-era pact` is Obama's.
    let goes_on = line.dash(at + 1)
        && line.kind(at + 2) == Some(Kind::Word)
        && !matches!(line.word(at + 2), "led" | "era" | "backed" | "style" | "appointed" | "like");
    if !capital || goes_on {
        return None;
    }
    let last = folded(line.word(at));
    if !TERMS.contains_key(&last) {
        return None;
    }
    let follower = WORDS.office_followers.iter().any(|word| line.word(at + 1) == word);
    let mut given = Vec::new();
    let mut back = at;
    let mut title = None;
    // `President Xi Jinping`, `Prime Minister Modi`: a title at most three names before.
    while back > 0 && at - back < 6 {
        back -= 1;
        if rank_at(line, back).is_some() {
            title = Some(back);
            break;
        }
        match line.kind(back) {
            Some(Kind::Word) if line.word(back) == "elect" => {}
            Some(Kind::Word) if line.capital(back) => {
                // Initials aside.
                if line.word(back).len() > 1 {
                    given.push(folded(line.word(back)));
                }
            }
            // `Secretary of State`, `Minister for Trade and Industry`.
            Some(Kind::Word) if matches!(line.word(back), "of" | "for" | "and" | "the") && !given.is_empty() => {}
            _ if line.word(back) == "." || line.dash(back) => {}
            _ => break,
        }
    }
    // `President Mohamed bin Zayed`, `President Hassan Sheikh Mohamud`: the name goes on.
    let longer = matches!(line.word(at + 1), "bin" | "ibn" | "al" | "el" | "ben" | "van" | "von" | "de" | "da" | "dos")
        || line.capital(at + 1)
            && line.kind(at + 1) == Some(Kind::Word)
            && TERMS.contains_key(&folded(line.word(at + 1)));
    if title.is_some() && given.is_empty() && longer {
        return None;
    }
    let Some(title) = title else {
        // `a Trump administration` is one that may come.
        let possible = matches!(line.before(at, 1), "a" | "an" | "any" | "potential" | "future" | "possible");
        if follower && possible {
            let coming = Named { last, given: Vec::new(), rank: None, portfolio: None, said: Said::Elect };
            return Some((coming, line.span(at, at + 2)));
        }
        let government = Named { last, given: Vec::new(), rank: None, portfolio: None, said: Said::Government };
        return follower.then(|| (government, line.span(at, at + 2)));
    };
    let before =
        (title.saturating_sub(4)..title).rev().take_while(|&word| !matches!(line.word(word), "," | "and" | "by"));
    let before: Vec<&str> = before.map(|word| line.word(word)).collect();
    let has = |list: &[String]| list.iter().any(|word| before.contains(&word.as_str()));
    let elect = (title..at).any(|word| line.word(word) == "elect");
    let said = if elect {
        Said::Elect
    } else if has(&WORDS.past_words) {
        Said::Former
    } else if has(&WORDS.former_words) {
        return None;
    } else if before.iter().any(|word| matches!(*word, "outgoing" | "departing")) || told_after(line, at, leaves_office)
    {
        Said::Outgoing
    } else if before.iter().any(|word| matches!(*word, "new" | "newly" | "incoming"))
        || told_after(line, at, takes_office)
    {
        Said::New
    } else {
        Said::InOffice
    };
    let rank = rank_at(line, title);
    // `Health Minister X`, `Minister for Health X`.
    let portfolio = (title.saturating_sub(2)..at)
        .filter(|_| rank == Some(Rank::Minister))
        .find_map(|word| portfolio(line.word(word)));
    Some((Named { last, given, rank, portfolio, said }, line.span(title, at + 1)))
}

/// How many pieces after a name what is said of its bearer may stand.
const REACH: usize = 9;

/// True where something is said in the words after the name that ends at `at`, not of a year or of long ago:
/// `X, who took office in January`, `X was sworn in on Friday`, but not `X, who took office in 2012`.
fn told_after(line: &Line, at: usize, says: fn(&Line, usize) -> bool) -> bool {
    let end = (at + REACH).min(line.len());
    let Some(found) = (at + 1..end).take_while(|&word| line.word(word) != ".").find(|&word| says(line, word)) else {
        return false;
    };
    // Another name between is another's.
    let own = (at + 1..found).all(|word| !line.capital(word));
    let dated = (found..(found + REACH).min(line.len()))
        .any(|word| line.word(word) == "ago" || line.digits(word).is_some_and(|number| number > 1900));
    own && !dated
}

fn takes_office(line: &Line, word: usize) -> bool {
    let next = line.word(word + 1);
    match line.word(word) {
        "took" | "takes" | "assumed" => matches!(next, "office" | "over" | "power"),
        "sworn" => next == "in",
        // `, elected in October`; `was elected chairman` is something else.
        "elected" => matches!(next, "in" | "on" | "last"),
        "inaugurated" => true,
        _ => false,
    }
}

fn leaves_office(line: &Line, word: usize) -> bool {
    let next = line.word(word + 1);
    match line.word(word) {
        "resigned" | "resigns" | "resignation" => true,
        "stepped" | "steps" | "stepping" => next == "down",
        "ousted" | "toppled" | "overthrown" | "deposed" => line.before(word, 1) == "was",
        "fell" => matches!(next, "in" | "from" | "on" | "last"),
        _ => false,
    }
}

/// 1 where some day of the time from `start` to `end`, in years, lies in a term, else 0. The days of a month that lie outside
/// tell little: offices change hands early or late in it.
fn inside(terms: &[&Term], start: f64, end: f64) -> f64 {
    f64::from(u8::from(terms.iter().any(|term| term.from < end && term.to > start)))
}

/// How likely somebody with these terms is spoken of so in a text of the time from `start` to `end`, in years.
fn likelihood(terms: &[&Term], said: Said, start: f64, end: f64) -> f64 {
    let current = start > f64::from(KNOWN_TO) + 1.0;
    // Whether the time lies in a term, and the years since the last term ended.
    let inside = inside(terms, start, end);
    let since = terms.iter().map(|term| start - term.to).filter(|years| *years > -1.0).fold(f64::MAX, f64::min);
    let first = terms.iter().map(|term| term.from).fold(f64::MAX, f64::min);
    match said {
        // Titles stay with their bearers for a while, in some states for life.
        Said::InOffice | Said::Government => {
            let kept = terms.iter().any(|term| term.rank == Rank::Secretary);
            let after = if said == Said::Government || kept { 0.25 } else { 0.12 };
            let outside = if end < first {
                0.015
            } else if since < 9.0 {
                after
            } else {
                after / 2.0
            };
            (outside + (1.0 - outside) * inside) * if current && inside > 0.0 { 0.7 } else { 1.0 }
        }
        Said::New => {
            let entered = terms.iter().map(|term| start - term.from).filter(|years| *years > -0.5);
            match entered.fold(f64::MAX, f64::min) {
                ..1.0 => 1.0,
                ..2.0 if inside > 0.0 => 0.3,
                _ if inside > 0.0 => 0.12,
                _ => 0.03,
            }
        }
        Said::Outgoing => {
            let left = terms.iter().map(|term| (term.to - start).abs()).fold(f64::MAX, f64::min);
            match left {
                ..0.9 => 1.0,
                _ if inside > 0.0 => 0.15,
                _ => 0.05,
            }
        }
        Said::Former if since < 0.0 => 0.1 + 0.5 * (1.0 - inside),
        // Who is out of office is named less and less.
        Said::Former if since < f64::MAX => 0.25 + 0.75 * 0.85f64.powf(since),
        Said::Former => 0.04,
        Said::Elect => {
            // Elected some weeks or months before the term begins.
            let ahead = terms.iter().map(|term| term.from - start).filter(|years| *years > 0.0);
            match ahead.fold(f64::MAX, f64::min) {
                ..0.3 => 1.0,
                ..0.55 => 0.3,
                _ => 0.004,
            }
        }
    }
}
