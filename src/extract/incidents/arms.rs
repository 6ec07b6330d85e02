//! With what: the weapons and causes that a telling or the sentences around it name. A noun ("rifle") says more than a verb
//! ("shot"), and an instrument more than the deed done with it.

use std::ops::Range;

use super::draft::Draft;
use super::instrument;
use crate::extract::mention::Value;
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs;
use crate::lexicon::Telling;
use crate::model::{MeansUsed, Path};

/// A weapon or a cause of a telling.
#[derive(Clone, Debug)]
pub struct Arm {
    /// What it is.
    pub path: Path,
    /// The words that tell of it.
    pub words: String,
    /// How they do.
    telling: Telling,
}

impl Arm {
    fn of(sight: &Sight<'_>, means: &Seen<'_, Path>) -> Self {
        let words = sight.document.span(means.mention.first, means.mention.end).of(sight.document.text).to_owned();
        Self { path: means.value.clone(), words, telling: telling(means) }
    }

    /// What the report says of it. "Shot dead" names nothing that could be quoted as the weapon.
    pub fn used(self) -> MeansUsed {
        let text = if self.telling == Telling::Verb { String::new() } else { self.words };
        MeansUsed { path: self.path, text }
    }

    fn is_deed(&self) -> bool {
        DEEDS.iter().any(|deed| self.path.is_under(deed))
    }

    fn is_weapon(&self) -> bool {
        WEAPONS.iter().any(|kind| self.path.is_under(kind))
    }

    /// True for two of one kind, as all bombs are, and no two kinds of accident.
    pub fn is_kin(&self, other: &Self) -> bool {
        let accident = self.path.depth() > 1 && self.path.is_under("Accident") && other.path.depth() > 1;
        if accident { self.path == other.path } else { self.path.steps().next() == other.path.steps().next() }
    }

    /// True if this says more of the same means: a smaller kind of it, or its name where `known` has a deed or a trace.
    fn tells_more(&self, known: &Self) -> bool {
        let named = |one: &Self, other: &Self| one.telling == Telling::Name && other.telling == Telling::Trace;
        if self.path == known.path {
            self.telling > known.telling
        } else if self.path.depth() > known.path.depth() {
            !named(known, self)
        } else {
            named(self, known)
        }
    }
}

/// How the text tells of a means.
pub fn telling(means: &Seen<'_, Path>) -> Telling {
    match means.mention.value {
        Value::Means(_, telling) => telling,
        _ => Telling::Name,
    }
}

/// Kinds of attack that name no instrument: they stand for the means only if nothing else does.
const DEEDS: &[&str] = &["Torture", "Abduction", "Explosion", "Hijacking", "Sexual violence", "Strike"];

/// What somebody uses, and what sets on fire.
const WEAPONS: &[&str] = &["Airstrike", "Arson", "Drone", "Explosive", "Firearms", "Melee", "Missile", "Rocket", "Shelling"];

/// The means of a telling: those of its clause, or else of its sentence.
pub fn read(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<Arm> {
    let mut used = Vec::new();
    for means in instrument::of_deed(sight, draft, sentence) {
        join(&mut used, Arm::of(sight, means));
    }
    only_instruments(&mut used);
    used
}

/// "The air force bombed a market": what an air force bombs with comes from the air.
pub fn drop_from_the_air(draft: &mut Draft) {
    if draft.initiator.iter().any(|doer| doer.path.leaf() == "Air Force") {
        for arm in draft.means.iter_mut().filter(|arm| arm.path.as_str() == "Explosive" && arm.words.starts_with("bomb")) {
            arm.path = Path::parse("Airstrike");
        }
    }
}

/// How many means one event can have.
const MOST: usize = 8;

/// Takes in one more means, and keeps the one that says most of two for the same thing.
pub fn join(known: &mut Vec<Arm>, new: Arm) {
    let same = |k: &Arm| k.path.is_under(new.path.as_str()) || new.path.is_under(k.path.as_str());
    match known.iter().position(same) {
        Some(at) if new.tells_more(&known[at]) => known[at] = new,
        Some(_) => {}
        None if known.len() < MOST => known.push(new),
        None => {}
    }
}

/// The weapons that a sentence without an event of its own says were used: "the bomb was placed in a car", "rifles were used".
pub fn weapons_used(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<Arm> {
    const USES: &[&str] = &[
        "used",
        "using",
        "placed",
        "planted",
        "hidden",
        "fired",
        "firing",
        "carried",
        "carrying",
        "armed",
        "thrown",
        "threw",
        "contained",
        "containing",
        "loaded",
        "packed",
        "made",
        "weighing",
        "weighed",
        "detonated",
        "exploded",
        "consisted",
        "activated",
    ];
    const USED: &[&str] = &["Explosive", "Firearms", "Rocket", "Shelling", "Missile", "Melee"];
    let is_weapon = |m: &&Seen<'_, Path>| {
        telling(m) != Telling::Verb && USED.iter().any(|kind| m.value.is_under(kind)) && !instrument::is_seized(sight, m)
    };
    let mut weapons = within(&sight.means, sentence.clone()).iter().filter(is_weapon).peekable();
    if weapons.peek().is_none() {
        return Vec::new();
    }
    let used = sentence
        .clone()
        .any(|at| sight.is_word(at, USES) && verbs::group(sight, at, sentence.start).reality == verbs::Reality::Real);
    let told = weapons.filter(|m| used || instrument::is_handled(sight, m, sentence.start));
    told.map(|m| Arm::of(sight, m)).collect()
}

/// Drops the deed where its instrument is named, the explosion of a bomb or the murder by a knife, and the fire that a weapon lit.
pub fn only_instruments(used: &mut Vec<Arm>) {
    // "Gunmen abducted a banker": their guns are no reason to leave out what they did.
    let by_guns = |arm: &Arm| arm.telling == Telling::Trace && arm.path.is_under("Firearms");
    if !used.iter().all(|arm| arm.is_deed() || by_guns(arm)) {
        used.retain(|arm| !arm.is_deed());
    }
    if used.iter().any(Arm::is_weapon) {
        used.retain(|arm| !arm.path.is_under("Fire"));
    }
    // "Rockets were fired at the airport": from no gun.
    let is_launched =
        |arm: &Arm| arm.telling == Telling::Name && ["Drone", "Missile", "Rocket"].iter().any(|kind| arm.path.is_under(kind));
    if used.iter().any(is_launched) {
        used.retain(|arm| !(arm.telling == Telling::Verb && arm.path.is_under("Firearms") && arm.words.starts_with("fir")));
    }
}

/// True if no weapon is known yet, or only by its deed.
pub fn lack_instrument(used: &[Arm]) -> bool {
    used.iter().all(|arm| arm.is_deed() || arm.telling != Telling::Name)
}
