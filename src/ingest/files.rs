//! Refreshes the index from files: reads what is new or changed, leaves what is unchanged, removes what is gone. The sink sees files
//! in the order of the walk and commits only between two of them, so that a run killed at any moment can be taken up again.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::known::{Before, Known};
use super::reading::{GiveArticle, Piece, read_all, said};
use super::tally::Tally;
use crate::engine::Writer;
use crate::error::Result;
use crate::extract::EXTRACTOR_VERSION;
use crate::model::{FileRecord, Outcome};
use crate::source::{self, Found, Options, Reading};

/// Time between two checkpoints.
const CHECKPOINT: Duration = Duration::from_secs(10);

/// How a run is to be made.
pub struct Job<'j> {
    /// The folder of the index.
    pub index: PathBuf,
    /// What the user said about the files.
    pub options: &'j Options,
    /// Threads for each stage.
    pub threads: usize,
    /// Becomes true when the run is to be broken off.
    pub stop: &'j AtomicBool,
}

/// How the reading of a file ended.
enum End {
    Unchanged(Outcome),
    Touched(FileRecord),
    Read { record: FileRecord, is_new: bool },
}

/// Refreshes the index from files and folders; `observe` is told after every file.
///
/// # Errors
/// If a path does not exist, or the index cannot be written. What was committed before stays.
pub fn index_files(job: &Job<'_>, paths: &[PathBuf], observe: &mut dyn FnMut(&Tally)) -> Result<Tally> {
    let mut walk = source::walk(paths)?;
    let writer = Writer::open(&job.index, EXTRACTOR_VERSION, job.threads)?;
    let known = Known::new(writer.ledger()?);
    let unreachable = Mutex::new(Vec::new());
    let feed = |give: super::Give<'_, Found>| {
        let _ = walk.all(|found| !job.stop.load(Ordering::Relaxed) && give(found));
    };
    let mut sink = Sink::new(&writer, observe);
    let read = |found: Found, give: GiveArticle<'_>| {
        if matches!(found.problem, Some(Outcome::Failed { .. })) {
            unreachable.lock().unwrap_or_else(PoisonError::into_inner).push(found.path.clone());
        }
        job.read(&writer, &known, &found, give)
    };
    read_all(feed, job.threads, read, |piece| sink.take(piece))?;
    sink.tally.interrupted = job.stop.load(Ordering::Relaxed);
    if !sink.tally.interrupted {
        let given: Vec<PathBuf> = paths.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let unreachable = unreachable.into_inner().unwrap_or_else(PoisonError::into_inner);
        sink.remove(&known.gone(&given, &unreachable))?;
    }
    let tally = sink.tally;
    if tally.is_idle() && !sink.dirty { drop(writer) } else { writer.close()? }
    Ok(tally)
}

impl Job<'_> {
    fn read(&self, writer: &Writer, known: &Known, found: &Found, give: GiveArticle<'_>) -> End {
        let version = self.version(found);
        let before = known.meet(found, &version);
        if let Before::Unchanged(record) = before {
            return End::Unchanged(record.outcome.clone());
        }
        let read = AssertUnwindSafe(|| self.open(writer, before, found, &version, give));
        catch_unwind(read).unwrap_or_else(|panic| {
            let outcome = Outcome::Failed { stage: "parse".to_owned(), reason: said(&*panic) };
            let reading = Reading { format: "", sha256: String::new(), articles: 0, outcome };
            End::Read { record: record(found, &reading, &version), is_new: before == Before::New }
        })
    }

    fn open(&self, writer: &Writer, before: Before<'_>, found: &Found, version: &str, give: GiveArticle<'_>) -> End {
        let is_new = before == Before::New;
        let reading = match source::load(found) {
            Err(outcome) => Reading { format: "", sha256: String::new(), articles: 0, outcome },
            Ok(loaded) => {
                if let Before::Doubtful(old) = before
                    && old.sha256 == loaded.sha256
                    && old.extractor == version
                {
                    return End::Touched(FileRecord { size: found.size, modified: found.modified, ..old.clone() });
                }
                source::read_loaded(found, &loaded, self.options, &mut |article| drop(give(article)))
            }
        };
        End::Read { record: record(found, &reading, version), is_new }
    }

    /// Version of all that decides what is read from this file: another one reads it again.
    fn version(&self, found: &Found) -> String {
        let mark = self.options.mark(found);
        if mark.is_empty() { EXTRACTOR_VERSION.to_owned() } else { format!("{EXTRACTOR_VERSION} {mark}") }
    }
}
