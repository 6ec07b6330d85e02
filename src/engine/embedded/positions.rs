//! Words in an arrangement: loose phrases and neighbourhoods, tested on the positions that the index keeps.
//!
//! Tantivy has a slop of its own, but it means something else as soon as a phrase has three words or repeats one.

use std::fmt;
use std::sync::Arc;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::Weight;
use tantivy::query::doc_predicate_query::{ConstOrVariableSegmentPredicate, DocPredicate, SegmentDocPredicate};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, Term};

/// How words must stand to each other. Words are numbers of terms.
#[derive(Clone, Debug)]
pub enum Arrangement {
    /// See `Pattern::Phrase`.
    Phrase {
        /// In this order.
        words: Vec<usize>,
        /// Places moved in all.
        slop: u32,
    },
    /// See `Pattern::Near`.
    Near {
        /// A run of words.
        left: Vec<usize>,
        /// Another.
        right: Vec<usize>,
        /// Words between the two at most.
        between: u32,
        /// True if `left` must come first.
        ordered: bool,
    },
}

impl Arrangement {
    /// True if the words stand so; `positions` has the ascending places of every term.
    pub fn stands(&self, positions: &[Vec<u32>]) -> bool {
        match self {
            Self::Phrase { words, slop } => match words.split_first() {
                None => true,
                Some((first, rest)) => positions[*first].iter().any(|at| rest_stands(positions, rest, &mut vec![*at], *slop)),
            },
            Self::Near { left, right, between, ordered } => {
                let (left, right) = (runs(positions, left), runs(positions, right));
                left.iter().any(|l| right.iter().any(|r| near(*l, *r, *between) || (!ordered && near(*r, *l, *between))))
            }
        }
    }
}

fn rest_stands(positions: &[Vec<u32>], words: &[usize], taken: &mut Vec<u32>, budget: u32) -> bool {
    let (Some((word, rest)), Some(last)) = (words.split_first(), taken.last().copied()) else { return true };
    let expected = last + 1;
    let places = &positions[*word];
    let first = places.partition_point(|at| *at < expected.saturating_sub(budget));
    for at in places[first..].iter().take_while(|at| **at <= expected.saturating_add(budget)) {
        if taken.contains(at) {
            continue;
        }
        taken.push(*at);
        let stands = rest_stands(positions, rest, taken, budget - at.abs_diff(expected));
        taken.pop();
        if stands {
            return true;
        }
    }
    false
}

/// Where the words stand in order without a gap: first place and one past the last.
fn runs(positions: &[Vec<u32>], words: &[usize]) -> Vec<(u32, u32)> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let follows = |at: u32| rest.iter().zip(at + 1..).all(|(word, next)| positions[*word].binary_search(&next).is_ok());
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
    positions[*first].iter().copied().filter(|at| follows(*at)).map(|at| (at, at.saturating_add(length))).collect()
}

const fn near(left: (u32, u32), right: (u32, u32), between: u32) -> bool {
    left.1 <= right.0 && right.0 - left.1 <= between
}

/// An arrangement of terms, tested on what holds all of them.
pub struct Positions {
    terms: Vec<Term>,
    arrangement: Arrangement,
    all: Arc<dyn Weight>,
}

impl Positions {
    /// `all` finds the documents that hold every term.
    pub fn new(terms: Vec<Term>, arrangement: Arrangement, all: Arc<dyn Weight>) -> Self {
        Self { terms, arrangement, all }
    }
}

impl fmt::Debug for Positions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Positions").field("terms", &self.terms).field("arrangement", &self.arrangement).finish_non_exhaustive()
    }
}

impl DocPredicate for Positions {
    type SegmentDocPredicate = SegmentPositions;

    fn doc_predicate(&self, segment: &SegmentReader) -> tantivy::Result<ConstOrVariableSegmentPredicate<SegmentPositions>> {
        let mut postings = Vec::new();
        for term in &self.terms {
            let index = segment.inverted_index(term.field())?;
            match index.read_postings(term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(found) => postings.push(found),
                None => return Ok(ConstOrVariableSegmentPredicate::Const(false)),
            }
        }
        let positions = vec![Vec::new(); postings.len()];
        let predicate = SegmentPositions { postings, positions, arrangement: self.arrangement.clone() };
        Ok(ConstOrVariableSegmentPredicate::Variable { predicate, necessary_condition: self.all.scorer(segment, 1.0)? })
    }
}

/// [`Positions`] in one segment.
pub struct SegmentPositions {
    postings: Vec<SegmentPostings>,
    positions: Vec<Vec<u32>>,
    arrangement: Arrangement,
}

impl SegmentDocPredicate for SegmentPositions {
    fn eval(&mut self, doc: DocId) -> bool {
        for (postings, positions) in self.postings.iter_mut().zip(&mut self.positions) {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() != doc {
                return false;
            }
            postings.positions(positions);
        }
        self.arrangement.stands(&self.positions)
    }
}
