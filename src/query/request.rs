//! What to do with the articles that a query means.

use serde::Serialize;

use crate::model::{Field, Path};

use super::Query;

/// A query, and what is wanted of its matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which articles, in normal form.
    pub query: Query,
    /// True to list and count what matches only possibly, too.
    pub maybe: bool,
    /// Order of the hits.
    pub sort: Sort,
    /// How many hits at most.
    pub limit: usize,
    /// How many hits to leave out first.
    pub offset: usize,
    /// True if hits carry a snippet.
    pub snippets: bool,
    /// Facets to count.
    pub facets: Vec<FacetRequest>,
    /// Timeline to draw, if any.
    pub timeline: Option<Step>,
    /// True to list of each story only one article: of those that match, the one that speaks for it first.
    pub fold: bool,
    /// True to count each story once: in facets whichever of its articles has the value, in the timeline as the one that is listed of it
    /// when folded.
    pub by_story: bool,
}

impl Request {
    /// The ten best matches with snippets, without facets or timeline.
    #[must_use]
    pub fn new(query: Query) -> Self {
        Self {
            query: query.normalise(),
            maybe: false,
            sort: Sort::default(),
            limit: 10,
            offset: 0,
            snippets: true,
            facets: Vec::new(),
            timeline: None,
            fold: false,
            by_story: false,
        }
    }
}

/// Order of the hits. What is equal is ordered by published date, newest first, then by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first, by the last day it can have been published; undated articles last.
    Date,
    /// Most killed first, by the least number of the matched incident with the greatest one; none said last.
    Killed,
}

/// A facet to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetRequest {
    /// A field whose row in the table says `facet`.
    pub field: Field,
    /// Count only what lies below this path; `None` starts at the top.
    pub below: Option<Path>,
    /// How many levels, 1 or more.
    pub depth: usize,
    /// How many buckets at most on each level of each branch.
    pub top: usize,
}

impl FacetRequest {
    /// One level from the top, the ten fullest buckets.
    #[must_use]
    pub const fn new(field: Field) -> Self {
        Self { field, below: None, depth: 1, top: 10 }
    }
}

/// The length of a timeline's periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// January to March and so on.
    Quarter,
    /// A calendar year.
    Year,
}
