//! From a sentence to its claims: which figure belongs to which name, which change to which level, and whose they are.

use super::dimension::{dimension, part_words};
use super::frame::{Dated, Figure, Frame, Role};
use super::groups::{Group, divide, groups, rises_or_falls};
use super::registry::{Flow, Indicator, Indicators, UnitFamily};
use model::{
    Actor, Bound, Change, ChangeBasis, Claim, Evidence, Grain, Quantity, Sentence, Span, Time, TimeKind, Upos, Witness,
};

/// Counts up to this one, of nobody that is named, are anecdotes: `two vehicles`.
const FEW: f64 = 12.0;

/// A time that begins within so many words of a sentence's first dates all of it.
const LEADING: usize = 4;

/// What earlier sentences leave to later ones.
#[derive(Default)]
pub struct Context {
    /// The last two sides named together, and in which sentence.
    pub(super) dyad: Option<(Actor, Actor, usize)>,
    /// The last period of a claim, and in which sentence.
    pub(super) period: Option<(Time, Span, usize)>,
    /// Indicator, reporter and partner of the last claim, and its sentence.
    pub(super) last: Option<(usize, Option<Actor>, Option<Actor>, usize)>,
}

/// The claims of one sentence, in order.
pub fn claims_of(
    frame: &Frame,
    indicators: &Indicators,
    sentence: &Sentence,
    text: &str,
    context: &mut Context,
) -> Vec<Claim> {
    if frame.is_supposed() {
        return Vec::new();
    }
    let mut groups = groups(frame, indicators, context);
    divide(frame, &mut groups);
    let mut claims = Vec::new();
    for group in &groups {
        let parties = parties(frame, group, indicators, context);
        let few = |&figure: &usize| frame.figures[figure].quantity.value <= FEW;
        // Of people who travel and learn a handful is an anecdote whoever they are: `two female students`.
        let people = indicators.list[group.indicator].pillar == model::Pillar::PeopleAndCulture;
        let (reporter, partner) = (parties.0.is_some(), parties.1.is_some());
        let alone = !reporter && !partner || people && !(reporter && partner);
        if alone && group.topic.counted && !group.carried && group.figures.iter().all(few) {
            continue;
        }
        let before = claims.len();
        build(frame, group, &indicators.list[group.indicator], &parties, indicators, context, &mut claims);
        if claims.len() > before {
            if let (Some(first), Some(second)) = (&parties.0, &parties.1) {
                context.dyad = Some((first.clone(), second.clone(), frame.sentence));
            }
            context.last = Some((group.indicator, parties.0.clone(), parties.1.clone(), frame.sentence));
            if let Some(claim) = claims[before..].iter().rev().find(|claim| claim.period.is_some())
                && let Some(time) = &claim.period
            {
                let span =
                    claim.evidence.witnesses.iter().find(|witness| witness.role == "time").map(|witness| witness.span);
                context.period = Some((time.clone(), span.unwrap_or_default(), frame.sentence));
            }
        }
    }
    claims.extend(super::dated::claims_of(
        frame,
        indicators,
        sentence,
        text,
        context.dyad.as_ref().map(|dyad| (&dyad.0, &dyad.1)),
    ));
    claims.extend(super::unclassified::claims_of(frame, &claims));
    if let Some((first, second)) = sides_named_together(frame) {
        context.dyad = Some((first, second, frame.sentence));
    }
    claims
}

/// Reporter and partner, with what the words leave open filled from the sentence before it.
fn parties(frame: &Frame, group: &Group, indicators: &Indicators, context: &Context) -> (Option<Actor>, Option<Actor>) {
    let flow = indicators.list[group.indicator].direction;
    let (mut reporter, mut partner) = frame.parties(flow, &group.topic, group.range);
    if matches!(flow, Flow::Out | Flow::In)
        && let Some(subject) = frame.subject_of(&group.topic)
    {
        let subject = frame.side_within(subject, flow);
        // `her mother donated a million`: nobody's that is named elsewhere.
        if subject.is_none() {
            return (None, None);
        }
        let side = subject.map(Actor::side);
        partner = [partner, reporter].into_iter().flatten().find(|other| Some(other.side()) != side);
        reporter = subject;
    }
    // A leading `In 2020 Japan …` or `Trade between the two …: exports …` governs what follows it.
    if reporter.is_none()
        && partner.is_none()
        && group.range.0 > 0
        && context.last.as_ref().is_none_or(|last| last.3 != frame.sentence)
    {
        (reporter, partner) = frame.parties(flow, &group.topic, (0, group.range.1));
    }
    // `9,000 people fled to Chad, Mali and Niger`: of none of them alone.
    if flow != Flow::Between {
        reporter = reporter.filter(|one| !frame.is_one_of_several(one, group.range));
        partner = partner.filter(|one| !frame.is_one_of_several(one, group.range));
    }
    let (mut reporter, mut partner) = (reporter.cloned(), partner.cloned());
    if flow == Flow::Own {
        // `killed 900 people and injured 600 others in Nepal`: the only state there is.
        if reporter.is_none() && sides_named(frame).len() == 1 {
            reporter = frame.parties(flow, &group.topic, (0, frame.words.len())).0.cloned();
        }
        if reporter.is_none()
            && let Some((indicator, last, _, sentence)) = &context.last
            && frame.sentence - sentence <= 1
            && indicators.list[*indicator].direction == Flow::Own
            && (*sentence == frame.sentence || frame.places.is_empty() && sides_named(frame).is_empty())
        {
            reporter.clone_from(last);
        }
        // A town's people and prices are not its state's.
        let population = indicators.list[group.indicator].id == "population";
        if population && reporter.as_ref().is_some_and(|reporter| frame.is_of_place(&group.topic, reporter)) {
            return (None, None);
        }
        // Deaths in a town are deaths in its state; its prices and people are not the state's.
        if reporter.is_none() && group.topic.counted && !population {
            reporter = frame.state_of_place();
        }
        return (reporter, None);
    }
    if let Some((_, first, second, sentence)) = &context.last
        && frame.sentence - sentence <= 1
        && (group.carried
            || flow != Flow::Between && *sentence == frame.sentence
            || reporter.is_none() && partner.is_none())
    {
        let known = [reporter.as_ref(), partner.as_ref()].into_iter().flatten().map(Actor::side).next();
        let fits = |one: &Option<Actor>| {
            one.as_ref().is_some_and(|one| known.as_ref().is_none_or(|known| *known != one.side()))
        };
        if reporter.is_none() && fits(first) {
            reporter.clone_from(first);
        } else if reporter.is_none() && partner.is_some() && fits(second) {
            reporter.clone_from(second);
        }
        let known = reporter.as_ref().map(Actor::side);
        if partner.is_none() && second.as_ref().is_some_and(|one| known.as_ref() != Some(&one.side())) {
            partner.clone_from(second);
        } else if partner.is_none() && first.as_ref().is_some_and(|one| known.as_ref() != Some(&one.side())) {
            partner.clone_from(first);
        }
    }
    if let Some((first, second, sentence)) = &context.dyad
        && frame.sentence - sentence <= 3
    {
        match (&reporter, &partner) {
            (None, None) if flow == Flow::Between => {
                reporter = Some(first.clone());
                partner = Some(second.clone());
            }
            // What one state alone is said to have is not the other's for long: `China's imports of fruit grew`.
            (Some(one), None) if frame.sentence - sentence <= 1 => partner = other(one, first, second),
            (None, Some(one)) if frame.sentence - sentence <= 1 => reporter = other(one, first, second),
            _ => {}
        }
    }
    (reporter, partner)
}

fn other(one: &Actor, first: &Actor, second: &Actor) -> Option<Actor> {
    if one.side() == first.side() {
        Some(second.clone())
    } else if one.side() == second.side() {
        Some(first.clone())
    } else {
        None
    }
}

/// The states that a sentence names, each by the first of its actors.
pub(super) fn sides_named<'f>(frame: &'f Frame) -> Vec<&'f Actor> {
    let mut sides: Vec<&Actor> = Vec::new();
    for actor in frame.actors.iter().flat_map(|named| named.reference.actors.iter()) {
        if actor.country.is_some() && sides.iter().all(|side| side.side() != actor.side()) {
            sides.push(actor);
        }
    }
    sides
}

/// Two sides, where a sentence names exactly two.
fn sides_named_together(frame: &Frame) -> Option<(Actor, Actor)> {
    match sides_named(frame).as_slice() {
        [first, second] => Some(((*first).clone(), (*second).clone())),
        _ => None,
    }
}

/// Builds the claims of a group.
#[allow(clippy::too_many_arguments)] // The parts of a claim, each from another place.
fn build(
    frame: &Frame,
    group: &Group,
    indicator: &Indicator,
    parties: &(Option<Actor>, Option<Actor>),
    indicators: &Indicators,
    context: &Context,
    claims: &mut Vec<Claim>,
) {
    let dimension = dimension(frame, &group.topic, indicator);
    let first = claims.len();
    let begun = |figure: Option<&Figure>| {
        let (start, end) = group
            .figures
            .iter()
            .map(|&index| frame.figures[index].words)
            .fold(group.topic.words, |all, words| (all.0.min(words.0), all.1.max(words.1)));
        let start = frame
            .actors
            .iter()
            .filter(|named| group.range.0 <= named.words.0 && named.words.0 < start && start - named.words.0 < 6)
            .map(|named| named.words.0)
            .min()
            .unwrap_or(start);
        let span = frame.span(start, end).cover(figure.map_or(frame.span(start, end), |figure| figure.span));
        let topic = frame.span(group.topic.words.0, group.topic.words.1);
        Claim {
            sentence: frame.sentence,
            indicator: indicator.id.clone(),
            reporter: parties.0.clone(),
            partner: parties.1.clone(),
            dimension: dimension.clone(),
            period: None,
            level: None,
            change: None,
            attribution: None,
            status: status(frame, group, indicators, figure),
            pillar: Some(indicator.pillar),
            checks: Vec::new(),
            evidence: Evidence {
                rule: format!("claims/{}", indicator.id),
                span,
                witnesses: vec![Witness { role: "indicator".to_owned(), span: topic }],
                children: Vec::new(),
            },
        }
    };
    let mut previous: Vec<&Figure> = Vec::new();
    let part_cues: Vec<_> = indicators.cues.parts.find(&frame.words);
    let owners = if indicator.direction == Flow::Own { frame.owners(&group.figures) } else { Vec::new() };
    for (place, &index) in group.figures.iter().enumerate() {
        let figure = &frame.figures[index];
        let owner = owners.get(place).copied().flatten();
        let part = figure.family != UnitFamily::Percent
            && claims.len() > first
            && part_cues.iter().any(|cue| cue.start < figure.words.0 && cue.start >= group.topic.words.0);
        let current = claims[first..].last_mut().filter(|claim| {
            owner.is_none_or(|owner| claim.reporter.as_ref().is_some_and(|reporter| reporter.id == owner.id))
        });
        match (figure.role, current) {
            (Role::Previous, _) => previous.push(figure),
            (Role::Level, Some(claim)) if claim.level.is_none() && !part => {
                claim.level = Some(quantity_of(figure));
                witness(claim, "value", figure.span);
            }
            (Role::Change, Some(claim)) if claim.change.is_none() => {
                claim.change = Some(quantity_of(figure));
                witness(claim, "change", figure.span);
            }
            (Role::Share, Some(claim)) => witness(claim, "share", figure.span),
            (role, _) => {
                let mut claim = begun(Some(figure));
                if let Some(owner) = owner {
                    claim.reporter = Some(owner.clone());
                }
                match role {
                    Role::Change => claim.change = Some(quantity_of(figure)),
                    _ => claim.level = Some(quantity_of(figure)),
                }
                let name = match role {
                    Role::Change => "change",
                    Role::Share => "share",
                    _ if part => "part",
                    _ => "value",
                };
                witness(&mut claim, name, figure.span);
                if part {
                    claim.dimension = part_words(frame, figure).or(claim.dimension);
                }
                claims.push(claim);
            }
        }
    }
    // That prices rose, of nobody and by nothing, is no claim to hold against anything.
    let nothing = *parties == (None, None) && indicator.units != [UnitFamily::Event];
    if group.figures.is_empty() && !nothing {
        let mut claim = begun(None);
        if let Some((direction, words, least)) = rises_or_falls(frame, &group.topic)
            && indicator.units != [UnitFamily::Event]
        {
            claim.change = Some(multiplied(frame, words, direction).unwrap_or_else(|| unmeasured(direction, least)));
            witness(&mut claim, "change", frame.span(words.0, words.1));
            claim.evidence.span = claim.evidence.span.cover(frame.span(words.0, words.1));
        }
        claims.push(claim);
    }
    for claim in &mut claims[first..] {
        let at = claim.evidence.witnesses.get(1).map_or(group.topic.words.1, |witness| word_at(frame, witness.span));
        if let Some(time) = period(frame, group, at) {
            claim.period = frame.settled(time.time);
            witness(claim, "time", time.span);
        } else if let Some((time, span, sentence)) = &context.period
            && frame.sentence - sentence <= 1
            && frame.times.is_empty()
            && indicator.units != [UnitFamily::Event]
        {
            claim.period = Some(time.clone());
            claim.evidence.children.push(Evidence {
                rule: "claims/period-carried".to_owned(),
                span: *span,
                witnesses: vec![Witness { role: "time".to_owned(), span: *span }],
                children: Vec::new(),
            });
        }
        for &index in &group.figures {
            let own = claim.evidence.witnesses.iter().any(|witness| witness.span == frame.figures[index].span);
            let next = frame.figures.get(index + 1).filter(|next| next.role == Role::Converted);
            if let Some(next) = next.filter(|_| own) {
                witness(claim, "converted", next.span);
            }
        }
        for (role, party) in [("reporter", claim.reporter.clone()), ("partner", claim.partner.clone())] {
            let named = frame.actors.iter().find(|named| {
                party.as_ref().is_some_and(|party| named.reference.actors.iter().any(|actor| actor.id == party.id))
            });
            if let Some(named) = named {
                witness(claim, role, named.span);
            }
        }
        for figure in &previous {
            witness(claim, "previous", figure.span);
        }
    }
    for figure in previous {
        let mut claim = begun(Some(figure));
        claim.evidence.rule += "/previous";
        claim.level = Some(quantity_of(figure));
        witness(&mut claim, "value", figure.span);
        let time = frame.times.iter().find(|time| time.words.0 >= figure.words.1 && time.words.0 <= figure.words.1 + 3);
        if let Some(time) = time {
            claim.period = Some(time.time.clone());
            witness(&mut claim, "time", time.span);
        }
        claims.push(claim);
    }
}

impl Frame<'_> {
    /// `the Regulations 1990`, `the Act of 1974`: the year is part of a name.
    fn is_of_a_law(&self, time: &Dated) -> bool {
        let laws = ["act", "regulation", "law", "code", "ordinance", "rule", "bill", "directive", "constitution"];
        let before = time.words.0.checked_sub(1).filter(|&at| self.tags[at] == Upos::Propn);
        time.time.grain == Grain::Year && before.is_some_and(|at| self.words[at].any(&laws))
    }

    /// A time without the year that only a far-off sentence gave it: `the April survey`, pages after `2011`. No period is
    /// better than an invented one.
    pub(super) fn settled(&self, time: &Time) -> Option<Time> {
        let known = |year: i16| self.years.contains(&year);
        match time.interval {
            Some(interval) if !time.absolute && !known(interval.start.year()) && !known(interval.end.year()) => {
                let undated = time.value.get(4..).filter(|rest| rest.starts_with('-') && !rest.contains('/'))?;
                Some(Time { value: format!("XXXX{undated}"), interval: None, ..time.clone() })
            }
            _ => Some(time.clone()),
        }
    }
}

/// The figure's quantity, with the direction that the words around it give.
pub(super) fn quantity_of(figure: &Figure) -> Quantity {
    let mut quantity = figure.quantity.clone();
    if let Some((direction, basis)) = figure.change
        && quantity.change.is_none()
    {
        quantity.change = Some(Change { direction, basis, year_on_year: false });
    }
    quantity
}

/// `increased`, without a number: at least nothing in that direction; `double-digit growth`: at least ten percent.
fn unmeasured(direction: model::Direction, least: f64) -> Quantity {
    Quantity {
        value: least,
        range: None,
        step: 0.0,
        unit: "%".to_owned(),
        unit_words: String::new(),
        counted: None,
        bound: Bound::AtLeast,
        change: Some(Change { direction, basis: ChangeBasis::By, year_on_year: false }),
    }
}

/// `more than doubled`: up by at least 100 percent; `halved`: down by half.
fn multiplied(frame: &Frame, words: (usize, usize), direction: model::Direction) -> Option<Quantity> {
    let (_, multiple) = frame.multiples.iter().find(|(at, _)| at.0 < words.1 && words.0 < at.1)?;
    let factor = multiple.value;
    let value = match direction {
        model::Direction::Up => factor - 1.0,
        _ if factor > 1.0 => 1.0 - 1.0 / factor,
        _ => 1.0 - factor,
    };
    let quantity = Quantity { value: value * 100.0, step: 1.0, bound: multiple.bound, ..unmeasured(direction, 0.0) };
    (value > 0.0).then_some(quantity)
}

pub(super) fn witness(claim: &mut Claim, role: &str, span: Span) {
    claim.evidence.witnesses.push(Witness { role: role.to_owned(), span });
    if matches!(role, "value" | "change" | "share" | "part" | "previous") {
        claim.evidence.span = claim.evidence.span.cover(span);
    }
}

fn word_at(frame: &Frame, span: Span) -> usize {
    frame.words.partition_point(|word| word.span.end <= span.end)
}

/// The period of a figure that ends at the word `at`.
fn period<'f>(frame: &'f Frame, group: &Group, at: usize) -> Option<&'f Dated<'f>> {
    let usable = |time: &&Dated| {
        !time.base
            && !frame.is_of_a_law(time)
            && matches!(time.time.kind, TimeKind::Date | TimeKind::Time)
            && time.time.grain >= Grain::Day
    };
    let next = |time: &&Dated| {
        time.words.0 >= at
            && time.words.0 <= at + 3
            && !frame.figures.iter().any(|figure| at <= figure.words.0 && figure.words.0 < time.words.0)
            && (at..time.words.0).all(|word| !matches!(frame.lower(word), "," | ";" | "and" | "while"))
    };
    let times = || frame.times.iter().filter(usable);
    // What follows in a clause of its own dates something else: `sent 900 soldiers after a first mission in 1950 failed`.
    let divided = |time: &&Dated| {
        time.words.0 >= at
            && (at..time.words.0).any(|word| {
                matches!(
                    frame.lower(word),
                    "," | ";" | "after" | "when" | "while" | "before" | "since" | "whereas" | "who"
                )
            })
    };
    let within = |time: &&Dated| group.range.0 <= time.words.0 && time.words.1 <= group.range.1;
    // `In 1952, …`: the first words date the whole sentence.
    let leading = || times().find(|time| time.words.0 <= LEADING && time.words.1 <= group.topic.words.0);
    times()
        .find(next)
        .or_else(|| times().find(|time| within(time) && !divided(time)))
        .or_else(leading)
        .or_else(|| times().find(within))
        .or_else(|| times().rfind(|time| time.words.1 <= group.topic.words.0))
        .or_else(|| times().next())
}

/// `preliminary`, `final`, `forecast` or `target`, where the words say so.
fn status(frame: &Frame, group: &Group, indicators: &Indicators, figure: Option<&Figure>) -> Option<String> {
    let before = figure.map_or(group.range.1, |figure| figure.words.0);
    let hits = indicators.cues.status.find(&frame.words);
    // `in May` is a month.
    let month = |at: usize| frame.times.iter().any(|time| time.words.0 <= at && at < time.words.1);
    let hit = hits.iter().filter(|hit| hit.start <= before && !month(hit.start)).rfind(|hit| {
        matches!(hit.value, "preliminary" | "final") || hit.start >= group.range.0 && before - hit.start < 12
    })?;
    Some(hit.value.to_owned())
}
