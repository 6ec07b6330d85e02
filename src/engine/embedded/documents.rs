//! What tantivy is given: an article or a file of the ledger as one of its documents.

use tantivy::TantivyDocument;
use tantivy::schema::Field as Handle;

use crate::engine::schema::{
    Layout, PEOPLE, PUBLISHED_CERTAIN, PUBLISHED_FROM, PUBLISHED_TO, incident_column, incident_ends, incident_fields, mark, story,
};
use crate::engine::stemming::Stemming;
use crate::model::{Article, Day, Field, FileRecord, Incident, Kind, Path, Report};
use crate::query::values::{article_paths, incident_count, incident_days, incident_paths};

use super::columns::{FOREVER, NEVER};
use super::incidents::{END, pack_count, pack_days, pack_scope};
use super::stories::{Traits, pack_sketch};
use super::{kept, ledger};

/// Bytes of a document beside its text: the packed report, paths and columns of an article of a page or two.
const BESIDES_TEXT: usize = 2 << 10;

/// Makes tantivy's documents.
pub struct Documents {
    layout: Layout,
    published: [Handle; 3],
    paths: Vec<(Field, Handle)>,
    incidents: Vec<(Field, Columns)>,
    people: [Handle; 2],
    story: [Handle; 5],
}

enum Columns {
    Paths(Handle),
    Scope(Handle),
    Ends(Handle, Handle),
}

impl Documents {
    /// For the schema of `layout`.
    pub fn new(layout: &Layout) -> tantivy::Result<Self> {
        let mut paths = Vec::new();
        for field in Field::of_kind(Kind::Path) {
            paths.push((field, layout.handle(field.name())?));
        }
        let mut incidents = Vec::new();
        for field in incident_fields() {
            incidents.push((field, columns(layout, field)?));
        }
        let published = [layout.handle(PUBLISHED_FROM)?, layout.handle(PUBLISHED_TO)?, layout.handle(PUBLISHED_CERTAIN)?];
        let people = [layout.handle(PEOPLE[0])?, layout.handle(PEOPLE[1])?];
        let [wording, sketch, runs, names, versions] = story::ALL.map(|column| layout.handle(column));
        let story = [wording?, sketch?, runs?, names?, versions?];
        Ok(Self { layout: layout.clone(), published, paths, incidents, people, story })
    }

    /// An article of the file `key`, with all that was found in it.
    pub fn article(&self, key: &str, article: &Article, report: &Report) -> TantivyDocument {
        let layout = &self.layout;
        // The text goes in twice: once to be indexed, once to be stored.
        let mut document = TantivyDocument::with_capacity(2 * article.text.len() + BESIDES_TEXT);
        document.add_text(layout.is, mark::ARTICLE);
        if !report.incidents.is_empty() {
            document.add_text(layout.is, mark::INCIDENTS);
        }
        if !report.published.by.is_certain() {
            document.add_text(layout.is, mark::UNDATED);
        }
        for field in Field::of_kind(Kind::Count) {
            add_thresholds(&mut document, layout.is, report, field);
        }
        document.add_text(layout.id, &report.id);
        document.add_text(layout.file, key);
        self.add_words(&mut document, article, report);
        document.add_text(layout.text, &article.text);
        document.add_bytes(layout.report, &kept::write(article, report));
        let days = report.published.range;
        let [from, to, certain] = self.published;
        document.add_i64(from, days.from.map_or(NEVER, number));
        document.add_i64(to, days.to.map_or(FOREVER, number));
        document.add_u64(certain, u64::from(report.published.by.is_certain()));
        for (field, handle) in &self.paths {
            add_paths(&mut document, *handle, report, *field);
        }
        for incident in &report.incidents {
            self.add_incident(&mut document, incident, report);
        }
        self.add_traits(&mut document, &Traits::of(article, report));
        document
    }

    fn add_words(&self, document: &mut TantivyDocument, article: &Article, report: &Report) {
        let (title, body) = (report.title.as_deref().unwrap_or(""), article.body.of(&article.text));
        let stemming = Stemming::of(report.language.as_deref());
        if stemming.is_english() {
            document.add_text(self.layout.words.title, title);
            document.add_text(self.layout.words.body, body);
        } else {
            document.add_text(self.layout.marked.title, stemming.signing(title));
            document.add_text(self.layout.marked.body, stemming.signing(body));
        }
    }

    fn add_traits(&self, document: &mut TantivyDocument, traits: &Traits) {
        let [wording, sketch, runs, names, versions] = self.story;
        if let Some(value) = traits.wording {
            document.add_u64(wording, value);
        }
        if let Some(kept) = &traits.sketch {
            pack_sketch(kept).iter().for_each(|bins| document.add_u64(sketch, *bins));
            document.add_u64(runs, u64::from(kept.runs));
            traits.names.values().iter().for_each(|name| document.add_u64(names, u64::from(*name)));
        }
        traits.versions.iter().flatten().for_each(|value| document.add_u64(versions, u64::from(*value)));
    }

    fn add_incident(&self, document: &mut TantivyDocument, incident: &Incident, report: &Report) {
        for (field, columns) in &self.incidents {
            match columns {
                Columns::Scope(column) => document.add_u64(*column, pack_scope(incident)),
                Columns::Paths(column) => {
                    for path in incident_paths(incident, *field) {
                        document.add_text(*column, path.as_str());
                    }
                    document.add_text(*column, END);
                }
                Columns::Ends(min, max) => {
                    let ends = pack_days(&incident_days(incident, report));
                    document.add_u64(*min, ends.0);
                    document.add_u64(*max, ends.1);
                }
            }
        }
        let [min, max] = self.people;
        for count in Field::of_kind(Kind::Count).filter_map(|field| incident_count(incident, field)) {
            let ends = pack_count(count);
            document.add_u64(min, ends.0);
            document.add_u64(max, ends.1);
        }
    }

    /// A file of the ledger, under `key`.
    pub fn file(&self, key: &str, record: &FileRecord) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.layout.is, mark::FILE);
        document.add_text(self.layout.file, key);
        document.add_bytes(self.layout.ledger, &ledger::write(record));
        document
    }
}

fn columns(layout: &Layout, field: Field) -> tantivy::Result<Columns> {
    Ok(match field.kind() {
        Kind::Path | Kind::Text | Kind::Count => Columns::Paths(layout.handle(&incident_column(field))?),
        Kind::Scope => Columns::Scope(layout.handle(&incident_column(field))?),
        Kind::Days => {
            let (min, max) = incident_ends(field);
            Columns::Ends(layout.handle(&min)?, layout.handle(&max)?)
        }
    })
}

/// The paths of the article that stand above no other of its paths: the rest goes without saying.
fn add_paths(document: &mut TantivyDocument, handle: Handle, report: &Report, field: Field) {
    let paths = article_paths(report, field);
    // They are sorted: what lies below a path comes after it, but not at once where a name goes on behind it.
    let is_above = |(number, path): &(usize, &Path)| {
        let after = paths[number + 1..].iter().take_while(|other| other.as_str().starts_with(path.as_str()));
        after.into_iter().any(|other| other.is_under(path.as_str()))
    };
    for (_, path) in paths.iter().enumerate().filter(|path| !is_above(path)) {
        document.add_text(handle, path.as_str());
    }
}

/// Marks how many people some incident may count, by powers of two.
fn add_thresholds(document: &mut TantivyDocument, is: Handle, report: &Report, field: Field) {
    let counts = report.incidents.iter().filter_map(|incident| incident_count(incident, field));
    let Some(most) = counts.map(|count| count.max.unwrap_or(u32::MAX)).max() else { return };
    document.add_text(is, mark::at_least(field, 0));
    let powers = std::iter::successors(Some(1), |power| (*power < mark::LARGEST).then_some(power * 2));
    for least in powers.take_while(|least| *least <= most) {
        document.add_text(is, mark::at_least(field, least));
    }
}

fn number(day: Day) -> i64 {
    i64::from(day.number())
}
