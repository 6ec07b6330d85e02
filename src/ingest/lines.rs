//! Articles from standard input into the index. Each is a file of its own in the ledger, under its id: one that comes again in a later run
//! replaces itself, and one that does not come again stays. Two of one id in the same run are both kept, the second as `id#2`.

use std::collections::{HashMap, HashSet};

use super::ordered::Give;
use super::reading::{Reading, read_all};
use super::sink::{Note, Sink};
use super::{Job, Tally};
use crate::engine::Writer;
use crate::error::Result;
use crate::model::{Article, FileRecord, Outcome, Report};

/// Root of the articles that came by standard input.
const STANDARD_INPUT: &str = "-";

impl Job<'_> {
    /// Adds or replaces the articles that `read` gives until it ends or is told that no more are wanted. What `read` could not read
    /// is returned beside the tally.
    ///
    /// # Errors
    /// If the index cannot be written. What was committed before stays.
    pub fn index_articles(
        &self,
        read: impl Fn(&mut dyn FnMut(Article, Option<Report>) -> bool) -> Outcome + Sync,
        observe: &mut dyn FnMut(&Tally),
    ) -> Result<(Tally, Outcome)> {
        let version = self.extraction.version(self.options.reports);
        let writer = Writer::open(&self.index, &version, self.threads)?;
        let mut outcome = Outcome::Ok;
        let mut sink = Sink::new(&writer, self.checkpoint, observe);
        let mut repeated = 0;
        let known: HashSet<String> =
            writer.ledger()?.into_iter().filter(|record| record.root == STANDARD_INPUT).map(|record| record.path).collect();
        let read = |(), give: Give<'_, Reading<Line>>| {
            let mut names = Names::default();
            let outcome = read(&mut |article, report| {
                let record = FileRecord { extractor: version.clone(), ..record(&article, names.of(&article.id)) };
                let old = known.contains(&record.path).then(|| (record.root.clone(), record.path.clone()));
                let begin = Note::Begin { record: Box::new(FileRecord { articles: 0, ..record.clone() }), pausable: false };
                !self.is_stopped()
                    && give(Reading::Note(Line::Article(begin)))
                    && give(Reading::of(article, report))
                    && give(Reading::Note(Line::Article(Note::End { record: Box::new(record), old })))
            });
            give(Reading::Note(Line::End(outcome, names.repeated)));
        };
        let feed = |give: Give<'_, ()>| _ = give(());
        read_all(feed, self.threads, read, (self.extraction, self.stop), |piece| match piece.note() {
            Ok(Line::End(end, count)) => {
                (outcome, repeated) = (end, count);
                Ok(())
            }
            Ok(Line::Article(note)) => sink.take(super::Piece::Note(note)),
            Err(piece) => sink.take(piece),
        })?;
        let (tally, written) = sink.finish();
        Ok((self.close((Tally { repeated, ..tally }, written), writer)?, outcome))
    }
}

/// What is known at a point of standard input.
enum Line {
    Article(Note),
    End(Outcome, u64),
}

/// The names in the ledger of the articles of one run.
#[derive(Default)]
struct Names {
    taken: HashSet<String>,
    /// The last number given to an id that came more than once.
    last: HashMap<String, u64>,
    repeated: u64,
}

impl Names {
    /// The id, with a number behind it if an earlier article bears it.
    fn of(&mut self, id: &str) -> String {
        if self.taken.insert(id.to_owned()) {
            return id.to_owned();
        }
        self.repeated += 1;
        let last = self.last.entry(id.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let name = format!("{id}#{last}");
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

fn record(article: &Article, path: String) -> FileRecord {
    FileRecord {
        path,
        root: STANDARD_INPUT.to_owned(),
        size: article.text.len() as u64,
        modified: 0,
        sha256: String::new(),
        format: "jsonl".to_owned(),
        articles: 1,
        outcome: Outcome::Ok,
        extractor: String::new(),
    }
}
