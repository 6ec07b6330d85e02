//! A story: articles that are copies or versions of one another, and how the tolls that they give went on.

use std::collections::HashSet;

use serde::Serialize;

use crate::document::Wording;
use crate::model::{Article, Count, DateRange, Path, Profile, Published, Report, Source};

use super::event::Event;

/// Incidents of a story, the last that it told of first, among which one that an article tells of is looked for.
const RECENT: usize = 200;

/// Articles of one story, told one after the other in the order of their publication.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Story {
    /// The id of the article that was published first.
    pub id: String,
    /// In the order of publication; those of no certain date last.
    pub articles: Vec<Copy>,
    /// What the articles say of an incident, for each that any of them counts people of; in the order in which they were told first.
    pub courses: Vec<Course>,
    /// The wording of the first article.
    #[serde(skip)]
    first: Option<Wording>,
    /// The wordings of all, by their hashes.
    #[serde(skip)]
    said: HashSet<u64>,
    /// For each course what was last said of its incident, and by which article.
    #[serde(skip)]
    last: Vec<(usize, Event)>,
}

/// An article of a story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Copy {
    /// Its id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Published,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// Where it came from.
    pub source: Source,
    /// Which article speaks for the story: a folded search shows of those found the one of the lowest rank. 0 is the newest version, as it was
    /// first printed.
    pub rank: u32,
    /// The share of its runs of five words that it has in common with the first article, of those that either has: 1 if both say the same
    /// word for word, else right to within some 0.05; `None` of a text too short to compare.
    pub alike: Option<f64>,
}

/// How the toll of an incident went on from article to article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// The incident's place, as the first article that locates it calls it.
    pub name: Option<String>,
    /// The same as a path.
    pub location: Option<Path>,
    /// The days it can have happened, by that article.
    pub when: DateRange,
    /// What each article says that counts anybody, in the order of publication.
    pub tolls: Vec<Told>,
}

/// A toll, and who gave it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The article's id.
    pub article: String,
    /// When it was published.
    pub published: Published,
    /// Who published it.
    pub outlet: Option<String>,
    /// True if the article says word for word what an earlier one says.
    pub reprint: bool,
    /// People killed.
    pub killed: Option<Count>,
    /// People injured.
    pub injured: Option<Count>,
}

impl Told {
    /// True if both say the same numbers.
    #[must_use]
    pub fn counts_as(&self, other: &Self) -> bool {
        let numbers = |count: &Option<Count>| count.as_ref().map(|count| (count.min, count.max));
        numbers(&self.killed) == numbers(&other.killed) && numbers(&self.injured) == numbers(&other.injured)
    }
}

impl Course {
    /// The tolls that differ from the one before, in the order of publication. Who reprints an earlier article tells nothing new.
    pub fn steps(&self) -> impl Iterator<Item = &Told> {
        let mut before: Option<&Told> = None;
        self.tolls.iter().filter(move |told| {
            let is_new = !told.reprint && before.is_none_or(|before| !told.counts_as(before));
            if is_new {
                before = Some(told);
            }
            is_new
        })
    }
}

impl Story {
    /// This story with all counts under another profile.
    #[must_use]
    pub fn under(&self, profile: Profile) -> Self {
        let mut other = self.clone();
        for told in other.courses.iter_mut().flat_map(|course| &mut course.tolls) {
            for count in [&mut told.killed, &mut told.injured] {
                *count = count.as_ref().and_then(|count| count.under(profile));
            }
        }
        other
    }

    /// Adds the article that was published next.
    pub fn add(&mut self, article: &Article, report: &Report, rank: u32) {
        let wording = Wording::of(article.body.of(&article.text));
        let (number, reprint) = (self.articles.len(), !self.said.insert(wording.hash));
        let alike = self.first.as_ref().map_or(Some(1.0), |first| alike(first, &wording));
        if self.articles.is_empty() {
            self.id.clone_from(&report.id);
            self.first = Some(wording);
        }
        let names =
            report.incidents.iter().filter_map(|i| i.location.as_ref()).filter_map(|l| Some((l.path.clone()?, l.name.clone()?)));
        let names: Vec<(Path, String)> = names.collect();
        for event in Event::of(report).filter(|event| event.killed.is_some() || event.injured.is_some()) {
            self.follow((number, reprint), report, event, &names);
        }
        let Report { id, title, published, outlet, url, source, .. } = report.clone();
        self.articles.push(Copy { id, title, published, outlet, url, source, rank, alike });
    }

    /// Adds what an article counts to the course of its incident: one that it has not told of yet, at the same place rather than near it.
    fn follow(&mut self, (article, reprint): (usize, bool), report: &Report, event: Event, names: &[(Path, String)]) {
        let told = Told {
            article: report.id.clone(),
            published: report.published,
            outlet: report.outlet.clone(),
            reprint,
            killed: event.killed.clone(),
            injured: event.injured.clone(),
        };
        let may_be = |(teller, last): &(usize, Event)| *teller != article && last.may_be(&event);
        let recent = self.last.len().saturating_sub(RECENT);
        let known = self.last.iter().enumerate().skip(recent).filter(|(_, last)| may_be(last));
        match known.min_by_key(|(_, (_, last))| last.place != event.place).map(|(at, _)| at) {
            Some(at) => {
                self.courses[at].tolls.push(told);
                self.last[at] = (article, event);
            }
            None => {
                let name = names.iter().find(|(path, _)| Some(path) == event.place.as_ref()).map(|(_, name)| name.clone());
                self.courses.push(Course { name, location: event.place.clone(), when: event.days, tolls: vec![told] });
                self.last.push((article, event));
            }
        }
    }
}

fn alike(first: &Wording, other: &Wording) -> Option<f64> {
    if first.hash == other.hash {
        return Some(1.0);
    }
    // A sketch cannot tell one word of a long text.
    let alike = first.sketch.zip(other.sketch).map(|(a, b)| a.resemblance(&b).min(0.99));
    alike.map(|alike| (alike * 100.0).round() / 100.0)
}

/// How many stories there are, and of how many articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StoryCount {
    /// Stories.
    pub stories: u64,
    /// Articles in them.
    pub articles: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Extractor, Incident, Location, Provenance, Span};

    fn incident(place: &str, day: &str, killed: u32) -> Incident {
        let location = Location { name: Some(place.to_owned()), path: Some(Path::parse(place)), ..Location::default() };
        Incident {
            location: Some(location),
            when: day.parse().ok(),
            killed: Some(Count::exact(killed, "some")),
            ..Incident::default()
        }
    }

    fn story(articles: &[(&str, Vec<Incident>)]) -> Story {
        let mut story = Story::default();
        for (number, (day, incidents)) in articles.iter().enumerate() {
            let published = Published { range: day.parse().expect("a day"), by: Provenance::Field };
            let text = format!("Version {number}");
            let body = Span::new(0, text.len() as u32);
            let article = Article { id: number.to_string(), published, text, body, ..Article::default() };
            let extractor = Extractor { name: String::new(), version: String::new() };
            story.add(&article, &Report { incidents: incidents.clone(), ..Report::empty(&article, extractor) }, number as u32);
        }
        story
    }

    fn told(story: &Story) -> Vec<Vec<(String, u32)>> {
        let killed = |told: &Told| (told.article.clone(), told.killed.as_ref().map_or(0, |killed| killed.min));
        story.courses.iter().map(|course| course.tolls.iter().map(killed).collect()).collect()
    }

    #[test]
    fn a_toll_is_followed_through_the_articles_for_each_incident() {
        let story = story(&[
            ("2025-06-02", vec![incident("A/B/C", "2025-06-02", 3), incident("C", "2025-06-01", 1)]),
            ("2025-06-02", vec![incident("A/B/C", "2025-06-02", 7)]),
            (
                "2025-06-03",
                vec![incident("C", "2025-06-01", 1), incident("A/B", "2025-06-02", 11), incident("D", "2025-06-02", 2)],
            ),
        ]);
        let named = |tolls: &[(&str, u32)]| tolls.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect::<Vec<_>>();
        let expected = [named(&[("0", 3), ("1", 7), ("2", 11)]), named(&[("0", 1), ("2", 1)]), named(&[("2", 2)])];
        assert_eq!(told(&story), expected);
        assert_eq!(story.courses[1].steps().count(), 1);
        assert_eq!(story.id, "0");
    }

    #[test]
    fn two_incidents_of_one_article_are_not_one_course() {
        let two = vec![incident("A", "2025-06-02", 3), incident("A", "2025-06-02", 5)];
        assert_eq!(told(&story(&[("2025-06-02", two.clone()), ("2025-06-02", two)])).len(), 2);
    }
}
