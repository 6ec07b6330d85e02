//! Places at the ends of a way: where somebody was going, and the two that a road is called after. Nothing happened there.

use super::standing::governor;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering};
use crate::lexicon::WordSet;
use crate::model::Location;

/// "A plane bound for London", "the Dakar–Bamako road".
pub fn is_end_of_way(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    is_destination(sight, place.mention.first) || names_road(sight, place) || is_other_end(sight, place.mention.first)
}

const ROADS: WordSet<11> = WordSet::of([
    "axis",
    "corridor",
    "expressway",
    "highway",
    "line",
    "motorway",
    "railroad",
    "railway",
    "road",
    "route",
    "train",
]);

/// "The road between Kano and [Kaduna]": the first one stands for it.
fn is_other_end(sight: &Sight<'_>, first: usize) -> bool {
    let floor = sight.document.sentence_at(first).first;
    if first < floor + 4 || !sight.is_word(first - 1, &["and"]) {
        return false;
    }
    let Some(one) = covering(&sight.locations, first - 2) else { return false };
    let between = one.mention.first.checked_sub(1).filter(|&at| at > floor && sight.is_word(at, &["between"]));
    between.is_some_and(|between| sight.is_among(between - 1, &ROADS))
}

/// "Bound for X", "on its way to X", "en route to X".
fn is_destination(sight: &Sight<'_>, first: usize) -> bool {
    const GOING: WordSet<12> = WordSet::of([
        "bound",
        "destined",
        "flying",
        "headed",
        "heading",
        "returning",
        "route",
        "sailing",
        "traveled",
        "traveling",
        "travelling",
        "way",
    ]);
    let floor = sight.document.sentence_at(first).first;
    let Some(preposition) = governor(sight, first, floor).filter(|&at| at > floor) else { return false };
    let going = |at: usize| at > floor && sight.is_among(at - 1, &GOING);
    // "Sailing from Zamboanga City to Jolo", "on its way from Kinath in Pauri to Ramnagar": both ends, and what they lie in.
    let comma = |at: usize| sight.document.gap(at).has(Gap::COMMA);
    let mut back = (first.saturating_sub(LEG).max(floor)..first).rev().take_while(|&at| !comma(at + 1));
    let mut leg = || back.find(|&at| sight.is_word(at, &["from"])).is_some_and(going);
    let near = preposition.saturating_sub(LEG).max(floor)..sight.document.sentence_at(first).end.min(first + LEG);
    match sight.word(preposition) {
        "for" => going(preposition),
        "to" => going(preposition) || leg(),
        "from" => leg(),
        "at" | "in" | "near" => leg() && near.into_iter().any(|at| sight.is_word(at, &["to"])),
        _ => false,
    }
}

/// Words of a leg: "from Kinath in Pauri to Ramnagar".
const LEG: usize = 9;

/// "The Dakar–Bamako road": called after both of its ends, and long between them.
fn names_road(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const NAME: usize = 4;
    let document = sight.document;
    let (first, end) = (place.mention.first, place.mention.end);
    let limit = document.sentence_at(first).end;
    let tied = |at: usize| document.gap(at).only(Gap::HYPHEN.and(Gap::DASH)) && document.gap(at).has(Gap::HYPHEN.and(Gap::DASH));
    let behind = || (end..limit.min(end + NAME)).find(|&at| sight.is_among(at, &ROADS));
    let plain = |from: usize, to: usize| (from..=to).all(|at| document.gap(at).only(Gap::SPACE.and(Gap::HYPHEN).and(Gap::DASH)));
    let ends = tied(end) || first > document.sentence_at(first).first && tied(first);
    ends && behind().is_some_and(|road| plain(end, road))
}
