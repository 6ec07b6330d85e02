//! What a pass finds: a run of tokens, what it stands for, and the rule that says so.

use std::ops::Range;

use crate::gazetteer::PlaceId;
use crate::lexicon::{Part, Telling};
use crate::model::{Count, DateRange, Location, Path};

/// A run of tokens that names something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The rule that fired, as `pass/rule`.
    pub rule: &'static str,
    /// What it stands for.
    pub value: Value,
}

impl Mention {
    /// Its tokens.
    #[must_use]
    pub const fn tokens(&self) -> Range<usize> {
        self.first..self.end
    }
}

/// What a mention stands for.
#[derive(Clone, Debug)]
pub enum Value {
    /// A place. Its `text` and `span` are filled in. Boxed, for it is three times the size of the others.
    Location(Box<Location>),
    /// Somebody who can act or be harmed.
    Actor(ActorMention),
    /// A weapon or a cause, and how the text tells of it.
    Means(Path, Telling),
    /// A day or a range of days.
    Date(DateRange),
    /// A number of people or things.
    Quantity(Quantity),
    /// A name of which the user says what place it means, or that it means none.
    Decided(Option<PlaceId>),
}

/// Somebody who can act or be harmed.
#[derive(Clone, Debug)]
pub struct ActorMention {
    /// The actor's usual name; `None` for a generic noun ("gunmen").
    pub name: Option<String>,
    /// `Russia/Military`, `Hamas`, `Unknown/Gunmen`, `Civilians`.
    pub path: Path,
    /// "suspected", "alleged".
    pub hedged: bool,
    /// A person named by office or name, as against a body or a group.
    pub person: bool,
    /// More than one, or a body of many.
    pub plural: bool,
    /// Which roles of an incident it can have.
    pub part: Part,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The interval and its words, qualifier included, noun excluded: "at least three".
    pub count: Count,
    /// What is counted.
    pub unit: Unit,
    /// A part of another number: "including three children", the woman of "a woman and her two children".
    pub subset: bool,
    /// Besides those counted before: "two others", "12 more people", "another five".
    pub others: bool,
    /// Only an article says one: "a soldier", "an 8-year-old girl".
    pub article: bool,
    /// Spoken of before: "the two men", "all five", "both".
    pub definite: bool,
    /// The group that another number is taken from: the 12 of "three of the 12 passengers".
    pub whole: bool,
}

impl Quantity {
    /// One past the noun that is counted, or past the number if none is.
    #[must_use]
    pub fn noun_end(&self, mention: &Mention) -> usize {
        match self.unit {
            Unit::People(head) => mention.end.max(head + 1),
            Unit::Bare | Unit::Things => mention.end,
        }
    }
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// People, by a noun ("soldiers", "children", "dead", "deaths"): the head noun is the token given.
    People(usize),
    /// Nothing named: "killed 12", "12 were hurt", "three others".
    Bare,
    /// Drones, planes, dollars, kilometres, per cent, years, an age, a street number.
    Things,
}
