//! `dateline incidents`: one row an incident.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::rc::Rc;

use clap::Args;

use super::search::Order;
use super::selection::{LANGUAGE, Selection, exit, for_each_hit};
use super::{Exit, Global, unwritten};
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
    /// How many incidents at most [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// What takes a row, and says whether it takes more.
type Print<'p> = dyn FnMut(&Hit, &Incident) -> Result<bool> + 'p;

/// The rows in the order that is asked for. Articles come with the one first that tells of the incident with most killed, so a row can
/// go as soon as no article to come tells of more.
struct Rows {
    by_killed: bool,
    any_scope: bool,
    /// Rows that an article to come may go before, by rank and turn.
    waiting: BinaryHeap<(u64, Reverse<usize>)>,
    /// What waits, by its turn: an article and the number of its incident.
    rows: HashMap<usize, (Rc<Hit>, usize)>,
    turns: usize,
}

impl Rows {
    fn new(order: Order, any_scope: bool) -> Self {
        Self { by_killed: matches!(order, Order::Killed), any_scope, waiting: BinaryHeap::new(), rows: HashMap::new(), turns: 0 }
    }

    /// How high an incident stands; the toll of a war or a year stands with those of whom nobody says how many they killed.
    fn rank(&self, incident: &Incident) -> u64 {
        let counted = self.any_scope || incident.scope == Scope::Incident;
        incident.killed.as_ref().filter(|_| counted).map_or(0, |killed| u64::from(killed.min) + 1)
    }

    fn take(&mut self, hit: &Hit, print: &mut Print<'_>) -> Result<bool> {
        if !self.by_killed {
            for incident in &hit.incidents {
                if !print(hit, incident)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        let most = hit.incidents.iter().map(|incident| self.rank(incident)).max().unwrap_or(0);
        let more = self.print_down_to(most, print)?;
        if !more {
            return Ok(false);
        }
        let hit = Rc::new(hit.clone());
        for (number, incident) in hit.incidents.iter().enumerate() {
            self.waiting.push((self.rank(incident), Reverse(self.turns)));
            self.rows.insert(self.turns, (Rc::clone(&hit), number));
            self.turns += 1;
        }
        Ok(true)
    }

    /// Prints what waits and stands at least so high.
    fn print_down_to(&mut self, least: u64, print: &mut Print<'_>) -> Result<bool> {
        while self.waiting.peek().is_some_and(|(rank, _)| *rank >= least) {
            let next = self.waiting.pop().and_then(|(_, Reverse(turn))| self.rows.remove(&turn));
            if let Some((hit, number)) = next
                && !print(&hit, &hit.incidents[number])?
            {
                self.waiting.clear();
                self.rows.clear();
                return Ok(false);
            }
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
        let request = Request { sort: self.sort.into(), ..request };
        let mut output = global.open(format, Listing::Incidents);
        let (mut printed, limit) = (0, self.limit.unwrap_or(usize::MAX));
        let (mut tellers, mut cut) = (HashSet::new(), false);
        let mut rows = Rows::new(self.sort, request.query.asks_scope());
        let mut print = |hit: &Hit, incident: &Incident| {
            cut = printed == limit;
            if !cut {
                output.item(Item::Incident(hit, incident)).map_err(unwritten)?;
                printed += 1;
                tellers.insert((hit.source.path.clone(), hit.source.member.clone()));
            }
            Ok(!cut)
        };
        let answer = for_each_hit(&*engine, &request, None, &mut |hit| rows.take(hit, &mut print))?;
        rows.finish(&mut print)?;
        let tellers = tellers.len() as u64;
        let summary = Summary { answer: Some(&answer), maybe: request.maybe, tellers, cut, ..Summary::default() };
        output.finish(summary).map_err(unwritten)?;
        let exit = exit(&answer, request.maybe);
        Ok(if printed == 0 { Exit::NothingFound } else { exit })
    }
}
