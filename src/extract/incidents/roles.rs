//! The roles of a telling: whom it hit and who says so are read here, who did it by `doer`, with what by `arms`.

use std::ops::Range;

use super::draft::Draft;
use super::meant::role;
use super::planted::FOILED;
use super::{arms, deed, doer, subject};
use crate::extract::mention::ActorMention;
use crate::extract::sight::{Seen, Sight, within};
use crate::lexicon::{Classes, Part};
use crate::model::{Path, Role};

/// Fills initiator, target, means and claimant.
pub fn fill(sight: &Sight<'_>, draft: &mut Draft) {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    draft.claimant = claimants(sight, &sentence);
    draft.initiator = if draft.rule == FOILED { Vec::new() } else { doer::read(sight, draft, &sentence) };
    draft.means = arms::read(sight, draft, &sentence);
    draft.target = targets(sight, draft, &sentence);
}

/// "X said", "according to X".
fn claimants(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Role> {
    let mut found = Vec::new();
    for at in sentence.clone().filter(|&at| sight.is(at, Classes::SPEECH)) {
        let before = within(&sight.actors, sentence.start.max(at.saturating_sub(8))..at);
        let subject =
            before.iter().rev().find(|a| a.mention.end <= at && at - a.mention.end <= 2 && subject::is_subject(sight, a, at));
        let after = within(&sight.actors, at + 1..sentence.end.min(at + 5));
        let inverted = || after.first().filter(|a| sight.is_word(at, &["according"]) || a.mention.first == at + 1);
        if let Some(actor) = subject.or_else(inverted) {
            found.push(role(sight, actor));
        }
    }
    found.dedup_by(|a, b| a.path == b.path);
    found.truncate(3);
    found
}

/// Who was harmed, or what was hit: the actors among the victims, and the objects of the attack.
fn targets(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<Role> {
    let doers: Vec<&Path> = draft.initiator.iter().chain(&draft.claimant).map(|r| &r.path).collect();
    let actors = within(&sight.actors, draft.clause.clone());
    let mut found: Vec<Role> = Vec::new();
    for actor in actors {
        let role = role(sight, actor);
        let spoken = (actor.mention.end..(actor.mention.end + 2).min(sentence.end)).any(|at| sight.is(at, Classes::SPEECH));
        if spoken || doers.contains(&&role.path) || found.iter().any(|f| f.path == role.path) || role.path.is_under("Unknown") {
            continue;
        }
        if is_hit(sight, draft, actor) {
            found.push(role);
        }
    }
    found
}

/// True if the actor stands where victims stand: among the people harmed, or as the object of the attack.
fn is_hit(sight: &Sight<'_>, draft: &Draft, actor: &Seen<'_, ActorMention>) -> bool {
    let first = actor.mention.first;
    let harmed = draft.victims.iter().any(|victims| victims.contains(&first));
    // "Three officers and a passer-by were shot": not all of them need be counted.
    let suffers = !["harm/active", FOILED].contains(&draft.rule)
        && actor.mention.end <= draft.anchor.start
        && actor.value.part != Part::Thing;
    harmed || suffers || is_object(sight, draft.clause.start, first)
}

/// True if the words before token `first` make it the object of an attack: "struck a market", "an attack on the market", as
/// against "taken to a hospital".
fn is_object(sight: &Sight<'_>, floor: usize, first: usize) -> bool {
    for at in (floor..first).rev().take(7) {
        if deed::is_attack_verb(sight, at) {
            return true;
        }
        if sight.is_word(at, &["on", "against", "at", "into", "targeting"]) {
            let deed = |before: usize| {
                let cue = sight.cue(before).is_some_and(|(_, cue)| cue.attack.is_some());
                cue || !within(&sight.means, before..before + 1).is_empty()
            };
            return sight.is_word(at, &["targeting"]) || (floor.max(at.saturating_sub(3))..at).any(deed);
        }
        if sight.is(at, Classes::PREPOSITION) && !sight.is(at, Classes::OF) {
            return false;
        }
    }
    false
}
