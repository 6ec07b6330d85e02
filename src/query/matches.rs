//! The definition of right: does this article match, certainly or possibly?
//!
//! Three-valued: `AND` takes the least of its parts, `OR` the greatest, `NOT` swaps no and certain. What leaves an answer
//! open is a date known only as a range or a bound, and a count that is an interval. What the text does not say at all
//! (no count of killed) satisfies no condition, not even possibly.

use crate::model::{Count, DateRange, Field, Incident, Published, Report, Scope};

use super::values::{article_paths, incident_count, incident_days, incident_paths};
use super::{Condition, Match, Query, Words};

impl Query {
    /// How surely the article is meant.
    #[must_use]
    pub fn matches(&self, report: &Report, words: &Words<'_>) -> Match {
        match self {
            Self::All => Match::Certain,
            Self::Text(text) => certain_if(words.match_text(text)),
            Self::Is(condition) => condition.of_article(report),
            Self::Incident(conditions) => best(report.incidents.iter().map(|i| all_of(conditions, i, report))),
            Self::And(queries) => queries.iter().map(|q| q.matches(report, words)).min().unwrap_or(Match::Certain),
            Self::Or(queries) => best(queries.iter().map(|q| q.matches(report, words))),
            Self::Not(query) => !query.matches(report, words),
        }
    }

    /// How surely the query speaks of this incident of a matching article: it satisfies one of the groups or conditions
    /// asked for. A query that asks for none speaks of every incident.
    #[must_use]
    pub fn selects(&self, incident: &Incident, report: &Report) -> Match {
        let mut asked = Vec::new();
        self.ask(incident, report, &mut asked);
        asked.into_iter().max().unwrap_or(Match::Certain)
    }

    fn ask(&self, incident: &Incident, report: &Report, asked: &mut Vec<Match>) {
        match self {
            Self::Incident(conditions) => asked.push(all_of(conditions, incident, report)),
            Self::Is(condition) if condition.field().fits_incident() => asked.push(condition.of_incident(incident, report)),
            Self::And(queries) | Self::Or(queries) => queries.iter().for_each(|q| q.ask(incident, report, asked)),
            Self::All | Self::Text(_) | Self::Is(_) | Self::Not(_) => {}
        }
    }
}

/// How surely all conditions hold in one incident. A cumulative toll satisfies no count unless its scope is asked for.
fn all_of(conditions: &[Condition], incident: &Incident, report: &Report) -> Match {
    let asks_cumulative = conditions.iter().any(|c| matches!(c, Condition::Scope(s) if s.contains(&Scope::Cumulative)));
    let barred = incident.scope == Scope::Cumulative && !asks_cumulative;
    if barred && conditions.iter().any(|c| matches!(c, Condition::Between { .. })) {
        return Match::No;
    }
    conditions.iter().map(|c| c.of_incident(incident, report)).min().unwrap_or(Match::Certain)
}

impl Condition {
    fn of_article(&self, report: &Report) -> Match {
        match self {
            Self::Under { field: field @ (Field::Initiator | Field::Target | Field::Claimant), .. } => {
                best(report.incidents.iter().map(|i| certain_if(self.holds_a_path(&incident_paths(i, *field)))))
            }
            Self::Under { field, .. } => certain_if(self.holds_a_path(&article_paths(report, *field))),
            Self::During { field: Field::Published, range } => published_during(&report.published, range),
            Self::Undated => certain_if(!report.published.by.is_certain()),
            Self::During { .. } | Self::Between { .. } | Self::Scope(_) => {
                best(report.incidents.iter().map(|i| all_of(std::slice::from_ref(self), i, report)))
            }
        }
    }

    /// How surely it holds of this incident alone; conditions on the article look at the article.
    fn of_incident(&self, incident: &Incident, report: &Report) -> Match {
        match self {
            Self::Under { field, .. } if field.fits_incident() => {
                certain_if(self.holds_a_path(&incident_paths(incident, *field)))
            }
            Self::During { field: Field::When, range } => days_during(&incident_days(incident, report), range),
            Self::Between { field, min, max } => {
                incident_count(incident, *field).map_or(Match::No, |count| count_between(count, *min, *max))
            }
            Self::Scope(scopes) => certain_if(scopes.contains(&incident.scope)),
            Self::Under { .. } | Self::During { .. } | Self::Undated => self.of_article(report),
        }
    }

    fn holds_a_path(&self, found: &[crate::model::Path]) -> bool {
        match self {
            Self::Under { paths, .. } => found.iter().any(|path| paths.iter().any(|above| path.is_under(above.as_str()))),
            _ => false,
        }
    }
}

/// A date that is only bounded is never certain.
#[must_use]
pub fn published_during(published: &Published, range: &DateRange) -> Match {
    let open = if published.by.is_certain() { Match::Certain } else { Match::Possible };
    days_during(&published.range, range).min(open)
}

/// Certain if every day lies in `range`, possible if one does.
#[must_use]
pub fn days_during(days: &DateRange, range: &DateRange) -> Match {
    if days.within(range) {
        Match::Certain
    } else if days.overlaps(range) {
        Match::Possible
    } else {
        Match::No
    }
}

/// Certain if every number of the interval lies in `min..=max`, possible if one does.
#[must_use]
pub fn count_between(count: &Count, min: u32, max: Option<u32>) -> Match {
    let low_enough = max.is_none_or(|most| count.max.is_some_and(|m| m <= most));
    if count.min >= min && low_enough {
        Match::Certain
    } else if count.possibly_at_least(min) && max.is_none_or(|most| count.min <= most) {
        Match::Possible
    } else {
        Match::No
    }
}

const fn certain_if(yes: bool) -> Match {
    if yes { Match::Certain } else { Match::No }
}

fn best(matches: impl Iterator<Item = Match>) -> Match {
    matches.max().unwrap_or(Match::No)
}
