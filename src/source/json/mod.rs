//! JSON: one record, an array of records, an object that wraps one, and JSON lines, which are streamed.
//!
//! A line that cannot be read is reported by its number and the rest goes on.

mod mend;
mod record;
mod values;

use std::io::BufRead;
use std::path::Path;

use super::draft::Draft;
use super::fields::FieldMap;
use super::format::{Confidence, Format, Input, Texts, failed, whole_text, worse};
use super::lines::{Problems, each_line};
use super::load::Allowance;
use super::pieces::without_utf_16;
use super::record::{Record, no_text};
use super::resolve::{self, Origin};
use super::{Options, Reading, decode};
use crate::model::{Article, FileFormat, Outcome};

/// JSON and JSON lines.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "json",
        extensions: &["json", "jsonl", "ndjson"],
        recognised: "a record or a list of records, in a file without extension",
        taken: "each record with a text; its fields by their names, or by `--map`",
    },
    sniff,
    read,
};

/// Extensions of files with a record a line.
const BY_LINE: [&str; 2] = ["jsonl", "ndjson"];

fn sniff(head: &[u8], path: &Path) -> Confidence {
    if path.extension().is_some() {
        return Confidence::No;
    }
    let start = decode::glance(&head[..head.len().min(200)]);
    let start = start.trim_start();
    let opens = |open: char, next: &[char]| start.strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with(next));
    if opens('{', &['"']) || opens('[', &['{']) { Confidence::Content } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let head = decode::as_utf_8(&input.loaded.head);
    if (is_by_line(input.path) && !is_spread(&head)) || begins_by_line(&head) {
        let stream = input.loaded.stream().and_then(|stream| without_utf_16(stream, &input.loaded.head));
        return match stream {
            Ok(mut stream) => lines(&mut *stream, input.loaded.allowance(), &input.options.map, sink).outcome(),
            Err(error) => failed("open", &error.to_string()),
        };
    }
    match whole_text(input, None) {
        Ok((text, outcome)) => worse(values::read(&text, &input.options.map, sink), outcome),
        Err(outcome) => outcome,
    }
}

/// True if the file is called one with a record a line.
pub fn is_by_line(path: &Path) -> bool {
    path.extension().is_some_and(|extension| BY_LINE.contains(&extension.to_string_lossy().to_lowercase().as_str()))
}

/// True if the first line only opens a record or a list of them, whatever the file is called.
fn is_spread(head: &[u8]) -> bool {
    let line = head.trim_ascii_start().split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    line == b"{" || (line.starts_with(b"[") && !line.ends_with(b"]"))
}

/// True if the first line is a record of its own: the whole file need not be held.
fn begins_by_line(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    if head.first() != Some(&b'{') {
        return false;
    }
    let Some(end) = head.iter().position(|b| *b == b'\n') else { return false };
    let rest = head[end..].trim_ascii_start();
    rest.first() == Some(&b'{')
}

/// Reads JSON lines from standard input.
pub fn read_stream(reader: &mut dyn BufRead, options: &Options, sink: &mut dyn FnMut(Article)) -> Reading {
    let origin = Origin::standard_input(options);
    let allowance = Allowance::of(u64::MAX, options.limits);
    let (mut articles, mut texts) = (0, Texts::of(&allowance));
    let head = reader.fill_buf().map(<[u8]>::to_vec).unwrap_or_default();
    let outcome = match without_utf_16(Box::new(reader), &head) {
        Ok(mut reader) => lines(&mut *reader, &allowance, &options.map, &mut |draft| {
            articles += 1;
            sink(resolve::article(texts.within(draft), &origin));
        })
        .outcome(),
        Err(error) => failed("open", &error.to_string()),
    };
    Reading { format: FORMAT.about.name, articles, ..Reading::of(texts.told(outcome)) }
}

fn lines(reader: &mut dyn BufRead, allowance: &Allowance, map: &FieldMap, sink: &mut dyn FnMut(Draft)) -> Problems {
    each_line(reader, allowance, &mut |number, line| {
        let mut draft = record(line, map).map_err(|error| without_line(&error)).and_then(|record| draft(&record, map))?;
        draft.member = Some(number.to_string());
        sink(draft);
        Ok(())
    })
}

/// The record that `text` is, mended if it must be; without the comma that stands behind it in a list.
fn record(text: &str, map: &FieldMap) -> serde_json::Result<Record> {
    record::parse(text, map).or_else(|error| {
        let bare = text.strip_suffix(',').unwrap_or(text);
        match mend::mended(bare) {
            Some(text) => record::parse(&text, map),
            None if bare.len() < text.len() => record::parse(bare, map).map_err(|_| error),
            None => Err(error),
        }
    })
}

/// What the parser said, without its line: a record stands on one.
fn without_line(error: &serde_json::Error) -> String {
    format!("not JSON: {error}").replace(" at line 1 column ", " at column ")
}

/// The draft of a record.
fn draft(record: &Record, map: &FieldMap) -> Result<Draft, String> {
    record.draft("field").ok_or_else(|| no_text(map))
}
