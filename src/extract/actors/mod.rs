//! Finds those who act and those who are harmed, in two passes.
//!
//! [`names`] reads named groups, offices and leaders and needs nothing before it. [`states`] runs after the locations pass:
//! it turns "Russian forces", "Moscow said", "Kenya's police" into organs of states, reads people by their titles, and
//! then the nouns that name nobody: "gunmen", "civilians", "a hospital".

mod acting;
mod called;
mod generic;
mod leaders;
mod learned;
pub mod names;
mod official;
mod people;
mod services;
pub mod states;
mod suspects;
mod topics;

#[cfg(test)]
pub(crate) mod sample;

pub use acting::is_state;
pub use official::official_name;
pub use suspects::INDIVIDUALS;

use super::{ActorMention, Mention, Value};
use crate::document::{Document, Gap};
use crate::lexicon::{Part, WordSet};
use crate::model::Path;

const HEDGES: WordSet<8> =
    WordSet::of(["suspected", "alleged", "presumed", "purported", "apparent", "supposed", "allegedly", "reputed"]);

/// Capitalised words that stand beside names and are part of none. No months: "Theresa May".
const WEEKDAYS: WordSet<7> = WordSet::of(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);

/// True if "suspected" or a like word stands right before token `first`, or before the word before it.
fn is_hedged(document: &Document<'_>, first: usize) -> bool {
    let hedge = |back: usize| first.checked_sub(back).is_some_and(|at| HEDGES.has(document.tokens[at].hash));
    hedge(1) && plain(document.gap(first)) || (hedge(2) && plain(document.gap(first)) && plain(document.gap(first - 1)))
}

/// Only spaces, or one line end.
const fn plain(gap: Gap) -> bool {
    gap.only(Gap::SPACE.and(Gap::LINE))
}

/// What a pass says of an actor, before it is hedged.
struct Found {
    first: usize,
    end: usize,
    rule: &'static str,
    name: Option<String>,
    path: Path,
    person: bool,
    plural: bool,
    part: Part,
}

impl Found {
    fn mention(self, document: &Document<'_>) -> Mention {
        let hedged = is_hedged(document, self.first) || self.path.is_under(INDIVIDUALS);
        let Self { first, end, rule, name, path, person, plural, part } = self;
        Mention { first, end, rule, value: Value::Actor(ActorMention { name, path, hedged, person, plural, part }) }
    }
}

/// Runs of tokens in the order of the text, to be asked for in that order too.
struct Taken {
    runs: Vec<(usize, usize)>,
    next: usize,
}

impl Taken {
    fn of<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Self {
        let mut runs = Vec::with_capacity(mentions.size_hint().1.unwrap_or(0));
        runs.extend(mentions.map(|mention| (mention.first, mention.end)));
        runs.sort_unstable();
        Self { runs, next: 0 }
    }

    /// The end of a run that covers one of the tokens `first..end`.
    fn covers(&mut self, first: usize, end: usize) -> Option<usize> {
        while self.runs.get(self.next).is_some_and(|run| run.1 <= first) {
            self.next += 1;
        }
        self.runs[self.next..].iter().take_while(|run| run.0 < end).find(|run| run.1 > first).map(|run| run.1)
    }
}
