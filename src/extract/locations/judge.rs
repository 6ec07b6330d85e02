//! Which spots are places: never a person's name, a body's or a common word.
//!
//! Known failures: surnames that are towns, standing alone before they are seen with a given name; streets without a type word.

use std::collections::BTreeSet;

use super::deeds::{owns_arms, speaks, speaks_as_person};
use super::inside;
use super::spots::{Spot, Strength, What, is_after_party};
use super::surroundings;
use super::words::{Class, class_of};
use crate::document::fold::hash_phrase;
use crate::document::{Document, Gap};
use crate::gazetteer::{Candidate, Gazetteer, Kind, Name};
use crate::lexicon::HashedMap;
use crate::model::Use;

/// People from which on a town needs no other evidence.
const LARGE: u32 = 100_000;
/// People below which a town needs a preposition, or the article to speak of its surroundings.
const SMALL: u32 = 15_000;

/// What is neither a country, nor a first-level division, nor a town.
const REGIONS: [Kind; 5] = [Kind::Region, Kind::Area, Kind::Water, Kind::Site, Kind::Admin2];

/// What the words around a spot say.
struct Around {
    /// The class of the word before, and whether only a space parts it.
    left: Class,
    left_joined: bool,
    left_capital: bool,
    right: Class,
    right_capital: bool,
    right_all_caps: bool,
    right_is_place: bool,
    /// The preposition may stand before a direction or article: "in northern X".
    after_preposition: bool,
    /// "city of X", "X province".
    typed: bool,
    shouted: bool,
}

/// Gives every spot its strength, rule, parent, country and use.
pub fn judge(document: &Document<'_>, spots: &mut [Spot]) {
    surroundings::link(document, spots);
    let mut sizes = Sizes::default();
    for at in 0..spots.len() {
        if inside::is_part_of_name(document, &spots[at]) {
            (spots[at].strength, spots[at].rule) = (Strength::Rejected, "locations/inside-name");
            continue;
        }
        let around = Around::of(document, spots, at);
        let (strength, rule) = verdict(document, &spots[at], &around, &mut sizes);
        let spot = &mut spots[at];
        (spot.strength, spot.rule) = (strength, rule);
        spot.near = around.left.has(Class::NEAR) && spot.usage == Use::Literal;
        spot.division |= around.left.has(Class::ACROSS);
        spot.town = around.typed && is_called_town(document, spot.first);
        if spot.usage == Use::Literal {
            spot.usage = usage(document, spot, &around);
        }
        if matches!(spot.usage, Use::Literal | Use::Embedded)
            && let Some(usage) = inside::usage_in_venue(document, spots, at)
        {
            spots[at].usage = usage;
        }
    }
    forget_persons(spots);
    promote(spots);
}

fn class_at(document: &Document<'_>, at: usize) -> Class {
    document.tokens.get(at).map_or_else(Class::default, class_of)
}

impl Around {
    fn of(document: &Document<'_>, spots: &[Spot], at: usize) -> Self {
        let spot = &spots[at];
        let sentence = document.sentence_at(spot.first);
        let starts_sentence = spot.first == sentence.first;
        let space = Gap::SPACE.and(Gap::LINE);
        let left_joined = !starts_sentence && document.gap(spot.first).only(space.and(Gap::PERIOD));
        let ends_sentence = spot.end >= sentence.end;
        let right_joined = !ends_sentence && document.gap(spot.end).only(space);
        let left = if left_joined { class_at(document, spot.first - 1) } else { Class::default() };
        let right = if right_joined { class_at(document, spot.end) } else { Class::default() };
        let left_is_place = at > 0 && spots[at - 1].end == spot.first && spots[at - 1].strength >= Strength::Likely;
        let right_token = document.tokens.get(spot.end);
        Self {
            left,
            left_joined,
            left_capital: left_joined && !left_is_place && document.tokens[spot.first - 1].shape.is_capital(),
            right,
            right_capital: right_joined && right_token.is_some_and(|t| t.shape.is_capital()),
            right_is_place: spots.get(at + 1).is_some_and(|next| next.first == spot.end),
            right_all_caps: right_token.is_some_and(|t| t.shape.is_all_caps()),
            after_preposition: left_joined
                && after_preposition(document, sentence.first, spot.first)
                && !is_source(document, spot.first, right)
                || is_after_party(document, spot.first),
            typed: left_joined && after_sort(document, sentence.first, spot.first),
            shouted: sentence.shouted,
        }
    }
}

/// "in X", "in the northern X", "in downtown X".
fn after_preposition(document: &Document<'_>, floor: usize, at: usize) -> bool {
    let mut before = at;
    for _ in 0..4 {
        let Some(word) = before.checked_sub(1).filter(|word| *word >= floor) else { return false };
        let class = class_at(document, word);
        if class.has(Class::LOCATIVE) {
            return true;
        }
        if !class.has(Class::DIRECTION) && !document.reads(word, "the") {
            return false;
        }
        before = word;
    }
    false
}

/// "According to X", but "according to X Police": who says so is more often a person than a town.
fn is_source(document: &Document<'_>, at: usize, right: Class) -> bool {
    let to = at.checked_sub(2).filter(|_| document.reads(at - 1, "to"));
    to.is_some_and(|to| document.word(to).eq_ignore_ascii_case("according")) && !right.has(Class::PUBLIC.or(Class::BODY))
}

/// "city of X", "town X", "the village of X".
fn after_sort(document: &Document<'_>, floor: usize, at: usize) -> bool {
    let sorts = Class::SETTLEMENT.or(Class::DIVISION);
    let back = |n: usize| at.checked_sub(n).filter(|word| *word >= floor);
    let Some(last) = back(1) else { return false };
    if document.reads(last, "of") {
        // "City of Austin", "state of Texas", but not "Department of Health".
        let is_sort = |word: usize| {
            class_at(document, word).has(if document.tokens[word].shape.is_capital() { Class::SETTLEMENT } else { sorts })
        };
        return back(2).is_some_and(is_sort);
    }
    class_at(document, last).has(sorts) && !document.tokens[last].shape.is_capital()
}

/// "the port city of X", "town X": of its town, not of the region around it.
fn is_called_town(document: &Document<'_>, at: usize) -> bool {
    const SORTS: [&str; 5] = ["city", "town", "village", "hamlet", "port"];
    let back = |n: usize| at.checked_sub(n).map_or("", |word| document.word(word));
    let sort = if back(1) == "of" { back(2) } else { back(1) };
    SORTS.iter().any(|known| known.eq_ignore_ascii_case(sort))
}

type Verdict = (Strength, &'static str);

fn verdict(document: &Document<'_>, spot: &Spot, around: &Around, sizes: &mut Sizes) -> Verdict {
    let What::Named(name) = spot.what else { return (spot.strength, spot.rule) };
    // What single words tell says nothing of a name of several.
    let word = if spot.end - spot.first == 1 { class_at(document, spot.first) } else { Class::default() };
    if spot.parent.is_some() && !word.has(Class::NEVER) {
        return (Strength::Sure, "locations/comma-parent");
    }
    if let Some(rule) = opening(document, spot) {
        return (Strength::Likely, rule);
    }
    // "in the Black River" is in no town of that name.
    let water = spot.end > spot.first + 1 && class_at(document, spot.end - 1).has(Class::FEATURE);
    if water && spot.first > 0 && document.reads(spot.first - 1, "the") && spot.any_kind(9, |kind| kind == Kind::Town) {
        return (Strength::Rejected, "locations/no-place");
    }
    let directions = (spot.first..spot.end).all(|at| class_at(document, at).has(Class::DIRECTION));
    if word.has(Class::NEVER.or(Class::COMMA_ONLY)) || directions {
        return (Strength::Rejected, "locations/no-place");
    }
    let size = sizes.of(name);
    let namesake = word.has(Class::GIVEN.or(Class::SURNAME)) && !around.after_preposition;
    if namesake && speaks_as_person(document, spot.end) {
        // "Jordan said he was a smuggler", of somebody else, where the article speaks of the country.
        return if size.country { (Strength::Weak, "locations/name") } else { (Strength::Rejected, "locations/other-name") };
    }
    if !around.shouted && is_part_of_other_name(document, spot, around, word, &size) {
        return (Strength::Rejected, "locations/other-name");
    }
    if spot.country.is_some() && name.candidates().any(|c| Gazetteer.country(c.place) == spot.country) {
        return (Strength::Sure, "locations/country-before");
    }
    if around.typed || spot.end > spot.first + 1 && spot.division {
        return (Strength::Sure, "locations/sort-of-place");
    }
    by_size(spot, around, word, &size)
}

/// "KYIV, Ukraine (AP) —", "ROSWELL -", "GAZA/CAIRO": capitals at the head of a paragraph, before a comma, a bracket, a dash, a slash.
fn opening(document: &Document<'_>, spot: &Spot) -> Option<&'static str> {
    let sentence = document.sentence_at(spot.first);
    let capitals = (spot.first..spot.end).all(|at| document.tokens[at].shape.is_all_caps());
    let mark = document.gap(spot.end).has(Gap::DASH.and(Gap::COMMA).and(Gap::OPEN).and(Gap::OTHER));
    let heads = spot.first == sentence.first && !sentence.shouted && spot.end < sentence.end;
    (heads && capitals && mark).then_some("locations/dateline")
}

fn by_size(spot: &Spot, around: &Around, word: Class, size: &Size) -> Verdict {
    let needs_preposition = word.has(Class::LOCATIVE_ONLY.or(Class::ENGLISH));
    let person = word.has(Class::GIVEN.or(Class::SURNAME)) && spot.end - spot.first == 1;
    if size.country && !(person && !around.after_preposition && size.doubtful) {
        return (Strength::Sure, "locations/country");
    }
    if around.after_preposition || spot.division {
        if word.has(Class::ENGLISH) && size.people < LARGE && !spot.division {
            return (Strength::Rejected, "locations/no-place");
        }
        if around.shouted && size.people < SMALL {
            return (Strength::Weak, "locations/capitals");
        }
        // A spelling of several words that only one place bears is no chance.
        let alone = spot.end > spot.first + 1 && spot.name().is_some_and(|name| name.len() == 1);
        let strength = if size.main || size.people >= LARGE || alone { Strength::Likely } else { Strength::Weak };
        return (strength, "locations/preposition");
    }
    if needs_preposition {
        return (Strength::Rejected, "locations/no-place");
    }
    let wanted = if around.shouted || person { 3 * LARGE } else { LARGE };
    if size.people >= wanted && (size.main || size.people >= 5 * LARGE) {
        return (Strength::Likely, "locations/large");
    }
    if size.division && !person || size.region {
        return (Strength::Likely, "locations/division");
    }
    (Strength::Weak, "locations/name")
}

/// The sizes of the names met so far: an article names its places again and again, and some names have a hundred bearers.
#[derive(Default)]
struct Sizes(HashedMap<Size>);

impl Sizes {
    fn of(&mut self, name: Name) -> Size {
        *self.0.get_or_insert_with(hash_phrase(0, name.number() as u64), || Size::of(name))
    }
}

/// How large the places are that bear a name.
#[derive(Clone, Copy)]
struct Size {
    people: u32,
    main: bool,
    country: bool,
    division: bool,
    region: bool,
    /// A country whose name is also a person's, a bird's or a state's.
    doubtful: bool,
}

impl Size {
    fn of(name: Name) -> Self {
        let country = name.has_kind(Kind::Country);
        let is_large_division = |candidate: Candidate| {
            candidate.main && candidate.kind == Kind::Admin1 && Gazetteer.population(candidate.place) >= LARGE
        };
        Self {
            // The most populous comes first.
            people: name.candidates().next().map_or(0, |first| Gazetteer.population(first.place)),
            main: name.is_main(),
            country,
            division: name.has_kind(Kind::Admin1) && name.candidates().any(is_large_division),
            region: REGIONS.iter().any(|kind| name.has_kind(*kind)),
            doubtful: country && ["jordan", "chad", "israel", "georgia", "guinea", "jersey"].contains(&name.folded()),
        }
    }
}

fn is_part_of_other_name(document: &Document<'_>, spot: &Spot, around: &Around, word: Class, size: &Size) -> bool {
    let single = spot.end - spot.first == 1;
    if document.gap(spot.first).has(Gap::HYPHEN) && around_hyphen(document, spot) {
        return true;
    }
    // "Leadership Henry County", "Laurel County Adult Education": the type word says that it is a place.
    if !single && ["county", "parish"].iter().any(|sort| document.word(spot.end - 1).eq_ignore_ascii_case(sort)) {
        return false;
    }
    // "Martha's Vineyard", "Stanley's Bar": what belongs to a person.
    let owner = single && word.has(Class::GIVEN) && !size.country && size.people < LARGE;
    let owned = |noun: usize| document.gap(noun) == Gap::SPACE && document.tokens[noun].shape.is_capital();
    let possessive = document.word(spot.end) == "s" && document.gap(spot.end).has(Gap::APOSTROPHE);
    if owner && possessive && spot.end + 1 < document.tokens.len() && owned(spot.end + 1) {
        return true;
    }
    if around.left_capital && is_name_before(document, spot, around, single, size) {
        return true;
    }
    if !around.right_capital || around.right.has(Class::FUNCTION.or(Class::TITLE).or(Class::DIVISION)) {
        return false;
    }
    if size.country && around.after_preposition && is_in_village(document, spot, around) {
        return true;
    }
    // "the Oued Sabra district" is no part of Oued.
    let known = Class::PUBLIC.or(Class::BODY).or(Class::DIRECTION).or(Class::SETTLEMENT).or(Class::FEATURE);
    let sort = document.gap(spot.end + 1) == Gap::SPACE && class_at(document, spot.end + 1).has(Class::DIVISION);
    if !around.right.has(known) && sort && !size.country {
        return true;
    }
    // "Alger Heights" is no part of Algiers; "Galway Bay" and "Texas Hills" are where they say.
    if around.right.has(Class::QUARTER) && !size.country && !size.division && !around.right_is_place {
        return true;
    }
    // "taken to Ben Taub Hospital", but "in Austin Texas".
    let given = single && word.has(Class::GIVEN) && !size.country;
    if given && (!around.after_preposition || !around.right_is_place && !around.right.has(known) && size.people < 5 * LARGE) {
        return true;
    }
    // "Virginia Alexander", but "Florence Italy".
    let named = around.right.has(Class::SURNAME) || around.right.has(Class::GIVEN) && !around.right_is_place;
    if single && word.has(Class::GIVEN) && named {
        return true;
    }
    // Firms bear a city's name before theirs; an "X International Airport" is a city's own.
    let airport = ["International", "Regional"].contains(&document.word(spot.end)) && document.reads(spot.end + 1, "Airport");
    if airport && !word.has(Class::GIVEN.or(Class::SURNAME)) {
        return false;
    }
    // "Toronto Dominion", "Chase Manhattan Securities": a city in a firm's name.
    if !size.country
        && !size.division
        && !around.after_preposition
        && !around.right_all_caps
        && !around.right_is_place
        && !around.right.has(known)
    {
        return true;
    }
    // "Boston Globe" and "Kharkiv University" are names inside names; a small town's are told from a company's by a public body.
    let public = around.right.has(Class::PUBLIC) || !single && size.region;
    !size.country && !size.division && size.people < LARGE && !around.right_all_caps && !public
}

/// "In Mali Khel, Bannu": a name of two words before the place that it lies in.
fn is_in_village(document: &Document<'_>, spot: &Spot, around: &Around) -> bool {
    let single = around.right == Class::default() && !around.right_all_caps;
    let end = spot.end + 1;
    let named =
        || document.tokens.get(end).is_some_and(|next| next.shape.is_capital() && Gazetteer.longest(document, end).is_some());
    single && document.gap(end).only(Gap::COMMA.and(Gap::SPACE)) && document.gap(end).has(Gap::COMMA) && named()
}

/// A title, a given name, an initial or an unknown capitalised word stands before.
fn is_name_before(document: &Document<'_>, spot: &Spot, around: &Around, single: bool, size: &Size) -> bool {
    let before = spot.first - 1;
    let first_of_sentence = before == document.sentence_at(spot.first).first;
    if around.left.has(Class::FUNCTION.or(Class::LOCATIVE)) && !around.left.has(Class::GIVEN.or(Class::TITLE)) {
        return false;
    }
    if around.left.has(Class::DIRECTION) || around.left.has(Class::SETTLEMENT.or(Class::DIVISION)) {
        return false;
    }
    if around.left.has(Class::TITLE.or(Class::GIVEN)) {
        return single;
    }
    if document.word(before).len() == 1 {
        return document.gap(spot.first).has(Gap::PERIOD);
    }
    // "Meanwhile London" begins a sentence; "Radio Moscow" does not.
    !(first_of_sentence || size.country)
}

/// "Smith-Jordan" is a person; "Moscow-Kazan" and "pro-Russia" are not.
fn around_hyphen(document: &Document<'_>, spot: &Spot) -> bool {
    spot.first > 0
        && document.gap(spot.first).only(Gap::HYPHEN)
        && class_at(document, spot.first - 1).has(Class::GIVEN.or(Class::SURNAME))
}

/// A place itself, a government, or a name inside another.
fn usage(document: &Document<'_>, spot: &Spot, around: &Around) -> Use {
    let after_hyphen = document.gap(spot.end).only(Gap::HYPHEN) && class_at(document, spot.end).has(Class::BACKING);
    if after_hyphen {
        return Use::Metonym;
    }
    if !around.shouted && inside::is_in_body(document, spot) {
        return Use::Embedded;
    }
    let governs = || spot.any_kind(3, |kind| matches!(kind, Kind::Country | Kind::Capital));
    let mission = around.right.has(Class::MISSION) && spot.any_kind(1, |kind| kind == Kind::Country);
    if mission {
        return Use::Metonym;
    }
    if around.after_preposition || around.typed || spot.parent.is_some() || !governs() {
        return Use::Literal;
    }
    if speaks(document, spot.end) || owns_arms(document, spot.end) || (around.left_joined && around.left.has(Class::SPEECH)) {
        return Use::Metonym;
    }
    Use::Literal
}

/// A name seen as part of a person's is that person's when it stands alone later: "Paul Trapani ... Trapani said".
fn forget_persons(spots: &mut [Spot]) {
    let mut persons: BTreeSet<usize> = BTreeSet::new();
    for spot in spots {
        let Some(name) = spot.name() else { continue };
        if spot.rule == "locations/other-name" {
            persons.insert(name.number());
        }
        let bare = !persons.is_empty()
            && ["locations/large", "locations/division", "locations/name", "locations/named-before"].contains(&spot.rule);
        let country = || name.candidates().next().is_some_and(|first| first.kind == Kind::Country);
        if bare && persons.contains(&name.number()) && !country() {
            (spot.strength, spot.rule) = (Strength::Rejected, "locations/person-before");
        }
    }
}

/// A name that is surely a place once is one throughout the article.
fn promote(spots: &mut [Spot]) {
    let mut sure: Vec<usize> =
        spots.iter().filter(|s| s.strength >= Strength::Likely).filter_map(|s| s.name().map(Name::number)).collect();
    sure.sort_unstable();
    sure.dedup();
    for spot in spots.iter_mut() {
        let Some(name) = spot.name() else { continue };
        let known = sure.binary_search(&name.number()).is_ok();
        let held_back = spot.strength == Strength::Rejected && spot.rule == "locations/no-place" && spot.end - spot.first > 1;
        if known && (spot.strength == Strength::Weak || held_back) {
            (spot.strength, spot.rule) = (Strength::Likely, "locations/named-before");
        }
    }
}
