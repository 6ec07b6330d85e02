//! Which article speaks for a story, and which if that one is not among those found.
//!
//! The newest version, as it was first printed. Articles with the same toll are one version, and it is as old as the first of them: who
//! prints the first toll again a week later has nothing new. An article that its own outlet has replaced speaks last. Among
//! mere copies that leaves the one that was published first.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::Day;
use crate::query::event::Event;

use super::articles::Articles;
use super::groups::Age;

/// How many were killed and injured in the incident with most of them; `None` if the article does not say.
type Toll = Option<(u32, u32)>;

/// An article of a story. They are ordered as they were published, those of one day by their toll, which hardly ever falls.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    undated: bool,
    day: Option<Day>,
    toll: Toll,
    age: Age,
    /// The article's number.
    pub number: u32,
}

/// These articles in the order in which they were published; those of no certain date last.
pub fn as_published(articles: &Articles, numbers: impl Iterator<Item = u32>) -> tantivy::Result<Vec<Member>> {
    let mut members = Vec::new();
    for number in numbers {
        let (age, toll) = (Age::of(articles, number)?, toll(&articles.events(number)?));
        members.push(Member { undated: age.day().is_none(), day: age.day(), toll, age, number });
    }
    members.sort_unstable();
    Ok(members)
}

/// The articles of one story, the one that speaks for it first; and the number of the one published first.
pub fn in_order(articles: &Articles, story: &[(u32, u32)]) -> tantivy::Result<(u32, Vec<u32>)> {
    let members = as_published(articles, story.iter().map(|(_, number)| *number))?;
    let first = members.first().map_or(0, |member| member.number);
    let replaced = replaced(articles, &members);
    let mut versions: HashMap<Toll, Option<Day>> = HashMap::new();
    for member in &members {
        versions.entry(member.toll).or_insert(member.day);
    }
    let newest = |member: &Member| (member.toll.is_some(), versions.get(&member.toll).copied().flatten(), member.toll);
    let mut order: Vec<usize> = (0..members.len()).collect();
    // Stable: what is equal stays in the order of publication.
    order.sort_by_key(|at| (replaced[*at], Reverse(newest(&members[*at]))));
    Ok((first, order.into_iter().map(|at| members[at].number).collect()))
}

fn toll(events: &[Event]) -> Toll {
    let people = |count: &Option<crate::model::Count>| count.as_ref().map(|count| count.min);
    let tolls = events.iter().filter_map(|event| match (people(&event.killed), people(&event.injured)) {
        (None, None) => None,
        (killed, injured) => Some((killed.unwrap_or(0), injured.unwrap_or(0))),
    });
    tolls.max()
}

/// For each article whether one of the same address or headline came later, or on the same day with more dead.
fn replaced(articles: &Articles, members: &[Member]) -> Vec<bool> {
    let when = |member: &Member| (member.day, member.toll);
    let mut last: HashMap<u32, (Option<Day>, Toll)> = HashMap::new();
    for member in members {
        for shared in articles.versions(member.number) {
            let known = last.entry(shared).or_insert_with(|| when(member));
            *known = (*known).max(when(member));
        }
    }
    let is_replaced =
        |member: &Member| articles.versions(member.number).any(|shared| last.get(&shared).copied() > Some(when(member)));
    members.iter().map(is_replaced).collect()
}
