//! The values of a report, and the answer of a program about an article that it was given.

use serde_json::Value;

use crate::model::{Article, Count, Extractor, Incident, MeansUsed, Path, Qualifier, Report, Role};

use super::mentions::{actor, date, days, evidence, location, means};
use super::value::{At, Result};

/// Fields that hold what was found.
pub(super) const FOUND: [&str; 6] = ["locations", "actors", "means", "dates", "incidents", "extractor"];

const SCOPES: &[&str] = &["incident", "aggregate", "cumulative"];
const QUALIFIERS: &[&str] =
    &["exact", "at-least", "more-than", "up-to", "less-than", "range", "about", "nearly", "vague", "zero", "listed"];

/// The report on `article` with what a line says was found in it. What is known of the article itself stays.
pub(super) fn found(at: &At<'_>, article: &Article, by: &str) -> Result<Report> {
    let text = article.text.as_str();
    if at.field("incidents").is_missing() {
        return Err(
            "no `incidents`: `[]` says that there are none. Articles without reports are indexed without `--reports`".to_owned()
        );
    }
    Ok(Report {
        locations: at.field("locations").list(|at| location(at, text))?,
        actors: at.field("actors").list(|at| actor(at, text))?,
        means: at.field("means").list(|at| means(at, text))?,
        dates: at.field("dates").list(|at| date(at, text))?,
        incidents: at.field("incidents").list(|at| incident(at, text))?,
        ..Report::empty(article, extractor(&at.field("extractor"), by)?)
    })
}

/// Who made the report; `by` if it does not say.
fn extractor(at: &At<'_>, by: &str) -> Result<Extractor> {
    if at.is_text() {
        return Ok(Extractor { name: at.name()?.unwrap_or(by).to_owned(), version: String::new() });
    }
    if at.is_missing() {
        return Ok(Extractor { name: by.to_owned(), version: String::new() });
    }
    at.only(&["name", "version"])?;
    let version = at.field("version").name()?.unwrap_or_default().to_owned();
    Ok(Extractor { name: at.field("name").name()?.unwrap_or(by).to_owned(), version })
}

fn incident(at: &At<'_>, text: &str) -> Result<Incident> {
    at.only(&[
        "scope",
        "when",
        "location",
        "initiator",
        "target",
        "means",
        "claimant",
        "killed",
        "injured",
        "combined",
        "missing",
        "captured",
        "displaced",
        "evidence",
    ])?;
    let place = at.field("location");
    let evidence = at.field("evidence").list(|at| evidence(at, text))?;
    if evidence.is_empty() {
        return Err(
            at.wrong("no `evidence`: every incident needs the words that say so, as `\"evidence\":[{\"quote\":\"...\"}]`")
        );
    }
    Ok(Incident {
        scope: at.field("scope").one_of(SCOPES)?.unwrap_or_default(),
        when: days(&at.field("when"))?,
        location: if place.is_missing() { None } else { Some(location(&place, text)?) },
        initiator: at.field("initiator").list(role)?,
        target: at.field("target").list(role)?,
        means: at.field("means").list(means_used)?,
        claimant: at.field("claimant").list(role)?,
        killed: count(&at.field("killed"))?,
        injured: count(&at.field("injured"))?,
        combined: count(&at.field("combined"))?,
        missing: count(&at.field("missing"))?,
        captured: count(&at.field("captured"))?,
        displaced: count(&at.field("displaced"))?,
        evidence,
    })
}

fn role(at: &At<'_>) -> Result<Role> {
    if at.is_text() {
        return Ok(Role { path: at.required_path()?, name: None, text: String::new(), hedged: false });
    }
    at.only(&["path", "name", "text", "hedged"])?;
    Ok(Role {
        path: at.field("path").required_path()?,
        name: at.field("name").owned()?,
        text: at.field("text").owned()?.unwrap_or_default(),
        hedged: at.field("hedged").flag()?,
    })
}

fn means_used(at: &At<'_>) -> Result<MeansUsed> {
    if at.is_text() {
        return Ok(MeansUsed { path: at.required_path()?, text: String::new() });
    }
    at.only(&["path", "text"])?;
    let path: Path = at.field("path").required_path()?;
    Ok(MeansUsed { path, text: at.field("text").owned()?.unwrap_or_default() })
}

/// `{"min": 3, "max": null, "words": "at least three", "qualifier": "at-least"}`, or the number alone.
fn count(at: &At<'_>) -> Result<Option<Count>> {
    if at.is_missing() {
        return Ok(None);
    }
    if at.is_number() {
        return Ok(at.number()?.map(|number| Count::exact(number, "")));
    }
    at.only(&["min", "max", "words", "qualifier"])?;
    let (min, max) = (at.field("min").number()?, at.field("max").number()?);
    let words = at.field("words").owned()?.unwrap_or_default();
    let qualifier = at.field("qualifier").one_of(QUALIFIERS)?;
    match (min, max) {
        (None, None) => Err(at.wrong("neither `min` nor `max`; write `null` for a number that is not said")),
        (Some(min), Some(max)) if min > max => {
            Err(at.wrong(&format!("`min` {min} is greater than `max` {max}; an open end is `\"max\":null`")))
        }
        _ => {
            let min = min.unwrap_or(0);
            Ok(Some(Count { min, max, words, qualifier: qualifier.unwrap_or_else(|| by_ends(min, max)) }))
        }
    }
}

/// How an interval is hedged that does not say so.
const fn by_ends(min: u32, max: Option<u32>) -> Qualifier {
    match max {
        None => Qualifier::AtLeast,
        Some(0) => Qualifier::Zero,
        Some(max) if max == min => Qualifier::Exact,
        Some(_) if min == 0 => Qualifier::UpTo,
        Some(_) => Qualifier::Range,
    }
}

/// What a program answered: the id of the article it speaks of, if it says, and the rest of the line, not yet read.
pub struct Answer {
    line: Value,
}

/// Reads a line of a program as far as it can be without the article.
///
/// # Errors
/// If it is no JSON object.
pub fn answer(line: &str) -> Result<Answer> {
    match serde_json::from_str(line) {
        Ok(line @ Value::Object(_)) => Ok(Answer { line }),
        Ok(_) => Err("it is no JSON object".to_owned()),
        Err(error) => Err(super::lines::not_json(&error)),
    }
}

impl Answer {
    /// The id of the article it speaks of.
    #[must_use]
    pub fn id(&self) -> Option<String> {
        At::top(&self.line).field("id").id().ok().flatten()
    }

    /// The report on `article`, made by `by` unless it says who made it.
    ///
    /// # Errors
    /// What is wrong with the answer, and where in it.
    pub fn report(&self, article: &Article, by: &str) -> Result<Report> {
        let at = At::top(&self.line);
        at.only(&super::article::FIELDS)?;
        found(&at, article, by)
    }
}
