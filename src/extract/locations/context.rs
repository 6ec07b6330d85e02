//! What an article speaks of elsewhere: the countries and divisions of its other places, and the ground around them.

use std::cell::OnceCell;
use std::sync::LazyLock;

use crate::gazetteer::{Gazetteer, Kind, PlaceId};

/// Points for each other name of the same country or division, at most [`VOTES`] times.
const VOTE: i32 = 10;
/// Votes from which on more say no more.
pub const VOTES: u32 = 2;
/// More than there are countries.
const COUNTRIES: usize = 256;
/// Points for a place within [`NEAR_KM`] of another of the article.
const NEAR: i32 = 10;
const NEAR_KM: f64 = 150.0;
/// Kilometres between two parallels, a degree apart.
const KM_PER_DEGREE: f64 = 111.2;
/// Anchors up to which all are asked one by one.
const FEW: usize = 16;
/// At least as many degrees of latitude.
const NEAR_DEGREES: f64 = 1.4;
/// At most as many degrees of longitude.
const NEAR_DEGREES_EAST: f64 = 5.0;

/// The places of an article that are settled, as they speak for others.
pub struct Context {
    votes: Votes,
    /// The settled places, sorted.
    places: Vec<PlaceId>,
    /// Made once somebody asks what is near.
    anchors: OnceCell<Anchors>,
}

/// A name's own choice so far, which does not speak for itself.
#[derive(Clone, Copy, Default)]
pub struct Own {
    /// The place chosen.
    pub place: Option<PlaceId>,
    /// Its country and division, if it voted for them.
    country: Option<PlaceId>,
    division: Option<PlaceId>,
}

impl Own {
    /// A choice, and what it voted for: itself, or a country that it is sure to lie in.
    pub fn of(place: Option<PlaceId>, voter: Option<PlaceId>) -> Self {
        let country = voter.and_then(|place| Gazetteer.country(place));
        let division = voter.and_then(|place| Gazetteer.division(place));
        Self { place, country, division }
    }
}

impl Context {
    /// Countries and divisions by distinct names, and the points of places.
    pub fn of(settled: impl Iterator<Item = PlaceId>) -> Self {
        let mut places = Vec::with_capacity(settled.size_hint().1.unwrap_or(0));
        places.extend(settled);
        places.sort_unstable();
        Self { votes: Votes::of(&places), places, anchors: OnceCell::new() }
    }

    /// True if it says the same as another.
    pub fn is_same(&self, other: &Self) -> bool {
        self.places == other.places
    }

    /// How often it speaks of this country or division.
    pub fn votes(&self, whole: PlaceId) -> u32 {
        if Gazetteer.kind(whole) == Kind::Country { self.votes.of_country(whole) } else { self.votes.of_division(whole) }
    }

    /// True if it speaks of nothing.
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Votes for the country or division spoken of most.
    pub fn most_votes(&self) -> u32 {
        self.votes.most
    }

    /// Points for lying in what the article speaks of.
    pub fn points_of_votes(&self, place: PlaceId, own: Own) -> i32 {
        let Some(country) = Gazetteer.country(place) else { return 0 };
        let votes = self.votes.of_country(country);
        // Who votes for a division votes for its country.
        if votes == 0 {
            return 0;
        }
        let others = |votes: u32, own: bool| votes.saturating_sub(u32::from(own)).min(VOTES) as i32;
        let in_division = |division| others(self.votes.of_division(division), own.division == Some(division));
        let in_country = others(votes, own.country == Some(country));
        VOTE * (in_country + Gazetteer.division(place).map_or(0, in_division))
    }

    /// Points for lying near another place of the article.
    pub fn points_of_nearness(&self, place: PlaceId, own: Own) -> i32 {
        let anchors = self.anchors.get_or_init(|| Anchors::of(&self.places));
        if anchors.are_near(Gazetteer.point(place), own.place) { NEAR } else { 0 }
    }
}

/// Countries and divisions, each as often as it was voted for.
struct Votes {
    /// By the number of the country, which is that of its place.
    countries: [u16; COUNTRIES],
    /// Sorted.
    divisions: Vec<PlaceId>,
    most: u32,
}

impl Votes {
    fn of(places: &[PlaceId]) -> Self {
        let mut votes = Self { countries: [0; COUNTRIES], divisions: Vec::with_capacity(places.len()), most: 0 };
        for place in places {
            if let Some(country) = Gazetteer.country(*place) {
                let count = &mut votes.countries[country.0 as usize];
                *count = count.saturating_add(1);
                votes.most = votes.most.max(u32::from(*count));
            }
            votes.divisions.extend(Gazetteer.division(*place));
        }
        votes.divisions.sort_unstable();
        votes
    }

    fn of_country(&self, country: PlaceId) -> u32 {
        self.countries.get(country.0 as usize).map_or(0, |count| u32::from(*count))
    }

    fn of_division(&self, division: PlaceId) -> u32 {
        let first = self.divisions.partition_point(|known| *known < division);
        self.divisions[first..].iter().take_while(|known| **known == division).count() as u32
    }
}

/// Places whose surroundings count as what the article speaks of, belt by belt from south to north, each from west to east: a list of
/// all towns of the world is asked about its neighbours only.
struct Anchors {
    sorted: Vec<Anchor>,
    /// What all of them lie between, with a margin: most namesakes of a town are on another continent.
    south_west: (f64, f64),
    north_east: (f64, f64),
}

struct Anchor {
    belt: i32,
    point: (f64, f64),
    place: PlaceId,
}

impl Anchors {
    /// A country has no point from which something could be near.
    fn of(places: &[PlaceId]) -> Self {
        let anchor = |place: &PlaceId| {
            let point = Gazetteer.point(*place);
            Anchor { belt: belt(point), point, place: *place }
        };
        let places = places.iter().filter(|place| Gazetteer.kind(**place) != Kind::Country);
        let mut anchors: Vec<Anchor> = places.map(anchor).collect();
        anchors.sort_unstable_by(|a, b| a.belt.cmp(&b.belt).then(a.point.1.total_cmp(&b.point.1)));
        let end = |start: f64, pick: fn(f64, f64) -> f64, of: fn(&Anchor) -> f64| anchors.iter().map(of).fold(start, pick);
        let (lowest, highest) = (f64::INFINITY, f64::NEG_INFINITY);
        let (south, west) = (end(lowest, f64::min, |at| at.point.0), end(lowest, f64::min, |at| at.point.1));
        let (north, east) = (end(highest, f64::max, |at| at.point.0), end(highest, f64::max, |at| at.point.1));
        let south_west = (south - NEAR_DEGREES, west - NEAR_DEGREES_EAST);
        let north_east = (north + NEAR_DEGREES, east + NEAR_DEGREES_EAST);
        Self { sorted: anchors, south_west, north_east }
    }

    /// True if one of them, other than `own`, is near `point`.
    fn are_near(&self, point: (f64, f64), own: Option<PlaceId>) -> bool {
        let (low, high) = (self.south_west, self.north_east);
        if !((low.0..=high.0).contains(&point.0) && (low.1..=high.1).contains(&point.1)) {
            return false;
        }
        if self.sorted.len() <= FEW {
            return self.sorted.iter().any(|at| is_near(point, at.point) && Some(at.place) != own);
        }
        let middle = belt(point);
        let reach = REACH_EAST.get(middle as usize).copied().unwrap_or(NEAR_DEGREES_EAST);
        let (west, east) = (point.1 - reach, point.1 + reach);
        (middle - 1..=middle + 1).any(|belt| {
            let first = self.sorted.partition_point(|at| (at.belt, at.point.1) < (belt, west));
            let mut nearby = self.sorted[first..].iter().take_while(|at| at.belt == belt && at.point.1 < east);
            nearby.any(|at| is_near(point, at.point) && Some(at.place) != own)
        })
    }
}

/// The number of the belt around the earth, [`NEAR_DEGREES`] high, in which a point lies.
fn belt(point: (f64, f64)) -> i32 {
    // Counted from the pole, so that cutting off the fraction is rounding down.
    ((point.0 + 90.0) / NEAR_DEGREES) as i32
}

/// How many degrees of longitude what is near a place of each belt can lie away: a degree is shortest where the next belt ends towards
/// the pole. Far from the poles that is a third of [`NEAR_DEGREES_EAST`], and a list of towns is dense.
static REACH_EAST: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let edge = |belt: i32| f64::from(belt) * NEAR_DEGREES - 90.0;
    let belts = 0..=belt((90.0, 0.0));
    let reach = |at: i32| {
        let parallel = edge(at - 1).abs().max(edge(at + 2).abs()).min(90.0);
        (NEAR_KM / (KM_PER_DEGREE * parallel.to_radians().cos())).min(NEAR_DEGREES_EAST)
    };
    belts.map(reach).collect()
});

fn is_near(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).abs() < NEAR_DEGREES && (a.1 - b.1).abs() < NEAR_DEGREES_EAST && a != b && km(a, b) < NEAR_KM
}

/// Kilometres between two points, flat enough for what it is asked.
pub fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let east = (a.1 - b.1).abs().min(360.0 - (a.1 - b.1).abs()) * ((a.0 + b.0) / 2.0).to_radians().cos();
    (a.0 - b.0).hypot(east) * KM_PER_DEGREE
}

/// True if two points are so many kilometres apart; most that are lie on other parallels, or far east of one another, which costs less
/// to tell.
pub fn is_beyond(distance: f64, a: (f64, f64), b: (f64, f64)) -> bool {
    /// Between these parallels a degree to the east is more than half as long as on the equator.
    const BROAD: f64 = 59.0;
    let (north, east) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    let broad = (a.0 + b.0).abs() < 2.0 * BROAD;
    let far_east = || broad && east.min(360.0 - east) * KM_PER_DEGREE >= 2.0 * distance;
    north * KM_PER_DEGREE >= distance || far_east() || km(a, b) >= distance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_found_among_the_neighbours_of_its_belt() {
        let (mut near, mut checked) = (0, 0);
        for north in -60..=75 {
            for (step_north, step_east) in
                [(0.0, 1.3), (1.2, 0.5), (-1.3, -0.2), (0.4, 2.1), (-0.7, 3.4), (0.1, 4.6), (1.0, -2.2)]
            {
                let (a, b) = ((f64::from(north) + 0.31, 17.0), (f64::from(north) + 0.31 + step_north, 17.0 + step_east));
                let reach = REACH_EAST[belt(a) as usize];
                let within = (belt(a) - belt(b)).abs() <= 1 && (a.1 - b.1).abs() < reach;
                assert!(!is_near(a, b) || within, "{a:?} {b:?}");
                near += usize::from(is_near(a, b));
                checked += 1;
            }
        }
        assert!(near > 100 && near < checked / 2, "{near} of {checked}");
    }
}
