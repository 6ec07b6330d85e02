//! Answers → bytes. One table of outputs, one file each; every output takes its items one by one, so that a search and the
//! export of a million matches share it and memory stays flat.

mod csv;
mod geojson;
mod json;
mod paint;
mod profiled;
mod terminal;

use std::io::{self, Write};

use crate::eval::{Difference, FieldScore};
use crate::model::{Article, FileFormat, FileRecord, Incident, Report};
use crate::query::story::{Story, StoryCount};
use crate::query::{Answer, Facet, Hit, Timeline};

pub use paint::{Look, columns, fit, harmless, plural, wrap};
pub use profiled::Profiled;
pub use terminal::{Reason, explain, incident_line, show};

/// What a command lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Articles found.
    Articles,
    /// Incidents of the articles found.
    Incidents,
    /// Counts of values.
    Facets,
    /// Counts over time.
    Timeline,
    /// Articles that are copies or versions of one another.
    Stories,
    /// Files and what became of them.
    Files,
    /// Kinds of files that are read.
    Formats,
    /// What extraction found.
    Reports,
    /// How well extraction does, field by field.
    Scores,
    /// Where extraction and a reader differ.
    Differences,
}

/// One thing to print.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// An article found, and what a command needs to ask the same index again: ` --in news`.
    Hit(&'a Hit, &'a str),
    /// An incident and the article that reports it.
    Incident(&'a Hit, &'a Incident),
    /// The counts of one field.
    Facet(&'a Facet),
    /// Counts over time.
    Timeline(&'a Timeline),
    /// Articles that are copies or versions of one another.
    Story(&'a Story),
    /// A file of the ledger.
    File(&'a FileRecord),
    /// A kind of file that is read.
    Format(&'a FileFormat),
    /// An article and what extraction found in it.
    Report(&'a Article, &'a Report),
    /// How well extraction does in a field.
    Score(&'a FieldScore),
    /// Where extraction and a reader differ on an article, which is named first.
    Difference(&'a str, &'a Difference),
}

/// What is said after the last item.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary<'a> {
    /// Counts and facets of the whole answer; `None` for what is no search.
    pub answer: Option<&'a Answer>,
    /// True if what matches only possibly was listed.
    pub maybe: bool,
    /// How many items were left out before the first.
    pub offset: usize,
    /// Of a list of incidents: how many articles tell of them.
    pub tellers: u64,
    /// True if a limit left out some of the incidents.
    pub cut: bool,
    /// Of a list of stories: how many there are.
    pub stories: Option<StoryCount>,
    /// What else is to be known, by name, where the output has room for it (`json`).
    pub about: &'a [(&'static str, serde_json::Value)],
}

/// Something that items are printed to.
pub trait Output {
    /// Prints one item.
    ///
    /// # Errors
    /// If the bytes cannot be written.
    fn item(&mut self, item: Item<'_>) -> io::Result<()>;

    /// Prints what comes after the last item, and flushes.
    ///
    /// # Errors
    /// If the bytes cannot be written.
    fn finish(&mut self, summary: Summary<'_>) -> io::Result<()>;
}

/// A row of the table of outputs.
#[derive(Clone, Copy)]
pub struct OutputFormat {
    /// What `--format` calls it.
    pub name: &'static str,
    /// One line for `--help`.
    pub help: &'static str,
    /// What it can hold.
    pub holds: &'static [Listing],
    /// Starts a listing.
    pub open: for<'w> fn(Listing, Box<dyn Write + 'w>, Look) -> Box<dyn Output + 'w>,
}

const ALL: &[Listing] = &[
    Listing::Articles,
    Listing::Incidents,
    Listing::Facets,
    Listing::Timeline,
    Listing::Stories,
    Listing::Files,
    Listing::Formats,
    Listing::Reports,
    Listing::Scores,
    Listing::Differences,
];
const PLACED: &[Listing] = &[Listing::Articles, Listing::Incidents, Listing::Reports];

/// Every output.
pub const OUTPUTS: &[OutputFormat] = &[
    OutputFormat { name: "terminal", help: "to be read by people", holds: ALL, open: terminal::open },
    OutputFormat { name: "json", help: "one JSON object", holds: ALL, open: json::open },
    OutputFormat { name: "jsonl", help: "one JSON object a line", holds: ALL, open: json::open_lines },
    OutputFormat { name: "csv", help: "a table with a header line", holds: ALL, open: csv::open },
    OutputFormat { name: "geojson", help: "incidents as points of a map", holds: PLACED, open: geojson::open },
];

/// The output called `name`.
#[must_use]
pub fn output(name: &str) -> Option<&'static OutputFormat> {
    OUTPUTS.iter().find(|output| output.name == name)
}
