//! Which articles are meant, for every command that asks the index: a query, filters, and the index or folder to ask.

use clap::Args;

use super::filters::FilterFlags;
use super::names::{Names, with_spellings};
use super::place::Folder;
use super::{Exit, Global, say};
use crate::engine::{Embedded, Engine};
use crate::error::{Error, Result};
use crate::present::{columns, harmless};
use crate::query::{Answer, Hit, QueryError, Request};

/// Hits fetched at a time when all are wanted.
const PAGE: usize = 2_000;

/// Which articles are meant.
#[derive(Args)]
pub(crate) struct Selection {
    /// Words and conditions (see below); none means every article
    query: Vec<String>,
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// List what matches only possibly, too: a date or a count leaves it open
    #[arg(long)]
    pub(crate) maybe: bool,
    #[command(flatten)]
    filters: FilterFlags,
}

/// The query language, for `--help`.
pub(crate) const LANGUAGE: &str = "\
Query:
  missile strike            both words, in any form        \"air base\"     the phrase
  missile OR drone          either                         \"air base\"~3   with words between
  NOT talks, -talks         not this                       drone NEAR/5 port
  missil*  fuzzy~1          beginnings, near spellings     (a OR b) c

  location:Ukraine/Kharkiv  actor:Russia  means:missile    conditions; the flags mean the same
  killed:>=3  injured:3..9  when:2025-06  published:>=2025-06-02

In quotes, so that the shell leaves it alone; a query that begins with - goes behind --.

Conditions on location, when, initiator, target, claimant, means, counts and scope given together hold in one and the same incident. \
Alone, location and means also find what an article only mentions; actor always asks for anybody it names, and \
incident:(actor:Russia location:Kharkiv) for somebody of that incident.";

impl Selection {
    /// The engine to ask, and the request: everything that matches, without snippets.
    pub(crate) fn open(&self, global: &Global) -> Result<(Box<dyn Engine>, Request)> {
        let engine: Box<dyn Engine> = Box::new(Embedded::open(&self.folder.index(global)?)?);
        let text = self.query.join(" ");
        let query = self.filters.0.query(&text, &Names::of(&*engine)).map_err(|error| wrong(&text, &error))?;
        let request = Request { maybe: self.maybe, snippets: false, limit: 0, ..Request::new(with_spellings(query)) };
        Ok((engine, request))
    }
}

/// The error with the place in the query, or the flag, that it is about.
pub(crate) fn wrong(text: &str, error: &QueryError) -> Error {
    let message = match &error.flag {
        Some(flag) => format!("--{flag}: {error}"),
        None => {
            let before = columns(&harmless(text.get(..error.at).unwrap_or(text)));
            format!("{error}\n\n    {}\n    {}^", harmless(text), " ".repeat(before))
        }
    };
    Error::Query { message, hint: error.hint() }
}

/// Fetches the hits of `request` page by page, at most `limit` of them, and gives them to `each` until it wants no more. Returns the
/// answer without hits.
pub(crate) fn for_each_hit(
    engine: &dyn Engine,
    request: &Request,
    limit: Option<usize>,
    each: &mut dyn FnMut(Hit) -> Result<bool>,
) -> Result<Answer> {
    let mut left = limit.unwrap_or(usize::MAX);
    let mut page = Request { limit: left.min(PAGE), ..request.clone() };
    let mut answer = engine.search(&page)?;
    let mut hits = std::mem::take(&mut answer.hits);
    loop {
        let came = hits.len();
        for hit in hits {
            if !each(hit)? {
                return Ok(answer);
            }
        }
        left -= came;
        if came < page.limit || left == 0 {
            return Ok(answer);
        }
        page = Request { offset: page.offset + came, limit: left.min(PAGE), facets: Vec::new(), timeline: None, ..page };
        hits = engine.search(&page)?.hits;
    }
}

/// Found or not, and if not, a word about it.
pub(crate) fn exit(answer: &Answer, maybe: bool) -> Exit {
    let found = answer.certain + if maybe { answer.possible } else { 0 };
    if found > 0 {
        return Exit::Found;
    }
    say("nothing found\n");
    Exit::NothingFound
}
