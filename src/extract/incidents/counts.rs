//! Whether the numbers of two tellings can be of one event: the same, an update, a part.

use super::draft::{Draft, Told};
use crate::extract::people::Single;
use crate::model::{Count, Qualifier};

/// The same numbers once more, too many to be a chance: "two dead and five injured".
pub(super) fn is_repeated(known: &Draft, draft: &Draft) -> bool {
    let both = [(&known.killed, &draft.killed), (&known.injured, &draft.injured)].map(|(a, b)| a.as_ref().zip(b.as_ref()));
    let told: Vec<_> = both.iter().flatten().collect();
    // "112 killed ... at least 112 people": headlines leave out the "at least".
    let open = |a: &Told, b: &Told| known.headline && (a.count.max.is_none() || b.count.max.is_none());
    let same = |(a, b): &&(&Told, &Told)| a.count.min == b.count.min && (a.count.max == b.count.max || open(a, b));
    let many = told.len() > 1 || told.iter().any(|(a, _)| a.count.min > 1);
    many && told.iter().all(same)
}

/// True if the tellings share a number, and none of one differs from the other's.
pub fn tells_nothing_else(known: &Draft, draft: &Draft) -> bool {
    let pairs = [(&known.killed, &draft.killed), (&known.injured, &draft.injured)];
    counts_meet(known, draft)
        && pairs.into_iter().all(|(a, b)| a.as_ref().zip(b.as_ref()).is_none_or(|(a, b)| a.count.meets(&b.count) && !b.others))
}

pub(super) fn counts_meet(known: &Draft, draft: &Draft) -> bool {
    let meet = |a: &Option<Told>, b: &Option<Told>| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a.count.meets(&b.count));
    meet(&known.killed, &draft.killed) || meet(&known.injured, &draft.injured)
}

/// "The two officers": the two told of before, or two of those; "a sixth person": one more than the five.
pub(super) fn counts_the_same(known: &Draft, draft: &Draft) -> bool {
    let next = |a: &Told, b: &Told| a.count.max == Some(a.count.min) && a.count.min.checked_add(1) == Some(b.count.min);
    let counted_on = known.killed.as_ref().zip(draft.killed.as_ref()).is_some_and(|(a, b)| b.known && next(a, b));
    let among = |a: &Option<Told>, b: &Option<Told>| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| is_part(&b.count, &a.count));
    counted_on || counts_meet(known, draft) || among(&known.killed, &draft.killed) || among(&known.injured, &draft.injured)
}

/// One of the same name, or as many of them, and more than one: every other story has one dead.
pub(super) fn are_same_dead(known: &Draft, draft: &Draft) -> bool {
    let Some((known, draft)) = known.killed.as_ref().zip(draft.killed.as_ref()) else { return false };
    match (&known.single, &draft.single) {
        (Some(Single::Name(a)), Some(Single::Name(b))) => a == b,
        _ => known.count.meets(&draft.count) && known.count.min > 1,
    }
}

/// Numbers of the same kind may differ if one is an update or a part of the other.
pub(super) fn counts_agree(known: &Draft, draft: &Draft, same_paragraph: bool) -> bool {
    let agree = |a: &Option<Told>, b: &Option<Told>| match (a, b) {
        (Some(a), Some(b)) => {
            a.count.meets(&b.count) || b.toll || b.others || is_part(&b.count, &a.count) || is_update(a, b, same_paragraph)
        }
        _ => true,
    };
    agree(&known.killed, &draft.killed) && agree(&known.injured, &draft.injured)
}

pub(super) fn is_part(part: &Count, whole: &Count) -> bool {
    part.max.is_some_and(|max| max < whole.min) && part.max != Some(0)
}

/// So many that a number four times theirs is of others.
const FIVE: u32 = 5;

/// So many that no story begins with the name of one of them.
const CROWD: u32 = 10;

/// A larger number later replaces a single victim, a vague number, or an "at least".
fn is_update(known: &Told, later: &Told, same_paragraph: bool) -> bool {
    // "Forces kill Luis Vidal ... At least 25 people are killed by airstrikes", in another paragraph: who is named is not one of a crowd.
    if matches!(known.single, Some(Single::Name(_))) && later.count.min >= CROWD && !same_paragraph {
        return false;
    }
    // "Gunmen executed some 40 men ... More than 300 of the security forces had died": of all that happened.
    let far = known.count.min >= FIVE && later.count.min / 4 > known.count.min;
    if far && !same_paragraph && !known.weak {
        return false;
    }
    let loose = known.single.is_some() || known.weak || known.count.max.is_none() || known.count.qualifier == Qualifier::Vague;
    later.count.min >= known.count.min && (loose || !same_paragraph)
}
