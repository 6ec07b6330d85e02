//! Which of the places that bear a name is meant, by points: passes in order of confidence, each helping the next.
//!
//! Explicit words come first ("Austin, Texas"; "the Russian city of X"), then size and rank, then what the article speaks of
//! elsewhere: the same country, the same division, nearness. One name means one place throughout an article unless a comma says otherwise.
//! Known failures: a bare "Paris" in a paper from Texas; districts of one name in neighbouring provinces.

use std::cell::LazyCell;

use super::company::Company;
use super::context::{Context, Own, VOTES, is_beyond, km};
use super::meant::Meant;
use super::rivals::{KNOWN_ABROAD, Rival, settle_namesakes, settle_seats, settle_twins};
use super::spots::{Spot, Strength, What};
use super::surroundings::is_inside;
use crate::gazetteer::{Gazetteer, Kind, PlaceId};
use crate::model::Use;

/// Points for what the text says itself.
const EXPLICIT: i32 = 200;
/// Kilometres within which "north of", "near", "in the district of" put a place.
const BESIDE_KM: f64 = 200.0;
/// Two points nearer than this are one place for the margin: a city and its district.
const TWINS_KM: f64 = 60.0;
/// Mentions from which on a country is named again and again.
const OFTEN: usize = 4;
/// People of a town that is told from its namesakes by the country of one that it lies far from.
const KNOWN_AFAR: u32 = 100_000;
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
    /// The country in which all that come into question lie, where it cannot be told which of them is meant.
    pub country: Option<PlaceId>,
}

impl Choice {
    /// A choice without rivals.
    fn sure(place: PlaceId, candidates: u32) -> Self {
        Self { place, margin: EXPLICIT, candidates, country: None }
    }

    /// None of those that bear the name.
    fn doubted(self) -> Self {
        Self { margin: 0, country: None, ..self }
    }

    /// What it votes for, if anything: itself, or the country of all that come into question.
    fn vote(self) -> Option<PlaceId> {
        if self.margin >= CONFIDENT { Some(self.place) } else { self.country }
    }
}

/// One name of the article, with all its spots.
#[derive(Clone)]
struct Group {
    spots: Vec<usize>,
    candidates: Vec<Rival>,
    chosen: Option<Choice>,
    /// At least one of its spots is a place whatever the article speaks of.
    strong: bool,
    /// The text itself says which.
    explicit: bool,
    /// Divisions or regions are among its candidates.
    wholes: bool,
    /// The company that it keeps says which.
    in_company: bool,
    division: bool,
}

impl Group {
    fn own(&self) -> Own {
        Own::of(self.chosen.map(|choice| choice.place), self.chosen.and_then(Choice::vote))
    }
}

/// What was chosen for the spots of an article, and between what.
pub struct Resolution {
    /// The choice for every spot; `None` for rejected ones and for those nothing speaks for.
    pub choices: Vec<Option<Choice>>,
    groups: Vec<Group>,
    context: Context,
}

/// A place that bears the name of a spot, with its points.
#[derive(Clone, Copy, Debug)]
pub struct Weighed {
    /// The place.
    pub place: PlaceId,
    /// All its points.
    pub points: i32,
    /// Those of them for lying in a country or division that the article speaks of.
    pub spoken_of: i32,
    /// Those of them for lying near another place of the article.
    pub near: i32,
}

impl Resolution {
    /// True if the text itself says which place is meant: "Austin, Texas".
    pub fn is_said(&self, spot: usize) -> bool {
        self.groups.iter().any(|group| group.explicit && group.spots.contains(&spot))
    }

    /// Those that bear the name of a spot, the best first; none for an adjective or an abbreviation, which mean one place.
    pub fn weighed(&self, spot: usize) -> Vec<Weighed> {
        let Some(group) = self.groups.iter().find(|group| group.spots.contains(&spot)) else { return Vec::new() };
        let (mut group, own) = (group.clone(), group.own());
        weigh(&mut group, &self.context);
        let weighed = |rival: &Rival| Weighed {
            place: rival.place,
            points: rival.points,
            spoken_of: self.context.points_of_votes(rival.place, own),
            near: self.context.points_of_nearness(rival.place, own),
        };
        let mut weighed: Vec<Weighed> = group.candidates.iter().map(weighed).collect();
        weighed.sort_by_key(|weighed| std::cmp::Reverse(weighed.points));
        weighed
    }
}

/// Chooses for every spot.
pub fn resolve(spots: &[Spot]) -> Resolution {
    let mut choices: Vec<Option<Choice>> = spots.iter().map(known).collect();
    let mut groups = groups(spots);
    let mut known_places: Vec<PlaceId> = choices.iter().flatten().map(|choice| choice.place).collect();
    known_places.sort_unstable();
    known_places.dedup();
    explicit(spots, &mut groups, &mut choices);
    for group in groups.iter_mut().filter(|group| !group.explicit) {
        group.chosen =
            best(&group.candidates, group.candidates.len()).filter(|choice| choice.margin >= CONFIDENT && group.strong);
    }
    let mut context = settle(&mut groups, &known_places);
    if keep_company(&mut groups, &context) {
        context = settle_on(&mut groups, &known_places, context);
    }
    // Names in doubt, however many, do not vouch for one another.
    let sure = |group: &Group, choice: Choice| (group.strong && choice.margin >= CONFIDENT).then_some(choice.place);
    let settled = LazyCell::new(|| ballot(&groups, &known_places, sure));
    let home = most_mentioned(&groups, &choices).filter(|(_, mentions)| *mentions >= OFTEN).map(|(country, _)| country);
    for group in &groups {
        for spot in &group.spots {
            if choices[*spot].is_none() {
                choices[*spot] = group.chosen.filter(|choice| stands(&spots[*spot], group, choice, &context));
                if let Some(choice) = choices[*spot].as_mut().filter(|choice| is_far_fetched(group, choice, &context, home)) {
                    *choice = choice.doubted();
                }
                if let Some(choice) = choices[*spot].as_mut() {
                    choice.country = choice.country.filter(|country| settled.votes(*country) > 0);
                }
            }
        }
    }
    Resolution { choices, groups, context }
}

fn known(spot: &Spot) -> Option<Choice> {
    match spot.what {
        What::Known(place) if spot.strength > Strength::Rejected => Some(Choice::sure(place, 1)),
        _ => None,
    }
}

fn groups(spots: &[Spot]) -> Vec<Group> {
    // "the Kharkiv region" and "Kharkiv" are two names in one article: a division and its city.
    let mut order: Vec<(usize, Meant, usize)> = Vec::with_capacity(spots.len());
    for (at, spot) in spots.iter().enumerate().filter(|(_, spot)| spot.strength > Strength::Rejected) {
        if let Some(name) = spot.name() {
            order.push((name.number(), Meant::by(spot, name), at));
        }
    }
    order.sort_unstable();
    let mut groups: Vec<Group> = Vec::with_capacity(order.len());
    for members in order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let meant = members[0].1;
        let division = meant == Meant::Division;
        let members: Vec<usize> = members.iter().map(|(_, _, at)| *at).collect();
        let Some(name) = spots[members[0]].name() else { continue };
        let mut candidates: Vec<Rival> = Vec::with_capacity(name.len());
        candidates.extend(name.candidates().filter(|bearer| meant.fits(bearer.kind)).map(Rival::of));
        if name.has_kind(Kind::Country) {
            settle_namesakes(&mut candidates);
        }
        let wholes = name.has_kind(Kind::Admin1) || name.has_kind(Kind::Region);
        if name.has_kind(Kind::Capital) && wholes && !division {
            settle_seats(&mut candidates);
        }
        if wholes {
            settle_twins(&mut candidates, division);
        }
        candidates.iter_mut().for_each(|rival| rival.prior = rival.points);
        let strong = members.iter().any(|spot| spots[*spot].strength >= Strength::Likely);
        groups.push(Group {
            spots: members,
            candidates,
            chosen: None,
            strong,
            explicit: false,
            in_company: false,
            wholes,
            division,
        });
    }
    groups.sort_by_cached_key(|group| group.spots[0]);
    groups
}

/// The best candidate and its lead. Twins (a city and its own division) are no rivals.
fn best(candidates: &[Rival], bearers: usize) -> Option<Choice> {
    let first = candidates.iter().reduce(|a, b| if b.points > a.points { b } else { a })?;
    let (division, point) = (first.division(), first.point());
    let is_twin = |rival: &Rival| division == Some(rival.place) || rival.division() == Some(first.place);
    let mut next = i32::MIN;
    for rival in candidates {
        let ahead = rival.points > next && rival.place != first.place;
        if ahead && is_beyond(TWINS_KM, point, rival.point()) && !is_twin(rival) {
            next = rival.points;
        }
    }
    let margin = if next == i32::MIN { EXPLICIT } else { (first.points - next).min(EXPLICIT) };
    let country = if margin < CONFIDENT { common_country(candidates, first) } else { None };
    Some(Choice { place: first.place, margin, candidates: bearers as u32, country })
}

/// The country of the best candidate, if all that come near it lie there: a Springfield, whichever, is in the United States.
fn common_country(candidates: &[Rival], first: &Rival) -> Option<PlaceId> {
    let country = first.country()?;
    let mut close = candidates.iter().filter(|rival| rival.points > first.points - CONFIDENT);
    close.all(|rival| rival.country() == Some(country)).then_some(country)
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
        let spot = &spots[at];
        let outer = spot.parent.map(|parent| choices[parent].map_or_else(|| spots[parent].places(), |choice| vec![choice.place]));
        let beside = spot.beside.filter(|other| spots[*other].strength >= Strength::Likely);
        let beside = beside.and_then(|other| choices[other].or_else(|| best(&groups[group_of[other]?].candidates, 1)));
        let beside = beside.filter(|choice| choice.margin >= CONFIDENT).map(|choice| choice.place);
        if outer.is_none() && spot.country.is_none() && beside.is_none() {
            continue;
        }
        let fits = |rival: &Rival| match (&outer, spot.country, beside) {
            (Some(outer), _, _) => outer.iter().any(|outer| is_inside(rival.place, *outer)),
            (None, Some(country), _) => rival.country() == Some(country) && rival.kind != Kind::Country,
            (None, None, Some(beside)) => km(Gazetteer.point(beside), rival.point()) < BESIDE_KM,
            (None, None, None) => false,
        };
        let group = &mut groups[number];
        let fitting: Vec<Rival> = group.candidates.iter().copied().filter(fits).collect();
        let found = best(&fitting, group.candidates.len()).or_else(|| afar(group, beside.filter(|_| spot.afar)?));
        // "The Iraqi town of X", and no X in Iraq: none of those that the gazetteer knows.
        let none = || best(&group.candidates, group.candidates.len()).map(Choice::doubted);
        let Some(choice) = found.or_else(|| none().filter(|_| spot.bound)) else { continue };
        choices[at] = Some(choice);
        (group.chosen, group.explicit) = (Some(choice), true);
        let Some(parent) = spots[at].parent.filter(|parent| choices[*parent].is_none()) else { continue };
        settle_parent(&spots[parent], choice.place, group_of[parent].map(|number| &mut groups[number]), &mut choices[parent]);
    }
}

/// "Apurimac, southeast of Lima", hundreds of kilometres away: a division or a large town of that country.
fn afar(group: &Group, beside: PlaceId) -> Option<Choice> {
    let known = |rival: &&Rival| rival.kind == Kind::Admin1 || rival.population() >= KNOWN_AFAR;
    let there = group.candidates.iter().filter(|rival| rival.country() == Gazetteer.country(beside)).filter(known);
    best(&there.copied().collect::<Vec<_>>(), group.candidates.len())
}

/// "Atlanta, Georgia" says as much of Georgia as of Atlanta.
fn settle_parent(spot: &Spot, inner: PlaceId, group: Option<&mut Group>, choice: &mut Option<Choice>) {
    let Some(place) = spot.places().into_iter().find(|place| is_inside(inner, *place)) else { return };
    let candidates = spot.places().len() as u32;
    *choice = Some(Choice::sure(place, candidates));
    if let Some(group) = group.filter(|group| !group.explicit) {
        (group.chosen, group.explicit) = (*choice, true);
    }
}

/// What the names settled so far say of the others.
fn ballot(groups: &[Group], known: &[PlaceId], vote: impl Fn(&Group, Choice) -> Option<PlaceId>) -> Context {
    let cast = |group: &Group| {
        let choice = group.chosen?;
        vote(group, choice).or_else(|| group.explicit.then_some(choice.place))
    };
    Context::of(groups.iter().filter_map(cast).chain(known.iter().copied()))
}

/// Chooses for all groups, round by round, until what is chosen says nothing new of the others; what the article speaks of in the end.
fn settle(groups: &mut [Group], known: &[PlaceId]) -> Context {
    // What the text itself says speaks first, so that no name is led astray by another that size alone has chosen.
    let said = groups.iter().filter(|group| group.explicit).filter_map(|group| group.chosen).map(|choice| choice.place);
    let mut last = Context::of(said.chain(known.iter().copied()));
    let mut changed = settle_in_context(groups, &last);
    let surest = ballot(groups, known, |group, choice| choice.vote().filter(|_| group.strong));
    if changed || !surest.is_same(&last) {
        changed = settle_in_context(groups, &surest);
        last = surest;
    }
    for _ in 0..2 {
        let context = ballot(groups, known, |_, choice| choice.vote());
        let news = changed || !context.is_same(&last);
        last = context;
        changed = news && settle_in_context(groups, &last);
        if !changed {
            return last;
        }
    }
    ballot(groups, known, |_, choice| choice.vote())
}

/// Chooses among names that are still in doubt by the company they keep; true if that settles one.
fn keep_company(groups: &mut [Group], context: &Context) -> bool {
    let in_doubt =
        |group: &Group| group.strong && !group.explicit && group.chosen.is_some_and(|choice| choice.margin < CONFIDENT);
    if !groups.iter().any(in_doubt) {
        return false;
    }
    let bearers = |group: &Group| group.candidates.iter().filter(|rival| rival.main).map(|rival| rival.place).collect();
    let company = Company::of(groups.iter().filter(|group| group.strong && !group.explicit).map(bearers));
    let mut settled = false;
    for group in groups.iter_mut().filter(|group| in_doubt(group)) {
        weigh(group, context);
        for rival in group.candidates.iter_mut().filter(|rival| rival.main && is_in_spoken_of(rival, context)) {
            rival.points += company.points(rival.place);
        }
        let chosen = best(&group.candidates, group.candidates.len()).filter(|choice| choice.margin >= CONFIDENT);
        (group.chosen, group.in_company) = (chosen.or(group.chosen), chosen.is_some());
        settled |= chosen.is_some();
    }
    settled
}

/// True if the article speaks of the country, or of none.
fn is_in_spoken_of(rival: &Rival, context: &Context) -> bool {
    context.most_votes() == 0 || rival.country().is_some_and(|country| context.votes(country) > 0)
}

/// Chooses once more for the others, now that some are settled.
fn settle_on(groups: &mut [Group], known: &[PlaceId], last: Context) -> Context {
    let context = ballot(groups, known, |_, choice| choice.vote());
    if context.is_same(&last) || !settle_in_context(groups, &context) {
        return context;
    }
    ballot(groups, known, |_, choice| choice.vote())
}

/// Chooses for all groups by what the article speaks of; false if that says the same as before.
fn settle_in_context(groups: &mut [Group], context: &Context) -> bool {
    let voted = |chosen: Option<Choice>| chosen.map(|choice| (choice.place, choice.vote()));
    let mut changed = false;
    // Of a name with one bearer the context says nothing.
    let settled = |group: &Group| group.explicit || group.in_company;
    let doubtful = |group: &&mut Group| !settled(group) && (group.candidates.len() > 1 || group.chosen.is_none());
    for group in groups.iter_mut().filter(doubtful) {
        weigh(group, context);
        let chosen = best(&group.candidates, group.candidates.len());
        changed |= voted(chosen) != voted(group.chosen);
        group.chosen = chosen;
    }
    changed
}

/// Gives all who bear a name their points in a context.
fn weigh(group: &mut Group, context: &Context) {
    let own = group.own();
    for rival in &mut group.candidates {
        rival.points = rival.prior;
        if !context.is_empty() {
            rival.points += context.points_of_votes(rival.place, own) + context.points_of_nearness(rival.place, own);
        }
    }
    if group.wholes {
        settle_twins(&mut group.candidates, group.division);
    }
}

/// The country that is spoken of most, by its adjective or its places, and how often. By its own name alone a country may be a town in
/// Indiana.
fn most_mentioned(groups: &[Group], known: &[Option<Choice>]) -> Option<(PlaceId, usize)> {
    let sure = groups.iter().filter(|group| group.strong && !group.explicit);
    let sure = sure.filter_map(|group| Some((group.chosen.filter(|choice| choice.margin >= CONFIDENT)?, group.spots.len())));
    let sure = sure.filter(|(choice, _)| Gazetteer.kind(choice.place) != Kind::Country);
    let all = sure.chain(known.iter().flatten().map(|choice| (*choice, 1)));
    let mut countries: Vec<(PlaceId, usize)> =
        all.filter_map(|(choice, spots)| Some((Gazetteer.country(choice.place)?, spots))).collect();
    countries.sort_unstable_by_key(|(country, _)| *country);
    let sums = countries.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|(_, spots)| spots).sum()));
    sums.max_by_key(|(_, sum)| *sum)
}

/// A small place abroad, in an article that speaks of one country again and again and of that one never, or by a spelling that is
/// nobody's main name: more likely a person, a street, or a village unknown to the gazetteer.
fn is_far_fetched(group: &Group, choice: &Choice, context: &Context, home: Option<PlaceId>) -> bool {
    let rival = group.candidates.iter().find(|rival| rival.place == choice.place);
    let limit = |rival: &Rival| match rival.kind {
        Kind::Admin1 => 20 * KNOWN_ABROAD,
        // "A camp near Palma", in an article that names place after place in Mozambique.
        _ if !rival.main || context.most_votes() > VOTES && group.candidates.len() > 1 => 5 * KNOWN_ABROAD,
        _ => KNOWN_ABROAD,
    };
    let small = rival.filter(|rival| rival.population() < limit(rival) && rival.kind != Kind::Country && !group.explicit);
    let Some(country) = small.and_then(Rival::country) else { return false };
    let own = u32::from(choice.vote().is_some());
    let alias = rival.is_some_and(|rival| !rival.main);
    let elsewhere = home.is_some_and(|home| home != country);
    context.votes(country) <= own && (alias || elsewhere || context.most_votes() >= VOTES)
}

/// A weak spot stands only where the article speaks of its surroundings.
fn stands(spot: &Spot, group: &Group, choice: &Choice, context: &Context) -> bool {
    if spot.strength > Strength::Weak || spot.usage == Use::Demonym {
        return true;
    }
    let main = group.candidates.iter().any(|rival| rival.place == choice.place && rival.main);
    let by_division =
        Gazetteer.division(choice.place).map_or(0, |d| context.votes(d).saturating_sub(u32::from(choice.margin >= CONFIDENT)));
    let by_country =
        Gazetteer.country(choice.place).map_or(0, |c| context.votes(c).saturating_sub(u32::from(choice.vote().is_some())));
    main && (by_division > 0 || (by_country > 0 && Gazetteer.population(choice.place) >= 15_000))
}
