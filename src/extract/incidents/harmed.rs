//! Whom the deed befell: those counted as victims, those named beside them, the subject of a passive, the object of the attack.
//!
//! Most who stand in a sentence with a victim only found, treated, mourned or seek somebody, or speak of it: whoever is not said to
//! have been hit was not. Known failures: victims told by a verb that is in no table.

use std::ops::Range;

use super::deed::{self, is_bounded};
use super::draft::Draft;
use super::governed::{is_object_before, is_subject};
use super::planted::FOILED;
use super::subject::{POLICE_WORK, is_busy};
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::extract::verbs::{self, Reality};
use crate::extract::{actors, people};
use crate::lexicon::{Classes, Part, WordSet};

/// True if the actor stands where victims stand: among the people harmed, or as the object of the attack.
pub fn is_hit(sight: &Sight<'_>, draft: &Draft, actor: &Seen<'_, ActorMention>) -> bool {
    let somebody = actor.value.part != Part::Thing && !actors::is_state(actor.mention.rule);
    let first = actor.mention.first;
    let harmed = |victims: &Range<usize>| {
        victims.contains(&first) || somebody && (is_title(sight, actor, victims) || is_said_of(sight, victims.end, first))
    };
    draft.victims.iter().any(harmed)
        || somebody && is_among_the_harmed(sight, draft, actor)
        || suffers(sight, draft, actor)
        || is_meant(sight, draft, actor)
        || is_object(sight, draft.clause.start, first)
}

/// "[Policeman] Juan Castro was shot", "[an employee], Ann Reed, 24, was", "[soldiers] and a passer-by were": what stands right before
/// those counted and belongs to them.
fn is_title(sight: &Sight<'_>, actor: &Seen<'_, ActorMention>, victims: &Range<usize>) -> bool {
    let (end, start) = (actor.mention.end, victims.start);
    if end > start || start - end > NOUNS || !(end..start).all(|at| belongs(sight, at)) {
        return false;
    }
    if end < start && sight.is(end, Classes::AND) {
        // "Teachers and pupils mourned a boy": those behind "and" are no victims.
        let joined = end + 1 == start || sight.is(end + 1, Classes::DETERMINER);
        return joined && is_subject(sight, actor, end);
    }
    let plain = |from: usize| (from..=start).all(|at| !is_bounded(sight, at));
    if end < start {
        let office =
            people::names_person(sight, start - 1) && (end..start).all(|at| !sight.is(at, Classes::DETERMINER.or(Classes::OF)));
        return office && plain(end);
    }
    let explained = sight.document.gap(end).has(Gap::COMMA);
    // "The two guards, Ann Reed and Juan Castro, were".
    let listed = || explained && actor.mention.first > 0 && sight.is(actor.mention.first - 1, Classes::DETERMINER);
    if actor.value.plural { listed() } else { explained || plain(end) }
}

/// Words between an office and the name of who holds it: "police [department chief] Juan Castro".
const NOUNS: usize = 4;

/// "Three members of [the front]", "two people, [a nurse] and [a soldier], were", "eleven people including [a doctor]": what stands right
/// behind those counted and says who they are.
fn is_said_of(sight: &Sight<'_>, from: usize, first: usize) -> bool {
    let opened = is_bounded(sight, from) || sight.is(from, Classes::OF) || sight.is_word(from, OPENS);
    (opened || from == first) && is_list(sight, from, first)
}

const OPENS: &[&str] = &["belonging", "from", "including", "mainly", "mostly"];

/// True if only words of noun phrases stand from token `from` to token `first`.
fn is_list(sight: &Sight<'_>, from: usize, first: usize) -> bool {
    let goes_on = |at: usize| belongs(sight, at) || sight.is_word(at, OPENS) || sight.is_word(at, &["most", "them", "to"]);
    from <= first && first - from <= REACH && (from..first).all(goes_on)
}

/// "The cook disarmed [one of the soldiers] and killed him": the object before, whom the pronoun behind the verb means.
fn is_meant(sight: &Sight<'_>, draft: &Draft, actor: &Seen<'_, ActorMention>) -> bool {
    let points = |at: &usize| sight.is_word(*at, &["him", "her", "them"]);
    // "Killed him", "shot him dead".
    let Some(pronoun) = [draft.anchor.end, draft.anchor.start.saturating_sub(1)].into_iter().find(points) else { return false };
    let verb = verbs::group(sight, pronoun.saturating_sub(1), draft.clause.start).start;
    let first = actor.mention.first;
    let several = sight.is_word(pronoun, &["them"]);
    // "A leader, his brother and [a pharmacist]": the list that the verb before takes.
    let listed = || {
        (first.saturating_sub(NEAR)..first).rev().take_while(|&at| belongs(sight, at)).any(|at| is_object_before(sight, at, verb))
    };
    let fits = !several || actor.value.plural || listed() || sight.document.gap(actor.mention.end).has(Gap::COMMA);
    actor.mention.end <= verb && fits && (is_object_before(sight, first, verb) || several && listed())
}

/// Words from the first of a list to the last.
const NEAR: usize = 12;

/// Words that a list of those harmed may have.
const REACH: usize = 24;

/// "Eleven people were killed when a bomb went off, including [a doctor]", "among them [two nurses]", "most of them [farmers]".
fn is_among_the_harmed(sight: &Sight<'_>, draft: &Draft, actor: &Seen<'_, ActorMention>) -> bool {
    let first = actor.mention.first;
    let floor = draft.victims.iter().map(|victims| victims.end).max().unwrap_or(first).max(draft.anchor.end);
    let opens = |at: &usize| {
        let of_them = sight.is_word(*at, &["them", "whom"]) && sight.is(at - 1, Classes::OF);
        sight.is_word(*at, &["including", "mainly", "mostly"]) || of_them || is_among_them(sight, *at)
    };
    let Some(opener) = (floor.max(first.saturating_sub(REACH))..first).rev().find(opens) else { return false };
    let turns = Classes::SPEECH.or(Classes::AND).or(Classes::BUT);
    let same = (floor..opener).all(|at| !sight.is(at, turns) && !sight.document.gap(at).has(Gap::SEMICOLON));
    same && is_list(sight, opener + 1, first)
}

fn is_among_them(sight: &Sight<'_>, at: usize) -> bool {
    sight.is_word(at, &["them"]) && sight.is_word(at - 1, &["among"])
}

/// A word inside a noun phrase: no verb, no preposition but "of", and nobody else's deed ("prompting protesters", "then he fled").
fn belongs(sight: &Sight<'_>, at: usize) -> bool {
    const STEERS: Classes = Classes::BE
        .or(Classes::HAVE)
        .or(Classes::SPEECH)
        .or(Classes::SUBORDINATOR)
        .or(Classes::RELATIVE)
        .or(Classes::SINGULAR_PRONOUN)
        .or(Classes::PLURAL_PRONOUN);
    let preposition = sight.is(at, Classes::PREPOSITION) && !sight.is(at, Classes::OF);
    let verb = sight.word(at).ends_with("ing") || sight.is_word(at, &["then"]) || deed::is_attack_verb(sight, at);
    !preposition && !verb && !sight.is(at, STEERS) && !sight.is_among(at, &POLICE_WORK)
}

/// "[Soldiers] guarding the post were attacked", "[police] came under fire", "[the brigade] suffered 15 casualties": the subject of what
/// was suffered.
fn suffers(sight: &Sight<'_>, draft: &Draft, actor: &Seen<'_, ActorMention>) -> bool {
    let end = actor.mention.end;
    if draft.rule == FOILED || end > draft.clause.end {
        return false;
    }
    // "The funeral of the priests who were killed".
    let of_whom = sight.is(end, Classes::RELATIVE) && sight.is(end + 1, Classes::BE) && !is_bounded(sight, end);
    if !of_whom && !is_subject(sight, actor, end) {
        return false;
    }
    let thing = actor.value.part == Part::Thing;
    let suffered = |at: usize| {
        if befalls(sight, at) {
            return !thing && goes_on(sight, end, at);
        }
        let counted = draft.anchor.contains(&at) && !draft.victims.is_empty();
        if counted || !deed::is_attack_verb(sight, at) && !draft.anchor.contains(&at) {
            return false;
        }
        let group = verbs::group(sight, at, end);
        let died = || !thing && ["harm/died", "harm/state", "harm/reduced"].contains(&draft.rule) && draft.anchor.contains(&at);
        (group.passive && group.reality == Reality::Real || died()) && goes_on(sight, end, group.start)
    };
    (end..draft.clause.end.min(end + SUBJECT))
        .find(|&at| deed::is_attack_verb(sight, at) || draft.anchor.contains(&at) || befalls(sight, at))
        .is_some_and(suffered)
}

/// Words between a subject and its verb.
const SUBJECT: usize = 16;

/// "Came under attack", "survived the bombing", "suffered 15 casualties", "were among the dead": whoever stands before it was hit.
fn befalls(sight: &Sight<'_>, at: usize) -> bool {
    const BEFALLS: WordSet<6> = WordSet::of(["escaped", "suffered", "suffers", "survived", "survives", "sustained"]);
    let pair = |first: &[&str], second: &[&str]| sight.is_word(at, first) && sight.is_word(at + 1, second);
    let under = pair(&["came", "come", "comes", "coming"], &["under"])
        || sight.is(at, Classes::BE) && sight.is_word(at + 1, &["among", "under"]);
    let deed = |at: usize| {
        sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some() || cue.harm.is_some()) || sight.is_word(at, &["fire"])
    };
    (under || sight.is_among(at, &BEFALLS)) && (at + 1..at + 7).any(deed)
}

/// True if what stands between the actor that ends before token `end` and the verb group at `start` only says more of the actor:
/// "[soldiers] guarding the post [were]", "[a teacher] of the village, who had fled, [was]", as against "[police] found that a man [was]".
fn goes_on(sight: &Sight<'_>, end: usize, start: usize) -> bool {
    let opens = Classes::PREPOSITION.or(Classes::RELATIVE).or(Classes::OF).or(Classes::AND);
    let attribute = end == start || sight.is(end, opens) || sight.word(end).ends_with("ing") || is_bounded(sight, end);
    let turns = Classes::SPEECH.or(Classes::SUBORDINATOR).or(Classes::BUT);
    let steady = |at: usize| !sight.is(at, turns) || at == end && sight.is(at, Classes::RELATIVE);
    attribute && (end..start).all(steady) && !is_busy(sight, end, start)
}

/// True if the words before token `first` make it the object of an attack: "struck a market", "an attack on the market", as
/// against "taken to a hospital".
fn is_object(sight: &Sight<'_>, floor: usize, first: usize) -> bool {
    for at in (floor..first).rev().take(7) {
        // "It erupted on Monday, the mayor said", as against "hit a school, a church and a bank".
        if is_bounded(sight, at + 1) && covering(&sight.actors, at).is_none() {
            return false;
        }
        if deed::is_attack_verb(sight, at) {
            return true;
        }
        if sight.is_word(at, &["on", "against", "at", "into", "targeting"]) {
            return sight.is_word(at, &["targeting"]) || is_aimed(sight, floor, at);
        }
        if sight.is(at, Classes::PREPOSITION) && !sight.is(at, Classes::OF) {
            return false;
        }
    }
    false
}

/// "An attack on", "an ambush by gunmen against", "140 casualties inflicted on": the word at `preposition` says what was hit.
fn is_aimed(sight: &Sight<'_>, floor: usize, preposition: usize) -> bool {
    let deed = |before: usize| {
        let cue = sight.cue(before).is_some_and(|(_, cue)| cue.attack.is_some());
        let losses = sight.is_word(before, &["casualties", "losses"]);
        // "Gunmen on motorcycles": a doer, whose name tells of a weapon.
        let weapon = !within(&sight.means, before..before + 1).is_empty() && covering(&sight.actors, before).is_none();
        cue || losses || weapon
    };
    let near = |reach: usize| floor.max(preposition.saturating_sub(reach))..preposition;
    let by = near(6).find(|&at| sight.is_word(at, &["by"]));
    near(3).any(deed) || by.is_some_and(|by| sight.is_word(preposition, &["against", "on"]) && floor < by && deed(by - 1))
}
