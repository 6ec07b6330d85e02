//! What a line says of the article itself. Only its text must be there: without it nothing could be found by its words, and no
//! quote checked.

use serde_json::Value;

use crate::model::{Article, DateRange, Provenance, Published, Report, Source, Span};

use super::mentions::{days, days_within};
use super::report::{FOUND, found};
use super::value::{At, Result};

const ABOUT: [&str; 12] =
    ["id", "source", "title", "authors", "outlet", "url", "language", "published", "text", "body", "title_span", "dateline"];

/// All fields of a line.
pub(super) const FIELDS: [&str; ABOUT.len() + FOUND.len()] = {
    let mut all = [""; ABOUT.len() + FOUND.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < ABOUT.len() { ABOUT[at] } else { FOUND[at - ABOUT.len()] };
        at += 1;
    }
    all
};

const PROVENANCES: &[&str] = &["manifest", "field", "metadata", "url", "file-name", "folder", "dateline", "text", "bounded"];

/// The article and the report that a line holds. `from` is where the line stands, for what does not say where it came from.
pub fn read_line(line: &str, from: &Source) -> Result<(Article, Report)> {
    if line.starts_with("{\"reports\":[") {
        return Err("a list of reports, where a report a line is read: print them with `--format jsonl`".to_owned());
    }
    let value: Value = serde_json::from_str(line).map_err(|error| super::lines::not_json(&error))?;
    let at = At::top(&value);
    at.only(&FIELDS)?;
    let article = article(&at, from)?;
    let report = found(&at, &article, "unknown")?;
    Ok((article, report))
}

fn article(at: &At<'_>, from: &Source) -> Result<Article> {
    let text = at.field("text").text()?.ok_or_else(|| {
        "no `text`: the article itself must stand in the line, as `dateline extract --format jsonl` prints it".to_owned()
    })?;
    let source = source(&at.field("source"), from)?;
    let whole = Span::new(0, u32::try_from(text.len()).map_err(|_| "`text`: larger than 4 GB".to_owned())?);
    let id = match at.field("id").id()? {
        Some(id) => id,
        None => format!("{}:{}", source.path, source.member.as_deref().unwrap_or("1")),
    };
    Ok(Article {
        id,
        source,
        title: at.field("title").owned()?,
        title_span: part(&at.field("title_span"), text)?,
        body: part(&at.field("body"), text)?.unwrap_or(whole),
        dateline: part(&at.field("dateline"), text)?,
        authors: at.field("authors").list(|author| author.required().map(str::to_owned))?,
        outlet: at.field("outlet").owned()?,
        url: at.field("url").owned()?,
        language: at.field("language").owned()?,
        published: published(&at.field("published"))?,
        findings: Vec::new(),
        text: text.to_owned(),
    })
}

fn source(at: &At<'_>, from: &Source) -> Result<Source> {
    if at.is_missing() {
        return Ok(from.clone());
    }
    at.only(&["path", "member", "sha256"])?;
    let Some(path) = at.field("path").text()? else { return Ok(from.clone()) };
    Ok(Source { path: path.to_owned(), member: at.field("member").owned()?, sha256: at.field("sha256").owned()? })
}

/// A part of the text, by its bytes.
fn part(at: &At<'_>, text: &str) -> Result<Option<Span>> {
    if at.is_missing() {
        return Ok(None);
    }
    at.only(&["start", "end"])?;
    let (Some(start), Some(end)) = (at.field("start").number()?, at.field("end").number()?) else {
        return Err(at.wrong("expected `start` and `end`, bytes of the text"));
    };
    match text.get(start as usize..end as usize) {
        Some(_) => Ok(Some(Span::new(start, end))),
        None => Err(at.wrong(&format!("{start}..{end} is no part of the text, which has {} bytes", text.len()))),
    }
}

fn published(at: &At<'_>) -> Result<Published> {
    if at.is_missing() {
        return Ok(Published::default());
    }
    if at.is_text() {
        return Ok(Published { range: days(at)?.unwrap_or_default(), by: Provenance::Field });
    }
    at.only(&["from", "to", "by"])?;
    let range = days_within(at)?;
    let by = at.field("by").one_of(PROVENANCES)?;
    let by_range = if range == DateRange::default() { Provenance::Bounded } else { Provenance::Field };
    Ok(Published { range, by: by.unwrap_or(by_range) })
}
