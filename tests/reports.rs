//! Reports as lines: what `extract` prints, `index --reports` takes up again, and what others make of it is held to its shape.

mod harness;

use std::path::Path;

use harness::Dir;
use insta::assert_snapshot;

/// Everything that is asked of an index in these tests.
const QUESTIONS: &[&str] = &[
    "search ''",
    "search '' --format jsonl",
    "search missile --format json --facets location",
    "search --location Kharkiv --min-killed 2 --format jsonl",
    "search --undated --format jsonl",
    "incidents ''",
    "incidents '' --format json",
    "incidents --means Missile --format csv",
    "facets --by location --depth 3",
    "facets --by format",
    "timeline --by month",
];

#[test]
fn an_index_of_reports_answers_as_the_index_of_their_articles() {
    let dir = Dir::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    dir.run(&format!("index '{}' --index of-articles", corpus.display()));
    let lines = dir.stdout(&format!("extract '{}'", corpus.display()));
    dir.file("reports.jsonl", &lines);
    let told = dir.run("index --reports reports.jsonl --index of-reports");
    assert!(told.starts_with("exit 0") && told.contains("1 ok, 0 partial"), "{told}");
    let told = dir.run_with_input("index --reports - --index of-input", &lines);
    assert!(told.starts_with("exit 0"), "{told}");
    assert_eq!(
        dir.run("index --reports reports.jsonl --index of-reports"),
        "exit 0\n--- stdout\n--- stderr\nnothing changed: 1 file unchanged\n"
    );

    let ids = dir.stdout("search '' --format jsonl --index of-articles");
    let id =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].as_str().expect("an id").to_owned();
    let shown = ids.lines().map(|line| format!("show '{}' --format json", id(line)));
    let asked: Vec<String> = QUESTIONS.iter().map(|question| (*question).to_owned()).chain(shown).collect();
    assert!(asked.len() > QUESTIONS.len() + 50);
    for question in asked {
        let answer = |index: &str| {
            let told = dir.run(&format!("{question} --index {index}")).replace(&format!(" --index {index}"), "");
            told.lines().map(without_score).collect::<Vec<_>>().join("\n")
        };
        let expected = answer("of-articles");
        assert!(expected.starts_with("exit 0"), "{question}: {expected}");
        for index in ["of-reports", "of-input"] {
            assert!(answer(index) == expected, "{question} --index {index}\n{}\n{expected}", answer(index));
        }
    }
}

/// A score weighs a word against all that the index holds, records of files included: it is the one thing that may differ.
fn without_score(line: &str) -> String {
    match line.split_once("\"score\":").and_then(|(before, rest)| Some((before, rest.split_once(',')?.1))) {
        Some((before, after)) => format!("{before}{after}"),
        None => line.to_owned(),
    }
}

const BAD: &str = r#"{"id":"a","text":"Three dead in Kyiv.","incidents":[{"killed":3,"evidence":[{"quote":"Three dead"}]}]}
{"id":"b","incidents":[]}
{"id":"c","text":"Two hurt in Kyiv.","incidents":[{"injured":{"min":3,"max":2},"evidence":[{"quote":"Two hurt"}]}]}
{"id":"d","text":"Two hurt in Kyiv.","locations":[{"text":"Kyiv","start":12,"end":99}],"incidents":[]}
{"id":"e","text":"Two hurt in Kyiv.","incidents":[{"scope":"event","evidence":[{"quote":"Two hurt"}]}]}
{"id":"f","text":"Two hurt
{"id":"g","text":"Two hurt in Kyiv.","published":"2025-06-02"}
"#;

#[test]
fn a_bad_report_is_named_and_the_others_are_taken() {
    let dir = Dir::new();
    dir.file("in/reports.jsonl", BAD);
    assert_snapshot!(dir.run("index --reports in/reports.jsonl"));
    assert_snapshot!(dir.run("status"));
    assert_snapshot!(dir.run_with_input("index --reports - --index of-input", BAD));
    assert_eq!(dir.stdout("search --min-killed 3 --format jsonl").lines().count(), 1);
    // What is mended is read again, and nothing else is left of the file.
    dir.file("in/reports.jsonl", BAD.lines().next().expect("a line"));
    assert!(dir.run("index --reports in/reports.jsonl").contains("1 ok, 0 partial"));
    dir.remove("in/reports.jsonl");
    assert!(dir.run("index --reports in --prune").contains("1 deleted"));
}

#[test]
fn reports_are_not_mixed_with_articles() {
    let dir = Dir::with_news();
    assert_snapshot!("reports-and-folder", dir.run("index news --reports r.jsonl"));
    assert_snapshot!("no-report-file", dir.run("index --reports nowhere.jsonl"));
    assert_snapshot!("neither-reports-nor-folder", dir.run("index"));
}
