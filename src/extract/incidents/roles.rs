//! The roles of a telling: whom it hit and who says so are read here, who did it by `doer`, with what by `arms`.

use std::ops::Range;

use super::blame::Accounts;
use super::draft::Draft;
use super::meant::role;
use super::planted::FOILED;
use super::telling::literal_places;
use super::{arms, claimant, doer, harmed};
use crate::document::Gap;
use crate::extract::sight::{Sight, within};
use crate::extract::verbs;
use crate::gazetteer::country_code;
use crate::lexicon::{AttackWord, Classes};
use crate::model::{Path, Role};

/// Fills initiator, target, means and claimant of the tellings of one sentence.
pub fn fill(sight: &Sight<'_>, drafts: &mut [Draft]) {
    let Some(number) = drafts.first().filter(|draft| !draft.is_remark()).map(|draft| draft.sentence) else { return };
    let sentence = sight.document.sentences[number].tokens();
    let claimant = claimant::read(sight, &sentence);
    let mut said: Option<Accounts<'_>> = None;
    for at in 0..drafts.len() {
        let words = own_words(sight, drafts, at, &sentence);
        let accounts = said.take().filter(|said| *said.words() == words).unwrap_or_else(|| Accounts::of(sight, words));
        let draft = &mut drafts[at];
        draft.claimant.clone_from(&claimant);
        draft.initiator = if draft.rule == FOILED { Vec::new() } else { doer::read(sight, draft, &accounts) };
        draft.means = arms::read(sight, draft, accounts.words());
        arms::drop_from_the_air(draft);
        draft.target = targets(sight, draft, &sentence);
        draft.boast |= is_own_account(sight, draft, &sentence);
        said = Some(accounts);
    }
}

/// The words that can name the telling's doers and arms: its sentence, up to a semicolon that parts it from another telling, or to a
/// telling that names doers of its own: "a bomb killed two, hours after gunmen killed seven"; and none of another deed before it.
fn own_words(sight: &Sight<'_>, drafts: &[Draft], at: usize, sentence: &Range<usize>) -> Range<usize> {
    let parted = |at: &usize| sight.document.gap(*at).has(Gap::SEMICOLON);
    let anchor = |draft: &Draft| draft.anchor.start;
    let before = at.checked_sub(1).map(|before| anchor(&drafts[before])..anchor(&drafts[at]));
    let behind = drafts.get(at + 1).map(|next| anchor(&drafts[at])..anchor(next));
    let own = at.checked_sub(1).filter(|&before| has_own_subject(sight, &drafts[before], &drafts[at]));
    let own = own.map(|_| drafts[at].clause.start);
    let start = before.and_then(|mut between| between.rfind(parted)).or(own).unwrap_or(sentence.start.max(drafts[at].opens));
    let active = drafts.get(at + 1).filter(|next| next.rule == "harm/active").map(|next| next.clause.start);
    let end = behind.and_then(|mut between| between.find(parted)).or(active).unwrap_or(sentence.end);
    start..end.max(drafts[at].clause.end)
}

/// "Gunmen killed four in Paris, and a bomb wounded nine in Berlin": two places, and a subject behind the comma.
fn has_own_subject(sight: &Sight<'_>, before: &Draft, draft: &Draft) -> bool {
    const NONE: Classes = Classes::AND
        .or(Classes::BUT)
        .or(Classes::SUBORDINATOR)
        .or(Classes::ADVERB)
        .or(Classes::PREPOSITION)
        .or(Classes::RELATIVE)
        .or(Classes::SINGULAR_PRONOUN)
        .or(Classes::PLURAL_PRONOUN);
    let verb = draft.anchor.start;
    if draft.rule != "harm/active" || sight.word(verb).ends_with("ing") {
        return false;
    }
    let first = (draft.clause.start..verb).find(|&at| !sight.is(at, Classes::AND.or(Classes::BUT).or(Classes::SUBORDINATOR)));
    let begins = verbs::group(sight, verb, draft.clause.start).start;
    let subject = first.is_some_and(|at| at < begins && !sight.is(at, NONE));
    subject && [before, draft].iter().all(|draft| literal_places(sight, draft.clause.clone()) > 0)
}

/// Words from "its" to the verb: "its fighters had".
const OWN_MEN: usize = 4;

/// "The group said its fighters had killed over 20 soldiers": the doers' own account, which those of others stand against. A state's word is
/// often all there is, and is taken as that of any source.
fn is_own_account(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> bool {
    // "Said separately that it had killed 50 in an ambush on Saturday": another deed.
    let another = |at: usize| {
        let attack = sight.cue(at).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        attack && sight.is_word(at - 1, &["a", "an"]) || sight.is_word(at, &["separately"])
    };
    if !within(&sight.dates, sentence.clone()).is_empty() || sentence.clone().skip(1).any(another) {
        return false;
    }
    let is_state = |role: &Role| role.path.steps().next().is_some_and(|first| country_code(first).is_some());
    let group = |role: &&Role| role.name.is_some() && !is_state(role);
    let says = |doer: &Role| draft.claimant.iter().any(|claimant| claimant.path == doer.path);
    // "The Islamic State's branch said in a message that its fighters had killed 50": nobody else speaks, and of his own men.
    let verb = draft.anchor.start;
    let own_men =
        || (verb.saturating_sub(OWN_MEN).max(sentence.start)..verb).any(|at| sight.is_word(at, &["its", "their", "it", "they"]));
    let nameless = draft.initiator.iter().all(|doer| doer.name.is_none() && doer.path.is_under("Unknown"));
    let only_they = || nameless && !draft.claimant.is_empty() && draft.claimant.iter().all(|source| group(&source));
    let named = draft.initiator.iter().filter(group).any(says);
    draft.killed.is_some() && (named || draft.rule == "harm/active" && only_they() && own_men())
}

/// Who was harmed, or what was hit: the actors among the victims, and the objects of the attack.
fn targets(sight: &Sight<'_>, draft: &Draft, sentence: &Range<usize>) -> Vec<Role> {
    let doers: Vec<&Path> = draft.initiator.iter().map(|r| &r.path).collect();
    let actors = within(&sight.actors, draft.clause.clone());
    let mut found: Vec<Role> = Vec::new();
    for actor in actors {
        let role = role(sight, actor);
        if claimant::speaks(sight, actor, sentence.end)
            || doers.contains(&&role.path)
            || found.iter().any(|f| f.path == role.path)
            || role.path.is_under("Unknown")
        {
            continue;
        }
        if harmed::is_hit(sight, draft, actor) {
            found.push(role);
        }
    }
    found
}
