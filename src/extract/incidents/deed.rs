//! Which words tell of a deed: verbs of attack and harm, nouns of attack and fight, weapons.

use std::ops::Range;

use super::subject::POLICE_WORK;
use crate::document::Gap;
use crate::extract::sight::{Sight, within};
use crate::extract::verbs;
use crate::lexicon::{Attachment, AttackWord, Classes, WordSet};
use crate::model::Path;

/// "In clashes with the police": a fight has another side.
pub fn is_fight(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["battle", "battles", "clash", "clashes", "fighting", "firefight", "gunfight", "shootout"])
}

/// True if the word at `at` says by a verb that people were harmed.
pub fn is_harm(sight: &Sight<'_>, at: usize) -> bool {
    sight.cue(at).is_some_and(|(_, cue)| matches!(cue.harm, Some((_, Attachment::Verb | Attachment::Weak))))
}

/// True if a mark stands before token `at`.
pub fn is_bounded(sight: &Sight<'_>, at: usize) -> bool {
    !sight.document.gap(at).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN).and(Gap::QUOTE))
}

/// "Staged an armed attack", "perpetrated the bombing": a verb that only its object makes one of attack.
pub fn stages_attack(sight: &Sight<'_>, at: usize) -> bool {
    const LIGHT: WordSet<18> = WordSet::of([
        "commits",
        "committed",
        "conducted",
        "conducts",
        "continued",
        "escalated",
        "expanded",
        "intensified",
        "intensifies",
        "mounted",
        "mounts",
        "perpetrated",
        "resumed",
        "resumes",
        "stage",
        "staged",
        "stages",
        "widened",
    ]);
    // "responded with air strikes", as against "responded to a shooting".
    const REPLIES: WordSet<9> = WordSet::of([
        "answer",
        "answered",
        "answers",
        "respond",
        "responded",
        "responds",
        "retaliate",
        "retaliated",
        "retaliates",
    ]);
    let attack = |at: usize| {
        let cue = sight.cue(at).is_some_and(|(_, cue)| matches!(cue.attack, Some(AttackWord::Noun | AttackWord::Either)));
        cue || sight.is_word(at, &["campaign"])
    };
    let reply = || {
        let with = behind(sight, at, 4).find(|&with| sight.is_word(with, &["by", "with"]));
        with.is_some_and(|with| behind(sight, with, 3).any(attack))
    };
    is_inflicted(sight, at)
        || sight.is_among(at, &LIGHT) && behind(sight, at, 4).any(attack)
        || sight.is_among(at, &REPLIES) && reply()
}

/// The `most` tokens behind `at` that its sentence has.
fn behind(sight: &Sight<'_>, at: usize, most: usize) -> Range<usize> {
    at + 1..sight.document.sentence_at(at).end.min(at + 1 + most)
}

/// "Inflicted 140 casualties on the army", "inflicting heavy losses on the rebels".
fn is_inflicted(sight: &Sight<'_>, at: usize) -> bool {
    const INFLICTS: WordSet<4> = WordSet::of(["inflict", "inflicted", "inflicting", "inflicts"]);
    let losses = |at: usize| sight.is_word(at, &["losses"]) || sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some());
    sight.is_among(at, &INFLICTS) && behind(sight, at, 7).any(losses)
}

/// "Fired rockets", "detonated a bomb", "blew up a van".
fn uses_arms(sight: &Sight<'_>, at: usize) -> bool {
    const FIRES: WordSet<16> = WordSet::of([
        "detonated",
        "detonates",
        "dropped",
        "drops",
        "fired",
        "fires",
        "hurled",
        "hurls",
        "lobbed",
        "lobs",
        "placed",
        "places",
        "planted",
        "plants",
        "threw",
        "throws",
    ]);
    const BLOWS: WordSet<2> = WordSet::of(["blew", "blow"]);
    let weapon = || !within(&sight.means, at + 1..at + 5).is_empty();
    sight.is_among(at, &FIRES) && weapon()
        || (sight.is_among(at, &BLOWS) && sight.is_word(at + 1, &["up"]) && sight.is(at + 2, Classes::DETERMINER))
}

/// "Shot down a helicopter", not "shot down 30 drones", which is done against an attack.
fn shoots_down(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["shot", "shoot", "shoots"]) && sight.is_word(at + 1, &["down"]) && !is_defence(sight, at)
}

/// "Shot down 30 drones", "intercepted a missile".
pub fn is_defence(sight: &Sight<'_>, verb: usize) -> bool {
    const MISSILES: &[&str] = &["Drone", "Missile", "Rocket"];
    let down = sight.is_word(verb + 1, &["down"]) || sight.is_word(verb, &["downed", "intercepted"]);
    down && within(&sight.means, verb + 1..verb + 7).iter().any(|m| MISSILES.iter().any(|kind| m.value.is_under(kind)))
}

/// True if the word at `at` is a verb of attack or of harm done.
pub fn is_attack_verb(sight: &Sight<'_>, at: usize) -> bool {
    if is_fire_service(sight, at) {
        return false;
    }
    stages_attack(sight, at)
        || shoots_down(sight, at)
        || uses_arms(sight, at)
        || sight.is_among(at, &FOUGHT)
        || sight.cue(at).is_some_and(|(length, cue)| {
            let harm = matches!(cue.harm, Some((_, Attachment::Verb | Attachment::Weak)));
            let verb = match cue.attack {
                Some(AttackWord::Verb) if sight.is_word(at, CARRIES) => carries_attack(sight, at + length),
                Some(AttackWord::Verb) => !(sight.is_word(at, NOUNS_TOO) && is_noun(sight, at)),
                Some(AttackWord::Either) => verbs::is_verbal(sight, at, at + length),
                _ => false,
            };
            harm || verb
        })
}

/// "police and fire personnel", "the fire department".
fn is_fire_service(sight: &Sight<'_>, at: usize) -> bool {
    const SERVICES: &[&str] = &[
        "brigade",
        "chief",
        "code",
        "crew",
        "crews",
        "department",
        "departments",
        "marshal",
        "marshals",
        "official",
        "officials",
        "personnel",
        "rescue",
        "service",
        "services",
        "station",
    ];
    sight.is_word(at, &["fire"]) && sight.is_word(at + 1, SERVICES)
}

const CARRIES: &[&str] = &["carried", "carries", "carry", "carrying"];

/// What is carried out without arms.
const WORK: WordSet<29> = WordSet::of([
    "arrest",
    "arrests",
    "autopsies",
    "autopsy",
    "duties",
    "duty",
    "evacuation",
    "evacuations",
    "exercise",
    "exercises",
    "inquiries",
    "inquiry",
    "inspection",
    "inspections",
    "investigation",
    "investigations",
    "orders",
    "patrols",
    "probe",
    "reform",
    "reforms",
    "repairs",
    "search",
    "searches",
    "survey",
    "tests",
    "threat",
    "threats",
    "work",
]);

/// "Carried out two bombings", not "carried out an inquiry", nor "the actions carried out in the north".
fn carries_attack(sight: &Sight<'_>, after: usize) -> bool {
    let end = sight.document.sentence_at(after.saturating_sub(1)).end;
    let work = |at: usize| WORK.has(sight.document.tokens[at].hash);
    !sight.is(after, Classes::PREPOSITION) && !(after..end.min(after + 6)).any(work)
}

/// True if nothing that a verb could take follows, or what only a noun can stand behind comes before.
fn is_noun(sight: &Sight<'_>, at: usize) -> bool {
    let opens = Classes::DETERMINER.or(Classes::PREPOSITION);
    let closes = Classes::BE.or(Classes::HAVE).or(Classes::MODAL).or(Classes::PREPOSITION).or(Classes::AND).or(Classes::RELATIVE);
    let opened = at > 0 && sight.is(at - 1, opens);
    opened
        || sight.is_among(at + 1, &EXPERTS)
        || sight.is(at + 1, closes)
        || is_bounded(sight, at + 1)
        || sight.cue(at + 1).is_some()
}

/// "Arrested in two operations carried out by the police": what is called an operation is an attack only of a group or a state.
pub fn is_operation(sight: &Sight<'_>, by: usize) -> bool {
    by > 2 && sight.is_word(by - 1, &["out"]) && sight.is_word(by - 3, &["operation", "operations"])
}

/// Verbs whose subject is one of two sides.
const FOUGHT: WordSet<3> = WordSet::of(["battled", "clashed", "fought"]);

/// Verbs of attack that are nouns as often: "the target was a bank".
const NOUNS_TOO: &[&str] = &["bomb", "bombs", "launch", "shell", "shells", "storm", "storms", "target", "targets"];

/// "The mayor's murder", "the group's massacre": nouns whose genitive is the victim as often as the doer.
pub fn is_done_to(sight: &Sight<'_>, at: usize) -> bool {
    sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some())
}

/// "Police bomb experts": those who make weapons harmless, or examine them.
const EXPERTS: WordSet<10> = WordSet::of([
    "detectors",
    "disposal",
    "expert",
    "experts",
    "robot",
    "specialist",
    "specialists",
    "squad",
    "technician",
    "technicians",
]);

/// Causes that nobody brought about: "a police helicopter crashed", "Brazil floods".
pub fn is_nobodys(means: &Path) -> bool {
    const CAUSES: [&str; 14] = [
        "Accident",
        "Avalanche",
        "Cold",
        "Disease",
        "Drought",
        "Earthquake",
        "Fire",
        "Flood",
        "Heat",
        "Landslide",
        "Storm",
        "Tsunami",
        "Volcano",
        "Wildfire",
    ];
    CAUSES.iter().any(|cause| means.is_under(cause))
}

/// True if a weapon or an attack is named at `at`, or after one or two words more ("Russian overnight missile strikes"), as against
/// "Israeli officials about the attack" and "the Georgian envoy's murder".
pub fn names_attack(sight: &Sight<'_>, at: usize, limit: usize) -> bool {
    const INSIDE: Gap = Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN).and(Gap::APOSTROPHE);
    const ENDS: Classes = Classes::PREPOSITION
        .or(Classes::SPEECH)
        .or(Classes::BE)
        .or(Classes::HAVE)
        .or(Classes::MODAL)
        .or(Classes::TO)
        .or(Classes::DETERMINER)
        .or(Classes::SUBORDINATOR)
        .or(Classes::RELATIVE);
    let is_work = |at: usize| sight.is_among(at + 1, &EXPERTS);
    let is_attack =
        |at: usize| sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun)) && !is_work(at);
    let is_verb = |at: usize| sight.word(at).ends_with("ed") || sight.is_word(at, &["shot", "blew", "blown"]);
    let is_person = |at: usize| !within(&sight.actors, at..at + 1).is_empty();
    let arms = |at: usize| within(&sight.means, at..at + 1).iter().any(|means| !is_nobodys(means.value));
    let is_weapon = |at: usize| arms(at) && !is_verb(at) && !is_person(at) && !is_work(at);
    let owns = |next: usize| next > at && sight.document.gap(next).has(Gap::APOSTROPHE);
    (at..limit.min(at + 3))
        .take_while(|&next| {
            sight.document.gap(next).only(INSIDE) && !owns(next) && !sight.is(next, ENDS) && !sight.is_among(next, &POLICE_WORK)
        })
        .any(|next| is_attack(next) || is_weapon(next))
}
