//! One record, read in a single pass: fields nobody asked for are skipped without being built.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::dates;
use super::super::fields::{FieldMap, Target, known};
use super::super::record::{Record, Value};

/// Reads the record that `text` is.
pub fn parse(text: &str, map: &FieldMap) -> serde_json::Result<Record> {
    let mut record = Record::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Object { map, path: "", record: &mut record }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(record)
}

/// An object whose fields are looked at.
pub struct Object<'a> {
    pub map: &'a FieldMap,
    /// Path of the object, empty for the record itself.
    pub path: &'a str,
    pub record: &'a mut Record,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Object<'_> {
    fn meaning(&self, name: &str, path: &str) -> Option<(Target, usize)> {
        if let Some(target) = self.map.target(path) {
            return Some((target, 0));
        }
        let is_inside = !self.path.is_empty();
        let (target, rank) = known(name).filter(|(target, _)| !self.map.has(*target))?;
        // Inside an object only the article itself may stand: `article.body`, not `image.url`.
        let is_article = self.path.split('.').all(holds_article);
        (!is_inside || is_article).then_some((target, rank + 1 + usize::from(is_inside) * 100))
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record in braces")
    }

    // What is no object is a record that says nothing.
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = fields.next_key_seed(NameSeed)? {
            let path = self.path_of(&name);
            let meaning = self.meaning(&name, &path);
            if meaning.is_none() && !leads_on(self.map, &path) {
                fields.next_value::<IgnoredAny>()?;
                continue;
            }
            let before = self.record.0.len();
            let mut texts = Vec::new();
            fields.next_value_seed(Loose {
                map: self.map,
                path: &path,
                record: self.record,
                texts: &mut texts,
                meaning: meaning.map(|m| m.0),
            })?;
            let Some((target, rank)) = meaning else { continue };
            let inner = self.record.0.split_off(before);
            let joins = target == Target::Text && texts.len() > 1;
            if joins {
                texts = vec![texts.join("\n\n")];
            }
            if target != Target::Authors {
                texts.truncate(1);
            }
            self.record.0.extend(texts.into_iter().map(|text| Value { target, rank, name: path.clone(), text }));
            self.record.0.extend(inner);
        }
        Ok(())
    }
}

fn leads_on(map: &FieldMap, path: &str) -> bool {
    map.leads_into(path) || path.split('.').all(holds_article)
}

/// True if an object in this field may be the article itself.
fn holds_article(name: &str) -> bool {
    matches!(name, "_source" | "fields" | "document" | "news") || known(name).is_some_and(|(target, _)| target == Target::Text)
}

struct Name<'de>(Cow<'de, str>);
struct NameSeed;

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Name<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for NameSeed {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

/// The fields of an object that stand for the whole of it.
const NAMING: [&str; 9] = ["name", "title", "@value", "value", "text", "code", "rendered", "$date", "$oid"];

/// A value of any shape whose texts are collected: a text, a number, a list of them, or objects with a name.
struct Loose<'a> {
    map: &'a FieldMap,
    path: &'a str,
    record: &'a mut Record,
    texts: &'a mut Vec<String>,
    meaning: Option<Target>,
}

impl Loose<'_> {
    fn number(self, number: f64, written: String) {
        let day = (self.meaning == Some(Target::Published)).then(|| dates::since_epoch(number)).flatten();
        self.texts.push(day.map_or(written, |day| day.to_string()));
    }
}

impl<'de> DeserializeSeed<'de> for Loose<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Loose<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.texts.push(text.to_owned());
        Ok(())
    }

    fn visit_string<E>(self, text: String) -> Result<(), E> {
        self.texts.push(text);
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.number(number as f64, number.to_string());
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.number(number as f64, number.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.number(number, number.to_string());
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let Self { map, path, record, texts, meaning } = self;
        loop {
            let before = record.0.len();
            if values.next_element_seed(Loose { map, path, record: &mut *record, texts: &mut *texts, meaning })?.is_none() {
                return Ok(());
            }
            if meaning == Some(Target::Text) {
                texts.extend(paragraph(record, before));
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let looks_inside = self.map.leads_into(self.path) || self.meaning == Some(Target::Text) || self.meaning.is_none();
        if looks_inside {
            return Object { map: self.map, path: self.path, record: self.record }.visit_map(fields);
        }
        let Self { map, path, record, texts, meaning } = self;
        let before = texts.len();
        while let Some(Name(name)) = fields.next_key_seed(NameSeed)? {
            if texts.len() == before && NAMING.contains(&&*name) {
                fields.next_value_seed(Loose { map, path, record: &mut *record, texts: &mut *texts, meaning })?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Takes the text out of what an object in a list said, for a story may be a list of paragraphs. One with a title is a story of its own.
fn paragraph(record: &mut Record, before: usize) -> Option<String> {
    let said = Record(record.0.split_off(before));
    let is_paragraph = said.best(Target::Title).is_none();
    let text = said.best(Target::Text).filter(|_| is_paragraph).map(ToOwned::to_owned);
    record.0.extend(said.0.into_iter().filter(|value| !is_paragraph || value.target != Target::Text));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, map: &str) -> String {
        let map: FieldMap = map.parse().expect("a map");
        let record = parse(json, &map).expect("json");
        let targets = [Target::Id, Target::Title, Target::Text, Target::Published, Target::Outlet, Target::Authors];
        let shown = targets.iter().filter_map(|target| {
            let values: Vec<&str> = record.all(*target).iter().map(|(_, value)| *value).collect();
            (!values.is_empty()).then(|| format!("{target:?}={}", values.join("|")))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn fields_are_known_by_many_names() {
        for (json, map, expected) in [
            (
                r#"{"id":7,"headline":"H","articleBody":"B","datePublished":"2024-05-03"}"#,
                "",
                "Id=7 Title=H Text=B Published=2024-05-03",
            ),
            (r#"{"Full_Text":"B","pub-date":"d","PUBLISHER":"P"}"#, "", "Text=B Published=d Outlet=P"),
            (r#"{"text":"B","published":1714737600,"date":1714737600000}"#, "", "Text=B Published=2024-05-03|2024-05-03"),
            (r#"{"text":"B","authors":["A",{"name":"C","url":"u"}]}"#, "", "Text=B Authors=A|C"),
            (r#"{"text":"B","source":{"id":null,"name":"S"}}"#, "", "Text=B Outlet=S"),
            (r#"{"text":["one","two"]}"#, "", "Text=one\n\ntwo"),
            (
                r#"{"body":[{"type":"p","text":"one"},{"type":"p","content":"two"},{"type":"image"},{"text":["three","four"]},"five"]}"#,
                "",
                "Text=one\n\ntwo\n\nthree\n\nfour\n\nfive",
            ),
            (r#"{"paragraphs":["one","two"]}"#, "", "Text=one\n\ntwo"),
            (r#"{"text":" ","body":"B"}"#, "", "Text=B"),
            (r#"{"title":{"rendered":"H"},"content":{"rendered":"B","protected":false}}"#, "", "Title=H Text=B"),
            (r#"{"body_html":"B"}"#, "", "Text=B"),
            (r#"{"article":{"title":"H","body":"B"},"image":{"url":"u","title":"X"}}"#, "", "Title=H Text=B"),
            (r#"{"description":"D","body":"B"}"#, "", "Text=B|D"),
            (r#"{"text":"T","maintext":"B","when":"2024"}"#, "text=maintext,date=when", "Text=B Published=2024"),
            (
                r#"{"meta":{"when":"2024","x":{"who":"A"}},"text":"B"}"#,
                "published=meta.when,authors=meta.x.who",
                "Text=B Published=2024 Authors=A",
            ),
            (r#"{"text":null,"title":true}"#, "", ""),
            (r#""only a text""#, "", ""),
        ] {
            assert_eq!(read(json, map), expected, "{json} {map}");
        }
    }
}
