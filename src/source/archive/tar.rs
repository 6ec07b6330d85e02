//! Tar archives, read as a stream: blocks of 512 bytes, a header before each member. Of the extensions those for long names are known (GNU, pax).
//! What follows the end of one is read as another, for `cat a.tar b.tar` makes one file of two.

use std::io::{self, BufRead, ErrorKind, Read};
use std::path::Path;

use super::Members;
use crate::model::{FileFormat, Outcome};
use crate::source::draft::Draft;
use crate::source::format::{Confidence, Format, Input};

/// Tar archives.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "tar",
        extensions: &["tar"],
        recognised: "a sound header in its first 512 bytes",
        taken: "what each file in it would give; archives in it, too; also packed (`.tar.gz`, `.tgz`)",
    },
    sniff,
    read,
};

const BLOCK: usize = 512;
/// The longest name, or list of what is extended, in bytes.
const LONGEST: u64 = 64 << 10;

fn sniff(head: &[u8], _: &Path) -> Confidence {
    let first = head.first_chunk::<BLOCK>().and_then(Header::of);
    if first.is_some() { Confidence::Content } else { Confidence::No }
}

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    Members::streamed(input, sink, each, "cut off: the archive has no end")
}

fn each(stream: &mut dyn BufRead, members: &mut Members<'_>) -> io::Result<()> {
    // What stands before a member for lack of room in its header.
    let mut extended = Extended::default();
    let mut blocks = Blocks::default();
    while let Some(block) = blocks.header(stream)? {
        let header = Header::of(&block).ok_or_else(|| io::Error::other("there is no header where one should be"))?;
        let mut size = extended.size.unwrap_or(header.size);
        if header.kind == b'1' && size > 0 {
            size = size.saturating_sub(blocks.content_of_link(stream, size)?);
        }
        let mut content = (&mut *stream).take(size);
        match header.kind {
            b'L' | b'x' => extended.read(header.kind, &mut content)?,
            b'0' | b'7' | 0 => {
                let name = extended.name.take().unwrap_or(header.name);
                extended = Extended::default();
                if !name.ends_with('/') {
                    members.read(&name, &mut content, false);
                }
            }
            b'S' => {
                members.fail(&extended.name.take().unwrap_or(header.name), "a sparse file, which is not read");
                extended = Extended::default();
                skip_map(content.get_mut(), &block)?;
            }
            // Folders, links, devices and notes on the archive.
            b'g' => {}
            _ => extended = Extended::default(),
        }
        // What was not read of the member, and what fills its last block.
        let padding = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        let left = content.limit() + padding;
        if io::copy(&mut (&mut *stream).take(left), &mut io::sink())? < left {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}

/// The blocks between the contents of members.
#[derive(Default)]
struct Blocks {
    /// Blocks of zeros end an archive; another one may follow (`cat a.tar b.tar`).
    has_ended: bool,
    /// A header that was read already.
    next: Option<[u8; BLOCK]>,
}

impl Blocks {
    /// The next header, if there is one before the end.
    fn header(&mut self, stream: &mut dyn BufRead) -> io::Result<Option<[u8; BLOCK]>> {
        let mut block = [0; BLOCK];
        loop {
            match self.next.take() {
                Some(next) => block = next,
                None => match stream.read_exact(&mut block) {
                    Err(error) if error.kind() == ErrorKind::UnexpectedEof && self.has_ended => return Ok(None),
                    read => read?,
                },
            }
            if block.iter().any(|byte| *byte != 0) {
                self.has_ended = false;
                return Ok(Some(block));
            }
            self.has_ended = true;
        }
    }

    /// How much of the content of a link to another member was read to find out that it has any: most programs only note the size of
    /// that member, and go on with a header.
    fn content_of_link(&mut self, stream: &mut dyn BufRead, size: u64) -> io::Result<u64> {
        let mut block = [0; BLOCK];
        stream.read_exact(&mut block)?;
        let is_header = Header::of(&block).is_some() || block.iter().all(|byte| *byte == 0);
        if is_header {
            self.next = Some(block);
            return Ok(size);
        }
        Ok(BLOCK as u64)
    }
}

/// The list of the holes of a sparse file goes on in blocks of its own.
fn skip_map(stream: &mut dyn BufRead, header: &[u8; BLOCK]) -> io::Result<()> {
    let mut goes_on = header[482] == 1;
    while goes_on {
        let mut block = [0; BLOCK];
        stream.read_exact(&mut block)?;
        goes_on = block[504] == 1;
    }
    Ok(())
}

#[derive(Default)]
struct Extended {
    name: Option<String>,
    size: Option<u64>,
}

impl Extended {
    fn read(&mut self, kind: u8, content: &mut dyn Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        content.take(LONGEST).read_to_end(&mut bytes)?;
        if kind == b'L' {
            self.name = Some(text(&bytes));
            return Ok(());
        }
        // Lines of `length key=value`; the length counts itself.
        let mut rest = bytes.as_slice();
        while let Some(length) = rest.split(|byte| *byte == b' ').next().and_then(|digits| text(digits).parse::<usize>().ok()) {
            let Some(line) = rest.get(..length).filter(|line| !line.is_empty()) else { break };
            rest = &rest[length..];
            let line = text(line);
            match line.split_once(' ').and_then(|(_, pair)| pair.trim_end_matches('\n').split_once('=')) {
                Some(("path", name)) => self.name = Some(name.to_owned()),
                Some(("size", size)) => self.size = size.parse().ok().filter(|size| *size <= u64::MAX / 4),
                _ => {}
            }
        }
        Ok(())
    }
}

struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Header {
    /// The header that a block is, if its sum is right.
    fn of(block: &[u8; BLOCK]) -> Option<Self> {
        let sum: u64 =
            block.iter().enumerate().map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) }).sum();
        if block[0] == 0 || octal(&block[148..156])? != sum {
            return None;
        }
        let name = text(&block[..100]);
        // Old GNU headers keep times where newer ones keep the folder.
        let folder = if &block[257..263] == b"ustar\0" { text(&block[345..500]) } else { String::new() };
        let name = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        Some(Self { name, size: size(&block[124..136])?, kind: block[156] })
    }
}

/// Octal digits; or, if the first bit is set, the bytes of a number too large for them.
fn size(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 == 0 {
        return octal(field);
    }
    let bytes = field.last_chunk::<8>()?;
    Some(u64::from_be_bytes(*bytes)).filter(|size| *size <= u64::MAX / 4)
}

fn octal(field: &[u8]) -> Option<u64> {
    let digits = text(field);
    let digits = digits.trim();
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

/// The text up to the first zero byte.
fn text(field: &[u8]) -> String {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}
