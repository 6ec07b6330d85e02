//! The rows of a table, one at a time: memory holds one of them, and a quote that is never closed does not swallow the rest in silence.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::{Column, LineEnd, SEPARATOR_LINE, Shape, columns};
use crate::model::Outcome;
use crate::source::dates;
use crate::source::draft::Draft;
use crate::source::fields::{FieldMap, Target};
use crate::source::limits::Limit;
use crate::source::lines::Problems;
use crate::source::load::Allowance;
use crate::source::pieces::Pieces;
use crate::source::record::{Record, Value};

/// The most cells of a row: no table of articles has as many columns, and each costs memory.
const CELLS: usize = 10_000;

/// Put behind the table, with the line ends of the table around it: if it does not come back as a row of its own, a quote was open.
const END: &str = "\x1a\x1a";

/// What is known of a table before its rows are read.
pub struct Table<'a> {
    pub shape: Shape,
    pub map: &'a FieldMap,
    pub allowance: &'a Allowance,
}

impl Table<'_> {
    /// Reads all rows of `stream`.
    pub fn read(&self, stream: impl BufRead, pieces: Pieces<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
        read(stream, self, pieces, sink)
    }
}

fn read(
    stream: impl BufRead,
    Table { shape, map, allowance }: &Table<'_>,
    pieces: Pieces<'_>,
    sink: &mut dyn FnMut(Draft),
) -> Outcome {
    let (taken, table_end) = (Cell::new(0), Cell::new(None));
    let end = shape.line_end.around(END);
    let stream = Watched { reader: stream, read: 0, end: &table_end };
    let stream = Bounded { reader: stream.chain(end.as_bytes()), taken: &taken, allowance };
    let mut table = ReaderBuilder::new().delimiter(shape.separator).has_headers(false).flexible(true).from_reader(stream);
    let mut rows = Rows { pieces, map, columns: Vec::new(), width: 0, shape, problems: Problems::default() };
    let mut row = ByteRecord::new();
    let mut line = 0;
    loop {
        taken.set(0);
        match table.read_byte_record(&mut row) {
            Ok(true) => line = shape.line_end.first_line(&row, table.position().line(), line),
            Ok(false) => break,
            Err(error) => {
                rows.problems.broken = Some(format!("reading stopped after line {line}: {}", cause(error)));
                break;
            }
        }
        let last = row.iter().next_back().unwrap_or_default();
        // A row that only looks like it stands before the end.
        let is_behind = table_end.get().is_some_and(|end| row.position().is_some_and(|start| start.byte() + 2 >= end));
        if row.len() == 1 && last == END.as_bytes() && is_behind {
            break;
        }
        if last.ends_with(end.as_bytes()) {
            rows.problems.add("line", line, "a quote is opened and never closed: nothing from there to the end was read");
            break;
        }
        let is_first = rows.columns.is_empty();
        if is_first && row.len() == 2 && row.iter().eq([SEPARATOR_LINE.as_bytes(), b""]) {
            continue;
        }
        if is_first {
            if let Err(reason) = rows.header(&row) {
                return Outcome::Skipped { reason };
            }
        } else if let Err(reason) = rows.row(&row, line, sink) {
            rows.problems.add("line", line, &reason);
        }
    }
    rows.problems.outcome()
}

impl LineEnd {
    /// `text` between line ends.
    fn around(self, text: &str) -> String {
        let end = match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        };
        format!("{end}{text}{end}")
    }

    /// The line on which a row begins: the reader stands on line `now` behind it, and the row before began on line `before`. The reader's own
    /// word for it would be that of blank lines before the row; and it stops between the two signs of `\r\n`.
    fn first_line(self, row: &ByteRecord, now: u64, before: u64) -> u64 {
        let in_cells = |sign: u8| row.as_slice().iter().filter(|b| **b == sign).count() as u64;
        match self {
            Self::Lf => now.saturating_sub(in_cells(b'\n') + 1),
            Self::CrLf => now.saturating_sub(in_cells(b'\n')),
            Self::Cr => before + 1,
        }
        .max(before + 1)
    }
}

fn cause(error: csv::Error) -> String {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause.to_string(),
        other => format!("{other:?}"),
    }
}

struct Rows<'a> {
    pieces: Pieces<'a>,
    map: &'a FieldMap,
    columns: Vec<Column>,
    /// How many columns the header names.
    width: usize,
    shape: &'a Shape,
    problems: Problems,
}

impl Rows<'_> {
    fn header(&mut self, row: &ByteRecord) -> Result<(), String> {
        if row.len() > CELLS {
            return Err(format!("{} columns in its first row", row.len()));
        }
        let names: Vec<String> = row.iter().map(|name| self.pieces.text(name).0.trim().to_owned()).collect();
        self.width = names.len();
        self.columns = columns(&names, self.map)?;
        Ok(())
    }

    fn row(&mut self, row: &ByteRecord, line: u64, sink: &mut dyn FnMut(Draft)) -> Result<(), String> {
        if row.iter().all(<[u8]>::is_empty) {
            return Ok(());
        }
        if row.len() > self.width {
            let (cells, width, separator) = (row.len(), self.width, char::from(self.shape.separator).escape_default());
            return Err(format!(
                "{cells} cells under {width} columns: a cell that holds `{separator}` or `\"` must stand in quotes"
            ));
        }
        let (record, damaged) = self.record(row);
        let mut draft = record.draft("column").ok_or_else(|| self.no_text())?;
        draft.member = Some(line.to_string());
        self.problems.read += 1;
        sink(draft);
        if damaged { Err(format!("some bytes are not {} and could not be read", self.pieces.encoding())) } else { Ok(()) }
    }

    /// What the row says, and whether some of its bytes could not be read.
    fn record(&mut self, row: &ByteRecord) -> (Record, bool) {
        let mut record = Record::default();
        let mut is_damaged = false;
        for Column { at, name, target, rank } in &self.columns {
            let cell = row.get(*at).unwrap_or_default();
            if cell.trim_ascii().is_empty() {
                continue;
            }
            let (text, damaged) = self.pieces.text(cell);
            is_damaged |= damaged;
            let mut add = |text: String| record.0.push(Value { target: *target, rank: *rank, name: name.clone(), text });
            match target {
                Target::Authors => {
                    text.split(';').map(str::trim).filter(|name| !name.is_empty()).for_each(|name| add(name.to_owned()))
                }
                Target::Published => add(day(text)),
                _ => add(text),
            }
        }
        (record, is_damaged)
    }

    fn no_text(&self) -> String {
        let texts = self.columns.iter().filter(|column| column.target == Target::Text);
        let names: Vec<String> = texts.map(|column| format!("`{}`", column.name)).collect();
        format!("no text: {} is blank", names.join(", "))
    }
}

/// A number of seconds since 1970 as a day; any other date as it stands.
fn day(cell: String) -> String {
    let number = cell.trim().parse().ok().filter(|_| dates::stamp(&cell).is_none()).and_then(dates::since_epoch);
    number.map_or(cell, |day| day.to_string())
}

/// A reader that tells how long the table was, once it has ended.
struct Watched<'a, R> {
    reader: R,
    read: u64,
    end: &'a Cell<Option<u64>>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out)?;
        self.read += count as u64;
        if count == 0 && !out.is_empty() {
            self.end.set(Some(self.read));
        }
        Ok(count)
    }
}

/// A reader that ends with an error when more is taken from it for one row than a row may hold.
struct Bounded<'a, R> {
    reader: R,
    taken: &'a Cell<u64>,
    allowance: &'a Allowance,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.taken.get() > self.allowance.limit(Limit::Row) {
            return Err(self.allowance.exceeded(Limit::Row, "a row of more than {}, perhaps a quote that is never closed"));
        }
        let count = self.reader.read(out)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}
