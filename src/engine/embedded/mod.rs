//! The engine inside the program: one tantivy index in one folder, without a server.
//!
//! `writer` puts articles, reports and the ledger in; `compile` turns a query into tantivy's, `collect` runs over what
//! matches, `facets` and `timeline` count it from columns. `documents` and `incidents` agree on how values are packed.

mod bytes;
mod collect;
mod columns;
mod compile;
mod counter;
mod documents;
mod excluded;
mod facets;
mod failure;
mod folder;
mod highlight;
mod incidents;
mod kept;
mod ledger;
mod lock;
mod positions;
mod ranking;
mod readable;
mod select;
mod timeline;
mod writer;

use std::collections::BTreeSet;
use std::path::{Path as FilePath, PathBuf};

use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use crate::error::{Error, Result};
use crate::model::{Field, FileRecord, Instructions, Kind, Path};
use crate::query::{Answer, Facet, FacetRequest, Hit, Query, Request};

use super::schema::{Layout, mark};
use super::{Engine, Found, Status, Stored};
use collect::{Prepared, Watcher, least};
use compile::Compiler;
use facets::FacetCount;
use folder::Payload;
use highlight::Highlighter;
use ranking::{Listed, Ranking};
use timeline::TimelineDrawing;

pub use writer::Writer;

/// An index opened for reading: what was committed when it was opened.
pub struct Embedded {
    folder: PathBuf,
    layout: Layout,
    payload: Payload,
    searcher: Searcher,
}

impl Embedded {
    /// Opens the index in `folder`. Writers may go on meanwhile; what they commit later is not seen.
    pub fn open(folder: &FilePath) -> Result<Self> {
        let layout = Layout::new();
        let (index, payload) = folder::open_to_read(folder, &layout)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader = reader.map_err(|e| failure::of_tantivy(folder, e))?;
        Ok(Self { folder: folder.to_owned(), layout, payload, searcher: reader.searcher() })
    }

    /// What was said about the files when they were indexed, the latest last.
    #[must_use]
    pub fn instructions(&self) -> &[Instructions] {
        &self.payload.instructions
    }

    fn answer(&self, request: &Request) -> tantivy::Result<Answer> {
        let compiler = Compiler::new(&self.layout, &self.all_values(Field::Language)?);
        let prepared = Prepared::new(&self.searcher, &compiler, &request.query, request.limit > 0)?;
        let mut ranking = Ranking::new(request);
        let mut timeline = request.timeline.map(|step| TimelineDrawing::new(request, step));
        let mut facets: Vec<_> = request.facets.iter().map(|wanted| FacetCount::new(request, wanted)).collect();

        let (same, mut others): (Vec<_>, Vec<_>) = facets.iter_mut().flatten().partition(|facet| facet.query == request.query);
        let mut watchers: Vec<&mut dyn Watcher> = vec![&mut ranking];
        watchers.extend(timeline.iter_mut().map(|timeline| timeline as &mut dyn Watcher));
        watchers.extend(same.into_iter().map(|facet| facet as &mut dyn Watcher));
        collect::run(&self.searcher, &prepared, &mut watchers)?;
        facets::run(&self.searcher, &compiler, &mut others)?;

        let uncounted = |wanted: &FacetRequest| Facet { field: wanted.field, buckets: Vec::new(), more: 0 };
        let facets = facets.into_iter().zip(&request.facets);
        Ok(Answer {
            certain: ranking.certain,
            possible: ranking.possible,
            undated: ranking.undated,
            facets: facets.map(|(facet, wanted)| facet.map_or_else(|| uncounted(wanted), FacetCount::finish)).collect(),
            timeline: timeline.map(TimelineDrawing::finish),
            hits: self.hits(request, &ranking.page())?,
        })
    }

    fn hits(&self, request: &Request, page: &[Listed]) -> tantivy::Result<Vec<Hit>> {
        let mut highlighter = request.snippets.then(|| Highlighter::new(&request.query));
        let mut hits = Vec::with_capacity(page.len());
        for listed in page {
            let stored = self.stored(listed.address)?;
            let mut hit = Hit::of(&request.query, request.maybe, &stored.report, listed.found);
            hit.score = listed.score;
            hit.snippet = highlighter
                .as_mut()
                .and_then(|h| h.snippet(stored.article.body.of(&stored.article.text), stored.report.language.as_deref()));
            hits.push(hit);
        }
        Ok(hits)
    }

    fn each(&self, query: &Query, maybe: bool, visit: &mut dyn FnMut(Found) -> Result<()>) -> Result<()> {
        let failed = |error| failure::of_tantivy(&self.folder, error);
        let languages = self.all_values(Field::Language).map_err(failed)?;
        let prepared = Prepared::new(&self.searcher, &Compiler::new(&self.layout, &languages), query, false).map_err(failed)?;
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            for (doc, found) in prepared.matches(segment).map_err(failed)? {
                if found < least(maybe) {
                    continue;
                }
                let stored = self.stored(DocAddress::new(ordinal, doc)).map_err(failed)?;
                visit(Found { hit: Hit::of(query, maybe, &stored.report, found), stored })?;
            }
        }
        Ok(())
    }

    fn stored(&self, address: DocAddress) -> tantivy::Result<Stored> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let broken = |what: &str| TantivyError::InternalError(format!("an article without its {what}"));
        let report = document.get_first(self.layout.report).and_then(|v| v.as_bytes()).ok_or_else(|| broken("report"))?;
        let text = document.get_first(self.layout.text).and_then(|v| v.as_str()).ok_or_else(|| broken("text"))?;
        kept::read(report, text.to_owned()).ok_or_else(kept::damaged)
    }

    fn find(&self, id: &str) -> tantivy::Result<Vec<Stored>> {
        let mut found = Vec::new();
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let Some(ids) = segment.fast_fields().str("id")? else { continue };
            let Some(ordinal) = ids.dictionary().term_ord(id)? else { continue };
            for doc in segment.doc_ids_alive().filter(|doc| ids.ords().first(*doc) == Some(ordinal)) {
                found.push(self.stored(DocAddress::new(number, doc))?);
            }
        }
        found.sort_by(|a, b| {
            (&a.report.source.path, &a.report.source.member).cmp(&(&b.report.source.path, &b.report.source.member))
        });
        Ok(found)
    }

    fn all_values(&self, field: Field) -> tantivy::Result<Vec<Path>> {
        let handle = self.layout.handle(field.name())?;
        let mut values = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(handle)?;
            let mut terms = index.terms().stream()?;
            while let Some((path, _)) = terms.next() {
                values.insert(String::from_utf8_lossy(path).into_owned());
            }
        }
        Ok(values.iter().map(|path| Path::parse(path)).collect())
    }

    fn counts(&self) -> tantivy::Result<Status> {
        let mut incidents = 0;
        for segment in self.searcher.segment_readers() {
            let scopes = incidents::Scopes::open(segment)?;
            incidents += segment.doc_ids_alive().map(|doc| scopes.each(doc).count() as u64).sum::<u64>();
        }
        let articles = TermQuery::new(Term::from_field_text(self.layout.is, mark::ARTICLE), IndexRecordOption::Basic);
        Ok(Status {
            path: self.folder.display().to_string(),
            articles: self.searcher.search(&articles, &tantivy::collector::Count)? as u64,
            incidents,
            files: ledger::count(&self.searcher)?,
            bytes: self.searcher.space_usage()?.total().get_bytes(),
            segments: self.searcher.segment_readers().len(),
            index_version: self.payload.index_version,
            extractor: self.payload.extractor.clone(),
            left_out: self.payload.left_out.iter().flat_map(|below| below.rules.clone()).collect(),
        })
    }

    fn failed(&self, error: TantivyError) -> Error {
        failure::of_tantivy(&self.folder, error)
    }
}

impl Engine for Embedded {
    fn search(&self, request: &Request) -> Result<Answer> {
        self.answer(request).map_err(|e| self.failed(e))
    }

    fn scan(&self, query: &Query, maybe: bool, visit: &mut dyn FnMut(Found) -> Result<()>) -> Result<()> {
        self.each(query, maybe, visit)
    }

    fn values(&self, field: Field) -> Result<Vec<Path>> {
        if field.kind() != Kind::Path {
            return Ok(Vec::new());
        }
        self.all_values(field).map_err(|e| self.failed(e))
    }

    fn articles(&self, id: &str) -> Result<Vec<Stored>> {
        self.find(id).map_err(|e| self.failed(e))
    }

    fn ledger(&self) -> Result<Vec<FileRecord>> {
        ledger::all(&self.searcher).map_err(|e| self.failed(e))
    }

    fn status(&self) -> Result<Status> {
        self.counts().map_err(|e| self.failed(e))
    }
}
