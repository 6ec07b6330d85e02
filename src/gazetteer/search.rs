//! What queries ask: places by any spelling of their name, by path, and the nearest names when there is none.

use super::place::{Kind, PlaceId};
use super::table::Gazetteer;
use crate::document::fold::fold;
use crate::lexicon::rows;
use crate::model::Path;

const GAZETTEER: Gazetteer = Gazetteer;

/// All places that bear this name, in any spelling the gazetteer knows (Kiev, Kyiv), the most populous first.
#[must_use]
pub fn by_name(name: &str) -> Vec<PlaceId> {
    GAZETTEER.name(name).map_or_else(Vec::new, |found| found.candidates().map(|candidate| candidate.place).collect())
}

/// The places at the end of a path such as `Ukraine/Kharkiv`: steps may be left out, be spelled in any way, name their sort
/// ("Kharkiv Oblast"), or be the code of a country.
#[must_use]
pub fn by_path(path: &Path) -> Vec<PlaceId> {
    let steps: Vec<&str> = path.steps().collect();
    let Some((leaf, above)) = steps.split_last() else { return Vec::new() };
    let above: Vec<Vec<PlaceId>> = above.iter().map(|step| meant_by(step)).collect();
    let lies_in = |place: PlaceId| {
        let mut parents = GAZETTEER.place(place).parents.into_iter();
        above.iter().rev().all(|step| parents.any(|parent| step.contains(&parent)))
    };
    meant_by(leaf).into_iter().filter(|place| lies_in(*place)).collect()
}

/// The places so called, or else the divisions so called before the word for their sort, or else what has this code.
fn meant_by(step: &str) -> Vec<PlaceId> {
    let mut meant = by_name(step);
    if meant.is_empty() {
        meant = division(step);
    }
    if meant.is_empty() { coded(step) } else { meant }
}

/// Sorts of divisions, as they stand behind names.
const DIVISIONS: &str = "borough canton county department district emirate governorate krai municipality oblast parish prefecture \
                         province raion region shire state territory voivodeship";

/// Kharkiv, the division, for "Kharkiv Oblast".
fn division(written: &str) -> Vec<PlaceId> {
    let Some((name, sort)) = written.trim().rsplit_once(' ') else { return Vec::new() };
    if !DIVISIONS.split_whitespace().any(|known| known == fold(sort)) {
        return Vec::new();
    }
    let is_division = |place: &PlaceId| matches!(GAZETTEER.kind(*place), Kind::Admin1 | Kind::Admin2 | Kind::Region);
    by_name(name).into_iter().filter(is_division).collect()
}

/// The country of a code in capitals, and the state that the post abbreviates so: "CA" may be both.
fn coded(code: &str) -> Vec<PlaceId> {
    let mut coded: Vec<PlaceId> = GAZETTEER.country_coded(code).into_iter().collect();
    for row in rows(include_str!("../../data/state_abbreviations.tsv")).filter(|row| row.cell(0) == code) {
        let country = GAZETTEER.country_coded(row.cell(1));
        let is_it = |place: &PlaceId| GAZETTEER.kind(*place) == Kind::Admin1 && GAZETTEER.country(*place) == country;
        coded.extend(by_name(row.cell(3)).into_iter().find(is_it));
    }
    coded
}

/// The usual English name of a country by its two-letter code; empty for an unknown code.
#[must_use]
pub fn country_name(code: &str) -> &'static str {
    GAZETTEER.country_coded(code).map_or("", |country| GAZETTEER.display_name(country))
}

/// The two-letter code of a country by any of its names.
#[must_use]
pub fn country_code(name: &str) -> Option<&'static str> {
    let found = GAZETTEER.name(name)?.candidates().map(|candidate| candidate.place);
    let mut countries = found.filter(|place| GAZETTEER.kind(*place) == Kind::Country);
    countries.next().map(|country| GAZETTEER.code(country))
}

/// Up to `limit` main names that differ from `name` by one or two letters, the nearest and most populous first: "did you mean".
#[must_use]
pub fn nearest_names(name: &str, limit: usize) -> Vec<&'static str> {
    let wanted: Vec<char> = fold(name.trim()).chars().collect();
    let reach = if wanted.len() < 5 { 1 } else { 2 };
    let mut found: Vec<(usize, u32, PlaceId)> = Vec::new();
    for known in GAZETTEER.names() {
        if known.folded().len().abs_diff(wanted.len()) > reach {
            continue;
        }
        let Some(distance) = edits(&wanted, known.folded(), reach) else { continue };
        let Some(best) = known.candidates().next() else { continue };
        found.push((distance, u32::MAX - GAZETTEER.population(best.place), best.place));
    }
    found.sort_unstable();
    let mut names: Vec<&'static str> = Vec::new();
    for (_, _, place) in found {
        let name = GAZETTEER.display_name(place);
        if names.len() < limit && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Letters to insert, drop or replace to turn one word into the other; `None` if more than `reach`.
fn edits(wanted: &[char], known: &str, reach: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=wanted.len()).collect();
    for (line, letter) in known.chars().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for at in 1..row.len() {
            let replaced = corner + usize::from(wanted[at - 1] != letter);
            corner = row[at];
            row[at] = replaced.min(row[at] + 1).min(row[at - 1] + 1);
        }
        if row.iter().all(|cost| *cost > reach) {
            return None;
        }
    }
    row.last().copied().filter(|cost| *cost <= reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(places: Vec<PlaceId>) -> Vec<String> {
        places.into_iter().map(|place| GAZETTEER.place(place).path.to_string()).collect()
    }

    #[test]
    fn any_spelling_finds_the_same_place() {
        for (one, other, path) in [
            ("Kiev", "Kyiv", "Ukraine/Kyiv/Kyiv"),
            ("Odessa", "ODESA", "Ukraine/Odesa/Odesa"),
            ("Kharkov", "Kharkiv", "Ukraine/Kharkiv/Kharkiv"),
            ("Sana'a", "Sanaa", "Yemen/Amanat Alasimah/Sana'a"),
            ("Saint Louis", "St. Louis", "United States/Missouri/St. Louis"),
            ("Khan Yunis", "Khan Younis", "Palestine/Gaza Strip/Khan Younis"),
            ("Burma", "Myanmar", "Myanmar"),
            ("Ivory Coast", "Côte d’Ivoire", "Ivory Coast"),
            ("Hodeidah", "al-Hudaydah", "Yemen/Al Hudaydah/Hodeidah"),
        ] {
            for name in [one, other] {
                assert!(paths(by_name(name)).iter().any(|found| found == path), "{name}: {:?}", paths(by_name(name)));
            }
        }
    }

    #[test]
    fn a_path_tells_places_of_one_name_apart() {
        for (path, expected) in [
            ("Ukraine/Kharkiv", vec!["Ukraine/Kharkiv/Kharkiv", "Ukraine/Kharkiv"]),
            ("Ukraine/Kharkiv/Izium", vec!["Ukraine/Kharkiv/Izium"]),
            ("United States/Texas/Austin", vec!["United States/Texas/Austin"]),
            ("Ukraine/Texas", vec![]),
            ("Kharkiv Oblast", vec!["Ukraine/Kharkiv"]),
            ("kharkiv region", vec!["Ukraine/Kharkiv"]),
            ("Ukraine/Odessa Oblast", vec!["Ukraine/Odesa"]),
            ("Ukraine/Kharkiv Oblast/Kharkiv", vec!["Ukraine/Kharkiv/Kharkiv"]),
            ("Kharkiv quarter", vec![]),
            ("IQ", vec!["Iraq"]),
            ("iq", vec![]),
            ("UA/Kharkiv Oblast", vec!["Ukraine/Kharkiv"]),
            ("GA", vec!["United States/Georgia", "Gabon"]),
        ] {
            let mut found = paths(by_path(&Path::parse(path)));
            found.sort_by_key(|path| std::cmp::Reverse(path.len()));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn regions_of_conflict_are_known() {
        for (name, path) in [
            ("Donbas", "Ukraine/Donbas"),
            ("Gaza Strip", "Palestine/Gaza Strip"),
            ("Darfur", "Sudan/Darfur"),
            ("Kashmir", "Kashmir"),
            ("Sahel", "Sahel"),
            ("Rapides Parish", "United States/Louisiana/Rapides Parish"),
            ("Nagorno-Karabakh", "Azerbaijan/Nagorno-Karabakh"),
        ] {
            assert!(paths(by_name(name)).iter().any(|found| found == path), "{name}: {:?}", paths(by_name(name)));
        }
    }

    #[test]
    fn countries_have_names_codes_and_points() {
        for (name, code) in [("U.S.", "US"), ("UK", "GB"), ("DRC", "CD"), ("Turkey", "TR"), ("Palestinian territories", "PS")] {
            assert_eq!(country_code(name), Some(code), "{name}");
        }
        assert_eq!(country_code("Texas"), None);
        assert_eq!((country_name("UA"), country_name("ZZ")), ("Ukraine", ""));
        for country in GAZETTEER.countries() {
            assert_ne!(GAZETTEER.point(country), (0.0, 0.0), "{}", GAZETTEER.code(country));
        }
    }

    #[test]
    fn an_unknown_name_gets_the_nearest_ones() {
        assert!(nearest_names("Kharkyv", 3).contains(&"Kharkiv"));
        assert!(nearest_names("Bagdad City", 3).len() <= 3);
        assert_eq!(nearest_names("Xqzzvwwyk", 3), Vec::<&str>::new());
        assert_eq!(by_name("Xqzzvwwyk"), []);
    }
}
