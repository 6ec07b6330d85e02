use serde_json::{Value, json};

use super::{Labels, Scores};
use crate::extract;
use crate::model::{Article, Span};

/// What differs between what is extracted from `text` and these labels: `field: found/read`; and the field's score.
fn compared(text: &str, incidents: Value) -> (Vec<String>, Scores) {
    let body = Span::new(0, text.len() as u32);
    let report = extract::report(&Article { text: text.to_owned(), body, ..Article::default() });
    let labels: Labels = serde_json::from_value(json!({ "incidents": incidents })).expect("labels");
    let mut scores = Scores::default();
    let differences = scores.add(&report, &labels);
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let shown = differences.iter().map(|d| format!("{}: {}/{}", d.field, value(&d.found), value(&d.read))).collect();
    (shown, scores)
}

const BAGHDAD: &str = "A car bomb killed at least 12 people in Baghdad.";

#[test]
fn what_was_read_is_compared_field_by_field() {
    for (text, incidents, expected) in [
        (BAGHDAD, json!([{"location": "Baghdad", "killed": {"min": 12, "max": null}}]), vec![]),
        (BAGHDAD, json!([{"location": {"name": "Baghdad", "country": "IQ"}, "killed": 12}]), vec!["killed: 12+/12"]),
        (BAGHDAD, json!([{"location": "Baghdad", "killed": null}]), vec!["killed: 12+/-"]),
        // A place's path is the one found or lies above it.
        (
            BAGHDAD,
            json!([{"location": {"name": "Baghdad", "path": "Iraq/Baghdad/Baghdad"}, "killed": {"min": 12, "max": null}}]),
            vec![],
        ),
        (BAGHDAD, json!([{"location": {"name": "Baghdad", "path": "Iraq"}, "killed": {"min": 12, "max": null}}]), vec![]),
        (
            BAGHDAD,
            json!([{"location": {"name": "Baghdad", "path": "Iraq/Bag"}, "killed": {"min": 12, "max": null}}]),
            vec!["location: Iraq/Baghdad/Baghdad/Baghdad"],
        ),
        // What nobody looked at is not compared.
        (BAGHDAD, json!([{"location": "Baghdad"}]), vec![]),
        (BAGHDAD, json!([{"location": "Baghdad", "means": ["Explosive/Car bomb"], "initiator": []}]), vec![]),
        (BAGHDAD, json!([{"location": "Baghdad", "means": ["Missile"]}]), vec!["means: Explosive/Vehicle bomb/Missile"]),
        // A report's own form is as good.
        (
            BAGHDAD,
            json!([{"location": {"text": "Baghdad"}, "initiator": [{"path": "Iraq", "text": "Iraq"}],
            "evidence": [{"start": 0, "end": 4, "quote": "A car"}]}]),
            vec!["initiator: -/Iraq"],
        ),
        (BAGHDAD, json!([]), vec!["incident: Baghdad · killed 12+/-"]),
        ("The talks in Baghdad went on.", json!([{"location": "Baghdad", "killed": 3}]), vec!["incident: -/Baghdad · killed 3"]),
        ("The talks in Baghdad went on.", json!([{"location": "Baghdad", "killed": 3, "optional": "background"}]), vec![]),
    ] {
        assert_eq!(compared(text, incidents.clone()).0, expected, "{text} {incidents}");
    }
}

#[test]
fn shares_are_of_what_was_found_and_of_what_was_read() {
    let (_, mut scores) = compared(BAGHDAD, json!([{"location": "Baghdad", "killed": {"min": 12, "max": null}}]));
    let missed: Labels = serde_json::from_value(json!({"incidents": [{"location": "Mosul", "killed": 2}]})).expect("labels");
    scores.add(&extract::report(&Article::default()), &missed);
    let shown: Vec<String> = scores
        .fields()
        .map(|s| format!("{} {:.2} {:.2} {:.2} {}/{}/{}", s.field, s.precision, s.recall, s.f1, s.right, s.found, s.read))
        .collect();
    // A field is compared only where the incident was found.
    assert_eq!(shown, ["incident 1.00 0.50 0.67 1/1/2", "killed 1.00 1.00 1.00 1/1/1", "location 1.00 1.00 1.00 1/1/1"]);
}

#[test]
fn labels_of_another_form_are_refused() {
    for incidents in [
        json!([{"killed": "three"}]),
        json!([{"scope": "war"}]),
        json!("none"),
        json!([{"initiator": "Iraq"}]),
        // Misspelt, it would be scored as not looked at.
        json!([{"kiled": 3}]),
    ] {
        assert!(serde_json::from_value::<Labels>(json!({ "incidents": incidents.clone() })).is_err(), "{incidents}");
    }
}
