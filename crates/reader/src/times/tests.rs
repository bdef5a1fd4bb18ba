use super::*;
use crate::passage;
use jiff::civil::date;
use model::{Interval, Span, Time};

/// The times of a text published on a day, as `words = value [start..end]`.
fn read(text: &str, published: Option<(i16, i8, i8)>) -> Vec<(String, Time)> {
    let interval = published.map(|(year, month, day)| {
        let day = date(year, month, day);
        Interval { start: day, end: day }
    });
    let document = passage(text, interval);
    let sentence = Sentence { span: Span::new(0, text.len()), tokens: Vec::new() };
    let found = expressions(&document, &[sentence]);
    let dating =
        Dating { interval, year: interval.map(|interval| interval.start.year()), stated: true, ..Dating::default() };
    anchor(&found, &dating)
        .into_iter()
        .filter_map(|mention| match mention.value {
            MentionValue::Time(time) => Some((mention.span.of(text).to_owned(), time)),
            _ => None,
        })
        .collect()
}

/// Checks words and values of a text published on 13 January 2021.
fn check(text: &str, expected: &[(&str, &str)]) {
    let found = read(text, Some((2021, 1, 13)));
    let found: Vec<(&str, &str)> = found.iter().map(|(words, time)| (words.as_str(), time.value.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn calendar_dates() {
    check("The pact was signed on October 13, 2009.", &[("October 13, 2009", "2009-10-13")]);
    check("They met on 5 May 2020 in Norland.", &[("5 May 2020", "2020-05-05")]);
    check("It fell in September 2020.", &[("September 2020", "2020-09")]);
    check("On Monday, June 3, 2019, it rained.", &[("Monday, June 3, 2019", "2019-06-03")]);
    check("Dated 2020-09-30.", &[("2020-09-30", "2020-09-30")]);
    check("Talks ran on July 5-7, 2020.", &[("July 5-7, 2020", "2020-07-05/2020-07-07")]);
}

#[test]
fn composed_periods_are_one() {
    check("From January to September 2020 trade fell.", &[("From January to September 2020", "2020-01/2020-09")]);
    check("In 2018 from February to December it rose.", &[("2018 from February to December", "2018-02/2018-12")]);
    check("It opened at the end of July last year.", &[("the end of July last year", "2020-07")]);
    check("In early November last year they met.", &[("early November last year", "2020-11")]);
    check("The first half of 2019 and Q1 2020.", &[("The first half of 2019", "2019-H1"), ("Q1 2020", "2020-Q1")]);
}

#[test]
fn the_year_last_spoken_of_anchors_the_next() {
    check(
        "In 2019 trade fell. In the first nine months it rose over the same period of the previous year.",
        &[
            ("2019", "2019"),
            ("the first nine months", "2019-01/2019-09"),
            ("the same period of the previous year", "2018-01/2018-09"),
        ],
    );
}

#[test]
fn relative_times() {
    check("They met yesterday and three days ago.", &[("yesterday", "2021-01-12"), ("three days ago", "2021-01-10")]);
    check("On Monday he said it.", &[("Monday", "2021-01-11")]);
    check("It grew in the past five years.", &[("the past five years", "P5Y")]);
    check("It is held every year.", &[("every year", "P1Y")]);
    check("It took nine months in the 1990s.", &[("nine months", "P9M"), ("the 1990s", "199")]);
}

#[test]
fn words_that_are_no_times() {
    for text in [
        "It may rain, and they march on the second road.",
        "Theresa May said so to 2000 people.",
        "The Women's March for 1500 jobs.",
        "Norland won 3-2 after 90 points at $12.50 on Flight 1998.",
        "The easter eggs of the future-proof firm cost 1999 dollars.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn without_a_date_nothing_is_made_up() {
    let found = read("It fell last year and in September.", None);
    assert!(found.iter().all(|(_, time)| time.interval.is_none() && time.value.contains('X')), "{found:?}");
}

/// Checks one expression of a text published on Thursday, 21 March 2013.
fn check_2013(text: &str, expected: &[(&str, &str)]) {
    let found = read(text, Some((2013, 3, 21)));
    let found: Vec<(&str, &str)> = found.iter().map(|(words, time)| (words.as_str(), time.value.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn ages_are_lengths() {
    check_2013("A 39-year-old clerk and a nine-month-old boy.", &[("39-year-old", "P39Y"), ("nine-month-old", "P9M")]);
    check_2013("She is 52 years old.", &[("52 years old", "P52Y")]);
}

#[test]
fn parts_of_the_present() {
    check_2013("Rates rose earlier this year.", &[("earlier this year", "2013")]);
    check_2013("He will go later this month.", &[("later this month", "2013-03")]);
    check_2013("It will reopen by year-end.", &[("year-end", "2013")]);
    check_2013("They sell all day.", &[("all day", "P1D")]);
    check_2013("The rest of the year looks dim.", &[("The rest of the year", "2013")]);
    check_2013("It is now owned by a recent arrival.", &[("now", "PRESENT_REF"), ("recent", "PAST_REF")]);
    check_2013("The hall was once a mill.", &[("once", "PAST_REF")]);
}

#[test]
fn days_counted_from_others() {
    check_2013("He left three days after March 1.", &[("three days after March 1", "2013-03-04")]);
    check_2013("She will speak two days before Easter.", &[("two days before Easter", "2013-03-29")]);
    check_2013("They will vote the week after next.", &[("the week after next", "2013-W14")]);
    check_2013(
        "They met on May 4, 2012 and left the day before.",
        &[("May 4, 2012", "2012-05-04"), ("the day before", "2012-05-03")],
    );
    check_2013("Talks will open on the 20th of next month.", &[("the 20th of next month", "2013-04-20")]);
    check_2013("The first Friday of next month will be free.", &[("The first Friday of next month", "2013-04-05")]);
}

#[test]
fn holidays() {
    check_2013("It will close on Good Friday.", &[("Good Friday", "2013-03-29")]);
    check_2013("Sales rose after Thanksgiving 2012.", &[("Thanksgiving 2012", "2012-11-22")]);
}

#[test]
fn numbers_in_words() {
    check_2013(
        "On May twenty-nine, nineteen seventy-eight.",
        &[("May twenty-nine, nineteen seventy-eight", "1978-05-29")],
    );
    check_2013("It dates from the nineteen seventies.", &[("the nineteen seventies", "197")]);
}

#[test]
fn dates_in_digits() {
    check_2013("Filed 12-02-97.", &[("12-02-97", "1997-12-02")]);
    check_2013("From 05-Aug-2016 to 2019-Sep-01.", &[("From 05-Aug-2016 to 2019-Sep-01", "2016-08-05/2019-09-01")]);
    check_2013("The score was 4/22, the odds 9/4.", &[]);
}

#[test]
fn repetitions() {
    check_2013("Trains run twice a day.", &[("twice a day", "P1D")]);
    check_2013("They meet on Friday mornings.", &[("Friday mornings", "XXXX-WXX-5TMO")]);
    check_2013("He came every Christmas.", &[("every Christmas", "XXXX-12-25")]);
    check_2013("The bi-monthly list.", &[("bi-monthly", "P2M")]);
}

#[test]
fn a_year_that_lies_behind_does_not_date_what_lies_ahead() {
    check_2013("The truce of 1994 failed. They will meet in September.", &[("1994", "1994"), ("September", "2013-09")]);
    check_2013(
        "Profit rose in the third quarter of 2012 from a year earlier.",
        &[("the third quarter of 2012", "2012-Q3"), ("a year earlier", "2011-Q3")],
    );
}

#[test]
fn weekdays_lie_where_their_verb_says() {
    check_2013("The court sentenced him on Tuesday.", &[("Tuesday", "2013-03-19")]);
    check_2013("They called a rally for Tuesday.", &[("Tuesday", "2013-03-26")]);
    check_2013("She will resign, she said on Tuesday.", &[("Tuesday", "2013-03-19")]);
}
