//! A table of what the user knows better: it holds in later runs, and a change of it reads again what it may change.

#[allow(dead_code, reason = "each file of tests takes what it needs")]
mod harness;

use harness::Dir;
use insta::assert_snapshot;

const STORY: &str = "Fire in Springfield

SPRINGFIELD, June 2, 2025 — A fire in Springfield killed two people on Sunday. Hezbollah and the Blue Owls shelled Reading, \
wounding three, police said.
";

const TABLE: &str = "# what\tname\tdo\tto
place\tReading\tban
place\tSpringfield\tset\tUnited States/Massachusetts/Springfield
actor\tHezbollah\trename\tLebanon/Party of God
actor\tBlue Owls\tset\tUtopia/Owls
";

fn dir() -> Dir {
    let dir = Dir::new();
    dir.file("news/fire.txt", STORY);
    dir.file("names.tsv", TABLE);
    dir
}

#[test]
fn explain_names_the_row() {
    let told = dir().run("explain news --overrides names.tsv");
    assert_snapshot!(told.split_once("Mentions").expect("mentions").1);
}

#[test]
fn a_table_holds_until_it_is_forgotten_and_its_change_reads_again() {
    let dir = dir();
    dir.run("index news --overrides names.tsv");
    for found in ["--location Massachusetts", "--actor 'Party of God'", "--initiator Utopia/Owls"] {
        assert!(dir.run(&format!("search {found}")).starts_with("exit 0"), "{found}");
    }
    assert!(dir.run("search --location Reading").starts_with("exit 1"));
    let told = dir.run("index news");
    assert!(told.contains("names.tsv`, as before") && told.contains("nothing changed"), "{told}");
    dir.file("names.tsv", TABLE.replace("Massachusetts", "Missouri"));
    assert!(dir.run("index news").contains("1 changed"));
    assert!(dir.run("search --location Missouri").starts_with("exit 0"));
    // A manifest that comes later does not put the table aside.
    dir.file("manifest.csv", "file,outlet\nfire.txt,The Wire\n");
    assert!(dir.run("index news --manifest manifest.csv").contains("1 changed"));
    assert!(dir.run("search --location Missouri --outlet 'The Wire'").starts_with("exit 0"));
    dir.remove("names.tsv");
    assert_snapshot!(dir.run("index news"));
    assert!(dir.run("index news --forget").contains("1 changed"));
    assert!(dir.run("search --location Reading").starts_with("exit 0"));
}

#[test]
fn reports_that_come_from_elsewhere_are_put_right_too() {
    let dir = dir();
    dir.run_with_input("index --reports - --overrides names.tsv", dir.stdout("extract news"));
    assert!(dir.run("search --location Massachusetts").starts_with("exit 0"));
    assert!(dir.run("search --initiator 'Lebanon/Party of God'").starts_with("exit 0"));
    assert!(dir.run("search --location Reading").starts_with("exit 1"));
}

#[test]
fn every_wrong_row_is_named() {
    let dir = dir();
    dir.file(
        "bad.tsv",
        "place\tReading\tbann\nplace\tX\tset\tSpringfeld\nactor\tHizbolah\trename\tX/Y\nplace Leeds ban\nactor\tHamas\tmerge\tHezbolah\n",
    );
    assert_snapshot!(dir.run("index news --overrides bad.tsv"));
    assert!(dir.run("extract news --overrides nowhere.tsv").contains("`nowhere.tsv` does not exist"));
}
