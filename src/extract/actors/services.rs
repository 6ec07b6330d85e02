//! Whose men they are whom more than one service has: a sergeant, a trooper, an officer, a deputy. What the article speaks of says it:
//! a sheriff's county has deputies, a parliament has others.
//!
//! Known failures: an article on a shooting that speaks of the army for another reason; a parliament's deputies of whom it says nothing more.

use std::cell::OnceCell;

use super::plain;
use super::topics::Topics;
use crate::document::Document;
use crate::extract::quantities::spells_number;
use crate::lexicon::{Classes, WordSet, classes, cues};
use crate::model::Path;

/// Ranks that an army and a police force have.
const RANKS: WordSet<10> =
    WordSet::of(["capt", "captain", "corporal", "cpl", "lieutenant", "lt", "maj", "major", "sergeant", "sgt"]);

const TROOPERS: WordSet<2> = WordSet::of(["trooper", "troopers"]);
const OFFICERS: WordSet<2> = WordSet::of(["officer", "officers"]);
const DEPUTIES: WordSet<2> = WordSet::of(["deputies", "deputy"]);

const CHAMBERS: WordSet<4> = WordSet::of(["chamber", "congress", "house", "member"]);

const CROWDS: WordSet<2> = WordSet::of(["crowd", "crowds"]);
const COACHES: WordSet<2> = WordSet::of(["coach", "coaches"]);

/// The services of one article: looked for once somebody is met who may be of several.
pub struct Services<'d> {
    document: &'d Document<'d>,
    american: bool,
    topics: OnceCell<Topics>,
}

impl<'d> Services<'d> {
    /// Of an article that tells mostly of places in the United States, or of others.
    pub const fn of(document: &'d Document<'d>, american: bool) -> Self {
        Self { document, american, topics: OnceCell::new() }
    }

    fn speaks_of(&self, topics: Topics) -> bool {
        self.topics.get_or_init(|| Topics::of(self.document)).has(topics)
    }

    /// Where a person belongs whose title is token `at` alone, and whom the table puts under `path`.
    pub fn of_title(&self, at: usize, path: &Path) -> Path {
        let word = self.document.tokens[at].hash;
        let rank = RANKS.has(word) && self.polices();
        let deputy = DEPUTIES.has(word) && self.has_deputies();
        if rank || deputy { Path::of(["Police"]) } else { path.clone() }
    }

    /// True where deputies are a sheriff's.
    fn has_deputies(&self) -> bool {
        self.speaks_of(Topics::SHERIFF) || self.american && !self.speaks_of(Topics::PARLIAMENT)
    }

    /// True for an article that speaks of the police, and of no army.
    fn polices(&self) -> bool {
        self.speaks_of(Topics::POLICE.or(Topics::SHERIFF)) && !self.speaks_of(Topics::ARMY)
    }

    /// Whose men the nouns "trooper", "officers", "deputies", "crowd" and "coach" are, from token `first` to `end`; none for another noun.
    pub fn of_noun(&self, first: usize, end: usize) -> Option<Men> {
        if end != first + 1 {
            return None;
        }
        let word = self.document.tokens[first].hash;
        if TROOPERS.has(word) {
            Some(if self.speaks_of(Topics::ARMY) { Men::Table } else { Men::Police })
        } else if OFFICERS.has(word) && self.stands_alone(first) {
            let police = self.polices() || self.american && !self.speaks_of(Topics::ARMY);
            Some(if police { Men::Police } else { Men::Table })
        } else if CROWDS.has(word) {
            Some(if self.speaks_of(Topics::PROTEST) { Men::Table } else { Men::Civilians })
        } else if COACHES.has(word) {
            Some(if self.speaks_of(Topics::SPORT) { Men::Civilians } else { Men::Table })
        } else {
            DEPUTIES.has(word).then(|| self.deputies(first))
        }
    }

    fn deputies(&self, first: usize) -> Men {
        // "The Chamber of Deputies".
        let chamber = first > 1 && CHAMBERS.has(self.document.tokens[first - 2].hash) && self.document.reads(first - 1, "of");
        if chamber || !self.stands_alone(first) || !self.ends_phrase(first + 1) {
            Men::Nobody
        } else if self.has_deputies() {
            Men::Police
        } else if self.speaks_of(Topics::PARLIAMENT) {
            Men::Table
        } else {
            Men::Nobody
        }
    }

    /// "Two officers", "deputies": not "a probation officer", "the minister and his deputies".
    fn stands_alone(&self, at: usize) -> bool {
        const ADJECTIVES: WordSet<12> = WordSet::of([
            "armed",
            "duty",
            "female",
            "injured",
            "male",
            "more",
            "other",
            "several",
            "uniformed",
            "veteran",
            "wounded",
            "young",
        ]);
        const OWNERS: WordSet<5> = WordSet::of(["her", "his", "its", "my", "their"]);
        let document = self.document;
        let Some(before) = at.checked_sub(1).filter(|_| document.sentence_at(at).first != at && plain(document.gap(at))) else {
            return true;
        };
        let token = &document.tokens[before];
        let opens = classes(token) != Classes::default() && !OWNERS.has(token.hash);
        opens || spells_number(token) || ADJECTIVES.has(token.hash) || is_verb(document, before)
    }

    /// False before a noun: "the deputy chief", "a deputy director".
    fn ends_phrase(&self, at: usize) -> bool {
        let next = self.document.tokens.get(at).filter(|_| plain(self.document.gap(at)));
        next.is_none_or(|next| classes(next) != Classes::default() || next.shape.has_digit() || is_verb(self.document, at))
            || self.document.word(at - 1).ends_with('s')
    }
}

fn is_verb(document: &Document<'_>, at: usize) -> bool {
    document.word(at).ends_with("ed") || cues().longest(document, at).is_some()
}

/// Whose men somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Men {
    /// The police's.
    Police,
    /// Nobody's: a crowd at a fair, a team's coach.
    Civilians,
    /// As the table has it.
    Table,
    /// Somebody's of whom nothing can be said.
    Nobody,
}
