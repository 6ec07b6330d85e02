//! Hierarchical values, general to special, `/` between the steps: what facets count.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A path such as `Ukraine/Kharkiv/Izium` or `Missile/Ballistic`. Never empty, no empty step.
///
/// Its text is shared: a path of a table is copied into every mention, role and incident that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Arc<str>);

/// Bytes that most paths need at most.
const USUAL: usize = 64;

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }
}

impl Path {
    /// The path of these steps; a `/` inside a step becomes `-`, empty steps are left out.
    #[must_use]
    pub fn of<S: AsRef<str>>(steps: impl IntoIterator<Item = S>) -> Self {
        let mut path = String::with_capacity(USUAL);
        for step in steps {
            let step = step.as_ref().trim();
            if step.is_empty() {
                continue;
            }
            if !path.is_empty() {
                path.push('/');
            }
            if step.contains('/') {
                path.push_str(&step.replace('/', "-"));
            } else {
                path.push_str(step);
            }
        }
        Self(path.into())
    }

    /// As [`Self::of`], of steps in UTF-8 none of which is empty or has white space around it.
    #[must_use]
    pub fn of_steps<'s>(steps: impl IntoIterator<Item = &'s [u8]>) -> Self {
        let mut path = Vec::with_capacity(USUAL);
        for step in steps {
            if !path.is_empty() {
                path.push(b'/');
            }
            path.extend(step.iter().map(|byte| if *byte == b'/' { b'-' } else { *byte }));
        }
        Self(String::from_utf8(path).unwrap_or_default().into())
    }

    /// A path already written with `/`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::of(text.split('/'))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The steps, general to special.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = &str> {
        Steps(Some(&self.0))
    }

    /// The most special step.
    #[must_use]
    pub fn leaf(&self) -> &str {
        self.steps().next_back().unwrap_or(&self.0)
    }

    /// Number of steps.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|byte| *byte == b'/').count() + 1
    }

    /// This path and all above it, the most general first.
    pub fn prefixes(&self) -> impl Iterator<Item = &str> {
        let cuts = self.0.match_indices('/').map(|(at, _)| at).chain([self.0.len()]);
        cuts.map(|at| &self.0[..at])
    }

    /// True if this path is `above` or lies below it.
    #[must_use]
    pub fn is_under(&self, above: &str) -> bool {
        self.0.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// The steps that are left of a path: a general search costs more than a look at the few bytes of a step.
struct Steps<'p>(Option<&'p str>);

impl<'p> Iterator for Steps<'p> {
    type Item = &'p str;

    fn next(&mut self) -> Option<&'p str> {
        let left = self.0?;
        let Some(end) = left.bytes().position(|byte| byte == b'/') else { return self.0.take() };
        self.0 = Some(&left[end + 1..]);
        Some(&left[..end])
    }
}

impl DoubleEndedIterator for Steps<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let left = self.0?;
        let Some(end) = left.bytes().rposition(|byte| byte == b'/') else { return self.0.take() };
        self.0 = Some(&left[..end]);
        Some(&left[end + 1..])
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn a_path_is_under_itself_and_whole_steps_above_it() {
        let izium = Path::parse("Ukraine/Kharkiv/Izium");
        assert!(izium.is_under("Ukraine") && izium.is_under("Ukraine/Kharkiv/Izium"));
        assert!(!izium.is_under("Ukr") && !izium.is_under("Kharkiv"));
        assert_eq!(izium.prefixes().collect::<Vec<_>>(), ["Ukraine", "Ukraine/Kharkiv", "Ukraine/Kharkiv/Izium"]);
    }

    #[test]
    fn steps_never_hold_a_separator_nor_stand_empty() {
        assert_eq!(Path::of(["A/B", "", " C "]).as_str(), "A-B/C");
        assert_eq!(Path::parse("//x//y/").as_str(), "x/y");
        let path = Path::parse("A/Bc/D");
        assert_eq!(path.steps().collect::<Vec<_>>(), ["A", "Bc", "D"]);
        assert_eq!((path.steps().rev().collect::<Vec<_>>(), path.depth()), (vec!["D", "Bc", "A"], 3));
        assert_eq!((Path::of([""]).steps().collect::<Vec<_>>(), Path::of([""]).depth()), (vec![""], 1));
    }
}
