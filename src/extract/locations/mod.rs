//! Places named in a text, and which places they are.
//!
//! Three steps, a file each: `spots` finds every name the gazetteer knows, `judge` throws out persons, bodies and common words,
//! `resolve` chooses among places of one name. `words` is what single words tell. A place that is named but cannot be told from its
//! namesakes is a mention without an id: its words stay searchable.

mod called;
mod capitals;
mod company;
mod context;
mod deeds;
mod inside;
mod judge;
mod meant;
mod resolve;
mod rivals;
mod shortened;
mod spots;
mod surroundings;
#[cfg(test)]
mod tests;
mod unknown;
mod words;

use std::cell::RefCell;

use crate::document::{Document, Gap, Token};
use crate::extract::{Mention, Value, overridden};
use crate::gazetteer::{Gazetteer, Kind, PlaceId};
use crate::model::{Location, Path, Precision, Span, Use};

pub use context::km;
use resolve::Choice;
pub use resolve::Weighed;
pub use spots::Spot;
use spots::{Strength, What};
use words::Class;

/// Points by which a place must lead its namesakes to be believed.
const BELIEVED: i32 = 4;

/// Every place and country adjective of the text, in its order.
#[must_use]
pub fn read(document: &Document<'_>, earlier: &[Mention]) -> Vec<Mention> {
    let spots = judged(document, earlier);
    let choices = resolve::resolve(&spots).choices;
    let found = spots.iter().zip(&choices).filter(|(spot, choice)| spot.strength > Strength::Weak || choice.is_some());
    let found = found.filter(|(spot, _)| spot.strength > Strength::Rejected);
    let mut mentions: Vec<Mention> = found.map(|(spot, choice)| mention(document, spot, *choice)).collect();
    unknown::read(document, &mut mentions, earlier);
    mentions.extend(capitals::read(document, &mentions));
    let called = called::read(document, &mentions, earlier);
    mentions.retain(|place| unknown::overlapping(&called, place.first, place.end).next().is_none());
    mentions.extend(called);
    shortened::read(&mut mentions);
    drop_things_of_cities(document, &mut mentions);
    overridden::drop_banned(&mut mentions, earlier);
    mentions.sort_by_key(|mention| mention.first);
    mentions
}

/// "Lisbon's Gloria funicular": what a city owns is no town of another country, unless the text says so.
fn drop_things_of_cities(document: &Document<'_>, mentions: &mut Vec<Mention>) {
    mentions.sort_by_key(|mention| mention.first);
    let point = |mention: &Mention| match &mention.value {
        Value::Location(place) if place.precision == Some(Precision::Point) => Some((place.country.clone(), place.margin)),
        _ => None,
    };
    let owned = |pair: &[Mention]| {
        let (owner, thing) = (&pair[0], &pair[1]);
        let touches =
            document.reads(owner.end, "s") && document.gap(owner.end).has(Gap::APOSTROPHE) && thing.first == owner.end + 1;
        let apart = point(owner).zip(point(thing)).is_some_and(|(owner, thing)| owner.0 != thing.0 && thing.1 < SAID);
        touches && apart
    };
    let dropped: Vec<usize> = mentions.windows(2).filter(|pair| owned(pair)).map(|pair| pair[1].first).collect();
    mentions.retain(|mention| dropped.binary_search(&mention.first).is_err());
}

/// Points by which a place leads its namesakes if the text says which is meant.
const SAID: i32 = 200;

fn judged(document: &Document<'_>, earlier: &[Mention]) -> Vec<Spot> {
    let mut spots = spots::find(document);
    overridden::claim(&mut spots, earlier);
    judge::judge(document, &mut spots);
    overridden::decide(&mut spots, earlier);
    give_way(&mut spots, earlier);
    spots
}

/// A name of the gazetteer that stands in a text, with all that it was weighed between: why it was taken for which place, or for none.
#[derive(Clone, Debug)]
pub struct Considered {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The rule that took it for a place, or for none.
    pub rule: &'static str,
    /// No place is named here: a person, a firm, a common word.
    pub rejected: bool,
    /// The text itself says which place is meant, whatever the points.
    pub said: bool,
    /// The places that bear the name, the best first; empty for what was rejected and for an adjective.
    pub weighed: Vec<Weighed>,
}

/// True if the word is a person's given name.
#[must_use]
pub fn is_given_name(word: &Token) -> bool {
    words::class_of(word).has(Class::GIVEN)
}

/// True if the word says that a name is of no person: "Department", "Army", "Eastern".
#[must_use]
pub fn is_of_no_person(word: &Token) -> bool {
    let divisions = Class::DIVISION.or(Class::SETTLEMENT).or(Class::DIRECTION).or(Class::FEATURE);
    words::class_of(word).has(divisions.or(Class::BODY).or(Class::FIRM))
}

/// Every name that the gazetteer knows, as [`read`] weighs it: for those who ask why, as it costs more than the answer.
#[must_use]
pub fn considered(document: &Document<'_>, earlier: &[Mention]) -> Vec<Considered> {
    let spots = judged(document, earlier);
    let resolution = resolve::resolve(&spots);
    let considered = |(number, spot): (usize, &Spot)| Considered {
        first: spot.first,
        end: spot.end,
        rule: spot.rule,
        rejected: spot.strength == Strength::Rejected,
        said: resolution.is_said(number),
        weighed: resolution.weighed(number),
    };
    spots.iter().enumerate().map(considered).collect()
}

/// A place inside an actor's name ("Islamic State of Iraq", "Kharkiv police") is part of it; a town whose name of several words is
/// an actor's ("White House") is not meant.
fn give_way(spots: &mut [Spot], earlier: &[Mention]) {
    let actors = earlier.iter().filter(|mention| matches!(mention.value, Value::Actor(_)));
    for actor in actors {
        let named = matches!(&actor.value, Value::Actor(actor) if actor.name.is_some());
        let first = spots.partition_point(|spot| spot.end <= actor.first);
        for spot in spots[first..].iter_mut().take_while(|spot| spot.first < actor.end) {
            let whole = spot.first <= actor.first && spot.end >= actor.end;
            if spot.usage != Use::Demonym && !whole {
                spot.usage = Use::Embedded;
            }
            let same = spot.name().is_some() && spot.first + 1 < spot.end && spot.first == actor.first && spot.end == actor.end;
            if named && same && spot.parent.is_none() && spot.any_kind(1, Kind::is_town) {
                (spot.strength, spot.rule) = (Strength::Rejected, "locations/actor");
            }
        }
    }
}

/// What is written of a place. News names the same few again and again, and the gazetteer has to look at each of those it lies in.
struct Written {
    place: PlaceId,
    name: &'static str,
    path: Path,
}

/// Places that are remembered, each where its number leads: who comes drives out who was there.
const REMEMBERED: usize = 1 << 12;

/// The name and the path of a place.
fn written(place: PlaceId) -> (&'static str, Path) {
    thread_local! {
        static PLACES: RefCell<Vec<Option<Written>>> = const { RefCell::new(Vec::new()) };
    }
    PLACES.with_borrow_mut(|places| {
        if places.is_empty() {
            places.resize_with(REMEMBERED, || None);
        }
        let cell = &mut places[place.0 as usize % REMEMBERED];
        if cell.as_ref().is_some_and(|written| written.place != place) {
            *cell = None;
        }
        let look = || Written { place, name: Gazetteer.display_name(place), path: Gazetteer.path(place) };
        let written = cell.get_or_insert_with(look);
        (written.name, written.path.clone())
    })
}

fn mention(document: &Document<'_>, spot: &Spot, choice: Option<Choice>) -> Mention {
    let span = with_period(document, spot);
    let mut location = Location { text: span.of(document.text).to_owned(), span, usage: spot.usage, ..Location::default() };
    if let Some(choice) = choice {
        location.candidates = choice.candidates;
        location.margin = choice.margin;
        if choice.margin >= BELIEVED {
            fill(&mut location, spot, choice);
        } else if let Some(country) = choice.country {
            fill_country(&mut location, country);
        }
    }
    Mention { first: spot.first, end: spot.end, rule: spot.rule, value: Value::Location(Box::new(location)) }
}

/// The period belongs to "U.S." and "Ore.".
fn with_period(document: &Document<'_>, spot: &Spot) -> Span {
    let span = document.span(spot.first, spot.end);
    let initials = spot.end - spot.first > 1 && (spot.first..spot.end).all(|at| document.word(at).len() == 1);
    let small = !document.tokens[spot.end - 1].shape.is_all_caps();
    let abbreviated = initials || (small && spot.rule == "locations/abbreviation" && document.gap(spot.end).has(Gap::PERIOD));
    let period = abbreviated && document.text[span.end as usize..].starts_with('.');
    Span::new(span.start, span.end + u32::from(period))
}

/// One of several places of a country: it has no point of its own, and that of the country would be none of theirs.
fn fill_country(location: &mut Location, country: PlaceId) {
    location.path = Some(Path::of([Gazetteer.display_name(country), location.text.as_str()]));
    location.name = Some(location.text.clone());
    location.country = Some(Gazetteer.code(country).to_owned());
}

fn fill(location: &mut Location, spot: &Spot, choice: Choice) {
    let place = choice.place;
    let (name, path) = written(place);
    let precision = Gazetteer.kind(place).precision();
    let near = spot.near && precision == Precision::Point && matches!(spot.what, What::Named(_));
    let (lat, lon) = Gazetteer.point(place);
    location.id = Gazetteer.id(place);
    (location.name, location.path) = (Some(name.to_owned()), Some(path));
    location.country = Gazetteer.country(place).map(|country| Gazetteer.code(country).to_owned());
    (location.lat, location.lon) = (Some(lat), Some(lon));
    location.precision = Some(if near { Precision::Near } else { precision });
}
