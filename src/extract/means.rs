//! Finds weapons and causes: the longest term of `data/means.tsv`, and two rules for words that need their sentence.
//!
//! "Strike" is a military strike only with a cue (a country, "overnight", what it hit), never a walkout; it is an
//! `Airstrike` if aircraft are in the sentence, else `Strike`, a strike whose weapon is not said. "Crash" and its kin are
//! accidents on the road, on rails, in the air or at sea by the vehicle in the sentence.
//!
//! Whether a weapon was used, planned, feared or shot down is for those who assemble the incident to say.
//! Known failures: a figure of speech that is in no trap of the table ("a storm hit the markets").

use std::borrow::Cow;

use super::{Mention, Value};
use crate::document::{Document, Gap};
use crate::lexicon::{Term, WordSet, means};
use crate::model::{Path, Use};

/// The means that the text names.
#[must_use]
pub fn read(document: &Document<'_>, earlier: &[Mention]) -> Vec<Mention> {
    let table = means();
    let places: Vec<&Mention> = earlier.iter().filter(|mention| matches!(mention.value, Value::Location(_))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() {
        let Some((length, term)) = table.longest(document, at) else {
            if STRIKE.has(document.tokens[at].hash) {
                found.extend(strike(document, &places, at));
            }
            at += 1;
            continue;
        };
        if !is_written_so(document, at, length, term) {
            at += 1;
            continue;
        }
        if let Some(path) = &term.path {
            found.extend(named(document, at, length, path));
        }
        at += length;
    }
    found
}

fn is_written_so(document: &Document<'_>, at: usize, length: usize, term: &Term) -> bool {
    term.exactly.is_none_or(|exactly| document.span(at, at + length).of(document.text) == exactly)
}

fn named(document: &Document<'_>, at: usize, length: usize, path: &Path) -> Option<Mention> {
    let (rule, path) = match path.as_str() {
        "Firearms" if length == 1 && is_shot_noun(document, at) => return None,
        "Accident" => ("means/accident", accident(document, at).map_or(Cow::Borrowed(path), Cow::Owned)),
        _ => ("means/term", Cow::Borrowed(path)),
    };
    Some(Mention { first: at, end: at + length, rule, value: Value::Means(path.into_owned()) })
}

const SHOT: WordSet<1> = WordSet::of(["shot"]);
const BEFORE_A_SHOT: WordSet<14> = WordSet::of([
    "a", "his", "her", "their", "its", "best", "last", "first", "one", "another", "free", "opening", "long", "every",
]);
const SHOT_VERBS: WordSet<4> = WordSet::of(["was", "were", "rang", "fired"]);

/// "Her first shot", "a shot of vodka": a noun, and rarely one of guns, as against "they shot him".
fn is_shot_noun(document: &Document<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).is_some_and(|before| BEFORE_A_SHOT.has(document.tokens[before].hash));
    let fired = document.tokens.get(at + 1).is_some_and(|next| SHOT_VERBS.has(next.hash));
    before && !fired && SHOT.has(document.tokens[at].hash)
}

const ROAD: WordSet<21> = WordSet::of([
    "bus",
    "buses",
    "minibus",
    "car",
    "cars",
    "truck",
    "trucks",
    "lorry",
    "van",
    "vehicle",
    "vehicles",
    "motorcycle",
    "motorcyclist",
    "highway",
    "road",
    "motorway",
    "driver",
    "coach",
    "taxi",
    "pickup",
    "trailer",
]);
const RAIL: WordSet<6> = WordSet::of(["train", "trains", "tram", "trams", "railway", "locomotive"]);
const AIR: WordSet<11> = WordSet::of([
    "plane",
    "planes",
    "airplane",
    "helicopter",
    "aircraft",
    "airliner",
    "jet",
    "flight",
    "pilot",
    "runway",
    "takeoff",
]);
const SEA: WordSet<9> = WordSet::of(["boat", "boats", "ferry", "ship", "ships", "vessel", "vessels", "tanker", "canoe"]);

/// The kind of accident, by the nearest vehicle, one before it rather than one after; `None` if there is none in the sentence.
fn accident(document: &Document<'_>, at: usize) -> Option<Path> {
    let sentence = document.sentence_at(at).tokens();
    let kind = |token: usize| {
        let hash = document.tokens[token].hash;
        let kinds = [(AIR.has(hash), "Air"), (SEA.has(hash), "Sea"), (RAIL.has(hash), "Rail"), (ROAD.has(hash), "Road")];
        kinds.into_iter().find(|(is, _)| *is).map(|(_, kind)| (if token < at { at - token } else { 3 * (token - at) }, kind))
    };
    let nearest = sentence.filter_map(kind).min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, kind)| Path::of(["Accident", kind]))
}

const STRIKE: WordSet<2> = WordSet::of(["strike", "strikes"]);
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

fn strike(document: &Document<'_>, places: &[&Mention], at: usize) -> Option<Mention> {
    let in_sentence = |has: fn(u64) -> bool| document.sentence_at(at).tokens().any(|token| has(document.tokens[token].hash));
    if in_sentence(|word| WALKOUT.has(word)) || !has_strike_cue(document, places, at) {
        return None;
    }
    let path = if in_sentence(|word| AIRCRAFT.has(word)) { "Airstrike" } else { "Strike" };
    Some(Mention { first: at, end: at + 1, rule: "means/strike", value: Value::Means(Path::parse(path)) })
}

fn has_strike_cue(document: &Document<'_>, places: &[&Mention], at: usize) -> bool {
    let word = |token: usize| document.tokens.get(token).map_or(0, |token| token.hash);
    let before = at.checked_sub(1);
    if before.is_some_and(|before| BEFORE_A_STRIKE.has(word(before))) || follows_country(document, places, at) {
        return true;
    }
    AFTER_A_STRIKE.has(word(at + 1)) && document.gap(at + 1).only(Gap::SPACE.and(Gap::LINE)) && !DAYS.has(word(at + 2))
}

/// "Israeli strikes", "Israel's strikes".
fn follows_country(document: &Document<'_>, places: &[&Mention], at: usize) -> bool {
    let owner = if at > 0 && document.word(at - 1) == "s" { at - 1 } else { at };
    let upto = places.partition_point(|place| place.end <= at);
    places[..upto].iter().rev().take(2).any(|place| {
        let Value::Location(location) = &place.value else { return false };
        let is_demonym = location.usage == Use::Demonym && place.end == at;
        is_demonym || (owner < at && place.end == owner && document.gap(owner).has(Gap::APOSTROPHE))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::actors::sample::{article, place};

    fn found(text: &str) -> String {
        let article = article(text);
        let document = Document::of(&article);
        let earlier = place(&document, "Israeli", "Israel", Use::Demonym);
        let paths = read(&document, &earlier).into_iter().map(|mention| match mention.value {
            Value::Means(path) => format!("{} = {path}", document.span(mention.first, mention.end).of(text)),
            other => format!("{other:?}"),
        });
        paths.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_longest_term_wins() {
        for (text, expected) in [
            ("Two ballistic missiles fell", "ballistic missiles = Missile/Ballistic"),
            ("an FPV drone hit a bus", "FPV drone = Drone/FPV"),
            ("A car bomb went off", "car bomb = Explosive/Vehicle bomb"),
            ("The suicide car bomb killed 4", "suicide car bomb = Explosive/Suicide bombing"),
            ("he blew himself up", "blew himself up = Explosive/Suicide bombing"),
            ("a rocket-propelled grenade", "rocket-propelled grenade = Rocket/RPG"),
            ("glide bombs and artillery shells", "glide bombs = Airstrike/Guided bomb; artillery shells = Shelling"),
            ("They were gunned down", "gunned down = Firearms"),
            ("A magnitude 6 earthquake", "earthquake = Earthquake"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn traps_mean_nothing() {
        for text in [
            "a flu shot for all",
            "his mug shot was published",
            "She won with her last shot.",
            "he died of a heart attack",
            "a storm of protest",
            "a flood of refugees",
            "He is a true patriot and likes javelin",
            "the stock market crash",
            "a hunger strike",
            "They shot down 117 planes",
            "the ceasefire holds",
            "a bombshell report",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn a_strike_is_military_only_with_a_cue() {
        for (text, expected) in [
            ("Israeli strikes killed 5", "strikes = Strike"),
            ("An overnight strike set a flat ablaze", "strike = Strike; set a flat ablaze"),
            ("Jets roared before the strike hit the camp", "strike = Airstrike"),
            ("The strike on Monday closed the schools", ""),
            ("Teachers in Israeli strikes demand pay", ""),
            ("The strike entered its third week", ""),
        ] {
            assert_eq!(found(text), expected.replace("; set a flat ablaze", ""), "{text}");
        }
    }

    #[test]
    fn a_crash_is_told_apart_by_its_vehicle() {
        for (text, expected) in [
            ("The minibus crashed on a highway", "crashed = Accident/Road"),
            ("A small plane with six aboard crashed near a road", "crashed = Accident/Air"),
            ("It crashed", "crashed = Accident"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
