//! Dated facts: treaties, places, series and offices, and what the words say against them.

use super::sheet::{Sheet, found};
use crate::phrases::{Phrases, words};
use jiff::civil::Date;
use model::{Interval, MentionValue, ReferenceFigure, Verdict};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Dated facts and the reference figures that ship with the project.
pub struct Facts {
    /// Treaties with their dates.
    pub treaties: Vec<Treaty>,
    /// From their names, as phrases of lower-case words, to their indexes.
    pub(super) names: Phrases<usize>,
    /// Places and projects with dated events.
    pub entries: Vec<Entry>,
    pub(super) entry_names: Phrases<usize>,
    /// Recurring meetings.
    pub series: Vec<Series>,
    pub(super) series_names: Phrases<usize>,
    offices: Vec<Office>,
    /// From a name in lower case to the offices that its bearers held.
    by_name: FxHashMap<String, Vec<usize>>,
    rates: Vec<(String, i16, f64)>,
    /// Figures of statistical offices that ship with the project.
    pub reference_figures: Vec<ReferenceFigure>,
    flows: Vec<super::reference::Flow>,
}

/// A treaty, from `ontology/facts/treaties.toml`.
#[derive(Debug, Clone, Deserialize)]
pub struct Treaty {
    /// Stable slug.
    pub id: String,
    /// The formal English name.
    pub name: String,
    /// Names and translations found in the press.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The states that matter for reading the press.
    #[serde(default)]
    pub parties: Vec<String>,
    /// When it was signed, ISO 8601.
    pub signed: Option<String>,
    /// When it entered into force.
    pub in_force: Option<String>,
    /// When it ceased to bind.
    pub ended: Option<String>,
    /// The treaty that it prolongs.
    pub extends: Option<String>,
    /// Withdrawals, suspensions, accessions.
    #[serde(default)]
    pub events: Vec<TreatyEvent>,
    /// Where it can be looked up.
    #[serde(default)]
    pub source: String,
}

/// Something that happened to a treaty.
#[derive(Debug, Clone, Deserialize)]
pub struct TreatyEvent {
    /// ISO 8601.
    pub date: String,
    /// `withdrawal`, `accession` …
    pub kind: String,
    /// Whose act it was.
    #[serde(default)]
    pub by: Vec<String>,
}

/// A place, project or organisation, from `ontology/facts/aliases.toml`.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    /// The name to show.
    pub name: String,
    /// Its other names and transcriptions.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What happened to it.
    #[serde(default)]
    pub events: Vec<TreatyEvent>,
    /// Where it can be looked up.
    #[serde(default)]
    pub source: String,
}

/// A recurring meeting, from `ontology/facts/series.toml`.
#[derive(Debug, Clone, Deserialize)]
pub struct Series {
    /// The name to show.
    pub name: String,
    /// Its other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its sessions.
    #[serde(default)]
    pub session: Vec<Session>,
    /// Where it can be looked up.
    #[serde(default)]
    pub source: String,
}

/// One session of a series.
#[derive(Debug, Clone, Deserialize)]
pub struct Session {
    /// Its number.
    pub number: Option<i32>,
    /// Its year.
    pub year: Option<i16>,
    /// Where it was held.
    #[serde(default)]
    pub place: String,
}

/// An office held by a person, from `ontology/actors/offices_*.tsv`.
#[derive(Debug, Clone)]
pub struct Office {
    /// The person's name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// The office: `Prime Minister`.
    pub office: String,
    /// First day, where known.
    pub from: Option<Date>,
    /// Last day; none where still held at the table's date.
    pub to: Option<Date>,
    /// Where it can be looked up.
    pub source: String,
}

impl Office {
    /// True where the office was held on some day of the interval, give or take a week around hand-overs.
    pub fn overlaps(&self, interval: Interval) -> bool {
        let week = jiff::Span::new().days(7);
        let from = self.from.and_then(|date| date.checked_sub(week).ok()).unwrap_or(Date::MIN);
        let to = self.to.and_then(|date| date.checked_add(week).ok()).unwrap_or(Date::MAX);
        from <= interval.end && interval.start <= to
    }

    /// `from 2017-05-14`.
    pub fn show(&self) -> String {
        let from = self.from.map(|date| format!("from {date}"));
        let to = self.to.map(|date| format!("to {date}"));
        [from, to].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl Facts {
    /// From `ontology/facts`, `ontology/actors/offices_*.tsv` and `ontology/reference`.
    ///
    /// # Panics
    /// Where a file does not load; the tests load every file.
    pub fn embedded() -> Facts {
        #[derive(Deserialize, Default)]
        struct File {
            #[serde(default)]
            treaty: Vec<Treaty>,
        }
        let path = "ontology/facts/treaties.toml";
        let file: File = crate::data::file(path)
            .map_or_else(File::default, |text| toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}")));
        #[derive(Deserialize, Default)]
        struct Entries {
            #[serde(default)]
            entry: Vec<Entry>,
        }
        #[derive(Deserialize, Default)]
        struct AllSeries {
            #[serde(default)]
            series: Vec<Series>,
        }
        let path = "ontology/facts/aliases.toml";
        let entries: Entries = crate::data::file(path).map_or_else(Entries::default, |text| {
            toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"))
        });
        let path = "ontology/facts/series.toml";
        let series: AllSeries = crate::data::file(path).map_or_else(AllSeries::default, |text| {
            toml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"))
        });
        let mut entry_names = Phrases::default();
        for (index, entry) in entries.entry.iter().enumerate() {
            for name in entry.aliases.iter().chain([&entry.name]).filter(|name| name.len() > 4) {
                entry_names.add(&plain(name), index);
            }
        }
        let mut series_names = Phrases::default();
        for (index, series) in series.series.iter().enumerate() {
            for name in series.aliases.iter().chain([&series.name]) {
                series_names.add(&plain(name), index);
            }
        }
        let mut names = Phrases::default();
        for (index, treaty) in file.treaty.iter().enumerate() {
            for name in treaty.aliases.iter().chain([&treaty.name]) {
                // Short capital names are common words in lower case (`SORT`, `START`): they need the word after them.
                if name.len() > 4 || name.contains(' ') {
                    names.add(&plain(name), index);
                }
            }
        }
        let mut facts = Facts {
            treaties: file.treaty,
            names,
            entries: entries.entry,
            entry_names,
            series: series.series,
            series_names,
            offices: Vec::new(),
            by_name: FxHashMap::default(),
            rates: Vec::new(),
            reference_figures: super::reference::shipped(),
            flows: super::reference::flows(),
        };
        facts.load_offices();
        for row in crate::data::rows("ontology/reference/rates.tsv", &["currency", "year", "rate"]) {
            if let (Ok(year), Ok(rate)) = (row[1].parse(), row[2].parse()) {
                facts.rates.push((row[0].to_owned(), year, rate));
            }
        }
        facts
    }

    fn load_offices(&mut self) {
        let columns = ["name", "aliases", "country", "office", "from", "to", "source"];
        for (path, _) in crate::data::files("ontology/actors/offices") {
            for row in crate::data::rows(path, &columns) {
                let index = self.offices.len();
                let to = day(row[5], true);
                self.offices.push(Office {
                    name: row[0].to_owned(),
                    country: row[2].to_owned(),
                    office: row[3].to_owned(),
                    from: day(row[4], false),
                    to,
                    source: row[6].to_owned(),
                });
                for name in row[1].split('|').chain([row[0]]).filter(|name| !name.trim().is_empty()) {
                    let known = self.by_name.entry(name.trim().to_lowercase()).or_default();
                    if !known.contains(&index) {
                        known.push(index);
                    }
                }
            }
        }
    }

    /// The treaties that the words of a title name, each name with all that bear it: by a known name, else by a name of
    /// which every word that tells is in the title, in any order.
    pub fn by_title(&self, title: &[crate::phrases::Word]) -> Vec<Vec<usize>> {
        let hits: Vec<Vec<usize>> = self.names.find_all(title).into_iter().map(|hit| hit.value).collect();
        if !hits.is_empty() {
            return hits;
        }
        let telling = |name: &str| -> Vec<String> {
            let words = name.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase);
            words
                .filter(|word| {
                    word.len() > 3
                        && !["treaty", "agreement", "protocol", "between", "with", "from"].contains(&word.as_str())
                })
                .collect()
        };
        let within = |name: &String| {
            let words = telling(name);
            words.len() >= 4
                && words.iter().all(|word| {
                    title.iter().any(|own| {
                        own.is(word)
                            || word.strip_suffix('s').is_some_and(|word| own.is(word))
                            || word.strip_suffix("es").is_some_and(|word| own.is(word))
                    })
                })
        };
        let fits = |treaty: &Treaty| treaty.aliases.iter().chain([&treaty.name]).any(within);
        let indexes: Vec<usize> = (0..self.treaties.len()).filter(|&index| fits(&self.treaties[index])).collect();
        if indexes.is_empty() { Vec::new() } else { vec![indexes] }
    }

    /// Every office that people of a name held. Empty where the name is unknown.
    pub fn offices_of(&self, name: &str) -> Vec<&Office> {
        let indexes = self.by_name.get(&name.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        indexes.iter().map(|&index| &self.offices[index]).collect()
    }

    /// The names of those who held an office of a state in an interval.
    pub fn holders(&self, country: &str, office: &str, interval: Interval) -> Vec<&str> {
        let held = self
            .offices
            .iter()
            .filter(|held| held.country == country && held.office == office && held.overlaps(interval));
        let mut names: Vec<&str> = held.map(|held| held.name.as_str()).collect();
        names.dedup();
        names
    }

    /// How figures of an indicator may be put together.
    pub(super) fn flow(&self, indicator: &str) -> Option<&super::reference::Flow> {
        self.flows.iter().find(|flow| flow.indicator() == indicator)
    }

    /// What one of a currency was worth in US dollars, on the average of that very year.
    pub(super) fn dollars(&self, currency: &str, year: i16) -> Option<f64> {
        if currency == "USD" {
            return Some(1.0);
        }
        let rate = self.rates.iter().find(|(name, of, _)| name == currency && *of == year)?;
        Some(1.0 / rate.2)
    }

    /// The least and greatest number of `to` for one of `from` in the years around `year`, or in all years of the table.
    pub fn rate(&self, from: &str, to: &str, year: Option<i16>) -> Option<(f64, f64)> {
        let dollar = |currency: &str| -> Option<(f64, f64)> {
            if currency == "USD" {
                return Some((1.0, 1.0));
            }
            let all: Vec<_> = self.rates.iter().filter(|rate| rate.0 == currency).collect();
            let near: Vec<_> = all.iter().filter(|rate| year.is_none_or(|year| (rate.1 - year).abs() <= 3)).collect();
            let chosen: Vec<f64> = if near.is_empty() {
                all.iter().map(|rate| rate.2).collect()
            } else {
                near.iter().map(|rate| rate.2).collect()
            };
            let low = chosen.iter().copied().reduce(f64::min)?;
            Some((low, chosen.iter().copied().fold(low, f64::max)))
        };
        let (one, two) = (dollar(from)?, dollar(to)?);
        Some((two.0 / one.1, two.1 / one.0))
    }
}

/// A name as a phrase: punctuation becomes space.
fn plain(name: &str) -> String {
    let spaced: String =
        name.chars().map(|character| if character.is_alphanumeric() { character } else { ' ' }).collect();
    spaced.trim().to_owned()
}

/// A day of ISO 8601, or the first or last day of a month or year.
pub(super) fn day(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.trim().split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().and_then(|part| part.parse().ok());
    let day: Option<i8> = parts.next().and_then(|part| part.parse().ok());
    let date = Date::new(year, month.unwrap_or(if last { 12 } else { 1 }), day.unwrap_or(1)).ok()?;
    match (day, last) {
        (None, true) => Some(date.last_of_month()),
        _ => Some(date),
    }
}

/// Checks one sentence against the treaties.
pub fn check(sheet: &mut Sheet, index: usize) {
    let text = sheet.view.document.text.as_str();
    let words = words(&sheet.view.sentences[index], text);
    let facts = &sheet.view.language.checks;
    let mut added = Vec::new();
    let hits = facts.names.find_all(&words);
    for hit in &hits {
        let span = words[hit.start].span.cover(words[hit.end - 1].span);
        // A name of words begins with a capital: `open skies treaty` in lower case is still one.
        for &treaty in &hit.value {
            let treaty = &facts.treaties[treaty];
            if let Some(check) = stale_withdrawal(sheet, index, &words, (hit.start, hit.end), treaty) {
                added.push((span, treaty.name.clone(), check));
                break;
            }
        }
    }
    for (span, name, check) in added {
        let whole = check.spans.iter().fold(span, |whole, other| whole.cover(*other));
        sheet.add(index, "treaty-status", &name, whole, check);
    }
    own_date(sheet, index);
}

/// An intention to leave a treaty that was left before the article's date.
fn stale_withdrawal(
    sheet: &Sheet,
    index: usize,
    words: &[crate::phrases::Word],
    (start, end): (usize, usize),
    treaty: &Treaty,
) -> Option<model::Check> {
    let leave = (start.saturating_sub(8)..start)
        .rev()
        .find(|&at| words[at].any(&["withdraw", "withdrawal", "leave", "quit", "exit", "pull"]))?;
    let intent = (leave.saturating_sub(8)..leave).rev().find(|&at| {
        words[at].any(&[
            "intention",
            "intend",
            "plan",
            "want",
            "threaten",
            "threat",
            "consider",
            "will",
            "decide",
            "prepare",
            "desire",
            "wish",
            "propose",
            "announce",
        ])
    })?;
    // `announced its withdrawal` is no mere intention; `announced that it will` is.
    if words[intent].is("announce") {
        return None;
    }
    let year = sheet.view.dating.year.and_then(|year| Date::new(year, 1, 1).ok());
    let published = sheet.view.dating.interval.map(|interval| interval.start).or(year)?;
    let actors: Vec<&str> = sheet
        .view
        .mentions_in(index)
        .iter()
        .filter(|mention| mention.span.start < words[start].span.start)
        .filter_map(|mention| match &mention.value {
            MentionValue::Actor(reference) => Some(reference),
            _ => None,
        })
        .flat_map(|reference| reference.actors.iter().filter_map(|actor| actor.country.as_deref()))
        .collect();
    let left = treaty.events.iter().find(|event| {
        matches!(event.kind.as_str(), "withdrawal" | "signature_withdrawn")
            && (actors.is_empty() || event.by.iter().any(|by| actors.contains(&by.as_str())))
    })?;
    let date = day(&left.date, true)?;
    if date >= published {
        return None;
    }
    let span = words[intent].span.cover(words[leave].span);
    let name = words[start].span.cover(words[end - 1].span);
    let working = format!(
        "{} left the {} on {}; the article is of {published} or later",
        left.by.join(", "),
        treaty.name,
        left.date
    );
    let mut check = found(Verdict::Stale, "treaty-already-left", working, vec![span, name]);
    check.reference = Some(treaty.source.clone());
    Some(check)
}

/// A document that extends a treaty cannot bear the treaty's own date.
fn own_date(sheet: &mut Sheet, index: usize) {
    let facts = &sheet.view.language.checks;
    let text = sheet.view.document.text.as_str();
    let mut notes = Vec::new();
    for (position, claim) in sheet.claims.iter().enumerate() {
        if claim.sentence != index || claim.indicator != "document-date" {
            continue;
        }
        let title = claim.evidence.witnesses[0].span;
        let Some(interval) = claim.period.as_ref().and_then(|period| period.interval) else { continue };
        let sentence_words = words(&sheet.view.sentences[index], text);
        let inside: Vec<_> = sentence_words.into_iter().filter(|word| title.contains(word.span)).collect();
        let extends = inside.iter().any(|word| {
            word.any(&["extend", "extension", "prolong", "prolongation", "renewal", "renew", "amend", "amendment"])
        });
        if !extends {
            continue;
        }
        let sides: Vec<String> =
            [&claim.reporter, &claim.partner].into_iter().flatten().map(model::Actor::side).collect();
        for treaties in facts.by_title(&inside) {
            let fits = |treaty: &&Treaty| {
                treaty.extends.is_none()
                    && (sides.is_empty()
                        || sides.iter().filter(|side| treaty.parties.contains(side)).count() >= sides.len().min(2))
            };
            for treaty in treaties.into_iter().map(|index| &facts.treaties[index]).filter(fits) {
                let Some(signed) = treaty.signed.as_deref().and_then(|signed| day(signed, false)) else { continue };
                if interval.start <= signed && signed <= interval.end || interval.end < signed {
                    let extension = facts.treaties.iter().find(|other| other.extends.as_ref() == Some(&treaty.id));
                    let mut working = format!(
                        "{} is the date of the {} itself; a document that extends it is later",
                        signed, treaty.name
                    );
                    if let Some(extension) = extension
                        && let Some(date) = &extension.signed
                    {
                        working += &format!(" (the {} was signed on {date})", extension.name);
                    }
                    let time = claim
                        .evidence
                        .witnesses
                        .iter()
                        .find(|witness| witness.role == "time")
                        .map(|witness| witness.span);
                    let mut check = found(
                        Verdict::Disagrees,
                        "extension-bears-own-date",
                        working,
                        time.into_iter().chain([title]).collect(),
                    );
                    check.reference = Some(treaty.source.clone());
                    notes.push((position, check));
                }
            }
        }
    }
    for (position, check) in notes {
        sheet.note(position, check);
    }
}
