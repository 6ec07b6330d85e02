//! Parts of a number that the sentence names first: "of the 88 who died, 30 were killed when one block fell".

use std::ops::Range;

use super::Harm;
use crate::document::Gap;
use crate::extract::mention::Unit;
use crate::extract::people::People;
use crate::extract::sight::Sight;
use crate::lexicon::{Classes, HarmKind};
use crate::model::Count;

/// Marks those whom the sentence counts out of a whole that opens it, and gives an "and five burned to death" people of their own.
pub(super) fn mark(sight: &Sight<'_>, harms: &mut [Harm], range: &Range<usize>) {
    if let Some((end, told)) = whole(sight, range) {
        // "Of the 12 wounded, three died": of those who were hurt, but all of the dead.
        let again =
            |harm: &Harm| told.is_none_or(|kind| kind == harm.kind || matches!(kind, HarmKind::Killed | HarmKind::Combined));
        let behind = |harm: &&mut Harm| harm.people.as_ref().is_some_and(|people| people.tokens.start >= end) && again(harm);
        harms.iter_mut().filter(behind).filter_map(|harm| harm.people.as_mut()).for_each(|people| people.subset = true);
    }
    for at in 1..harms.len() {
        let (before, rest) = harms.split_at_mut(at);
        if let (Some(last), Some(next)) = (before.last(), rest.first_mut())
            && is_joined(sight, last, next)
            && let Some(people) = next.people.as_mut()
        {
            people.others = true;
        }
    }
}

/// Where "Of the 88 who died," or "Out of that number," ends, with which the sentence opens, and what befell all of them, if it says so.
/// "Of the 50 passengers," says only among whom the harmed are: they are all that the sentence counts.
fn whole(sight: &Sight<'_>, range: &Range<usize>) -> Option<(usize, Option<HarmKind>)> {
    let of = range.start + usize::from(sight.is_word(range.start, &["out"]));
    if !sight.is(of, Classes::OF) || sight.document.gap(of + 1).has(Gap::COMMA) {
        return None;
    }
    let comma = (of + 1..range.end.min(of + OPENING)).find(|&at| sight.document.gap(at).has(Gap::COMMA))?;
    if sight.is_word(comma - 1, &["number", "those", "total"]) {
        return Some((comma, None));
    }
    let harm = (of + 1..comma).find_map(|at| sight.cue(at).and_then(|(_, cue)| cue.harm));
    harm.map(|(kind, _)| (comma, Some(kind)))
}

/// Where the number of a part ends: "[three] of the 12".
fn part_end(sight: &Sight<'_>, harm: &Harm) -> Option<usize> {
    let of = sight.quantity_from(harm.people.as_ref()?.tokens.start)?.mention.end;
    sight.is(of, Classes::OF).then_some(of)
}

/// "Three of the 12 wounded have died": three dead, and nine wounded.
pub(super) fn of_the_hurt(sight: &Sight<'_>, harms: &mut [Harm]) -> Option<Harm> {
    let exactly = |count: &Count| count.max.filter(|&max| max == count.min);
    let is_part = |harm: &Harm| harm.kind == HarmKind::Killed && part_end(sight, harm).is_some();
    let at = harms.iter().position(is_part)?;
    let counted = |(other, harm): (usize, &Harm)| other != at && !harm.is_subset() && harm.count.is_some();
    if harms.iter().enumerate().any(counted) {
        return None;
    }
    let dead = &mut harms[at];
    let of = part_end(sight, dead)?;
    let people = dead.people.as_mut()?;
    let whole = (of + 1..of + 3).find_map(|at| sight.quantity_from(at))?;
    let noun = whole.value.noun_end(whole.mention).saturating_sub(1);
    let hurt = |at: usize| sight.is_word(at, &["hurt", "injured", "shot", "wounded"]);
    if !hurt(noun) && !hurt(noun + 1) {
        return None;
    }
    let left = exactly(&whole.value.count)?.checked_sub(dead.count.as_ref().and_then(exactly)?).filter(|&left| left > 0)?;
    people.subset = false;
    let count = Some(Count { min: left, max: Some(left), ..whole.value.count.clone() });
    let hurt = People { tokens: whole.mention.first..noun + 1, count: count.clone(), ..people.clone() };
    Some(Harm { kind: HarmKind::Injured, people: Some(hurt), count, ..dead.clone() })
}

/// Words within which such an opening ends.
const OPENING: usize = 16;

/// "Two were trampled to death and [five] burned to death": a number without a noun, joined by "and", counts others of them.
fn is_joined(sight: &Sight<'_>, last: &Harm, next: &Harm) -> bool {
    let Some(people) = next.people.as_ref().filter(|people| !people.subset && !people.known) else { return false };
    let bare = sight.quantity_from(people.tokens.start).is_some_and(|q| q.value.unit == Unit::Bare);
    let and = people.tokens.start.checked_sub(1).is_some_and(|at| at >= last.cue.end && sight.is(at, Classes::AND));
    let counted = |harm: &Harm| harm.count.is_some() && !harm.toll && !harm.weak && !harm.is_subset();
    last.kind == next.kind && bare && and && counted(last) && counted(next) && next.cue.start >= people.tokens.end
}
