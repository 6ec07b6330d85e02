//! Names that only contain a place. In firms, diseases and streets it is none; in a university, an airport, a police force it is one,
//! but not where things happen.

use super::spots::Spot;
use super::surroundings::lies_in;
use super::words::{Class, class_of};
use crate::document::{Document, Gap};
use crate::gazetteer::Kind;
use crate::model::Use;

/// Words of a firm's name looked through for its legal form.
const FIRM_WORDS: usize = 6;

/// Most words between a place and the body that bears its name: "Boston Logan International Airport".
const BODY_WORDS: usize = 4;

/// "Kharkiv University", "Aden Adde International Airport", "Reading Great Western Railway": capitals up to a body's name.
pub fn is_in_body(document: &Document<'_>, spot: &Spot) -> bool {
    let end = document.sentence_at(spot.first).end.min(spot.end + BODY_WORDS);
    let capital = |at: &usize| document.gap(*at).only(Gap::SPACE.and(Gap::LINE)) && document.tokens[*at].shape.is_capital();
    (spot.end..end).take_while(capital).any(|at| class_at(document, at).has(Class::BODY))
}

/// How a name is used that a venue before another place bears: "at Paradise Billiards in Evans", "inside Milano Pizza, Toronto" are in Evans
/// and Toronto; "at Mogadishu Airport, Somalia" is in Mogadishu.
pub fn usage_in_venue(document: &Document<'_>, spots: &[Spot], at: usize) -> Option<Use> {
    let next = spots.get(at + 1).filter(|next| is_in_venue(document, &spots[at], next))?;
    Some(if lies_in(&spots[at], next) { Use::Literal } else { Use::Embedded })
}

fn is_in_venue(document: &Document<'_>, spot: &Spot, next: &Spot) -> bool {
    let sentence = document.sentence_at(spot.first);
    let enters = spot.first > sentence.first && matches!(document.word(spot.first - 1), "at" | "inside" | "outside");
    let linked = |at: usize| matches!(document.word(at), "in" | "on" | "near");
    let venue_end = if linked(next.first.wrapping_sub(1)) { next.first - 1 } else { next.first };
    let parted = venue_end < next.first || document.gap(next.first).has(Gap::COMMA);
    let sorts = Class::DIVISION.or(Class::SETTLEMENT).or(Class::DIRECTION).or(Class::FUNCTION);
    let named = |at: usize| {
        document.gap(at) == Gap::SPACE && document.tokens[at].shape.is_capital() && !class_at(document, at).has(sorts)
    };
    let words = venue_end.saturating_sub(spot.end);
    enters
        && parted
        && !sentence.shouted
        && (1..=BODY_WORDS).contains(&words)
        && next.end <= sentence.end
        && (spot.end..venue_end).all(named)
}

/// True if the spot is a part of a name in which it is no place.
pub fn is_part_of_name(document: &Document<'_>, spot: &Spot) -> bool {
    let sentence = document.sentence_at(spot.first);
    if sentence.shouted {
        return false;
    }
    let country = || spot.any_kind(1, |kind| kind == Kind::Country);
    (is_disease(document, spot) || is_of_owner(document, spot)) && !country()
        || is_township(document, spot)
        || is_money(document, spot)
        || is_agency(document, spot, sentence.first)
        || is_patron(document, spot)
        || is_speaker(document, spot, sentence.first)
        || is_street(document, spot, sentence.first)
        || is_firm(document, spot, sentence.first, sentence.end)
}

fn class_at(document: &Document<'_>, at: usize) -> Class {
    document.tokens.get(at).map_or_else(Class::default, class_of)
}

/// "in O'Connor's car": what persons own, and no town does.
fn is_of_owner(document: &Document<'_>, spot: &Spot) -> bool {
    const OWNED: &[&str] = &[
        "apartment",
        "boyfriend",
        "brother",
        "car",
        "daughter",
        "father",
        "girlfriend",
        "husband",
        "lawyer",
        "mother",
        "roommate",
        "sister",
        "son",
        "truck",
        "vehicle",
        "wife",
    ];
    document.word(spot.end) == "s" && document.gap(spot.end).has(Gap::APOSTROPHE) && OWNED.contains(&document.word(spot.end + 1))
}

/// "in Texas Township", "down the Cauca River": another place than the state of that name.
fn is_township(document: &Document<'_>, spot: &Spot) -> bool {
    let sort = document.gap(spot.end) == Gap::SPACE && matches!(document.word(spot.end), "River" | "Township");
    sort && spot.any_kind(1, |kind| matches!(kind, Kind::Country | Kind::Admin1))
}

/// "US$100 million".
fn is_money(document: &Document<'_>, spot: &Spot) -> bool {
    document.text[document.tokens[spot.end - 1].end as usize..].starts_with('$')
}

/// "Agence France-Presse".
fn is_agency(document: &Document<'_>, spot: &Spot, floor: usize) -> bool {
    spot.first > floor && document.reads(spot.first - 1, "Agence")
}

/// "St. John's Health System": a church, a school or a hospital, and the town of that saint's name is elsewhere.
fn is_patron(document: &Document<'_>, spot: &Spot) -> bool {
    let saint = spot.end > spot.first + 1 && matches!(document.word(spot.first), "St" | "Saint");
    let possessive = document.reads(spot.end, "s") && document.gap(spot.end).has(Gap::APOSTROPHE);
    let capital = document.tokens.get(spot.end + 1).is_some_and(|token| token.shape.is_capital());
    saint && possessive && capital && document.gap(spot.end + 1) == Gap::SPACE
}

/// "[PONCE] We counted": in a transcript, the name of who speaks next.
fn is_speaker(document: &Document<'_>, spot: &Spot, floor: usize) -> bool {
    let bracketed = document.gap(spot.first).has(Gap::OPEN) && document.gap(spot.end).has(Gap::CLOSE);
    let capitals = (spot.first..spot.end).all(|at| document.tokens[at].shape.is_all_caps());
    spot.first == floor && bracketed && capitals && document.text[..document.tokens[spot.first].start as usize].ends_with('[')
}

/// "West Nile virus", "Rift Valley fever".
fn is_disease(document: &Document<'_>, spot: &Spot) -> bool {
    document.gap(spot.end) == Gap::SPACE && class_at(document, spot.end).has(Class::DISEASE)
}

/// "near 48th and Hampton", "the 2600 block of West Hampton": a street, whatever town bears its name.
fn is_street(document: &Document<'_>, spot: &Spot, floor: usize) -> bool {
    let back = |n: usize| spot.first.checked_sub(n).filter(|at| *at >= floor);
    let crosses = |at: usize| document.reads(at, "and") || document.gap(at + 1).has(Gap::OTHER);
    if back(1).is_some_and(|at| is_ordinal(document, at) && crosses(at)) {
        return true;
    }
    if back(2).is_some_and(|at| is_ordinal(document, at)) && back(1).is_some_and(|at| document.reads(at, "and")) {
        return true;
    }
    const STREETS: &[&str] = &["streets", "avenues", "roads", "boulevards", "drives"];
    let street = |at: usize| STREETS.contains(&document.word(at));
    if street(spot.end) || document.reads(spot.end, "and") && street(spot.end + 2) {
        return true;
    }
    // "at Pawnee and Broadway", "the corner of Madison and Third".
    const CORNERS: &[&str] = &["Broadway", "Central", "First", "Second", "Third", "Fourth", "Fifth", "Main", "Market"];
    let corner =
        |at: usize| CORNERS.contains(&document.word(at)) || document.tokens.get(at).is_some_and(|_| is_ordinal(document, at));
    let at_corner =
        || back(1).is_some_and(|at| document.reads(at, "at") || document.reads(at, "of") || document.reads(at, "near"));
    if document.reads(spot.end, "and") && corner(spot.end + 1) && at_corner() {
        return true;
    }
    let direction = usize::from(back(1).is_some_and(|at| class_at(document, at).has(Class::DIRECTION)));
    back(direction + 2).is_some_and(|at| document.reads(at, "block") && document.reads(at + 1, "of"))
}

/// "48th", "3rd".
fn is_ordinal(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at].shape.has_digit() && ["st", "nd", "rd", "th"].iter().any(|end| document.word(at).ends_with(end))
}

/// "Leeds Building Holdings plc", "Bank of Ceylon": a firm, told by its legal form.
fn is_firm(document: &Document<'_>, spot: &Spot, floor: usize, end: usize) -> bool {
    let back = |n: usize| spot.first.checked_sub(n).filter(|at| *at >= floor);
    let of = back(1).is_some_and(|at| document.reads(at, "of"));
    // "Bank of Ceylon", but "Plant Design Inc. of Toronto".
    if of && back(2).is_some_and(|at| matches!(document.word(at), "Bank" | "Corporation" | "Company")) {
        return true;
    }
    let mut joined = (spot.end..end.min(spot.end + FIRM_WORDS)).take_while(|at| continues(document, *at));
    joined.any(|at| document.tokens[at].shape.is_capital() && class_at(document, at).has(Class::FIRM))
}

/// The word goes on with a name: capitalised, or "and" between capitals.
fn continues(document: &Document<'_>, at: usize) -> bool {
    let gap = document.gap(at);
    let space = gap.only(Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN).and(Gap::OTHER)) && !gap.has(Gap::BLANK_LINE);
    space && (document.tokens[at].shape.is_capital() || document.reads(at, "and"))
}
