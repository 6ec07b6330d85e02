//! The query language by example: what is read, what is refused and how, and what matches.

use std::collections::BTreeMap;

use crate::model::{
    Article, Count, DateRange, Extractor, Field, Incident, Location, Path, Provenance, Published, Report, Role, Scope,
};

use super::resolve::among;
use super::*;

/// Knows four places and two means.
struct Known;

impl Resolver for Known {
    fn resolve(&self, field: Field, written: &str) -> Result<Vec<Path>, Vec<String>> {
        match field {
            Field::Location => among(["Ukraine/Kharkiv/Kharkiv", "Ukraine/Odesa", "United States/Texas/Odesa"], written),
            Field::Means => among(["Missile/Ballistic", "Drone"], written),
            _ => Ok(vec![Path::parse(written)]),
        }
    }
}

fn read(text: &str) -> String {
    match parse(text, &Known) {
        Ok(query) => query.normalise().to_string(),
        Err(error) => format!("{}: {error}; hint: {}", error.at, error.hint().unwrap_or_default()),
    }
}

#[test]
fn what_is_written_is_read() {
    for (written, expected) in [
        ("", ""),
        (" * ", ""),
        ("kharkiv missile", "kharkiv missile"),
        ("kharkiv AND missile", "kharkiv missile"),
        ("a b OR c d", "(a b) OR (c d)"),
        ("a (b OR c)", "a (b OR c)"),
        ("a -b NOT c", "a -b -c"),
        ("NOT NOT a", "a"),
        ("-(a OR b)", "-(a OR b)"),
        ("-*", "-*"),
        ("and or not", "and or not"),
        ("\"AND\"", "\"AND\""),
        ("S-400", "\"S 400\""),
        ("\"ballistic missile\"", "\"ballistic missile\""),
        ("\"ballistic missile\"~3", "\"ballistic missile\"~3"),
        ("a NEAR/5 b c", "(a NEAR/5 b) c"),
        ("a NEAR/5 b BEFORE/2 \"c d\"", "(a NEAR/5 b) (b BEFORE/2 \"c d\")"),
        ("missil*", "missil*"),
        ("Kharkif~", "Kharkif~1"),
        ("Kharkif~2", "Kharkif~2"),
        ("~50", "50"),
        ("title:missile", "title:missile"),
        ("title:(a OR \"b c\" NEAR/1 d)", "title:a OR title:(\"b c\" NEAR/1 d)"),
        ("text:a", "a"),
        ("Kharkiv — a city, \"struck\"", "Kharkiv a city struck"),
        ("Kyiv: 12:30", "Kyiv \"12 30\""),
        ("https://example.com/x", "\"https example com x\""),
        ("location:kharkiv", "location:Ukraine/Kharkiv"),
        ("location:Odesa", "location:Ukraine/Odesa,\"United States/Texas/Odesa\""),
        ("location:\"Odesa\",/Ukraine", "location:/Ukraine,Ukraine/Odesa,\"United States/Texas/Odesa\""),
        ("outlet:\"The \\\"Daily\\\" \\\\\"", "outlet:\"/The \\\"Daily\\\" \\\\\""),
        ("location:Ukraine means:ballistic", "incident:(location:/Ukraine means:Missile/Ballistic)"),
        ("location:Ukraine actor:Russia", "actor:/Russia location:/Ukraine"),
        ("killed:>=3 x location:Ukraine", "x incident:(killed:>=3 location:/Ukraine)"),
        ("location:Ukraine incident:(killed:3..10)", "incident:(killed:3..10) location:/Ukraine"),
        ("incident:(killed:>=3 AND scope:cumulative,incident)", "incident:(killed:>=3 scope:incident,cumulative)"),
        ("-killed:0", "-incident:(killed:0)"),
        ("KILLED:>2", "incident:(killed:>=3)"),
        ("published:2025-06..2025-07", "published:2025-06-01..2025-07-31"),
        ("published:unknown", "published:unknown"),
        ("when:>=2025-06-02", "incident:(when:2025-06-02..)"),
    ] {
        assert_eq!(read(written), expected, "{written}");
        assert_eq!(read(expected), expected, "printed from {written}");
    }
}

#[test]
fn a_wrong_query_is_told_where_why_and_what_to_write() {
    let refused = [
        "(a b",
        "a b)",
        ")",
        "a \"b",
        "()",
        "((",
        "\"—\"",
        "—",
        "a OR",
        "OR a",
        "a OR OR b",
        "a AND",
        "AND a",
        "a NOT",
        "NOT \u{3000}\u{85}",
        "-OR",
        "a OR —",
        "a && b",
        "a || b",
        "a NEAR b",
        "a NEAR/x b",
        "a NEAR/500 b",
        "a NEAR/5",
        "a NEAR/5 killed:3",
        "b* NEAR/5 a",
        "mis*le",
        "S-4*",
        "a-b~1",
        "word~3",
        "\"word\"~2",
        "\"a b\"~x",
        "\"a b\"*",
        "kiled:3",
        "weapon:drone",
        "min-killed:3",
        "file-format:docx",
        "killed:",
        "location: Kharkiv",
        "location:(a OR b)",
        "location:Kharkv",
        "location:Atlantis",
        "published:june",
        "when:2025-13",
        "when:unknown",
        "killed:many",
        "killed:9..3",
        "killed:1,000",
        "killed:>=99999999999",
        "scope:war",
        "incident:killed",
        "incident:()",
        "incident:(outlet:AP)",
        "incident:(killed:3 OR killed:4)",
        "incident:(killed:3",
        "incident:(killed:3 AND)",
        "title:",
        "title:*",
        "title:—",
        "location:Odesa, Kharkiv",
    ];
    let told = refused.iter().map(|text| format!("{text}\n    {}\n", read(text))).collect::<String>();
    insta::assert_snapshot!(told);
}

#[test]
fn deep_nesting_is_refused_and_never_overflows() {
    assert!(read(&"(".repeat(100_000)).contains("nested"));
    assert!(read(&format!("{}a", "NOT ".repeat(100_000))) == "a");
}

fn filters(values: &[(Field, &str)], ranges: &[(Field, &str, &str)]) -> Filters {
    let end = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut filters = Filters::default();
    for (field, value) in values {
        filters.values.entry(*field).or_insert_with(Vec::new).push((*value).to_owned());
    }
    filters.ranges = ranges.iter().map(|(f, a, b)| (*f, Range { least: end(a), most: end(b) })).collect::<BTreeMap<_, _>>();
    filters
}

fn flagged(text: &str, filters: &Filters) -> String {
    match filters.query(text, &Known) {
        Ok(query) => query.to_string(),
        Err(error) => format!("--{}: {error}", error.flag.as_deref().unwrap_or("no flag")),
    }
}

#[test]
fn flags_and_the_query_string_mean_the_same() {
    let location = filters(&[(Field::Location, "Kharkiv")], &[(Field::Killed, "3", "")]);
    assert_eq!(flagged("missile", &location), read("missile location:Kharkiv killed:>=3"));
    assert_eq!(flagged("a OR b", &location), read("(a OR b) location:Kharkiv killed:>=3"));
    let june = filters(&[], &[(Field::Published, "2025-06", "2025-07")]);
    assert_eq!(flagged("", &june), read("published:2025-06..2025-07"));
    let joined = filters(&[(Field::Location, "Kharkiv")], &[]);
    assert_eq!(flagged("killed:>=3", &joined), read("killed:>=3 location:Kharkiv"));
    let either = filters(&[(Field::Scope, "incident"), (Field::Scope, "aggregate")], &[]);
    assert_eq!(flagged("", &either), read("scope:incident,aggregate"));
    assert_eq!(flagged("", &Filters { undated: true, ..Filters::default() }), read("published:unknown"));
}

#[test]
fn a_wrong_flag_is_named() {
    for (filters, expected) in [
        (filters(&[(Field::Location, "Kharkv")], &[]), "--location: no location is known as `Kharkv`"),
        (filters(&[], &[(Field::Published, "june", "")]), "--from: `june` is not a date"),
        (filters(&[], &[(Field::Published, "2025-07", "2025-06")]), "--to: nothing lies in `2025-07..2025-06`"),
        (filters(&[], &[(Field::Injured, "", ">3")]), "--max-injured: `>3` is not a number"),
        (
            filters(&[], &[(Field::Killed, "5000000000", "")]),
            "--min-killed: `5000000000` is more than can be counted here (4294967295)",
        ),
        (filters(&[], &[(Field::Killed, "9", "3")]), "--max-killed: nothing lies in `9..3`"),
    ] {
        assert_eq!(flagged("", &filters), expected);
    }
}

struct Lower;

impl Analyzer for Lower {
    fn term(&self, word: &str) -> String {
        word.to_lowercase()
    }

    fn lower(&self, word: &str) -> String {
        word.to_lowercase()
    }
}

fn place(path: &str) -> Location {
    Location { path: Some(Path::parse(path)), ..Location::default() }
}

fn days(text: &str) -> DateRange {
    text.parse().expect("a date")
}

/// Three killed in Kharkiv in June, some hurt in Odesa, a war's toll, and a word of Texas.
fn report() -> Report {
    let nobody = Extractor { name: String::new(), version: String::new() };
    let role = |path: &str| vec![Role { path: Path::parse(path), name: None, text: String::new(), hedged: false }];
    let some = Count { min: 3, max: Some(9), ..Count::exact(0, "several") };
    let mut report = Report::empty(&Article::default(), nobody);
    report.published = Published { range: days("2025-06-03"), by: Provenance::Dateline };
    report.locations = vec![place("United States/Texas/Odesa")];
    report.incidents = vec![
        Incident {
            when: Some(days("2025-06")),
            location: Some(place("Ukraine/Kharkiv/Kharkiv")),
            initiator: role("Russia/Military"),
            killed: Some(Count::exact(3, "three")),
            ..Incident::default()
        },
        Incident { location: Some(place("Ukraine/Odesa")), injured: Some(some), ..Incident::default() },
        Incident { scope: Scope::Cumulative, killed: Some(Count::exact(1_000_000, "a million")), ..Incident::default() },
    ];
    report
}

fn judged(query: &str, report: &Report) -> Match {
    let words = Words::new("Strike on Kharkiv", "Three people died.", &Lower);
    parse(query, &Known).expect(query).normalise().matches(report, &words)
}

#[test]
fn conditions_together_hold_in_one_incident() {
    use Match::{Certain, No, Possible};
    for (query, expected) in [
        ("", Certain),
        ("-*", No),
        ("kharkiv died", Certain),
        ("\"kharkiv three\"", No),
        ("title:died", No),
        ("location:Kharkiv killed:>=3", Certain),
        ("location:Odesa killed:>=3", No),
        ("location:Kharkiv -killed:>=3", No),
        ("location:\"/United States\"", Certain),
        ("location:\"/United States\" incident:(killed:3)", Certain),
        ("location:\"/United States\" killed:3", No),
        ("actor:Russia", Certain),
        ("target:Russia", No),
        ("injured:>=3", Certain),
        ("injured:>=5", Possible),
        ("injured:>=10", No),
        ("-injured:>=5", Possible),
        ("injured:0", No),
        ("missing:>=0", No),
        ("killed:>3", No),
        ("killed:>3 scope:cumulative", Certain),
        ("killed:>3 scope:incident", No),
        ("when:2025", Certain),
        ("when:2025-06-02", Possible),
        ("when:2025-06-02 killed:3", Possible),
        ("when:2025-06-02 injured:>=3", Possible),
        ("when:2025-07", No),
        ("injured:>=3 when:2025-07", No),
        ("published:2025-06", Certain),
        ("published:unknown", No),
    ] {
        assert_eq!(judged(query, &report()), expected, "{query}");
    }
}

#[test]
fn a_bounded_date_is_only_ever_possible() {
    let mut report = report();
    report.published = Published { range: days("2025-06"), by: Provenance::Bounded };
    for (query, expected) in [
        ("published:2025", Match::Possible),
        ("-published:2025", Match::Possible),
        ("published:2024", Match::No),
        ("published:unknown", Match::Certain),
    ] {
        assert_eq!(judged(query, &report), expected, "{query}");
    }
    report.published = Published { range: days("2025-06"), by: Provenance::Manifest };
    assert_eq!(judged("published:2025-06-02", &report), Match::Possible);
}

#[test]
fn a_query_selects_the_incidents_it_speaks_of() {
    let report = report();
    for (query, expected) in [
        ("died", [Match::Certain; 3]),
        ("location:Kharkiv", [Match::Certain, Match::No, Match::No]),
        ("injured:>=5 OR killed:3", [Match::Certain, Match::Possible, Match::No]),
        ("-killed:3", [Match::Certain; 3]),
        ("actor:Russia", [Match::Certain, Match::No, Match::No]),
    ] {
        let query = parse(query, &Known).expect(query).normalise();
        let selected: Vec<_> = report.incidents.iter().map(|incident| query.selects(incident, &report)).collect();
        assert_eq!(selected, expected, "{query}");
    }
}
