//! Tellings that speak of an event told before, wherever they lead: "The crash happened near Candelaria", "Police put the toll at 11",
//! "Seventeen people on the ground were hurt".
//!
//! Known failures: a toll that somebody else gives of the last of several events.

use std::ops::Range;

use super::draft::{Draft, Nearness, Told};
use super::merge::has_other_cause;
use crate::extract::people::Single;
use crate::extract::sight::{Sight, covering};
use crate::lexicon::{AttackWord, WordSet};
use crate::model::Scope;

/// Words from "the" to what happened, and from there to the verb: "The early morning crash", "The crash on Monday night happened".
const NAMED: usize = 4;
const HAPPENS: usize = 5;

/// "The collision happened near", "The accident took place at": of the event told last, and where it was.
pub fn says_where_it_was(sight: &Sight<'_>, draft: &Draft) -> bool {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    !draft.is_counted() && !draft.new_event && where_it_happened(sight, sentence).is_some()
}

/// The verb of a sentence that opens with "The crash happened", "This shooting took place".
pub fn where_it_happened(sight: &Sight<'_>, sentence: Range<usize>) -> Option<usize> {
    const HAPPENED: WordSet<6> = WordSet::of(["happened", "occurred", "happens", "occurs", "unfolded", "took"]);
    const EVENTS: &[&str] = &["accident", "incident", "mishap", "tragedy", "wreck"];
    if !sight.is_word(sentence.start, &["the", "this"]) {
        return None;
    }
    let noun = |at: usize| {
        let attack = sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        attack || sight.is_word(at, EVENTS) || covering(&sight.means, at).is_some()
    };
    let opening = sentence.start + 1..sentence.end.min(sentence.start + 1 + NAMED);
    let event = opening.into_iter().find(|&at| noun(at))?;
    let took = |at: usize| !sight.is_word(at, &["took"]) || sight.is_word(at + 1, &["place"]);
    let mut behind = event + 1..sentence.end.min(event + 1 + HAPPENS);
    let verb = behind.find(|&at| sight.is_among(at, &HAPPENED) && took(at))?;
    (!behind.any(|at| sight.is_word(at, &["after", "before"]))).then_some(verb)
}

/// True if the event can be the one that "the collision" points at.
pub fn can_be_pointed_at(known: &Draft, draft: &Draft) -> bool {
    let kin =
        known.means.is_empty() || draft.means.is_empty() || known.means.iter().any(|a| draft.means.iter().any(|b| a.is_kin(b)));
    let own = |draft: &Draft| draft.when.filter(|(_, near)| *near <= Nearness::Sentence).map(|(days, _)| days);
    let days = own(known).zip(own(draft)).is_none_or(|(a, b)| a.overlaps(&b));
    known.scope != Scope::Cumulative && kin && days && !has_other_cause(known, draft)
}

/// "Police put the number of dead at 11", told where nothing says of what: of the event with the most dead, which others may count
/// otherwise, if the last one told has fewer.
pub fn of_the_whole<'d>(events: impl ExactSizeIterator<Item = &'d Draft> + Clone, draft: &Draft) -> Option<usize> {
    let toll = draft.killed.as_ref().filter(|told| told.toll)?;
    let placed = draft.location.as_ref().is_some_and(|(_, near)| *near <= Nearness::Paragraph);
    if placed || draft.new_event || draft.scope == Scope::Cumulative {
        return None;
    }
    let dead =
        |event: &Draft| event.killed.as_ref().filter(|_| event.scope != Scope::Cumulative).map_or(0, |told| told.count.min);
    let count = events.len();
    let last = events.clone().last().map_or(0, dead);
    let (whole, most) = events.map(dead).enumerate().max_by_key(|(number, most)| (*most, usize::MAX - number))?;
    (whole + 1 < count && most > toll.count.min && last < toll.count.min).then_some(whole)
}

/// "The boy's death is the third of its kind": of the boy whose death was told before.
pub fn speaks_of_the_one(known: &Draft, draft: &Draft) -> bool {
    let the_one = draft.killed.as_ref().filter(|told| told.single == Some(Single::Definite) && draft.injured.is_none());
    let Some(the_one) = the_one.filter(|_| !draft.new_event && draft.scope == Scope::Incident) else { return false };
    let one = known.killed.as_ref().filter(|told| told.count.max == Some(1) && known.scope == Scope::Incident);
    let placed = draft.location.as_ref().is_some_and(|(_, near)| *near <= Nearness::Sentence);
    let same = |one: &Told| noun(one).eq_ignore_ascii_case(noun(the_one));
    !placed && one.is_some_and(same)
}

/// The last word of those counted: "boy" of "a 16-year-old boy".
fn noun(told: &Told) -> &str {
    told.count.words.rsplit(' ').next().unwrap_or_default()
}

/// "Twenty-eight died on the spot while eight died in hospital": of the 36 told of before.
pub fn tells_where_they_died(sight: &Sight<'_>, known: &Draft, draft: &Draft) -> bool {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let placed = draft.location.as_ref().is_some_and(|(_, near)| *near <= Nearness::Sentence);
    let spot = |at: usize| {
        sight.is_word(at, &["spot", "scene"]) && sight.is_word(at - 1, &["the"]) && sight.is_word(at - 2, &["at", "on"])
    };
    let part = known.killed.as_ref().zip(draft.killed.as_ref());
    let fewer = part.is_some_and(|(all, part)| part.count.max.is_some_and(|most| most < all.count.min));
    !placed && !draft.new_event && fewer && draft.rule == "harm/died" && sentence.clone().skip(2).any(spot)
}

/// "All six had been shot with a handgun", after five who died and one who lives: those told of before, once more.
pub fn sums_up(known: &Draft, draft: &Draft) -> bool {
    let exact = |told: &Told| told.count.max.filter(|max| *max == told.count.min && *max > 2);
    let all = draft.injured.as_ref().filter(|told| told.weak).and_then(exact);
    let known_all = || {
        let (dead, hurt) = (known.killed.as_ref()?, known.injured.as_ref()?);
        Some(dead.count.max?.saturating_add(hurt.count.max?))
    };
    draft.killed.is_none() && all.is_some() && all == known_all()
}

/// "Seventeen people on the ground were injured", paragraphs behind ten who were killed: a number of another kind, nowhere and on no day
/// of its own, goes on with the story.
pub fn tells_the_rest(known: &Draft, draft: &Draft) -> bool {
    let far = |near: Nearness| near > Nearness::Sentence;
    let own = draft.location.as_ref().is_some_and(|(_, near)| !far(*near)) || draft.when.is_some_and(|(_, near)| !far(near));
    let several = draft.told().all(|told| told.count.min > 1 && told.single.is_none());
    let pairs = [
        (&known.killed, &draft.killed),
        (&known.injured, &draft.injured),
        (&known.missing, &draft.missing),
        (&known.displaced, &draft.displaced),
    ];
    let other = pairs.iter().all(|(a, b)| a.is_none() || b.is_none());
    let rest = draft.injured.is_some() || draft.missing.is_some() || draft.displaced.is_some();
    let dead = known.killed.as_ref().is_some_and(|told| told.count.min > 1);
    !own && several && other && rest && dead && draft.captured.is_none() && draft.initiator.is_empty() && !draft.new_event
}
