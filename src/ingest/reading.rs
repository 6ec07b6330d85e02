//! Files → articles → reports, each stage over threads, in the order of the files. An article that breaks the extraction costs
//! itself and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::ordered::{Give, ordered_map};
use crate::extract;
use crate::model::{Article, Report};

/// What comes out of the stages, in order: everything of a file, then its end.
#[derive(Debug)]
pub enum Piece<End> {
    /// An article with what was found in it.
    Report(Box<(Article, Report)>),
    /// An article that extraction broke on, by its id, and how.
    Broken(String, String),
    /// What the reader said of the file.
    End(End),
}

enum Half<End> {
    Article(Box<Article>),
    End(End),
}

/// Takes an article; false if no more are wanted.
pub type GiveArticle<'g> = &'g mut dyn FnMut(Article) -> bool;

/// Reads every file of `feed` by `read` and hands its articles with their reports to `sink`, in order.
///
/// # Errors
/// The first error of `sink`, after which no more files are read.
pub fn read_all<File: Send, End: Send, E>(
    feed: impl FnOnce(Give<'_, File>) + Send,
    threads: usize,
    read: impl Fn(File, GiveArticle<'_>) -> End + Sync,
    sink: impl FnMut(Piece<End>) -> Result<(), E>,
) -> Result<(), E> {
    let read = |file, give: Give<'_, Half<End>>| {
        let end = read(file, &mut |article| give(Half::Article(Box::new(article))));
        give(Half::End(end));
    };
    let articles = |give: Give<'_, Half<End>>| {
        // Stops early only when nobody wants more.
        let _ = ordered_map(feed, threads, read, |half| if give(half) { Ok(()) } else { Err(()) });
    };
    let extract = |half, give: Give<'_, Piece<End>>| {
        give(match half {
            Half::Article(article) => report(article),
            Half::End(end) => Piece::End(end),
        });
    };
    ordered_map(articles, threads, extract, sink)
}

fn report<End>(article: Box<Article>) -> Piece<End> {
    match catch_unwind(AssertUnwindSafe(|| extract::report(&article))) {
        Ok(report) => Piece::Report(Box::new((*article, report))),
        Err(panic) => Piece::Broken(article.id, said(&*panic)),
    }
}

/// What a panic said.
pub fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    said.unwrap_or("broken off").to_owned()
}
