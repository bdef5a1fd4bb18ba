use crate::claims::read_claims as read;
use model::{Check, Verdict};

/// The checks of a rule on a passage published on 10 March 2023.
fn checks(text: &str, rule: &str) -> Vec<Check> {
    let claims = read(text, Some("2023-03-10"));
    claims.into_iter().flat_map(|claim| claim.checks).filter(|check| check.rule == rule).collect()
}

fn verdicts(text: &str, rule: &str) -> Vec<Verdict> {
    checks(text, rule).into_iter().map(|check| check.verdict).collect()
}

#[test]
fn round_figures_do_not_agree_with_every_growth() {
    let rule = "levels-and-growth";
    for (levels, growth, verdict) in [
        ("from 200,000 to 232,000", "8%", Verdict::Disagrees),
        ("from 200,000 to 232,000", "16%", Verdict::AgreesWithinRounding),
        ("from 200,000 to 300,000", "8%", Verdict::Disagrees),
        ("from 200,000 to 300,000", "48%", Verdict::AgreesWithinRounding),
    ] {
        let text = format!("Peru's car exports to Chile rose by {growth} {levels} vehicles in 2022.");
        let found = checks(&text, rule);
        assert_eq!(found.iter().map(|check| check.verdict).collect::<Vec<_>>(), [verdict], "{text} {found:?}");
        assert!(found[0].working.contains("±") && found[0].working.contains("leave"), "{found:?}");
    }
    // Levels of one digit say too little.
    let text = "Peru's exports to Chile rose by 8% from 2 billion dollars in 2021 to 3 billion dollars in 2022.";
    assert_eq!(verdicts(text, rule), [Verdict::Ambiguous]);
}

#[test]
fn months_cannot_have_more_than_their_year() {
    let rule = "part-exceeds-total";
    let year = "Trade between Peru and Chile reached US$8.4 billion in 2022.";
    let months = |sum: &str| {
        format!(
            "{year} In the first nine months of 2022 the trade volume of farm products between Peru and Chile was US${sum} billion."
        )
    };
    assert_eq!(verdicts(&months("9.1"), rule), [Verdict::Implausible]);
    assert_eq!(verdicts(&months("1.1"), rule), []);
}

#[test]
fn figures_of_two_states_are_no_rise() {
    let text = "Inflation hit many, including Norway, which notched up a record 9.1 percent rise in May, Chad at 5.6 \
                percent in May and Peru at 6 percent in June.";
    assert_eq!(verdicts(text, "percent-and-points"), []);
}

#[test]
fn numbers_of_things_are_no_parts() {
    let text = "The company operates three of the reactors: the No. 3 reactor at Vellan, and the No. 1 and No. 2 \
                reactors at Port Ardo.";
    assert_eq!(verdicts(text, "parts-and-total"), []);
}

#[test]
fn what_is_told_twice_is_claimed_once() {
    let text = "Peru's exports to Chile rose by 8% to 3.2 billion dollars in 2022, the ministry said in Lima.";
    assert_eq!(read(&format!("{text}\n\n{text}"), None).len(), read(text, None).len());
}

#[test]
fn rates_are_shown_with_their_digits_and_what_passes() {
    let found = checks("Peru promised 12 billion yuan ($1.9 billion) to Chile in 2022.", "converted-money");
    assert_eq!(found.len(), 1);
    assert!(found[0].working.contains("within a year a rate may lie between"), "{found:?}");
}
