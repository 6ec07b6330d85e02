//! Facet counts: exact, for each value as if the query asked for it instead of its own (`Query::instead`).
//!
//! `instead` is asked once, with a stand-in for the value. What it leaves beside the stand-in is run over the index, and
//! where it put the stand-in tells where values are read: from the article, or from the incidents that its group selects.

use std::collections::HashMap;

use tantivy::{DocId, Searcher, SegmentOrdinal, SegmentReader};

use crate::model::{DateRange, Day, Field, Kind, Path, Scope};
use crate::query::facet::{buckets, day_path};
use crate::query::values::scope_name;
use crate::query::{Condition, Facet, FacetRequest, Match, Query, Request};

use super::collect::{self, Prepared, Seen, Watcher, least};
use super::columns::{ArticlePaths, Dates};
use super::compile::Compiler;
use super::incidents::{Ends, Group, PathColumn, Scopes, columns_of};

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
}

impl<'r> FacetCount<'r> {
    /// `None` if the field cannot be counted.
    pub fn new(request: &Request, wanted: &'r FacetRequest) -> Option<Self> {
        let stand_in = stand_in(wanted.field)?;
        // A period counts what certainly lies in it: what possibly does would be in every period.
        let least = if wanted.field.kind() == Kind::Days { Match::Certain } else { least(request.maybe) };
        let (query, group) = without(request.query.instead(&stand_in), &stand_in);
        Some(Self { wanted, query, group, least, counter: Counter::new(wanted), values: None })
    }

    /// The buckets that were asked for.
    pub fn finish(self) -> Facet {
        let counts = self.counter.counts.into_iter();
        let counted: Vec<(Path, u64)> = counts.map(|(path, count)| (Path::parse(&path), count)).collect();
        let (buckets, more) = buckets(self.wanted, &counted);
        Facet { field: self.wanted.field, buckets, more }
    }
}

impl Watcher for FacetCount<'_> {
    fn open(&mut self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<()> {
        self.counter.next_segment();
        self.values = Values::open(segment, self.wanted.field, self.group.as_deref(), self.least)?;
        Ok(())
    }

    fn see(&mut self, seen: Seen) -> tantivy::Result<()> {
        match &mut self.values {
            Some(values) if seen.found >= self.least => values.each(seen.doc, &mut self.counter),
            _ => Ok(()),
        }
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
}

impl Incidents {
    fn of(&mut self, doc: DocId) -> Vec<bool> {
        self.group.matches(doc, &mut self.found);
        self.found.iter().map(|found| *found >= self.least).collect()
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
        let incidents = Incidents { group: Group::open(segment, conditions)?, least, found: Vec::new() };
        Ok(Some(match field.kind() {
            Kind::Days => Self::When(incidents, Ends::open(segment, field)?),
            Kind::Scope => Self::Scopes(incidents, Scopes::open(segment)?),
            _ => Self::Incidents(incidents, columns_of(segment, field)?),
        }))
    }

    fn each(&mut self, doc: DocId, counter: &mut Counter) -> tantivy::Result<()> {
        match self {
            Self::Article(column) => {
                for ordinal in column.ordinals(doc) {
                    counter.ordinal(doc, 0, ordinal, || column.path(ordinal))?;
                }
            }
            Self::Published(dates) => {
                let published = dates.published(doc);
                if published.by.is_certain() {
                    counter.days(doc, &published.range);
                }
            }
            Self::Incidents(incidents, columns) => {
                let selected = incidents.of(doc);
                for (number, column) in columns.iter().enumerate() {
                    let mut ordinals = Vec::new();
                    column.each(doc, |incident, ordinal| {
                        if selected.get(incident) == Some(&true) {
                            ordinals.push(ordinal);
                        }
                    });
                    for ordinal in ordinals {
                        counter.ordinal(doc, number, ordinal, || column.path(ordinal))?;
                    }
                }
            }
            Self::Scopes(incidents, scopes) => {
                let selected = incidents.of(doc);
                for (scope, selected) in scopes.each(doc).zip(selected) {
                    if selected {
                        counter.path(doc, scope_name(scope));
                    }
                }
            }
            Self::When(incidents, days) => {
                let selected = incidents.of(doc);
                for (days, selected) in days.days(doc).zip(selected) {
                    if selected {
                        counter.days(doc, &days);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Counts articles by path and all that stand above it, each article once a path.
struct Counter {
    counts: HashMap<String, u64>,
    below: Option<Path>,
    depth: usize,
    /// For each path of this segment, the article that counted it last.
    seen: HashMap<String, DocId>,
    /// For each column and ordinal of this segment, the paths that it counts for.
    known: HashMap<(usize, u64), Vec<String>>,
}

impl Counter {
    fn new(wanted: &FacetRequest) -> Self {
        let above = wanted.below.as_ref().map_or(0, Path::depth);
        let depth = above.saturating_add(wanted.depth);
        Self { counts: HashMap::new(), below: wanted.below.clone(), depth, seen: HashMap::new(), known: HashMap::new() }
    }

    fn next_segment(&mut self) {
        self.seen.clear();
        self.known.clear();
    }

    fn ordinal(
        &mut self,
        doc: DocId,
        column: usize,
        ordinal: u64,
        path: impl FnOnce() -> tantivy::Result<String>,
    ) -> tantivy::Result<()> {
        let paths = match self.known.remove(&(column, ordinal)) {
            Some(paths) => paths,
            None => self.wanted(&path()?),
        };
        for path in &paths {
            self.once(doc, path);
        }
        self.known.insert((column, ordinal), paths);
        Ok(())
    }

    fn path(&mut self, doc: DocId, path: &str) {
        for path in self.wanted(path) {
            self.once(doc, &path);
        }
    }

    /// Counts the year, month and day in which the whole range lies.
    fn days(&mut self, doc: DocId, days: &DateRange) {
        let Some((from, to)) = days.from.zip(days.to) else { return };
        let whole = |above: &&str| {
            let period = above.rsplit('/').next().and_then(|leaf| leaf.parse::<DateRange>().ok());
            period.and_then(|period| period.to).is_some_and(|last: Day| to <= last)
        };
        let day = day_path(from);
        if let Some(path) = day.prefixes().filter(whole).last() {
            self.path(doc, path);
        }
    }

    /// The levels of a path that the request asks for.
    fn wanted(&self, path: &str) -> Vec<String> {
        let path = Path::parse(path);
        let inside = |prefix: &&str| self.below.as_ref().is_none_or(|below| Path::parse(prefix).is_under(below.as_str()));
        path.prefixes().take(self.depth).filter(inside).map(str::to_owned).collect()
    }

    fn once(&mut self, doc: DocId, path: &str) {
        if let Some(last) = self.seen.get_mut(path) {
            if *last == doc {
                return;
            }
            *last = doc;
        } else {
            self.seen.insert(path.to_owned(), doc);
        }
        match self.counts.get_mut(path) {
            Some(count) => *count += 1,
            None => drop(self.counts.insert(path.to_owned(), 1)),
        }
    }
}
