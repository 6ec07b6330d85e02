//! The articles of an index as the search for copies sees them: numbered through all segments, each by its columns.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use crate::document::{Names, Sketch};
use crate::engine::analysis::WordHasher;
use crate::engine::embedded::columns::{Dates, text_of};
use crate::engine::embedded::incidents::{Counts, Ends, PathColumn, Scopes};
use crate::engine::schema::story;
use crate::model::{Field, Path, Published, Scope};
use crate::query::event::Event;

use super::traits::{NUMBERS, unpack_sketch};

/// What articles tell of is remembered of so many of them, for one is compared with several.
const REMEMBERED: usize = 1 << 14;

type Remembered = HashMap<u32, Rc<[Event]>, BuildHasherDefault<WordHasher>>;

/// The columns of every segment.
pub struct Articles {
    segments: Vec<Segment>,
    /// The number of the first article of each segment, and at the end of all.
    firsts: Vec<u32>,
    events: RefCell<Remembered>,
}

struct Segment {
    reader: SegmentReader,
    wording: Column<u64>,
    sketch: Column<u64>,
    runs: Column<u64>,
    names: Column<u64>,
    versions: Column<u64>,
    dates: Dates,
    ids: Option<StrColumn>,
    scopes: Scopes,
    places: Option<PathColumn>,
    when: Ends,
    killed: Counts,
    injured: Counts,
}

impl Segment {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            reader: reader.clone(),
            wording: columns.u64(story::WORDING)?,
            sketch: columns.u64(story::SKETCH)?,
            runs: columns.u64(story::RUNS)?,
            names: columns.u64(story::NAMES)?,
            versions: columns.u64(story::VERSIONS)?,
            dates: Dates::open(reader)?,
            ids: columns.str("id")?,
            scopes: Scopes::open(reader)?,
            places: PathColumn::open(reader, Field::Location)?,
            when: Ends::open(reader, Field::When)?,
            killed: Counts::open(reader, Field::Killed)?,
            injured: Counts::open(reader, Field::Injured)?,
        })
    }

    fn events(&self, doc: DocId) -> tantivy::Result<Rc<[Event]>> {
        let mut places = Vec::new();
        if let Some(column) = &self.places {
            column.each(doc, |incident, ordinal| places.push((incident, ordinal)));
        }
        let counts = self.killed.each(doc).zip(self.injured.each(doc));
        let incidents = self.scopes.each(doc).zip(self.when.days(doc)).zip(counts).enumerate();
        let mut events = Vec::new();
        for (number, ((scope, days), (killed, injured))) in incidents {
            if scope == Scope::Cumulative {
                continue;
            }
            let ordinal = places.iter().find(|(incident, _)| *incident == number).map(|(_, ordinal)| *ordinal);
            let place = ordinal.zip(self.places.as_ref()).map(|(ordinal, places)| text_of(places.column(), ordinal));
            events.push(Event { place: place.transpose()?.map(|path| Path::parse(&path)), days, killed, injured });
        }
        Ok(events.into())
    }
}

/// The number of the first article of each segment, and at the end of all.
pub fn firsts(searcher: &Searcher) -> Vec<u32> {
    let mut firsts = vec![0];
    for segment in searcher.segment_readers() {
        firsts.push(firsts.last().copied().unwrap_or(0) + segment.max_doc());
    }
    firsts
}

/// Where the article of this number is.
pub fn address(firsts: &[u32], number: u32) -> DocAddress {
    let segment = firsts.partition_point(|first| *first <= number).saturating_sub(1);
    DocAddress::new(segment as u32, number - firsts.get(segment).copied().unwrap_or(0))
}

impl Articles {
    /// Opens the columns.
    pub fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        let segments = searcher.segment_readers().iter().map(Segment::open).collect::<tantivy::Result<_>>()?;
        Ok(Self { segments, firsts: firsts(searcher), events: RefCell::default() })
    }

    /// One more than the greatest number of an article.
    pub fn end(&self) -> u32 {
        self.firsts.last().copied().unwrap_or(0)
    }

    /// Visits the wording of every article that says enough for one.
    pub fn each_wording(&self, mut visit: impl FnMut(u32, u64)) {
        for (segment, first) in self.segments.iter().zip(&self.firsts) {
            for doc in segment.reader.doc_ids_alive() {
                if let Some(wording) = segment.wording.first(doc) {
                    visit(first + doc, wording);
                }
            }
        }
    }

    /// Visits one band of every sketch: a number of `per` bins, from the first of them on a power of 256 for each.
    pub fn each_band(&self, band: usize, mut visit: impl FnMut(u32, u32)) {
        const PER_NUMBER: usize = 2;
        let (at, shift) = (band / PER_NUMBER, band % PER_NUMBER * 32);
        for (segment, first) in self.segments.iter().zip(&self.firsts) {
            for doc in segment.reader.doc_ids_alive() {
                let rows = segment.sketch.index.value_row_ids(doc);
                if !rows.is_empty() {
                    visit(first + doc, (segment.sketch.values.get_val(rows.start + at as u32) >> shift) as u32);
                }
            }
        }
    }

    /// Visits what every article may have in common with its versions.
    pub fn each_version(&self, mut visit: impl FnMut(u32, u32)) {
        for (segment, first) in self.segments.iter().zip(&self.firsts) {
            for doc in segment.reader.doc_ids_alive() {
                segment.versions.values_for_doc(doc).for_each(|value| visit(first + doc, value as u32));
            }
        }
    }

    fn at(&self, number: u32) -> (&Segment, DocId) {
        let address = address(&self.firsts, number);
        (&self.segments[address.segment_ord as usize], address.doc_id)
    }

    /// Its wording; 0 if it says too little for one.
    pub fn wording(&self, number: u32) -> u64 {
        let (segment, doc) = self.at(number);
        segment.wording.first(doc).unwrap_or(0)
    }

    /// Its sketch; `None` of a text too short for one.
    pub fn sketch(&self, number: u32) -> Option<Sketch> {
        let (segment, doc) = self.at(number);
        let runs = u32::try_from(segment.runs.first(doc)?).unwrap_or(u32::MAX);
        let mut packed = [0; NUMBERS];
        packed.iter_mut().zip(segment.sketch.values_for_doc(doc)).for_each(|(number, value)| *number = value);
        Some(unpack_sketch(packed.into_iter(), runs))
    }

    /// Its names and numbers.
    pub fn names(&self, number: u32) -> Names {
        let (segment, doc) = self.at(number);
        Names::kept(segment.names.values_for_doc(doc).map(|name| name as u16))
    }

    /// What it may have in common with its versions.
    pub fn versions(&self, number: u32) -> impl Iterator<Item = u32> {
        let (segment, doc) = self.at(number);
        segment.versions.values_for_doc(doc).map(|value| value as u32)
    }

    /// When it was published.
    pub fn published(&self, number: u32) -> Published {
        let (segment, doc) = self.at(number);
        segment.dates.published(doc)
    }

    /// Its id.
    pub fn id(&self, number: u32) -> tantivy::Result<String> {
        let (segment, doc) = self.at(number);
        let ordinal = segment.ids.as_ref().and_then(|ids| Some((ids, ids.ords().first(doc)?)));
        ordinal.map_or_else(|| Ok(String::new()), |(ids, ordinal)| text_of(ids, ordinal))
    }

    /// The incidents that it tells of.
    pub fn events(&self, number: u32) -> tantivy::Result<Rc<[Event]>> {
        if let Some(known) = self.events.borrow().get(&number) {
            return Ok(Rc::clone(known));
        }
        let (segment, doc) = self.at(number);
        let events = segment.events(doc)?;
        let mut remembered = self.events.borrow_mut();
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(number, Rc::clone(&events));
        Ok(events)
    }
}
