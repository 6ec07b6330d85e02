//! The attack that a relative clause is about: "a campaign in Gaza in response to Hamas's attack, in which 1,200 people were killed". Whose it
//! is stands with it, whoever does something in the rest of the sentence.
//!
//! Known failures: "an attack on the town for which the group is blamed".

use std::ops::Range;

use super::doer::adjective;
use super::draft::Draft;
use crate::extract::sight::Sight;
use crate::extract::verbs;
use crate::lexicon::AttackWord;
use crate::model::Role;

/// Words from an attack to its relative clause: "attack on southern Israel on 7 October 2023, in which".
const REACH: usize = 12;
/// Words from its owner to the attack: "Hamas's surprise cross-border attack".
const OWNER: usize = 5;

/// Whose attack it was in which the harm of the draft befell people, if the words before the attack say so.
pub fn doers(sight: &Sight<'_>, draft: &Draft) -> Vec<Role> {
    attack(sight, draft).map(|own| adjective(sight, &own)).unwrap_or_default()
}

/// The attack with the words before it.
fn attack(sight: &Sight<'_>, draft: &Draft) -> Option<Range<usize>> {
    let floor = sight.document.sentences[draft.sentence].first;
    let verb = verbs::group(sight, draft.anchor.start, floor).start;
    let opens = |at: usize| sight.is_word(at, &["which"]) && sight.is_word(at - 1, &["during", "in"]);
    let relative = (floor + 2..verb).rev().take(REACH).find(|&at| opens(at))? - 1;
    let noun = |at: usize| sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
    let attack = (floor..relative).rev().take(REACH).find(|&at| noun(at))?;
    Some(attack.saturating_sub(OWNER).max(floor)..attack + 1)
}
