//! `entente check`: the claims of a ledger by verdict, and how many could be checked at all.

use crate::checking::{self, Coverage, VERDICTS, Versions};
use crate::cli::{Check, Output, exit};
use crate::nearest::nearest;
use crate::terminal::{BAD, DOUBT, FAINT, GOOD, NAME, STRONG, paint};
use crate::{describe, pages, sides};
use anyhow::{Context, Result, bail};
use model::{Actor, Claim, Document, Finding, Interval, Reading, Verdict};
use std::io::Write;

/// Indicators of claims that no file of `ontology/indicators` describes: what is said of treaties, and figures whose
/// indicator is not known.
const WITHOUT_FILE: [&str; 2] = ["treaty-status", "unclassified"];

/// The most characters of a check that are printed: far more than a working with its source has, so that only hostile
/// input is cut.
const LONGEST: usize = 4000;

/// A claim that passed the filters.
struct Listed<'a> {
    id: String,
    article: usize,
    number: usize,
    claim: &'a Claim,
    verdict: Verdict,
}

/// Lists the claims.
pub fn run(arguments: &Check, output: Output) -> Result<u8> {
    let ledger = super::existing(&arguments.ledger)?;
    let facts = reader::checks::Facts::embedded();
    let mut articles = super::articles(&ledger)?;
    let versions = checking::recheck(&ledger, &facts, &mut articles)?;
    let held = articles.iter().flat_map(|(_, reading)| claims(reading)).flat_map(|(_, claim)| sides_of(claim));
    let wanted_sides = sides::resolve(&arguments.side, held.collect::<Vec<_>>())?;
    let period = arguments.period.as_deref().map(period).transpose()?;
    let mut known: std::collections::BTreeSet<String> =
        reader::claims::Indicators::embedded().list.into_iter().map(|indicator| indicator.id).collect();
    known.extend(WITHOUT_FILE.map(str::to_owned));
    for wanted in &arguments.indicator {
        let found =
            articles.iter().flat_map(|(_, reading)| claims(reading)).any(|(_, claim)| claim.indicator == *wanted);
        if !found && !known.contains(wanted) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let near = nearest(wanted, known.iter().copied(), 3);
            let near = if near.is_empty() { String::new() } else { format!(" (near it: {})", near.join(", ")) };
            bail!("--indicator {wanted}: no such indicator{near}; there are {}", known.join(", "));
        }
    }
    let mut coverage = Coverage::default();
    let mut listed = Vec::new();
    for (article, (document, reading)) in articles.iter().enumerate() {
        if !fits_document(arguments, document) {
            continue;
        }
        let ids = ledger.entry_ids(&document.id)?;
        for (number, claim) in claims(reading) {
            if !fits(arguments, claim, &wanted_sides, period) {
                continue;
            }
            let others = versions.of(article, number);
            let verdict = checking::listed_under(claim, others, &articles);
            coverage.add(claim, verdict);
            let wanted = arguments.verdict.is_empty()
                || arguments.verdict.iter().any(|wanted| {
                    wanted.verdict() == verdict
                        || wanted.verdict() != Verdict::NotCheckable
                            && checking::all_checks(claim, others, &articles)
                                .iter()
                                .any(|check| check.verdict == wanted.verdict())
                });
            if wanted {
                let id = ids.get(number).cloned().unwrap_or_default();
                listed.push(Listed { id, article, number, claim, verdict });
            }
        }
    }
    let rank = |verdict: Verdict| VERDICTS.iter().position(|other| *other == verdict);
    listed.sort_by(|left, right| {
        let place = |listed: &Listed| (rank(listed.verdict), articles[listed.article].0.source.clone(), listed.number);
        place(left).cmp(&place(right))
    });
    if output.json {
        print_json(&listed, &coverage, &articles, &versions)?;
    } else if !output.quiet {
        print(arguments, &listed, &coverage, &articles, &versions)?;
    }
    Ok(exit::DONE)
}

fn claims(reading: &Reading) -> impl Iterator<Item = (usize, &Claim)> {
    reading.findings.iter().enumerate().filter_map(|(number, finding)| match finding {
        Finding::Claim(claim) => Some((number, claim)),
        _ => None,
    })
}

fn period(text: &str) -> Result<Interval> {
    intake::tables::period(text, "").and_then(|(_, days)| days).with_context(|| {
        format!("--period {text}: write a year, half, quarter, month, day or range of months: 2020, 2020-Q3, 2020-09, 2020-01/2020-09")
    })
}

fn fits_document(arguments: &Check, document: &Document) -> bool {
    let has = |text: &str, part: &str| text.to_lowercase().contains(&part.to_lowercase());
    arguments.outlet.as_ref().is_none_or(|part| has(&pages::article::outlet(document), part))
        && arguments.document.as_ref().is_none_or(|part| {
            has(&document.source, part)
                || has(&pages::article::title(document), part)
                || document.id.starts_with(part.as_str())
        })
}

fn sides_of(claim: &Claim) -> Vec<String> {
    [&claim.reporter, &claim.partner].into_iter().flatten().map(Actor::side).collect()
}

fn fits(arguments: &Check, claim: &Claim, wanted: &[String], period: Option<Interval>) -> bool {
    let sides = sides_of(claim);
    (arguments.indicator.is_empty() || arguments.indicator.contains(&claim.indicator))
        && wanted.iter().all(|code| sides.iter().any(|side| side.eq_ignore_ascii_case(code)))
        && period.is_none_or(|wanted| {
            claim.period.as_ref().and_then(|own| own.interval).is_some_and(|own| own.overlaps(wanted))
        })
}

fn print(
    arguments: &Check,
    listed: &[Listed],
    coverage: &Coverage,
    articles: &[(Document, Reading)],
    versions: &Versions,
) -> Result<()> {
    let mut out = anstream::stdout().lock();
    // What nothing can be held against is counted; it is listed where it is asked for.
    let all = arguments.verdict.iter().any(|wanted| wanted.verdict() == Verdict::NotCheckable);
    let mut last = None;
    for item in listed.iter().filter(|item| all || item.verdict != Verdict::NotCheckable) {
        if last != Some(item.verdict) {
            let count = listed.iter().filter(|other| other.verdict == item.verdict).count();
            if last.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{} {}", paint(style(item.verdict), describe::verdict(item.verdict)), paint(FAINT, count))?;
            last = Some(item.verdict);
        }
        let (document, reading) = &articles[item.article];
        let headline = describe::printable(&describe::headline(&reading.findings[item.number], &document.text), 160);
        let period = item.claim.period.as_ref().map_or_else(|| "no period".to_owned(), |period| period.value.clone());
        writeln!(
            out,
            "  {} {} {}",
            paint(NAME, item.id.get(..8).unwrap_or_default()),
            paint(STRONG, headline),
            paint(FAINT, period)
        )?;
        let outlet = describe::printable(&pages::article::outlet(document), 60);
        writeln!(
            out,
            "           {}",
            paint(FAINT, format!("{outlet}, {} · {}", pages::article::date(reading), document.source))
        )?;
        for check in checking::all_checks(item.claim, versions.of(item.article, item.number), articles) {
            let words = describe::printable(&describe::check_words(&check), LONGEST);
            writeln!(out, "           {} {words}", paint(FAINT, format!("{:<18}", check.rule)))?;
        }
    }
    if last.is_some() {
        writeln!(out)?;
    }
    if coverage.claims == 0 {
        writeln!(out, "{} no claim fits", paint(DOUBT, "nothing"))?;
        return Ok(());
    }
    writeln!(
        out,
        "{} {} of {} claims could be checked ({:.1} %)",
        paint(GOOD, "coverage"),
        paint(STRONG, coverage.checked),
        coverage.claims,
        coverage.percent()
    )?;
    for verdict in VERDICTS {
        if let Some(count) = coverage.verdicts.get(checking::key(verdict)).filter(|_| verdict != Verdict::NotCheckable)
        {
            writeln!(out, "  {count:>6} {}", describe::verdict(verdict))?;
        }
    }
    let missing = coverage.claims - coverage.checked;
    if missing > 0 {
        writeln!(out, "  {missing:>6} {}", describe::verdict(Verdict::NotCheckable))?;
        for (why, count) in &coverage.not_checkable {
            writeln!(out, "    {count:>6} {}", paint(FAINT, why))?;
        }
    }
    writeln!(
        out,
        "{}",
        paint(
            FAINT,
            "`entente explain ID` shows one claim with its working; `entente import` brings more figures to hold them against"
        )
    )?;
    Ok(())
}

fn style(verdict: Verdict) -> anstyle::Style {
    match checking::tone(verdict) {
        "agrees" => GOOD,
        "disagrees" => BAD,
        _ => DOUBT,
    }
}

fn print_json(
    listed: &[Listed],
    coverage: &Coverage,
    articles: &[(Document, Reading)],
    versions: &Versions,
) -> Result<()> {
    let claims: Vec<serde_json::Value> = listed
        .iter()
        .map(|item| {
            let (document, reading) = &articles[item.article];
            let others = versions.of(item.article, item.number);
            let sentence = reading
                .sentences
                .get(item.claim.sentence)
                .map(|sentence| describe::words(sentence.span, &document.text));
            serde_json::json!({
                "id": item.id,
                "document": document.id,
                "source": document.source,
                "outlet": document.header.outlet.value(),
                "published": pages::article::date(reading),
                "headline": describe::headline(&reading.findings[item.number], &document.text),
                "sentence": sentence,
                "verdict": checking::key(item.verdict),
                "checks": checking::all_checks(item.claim, others, articles),
                "versions": others.iter().map(|version| serde_json::json!({
                    "document": articles[version.article].0.id,
                    "outlet": articles[version.article].0.header.outlet.value(),
                    "published": pages::article::date(&articles[version.article].1),
                    "verdict": checking::key(version.verdict),
                    "working": version.working,
                })).collect::<Vec<_>>(),
                "claim": item.claim,
            })
        })
        .collect();
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &serde_json::json!({ "coverage": coverage, "claims": claims }))
        .map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
