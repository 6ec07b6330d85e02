//! What the words around a place say of its being the scene: the preposition it hangs on, and whose place it is.
//!
//! Known failures: "from X" of an attack that came from there; a home told in a sentence of its own.

use super::away::{is_home, is_hospital, is_where_taken};
use super::struck::{is_object, is_struck};
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering};
use crate::lexicon::{AttackWord, Classes, WordSet};
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
    "cities",
    "towns",
    "villages",
    "provinces",
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
    if is_hospital(sight, first, sentence.first) {
        points -= 16;
    }
    // "Jets bombed Beirut", "Beirut was shelled": as good as "in Beirut". A country may be the enemy, wherever it was hit.
    if !country && (is_object(sight, first) || is_struck(sight, place.mention.end)) {
        return points + 12;
    }
    let Some(governor) = governor(sight, first, sentence.first) else {
        // Opens the sentence: a dateline or a topic; but a country there is a doer: "Ukraine retaliated".
        return points + if country { -10 } else { 2 };
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
        } else if before.is_some_and(|b| {
            (b.saturating_sub(2)..=b).any(|at| sight.is(at, Classes::SPEECH) && !sight.is_word(at, &["reported"]))
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
        -14
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

/// A place of somebody harmed, not of the event.
pub fn is_elsewhere(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let first = place.mention.first;
    let floor = sight.document.sentence_at(first).first;
    is_home(sight, place)
        || is_where_taken(sight, first, floor)
        || is_office(sight, place.mention.end)
        || is_seat_of_court(sight, first, floor)
        || is_us(sight, place)
        || is_owner_of_arms(sight, place)
        || is_masthead(sight, place)
}

/// "the Cook County medical examiner's office": who says so or keeps somebody, for miles around.
fn is_office(sight: &Sight<'_>, end: usize) -> bool {
    const OFFICES: &[&str] = &["medical", "coroner", "sheriff", "attorney", "prosecutor", "prosecutors", "grand"];
    let office = end + usize::from(sight.is_word(end, &["district", "state"]));
    sight.document.gap(end) == Gap::SPACE && sight.is_word(office, OFFICES)
}

/// "killed in a US airstrike", "UK forces": initials that serve as an adjective of who did it.
pub fn is_owner_of_arms(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const INITIALS: &[&str] = &["UAE", "UK", "US", "USA"];
    const ARMS: &[&str] = &["air", "army", "forces", "military", "navy", "soldiers", "special", "troops"];
    let end = place.mention.end;
    let arms = || {
        let attack = sight.cue(end).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        attack || covering(&sight.means, end).is_some() || sight.is_word(end, ARMS)
    };
    INITIALS.contains(&place.value.text.as_str()) && sight.document.gap(end) == Gap::SPACE && arms()
}

/// "attacked US in the main cities", "told US": in a text once written in capitals the pronoun, for the country is "the US".
fn is_us(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const BEFORE: &[&str] = &["across", "from", "in", "inside", "the", "throughout", "to", "within"];
    let before = place.mention.first.wrapping_sub(1);
    place.value.text == "US" && !sight.is_word(before, BEFORE) && sight.document.gap(place.mention.first) == Gap::SPACE
}

/// "A court in Madrid convicted", "The Court of Appeal of Paris": where it sits, whatever it judges.
fn is_seat_of_court(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const COURTS: &[&str] = &["court", "tribunal"];
    let opening = floor..first.min(floor + 8);
    first < floor + 8
        && opening.clone().any(|at| sight.is_word(at, COURTS))
        && !opening.into_iter().any(|at| sight.cue(at).is_some() || sight.is_word(at, &["outside", "near", "at"]))
}

/// "Man shot in car park | Springfield Globe", "Man shot - FOX Springfield": the outlet that a page's title ends with.
fn is_masthead(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const OUTLETS: WordSet<16> = WordSet::of([
        "abc",
        "cbs",
        "chronicle",
        "cnn",
        "com",
        "fox",
        "gazette",
        "globe",
        "herald",
        "nbc",
        "news",
        "post",
        "press",
        "times",
        "tribune",
        "tv",
    ]);
    let document = sight.document;
    let first = place.mention.first;
    let sentence = document.sentence_at(first);
    let floor = sentence.first;
    let between = |at: usize| &document.text[document.tokens[at - 1].end as usize..document.tokens[at].start as usize];
    let parted = |at: usize| document.gap(at).has(Gap::OTHER.and(Gap::QUOTE)) && between(at).contains(['|', '«']);
    let outlet = |dash: usize| document.gap(dash).has(Gap::DASH) && (dash..sentence.end).any(|at| sight.is_among(at, &OUTLETS));
    sentence.paragraph == 0 && (floor + 1..=first).any(|at| parted(at) || outlet(at))
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
fn governor(sight: &Sight<'_>, first: usize, floor: usize) -> Option<usize> {
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
