//! Claims of a document held against each other: totals against their parts, growth against levels elsewhere, scope.

use super::number::{Range, show, show_open, show_quantity, show_range, signed, signed_range};
use super::sheet::{Sheet, found};
use model::{Check, Claim, Direction, Verdict};

/// How many sentences apart two claims of one statement may stand.
const REACH: usize = 3;

/// Holds the claims of the document against each other.
pub fn check(sheet: &mut Sheet) {
    let mut notes = Vec::new();
    for index in 0..sheet.claims.len() {
        parts_and_total(sheet, index, &mut notes);
        balance(sheet, index, &mut notes);
        smaller_than_part(sheet, index, &mut notes);
        larger_than_longer(sheet, index, &mut notes);
        tension(sheet, index, &mut notes);
        elsewhere(sheet, index, &mut notes);
        extension_before_treaty(sheet, index, &mut notes);
    }
    for (index, check) in notes {
        sheet.note(index, check);
    }
}

type Notes = Vec<(usize, Check)>;

/// True where two claims speak of the same two sides, as far as they say.
fn same_dyad(a: &Claim, b: &Claim) -> bool {
    let sides = |claim: &Claim| -> Vec<String> {
        [&claim.reporter, &claim.partner].into_iter().flatten().map(model::Actor::side).collect()
    };
    let (a, b) = (sides(a), sides(b));
    if a.len() == 2 && b.len() == 2 {
        a.iter().all(|side| b.contains(side))
    } else {
        a.iter().all(|side| b.contains(side)) || b.iter().all(|side| a.contains(side))
    }
}

/// True where two claims have the same period, or one does not say and stands close.
fn same_period(a: &Claim, b: &Claim) -> bool {
    match (&a.period, &b.period) {
        (Some(one), Some(two)) => one.value == two.value || one.interval.is_some() && one.interval == two.interval,
        _ => a.sentence.abs_diff(b.sentence) <= 1,
    }
}

/// True where a claim is what the statement is about: neither a former level nor a target.
fn current(claim: &Claim) -> bool {
    !claim.evidence.rule.ends_with("/previous")
        && !matches!(claim.status.as_deref(), Some("target" | "forecast"))
        && !claim.evidence.witnesses.iter().any(|witness| {
            matches!(witness.role.as_str(), "part" | "share")
                && claim.change.is_none()
                && claim.evidence.witnesses.len() == 2
        })
}

fn unit(claim: &Claim) -> Option<&str> {
    claim.level.as_ref().map(|level| level.unit.as_str())
}

fn span(claim: &Claim) -> model::Span {
    claim.evidence.span
}

/// The closest claim of an indicator that shares sides and period.
fn companion<'s>(sheet: &'s Sheet, of: usize, indicator: &str, fits: impl Fn(&Claim) -> bool) -> Option<&'s Claim> {
    let total = &sheet.claims[of];
    sheet
        .claims
        .iter()
        .enumerate()
        .filter(|(index, claim)| {
            *index != of
                && claim.indicator == indicator
                && current(claim)
                && claim.dimension.is_none()
                && claim.sentence.abs_diff(total.sentence) <= REACH
                && same_dyad(total, claim)
                && same_period(total, claim)
                && fits(claim)
        })
        .min_by_key(|(index, claim)| (claim.sentence.abs_diff(total.sentence), index.abs_diff(of)))
        .map(|(_, claim)| claim)
}

/// Trade is exports and imports: levels add up, and growth lies between the growth of the two.
fn parts_and_total(sheet: &Sheet, index: usize, notes: &mut Notes) {
    let total = &sheet.claims[index];
    let Some(indicator) = sheet.view.language.claims.get(&total.indicator) else { return };
    let [first, second] = indicator.parts.as_slice() else { return };
    if !current(total) || total.dimension.is_some() {
        return;
    }
    if let Some(level) = &total.level {
        let part = |name: &str| companion(sheet, index, name, |claim| unit(claim) == Some(level.unit.as_str()));
        if let (Some(one), Some(two)) = (part(first), part(second)) {
            let (Some(a), Some(b)) = (&one.level, &two.level) else { return };
            let sum = Range::of(a).plus(Range::of(b));
            let value = a.value + b.value;
            let verdict = if !sum.meets(Range::of(level)) {
                Verdict::Disagrees
            } else if (value - level.value).abs() <= 1e-9 * level.value.abs() {
                Verdict::Agrees
            } else {
                Verdict::AgreesWithinRounding
            };
            let mut stated = level.clone();
            stated.value = value;
            let mut working = format!(
                "{} + {} = {}; stated {}",
                show_quantity(a),
                show_quantity(b),
                show_open(&stated, sum),
                show_open(level, Range::of(level))
            );
            if let (Some(before_a), Some(before_b)) = (implied_before(one), implied_before(two)) {
                let growth = (value / (before_a + before_b) - 1.0) * 100.0;
                working += &format!(
                    "; implied a year before {} and {}, so the total implies {growth:+.2} %",
                    show(before_a),
                    show(before_b)
                );
            }
            notes.push((index, found(verdict, "parts-and-total", working, vec![span(one), span(two)])));
        } else {
            for one in [part(first), part(second)].into_iter().flatten() {
                let Some(part) = &one.level else { continue };
                if Range::of(part).low > Range::of(level).high {
                    let working = format!("a part of {} in a total of {}", show_quantity(part), show_quantity(level));
                    notes.push((index, found(Verdict::Implausible, "part-exceeds-total", working, vec![span(one)])));
                }
            }
        }
    }
    let by_percent =
        |claim: &Claim| claim.change.as_ref().filter(|change| change.unit == "%" && change.step > 0.0).cloned();
    if let Some(change) = by_percent(total) {
        let part = |name: &str| companion(sheet, index, name, |claim| by_percent(claim).is_some());
        if let (Some(one), Some(two)) = (part(first), part(second))
            && let (Some(a), Some(b)) = (by_percent(one), by_percent(two))
        {
            let (a_range, b_range) = (signed_range(&a), signed_range(&b));
            let between = Range { low: a_range.low.min(b_range.low), high: a_range.high.max(b_range.high) };
            let fits = between.meets(signed_range(&change));
            let verdict = if fits { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
            let working = format!(
                "the total grows by no less and no more than its parts: {:+} % and {:+} %; stated {:+} %",
                signed(&a),
                signed(&b),
                signed(&change)
            );
            notes.push((index, found(verdict, "growth-of-total-and-parts", working, vec![span(one), span(two)])));
        }
    }
}

/// The level a year before, from level and growth.
fn implied_before(claim: &Claim) -> Option<f64> {
    let (level, change) = (claim.level.as_ref()?, claim.change.as_ref()?);
    let factor = 1.0 + signed(change) / 100.0;
    (change.unit == "%" && change.step > 0.0 && factor > 0.01).then(|| level.value / factor)
}

/// A surplus or deficit is the difference of exports and imports.
fn balance(sheet: &Sheet, index: usize, notes: &mut Notes) {
    let claim = &sheet.claims[index];
    let (Some(level), "trade-balance") = (&claim.level, claim.indicator.as_str()) else { return };
    let part = |name: &str| companion(sheet, index, name, |claim| unit(claim) == Some(level.unit.as_str()));
    let (Some(exports), Some(imports)) = (part("exports"), part("imports")) else { return };
    let (Some(out), Some(back)) = (&exports.level, &imports.level) else { return };
    let range = Range::of(out).minus(Range::of(back));
    let size = Range { low: range.low.abs().min(range.high.abs()), high: range.low.abs().max(range.high.abs()) };
    let stated = Range::of(level);
    let fits = size
        .meets(Range { low: stated.low.abs().min(stated.high.abs()), high: stated.high.abs().max(stated.low.abs()) });
    let working = format!(
        "{} − {} = {} ({}); stated {}",
        show_quantity(out),
        show_quantity(back),
        show(out.value - back.value),
        show_range(range, ""),
        show_open(level, stated)
    );
    let verdict = if fits { Verdict::AgreesWithinRounding } else { Verdict::Disagrees };
    notes.push((index, found(verdict, "balance", working, vec![span(exports), span(imports)])));
}

/// A cut of a total that is larger than it, or that says nearly everything and is a small part of it.
fn smaller_than_part(sheet: &Sheet, index: usize, notes: &mut Notes) {
    let part = &sheet.claims[index];
    let (Some(level), Some(dimension)) = (&part.level, &part.dimension) else { return };
    if !current(part) || level.unit == "%" {
        return;
    }
    // Where no side is named, nothing tells that they speak of one thing: the parts of a plant, and its plan.
    let told = |claim: &Claim| claim.reporter.is_some() || claim.partner.is_some();
    let total =
        companion(sheet, index, &part.indicator, |claim| unit(claim) == Some(level.unit.as_str()) && told(claim));
    let Some(total) = total.filter(|_| sheet.view.language.claims.get(&part.indicator).is_some()) else { return };
    let Some(whole) = &total.level else { return };
    if part.indicator == "document-date" {
        return;
    }
    let spans = vec![span(total)];
    if Range::of(level).low > Range::of(whole).high {
        let working = format!("{dimension}: {} in a total of {}", show_quantity(level), show_quantity(whole));
        notes.push((index, found(Verdict::Implausible, "part-exceeds-total", working, spans)));
        return;
    }
    let ratio = level.value / whole.value;
    let words = dimension.to_lowercase();
    let has = |stem: &str| words.contains(stem);
    let everything = has("industr") && (has("agricult") || has("farm"))
        || has("goods and services")
        || has("all goods")
        || has("all product")
        || has("manufactur") && has("agricult");
    if everything && ratio < 0.25 {
        let working = format!(
            "{dimension} are nearly all goods, yet {} is {:.1} % of the total of {}",
            show_quantity(level),
            ratio * 100.0,
            show_quantity(whole)
        );
        notes.push((index, found(Verdict::Implausible, "scope", working, spans)));
    }
}

/// A flow of some months that is larger than the flow, or the total that it is a part of, of a longer period around them.
fn larger_than_longer(sheet: &Sheet, index: usize, notes: &mut Notes) {
    let part = &sheet.claims[index];
    let days = |claim: &Claim| claim.period.as_ref().and_then(|period| period.interval);
    let (Some(level), Some(own)) = (&part.level, days(part)) else { return };
    let adds_up = |id: &str| sheet.view.language.checks.flow(id).is_some_and(super::reference::Flow::adds_up);
    if !current(part) || !adds_up(&part.indicator) || part.indicator == "trade-balance" {
        return;
    }
    let is_part_of = |whole: &Claim| {
        let whole_indicator = sheet.view.language.claims.get(&whole.indicator);
        let side = |claim: &Claim| claim.reporter.as_ref().map(model::Actor::side);
        whole.indicator == part.indicator && (part.indicator == "trade-total" || side(whole) == side(part))
            || whole_indicator.is_some_and(|whole| whole.parts.contains(&part.indicator))
    };
    let total = sheet.claims.iter().enumerate().find_map(|(other, whole)| {
        let longer = days(whole).is_some_and(|days| days.start <= own.start && own.end <= days.end && days != own);
        let fits = other != index
            && longer
            && current(whole)
            && whole.level.as_ref().is_some_and(|whole| whole.unit == level.unit)
            && (whole.dimension.is_none() || whole.dimension == part.dimension)
            && is_part_of(whole)
            && same_dyad(whole, part);
        fits.then_some((whole, whole.level.as_ref()?))
    });
    let Some((whole, total)) = total.filter(|(_, total)| Range::of(level).low > Range::of(total).high) else { return };
    let period = |claim: &Claim| claim.period.as_ref().map_or("", |period| period.value.as_str()).to_owned();
    let working = format!(
        "{}{} in {}, yet {} in {}, which holds it",
        part.dimension.as_ref().map(|words| format!("{words}: ")).unwrap_or_default(),
        show_open(level, Range::of(level)),
        period(part),
        show_open(total, Range::of(total)),
        period(whole)
    );
    notes.push((index, found(Verdict::Implausible, "part-exceeds-total", working, vec![span(whole)])));
}

/// Most components are said to rise while the total of the same flow falls, or the other way round.
fn tension(sheet: &Sheet, index: usize, notes: &mut Notes) {
    let part = &sheet.claims[index];
    let (Some(change), Some(dimension)) = (&part.change, &part.dimension) else { return };
    let several = dimension.contains(',') || dimension.contains(" and ");
    let Some(direction) = change.change.map(|change| change.direction) else { return };
    if !several || change.step > 0.0 {
        return;
    }
    let total = sheet.claims.iter().enumerate().find(|(other, claim)| {
        *other != index
            && claim.indicator == part.indicator
            && claim.dimension.is_none()
            && same_dyad(claim, part)
            && claim.sentence.abs_diff(part.sentence) <= 2 * REACH
            && claim.change.as_ref().is_some_and(|change| change.step > 0.0)
    });
    let Some((_, total)) = total else { return };
    let Some(total_change) = &total.change else { return };
    let opposite = match direction {
        Direction::Up => signed(total_change) < 0.0,
        Direction::Down => signed(total_change) > 0.0,
        Direction::Same => false,
    };
    if opposite {
        let working = format!(
            "{dimension} are said to {}, while the total changed by {:+} %; whether value or volume is meant is not said",
            if direction == Direction::Up { "rise" } else { "fall" },
            signed(total_change)
        );
        notes.push((index, found(Verdict::Ambiguous, "components-against-total", working, vec![span(total)])));
    }
}

/// Level and growth here against a level of a year before elsewhere in the document.
fn elsewhere(sheet: &Sheet, index: usize, notes: &mut Notes) {
    let claim = &sheet.claims[index];
    let (Some(level), Some(change), Some(interval)) =
        (&claim.level, &claim.change, claim.period.as_ref().and_then(|period| period.interval))
    else {
        return;
    };
    let days = i64::from(interval.start.until(interval.end).map(|span| span.get_days()).unwrap_or_default());
    if change.unit != "%" || change.step <= 0.0 || level.unit == "%" || days < 27 || !current(claim) {
        return;
    }
    let year = |date: jiff::civil::Date| date.checked_sub(jiff::Span::new().years(1)).ok();
    let (Some(start), Some(end)) = (year(interval.start), year(interval.end)) else { return };
    let before = sheet.claims.iter().enumerate().find(|(other, claim_before)| {
        *other != index
            && claim_before.sentence != claim.sentence
            && claim_before.indicator == claim.indicator
            && claim_before.indicator != "unclassified"
            && claim_before.dimension == claim.dimension
            && same_dyad(claim, claim_before)
            && claim_before.reporter.as_ref().map(|actor| actor.side())
                == claim.reporter.as_ref().map(|actor| actor.side())
            && unit(claim_before) == Some(level.unit.as_str())
            && claim_before
                .period
                .as_ref()
                .and_then(|period| period.interval)
                .is_some_and(|other| other.start == start && other.end == end)
    });
    let Some((_, before)) = before else { return };
    let Some(former) = &before.level else { return };
    let (before_range, range) = (Range::beside(former, level), Range::beside(level, former));
    let actual = range.growth_from(before_range);
    let exact = (level.value / former.value - 1.0) * 100.0;
    let stated = signed_range(change);
    let verdict = super::changes::growth_verdict(actual, exact, stated, signed(change));
    let working = format!(
        "from {} to {} is {exact:+.1} %; stated {:+} %, meant as {}; the digits leave {} open",
        show_open(former, before_range),
        show_open(level, range),
        signed(change),
        show_range(stated, "%"),
        show_range(actual, "%")
    );
    notes.push((index, found(verdict, "levels-and-growth", working, vec![span(before)])));
}

/// A document that extends another cannot be older than it, nor of the same day.
fn extension_before_treaty(sheet: &Sheet, index: usize, notes: &mut Notes) {
    let claim = &sheet.claims[index];
    let (Some(interval), "document-date") =
        (claim.period.as_ref().and_then(|period| period.interval), claim.indicator.as_str())
    else {
        return;
    };
    let text = &sheet.view.document.text;
    let sentence = &sheet.view.sentences[claim.sentence];
    let words = crate::phrases::words(sentence, text);
    let title = claim.evidence.witnesses[0].span;
    let Some(time) = claim.evidence.witnesses.iter().find(|witness| witness.role == "time").map(|witness| witness.span)
    else {
        return;
    };
    let from = words.partition_point(|word| word.span.end <= title.start);
    let to = words.partition_point(|word| word.span.start < title.end);
    // The word of extending stands in the title or right after it: `the protocol extending the treaty`.
    let extends = (from..words.len().min(to + 4)).find(|&at| {
        words[at].any(&["extend", "prolong", "extension", "prolongation", "renew"]) && words[at].span.start < time.start
    });
    let Some(extends) = extends else { return };
    let noun =
        |at: usize| ["treaty", "agreement", "convention", "pact", "accord"].into_iter().find(|noun| words[at].is(noun));
    let base = (extends + 1..words.len().min(extends + 30)).find(|&at| noun(at).is_some());
    let mut others: Vec<(model::Interval, model::Span)> = Vec::new();
    if let Some(base) = base {
        // `the treaty of March 18, 2011`.
        for mention in sheet.view.mentions_in(claim.sentence) {
            if let model::MentionValue::Time(own) = &mention.value
                && let Some(own) = own.interval
                && mention.span != time
                && mention.span.start >= words[base].span.end
                && mention.span.start <= words[base].span.end + 5
                && mention.span.start < time.start
            {
                others.push((own, mention.span));
            }
        }
        // The same document's own claim: `the treaty was signed on …`.
        for other in
            sheet.claims.iter().filter(|other| other.indicator == "document-date" && !std::ptr::eq(*other, claim))
        {
            let own_title = other.evidence.witnesses[0].span.of(text).to_lowercase();
            let extending = ["protocol", "extend", "extension", "prolong"].iter().any(|word| own_title.contains(word));
            if !extending
                && noun(base).is_some_and(|noun| own_title.contains(noun))
                && let Some(own) = other.period.as_ref().and_then(|period| period.interval)
            {
                others.push((own, other.evidence.span));
            }
        }
    }
    for (own, other) in others {
        if interval.end < own.start || interval == own {
            let working = format!(
                "it extends what was signed on {}, and is dated {}: an extension is later than what it extends",
                own.start, interval.start
            );
            notes.push((index, found(Verdict::Disagrees, "extension-before-treaty", working, vec![time, other])));
        }
    }
}
