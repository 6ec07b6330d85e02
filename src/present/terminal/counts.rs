//! Facets and timelines as numbers and bars.

use std::ops::RangeInclusive;

use super::{DATE, FAINT, PLACE};
use crate::present::{Look, columns, fit, harmless, plural, wrap};
use crate::query::{Bucket, Facet, Period, Timeline, Toll};

/// Columns of a timeline's longest bar: as many as the numbers beside it leave, within these bounds.
const BAR: RangeInclusive<usize> = 8..=40;

/// `location   Ukraine 12 · Russia 4 · 3 more`
pub(super) fn facet_line(facet: &Facet, look: Look) -> String {
    if facet.buckets.is_empty() {
        return String::new();
    }
    let name = format!("{:<11}", facet.field.name());
    let mut shown: Vec<String> = Vec::new();
    let mut left_out = facet.more;
    let mut room = look.width.saturating_sub(columns(&name) + 12);
    for bucket in &facet.buckets {
        let part = format!("{} {}", harmless(bucket.path.as_str()), bucket.count);
        let wide = columns(&part) + 3;
        if wide > room || left_out > facet.more {
            left_out += 1;
            continue;
        }
        room -= wide;
        shown.push(part);
    }
    if left_out > 0 {
        shown.push(look.paint(FAINT, &format!("{left_out} more")));
    }
    format!("{}{}\n", look.paint(PLACE, &name), shown.join(" · "))
}

/// A field and below it its values, each level further in.
pub(super) fn facet_tree(facet: &Facet, look: Look) -> String {
    let mut out = format!("{}\n", look.paint(PLACE, facet.field.name()));
    let widest = widest(&facet.buckets, 1).clamp(8, look.width.saturating_sub(12).max(8));
    level(&facet.buckets, facet.more, 1, widest, look, &mut out);
    out
}

fn level(buckets: &[Bucket], more: u64, depth: usize, widest: usize, look: Look, out: &mut String) {
    let indent = "  ".repeat(depth);
    for bucket in buckets {
        let name = fit(&format!("{indent}{}", harmless(bucket.path.leaf())), widest);
        let gap = " ".repeat(widest - columns(&name));
        out.push_str(&format!("{name}{gap}  {:>8}\n", bucket.count));
        level(&bucket.children, bucket.more, depth + 1, widest, look, out);
    }
    if more > 0 {
        out.push_str(&format!("{}\n", look.paint(FAINT, &format!("{indent}and {more} more: --top"))));
    }
}

fn widest(buckets: &[Bucket], depth: usize) -> usize {
    let of = |bucket: &Bucket| (depth * 2 + columns(bucket.path.leaf())).max(widest(&bucket.children, depth + 1));
    buckets.iter().map(of).max().unwrap_or(0)
}

/// A line a period: a bar of articles, incidents, killed and injured.
pub(super) fn timeline(timeline: &Timeline, look: Look) -> String {
    let most = timeline.periods.iter().map(|period| period.articles).max().unwrap_or(0).max(1);
    let told: Vec<String> = timeline.periods.iter().map(told).collect();
    let beside = timeline.periods.iter().zip(&told).map(|(period, told)| columns(&period.period) + 3 + columns(told)).max();
    let longest = look.width.saturating_sub(beside.unwrap_or(0)).clamp(*BAR.start(), *BAR.end());
    let lines = timeline.periods.iter().zip(&told);
    let mut out: String = lines.map(|(period, told)| bar(period, told, (most, longest), look)).collect();
    if timeline.undated_articles + timeline.undated_incidents > 0 {
        let articles = plural(timeline.undated_articles, "article");
        let incidents = plural(timeline.undated_incidents, "incident");
        note(&mut out, &format!("{articles} and {incidents} in no period: date not known well enough"), look);
    }
    if timeline.left_out > 0 {
        let totals = plural(timeline.left_out, "total");
        note(&mut out, &format!("{totals} of waves or wars in no period: ask for them with --scope"), look);
    }
    out
}

fn note(out: &mut String, text: &str, look: Look) {
    out.push_str(&format!("{}\n", look.paint(FAINT, &wrap(text, &[], "", look, FAINT))));
}

/// `3 articles, 2 incidents, killed 18, injured 37+`
fn told(period: &Period) -> String {
    let mut told = vec![plural(period.articles, "article"), plural(period.incidents, "incident")];
    told.extend(people("killed", &period.killed));
    told.extend(people("injured", &period.injured));
    told.join(", ")
}

/// The bar stands for the articles: the longest of so many columns for the most of them.
fn bar(period: &Period, told: &str, (most, longest): (u64, usize), look: Look) -> String {
    let filled = (period.articles * longest as u64).div_ceil(most) as usize;
    let label = look.paint(DATE, &period.period);
    let bar = look.paint(PLACE, &"█".repeat(filled));
    let gap = " ".repeat(longest - filled);
    let room = look.width.saturating_sub(columns(&period.period) + 3 + longest);
    if columns(told) > room {
        return format!("{label}  {bar}\n{}\n", wrap(told, &[], "    ", look, FAINT));
    }
    format!("{label}  {bar}{gap} {told}\n")
}

fn people(what: &str, toll: &Toll) -> Option<String> {
    match (toll.min, toll.max) {
        (0, Some(0)) => None,
        (min, Some(max)) if min == max => Some(format!("{what} {min}")),
        (min, Some(max)) => Some(format!("{what} {min}–{max}")),
        (min, None) => Some(format!("{what} {min}+")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Path};
    use crate::query::Step;

    fn bucket(path: &str, count: u64, children: Vec<Bucket>) -> Bucket {
        Bucket { path: Path::parse(path), count, children, more: 0 }
    }

    #[test]
    fn a_facet_fits_the_line_and_says_what_it_leaves_out() {
        let buckets =
            vec![bucket("Ukraine", 12, vec![]), bucket("Russia", 4, vec![]), bucket("Democratic Republic of Congo", 1, vec![])];
        let facet = Facet { field: Field::Location, buckets, more: 2 };
        let look = Look { color: false, width: 60 };
        assert_eq!(facet_line(&facet, look), "location   Ukraine 12 · Russia 4 · 3 more\n");
        assert_eq!(facet_line(&Facet { buckets: vec![], ..facet }, look), "");
    }

    #[test]
    fn a_tree_of_values_lines_up_its_counts() {
        let facet = Facet {
            field: Field::Location,
            buckets: vec![bucket("Ukraine", 12, vec![bucket("Ukraine/Kharkiv", 7, vec![])])],
            more: 1,
        };
        let expected = "location\n  Ukraine          12\n    Kharkiv         7\n  and 1 more: --top\n";
        assert_eq!(facet_tree(&facet, Look::PLAIN), expected);
    }

    #[test]
    fn a_timeline_fits_a_narrow_terminal() {
        let toll = Toll { min: 1802, max: None };
        let day = "2025-06-02".parse().expect("a day");
        let period = Period {
            period: "2025-W23".to_owned(),
            from: day,
            to: day,
            articles: 11,
            incidents: 17,
            killed: toll,
            injured: toll,
        };
        let line = Timeline { step: Step::Week, periods: vec![period], undated_articles: 1, undated_incidents: 2, left_out: 3 };
        for width in [40, 60, 80, 100, 160] {
            let shown = timeline(&line, Look { color: false, width });
            assert!(shown.lines().all(|line| columns(line) <= width), "{width}:\n{shown}");
            assert!(shown.contains("17 incidents") && shown.contains("injured 1802+"), "{shown}");
        }
    }

    #[test]
    fn tolls_are_intervals_and_nothing_is_said_of_nobody() {
        for (min, max, shown) in
            [(0, Some(0), None), (3, Some(3), Some("killed 3")), (3, Some(9), Some("killed 3–9")), (0, None, Some("killed 0+"))]
        {
            assert_eq!(people("killed", &Toll { min, max }).as_deref(), shown);
        }
    }
}
