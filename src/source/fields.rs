//! Which field of a JSON record, or column of a table, means what: the names that are known, and those the user gives.

use std::str::FromStr;

use crate::error::{Error, Result};

/// What a field of a record means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The id that is kept.
    Id,
    /// Headline.
    Title,
    /// The text.
    Text,
    /// Publication date.
    Published,
    /// Address.
    Url,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Authors,
    /// Language code.
    Language,
}

/// The names by which each target is known, best first, without case, `_`, `-` and blanks.
const ALIASES: [(Target, &[&str]); 8] = [
    (Target::Id, &["id", "uuid", "guid", "articleid", "docid"]),
    (Target::Title, &["title", "headline", "heading", "name"]),
    (
        Target::Text,
        &[
            "text",
            "body",
            "content",
            "articlebody",
            "article",
            "story",
            "fulltext",
            "maintext",
            "bodytext",
            "contenttext",
            "bodyhtml",
            "contenthtml",
            "rendered",
            "paragraphs",
            "description",
        ],
    ),
    (
        Target::Published,
        &[
            "published",
            "publishedat",
            "datepublished",
            "publicationdate",
            "publisheddate",
            "publishdate",
            "publishedtime",
            "pubdate",
            "datepublish",
            "date",
            "datetime",
            "createdat",
            "timestamp",
            "time",
        ],
    ),
    (Target::Url, &["url", "link", "canonical", "canonicalurl", "sourceurl", "permalink", "weburl"]),
    (
        Target::Outlet,
        &[
            "outlet",
            "publisher",
            "publication",
            "newspaper",
            "source",
            "site",
            "sitename",
            "sourcename",
            "domain",
            "sourcedomain",
        ],
    ),
    (Target::Authors, &["authors", "author", "byline", "creator", "writers"]),
    (Target::Language, &["language", "lang", "locale", "inlanguage"]),
];

/// A name without case, `_`, `-` and blanks; `None` if it is too long to be a known one.
fn plain(name: &str) -> Option<String> {
    (name.len() <= 32).then(|| name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect())
}

/// The target a field name is known for, and how good a name it is (0 is best).
pub(super) fn known(name: &str) -> Option<(Target, usize)> {
    if name == "_source" {
        return None; // Elasticsearch's name for the record itself.
    }
    let plain = plain(name)?;
    ALIASES.iter().find_map(|(target, names)| names.iter().position(|known| *known == plain).map(|rank| (*target, rank)))
}

/// Fields of the user's records and what they mean: `text=maintext,published=meta.when`. A `.` leads into an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap(Vec<(Target, String)>);

impl FieldMap {
    /// True if nothing is mapped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The target mapped to the field at this path.
    pub(super) fn target(&self, path: &str) -> Option<Target> {
        self.0.iter().find(|(_, from)| from == path).map(|(target, _)| *target)
    }

    /// True if a mapped field lies inside the object at this path.
    pub(super) fn leads_into(&self, path: &str) -> bool {
        self.0.iter().any(|(_, from)| from.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    }

    /// The user's field for `target`.
    pub(super) fn source(&self, target: Target) -> Option<&str> {
        self.0.iter().find(|(mapped, _)| *mapped == target).map(|(_, from)| from.as_str())
    }

    /// True if the user mapped a field to `target`: its known names count no more.
    pub(super) fn has(&self, target: Target) -> bool {
        self.source(target).is_some()
    }
}

impl FromStr for FieldMap {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut map = Self::default();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let bad = |reason: String| Error::BadFieldMap { map: pair.to_owned(), reason };
            let (to, from) = pair.split_once('=').ok_or_else(|| bad("there is no `=` in it".to_owned()))?;
            let (to, from) = (to.trim(), from.trim());
            let (target, _) = known(to).ok_or_else(|| bad(format!("`{to}` is not a field of an article")))?;
            if from.is_empty() {
                return Err(bad(format!("no field is given for `{to}`")));
            }
            map.0.push((target, from.to_owned()));
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_known_fields_on_the_left() {
        let map: FieldMap = "text=maintext, date = meta.when,".parse().expect("a map");
        assert_eq!((map.target("maintext"), map.target("meta.when")), (Some(Target::Text), Some(Target::Published)));
        assert!(map.leads_into("meta") && !map.leads_into("met") && map.has(Target::Text) && !map.has(Target::Title));
        for (text, expected) in [
            ("colour=x", "cannot use the field map `colour=x`: `colour` is not a field of an article"),
            ("text", "cannot use the field map `text`: there is no `=` in it"),
            ("text=", "cannot use the field map `text=`: no field is given for `text`"),
        ] {
            assert_eq!(text.parse::<FieldMap>().expect_err(text).to_string(), expected);
        }
    }
}
