//! Finds weapons and causes: the longest term of `data/means.tsv`, and two rules for words that need their sentence.
//!
//! "Strike" is a military strike only with a cue (a country, "overnight", what it hit), never a walkout; it is an
//! `Airstrike` if aircraft are in the sentence, else `Strike`, a strike whose weapon is not said. "Crash" and its kin are
//! accidents on the road, on rails, in the air or at sea by the vehicle in the sentence.
//!
//! Whether a weapon was used, planned, feared or shot down is for those who assemble the incident to say.
//! Known failures: a figure of speech that is in no trap of the table ("a storm hit the markets").

mod fire;
mod strike;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Mention, Value};
use crate::document::{Document, Gap, Mark};
use crate::lexicon::{Telling, Term, WordSet, means};
use crate::model::Path;

/// The means that the text names.
#[must_use]
pub fn read(document: &Document<'_>, earlier: &[Mention]) -> Vec<Mention> {
    let table = means();
    let places: Vec<&Mention> = earlier.iter().filter(|mention| matches!(mention.value, Value::Location(_))).collect();
    let mut found = Vec::new();
    let mut at = document.next_marked(0, *BEGINS);
    while at < document.tokens.len() {
        let Some((length, term)) = table.longest(document, at) else {
            if let Some(mention) = strike::read(document, &places, at).or_else(|| fire::read(document, at)) {
                found.push(mention);
            }
            at = document.next_marked(at + 1, *BEGINS);
            continue;
        };
        let written = is_written_so(document, at, length, term);
        if let Some(path) = term.path.as_ref().filter(|_| written) {
            found.extend(named(document, at, length, path, term.telling));
        }
        at = document.next_marked(at + if written { length } else { 1 }, *BEGINS);
    }
    found
}

/// The words with which a means can begin.
static BEGINS: LazyLock<Mark> = LazyLock::new(|| means().mark().or(strike::STRIKE.mark()).or(fire::FIRE.mark()));

fn is_written_so(document: &Document<'_>, at: usize, length: usize, term: &Term) -> bool {
    term.exactly.is_none_or(|exactly| document.span(at, at + length).of(document.text) == exactly)
}

fn named(document: &Document<'_>, at: usize, length: usize, path: &Path, telling: Telling) -> Option<Mention> {
    let (rule, path) = match path.as_str() {
        "Firearms" if length == 1 && is_shot_noun(document, at) => return None,
        "Melee" if length == 1 && is_in_a_name(document, at) => return None,
        "Storm" if length == 1 && is_stormed(document, at) => return None,
        "Volcano" if is_name_of_mountain(document, at) => return None,
        "Explosive" if length == 1 && is_bombed_from_the_air(document, at) => {
            ("means/bombed", Cow::Owned(Path::parse("Airstrike")))
        }
        "Accident" => ("means/accident", accident(document, at).map_or(Cow::Borrowed(path), Cow::Owned)),
        _ => ("means/term", Cow::Borrowed(path)),
    };
    Some(Mention { first: at, end: at + length, rule, value: Value::Means(path.into_owned(), telling) })
}

const BOMBED: WordSet<3> = WordSet::of(["bombed", "bombing", "bombings"]);

const BOMBS: WordSet<2> = WordSet::of(["bomb", "bombs"]);
const BOMBERS: WordSet<10> = WordSet::of([
    "aircraft",
    "airplanes",
    "bombers",
    "helicopter",
    "helicopters",
    "jet",
    "jets",
    "planes",
    "warplane",
    "warplanes",
]);

/// "A jet bombed the village", "Jets bomb a camp": no bomb that somebody planted.
fn is_bombed_from_the_air(document: &Document<'_>, at: usize) -> bool {
    let hash = document.tokens[at].hash;
    let by_jets = || at > 0 && document.gap(at) == Gap::SPACE && BOMBERS.has(document.tokens[at - 1].hash);
    BOMBED.has(hash) && strike::has_aircraft(document, at) || BOMBS.has(hash) && by_jets()
}

/// "the Black Axe confraternity": a word of a name, in a text that has small letters.
fn is_in_a_name(document: &Document<'_>, at: usize) -> bool {
    let capital = |at: usize| document.tokens[at].shape.is_capital() && !document.tokens[at].shape.is_all_caps();
    let sentence = document.sentence_at(at);
    let title = || sentence.tokens().filter(|&at| !capital(at)).take(4).count() < 4;
    at > sentence.first && capital(at) && capital(at - 1) && document.gap(at) == Gap::SPACE && !title()
}

/// "Near the Santa Ana Volcano": a name on the map, as against "the volcano erupted".
fn is_name_of_mountain(document: &Document<'_>, at: usize) -> bool {
    let capital = |at: usize| document.tokens[at].shape.is_capital();
    let named = at > document.sentence_at(at).first && capital(at) && capital(at - 1);
    named && !document.sentence_at(at).shouted && document.gap(at).only(Gap::SPACE)
}

const STORM: WordSet<2> = WordSet::of(["storm", "storms"]);
const AFTER_TO_STORM: WordSet<9> = WordSet::of(["a", "an", "the", "into", "his", "her", "their", "its", "several"]);

const STORMERS: WordSet<20> = WordSet::of([
    "attackers",
    "bandits",
    "commandos",
    "crowd",
    "demonstrators",
    "fighters",
    "gunmen",
    "insurgents",
    "jihadists",
    "militants",
    "militiamen",
    "mob",
    "police",
    "protesters",
    "rebels",
    "rioters",
    "settlers",
    "soldiers",
    "supporters",
    "troops",
]);

/// "Militants storm a barracks", "Rebels storm military base": a verb, and no weather.
fn is_stormed(document: &Document<'_>, at: usize) -> bool {
    let next = document.tokens.get(at + 1).is_some_and(|next| AFTER_TO_STORM.has(next.hash));
    let stormers = at > 0 && document.gap(at) == Gap::SPACE && STORMERS.has(document.tokens[at - 1].hash);
    (next || stormers) && STORM.has(document.tokens[at].hash) && document.gap(at + 1).only(Gap::SPACE.and(Gap::LINE))
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

/// "A petrol tanker", as against "an oil tanker", which is a ship.
fn is_road_tanker(document: &Document<'_>, at: usize) -> bool {
    const CARGOES: [&str; 6] = ["fuel", "gas", "gasoline", "milk", "petrol", "water"];
    let cargo = at.checked_sub(1).map_or("", |before| document.word(before));
    document.word(at).eq_ignore_ascii_case("tanker") && CARGOES.iter().any(|word| cargo.eq_ignore_ascii_case(word))
}

const CAR: WordSet<2> = WordSet::of(["car", "cars"]);
const OTHER_CARS: WordSet<4> = WordSet::of(["cable", "dining", "gondola", "sleeping"]);

/// The kind of accident, by the nearest vehicle, one before it rather than one after; `None` if there is none in the sentence.
fn accident(document: &Document<'_>, at: usize) -> Option<Path> {
    let sentence = document.sentence_at(at).tokens();
    let kind = |token: usize| {
        let hash = document.tokens[token].hash;
        // "A cable car", "a dining car": none of the road.
        if CAR.has(hash) && token > 0 && OTHER_CARS.has(document.tokens[token - 1].hash) {
            return None;
        }
        let road = ROAD.has(hash) || is_road_tanker(document, token);
        let kinds = [(AIR.has(hash), "Air"), (SEA.has(hash) && !road, "Sea"), (RAIL.has(hash), "Rail"), (road, "Road")];
        kinds.into_iter().find(|(is, _)| *is).map(|(_, kind)| (if token < at { at - token } else { 3 * (token - at) }, kind))
    };
    let nearest = sentence.filter_map(kind).min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, kind)| Path::of(["Accident", kind]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::actors::sample::{article, place};
    use crate::model::Use;

    fn found(text: &str) -> String {
        let article = article(text);
        let document = Document::of(&article);
        let earlier = place(&document, "Israeli", "Israel", Use::Demonym);
        let paths = read(&document, &earlier).into_iter().map(|mention| match mention.value {
            Value::Means(path, _) => format!("{} = {path}", document.span(mention.first, mention.end).of(text)),
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
    fn a_fire_is_one_only_as_a_noun() {
        for (text, expected) in [
            ("A fire at a nightclub killed 12", "fire = Fire"),
            ("the fire spread to a school", "fire = Fire"),
            ("A kitchen fire in Bath hurt 9", "fire = Fire"),
            ("the fire department said", ""),
            ("They fire at night", ""),
            ("the fire truck came", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn to_storm_is_no_weather() {
        assert_eq!(found("Militants storm a barracks"), "");
        assert_eq!(found("A storm killed 6"), "storm = Storm");
    }

    #[test]
    fn a_crash_is_told_apart_by_its_vehicle() {
        for (text, expected) in [
            ("The minibus crashed on a highway", "crashed = Accident/Road"),
            ("A petrol tanker overturned", "overturned = Accident/Road"),
            ("An oil tanker collided with a tug", "collided = Accident/Sea"),
            ("A small plane with six aboard crashed near a road", "crashed = Accident/Air"),
            ("It crashed", "crashed = Accident"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
