//! An incident as far as two articles must agree on it to tell of the same one: where, when, and how many were harmed.

use crate::model::{Count, DateRange, Incident, Path, Report, Scope};

use super::values::incident_days;

/// Days between two articles' dates for one incident, if they count the same dead: "on Monday" printed a day later is read as
/// another day by what counts from the article's own date ("yesterday", "overnight").
const APART: i32 = 2;

/// What an article says of an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where, if it is known.
    pub place: Option<Path>,
    /// The days on which it can have been.
    pub days: DateRange,
    /// People killed.
    pub killed: Option<Count>,
    /// People injured.
    pub injured: Option<Count>,
}

impl Event {
    /// The incidents of a report, but for the tolls of wars and years, which every article on them repeats.
    pub fn of(report: &Report) -> impl Iterator<Item = Self> {
        report.incidents.iter().filter(|incident| incident.scope != Scope::Cumulative).map(|incident| Self::new(incident, report))
    }

    fn new(incident: &Incident, report: &Report) -> Self {
        Self {
            place: incident.location.as_ref().and_then(|location| location.path.clone()),
            days: incident_days(incident, report),
            killed: incident.killed.clone(),
            injured: incident.injured.clone(),
        }
    }

    /// True if both may be the same: one place is the other or lies in it, and the days meet, or nearly do and the dead are as many. Of a place
    /// that is not known, or only by its country, the days must meet, and all that is counted must be the same.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let apart = days_apart(&self.days, &other.days);
        let [(dead, hurt), (others_dead, others_hurt)] = [self, other].map(|event| (ends(&event.killed), ends(&event.injured)));
        match self.place.as_ref().zip(other.place.as_ref()) {
            Some((here, there)) if here.is_under(there.as_str()) || there.is_under(here.as_str()) => {
                let as_many = dead.is_some() && dead == others_dead;
                let vague = here != there && here.depth().min(there.depth()) == 1;
                apart <= if as_many { APART } else { 0 } && (as_many || !vague)
            }
            Some(_) => false,
            None => apart == 0 && (dead.is_some() || hurt.is_some()) && (dead, hurt) == (others_dead, others_hurt),
        }
    }
}

/// How many days lie between two ranges; 0 if they meet.
#[must_use]
pub fn days_apart(a: &DateRange, b: &DateRange) -> i32 {
    let gap = |to: &DateRange, from: &DateRange| Some(from.from?.number() - to.to?.number());
    [gap(a, b), gap(b, a)].into_iter().flatten().max().unwrap_or(0).max(0)
}

/// Whether two articles tell of the same incidents: of half at least of those of the one that tells of fewer the other may tell, too.
/// `None` if one of them tells of none. Reports that share their wording, and tell of another day or town, are none of one story.
#[must_use]
pub fn agree(a: &[Event], b: &[Event]) -> Option<bool> {
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let known = fewer.iter().filter(|event| more.iter().any(|other| event.may_be(other))).count();
    (!fewer.is_empty()).then(|| known * 2 >= fewer.len())
}

/// What is counted, without the words.
fn ends(count: &Option<Count>) -> Option<(u32, Option<u32>)> {
    count.as_ref().map(|count| (count.min, count.max))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(place: &str, days: &str, killed: Option<u32>) -> Event {
        Event {
            place: Some(place).filter(|place| !place.is_empty()).map(Path::parse),
            days: days.parse().unwrap_or_default(),
            killed: killed.map(|n| Count::exact(n, "some")),
            injured: None,
        }
    }

    #[test]
    fn one_incident_is_at_one_place_on_one_day_whatever_its_toll() {
        let first = event("Ukraine/Kharkiv", "2025-06-02", Some(3));
        for (place, days, killed, same) in [
            ("Ukraine/Kharkiv", "2025-06-02", Some(7), true),
            ("Ukraine/Kharkiv/Izium", "2025-06", None, true),
            ("Ukraine", "2025-06-02", Some(7), false),
            ("Ukraine", "", Some(3), true),
            ("Ukraine/Odesa", "2025-06-02", Some(3), false),
            ("", "2025-06-02", Some(3), true),
            ("", "2025-06-02", Some(4), false),
            ("", "2025-06-03", Some(3), false),
            ("", "2025-06-02", None, false),
            ("Ukraine/Kharkiv", "2025-06-03", Some(3), true),
            ("Ukraine/Kharkiv", "2025-06-03", Some(7), false),
            ("Ukraine/Kharkiv", "2025-06-03", None, false),
            ("Ukraine/Kharkiv", "2025-06-05", Some(3), false),
        ] {
            let other = event(place, days, killed);
            assert_eq!((first.may_be(&other), other.may_be(&first)), (same, same), "{place} {days} {killed:?}");
        }
    }

    #[test]
    fn articles_agree_if_half_of_the_incidents_of_one_are_the_others() {
        let [a, b, c] = ["A", "B", "C"].map(|place| event(place, "2025-06-02", None));
        let nowhere = event("", "2025-06-02", Some(3));
        for (one, other, expected) in [
            (vec![], vec![a.clone()], None),
            (vec![], vec![], None),
            (vec![nowhere.clone()], vec![a.clone()], Some(false)),
            (vec![nowhere.clone()], vec![nowhere.clone(), a.clone()], Some(true)),
            (vec![a.clone()], vec![b.clone(), a.clone(), c.clone()], Some(true)),
            (vec![a.clone(), b.clone()], vec![b.clone(), c.clone()], Some(true)),
            (vec![a.clone(), nowhere], vec![b.clone()], Some(false)),
            (vec![a], vec![b, c], Some(false)),
        ] {
            assert_eq!((agree(&one, &other), agree(&other, &one)), (expected, expected), "{one:?} {other:?}");
        }
    }

    #[test]
    fn ranges_are_apart_by_the_days_between_them() {
        for (a, b, days) in [("2025-06-02", "2025-06-09", 7), ("2025-06", "2025-06-09", 0), ("", "2025", 0)] {
            let [a, b]: [DateRange; 2] = [a, b].map(|days| days.parse().unwrap_or_default());
            assert_eq!((days_apart(&a, &b), days_apart(&b, &a)), (days, days));
        }
    }
}
