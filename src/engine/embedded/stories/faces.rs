//! Of each story the article that is listed, where a story is listed once: of those found the one of the lowest rank.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use tantivy::{DocAddress, Searcher};

use crate::engine::analysis::WordHasher;
use crate::engine::embedded::collect::Prepared;
use crate::query::Match;

use super::Stories;

/// The stories that matches are of, each with its face. Articles alone need none.
#[derive(Default)]
pub struct Faces(HashMap<u32, Face, BuildHasherDefault<WordHasher>>);

struct Face {
    number: u32,
    rank: u32,
    /// Matches of the story.
    found: u64,
}

impl Faces {
    /// Of all that matches at least as surely as `least`.
    pub fn of(searcher: &Searcher, prepared: &Prepared, stories: &Stories, least: Match) -> tantivy::Result<Self> {
        let mut faces = Self::default();
        if stories.is_empty() {
            return Ok(faces);
        }
        for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
            for (doc, _) in prepared.matches(segment)?.filter(|(_, found)| *found >= least) {
                let Some((number, place)) = stories.of(DocAddress::new(ordinal, doc)) else { continue };
                let face = faces.0.entry(place.story).or_insert(Face { number, rank: place.rank, found: 0 });
                face.found += 1;
                if place.rank < face.rank {
                    (face.number, face.rank) = (number, place.rank);
                }
            }
        }
        Ok(faces)
    }

    /// How many matches are not shown.
    pub fn hidden(&self) -> u64 {
        self.0.values().map(|face| face.found - 1).sum()
    }
}

/// The stories, and which article is shown of each.
pub struct Folding<'s> {
    /// Of the whole index.
    pub stories: &'s Stories,
    /// Of those that match.
    pub faces: Faces,
}

impl Folding<'_> {
    /// True unless another article of its story is shown instead.
    pub fn shows(&self, address: DocAddress) -> bool {
        let Some((number, place)) = self.stories.of(address) else { return true };
        self.faces.0.get(&place.story).is_none_or(|face| face.number == number)
    }

    /// How many other matches of its story are not shown for this one.
    pub fn copies(&self, address: DocAddress) -> u64 {
        let face = self.stories.of(address).and_then(|(_, place)| self.faces.0.get(&place.story));
        face.map_or(0, |face| face.found - 1)
    }
}
