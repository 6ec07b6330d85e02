//! States that act by themselves: the subject of a verb of attack or speech, or after "by" and "blamed".
//!
//! Known failures: a country that is subject of a verb that no list here has.

use super::states::{AND, INSIDE, Place};
use super::{Found, plain};
use crate::document::{Document, Gap};
use crate::lexicon::{Part, WordSet};
use crate::model::{Path, Use};

const VERBS: WordSet<174> = WordSet::of([
    "accuse",
    "accused",
    "accuses",
    "acknowledged",
    "admitted",
    "advanced",
    "agree",
    "agreed",
    "agrees",
    "announce",
    "announced",
    "announces",
    "answer",
    "answered",
    "answers",
    "approve",
    "approved",
    "approves",
    "arrested",
    "ask",
    "asked",
    "asks",
    "assassinated",
    "attacked",
    "attacks",
    "began",
    "blame",
    "blamed",
    "blames",
    "bombard",
    "bombarded",
    "bombards",
    "bombed",
    "bombs",
    "call",
    "called",
    "calls",
    "captured",
    "carried",
    "claim",
    "claimed",
    "claims",
    "condemn",
    "condemned",
    "condemning",
    "condemns",
    "conducted",
    "confirm",
    "confirmed",
    "confirms",
    "continued",
    "continues",
    "declared",
    "demand",
    "demanded",
    "demands",
    "denied",
    "denies",
    "deny",
    "deploy",
    "deployed",
    "deploys",
    "destroyed",
    "detained",
    "downed",
    "dropped",
    "executed",
    "expel",
    "expelled",
    "expels",
    "extended",
    "fired",
    "fires",
    "held",
    "hit",
    "hits",
    "hold",
    "holds",
    "impose",
    "imposed",
    "imposes",
    "insisted",
    "insists",
    "intercepted",
    "invaded",
    "invades",
    "kidnapped",
    "killed",
    "kills",
    "launch",
    "launched",
    "launches",
    "mounted",
    "offer",
    "offered",
    "offers",
    "ordered",
    "orders",
    "placed",
    "places",
    "pounded",
    "propose",
    "proposed",
    "proposes",
    "raided",
    "reach",
    "reached",
    "reaches",
    "recognise",
    "recognises",
    "recognize",
    "recognizes",
    "reject",
    "rejected",
    "rejects",
    "repelled",
    "report",
    "reported",
    "reports",
    "respond",
    "responded",
    "responds",
    "restart",
    "resume",
    "resumed",
    "resumes",
    "retaliate",
    "retaliated",
    "retaliates",
    "said",
    "say",
    "says",
    "seize",
    "seized",
    "seizes",
    "send",
    "sends",
    "sent",
    "shelled",
    "shells",
    "shot",
    "sign",
    "signed",
    "signs",
    "stepped",
    "strikes",
    "struck",
    "suspend",
    "suspended",
    "suspends",
    "targeted",
    "tested",
    "tests",
    "threaten",
    "threatened",
    "threatens",
    "unleashed",
    "urge",
    "urged",
    "urges",
    "used",
    "uses",
    "violate",
    "violated",
    "violates",
    "vow",
    "vowed",
    "vows",
    "warn",
    "warned",
    "warns",
    "withdraw",
    "withdraws",
    "withdrew",
]);
const HELPERS: WordSet<18> = WordSet::of([
    "has",
    "had",
    "have",
    "also",
    "later",
    "reportedly",
    "then",
    "again",
    "repeatedly",
    "allegedly",
    "earlier",
    "recently",
    "already",
    "separately",
    "meanwhile",
    "itself",
    "overnight",
    "publicly",
]);
const BLAMED: WordSet<7> = WordSet::of(["by", "accused", "blamed", "blames", "accuses", "accusing", "blaming"]);
const PLACING: WordSet<30> = WordSet::of([
    "in",
    "near",
    "of",
    "from",
    "to",
    "into",
    "across",
    "against",
    "on",
    "at",
    "inside",
    "outside",
    "over",
    "between",
    "with",
    "through",
    "throughout",
    "around",
    "toward",
    "towards",
    "off",
    "beyond",
    "within",
    "for",
    "southern",
    "northern",
    "eastern",
    "western",
    "central",
    "about",
]);

/// True for the rules of a state that acts by itself.
pub fn is_state(rule: &str) -> bool {
    matches!(rule, "actors/state" | "actors/blamed-state")
}

/// "Russia struck", "Moscow said", "was hit by Israel".
pub fn state(document: &Document<'_>, places: &[Place<'_>], number: usize) -> Option<Found> {
    let place = &places[number];
    let government = place.usage == Use::Metonym && !place.is_country;
    if place.usage == Use::Demonym || !(place.is_country || government) {
        return None;
    }
    let rule = if government {
        "actors/metonym"
    } else if place.usage == Use::Metonym || is_subject(document, places, number) {
        "actors/state"
    } else if is_blamed(document, place) {
        "actors/blamed-state"
    } else {
        return None;
    };
    let path = if government { Path::of([place.country, "Government"]) } else { Path::of([place.country]) };
    Some(Found { first: place.first, end: place.end, rule, name: None, path, person: false, plural: true, part: Part::Either })
}

fn is_subject(document: &Document<'_>, places: &[Place<'_>], number: usize) -> bool {
    let place = &places[number];
    let sentence = document.sentence_at(place.first).tokens();
    let before = place.first.checked_sub(1).filter(|before| sentence.contains(before));
    if before.is_some_and(|before| PLACING.has(document.tokens[before].hash)) {
        return false;
    }
    let end = last_of_row(document, places, number).end;
    let mut at = end;
    while at < sentence.end && at < end + 3 && document.gap(at).only(INSIDE) {
        let word = document.tokens[at].hash;
        if VERBS.has(word) {
            return true;
        }
        if !HELPERS.has(word) {
            return false;
        }
        at += 1;
    }
    false
}

/// The last country of a row: "Angola, Namibia and Zambia".
fn last_of_row<'p, 'm>(document: &Document<'_>, places: &'p [Place<'m>], number: usize) -> &'p Place<'m> {
    let mut last = &places[number];
    for next in places[number + 1..].iter().take(MOST_IN_A_ROW) {
        let (from, to) = (last.end, next.first);
        let joint = (from..to).all(|at| AND.has(document.tokens[at].hash) || document.reads(at, "the"));
        let parted = to == from && !document.gap(to).has(Gap::COMMA);
        if to < from || to - from > 2 || !joint || parted || !next.is_country {
            break;
        }
        last = next;
    }
    last
}

const MOST_IN_A_ROW: usize = 4;

/// "Struck by Israel", "accused the United States", "blamed the attack on Russia".
fn is_blamed(document: &Document<'_>, place: &Place<'_>) -> bool {
    let bare = if place.first > 0 && document.reads(place.first - 1, "the") { place.first - 1 } else { place.first };
    let Some(before) = bare.checked_sub(1).filter(|_| plain(document.gap(bare))) else { return false };
    let ends = !document.gap(place.end).has(Gap::APOSTROPHE.and(Gap::HYPHEN));
    let floor = document.sentence_at(before).first.max(before.saturating_sub(BLAME_REACH));
    let put_on = || ON.has(document.tokens[before].hash) && (floor..before).any(|at| PUT.has(document.tokens[at].hash));
    ends && (BLAMED.has(document.tokens[before].hash) || put_on())
}

const ON: WordSet<1> = WordSet::of(["on"]);
/// What is put on somebody.
const PUT: WordSet<4> = WordSet::of(["blame", "blamed", "blames", "blaming"]);
/// Words between "blamed" and "on Russia".
const BLAME_REACH: usize = 8;
