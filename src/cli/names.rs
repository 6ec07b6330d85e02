//! What names mean. Places: by any spelling the gazetteer knows, whether the index holds them or not. Everything else: by what the index
//! holds, and then by what the lexicon knows. Words that name a place are looked for in all its spellings, so that "Kiev" finds what was written as "Kyiv".

use super::known::{kept_under, known};
use super::say;
use crate::document::words;
use crate::engine::Engine;
use crate::gazetteer::{Gazetteer, PlaceId, by_path, countries_of, nearest_names};
use crate::model::{Field, Path};
use crate::present::harmless;
use crate::query::resolve::among;
use crate::query::{Pattern, Query, Resolver, Text};
use crate::source::formats;

/// Names as the gazetteer and one index know them.
pub(crate) struct Names<'e> {
    engine: &'e dyn Engine,
}

impl<'e> Names<'e> {
    pub(crate) fn of(engine: &'e dyn Engine) -> Self {
        Self { engine }
    }
}

impl Resolver for Names<'_> {
    fn resolve(&self, field: Field, written: &str) -> Result<Vec<Path>, Vec<String>> {
        // An index that cannot be read says so when it is searched.
        let values = self.engine.values(field).unwrap_or_default();
        let indexed = among(values.iter().map(Path::as_str), written);
        if let (Field::Format, Some(format)) = (field, formats().find(|format| format.name.eq_ignore_ascii_case(written))) {
            let extensions = format.extensions.iter().map(|extension| Path::parse(extension));
            return Ok(indexed.unwrap_or_default().into_iter().chain(extensions).collect());
        }
        if field != Field::Location {
            let found = indexed.or_else(|near| known(field, written).map_err(|known| merged(known, near)));
            return found.or_else(|near| self.by_another_name(field, written).ok_or(near));
        }
        let mut paths: Vec<Path> = known_places(written);
        paths.extend(indexed.clone().unwrap_or_default());
        paths.sort_unstable();
        paths.dedup_by(|below, above| below.is_under(above.as_str()));
        if !paths.is_empty() {
            return Ok(paths);
        }
        let leaf = written.rsplit('/').next().unwrap_or(written);
        // "Kharkv Oblast" is near to no name, but its name is.
        let names = [Some(leaf), leaf.rsplit_once(' ').map(|(name, _)| name), leaf.split_once(',').map(|(name, _)| name)];
        let known = names.into_iter().flatten().flat_map(|name| nearest_names(name, 3)).map(str::to_owned);
        Err(merged(indexed.err().unwrap_or_default(), known))
    }
}

impl Names<'_> {
    /// What is kept under another name than that which is written, which the user is told: it may be the name of a wider thing.
    fn by_another_name(&self, field: Field, written: &str) -> Option<Vec<Path>> {
        let kept = kept_under(field, written)?;
        let paths = self.resolve(field, kept.as_str()).ok()?;
        say(&format!("`{}` is kept under `{kept}`: that is looked for\n", harmless(written)));
        Some(paths)
    }
}

/// The first three names of two lists, each once.
fn merged(mut nearest: Vec<String>, more: impl IntoIterator<Item = String>) -> Vec<String> {
    for name in more {
        if !nearest.contains(&name) {
            nearest.push(name);
        }
    }
    nearest.truncate(3);
    nearest
}

/// The paths of all places that are meant: so named, or, if there are none, named with what they lie in ("Kharkiv, Ukraine").
fn known_places(written: &str) -> Vec<Path> {
    let named = places_named(written);
    if !named.is_empty() || !written.contains(',') {
        return named;
    }
    let steps: Vec<&str> = written.rsplit(',').map(str::trim).collect();
    places_named(&steps.join("/"))
}

/// The paths of all places so named, in any spelling of the last step, and of the countries of those that are areas.
fn places_named(written: &str) -> Vec<Path> {
    let (above, name) = written.rsplit_once('/').map_or((None, written), |(above, name)| (Some(above), name));
    let spelled =
        spellings(name).into_iter().map(|other| above.map_or_else(|| other.to_owned(), |above| format!("{above}/{other}")));
    let places = spelled.chain([written.to_owned()]).flat_map(|path| by_path(&Path::parse(&path)));
    let with_members = |place: PlaceId| countries_of(place).into_iter().chain([place]);
    places.flat_map(with_members).map(|place| Gazetteer.path(place)).collect()
}

/// The query with every word or phrase that names a place widened to all spellings of it.
pub(crate) fn with_spellings(query: Query) -> Query {
    match query {
        Query::Text(text) => widened(text),
        Query::And(parts) => Query::And(parts.into_iter().map(with_spellings).collect()),
        Query::Or(parts) => Query::Or(parts.into_iter().map(with_spellings).collect()),
        Query::Not(part) => Query::Not(Box::new(with_spellings(*part))),
        other => other,
    }
}

fn widened(text: Text) -> Query {
    let written = match &text.pattern {
        Pattern::Word(word) => word.clone(),
        Pattern::Phrase { words, slop: 0 } => words.join(" "),
        _ => return Query::Text(text),
    };
    let field = text.field;
    let others = spellings(&written).into_iter().filter_map(pattern).map(|pattern| Query::Text(Text { field, pattern }));
    let mut any: Vec<Query> = others.collect();
    if any.is_empty() {
        return Query::Text(text);
    }
    any.insert(0, Query::Text(text));
    Query::Or(any)
}

/// The other names of the places that are mostly meant by what is written.
fn spellings(written: &str) -> Vec<&'static str> {
    let name = Gazetteer.name(written);
    name.map_or_else(Vec::new, |name| name.spellings().into_iter().map(|other| other.folded()).collect())
}

fn pattern(spelling: &str) -> Option<Pattern> {
    let mut words: Vec<String> = words(spelling).map(|(start, end)| spelling[start..end].to_owned()).collect();
    match words.len() {
        0 => None,
        1 => Some(Pattern::Word(words.swap_remove(0))),
        _ => Some(Pattern::Phrase { words, slop: 0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn a_place_is_looked_for_in_all_its_spellings() {
        for (written, other) in
            [("Kiev", "kyiv"), ("Kyiv", "kiev"), ("Odessa", "odesa"), ("Kharkov", "kharkiv"), ("Burma", "myanmar")]
        {
            assert!(spellings(written).contains(&other), "{written}: {:?}", spellings(written));
        }
        assert!(spellings("missile").is_empty());
        assert!(spellings("US").iter().all(|name| name.len() > 3));
    }
}
