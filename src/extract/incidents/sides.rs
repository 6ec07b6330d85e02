//! Whose deed a telling is: not one with that of the other side. And who counts its dead: two sources may differ.

use super::draft::{Draft, Nearness, Told};
use super::meant;
use crate::model::Role;

/// True if the doers of the one telling cannot have done what the other tells.
pub fn are_of_others(known: &Draft, draft: &Draft) -> bool {
    // Each telling is held against hundreds: what is told on both sides goes first, and nothing is copied.
    if known.initiator.is_empty() || draft.initiator.is_empty() || share_a_side(&known.initiator, &draft.initiator) {
        return false;
    }
    if known.is_counted() && draft.is_counted() {
        return strike_one_another(known, draft);
    }
    // "See Russia answer with drone attacks ... A Ukrainian drone hit the depot": an attack without a count, and the other side's.
    meant::are_known(&known.initiator) && meant::are_known(&draft.initiator)
}

/// "The army killed 15 rebels ... The rebels said they had killed nine soldiers".
fn strike_one_another(known: &Draft, draft: &Draft) -> bool {
    share_a_side(&known.initiator, &draft.target) && draft.rule == "harm/active"
}

fn share_a_side(one: &[Role], other: &[Role]) -> bool {
    // "Police" and "United States/Police".
    let ends = |one: &Role, other: &Role| other.path.steps().last() == Some(one.path.as_str());
    let same_side =
        |one: &Role, other: &Role| one.path.steps().next() == other.path.steps().next() || ends(one, other) || ends(other, one);
    one.iter().any(|one| other.iter().any(|other| same_side(one, other)))
}

/// "Police said that nine were killed. The governor's office said that 12 had died": the same dead, counted by another source in the next
/// sentence, which names no place or day of its own.
pub fn count_differently(known: &Draft, draft: &Draft) -> bool {
    let own = |near: Option<Nearness>| near.is_some_and(|near| near <= Nearness::Sentence);
    let placed = own(draft.location.as_ref().map(|(_, near)| *near)) || own(draft.when.map(|(_, near)| near));
    let sources = !known.claimant.is_empty() && !draft.claimant.is_empty();
    let other = || draft.claimant.iter().all(|source| known.claimant.iter().all(|known| known.path != source.path));
    let all = |told: &Told| !told.others && !told.toll && told.single.is_none();
    let whole = known.killed.as_ref().is_some_and(all) && draft.killed.as_ref().is_some_and(all);
    let next = draft.sentence == known.sentence + 1 && !draft.new_event && !draft.boast && draft.initiator.is_empty();
    next && whole && !placed && sources && other()
}
