//! Which of the places that bear a name is meant, by points: passes in order of confidence, each helping the next.
//!
//! Explicit words come first ("Austin, Texas"; "the Russian city of X"), then size and rank, then what the article speaks of
//! elsewhere: the same country, the same division, nearness. One name means one place throughout an article unless a comma says otherwise.
//! Known failures: a bare "Paris" in a paper from Texas; districts of one name in neighbouring provinces.

use super::judge::parents;
use super::spots::{Spot, Strength, What};
use crate::gazetteer::{Candidate, Gazetteer, Kind, PlaceId};
use crate::model::Use;

/// Points for the main name over an alternate spelling.
const MAIN_NAME: i32 = 15;
/// Points for what the text says itself.
const EXPLICIT: i32 = 200;
/// Points for each other name of the same country or division, at most [`VOTES`] times.
const VOTE: i32 = 10;
const VOTES: u32 = 2;
/// Points for a place within [`NEAR_KM`] of another of the article.
const NEAR: i32 = 10;
const NEAR_KM: f64 = 150.0;
/// Lead from which on a name of its own votes for its surroundings.
const CONFIDENT: i32 = 8;

/// What was chosen for a spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The place.
    pub place: PlaceId,
    /// Points ahead of the next.
    pub margin: i32,
    /// How many places bear the name.
    pub candidates: u32,
}

/// One name of the article, with all its spots.
struct Group {
    spots: Vec<usize>,
    candidates: Vec<(Candidate, i32)>,
    chosen: Option<Choice>,
    /// The text itself says which.
    explicit: bool,
    division: bool,
}

/// How often the article speaks of countries and divisions; small, so lists.
#[derive(Default)]
struct Votes(Vec<(PlaceId, u32)>);

impl Votes {
    fn add(&mut self, place: PlaceId) {
        match self.0.iter_mut().find(|(known, _)| *known == place) {
            Some((_, votes)) => *votes += 1,
            None => self.0.push((place, 1)),
        }
    }

    fn of(&self, place: PlaceId) -> u32 {
        self.0.iter().find(|(known, _)| *known == place).map_or(0, |(_, votes)| *votes)
    }
}

/// The choice for every spot; `None` for rejected ones and for those nothing speaks for.
pub fn resolve(spots: &[Spot]) -> Vec<Option<Choice>> {
    let mut choices: Vec<Option<Choice>> = spots.iter().map(known).collect();
    let mut groups = groups(spots);
    let mut known_places: Vec<PlaceId> = choices.iter().flatten().map(|choice| choice.place).collect();
    known_places.sort_unstable();
    known_places.dedup();
    explicit(spots, &mut groups, &mut choices);
    for group in groups.iter_mut().filter(|group| !group.explicit) {
        group.chosen = best(&group.candidates).filter(|choice| choice.margin >= CONFIDENT && is_strong(spots, &group.spots));
    }
    for _ in 0..2 {
        let (votes, anchors) = ballot(&groups, &known_places);
        for at in 0..groups.len() {
            if !groups[at].explicit {
                groups[at].chosen = best(&in_context(&groups[at], &votes, &anchors));
            }
        }
    }
    let (votes, _) = ballot(&groups, &known_places);
    for group in &groups {
        for spot in &group.spots {
            if choices[*spot].is_none() {
                choices[*spot] = group.chosen.filter(|choice| stands(&spots[*spot], group, choice, &votes));
            }
        }
    }
    choices
}

fn known(spot: &Spot) -> Option<Choice> {
    match spot.what {
        What::Known(place) if spot.strength > Strength::Rejected => Some(Choice { place, margin: EXPLICIT, candidates: 1 }),
        _ => None,
    }
}

fn is_strong(spots: &[Spot], members: &[usize]) -> bool {
    members.iter().any(|spot| spots[*spot].strength >= Strength::Likely)
}

fn groups(spots: &[Spot]) -> Vec<Group> {
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (at, spot) in spots.iter().enumerate().filter(|(_, spot)| spot.strength > Strength::Rejected) {
        if let Some(name) = spot.name() {
            order.push((name.number(), at));
        }
    }
    order.sort_unstable();
    let mut groups: Vec<Group> = Vec::new();
    for members in order.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<usize> = members.iter().map(|(_, at)| *at).collect();
        let division = members.iter().any(|at| spots[*at].division);
        let Some(name) = spots[members[0]].name() else { continue };
        let mut candidates: Vec<(Candidate, i32)> = name.candidates().map(|c| (c, prior(c))).collect();
        settle_twins(&mut candidates, division);
        groups.push(Group { spots: members, candidates, chosen: None, explicit: false, division });
    }
    groups.sort_by_key(|group| group.spots[0]);
    groups
}

/// Points by size and rank alone.
fn prior(candidate: Candidate) -> i32 {
    let place = candidate.place;
    let rank = match Gazetteer.kind(place) {
        Kind::Country => 30,
        Kind::Capital => 10,
        Kind::Admin1 => 7,
        Kind::Seat => 4,
        Kind::Town => 0,
        Kind::Part => -10,
        Kind::Admin2 => 40,
        Kind::Region | Kind::Area | Kind::Water | Kind::Site => 65,
    };
    let main = if candidate.main { MAIN_NAME } else { 0 };
    ten_log10(Gazetteer.population(place)) + rank + main
}

/// Ten times the decimal logarithm of `n + 1`, in whole numbers on every machine.
fn ten_log10(n: u32) -> i32 {
    let n = u64::from(n) + 1;
    let bits = n.ilog2();
    let rest = ((n << 4) >> bits) as i32 - 16;
    (bits as i32 * 16 + rest) * 301 / 1600
}

/// A city and the division named after it: the city, unless the words speak of a division.
fn settle_twins(candidates: &mut [(Candidate, i32)], division: bool) {
    for at in 0..candidates.len() {
        let place = candidates[at].0.place;
        if !matches!(Gazetteer.kind(place), Kind::Admin1 | Kind::Region) {
            continue;
        }
        if division {
            candidates[at].1 += EXPLICIT / 4;
            continue;
        }
        let inside = |other: &(Candidate, i32)| {
            let kind = Gazetteer.kind(other.0.place);
            kind.is_town()
                && kind != Kind::Part
                && Gazetteer.division(other.0.place) == Some(place)
                && Gazetteer.population(other.0.place) > 20_000
        };
        let city = candidates.iter().filter(|other| inside(other)).map(|(c, points)| (c.main, *points)).max();
        if let Some((true, points)) = city.filter(|_| candidates[at].0.main || city.is_some_and(|c| c.0)) {
            candidates[at].1 = candidates[at].1.min(points - 1);
        }
    }
}

/// The best candidate and its lead. Twins (a city and its own division) are no rivals.
fn best(candidates: &[(Candidate, i32)]) -> Option<Choice> {
    let (first, points) = candidates.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let is_twin = |other: PlaceId| km(Gazetteer.point(first.place), Gazetteer.point(other)) < 60.0;
    let rivals = candidates.iter().filter(|(c, _)| c.place != first.place && !is_twin(c.place));
    let next = rivals.map(|(_, points)| *points).max();
    let margin = next.map_or(EXPLICIT, |next| points - next);
    Some(Choice { place: first.place, margin, candidates: candidates.len() as u32 })
}

/// What the text says itself: parents after a comma, countries before the name.
fn explicit(spots: &[Spot], groups: &mut [Group], choices: &mut [Option<Choice>]) {
    let mut group_of: Vec<Option<usize>> = vec![None; spots.len()];
    for (number, group) in groups.iter().enumerate() {
        group.spots.iter().for_each(|at| group_of[*at] = Some(number));
    }
    // From the end, so that in "Austin, Texas, US" the state is settled before the city.
    for at in (0..spots.len()).rev() {
        let Some(number) = group_of[at] else { continue };
        let outer =
            spots[at].parent.map(|parent| choices[parent].map_or_else(|| spots[parent].places(), |choice| vec![choice.place]));
        let fits = |place: PlaceId| match (&outer, spots[at].country) {
            (Some(outer), _) => parents(place).any(|parent| outer.contains(&parent)),
            (None, Some(country)) => Gazetteer.country(place) == Some(country) && Gazetteer.kind(place) != Kind::Country,
            (None, None) => false,
        };
        let group = &mut groups[number];
        let fitting: Vec<(Candidate, i32)> = group.candidates.iter().copied().filter(|(c, _)| fits(c.place)).collect();
        let Some(found) = best(&fitting) else { continue };
        let choice = Choice { margin: found.margin.min(EXPLICIT), candidates: group.candidates.len() as u32, ..found };
        choices[at] = Some(choice);
        (group.chosen, group.explicit) = (Some(choice), true);
        let Some(parent) = spots[at].parent.filter(|parent| choices[*parent].is_none()) else { continue };
        settle_parent(&spots[parent], choice.place, group_of[parent].map(|number| &mut groups[number]), &mut choices[parent]);
    }
}

/// "Atlanta, Georgia" says as much of Georgia as of Atlanta.
fn settle_parent(spot: &Spot, inner: PlaceId, group: Option<&mut Group>, choice: &mut Option<Choice>) {
    let Some(place) = spot.places().into_iter().find(|place| parents(inner).any(|parent| parent == *place)) else { return };
    let candidates = spot.places().len() as u32;
    *choice = Some(Choice { place, margin: EXPLICIT, candidates });
    if let Some(group) = group.filter(|group| !group.explicit) {
        (group.chosen, group.explicit) = (*choice, true);
    }
}

/// What the article speaks of: countries and divisions by distinct names, and the points of places.
fn ballot(groups: &[Group], known: &[PlaceId]) -> (Votes, Vec<PlaceId>) {
    let (mut votes, mut anchors) = (Votes::default(), Vec::new());
    let sure =
        groups.iter().filter_map(|group| group.chosen.filter(|c| group.explicit || c.margin >= CONFIDENT)).map(|c| c.place);
    for place in sure.chain(known.iter().copied()) {
        if let Some(country) = Gazetteer.country(place) {
            votes.add(country);
        }
        if let Some(division) = Gazetteer.division(place) {
            votes.add(division);
        }
        if Gazetteer.kind(place) != Kind::Country {
            anchors.push(place);
        }
    }
    (votes, anchors)
}

fn in_context(group: &Group, votes: &Votes, anchors: &[PlaceId]) -> Vec<(Candidate, i32)> {
    let own = group.chosen.map(|choice| choice.place);
    let scored = |(candidate, points): &(Candidate, i32)| {
        let place = candidate.place;
        let mine = |whole: Option<PlaceId>, of: fn(Gazetteer, PlaceId) -> Option<PlaceId>| {
            u32::from(
                group.chosen.is_some_and(|c| c.margin >= CONFIDENT)
                    && own.and_then(|own| of(Gazetteer, own)) == whole
                    && whole.is_some(),
            )
        };
        let country = Gazetteer.country(place);
        let division = Gazetteer.division(place);
        let by_country = country.map_or(0, |c| votes.of(c) - mine(country, Gazetteer::country).min(votes.of(c)));
        let by_division = division.map_or(0, |d| votes.of(d) - mine(division, Gazetteer::division).min(votes.of(d)));
        let near = anchors.iter().any(|anchor| Some(*anchor) != own && *anchor != place && is_near(place, *anchor));
        let points = points + VOTE * (by_country.min(VOTES) + by_division.min(VOTES)) as i32 + if near { NEAR } else { 0 };
        (*candidate, points)
    };
    let mut scored: Vec<(Candidate, i32)> = group.candidates.iter().map(scored).collect();
    settle_twins(&mut scored, group.division);
    scored
}

fn is_near(a: PlaceId, b: PlaceId) -> bool {
    let (a, b) = (Gazetteer.point(a), Gazetteer.point(b));
    (a.0 - b.0).abs() < 1.4 && km(a, b) < NEAR_KM
}

/// Kilometres between two points, flat enough for what it is asked.
fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let east = (a.1 - b.1).abs().min(360.0 - (a.1 - b.1).abs()) * ((a.0 + b.0) / 2.0).to_radians().cos();
    (a.0 - b.0).hypot(east) * 111.2
}

/// A weak spot stands only where the article speaks of its surroundings.
fn stands(spot: &Spot, group: &Group, choice: &Choice, votes: &Votes) -> bool {
    if spot.strength > Strength::Weak || spot.usage == Use::Demonym {
        return true;
    }
    let own = u32::from(choice.margin >= CONFIDENT);
    let candidate = group.candidates.iter().find(|(c, _)| c.place == choice.place);
    let main = candidate.is_some_and(|(c, _)| c.main);
    let by_division = Gazetteer.division(choice.place).map_or(0, |d| votes.of(d).saturating_sub(own));
    let by_country = Gazetteer.country(choice.place).map_or(0, |c| votes.of(c).saturating_sub(own));
    main && (by_division > 0 || (by_country > 0 && Gazetteer.population(choice.place) >= 15_000))
}
