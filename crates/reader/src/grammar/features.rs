//! Morphological features, from the tag and the tree.

use super::Analysis;
use model::{Features, Mood, Number, Tense, Upos, VerbForm, Voice};

/// Fills the features of every word; tags, lemmas and the tree are there already.
pub fn fill(words: &[&str], analyses: &mut [Analysis]) {
    let mut auxiliaries = vec![Auxiliaries::default(); analyses.len()];
    for (index, analysis) in analyses.iter().enumerate() {
        let Some(auxiliary) = analysis.head.and_then(|head| auxiliaries.get_mut(head)) else { continue };
        match (analysis.relation.as_str(), analysis.lemma.as_str()) {
            ("aux:pass", _) => auxiliary.passive = true,
            ("aux", "have") => auxiliary.perfect = true,
            ("aux", "be") => auxiliary.progressive = true,
            ("nsubj:pass" | "csubj:pass", _) => auxiliary.passive = true,
            ("nsubj" | "csubj" | "expl", _) => auxiliary.subject = Some(index),
            ("mark" | "case", _) => auxiliary.marked = true,
            _ => {}
        }
        if analysis.upos == Upos::Aux {
            auxiliary.any = true;
        }
    }
    // A conjunct shares the auxiliaries of the first: `was arrested and charged`.
    for index in 0..analyses.len() {
        let Some(head) = analyses[index].head else { continue };
        if analyses[index].relation == "conj" && analyses[index].xpos == analyses[head].xpos && !auxiliaries[index].any
        {
            let Auxiliaries { passive, perfect, progressive, .. } = auxiliaries[head];
            auxiliaries[index].passive |= passive;
            auxiliaries[index].perfect |= perfect;
            auxiliaries[index].progressive |= progressive;
        }
    }
    for index in 0..analyses.len() {
        analyses[index].features = features(words, analyses, index, auxiliaries[index]);
    }
}

/// What the dependents of a verb say about it.
#[derive(Debug, Clone, Copy, Default)]
struct Auxiliaries {
    passive: bool,
    perfect: bool,
    progressive: bool,
    marked: bool,
    any: bool,
    subject: Option<usize>,
}

fn features(words: &[&str], analyses: &[Analysis], index: usize, auxiliaries: Auxiliaries) -> Features {
    let analysis = &analyses[index];
    let mut features = Features::default();
    let subject = auxiliaries.subject.map(|subject| words[subject].to_lowercase());
    match analysis.xpos.as_str() {
        "NN" | "NNP" => features.number = Some(Number::Singular),
        "NNS" | "NNPS" => features.number = Some(Number::Plural),
        "VBZ" => {
            finite(&mut features, Tense::Present);
            features.number = Some(Number::Singular);
            features.person = Some(3);
        }
        "VBD" => finite(&mut features, Tense::Past),
        "VBP" => finite(&mut features, Tense::Present),
        "MD" => features.verb_form = Some(VerbForm::Finite),
        "VBN" => {
            features.verb_form = Some(VerbForm::Participle);
            features.tense = Some(Tense::Past);
            if analysis.upos == Upos::Verb {
                // Without `have`, a past participle of a verb is passive: `the sanctions imposed in May`.
                let passive = auxiliaries.passive || !auxiliaries.perfect;
                features.voice = Some(if passive { Voice::Passive } else { Voice::Active });
            }
        }
        "VBG" => {
            let gerund = !auxiliaries.progressive
                && (auxiliaries.marked
                    || matches!(analysis.relation.as_str(), "csubj" | "obj" | "nmod" | "obl" | "nsubj" | "compound"));
            if gerund {
                features.verb_form = Some(VerbForm::Gerund);
            } else {
                features.verb_form = Some(VerbForm::Participle);
                features.tense = Some(Tense::Present);
            }
        }
        "VB" => {
            let root = matches!(analysis.relation.as_str(), "root" | "conj" | "parataxis" | "ccomp");
            if analysis.upos == Upos::Verb && root && !auxiliaries.any && !auxiliaries.marked && subject.is_none() {
                features.verb_form = Some(VerbForm::Finite);
                features.mood = Some(Mood::Imperative);
            } else {
                features.verb_form = Some(VerbForm::Infinitive);
            }
        }
        "PRP" | "PRP$" => (features.person, features.number) = pronoun(&words[index].to_lowercase()),
        "DT" | "WDT" => {
            features.number = match words[index].to_lowercase().as_str() {
                "this" | "that" | "another" | "each" => Some(Number::Singular),
                "these" | "those" => Some(Number::Plural),
                _ => None,
            }
        }
        _ => {}
    }
    if matches!(analysis.xpos.as_str(), "VBD" | "VBP") {
        // A verb agrees with its subject.
        if let Some(at) = auxiliaries.subject {
            (features.person, features.number) = match subject.as_deref().map(pronoun) {
                Some((Some(person), number)) => (Some(person), number),
                _ => (
                    Some(3),
                    if matches!(analyses[at].xpos.as_str(), "NNS" | "NNPS") {
                        Some(Number::Plural)
                    } else {
                        Some(Number::Singular)
                    },
                ),
            };
        }
    }
    if analysis.upos == Upos::Verb && features.voice.is_none() && features.verb_form.is_some() {
        features.voice = Some(Voice::Active);
    }
    features
}

fn finite(features: &mut Features, tense: Tense) {
    features.verb_form = Some(VerbForm::Finite);
    features.mood = Some(Mood::Indicative);
    features.tense = Some(tense);
}

fn pronoun(word: &str) -> (Option<u8>, Option<Number>) {
    match word {
        "i" | "me" | "my" | "mine" | "myself" => (Some(1), Some(Number::Singular)),
        "we" | "us" | "our" | "ours" | "ourselves" => (Some(1), Some(Number::Plural)),
        "you" | "your" | "yours" | "yourself" | "yourselves" => (Some(2), None),
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "it" | "its" | "itself" => {
            (Some(3), Some(Number::Singular))
        }
        "they" | "them" | "their" | "theirs" | "themselves" => (Some(3), Some(Number::Plural)),
        _ => (None, None),
    }
}
