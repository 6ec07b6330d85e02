//! Holds extraction to what a careful reader wrote beside each article of `corpus/`: precision and recall per field, against a
//! floor that only rises. `dateline eval corpus` prints the table, with `--misses` also what was missed; `cargo test --test scores --
//! --nocapture` does so too, `MISSES=1` with the misses.

#![allow(clippy::print_stdout, reason = "a test says what it scored")]

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// Least precision and recall per field, in per cent. Raise them when extraction gets better; never lower them.
const FLOORS: &[(&str, f64, f64)] = &[
    ("incident", 92.0, 86.0),
    ("killed", 98.0, 93.0),
    ("injured", 95.0, 82.0),
    ("location", 91.0, 89.0),
    ("when", 95.0, 93.0),
    ("initiator", 91.0, 76.0),
    ("target", 84.0, 60.0),
    ("means", 84.0, 75.0),
    ("scope", 93.0, 93.0),
];

/// Articles of the corpus with a report beside them.
const ARTICLES: u64 = 66;

fn eval(arguments: &[&str]) -> (String, String) {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let output = Command::new(env!("CARGO_BIN_EXE_dateline")).args(["eval", corpus]).args(arguments).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn extraction_agrees_with_a_careful_reader() {
    println!("{}", eval(if std::env::var_os("MISSES").is_some() { &["--misses"] } else { &[] }).0);
    let (scores, told) = eval(&["--format", "jsonl"]);
    assert!(told.contains(&format!("{ARTICLES} articles compared")), "{told}");
    let scores: Vec<Value> = scores.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let low = FLOORS.iter().filter_map(|(field, precision, recall)| {
        let score = scores.iter().find(|score| score["field"] == *field).unwrap_or_else(|| panic!("no score of `{field}`"));
        let share = |name: &str| 100.0 * score[name].as_f64().expect("a share");
        let (p, r) = (share("precision"), share("recall"));
        (p < *precision || r < *recall).then(|| format!("{field}: {p:.1}/{r:.1} below {precision}/{recall}"))
    });
    assert_eq!(low.collect::<Vec<_>>(), Vec::<String>::new());
}

/// The articles of the corpus by file, and what their readers wrote beside them.
fn read_and_expected() -> Vec<(String, Value, Value)> {
    let corpus = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"));
    let output = Command::new(env!("CARGO_BIN_EXE_dateline")).arg("extract").arg(corpus).output().expect("it runs");
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).expect("UTF-8").lines() {
        let report: Value = serde_json::from_str(line).expect("JSON");
        files.entry(report["source"]["path"].as_str().expect("a path").to_owned()).or_default().push(report);
    }
    let expected = |path: &str| {
        let beside = corpus.join(path).with_extension("expected.json");
        let text = std::fs::read_to_string(&beside).unwrap_or_else(|error| panic!("{}: {error}", beside.display()));
        match serde_json::from_str(&text).expect("JSON") {
            Value::Array(several) => several,
            one => vec![one],
        }
    };
    let pairs = files.into_iter().flat_map(|(path, found)| {
        let expected = expected(&path);
        assert_eq!(found.len(), expected.len(), "{path}");
        found.into_iter().zip(expected).map(move |(found, expected)| (path.clone(), found, expected))
    });
    pairs.collect()
}

#[test]
fn every_article_has_the_title_day_and_language_that_its_reader_wrote() {
    let pairs = read_and_expected();
    assert_eq!(pairs.len() as u64, ARTICLES);
    for (path, found, expected) in pairs {
        // A bounded day has no dates beside it, and a file without a headline is called by its name.
        for (key, wanted) in expected["published"].as_object().expect("a day") {
            assert_eq!(&found["published"][key], wanted, "{path}: {key} of {}", found["published"]);
        }
        for key in ["title", "language"].into_iter().filter(|key| !expected[*key].is_null()) {
            assert_eq!(found[key], expected[key], "{path}");
        }
    }
}
