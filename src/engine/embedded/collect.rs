//! The one pass over what matches. Whoever wants to see every match watches: the ranking, the facets, the timeline.

use tantivy::query::{EnableScoring, Query as TantivyQuery, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED};

use crate::query::{Match, Query};

use super::compile::{Compiler, leaves_open};

/// A query compiled for one state of the index.
pub struct Prepared {
    possible: Box<dyn Weight>,
    /// `None` if nothing is left open, so that all that matches is certain.
    certain: Option<Box<dyn Weight>>,
    scored: bool,
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
        Ok(Self { possible, certain, scored })
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

/// One match.
#[derive(Clone, Copy)]
pub struct Seen {
    /// Its number in the segment.
    pub doc: DocId,
    /// How surely it is meant.
    pub found: Match,
    /// BM25; 0 if scores were not asked for.
    pub score: Score,
}

/// Sees every match, segment by segment.
pub trait Watcher {
    /// A segment begins.
    fn open(&mut self, number: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<()>;

    /// A match in it, in order.
    fn see(&mut self, seen: Seen) -> tantivy::Result<()>;

    /// The segment ends.
    fn close(&mut self) -> tantivy::Result<()> {
        Ok(())
    }
}

/// Runs over the index once and shows every match to every watcher.
pub fn run(searcher: &Searcher, prepared: &Prepared, watchers: &mut [&mut dyn Watcher]) -> tantivy::Result<()> {
    for (number, segment) in (0..).zip(searcher.segment_readers()) {
        let mut matches = prepared.matches(segment)?;
        for watcher in &mut *watchers {
            watcher.open(number, segment)?;
        }
        while let Some((doc, found)) = matches.next() {
            let score = if prepared.scored { matches.score() } else { 0.0 };
            for watcher in &mut *watchers {
                watcher.see(Seen { doc, found, score })?;
            }
        }
        for watcher in &mut *watchers {
            watcher.close()?;
        }
    }
    Ok(())
}
