//! Why a document is dated as it is, in words: what each rule of dating goes by.

/// What a rule of dating goes by; a rule that has no words here is named as it is.
pub fn rule(rule: &str) -> String {
    let Some(name) = rule.strip_prefix("dating/") else { return rule.replace('-', " ") };
    match name {
        "age" => "a person's age: the birth year is known",
        "anniversary" => "an anniversary of something whose year is known",
        "dateline" => "a date in the dateline",
        "dateline-weekday" => "a dispatch names the weekday of what it tells, a day or two before its own date",
        "elect" => "somebody is elected and not yet in office",
        "election" => "an election whose date is known is told of or awaited",
        "event-month" => "a month without a year is that of an event whose date is known",
        "event-year" => "an event whose year is known is told of as of this year or the last",
        "former-office" => "somebody is named as a former holder of an office",
        "independence" => "so many years of a state's independence are counted",
        "last-year" => "“last year” points to the year after the latest one named",
        "latest-year" => "the latest year named: a text is seldom older than it, and not much younger",
        "no-office" => "somebody who has led a state is named without an office",
        "office" => "somebody is named in an office whose term is known",
        "office-change" => "somebody is named as new in an office, or as about to leave it",
        "person" => "somebody is named whose terms in office are known",
        "preliminary-figures" => "figures of a period are still preliminary",
        "relative-year" => "a year is named beside “this year” or “last year”",
        "session" => "a meeting is named by its number",
        "term" => "a word for something that began, or happened, at a known time",
        "this-year" => "“this year” points to the latest year named",
        "time-since" => "the time since an event whose date is known is counted",
        "today" => "“today” or “yesterday” stands beside a date",
        "weekday" => "a date falls on the weekday that is named with it only in some years",
        "year-ahead" => "a year is spoken of as still to come",
        "years-ago" => "a year is named beside how many years ago it was",
        other => return other.replace('-', " "),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_in_words() {
        assert_eq!(rule("dating/office"), "somebody is named in an office whose term is known");
        assert_eq!(rule("dating/of-tomorrow"), "of tomorrow");
        assert_eq!(rule("stated"), "stated");
    }
}
