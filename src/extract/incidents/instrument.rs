//! Whether a means that a sentence names is what the deed it tells of was done with, or one that was found, shot down or used in
//! another deed.
//!
//! Known failures: what the attackers carried and did not use.

use std::ops::Range;

use super::arms::telling;
use super::draft::Draft;
use super::planted::FOILED;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::lexicon::{Classes, Telling, WordSet};
use crate::model::Path;

/// Kinds of event that tell of no weapon and no cause.
const SAYS_NO_MEANS: &[&str] = &["Clashes", "Ambush", "Assassination", "Execution", "Raid", "Sabotage"];

/// The means that the deed of the telling can have been done with: those of its clause, or else of its sentence.
pub fn of_deed<'s, 'm>(
    sight: &'s Sight<'m>,
    draft: &'s Draft,
    sentence: &Range<usize>,
) -> impl Iterator<Item = &'s Seen<'m, Path>> + use<'s, 'm> {
    let own = within(&sight.means, draft.clause.clone());
    let elsewhere = own.is_empty();
    let seen = if elsewhere { within(&sight.means, sentence.clone()) } else { own };
    seen.iter().filter(move |means| !(elsewhere && tells_another_harm(sight, means)) && is_one(sight, draft, means))
}

fn is_one(sight: &Sight<'_>, draft: &Draft, means: &Seen<'_, Path>) -> bool {
    !SAYS_NO_MEANS.contains(&means.value.as_str())
        && !is_of_victims_deeds(sight, draft, means.mention.first)
        && !is_of_other_deed(sight, draft, means)
        && (draft.rule == FOILED || !is_seized(sight, means))
        && !is_shot_down(sight, draft, means)
        && !is_of_other_nights(sight, means)
}

/// "Twelve more deaths are reported while a soldier is shot dead": the shots are those of the other clause.
fn tells_another_harm(sight: &Sight<'_>, means: &Seen<'_, Path>) -> bool {
    telling(means) == Telling::Verb && sight.cue(means.mention.first).is_some_and(|(_, cue)| cue.harm.is_some())
}

/// "A soldier is shot dead as both countries exchange artillery fire": the verb says how he died.
fn is_of_other_deed(sight: &Sight<'_>, draft: &Draft, means: &Seen<'_, Path>) -> bool {
    let kind = |path: &Path| path.steps().next().map(str::to_owned);
    let Some(own) = covering(&sight.means, draft.anchor.start).filter(|own| own.mention.end <= means.mention.first) else {
        return false;
    };
    let between = own.mention.end..means.mention.first;
    let parted = between.len() < BETWEEN_DEEDS && between.clone().any(|at| sight.is_word(at, &["as", "while", "whereas"]));
    parted && kind(own.value) != kind(means.value)
}

/// How far one sentence carries from one deed to another.
const BETWEEN_DEEDS: usize = 40;

/// "Killed a man who was responsible for abducting a family": what the dead had done, not how they died.
fn is_of_victims_deeds(sight: &Sight<'_>, draft: &Draft, means: usize) -> bool {
    const ACCUSED: &[&str] = &["accused", "convicted", "guilty", "responsible", "suspected", "wanted"];
    let from = draft.anchor.end.max(means.saturating_sub(4));
    (from..means).any(|at| sight.is_word(at, ACCUSED) && sight.is_word(at + 1, &["for", "of"]))
}

/// What becomes of weapons that nobody used.
const SEIZES: WordSet<12> = WordSet::of([
    "captured",
    "capturing",
    "confiscated",
    "confiscating",
    "defused",
    "found",
    "recovered",
    "recovering",
    "seized",
    "seizing",
    "seizure",
    "stole",
]);

/// "Seized five rifles and a grenade", "two rifles were found"; but "found a man shot", "found with gunshot wounds".
pub fn is_seized(sight: &Sight<'_>, means: &Seen<'_, Path>) -> bool {
    let first = means.mention.first;
    let harm = telling(means) == Telling::Verb && sight.cue(first).is_some_and(|(_, cue)| cue.harm.is_some());
    if harm || (first..means.mention.end).any(|at| sight.is_word(at, &["wound", "wounds"])) {
        return false;
    }
    let sentence = sight.document.sentence_at(means.mention.first);
    let ends = |at: usize| {
        let closed = sight.document.gap(at).has(Gap::SEMICOLON.and(Gap::COLON).and(Gap::DASH));
        closed || sight.is(at, Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::BUT))
    };
    let before = (sentence.first..means.mention.first).rev().take(BEFORE_THE_SEIZED).take_while(|&at| !ends(at + 1));
    let taken = before.filter(|&at| sight.is_among(at, &SEIZES)).any(|at| !sight.is(at.wrapping_sub(1), Classes::BE));
    let mut after = (means.mention.end..sentence.end).take(AFTER_THE_SEIZED).take_while(|&at| !ends(at));
    taken
        || after.any(|at| sight.is_among(at, &SEIZES) && sight.is(at - 1, Classes::BE))
        || is_inventory(sight, &sentence.tokens())
}

/// "Among the materiel confiscated: a missile, 140 rifles; and 20 grenades": a sentence that only lists what was taken.
fn is_inventory(sight: &Sight<'_>, sentence: &Range<usize>) -> bool {
    const TAKEN: WordSet<2> = WordSet::of(["confiscated", "seized"]);
    let taken = sentence.clone().take(OPENING).any(|at| sight.is_among(at, &TAKEN));
    taken && !sentence.clone().take(INVENTORY).any(|at| sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some()))
}

/// Words that open a sentence, and those of a list that are looked through.
const OPENING: usize = 8;
const INVENTORY: usize = 80;

/// Words between "seized" and the last of a list of weapons.
const BEFORE_THE_SEIZED: usize = 16;
const AFTER_THE_SEIZED: usize = 4;

/// "Shot her with a gun", "the car bomb": an instrument by its preposition, or one that was told of before.
pub fn is_handled(sight: &Sight<'_>, means: &Seen<'_, Path>, floor: usize) -> bool {
    let first = means.mention.first;
    let plain = |at: usize| sight.document.gap(at).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN));
    let mut before = (floor.max(first.saturating_sub(4))..first).rev().take_while(|&at| plain(at + 1));
    let known = WEAPONS_TOLD_OF.iter().any(|kind| means.value.is_under(kind));
    before.any(|at| sight.is_word(at, &["with", "using"]) || (known && sight.is_word(at, &["the", "this", "these"])))
}

/// What an article comes back to with "the": nobody speaks of "the rifle" that struck.
const WEAPONS_TOLD_OF: &[&str] = &["Explosive", "Missile", "Rocket"];

/// "Downed a helicopter gunship": what was hit. So are "four sea drones" that somebody destroyed, where nobody was harmed by them.
fn is_shot_down(sight: &Sight<'_>, draft: &Draft, means: &Seen<'_, Path>) -> bool {
    let first = means.mention.first;
    let before = first.saturating_sub(4).max(sight.document.sentence_at(first).first)..first;
    let downed = |at: usize| sight.is_word(at, &["down", "downed", "downing"]);
    if means.value.is_under("Airstrike/Helicopter") {
        return before.into_iter().any(downed);
    }
    let flies = ["Drone", "Missile", "Rocket"].iter().any(|kind| means.value.is_under(kind));
    let hit = |at: usize| downed(at) || sight.is_word(at, &["destroyed", "destroying", "intercepted", "intercepting"]);
    let object = |at: usize| !sight.is(at, Classes::PREPOSITION.or(Classes::BE)) || sight.is_word(at, &["down"]);
    flies && !draft.harmful && before.rev().take_while(|&at| object(at)).any(hit)
}

/// "Where they slept because of the shelling in past nights": of other days than the deed, as against "kidnapped in the past hours".
fn is_of_other_nights(sight: &Sight<'_>, means: &Seen<'_, Path>) -> bool {
    const OTHER: &[&str] = &["earlier", "past", "previous", "recent"];
    let (first, end) = (means.mention.first, means.mention.end);
    let known = first > 0 && sight.is_word(first - 1, &["the"]);
    let other = end + 1 + usize::from(sight.is_word(end + 1, &["the"]));
    known && sight.is_word(end, &["during", "from", "in", "of", "on", "over"]) && sight.is_word(other, OTHER)
}
