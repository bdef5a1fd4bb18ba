//! A sentence as claims see it: words, figures, times, states, and the names of what is measured.

use super::figures::is_converted;
use super::registry::{Indicators, UnitFamily, family};
use crate::View;
use crate::phrases::{Hit, Word, words};
use model::{ActorReference, ChangeBasis, Direction, MentionValue, Quantity, Sentence, Span, Time, Upos};

/// How many sentences a year that was named holds for months named without one.
const YEAR_REACH: usize = 3;

/// A sentence with everything that a claim may be built from. Positions are indexes of words.
pub struct Frame<'a> {
    /// Index of the sentence in the reading.
    pub sentence: usize,
    /// Its grammar.
    pub grammar: &'a Sentence,
    /// Its words.
    pub words: Vec<Word>,
    /// Universal part of speech of each word.
    pub tags: Vec<Upos>,
    /// The numbers, in order.
    pub figures: Vec<Figure<'a>>,
    /// The times, in order.
    pub times: Vec<Dated<'a>>,
    /// The states and organisations, in order.
    pub actors: Vec<Named<'a>>,
    /// The years that the sentence, those right before it, and the date of the text speak of.
    pub years: Vec<i16>,
    /// The states of the ontology.
    pub states: &'a crate::actors::Actors,
    /// The places in a state, in order, with its code.
    pub places: Vec<((usize, usize), &'a str)>,
    /// The names of what is measured, in order.
    pub topics: Vec<Topic>,
    /// Words of going up and down.
    pub directions: Vec<Hit<Direction>>,
    /// `doubled`, `halved`, with their words: how many times as much.
    pub multiples: Vec<((usize, usize), &'a Quantity)>,
}

/// A number in a sentence.
pub struct Figure<'a> {
    /// First word and the word after the last.
    pub words: (usize, usize),
    /// Its words.
    pub span: Span,
    /// The number.
    pub quantity: &'a Quantity,
    /// The family of its unit.
    pub family: UnitFamily,
    /// What it is in its sentence.
    pub role: Role,
    /// Up or down, and whether the number is the change or the level after it.
    pub change: Option<(Direction, ChangeBasis)>,
}

/// What a number is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// How much there is.
    Level,
    /// By how much it changed.
    Change,
    /// How much there was before.
    Previous,
    /// Which part of a whole it is.
    Share,
    /// The figure before it, in another currency: `500 kroner ($70)`.
    Converted,
}

/// A time in a sentence.
pub struct Dated<'a> {
    /// First word and the word after the last.
    pub words: (usize, usize),
    /// Its words.
    pub span: Span,
    /// The time.
    pub time: &'a Time,
    /// True where it is only what another is compared with: `over the same period of the previous year`.
    pub base: bool,
}

/// An actor in a sentence.
pub struct Named<'a> {
    /// First word and the word after the last.
    pub words: (usize, usize),
    /// Its words.
    pub span: Span,
    /// Who.
    pub reference: &'a ActorReference,
    /// How it stands in the sentence.
    pub link: Link,
}

/// How an actor stands in its sentence, by the word before or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// `China's`, `Chinese`, `of China`.
    Owner,
    /// `to China`, `for China`.
    To,
    /// `from China`.
    From,
    /// `in China`.
    In,
    /// `with China`.
    With,
    /// `by China`.
    By,
    /// `between China and …`, `China-Russia`.
    Pair,
    /// `than China`, `like China`: only what is compared with.
    Beside,
    /// Subject or object.
    Plain,
}

/// The name of what is measured.
#[derive(Debug, Clone)]
pub struct Topic {
    /// First word and the word after the last.
    pub words: (usize, usize),
    /// The indicators that it may stand for.
    pub indicators: Vec<usize>,
    /// True where a number before it counts it.
    pub counted: bool,
    /// True where it names only the thing: `oil`, not `oil exports`. It goes with figures in its own units alone.
    pub thing: bool,
}

impl<'a> Frame<'a> {
    /// The sentence as claims see it; `None` where it holds nothing that could be claimed.
    pub fn new(view: View<'a>, index: usize) -> Option<Frame<'a>> {
        let indicators = &view.language.claims;
        let sentence = &view.sentences[index];
        let mentions = view.mentions_in(index);
        let text = view.document.text.as_str();
        // A web address claims nothing.
        if sentence.span.of(text).trim_start().starts_with("http") {
            return None;
        }
        let words = words(sentence, text);
        let tags = words.iter().map(|word| sentence.tokens[word.token].upos).collect();
        let range = |span: Span| {
            let start = words.partition_point(|word| word.span.end <= span.start);
            let end = words.partition_point(|word| word.span.start < span.end);
            (start, end.max(start))
        };
        let mut frame = Frame {
            sentence: index,
            grammar: sentence,
            multiples: Vec::new(),
            figures: Vec::new(),
            times: Vec::new(),
            actors: Vec::new(),
            years: years_spoken_of(view, index),
            states: &view.language.actors,
            places: Vec::new(),
            topics: Vec::new(),
            directions: indicators.cues.directions.find(&words),
            tags,
            words: Vec::new(),
        };
        for mention in mentions {
            let span = mention.span;
            match &mention.value {
                // `doubled` is a direction here; what it came to is another figure.
                MentionValue::Quantity(quantity) if quantity.unit == "{times}" => {
                    frame.multiples.push((range(span), quantity));
                }
                MentionValue::Quantity(quantity) => frame.figures.push(Figure {
                    words: range(span),
                    span,
                    quantity,
                    family: family(quantity),
                    role: Role::Level,
                    change: quantity.change.map(|change| (change.direction, change.basis)),
                }),
                MentionValue::Time(time) => {
                    frame.times.push(Dated { words: range(span), span, time, base: false });
                }
                MentionValue::Place { country: Some(country), .. } => {
                    frame.places.push((range(span), country.as_str()));
                }
                MentionValue::Actor(reference) if !reference.actors.is_empty() => {
                    frame.actors.push(Named { words: range(span), span, reference, link: Link::Plain });
                }
                _ => {}
            }
        }
        frame.directions.retain(|hit| !is_particle(&words, hit.start));
        frame.words = words;
        // The dollar of `US$42 billion` is no state, and `the two countries` are not counted.
        let Frame { figures, actors, words, .. } = &mut frame;
        actors.retain(|named| {
            !figures.iter().any(|figure| figure.family == UnitFamily::Money && figure.span.overlaps(named.span))
        });
        super::figures::keep_measures(figures, words);
        frame.find_topics(indicators);
        if frame.topics.is_empty() && frame.figures.is_empty() && frame.times.is_empty() {
            return None;
        }
        frame.link_actors();
        frame.find_roles(indicators);
        frame.find_bases();
        Some(frame)
    }

    /// The lower-case word at an index, or nothing.
    pub fn lower(&self, index: usize) -> &str {
        self.words.get(index).map(|word| word.lower.as_str()).unwrap_or_default()
    }

    /// The text span of a range of words.
    pub fn span(&self, start: usize, end: usize) -> Span {
        match (self.words.get(start), self.words.get(end.saturating_sub(1))) {
            (Some(first), Some(last)) if start < end => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// Decides of each number whether it is a level, a change, a former level or a share.
    fn find_roles(&mut self, indicators: &Indicators) {
        let cues = &indicators.cues;
        for index in 0..self.figures.len() {
            let (start, end) = self.figures[index].words;
            let floor = index.checked_sub(1).map_or(0, |previous| self.figures[previous].words.1);
            let percent = self.figures[index].family == UnitFamily::Percent;
            if let Some(change) = self.direction_beside(cues, floor, start, end, percent) {
                let own = self.figures[index].change;
                // The words decide where the quantity says nothing of itself.
                self.figures[index].change = own.or(Some(change));
            }
            // `grew by 6 percent and its imports by 9 percent`: the verb is said once.
            if percent
                && self.figures[index].change.is_none()
                && start > floor
                && self.lower(start - 1) == "by"
                && let Some(last) = index.checked_sub(1).map(|last| &self.figures[last])
                && last.family == UnitFamily::Percent
                && last.role == Role::Change
            {
                self.figures[index].change = last.change;
            }
            let change = self.figures[index].change;
            // `works from 50 artists`: nothing became more or less.
            let moves = !self.directions.is_empty()
                || self
                    .figures
                    .iter()
                    .any(|other| other.words != (start, end) && other.family == self.figures[index].family);
            let previous = moves
                && (start.saturating_sub(4)..start).any(|at| {
                    at >= floor
                        && cues.previous.at(&self.words, at).is_some_and(|hit| self.only_small_words(hit.end, start))
                });
            let share = percent
                && change.is_none()
                && (self.lower(end) == "of"
                    || (start.saturating_sub(5)..start).any(|at| {
                        at >= floor
                            && cues.share.at(&self.words, at).is_some_and(|hit| self.only_small_words(hit.end, start))
                    }));
            let converted = index
                .checked_sub(1)
                .is_some_and(|last| is_converted(&self.figures[last], &self.figures[index], &self.words));
            self.figures[index].role = if converted {
                Role::Converted
            } else if share {
                Role::Share
            } else if previous
                && (!percent
                    || self.figures.get(index + 1).is_some_and(|next| next.family == UnitFamily::Percent)
                    || start > floor + 1 && matches!(self.lower(start - 2), "up" | "down"))
            {
                Role::Previous
            } else if matches!(change, Some((_, ChangeBasis::By))) {
                Role::Change
            } else {
                Role::Level
            };
        }
    }

    /// The word of going up or down that governs the number between `start` and `end`, and whether the number is the
    /// change or what it led to.
    fn direction_beside(
        &self,
        cues: &super::registry::Cues,
        floor: usize,
        start: usize,
        end: usize,
        percent: bool,
    ) -> Option<(Direction, ChangeBasis)> {
        // After: `8% higher`, `a 5 percent increase`, `25 percent year on year growth`.
        let mut after = end;
        while after < self.words.len()
            && after < end + 4
            && matches!(self.lower(after), "year" | "on" | "annual" | "over" | "annualised")
        {
            after += 1;
        }
        if let Some(hit) = self.directions.iter().find(|hit| hit.start == after)
            && percent
        {
            return Some((hit.value, ChangeBasis::By));
        }
        // Before, with only small words between.
        // `supplied less than 2 percent`: a bound, which goes nowhere.
        let bound = |hit: &Hit<Direction>| self.lower(hit.end) == "than";
        let hit = self.directions.iter().rev().find(|hit| hit.end <= start && hit.start >= floor && !bound(hit))?;
        if start - hit.end > 8 {
            return None;
        }
        let between = &self.words[hit.end..start];
        // `aims to raise 4 billion dollars`: money is found, not made more.
        let money = self.figures.iter().any(|figure| figure.words.0 == start && figure.family == UnitFamily::Money);
        if money && between.is_empty() && self.words[hit.start].is("raise") {
            return None;
        }
        let to = between.iter().rposition(|word| word.lower == "to" || word.lower == "reach");
        let by = between.iter().rposition(|word| matches!(word.lower.as_str(), "by" | "of"));
        let small = between.iter().all(|word| cues.between.contains(&word.lower) || word.lower == "%");
        match (to, by) {
            (Some(_), None) if !percent || between.last().is_some_and(|word| word.lower == "to") => {
                Some((hit.value, ChangeBasis::To))
            }
            (Some(to), Some(by)) if to > by && small => Some((hit.value, ChangeBasis::To)),
            _ if small && between.iter().all(|word| word.lower != "from") => {
                Some((hit.value, ChangeBasis::By)).filter(|_| percent || by.is_some() || between.is_empty())
            }
            _ => None,
        }
    }

    /// True where only articles, adverbs of degree and the like stand between two positions.
    fn only_small_words(&self, start: usize, end: usize) -> bool {
        start <= end
            && self.words[start..end].iter().all(|word| {
                matches!(
                    word.lower.as_str(),
                    "a" | "an"
                        | "the"
                        | "some"
                        | "about"
                        | "nearly"
                        | "almost"
                        | "over"
                        | "more"
                        | "than"
                        | "around"
                        | "only"
                        | "just"
                        | "roughly"
                        | "approximately"
                        | "level"
                        | "of"
                        | "for"
                        | "$"
                        | "at"
                        | "least"
                        | "another"
                )
            })
    }

    /// Marks the times that others are compared with.
    fn find_bases(&mut self) {
        for index in 0..self.times.len() {
            let start = self.times[index].words.0;
            let words: Vec<&str> = (start.saturating_sub(3)..start).map(|at| self.lower(at)).collect();
            let compared =
                words.iter().any(|word| matches!(*word, "than" | "compared" | "against" | "versus" | "relative"))
                    || matches!(words.last().copied(), Some("over" | "from"))
                    || words.ends_with(&["over", "the"])
                    || words.ends_with(&["from", "the"])
                    || words.ends_with(&["on", "the"]);
            let ranged = words.last() == Some(&"from") && self.times[index].time.value.contains('/');
            let changes = self.figures.iter().any(|figure| figure.change.is_some()) || !self.directions.is_empty();
            let again = self.words[self.times[index].words.0..self.times[index].words.1].iter().any(|word| {
                matches!(word.lower.as_str(), "same" | "earlier" | "previous" | "year-ago" | "ago" | "preceding")
            });
            self.times[index].base = changes && !ranged && (compared || again);
        }
    }
}

/// `made up 30 percent`, `shot down 27 drones`, `are up to 15`: the word is no direction; it is in `went up to 15`.
fn is_particle(words: &[Word], index: usize) -> bool {
    let word = words[index].lower.as_str();
    let before = index.checked_sub(1).map_or("", |at| words[at].lower.as_str());
    let bound = word == "up"
        && words.get(index + 1).is_some_and(|next| next.lower == "to")
        && words.get(index + 2).is_some_and(|next| next.lower.starts_with(|first: char| first.is_ascii_digit()));
    bound && !matches!(before, "go" | "goes" | "went" | "going" | "gone")
        || crate::quantities::is_particle(word, before)
}

/// The years that a sentence and those shortly before it name in so many words, and those around the date of the text.
fn years_spoken_of(view: View, sentence: usize) -> Vec<i16> {
    let named = (sentence.saturating_sub(YEAR_REACH)..=sentence).flat_map(|index| view.mentions_in(index));
    let own = named.filter_map(|mention| match &mention.value {
        MentionValue::Time(time) if time.absolute => time.interval,
        _ => None,
    });
    let own = own.flat_map(|interval| [interval.start.year(), interval.end.year()]);
    own.chain(view.dating.year.into_iter().flat_map(|year| [year - 1, year, year + 1])).collect()
}
