//! One line a case: the text, and what is read from it as `words=range`. Unless told otherwise the article is of Thursday 24 July 2025.

use super::{is_background, read};
use crate::document::Document;
use crate::extract::Value;
use crate::model::{Article, DateRange, Day, Provenance, Published, Span};

fn dates(text: &str, published: Published) -> String {
    let article = Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), published, ..Article::default() };
    let document = Document::of(&article);
    let found = read(&document, &[]).into_iter().map(|mention| {
        let words = document.span(mention.first, mention.end).of(text);
        let Value::Date(range) = mention.value else { panic!("not a date: {words}") };
        format!("{words}={range}")
    });
    found.collect::<Vec<_>>().join("; ")
}

fn on(day: &str) -> Published {
    Published { range: day.parse().expect("a date"), by: Provenance::Metadata }
}

fn check(day: &str, cases: &[(&str, &str)]) {
    let failures: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, dates(text, on(day))))
        .filter(|(_, expected, found)| *expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn a_range_names_its_year_once() {
    check(
        "2025-06-03",
        &[
            ("Floods killed 12 from 3 June to 9 June 2024.", "3 June to 9 June 2024=2024-06-03..2024-06-09"),
            ("Floods killed 12 between June 3 and June 9, 2024.", "June 3 and June 9, 2024=2024-06-03..2024-06-09"),
            ("Floods killed 12 from June 3, 2024 to June 9.", "June 3, 2024 to June 9=2024-06-03..2024-06-09"),
            ("Floods killed 12 from 28 December to 3 January 2024.", "28 December to 3 January 2024=2023-12-28..2024-01-03"),
            ("Floods killed 12 from 28 December 2023 to 3 January.", "28 December 2023 to 3 January=2023-12-28..2024-01-03"),
            ("Floods killed 12 from May 28 through June 1.", "May 28 through June 1=2025-05-28..2025-06-01"),
            (
                "It left 52 dead from 11 November 1989 to 30 January 1990.",
                "11 November 1989 to 30 January 1990=1989-11-11..1990-01-30",
            ),
        ],
    );
}

#[test]
fn absolute_dates() {
    check(
        "2025-07-24",
        &[
            ("It fell on July 23, 2025, at noon.", "July 23, 2025=2025-07-23"),
            ("It fell on 23 July 2025 at noon.", "23 July 2025=2025-07-23"),
            ("It fell on the 23rd of July 2025.", "23rd of July 2025=2025-07-23"),
            ("Signed on 2025-07-23 in Geneva.", "2025-07-23=2025-07-23"),
            ("Signed on 2025/07/23 in Geneva.", "2025/07/23=2025-07-23"),
            ("Signed on 23/07/2025 in Geneva.", "23/07/2025=2025-07-23"),
            ("Signed on 07/23/2025 in Geneva.", "07/23/2025=2025-07-23"),
            ("Signed on 23.07.2025 in Geneva.", "23.07.2025=2025-07-23"),
            ("It began on Feb. 26, 2014.", "Feb. 26, 2014=2014-02-26"),
            ("It began on Feb 26.", "Feb 26=2025-02-26"),
            ("It began on 26 February.", "26 February=2025-02-26"),
            ("He died on July 24.", "July 24=2025-07-24"),
            ("He was killed on September 3.", "September 3=2024-09-03"),
            ("They met in June 2025.", "June 2025=2025-06-01..2025-06-30"),
            ("They met in June, 2025.", "June, 2025=2025-06-01..2025-06-30"),
            ("They met in June of 2024.", "June of 2024=2024-06-01..2024-06-30"),
            ("They met in June last year.", "June last year=2024-06-01..2024-06-30"),
            ("They met on 3 June last year.", "3 June last year=2024-06-03"),
            ("They met in June.", "June=2025-06-01..2025-06-30"),
            ("They met in October.", "October=2024-10-01..2024-10-31"),
            ("They met in early June.", "early June=2025-06-01..2025-06-10"),
            ("They met in mid-May.", "mid-May=2025-05-11..2025-05-20"),
            ("They met at the end of May.", "end of May=2025-05-21..2025-05-31"),
            ("In the mid-1970's they met.", ""),
            ("In mid-2019 they met.", "mid-2019=2019-05-01..2019-08-31"),
            ("In the spring of 2023 they met.", "spring of 2023=2023-03-01..2023-06-23"),
            ("In late spring 2023 they met.", "late spring 2023=2023-03-01..2023-06-23"),
            ("In the winter of 2023-24 they met.", "winter of 2023-24=2023-12-01..2024-03-23"),
            ("They met in the fall of 2024.", "fall of 2024=2024-09-01..2024-12-23"),
            ("They met in the fall.", ""),
            ("He drowned in the spring water.", ""),
            ("In the second half of last year they met.", "second half of last year=2024-07-01..2024-12-31"),
            ("In the first months of 2024 they met.", "2024=2024-01-01..2024-12-31"),
            ("In the year 2024 they met.", "2024=2024-01-01..2024-12-31"),
            ("In fiscal year 2024 they met.", "year 2024=2023-04-01..2025-03-31"),
            ("They met last quarter.", "last quarter=2025-04-01..2025-06-30"),
            ("They met last winter.", "last winter=2024-12-01..2025-03-23"),
            ("They met this spring.", "this spring=2025-03-01..2025-06-23"),
            ("They met last spring.", "last spring=2024-03-01..2025-06-23"),
            ("It rained in 2009-12.", "2009-12=2009-01-01..2012-12-31"),
            ("In late 2019 they met.", "late 2019=2019-09-01..2019-12-31"),
            ("In 2019 they met.", "2019=2019-01-01..2019-12-31"),
            ("The 2014 Gaza war ended.", "2014=2014-01-01..2014-12-31"),
            ("In the 1990s they met.", "1990s=1990-01-01..1999-12-31"),
            ("Russia invaded in February 2022.", "February 2022=2022-02-01..2022-02-28"),
            ("At war since February 2022.", "February 2022=2022-02-01..2022-02-28"),
            ("In the week of 3 May 2025 it rained.", "week of 3 May 2025=2025-04-28..2025-05-04"),
            ("Last June it rained.", "Last June=2025-06-01..2025-06-30"),
            ("On 3 May '98 it rained.", "3 May '98=1998-05-03"),
            ("On Monday, June 2, 2025, it rained.", "Monday, June 2, 2025=2025-06-02"),
            ("On Monday (June 2) it rained.", "Monday (June 2=2025-06-02"),
            ("On Saturday, September 7, he was shot.", "Saturday, September 7=2024-09-07"),
        ],
    );
}

#[test]
fn ranges() {
    check(
        "2025-07-24",
        &[
            ("It rained between 3 and 5 May.", "3 and 5 May=2025-05-03..2025-05-05"),
            ("It rained on June 2-4.", "June 2-4=2025-06-02..2025-06-04"),
            ("It rained on June 2–4, 2024.", "June 2–4, 2024=2024-06-02..2024-06-04"),
            ("It rained from June 2 to 4.", "June 2 to 4=2025-06-02..2025-06-04"),
            ("It rained from 2 to 4 June 2024.", "2 to 4 June 2024=2024-06-02..2024-06-04"),
            ("It rained from 30 May to 4 June.", "30 May to 4 June=2025-05-30..2025-06-04"),
            ("It rained between May 30 and June 4.", "May 30 and June 4=2025-05-30..2025-06-04"),
            ("It rained from Monday to Wednesday.", "Monday to Wednesday=2025-07-21..2025-07-23"),
            ("It rained between Sunday and Tuesday.", "Sunday and Tuesday=2025-07-20..2025-07-22"),
            ("From Sunday night into Monday it rained.", "Sunday night into Monday=2025-07-20..2025-07-21"),
            ("From 2014 to 2019 it rained.", "2014 to 2019=2014-01-01..2019-12-31"),
            ("From January to March it rained.", "January to March=2025-01-01..2025-03-31"),
            ("From November to March 2025 it rained.", "November to March 2025=2024-11-01..2025-03-31"),
        ],
    );
}

#[test]
fn relative_dates() {
    check(
        "2025-07-24",
        &[
            ("Three died today.", "today=2025-07-24"),
            ("Three died yesterday morning.", "yesterday morning=2025-07-23"),
            ("Three died the day before yesterday.", "day before yesterday=2025-07-22"),
            ("They meet tomorrow.", "tomorrow=2025-07-25"),
            ("They meet tonight.", "tonight=2025-07-24"),
            ("They met earlier today.", "earlier today=2025-07-24"),
            ("Three died this morning.", "this morning=2025-07-24"),
            ("Three died last night.", "last night=2025-07-23"),
            ("Strikes overnight killed three.", "overnight=2025-07-23..2025-07-24"),
            ("Strikes overnight into Tuesday killed three.", "overnight into Tuesday=2025-07-21..2025-07-22"),
            ("Missiles hit early Monday.", "early Monday=2025-07-21"),
            ("Monday's talks were short.", "Monday=2025-07-21"),
            ("It struck on Tuesday night.", "Tuesday night=2025-07-22"),
            ("It struck on Thursday.", "Thursday=2025-07-24"),
            ("It struck on Friday.", "Friday=2025-07-18"),
            ("They will meet on Friday.", "Friday=2025-07-25"),
            ("On Friday, the court will rule.", "Friday=2025-07-25"),
            ("On Tuesday, he said talks will resume.", "Tuesday=2025-07-22"),
            ("Leaders who will meet in Rome said on Tuesday they agree.", "Tuesday=2025-07-22"),
            ("They will meet next Tuesday.", "next Tuesday=2025-07-29"),
            ("They met last Thursday.", "last Thursday=2025-07-17"),
            ("They met on Monday last week.", "Monday last week=2025-07-14"),
            ("They met this week.", "this week=2025-07-21..2025-07-27"),
            ("They met earlier this week.", "earlier this week=2025-07-21..2025-07-24"),
            ("They met last week.", "last week=2025-07-14..2025-07-20"),
            ("They met last month.", "last month=2025-06-01..2025-06-30"),
            ("They met late last month.", "late last month=2025-06-21..2025-06-30"),
            ("They met earlier this month.", "earlier this month=2025-07-01..2025-07-24"),
            ("They met last year.", "last year=2024-01-01..2024-12-31"),
            ("They will meet next month.", "next month=2025-08-01..2025-08-31"),
            ("They met over the weekend.", "weekend=2025-07-19..2025-07-20"),
            ("They met two days ago.", "two days ago=2025-07-22"),
            ("They met 10 days ago.", "10 days ago=2025-07-14"),
            ("They met a week ago.", "a week ago=2025-07-14..2025-07-20"),
            ("They met a few days ago.", "a few days ago=2025-07-15..2025-07-22"),
            ("They met a couple of days ago.", "a couple of days ago=2025-07-21..2025-07-22"),
            ("They met a year ago.", "a year ago=2024-01-01..2024-12-31"),
            ("They met two months ago.", "two months ago=2025-05-01..2025-05-31"),
            ("Ten died in the last 24 hours.", "last 24 hours=2025-07-23..2025-07-24"),
            ("Ten died in the past two weeks.", "past two weeks=2025-07-10..2025-07-24"),
            ("Ten died in the past few hours.", "past few hours=2025-07-24"),
            ("It came two days after a bomb killed ten.", "two days after=2025-07-21..2025-07-22"),
            ("On Monday, a day after gunmen fired, he fled.", "Monday=2025-07-21; a day after=2025-07-20"),
            ("Two days after the attack he fled.", ""),
            ("He fled. Two days earlier he was shot.", "Two days earlier=2025-07-21..2025-07-22"),
            ("He fled on 3 May. Two days later he was shot.", "3 May=2025-05-03; Two days later=2025-05-05"),
            ("He fled on 3 May 2024. Three days earlier he was shot.", "3 May 2024=2024-05-03; Three days earlier=2024-04-30"),
            ("He was shot on Tuesday. The previous day he fled.", "Tuesday=2025-07-22; previous day=2025-07-21"),
            ("He was shot on Tuesday and died the day after.", "Tuesday=2025-07-22; the day after=2025-07-23"),
            ("He was shot on Tuesday and died the following day.", "Tuesday=2025-07-22; following day=2025-07-23"),
            ("Talks are due on 26 July.", "26 July=2025-07-26"),
            ("Elections are scheduled for January.", ""),
            ("Elections are scheduled in January.", "January=2026-01-01..2026-01-31"),
            ("THREE DIED ON TUESDAY IN A BLAST, POLICE SAID.", "TUESDAY=2025-07-22"),
            ("THE ATTACK ON 3 MAY KILLED TWO.", "3 MAY=2025-05-03"),
        ],
    );
}

#[test]
fn what_is_no_date() {
    check(
        "2025-07-24",
        &[
            ("The toll may rise.", ""),
            ("It may 12 times fail.", ""),
            ("Protesters march in Paris.", ""),
            ("Theresa May said so.", ""),
            ("April Smith said so.", ""),
            ("He told the Sunday Times so.", ""),
            ("Shops opened on Black Friday.", ""),
            ("On Bloody Sunday soldiers fired.", ""),
            ("They pray every Friday.", ""),
            ("Since 9/11 much has changed.", ""),
            ("The 34-year-old fled.", ""),
            ("Some 2000 people fled.", ""),
            ("He moved to 2010 South Tyler Street.", ""),
            ("In 2000 homes the power failed.", ""),
            ("It cost 2019 dollars.", ""),
            ("They won 3-1 in the end.", ""),
            ("The S-400 fired at 8:20.", ""),
            ("The day before the vote he fled.", ""),
            ("The 2000 civilians fled.", ""),
            ("A total of 2,019 fled.", ""),
            ("Peace talks on 26 July.", ""),
        ],
    );
}

#[test]
fn without_a_published_date_only_the_text_counts() {
    let unknown = Published::default();
    for (text, expected) in [
        ("Three died on Tuesday.", ""),
        ("Three died yesterday in the 3 May attack.", ""),
        ("Three died on 3 May 2024.", "3 May 2024=2024-05-03"),
        ("San Salvador, 3 Jan 90 -- Two died yesterday.", "3 Jan 90=1990-01-03; yesterday=1990-01-02"),
        ("BOGOTA, 3 FEB 90 (INRAVISION) -- TWO DIED ON 30 DECEMBER.", "3 FEB 90=1990-02-03; 30 DECEMBER=1989-12-30"),
    ] {
        assert_eq!(dates(text, unknown), expected, "{text}");
    }
    let bounded =
        Published { range: DateRange { from: Day::ymd(2025, 1, 1), to: Day::ymd(2025, 12, 1) }, by: Provenance::Bounded };
    assert_eq!(dates("Three died on Tuesday.", bounded), "");
}

#[test]
fn a_month_wide_published_date_gives_month_wide_days() {
    assert_eq!(dates("Three died yesterday.", on("2025-06")), "yesterday=2025-05-31..2025-06-29");
    assert_eq!(dates("Three died on 3 January.", on("2025-06")), "3 January=2025-01-03");
}

#[test]
fn weekdays_on_either_side_of_a_new_year() {
    check(
        "2026-01-01",
        &[
            ("It struck on Wednesday.", "Wednesday=2025-12-31"),
            ("It struck on 30 December.", "30 December=2025-12-30"),
            ("It struck last month.", "last month=2025-12-01..2025-12-31"),
            ("It struck on 2 January.", "2 January=2026-01-02"),
        ],
    );
}

#[test]
fn looking_back_is_background() {
    for (text, expected) in [
        ("It was the 20th anniversary of the attack.", true),
        ("Ten years ago 12 people died.", true),
        ("Two days ago 12 people died.", false),
    ] {
        let article = Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), ..Article::default() };
        assert_eq!(is_background(&Document::of(&article), 0), expected, "{text}");
    }
}
