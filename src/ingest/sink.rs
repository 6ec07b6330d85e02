//! Where everything read arrives in order and goes into the index. A checkpoint between two files leaves whole files; one inside a file of
//! many articles leaves a record of how many of them are in the index. So a run killed at any moment can be taken up again.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::reading::{Piece, Unanswered};
use super::tally::Tally;
use crate::engine::Writer;
use crate::error::Result;
use crate::model::{Article, FileRecord, Outcome, Report};

/// Articles of one file after which is told how far the run is.
const TOLD_EVERY: u32 = 64;

/// Behind the version in the record of a file that the next run is to ask the user's program about again.
const UNANSWERED: &str = " unanswered";

/// Articles of a file on which the user's program gave no report.
struct Kept {
    count: u32,
    /// The first of them, and why.
    first: String,
    stopped: bool,
}

/// What is known at a point of the reading.
pub enum Note {
    /// The file is in the index as it is.
    Unchanged(Outcome),
    /// What is in the index of the file stays; only its record changes.
    Touched(Box<FileRecord>),
    /// What follows is read from this file. The record is what is to be said of it until it ends, and counts the articles of it that are in
    /// the index already. If it is `pausable`, a part of it may be committed.
    Begin { record: Box<FileRecord>, pausable: bool },
    /// The reading of the file was stopped: the next run is to go on from here.
    Paused,
    /// The file has been read; `old` is its root and path in the index, if it was there.
    End { record: Box<FileRecord>, old: Option<(String, String)> },
}

/// Writes and counts.
pub struct Sink<'s> {
    writer: &'s Writer,
    observe: &'s mut dyn FnMut(&Tally),
    tally: Tally,
    checkpoint: Duration,
    /// The file that articles come from, and how many of it have come.
    file: Option<Box<FileRecord>>,
    /// True if a part of it may be committed.
    pausable: bool,
    /// Articles of it that extraction broke on, and how the first of them did.
    broken: Option<(u32, String)>,
    /// Articles of it on which the user's program gave no report, and why on the first.
    kept: Option<Kept>,
    /// The run was stopped in it: what comes of it now is for the next run.
    cut: bool,
    /// How many new files have a content, by its hash.
    new: HashMap<String, u64>,
    written: bool,
    committed: Instant,
}

impl<'s> Sink<'s> {
    pub fn new(writer: &'s Writer, checkpoint: Duration, observe: &'s mut dyn FnMut(&Tally)) -> Self {
        Self {
            writer,
            observe,
            tally: Tally::default(),
            checkpoint,
            file: None,
            pausable: false,
            broken: None,
            kept: None,
            cut: false,
            new: HashMap::new(),
            written: false,
            committed: Instant::now(),
        }
    }

    pub fn take(&mut self, piece: Piece<Note>) -> Result<()> {
        match piece {
            Piece::Report(read) => self.add(&read.0, &read.1),
            Piece::Kept(read, unanswered) => self.keep(&read.0, &read.1, unanswered),
            Piece::Broken(id, how) => {
                let (count, _) = self.broken.get_or_insert_with(|| (0, format!("`{id}`: {how}")));
                *count += 1;
                // Where to go on is told by a number of articles, which now is no longer that of those in the index.
                self.pausable = false;
                Ok(())
            }
            Piece::Note(note) => self.note(note),
        }
    }

    /// Adds what keeps our report. Where the run is stopped in a file that it can go on in, it goes on from here.
    fn keep(&mut self, article: &Article, report: &Report, Unanswered { why, stopped }: Unanswered) -> Result<()> {
        self.cut |= stopped && self.pausable;
        if self.cut {
            return Ok(());
        }
        self.tally.kept += 1;
        self.tally.kept_why.get_or_insert_with(|| why.clone());
        let kept = self.kept.get_or_insert_with(|| Kept { count: 0, first: format!("`{}`: {why}", article.id), stopped: false });
        kept.count += 1;
        kept.stopped |= stopped;
        self.add(article, report)
    }

    fn add(&mut self, article: &Article, report: &Report) -> Result<()> {
        if self.cut {
            return Ok(());
        }
        self.tally.articles += 1;
        self.tally.incidents += report.incidents.len() as u64;
        self.written = true;
        let Some(file) = &mut self.file else { return Ok(()) };
        self.writer.add(&file.root, &file.path, article, report)?;
        file.articles += 1;
        if file.articles % TOLD_EVERY == 0 {
            (self.observe)(&self.tally);
        }
        if self.pausable && self.committed.elapsed() >= self.checkpoint {
            self.note_unfinished()?;
            self.commit()?;
        }
        Ok(())
    }

    /// As if nothing had been read of it.
    fn forget_file(&self) -> Result<()> {
        self.file.as_ref().map_or(Ok(()), |file| self.writer.forget(&file.root, &file.path))
    }

    fn commit(&mut self) -> Result<()> {
        self.writer.commit()?;
        self.committed = Instant::now();
        Ok(())
    }

    /// Notes how far the file has been read: if the run ends here, the next one goes on from there.
    fn note_unfinished(&self) -> Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let reason =
            format!("broken off after {} article(s), which are in the index: the next run goes on from there", file.articles);
        self.writer.note(&FileRecord { outcome: Outcome::Partial { reason }, ..*file.clone() })
    }

    fn note(&mut self, note: Note) -> Result<()> {
        match note {
            Note::Begin { record, pausable } => {
                self.written = true;
                if record.articles == 0 {
                    self.writer.forget(&record.root, &record.path)?;
                }
                (self.file, self.pausable, self.cut) = (Some(record), pausable, false);
                Ok(())
            }
            Note::Paused => {
                match self.broken.take() {
                    None => self.note_unfinished()?,
                    Some(_) => self.forget_file()?,
                }
                (self.file, self.kept, self.cut) = (None, None, false);
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
        if self.cut {
            return self.note(Note::Paused);
        }
        if let Some((count, how)) = self.broken.take() {
            record.articles = record.articles.saturating_sub(count);
            record.outcome = without(count, &how, record.articles);
        }
        if let Some(kept) = self.kept.take() {
            record.outcome = with_ours(&kept, record.outcome);
            // Of a file of many, those that were answered would be asked about again, too.
            if kept.stopped || kept.count == record.articles {
                record.extractor += UNANSWERED;
            }
        }
        self.tally.bytes += record.size;
        match old {
            None => {
                self.tally.new += 1;
                *self.new.entry(record.sha256.clone()).or_default() += 1;
            }
            Some((root, path)) => {
                self.tally.changed += 1;
                if self.file.as_ref().is_none_or(|file| (&file.root, &file.path) != (&root, &path)) {
                    self.writer.forget(&root, &path)?;
                }
            }
        }
        self.written = true;
        self.writer.finish(&record)?;
        self.file = None;
        self.done(&record.outcome)
    }

    fn done(&mut self, outcome: &Outcome) -> Result<()> {
        self.tally.count(outcome);
        (self.observe)(&self.tally);
        let due = self.written && self.committed.elapsed() >= self.checkpoint;
        if due { self.commit() } else { Ok(()) }
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

    /// Takes those of the files out of the index whose content came back under a new name; the others are returned.
    pub fn remove_moved(&mut self, records: Vec<FileRecord>) -> Result<Vec<FileRecord>> {
        let mut staying = Vec::new();
        for record in records {
            let has_moved = !record.sha256.is_empty() && self.new.get(&record.sha256).is_some_and(|left| *left > 0);
            if has_moved {
                self.remove(&[record])?;
            } else {
                staying.push(record);
            }
        }
        Ok(staying)
    }

    /// What was done, and whether anything was written.
    pub fn finish(self) -> (Tally, bool) {
        (self.tally, self.written)
    }
}

fn with_ours(kept: &Kept, outcome: Outcome) -> Outcome {
    let reason = format!("no report of the extractor on {} article(s), which keep ours, first on {}", kept.count, kept.first);
    match outcome {
        Outcome::Partial { reason: other } => Outcome::Partial { reason: format!("{other}; {reason}") },
        Outcome::Failed { .. } => outcome,
        Outcome::Ok | Outcome::Skipped { .. } => Outcome::Partial { reason },
    }
}

fn without(count: u32, how: &str, left: u32) -> Outcome {
    let reason = format!("extraction broke on {count} article(s), first on {how}");
    if left == 0 { Outcome::Failed { stage: "extract".to_owned(), reason } } else { Outcome::Partial { reason } }
}
