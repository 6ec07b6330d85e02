//! Which incidents of a matching article a query speaks of: `Query::selected` and `Query::summed` on columns.

use tantivy::{DocId, SegmentReader};

use crate::model::{Field, Scope};
use crate::query::{Condition, Match, Query};

use super::incidents::{Counts, Group, Scopes};

/// The groups of conditions that a query asks for, ready for one segment.
pub struct Selector {
    groups: Vec<Group>,
    scopes: Scopes,
    any_scope: bool,
    least: Match,
    found: Vec<Match>,
    one: Vec<Match>,
}

impl Selector {
    /// Selects what is meant at least as surely as `least`.
    pub fn open(segment: &SegmentReader, query: &Query, least: Match) -> tantivy::Result<Self> {
        let mut asked = Vec::new();
        ask(query, &mut asked);
        let groups = asked.into_iter().map(|conditions| Group::open(segment, conditions)).collect::<tantivy::Result<_>>()?;
        let scopes = Scopes::open(segment)?;
        Ok(Self { groups, scopes, any_scope: query.asks_scope(), least, found: Vec::new(), one: Vec::new() })
    }

    /// For every incident of `doc`: is it selected, and does it enter sums?
    pub fn selected(&mut self, doc: DocId) -> Vec<(bool, bool)> {
        self.found.clear();
        let start = if self.groups.is_empty() { Match::Certain } else { Match::No };
        self.found.extend(self.scopes.each(doc).map(|_| start));
        for group in &self.groups {
            group.matches(doc, &mut self.one);
            for (found, one) in self.found.iter_mut().zip(&self.one) {
                *found = (*found).max(*one);
            }
        }
        let selected = self.found.iter().map(|found| *found >= self.least);
        let summed = |scope| self.any_scope || scope == Scope::Incident;
        selected.zip(self.scopes.each(doc)).map(|(selected, scope)| (selected, selected && summed(scope))).collect()
    }
}

fn ask<'q>(query: &'q Query, asked: &mut Vec<&'q [Condition]>) {
    match query {
        Query::Incident(conditions) => asked.push(conditions),
        Query::Is(condition) if condition.field().fits_incident() => asked.push(std::slice::from_ref(condition)),
        Query::And(queries) | Query::Or(queries) => queries.iter().for_each(|query| ask(query, asked)),
        Query::All | Query::Text(_) | Query::Is(_) | Query::Not(_) => {}
    }
}

/// The least number killed of the incident with the greatest one, among those that enter sums.
pub struct MostKilled {
    selector: Selector,
    killed: Counts,
}

impl MostKilled {
    /// For one segment.
    pub fn open(segment: &SegmentReader, query: &Query, least: Match) -> tantivy::Result<Self> {
        Ok(Self { selector: Selector::open(segment, query, least)?, killed: Counts::open(segment, Field::Killed)? })
    }

    /// `None` if nobody says.
    pub fn of(&mut self, doc: DocId) -> Option<u32> {
        let selected = self.selector.selected(doc);
        let counts = selected.into_iter().zip(self.killed.each(doc));
        counts.filter(|((_, summed), _)| *summed).filter_map(|(_, count)| count).map(|count| count.min).max()
    }
}
