//! An article found: its title and date, then its incidents with the sentences that say so.

use super::{DATE, FAINT, MARK, PLACE, TITLE, WARNING};
use crate::model::{Count, Incident, Provenance, Published, Role, Scope, Source};
use crate::present::{Look, columns, fit, harmless, wrap};
use crate::query::Hit;

/// Incidents shown of one article in a list; `show` shows all.
const SHOWN: usize = 4;
const INDENT: &str = "  ";

pub(super) fn article(hit: &Hit, again: &str, look: Look) -> String {
    let mut out = heading(hit, look);
    let words: Vec<String> = hit.snippet.iter().flat_map(|s| &s.highlights).filter_map(|range| highlighted(hit, range)).collect();
    for incident in hit.incidents.iter().take(SHOWN) {
        out.push_str(&format!("{INDENT}{}\n", incident_line(incident, look)));
        out.push_str(&evidence(incident, &words, "    ", look));
    }
    if hit.incidents.len() > SHOWN {
        let more = hit.incidents.len() - SHOWN;
        let told = look.paint(FAINT, &format!("+{more} more: dateline show {}{}", harmless(&hit.id), harmless(again)));
        out.push_str(&format!("{INDENT}{told}\n"));
    }
    if let (true, Some(snippet)) = (hit.incidents.is_empty(), &hit.snippet) {
        let (text, marks) = one_line(&snippet.text, &snippet.highlights);
        out.push_str(&format!("{}\n", wrap(&text, &marks, INDENT, look, MARK)));
    }
    out.push('\n');
    out
}

/// Columns that a title is given before its date goes to a line of its own.
const TITLE_ROOM: usize = 50;

/// Title and date on one line if they fit, then outlet and file.
fn heading(hit: &Hit, look: Look) -> String {
    let source = place(&hit.source);
    let title = harmless(hit.title.as_deref().unwrap_or(&source));
    let when = date(&hit.published, Look { color: false, ..look });
    let possible = if hit.certain { "" } else { "  possible" };
    let copies = match hit.copies {
        0 => String::new(),
        1 => "  +1 copy".to_owned(),
        more => format!("  +{more} copies"),
    };
    let room = look.width.saturating_sub(columns(&when) + columns(&copies) + columns(possible) + 2);
    let (title, gap) = if columns(&title) > room && room < TITLE_ROOM {
        (wrap(&title, &[], "", look, TITLE), "\n  ")
    } else {
        (fit(&title, room), "  ")
    };
    let (title, when) = (look.paint(TITLE, &title), date(&hit.published, look));
    let copies = look.paint(MARK, &copies);
    let mut heading = format!("{title}{gap}{when}{copies}{}\n", look.paint(WARNING, possible));
    // The name of the file is the title of an article without one: it need not be told twice.
    let file = hit.title.is_some().then_some(source.as_str());
    let from = hit.outlet.as_deref().into_iter().chain(file).collect::<Vec<_>>().join(" · ");
    if !from.is_empty() {
        let from = look.paint(FAINT, &fit(&harmless(&from), look.width - INDENT.len()));
        heading.push_str(&format!("{INDENT}{from}\n"));
    }
    heading
}

/// `wire.jsonl#4`: the file, and the part of it.
pub(super) fn place(source: &Source) -> String {
    match &source.member {
        Some(member) => format!("{}#{member}", source.path),
        None => source.path.clone(),
    }
}

/// `2025-06-02`; with how it is known in brackets if that is less than a statement of the source itself.
pub(super) fn date(published: &Published, look: Look) -> String {
    let how = match published.by {
        Provenance::Manifest | Provenance::Field | Provenance::Metadata => "",
        Provenance::Url => " (by its address)",
        Provenance::FileName => " (by file name)",
        Provenance::Folder => " (by folder)",
        Provenance::Dateline => " (by dateline)",
        Provenance::Text => " (by its text)",
        Provenance::Bounded => " (date uncertain)",
    };
    let range = published.range;
    let day = match (range.from, range.to) {
        (None, None) => "undated".to_owned(),
        _ => range.to_string(),
    };
    format!("{}{}", look.paint(DATE, &day), look.paint(FAINT, how))
}

/// One row of `incidents`: the incident, its article, its evidence.
pub(super) fn incident(hit: &Hit, incident: &Incident, look: Look) -> String {
    let published = date(&hit.published, Look { color: false, ..look });
    let title = hit.title.as_deref().map(|title| format!("{} · ", fit(&harmless(title), look.width / 2)));
    let about = format!("{}{published} · {}", title.unwrap_or_default(), harmless(&place(&hit.source)));
    let about = look.paint(FAINT, &fit(&about, look.width - INDENT.len()));
    format!("{}\n{}{INDENT}{about}\n", incident_line(incident, look), evidence(incident, &[], INDENT, look))
}

/// `⚔ Kharkiv · 2025-06-02 · Missile/Ballistic · killed 3–9 · by Russia/Military`
#[must_use]
pub fn incident_line(incident: &Incident, look: Look) -> String {
    let mut parts = Vec::new();
    let place = incident.location.as_ref().map(|place| harmless(place.name.as_deref().unwrap_or(&place.text)));
    parts.push(look.paint(PLACE, place.as_deref().unwrap_or("place not said")));
    parts.extend(incident.when.map(|when| look.paint(DATE, &when.to_string())));
    parts.extend(joined(incident.means.iter().map(|means| means.path.as_str())));
    for (what, people) in counts(incident) {
        parts.push(format!("{what} {people}"));
    }
    parts.extend(joined(incident.initiator.iter().map(|role| role.path.as_str())).map(|who| format!("by {who}")));
    parts.extend(joined(incident.target.iter().map(|role| role.path.as_str())).map(|who| format!("on {who}")));
    parts.extend(said_by(&incident.claimant));
    match incident.scope {
        Scope::Incident => {}
        Scope::Aggregate => parts.push(look.paint(FAINT, "several events together")),
        Scope::Cumulative => parts.push(look.paint(FAINT, "a running total")),
    }
    flowed(&parts, look.width.saturating_sub(columns(INDENT)))
}

/// The parts with `·` between, on as many lines as they need.
fn flowed(parts: &[String], width: usize) -> String {
    let mut line = String::from("⚔ ");
    let mut taken = columns(&line);
    for (number, part) in parts.iter().enumerate() {
        let (mut wide, mut part) = (columns(&unpainted(part)), part.clone());
        if number > 0 && wide + 6 > width {
            // Longer than a whole line: the names of several who were hit.
            part = wrap(&part, &[], "    ", Look { color: false, width }, PLACE).trim_start().to_owned();
            wide = wide.min(width);
        }
        if number > 0 && taken + 3 + wide > width {
            line.push_str(" ·\n    ");
            taken = 4;
        } else if number > 0 {
            line.push_str(" · ");
            taken += 3;
        }
        line.push_str(&part);
        taken += wide;
    }
    line
}

/// `text` without the sequences that [`Look::paint`] puts in.
fn unpainted(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |bare, piece| bare + piece.split_once('m').map_or(piece, |(_, rest)| rest))
}

fn said_by(claimants: &[Role]) -> Option<String> {
    joined(claimants.iter().map(|role| role.path.as_str())).map(|who| format!("says {who}"))
}

fn joined<'a>(paths: impl Iterator<Item = &'a str>) -> Option<String> {
    let paths: Vec<String> = paths.map(harmless).collect();
    (!paths.is_empty()).then(|| paths.join(", "))
}

/// The counts an incident gives, with what they count.
fn counts(incident: &Incident) -> impl Iterator<Item = (&'static str, &Count)> {
    let all = [
        ("killed", &incident.killed),
        ("injured", &incident.injured),
        ("killed or injured", &incident.combined),
        ("missing", &incident.missing),
        ("captured", &incident.captured),
        ("displaced", &incident.displaced),
    ];
    all.into_iter().filter_map(|(what, people)| Some((what, people.as_ref()?)))
}

/// The sentences that say so, with the incident's own words and `words` marked.
pub(super) fn evidence(incident: &Incident, words: &[String], indent: &str, look: Look) -> String {
    let mut marked: Vec<&str> = counts(incident).map(|(_, people)| people.words.as_str()).collect();
    marked.extend(incident.location.as_ref().map(|place| place.text.as_str()));
    marked.extend(incident.means.iter().map(|means| means.text.as_str()).filter(|words| !words.is_empty()));
    marked.extend(incident.initiator.iter().map(|role| role.text.as_str()));
    marked.extend(words.iter().map(String::as_str));
    let quotes = incident.evidence.iter().map(|evidence| {
        let quote = format!("“{}”", harmless(&evidence.quote));
        format!("{}\n", wrap(&quote, &occurrences(&quote, &marked), indent, look, MARK))
    });
    quotes.collect()
}

/// Where `words` stand in `text` as whole words, in any case; sorted and apart.
fn occurrences(text: &str, words: &[&str]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for word in words.iter().map(|word| harmless(word)).filter(|word| !word.trim().is_empty()) {
        let starts = text.char_indices().map(|(at, _)| at);
        let here = starts.filter(|&at| stands_at(text, &word, at)).map(|at| (at, at + word.len()));
        found.extend(here);
    }
    apart(found)
}

fn stands_at(text: &str, word: &str, at: usize) -> bool {
    let Some(there) = text.get(at..at + word.len()) else { return false };
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    there.eq_ignore_ascii_case(word) && !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
}

fn apart(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.sort_unstable();
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (start, end) in ranges {
        match apart.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => apart.push((start, end)),
        }
    }
    apart
}

fn highlighted(hit: &Hit, range: &std::ops::Range<usize>) -> Option<String> {
    hit.snippet.as_ref()?.text.get(range.clone()).map(str::to_owned)
}

/// `text` made harmless, with the highlights moved to where their words then stand.
fn one_line(text: &str, highlights: &[std::ops::Range<usize>]) -> (String, Vec<(usize, usize)>) {
    let words: Vec<&str> = highlights.iter().filter_map(|range| text.get(range.clone())).collect();
    let line = harmless(text);
    let marks = occurrences(&line, &words);
    (line, marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Evidence, Location, MeansUsed, Path, Qualifier, Span};

    fn strike() -> Incident {
        let count = Count { min: 3, max: Some(9), words: "several".to_owned(), qualifier: Qualifier::Vague };
        let quote = "Several people were killed in Kharkiv\nby a missile.".to_owned();
        Incident {
            when: "2025-06-02".parse().ok(),
            location: Some(Location { text: "Kharkiv".to_owned(), ..Location::default() }),
            initiator: vec![Role { path: Path::parse("Russia/Military"), name: None, text: "troops".to_owned(), hedged: false }],
            means: vec![MeansUsed { path: Path::parse("Missile/Ballistic"), text: "missile".to_owned() }],
            killed: Some(count),
            evidence: vec![Evidence { span: Span::default(), quote, rule: "casualties/passive".into() }],
            ..Incident::default()
        }
    }

    #[test]
    fn an_incident_is_one_line_of_what_is_known() {
        let line = incident_line(&strike(), Look::PLAIN);
        assert_eq!(line, "⚔ Kharkiv · 2025-06-02 · Missile/Ballistic · killed 3–9 · by Russia/Military");
        assert_eq!(incident_line(&Incident::default(), Look::PLAIN), "⚔ place not said");
    }

    #[test]
    fn a_long_incident_goes_on_below() {
        let look = Look { color: true, width: 50 };
        let shown = incident_line(&strike(), look);
        let lines: Vec<String> = shown.lines().map(unpainted).collect();
        assert_eq!(lines, ["⚔ Kharkiv · 2025-06-02 · Missile/Ballistic ·", "    killed 3–9 · by Russia/Military"]);
    }

    #[test]
    fn evidence_marks_the_words_that_carry_the_values() {
        let look = Look { color: true, width: 100 };
        let mark = |word: &str| format!("{MARK}{word}{MARK:#}");
        let expected =
            format!("  “{} people were {} in {} by a {}.”\n", mark("Several"), mark("killed"), mark("Kharkiv"), mark("missile"));
        assert_eq!(evidence(&strike(), &["killed".to_owned()], "  ", look), expected);
    }

    #[test]
    fn only_whole_words_are_marked() {
        assert_eq!(occurrences("three of the thirty-three, Three", &["three"]), [(0, 5), (20, 25), (27, 32)]);
        assert_eq!(occurrences("thirteen", &["thirt", "teen"]), []);
    }
}
