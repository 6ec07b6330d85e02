//! `dateline stories`: articles that are copies or versions of one another.

use clap::Args;

use super::selection::{LANGUAGE, Selection};
use super::{Exit, Global, number, say, unwritten};
use crate::error::Result;
use crate::present::{Item, Listing, Summary};

/// Stories shown on a terminal unless `--limit` says otherwise.
const SCREENFUL: usize = 10;

/// List stories: articles that are copies or versions of one another, and the course of their tolls
///
/// Articles that say the same word for word, or nearly, or that are versions of one page or of one headline of an outlet, are one story, unless
/// they tell of incidents at other places or on other days. A story is listed in full if one of its articles matches; those with most
/// articles come first.
#[derive(Args)]
#[command(after_help = LANGUAGE)]
pub(crate) struct Stories {
    #[command(flatten)]
    selection: Selection,
    /// Leave out stories of fewer articles; one alone is no story
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = number, allow_negative_numbers = true)]
    min_articles: usize,
    /// How many stories at most [default: 10 on a terminal, all in other formats]
    #[arg(long, value_name = "N", value_parser = number, allow_negative_numbers = true)]
    limit: Option<usize>,
}

impl Stories {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Stories, "terminal")?;
        let (engine, request) = self.selection.open(global)?;
        let usual = if format.name == "terminal" { SCREENFUL } else { usize::MAX };
        let limit = self.limit.unwrap_or(usual);
        let mut output = global.open(format, Listing::Stories);
        let mut shown = 0;
        let count = engine.stories(&request.query, request.maybe, self.min_articles, &mut |story| {
            if shown < limit {
                output.item(Item::Story(&story)).map_err(unwritten)?;
                shown += 1;
            }
            Ok(shown < limit)
        })?;
        output.finish(Summary { stories: Some(count), ..Summary::default() }).map_err(unwritten)?;
        if count.stories == 0 {
            say("nothing found\n");
            return Ok(Exit::NothingFound);
        }
        Ok(Exit::Found)
    }
}
