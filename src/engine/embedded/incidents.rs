//! Incidents as columns: how their values are packed into numbers, and how conditions are tested on them.
//!
//! The n-th value of every column is of the article's n-th incident; of paths an incident may have several, so an end
//! mark closes each incident's list. Tests give the same answers as `Query::matches`, which `tests/agree.rs` holds.

use std::iter::repeat;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::engine::schema::{PEOPLE, incident_column, incident_ends};
use crate::model::{Count, DateRange, Day, Field, Incident, Kind, Qualifier, Scope};
use crate::query::values::incident_count;
use crate::query::{Condition, Match, count_between, days_during, published_during};

use super::columns::{ArticlePaths, Dates, Ordinals};

/// Closes the paths of one incident. No path is written like this.
pub const END: &str = "\u{0}";

const OPEN: u64 = 1;
/// Makes every day a positive number above [`OPEN`].
const FIRST_DAY: i64 = 10_000_000;

/// First and last day.
pub fn pack_days(days: &DateRange) -> (u64, u64) {
    let pack = |day: Option<Day>| day.map_or(OPEN, |day| (i64::from(day.number()) + FIRST_DAY).unsigned_abs());
    (pack(days.from), pack(days.to))
}

fn unpack_days(from: u64, to: u64) -> DateRange {
    let unpack = |packed: u64| {
        let number = i32::try_from(i64::try_from(packed).unwrap_or(0) - FIRST_DAY).unwrap_or(0);
        (packed > OPEN).then_some(Day::from_number(number))
    };
    DateRange { from: unpack(from), to: unpack(to) }
}

/// Least and most people.
pub fn pack_count(count: &Count) -> (u64, u64) {
    (u64::from(count.min), count.max.map_or(0, |max| u64::from(max) + OPEN))
}

fn unpack_count(min: u64, max: u64) -> Count {
    let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let max = max.checked_sub(OPEN).map(number);
    Count { min: number(min), max, words: String::new(), qualifier: Qualifier::Exact }
}

const SCOPES: [Scope; 3] = [Scope::Incident, Scope::Aggregate, Scope::Cumulative];
const BITS_OF_SCOPE: u32 = 2;

/// The scope's number, and above it a bit for every count that is stated.
pub fn pack_scope(incident: &Incident) -> u64 {
    let stated = Field::of_kind(Kind::Count).map(|field| u64::from(incident_count(incident, field).is_some()));
    let stated: u64 = (BITS_OF_SCOPE..).zip(stated).map(|(bit, stated)| stated << bit).sum();
    incident.scope as u64 | stated
}

fn unpack_scope(packed: u64) -> Scope {
    let number = packed & ((1 << BITS_OF_SCOPE) - 1);
    SCOPES.get(usize::try_from(number).unwrap_or(0)).copied().unwrap_or_default()
}

/// One column of paths, each incident's closed by [`END`].
pub struct PathColumn {
    column: StrColumn,
    end: Option<u64>,
}

impl PathColumn {
    /// The column of `field` in a segment; `None` if no incident of it has one.
    pub fn open(segment: &SegmentReader, field: Field) -> tantivy::Result<Option<Self>> {
        let Some(column) = segment.fast_fields().str(&incident_column(field))? else { return Ok(None) };
        let end = column.dictionary().term_ord(END)?;
        Ok(Some(Self { column, end }))
    }

    /// The ordinals of the paths of each incident of `doc`, with the incident's number.
    pub fn each(&self, doc: DocId, mut visit: impl FnMut(usize, u64)) {
        let mut incident = 0;
        for ordinal in self.column.ords().values_for_doc(doc) {
            if Some(ordinal) == self.end {
                incident += 1;
            } else {
                visit(incident, ordinal);
            }
        }
    }

    /// The column itself.
    pub const fn column(&self) -> &StrColumn {
        &self.column
    }
}

/// Two columns side by side: the ends of days or counts.
pub struct Ends {
    min: Column<u64>,
    max: Column<u64>,
}

impl Ends {
    /// The columns of `field` in a segment.
    pub fn open(segment: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        let (min, max) = incident_ends(field);
        Ok(Self { min: segment.fast_fields().u64(&min)?, max: segment.fast_fields().u64(&max)? })
    }

    fn each(&self, doc: DocId) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.min.values_for_doc(doc).zip(self.max.values_for_doc(doc))
    }

    /// The days of each incident of `doc`.
    pub fn days(&self, doc: DocId) -> impl Iterator<Item = DateRange> + '_ {
        self.each(doc).map(|(from, to)| unpack_days(from, to))
    }
}

/// What the incidents say of one count.
pub struct Counts {
    stated: Column<u64>,
    min: Column<u64>,
    max: Column<u64>,
    bit: usize,
}

impl Counts {
    /// The columns in a segment, for `field`.
    pub fn open(segment: &SegmentReader, field: Field) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let [min, max] = PEOPLE;
        let stated = columns.u64(&incident_column(Field::Scope))?;
        let bit = Field::of_kind(Kind::Count).position(|other| other == field).unwrap_or(usize::MAX);
        Ok(Self { stated, min: columns.u64(min)?, max: columns.u64(max)?, bit })
    }

    /// The count of each incident of `doc`.
    pub fn each(&self, doc: DocId) -> impl Iterator<Item = Option<Count>> + '_ {
        let mut ends = self.min.values_for_doc(doc).zip(self.max.values_for_doc(doc));
        self.stated.values_for_doc(doc).map(move |stated| {
            let mut found = None;
            for (bit, _) in Field::of_kind(Kind::Count).enumerate().filter(|(bit, _)| stated >> BITS_OF_SCOPE >> bit & 1 == 1) {
                let count = ends.next();
                found = count.filter(|_| bit == self.bit).or(found);
            }
            found.map(|(min, max)| unpack_count(min, max))
        })
    }
}

/// The scopes of the incidents, and so how many there are.
pub struct Scopes(Column<u64>);

impl Scopes {
    /// The column in a segment.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self(segment.fast_fields().u64(&incident_column(Field::Scope))?))
    }

    /// The scope of each incident of `doc`.
    pub fn each(&self, doc: DocId) -> impl Iterator<Item = Scope> + '_ {
        self.0.values_for_doc(doc).map(unpack_scope)
    }
}

/// Conditions that must all hold in one incident, ready for one segment.
pub struct Group {
    scopes: Scopes,
    bars_cumulative: bool,
    tests: Vec<Test>,
}

enum Test {
    Under(Vec<(PathColumn, Ordinals)>),
    During(Ends, DateRange),
    Between(Counts, u32, Option<u32>),
    Scope(Vec<Scope>),
    ArticleUnder(Option<(ArticlePaths, Ordinals)>),
    Published(Dates, DateRange),
    Undated(Dates),
}

impl Group {
    /// The conditions, ready; those on the article look at the article.
    pub fn open(segment: &SegmentReader, conditions: &[Condition]) -> tantivy::Result<Self> {
        let asks_cumulative = conditions.iter().any(|c| matches!(c, Condition::Scope(s) if s.contains(&Scope::Cumulative)));
        let counts = conditions.iter().any(|c| matches!(c, Condition::Between { .. }));
        let mut tests = Vec::new();
        for condition in conditions {
            tests.push(Test::open(segment, condition)?);
        }
        Ok(Self { scopes: Scopes::open(segment)?, bars_cumulative: counts && !asks_cumulative, tests })
    }

    /// How surely each incident of `doc` satisfies all conditions.
    pub fn matches(&self, doc: DocId, found: &mut Vec<Match>) {
        found.clear();
        let barred = |scope| self.bars_cumulative && scope == Scope::Cumulative;
        found.extend(self.scopes.each(doc).map(|scope| if barred(scope) { Match::No } else { Match::Certain }));
        for test in &self.tests {
            if found.iter().all(|m| *m == Match::No) {
                return;
            }
            test.narrow(doc, &self.scopes, found);
        }
    }
}

impl Test {
    fn open(segment: &SegmentReader, condition: &Condition) -> tantivy::Result<Self> {
        Ok(match condition {
            Condition::Under { field, paths } if !field.fits_incident() => {
                let column = ArticlePaths::open(segment, *field)?;
                let under = |column: ArticlePaths| Ordinals::under(column.column(), paths).map(|wanted| (column, wanted));
                Self::ArticleUnder(column.map(under).transpose()?)
            }
            Condition::Under { field, paths } => {
                let mut columns = Vec::new();
                for column in columns_of(segment, *field)? {
                    let ordinals = Ordinals::under(column.column(), paths)?;
                    columns.push((column, ordinals));
                }
                Self::Under(columns)
            }
            Condition::During { field: Field::Published, range } => Self::Published(Dates::open(segment)?, *range),
            Condition::During { field, range } => Self::During(Ends::open(segment, *field)?, *range),
            Condition::Between { field, min, max } => Self::Between(Counts::open(segment, *field)?, *min, *max),
            Condition::Scope(scopes) => Self::Scope(scopes.clone()),
            Condition::Undated => Self::Undated(Dates::open(segment)?),
        })
    }

    fn narrow(&self, doc: DocId, scopes: &Scopes, found: &mut [Match]) {
        match self {
            Self::Under(columns) => {
                let mut holds = vec![false; found.len()];
                for (column, ordinals) in columns {
                    column.each(doc, |incident, ordinal| {
                        if let Some(holds) = holds.get_mut(incident) {
                            *holds |= ordinals.contains(ordinal);
                        }
                    });
                }
                keep(found, holds);
            }
            Self::During(ends, range) => lower(found, ends.days(doc).map(|days| days_during(&days, range))),
            Self::Between(counts, min, max) => {
                let count = |count: Option<Count>| count.map_or(Match::No, |count| count_between(&count, *min, *max));
                lower(found, counts.each(doc).map(count));
            }
            Self::Scope(wanted) => keep(found, scopes.each(doc).map(|scope| wanted.contains(&scope))),
            Self::ArticleUnder(column) => {
                let holds = column.as_ref().is_some_and(|(column, wanted)| column.ordinals(doc).any(|o| wanted.contains(o)));
                keep(found, repeat(holds));
            }
            Self::Published(dates, range) => lower(found, repeat(published_during(&dates.published(doc), range))),
            Self::Undated(dates) => keep(found, repeat(!dates.is_certain(doc))),
        }
    }
}

/// The columns in which an incident's values of a path field stand; an actor is in any of three roles.
pub fn columns_of(segment: &SegmentReader, field: Field) -> tantivy::Result<Vec<PathColumn>> {
    let fields: &[Field] = match field {
        Field::Actor => &[Field::Initiator, Field::Target, Field::Claimant],
        _ => &[field],
    };
    let mut columns = Vec::new();
    for field in fields {
        columns.extend(PathColumn::open(segment, *field)?);
    }
    Ok(columns)
}

fn keep(found: &mut [Match], holds: impl IntoIterator<Item = bool>) {
    lower(found, holds.into_iter().map(|holds| if holds { Match::Certain } else { Match::No }));
}

fn lower(found: &mut [Match], matches: impl Iterator<Item = Match>) {
    for (found, other) in found.iter_mut().zip(matches) {
        *found = (*found).min(other);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counts_come_back_as_they_were(min: u32, max: Option<u32>) {
            let count = Count { min, max, words: String::new(), qualifier: Qualifier::Exact };
            let (low, high) = pack_count(&count);
            prop_assert_eq!(unpack_count(low, high), count);
        }

        #[test]
        fn days_come_back_as_they_were(from in proptest::option::of(-4_371_587..=2_932_896), to in proptest::option::of(-4_371_587..=2_932_896)) {
            let days = DateRange { from: from.map(Day::from_number), to: to.map(Day::from_number) };
            let (low, high) = pack_days(&days);
            prop_assert_eq!(unpack_days(low, high), days);
        }
    }

    #[test]
    fn a_scope_is_told_from_the_counts_beside_it() {
        for scope in SCOPES {
            let count = Some(Count::exact(0, "no"));
            let incident = Incident { scope, killed: count.clone(), displaced: count, ..Incident::default() };
            assert_eq!(pack_scope(&incident) >> BITS_OF_SCOPE, 0b10_0001);
            assert_eq!(unpack_scope(pack_scope(&incident)), scope);
        }
    }
}
