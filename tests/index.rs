//! What the index promises beyond right answers: nothing committed is lost, one writer at a time, clear refusals.

use std::path::Path as FilePath;

use dateline::engine::{Embedded, Engine, INDEX_VERSION, Writer};
use dateline::extract;
use dateline::model::{Article, Extractor, FileRecord, Outcome, Report, Source, Span};
use dateline::query::{AsWritten, Request, parse};
use dateline::source;

fn article(path: &str, title: &str, body: &str) -> (Article, Report) {
    let text = format!("{title}\n\n{body}");
    let article = Article {
        id: path.to_owned(),
        source: Source { path: path.to_owned(), ..Source::default() },
        title: Some(title.to_owned()),
        title_span: Some(Span::new(0, title.len() as u32)),
        body: Span::new(title.len() as u32 + 2, text.len() as u32),
        text,
        ..Article::default()
    };
    let report = Report::empty(&article, Extractor { name: "test".to_owned(), version: "1".to_owned() });
    (article, report)
}

fn record(path: &str) -> FileRecord {
    FileRecord {
        path: path.to_owned(),
        root: "/news".to_owned(),
        size: 7,
        modified: -1,
        sha256: "ab".to_owned(),
        format: "text".to_owned(),
        articles: 1,
        outcome: Outcome::Failed { stage: "decode".to_owned(), reason: "why\u{0}not".to_owned() },
        extractor: "1".to_owned(),
    }
}

fn write(writer: &Writer, path: &str, body: &str) {
    let (article, report) = article(path, "Headline", body);
    writer.replace(&record(path), [(&article, &report)]).expect("written");
}

fn ids(folder: &FilePath, query: &str) -> Vec<String> {
    let engine = Embedded::open(folder).expect("an index");
    search(&engine, query)
}

fn search(engine: &Embedded, query: &str) -> Vec<String> {
    let request = Request::new(parse(query, &AsWritten).expect("a query"));
    engine.search(&request).expect("an answer").hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn what_was_committed_outlives_a_writer_that_dies_and_the_rest_can_be_written_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 2).expect("a writer");
    write(&writer, "a.txt", "Shelling in the port");
    writer.commit().expect("committed");
    write(&writer, "a.txt", "A quiet port");
    write(&writer, "b.txt", "Another port");
    drop(writer);
    assert_eq!(ids(folder.path(), "port"), ["a.txt"]);
    assert_eq!(ids(folder.path(), "shelled"), ["a.txt"]);

    let writer = Writer::open(folder.path(), "1", 2).expect("a writer");
    assert_eq!(writer.ledger().expect("a ledger"), [record("a.txt")]);
    write(&writer, "a.txt", "A quiet port");
    write(&writer, "b.txt", "Another port");
    writer.close().expect("closed");
    assert_eq!(ids(folder.path(), "port").len(), 2);
    assert_eq!(ids(folder.path(), "shelled").len(), 0);
}

#[test]
fn a_reader_is_not_disturbed_by_a_writer() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    write(&writer, "a.txt", "The port");
    writer.commit().expect("committed");
    let before = Embedded::open(folder.path()).expect("an index");
    writer.forget("/news", "a.txt").expect("forgotten");
    write(&writer, "b.txt", "The port");
    writer.close().expect("closed");
    assert_eq!(search(&before, "port"), ["a.txt"]);
    assert_eq!(before.article("a.txt").expect("read").map(|found| found.article.id), Some("a.txt".to_owned()));
    assert_eq!(ids(folder.path(), "port"), ["b.txt"]);
}

#[test]
fn the_ledger_holds_every_file_whatever_became_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "7", 1).expect("a writer");
    for path in ["ü/b.txt", "a.txt", "c.txt"] {
        writer.replace(&record(path), []).expect("written");
    }
    writer.forget("/news", "c.txt").expect("forgotten");
    writer.replace(&FileRecord { size: 8, ..record("a.txt") }, []).expect("written");
    writer.close().expect("closed");
    let engine = Embedded::open(folder.path()).expect("an index");
    assert_eq!(engine.ledger().expect("a ledger"), [FileRecord { size: 8, ..record("a.txt") }, record("ü/b.txt")]);
    let status = engine.status().expect("a status");
    assert_eq!((status.articles, status.incidents, status.files), (0, 0, 2));
    assert_eq!((status.index_version, status.extractor.as_str()), (INDEX_VERSION, "7"));
    assert!(status.bytes > 0);
}

#[test]
fn a_moved_file_keeps_its_articles_under_its_new_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    write(&writer, "a.txt", "The port");
    writer.close().expect("closed");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    assert!(!writer.rename("/news", "unknown", &record("b.txt")).expect("looked"));
    assert!(writer.rename("/news", "a.txt", &record("b.txt")).expect("moved"));
    writer.close().expect("closed");
    let engine = Embedded::open(folder.path()).expect("an index");
    assert_eq!(engine.ledger().expect("a ledger"), [record("b.txt")]);
    let found = engine.article("a.txt").expect("read").expect("kept its id");
    assert_eq!((found.article.source.path.as_str(), found.report.source.path.as_str()), ("b.txt", "b.txt"));
    assert_eq!(search(&engine, "port").len(), 1);
}

#[test]
fn files_of_one_name_in_two_folders_are_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    let (article, report) = article("a.txt", "Headline", "The port");
    writer.replace(&record("a.txt"), [(&article, &report)]).expect("written");
    let other = FileRecord { root: "/other".to_owned(), ..record("a.txt") };
    writer.replace(&other, [(&article, &report)]).expect("written");
    writer.forget("/other", "a.txt").expect("forgotten");
    writer.close().expect("closed");
    assert_eq!(ids(folder.path(), "port"), ["a.txt"]);
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    let error = Writer::open(folder.path(), "1", 1).err().expect("refused");
    assert!(error.to_string().contains(&format!("is being written by process {}", std::process::id())), "{error}");
    assert!(error.hint().is_some());
    drop(writer);
    Writer::open(folder.path(), "1", 1).expect("free again");
}

#[test]
fn what_is_no_index_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = |error: dateline::error::Error| error.to_string().replace(&folder.path().display().to_string(), "X");
    assert_eq!(refused(Embedded::open(folder.path()).err().expect("refused")), "`X` holds no index");
    assert_eq!(refused(Embedded::open(&folder.path().join("none")).err().expect("refused")), "`X/none` holds no index");
    std::fs::write(folder.path().join("article.txt"), "text").expect("a file");
    let error = Writer::open(folder.path(), "1", 1).err().expect("refused");
    assert_eq!(refused(error), "`X` is not empty and holds no index");
    let inside = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(inside, 1, "nothing was written");
}

#[test]
fn an_index_of_another_version_asks_to_be_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    Writer::open(folder.path(), "1", 1).expect("a writer").close().expect("closed");
    let meta = folder.path().join("meta.json");
    let text = std::fs::read_to_string(&meta).expect("a text");
    let other = text.replace(&format!("index_version\\\":{INDEX_VERSION}"), "index_version\\\":9999");
    assert_ne!(text, other);
    std::fs::write(&meta, other).expect("written");
    for error in [Embedded::open(folder.path()).err(), Writer::open(folder.path(), "1", 1).err()] {
        let error = error.expect("refused");
        assert!(error.to_string().ends_with(&format!("has version 9999, this program reads version {INDEX_VERSION}")), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("dateline index")));
    }
}

#[test]
fn a_damaged_index_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    Writer::open(folder.path(), "1", 1).expect("a writer").close().expect("closed");
    std::fs::write(folder.path().join("meta.json"), "{").expect("written");
    let error = Embedded::open(folder.path()).err().expect("refused");
    assert!(error.to_string().contains("failed:"), "{error}");
}

#[test]
fn snippets_show_what_was_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    let filler = "Nothing of note was said about the weather on that long day. ".repeat(12);
    write(&writer, "a.txt", &format!("{filler}Two missiles struck the old port. The missile, officials said, was new. {filler}"));
    writer.close().expect("closed");
    let engine = Embedded::open(folder.path()).expect("an index");
    for (query, expected) in [
        ("missile", "missiles missile"),
        ("\"missile struck\"", "missiles struck"),
        ("\"struck port\"~2", "struck port"),
        ("missile NEAR/3 port", "missiles port missile"),
        ("offic*", "officials"),
        ("prot~1", "port"),
        ("missile -quiet", "missiles missile"),
        ("title:headline port", "port"),
        ("", ""),
    ] {
        let answer = engine.search(&Request::new(parse(query, &AsWritten).expect(query))).expect("an answer");
        let snippet = answer.hits[0].snippet.clone().expect("a snippet");
        let shown: Vec<&str> = snippet.highlights.iter().map(|at| &snippet.text[at.clone()]).collect();
        assert_eq!(shown.join(" "), expected, "{query}: {}", snippet.text);
        assert!(snippet.text.len() < 300, "{query}: {}", snippet.text);
        let begins = ["Two missiles", "The missile"].iter().any(|start| snippet.text.starts_with(start));
        assert!(query.is_empty() || begins, "{query}: {}", snippet.text);
    }
}

#[test]
fn each_article_is_found_by_the_forms_of_its_own_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    for (language, body) in [
        ("es", "Los ataques dejaron tres heridos en el puerto."),
        ("de", "Die Raketen trafen das Dorf am Abend."),
        ("ru", "Ракеты попали в порт утром."),
        ("uk", "Ракети влучили у порт."),
        ("en", "The missiles hit the port. Ataques is a word of Spanish."),
    ] {
        let (mut article, mut report) = article(language, "", body);
        (article.language, report.language) = (Some(language.to_owned()), Some(language.to_owned()));
        writer.replace(&record(language), [(&article, &report)]).expect("written");
    }
    writer.close().expect("closed");
    let engine = Embedded::open(folder.path()).expect("an index");
    for (query, found, shown) in [
        ("puertos", "es", "puerto"),
        ("body:herido", "es", "heridos"),
        ("rakete", "de", "Raketen"),
        ("\"rakete traf\"", "de", "Raketen trafen"),
        ("\"trafen rakete\"", "", ""),
        ("\"rakete trafen\"", "de", "Raketen trafen"),
        ("rakete NEAR/5 dörfer", "de", "Raketen Dorf"),
        ("raket*", "de", "Raketen"),
        ("abent~1", "de", "Abend"),
        ("ракета", "ru", "Ракеты"),
        ("ракети", "ru uk", ""),
        ("missile", "en", "missiles"),
        ("puertos OR missile", "en es", ""),
        ("порт", "ru uk", ""),
        ("ataque language:es", "es", "ataques"),
        ("title:puerto", "", ""),
    ] {
        let hits = engine.search(&Request::new(parse(query, &AsWritten).expect(query))).expect("an answer").hits;
        let mut ids: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids.join(" "), found, "{query}");
        if let ([hit], false) = (hits.as_slice(), shown.is_empty()) {
            let snippet = hit.snippet.as_ref().expect("a snippet");
            let marked: Vec<&str> = snippet.highlights.iter().map(|at| &snippet.text[at.clone()]).collect();
            assert_eq!(marked.join(" "), shown, "{query}");
        }
    }
}

#[test]
fn words_of_the_headline_count_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    for (path, title, body) in [("a", "Talks", "The port and the sea"), ("b", "Port", "The talks and the sea"), ("c", "x", "y")] {
        let (article, report) = article(path, title, body);
        writer.replace(&record(path), [(&article, &report)]).expect("written");
    }
    writer.close().expect("closed");
    assert_eq!(ids(folder.path(), "port"), ["b", "a"]);
}

#[test]
fn the_articles_and_reports_of_the_corpus_come_back_as_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    let mut written = Vec::new();
    let corpus = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for found in source::walk(&[corpus], &source::Selection::default()).expect("the corpus") {
        source::read(&found, &source::Options::default(), &mut |article| {
            let report = extract::report(&article);
            writer.replace(&record(&article.id), [(&article, &report)]).expect("written");
            written.push((article, report));
        });
    }
    writer.close().expect("closed");
    assert!(written.iter().map(|(_, report)| report.incidents.len()).sum::<usize>() > 48);
    let engine = Embedded::open(folder.path()).expect("an index");
    for (article, report) in written {
        let stored = engine.article(&article.id).expect("read").expect("stored");
        assert_eq!((&stored.article, &stored.report), (&article, &report), "{}", article.id);
    }
}
