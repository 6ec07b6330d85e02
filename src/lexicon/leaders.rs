//! People who speak or act for a state or a group, with the years in which they did: `data/leaders.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Phrases, phrase_key, rows};
use crate::document::words;
use crate::model::{DateRange, Path};

/// A person in an office.
#[derive(Debug)]
pub struct Leader {
    /// The usual name.
    pub name: &'static str,
    /// For whom they act.
    pub path: Path,
    /// First to last day of the years in office; an end is open if unknown.
    pub office: DateRange,
}

/// How sure one can be that a name means the leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaderName {
    /// Given name and surname.
    Full(usize),
    /// A surname that hardly anybody else in the news has.
    Surname(usize),
    /// A surname shared with others: needs a title, or the full name in the article.
    Shared(usize),
}

impl LeaderName {
    /// The leader's number in [`Leaders::list`].
    #[must_use]
    pub const fn leader(self) -> usize {
        match self {
            Self::Full(leader) | Self::Surname(leader) | Self::Shared(leader) => leader,
        }
    }
}

/// All leaders.
#[derive(Debug, Default)]
pub struct Leaders {
    /// In the order of the table.
    pub list: Vec<Leader>,
    /// The names, each with those who bear it.
    pub names: Phrases<Vec<LeaderName>>,
}

/// The table of leaders.
pub fn leaders() -> &'static Leaders {
    static LEADERS: LazyLock<Leaders> = LazyLock::new(|| read(include_str!("../../data/leaders.tsv")));
    &LEADERS
}

fn read(table: &'static str) -> Leaders {
    let mut names: BTreeMap<String, Vec<LeaderName>> = BTreeMap::new();
    let mut list = Vec::new();
    for (number, row) in rows(table).enumerate() {
        let year = |column: usize| row.cell(column).parse().ok().and_then(DateRange::year);
        let office = DateRange { from: year(3).and_then(|y| y.from), to: year(4).and_then(|y| y.to) };
        list.push(Leader { name: row.cell(0), path: Path::parse(row.cell(1)), office });
        for name in std::iter::once(row.cell(0)).chain(row.list(5)) {
            let full = words(name).filter(|(start, end)| end - start > 2).count() > 1;
            names.entry(phrase_key(name)).or_default().push(if full {
                LeaderName::Full(number)
            } else {
                LeaderName::Surname(number)
            });
        }
        for name in row.list(6) {
            names.entry(phrase_key(name)).or_default().push(LeaderName::Shared(number));
        }
    }
    let mut leaders = Leaders { list, names: Phrases::default() };
    for (name, bearers) in names {
        leaders.names.insert(&name, bearers);
    }
    leaders.names = leaders.names.marked();
    leaders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_covers_whole_years() {
        let named = |name: &str| leaders().names.get(name).map(|who| &leaders().list[who[0].leader()]).expect("a leader");
        assert_eq!(named("Zelensky").path.as_str(), "Ukraine/Government");
        assert_eq!(named("Barack Obama").office.to_string(), "2009-01-01..2017-12-31");
        assert_eq!(named("Vladimir Putin").office.to, None);
    }

    #[test]
    fn a_shared_surname_leads_to_all_who_bear_it() {
        assert_eq!(leaders().names.get("Bush").map(Vec::len), Some(2));
        assert!(matches!(leaders().names.get("Katz").expect("a surname")[..], [LeaderName::Shared(_)]));
    }
}
