//! What the words after a name say that its bearer does or has: a government speaks and has troops, a person says that he is fine.

use super::words::{Class, class_of};
use crate::document::{Document, Gap};
use crate::lexicon::WordSet;

/// "Moscow's missiles", "Kyiv's troops": those of the state that it governs.
pub fn owns_arms(document: &Document<'_>, at: usize) -> bool {
    const ARMS: WordSet<14> = WordSet::of([
        "artillery",
        "bombers",
        "drones",
        "fighters",
        "forces",
        "jets",
        "missiles",
        "navy",
        "planes",
        "rockets",
        "soldiers",
        "tanks",
        "troops",
        "warplanes",
    ]);
    let genitive = document.gap(at).has(Gap::APOSTROPHE) && document.reads(at, "s");
    genitive && document.tokens.get(at + 1).is_some_and(|arms| document.gap(at + 1).only(Gap::SPACE) && ARMS.has(arms.hash))
}

/// "Chad said he was fine": a person, whatever country bears the name.
pub fn speaks_as_person(document: &Document<'_>, at: usize) -> bool {
    let joined = |at: usize| document.gap(at).only(Gap::SPACE);
    let that = usize::from(document.reads(at + 1, "that"));
    let who = at + 1 + that;
    class_at(document, at).has(Class::SPEECH) && (at..=who).all(joined) && matches!(document.word(who), "he" | "she")
}

/// A speech or decision verb follows, perhaps after "has", "also".
pub fn speaks(document: &Document<'_>, at: usize) -> bool {
    let limit = (at + 3).min(document.tokens.len());
    for word in at..limit {
        if !document.gap(word).only(Gap::SPACE) {
            return false;
        }
        let class = class_at(document, word);
        if class.has(Class::SPEECH) {
            return true;
        }
        if !class.has(Class::FUNCTION) || class.has(Class::LOCATIVE) {
            return false;
        }
    }
    false
}

fn class_at(document: &Document<'_>, at: usize) -> Class {
    document.tokens.get(at).map_or_else(Class::default, class_of)
}
