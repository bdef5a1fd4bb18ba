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
    check("Dozens of ships and twenty-five planes left.", &["12 1 about [ship]", "25 1 [plane]"]);
    check("Between 20 and 30 soldiers died.", &["20..30 1 [soldier]"]);
    check(
        "Two-thirds of voters and half a million people agreed.",
        &["0.6666666666666666 1 [voter]", "500000 1 [people]"],
    );
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
    ] {
        check(text, &[]);
    }
}
