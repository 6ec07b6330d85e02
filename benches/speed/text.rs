//! Articles made from the corpus by a fixed seed: sentences of the corpus, with other towns of the gazetteer in them.
//!
//! Real news tells of an incident in few of its articles; the corpus in most. So one article in fifteen begins with neighbouring
//! sentences of any article, and the rest is made only from articles that report none (talks, sport, courts, the economy), their
//! sentences kept in order: shuffled, they would tell of what never happened. That makes some 60 to 100 incidents a MB;
//! the Reuters news of 1987 has 32, reports of a war 560. Words and turns repeat more than in a real archive, so the term
//! dictionary is kinder than a real one; lengths, density and the number of different towns are meant to be like those of news.

use std::path::PathBuf;

use dateline::document::Document;
use dateline::extract;
use dateline::gazetteer::{Gazetteer, Kind};
use dateline::model::{Article, DateRange, Day, Precision, Provenance, Published, Report, Span, Use};
use dateline::source;

/// What the text is, for the head of the table.
pub const MIXTURE: &str = "one in fifteen begins with incidents, the rest is of articles of corpus/ that tell of none; seeded";

const SEED: u64 = 0x6461_7465_6c69_6e65;

/// A sentence, and where it names towns.
struct Sentence {
    text: String,
    towns: Vec<Span>,
}

/// What articles are made from.
pub struct Maker {
    /// Headlines of all articles, and of those that report no incident.
    titles: [Vec<String>; 2],
    /// Sentences of all kinds, in the order of their articles, so that neighbours stay together.
    any: Vec<Sentence>,
    /// Those of articles that report no incident, and that report none alone.
    plain: Vec<Sentence>,
    towns: Vec<&'static str>,
    first_day: Day,
}

impl Maker {
    pub fn new() -> Self {
        let first_day = "2019-01-01".parse().expect("a day");
        let towns = towns();
        let mut maker = Self { titles: Default::default(), any: Vec::new(), plain: Vec::new(), towns, first_day };
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let options = source::Options::default();
        for found in source::walk(&[folder], &source::Selection::default()).expect("the corpus") {
            if !found.relative.contains(".expected.")
                && !found.relative.contains("README")
                && !found.relative.contains("manifest")
            {
                source::read(&found, &options, &mut |article| maker.take(&article));
            }
        }
        assert!(maker.plain.len() > 100, "the corpus has sentences to make articles from");
        maker
    }

    fn take(&mut self, article: &Article) {
        if article.language.as_deref() != Some("en") {
            return;
        }
        let (report, document) = (extract::report(article), Document::of(article));
        self.titles[0].extend(article.title.clone());
        self.titles[1].extend(article.title.clone().filter(|title| report.incidents.is_empty() && tells_of_none(title)));
        for sentence in document.sentences.iter().skip(document.body_starts) {
            let make =
                || Sentence { text: sentence.span.of(&article.text).replace('\n', " "), towns: towns_in(&report, sentence.span) };
            self.any.push(make());
            if report.incidents.is_empty() && tells_of_none(sentence.span.of(&article.text)) {
                self.plain.push(make());
            }
        }
    }

    /// Article `number`: the same for the same number, whatever came before.
    pub fn article(&self, number: usize) -> Article {
        let mut random = Random(SEED ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let tells = random.below(15) == 0;
        let titles = if tells { &self.titles[0] } else { &self.titles[1] };
        let title = titles[random.below(titles.len())].clone();
        let length = 6 + random.below(14) + random.below(14);
        let mut text = format!("{title}\n\n");
        let start = text.len() as u32;
        let (mut written, mut next) = (0, None);
        while written < length {
            // Two to four neighbours to a paragraph.
            let paragraph = 2 + random.below(3);
            // Only the first paragraph tells; the others follow one another, at the end of the corpus from its beginning.
            let sentences = if tells && written == 0 { &self.any } else { &self.plain };
            let room = sentences.len() - paragraph;
            let drawn = random.below(room);
            let first = match next {
                Some(next) if next <= room => next,
                Some(_) => 0,
                None => drawn,
            };
            next = (!tells || written > 0).then_some(first + paragraph);
            for sentence in &sentences[first..first + paragraph] {
                self.write(sentence, &mut text, &mut random);
                text.push(' ');
            }
            text.push_str("\n\n");
            written += paragraph;
        }
        let day = self.first_day.plus(random.below(2500) as i32);
        Article {
            id: format!("article-{number}"),
            title_span: Some(Span::new(0, title.len() as u32)),
            title: Some(title),
            body: Span::new(start, text.trim_end().len() as u32),
            text,
            language: Some("en".to_owned()),
            published: Published { range: DateRange::day(day), by: Provenance::Field },
            ..Article::default()
        }
    }

    /// Every other town is another one.
    fn write(&self, sentence: &Sentence, text: &mut String, random: &mut Random) {
        let mut last = 0;
        for town in &sentence.towns {
            text.push_str(&sentence.text[last..town.start as usize]);
            last = town.end as usize;
            let same = &sentence.text[town.start as usize..last];
            text.push_str(if random.below(2) == 0 { same } else { self.towns[random.below(self.towns.len())] });
        }
        text.push_str(&sentence.text[last..]);
    }
}

/// Bytes of headline and body.
pub fn bytes(article: &Article) -> u64 {
    u64::from(article.title_span.map_or(0, |title| title.end - title.start) + article.body.end - article.body.start)
}

/// A sentence of a film review tells of none in its review, and of one in a piece of it.
fn tells_of_none(sentence: &str) -> bool {
    let body = Span::new(0, sentence.len() as u32);
    extract::report(&Article { text: sentence.to_owned(), body, ..Article::default() }).incidents.is_empty()
}

fn towns_in(report: &Report, sentence: Span) -> Vec<Span> {
    let towns = report.locations.iter().filter(|l| l.usage == Use::Literal && l.precision == Some(Precision::Point));
    let inside = towns.map(|l| l.span).filter(|span| sentence.start <= span.start && span.end <= sentence.end);
    inside.map(|span| Span::new(span.start - sentence.start, span.end - sentence.start)).collect()
}

/// Some thousand towns that news may name.
fn towns() -> Vec<&'static str> {
    let places = Gazetteer.names().flat_map(|name| name.candidates()).filter(|candidate| candidate.main).map(|c| c.place);
    let large = places.filter(|place| Gazetteer.kind(*place).is_town() && Gazetteer.kind(*place) != Kind::Part);
    large.filter(|place| Gazetteer.population(*place) > 100_000).map(|place| Gazetteer.display_name(place)).collect()
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}
