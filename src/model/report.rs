//! What extraction returns for an article: its mentions and its incidents. The JSON contract follows from these types.

use serde::{Deserialize, Serialize};

use super::{Article, Count, DateRange, Evidence, Path, Profile, Published, Source, Span};

/// How exactly a location is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// A town or a site.
    Point,
    /// Near a named point.
    Near,
    /// A district.
    Admin2,
    /// A province, region or state.
    Admin1,
    /// A whole country.
    Country,
    /// A sea, a region across borders, a continent.
    Area,
}

/// How a place name is used. Only `Literal` locates events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// The place itself.
    #[default]
    Literal,
    /// A country adjective: "Russian strikes".
    Demonym,
    /// A capital or country as its government: "Moscow said".
    Metonym,
    /// A name inside another name: "Kharkiv University".
    Embedded,
}

/// A mention of a place, or an incident's place. What could not be resolved keeps only its words, or these and the country in which
/// all places lie that come into question: no point is better than the country's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// The words of the text.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// GeoNames id; `None` if unresolved or not in GeoNames.
    pub id: Option<u32>,
    /// The place's main name.
    pub name: Option<String>,
    /// `Country/Region/City`.
    pub path: Option<Path>,
    /// ISO 3166 two-letter code.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly it is known.
    pub precision: Option<Precision>,
    /// How the name is used.
    #[serde(rename = "use")]
    pub usage: Use,
    /// How many places bear the name.
    pub candidates: u32,
    /// By how many points the chosen one leads the next.
    pub margin: i32,
}

/// A mention of somebody who can act or be harmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The words of the text.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// The actor's usual name.
    pub name: String,
    /// Who answers for it comes first: `Country/Role/Organisation`, `Hamas/Qassam Brigades`, `Unknown/Gunmen`, `Civilians`.
    pub path: Path,
}

/// A mention of a weapon or a cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Means {
    /// The words of the text.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// `Missile/Ballistic`.
    pub path: Path,
}

/// A mention of a day or a range of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// The words of the text.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// The days they mean.
    #[serde(flatten)]
    pub range: DateRange,
}

/// An actor in a role of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// As in [`Actor::path`].
    pub path: Path,
    /// The actor's usual name; `None` for a generic noun.
    #[serde(default)]
    pub name: Option<String>,
    /// The words of the text.
    pub text: String,
    /// "suspected", "alleged": the text does not vouch for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hedged: bool,
}

/// A weapon or cause of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeansUsed {
    /// As in [`Means::path`].
    pub path: Path,
    /// The words that name it; empty where only a verb tells of it: "he was shot dead".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// How much an incident's numbers cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// One event.
    #[default]
    Incident,
    /// A wave told as one: "overnight strikes killed 4".
    Aggregate,
    /// A war's or a year's toll; never enters casualty filters unless asked for.
    Cumulative,
}

/// One violent event or disaster that the article reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// How much the numbers cover.
    pub scope: Scope,
    /// The days it can have happened.
    pub when: Option<DateRange>,
    /// Where.
    pub location: Option<Location>,
    /// Who did it, or is blamed for it.
    pub initiator: Vec<Role>,
    /// Who or what was hit.
    pub target: Vec<Role>,
    /// With what.
    pub means: Vec<MeansUsed>,
    /// Who says so.
    pub claimant: Vec<Role>,
    /// People killed.
    pub killed: Option<Count>,
    /// People injured.
    pub injured: Option<Count>,
    /// Killed or injured, not told apart.
    pub combined: Option<Count>,
    /// People missing.
    pub missing: Option<Count>,
    /// People captured or abducted.
    pub captured: Option<Count>,
    /// People displaced.
    pub displaced: Option<Count>,
    /// The sentences that say so. Never empty.
    pub evidence: Vec<Evidence>,
}

impl Incident {
    /// This incident with its counts under another profile.
    #[must_use]
    pub fn under(&self, profile: Profile) -> Self {
        let mut other = self.clone();
        let counts = [&mut other.killed, &mut other.injured, &mut other.combined];
        let counts = counts.into_iter().chain([&mut other.missing, &mut other.captured, &mut other.displaced]);
        counts.for_each(|count| *count = count.as_ref().and_then(|count| count.under(profile)));
        other
    }
}

/// What made a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extractor {
    /// Program.
    pub name: String,
    /// Its version; a change means that articles are read again.
    pub version: String,
}

/// What extraction found in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The article's id.
    pub id: String,
    /// Where the article came from.
    pub source: Source,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// When it was published.
    pub published: Published,
    /// Places named, in the order of the text.
    pub locations: Vec<Location>,
    /// Actors named, in the order of the text.
    pub actors: Vec<Actor>,
    /// Means named, in the order of the text.
    pub means: Vec<Means>,
    /// Dates named, in the order of the text.
    pub dates: Vec<DateMention>,
    /// Incidents reported, in the order of the text.
    pub incidents: Vec<Incident>,
    /// What made this report.
    pub extractor: Extractor,
}

impl Report {
    /// This report with all counts under another profile.
    #[must_use]
    pub fn under(&self, profile: Profile) -> Self {
        Self { incidents: self.incidents.iter().map(|incident| incident.under(profile)).collect(), ..self.clone() }
    }

    /// A report on `article` in which nothing was found yet.
    #[must_use]
    pub fn empty(article: &Article, extractor: Extractor) -> Self {
        Self {
            id: article.id.clone(),
            source: article.source.clone(),
            title: article.title.clone(),
            authors: article.authors.clone(),
            outlet: article.outlet.clone(),
            url: article.url.clone(),
            language: article.language.clone(),
            published: article.published,
            locations: Vec::new(),
            actors: Vec::new(),
            means: Vec::new(),
            dates: Vec::new(),
            incidents: Vec::new(),
            extractor,
        }
    }
}
