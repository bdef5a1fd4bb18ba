use super::*;
use model::{
    Actor, ActorKind, Attribution, Bound, Change, ChangeBasis, Direction, Grain, Interval, Party, Quantity, Span, Time,
    TimeKind,
};
use std::sync::LazyLock;

/// Without the shipped figures, so that what is tested is what the test says.
static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let mut facts = Facts::embedded();
    facts.reference_figures.clear();
    facts
});

fn state(code: &str) -> Actor {
    Actor {
        id: code.to_owned(),
        name: code.to_owned(),
        country: Some(code.to_owned()),
        sector: None,
        kind: ActorKind::State,
        office: None,
    }
}

fn money(value: f64, step: f64) -> Quantity {
    Quantity {
        value,
        range: None,
        step,
        unit: "USD".to_owned(),
        unit_words: String::new(),
        counted: None,
        bound: Bound::Exact,
        change: None,
    }
}

fn days(period: &str) -> Option<Interval> {
    compose::interval(period)
}

/// `indicator` of NOR with SWE over a period.
fn claim(indicator: &str, period: &str, level: Option<Quantity>) -> Claim {
    Claim {
        reporter: Some(state("NOR")),
        partner: Some(state("SWE")),
        period: Some(Time {
            kind: TimeKind::Date,
            value: period.to_owned(),
            interval: days(period),
            grain: Grain::Year,
            absolute: true,
            modifier: None,
        }),
        level,
        ..crate::claims::blank(0, indicator, Span::default())
    }
}

fn figure(indicator: &str, sides: (&str, &str), period: &str, value: f64) -> ReferenceFigure {
    ReferenceFigure {
        indicator: indicator.to_owned(),
        reporter: sides.0.to_owned(),
        partner: sides.1.to_owned(),
        product: String::new(),
        product_name: String::new(),
        cut: String::new(),
        period: period.to_owned(),
        interval: days(period),
        value,
        step: 1e6,
        unit: "USD".to_owned(),
        change: None,
        counted_by: sides.0.to_owned(),
        source: format!("customs of {}", sides.0),
        vintage: "2021-02".to_owned(),
        status: "final".to_owned(),
        origin: "table.csv, line 2".to_owned(),
    }
}

fn verdicts(claim: &Claim, figures: &[ReferenceFigure]) -> Vec<Verdict> {
    against(&FACTS, claim, figures).iter().map(|check| check.verdict).collect()
}

const OWN: (&str, &str) = ("NOR", "SWE");
const MIRROR: (&str, &str) = ("SWE", "NOR");

#[test]
fn the_printed_digits_set_the_tolerance() {
    let figures = [figure("exports", OWN, "2020", 8.449e9)];
    assert_eq!(verdicts(&claim("exports", "2020", Some(money(8.449e9, 1e6))), &figures), [Verdict::Agrees]);
    assert_eq!(verdicts(&claim("exports", "2020", Some(money(8.4e9, 1e8))), &figures), [Verdict::AgreesWithinRounding]);
    assert_eq!(verdicts(&claim("exports", "2020", Some(money(8.6e9, 1e8))), &figures), [Verdict::Ambiguous]);
    assert_eq!(verdicts(&claim("exports", "2020", Some(money(6.2e9, 1e8))), &figures), [Verdict::Disagrees]);
    let least = Quantity { bound: Bound::AtLeast, ..money(8e9, 1e9) };
    assert_eq!(verdicts(&claim("exports", "2020", Some(least)), &figures), [Verdict::AgreesWithinRounding]);
}

#[test]
fn the_other_side_counts_the_same_flow_from_its_end() {
    let figures = [figure("imports", MIRROR, "2020", 9.1e9)];
    assert_eq!(verdicts(&claim("exports", "2020", Some(money(9.1e9, 1e8))), &figures), [Verdict::Agrees]);
    assert_eq!(verdicts(&claim("exports", "2020", Some(money(8.4e9, 1e8))), &figures), [Verdict::ConflictsWithMirror]);
    let both = [figure("exports", OWN, "2020", 8.4e9), figure("imports", MIRROR, "2020", 9.1e9)];
    let checks = against(&FACTS, &claim("exports", "2020", Some(money(9.1e9, 1e8))), &both);
    assert_eq!(checks[0].verdict, Verdict::ConflictsWithMirror);
    assert!(checks[0].working.contains("the other side's statistic has it"), "{}", checks[0].working);
    assert!(checks[1].working.contains("mirror statistic of SWE"), "{}", checks[1].working);
    assert_eq!(crate::checks::headline(&checks), Verdict::ConflictsWithMirror, "only the other side has the figure");
    let own = against(&FACTS, &claim("exports", "2020", Some(money(8.4e9, 1e8))), &both);
    assert_eq!(crate::checks::headline(&own), Verdict::Agrees, "its own side has it");
}

#[test]
fn the_words_say_whose_statistic_of_trade_is_meant() {
    let figures = [figure("trade-total", OWN, "2020", 17.5e9), figure("trade-total", MIRROR, "2020", 16.0e9)];
    let mut stated = claim("trade-total", "2020", Some(money(16.9e9, 1e8)));
    assert_eq!(verdicts(&stated, &figures), [Verdict::Ambiguous, Verdict::ConflictsWithMirror]);
    let source = Some(Party { span: Span::default(), actor: Some(state("SWE")) });
    stated.attribution = Some(Attribution { source, cue: None, outer: None });
    let checks = against(&FACTS, &stated, &figures);
    assert!(checks[0].working.contains("customs of SWE"), "its own side comes first: {}", checks[0].working);
}

#[test]
fn months_add_up_and_coverage_is_said() {
    let month = |month: i32| figure("exports", OWN, &format!("2020-{month:02}"), 1e9);
    let figures: Vec<ReferenceFigure> = (1..=9).map(month).collect();
    let checks = against(&FACTS, &claim("exports", "2020-01/2020-09", Some(money(9.0e9, 1e8))), &figures);
    assert_eq!(checks[0].verdict, Verdict::Agrees);
    assert!(checks[0].working.contains("9 of 9 months covered"), "{}", checks[0].working);
    let year = against(&FACTS, &claim("exports", "2020", Some(money(12.0e9, 1e8))), &figures);
    assert_eq!(year[0].verdict, Verdict::NotCheckable);
    assert!(year[0].working.contains("only 9 of the 12 months"), "{}", year[0].working);
    let stock: Vec<ReferenceFigure> =
        (1..=9).map(|index| ReferenceFigure { indicator: "students".to_owned(), ..month(index) }).collect();
    assert_eq!(
        verdicts(&claim("students", "2020-01/2020-09", Some(money(9.0e9, 1e8))), &stock),
        [Verdict::NotCheckable]
    );
}

#[test]
fn trade_is_exports_and_imports_where_no_total_is_printed() {
    let figures = [figure("exports", OWN, "2020", 8.4e9), figure("imports", OWN, "2020", 9.1e9)];
    let checks = against(&FACTS, &claim("trade-total", "2020", Some(money(17.5e9, 1e8))), &figures);
    assert_eq!(checks[0].verdict, Verdict::Agrees);
    assert!(checks[0].working.contains("exports 8.4 bn + imports 9.1 bn"), "{}", checks[0].working);
    let balance = claim("trade-balance", "2020", Some(money(-7.0e8, 1e8)));
    assert_eq!(verdicts(&balance, &figures), [Verdict::Agrees]);
    let deficit = claim("trade-balance", "2020", Some(money(7.0e8, 1e8)));
    assert_eq!(verdicts(&deficit, &figures), [Verdict::Agrees], "a deficit is stated by its size");
}

#[test]
fn vintages_stand_beside_each_other() {
    let later = ReferenceFigure { vintage: "2022-06".to_owned(), ..figure("exports", OWN, "2020", 8.6e9) };
    let figures = [figure("exports", OWN, "2020", 8.4e9), later];
    let found = verdicts(&claim("exports", "2020", Some(money(8.6e9, 1e8))), &figures);
    assert_eq!(found, [Verdict::DiffersByVintage, Verdict::Agrees]);
}

#[test]
fn slips_of_scale_and_figures_of_other_years_are_named() {
    let figures = [
        figure("exports", OWN, "2019", 7.313e9),
        figure("exports", OWN, "2020", 8.449e9),
        figure("exports", OWN, "2021", 9.872e9),
    ];
    let found =
        |value: f64| against(&FACTS, &claim("exports", "2020", Some(money(value, value / 1000.0))), &figures).remove(0);
    assert_eq!(found(8.45e6).verdict, Verdict::Implausible);
    assert!(found(8.45e6).working.contains("a thousandth of"));
    let stale = found(7.31e9);
    assert_eq!(stale.verdict, Verdict::Stale);
    assert!(stale.working.contains("the figure of 2019"), "{}", stale.working);
    assert_eq!(found(9.87e9).verdict, Verdict::Disagrees);
    let release = |year: &str, vintage: &str, value| ReferenceFigure {
        vintage: vintage.to_owned(),
        ..figure("exports", OWN, year, value)
    };
    let figures = [release("2019", "2020-01", 8.40e9), release("2020", "2021-01", 8.449e9)];
    let stated = claim("exports", "2020", Some(money(8.40e9, 1e7)));
    assert_eq!(verdicts(&stated, &figures), [Verdict::Stale], "the year before stands in a release of its own");
}

#[test]
fn another_currency_is_converted_or_found_out() {
    let euros = ReferenceFigure { unit: "EUR".to_owned(), ..figure("exports", OWN, "2020", 8.0e9) };
    let figures = [euros];
    let stated = |value: f64| claim("exports", "2020", Some(money(value, 1e7)));
    assert_eq!(verdicts(&stated(9.13e9), &figures), [Verdict::AgreesWithinRounding]);
    assert_eq!(verdicts(&stated(8.0e9), &figures), [Verdict::Disagrees]);
    assert_eq!(verdicts(&stated(6.0e9), &figures), [Verdict::NotCheckable]);
    let dollars = figure("imports", MIRROR, "2020", 7.2e9);
    let both = [figures[0].clone(), dollars];
    assert_eq!(verdicts(&stated(8.0e9), &both), [Verdict::ConflictsWithMirror, Verdict::Disagrees]);
}

#[test]
fn a_change_is_held_against_that_of_the_statistic() {
    let figures = [figure("exports", OWN, "2019", 8.0e9), figure("exports", OWN, "2020", 8.4e9)];
    let mut stated = claim("exports", "2020", None);
    let change = |value: f64| Quantity {
        unit: "%".to_owned(),
        change: Some(Change { direction: Direction::Up, basis: ChangeBasis::By, year_on_year: true }),
        ..money(value, 1.0)
    };
    stated.change = Some(change(5.0));
    let checks = against(&FACTS, &stated, &figures);
    assert_eq!((checks[0].verdict, checks[0].rule.as_str()), (Verdict::AgreesWithinRounding, GROWTH_RULE));
    stated.change = Some(change(15.0));
    assert_eq!(verdicts(&stated, &figures), [Verdict::Ambiguous]);
    stated.level = Some(money(8.4e9, 1e8));
    assert_eq!(verdicts(&stated, &figures), [Verdict::Agrees, Verdict::Disagrees]);
}

#[test]
fn products_and_cuts_are_kept_apart() {
    let wheat = ReferenceFigure {
        product: "1001".to_owned(),
        product_name: "Wheat and meslin".to_owned(),
        ..figure("exports", OWN, "2020", 2.0e8)
    };
    let below = ReferenceFigure { product: "100199".to_owned(), value: 1.5e8, ..wheat.clone() };
    let cut = ReferenceFigure { cut: "ADJUSTMENT=Y".to_owned(), ..figure("exports", OWN, "2020", 5e9) };
    let figures = [wheat, below, cut, figure("exports", OWN, "2020", 8.4e9)];
    let mut stated = claim("exports", "2020", Some(money(8.4e9, 1e8)));
    assert_eq!(verdicts(&stated, &figures), [Verdict::Agrees]);
    stated = claim("exports", "2020", Some(money(2.0e8, 1e7)));
    stated.dimension = Some("wheat".to_owned());
    assert_eq!(verdicts(&stated, &figures), [Verdict::Agrees]);
    stated.dimension = Some("coal".to_owned());
    assert_eq!(verdicts(&stated, &figures), []);
}

#[test]
fn what_cannot_be_checked_says_why() {
    let figures = [figure("exports", OWN, "2018", 8.0e9), figure("exports", OWN, "2019", 8.4e9)];
    let why = |claim: &Claim| against(&FACTS, claim, &figures).remove(0).working;
    let mut stated = claim("exports", "2020", Some(money(8.4e9, 1e8)));
    assert!(why(&stated).contains("nothing for the period; there are figures for 2018 to 2019"));
    stated.period = None;
    assert!(why(&stated).contains("states no period"));
    assert_eq!(verdicts(&claim("unclassified", "2019", None), &figures), []);
}

#[test]
fn checks_are_made_again_and_the_others_kept() {
    let mut stated = claim("exports", "2020", Some(money(8.4e9, 1e8)));
    let other = Check { rule: "levels-and-growth".to_owned(), ..super::super::nothing_to_hold_it_against() };
    let old = Check { rule: RULE.to_owned(), ..other.clone() };
    stated.checks = vec![other.clone(), old, super::super::nothing_to_hold_it_against()];
    let figures = [figure("exports", OWN, "2020", 8.4e9)];
    let checks = with_references(&FACTS, &stated, &figures);
    assert_eq!(checks.len(), 2);
    assert_eq!((&checks[0], checks[1].verdict), (&other, Verdict::Agrees));
    stated.checks.clear();
    assert_eq!(with_references(&FACTS, &stated, &[]), [super::super::nothing_to_hold_it_against()]);
}

#[test]
fn every_shipped_figure_is_whole() {
    let facts = Facts::embedded();
    assert!(facts.reference_figures.len() >= 70);
    for figure in &facts.reference_figures {
        assert!(figure.value > 0.0 && figure.step > 0.0 && figure.step < figure.value, "{figure:?}");
        assert!(figure.interval.is_some() || figure.period.contains('/'), "{figure:?}");
        let said = [&figure.source, &figure.vintage, &figure.status, &figure.counted_by, &figure.unit];
        assert!(said.iter().all(|said| !said.is_empty()), "{figure:?}");
        assert!(["preliminary", "final"].contains(&figure.status.as_str()), "{figure:?}");
    }
}
