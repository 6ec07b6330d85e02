//! Places of one sentence that lie in one another: "Pandi, Bulacan in Central Luzon", "across Ukraine, including in Odesa", "in east London".

use std::ops::Range;

use super::filed::is_dateline_place;
use super::place::{Ask, ENOUGH, is_of_listed_part, score};
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight};
use crate::lexicon::WordSet;
use crate::model::{Location, Precision, Use};

/// "across Ukraine, including in Odesa", "in Rafah and the Gaza Strip": the count is the whole's, not the part's.
pub(super) fn whole_of<'s>(
    sight: &Sight<'_>,
    candidates: &[Seen<'s, Location>],
    part: Seen<'s, Location>,
    anchor: &Range<usize>,
) -> Seen<'s, Location> {
    let Some(path) = part.value.path.as_ref() else { return part };
    let listed = |whole: &Seen<'_, Location>| {
        let between = whole.mention.end..part.mention.first;
        between.into_iter().any(|at| at >= anchor.end && sight.is_word(at, PARTLY))
    };
    let around = |whole: &Seen<'_, Location>| {
        let above = whole.value.path.as_ref().is_some_and(|above| above != path && path.is_under(above.as_str()));
        above && whole.value.usage == Use::Literal && (listed(whole) || are_listed(sight, whole, &part))
    };
    candidates.iter().copied().find(around).unwrap_or(part)
}

/// Between a whole and a part of it that does not stand for it.
const PARTLY: &[&str] = &["chiefly", "half", "including", "largely", "mainly", "majority", "many", "most", "mostly"];

/// "in Rafah and the Gaza Strip": one named beside what it lies in.
pub(super) fn are_listed(sight: &Sight<'_>, one: &Seen<'_, Location>, other: &Seen<'_, Location>) -> bool {
    let (first, second) = if one.mention.first < other.mention.first { (one, other) } else { (other, one) };
    let and = first.mention.end;
    sight.is_word(and, &["and"]) && second.mention.first == and + 1 + usize::from(sight.is_word(and + 1, &["the"]))
}

/// "Pandi, Bulacan in Central Luzon": of places inside one another, the smallest one that the chain begins with.
pub(super) fn most_special(
    sight: &Sight<'_>,
    candidates: &[Seen<'_, Location>],
    chosen: Seen<'_, Location>,
    anchor: &Range<usize>,
) -> Location {
    if let Some(town) = before_its_division(sight, candidates, &chosen, anchor) {
        return town;
    }
    let Some(path) = chosen.value.path.as_ref() else { return chosen.value.clone() };
    let inside = candidates.iter().filter(|c| {
        c.value.usage == Use::Literal && c.value.path.as_ref().is_some_and(|p| p != path && p.is_under(path.as_str()))
    });
    let listed = |c: &Seen<'_, Location>| {
        let (from, to) = (c.mention.end.min(chosen.mention.end), c.mention.first.max(chosen.mention.first));
        (from..to).any(|at| sight.is_word(at, PARTLY) || sight.is_word(at, &["and"]))
    };
    // "KINSHASA - A bridge fell in southeastern Congo": not where the story was filed.
    let part = chosen.mention.first.checked_sub(1).is_some_and(|at| is_direction(sight, at));
    let filed = |c: &Seen<'_, Location>| part && is_dateline_place(sight, c);
    let close = inside.filter(|c| {
        c.mention.first.abs_diff(chosen.mention.first) < 12
            && !listed(c)
            && !filed(c)
            && !is_of_listed_part(sight, c.mention.first, anchor)
    });
    close
        .max_by_key(|c| c.value.path.as_ref().map_or(0, crate::model::Path::depth))
        .map_or_else(|| chosen.value.clone(), |c| c.value.clone())
}

/// "in east London", "in south Wichita": somewhere in the town, and perhaps at a place named more closely before.
pub(super) fn is_part_of_town(sight: &Sight<'_>, place: &Location) -> bool {
    const SIDES: &[&str] = &["central", "downtown", "east", "inner", "north", "south", "west"];
    let number = sight.locations.partition_point(|seen| seen.value.span.start < place.span.start);
    let first = sight.locations.get(number).filter(|seen| seen.value.span == place.span).map_or(0, |seen| seen.mention.first);
    let side = |at: usize| sight.is_word(at, SIDES) || is_direction(sight, at);
    place.precision == Some(Precision::Point) && first > 0 && side(first - 1)
}

/// "Southern", "northeast": a part of what is named next.
pub(super) fn is_direction(sight: &Sight<'_>, at: usize) -> bool {
    const PARTS: WordSet<14> = WordSet::of([
        "central",
        "eastern",
        "northeastern",
        "northern",
        "northwestern",
        "southeastern",
        "southern",
        "southwestern",
        "western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "rural",
    ]);
    sight.is_among(at, &PARTS)
}

/// "in Maco, Davao de Oro": the name before the comma, where the division behind it stands for the chain.
fn before_its_division(
    sight: &Sight<'_>,
    candidates: &[Seen<'_, Location>],
    chosen: &Seen<'_, Location>,
    anchor: &Range<usize>,
) -> Option<Location> {
    let division = matches!(chosen.value.precision, Some(Precision::Admin1 | Precision::Admin2 | Precision::Area));
    let comma = || sight.document.gap(chosen.mention.first).only(Gap::COMMA.and(Gap::SPACE));
    let town = candidates.iter().find(|c| c.mention.end == chosen.mention.first).filter(|_| division && comma())?;
    let small = matches!(town.value.precision, Some(Precision::Point | Precision::Near));
    let there = town.value.country.is_some() && town.value.country == chosen.value.country;
    let scene = || score(sight, town, anchor, Ask::Scene) >= ENOUGH && !is_dateline_place(sight, town);
    (small && there && scene()).then(|| town.value.clone())
}
