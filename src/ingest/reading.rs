//! Files → articles → reports, each stage over threads, in the order of the files. An article that breaks the extraction costs
//! itself and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};

use std::sync::atomic::AtomicBool;

use super::extraction::Extraction;
use super::ordered::{Batch, Give, ordered_batches, ordered_map};
use super::program::read_through;
use crate::error::Result;
use crate::extract::{BYTES_TOGETHER, TOGETHER};
use crate::model::{Article, Report};

/// What the reading of a file hands on.
#[derive(Debug)]
pub enum Reading<Note> {
    /// An article.
    Article(Box<Article>),
    /// An article with a report that somebody else made.
    Report(Box<(Article, Report)>),
    /// Anything else that is to be known at this point.
    Note(Note),
}

impl<Note> Reading<Note> {
    /// Bytes of text.
    fn bytes(&self) -> usize {
        match self {
            Self::Article(article) => article.text.len(),
            Self::Report(read) => read.0.text.len(),
            Self::Note(_) => 0,
        }
    }

    /// The article that nothing is reported of yet.
    fn unread(&self) -> Option<&Article> {
        match self {
            Self::Article(article) => Some(article),
            Self::Report(_) | Self::Note(_) => None,
        }
    }

    /// An article, with a report if one came with it.
    #[must_use]
    pub fn of(article: Article, report: Option<Report>) -> Self {
        match report {
            None => Self::Article(Box::new(article)),
            Some(report) => Self::Report(Box::new((article, report))),
        }
    }
}

/// What comes out of the stages, in the order in which it was handed on.
#[derive(Debug)]
pub enum Piece<Note> {
    /// An article with what was found in it.
    Report(Box<(Article, Report)>),
    /// An article on which the user's program gave no report, with ours, and why.
    Kept(Box<(Article, Report)>, Unanswered),
    /// An article that extraction broke on, by its id, and how.
    Broken(String, String),
    /// As it was handed on.
    Note(Note),
}

/// Why the user's program gave no report on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// In a few words.
    pub why: String,
    /// Nothing speaks against the program: the run was stopped.
    pub stopped: bool,
}

impl<Note> Piece<Note> {
    /// The note, or else the piece with a place for notes of another kind.
    pub fn note<Other>(self) -> std::result::Result<Note, Piece<Other>> {
        match self {
            Self::Note(note) => Ok(note),
            Self::Report(read) => Err(Piece::Report(read)),
            Self::Kept(read, why) => Err(Piece::Kept(read, why)),
            Self::Broken(id, how) => Err(Piece::Broken(id, how)),
        }
    }
}

/// Reads every file of `feed` by `read` and hands its articles with their reports to `sink`, in order.
///
/// # Errors
/// The first error of `sink`, after which no more files are read; or what is wrong with the user's program.
pub fn read_all<File: Send, Note: Send>(
    feed: impl FnOnce(Give<'_, File>) + Send,
    threads: usize,
    read: impl Fn(File, Give<'_, Reading<Note>>) + Sync,
    (extraction, stop): (&Extraction, &AtomicBool),
    sink: impl FnMut(Piece<Note>) -> Result<()>,
) -> Result<()> {
    let read = &read;
    let articles = |give: Give<'_, Reading<Note>>| {
        // Ends early only when nobody wants more.
        let _ = ordered_map(feed, threads, read, |reading| if give(reading) { Ok(()) } else { Err(()) });
    };
    if let Some(program) = &extraction.program {
        return read_through((program, extraction), stop, articles, sink);
    }
    let extract = |readings: Vec<Reading<Note>>| pieces(readings, extraction);
    let together = Batch { items: TOGETHER, weight: BYTES_TOGETHER, weigh: Reading::bytes };
    ordered_batches(articles, threads, together, extract, sink)
}

fn pieces<Note>(readings: Vec<Reading<Note>>, extraction: &Extraction) -> Vec<Piece<Note>> {
    let articles: Vec<&Article> = readings.iter().filter_map(Reading::unread).collect();
    let mut reports = reports(&articles, extraction).into_iter();
    let piece = |reading| match reading {
        Reading::Article(article) => match reports.next() {
            Some(report) => of_ours(article, report),
            None => report(article, extraction),
        },
        Reading::Report(read) => Piece::Report(Box::new((read.0, extraction.adopt(read.1)))),
        Reading::Note(note) => Piece::Note(note),
    };
    readings.into_iter().map(piece).collect()
}

/// None if extraction breaks on one of them: then each is for itself.
fn reports(articles: &[&Article], extraction: &Extraction) -> Vec<Report> {
    catch_unwind(AssertUnwindSafe(|| extraction.reports(articles))).unwrap_or_default()
}

pub(super) fn report<Note>(article: Box<Article>, extraction: &Extraction) -> Piece<Note> {
    match catch_unwind(AssertUnwindSafe(|| extraction.report(&article))) {
        Ok(report) => of_ours(article, report),
        Err(panic) => Piece::Broken(article.id, said(&*panic)),
    }
}

fn of_ours<Note>(article: Box<Article>, report: Report) -> Piece<Note> {
    Piece::Report(Box::new((*article, report)))
}

/// What a panic said.
pub fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    said.unwrap_or("broken off").to_owned()
}
