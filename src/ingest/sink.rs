//! Where everything read arrives in order and goes into the index. Checkpoints fall between two files only, so that a run killed
//! at any moment leaves whole files and can be taken up again.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::reading::Piece;
use super::tally::Tally;
use crate::engine::Writer;
use crate::error::Result;
use crate::model::{Article, FileRecord, Outcome, Report};

/// Time between two checkpoints.
const CHECKPOINT: Duration = Duration::from_secs(10);

/// What is known at a point of the reading.
pub enum Note {
    /// The file is in the index as it is.
    Unchanged(Outcome),
    /// What is in the index of the file stays; only its record changes.
    Touched(Box<FileRecord>),
    /// What follows is read from this file.
    Begin { root: String, path: String },
    /// The file has been read; `old` is its root and path in the index, if it was there.
    End { record: Box<FileRecord>, old: Option<(String, String)> },
}

/// Writes and counts.
pub struct Sink<'s> {
    writer: &'s Writer,
    observe: &'s mut dyn FnMut(&Tally),
    tally: Tally,
    /// Root and path of the file that articles come from.
    file: (String, String),
    /// Articles of it that extraction broke on, and how the first of them did.
    broken: Option<(u32, String)>,
    /// How many new files have a content, by its hash.
    new: HashMap<String, u64>,
    written: bool,
    committed: Instant,
}

impl<'s> Sink<'s> {
    pub fn new(writer: &'s Writer, observe: &'s mut dyn FnMut(&Tally)) -> Self {
        Self {
            writer,
            observe,
            tally: Tally::default(),
            file: Default::default(),
            broken: None,
            new: HashMap::new(),
            written: false,
            committed: Instant::now(),
        }
    }

    pub fn take(&mut self, piece: Piece<Note>) -> Result<()> {
        match piece {
            Piece::Report(read) => self.add(&read.0, &read.1),
            Piece::Broken(id, how) => {
                let (count, _) = self.broken.get_or_insert_with(|| (0, format!("`{id}`: {how}")));
                *count += 1;
                Ok(())
            }
            Piece::Note(note) => self.note(note),
        }
    }

    fn add(&mut self, article: &Article, report: &Report) -> Result<()> {
        self.tally.articles += 1;
        self.tally.incidents += report.incidents.len() as u64;
        self.written = true;
        self.writer.add(&self.file.0, &self.file.1, article, report)
    }

    fn note(&mut self, note: Note) -> Result<()> {
        match note {
            Note::Begin { root, path } => {
                self.written = true;
                self.writer.forget(&root, &path)?;
                self.file = (root, path);
                Ok(())
            }
            Note::Unchanged(outcome) => {
                self.tally.unchanged += 1;
                self.done(&outcome)
            }
            Note::Touched(record) => {
                self.written = true;
                if !self.writer.rename(&record.root, &record.path, &record)? {
                    self.writer.replace(&record, [])?;
                }
                self.tally.unchanged += 1;
                self.done(&record.outcome)
            }
            Note::End { record, old } => self.end(*record, old),
        }
    }

    fn end(&mut self, mut record: FileRecord, old: Option<(String, String)>) -> Result<()> {
        if let Some((count, how)) = self.broken.take() {
            record.articles = record.articles.saturating_sub(count);
            record.outcome = without(count, &how, record.articles);
        }
        self.tally.bytes += record.size;
        match old {
            None => {
                self.tally.new += 1;
                *self.new.entry(record.sha256.clone()).or_default() += 1;
            }
            Some((root, path)) => {
                self.tally.changed += 1;
                if self.file != (root.clone(), path.clone()) {
                    self.writer.forget(&root, &path)?;
                }
            }
        }
        self.written = true;
        self.writer.finish(&record)?;
        self.file = Default::default();
        self.done(&record.outcome)
    }

    fn done(&mut self, outcome: &Outcome) -> Result<()> {
        self.tally.count(outcome);
        (self.observe)(&self.tally);
        if self.written && self.committed.elapsed() >= CHECKPOINT {
            self.writer.commit()?;
            self.committed = Instant::now();
        }
        Ok(())
    }

    /// Takes files that are gone out of the index. One whose content came back under a new name has moved.
    pub fn remove(&mut self, gone: &[FileRecord]) -> Result<()> {
        for record in gone {
            self.written = true;
            self.writer.forget(&record.root, &record.path)?;
            match self.new.get_mut(&record.sha256).filter(|_| !record.sha256.is_empty()) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    self.tally.moved += 1;
                    self.tally.new -= 1;
                }
                _ => self.tally.deleted += 1,
            }
        }
        Ok(())
    }

    /// What was done, and whether anything was written.
    pub fn finish(self) -> (Tally, bool) {
        (self.tally, self.written)
    }
}

fn without(count: u32, how: &str, left: u32) -> Outcome {
    let reason = format!("extraction broke on {count} article(s), first on {how}");
    if left == 0 { Outcome::Failed { stage: "extract".to_owned(), reason } } else { Outcome::Partial { reason } }
}
