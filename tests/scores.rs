//! Holds extraction to what a careful reader wrote beside each article of `corpus/`: precision and recall per field, against a
//! floor that only rises. `cargo test --test scores -- --nocapture` prints the table, `MISSES=1` also what was missed.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a test says what it skipped and what it scored")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::extract;
use dateline::model::{Article, Count, Incident, Scope};
use dateline::source;
use serde_json::Value;

/// Least precision and recall per field, in per cent. Raise them when extraction gets better; never lower them.
const FLOORS: &[(&str, f64, f64)] = &[
    ("incident", 91.0, 86.0),
    ("initiator", 81.0, 74.0),
    ("injured", 91.0, 81.0),
    ("killed", 98.0, 92.0),
    ("location", 83.0, 81.0),
    ("means", 83.0, 73.0),
    ("scope", 93.0, 93.0),
    ("when", 77.0, 84.0),
];

#[derive(Default)]
struct Score {
    right: usize,
    expected: usize,
    found: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        100.0 * self.right as f64 / self.expected.max(1) as f64
    }
}

/// Every article of the corpus with its expected report.
fn corpus() -> Vec<(Article, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let options = source::Options::default();
    let mut pairs = Vec::new();
    for found in source::walk(&[root]).expect("the corpus is there") {
        let Some(expected) = expected_beside(&found.path) else { continue };
        let mut articles = Vec::new();
        source::read(&found, &options, &mut |article| articles.push(article));
        match expected {
            Value::Array(all) => {
                for value in all {
                    let id = value["id"].as_str().expect("an expected report in an array has an id");
                    let article =
                        articles.iter().find(|a| a.id == id).unwrap_or_else(|| panic!("{}: no article `{id}`", found.relative));
                    pairs.push((article.clone(), value));
                }
            }
            one => {
                let article = articles.into_iter().next().unwrap_or_else(|| panic!("{}: no article", found.relative));
                pairs.push((article, one));
            }
        }
    }
    pairs
}

fn expected_beside(path: &Path) -> Option<Value> {
    let name = path.file_name()?.to_str()?;
    if name.ends_with(".expected.json") {
        return None;
    }
    let beside: PathBuf = path.with_extension("expected.json");
    let text = std::fs::read_to_string(beside).ok()?;
    Some(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}")))
}

fn same_count(found: Option<&Count>, expected: &Value) -> bool {
    match (found, expected.is_null()) {
        (None, true) => true,
        (Some(count), false) => {
            Some(u64::from(count.min)) == expected["min"].as_u64() && count.max.map(u64::from) == expected["max"].as_u64()
        }
        _ => false,
    }
}

fn same_place(found: &Incident, expected: &Value) -> bool {
    let Some(place) = &found.location else { return expected.is_null() };
    let Some(name) = expected["name"].as_str() else { return false };
    let country = expected["country"].as_str().is_none_or(|c| place.country.as_deref() == Some(c));
    let path = expected["path"].as_str().is_none_or(|p| place.path.as_ref().is_some_and(|q| q.as_str() == p));
    let named = place.name.as_deref() == Some(name) || place.text.contains(name) || name.contains(place.text.as_str());
    country && path && named
}

fn agreement(found: &Incident, expected: &Value) -> u32 {
    let place = same_place(found, &expected["location"]) && found.location.is_some();
    let said = |count: &Option<Count>, key: &str| count.is_some() && same_count(count.as_ref(), &expected[key]);
    let counts = u32::from(said(&found.killed, "killed")) * 4 + u32::from(said(&found.injured, "injured")) * 3;
    let other = u32::from(
        said(&found.captured, "captured")
            || said(&found.missing, "missing")
            || said(&found.combined, "combined")
            || said(&found.displaced, "displaced"),
    ) * 2;
    let quoted = expected["evidence"]
        .as_str()
        .is_some_and(|words| found.evidence.iter().any(|e| e.quote.contains(words) || words.contains(&e.quote)));
    u32::from(place) * 3 + counts + other + u32::from(quoted) * 2
}

/// Pairs of found and expected incidents, best agreement first.
fn align(found: &[Incident], expected: &[Value]) -> Vec<(usize, usize)> {
    let mut all: Vec<(u32, usize, usize)> = Vec::new();
    for (f, incident) in found.iter().enumerate() {
        for (e, value) in expected.iter().enumerate() {
            let points = agreement(incident, value);
            if points >= 3 {
                all.push((points, f, e));
            }
        }
    }
    all.sort_by_key(|&(points, f, e)| (std::cmp::Reverse(points), f, e));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, f, e) in all {
        if pairs.iter().all(|&(pf, pe)| pf != f && pe != e) {
            pairs.push((f, e));
        }
    }
    pairs
}

fn count_field(
    scores: &mut BTreeMap<&'static str, Score>,
    field: &'static str,
    found: Option<bool>,
    expected: bool,
    right: bool,
) {
    let score = scores.entry(field).or_default();
    score.found += usize::from(found.is_some_and(|said| said));
    score.expected += usize::from(expected);
    score.right += usize::from(right);
}

fn paths_agree(found: &[String], expected: &Value) -> bool {
    expected.as_array().is_some_and(|all| {
        all.iter().filter_map(Value::as_str).any(|e| {
            let head = e.split('/').next().unwrap_or(e);
            found.iter().any(|f| f.contains(e) || e.contains(f.as_str()) || f.split('/').next() == Some(head))
        })
    })
}

#[test]
fn extraction_agrees_with_a_careful_reader() {
    let pairs = corpus();
    assert!(pairs.len() >= 48, "the corpus holds {} articles with an expected report", pairs.len());
    let mut scores: BTreeMap<&'static str, Score> = BTreeMap::new();
    let misses = std::env::var_os("MISSES").is_some();
    for (article, expected) in &pairs {
        let report = extract::report(article);
        let found: Vec<Incident> = report.incidents.clone();
        let wanted: Vec<Value> = expected["incidents"].as_array().cloned().unwrap_or_default();
        let aligned = align(&found, &wanted);
        for (f, incident) in found.iter().enumerate() {
            let pair = aligned.iter().find(|(pf, _)| *pf == f).map(|&(_, e)| &wanted[e]);
            let counted = [&incident.killed, &incident.injured, &incident.combined].iter().any(|c| c.is_some());
            if pair.is_none() && counted {
                scores.entry("incident").or_default().found += 1;
                if misses {
                    println!("{}: FALSE {}", article.id, brief(incident));
                }
            }
        }
        for (e, wanted) in wanted.iter().enumerate() {
            let optional = wanted.get("optional").is_some();
            let pair = aligned.iter().find(|(_, pe)| *pe == e).map(|&(f, _)| &found[f]);
            if optional {
                continue;
            }
            let score = scores.entry("incident").or_default();
            score.expected += 1;
            score.found += usize::from(pair.is_some());
            score.right += usize::from(pair.is_some());
            let Some(incident) = pair else {
                if misses {
                    println!("{}: MISSED {} :: {}", article.source.path, wanted["location"]["name"], wanted["evidence"]);
                }
                continue;
            };
            compare(&mut scores, incident, wanted, misses, article);
        }
    }
    let mut low = Vec::new();
    for (field, score) in &scores {
        println!(
            "{field:<12} precision {:5.1}  recall {:5.1}  ({} of {})",
            score.precision(),
            score.recall(),
            score.right,
            score.expected
        );
    }
    for (field, precision, recall) in FLOORS {
        let score = scores.get(field).unwrap_or_else(|| panic!("nothing was scored for `{field}`"));
        if score.precision() < *precision || score.recall() < *recall {
            low.push(format!("{field}: {:.1}/{:.1} below {precision}/{recall}", score.precision(), score.recall()));
        }
    }
    assert!(low.is_empty(), "{low:?}");
}

fn compare(scores: &mut BTreeMap<&'static str, Score>, incident: &Incident, wanted: &Value, misses: bool, article: &Article) {
    let mut wrong = Vec::new();
    let counts = [("killed", &incident.killed), ("injured", &incident.injured)];
    for (field, count) in counts {
        let right = same_count(count.as_ref(), &wanted[field]);
        count_field(scores, field, Some(count.is_some()), !wanted[field].is_null(), right && count.is_some());
        if !right {
            wrong.push(field);
        }
    }
    let place = same_place(incident, &wanted["location"]);
    count_field(
        scores,
        "location",
        Some(incident.location.is_some()),
        !wanted["location"].is_null(),
        place && incident.location.is_some(),
    );
    let day = |key: &str| wanted["when"][key].as_str().and_then(|d| d.parse::<dateline::model::Day>().ok());
    let when = incident.when.is_some_and(|w| {
        let expected = dateline::model::DateRange { from: day("from"), to: day("to") };
        w.overlaps(&expected) && w.from.is_some()
    });
    count_field(scores, "when", Some(incident.when.is_some()), !wanted["when"].is_null(), when && !wanted["when"].is_null());
    let paths = |roles: &[dateline::model::Role]| roles.iter().map(|r| r.path.to_string()).collect::<Vec<_>>();
    let some = |key: &str| wanted[key].as_array().is_some_and(|a| !a.is_empty());
    let initiator = paths_agree(&paths(&incident.initiator), &wanted["initiator"]);
    count_field(scores, "initiator", Some(!incident.initiator.is_empty()), some("initiator"), initiator);
    let means: Vec<String> = incident.means.iter().map(|m| m.path.to_string()).collect();
    let means_right = paths_agree(&means, &wanted["means"]);
    count_field(scores, "means", Some(!means.is_empty()), some("means"), means_right);
    let scope = wanted["scope"].as_str() == Some(scope_name(incident.scope));
    count_field(scores, "scope", Some(true), true, scope);
    for (name, right) in [
        ("location", place),
        ("when", when || wanted["when"].is_null()),
        ("initiator", initiator || !some("initiator")),
        ("means", means_right || !some("means")),
        ("scope", scope),
    ] {
        if !right {
            wrong.push(name);
        }
    }
    if misses && !wrong.is_empty() {
        println!("{}: {wrong:?} {}\n      wanted {wanted}", article.source.path, brief(incident));
    }
}

const fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Incident => "incident",
        Scope::Aggregate => "aggregate",
        Scope::Cumulative => "cumulative",
    }
}

fn brief(incident: &Incident) -> String {
    let count = |c: &Option<Count>| c.as_ref().map_or("-".to_owned(), |c| format!("{c} ({})", c.words));
    let place = incident.location.as_ref().map_or("-", |l| l.text.as_str());
    let by: Vec<&str> = incident.initiator.iter().map(|r| r.text.as_str()).collect();
    let quote = incident.evidence.first().map_or("", |e| e.quote.as_str());
    let when = incident.when.map_or("-".to_owned(), |w| w.to_string());
    format!("{place} | {when} | killed {} | injured {} | by {by:?} | {quote}", count(&incident.killed), count(&incident.injured))
}
