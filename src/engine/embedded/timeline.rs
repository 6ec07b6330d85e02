//! Timelines on columns: the same drawing as over reports, without reading any.

use tantivy::{DocAddress, DocId, SegmentOrdinal, SegmentReader};

use crate::model::Field;
use crate::query::timeline::Drawing;
use crate::query::{Request, Step, Timeline};

use super::collect::{Seen, Watcher, least};
use super::columns::Dates;
use super::incidents::{Counts, Ends};
use super::select::Selector;
use super::stories::Folding;

/// Draws while it watches.
pub struct TimelineDrawing<'r> {
    request: &'r Request,
    drawing: Drawing,
    folding: Option<&'r Folding<'r>>,
    segment: SegmentOrdinal,
    articles: Option<Articles>,
}

impl<'r> TimelineDrawing<'r> {
    /// The timeline of all that `request` lists and `folding` shows.
    pub const fn new(request: &'r Request, step: Step, folding: Option<&'r Folding<'r>>) -> Self {
        Self { request, drawing: Drawing::new(step), folding, segment: 0, articles: None }
    }

    /// The timeline drawn.
    pub fn finish(self) -> Timeline {
        self.drawing.finish()
    }
}

impl Watcher for TimelineDrawing<'_> {
    fn open(&mut self, number: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<()> {
        self.segment = number;
        self.articles = Some(Articles::open(segment, self.request)?);
        Ok(())
    }

    fn see(&mut self, seen: Seen) -> tantivy::Result<()> {
        let shown = self.folding.is_none_or(|folding| folding.shows(DocAddress::new(self.segment, seen.doc)));
        if let Some(articles) = self.articles.as_mut().filter(|_| shown && seen.found >= least(self.request.maybe)) {
            articles.add(seen.doc, &mut self.drawing);
        }
        Ok(())
    }
}

struct Articles {
    published: Dates,
    selector: Selector,
    when: Ends,
    killed: Counts,
    injured: Counts,
}

impl Articles {
    fn open(segment: &SegmentReader, request: &Request) -> tantivy::Result<Self> {
        Ok(Self {
            published: Dates::open(segment)?,
            selector: Selector::open(segment, &request.query, least(request.maybe))?,
            when: Ends::open(segment, Field::When)?,
            killed: Counts::open(segment, Field::Killed)?,
            injured: Counts::open(segment, Field::Injured)?,
        })
    }

    fn add(&mut self, doc: DocId, drawing: &mut Drawing) {
        drawing.add_article(&self.published.published(doc));
        let counts = self.killed.each(doc).zip(self.injured.each(doc));
        let incidents = self.selector.selected(doc).into_iter().zip(self.when.days(doc)).zip(counts);
        for (((selected, summed), days), (killed, injured)) in incidents {
            if summed {
                drawing.add_incident(&days, killed.as_ref(), injured.as_ref());
            } else if selected {
                drawing.leave_out(1);
            }
        }
    }
}
