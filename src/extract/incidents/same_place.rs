//! Whether two tellings can be of one place: the same name, one inside the other, a town and the county around it.

use super::counts::{is_repeated, tells_nothing_else};
use super::draft::{Draft, Nearness};
use super::merge::has_other_cause;
use crate::extract::locations::km;
use crate::model::{Location, Precision};

pub fn places_agree(known: &Draft, draft: &Draft) -> bool {
    match (&known.location, &draft.location) {
        (Some((a, a_near)), Some((b, b_near))) => {
            let filed = (*a_near).max(*b_near) >= Nearness::Lead && is_repeated(known, draft);
            let near = || is_repeated(known, draft) && a.country == b.country && a.country.is_some() && is_close(a, b);
            // "Four dead in the Red Sea ... ATHENS - Four seafarers were killed".
            let by_desk = known.headline && *b_near == Nearness::Dateline && is_repeated(known, draft);
            let headline =
                || known.headline && !draft.headline && !has_other_cause(known, draft) && (same_division(a, b) || near());
            let county = || is_of_county(a, b) || is_of_county(b, a);
            let around = || (tells_nothing_else(known, draft) || adds_to_toll(known, draft)) && (headline() || county());
            is_inside(a, b)
                || is_inside(b, a)
                || around()
                || a.text.eq_ignore_ascii_case(&b.text)
                || (filed && a.country == b.country)
                || by_desk
                || goes_on(known, draft)
        }
        _ => true,
    }
}

/// "The toll went up to 27 after 12 more bodies were found": they are in it.
fn adds_to_toll(known: &Draft, draft: &Draft) -> bool {
    let more = known.killed.as_ref().zip(draft.killed.as_ref());
    more.is_some_and(|(toll, more)| toll.toll && more.others && more.count.max.is_some_and(|most| most < toll.count.min))
}

/// "Jets killed 22 in Sagaing. The attack happened in the village of X": the next words name the spot, of a scene that is no more than the
/// dateline's, or of a name that nobody knows.
fn goes_on(known: &Draft, draft: &Draft) -> bool {
    let Some(((scene, near), (spot, own))) = known.location.as_ref().zip(draft.location.as_ref()) else { return false };
    let unknown = |place: &Location| place.country.is_none() && place.lat.is_none();
    let wide = matches!(scene.precision, Some(Precision::Admin1 | Precision::Country | Precision::Area));
    let within_reach = scene.country == spot.country || scene.country.is_none() || spot.country.is_none();
    let points = draft.back && *own <= Nearness::Sentence && (!draft.is_counted() || tells_nothing_else(known, draft));
    let named = points && (*near >= Nearness::Lead && within_reach || wide && (unknown(spot) || scene.country == spot.country));
    // "Drones hit oilfields in Kurdistan. Drones struck two oilfields in the Zakho district": headline and lead.
    let lead = known.headline && draft.sentence == known.sentence + 1 && scene.country == spot.country && !draft.new_event;
    let told = tells_nothing_else(known, draft) || !known.is_counted() || !draft.is_counted();
    named || lead && told && (wide || *near >= Nearness::Lead) || wide && unknown(spot) && is_repeated(known, draft)
}

pub fn is_inside(inner: &Location, outer: &Location) -> bool {
    inner.path.as_ref().zip(outer.path.as_ref()).is_some_and(|(inner, outer)| inner.is_under(outer.as_str()))
}

/// A town's path does not name its county; a town that near the middle of a county of its state is taken to lie in it.
pub fn is_of_county(town: &Location, county: &Location) -> bool {
    let small = matches!(town.precision, Some(Precision::Point | Precision::Near)) && county.precision == Some(Precision::Admin2);
    let point = |place: &Location| place.lat.zip(place.lon);
    let near = || point(town).zip(point(county)).is_some_and(|(a, b)| km(a, b) < COUNTY);
    small && near() && same_division(town, county)
}

/// "Blaze near Seoul leaves 22 dead", and the lead names the town.
fn is_close(a: &Location, b: &Location) -> bool {
    let point = |place: &Location| place.lat.zip(place.lon);
    point(a).zip(point(b)).is_some_and(|(a, b)| km(a, b) < COUNTY)
}

/// True if the same part of a country is known of both places: a headline names Lagos where the lead names one of its towns.
fn same_division(a: &Location, b: &Location) -> bool {
    let paths = a.path.as_ref().zip(b.path.as_ref());
    paths.is_some_and(|(a, b)| a.steps().take(2).eq(b.steps().take(2)))
}

/// Kilometres from the middle of a county within which a town is taken to be its own: half the width of a large one (Kern County,
/// California, is 200 km wide; nine of ten counties of the United States are under 80).
const COUNTY: f64 = 60.0;
