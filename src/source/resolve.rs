//! From a draft to an article: the one place that chooses among clues, in the order of trust.
//!
//! Every clue is kept among the article's findings, chosen or not. The date: the most trusted clue that reads as a date; then the day of
//! the address, or one that the page shows, if it lies next to it (a stamp in UTC may be a day off); then a more exact clue inside it (a folder knows the month, the
//! dateline the day). A date without a year counts only if one year alone is possible. What is left is bounded, never guessed.

use std::path::Path;

use super::dates::{self, Habit};
use super::draft::{Clue, Draft, Field, border, one_line};
use super::load::short_hash;
use super::manifest::Row;
use super::packed::inner_name;
use super::{Found, Options, habit, language};
use crate::model::{Article, DateRange, Day, Finding, Provenance, Published, Source};

/// Times of change before this day (1990-01-01) come from clocks that were not set: 1970, 1980.
const CLOCKS_WERE_SET: Day = Day::from_number(7305);

/// A day on which something was changed or saved, if its clock was set.
fn of_set_clock(day: Day) -> Option<Day> {
    Some(day).filter(|day| *day >= CLOCKS_WERE_SET)
}

/// Where an article came from, and what is known about that from outside.
#[derive(Clone, Copy, Default)]
pub struct Origin<'a> {
    relative: &'a str,
    sha256: Option<&'a str>,
    row: Option<&'a Row>,
    /// No article was published after it.
    latest: Option<Day>,
}

impl<'a> Origin<'a> {
    /// The origin of the articles of a file.
    pub fn of_file(found: &'a Found, sha256: &'a str, options: &'a Options) -> Self {
        let days = found.modified.div_euclid(86_400 * 1_000_000_000);
        let modified = i32::try_from(days).map(Day::from_number).ok().and_then(of_set_clock);
        Self {
            relative: &found.relative,
            sha256: Some(sha256),
            row: options.manifest.as_ref().and_then(|manifest| manifest.row(&found.relative)),
            latest: modified.or(options.latest),
        }
    }

    /// The origin of what comes on standard input.
    pub fn standard_input(options: &Options) -> Self {
        Self { relative: "-", latest: options.latest, ..Self::default() }
    }
}

/// Makes the article.
pub fn article(mut draft: Draft, origin: &Origin<'_>) -> Article {
    let mut clues = outside_clues(&draft, origin);
    clues.append(&mut draft.clues);
    clues.sort_by_key(|clue| clue.trust);
    let mut chosen = vec![false; clues.len()];

    let first = |field: Field, chosen: &mut Vec<bool>| {
        let at = clues.iter().position(|clue| clue.field == field)?;
        chosen[at] = true;
        Some(clues[at].value.clone())
    };
    let title = first(Field::Title, &mut chosen).map(|title| one_line(&title));
    let outlet = first(Field::Outlet, &mut chosen);
    let url = first(Field::Url, &mut chosen);
    let authors = authors(&clues, &mut chosen);
    let language = language::of(draft.body.of(&draft.text), &clues, &mut chosen);
    let habit = habit::of(&clues, language.as_deref(), url.as_deref(), origin.latest);
    let published = published(&clues, &draft, (origin.latest, habit), &mut chosen);

    let id = draft.id.unwrap_or_else(|| short_hash(&[origin.relative, draft.member.as_deref().unwrap_or("")]));
    let source = Source { path: origin.relative.to_owned(), member: draft.member, sha256: origin.sha256.map(ToOwned::to_owned) };
    let finding = |(clue, chosen): (Clue, bool)| Finding {
        field: clue.field.name().to_owned(),
        value: clue.value,
        place: clue.place.into_owned(),
        chosen,
    };
    Article {
        id,
        source,
        title,
        title_span: draft.title_span,
        body: draft.body,
        dateline: draft.dateline,
        authors,
        outlet,
        url,
        language,
        published,
        findings: clues.into_iter().zip(chosen).map(finding).collect(),
        text: draft.text,
    }
}

/// What the manifest, the address and the names of file and folders say.
fn outside_clues(draft: &Draft, origin: &Origin<'_>) -> Vec<Clue> {
    let mut outside = Draft::default();
    if let Some(row) = origin.row {
        row.clues(&mut outside);
    }
    let address = |clues: &[Clue]| {
        clues.iter().filter(|clue| clue.field == Field::Url).min_by_key(|clue| clue.trust).map(|clue| clue.value.clone())
    };
    let url = address(&outside.clues).or_else(|| address(&draft.clues));
    let mut date = |range: Option<DateRange>, place: &'static str, trust: Provenance| {
        if let Some(range) = range {
            outside.clue(Field::Published, &range.to_string(), place, trust);
        }
    };
    date(url.as_deref().and_then(dates::in_address), "url", Provenance::Url);
    // The date in the name of a file of many articles is the day it was put together.
    let own_file = draft.file.as_deref().or_else(|| draft.member.is_none().then_some(origin.relative));
    if let Some(file) = own_file {
        date(dates::in_file_name(file), "file name", Provenance::FileName);
        date(dates::in_folders(file), "folder", Provenance::Folder);
    }
    if !draft.clues.iter().any(|clue| clue.field == Field::Title)
        && let Some(title) = own_file.and_then(title_of_name)
    {
        outside.clue(Field::Title, &title, "file name", Provenance::FileName);
    }
    outside.clues
}

/// A name of at least three words that are no numbers is a title: `bus-plunges-into-ravine`.
fn title_of_name(relative: &str) -> Option<String> {
    let name = inner_name(Path::new(relative.rsplit('/').next()?));
    let stem = name.file_stem()?.to_string_lossy();
    let words = stem.split(['-', '_', ' ', '+']).filter(|word| !word.is_empty() && !word.bytes().any(|b| b.is_ascii_digit()));
    let words: Vec<&str> = words.collect();
    (words.len() >= 3).then(|| words.join(" "))
}

/// The authors of the most trusted place that names any.
fn authors(clues: &[Clue], chosen: &mut [bool]) -> Vec<String> {
    let Some(best) = clues.iter().find(|clue| clue.field == Field::Author) else { return Vec::new() };
    let mut authors: Vec<String> = Vec::new();
    for (at, clue) in clues.iter().enumerate() {
        if clue.field == Field::Author && (clue.trust, &clue.place) == (best.trust, &best.place) && !authors.contains(&clue.value)
        {
            chosen[at] = true;
            authors.push(clue.value.clone());
        }
    }
    authors
}

/// The day after which it was not published: the first of what the file's time and its own words say.
fn latest(clues: &[Clue], (of_file, habit): Bounds) -> Option<Day> {
    let bounds = clues.iter().filter(|clue| clue.field == Field::NotAfter);
    bounds.filter_map(|clue| of_set_clock(read_date(&clue.value, habit)?.to?)).chain(of_file).min()
}

/// The day on which the file was last changed, and how its numbers are meant.
type Bounds = (Option<Day>, Habit);

fn read_date(value: &str, habit: Habit) -> Option<DateRange> {
    match value.split_once("..") {
        Some((from, to)) => Some(DateRange { from: from.parse().ok(), to: to.parse().ok() }),
        None => dates::stamp_by(value, habit),
    }
}

fn published(clues: &[Clue], draft: &Draft, bounds: Bounds, chosen: &mut [bool]) -> Published {
    // What a feed says of a change may be wrong: it bounds, but refuses no date that is given.
    let latest = latest(clues, bounds);
    let known = known_dates(clues, bounds, latest);
    let Some(&(mut at, mut range)) = known.first() else {
        return without_year(clues, draft, latest, chosen);
    };
    if let Some((reader_at, day)) = day_of_reader(clues, &known) {
        (at, range) = (reader_at, day);
    }
    let is_wide = clues[at].trust >= Provenance::Metadata && range.single().is_none();
    let fits = |other: &DateRange| match dates::is_either_day(&range) {
        true => other.from == range.from || other.from == range.to,
        false => other.within(&range),
    };
    if is_wide && let Some((exact_at, exact)) = known.iter().find(|(_, other)| other.single().is_some() && fits(other)) {
        (at, range) = (*exact_at, *exact);
    }
    chosen[at] = true;
    Published { range, by: clues[at].trust }
}

/// The clues that read as a possible date, most trusted first.
fn known_dates(clues: &[Clue], (of_file, habit): Bounds, latest: Option<Day>) -> Vec<(usize, DateRange)> {
    let last_year = of_file.map_or(2200, |day| day.parts().0 + 1);
    let possible = |range: &DateRange| range.from.is_some_and(|from| (1800..=last_year).contains(&from.parts().0));
    let dated = clues.iter().enumerate().filter(|(_, clue)| clue.field == Field::Published);
    let read = dated.filter_map(|(at, clue)| Some((at, read_date(&clue.value, habit).filter(possible)?)));
    // A page may show the day of an event to come.
    let is_to_come = |at: usize, range: &DateRange| {
        clues[at].trust == Provenance::Metadata && of_file.is_some_and(|day| range.from.is_some_and(|from| from > day.plus(1)))
    };
    let read = read.filter(|(at, range)| !is_to_come(*at, range));
    let bounded = |range: DateRange| match (range.from, latest) {
        (Some(from), Some(day)) if dates::is_either_day(&range) && from <= day && range.to > latest => DateRange::day(from),
        _ => range,
    };
    read.map(|(at, range)| (at, bounded(range))).collect()
}

/// The day that readers saw, where a page's stamp in UTC names the day beside it: the one in its address, or else one that the page shows.
fn day_of_reader(clues: &[Clue], known: &[(usize, DateRange)]) -> Option<(usize, DateRange)> {
    let (at, range) = known.first()?;
    let stamp = range.single().filter(|_| clues[*at].trust == Provenance::Metadata)?;
    let days_from = |other: &DateRange| other.single().map_or(0, |day| day.number() - stamp.number());
    let of_address = known.iter().find(|(at, range)| clues[*at].trust == Provenance::Url && range.single().is_some());
    if let Some(found) = of_address.filter(|(_, other)| days_from(other).abs() == 1) {
        return Some(*found);
    }
    let minutes = dates::utc_minutes(&clues[*at].value).filter(|minutes| *minutes > 0)?;
    let is_shown =
        |clue: &Clue| clue.trust == Provenance::Metadata && dates::utc_minutes(&clue.value).is_none() && !clue.is_of_making();
    // Noon in UTC is the day before in no inhabited place, and the day after only beyond 12 hours.
    let may_be = |days: i32| (days == -1 && minutes < 12 * 60) || (days == 1 && minutes >= 10 * 60);
    known.iter().find(|(at, other)| is_shown(&clues[*at]) && may_be(days_from(other))).copied()
}

/// The date of a dateline without a year, if one year alone is possible; else only the bounds.
fn without_year(clues: &[Clue], draft: &Draft, latest: Option<Day>, chosen: &mut [bool]) -> Published {
    let earliest = latest.and_then(|latest| latest_mention(draft, latest));
    let bounds = Published { range: DateRange { from: earliest, to: latest }, by: Provenance::Bounded };
    let (Some(earliest), Some(latest)) = (earliest, latest) else { return bounds };
    let dated = clues.iter().enumerate().filter(|(_, clue)| clue.field == Field::Published);
    for (at, clue) in dated {
        let Some((month, of_month)) = dates::month_and_day(&clue.value) else { continue };
        let years = earliest.parts().0..=latest.parts().0;
        let days: Vec<Day> = years
            .filter_map(|year| Day::ymd(year, i8::try_from(month).ok()?, i8::try_from(of_month).ok()?))
            .filter(|day| (earliest..=latest).contains(day))
            .collect();
        if let [day] = days[..] {
            chosen[at] = true;
            return Published { range: DateRange::day(day), by: clue.trust };
        }
    }
    bounds
}

/// The last day that the text speaks of as past: the article is not older. Only dates up to `latest` count.
fn latest_mention(draft: &Draft, latest: Day) -> Option<Day> {
    let text = draft.body.of(&draft.text);
    let past = dates::mentions(text)
        .into_iter()
        .filter(|mention| !speaks_of_the_future(text, mention.start, mention.end) && !speaks_of_a_change(text, mention.start));
    past.filter_map(|mention| mention.range.from).filter(|day| *day <= latest).max()
}

/// True for the day in a line like "Updated on 4 May 2024": the story was there before.
fn speaks_of_a_change(text: &str, start: usize) -> bool {
    let from = border(text, start.saturating_sub(60));
    let line = text[from..start].rsplit('\n').next().unwrap_or_default();
    let is_all_of_it = from == 0 || line.len() < start - from;
    is_all_of_it && dates::sign(line.rsplit('.').next().unwrap_or(line)) == Some(dates::Sign::Changed)
}

/// True if the sentence around these bytes says that the day is yet to come: it must not bound the date from below.
fn speaks_of_the_future(text: &str, start: usize, end: usize) -> bool {
    const MODALS: [&str; 17] = [
        "will",
        "would",
        "shall",
        "next",
        "scheduled",
        "expected",
        "planned",
        "plans",
        "due",
        "upcoming",
        "deadline",
        "expires",
        "expire",
        "could",
        "might",
        "should",
        "ahead",
    ];
    const LEADING_UP: [&str; 9] = ["until", "till", "by", "before", "through", "to", "from", "starting", "for"];
    let before = &text[border(text, start.saturating_sub(200))..start];
    let before = before.rsplit(['.', '!', '?', '\n']).next().unwrap_or(before);
    let after = &text[end..border(text, end + 80)];
    let after = after.split(['.', '!', '?', '\n']).next().unwrap_or(after);
    let is_in = |word: &str, list: &[&str]| word.len() <= 9 && list.contains(&word.to_lowercase().as_str());
    let mut words = before.split(|c: char| !c.is_alphanumeric()).chain(after.split(|c: char| !c.is_alphanumeric()));
    let leads_up = before.split_whitespace().rev().take(3).any(|word| is_in(word, &LEADING_UP));
    leads_up || words.any(|word| is_in(word, &MODALS))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODIFIED: &str = "2025-08-01";

    /// The date of an article with these clues and this text, in a file of this name last changed on 2025-08-01.
    fn dated(name: &str, clues: &[(Provenance, &str)], text: &str) -> String {
        let mut draft = Draft::whole(text.to_owned());
        for (trust, value) in clues {
            let field = if value.starts_with("http") { Field::Url } else { Field::Published };
            draft.clue(field, value, "test", *trust);
        }
        let origin = Origin { relative: name, latest: MODIFIED.parse().ok(), ..Origin::default() };
        let published = article(draft, &origin).published;
        format!("{} {:?}", published.range, published.by)
    }

    #[test]
    fn the_more_trusted_date_wins() {
        use Provenance::{Dateline, Field, Metadata, Text};
        for (name, clues, text, expected) in [
            ("2025-07-23.txt", &[][..], "", "2025-07-23 FileName"),
            ("2025-07-23.txt", &[(Field, "2025-07-01")], "", "2025-07-01 Field"),
            ("2024/05/a.txt", &[(Dateline, "May 3, 2024")], "", "2024-05-03 Dateline"),
            ("2024/05/a.txt", &[(Dateline, "June 3, 2024")], "", "2024-05-01..2024-05-31 Folder"),
            ("a.html", &[(Metadata, "2025-07-24T02:00:00Z"), (Metadata, "https://x.org/2025/07/23/a")], "", "2025-07-23 Url"),
            ("a.html", &[(Metadata, "2025-07-26"), (Metadata, "https://x.org/2025/07/23/a")], "", "2025-07-26 Metadata"),
            ("a.txt", &[(Field, "soon"), (Text, "July 3, 2025")], "", "2025-07-03 Text"),
            ("2031-01-01.txt", &[], "", "..2025-08-01 Bounded"),
            ("a.txt", &[(Dateline, "July 23")], "It began in February 2025.", "2025-07-23 Dateline"),
            ("a.txt", &[(Dateline, "July 23")], "It began in February 2022.", "2022-02-01..2025-08-01 Bounded"),
            ("a.txt", &[(Dateline, "July 23")], "", "..2025-08-01 Bounded"),
            ("a.txt", &[], "It began on 24 February 2022 and 3 May 2024.", "2024-05-03..2025-08-01 Bounded"),
            ("a.txt", &[], "It began on 24 February 2022. It will end by 3 May 2024.", "2022-02-24..2025-08-01 Bounded"),
            ("a.txt", &[], "It began on 24 February 2029.", "..2025-08-01 Bounded"),
        ] {
            assert_eq!(dated(name, clues, text), expected, "{name} {clues:?} {text}");
        }
    }

    #[test]
    fn a_file_of_many_articles_dates_none_of_them_by_its_name() {
        let draft = Draft { member: Some("1".to_owned()), ..Draft::whole("Text.".to_owned()) };
        let origin = Origin { relative: "2024/05/03/dump-2024-05-03.jsonl", ..Origin::default() };
        assert_eq!(article(draft, &origin).published, Published::default());
    }

    #[test]
    fn a_modification_time_of_an_unset_clock_bounds_nothing() {
        let found = Found { modified: 315_532_800_000_000_000, ..Found::default() };
        assert_eq!(Origin::of_file(&found, "", &Options::default()).latest, None);
    }

    #[test]
    fn every_clue_is_kept_and_the_chosen_ones_are_marked() {
        let mut draft = Draft::whole("Text.".to_owned());
        draft.clue(Field::Title, "Second", "<title>", Provenance::Metadata);
        draft.clue(Field::Title, "First", "front matter", Provenance::Field);
        let article = article(draft, &Origin { relative: "2024-05-03.html", ..Origin::default() });
        let shown: Vec<_> =
            article.findings.iter().map(|f| format!("{}={}@{}:{}", f.field, f.value, f.place, f.chosen)).collect();
        assert_eq!(shown, ["title=First@front matter:true", "title=Second@<title>:false", "published=2024-05-03@file name:true"]);
    }

    #[test]
    fn a_title_is_one_line() {
        let mut draft = Draft::whole("Text.".to_owned());
        draft.clue(Field::Title, "Bus plunges\n  into ravine", "field `title`", Provenance::Field);
        assert_eq!(article(draft, &Origin::default()).title.as_deref(), Some("Bus plunges into ravine"));
    }

    #[test]
    fn names_of_three_words_are_titles_of_last_resort() {
        for (name, expected) in [
            ("a/bus-plunges-into-ravine.txt", Some("bus plunges into ravine")),
            ("2024-05-03_bus_plunges_into_ravine_x9.txt", Some("bus plunges into ravine")),
            ("bus-plunges-into-ravine.txt.gz", Some("bus plunges into ravine")),
            ("000_7eb9c6441edff9b6.txt", None),
            ("article-one.txt", None),
        ] {
            assert_eq!(title_of_name(name).as_deref(), expected, "{name}");
        }
    }
}
