//! The country of an incident whose place is not told, or told by a name that many bear: that of the police and the officials who
//! speak of it, or the one that the article speaks of. Asked last, when the tellings are drawn together: a guess joins none of them.
//!
//! Known failures: soldiers killed abroad in an article that names no place.

use std::ops::Range;

use super::elsewhere::is_owner_of_arms;
use crate::extract::sight::{Seen, Sight, within};
use crate::gazetteer::Gazetteer;
use crate::lexicon::WordSet;
use crate::model::{Incident, Location, Path, Precision, Scope, Use};

/// Mentions that a country needs to be the one the article speaks of: "Nashik, India" are two.
const SEVERAL: usize = 2;
/// And to be where something happened of which no place is told at all.
const MANY: usize = 3;

/// Who is at home in the country that the adjective before says, and what lies in it.
const AT_HOME: WordSet<18> = WordSet::of([
    "air",
    "authorities",
    "base",
    "capital",
    "city",
    "coast",
    "court",
    "government",
    "interior",
    "officials",
    "parliament",
    "police",
    "policemen",
    "port",
    "president",
    "prosecutors",
    "town",
    "village",
]);

/// Who may also fight abroad, but is more often hit at home.
const SOLDIERS: WordSet<5> = WordSet::of(["army", "forces", "security", "soldiers", "troops"]);

/// Gives the incidents that are in no country the one that the text lets guess.
pub(super) fn fill(sight: &Sight<'_>, incidents: &mut [Incident]) {
    let mut spoken_of: Option<Option<(Seen<'_, Location>, usize)>> = None;
    for incident in incidents.iter_mut().filter(|incident| incident.scope != Scope::Cumulative && is_lost(incident)) {
        let told = incident.evidence.iter().map(|evidence| sentence_at(sight, evidence.span.start));
        let near = told.map(|tokens| at_home(sight, incident, within(&sight.locations, tokens))).find_map(|land| land);
        let least = if incident.location.is_some() { SEVERAL } else { MANY };
        let often = || spoken_of.get_or_insert_with(|| named(sight)).filter(|(_, mentions)| *mentions >= least);
        let land = near.map(|land| (land, 1)).or_else(often);
        let place = land.and_then(|(land, mentions)| match &incident.location {
            Some(place) => (mentions >= MANY || may_lie_in(place, land.value)).then(|| put_into(place, land.value)),
            None => country_of(sight, &land).map(|country| country.value.clone()),
        });
        incident.location = place.or(incident.location.take());
    }
}

/// Neither a place nor a country: nothing, or a name alone.
fn is_lost(incident: &Incident) -> bool {
    incident.location.as_ref().is_none_or(|place| place.country.is_none() && place.lat.is_none())
}

fn sentence_at(sight: &Sight<'_>, start: u32) -> Range<usize> {
    let sentences = &sight.document.sentences;
    let number = sentences.partition_point(|sentence| sentence.span.start <= start);
    sentences[number.saturating_sub(1)].tokens()
}

/// The one country whose police, officials or soldiers are among these mentions.
fn at_home<'s>(sight: &Sight<'_>, incident: &Incident, places: &[Seen<'s, Location>]) -> Option<Seen<'s, Location>> {
    let soldiers = |place: &Seen<'_, Location>| {
        let does =
            incident.initiator.iter().any(|doer| place.value.path.as_ref().is_some_and(|land| doer.path.is_under(land.as_str())));
        stands_before(sight, place, &SOLDIERS) && !does
    };
    only(places.iter().copied().filter(|place| stands_before(sight, place, &AT_HOME) || soldiers(place)))
}

/// The one country that nearly all the article speaks of, and how often.
fn named<'s>(sight: &Sight<'s>) -> Option<(Seen<'s, Location>, usize)> {
    let speaks = |place: &&Seen<'_, Location>| match place.value.usage {
        Use::Literal | Use::Embedded => !is_owner_of_arms(sight, place),
        Use::Demonym => stands_before(sight, place, &AT_HOME),
        Use::Metonym => false,
    };
    // A dateline tells where the reporter sits.
    let filed = |place: &Location| sight.document.dateline.is_some_and(|line| line.contains(&place.span));
    let placed = |place: &&Seen<'_, Location>| place.value.country.is_some() && !filed(place.value);
    let mut spoken: Vec<Seen<'s, Location>> = sight.locations.iter().filter(speaks).filter(placed).copied().collect();
    spoken.sort_by(|a, b| a.value.country.cmp(&b.value.country));
    let most = spoken.chunk_by(|a, b| a.value.country == b.value.country).max_by_key(|same| same.len())?;
    (most.len() * 5 >= spoken.len() * 4).then(|| (most[0], most.len()))
}

/// "Indonesian police", "an Indian air base"; of a state that is called by its initials the soldiers are everywhere.
fn stands_before<const N: usize>(sight: &Sight<'_>, place: &Seen<'_, Location>, words: &WordSet<N>) -> bool {
    let initials = place.value.text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.');
    let next = place.mention.end;
    // "Israeli air strikes" are flown abroad.
    let flown = sight.is_word(next, &["air"]) && !sight.is_word(next + 1, &["base", "bases"]);
    place.value.usage == Use::Demonym && !initials && !flown && sight.is_among(next, words)
}

/// The first of these, if all are of one country.
fn only<'s>(places: impl Iterator<Item = Seen<'s, Location>>) -> Option<Seen<'s, Location>> {
    let mut known = places.filter(|place| place.value.country.is_some());
    let first = known.next()?;
    known.all(|place| place.value.country == first.value.country).then_some(first)
}

/// The first mention of the country in which the place lies.
fn country_of<'s>(sight: &Sight<'s>, place: &Seen<'_, Location>) -> Option<Seen<'s, Location>> {
    let is_country = |seen: &&Seen<'_, Location>| {
        seen.value.country == place.value.country && seen.value.precision == Some(Precision::Country)
    };
    sight.locations.iter().find(is_country).copied()
}

/// False for a name that one other country alone has: better no country than the wrong one. A name of many countries may well be that of
/// one more village.
fn may_lie_in(place: &Location, land: &Location) -> bool {
    let Some(name) = Gazetteer.name(&place.text) else { return true };
    let mut countries =
        name.candidates().filter_map(|bearer| Gazetteer.country(bearer.place)).map(|country| Gazetteer.code(country));
    let Some(first) = countries.next() else { return true };
    Some(first) == land.country.as_deref() || countries.any(|country| country != first)
}

/// The place of a name that many bear, in the country of another.
fn put_into(place: &Location, land: &Location) -> Location {
    let outer = land.path.as_ref().and_then(|path| path.steps().next()).unwrap_or_default();
    let path = Some(Path::of([outer, place.text.as_str()]));
    Location { name: Some(place.text.clone()), path, country: land.country.clone(), ..place.clone() }
}
