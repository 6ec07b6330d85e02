//! What a run did: every file is counted once by what became of it and once by what was new about it.

use crate::model::{LeftOut, Outcome};

/// Files that were read by earlier runs, were not met by this one, and stay in the index all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Staying {
    /// Those that a flag leaves out now.
    pub left_out: u64,
    /// Those of folders that are empty now, or not there.
    pub in_empty: u64,
    /// These folders, as absolute paths.
    pub empty: Vec<String>,
}

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Files met.
    pub files: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// Articles read.
    pub articles: u64,
    /// Incidents they report.
    pub incidents: u64,
    /// Files of which every article was read.
    pub ok: u64,
    /// Files of which some was read.
    pub partial: u64,
    /// Files not read on purpose.
    pub skipped: u64,
    /// Files that could not be read.
    pub failed: u64,
    /// Files that were not in the index.
    pub new: u64,
    /// Files that were, with another content or under other instructions.
    pub changed: u64,
    /// Files that are as they were.
    pub unchanged: u64,
    /// New files with the content of one that is gone.
    pub moved: u64,
    /// Files that are gone, without the moved ones.
    pub deleted: u64,
    /// What rules of the user's leave out; it is counted nowhere else.
    pub left_out: Vec<LeftOut>,
    /// What was not met and stays in the index.
    pub staying: Staying,
    /// Articles of standard input with the id of an earlier one, kept beside it.
    pub repeated: u64,
    /// Articles that keep our report, for the user's program gave none.
    pub kept: u64,
    /// Why the program gave no report on the first of them.
    pub kept_why: Option<String>,
    /// True if the run was broken off: what is counted is in the index, the rest is not.
    pub interrupted: bool,
}

impl Tally {
    /// Counts a file by what became of it.
    pub(super) const fn count(&mut self, outcome: &Outcome) {
        self.files += 1;
        match outcome {
            Outcome::Ok => self.ok += 1,
            Outcome::Partial { .. } => self.partial += 1,
            Outcome::Skipped { .. } => self.skipped += 1,
            Outcome::Failed { .. } => self.failed += 1,
        }
    }

    /// True if the index is as it was before.
    #[must_use]
    pub const fn is_idle(&self) -> bool {
        self.new + self.changed + self.moved + self.deleted == 0
    }
}
