//! What the text itself says a place lies in or by: "Austin, Texas", "the Russian city of X", "X in Z province", "X, north of Y".

use super::context::km;
use super::spots::{Spot, What, are_listed};
use super::words::{Class, class_of};
use crate::document::{Document, Gap};
use crate::gazetteer::{Gazetteer, Kind, PlaceId};
use crate::lexicon::WordSet;
use crate::model::Use;

/// Most words between a place and what it lies in or by.
const BETWEEN: usize = 8;
/// Kilometres above which "300 km north of" says little of where a place is.
const FAR: u32 = 150;

/// People from which on a town is named without what it lies in.
const LARGE: u32 = 100_000;
/// Kilometres around a county's middle within which the towns of its state that are said to lie in it do.
const COUNTY_KM: f64 = 60.0;

/// Divisions from which on a list of them is one.
const LIST: usize = 3;
/// Words for settlements and divisions, which lie where they are said to lie; a camp or a base may lie abroad.
const SORTS: [&str; 11] =
    ["city", "town", "village", "hamlet", "settlement", "district", "province", "region", "county", "municipality", "suburb"];
const SORT_WORDS: WordSet<11> = WordSet::of(SORTS);

/// Fills parent, country and neighbour of every spot.
pub fn link(document: &Document<'_>, spots: &mut [Spot]) {
    for at in (0..spots.len()).rev() {
        if let Some(next) = spots.get(at + 1)
            && is_after_comma(document, &spots[at], next)
            && lies_in(&spots[at], next)
            && !are_countries(&spots[at], next)
            && !are_cities(document, spots, at)
        {
            spots[at].parent = Some(at + 1);
            continue;
        }
        if let Some(next) = spots.get(at + 1)
            && is_after_comma(document, &spots[at], next)
            && (next.division && is_only_abroad(&spots[at], next, LARGE)
                || ends_clause(document, spots, at + 1) && is_only_division(next) && is_only_abroad(&spots[at], next, u32::MAX))
        {
            (spots[at].beside, spots[at].bound) = (Some(at + 1), true);
            continue;
        }
        match relation(document, spots, at) {
            Some(Relation::In(outer)) if lies_in(&spots[at], &spots[outer]) => spots[at].parent = Some(outer),
            Some(Relation::In(other)) if !spots[other].any_kind(1, |kind| kind == Kind::Country) => {
                spots[at].beside = Some(other);
            }
            Some(Relation::In(_)) => {}
            Some(Relation::By(other)) => (spots[at].beside, spots[at].bound) = (Some(other), true),
            Some(Relation::Towards(other)) => {
                (spots[at].beside, spots[at].bound, spots[at].afar) = (Some(other), true, true);
            }
            None => {}
        }
    }
    mark_lists(document, spots);
    for at in 0..spots.len() {
        spots[at].country = country_before(document, spots, at);
        spots[at].bound |= is_sorted(document, &spots[at]);
        if spots[at].parent.is_none() && at > 0 && only_place_words(document, spots[at - 1].end, spots[at].first) {
            // "the Minnesota town of Avon".
            spots[at].parent = Some(at - 1).filter(|outer| spots[*outer].name().is_some() && lies_in(&spots[at], &spots[*outer]));
        }
    }
}

/// "Ohio, Indiana and Washington": divisions listed together are divisions, and none of them lies in the next.
fn mark_lists(document: &Document<'_>, spots: &mut [Spot]) {
    let mut first = 0;
    while first < spots.len() {
        let joined = (first + 1..spots.len()).take_while(|at| are_listed(document, &spots[at - 1], &spots[*at])).count();
        let list = first..first + joined + 1;
        first = list.end;
        if list.len() < LIST {
            continue;
        }
        let divisions = |country: PlaceId| list.clone().filter(|at| lone_division(&spots[*at], country).is_some()).count();
        // Each country once, the last one named last: a list can name one place a thousand times.
        let mut countries: Vec<PlaceId> = Vec::new();
        for country in spots[list.start..list.end].iter().rev().filter_map(lone_country) {
            if !countries.contains(&country) {
                countries.push(country);
            }
        }
        let Some(country) =
            countries.into_iter().rev().max_by_key(|country| divisions(*country)).filter(|c| divisions(*c) >= LIST)
        else {
            continue;
        };
        for at in list.clone() {
            if lone_division(&spots[at], country).is_some() {
                spots[at].division = true;
                spots[at].parent = spots[at].parent.filter(|parent| !list.contains(parent));
            }
        }
    }
}

/// The division of this country that bears the name, unless a city of it bears the name too: "Kharkiv" is the city.
fn lone_division(spot: &Spot, country: PlaceId) -> Option<PlaceId> {
    let name = spot.name()?;
    let places = || name.candidates().filter(|candidate| candidate.main).map(|candidate| candidate.place);
    let division = places().find(|p| Gazetteer.kind(*p) == Kind::Admin1 && Gazetteer.country(*p) == Some(country))?;
    let city = |place: PlaceId| Gazetteer.parent(place) == Some(division) && Gazetteer.population(place) > 20_000;
    (!places().any(city)).then_some(division)
}

/// The country of the most populous division that bears the name.
fn lone_country(spot: &Spot) -> Option<PlaceId> {
    let mut places = spot.name()?.candidates().filter(|candidate| candidate.main).map(|candidate| candidate.place);
    places.find(|place| Gazetteer.kind(*place) == Kind::Admin1).and_then(|division| Gazetteer.country(division))
}

/// "Ghana, Niger, Nigeria" is a list, though a state of Nigeria is called Niger; "Georgia, US" is none.
fn are_countries(inner: &Spot, outer: &Spot) -> bool {
    let Some(name) = inner.name() else {
        return inner.any_kind(1, |kind| kind == Kind::Country) && outer.any_kind(1, |kind| kind == Kind::Country);
    };
    let most = |is: fn(Kind) -> bool| {
        // "Trinidad" is not all that Trinidad and Tobago is called.
        let places = name.candidates().filter(|bearer| is(bearer.kind) && (bearer.main || bearer.kind != Kind::Country));
        places.map(|bearer| Gazetteer.population(bearer.place)).max()
    };
    let country = most(|kind| kind == Kind::Country);
    country.is_some() && country > most(|kind| kind != Kind::Country) && outer.any_kind(1, |kind| kind == Kind::Country)
}

/// "Delhi, New York and Paris": a list of cities, though a village of the state is called Delhi; "Albany, New York and Boston" is none.
fn are_cities(document: &Document<'_>, spots: &[Spot], at: usize) -> bool {
    let [inner, outer, third, ..] = &spots[at..] else { return false };
    let listed = are_listed(document, outer, third) && !lies_in(third, outer) && !lies_in(outer, third);
    if !listed || !outer.places().into_iter().any(|place| is_large_city(&place)) {
        return false;
    }
    let outer = outer.places();
    let held = |place: &PlaceId| outer.iter().any(|outer| is_inside(*place, *outer));
    let (held, others): (Vec<_>, Vec<_>) = inner.places().into_iter().partition(held);
    let most = |places: Vec<PlaceId>| places.into_iter().map(|place| Gazetteer.population(place)).max().unwrap_or(0);
    let other = most(others);
    other >= LARGE && other > most(held)
}

/// "Austin, Texas", "Rayville, Richland Parish, La.".
fn is_after_comma(document: &Document<'_>, spot: &Spot, next: &Spot) -> bool {
    let gap = document.gap(next.first);
    next.first == spot.end && gap.has(Gap::COMMA.and(Gap::OPEN)) && !gap.has(Gap::BLANK_LINE) && next.usage != Use::Demonym
}

/// How a place stands to one named after it.
#[derive(Clone, Copy)]
enum Relation {
    /// "X in Y", "X district of Y".
    In(usize),
    /// "X near Y", "X, 30 km south of Y".
    By(usize),
    /// "X, south of Y": nobody says how far.
    Towards(usize),
}

fn relation(document: &Document<'_>, spots: &[Spot], at: usize) -> Option<Relation> {
    let spot = &spots[at];
    spot.name()?;
    let other = (at + 1..spots.len().min(at + 4)).find(|next| spots[*next].usage != Use::Demonym)?;
    let (first, end) = (spot.end, spots[other].first);
    if end == first && is_after_comma(document, spot, &spots[other]) && is_in_reach(spot, &spots[other]) {
        return Some(Relation::By(other));
    }
    if end <= first || end - first > BETWEEN || end > document.sentence_at(spot.first).end {
        return None;
    }
    if spot.any_kind(3, |kind| kind == Kind::Country) {
        return None;
    }
    if let Some(division) = owned_division(document, spots, other)
        && (first..end).all(|at| matches!(document.word(at), "in" | "of" | "the") || is_sort(document, at))
        && lies_in(spot, &spots[division])
    {
        return Some(Relation::In(division));
    }
    let mut kind = None;
    // "the X district, south of Y".
    let sorts = (first..end).take_while(|at| is_sort(document, *at)).count();
    for word in first..end {
        let parted = if word == first || word == first + sorts { Gap::SPACE.and(Gap::COMMA) } else { Gap::SPACE };
        // "south-east London".
        let bearing = word > first && class_at(document, word).has(Class::DIRECTION) && document.gap(word) == Gap::HYPHEN;
        if !bearing && !document.gap(word).only(parted.and(Gap::LINE)) {
            return None;
        }
        kind = step(document, word, kind)?;
    }
    if !document.gap(end).only(Gap::SPACE.and(Gap::LINE)) {
        return None;
    }
    // The middle of a country or a division is not what a town is near to.
    let point = !spots[other].any_kind(1, |kind| kind == Kind::Country) && spots[other].any_kind(3, Kind::is_town);
    let towards = (first..end).all(|at| {
        document.reads(at, "of")
            || document.reads(at, "the")
            || class_at(document, at).has(Class::DIRECTION)
            || is_sort(document, at)
    });
    let Some(near) = kind else {
        // "Tripoli, northern Lebanon".
        let directions = || (first..end).all(|at| class_at(document, at).has(Class::DIRECTION));
        let inside = document.gap(first).has(Gap::COMMA) && directions() && lies_in(spot, &spots[other]);
        let close = || document.gap(first).has(Gap::COMMA) && directions() && is_in_reach(spot, &spots[other]);
        return inside.then_some(Relation::In(other)).or_else(|| close().then_some(Relation::By(other)));
    };
    match near {
        true if towards => point.then_some(Relation::Towards(other)),
        true => point.then_some(Relation::By(other)),
        false => Some(Relation::In(other)),
    }
}

/// "in Brazil's southern state of [Santa Catarina]": the division that a country is said to own.
fn owned_division(document: &Document<'_>, spots: &[Spot], owner: usize) -> Option<usize> {
    let s = spots[owner].end;
    let division = owner + 1;
    let first = spots.get(division)?.first;
    let country = spots[owner].any_kind(1, |kind| kind == Kind::Country);
    let plain = |at: usize| document.reads(at, "of") || is_sort(document, at) || class_at(document, at).has(Class::DIRECTION);
    let owns = country && document.reads(s, "s") && document.gap(s).has(Gap::APOSTROPHE) && first > s && first - s <= BETWEEN;
    (owns && (s + 1..first).all(plain)).then_some(division)
}

/// "Woolwich, south-east London": a town that lies by a large city, which has it as a quarter, and bears a name of others far away.
fn is_in_reach(spot: &Spot, city: &Spot) -> bool {
    const REACH: f64 = 40.0;
    let Some(center) = city.places().into_iter().find(is_large_city) else { return false };
    let by_it = |place: PlaceId| Gazetteer.kind(place).is_town() && km(Gazetteer.point(place), Gazetteer.point(center)) <= REACH;
    !lies_in(spot, city) && spot.places().into_iter().any(by_it)
}

fn is_large_city(place: &PlaceId) -> bool {
    Gazetteer.kind(*place).is_town() && Gazetteer.population(*place) >= LARGE_CITY
}

/// People of a city whose quarters are told of as towns are.
const LARGE_CITY: u32 = 1_000_000;

/// "district", "town": a small word for what a place is.
fn is_sort(document: &Document<'_>, at: usize) -> bool {
    !document.tokens[at].shape.is_capital() && class_at(document, at).has(Class::SETTLEMENT.or(Class::DIVISION))
}

/// Reads on over one word between two places: whether the second is beside (true) or around (false) the first; `None` if the
/// word speaks of something else.
#[allow(clippy::option_option, reason = "nothing said yet is not the same as something else said")]
fn step(document: &Document<'_>, word: usize, known: Option<bool>) -> Option<Option<bool>> {
    let text = document.word(word);
    let class = class_of(&document.tokens[word]);
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<u32>().is_ok_and(|km| km <= FAR).then_some(Some(true));
    }
    match text {
        "in" => Some(known.or(Some(false))),
        // "north of Y" is by it, "district of Y" and "in the north of Y" are in it.
        "of" => Some(known.or(Some(class_of(&document.tokens[word - 1]).has(Class::DIRECTION)))),
        "near" | "outside" | "km" | "kilometers" | "kilometres" | "miles" => Some(known.or(Some(true))),
        "the" | "a" | "an" | "about" | "some" | "just" | "from" => Some(known),
        // "in the western part of Y" is no more in the division that bears Y's name than Y itself is.
        "part" | "side" | "section" => Some(Some(true)),
        _ => {
            let sort = class.has(Class::SETTLEMENT.or(Class::DIVISION).or(Class::DIRECTION));
            (sort && !document.tokens[word].shape.is_capital()).then_some(known)
        }
    }
}

/// True if some place of one name lies in some place of the other.
pub fn lies_in(inner: &Spot, outer: &Spot) -> bool {
    let outer = outer.places();
    inner.places().into_iter().any(|place| outer.iter().any(|outer| is_inside(place, *outer)))
}

/// "Odda, Far North Region": no place of the name lies in that country, and none is so large that it could stand in a list with it.
fn is_only_abroad(inner: &Spot, division: &Spot, large: u32) -> bool {
    let countries: Vec<Option<PlaceId>> = division.places().into_iter().map(|place| Gazetteer.country(place)).collect();
    let far = |place: PlaceId| {
        Gazetteer.population(place) < large
            && Gazetteer.kind(place) != Kind::Country
            && !countries.contains(&Gazetteer.country(place))
    };
    inner.name().is_some() && inner.places().into_iter().all(far)
}

/// A mark ends what is said of the place, and no list goes on: "in Palma, Cabo Delgado."
fn ends_clause(document: &Document<'_>, spots: &[Spot], at: usize) -> bool {
    let listed = |one: usize| spots.get(one + 1).is_some_and(|next| are_listed(document, &spots[one], next));
    let before = at > 1 && are_listed(document, &spots[at - 2], &spots[at - 1]);
    let gap = document.gap(spots[at].end);
    gap.has(Gap::PERIOD.and(Gap::COMMA)) && !gap.has(Gap::APOSTROPHE) && !before && !listed(at)
}

/// The name is a division's and no town's.
fn is_only_division(spot: &Spot) -> bool {
    spot.name().is_some_and(|name| {
        name.has_kind(Kind::Admin1) && name.candidates().all(|bearer| matches!(bearer.kind, Kind::Admin1 | Kind::Admin2))
    })
}

/// True if a place lies in another. Of a county or a region that the gazetteer lists beside its towns, those of its state or country that
/// are close by do.
pub fn is_inside(place: PlaceId, outer: PlaceId) -> bool {
    if parents(place).any(|parent| parent == outer) {
        return true;
    }
    // Elsewhere a list of towns may look like it: "Lagos, San Felipe Hills".
    let named = || ["County", "Parish", "shire"].iter().any(|sort| Gazetteer.display_name(outer).ends_with(sort));
    let same = |whole: fn(PlaceId) -> Option<PlaceId>| whole(outer).is_some() && whole(outer) == whole(place);
    let around = match Gazetteer.kind(outer) {
        Kind::Admin2 => place != outer && same(|at| Gazetteer.division(at)) && named(),
        Kind::Region => Gazetteer.kind(place).is_town() && same(|at| Gazetteer.country(at)),
        _ => false,
    };
    around && km(Gazetteer.point(place), Gazetteer.point(outer)) < COUNTY_KM
}

/// What a place lies in, nearest first.
fn parents(place: PlaceId) -> impl Iterator<Item = PlaceId> {
    std::iter::successors(Gazetteer.parent(place), |above| Gazetteer.parent(*above))
}

/// "the Russian city of X", "Ukraine's northeastern city of X", "Israeli town X".
fn country_before(document: &Document<'_>, spots: &[Spot], at: usize) -> Option<PlaceId> {
    let before = spots[..at].last()?;
    let What::Known(place) = before.what else { return named_country_before(document, before, &spots[at]) };
    if before.usage != Use::Demonym || !only_place_words(document, before.end, spots[at].first) {
        return None;
    }
    Gazetteer.country(place)
}

fn named_country_before(document: &Document<'_>, before: &Spot, spot: &Spot) -> Option<PlaceId> {
    let possessive = document.reads(before.end, "s") && document.gap(before.end).has(Gap::APOSTROPHE);
    if !possessive || !only_place_words(document, before.end + 1, spot.first) {
        return None;
    }
    before.places().into_iter().find(|place| Gazetteer.kind(*place) == Kind::Country)
}

/// At most six words, all of them directions, sorts of places or "of", and at least one sort of place.
fn only_place_words(document: &Document<'_>, first: usize, end: usize) -> bool {
    if end < first || end - first > 6 || end == first {
        return false;
    }
    let kinds = Class::SETTLEMENT.or(Class::DIVISION);
    let fits = |at: usize| class_at(document, at).has(kinds.or(Class::DIRECTION).or(Class::FEATURE)) || document.reads(at, "of");
    let joined = (first..=end).all(|at| document.gap(at).only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN)));
    let unknown = (first..end).filter(|at| !fits(*at)).count();
    joined && unknown <= 1 && (first..end).any(|at| class_at(document, at).has(kinds))
}

/// "village of X", "X district": the words say what sort of place it is.
fn is_sorted(document: &Document<'_>, spot: &Spot) -> bool {
    let floor = document.sentence_at(spot.first).first;
    let back = |n: usize| spot.first.checked_sub(n).filter(|at| *at >= floor);
    let named = |at: usize| {
        let known = document.tokens.get(at).is_some_and(|token| SORT_WORDS.has(token.hash));
        known && SORTS.contains(&document.word(at))
    };
    let sort = |at: usize| named(at) && document.gap(at + 1) == Gap::SPACE;
    let before = back(1).is_some_and(|at| sort(at) || document.reads(at, "of") && back(2).is_some_and(sort));
    before || document.gap(spot.end) == Gap::SPACE && named(spot.end)
}

fn class_at(document: &Document<'_>, at: usize) -> Class {
    document.tokens.get(at).map_or_else(Class::default, class_of)
}
