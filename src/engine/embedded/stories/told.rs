//! Stories in full, for `dateline stories`.

use std::cmp::Reverse;
use std::collections::HashSet;

use tantivy::{DocAddress, Searcher};

use crate::engine::Stored;
use crate::query::story::{Story, StoryCount};

use super::articles::Articles;
use super::groups::Age;
use super::order::as_published;
use super::{Place, Stories};

/// Stories in the order in which they are listed.
pub struct StoryList<'s> {
    stories: &'s Stories,
    articles: Articles,
    /// The articles of all, story after story.
    members: Vec<(u32, Place)>,
    /// Where each story begins and ends among them.
    order: Vec<(usize, usize)>,
}

/// The stories of these numbers that have `least` articles or more: those of most articles first, then the newest.
pub fn list<'s>(
    searcher: &Searcher,
    stories: &'s Stories,
    wanted: &HashSet<u32>,
    least: usize,
) -> tantivy::Result<StoryList<'s>> {
    let articles = Articles::open(searcher)?;
    let mut members: Vec<(u32, Place)> = stories.each().filter(|(_, place)| wanted.contains(&place.story)).collect();
    members.sort_unstable_by_key(|(number, place)| (place.story, *number));
    let (mut order, mut start) = (Vec::new(), 0);
    for story in members.chunk_by(|a, b| a.1.story == b.1.story) {
        let end = start + story.len();
        if story.len() >= least {
            let age = Age::of(&articles, story[0].1.story)?;
            order.push((Reverse(story.len()), Reverse(age.day()), age, (start, end)));
        }
        start = end;
    }
    order.sort_unstable();
    let order = order.into_iter().map(|(.., range)| range).collect();
    Ok(StoryList { stories, articles, members, order })
}

impl StoryList<'_> {
    /// How many stories there are.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// How many stories there are, and of how many articles.
    pub fn count(&self) -> StoryCount {
        let articles = self.order.iter().map(|(start, end)| (end - start) as u64).sum();
        StoryCount { stories: self.order.len() as u64, articles }
    }

    /// One of them, with what `read` knows of its articles.
    pub fn story(&self, number: usize, read: impl Fn(DocAddress) -> tantivy::Result<Stored>) -> tantivy::Result<Story> {
        let (start, end) = self.order[number];
        let members = &self.members[start..end];
        let mut story = Story::default();
        for member in as_published(&self.articles, members.iter().map(|(number, _)| *number))? {
            let stored = read(self.stories.address(member.number))?;
            let rank = members.binary_search_by_key(&member.number, |(number, _)| *number).map_or(0, |at| members[at].1.rank);
            story.add(&stored.article, &stored.report, rank);
        }
        Ok(story)
    }
}
