//! An extractor of the user's (`--extractor`): any program that reads an article as JSON from each line of its input, and prints a report on it
//! as a line, in the same order or by the article's id.
//!
//! It is a guest. It may be slow, hold answers back, print other things, crash or fall silent: a run goes on, and an article on which it
//! gives no good report keeps our own. Only a program that answers nothing at all, start after start, ends the run.

mod exchange;
mod process;
#[cfg(all(test, unix))]
mod tests;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;

use crate::model::Article;

pub(super) use exchange::read_through;

/// Problems that are told in full.
const TOLD: usize = 5;

/// The program, and what it said that belongs to no article.
#[derive(Debug)]
pub struct Program {
    /// As the shell takes it.
    command: String,
    /// How long it may be silent while it is waited for.
    patience: Duration,
    strays: Mutex<Strays>,
}

#[derive(Debug, Default)]
struct Strays {
    told: Vec<String>,
    untold: u64,
}

impl Program {
    /// The program that the shell starts for `command`.
    #[must_use]
    pub fn new(command: &str, patience: Duration) -> Self {
        Self { command: command.to_owned(), patience, strays: Mutex::default() }
    }

    /// As the shell takes it: also its name, for reports that do not say what made them.
    #[must_use]
    pub fn command(&self) -> &str {
        &self.command
    }

    /// What it printed that belongs to no article, so far.
    #[must_use]
    pub fn strays(&self) -> Vec<String> {
        let strays = self.strays.lock().unwrap_or_else(PoisonError::into_inner);
        let more = (strays.untold > 0).then(|| format!("and {} more such lines", strays.untold));
        strays.told.iter().cloned().chain(more).collect()
    }

    fn stray(&self, what: String) {
        let mut strays = self.strays.lock().unwrap_or_else(PoisonError::into_inner);
        if strays.told.len() < TOLD { strays.told.push(what) } else { strays.untold += 1 }
    }
}

/// The line in which the program is given an article.
fn line(article: &Article) -> String {
    let published = Some(article.published).filter(|published| published.by.is_certain());
    let article = json!({
        "id": article.id,
        "title": article.title,
        "published": published.map(|published| published.range.to_string()),
        "outlet": article.outlet,
        "url": article.url,
        "authors": article.authors,
        "language": article.language,
        "text": article.text,
    });
    format!("{article}\n")
}
