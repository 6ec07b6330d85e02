//! Whose men they are whom more than one service has: a sergeant, a trooper, an officer, a deputy. What the article speaks of says it:
//! a sheriff's county has deputies, a parliament has others.
//!
//! Known failures: an article on a shooting that speaks of the army for another reason; a parliament's deputies of whom it says nothing more.

use std::cell::OnceCell;

use super::plain;
use crate::document::Document;
use crate::lexicon::{Classes, WordSet, classes, cues};
use crate::model::Path;

const POLICE: WordSet<12> = WordSet::of([
    "constable",
    "detective",
    "detectives",
    "homicide",
    "patrolman",
    "police",
    "policeman",
    "policemen",
    "policewoman",
    "sheriff",
    "sheriffs",
    "swat",
]);
const SHERIFF: WordSet<4> = WordSet::of(["sheriff", "sheriffs", "trooper", "troopers"]);
const ARMY: WordSet<22> = WordSet::of([
    "army",
    "battalion",
    "brigade",
    "garrison",
    "guerrilla",
    "guerrillas",
    "infantry",
    "insurgents",
    "marines",
    "military",
    "militants",
    "navy",
    "paramilitaries",
    "paramilitary",
    "platoon",
    "rebel",
    "rebels",
    "regiment",
    "soldier",
    "soldiers",
    "squadron",
    "troops",
]);
const PARLIAMENT: WordSet<14> = WordSet::of([
    "assembly",
    "chamber",
    "congress",
    "congressman",
    "lawmaker",
    "lawmakers",
    "legislator",
    "legislators",
    "legislature",
    "parliament",
    "parliamentary",
    "senate",
    "senator",
    "senators",
]);
/// "An Army veteran": of whom the army is the past.
const PAST: WordSet<4> = WordSet::of(["reserve", "surplus", "veteran", "veterans"]);

/// Ranks that an army and a police force have.
const RANKS: WordSet<10> =
    WordSet::of(["capt", "captain", "corporal", "cpl", "lieutenant", "lt", "maj", "major", "sergeant", "sgt"]);

const TROOPERS: WordSet<2> = WordSet::of(["trooper", "troopers"]);
const OFFICERS: WordSet<2> = WordSet::of(["officer", "officers"]);
const DEPUTIES: WordSet<2> = WordSet::of(["deputies", "deputy"]);

const CHAMBERS: WordSet<4> = WordSet::of(["chamber", "congress", "house", "member"]);

const CROWDS: WordSet<2> = WordSet::of(["crowd", "crowds"]);
const COACHES: WordSet<2> = WordSet::of(["coach", "coaches"]);
const PROTEST: WordSet<16> = WordSet::of([
    "demonstration",
    "demonstrations",
    "demonstrators",
    "march",
    "marchers",
    "protest",
    "protested",
    "protester",
    "protesters",
    "protesting",
    "protestors",
    "protests",
    "rioters",
    "rioting",
    "riots",
    "unrest",
]);
const SPORT: WordSet<14> = WordSet::of([
    "athlete",
    "athletes",
    "baseball",
    "basketball",
    "championship",
    "cricket",
    "football",
    "footballer",
    "gymnastics",
    "player",
    "players",
    "soccer",
    "teammates",
    "wrestling",
]);

/// What the article speaks of.
#[derive(Clone, Copy, Default)]
struct Spoken {
    police: bool,
    sheriff: bool,
    army: bool,
    parliament: bool,
    protest: bool,
    sport: bool,
}

/// The services of one article: looked for once somebody is met who may be of several.
pub struct Services<'d> {
    document: &'d Document<'d>,
    american: bool,
    spoken: OnceCell<Spoken>,
}

impl<'d> Services<'d> {
    /// Of an article that tells of a place in the United States, or of none.
    pub const fn of(document: &'d Document<'d>, american: bool) -> Self {
        Self { document, american, spoken: OnceCell::new() }
    }

    fn spoken(&self) -> Spoken {
        *self.spoken.get_or_init(|| {
            let mut spoken = Spoken::default();
            for (at, token) in self.document.tokens.iter().enumerate() {
                let past = || self.document.tokens.get(at + 1).is_some_and(|next| PAST.has(next.hash));
                spoken.police |= POLICE.has(token.hash);
                spoken.sheriff |= SHERIFF.has(token.hash);
                spoken.army |= ARMY.has(token.hash) && !past();
                spoken.parliament |= PARLIAMENT.has(token.hash);
                spoken.protest |= PROTEST.has(token.hash);
                spoken.sport |= SPORT.has(token.hash);
            }
            spoken
        })
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
        let spoken = self.spoken();
        spoken.sheriff || self.american && !spoken.parliament
    }

    /// True for an article that speaks of the police, and of no army.
    fn polices(&self) -> bool {
        let spoken = self.spoken();
        (spoken.police || spoken.sheriff) && !spoken.army
    }

    /// Whose men the nouns "trooper", "officers", "deputies", "crowd" and "coach" are, from token `first` to `end`; none for another noun.
    pub fn of_noun(&self, first: usize, end: usize) -> Option<Men> {
        if end != first + 1 {
            return None;
        }
        let word = self.document.tokens[first].hash;
        if TROOPERS.has(word) {
            Some(if self.spoken().army { Men::Table } else { Men::Police })
        } else if OFFICERS.has(word) && self.stands_alone(first) {
            let spoken = self.spoken();
            let police = (spoken.police || spoken.sheriff || self.american) && !spoken.army;
            Some(if police { Men::Police } else { Men::Table })
        } else if CROWDS.has(word) {
            Some(if self.spoken().protest { Men::Table } else { Men::Civilians })
        } else if COACHES.has(word) {
            Some(if self.spoken().sport { Men::Civilians } else { Men::Table })
        } else {
            DEPUTIES.has(word).then(|| self.deputies(first))
        }
    }

    fn deputies(&self, first: usize) -> Men {
        let spoken = self.spoken();
        // "The Chamber of Deputies".
        let chamber = first > 1 && CHAMBERS.has(self.document.tokens[first - 2].hash) && self.document.word(first - 1) == "of";
        if chamber || !self.stands_alone(first) || !self.ends_phrase(first + 1) {
            Men::Nobody
        } else if self.has_deputies() {
            Men::Police
        } else if spoken.parliament {
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
        const NUMBERS: WordSet<9> = WordSet::of(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]);
        const OWNERS: WordSet<5> = WordSet::of(["her", "his", "its", "my", "their"]);
        let document = self.document;
        let Some(before) = at.checked_sub(1).filter(|_| document.sentence_at(at).first != at && plain(document.gap(at))) else {
            return true;
        };
        let token = &document.tokens[before];
        let opens = classes(token) != Classes::default() && !OWNERS.has(token.hash);
        opens || token.shape.is_digits() || NUMBERS.has(token.hash) || ADJECTIVES.has(token.hash) || is_verb(document, before)
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
