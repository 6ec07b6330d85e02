//! Holds extraction to what a careful reader wrote beside each article of `corpus/`: precision and recall per field, against a
//! floor that only rises. `dateline eval corpus` prints the table, with `--misses` also what was missed; `cargo test --test scores --
//! --nocapture` does so too, `MISSES=1` with the misses.

#![allow(clippy::print_stdout, reason = "a test says what it scored")]

use std::process::Command;

use serde_json::Value;

/// Least precision and recall per field, in per cent. Raise them when extraction gets better; never lower them.
const FLOORS: &[(&str, f64, f64)] = &[
    ("incident", 92.0, 86.0),
    ("killed", 98.0, 93.0),
    ("injured", 95.0, 82.0),
    ("location", 84.0, 81.0),
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
