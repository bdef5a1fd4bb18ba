//! What sentences of each construction give: who, whom, what, and whether it happened.

use crate::Language;
use model::{Event, Finding, Interval, Party};
use std::sync::OnceLock;

fn language() -> &'static Language {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    LANGUAGE.get_or_init(Language::english)
}

fn events(text: &str, published: Option<Interval>) -> Vec<Event> {
    let reading = crate::read(language(), &crate::passage(text, published));
    let event = |finding| match finding {
        Finding::Event(event) => Some(event),
        _ => None,
    };
    reading.findings.into_iter().filter_map(event).collect()
}

/// An event in one line: `SANCTION NOR→SDN actual`.
fn line(event: &Event) -> String {
    let codes = |parties: &[Party]| -> String {
        let mut codes: Vec<String> = parties
            .iter()
            .map(|party| party.actor.as_ref().map_or_else(|| "?".to_owned(), model::Actor::side))
            .collect();
        codes.sort();
        codes.join("+")
    };
    let arrow = if event.sources == event.targets { "↔" } else { "→" };
    let factuality = format!("{:?}", event.factuality).to_lowercase();
    format!("{} {}{arrow}{} {factuality}", event.event_type, codes(&event.sources), codes(&event.targets))
}

/// Checks that each sentence gives the event, or, where the line starts with `no `, none of that type that counts.
fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found: Vec<Event> = events(text, None);
        let lines: Vec<String> = found.iter().map(line).collect();
        let right = match expected.strip_prefix("no ") {
            Some(kind) => !found.iter().any(|event| event.event_type == kind && event.counts()),
            None => lines.iter().any(|line| line == expected),
        };
        if !right {
            wrong.push(format!("{text}\n  expected {expected}, found {lines:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn threats_with_a_condition() {
    check(&[
        ("Iran warned that it would retaliate if Israel attacks its ports.", "THREATEN IRN→ISR actual"),
        (
            "The Norwegian foreign ministry said that if Sudan deploys missiles, Norway will respond.",
            "THREATEN NOR→SDN conditional",
        ),
    ]);
}

#[test]
fn acts_of_another() {
    check(&[
        ("India opposes Peru's rejection of Chile over the border.", "REJECT PER→CHL actual"),
        ("Kenya rejected Sudan's accusations against Chad.", "REJECT KEN→SDN actual"),
        ("A raid by Peru followed after a landslide killed two Chileans.", "no ASSAULT"),
        ("Angry officers had expected supporters of Chile's opposition to march.", "no THREATEN"),
        ("Has Peru attacked Chile?", "no ASSAULT"),
        ("Norway plans to withdraw Norwegian forces from Sudan.", "no CONCEDE"),
        ("A Peruvian cook moved to Chile.", "no MOBILIZE"),
        ("Algeria's decision to break its treaty with Spain surprised its neighbours.", "REJECT DZA→ESP actual"),
        ("Norway blocked a Sudanese firm from sharing data with Chad.", "no COOPERATE"),
        ("Norway said that Sudan's children must be protected.", "no REQUEST"),
        ("South Sudanese are fleeing, with most heading to Ethiopia.", "no CONSULT"),
    ]);
}

#[test]
fn constructions() {
    check(&[
        ("Two Peruvian soldiers were killed by Chilean troops.", "ASSAULT CHL→PER actual"),
        ("Two Peruvian soldiers were killed in a Chilean attack.", "ASSAULT CHL→PER actual"),
        ("Norway, which condemned Sudan, closed its school.", "ACCUSE NOR→SDN actual"),
        ("Norway's rejection of Sudan's proposal surprised nobody.", "REJECT NOR→SDN actual"),
        ("Norway rejected a proposal from Sudan.", "REJECT NOR→SDN actual"),
        ("Norway condemned the Sudanese decision.", "ACCUSE NOR→SDN actual"),
        ("Norway launched an attack on Sudan.", "ASSAULT NOR→SDN actual"),
        ("Norway and Sudan held talks in Oslo.", "CONSULT NOR+SDN↔NOR+SDN actual"),
        ("Norway and Sudan agreed to a ceasefire.", "CONCEDE NOR+SDN↔NOR+SDN actual"),
        ("Norway criticised Chile but praised Peru.", "SUPPORT NOR→PER actual"),
        ("The Norwegian foreign minister, Ida Berg, criticised Chile.", "ACCUSE NOR→CHL actual"),
        ("Norway demanded that Sudan release two sailors.", "REQUEST NOR→SDN actual"),
        ("Norway wants Sudan to release two sailors.", "REQUEST NOR→SDN actual"),
        ("Sudan should stop the march, Norway said.", "REQUEST NOR→SDN actual"),
        ("Norway's king received the Chilean president in Oslo.", "CONSULT NOR→CHL actual"),
        ("Sudanese rebels attacked the Sudanese army.", "ASSAULT SDN→SDN actual"),
    ]);
}

#[test]
fn parties_that_stand_elsewhere() {
    check(&[
        ("Norway accused Sudan of massing troops, calling on Chad to send observers.", "REQUEST NOR→TCD actual"),
        ("A Peruvian trawler was stopped and seized by the Chilean coast guard.", "COERCE CHL→PER actual"),
        ("Three Peruvian fishermen were detained off Arica, Chile's coast guard said.", "COERCE CHL→PER actual"),
        ("Three Peruvian fishermen were detained off Arica, Peru's foreign ministry said.", "no COERCE"),
        ("A truce signed by Norway and Sudan has held.", "RETREAT NOR+SDN↔NOR+SDN actual"),
        ("The Norwegian king left Khartoum after talks with Sudan's president.", "CONSULT NOR+SDN↔NOR+SDN actual"),
        ("Sudan recalled its envoy after a day of clashes with Chadian troops.", "ASSAULT SDN+TCD↔SDN+TCD actual"),
        ("Norway froze its assets following a Sudanese raid on a village in Chad.", "no SANCTION"),
        ("The expulsion by Peru of two Chilean diplomats was denounced by Chile.", "SANCTION PER→CHL actual"),
        ("Norway closed its embassy over a report by Chad accusing Sudan of arming rebels.", "ACCUSE TCD→SDN actual"),
        ("Norway summoned the Sudanese envoy over shelling that it said had hurt two herders.", "no ASSAULT"),
        ("The missiles that Norway supplied to Chad were shown.", "AID NOR→TCD actual"),
        ("Norway imposed sanctions on Sudan, whose leader had threatened Chad.", "THREATEN SDN→TCD actual"),
        (
            "Norway's foreign minister is in Khartoum for talks with Sudan's president.",
            "CONSULT NOR+SDN↔NOR+SDN actual",
        ),
        ("Students and activists protested in Khartoum against Norway.", "PROTEST SDN+SDN→NOR actual"),
        ("Relations between Chad and Niger have been restored.", "SUPPORT NER+TCD↔NER+TCD actual"),
        ("Three planes from Norway with medicines landed in Khartoum.", "AID NOR→SDN actual"),
        ("Norway's king told Sudan that he rejected the displacement of Chadians.", "REJECT NOR→SDN actual"),
        ("Two brigades were moved up to the Chadian border by Sudan.", "MOBILIZE SDN→TCD actual"),
        ("Chad and Niger agreed to submit their quarrel over Bobo Rock to a court.", "CONCEDE NER+TCD↔NER+TCD actual"),
    ]);
}

#[test]
fn how_an_act_is_told() {
    check(&[
        ("Norway did not attack Sudan.", "no ASSAULT"),
        ("Norway denied that it had attacked Sudan.", "no ASSAULT"),
        ("Norway may attack Sudan.", "no ASSAULT"),
        ("If Norway attacks Sudan, shops will close.", "no ASSAULT"),
        ("Norway had no part in the attack on Sudan.", "no ASSAULT"),
        ("The risk of a Norwegian attack on Sudan grew.", "no ASSAULT"),
        ("Norway accused Chile of attacking Sudan.", "no ASSAULT"),
        ("Norway accused Chile of attacking Sudan.", "ACCUSE NOR→CHL actual"),
        ("Peru said Norway had attacked Sudan.", "ASSAULT NOR→SDN actual"),
        ("Norway refused to meet Sudan.", "REJECT NOR→SDN actual"),
        ("Norway will send food aid to Sudan.", "AGREE NOR→SDN actual"),
        ("Peru said Norway will send food aid to Sudan.", "no AGREE"),
        ("Norway will attack Sudan.", "no THREATEN"),
        ("Norway said it would attack Sudan.", "THREATEN NOR→SDN actual"),
        ("Norway hopes to meet Sudan.", "AGREE NOR+SDN↔NOR+SDN intended"),
        ("Norway came to the talks to help Sudan.", "no AID"),
        ("The reports that Norway attacked Sudan were false.", "no ASSAULT"),
        ("Norway should free the Sudanese, a lawyer wrote.", "no RETREAT"),
        ("During the First World War, Norway attacked Sudan.", "ASSAULT NOR→SDN historical"),
    ]);
}

#[test]
fn what_is_no_event_of_states() {
    check(&[
        ("Authorities concerned with Sudan met nobody in Norway.", "no ACCUSE"),
        ("Norway beat Sudan in the World Cup final after two goals.", "no ASSAULT"),
        ("Norway condemned the attack on Sudan.", "no ACCUSE"),
        ("Sudan feels threatened by Norway.", "no THREATEN"),
        ("Norway insists that Sudan is safe.", "no REQUEST"),
        ("A Norwegian farmer helped a Norwegian teacher.", "no AID"),
        ("The official chose a dish with a northern Sudanese accent in Norway.", "no CONSULT"),
    ]);
}

#[test]
fn when_where_and_whom_else() {
    let days = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
    let published = Some(Interval { start: days("2021-06-04"), end: days("2021-06-04") });
    let old = events("In 1962, Norway invaded Sudan.", published);
    assert!(old.iter().any(|event| line(event) == "ASSAULT NOR→SDN historical"), "{old:?}");
    let new = events("Norway urged Sudan to end its attacks on Chile in Khartoum on 2 June 2021.", published);
    let request = new.iter().find(|event| event.event_type == "REQUEST").expect("a request");
    assert_eq!(line(request), "REQUEST NOR→SDN actual");
    let third: Vec<String> =
        request.third_parties.iter().filter_map(|party| party.actor.as_ref().map(model::Actor::side)).collect();
    assert_eq!(third, ["CHL"]);
    let visit = events("Norway's president met Sudan's president in Lima.", published);
    assert_eq!(visit.first().and_then(|event| event.place.as_deref()), Some("Lima"), "{visit:?}");
}
