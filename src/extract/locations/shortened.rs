//! Names of countries that stand for something smaller of a neighbour: an article on Benin City speaks of "Benin", one on Niger State of
//! "Niger".

use crate::extract::{Mention, Value};
use crate::model::{Location, Precision, Use};

/// What the full name has behind the country's.
const BEHIND: &[&str] = &[" City", " State"];

/// Gives a country's bare name to the city or the state that the article names in full, in another country, if nothing else speaks of
/// that country.
pub fn read(mentions: &mut [Mention]) {
    let meant = |bare: &Location| {
        let full = mentions.iter().filter_map(location).find(|full| is_full_name(full, bare))?;
        let spoken = |other: &Location| {
            bare.country.is_some() && other.country == bare.country && !other.text.contains(bare.text.as_str())
        };
        (!mentions.iter().filter_map(location).any(spoken)).then(|| full.clone())
    };
    // Two or three countries at most are also the name of a neighbour's city or state: each is asked for once.
    let mut asked: Vec<(String, Option<Location>)> = Vec::new();
    for bare in mentions.iter().filter_map(country) {
        if asked.len() < COUNTRIES && asked.iter().all(|(name, _)| *name != bare.text) {
            asked.push((bare.text.clone(), meant(bare)));
        }
    }
    for mention in mentions.iter_mut() {
        let Some(bare) = country(mention) else { continue };
        let Some((_, Some(full))) = asked.iter().find(|(name, _)| *name == bare.text) else { continue };
        let place = Location { text: bare.text.clone(), span: bare.span, ..full.clone() };
        mention.value = Value::Location(Box::new(place));
    }
}

/// Countries of one article that are asked for: a list of all there are costs no square.
const COUNTRIES: usize = 12;

fn location(mention: &Mention) -> Option<&Location> {
    match &mention.value {
        Value::Location(location) => Some(location),
        _ => None,
    }
}

fn country(mention: &Mention) -> Option<&Location> {
    let open = |place: &Location| place.lat.is_none() && place.candidates > 1;
    location(mention).filter(|place| place.usage == Use::Literal && (place.precision == Some(Precision::Country) || open(place)))
}

fn is_full_name(full: &Location, bare: &Location) -> bool {
    let behind = full.text.strip_prefix(bare.text.as_str());
    behind.is_some_and(|behind| BEHIND.contains(&behind)) && full.country.is_some() && full.country != bare.country
}
