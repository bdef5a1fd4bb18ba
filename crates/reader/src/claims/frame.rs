//! A sentence as claims see it: words, figures, times, states, and the names of what is measured.

use super::registry::{Flow, Indicators, UnitFamily, family};
use crate::View;
use crate::phrases::{Hit, Word, words};
use model::{Actor, ActorKind, ActorReference, ChangeBasis, Direction, MentionValue, Quantity, Span, Time, Upos, Via};

/// A sentence with everything that a claim may be built from. Positions are indexes of words.
pub struct Frame<'a> {
    /// Index of the sentence in the reading.
    pub sentence: usize,
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
    /// The names of what is measured, in order.
    pub topics: Vec<Topic>,
    /// Words of going up and down.
    pub directions: Vec<Hit<Direction>>,
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
}

impl<'a> Frame<'a> {
    /// The sentence as claims see it; `None` where it holds nothing that could be claimed.
    pub fn new(view: View<'a>, index: usize) -> Option<Frame<'a>> {
        let indicators = &view.language.claims;
        let sentence = &view.sentences[index];
        let mentions = view.mentions_in(index);
        let text = view.document.text.as_str();
        let words = words(sentence, text);
        let tags = words.iter().map(|word| sentence.tokens[word.token].upos).collect();
        let range = |span: Span| {
            let start = words.partition_point(|word| word.span.end <= span.start);
            let end = words.partition_point(|word| word.span.start < span.end);
            (start, end.max(start))
        };
        let mut frame = Frame {
            sentence: index,
            figures: Vec::new(),
            times: Vec::new(),
            actors: Vec::new(),
            topics: Vec::new(),
            directions: indicators.cues.directions.find(&words),
            tags,
            words: Vec::new(),
        };
        for mention in mentions {
            let span = mention.span;
            match &mention.value {
                // `doubled` is a direction here; what it came to is another figure.
                MentionValue::Quantity(quantity) if quantity.unit == "{times}" => {}
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
                MentionValue::Actor(reference) if !reference.actors.is_empty() => {
                    frame.actors.push(Named { words: range(span), span, reference, link: Link::Plain });
                }
                _ => {}
            }
        }
        frame.words = words;
        // The dollar of `US$42 billion` is no state, and `the two countries` are not counted.
        let Frame { figures, actors, words, .. } = &mut frame;
        actors.retain(|named| {
            !figures.iter().any(|figure| figure.family == UnitFamily::Money && figure.span.overlaps(named.span))
        });
        figures.retain(|figure| !is_collective(figure, words));
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

    fn find_topics(&mut self, indicators: &Indicators) {
        for hit in indicators.names.find_all(&self.words) {
            self.topics.push(Topic { words: (hit.start, hit.end), indicators: hit.value, counted: false });
        }
        for figure in &self.figures {
            if figure.family != UnitFamily::Count {
                continue;
            }
            // What is counted stands in the number's own words or shortly after them.
            let mut at = figure.words.0;
            let mut best: Option<Topic> = None;
            while at < self.words.len().min(figure.words.1 + 6) {
                if let Some(hit) = indicators.counted.at(&self.words, at) {
                    let end = hit.end;
                    best = Some(Topic { words: (hit.start, end), indicators: hit.value, counted: true });
                    // `tourist visits`, `refugee students`: the head is the last.
                    at = end;
                    continue;
                }
                if best.is_some() || at >= figure.words.1 && self.ends_count(at) {
                    break;
                }
                at += 1;
            }
            if let Some(topic) = best {
                self.topics.retain(|other| other.words.1 <= topic.words.0 || topic.words.1 <= other.words.0);
                self.topics.push(topic);
            }
        }
        self.topics.sort_by_key(|topic| topic.words);
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

    fn link_actors(&mut self) {
        for index in 0..self.actors.len() {
            let (start, end) = self.actors[index].words;
            let next_start = self.actors.get(index + 1).map(|next| next.words.0);
            let mut before = start;
            while before > 0
                && matches!(self.lower(before - 1), "the" | "its" | "neighbouring" | "neighboring" | "nearby")
            {
                before -= 1;
            }
            let preposition = if before > 0 { self.lower(before - 1) } else { "" };
            let text_gap = next_start.map(|next| self.span(end.max(1) - 1, next + 1));
            let hyphenated = next_start == Some(end) && text_gap.is_some();
            let previous =
                index.checked_sub(1).map(|previous| (self.actors[previous].link, self.actors[previous].words));
            // `Japanese students`, `refugees from South Sudan`: the mention is of the people themselves.
            let of_topic = matches!(self.actors[index].reference.via, Via::Demonym | Via::Composition)
                && self.topics.iter().any(|topic| topic.words.0 < end && start < topic.words.1 || topic.words.0 == end);
            let adjective = self.actors[index].reference.via == Via::Demonym
                && end < self.words.len()
                && !self.tags.get(end).is_some_and(|tag| matches!(tag, Upos::Verb | Upos::Aux | Upos::Punct));
            self.actors[index].link = match preposition {
                "between" | "among" => Link::Pair,
                _ if of_topic && !matches!(preposition, "to" | "from" | "in" | "into" | "with" | "by") => Link::Owner,
                _ if self.lower(end) == "'s" || self.lower(end) == "'" => Link::Owner,
                "and" | "or"
                    if previous.is_some_and(|(link, words)| {
                        link != Link::Plain && words.1 + 1 >= before && link != Link::Owner
                    }) =>
                {
                    previous.map_or(Link::Plain, |(link, _)| link)
                }
                _ if hyphenated || previous.is_some_and(|(link, words)| link == Link::Pair && words.1 == start) => {
                    Link::Pair
                }
                _ if adjective && !matches!(preposition, "to" | "from" | "in" | "into" | "with" | "by") => Link::Owner,
                "to" | "into" | "for" | "toward" | "towards" | "onto" => Link::To,
                "from" => Link::From,
                "of" => Link::Owner,
                "in" | "across" | "inside" | "at" | "throughout" | "within" => Link::In,
                "with" | "against" => Link::With,
                "by" => Link::By,
                _ => Link::Plain,
            };
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
            let previous = (start.saturating_sub(4)..start).any(|at| {
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
            self.figures[index].role = if share {
                Role::Share
            } else if previous
                && (!percent || self.figures.get(index + 1).is_some_and(|next| next.family == UnitFamily::Percent))
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
        let hit = self.directions.iter().rev().find(|hit| hit.end <= start && hit.start >= floor)?;
        if start - hit.end > 8 {
            return None;
        }
        let between = &self.words[hit.end..start];
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

    /// The reporter and the partner for a topic, from the actors that stand within `range`.
    pub fn parties(&self, flow: Flow, topic: &Topic, range: (usize, usize)) -> (Option<&'a Actor>, Option<&'a Actor>) {
        let mut sides: Vec<(Link, &'a Actor, usize)> = Vec::new();
        let mut pair: Option<(&'a Actor, &'a Actor)> = None;
        for named in self.actors.iter().filter(|named| range.0 <= named.words.0 && named.words.1 <= range.1) {
            let states: Vec<&'a Actor> = named.reference.actors.iter().filter(|actor| is_side(actor)).collect();
            match states.as_slice() {
                [first, second] => pair = Some((first, second)),
                [one] => sides.push((named.link, one, named.words.0)),
                _ => {}
            }
        }
        let linked =
            |links: &[Link]| links.iter().find_map(|link| sides.iter().find(|side| side.0 == *link).map(|side| side.1));
        let besides = |one: Option<&'a Actor>, links: &[Link]| {
            links.iter().find_map(|link| {
                sides
                    .iter()
                    .filter(|side| one.is_none_or(|one| one.side() != side.1.side()))
                    .find(|side| side.0 == *link)
                    .map(|side| side.1)
            })
        };
        // An owner that stands right at the topic is closer than one further off.
        let owner = sides
            .iter()
            .filter(|side| side.0 == Link::Owner && side.2 < topic.words.1 + 3)
            .max_by_key(|side| side.2)
            .map(|side| side.1);
        let plain_before = sides.iter().find(|side| side.0 == Link::Plain && side.2 < topic.words.0).map(|side| side.1);
        match flow {
            Flow::Own => {
                (owner.or(plain_before).or_else(|| linked(&[Link::In, Link::By, Link::Plain, Link::Owner])), None)
            }
            Flow::Between => {
                if sides.iter().filter(|side| side.0 == Link::Pair).count() < 2
                    && let Some((first, second)) = pair
                {
                    return (Some(first), Some(second));
                }
                let pairs: Vec<_> = sides.iter().filter(|side| side.0 == Link::Pair).collect();
                if let [first, second, ..] = pairs.as_slice() {
                    return (Some(first.1), Some(second.1));
                }
                let first = owner.or(plain_before).or_else(|| sides.first().map(|side| side.1));
                let second =
                    besides(first, &[Link::With, Link::To, Link::In, Link::Pair, Link::Plain, Link::Owner, Link::From]);
                (first, second)
            }
            Flow::Out => {
                let first = owner.filter(|owner| {
                    sides.iter().any(|side| side.0 == Link::Owner && side.2 < topic.words.1 && side.1.id == owner.id)
                });
                // `Bulgaria expelled 70 Russian diplomats`: of what is counted the subject is the source.
                let subject = plain_before.filter(|_| topic.counted);
                let first = subject.or(first);
                let reporter =
                    first.or_else(|| linked(&[Link::By])).or(plain_before).or(owner).or_else(|| linked(&[Link::From]));
                let partner = besides(reporter, &[Link::To, Link::In, Link::With, Link::Plain, Link::Owner]);
                (reporter, partner)
            }
            Flow::In => {
                let partner = linked(&[Link::From]);
                let reporter = besides(partner, &[Link::To, Link::By])
                    .or(owner.filter(|owner| partner.is_none_or(|partner| partner.side() != owner.side())))
                    .or(plain_before.filter(|plain| partner.is_none_or(|partner| partner.side() != plain.side())))
                    .or_else(|| besides(partner, &[Link::In, Link::Plain, Link::Owner]));
                (reporter, partner.or_else(|| besides(reporter, &[Link::With])))
            }
            Flow::Host => {
                let near =
                    owner.filter(|_| topic.counted || self.actors.iter().any(|named| named.words.1 == topic.words.0));
                let partner = linked(&[Link::From]).or(near).or(owner);
                let reporter = besides(partner, &[Link::In, Link::To, Link::Plain, Link::Owner]);
                (reporter, partner)
            }
        }
    }
}

/// `the two countries`, `both sides`, `the five powers`: a way to name actors, not a number of them.
fn is_collective(figure: &Figure, words: &[Word]) -> bool {
    let (start, end) = figure.words;
    let head = [
        "country",
        "side",
        "state",
        "nation",
        "leader",
        "party",
        "government",
        "people",
        "neighbour",
        "neighbor",
        "power",
        "capital",
        "president",
        "minister",
        "land",
    ];
    let article =
        start > 0 && matches!(words[start - 1].lower.as_str(), "the" | "these" | "those" | "our" | "their" | "both");
    article
        && figure.family == UnitFamily::Count
        && figure.quantity.value <= 12.0
        && words[start..words.len().min(end + 2)].iter().any(|word| word.any(&head))
}

/// True for a state, its parts and people, and for organisations of states: whoever can be one side of a dyad.
fn is_side(actor: &Actor) -> bool {
    actor.country.is_some() || actor.kind == ActorKind::Organisation
}

/// `displaced`, `irregular`: words in -ed and -ing may stand before what is counted.
fn is_participle(word: &Word) -> bool {
    word.lower.ends_with("ed") || word.lower.ends_with("ing")
}
