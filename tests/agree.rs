//! The embedded engine answers as looking at every article would: random requests over random articles, written in several
//! commits, some replaced, moved or removed on the way. `AGREE_ROUNDS` sets how many indexes of 200 requests are tried.

mod arbitrary;

use arbitrary::{Sample, request, samples};
use dateline::engine::stemming::Stemming;
use dateline::engine::{Embedded, Engine, Writer};
use dateline::model::{FileRecord, Outcome};
use dateline::query::oracle::{Entry, answer};
use dateline::query::{Answer, Hit, Request, Sort, Words};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const REQUESTS: usize = 200;

fn entries(samples: &[Sample]) -> Vec<Entry<'_>> {
    samples
        .iter()
        .map(|s| Entry { report: s.report.clone(), words: Words::of(&s.article, Stemming::of(s.report.language.as_deref())) })
        .collect()
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
        (found.certain, found.possible, found.undated),
        (expected.certain, expected.possible, expected.undated),
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
    for _ in 0..rounds {
        let samples = samples(40).new_tree(&mut runner).expect("samples").current();
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &samples);
        let engine = Embedded::open(folder.path()).expect("an index");
        let entries = entries(&samples);
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
            let everything = Request { offset: 0, limit: usize::MAX, facets: Vec::new(), timeline: None, ..request };
            let mut expected = answer(&everything, &entries).hits;
            scanned.sort_by(|a, b| a.id.cmp(&b.id));
            expected.sort_by(|a, b| a.id.cmp(&b.id));
            assert_eq!(scanned, expected);
        }
    }
}
