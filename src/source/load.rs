//! A file's bytes and their hash. A file is read once; only a huge one is left on disk and streamed by its format.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use super::Found;
use super::packed::{self, Packing, packing};
use crate::model::Outcome;

/// Files up to this many bytes are held in memory.
pub(super) const HELD: u64 = 64 << 20;
/// The largest file, in bytes, that a format which needs all of it at once will read. Spans count in 32 bits.
pub(super) const LARGEST: u64 = 512 << 20;
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

/// How many bytes may still be unpacked from a file, its members, and what is packed in those: all of them share it.
#[derive(Clone, Debug)]
pub(super) struct Allowance(Arc<AtomicU64>);

impl Allowance {
    /// For a file of so many bytes.
    fn of(size: u64) -> Self {
        Self(Arc::new(AtomicU64::new(size.saturating_mul(packed::TIMES).clamp(packed::FREE, packed::LARGEST))))
    }

    /// Takes so many bytes from it; an error if they are not left.
    pub fn spend(&self, bytes: u64) -> std::io::Result<()> {
        let left = self.0.load(Ordering::Relaxed);
        self.0.store(left.saturating_sub(bytes), Ordering::Relaxed);
        if bytes <= left {
            return Ok(());
        }
        let reason = format!("the file unpacks to more than {} times its size, or {} GiB", packed::TIMES, packed::LARGEST >> 30);
        Err(std::io::Error::new(ErrorKind::QuotaExceeded, reason))
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
        Self::member(bytes.to_vec(), Allowance::of(bytes.len() as u64))
    }

    /// A file in an archive.
    pub(super) fn member(bytes: Vec<u8>, allowance: Allowance) -> Self {
        let head = bytes[..bytes.len().min(HEAD)].into();
        Self { sha256: String::new(), head, content: Content::Held(Arc::new(bytes)), allowance }
    }

    /// What may still be unpacked from it.
    pub(super) const fn allowance(&self) -> &Allowance {
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
        if let Content::Held(bytes) = &self.content {
            return Ok((bytes.as_slice().into(), None));
        }
        let failed = |stage: &str, reason: String| Outcome::Failed { stage: stage.to_owned(), reason };
        let too_large = || failed("decode", format!("larger than {} MiB", LARGEST >> 20));
        if matches!(self.content, Content::OnDisk(_, size) if size > LARGEST) {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let read = self.stream().and_then(|stream| stream.take(LARGEST + 1).read_to_end(&mut bytes));
        if bytes.len() as u64 > LARGEST {
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

/// Reads a file and takes its hash.
///
/// # Errors
/// The outcome for the ledger if the file must not or cannot be read.
pub fn load(found: &Found) -> Result<Loaded, Outcome> {
    if let Some(problem) = &found.problem {
        return Err(problem.clone());
    }
    read(found).map_err(|error| Outcome::Failed { stage: "open".to_owned(), reason: error.to_string() })
}

fn read(found: &Found) -> std::io::Result<Loaded> {
    let mut file = File::open(&found.path)?;
    if file.metadata()?.len() > HELD {
        return hash_on_disk(file);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.size).unwrap_or(0).min(HELD as usize) + 1);
    file.read_to_end(&mut bytes)?;
    let head = bytes[..bytes.len().min(HEAD)].into();
    let allowance = Allowance::of(bytes.len() as u64);
    Ok(Loaded { sha256: hexadecimal(&Sha256::digest(&bytes)), head, content: Content::Held(Arc::new(bytes)), allowance })
}

fn hash_on_disk(mut file: File) -> std::io::Result<Loaded> {
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
    let allowance = Allowance::of(size);
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
