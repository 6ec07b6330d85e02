//! JSON: as lines, one object an item, or as one object whose list is streamed.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Value, json};

use super::{Item, Listing, Look, Output, Summary};
use crate::eval::Difference;
use crate::model::{Article, Incident, Published, Report, Source, Span};
use crate::query::{Answer, Bucket, Facet, Hit, Timeline};

/// What lies in no period of a timeline.
#[derive(serde::Serialize)]
struct Undated {
    period: &'static str,
    articles: u64,
    incidents: u64,
}

struct Json<'w> {
    out: Box<dyn Write + 'w>,
    listing: Listing,
    lines: bool,
    items: u64,
}

pub(super) fn open<'w>(listing: Listing, out: Box<dyn Write + 'w>, _: Look) -> Box<dyn Output + 'w> {
    Box::new(Json { out, listing, lines: false, items: 0 })
}

pub(super) fn open_lines<'w>(listing: Listing, out: Box<dyn Write + 'w>, _: Look) -> Box<dyn Output + 'w> {
    Box::new(Json { out, listing, lines: true, items: 0 })
}

/// An incident with what is known of its article.
#[derive(Serialize)]
struct IncidentRow<'a> {
    article: &'a str,
    title: &'a Option<String>,
    published: &'a Published,
    source: &'a Source,
    outlet: &'a Option<String>,
    url: &'a Option<String>,
    story: &'a str,
    certain: bool,
    #[serde(flatten)]
    incident: &'a Incident,
}

impl<'a> IncidentRow<'a> {
    fn of(hit: &'a Hit, incident: &'a Incident) -> Self {
        let Hit { id, title, published, source, outlet, url, story, certain, .. } = hit;
        Self { article: id, title, published, source, outlet, url, story, certain: *certain, incident }
    }
}

/// A report with the text that it speaks of: all that `index --reports` needs to take it up again.
#[derive(Serialize)]
struct ReportRow<'a> {
    #[serde(flatten)]
    report: &'a Report,
    text: &'a str,
    body: Span,
    title_span: Option<Span>,
    dateline: Option<Span>,
}

impl<'a> ReportRow<'a> {
    fn of(article: &'a Article, report: &'a Report) -> Self {
        let Article { text, body, title_span, dateline, .. } = article;
        Self { report, text, body: *body, title_span: *title_span, dateline: *dateline }
    }
}

/// A difference and the article in which it is.
#[derive(Serialize)]
struct DifferenceRow<'a> {
    article: &'a str,
    #[serde(flatten)]
    difference: &'a Difference,
}

/// Escapes what some programs take for the end of a line, though JSON does not: a text with such a sign must not break its line.
struct OneLine;

const LINE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.is_ascii() {
            return out.write_all(fragment.as_bytes());
        }
        for piece in fragment.split_inclusive(LINE_ENDS) {
            let Some(end) = piece.chars().next_back().filter(|last| LINE_ENDS.contains(last)) else {
                out.write_all(piece.as_bytes())?;
                continue;
            };
            out.write_all(&piece.as_bytes()[..piece.len() - end.len_utf8()])?;
            write!(out, "\\u{:04x}", u32::from(end))?;
        }
        Ok(())
    }
}

fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    Ok(value.serialize(&mut serde_json::Serializer::with_formatter(out, OneLine))?)
}

impl Json<'_> {
    fn put(&mut self, value: &impl Serialize) -> io::Result<()> {
        if self.lines {
            write(&mut self.out, value)?;
            return self.out.write_all(b"\n");
        }
        let before = if self.items == 0 { format!("{{\"{}\":[\n", self.list_name()) } else { ",\n".to_owned() };
        self.items += 1;
        self.out.write_all(before.as_bytes())?;
        write(&mut self.out, value)
    }

    const fn list_name(&self) -> &'static str {
        match self.listing {
            Listing::Articles => "hits",
            Listing::Incidents => "incidents",
            Listing::Facets => "facets",
            Listing::Timeline => "periods",
            Listing::Stories => "stories",
            Listing::Files => "files",
            Listing::Formats => "formats",
            Listing::Reports => "reports",
            Listing::Scores => "scores",
            Listing::Differences => "differences",
        }
    }

    fn facet(&mut self, facet: &Facet) -> io::Result<()> {
        if !self.lines {
            return self.put(&facet_value(facet));
        }
        let mut rows = Vec::new();
        flatten(facet.field.name(), &facet.buckets, &mut rows);
        rows.iter().try_for_each(|row| self.put(row))
    }

    fn timeline(&mut self, timeline: &Timeline) -> io::Result<()> {
        timeline.periods.iter().try_for_each(|period| self.put(period))?;
        // A list in one object says it beside the list.
        if !self.lines || timeline.undated_articles + timeline.undated_incidents == 0 {
            return Ok(());
        }
        self.put(&Undated { period: "undated", articles: timeline.undated_articles, incidents: timeline.undated_incidents })
    }
}

impl Output for Json<'_> {
    fn item(&mut self, item: Item<'_>) -> io::Result<()> {
        match item {
            Item::Hit(hit, _) => self.put(hit),
            Item::Incident(hit, incident) => self.put(&IncidentRow::of(hit, incident)),
            Item::Facet(facet) => self.facet(facet),
            Item::Timeline(timeline) => self.timeline(timeline),
            Item::Story(story) => self.put(story),
            Item::File(file) => self.put(file),
            Item::Format(format) => self.put(format),
            Item::Report(article, report) => self.put(&ReportRow::of(article, report)),
            Item::Score(score) => self.put(score),
            Item::Difference(article, difference) => self.put(&DifferenceRow { article, difference }),
        }
    }

    fn finish(&mut self, summary: Summary<'_>) -> io::Result<()> {
        if !self.lines {
            let list = self.list_name();
            let before = if self.items == 0 { format!("{{\"{list}\":[") } else { "\n".to_owned() };
            let mut members = summary.answer.map_or_else(Vec::new, |answer| totals(answer, list));
            if let Some(count) = summary.stories {
                members.extend([("total", json!(count.stories)), ("articles", json!(count.articles))]);
            }
            members.extend(summary.about.iter().cloned());
            let after: String = members.iter().map(|(name, value)| format!(",\n\"{name}\":{value}")).collect();
            writeln!(self.out, "{before}]{after}}}")?;
        }
        self.out.flush()
    }
}

/// The members after the list.
fn totals(answer: &Answer, list: &str) -> Vec<(&'static str, Value)> {
    // Beside the undated articles of a timeline, those of the possible ones need another name.
    let undated = if list == "periods" { "possible_undated" } else { "undated" };
    let mut members =
        vec![("certain", json!(answer.certain)), ("possible", json!(answer.possible)), (undated, json!(answer.undated))];
    if answer.stories > 0 {
        members.push(("stories", json!(answer.stories)));
    }
    if !answer.facets.is_empty() && list != "facets" {
        members.push(("facets", answer.facets.iter().map(facet_value).collect()));
    }
    if let (Some(timeline), "periods") = (&answer.timeline, list) {
        members.push(("step", json!(timeline.step)));
        members.push(("undated_articles", json!(timeline.undated_articles)));
        members.push(("undated_incidents", json!(timeline.undated_incidents)));
        members.push(("left_out", json!(timeline.left_out)));
    }
    members
}

fn facet_value(facet: &Facet) -> Value {
    json!({"field": facet.field.name(), "buckets": facet.buckets, "more": facet.more})
}

fn flatten(field: &str, buckets: &[Bucket], rows: &mut Vec<Value>) {
    for bucket in buckets {
        rows.push(json!({"field": field, "path": bucket.path, "depth": bucket.path.depth(), "count": bucket.count}));
        flatten(field, &bucket.children, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn a_line_is_one_for_every_reader() {
        for (text, expected) in
            [("a\nb", r#""a\nb""#), ("é\u{2028}b\u{85}", "\"é\\u2028b\\u0085\""), ("\u{2029}", r#""\u2029""#), ("—", "\"—\"")]
        {
            let mut out = Vec::new();
            write(&mut out, &text).expect("written");
            assert_eq!(String::from_utf8_lossy(&out), expected);
            assert_eq!(serde_json::from_slice::<String>(&out).expect("JSON"), text);
        }
    }
}
