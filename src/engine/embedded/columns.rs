//! Columns of the article itself: when it was published, and its paths.

use std::ops::{Bound, RangeBounds};
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

/// The paths of articles: what stands above them goes without saying.
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

    /// The column itself.
    pub const fn column(&self) -> &StrColumn {
        &self.0
    }
}

/// Ordinals of a column of paths.
pub struct Ordinals(Vec<(Bound<u64>, Bound<u64>)>);

impl Ordinals {
    /// Those of `paths` and of all below them.
    pub fn under(column: &StrColumn, paths: &[Path]) -> tantivy::Result<Self> {
        let dictionary = column.dictionary();
        let mut found = Vec::new();
        for path in paths {
            let itself = dictionary.term_ord(path.as_str())?;
            found.extend(itself.map(|ordinal| (Bound::Included(ordinal), Bound::Included(ordinal))));
            // `0` is the character after `/`: everything below the path stands between the two.
            let below = (Bound::Included(format!("{path}/")), Bound::Excluded(format!("{path}0")));
            found.push(dictionary.term_bounds_to_ord(below.0, below.1)?);
        }
        Ok(Self(found))
    }

    /// True if `ordinal` is one of them.
    pub fn contains(&self, ordinal: u64) -> bool {
        self.0.iter().any(|range| range.contains(&ordinal))
    }
}

/// The text of an ordinal of a column.
pub fn text_of(column: &StrColumn, ordinal: u64) -> tantivy::Result<String> {
    let mut text = String::new();
    column.ord_to_str(ordinal, &mut text)?;
    Ok(text)
}
