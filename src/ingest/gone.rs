//! What becomes of files that are in the index and were not met: those that are gone leave it, those that may only be out of sight stay.
//!
//! Nothing that was indexed is lost to a slip: a flag leaves files out of this run, and takes nothing away; and a folder that is empty from one day
//! to the next may be a disk that is not there.

use std::path::{Path, PathBuf};

use super::sink::Sink;
use super::tally::Staying;
use super::{Job, Scope};
use crate::error::Result;
use crate::model::{FileRecord, file_text};
use crate::source::{Start, look};

impl Job<'_> {
    /// Takes files that were not met out of the index, unless they are to stay. `were_empty` are roots that were empty before the walk: a disk that has
    /// come back since was not there when it was walked.
    pub(super) fn clear(
        &self,
        sink: &mut Sink<'_>,
        unmet: Vec<FileRecord>,
        (scope, were_empty): (&Scope<'_>, &[&PathBuf]),
    ) -> Result<Staying> {
        if self.options.prune {
            sink.remove(&unmet)?;
            return Ok(Staying::default());
        }
        let empty: Vec<_> = scope.roots.iter().filter(|root| were_empty.contains(root) || is_empty(root)).collect();
        let (left_out, unmet): (Vec<_>, Vec<_>) = unmet.into_iter().partition(|record| self.is_left_out(record, scope.roots));
        let (in_empty, gone): (Vec<_>, Vec<_>) =
            unmet.into_iter().partition(|record| empty.iter().any(|root| record.absolute_path().starts_with(root)));
        sink.remove(&gone)?;
        let in_empty = sink.remove_moved(in_empty)?;
        let empty = empty.into_iter().filter(|root| in_empty.iter().any(|record| record.absolute_path().starts_with(root)));
        Ok(Staying {
            left_out: left_out.len() as u64,
            in_empty: in_empty.len() as u64,
            empty: empty.map(|root| file_text(root)).collect(),
        })
    }

    /// True if the file is there, and was not met because a flag leaves it out. Patterns count from the folders of this run, whatever folder was given when
    /// the file was read.
    fn is_left_out(&self, record: &FileRecord, roots: &[PathBuf]) -> bool {
        let selection = &self.options.selection;
        let path = record.absolute_path();
        let mut above = roots.iter().filter(|root| path.starts_with(root)).map(|root| Start::given(root.clone()).root);
        selection.says_anything() && above.any(|root| look(&path, &root).is_some_and(|found| selection.leaves_out(&found)))
    }
}

/// True for a folder in which there is nothing at all, and for one that is not there.
pub(super) fn is_empty(folder: &Path) -> bool {
    match folder.read_dir() {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}
