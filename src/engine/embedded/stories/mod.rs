//! Stories: articles that are copies or versions of one another. They are told from columns of the articles, all anew for each state of
//! the index, and kept in a file beside it.
//!
//! `traits` says what is kept of an article, `articles` reads it back, `groups` finds what belongs together, `order` says who
//! speaks for it, `told` lists it. The file says of which state of which segments it speaks. It is written when a writer is closed; a reader who finds none, or
//! that of another state (a run that is under way, or was killed), tells the stories by itself, in memory. So no answer
//! depends on the file.

mod articles;
mod faces;
mod groups;
mod order;
mod told;
mod traits;

use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes};
use tantivy::{DocAddress, Searcher};

use articles::{Articles, address, firsts};

pub use faces::{Faces, Folding};
pub use told::list;
pub use traits::{Traits, pack_sketch};

/// The file.
const NAME: &str = "stories";

/// Changes whenever other articles make a story, or the file is written otherwise.
const VERSION: &str = "dateline stories 1";

/// Stands for no story.
const ALONE: u32 = u32::MAX;

/// Bytes that the file has for each article: its story and its place.
const ENTRY: usize = 8;

/// Where an article stands in its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The story, by the number of its article that was published first.
    pub story: u32,
    /// 0 for the article that speaks for it.
    pub rank: u32,
}

/// The stories of one state of the index.
pub struct Stories {
    /// The number of the first article of each segment.
    firsts: Vec<u32>,
    /// Story and rank of every article, four bytes each; empty if there is no story.
    entries: OwnedBytes,
}

impl Stories {
    /// The stories of what `searcher` sees: as the file in `folder` has them, or else told anew.
    pub fn open(folder: &Path, searcher: &Searcher) -> tantivy::Result<Self> {
        match saved(folder, searcher) {
            Some(entries) => Ok(Self { firsts: firsts(searcher), entries }),
            None => Self::tell(searcher),
        }
    }

    fn tell(searcher: &Searcher) -> tantivy::Result<Self> {
        let articles = Articles::open(searcher)?;
        let groups = groups::groups(&articles)?;
        let mut entries = Vec::new();
        if !groups.is_empty() {
            entries.resize(articles.end() as usize * ENTRY, u8::MAX);
        }
        for story in groups.chunk_by(|a, b| a.0 == b.0) {
            let (first, members) = order::in_order(&articles, story)?;
            for (rank, number) in (0_u32..).zip(members) {
                let entry = &mut entries[number as usize * ENTRY..][..ENTRY];
                entry[..4].copy_from_slice(&first.to_le_bytes());
                entry[4..].copy_from_slice(&rank.to_le_bytes());
            }
        }
        Ok(Self { firsts: firsts(searcher), entries: OwnedBytes::new(entries) })
    }

    /// Writes the file for what `searcher` sees, unless it is there.
    pub fn save(folder: &Path, searcher: &Searcher) -> tantivy::Result<()> {
        if saved(folder, searcher).is_some() {
            return Ok(());
        }
        let stories = Self::tell(searcher)?;
        let mut bytes = state(searcher).into_bytes();
        bytes.extend_from_slice(&stories.entries);
        MmapDirectory::open(folder)?.atomic_write(Path::new(NAME), &bytes)?;
        Ok(())
    }

    /// True if every article is a story of its own.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The article's number, and where it stands in its story; `None` if there is no other article of it.
    pub fn of(&self, address: DocAddress) -> Option<(u32, Place)> {
        let number = self.firsts.get(address.segment_ord as usize)? + address.doc_id;
        self.place(number).map(|place| (number, place))
    }

    fn place(&self, number: u32) -> Option<Place> {
        let entry = self.entries.get(number as usize * ENTRY..)?;
        let (story, rest) = entry.split_first_chunk()?;
        let story = u32::from_le_bytes(*story);
        (story != ALONE).then(|| Place { story, rank: rest.first_chunk().map_or(0, |rank| u32::from_le_bytes(*rank)) })
    }

    /// Every article that is of a story with others: its number and its place, in the order of the index.
    pub fn each(&self) -> impl Iterator<Item = (u32, Place)> {
        (0..(self.entries.len() / ENTRY) as u32).filter_map(|number| Some((number, self.place(number)?)))
    }

    /// Where the article of this number is.
    pub fn address(&self, number: u32) -> DocAddress {
        address(&self.firsts, number)
    }
}

/// The first line of the file: which state of the index it speaks of. What is deleted of a segment only grows, so that its
/// number tells which articles are.
fn state(searcher: &Searcher) -> String {
    let segments = searcher.segment_readers().iter();
    let segments = segments.map(|s| format!(" {}:{}-{}", s.segment_id().uuid_string(), s.max_doc(), s.num_deleted_docs()));
    format!("{VERSION}{}\n", segments.collect::<String>())
}

/// What the file says, if it speaks of what `searcher` sees.
fn saved(folder: &Path, searcher: &Searcher) -> Option<OwnedBytes> {
    let file = MmapDirectory::open(folder).ok()?.get_file_handle(Path::new(NAME)).ok()?;
    let bytes = file.read_bytes(0..file.len()).ok()?;
    let state = state(searcher);
    let entries = bytes.len().checked_sub(state.len())?;
    let articles = firsts(searcher).last().copied().unwrap_or(0) as usize;
    let is_whole = bytes.starts_with(state.as_bytes()) && (entries == 0 || entries == articles * ENTRY);
    is_whole.then(|| bytes.slice(state.len()..bytes.len()))
}
