//! Nouns for people of several words: "passer-by", "village head", "National Liberation Army (ELN) rebels".

use super::Reader;
use super::article::COMPOUNDED;
use super::words::Word;
use crate::document::Gap;

/// Words of the name of a body that those counted belong to.
const BODY: usize = 9;

impl Reader<'_, '_> {
    /// The last word of a noun for people that is none by itself: "a passer-by", "the village head".
    pub(super) fn is_compound(&self, at: usize) -> bool {
        if !self.document.tokens.get(at).is_some_and(|token| COMPOUNDED.has(token.hash)) {
            return false;
        }
        const HEADED: [&str; 7] = ["clan", "community", "district", "school", "town", "village", "ward"];
        let is = |at: usize, words: &[&str]| words.iter().any(|word| self.document.word(at).eq_ignore_ascii_case(word));
        let passer = self.hyphened(at) && is(at, &["by"]) && is(at - 1, &["passer", "passers", "stander", "standers"]);
        let head = is(at, &["head", "heads"]) && self.plain(at) && is(at - 1, &HEADED);
        (passer || head) && !self.is_possessor(at)
    }

    /// "National Liberation Army (ELN) rebels": the bracket around a name's letters ends no noun phrase.
    pub(super) fn is_beside_short_name(&self, at: usize) -> bool {
        let capitals = |at: usize| self.document.tokens[at].shape.is_all_caps();
        let capital = |at: usize| self.document.tokens[at].shape.is_capital();
        let (opens, closes) =
            (|at: usize| self.document.gap(at).has(Gap::OPEN), |at: usize| self.document.gap(at).has(Gap::CLOSE));
        let short = |at: usize| at < self.document.tokens.len() && opens(at) && closes(at + 1) && capitals(at);
        short(at) && capital(at - 1) || short(at - 1) && at > 1 && capital(at - 2)
    }

    /// "Seven [Armed Forces of Colombia guerrillas]": the members of a body whose name goes on behind "of".
    pub(super) fn members_of_body(&self, at: usize) -> Option<usize> {
        let capital = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.shape.is_capital());
        let joint = |at: usize| ["for", "in", "of"].contains(&self.document.word(at)) && self.plain(at) && capital(at + 1);
        let inside = |at: usize| self.plain(at) || self.is_beside_short_name(at);
        let named = |at: &usize| joint(*at) || inside(*at) && capital(*at);
        if !capital(at) {
            return None;
        }
        let end = (at + 1..at + BODY).find(|at| !named(at))?;
        let person = matches!(self.word(end), Some(Word::Person { many: true, .. })) && inside(end);
        (person && (at + 1..end).any(joint)).then_some(end)
    }
}
