//! A value of a line with its place in it, so that whatever is wrong is told by name: `incidents[0].killed.min`.

use std::fmt::Write;

use serde_json::Value;

use crate::model::{Day, Path};
use crate::query::resolve;

/// Why a line is not taken.
pub type Result<T> = std::result::Result<T, String>;

/// Bytes that a path may have: what is longer is no name, and the index would not find it.
const LONGEST_NAME: usize = 1000;

/// A value, or [`Value::Null`] where none stands.
#[derive(Clone, Copy)]
pub struct At<'v> {
    value: &'v Value,
    above: Option<&'v At<'v>>,
    step: Step<'v>,
}

#[derive(Clone, Copy)]
enum Step<'v> {
    Field(&'v str),
    Item(usize),
}

impl<'v> At<'v> {
    /// The whole line.
    pub const fn top(value: &'v Value) -> Self {
        Self { value, above: None, step: Step::Field("") }
    }

    /// What is wrong here.
    pub fn wrong(&self, what: &str) -> String {
        let place = self.place();
        if place.is_empty() { what.to_owned() } else { format!("`{place}`: {what}") }
    }

    fn place(&self) -> String {
        let Some(above) = self.above else { return String::new() };
        let mut place = above.place();
        match self.step {
            Step::Item(number) => _ = write!(place, "[{number}]"),
            Step::Field(name) if place.is_empty() => place.push_str(name),
            Step::Field(name) => _ = write!(place, ".{name}"),
        }
        place
    }

    fn expected<T>(&self, what: &str) -> Result<T> {
        Err(self.wrong(&format!("expected {what}, found {}", shown(self.value))))
    }

    pub fn is_missing(&self) -> bool {
        self.value.is_null()
    }

    /// The value of a field, whose name is one that [`At::only`] allows.
    pub fn field(&'v self, name: &'static str) -> Self {
        Self { value: self.value.get(name).unwrap_or(&Value::Null), above: Some(self), step: Step::Field(name) }
    }

    /// That this is an object, and all its fields are known. One whose name begins with `_` is its author's own.
    pub fn only(&self, known: &[&str]) -> Result<()> {
        let Value::Object(fields) = self.value else { return self.expected("an object") };
        match fields.keys().find(|name| !known.contains(&name.as_str()) && !name.starts_with('_')) {
            None => Ok(()),
            Some(unknown) => {
                let advice = match nearest(unknown, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known are `{}`; one of your own begins with `_`", known.join("`, `")),
                };
                Err(self.wrong(&format!("there is no field `{unknown}` ({advice})")))
            }
        }
    }

    /// The items of a list; none if it is missing.
    pub fn items(&'v self) -> Result<impl Iterator<Item = Self>> {
        let items = match self.value {
            Value::Array(items) => items.as_slice(),
            Value::Null => &[],
            _ => return self.expected("a list"),
        };
        Ok(items.iter().enumerate().map(|(number, value)| Self { value, above: Some(self), step: Step::Item(number) }))
    }

    /// Every item of a list, read by `read`.
    pub fn list<T>(&'v self, read: impl Fn(&At<'_>) -> Result<T>) -> Result<Vec<T>> {
        self.items()?.map(|item| read(&item)).collect()
    }

    /// A text; `None` if it is missing or blank.
    pub fn text(&self) -> Result<Option<&'v str>> {
        match self.value {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text.as_str()).filter(|text| !text.trim().is_empty())),
            _ => self.expected("a text"),
        }
    }

    pub fn owned(&self) -> Result<Option<String>> {
        Ok(self.text()?.map(str::to_owned))
    }

    /// A text that must be there.
    pub fn required(&self) -> Result<&'v str> {
        self.text()?.map_or_else(|| self.expected("a text"), Ok)
    }

    /// A name, or a number that serves as one.
    pub fn id(&self) -> Result<Option<String>> {
        if self.is_number() { Ok(Some(self.value.to_string())) } else { self.owned() }
    }

    /// A short text.
    pub fn name(&self) -> Result<Option<&'v str>> {
        let Some(name) = self.text()? else { return Ok(None) };
        if name.len() > LONGEST_NAME || name.contains('\0') {
            return Err(self.wrong(&format!("no name: longer than {LONGEST_NAME} bytes, or with a NUL in it")));
        }
        Ok(Some(name))
    }

    /// `General/Special`.
    pub fn path(&self) -> Result<Option<Path>> {
        let Some(name) = self.name()? else { return Ok(None) };
        let path = Path::parse(name);
        if path.as_str().is_empty() { self.expected("a path such as `Ukraine/Kharkiv`") } else { Ok(Some(path)) }
    }

    pub fn required_path(&self) -> Result<Path> {
        self.path()?.map_or_else(|| self.expected("a path such as `Russia/Military`"), Ok)
    }

    /// A whole number from 0.
    pub fn number(&self) -> Result<Option<u32>> {
        match self.value {
            Value::Null => Ok(None),
            value => match value.as_u64().and_then(|number| u32::try_from(number).ok()) {
                Some(number) => Ok(Some(number)),
                None => self.expected("a whole number from 0 to 4294967295"),
            },
        }
    }

    pub fn signed(&self) -> Result<Option<i32>> {
        match self.value {
            Value::Null => Ok(None),
            value => match value.as_i64().and_then(|number| i32::try_from(number).ok()) {
                Some(number) => Ok(Some(number)),
                None => self.expected("a whole number"),
            },
        }
    }

    /// Degrees from `-most` to `most`.
    pub fn degrees(&self, most: f64) -> Result<Option<f64>> {
        match self.value {
            Value::Null => Ok(None),
            value => match value.as_f64().filter(|degrees| degrees.abs() <= most) {
                Some(degrees) => Ok(Some(degrees)),
                None => self.expected(&format!("degrees from -{most} to {most}")),
            },
        }
    }

    pub fn flag(&self) -> Result<bool> {
        match self.value {
            Value::Null => Ok(false),
            Value::Bool(flag) => Ok(*flag),
            _ => self.expected("true or false"),
        }
    }

    pub fn day(&self) -> Result<Option<Day>> {
        let Some(text) = self.text()? else { return Ok(None) };
        text.parse().map_or_else(|_| self.expected("a day as `YYYY-MM-DD`"), |day| Ok(Some(day)))
    }

    /// One of a few words, as its type spells them.
    pub fn one_of<T: serde::de::DeserializeOwned>(&self, words: &[&str]) -> Result<Option<T>> {
        if self.is_missing() {
            return Ok(None);
        }
        match serde_json::from_value(self.value.clone()) {
            Ok(known) => Ok(Some(known)),
            Err(_) => {
                let near = self.value.as_str().and_then(|word| nearest(word, words));
                let advice = near.map_or(String::new(), |near| format!(" (did you mean `{near}`?)"));
                self.expected(&format!("one of `{}`{advice}", words.join("`, `")))
            }
        }
    }

    /// The number itself, where an object may be written as a bare one.
    pub fn is_number(&self) -> bool {
        self.value.is_number()
    }

    /// True if a text stands here.
    pub fn is_text(&self) -> bool {
        self.value.is_string()
    }
}

/// A value in a few words.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        other => {
            let text = other.to_string();
            let short: String = text.chars().take(40).collect();
            if short.len() < text.len() { format!("`{short}...`") } else { format!("`{text}`") }
        }
    }
}

/// The one of `known` that is most like what is written.
fn nearest(written: &str, known: &[&str]) -> Option<String> {
    resolve::nearest(written, known.iter().copied(), 1).pop()
}
