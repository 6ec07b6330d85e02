//! Whether "fire" is what burned, or a verb, a service or a weapon's.

use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::lexicon::{Telling, WordSet};
use crate::model::Path;

/// The words that may be a fire.
pub const FIRE: WordSet<2> = WordSet::of(["fire", "fires"]);

/// Words that make the fire behind them a burning one.
const BURNING: WordSet<27> = WordSet::of([
    "ensuing",
    "resulting",
    "subsequent",
    "massive",
    "huge",
    "large",
    "big",
    "deadly",
    "fatal",
    "raging",
    "house",
    "apartment",
    "factory",
    "building",
    "hospital",
    "warehouse",
    "hotel",
    "nightclub",
    "school",
    "market",
    "prison",
    "dormitory",
    "electrical",
    "kitchen",
    "accidental",
    "bus",
    "bush",
]);
const ARTICLES: WordSet<3> = WordSet::of(["a", "the", "another"]);

/// What a fire does, or where it is.
const AFTER_A_FIRE: WordSet<23> = WordSet::of([
    "at",
    "in",
    "inside",
    "aboard",
    "that",
    "which",
    "broke",
    "started",
    "began",
    "erupted",
    "spread",
    "swept",
    "ripped",
    "raged",
    "tore",
    "gutted",
    "destroyed",
    "engulfed",
    "killed",
    "kills",
    "killing",
    "claimed",
    "was",
]);

/// The burning fire that token `at` names.
#[inline]
pub fn read(document: &Document<'_>, at: usize) -> Option<Mention> {
    FIRE.has(document.tokens[at].hash).then(|| told(document, at)).flatten()
}

fn told(document: &Document<'_>, at: usize) -> Option<Mention> {
    let plain = |at: usize| document.gap(at).only(Gap::SPACE.and(Gap::LINE));
    let before = at.checked_sub(1).filter(|_| plain(at)).map(|before| document.tokens[before].hash);
    let after = document.tokens.get(at + 1).filter(|_| plain(at + 1)).map(|after| after.hash);
    let burning = before.is_some_and(|word| BURNING.has(word)) && after.is_none_or(|word| !SERVICE.has(word));
    let told = before.is_some_and(|word| ARTICLES.has(word)) && after.is_some_and(|word| AFTER_A_FIRE.has(word));
    (burning || told || is_suffered(document, at)).then(|| Mention {
        first: at,
        end: at + 1,
        rule: "means/fire",
        value: Value::Means(Path::parse("Fire"), Telling::Name),
    })
}

const SUFFERED: WordSet<13> = WordSet::of([
    "battled",
    "battling",
    "caused",
    "causing",
    "extinguish",
    "extinguished",
    "ignited",
    "in",
    "sparked",
    "sparking",
    "starting",
    "triggered",
    "triggering",
]);

/// "Died in the fire", "sparked a fire": what people do with a fire, or suffer in it.
fn is_suffered(document: &Document<'_>, at: usize) -> bool {
    let plain = |at: usize| document.gap(at).only(Gap::SPACE.and(Gap::LINE));
    let ends = document.tokens.get(at + 1).is_none_or(|next| !plain(at + 1) || !SERVICE.has(next.hash));
    let Some(verb) = at.checked_sub(2).filter(|_| plain(at) && plain(at - 1)) else { return false };
    ends && ARTICLES.has(document.tokens[at - 1].hash) && SUFFERED.has(document.tokens[verb].hash)
}

/// Those who fight fires, and what they come with.
const SERVICE: WordSet<12> = WordSet::of([
    "department",
    "brigade",
    "service",
    "station",
    "truck",
    "engine",
    "chief",
    "crew",
    "crews",
    "officials",
    "alarm",
    "escape",
]);
