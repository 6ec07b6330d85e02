//! Random queries, articles and requests over small vocabularies, so that matches happen.

#![allow(dead_code, reason = "each test binary uses its part")]

use dateline::model::*;
use dateline::query::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

/// Words of headlines, bodies and queries; some share a stem, two of them only in German, some are an edit apart.
pub const WORDS: &[&str] =
    &["missile", "missiles", "strike", "port", "ports", "drone", "kyiv", "kiev", "rakete", "raketen", "the", "AND"];
/// Languages of articles: with a stemmer of their own, and without.
pub const LANGUAGES: &[&str] = &["de", "en", "es", "uk"];
/// Values of every path field.
pub const PATHS: &[&str] = &["A", "A/B", "A/B/C", "A/D", "E", "E/B"];

/// An article with what was found in it.
#[derive(Clone, Debug)]
pub struct Sample {
    pub article: Article,
    pub report: Report,
}

/// Up to `most` articles, with ids `0`, `1` and so on.
pub fn samples(most: usize) -> impl Strategy<Value = Vec<Sample>> {
    vec(sample(), 0..=most).prop_map(|mut samples| {
        for (at, sample) in samples.iter_mut().enumerate() {
            sample.article.id = at.to_string();
            sample.report.id = at.to_string();
        }
        samples
    })
}

/// One article, with id `0`.
pub fn sample() -> impl Strategy<Value = Sample> {
    let details = (of(select(vec!["Reuters", "AP"])), vec(select(vec!["Ann", "Bob"]), 0..2), of(select(LANGUAGES)));
    let found = (vec(location(), 0..3), vec(path(), 0..2), vec(path(), 0..2), vec(incident(), 0..4));
    (text(0..5), text(0..12), published(), details, select(vec!["a.txt", "b/c.html"]), found).prop_map(
        |(title, body, published, (outlet, authors, language), file, (locations, actors, means, incidents))| {
            let start = if title.is_empty() { 0 } else { title.len() as u32 + 2 };
            let text = if title.is_empty() { body } else { format!("{title}\n\n{body}") };
            let article = Article {
                id: "0".to_owned(),
                source: Source { path: file.to_owned(), ..Source::default() },
                title_span: (start > 0).then(|| Span::new(0, title.len() as u32)),
                title: Some(title).filter(|title| !title.is_empty()),
                body: Span::new(start, text.len() as u32),
                text,
                authors: authors.into_iter().map(str::to_owned).collect(),
                outlet: outlet.map(str::to_owned),
                language: language.map(str::to_owned),
                published,
                ..Article::default()
            };
            let mut report = Report::empty(&article, Extractor { name: "random".to_owned(), version: "1".to_owned() });
            report.locations = locations;
            report.actors = actors.into_iter().map(actor).collect();
            report.means = means.into_iter().map(|path| Means { text: path.to_string(), span: Span::new(0, 1), path }).collect();
            report.incidents = incidents;
            Sample { article, report }
        },
    )
}

fn text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(WORDS), length).prop_map(|words| words.join(" "))
}

pub fn path() -> impl Strategy<Value = Path> {
    select(PATHS).prop_map(Path::parse)
}

/// A day of the first quarter of 2025, or near its borders.
fn day() -> impl Strategy<Value = Day> {
    (0..100_i32).prop_map(|n| Day::from_number(20_080 + n))
}

/// A day, a short range, a month, or open on one side or both.
pub fn days() -> impl Strategy<Value = DateRange> {
    prop_oneof![
        4 => day().prop_map(DateRange::day),
        2 => (day(), 0..20_i32).prop_map(|(day, more)| DateRange::new(day, day.plus(more))),
        1 => (1..=3_i8).prop_filter_map("a month", |month| DateRange::month(2025, month)),
        1 => day().prop_map(|day| DateRange { from: Some(day), to: None }),
        1 => day().prop_map(|day| DateRange { from: None, to: Some(day) }),
    ]
}

fn published() -> impl Strategy<Value = Published> {
    let by = select(vec![Provenance::Manifest, Provenance::Dateline, Provenance::Bounded]);
    (prop_oneof![5 => days(), 1 => Just(DateRange::default())], by).prop_map(|(range, by)| Published { range, by })
}

fn location() -> impl Strategy<Value = Location> {
    let usage = prop_oneof![3 => Just(Use::Literal), 1 => Just(Use::Demonym)];
    (of(path()), usage).prop_map(|(path, usage)| Location { text: "x".to_owned(), path, usage, ..Location::default() })
}

fn actor(path: Path) -> Actor {
    Actor { text: path.to_string(), span: Span::new(0, 1), name: path.to_string(), path }
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    let role = path().prop_map(|path| Role { text: path.to_string(), name: None, hedged: false, path });
    vec(role, 0..2)
}

fn count() -> impl Strategy<Value = Count> {
    (0..6_u32, of(0..6_u32)).prop_map(|(min, more)| Count {
        max: more.map(|more| min + more),
        min,
        words: "some".to_owned(),
        qualifier: Qualifier::Vague,
    })
}

fn incident() -> impl Strategy<Value = Incident> {
    let scope = prop_oneof![4 => Just(Scope::Incident), 1 => Just(Scope::Aggregate), 1 => Just(Scope::Cumulative)];
    let who = (roles(), roles(), roles(), vec(path(), 0..2));
    let counts = (of(count()), of(count()), of(count()), of(count()), of(count()), of(count()));
    (scope, of(days()), of(location()), who, counts).prop_map(|(scope, when, location, who, counts)| Incident {
        scope,
        when,
        location,
        initiator: who.0,
        target: who.1,
        claimant: who.2,
        means: who.3.into_iter().map(|path| MeansUsed { text: path.to_string(), path }).collect(),
        killed: counts.0,
        injured: counts.1,
        combined: counts.2,
        missing: counts.3,
        captured: counts.4,
        displaced: counts.5,
        evidence: Vec::new(),
    })
}

fn words(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    vec(select(WORDS).prop_map(str::to_owned), length)
}

fn word() -> impl Strategy<Value = String> {
    select(WORDS).prop_map(str::to_owned)
}

pub fn pattern() -> impl Strategy<Value = Pattern> {
    let prefix = (word(), any::<Index>()).prop_map(|(word, cut)| word[..=cut.index(word.len())].to_owned());
    prop_oneof![
        4 => word().prop_map(Pattern::Word),
        2 => (words(2..4), 0..4_u32).prop_map(|(words, slop)| Pattern::Phrase { words, slop }),
        1 => (words(1..3), words(1..3), 0..4_u32, any::<bool>())
            .prop_map(|(left, right, between, ordered)| Pattern::Near { left, right, between, ordered }),
        1 => prefix.prop_map(Pattern::Prefix),
        1 => (word(), 1..=2_u8).prop_map(|(word, edits)| Pattern::Fuzzy { word, edits }),
    ]
}

/// A value that the field of a path condition can have.
fn values(field: Field) -> Vec<&'static str> {
    match field {
        Field::Outlet => vec!["AP", "Reuters"],
        Field::Author => vec!["Ann", "Bob"],
        Field::Language => LANGUAGES.to_vec(),
        Field::Format => vec!["html", "txt"],
        _ => PATHS.to_vec(),
    }
}

/// A condition on one of `fields`.
fn condition_on(fields: Vec<Field>) -> impl Strategy<Value = Condition> {
    select(fields).prop_flat_map(|field| match field.kind() {
        Kind::Path => {
            let paths = values(field).into_iter().map(Path::parse).collect::<Vec<_>>();
            subsequence(paths, 1..=2).prop_map(move |paths| Condition::Under { field, paths }).boxed()
        }
        Kind::Days if field == Field::Published => prop_oneof![
            5 => days().prop_map(move |range| Condition::During { field, range }),
            1 => Just(Condition::Undated),
        ]
        .boxed(),
        Kind::Days => days().prop_map(move |range| Condition::During { field, range }).boxed(),
        Kind::Scope => {
            subsequence(vec![Scope::Incident, Scope::Aggregate, Scope::Cumulative], 1..=2).prop_map(Condition::Scope).boxed()
        }
        Kind::Count | Kind::Text => (0..6_u32, of(0..4_u32))
            .prop_map(move |(min, more)| Condition::Between { field, min, max: more.map(|more| min + more) })
            .boxed(),
    })
}

/// Any condition.
pub fn condition() -> impl Strategy<Value = Condition> {
    condition_on(Field::ALL.iter().copied().filter(|field| field.kind() != Kind::Text).collect())
}

/// A condition that can hold of one incident.
pub fn incident_condition() -> impl Strategy<Value = Condition> {
    condition_on(Field::ALL.iter().copied().filter(|field| field.fits_incident()).collect())
}

/// Any query, not in normal form.
pub fn query() -> impl Strategy<Value = Query> {
    let field = select(vec![Field::Text, Field::Text, Field::Title, Field::Body]);
    let leaf = prop_oneof![
        1 => Just(Query::All),
        6 => (field, pattern()).prop_map(|(field, pattern)| Query::Text(Text { field, pattern })),
        6 => condition().prop_map(Query::Is),
        3 => vec(incident_condition(), 1..4).prop_map(Query::Incident),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 0..4).prop_map(Query::And),
            2 => vec(inner.clone(), 0..4).prop_map(Query::Or),
            1 => inner.prop_map(|query| Query::Not(Box::new(query))),
        ]
    })
}

/// Any request: every facet field, every order, every timeline.
pub fn request() -> impl Strategy<Value = Request> {
    let facets: Vec<Field> = Field::ALL.iter().copied().filter(|field| field.spec().facet).collect();
    let facet = (select(facets), of(path()), 1..4_usize, 1..5_usize).prop_map(|(field, below, depth, top)| {
        let below = below.filter(|_| field.kind() == Kind::Path);
        FacetRequest { field, below, depth, top }
    });
    let sort = select(vec![Sort::Relevance, Sort::Date, Sort::Killed]);
    let step = of(select(vec![Step::Day, Step::Week, Step::Month, Step::Quarter, Step::Year]));
    let stories = (any::<bool>(), any::<bool>());
    (query(), any::<bool>(), sort, (0..20_usize, 0..3_usize), vec(facet, 0..3), step, stories).prop_map(
        |(query, maybe, sort, (limit, offset), facets, timeline, (fold, by_story))| Request {
            maybe,
            fold,
            by_story,
            sort,
            limit,
            offset,
            facets,
            timeline,
            ..Request::new(query)
        },
    )
}

/// Lower case, without a last `s`: an analyzer for tests that need no engine.
pub struct Plain;

impl Analyzer for Plain {
    fn term(&self, word: &str) -> String {
        self.lower(word).trim_end_matches('s').to_owned()
    }

    fn lower(&self, word: &str) -> String {
        word.to_lowercase()
    }
}
