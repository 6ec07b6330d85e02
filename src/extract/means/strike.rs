//! Whether a strike is one of weapons, and whether it was flown.

use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::lexicon::{Telling, WordSet};
use crate::model::{Path, Use};

/// The words that may be a strike.
pub const STRIKE: WordSet<2> = WordSet::of(["strike", "strikes"]);
const WALKOUT: WordSet<27> = WordSet::of([
    "union",
    "unions",
    "workers",
    "walkout",
    "walkouts",
    "wage",
    "wages",
    "pay",
    "labor",
    "labour",
    "teachers",
    "hunger",
    "strikers",
    "picket",
    "nurses",
    "doctors",
    "employees",
    "staff",
    "unionized",
    "bargaining",
    "salary",
    "salaries",
    "unionists",
    "pilots",
    "dockworkers",
    "general",
    "shutdown",
]);
const BEFORE_A_STRIKE: WordSet<26> = WordSet::of([
    "overnight",
    "deadly",
    "military",
    "retaliatory",
    "precision",
    "targeted",
    "border",
    "night",
    "massive",
    "latest",
    "nighttime",
    "tap",
    "tit",
    "fatal",
    "preemptive",
    "emptive",
    "punitive",
    "devastating",
    "repeated",
    "combined",
    "enemy",
    "multiple",
    "separate",
    "joint",
    "surgical",
    "daily",
]);
const AFTER_A_STRIKE: WordSet<26> = WordSet::of([
    "killed",
    "kills",
    "killing",
    "kill",
    "hit",
    "hits",
    "hitting",
    "targeted",
    "targets",
    "targeting",
    "destroyed",
    "destroying",
    "damaged",
    "damaging",
    "wounded",
    "wounding",
    "injured",
    "injuring",
    "against",
    "on",
    "near",
    "inside",
    "across",
    "struck",
    "landed",
    "levelled",
]);
const DAYS: WordSet<8> = WordSet::of(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "behalf"]);
const AIRCRAFT: WordSet<12> = WordSet::of([
    "warplane",
    "warplanes",
    "jet",
    "jets",
    "aircraft",
    "plane",
    "planes",
    "helicopter",
    "helicopters",
    "bomber",
    "bombers",
    "airspace",
]);

/// The strike that token `at` names, if it is one with weapons.
#[inline]
pub fn read(document: &Document<'_>, places: &[&Mention], at: usize) -> Option<Mention> {
    STRIKE.has(document.tokens[at].hash).then(|| told(document, places, at)).flatten()
}

fn told(document: &Document<'_>, places: &[&Mention], at: usize) -> Option<Mention> {
    let walkout = document.sentence_at(at).tokens().any(|token| WALKOUT.has(document.tokens[token].hash));
    if walkout || !has_strike_cue(document, places, at) {
        return None;
    }
    let flown = has_aircraft(document, at) || follows_air_force(document, at);
    let path = if flown { "Airstrike" } else { "Strike" };
    Some(Mention { first: at, end: at + 1, rule: "means/strike", value: Value::Means(Path::parse(path), Telling::Name) })
}

/// True if the sentence of token `at` names aircraft.
pub fn has_aircraft(document: &Document<'_>, at: usize) -> bool {
    document.sentence_at(at).tokens().any(|token| AIRCRAFT.has(document.tokens[token].hash))
}

fn has_strike_cue(document: &Document<'_>, places: &[&Mention], at: usize) -> bool {
    let word = |token: usize| document.tokens.get(token).map_or(0, |token| token.hash);
    let before = at.checked_sub(1);
    let military = before.is_some_and(|before| BEFORE_A_STRIKE.has(word(before)));
    if military || follows_country(document, places, at) || follows_air_force(document, at) {
        return true;
    }
    AFTER_A_STRIKE.has(word(at + 1)) && document.gap(at + 1).only(Gap::SPACE.and(Gap::LINE)) && !DAYS.has(word(at + 2))
}

const FORCE: WordSet<2> = WordSet::of(["force", "forces"]);
const AIR: WordSet<1> = WordSet::of(["air"]);

/// "The air force strikes a convoy", "air force strikes".
fn follows_air_force(document: &Document<'_>, at: usize) -> bool {
    at >= 2 && FORCE.has(document.tokens[at - 1].hash) && AIR.has(document.tokens[at - 2].hash)
}

/// "Israeli strikes", "Israel's strikes".
fn follows_country(document: &Document<'_>, places: &[&Mention], at: usize) -> bool {
    let owner = if at > 0 && document.reads(at - 1, "s") { at - 1 } else { at };
    let upto = places.partition_point(|place| place.end <= at);
    places[..upto].iter().rev().take(2).any(|place| {
        let Value::Location(location) = &place.value else { return false };
        let is_demonym = location.usage == Use::Demonym && place.end == at;
        is_demonym || (owner < at && place.end == owner && document.gap(owner).has(Gap::APOSTROPHE))
    })
}
