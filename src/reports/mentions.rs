//! What a line says is named in the text, and where. The words must stand there: a quote that the text does not hold is no evidence.

use crate::model::{Actor, DateMention, DateRange, Evidence, Location, Means, Span};

use super::value::{At, Result};

const PRECISIONS: &[&str] = &["point", "near", "admin2", "admin1", "country", "area"];
const USES: &[&str] = &["literal", "demonym", "metonym", "embedded"];

pub fn location(at: &At<'_>, text: &str) -> Result<Location> {
    at.only(&[
        "text",
        "start",
        "end",
        "id",
        "name",
        "path",
        "country",
        "lat",
        "lon",
        "precision",
        "use",
        "candidates",
        "margin",
    ])?;
    let (words, span) = words(at, "text", text)?;
    let (lat, lon) = (at.field("lat").degrees(90.0)?, at.field("lon").degrees(180.0)?);
    if lat.is_some() != lon.is_some() {
        return Err(at.wrong("`lat` without `lon`, or `lon` without `lat`"));
    }
    Ok(Location {
        text: words,
        span,
        id: at.field("id").number()?,
        name: at.field("name").owned()?,
        path: at.field("path").path()?,
        country: at.field("country").owned()?,
        lat,
        lon,
        precision: at.field("precision").one_of(PRECISIONS)?,
        usage: at.field("use").one_of(USES)?.unwrap_or_default(),
        candidates: at.field("candidates").number()?.unwrap_or_default(),
        margin: at.field("margin").signed()?.unwrap_or_default(),
    })
}

pub fn actor(at: &At<'_>, text: &str) -> Result<Actor> {
    at.only(&["text", "start", "end", "name", "path"])?;
    let (words, span) = words(at, "text", text)?;
    let name = at.field("name").owned()?.unwrap_or_else(|| words.clone());
    Ok(Actor { text: words, span, name, path: at.field("path").required_path()? })
}

pub fn means(at: &At<'_>, text: &str) -> Result<Means> {
    at.only(&["text", "start", "end", "path"])?;
    let (words, span) = words(at, "text", text)?;
    Ok(Means { text: words, span, path: at.field("path").required_path()? })
}

pub fn date(at: &At<'_>, text: &str) -> Result<DateMention> {
    at.only(&["text", "start", "end", "from", "to"])?;
    let (words, span) = words(at, "text", text)?;
    Ok(DateMention { text: words, span, range: days_within(at)? })
}

/// `{"from": "2025-06-01", "to": "2025-06-02"}`, or a day, a month or a year.
pub fn days(at: &At<'_>) -> Result<Option<DateRange>> {
    if at.is_text() {
        let text = at.required()?;
        return text.parse().map(Some).map_err(|bad: crate::model::BadDate| at.wrong(&bad.to_string()));
    }
    if at.is_missing() {
        return Ok(None);
    }
    at.only(&["from", "to"])?;
    days_within(at).map(Some)
}

/// The fields `from` and `to` of an object.
pub fn days_within(at: &At<'_>) -> Result<DateRange> {
    let range = DateRange { from: at.field("from").day()?, to: at.field("to").day()? };
    match (range.from, range.to) {
        (Some(from), Some(to)) if from > to => Err(at.wrong(&format!("`from` {from} is after `to` {to}"))),
        _ => Ok(range),
    }
}

pub fn evidence(at: &At<'_>, text: &str) -> Result<Evidence> {
    at.only(&["start", "end", "quote", "rule"])?;
    let (quote, span) = words(at, "quote", text)?;
    let rule = at.field("rule").owned()?.unwrap_or_else(|| "quoted".to_owned());
    Ok(Evidence { span, quote, rule: rule.into() })
}

/// Words of the text, and where they stand. The words alone will do, if the text holds them; so will the place alone.
fn words(at: &At<'_>, name: &'static str, text: &str) -> Result<(String, Span)> {
    let (given, start, end) = (at.field(name).text()?, at.field("start").number()?, at.field("end").number()?);
    match (given, start, end) {
        (Some(words), None, None) => match text.find(words) {
            Some(start) => Ok((words.to_owned(), Span::new(start as u32, (start + words.len()) as u32))),
            None => Err(at.wrong(&format!("the words `{}` do not stand in the text", short(words)))),
        },
        (given, Some(start), Some(end)) => {
            let span = Span::new(start, end);
            let words = spanned(at, span, text)?;
            match given.filter(|given| *given != words) {
                None => Ok((words.to_owned(), span)),
                Some(given) => Err(at.wrong(&other_words(given, words, span, text))),
            }
        }
        (None, None, None) => Err(at.wrong(&format!("`{name}` is missing, and so are `start` and `end`"))),
        _ => Err(at.wrong("`start` without `end`, or `end` without `start`")),
    }
}

fn spanned<'t>(at: &At<'_>, span: Span, text: &'t str) -> Result<&'t str> {
    let (start, end, length) = (span.start, span.end, text.len());
    if start >= end {
        return Err(at.wrong(&format!("`start` {start} is not before `end` {end}")));
    }
    if end as usize > length {
        return Err(at.wrong(&format!("`end` {end} lies beyond the text, which has {length} bytes")));
    }
    text.get(start as usize..end as usize)
        .ok_or_else(|| at.wrong(&format!("{start}..{end} cuts a letter in two: offsets are bytes")))
}

/// Other words stand where these were said to stand. Who counts characters is right only in plain English.
fn other_words(given: &str, words: &str, span: Span, text: &str) -> String {
    let by_characters: String = text.chars().skip(span.start as usize).take(span.len() as usize).collect();
    let advice = if by_characters == given { "; offsets are bytes, these seem to count characters" } else { "" };
    format!("`{}` does not stand at {}..{}, where the text has `{}`{advice}", short(given), span.start, span.end, short(words))
}

fn short(words: &str) -> String {
    let begins: String = words.chars().take(60).collect();
    if begins.len() < words.len() { begins + "..." } else { begins }
}
