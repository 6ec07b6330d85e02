//! What must hold of any input whatever. `fuzz/` throws these at inputs of its own making, `main.rs` beside this file at random ones.

use std::path::PathBuf;

use dateline::document::Document;
use dateline::extract;
use dateline::model::{Article, DateRange, Outcome, Provenance, Published, Report, Source, Span};
use dateline::present::{self, Item, Listing, Look};
use dateline::query::{AsWritten, parse};
use dateline::reports;
use dateline::source::{self, Allowance, Found, Options};

/// The endings of the formats that are read by code of our own.
pub const ENDINGS: [&str; 20] = [
    "txt", "md", "json", "jsonl", "html", "csv", "eml", "mbox", "mhtml", "rss", "rtf", "warc", "", "zip", "tar", "docx", "odt",
    "epub", "tsv", "gz",
];

/// A file of any content, under each ending that its first byte may mean, is read or refused, and its articles can be reported.
pub fn source(data: &[u8]) {
    let Some((ending, content)) = data.split_first() else { return };
    let folder = std::env::temp_dir().join(format!("dateline-checks-{}-{:?}", std::process::id(), std::thread::current().id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let name = format!("2025-06-02-story.{}", ENDINGS[usize::from(*ending) % ENDINGS.len()]);
    let path = folder.join(&name);
    std::fs::write(&path, content).expect("a file");
    file(path, name);
    std::fs::remove_dir_all(&folder).expect("the folder");
}

fn file(path: PathBuf, name: String) {
    let found = Found { path, relative: name, size: 1, modified: 1_750_000_000_000_000_000, ..Found::default() };
    let mut articles = Vec::new();
    let reading = source::read(&found, &Options::default(), &mut |article| articles.push(article));
    if let Outcome::Failed { reason, .. } | Outcome::Partial { reason } | Outcome::Skipped { reason } = &reading.outcome {
        assert!(!reason.is_empty() && !reason.contains("broke down"), "{reason}");
    }
    assert_eq!(reading.articles as usize, articles.len());
    for article in &articles {
        assert!(!article.id.is_empty());
        for span in [Some(article.body), article.title_span, article.dateline].into_iter().flatten() {
            assert!(article.text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {:?}", article.text);
        }
        holds(article, &extract::report(article));
    }
}

/// A query of any text is read, and what it prints is read again as the same; or it is refused at a place inside it.
pub fn query(text: &str) {
    match parse(text, &AsWritten) {
        Ok(query) => {
            let query = query.normalise();
            let printed = query.to_string();
            let again = parse(&printed, &AsWritten).unwrap_or_else(|error| panic!("{text:?} prints {printed:?}: {error}"));
            assert_eq!(again.normalise(), query, "{text:?} prints {printed:?}");
        }
        Err(error) => {
            assert!(text.is_char_boundary(error.at), "{} of {text:?}", error.at);
            assert!(!error.to_string().is_empty());
            let _ = error.hint();
        }
    }
}

/// An article of any text is reported without inventing a word of it.
pub fn report(text: &str, dated: bool) {
    let day = "2025-06-04".parse().expect("a day");
    let published = if dated { Published { range: DateRange::day(day), by: Provenance::Field } } else { Published::default() };
    let body = Span::new(0, text.len() as u32);
    let source = Source { path: "a.txt".to_owned(), ..Source::default() };
    let article = Article { id: "a".to_owned(), source, text: text.to_owned(), body, published, ..Article::default() };
    let report = extract::report(&article);
    holds(&article, &report);
    comes_back(article, report);
}

/// A report that is printed as a line is read from it as it was.
fn comes_back(article: Article, report: Report) {
    if article.text.trim().is_empty() {
        return;
    }
    let line = line(&article, &report);
    let mut read = Vec::new();
    let outcome = reports::read(&mut line.as_slice(), &Allowance::default(), &Source::default(), &mut |article, report| {
        read.push((article, report))
    });
    assert_eq!((read, outcome), (vec![(article, report)], Outcome::Ok));
}

/// As `extract --format jsonl` prints it.
pub fn line(article: &Article, report: &Report) -> Vec<u8> {
    let mut line = Vec::new();
    let mut output = (present::output("jsonl").expect("an output").open)(Listing::Reports, Box::new(&mut line), Look::PLAIN);
    output.item(Item::Report(article, report)).expect("written");
    drop(output);
    line
}

/// Lines of any content are taken or refused, and what is taken quotes only what is there.
pub fn lines(data: &[u8]) {
    let mut taken = Vec::new();
    let outcome = reports::read(&mut &*data, &Allowance::default(), &Source::default(), &mut |article, report| {
        taken.push((article, report))
    });
    assert!(!matches!(outcome, Outcome::Partial { reason } | Outcome::Failed { reason, .. } if reason.is_empty()));
    taken.iter().for_each(|(article, report)| holds(article, report));
}

fn holds(article: &Article, report: &Report) {
    let document = Document::of(article);
    assert_eq!(document.sentences.iter().map(|sentence| sentence.tokens().len()).sum::<usize>(), document.tokens.len());
    for location in &report.locations {
        assert_eq!(location.span.of(&article.text), location.text);
    }
    for incident in &report.incidents {
        assert!(!incident.evidence.is_empty());
        for evidence in &incident.evidence {
            assert_eq!(evidence.span.of(&article.text), evidence.quote);
        }
        for count in [&incident.killed, &incident.injured, &incident.combined].into_iter().flatten() {
            assert!(count.max.is_none_or(|max| max >= count.min), "{count:?}");
        }
    }
}
