//! What sounds like harm and is none: what is denied, shots that missed, arrests, and defeats at games.

use super::reader::Reader;
use crate::document::Gap;
use crate::extract::mention::ActorMention;
use crate::extract::people::{self, People};
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs;
use crate::lexicon::{Classes, HarmKind, WordSet};

/// Words of matches, races, polls and markets.
const CONTESTS: WordSet<24> = WordSet::of([
    "bet",
    "championship",
    "coach",
    "election",
    "estimates",
    "final",
    "forecasts",
    "game",
    "games",
    "goal",
    "goalie",
    "goalkeeper",
    "league",
    "match",
    "odds",
    "opponent",
    "playoff",
    "poll",
    "season",
    "semifinal",
    "set",
    "title",
    "tournament",
    "votes",
]);

/// What can be killed and is nobody.
const ANIMALS: WordSet<32> = WordSet::of([
    "animal",
    "animals",
    "bear",
    "bears",
    "bird",
    "birds",
    "bull",
    "camel",
    "camels",
    "cat",
    "cats",
    "cattle",
    "chickens",
    "cow",
    "cows",
    "deer",
    "dog",
    "dogs",
    "elephant",
    "elephants",
    "goats",
    "horse",
    "horses",
    "leopard",
    "lion",
    "lions",
    "livestock",
    "pigs",
    "sheep",
    "tiger",
    "whale",
    "whales",
]);

impl Reader<'_, '_> {
    /// "denied reports that 12 people were killed", "it is not true that 12 died"; but "denied that it had killed the mayor" leaves him
    /// dead, and so does "denied claims of fraud and was shot".
    pub(super) fn is_denied(&self) -> bool {
        const REPORT: usize = 6;
        let sight = self.sight;
        let end = self.cue.start;
        (self.range.start..end).rev().any(|at| {
            if sight.is_word(at, &["not"]) && sight.is_word(at + 1, &["true"]) && sight.is_word(at + 2, &["that"]) {
                return self.is_content(at + 2);
            }
            if !sight.is_among(at, &verbs::DENIES) {
                return false;
            }
            if sight.is_word(at + 1, &["that"]) {
                return self.is_passive_content(at + 1);
            }
            let report = (at + 1..end.min(at + REPORT)).find(|&word| is_report(sight, word));
            report.is_some_and(|report| self.is_content(report + 1))
        })
    }

    /// "denied that [five soldiers had been killed]".
    fn is_passive_content(&self, that: usize) -> bool {
        let group = verbs::group(self.sight, self.cue.start, self.range.start);
        let opens = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::SPEECH).or(Classes::AND).or(Classes::PREPOSITION);
        group.passive && !(that + 1..group.start).any(|word| self.sight.is(word, opens))
    }

    /// True if the harm is still what the "that" or "of" at `from` begins: "reports of [12 deaths]", "claims of fraud, [and gunmen killed
    /// three]", "reports of a coup [as gunmen killed 12]".
    fn is_content(&self, from: usize) -> bool {
        let sight = self.sight;
        let start = verbs::group(sight, self.cue.start, self.range.start).start;
        let counted = sight.quantity_at(self.cue.start).is_some();
        let joins = sight.is(from, Classes::OF) && !counted;
        let opens = Classes::SUBORDINATOR.or(Classes::SPEECH).or(if joins { Classes::AND } else { Classes::default() });
        let leaves =
            |at: usize| sight.is(at, opens) && !sight.is(at, Classes::RELATIVE) || sight.document.gap(at).has(Gap::COMMA);
        !(from + 1..=start).any(|at| leaves(at) || sight.is_parted(at))
    }

    /// "A cow was struck and killed": its subject, right before the verb, is an animal.
    pub(super) fn is_of_an_animal(&self, start: usize) -> bool {
        const NEAR: usize = 8;
        let sight = self.sight;
        let opens = Classes::SUBORDINATOR.or(Classes::RELATIVE).or(Classes::SPEECH);
        let before = (start.saturating_sub(NEAR).max(self.range.start)..start).rev().take_while(|&at| !sight.is(at, opens));
        before.into_iter().any(|at| sight.is_among(at, &ANIMALS) && sight.is(at + 1, Classes::BE.or(Classes::HAVE)))
    }

    /// "Troops eliminated five terrorists", as against "eliminated in the final", "traders were liquidated": fighters are killed, players and
    /// rivals are not.
    pub(super) fn is_no_elimination(&self, people: Option<&People>) -> bool {
        let sight = self.sight;
        if !sight.is_word(self.cue.start, &["eliminated", "eliminating", "liquidated", "liquidating"]) {
            return false;
        }
        let fighters = |people: &People| within(&sight.actors, people.tokens.clone()).iter().any(fights);
        !people.is_some_and(fighters) || self.range.clone().any(|at| sight.is_among(at, &CONTESTS))
    }

    /// "crushed a rebellion", "crushed the champion", as against "a crane crushed four men", "were crushed by a crane".
    pub(super) fn is_defeat(&self, people: Option<&People>) -> bool {
        let sight = self.sight;
        if !sight.is_word(self.cue.start, &["crushed", "crushing"]) || self.cue.len() > 1 {
            return false;
        }
        let counted = |people: &People| people.count.is_some() && !people.is_pointed_at() && people.names.is_empty();
        let struck = |people: &People| people.tokens.end <= self.cue.start || counted(people);
        !people.is_some_and(struck) || self.range.clone().any(|at| sight.is_among(at, &CONTESTS))
    }

    /// "killed three guards and himself": he is the one who killed them.
    pub(super) fn leave_out_doer(&self, people: &mut People) {
        let own = self.kind == HarmKind::Killed && self.sight.is_word(people.tokens.end - 1, people::REFLEXIVES);
        if let Some(count) = people.count.as_mut().filter(|count| own && count.min > 1) {
            (count.min, count.max) = (count.min - 1, count.max.map(|max| max - 1));
        }
    }

    /// "12 survivors were taken to hospital": they live, and nothing says that they are hurt.
    pub(super) fn are_safe(&self, people: Option<&People>) -> bool {
        let taken = ["taken", "rushed", "brought", "transferred", "treated"];
        let survivors = |p: &People| p.tokens.clone().any(|at| self.sight.is_word(at, &["survivor", "survivors"]));
        self.kind == HarmKind::Injured && self.sight.is_word(self.cue.start, &taken) && people.is_some_and(survivors)
    }

    /// "captured a suspected smuggler", "he was captured": the law's doing, unless it tells of several who are no suspects.
    pub(super) fn is_arrest(&self, people: &Option<People>) -> bool {
        const SUSPECTS: &[&str] = &[
            "suspects",
            "suspected",
            "alleged",
            "traffickers",
            "smugglers",
            "criminals",
            "fugitives",
            "members",
            "gang",
            "dealers",
            "terrorists",
        ];
        if !self.sight.is_word(self.cue.start, &["capture", "captured", "captures", "capturing"]) {
            return false;
        }
        let several = people.as_ref().and_then(|p| p.count.as_ref()).is_some_and(|count| count.min > 1);
        let named = |p: &People| p.tokens.clone().any(|at| self.sight.is_word(at, SUSPECTS));
        !several || people.as_ref().is_some_and(named)
    }

    /// "were shot at", "shot at the guards": fired on, not hit; but "shot at a party" tells where.
    pub(super) fn is_missed(&self) -> bool {
        let at = self.cue.end;
        let closed = !self.sight.document.gap(at + 1).only(Gap::SPACE) || at + 1 >= self.range.end;
        let aimed = self.sight.is_word(at + 1, &["by", "with", "him", "her", "them", "us", "me"]);
        self.sight.is_word(at, &["at"]) && (closed || aimed || people::stand_at(self.sight, at + 1, self.range.end))
    }

    /// "beat the odds", "beat Leeds goalkeeper X": defeated, not struck. Who is struck stands behind the verb.
    pub(super) fn is_contest(&self) -> bool {
        let sight = self.sight;
        let struck = sight.is_word(self.cue.end, &["up"]) || people::after(sight, self.cue.end, self.range.end).is_some();
        sight.is_word(self.cue.start, &["beat", "beats"])
            && (!struck || self.range.clone().any(|at| sight.is_among(at, &CONTESTS) || self.is_score(at)))
    }

    /// "5–4", "2-1".
    fn is_score(&self, at: usize) -> bool {
        let document = self.sight.document;
        let digits = |at: usize| document.tokens.get(at).is_some_and(|token| token.shape.is_digits());
        let marks = Gap::HYPHEN.and(Gap::DASH);
        digits(at) && digits(at + 1) && document.gap(at + 1).only(marks) && document.gap(at + 1).has(marks)
    }
}

/// True of soldiers, gunmen, and groups by their names; a state plays at games, too.
fn fights(actor: &Seen<'_, ActorMention>) -> bool {
    const FORCES: [&str; 6] = ["Intelligence", "Military", "Paramilitary", "Police", "Security forces", "Unknown"];
    const OTHERS: [&str; 5] = ["Civil society", "Government", "International", "Opposition", "Politicians"];
    let ActorMention { path, person, .. } = actor.value;
    let has = |steps: &[&str]| path.steps().any(|step| steps.contains(&step));
    let group = || actor.mention.rule != "actors/state" && actor.value.name.is_some() && !person && !has(&OTHERS);
    has(&FORCES) || group()
}

/// "Reports that", "claims of".
fn is_report(sight: &Sight<'_>, at: usize) -> bool {
    let told = sight.is_word(at, &["report", "reports", "claim", "claims", "rumour", "rumours", "rumors", "allegations"]);
    told && sight.is_word(at + 1, &["that", "of"])
}
