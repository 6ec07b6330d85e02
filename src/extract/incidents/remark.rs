//! What is said of a deed in a sentence that tells of none: who claims it, who is blamed for it, with what it was done.
//!
//! Known failures: a claim that stands before the deed it is of.

use std::ops::Range;

use super::draft::{Draft, REMARK};
use super::{arms, blame, deed, meant, subject};
use crate::extract::sight::{Sight, within};
use crate::extract::verbs::{self, Reality};
use crate::lexicon::{AttackWord, WordSet};
use crate::model::{Path, Role, Scope};

/// A sentence that tells of no event, or of "the attack" told before, without a number: who is said to have done it, or with what, is what it
/// has to say.
pub fn of(sight: &Sight<'_>, sentence: usize, told: &[Draft]) -> Option<Draft> {
    let again = |draft: &Draft| told.len() == 1 && !draft.harmful && !draft.is_counted();
    if !told.first().is_none_or(again) {
        return None;
    }
    let range = sight.document.sentences[sentence].tokens();
    let pointed = told.is_empty() || names_suspect(sight, &range);
    if !pointed && !points_back(sight, &range) {
        return None;
    }
    let (initiator, boast) = doers(sight, &range);
    if initiator.is_empty() && !pointed {
        return None;
    }
    let means = arms::weapons_used(sight, &range);
    if initiator.is_empty() && means.is_empty() {
        return None;
    }
    let scope = if speaks_of_several(sight, &range) { Scope::Aggregate } else { Scope::Incident };
    let draft = Draft::new(sentence, range.clone(), range.start..range.start + 1, REMARK);
    Some(Draft { initiator, means, boast, scope, ..draft })
}

/// "The suspect, Ivan Petrov, gave up without a shot".
fn names_suspect(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    within(&sight.actors, sentence.clone()).iter().any(|a| meant::is_suspect(a.value))
}

/// "The attack was the work of the front", "the bombing was claimed by it".
fn points_back(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    const DEEDS: WordSet<10> = WordSet::of([
        "ambush",
        "assault",
        "attack",
        "attacks",
        "blast",
        "bombing",
        "explosion",
        "explosions",
        "raid",
        "shelling",
    ]);
    let pointed = |at: usize| sight.is_word(at - 1, &["the", "this", "these", "both"]);
    (sentence.start + 1..sentence.end).any(|at| sight.is_among(at, &DEEDS) && pointed(at))
}

/// Whom the sentence names as doers, and whether they say so themselves.
fn doers(sight: &Sight<'_>, range: &Range<usize>) -> (Vec<Role>, bool) {
    if within(&sight.actors, range.clone()).is_empty() && within(&sight.locations, range.clone()).is_empty() {
        return (Vec::new(), false);
    }
    let some = |found: Vec<Role>| Some(found).filter(|found| !found.is_empty());
    let own = some(blame::claimed(sight, range)).or_else(|| some(admitted(sight, range)));
    let boast = own.is_some();
    let found = own
        .or_else(|| some(blame::blamed(sight, range)))
        .or_else(|| some(fired(sight, range)))
        .or_else(|| some(staged(sight, range)));
    (found.unwrap_or_default(), boast)
}

/// "The army said that it had struck a command post", "the group said that its men carried out both attacks".
fn admitted(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    const NOT_AGAINST_PEOPLE: &[&str] = &["destroyed", "repelled", "seized", "sank", "sunk"];
    if within(&sight.actors, range.clone()).is_empty() {
        return Vec::new();
    }
    let told = |at: usize| deed::is_attack_verb(sight, at) && !sight.is_word(at, NOT_AGAINST_PEOPLE) && hits_somebody(sight, at);
    range.clone().filter(|&at| told(at)).find_map(|at| owner(sight, at, range.start)).map(|role| vec![role]).unwrap_or_default()
}

/// "Russia had fired 30 missiles": who used the weapons of the deed told before.
fn fired(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    const USES: &[&str] = &["dropped", "fired", "launched", "unleashed"];
    if within(&sight.means, range.clone()).is_empty() {
        return Vec::new();
    }
    let weapons = |at: usize| !within(&sight.means, at + 1..range.end.min(at + 5)).is_empty();
    let used = |at: &usize| sight.is_word(*at, USES) && weapons(*at);
    range.clone().filter(used).find_map(|at| subject::subject_of(sight, &[], range, at)).unwrap_or_default()
}

/// "The cartel planned and carried out the assassination": who is said to have done the deed told before.
fn staged(sight: &Sight<'_>, range: &Range<usize>) -> Vec<Role> {
    const STAGES: WordSet<9> = WordSet::of([
        "carried",
        "committed",
        "executed",
        "masterminded",
        "ordered",
        "organised",
        "organized",
        "perpetrated",
        "staged",
    ]);
    if within(&sight.actors, range.clone()).is_empty() {
        return Vec::new();
    }
    let deed = |at: usize| {
        let pointed = (at + 1..range.end.min(at + 3)).find(|&the| sight.is_word(the, &["the", "this", "these", "both"]));
        pointed.is_some_and(|the| (the + 1..range.end.min(the + 3)).any(|noun| is_deed(sight, noun)))
    };
    let told = |at: &usize| sight.is_among(*at, &STAGES) && deed(*at);
    range.clone().filter(told).find_map(|at| subject::subject_of(sight, &[], range, at)).unwrap_or_default()
}

fn is_deed(sight: &Sight<'_>, at: usize) -> bool {
    let attack = sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some() || cue.attack.is_some_and(AttackWord::can_be_noun));
    attack || sight.is_word(at, &["crime", "crimes"])
}

/// Not "shot down", not "launched an inquiry", not "carried out searches".
fn hits_somebody(sight: &Sight<'_>, at: usize) -> bool {
    const LIGHT: &[&str] = &["carried", "carries", "carrying", "carry", "launch", "launched", "launches", "launching"];
    let attack = |at: usize| {
        let cue = sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        cue || !within(&sight.means, at..at + 1).is_empty()
    };
    !sight.is_word(at + 1, &["down"]) && (!sight.is_word(at, LIGHT) || (at + 1..at + 6).any(attack))
}

fn owner(sight: &Sight<'_>, verb: usize, floor: usize) -> Option<Role> {
    let group = verbs::group(sight, verb, floor);
    let speaker = subject::speaker(sight, group.start, floor).filter(|_| !group.passive && group.reality == Reality::Real)?;
    Some(super::meant::role(sight, speaker))
}

/// "both attacks", "the bombings", "all three": more than the deed told last.
fn speaks_of_several(sight: &Sight<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|at| {
        let plural = sight.word(at).ends_with('s');
        let attacks = plural && sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        attacks || sight.is_word(at, &["both"])
    })
}

/// "The group claimed the Quetta bombing": the remark names the town of the deed that it speaks of.
pub fn names_scene(sight: &Sight<'_>, sentence: usize, event: &Draft) -> bool {
    let town = event.location.as_ref().and_then(|(place, _)| place.path.as_ref()).filter(|path| path.depth() > 2);
    let range = sight.document.sentences[sentence].tokens();
    let names = |town: &Path| within(&sight.locations, range).iter().any(|place| place.value.path.as_ref() == Some(town));
    town.is_some_and(names)
}
