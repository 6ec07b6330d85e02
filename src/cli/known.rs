//! What the lexicon knows by name, whether an index holds it or not: an actor that no article names is an honest "nothing found",
//! and only what nobody knows is an error.

use crate::gazetteer::{Gazetteer, by_path};
use crate::lexicon::{actors, means, nouns};
use crate::model::{Field, Path};
use crate::query::resolve::among;

/// The paths that `written` means in `field`: those that end so, and those of the actor so called.
///
/// # Errors
/// If it means none. A word for a wider thing ("novichok" for what is kept as `Chemical`) is not the thing: its path comes first among
/// the nearest names.
pub(super) fn known(field: Field, written: &str) -> Result<Vec<Path>, Vec<String>> {
    match field {
        Field::Actor | Field::Initiator | Field::Target | Field::Claimant => actor(written),
        Field::Means => {
            let paths = means().values().filter_map(|term| term.path.as_ref());
            let wider = means().get(written).and_then(|term| term.path.as_ref());
            among(paths.map(Path::as_str), written).map_err(|near| wider_first(wider, near))
        }
        _ => Err(Vec::new()),
    }
}

/// The path under which the lexicon keeps what a word names, where that has another name: `Explosive` for "bomb", `Military` for "army".
pub(super) fn kept_under(field: Field, written: &str) -> Option<&'static Path> {
    match field {
        Field::Actor | Field::Initiator | Field::Target | Field::Claimant => nouns().get(written)?.path.as_ref(),
        Field::Means => means().get(written).filter(|term| term.exactly.is_none_or(|exactly| exactly == written))?.path.as_ref(),
        _ => None,
    }
}

fn actor(written: &str) -> Result<Vec<Path>, Vec<String>> {
    if let Some(path) = of_a_country(written) {
        return Ok(vec![path]);
    }
    // `Palestine/Hamas`, as others file it: the group answers for itself.
    let group = written.split_once('/').filter(|(country, _)| of_a_country(country).is_some()).map(|(_, group)| group);
    let bearers = actors().aliases.get(group.unwrap_or(written)).map(Vec::as_slice).unwrap_or_default();
    let mut named: Vec<Path> = bearers.iter().map(|alias| actors().list[alias.actor].path.clone()).collect();
    named.sort_unstable();
    named.dedup();
    if !named.is_empty() {
        return Ok(named);
    }
    let listed = actors().list.iter().map(|actor| &actor.path);
    let kinds = nouns().values().filter_map(|noun| noun.path.as_ref());
    let wider = nouns().get(written).and_then(|noun| noun.path.as_ref());
    among(listed.chain(kinds).map(Path::as_str), written).map_err(|near| wider_first(wider, near))
}

fn wider_first(wider: Option<&Path>, near: Vec<String>) -> Vec<String> {
    let wider = wider.map(ToString::to_string);
    let others: Vec<String> = near.into_iter().filter(|name| Some(name) != wider.as_ref()).collect();
    wider.into_iter().chain(others).collect()
}

/// A country as an actor, alone or with a role below it: `Iran`, `Iran/Military`.
fn of_a_country(written: &str) -> Option<Path> {
    let (name, role) = written.trim_start_matches('/').split_once('/').map_or((written, None), |(name, role)| (name, Some(role)));
    let places = by_path(&Path::parse(name));
    let country = places.into_iter().map(|place| Gazetteer.place(place).path).find(|path| path.depth() == 1)?;
    let Some(role) = role else { return Some(country) };
    let role = nouns().values().filter_map(|noun| noun.role).find(|known| known.eq_ignore_ascii_case(role))?;
    Some(Path::of([country.as_str()].into_iter().chain(role.split('/'))))
}

#[cfg(test)]
mod tests {
    use super::{kept_under, known};
    use crate::model::{Field, Path};

    #[test]
    fn words_of_the_lexicon_name_what_is_kept_under_another_name() {
        for (field, written, expected) in [
            (Field::Means, "bomb", Some("Explosive")),
            (Field::Means, "Car bomb", Some("Explosive/Vehicle bomb")),
            (Field::Means, "shooting", Some("Firearms")),
            (Field::Means, "floods", Some("Flood")),
            (Field::Means, "flu shot", None),
            (Field::Means, "novichok", None),
            (Field::Means, "Novichok", Some("Chemical")),
            (Field::Claimant, "army", Some("Military")),
            (Field::Target, "hospital", Some("Infrastructure/Health/Hospital")),
            (Field::Outlet, "army", None),
        ] {
            assert_eq!(kept_under(field, written).map(Path::as_str), expected, "{written}");
        }
    }

    #[test]
    fn names_of_the_lexicon_mean_their_paths() {
        for (field, written, expected) in [
            (Field::Actor, "hezbollah", "Hezbollah"),
            (Field::Actor, "Lebanon/Hezbollah", "Hezbollah"),
            (Field::Initiator, "IDF", "Israel/Military"),
            (Field::Claimant, "Iran", "Iran"),
            (Field::Target, "iran/military", "Iran/Military"),
            (Field::Means, "torpedo", "? Shelling/Naval Tornado"),
            (Field::Means, "chemical", "Chemical"),
            (Field::Means, "novichok", "? Chemical"),
            (Field::Actor, "Hezbolah", "? Hezbollah"),
            (Field::Actor, "Xyzzyfoo", "? "),
            (Field::Outlet, "Reuters", "? "),
        ] {
            let meant = match known(field, written) {
                Ok(paths) => paths.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
                Err(nearest) => format!("? {}", nearest.join(" ")),
            };
            assert_eq!(meant, expected, "{written}");
        }
    }
}
