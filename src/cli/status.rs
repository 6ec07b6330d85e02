//! `dateline status`: what is indexed, what was skipped and why, and by which version.

use std::io::{self, Write};

use clap::Args;

use super::place::Folder;
use super::{Exit, Global, say, unwritten};
use crate::engine::{Embedded, Engine};
use crate::error::Result;
use crate::model::{FileRecord, LeftOut, Outcome};
use crate::present::{Item, Listing, Summary, harmless, plural};

/// Tell what is in the index, what is not, and why
///
/// Lists every file that was not read in full: partly read, skipped or failed, with the reason.
#[derive(Args)]
pub(crate) struct Status {
    /// List only files that could not be read
    #[arg(long)]
    failed: bool,
    /// List all files
    #[arg(long, conflicts_with = "failed")]
    all: bool,
    #[command(flatten)]
    folder: Folder,
}

impl Status {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Files, "terminal")?;
        let engine = Embedded::open(&self.folder.index(global)?)?;
        let status = engine.status()?;
        let told = format!(
            "index      {} (version {}, {:.1} MB, {})\narticles   {}\nincidents  {}\nfiles      {}\nextractor  {}\n",
            harmless(&status.path),
            status.index_version,
            status.bytes as f64 / 1e6,
            plural(status.segments as u64, "segment"),
            status.articles,
            status.incidents,
            status.files,
            status.extractor
        ) + &left_out(&status.left_out);
        // A list for machines is kept free of it.
        if format.name == "terminal" {
            io::stdout().write_all(told.as_bytes()).map_err(unwritten)?;
        } else {
            say(&told);
        }
        let mut output = global.open(format, Listing::Files);
        let mut ledger = engine.ledger()?;
        // Columns and members of their own tell the folder to machines.
        if format.name == "terminal" && ledger.iter().any(|file| file.root != ledger[0].root) {
            ledger.iter_mut().for_each(tell_folder);
        }
        for file in ledger.iter().filter(|file| self.lists(file)) {
            output.item(Item::File(file)).map_err(unwritten)?;
        }
        let about = [("index", serde_json::to_value(&status).unwrap_or_default())];
        output.finish(Summary { about: &about, ..Summary::default() }).map_err(unwritten)?;
        Ok(if status.files == 0 { Exit::NothingFound } else { Exit::Found })
    }

    const fn lists(&self, file: &FileRecord) -> bool {
        match file.outcome {
            Outcome::Ok => self.all,
            Outcome::Partial { .. } | Outcome::Skipped { .. } => !self.failed,
            Outcome::Failed { .. } => true,
        }
    }
}

/// What rules left out, a line each, with the first file.
fn left_out(rules: &[LeftOut]) -> String {
    let line = |LeftOut { rule, value, count, first }: &LeftOut| {
        let what = if value.is_empty() { rule.clone() } else { format!("{rule} {value}") };
        let first = if *count > 1 { format!("{first}, ...") } else { first.clone() };
        format!("left out   {count} by {} ({})\n", harmless(&what), harmless(&first))
    };
    rules.iter().map(line).collect()
}

/// Files of several folders may have the same name.
fn tell_folder(file: &mut FileRecord) {
    if file.root != "-" {
        file.path = format!("{}/{}", file.root, file.path);
    }
}
