//! Sentences of our own: text to codes.

use crate::{Language, passage};
use model::{Document, Interval, Mention, MentionValue};
use std::sync::OnceLock;

fn language() -> &'static Language {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    LANGUAGE.get_or_init(Language::english)
}

fn mentions(document: &Document) -> Vec<Mention> {
    crate::read(language(), document).mentions
}

/// `words=CODE+CODE` for every actor, `words@CODE` for every place; a reference without actors ends in `=?`.
fn codes(document: &Document) -> String {
    mentions(document)
        .iter()
        .filter_map(|mention| {
            let words = mention.span.of(&document.text);
            match &mention.value {
                MentionValue::Actor(reference) if reference.actors.is_empty() => Some(format!("{words}=?")),
                MentionValue::Actor(reference) => {
                    let codes: Vec<String> = reference.actors.iter().map(model::Actor::code).collect();
                    Some(format!("{words}={}", codes.join("+")))
                }
                MentionValue::Place { country, .. } => {
                    Some(format!("{words}@{}", country.as_deref().unwrap_or_default()))
                }
                _ => None,
            }
        })
        .collect::<Vec<_>>()
        .join("; ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(codes(&passage(text, None)), expected, "{text}");
}

fn check_on(day: &str, text: &str, expected: &str) {
    let day = day.parse().expect("a day");
    assert_eq!(codes(&passage(text, Some(Interval { start: day, end: day }))), expected, "{text}");
}

#[test]
fn states_by_name_and_adjective() {
    check("Norway and Chile signed a treaty.", "Norway=NOR; Chile=CHL");
    check("Norwegian exports to the U.S. fell.", "Norwegian=NOR; U.S.=USA");
    check("Sino-Russian trade grew.", "Sino=CHN; Russian=RUS");
    check("They told us to eat turkey on china plates.", "They=?");
    check(
        "The People's Republic of China and the Republic of China are not the same.",
        "People's Republic of China=CHN; Republic of China=TWN",
    );
}

#[test]
fn roles_of_states() {
    check("The Russian Foreign Ministry protested.", "Russian Foreign Ministry=RUSGOV");
    check(
        "The Ministry of Foreign Affairs of the Russian Federation protested.",
        "Ministry of Foreign Affairs of the Russian Federation=RUSGOV",
    );
    check("The president of France met Chinese students.", "president of France=FRAGOV; Chinese students=CHNCVL");
    check("US troops left.", "US troops=USAMIL");
    check("Indian fishermen and a Japanese company sued.", "Indian fishermen=INDAGR; Japanese company=JPNBUS");
    check("The governments of India and Pakistan agreed.", "governments of India and Pakistan=INDGOV+PAKGOV");
    check("Chinese and Russian foreign ministers met.", "Chinese and Russian foreign ministers=CHNGOV+RUSGOV");
}

#[test]
fn persons_without_and_with_lists() {
    check("Iranian journalist Reza Tavassoli was freed.", "Iranian journalist Reza Tavassoli=IRNJRN");
    check("Kenya's Defence Minister Amina Otieno resigned.", "Kenya's Defence Minister Amina Otieno=KENGOV");
}

#[test]
fn capitals_and_seats() {
    check("Beijing said it would respond.", "Beijing=CHN; it=CHN");
    check("The talks were held in Beijing.", "Beijing@CHN");
    check("The Kremlin denied the report.", "Kremlin=RUSGOV");
    check("Ties with Ankara have soured.", "Ankara=TUR");
}

#[test]
fn the_two_countries() {
    check("China and Russia met. The two countries agreed.", "China=CHN; Russia=RUS; The two countries=CHN+RUS");
    check(
        "Chile met Peru. Trade grew. The leaders of the two countries agreed.",
        "Chile=CHL; Peru=PER; leaders of the two countries=CHLGOV+PERGOV",
    );
    check("It cost 5 million US dollars, or US$5 million.", "It=?");
}

#[test]
fn neighbours_in_a_list() {
    check("US and British forces landed.", "US and British forces=USAMIL+GBRMIL");
    check("It borders Bulgaria, Macedonian officials said.", "It=?; Bulgaria=BGR; Macedonian officials=MKDGOV");
    check("Iraqi Kurds fled.", "Iraqi Kurds=IRQCVL");
    check("Ethnic Albanian rebels fled.", "Albanian rebels=rebels");
    check("NATO troops landed.", "NATO troops=NATO");
}

#[test]
fn ambiguous_names() {
    check(
        "Congo closed the border. Kinshasa blamed its neighbour. Brazzaville was silent. In Brazzaville nobody spoke.",
        "Congo=COG; Kinshasa=COD; its=COD; Brazzaville@COG; Brazzaville@COG",
    );
    check("Michael Jordan retired; Jordan protested.", "Jordan=JOR");
    check("The South China Morning Post reported the talks.", "South China Morning Post=HKGJRN");
    check("Ships crossed the South China Sea.", "South China Sea@");
}

#[test]
fn pronouns_and_the_ministry() {
    check(
        "The Norwegian Foreign Ministry protested. The foreign ministry summoned the envoy of Chile.",
        "Norwegian Foreign Ministry=NORGOV; foreign ministry=NORGOV; envoy of Chile=CHLGOV",
    );
    check(
        "Kenya's Defence Minister Amina Otieno resigned. She left.",
        "Kenya's Defence Minister Amina Otieno=KENGOV; She=KENGOV",
    );
    check("Chile said it would wait.", "Chile=CHL; it=CHL");
}

#[test]
fn offices_at_the_date() {
    check_on("2020-06-01", "Putin spoke with Trump.", "Putin=RUSGOV; Trump=USAGOV");
    check_on("2022-06-01", "Putin spoke about Trump.", "Putin=RUSGOV; Trump=USAELI");
    check_on("2022-06-01", "The Trump administration had left the treaty.", "Trump administration=USAGOV");
    check_on("2021-01-13", "The Russian president Vladimir Putin spoke.", "Russian president Vladimir Putin=RUSGOV");
    check_on(
        "2021-01-13",
        "Russia's Defence Minister Sergei Shoigu spoke.",
        "Russia's Defence Minister Sergei Shoigu=RUSGOV",
    );
    check_on("2020-06-01", "The Pentagon said US officials had left.", "Pentagon=USAMIL; US officials=USAGOV");
}

/// The office, sector and country of the first person named.
fn office(document: &Document) -> (Option<String>, String) {
    mentions(document)
        .into_iter()
        .find_map(|mention| match mention.value {
            MentionValue::Actor(reference) => {
                let actor = reference.actors.into_iter().find(|actor| actor.kind == model::ActorKind::Person)?;
                Some((actor.office.clone(), actor.code()))
            }
            _ => None,
        })
        .unwrap_or_default()
}

#[test]
fn offices_where_the_year_is_open() {
    // Of 2022 to 2025 by the words, or of no year at all.
    let text = |who: &str| {
        passage(
            &format!("{who} spoke in Oslo. The envoy had met President Joe Biden and Prime Minister Anwar Ibrahim."),
            None,
        )
    };
    let (office_held, code) = office(&text("Hassan Rouhani"));
    assert_eq!((office_held.as_deref(), code.as_str()), (Some("former President"), "IRNELI"));
    let (office_held, code) = office(&text("Angela Merkel"));
    assert_eq!((office_held.as_deref(), code.as_str()), (Some("former Chancellor"), "DEUELI"));
    let (office_held, code) = office(&text("Sergei Lavrov"));
    assert_eq!((office_held.as_deref(), code.as_str()), (Some("Foreign Minister"), "RUSGOV"));
    // Was foreign minister for a part of those years only.
    assert_eq!(office(&text("Qin Gang")).0, None);
}

#[test]
fn offices_that_change_within_the_year() {
    let day = |month, day| jiff::civil::date(2021, month, day);
    let on = |text: &str| passage(text, Some(Interval { start: day(1, 1), end: day(12, 31) }));
    assert_eq!(office(&on("Ebrahim Raisi spoke in Oslo.")).0, None);
    assert_eq!(
        office(&on("President Ebrahim Raisi spoke in Oslo.")),
        (Some("President".to_owned()), "IRNGOV".to_owned())
    );
}

#[test]
fn prefixes_and_hyphens() {
    check("Franco-German talks failed.", "Franco=FRA; German=DEU");
    check("A Saudi-backed militia fled.", "Saudi=SAU; militia=militia");
    check("US-led forces landed.", "US-led forces=USAMIL");
}

#[test]
fn roles_of_bodies() {
    check(
        "A spokesman for the Russian Defence Ministry protested.",
        "spokesman for the Russian Defence Ministry=RUSGOV",
    );
    check("The head of the central bank of Chile resigned.", "head of the central bank of Chile=CHLGOV");
    check("The Thai Meteorological Department warned.", "Thai Meteorological Department=THAGOV");
    check(
        "Norwegian Deputy Fisheries Minister Kari Nes flew to Lima.",
        "Norwegian Deputy Fisheries Minister Kari Nes=NORGOV; Lima@PER",
    );
    check(
        "Russian President Vladimir Putin's spokesman spoke.",
        "Russian President Vladimir Putin=RUSGOV; spokesman=RUSGOV",
    );
}

#[test]
fn persons_by_what_stands_beside_them() {
    check(
        "Kari Nes, Norway's fisheries minister, spoke. Nes left.",
        "Kari Nes=NORGOV; Norway's fisheries minister=NORGOV; Nes=NORGOV",
    );
    check("Peru's finance minister, Ana Quispe, resigned.", "Peru's finance minister=PERGOV; Ana Quispe=PERGOV");
}

#[test]
fn capitals_that_act() {
    check("Tehran is negotiating with Doha.", "Tehran=IRN; Doha=QAT");
    check("Tehran is a large city.", "Tehran@IRN");
    check("Brussels proposed a tariff.", "Brussels=EU");
    check("He lives in Brussels.", "He=?; Brussels@BEL");
}

#[test]
fn states_beside_others() {
    check("Washington, London and Paris condemned Pyongyang.", "Washington=USA; London=GBR; Paris=FRA; Pyongyang=PRK");
    check("Indo-Pak talks resumed.", "Indo=IND; Pak=PAK");
    check("Atlanta, Georgia, is far from Tbilisi, Georgia.", "Atlanta@USA; Georgia@USA; Tbilisi@GEO; Georgia=GEO");
    check("Chile won. Missiles fell.", "Chile=CHL");
    check("The former Peruvian president Ana Quispe spoke.", "Peruvian president Ana Quispe=PERELI");
}

#[test]
fn nouns_that_stand_for_somebody() {
    check("The European Union met. The bloc agreed.", "European Union=EU; The bloc=EU");
    check("The company grew.", "");
    check("Officials in Riyadh said the kingdom would wait.", "Officials=SAUGOV; Riyadh@SAU; the kingdom=SAU");
}

#[test]
fn acronyms_in_brackets() {
    check("The Saudi Grain Authority (SGA) grew. SGA hired.", "Saudi Grain Authority=SAUGOV; SGA=SAUGOV; SGA=SAUGOV");
    check("The Saudi Telecom Company (STC) grew. STC hired.", "Saudi Telecom Company (STC)=SAUBUS; STC=SAUBUS");
    check("The ACC met in Oslo.", "Oslo@NOR");
}

#[test]
fn owners_told_by_the_document() {
    check(
        "Chile may send troops to Haiti, Defence Minister Ana Quispe said.",
        "Chile=CHL; troops=CHLMIL; Haiti=HTI; Defence Minister Ana Quispe=CHLGOV",
    );
    check("The UN called for its peacekeepers to stay.", "UN=UN; its=UN; peacekeepers=UN");
    check("World leaders met in Bern.", "leaders=leader; Bern@CHE");
    check("Fighters of al-Qaeda fled.", "Fighters of al-Qaeda=AQ");
}

#[test]
fn armies_and_acronyms_of_two() {
    check(
        "Israel's Shin Bet arrested two men in Jenin; the army left.",
        "Israel=ISR; Shin Bet=ISRSPY; men=PSECVL; Jenin@PSE; army=ISRMIL",
    );
    check("Sudan said the RSF shelled El Fasher.", "Sudan=SDN; RSF=SDNPRM; El Fasher@SDN");
    check("Talks between the Vatican and Havana failed.", "the Vatican=VAT; Havana=CUB");
    check("South Africa's main opposition party sued.", "South Africa's main opposition party=ZAFOPP");
}

#[test]
fn who_was_named_in_full_goes_before_namesakes() {
    check(
        "Czech trade commissioner Eva Novak came. Commissioner Novak left.",
        "Czech trade commissioner Eva Novak=CZEUNK; Commissioner Novak=CZEUNK",
    );
}

#[test]
fn embassies_and_outlets_tell_nothing_of_others() {
    check(
        "Protesters threw stones at the French embassy in Bamako.",
        "Protesters=protesters; French embassy in Bamako=FRAGOV",
    );
}

#[test]
fn what_stands_after_anti_owns_nothing() {
    check("An anti-Chinese alliance grew.", "Chinese=CHN");
    check("Norway's firm support for Sudan grew.", "Norway=NOR; Sudan=SDN");
    check("Latvia and Estonia met. The delegations agreed.", "Latvia=LVA; Estonia=EST; The delegations=LVA+EST");
}

#[test]
fn movements_in_power() {
    check_on("2019-06-01", "The Taliban agreed.", "Taliban=AFGREB");
    check_on("2022-06-01", "The Taliban agreed.", "Taliban=AFGGOV");
}

#[test]
fn owners_before_roles() {
    check("Chile said its foreign ministry would wait.", "Chile=CHL; its=CHL; foreign ministry=CHLGOV");
    check("He speaks English, German and Thai.", "He=?");
}

#[test]
fn cities_of_the_long_lists() {
    check("Rebels shelled Bukavu.", "Rebels=CODREB; Bukavu@COD");
    check("Farmers in Rajkot protested.", "Farmers=INDAGR; Rajkot@IND");
}

#[test]
fn many_repetitions_stay_small() {
    let text = "Peru ".repeat(20_000);
    let found = mentions(&passage(&text, None));
    assert!(found.iter().filter(|mention| mention.rule == "actors/name").count() >= 19_000);
}

proptest::proptest! {
    #[test]
    fn spans_lie_in_the_text(text in "(China|the|two|countries|Russia|'s|’s|minister|of|,|and| |-|\\.|President|Putin|é|中|Xi|\n){0,40}") {
        let document = passage(&text, None);
        let found = mentions(&document);
        for mention in &found {
            proptest::prop_assert!(document.text.get(mention.span.start..mention.span.end).is_some_and(|words| !words.is_empty()));
        }
        let actors: Vec<_> = found.iter().filter(|mention| mention.rule.starts_with("actors/")).collect();
        for pair in actors.windows(2) {
            proptest::prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }
}

#[test]
fn names_share_their_last_word() {
    check("North and South Korean officials met.", "North and South Korean officials=PRKGOV+KORGOV");
    check("Trains linked East and West Germany.", "East=DDR; West Germany=DEU");
    check("Birds fly north and South Korea is cold.", "South Korea=KOR");
}
