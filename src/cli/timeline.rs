//! `dateline timeline`: articles and deaths over time.

use clap::{Args, ValueEnum};

use super::selection::{LANGUAGE, Selection, exit};
use super::{Exit, Global, unwritten};
use crate::error::Result;
use crate::present::{Item, Listing, Summary};
use crate::query::{Request, Step};

/// Count articles, incidents and people harmed over time
#[derive(Args)]
#[command(after_help = LANGUAGE)]
pub(crate) struct Timeline {
    #[command(flatten)]
    selection: Selection,
    /// Length of a period
    #[arg(long, value_enum, default_value_t = Period::Month)]
    by: Period,
    /// Take of each story only one article, the newest version of those that match, so that nobody is counted twice
    #[arg(long)]
    by_story: bool,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Period {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl From<Period> for Step {
    fn from(period: Period) -> Self {
        match period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
            Period::Quarter => Self::Quarter,
            Period::Year => Self::Year,
        }
    }
}

impl Timeline {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Timeline, "terminal")?;
        let (engine, request) = self.selection.open(global)?;
        let request = Request { timeline: Some(self.by.into()), by_story: self.by_story, ..request };
        let answer = engine.search(&request)?;
        let mut output = global.open(format, Listing::Timeline);
        if let Some(timeline) = &answer.timeline {
            output.item(Item::Timeline(timeline)).map_err(unwritten)?;
        }
        output.finish(Summary { answer: Some(&answer), maybe: request.maybe, ..Summary::default() }).map_err(unwritten)?;
        Ok(exit(&answer, request.maybe))
    }
}
