//! From a query to tantivy's.
//!
//! A query is compiled twice: for what matches certainly, and for what matches at least possibly; `NOT` turns the one
//! into the other. Conditions on one incident narrow by the inverted index first, then test the incidents of what is left.
//! Only words score.

use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

use tantivy::query::doc_predicate_query::{
    ConstOrVariableSegmentPredicate, DocPredicate, DocPredicateQuery, SegmentDocPredicate,
};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, EnableScoring, FuzzyTermQuery, Occur, PhraseQuery,
    Query as TantivyQuery, RangeQuery, TermQuery, Weight,
};
use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::{DocId, SegmentReader, Term};

use crate::engine::schema::{Layout, PUBLISHED_FROM, PUBLISHED_TO, mark};
use crate::engine::stemming::Stemming;
use crate::model::{DateRange, Field, Path};
use crate::query::{Analyzer, Condition, Match, Pattern, Query, Text};

use super::columns::{FOREVER, NEVER};
use super::excluded::Excluded;
use super::incidents::Group;
use super::positions::{Arrangement, Positions};

/// How much more a word counts in a headline than in the body.
const TITLE_BOOST: f32 = 2.0;

type Compiled = Box<dyn TantivyQuery>;

/// Compiles queries for one index.
pub struct Compiler<'a> {
    layout: &'a Layout,
    /// The stemmers by which its articles were read: words are looked for as each has them.
    stemmings: Vec<&'static Stemming>,
}

/// A field of words, and the stemmer whose words are looked for in it.
#[derive(Clone, Copy)]
struct Words {
    field: Handle,
    stemming: &'static Stemming,
}

impl Words {
    fn term(self, word: &str) -> Term {
        self.as_it_is(&self.stemming.term(word))
    }

    fn as_it_is(self, stem: &str) -> Term {
        if self.stemming.is_english() {
            return Term::from_field_text(self.field, stem);
        }
        Term::from_field_text(self.field, &format!("{}{stem}", self.stemming.mark()))
    }
}

impl<'a> Compiler<'a> {
    /// For the schema of `layout`, and articles of these languages.
    pub fn new(layout: &'a Layout, languages: &[Path]) -> Self {
        let mut stemmings = vec![Stemming::english()];
        for language in languages {
            let stemming = Stemming::of(Some(language.as_str()));
            if !stemmings.iter().any(|known| std::ptr::eq(*known, stemming)) {
                stemmings.push(stemming);
            }
        }
        Self { layout, stemmings }
    }

    /// What matches at least as surely as `level`, which is not `No`.
    pub fn compile(&self, query: &Query, level: Match) -> tantivy::Result<Compiled> {
        match query {
            Query::All => Ok(self.marked(mark::ARTICLE)),
            Query::Text(text) => self.text(text),
            Query::Is(condition) => self.condition(condition, level),
            Query::Incident(conditions) => self.incident(conditions, level),
            Query::And(queries) => self.all(queries, level),
            Query::Or(queries) => {
                let parts = queries.iter().map(|q| self.compile(q, level)).collect::<tantivy::Result<_>>()?;
                Ok(any(parts))
            }
            Query::Not(_) => self.all(std::slice::from_ref(query), level),
        }
    }

    fn all(&self, queries: &[Query], level: Match) -> tantivy::Result<Compiled> {
        let mut clauses = Vec::new();
        for query in queries {
            match query {
                Query::Not(inner) => {
                    let excluded = Excluded(self.compile(inner, unless(level))?);
                    clauses.push((Occur::MustNot, Box::new(excluded) as Compiled));
                }
                other => clauses.push((Occur::Must, self.compile(other, level)?)),
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.marked(mark::ARTICLE)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn marked(&self, mark: &str) -> Compiled {
        without_score(self.term(self.layout.is, mark))
    }

    fn term(&self, field: Handle, text: &str) -> Compiled {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }

    fn condition(&self, condition: &Condition, level: Match) -> tantivy::Result<Compiled> {
        match condition {
            Condition::Under { field, paths } => self.under(*field, paths),
            Condition::During { field: Field::Published, range } => Ok(self.published(range, level)),
            Condition::Undated => Ok(self.marked(mark::UNDATED)),
            Condition::During { .. } | Condition::Between { .. } | Condition::Scope(_) => {
                self.incident(std::slice::from_ref(condition), level)
            }
        }
    }

    fn under(&self, field: Field, paths: &[Path]) -> tantivy::Result<Compiled> {
        let handle = self.layout.handle(field.name())?;
        Ok(without_score(any(paths.iter().map(|path| self.term(handle, path.as_str())).collect())))
    }

    fn published(&self, range: &DateRange, level: Match) -> Compiled {
        let from = range.from.map_or(NEVER, |day| i64::from(day.number()));
        let to = range.to.map_or(FOREVER, |day| i64::from(day.number()));
        let mut clauses = vec![(Occur::Must, self.marked(mark::ARTICLE))];
        if level == Match::Certain {
            clauses.push((Occur::Must, self.range(PUBLISHED_FROM, from, FOREVER)));
            clauses.push((Occur::Must, self.range(PUBLISHED_TO, NEVER, to)));
            clauses.push((Occur::MustNot, self.marked(mark::UNDATED)));
        } else {
            clauses.push((Occur::Must, self.range(PUBLISHED_FROM, NEVER, to)));
            clauses.push((Occur::Must, self.range(PUBLISHED_TO, from, FOREVER)));
        }
        without_score(Box::new(BooleanQuery::new(clauses)))
    }

    fn range(&self, column: &str, least: i64, most: i64) -> Compiled {
        let Ok(handle) = self.layout.handle(column) else { return Box::new(EmptyQuery) };
        let end = |number| Bound::Included(Term::from_field_i64(handle, number));
        Box::new(RangeQuery::new(end(least), end(most)))
    }

    fn incident(&self, conditions: &[Condition], level: Match) -> tantivy::Result<Compiled> {
        let mut narrowing = vec![(Occur::Must, self.marked(mark::INCIDENTS))];
        for condition in conditions {
            match condition {
                Condition::Under { field, paths } => narrowing.push((Occur::Must, self.under(*field, paths)?)),
                Condition::Undated | Condition::During { field: Field::Published, .. } => {
                    narrowing.push((Occur::Must, self.condition(condition, level)?));
                }
                Condition::Between { field, min, .. } => {
                    let threshold = min.checked_ilog2().map_or(0, |log| (1 << log).min(mark::LARGEST));
                    narrowing.push((Occur::Must, self.marked(&mark::at_least(*field, threshold))));
                }
                Condition::During { .. } | Condition::Scope(_) => {}
            }
        }
        let narrowing = BooleanQuery::new(narrowing);
        if conditions.is_empty() {
            return Ok(without_score(Box::new(narrowing)));
        }
        let test = IncidentTest { conditions: conditions.to_vec(), level, narrowing: self.weight(&narrowing)? };
        Ok(without_score(Box::new(DocPredicateQuery::from(test))))
    }

    fn weight(&self, query: &dyn TantivyQuery) -> tantivy::Result<Arc<dyn Weight>> {
        query.weight(EnableScoring::disabled_from_schema(&self.layout.schema)).map(Arc::from)
    }

    fn text(&self, text: &Text) -> tantivy::Result<Compiled> {
        let mut ways = Vec::new();
        for stemming in &self.stemmings {
            let fields = if stemming.is_english() { self.layout.words } else { self.layout.marked };
            if text.field != Field::Body {
                let title = self.pattern(Words { field: fields.title, stemming }, &text.pattern)?;
                ways.push(Box::new(BoostQuery::new(title, TITLE_BOOST)) as Compiled);
            }
            if text.field != Field::Title {
                ways.push(self.pattern(Words { field: fields.body, stemming }, &text.pattern)?);
            }
        }
        Ok(any(ways))
    }

    fn pattern(&self, words: Words, pattern: &Pattern) -> tantivy::Result<Compiled> {
        let term = |word: &String| words.term(word);
        let scored = |term: Term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Compiled;
        Ok(match pattern {
            Pattern::Word(word) => scored(term(word)),
            Pattern::Phrase { words, slop: 0 } if words.len() > 1 => Box::new(PhraseQuery::new(words.iter().map(term).collect())),
            Pattern::Phrase { words, slop } => self.arranged(&[words], term, |mut groups| Arrangement::Phrase {
                words: groups.pop().unwrap_or_default(),
                slop: *slop,
            })?,
            Pattern::Near { left, right, between, ordered } => self.arranged(&[left, right], term, |mut groups| {
                let (right, left) = (groups.pop().unwrap_or_default(), groups.pop().unwrap_or_default());
                Arrangement::Near { left, right, between: *between, ordered: *ordered }
            })?,
            Pattern::Prefix(prefix) => {
                let lower = words.stemming.lower(prefix);
                let begins = FuzzyTermQuery::new_prefix(words.as_it_is(&lower), 0, true);
                any(vec![Box::new(begins), scored(term(prefix))])
            }
            Pattern::Fuzzy { word, edits } => Box::new(FuzzyTermQuery::new(term(word), (*edits).min(2), true)),
        })
    }

    /// Words in an arrangement that tantivy's phrase query does not know: all of them must stand, and then stand so.
    fn arranged(
        &self,
        groups: &[&Vec<String>],
        term: impl Fn(&String) -> Term,
        arrange: impl FnOnce(Vec<Vec<usize>>) -> Arrangement,
    ) -> tantivy::Result<Compiled> {
        let mut terms: Vec<Term> = groups.iter().copied().flatten().map(&term).collect();
        terms.sort_unstable();
        terms.dedup();
        let number = |word: &String| terms.binary_search(&term(word)).unwrap_or(0);
        let numbers = groups.iter().map(|words| words.iter().map(number).collect()).collect();
        let arrangement = arrange(numbers);
        let scored = |term: &Term| Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)) as Compiled;
        let mut clauses: Vec<_> = terms.iter().map(|term| (Occur::Must, scored(term))).collect();
        let all = BooleanQuery::new(terms.iter().map(|term| (Occur::Must, scored(term))).collect());
        let positions = Positions::new(terms.clone(), arrangement, self.weight(&all)?);
        clauses.push((Occur::Must, without_score(Box::new(DocPredicateQuery::from(positions)))));
        Ok(Box::new(BooleanQuery::new(clauses)))
    }
}

/// `NOT` matches certainly what the other does not even possibly match.
fn unless(level: Match) -> Match {
    if level == Match::Certain { Match::Possible } else { Match::Certain }
}

fn any(mut queries: Vec<Compiled>) -> Compiled {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::new(queries.into_iter().map(|q| (Occur::Should, q)).collect())),
    }
}

fn without_score(query: Compiled) -> Compiled {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// True if the query can match only possibly.
pub fn leaves_open(query: &Query) -> bool {
    match query {
        Query::All | Query::Text(_) => false,
        Query::Is(condition) => can_be_open(condition),
        Query::Incident(conditions) => conditions.iter().any(can_be_open),
        Query::And(queries) | Query::Or(queries) => queries.iter().any(leaves_open),
        Query::Not(query) => leaves_open(query),
    }
}

const fn can_be_open(condition: &Condition) -> bool {
    matches!(condition, Condition::During { .. } | Condition::Between { .. })
}

/// Conditions on one incident, tested on what `narrowing` leaves.
struct IncidentTest {
    conditions: Vec<Condition>,
    level: Match,
    narrowing: Arc<dyn Weight>,
}

impl fmt::Debug for IncidentTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncidentTest").field("conditions", &self.conditions).field("level", &self.level).finish_non_exhaustive()
    }
}

impl DocPredicate for IncidentTest {
    type SegmentDocPredicate = SegmentTest;

    fn doc_predicate(&self, segment: &SegmentReader) -> tantivy::Result<ConstOrVariableSegmentPredicate<SegmentTest>> {
        let group = Group::open(segment, &self.conditions)?;
        Ok(ConstOrVariableSegmentPredicate::Variable {
            predicate: SegmentTest { group, level: self.level, found: Vec::new() },
            necessary_condition: self.narrowing.scorer(segment, 1.0)?,
        })
    }
}

/// [`IncidentTest`] in one segment.
pub struct SegmentTest {
    group: Group,
    level: Match,
    found: Vec<Match>,
}

impl SegmentDocPredicate for SegmentTest {
    fn eval(&mut self, doc: DocId) -> bool {
        self.group.matches(doc, &mut self.found);
        self.found.iter().any(|found| *found >= self.level)
    }
}
