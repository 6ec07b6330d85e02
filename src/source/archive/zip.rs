//! Zip archives.

use std::borrow::Cow;
use std::io::{self, Read, SeekFrom};
use std::path::Path;

use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::{CompressionMethod, ZipArchive};

use super::Members;
use crate::model::{FileFormat, Outcome};
use crate::source::draft::Draft;
use crate::source::format::{Confidence, Format, Input, failed};
use crate::source::limits::Limit;
use crate::source::load::{HELD, Loaded, Seekable};
use crate::source::office;
use crate::source::packed::DEFLATE;

/// Zip archives.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "zip",
        extensions: &["zip"],
        recognised: "its first bytes",
        taken: "what each file in it would give; archives in it, too",
    },
    sniff,
    read,
};

/// How far before the end of the archive the number of its members stands, at most, in bytes.
const TAIL: u64 = 66_000;

fn sniff(head: &[u8], _: &Path) -> Confidence {
    let is_zip = head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06");
    if is_zip { Confidence::Content } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let mut members = match Members::of(input, sink) {
        Ok(members) => members,
        Err(outcome) => return outcome,
    };
    let mut file = match input.loaded.seekable() {
        Ok(file) => file,
        Err(outcome) => return outcome,
    };
    let count = match count(&mut *file) {
        Ok(Some(count)) if count <= input.loaded.allowance().limit(Limit::Entries) => count,
        Ok(Some(_)) => return failed("parse", &input.loaded.allowance().refuse(Limit::Entries, "more than {} files in it")),
        Ok(None) => return without_end(input, members),
        Err(error) => return failed("open", &error.to_string()),
    };
    let mut archive = match ZipArchive::new(file) {
        Ok(archive) => archive,
        Err(error) => return failed("parse", &format!("no sound zip archive: {error}")),
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if SHELLS.iter().any(|name| has(name)) {
        let has = |start: &str| archive.file_names().flatten().any(|name| name.replace('\\', "/").starts_with(start));
        let Some(document) = office::reader_of(has) else {
            return Outcome::Skipped { reason: office::NO_TEXT.to_owned() };
        };
        drop(archive);
        return (document.read)(input, members.sink);
    }
    let is_collection = has("datapackage.json") && archive.file_names().flatten().any(|name| is_record(&name));
    for number in 0..archive.len() {
        let name = archive.name_for_index(number).and_then(Result::ok).map(Cow::into_owned);
        let named = name.unwrap_or_else(|| format!("file {}", number + 1));
        if is_collection && !is_record(&named) {
            continue;
        }
        match archive.by_index(number) {
            Ok(member) if member.is_dir() || member.is_symlink() => {}
            Ok(member) if member.size() > HELD => match part(input, &member) {
                Ok(part) => members.take_file(&named, &part),
                Err(error) => members.fail(&named, &error.to_string()),
            },
            Ok(mut member) => members.read(&named, &mut member, true),
            Err(error) => members.fail(&named, &error.to_string()),
        }
    }
    let lost = count.saturating_sub(archive.len() as u64);
    if lost > 0 {
        members.problems.broken = Some(format!("{lost} files were not read: others bear their names"));
    }
    members.outcome()
}

/// A member too large to hold, to be streamed from where it lies.
fn part<R: Read>(input: &Input<'_>, member: &ZipFile<'_, R>) -> io::Result<Loaded> {
    let packing = match member.compression() {
        CompressionMethod::Stored => None,
        CompressionMethod::Deflated => Some(&DEFLATE),
        other => return Err(io::Error::other(format!("packed by a method that is not known ({other})"))),
    };
    // What lies there unpacked may be the content of many members.
    if packing.is_none() {
        input.loaded.allowance().spend(member.compressed_size())?;
    }
    let start = member.data_start().ok_or_else(|| io::Error::other("its place in the archive is not known"))?;
    input.loaded.part(start, member.compressed_size(), packing)
}

/// Reads an archive from its beginning on, as far as it tells where its members end: the list that stood at its own end is lost.
fn without_end(input: &Input<'_>, mut members: Members<'_>) -> Outcome {
    let mut stream = match input.loaded.stream() {
        Ok(stream) => stream,
        Err(error) => return failed("open", &error.to_string()),
    };
    while let Ok(Some(mut member)) = read_zipfile_from_stream(&mut stream) {
        let name = member.name().map_or_else(|_| "a file".to_owned(), Cow::into_owned);
        if SHELLS.contains(&name.as_str()) {
            return cut_document(input, members.sink);
        }
        if member.is_file() && !members.read_sound(&name, &mut member) {
            break;
        }
    }
    let told = "the end of the archive is missing, and with it the list of its files";
    members.problems.broken = Some(told.to_owned());
    members.outcome()
}

/// Reads what is left of a document.
fn cut_document(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let bytes = match input.loaded.whole() {
        Ok((bytes, _)) => bytes,
        Err(outcome) => return outcome,
    };
    match office::reader_of(|start| office::names(&bytes).any(|file| file.name.starts_with(start.as_bytes()))) {
        Some(document) => (document.read)(input, sink),
        None => failed("parse", "an office document or a book that was cut off before its text"),
    }
}

/// True for what holds the records of a web archive that is a zip archive (WACZ), or of many in one; the lists beside them tell of the same pages.
fn is_record(name: &str) -> bool {
    name.starts_with("archive/") || name.ends_with(".wacz")
}

/// Files that are in every shell of a document.
const SHELLS: [&str; 3] = ["[Content_Types].xml", "META-INF/container.xml", "mimetype"];

/// Bytes of the record that tells where the longer end is.
const LOCATOR: usize = 20;

/// How many members the archive says it has, by the record at its end.
fn count(file: &mut dyn Seekable) -> io::Result<Option<u64>> {
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    file.rewind()?;
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    let Some(end) = tail.windows(4).rposition(|window| window == b"PK\x05\x06") else { return Ok(None) };
    let Some(count) = tail.get(end + 10..end + 12).map(number) else { return Ok(None) };
    // A longer record says how many there are if two bytes do not hold it; right before the end stands where it is.
    let locator = end.checked_sub(LOCATOR).map(|at| &tail[at..end]).filter(|bytes| bytes.starts_with(b"PK\x06\x07"));
    let (0xffff, Some(locator)) = (count, locator) else { return Ok(Some(count)) };
    file.seek(SeekFrom::Start(number(&locator[8..16])))?;
    let mut record = [0; 40];
    let sound = file.read_exact(&mut record).is_ok() && record.starts_with(b"PK\x06\x06");
    file.rewind()?;
    Ok(sound.then(|| number(&record[32..40])))
}
