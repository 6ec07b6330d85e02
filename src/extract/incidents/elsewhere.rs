//! Places that a sentence names for another reason than that something happened there: where somebody served, speaks, holds an office
//! or was treated.

use super::away::{is_home, is_place_of_death, is_where_taken};
use super::standing::governor;
use super::ways::is_end_of_way;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering};
use crate::lexicon::{AttackWord, Classes, WordSet};
use crate::model::{Location, Precision};

/// A place of somebody harmed, not of the event.
pub fn is_elsewhere(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let first = place.mention.first;
    let floor = sight.document.sentence_at(first).first;
    is_home(sight, place)
        || is_where_taken(sight, first, floor)
        || is_office(sight, place.mention.end)
        || is_envoy(sight, first, place.mention.end, floor)
        || is_seat_of_court(sight, first, floor)
        || is_us(sight, place)
        || is_owner_of_arms(sight, place)
        || is_masthead(sight, place)
        || is_end_of_way(sight, place)
        || is_of_talks(sight, first, floor)
        || is_where_said(sight, first, floor)
}

/// "More than 140 people were hurt, the office said in Manila": where who speaks does, behind what is told.
fn is_where_said(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    let Some(preposition) = governor(sight, first, floor).filter(|&at| at > floor + 1) else { return false };
    let said = sight.is_word(preposition - 1, &["said", "says"]) && sight.is_word(preposition, &["at", "from", "in"]);
    said && (floor..preposition - 1).any(|at| sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some()))
}

/// "will attend the meeting scheduled for 20 November in Caracas": where people talk, in a sentence that tells of no harm.
fn is_of_talks(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const TALKS: WordSet<11> = WordSet::of([
        "conference",
        "congress",
        "dialogue",
        "meeting",
        "meetings",
        "negotiations",
        "plenum",
        "summit",
        "symposium",
        "talks",
        "visit",
    ]);
    let held = (first.saturating_sub(TALKED).max(floor)..first).any(|at| sight.is_among(at, &TALKS));
    let end = sight.document.sentence_at(first).end;
    let near = first.saturating_sub(TOLD).max(floor)..end.min(first + TOLD);
    held && !near.into_iter().any(|at| sight.cue(at).is_some())
}

/// Words from a meeting to where it is held.
const TALKED: usize = 10;
/// Words around it in which harm would be told.
const TOLD: usize = 40;

/// True of a place that is no scene, even if the article names no other: a part of somebody's life, of a hospital's name, the second
/// desk of a dateline.
pub fn is_no_scene(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    is_of_life(sight, place) || is_name_of_hospital(sight, place) || is_second_desk(sight, place)
}

/// "who served in Iraq", "did two tours in Iraq", "born in Leeds": told of somebody whom something happened to elsewhere.
fn is_of_life(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const LIFE: WordSet<16> = WordSet::of([
        "born",
        "educated",
        "emigrated",
        "fought",
        "graduated",
        "immigrated",
        "married",
        "moved",
        "raised",
        "served",
        "studied",
        "studies",
        "tour",
        "tours",
        "trained",
        "veteran",
    ]);
    let floor = sight.document.sentence_at(place.mention.first).first;
    let Some(preposition) = governor(sight, place.mention.first, floor) else { return false };
    if !sight.is_word(preposition, &["at", "from", "in", "of", "to"]) || preposition == floor {
        return false;
    }
    let before = preposition - 1;
    // "Soldiers who fought in X on Monday": that is the event.
    let dated = (place.mention.end..place.mention.end + 2).any(|at| covering(&sight.dates, at).is_some());
    if sight.is_word(before, &["fought"]) && dated {
        return false;
    }
    let up = sight.is_word(before, &["up"]) && before > floor && sight.is_word(before - 1, &["grew", "grown"]);
    // "Troops moved to X", "who fought in X were killed": that may be the event; "had moved to", "he trained in" is a life.
    let doubtful = sight.is_word(before, &["fought", "moved", "raised", "trained"]);
    let of_one = || (before.saturating_sub(2).max(floor)..before).any(|at| sight.is_word(at, &["and", "had", "he", "she"]));
    up || sight.is_among(before, &LIFE) && (!doubtful || of_one())
}

/// "took him to Medina hospital", "died at Houston Methodist Hospital": but "died at a Kano hospital" is in that town.
fn is_name_of_hospital(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const HOSPITALS: &[&str] = &["clinic", "hospital", "infirmary"];
    const CARE: WordSet<13> = WordSet::of([
        "admitted",
        "airlifted",
        "brought",
        "care",
        "condition",
        "flown",
        "rushed",
        "stable",
        "taken",
        "took",
        "transferred",
        "transported",
        "treated",
    ]);
    let (first, end) = (place.mention.first, place.mention.end);
    let floor = sight.document.sentence_at(first).first;
    let named = |at: usize| sight.document.tokens[at].shape.is_capital() && sight.document.gap(at) == Gap::SPACE;
    let words = (end..end + HOSPITAL_WORDS).find(|&at| sight.is_word(at, HOSPITALS));
    let hospital = words.is_some_and(|at| (end..at).all(named) && sight.document.gap(at) == Gap::SPACE);
    let in_town = first > floor && sight.is_word(first - 1, &["a", "an", "another", "the", "this"]);
    let cared = |at: usize| sight.is_among(at, &CARE) || is_place_of_death(sight, at);
    let care = || (first.saturating_sub(CARE_REACH).max(floor)..first).any(cared);
    hospital && !in_town && care()
}

/// Words of a hospital's name behind the place in it, and its sort.
const HOSPITAL_WORDS: usize = 4;
/// How far before a hospital it may be told how somebody got there.
const CARE_REACH: usize = 8;

/// "GAZA/CAIRO (Reuters) -": where a colleague sits.
fn is_second_desk(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let document = sight.document;
    let first = place.mention.first;
    let sentence = document.sentence_at(first).first;
    let slash = |at: usize| &document.text[document.tokens[at - 1].end as usize..document.tokens[at].start as usize] == "/";
    let capitals = || (sentence..=first).all(|at| document.tokens[at].shape.is_all_caps());
    first > sentence && first < sentence + DESKS && slash(first) && capitals()
}

/// Words of a dateline that may stand before its last desk.
const DESKS: usize = 6;

/// "[Two died in Pakistan], the federation in Krakow said", "Officials in Washington said [two died in Pakistan]": the seat of who speaks
/// is the scene only if nothing else is.
pub fn is_seat_of_speaker(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let (first, end) = (place.mention.first, place.mention.end);
    let joined = sight.document.gap(end).only(Gap::SPACE.and(Gap::LINE));
    let floor = sight.document.sentence_at(first).first;
    let told_before = || (first.saturating_sub(SPEAKER).max(floor + 1)..first).any(|at| sight.document.gap(at).has(Gap::COMMA));
    // "Authorities in Niger" speak of their country.
    let town = place.value.precision != Some(Precision::Country);
    let opens = || town && first <= floor + SPEAKER && (floor..first).all(|at| sight.cue(at).is_none());
    joined && sight.is(end, Classes::SPEECH) && sight.is_word(first.wrapping_sub(1), &["at", "in"]) && (told_before() || opens())
}

/// Words of who speaks: ", the head of the climbing federation in Krakow said".
const SPEAKER: usize = 8;

/// "Luis Rojas, the consul in Panama, was", "the ambassador to Kenya": where an office is held.
fn is_envoy(sight: &Sight<'_>, first: usize, end: usize, floor: usize) -> bool {
    const ENVOYS: &[&str] =
        &["ambassador", "ambassadors", "attache", "attaché", "consul", "consuls", "correspondent", "envoy", "envoys"];
    let Some(preposition) = governor(sight, first, floor).filter(|&at| at > floor && sight.is_word(at - 1, ENVOYS)) else {
        return false;
    };
    let comma = |at: usize| sight.document.gap(at).has(Gap::COMMA);
    let inserted = || comma(end) && (preposition.saturating_sub(TITLE).max(floor + 1)..preposition).any(comma);
    sight.is_word(preposition, &["to"]) || sight.is_word(preposition, &["at", "in"]) && inserted()
}

/// Words of an office before its preposition: ", the deputy Colombian consul in".
const TITLE: usize = 5;

/// "the Cook County medical examiner's office": who says so or keeps somebody, for miles around.
pub fn is_office(sight: &Sight<'_>, end: usize) -> bool {
    const OFFICES: &[&str] = &["medical", "coroner", "sheriff", "attorney", "prosecutor", "prosecutors", "grand"];
    let office = end + usize::from(sight.is_word(end, &["district", "state"]));
    sight.document.gap(end) == Gap::SPACE && sight.is_word(office, OFFICES)
}

/// "killed in a US airstrike", "UK forces": initials that serve as an adjective of who did it.
pub fn is_owner_of_arms(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const INITIALS: &[&str] = &["UAE", "UK", "US", "USA"];
    const ARMS: &[&str] = &["air", "army", "forces", "military", "navy", "soldiers", "special", "troops"];
    let end = place.mention.end;
    let arms = || {
        let attack = sight.cue(end).is_some_and(|(_, cue)| cue.attack.is_some_and(AttackWord::can_be_noun));
        attack || covering(&sight.means, end).is_some() || sight.is_word(end, ARMS)
    };
    INITIALS.contains(&place.value.text.as_str()) && sight.document.gap(end) == Gap::SPACE && arms()
}

/// "attacked US in the main cities", "told US": in a text once written in capitals the pronoun, for the country is "the US".
fn is_us(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const BEFORE: &[&str] = &["across", "from", "in", "inside", "the", "throughout", "to", "within"];
    let before = place.mention.first.wrapping_sub(1);
    place.value.text == "US" && !sight.is_word(before, BEFORE) && sight.document.gap(place.mention.first) == Gap::SPACE
}

/// "A court in Madrid convicted", "The Court of Appeal of Paris": where it sits, whatever it judges.
fn is_seat_of_court(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const COURTS: &[&str] = &["court", "tribunal"];
    let opening = floor..first.min(floor + 8);
    first < floor + 8
        && opening.clone().any(|at| sight.is_word(at, COURTS))
        && !opening.into_iter().any(|at| sight.cue(at).is_some() || sight.is_word(at, &["outside", "near", "at"]))
}

/// Words of an outlet's name behind its bar or dash.
const MASTHEAD: usize = 12;

/// "Man shot in car park | Springfield Globe", "Man shot - FOX Springfield": the outlet that a page's title ends with.
fn is_masthead(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const OUTLETS: WordSet<16> = WordSet::of([
        "abc",
        "cbs",
        "chronicle",
        "cnn",
        "com",
        "fox",
        "gazette",
        "globe",
        "herald",
        "nbc",
        "news",
        "post",
        "press",
        "times",
        "tribune",
        "tv",
    ]);
    let document = sight.document;
    let first = place.mention.first;
    let sentence = document.sentence_at(first);
    let floor = sentence.first;
    let between = |at: usize| &document.text[document.tokens[at - 1].end as usize..document.tokens[at].start as usize];
    let parted = |at: usize| document.gap(at).has(Gap::OTHER.and(Gap::QUOTE)) && between(at).contains(['|', '«']);
    let names_outlet = |dash: usize| (dash..sentence.end.min(dash + MASTHEAD)).any(|at| sight.is_among(at, &OUTLETS));
    let outlet = |dash: usize| document.gap(dash).has(Gap::DASH) && names_outlet(dash);
    let from = first.saturating_sub(MASTHEAD).max(floor) + 1;
    sentence.paragraph == 0 && (from..=first).any(|at| parted(at) || outlet(at))
}
