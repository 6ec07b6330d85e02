//! Villages that no gazetteer knows, where the text itself says what they lie in: "in Misteriha, North Darfur", "the village of
//! Asdira near Sharqat", "the Syrian town of X", "Kenya's X district".
//!
//! The name is kept as the last step of the path; the point and its precision are those of the place around it, so that nothing
//! is pretended. Known failures: an estate or a ship named before a comma ("at Mar-a-Lago, Florida") counts as a village.

use super::called::is_far;
use super::words::{Class, class_of};
use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::model::{Location, Path, Precision, Use};

/// Most words of a name.
pub const LONGEST: usize = 3;
/// Most words between a name and the place that it lies in.
const BETWEEN: usize = 8;
/// What divisions and settlements are called, where the name alone says nothing.
const SORTS: Class = Class::SETTLEMENT.or(Class::DIVISION);
/// What a part of a city is called only behind its name: "a section of Route 9" is none.
pub const PARTS: &[&str] = &["section", "quarter"];

/// A name that nobody took, and how it stands to a known place.
struct Found {
    first: usize,
    end: usize,
    near: bool,
}

/// Names that the text puts into or by a known place, and that nobody else took. A mention of `places` that could not be resolved
/// gives way.
pub fn read(document: &Document<'_>, places: &mut Vec<Mention>, earlier: &[Mention]) {
    let mut found = names(document, places, places, earlier);
    while !found.is_empty() {
        places.retain(|place| overlapping(&found, place.first, place.end).next().is_none());
        places.extend(found.iter().cloned());
        places.sort_by_key(|place| place.first);
        // What was found may hold the next: "the village of X near the Iraqi town of Y".
        found = names(document, &found, places, earlier);
    }
}

/// Those of `mentions`, which are in the order of the text, that share a token with this range.
pub fn overlapping(mentions: &[Mention], first: usize, end: usize) -> impl Iterator<Item = &Mention> {
    let upto = mentions.partition_point(|mention| mention.first < end);
    mentions[..upto].iter().rev().take(4).filter(move |mention| first < mention.end)
}

fn names(document: &Document<'_>, around: &[Mention], places: &[Mention], earlier: &[Mention]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for place in around {
        let Value::Location(around) = &place.value else { continue };
        let inner = place.end + 1;
        // "Dhaka's Mirpur area" is in Dhaka, whatever towns are called Mirpur.
        let far = |p: &Mention| around.precision == Some(Precision::Point) && is_far(p, around);
        let known = |p: &Mention| p.first == inner && !is_unresolved(p, inner, p.end) && !far(p);
        let holds_next = document.reads(place.end, "s") && overlapping(places, inner, inner + 1).any(known);
        if around.path.is_none() || document.sentence_at(place.first).shouted {
            continue;
        }
        let names = match around.usage {
            // "in X in Kenya's North East": X lies in the inner one.
            Use::Literal if holds_next => [None, None],
            Use::Literal => [before(document, place.first, places), after_possessive(document, place.end)],
            Use::Demonym => [after_adjective(document, place.end), None],
            Use::Metonym | Use::Embedded => [after_possessive(document, place.end), None],
        };
        for name in names.into_iter().flatten() {
            let overlaps = |mention: &Mention| mention.first < name.end && name.first < mention.end;
            // "Dhaka's Mirpur area" is in Dhaka, whatever towns are called Mirpur.
            let far = |mention: &Mention| {
                let owned = around.precision == Some(Precision::Point) && name.first > place.end && mention.end == name.end;
                owned && mention.first == name.first && is_far(mention, around)
            };
            let taken = overlapping(places, name.first, name.end)
                .any(|mention| !is_unresolved(mention, name.first, name.end) && !far(mention));
            if !(taken || earlier.iter().any(overlaps) || found.iter().rev().take(8).any(overlaps)) {
                found.push(mention(document, &name, around));
            }
        }
    }
    found.sort_by_key(|name| name.first);
    found
}

/// A name that the gazetteer knows only elsewhere.
pub fn is_unresolved(mention: &Mention, first: usize, end: usize) -> bool {
    let inside = first <= mention.first && mention.end <= end + 1;
    inside && matches!(&mention.value, Value::Location(location) if location.lat.is_none())
}

fn class_at(document: &Document<'_>, at: usize) -> Class {
    document.tokens.get(at).map_or_else(Class::default, class_of)
}

fn is_sort(document: &Document<'_>, at: usize) -> bool {
    let small = !document.tokens[at].shape.is_capital();
    small && (class_at(document, at).has(SORTS) || PARTS.contains(&document.word(at)))
}

/// "X, North Darfur", "X, near Y", "the X district of Y", "the village of X in Y's Z province".
fn before(document: &Document<'_>, place: usize, places: &[Mention]) -> Option<Found> {
    let floor = document.sentence_at(place).first;
    let (mut at, mut near, mut linked, mut sorted, mut council) = (place, false, false, false, false);
    let comma = loop {
        let gap = document.gap(at);
        if at == floor || place - at > BETWEEN {
            return None;
        }
        if gap.has(Gap::COMMA) && gap.only(Gap::COMMA.and(Gap::SPACE)) {
            // "Majiya town, Taura".
            if at == place && is_sort(document, at - 1) && document.gap(at - 1) == Gap::SPACE {
                (at, sorted, linked) = (at - 1, true, true);
            }
            break true;
        }
        // "a sub-district of X".
        if gap == Gap::HYPHEN && document.reads(at - 1, "sub") {
            at -= 1;
            continue;
        }
        if document.reads(at - 1, "s") && gap == Gap::SPACE {
            // "Kenya's North East": the country before goes along.
            let owner = at.checked_sub(2).filter(|owner| *owner >= floor)?;
            at = overlapping(places, owner, at - 1).find(|country| country.end == at - 1)?.first;
            linked = true;
            continue;
        }
        if gap != Gap::SPACE {
            return None;
        }
        let word = at - 1;
        if let Some(adjective) = adjective_ending(places, at) {
            at = adjective;
            continue;
        }
        if let Some(first) = local_government(document, at, floor) {
            (at, sorted, council) = (first, true, true);
            break false;
        }
        if document.tokens[word].shape.is_capital() {
            break false;
        }
        let class = class_at(document, word);
        match document.word(word) {
            "of" => (near, linked) = (near || is_bearing(document, word, floor), true),
            "in" => linked = true,
            "located" | "situated" | "lying" => {}
            "the" | "a" | "part" | "side" => {}
            _ if class.has(Class::NEAR) => (near, linked) = (true, true),
            _ if is_sort(document, word) => sorted = true,
            _ if class.has(Class::DIRECTION) => {}
            // "about 42 kilometres southeast of X", "a poor suburb of X".
            "km" | "kilometers" | "kilometres" | "miles" | "about" | "some" if near => {}
            _ if near && document.tokens[word].shape.is_digits() => {}
            _ if sorted && word > floor && matches!(document.word(word - 1), "a" | "an") => {}
            _ => return None,
        }
        at = word;
    };
    let first = name_before(document, at, floor)?;
    // Without a comma the words must say that it is a settlement or a division: "in Ramadan in Kabul" is no village.
    let (sort_before, sort_after) = (is_typed(document, first, floor), sorted && (council || is_sort(document, at)));
    (comma && (at == place || linked) || near || linked && (sort_before || sort_after)).then_some(())?;
    let lies_on = is_island(document, first, at)
        && first > floor
        && document.gap(first) == Gap::SPACE
        && matches!(document.word(first - 1), "on" | "On" | "off" | "Off");
    let listed = council && first > floor && document.gap(first).only(Gap::COMMA.and(Gap::SPACE));
    (lies_on || listed || is_placed(document, first, floor, sort_after)).then_some(Found { first, end: at, near })
}

/// "Mokwa [Local Government Area] of", "Mokwa [LGA] of": where the words for it begin that end before `end`.
fn local_government(document: &Document<'_>, end: usize, floor: usize) -> Option<usize> {
    let words = |first: usize| {
        let at = |number: usize, words: [&str; 2]| words.iter().any(|word| document.reads(first + number, word));
        at(0, ["Local", "local"]) && at(1, ["Government", "government"]) && at(2, ["Area", "area"])
    };
    let short = end.checked_sub(1).filter(|&at| document.reads(at, "LGA") || document.reads(at, "LG"));
    let first = end.checked_sub(3).filter(|&first| words(first)).or(short)?;
    (first > floor).then_some(first)
}

/// The first token of the country adjective that ends before `end`.
fn adjective_ending(places: &[Mention], end: usize) -> Option<usize> {
    let upto = places.partition_point(|place| place.first < end);
    let before = places[..upto].last().filter(|place| place.end == end)?;
    matches!(&before.value, Value::Location(location) if location.usage == Use::Demonym).then_some(before.first)
}

/// "north of": the name lies by what follows, not in it.
fn is_bearing(document: &Document<'_>, of: usize, floor: usize) -> bool {
    of > floor && class_at(document, of - 1).has(Class::DIRECTION) && document.gap(of) == Gap::SPACE
}

/// "the northern Iraqi town of X".
fn after_adjective(document: &Document<'_>, end: usize) -> Option<Found> {
    let last = (end..end + 4).find(|at| document.reads(*at, "of"))?;
    let plain = (end..last).all(|at| is_sort(document, at) || class_at(document, at).has(Class::DIRECTION));
    let name = |first: usize| name_from(document, first).map(|end| Found { first, end, near: false });
    (plain && last > end && is_sort(document, last - 1) && (end..=last + 1).all(|at| document.gap(at) == Gap::SPACE))
        .then(|| name(last + 1))?
}

/// "Kenya's X district", "in Sudan's eastern X state".
fn after_possessive(document: &Document<'_>, end: usize) -> Option<Found> {
    if !document.reads(end, "s") || !document.gap(end).has(Gap::APOSTROPHE) {
        return None;
    }
    let mut first = end + 1;
    while class_at(document, first).has(Class::DIRECTION) && !document.tokens[first].shape.is_capital() {
        first += 1;
    }
    // "Nepal's western area of X".
    if document.tokens.get(first).is_some() && is_sort(document, first) && document.reads(first + 1, "of") {
        let plain = (first..=first + 2).all(|at| document.gap(at) == Gap::SPACE);
        let name = name_from(document, first + 2).filter(|_| plain);
        return name.map(|end| Found { first: first + 2, end, near: false });
    }
    let name_end = name_from(document, first)?;
    let sorted = document.tokens.get(name_end).is_some() && is_sort(document, name_end) && document.gap(name_end) == Gap::SPACE;
    (document.gap(first) == Gap::SPACE && sorted).then_some(Found { first, end: name_end, near: false })
}

/// One past the capitalised name that begins at `first`.
pub fn name_from(document: &Document<'_>, first: usize) -> Option<usize> {
    let sentence_end = document.tokens.get(first).map(|_| document.sentence_at(first).end)?;
    let limit = sentence_end.min(first + LONGEST + 1);
    let goes_on = |at: &usize| is_name(document, *at) && (*at == first || joins(document.gap(*at)));
    let end = (first..limit).take_while(goes_on).last()? + 1;
    (end - first <= LONGEST && is_sound(document, first, end)).then_some(end)
}

/// The first token of the capitalised name that ends before `end`.
fn name_before(document: &Document<'_>, end: usize, floor: usize) -> Option<usize> {
    let lowest = floor.max(end.saturating_sub(LONGEST));
    let mut first = end;
    while first > lowest && is_name(document, first - 1) && (first == end || joins(document.gap(first))) {
        first -= 1;
    }
    (first < end && is_sound(document, first, end)).then_some(first)
}

fn is_name(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at].shape.is_capital() && !document.tokens[at].shape.has_digit()
}

/// A river, a hill or a church before a comma is a landmark, not the scene's village; one short word in capitals is an acronym.
fn is_sound(document: &Document<'_>, first: usize, end: usize) -> bool {
    let acronym = end - first == 1 && (document.tokens[first].shape.is_all_caps() || document.word(first).len() < 3);
    let word = end - first == 1 && class_at(document, first).has(Class::FUNCTION.or(Class::NEVER).or(Class::DIRECTION));
    let landmark = class_at(document, end - 1).has(Class::FEATURE.or(Class::BODY)) && !is_island(document, first, end);
    !landmark && !acronym && !word
}

/// "Flores Island": a feature that people live on.
fn is_island(document: &Document<'_>, first: usize, end: usize) -> bool {
    const ISLANDS: &[&str] = &["Island", "Islands", "Isle", "Peninsula"];
    end > first + 1 && ISLANDS.contains(&document.word(end - 1))
}

/// "village of X", "town X".
fn is_typed(document: &Document<'_>, first: usize, floor: usize) -> bool {
    let Some(before) = first.checked_sub(1).filter(|before| *before >= floor && document.gap(first) == Gap::SPACE) else {
        return false;
    };
    is_sort(document, before) || document.reads(before, "of") && before > floor && class_at(document, before - 1).has(SORTS)
}

/// A preposition of place stands before the name, or the sort of place: "in X", "village of X", "in the X district".
fn is_placed(document: &Document<'_>, first: usize, floor: usize, sorted: bool) -> bool {
    if is_typed(document, first, floor) {
        return true;
    }
    let Some(before) = first.checked_sub(1).filter(|before| *before >= floor && document.gap(first) == Gap::SPACE) else {
        return false;
    };
    let before = if sorted && document.reads(before, "the") { before.saturating_sub(1).max(floor) } else { before };
    matches!(document.word(before), "in" | "at" | "near" | "outside" | "In" | "At" | "Near")
}

fn joins(gap: Gap) -> bool {
    gap.only(Gap::SPACE.and(Gap::HYPHEN).and(Gap::APOSTROPHE))
}

fn mention(document: &Document<'_>, found: &Found, around: &Location) -> Mention {
    let Found { first, end, near } = *found;
    let span = document.span(first, end);
    let text = span.of(document.text).to_owned();
    let known = around.path.as_ref().map_or("", Path::as_str);
    // What lies by a town shares its division, or at least its country; a distance may cross the one, hardly the other.
    let outer = if near { known.rsplit_once('/').map_or(known, |(outer, _)| outer) } else { known };
    let location = Location {
        span,
        id: None,
        name: Some(text.clone()),
        path: Some(Path::of(outer.split('/').chain([text.as_str()]))),
        country: around.country.clone(),
        lat: around.lat,
        lon: around.lon,
        precision: if around.precision == Some(Precision::Point) { Some(Precision::Near) } else { around.precision },
        usage: Use::Literal,
        candidates: 0,
        margin: 0,
        text,
    };
    Mention { first, end, rule: "locations/unknown-inside", value: Value::Location(Box::new(location)) }
}
