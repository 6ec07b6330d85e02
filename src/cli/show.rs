//! `dateline show`: one article of the index in full.

use std::io::Write;

use clap::Args;

use super::output::look;
use super::place::Folder;
use super::{Exit, Global, say, unwritten};
use crate::engine::{Embedded, Engine};
use crate::error::{Error, Result};
use crate::present::{Item, Listing, Summary, harmless, show};

/// Show an article with its mentions marked and its incidents
#[derive(Args)]
pub(crate) struct Show {
    /// The article's id, as `search --format jsonl` prints it; all articles that bear it are shown
    id: String,
    #[command(flatten)]
    folder: Folder,
}

impl Show {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Reports, "terminal")?;
        let engine = Embedded::open(&self.folder.index(global)?)?;
        let articles = engine.articles(&self.id)?;
        match articles.len() {
            0 => return Err(Error::NoArticle { id: self.id }),
            1 => {}
            several => say(&format!("{several} articles bear the id `{}`\n", harmless(&self.id))),
        }
        if format.name == "terminal" {
            let profile = global.profile.into();
            let shown: Vec<String> =
                articles.iter().map(|stored| show(&stored.article.text, &stored.report.under(profile), look())).collect();
            std::io::stdout().write_all(shown.join("\n").as_bytes()).map_err(unwritten)?;
            return Ok(Exit::Found);
        }
        // One report is one object, not a list of one.
        let name = if format.name == "json" && articles.len() == 1 { "jsonl" } else { format.name };
        let format = crate::present::output(name).unwrap_or(format);
        let mut output = global.open(format, Listing::Reports);
        for stored in &articles {
            output.item(Item::Report(&stored.article, &stored.report)).map_err(unwritten)?;
        }
        output.finish(Summary::default()).map_err(unwritten)?;
        Ok(Exit::Found)
    }
}
