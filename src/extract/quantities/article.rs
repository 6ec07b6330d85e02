//! "a", "an": one word in thirty, and nearly always no number of anybody. That is told before anything else is asked of it.

use std::sync::LazyLock;

use super::Reader;
use super::age::OLD;
use super::head::REACH;
use super::words::{self, Word};
use crate::lexicon::{Vocabulary, WordSet};

const ARTICLES: WordSet<2> = WordSet::of(["a", "an"]);

/// Last words of nouns for people that are none by themselves: "a passer-by", "a village head".
pub(super) const COMPOUNDED: WordSet<3> = WordSet::of(["by", "head", "heads"]);

/// The words that make a number or a hedge of an article right before them: "a dozen", "a few", "a further".
static NUMBERED: LazyLock<Vocabulary<()>> = LazyLock::new(words::after_an_article);

impl Reader<'_, '_> {
    /// True for an article that no number begins with and no noun for people follows: a shorter walk than [`Self::noun`]'s, which
    /// stops wherever that one might find people.
    pub(super) fn is_idle_article(&self, at: usize) -> bool {
        let Some(next) = self.document.tokens.get(at + 1) else { return false };
        let article = ARTICLES.has(self.document.tokens[at].hash) && NUMBERED.at(next).is_none();
        // "a family of a policeman".
        article && !(at > 0 && self.word(at - 1) == Some(Word::Of)) && !self.may_be_people(at + 1)
    }

    fn may_be_people(&self, first: usize) -> bool {
        let mut at = first;
        while at < first + REACH && self.continues(at, first) {
            let token = &self.document.tokens[at];
            match self.word(at) {
                _ if OLD.has(token.hash) || COMPOUNDED.has(token.hash) => return true,
                Some(Word::Person { .. } | Word::Harm { .. } | Word::Of) => return true,
                Some(
                    Word::Grammar
                    | Word::And
                    | Word::To
                    | Word::With
                    | Word::Them
                    | Word::Article
                    | Word::Definite
                    | Word::Possessive,
                ) => return false,
                // A demonym.
                None if token.shape.is_capital() => return true,
                _ => at += 1,
            }
        }
        false
    }
}
