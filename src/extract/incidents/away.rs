//! Places of somebody harmed, not of the event: where they are from, lived, and were taken.

use crate::document::Gap;
use crate::extract::sight::{Seen, Sight};
use crate::lexicon::{Number, WordSet, person_noun};
use crate::model::Location;

/// Who serves a town: where they are from is where they are.
const SERVANTS: &[&str] = &["police", "officer", "policeman", "policewoman", "deputy", "trooper", "firefighter", "mayor", "fire"];

/// "a Michigan man", "Ann Reed, 27, of Wister": where somebody is from. "Kaduna villagers" are many, and there.
pub fn is_home(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let (first, end) = (place.mention.first, place.mention.end);
    let of = first > 0 && sight.is_word(first - 1, &["of"]) && sight.document.gap(first - 1).has(Gap::COMMA);
    if of || is_where_somebody_lived(sight, first) {
        return true;
    }
    let noun = sight.document.tokens.get(end).filter(|_| sight.document.gap(end) == Gap::SPACE);
    noun.is_some_and(|noun| person_noun(noun) == Some(Number::Singular)) && !sight.is_word(end, SERVANTS)
}

/// "who lived in X", "born in X", "a native of X": long before the event, or every day.
fn is_where_somebody_lived(sight: &Sight<'_>, first: usize) -> bool {
    const LIVED: WordSet<11> = WordSet::of([
        "born",
        "immigrated",
        "lived",
        "lives",
        "native",
        "raised",
        "relocated",
        "resided",
        "resides",
        "resident",
        "studied",
    ]);
    let Some(preposition) = first.checked_sub(1).filter(|&at| sight.is_word(at, &["in", "near", "of", "to"])) else {
        return false;
    };
    let before = preposition.checked_sub(1);
    let grown = before.is_some_and(|at| sight.is_word(at, &["up"]) && sight.is_word(at.wrapping_sub(1), &["grew", "growing"]));
    grown || before.is_some_and(|at| sight.is_among(at, &LIVED))
}

/// "flown to Dhaka", "in a hospital in Lubbock": where the wounded were taken.
pub fn is_hospital(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const TAKEN: WordSet<10> = WordSet::of([
        "hospital",
        "hospitals",
        "clinic",
        "intensive",
        "flown",
        "airlifted",
        "transferred",
        "evacuated",
        "morgue",
        "treated",
    ]);
    (first.saturating_sub(6).max(floor)..first).any(|at| sight.is_among(at, &TAKEN))
}

/// "was flown to X", "admitted to a hospital in X".
pub fn is_where_taken(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const TAKEN: WordSet<10> = WordSet::of([
        "flown",
        "airlifted",
        "transferred",
        "transported",
        "evacuated",
        "treated",
        "rushed",
        "taken",
        "admitted",
        "hospitalized",
    ]);
    (first.saturating_sub(8).max(floor)..first).any(|at| sight.is_among(at, &TAKEN) || is_way_to_hospital(sight, at))
}

/// "sent to hospitals in X", "in intensive care in X", "died at a hospital in X".
fn is_way_to_hospital(sight: &Sight<'_>, at: usize) -> bool {
    const HOSPITALS: &[&str] = &["clinic", "clinics", "hospital", "hospitals", "morgue"];
    const DIED: &[&str] = &["dead", "died", "dies", "succumbed"];
    const FROM: usize = 3;
    const DIED_FROM: usize = 6;
    let before = |reach: usize, words: &[&str]| (at.saturating_sub(reach)..at).any(|before| sight.is_word(before, words));
    let centre = sight.is_word(at, &["center", "centre"]) && sight.is_word(at.wrapping_sub(1), &["medical"]);
    sight.is_word(at, &["intensive"])
        || (centre || sight.is_word(at, HOSPITALS)) && (before(FROM, &["to"]) || before(DIED_FROM, DIED))
}
