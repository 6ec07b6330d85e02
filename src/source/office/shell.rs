//! The zip archive that a document is, and the files in it by name.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use crate::model::Outcome;
use crate::source::decode;
use crate::source::format::{Confidence, Format, Input};
use crate::source::load::{Allowance, Seekable};
use crate::source::packed::DEFLATE;

/// What each file in a zip archive begins with, and how far behind that the way of its packing, the lengths of its name and of what
/// follows that, and its name stand.
const LOCAL: &[u8] = b"PK\x03\x04";
const METHOD: usize = 8;
const LENGTHS: [usize; 2] = [26, 28];
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
    let is_document = || {
        let has_list = || head[NAME..].starts_with(b"mimetype") || names(head).any(|file| file.name == b"[Content_Types].xml");
        names(head).any(|file| is_its(file.from_name)) && has_list()
    };
    if is_called || is_document() { Confidence::Content } else { Confidence::No }
}

/// A file in a zip archive, as it stands there.
pub struct Local<'b> {
    pub name: &'b [u8],
    at: usize,
    /// Its name and all behind it, and all behind its header.
    from_name: &'b [u8],
    rest: &'b [u8],
    method: usize,
}

impl<'b> Local<'b> {
    fn at(archive: &'b [u8], at: usize) -> Option<Self> {
        let file = archive.get(at..)?;
        let number = |at: usize| Some(usize::from(u16::from_le_bytes(file.get(at..at + 2)?.try_into().ok()?)));
        let [length, more] = [number(LENGTHS[0])?, number(LENGTHS[1])?];
        let from_name = file.get(NAME..)?;
        let rest = from_name.get((length + more).min(from_name.len())..)?;
        Some(Local { name: from_name.get(..length)?, at, from_name, rest, method: number(METHOD)? })
    }
}

/// The files in the first bytes of a zip archive.
pub fn names(head: &[u8]) -> impl Iterator<Item = Local<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + head.get(from..)?.windows(LOCAL.len()).position(|window| window == LOCAL)?;
        let file = Local::at(head, at)?;
        // Not in its name: names in names would take room without end.
        from = at + NAME + file.name.len();
        Some(file)
    })
}

/// The files of a document.
pub struct Shell<'a> {
    files: Files<'a>,
    allowance: &'a Allowance,
}

enum Files<'a> {
    Listed(ZipArchive<Box<dyn Seekable + 'a>>),
    /// What is left of a document that was cut off, and of its list nothing: each file bears its name before it.
    Unlisted(Cow<'a, [u8]>, HashMap<Vec<u8>, usize>),
}

impl<'a> Shell<'a> {
    /// Of the document that `input` is; or why there is none.
    pub fn open(input: &'a Input<'_>) -> Result<Self, Outcome> {
        let files = match ZipArchive::new(input.loaded.seekable()?) {
            Ok(archive) => Files::Listed(archive),
            Err(_) => {
                let bytes = input.loaded.whole()?.0;
                let mut places = HashMap::new();
                for file in names(&bytes) {
                    places.entry(file.name.to_vec()).or_insert(file.at);
                }
                Files::Unlisted(bytes, places)
            }
        };
        Ok(Self { files, allowance: input.loaded.allowance() })
    }

    /// What speaks against its being whole.
    pub fn remark(&self) -> Option<String> {
        matches!(self.files, Files::Unlisted(..)).then(|| "cut off: the list of its parts is missing".to_owned())
    }

    /// What is told if it has no such file.
    pub fn lacks(&self, name: &str) -> String {
        let cut = self.remark().map(|remark| format!("{remark}, and ")).unwrap_or_default();
        format!("{cut}there is no `{name}` in it")
    }

    /// The text of a file in it, and a remark if it is not whole; nothing if there is no such file.
    pub fn file(&mut self, name: &str) -> Result<Option<(String, Option<String>)>, String> {
        let found = match &mut self.files {
            Files::Listed(archive) => listed(archive, name, self.allowance)?,
            Files::Unlisted(bytes, places) => {
                let file = places.get(name.as_bytes()).and_then(|at| Local::at(bytes, *at));
                file.map_or(Ok(None), |file| unlisted(&file, self.allowance))?
            }
        };
        let Some((bytes, error)) = found else { return Ok(None) };
        let decoded = decode::decode(&bytes, None).ok_or("no text")?;
        Ok(Some((decoded.text, error.map(|error| format!("damaged: {error}")))))
    }
}

/// The bytes of a file, and what kept its reader from more.
type Bytes = Option<(Vec<u8>, Option<io::Error>)>;

fn listed<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str, allowance: &Allowance) -> Result<Bytes, String> {
    // Some programs write their names as Windows does.
    let names = [name.to_owned(), name.replace('/', "\\")];
    let Some(number) = names.iter().find_map(|name| archive.index_for_name(name)) else { return Ok(None) };
    let mut file = archive.by_index(number).map_err(|error| error.to_string())?;
    allowance.hold(&mut file, true).map(Some)
}

/// A packed file ends where its packing does, another before the next.
fn unlisted(file: &Local<'_>, allowance: &Allowance) -> Result<Bytes, String> {
    match file.method {
        0 => {
            let end = file.rest.windows(LOCAL.len()).position(|window| window == LOCAL);
            Ok(Some((file.rest[..end.unwrap_or(file.rest.len())].to_vec(), None)))
        }
        8 => {
            let mut content = DEFLATE.unpack(Box::new(file.rest), allowance).map_err(|error| error.to_string())?;
            allowance.hold(&mut content, false).map(Some)
        }
        other => Err(format!("packed by a method that is not known ({other})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stands_in_no_name_of_another() {
        let header = |length: u8| [LOCAL, &[0; 22], &[length, 0, 0, 0]].concat();
        let bomb = [header(60), header(30).repeat(2), header(1), b"a".to_vec(), vec![0; 90]].concat();
        let found: Vec<usize> = names(&bomb).map(|file| file.name.len()).collect();
        assert_eq!(found, [60, 1]);
    }
}
