//! What a careful reader found in an article, as written in a gold file.
//!
//! It has the form of a report, or a shorter one: a place may be its name alone, a role its path alone. A field that is not
//! there was not looked at and is not scored; `null` for a place or a count, or an empty list, says that the article gives none.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

use crate::model::{DateRange, Scope};

/// A reader's notes on an article.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Labels {
    /// The incidents that the article reports, in any order.
    pub incidents: Vec<Read>,
}

/// An incident as read. A field of another name is an error: a misspelt one would be scored as one that nobody looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Read {
    /// How much its numbers cover.
    pub scope: Option<Scope>,
    /// The days it can have happened; `null`: the text does not say.
    pub when: Option<DateRange>,
    /// The smallest named place.
    #[serde(deserialize_with = "looked_at")]
    pub location: Option<Option<Place>>,
    /// Who did it.
    #[serde(deserialize_with = "paths")]
    pub initiator: Option<Vec<String>>,
    /// Who or what was hit.
    #[serde(deserialize_with = "paths")]
    pub target: Option<Vec<String>>,
    /// With what.
    #[serde(deserialize_with = "paths")]
    pub means: Option<Vec<String>>,
    /// People killed.
    #[serde(deserialize_with = "looked_at")]
    pub killed: Option<Option<Interval>>,
    /// People injured.
    #[serde(deserialize_with = "looked_at")]
    pub injured: Option<Option<Interval>>,
    /// Killed or injured, not told apart.
    #[serde(deserialize_with = "looked_at")]
    pub combined: Option<Option<Interval>>,
    /// People missing.
    #[serde(deserialize_with = "looked_at")]
    pub missing: Option<Option<Interval>>,
    /// People captured or abducted.
    #[serde(deserialize_with = "looked_at")]
    pub captured: Option<Option<Interval>>,
    /// People displaced.
    #[serde(deserialize_with = "looked_at")]
    pub displaced: Option<Option<Interval>>,
    /// Words of the article that tell of it.
    #[serde(deserialize_with = "quotes")]
    pub evidence: Vec<String>,
    /// Who says so: read, and not scored.
    pub claimant: IgnoredAny,
    /// Other values that are as good: for readers, and not scored.
    pub also: IgnoredAny,
    /// What the reader wants to remember.
    pub note: IgnoredAny,
    /// Why it may be left out: background, a minor event. Whether it is found or not is not scored.
    pub optional: Option<String>,
}

/// A place as read.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Written")]
pub struct Place {
    /// Its name, as the text or as a gazetteer has it.
    pub name: String,
    /// ISO 3166 two-letter code; `None`: not looked at.
    pub country: Option<String>,
    /// `Country/Region/City`; `None`: not looked at.
    pub path: Option<String>,
}

/// A count as read, `min..=max`; no `max` means open above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Number")]
pub struct Interval {
    /// The least it can be.
    pub min: u32,
    /// The most it can be.
    pub max: Option<u32>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a place: its name, or an object with `name`, `country`, `path`")]
enum Written {
    Name(String),
    Place { name: Option<String>, text: Option<String>, country: Option<String>, path: Option<String> },
}

impl From<Written> for Place {
    fn from(written: Written) -> Self {
        match written {
            Written::Name(name) => Self { name, country: None, path: None },
            Written::Place { name, text, country, path } => Self { name: name.or(text).unwrap_or_default(), country, path },
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a count: a number, or an object with `min` and `max`")]
enum Number {
    Exactly(u32),
    Between { min: u32, max: Option<u32> },
}

impl From<Number> for Interval {
    fn from(number: Number) -> Self {
        match number {
            Number::Exactly(count) => Self { min: count, max: Some(count) },
            Number::Between { min, max } => Self { min, max },
        }
    }
}

/// Tells what is said to be none from what is not there at all.
fn looked_at<'de, D: Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(value).map(Some)
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a path, or an object with `path`")]
enum Role {
    Path(String),
    Role { path: String },
}

fn paths<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Vec<String>>, D::Error> {
    let roles: Option<Vec<Role>> = Option::deserialize(value)?;
    let path = |role| match role {
        Role::Path(path) | Role::Role { path } => path,
    };
    Ok(roles.map(|roles| roles.into_iter().map(path).collect()))
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "words of the article, or a list of objects with `quote`")]
enum Evidence {
    Words(String),
    Quotes(Vec<Quote>),
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "words of the article, or an object with `quote`")]
enum Quote {
    Words(String),
    Quote { quote: String },
}

fn quotes<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<String>, D::Error> {
    Ok(match Option::deserialize(value)? {
        None => Vec::new(),
        Some(Evidence::Words(words)) => vec![words],
        Some(Evidence::Quotes(quotes)) => quotes
            .into_iter()
            .map(|quote| match quote {
                Quote::Words(words) | Quote::Quote { quote: words } => words,
            })
            .collect(),
    })
}
