//! `dateline explain`: what was read out of files, and why.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::input::{About, trouble};
use super::output::look;
use super::sources::no_file_in;
use super::{Exit, Global, say, unwritten};
use crate::document::Document;
use crate::error::Result;
use crate::extract::{self, Considered, Mention, Unit, Value, Weighed};
use crate::gazetteer::Gazetteer;
use crate::model::{Article, Outcome};
use crate::overrides::{Overrides, Verdict};
use crate::present::{Reason, explain, harmless};
use crate::source::{self, walk};

/// Print what was read out of files, rule by rule
///
/// For every value: the sentence it stands in, its words, and the rule that read it; for a place also the namesakes it was chosen over,
/// and which names were taken for no place. For title, date and the like: everything that
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
        let overrides = self.about.extraction()?.overrides;
        let (mut articles, mut troubles, mut files) = (0, 0, 0);
        for found in walk(&self.files, &options.selection)? {
            let mut read = Vec::new();
            let outcome = source::read(&found, &options, &mut |article| read.push(article)).outcome;
            read.iter().try_for_each(|article| print(article, &overrides))?;
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
            say(&format!("{}\n", no_file_in(&self.files)));
        }
        Ok(match (troubles, articles) {
            (0, 0) => Exit::NothingFound,
            (0, _) => Exit::Found,
            _ => Exit::Trouble,
        })
    }
}

fn print(article: &Article, overrides: &Overrides) -> Result<()> {
    let document = Document::of(article);
    let considered = extract::considered(&document, overrides);
    let mentions = extract::mentions_with(&document, overrides);
    let undecided = mentions.iter().filter(|mention| !matches!(mention.value, Value::Decided(_)));
    let mut reasons: Vec<Reason> = undecided.map(|mention| reason(&document, mention, &considered, overrides)).collect();
    reasons.extend(considered.iter().filter(|name| name.rejected).map(|name| no_place(&document, name)));
    reasons.sort_by_key(|reason| (reason.words, reason.kind != "location"));
    let report = extract::report_with(article, overrides);
    let text = explain(article, &report, &reasons, &extract::tellings(article, overrides), look());
    std::io::stdout().write_all(text.as_bytes()).map_err(unwritten)
}

/// A name that the gazetteer knows, and that is none of a place here.
fn no_place(document: &Document<'_>, name: &Considered) -> Reason {
    let sentence = document.sentence_at(name.first).tokens();
    Reason {
        kind: "name",
        value: "no place".to_owned(),
        words: document.span(name.first, name.end),
        sentence: document.span(sentence.start, sentence.end),
        rule: name.rule,
        against: Vec::new(),
    }
}

/// Namesakes that are told of.
const LOSERS: usize = 3;

/// The best of those that bear the name too, and by how much they lost.
fn losers(mention: &Mention, considered: &[Considered]) -> Vec<String> {
    let Value::Location(place) = &mention.value else { return Vec::new() };
    let Some(name) = considered.iter().find(|name| name.first == mention.first && name.end == mention.end) else {
        return Vec::new();
    };
    let is_chosen = |weighed: &&Weighed| place.path.as_ref() == Some(&Gazetteer.path(weighed.place));
    let won = name.weighed.iter().find(is_chosen);
    let others = name.weighed.iter().filter(|weighed| won.is_none_or(|won| won.place != weighed.place));
    others.take(LOSERS).map(|other| lost(other, won, name.said)).collect()
}

fn lost(other: &Weighed, won: Option<&Weighed>, said: bool) -> String {
    let context = |points: i32, what: &str| if points > 0 { format!(", {points} of them {what}") } else { String::new() };
    let spoken_of = context(other.spoken_of, "for a country or division spoken of");
    let near = context(other.near, "for another place nearby");
    let to = match won {
        Some(_) if said => "; the text says which".to_owned(),
        Some(won) => format!(" to {}", won.points),
        None => String::new(),
    };
    let kind = Gazetteer.kind(other.place).name();
    let people = match Gazetteer.population(other.place) {
        0 => String::new(),
        people => format!(" of {people}"),
    };
    format!("{} ({kind}{people}): {} points{spoken_of}{near}{to}", Gazetteer.path(other.place), other.points)
}

fn reason(document: &Document<'_>, mention: &Mention, considered: &[Considered], overrides: &Overrides) -> Reason {
    let sentence = document.sentence_at(mention.first).tokens();
    let words = document.span(mention.first, mention.end);
    let ((kind, value), rule) =
        named(mention, words.of(document.text), overrides).unwrap_or_else(|| (meaning(&mention.value), mention.rule));
    Reason {
        kind,
        value,
        words,
        sentence: document.span(sentence.start, sentence.end),
        rule,
        against: losers(mention, considered),
    }
}

/// An actor as the user's table calls it, and the row that does.
fn named(mention: &Mention, words: &str, overrides: &Overrides) -> Option<((&'static str, String), &'static str)> {
    let Value::Actor(actor) = &mention.value else { return None };
    let Verdict { is, rule } = overrides.actor(words, &actor.path)?;
    let value = is.map_or_else(|| "no actor".to_owned(), |(_, path)| path.to_string());
    Some((("actor", value), rule))
}

fn meaning(value: &Value) -> (&'static str, String) {
    match value {
        Value::Location(place) => {
            let path = place.path.as_ref().map_or_else(|| "not resolved".to_owned(), ToString::to_string);
            let at = place.lat.zip(place.lon).map(|(lat, lon)| format!(" ({lat:.2}, {lon:.2})")).unwrap_or_default();
            let how = match (place.candidates, &place.path) {
                (0, _) => "no candidate".to_owned(),
                (1, _) => format!("one candidate, margin {}", place.margin),
                (several, Some(_)) if place.lat.is_none() => format!("one of {several} candidates, the likely ones all there"),
                (several, Some(_)) => format!("chosen of {several} candidates, margin {}", place.margin),
                (several, None) => format!("{several} candidates"),
            };
            ("location", format!("{path}{at}, {}, {how}", format!("{:?}", place.usage).to_lowercase()))
        }
        Value::Actor(actor) => ("actor", format!("{}{}", actor.path, if actor.hedged { ", suspected" } else { "" })),
        Value::Decided(_) => ("name", "decided".to_owned()),
        Value::Means(path, _) => ("means", path.to_string()),
        Value::Date(range) => ("date", range.to_string()),
        Value::Quantity(quantity) => {
            let of = match quantity.unit {
                Unit::People(_) => "people",
                Unit::Bare => "of what is not said",
                Unit::Things => "things",
            };
            let part = if quantity.subset { ", part of another number" } else { "" };
            // What is beyond all counting is given by its words alone.
            let number = Some(quantity.count.to_string()).filter(|_| quantity.count.min < u32::MAX);
            ("quantity", format!("{}{of}{part}", number.map_or(String::new(), |number| number + " ")))
        }
    }
}
