//! What stores reports and answers requests.
//!
//! The trait is all that the rest of the program sees. The embedded engine keeps everything in one tantivy index; a
//! remote one may follow. `Query::matches` is the definition of right, and `tests/agree.rs` holds every engine to it.

pub mod analysis;
pub mod embedded;

mod schema;
pub mod stemming;
mod stems;

use crate::error::Result;
use crate::model::{Article, Field, FileRecord, LeftOut, Path, Report};
use crate::query::story::{Story, StoryCount};
use crate::query::{Answer, Hit, Query, Request};

pub use embedded::{Embedded, Writer};
pub use schema::INDEX_VERSION;

/// An article as it was indexed, with what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The article.
    pub article: Article,
    /// What extraction found in it.
    pub report: Report,
}

/// A match with all that is known of it, as [`Engine::scan`] hands it out.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// As a search would list it, without a snippet and with score 0.
    pub hit: Hit,
    /// The article and its whole report.
    pub stored: Stored,
}

/// What an index holds and what made it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Status {
    /// Where the index is.
    pub path: String,
    /// Articles that can be found.
    pub articles: u64,
    /// Incidents they report.
    pub incidents: u64,
    /// Files of the ledger, whatever became of them.
    pub files: u64,
    /// Bytes on disk.
    pub bytes: u64,
    /// Segments the index is made of.
    pub segments: usize,
    /// [`INDEX_VERSION`] of the program that made it.
    pub index_version: u32,
    /// Version of the extractor that last wrote into it.
    pub extractor: String,
    /// What rules of the user's left out when folders were walked last.
    pub left_out: Vec<LeftOut>,
}

/// Answers requests. What it sees is the index as it stood when it was opened.
pub trait Engine: Send + Sync {
    /// Hits, exact counts, facets and timeline.
    fn search(&self, request: &Request) -> Result<Answer>;

    /// Visits every match without a limit, in the order of the index: certain ones, with `maybe` the possible ones, too.
    /// Stops with the first error of `visit`.
    fn scan(&self, query: &Query, maybe: bool, visit: &mut dyn FnMut(Found) -> Result<()>) -> Result<()>;

    /// Visits every story of `least` articles or more that has a match among them, in full: those of most articles first, then the newest.
    /// Ends when `visit` wants no more; counts all.
    fn stories(
        &self,
        query: &Query,
        maybe: bool,
        least: usize,
        visit: &mut dyn FnMut(Story) -> Result<bool>,
    ) -> Result<StoryCount>;

    /// Every value of a field of kind path, with all that stand above, sorted: what names are resolved against.
    fn values(&self, field: Field) -> Result<Vec<Path>>;

    /// The articles of this id, by file: records may share one, and so do files of one path below two folders.
    fn articles(&self, id: &str) -> Result<Vec<Stored>>;

    /// The first of the articles of this id, if there is one.
    fn article(&self, id: &str) -> Result<Option<Stored>> {
        Ok(self.articles(id)?.into_iter().next())
    }

    /// Every file that was met, by root and path.
    fn ledger(&self) -> Result<Vec<FileRecord>>;

    /// Counts, versions and size.
    fn status(&self) -> Result<Status>;
}
