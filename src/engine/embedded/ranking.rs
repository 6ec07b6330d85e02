//! Counts, and the page of hits: the best of each segment, then the best of all.
//!
//! What is equal is ordered by day and id. Ids are compared by number within a segment, and read only for what is left.

use std::cmp::Reverse;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::query::oracle::newest;
use crate::query::{Match, Request, Sort};

use super::collect::{Seen, Watcher, least};
use super::columns::{Dates, text_of};
use super::select::MostKilled;
use super::stories::Folding;

/// A match on the page.
pub struct Listed {
    /// Where it is stored.
    pub address: DocAddress,
    /// BM25.
    pub score: Score,
    /// How surely it is meant.
    pub found: Match,
}

/// Counts matches, and keeps the best.
pub struct Ranking<'r> {
    /// Certain matches.
    pub certain: u64,
    /// Matches that are only possible.
    pub possible: u64,
    /// Those of them whose date is only bounded.
    pub undated: u64,
    request: &'r Request,
    folding: Option<&'r Folding<'r>>,
    best: Vec<(Rank, String, Listed)>,
    segment: Option<Segment>,
}

/// What the request sorts by, then the day; both descending.
type Rank = (Reverse<u64>, Reverse<i64>);

struct Segment {
    number: SegmentOrdinal,
    dates: Dates,
    ids: Option<StrColumn>,
    killed: Option<MostKilled>,
    top: Top,
}

impl<'r> Ranking<'r> {
    /// For the hits of `request`, of which only those are kept that `folding` shows.
    pub const fn new(request: &'r Request, folding: Option<&'r Folding<'r>>) -> Self {
        Self { certain: 0, possible: 0, undated: 0, request, folding, best: Vec::new(), segment: None }
    }

    /// The page of hits.
    pub fn page(mut self) -> Vec<Listed> {
        self.best.sort_by(|(rank, id, _), (other_rank, other_id, _)| (rank, id).cmp(&(other_rank, other_id)));
        let page = self.best.into_iter().skip(self.request.offset).take(self.request.limit);
        page.map(|(_, _, listed)| listed).collect()
    }
}

impl Watcher for Ranking<'_> {
    fn open(&mut self, number: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<()> {
        let request = self.request;
        let killed = match request.sort {
            Sort::Killed => Some(MostKilled::open(segment, &request.query, least(request.maybe))?),
            Sort::Relevance | Sort::Date => None,
        };
        let wanted = if request.limit == 0 { 0 } else { request.offset.saturating_add(request.limit) };
        self.segment = Some(Segment {
            number,
            dates: Dates::open(segment)?,
            ids: segment.fast_fields().str("id")?,
            killed,
            top: Top::new(wanted),
        });
        Ok(())
    }

    fn see(&mut self, seen: Seen) -> tantivy::Result<()> {
        let Some(segment) = &mut self.segment else { return Ok(()) };
        match seen.found {
            Match::Certain => self.certain += 1,
            _ => {
                self.possible += 1;
                self.undated += u64::from(!segment.dates.is_certain(seen.doc));
            }
        }
        let shown = |folding: &Folding<'_>| folding.shows(DocAddress::new(segment.number, seen.doc));
        if seen.found >= least(self.request.maybe) && segment.top.wanted > 0 && self.folding.is_none_or(shown) {
            segment.rank(self.request.sort, seen);
        }
        Ok(())
    }

    fn close(&mut self) -> tantivy::Result<()> {
        let Some(segment) = self.segment.take() else { return Ok(()) };
        for (rank, id, seen) in segment.top.finish() {
            let id = segment.ids.as_ref().map(|ids| text_of(ids, id)).transpose()?.unwrap_or_default();
            let address = DocAddress::new(segment.number, seen.doc);
            self.best.push((rank, id, Listed { address, score: seen.score, found: seen.found }));
        }
        Ok(())
    }
}

impl Segment {
    fn rank(&mut self, sort: Sort, seen: Seen) {
        let first = match sort {
            // The bits of floats that are not negative stand in the order of the floats.
            Sort::Relevance => u64::from(seen.score.max(0.0).to_bits()),
            Sort::Date => 0,
            Sort::Killed => self.killed.as_mut().and_then(|k| k.of(seen.doc)).map_or(0, |killed| u64::from(killed) + 1),
        };
        let day = newest(&self.dates.published(seen.doc)).map_or(i64::MIN, |day| i64::from(day.number()));
        let ids = self.ids.as_ref();
        self.top.add((Reverse(first), Reverse(day)), || id_of(ids, seen.doc), seen);
    }
}

fn id_of(ids: Option<&StrColumn>, doc: DocId) -> u64 {
    ids.and_then(|ids| ids.ords().first(doc)).unwrap_or(u64::MAX)
}

/// The best of one segment: keeps twice as many as wanted, then throws the worse half away.
struct Top {
    wanted: usize,
    kept: Vec<(Rank, u64, Seen)>,
    worst: Option<Rank>,
}

impl Top {
    const fn new(wanted: usize) -> Self {
        Self { wanted, kept: Vec::new(), worst: None }
    }

    fn add(&mut self, rank: Rank, id: impl FnOnce() -> u64, seen: Seen) {
        if self.worst.is_some_and(|worst| rank > worst) {
            return;
        }
        self.kept.push((rank, id(), seen));
        if self.kept.len() >= self.wanted.saturating_mul(2).max(64) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.kept.len() > self.wanted {
            self.kept.select_nth_unstable_by_key(self.wanted, |(rank, id, _)| (*rank, *id));
            self.kept.truncate(self.wanted);
            self.worst = self.kept.iter().map(|(rank, ..)| *rank).max();
        }
    }

    fn finish(mut self) -> Vec<(Rank, u64, Seen)> {
        self.cut();
        self.kept
    }
}
