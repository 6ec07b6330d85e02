//! `dateline explain`: what was read out of files, and why.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::input::{About, trouble};
use super::output::look;
use super::{Exit, Global, say, unwritten};
use crate::document::Document;
use crate::error::Result;
use crate::extract::{self, Mention, Unit, Value};
use crate::model::Article;
use crate::present::{Reason, explain};
use crate::source::{self, walk};

/// Print what was read out of files, rule by rule
///
/// For every value: the sentence it stands in, its words, and the rule that read it. For title, date and the like: everything that
/// was found, and what was chosen. Nothing is indexed.
#[derive(Args)]
pub(crate) struct Explain {
    /// Files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    about: About,
}

impl Explain {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        global.only_for_people()?;
        let options = self.about.options()?;
        let mut exit = Exit::NothingFound;
        for found in walk(&self.files)? {
            let mut articles = Vec::new();
            let reading = source::read(&found, &options, &mut |article| articles.push(article));
            for article in &articles {
                print(article)?;
                exit = Exit::Found;
            }
            match trouble(&reading.outcome) {
                Some(reason) => say(&format!("warning: {}: {reason}\n", found.relative)),
                None if articles.is_empty() => say(&format!("{}: no article: {:?}\n", found.relative, reading.outcome)),
                None => {}
            }
        }
        Ok(exit)
    }
}

fn print(article: &Article) -> Result<()> {
    let document = Document::of(article);
    let reasons: Vec<Reason> = extract::mentions(&document).iter().map(|mention| reason(&document, mention)).collect();
    let text = explain(article, &extract::report(article), &reasons, look());
    std::io::stdout().write_all(text.as_bytes()).map_err(unwritten)
}

fn reason(document: &Document<'_>, mention: &Mention) -> Reason {
    let sentence = document.sentence_at(mention.first).tokens();
    let (kind, value) = meaning(&mention.value);
    Reason {
        kind,
        value,
        words: document.span(mention.first, mention.end),
        sentence: document.span(sentence.start, sentence.end),
        rule: mention.rule,
    }
}

fn meaning(value: &Value) -> (&'static str, String) {
    match value {
        Value::Location(place) => {
            let path = place.path.as_ref().map_or_else(|| "not resolved".to_owned(), ToString::to_string);
            let at = place.lat.zip(place.lon).map(|(lat, lon)| format!(" ({lat:.2}, {lon:.2})")).unwrap_or_default();
            let how = format!("{} of {} candidates, margin {}", "chosen", place.candidates, place.margin);
            ("location", format!("{path}{at}, {}, {how}", format!("{:?}", place.usage).to_lowercase()))
        }
        Value::Actor(actor) => ("actor", format!("{}{}", actor.path, if actor.hedged { ", suspected" } else { "" })),
        Value::Means(path) => ("means", path.to_string()),
        Value::Date(range) => ("date", range.to_string()),
        Value::Quantity(quantity) => {
            let of = match quantity.unit {
                Unit::People(_) => "people",
                Unit::Bare => "of what is not said",
                Unit::Things => "things",
            };
            let part = if quantity.subset { ", part of another number" } else { "" };
            ("quantity", format!("{} {of}{part}", quantity.count))
        }
    }
}
