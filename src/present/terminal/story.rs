//! A story: its headline, how the tolls went on, and the articles that tell it.

use super::hit::{date, place};
use super::{DATE, FAINT, PLACE, TITLE};
use crate::model::{Count, DateRange, Day};
use crate::present::{Look, columns, fit, harmless, plural, wrap};
use crate::query::story::{Copy, Course, Story, Told};

const INDENT: &str = "  ";

/// Articles of a story that are listed on a terminal.
const SHOWN: usize = 12;

pub(super) fn story(story: &Story, look: Look) -> String {
    let speaks = story.articles.iter().find(|copy| copy.rank == 0).or_else(|| story.articles.first());
    let title = speaks.map_or_else(String::new, |copy| harmless(copy.title.as_deref().unwrap_or(&copy.id)));
    let mut out = format!("{}\n", look.paint(TITLE, &fit(&title, look.width)));
    let about = format!("{}{} · story {}", plural(story.articles.len() as u64, "article"), days(story), harmless(&story.id));
    out.push_str(&format!("{INDENT}{}\n", look.paint(FAINT, &fit(&about, look.width - INDENT.len()))));
    for course in story.courses.iter().filter(|course| course.tolls.len() > 1) {
        out.push_str(&tolls(course, look));
    }
    for (at, copy) in story.articles.iter().take(SHOWN).enumerate() {
        // The others are alike to the first.
        let alike = copy.alike.filter(|_| at > 0);
        out.push_str(&article(copy, alike, look));
    }
    if story.articles.len() > SHOWN {
        let more = format!("+{} more articles: --format jsonl", story.articles.len() - SHOWN);
        out.push_str(&format!("{INDENT}{}\n", look.paint(FAINT, &more)));
    }
    out.push('\n');
    out
}

/// `, 2025-06-02 to 2025-06-03`
fn days(story: &Story) -> String {
    let published = story.articles.iter().map(|copy| &copy.published).filter(|published| published.by.is_certain());
    let known: Vec<&DateRange> = published.map(|published| &published.range).collect();
    let first: Option<Day> = known.iter().filter_map(|days| days.from.or(days.to)).min();
    let last: Option<Day> = known.iter().filter_map(|days| days.to.or(days.from)).max();
    match first.zip(last) {
        None => String::new(),
        Some((first, last)) if first == last => format!(", {first}"),
        Some((first, last)) => format!(", {first} to {last}"),
    }
}

/// `⚔ Kharkiv · 2025-06-02 · killed 3 → 7 → 11`, and below it who said so when, if it changed.
fn tolls(course: &Course, look: Look) -> String {
    let place = course.name.clone().or_else(|| course.location.as_ref().map(|path| path.leaf().to_owned()));
    let mut parts = vec![look.paint(PLACE, &harmless(place.as_deref().unwrap_or("place not said")))];
    parts.push(look.paint(DATE, &course.when.to_string()));
    let steps: Vec<&Told> = course.steps().collect();
    parts.extend(went_on("killed", steps.iter().map(|told| told.killed.as_ref())));
    parts.extend(went_on("injured", steps.iter().map(|told| told.injured.as_ref())));
    let mut out = format!("{}\n", wrap(&format!("⚔ {}", parts.join(" · ")), &[], INDENT, Look { color: false, ..look }, PLACE));
    if steps.len() > 1 {
        let widest = steps.iter().map(|told| columns(&people(told))).max().unwrap_or(0);
        for told in steps {
            let (people, outlet) = (people(told), harmless(told.outlet.as_deref().unwrap_or(&told.article)));
            let gap = " ".repeat(widest - columns(&people));
            out.push_str(&format!("{INDENT}  {people}{gap}  {}  {}\n", date(&told.published, look), look.paint(FAINT, &outlet)));
        }
    }
    out
}

/// `killed 3 → 7 → 11`; what is not said, or said again, is no step.
fn went_on<'c>(what: &str, counts: impl Iterator<Item = Option<&'c Count>>) -> Option<String> {
    let mut shown: Vec<String> = counts.flatten().map(Count::to_string).collect();
    shown.dedup();
    (!shown.is_empty()).then(|| format!("{what} {}", shown.join(" → ")))
}

/// `killed 3, injured 7`
fn people(told: &Told) -> String {
    let parts = [("killed", &told.killed), ("injured", &told.injured)];
    let parts = parts.into_iter().filter_map(|(what, count)| Some(format!("{what} {}", count.as_ref()?)));
    parts.collect::<Vec<_>>().join(", ")
}

fn article(copy: &Copy, alike: Option<f64>, look: Look) -> String {
    let alike = match alike {
        Some(alike) if alike >= 1.0 => " · word for word".to_owned(),
        Some(alike) => format!(" · {:.0} % alike", alike * 100.0),
        None => String::new(),
    };
    let from = copy.outlet.iter().map(String::as_str).chain([place(&copy.source).as_str()]).collect::<Vec<_>>().join(" · ");
    let when = date(&copy.published, Look { color: false, ..look });
    let room = look.width.saturating_sub(columns(&when) + columns(&alike) + INDENT.len() + 2);
    let told = format!("{}{alike}", fit(&harmless(&from), room));
    format!("{INDENT}{}  {}\n", date(&copy.published, look), look.paint(FAINT, &told))
}
