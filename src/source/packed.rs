//! Files that are compressed whole (gzip, bzip2, xz, zstd): read as the file in them would be, without its being written anywhere. And the ways in which
//! parts of other files are packed: members of zip archives (deflate), answers of web servers (zlib, brotli).
//!
//! A file of a few bytes may unpack to more than a disk holds. How much it does is counted as it comes out, never taken from what the file says of
//! itself; memory for its dictionary is bounded, too.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::limits::Limit;
use super::load::Allowance;
use crate::model::FileFormat;

/// Bytes that any file may unpack to, whatever its own size.
pub const FREE: u64 = 10 << 20;

/// A way of packing.
#[derive(Debug)]
pub struct Packing {
    /// What users are told of it.
    pub about: FileFormat,
    /// What a packed file begins with.
    magic: &'static [u8],
    /// Unpacks, with so many bytes of memory for what it must remember.
    open: for<'r> fn(Counted<'r>, u64) -> io::Result<Box<dyn Read + 'r>>,
}

/// Memory that zstd cannot do without, in bytes.
const ZSTD_LEAST: u64 = 1 << 10;

const TAKEN: &str = "what the file in it would give, read as if its name ended before this";

/// Every way of packing.
pub const PACKINGS: &[Packing] = &[
    Packing {
        about: FileFormat { name: "gzip", extensions: &["gz", "tgz"], recognised: "its first bytes", taken: TAKEN },
        magic: b"\x1f\x8b",
        open: |reader, _| Ok(Box::new(flate2::bufread::MultiGzDecoder::new(reader))),
    },
    Packing {
        about: FileFormat { name: "bzip2", extensions: &["bz2"], recognised: "its first bytes", taken: TAKEN },
        magic: b"BZh",
        open: |reader, _| Ok(Box::new(bzip2::bufread::MultiBzDecoder::new(reader))),
    },
    Packing {
        about: FileFormat { name: "xz", extensions: &["xz"], recognised: "its first bytes", taken: TAKEN },
        magic: b"\xfd7zXZ\0",
        open: |reader, memory| {
            let kibibytes = u32::try_from(memory >> 10).unwrap_or(u32::MAX);
            Ok(Box::new(lzma_rust2::XzReader::new_mem_limit(reader, true, kibibytes)))
        },
    },
    Packing {
        about: FileFormat { name: "zstd", extensions: &["zst", "zstd"], recognised: "its first bytes", taken: TAKEN },
        magic: b"\x28\xb5\x2f\xfd",
        open: |reader, memory| {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(reader)?;
            decoder.window_log_max(memory.max(ZSTD_LEAST).ilog2())?;
            Ok(Box::new(decoder))
        },
    },
];

/// The way in which most members of zip archives are packed.
pub const DEFLATE: Packing = Packing {
    about: FileFormat { name: "deflate", extensions: &[], recognised: "its place", taken: TAKEN },
    magic: b"",
    open: |reader, _| Ok(Box::new(flate2::bufread::DeflateDecoder::new(reader))),
};

/// The ways in which web servers pack what they answer, but for gzip and zstd; "deflate" names two.
pub const ZLIB: Packing = Packing {
    about: FileFormat { name: "zlib", extensions: &[], recognised: "its place", taken: TAKEN },
    magic: b"",
    open: |reader, _| Ok(Box::new(flate2::bufread::ZlibDecoder::new(reader))),
};
pub const BROTLI: Packing = Packing {
    about: FileFormat { name: "brotli", extensions: &[], recognised: "its place", taken: TAKEN },
    magic: b"",
    open: |reader, _| Ok(Box::new(brotli_decompressor::Decompressor::new(reader, 64 << 10))),
};

/// How a file that begins with `head` is packed, if it is.
pub fn packing(head: &[u8]) -> Option<&'static Packing> {
    PACKINGS.iter().find(|packing| head.starts_with(packing.magic))
}

/// The name of the file that is packed in the one of this name.
pub fn inner_name(path: &Path) -> PathBuf {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    if extension == "tgz" {
        return path.with_extension("tar");
    }
    let is_packed = PACKINGS.iter().any(|packing| packing.about.extensions.contains(&extension.as_str()));
    if is_packed { path.with_extension("") } else { path.to_owned() }
}

impl Packing {
    /// What `reader` unpacks to.
    pub fn unpack<'r>(&self, reader: Box<dyn BufRead + 'r>, allowance: &'r Allowance) -> io::Result<Box<dyn BufRead + 'r>> {
        let packed = Rc::new(Cell::new(0));
        let reader = (self.open)(Counted { reader, taken: Rc::clone(&packed) }, allowance.limit(Limit::Dictionary))?;
        Ok(Box::new(BufReader::with_capacity(64 << 10, Bounded { reader, packed, unpacked: 0, allowance })))
    }
}

/// A reader that counts what is taken from it.
struct Counted<'r> {
    reader: Box<dyn BufRead + 'r>,
    taken: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.taken.set(self.taken.get() + count as u64);
        self.reader.consume(count);
    }
}

/// A reader that ends with an error when more comes out than may.
struct Bounded<'r> {
    reader: Box<dyn Read + 'r>,
    packed: Rc<Cell<u64>>,
    unpacked: u64,
    allowance: &'r Allowance,
}

impl Read for Bounded<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(out).map_err(|error| match takes_memory(&error) {
            true => self.allowance.exceeded(Limit::Dictionary, "it takes more than {} of memory to unpack"),
            false => error,
        })?;
        self.unpacked += count as u64;
        self.allowance.spend(count as u64)?;
        let times = self.allowance.limit(Limit::Ratio);
        if self.unpacked > FREE.max(self.packed.get().saturating_mul(times)) {
            return Err(self.allowance.exceeded(Limit::Ratio, "it unpacks to more than {} times its size"));
        }
        Ok(count)
    }
}

/// True for the error of a reader that may not have the memory it asks for: xz by its kind, zstd by its words.
fn takes_memory(error: &io::Error) -> bool {
    error.kind() == ErrorKind::OutOfMemory || error.to_string().contains("requires too much memory")
}

/// Packs bytes, for a test.
#[cfg(test)]
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).and_then(|()| packed.finish()).expect("packed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PACKED, PACKED_TAR};
    use crate::source::load::Loaded;
    use crate::source::trial::read_as;

    const STORY: &str = "Two people were hurt in a fire in Leeds on Monday, the fire service said.";

    #[test]
    fn the_name_is_that_of_the_file_inside() {
        for (name, inner) in
            [("a/b.csv.gz", "a/b.csv"), ("b.JSONL.ZST", "b.JSONL"), ("a.tgz", "a.tar"), ("a.txt", "a.txt"), ("gz", "gz")]
        {
            assert_eq!(inner_name(Path::new(name)), Path::new(inner));
        }
    }

    #[test]
    fn the_extensions_of_packed_files_are_known_everywhere() {
        let extensions: Vec<&str> = PACKINGS.iter().flat_map(|packing| packing.about.extensions.iter().copied()).collect();
        let known: Vec<&str> = PACKED.into_iter().chain([PACKED_TAR]).collect();
        assert!(extensions.iter().all(|one| known.contains(one)) && extensions.len() == known.len(), "{extensions:?}");
    }

    #[test]
    fn a_packed_file_is_read_as_what_is_in_it() {
        let table = gzip(format!("title,body,url\nA,\"{STORY}\",\n").as_bytes());
        let twice = [gzip(format!("{STORY}\n").as_bytes()), gzip(STORY.as_bytes())].concat();
        let zstd = zstd::encode_all(STORY.as_bytes(), 3).expect("packed");
        for (name, content, outcome) in [
            ("a.csv.gz", &table, "csv ok"),
            ("a.gz", &table, "csv ok"),
            ("a.txt.gz", &twice, "text ok"),
            ("a.txt.zst", &zstd, "text ok"),
            ("a.txt", &zstd, "text ok"),
            ("a.txt.gz.gz", &gzip(&gzip(STORY.as_bytes())), "text ok"),
            (
                "a.txt.gz.gz.gz.gz",
                &gzip(&gzip(&gzip(&gzip(b"a")))),
                " skipped: packed more than 3 times over (more with `--max-nesting`)",
            ),
            ("a.gz", &gzip(b""), " skipped: empty"),
        ] {
            let (shown, articles) = read_as(name, content, "");
            assert_eq!(shown, outcome, "{name}");
            assert!(articles.iter().all(|article| article.text.contains(STORY)));
        }
    }

    #[test]
    fn a_part_of_a_file_is_a_file_packed_or_not() {
        let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        std::io::Write::write_all(&mut packed, STORY.as_bytes()).expect("packed");
        let packed = packed.finish().expect("packed");
        let file = Loaded::held(&[b"head".as_slice(), &packed, b"tail"].concat());
        let text = |part: io::Result<Loaded>| {
            let (bytes, remark) =
                part.expect("a part").whole().map(|(bytes, remark)| (bytes.into_owned(), remark)).expect("bytes");
            (String::from_utf8(bytes).expect("text"), remark)
        };
        let length = packed.len() as u64;
        assert_eq!(text(file.part(4, length, Some(&DEFLATE))), (STORY.to_owned(), None));
        assert_eq!(text(file.part(0, 4, None)), ("head".to_owned(), None));
        assert_eq!(text(file.part(4 + length, 99, None)), ("tail".to_owned(), None));
        assert_eq!(text(file.part(u64::MAX, u64::MAX, None)), (String::new(), None));
        let inner = file.part(0, 4 + length, None).and_then(|part| part.part(4, length, Some(&DEFLATE)));
        assert_eq!(text(inner), (STORY.to_owned(), None));
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let lines: String = (0..600).map(|n| format!("{{\"id\":{n},\"text\":\"{STORY} {}\"}}\n", n * 7919 % 503)).collect();
        let packed = gzip(lines.as_bytes());
        let (shown, articles) = read_as("a.jsonl.gz", &packed[..packed.len() / 2], "");
        assert!(shown.starts_with("json partial: ") && shown.contains("reading stopped at line"), "{shown}");
        assert!((100..500).contains(&articles.len()), "{}", articles.len());
        let (shown, articles) = read_as("a.txt.gz", &packed[..packed.len() / 2], "");
        assert!(shown.starts_with("text partial: unpacking stopped: ") && articles.len() == 1, "{shown}");
        let (shown, _) = read_as("a.txt.gz", &packed[..12], "");
        assert!(shown.starts_with(" failed at unpack: "), "{shown}");
    }

    #[test]
    fn a_bomb_is_refused_before_it_fills_memory() {
        let bomb = zstd::encode_all(io::repeat(b'a').take(256 << 20), 1).expect("packed");
        for (name, outcome) in [
            ("a.txt.zst", "text failed at unpack: "),
            ("a.jsonl.zst", "json failed at parse: reading stopped at line 1: "),
            ("a.csv.zst", "csv failed at parse: reading stopped after line 0: "),
            ("a.mbox.zst", "mbox failed at parse: "),
        ] {
            let shown = read_as(name, &bomb, "").0;
            assert!(
                shown.starts_with(outcome) && shown.contains("more than 200 times its size (more with `--max-ratio`)"),
                "{name}: {shown}"
            );
        }
    }
}
