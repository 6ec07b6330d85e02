//! Where a story was filed: a dateline is the scene only if the sentence behind it names none.

use std::ops::Range;

use super::chain::is_direction;
use super::place::{Ask, score};
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering};
use crate::lexicon::Classes;
use crate::model::Location;

/// How many words a dateline can have behind its place: "Lima, 20 May 2024 (Andina) --".
const DATELINE_WORDS: usize = 9;

/// True if the place opens a sentence of the lead and only a date, an agency and a dash stand behind it.
pub fn is_dateline(sight: &Sight<'_>, number: usize, place: &Location) -> bool {
    let document = sight.document;
    let sentence = &document.sentences[number];
    let first = &document.tokens[sentence.first];
    if number > document.body_starts + 1 || first.start != place.span.start {
        return false;
    }
    let behind = (sentence.first..sentence.end).find(|&at| document.tokens[at].start >= place.span.end).unwrap_or(sentence.end);
    let within = behind..sentence.end.min(behind + DATELINE_WORDS);
    let dash = within.clone().find(|&at| document.gap(at).has(Gap::DASH));
    let agency = within.clone().find(|&at| document.gap(at).has(Gap::OPEN)).unwrap_or(within.end);
    let formal = |at: usize| {
        let shape = document.tokens[at].shape;
        shape.is_capital() || shape.has_digit() || covering(&sight.dates, at).is_some()
    };
    dash.is_some_and(|dash| (behind..dash.min(agency)).all(formal))
}

/// True if the place is that of the dateline.
pub fn is_dateline_place(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    is_dateline(sight, sight.document.sentence_of(place.mention.first), place.value)
}

/// "NIAMEY (AP) - 44 were killed in a mosque in southwestern Niger", "ATHENS - a ship sank off Yemen": where the story was filed is not the
/// scene if its sentence names one, unless it only names what the dateline's town lies in.
pub(super) fn own_scene<'s>(
    sight: &Sight<'_>,
    candidates: &[Seen<'s, Location>],
    filed: Seen<'s, Location>,
    anchor: &Range<usize>,
    ask: Ask,
) -> Option<(i32, Seen<'s, Location>)> {
    let part = |at: usize| is_direction(sight, at) || sight.is_word(at, &["north", "south", "restive"]);
    let number = sight.document.sentence_of(filed.mention.first);
    if candidates.len() < 2 || !is_dateline(sight, number, filed.value) {
        return None;
    }
    let own = |place: &&Seen<'s, Location>| {
        let around =
            filed.value.path.as_ref().zip(place.value.path.as_ref()).is_some_and(|(town, own)| town.is_under(own.as_str()));
        let before = place.mention.first.saturating_sub(1);
        let stands = sight.is(before, Classes::PREPOSITION) || part(before);
        place.mention.first > filed.mention.end && stands && (!around || part(before))
    };
    let scored = candidates.iter().filter(own).map(|place| (score(sight, place, anchor, ask), *place));
    scored.filter(|(points, _)| *points >= OWN).max_by_key(|(points, place)| (*points, std::cmp::Reverse(place.mention.first)))
}

/// Points with which a place beside the dateline's is taken for the scene.
const OWN: i32 = 17;
