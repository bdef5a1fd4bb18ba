//! Who is named as in office: the text was written during the term; who is called former, after it.

use super::clues::{Clue, clue};
use super::genre::WORDS;
use super::posterior::{KNOWN_TO, Likelihood};
use crate::data;
use crate::numbers::{Kind, Line};
use model::{Document, Sentence, Span};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What sort of office a title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    President,
    Prime,
    Chancellor,
    Monarch,
    Minister,
    Secretary,
    /// Of a province, and of a central bank.
    Governor,
    Mayor,
    /// Of an Indian or Pakistani state.
    ChiefMinister,
    /// Of a nation within a state: `First Minister of Scotland`.
    FirstMinister,
    /// Any other office; nobody is named by it here.
    Other,
}

/// A person's time in an office, in years with fractions.
pub(super) struct Term {
    /// The words of the bearer's names other than the one that it is found by, in lower case.
    pub given: Vec<String>,
    rank: Rank,
    /// What a minister is minister of, where the office says so.
    portfolio: Option<&'static str>,
    /// Of a province or city: many others bear such a name, so that it says nothing without the office.
    pub regional: bool,
    pub from: f64,
    pub to: f64,
}

/// Heads of provinces and cities.
const REGIONAL: &str = "ontology/facts/regional_offices.tsv";

/// Terms by the last word of each of the bearer's names, in lower case.
pub(super) static TERMS: LazyLock<FxHashMap<String, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: FxHashMap<String, Vec<Term>> = FxHashMap::default();
    let world = data::files("ontology/actors/offices_").map(|(path, _)| path);
    for path in world.chain([REGIONAL]) {
        let regional = path == REGIONAL;
        for row in data::rows(path, &["name", "aliases", "office", "from", "to"]) {
            let [name, aliases, office, from, to] = row[..] else { continue };
            let Some(from) = moment(from) else { continue };
            let rank = rank_of_office(office).unwrap_or(Rank::Other);
            let portfolio = PORTFOLIOS.into_iter().find(|word| office.to_lowercase().contains(word));
            // An office without an end goes on.
            let to = moment(to).unwrap_or(9999.0);
            // `Ki-moon` is two words of a line.
            let words = |name: &str| name.split([' ', '-']).map(str::to_lowercase).collect::<Vec<String>>();
            let variants = || std::iter::once(name).chain(aliases.split('|').map(str::trim));
            // Other spellings count (`Nestor` for `Néstor`).
            let all: BTreeSet<String> = variants().flat_map(words).filter(|word| !word.is_empty()).collect();
            let mut keys: Vec<String> = Vec::new();
            for variant in variants() {
                let Some(key) = words(variant).pop().filter(|key| key.chars().count() > 1) else { continue };
                if keys.contains(&key) {
                    continue;
                }
                let given = all.iter().filter(|word| **word != key).cloned().collect();
                terms.entry(key.clone()).or_default().push(Term { given, rank, portfolio, regional, from, to });
                keys.push(key);
            }
        }
    }
    terms
});

/// What ministers are ministers of.
const PORTFOLIOS: [&str; 19] = [
    "foreign",
    "defence",
    "defense",
    "finance",
    "health",
    "interior",
    "justice",
    "trade",
    "energy",
    "education",
    "agriculture",
    "transport",
    "labour",
    "labor",
    "environment",
    "economy",
    "culture",
    "tourism",
    "home",
];

/// A day, month or year as years with a fraction.
fn moment(day: &str) -> Option<f64> {
    let year: f64 = day.get(..4)?.parse().ok()?;
    let month: f64 = day.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1.0);
    let day: f64 = day.get(8..10).and_then(|day| day.parse().ok()).unwrap_or(1.0);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) / 365.0)
}

fn rank_of_office(office: &str) -> Option<Rank> {
    let office = office.to_lowercase();
    if ["vice", "deputy", "shadow", "elect", "former"].iter().any(|word| office.contains(word)) {
        return None;
    }
    let ranks = [
        (&["prime minister", "premier", "taoiseach"][..], Rank::Prime),
        (&["chief minister"], Rank::ChiefMinister),
        (&["first minister"], Rank::FirstMinister),
        (&["minister"], Rank::Minister),
        (&["governor"], Rank::Governor),
        (&["mayor"], Rank::Mayor),
        (&["president"], Rank::President),
        (&["chancellor"], Rank::Chancellor),
        (&["secretary"], Rank::Secretary),
        (&["king", "queen", "emir", "sultan", "pope"], Rank::Monarch),
    ];
    ranks.iter().find(|(words, _)| words.iter().any(|word| office.contains(word))).map(|(_, rank)| *rank)
}

/// The rank that the title word at `index` names.
fn rank_at(line: &Line, index: usize) -> Option<Rank> {
    Some(match line.word(index) {
        "president" => Rank::President,
        "minister" if line.before(index, 1) == "prime" => Rank::Prime,
        "premier" | "pm" | "taoiseach" => Rank::Prime,
        "minister" if line.before(index, 1) == "chief" => Rank::ChiefMinister,
        "minister" if line.before(index, 1) == "first" => Rank::FirstMinister,
        "minister" => Rank::Minister,
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
    for (person, span) in named {
        let terms: Vec<&Term> = TERMS[&person.last]
            .iter()
            .filter(|term| person.rank.map_or(term.rank != Rank::Other, |rank| rank == term.rank))
            .filter(|term| person.portfolio.is_none_or(|word| term.portfolio.is_none_or(|other| other == word)))
            .filter(|term| person.given.is_empty() || person.given.iter().any(|word| term.given.contains(word)))
            .collect();
        if terms.is_empty() {
            continue;
        }
        let likelihood = Likelihood::by_month(|start, end| likelihood(&terms, person.said, start, end));
        // A name that many have borne says nothing.
        if likelihood.strength() > 0.5 {
            let rule = match person.said {
                Said::InOffice | Said::Government => "dating/office",
                Said::New | Said::Outgoing => "dating/office-change",
                Said::Former => "dating/former-office",
                Said::Elect => "dating/elect",
            };
            clues.push(clue(rule, span, vec![span], likelihood));
        }
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
            if !line.capital(at) || !line.capital(at - 1) || !TERMS.contains_key(line.word(at)) {
                continue;
            }
            let name = (line.word(at).to_owned(), line.word(at - 1).to_owned());
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
    let last = line.word(at);
    // `Lee Teng-hui`: the last part of a name of two with a hyphen is written small.
    let capital = line.capital(at) || at > 1 && line.dash(at - 1) && line.capital(at - 2);
    // `Kim Hyun-joon` is not `Kim Yong-hyun`; `the Obama-era pact` is Obama's.
    let goes_on = line.dash(at + 1)
        && line.kind(at + 2) == Some(Kind::Word)
        && !matches!(line.word(at + 2), "led" | "era" | "backed" | "style" | "appointed" | "like");
    if !capital || goes_on || !TERMS.contains_key(last) {
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
                    given.push(line.word(back).to_owned());
                }
            }
            // `Secretary of State`, `Minister for Trade and Industry`.
            Some(Kind::Word) if matches!(line.word(back), "of" | "for" | "and" | "the") && !given.is_empty() => {}
            _ if line.word(back) == "." || line.dash(back) => {}
            _ => break,
        }
    }
    let Some(title) = title else {
        // `a Trump administration` is one that may come.
        let possible = matches!(line.before(at, 1), "a" | "an" | "any" | "potential" | "future" | "possible");
        if follower && possible {
            let coming =
                Named { last: last.to_owned(), given: Vec::new(), rank: None, portfolio: None, said: Said::Elect };
            return Some((coming, line.span(at, at + 2)));
        }
        let government =
            Named { last: last.to_owned(), given: Vec::new(), rank: None, portfolio: None, said: Said::Government };
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
        .find_map(|word| PORTFOLIOS.into_iter().find(|portfolio| *portfolio == line.word(word)));
    Some((Named { last: last.to_owned(), given, rank, portfolio, said }, line.span(title, at + 1)))
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
