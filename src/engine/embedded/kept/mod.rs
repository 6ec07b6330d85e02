//! What the index stores of an article word for word: its text, and beside it everything else, packed.
//!
//! Words and quotes are spans of the text and never copied; a place is spelled out once, an incident's location is one of
//! the mentions. What is read is exactly what was written, which tests hold over random reports; `tests/index.rs` does over those of
//! the corpus.

mod incidents;
mod mentions;

#[cfg(test)]
mod tests;

use crate::engine::Stored;
use crate::model::{Article, DateMention, DateRange, Day, Extractor, Finding, Provenance, Published, Report, Source, Span};

use super::bytes::{Input, Output};

/// Changes with the order or the meaning of what is written.
const VERSION: u64 = 1;

const NOWHERE: Span = Span::new(0, 0);

const PROVENANCES: [Provenance; 9] = [
    Provenance::Manifest,
    Provenance::Field,
    Provenance::Metadata,
    Provenance::Url,
    Provenance::FileName,
    Provenance::Folder,
    Provenance::Dateline,
    Provenance::Text,
    Provenance::Bounded,
];

/// Everything but the article's text, as bytes.
pub fn write(article: &Article, report: &Report) -> Vec<u8> {
    let mut out = Output::new(&article.text);
    out.number(VERSION);
    out.span(article.body);
    write_span(&mut out, article.title_span);
    write_span(&mut out, article.dateline);
    out.optional(report.title.as_deref(), article.title_span.unwrap_or(NOWHERE));
    write_origin(&mut out, report);
    write_list(&mut out, &article.findings, write_finding);
    let base = base(&report.published);
    mentions::write(&mut out, &report.locations);
    mentions::write(&mut out, &report.actors);
    mentions::write(&mut out, &report.means);
    write_list(&mut out, &report.dates, |out, date| {
        out.span(date.span);
        out.string(&date.text, date.span);
        write_days(out, &date.range, base);
    });
    write_list(&mut out, &report.incidents, |out, incident| incidents::write(out, incident, &report.locations, base));
    out.finish()
}

/// The article and its report, from [`write()`]'s bytes and the article's text; `None` if they are damaged.
pub fn read(bytes: &[u8], text: String) -> Option<Stored> {
    let mut input = Input::new(bytes, &text);
    let from = &mut input;
    if from.number()? != VERSION {
        return None;
    }
    let (body, title_span, dateline) = (from.span()?, read_span(from)?, read_span(from)?);
    let title = from.optional(title_span.unwrap_or(NOWHERE))?;
    let mut report = read_origin(from, title)?;
    let findings = read_list(from, read_finding)?;
    let base = base(&report.published);
    report.locations = mentions::read(from)?;
    report.actors = mentions::read(from)?;
    report.means = mentions::read(from)?;
    report.dates = read_list(from, |from| {
        let span = from.span()?;
        Some(DateMention { text: from.string(span)?, span, range: read_days(from, base)? })
    })?;
    report.incidents = read_list(from, |from| incidents::read(from, &report.locations, base))?;
    if !from.is_empty() {
        return None;
    }
    let article = Article {
        id: report.id.clone(),
        source: report.source.clone(),
        title: report.title.clone(),
        text,
        title_span,
        body,
        dateline,
        authors: report.authors.clone(),
        outlet: report.outlet.clone(),
        url: report.url.clone(),
        language: report.language.clone(),
        published: report.published,
        findings,
    };
    Some(Stored { article, report })
}

/// What to say when [`read`] gives nothing.
pub fn damaged() -> tantivy::TantivyError {
    tantivy::TantivyError::InternalError("a stored report is damaged".to_owned())
}

fn write_list<'a, T>(out: &mut Output<'a>, list: &'a [T], mut write: impl FnMut(&mut Output<'a>, &'a T)) {
    out.size(list.len());
    list.iter().for_each(|item| write(out, item));
}

fn read_list<'a, T>(from: &mut Input<'a>, mut read: impl FnMut(&mut Input<'a>) -> Option<T>) -> Option<Vec<T>> {
    (0..from.number()?).map(|_| read(from)).collect()
}

fn write_span(out: &mut Output<'_>, span: Option<Span>) {
    out.number(u64::from(span.is_some()));
    if let Some(span) = span {
        out.span(span);
    }
}

#[allow(clippy::option_option, reason = "damaged bytes are not a span that is missing")]
fn read_span(from: &mut Input<'_>) -> Option<Option<Span>> {
    match from.number()? {
        0 => Some(None),
        _ => from.span().map(Some),
    }
}

fn write_origin<'a>(out: &mut Output<'a>, report: &'a Report) {
    out.string(&report.id, NOWHERE);
    out.string(&report.source.path, NOWHERE);
    out.optional(report.source.member.as_deref(), NOWHERE);
    out.optional(report.source.sha256.as_deref(), NOWHERE);
    write_list(out, &report.authors, |out, author| out.string(author, NOWHERE));
    for detail in [&report.outlet, &report.url, &report.language] {
        out.optional(detail.as_deref(), NOWHERE);
    }
    out.number(report.published.by as u64);
    write_days(out, &report.published.range, 0);
    out.string(&report.extractor.name, NOWHERE);
    out.string(&report.extractor.version, NOWHERE);
}

fn read_origin(from: &mut Input<'_>, title: Option<String>) -> Option<Report> {
    let id = from.string(NOWHERE)?;
    let source = Source { path: from.string(NOWHERE)?, member: from.optional(NOWHERE)?, sha256: from.optional(NOWHERE)? };
    let authors = read_list(from, |from| from.string(NOWHERE))?;
    let (outlet, url, language) = (from.optional(NOWHERE)?, from.optional(NOWHERE)?, from.optional(NOWHERE)?);
    let by = one_of(&PROVENANCES, from.number()?)?;
    let published = Published { range: read_days(from, 0)?, by };
    let extractor = Extractor { name: from.string(NOWHERE)?, version: from.string(NOWHERE)? };
    let blank = Report::empty(&Article::default(), extractor);
    Some(Report { id, source, title, authors, outlet, url, language, published, ..blank })
}

fn write_finding<'a>(out: &mut Output<'a>, finding: &'a Finding) {
    out.string(&finding.field, NOWHERE);
    out.string(&finding.value, NOWHERE);
    out.string(&finding.place, NOWHERE);
    out.number(u64::from(finding.chosen));
}

fn read_finding(from: &mut Input<'_>) -> Option<Finding> {
    let (field, value, place) = (from.string(NOWHERE)?, from.string(NOWHERE)?, from.string(NOWHERE)?);
    Some(Finding { field, value, place, chosen: from.number()? == 1 })
}

/// Dates of an article are near the day it was published.
fn base(published: &Published) -> i64 {
    let day = published.range.to.or(published.range.from);
    day.map_or(0, |day| i64::from(day.number()))
}

fn write_days(out: &mut Output<'_>, days: &DateRange, base: i64) {
    let mut near = base;
    for day in [days.from, days.to] {
        let Some(day) = day.map(|day| i64::from(day.number())) else {
            out.number(0);
            continue;
        };
        out.signed(if day >= near { day - near + 1 } else { day - near });
        near = day;
    }
}

fn read_days(from: &mut Input<'_>, base: i64) -> Option<DateRange> {
    let mut near = base;
    let mut day = || {
        let steps = from.signed()?;
        if steps == 0 {
            return Some(None);
        }
        near = near.checked_add(if steps > 0 { steps - 1 } else { steps })?;
        i32::try_from(near).ok().map(|number| Some(Day::from_number(number)))
    };
    Some(DateRange { from: day()?, to: day()? })
}

fn one_of<T: Copy>(all: &[T], number: u64) -> Option<T> {
    all.get(usize::try_from(number).ok()?).copied()
}
