//! The sheet of `dateline eval --sample`: articles picked at random, with room for what a reader finds in them.

use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::input::trouble;
use super::{Exit, Global, say, unwritten};
use crate::error::{Error, Result};
use crate::extract;
use crate::model::{Article, Count, Incident, Role};
use crate::overrides::Overrides;
use crate::present::{harmless, plural};
use crate::source::{self, Options, walk};

/// What is wanted.
pub(super) struct Plan<'p> {
    /// Articles to pick.
    pub number: usize,
    /// The same seed picks the same articles.
    pub seed: u64,
    /// Write what is extracted under this table into the sheet.
    pub prefill: Option<&'p Overrides>,
}

/// Prints a line for each article picked, in the order in which they were met.
pub(super) fn write(paths: &[PathBuf], options: &Options, plan: &Plan<'_>, global: &Global) -> Result<Exit> {
    if let Some(format) = global.format.as_ref().filter(|format| *format != "jsonl") {
        return Err(Error::CannotHold { format: format.clone(), able: "jsonl".to_owned() });
    }
    let mut sample = Sample { kept: Vec::new(), room: plan.number, met: 0, random: Random(plan.seed) };
    let mut troubles = 0;
    for found in walk(paths, &options.selection)? {
        let outcome = source::read(&found, options, &mut |article| sample.offer(article)).outcome;
        if let Some(reason) = trouble(&outcome) {
            troubles += 1;
            say(&format!("warning: {}: {}\n", harmless(&found.relative), harmless(&reason)));
        }
    }
    sample.kept.sort_by_key(|(turn, _)| *turn);
    let mut out = io::BufWriter::new(io::stdout());
    sample.kept.iter().try_for_each(|(_, article)| writeln!(out, "{}", row(article, plan.prefill))).map_err(unwritten)?;
    out.flush().map_err(unwritten)?;
    let picked = sample.kept.len();
    say(&format!(
        "{picked} of {} picked: write what they report into `incidents`, `[]` for nothing\n",
        plural(sample.met, "article")
    ));
    Ok(match (troubles, picked) {
        (0, 0) => Exit::NothingFound,
        (0, _) => Exit::Found,
        _ => Exit::Trouble,
    })
}

/// A reservoir: every article met so far is in it with the same chance (Vitter's algorithm R).
struct Sample {
    kept: Vec<(u64, Article)>,
    room: usize,
    met: u64,
    random: Random,
}

impl Sample {
    fn offer(&mut self, article: Article) {
        self.met += 1;
        if self.kept.len() < self.room {
            self.kept.push((self.met, article));
            return;
        }
        let place = (self.random.next() % self.met) as usize;
        if let Some(kept) = self.kept.get_mut(place) {
            *kept = (self.met, article);
        }
    }
}

/// `SplitMix64`: enough to pick articles, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// The article as it will be read again, and its incidents: not looked at yet, or as extracted.
fn row(article: &Article, prefill: Option<&Overrides>) -> Value {
    let day = article.published.range.from.filter(|day| Some(*day) == article.published.range.to);
    let incidents =
        prefill.map(|overrides| extract::report_with(article, overrides).incidents.iter().map(short).collect::<Vec<_>>());
    json!({
        "id": article.id,
        "file": article.source.path,
        "title": article.title,
        "published": day.filter(|_| article.published.by.is_certain()),
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "text": article.body.of(&article.text),
        "incidents": incidents,
    })
}

/// An incident in the short form of a gold file.
fn short(found: &Incident) -> Value {
    let place = found
        .location
        .as_ref()
        .map(|place| json!({"name": place.name.as_ref().unwrap_or(&place.text), "country": place.country, "path": place.path}));
    let roles = |roles: &[Role]| roles.iter().map(|role| role.path.to_string()).collect::<Vec<_>>();
    let count = |count: &Option<Count>| count.as_ref().map(|count| json!({"min": count.min, "max": count.max}));
    json!({
        "scope": found.scope,
        "when": found.when,
        "location": place,
        "initiator": roles(&found.initiator),
        "target": roles(&found.target),
        "means": found.means.iter().map(|means| means.path.to_string()).collect::<Vec<_>>(),
        "killed": count(&found.killed),
        "injured": count(&found.injured),
        "combined": count(&found.combined),
        "missing": count(&found.missing),
        "captured": count(&found.captured),
        "displaced": count(&found.displaced),
        "evidence": found.evidence.first().map(|evidence| &evidence.quote),
    })
}
