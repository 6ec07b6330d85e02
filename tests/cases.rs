//! Golden cases: `corpus/cases/*.case`, each a few sentences and the incidents they report, named for the trouble they show.
//!
//! ```text
//! == three in one city, two in another
//! published 2025-06-03
//! A rocket killed three people in Odesa and two in Sumy on Monday.
//! => killed 3; at Odesa; on 2025-06-02; with Rocket
//! => killed 2; at Sumy
//! ```
//! Every `=>` line is one incident in the order of the text; only the slots it names are compared, and `-` means that the slot is
//! empty; `at` is the place's name, `in` its path or one above. `=> none` means that no incident is reported. `CASE=words` runs only the cases whose name holds these words.

use std::fmt::Write as _;
use std::path::Path;

use dateline::extract;
use dateline::model::{Article, Count, DateRange, Incident, Provenance, Published, Span};

struct Case {
    file: String,
    name: String,
    published: Option<DateRange>,
    text: String,
    expected: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the cases are there").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "case")) {
        let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let text = std::fs::read_to_string(path).expect("a readable case file");
        for block in text.split("\n== ").skip(1) {
            cases.push(parse(&file, block));
        }
    }
    cases
}

fn parse(file: &str, block: &str) -> Case {
    let (name, rest) = block.split_once('\n').expect("a case has lines");
    let mut case =
        Case { file: file.to_owned(), name: name.trim().to_owned(), published: None, text: String::new(), expected: vec![] };
    for line in rest.lines() {
        if let Some(expected) = line.strip_prefix("=> ") {
            case.expected.push(expected.to_owned());
        } else if let Some(date) = line.strip_prefix("published ").filter(|_| case.text.is_empty()) {
            case.published = Some(date.trim().parse().unwrap_or_else(|e| panic!("{file}: {name}: {e}")));
        } else {
            case.text.push_str(line);
            case.text.push('\n');
        }
    }
    case.text = case.text.trim().to_owned();
    assert!(!case.expected.is_empty() && !case.text.is_empty(), "{file}: `{name}` needs a text and a `=>` line");
    case
}

fn incidents(case: &Case) -> Vec<Incident> {
    let mut article = Article {
        id: case.name.clone(),
        text: case.text.clone(),
        body: Span::new(0, case.text.len() as u32),
        ..Article::default()
    };
    if let Some(range) = case.published {
        article.published = Published { range, by: Provenance::Field };
    }
    extract::report(&article).incidents
}

fn count(count: &Option<Count>) -> String {
    count.as_ref().map_or("-".to_owned(), ToString::to_string)
}

/// The value of a slot, as cases write it.
fn slot(incident: &Incident, name: &str) -> String {
    let paths = |roles: &[dateline::model::Role]| roles.iter().map(|r| r.path.to_string()).collect::<Vec<_>>().join(" + ");
    let text = match name {
        "killed" => count(&incident.killed),
        "injured" => count(&incident.injured),
        "combined" => count(&incident.combined),
        "missing" => count(&incident.missing),
        "captured" => count(&incident.captured),
        "displaced" => count(&incident.displaced),
        "at" => incident.location.as_ref().map(|l| l.name.clone().unwrap_or_else(|| l.text.clone())).unwrap_or_default(),
        "in" => incident.location.as_ref().and_then(|l| l.path.as_ref()).map(ToString::to_string).unwrap_or_default(),
        "on" => incident.when.map(|w| w.to_string()).unwrap_or_default(),
        "by" => paths(&incident.initiator),
        "to" => paths(&incident.target),
        "says" => paths(&incident.claimant),
        "with" => incident.means.iter().map(|m| m.path.to_string()).collect::<Vec<_>>().join(" + "),
        "scope" => format!("{:?}", incident.scope).to_lowercase(),
        other => panic!("no slot is called `{other}`"),
    };
    if text.is_empty() { "-".to_owned() } else { text }
}

/// A path slot agrees with any path at or above what was found; the others agree exactly.
fn agrees(name: &str, found: &str, expected: &str) -> bool {
    let hierarchical = matches!(name, "in" | "by" | "to" | "says" | "with");
    let under = |f: &str, e: &str| f == e || f.strip_prefix(e).is_some_and(|rest| rest.starts_with('/'));
    found == expected || (hierarchical && expected.split(" + ").all(|e| found.split(" + ").any(|f| under(f, e))))
}

fn check(case: &Case) -> Option<String> {
    let found = incidents(case);
    let expected: Vec<&String> = case.expected.iter().filter(|e| *e != "none").collect();
    let mut wrong = String::new();
    if found.len() != expected.len() {
        let _ = writeln!(wrong, "  {} incidents, expected {}", found.len(), expected.len());
    }
    for (incident, line) in found.iter().zip(&expected) {
        for part in line.split(';') {
            let (name, value) = part.trim().split_once(' ').unwrap_or_else(|| panic!("`{part}` is no slot and value"));
            let said = slot(incident, name);
            if !agrees(name, &said, value.trim()) {
                let _ = writeln!(wrong, "  {name}: `{said}`, expected `{value}`");
            }
        }
    }
    if wrong.is_empty() {
        return None;
    }
    for incident in &found {
        let all =
            ["killed", "injured", "at", "on", "by", "to", "with", "scope"].map(|name| format!("{name} {}", slot(incident, name)));
        let rules = incident.evidence.iter().map(|e| e.rule.to_string()).collect::<Vec<_>>().join(" ");
        let _ = writeln!(wrong, "  found: {} [{rules}]", all.join("; "));
    }
    Some(format!("{}: {}\n{wrong}", case.file, case.name))
}

#[test]
fn every_case_reads_as_expected() {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let cases: Vec<Case> = cases().into_iter().filter(|c| c.name.contains(&wanted)).collect();
    assert!(!cases.is_empty(), "no case was found");
    let wrong: Vec<String> = cases.iter().filter_map(check).collect();
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
