//! The dateline: where a story was filed, and perhaps where it happened.

use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering};
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
