//! What an article speaks of, as far as that tells whose men somebody is, as one table of bits.

use std::sync::LazyLock;

use crate::document::Document;
use crate::lexicon::{Vocabulary, WordSet};

/// What an article or a word speaks of; a set of the bits below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topics(u8);

impl Topics {
    pub const POLICE: Self = Self(1);
    pub const SHERIFF: Self = Self(1 << 1);
    pub const ARMY: Self = Self(1 << 2);
    pub const PARLIAMENT: Self = Self(1 << 3);
    pub const PROTEST: Self = Self(1 << 4);
    pub const SPORT: Self = Self(1 << 5);

    /// Those of an article.
    pub fn of(document: &Document<'_>) -> Self {
        let past = |at: usize| document.tokens.get(at + 1).is_some_and(|next| PAST.has(next.hash));
        document.marked(TOPICS.mark()).fold(Self::default(), |topics, at| {
            let own = TOPICS.at(&document.tokens[at]).unwrap_or_default();
            topics.or(if own.has(Self::ARMY) && past(at) { Self::default() } else { own })
        })
    }

    /// True if any bit of `other` is set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// "An Army veteran": of whom the army is the past.
const PAST: WordSet<4> = WordSet::of(["reserve", "surplus", "veteran", "veterans"]);

const LISTS: &[(Topics, &str)] = &[
    (
        Topics::POLICE,
        "constable detective detectives homicide patrolman police policeman policemen policewoman sheriff sheriffs swat",
    ),
    (Topics::SHERIFF, "sheriff sheriffs trooper troopers"),
    (
        Topics::ARMY,
        "army battalion brigade garrison guerrilla guerrillas infantry insurgents marines military militants navy paramilitaries \
         paramilitary platoon rebel rebels regiment soldier soldiers squadron troops",
    ),
    (
        Topics::PARLIAMENT,
        "assembly chamber congress congressman lawmaker lawmakers legislator legislators legislature parliament parliamentary senate \
         senator senators",
    ),
    (
        Topics::PROTEST,
        "demonstration demonstrations demonstrators march marchers protest protested protester protesters protesting protestors \
         protests rioters rioting riots unrest",
    ),
    (
        Topics::SPORT,
        "athlete athletes baseball basketball championship cricket football footballer gymnastics player players soccer teammates \
         wrestling",
    ),
];

static TOPICS: LazyLock<Vocabulary<Topics>> = LazyLock::new(|| {
    let words = LISTS.iter().flat_map(|(topic, words)| words.split_whitespace().map(move |word| (word, *topic)));
    Vocabulary::joined(words, Topics::or)
});

#[cfg(test)]
mod tests {
    use super::super::sample::article;
    use super::*;

    #[test]
    fn an_article_speaks_of_what_its_words_are_of() {
        let topics = |text: &str| Topics::of(&Document::of(&article(text)));
        assert_eq!(topics("The sheriff spoke to the Senate."), Topics::POLICE.or(Topics::SHERIFF).or(Topics::PARLIAMENT));
        assert_eq!(topics("An Army veteran watched the football."), Topics::SPORT);
    }
}
