//! From a sentence to its claims: which figure belongs to which name, which change to which level, and whose they are.

use super::frame::{Dated, Figure, Frame, Role, Topic};
use super::registry::{Flow, Indicator, Indicators, UnitFamily};
use model::{
    Actor, Bound, Change, ChangeBasis, Claim, Evidence, Grain, Quantity, Sentence, Span, Time, TimeKind, Upos, Witness,
};

/// What earlier sentences leave to later ones.
#[derive(Default)]
pub struct Context {
    /// The last two sides named together, and in which sentence.
    dyad: Option<(Actor, Actor, usize)>,
    /// The last period of a claim, and in which sentence.
    period: Option<(Time, Span, usize)>,
    /// Indicator, reporter and partner of the last claim, and its sentence.
    last: Option<(usize, Option<Actor>, Option<Actor>, usize)>,
}

/// A name with the figures that were given to it.
struct Group {
    topic: Topic,
    indicator: usize,
    figures: Vec<usize>,
    range: (usize, usize),
    carried: bool,
}

/// The claims of one sentence, in order.
pub fn claims_of(
    frame: &Frame,
    indicators: &Indicators,
    sentence: &Sentence,
    text: &str,
    context: &mut Context,
) -> Vec<Claim> {
    let mut groups = groups(frame, indicators, context);
    divide(frame, &mut groups);
    let mut claims = Vec::new();
    for group in &groups {
        let parties = parties(frame, group, indicators, context);
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
    claims.extend(unclassified(frame, &claims));
    if let Some((first, second)) = sides_named_together(frame) {
        context.dyad = Some((first, second, frame.sentence));
    }
    claims
}

/// Gives every figure to a name, where one fits; names without figures keep their place where the words say that what
/// they name went up or down, or that it happened.
fn groups(frame: &Frame, indicators: &Indicators, context: &Context) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let add = |topic: &Topic, indicator: usize, figure: usize, groups: &mut Vec<Group>| match groups
        .iter_mut()
        .find(|group| group.topic.words == topic.words && group.indicator == indicator)
    {
        Some(group) => group.figures.push(figure),
        None => groups.push(Group {
            topic: topic.clone(),
            indicator,
            figures: vec![figure],
            range: (0, frame.words.len()),
            carried: false,
        }),
    };
    for (index, figure) in frame.figures.iter().enumerate() {
        let fits = |topic: &Topic| {
            topic.indicators.iter().copied().find(|&indicator| accepts(&indicators.list[indicator], figure, topic))
        };
        let counted = frame
            .topics
            .iter()
            .find(|topic| topic.counted && topic.words.1 > figure.words.0 && counts(frame, figure, topic))
            .filter(|_| figure.family == UnitFamily::Count);
        let found = counted
            .and_then(|topic| fits(topic).map(|indicator| (topic, indicator)))
            .or_else(|| following(frame, figure).and_then(|topic| fits(topic).map(|indicator| (topic, indicator))))
            .or_else(|| {
                frame
                    .topics
                    .iter()
                    .rev()
                    .filter(|topic| {
                        topic.words.1 <= figure.words.0 && same_clause(frame, topic.words.1, figure.words.0)
                    })
                    .filter(|topic| !topic.counted || figure.family == UnitFamily::Percent)
                    .find_map(|topic| fits(topic).map(|indicator| (topic, indicator)))
            })
            .or_else(|| {
                // The verb's subject may follow in inverted order: `Rising 5% were exports` is too rare; but a name
                // later in the same clause is the only one there is in `to $5 billion rose trade with Chad`.
                frame
                    .topics
                    .iter()
                    .filter(|topic| {
                        !topic.counted && topic.words.0 >= figure.words.1 && topic.words.0 <= figure.words.1 + 8
                    })
                    .filter(|topic| {
                        figure.family == UnitFamily::Money && same_clause(frame, figure.words.1, topic.words.0)
                    })
                    .find_map(|topic| fits(topic).map(|indicator| (topic, indicator)))
            });
        if let Some((topic, indicator)) = found {
            add(topic, indicator, index, &mut groups);
        } else if let Some((indicator, _, _, sentence)) = &context.last
            && *sentence + 1 == frame.sentence
            && frame.topics.is_empty()
            && starts_with_pronoun(frame)
        {
            let topic = Topic { words: (0, 1), indicators: vec![*indicator], counted: true };
            if accepts(&indicators.list[*indicator], figure, &topic) {
                add(&topic, *indicator, index, &mut groups);
                if let Some(group) = groups.last_mut() {
                    group.carried = true;
                }
            }
        }
    }
    for topic in frame.topics.iter().filter(|topic| !topic.counted) {
        if groups.iter().any(|group| group.topic.words == topic.words) {
            continue;
        }
        let Some(&indicator) = topic.indicators.first() else { continue };
        // `imports of copper`: the copper is what the imports are of.
        if frame.topics.iter().any(|other| {
            other.words.1 <= topic.words.0 && dimension_range(frame, other).is_some_and(|range| topic.words.0 < range.1)
        }) {
            continue;
        }
        let event = indicators.list[indicator].units == [UnitFamily::Event];
        if event || rises_or_falls(frame, topic).is_some() {
            let range = (0, frame.words.len());
            groups.push(Group { topic: topic.clone(), indicator, figures: Vec::new(), range, carried: false });
        }
    }
    groups.sort_by_key(|group| (group.topic.words, group.indicator));
    groups
}

/// True where an indicator can have that figure.
fn accepts(indicator: &Indicator, figure: &Figure, topic: &Topic) -> bool {
    match figure.family {
        UnitFamily::Percent => match figure.role {
            Role::Share => !indicator.units.contains(&UnitFamily::Rate) || indicator.units.len() > 1,
            Role::Change => {
                topic.counted
                    || indicator.units.iter().any(|unit| matches!(unit, UnitFamily::Percent | UnitFamily::Rate))
            }
            _ => indicator.units.contains(&UnitFamily::Rate),
        },
        UnitFamily::Count => {
            indicator.units.contains(&UnitFamily::Count) && (topic.counted || figure.quantity.counted.is_none())
        }
        family => indicator.units.contains(&family),
    }
}

/// True where the topic is what the number counts.
fn counts(frame: &Frame, figure: &Figure, topic: &Topic) -> bool {
    let next = frame.figures.iter().find(|other| other.words.0 > figure.words.0 && other.words.0 >= figure.words.1);
    topic.words.0 >= figure.words.0
        && topic.words.0 <= figure.words.1 + 6
        && next.is_none_or(|next| topic.words.1 <= next.words.0 || topic.words.0 < next.words.0)
}

/// The name that stands after a figure as what it measures: `US$3 billion in aid`, `a 5 percent rise in exports`.
fn following<'f>(frame: &'f Frame, figure: &Figure) -> Option<&'f Topic> {
    let mut linked = false;
    for at in figure.words.1..frame.words.len().min(figure.words.1 + 8) {
        if let Some(topic) = frame.topics.iter().find(|topic| topic.words.0 == at)
            && (linked || at == figure.words.1)
        {
            return Some(topic);
        }
        let word = frame.lower(at);
        if matches!(word, "of" | "in" | "worth" | "for") {
            linked = true;
        }
        if matches!(word, "," | ";" | "(" | ")" | ":" | "and" | "while" | "to" | "from" | "with" | "by" | "as")
            || frame.figures.iter().any(|other| other.words.0 == at)
            || frame.times.iter().any(|time| time.words.0 == at)
        {
            return None;
        }
    }
    None
}

/// True where no `;` divides two positions.
fn same_clause(frame: &Frame, start: usize, end: usize) -> bool {
    (start..end.max(start)).all(|at| frame.lower(at) != ";")
}

fn starts_with_pronoun(frame: &Frame) -> bool {
    matches!(frame.lower(0), "it" | "this" | "that" | "they")
        || frame.lower(0) == "the"
            && matches!(frame.lower(1), "figure" | "total" | "volume" | "amount" | "value" | "number" | "sum" | "level")
}

/// Divides the sentence among the groups: each has the words around its own.
fn divide(frame: &Frame, groups: &mut [Group]) {
    let extent = |group: &Group| {
        let figures = group.figures.iter().map(|&index| frame.figures[index].words);
        figures.fold(group.topic.words, |all, words| (all.0.min(words.0), all.1.max(words.1)))
    };
    for index in 1..groups.len() {
        let (left, right) = (extent(&groups[index - 1]), extent(&groups[index]));
        let cut = if left.1 <= right.0 {
            (left.1..right.0)
                .rev()
                .find(|&at| matches!(frame.lower(at), "," | ";" | "while" | "whereas" | "and" | "but"))
                .map_or(left.1, |at| at + 1)
        } else {
            right.0.max(left.0)
        };
        groups[index - 1].range.1 = cut;
        groups[index].range.0 = cut;
    }
}

/// Reporter and partner, with what the words leave open filled from the sentence before it.
fn parties(frame: &Frame, group: &Group, indicators: &Indicators, context: &Context) -> (Option<Actor>, Option<Actor>) {
    let flow = indicators.list[group.indicator].direction;
    let (mut reporter, mut partner) = frame.parties(flow, &group.topic, group.range);
    // A leading `In 2020 Japan …` or `Trade between the two …: exports …` governs what follows it.
    if reporter.is_none()
        && partner.is_none()
        && group.range.0 > 0
        && context.last.as_ref().is_none_or(|last| last.3 != frame.sentence)
    {
        (reporter, partner) = frame.parties(flow, &group.topic, (0, group.range.1));
    }
    let (mut reporter, mut partner) = (reporter.cloned(), partner.cloned());
    if flow == Flow::Own {
        if reporter.is_none()
            && let Some((indicator, last, _, sentence)) = &context.last
            && frame.sentence - sentence <= 1
            && indicators.list[*indicator].direction == Flow::Own
        {
            reporter.clone_from(last);
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
            (Some(one), None) => partner = other(one, first, second),
            (None, Some(one)) => reporter = other(one, first, second),
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

/// Two sides, where a sentence names exactly two.
fn sides_named_together(frame: &Frame) -> Option<(Actor, Actor)> {
    let mut sides: Vec<&Actor> = Vec::new();
    for actor in frame.actors.iter().flat_map(|named| named.reference.actors.iter()) {
        if actor.country.is_some() && sides.iter().all(|side| side.side() != actor.side()) {
            sides.push(actor);
        }
    }
    match sides.as_slice() {
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
    let dimension = dimension(frame, group, indicator);
    let first = claims.len();
    let blank = |figure: Option<&Figure>| {
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
    for &index in &group.figures {
        let figure = &frame.figures[index];
        let part = figure.family != UnitFamily::Percent
            && claims.len() > first
            && part_cues.iter().any(|cue| cue.start < figure.words.0 && cue.start >= group.topic.words.0);
        let current = claims[first..].last_mut();
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
                let mut claim = blank(Some(figure));
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
    if group.figures.is_empty() {
        let mut claim = blank(None);
        if let Some((direction, words, least)) = rises_or_falls(frame, &group.topic)
            && indicator.units != [UnitFamily::Event]
        {
            claim.change = Some(unmeasured(direction, least));
            witness(&mut claim, "change", frame.span(words.0, words.1));
            claim.evidence.span = claim.evidence.span.cover(frame.span(words.0, words.1));
        }
        claims.push(claim);
    }
    for claim in &mut claims[first..] {
        let at = claim.evidence.witnesses.get(1).map_or(group.topic.words.1, |witness| word_at(frame, witness.span));
        if let Some(time) = period(frame, group, at) {
            claim.period = Some(time.time.clone());
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
        for (role, party) in [("reporter", &parties.0), ("partner", &parties.1)] {
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
        let mut claim = blank(Some(figure));
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

/// The figure's quantity, with the direction that the words around it give.
fn quantity_of(figure: &Figure) -> Quantity {
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

fn witness(claim: &mut Claim, role: &str, span: Span) {
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
        !time.base && matches!(time.time.kind, TimeKind::Date | TimeKind::Time) && time.time.grain >= Grain::Day
    };
    let next = |time: &&Dated| {
        time.words.0 >= at
            && time.words.0 <= at + 3
            && !frame.figures.iter().any(|figure| at <= figure.words.0 && figure.words.0 < time.words.0)
            && (at..time.words.0).all(|word| !matches!(frame.lower(word), "," | ";" | "and" | "while"))
    };
    let times = || frame.times.iter().filter(usable);
    times()
        .find(next)
        .or_else(|| times().find(|time| group.range.0 <= time.words.0 && time.words.1 <= group.range.1))
        .or_else(|| times().rfind(|time| time.words.1 <= group.topic.words.0))
        .or_else(|| times().next())
}

/// Whether what a topic names is said to go up or down, the words that say so, and how much at least.
fn rises_or_falls(frame: &Frame, topic: &Topic) -> Option<(model::Direction, (usize, usize), f64)> {
    let own = dimension_range(frame, topic).map_or(topic.words.1, |range| range.1);
    let end = frame.topics.iter().map(|other| other.words.0).filter(|&start| start >= own).min();
    let limit = end.unwrap_or(frame.words.len()).min(topic.words.1 + 22);
    let hit = frame.directions.iter().find(|hit| topic.words.1 <= hit.start && hit.start < limit)?;
    // A figure right after it says how much, of something else: `oil rose to $70 a barrel`.
    if frame.figures.iter().any(|figure| hit.end <= figure.words.0 && figure.words.0 < hit.end + 5) {
        return None;
    }
    let between = &frame.words[topic.words.1..hit.start];
    let verbal = matches!(frame.tags[hit.start], Upos::Verb | Upos::X | Upos::Noun)
        && !matches!(
            frame.lower(hit.start),
            "up" | "down" | "lower" | "higher" | "less" | "fewer" | "cut" | "raise" | "add" | "gain" | "advance"
        );
    let open = between.iter().rev().take(4).any(|word| {
        matches!(
            word.lower.as_str(),
            "to" | "would" | "could" | "may" | "might" | "should" | "must" | "if" | "not" | ";"
        )
    });
    let goes_on = between.iter().rev().take(3).any(|word| word.any(&["continue", "keep", "begin", "start"]));
    if !verbal || open && !goes_on || between.iter().any(|word| word.lower == ";") {
        return None;
    }
    let digits = between.len() >= 2
        && between[between.len() - 2].lower == "double"
        && between[between.len() - 1].lower == "digit";
    let start = if digits { hit.start - 2 } else { hit.start };
    // Only nouns of growth count when something is achieved: `achieved double-digit growth`.
    let noun = frame.lower(hit.start) == "growth"
        || frame.lower(hit.start) == "increase" && frame.tags[hit.start] == Upos::Noun;
    if noun
        && !digits
        && !between
            .iter()
            .any(|word| word.any(&["achieve", "see", "record", "show", "post", "register", "maintain", "register"]))
    {
        return None;
    }
    Some((hit.value, (start, hit.end), if digits { 10.0 } else { 0.0 }))
}

/// What a claim is cut by: the goods of `exports of soybeans`, the wheat of `2 million tonnes of wheat`.
fn dimension(frame: &Frame, group: &Group, indicator: &Indicator) -> Option<String> {
    if indicator.units == [UnitFamily::Event] {
        let start = group.topic.words.1;
        let end = (start..frame.words.len().min(start + 6)).find(|&at| {
            matches!(frame.tags[at], Upos::Verb | Upos::Aux)
                || matches!(frame.lower(at), "," | ";" | "to" | "from" | "in" | "was" | "were" | "has" | "have" | "for")
        });
        return goods(frame, start, end?);
    }
    if matches!(indicator.id.as_str(), "commodity-volume") {
        return Some(frame.words[group.topic.words.1 - 1].forms.last()?.clone()).filter(|word| !word.is_empty());
    }
    if group.topic.counted || indicator.pillar != model::Pillar::EconomicComplementarity {
        return None;
    }
    if let Some((start, end)) = dimension_range(frame, &group.topic) {
        return goods(frame, start, end);
    }
    let mut first = group.topic.words.0;
    while first > 0
        && matches!(frame.tags[first - 1], Upos::Noun | Upos::Adj)
        && !frame.words[first - 1].any(&[
            "total",
            "bilateral",
            "annual",
            "two",
            "way",
            "mutual",
            "overall",
            "combined",
            "whole",
            "country",
            "foreign",
            "direct",
            "world",
            "global",
            "international",
            "last",
            "year",
            "month",
            "monthly",
            "yearly",
            "new",
            "recent",
            "that",
            "million",
            "billion",
            "side",
        ])
        && !frame.actors.iter().any(|named| named.words.0 < first && first <= named.words.1)
        && !frame.figures.iter().any(|figure| figure.words.0 < first && first <= figure.words.1)
        && !frame.times.iter().any(|time| time.words.0 < first && first <= time.words.1)
    {
        first -= 1;
    }
    goods(frame, first, group.topic.words.0)
}

/// The words after `of` or `in` that say what the topic is cut by.
fn dimension_range(frame: &Frame, topic: &Topic) -> Option<(usize, usize)> {
    let start = topic.words.1;
    if topic.counted || !matches!(frame.lower(start), "of" | "in") {
        return None;
    }
    let limit = frame.words.len().min(start + 16);
    let end = (start + 1..limit).find(|&at| {
        matches!(frame.tags[at], Upos::Verb | Upos::Aux)
            || matches!(
                frame.lower(at),
                ";" | "("
                    | "to"
                    | "from"
                    | "in"
                    | "with"
                    | "between"
                    | "for"
                    | "by"
                    | "was"
                    | "were"
                    | "is"
                    | "are"
                    | "has"
                    | "have"
                    | "against"
                    | "worth"
                    | "into"
                    | "on"
            )
            || frame.actors.iter().any(|named| named.words.0 == at)
            || frame.figures.iter().any(|figure| figure.words.0 == at)
            || frame.times.iter().any(|time| time.words.0 == at)
            || frame.directions.iter().any(|hit| hit.start == at)
    });
    let end = end.unwrap_or(limit);
    (end > start + 1).then_some((start + 1, end))
}

/// The words of goods, the last in its dictionary form.
fn goods(frame: &Frame, mut start: usize, mut end: usize) -> Option<String> {
    while start < end && matches!(frame.lower(start), "the" | "its" | "their" | "a" | "all" | "and" | "," | "both") {
        start += 1;
    }
    while start < end && matches!(frame.lower(end - 1), "," | "and" | "etc" | "the" | "'s" | "also" | "which" | "that")
    {
        end -= 1;
    }
    let last = frame.words.get(start..end)?.last()?;
    let mut words: Vec<&str> = frame.words[start..end - 1].iter().map(|word| word.lower.as_str()).collect();
    words.push(singular(last));
    Some(words.join(" ").replace(" ,", ","))
        .filter(|words| !matches!(words.as_str(), "good" | "goods" | "one" | "which"))
}

/// The dictionary form of a plural noun.
fn singular(word: &crate::phrases::Word) -> &str {
    let plural = word.lower.ends_with('s') && !word.lower.ends_with("ss");
    if plural {
        word.forms
            .iter()
            .skip(1)
            .rfind(|form| word.lower == format!("{form}s"))
            .unwrap_or(word.forms.last().unwrap_or(&word.lower))
    } else {
        &word.lower
    }
}

/// What a part of a whole is, from the words after its figure.
fn part_words(frame: &Frame, figure: &Figure) -> Option<String> {
    let start = figure.words.1;
    let end = (start..frame.words.len().min(start + 6))
        .find(|&at| {
            matches!(frame.lower(at), "," | ";" | "and" | ")") || frame.figures.iter().any(|other| other.words.0 == at)
        })
        .unwrap_or(frame.words.len().min(start + 6));
    let words: Vec<&str> = frame.words[start..end].iter().map(|word| word.lower.as_str()).collect();
    Some(words.join(" ")).filter(|words| !words.is_empty())
}

/// `preliminary`, `final`, `forecast` or `target`, where the words say so.
fn status(frame: &Frame, group: &Group, indicators: &Indicators, figure: Option<&Figure>) -> Option<String> {
    let before = figure.map_or(group.range.1, |figure| figure.words.0);
    let hits = indicators.cues.status.find(&frame.words);
    let hit = hits.iter().filter(|hit| hit.start <= before).rfind(|hit| {
        matches!(hit.value, "preliminary" | "final") || hit.start >= group.range.0 && before - hit.start < 12
    })?;
    Some(hit.value.to_owned())
}

/// Figures with a unit or a count beside an actor that no indicator knows: coverage is shown, not hidden.
fn unclassified(frame: &Frame, claims: &[Claim]) -> Vec<Claim> {
    let used =
        |span: Span| claims.iter().any(|claim| claim.evidence.witnesses.iter().any(|witness| witness.span == span));
    let Some(named) =
        frame.actors.iter().find(|named| named.reference.actors.iter().any(|actor| actor.country.is_some()))
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for figure in frame.figures.iter().filter(|figure| !used(figure.span)) {
        let plain =
            figure.family == UnitFamily::Count && (figure.quantity.counted.is_none() || figure.quantity.value < 10.0);
        if plain || figure.role == Role::Share {
            continue;
        }
        let nearest = frame.actors.iter().filter(|named| named.words.1 <= figure.words.0).next_back().unwrap_or(named);
        let mut claim = Claim {
            sentence: frame.sentence,
            indicator: "unclassified".to_owned(),
            reporter: nearest.reference.actors.first().cloned(),
            partner: None,
            dimension: figure.quantity.counted.clone(),
            period: None,
            level: None,
            change: None,
            attribution: None,
            status: None,
            pillar: None,
            checks: Vec::new(),
            evidence: Evidence {
                rule: "claims/unclassified".to_owned(),
                span: figure.span,
                witnesses: Vec::new(),
                children: Vec::new(),
            },
        };
        match figure.role {
            Role::Change => {
                claim.change = Some(quantity_of(figure));
                witness(&mut claim, "change", figure.span);
            }
            _ => {
                claim.level = Some(quantity_of(figure));
                witness(&mut claim, "value", figure.span);
            }
        }
        if let [time] = frame.times.as_slice() {
            claim.period = Some(time.time.clone());
            witness(&mut claim, "time", time.span);
        }
        found.push(claim);
    }
    found
}
