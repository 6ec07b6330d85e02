//! Regions of the world and the countries they are made of, `data/areas.tsv`: paths begin with the country, so nothing lies below
//! "West Africa" by its path, and who asks for it means what lies below each of its countries.

use super::place::{Kind, PlaceId};
use super::table::Gazetteer;
use crate::lexicon::rows;

/// The countries of an area; none for what is no area.
#[must_use]
pub fn countries_of(area: PlaceId) -> Vec<PlaceId> {
    if Gazetteer.kind(area) == Kind::Area { members(Gazetteer.display_name(area)) } else { Vec::new() }
}

fn members(area: &str) -> Vec<PlaceId> {
    let row = rows(include_str!("../../data/areas.tsv")).find(|row| row.cell(0) == area);
    let listed = row.into_iter().flat_map(|row| row.list(1));
    listed.flat_map(|member| Gazetteer.country_coded(member).map_or_else(|| members(member), |country| vec![country])).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::members;
    use crate::gazetteer::{Gazetteer, Kind, by_name};
    use crate::lexicon::rows;

    #[test]
    fn every_area_is_known_and_made_of_countries() {
        let table = include_str!("../../data/areas.tsv");
        let names: Vec<&str> = rows(table).map(|row| row.cell(0)).collect();
        assert!(names.is_sorted());
        for row in rows(table) {
            let name = row.cell(0);
            assert!(by_name(name).into_iter().any(|place| Gazetteer.kind(place) == Kind::Area), "{name}");
            for member in row.list(1) {
                assert!(Gazetteer.country_coded(member).is_some() || names.contains(&member), "{name}: {member}");
            }
        }
    }

    #[test]
    fn every_country_with_people_lies_on_a_continent() {
        let continents = ["Africa", "Asia", "Europe", "North America", "South America", "Oceania"];
        let on_one: BTreeSet<_> = continents.into_iter().flat_map(members).collect();
        let missing: Vec<&str> = Gazetteer
            .countries()
            .filter(|country| Gazetteer.population(*country) > 5_000 && !on_one.contains(country))
            .map(|country| Gazetteer.display_name(country))
            .collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
