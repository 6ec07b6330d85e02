//! Columns of the article itself: when it was published, and its paths.

use std::sync::Arc;

use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::engine::schema::{PUBLISHED_CERTAIN, PUBLISHED_FROM, PUBLISHED_TO};
use crate::model::{DateRange, Day, Field, Path, Provenance, Published};

/// A day before all others: a date range open to the past.
pub const NEVER: i64 = -10_000_000;
/// A day after all others: a date range open to the future.
pub const FOREVER: i64 = 10_000_000;

/// When articles were published. How that is known is told only as far as it is certain.
pub struct Dates {
    from: Arc<dyn ColumnValues<i64>>,
    to: Arc<dyn ColumnValues<i64>>,
    certain: Arc<dyn ColumnValues<u64>>,
}

impl Dates {
    /// The columns of a segment.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            from: columns.i64(PUBLISHED_FROM)?.first_or_default_col(NEVER),
            to: columns.i64(PUBLISHED_TO)?.first_or_default_col(FOREVER),
            certain: columns.u64(PUBLISHED_CERTAIN)?.first_or_default_col(0),
        })
    }

    /// When `doc` was published.
    pub fn published(&self, doc: DocId) -> Published {
        let day = |number: i64| {
            let known = number > NEVER && number < FOREVER;
            known.then(|| Day::from_number(i32::try_from(number).unwrap_or(0)))
        };
        let range = DateRange { from: day(self.from.get_val(doc)), to: day(self.to.get_val(doc)) };
        Published { range, by: if self.is_certain(doc) { Provenance::Field } else { Provenance::Bounded } }
    }

    /// False if the date is only bounded.
    pub fn is_certain(&self, doc: DocId) -> bool {
        self.certain.get_val(doc) == 1
    }
}

/// The paths of articles, with all above them.
pub struct ArticlePaths(StrColumn);

impl ArticlePaths {
    /// The column of `field` in a segment; `None` if no article of it has one.
    pub fn open(segment: &SegmentReader, field: Field) -> tantivy::Result<Option<Self>> {
        Ok(segment.fast_fields().str(field.name())?.map(Self))
    }

    /// The ordinals of the paths of `doc`, each once.
    pub fn ordinals(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        self.0.ords().values_for_doc(doc)
    }

    /// The path of an ordinal.
    pub fn path(&self, ordinal: u64) -> tantivy::Result<String> {
        path_of(&self.0, ordinal)
    }

    /// The ordinals of those of `paths` that an article of the segment has.
    pub fn known(&self, paths: &[Path]) -> tantivy::Result<Vec<u64>> {
        let mut known = Vec::new();
        for path in paths {
            known.extend(self.0.dictionary().term_ord(path.as_str())?);
        }
        Ok(known)
    }
}

/// The path of an ordinal of a column.
pub fn path_of(column: &StrColumn, ordinal: u64) -> tantivy::Result<String> {
    let mut path = String::new();
    column.ord_to_str(ordinal, &mut path)?;
    Ok(path)
}
