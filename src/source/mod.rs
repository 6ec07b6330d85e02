//! From files to articles: walk the folders, read each file once, find out its format, and let that format read it.
//!
//! A format only collects what it finds (a `Clue`); one resolver (`resolve`) chooses title, date and the rest, so that
//! the order of trust stands in one place. Nothing here stops a run: what goes wrong with a file is its [`Outcome`].

mod archive;
mod dates;
mod decode;
mod draft;
mod feed;
mod fields;
mod format;
mod habit;
mod html;
mod ignored;
mod json;
mod language;
mod left_out;
mod limits;
mod lines;
mod listed;
mod load;
mod mail;
mod manifest;
mod markdown;
mod office;
mod packed;
mod pieces;
mod record;
mod resolve;
mod rtf;
mod selection;
pub mod size;
mod table;
mod text;
mod walk;
mod watch;
mod xml;

use std::io::BufRead;

use crate::model::{Article, Day, FileFormat, Outcome};

pub use dates::stamp;
pub use fields::FieldMap;
pub use format::{ARCHIVES, Confidence, FORMATS, Format};
pub use limits::{Bound, Limit, Limits};
pub use lines::{Problems, each_line};
pub use listed::{Listed, listed};
pub use load::{Allowance, Loaded, load};
pub use manifest::Manifest;
pub use selection::{SELECTION_FLAGS, Selection, SelectionFlag, check as check_selection};
pub use walk::{Found, Start, Walk, look, walk, walk_at};
pub use watch::{Changes, Notice, Watch, remote};

/// What the user said about the sources.
#[derive(Debug, Default)]
pub struct Options {
    /// Which fields of JSON records and columns of tables mean what (`--map`).
    pub map: FieldMap,
    /// What is known about the files from elsewhere (`--manifest`).
    pub manifest: Option<Manifest>,
    /// Day after which no article can have been published, where no file says so (standard input).
    pub latest: Option<Day>,
    /// The files hold reports (`--reports`), not articles.
    pub reports: bool,
    /// Which files are read.
    pub selection: Selection,
    /// How much of them is read, and what reading may cost.
    pub limits: Limits,
    /// What `selection` leaves out and earlier runs read, and what of an empty folder was read, is taken out of the index.
    pub prune: bool,
}

impl Options {
    /// Changes when what the user said about this file changes; empty if nothing was said. A file whose mark differs must be read again.
    #[must_use]
    pub fn mark(&self, found: &Found) -> String {
        let row = self.manifest.as_ref().and_then(|manifest| manifest.row(&found.relative));
        match (self.map.is_empty(), row) {
            (true, None) => String::new(),
            (_, row) => load::short_hash(&[&format!("{:?}", self.map), &format!("{row:?}")]),
        }
    }
}

/// Every kind of file that is read, and every way in which it may be packed.
pub fn formats() -> impl Iterator<Item = &'static FileFormat> {
    let packings = packed::PACKINGS.iter().map(|packing| &packing.about);
    FORMATS.iter().chain(ARCHIVES).map(|format| &format.about).chain(packings)
}

/// What came of reading one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Name of the format that read it, empty if none did.
    pub format: &'static str,
    /// SHA-256 of the file in hexadecimal, empty if it could not be read.
    pub sha256: String,
    /// How many articles were handed to the sink.
    pub articles: u32,
    /// Whether all of it was read, and if not why.
    pub outcome: Outcome,
    /// The limits that it came up against, as [`Limits::noted`] has them; empty if none.
    pub met: String,
}

impl Reading {
    /// Of a file that came to this before any article was read.
    #[must_use]
    pub const fn of(outcome: Outcome) -> Self {
        Self { format: "", sha256: String::new(), articles: 0, outcome, met: String::new() }
    }
}

/// Reads one file and hands its articles to `sink`, in the order of the file. Never fails: the outcome says what happened.
pub fn read(found: &Found, options: &Options, sink: &mut dyn FnMut(Article)) -> Reading {
    match load(found, &options.limits) {
        Ok(loaded) => read_loaded(found, &loaded, options, sink),
        Err(outcome) => Reading::of(outcome),
    }
}

/// As [`read`], for a file whose bytes are at hand: the caller may look at its hash first.
pub fn read_loaded(found: &Found, loaded: &Loaded, options: &Options, sink: &mut dyn FnMut(Article)) -> Reading {
    format::read(found, loaded, options, sink)
}

/// Reads JSON lines from standard input: the order is kept, a bad line is reported by its number and the rest goes on.
pub fn read_jsonl(reader: &mut dyn BufRead, options: &Options, sink: &mut dyn FnMut(Article)) -> Reading {
    json::read_stream(reader, options, sink)
}

#[cfg(test)]
mod damage;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod trial;
