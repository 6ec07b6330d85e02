//! Writing. A file is the unit: its articles are replaced together, and its record of the ledger comes last, so that
//! a run killed between two commits finds files without a record and reads them again.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::engine::analysis::WordHasher;
use crate::engine::schema::Layout;
use crate::error::{Error, Result};
use crate::model::{Article, FileRecord, Instructions, LeftOut, Report, file_path, file_text};

use super::documents::Documents;
use super::folder::{LeftOutBelow, Payload};
use super::lock::Lock;
use super::stories::Stories;
use super::{failure, folder, kept, ledger};

/// Bytes that a worker gathers before it writes a segment: measured best from 60 MB up, fewer segments with more.
const HEAP: usize = 256 << 20;

/// The share of deleted documents from which on a segment is written anew.
const DELETED_BEFORE_MERGE: f32 = 0.3;

/// Writes into the index of one folder; no second writer can while it lives. All methods but [`Writer::close`] can be
/// called from several threads at once. Nothing is seen by readers, or survives the process, before [`Writer::commit`].
pub struct Writer {
    folder: PathBuf,
    layout: Layout,
    documents: Documents,
    tantivy: RwLock<IndexWriter>,
    /// What was committed when the writer was opened.
    before: Searcher,
    /// Hashes of the keys of all files that may have documents.
    known: Mutex<HashSet<u64, BuildHasherDefault<WordHasher>>>,
    payload: Payload,
    _lock: Lock,
}

impl Writer {
    /// Opens the index in `folder` for writing, or makes one there if the folder is empty or does not exist. `extractor` is
    /// the version of the extractor whose reports will be written, `threads` how many threads index.
    pub fn open(folder: &Path, extractor: &str, threads: usize) -> Result<Self> {
        if !folder::is_free(folder)? {
            return Err(Error::NotEmpty { path: folder.display().to_string() });
        }
        std::fs::create_dir_all(folder).map_err(|e| failure::of_io("make", folder, e))?;
        let lock = Lock::take(folder)?;
        let layout = Layout::new();
        let (index, payload) = folder::open_or_create(folder, &layout, extractor)?;
        let payload = Payload { extractor: extractor.to_owned(), ..payload };
        Self::start(folder, layout, &index, payload, threads.max(1), lock).map_err(|e| failure::of_tantivy(folder, e))
    }

    fn start(
        folder: &Path,
        layout: Layout,
        index: &Index,
        payload: Payload,
        threads: usize,
        lock: Lock,
    ) -> tantivy::Result<Self> {
        let before = searcher(index)?;
        let known = known_files(&before, &layout)?;
        let tantivy: IndexWriter = index.writer_with_num_threads(threads, threads * HEAP)?;
        tantivy.set_merge_policy(Box::new(NoMergePolicy));
        // What a killed run left: on a full disk, room that this one needs.
        tantivy.garbage_collect_files().wait()?;
        Ok(Self {
            folder: folder.to_owned(),
            documents: Documents::new(&layout)?,
            layout,
            tantivy: RwLock::new(tantivy),
            before,
            known: Mutex::new(known),
            payload,
            _lock: lock,
        })
    }

    /// Every file that was met before this writer was opened, by root and path.
    pub fn ledger(&self) -> Result<Vec<FileRecord>> {
        ledger::all(&self.before).map_err(|e| self.failed(e))
    }

    /// Keeps with the next commit what the user says about files, instead of what was said about the same ones; says if that is new.
    pub fn remember(&mut self, said: &Instructions) -> bool {
        let is_said = |earlier: &Instructions| earlier.cover(&said.paths) && earlier.say_the_same(said);
        if self.payload.instructions.iter().any(is_said) {
            return false;
        }
        let before = self.payload.instructions.clone();
        self.payload.instructions.retain(|earlier| !earlier.concern(&said.paths));
        if !said.are_empty() {
            self.payload.instructions.push(said.clone());
        }
        self.payload.instructions != before
    }

    /// Keeps with the next commit what rules of the user's left out at and below these paths, instead of what they did before; says if that is new.
    pub fn remember_left_out(&mut self, paths: &[PathBuf], rules: &[LeftOut]) -> bool {
        let before = self.payload.left_out.clone();
        self.payload
            .left_out
            .retain(|earlier| !earlier.paths.iter().all(|old| paths.iter().any(|path| file_path(old).starts_with(path))));
        if !rules.is_empty() {
            let paths = paths.iter().map(|path| file_text(path)).collect();
            self.payload.left_out.push(LeftOutBelow { paths, rules: rules.to_vec() });
        }
        self.payload.left_out != before
    }

    /// Replaces all that is known of a file: its articles, each with its report, and its record.
    pub fn replace<'a>(&self, record: &FileRecord, articles: impl IntoIterator<Item = (&'a Article, &'a Report)>) -> Result<()> {
        self.forget(&record.root, &record.path)?;
        for (article, report) in articles {
            self.add(&record.root, &record.path, article, report)?;
        }
        self.finish(record)
    }

    /// Removes a file, with its articles and its record. To replace a file too large to be held at once: `forget` it,
    /// [`add`](Self::add) its articles one by one, then [`finish`](Self::finish) it.
    pub fn forget(&self, root: &str, path: &str) -> Result<()> {
        let key = ledger::key(root, path);
        self.delete(&key);
        self.delete(&ledger::unfinished(&key));
        Ok(())
    }

    fn delete(&self, key: &str) {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(&hash(key));
        if known {
            let writer = self.tantivy.read().unwrap_or_else(PoisonError::into_inner);
            writer.delete_term(Term::from_field_text(self.layout.file, key));
        }
    }

    /// Adds an article of a file. May wait until the indexing threads have caught up.
    pub fn add(&self, root: &str, path: &str, article: &Article, report: &Report) -> Result<()> {
        let key = ledger::key(root, path);
        let document = self.documents.article(&key, article, report);
        self.send(&key, document)
    }

    /// Writes a file's record, after its articles.
    pub fn finish(&self, record: &FileRecord) -> Result<()> {
        let key = ledger::key(&record.root, &record.path);
        self.delete(&ledger::unfinished(&key));
        self.send(&key, self.documents.file(&key, record))
    }

    /// Writes what is to be said of a file that is not read to its end, instead of what was said so before. Its articles stay.
    pub fn note(&self, record: &FileRecord) -> Result<()> {
        let key = ledger::unfinished(&ledger::key(&record.root, &record.path));
        self.delete(&key);
        self.send(&key, self.documents.file(&key, record))
    }

    /// Gives the articles of a file that was moved to its new name, which `record` tells, without reading or extracting them
    /// again; their ids stay. False if no articles of the old name were committed before this writer was opened.
    pub fn rename(&self, root: &str, path: &str, record: &FileRecord) -> Result<bool> {
        let stored = self.stored(&ledger::key(root, path)).map_err(|e| self.failed(e))?;
        if stored.is_empty() {
            return Ok(false);
        }
        self.forget(root, path)?;
        self.forget(&record.root, &record.path)?;
        for (bytes, text) in stored {
            let mut kept = kept::read(&bytes, text).ok_or_else(|| self.failed(kept::damaged()))?;
            kept.article.source.path.clone_from(&record.path);
            kept.report.source.path.clone_from(&record.path);
            self.add(&record.root, &record.path, &kept.article, &kept.report)?;
        }
        self.finish(record)?;
        Ok(true)
    }

    /// Makes everything written so far durable and visible to readers that open the index from now on. Call it between
    /// files; it waits for calls of other threads to return.
    pub fn commit(&self) -> Result<()> {
        let mut writer = self.tantivy.write().unwrap_or_else(PoisonError::into_inner);
        let payload = serde_json::to_string(&self.payload).map_err(|e| self.unwritable(e))?;
        let mut commit = writer.prepare_commit().map_err(|e| self.failed(e))?;
        commit.set_payload(&payload);
        commit.commit().map_err(|e| self.failed(e))?;
        Ok(())
    }

    /// From now on merges segments at every commit, for a writer that stays open. A bulk load is faster without.
    pub fn keep_tidy(&self) {
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        self.tantivy.write().unwrap_or_else(PoisonError::into_inner).set_merge_policy(Box::new(policy));
    }

    /// Commits, merges what is worth merging, groups the articles by story, and gives the lock back.
    pub fn close(self) -> Result<()> {
        self.keep_tidy();
        self.commit()?;
        let writer = self.tantivy.into_inner().unwrap_or_else(PoisonError::into_inner);
        let index = writer.index().clone();
        let tell = || Stories::save(&self.folder, &searcher(&index)?);
        writer.wait_merging_threads().and_then(|()| tell()).map_err(|e| failure::of_tantivy(&self.folder, e))
    }

    /// Gives the lock back of an index that is left as it is. If the run that wrote it was killed before it grouped the articles by story, they
    /// are grouped now.
    pub fn leave(self) -> Result<()> {
        Stories::save(&self.folder, &self.before).map_err(|e| self.failed(e))
    }

    fn send(&self, key: &str, document: TantivyDocument) -> Result<()> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(hash(key));
        let writer = self.tantivy.read().unwrap_or_else(PoisonError::into_inner);
        writer.add_document(document).map(drop).map_err(|e| self.failed(e))
    }

    /// What is stored of each article of a file: report and text.
    fn stored(&self, key: &str) -> tantivy::Result<Vec<(Vec<u8>, String)>> {
        let query = TermQuery::new(Term::from_field_text(self.layout.file, key), IndexRecordOption::Basic);
        let mut addresses: Vec<_> = self.before.search(&query, &tantivy::collector::DocSetCollector)?.into_iter().collect();
        addresses.sort_unstable();
        let mut found = Vec::new();
        for address in addresses {
            let document: TantivyDocument = self.before.doc(address)?;
            let bytes = document.get_first(self.layout.report).and_then(|v| v.as_bytes().map(<[u8]>::to_vec));
            let text = document.get_first(self.layout.text).and_then(|v| v.as_str().map(str::to_owned));
            found.extend(bytes.zip(text));
        }
        Ok(found)
    }

    /// Tantivy tells only that its writer was killed; a full disk is recognised by trying it.
    fn failed(&self, error: tantivy::TantivyError) -> Error {
        match failure::of_tantivy(&self.folder, error) {
            Error::Index { path, cause } => failure::probe(&self.folder).unwrap_or(Error::Index { path, cause }),
            known => known,
        }
    }

    fn unwritable(&self, error: serde_json::Error) -> Error {
        Error::Index { path: self.folder.display().to_string(), cause: Box::new(error) }
    }
}

/// What is committed.
fn searcher(index: &Index) -> tantivy::Result<Searcher> {
    let reader: tantivy::IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(reader.searcher())
}

fn hash(key: &str) -> u64 {
    BuildHasherDefault::<WordHasher>::default().hash_one(key)
}

fn known_files(searcher: &Searcher, layout: &Layout) -> tantivy::Result<HashSet<u64, BuildHasherDefault<WordHasher>>> {
    let mut known = HashSet::default();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(layout.file)?;
        let mut terms = index.terms().stream()?;
        while let Some((key, _)) = terms.next() {
            known.insert(hash(&String::from_utf8_lossy(key)));
        }
    }
    Ok(known)
}
