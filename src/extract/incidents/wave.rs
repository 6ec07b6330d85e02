//! Waves and their parts. Hands the doer of a wave down to its parts: "Russian drones struck the region overnight. In Izium two people were killed." And
//! the cause of a disaster to the places it befell.
//!
//! Bodies that are found are nobody's yet. Known failures: a crime of another kind, told in the middle of the wave, at one of its places.

use super::draft::{Draft, Nearness};
use super::{deed, meant};
use crate::extract::sight::{Sight, within};
use crate::lexicon::AttackWord;
use crate::model::{Location, Scope, Use};

/// Sentences that a wave's parts can stand behind it.
const REACH: usize = 12;
/// Tellings that are asked, the latest first: no story has more in so many sentences, and a list of thousands stays linear.
const REMEMBERED: usize = 500;

/// Gives a telling that names no doer those of the wave it is a part of, and one that names no cause that of the disaster it
/// is a part of: one told before, of the same days, around its place.
pub fn hand_down(sight: &Sight<'_>, mut drafts: Vec<&mut Draft>) {
    for at in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let Some(part) = rest.first_mut() else { continue };
        if part.initiator.is_empty() && takes_a_doer(part) {
            let whole = before.iter().rev().take(REMEMBERED).find(|whole| is_around(sight, whole, part));
            // Asked last, for it goes through the whole sentence.
            let whole = whole.filter(|_| !tells_of_bodies(sight, part));
            part.initiator = whole.map(|whole| whole.initiator.clone()).unwrap_or_default();
        }
        if part.means.is_empty() && part.is_counted() && !part.quiet && part.scope != Scope::Cumulative {
            let whole = before.iter().rev().take(REMEMBERED).find(|whole| has_its_means(whole, part));
            part.means = whole.map(|whole| whole.means.clone()).unwrap_or_default();
        }
    }
}

/// "An earthquake shook the country ... In the port two people died": the telling before is of the disaster that the part is of.
fn has_its_means(whole: &Draft, part: &Draft) -> bool {
    let near = part.sentence.saturating_sub(whole.sentence) <= REACH && part.sentence > whole.sentence;
    if !near || whole.means.is_empty() || !same_days(whole, part) {
        return false;
    }
    is_widespread(whole) && lies_in(whole, part)
}

fn lies_in(whole: &Draft, part: &Draft) -> bool {
    let places = whole.location.as_ref().zip(part.location.as_ref());
    places.is_some_and(|((outer, _), (inner, _))| is_inside(inner, outer) && inner.path != outer.path)
}

/// Disasters that befall a whole region.
fn is_widespread(draft: &Draft) -> bool {
    const WIDE: &[&str] = &["Drought", "Earthquake", "Flood", "Heat", "Storm", "Volcano", "Wildfire"];
    draft.means.iter().all(|means| WIDE.iter().any(|kind| means.path.is_under(kind)))
}

/// Makes an aggregate of a telling that others break down by its places: "four killed across the region: two in Sumy, one in Romny,
/// one in Konotop". Whoever sums incidents would count its dead twice.
pub fn mark_wholes(drafts: &mut [&mut Draft]) {
    for at in 0..drafts.len() {
        let whole = &*drafts[at];
        let Some(dead) = whole.killed.as_ref().filter(|dead| whole.scope == Scope::Incident && dead.count.min > 1) else {
            continue;
        };
        let near = at.saturating_sub(PARTS)..drafts.len().min(at + PARTS);
        let parts = drafts[near].iter().filter(|part| is_counted_part(whole, part)).filter_map(|part| part.killed.as_ref());
        let (several, sum) = parts.fold((0, 0_u32), |(n, sum), part| (n + 1, sum.saturating_add(part.count.min)));
        if several > 1 && dead.count.max.is_none_or(|most| sum <= most) {
            drafts[at].scope = Scope::Aggregate;
        }
    }
}

/// How many tellings before and after a whole are asked whether they are parts of it.
const PARTS: usize = 20;

/// Some of its dead, at a place inside its own, on its days.
fn is_counted_part(whole: &Draft, part: &Draft) -> bool {
    let counts = whole.killed.as_ref().zip(part.killed.as_ref());
    let smaller = counts.is_some_and(|(all, some)| some.count.min > 0 && some.count.min < all.count.min);
    smaller && lies_in(whole, part) && part.scope == Scope::Incident && same_days(whole, part)
}

/// Accidents and disasters are nobody's doing, and a war's toll is not one deed.
fn takes_a_doer(draft: &Draft) -> bool {
    let natural = draft.means.iter().any(|m| deed::is_nobodys(&m.path));
    !natural && !draft.quiet && draft.scope != Scope::Cumulative
}

fn is_around(sight: &Sight<'_>, whole: &Draft, part: &Draft) -> bool {
    let near = part.sentence.saturating_sub(whole.sentence) <= REACH && part.sentence > whole.sentence;
    near && meant::are_known(&whole.initiator) && takes_a_doer(whole) && same_days(whole, part) && surrounds(sight, whole, part)
}

fn tells_of_bodies(sight: &Sight<'_>, part: &Draft) -> bool {
    sight.document.sentences[part.sentence].tokens().any(|at| sight.is_word(at, &["bodies", "body", "corpses"]))
}

fn same_days(whole: &Draft, part: &Draft) -> bool {
    match (whole.when, part.when) {
        (Some((a, _)), Some((b, near))) => a.overlaps(&b) || near == Nearness::Published,
        _ => true,
    }
}

/// True if the wave went over the part's place: it lies in the wave's, or in one that the wave's sentence names.
fn surrounds(sight: &Sight<'_>, whole: &Draft, part: &Draft) -> bool {
    let Some((place, _)) = &part.location else { return false };
    let sentence = sight.document.sentences[whole.sentence].tokens();
    let wide = whole.location.as_ref().is_some_and(|(l, _)| l.path != place.path && is_inside(place, l));
    let named =
        within(&sight.locations, sentence.clone()).iter().any(|l| l.value.usage == Use::Literal && is_inside(place, l.value));
    let several = sentence.clone().any(|at| {
        let attack = sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        let means = || !within(&sight.means, at..at + 1).is_empty();
        sight.word(at).ends_with('s') && (attack || means())
    });
    (several && (wide || named)) || goes_on(whole, part) || is_next_blow(sight, whole, part)
}

/// "Two bombs fell on a school. A third bomb hit a depot": the next of the same weapons, in the same region.
fn is_next_blow(sight: &Sight<'_>, whole: &Draft, part: &Draft) -> bool {
    const NEXT: &[&str] = &["another", "second", "third", "fourth", "fifth"];
    if part.sentence - whole.sentence > 2 {
        return false;
    }
    let region = |draft: &Draft| {
        draft.location.as_ref().and_then(|(l, _)| l.path.as_ref()).map(|p| p.steps().take(2).collect::<Vec<_>>().join("/"))
    };
    let first = part.sentence.saturating_sub(1).max(whole.sentence + 1).min(part.sentence);
    let tokens = sight.document.sentences[first].first..sight.document.sentences[part.sentence].end;
    let noun = |text: &str| text.rsplit(' ').next().unwrap_or_default().trim_end_matches('s').to_ascii_lowercase();
    let same = |weapon: &str| whole.means.iter().any(|means| noun(&means.words) == noun(weapon));
    let next = |at: usize| {
        let weapons = within(&sight.means, at + 1..at + 4);
        sight.is_word(at, NEXT) && weapons.iter().any(|weapon| same(sight.word(weapon.mention.end - 1)))
    };
    region(whole) == region(part) && tokens.into_iter().any(next)
}

/// "Five were killed in Sumy by Russian missiles. In Poltava, two more died": the next sentence counts on, in the same country.
fn goes_on(whole: &Draft, part: &Draft) -> bool {
    let country = |draft: &Draft| draft.location.as_ref().and_then(|(l, _)| l.country.clone());
    let next = part.sentence - whole.sentence <= 2 && country(whole).is_some() && country(whole) == country(part);
    next && part.told().any(|told| told.others) && part.means.is_empty()
}

fn is_inside(inner: &Location, outer: &Location) -> bool {
    inner.path.as_ref().zip(outer.path.as_ref()).is_some_and(|(inner, outer)| inner.is_under(outer.as_str()))
}
