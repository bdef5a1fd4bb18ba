use super::*;
use crate::{passage, times};
use model::{Dating, Span};

/// The quantities of a text.
fn read(text: &str) -> Vec<(String, Quantity)> {
    let document = passage(text, None);
    let sentences = [Sentence { span: Span::new(0, text.len()), tokens: Vec::new() }];
    let found = times::anchor(&times::expressions(&document, &sentences), &Dating::default());
    mentions(&Quantities, &document, &sentences, &found)
        .into_iter()
        .filter_map(|mention| match mention.value {
            MentionValue::Quantity(quantity) => Some((mention.span.of(text).to_owned(), quantity)),
            _ => None,
        })
        .collect()
}

/// A quantity in short: value, unit, bound, change, what is counted.
fn short(quantity: &Quantity) -> String {
    let mut text = match quantity.range {
        Some((low, high)) => format!("{low}..{high}"),
        None => format!("{}", quantity.value),
    };
    text.push_str(&format!(" {}", quantity.unit));
    match quantity.bound {
        Bound::Exact => {}
        Bound::AtLeast => text.push_str(" at least"),
        Bound::AtMost => text.push_str(" at most"),
        Bound::About => text.push_str(" about"),
    }
    if let Some(change) = quantity.change {
        text.push_str(&format!(" {:?} {:?}", change.direction, change.basis).to_lowercase());
        if change.year_on_year {
            text.push_str(" yoy");
        }
    }
    if let Some(counted) = &quantity.counted {
        text.push_str(&format!(" [{counted}]"));
    }
    text
}

fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text).iter().map(|(_, quantity)| short(quantity)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn money() {
    check("Trade volume was US$78.84 billion.", &["78840000000 USD"]);
    check("It reached 3.8 billion US dollars.", &["3800000000 USD"]);
    check("A loan of EUR 5m and Rs 500 crore.", &["5000000 EUR", "5000000000 INR"]);
    check("The fund holds ¥4 lakh crore and 20 million yuan.", &["4000000000000 JPY", "20000000 CNY"]);
    check("Oil sold at $60 a barrel.", &["60 USD/[bbl_us]"]);
}

#[test]
fn changes() {
    check("Exports rose by 9 percent.", &["9 % up by"]);
    check("Imports fell 3.8% to 42 million tonnes.", &["3.8 % down by", "42000000 t down to"]);
    check("There was a year-on-year increase of 0.1%.", &["0.1 % up by yoy"]);
    check("Sales achieved double-digit growth.", &["10 % at least up by"]);
    check("Trade doubled and output was halved.", &["2 {times} up by", "0.5 {times} down by"]);
    check("The rate rose from 3% to 5%.", &["3 %", "5 % up to"]);
    check("A 12% drop followed.", &["12 % down by"]);
}

#[test]
fn counts_and_bounds() {
    check("There are 48,000 Chinese students there.", &["48000 1 [Chinese student]"]);
    check("More than 20,000 students came.", &["20000 1 at least [student]"]);
    check("Dozens of ships and twenty-five planes left.", &["12 1 at least [ship]", "25 1 [plane]"]);
    check("Between 20 and 30 soldiers died.", &["20..30 1 [soldier]"]);
    check(
        "Two-thirds of voters and half a million people agreed.",
        &["0.6666666666666666 1 [voter]", "500000 1 [people]"],
    );
}

#[test]
fn numbers_in_words_and_mixed() {
    check("Two million and three fifths of it.", &["2600000 1"]);
    check("They own half a million acres and 2.5 hectares.", &["500000 [acr_us]", "2.5 har"]);
    check("It cost 12-1/2 cents.", &["12.5 {cent}"]);
    check("It holds 2 million 300 thousand barrels.", &["2300000 [bbl_us]"]);
    check("The mass is 2×10^6 kg.", &["2000000 kg"]);
}

#[test]
fn money_in_parts_and_with_scales() {
    check("A ticket costs 3 dollars and 50 cents.", &["3.5 USD"]);
    check("He is 6 feet 2 inches tall.", &["6.166666666666667 [ft_i]"]);
    check("Sales came to 120 MEUR and 75 USD million.", &["120000000 EUR", "75000000 USD"]);
    check("It lost HK $ 10 billion.", &["10000000000 HKD"]);
    check("The balance was $-99.99.", &["-99.99 USD"]);
}

#[test]
fn units_said_once_and_rates() {
    check("It fell from 44 to 29 percent.", &["44 %", "29 % down to"]);
    check("They took 45 and 50 mg.", &["45 mg", "50 mg"]);
    check("The line carries 17 bcm, or 10 to 12 bcm in winter.", &["17000000000 m3", "10000000000..12000000000 m3"]);
    check("It pumps 1.3 million barrels of oil a day.", &["1300000 [bbl_us]/d"]);
    check(
        "Income is $5,000 per capita, gas $300 per thousand cubic metres.",
        &["5000 USD/{person}", "300 USD/(1000.m3)"],
    );
    check("A quarter-point cut followed.", &["0.25 pp down by"]);
}

#[test]
fn bounds_that_make_a_range() {
    check("More than 20 but fewer than 30 tonnes left.", &["20..30 t"]);
    check("Temperatures ranged from -18 °C to -34 °C.", &["-34..-18 Cel"]);
    check("More than 40 and less than 10 is odd.", &["40 1 at least", "10 1 at most"]);
}

#[test]
fn what_is_no_change() {
    check("The firm raised $90 million.", &["90000000 USD"]);
    check("The army shot down 27 drones and lost 14 soldiers.", &["27 1 [drone]", "14 1 [soldier]"]);
    check("A contract of $3 billion was signed.", &["3000000000 USD"]);
    check("Coal makes up 30 percent.", &["30 %"]);
    check("Shares closed 2% higher at 310 crowns.", &["2 % up by", "310 XXX"]);
    check("Output rose by 3 tonnes, to 9 tonnes.", &["3 t up by", "9 t up to"]);
}

#[test]
fn no_quantities() {
    for text in [
        "The 5G network of the G20 and the F-16 jets.",
        "Covid-19 came in 2020.",
        "The first batch was sent on 5 May.",
        "Under Article 5 and Resolution 1701 they met.",
        "They won 3-1 at home.",
        "One of the ministers left.",
        "Call 555-123-4567 at 3:45.",
        "It was 9/11.",
        "The Group of Seven and the Group of 20 met in the Two Seas hall.",
        "A Boeing 737 jet and 5G masts at COP27.",
        "The FTSE 100 fell.",
        "See https://example.org/news/38446/three-dead-in-fire for more.",
        "He left at 6.40 am in his 60s.",
        "The P5+1 called +44 20 7946 0000.",
        "1. The treaty",
        "(2) The annex",
        "ALL 5G masts fell under SDG 16.",
    ] {
        check(text, &[]);
    }
}
