//! `dateline extract`: reports as JSON lines, without an index.

use std::sync::atomic::AtomicBool;

use clap::Args;

use super::input::{Guest, Input, standard_input, tell_strays, trouble};
use super::sources::Sources;
use super::{Exit, Global, say, unwritten};
use crate::error::{Error, Result};
use crate::ingest::{Extraction, Give, Piece, Reading, read_all};
use crate::model::Outcome;
use crate::present::{Item, Listing, Output, Summary, harmless};
use crate::source::{self, Found};

/// Print what articles report, without an index
///
/// Prints a report for each article: as JSON lines unless `--format` says otherwise, in the order of the input, with the ids given.
/// A line holds the article's text too, so that `index --reports` can take it up again.
#[derive(Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    guest: Guest,
    /// Threads [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// What has been printed so far.
struct Printer {
    output: Box<dyn Output>,
    articles: u64,
    troubles: u64,
    /// The first file that was left out on purpose, and why.
    skipped: Option<(String, String)>,
}

impl Extract {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let output = global.open(global.format(Listing::Reports, "jsonl")?, Listing::Reports);
        let mut printer = Printer { output, articles: 0, troubles: 0, skipped: None };
        let Input { paths, files, mut about } = self.input;
        let sources = files.sources(paths)?;
        about.selection = files.selection;
        let options = about.options()?;
        let extraction = Extraction { program: self.guest.program(), ..about.extraction()? };
        let extraction = &extraction;
        // Ctrl-C ends us at once: nothing is lost that could be kept.
        let by = (extraction, &AtomicBool::new(false));
        let threads = self.threads.unwrap_or_else(super::cores);
        let sink = |piece: Piece<(String, Outcome)>| printer.print(piece);
        if matches!(sources, Sources::Lines) {
            let read = |(), give: Give<'_, Reading<_>>| {
                let outcome = standard_input(&options, &mut |article, report| give(Reading::of(article, report)));
                give(Reading::Note(("standard input".to_owned(), outcome)));
            };
            read_all(|give| _ = give(()), threads, read, by, sink)?;
        } else {
            let mut files = sources.walk(&options.selection)?;
            let read = |found: Found, give: Give<'_, Reading<_>>| {
                let hand_on = &mut |article| _ = give(Reading::Article(Box::new(article)));
                let outcome = source::read(&found, &options, hand_on).outcome;
                give(Reading::Note((found.relative, outcome)));
            };
            read_all(move |give| _ = files.all(give), threads, read, by, sink)?;
        }
        printer.troubles += u64::from(tell_strays(extraction)) + u64::from(!sources.tell_missing());
        printer.output.finish(Summary::default()).map_err(unwritten)?;
        Ok(match (printer.troubles, printer.articles) {
            (0, 0) => {
                let why = printer.skipped.map_or_else(
                    || sources.nothing(),
                    |(file, reason)| format!("there is nothing to read here: {file}: {reason}"),
                );
                say(&format!("{}\n", harmless(&why)));
                Exit::NothingFound
            }
            (0, _) => Exit::Found,
            _ => Exit::Trouble,
        })
    }
}

impl Printer {
    fn print(&mut self, piece: Piece<(String, Outcome)>) -> Result<()> {
        match piece {
            Piece::Report(read) => {
                self.articles += 1;
                self.output.item(Item::Report(&read.0, &read.1)).map_err(unwritten)?;
            }
            Piece::Kept(read, unanswered) => {
                self.articles += 1;
                self.output.item(Item::Report(&read.0, &read.1)).map_err(unwritten)?;
                let article = &read.0;
                let name = if article.source.path == "-" { &article.id } else { &article.source.path };
                self.warn(name, &format!("no report of the extractor, this is ours: {}", unanswered.why));
            }
            Piece::Broken(id, reason) => self.warn(&id, &reason),
            Piece::Note((file, Outcome::Skipped { reason })) => _ = self.skipped.get_or_insert((file, reason)),
            Piece::Note((file, outcome)) => {
                if let Some(reason) = trouble(&outcome) {
                    self.warn(&file, &reason);
                }
            }
        }
        Ok::<(), Error>(())
    }

    fn warn(&mut self, what: &str, reason: &str) {
        self.troubles += 1;
        say(&format!("warning: {}: {}\n", harmless(what), harmless(reason)));
    }
}
