//! Timelines on columns: the same drawing as over reports, without reading any.

use tantivy::{DocId, Searcher, SegmentReader};

use crate::model::Field;
use crate::query::timeline::Drawing;
use crate::query::{Request, Step, Timeline};

use super::collect::{Prepared, least};
use super::columns::Dates;
use super::incidents::Ends;
use super::select::Selector;

/// The timeline of all that the request lists.
pub fn draw(searcher: &Searcher, prepared: &Prepared, request: &Request, step: Step) -> tantivy::Result<Timeline> {
    let mut drawing = Drawing::new(step);
    for segment in searcher.segment_readers() {
        let mut articles = Articles::open(segment, request)?;
        for (doc, found) in prepared.matches(segment)? {
            if found >= least(request.maybe) {
                articles.add(doc, &mut drawing);
            }
        }
    }
    Ok(drawing.finish())
}

struct Articles {
    published: Dates,
    selector: Selector,
    when: Ends,
    killed: Ends,
    injured: Ends,
}

impl Articles {
    fn open(segment: &SegmentReader, request: &Request) -> tantivy::Result<Self> {
        Ok(Self {
            published: Dates::open(segment)?,
            selector: Selector::open(segment, &request.query, least(request.maybe))?,
            when: Ends::open(segment, Field::When)?,
            killed: Ends::open(segment, Field::Killed)?,
            injured: Ends::open(segment, Field::Injured)?,
        })
    }

    fn add(&mut self, doc: DocId, drawing: &mut Drawing) {
        drawing.add_article(&self.published.published(doc));
        let counts = self.killed.counts(doc).zip(self.injured.counts(doc));
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
