//! The embedded engine answers as looking at every article would: random requests over random articles, written in several
//! commits, some replaced, moved or removed on the way. `AGREE_ROUNDS` sets how many indexes of 200 requests are tried.

mod arbitrary;

use std::collections::HashMap;

use arbitrary::{Sample, request, samples};
use dateline::engine::stemming::Stemming;
use dateline::engine::{Embedded, Engine, Writer};
use dateline::model::{Article, FileRecord, Outcome};
use dateline::query::oracle::{Entry, answer};
use dateline::query::story::Story;
use dateline::query::{Answer, Hit, Query, Request, Sort, Words};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const REQUESTS: usize = 200;

/// The samples as the engine groups them: how it does is held by `tests/stories.rs`.
fn entries<'s>(samples: &'s [Sample], engine: &Embedded) -> Vec<Entry<'s>> {
    let mut stories = HashMap::new();
    let mut visit = |story: Story| {
        stories.extend(story.articles.iter().map(|copy| (copy.id.clone(), (story.id.clone(), copy.rank))));
        Ok(true)
    };
    engine.stories(&Query::All, true, 2, &mut visit).expect("stories");
    let entry = |s: &'s Sample| Entry {
        story: stories.get(&s.report.id).cloned(),
        report: s.report.clone(),
        words: Words::of(&s.article, Stemming::of(s.report.language.as_deref())),
    };
    samples.iter().map(entry).collect()
}

/// The samples, two in three of which say what the one before says: those of eight words or more are one story.
fn with_copies(mut samples: Vec<Sample>) -> Vec<Sample> {
    for at in (1..samples.len()).filter(|at| at % 3 > 0) {
        let Sample { article, .. } = samples[at - 1].clone();
        let copy = &mut samples[at];
        copy.report.title.clone_from(&article.title);
        copy.report.published = article.published;
        copy.article = Article {
            text: article.text,
            title: article.title,
            title_span: article.title_span,
            body: article.body,
            ..copy.article.clone()
        };
        copy.article.published = article.published;
    }
    samples
}

fn record(path: &str) -> FileRecord {
    FileRecord {
        path: path.to_owned(),
        root: "/news".to_owned(),
        size: 1,
        modified: 2,
        sha256: "3".to_owned(),
        format: "text".to_owned(),
        articles: 1,
        outcome: Outcome::Ok,
        extractor: "1".to_owned(),
    }
}

/// Writes the samples one file each, but not straight: with wrong contents first, under another name, and some too many.
fn write(folder: &std::path::Path, samples: &[Sample]) {
    let writer = Writer::open(folder, "1", 1).expect("a writer");
    for (at, sample) in samples.iter().enumerate() {
        let wrong = &samples[(at + 1) % samples.len()];
        match at % 5 {
            0 => writer.replace(&record(&format!("{at}")), [(&wrong.article, &wrong.report)]).expect("written"),
            1 => writer.replace(&record(&format!("old {at}")), [(&sample.article, &sample.report)]).expect("written"),
            2 => writer.replace(&record(&format!("gone {at}")), [(&wrong.article, &wrong.report)]).expect("written"),
            _ => writer.replace(&record(&format!("{at}")), [(&sample.article, &sample.report)]).expect("written"),
        }
        if at % 7 == 3 {
            writer.commit().expect("committed");
        }
    }
    writer.close().expect("closed");
    let writer = Writer::open(folder, "1", 2).expect("a writer");
    for (at, sample) in samples.iter().enumerate() {
        match at % 5 {
            0 => writer.replace(&record(&format!("{at}")), [(&sample.article, &sample.report)]).expect("written"),
            1 => {
                let to = FileRecord { root: format!("/news/{at}"), ..record(&sample.article.source.path) };
                assert!(writer.rename("/news", &format!("old {at}"), &to).expect("moved"));
            }
            2 => {
                writer.forget("/news", &format!("gone {at}")).expect("forgotten");
                writer.replace(&record(&format!("{at}")), [(&sample.article, &sample.report)]).expect("written");
            }
            _ => {}
        }
    }
    writer.close().expect("closed");
}

fn bare(hit: &Hit) -> Hit {
    Hit { score: 0.0, snippet: None, ..hit.clone() }
}

fn check(engine: &Embedded, request: &Request, entries: &[Entry<'_>]) {
    let found = engine.search(request).expect("an answer");
    let expected = answer(request, entries);
    let context = format!("{} ({request:?})", request.query);
    assert_eq!(
        (found.certain, found.possible, found.undated, found.stories),
        (expected.certain, expected.possible, expected.undated, expected.stories),
        "{context}"
    );
    assert_eq!(found.facets, expected.facets, "{context}");
    assert_eq!(found.timeline, expected.timeline, "{context}");
    if request.sort == Sort::Relevance {
        check_order(engine, request, &found, entries);
    } else {
        let hits: Vec<Hit> = found.hits.iter().map(bare).collect();
        assert_eq!(hits, expected.hits, "{context}");
    }
}

/// Scores are the engine's own: the page must be a stretch of all hits, these fall by score, and are the right ones.
fn check_order(engine: &Embedded, request: &Request, found: &Answer, entries: &[Entry<'_>]) {
    let everything = Request { offset: 0, limit: usize::MAX, facets: Vec::new(), timeline: None, ..request.clone() };
    let all = engine.search(&everything).expect("an answer").hits;
    let page: Vec<Hit> = all.iter().skip(request.offset).take(request.limit).cloned().collect();
    assert_eq!(found.hits, page, "{}", request.query);
    assert!(all.is_sorted_by(|a, b| a.score >= b.score), "{}", request.query);
    let mut expected = answer(&everything, entries).hits;
    let mut hits: Vec<Hit> = all.iter().map(bare).collect();
    hits.sort_by(|a, b| a.id.cmp(&b.id));
    expected.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(hits, expected, "{}", request.query);
}

#[test]
fn the_engine_answers_as_looking_at_every_article_would() {
    let rounds = std::env::var("AGREE_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(6);
    let mut runner = TestRunner::deterministic();
    let mut stories = 0;
    for _ in 0..rounds {
        let samples = with_copies(samples(40).new_tree(&mut runner).expect("samples").current());
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &samples);
        let engine = Embedded::open(folder.path()).expect("an index");
        let entries = entries(&samples, &engine);
        stories += entries.iter().filter(|entry| entry.story.is_some()).count();
        for _ in 0..REQUESTS {
            let request = request().new_tree(&mut runner).expect("a request").current();
            check(&engine, &request, &entries);
            let mut scanned = Vec::new();
            let visit = &mut |found: dateline::engine::Found| {
                let sample = samples.iter().find(|s| s.report.id == found.hit.id).expect("a sample");
                assert_eq!(found.stored.report, sample.report);
                assert_eq!(found.stored.article, sample.article);
                scanned.push(found.hit);
                Ok(())
            };
            engine.scan(&request.query, request.maybe, visit).expect("scanned");
            let everything = Request { offset: 0, limit: usize::MAX, facets: Vec::new(), timeline: None, fold: false, ..request };
            let mut expected = answer(&everything, &entries).hits;
            scanned.sort_by(|a, b| a.id.cmp(&b.id));
            expected.sort_by(|a, b| a.id.cmp(&b.id));
            assert_eq!(scanned, expected);
        }
    }
    assert!(stories > 20, "copies made {stories} articles of stories");
}
