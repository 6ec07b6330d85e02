//! The answer by looking at every article: slow, simple and right. Tests hold engines to it.
//!
//! It knows no scores and no snippets: sorted by relevance, hits come as if all scores were equal.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::model::{Day, Field, Kind, Path, Published, Report};

use super::facet::{bucket_condition, buckets, day_path};
use super::timeline::Drawing;
use super::values::{article_paths, incident_days, scope_name};
use super::{Answer, Facet, FacetRequest, Hit, Match, Query, Request, Sort, Words};

/// An article to look at.
pub struct Entry<'a> {
    /// What was found in it.
    pub report: Report,
    /// Its terms.
    pub words: Words<'a>,
    /// The id of its story, and its rank in it; `None` if it is alone.
    pub story: Option<(String, u32)>,
}

/// Answers a request by looking at every article.
#[must_use]
pub fn answer(request: &Request, entries: &[Entry<'_>]) -> Answer {
    let judged: Vec<_> = entries.iter().map(|e| (e, request.query.matches(&e.report, &e.words))).collect();
    let count = |wanted| judged.iter().filter(|(_, found)| *found == wanted).count() as u64;
    let undated = |(entry, found): &&(&Entry<'_>, Match)| *found == Match::Possible && !entry.report.published.by.is_certain();
    let mut listed: Vec<_> = judged.iter().copied().filter(|(_, found)| *found >= least(request)).collect();
    listed.sort_by_cached_key(|(entry, _)| order(request, &entry.report));
    let found: Vec<&Entry<'_>> = listed.iter().map(|(entry, _)| *entry).collect();
    let folded = |(entry, _): &(&Entry<'_>, Match)| speaks(entry, &found);
    let hits: Vec<_> = listed.iter().filter(|hit| !request.fold || folded(hit)).collect();
    Answer {
        certain: count(Match::Certain),
        possible: count(Match::Possible),
        undated: judged.iter().filter(undated).count() as u64,
        stories: if request.fold || request.by_story { listed.iter().filter(|hit| folded(hit)).count() as u64 } else { 0 },
        hits: hits
            .iter()
            .skip(request.offset)
            .take(request.limit)
            .map(|(entry, sure)| hit(request, entry, *sure, &found))
            .collect(),
        facets: request.facets.iter().map(|wanted| facet(request, wanted, entries)).collect(),
        timeline: request.timeline.map(|step| {
            let mut drawing = Drawing::new(step);
            let drawn = listed.iter().filter(|hit| !request.by_story || folded(hit));
            drawn.for_each(|(entry, _)| drawing.add(&request.query, &entry.report, request.maybe));
            drawing.finish()
        }),
    }
}

fn are_of_one_story(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    let story = |entry: &Entry<'_>| entry.story.as_ref().map(|(story, _)| story.clone());
    story(a).is_some() && story(a) == story(b)
}

/// True if no article of its story that was found speaks for it before this one.
fn speaks(entry: &Entry<'_>, found: &[&Entry<'_>]) -> bool {
    let rank = |entry: &Entry<'_>| entry.story.as_ref().map(|(_, rank)| *rank);
    found.iter().all(|other| !are_of_one_story(entry, other) || rank(entry) <= rank(other))
}

fn hit(request: &Request, entry: &Entry<'_>, sure: Match, found: &[&Entry<'_>]) -> Hit {
    let hit = Hit::of(&request.query, request.maybe, &entry.report, sure);
    let others = found.iter().filter(|other| are_of_one_story(entry, other)).count().saturating_sub(1);
    let story = entry.story.as_ref().map_or(hit.story, |(story, _)| story.clone());
    Hit { story, copies: if request.fold { others as u64 } else { 0 }, ..hit }
}

const fn least(request: &Request) -> Match {
    if request.maybe { Match::Possible } else { Match::Certain }
}

type Order = (Reverse<Option<u32>>, Reverse<Option<Day>>, String);

fn order(request: &Request, report: &Report) -> Order {
    let killed = match request.sort {
        Sort::Killed => most_killed(&request.query, report, request.maybe),
        Sort::Relevance | Sort::Date => None,
    };
    (Reverse(killed), Reverse(newest(&report.published)), report.id.clone())
}

/// What [`Sort::Date`] goes by: the last day the article can have been published; `None` if that is only bounded.
#[must_use]
pub fn newest(published: &Published) -> Option<Day> {
    published.range.to.or(published.range.from).filter(|_| published.by.is_certain())
}

/// What [`Sort::Killed`] goes by: the greatest least number among the selected incidents that sums would take.
#[must_use]
pub fn most_killed(query: &Query, report: &Report, maybe: bool) -> Option<u32> {
    query.summed(report, maybe).filter_map(|incident| incident.killed.as_ref()).map(|count| count.min).max()
}

fn facet(request: &Request, wanted: &FacetRequest, entries: &[Entry<'_>]) -> Facet {
    let least = if wanted.field.kind() == Kind::Days { Match::Certain } else { least(request) };
    let every: BTreeSet<Path> = entries.iter().flat_map(|entry| every_path(&entry.report, wanted.field)).collect();
    let mut counted = Vec::new();
    for path in every {
        let Some(condition) = bucket_condition(wanted.field, &path) else { continue };
        let query = request.query.instead(&condition);
        let found = entries.iter().filter(|entry| query.matches(&entry.report, &entry.words) >= least);
        let found: Vec<&Entry<'_>> = found.collect();
        let counts = |entry: &&&Entry<'_>| !request.by_story || speaks(entry, &found);
        counted.push((path, found.iter().filter(counts).count() as u64));
    }
    let (buckets, more) = buckets(wanted, &counted);
    Facet { field: wanted.field, buckets, more }
}

/// Every path of the article that a bucket can have, with all above.
fn every_path(report: &Report, field: Field) -> Vec<Path> {
    let first_day = |days: Option<Day>| days.map(day_path);
    let paths = match field {
        Field::Published => first_day(report.published.range.from).into_iter().collect(),
        Field::When => report.incidents.iter().filter_map(|i| first_day(incident_days(i, report).from)).collect(),
        Field::Scope => report.incidents.iter().map(|i| Path::of([scope_name(i.scope)])).collect(),
        field => article_paths(report, field),
    };
    paths.iter().flat_map(|path| path.prefixes().map(Path::parse).collect::<Vec<_>>()).collect()
}
