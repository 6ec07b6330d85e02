//! The normal form of a query: nested `AND`s and `OR`s flattened, and conditions on incidents that stand together
//! gathered into one [`Query::Incident`].
//!
//! Gathering is the one step that changes the meaning, and it is what people mean: `location:Kharkiv killed:>=3` asks for
//! three killed *in Kharkiv*. Parentheses around joined conditions do not keep them apart; `incident:( … )` does: what is
//! written inside it is a group already and stays as it is.

use crate::model::Level;

use super::{Condition, Query};

impl Query {
    /// The normal form: the one engines read. Normalising again changes nothing.
    #[must_use]
    pub fn normalise(self) -> Self {
        gather(simplify(self))
    }
}

/// Flattens, bottom up, without a change of meaning.
fn simplify(query: Query) -> Query {
    match query {
        Query::And(queries) => {
            let flat = flatten(queries, |query| match query {
                Query::And(inner) => Ok(inner),
                Query::All => Ok(Vec::new()),
                other => Err(other),
            });
            one_or(flat, Query::And).unwrap_or(Query::All)
        }
        Query::Or(queries) => {
            let flat = flatten(queries, |query| match query {
                Query::Or(inner) => Ok(inner),
                other => Err(other),
            });
            one_or(flat, Query::Or).unwrap_or_else(nothing)
        }
        Query::Not(query) => match simplify(*query) {
            Query::Not(inner) => *inner,
            other => Query::Not(Box::new(other)),
        },
        leaf => leaf,
    }
}

fn nothing() -> Query {
    Query::Not(Box::new(Query::All))
}

fn flatten(queries: Vec<Query>, open: fn(Query) -> Result<Vec<Query>, Query>) -> Vec<Query> {
    queries.into_iter().map(simplify).flat_map(|query| open(query).unwrap_or_else(|closed| vec![closed])).collect()
}

fn one_or(mut queries: Vec<Query>, join: fn(Vec<Query>) -> Query) -> Option<Query> {
    if queries.len() > 1 { Some(join(queries)) } else { queries.pop() }
}

/// Gathers loose conditions, top down.
fn gather(query: Query) -> Query {
    match query {
        Query::And(queries) => {
            let (loose, rest) = split(queries);
            let rest = rest.into_iter().map(gather).chain(group(loose)).collect();
            one_or(rest, Query::And).unwrap_or(Query::All)
        }
        Query::Or(queries) => Query::Or(queries.into_iter().map(gather).collect()),
        Query::Not(query) => Query::Not(Box::new(gather(*query))),
        Query::Is(condition) if condition.field().spec().level == Level::Incident => Query::Incident(vec![condition]),
        leaf => leaf,
    }
}

/// Parts the conditions that join with their neighbours from everything else.
fn split(queries: Vec<Query>) -> (Vec<Condition>, Vec<Query>) {
    let (mut loose, mut rest) = (Vec::new(), Vec::new());
    for query in queries {
        match query {
            Query::Is(condition) if joins(&condition) => loose.push(condition),
            other => rest.push(other),
        }
    }
    (loose, rest)
}

pub(super) fn joins(condition: &Condition) -> bool {
    matches!(condition.field().spec().level, Level::Either | Level::Incident)
}

/// One condition that mentions can satisfy stays alone; everything else is about one incident.
fn group(mut loose: Vec<Condition>) -> Option<Query> {
    let alone = loose.len() == 1 && loose[0].field().spec().level == Level::Either;
    if alone {
        return loose.pop().map(Query::Is);
    }
    (!loose.is_empty()).then_some(Query::Incident(loose))
}

#[cfg(test)]
mod tests {
    use crate::model::{Field, Path};
    use crate::query::{Condition, Query};

    fn under(field: Field) -> Query {
        Query::Is(Condition::Under { field, paths: vec![Path::parse("x")] })
    }

    fn killed() -> Query {
        Query::Is(Condition::Between { field: Field::Killed, min: 3, max: None })
    }

    fn normal(query: Query) -> String {
        query.normalise().to_string()
    }

    #[test]
    fn conditions_on_incidents_that_stand_together_are_gathered() {
        let location = || under(Field::Location);
        for (query, expected) in [
            (location(), "location:/x"),
            (killed(), "incident:(killed:>=3)"),
            (Query::And(vec![location(), killed()]), "incident:(location:/x killed:>=3)"),
            (Query::And(vec![location(), under(Field::Means)]), "incident:(location:/x means:/x)"),
            (Query::And(vec![location(), under(Field::Actor)]), "actor:/x location:/x"),
            (Query::And(vec![location(), Query::And(vec![killed()])]), "incident:(location:/x killed:>=3)"),
            (
                Query::And(vec![location(), Query::Or(vec![killed(), location()])]),
                "(incident:(killed:>=3) OR location:/x) location:/x",
            ),
            (Query::And(vec![location(), killed().normalise()]), "incident:(killed:>=3) location:/x"),
            (Query::Not(Box::new(killed())), "-incident:(killed:>=3)"),
            (Query::And(vec![Query::All, Query::All]), ""),
            (Query::Or(Vec::new()), "-*"),
        ] {
            assert_eq!(normal(query.clone()), expected, "{query:?}");
        }
    }
}
