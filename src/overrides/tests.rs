use crate::document::Document;
use crate::error::Error;
use crate::extract::{mentions_with, report_with};
use crate::model::{Article, Path, Report, Span};

use super::Overrides;

/// What is known of actors here: a few names, as the lexicon and the user's index would tell.
fn known(written: &str) -> Result<Vec<Path>, Vec<String>> {
    match written {
        "Hamas" => Ok(vec![Path::parse("Hamas")]),
        "Hezbollah" => Ok(vec![Path::parse("Hezbollah")]),
        "Russia" => Ok(vec![Path::parse("Russia")]),
        "SNA" => Ok(vec![Path::parse("Syria/SNA"), Path::parse("Somalia/Army")]),
        "Hezbolah" => Err(vec!["Hezbollah".to_owned()]),
        _ => Err(Vec::new()),
    }
}

fn read(table: &str) -> crate::error::Result<Overrides> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("names.tsv");
    std::fs::write(&path, table.replace(" | ", "\t")).expect("written");
    Overrides::read(&path, &known)
}

fn report(table: &str, text: &str) -> Report {
    let body = Span::new(0, text.len() as u32);
    let article = Article { text: text.to_owned(), body, ..Article::default() };
    report_with(&article, &read(table).expect("a table"))
}

/// The paths of the places named, and of those who act.
fn told(table: &str, text: &str) -> String {
    let report = report(table, text);
    let place = |path: &Option<Path>| path.as_ref().map_or("?", Path::as_str).to_owned();
    let mut told: Vec<String> = report.locations.iter().map(|location| place(&location.path)).collect();
    for incident in &report.incidents {
        let at = incident.location.as_ref().map_or_else(|| "nowhere".to_owned(), |location| place(&location.path));
        let doers: Vec<&str> = incident.initiator.iter().map(|role| role.path.as_str()).collect();
        told.push(format!("{} at {at}", doers.join("+")));
    }
    told.join("; ")
}

#[test]
fn places_are_banned_and_set_while_the_text_is_read() {
    let shot = "A gunman shot three people in Reading on Monday.";
    for (table, text, expected) in [
        ("", shot, "United Kingdom/England/Reading; Unknown/Gunmen at United Kingdom/England/Reading"),
        ("place | Reading | ban", shot, "Unknown/Gunmen at nowhere"),
        (
            "place | Reading | set | United States/Pennsylvania/Reading",
            shot,
            "United States/Pennsylvania/Reading; Unknown/Gunmen at United States/Pennsylvania/Reading",
        ),
        // What the table sets votes for its surroundings.
        (
            "place | Springfield | set | United States/Massachusetts/Springfield",
            "A fire in Springfield killed two people. Ships left Worcester.",
            "United States/Massachusetts/Springfield; United States/Massachusetts/Worcester;  at United States/Massachusetts/Springfield",
        ),
        // A name that no gazetteer knows.
        (
            "place | Camp Bravo | set | Iraq/Baghdad",
            "A rocket killed two soldiers at Camp Bravo on Monday.",
            "Iraq/Baghdad;  at Iraq/Baghdad",
        ),
        // A surname stays one, and a small word no name.
        (
            "place | Reading | set | United States/Pennsylvania/Reading",
            "Peter Reading was reading when two people died in Leeds.",
            "United Kingdom/England/Leeds",
        ),
    ] {
        assert_eq!(told(table, text), expected, "{table}\n{text}");
    }
}

#[test]
fn actors_are_banned_set_renamed_and_merged() {
    for (table, text, expected) in [
        ("", "Hamas killed three people in Leeds.", "Hamas"),
        ("actor | Hamas | rename | Palestine/Gaza/Hamas", "Hamas killed three people in Leeds.", "Palestine/Gaza/Hamas"),
        ("actor | Hamas | merge | Hezbollah", "Hamas killed three people in Leeds.", "Hezbollah"),
        ("actor | Hamas | ban", "Hamas killed three people in Leeds.", ""),
        (
            "actor | Russia | rename | Russian Federation",
            "Russian troops killed three people in Leeds.",
            "Russian Federation/Military",
        ),
        ("actor | Russia | ban", "Russian troops killed three people in Leeds.", "Russia/Military"),
        ("actor | Blue Owls | set | Utopia/Blue Owls", "The Blue Owls killed three people in Leeds.", "Utopia/Blue Owls"),
        ("actor | Blue Owls | ban", "The Blue Owls killed three people in Leeds.", ""),
    ] {
        let report = report(table, text);
        let doers: Vec<&str> = report.incidents[0].initiator.iter().map(|role| role.path.as_str()).collect();
        assert_eq!(doers.join("; "), expected, "{table}\n{text}");
        if !expected.is_empty() {
            assert!(report.actors.iter().any(|actor| actor.path.as_str() == expected), "{table}: {:?}", report.actors);
        }
    }
}

#[test]
fn what_a_row_made_names_it() {
    let text = "The Blue Owls killed three people in Springfield.";
    let table = "# mine\nplace | Springfield | set | 4409896\n\nactor | Blue Owls | set | Utopia/Blue Owls\n";
    let overrides = read(table).expect("a table");
    let body = Span::new(0, text.len() as u32);
    let article = Article { text: text.to_owned(), body, ..Article::default() };
    let rules: Vec<&str> = mentions_with(&Document::of(&article), &overrides).iter().map(|mention| mention.rule).collect();
    assert!(rules.contains(&"override (names.tsv:2)") && rules.contains(&"override (names.tsv:4)"), "{rules:?}");
    let place = report(table, text).locations[0].clone();
    assert_eq!(place.path.as_ref().map(Path::as_str), Some("United States/Missouri/Springfield"));
}

#[test]
fn reports_of_others_obey_too() {
    let mut others = report("", "Hamas and Hezbollah killed three people in Reading.");
    let overrides = read("actor | Hamas | merge | Hezbollah\nplace | Reading | ban").expect("a table");
    overrides.name_places(&mut others);
    overrides.name_actors(&mut others);
    assert_eq!(others.locations[0].path, None);
    assert!(others.incidents.iter().all(|incident| incident.location.as_ref().is_none_or(|place| place.path.is_none())));
    assert!(others.actors.iter().all(|actor| actor.path.as_str() == "Hezbollah" && actor.name == "Hezbollah"));
    assert!(others.incidents.iter().all(|incident| incident.initiator.len() < 2), "two that were merged are one");
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (table, expected) in [
        ("place Reading ban", "line 1: expected 3 or 4 cells with a tab between them, found 1: `place Reading ban`"),
        ("town | Reading | ban", "line 1: `town` is neither `place` nor `actor`"),
        ("place | Reading | merge | Leeds", "line 1: a place can be `ban`ned or `set`, not `merge`"),
        ("place | Reading | set", "line 1: `set` needs a fourth cell: a GeoNames id, or `Country/Region/City`"),
        ("place | Reading | ban | now", "line 1: `ban` takes no fourth cell, found `now`"),
        ("place | Reading | ban\nplace | reading | ban", "line 2: `reading` stands on line 1 already"),
        ("place | X | set | 1", "line 1: no place has the GeoNames id 1"),
        (
            "place | X | set | Ukraine/Kharkov/Izyumm",
            "line 1: no place is known as `Ukraine/Kharkov/Izyumm` (did you mean `Izium`",
        ),
        ("place | X | set | Springfield", "line 1: `Springfield` means "),
        (
            "actor | Hezbolah | rename | A/B",
            "line 1: no actor is known as `Hezbolah` (did you mean `Hezbollah`?); to make a name known",
        ),
        ("actor | Hamas | merge | Hezbolah", "line 1: no actor is known as `Hezbolah`"),
        ("actor | Hamas | merge | Hamas", "line 1: `Hamas` and `Hamas` are one already: `Hamas`"),
        ("actor | SNA | rename | A", "line 1: `SNA` means several actors: write one of `Syria/SNA`, `Somalia/Army`"),
        ("actor | Hamas | delete", "line 1: an actor can be `ban`ned, `set`, `rename`d or `merge`d, not `delete`"),
        ("a\nb | c", "line 1: expected 3 or 4 cells with a tab between them, found 1: `a`\n  line 2: expected"),
    ] {
        match read(table) {
            Err(Error::BadOverrides { reason, .. }) => assert!(reason.starts_with(expected), "{table}\n{reason}"),
            other => panic!("{table}: {other:?}"),
        }
    }
    let warned = read("place | Readingg | ban\nactor | Hezbolah | ban\nactor | Janes | ban").expect("a table");
    assert_eq!(
        warned.warnings(),
        [
            "names.tsv, line 1: no place is known as `Readingg` (did you mean `Reading`?); the rule holds for these words",
            "names.tsv, line 2: no actor is known as `Hezbolah` (did you mean `Hezbollah`?); the rule holds for these words",
        ]
    );
}
