//! A file's bytes and their hash. A file is read once; only a huge one is left on disk and streamed by its format.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};

use sha2::{Digest, Sha256};

use super::Found;
use crate::model::Outcome;

/// Files up to this many bytes are held in memory.
const HELD: u64 = 64 << 20;
/// How much of a file a format may look at to recognise it, in bytes.
const HEAD: usize = 64 << 10;

/// The bytes of a file, or the file itself if it is too large to hold, and the hash of its content.
#[derive(Debug)]
pub struct Loaded {
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// The first bytes, enough to recognise the format.
    pub(super) head: Vec<u8>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Held(Vec<u8>),
    OnDisk(File, u64),
}

impl Loaded {
    /// A file with this content.
    #[cfg(test)]
    pub(super) fn held(bytes: &[u8]) -> Self {
        Self { sha256: String::new(), head: bytes[..bytes.len().min(HEAD)].to_vec(), content: Content::Held(bytes.to_vec()) }
    }

    /// Size in bytes.
    pub(super) fn size(&self) -> u64 {
        match &self.content {
            Content::Held(bytes) => bytes.len() as u64,
            Content::OnDisk(_, size) => *size,
        }
    }

    /// All bytes of a file of any size.
    pub(super) fn all(&self) -> std::io::Result<std::borrow::Cow<'_, [u8]>> {
        match &self.content {
            Content::Held(bytes) => Ok(bytes.into()),
            Content::OnDisk(..) => {
                let mut bytes = Vec::new();
                self.stream()?.read_to_end(&mut bytes)?;
                Ok(bytes.into())
            }
        }
    }

    /// The bytes from the start, as a stream.
    ///
    /// # Errors
    /// If the file is left on disk, and cannot be read again.
    pub fn stream(&self) -> std::io::Result<Box<dyn std::io::BufRead + '_>> {
        match &self.content {
            Content::Held(bytes) => Ok(Box::new(Cursor::new(bytes.as_slice()))),
            Content::OnDisk(file, _) => {
                let mut file = file;
                file.rewind()?;
                Ok(Box::new(BufReader::with_capacity(1 << 20, file)))
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
    let head = bytes[..bytes.len().min(HEAD)].to_vec();
    Ok(Loaded { sha256: hexadecimal(&Sha256::digest(&bytes)), head, content: Content::Held(bytes) })
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
    Ok(Loaded { sha256: hexadecimal(&hash.finalize()), head, content: Content::OnDisk(file, size) })
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
