//! The table as the user writes it: a row a rule, with tabs between the cells.
//!
//! ```text
//! place   Reading        ban
//! place   Springfield    set      United States/Illinois/Springfield
//! place   Spfld          set      4250542
//! actor   Wagner Group   merge    Russia/Military
//! actor   Hezbollah      rename   Lebanon/Party of God
//! actor   Tiger Brigade  set      Ukraine/Military/Tiger Brigade
//! actor   Jane's         ban
//! ```
//!
//! All that is wrong is told at once, each with its line: a rule that would not do what its author meant is an error before anything is read.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use crate::error::{Error, Result};
use crate::gazetteer::{Gazetteer, PlaceId, by_path, nearest_names};
use crate::lexicon::{actors, phrase_key};
use crate::model::Path;

use super::{Known, NameRule, Overrides, PathRule, PlaceRule};

/// The paths of the actors that a name means, or the nearest names: whoever reads the table brings what is known.
pub type KnownActor<'k> = &'k dyn Fn(&str) -> std::result::Result<Vec<Path>, Vec<String>>;

/// Faults that are told at once.
const TOLD: usize = 10;

impl Overrides {
    /// Reads a table.
    ///
    /// # Errors
    /// If it cannot be read, or a row is wrong.
    pub fn read(path: &FilePath, known: KnownActor<'_>) -> Result<Self> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => Error::MissingPath { path: shown.clone() },
            std::io::ErrorKind::InvalidData => {
                Error::BadOverrides { path: shown.clone(), reason: "it is no UTF-8 text".to_owned() }
            }
            _ => Error::Io { action: "read", path: shown.clone(), cause },
        })?;
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        let mut reader =
            Reader { file: &name, known, read: Self { mark: mark(&text), ..Self::default() }, lines: BTreeMap::new() };
        let mut wrong: Vec<String> = Vec::new();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if line.trim().is_empty() || line.trim_start().starts_with('#') {
                continue;
            }
            if let Err(reason) = reader.row(number, line) {
                wrong.push(format!("line {number}: {reason}"));
            }
        }
        if wrong.is_empty() {
            return Ok(reader.read);
        }
        let more = wrong.len().saturating_sub(TOLD);
        wrong.truncate(TOLD);
        if more > 0 {
            wrong.push(format!("and {more} more"));
        }
        Err(Error::BadOverrides { path: shown, reason: wrong.join("\n  ") })
    }
}

struct Reader<'r> {
    file: &'r str,
    known: KnownActor<'r>,
    read: Overrides,
    /// The line of every name, so that none has two.
    lines: BTreeMap<(bool, String), u64>,
}

type Row<T> = std::result::Result<T, String>;

impl Reader<'_> {
    fn row(&mut self, number: u64, line: &str) -> Row<()> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let cells = &cells[..cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)];
        let (what, name, verb, to) = match *cells {
            [what, name, verb] => (what, name, verb, ""),
            [what, name, verb, to] => (what, name, verb, to),
            _ => return Err(format!("expected 3 or 4 cells with a tab between them, found {}: `{}`", cells.len(), line.trim())),
        };
        let is_place = match what {
            "place" => true,
            "actor" => false,
            _ => return Err(format!("`{what}` is neither `place` nor `actor`")),
        };
        if phrase_key(name).is_empty() {
            return Err("no name is given".to_owned());
        }
        if let Some(earlier) = self.lines.insert((is_place, phrase_key(name)), number) {
            return Err(format!("`{name}` stands on line {earlier} already"));
        }
        match (verb, to.is_empty()) {
            ("ban", false) => return Err(format!("`ban` takes no fourth cell, found `{to}`")),
            ("set" | "rename" | "merge", true) => {
                return Err(format!("`{verb}` needs a fourth cell: {}", wanted(is_place, verb)));
            }
            _ => {}
        }
        // Mentions name their rule for as long as the program runs: a table has few rows, and is read once.
        let rule: &'static str = Box::leak(format!("override ({}:{number})", self.file).into_boxed_str());
        if is_place { self.place(number, name, verb, to, rule) } else { self.actor(number, name, verb, to, rule) }
    }

    fn place(&mut self, number: u64, name: &str, verb: &str, to: &str, rule: &'static str) -> Row<()> {
        let place = match verb {
            "ban" => {
                if Gazetteer.name(name).is_none() {
                    self.warn(number, &format!("no place is known as `{name}`"), nearest_names(name, 1));
                }
                None
            }
            "set" => Some(place_called(to)?),
            _ => return Err(format!("a place can be `ban`ned or `set`, not `{verb}`")),
        };
        self.read.places.insert(name, PlaceRule { place, rule, capital: name.starts_with(char::is_uppercase) });
        Ok(())
    }

    fn actor(&mut self, number: u64, name: &str, verb: &str, to: &str, rule: &'static str) -> Row<()> {
        match verb {
            "set" => {
                let path = path(to)?;
                self.by_words(name, Some(Known { name: name.to_owned(), path }), rule);
            }
            "ban" => match (self.known)(name) {
                Ok(paths) => self.read.paths.extend(paths.into_iter().map(|from| PathRule { from, to: None, rule })),
                Err(near) => {
                    self.warn(number, &format!("no actor is known as `{name}`"), near.iter().map(String::as_str));
                    self.by_words(name, None, rule);
                }
            },
            "rename" => {
                let (from, path) = (self.one(name)?, path(to)?);
                self.read.paths.push(PathRule { from, to: Some(Known { name: path.leaf().to_owned(), path }), rule });
            }
            "merge" => {
                let (from, path) = (self.one(name)?, self.one(to)?);
                if from == path {
                    return Err(format!("`{name}` and `{to}` are one already: `{path}`"));
                }
                self.read.paths.push(PathRule { from, to: Some(Known { name: usual_name(&path), path }), rule });
            }
            _ => return Err(format!("an actor can be `ban`ned, `set`, `rename`d or `merge`d, not `{verb}`")),
        }
        Ok(())
    }

    fn by_words(&mut self, name: &str, actor: Option<Known>, rule: &'static str) {
        self.read.names.insert(name, NameRule { actor, rule, capital: name.starts_with(char::is_uppercase) });
    }

    /// The path of the one actor that is so called.
    fn one(&self, name: &str) -> Row<Path> {
        match (self.known)(name) {
            Ok(paths) => match paths.as_slice() {
                [one] => Ok(one.clone()),
                several => Err(format!("`{name}` means several actors: write one of {}", list(several.iter().map(Path::as_str)))),
            },
            Err(near) => {
                let advice = did_you_mean(near.iter().map(String::as_str));
                Err(format!("no actor is known as `{name}`{advice}; to make a name known, write `set` and its path"))
            }
        }
    }

    /// A name that nobody knows may be banned: only one that is nearly a known one looks like a slip.
    fn warn<'n>(&mut self, number: u64, what: &str, near: impl IntoIterator<Item = &'n str>) {
        let advice = did_you_mean(near);
        if !advice.is_empty() {
            self.read.warnings.push(format!("{}, line {number}: {what}{advice}; the rule holds for these words", self.file));
        }
    }
}

const fn wanted(is_place: bool, verb: &str) -> &'static str {
    match (is_place, verb.as_bytes()) {
        (true, _) => "a GeoNames id, or `Country/Region/City`",
        (false, b"merge") => "the actor that it is the same as",
        (false, _) => "a path such as `Russia/Military`",
    }
}

fn path(written: &str) -> Row<Path> {
    let path = Path::parse(written);
    if path.as_str().is_empty() { Err(format!("`{written}` is no path such as `Russia/Military`")) } else { Ok(path) }
}

/// The one place of this GeoNames id or path.
fn place_called(written: &str) -> Row<PlaceId> {
    if let Ok(id) = written.parse::<u32>() {
        return place_numbered(id).ok_or_else(|| format!("no place has the GeoNames id {id}"));
    }
    let path = Path::parse(written);
    let places = by_path(&path);
    let exact = |place: &PlaceId| phrase_key(Gazetteer.path(*place).as_str()) == phrase_key(path.as_str());
    let exactly: Vec<PlaceId> = places.iter().copied().filter(exact).collect();
    match (exactly.as_slice(), places.as_slice()) {
        ([one], _) | ([], [one]) => Ok(*one),
        ([], []) => Err(format!("no place is known as `{written}`{}", did_you_mean(nearest_names(path.leaf(), 3)))),
        ([], several) | (several, _) => {
            let named = several.iter().take(3).map(|place| match Gazetteer.id(*place) {
                Some(id) => format!("{} ({id})", Gazetteer.path(*place)),
                None => Gazetteer.path(*place).to_string(),
            });
            let named: Vec<String> = named.collect();
            let more = if several.len() > 3 { " ..." } else { "" };
            Err(format!(
                "`{written}` means {} places: write the path or the GeoNames id of one, {}{more}",
                several.len(),
                named.join(", ")
            ))
        }
    }
}

fn place_numbered(id: u32) -> Option<PlaceId> {
    let places = Gazetteer.names().flat_map(|name| name.candidates().map(|candidate| candidate.place).collect::<Vec<_>>());
    places.into_iter().find(|place| Gazetteer.id(*place) == Some(id))
}

/// The usual name of whom a path leads to.
fn usual_name(path: &Path) -> String {
    let listed = actors().list.iter().find(|actor| actor.path == *path);
    listed.map_or_else(|| path.leaf().to_owned(), |actor| actor.name.to_owned())
}

fn did_you_mean<'n>(near: impl IntoIterator<Item = &'n str>) -> String {
    let near = list(near);
    if near.is_empty() { near } else { format!(" (did you mean {near}?)") }
}

fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Sixteen hexadecimal digits that stand for this text (FNV-1a: it must not differ from version to version of the compiler).
fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
