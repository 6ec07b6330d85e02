//! What became of every file: nobody ever has to wonder why an article is missing.

use std::collections::BTreeMap;
use std::path::{Path as FilePath, PathBuf};

use serde::{Deserialize, Serialize};

use super::file_name::file_path;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// Every article in it was read.
    Ok,
    /// Some of it was read.
    Partial {
        /// What was not, and why.
        reason: String,
    },
    /// Not read on purpose.
    Skipped {
        /// Why.
        reason: String,
    },
    /// Could not be read.
    Failed {
        /// Where: `open`, `decode`, `parse`, `extract`, `index`.
        stage: String,
        /// Why.
        reason: String,
    },
}

/// What was said by flags, each with its values as they were written, under its name without dashes.
pub type Flags = BTreeMap<String, Vec<String>>;

/// Files that are not read because a rule of the user's leaves them out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// `.datelineignore`, or the flag that says so.
    pub rule: String,
    /// The pattern, or the value of the flag.
    pub value: String,
    /// How many files and folders; a folder counts once, with all that is in it.
    pub count: u64,
    /// The first of them.
    pub first: String,
}

/// What the user said about files when they were indexed, and holds for them until something else is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instructions {
    /// Files and folders, as absolute paths.
    pub paths: Vec<String>,
    /// The manifest, as an absolute path.
    pub manifest: Option<String>,
    /// The field map, as it was written.
    pub map: Option<String>,
    /// The table of overrides, as an absolute path.
    #[serde(default)]
    pub overrides: Option<String>,
    /// The command of the user's extractor.
    #[serde(default)]
    pub extractor: Option<String>,
    /// Which files are read, and how much of them.
    #[serde(default, skip_serializing_if = "Flags::is_empty")]
    pub flags: Flags,
    /// The folders that patterns in `flags` are about, as absolute paths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<String>,
}

impl Instructions {
    /// True if they say nothing.
    #[must_use]
    pub fn are_empty(&self) -> bool {
        self.manifest.is_none()
            && self.map.is_none()
            && self.overrides.is_none()
            && self.extractor.is_none()
            && self.flags.is_empty()
    }

    /// True if every one of `paths` lies at or below one that they speak of.
    #[must_use]
    pub fn cover(&self, paths: &[String]) -> bool {
        paths.iter().all(|path| self.paths.iter().any(|own| FilePath::new(path).starts_with(own)))
    }

    /// True if they say the same, of whatever files.
    #[must_use]
    pub fn say_the_same(&self, other: &Self) -> bool {
        let of_no_path = |said: &Self| Self { paths: Vec::new(), ..said.clone() };
        of_no_path(self) == of_no_path(other)
    }

    /// True if they speak of something at, above or below one of `paths`.
    #[must_use]
    pub fn concern(&self, paths: &[String]) -> bool {
        let meet = |a: &str, b: &str| FilePath::new(a).starts_with(b) || FilePath::new(b).starts_with(a);
        self.paths.iter().any(|own| paths.iter().any(|path| meet(own, path)))
    }
}

/// One file of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path below the folder that was given, `/` between the parts.
    pub path: String,
    /// The folder that was given, as an absolute path.
    pub root: String,
    /// Size in bytes.
    pub size: u64,
    /// Modification time, nanoseconds since 1970-01-01 UTC.
    pub modified: i64,
    /// SHA-256 in hexadecimal; empty if the file could not be read.
    pub sha256: String,
    /// Format that read it (`text`, `html` ...), empty if none did.
    pub format: String,
    /// How many articles came of it.
    pub articles: u32,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Version of the extractor that read it; another one reads it again.
    pub extractor: String,
}

impl FileRecord {
    /// Where the file is, or was.
    #[must_use]
    pub fn absolute_path(&self) -> PathBuf {
        file_path(&self.root).join(file_path(&self.path))
    }
}
