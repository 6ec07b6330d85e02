//! Whose army "the army" is: that of the one country whose army the article names, or of the country in which it acts.
//!
//! Known failures: an article of a country at war that calls its own army "the army" and names the enemy's alone.

use crate::extract::sight::Sight;
use crate::model::{Incident, Path, Role, Scope};

/// Organs of a state that strike. One that an article names without its country is of one that it takes for known.
const ORGANS: [&str; 2] = ["Military", "Security forces"];

/// Puts the nameless forces among the doers below their country.
pub(super) fn fill(sight: &Sight<'_>, incidents: &mut [Incident]) {
    let mut named: Option<Vec<&str>> = None;
    for incident in incidents.iter_mut().filter(|incident| incident.scope != Scope::Cumulative) {
        if !incident.initiator.iter().any(is_bare) {
            continue;
        }
        let named = named.get_or_insert_with(|| armies(sight));
        let home = incident.location.as_ref().filter(|place| place.country.is_some()).and_then(|place| place.path.as_ref());
        let country = match named[..] {
            [country] => Some(country.to_owned()),
            [] => home.and_then(|path| path.steps().next()).map(str::to_owned),
            _ => None,
        };
        let Some(country) = country else { continue };
        for role in incident.initiator.iter_mut().filter(|role| is_bare(role)) {
            role.path = Path::of([country.as_str()].into_iter().chain(role.path.steps().collect::<Vec<_>>()));
        }
    }
}

fn is_bare(role: &Role) -> bool {
    role.name.is_none() && role.path.steps().next().is_some_and(|first| ORGANS.contains(&first))
}

/// The countries whose forces the article names: "Israel's military", "the Malian army".
fn armies<'a>(sight: &Sight<'a>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for actor in &sight.actors {
        let mut steps = actor.value.path.steps();
        let (country, organ) = (steps.next(), steps.next());
        if let Some(country) =
            country.filter(|country| organ.is_some_and(|organ| ORGANS.contains(&organ)) && !found.contains(country))
        {
            found.push(country);
        }
    }
    found
}
