//! What people read: ranked articles with their incidents and the sentences that say so, then what else there is.

mod counts;
mod eval;
mod hit;
mod reading;
mod story;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Item, Listing, Look, Output, Summary, fit, harmless, plural, wrap};
use crate::model::{FileFormat, FileRecord, Outcome, Report};
use crate::query::Answer;

pub use hit::incident_line;
pub use reading::{Reason, explain, show};

const TITLE: Style = Style::new().bold();
const DATE: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::Cyan.on_default();
const MARK: Style = AnsiColor::Yellow.on_default().bold();
const FAINT: Style = Style::new().dimmed();
const WARNING: Style = AnsiColor::Red.on_default();

struct Terminal<'w> {
    out: Box<dyn Write + 'w>,
    listing: Listing,
    look: Look,
    items: usize,
}

pub(super) fn open<'w>(listing: Listing, out: Box<dyn Write + 'w>, look: Look) -> Box<dyn Output + 'w> {
    Box::new(Terminal { out, listing, look, items: 0 })
}

impl Output for Terminal<'_> {
    fn item(&mut self, item: Item<'_>) -> io::Result<()> {
        self.items += 1;
        let shown = match item {
            Item::Hit(hit, again) => hit::article(hit, again, self.look),
            Item::Incident(hit, incident) => hit::incident(hit, incident, self.look),
            Item::Facet(facet) => counts::facet_tree(facet, self.look),
            Item::Timeline(timeline) => counts::timeline(timeline, self.look),
            Item::Story(found) => story::story(found, self.look),
            Item::File(record) => file(record, self.look),
            Item::Format(format) => file_format(format, self.look),
            Item::Report(_, found) => report(found, self.look),
            Item::Score(score) => eval::score(score, self.items == 1, self.look),
            Item::Difference(article, found) => eval::difference(article, found, self.look),
        };
        self.out.write_all(shown.as_bytes())
    }

    fn finish(&mut self, summary: Summary<'_>) -> io::Result<()> {
        if let Some(answer) = summary.answer.filter(|answer| answer.certain + answer.possible > 0) {
            if self.listing == Listing::Articles {
                let facets: String = answer.facets.iter().map(|facet| counts::facet_line(facet, self.look)).collect();
                self.out.write_all(facets.as_bytes())?;
            }
            let shown = matches!(self.listing, Listing::Articles | Listing::Incidents).then_some(self.items);
            writeln!(self.out, "{}", totals(answer, shown, self.listing, summary, self.look))?;
        }
        if let Some(count) = summary.stories.filter(|count| count.stories > 0) {
            let shown = self.items as u64;
            let more = if shown < count.stories { format!(", {shown} shown: --limit shows more") } else { String::new() };
            writeln!(self.out, "{} of {}{more}", stories(count.stories), plural(count.articles, "article"))?;
        }
        self.out.flush()
    }
}

/// `1 story`, `2 stories`.
fn stories(count: u64) -> String {
    if count == 1 { "1 story".to_owned() } else { format!("{count} stories") }
}

/// `12 articles in 11 stories, 1 to 10 shown: --limit and --offset show the others · +3 possible, date uncertain: add --maybe`
fn totals(answer: &Answer, shown: Option<usize>, listing: Listing, summary: Summary<'_>, look: Look) -> String {
    let listed = answer.certain + if summary.maybe { answer.possible } else { 0 };
    let folded = answer.stories > 0 && answer.stories < listed;
    let (articles, told) = (plural(listed, "article"), if folded { answer.stories } else { listed });
    let mut line = match listing {
        _ if !folded => articles,
        Listing::Incidents => format!("{} of {articles}", stories(told)),
        _ => format!("{articles} in {}", stories(told)),
    };
    if summary.maybe && answer.possible > 0 {
        line.push_str(&format!(", {} of them only possible", answer.possible));
    }
    match (listing, shown) {
        (Listing::Incidents, Some(shown)) => {
            // Not every article that was found reports an incident, or one that is listed.
            let some = summary.tellers > 0 && summary.tellers < told;
            let of = if some { format!("{} of ", summary.tellers) } else { String::new() };
            let more = if summary.cut { ": --limit shows more" } else { "" };
            line = format!("{} in {of}{line}{more}", plural(shown as u64, "incident"));
        }
        (_, Some(shown)) if (shown as u64) < told => {
            let which = match shown {
                0 => "none".to_owned(),
                1 => format!("number {}", summary.offset + 1),
                _ => format!("{} to {}", summary.offset + 1, summary.offset + shown),
            };
            line.push_str(&format!(", {which} shown: --limit and --offset show the others"));
        }
        _ => {}
    }
    if !summary.maybe && answer.possible > 0 {
        let why = match answer.undated {
            0 => "count or date open",
            undated if undated == answer.possible => "date uncertain",
            _ => "count open or date uncertain",
        };
        line.push_str(&look.paint(WARNING, &format!(" · +{} possible, {why}: add --maybe", answer.possible)));
    }
    line
}

fn file(record: &FileRecord, look: Look) -> String {
    let (outcome, reason) = match &record.outcome {
        Outcome::Ok => ("ok", String::new()),
        Outcome::Partial { reason } => ("partial", reason.clone()),
        Outcome::Skipped { reason } => ("skipped", reason.clone()),
        Outcome::Failed { stage, reason } => ("failed", format!("{stage}: {reason}")),
    };
    let style = if outcome == "failed" { WARNING } else { FAINT };
    let reason = if reason.is_empty() { String::new() } else { format!("  {}", harmless(&reason)) };
    format!("{}  {}{reason}\n", look.paint(style, &format!("{outcome:<7}")), harmless(&record.path))
}

/// The name and the extensions, and below them how it is told and what is taken.
fn file_format(format: &FileFormat, look: Look) -> String {
    let extensions: String = format.extensions.iter().map(|extension| format!(" .{extension}")).collect();
    let FileFormat { name, recognised, taken, .. } = format;
    let name = look.paint(TITLE, &format!("{name:<9}"));
    let told = [("known by", recognised), ("taken", taken)].map(|(what, words)| {
        let indent = format!("  {what:<8}  ");
        let told = wrap(words, &[], &" ".repeat(indent.len()), look, FAINT);
        format!("{indent}{}\n", told.trim_start())
    });
    format!("{name}{extensions}\n{}", told.concat())
}

fn report(report: &Report, look: Look) -> String {
    let title = harmless(report.title.as_deref().unwrap_or(&report.id));
    let mut shown = format!("{}  {}\n", look.paint(TITLE, &fit(&title, look.width)), hit::date(&report.published, look));
    for found in &report.incidents {
        shown.push_str(&format!("  {}\n", incident_line(found, look)));
        shown.push_str(&hit::evidence(found, &[], "    ", look));
    }
    shown
}
