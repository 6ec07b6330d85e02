//! `dateline search`: articles, best first.

use clap::{Args, ValueEnum};

use super::selection::{LANGUAGE, Selection, exit, for_each_hit};
use super::{Exit, Global, number, unwritten};
use crate::error::Result;
use crate::model::Field;
use crate::present::{Item, Listing, Summary};
use crate::query::{FacetRequest, Request, Sort};

/// Articles shown on a terminal unless `--limit` says otherwise.
const SCREENFUL: usize = 10;
const USUAL_FACETS: [Field; 4] = [Field::Location, Field::Actor, Field::Means, Field::Published];

/// Find articles by words and by what they report
#[derive(Args)]
#[command(after_help = LANGUAGE)]
pub(crate) struct Search {
    #[command(flatten)]
    selection: Selection,
    /// Order of the articles
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// How many articles at most [default: 10 on a terminal, all in other formats]
    #[arg(long, value_name = "N", value_parser = number, allow_negative_numbers = true)]
    limit: Option<usize>,
    /// How many articles to leave out first
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = number, allow_negative_numbers = true)]
    offset: usize,
    /// List every article, not one for each story with the number of its copies
    #[arg(long)]
    unfold: bool,
    /// Fields to count, each without its own filter [default: location,actor,means,published on a terminal, none in other formats]
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', value_parser = super::facets::field)]
    facets: Option<Vec<Field>>,
}

/// Order of the articles.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Order {
    /// Best match first
    Relevance,
    /// Newest first
    Date,
    /// Most killed first
    Killed,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Date => Self::Date,
            Order::Killed => Self::Killed,
        }
    }
}

impl Search {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Articles, "terminal")?;
        let on_terminal = format.name == "terminal";
        let (engine, request) = self.selection.open(global)?;
        let usual = if on_terminal { USUAL_FACETS.to_vec() } else { Vec::new() };
        let facets = self.facets.unwrap_or(usual).into_iter().map(FacetRequest::new).collect();
        let request =
            Request { sort: self.sort.into(), offset: self.offset, snippets: true, facets, fold: !self.unfold, ..request };
        let limit = self.limit.or(on_terminal.then_some(SCREENFUL));
        let again = self.selection.folder.again(global);
        let mut output = global.open(format, Listing::Articles);
        let answer = for_each_hit(&*engine, &request, limit, &mut |hit| {
            output.item(Item::Hit(&hit, &again)).map_err(unwritten)?;
            Ok(true)
        })?;
        let summary = Summary { answer: Some(&answer), maybe: request.maybe, offset: self.offset, ..Summary::default() };
        output.finish(summary).map_err(unwritten)?;
        Ok(exit(&answer, request.maybe))
    }
}
