//! Findings and mentions in words: the same on the terminal and in the report.

mod dating;
mod numbers;
mod times;
mod words;

pub use dating::rule as dating_rule;
pub use numbers::{counted, grouped, quantity, signed, tidy};
pub use times::{period_words, time_words};
pub use words::plural;

use model::{
    Actor, Attribution, Check, Claim, Event, Factuality, Finding, Lens, MentionValue, Party, Pillar, Quad, QuoteKind,
    Span, Verdict,
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
            let mut line = indicator(claim);
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
    let weight = signed(f64::from(event.weight));
    rows.push(("type", format!("{}, {}, weight {weight}", event.event_type, quad(event.quad))));
    if let Some(mode) = event.mode.as_deref().and_then(|mode| words::mode(&event.event_type, mode)) {
        rows.push(("more closely", mode.to_owned()));
    }
    rows.push(("factuality", state(event)));
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
    rows.push(("indicator", claim.indicator.replace('-', " ")));
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
    rows.push(("said by", speaker(attribution, text)));
    if let Some(cue) = attribution.cue {
        rows.push(("in the words", format!("“{}”", words(cue, text))));
    }
    if let Some(outer) = &attribution.outer {
        rows.push(("reported by", speaker(outer, text)));
    }
}

/// What a claim is about: the indicator, and what it is cut by where it is: `trade total (agricultural product)`.
pub fn indicator(claim: &Claim) -> String {
    let name = claim.indicator.replace('-', " ");
    match &claim.dimension {
        Some(dimension) => format!("{name} ({})", shorten(dimension, 60)),
        None => name,
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
    format!("{}: {}{reference}", verdict(check.verdict), tidy(&check.working))
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
fn factuality(factuality: Factuality) -> &'static str {
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

/// How the words present an act, and on whose word: `reported as done, on Russia’s word`.
pub fn state(event: &Event) -> String {
    let factuality = factuality(event.factuality);
    match word_of(event) {
        Some(whose) => format!("{factuality}, {whose}"),
        None => factuality.to_owned(),
    }
}

/// On whose word an act is told, where a party asserts it: `on Russia’s word`. A medium is no party: it reports.
fn word_of(event: &Event) -> Option<String> {
    let mut told = event.attribution.as_ref();
    // Who demands, demands by saying so: the words are the act.
    let verbal = matches!(event.quad, Quad::VerbalCooperation | Quad::VerbalConflict);
    // `The agency said that the minister said`: it is the minister's word.
    let asserted = |attribution: &Attribution| {
        attribution
            .source
            .as_ref()
            .and_then(|party| party.actor.clone())
            .filter(|actor| actor.sector.as_deref() != Some("MED"))
            .filter(|actor| !verbal || !event.sources.iter().any(|party| party.actor.as_ref() == Some(actor)))
    };
    while let Some(attribution) = told {
        if let Some(actor) = asserted(attribution) {
            let name = actor.name.trim();
            let possessive = if name.ends_with('s') { "’" } else { "’s" };
            return Some(format!("on {name}{possessive} word"));
        }
        told = attribution.outer.as_deref();
    }
    None
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

/// An actor with office and code: `Vladimir Putin, President (RUSGOV)`. Who belongs to no state and to no organisation that
/// has a code (`person:lee`) has the name alone.
pub fn actor(actor: &Actor) -> String {
    let office =
        actor.office.as_deref().filter(|office| !actor.name.contains(office)).map(|office| format!(", {office}"));
    let code = actor.code();
    let code = if code.chars().any(char::is_lowercase) { String::new() } else { format!(" ({code})") };
    format!("{}{}{code}", actor.name, office.unwrap_or_default())
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

    /// The labels and values of a sentence's findings of a kind, with their headlines.
    fn found(sentence: &str, kind: &str) -> String {
        let document = reader::passage(sentence, None);
        let reading = reader::read(&reader::Language::english(), &document);
        let findings = reading.findings.iter().filter(|finding| finding.kind() == kind);
        let line = |finding: &Finding| {
            let rows: Vec<String> =
                rows(finding, &document.text).iter().map(|(label, value)| format!("{label}: {value}")).collect();
            format!("{} | {}", headline(finding, &document.text), rows.join(" | "))
        };
        findings.map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn an_act_is_told_on_the_word_of_the_party_that_asserts_it() {
        let told = found("Norway said that Sweden attacked Oslo.", "event");
        assert!(told.contains("reported as done, on Norway’s word"), "{told}");
        let plain = found("Sweden attacked Norway.", "event");
        assert!(plain.contains("factuality: reported as done") && !plain.contains("word"), "{plain}");
    }

    #[test]
    fn modes_do_not_mislead_and_claims_name_their_product() {
        let act = found("Canada imposed sanctions on Belarus.", "event");
        assert!(act.contains("curtail or end exchange") && !act.contains("discontinue"), "{act}");
        let claim = found("Norway's exports of farm products to Sweden rose to $3.5 billion in 2020.", "claim");
        assert!(claim.starts_with("exports (farm product), Norway to Sweden: "), "{claim}");
    }

    #[test]
    fn who_has_no_code_has_the_name_alone() {
        let mut person = Actor {
            id: "person:lee".to_owned(),
            name: "Lee".to_owned(),
            country: None,
            sector: None,
            kind: model::ActorKind::Person,
            office: None,
        };
        assert_eq!(actor(&person), "Lee");
        person.country = Some("KOR".to_owned());
        assert_eq!(actor(&person), "Lee (KOR)");
    }

    #[test]
    fn shortening_keeps_whole_words() {
        assert_eq!(shorten("a few words", 20), "a few words");
        assert_eq!(shorten("the ministers met in the capital", 16), "the ministers…");
        assert_eq!(shorten("ééééé", 3), "ééé…");
    }
}
