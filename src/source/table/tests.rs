use crate::model::Provenance;
use crate::source::trial::read_as;

const HEADER: &str = "id,headline,body,date,author,source,link";

/// What became of a table called `a.csv`, and its articles as `member:id:title:text`.
fn read(table: impl AsRef<[u8]>, map: &str) -> (String, Vec<String>) {
    let (outcome, articles) = read_as("a.csv", table.as_ref(), map);
    let shown = articles.into_iter().map(|article| {
        let (member, title) = (article.source.member.unwrap_or_default(), article.title.unwrap_or_default());
        format!("{member}:{title}:{}", article.text)
    });
    (outcome, shown.collect())
}

#[test]
fn a_row_is_an_article_with_all_that_its_columns_say() {
    let row = "x1,Bus plunges into ravine,\"Three people died.\n\nThe driver \"\"survived\"\".\",2024-05-03,Ana Ruiz; Bo Li,Example,https://e.org/a";
    let (outcome, articles) = read_as("a.csv", format!("{HEADER}\n{row}\n").as_bytes(), "");
    assert_eq!((outcome.as_str(), articles.len()), ("csv ok", 1));
    let article = &articles[0];
    assert_eq!(article.text, "Three people died.\n\nThe driver \"survived\".");
    assert_eq!((article.id.as_str(), article.title.as_deref()), ("x1", Some("Bus plunges into ravine")));
    assert_eq!((article.published.range.to_string().as_str(), article.published.by), ("2024-05-03", Provenance::Field));
    assert_eq!(article.authors, ["Ana Ruiz", "Bo Li"]);
    assert_eq!((article.outlet.as_deref(), article.url.as_deref()), (Some("Example"), Some("https://e.org/a")));
    assert!(article.findings.iter().any(|finding| finding.place == "column `headline`" && finding.chosen));
}

#[test]
fn separators_marks_and_line_ends_are_told_from_the_file() {
    let utf_16 = |text: &str| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for table in [
        "title,text\nA,Déjà vu.\n".into(),
        "title;text\r\nA;Déjà vu.\r\n".into(),
        "title\ttext\nA\tDéjà vu.".into(),
        "\u{feff}\"title\",\"text\"\n\"A\",\"Déjà vu.\"".into(),
        "title, text\rA,Déjà vu.\r".into(),
        "\"title; or, if none, nothing\";title;text\nx;A;Déjà vu.\n".into(),
        utf_16("title\ttext\r\nA\tDéjà vu.\r\n"),
        latin("title;text\nA;Déjà vu.\n"),
    ] {
        let (outcome, articles): (_, Vec<String>) = read(&table, "");
        assert_eq!(outcome, "csv ok", "{}", String::from_utf8_lossy(&table));
        assert!(articles[0].ends_with(":A:Déjà vu."), "{articles:?}");
    }
}

#[test]
fn a_bad_row_is_told_by_its_line_and_the_others_are_read() {
    let many: String = (0..9).map(|_| "A,,x\n").collect();
    for (table, outcome, articles) in [
        ("title,text\nA,\"one\ntwo\"\n\n\nB,\nC,three\n", "partial: line 6: no text: `text` is blank", "2:A:one\ntwo|7:C:three"),
        (
            "title,text\nA,one, two\nB,three\n",
            "partial: line 2: 3 cells under 2 columns: a cell that holds `,` or `\"` must stand in quotes",
            "3:B:three",
        ),
        ("title,text,date\nA,one\nB,two,\n,,,,\n", "ok", "2:A:one|3:B:two"),
        (
            "title,text\nA,one\nB,\"two\nC,three\nD,four\n",
            "partial: line 3: a quote is opened and never closed: nothing from there to the end was read",
            "2:A:one",
        ),
        (
            "title,text\nA,\"on",
            "failed at parse: line 2: a quote is opened and never closed: nothing from there to the end was read",
            "",
        ),
        ("title,text\n", "skipped: empty: no record in it", ""),
        (
            &format!("title,text\n{many}B,b\n"),
            "partial: line 2: 3 cells under 2 columns: a cell that holds `,` or `\"` must stand in quotes; \
             line 3: 3 cells under 2 columns: a cell that holds `,` or `\"` must stand in quotes; \
             line 4: 3 cells under 2 columns: a cell that holds `,` or `\"` must stand in quotes; \
             line 5: 3 cells under 2 columns: a cell that holds `,` or `\"` must stand in quotes; \
             line 6: 3 cells under 2 columns: a cell that holds `,` or `\"` must stand in quotes; and 4 more: 7, 8, 9, 10",
            "11:B:b",
        ),
    ] {
        let (shown, found) = read(table, "");
        assert_eq!((shown.as_str(), found.join("|").as_str()), (format!("csv {outcome}").as_str(), articles), "{table}");
    }
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let table = "title,text\nA,one\n\nB,\"two\nand more\"\nC,\nD,four";
    for (end, lines) in [("\n", "2 4 7"), ("\r\n", "2 4 7")] {
        let (outcome, articles) = read_as("a.csv", table.replace('\n', end).as_bytes(), "");
        assert_eq!(outcome, "csv partial: line 6: no text: `text` is blank", "{end:?}");
        let members: Vec<String> = articles.into_iter().filter_map(|article| article.source.member).collect();
        assert_eq!(members.join(" "), lines, "{end:?}");
    }
    assert_eq!(read("title,text\rA,one\rB,\r", "").0, "csv partial: line 3: no text: `text` is blank");
}

#[test]
fn a_table_without_a_text_says_what_columns_it_has() {
    for (table, map, outcome) in [
        ("date,price\n2024,3\n", "", "no column is the text (`--map body=COLUMN` names it); the columns are `date`, `price`"),
        ("a;b\n1;2\n", "text=c", "no column is called `c` (`--map body=COLUMN` names it); the columns are `a`, `b`"),
        (
            "File,date\na.txt,2024\n",
            "",
            "no column is the text (`--map body=COLUMN` names it); the columns are `File`, `date`; a table about files is given with `--manifest`",
        ),
        ("just a line", "", "no column is the text (`--map body=COLUMN` names it); the columns are `just a line`"),
    ] {
        assert_eq!(read(table, map).0, format!("csv skipped: {outcome}"), "{table}");
    }
    let wide = (0..30).map(|n| format!("{n}{}", "x".repeat(100))).collect::<Vec<_>>().join(",");
    let told = read(wide, "").0;
    assert!(told.ends_with("and 10 more") && told.len() < 1200, "{told}");
}

#[test]
fn the_map_names_columns_as_it_names_fields() {
    let table = "when,main text,text,stamp\nx,The story.,No story.,1714737600\n";
    let (outcome, articles) = read_as("a.csv", table.as_bytes(), "body=main text,date=stamp");
    assert_eq!((outcome.as_str(), articles[0].text.as_str()), ("csv ok", "The story."));
    assert_eq!(articles[0].published.range.to_string(), "2024-05-03");
}

#[test]
fn a_table_is_known_by_its_names_whatever_it_is_called() {
    for (name, content, format) in [
        ("a", "id,title,text\n1,A,b\n", "csv ok"),
        ("a.txt", "\"title\"\t\"body\"\t\"url\"\nA\tb\tc\n", "csv ok"),
        ("a.txt", "Story, body and text\n\nA story, in short.", "text ok"),
        ("a.txt", "news, text\n\nA story.", "text ok"),
        ("a.csv", "<!DOCTYPE html><html><body><p>Three people died on Monday.</p></body></html>", "html ok"),
    ] {
        let (shown, _) = read_as(name, content.as_bytes(), "");
        assert!(shown.starts_with(format), "{name} {content}: {shown}");
    }
}

#[test]
fn markup_in_a_cell_is_read_as_that_of_a_page() {
    let table = "title,text\nA,\"<p>Two people were killed in <b>Kyiv</b>.</p><p>Three died in Odesa.</p>\"\nB,\"The shares of <Petro Inc> rose.\"\n";
    let (shown, articles) = read_as("a.csv", table.as_bytes(), "");
    assert_eq!(shown, "csv ok");
    assert!(articles[0].text.ends_with("Two people were killed in Kyiv.\nThree died in Odesa."), "{}", articles[0].text);
    assert!(articles[1].text.ends_with("The shares of <Petro Inc> rose."), "{}", articles[1].text);
}

#[test]
fn a_first_line_that_names_the_separator_is_no_header() {
    for (end, sign) in [("\n", ";"), ("\r\n", "\t"), ("\r\n", ",")] {
        let table = format!("sep={sign}{end}title{sign}date{sign}text{end}A{sign}2025-06-03{sign}Two died{end}");
        let (outcome, articles) = read_as("a.csv", table.as_bytes(), "");
        assert_eq!((outcome.as_str(), articles.len()), ("csv ok", 1), "{table}");
        assert_eq!((articles[0].source.member.as_deref(), articles[0].text.as_str()), (Some("3"), "Two died"));
    }
}
