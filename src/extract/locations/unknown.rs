//! Villages that no gazetteer knows, where the text itself says what they lie in: "in Misteriha, North Darfur".
//!
//! The name is kept as the last step of the path; the point and its precision are those of the place around it, so that nothing
//! is pretended. Known failures: an estate or a ship named before a comma ("at Mar-a-Lago, Florida") counts as a village.

use super::words::{Class, class_of};
use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::model::{Location, Path, Precision, Use};

/// Most words of a name.
const LONGEST: usize = 3;

/// Names that stand after a preposition and before a comma and a known place, and that nobody else took.
pub fn read(document: &Document<'_>, places: &[Mention], earlier: &[Mention]) -> Vec<Mention> {
    let mut found = Vec::new();
    for place in places {
        let Value::Location(around) = &place.value else { continue };
        if around.usage != Use::Literal || around.path.is_none() || document.sentence_at(place.first).shouted {
            continue;
        }
        let Some((end, near)) = before_comma(document, place.first) else { continue };
        let Some(first) = name_before(document, end) else { continue };
        let taken = |mention: &Mention| mention.first < end && first < mention.end;
        if places.iter().any(taken) || earlier.iter().any(taken) {
            continue;
        }
        found.push(mention(document, first, end, around, near));
    }
    found
}

/// Where a name ends that a comma parts from the place at `first`, and whether "near" stands between.
fn before_comma(document: &Document<'_>, first: usize) -> Option<(usize, bool)> {
    let near = first > 0 && class_of(document.tokens[first - 1].hash).has(Class::NEAR);
    let end = first - usize::from(near);
    let comma = document.gap(end).only(Gap::COMMA.and(Gap::SPACE)) && document.gap(end).has(Gap::COMMA);
    (comma && end > document.sentence_at(first).first).then_some((end, near))
}

/// The first token of the capitalised name that ends before `end`, if a preposition of place stands before it.
fn name_before(document: &Document<'_>, end: usize) -> Option<usize> {
    let floor = document.sentence_at(end - 1).first;
    let lowest = floor.max(end.saturating_sub(LONGEST));
    let is_name = |at: usize| document.tokens[at].shape.is_capital() && !document.tokens[at].shape.has_digit();
    let mut first = end;
    while first > lowest && is_name(first - 1) && (first == end || joins(document.gap(first))) {
        first -= 1;
    }
    let before = first.checked_sub(1).filter(|before| *before >= floor && document.gap(first) == Gap::SPACE)?;
    let placed = matches!(document.word(before), "in" | "at" | "near" | "outside" | "In" | "At" | "Near");
    let typed = document.word(before) == "of"
        && before > floor
        && class_of(document.tokens[before - 1].hash).has(Class::SETTLEMENT.or(Class::DIVISION));
    // A river or a hill before a comma is a landmark, not the scene's village.
    let landmark = class_of(document.tokens[end - 1].hash).has(Class::FEATURE);
    (first < end && !landmark && !is_acronym(document, first, end) && (placed || typed)).then_some(first)
}

/// One short word in capitals is an acronym, not a village.
fn is_acronym(document: &Document<'_>, first: usize, end: usize) -> bool {
    end - first == 1 && (document.tokens[first].shape.is_all_caps() || document.word(first).len() < 3)
}

fn joins(gap: Gap) -> bool {
    gap.only(Gap::SPACE.and(Gap::HYPHEN).and(Gap::APOSTROPHE))
}

fn mention(document: &Document<'_>, first: usize, end: usize, around: &Location, near: bool) -> Mention {
    let span = document.span(first, end);
    let text = span.of(document.text).to_owned();
    let known = around.path.as_ref().map_or("", Path::as_str);
    let outer = if near { known.rsplit_once('/').map_or(known, |(outer, _)| outer) } else { known };
    let location = Location {
        span,
        id: None,
        name: Some(text.clone()),
        path: Some(Path::of(outer.split('/').chain([text.as_str()]))),
        country: around.country.clone(),
        lat: around.lat,
        lon: around.lon,
        precision: if near || around.precision == Some(Precision::Point) { Some(Precision::Near) } else { around.precision },
        usage: Use::Literal,
        candidates: 0,
        margin: 0,
        text,
    };
    Mention { first, end, rule: "locations/unknown-inside", value: Value::Location(Box::new(location)) }
}
