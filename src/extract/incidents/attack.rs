//! Attacks and disasters told without any harm to people: what makes them news and not talk.

use std::ops::Range;

use super::draft::Draft;
use super::telling::literal_places;
use super::{deed, meant};
use crate::document::Gap;
use crate::extract::cues::Found;
use crate::extract::sight::{Sight, covering, within};
use crate::extract::verbs::{self, Reality};
use crate::lexicon::{AttackWord, Classes, HarmKind, WordSet};
use crate::model::Use;

/// An attack or a disaster told without any harm to people: needs a doer, a means or a target, and happened.
pub(super) fn attack_alone(sight: &Sight<'_>, sentence: usize, found: &[Found]) -> Option<Draft> {
    let range = sight.document.sentences[sentence].tokens();
    let verbs = found.iter().filter(|f| {
        let verbal = match f.cue.attack {
            Some(AttackWord::Verb | AttackWord::Burst) => true,
            Some(AttackWord::Either) => verbs::is_verbal(sight, f.tokens.start, f.tokens.end),
            _ => false,
        };
        verbal && f.cue.harm.is_none_or(|(kind, _)| kind != HarmKind::Killed) && is_real(sight, f, range.start)
    });
    let nouns = found.iter().filter(|f| f.cue.attack.is_some_and(AttackWord::can_be_noun) && tells_of_event(sight, f, &range));
    verbs.chain(nouns).find_map(|anchor| {
        let clause = around(sight, &anchor.tokens, &range);
        let means = || !within(&sight.means, clause.clone()).is_empty();
        let actor = || !within(&sight.actors, clause.clone()).is_empty();
        let demonym = || within(&sight.locations, clause.clone()).iter().any(|l| l.value.usage == Use::Demonym);
        let light = || {
            sight.is_among(anchor.tokens.start, &LIGHT)
                && !has_attack_noun(found, anchor, clause.end)
                && !sends_weapons(sight, anchor, &clause)
        };
        let told = literal_places(sight, clause.clone()) > 0
            && !light()
            && !is_search(sight, anchor, &range)
            && (anchor.cue.attack == Some(AttackWord::Burst) || means() || actor() || demonym());
        if told {
            return Some(Draft::new(sentence, clause, anchor.tokens.clone(), "incident/attack"));
        }
        (is_armed(sight, anchor, &clause) && !is_search(sight, anchor, &range))
            .then(|| Draft::new(sentence, clause, anchor.tokens.clone(), ARMED))
    })
}

/// Verbs that tell of an attack only with a noun that says so, or a weapon: "launched a strike", not "launched a campaign"; "fired rockets", not "fired
/// a minister".
const LIGHT: WordSet<28> = WordSet::of([
    "carried",
    "carries",
    "carry",
    "carrying",
    "dropped",
    "dropping",
    "drops",
    "fired",
    "fires",
    "firing",
    "hurled",
    "hurling",
    "hurls",
    "launch",
    "launched",
    "launches",
    "launching",
    "lobbed",
    "lobbing",
    "lobs",
    "seized",
    "target",
    "targeting",
    "targets",
    "threw",
    "throwing",
    "throws",
    "unleashed",
]);

/// "launched 80 drones at Ukraine", "launching rockets into the camp": weapons that are on their way to somebody, and not "into the sea".
fn sends_weapons(sight: &Sight<'_>, anchor: &Found, clause: &Range<usize>) -> bool {
    const TOWARDS: &[&str] = &["at", "against", "on", "toward", "towards", "into", "across", "over"];
    const EMPTY: WordSet<6> = WordSet::of(["air", "ocean", "sea", "sky", "space", "waters"]);
    let empty = |goal: usize| (goal..clause.end.min(goal + GOAL)).any(|at| sight.is_among(at, &EMPTY));
    let sent = within(&sight.means, anchor.tokens.end..clause.end);
    sent.iter().any(|weapon| {
        let towards = weapon.mention.end;
        let day = || covering(&sight.dates, towards + 1).is_some();
        let hits =
            sight.is_word(towards, TOWARDS) && !day() && (sight.is_word(towards, &["at", "against"]) || !empty(towards + 1));
        hits && EXPLOSIVES.iter().any(|kind| weapon.value.is_under(kind))
    })
}

/// Words in which a goal is named: "the eastern sea".
const GOAL: usize = 4;

/// "Carried out a new attack", as against "are carrying out an operation to find those responsible for the attack".
fn has_attack_noun(found: &[Found], anchor: &Found, end: usize) -> bool {
    let object = anchor.tokens.end..end.min(anchor.tokens.end + OBJECT);
    found.iter().any(|f| f.cue.attack.is_some_and(AttackWord::can_be_noun) && object.contains(&f.tokens.start))
}

/// Words between a verb and the noun that is its object.
const OBJECT: usize = 8;

/// How far from a raid what came of it can be told.
const NEAR_A_RAID: usize = 30;

/// "Police raided an office and arrested three": a search, whoever may have resisted.
fn is_search(sight: &Sight<'_>, anchor: &Found, sentence: &Range<usize>) -> bool {
    const RAIDS: &[&str] = &["raid", "raided", "raiding", "raids"];
    const FINDS: WordSet<14> = WordSet::of([
        "arrest",
        "arrested",
        "arresting",
        "arrests",
        "captured",
        "confiscated",
        "confiscating",
        "detained",
        "detaining",
        "found",
        "seized",
        "seizing",
        "search",
        "searched",
    ]);
    let at = anchor.tokens.start;
    let mut around = at.saturating_sub(NEAR_A_RAID).max(sentence.start)..sentence.end.min(at + NEAR_A_RAID);
    if sight.is_word(at, RAIDS) {
        around.any(|at| sight.is_among(at, &FINDS))
    } else {
        sight.is_among(at, &FINDS) && around.any(|at| sight.is_word(at, RAIDS))
    }
}

/// The rule of an attack told with its weapon or its armed doer, wherever it was.
pub(super) const ARMED: &str = "incident/armed-attack";

/// "A bomb exploded in front of the bank", "guerrillas attacked the substation": an attack that needs no place of its own to
/// be one.
fn is_armed(sight: &Sight<'_>, anchor: &Found, clause: &Range<usize>) -> bool {
    const FORCE: &[&str] = &[
        "ambushed",
        "attacked",
        "blew",
        "bombarded",
        "bombed",
        "dynamited",
        "exploded",
        "fired",
        "hurled",
        "lobbed",
        "machinegunned",
        "opened",
        "raided",
        "ransacked",
        "sabotaged",
        "set",
        "shelled",
        "stormed",
        "torched",
        "went",
        "detonated",
        "ambush",
        "attack",
        "burned",
        "destroyed",
    ];
    let noun = anchor.tokens.start;
    let staged = (clause.start.max(noun.saturating_sub(4))..noun).find(|&verb| deed::stages_attack(sight, verb));
    let verbal = match anchor.cue.attack {
        Some(AttackWord::Noun) | None => false,
        Some(AttackWord::Either) => verbs::is_verbal(sight, noun, anchor.tokens.end),
        Some(_) => true,
    };
    if names_bomb_attack(sight, anchor) {
        return true;
    }
    if staged.is_none() && (!verbal || !sight.is_word(noun, FORCE)) {
        return false;
    }
    // "Russia had fired 20 missiles": at nobody that is named here.
    if staged.is_none() && sight.is_among(noun, &LIGHT) && anchor.tokens.len() == 1 && !sends_weapons(sight, anchor, clause) {
        return false;
    }
    let at = staged.unwrap_or(noun);
    let armed = within(&sight.means, clause.clone()).iter().any(|m| EXPLOSIVES.iter().any(|kind| m.value.is_under(kind)));
    let doers = within(&sight.actors, clause.start..at);
    let doer = doers.iter().rev().find(|a| meant::may_attack(a.value));
    let subject =
        doer.is_some_and(|a| !sight.document.gap(a.mention.end).has(Gap::COMMA) && a.mention.end <= at && at - a.mention.end < 8);
    (armed && !sight.is_word(at, &["destroyed", "burned"])) || (subject && !verbs::group(sight, at, clause.start).passive)
}

/// "A bomb attack on the bank", "the car-bomb attack against the general": the weapon stands in the noun.
fn names_bomb_attack(sight: &Sight<'_>, anchor: &Found) -> bool {
    let noun = anchor.cue.attack.is_some_and(AttackWord::can_be_noun);
    let first = anchor.tokens.start;
    let armed = || {
        let near = within(&sight.means, first.saturating_sub(2)..anchor.tokens.end);
        near.iter().any(|m| m.mention.end >= first && EXPLOSIVES.iter().any(|kind| m.value.is_under(kind)))
    };
    let object = sight.is_word(anchor.tokens.end, &["on", "against"]);
    noun && object && armed()
}

/// Means whose use is an attack wherever they are named as used.
const EXPLOSIVES: &[&str] = &["Explosive", "Rocket", "Shelling", "Missile", "Drone", "Airstrike", "Arson"];

/// The clause around a cue: up to a word or a mark that opens another.
pub(super) fn around(sight: &Sight<'_>, cue: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    let opens = |at: usize| {
        sight.is(at, Classes::SUBORDINATOR.or(Classes::BUT)) || sight.is_parted(at) || sight.is_word(at, &["despite"])
    };
    let start = (range.start..cue.start).rev().find(|&at| opens(at)).unwrap_or(range.start);
    let end = (cue.end..range.end).find(|&at| opens(at)).unwrap_or(range.end);
    start..end
}

fn is_real(sight: &Sight<'_>, found: &Found, floor: usize) -> bool {
    verbs::group(sight, found.tokens.start, floor).reality == Reality::Real
}

/// The preposition that a noun hangs on, past its article and adjectives.
fn noun_before(sight: &Sight<'_>, noun: usize, floor: usize) -> Option<usize> {
    (floor.max(noun.saturating_sub(4))..noun).rev().find(|&at| sight.is(at, Classes::PREPOSITION.or(Classes::OF)))
}

/// "an attack on X", "the target of an attack", "the shelling of Y", "a strike hit Z", as against "attacks must stop".
fn tells_of_event(sight: &Sight<'_>, found: &Found, range: &Range<usize>) -> bool {
    let next = found.tokens.end;
    let placed = next < range.end && sight.is_word(next, &["on", "in", "near", "at", "against", "outside", "of"]);
    let happened = sight.is_word(next, &["occurred", "occurs", "happened", "took", "broke", "ripped", "hit", "rocked"]);
    let suffered = noun_before(sight, found.tokens.start, range.start)
        .is_some_and(|of| sight.is(of, Classes::OF) && sight.is_word(of.wrapping_sub(1), &["target", "targets"]));
    (placed || happened || suffered) && !verbs::is_unreal_before(sight, found.tokens.start, range.start)
}

/// "Strikes", "shelling", "clashes": a word for several attacks.
pub(super) fn is_plural_attack(sight: &Sight<'_>, at: usize) -> bool {
    let Some((length, cue)) = sight.cue(at) else { return false };
    let last = sight.word(at + length - 1);
    let plural = last.ends_with('s') || sight.is_word(at + length - 1, &["fighting", "shelling", "violence"]);
    matches!(cue.attack, Some(AttackWord::Noun | AttackWord::Either | AttackWord::Mild)) && plural
}
