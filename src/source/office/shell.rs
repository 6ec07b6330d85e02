//! The zip archive that a document is, and the files in it by name.

use std::io::Read;
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::model::Outcome;
use crate::source::decode;
use crate::source::format::{Confidence, Format, Input, failed};
use crate::source::load::{Allowance, LARGEST, Seekable};

/// What each file in a zip archive begins with, and how far behind that its name's length and its name stand.
const LOCAL: &[u8] = b"PK\x03\x04";
const LENGTH: usize = 26;
const NAME: usize = 30;

/// How sure a kind of document is of a file: by a name in its first bytes (with what follows it, where nothing is packed), or by its
/// extension, if it is a zip archive at all.
pub fn sniff(head: &[u8], path: &Path, format: &Format, is_its: impl Fn(&[u8]) -> bool) -> Confidence {
    if !head.starts_with(LOCAL) {
        return Confidence::No;
    }
    let extension = path.extension().unwrap_or_default();
    let is_called = format.about.extensions.iter().any(|known| extension.eq_ignore_ascii_case(known));
    // A folder of somebody's own may be called `word`.
    let is_document = || names(head).any(is_its) && (head[NAME..].starts_with(b"mimetype") || names(head).any(is_list));
    if is_called || is_document() { Confidence::Content } else { Confidence::No }
}

fn is_list(name: &[u8]) -> bool {
    name.starts_with(b"[Content_Types].xml")
}

/// The names of files in the first bytes of a zip archive, each with what comes behind it.
fn names(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = head;
    std::iter::from_fn(move || {
        let at = rest.windows(LOCAL.len()).position(|window| window == LOCAL)?;
        let file = &rest[at..];
        rest = &file[LOCAL.len()..];
        let length = usize::from(u16::from_le_bytes(file.get(LENGTH..LENGTH + 2)?.try_into().ok()?));
        file.get(NAME..).filter(|name| name.len() >= length)
    })
}

/// The files of a document.
pub struct Shell<'a> {
    archive: ZipArchive<Box<dyn Seekable + 'a>>,
    allowance: &'a Allowance,
}

impl<'a> Shell<'a> {
    /// Of the document that `input` is; or why there is none.
    pub fn open(input: &'a Input<'_>) -> Result<Self, Outcome> {
        let file = input.loaded.seekable()?;
        let archive = ZipArchive::new(file).map_err(|error| failed("parse", &format!("no sound document: {error}")))?;
        Ok(Self { archive, allowance: input.loaded.allowance() })
    }

    /// The text of a file in it, and a remark if it is not whole; nothing if there is no such file.
    pub fn file(&mut self, name: &str) -> Result<Option<(String, Option<String>)>, String> {
        let mut file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("`{name}`: {error}")),
        };
        let (bytes, remark) = unpacked(&mut file, self.allowance)?;
        let remark = remark.map(|error| format!("`{name}` is damaged: {error}"));
        let decoded = decode::decode(&bytes, None).ok_or_else(|| format!("`{name}` is no text"))?;
        Ok(Some((decoded.text, remark)))
    }
}

/// What a file unpacks to, and why that is not all of it; or why it is too much.
fn unpacked(file: &mut dyn Read, allowance: &Allowance) -> Result<(Vec<u8>, Option<String>), String> {
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 64 << 10]);
    loop {
        let count = match file.read(&mut piece) {
            Ok(0) => return Ok((bytes, None)),
            Ok(count) => count,
            Err(error) => return Ok((bytes, Some(error.to_string()))),
        };
        allowance.spend(count as u64).map_err(|error| error.to_string())?;
        bytes.extend_from_slice(&piece[..count]);
        if bytes.len() as u64 > LARGEST {
            return Err(format!("larger than {} MiB", LARGEST >> 20));
        }
    }
}
