//! Claims whose figure is a date: when a document was signed, when something was opened.

use super::frame::{Frame, Topic};
use super::registry::{Indicator, Indicators};
use model::{Actor, Claim, Evidence, Grain, Sentence, Span, TimeKind, Witness};

/// The dates of documents and openings in one sentence. `dyad` are the two sides that the text spoke of last.
pub fn claims_of(
    frame: &Frame,
    indicators: &Indicators,
    sentence: &Sentence,
    text: &str,
    dyad: Option<(&Actor, &Actor)>,
) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    if frame.times.is_empty() {
        return claims;
    }
    let mut names = indicators.dated.find_all(&frame.words);
    // `based on a study` names no base.
    names.retain(|hit| frame.tags[hit.end - 1] != model::Upos::Verb);
    // `a charter flight` is no charter.
    names.retain(|hit| {
        frame.tags.get(hit.end) != Some(&model::Upos::Noun) || frame.times.iter().any(|time| time.words.0 == hit.end)
    });
    for verb in indicators.verbs.find_all(&frame.words) {
        // `the Commission for Education` commissions nothing, and what is only promised has no date.
        if frame.tags[verb.start] == model::Upos::Propn || is_promised(frame, verb.start) {
            continue;
        }
        for &index in &verb.value {
            let indicator = &indicators.list[index];
            let own = |hit: &&crate::phrases::Hit<Vec<usize>>| {
                hit.value.contains(&index) && frame.is_about((verb.start, verb.end), (hit.start, hit.end))
            };
            // `the treaty was signed`, `signing of the treaty`: what is nearest, the object before the subject.
            let object =
                |hit: &&crate::phrases::Hit<Vec<usize>>| !after_place(frame, name_start(frame, hit.start, text));
            let near = |hit: &&crate::phrases::Hit<Vec<usize>>| hit.start >= verb.end && hit.start <= verb.end + 12;
            let after = names.iter().filter(own).filter(object).find(near);
            let before = names.iter().filter(own).rfind(|hit| hit.end <= verb.start && hit.end + 24 > verb.start);
            let passive = verb.start > 0
                && matches!(
                    frame.lower(verb.start - 1),
                    "was" | "were" | "been" | "is" | "be" | "officially" | "formally"
                );
            // `asked the office to launch a probe`: the probe is launched, not the office.
            let before = before.filter(|_| passive || !frame.has_object((verb.start, verb.end)));
            let Some(hit) = (if passive { before.or(after) } else { after.or(before) }) else { continue };
            let topic = Topic { words: (hit.start, hit.end), indicators: vec![index], counted: false, thing: false };
            let title = title(frame, &topic, text);
            let usable = |time: &&super::frame::Dated| {
                time.time.kind == TimeKind::Date
                    && time.time.grain <= Grain::Year
                    && time.time.interval.is_none_or(|interval| interval.start.year() > 1600)
                    && (time.time.interval.is_some() || time.time.value.starts_with(|first: char| first.is_ascii_digit() || first == 'X'))
                    && !title.contains(time.span)
                    // `the treaty of March 18, 1986`: the date names a document, and dates no act.
                    && time.words.0.checked_sub(1).is_none_or(|at| frame.lower(at) != "of")
                    && !frame.is_of_another_clause(time.words, (verb.start, verb.end))
            };
            let time = frame
                .times
                .iter()
                .filter(usable)
                .find(|time| time.words.0 >= verb.end)
                .or_else(|| frame.times.iter().filter(usable).rfind(|time| time.words.1 <= verb.start));
            let Some(time) = time else { continue };
            if claims.iter().any(|claim| claim.indicator == indicator.id && claim.evidence.witnesses[0].span == title) {
                continue;
            }
            let verb_span = frame.span(verb.start, verb.end);
            claims.push(claim(frame, indicator, &topic, title, verb_span, time, sentence, text, dyad));
        }
    }
    claims
}

#[allow(clippy::too_many_arguments)] // The parts of a claim, each from another place.
fn claim(
    frame: &Frame,
    indicator: &Indicator,
    topic: &Topic,
    title: Span,
    verb: Span,
    time: &super::frame::Dated,
    sentence: &Sentence,
    text: &str,
    dyad: Option<(&Actor, &Actor)>,
) -> Claim {
    let (reporter, partner) = frame.parties(indicator.direction, topic, (0, frame.words.len()));
    let (reporter, partner) = match (reporter, partner, dyad) {
        (None, None, Some((first, second))) => (Some(first), Some(second)),
        (reporter, partner, _) => (reporter, partner),
    };
    let witness = |role: &str, span| Witness { role: role.to_owned(), span };
    let span = title.cover(verb).cover(time.span);
    Claim {
        sentence: frame.sentence,
        indicator: indicator.id.clone(),
        reporter: reporter.cloned(),
        partner: partner.cloned(),
        dimension: Some(title.of(text).to_owned()),
        period: frame.settled(time.time),
        level: None,
        change: None,
        attribution: None,
        status: None,
        // A treaty on missiles is of the military pillar, whatever most treaties are of.
        pillar: crate::pillars::pillars_of(sentence, text, title).first().copied().or(Some(indicator.pillar)),
        checks: Vec::new(),
        evidence: Evidence {
            rule: format!("claims/{}", indicator.id),
            span,
            witnesses: vec![witness("indicator", title), witness("verb", verb), witness("time", time.span)],
            children: Vec::new(),
        },
    }
}

/// True where the name at `index` says where from or where: `completed a flight from an airport`.
fn after_place(frame: &Frame, index: usize) -> bool {
    let of_name = |at: usize| {
        matches!(frame.tags[at], model::Upos::Det | model::Upos::Adj | model::Upos::Noun)
            || matches!(frame.lower(at), "the" | "a" | "an" | "its" | "their")
    };
    let mut at = index.saturating_sub(1);
    while at > 0 && index - at < 4 && of_name(at) {
        at -= 1;
    }
    index > 0
        && matches!(
            frame.lower(at),
            "from" | "at" | "near" | "outside" | "in" | "for" | "by" | "through" | "via" | "to"
        )
}

/// `promised to open a hospital`, `failed to sign`: no act.
fn is_promised(frame: &Frame, verb: usize) -> bool {
    let open = [
        "promise", "plan", "hope", "want", "intend", "fail", "refuse", "urge", "call", "ask", "propose", "seek", "vow",
        "pledge", "try", "tell", "decline",
    ];
    let to = (verb.saturating_sub(2)..verb).find(|&at| frame.lower(at) == "to");
    to.is_some_and(|to| (to.saturating_sub(3)..to).any(|at| frame.words[at].any(&open)))
}

/// Where the capitalised name that ends in the noun at `noun` begins.
fn name_start(frame: &Frame, noun: usize, text: &str) -> usize {
    let capital = |at: usize| frame.words[at].span.of(text).chars().next().is_some_and(char::is_uppercase);
    let mut start = noun;
    while start > 1 && capital(noun) && capital(start - 1) {
        start -= 1;
    }
    start
}

/// The name of a document or place: the quotation that it stands in, or its capitalised words, or the noun alone.
fn title(frame: &Frame, topic: &Topic, text: &str) -> Span {
    let noun = frame.span(topic.words.0, topic.words.1);
    if let Some(quoted) = quotation(frame, noun, text) {
        return quoted;
    }
    let capital = |at: usize| {
        let word = frame.words[at].span.of(text);
        word.chars().next().is_some_and(char::is_uppercase) || word.chars().any(|character| character.is_ascii_digit())
    };
    let mut first = topic.words.0;
    while first > 0
        && (capital(first - 1) && first - 1 > 0 || frame.lower(first - 1) == "of" && first > 1 && capital(first - 2))
    {
        first -= 1;
    }
    let mut last = topic.words.1;
    while last < frame.words.len() && capital(last) && !frame.times.iter().any(|time| time.words.0 == last) {
        last += 1;
    }
    // `a treaty on friendship`, `the agreement on the border`.
    if last == topic.words.1 && matches!(frame.lower(last), "on" | "of" | "for") {
        let stop = (last + 1..frame.words.len().min(last + 10)).find(|&at| {
            matches!(
                frame.lower(at),
                "," | ";"
                    | "("
                    | "in"
                    | "on"
                    | "was"
                    | "were"
                    | "that"
                    | "which"
                    | "at"
                    | "signed"
                    | "with"
                    | "between"
                    | "to"
                    | "is"
                    | "has"
            ) || frame.times.iter().any(|time| time.words.0 == at)
        });
        if let Some(stop) = stop
            && stop > last + 1
            && !frame.times.iter().any(|time| time.words.0 == last + 1)
        {
            last = stop;
        }
    }
    frame.span(first, last)
}

/// The inside of the quotation marks around `inner`, where both stand in the sentence.
fn quotation(frame: &Frame, inner: Span, text: &str) -> Option<Span> {
    let whole = frame.span(0, frame.words.len());
    let before = text.get(whole.start..inner.start)?;
    let after = text.get(inner.end..whole.end)?;
    let (open, mark) = before.char_indices().rfind(|(_, character)| matches!(character, '“' | '”' | '"'))?;
    if mark == '”' || mark == '"' && before.matches('"').count() % 2 == 0 {
        return None;
    }
    let close = after.find(['”', '"'])?;
    Some(Span::new(whole.start + open + mark.len_utf8(), inner.end + close))
}
