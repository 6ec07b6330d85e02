//! A whole JSON file: a record, an array of records, or an object that wraps an array. Elements are read one by one, never as a tree.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::draft::Draft;
use super::super::fields::FieldMap;
use super::super::lines::Problems;
use super::super::record::{Record, no_text};
use super::draft;
use super::record::{self, Object};
use crate::model::Outcome;

/// Fields that hold a list of records.
const WRAPPERS: [&str; 12] =
    ["articles", "items", "data", "results", "response", "docs", "documents", "records", "news", "stories", "entries", "hits"];

/// Reads all records of `text`.
pub fn read(text: &str, map: &FieldMap, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let is_array = text.trim_start().starts_with('[');
    let single = if is_array { None } else { record::parse(text, map).ok() };
    if let Some(single) = single.as_ref().filter(|record| record.has_own_text()) {
        return one(single, map, sink);
    }
    let mut elements = Elements { map, sink, number: 0, problems: Problems::default() };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = List { elements: &mut elements, is_top: true }.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    let Elements { number, mut problems, .. } = elements;
    if let Err(error) = parsed {
        problems.broken = Some(format!("not JSON: {error}"));
        return problems.outcome();
    }
    match single {
        Some(single) if problems.read == 0 => one(&single, map, sink),
        _ if problems.read == 0 && number > 0 => Outcome::Skipped { reason: format!("no article in it: {}", no_text(map)) },
        _ => problems.outcome(),
    }
}

fn one(record: &Record, map: &FieldMap, sink: &mut dyn FnMut(Draft)) -> Outcome {
    match draft(record, map) {
        Ok(draft) => {
            sink(draft);
            Outcome::Ok
        }
        Err(reason) => Outcome::Skipped { reason: format!("no article in it: {reason}") },
    }
}

struct Elements<'a> {
    map: &'a FieldMap,
    sink: &'a mut dyn FnMut(Draft),
    number: u64,
    problems: Problems,
}

/// An array of records, or an object somewhere in which such arrays stand.
struct List<'e, 'a> {
    elements: &'e mut Elements<'a>,
    is_top: bool,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record or a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let elements = self.elements;
        loop {
            let mut record = Record::default();
            let object = Object { map: elements.map, path: "", record: &mut record };
            if values.next_element_seed(object)?.is_none() {
                return Ok(());
            }
            elements.number += 1;
            match draft(&record, elements.map) {
                Ok(mut draft) => {
                    draft.member = Some(elements.number.to_string());
                    elements.problems.read += 1;
                    (elements.sink)(draft);
                }
                Err(reason) => elements.problems.add("record", elements.number, &reason),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(name) = fields.next_key::<String>()? {
            if WRAPPERS.contains(&name.to_lowercase().as_str()) {
                fields.next_value_seed(List { elements: &mut *self.elements, is_top: false })?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    // Inside a wrapper other values mean nothing; alone they are no file of articles.
    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.nothing()
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.nothing()
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.nothing()
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.nothing()
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.nothing()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.nothing()
    }
}

impl List<'_, '_> {
    fn nothing<E: serde::de::Error>(self) -> Result<(), E> {
        if self.is_top { Err(E::custom("there is no record in it")) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> (Vec<String>, Outcome) {
        let mut texts = Vec::new();
        let outcome = read(text, &FieldMap::default(), &mut |draft| texts.push(draft.text));
        (texts, outcome)
    }

    #[test]
    fn records_are_found_alone_in_arrays_and_in_wrappers() {
        for (text, expected) in [
            (r#"{"text":"a"}"#, "a"),
            (r#" [{"text":"a"},{"body":"b"}]"#, "a b"),
            (r#"{"status":"ok","articles":[{"content":"a"},{"content":"b"}]}"#, "a b"),
            (r#"{"response":{"docs":[{"text":"a"}]}}"#, "a"),
            (r#"{"hits":{"hits":[{"_id":"1","_source":{"text":"a"}}]}}"#, "a"),
            (r#"{"description":"of a feed","items":[{"content":"a"}]}"#, "a"),
            (r#"{"description":"alone"}"#, "alone"),
            (r#"{"text":"a","items":[{"text":"b"}]}"#, "a"),
        ] {
            let (texts, outcome) = read_all(text);
            assert_eq!((texts.join(" ").as_str(), outcome), (expected, Outcome::Ok), "{text}");
        }
    }

    #[test]
    fn what_holds_no_article_says_so() {
        for (text, expected) in [
            (
                r#"{"name":"package","version":"1"}"#,
                "skipped no article in it: no text: none of the fields `text`, `body`, `content` ... is there",
            ),
            (r#"[1,2]"#, "skipped no article in it: no text: none of the fields `text`, `body`, `content` ... is there"),
            ("[]", "skipped empty: no record in it"),
            (r#"{"text":"a"#, "failed not JSON: EOF while parsing a string at line 1 column 10"),
            (r#"[{"text":"a"},{"te"#, "partial not JSON: EOF while parsing a string at line 1 column 18"),
            (
                r#"[{"text":"a"},{"title":"b"}]"#,
                "partial record 2: no text: none of the fields `text`, `body`, `content` ... is there",
            ),
            ("17", "failed not JSON: there is no record in it at line 1 column 2"),
        ] {
            let shown = match read_all(text).1 {
                Outcome::Ok => "ok".to_owned(),
                Outcome::Partial { reason } => format!("partial {reason}"),
                Outcome::Skipped { reason } => format!("skipped {reason}"),
                Outcome::Failed { reason, .. } => format!("failed {reason}"),
            };
            assert_eq!(shown, expected, "{text}");
        }
    }
}
