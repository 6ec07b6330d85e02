//! Cues of harm and of attack: `data/harm.tsv` and `data/attacks.tsv` in one table, so that one look-up a word decides whether
//! a sentence is worth reading closely.

use std::sync::LazyLock;

use super::{Phrases, rows};

/// What kind of harm a cue speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HarmKind {
    /// Dead.
    Killed,
    /// Wounded, in hospital.
    Injured,
    /// Killed or injured, not told apart.
    Combined,
    /// Missing, trapped.
    Missing,
    /// Captured, abducted.
    Captured,
    /// Driven from home.
    Displaced,
}

/// How a count attaches to a cue of harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// "killed N", "N were killed".
    Verb,
    /// "N died".
    Die,
    /// "N dead".
    State,
    /// "N deaths", "deaths of N".
    Noun,
    /// "the toll rose to N".
    Toll,
    /// "claimed N lives".
    Lives,
    /// "shot": harm only with a person beside it, and death if the text says so elsewhere.
    Weak,
}

/// What kind of word speaks of an attack or a disaster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttackWord {
    /// "struck", "shelled".
    Verb,
    /// "exploded", "capsized".
    Burst,
    /// "attack", "earthquake".
    Noun,
    /// "strikes", "attacks": a verb or a noun, as its neighbours say.
    Either,
    /// "clashes", "fighting": says little alone.
    Mild,
}

/// What a phrase is a cue of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cue {
    /// Harm to people.
    pub harm: Option<(HarmKind, Attachment)>,
    /// An attack or a disaster.
    pub attack: Option<AttackWord>,
    /// Looks like harm and is none: "dead heat".
    pub trap: bool,
}

static CUES: LazyLock<Phrases<Cue>> = LazyLock::new(|| {
    let mut by_phrase = std::collections::BTreeMap::<&str, Cue>::new();
    for row in rows(include_str!("../../data/harm.tsv")) {
        for phrase in row.list(2) {
            let cue = by_phrase.entry(phrase).or_default();
            match harm(row.cell(0), row.cell(1)) {
                Some(found) => cue.harm = cue.harm.or(Some(found)),
                None => cue.trap = true,
            }
        }
    }
    for row in rows(include_str!("../../data/attacks.tsv")) {
        for phrase in row.list(1) {
            let known = &mut by_phrase.entry(phrase).or_default().attack;
            *known = joined(*known, attack(row.cell(0)));
        }
    }
    let mut cues = Phrases::default();
    for (phrase, cue) in by_phrase {
        cues.insert(phrase, cue);
    }
    cues.marked()
});

/// All cues.
#[must_use]
pub fn cues() -> &'static Phrases<Cue> {
    &CUES
}

fn harm(kind: &str, attachment: &str) -> Option<(HarmKind, Attachment)> {
    let kind = match kind {
        "killed" => HarmKind::Killed,
        "injured" => HarmKind::Injured,
        "casualties" => HarmKind::Combined,
        "missing" => HarmKind::Missing,
        "captured" => HarmKind::Captured,
        "displaced" => HarmKind::Displaced,
        _ => return None,
    };
    let attachment = match attachment {
        "verb" => Attachment::Verb,
        "die" => Attachment::Die,
        "state" => Attachment::State,
        "noun" => Attachment::Noun,
        "toll" => Attachment::Toll,
        "lives" => Attachment::Lives,
        "weak" => Attachment::Weak,
        _ => return None,
    };
    Some((kind, attachment))
}

/// A phrase that two rows list as different sorts is either.
fn joined(known: Option<AttackWord>, new: Option<AttackWord>) -> Option<AttackWord> {
    match (known, new) {
        (Some(AttackWord::Noun), Some(AttackWord::Verb)) | (Some(AttackWord::Verb), Some(AttackWord::Noun)) => {
            Some(AttackWord::Either)
        }
        (known, new) => new.or(known),
    }
}

impl AttackWord {
    /// True if it can name an attack.
    #[must_use]
    pub const fn can_be_noun(self) -> bool {
        matches!(self, Self::Noun | Self::Either)
    }

    /// True if it can tell of one as a verb.
    #[must_use]
    pub const fn can_be_verb(self) -> bool {
        matches!(self, Self::Verb | Self::Either)
    }
}

fn attack(kind: &str) -> Option<AttackWord> {
    match kind {
        "verb" => Some(AttackWord::Verb),
        "burst" => Some(AttackWord::Burst),
        "noun" => Some(AttackWord::Noun),
        "mild" => Some(AttackWord::Mild),
        _ => None,
    }
}
