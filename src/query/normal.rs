//! The normal form of a query: nested `AND`s and `OR`s flattened, and conditions on incidents that stand together
//! gathered into one [`Query::Incident`].
//!
//! Gathering is the one step that changes the meaning, and it is what people mean: `location:Kharkiv killed:>=3` asks for
//! three killed *in Kharkiv*. Conditions written inside `incident:( … )` are a group already and stay as they are.

use crate::model::Level;

use super::{Condition, Query};

impl Query {
    /// The normal form: what engines and [`Query::matches`] read.
    #[must_use]
    pub fn normalise(self) -> Self {
        match self {
            Self::And(queries) => and(queries),
            Self::Or(queries) => or(queries),
            Self::Not(query) => not(query.normalise()),
            Self::Is(condition) if condition.field().spec().level == Level::Incident => Self::Incident(vec![condition]),
            other => other,
        }
    }
}

fn and(queries: Vec<Query>) -> Query {
    let mut flat = Vec::new();
    flatten_and(queries, &mut flat);
    let (loose, mut rest): (Vec<_>, Vec<_>) = flat.into_iter().partition(is_loose);
    let conditions: Vec<Condition> = loose.into_iter().filter_map(into_condition).collect();
    let lone = conditions.len() == 1 && conditions.iter().all(|c| c.field().spec().level == Level::Either);
    if lone {
        rest.extend(conditions.into_iter().map(Query::Is));
    } else if !conditions.is_empty() {
        rest.push(Query::Incident(conditions));
    }
    let mut rest: Vec<Query> = rest.into_iter().map(Query::normalise).filter(|q| *q != Query::All).collect();
    match rest.len() {
        0 => Query::All,
        1 => rest.swap_remove(0),
        _ => Query::And(rest),
    }
}

fn flatten_and(queries: Vec<Query>, flat: &mut Vec<Query>) {
    for query in queries {
        match query {
            Query::And(inner) => flatten_and(inner, flat),
            other => flat.push(other),
        }
    }
}

/// A condition that holds in the same incident as those it stands beside.
fn is_loose(query: &Query) -> bool {
    matches!(query, Query::Is(c) if matches!(c.field().spec().level, Level::Either | Level::Incident))
}

fn into_condition(query: Query) -> Option<Condition> {
    match query {
        Query::Is(condition) => Some(condition),
        _ => None,
    }
}

fn or(queries: Vec<Query>) -> Query {
    let mut flat = Vec::new();
    for query in queries {
        match query.normalise() {
            Query::Or(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    if flat.len() == 1 { flat.swap_remove(0) } else { Query::Or(flat) }
}

fn not(query: Query) -> Query {
    match query {
        Query::Not(inner) => *inner,
        other => Query::Not(Box::new(other)),
    }
}
