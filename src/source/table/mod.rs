//! Tables (CSV, TSV): an article a row, under a header line whose names mean what those of JSON fields mean. Streamed, whatever the size.
//!
//! A row that cannot be read is told by its line, and the rest goes on. Known failures: a table without a header line is skipped, and one
//! whose header is a name short (as R writes row names) has rows of too many cells, all of which are told of.

mod rows;

use std::path::Path;

use super::decode;
use super::draft::Draft;
use super::fields::{FieldMap, Target, known};
use super::format::{Confidence, Format, Input, failed, is_any_text};
use super::pieces::{Pieces, without_utf_16};
use crate::model::{FileFormat, Outcome};

/// Tables with a separator between their cells.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "csv",
        extensions: &["csv", "tsv", "tab"],
        recognised: "three or more known names in the first line of a `.txt` or a file without extension",
        taken: "each row with a text; columns by their names, or by `--map`; commas, semicolons or tabs",
    },
    sniff,
    read,
};

/// Signs that part cells. Of the equally frequent the first is meant.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// What a first line begins with that only names the sign, as Excel writes it.
const SEPARATOR_LINE: &str = "sep=";
/// How many columns are told of, and how many characters of each, where none is the text.
const TOLD: (usize, usize) = (20, 40);

fn sniff(head: &[u8], path: &Path) -> Confidence {
    if !is_any_text(path) {
        return Confidence::No;
    }
    let start = decode::glance(&head[..head.len().min(1024)]);
    let line = start.lines().next().unwrap_or("").as_bytes();
    let separator = Shape::of(line).separator;
    let mut names = Vec::new();
    for name in line.split(|sign| *sign == separator) {
        match known(String::from_utf8_lossy(name).trim_matches(['"', ' '])) {
            Some((target, _)) => names.push(target),
            None => return Confidence::No,
        }
    }
    if names.len() >= 3 && names.contains(&Target::Text) { Confidence::Content } else { Confidence::No }
}

/// How a table is written.
struct Shape {
    /// The sign between cells: the one that stands most often in the first line, outside quotes.
    separator: u8,
    /// What ends the first line.
    line_end: LineEnd,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    Lf,
    CrLf,
    Cr,
}

impl Shape {
    fn of(head: &[u8]) -> Self {
        let mut counts = [0usize; SEPARATORS.len()];
        let mut is_quoted = false;
        let mut line_end = LineEnd::Lf;
        for (at, sign) in head.iter().enumerate() {
            match sign {
                b'"' => is_quoted = !is_quoted,
                b'\n' if !is_quoted => break,
                b'\r' if !is_quoted => {
                    line_end = if head.get(at + 1) == Some(&b'\n') { LineEnd::CrLf } else { LineEnd::Cr };
                    break;
                }
                _ => {}
            }
            if let Some(at) = SEPARATORS.iter().position(|known| known == sign && !is_quoted) {
                counts[at] += 1;
            }
        }
        if let [sign, ..] = head.strip_prefix(SEPARATOR_LINE.as_bytes()).unwrap_or_default()
            && SEPARATORS.contains(sign)
        {
            return Self { separator: *sign, line_end };
        }
        let best = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
        Self { separator: SEPARATORS[best], line_end }
    }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let head = &input.loaded.head;
    let stream = match input.loaded.stream().and_then(|stream| without_utf_16(stream, head)) {
        Ok(stream) => stream,
        Err(error) => return failed("open", &error.to_string()),
    };
    let start = decode::glance(head);
    let table = rows::Table { shape: Shape::of(start.as_bytes()), map: &input.options.map, allowance: input.loaded.allowance() };
    table.read(stream, Pieces::of(head), sink)
}

/// A column that means something.
struct Column {
    /// Its place in the row.
    at: usize,
    name: String,
    target: Target,
    /// 0 for the user's own, then in the order of the known names.
    rank: usize,
}

/// The columns that mean something; or why there is no article under such a header.
fn columns(header: &[String], map: &FieldMap) -> Result<Vec<Column>, String> {
    let meaning = |name: &str| match map.target(name) {
        Some(target) => Some((target, 0)),
        None => known(name).filter(|(target, _)| !map.has(*target)).map(|(target, rank)| (target, rank + 1)),
    };
    let column =
        |(at, name): (usize, &String)| meaning(name).map(|(target, rank)| Column { at, name: name.clone(), target, rank });
    let columns: Vec<Column> = header.iter().enumerate().filter_map(column).collect();
    if columns.iter().any(|column| column.target == Target::Text) { Ok(columns) } else { Err(no_column(header, map)) }
}

fn no_column(header: &[String], map: &FieldMap) -> String {
    let (most, longest) = TOLD;
    let short = |name: &String| format!("`{}`", name.chars().take(longest).collect::<String>());
    let names = header.iter().take(most).map(short).collect::<Vec<_>>().join(", ");
    let more = if header.len() > most { format!(" and {} more", header.len() - most) } else { String::new() };
    let what = match map.source(Target::Text) {
        Some(name) => format!("no column is called `{name}`"),
        None => "no column is the text".to_owned(),
    };
    let is_about_files = header.iter().any(|name| ["file", "path", "filename"].contains(&name.to_lowercase().as_str()));
    let manifest = if is_about_files { "; a table about files is given with `--manifest`" } else { "" };
    format!("{what} (`--map body=COLUMN` names it); the columns are {names}{more}{manifest}")
}

#[cfg(test)]
mod tests;
