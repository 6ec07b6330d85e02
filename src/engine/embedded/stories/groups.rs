//! Which articles are of one story: those that say the same word for word, nearly the same, or are versions of one another.
//!
//! What is compared, and what is found alike, depends on the articles alone, not on where they stand in the index: every list is put in an
//! order that follows from what it holds. So the same articles make the same stories, however often and in whatever order they were indexed.
//! Nothing is compared with everything: articles meet in buckets, and in a large bucket each meets its neighbours.

use std::collections::VecDeque;

use crate::document::{BINS, Sketch};
use crate::model::{DateRange, Day};
use crate::query::event::{agree, days_apart};
use crate::query::oracle::newest;

use super::articles::Articles;

/// Bins that two sketches must have in common side by side for their articles to meet. Of texts that share 0.7 of their runs all but 0.1 %
/// do, of those that share 0.14, the most that unrelated ones share, 1 %.
const ROWS: usize = 4;
const BANDS: usize = BINS / ROWS;

/// Texts are nearly the same if they share this much of their runs: measured, 3 % of words changed leave 0.76 (0.67 in the worst of 20), a
/// third cut off 0.7 (`ingest.md`, section 7). It is one standard error of a sketch below the 0.6 that texts counted out must share.
const NEARLY: f64 = 0.55;

/// Or if the shorter one is in the longer one to this share ...
const CONTAINED: f64 = 0.8;
/// ... and is not shorter than this share of it: a digest holds many articles, but no two that are both more than half of it.
const NOT_SHORTER: f64 = 0.6;

/// Versions of one address, or of one headline of an outlet, need not share more than this: a page that is new every day, or a column
/// of always the same name, does not. Unrelated articles share 0.14 at most.
const VERSION: f64 = 0.3;

/// Of the names and numbers of the text with fewer of them each may lack this share of the other's: two reports of one form that tell of no
/// incident (prices, weather, a quiet day) have the form in common, and differ in these.
const CONTRADICT: f64 = 1.0 / 6.0;

/// Days within which copies and versions are published, unless they are the same word for word. What comes again later by almost the same
/// words is a form that was filled in anew: a price list, a forecast, a report of the week.
const WEEK: i32 = 7;

/// Articles that share a band are not compared if they are more than this share of all, and more than [`COMMON`]: what they
/// share is what is printed below everything.
const COMMON_SHARE: usize = 100;
const COMMON: usize = 100;

/// Neighbours that an article is compared with in a bucket.
const NEIGHBOURS: usize = 32;

/// Sets of articles that are joined: each points to one of its set, the last to itself.
struct Sets(Vec<u32>);

impl Sets {
    fn find(&mut self, mut number: u32) -> u32 {
        while self.0[number as usize] != number {
            let above = self.0[self.0[number as usize] as usize];
            self.0[number as usize] = above;
            number = above;
        }
        number
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a as usize] = b;
    }
}

/// An article on its way through a bucket.
struct Member {
    number: u32,
    sketch: Sketch,
    published: DateRange,
}

/// Every article that is of a story with others: the story, by the number of some article of it, and the article; sorted.
pub fn groups(articles: &Articles) -> tantivy::Result<Vec<(u32, u32)>> {
    let mut groups = Groups { articles, sets: Sets((0..articles.end()).collect()), repeats: Vec::new() };
    groups.join_the_same()?;
    groups.join_the_nearly_same()?;
    groups.join_versions()?;
    Ok(groups.finish())
}

struct Groups<'a> {
    articles: &'a Articles,
    sets: Sets,
    /// Articles that say word for word what another one says, which stands for them.
    repeats: Vec<bool>,
}

impl Groups<'_> {
    fn join_the_same(&mut self) -> tantivy::Result<()> {
        self.repeats = vec![false; self.articles.end() as usize];
        let mut wordings = Vec::new();
        self.articles.each_wording(|number, wording| wordings.push((wording, number)));
        wordings.sort_unstable();
        for same in wordings.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let mut first: Option<(Age, u32)> = None;
            for (_, number) in same {
                let age = Age::of(self.articles, *number)?;
                if first.as_ref().is_none_or(|(known, _)| age < *known) {
                    first = Some((age, *number));
                }
            }
            let Some((_, first)) = first else { continue };
            for (_, number) in same.iter().filter(|(_, number)| *number != first) {
                self.sets.join(*number, first);
                self.repeats[*number as usize] = true;
            }
        }
        Ok(())
    }

    fn join_the_nearly_same(&mut self) -> tantivy::Result<()> {
        let mut bands: Vec<u64> = Vec::new();
        for band in 0..BANDS {
            bands.clear();
            let repeats = &self.repeats;
            self.articles.each_band(band, |number, bins| {
                if !repeats[number as usize] {
                    bands.push(u64::from(bins) << 32 | u64::from(number));
                }
            });
            bands.sort_unstable();
            let most = COMMON.max(bands.len() / COMMON_SHARE);
            for bucket in bands.chunk_by(|a, b| a >> 32 == b >> 32).filter(|bucket| (2..=most).contains(&bucket.len())) {
                let mut bucket: Vec<u32> = bucket.iter().map(|entry| *entry as u32).collect();
                if bucket.len() > NEIGHBOURS {
                    bucket.sort_by_cached_key(|number| self.articles.wording(*number));
                }
                self.join_in(&bucket, are_nearly_the_same)?;
            }
        }
        Ok(())
    }

    fn join_versions(&mut self) -> tantivy::Result<()> {
        let mut versions: Vec<u64> = Vec::new();
        self.articles.each_version(|number, shared| versions.push(u64::from(shared) << 32 | u64::from(number)));
        versions.sort_unstable();
        for bucket in versions.chunk_by(|a, b| a >> 32 == b >> 32).filter(|bucket| bucket.len() > 1) {
            let mut bucket: Vec<u32> = bucket.iter().map(|entry| *entry as u32).collect();
            bucket.sort_by_cached_key(|number| (self.articles.published(*number).range, self.articles.wording(*number)));
            self.join_in(&bucket, are_versions)?;
        }
        Ok(())
    }

    /// Joins each article of a bucket with those of its neighbours that are `alike` and tell of the same.
    fn join_in(&mut self, bucket: &[u32], alike: fn(&Sketch, &Sketch) -> bool) -> tantivy::Result<()> {
        let mut neighbours: VecDeque<Member> = VecDeque::new();
        for number in bucket {
            let Some(sketch) = self.articles.sketch(*number) else { continue };
            let member = Member { number: *number, sketch, published: self.articles.published(*number).range };
            for other in &neighbours {
                if self.sets.find(member.number) != self.sets.find(other.number)
                    && alike(&member.sketch, &other.sketch)
                    && days_apart(&member.published, &other.published) <= WEEK
                    && self.tell_of_the_same(member.number, other.number)?
                {
                    self.sets.join(member.number, other.number);
                }
            }
            neighbours.push_back(member);
            if neighbours.len() > NEIGHBOURS {
                neighbours.pop_front();
            }
        }
        Ok(())
    }

    /// By their incidents; or if one of them tells of none, by their names and numbers.
    fn tell_of_the_same(&self, a: u32, b: u32) -> tantivy::Result<bool> {
        let agree = agree(&self.articles.events(a)?, &self.articles.events(b)?);
        Ok(agree.unwrap_or_else(|| self.articles.names(a).contradiction(&self.articles.names(b)) <= CONTRADICT))
    }

    fn finish(mut self) -> Vec<(u32, u32)> {
        let mut several = vec![false; self.sets.0.len()];
        for number in 0..self.articles.end() {
            let root = self.sets.find(number);
            if root != number {
                several[root as usize] = true;
            }
        }
        let all = (0..self.articles.end()).map(|number| (self.sets.find(number), number));
        let mut found: Vec<(u32, u32)> = all.filter(|(root, _)| several[*root as usize]).collect();
        found.sort_unstable();
        found
    }
}

fn are_nearly_the_same(a: &Sketch, b: &Sketch) -> bool {
    let (shorter, longer) = (f64::from(a.runs.min(b.runs)), f64::from(a.runs.max(b.runs)));
    a.resemblance(b) >= NEARLY || (shorter >= longer * NOT_SHORTER && a.containment(b) >= CONTAINED)
}

fn are_versions(a: &Sketch, b: &Sketch) -> bool {
    a.resemblance(b) >= VERSION || a.containment(b) >= VERSION * 2.0
}

/// What puts articles in the order in which they were published. Those of no certain date come last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Age {
    undated: bool,
    day: Option<Day>,
    id: String,
    wording: u64,
    number: u32,
}

impl Age {
    /// Of the article of this number.
    pub fn of(articles: &Articles, number: u32) -> tantivy::Result<Self> {
        let day = newest(&articles.published(number));
        Ok(Self { undated: day.is_none(), day, id: articles.id(number)?, wording: articles.wording(number), number })
    }

    /// The day, if it is certain.
    pub const fn day(&self) -> Option<Day> {
        self.day
    }
}
