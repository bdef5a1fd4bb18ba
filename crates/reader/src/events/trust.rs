//! Which readings are sure enough to stand in the ledger where the parties are not given.
//!
//! A reading is a proposal; here it must show a grammatical link between its words and each party. What only stands
//! near, in a clause of its own, or beside the act as its place or time, is no party.

use super::clause::Clause;
use super::frames::{Frame, Library};
use super::pattern::{Class, Slot};
use super::readings::Reading;
use super::roles::{carrier, predicate};
use crate::View;
use model::{MentionValue, Upos, Via};

/// Types that are acts of words: their parties must be actors, not things or unnamed people.
pub fn is_verbal(event_type: &str) -> bool {
    matches!(
        event_type,
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "COOPERATE"
    )
}

/// True where the triggers are used as the acts that their frames name.
pub fn is_act(view: View, index: usize, clause: &Clause, reading: &Reading) -> bool {
    if !clause.parsed {
        return true;
    }
    let library = &view.language.events.library;
    // The words of a frame that only stand near each other may belong to different acts.
    if !reading.by_tree {
        return false;
    }
    let (frame, trigger) = match reading.operator {
        Some((frame, trigger)) => (&library.frames[frame], trigger),
        None => (&library.frames[reading.frame], reading.trigger),
    };
    let act = &library.frames[reading.frame];
    if !tells(view, index, clause, reading, frame, trigger) || !tells(view, index, clause, reading, act, reading.act) {
        return false;
    }
    // `the language is spoken in Norland`: what is talked is no talk between parties.
    if frame.reciprocal
        && frame.pattern.class == Class::Verb
        && frame.pattern.elements.is_empty()
        && frame.event_type == "CONSULT"
        && clause.passive(trigger)
    {
        return false;
    }
    // `called the minister a liar`: that is no call.
    if reading.mode.as_deref() == Some("phone")
        && frame.pattern.class == Class::Verb
        && clause.dependents(trigger, &["xcomp", "ccomp"]).any(|at| clause.upos(at) != Upos::Verb)
    {
        return false;
    }
    // `insists that it works hard`: what is so is not asked for.
    if reading.event_type == "REQUEST" && reading.operator.is_none() {
        let told = clause.dependents(trigger, &["ccomp"]).any(|clause_at| {
            let indicative = |at: usize| matches!(clause.sentence.tokens[at].xpos.as_str(), "VBZ" | "VBD");
            indicative(clause_at) || clause.dependents(clause_at, &["aux", "cop"]).any(indicative)
        });
        if told {
            return false;
        }
    }
    // `Norland must`: a demand only where somebody says so, and of what is still to be done.
    if frame.pattern.source.contains(&Slot::Speaker) {
        let verb = predicate(clause, trigger);
        // `the mindset is that women should stay`, `there should be` ask nobody for anything.
        let copular = clause.head(verb).is_some_and(|above| clause.dependents(above, &["cop"]).next().is_some());
        let told = clause.dependents(verb, &["mark"]).any(|mark| clause.lower[mark] == "that") && !copular;
        let above = clause.dependents(verb, &["expl"]).next().is_none()
            && (told || clause.head(verb).is_some_and(|above| library.is_speech(clause, above)));
        let below = clause.dependents(verb, &["parataxis"]).any(|say| library.is_speech(clause, say));
        let said =
            above && matches!(clause.relation(verb), "ccomp" | "parataxis" | "acl" | "advcl" | "dep" | "obj") || below;
        // `the prisoners must be freed` does not tell who is to free them.
        let passive = clause.passive(verb) && clause.agents(verb).next().is_none();
        if !said || passive || clause.lower.get(trigger + 1).is_some_and(|word| word == "have") {
            return false;
        }
    }
    // `expected supporters to march`: another acts than the one who expects, so nothing is promised.
    if let Some((frame, operator)) = reading.operator
        && matches!(library.frames[frame].operator.as_deref(), Some("promise" | "intend" | "threaten"))
        && reading.event_type != "REQUEST"
        && matches!(library.frames[frame].pattern.class, Class::Verb)
    {
        let act = reading.words.iter().copied().find(|&word| {
            word != operator
                && matches!(clause.relation(word), "xcomp" | "ccomp" | "advcl")
                && clause.head(word) == Some(operator)
        });
        if has_own_subject(clause, operator, reading.act) || is_of_object(library, clause, operator, reading.act) {
            return false;
        }
        if let Some(act) = act {
            let own = clause
                .dependents(act, &["nsubj"])
                .any(|subject| !matches!(clause.lower[subject].as_str(), "it" | "they" | "he" | "she" | "we" | "i"));
            // `promised Norland to leave`: who promises acts.
            let promises =
                matches!(clause.lemmas[operator].as_str(), "promise" | "vow" | "pledge" | "swear" | "guarantee");
            let controlled = !promises
                && clause.relation(act) == "xcomp"
                && clause
                    .dependents(operator, &["obj"])
                    .any(|object| object < act && object > operator && !is_time(view, index, clause, object));
            if own || controlled {
                return false;
            }
        }
    }
    true
}

/// True where a verb between an operator and its act has a subject of its own that is no pronoun.
fn has_own_subject(clause: &Clause, operator: usize, act: usize) -> bool {
    let mut at = act;
    for _ in 0..5 {
        if at == operator {
            return false;
        }
        let own = clause.dependents(at, &["nsubj"]).any(|subject| clause.upos(subject) != Upos::Pron);
        if own && matches!(clause.upos(at), Upos::Verb | Upos::Aux) {
            return true;
        }
        match clause.head(at) {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// True where an act hangs on a person who is the operator's object: `expected supporters to march`, read as `supporters who
/// are to march`.
fn is_of_object(library: &Library, clause: &Clause, operator: usize, act: usize) -> bool {
    let mut at = act;
    for _ in 0..5 {
        let Some(head) = clause.head(at) else { return false };
        if head == operator {
            return at != act && clause.relation(at) == "obj" && library.is_person(clause, at);
        }
        at = head;
    }
    false
}

/// True where a trigger tells an act at all, and does not only name a kind, a quality or a time.
fn tells(view: View, index: usize, clause: &Clause, reading: &Reading, frame: &Frame, trigger: usize) -> bool {
    let library = &view.language.events.library;
    // `feels threatened`: a state, not an act.
    if matches!(clause.relation(trigger), "xcomp" | "amod")
        && clause.passive(trigger)
        && clause.head(trigger).is_some_and(|head| library.words.modality.state.has(clause, head))
    {
        return false;
    }
    // `in March`: a month is no march.
    if is_time(view, index, clause, trigger) {
        return false;
    }
    // `the Ministry of Foreign Affairs and Cooperation`: a word of somebody's name or title.
    let span = clause.sentence.tokens[trigger].span;
    let titled = frame.pattern.class == Class::Noun
        && view.mentions_in(index).iter().any(|mention| {
            mention.span.contains(span)
                && mention.span != span
                && matches!(&mention.value, MentionValue::Actor(reference) if reference.via != Via::Demonym)
        });
    // `Minister of Foreign Affairs and International Cooperation`, `Operation Dawn`: a name, unless all words have capitals.
    let capital = |at: usize| view.words(clause.sentence.tokens[at].span).starts_with(char::is_uppercase);
    let plain = |at: usize| matches!(clause.upos(at), Upos::Verb | Upos::Adv) && !capital(at);
    let named = || {
        frame.pattern.class == Class::Noun
            && clause.upos(trigger) == Upos::Propn
            && trigger > clause.body()
            && capital(trigger)
            && ((0..clause.len()).any(plain) || (0..clause.len()).filter(|&at| capital(at)).count() * 2 < clause.len())
    };
    if titled || named() {
        return false;
    }
    // `authorities concerned with trade`: a word of quality tells an act only where it is said of somebody.
    if frame.pattern.class == Class::Adjective
        && matches!(clause.relation(trigger), "amod" | "acl" | "compound" | "nmod" | "obl" | "advmod")
    {
        return false;
    }
    // `in charge of` says who leads, not who is accused.
    if frame.pattern.class == Class::Noun && clause.lower[trigger] == "charge" && clause.case(trigger) == Some("in") {
        return false;
    }
    // `negotiation team`, `protest song`: a noun that only says of which kind another is.
    if frame.pattern.class == Class::Noun
        && clause.relation(trigger) == "compound"
        && clause.head(trigger).is_some_and(|head| head > trigger && !reading.words.contains(&head))
    {
        return false;
    }
    // `open display`, `a threatened species`: a word of quality before a noun.
    if frame.pattern.class != Class::Noun
        && clause.relation(trigger) == "amod"
        && (clause.upos(trigger) == Upos::Adj || !clause.passive(trigger))
        && clause.head(trigger).is_some_and(|head| head > trigger)
    {
        return false;
    }
    true
}

/// True for acts that are done with others; `with` tells by what means the rest is done.
fn joint(reading: &Reading) -> bool {
    reading.reciprocal || matches!(reading.event_type.as_str(), "AGREE" | "CONSULT" | "SUPPORT" | "COOPERATE")
}

/// True where the target's token hangs on the reading's words as a party does.
pub fn links_target(library: &Library, clause: &Clause, reading: &Reading, token: usize) -> bool {
    if !clause.parsed {
        return true;
    }
    let act = &library.frames[reading.frame].pattern.target;
    let operator = reading.operator.map(|(frame, _)| &library.frames[frame].pattern.target);
    let verb = carrier(library, clause, reading.trigger);
    let core = |at: usize| at == reading.trigger || at == verb || reading.words.contains(&at);
    let mut linked = true;
    let mut cases: Vec<&str> = Vec::new();
    let mut at = token;
    for _ in 0..8 {
        if core(at) {
            let slots = match operator {
                Some(operator) if at == reading.trigger => operator,
                _ => act,
            };
            let named = |case: &str| slots.iter().any(|slot| matches!(slot, Slot::Preposition(name) if name == case));
            // `returned the books from its library to Norland`: the frame's own preposition, wherever it hangs.
            let own = clause.case(token).is_some_and(named);
            // `efforts to end the dispute between Norland and Sudria`: two are named together, however deep.
            let between = own && clause.case(token) == Some("between");
            return (linked || between) && (own || cases.iter().all(|case| named(case)));
        }
        // What stands above the act, as the subject of a passive does, is there because the frame names its place.
        let Some(head) = clause.head(at) else { return true };
        let relation = clause.relation(at);
        // `sanctions imposed on Norland`: a participle of the object passes on what the frame places there.
        let participle = clause.full_relation(at) == "acl" && clause.passive(at);
        if matches!(relation, "advcl" | "acl" | "parataxis" | "csubj" | "dep") && !participle {
            linked = false;
        }
        if relation == "ccomp" && !clause.dependents(at, &["nsubj"]).any(|subject| subject == token) {
            linked = false;
        }
        if matches!(relation, "obl" | "nmod")
            && clause.full_relation(at) != "nmod:poss"
            && let Some(case) = clause.case(at)
            && (library.words.parties.circumstance.contains(case) || case == "with" && !joint(reading) && core(head))
        {
            cases.push(case);
        }
        at = head;
    }
    true
}

/// True where a target that the frame does not place is so near that it is meant all the same: part of the object, the
/// addressee, or the one who is asked to do something.
pub fn links_far(library: &Library, clause: &Clause, reading: &Reading, token: usize) -> bool {
    let verb = carrier(library, clause, reading.trigger);
    let core = |at: usize| at == reading.trigger || at == verb || reading.words.contains(&at);
    let mut at = token;
    for _ in 0..6 {
        if core(at) {
            return true;
        }
        let Some(head) = clause.head(at) else { return false };
        // `ties with its neighbours`: whose neighbours they are is nobody's side.
        if clause.full_relation(at) == "nmod:poss" && is_related(library, clause, head) {
            return false;
        }
        let direct = match clause.full_relation(at) {
            "obj" | "iobj" | "amod" | "nmod:poss" => true,
            // `lend Norport 90 million`, read as one phrase.
            "compound" => clause.upos(at) == Upos::Propn && reading.event_type != "REQUEST",
            "nmod" | "obl" => clause
                .case(at)
                .is_none_or(|case| matches!(case, "of" | "to" | "against" | "with" | "between" | "on" | "by")),
            "nsubj" => reading.event_type == "REQUEST" && clause.relation(head) == "ccomp",
            "ccomp" => reading.event_type == "REQUEST" && at != token,
            _ => false,
        };
        if !direct {
            return false;
        }
        at = head;
    }
    false
}

/// True for a word that stands for a time, which is never a party.
pub fn is_time(view: View, index: usize, clause: &Clause, token: usize) -> bool {
    let span = clause.sentence.tokens[token].span;
    view.mentions_in(index)
        .iter()
        .any(|mention| matches!(mention.value, MentionValue::Time(_)) && mention.span.contains(span))
}

/// True for a noun of kinship or of an attitude to somebody.
pub fn is_related(library: &Library, clause: &Clause, token: usize) -> bool {
    library.words.parties.related.contains(&clause.lemmas[token])
}

/// How many words of sport make a sentence one of sport.
const SPORTING: usize = 2;

/// True where a sentence tells of sport, in which states and cities are teams and attack, beat and meet each other.
pub fn is_sport(library: &Library, clause: &Clause) -> bool {
    let sport = &library.words.parties.sport;
    let sporting = |token: &usize| {
        let word = &clause.lower[*token];
        sport.has(clause, *token) || word.strip_suffix('s').is_some_and(|one| sport.contains(one))
    };
    (0..clause.len()).filter(sporting).take(SPORTING).count() == SPORTING
}
