//! Stories: copies and versions are found, articles that only share a topic or a form are not joined, and what is found does not depend
//! on how the index came about. Texts are made by a fixed seed.

#[allow(dead_code, reason = "each test binary uses its part")]
mod harness;
mod newsroom;

use std::collections::BTreeSet;

use dateline::engine::{Embedded, Engine, Writer};
use dateline::extract;
use dateline::model::{Article, FileRecord, Outcome};
use dateline::query::Query;
use dateline::query::story::Story;
use harness::Dir;
use newsroom::{Newsroom, article};

/// Articles with nothing in common but the topic, and originals whose copies are looked for.
const UNRELATED: usize = 1_000;
const ORIGINALS: usize = 200;

fn record(path: &str) -> FileRecord {
    FileRecord {
        path: path.to_owned(),
        root: "/news".to_owned(),
        size: 1,
        modified: 1,
        sha256: String::new(),
        format: "text".to_owned(),
        articles: 1,
        outcome: Outcome::Ok,
        extractor: "1".to_owned(),
    }
}

fn write(writer: &Writer, article: &Article) {
    writer.replace(&record(&article.id), [(article, &extract::report(article))]).expect("written");
}

fn index(articles: &[Article]) -> (tempfile::TempDir, Embedded) {
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    articles.iter().for_each(|article| write(&writer, article));
    writer.close().expect("closed");
    let engine = Embedded::open(folder.path()).expect("an index");
    (folder, engine)
}

fn stories(engine: &Embedded) -> Vec<Story> {
    let mut found = Vec::new();
    let mut visit = |story| {
        found.push(story);
        Ok(true)
    };
    engine.stories(&Query::All, false, 2, &mut visit).expect("stories");
    found
}

/// The ids of the articles of each story.
fn ids(engine: &Embedded) -> Vec<BTreeSet<String>> {
    stories(engine).iter().map(|story| story.articles.iter().map(|copy| copy.id.clone()).collect()).collect()
}

fn share_found(changed: impl Fn(&mut Newsroom, &str) -> String) -> f64 {
    let mut newsroom = Newsroom::new(7);
    let mut articles = Vec::new();
    for number in 0..ORIGINALS {
        let words = 60 + newsroom.below(700);
        let body = newsroom.body(words);
        let copy = changed(&mut newsroom, &body);
        articles.push(article(&format!("{number}-original"), "Agency", "2025-06-02", &body));
        articles.push(article(&format!("{number}-copy"), "Paper", "2025-06-03", &copy));
    }
    let (_folder, engine) = index(&articles);
    let found = ids(&engine);
    for story in &found {
        let original = |id: &String| id.split('-').next().map(str::to_owned);
        assert_eq!(story.iter().map(original).collect::<BTreeSet<_>>().len(), 1, "two originals are one story: {story:?}");
    }
    found.len() as f64 / ORIGINALS as f64
}

#[test]
fn copies_are_found_with_3_percent_of_their_words_changed_or_30_percent_cut() {
    let changed = share_found(|newsroom, text| newsroom.change(text, 0.03));
    assert!(changed >= 0.98, "3 % of the words changed: {changed}");
    let cut = share_found(|_, text| newsroom::cut(text, 0.3));
    assert!(cut >= 0.98, "30 % cut: {cut}");
}

#[test]
fn unrelated_articles_of_one_topic_are_no_story() {
    let mut newsroom = Newsroom::new(11);
    let articles: Vec<Article> = (0..UNRELATED)
        .map(|number| {
            let words = 60 + newsroom.below(200);
            // Every outlet prints the same below its articles.
            let (outlet, body) = (number % 10, newsroom.body(words));
            let body = format!("{body}\n\n{}", newsroom::footer(outlet));
            article(&number.to_string(), &format!("Outlet {outlet}"), "2025-06-02", &body)
        })
        .collect();
    let (_folder, engine) = index(&articles);
    assert_eq!(ids(&engine), Vec::<BTreeSet<String>>::new());
}

#[test]
fn reports_of_one_form_on_other_towns_or_days_are_no_story() {
    let mut newsroom = Newsroom::new(13);
    let mut articles: Vec<Article> = (0..200).map(|number| newsroom.daily_report(number)).collect();
    articles.extend((0..200).map(|number| newsroom.forecast(number)));
    let (_folder, engine) = index(&articles);
    assert_eq!(ids(&engine), Vec::<BTreeSet<String>>::new());
}

/// Originals with copies, versions and strangers.
fn mixed() -> Vec<Article> {
    let mut newsroom = Newsroom::new(17);
    let mut articles = Vec::new();
    for number in 0..30 {
        let words = 30 + newsroom.below(200);
        let body = newsroom.body(words);
        for copy in 0..newsroom.below(5) {
            let text = if copy == 0 { body.clone() } else { newsroom.change(&body, 0.02) };
            let day = format!("2025-06-0{}", 1 + newsroom.below(9));
            articles.push(article(&format!("{number}-{copy}"), &format!("Outlet {}", newsroom.below(3)), &day, &text));
        }
    }
    articles
}

#[test]
fn the_same_articles_make_the_same_stories_however_they_came_into_the_index() {
    let articles = mixed();
    let (_folder, straight) = index(&articles);
    let expected = stories(&straight);
    assert!(expected.len() > 10);

    // Backwards, in many commits, with articles that are gone later, and some that were others first.
    let folder = tempfile::tempdir().expect("a folder");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    for (number, made) in articles.iter().enumerate().rev() {
        let other = &articles[(number * 7 + 3) % articles.len()];
        write(&writer, &Article { id: made.id.clone(), ..other.clone() });
        write(&writer, &Article { id: format!("gone {number}"), ..other.clone() });
        if number % 9 == 0 {
            writer.commit().expect("committed");
        }
    }
    writer.close().expect("closed");
    let writer = Writer::open(folder.path(), "1", 1).expect("a writer");
    for (number, made) in articles.iter().enumerate() {
        writer.forget("/news", &format!("gone {number}")).expect("forgotten");
        write(&writer, made);
    }
    // As a run that is killed leaves it: committed, but not closed.
    writer.commit().expect("committed");
    let killed = Embedded::open(folder.path()).expect("an index");
    assert_eq!(stories(&killed), expected);
    writer.close().expect("closed");
    assert_eq!(stories(&Embedded::open(folder.path()).expect("an index")), expected);
    // What the file says is what is told without it.
    std::fs::remove_file(folder.path().join("stories")).expect("a file");
    assert_eq!(stories(&Embedded::open(folder.path()).expect("an index")), expected);
    Writer::open(folder.path(), "1", 1).expect("a writer").leave().expect("left");
    assert!(folder.path().join("stories").is_file());
}

#[test]
fn a_damaged_file_of_stories_is_told_anew() {
    let (folder, engine) = index(&mixed());
    let expected = stories(&engine);
    let file = folder.path().join("stories");
    let whole = std::fs::read(&file).expect("a file");
    for damaged in [&whole[..whole.len() - 1], &whole[..3], b"", b"dateline stories 0\n"] {
        std::fs::write(&file, damaged).expect("written");
        assert_eq!(stories(&Embedded::open(folder.path()).expect("an index")), expected);
    }
}

/// Four articles on one strike, and two of the same form on others.
fn strike() -> Dir {
    let dir = Dir::new();
    let body = |place: &str, killed: &str, injured: &str| {
        format!(
            "A missile struck an apartment block in {place} on Monday, killing {killed} people and injuring {injured}, the mayor said. Rescue \
             teams dug through the rubble until noon and pulled four survivors from the basement, a spokesman for the emergency service \
             told reporters. Two schools nearby were closed and bus lines were rerouted, and the hospital asked residents to give blood."
        )
    };
    let file = |name: &str, day: &str, outlet: &str, title: &str, body: &str| {
        dir.file(&format!("news/{name}.md"), format!("---\ntitle: {title}\ndate: {day}\noutlet: {outlet}\n---\n\n{body}\n"));
    };
    let first = body("Kharkiv", "three", "seven");
    file("wire-1", "2025-06-02", "Wire", "Missile hits apartment block in Kharkiv", &first);
    file("paper", "2025-06-03", "Paper", "Kharkiv mourns", &first);
    file("wire-2", "2025-06-02", "Wire", "Missile kills seven in Kharkiv", &body("Kharkiv", "seven", "19"));
    file("wire-3", "2025-06-03", "Wire", "Toll of Kharkiv strike rises to 11", &body("Kharkiv", "11", "23"));
    file("odesa", "2025-06-02", "Wire", "Missile hits apartment block in Odesa", &body("Odesa", "two", "nine"));
    file("later", "2025-06-09", "Wire", "Missile hits apartment block in Kharkiv", &body("Kharkiv", "five", "six"));
    dir.run("index news");
    dir
}

#[test]
fn a_search_folds_stories_and_counts_them_once_on_request() {
    let dir = strike();
    insta::assert_snapshot!(dir.run("search apartment"));
    insta::assert_snapshot!(dir.run("search Paper --unfold --facets outlet"));
    insta::assert_snapshot!(dir.run("search three --sort date"));
    insta::assert_snapshot!(dir.run("incidents --location Kharkiv --by-story"));
    insta::assert_snapshot!(dir.run("facets --by location,outlet --depth 3 --by-story"));
    insta::assert_snapshot!(dir.run("timeline --by day --by-story"));
    insta::assert_snapshot!(dir.run("timeline --by day"));
    let hits = |arguments: &str| -> Vec<serde_json::Value> {
        dir.stdout(arguments).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let folded = hits("search Kharkiv --format jsonl");
    let copies = |hit: &serde_json::Value| hit["copies"].as_u64();
    assert_eq!(folded.iter().map(copies).collect::<Vec<_>>(), [Some(0), Some(3)]);
    let all = hits("search Kharkiv --unfold --format jsonl");
    let of_first = |hit: &&serde_json::Value| hit["story"] == folded[1]["story"];
    assert_eq!((all.len(), all.iter().filter(of_first).count()), (5, 4));
}

#[test]
fn stories_are_listed_with_the_course_of_their_tolls() {
    let dir = strike();
    insta::assert_snapshot!(dir.run("stories"));
    insta::assert_snapshot!(dir.run("stories Odesa"));
    insta::assert_snapshot!(dir.run("stories --min-articles 5"));
    insta::assert_snapshot!(dir.stdout("stories --format csv"));
    let story: serde_json::Value = serde_json::from_str(&dir.stdout("stories toll --format jsonl")).expect("JSON");
    let tolls = story["courses"][0]["tolls"].as_array().expect("tolls");
    let killed: Vec<_> = tolls.iter().map(|toll| toll["killed"]["min"].as_u64().expect("a number")).collect();
    assert_eq!(killed, [3, 7, 3, 11]);
    assert_eq!(tolls.iter().map(|toll| toll["reprint"].as_bool()).collect::<Vec<_>>(), [false, false, true, false].map(Some));
    assert_eq!(story["articles"].as_array().map(Vec::len), Some(4));
}
