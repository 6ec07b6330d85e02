//! Prints a query in its own language: what is printed reads back as the same query in normal form.

use std::fmt;

use crate::model::{Field, Path};

use super::values::scope_name;
use super::{Condition, Pattern, Query, Text};

/// Words that are operators when they stand in capitals outside quotes.
pub(super) const OPERATORS: &[&str] = &["AND", "OR", "NOT", "NEAR", "BEFORE"];

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(queries) => joined(f, queries, " "),
            Self::Or(queries) if !queries.is_empty() => joined(f, queries, " OR "),
            other => part(f, other),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, queries: &[Query], operator: &str) -> fmt::Result {
    for (at, query) in queries.iter().enumerate() {
        if at > 0 {
            f.write_str(operator)?;
        }
        part(f, query)?;
    }
    Ok(())
}

/// A query as a part of another: closed on both sides.
fn part(f: &mut fmt::Formatter<'_>, query: &Query) -> fmt::Result {
    match query {
        Query::All => f.write_str("*"),
        Query::Text(text) => write!(f, "{text}"),
        Query::Is(condition) => write!(f, "{condition}"),
        Query::Incident(conditions) => {
            f.write_str("incident:(")?;
            list(f, conditions, " ")?;
            f.write_str(")")
        }
        Query::And(queries) if queries.is_empty() => f.write_str("*"),
        Query::Or(queries) if queries.is_empty() => f.write_str("-*"),
        Query::And(_) | Query::Or(_) => write!(f, "({query})"),
        Query::Not(inner) => {
            f.write_str("-")?;
            match inner.as_ref() {
                Query::Not(_) => write!(f, "({inner})"),
                inner => part(f, inner),
            }
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = matches!(self.pattern, Pattern::Near { .. });
        if self.field != Field::Text {
            write!(f, "{}:", self.field)?;
        }
        if near { write!(f, "({})", self.pattern) } else { write!(f, "{}", self.pattern) }
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => run(f, std::slice::from_ref(word)),
            Self::Phrase { words, slop: 0 } => run(f, words),
            Self::Phrase { words, slop } => {
                run(f, words)?;
                write!(f, "~{slop}")
            }
            Self::Near { left, right, between, ordered } => {
                run(f, left)?;
                write!(f, " {}/{between} ", if *ordered { "BEFORE" } else { "NEAR" })?;
                run(f, right)
            }
            Self::Prefix(prefix) => write!(f, "{prefix}*"),
            Self::Fuzzy { word, edits } => write!(f, "{word}~{edits}"),
        }
    }
}

/// Words in order; quoted unless there is but one, and it is no operator.
fn run(f: &mut fmt::Formatter<'_>, words: &[String]) -> fmt::Result {
    match words {
        [word] if !OPERATORS.contains(&word.as_str()) => f.write_str(word),
        words => write!(f, "\"{}\"", words.join(" ")),
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.field())?;
        match self {
            Self::Under { paths, .. } => list(f, &paths.iter().map(Quoted).collect::<Vec<_>>(), ","),
            Self::During { range, .. } => write!(f, "{range}"),
            Self::Between { min, max: None, .. } => write!(f, ">={min}"),
            Self::Between { min, max: Some(max), .. } if min == max => write!(f, "{min}"),
            Self::Between { min, max: Some(max), .. } => write!(f, "{min}..{max}"),
            Self::Scope(scopes) => list(f, &scopes.iter().map(|scope| scope_name(*scope)).collect::<Vec<_>>(), ","),
            Self::Undated => f.write_str("unknown"),
        }
    }
}

fn list(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display], between: &str) -> fmt::Result {
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

/// A path, in quotes if it needs them; a leading `/` tells a path of one step from a name.
struct Quoted<'a>(&'a Path);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let anchor = if self.0.depth() == 1 { "/" } else { "" };
        let path = format!("{anchor}{}", self.0);
        if path.chars().all(|c| c.is_alphanumeric() || "/-_.".contains(c)) {
            return f.write_str(&path);
        }
        write!(f, "\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
