use crate::model::{Article, Outcome, Qualifier, Report, Source};

use super::{answer, read};
use crate::source::Allowance;

/// The reports of these lines, and what became of the others.
fn read_all(lines: &str) -> (Vec<(Article, Report)>, Outcome) {
    let mut taken = Vec::new();
    let from = Source { path: "r.jsonl".to_owned(), ..Source::default() };
    let outcome = read(&mut lines.as_bytes(), &Allowance::default(), &from, &mut |article, report| taken.push((article, report)));
    (taken, outcome)
}

/// What is said of a line with this text and these fields.
fn told(fields: &str) -> String {
    let line = format!("{{\"id\":\"x\",\"text\":\"Три dead in Kyiv.\",{fields}}}");
    match read_all(&line) {
        (taken, Outcome::Ok) => format!("taken {}", taken.len()),
        (_, Outcome::Failed { reason, .. }) => reason,
        (_, other) => format!("{other:?}"),
    }
}

#[test]
fn our_own_lines_come_back_as_they_were() {
    let text = "Two days of fire\n\nAt least three people were killed in Kharkiv on 2 June 2025 by Russian missiles.".to_owned();
    let body = crate::model::Span::new(18, text.len() as u32);
    let article = Article { id: "x".to_owned(), text, body, ..Article::default() };
    let report = crate::extract::report(&article);
    assert!(!report.incidents.is_empty() && !report.locations.is_empty());
    let mut line = serde_json::to_value(&report).expect("JSON");
    line["text"] = article.text.clone().into();
    line["body"] = serde_json::to_value(article.body).expect("JSON");
    let (taken, outcome) = read_all(&format!("{line}\n"));
    let source = Source { path: "r.jsonl".to_owned(), member: Some("1".to_owned()), sha256: None };
    let source_of_line = if article.source.path.is_empty() { source } else { article.source.clone() };
    let (article, report) = (Article { source: source_of_line.clone(), ..article }, Report { source: source_of_line, ..report });
    assert_eq!((taken, outcome), (vec![(article, report)], Outcome::Ok));
}

#[test]
fn a_line_needs_little() {
    let line = r#"{"text":"Three dead in Kyiv, 40 hurt.","published":"2025-06","extractor":"gliner","incidents":[
        {"location":{"text":"Kyiv","path":"Ukraine/Kyiv"},"killed":3,"injured":{"min":40},"means":["Drone"],"target":["Civilians"],
         "evidence":[{"quote":"Three dead in Kyiv"}]}],"_note":"mine"}"#
        .replace('\n', " ");
    let (taken, outcome) = read_all(&line);
    assert_eq!(outcome, Outcome::Ok);
    let (article, report) = &taken[0];
    assert_eq!((article.id.as_str(), article.body.len()), ("r.jsonl:1", 28));
    assert_eq!(
        (report.published.range.to_string().as_str(), report.extractor.name.as_str()),
        ("2025-06-01..2025-06-30", "gliner")
    );
    let incident = &report.incidents[0];
    let (killed, injured) = (incident.killed.as_ref().expect("killed"), incident.injured.as_ref().expect("injured"));
    assert_eq!((killed.min, killed.max, injured.max, injured.qualifier), (3, Some(3), None, Qualifier::AtLeast));
    assert_eq!((incident.location.as_ref().expect("a place").span.start, incident.evidence[0].span.end), (14, 18));
}

#[test]
fn what_is_wrong_is_told_by_its_place() {
    for (fields, expected) in [
        (r#""incidents":[]"#, "taken 1"),
        (r#""incidents":[],"hedged":null,"_mine":1"#, "line 1: there is no field `hedged` (known are `id`, `source`, `title`"),
        (r#""incidens":[]"#, "line 1: there is no field `incidens` (did you mean `incidents`?)"),
        (r#""title":"A""#, "line 1: no `incidents`: `[]` says that there are none."),
        (r#""incidents":{}"#, "line 1: `incidents`: expected a list, found an object"),
        (r#""incidents":[],"text":" ""#, "line 1: no `text`: the article itself must stand in the line"),
        (r#""incidents":[{"killed":3}]"#, "line 1: `incidents[0]`: no `evidence`: every incident needs the words"),
        (r#""incidents":[{"kiled":3}]"#, "line 1: `incidents[0]`: there is no field `kiled` (did you mean `killed`?)"),
        (
            r#""incidents":[{"killed":{"min":5,"max":3},"evidence":[{"quote":"dead"}]}]"#,
            "line 1: `incidents[0].killed`: `min` 5 is greater than `max` 3; an open end is `\"max\":null`",
        ),
        (
            r#""incidents":[{"killed":{"min":"three"},"evidence":[{"quote":"dead"}]}]"#,
            "line 1: `incidents[0].killed.min`: expected a whole number from 0 to 4294967295, found `\"three\"`",
        ),
        (
            r#""incidents":[{"scope":"incidnt","evidence":[{"quote":"dead"}]}]"#,
            "line 1: `incidents[0].scope`: expected one of `incident`, `aggregate`, `cumulative` (did you mean `incident`?), found `\"incidnt\"`",
        ),
        (
            r#""incidents":[{"evidence":[{"quote":"alive"}]}]"#,
            "line 1: `incidents[0].evidence[0]`: the words `alive` do not stand in the text",
        ),
        (
            r#""incidents":[],"locations":[{"text":"Kyiv","start":15,"end":90}]"#,
            "line 1: `locations[0]`: `end` 90 lies beyond the text, which has 20 bytes",
        ),
        (
            r#""incidents":[],"locations":[{"text":"Kyiv","start":12,"end":16}]"#,
            "line 1: `locations[0]`: `Kyiv` does not stand at 12..16, where the text has `in K`; offsets are bytes, these seem to count characters",
        ),
        (
            r#""incidents":[],"locations":[{"start":1,"end":4}]"#,
            "line 1: `locations[0]`: 1..4 cuts a letter in two: offsets are bytes",
        ),
        (r#""incidents":[],"locations":[{"text":"Kyiv","start":15}]"#, "line 1: `locations[0]`: `start` without `end`"),
        (
            r#""incidents":[],"locations":[{"text":"Kyiv","lat":91,"lon":0}]"#,
            "line 1: `locations[0].lat`: expected degrees from -90 to 90, found `91`",
        ),
        (r#""incidents":[],"locations":[{"text":"Kyiv","lat":9}]"#, "line 1: `locations[0]`: `lat` without `lon`"),
        (
            r#""incidents":[],"dates":[{"text":"dead","from":"2025-06-02","to":"2025-06-01"}]"#,
            "line 1: `dates[0]`: `from` 2025-06-02 is after `to` 2025-06-01",
        ),
        (r#""incidents":[],"actors":[{"text":"dead"}]"#, "line 1: `actors[0].path`: expected a path such as `Russia/Military`"),
        (r#""incidents":[],"published":"June""#, "line 1: `published`: `June` is not a date"),
        (r#""incidents":[],"body":"Text""#, "line 1: `body`: expected an object, found `\"Text\"`"),
        (r#""incidents":[],"body":{"start":9,"end":2}"#, "line 1: `body`: 9..2 is no part of the text, which has 20 bytes"),
    ] {
        let told = told(fields);
        assert!(told.starts_with(expected), "{fields}\n{told}");
    }
}

#[test]
fn a_bad_line_costs_only_itself() {
    let good = r#"{"text":"A.","incidents":[]}"#;
    let (taken, outcome) = read_all(&format!("{good}\n\nnot json\n{good}\n[]\n"));
    let members: Vec<_> = taken.iter().filter_map(|(article, _)| article.source.member.as_deref()).collect();
    assert_eq!(members, ["1", "4"]);
    let Outcome::Partial { reason } = outcome else { panic!("{outcome:?}") };
    assert_eq!(reason, "line 3: not JSON: expected ident at column 2; line 5: expected an object, found a list");
}

#[test]
fn a_list_of_reports_is_no_report_a_line() {
    let (_, outcome) = read_all("{\"reports\":[\n{\"text\":\"A.\",\"incidents\":[]},\n");
    let Outcome::Failed { reason, .. } = outcome else { panic!("{outcome:?}") };
    assert!(reason.starts_with("line 1: a list of reports, where a report a line is read: print them with"), "{reason}");
}

#[test]
fn an_answer_says_what_was_found_and_nothing_of_the_article() {
    let article =
        Article { id: "x".to_owned(), title: Some("Ours".to_owned()), text: "Three dead.".to_owned(), ..Article::default() };
    let given =
        answer(r#"{"id":"x","title":"Theirs","incidents":[{"killed":3,"evidence":[{"quote":"Three dead"}]}]}"#).expect("JSON");
    assert_eq!(given.id().as_deref(), Some("x"));
    let report = given.report(&article, "mine").expect("a report");
    assert_eq!((report.title.as_deref(), report.extractor.name.as_str(), report.incidents.len()), (Some("Ours"), "mine", 1));
    assert!(answer("17").is_err() && answer("{").is_err());
    let told = answer(r#"{"id":"x"}"#).expect("JSON").report(&article, "mine").expect_err("no incidents");
    assert!(told.starts_with("no `incidents`"), "{told}");
}
