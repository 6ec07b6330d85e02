//! What comes back from an engine.

use std::ops::Range;

use serde::Serialize;

use crate::model::{Count, Day, Field, Incident, Path, Published, Report, Source};

use super::{Match, Query, Step};

/// Hits, counts, facets and timeline. All numbers are exact.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Answer {
    /// Articles that match certainly.
    pub certain: u64,
    /// Articles that match only possibly, whether listed or not.
    pub possible: u64,
    /// How many of the possible ones have no certain date.
    pub undated: u64,
    /// How many stories the articles are that are listed, an article alone being one; 0 unless the request folds or counts by story.
    pub stories: u64,
    /// The page of hits that was asked for.
    pub hits: Vec<Hit>,
    /// In the order of the request.
    pub facets: Vec<Facet>,
    /// If one was asked for.
    pub timeline: Option<Timeline>,
}

/// One article found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The article's id.
    pub id: String,
    /// BM25 score; 0 for a query without words.
    pub score: f32,
    /// Headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Published,
    /// Where it came from.
    pub source: Source,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// The words around the matches.
    pub snippet: Option<Snippet>,
    /// The id of the article of its story that was published first: its own if there is no other.
    pub story: String,
    /// How many other matches of its story are folded under this one.
    pub copies: u64,
    /// False if it matches only possibly.
    pub certain: bool,
    /// The incidents the query selects, in the order of the text.
    pub incidents: Vec<Incident>,
}

impl Hit {
    /// A match, with the incidents that the query selects; without a score and a snippet.
    #[must_use]
    pub fn of(query: &Query, maybe: bool, report: &Report, found: Match) -> Self {
        Self {
            id: report.id.clone(),
            score: 0.0,
            title: report.title.clone(),
            published: report.published,
            source: report.source.clone(),
            outlet: report.outlet.clone(),
            url: report.url.clone(),
            snippet: None,
            story: report.id.clone(),
            copies: 0,
            certain: found == Match::Certain,
            incidents: query.selected(report, maybe).cloned().collect(),
        }
    }
}

/// A piece of an article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The words.
    pub text: String,
    /// What to highlight: bytes of `text`, ascending, apart.
    pub highlights: Vec<Range<usize>>,
}

/// Counts of a field's values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The field counted.
    pub field: Field,
    /// The first level: fullest first, then by path; days by path.
    pub buckets: Vec<Bucket>,
    /// How many buckets of the first level were left out.
    pub more: u64,
}

/// A value and how many articles, or stories if they are counted once, the query would find with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bucket {
    /// The whole path; days are written `2025/2025-06/2025-06-02`.
    pub path: Path,
    /// Articles found if the query asked for this value instead of its own for the field; for days only certainly found.
    pub count: u64,
    /// The level below, ordered the same way.
    pub children: Vec<Bucket>,
    /// How many buckets of the level below were left out.
    pub more: u64,
}

/// Articles and tolls over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// Length of the periods.
    pub step: Step,
    /// In order of time; periods in which nothing happened are left out.
    pub periods: Vec<Period>,
    /// Articles whose date is not known well enough for a period.
    pub undated_articles: u64,
    /// Incidents whose date is not known well enough for a period.
    pub undated_incidents: u64,
    /// Selected aggregates and cumulative tolls: counted in no period, unless the query asks for a scope, lest people be
    /// counted twice.
    pub left_out: u64,
}

/// One period of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// What it is called: `2025-06`, `2025-W23`.
    pub period: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Articles published in it; if stories are counted once, those that speak for them.
    pub articles: u64,
    /// Selected incidents that happened in it.
    pub incidents: u64,
    /// Sum over those incidents.
    pub killed: Toll,
    /// Sum over those incidents.
    pub injured: Toll,
}

/// A sum of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Toll {
    /// The least it can be.
    pub min: u64,
    /// The most it can be; `None` if any of the counts is open.
    pub max: Option<u64>,
}

impl Toll {
    /// Nobody.
    pub const NONE: Self = Self { min: 0, max: Some(0) };

    /// This toll and what a text says; what it does not say adds nothing.
    #[must_use]
    pub fn and(self, count: Option<&Count>) -> Self {
        let Some(count) = count else { return self };
        let max = self.max.zip(count.max).map(|(sum, most)| sum + u64::from(most));
        Self { min: self.min + u64::from(count.min), max }
    }
}

impl Hit {
    /// How surely it is meant.
    #[must_use]
    pub const fn certainty(&self) -> Match {
        if self.certain { Match::Certain } else { Match::Possible }
    }
}
