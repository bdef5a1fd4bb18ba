//! Who a person of the lists is at a date.

use super::lists::{Lists, Role, Term};
use super::when::When;
use model::{Actor, ActorKind, Interval};

/// The person with the office held at the date. No office is given that was not held within the days among which the date
/// is, and none of several unless it fills most of them; out of office the sector is `ELI` (former officials) and the
/// office is marked as former. Without any days the office is given only where all terms agree on it.
pub fn actor(lists: &Lists, person: u32, date: Option<When>) -> Actor {
    let person = &lists.persons[person as usize];
    let latest = person.terms.last();
    let mut actor = Actor {
        id: person.id.to_owned(),
        name: person.name.to_owned(),
        country: latest.and_then(|term| state(lists, term.country)),
        sector: latest.and_then(|term| given(term.sector)),
        kind: ActorKind::Person,
        office: None,
    };
    let Some(days) = date.map(|date| date.days) else {
        if let Some(first) = person.terms.first()
            && person.terms.iter().all(|term| term.office == first.office)
        {
            actor.office = given(first.office);
        }
        return of_organisation(lists, actor, latest);
    };
    let held = || person.terms.iter().filter(|term| stay(term, days) > 0);
    let mut chosen = latest;
    // The longest stay counts; later terms win ties.
    if let Some(longest) = held().max_by_key(|term| stay(term, days)) {
        chosen = Some(longest);
        actor.country = state(lists, longest.country);
        if fills(held().filter(|term| term.office == longest.office), days) {
            actor.sector = given(longest.sector);
            actor.office = given(longest.office);
        } else {
            actor.sector = given(longest.sector).filter(|sector| held().all(|term| term.sector == sector));
        }
    } else if let Some(term) = person.terms.iter().rev().find(|term| term.to.is_some_and(|to| to < days.start)) {
        chosen = Some(term);
        actor.country = state(lists, term.country);
        actor.sector = Some("ELI".to_owned());
        actor.office = Some(format!("former {}", term.office));
    } else {
        actor.sector = None;
    }
    of_organisation(lists, actor, chosen)
}

/// True where the terms fill two thirds of the days: who is named is then in that office unless the text says otherwise.
fn fills<'a>(terms: impl Iterator<Item = &'a Term>, days: Interval) -> bool {
    let all = i64::from((days.end - days.start).get_days()) + 1;
    terms.map(|term| stay(term, days)).sum::<i64>() * 3 >= all * 2
}

/// An officer of an organisation counts on its side.
fn of_organisation(lists: &Lists, mut actor: Actor, term: Option<&Term>) -> Actor {
    if actor.country.is_none()
        && let Some(code) = term.map(|term| term.country).filter(|code| !code.is_empty())
    {
        // An officer of the European Commission counts on the side of the European Union.
        let whole = lists.whole_of.get(code).copied().unwrap_or(code);
        actor.id = format!("org:{whole}/{}", actor.id);
    }
    actor
}

/// The person where the words give the office: `President Putin` is president, whatever the lists hold.
pub fn actor_in_office(lists: &Lists, person: u32, date: Option<When>, role: &Role, of_state: bool) -> Actor {
    let mut actor = actor(lists, person, date);
    // `President X` in a year in which X was something else before: the text says which.
    let named = date.and_then(|date| {
        let terms = &lists.persons[person as usize].terms;
        terms.iter().find(|term| stay(term, date.days) > 0 && term.office.eq_ignore_ascii_case(role.name))
    });
    if let Some(term) = named {
        actor.id = lists.persons[person as usize].id.to_owned();
        actor.country = state(lists, term.country);
        actor.sector = given(term.sector);
        actor.office = given(term.office);
        return of_organisation(lists, actor, Some(term));
    }
    let dated = date.is_some_and(|date| date.known);
    if of_state && role.sector != "ELI" && actor.sector.as_deref() == Some("ELI") {
        // `the Russian president X`: the text says it, and our lists or the date may be wrong.
        actor.sector = Some(role.sector.to_owned());
        actor.office = Some(super::forms::capitalised(role.name));
    }
    if role.sector == "ELI" {
        actor.sector = Some("ELI".to_owned());
        actor.office = Some(super::forms::capitalised(role.name));
    } else if actor.office.is_none() || actor.sector.as_deref() == Some("ELI") {
        if role.office || actor.sector.is_none() || !dated {
            actor.office = Some(super::forms::capitalised(role.name));
        }
        if actor.sector.is_none() || (!dated && role.office) {
            actor.sector = Some(role.sector.to_owned());
        }
    }
    actor
}

/// True where the person held an office of that country, or none is asked for.
pub fn held_office_of(lists: &Lists, person: u32, country: Option<&str>) -> bool {
    country.is_none_or(|country| lists.persons[person as usize].terms.iter().any(|term| term.country == country))
}

/// A text without a date is taken for one of this century: whoever left office before is not known by surname alone.
const THIS_CENTURY: i16 = 2000;

/// True where the surname alone is enough at the date: in office then or within five years of it; without a date, still
/// in office, or an office of one of the states that world news is mostly about.
pub fn known_by_surname(lists: &Lists, person: u32, date: Option<When>) -> bool {
    lists.persons[person as usize].terms.iter().any(|term| {
        let near = date.is_none_or(|date| distance(term, date.days) < 5 * 366);
        let known = date.is_some_and(|date| date.known);
        near && (known || term.to.is_none_or(|to| to.year() >= THIS_CENTURY && lists.world.contains(term.country)))
    })
}

/// Namesakes, the one in office at the date first, then the one who held office nearest to it.
pub fn rank(lists: &Lists, persons: &[u32], date: Option<When>) -> Vec<u32> {
    let mut ranked: Vec<u32> = persons.to_vec();
    ranked.dedup();
    ranked.sort_by_key(|person| {
        let terms = &lists.persons[*person as usize].terms;
        let distance = date.and_then(|date| terms.iter().map(|term| distance(term, date.days)).min());
        let left = !terms.iter().any(|term| term.to.is_none());
        match date {
            Some(date) if date.known => (distance.unwrap_or(i64::MAX), false),
            _ => (distance.unwrap_or_default(), left),
        }
    });
    ranked
}

/// Days of the date that lie in the term.
fn stay(term: &Term, date: Interval) -> i64 {
    let from = term.from.map_or(date.start, |from| from.max(date.start));
    let to = term.to.map_or(date.end, |to| to.min(date.end));
    if to < from { 0 } else { i64::from((to - from).get_days()) + 1 }
}

/// Days between the term and the date; none where they share a day.
fn distance(term: &Term, date: Interval) -> i64 {
    if let Some(from) = term.from.filter(|from| date.end < *from) {
        i64::from((from - date.end).get_days())
    } else if let Some(to) = term.to.filter(|to| *to < date.start) {
        i64::from((date.start - to).get_days())
    } else {
        0
    }
}

/// The state of an office; none for offices of organisations, whose code stands in the same column.
fn state(lists: &Lists, code: &str) -> Option<String> {
    lists.state_of.contains_key(code).then(|| code.to_owned())
}

fn given(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}
