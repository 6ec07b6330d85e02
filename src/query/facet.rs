//! What a facet's numbers mean: the count beside a value is the number of articles found if the query asked for that value
//! instead of the ones it asks for in the same field. So a filter never narrows its own facet, and clicking keeps its word.

use crate::model::{DateRange, Day, Field, Kind, Path, Scope};

use super::normal::joins;
use super::values::scope_name;
use super::{Bucket, Condition, FacetRequest, Query};

impl Query {
    /// This query (in normal form) with `condition` in place of what it asks of the same field.
    ///
    /// It takes the place of the first it replaces. If it replaces none, it joins the first group of conditions on one
    /// incident, if it is about incidents, and else stands alone. Conditions within `OR` and `NOT` stay as they are.
    #[must_use]
    pub fn instead(&self, condition: &Condition) -> Self {
        let mut parts = match self {
            Self::And(queries) => queries.clone(),
            other => vec![other.clone()],
        };
        let place = replaced_in(&parts, condition.field());
        parts.iter_mut().for_each(|part| drop_field(part, condition.field()));
        let group = || parts.iter().position(|part| matches!(part, Self::Incident(_))).filter(|_| joins(condition));
        match place.or_else(group).map(|at| &mut parts[at]) {
            Some(Self::Incident(conditions)) => conditions.push(condition.clone()),
            Some(part) => *part = Self::Is(condition.clone()),
            None => parts.push(Self::Is(condition.clone())),
        }
        parts.retain(|part| !matches!(part, Self::Incident(conditions) if conditions.is_empty()));
        Self::And(parts).normalise()
    }
}

fn replaced_in(parts: &[Query], field: Field) -> Option<usize> {
    parts.iter().position(|part| match part {
        Query::Is(condition) => condition.field() == field,
        Query::Incident(conditions) => conditions.iter().any(|condition| condition.field() == field),
        _ => false,
    })
}

fn drop_field(part: &mut Query, field: Field) {
    match part {
        Query::Is(condition) if condition.field() == field => *part = Query::All,
        Query::Incident(conditions) => conditions.retain(|condition| condition.field() != field),
        _ => {}
    }
}

/// The condition that a bucket of this path stands for; `None` if the field has no facet or the path is none of its own.
#[must_use]
pub fn bucket_condition(field: Field, path: &Path) -> Option<Condition> {
    match field.kind() {
        Kind::Path => Some(Condition::Under { field, paths: vec![path.clone()] }),
        Kind::Days => path.leaf().parse::<DateRange>().ok().map(|range| Condition::During { field, range }),
        Kind::Scope => {
            let scopes = [Scope::Incident, Scope::Aggregate, Scope::Cumulative];
            scopes.into_iter().find(|scope| scope_name(*scope) == path.as_str()).map(|scope| Condition::Scope(vec![scope]))
        }
        Kind::Text | Kind::Count => None,
    }
}

/// A day as a path that facets can count: `2025/2025-06/2025-06-02`.
#[must_use]
pub fn day_path(day: Day) -> Path {
    let (year, month, _) = day.parts();
    Path::of([format!("{year:04}"), format!("{year:04}-{month:02}"), day.to_string()])
}

/// The levels that were asked for, out of counted paths: fullest first, then by path; days by path.
///
/// `counted` holds every path and every path above it, each once.
#[must_use]
pub fn buckets(request: &FacetRequest, counted: &[(Path, u64)]) -> (Vec<Bucket>, u64) {
    level(request, counted, request.below.as_ref(), request.depth)
}

fn level(request: &FacetRequest, counted: &[(Path, u64)], above: Option<&Path>, depth: usize) -> (Vec<Bucket>, u64) {
    if depth == 0 {
        return (Vec::new(), 0);
    }
    let is_child = |path: &Path| match above {
        Some(above) => path.is_under(above.as_str()) && path.depth() == above.depth() + 1,
        None => path.depth() == 1,
    };
    let mut children: Vec<_> = counted.iter().filter(|(path, count)| *count > 0 && is_child(path)).collect();
    children.sort_unstable_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
    let more = children.len().saturating_sub(request.top) as u64;
    children.truncate(request.top);
    if request.field.kind() == Kind::Days {
        children.sort_unstable();
    }
    let bucket = |(path, count): &(Path, u64)| {
        let (children, more) = level(request, counted, Some(path), depth - 1);
        Bucket { path: path.clone(), count: *count, children, more }
    };
    (children.into_iter().map(bucket).collect(), more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{AsWritten, parse};

    #[test]
    fn a_value_takes_the_place_of_the_querys_own() {
        for (query, field, value, expected) in [
            ("", Field::Location, "B", "location:/B"),
            ("location:A", Field::Location, "B", "location:/B"),
            ("killed:>=3", Field::Location, "B", "incident:(killed:>=3 location:/B)"),
            ("killed:>=3 location:A", Field::Location, "B", "incident:(killed:>=3 location:/B)"),
            ("means:A", Field::Location, "B", "incident:(means:/A location:/B)"),
            ("initiator:A", Field::Initiator, "B", "incident:(initiator:/B)"),
            ("location:A incident:(killed:3)", Field::Location, "B", "incident:(killed:3) location:/B"),
            ("incident:(actor:A killed:3)", Field::Actor, "B", "incident:(killed:3 actor:/B)"),
            ("killed:3", Field::Actor, "B", "incident:(killed:3) actor:/B"),
            ("a -location:A", Field::Location, "B", "a -location:/A location:/B"),
            ("a published:2024", Field::Published, "2025/2025-06", "a published:2025-06-01..2025-06-30"),
            ("scope:cumulative", Field::Scope, "incident", "incident:(scope:incident)"),
        ] {
            let condition = bucket_condition(field, &Path::parse(value)).expect("a facet");
            let normal = parse(query, &AsWritten).expect(query).normalise();
            assert_eq!(normal.instead(&condition).to_string(), expected, "{query}");
        }
    }
}
