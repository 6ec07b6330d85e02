//! What the index stores of an article word for word: its text, and everything else as JSON beside it, once.

use serde::{Deserialize, Serialize};

use crate::engine::Stored;
use crate::model::{Article, Finding, Report, Span};

/// What a report does not say of its article, except the text.
#[derive(Serialize)]
struct Writing<'a> {
    title_span: Option<Span>,
    body: Span,
    dateline: Option<Span>,
    findings: &'a [Finding],
    report: &'a Report,
}

#[derive(Deserialize)]
struct Reading {
    title_span: Option<Span>,
    body: Span,
    dateline: Option<Span>,
    findings: Vec<Finding>,
    report: Report,
}

/// Everything but the article's text, as bytes.
pub fn write(article: &Article, report: &Report) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Writing {
        title_span: article.title_span,
        body: article.body,
        dateline: article.dateline,
        findings: &article.findings,
        report,
    })
}

/// The article and its report, from [`write`]'s bytes and the article's text.
pub fn read(bytes: &[u8], text: String) -> serde_json::Result<Stored> {
    let kept: Reading = serde_json::from_slice(bytes)?;
    let report = kept.report;
    let article = Article {
        id: report.id.clone(),
        source: report.source.clone(),
        title: report.title.clone(),
        text,
        title_span: kept.title_span,
        body: kept.body,
        dateline: kept.dateline,
        authors: report.authors.clone(),
        outlet: report.outlet.clone(),
        url: report.url.clone(),
        language: report.language.clone(),
        published: report.published,
        findings: kept.findings,
    };
    Ok(Stored { article, report })
}
