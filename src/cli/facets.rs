//! `dateline facets`: counts of values, level by level.

use clap::Args;

use super::names::Names;
use super::selection::{self, LANGUAGE, Selection, exit};
use super::{Exit, Global, number, unwritten};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::model::{Field, Kind, Path};
use crate::present::{Item, Listing, Summary};
use crate::query::{FacetRequest, Fault, QueryError, Request, Resolver};

/// Count articles by location, actor, means ...
///
/// A field's own filter does not narrow its own counts: `--location Ukraine --by location` still counts the other countries.
#[derive(Args)]
#[command(after_help = LANGUAGE)]
pub(crate) struct Facets {
    #[command(flatten)]
    selection: Selection,
    /// Fields to count by
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', default_value = "location", value_parser = field)]
    by: Vec<Field>,
    /// Levels to count: 2 counts regions below countries
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..), allow_negative_numbers = true)]
    depth: u8,
    /// Count only what lies below this value, for one field
    #[arg(long, value_name = "PATH")]
    below: Option<String>,
    /// Count a story once, however often it was printed (`dateline stories` lists them)
    #[arg(long)]
    by_story: bool,
    /// Values at most on each level [default: 20 on a terminal, all in other formats]
    #[arg(long, value_name = "N", value_parser = number, allow_negative_numbers = true)]
    top: Option<usize>,
}

impl Facets {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let format = global.format(Listing::Facets, "terminal")?;
        let (engine, request) = self.selection.open(global)?;
        let top = self.top.unwrap_or(if format.name == "terminal" { 20 } else { usize::MAX });
        let below = self.below.as_deref().map(|written| below(&*engine, &self.by, written)).transpose()?;
        let facet =
            |field| FacetRequest { below: below.clone(), depth: usize::from(self.depth), top, ..FacetRequest::new(field) };
        let facets = self.by.iter().copied().map(facet).collect();
        let request = Request { facets, by_story: self.by_story, ..request };
        let answer = engine.search(&request)?;
        let mut output = global.open(format, Listing::Facets);
        for facet in &answer.facets {
            output.item(Item::Facet(facet)).map_err(unwritten)?;
        }
        output.finish(Summary { answer: Some(&answer), maybe: request.maybe, ..Summary::default() }).map_err(unwritten)?;
        Ok(exit(&answer, request.maybe))
    }
}

/// The path that is meant by what `--below` says: one that the index holds, if there is one.
fn below(engine: &dyn Engine, fields: &[Field], written: &str) -> Result<Path> {
    let wrong = |message: String, hint: &str| Error::Query { message, hint: Some(hint.to_owned()) };
    let [field] = fields else {
        return Err(wrong("--below goes with one field".to_owned(), "write one after `--by`"));
    };
    if field.kind() != Kind::Path {
        // Days lie below months and years: `2025/2025-06`.
        let (year, month) = written.split_once('-').unwrap_or((written, ""));
        return Ok(Path::parse(&if month.is_empty() { year.to_owned() } else { format!("{year}/{written}") }));
    }
    let unknown = |nearest| {
        let fault = Fault::Unknown { field: *field, value: written.to_owned(), nearest };
        selection::wrong("", &QueryError { at: 0, flag: Some("below".to_owned()), fault })
    };
    let meant = Names::of(engine).resolve(*field, written).map_err(unknown)?;
    let values = engine.values(*field)?;
    let held: Vec<&Path> = meant.iter().filter(|path| values.iter().any(|value| value.is_under(path.as_str()))).collect();
    match held.as_slice() {
        [] => Ok(meant.into_iter().next().unwrap_or_else(|| Path::parse(written))),
        [one] => Ok((*one).clone()),
        several => {
            let names: Vec<String> = several.iter().map(|path| format!("`/{path}`")).collect();
            Err(wrong(format!("--below: `{written}` may be {}", names.join(" or ")), "write the one that is meant"))
        }
    }
}

/// A field that can be counted, by its name.
pub(crate) fn field(name: &str) -> std::result::Result<Field, String> {
    let countable = || Field::ALL.iter().filter(|field| field.spec().facet);
    let found = countable().find(|field| field.name().eq_ignore_ascii_case(name)).copied();
    found.ok_or_else(|| format!("count by one of {}", countable().map(|field| field.name()).collect::<Vec<_>>().join(", ")))
}
