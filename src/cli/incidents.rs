//! `dateline incidents`: one row an incident.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

use clap::Args;

use super::search::Order;
use super::selection::{LANGUAGE, Selection, exit, for_each_hit};
use super::{Exit, Global, number, unwritten};
use crate::error::Result;
use crate::model::{Incident, Scope};
use crate::present::{Item, Listing, Summary};
use crate::query::{Hit, Request};

/// List the incidents that articles report
#[derive(Args)]
#[command(after_help = LANGUAGE)]
pub(crate) struct Incidents {
    #[command(flatten)]
    selection: Selection,
    /// Order: of the articles that report them, or by how many each incident killed
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// Take of each story only one article, the newest version of those that match, so that nobody is counted twice
    #[arg(long)]
    by_story: bool,
    /// How many incidents at most [default: all]
    #[arg(long, value_name = "N", value_parser = number, allow_negative_numbers = true)]
    limit: Option<usize>,
}

/// An article whose incidents are rows.
struct Teller {
    hit: Hit,
    /// True when one of its rows was printed.
    told: Cell<bool>,
}

/// What takes a row, the incident of this number, and says whether it takes more.
type Print<'p> = dyn FnMut(&Teller, usize) -> Result<bool> + 'p;

/// The rows in the order that is asked for. Articles come with the one first that tells of the incident with most killed, so a row can
/// go as soon as no article to come tells of more.
struct Rows {
    by_killed: bool,
    any_scope: bool,
    /// How many rows can still be of use.
    wanted: usize,
    /// Rows that an article to come may go before, by rank and turn: an article and the number of its incident.
    waiting: BTreeMap<(Reverse<u64>, usize), (Rc<Teller>, usize)>,
    turns: usize,
}

impl Rows {
    fn new(order: Order, any_scope: bool, wanted: usize) -> Self {
        Self { by_killed: matches!(order, Order::Killed), any_scope, wanted, waiting: BTreeMap::new(), turns: 0 }
    }

    /// How high an incident stands; the toll of a war or a year stands with those of whom nobody says how many they killed.
    fn rank(&self, incident: &Incident) -> u64 {
        let counted = self.any_scope || incident.scope == Scope::Incident;
        incident.killed.as_ref().filter(|_| counted).map_or(0, |killed| u64::from(killed.min) + 1)
    }

    fn take(&mut self, hit: Hit, print: &mut Print<'_>) -> Result<bool> {
        let teller = Rc::new(Teller { hit, told: Cell::new(false) });
        let incidents = &teller.hit.incidents;
        if !self.by_killed {
            for number in 0..incidents.len() {
                if !print(&teller, number)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let most = incidents.iter().map(|incident| self.rank(incident)).max().unwrap_or(0);
        if !self.print_down_to(most, print)? {
            return Ok(false);
        }
        for (number, incident) in incidents.iter().enumerate() {
            self.waiting.insert((Reverse(self.rank(incident)), self.turns), (Rc::clone(&teller), number));
            self.turns += 1;
        }
        while self.waiting.len() > self.wanted {
            self.waiting.pop_last();
        }
        Ok(true)
    }

    /// Prints what waits and stands at least so high.
    fn print_down_to(&mut self, least: u64, print: &mut Print<'_>) -> Result<bool> {
        while let Some(next) = self.waiting.first_entry().filter(|next| next.key().0.0 >= least) {
            let (teller, number) = next.remove();
            if !print(&teller, number)? {
                self.waiting.clear();
                return Ok(false);
            }
            self.wanted -= 1;
        }
        Ok(true)
    }

    fn finish(&mut self, print: &mut Print<'_>) -> Result<()> {
        self.print_down_to(0, print).map(drop)
    }
}

impl Incidents {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Incidents, "terminal")?;
        let (engine, request) = self.selection.open(global)?;
        let request = Request { sort: self.sort.into(), fold: self.by_story, ..request };
        let mut output = global.open(format, Listing::Incidents);
        let (mut printed, limit) = (0, self.limit.unwrap_or(usize::MAX));
        let (mut tellers, mut cut) = (0, false);
        // One more than is printed tells that there are more.
        let mut rows = Rows::new(self.sort, request.query.asks_scope(), limit.saturating_add(1));
        let mut print = |teller: &Teller, number: usize| {
            cut = printed == limit;
            if !cut {
                output.item(Item::Incident(&teller.hit, &teller.hit.incidents[number])).map_err(unwritten)?;
                printed += 1;
                tellers += u64::from(!teller.told.replace(true));
            }
            Ok(!cut)
        };
        let answer = for_each_hit(&*engine, &request, None, &mut |hit| rows.take(hit, &mut print))?;
        rows.finish(&mut print)?;
        let summary = Summary { answer: Some(&answer), maybe: request.maybe, tellers, cut, ..Summary::default() };
        output.finish(summary).map_err(unwritten)?;
        let exit = exit(&answer, request.maybe);
        Ok(if printed == 0 { Exit::NothingFound } else { exit })
    }
}
