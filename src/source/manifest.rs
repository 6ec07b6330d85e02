//! What is known about files from elsewhere: a table with a row a file, which wins over everything the file says.
//!
//! A row that would not do what its author meant (a date that is none, a column nobody knows) is an error before anything is read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::{DateRange, Provenance};

use super::Found;
use super::dates;
use super::decode;
use super::draft::{Draft, Field};
use super::fields::{Target, known};

/// What the manifest says about one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Line of the manifest, from 1.
    pub line: u64,
    /// When it was published.
    pub date: Option<DateRange>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Language code.
    pub language: Option<String>,
}

impl Row {
    /// What the row says, as clues.
    pub fn clues(&self, draft: &mut Draft) {
        let mut clue = |field: Field, value: &Option<String>| {
            if let Some(value) = value {
                draft.clue(field, value, format!("manifest, line {}", self.line), Provenance::Manifest);
            }
        };
        clue(Field::Title, &self.title);
        clue(Field::Published, &self.date.map(|range| range.to_string()));
        clue(Field::Url, &self.url);
        clue(Field::Outlet, &self.outlet);
        clue(Field::Language, &self.language);
        self.authors.iter().for_each(|author| clue(Field::Author, &Some(author.clone())));
    }
}

/// The rows of a manifest by path or name.
#[derive(Debug, Default)]
pub struct Manifest {
    path: PathBuf,
    rows: BTreeMap<String, Row>,
}

impl Manifest {
    /// Reads a manifest: CSV, or JSON lines if the name ends in `.jsonl`, `.ndjson` or `.json`.
    ///
    /// # Errors
    /// If it cannot be read, has no `file` column, an unknown column, the same file twice, or a date that is none.
    pub fn read(path: &Path) -> Result<Self> {
        let shown = path.display().to_string();
        let io = |cause: std::io::Error| match cause.kind() {
            std::io::ErrorKind::NotFound => Error::MissingPath { path: shown.clone() },
            _ => Error::Io { action: "read", path: shown.clone(), cause },
        };
        let bytes = std::fs::read(path).map_err(io)?;
        let bad = |reason: String| Error::BadManifest { path: shown.clone(), reason };
        let text = decode::decode(&bytes, None).ok_or_else(|| bad("it is no text".to_owned()))?.text;
        let is_json = path.extension().is_some_and(|extension| extension != "csv" && extension != "tsv");
        let rows = if is_json { json_rows(&text) } else { csv_rows(&text) }.map_err(bad)?;
        Ok(Self { path: path.canonicalize().map_err(io)?, rows })
    }

    /// What to warn of, a line each: rows that are about none of these files, and names that several of them bear.
    pub fn unmatched<'f>(&self, files: impl Iterator<Item = &'f Found>) -> Vec<String> {
        let mut matches: BTreeMap<&str, u32> = BTreeMap::new();
        for found in files {
            for key in [found.relative.as_str(), name_of(&found.relative)] {
                if self.rows.contains_key(key) {
                    *matches.entry(key).or_default() += 1;
                    break;
                }
            }
        }
        let mut warnings: Vec<(u64, String)> = Vec::new();
        for (file, row) in &self.rows {
            let told = match matches.get(file.as_str()).copied().unwrap_or(0) {
                0 => format!("there is no file `{file}`"),
                1 => continue,
                count => format!("`{file}` is the name of {count} files: write the path below the folder"),
            };
            warnings.push((row.line, format!("line {} of the manifest: {told}", row.line)));
        }
        warnings.sort();
        warnings.into_iter().map(|(_, warning)| warning).collect()
    }

    /// True if `found` is the manifest itself: no article.
    pub(super) fn is(&self, found: &Found) -> bool {
        found.path == self.path
    }

    /// The row about the file at this path below the folder: by its path, else by its name.
    pub(super) fn row(&self, relative: &str) -> Option<&Row> {
        self.rows.get(relative).or_else(|| self.rows.get(name_of(relative)))
    }
}

type Rows = BTreeMap<String, Row>;

fn csv_rows(text: &str) -> std::result::Result<Rows, String> {
    let first = text.lines().next().unwrap_or("");
    let delimiter =
        [b',', b';', b'\t'].into_iter().max_by_key(|sign| first.bytes().filter(|b| b == sign).count()).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let columns: Vec<Column> = reader
        .headers()
        .map_err(|error| error.to_string())?
        .iter()
        .map(|name| column(name, 1))
        .collect::<std::result::Result<_, _>>()?;
    if !columns.contains(&Column::File) {
        return Err("it has no column `file`".to_owned());
    }
    let mut rows = Rows::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let values = columns.iter().copied().zip(record.iter().map(|value| vec![value.to_owned()]));
        add(&mut rows, line, values)?;
    }
    Ok(rows)
}

fn json_rows(text: &str) -> std::result::Result<Rows, String> {
    let mut rows = Rows::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let fields: BTreeMap<String, serde_json::Value> = serde_json::from_str(line)
            .map_err(|error| format!("line {number}: {}", error.to_string().replace(" at line 1 column", " at column")))?;
        let mut values = Vec::new();
        for (name, value) in fields {
            values.push((column(&name, number)?, texts(&value)));
        }
        add(&mut rows, number, values)?;
    }
    Ok(rows)
}

fn texts(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Null => Vec::new(),
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(list) => list.iter().flat_map(texts).collect(),
        other => vec![other.to_string()],
    }
}

/// What a column of the manifest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    File,
    About(Target),
}

fn column(name: &str, line: u64) -> std::result::Result<Column, String> {
    let unknown = || format!("line {line}: the column `{name}` is not known");
    if ["file", "path", "filename"].contains(&name.to_lowercase().as_str()) {
        return Ok(Column::File);
    }
    let (target, _) = known(name).ok_or_else(unknown)?;
    if matches!(target, Target::Id | Target::Text) { Err(unknown()) } else { Ok(Column::About(target)) }
}

fn add(rows: &mut Rows, line: u64, values: impl IntoIterator<Item = (Column, Vec<String>)>) -> std::result::Result<(), String> {
    let mut row = Row { line, ..Row::default() };
    let mut file = String::new();
    for (column, mut texts) in values {
        texts.retain(|text| !text.trim().is_empty());
        let Some(first) = texts.first().cloned() else { continue };
        match column {
            Column::File => file = first.replace('\\', "/").trim_start_matches("./").to_owned(),
            Column::About(Target::Published) => {
                let date = dates::stamp(&first).ok_or_else(|| format!("line {line}: `{first}` is not a date"))?;
                row.date = Some(date);
            }
            Column::About(Target::Title) => row.title = Some(first),
            Column::About(Target::Url) => row.url = Some(first),
            Column::About(Target::Outlet) => row.outlet = Some(first),
            Column::About(Target::Language) => row.language = Some(first),
            Column::About(Target::Authors) => {
                row.authors = texts
                    .iter()
                    .flat_map(|text| text.split(';'))
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .collect();
            }
            Column::About(Target::Id | Target::Text) => {}
        }
    }
    if file.is_empty() {
        return Err(format!("line {line}: no file is named"));
    }
    if let Some(earlier) = rows.get(&file) {
        return Err(format!("line {line}: `{file}` stands on line {} already", earlier.line));
    }
    rows.insert(file, row);
    Ok(())
}

fn name_of(relative: &str) -> &str {
    relative.rsplit('/').next().unwrap_or(relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, content: &str) -> Result<Manifest> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        std::fs::write(&path, content).expect("written");
        Manifest::read(&path)
    }

    #[test]
    fn csv_and_json_lines_say_the_same() {
        let csv = "file;date;title;authors\n./a/b.txt;2024-05-03;\"A; b\";Ana Ruiz; \nc.txt;May 2024;;\n"
            .replace("Ana Ruiz; ", "Ana Ruiz");
        let json = "{\"file\":\"a/b.txt\",\"date\":\"2024-05-03\",\"title\":\"A; b\",\"authors\":[\"Ana Ruiz\"]}\n\n{\"file\":\"c.txt\",\"date\":\"2024-05\"}\n";
        for (name, content) in [("m.csv", csv.as_str()), ("m.jsonl", json)] {
            let manifest = read(name, content).expect("a manifest");
            let row = manifest.row("a/b.txt").expect("a row");
            assert_eq!((row.title.as_deref(), row.authors.join("|").as_str()), (Some("A; b"), "Ana Ruiz"), "{name}");
            assert_eq!(row.date.map(|date| date.to_string()).as_deref(), Some("2024-05-03"), "{name}");
            let by_name = manifest.row("deep/below/c.txt").expect("a row");
            assert_eq!(by_name.date.map(|date| date.to_string()).as_deref(), Some("2024-05-01..2024-05-31"), "{name}");
            assert_eq!(manifest.row("b.txt"), None, "{name}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_manifest_is_said_with_its_line() {
        for (name, content, expected) in [
            ("m.csv", "date,title\n", "it has no column `file`"),
            ("m.csv", "file,colour\n", "line 1: the column `colour` is not known"),
            ("m.csv", "file,date\na.txt,2024-05-03\nb.txt,yesterday\n", "line 3: `yesterday` is not a date"),
            ("m.csv", "file,date\na.txt,2024\na.txt,2025\n", "line 3: `a.txt` stands on line 2 already"),
            ("m.csv", "file,date\n,2024\n", "line 2: no file is named"),
            ("m.jsonl", "{\"file\":\"a\"}\n{\"file\":", "line 2: EOF while parsing a value at column 8"),
            ("m.jsonl", "{\"file\":\"a\",\"colour\":1}", "line 1: the column `colour` is not known"),
            ("m.csv", "\0\0\0\0", "it is no text"),
        ] {
            match read(name, content) {
                Err(Error::BadManifest { reason, .. }) => assert_eq!(reason, expected, "{content}"),
                other => panic!("{content}: {other:?}"),
            }
        }
        assert!(matches!(Manifest::read(Path::new("/nowhere/m.csv")), Err(Error::MissingPath { .. })));
    }

    #[test]
    fn rows_about_no_file_or_several_are_listed() {
        let manifest = read("m.csv", "file,date\na.txt,2024\nb/c.txt,2024\nd.txt,2024\n").expect("a manifest");
        let files = ["x/a.txt", "y/a.txt", "b/c.txt"].map(|relative| Found { relative: relative.to_owned(), ..Found::default() });
        assert_eq!(
            manifest.unmatched(files.iter()),
            [
                "line 2 of the manifest: `a.txt` is the name of 2 files: write the path below the folder",
                "line 4 of the manifest: there is no file `d.txt`",
            ]
        );
    }
}
