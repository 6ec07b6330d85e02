//! One article in full: what was found out about it and why (`explain`), or its text with the mentions marked (`show`).

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::{FAINT, MARK, PLACE, TITLE, WARNING, hit};
use crate::model::{Article, Finding, Incident, Report, Span, Telling};
use crate::present::{Look, columns, fit, harmless, incident_line, wrap};

/// Why a value is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// `location`, `actor` ...
    pub kind: &'static str,
    /// What the words stand for.
    pub value: String,
    /// Where the words stand in the article's text.
    pub words: Span,
    /// The sentence around them.
    pub sentence: Span,
    /// The rule that fired.
    pub rule: &'static str,
    /// What else the words could stand for, and why they do not.
    pub against: Vec<String>,
}

/// All that was found in an article, rule by rule.
#[must_use]
pub fn explain(article: &Article, report: &Report, reasons: &[Reason], tellings: &[Telling], look: Look) -> String {
    let mut out = heading(report, look);
    section(&mut out, "About the article", look);
    for finding in &article.findings {
        out.push_str(&found(finding, look));
    }
    section(&mut out, "Mentions", look);
    for of_sentence in reasons.chunk_by(|a, b| a.sentence == b.sentence) {
        let spans: Vec<Span> = of_sentence.iter().map(|reason| reason.words).collect();
        let _ = writeln!(out, "\n{}", marked(&article.text, of_sentence[0].sentence, &spans, "  ", look));
        for reason in of_sentence {
            let words = harmless(reason.words.of(&article.text));
            let value = harmless(&reason.value);
            let _ =
                writeln!(out, "    {:<9} {words} → {value}  {}", reason.kind, look.paint(FAINT, &format!("[{}]", reason.rule)));
            for other in &reason.against {
                let _ = writeln!(out, "{}", look.paint(FAINT, &format!("              not {}", harmless(other))));
            }
        }
    }
    if !tellings.is_empty() {
        section(&mut out, "Tellings", look);
    }
    for telling in tellings {
        out.push_str(&telling_of(article, telling, look));
    }
    section(&mut out, "Incidents", look);
    for incident in &report.incidents {
        out.push_str(&told(incident, look));
    }
    out
}

/// The sentence, and below it what it tells, slot by slot.
fn telling_of(article: &Article, telling: &Telling, look: Look) -> String {
    let sentence = marked(&article.text, telling.sentence, &[telling.words], "  ", look);
    let mut out = format!("\n{sentence}\n    rule      {}\n", telling.rule);
    for slot in &telling.slots {
        let value = if slot.value.is_empty() { "not said".to_owned() } else { harmless(&slot.value) };
        let from = if slot.from.is_empty() { String::new() } else { format!(", {}", slot.from) };
        let _ = writeln!(out, "    {:<9} {value}{}", slot.name, look.paint(FAINT, &from));
        for other in &slot.against {
            let _ = writeln!(out, "{}", look.paint(FAINT, &format!("              not {}", harmless(other))));
        }
    }
    out
}

/// An article's text with its mentions marked, then its incidents.
#[must_use]
pub fn show(text: &str, report: &Report, look: Look) -> String {
    let mut out = heading(report, look);
    out.push('\n');
    let mut spans: Vec<Span> = report.locations.iter().map(|mention| mention.span).collect();
    spans.extend(report.actors.iter().map(|mention| mention.span));
    spans.extend(report.means.iter().map(|mention| mention.span));
    spans.extend(report.dates.iter().map(|mention| mention.span));
    spans.sort_unstable();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let line = paragraph.trim_end();
        if line.is_empty() {
            out.push('\n');
        } else {
            let inside = Span::new(start, start + line.len() as u32);
            let _ = writeln!(out, "{}", marked(text, inside, &spans, "", look));
        }
        start += paragraph.len() as u32;
    }
    section(&mut out, "Incidents", look);
    for incident in &report.incidents {
        out.push_str(&told(incident, look));
    }
    out
}

fn heading(report: &Report, look: Look) -> String {
    let title = harmless(report.title.as_deref().unwrap_or(&report.source.path));
    let mut out = format!("{}\n{}\n", look.paint(TITLE, &fit(&title, look.width)), hit::date(&report.published, look));
    let about = [("id", Some(&report.id)), ("file", Some(&report.source.path)), ("part", report.source.member.as_ref())];
    let guest = [&report.extractor.name, &report.extractor.version].map(String::as_str).join(" ").trim().to_owned();
    let guest = Some(&guest).filter(|_| report.extractor.name != env!("CARGO_PKG_NAME"));
    let more = [
        ("outlet", report.outlet.as_ref()),
        ("url", report.url.as_ref()),
        ("language", report.language.as_ref()),
        ("read by", guest),
    ];
    for (name, value) in about.into_iter().chain(more) {
        if let Some(value) = value {
            let _ = writeln!(out, "{} {}", look.paint(FAINT, &format!("{name:<9}")), harmless(value));
        }
    }
    out
}

fn section(out: &mut String, name: &str, look: Look) {
    let _ = writeln!(out, "\n{}", look.paint(PLACE, name));
}

fn found(finding: &Finding, look: Look) -> String {
    let sign = if finding.chosen { "✓" } else { "·" };
    let value = fit(&harmless(&finding.value), look.width.saturating_sub(30 + columns(&finding.place)).max(20));
    let place = look.paint(FAINT, &format!("[{}]", harmless(&finding.place)));
    format!("  {sign} {:<9} {value}  {place}\n", harmless(&finding.field))
}

/// The part `inside` of `text`, wrapped, with the sorted `spans` marked.
fn marked(text: &str, inside: Span, spans: &[Span], indent: &str, look: Look) -> String {
    let (mut line, mut ranges, mut at) = (String::new(), Vec::new(), inside.start);
    for span in spans.iter().filter(|span| inside.contains(span)) {
        if span.start < at {
            continue;
        }
        line.push_str(&harmless(Span::new(at, span.start).of(text)));
        let start = line.len();
        line.push_str(&harmless(span.of(text)));
        ranges.push((start, line.len()));
        at = span.end;
    }
    line.push_str(&harmless(Span::new(at, inside.end).of(text)));
    wrap(&line, &ranges, indent, look, MARK)
}

fn told(incident: &Incident, look: Look) -> String {
    const RULE: Style = AnsiColor::Magenta.on_default();
    let rules: Vec<&str> = incident.evidence.iter().map(|evidence| evidence.rule.as_ref()).collect();
    let rules = look.paint(RULE, &format!("[{}]", rules.join(", ")));
    let unsure = incident.initiator.iter().any(|role| role.hedged);
    let unsure = if unsure { look.paint(WARNING, " (initiator only suspected)") } else { String::new() };
    format!("  {}{unsure}  {rules}\n{}", incident_line(incident, look), hit::evidence(incident, &[], "    ", look))
}
