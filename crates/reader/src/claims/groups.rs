//! Which figure of a sentence belongs to which name of what is measured.

use super::build::Context;
use super::dimension::dimension_range;
use super::frame::{Figure, Frame, Role, Topic};
use super::registry::{Indicator, Indicators, UnitFamily};
use model::Upos;

/// A name with the figures that were given to it.
pub(super) struct Group {
    pub(super) topic: Topic,
    pub(super) indicator: usize,
    pub(super) figures: Vec<usize>,
    pub(super) range: (usize, usize),
    pub(super) carried: bool,
}

/// Gives every figure to a name, where one fits; names without figures keep their place where the words say that what
/// they name went up or down, or that it happened.
pub(super) fn groups(frame: &Frame, indicators: &Indicators, context: &Context) -> Vec<Group> {
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
        if figure.role == Role::Converted || frame.is_denied(figure) {
            continue;
        }
        let fits = |topic: &Topic| {
            let own = |&indicator: &usize| accepts(&indicators.list[indicator], figure, topic);
            topic.indicators.iter().copied().find(own).filter(|_| frame.may_measure(figure, topic))
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
                if has_own_subject(frame, figure) {
                    return None;
                }
                frame
                    .topics
                    .iter()
                    .rev()
                    .filter(|topic| {
                        topic.words.1 <= figure.words.0
                            && same_clause(frame, topic.words.1, figure.words.0)
                            && frame.together(figure, topic)
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
                        figure.family == UnitFamily::Money
                            && same_clause(frame, figure.words.1, topic.words.0)
                            && frame.together(figure, topic)
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
            let topic = Topic { words: (0, 1), indicators: vec![*indicator], counted: true, thing: false };
            let percent = figure.family == UnitFamily::Percent;
            let relative = indicators.list[*indicator].units.contains(&UnitFamily::Percent);
            if (!percent || relative) && accepts(&indicators.list[*indicator], figure, &topic) {
                add(&topic, *indicator, index, &mut groups);
                if let Some(group) = groups.last_mut() {
                    group.carried = true;
                }
            }
        }
    }
    for topic in frame.topics.iter().filter(|topic| !topic.counted && !topic.thing) {
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
    // `352 percent of GDP` is of something else than the economy.
    let of_it = figure.role == Role::Share && topic.words.0 > figure.words.1 && topic.words.0 <= figure.words.1 + 3;
    match figure.family {
        UnitFamily::Percent if topic.thing || of_it => false,
        UnitFamily::Percent => match figure.role {
            // `of the vote` is the name of a share itself.
            Role::Share if topic.words.0 == figure.words.1 => indicator.units.contains(&UnitFamily::Rate),
            // A share is of an amount: no `30 percent of the economy's growth`.
            Role::Share => {
                indicator.units.contains(&UnitFamily::Percent)
                    && indicator.units.iter().any(|unit| !matches!(unit, UnitFamily::Percent | UnitFamily::Price))
            }
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
            || is_finite(frame, at)
        {
            return None;
        }
    }
    None
}

/// True at a verb in the past or present: `5 percent of the voters named exports`.
fn is_finite(frame: &Frame, at: usize) -> bool {
    matches!(frame.grammar.tokens[frame.words[at].token].xpos.as_str(), "VBD" | "VBZ" | "VBP" | "MD")
}

/// `a five percent decrease in the incomes`: the words after the figure say what changed.
fn has_own_subject(frame: &Frame, figure: &Figure) -> bool {
    let names = |at: usize| {
        !frame.times.iter().any(|time| time.words.0 == at + 1)
            && !frame.figures.iter().any(|other| other.words.0 == at + 1)
            && !frame.actors.iter().any(|named| named.words.0 == at + 1)
    };
    let hit = frame.directions.iter().find(|hit| hit.start == figure.words.1);
    if let Some(hit) = hit {
        return matches!(frame.lower(hit.end), "in" | "of") && names(hit.end);
    }
    // `a drop of 17 percent in revenue`.
    let of = figure.words.0.checked_sub(1).filter(|&at| frame.lower(at) == "of");
    let drop =
        of.is_some_and(|of| frame.directions.iter().any(|hit| hit.end == of && frame.tags[hit.start] == Upos::Noun));
    let noun = frame.tags.get(figure.words.1 + 1) == Some(&Upos::Noun);
    drop && noun && frame.lower(figure.words.1) == "in" && names(figure.words.1)
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
pub(super) fn divide(frame: &Frame, groups: &mut [Group]) {
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

/// Whether what a topic names is said to go up or down, the words that say so, and how much at least.
pub(super) fn rises_or_falls(frame: &Frame, topic: &Topic) -> Option<(model::Direction, (usize, usize), f64)> {
    let own = dimension_range(frame, topic).map_or(topic.words.1, |range| range.1);
    let end = frame.topics.iter().map(|other| other.words.0).filter(|&start| start >= own).min();
    let limit = end.unwrap_or(frame.words.len()).min(own + 9);
    let hit = frame.directions.iter().find(|hit| topic.words.1 <= hit.start && hit.start < limit)?;
    if !frame.is_about((hit.start, hit.end), topic.words) {
        return None;
    }
    // A figure right after it says how much, of something else: `oil rose to $70 a barrel`.
    if frame.figures.iter().any(|figure| hit.end <= figure.words.0 && figure.words.0 < hit.end + 5) {
        return None;
    }
    let between = &frame.words[topic.words.1..hit.start];
    // `the economy and reduce emissions`: another clause.
    if frame
        .words
        .get(own..hit.start)?
        .iter()
        .any(|word| matches!(word.lower.as_str(), "," | "and" | "but" | "which" | "that" | "as"))
    {
        return None;
    }
    let verbal = matches!(frame.tags[hit.start], Upos::Verb | Upos::X | Upos::Noun)
        && !frame.words[hit.start].any(&[
            "up", "down", "lower", "higher", "less", "fewer", "cut", "raise", "add", "gain", "advance", "boost",
            "reduce",
        ]);
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
    let noun = frame.lower(hit.start) == "growth" || frame.tags[hit.start] == Upos::Noun;
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
