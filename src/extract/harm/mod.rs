//! Reads who was harmed, how many, and by whom, clause by clause: the number belongs to the verb that governs it, not to
//! the verb it happens to stand near.
//!
//! Known failures: ellipsis over more than one list ("three died in the first crash, and in the second none"); a victim told
//! by a metaphor ("the river took four").

mod attributes;
mod displaced;
mod fates;
mod harmless;
mod nouns;
mod parts;
mod reader;
mod running;
mod shared;

use std::ops::Range;

use super::cues::Found;
use super::people::{self, People};
use super::sight::{Sight, within};
use crate::document::Gap;
use crate::lexicon::{Classes, HarmKind};
use crate::model::Count;

use reader::Reader;

/// One statement that people were harmed.
#[derive(Clone, Debug)]
pub struct Harm {
    /// What was done to them.
    pub kind: HarmKind,
    /// The cue's tokens.
    pub cue: Range<usize>,
    /// Who was harmed, and how many.
    pub people: Option<People>,
    /// How many, if the text says so.
    pub count: Option<Count>,
    /// A toll that replaces earlier numbers: "the death toll rose to 45".
    pub toll: bool,
    /// "shot", "stabbed": whether it killed stands elsewhere.
    pub weak: bool,
    /// The number of the sentence.
    pub sentence: usize,
    /// The tokens that hold what belongs to this statement.
    pub clause: Range<usize>,
    /// The rule that fired.
    pub rule: &'static str,
}

impl Harm {
    /// True if the number is a part of one named elsewhere.
    #[must_use]
    pub fn is_subset(&self) -> bool {
        self.people.as_ref().is_some_and(|p| p.subset)
    }

    /// True if those counted were not counted before: "two others".
    #[must_use]
    pub fn is_others(&self) -> bool {
        self.people.as_ref().is_some_and(|p| p.others)
    }
}

/// The statements of harm in sentence number `sentence`, given its cues.
#[must_use]
pub fn read(sight: &Sight<'_>, sentence: usize, found: &[Found]) -> Vec<Harm> {
    let range = sight.document.sentences[sentence].tokens();
    let mut harms: Vec<Harm> = Vec::new();
    for (number, this) in found.iter().enumerate() {
        let Some((kind, attachment)) = this.cue.harm else { continue };
        let floor = harms.last().filter(|_| number > 0).map_or(range.start, |h| after(sight, h).min(this.tokens.start));
        let earlier = harms.last();
        let reader = Reader { sight, range: range.clone(), floor, cue: this.tokens.clone(), kind, earlier };
        let Some(mut harm) = reader.read(attachment, sentence) else { continue };
        if let Some(earlier) = harms.last() {
            leave_out(&mut harm, earlier);
        }
        let elliptical = elliptical(sight, &harm, range.end);
        harms.push(harm);
        harms.extend(elliptical);
    }
    if harms.is_empty() {
        return harms;
    }
    drop_repeats(&mut harms);
    parts::mark(sight, &mut harms, &range);
    let hurt = parts::of_the_hurt(sight, &mut harms);
    harms.extend(hurt);
    fates::tell(sight, &mut harms, range.end);
    harms
}

/// Where those can begin of whom the next cue tells: "[six hostages] were killed" are the same six.
fn after(sight: &Sight<'_>, earlier: &Harm) -> usize {
    // "reached 47, and 176 were wounded": the number is the toll's.
    if let Some(people) = earlier.people.as_ref().filter(|_| earlier.rule == "harm/toll") {
        return people.tokens.end.max(earlier.cue.end);
    }
    let held = earlier.kind == HarmKind::Captured && earlier.rule == "harm/noun";
    // "[Three trapped miners] died": what they were before, and what became of them.
    let begin = |people: &&People| {
        let before = matches!(earlier.kind, HarmKind::Captured | HarmKind::Missing) && people.tokens.contains(&earlier.cue.start);
        let end = people.tokens.end;
        let told = || sight.is(end, Classes::BE.or(Classes::HAVE)) || sight.cue(end).is_some_and(|(_, cue)| cue.harm.is_some());
        before && earlier.cue.end < end && sight.document.gap(end) == Gap::SPACE && told()
    };
    earlier.people.as_ref().filter(|people| held || begin(people)).map_or(earlier.cue.end, |people| people.tokens.start)
}

/// "killed three in Kharkiv, two in Odesa and one in Sumy": a number and a place without a verb repeat the verb before.
fn elliptical(sight: &Sight<'_>, harm: &Harm, limit: usize) -> Vec<Harm> {
    let mut more = Vec::new();
    let Some(people) = harm.people.as_ref().filter(|p| p.count.is_some() && !p.subset) else { return more };
    let mut end = people.tokens.end.max(harm.cue.end);
    while let Some(place) = within(&sight.locations, end..limit.min(end + 6)).first().copied() {
        // "five in Tank district and three in Kulachi".
        let sort = sight.is_word(place.mention.end, &["district", "province", "region", "county", "city", "town", "village"]);
        let start = place.mention.end + usize::from(sort);
        let joint = start + usize::from(sight.is(start, Classes::AND));
        let listed = sight.document.gap(start).has(Gap::COMMA.and(Gap::SEMICOLON)) || joint > start;
        let Some(next) = repeated(sight, joint, limit) else { break };
        let there = next.tokens.end;
        // "two were killed in Beryslav and three wounded in Kherson".
        let own =
            (joint..there + 1).filter_map(|at| sight.cue(at)).any(|(_, cue)| cue.harm.is_some_and(|(kind, _)| kind != harm.kind));
        if own {
            break;
        }
        let placed = sight.is_word(there, &["in", "near", "at", "outside"])
            && !within(&sight.locations, there + 1..limit.min(there + 6)).is_empty();
        if !listed || !placed || next.subset {
            break;
        }
        more.push(Harm {
            count: next.count.clone(),
            clause: next.tokens.clone(),
            people: Some(next),
            rule: "harm/elliptical",
            ..harm.clone()
        });
        end = there;
    }
    more
}

/// "the death of a man and three others who were wounded": the man was told of already, the three are left.
fn leave_out(harm: &mut Harm, earlier: &Harm) {
    let Some((all, told)) = harm.people.as_mut().zip(earlier.people.as_ref()) else { return };
    let begun = all.tokens.start == told.tokens.start && told.tokens.end < all.tokens.end && harm.kind != earlier.kind;
    let Some((count, told_count)) = harm.count.as_mut().zip(told.count.as_ref()).filter(|_| begun) else { return };
    if count.min > told_count.min && told_count.max == Some(told_count.min) {
        all.tokens.start = told.tokens.end;
        (count.min, count.max) = (count.min - told_count.min, count.max.map(|max| max - told_count.min));
        all.count = Some(count.clone());
    }
}

/// The people of a list that repeats its verb: "[two] in Odesa", "[another] in Sumy".
fn repeated(sight: &Sight<'_>, at: usize, limit: usize) -> Option<People> {
    if sight.is_word(at, &["another"]) {
        return people::after(sight, at, limit);
    }
    let next = people::quantities(sight, at..limit.min(at + 1)).next()?;
    Some(People {
        tokens: next.mention.first..next.value.noun_end(next.mention),
        count: Some(next.value.count.clone()),
        others: next.value.others,
        subset: next.value.subset,
        known: false,
        single: None,
        names: Vec::new(),
    })
}

/// Two cues that count the same people in the same way are one statement: "were shot and killed", "found dead ... bodies".
fn drop_repeats(harms: &mut Vec<Harm>) {
    let mut kept: Vec<Harm> = Vec::new();
    for harm in harms.drain(..) {
        let same =
            kept.iter().any(|k| same_people(k, &harm) && (k.kind == harm.kind || (harm.weak && k.kind == HarmKind::Killed)));
        // "The body of a woman with stab wounds": of which she died.
        let wounds = harm.kind == HarmKind::Injured && kept.iter().any(|k| k.kind == HarmKind::Killed && same_people(k, &harm));
        if same || wounds {
            continue;
        }
        if harm.kind == HarmKind::Killed {
            // "A man wounded in a blast died": of his wounds.
            // "left 25 victims dead": the verb tells what they are victims of.
            let less = |k: &Harm| is_adjective_or_weak(k) || matches!(k.kind, HarmKind::Injured | HarmKind::Combined);
            kept.retain(|k| !(less(k) && same_people(k, &harm)));
        }
        kept.push(harm);
    }
    *harms = kept;
}

fn same_people(a: &Harm, b: &Harm) -> bool {
    a.people.as_ref().zip(b.people.as_ref()).is_some_and(|(a, b)| a.tokens == b.tokens)
}

/// "shot", and the "burned" of "four badly burned men": what a death told of the same people goes beyond.
fn is_adjective_or_weak(harm: &Harm) -> bool {
    harm.weak || harm.people.as_ref().is_some_and(|people| people.tokens.contains(&harm.cue.start))
}
