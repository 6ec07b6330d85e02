//! Timelines: what happens in which period. Only what lies in one period as a whole is counted there.
//!
//! Sums take single incidents: an aggregate ("overnight strikes killed 4") may tell of people whom the incidents beside it
//! count already. They enter only if the query asks for a scope.

use std::collections::BTreeMap;

use crate::model::{Count, DateRange, Day, Incident, Published, Report, Scope};

use super::values::incident_days;
use super::{Condition, Match, Period, Query, Step, Timeline, Toll};

impl Step {
    /// First and last day of the period that holds `day`.
    #[must_use]
    pub fn period(self, day: Day) -> (Day, Day) {
        let (year, month, _) = day.parts();
        let monday = day.plus(-day.weekday());
        let months = |first: i8, last: i8| {
            let from = Day::ymd(year, first, 1);
            let to = DateRange::month(year, last).and_then(|range| range.to);
            from.zip(to).unwrap_or((day, day))
        };
        let quarter = month - (month - 1) % 3;
        match self {
            Self::Day => (day, day),
            Self::Week => (monday, monday.plus(6)),
            Self::Month => months(month, month),
            Self::Quarter => months(quarter, quarter + 2),
            Self::Year => months(1, 12),
        }
    }

    /// What the period that begins with `from` is called: `2025-06-02`, `2025-W23`, `2025-06`, `2025-Q2`, `2025`.
    #[must_use]
    pub fn name(self, from: Day) -> String {
        let (year, month, _) = from.parts();
        match self {
            Self::Day => from.to_string(),
            Self::Week => {
                let (year, week) = from.iso_week();
                format!("{year:04}-W{week:02}")
            }
            Self::Month => format!("{year:04}-{month:02}"),
            Self::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
            Self::Year => format!("{year:04}"),
        }
    }

    /// The period that holds the whole of `days`.
    #[must_use]
    pub fn holding(self, days: &DateRange) -> Option<(Day, Day)> {
        let period = self.period(days.from?);
        (days.to? <= period.1).then_some(period)
    }
}

impl Query {
    /// True if the query asks for incidents of some scope.
    #[must_use]
    pub fn asks_scope(&self) -> bool {
        match self {
            Self::Is(condition) => matches!(condition, Condition::Scope(_)),
            Self::Incident(conditions) => conditions.iter().any(|c| matches!(c, Condition::Scope(_))),
            Self::And(queries) | Self::Or(queries) => queries.iter().any(Self::asks_scope),
            Self::All | Self::Text(_) | Self::Not(_) => false,
        }
    }

    /// The incidents of a matching article that the query selects (with `maybe`, those possibly selected too).
    pub fn selected<'r>(&'r self, report: &'r Report, maybe: bool) -> impl Iterator<Item = &'r Incident> {
        let least = if maybe { Match::Possible } else { Match::Certain };
        report.incidents.iter().filter(move |incident| self.selects(incident, report) >= least)
    }

    /// As [`Query::selected`], without aggregates and cumulative tolls, unless the query asks for a scope.
    pub fn summed<'r>(&'r self, report: &'r Report, maybe: bool) -> impl Iterator<Item = &'r Incident> {
        let any_scope = self.asks_scope();
        self.selected(report, maybe).filter(move |incident| any_scope || incident.scope == Scope::Incident)
    }
}

/// Draws a timeline, one matching article after the other, in any order.
pub struct Drawing {
    step: Step,
    periods: BTreeMap<(Day, Day), Period>,
    undated_articles: u64,
    undated_incidents: u64,
    left_out: u64,
}

impl Drawing {
    /// An empty timeline.
    #[must_use]
    pub const fn new(step: Step) -> Self {
        Self { step, periods: BTreeMap::new(), undated_articles: 0, undated_incidents: 0, left_out: 0 }
    }

    /// Adds an article that the request lists.
    pub fn add(&mut self, query: &Query, report: &Report, maybe: bool) {
        self.add_article(&report.published);
        for incident in query.summed(report, maybe) {
            self.add_incident(&incident_days(incident, report), incident.killed.as_ref(), incident.injured.as_ref());
        }
        self.leave_out((query.selected(report, maybe).count() - query.summed(report, maybe).count()) as u64);
    }

    /// Adds the article alone: an engine that knows its incidents without the report adds them one by one.
    pub fn add_article(&mut self, published: &Published) {
        match self.step.holding(&published.range).filter(|_| published.by.is_certain()) {
            Some(period) => self.period(period).articles += 1,
            None => self.undated_articles += 1,
        }
    }

    /// Adds an incident that enters sums: the days it can have happened, and what it says of killed and injured.
    pub fn add_incident(&mut self, days: &DateRange, killed: Option<&Count>, injured: Option<&Count>) {
        let Some(period) = self.step.holding(days) else {
            self.undated_incidents += 1;
            return;
        };
        let period = self.period(period);
        period.incidents += 1;
        period.killed = period.killed.and(killed);
        period.injured = period.injured.and(injured);
    }

    /// Notes selected incidents that do not enter sums.
    pub fn leave_out(&mut self, incidents: u64) {
        self.left_out += incidents;
    }

    fn period(&mut self, (from, to): (Day, Day)) -> &mut Period {
        let step = self.step;
        self.periods.entry((from, to)).or_insert_with(|| Period {
            period: step.name(from),
            from,
            to,
            articles: 0,
            incidents: 0,
            killed: Toll::NONE,
            injured: Toll::NONE,
        })
    }

    /// The timeline drawn.
    #[must_use]
    pub fn finish(self) -> Timeline {
        Timeline {
            step: self.step,
            periods: self.periods.into_values().collect(),
            undated_articles: self.undated_articles,
            undated_incidents: self.undated_incidents,
            left_out: self.left_out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Step;
    use crate::model::{DateRange, Day};

    #[test]
    fn periods_follow_the_calendar() {
        for (step, day, expected) in [
            (Step::Day, "2024-02-29", "2024-02-29 2024-02-29..2024-02-29"),
            (Step::Week, "2024-02-29", "2024-W09 2024-02-26..2024-03-03"),
            (Step::Week, "2024-12-31", "2025-W01 2024-12-30..2025-01-05"),
            (Step::Week, "2021-01-01", "2020-W53 2020-12-28..2021-01-03"),
            (Step::Month, "2024-02-29", "2024-02 2024-02-01..2024-02-29"),
            (Step::Quarter, "2024-02-29", "2024-Q1 2024-01-01..2024-03-31"),
            (Step::Quarter, "2024-12-31", "2024-Q4 2024-10-01..2024-12-31"),
            (Step::Year, "2024-02-29", "2024 2024-01-01..2024-12-31"),
        ] {
            let day: Day = day.parse().expect("a day");
            let (from, to) = step.period(day);
            assert_eq!(format!("{} {from}..{to}", step.name(from)), expected);
            assert_eq!(step.holding(&DateRange::new(from, to)), Some((from, to)));
            assert_eq!(step.holding(&DateRange::new(from, to.plus(1))), None);
        }
        assert_eq!(Step::Year.holding(&DateRange::default()), None);
    }
}
