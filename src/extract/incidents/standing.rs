//! What the words around a place say of its being the scene: the preposition it hangs on, and whose place it is.
//!
//! Known failures: "from X" of an attack that came from there.

use super::away::{are_lost, is_hospital};
use super::claimant::is_hedge;
use super::elsewhere::is_seat_of_speaker;
use super::struck::{is_object, is_struck};
use super::subject::tells_cause;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering};
use crate::lexicon::Classes;
use crate::model::{Location, Precision, Use};

/// Nouns after which "of X" names the place itself: "the city of Kharkiv".
const PLACE_NOUNS: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "state",
    "area",
    "municipality",
    "department",
    "neighborhood",
    "neighbourhood",
    "suburb",
    "island",
    "port",
    "capital",
    "camp",
    "county",
    "governorate",
    "oblast",
    "territory",
    "outskirts",
    "hamlet",
    "settlement",
    "resort",
    "regions",
    "districts",
    "states",
    "areas",
    "enclave",
    "part",
    "parts",
    "north",
    "south",
    "east",
    "west",
    "center",
    "centre",
    "coast",
    "republic",
    "division",
    "prefecture",
    "township",
    "commune",
    "bazaar",
    "market",
    "quarter",
    "streets",
    "suburbs",
    "cities",
    "towns",
    "villages",
    "provinces",
    "slum",
    "street",
];

/// Words before "of X" or "from X" that measure from a place instead of standing in it.
const DIRECTIONS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "km",
    "kilometers",
    "kilometres",
    "miles",
    "outside",
    "northern",
    "southern",
    "minutes",
    "hours",
];

/// What a place loses that something is measured from, and what it gets back if that is close to it.
const MEASURED: i32 = -22;
pub const CLOSE: i32 = 20;

/// Kilometres or miles within which a place is close.
const CLOSE_BY: u32 = 30;

/// What goes to a place.
const TRAFFIC: &[&str] = &[
    "ambassador",
    "bound",
    "exports",
    "flight",
    "flights",
    "headed",
    "shipments",
    "tickets",
    "trains",
    "travel",
    "traveling",
    "travelling",
    "trip",
    "visit",
];

/// What the words around a place say of its being the scene.
pub fn standing(sight: &Sight<'_>, place: &Seen<'_, Location>) -> i32 {
    let first = place.mention.first;
    let sentence = sight.document.sentence_at(first);
    let possessive = sight.document.gap(place.mention.end).has(Gap::APOSTROPHE) && sight.is_word(place.mention.end, &["s"]);
    let country = matches!(place.value.precision, Some(Precision::Country | Precision::Area));
    let mut points = if possessive { -8 } else { 0 };
    if is_hospital(sight, first, sentence.first) && !is_seat_of_speaker(sight, place) {
        points -= 16;
    }
    // "Jets bombed Beirut", "Beirut was shelled": as good as "in Beirut". A country may be the enemy, wherever it was hit.
    if !country && (is_object(sight, first) || is_struck(sight, place.mention.end)) {
        return points + 12;
    }
    let Some(governor) = governor(sight, first, sentence.first) else {
        // Opens the sentence: a dateline or a topic; but a country there is a doer: "Ukraine retaliated".
        let topic = is_filed(sight, place) || opens_disaster(sight, place.mention.end);
        return points + if country && !topic { -10 } else { 2 };
    };
    let before = governor.checked_sub(1).filter(|b| *b >= sentence.first);
    let after = |words: &[&str]| before.is_some_and(|b| sight.is_word(b, words));
    points += if sight.is_word(
        governor,
        &[
            "in",
            "at",
            "near",
            "outside",
            "inside",
            "on",
            "across",
            "over",
            "around",
            "throughout",
            "off",
            "within",
            "between",
            "toward",
            "towards",
        ],
    ) {
        if is_landmark(sight, governor, sentence.first) {
            -18
        } else if is_seat_of_speaker(sight, place) {
            -2
        } else if before.is_some_and(|b| {
            // "Claimed 12 lives in": nobody speaks.
            let speech = |at: usize| sight.is(at, Classes::SPEECH) && !sight.is_word(at, &["reported"]) && !is_hedge(sight, at);
            (b.saturating_sub(2)..=b).any(speech) && !are_lost(sight, b)
        }) {
            -6
        } else {
            12
        }
    } else if sight.is_word(governor, &["of"]) {
        if after(DIRECTIONS) {
            MEASURED
        } else if after(PLACE_NOUNS) {
            // "in Sirius, near the city of Sochi": the city only says where Sirius is.
            let outer = before.and_then(|b| self::governor(sight, b, sentence.first));
            if outer.is_some_and(|outer| is_landmark(sight, outer, sentence.first)) { -18 } else { 12 }
        } else {
            -9
        }
    } else if sight.is_word(governor, &["from"]) {
        // "They fled from X, where rebels killed nine": what is told is told of there. "Crashed after takeoff from X": close by.
        let close = after(&["departing", "departure", "off", "takeoff"]) || sight.is_word(place.mention.end, &["where"]);
        if close { 0 } else { -14 }
    } else if sight.is_word(governor, &["to"]) {
        // "Only to see Russia respond": an infinitive, and a country that acts. "Flights to Cairo" never got there.
        let infinitive = governor + 1 < first && !sight.is(governor + 1, Classes::DETERMINER);
        let acts = country && infinitive && !is_object(sight, first);
        if after(TRAFFIC) {
            -24
        } else if acts {
            -10
        } else {
            -4
        }
    } else if sight.is_word(governor, &["into"]) {
        // "Plunged into Lake Baikal", as against "fled into Chad".
        if after(&["crossed", "crossing", "driven", "flee", "fled", "fleeing", "poured", "pouring"]) { -4 } else { 8 }
    } else if sight.is_word(governor, &["against"]) {
        2
    } else if country && !is_object(sight, first) {
        -10
    } else {
        0
    };
    points
}

/// A name inside another, or a country adjective, that still says where: "at Abha International Airport", "Houston Police",
/// "in a Pakistani tribal district".
pub fn tells_scene(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const STANDING: &[&str] = &[
        "airport",
        "university",
        "college",
        "school",
        "hospital",
        "church",
        "mosque",
        "temple",
        "station",
        "hotel",
        "stadium",
        "prison",
        "jail",
        "mall",
        "market",
        "police",
        "sheriff",
        "fire",
        "exchange",
        "court",
        "bridge",
    ];
    const LAND: &[&str] = &["town", "village", "city", "district", "province", "region", "territory", "waters", "coast", "area"];
    let end = place.mention.end;
    let goes_on = |at: &usize| sight.document.gap(*at) == Gap::SPACE;
    let mut next = (end..end + 3).take_while(goes_on);
    match place.value.usage {
        Use::Embedded => next.take(2).any(|at| sight.is_word(at, STANDING)),
        Use::Demonym => {
            let floor = sight.document.sentence_at(place.mention.first).first;
            let inside =
                governor(sight, place.mention.first, floor).is_some_and(|at| sight.is_word(at, &["in", "at", "off", "on"]));
            inside && next.any(|at| sight.is_word(at, LAND))
        }
        Use::Literal => true,
        Use::Metonym => false,
    }
}

/// "the University of Lome's library", "a branch of the Central Bank of Gabon": what bears the name of its place.
pub fn names_institution(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const INSTITUTIONS: &[&str] = &["university", "college", "bank", "parliament", "museum"];
    let before = |at: usize| at.checked_sub(1);
    let article = before(place.mention.first).filter(|&at| sight.is_word(at, &["the"]));
    let of = before(article.unwrap_or(place.mention.first)).filter(|&at| sight.is_word(at, &["of"]));
    of.and_then(before).is_some_and(|at| sight.is_word(at, INSTITUTIONS))
}

/// "just south of Sumy", "ten miles from Lome": close enough to stand for the scene if no nearer place is named.
pub fn is_measured_close(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let sentence = sight.document.sentence_at(place.mention.first).first;
    let Some(of) = governor(sight, place.mention.first, sentence) else { return false };
    if of <= sentence || !sight.is_word(of, &["of"]) || !sight.is_word(of - 1, DIRECTIONS) {
        return false;
    }
    let from = of.saturating_sub(5).max(sentence);
    let unit = (from..of).find(|&at| sight.is_word(at, &["km", "kilometers", "kilometres", "miles", "minutes", "hours"]));
    let far = |unit: usize| {
        let count = unit.checked_sub(1).and_then(|at| sight.quantity_at(at)).and_then(|quantity| quantity.value.count.max);
        count.is_none_or(|count| count > CLOSE_BY)
    };
    !unit.is_some_and(far)
}

/// "[Brazil] floods kill 3", "[India] bus crash kills 14": a headline names the country before what befell it.
fn opens_disaster(sight: &Sight<'_>, end: usize) -> bool {
    (end + 1..end + 5).any(|verb| sight.cue(verb).is_some_and(|(_, cue)| cue.harm.is_some()) && tells_cause(sight, end, verb))
}

/// "GAZA (Reuters) -", "GAZA/CAIRO (Reuters) -": capitals and a mark.
fn is_filed(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let capitals = (place.mention.first..place.mention.end).all(|at| sight.document.tokens[at].shape.is_all_caps());
    capitals && sight.document.gap(place.mention.end).has(Gap::OPEN.and(Gap::DASH).and(Gap::OTHER))
}

/// True if "near" or "outside" at `preposition` only tells where the place right before it lies: "Sirius, near Sochi".
fn is_landmark(sight: &Sight<'_>, preposition: usize, floor: usize) -> bool {
    let relates = sight.is_word(preposition, &["near", "outside", "off", "between"]);
    let lowest = floor.max(preposition.saturating_sub(2));
    relates
        && sight
            .locations
            .iter()
            .any(|l| l.mention.end == preposition && l.mention.first >= lowest && l.value.usage == Use::Literal)
}

/// The preposition (or verb) that a place hangs on: the word before it, before its article, or before the first of a list.
pub(super) fn governor(sight: &Sight<'_>, first: usize, floor: usize) -> Option<usize> {
    let mut at = first;
    for _ in 0..7 {
        at = at.checked_sub(1).filter(|at| *at >= floor)?;
        if sight.is(at, Classes::PREPOSITION.or(Classes::OF)) {
            return Some(at);
        }
        let place = covering(&sight.locations, at).is_some();
        let passable = sight.is(at, Classes::DETERMINER.or(Classes::AND));
        let adjective = !sight.is(at, Classes::BE.or(Classes::SPEECH).or(Classes::SUBORDINATOR))
            && !sight.document.gap(at + 1).has(Gap::COMMA);
        if !(place || passable || adjective) {
            return Some(at);
        }
    }
    None
}
