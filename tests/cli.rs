//! The program as it is used: what each command prints and how it ends, and what is said of every bad input. What is found
//! in articles is held elsewhere (`tests/cases.rs`); here articles are small.

mod harness;

use std::fs;
use std::path::Path;

use harness::Dir;
use insta::assert_snapshot;

#[test]
fn a_folder_is_searched_in_one_step_and_nothing_is_written_into_it() {
    let dir = Dir::with_news();
    let before = listing(&dir.path().join("news"));
    assert_snapshot!(dir.run("search council --in news"));
    assert_snapshot!(dir.run("search 'council library' --in news --facets published"));
    assert_eq!(listing(&dir.path().join("news")), before);
}

#[test]
fn a_command_that_is_named_asks_the_same_index() {
    let dir = Dir::new();
    let towns = ["Leeds", "York", "Hull", "Derby", "Exeter"];
    let fires =
        towns.map(|town| format!("A fire killed three people in {town} on 2 June 2025, the fire service of {town} said."));
    dir.file("my news/fires.txt", format!("Five fires\n\n{}\n", fires.join("\n\n")));
    dir.file("my news/broken.json", "{");
    for flags in ["--in 'my news'", "--index kept"] {
        if flags.starts_with("--index") {
            dir.run("index 'my news' --index kept");
        }
        let found = dir.run(&format!("search fire {flags}"));
        let (_, named) = found.split_once("more: dateline ").unwrap_or_else(|| panic!("{found}"));
        let shown = dir.run(named.lines().next().expect("a line"));
        assert!(shown.starts_with("exit 0") && shown.contains("Five fires"), "{named}\n{shown}");
    }
    let told = dir.run("index 'my news' --index other");
    assert!(told.contains("`dateline status --index other` tells why"), "{told}");
    assert!(dir.run("status --in 'my news'").contains("failed   broken.json"));
}

#[test]
fn explain_tells_what_a_place_was_chosen_over() {
    let dir = Dir::new();
    dir.file("fire.txt", "A fire in Austin\n\nA fire in Austin, Minnesota, hurt two people, Jordan Smith said.\n");
    let told = dir.run("explain fire.txt");
    assert_snapshot!(told.split_once("Mentions").expect("mentions").1);
}

#[test]
fn explain_tells_where_an_incident_has_its_values_from_and_what_else_was_said() {
    let dir = Dir::new();
    dir.file(
        "raid.txt",
        "Rockets kill four in Sumy\n\nKYIV, June 3, 2025 — Russian rockets killed four people in Sumy on Monday, a week after a blast in Poltava, a \
         mayor from Lviv said. Two nurses were among the dead. On Tuesday the toll rose to five, police said.\n",
    );
    let told = dir.run("explain raid.txt");
    assert_snapshot!(told.split_once("Tellings").expect("tellings").1);
}

#[test]
fn a_profile_says_how_words_become_numbers() {
    let dir = Dir::new();
    dir.file("news/raid.txt", "A raid on Sumy\n\nA missile killed at least 12 people and injured dozens in Sumy.\n");
    for (profile, shown) in
        [("words", "killed 12+ · injured 24–99"), ("acled", "killed 12 · injured 12"), ("strict", "killed 12+")]
    {
        for command in ["search missile --in news", "incidents missile --in news", "extract news --format terminal"] {
            let told = dir.run(&format!("{command} --profile {profile}"));
            assert!(told.contains(shown) && (profile != "strict" || !told.contains("· injured")), "{profile}: {told}");
        }
        // What is asked for is the whole range in every profile.
        assert!(dir.run(&format!("search --min-injured 20 --in news --profile {profile}")).contains("exit 0"));
    }
}

const GOLD: &str = r#"{"id": "a", "text": "A car bomb killed at least 12 people in Baghdad.", "incidents": [{"location": "Baghdad", "killed": 12}]}
{"id": "b", "text": "The council opened a library.", "incidents": []}
{"id": "c", "text": "Nobody has read this one.", "incidents": null}
"#;

#[test]
fn extraction_is_scored_on_articles_that_somebody_read() {
    let dir = Dir::with_news();
    dir.file("gold.jsonl", GOLD);
    assert_snapshot!(dir.run("eval gold.jsonl"));
    assert_snapshot!(dir.run("eval gold.jsonl --misses"));
    assert_snapshot!(dir.run("eval gold.jsonl --misses --format csv"));
    dir.file("odd.jsonl", format!("{GOLD}{{\n{{\"text\": \"A man was shot.\", \"incidents\": [{{\"killed\": \"one\"}}]}}\n"));
    assert_snapshot!(dir.run("eval odd.jsonl --format jsonl"));
    assert_snapshot!(dir.run("eval news"));
}

#[test]
fn a_sheet_is_filled_in_and_scored() {
    let dir = Dir::with_news();
    let sheet = dir.stdout("eval --sample 2 --prefill news");
    assert_eq!(sheet.lines().count(), 2);
    assert_eq!(sheet, dir.stdout("eval --sample 2 --prefill news"), "the same seed picks the same");
    dir.file("sheet.jsonl", &sheet);
    // What was extracted and not corrected is what is extracted again.
    let told = dir.run("eval sheet.jsonl --misses");
    assert!(told.starts_with("exit 0") && told.contains("2 articles compared"), "{told}");
    assert!(!told.contains("found"), "{told}");
    assert!(dir.stdout("eval --sample 1 news").contains("\"incidents\":null"));
    assert!(dir.run("eval --sample 1 news --format csv").contains("exit 2"));
}

#[test]
fn nothing_found_is_exit_one() {
    let dir = Dir::with_news();
    dir.run("index news");
    assert_snapshot!(dir.run("search zeppelin"));
    assert_snapshot!(dir.run("search zeppelin --format json"));
    assert_snapshot!(dir.run("incidents zeppelin --format csv"));
}

#[test]
fn a_name_that_only_the_lexicon_knows_finds_nothing_and_one_nobody_knows_is_an_error() {
    let dir = Dir::with_news();
    dir.run("index news");
    for (filter, begins, says) in [
        ("--actor Hezbollah", "exit 1", "nothing found"),
        ("--claimant Iran", "exit 1", "nothing found"),
        ("--means Chemical", "exit 1", "nothing found"),
        ("--means novichok", "exit 2", "did you mean `Chemical`"),
        ("--means Missile", "exit 0", ""),
        ("--means missiles", "exit 0", "`missiles` is kept under `Missile`: that is looked for"),
        ("--actor Hezbolah", "exit 2", "did you mean `Hezbollah`"),
        ("--actor Xyzzyfoo", "exit 2", "no actor is known as `Xyzzyfoo`"),
    ] {
        let told = dir.run(&format!("search {filter}"));
        assert!(told.starts_with(begins) && told.contains(says), "{filter}: {told}");
    }
}

#[test]
fn index_and_format_stand_before_or_after_the_command() {
    let dir = Dir::with_news();
    let before = dir.run("--index there index news");
    assert!(before.starts_with("exit 0"), "{before}");
    let after = dir.stdout("search council --index there --format jsonl");
    assert_eq!(after, dir.stdout("--format jsonl --index there search council"));
    assert_eq!(after.lines().count(), 1);
    let mut by_environment = dir.command("search council --format jsonl");
    let output = by_environment.env("DATELINE_INDEX", dir.path().join("there")).output().expect("a run");
    assert_eq!(String::from_utf8_lossy(&output.stdout), after);
}

#[test]
fn an_index_is_found_from_a_folder_below_it() {
    let dir = Dir::with_news();
    dir.run("index news");
    let output = dir.command("search council").current_dir(dir.path().join("news")).output().expect("a run");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_second_run_reads_only_what_changed() {
    let dir = Dir::with_news();
    let first = dir.run("index news");
    assert!(first.contains("2 new, 0 changed, 0 moved, 0 deleted, 0 unchanged"), "{first}");
    assert_eq!(dir.run("index news"), "exit 0\n--- stdout\n--- stderr\nnothing changed: 2 files unchanged\n");
    dir.file("news/third.txt", "Third story\n\nA third story about harbours and ships was told here on a quiet day.\n");
    dir.file("news/budget.md", "---\ntitle: Council drops budget\ndate: 2024-03-06\n---\n\nThe council dropped it again.\n");
    fs::rename(dir.path().join("news/2025-06-02-kharkiv.txt"), dir.path().join("news/2025-06-02-moved.txt")).expect("a move");
    let second = dir.run("index news");
    assert!(second.contains("1 new, 1 changed, 1 moved, 0 deleted, 0 unchanged"), "{second}");
    dir.remove("news/third.txt");
    let third = dir.run("index news");
    assert!(third.contains("0 new, 0 changed, 0 moved, 1 deleted, 2 unchanged"), "{third}");
    assert_eq!(dir.stdout("search dropped --format jsonl").lines().count(), 1);
    assert!(dir.run("search harbours").starts_with("exit 1"));
    assert!(dir.stdout("search missile --format jsonl").contains("2025-06-02-moved.txt"));
}

#[test]
fn a_folder_given_by_another_root_is_not_indexed_twice() {
    let dir = Dir::with_news();
    dir.run("index .");
    dir.run("index news");
    assert_eq!(dir.stdout("search council --format jsonl").lines().count(), 1);
}

#[test]
fn files_of_several_folders_are_told_apart() {
    let dir = Dir::new();
    dir.file("one/a.txt", "A storm hit Leeds on Monday.\n");
    dir.file("two/a.txt", "A fire killed three people in York on Monday.\n");
    dir.run("index one");
    assert!(dir.run("status --all").contains("\nok       a.txt\n"));
    dir.run("index two");
    let told = dir.run("status --all");
    assert!(told.contains("one/a.txt\n") && told.contains("two/a.txt\n"), "{told}");
}

#[test]
fn what_was_not_asked_for_is_not_called_uncertain() {
    let dir = Dir::new();
    dir.file("news/a.txt", "A fire killed three people in York on Monday.\n");
    for (arguments, certain) in [("extract news --format csv", ""), ("incidents --in news --format csv", "true")] {
        let table = rows(dir.stdout(arguments).as_bytes());
        let column = table[0].iter().position(|name| name == "certain").expect("the column");
        assert_eq!(table[1][column], certain, "{arguments}");
    }
}

#[test]
fn records_keep_their_ids_and_their_order() {
    let dir = Dir::new();
    let lines: String = (0..300).rev().map(|n| format!("{{\"id\":\"a{n}\",\"text\":\"Story number {n} of many.\"}}\n")).collect();
    let mut command = dir.command("extract --format jsonl -");
    let path = dir.file("lines.jsonl", &lines);
    let output = command.stdin(fs::File::open(path).expect("lines")).output().expect("a run");
    let id =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].as_str().expect("an id").to_owned();
    let ids: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().map(id).collect();
    assert_eq!(ids, (0..300).rev().map(|n| format!("a{n}")).collect::<Vec<_>>());
}

#[test]
fn records_on_standard_input_add_up_and_replace_themselves() {
    let dir = Dir::new();
    dir.run_with_input(
        "index -",
        "{\"id\":\"x\",\"text\":\"Ships left the harbour.\"}\n{\"id\":\"y\",\"text\":\"Trains left the station.\"}\n",
    );
    dir.run_with_input("index -", "{\"id\":\"x\",\"text\":\"Planes left the airport.\"}\n");
    assert!(dir.run("search ships").starts_with("exit 1"));
    assert_eq!(dir.stdout("search '' --format jsonl").lines().count(), 2);
}

#[test]
fn articles_of_one_id_are_all_kept_and_all_shown() {
    let dir = Dir::new();
    dir.file("a/story.txt", "Ships leave\n\nShips left the harbour of Rotterdam on Monday, sailors said.\n");
    dir.file("b/story.txt", "Trains leave\n\nTrains left the station of Utrecht on Tuesday, travellers said.\n");
    dir.run("index a b");
    let found = dir.stdout("search left --format csv");
    assert!(found.contains("Ships") && found.contains("Trains"), "{found}");
    let ids: Vec<&str> = found.lines().skip(1).filter_map(|line| line.split_once(',')).map(|(id, _)| id).collect();
    assert_eq!(ids[0], ids[1], "ids do not depend on where a folder stands");
    let shown = dir.run(&format!("show {}", ids[0]));
    assert!(shown.contains("Rotterdam") && shown.contains("Utrecht") && shown.contains("2 articles bear the id"), "{shown}");
    assert_eq!(dir.stdout(&format!("show {} --format jsonl", ids[0])).lines().count(), 2);
    let list: serde_json::Value =
        serde_json::from_str(&dir.stdout(&format!("show {} --format json", ids[0]))).expect("a list of them");
    assert_eq!(list["reports"].as_array().map(Vec::len), Some(2));
    dir.remove("a/story.txt");
    dir.run("index a b");
    assert!(dir.run(&format!("show {}", ids[0])).contains("Utrecht"));
}

#[test]
fn records_of_one_id_are_all_kept() {
    let lines = "{\"id\":\"x\",\"text\":\"Ships left the harbour.\"}\n{\"id\":\"x\",\"text\":\"Trains left the station.\"}\n\
                 {\"id\":\"y\",\"text\":\"Planes left the airport.\"}\n";
    let dir = Dir::new();
    dir.file("news/lines.jsonl", lines);
    dir.run("index news --index of-files");
    for _ in 0..2 {
        let told = dir.run_with_input("index - --index of-input", lines);
        assert!(told.contains("1 record has an id that came before: kept beside it"), "{told}");
    }
    for index in ["of-files", "of-input"] {
        assert_eq!(dir.stdout(&format!("search left --index {index} --format jsonl")).lines().count(), 3, "{index}");
        let shown = dir.stdout(&format!("show x --index {index}"));
        assert!(shown.contains("Ships") && shown.contains("Trains"), "{index}: {shown}");
    }
    dir.run_with_input("index - --index of-input", "{\"id\":\"x\",\"text\":\"Boats left the harbour.\"}\n");
    assert!(dir.run("search ships --index of-input").starts_with("exit 1"));
}

#[test]
fn a_bad_record_is_named_and_the_others_are_read() {
    let dir = Dir::new();
    let lines = "{\"id\":\"x\",\"text\":\"Ships left.\"}\nnot json\n{\"id\":\"z\",\"text\":\"Trains left.\"}\n";
    assert_snapshot!(dir.run_with_input("extract --format csv -", lines));
    assert_snapshot!(dir.run_with_input("index -", lines));
}

#[test]
fn every_format_is_whole() {
    let dir = Dir::with_news();
    dir.run("index news");
    for command in ["search ''", "incidents ''", "facets --by published", "timeline --by year", "status --all", "formats"] {
        let json = dir.command(&format!("{command} --format json")).output().expect("a run").stdout;
        serde_json::from_slice::<serde_json::Value>(&json).unwrap_or_else(|e| panic!("{command}: {e}"));
        let lines = dir.command(&format!("{command} --format jsonl")).output().expect("a run").stdout;
        for line in String::from_utf8_lossy(&lines).lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|e| panic!("{command}: {e}: {line}"));
        }
        let table = dir.command(&format!("{command} --format csv")).output().expect("a run").stdout;
        let columns: Vec<usize> = rows(&table).iter().map(Vec::len).collect();
        assert!(columns.iter().all(|count| *count == columns[0] && *count > 3), "{command}: {columns:?}");
    }
    let map = dir.command("incidents '' --format geojson").output().expect("a run").stdout;
    let map: serde_json::Value = serde_json::from_slice(&map).expect("JSON");
    assert_eq!(map["type"], "FeatureCollection");
}

#[test]
fn counts_are_told_for_people() {
    let dir = Dir::with_news();
    dir.run("index news");
    assert_snapshot!(dir.run("facets --by published --depth 2"));
    assert_snapshot!(dir.run("timeline --by year"));
}

#[test]
fn a_period_is_called_what_it_is() {
    let dir = Dir::with_news();
    dir.run("index news");
    for step in ["day", "week", "month", "quarter", "year"] {
        let told = ["terminal", "json", "jsonl", "csv"].map(|format| dir.run(&format!("timeline --by {step} --format {format}")));
        assert_snapshot!(format!("timeline-by-{step}"), told.join("\n"));
    }
}

#[test]
fn what_lies_in_no_period_is_a_row_of_a_timeline() {
    let dir = Dir::with_news();
    dir.file("news/undated.txt", "A bomb killed two soldiers in Leeds.\n");
    dir.run("index news");
    assert!(dir.run("timeline --by year --format csv").contains("\nundated,,,1,1,,,,\n"));
    let line = "{\"period\":\"undated\",\"articles\":1,\"incidents\":1}\n";
    assert!(dir.run("timeline --by year --format jsonl").contains(line));
}

#[test]
fn an_output_says_what_it_cannot_hold() {
    let dir = Dir::with_news();
    dir.run("index news");
    assert_snapshot!(dir.run("facets --format geojson"));
    assert!(dir.run("index news --format csv").contains("hint: use `terminal`, or leave `--format` out"));
}

#[test]
fn control_characters_of_articles_never_reach_the_terminal() {
    let dir = Dir::new();
    dir.file(
        "news/evil.json",
        r#"{"title":"Red \u001b[31malert\u0007 \u202eevil","text":"A storm \u001b]0;owned\u0007 hit the coast on Monday."}"#,
    );
    let shown = dir.run("search storm --in news");
    assert!(shown.starts_with("exit 0"), "{shown}");
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let dir = Dir::new();
    let lines: String =
        (0..1_000).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Storm number {n} killed three people in Leeds.\"}}\n")).collect();
    dir.file("lines.jsonl", lines);
    for format in ["terminal", "json", "jsonl", "csv", "geojson"] {
        let arguments = format!("extract lines.jsonl --format {format}");
        let mut child = dir.command(&arguments).stdout(std::process::Stdio::piped()).spawn().expect("a run");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("an end").code(), Some(0), "{format}");
    }
}

#[test]
fn bad_questions_get_their_place_cause_and_remedy() {
    let dir = Dir::with_news();
    dir.run("index news");
    assert_snapshot!("bad-date", dir.run("search --from june"));
    assert_snapshot!("bad-query", dir.run("search 'missile OR (drone'"));
    assert_snapshot!("bad-field", dir.run("search kiled:3"));
    assert_snapshot!("bad-number", dir.run("search --min-killed many"));
    assert_snapshot!("bad-facet", dir.run("facets --by weather"));
    assert_snapshot!("no-article", dir.run("show nobody"));
    assert_snapshot!("unknown-format", dir.run("search --format docx"));
}

#[test]
fn nothing_that_is_asked_for_is_passed_over_in_silence() {
    let dir = Dir::with_news();
    dir.run("index news");
    for (arguments, code, says) in [
        ("search council --offset 9", 0, "1 article, none shown: --limit and --offset show the others"),
        ("incidents", 0, "1 incident in 1 of 2 articles"),
        ("incidents --limit 0", 1, "0 incidents in 2 articles: --limit shows more"),
        ("incidents missile --limit 1", 0, "1 incident in 1 article\n"),
        ("search --limit 1 --offset 1", 0, "2 articles, number 2 shown: --limit and --offset show the others"),
        ("search council --limit 0", 0, "1 article, none shown: --limit and --offset show the others"),
        ("index - news", 2, "standard input (`-`) is read alone"),
        ("extract news -", 2, "standard input (`-`) is read alone"),
        ("extract /dev/null", 1, "nothing to read here: null: a device, not a file"),
        ("man nonsense", 2, "there is no command `nonsense`"),
        ("explain news --format csv", 2, "`csv` cannot show this"),
        ("index news --format csv", 2, "`csv` cannot show this"),
        ("facets --by location --below Nonsense", 2, "no location is known as `Nonsense`"),
        ("facets --by location --below Kharkiv", 0, "location"),
        ("facets --by published --below 2025", 0, "2025-06"),
        ("facets --by location,means --below Missile", 2, "--below goes with one field"),
        ("facets --depth 0", 2, "0 is not in 1..=255"),
        ("search --limit -3", 2, "invalid value '-3' for '--limit <N>'"),
        ("search --min-killed -3", 2, "--min-killed: `-3` is not a number"),
        ("search --min-killed 5000000000", 2, "--min-killed: `5000000000` is more than can be counted here"),
        ("search --file-format text", 0, "1 article\n"),
        ("search --file-format xlsx", 2, "no format is known as `xlsx`"),
    ] {
        let told = dir.run(arguments);
        assert!(told.starts_with(&format!("exit {code}\n")) && told.contains(says), "{arguments}: {told}");
    }
}

#[test]
fn an_index_named_by_an_empty_variable_is_not_named() {
    let dir = Dir::with_news();
    dir.run("index news");
    let told = dir.command("status").env("DATELINE_INDEX", "").output().expect("a run");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn an_unknown_location_gets_suggestions() {
    let dir = Dir::with_news();
    dir.run("index news");
    let told = dir.run("search --location Kharkyv");
    assert!(told.starts_with("exit 2") && told.contains("--location: no location is known as `Kharkyv`"), "{told}");
}

#[test]
fn a_sign_before_a_query_and_words_for_a_number_get_a_remedy() {
    let dir = Dir::with_news();
    let told = dir.run("search -talks");
    assert!(told.starts_with("exit 2") && told.contains("goes behind all flags and `--`: `-- -talks`"), "{told}");
    assert!(!dir.run("index -x").contains("query"));
    for command in ["search x --limit -1", "stories --limit ten", "facets --top 1,000"] {
        let told = dir.run(command);
        assert!(told.starts_with("exit 2") && told.contains("write a whole number"), "{told}");
    }
}

#[test]
fn folders_that_are_none_are_named() {
    let dir = Dir::with_news();
    assert_snapshot!("index-no-folder", dir.run("index nowhere"));
    assert_snapshot!("search-no-folder", dir.run("search x --in nowhere"));
    assert_snapshot!("search-a-file", dir.run("search x --in news/budget.md"));
    assert_snapshot!("no-index", dir.run("search x"));
    assert_snapshot!("no-index-there", dir.run("search x --index nowhere"));
    fs::create_dir(dir.path().join("empty")).expect("a folder");
    assert_snapshot!("empty-folder", dir.run("index empty"));
    assert_snapshot!("search-empty-folder", dir.run("search x --in empty"));
    dir.file("drafts/.datelineignore", "*.txt\n");
    dir.file("drafts/a.txt", "A storm hit Leeds.\n");
    assert!(dir.run("index drafts").contains("no file to read in `drafts`: 1 left out by `.datelineignore`"));
}

#[test]
fn explain_says_of_every_file_why_there_is_no_article() {
    let dir = Dir::with_news();
    dir.file("odd/empty.txt", "");
    assert_snapshot!("explain-empty-file", dir.run("explain odd"));
    dir.file("odd/broken.json", "{");
    assert_snapshot!("explain-broken-file", dir.run("explain odd"));
    assert!(dir.run("explain news odd").starts_with("exit 2"));
    fs::create_dir(dir.path().join("none")).expect("a folder");
    assert!(dir.run("explain none").contains("there is no file to read in `none`"));
}

#[test]
fn every_unreadable_file_is_in_the_ledger_with_its_reason() {
    let dir = Dir::with_news();
    dir.file("news/empty.txt", "");
    dir.file("news/binary.txt", [0u8, 159, 146, 150, 0, 1, 2, 3].repeat(64));
    dir.file("news/truncated.json", "{\"title\": \"Cut\", \"text\": \"The story was cut");
    dir.file(
        "news/latin.txt",
        b"Caf\xe9 in Orl\xe9ans reopens\n\nThe caf\xe9 in Orl\xe9ans reopened on Monday, its owner said.\n",
    );
    dir.file("news/huge-line.txt", "word ".repeat(400_000));
    links_and_pipes(&dir.path().join("news"));
    let told = dir.run("index news");
    assert!(told.contains("3 ok") || told.contains("4 ok"), "{told}");
    assert_snapshot!(dir.stdout("status --format csv").lines().map(in_short).collect::<Vec<_>>().join("\n"));
    assert!(dir.run("search café").starts_with("exit 0"));
}

#[test]
fn the_manifest_of_an_earlier_run_is_used_until_it_is_forgotten() {
    let dir = Dir::new();
    let story = "Harbour\n\nShips left the harbour on Monday, sailors said, and nobody knew when they would be back.\n";
    dir.file("a/one.txt", story);
    dir.file("b/two.txt", story);
    dir.file("a.csv", "file,date\none.txt,2021-02-03\n");
    dir.file("b.csv", "file,date\ntwo.txt,2022-03-04\n");
    let dated = |day: &str| dir.stdout("search ships --format csv --sort date").contains(day);
    assert!(dir.run("index a --manifest a.csv").starts_with("exit 0"));
    assert!(dated("2021-02-03"));
    assert_snapshot!("manifest-again", dir.run("index a"));
    dir.file("a/one.txt", story.replace("Monday", "Tuesday"));
    assert!(dir.run("index a").contains("1 changed"));
    assert!(dated("2021-02-03"), "the date came with the manifest of the first run");

    assert!(dir.run("index b --manifest b.csv").starts_with("exit 0"));
    assert!(dir.run("index a").contains("a.csv") && dir.run("index b").contains("b.csv"));
    assert_snapshot!("manifests-of-both", dir.run("index a b"));
    assert!(dated("2021-02-03") && dated("2022-03-04"));

    dir.remove("a.csv");
    assert_snapshot!("manifest-gone", dir.run("index a"));
    assert!(dated("2021-02-03"), "nothing was read without it");
    assert!(dir.run("index a --forget").contains("1 changed"));
    assert!(!dated("2021-02-03") && dated("2022-03-04"));
    assert_eq!(dir.run("index a"), "exit 0\n--- stdout\n--- stderr\nnothing changed: 1 file unchanged\n");
}

#[test]
fn the_map_of_an_earlier_run_is_used_until_it_is_forgotten() {
    let dir = Dir::new();
    dir.file("a/one.jsonl", "{\"words\":\"Ships left the harbour.\"}\n");
    assert!(dir.run("index a --map text=words").starts_with("exit 0"));
    dir.file("a/two.jsonl", "{\"words\":\"Boats left the harbour.\"}\n");
    assert!(dir.run("index a").contains("with the map `text=words`"));
    assert_eq!(dir.stdout("search harbour --format jsonl").lines().count(), 2);
}

#[test]
fn an_index_of_another_version_is_refused_with_the_command_to_run() {
    let dir = Dir::with_news();
    dir.run("index news");
    let meta = dir.path().join(".dateline/meta.json");
    let text = fs::read_to_string(&meta).expect("an index");
    let this = format!("\\\"index_version\\\":{}", dateline::engine::INDEX_VERSION);
    let older = text.replace(&this, "\\\"index_version\\\":0");
    assert_ne!(text, older, "the version is not where this test looks for it");
    fs::write(&meta, older).expect("a change");
    assert_snapshot!("search-other-version", dir.run("search x"));
    assert_snapshot!("index-other-version", dir.run("index news"));
}

#[test]
fn a_second_writer_is_told_who_holds_the_index() {
    let dir = Dir::with_news();
    let mut first =
        dir.command("index -").stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().expect("a run");
    let lock = dir.path().join(".dateline/dateline-writer.lock");
    wait_for(|| fs::read_to_string(&lock).is_ok_and(|text| text.contains("process")));
    let told = dir.run("index news");
    drop(first.stdin.take());
    first.wait().expect("an end");
    assert!(told.starts_with("exit 2"), "{told}");
    assert!(told.contains(&format!("is being written by process {}", first.id())), "{told}");
    assert!(told.contains("hint: wait until it has finished"), "{told}");
}

#[test]
fn a_killed_run_is_taken_up_again_and_ends_in_the_same_index() {
    let dir = Dir::new();
    for number in 0..400 {
        dir.file(
            &format!("news/{number:03}.txt"),
            format!("Story {number}\n\nShips left harbour {number} on Monday, sailors said.\n"),
        );
    }
    dir.run("index news --index whole");
    for wait in [5, 30, 80, 200] {
        let mut run = dir.command("index news --index killed").stderr(std::process::Stdio::null()).spawn().expect("a run");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        // It may have ended by itself.
        let _ = run.kill();
        run.wait().expect("an end");
    }
    let again = dir.run("index news --index killed");
    assert!(again.starts_with("exit 0"), "{again}");
    for command in ["search ships --format jsonl", "status --all --format jsonl", "facets --by published --format jsonl"] {
        let whole = dir.stdout(&format!("{command} --index whole"));
        assert_eq!(dir.stdout(&format!("{command} --index killed")), whole, "{command}");
    }
}

#[test]
fn completions_and_the_manual_follow_from_the_definition() {
    let dir = Dir::new();
    assert!(dir.stdout("completions bash").contains("--min-killed"));
    assert!(dir.stdout("man").contains(".TH dateline 1"));
    assert!(dir.stdout("man search").contains("min\\-killed"));
}

fn listing(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn rows(table: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Path, outcome, stage and reason of a row of the ledger: the other cells differ from run to run.
fn in_short(line: &str) -> String {
    rows(line.as_bytes()).concat().get(1..5).map(|cells| cells.join(" | ")).unwrap_or_default()
}

fn wait_for(done: impl Fn() -> bool) {
    let patience = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !done() {
        assert!(std::time::Instant::now() < patience, "waited too long");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[cfg(unix)]
fn links_and_pipes(folder: &Path) {
    std::os::unix::fs::symlink(folder, folder.join("loop")).expect("a link");
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.txt")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo failed");
}

#[cfg(not(unix))]
fn links_and_pipes(_: &Path) {}

#[test]
fn incidents_come_in_the_order_of_those_killed_whatever_article_tells_of_them() {
    let dir = Dir::new();
    dir.file(
        "news/two.txt",
        "Raids\n\nGunmen killed 40 people in Kano on Monday.\n\nIn another attack on Monday, gunmen killed two people in Jos.\n",
    );
    dir.file("news/one.txt", "Blast\n\nA bomb killed nine people in Lima on Monday.\n");
    dir.run("index news");
    let killed = |command: &str| -> Vec<u32> {
        let csv = dir.stdout(command);
        let at = csv.lines().next().unwrap_or_default().split(',').position(|name| name == "killed_min").expect("a column");
        csv.lines().skip(1).filter_map(|row| row.split(',').nth(at)?.parse().ok()).collect()
    };
    assert_eq!(killed("incidents --sort killed --format csv"), [40, 9, 2]);
    assert_eq!(killed("incidents --sort killed --format csv --limit 2"), [40, 9]);
}
