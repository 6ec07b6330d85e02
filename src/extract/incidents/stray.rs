//! Places that strayed: a name with bearers in many countries, taken for one far from everything else the article speaks of.

use crate::extract::sight::{Seen, Sight};
use crate::model::{Location, Precision, Use};

/// A choice by fewer points than this is no more than a guess.
const GUESS: u32 = 20;
/// Mentions of places that are asked before and after.
const NEIGHBOURS: usize = 60;
/// Mentions that a country needs to be the one the article speaks of.
const SEVERAL: usize = 3;

/// True if the place was chosen of several by a small margin, lies in a country that no other name around it lies in, and two of
/// three of the others lie in one country.
pub(super) fn is_stray(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let guessed = place.value.candidates > 1 && (place.value.margin as u32) < GUESS;
    let whole = matches!(place.value.precision, Some(Precision::Country | Precision::Area));
    let Some(country) = place.value.country.as_deref().filter(|_| guessed && !whole && !is_in_lead(sight, place)) else {
        return false;
    };
    let at = sight.locations.partition_point(|other| other.mention.first < place.mention.first);
    let around = &sight.locations[at.saturating_sub(NEIGHBOURS)..sight.locations.len().min(at + NEIGHBOURS)];
    let others = around.iter().filter(|other| other.value.text != place.value.text && other.value.usage != Use::Metonym);
    let countries: Vec<&str> = others.filter_map(|other| other.value.country.as_deref()).collect();
    if countries.contains(&country) {
        return false;
    }
    let most = countries.iter().map(|one| countries.iter().filter(|other| *other == one).count()).max().unwrap_or(0);
    most >= SEVERAL && most * 3 >= countries.len() * 2
}

/// The heading and the first sentence of the body name the scene, wherever it lies.
fn is_in_lead(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    sight.document.sentence_of(place.mention.first) <= sight.document.body_starts
}

/// The name alone, which is all that is known.
pub(super) fn name_only(place: &Location) -> Location {
    Location {
        text: place.text.clone(),
        span: place.span,
        usage: place.usage,
        candidates: place.candidates,
        ..Location::default()
    }
}
