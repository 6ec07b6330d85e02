//! Compares what was found with what was read.

use std::fmt;

use serde::Serialize;

use super::align::{align, same_count, same_place};
use super::gold::{Interval, Labels, Read};
use crate::model::{Count, Incident, Path, Qualifier, Report, Role};

/// Names of the fields that are scored, in the order in which they are told.
const FIELDS: [&str; 13] = [
    "incident",
    "killed",
    "injured",
    "combined",
    "missing",
    "captured",
    "displaced",
    "location",
    "when",
    "initiator",
    "target",
    "means",
    "scope",
];

/// How often a field was found, was to be found, and was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    right: u64,
    found: u64,
    read: u64,
}

/// The score of one field. Shares are from 0 to 1; one of nothing is 1 where nothing was wrong.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FieldScore {
    /// The field's name; `incident` for whether incidents were found at all.
    pub field: &'static str,
    /// Share of what was found that is right.
    pub precision: f64,
    /// Share of what was read that was found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
    /// How many were right.
    pub right: u64,
    /// How many were found.
    pub found: u64,
    /// How many were read.
    pub read: u64,
}

/// A value that was found otherwise than read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The field.
    pub field: &'static str,
    /// What was found; `None`: nothing.
    pub found: Option<String>,
    /// What was read; `None`: nothing.
    pub read: Option<String>,
    /// The sentence it was found in, or the words that the reader gave.
    pub quote: String,
}

/// Scores of the articles compared so far.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    tallies: [Tally; FIELDS.len()],
}

impl Scores {
    /// Compares a report with what a reader found, and returns where they differ.
    pub fn add(&mut self, report: &Report, labels: &Labels) -> Vec<Difference> {
        let pairs = align(&report.incidents, &labels.incidents);
        let mut differences = Vec::new();
        for (number, found) in report.incidents.iter().enumerate() {
            // One without a number of victims harms nobody's sum: readers differ in what they note down of those.
            let counted = [&found.killed, &found.injured, &found.combined].iter().any(|count| count.is_some());
            if counted && pairs.iter().all(|(paired, _)| *paired != number) {
                self.tally("incident").found += 1;
                differences.push(difference("incident", Some(brief(found)), None, found, None));
            }
        }
        for (number, read) in labels.incidents.iter().enumerate().filter(|(_, read)| read.optional.is_none()) {
            let pair = pairs.iter().find(|(_, paired)| *paired == number);
            let tally = self.tally("incident");
            tally.read += 1;
            match pair {
                Some((paired, _)) => {
                    tally.found += 1;
                    tally.right += 1;
                    differences.extend(self.compare(&report.incidents[*paired], read));
                }
                None => {
                    let quote = read.evidence.join(" ");
                    differences.push(Difference { field: "incident", found: None, read: Some(told(read)), quote });
                }
            }
        }
        differences
    }

    /// The scores of all fields that somebody looked at.
    pub fn fields(&self) -> impl Iterator<Item = FieldScore> {
        let looked_at = FIELDS.iter().zip(&self.tallies).filter(|(_, tally)| tally.read + tally.found > 0);
        looked_at.map(|(field, tally)| tally.score(field))
    }

    fn tally(&mut self, field: &str) -> &mut Tally {
        let at = FIELDS.iter().position(|known| *known == field).unwrap_or(0);
        &mut self.tallies[at]
    }

    fn compare(&mut self, found: &Incident, read: &Read) -> Vec<Difference> {
        let mut differences = self.counts(found, read);
        let mut note = |field: &'static str, own: Option<String>, label: Option<String>, right: bool| {
            let tally = self.tally(field);
            tally.found += u64::from(own.is_some());
            tally.read += u64::from(label.is_some());
            tally.right += u64::from(right && own.is_some() && label.is_some());
            if !right {
                differences.push(difference(field, own, label, found, Some(read)));
            }
        };
        if let Some(label) = &read.location {
            let right = match (&found.location, label) {
                (Some(place), Some(label)) => same_place(place, label),
                (own, label) => own.is_none() && label.is_none(),
            };
            let own =
                found.location.as_ref().map(|place| place.path.as_ref().map_or_else(|| place.text.clone(), Path::to_string));
            note("location", own, label.as_ref().map(|label| label.name.clone()), right);
        }
        if let Some(days) = &read.when {
            let right = found.when.is_some_and(|when| when.from.is_some() && when.overlaps(days));
            note("when", found.when.map(|when| when.to_string()), Some(days.to_string()), right);
        }
        let roles = |roles: &[Role]| roles.iter().map(|role| role.path.to_string()).collect::<Vec<_>>();
        let means: Vec<String> = found.means.iter().map(|means| means.path.to_string()).collect();
        for (field, own, label) in [
            ("initiator", roles(&found.initiator), &read.initiator),
            ("target", roles(&found.target), &read.target),
            ("means", means, &read.means),
        ] {
            let Some(label) = label else { continue };
            let right = if own.is_empty() || label.is_empty() { own.is_empty() && label.is_empty() } else { agree(&own, label) };
            let some = |paths: &[String]| (!paths.is_empty()).then(|| paths.join(", "));
            note(field, some(&own), some(label), right);
        }
        if let Some(scope) = read.scope {
            let name = |scope| serde_json::to_value(scope).ok().and_then(|name| name.as_str().map(str::to_owned));
            note("scope", name(found.scope), name(scope), found.scope == scope);
        }
        differences
    }

    fn counts(&mut self, found: &Incident, read: &Read) -> Vec<Difference> {
        let mut differences = Vec::new();
        for (field, own, label) in [
            ("killed", &found.killed, &read.killed),
            ("injured", &found.injured, &read.injured),
            ("combined", &found.combined, &read.combined),
            ("missing", &found.missing, &read.missing),
            ("captured", &found.captured, &read.captured),
            ("displaced", &found.displaced, &read.displaced),
        ] {
            let Some(label) = label else { continue };
            let same = matches!((own, label), (Some(own), Some(label)) if same_count(own, *label));
            let tally = self.tally(field);
            tally.found += u64::from(own.is_some());
            tally.read += u64::from(label.is_some());
            tally.right += u64::from(same);
            if !(same || own.is_none() && label.is_none()) {
                let (own, label) = (own.as_ref().map(Count::to_string), label.map(|label| label.to_string()));
                differences.push(difference(field, own, label, found, Some(read)));
            }
        }
        differences
    }
}

impl Tally {
    fn score(self, field: &'static str) -> FieldScore {
        let share = |of: u64| if of == 0 { 1.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (share(self.found), share(self.read));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        FieldScore { field, precision, recall, f1, right: self.right, found: self.found, read: self.read }
    }
}

impl fmt::Display for Interval {
    /// As a [`Count`]: `3`, `3+`, `3–9`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { min, max } = *self;
        Count { min, max, words: String::new(), qualifier: Qualifier::Exact }.fmt(f)
    }
}

/// True if one of the paths found lies on the way of one that was read, or the other way round; or both begin with the same step.
fn agree(found: &[String], read: &[String]) -> bool {
    let first = |path: &str| path.split('/').next().map(str::to_owned);
    let same =
        |own: &String, label: &String| own.contains(label.as_str()) || label.contains(own.as_str()) || first(own) == first(label);
    found.iter().any(|own| read.iter().any(|label| same(own, label)))
}

fn difference(
    field: &'static str,
    own: Option<String>,
    label: Option<String>,
    found: &Incident,
    read: Option<&Read>,
) -> Difference {
    let quoted = found.evidence.first().map(|evidence| evidence.quote.clone());
    let quote = quoted.or_else(|| read.map(|read| read.evidence.join(" "))).unwrap_or_default();
    Difference { field, found: own, read: label, quote }
}

/// `Sumy · killed 3`
fn brief(found: &Incident) -> String {
    let place = found.location.as_ref().map_or("nowhere", |place| place.text.as_str());
    let counts = [("killed", &found.killed), ("injured", &found.injured), ("killed or injured", &found.combined)];
    let counts = counts.into_iter().filter_map(|(name, count)| Some(format!(" · {name} {}", count.as_ref()?)));
    counts.fold(place.to_owned(), |told, count| told + &count)
}

fn told(read: &Read) -> String {
    let place = read.location.iter().flatten().next().map_or("nowhere", |place| place.name.as_str());
    let counts = [("killed", read.killed), ("injured", read.injured), ("killed or injured", read.combined)];
    let counts = counts.into_iter().filter_map(|(name, count)| Some(format!(" · {name} {}", count??)));
    counts.fold(place.to_owned(), |told, count| told + &count)
}
