//! Counts articles by path and all that stand above it, each article, or each story of articles, once a path.
//!
//! What matches says only numbers of its segment's columns. They are gathered, turned into paths all at once in the order of
//! the dictionary, which then opens each of its blocks once, and counted in a tree of the levels that were asked for.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use tantivy::columnar::StrColumn;

use crate::engine::analysis::WordHasher;
use crate::model::{DateRange, Day, Path};
use crate::query::FacetRequest;
use crate::query::facet::day_path;

/// Numbers gathered before they are counted: 8 MB.
const GATHERED: usize = 1 << 20;

/// A number whose path has not been looked up.
const UNKNOWN: u32 = u32::MAX;
/// The place of a path of which no level was asked for, and above the first level.
const OUTSIDE: u32 = u32::MAX - 1;

/// Marks the number of a story among those of articles.
const STORY: u32 = 1 << 31;

/// The counts of one facet.
pub struct Counter {
    below: Option<Path>,
    depth: usize,
    tree: Vec<Node>,
    by_path: HashMap<String, u32, BuildHasherDefault<WordHasher>>,
    by_days: HashMap<DateRange, u32, BuildHasherDefault<WordHasher>>,
    /// The article that is seen: its number, or that of its story.
    article: u32,
    /// How many articles were seen.
    seen: u32,
    /// Stories and the places that they were counted for, some of them more than once.
    stories: Vec<(u32, u32)>,
    /// How many of them are gathered before those that are there more than once are thrown out.
    stories_kept: usize,
    /// Articles and the numbers that they say; those of several columns follow each other.
    gathered: Vec<(u32, u32)>,
    /// For each number of the segment its place in the tree.
    places: Vec<u32>,
    /// The first number of each column.
    first: Vec<u32>,
}

struct Node {
    path: Path,
    above: u32,
    count: u64,
    /// The article that counted last.
    last: u32,
}

impl Counter {
    /// For the levels that were asked for.
    pub fn new(wanted: &FacetRequest) -> Self {
        let above = wanted.below.as_ref().map_or(0, Path::depth);
        Self {
            below: wanted.below.clone(),
            depth: above.saturating_add(wanted.depth),
            tree: Vec::new(),
            by_path: HashMap::default(),
            by_days: HashMap::default(),
            article: 0,
            seen: 0,
            stories: Vec::new(),
            stories_kept: 0,
            gathered: Vec::new(),
            places: Vec::new(),
            first: Vec::new(),
        }
    }

    /// A segment with these columns begins.
    pub fn open(&mut self, columns: &[&StrColumn]) {
        self.first.clear();
        let mut numbers = 0;
        for column in columns {
            self.first.push(numbers);
            numbers = numbers.saturating_add(u32::try_from(column.num_terms()).unwrap_or(u32::MAX));
        }
        self.places.clear();
        self.places.resize(numbers as usize, UNKNOWN);
    }

    /// The next article begins; the articles of a story are counted as one.
    pub fn article(&mut self, story: Option<u32>) {
        self.seen += 1;
        self.article = story.map_or(self.seen, |story| story | STORY);
    }

    /// The article says a value of a column.
    pub fn ordinal(&mut self, column: usize, ordinal: u64) {
        let first = self.first.get(column).copied().unwrap_or(0);
        self.gathered.push((self.article, first + u32::try_from(ordinal).unwrap_or(u32::MAX)));
    }

    /// The article says a path.
    pub fn path(&mut self, path: &str) {
        let place = self.place(path);
        self.add(self.article, place);
    }

    /// The article says days: the year, month and day in which all of them lie are counted.
    pub fn days(&mut self, days: &DateRange) {
        let place = match self.by_days.get(days) {
            Some(place) => *place,
            None => {
                let place = period(days).map_or(OUTSIDE, |path| self.place(&path));
                self.by_days.insert(*days, place);
                place
            }
        };
        self.add(self.article, place);
    }

    /// True if [`count`](Self::count) should be called.
    pub const fn is_full(&self) -> bool {
        self.gathered.len() >= GATHERED
    }

    /// Counts what was gathered from these columns.
    pub fn count(&mut self, columns: &[&StrColumn]) -> tantivy::Result<()> {
        let gathered = std::mem::take(&mut self.gathered);
        let is_unknown = |number: &u32| self.places.get(*number as usize) == Some(&UNKNOWN);
        let mut unknown: Vec<u32> = gathered.iter().map(|(_, number)| *number).filter(is_unknown).collect();
        unknown.sort_unstable();
        unknown.dedup();
        for (at, column) in columns.iter().enumerate() {
            let start = self.first[at];
            let end = self.first.get(at + 1).copied().unwrap_or(u32::MAX);
            let numbers = &unknown[unknown.partition_point(|n| *n < start)..unknown.partition_point(|n| *n < end)];
            self.look_up(column, start, numbers)?;
        }
        for (article, number) in &gathered {
            let place = self.places.get(*number as usize).copied().unwrap_or(OUTSIDE);
            self.add(*article, place);
        }
        self.gathered = gathered;
        self.gathered.clear();
        Ok(())
    }

    /// Every path counted, and every path above it.
    pub fn counted(mut self) -> Vec<(Path, u64)> {
        self.stories.sort_unstable();
        self.stories.dedup();
        for (_, place) in &self.stories {
            self.tree[*place as usize].count += 1;
        }
        self.tree.into_iter().map(|node| (node.path, node.count)).collect()
    }

    fn look_up(&mut self, column: &StrColumn, first: u32, numbers: &[u32]) -> tantivy::Result<()> {
        let ordinals: Vec<u64> = numbers.iter().map(|number| u64::from(number - first)).collect();
        let mut places = Vec::with_capacity(numbers.len());
        let found = |path: &[u8]| places.push(self.place(&String::from_utf8_lossy(path)));
        column.dictionary().sorted_ords_to_term_cb(&ordinals, found)?;
        for (number, place) in numbers.iter().zip(places) {
            self.places[*number as usize] = place;
        }
        Ok(())
    }

    /// The place of the most special level of a path that was asked for.
    fn place(&mut self, path: &str) -> u32 {
        let mut above = OUTSIDE;
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        for end in ends.take(self.depth) {
            let level = &path[..end];
            if let Some(known) = self.by_path.get(level) {
                above = *known;
                continue;
            }
            let level = Path::parse(level);
            if self.below.as_ref().is_none_or(|below| level.is_under(below.as_str())) {
                let place = u32::try_from(self.tree.len()).unwrap_or(OUTSIDE);
                self.by_path.insert(level.as_str().to_owned(), place);
                self.tree.push(Node { path: level, above, count: 0, last: 0 });
                above = place;
            }
        }
        above
    }

    /// Counts an article for a place and all above it that it has not been counted for: articles come in order.
    fn add(&mut self, article: u32, mut place: u32) {
        if article & STORY != 0 {
            return self.add_story(article, place);
        }
        while let Some(node) = self.tree.get_mut(place as usize).filter(|node| node.last != article) {
            node.last = article;
            node.count += 1;
            place = node.above;
        }
    }

    /// Its articles come in any order, so what a story was counted for is kept.
    fn add_story(&mut self, story: u32, mut place: u32) {
        while let Some(node) = self.tree.get(place as usize) {
            self.stories.push((story, place));
            place = node.above;
        }
        if self.stories.len() >= self.stories_kept.max(GATHERED) {
            self.stories.sort_unstable();
            self.stories.dedup();
            self.stories_kept = self.stories.len() * 2;
        }
    }
}

/// The smallest period in which the whole range lies, as a path.
fn period(days: &DateRange) -> Option<String> {
    let (from, to) = days.from.zip(days.to)?;
    let whole = |above: &&str| {
        let period = above.rsplit('/').next().and_then(|leaf| leaf.parse::<DateRange>().ok());
        period.and_then(|period| period.to).is_some_and(|last: Day| to <= last)
    };
    day_path(from).prefixes().filter(whole).last().map(str::to_owned)
}
