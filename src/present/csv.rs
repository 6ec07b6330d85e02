//! CSV (RFC 4180): one row an article, an incident, a value, a period or a file. A report is written as its incidents.

use std::collections::HashMap;
use std::io::{self, Write};

use csv::{ErrorKind, Writer};

use super::{Item, Listing, Look, Output, Summary};
use crate::eval::{Difference, FieldScore};
use crate::model::{Count, FileFormat, FileRecord, Incident, Outcome, Path, Published, Report, Role, Source};
use crate::query::story::{Copy, Course, Story, Told};
use crate::query::{Bucket, Hit, Timeline, Toll};

const ARTICLE: &[&str] =
    &["article", "published_from", "published_to", "published_by", "title", "outlet", "url", "path", "member", "certain"];
const FOUND: &[&str] = &["score", "incidents", "snippet", "story", "copies"];
const INCIDENT: &[&str] = &[
    "scope",
    "when_from",
    "when_to",
    "location",
    "location_path",
    "country",
    "lat",
    "lon",
    "precision",
    "initiator",
    "target",
    "means",
    "claimant",
    "killed_min",
    "killed_max",
    "killed_words",
    "injured_min",
    "injured_max",
    "injured_words",
    "combined_min",
    "combined_max",
    "combined_words",
    "missing_min",
    "missing_max",
    "missing_words",
    "captured_min",
    "captured_max",
    "captured_words",
    "displaced_min",
    "displaced_max",
    "displaced_words",
    "evidence",
    "rule",
];
const FACET: &[&str] = &["field", "path", "depth", "count"];
const PERIOD: &[&str] =
    &["period", "from", "to", "articles", "incidents", "killed_min", "killed_max", "injured_min", "injured_max"];
const STORY: &[&str] = &[
    "story",
    "rank",
    "alike",
    "location",
    "when_from",
    "when_to",
    "killed_min",
    "killed_max",
    "killed_words",
    "injured_min",
    "injured_max",
    "injured_words",
];
const SCORE: &[&str] = &["field", "precision", "recall", "f1", "right", "found", "read"];
const DIFFERENCE: &[&str] = &["article", "field", "found", "read", "quote"];
const FILE: &[&str] =
    &["root", "path", "outcome", "stage", "reason", "format", "articles", "size", "modified", "sha256", "extractor"];

const FORMAT: &[&str] = &["name", "extensions", "recognised", "taken"];

struct Csv<'w> {
    table: Writer<Box<dyn Write + 'w>>,
    header: Option<Vec<&'static str>>,
}

pub(super) fn open<'w>(listing: Listing, out: Box<dyn Write + 'w>, _: Look) -> Box<dyn Output + 'w> {
    let header = match listing {
        Listing::Articles => [ARTICLE, FOUND].concat(),
        Listing::Incidents => [ARTICLE, INCIDENT, &["story"]].concat(),
        Listing::Reports => [ARTICLE, INCIDENT].concat(),
        Listing::Facets => FACET.to_vec(),
        Listing::Timeline => PERIOD.to_vec(),
        Listing::Stories => [ARTICLE, STORY].concat(),
        Listing::Files => FILE.to_vec(),
        Listing::Formats => FORMAT.to_vec(),
        Listing::Scores => SCORE.to_vec(),
        Listing::Differences => DIFFERENCE.to_vec(),
    };
    Box::new(Csv { table: Writer::from_writer(out), header: Some(header) })
}

impl Csv<'_> {
    fn row(&mut self, row: &[String]) -> io::Result<()> {
        if let Some(header) = self.header.take() {
            self.table.write_record(header).map_err(cause)?;
        }
        self.table.write_record(row).map_err(cause)
    }

    fn report(&mut self, report: &Report) -> io::Result<()> {
        let Report { id, source, title, outlet, url, published, .. } = report;
        // Nothing was asked, so nothing matches certainly or possibly.
        let article = article(id, published, [title, outlet, url], source, None);
        report.incidents.iter().try_for_each(|found| self.row(&[article.clone(), incident(found)].concat()))
    }

    fn buckets(&mut self, field: &str, buckets: &[Bucket]) -> io::Result<()> {
        for bucket in buckets {
            let path = bucket.path.to_string();
            self.row(&[field.to_owned(), path, bucket.path.depth().to_string(), bucket.count.to_string()])?;
            self.buckets(field, &bucket.children)?;
        }
        Ok(())
    }

    /// A row for each toll that an article gives, one for an article that gives none.
    fn story(&mut self, story: &Story) -> io::Result<()> {
        let mut tolls: HashMap<&str, Vec<(&Course, &Told)>> = HashMap::new();
        for (course, told) in story.courses.iter().flat_map(|course| course.tolls.iter().map(move |told| (course, told))) {
            tolls.entry(&told.article).or_default().push((course, told));
        }
        for copy in &story.articles {
            let Copy { id, title, published, outlet, url, source, rank, alike } = copy;
            let mut row = article(id, published, [title, outlet, url], source, None);
            row.extend([story.id.clone(), rank.to_string(), shown(*alike)]);
            // Of articles that share an id the first is told for all.
            let Some(tolls) = tolls.remove(id.as_str()) else {
                self.row(&[row, vec![String::new(); STORY.len() - 3]].concat())?;
                continue;
            };
            for (course, told) in tolls {
                let event = [shown(course.location.as_ref()), shown(course.when.from), shown(course.when.to)];
                let counts = [&told.killed, &told.injured].map(|people| count(people.as_ref()));
                self.row(&[row.clone(), event.to_vec(), counts.concat()].concat())?;
            }
        }
        Ok(())
    }

    fn timeline(&mut self, timeline: &Timeline) -> io::Result<()> {
        for period in &timeline.periods {
            let days = [period.from.to_string(), period.to.to_string()];
            let counts = [period.articles.to_string(), period.incidents.to_string()];
            let mut row: Vec<String> = [period.period.clone()].into_iter().chain(days).chain(counts).collect();
            row.extend(toll(&period.killed).into_iter().chain(toll(&period.injured)));
            self.row(&row)?;
        }
        if timeline.undated_articles + timeline.undated_incidents == 0 {
            return Ok(());
        }
        // What lies in no period is a row of its own: whoever adds up the column has all.
        let counts = [timeline.undated_articles.to_string(), timeline.undated_incidents.to_string()];
        let mut row = vec!["undated".to_owned(), String::new(), String::new()];
        row.extend(counts.into_iter().chain([const { String::new() }; 4]));
        self.row(&row)
    }
}

impl Output for Csv<'_> {
    fn item(&mut self, item: Item<'_>) -> io::Result<()> {
        match item {
            Item::Hit(hit, _) => self.row(&[of_hit(hit), found(hit)].concat()),
            Item::Incident(hit, found) => self.row(&[of_hit(hit), incident(found), vec![hit.story.clone()]].concat()),
            Item::Facet(facet) => self.buckets(facet.field.name(), &facet.buckets),
            Item::Timeline(timeline) => self.timeline(timeline),
            Item::Story(story) => self.story(story),
            Item::File(record) => self.row(&file(record)),
            Item::Format(format) => self.row(&file_format(format)),
            Item::Report(_, report) => self.report(report),
            Item::Score(score) => self.row(&field_score(score)),
            Item::Difference(article, found) => self.row(&difference(article, found)),
        }
    }

    fn finish(&mut self, _: Summary<'_>) -> io::Result<()> {
        if let Some(header) = self.header.take() {
            self.table.write_record(header).map_err(cause)?;
        }
        self.table.flush()
    }
}

/// What the system said. The crate's own conversion hides its kind, and with it that a reader has left.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn field_score(score: &FieldScore) -> Vec<String> {
    let shares = [score.precision, score.recall, score.f1].map(|share| format!("{share:.4}"));
    let counts = [score.right, score.found, score.read].map(|count| count.to_string());
    [score.field.to_owned()].into_iter().chain(shares).chain(counts).collect()
}

fn file_format(format: &FileFormat) -> Vec<String> {
    [format.name, &format.extensions.join(" "), format.recognised, format.taken].map(str::to_owned).to_vec()
}

fn difference(article: &str, found: &Difference) -> Vec<String> {
    let some = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![article.to_owned(), found.field.to_owned(), some(&found.found), some(&found.read), found.quote.clone()]
}

fn of_hit(hit: &Hit) -> Vec<String> {
    article(&hit.id, &hit.published, [&hit.title, &hit.outlet, &hit.url], &hit.source, Some(hit.certain))
}

fn article(
    id: &str,
    published: &Published,
    [title, outlet, url]: [&Option<String>; 3],
    source: &Source,
    certain: Option<bool>,
) -> Vec<String> {
    let by = serde_json::to_value(published.by).ok();
    vec![
        id.to_owned(),
        shown(published.range.from),
        shown(published.range.to),
        by.and_then(|by| by.as_str().map(str::to_owned)).unwrap_or_default(),
        shown(title.as_ref()),
        shown(outlet.as_ref()),
        shown(url.as_ref()),
        source.path.clone(),
        shown(source.member.as_ref()),
        shown(certain),
    ]
}

fn found(hit: &Hit) -> Vec<String> {
    let snippet = hit.snippet.as_ref().map(|snippet| snippet.text.clone());
    let told = vec![format!("{:.4}", hit.score), hit.incidents.len().to_string(), snippet.unwrap_or_default()];
    [told, vec![hit.story.clone(), hit.copies.to_string()]].concat()
}

fn incident(incident: &Incident) -> Vec<String> {
    let location = incident.location.as_ref();
    let when = incident.when.unwrap_or_default();
    let mut row = vec![
        name_of(&incident.scope),
        shown(when.from),
        shown(when.to),
        shown(location.map(|place| place.name.as_ref().unwrap_or(&place.text))),
        shown(location.and_then(|place| place.path.as_ref())),
        shown(location.and_then(|place| place.country.as_ref())),
        shown(location.and_then(|place| place.lat)),
        shown(location.and_then(|place| place.lon)),
        location.and_then(|place| place.precision).map(|precision| name_of(&precision)).unwrap_or_default(),
        paths(incident.initiator.iter().map(role_path)),
        paths(incident.target.iter().map(role_path)),
        paths(incident.means.iter().map(|means| &means.path)),
        paths(incident.claimant.iter().map(role_path)),
    ];
    let counts =
        [&incident.killed, &incident.injured, &incident.combined, &incident.missing, &incident.captured, &incident.displaced];
    row.extend(counts.into_iter().flat_map(|people| count(people.as_ref())));
    row.push(incident.evidence.iter().map(|evidence| evidence.quote.as_str()).collect::<Vec<_>>().join(" … "));
    row.push(incident.evidence.iter().map(|evidence| evidence.rule.as_ref()).collect::<Vec<_>>().join("; "));
    row
}

fn count(count: Option<&Count>) -> [String; 3] {
    count.map_or_else(Default::default, |people| [people.min.to_string(), shown(people.max), people.words.clone()])
}

fn toll(toll: &Toll) -> [String; 2] {
    [toll.min.to_string(), shown(toll.max)]
}

fn file(file: &FileRecord) -> Vec<String> {
    let (outcome, stage, reason) = match &file.outcome {
        Outcome::Ok => ("ok", "", ""),
        Outcome::Partial { reason } => ("partial", "", reason.as_str()),
        Outcome::Skipped { reason } => ("skipped", "", reason.as_str()),
        Outcome::Failed { stage, reason } => ("failed", stage.as_str(), reason.as_str()),
    };
    let told = [&file.root, &file.path, outcome, stage, reason, &file.format].map(str::to_owned);
    let counted = [file.articles.to_string(), file.size.to_string(), file.modified.to_string()];
    told.into_iter().chain(counted).chain([file.sha256.clone(), file.extractor.clone()]).collect()
}

const fn role_path(role: &Role) -> &Path {
    &role.path
}

fn paths<'a>(paths: impl Iterator<Item = &'a Path>) -> String {
    paths.map(Path::as_str).collect::<Vec<_>>().join("; ")
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The name that JSON gives to a plain variant.
fn name_of(variant: &impl serde::Serialize) -> String {
    serde_json::to_value(variant).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
