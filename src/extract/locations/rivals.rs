//! The places that bear one name, and what size and rank alone say of each.

use crate::gazetteer::{Candidate, Gazetteer, Kind, PlaceId};

/// Points for the main name over an alternate spelling.
const MAIN_NAME: i32 = 15;
/// Points for a division over its city where the words speak of one.
const DIVISION: i32 = 50;
/// Points by which a division elsewhere stays behind the capital of its name: a place in it makes up for them.
const BEHIND_SEAT: i32 = 8;
/// People from which on a town needs no company of its country to be meant.
pub const KNOWN_ABROAD: u32 = 100_000;

/// A place that bears a name, with its points so far and what they are made of.
#[derive(Clone, Copy)]
pub struct Rival {
    /// The place.
    pub place: PlaceId,
    /// The name is its main one.
    pub main: bool,
    /// Its kind.
    pub kind: Kind,
    /// Points by size and rank alone.
    pub prior: i32,
    /// Those and what the article speaks of elsewhere.
    pub points: i32,
}

impl Rival {
    pub fn of(candidate: Candidate) -> Self {
        let prior = prior(&candidate);
        Self { place: candidate.place, main: candidate.main, kind: candidate.kind, prior, points: prior }
    }

    // Asked of few: some names have hundreds of bearers, and most fall behind by size alone.

    pub fn population(&self) -> u32 {
        Gazetteer.population(self.place)
    }

    pub fn country(&self) -> Option<PlaceId> {
        Gazetteer.country(self.place)
    }

    pub fn division(&self) -> Option<PlaceId> {
        Gazetteer.division(self.place)
    }

    pub fn point(&self) -> (f64, f64) {
        Gazetteer.point(self.place)
    }
}

/// Points by size and rank alone.
fn prior(candidate: &Candidate) -> i32 {
    let rank = match candidate.kind {
        Kind::Country => 30,
        Kind::Capital => 10,
        Kind::Admin1 if Gazetteer.population(candidate.place) < KNOWN_ABROAD => 0,
        Kind::Admin1 => 7,
        Kind::Seat => 4,
        Kind::Town => 0,
        Kind::Part => -10,
        Kind::Admin2 => 40,
        Kind::Region | Kind::Area | Kind::Water | Kind::Site => 65,
    };
    i32::from(candidate.magnitude) + rank + if candidate.main { MAIN_NAME } else { 0 }
}

/// A country leads, but not over a larger state of the same name: a bare "Georgia" tells neither.
pub fn settle_namesakes(candidates: &mut [Rival]) {
    let state = candidates.iter().filter(|rival| rival.main && rival.kind == Kind::Admin1).map(Rival::population).max();
    for rival in candidates.iter_mut().filter(|rival| rival.kind == Kind::Country && state > Some(rival.population())) {
        rival.points -= 20;
    }
}

/// "Talks in Washington": the seat of a country's government leads over a division of that country which bears its name, but lies
/// elsewhere. What else the article speaks of may say otherwise.
pub fn settle_seats(candidates: &mut [Rival]) {
    let Some(seat) = candidates.iter().find(|rival| rival.main && rival.kind == Kind::Capital).copied() else { return };
    for rival in candidates.iter_mut().filter(|rival| rival.kind == Kind::Admin1 && rival.country() == seat.country()) {
        if seat.division() != Some(rival.place) {
            rival.points = rival.points.min(seat.points - BEHIND_SEAT);
        }
    }
}

/// A city and the division named after it: the city, unless the words speak of a division.
pub fn settle_twins(candidates: &mut [Rival], division: bool) {
    for at in 0..candidates.len() {
        let whole = candidates[at];
        if !matches!(whole.kind, Kind::Admin1 | Kind::Region) {
            continue;
        }
        if division {
            candidates[at].points += DIVISION;
            continue;
        }
        let is_city = |other: &&Rival| {
            // "Odessa", an old spelling of both.
            let bears = other.main || !whole.main;
            bears
                && other.kind.is_town()
                && other.kind != Kind::Part
                && other.population() > 20_000
                && other.division() == Some(whole.place)
        };
        if let Some(points) = candidates.iter().filter(is_city).map(|city| city.points).max() {
            candidates[at].points = whole.points.min(points - 1);
        }
    }
}
