//! Facet counts: exact, for each value as if the query asked for it instead of its own (`Query::instead`).
//!
//! `instead` is asked once, with a stand-in for the value. What it leaves beside the stand-in is run over the index, and
//! where it put the stand-in tells where values are read: from the article, or from the incidents that its group selects.

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, Searcher, SegmentOrdinal, SegmentReader};

use crate::model::{DateRange, Field, Kind, Scope};
use crate::query::facet::buckets;
use crate::query::values::scope_name;
use crate::query::{Condition, Facet, FacetRequest, Match, Query, Request};

use super::collect::{self, Prepared, Seen, Watcher, least};
use super::columns::{ArticlePaths, Dates};
use super::compile::Compiler;
use super::counter::Counter;
use super::incidents::{Ends, Group, PathColumn, Scopes, columns_of};
use super::stories::Stories;

/// One facet of a request: counts while it watches.
pub struct FacetCount<'r> {
    wanted: &'r FacetRequest,
    /// What must match for an article to be counted; in normal form.
    pub query: Query,
    /// The other conditions on the incident that a value is read from; `None` if it is read from the article.
    group: Option<Vec<Condition>>,
    least: Match,
    counter: Counter,
    values: Option<Values>,
    /// If stories are counted once.
    stories: Option<&'r Stories>,
    segment: SegmentOrdinal,
}

impl<'r> FacetCount<'r> {
    /// `None` if the field cannot be counted.
    pub fn new(request: &Request, wanted: &'r FacetRequest, stories: Option<&'r Stories>) -> Option<Self> {
        let stand_in = stand_in(wanted.field)?;
        // A period counts what certainly lies in it: what possibly does would be in every period.
        let least = if wanted.field.kind() == Kind::Days { Match::Certain } else { least(request.maybe) };
        let (query, group) = without(request.query.instead(&stand_in), &stand_in);
        Some(Self { wanted, query, group, least, counter: Counter::new(wanted), values: None, stories, segment: 0 })
    }

    /// The buckets that were asked for.
    pub fn finish(self) -> Facet {
        let (buckets, more) = buckets(self.wanted, &self.counter.counted());
        Facet { field: self.wanted.field, buckets, more }
    }
}

impl Watcher for FacetCount<'_> {
    fn open(&mut self, number: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<()> {
        self.segment = number;
        self.values = Values::open(segment, self.wanted.field, self.group.as_deref(), self.least)?;
        let columns = self.values.as_ref().map(Values::columns).unwrap_or_default();
        self.counter.open(&columns);
        Ok(())
    }

    fn see(&mut self, seen: Seen) -> tantivy::Result<()> {
        match &mut self.values {
            Some(values) if seen.found >= self.least => {
                let story = self.stories.and_then(|stories| stories.of(DocAddress::new(self.segment, seen.doc)));
                self.counter.article(story.map(|(_, place)| place.story));
                values.each(seen.doc, &mut self.counter);
                if self.counter.is_full() { self.counter.count(&values.columns()) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn close(&mut self) -> tantivy::Result<()> {
        let values = self.values.take();
        self.counter.count(&values.as_ref().map(Values::columns).unwrap_or_default())
    }
}

/// Runs facets, those of the same query together.
pub fn run(searcher: &Searcher, compiler: &Compiler<'_>, facets: &mut [&mut FacetCount<'_>]) -> tantivy::Result<()> {
    let mut left: Vec<&mut FacetCount<'_>> = facets.iter_mut().map(|facet| &mut **facet).collect();
    while let Some(first) = left.pop() {
        let (same, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|facet| facet.query == first.query);
        left = others;
        let prepared = Prepared::new(searcher, compiler, &first.query, false)?;
        let mut watchers: Vec<&mut dyn Watcher> = vec![first];
        watchers.extend(same.into_iter().map(|facet| facet as &mut dyn Watcher));
        collect::run(searcher, &prepared, &mut watchers)?;
    }
    Ok(())
}

/// A condition that no query holds, to be put where a value's would be.
fn stand_in(field: Field) -> Option<Condition> {
    match field.kind() {
        Kind::Path => Some(Condition::Under { field, paths: Vec::new() }),
        Kind::Days => Some(Condition::During { field, range: DateRange::default() }),
        Kind::Scope => Some(Condition::Scope(SCOPES.to_vec())),
        Kind::Text | Kind::Count => None,
    }
}

const SCOPES: [Scope; 3] = [Scope::Incident, Scope::Aggregate, Scope::Cumulative];

/// The query without the stand-in, and the other conditions of the group in which it stood, if it stood in one.
///
/// All scopes stay in their group: asked for or not is what decides whether cumulative tolls count.
fn without(query: Query, stand_in: &Condition) -> (Query, Option<Vec<Condition>>) {
    let mut parts = match query {
        Query::And(parts) => parts,
        other => vec![other],
    };
    let mut group = None;
    for part in &mut parts {
        match part {
            Query::Is(condition) if condition == stand_in => *part = Query::All,
            Query::Incident(conditions) if conditions.contains(stand_in) => {
                conditions.retain(|condition| condition != stand_in || condition.field() == Field::Scope);
                group = Some(conditions.clone());
            }
            _ => {}
        }
    }
    // Not normalised as a whole: a group that lost its last condition still asks for an incident.
    parts.retain(|part| *part != Query::All);
    let query = match parts.len() {
        0 => Query::All,
        1 => parts.swap_remove(0),
        _ => Query::And(parts),
    };
    (query, group)
}

/// Where a field's values are read in one segment.
enum Values {
    Article(ArticlePaths),
    Published(Dates),
    Incidents(Incidents, Vec<PathColumn>),
    Scopes(Incidents, Scopes),
    When(Incidents, Ends),
}

/// The incidents that a group of conditions selects.
struct Incidents {
    group: Group,
    least: Match,
    found: Vec<Match>,
    selected: Vec<bool>,
}

impl Incidents {
    fn of(&mut self, doc: DocId) -> &[bool] {
        self.group.matches(doc, &mut self.found);
        self.selected.clear();
        self.selected.extend(self.found.iter().map(|found| *found >= self.least));
        &self.selected
    }
}

impl Values {
    fn open(segment: &SegmentReader, field: Field, group: Option<&[Condition]>, least: Match) -> tantivy::Result<Option<Self>> {
        let Some(conditions) = group.filter(|_| field.fits_incident()) else {
            return Ok(match field {
                Field::Published => Some(Self::Published(Dates::open(segment)?)),
                _ => ArticlePaths::open(segment, field)?.map(Self::Article),
            });
        };
        let incidents = Incidents { group: Group::open(segment, conditions)?, least, found: Vec::new(), selected: Vec::new() };
        Ok(Some(match field.kind() {
            Kind::Days => Self::When(incidents, Ends::open(segment, field)?),
            Kind::Scope => Self::Scopes(incidents, Scopes::open(segment)?),
            _ => Self::Incidents(incidents, columns_of(segment, field)?),
        }))
    }

    fn each(&mut self, doc: DocId, counter: &mut Counter) {
        match self {
            Self::Article(column) => column.ordinals(doc).for_each(|ordinal| counter.ordinal(0, ordinal)),
            Self::Published(dates) => {
                let published = dates.published(doc);
                if published.by.is_certain() {
                    counter.days(&published.range);
                }
            }
            Self::Incidents(incidents, columns) => {
                let selected = incidents.of(doc);
                for (number, column) in columns.iter().enumerate() {
                    column.each(doc, |incident, ordinal| {
                        if selected.get(incident) == Some(&true) {
                            counter.ordinal(number, ordinal);
                        }
                    });
                }
            }
            Self::Scopes(incidents, scopes) => {
                let selected = incidents.of(doc);
                let scopes = scopes.each(doc).zip(selected).filter(|(_, selected)| **selected);
                scopes.for_each(|(scope, _)| counter.path(scope_name(scope)));
            }
            Self::When(incidents, days) => {
                let selected = incidents.of(doc);
                let days = days.days(doc).zip(selected).filter(|(_, selected)| **selected);
                days.for_each(|(days, _)| counter.days(&days));
            }
        }
    }

    /// The columns whose ordinals are counted.
    fn columns(&self) -> Vec<&StrColumn> {
        match self {
            Self::Article(column) => vec![column.column()],
            Self::Incidents(_, columns) => columns.iter().map(PathColumn::column).collect(),
            Self::Published(_) | Self::Scopes(..) | Self::When(..) => Vec::new(),
        }
    }
}
