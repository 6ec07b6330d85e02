//! What the user knows better than the tables: a table of their own that bans, sets, renames and merges places and actors.
//!
//! Names of places and new actors are looked for while an article is read, so that what the rest of the text means follows from them
//! ([`crate::extract`]); what an actor is called is decided last, on the report, so that the reports of others obey, too. Rules do
//! not chain: what one made is not looked up again.

mod read;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::document::Document;
use crate::gazetteer::{Gazetteer, PlaceId};
use crate::lexicon::Phrases;
use crate::model::{Incident, Location, Path, Report, Role};

pub use read::KnownActor;

/// The user's table; empty where there is none.
#[derive(Debug, Default)]
pub struct Overrides {
    places: Phrases<PlaceRule>,
    names: Phrases<NameRule>,
    paths: Vec<PathRule>,
    /// Changes when the table does; empty where there is none.
    mark: String,
    /// What looks like a slip, but need not be one.
    warnings: Vec<String>,
}

/// What a name of a place means.
#[derive(Clone, Copy, Debug)]
pub struct PlaceRule {
    /// The place, or none: it is never taken for one.
    pub place: Option<PlaceId>,
    /// The row that says so, as `override (names.tsv:3)`.
    pub rule: &'static str,
    /// It is written with a capital.
    capital: bool,
}

/// What the words of an actor mean.
#[derive(Clone, Debug)]
pub struct NameRule {
    /// Who it is, or nobody: it is never taken for an actor.
    pub actor: Option<Known>,
    /// The row that says so.
    pub rule: &'static str,
    capital: bool,
}

/// An actor as the user calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its usual name.
    pub name: String,
    /// Where it belongs.
    pub path: Path,
}

/// What becomes of the actors of a path, and of those below it.
#[derive(Debug)]
struct PathRule {
    from: Path,
    /// `None`: banned, but what lies below stays.
    to: Option<Known>,
    rule: &'static str,
}

/// What the table says of an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Who it is, or nobody. The name is `None` where it stays: of what lies below a renamed path.
    pub is: Option<(Option<String>, Path)>,
    /// The row that says so.
    pub rule: &'static str,
}

impl Overrides {
    /// No table. An empty one is not free: its phrases have gates.
    #[must_use]
    pub fn none() -> &'static Self {
        static NONE: LazyLock<Overrides> = LazyLock::new(Overrides::default);
        &NONE
    }

    /// True if there is nothing to look for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.mark.is_empty()
    }

    /// Changes when the table does; empty where there is none.
    #[must_use]
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// What looks like a slip, but need not be one.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The longest name of a place of the table that begins at token `at`, and its length.
    #[must_use]
    pub fn place_at(&self, document: &Document<'_>, at: usize) -> Option<(usize, PlaceRule)> {
        let (length, rule) = self.places.longest(document, at)?;
        (!rule.capital || document.tokens[at].shape.is_capital()).then_some((length, *rule))
    }

    /// The longest name of an actor of the table that begins at token `at`, and its length.
    #[must_use]
    pub fn actor_at(&self, document: &Document<'_>, at: usize) -> Option<(usize, &NameRule)> {
        let (length, rule) = self.names.longest(document, at)?;
        (!rule.capital || document.tokens[at].shape.is_capital()).then_some((length, rule))
    }

    /// What the table says of an actor in these words, of this path; `None` if nothing.
    #[must_use]
    pub fn actor(&self, words: &str, path: &Path) -> Option<Verdict> {
        if let Some(rule) = self.names.get(words) {
            let is = rule.actor.as_ref().map(|known| (Some(known.name.clone()), known.path.clone()));
            return Some(Verdict { is, rule: rule.rule });
        }
        let exact = self.paths.iter().find(|rule| rule.from == *path);
        if let Some(rule) = exact {
            return Some(Verdict { is: rule.to.as_ref().map(|to| (Some(to.name.clone()), to.path.clone())), rule: rule.rule });
        }
        let above = self.paths.iter().filter(|rule| rule.to.is_some() && path.is_under(rule.from.as_str()));
        let nearest = above.max_by_key(|rule| rule.from.depth())?;
        let to = nearest.to.as_ref()?;
        let below = &path.as_str()[nearest.from.as_str().len()..];
        Some(Verdict { is: Some((None, Path::parse(&format!("{}{below}", to.path)))), rule: nearest.rule })
    }

    /// Names the actors of a report as the table does.
    pub fn name_actors(&self, report: &mut Report) {
        if self.is_empty() {
            return;
        }
        report.actors.retain_mut(|actor| match self.actor(&actor.text, &actor.path) {
            None => true,
            Some(Verdict { is: None, .. }) => false,
            Some(Verdict { is: Some((name, path)), .. }) => {
                actor.name = name.unwrap_or_else(|| std::mem::take(&mut actor.name));
                actor.path = path;
                true
            }
        });
        for incident in &mut report.incidents {
            let Incident { initiator, target, claimant, .. } = incident;
            [initiator, target, claimant].into_iter().for_each(|roles| self.name_roles(roles));
        }
    }

    fn name_roles(&self, roles: &mut Vec<Role>) {
        let mut named: Vec<Role> = Vec::with_capacity(roles.len());
        for mut role in std::mem::take(roles) {
            match self.actor(&role.text, &role.path) {
                None => {}
                Some(Verdict { is: None, .. }) => continue,
                Some(Verdict { is: Some((name, path)), .. }) => {
                    role.name = name.or(role.name);
                    role.path = path;
                }
            }
            // Two that were merged are one.
            if named.iter().all(|earlier| earlier.path != role.path) {
                named.push(role);
            }
        }
        *roles = named;
    }

    /// Puts the places of a report that somebody else made where the table puts them. Ours are chosen while the article is read.
    pub fn name_places(&self, report: &mut Report) {
        if self.is_empty() {
            return;
        }
        let of_incidents = report.incidents.iter_mut().filter_map(|incident| incident.location.as_mut());
        for location in report.locations.iter_mut().chain(of_incidents) {
            if let Some(rule) = self.places.get(&location.text) {
                place(location, rule.place);
            }
        }
    }
}

/// The words stay; what they mean is the place, or nothing.
fn place(location: &mut Location, place: Option<PlaceId>) {
    let words =
        Location { text: std::mem::take(&mut location.text), span: location.span, usage: location.usage, ..Location::default() };
    *location = words;
    let Some(place) = place else { return };
    let (lat, lon) = Gazetteer.point(place);
    location.id = Gazetteer.id(place);
    location.name = Some(Gazetteer.display_name(place).to_owned());
    location.path = Some(Gazetteer.path(place));
    location.country = Gazetteer.country(place).map(|country| Gazetteer.code(country).to_owned());
    (location.lat, location.lon) = (Some(lat), Some(lon));
    location.precision = Some(Gazetteer.kind(place).precision());
    location.candidates = 1;
}
