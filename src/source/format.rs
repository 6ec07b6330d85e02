//! The table of formats, and the choice among them: content first, extension second.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::draft::Draft;
use super::load::Allowance;
use super::resolve::{self, Origin};
use super::{
    Found, Limit, Loaded, Options, Reading, archive, decode, feed, html, json, mail, markdown, office, packed, rtf, table, text,
};
use crate::model::{Article, FileFormat, Outcome};

/// How sure a format is that a file is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    No,
    /// It could be: nothing speaks against it.
    Possible,
    /// The extension says so.
    Extension,
    /// The content says so.
    Content,
}

/// A file as a format gets it.
pub(super) struct Input<'a> {
    pub path: &'a Path,
    pub loaded: &'a Loaded,
    pub options: &'a Options,
    /// In how many archives it stands.
    pub depth: u32,
}

/// Reads a file's articles and hands them to the sink.
type Read = fn(&Input<'_>, &mut dyn FnMut(Draft)) -> Outcome;

/// A kind of file that articles are read from.
#[derive(Clone, Copy)]
pub struct Format {
    /// What users are told of it.
    pub about: FileFormat,
    /// How sure it is of a file by its first bytes alone.
    pub sniff: fn(&[u8], &Path) -> Confidence,
    pub(super) read: Read,
}

impl Format {
    fn confidence(&self, head: &[u8], path: &Path) -> Confidence {
        let sure = (self.sniff)(head, path);
        let named = extension(path).is_some_and(|extension| self.about.extensions.contains(&extension.as_str()));
        if named { sure.max(Confidence::Extension) } else { sure }
    }
}

/// Every format. Among the equally sure the earlier one reads.
pub const FORMATS: &[Format] = &[
    feed::FORMAT,
    html::FORMAT,
    mail::MHTML,
    mail::MBOX,
    mail::EML,
    json::FORMAT,
    table::FORMAT,
    markdown::FORMAT,
    text::FORMAT,
];

/// Formats of files that are no text, or hold files, told by their content alone: a document is a zip archive, too.
pub const ARCHIVES: &[Format] =
    &[office::DOCX, office::ODT, office::EPUB, rtf::FORMAT, archive::WARC, archive::ZIP, archive::TAR];

/// What begins with these bytes is known, and not read; what may hold an article has a remedy.
const NOT_READ: [(&[u8], &str, Option<&str>); 9] = [
    (b"%PDF-", "a PDF document", Some("make a text of it (`pdftotext`)")),
    (b"7z\xbc\xaf", "a 7z archive", Some("unpack it")),
    (b"\x89PNG", "an image", None),
    (b"\xff\xd8\xff", "an image", None),
    (b"GIF8", "an image", None),
    (b"\xd0\xcf\x11\xe0", "an old office document, or one with a password", Some("save it as `.docx`, without one")),
    (b"SQLite format", "a database", Some("export its texts as CSV or JSON lines")),
    // So says the first frame of a web archive (`.warc.zst`).
    (b"\x5d\x2a\x4d\x18", "packed by zstd with a dictionary", Some("unpack it first")),
    (b"\x7fELF", "a program", None),
];

/// What can be done about a file that begins so, if it may hold an article and is not read.
pub(super) fn remedy(head: &[u8]) -> Option<&'static str> {
    NOT_READ.iter().find(|(magic, ..)| head.starts_with(magic)).and_then(|(.., remedy)| *remedy)
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

/// True for a file that may hold anything, by its name: text, or what has no extension.
pub(super) fn is_any_text(path: &Path) -> bool {
    path.extension().is_none_or(|extension| extension.eq_ignore_ascii_case("txt"))
}

/// The format that reads a file, or why none does.
fn choose(loaded: &Loaded, path: &Path) -> Result<&'static Format, String> {
    let head = &*loaded.head;
    if head.is_empty() {
        return Err("empty".to_owned());
    }
    if packed::packing(head).is_some() {
        return Err(loaded.allowance().refuse(Limit::Nesting, "packed more than {} times over"));
    }
    if let Some((_, what, remedy)) = NOT_READ.iter().find(|(magic, ..)| head.starts_with(magic)) {
        let remedy = remedy.map(|remedy| format!(": {remedy}")).unwrap_or_default();
        return Err(format!("{what}, which is not read yet{remedy}"));
    }
    if let Some(archive) = ARCHIVES.iter().find(|archive| (archive.sniff)(head, path) == Confidence::Content) {
        return Ok(archive);
    }
    if decode::is_binary(head) {
        return Err("binary: no text in any known encoding".to_owned());
    }
    let sure = FORMATS.iter().rev().map(|format| (format.confidence(head, path), format));
    let best = sure.max_by_key(|(sure, _)| *sure).filter(|(sure, _)| *sure > Confidence::No);
    best.map(|(_, format)| format).ok_or_else(|| format!("unknown format `.{}`", extension(path).unwrap_or_default()))
}

/// The file that is read, and what it would be called: the one inside, if this one is packed.
fn unpack<'l>(loaded: &'l Loaded, path: &Path) -> Result<(Cow<'l, Loaded>, PathBuf), Outcome> {
    let (mut loaded, mut path) = (Cow::Borrowed(loaded), path.to_owned());
    for _ in 0..loaded.allowance().limit(Limit::Nesting) {
        match loaded.unpacked() {
            Ok(Some(inner)) => (loaded, path) = (Cow::Owned(inner), packed::inner_name(&path)),
            Ok(None) => break,
            Err(error) => return Err(failed("unpack", &error.to_string())),
        }
    }
    Ok((loaded, path))
}

pub(super) fn read(found: &Found, loaded: &Loaded, options: &Options, sink: &mut dyn FnMut(Article)) -> Reading {
    let mut reading = Reading { sha256: loaded.sha256.clone(), ..Reading::of(Outcome::Ok) };
    if options.manifest.as_ref().is_some_and(|manifest| manifest.is(found)) {
        reading.outcome = Outcome::Skipped { reason: "the manifest".to_owned() };
        return reading;
    }
    let origin = Origin::of_file(found, &loaded.sha256, options);
    let (mut articles, mut texts) = (0, Texts::of(loaded.allowance()));
    let mut hand_on = |draft: Draft| {
        articles += 1;
        sink(resolve::article(texts.within(draft), &origin));
    };
    let input = Input { path: &found.path, loaded, options, depth: 0 };
    (reading.format, reading.outcome) = read_inside(&input, &mut hand_on);
    reading.outcome = texts.told(reading.outcome);
    reading.articles = articles;
    reading.met = loaded.allowance().noted();
    reading
}

/// Keeps the texts of articles below their limit.
pub(super) struct Texts<'a> {
    allowance: &'a Allowance,
    cut: u64,
}

impl<'a> Texts<'a> {
    pub const fn of(allowance: &'a Allowance) -> Self {
        Self { allowance, cut: 0 }
    }

    /// The draft, cut off where its text may not go on.
    pub fn within(&mut self, mut draft: Draft) -> Draft {
        let most = usize::try_from(self.allowance.limit(Limit::Text)).unwrap_or(usize::MAX);
        if draft.text.len() > most {
            draft.cut_off(most);
            self.cut += 1;
        }
        draft
    }

    /// The outcome, which also tells what was cut off.
    pub fn told(&self, outcome: Outcome) -> Outcome {
        if self.cut == 0 {
            return outcome;
        }
        let texts =
            if self.cut == 1 { "the text of an article".to_owned() } else { format!("the texts of {} articles", self.cut) };
        let reason = self.allowance.refuse(Limit::Text, &format!("{texts} cut off behind {{}}"));
        match outcome {
            Outcome::Partial { reason: other } => Outcome::Partial { reason: format!("{other}; {reason}") },
            _ => Outcome::Partial { reason },
        }
    }
}

/// Reads a file, on disk or in an archive: the name of the format that did, and what came of it.
pub(super) fn read_inside(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> (&'static str, Outcome) {
    let (loaded, path) = match unpack(input.loaded, input.path) {
        Ok(unpacked) => unpacked,
        Err(outcome) => return ("", outcome),
    };
    let format = match choose(&loaded, &path) {
        Ok(format) => format,
        Err(reason) => return ("", Outcome::Skipped { reason }),
    };
    let input = Input { path: &path, loaded: &loaded, ..*input };
    let outcome = catch_unwind(AssertUnwindSafe(|| (format.read)(&input, sink)))
        .unwrap_or_else(|panic| failed("parse", &panic_message(&*panic)));
    (format.about.name, outcome)
}

/// An outcome for a file that could not be read.
pub(super) fn failed(stage: &str, reason: &str) -> Outcome {
    Outcome::Failed { stage: stage.to_owned(), reason: reason.to_owned() }
}

/// The outcome of a document without a word in it: what kept its text away is told.
pub(super) fn no_text(remark: Option<String>) -> Outcome {
    match remark {
        Some(reason) => failed("parse", &reason),
        None => Outcome::Skipped { reason: "no text in the document".to_owned() },
    }
}

/// What a panic said.
pub(super) fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    format!("the reader broke down: {}", said.unwrap_or("no reason given"))
}

/// The outcome of what was read, or else of the text it was read from: what is worse about the former is told.
pub(super) fn worse(read: Outcome, text: Outcome) -> Outcome {
    if read == Outcome::Ok { text } else { read }
}

/// The whole text of a file, with the outcome that reading it deserves so far.
pub(super) fn whole_text(input: &Input<'_>, declared: Option<&str>) -> Result<(String, Outcome), Outcome> {
    let (bytes, remark) = input.loaded.whole()?;
    let not_text = || Outcome::Skipped { reason: "binary: no text in any known encoding".to_owned() };
    let decoded = decode::decode(&bytes, declared).ok_or_else(not_text)?;
    let damage = decoded.damaged.then(|| format!("some bytes are not {} and could not be read", decoded.encoding));
    let outcome = remark.or(damage).map_or(Outcome::Ok, |reason| Outcome::Partial { reason });
    if decoded.text.trim().is_empty() {
        return Err(Outcome::Skipped { reason: "empty: nothing but blanks".to_owned() });
    }
    Ok((decoded.text, outcome))
}
