//! Which incident found is which incident read: those that agree most in place, numbers and words are the same.

use std::cmp::Reverse;

use super::gold::{Interval, Place, Read};
use crate::model::{Count, Incident, Location};

/// Points from which on two may be one event: a place, or a number.
const SAME: u32 = 3;

/// Pairs of an incident found and one read, by their numbers, each in one pair at most.
pub fn align(found: &[Incident], read: &[Read]) -> Vec<(usize, usize)> {
    let mut likely: Vec<(u32, usize, usize)> = Vec::new();
    for (f, incident) in found.iter().enumerate() {
        for (r, label) in read.iter().enumerate() {
            likely.push((agreement(incident, label), f, r));
        }
    }
    likely.retain(|(points, ..)| *points >= SAME);
    likely.sort_by_key(|&(points, f, r)| (Reverse(points), f, r));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, f, r) in likely {
        if pairs.iter().all(|&(of, or)| of != f && or != r) {
            pairs.push((f, r));
        }
    }
    pairs
}

/// A number of dead says most, then one of injured and the place, then the words quoted and other numbers.
fn agreement(found: &Incident, read: &Read) -> u32 {
    let place = matches!((&found.location, &read.location), (Some(place), Some(Some(label))) if same_place(place, label));
    let said = |count: &Option<Count>, label: &Option<Option<Interval>>| matches!((count, label), (Some(count), Some(Some(label))) if same_count(count, *label));
    let other = said(&found.captured, &read.captured)
        || said(&found.missing, &read.missing)
        || said(&found.combined, &read.combined)
        || said(&found.displaced, &read.displaced);
    let quoted = read.evidence.iter().any(|words| {
        found.evidence.iter().any(|evidence| evidence.quote.contains(words.as_str()) || words.contains(&evidence.quote))
    });
    u32::from(said(&found.killed, &read.killed)) * 4
        + u32::from(said(&found.injured, &read.injured)) * 3
        + u32::from(place) * 3
        + u32::from(other) * 2
        + u32::from(quoted) * 2
}

/// The same interval.
pub fn same_count(found: &Count, read: Interval) -> bool {
    (found.min, found.max) == (read.min, read.max)
}

/// The same name, by the text's words or the gazetteer's, in the country that was read and on or below its path.
pub fn same_place(found: &Location, read: &Place) -> bool {
    let country = read.country.as_deref().is_none_or(|code| found.country.as_deref() == Some(code));
    let path = read.path.as_deref().is_none_or(|path| found.path.as_ref().is_some_and(|own| own.is_under(path)));
    let named =
        found.name.as_deref() == Some(read.name.as_str()) || found.text.contains(&read.name) || read.name.contains(&found.text);
    country && path && named && !read.name.is_empty()
}
