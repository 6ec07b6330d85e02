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
mod stories;
mod timeline;
mod writer;

use std::collections::{BTreeSet, HashSet};
use std::path::{Path as FilePath, PathBuf};
use std::sync::OnceLock;

use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use crate::error::{Error, Result};
use crate::model::{Field, FileRecord, Instructions, Kind, Path, Report};
use crate::query::story::{Story, StoryCount};
use crate::query::{Answer, Facet, FacetRequest, Hit, Match, Query, Request};

use super::schema::{Layout, mark};
use super::{Engine, Found, Status, Stored};
use collect::{Prepared, Watcher, least};
use compile::Compiler;
use facets::FacetCount;
use folder::Payload;
use highlight::Highlighter;
use ranking::{Listed, Ranking};
use stories::{Faces, Folding, Stories};
use timeline::TimelineDrawing;

pub use writer::Writer;

/// An index opened for reading: what was committed when it was opened.
pub struct Embedded {
    folder: PathBuf,
    layout: Layout,
    payload: Payload,
    searcher: Searcher,
    /// Opened when asked for.
    stories: OnceLock<Stories>,
}

impl Embedded {
    /// Opens the index in `folder`. Writers may go on meanwhile; what they commit later is not seen.
    pub fn open(folder: &FilePath) -> Result<Self> {
        let layout = Layout::new();
        let (index, payload) = folder::open_to_read(folder, &layout)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader = reader.map_err(|e| failure::of_tantivy(folder, e))?;
        Ok(Self { folder: folder.to_owned(), layout, payload, searcher: reader.searcher(), stories: OnceLock::new() })
    }

    /// What was said about the files when they were indexed, the latest last.
    #[must_use]
    pub fn instructions(&self) -> &[Instructions] {
        &self.payload.instructions
    }

    fn answer(&self, request: &Request) -> tantivy::Result<Answer> {
        let compiler = Compiler::new(&self.layout, &self.all_values(Field::Language)?);
        let prepared = Prepared::new(&self.searcher, &compiler, &request.query, request.limit > 0)?;
        let folding = self.folding(request, &prepared)?;
        let folded = |wanted: bool| folding.as_ref().filter(|_| wanted);
        let mut ranking = Ranking::new(request, folded(request.fold));
        let mut timeline = request.timeline.map(|step| TimelineDrawing::new(request, step, folded(request.by_story)));
        let stories = folded(request.by_story).map(|folding| folding.stories);
        let mut facets: Vec<_> = request.facets.iter().map(|wanted| FacetCount::new(request, wanted, stories)).collect();

        let (same, mut others): (Vec<_>, Vec<_>) = facets.iter_mut().flatten().partition(|facet| facet.query == request.query);
        let mut watchers: Vec<&mut dyn Watcher> = vec![&mut ranking];
        watchers.extend(timeline.iter_mut().map(|timeline| timeline as &mut dyn Watcher));
        watchers.extend(same.into_iter().map(|facet| facet as &mut dyn Watcher));
        collect::run(&self.searcher, &prepared, &mut watchers)?;
        facets::run(&self.searcher, &compiler, &mut others)?;

        let uncounted = |wanted: &FacetRequest| Facet { field: wanted.field, buckets: Vec::new(), more: 0 };
        let facets = facets.into_iter().zip(&request.facets);
        let listed = ranking.certain + if request.maybe { ranking.possible } else { 0 };
        Ok(Answer {
            certain: ranking.certain,
            possible: ranking.possible,
            undated: ranking.undated,
            stories: folding.as_ref().map_or(0, |folding| listed - folding.faces.hidden()),
            facets: facets.map(|(facet, wanted)| facet.map_or_else(|| uncounted(wanted), FacetCount::finish)).collect(),
            timeline: timeline.map(TimelineDrawing::finish),
            hits: self.hits(request, &ranking.page(), folded(request.fold))?,
        })
    }

    /// Which article is shown of each story, if the request asks.
    fn folding(&self, request: &Request, prepared: &Prepared) -> tantivy::Result<Option<Folding<'_>>> {
        if !request.fold && !request.by_story {
            return Ok(None);
        }
        let stories = self.grouped()?;
        let faces = Faces::of(&self.searcher, prepared, stories, least(request.maybe))?;
        Ok(Some(Folding { stories, faces }))
    }

    fn hits(&self, request: &Request, page: &[Listed], folding: Option<&Folding<'_>>) -> tantivy::Result<Vec<Hit>> {
        let mut highlighter = request.snippets.then(|| Highlighter::new(&request.query));
        let mut hits = Vec::with_capacity(page.len());
        for listed in page {
            let stored = self.stored(listed.address)?;
            let mut hit = self.hit(&request.query, request.maybe, &stored.report, (listed.address, listed.found))?;
            hit.score = listed.score;
            hit.snippet = highlighter
                .as_mut()
                .and_then(|h| h.snippet(stored.article.body.of(&stored.article.text), stored.report.language.as_deref()));
            hit.copies = folding.map_or(0, |folding| folding.copies(listed.address));
            hits.push(hit);
        }
        Ok(hits)
    }

    /// A match, with the name of its story.
    fn hit(&self, query: &Query, maybe: bool, report: &Report, (at, found): (DocAddress, Match)) -> tantivy::Result<Hit> {
        let mut hit = Hit::of(query, maybe, report, found);
        let stories = self.grouped()?;
        if let Some((_, place)) = stories.of(at).filter(|(number, place)| *number != place.story) {
            hit.story = self.id(stories.address(place.story))?.unwrap_or(hit.story);
        }
        Ok(hit)
    }

    fn id(&self, address: DocAddress) -> tantivy::Result<Option<String>> {
        let Some(ids) = self.searcher.segment_reader(address.segment_ord).fast_fields().str("id")? else { return Ok(None) };
        ids.ords().first(address.doc_id).map(|ordinal| columns::text_of(&ids, ordinal)).transpose()
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
                let address = DocAddress::new(ordinal, doc);
                let stored = self.stored(address).map_err(failed)?;
                let hit = self.hit(query, maybe, &stored.report, (address, found)).map_err(failed)?;
                visit(Found { hit, stored })?;
            }
        }
        Ok(())
    }

    fn grouped(&self) -> tantivy::Result<&Stories> {
        match self.stories.get() {
            Some(stories) => Ok(stories),
            None => {
                let stories = Stories::open(&self.folder, &self.searcher)?;
                Ok(self.stories.get_or_init(|| stories))
            }
        }
    }

    /// The stories of which an article matches.
    fn matching_stories(&self, query: &Query, maybe: bool) -> tantivy::Result<HashSet<u32>> {
        let (mut found, stories) = (HashSet::new(), self.grouped()?);
        let prepared =
            Prepared::new(&self.searcher, &Compiler::new(&self.layout, &self.all_values(Field::Language)?), query, false)?;
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let matches = prepared.matches(segment)?.filter(|(_, found)| *found >= least(maybe));
            found.extend(matches.filter_map(|(doc, _)| stories.of(DocAddress::new(ordinal, doc))).map(|(_, place)| place.story));
        }
        Ok(found)
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

    fn stories(
        &self,
        query: &Query,
        maybe: bool,
        least: usize,
        visit: &mut dyn FnMut(Story) -> Result<bool>,
    ) -> Result<StoryCount> {
        let failed = |error| self.failed(error);
        let (stories, wanted) = (self.grouped().map_err(failed)?, self.matching_stories(query, maybe).map_err(failed)?);
        let listed = stories::list(&self.searcher, stories, &wanted, least).map_err(failed)?;
        for number in 0..listed.len() {
            if !visit(listed.story(number, |address| self.stored(address)).map_err(failed)?)? {
                break;
            }
        }
        Ok(listed.count())
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
