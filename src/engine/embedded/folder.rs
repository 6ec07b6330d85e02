//! The index as a folder: making one, opening one, and refusing what is none or was made by another version.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Index, IndexBuilder, IndexSettings, TantivyDocument};

use crate::engine::analysis::{MarkedTokenizer, PathTokenizer, StemTokenizer};
use crate::engine::schema::{INDEX_VERSION, Layout, MARKED_TOKENIZER, PATH_TOKENIZER, TOKENIZER};
use crate::error::{Error, Result};
use crate::model::{Instructions, LeftOut};

use super::failure;
use super::readable::Readable;

/// The file without which tantivy knows no index.
const META: &str = "meta.json";

/// Bytes of articles that are compressed together: a fifth less of them on disk than with tantivy's 16 KB. Larger ones gain little
/// and make a page of hits, each in a block of its own, slow to read.
const BLOCK: usize = 256 << 10;

/// What every commit says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// [`INDEX_VERSION`] of the program that wrote it.
    pub index_version: u32,
    /// Version of the extractor that made the reports.
    pub extractor: String,
    /// What was said about the files, the latest last.
    #[serde(default)]
    pub instructions: Vec<Instructions>,
    /// What rules of the user's left out when folders were walked last.
    #[serde(default)]
    pub left_out: Vec<LeftOutBelow>,
}

/// What was left out below some folders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutBelow {
    /// The folders, as absolute paths.
    pub paths: Vec<String>,
    /// By rule.
    pub rules: Vec<LeftOut>,
}

/// Opens the index in `folder` for reading only, even where nothing can be written.
pub fn open_to_read(folder: &Path, layout: &Layout) -> Result<(Index, Payload)> {
    open(folder, layout, |directory| Index::open(Readable(directory)))
}

fn open(folder: &Path, layout: &Layout, index: impl FnOnce(MmapDirectory) -> tantivy::Result<Index>) -> Result<(Index, Payload)> {
    let name = || folder.display().to_string();
    if !folder.join(META).is_file() {
        return Err(Error::NoIndex { path: name() });
    }
    let index = match MmapDirectory::open(folder).map_err(tantivy::TantivyError::from).and_then(index) {
        Ok(index) => index,
        Err(tantivy::TantivyError::IncompatibleIndex(_)) => {
            return Err(Error::IndexVersion { path: name(), found: "unknown".to_owned(), expected: INDEX_VERSION });
        }
        Err(error) => return Err(failure::of_tantivy(folder, error)),
    };
    let payload = payload(&index).map_err(|e| failure::of_tantivy(folder, e))?;
    match payload {
        Some(payload) if payload.index_version == INDEX_VERSION && index.schema() == layout.schema => {
            register(&index);
            Ok((index, payload))
        }
        other => {
            let found = other.map_or("unknown".to_owned(), |payload| payload.index_version.to_string());
            Err(Error::IndexVersion { path: name(), found, expected: INDEX_VERSION })
        }
    }
}

/// Opens the index in `folder`, or makes one if the folder does not exist or is empty.
pub fn open_or_create(folder: &Path, layout: &Layout, extractor: &str) -> Result<(Index, Payload)> {
    let failed = |error| failure::of_tantivy(folder, error);
    if folder.join(META).is_file() && !was_broken_off(folder).map_err(failed)? {
        return open(folder, layout, Index::open);
    }
    let payload = Payload { index_version: INDEX_VERSION, extractor: extractor.to_owned(), ..Payload::default() };
    let index = create(folder, layout, &payload).map_err(failed)?;
    Ok((index, payload))
}

/// True if the process that made the index was killed before its first commit: there is nothing in it, not even a version.
fn was_broken_off(folder: &Path) -> tantivy::Result<bool> {
    let directory = MmapDirectory::open(folder)?;
    // What cannot be read is for `open` to explain.
    let metas = Index::open(directory).and_then(|index| index.load_metas());
    Ok(metas.is_ok_and(|metas| metas.payload.is_none() && metas.segments.is_empty() && metas.opstamp == 0))
}

/// True if nothing but what a writer leaves before its first commit lies in `folder`.
pub fn is_free(folder: &Path) -> Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(failure::of_io("read", folder, error)),
    };
    let mut names = entries.map(|entry| entry.map(|e| e.file_name()));
    let foreign = names.find(|name| {
        name.as_ref().is_ok_and(|name| {
            let name = name.to_string_lossy();
            name != META && name != super::lock::NAME && !name.starts_with(".tantivy") && !name.starts_with(".managed")
        })
    });
    // A writer that is at work, or was killed, leaves unfinished files beside its lock.
    Ok(foreign.is_none() || folder.join(META).is_file() || folder.join(super::lock::NAME).is_file())
}

fn create(folder: &Path, layout: &Layout, payload: &Payload) -> tantivy::Result<Index> {
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: None }),
        docstore_blocksize: BLOCK,
        ..IndexSettings::default()
    };
    let directory = MmapDirectory::open(folder)?;
    let index = IndexBuilder::new().schema(layout.schema.clone()).settings(settings).open_or_create(directory)?;
    register(&index);
    // An index without a commit could not say by which version it was made.
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15_000_000)?;
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&serde_json::to_string(payload).unwrap_or_default());
    commit.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

fn register(index: &Index) {
    index.tokenizers().register(TOKENIZER, TextAnalyzer::from(StemTokenizer::default()));
    index.tokenizers().register(MARKED_TOKENIZER, TextAnalyzer::from(MarkedTokenizer::default()));
    index.tokenizers().register(PATH_TOKENIZER, TextAnalyzer::from(PathTokenizer::default()));
}

fn payload(index: &Index) -> tantivy::Result<Option<Payload>> {
    let text = index.load_metas()?.payload;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
