//! `dateline eval`: how well extraction does on the user's own articles.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::input::{About, trouble};
use super::{Exit, Global, say, sheet, unwritten};
use crate::error::{Error, Result};
use crate::eval::{Labels, Scores};
use crate::extract;
use crate::model::Article;
use crate::overrides::Overrides;
use crate::present::{Item, Listing, Output, Summary, harmless, plural};
use crate::source::{self, Found, Options, read_jsonl, walk};

/// Score extraction on articles that you have read
///
/// Compares what is extracted with what a reader wrote down, and prints precision and recall for each field. A gold file has one
/// JSON object a line: the article (`text`, and `title`, `published` and the like if they are known) and its `incidents` in the form of
/// `dateline extract`, or shorter: a place or a role may be its name or path alone, a count a number. What is left out is not scored;
/// `null` for a place or a count and `[]` for roles and means say that the article gives none. Beside a folder's articles, `NAME.expected.json` holds the same without the text.
///
/// To make one: `dateline eval --sample 50 articles > gold.jsonl`, then fill in what each article reports.
#[derive(Args)]
pub(crate) struct Eval {
    /// Gold files, or folders of articles with `NAME.expected.json` beside; with `--sample`, articles
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print every value that differs, with its sentence, instead of the scores
    #[arg(long)]
    misses: bool,
    /// Write a sheet of N articles, picked evenly at random, to fill in
    #[arg(long, value_name = "N", conflicts_with = "misses")]
    sample: Option<usize>,
    /// Write into the sheet what is extracted, to be corrected rather than written
    #[arg(long, requires = "sample")]
    prefill: bool,
    /// Pick other articles: the same seed picks the same
    #[arg(long, value_name = "N", requires = "sample", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    about: About,
}

/// What has been compared so far.
struct Comparison {
    overrides: Overrides,
    scores: Scores,
    articles: u64,
    unread: u64,
    troubles: u64,
    /// Where every difference goes, if they are wanted.
    misses: Option<Box<dyn Output>>,
}

impl Eval {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        let (options, overrides) = (self.about.options()?, self.about.extraction()?.overrides);
        match self.sample {
            Some(number) => {
                let prefill = self.prefill.then_some(&overrides);
                sheet::write(&self.paths, &options, &sheet::Plan { number, seed: self.seed, prefill }, global)
            }
            None => self.score(&options, overrides, global),
        }
    }

    fn score(&self, options: &Options, overrides: Overrides, global: &Global) -> Result<Exit> {
        let listing = if self.misses { Listing::Differences } else { Listing::Scores };
        let format = global.format(listing, "terminal")?;
        let misses = self.misses.then(|| global.open(format, listing));
        let mut comparison = Comparison { overrides, scores: Scores::default(), articles: 0, unread: 0, troubles: 0, misses };
        for found in walk(&self.paths, &options.selection)? {
            comparison.file(&found, options)?;
        }
        if let Some(output) = &mut comparison.misses {
            output.finish(Summary::default()).map_err(unwritten)?;
        } else {
            let mut output = global.open(format, listing);
            comparison.scores.fields().try_for_each(|score| output.item(Item::Score(&score))).map_err(unwritten)?;
            output.finish(Summary::default()).map_err(unwritten)?;
        }
        Ok(comparison.end())
    }
}

impl Comparison {
    fn file(&mut self, found: &Found, options: &Options) -> Result<()> {
        let name = found.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = found.path.with_extension("expected.json");
        if name.ends_with(".expected.json") {
            Ok(())
        } else if beside.is_file() {
            self.labelled_beside(found, &beside, options)
        } else if found.path.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson") {
            self.gold_file(found, options)
        } else {
            self.unread += 1;
            Ok(())
        }
    }

    /// A gold file: an article and its labels on each line.
    fn gold_file(&mut self, found: &Found, options: &Options) -> Result<()> {
        let unreadable = |cause| Error::Io { action: "read", path: found.path.display().to_string(), cause };
        let file = File::open(&found.path).map_err(unreadable)?;
        for (number, line) in (1..).zip(BufReader::new(file).lines()) {
            let line = line.map_err(unreadable)?;
            let place = format!("{} line {number}", found.relative);
            match serde_json::from_str::<Value>(&line) {
                _ if line.trim().is_empty() => {}
                Err(error) => self.warn(&place, &format!("not JSON: {error}")),
                Ok(labels) => {
                    let mut read = None;
                    let outcome = read_jsonl(&mut line.as_bytes(), options, &mut |article| read = Some(article)).outcome;
                    if let Some(reason) = trouble(&outcome) {
                        self.warn(&place, &reason);
                    }
                    read.map_or(Ok(()), |article| self.compare(&article, &labels, &place))?;
                }
            }
        }
        Ok(())
    }

    /// An article with its labels in a file of their own; several articles of a file are told apart by their ids.
    fn labelled_beside(&mut self, found: &Found, beside: &Path, options: &Options) -> Result<()> {
        let unreadable = |cause| Error::Io { action: "read", path: beside.display().to_string(), cause };
        let text = std::fs::read_to_string(beside).map_err(unreadable)?;
        let labels: Value = match serde_json::from_str(&text) {
            Ok(labels) => labels,
            Err(error) => {
                self.warn(&beside.display().to_string(), &format!("not JSON: {error}"));
                return Ok(());
            }
        };
        let mut articles = Vec::new();
        let reading = source::read(found, options, &mut |article| articles.push(article));
        if let Some(reason) = trouble(&reading.outcome) {
            self.warn(&found.relative, &reason);
        }
        for article in &articles {
            let own = match &labels {
                Value::Array(all) => all.iter().find(|labels| labels["id"] == article.id.as_str()),
                one => Some(one),
            };
            self.compare(article, own.unwrap_or(&Value::Null), &found.relative)?;
        }
        Ok(())
    }

    fn compare(&mut self, article: &Article, labels: &Value, place: &str) -> Result<()> {
        if labels.get("incidents").is_none_or(Value::is_null) {
            self.unread += 1;
            return Ok(());
        }
        let labels: Labels = match serde_json::from_value(labels.clone()) {
            Ok(labels) => labels,
            Err(error) => {
                self.warn(place, &format!("labels cannot be read: {error}"));
                return Ok(());
            }
        };
        self.articles += 1;
        let differences = self.scores.add(&extract::report_with(article, &self.overrides), &labels);
        if let Some(output) = &mut self.misses {
            differences.iter().try_for_each(|found| output.item(Item::Difference(place, found))).map_err(unwritten)?;
        }
        Ok(())
    }

    fn warn(&mut self, place: &str, reason: &str) {
        self.troubles += 1;
        say(&format!("warning: {}: {}\n", harmless(place), harmless(reason)));
    }

    fn end(self) -> Exit {
        let unread = match self.unread {
            0 => String::new(),
            unread => format!("; {unread} without labels left out"),
        };
        say(&format!("{} compared{unread}\n", plural(self.articles, "article")));
        match (self.troubles, self.articles) {
            (0, 0) => {
                say("hint: give a file of JSON lines with `text` and `incidents`, or make one with `--sample`\n");
                Exit::NothingFound
            }
            (0, _) => Exit::Found,
            _ => Exit::Trouble,
        }
    }
}
