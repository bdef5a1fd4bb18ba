//! A small probabilistic model of the year in which a text was written.
//!
//! Every clue says how likely its words are in a text of each year; the clues are taken as independent, except that those
//! of one sort support each other less and less. With a prior over years their product is the posterior. The year is
//! answered where the posterior is high enough, otherwise there is no answer. The numbers are rough shares: lags between a
//! text's year and the latest year that it tells were counted in dated news of several papers; the others are set by
//! judgement, with floors so that no single clue decides alone.

/// The years that a text can be of. Tables of offices and terms end with [`KNOWN_TO`]; later texts can be told by the years
/// that they write.
pub(super) const FIRST: i16 = 1985;
pub(super) const LAST: i16 = 2040;
/// The year in which the tables were last looked over: what holds in it is taken to go on.
pub(super) const KNOWN_TO: i16 = 2026;

/// The least posterior of a year that is an answer: chosen for 85 right of 100 answers at the least, on sets of different
/// years and papers.
const THRESHOLD: f64 = 0.52;
/// No likelihood is less than this, so that one misread word cannot exclude a year.
const FLOOR: f64 = 0.003;

/// The logarithms of how likely a clue's words are in a text of each year from [`FIRST`] to [`LAST`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Likelihood(Vec<f64>);

impl Likelihood {
    /// From a likelihood of 0 to 1 for each year, of which only the ratios matter.
    pub fn new(of: impl Fn(i16) -> f64) -> Likelihood {
        Likelihood((FIRST..=LAST).map(|year| of(year).max(FLOOR).ln()).collect())
    }

    /// For some years a likelihood each, and another for all the rest.
    pub fn of(years: &[(i16, f64)], rest: f64) -> Likelihood {
        Likelihood::new(|year| years.iter().find(|(of, _)| *of == year).map_or(rest, |(_, likelihood)| *likelihood))
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

    /// How much it tells years apart, in natural logarithms: the greatest ratio.
    pub fn strength(&self) -> f64 {
        let best = self.0.iter().copied().fold(f64::MIN, f64::max);
        best - self.0.iter().copied().fold(f64::MAX, f64::min)
    }

    fn at(&self, year: i16) -> Option<f64> {
        self.0.get(usize::try_from(year - FIRST).ok()?).copied()
    }
}

/// How likely a text is of a year before its words are looked at: texts that are read on line are mostly recent.
fn prior(year: i16) -> f64 {
    match year {
        ..1995 => 0.3,
        1995..2005 => 0.6,
        2005..=KNOWN_TO => 1.0,
        _ => 0.1,
    }
}

/// The most likely year and its posterior.
fn best<'a>(likelihoods: impl Iterator<Item = &'a Likelihood>) -> (i16, f64) {
    let mut logs: Vec<f64> = (FIRST..=LAST).map(|year| prior(year).ln()).collect();
    for likelihood in likelihoods {
        for (log, gain) in logs.iter_mut().zip(&likelihood.0) {
            *log += gain;
        }
    }
    let greatest = logs.iter().copied().fold(f64::MIN, f64::max);
    let total: f64 = logs.iter().map(|log| (log - greatest).exp()).sum();
    // The later of two years that are as likely.
    let index = logs.iter().rposition(|log| *log == greatest).unwrap_or_default();
    (FIRST + index as i16, 1.0 / total)
}

/// The most likely year, if it is likely enough to be an answer.
pub(super) fn answer<'a>(likelihoods: impl Iterator<Item = &'a Likelihood>) -> Option<i16> {
    let (year, posterior) = best(likelihoods);
    (posterior >= THRESHOLD).then_some(year)
}
