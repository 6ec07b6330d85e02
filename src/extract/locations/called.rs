//! Settlements that no gazetteer knows and that nothing around them is named of, but that the text itself calls one: "the small town
//! of X", "in the X neighbourhood", "the city's X section".
//!
//! Where all places of its sentence, or of the article, lie in one country it is taken to be theirs, and known as exactly as that;
//! else only its name is.

use super::context::is_beyond;
use super::unknown::{LONGEST, PARTS, is_unresolved, name_from};
use super::words::{Class, class_of};
use crate::document::{Document, Gap, Token};
use crate::extract::{Mention, Value};
use crate::gazetteer::Gazetteer;
use crate::model::{Location, Path, Precision, Use};

/// What settlements and their parts are called.
const SORTS: &[&str] = &[
    "town",
    "village",
    "hamlet",
    "settlement",
    "municipality",
    "neighborhood",
    "neighbourhood",
    "district",
    "suburb",
    "sector",
    "area",
    "canton",
    "township",
];

/// What has parts: "the city's X section".
const WHOLES: &[&str] = &["city", "town", "borough", "county", "capital"];

/// Names that the text calls a settlement, and that nobody took, or nobody could tell from their namesakes.
pub fn read(document: &Document<'_>, places: &[Mention], earlier: &[Mention]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| !sentence.shouted) {
        let mut at = sentence.first + 2;
        while at < sentence.end {
            let begins = |token: &Token| token.shape.is_capital() && token.gap == Gap::SPACE;
            let Some(others) = document.tokens[at..sentence.end].iter().position(begins) else { break };
            at += others;
            let end = called(document, at);
            let over = |mention: &Mention| end.is_some_and(|end| mention.first < end && at < mention.end);
            let city = end.filter(|end| is_part(document, *end)).and_then(|_| city_before(places, at));
            let gives_way =
                |mention: &Mention, end| is_unresolved(mention, at, end) || city.is_some_and(|city| is_far(mention, city));
            let taken = |mention: &Mention| over(mention) && end.is_some_and(|end| !gives_way(mention, end));
            if let Some(end) = end.filter(|_| !places.iter().any(taken) && !earlier.iter().any(over)) {
                found.push(city.map_or_else(|| mention(document, at, end, places), |city| part_of(document, at, end, city)));
            }
            at = end.unwrap_or(at + 1);
        }
    }
    found
}

/// One past the name that begins at `at` with a capital behind a space, if the words call it a settlement.
fn called(document: &Document<'_>, at: usize) -> Option<usize> {
    match document.word(at - 1) {
        "of" if SORTS.contains(&document.word(at - 2)) || is_measured(document, at - 2) => name_from(document, at),
        "the" if matches!(document.word(at - 2), "in" | "In" | "near" | "outside") => part_from(document, at),
        "s" if document.gap(at - 1).has(Gap::APOSTROPHE) && WHOLES.contains(&document.word(at - 2)) => part_from(document, at),
        _ => None,
    }
}

/// "two miles north of X", "10 km south of X": a place that one can be north of.
fn is_measured(document: &Document<'_>, bearing: usize) -> bool {
    const UNITS: &[&str] = &["kilometers", "kilometres", "km", "mi", "miles"];
    let unit = bearing.checked_sub(1).is_some_and(|at| UNITS.contains(&document.word(at)));
    unit && class_of(&document.tokens[bearing]).has(Class::DIRECTION) && document.gap(bearing + 1) == Gap::SPACE
}

/// One past the name that begins at `at`, if what it is called stands behind it: "the X neighbourhood".
fn part_from(document: &Document<'_>, at: usize) -> Option<usize> {
    let end = name_from(document, at)?;
    let sort = document.gap(end) == Gap::SPACE && SORTS.iter().chain(PARTS).any(|sort| *sort == document.word(end));
    let other = Class::BODY.or(Class::PUBLIC).or(Class::DIRECTION);
    let body = (at..end).any(|word| class_of(&document.tokens[word]).has(other));
    (sort && !body && end - at <= LONGEST).then_some(end)
}

/// Kilometres from the middle of a city beyond which its parts do not lie.
const CITY_KM: f64 = 60.0;

/// "the X neighborhood", "the X section": part of the city that the article speaks of, whatever town bears its name.
fn is_part(document: &Document<'_>, end: usize) -> bool {
    matches!(document.word(end), "neighborhood" | "neighbourhood" | "section") && document.gap(end) == Gap::SPACE
}

/// The town named last before this token.
fn city_before(places: &[Mention], at: usize) -> Option<&Location> {
    let upto = places.partition_point(|place| place.end <= at);
    places[..upto].iter().rev().take(LOOK_BACK).find_map(|place| match &place.value {
        Value::Location(city)
            if city.usage != Use::Demonym && city.precision == Some(Precision::Point) && city.path.is_some() =>
        {
            Some(&**city)
        }
        _ => None,
    })
}

/// Mentions looked back over for the city.
const LOOK_BACK: usize = 20;

pub fn is_far(mention: &Mention, city: &Location) -> bool {
    let Value::Location(place) = &mention.value else { return false };
    let points = place.lat.zip(place.lon).zip(city.lat.zip(city.lon));
    points.is_some_and(|(place, city)| is_beyond(CITY_KM, place, city))
}

fn part_of(document: &Document<'_>, first: usize, end: usize, city: &Location) -> Mention {
    let span = document.span(first, end);
    let text = span.of(document.text).to_owned();
    let steps = city.path.as_ref().map_or("", Path::as_str).split('/');
    let location = Location {
        name: Some(text.clone()),
        path: Some(Path::of(steps.chain([text.as_str()]))),
        country: city.country.clone(),
        lat: city.lat,
        lon: city.lon,
        precision: Some(Precision::Near),
        text: text.clone(),
        span,
        usage: Use::Literal,
        ..Location::default()
    };
    Mention { first, end, rule: "locations/part-of-city", value: Value::Location(Box::new(location)) }
}

/// A place of the country that all those in this range of tokens lie in.
fn only_country(places: &[Mention], range: std::ops::Range<usize>) -> Option<&Location> {
    let mut only: Option<&Location> = None;
    for place in places.iter().filter(|place| range.contains(&place.first)) {
        let Value::Location(location) = &place.value else { continue };
        if location.usage == Use::Literal && location.path.is_some() {
            if only.is_some_and(|only| only.country != location.country) {
                return None;
            }
            only = Some(location);
        }
    }
    only.filter(|location| location.country.is_some())
}

fn mention(document: &Document<'_>, first: usize, end: usize, places: &[Mention]) -> Mention {
    let span = document.span(first, end);
    let text = span.of(document.text).to_owned();
    let mut location = Location { text: text.clone(), span, usage: Use::Literal, ..Location::default() };
    let within = only_country(places, document.sentence_at(first).tokens());
    if let Some(within) = within.or_else(|| only_country(places, 0..document.tokens.len()))
        && let Some(country) = within.country.as_deref().and_then(|code| Gazetteer.country_coded(code))
    {
        let (lat, lon) = Gazetteer.point(country);
        location.path = Some(Path::of([Gazetteer.display_name(country), text.as_str()]));
        location.name = Some(text);
        location.country = within.country.clone();
        (location.lat, location.lon, location.precision) = (Some(lat), Some(lon), Some(Precision::Country));
    }
    Mention { first, end, rule: "locations/called-so", value: Value::Location(Box::new(location)) }
}
