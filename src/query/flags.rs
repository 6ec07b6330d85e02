//! The command's flags as conditions: what `--location Odesa --min-killed 3` adds to the query string.
//!
//! A flag for names given twice means any of them, as commas do in the query string. Flags join the query's own conditions,
//! so that `killed:>=3` and `--location Odesa` speak of one incident.

use std::collections::BTreeMap;

use crate::model::{DateRange, Field, Kind};

use super::error::QueryError;
use super::resolve::Resolver;
use super::{Condition, Fault, Query, parse, value};

/// What the flags ask for, as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// By field of kind path or scope, and `when`: the values of its flag.
    pub values: BTreeMap<Field, Vec<String>>,
    /// By field of kind count, and `published`: the values of its two flags.
    pub ranges: BTreeMap<Field, Range>,
    /// `--undated`: only articles whose date is not known.
    pub undated: bool,
}

/// The least and the most, as it was written; either may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// `--from`, `--min-killed`.
    pub least: Option<String>,
    /// `--to`, `--max-killed`.
    pub most: Option<String>,
}

impl Filters {
    /// The query string and the flags as one query in normal form.
    ///
    /// # Errors
    /// If the string or a flag cannot be read.
    pub fn query(&self, text: &str, resolver: &dyn Resolver) -> Result<Query, QueryError> {
        let mut all = vec![parse(text, resolver)?];
        all.extend(self.conditions(resolver)?.into_iter().map(Query::Is));
        Ok(Query::And(all).normalise())
    }

    /// The flags alone, in the order of the table of fields.
    ///
    /// # Errors
    /// If a flag cannot be read.
    pub fn conditions(&self, resolver: &dyn Resolver) -> Result<Vec<Condition>, QueryError> {
        let mut conditions = Vec::new();
        for field in Field::ALL {
            let blame = |fault| by_flag(*field, 0, fault);
            if let Some(values) = self.values.get(field).filter(|values| !values.is_empty()) {
                conditions.push(value::condition(*field, values, resolver).map_err(blame)?);
            }
            if let Some(range) = self.ranges.get(field) {
                conditions.extend(range.condition(*field)?);
            }
        }
        if self.undated {
            conditions.push(Condition::Undated);
        }
        Ok(conditions)
    }
}

impl Range {
    fn condition(&self, field: Field) -> Result<Option<Condition>, QueryError> {
        if self.least.is_none() && self.most.is_none() {
            return Ok(None);
        }
        if field.kind() == Kind::Days {
            let end = |end: &Option<String>, which| {
                let read = end.as_ref().map(|text| text.parse::<DateRange>()).transpose();
                let fault = || Fault::Day { flag: field.spec().flags[which], value: end.clone().unwrap_or_default() };
                read.map_err(|_| by_flag(field, which, fault()))
            };
            let from = end(&self.least, 0)?.and_then(|range| range.from);
            let to = end(&self.most, 1)?.and_then(|range| range.to);
            if matches!((from, to), (Some(from), Some(to)) if from > to) {
                return Err(self.is_empty(field));
            }
            return Ok(Some(Condition::During { field, range: DateRange { from, to } }));
        }
        let end = |end: &Option<String>, which| {
            let read = end.as_ref().map(|text| value::number(field, text)).transpose();
            let fault = || Fault::People { flag: field.spec().flags[which], value: end.clone().unwrap_or_default() };
            read.map_err(|_| by_flag(field, which, fault()))
        };
        let (min, max) = (end(&self.least, 0)?.unwrap_or(0), end(&self.most, 1)?);
        if max.is_some_and(|max| max < min) {
            return Err(self.is_empty(field));
        }
        Ok(Some(Condition::Between { field, min, max }))
    }

    fn is_empty(&self, field: Field) -> QueryError {
        let end = |end: &Option<String>| end.clone().unwrap_or_default();
        by_flag(field, 1, Fault::EmptyRange(format!("{}..{}", end(&self.least), end(&self.most))))
    }
}

fn by_flag(field: Field, which: usize, fault: Fault) -> QueryError {
    let flag = field.spec().flags.get(which).map(|flag| (*flag).to_owned());
    QueryError { at: 0, flag, fault }
}
