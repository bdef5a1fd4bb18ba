//! Who reporter and partner of a claim are, from how the actors stand in the sentence.

use super::frame::{Frame, Link, Named, Topic};
use super::registry::Flow;
use model::{Actor, ActorKind, Upos, Via};

/// How many words may stand between a side and its figure in a list of them.
const LIST_GAP: usize = 8;

/// How many words after the name of what is measured whoever has it may stand.
const FAR: usize = 12;

impl<'a> Frame<'a> {
    /// Decides of each actor how it stands in the sentence.
    pub(super) fn link_actors(&mut self) {
        for index in 0..self.actors.len() {
            let (start, end) = self.actors[index].words;
            let next_start = self.actors.get(index + 1).map(|next| next.words.0);
            let mut before = start;
            // `in a notorious Peruvian prison`, `with its neighbouring Chad`.
            while before > 0
                && start - before < 4
                && (matches!(self.lower(before - 1), "the" | "its")
                    || matches!(self.tags[before - 1], Upos::Det | Upos::Adj))
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
            // `home to a thousand Berbers`.
            let counted =
                self.topics.iter().any(|topic| topic.counted && topic.words.0 <= start && end <= topic.words.1);
            let adjective = self.actors[index].reference.via == Via::Demonym
                && end < self.words.len()
                && !self.tags.get(end).is_some_and(|tag| matches!(tag, Upos::Verb | Upos::Aux | Upos::Punct));
            self.actors[index].link = match preposition {
                "between" | "among" => Link::Pair,
                // `more than those of Chad`: only what is compared with.
                "of" if before > 1 && matches!(self.lower(before - 2), "those" | "that") => Link::Beside,
                _ if counted => Link::Owner,
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
                "than" | "like" | "unlike" | "as" => Link::Beside,
                _ => Link::Plain,
            };
        }
    }

    /// Whose each of several figures is, where the sentence names one before each: `Norway at 5 percent, Chad at 6`.
    /// Empty unless at least two have one of their own.
    pub(super) fn owners(&self, figures: &[usize]) -> Vec<Option<&'a Actor>> {
        let own = |&index: &usize| {
            let figure = &self.figures[index];
            let floor = index.checked_sub(1).map_or(0, |before| self.figures[before].words.1);
            let named = self.actors.iter().rfind(|named| floor <= named.words.0 && named.words.1 <= figure.words.0)?;
            let near = figure.words.0 - named.words.1 <= LIST_GAP && named.link != Link::Beside;
            named.reference.actors.iter().find(|actor| actor.is_side()).filter(|_| near)
        };
        let owners: Vec<Option<&Actor>> = figures.iter().map(own).collect();
        let mut sides: Vec<&str> = owners.iter().flatten().map(|actor| actor.id.as_str()).collect();
        sides.sort_unstable();
        sides.dedup();
        if sides.len() < 2 { Vec::new() } else { owners }
    }

    /// The first side that is named within some words.
    pub(super) fn side_within(&self, (start, end): (usize, usize), flow: Flow) -> Option<&'a Actor> {
        let inside = self.actors.iter().filter(|named| start <= named.words.0 && named.words.1 <= end);
        let mut parties = inside.flat_map(|named| {
            named.reference.actors.iter().filter(|actor| can_be_party(actor, named.reference.via, flow))
        });
        parties.next()
    }

    /// The last side that is named before a word, leaving out who only reports.
    pub(super) fn nearest_side(&self, word: usize) -> Option<&Named<'a>> {
        let side = |named: &&Named| {
            let party = |actor| can_be_party(actor, named.reference.via, Flow::Own);
            named.words.1 <= word && named.reference.actors.first().is_some_and(party)
        };
        self.actors.iter().rfind(|named| side(named) && !self.speaks(named) && !self.is_source(named))
    }

    /// True where a side is named only in a list with others, `to Chad, Mali and Niger`, that has one figure.
    pub(super) fn is_one_of_several(&self, actor: &Actor, range: (usize, usize)) -> bool {
        let tokens = &self.grammar.tokens;
        let states =
            self.actors.iter().filter(|named| named.reference.actors.iter().any(|actor| actor.country.is_some()));
        let states: Vec<(usize, &Named)> =
            states.filter_map(|named| self.token_of(named.words).map(|token| (token, named))).collect();
        // `Chad (5 tonnes), Mali (6 tonnes)`: each has its own.
        let apart = |one: usize, other: usize| {
            let (first, last) = (one.min(other), one.max(other));
            self.figures.iter().any(|figure| {
                self.words.get(figure.words.0).is_some_and(|word| first < word.token && word.token < last)
            })
        };
        let state = |token: usize, other: usize, side: &str| {
            !apart(token, other)
                && states
                    .iter()
                    .any(|(at, named)| *at == token && named.reference.actors.iter().all(|actor| actor.side() != side))
        };
        let side = actor.side();
        let mut own = states.iter().filter(|(_, named)| {
            let inside = range.0 <= named.words.0 && named.words.1 <= range.1;
            inside && named.reference.actors.iter().any(|actor| actor.side() == side)
        });
        let in_list = |token: usize| {
            let head = tokens[token].head.filter(|_| tokens[token].relation == "conj");
            head.is_some_and(|head| state(head, token, &side))
                || self
                    .grammar
                    .children(token)
                    .any(|child| tokens[child].relation == "conj" && state(child, token, &side))
        };
        let first = own.next();
        first.is_some_and(|(token, _)| in_list(*token)) && own.all(|(token, _)| in_list(*token))
    }

    /// True where a place in a state stands nearer before a topic than the state does.
    pub(super) fn is_of_place(&self, topic: &Topic, state: &Actor) -> bool {
        let before = |words: (usize, usize)| (words.1 <= topic.words.0).then_some(words.1);
        let place = self.places.iter().filter_map(|(words, _)| before(*words)).max();
        let own = |named: &&Named| named.reference.actors.iter().any(|actor| actor.side() == state.side());
        let named = self.actors.iter().filter(own).filter_map(|named| before(named.words)).max();
        place.is_some_and(|place| named.is_none_or(|named| named < place))
    }

    /// The state of the place named, where a sentence names places of one state and no other.
    pub(super) fn state_of_place(&self) -> Option<Actor> {
        let (_, code) = self.places.first()?;
        let named =
            self.actors.iter().flat_map(|named| &named.reference.actors).filter_map(|actor| actor.country.as_ref());
        let one = self.places.iter().all(|(_, other)| other == code) && named.into_iter().all(|other| other == code);
        one.then(|| self.states.state(code)).flatten()
    }

    /// True where a word of saying follows: `the UN says`, `Norway warned`.
    fn speaks(&self, named: &Named) -> bool {
        let says = ["say", "tell", "warn", "note", "add", "believe", "argue", "explain"];
        self.words
            .get(named.words.1)
            .is_some_and(|word| word.any(&says) || matches!(word.lower.as_str(), "said" | "told"))
    }

    /// True where the figure is only taken from it: `according to United Nations data`, `Bloomberg data show`.
    fn is_source(&self, named: &Named) -> bool {
        let (start, end) = named.words;
        let according = (start.saturating_sub(6)..start).any(|at| {
            self.lower(at) == "according"
                && self.lower(at + 1) == "to"
                && (at..start).all(|between| self.lower(between) != ",")
        });
        let body = named.reference.actors.iter().all(|actor| actor.kind != ActorKind::State);
        let data = self.words.get(end).is_some_and(|word| {
            word.any(&["data", "figure", "statistic", "survey", "poll", "report", "analysis", "estimate"])
        });
        according || body && data
    }

    /// The reporter and the partner for a topic, from the actors that stand within `range`.
    pub fn parties(&self, flow: Flow, topic: &Topic, range: (usize, usize)) -> (Option<&'a Actor>, Option<&'a Actor>) {
        let mut sides: Vec<(Link, &'a Actor, usize)> = Vec::new();
        let mut pair: Option<(&'a Actor, &'a Actor)> = None;
        for named in self.actors.iter().filter(|named| range.0 <= named.words.0 && named.words.1 <= range.1) {
            let states: Vec<&'a Actor> =
                named.reference.actors.iter().filter(|actor| can_be_party(actor, named.reference.via, flow)).collect();
            // Who reports the figure is not whose figure it is.
            let own = matches!(flow, Flow::Own | Flow::Host);
            let close = named.link == Link::Owner && named.words.1 + 3 >= topic.words.0;
            let beside = named.words.1 == topic.words.0 || named.link == Link::In || close;
            let reports = self.speaks(named) || self.is_source(named);
            if own && !beside && states.iter().all(|actor| actor.country.is_none()) || reports {
                continue;
            }
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
        let at_topic = |side: &(Link, &Actor, usize)| {
            self.actors.iter().any(|named| named.words.0 == side.2 && named.words.1 == topic.words.0)
        };
        let owner = sides
            .iter()
            .filter(|side| side.0 == Link::Owner && side.2 < topic.words.1 + 3)
            .max_by_key(|side| (at_topic(side), side.2))
            .map(|side| side.1);
        // The subject of the topic's own clause, or else whoever is named first.
        let topic_token = self.token_of(topic.words);
        let own_clause = |side: &&(Link, &'a Actor, usize)| {
            let token = self.token_of((side.2, side.2 + 1));
            topic_token.zip(token).is_some_and(|(topic, side)| self.in_one_clause(topic, side))
        };
        let plains = || sides.iter().filter(|side| side.0 == Link::Plain && side.2 < topic.words.0);
        let plain_before = plains().find(own_clause).or_else(|| plains().next()).map(|side| side.1);
        match flow {
            Flow::Own => {
                // Not the adjective of something else further on: `the bridge cost 3 billion after a Canadian firm left`.
                let near = sides.iter().filter(|side| side.2 < topic.words.1 + FAR && own_clause(side));
                let mut near = near.filter(|side| matches!(side.0, Link::Plain | Link::Owner)).map(|side| side.1);
                (owner.or(plain_before).or_else(|| linked(&[Link::In, Link::By])).or_else(|| near.next()), None)
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
                // `5,000 Kenyan students`, `students of Kenya`; in `Kenya's two ports create 400 jobs` Kenya is the host.
                let close = |side: &&(Link, &'a Actor, usize)| {
                    side.0 == Link::Owner && side.2 + 4 >= topic.words.0 && side.2 < topic.words.1 + 2
                };
                let near = sides.iter().filter(close).max_by_key(|side| (at_topic(side), side.2)).map(|side| side.1);
                let partner = linked(&[Link::From]).or(near);
                let reporter = besides(partner, &[Link::In, Link::To, Link::Plain, Link::Owner]);
                (reporter, partner)
            }
        }
    }
}

/// True for a state, its parts and people, and for organisations of states: whoever can be one side of a dyad. A medium
/// reports what others do. `Women`, `people` without a state's name, whose state was only guessed from what the text spoke of,
/// are nobody's; and what is of a state alone is not a company's, nor does an
/// organisation host people.
fn can_be_party(actor: &Actor, via: Via, flow: Flow) -> bool {
    let medium = matches!(actor.sector.as_deref(), Some("JRN"));
    let guessed = via == Via::Anaphor && actor.kind == ActorKind::People;
    let company = flow == Flow::Own && actor.kind == ActorKind::Company;
    let organisation = flow == Flow::Host && actor.country.is_none();
    actor.is_side() && !medium && !guessed && !company && !organisation
}
