//! Findings as flat rows, for those who open the file with other tools. The entry's JSON stays the record; these rows are
//! written with it, once, and say nothing that it does not.

use model::{
    Attribution, Claim, Document, Event, Evidence, Finding, Interval, Lens, Mention, MentionValue, Party, Pillar,
    Quantity, Quote, Reading, Span, Time,
};
use rusqlite::{Transaction, params};
use serde::Serialize;

/// The documents's words and sentences, which the rows quote.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) document: &'a Document,
    pub(crate) reading: &'a Reading,
}

impl<'a> Words<'a> {
    pub(crate) fn of(&self, span: Span) -> &'a str {
        span.of(&self.document.text)
    }

    fn sentence(&self, index: usize) -> &'a str {
        self.reading.sentences.get(index).map_or("", |sentence| self.of(sentence.span))
    }
}

/// Writes the rows of one new entry.
pub(crate) fn insert(to: &Transaction, words: Words, entry: i64, finding: &Finding) -> rusqlite::Result<()> {
    match finding {
        Finding::Event(event) => insert_event(to, words, entry, event)?,
        Finding::Claim(claim) => insert_claim(to, words, entry, claim)?,
        Finding::Quote(quote) => insert_quote(to, words, entry, quote)?,
    }
    insert_evidence(to, words, entry, "0", finding.evidence())
}

fn insert_event(to: &Transaction, words: Words, entry: i64, event: &Event) -> rusqlite::Result<()> {
    let (time_value, time_start, time_end) = time_columns(event.time.as_ref());
    let (speaker, speaker_code) = speaker_columns(words, event.attribution.as_ref());
    let mut statement = to.prepare_cached(
        "INSERT INTO event_record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
         ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
    )?;
    let parts = |parties: &[Party], part: fn(&model::Actor) -> Option<String>| {
        list(parties.iter().filter_map(|party| party.actor.as_ref()).filter_map(part))
    };
    let names = |parties: &[Party]| list(parties.iter().map(|party| party_name(words, party)));
    statement.execute(params![
        entry,
        parts(&event.sources, |actor| Some(actor.code())),
        parts(&event.targets, |actor| Some(actor.code())),
        parts(&event.sources, |actor| actor.country.clone()),
        parts(&event.targets, |actor| actor.country.clone()),
        names(&event.sources),
        names(&event.targets),
        event.event_type,
        event.mode,
        event.cameo,
        list(event.contexts.iter().cloned()),
        event.quad as i64,
        key(&event.quad),
        f64::from(thousandths(event.weight)) / 1000.0,
        key(&event.factuality),
        event.opinion,
        event.counts(),
        speaker,
        speaker_code,
        time_value,
        time_start,
        time_end,
        event.place,
        list(event.pillars.iter().map(|pillar| pillar.key().to_owned())),
        list(event.lenses.iter().map(|lens| lens.key().to_owned())),
        number(event.sentence),
        words.sentence(event.sentence),
    ])?;
    let roles = [("source", &event.sources), ("target", &event.targets), ("third_party", &event.third_parties)];
    for (role, parties) in roles {
        for (position, party) in parties.iter().enumerate() {
            insert_party(to, words, entry, role, position, party)?;
        }
    }
    for context in &event.contexts {
        insert_tag(to, entry, "context", context)?;
    }
    event
        .pillars
        .iter()
        .map(|pillar: &Pillar| pillar.key())
        .try_for_each(|key| insert_tag(to, entry, "pillar", key))?;
    event.lenses.iter().map(|lens: &Lens| lens.key()).try_for_each(|key| insert_tag(to, entry, "lens", key))
}

fn insert_party(
    to: &Transaction,
    words: Words,
    entry: i64,
    role: &str,
    position: usize,
    party: &Party,
) -> rusqlite::Result<()> {
    let actor = party.actor.as_ref();
    let mut statement = to.prepare_cached(
        "INSERT INTO event_party_record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    statement.execute(params![
        entry,
        role,
        number(position),
        words.of(party.span),
        number(party.span.start),
        number(party.span.end),
        actor.map(|actor| &actor.id),
        actor.map(|actor| &actor.name),
        actor.map(model::Actor::code),
        actor.filter(|actor| actor.is_side()).map(model::Actor::side),
        actor.and_then(|actor| actor.country.as_ref()),
        actor.and_then(|actor| actor.sector.as_ref()),
        actor.map(|actor| key(&actor.kind)),
        actor.and_then(|actor| actor.office.as_ref()),
    ])?;
    Ok(())
}

fn insert_tag(to: &Transaction, entry: i64, kind: &str, value: &str) -> rusqlite::Result<()> {
    to.prepare_cached("INSERT OR IGNORE INTO entry_tag VALUES (?1, ?2, ?3)")?.execute(params![entry, kind, value])?;
    Ok(())
}

fn insert_claim(to: &Transaction, words: Words, entry: i64, claim: &Claim) -> rusqlite::Result<()> {
    let (period_value, period_start, period_end) = time_columns(claim.period.as_ref());
    let (speaker, speaker_code) = speaker_columns(words, claim.attribution.as_ref());
    let (level, change) = (claim.level.as_ref(), claim.change.as_ref());
    let low = |quantity: &Quantity| quantity.range.map(|range| range.0);
    let high = |quantity: &Quantity| quantity.range.map(|range| range.1);
    let change_of = change.or(level).and_then(|quantity| quantity.change);
    let mut statement = to.prepare_cached(
        "INSERT INTO claim_record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
         ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)",
    )?;
    statement.execute(params![
        entry,
        claim.indicator,
        claim.dimension,
        claim.reporter.as_ref().map(model::Actor::code),
        claim.reporter.as_ref().and_then(|actor| actor.country.as_ref()),
        claim.partner.as_ref().map(model::Actor::code),
        claim.partner.as_ref().and_then(|actor| actor.country.as_ref()),
        period_value,
        period_start,
        period_end,
        level.map(|quantity| quantity.value),
        level.and_then(low),
        level.and_then(high),
        level.map(|quantity| quantity.step),
        level.map(|quantity| &quantity.unit),
        level.and_then(|quantity| quantity.counted.as_ref()),
        level.map(|quantity| key(&quantity.bound)),
        change.map(|quantity| quantity.value),
        change.and_then(low),
        change.and_then(high),
        change.map(|quantity| quantity.step),
        change.map(|quantity| &quantity.unit),
        change.and_then(|quantity| quantity.counted.as_ref()),
        change.map(|quantity| key(&quantity.bound)),
        change_of.map(|change| key(&change.direction)),
        change_of.map(|change| key(&change.basis)),
        change_of.map(|change| change.year_on_year),
        speaker,
        speaker_code,
        claim.status,
        claim.pillar.map(Pillar::key),
        number(claim.sentence),
        words.sentence(claim.sentence),
    ])?;
    if let Some(pillar) = claim.pillar {
        insert_tag(to, entry, "pillar", pillar.key())?;
    }
    let mut statement = to.prepare_cached("INSERT INTO check_record VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (position, check) in claim.checks.iter().enumerate() {
        let verdict = key(&check.verdict);
        statement.execute(params![entry, number(position), verdict, check.rule, check.working, check.reference])?;
    }
    Ok(())
}

fn insert_quote(to: &Transaction, words: Words, entry: i64, quote: &Quote) -> rusqlite::Result<()> {
    let speaker = quote.attribution.source.as_ref();
    let actor = speaker.and_then(|party| party.actor.as_ref());
    let content: Vec<&str> = quote.content.iter().map(|span| words.of(*span)).collect();
    let mut statement =
        to.prepare_cached("INSERT INTO quote_record VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    statement.execute(params![
        entry,
        key(&quote.kind),
        speaker.map(|party| party_name(words, party)),
        speaker.map(|party| words.of(party.span)),
        actor.map(model::Actor::code),
        actor.and_then(|actor| actor.country.as_ref()),
        quote.attribution.cue.map(|span| words.of(span)),
        content.join(" … "),
        number(quote.sentence),
        words.sentence(quote.sentence),
    ])?;
    Ok(())
}

/// One row for each node of the derivation, and one for each of its witnesses; `0.1` is the second child of the root.
fn insert_evidence(
    to: &Transaction,
    words: Words,
    entry: i64,
    node: &str,
    evidence: &Evidence,
) -> rusqlite::Result<()> {
    let whole = std::iter::once(("", evidence.span));
    let witnesses = evidence.witnesses.iter().map(|witness| (witness.role.as_str(), witness.span));
    for (position, (role, span)) in whole.chain(witnesses).enumerate() {
        to.prepare_cached("INSERT INTO evidence_span VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(params![
            entry,
            node,
            number(position),
            evidence.rule,
            role,
            number(span.start),
            number(span.end),
            words.of(span),
        ])?;
    }
    for (index, child) in evidence.children.iter().enumerate() {
        insert_evidence(to, words, entry, &format!("{node}.{index}"), child)?;
    }
    Ok(())
}

/// Writes a mention of a reading.
pub(crate) fn insert_mention(
    to: &Transaction,
    words: Words,
    reading: i64,
    position: usize,
    mention: &Mention,
    value: &str,
) -> rusqlite::Result<()> {
    let (kind, means, country) = match &mention.value {
        MentionValue::Actor(reference) => (
            "actor",
            list(reference.actors.iter().map(model::Actor::code)),
            list(reference.actors.iter().filter_map(|actor| actor.country.clone())),
        ),
        MentionValue::Place { name, country } => ("place", Some(name.clone()), country.clone()),
        MentionValue::Time(time) => ("time", Some(time.value.clone()), None),
        MentionValue::Quantity(quantity) => ("quantity", Some(format!("{} {}", quantity.value, quantity.unit)), None),
    };
    to.prepare_cached("INSERT INTO mention VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?.execute(
        params![
            reading,
            number(position),
            kind,
            words.of(mention.span),
            number(mention.span.start),
            number(mention.span.end),
            number(mention.sentence),
            means,
            country,
            mention.rule,
            value,
        ],
    )?;
    Ok(())
}

/// The key by which a plain enumeration is written in JSON.
pub(crate) fn key(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(key)) => key,
        _ => String::new(),
    }
}

/// A weight in thousandths: whole numbers add up to the same sum in any order.
pub(crate) fn thousandths(weight: f32) -> i32 {
    (weight * 1000.0).round() as i32 // Saturates; weights lie within ±10.
}

/// A count or offset as SQLite keeps it.
pub(crate) fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// The two ends of an interval as ISO 8601 days.
pub(crate) fn days(interval: Option<Interval>) -> (Option<String>, Option<String>) {
    (interval.map(|days| days.start.to_string()), interval.map(|days| days.end.to_string()))
}

fn time_columns(time: Option<&Time>) -> (Option<&str>, Option<String>, Option<String>) {
    let (start, end) = days(time.and_then(|time| time.interval));
    (time.map(|time| time.value.as_str()), start, end)
}

fn speaker_columns(words: Words, attribution: Option<&Attribution>) -> (Option<String>, Option<String>) {
    let source = attribution.and_then(|attribution| attribution.source.as_ref());
    let code = source.and_then(|party| party.actor.as_ref()).map(model::Actor::code);
    (source.map(|party| party_name(words, party)), code)
}

fn party_name(words: Words, party: &Party) -> String {
    party.actor.as_ref().map_or_else(|| words.of(party.span).to_owned(), |actor| actor.name.clone())
}

/// Several values in one column, each once, in order; `None` where there is none.
fn list(values: impl Iterator<Item = String>) -> Option<String> {
    let mut list: Vec<String> = Vec::new();
    for value in values {
        if !list.contains(&value) {
            list.push(value);
        }
    }
    (!list.is_empty()).then(|| list.join(";"))
}
