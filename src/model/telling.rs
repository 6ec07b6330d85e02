//! What one sentence tells of an event, before tellings are put together to incidents: for `explain`.

use super::Span;

/// One telling of one event, out of one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The words that tell of it.
    pub words: Span,
    /// The sentence they stand in.
    pub sentence: Span,
    /// The rule that found it.
    pub rule: &'static str,
    /// What it says, slot by slot.
    pub slots: Vec<Slot>,
}

/// A slot of a telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// `killed`, `place` ...
    pub name: &'static str,
    /// What is taken; empty if nothing is.
    pub value: String,
    /// Where it was found, or what is to be known of it.
    pub from: &'static str,
    /// What else stood in the sentence, and why it is not taken.
    pub against: Vec<String>,
}
