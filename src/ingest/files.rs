//! What becomes of one file on a run: it is left alone, noted as touched, or read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Job;
use super::known::{Before, Known, is_read_by, unfinished, within};
use super::ordered::Give;
use super::reading::{Reading, said};
use super::sink::Note;
use crate::model::{FileRecord, Outcome};
use crate::reports;
use crate::source::{self, Found};

impl Job<'_> {
    /// Hands on what is new about a file, between notes of its beginning and its end.
    pub(super) fn read(&self, known: &Known, found: &Found, give: Give<'_, Reading<Note>>) {
        let version = self.version(found);
        let before = known.meet(found, &version, &self.options.limits);
        if let Before::Unchanged(record) = before {
            give(Reading::Note(Note::Unchanged(record.outcome.clone())));
            return;
        }
        let note = catch_unwind(AssertUnwindSafe(|| self.open(before, found, &version, give))).unwrap_or_else(|panic| {
            let outcome = Outcome::Failed { stage: "parse".to_owned(), reason: said(&*panic) };
            end(before, record(found, &source::Reading::of(outcome), &version))
        });
        give(Reading::Note(note));
    }

    fn open(&self, before: Before<'_>, found: &Found, version: &str, give: Give<'_, Reading<Note>>) -> Note {
        let loaded = match source::load(found, &self.options.limits) {
            Ok(loaded) => loaded,
            Err(outcome) => return unopened(before, record(found, &source::Reading::of(outcome), version)),
        };
        if let Before::Doubtful(old) = before
            && old.sha256 == loaded.sha256
            && is_read_by(old, version, &self.options.limits)
        {
            let now = FileRecord { size: found.size, modified: found.modified, ..old.clone() };
            return Note::Touched(Box::new(now));
        }
        let (known, before) = match before {
            Before::Unfinished(old) if old.sha256 == loaded.sha256 => (old.articles, Before::New),
            other => (0, other),
        };
        let pausable = is_new(before);
        let begun = source::Reading { sha256: loaded.sha256.clone(), articles: known, ..source::Reading::of(Outcome::Ok) };
        let begun = FileRecord { extractor: unfinished(version), ..record(found, &begun, version) };
        give(Reading::Note(Note::Begin { record: Box::new(begun), pausable }));
        let (mut met, mut stopped) = (0, false);
        let mut hand_on = |article, report| {
            met += 1;
            stopped |= pausable && met > known + 1 && self.is_stopped();
            if met > known && !stopped {
                give(Reading::of(article, report));
            }
        };
        let reading = if self.options.reports {
            reports::read_file(found, &loaded, &mut |article, report| hand_on(article, Some(report)))
        } else {
            source::read_loaded(found, &loaded, self.options, &mut |article| hand_on(article, None))
        };
        if stopped { Note::Paused } else { end(before, record(found, &reading, version)) }
    }

    /// Version of all that decides what is read from this file: another one reads it again.
    fn version(&self, found: &Found) -> String {
        let version = self.extraction.version(self.options.reports);
        let mark = self.options.mark(found);
        if mark.is_empty() { version } else { format!("{version} {mark}") }
    }
}

/// True if no article of the file is in the index yet. Only then is a part of it better than what was: a file that changed is replaced whole.
fn is_new(before: Before<'_>) -> bool {
    match before {
        Before::New => true,
        Before::Unchanged(old) | Before::Doubtful(old) | Before::Unfinished(old) => old.articles == 0,
    }
}

/// A file that cannot be opened now may be the next time: what was read of it before stays.
fn unopened(before: Before<'_>, record: FileRecord) -> Note {
    let (Before::Unchanged(old) | Before::Doubtful(old) | Before::Unfinished(old)) = before else { return end(before, record) };
    if !matches!(record.outcome, Outcome::Failed { .. }) {
        return end(before, record);
    }
    let kept = FileRecord {
        root: old.root.clone(),
        path: old.path.clone(),
        articles: old.articles,
        format: old.format.clone(),
        ..record.clone()
    };
    match (kept == *old, old.articles) {
        (true, _) => Note::Unchanged(kept.outcome),
        (false, 0) => end(before, record),
        (false, _) => Note::Touched(Box::new(kept)),
    }
}

fn end(before: Before<'_>, record: FileRecord) -> Note {
    let old = match before {
        Before::Unchanged(old) | Before::Doubtful(old) | Before::Unfinished(old) => Some((old.root.clone(), old.path.clone())),
        Before::New => None,
    };
    Note::End { record: Box::new(record), old }
}

fn record(found: &Found, reading: &source::Reading, version: &str) -> FileRecord {
    let extractor = if reading.met.is_empty() { version.to_owned() } else { within(version, &reading.met) };
    FileRecord {
        path: found.relative.clone(),
        root: found.root.clone(),
        size: found.size,
        modified: found.modified,
        sha256: reading.sha256.clone(),
        format: reading.format.to_owned(),
        articles: reading.articles,
        outcome: reading.outcome.clone(),
        extractor,
    }
}
