//! A whole JSON file: a record, an array of records, or an object that wraps an array. Elements are read one by one, never as a tree.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::draft::Draft;
use super::super::fields::FieldMap;
use super::super::lines::Problems;
use super::super::record::{Record, no_text};
use super::record::{self, Object};
use super::{draft, mend};
use crate::model::Outcome;

/// Fields that hold a list of records.
const WRAPPERS: [&str; 12] =
    ["articles", "items", "data", "results", "response", "docs", "documents", "records", "news", "stories", "entries", "hits"];

/// Reads all records of `text`.
pub fn read(text: &str, map: &FieldMap, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let mended = mend::mended(text);
    let text = mended.as_deref().unwrap_or(text);
    let is_array = text.trim_start().starts_with('[');
    let single = if is_array { None } else { record::parse(text, map).ok() };
    if let Some(single) = single.as_ref().filter(|record| record.has_own_text()) {
        return one(single, map, sink);
    }
    let mut elements = Elements { map, sink, number: 0, problems: Problems::default() };
    if single.is_none() && !is_array && follows_another(text) {
        elements.each_of_many(text);
        return elements.problems.outcome();
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = List { elements: &mut elements, is_top: true }.deserialize(&mut deserializer).and_then(|()| deserializer.end());
    let Elements { number, mut problems, sink, .. } = elements;
    // What is passed over is not looked at closely: it may be no JSON all the same.
    let is_silent = problems.read == 0 && number == 0 && single.is_none() && !is_array;
    let parsed = if is_silent { parsed.and_then(|()| record::parse(text, map).map(|_| ())) } else { parsed };
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

impl Elements<'_> {
    fn take(&mut self, draft: Result<Draft, String>) {
        self.number += 1;
        match draft {
            Ok(mut draft) => {
                draft.member = Some(self.number.to_string());
                self.problems.read += 1;
                (self.sink)(draft);
            }
            Err(reason) => self.problems.add("record", self.number, &reason),
        }
    }

    /// Reads records that stand one behind the other, each on lines of its own or not.
    fn each_of_many(&mut self, text: &str) {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
        let mut from = 0;
        while let Some(value) = values.next() {
            let to = values.byte_offset();
            if let Err(error) = value {
                self.problems.broken = Some(format!("not JSON: {error}"));
                return;
            }
            let record = record::parse(&text[from..to], self.map).map_err(|error| error.to_string());
            self.take(record.and_then(|record| draft(&record, self.map)));
            from = to;
        }
    }
}

/// True if a second object follows the first.
fn follows_another(text: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let is_first_whole = matches!(values.next(), Some(Ok(_)));
    is_first_whole && text[values.byte_offset()..].trim_start().starts_with('{')
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
            elements.take(draft(&record, elements.map));
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
            ("{\"text\":\"a\"}{\"text\":\"b\"}", "a b"),
            ("{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}\n", "a b"),
            (r#"{"score":NaN,"text":"a"}"#, "a"),
            (r#"[{"score":NaN,"text":"a"}]"#, "a"),
            (r#"{"title":"\ud83d","text":"a"}"#, "a"),
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
                "skipped no article in it: no text: none of the fields `text`, `body`, `content` ... is there (`--map text=FIELD` names it)",
            ),
            (
                r#"[1,2]"#,
                "skipped no article in it: no text: none of the fields `text`, `body`, `content` ... is there (`--map text=FIELD` names it)",
            ),
            ("[]", "skipped empty: no record in it"),
            (r#"{"text":"a"#, "failed not JSON: EOF while parsing a string at line 1 column 10"),
            (r#"[{"text":"a"},{"te"#, "partial not JSON: EOF while parsing a string at line 1 column 18"),
            (
                r#"[{"text":"a"},{"title":"b"}]"#,
                "partial record 2: no text: none of the fields `text`, `body`, `content` ... is there (`--map text=FIELD` names it)",
            ),
            ("{\"text\":\"a\"}{\"text\":", "partial not JSON: EOF while parsing a value at line 1 column 20"),
            ("{\"a\":\"\\u12\"}", "failed not JSON: invalid escape at line 1 column 12"),
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
