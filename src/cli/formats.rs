//! `dateline formats`: what kinds of files are read.

use clap::Args;

use super::{Exit, Global, unwritten};
use crate::error::Result;
use crate::present::{Item, Listing, Summary};
use crate::source::formats;

/// List the kinds of files that articles are read from
///
/// A file is told by its content first and by its extension second. What is of no kind is skipped, and `dateline status` says so.
#[derive(Args)]
pub(crate) struct Formats {}

impl Formats {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Formats, "terminal")?;
        let mut output = global.open(format, Listing::Formats);
        for format in formats() {
            output.item(Item::Format(format)).map_err(unwritten)?;
        }
        output.finish(Summary::default()).map_err(unwritten)?;
        Ok(Exit::Found)
    }
}
