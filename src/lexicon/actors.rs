//! Named actors and how their names are written: `data/actors.tsv`.
//!
//! Several actors can share an acronym (SNA: Syria's, Somalia's), so an alias leads to all of them and the pass decides.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Phrases, phrase_key, rows};
use crate::document::fold::hash_word;
use crate::document::words;
use crate::model::Path;

/// A group, party, agency or alliance.
#[derive(Debug)]
pub struct Actor {
    /// Its usual name, with the letters by which it is known in brackets where the name does not give them.
    pub name: &'static str,
    /// Where it belongs.
    pub path: Path,
    /// Hashes of words that tell in an article which bearer of an ambiguous alias is meant.
    pub context: Vec<u64>,
}

/// How an alias must be written to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// A name: at least so many of its words have a capital.
    Capitals(usize),
    /// Letters in capitals; from four letters on also as a name ("Nato").
    Acronym,
    /// As it stands here and only with the actor's context.
    Ambiguous(&'static str),
}

/// One way to write an actor's name.
#[derive(Clone, Copy, Debug)]
pub struct Alias {
    /// Its number in [`Actors::list`].
    pub actor: usize,
    /// How it must be written.
    pub spelling: Spelling,
}

/// All named actors.
#[derive(Debug, Default)]
pub struct Actors {
    /// In the order of the table.
    pub list: Vec<Actor>,
    /// The names, each with those who bear it.
    pub aliases: Phrases<Vec<Alias>>,
}

/// The table of named actors.
pub fn actors() -> &'static Actors {
    static ACTORS: LazyLock<Actors> = LazyLock::new(|| read(include_str!("../../data/actors.tsv")));
    &ACTORS
}

fn read(table: &'static str) -> Actors {
    let mut aliases: BTreeMap<String, Vec<Alias>> = BTreeMap::new();
    let mut list = Vec::new();
    for (actor, row) in rows(table).enumerate() {
        let name = row.cell(1);
        let context = row.list(4).map(hash_word).collect();
        list.push(Actor { name, path: Path::parse(row.cell(0)), context });
        let (in_text, _) = name.split_once(" (").unwrap_or((name, ""));
        let certain = std::iter::once(in_text).chain(row.list(2)).map(|alias| (alias, spelling(alias)));
        let ambiguous = row.list(3).map(|alias| (alias, Spelling::Ambiguous(alias)));
        for (alias, spelling) in certain.chain(ambiguous) {
            aliases.entry(phrase_key(alias)).or_default().push(Alias { actor, spelling });
        }
    }
    let mut actors = Actors { list, aliases: Phrases::default() };
    for (alias, bearers) in aliases {
        actors.aliases.insert(&alias, bearers);
    }
    actors.aliases = actors.aliases.marked();
    actors
}

fn spelling(alias: &str) -> Spelling {
    if !alias.chars().any(char::is_lowercase) {
        return Spelling::Acronym;
    }
    let capitals = words(alias).filter(|(start, _)| alias[*start..].starts_with(char::is_uppercase)).count();
    Spelling::Capitals(capitals.clamp(1, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_leads_to_all_who_bear_it() {
        let paths = |alias: &str| -> Vec<&str> {
            let bearers = actors().aliases.get(alias).expect("an alias");
            bearers.iter().map(|alias| actors().list[alias.actor].path.as_str()).collect()
        };
        assert_eq!(paths("Jabhat al-Nusra"), ["Hayat Tahrir al-Sham"]);
        assert_eq!(paths("al Qaeda-network"), ["al-Qaeda"; 2]);
        assert_eq!(paths("SNA"), ["Somalia/Military", "Syrian National Army"]);
    }

    #[test]
    fn a_name_needs_its_capitals_and_an_acronym_all_of_them() {
        assert_eq!(spelling("Shining Path"), Spelling::Capitals(2));
        assert_eq!(spelling("al-Qaeda"), Spelling::Capitals(1));
        assert_eq!(spelling("M-19"), Spelling::Acronym);
    }

    #[test]
    fn letters_in_brackets_are_an_alias_of_their_own() {
        for actor in &actors().list {
            let Some((_, letters)) = actor.name.split_once(" (") else { continue };
            assert!(actors().aliases.get(letters.trim_end_matches(')')).is_some(), "{}", actor.name);
        }
    }

    #[test]
    fn an_ambiguous_alias_has_a_context() {
        for row in rows(include_str!("../../data/actors.tsv")) {
            assert_eq!(row.cell(3).is_empty(), row.cell(4).is_empty(), "{}", row.cell(0));
        }
    }
}
