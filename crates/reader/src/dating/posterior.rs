//! A small probabilistic model of when a text was written.
//!
//! Every clue says how likely its words are in a text of each month; the clues are taken as independent, except that those
//! of one sort support each other less and less. With a prior over months their product is the posterior; that of a year
//! is the sum over its months, so that an office which ended in January leaves that January. The year is answered where
//! its posterior is high enough, otherwise there is no answer. The numbers are rough shares: lags between a text's year
//! and the latest year that it tells were counted in dated news of several papers; the others are set by judgement, with
//! floors so that no single clue decides alone.

use jiff::civil::Date;
use model::Interval;

/// The years that a text can be of. Tables of offices and terms end with [`KNOWN_TO`]; later texts can be told by the years
/// that they write.
pub(super) const FIRST: i16 = 1985;
pub(super) const LAST: i16 = 2040;
/// The year in which the tables were last looked over: what holds in it is taken to go on.
pub(super) const KNOWN_TO: i16 = 2026;

/// The least posterior of a year that is an answer. Checked on five sets that state their dates (wires of 2019 to 2022,
/// American papers of 2016, wiki news of 2006 to 2023, web logs of 2003 to 2006, the project's own texts of 1992 to 2025;
/// 485 texts): 90 of 100 answers are right at it, 86 on the wires and 76 on the web logs, which look back more than news
/// does. The lowest at which 88 of 100 are right is 0.52; with one outlet or set left out in turn it lies between 0.48 and
/// 0.59, and 87 of 100 answers on what was left out are right. Of the years given 0.5 to 0.6, 0.6 to 0.8, 0.8 to 0.9 and
/// more, 70, 82, 95 and 97 in a hundred are right, so that the posterior is rather too low than too high.
const THRESHOLD: f64 = 0.55;
/// No likelihood is less than this, so that one misread word cannot exclude a year.
const FLOOR: f64 = 0.003;

/// The logarithms of how likely a clue's words are in a text of each month from [`FIRST`] to [`LAST`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likelihood(Vec<f64>);

/// Every month from [`FIRST`] to [`LAST`].
fn months() -> impl Iterator<Item = (i16, i8)> {
    (FIRST..=LAST).flat_map(|year| (1..=12).map(move |month| (year, month)))
}

/// What is left of a month's likelihood before the earliest or after the latest day that a clue allows.
const OUTSIDE: f64 = 0.1;

impl Likelihood {
    /// From a likelihood of 0 to 1 for each year, of which only the ratios matter.
    pub fn new(of: impl Fn(i16) -> f64) -> Likelihood {
        let years: Vec<f64> = (FIRST..=LAST).map(|year| of(year).max(FLOOR).ln()).collect();
        Likelihood(months().map(|(year, _)| years[(year - FIRST) as usize]).collect())
    }

    /// From a likelihood of 0 to 1 for each stretch of time, given by its start in years and parts of a year: a month's.
    pub fn by_month(of: impl Fn(f64, f64) -> f64) -> Likelihood {
        let start = |year: i16, month: i8| f64::from(year) + f64::from(month - 1) / 12.0;
        Likelihood(
            months().map(|(year, month)| of(start(year, month), start(year, month + 1)).max(FLOOR).ln()).collect(),
        )
    }

    /// For some years a likelihood each, and another for all the rest.
    pub fn of(years: &[(i16, f64)], rest: f64) -> Likelihood {
        Likelihood::new(|year| years.iter().find(|(of, _)| *of == year).map_or(rest, |(_, likelihood)| *likelihood))
    }

    /// The same, less likely before and after some days.
    pub fn within(mut self, earliest: Option<Date>, latest: Option<Date>) -> Likelihood {
        for (log, (year, month)) in self.0.iter_mut().zip(months()) {
            let before = earliest.is_some_and(|day| (year, month) < (day.year(), day.month()));
            let after = latest.is_some_and(|day| (year, month) > (day.year(), day.month()));
            if before || after {
                *log += OUTSIDE.ln();
            }
        }
        self
    }

    /// The same with its say made less.
    pub fn damped(&self, share: f64) -> Likelihood {
        Likelihood(self.0.iter().map(|log| log * share).collect())
    }

    /// True where the year is among those that the words fit best, or nearly so.
    pub fn supports(&self, year: i16) -> bool {
        let best = self.0.iter().copied().fold(f64::MIN, f64::max);
        // Half as likely as the best, or for a weak clue nearer to its best than to its worst.
        self.at(year).is_some_and(|log| log >= best - 0.7f64.min(self.strength() / 2.0))
    }

    /// How much it tells times apart, in natural logarithms: the greatest ratio.
    pub fn strength(&self) -> f64 {
        let best = self.0.iter().copied().fold(f64::MIN, f64::max);
        best - self.0.iter().copied().fold(f64::MAX, f64::min)
    }

    /// The best month of a year.
    fn at(&self, year: i16) -> Option<f64> {
        let start = usize::try_from(year - FIRST).ok()? * 12;
        self.0.get(start..start + 12)?.iter().copied().reduce(f64::max)
    }
}

/// How likely a text is of a year before its words are looked at, against the likeliest: by judgement, a share that rises
/// while news went on line and is level since 2010, so that no year between 1990 and [`KNOWN_TO`] is more than twice as
/// likely as another. After the tables end, a year is told by what is written only.
fn prior(year: i16) -> f64 {
    match year {
        ..2010 => 0.4 + 0.6 * f64::from(year - FIRST) / 25.0,
        2010..=KNOWN_TO => 1.0,
        _ => 0.1,
    }
}

/// How likely a text is of each month, against the likeliest.
pub(super) struct Posterior(Vec<f64>);

impl Posterior {
    /// From the prior and what the clues say.
    pub fn of<'a>(likelihoods: impl Iterator<Item = &'a Likelihood>) -> Posterior {
        let mut logs: Vec<f64> = months().map(|(year, _)| prior(year).ln()).collect();
        for likelihood in likelihoods {
            for (log, gain) in logs.iter_mut().zip(&likelihood.0) {
                *log += gain;
            }
        }
        let greatest = logs.iter().copied().fold(f64::MIN, f64::max);
        Posterior(logs.iter().map(|log| (log - greatest).exp()).collect())
    }

    /// The most likely year with the first and the last of its likely months, if it is likely enough to be an answer.
    pub fn answer(&self) -> Option<(i16, i8, i8)> {
        let years: Vec<f64> = self.0.chunks(12).map(|months| months.iter().sum()).collect();
        // The later of two years that are as likely.
        let highest = years.iter().copied().fold(f64::MIN, f64::max);
        let index = years.iter().rposition(|share| *share == highest)?;
        if highest / years.iter().sum::<f64>() < THRESHOLD {
            return None;
        }
        let months = &self.0[index * 12..index * 12 + 12];
        let best = months.iter().copied().fold(f64::MIN, f64::max);
        let likely = |share: &f64| *share >= best * LIKELY;
        let first = months.iter().position(likely)? as i8 + 1;
        let last = months.iter().rposition(likely)? as i8 + 1;
        Some((FIRST + index as i16, first, last))
    }

    /// The days that are left when the less likely end is cut off, month by month, as long as [`CREDIBLE`] is kept.
    pub fn credible(&self) -> Option<Interval> {
        let mut left: f64 = self.0.iter().sum();
        let least = left * CREDIBLE;
        let (mut first, mut last) = (0, self.0.len().checked_sub(1)?);
        while first < last {
            let (start, end) = (self.0[first], self.0[last]);
            left -= start.min(end);
            if left < least {
                break;
            }
            if start <= end { first += 1 } else { last -= 1 }
        }
        let (year, month) = months().nth(first)?;
        let start = Date::new(year, month, 1).ok()?;
        let (year, month) = months().nth(last)?;
        Some(Interval { start, end: Date::new(year, month, 1).ok()?.last_of_month() })
    }
}

/// The share of the posterior that the credible interval keeps.
const CREDIBLE: f64 = 0.9;

/// A month of the year answered is likely where it has this share of the likeliest one's.
const LIKELY: f64 = 0.15;
