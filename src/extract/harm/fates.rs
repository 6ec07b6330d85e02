//! What became of those who were shot: "five people were shot, two fatally", "seven were stabbed, one of them dead". The number
//! before counts them all, so those who died are taken out of those who were hurt.

use super::{Harm, People};
use crate::extract::mention::Unit;
use crate::extract::people;
use crate::extract::sight::Sight;
use crate::lexicon::{Classes, HarmKind};
use crate::model::Count;

/// How far behind those hurt the part of them may stand: "were shot early on Sunday outside a bar in Toledo, two of them fatally".
const REACH: usize = 14;

/// Takes those who died out of those hurt, and tells of them apart. `limit` is the end of the sentence.
pub(super) fn tell(sight: &Sight<'_>, harms: &mut Vec<Harm>, limit: usize) {
    let counted = |h: &Harm| h.kind == HarmKind::Injured && !h.is_subset() && several(h).is_some();
    let Some(hurt) = harms.iter().position(counted) else { return };
    // "Both were taken to a hospital, where they died".
    let they = |h: &Harm| {
        let uncounted = h.rule == "harm/died" && h.kind == HarmKind::Killed && h.count.is_none();
        let subject = (h.cue.start.saturating_sub(2)..h.cue.start).any(|at| sight.is_word(at, &["they"]));
        uncounted && subject
    };
    if let Some(at) = (hurt + 1..harms.len()).find(|&at| they(&harms[at])) {
        harms[at].count = harms[hurt].count.clone();
        harms[at].people = harms[hurt].people.clone();
        harms.remove(hurt);
        return;
    }
    let dead = |h: &Harm| h.kind == HarmKind::Killed && h.count.is_some();
    if let Some(at) = harms.iter().position(dead) {
        let told_behind = at > hurt && (is_of_them(sight, &harms[at]) || harms[hurt].weak && is_bare(sight, &harms[at]));
        let died = harms[at].count.as_ref().and_then(exactly).filter(|_| told_behind);
        if died.is_some_and(|died| harms[hurt].lose(died)) {
            harms[at].people.iter_mut().for_each(|people| people.subset = false);
        }
    } else if let Some(dead) = fatally(sight, &harms[hurt], limit) {
        let died = dead.count.as_ref().and_then(exactly);
        if died.is_some_and(|died| harms[hurt].lose(died)) {
            harms.insert(hurt + 1, dead);
        }
    }
}

/// "Two fatally", "two of them fatally", behind those hurt.
fn fatally(sight: &Sight<'_>, hurt: &Harm, limit: usize) -> Option<Harm> {
    let from = hurt.clause.end;
    let at = (from..limit.min(from + REACH)).find(|&at| sight.is_word(at, &["fatally", "mortally"]))?;
    let part = people::quantities(sight, from..at).last()?;
    let touching = (part.mention.end..at).all(|at| sight.is_word(at, &["of", "them", "whom", "those", "people", "victims"]));
    // "Two fatally shot": a harm of its own.
    let own = sight.cue(at + 1).is_some_and(|(_, cue)| cue.harm.is_some());
    let people = People {
        tokens: part.mention.first..at + 1,
        count: Some(part.value.count.clone()),
        others: false,
        subset: false,
        known: false,
        single: None,
        names: Vec::new(),
    };
    let count = people.count.clone();
    let clause = people.tokens.clone();
    (touching && !own).then(|| Harm {
        kind: HarmKind::Killed,
        cue: at..at + 1,
        people: Some(people),
        count,
        weak: false,
        clause,
        rule: "harm/fatally",
        ..hurt.clone()
    })
}

/// "One of them died", as against "including one who was killed", which may be a part of any number.
fn is_of_them(sight: &Sight<'_>, harm: &Harm) -> bool {
    let people = harm.people.as_ref().map(|people| people.tokens.start..harm.cue.end.max(people.tokens.end));
    let whom = |at: usize| sight.is(at, Classes::OF) && (harm.is_subset() || sight.is_word(at + 1, &["whom"]));
    people.is_some_and(|mut tokens| tokens.any(whom))
}

/// "Three were shot and one died": a number without a noun is a part of the one before.
fn is_bare(sight: &Sight<'_>, harm: &Harm) -> bool {
    let quantity = harm.people.as_ref().filter(|people| !people.others).and_then(|p| sight.quantity_from(p.tokens.start));
    quantity.is_some_and(|quantity| quantity.value.unit == Unit::Bare)
}

/// How many were hurt, if they are more than one and exactly counted.
fn several(harm: &Harm) -> Option<u32> {
    harm.count.as_ref().and_then(exactly).filter(|&many| many > 1)
}

fn exactly(count: &Count) -> Option<u32> {
    count.max.filter(|&max| max == count.min && max > 0)
}

impl Harm {
    /// Takes those who died out of those hurt; false if they are too many to be of them.
    fn lose(&mut self, died: u32) -> bool {
        let Some(left) = several(self).and_then(|all| all.checked_sub(died)) else { return false };
        // All of them: the number is told once, of the dead.
        self.weak = left == 0;
        if let Some(count) = self.count.as_mut().filter(|_| left > 0) {
            (count.min, count.max) = (left, Some(left));
        }
        true
    }
}
