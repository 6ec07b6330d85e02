//! `dateline incidents`: one row an incident.

use clap::Args;

use super::search::Order;
use super::selection::{LANGUAGE, Selection, exit, for_each_hit};
use super::{Exit, Global, unwritten};
use crate::error::Result;
use crate::present::{Item, Listing, Summary};
use crate::query::Request;

/// List the incidents that articles report
#[derive(Args)]
#[command(after_help = LANGUAGE)]
pub(crate) struct Incidents {
    #[command(flatten)]
    selection: Selection,
    /// Order of the articles that report them
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// How many incidents at most [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Incidents {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Incidents, "terminal")?;
        let (engine, request) = self.selection.open(global)?;
        let request = Request { sort: self.sort.into(), ..request };
        let mut output = global.open(format, Listing::Incidents);
        let (mut printed, limit) = (0, self.limit.unwrap_or(usize::MAX));
        let (mut tellers, mut cut) = (0, false);
        let answer = for_each_hit(&*engine, &request, None, &mut |hit| {
            let shown = &hit.incidents[..hit.incidents.len().min(limit - printed)];
            for incident in shown {
                output.item(Item::Incident(hit, incident)).map_err(unwritten)?;
            }
            printed += shown.len();
            tellers += u64::from(!shown.is_empty());
            cut = shown.len() < hit.incidents.len();
            Ok(!cut)
        })?;
        let summary = Summary { answer: Some(&answer), maybe: request.maybe, tellers, cut, ..Summary::default() };
        output.finish(summary).map_err(unwritten)?;
        let exit = exit(&answer, request.maybe);
        Ok(if printed == 0 { Exit::NothingFound } else { exit })
    }
}
