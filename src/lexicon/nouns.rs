//! Nouns for people who act or are harmed without a name, and for things that are hit: `data/agents.tsv`, `data/targets.tsv`.
//!
//! One table for both, so that the longest phrase decides between "police" and "police station".

use std::sync::LazyLock;

use super::{Phrases, rows};
use crate::model::Path;

/// Which roles of an incident a noun or a name can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Only its doer: "gunmen", "bombers".
    Initiator,
    /// Only its victims: "civilians", "journalists".
    Target,
    /// Both: "soldiers", "Hezbollah".
    Either,
    /// No people: a thing that is hit, such as a hospital or an air base.
    Thing,
}

/// A noun.
#[derive(Debug)]
pub struct Noun {
    /// What it stands for alone; `None` if it says nothing without a country.
    pub path: Option<Path>,
    /// The steps below a country: `Military` for "Russian forces". `None` if the country says nothing about it.
    pub role: Option<&'static str>,
    /// More than one, or a body of many.
    pub plural: bool,
    /// Which roles of an incident it can have.
    pub part: Part,
    /// Read only with its capital: "Jesuit".
    pub capital: bool,
}

/// The table of nouns.
pub fn nouns() -> &'static Phrases<Noun> {
    static NOUNS: LazyLock<Phrases<Noun>> =
        LazyLock::new(|| read(include_str!("../../data/agents.tsv"), include_str!("../../data/targets.tsv")));
    &NOUNS
}

fn read(agents: &'static str, targets: &'static str) -> Phrases<Noun> {
    let mut nouns = Phrases::default();
    let given = |cell: &'static str| (cell != "-").then_some(cell);
    for row in rows(agents) {
        let part = match row.cell(4) {
            "initiator" => Part::Initiator,
            "target" => Part::Target,
            _ => Part::Either,
        };
        let capital = row.cell(0).starts_with(char::is_uppercase);
        let path = given(row.cell(1)).map(Path::parse);
        nouns.insert(row.cell(0), Noun { path, role: given(row.cell(2)), plural: row.cell(3) == "many", part, capital });
    }
    for row in rows(targets) {
        let path = row.cell(1);
        let role = (path.starts_with("Military/") || path.starts_with("Police/")).then_some(path);
        let noun = Noun { path: Some(Path::parse(path)), role, plural: row.cell(2) == "many", part: Part::Thing, capital: false };
        nouns.insert(row.cell(0), noun);
    }
    nouns.marked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_knows_its_path_alone_and_below_a_country() {
        let noun = |text: &str| nouns().get(text).expect("a noun");
        assert_eq!(noun("gunmen").path, Some(Path::parse("Unknown/Gunmen")));
        assert_eq!((noun("forces").path.as_ref(), noun("forces").role), (None, Some("Military")));
        assert_eq!((noun("children").role, noun("children").part), (None, Part::Target));
        assert_eq!(noun("air base").role, Some("Military/Air base"));
        assert_eq!(noun("hospital").role, None);
    }
}
