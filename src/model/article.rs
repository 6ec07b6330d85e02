//! One news story, and where it came from.

use serde::{Deserialize, Serialize};

use super::{DateRange, Span};

/// The file, and the part of it, that an article was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path below the folder that was given, `/` between the parts; `-` for standard input.
    pub path: String,
    /// The article's key inside a file that holds many (a line number, an entry's name).
    #[serde(default)]
    pub member: Option<String>,
    /// SHA-256 of the file, in hexadecimal; `None` for standard input.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// How the published date is known, most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// A row of the manifest.
    Manifest,
    /// YAML or TOML front matter, or a field of a JSON record.
    Field,
    /// JSON-LD, OpenGraph or `<time>` of a page.
    Metadata,
    /// A date in the URL.
    Url,
    /// A date in the file's name.
    FileName,
    /// A date in the folders above (`2025/07/23`).
    Folder,
    /// The dateline ("KYIV, July 23 (AP) —").
    Dateline,
    /// A dated opening.
    Text,
    /// Not known: only bounded, by the latest past date in the text and the file's modification time.
    Bounded,
}

impl Provenance {
    /// True unless the date is only bounded.
    #[must_use]
    pub fn is_certain(self) -> bool {
        self != Self::Bounded
    }
}

/// The day, or the range of days, on which an article was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// First and last day it can have been.
    #[serde(flatten)]
    pub range: DateRange,
    /// How this is known.
    pub by: Provenance,
}

impl Default for Published {
    fn default() -> Self {
        Self { range: DateRange::default(), by: Provenance::Bounded }
    }
}

/// Something a format found out about an article, before the resolver chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it speaks of: `title`, `published`, `authors`, `outlet`, `url`, `language`.
    pub field: String,
    /// What was found, as it stood.
    pub value: String,
    /// Where: `front matter`, `og:title`, `file name`, `line 1` ...
    pub place: String,
    /// True if the resolver took it.
    pub chosen: bool,
}

/// One news story: the unit of search. All spans are bytes of `text`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Stable name: given, or made from the source.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Headline, if one is known.
    pub title: Option<String>,
    /// The source text decoded and otherwise untouched.
    pub text: String,
    /// Where the headline stands in `text`, if it does.
    pub title_span: Option<Span>,
    /// The story proper: what is neither front matter nor headline, byline or trailing junk.
    pub body: Span,
    /// Where the dateline stands in `text` ("KYIV, July 23 (AP) —").
    pub dateline: Option<Span>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// ISO 639-1 code, if known.
    pub language: Option<String>,
    /// When it was published.
    pub published: Published,
    /// Everything that was found about it, for `explain`.
    pub findings: Vec<Finding>,
}
