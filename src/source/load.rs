//! A file's bytes and their hash. A file is read once; only a huge one is left on disk and streamed by its format.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use super::Found;
use super::limits::{Limit, Limits};
use super::packed::{self, Packing, packing};
use crate::model::Outcome;

/// Files up to this many bytes are held in memory.
pub(super) const HELD: u64 = 64 << 20;
/// How much of a file a format may look at to recognise it, in bytes.
const HEAD: usize = 64 << 10;

/// The bytes of a file, or the file itself if it is too large to hold, and the hash of its content. A copy shares them.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// The first bytes, enough to recognise the format.
    pub(super) head: Arc<[u8]>,
    content: Content,
    allowance: Allowance,
}

/// What reading a file may still cost: the file, its members, and what is packed in those share it.
#[derive(Clone, Debug)]
pub struct Allowance {
    limits: Limits,
    /// Bytes that may still be unpacked, and the limit that ends them.
    left: Arc<AtomicU64>,
    ends_by: Limit,
    /// The limits that were met, a bit each.
    met: Arc<AtomicU64>,
}

/// What may be read of something whose size is not known.
impl Default for Allowance {
    fn default() -> Self {
        Self::of(u64::MAX, Limits::default())
    }
}

impl Allowance {
    /// For a file of so many bytes.
    pub fn of(size: u64, limits: Limits) -> Self {
        let (by_ratio, most) = (size.saturating_mul(limits.get(Limit::Ratio)).max(packed::FREE), limits.get(Limit::Unpacked));
        let ends_by = if by_ratio < most { Limit::Ratio } else { Limit::Unpacked };
        Self { limits, left: Arc::new(AtomicU64::new(by_ratio.min(most))), ends_by, met: Arc::default() }
    }

    /// Takes so many bytes from it; an error if they are not left.
    pub fn spend(&self, bytes: u64) -> std::io::Result<()> {
        let left = self.left.load(Ordering::Relaxed);
        self.left.store(left.saturating_sub(bytes), Ordering::Relaxed);
        if bytes <= left {
            return Ok(());
        }
        Err(match self.ends_by {
            Limit::Ratio => self.exceeded(Limit::Ratio, "the file unpacks to more than {} times its size"),
            limit => self.exceeded(limit, "the file unpacks to more than {}"),
        })
    }

    /// All bytes as they come, so that a bomb is refused before it fills memory; what was read before anything else went wrong is kept, with what that
    /// was. They are spent unless their reader has done so.
    pub fn hold(&self, content: &mut dyn Read, spends: bool) -> Result<(Vec<u8>, Option<std::io::Error>), String> {
        let mut bytes = Vec::new();
        let mut piece = vec![0; 64 << 10];
        loop {
            let count = match content.read(&mut piece) {
                Ok(0) => return Ok((bytes, None)),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::QuotaExceeded => return Err(error.to_string()),
                Err(error) => return Ok((bytes, Some(error))),
            };
            if spends {
                self.spend(count as u64).map_err(|error| error.to_string())?;
            }
            bytes.extend_from_slice(&piece[..count]);
            if bytes.len() as u64 > self.limit(Limit::Document) {
                return Err(self.refuse(Limit::Document, "larger than {}"));
            }
        }
    }

    /// What holds for a limit.
    pub const fn limit(&self, limit: Limit) -> u64 {
        self.limits.get(limit)
    }

    /// What is told of something beyond a limit, which is noted: what the file holds is read again once the limit is raised.
    pub fn refuse(&self, limit: Limit, what: &str) -> String {
        self.met.fetch_or(1 << limit as u64, Ordering::Relaxed);
        self.limits.told(limit, what)
    }

    /// The same as an error.
    pub fn exceeded(&self, limit: Limit, what: &str) -> std::io::Error {
        std::io::Error::new(ErrorKind::QuotaExceeded, self.refuse(limit, what))
    }

    /// The limits that were met, as the record of the file keeps them.
    pub fn noted(&self) -> String {
        let met = self.met.load(Ordering::Relaxed);
        let met: Vec<Limit> = Limit::ALL.into_iter().filter(|limit| met & (1 << *limit as u64) != 0).collect();
        self.limits.noted(&met)
    }
}

/// What can be read from any place.
pub(super) trait Seekable: Read + Seek {}

impl<T: Read + Seek> Seekable for T {}

#[derive(Clone, Debug)]
enum Content {
    Held(Arc<Vec<u8>>),
    OnDisk(Arc<File>, u64),
    /// What another file unpacks to.
    Packed(Arc<Loaded>, &'static Packing),
    /// What lies in another file, from a byte on, so many bytes long.
    Part(Arc<Loaded>, (u64, u64)),
}

impl Loaded {
    /// A file with this content.
    #[cfg(test)]
    pub(super) fn held(bytes: &[u8]) -> Self {
        Self::held_within(bytes, Limits::default())
    }

    /// A file with this content, under these limits.
    #[cfg(test)]
    pub(super) fn held_within(bytes: &[u8], limits: Limits) -> Self {
        Self::member(bytes.to_vec(), Allowance::of(bytes.len() as u64, limits))
    }

    /// A file in an archive.
    pub(super) fn member(bytes: Vec<u8>, allowance: Allowance) -> Self {
        let head = bytes[..bytes.len().min(HEAD)].into();
        Self { sha256: String::new(), head, content: Content::Held(Arc::new(bytes)), allowance }
    }

    /// What reading it may still cost.
    pub const fn allowance(&self) -> &Allowance {
        &self.allowance
    }

    /// The bytes, to be read from any place; what is packed is unpacked into memory.
    pub(super) fn seekable(&self) -> Result<Box<dyn Seekable + '_>, Outcome> {
        if let Content::OnDisk(file, _) = &self.content {
            return Ok(Box::new(BufReader::new(&**file)));
        }
        Ok(Box::new(Cursor::new(self.whole()?.0)))
    }

    /// What the file unpacks to, if it is packed.
    pub(super) fn unpacked(&self) -> std::io::Result<Option<Self>> {
        let Some(packing) = packing(&self.head) else { return Ok(None) };
        self.holding(Content::Packed(Arc::new(self.clone()), packing)).map(Some)
    }

    /// The file that lies in this one from byte `from` on, `length` bytes long.
    pub(super) fn part(&self, from: u64, length: u64, packing: Option<&'static Packing>) -> std::io::Result<Self> {
        let part = self.holding(Content::Part(Arc::new(self.clone()), (from, length)))?;
        match packing {
            Some(packing) => part.holding(Content::Packed(Arc::new(part.clone()), packing)),
            None => Ok(part),
        }
    }

    /// A file in this one.
    fn holding(&self, content: Content) -> std::io::Result<Self> {
        let mut inner = Self { sha256: self.sha256.clone(), head: Arc::default(), content, allowance: self.allowance.clone() };
        let mut head = Vec::new();
        let read = inner.stream()?.take(HEAD as u64).read_to_end(&mut head);
        // What breaks off later is told by whoever reads on.
        if head.is_empty() {
            read?;
        }
        inner.head = head.into();
        Ok(inner)
    }

    /// All bytes, and a remark if more should have come; or the outcome of a file that cannot be held.
    pub(super) fn whole(&self) -> Result<(Cow<'_, [u8]>, Option<String>), Outcome> {
        let failed = |stage: &str, reason: String| Outcome::Failed { stage: stage.to_owned(), reason };
        let largest = self.allowance.limit(Limit::Document);
        let too_large = || failed("decode", self.allowance.refuse(Limit::Document, "larger than {}"));
        if matches!(self.content, Content::OnDisk(_, size) if size > largest) {
            return Err(too_large());
        }
        if let Content::Held(bytes) = &self.content {
            return if bytes.len() as u64 > largest { Err(too_large()) } else { Ok((bytes.as_slice().into(), None)) };
        }
        let mut bytes = Vec::new();
        let read = self.stream().and_then(|stream| stream.take(largest + 1).read_to_end(&mut bytes));
        if bytes.len() as u64 > largest {
            return Err(too_large());
        }
        let is_packed = !matches!(self.content, Content::OnDisk(..));
        match read {
            Ok(_) => Ok((bytes.into(), None)),
            Err(error) if !is_packed => Err(failed("open", error.to_string())),
            Err(error) if bytes.is_empty() || error.kind() == ErrorKind::QuotaExceeded => {
                Err(failed("unpack", error.to_string()))
            }
            Err(error) => Ok((bytes.into(), Some(format!("unpacking stopped: {error}")))),
        }
    }

    /// The bytes from the start, as a stream.
    ///
    /// # Errors
    /// If the file is left on disk, and cannot be read again.
    pub fn stream(&self) -> std::io::Result<Box<dyn std::io::BufRead + '_>> {
        self.stream_from(0)
    }

    fn stream_from(&self, at: u64) -> std::io::Result<Box<dyn std::io::BufRead + '_>> {
        match &self.content {
            Content::Held(bytes) => Ok(Box::new(&bytes[usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len())..])),
            Content::OnDisk(file, _) => {
                let mut file = &**file;
                file.seek(SeekFrom::Start(at))?;
                Ok(Box::new(BufReader::with_capacity(1 << 20, file)))
            }
            Content::Packed(file, packing) => {
                let mut stream = packing.unpack(file.stream()?, &self.allowance)?;
                std::io::copy(&mut (&mut stream).take(at), &mut std::io::sink())?;
                Ok(stream)
            }
            Content::Part(file, (from, length)) => {
                Ok(Box::new(file.stream_from(from.saturating_add(at))?.take(length.saturating_sub(at))))
            }
        }
    }
}

/// Reads a file and takes its hash. What is read out of it later is bounded by `limits`.
///
/// # Errors
/// The outcome for the ledger if the file must not or cannot be read.
pub fn load(found: &Found, limits: &Limits) -> Result<Loaded, Outcome> {
    if let Some(problem) = &found.problem {
        return Err(problem.clone());
    }
    read(found, *limits).map_err(|error| Outcome::Failed { stage: "open".to_owned(), reason: error.to_string() })
}

fn read(found: &Found, limits: Limits) -> std::io::Result<Loaded> {
    let mut file = File::open(&found.path)?;
    if file.metadata()?.len() > HELD {
        return hash_on_disk(file, limits);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.size).unwrap_or(0).min(HELD as usize) + 1);
    file.read_to_end(&mut bytes)?;
    let head = bytes[..bytes.len().min(HEAD)].into();
    let allowance = Allowance::of(bytes.len() as u64, limits);
    Ok(Loaded { sha256: hexadecimal(&Sha256::digest(&bytes)), head, content: Content::Held(Arc::new(bytes)), allowance })
}

fn hash_on_disk(mut file: File, limits: Limits) -> std::io::Result<Loaded> {
    let mut hash = Sha256::new();
    let mut head = Vec::new();
    let mut size = 0u64;
    let mut buffer = vec![0; 1 << 20];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(&buffer[..count]);
        head.extend_from_slice(&buffer[..count.min(HEAD.saturating_sub(head.len()))]);
        size += count as u64;
    }
    let allowance = Allowance::of(size, limits);
    let content = Content::OnDisk(Arc::new(file), size);
    Ok(Loaded { sha256: hexadecimal(&hash.finalize()), head: head.into(), content, allowance })
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).map(char::from).collect()
}

/// Sixteen hexadecimal digits that stand for these parts.
pub(super) fn short_hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hexadecimal(&hash.finalize()[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_told() {
        let allowance = Allowance::of(0, Limits::default().with(Limit::Document, 2 << 20));
        let told = |size: u64| allowance.hold(&mut std::io::repeat(b'a').take(size), false).map(|(bytes, _)| bytes.len());
        assert_eq!(told(2 << 20), Ok(2 << 20));
        assert_eq!(allowance.noted(), "");
        assert_eq!(told((2 << 20) + 1), Err("larger than 2 MiB (more with `--max-document`)".to_owned()));
        assert_eq!(allowance.noted(), "max-document=2097152");
    }
}
