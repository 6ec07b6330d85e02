//! Who was killed or hurt, by name: one dies but once, so tellings of one person's death are tellings of one event, and the
//! murders of two are two.

use super::days::days_agree;
use super::draft::{Draft, Told};
use super::same_place::places_agree;
use super::signs::tells_of_slaying;
use crate::extract::harm::Harm;
use crate::extract::people::{Name, Single};
use crate::extract::sight::Sight;
use crate::lexicon::{HarmKind, WordSet};
use crate::model::{Count, Scope};

/// Events whose victims are remembered by name, the latest first, and names for each: a list of thousands stays linear.
const EVENTS: usize = 100;
const NAMES: usize = 24;

/// The number of the latest event that tells by name of somebody killed or hurt in the draft.
pub(super) fn told_before<'d>(
    known: impl DoubleEndedIterator<Item = &'d Draft> + ExactSizeIterator,
    draft: &Draft,
) -> Option<usize> {
    if draft.dead.is_empty() && draft.hurt.is_empty() && draft.held.is_empty() {
        return None;
    }
    let same = |known: &Draft| share_a_victim(known, draft) || share_a_captive(known, draft);
    known.enumerate().rev().take(EVENTS).find(|(_, known)| same(known)).map(|(number, _)| number)
}

/// Adds names to those known of an event.
pub(super) fn remember(known: &mut Vec<Name>, names: Vec<Name>) {
    known.extend(names);
    known.truncate(NAMES);
}

/// True if both tell by name of the same person, killed or hurt.
fn share_a_victim(known: &Draft, draft: &Draft) -> bool {
    let counted = known.scope != Scope::Cumulative && draft.scope != Scope::Cumulative;
    let told = |name: &Name| is_among(name, &known.dead) || is_among(name, &known.hurt);
    counted && known.sentence != draft.sentence && draft.dead.iter().chain(&draft.hurt).any(told)
}

/// "Ruiz was kidnapped on 5 May ... gunmen kidnapped Ruiz": the same one, on a day and at a place that agree.
fn share_a_captive(known: &Draft, draft: &Draft) -> bool {
    let told = |name: &Name| is_among(name, &known.held);
    known.sentence != draft.sentence && draft.held.iter().any(told) && days_agree(known, draft) && places_agree(known, draft)
}

/// "the murder of Ruiz ... the murder of Vidal": each is a deed of its own.
pub(super) fn are_two_slayings(sight: &Sight<'_>, known: &Draft, draft: &Draft) -> bool {
    let one = |draft: &Draft| draft.dead.len() == 1 && draft.killed.as_ref().is_some_and(|told| told.count.max == Some(1));
    one(known) && one(draft) && !share_a_victim(known, draft) && tells_of_slaying(sight, draft) && tells_of_slaying(sight, known)
}

/// "Smith was killed ... Jones was also killed": another person by name, where those before were also told by name.
pub(super) fn is_another(dead: &[Name], old: &Told, new: &Told) -> bool {
    let Some(Single::Name(name)) = &new.single else { return false };
    let Some(Single::Name(old)) = &old.single else { return false };
    !name.may_be(old) && !is_among(name, dead)
}

/// "One of them later died": the harm of a sentence that tells of nobody else.
pub(super) fn part_who_died(harms: &[Harm]) -> Option<Harm> {
    let died = |harm: &&Harm| harm.kind == HarmKind::Killed && harm.count.is_some();
    harms.iter().find(died).filter(|_| harms.iter().all(Harm::is_subset)).cloned()
}

/// "A woman later died in hospital", "one man died of his injuries": somebody hurt before, where the sentence tells of nobody else.
pub(super) fn is_later_death(sight: &Sight<'_>, harms: &[Harm]) -> bool {
    const WOUNDS: WordSet<5> = WordSet::of(["hospital", "hospitals", "injuries", "surgery", "wounds"]);
    let [harm] = harms else { return false };
    let one = harm.count.as_ref().is_some_and(|count| count.max == Some(1) && count.min == 1);
    let sentence = sight.document.sentences[harm.sentence].tokens();
    let nameless = harm.people.as_ref().is_some_and(|people| {
        let indefinite = matches!(people.single, None | Some(Single::Indefinite));
        people.names.is_empty() && indefinite && people.tokens.start <= sentence.start + 1
    });
    let later = |at: usize| sight.is_word(at, &["later", "subsequently"]);
    let near = harm.cue.start.saturating_sub(3).max(sentence.start)..sentence.end.min(harm.cue.end + 1);
    let wounds = || (harm.cue.end..sentence.end.min(harm.cue.end + 5)).any(|at| sight.is_among(at, &WOUNDS));
    harm.rule == "harm/died" && one && nameless && !harm.is_others() && (near.into_iter().any(later) || wounds())
}

/// Counts somebody who died later among the dead, and no longer among the hurt; false if the telling before counts nobody hurt.
pub(super) fn dies_later(known: &mut Draft, later: &Draft) -> bool {
    let exactly = |told: &Told| told.count.max == Some(told.count.min) && !told.weak;
    let several = known.injured.as_ref().is_some_and(|hurt| hurt.count.min > 1);
    if !several || !known.killed.as_ref().is_none_or(exactly) {
        return false;
    }
    if let Some(hurt) = known.injured.as_mut().filter(|hurt| exactly(hurt)) {
        (hurt.count.min, hurt.count.max) = (hurt.count.min - 1, hurt.count.max.map(|max| max - 1));
    }
    match &mut known.killed {
        None => known.killed.clone_from(&later.killed),
        Some(dead) => super::slots::add(dead, later.killed.as_ref().unwrap_or(&dead.clone())),
    }
    true
}

/// Takes those who died out of those hurt whom the sentence before counted; false if it counted none, or counted the dead.
pub(super) fn lose(known: &mut Draft, part: &mut Draft) -> bool {
    let exactly = |told: &Told| told.count.max.filter(|&max| max == told.count.min);
    let Some(died) = part.killed.as_ref().and_then(exactly).filter(|_| known.killed.is_none()) else { return false };
    let Some(hurt) = known.injured.as_mut().filter(|hurt| exactly(hurt).is_some_and(|all| all > 1 && died <= all)) else {
        return false;
    };
    let left = hurt.count.min - died;
    (hurt.count.min, hurt.count.max, hurt.weak) = (left, Some(left), false);
    if left == 0 {
        known.injured = None;
    }
    known.killed = part.killed.take();
    true
}

/// "A man was wounded ... He died": the one who was hurt is the one who died.
pub(super) fn died_of_it(known: &Draft, later: &Draft) -> bool {
    let hurt = known.injured.as_ref().and_then(|hurt| hurt.single.as_ref());
    let dead = later.killed.as_ref().and_then(|dead| dead.single.as_ref());
    let same = hurt.zip(dead).is_some_and(|(hurt, dead)| match (hurt, dead) {
        (_, Single::Pronoun | Single::Definite) => true,
        (Single::Name(hurt), Single::Name(dead)) => hurt.may_be(dead),
        _ => false,
    });
    // "The woman was in serious condition ... She later died", of the one whose death the headline told.
    let told = known.killed.as_ref().is_none_or(|dead| {
        let pointed = |told: &Told| matches!(told.single, Some(Single::Pronoun | Single::Definite));
        dead.count.max == Some(1) && known.injured.as_ref().is_some_and(pointed) && later.killed.as_ref().is_some_and(pointed)
    });
    same && told
}

/// "Ruiz was killed ... Ruiz had been wounded twice": the one who died is not counted among the wounded.
pub(super) fn had_died(known: &Draft, later: &Draft) -> bool {
    let hurt = later.injured.as_ref().and_then(|hurt| hurt.single.as_ref());
    matches!(hurt, Some(Single::Name(name)) if known.dead.iter().any(|dead| dead.is_surely(name)))
}

/// "Shot" counts as injured only those who did not die of it: of two officers shot the one who lived. "He" who died was none of
/// several.
pub(super) fn without_the_killed(killed: Option<&Told>, injured: Option<Told>) -> Option<Told> {
    let mut shot = injured?;
    let Some(dead) = killed.filter(|dead| shot.weak && dead.count.min > 0) else { return Some(shot) };
    let exactly = |count: &Count| count.max.filter(|&max| max == count.min);
    let left = exactly(&shot.count).zip(exactly(&dead.count)).and_then(|(all, died)| all.checked_sub(died));
    // "Two deputies were shot and the suspect was killed": three people.
    let doer = ["suspect", "gunman", "shooter", "attacker", "assailant"].iter().any(|doer| dead.count.words.contains(doer));
    if doer || dead.single == Some(Single::Pronoun) && shot.count.min > 1 {
        return Some(shot);
    }
    let left = left.filter(|&left| left > 0)?;
    (shot.count.min, shot.count.max) = (left, Some(left));
    Some(shot)
}

fn is_among(name: &Name, dead: &[Name]) -> bool {
    dead.iter().any(|known| known.may_be(name))
}
