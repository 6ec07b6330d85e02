//! With what: the weapons and causes that a telling or the sentences around it name. A noun ("rifle") says more than a verb
//! ("shot"), and an instrument more than the deed done with it.
//!
//! Known failures: a weapon that the sentence says was seized, not used.

use std::ops::Range;

use super::draft::Draft;
use crate::extract::sight::{Seen, Sight, within};
use crate::extract::verbs;
use crate::model::{MeansUsed, Path};

/// Kinds of event that tell of no weapon and no cause.
const SAYS_NO_MEANS: &[&str] = &["Clashes", "Strike", "Ambush", "Assassination", "Execution", "Raid", "Sabotage"];

/// The means of a telling: those of its clause, or else of its sentence.
pub fn read(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<MeansUsed> {
    let own = within(&sight.means, draft.clause.clone());
    let seen = if own.is_empty() { within(&sight.means, sentence.clone()) } else { own };
    let mut used: Vec<MeansUsed> = Vec::new();
    let told =
        |m: &&Seen<'_, Path>| !SAYS_NO_MEANS.contains(&m.value.as_str()) && !is_of_victims_deeds(sight, draft, m.mention.first);
    for means in seen.iter().filter(told) {
        let text = sight.document.span(means.mention.first, means.mention.end).of(sight.document.text).to_owned();
        let known = used.iter_mut().find(|u| u.path.is_under(means.value.as_str()) || means.value.is_under(u.path.as_str()));
        match known {
            Some(known) if tells_more(means.value, &text, known) => *known = MeansUsed { path: means.value.clone(), text },
            Some(_) => {}
            None => used.push(MeansUsed { path: means.value.clone(), text }),
        }
    }
    only_instruments(&mut used);
    used
}

/// "Killed a man who was responsible for abducting a family": what the dead had done, not how they died.
fn is_of_victims_deeds(sight: &Sight<'_>, draft: &Draft, means: usize) -> bool {
    const ACCUSED: &[&str] = &["accused", "convicted", "guilty", "responsible", "suspected", "wanted"];
    let from = draft.anchor.end.max(means.saturating_sub(4));
    (from..means).any(|at| sight.is_word(at, ACCUSED) && sight.is_word(at + 1, &["for", "of"]))
}

/// Kinds of attack that name no instrument: they stand for the means only if nothing else does.
const DEEDS: &[&str] = &["Torture", "Abduction", "Explosion", "Hijacking"];

/// The weapons that a sentence without an event of its own says were used: "the bomb was placed in a car", "rifles were used".
pub fn weapons_used(sight: &Sight<'_>, sentence: &Range<usize>) -> Vec<MeansUsed> {
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
    const WEAPONS: &[&str] = &["Explosive", "Firearms", "Rocket", "Shelling", "Missile", "Melee"];
    let is_weapon = |m: &&Seen<'_, Path>| WEAPONS.iter().any(|kind| m.value.is_under(kind));
    let mut weapons = within(&sight.means, sentence.clone()).iter().filter(is_weapon).peekable();
    if weapons.peek().is_none() {
        return Vec::new();
    }
    let used = sentence
        .clone()
        .any(|at| sight.is_word(at, USES) && verbs::group(sight, at, sentence.start).reality == verbs::Reality::Real);
    let named = weapons.map(|m| MeansUsed {
        path: m.value.clone(),
        text: sight.document.span(m.mention.first, m.mention.end).of(sight.document.text).to_owned(),
    });
    if used { named.filter(|m| !is_verb(&m.text)).collect() } else { Vec::new() }
}

/// Drops the deed where its instrument is named: the explosion of a bomb, the murder by a knife.
pub fn only_instruments(used: &mut Vec<MeansUsed>) {
    if !used.iter().all(is_deed) {
        used.retain(|u| !is_deed(u));
    }
}

fn is_deed(means: &MeansUsed) -> bool {
    DEEDS.iter().any(|deed| means.path.is_under(deed))
}

/// True if no weapon is known yet, or only by its verb.
pub fn lack_instrument(used: &[MeansUsed]) -> bool {
    used.iter().all(|u| is_deed(u) || is_verb(&u.text))
}

/// True if a means so named says more than the one known: a deeper path, or a noun ("rifle") where the known is a verb ("shot").
pub fn tells_more(path: &Path, text: &str, known: &MeansUsed) -> bool {
    path.depth() > known.path.depth() || (path == &known.path && is_verb(&known.text) && !is_verb(text))
}

/// "shot dead", "exploded", "blew up": a means told by its verb.
fn is_verb(text: &str) -> bool {
    let first = text.split([' ', '-']).next().unwrap_or("").to_lowercase();
    first.ends_with("ed")
        || ["shot", "shoot", "shoots", "shooting", "blew", "blown", "blows", "set", "gunned", "fire"].contains(&first.as_str())
}
