//! Findings and mentions in words: the same on the terminal and in the report.

use model::{
    Actor, Attribution, Bound, Change, ChangeBasis, Check, Claim, Direction, Event, Factuality, Finding, Lens,
    MentionValue, Party, Pillar, Quad, Quantity, QuoteKind, Span, Time, Verdict,
};

/// The index of the sentence that a finding belongs to.
pub fn sentence_of(finding: &Finding) -> usize {
    match finding {
        Finding::Event(event) => event.sentence,
        Finding::Claim(claim) => claim.sentence,
        Finding::Quote(quote) => quote.sentence,
    }
}

/// One line that says what was found: `SANCTION: Russia → Ukraine`; `CONSULT: Russia ↔ Ukraine` for a mutual act.
pub fn headline(finding: &Finding, text: &str) -> String {
    match finding {
        Finding::Event(event) => {
            if event.sources.len() > 1 && event.sources == event.targets {
                let names: Vec<String> = event.sources.iter().map(|party| party_words(party, text)).collect();
                return format!("{}: {}", event.event_type, names.join(" ↔ "));
            }
            format!("{}: {} → {}", event.event_type, parties(&event.sources, text), parties(&event.targets, text))
        }
        Finding::Claim(claim) => {
            let states = sides(claim);
            let figure: Vec<String> =
                [claim.level.as_ref(), claim.change.as_ref()].into_iter().flatten().map(quantity).collect();
            let mut line = claim.indicator.replace('-', " ");
            if !states.is_empty() {
                line = format!("{line}, {states}");
            }
            if figure.is_empty() { line } else { format!("{line}: {}", figure.join(", ")) }
        }
        Finding::Quote(quote) => {
            let words: Vec<&str> = quote.content.iter().map(|span| span.of(text)).collect();
            format!("{}: {}", speaker(&quote.attribution, text), shorten(&words.join(" … "), 140))
        }
    }
}

/// The details of a finding as labels and values.
pub fn rows(finding: &Finding, text: &str) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    match finding {
        Finding::Event(event) => event_rows(event, text, &mut rows),
        Finding::Claim(claim) => claim_rows(claim, text, &mut rows),
        Finding::Quote(quote) => {
            let kind = match quote.kind {
                QuoteKind::Direct => "direct: the speaker's own words",
                QuoteKind::Indirect => "indirect: in the writer's words",
                QuoteKind::Mixed => "mixed: partly the speaker's own words",
            };
            rows.push(("speech", kind.to_owned()));
            attribution_rows(Some(&quote.attribution), text, &mut rows);
            pillar_rows(&quote.pillars, &quote.lenses, &mut rows);
        }
    }
    rows
}

fn event_rows(event: &Event, text: &str, rows: &mut Vec<(&'static str, String)>) {
    let mode = event.mode.as_deref().map(|mode| format!(" ({mode})")).unwrap_or_default();
    rows.push(("type", format!("{}{mode}, {}, weight {:+.1}", event.event_type, quad(event.quad), event.weight)));
    rows.push(("factuality", factuality(event.factuality).to_owned()));
    if event.opinion {
        rows.push(("opinion", "the author's own judgement; not counted".to_owned()));
    }
    if !event.contexts.is_empty() {
        rows.push(("contexts", event.contexts.join(", ")));
    }
    if let Some(time) = &event.time {
        rows.push(("time", time_words(time)));
    }
    if let Some(place) = &event.place {
        rows.push(("place", place.clone()));
    }
    pillar_rows(&event.pillars, &event.lenses, rows);
    if !event.third_parties.is_empty() {
        rows.push(("third party", parties(&event.third_parties, text)));
    }
    attribution_rows(event.attribution.as_ref(), text, rows);
}

fn pillar_rows(pillars: &[Pillar], lenses: &[Lens], rows: &mut Vec<(&'static str, String)>) {
    let pillars: Vec<&str> = pillars.iter().map(|pillar| pillar.label()).collect();
    if !pillars.is_empty() {
        rows.push(("pillar", pillars.join(", ")));
    }
    let lenses: Vec<&str> = lenses.iter().map(|lens| lens.label()).collect();
    if !lenses.is_empty() {
        rows.push(("lens", lenses.join(", ")));
    }
}

fn claim_rows(claim: &Claim, text: &str, rows: &mut Vec<(&'static str, String)>) {
    rows.push(("indicator", claim.indicator.clone()));
    if let Some(reporter) = &claim.reporter {
        rows.push(("reporter", actor(reporter)));
    }
    if let Some(partner) = &claim.partner {
        rows.push(("partner", actor(partner)));
    }
    if let Some(dimension) = &claim.dimension {
        rows.push(("of", dimension.clone()));
    }
    if let Some(level) = &claim.level {
        rows.push(("level", quantity(level)));
    }
    if let Some(change) = &claim.change {
        rows.push(("change", quantity(change)));
    }
    rows.push(("period", claim.period.as_ref().map_or_else(|| "not said".to_owned(), time_words)));
    if let Some(status) = &claim.status {
        rows.push(("status", status.clone()));
    }
    if let Some(pillar) = claim.pillar {
        rows.push(("pillar", pillar.label().to_owned()));
    }
    attribution_rows(claim.attribution.as_ref(), text, rows);
    for check in &claim.checks {
        rows.push(("check", check_words(check)));
    }
}

fn attribution_rows(attribution: Option<&Attribution>, text: &str, rows: &mut Vec<(&'static str, String)>) {
    let Some(attribution) = attribution else { return };
    let cue = attribution.cue.map(|cue| format!(" “{}”", cue.of(text))).unwrap_or_default();
    rows.push(("said by", format!("{}{cue}", speaker(attribution, text))));
    if let Some(outer) = &attribution.outer {
        rows.push(("reported by", speaker(outer, text)));
    }
}

/// The two sides of a claim: `Norway to Sweden` for exports, `Norway from Sweden` for imports, `Norway and Sweden` otherwise.
pub fn sides(claim: &Claim) -> String {
    let names: Vec<&str> =
        [&claim.reporter, &claim.partner].into_iter().flatten().map(|actor| actor.name.as_str()).collect();
    let between = match claim.indicator.as_str() {
        "exports" if claim.reporter.is_some() => " to ",
        "imports" if claim.reporter.is_some() => " from ",
        _ => " and ",
    };
    names.join(between)
}

/// The name of a check in words.
pub fn rule(rule: &str) -> String {
    match rule {
        "reference" => "reference figure".to_owned(),
        "mirror" => "mirror statistic".to_owned(),
        "reference-growth" => "growth in the reference figures".to_owned(),
        other => other.replace('-', " "),
    }
}

/// The speaker's words and who that is.
pub fn speaker(attribution: &Attribution, text: &str) -> String {
    attribution.source.as_ref().map_or_else(|| "nobody named".to_owned(), |party| party_words(party, text))
}

/// A check with its verdict and working.
pub fn check_words(check: &Check) -> String {
    let reference = check.reference.as_deref().map(|source| format!(" [{source}]")).unwrap_or_default();
    format!("{}: {}{reference}", verdict(check.verdict), check.working)
}

/// A verdict in words.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "agrees",
        Verdict::AgreesWithinRounding => "agrees within rounding",
        Verdict::Disagrees => "disagrees",
        Verdict::ConflictsWithMirror => "conflicts with the mirror statistic",
        Verdict::DiffersByVintage => "differs by vintage",
        Verdict::Implausible => "implausible",
        Verdict::Stale => "stale",
        Verdict::NotCheckable => "not checkable",
        Verdict::Ambiguous => "ambiguous",
    }
}

/// A quad class in words.
pub fn quad(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "verbal cooperation",
        Quad::MaterialCooperation => "material cooperation",
        Quad::VerbalConflict => "verbal conflict",
        Quad::MaterialConflict => "material conflict",
    }
}

/// How the words present an act.
pub fn factuality(factuality: Factuality) -> &'static str {
    match factuality {
        Factuality::Actual => "reported as done",
        Factuality::Habitual => "done regularly",
        Factuality::Intended => "intended, not done",
        Factuality::Future => "foreseen, not done",
        Factuality::Conditional => "depends on a condition",
        Factuality::Possible => "possible or alleged",
        Factuality::Denied => "denied",
        Factuality::Historical => "background from long before",
    }
}

/// Parties by their actors' names, or by their words where nobody is known behind them.
pub fn parties(parties: &[Party], text: &str) -> String {
    let names: Vec<String> = parties.iter().map(|party| party_words(party, text)).collect();
    if names.is_empty() { "nobody named".to_owned() } else { names.join(", ") }
}

fn party_words(party: &Party, text: &str) -> String {
    match &party.actor {
        Some(found) => actor(found),
        None => format!("“{}”", shorten(party.span.of(text), 60)),
    }
}

/// An actor with office and code: `Vladimir Putin, President (RUSGOV)`.
pub fn actor(actor: &Actor) -> String {
    let office =
        actor.office.as_deref().filter(|office| !actor.name.contains(office)).map(|office| format!(", {office}"));
    format!("{}{} ({})", actor.name, office.unwrap_or_default(), actor.code())
}

/// What a mention names.
pub fn mention(value: &MentionValue) -> String {
    match value {
        MentionValue::Actor(reference) => {
            let via = format!("{:?}", reference.via).to_lowercase();
            let names = |actors: &[Actor]| actors.iter().map(actor).collect::<Vec<_>>().join(" + ");
            let mut line = if reference.actors.is_empty() {
                format!("actor, not resolved, by {via}")
            } else {
                format!("actor {}, by {via}", names(&reference.actors))
            };
            if !reference.alternatives.is_empty() {
                line = format!("{line}; or {}", names(&reference.alternatives));
            }
            line
        }
        MentionValue::Place { name, country } => {
            format!("place {name}{}", country.as_deref().map(|code| format!(" ({code})")).unwrap_or_default())
        }
        MentionValue::Time(time) => format!("time {}", time_words(time)),
        MentionValue::Quantity(found) => format!("quantity {}", quantity(found)),
    }
}

/// A time: its value, and the days where they are determined.
pub fn time_words(time: &Time) -> String {
    let days = match time.interval {
        Some(interval) if interval.start == interval.end => format!(" = {}", interval.start),
        Some(interval) => format!(" = {} to {}", interval.start, interval.end),
        None => " (days not determined)".to_owned(),
    };
    if Some(time.value.as_str()) == time.interval.map(|interval| interval.start.to_string()).as_deref() {
        time.value.clone()
    } else {
        format!("{}{days}", time.value)
    }
}

/// A quantity: bound, value, unit, change.
pub fn quantity(quantity: &Quantity) -> String {
    // A rise or fall of which no size is said.
    if let Some(Change { direction, .. }) = quantity.change
        && (quantity.value, quantity.step, quantity.bound) == (0.0, 0.0, Bound::AtLeast)
    {
        return direction_words(direction).to_owned();
    }
    let bound = match quantity.bound {
        Bound::Exact => "",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::About => "about ",
    };
    let value = match quantity.range {
        Some((low, high)) => format!("{} to {}", number(low, quantity.step), number(high, quantity.step)),
        None => number(quantity.value, quantity.step),
    };
    let unit = match (quantity.unit.as_str(), &quantity.counted) {
        ("1", Some(counted)) => format!(" × {counted}"),
        ("1", None) => String::new(),
        (unit, _) => format!(" {}", reader::checks::unit_sign(unit)),
    };
    let change = quantity.change.map(change_words).unwrap_or_default();
    format!(
        "{change}{bound}{value}{unit}{}",
        if quantity.change.is_some_and(|c| c.year_on_year) { " on the year" } else { "" }
    )
}

fn direction_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Same => "unchanged",
    }
}

fn change_words(change: Change) -> String {
    let direction = direction_words(change.direction);
    let basis = match change.basis {
        ChangeBasis::By => "by",
        ChangeBasis::To => "to",
    };
    format!("{direction} {basis} ")
}

/// A number as people read it: grouped below a million, in millions, billions and trillions above; never more digits than
/// were printed.
fn number(value: f64, step: f64) -> String {
    let scales = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    // Printed to the last unit, a number is written out: 1,850,000, not 1.850000 million.
    let whole = (1.0..=10.0).contains(&step) && value.abs() < 1e12;
    let scales = scales.into_iter().find(|(scale, _)| value.abs() >= *scale && !whole);
    let (scale, word) = scales.unwrap_or((1.0, ""));
    let digits = if step > 0.0 { digits(value / scale, step / scale) } else { 2 };
    let printed = format!("{:.digits$}", value / scale);
    if scale > 1.0 {
        return format!("{printed}{word}");
    }
    let (whole, fraction) =
        printed.split_once('.').map_or((printed.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let mut grouped = String::new();
    let digits_only = whole.trim_start_matches('-');
    for (index, digit) in digits_only.chars().enumerate() {
        if index > 0 && (digits_only.len() - index).is_multiple_of(3) && digits_only.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if whole.starts_with('-') { "−" } else { "" };
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

/// How many digits after the point a number needs that was printed to `step`: two for a quarter, one for a half.
fn digits(value: f64, step: f64) -> usize {
    let least = (1.0 / step).log10().floor().clamp(0.0, 9.0) as usize;
    let lost = |digits: usize| {
        let unit = 10f64.powi(digits as i32);
        ((value * unit).round() / unit - value).abs()
    };
    (least..9).find(|&digits| lost(digits) < step / 100.0).unwrap_or(9)
}

/// The text cut to at most `limit` characters, at a word's end, with an ellipsis where something was cut.
pub fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit).collect();
    let end = cut.rfind(' ').filter(|&end| end > limit / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

/// What comes from outside, for a terminal: on one line, shortened, without control characters.
pub fn printable(text: &str, limit: usize) -> String {
    let clean: String =
        text.chars().map(|character| if character.is_control() { '\u{fffd}' } else { character }).collect();
    shorten(&clean, limit)
}

/// The words of a span on one line.
pub fn words(span: Span, text: &str) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_the_printed_digits() {
        assert_eq!(number(7.884e10, 1e7), "78.84 billion");
        assert_eq!(number(48_000.0, 1000.0), "48,000");
        assert_eq!(number(3.8, 0.1), "3.8");
        assert_eq!(number(1_850_000.0, 1.0), "1,850,000");
        assert_eq!(number(-12_500.5, 0.1), "−12,500.5");
        assert_eq!(number(2020.0, 1.0), "2020");
    }

    #[test]
    fn shortening_keeps_whole_words() {
        assert_eq!(shorten("a few words", 20), "a few words");
        assert_eq!(shorten("the ministers met in the capital", 16), "the ministers…");
        assert_eq!(shorten("ééééé", 3), "ééé…");
    }
}
