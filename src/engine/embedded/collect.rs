//! The one pass over what matches: counts, the page of hits, and whoever else wants to see every match.

use tantivy::columnar::StrColumn;
use tantivy::query::{EnableScoring, Query as TantivyQuery, Scorer, Weight};
use tantivy::{DocAddress, DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED};

use crate::query::oracle::newest;
use crate::query::{Match, Query, Request, Sort};

use super::columns::{Dates, path_of};
use super::compile::{Compiler, leaves_open};
use super::select::MostKilled;

/// A query compiled for one state of the index.
pub struct Prepared {
    possible: Box<dyn Weight>,
    /// `None` if nothing is left open, so that all that matches is certain.
    certain: Option<Box<dyn Weight>>,
}

impl Prepared {
    /// Compiles `query`; scores are told only if `scored`.
    pub fn new(searcher: &Searcher, compiler: &Compiler<'_>, query: &Query, scored: bool) -> tantivy::Result<Self> {
        let unscored = EnableScoring::disabled_from_searcher(searcher);
        let scoring = if scored { EnableScoring::enabled_from_searcher(searcher) } else { unscored };
        let possible = compiler.compile(query, Match::Possible)?.weight(scoring)?;
        let certain = match leaves_open(query) {
            true => Some(compiler.compile(query, Match::Certain)?.weight(unscored)?),
            false => None,
        };
        Ok(Self { possible, certain })
    }

    /// Every match in a segment, in order.
    pub fn matches<'s>(&self, segment: &'s SegmentReader) -> tantivy::Result<Matches<'s>> {
        Ok(Matches {
            segment,
            possible: self.possible.scorer(segment, 1.0)?,
            certain: self.certain.as_ref().map(|weight| weight.scorer(segment, 1.0)).transpose()?,
            started: false,
        })
    }
}

/// The matches in one segment.
pub struct Matches<'s> {
    segment: &'s SegmentReader,
    possible: Box<dyn Scorer>,
    certain: Option<Box<dyn Scorer>>,
    started: bool,
}

impl Matches<'_> {
    /// The score of the match last returned.
    pub fn score(&mut self) -> Score {
        self.possible.score()
    }

    fn is_certain(&mut self, doc: DocId) -> bool {
        self.certain.as_mut().is_none_or(|certain| {
            if certain.doc() < doc {
                certain.seek(doc);
            }
            certain.doc() == doc
        })
    }
}

impl Iterator for Matches<'_> {
    type Item = (DocId, Match);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let doc = if self.started { self.possible.advance() } else { self.possible.doc() };
            self.started = true;
            if doc == TERMINATED {
                return None;
            }
            if !self.segment.is_deleted(doc) {
                return Some((doc, if self.is_certain(doc) { Match::Certain } else { Match::Possible }));
            }
        }
    }
}

/// What the request calls a match.
pub const fn least(maybe: bool) -> Match {
    if maybe { Match::Possible } else { Match::Certain }
}

/// A match on the page.
pub struct Listed {
    /// Where it is stored.
    pub address: DocAddress,
    /// BM25.
    pub score: Score,
    /// How surely it is meant.
    pub found: Match,
}

/// Counts, and the page of hits.
#[derive(Default)]
pub struct Page {
    /// Certain matches.
    pub certain: u64,
    /// Matches that are only possible.
    pub possible: u64,
    /// Those of them whose date is only bounded.
    pub undated: u64,
    /// Hits in order.
    pub hits: Vec<Listed>,
}

/// Descending, but for the id.
type Rank = (std::cmp::Reverse<u64>, std::cmp::Reverse<i64>);

/// Runs the request's query over the index.
pub fn page(searcher: &Searcher, prepared: &Prepared, request: &Request) -> tantivy::Result<Page> {
    let wanted = request.offset.saturating_add(request.limit);
    let mut page = Page::default();
    let mut best: Vec<(Rank, String, Listed)> = Vec::new();
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let mut top = Top::new(wanted);
        rank_segment(segment, prepared, request, &mut page, &mut top)?;
        let ids = segment.fast_fields().str("id")?;
        for (rank, id, listed) in top.finish() {
            let id = ids.as_ref().map(|ids| path_of(ids, id)).transpose()?.unwrap_or_default();
            best.push((rank, id, listed.at(ordinal)));
        }
    }
    best.sort_by(|(rank, id, _), (other_rank, other_id, _)| (rank, id).cmp(&(other_rank, other_id)));
    page.hits = best.into_iter().skip(request.offset).take(request.limit).map(|(_, _, listed)| listed).collect();
    Ok(page)
}

fn rank_segment(
    segment: &SegmentReader,
    prepared: &Prepared,
    request: &Request,
    page: &mut Page,
    top: &mut Top,
) -> tantivy::Result<()> {
    let least = least(request.maybe);
    let dates = Dates::open(segment)?;
    let ids = segment.fast_fields().str("id")?;
    let mut killed = match request.sort {
        Sort::Killed => Some(MostKilled::open(segment, &request.query, least)?),
        Sort::Relevance | Sort::Date => None,
    };
    let mut matches = prepared.matches(segment)?;
    while let Some((doc, found)) = matches.next() {
        match found {
            Match::Certain => page.certain += 1,
            _ => {
                page.possible += 1;
                page.undated += u64::from(!dates.is_certain(doc));
            }
        }
        if found < least || top.wanted == 0 {
            continue;
        }
        let score = matches.score();
        let first = match request.sort {
            Sort::Relevance => u64::from(score.max(0.0).to_bits()),
            Sort::Date => 0,
            Sort::Killed => killed.as_mut().and_then(|k| k.of(doc)).map_or(0, |killed| u64::from(killed) + 1),
        };
        let newest = newest(&dates.published(doc)).map_or(i64::MIN, |day| i64::from(day.number()));
        top.add(
            (std::cmp::Reverse(first), std::cmp::Reverse(newest)),
            || id_of(ids.as_ref(), doc),
            Candidate { doc, score, found },
        );
    }
    Ok(())
}

fn id_of(ids: Option<&StrColumn>, doc: DocId) -> u64 {
    ids.and_then(|ids| ids.ords().first(doc)).unwrap_or(u64::MAX)
}

#[derive(Clone, Copy)]
struct Candidate {
    doc: DocId,
    score: Score,
    found: Match,
}

impl Candidate {
    fn at(self, segment: SegmentOrdinal) -> Listed {
        Listed { address: DocAddress::new(segment, self.doc), score: self.score, found: self.found }
    }
}

/// The best of one segment: keeps twice as many as wanted, then throws the worse half away.
struct Top {
    wanted: usize,
    kept: Vec<(Rank, u64, Candidate)>,
    worst: Option<Rank>,
}

impl Top {
    const fn new(wanted: usize) -> Self {
        Self { wanted, kept: Vec::new(), worst: None }
    }

    fn add(&mut self, rank: Rank, id: impl FnOnce() -> u64, candidate: Candidate) {
        if self.worst.is_some_and(|worst| rank > worst) {
            return;
        }
        self.kept.push((rank, id(), candidate));
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

    fn finish(mut self) -> Vec<(Rank, u64, Candidate)> {
        self.cut();
        self.kept
    }
}
