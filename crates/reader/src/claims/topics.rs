//! The names of what is measured in a sentence.

use super::frame::{Frame, Topic};
use super::registry::{Indicators, UnitFamily};
use crate::phrases::{Hit, Phrases, Word};
use model::{ActorKind, Upos, Via};

/// How far the words that an indicator asks for may stand from what it counts, in words.
const NEAR: usize = 9;

impl Frame<'_> {
    pub(super) fn find_topics(&mut self, indicators: &Indicators) {
        for (table, thing) in [(&indicators.names, false), (&indicators.things, true)] {
            for hit in table.find_all(&self.words) {
                let words = (hit.start, hit.end);
                let overlaps = |other: &Topic| other.words.0 < words.1 && words.0 < other.words.1;
                // The yuan of `646 million yuan` is no topic.
                let money = self.figures.iter().any(|figure| {
                    figure.family == UnitFamily::Money && figure.words.0 <= words.0 && words.1 <= figure.words.1
                });
                if money || thing && self.topics.iter().any(overlaps) || self.in_a_name(words) {
                    continue;
                }
                if let Some(fitting) = self.fitting(indicators, hit.value, words) {
                    self.topics.push(Topic { words, indicators: fitting, counted: false, thing });
                }
            }
        }
        for index in 0..self.figures.len() {
            if let Some(topic) = self.counted_topic(indicators, index) {
                self.topics.retain(|other| other.words.1 <= topic.words.0 || topic.words.1 <= other.words.0);
                self.topics.push(topic);
            }
        }
        self.topics.sort_by_key(|topic| topic.words);
    }

    /// `Airport Economy Zone`, `Trade Ministry`: the words are part of a longer name.
    fn in_a_name(&self, (start, end): (usize, usize)) -> bool {
        let proper = |at: usize| self.tags.get(at) == Some(&Upos::Propn);
        let lone = |at: usize| self.actors.iter().any(|named| named.words.0 <= at && at < named.words.1);
        (start..end).all(proper)
            && (proper(end) && !self.times.iter().any(|time| time.words.0 == end)
                || start > 0 && proper(start - 1) && !lone(start - 1) && self.lower(end - 1).len() > 3)
    }

    /// What a number counts, where an indicator knows it.
    fn counted_topic(&self, indicators: &Indicators, figure: usize) -> Option<Topic> {
        let figure = &self.figures[figure];
        if figure.family != UnitFamily::Count {
            return None;
        }
        // What is counted stands in the number's own words or shortly after them.
        let mut at = figure.words.0;
        let mut best: Option<Topic> = None;
        while at < self.words.len().min(figure.words.1 + 6) {
            // `41,000 Canadians` are so many nationals.
            let people = self.actors.iter().find(|named| {
                named.words.0 == at
                    && at >= figure.words.1
                    && named.reference.via == Via::Demonym
                    && named.reference.actors.iter().all(|actor| actor.kind == ActorKind::People)
            });
            if let Some(named) = people.filter(|named| self.tags[named.words.1 - 1] != Upos::Adj) {
                best = Some(Topic {
                    words: named.words,
                    indicators: indicators.nationals.clone(),
                    counted: true,
                    thing: false,
                });
                at = named.words.1;
                continue;
            }
            if let Some(hit) = indicators.counted.at(&self.words, at) {
                let words = (hit.start, hit.end);
                best = Some(Topic { words, indicators: hit.value, counted: true, thing: false });
                // `tourist visits`, `refugee students`: the head is the last.
                at = hit.end;
                continue;
            }
            if best.is_some() || at >= figure.words.1 && self.ends_count(at) {
                break;
            }
            at += 1;
        }
        let mut topic = best?;
        // `business schools`, `drone strikes` count schools and strikes; `drilling` is no drill.
        let head = self.tags[topic.words.1 - 1];
        let goes_on = self.tags.get(topic.words.1) == Some(&Upos::Noun)
            && self.lower(topic.words.1) != "'s"
            && !self.times.iter().any(|time| time.words.0 == topic.words.1);
        // `a two-time lawmaker` counts times.
        let counted = figure.quantity.counted.as_deref().and_then(|counted| counted.rsplit([' ', '-']).next());
        let other = counted.is_some_and(|counted| {
            let counted = counted.to_lowercase();
            (figure.words.1..topic.words.0).any(|at| self.words[at].is(&counted))
        });
        let verb = matches!(head, Upos::Verb | Upos::Aux)
            && !matches!(self.lower(topic.words.1 - 1), "killed" | "wounded" | "injured" | "displaced" | "dead");
        // `15.4 students per teacher` counts no students.
        let ratio = self.lower(topic.words.1) == "per";
        if goes_on || verb || other || ratio {
            return None;
        }
        topic.indicators = self.fitting(indicators, topic.indicators, (figure.words.0, topic.words.1))?;
        Some(topic)
    }

    /// The indicators whose conditions on the words around `words` hold: those first whose words stand nearest, then those
    /// without conditions.
    fn fitting(&self, indicators: &Indicators, found: Vec<usize>, words: (usize, usize)) -> Option<Vec<usize>> {
        let mut window = (words.0.saturating_sub(NEAR), self.words.len().min(words.1 + NEAR));
        window.0 = (window.0..words.0).rfind(|&at| self.lower(at) == ";").map_or(window.0, |at| at + 1);
        window.1 = (words.1..window.1).find(|&at| self.lower(at) == ";").unwrap_or(window.1);
        // How far the nearest of the phrases stands.
        let hits = |phrases: &Phrases<()>| -> Vec<Hit<Vec<()>>> {
            (window.0..window.1).filter_map(|at| phrases.at(&self.words, at)).collect()
        };
        // Not the death of somebody else: `a coffin that 400 people followed when she died`.
        let own = self.token_of(words);
        let of_one_clause = |hit: &Hit<Vec<()>>| {
            own.zip(self.token_of((hit.start, hit.end))).is_none_or(|(own, hit)| self.in_one_clause(own, hit))
        };
        let distance = |phrases: &Phrases<()>| {
            let found = hits(phrases).into_iter().filter(of_one_clause);
            found.map(|hit| words.0.saturating_sub(hit.end).max(self.steps(words.1, hit.start))).min()
        };
        let in_sentence = |phrases: &Phrases<()>| (0..self.words.len()).any(|at| phrases.at(&self.words, at).is_some());
        let mut fitting: Vec<(usize, bool, usize)> = Vec::new();
        for index in found {
            let indicator = &indicators.list[index];
            let near = match &indicator.near {
                Some(phrases) => distance(phrases),
                None => Some(usize::MAX),
            };
            let within = indicator.within.as_ref().is_none_or(in_sentence);
            let hindered = indicator.unless.as_ref().is_some_and(|phrases| !hits(phrases).is_empty());
            if let Some(near) = near.filter(|_| within && !hindered) {
                fitting.push((near, indicator.within.is_none(), index));
            }
        }
        fitting.sort_by_key(|&(near, plain, _)| (near, plain));
        (!fitting.is_empty()).then(|| fitting.into_iter().map(|(_, _, index)| index).collect())
    }

    /// How many words stand between what is counted and a word after it, more where that is of another part of the sentence:
    /// `killing at least 900 people and injuring others`.
    fn steps(&self, end: usize, start: usize) -> usize {
        let divides = |at: usize| matches!(self.lower(at), "and" | "but" | "while" | ",");
        start.saturating_sub(end) + if (end..start).any(divides) { NEAR / 2 } else { 0 }
    }

    /// True where the phrase that a number counts cannot go on.
    fn ends_count(&self, at: usize) -> bool {
        let word = &self.words[at];
        matches!(word.lower.as_str(), "," | ";" | ":" | "(" | ")" | "%")
            || word.any(&[
                "in", "to", "from", "on", "at", "by", "with", "for", "and", "or", "than", "that", "which", "who",
            ])
            || matches!(self.tags[at], Upos::Verb | Upos::Aux | Upos::Adp) && word.lower != "of" && !is_participle(word)
    }
}

/// `displaced`, `irregular`: words in -ed and -ing may stand before what is counted.
fn is_participle(word: &Word) -> bool {
    word.lower.ends_with("ed") || word.lower.ends_with("ing")
}
