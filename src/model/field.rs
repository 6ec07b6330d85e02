//! The one table of fields. Query syntax, flags, index schema, facets and table columns follow from it: add a field
//! here, and the compiler shows the rest.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// Something an article or one of its incidents can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Headline or body: where bare words look.
    Text,
    /// Headline.
    Title,
    /// The story proper.
    Body,
    /// The article's date.
    Published,
    /// The incident's date.
    When,
    /// A place named, or an incident's place.
    Location,
    /// Somebody named, in any role or none.
    Actor,
    /// Who did it.
    Initiator,
    /// Who or what was hit.
    Target,
    /// Who says so.
    Claimant,
    /// Weapon or cause.
    Means,
    /// People killed.
    Killed,
    /// People injured.
    Injured,
    /// People killed or injured, not told apart.
    Combined,
    /// People missing.
    Missing,
    /// People captured or abducted.
    Captured,
    /// People displaced.
    Displaced,
    /// How much an incident's numbers cover.
    Scope,
    /// Who published the article.
    Outlet,
    /// Who wrote the article.
    Author,
    /// ISO 639-1 code.
    Language,
    /// The source file's extension, in lower case.
    Format,
}

/// What a field holds, and so how it is asked for, stored and counted. Engines know kinds, never fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words with positions.
    Text,
    /// Hierarchical values, `/` between the steps.
    Path,
    /// A range of civil days.
    Days,
    /// An interval of people.
    Count,
    /// One of `incident`, `aggregate`, `cumulative`.
    Scope,
}

/// What a field speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The article as a whole.
    Article,
    /// Any mention in the article, or any role of an incident; never gathered with other conditions on its own accord.
    Mention,
    /// Alone: any mention in the article, or an incident. Beside other conditions on incidents: the same incident.
    Either,
    /// An incident.
    Incident,
}

/// One row of the table of fields.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name in queries, JSON and columns.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it speaks of.
    pub level: Level,
    /// One line for `--help`.
    pub help: &'static str,
    /// Its flags on the command line, without dashes; a range has two: its least and its most.
    pub flags: &'static [&'static str],
    /// True if facets can count it.
    pub facet: bool,
}

impl Field {
    /// Every field, in the order in which help and columns show them.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::Title,
        Self::Body,
        Self::Published,
        Self::When,
        Self::Location,
        Self::Actor,
        Self::Initiator,
        Self::Target,
        Self::Claimant,
        Self::Means,
        Self::Killed,
        Self::Injured,
        Self::Combined,
        Self::Missing,
        Self::Captured,
        Self::Displaced,
        Self::Scope,
        Self::Outlet,
        Self::Author,
        Self::Language,
        Self::Format,
    ];

    /// The field's row of the table.
    #[must_use]
    pub const fn spec(self) -> Spec {
        use Kind::{Count, Days, Path, Text};
        use Level::{Article, Either, Incident, Mention};
        match self {
            Self::Text => row("text", Text, Article, "words of headline or body", &[], false),
            Self::Title => row("title", Text, Article, "words of the headline", &[], false),
            Self::Body => row("body", Text, Article, "words of the body", &[], false),
            Self::Published => row("published", Days, Article, "when the article was published", &["from", "to"], true),
            Self::When => row("when", Days, Incident, "when the incident happened", &["when"], true),
            Self::Location => row("location", Path, Either, "where: any spelling, or `Country/Region/City`", &["location"], true),
            Self::Actor => row("actor", Path, Mention, "who is named, in any role", &["actor"], true),
            Self::Initiator => row("initiator", Path, Incident, "who did it, or is blamed for it", &["initiator"], true),
            Self::Target => row("target", Path, Incident, "who or what was hit", &["target"], true),
            Self::Claimant => row("claimant", Path, Incident, "who says so", &["claimant"], true),
            Self::Means => row("means", Path, Either, "weapon or cause", &["means"], true),
            Self::Killed => row("killed", Count, Incident, "people killed", &["min-killed", "max-killed"], false),
            Self::Injured => row("injured", Count, Incident, "people injured", &["min-injured", "max-injured"], false),
            Self::Combined => row(
                "combined",
                Count,
                Incident,
                "people killed or injured, not told apart",
                &["min-combined", "max-combined"],
                false,
            ),
            Self::Missing => row("missing", Count, Incident, "people missing", &["min-missing", "max-missing"], false),
            Self::Captured => {
                row("captured", Count, Incident, "people captured or abducted", &["min-captured", "max-captured"], false)
            }
            Self::Displaced => row("displaced", Count, Incident, "people displaced", &["min-displaced", "max-displaced"], false),
            Self::Scope => row(
                "scope",
                Kind::Scope,
                Incident,
                "what the numbers cover: `incident`, `aggregate`, `cumulative`",
                &["scope"],
                true,
            ),
            Self::Outlet => row("outlet", Path, Article, "who published it", &["outlet"], true),
            Self::Author => row("author", Path, Article, "who wrote it", &["author"], true),
            Self::Language => row("language", Path, Article, "language, as a two-letter code", &["language"], true),
            Self::Format => row(
                "format",
                Path,
                Article,
                "file format, by extension; a packed file is also what is in it",
                &["file-format"],
                true,
            ),
        }
    }

    /// Its name in queries, JSON and columns.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// What it holds.
    #[must_use]
    pub const fn kind(self) -> Kind {
        self.spec().kind
    }

    /// True if a condition on it can hold of a single incident.
    #[must_use]
    pub const fn fits_incident(self) -> bool {
        !matches!(self.spec().level, Level::Article)
    }

    /// The field whose flag this is, without dashes.
    #[must_use]
    pub fn of_flag(flag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.spec().flags.contains(&flag))
    }

    /// The fields of one kind, in the order of the table.
    pub fn of_kind(kind: Kind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |field| field.kind() == kind)
    }
}

const fn row(
    name: &'static str,
    kind: Kind,
    level: Level,
    help: &'static str,
    flags: &'static [&'static str],
    facet: bool,
) -> Spec {
    Spec { name, kind, level, help, flags, facet }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Field {
    type Err = ();

    /// Reads a field's name, in any case.
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|field| field.name().eq_ignore_ascii_case(name)).ok_or(())
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn the_table_lists_every_field_once_and_in_order() {
        assert!(Field::ALL.is_sorted());
        let mut names: Vec<_> = Field::ALL.iter().map(|field| field.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Field::Format as usize + 1);
        assert_eq!(Field::ALL.len(), names.len());
    }

    #[test]
    fn a_field_is_found_by_its_name() {
        for field in Field::ALL {
            assert_eq!(field.name().to_uppercase().parse(), Ok(*field));
        }
        assert_eq!("weapon".parse::<Field>(), Err(()));
    }
}
