//! How articles become reports on a run.

use super::program::Program;
use crate::extract::{EXTRACTOR_VERSION, report_with, reports_with};
use crate::model::{Article, Report};
use crate::overrides::Overrides;
use crate::reports::READER_VERSION;

/// What decides what is reported of an article.
#[derive(Debug, Default)]
pub struct Extraction {
    /// What the user says of places and actors.
    pub overrides: Overrides,
    /// The extractor of the user's, instead of ours.
    pub program: Option<Program>,
}

impl Extraction {
    /// Our own report.
    pub(super) fn report(&self, article: &Article) -> Report {
        report_with(article, &self.overrides)
    }

    /// As [`Self::report`] of each.
    pub(super) fn reports(&self, articles: &[&Article]) -> Vec<Report> {
        reports_with(articles, &self.overrides)
    }

    /// The report of somebody else, in which places and actors are called as the user calls them.
    pub(super) fn adopt(&self, mut report: Report) -> Report {
        self.overrides.name_places(&mut report);
        self.overrides.name_actors(&mut report);
        report
    }

    /// Version of all that makes reports of articles, or reads those that were made: what another one read is read again.
    #[must_use]
    pub(super) fn version(&self, of_reports: bool) -> String {
        let version = match &self.program {
            // Only its command tells one program from another.
            Some(program) => format!("{READER_VERSION} extractor:{}", program.command()),
            None if of_reports => READER_VERSION.to_owned(),
            None => EXTRACTOR_VERSION.to_owned(),
        };
        match self.overrides.mark() {
            "" => version,
            mark => format!("{version} overrides:{mark}"),
        }
    }
}
