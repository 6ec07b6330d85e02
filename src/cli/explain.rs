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
use crate::model::{Article, Outcome};
use crate::present::{Reason, explain, harmless};
use crate::source::{self, walk};

/// Print what was read out of files, rule by rule
///
/// For every value: the sentence it stands in, its words, and the rule that read it. For title, date and the like: everything that
/// was found, and what was chosen. Nothing is indexed.
#[derive(Args)]
pub(crate) struct Explain {
    /// Files and folders
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    about: About,
}

impl Explain {
    pub(crate) fn run(self, global: &Global) -> Result<Exit> {
        global.only_for_people()?;
        let options = self.about.options()?;
        let (mut articles, mut troubles, mut files) = (0, 0, 0);
        for found in walk(&self.files)? {
            let mut read = Vec::new();
            let outcome = source::read(&found, &options, &mut |article| read.push(article)).outcome;
            read.iter().try_for_each(print)?;
            let file = harmless(&found.relative);
            if let Some(reason) = trouble(&outcome) {
                troubles += 1;
                say(&format!("warning: {file}: {}\n", harmless(&reason)));
            } else if let Outcome::Skipped { reason } = &outcome {
                say(&format!("{file}: no article: {}\n", harmless(reason)));
            }
            articles += read.len();
            files += 1;
        }
        if files == 0 {
            say("there is no file to read here\n");
        }
        Ok(match (troubles, articles) {
            (0, 0) => Exit::NothingFound,
            (0, _) => Exit::Found,
            _ => Exit::Trouble,
        })
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
            let how = match (place.candidates, &place.path) {
                (0, _) => "no candidate".to_owned(),
                (1, _) => format!("one candidate, margin {}", place.margin),
                (several, Some(_)) => format!("chosen of {several} candidates, margin {}", place.margin),
                (several, None) => format!("{several} candidates"),
            };
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
