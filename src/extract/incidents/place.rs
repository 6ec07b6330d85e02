//! Which place a telling belongs to: the place whose preposition says so, in the clause, then the sentence, the paragraph, the
//! heading, an earlier telling, the lead.
//!
//! Known failures: a victim's home ("a man from Lagos was killed in the capital") wins if the scene is not named.

use std::ops::Range;

use super::chain::{are_listed, is_part_of_town, most_special, whole_of};
use super::draft::{Draft, Nearness};
use super::elsewhere::{is_elsewhere, is_no_scene, is_office};
use super::filed::{is_dateline, own_scene};
use super::merge::has_other_cause;
use super::same_place::{is_inside, is_of_county};
use super::standing::{CLOSE, is_measured_close, names_institution, standing, tells_scene};
use super::stray::{is_stray, name_only};
use super::struck::is_struck_land;
use super::when::is_past_history;
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::lexicon::{Classes, WordSet};
use crate::model::{Location, Precision, Use};

/// The least score at which a place is believed to be the scene.
pub(super) const ENOUGH: i32 = 8;

/// Sentences or tellings looked back over: far more than stories need, so that a text without paragraphs costs no square.
pub const LOOK_BACK: usize = 200;

/// Which places come into question.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// Those where something happened.
    Scene,
    /// Also the town that it happened close to: "five kilometres south of Sumy".
    Near,
    /// Also where somebody harmed is from or was taken: the scene if the article names no other.
    Place,
    /// At last also a name inside another, or a country's adjective.
    PartOfName,
    /// A scene that nobody can tell from its namesakes.
    Stray,
}

/// Fills the draft's location.
pub fn fill(sight: &Sight<'_>, draft: &mut Draft, before: &[Draft]) {
    draft.location =
        [Ask::Scene, Ask::Near, Ask::Place, Ask::PartOfName].into_iter().find_map(|ask| scene(sight, draft, before, ask));
    if draft.location.as_ref().is_none_or(|(_, near)| *near > Nearness::Sentence)
        && let Some(stray) = best(sight, draft.clause.clone(), &draft.anchor, Ask::Stray)
    {
        draft.location = Some((name_only(&stray), Nearness::Clause));
    }
    draft.location.take_if(|(place, _)| is_one_of_several_countries(sight, place));
    draft.part_of_town = draft.location.as_ref().is_some_and(|(place, _)| is_part_of_town(sight, place));
    if let Some((place, _)) = &mut draft.location
        && let Some(county) = county_of_coroner(sight, draft.sentence, place)
    {
        *place = county;
    }
    let handed_down = matches!(draft.location, Some((_, Nearness::Earlier | Nearness::Lead)));
    if handed_down && before.last().is_some_and(|last| is_of_other_cause(sight, last, draft)) {
        draft.location = None;
    }
}

/// "shot in Florence, according to Los Angeles County coroner's records": a quarter in that county, not the town in Italy.
fn county_of_coroner(sight: &Sight<'_>, sentence: usize, place: &Location) -> Option<Location> {
    let state = |place: &Location| {
        let steps: Vec<_> = place.path.as_ref()?.steps().map(str::to_owned).collect();
        (steps.len() > 2).then(|| steps[..2].to_vec())
    };
    let counties = within(&sight.locations, sight.document.sentences[sentence].tokens()).iter();
    let mut offices = counties.filter(|seen| seen.value.text.ends_with("County") && is_office(sight, seen.mention.end));
    let county = offices.find(|seen| state(seen.value).is_some()).filter(|_| place.margin < SAID && place.path.is_some())?;
    (state(county.value) != state(place)).then(|| county.value.clone())
}

/// Points by which a place leads its namesakes if the text itself says which is meant, or if it has none.
const SAID: i32 = 200;

/// "in Malawi, Mozambique and Madagascar": what happened in all of them happened in none alone.
fn is_one_of_several_countries(sight: &Sight<'_>, place: &Location) -> bool {
    let at = sight.locations.partition_point(|seen| seen.value.span.start < place.span.start);
    let country = |number: usize| {
        let seen = sight.locations.get(number).filter(|seen| seen.value.precision == Some(Precision::Country))?;
        (seen.value.usage == Use::Literal).then_some(*seen)
    };
    let listed = |number: usize| {
        let (one, next) = (country(number)?, country(number + 1)?);
        let others = one.value.country != next.value.country && !is_owner(sight, &next);
        let comma =
            next.mention.first == one.mention.end && sight.document.gap(next.mention.first).only(Gap::COMMA.and(Gap::SPACE));
        Some(others && (comma || are_listed(sight, &one, &next) && !acts(sight, &next)))
    };
    let own = country(at).is_some_and(|seen| seen.value.span == place.span);
    own && (listed(at) == Some(true) || at > 0 && listed(at - 1) == Some(true))
}

/// "in Mozambique and Malawi closed its border": a clause of its own.
fn acts(sight: &Sight<'_>, country: &Seen<'_, Location>) -> bool {
    let end = country.mention.end;
    sight.document.gap(end) == Gap::SPACE && (sight.is(end, Classes::SPEECH) || sight.word(end).ends_with("ed"))
}

/// "in Niger, Nigeria's neighbour".
fn is_owner(sight: &Sight<'_>, country: &Seen<'_, Location>) -> bool {
    sight.document.gap(country.mention.end).has(Gap::APOSTROPHE) && sight.is_word(country.mention.end, &["s"])
}

/// How many days before the article an event is history, told beside the news.
pub const HISTORY: i32 = 365;

/// "convicted over the 2011 crash": an event of long ago did not happen where the news did, unless its own words say so.
pub fn forget_scene_of_news(sight: &Sight<'_>, draft: &mut Draft) {
    let Some(published) = sight.document.published.range.from else { return };
    let told = draft.when.filter(|(_, near)| *near <= Nearness::Sentence);
    let old = told.and_then(|(range, _)| range.to).is_some_and(|last| last < published.plus(-HISTORY));
    // "a statue of X, who was killed in 2019": told aside, of what happened elsewhere.
    let before = draft.anchor.start.saturating_sub(ASIDE).max(sight.document.sentences[draft.sentence].first);
    let aside = (before..draft.anchor.start).any(|at| sight.is(at, Classes::RELATIVE));
    let own = if aside { Nearness::Sentence } else { Nearness::Paragraph };
    draft.location.take_if(|(_, near)| old && *near > own);
    // "ATHENS - Relatives of the 57 people killed in the disaster": told as known, on a page from elsewhere.
    const MOURN: WordSet<8> =
        WordSet::of(["anniversary", "families", "family", "memorial", "mourn", "mourned", "relatives", "survivors"]);
    let lead = draft.sentence <= sight.document.body_starts && draft.is_pointed();
    let mourned = || sight.document.sentences[draft.sentence].tokens().any(|at| sight.is_among(at, &MOURN));
    let known = lead && mourned();
    draft.location.take_if(|(_, near)| known && *near == Nearness::Dateline);
}

/// How far before its verb "who" or "which" may stand.
const ASIDE: usize = 4;

/// The nearest place with that many points.
fn scene(sight: &Sight<'_>, draft: &Draft, before: &[Draft], ask: Ask) -> Option<(Location, Nearness)> {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    let own = best(sight, draft.clause.clone(), &draft.anchor, ask)
        .map(|place| near_or_filed(sight, draft, place, Nearness::Clause, Nearness::Dateline));
    let own = own.or_else(|| {
        best(sight, sentence, &draft.anchor, ask)
            .map(|place| near_or_filed(sight, draft, place, Nearness::Sentence, Nearness::Lead))
    });
    // "BAMAKO - Rebels killed 47 soldiers. The battle took place around Tinzaouaten".
    if let Some((filed, Nearness::Dateline | Nearness::Lead)) = &own
        && let Some((next, near)) = from_next(sight, draft, ask)
        && !is_of_county(filed, &next)
        && !is_inside(filed, &next)
    {
        return Some((next, near));
    }
    own.or_else(|| from_next(sight, draft, ask))
        .or_else(|| from_paragraph(sight, draft, ask))
        .or_else(|| from_heading(sight, draft))
        .or_else(|| inherited(draft, before, sight))
        .or_else(|| from_lead(sight, draft, ask))
        .or_else(|| from_sentence_after(sight, draft, ask))
}

/// How near a place of the telling's sentence is: the dateline's is less so than one that the telling names.
fn near_or_filed(sight: &Sight<'_>, draft: &Draft, place: Location, near: Nearness, filed: Nearness) -> (Location, Nearness) {
    let near = if is_dateline(sight, draft.sentence, &place) { filed } else { near };
    (place, near)
}

/// The best scene among the places of `range`.
fn best(sight: &Sight<'_>, range: Range<usize>, anchor: &Range<usize>, ask: Ask) -> Option<Location> {
    let candidates = within(&sight.locations, range);
    let scored = candidates.iter().map(|place| (score(sight, place, anchor, ask), *place));
    let (points, place) = scored.fold(None::<(i32, Seen<'_, Location>)>, |best, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    })?;
    let (points, place) = own_scene(sight, candidates, place, anchor, ask).unwrap_or((points, place));
    let place = whole_of(sight, candidates, place, anchor);
    (points >= ENOUGH).then(|| most_special(sight, candidates, place, anchor))
}

pub(super) fn score(sight: &Sight<'_>, place: &Seen<'_, Location>, anchor: &Range<usize>, ask: Ask) -> i32 {
    let literal = place.value.usage == Use::Literal;
    let possible = literal || is_struck_land(sight, place) || ask == Ask::PartOfName && tells_scene(sight, place);
    if !possible
        || is_no_scene(sight, place)
        || (matches!(ask, Ask::Scene | Ask::Near | Ask::Stray) && is_elsewhere(sight, place))
    {
        return i32::MIN;
    }
    let first = place.mention.first;
    if is_of_listed_part(sight, first, anchor) {
        return i32::MIN;
    }
    let distance = if first >= anchor.end { first - anchor.end } else { anchor.start.saturating_sub(place.mention.end) + 2 };
    if is_stray(sight, place) != (ask == Ask::Stray) {
        return i32::MIN;
    }
    let size = match place.value.precision {
        Some(Precision::Country) => 6,
        Some(Precision::Area) => 7,
        Some(Precision::Admin1) => 2,
        _ => 0,
    };
    let close = if ask != Ask::Scene && is_measured_close(sight, place) { CLOSE } else { 0 };
    // A part of a name is no doer and owns nothing: the "Gabon Ports building" only lies in Gabon.
    let part = !literal || (ask == Ask::PartOfName && names_institution(sight, place));
    let standing = if part { 0 } else { standing(sight, place) };
    let seat = if place.value.precision != Some(Precision::Country) && is_beat(sight, first) { 8 } else { 0 };
    let earlier = if is_of_clause_before(sight, place, anchor) { 3 } else { 0 };
    let later = if is_of_verb_behind(sight, place, anchor) { 6 } else { 0 };
    20 + standing + close - size - seat - earlier - later - (distance.min(24) / 3) as i32
}

/// "Police in the Eastern Cape are hunting": where those serve who speak or search; the scene may be named more closely.
fn is_beat(sight: &Sight<'_>, first: usize) -> bool {
    const SERVANTS: &[&str] = &["authorities", "detectives", "investigators", "officers", "officials", "police", "prosecutors"];
    let sentence = sight.document.sentence_at(first).first;
    let preposition = if sight.is_word(first.wrapping_sub(1), &["the"]) { first.wrapping_sub(2) } else { first.wrapping_sub(1) };
    let before = preposition.checked_sub(1).filter(|&at| at >= sentence && at <= sentence + 1);
    before.is_some_and(|at| sight.is_word(preposition, &["in", "of"]) && sight.is_word(at, SERVANTS))
}

/// "Five were killed, including two in Deir al-Balah and one in Jabalia": the parts' places, and none of the whole.
pub(super) fn is_of_listed_part(sight: &Sight<'_>, first: usize, anchor: &Range<usize>) -> bool {
    if first <= anchor.end {
        return false;
    }
    let behind = anchor.end..first;
    let Some(opens) = behind.rev().take(LISTED).find(|&at| sight.is_word(at, &["including"])) else { return false };
    let end = sight.document.sentence_at(first).end;
    let hangs = |at: usize| (at - 2..at).any(|word| sight.is_word(word, &["at", "in", "near"]));
    let counts = |place: &Seen<'_, Location>| {
        let at = place.mention.first;
        let from = within(&sight.locations, opens..at).last().map_or(opens, |before| before.mention.end);
        hangs(at) && (at.saturating_sub(PART).max(from)..at).any(|number| number > opens && sight.quantity_at(number).is_some())
    };
    let parts = within(&sight.locations, opens..end.min(opens + LISTED)).iter();
    let listed: Vec<usize> =
        parts.filter(|part| part.value.usage == Use::Literal && counts(part)).map(|part| part.mention.first).collect();
    listed.len() > 1 && (listed.contains(&first) || !hangs(first))
}

/// Words of a list of parts, and from a part's number to its place: "181 who were killed in".
const LISTED: usize = 30;
const PART: usize = 6;

/// "A year after a man drove into a crowd in Nice, a bomb killed": of another clause, and perhaps of another event.
fn is_of_clause_before(sight: &Sight<'_>, place: &Seen<'_, Location>, anchor: &Range<usize>) -> bool {
    let opening = sight.document.sentence_at(place.mention.first).first;
    let after = [opening, opening + 2].iter().any(|&at| sight.is_word(at, &["after", "before", "since", "while"]));
    after && (place.mention.end..anchor.start).take(40).any(|at| sight.document.gap(at).has(Gap::COMMA))
        || is_of_meanwhile(sight, place, anchor)
}

/// "Thousands rallied in Tel Aviv as strikes killed 12 in Gaza City": where something else went on, if the deed has a place of its own.
fn is_of_meanwhile(sight: &Sight<'_>, place: &Seen<'_, Location>, anchor: &Range<usize>) -> bool {
    if place.mention.end >= anchor.start {
        return false;
    }
    let compares = |at: usize| sight.is_word(at, &["many", "much", "well", "of"]);
    let meanwhile = |at: usize| sight.is_word(at, &["as", "when", "while"]) && !compares(at + 1);
    if !(place.mention.end..anchor.start).rev().take(MEANWHILE).any(meanwhile) {
        return false;
    }
    let inside = |own: &Location| {
        own.path.as_ref().zip(place.value.path.as_ref()).is_some_and(|(own, place)| place.is_under(own.as_str()))
    };
    let end = sight.document.sentence_at(anchor.start).end.min(anchor.end + OWN_PLACE);
    within(&sight.locations, anchor.end..end).iter().any(|own| {
        let before = own.mention.first.wrapping_sub(1);
        own.value.usage == Use::Literal && sight.is_word(before, &["at", "in", "near"]) && !inside(own.value)
    })
}

/// Words from "as" to the deed: "while soldiers and police killed".
const MEANWHILE: usize = 8;

/// "The hurricane, which killed 64 in Haiti, weakened off Florida": another verb's, behind the deed's own place.
fn is_of_verb_behind(sight: &Sight<'_>, place: &Seen<'_, Location>, anchor: &Range<usize>) -> bool {
    let first = place.mention.first;
    if first <= anchor.end {
        return false;
    }
    let own = within(&sight.locations, anchor.end..first.min(anchor.end + OWN_PLACE)).iter().find(|own| {
        let inside =
            own.value.path.as_ref().zip(place.value.path.as_ref()).is_some_and(|(own, place)| place.is_under(own.as_str()));
        own.value.usage == Use::Literal && sight.is_word(own.mention.first.wrapping_sub(1), &["in"]) && !inside
    });
    let verb =
        |at: usize| sight.is(at, Classes::BE.or(Classes::HAVE)) || sight.word(at).ends_with("ed") && sight.cue(at).is_none();
    let steers = |at: usize| sight.is(at, Classes::SPEECH);
    own.is_some_and(|own| {
        let between = own.mention.end..first;
        between.clone().any(verb) && !between.into_iter().any(steers)
    })
}

/// Words from a deed to its own place: "killed 64 people in Haiti".
const OWN_PLACE: usize = 8;

/// "It happened in X", "The attack took place in X", right after the telling.
fn from_next(sight: &Sight<'_>, draft: &Draft, ask: Ask) -> Option<(Location, Nearness)> {
    const HAPPENED: &[&str] = &["happened", "occurred", "unfolded", "took"];
    let next = sight.document.sentences.get(draft.sentence + 1)?.tokens();
    let opening = next.start..next.end.min(next.start + 5);
    let back = sight.is_word(next.start, &["it", "the", "this"]);
    let verb = opening.clone().find(|at| sight.is_word(*at, HAPPENED))?;
    let took = sight.is_word(verb, &["took"]);
    let told = back && (!took || sight.is_word(verb + 1, &["place"]));
    // "The clash took place a day after gunmen killed three in X".
    let end = next.clone().skip(1).find(|&at| sight.is_word(at, &["after", "before"])).unwrap_or(next.end).max(verb);
    let found = best(sight, verb..end, &(verb..verb + 1), ask).filter(|_| told)?;
    Some((found, Nearness::Paragraph))
}

/// The scene of the next sentence of the paragraph, which goes on with the story unless it tells of harm of its own.
fn from_sentence_after(sight: &Sight<'_>, draft: &Draft, ask: Ask) -> Option<(Location, Nearness)> {
    let sentences = &sight.document.sentences;
    let next = sentences.get(draft.sentence + 1).filter(|next| next.paragraph == sentences[draft.sentence].paragraph)?;
    let harms = next.tokens().any(|at| sight.cue(at).is_some_and(|(_, cue)| cue.harm.is_some()));
    let found = best(sight, next.tokens(), &(next.first..next.first + 1), ask).filter(|_| !harms)?;
    Some((found, Nearness::Paragraph))
}

/// The scene named last in the same paragraph before the telling.
fn from_paragraph(sight: &Sight<'_>, draft: &Draft, ask: Ask) -> Option<(Location, Nearness)> {
    let sentences = &sight.document.sentences;
    let paragraph = sentences[draft.sentence].paragraph;
    let earlier = sentences[..draft.sentence].iter().rev().take(LOOK_BACK).take_while(|s| s.paragraph == paragraph);
    for sentence in earlier {
        let anchor = sentence.first..sentence.first + 1;
        if let Some(found) = best(sight, sentence.tokens(), &anchor, ask) {
            return Some((found, Nearness::Paragraph));
        }
    }
    None
}

/// A place in a short line right above the paragraph: a heading.
fn from_heading(sight: &Sight<'_>, draft: &Draft) -> Option<(Location, Nearness)> {
    let sentences = &sight.document.sentences;
    let paragraph = sentences[draft.sentence].paragraph;
    let first = sentences.partition_point(|s| s.paragraph < paragraph);
    let above = first.checked_sub(1).map(|n| &sentences[n])?;
    let heading = above.tokens().len() <= 8 && !above.span.of(sight.document.text).ends_with('.');
    let place = within(&sight.locations, above.tokens()).iter().find(|l| l.value.usage == Use::Literal)?;
    (heading && above.paragraph + 1 == paragraph).then(|| (place.value.clone(), Nearness::Heading))
}

/// The place of the telling before, if this one goes on from it.
fn inherited(draft: &Draft, before: &[Draft], sight: &Sight<'_>) -> Option<(Location, Nearness)> {
    let last = before.iter().rev().take(LOOK_BACK).find(|d| d.location.is_some())?;
    let sentences = &sight.document.sentences;
    let step = sentences[draft.sentence].paragraph - sentences[last.sentence].paragraph;
    let goes_on = !draft.new_event && (step <= 1 && !is_past_history(sight, last, draft) || refers_back(sight, draft));
    let (place, near) = last.location.as_ref().filter(|_| goes_on)?;
    let near = if *near >= Nearness::Lead { Nearness::Lead } else { Nearness::Earlier };
    Some((place.clone(), near))
}

/// Another paragraph, about deaths of another cause.
fn is_of_other_cause(sight: &Sight<'_>, last: &Draft, draft: &Draft) -> bool {
    let paragraph = |draft: &Draft| sight.document.sentences[draft.sentence].paragraph;
    paragraph(draft) != paragraph(last) && has_other_cause(last, draft)
}

/// "the attack", "the blast", "those killed": points at an event told before.
pub fn refers_back(sight: &Sight<'_>, draft: &Draft) -> bool {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    sentence.clone().any(|at| {
        sight.is_word(at, &["the", "this", "that"])
            && (at + 1..(at + 4).min(sentence.end)).any(|next| {
                sight.cue(next).is_some_and(|(_, cue)| cue.attack.is_some_and(crate::lexicon::AttackWord::can_be_noun))
                    || covering(&sight.means, next).is_some()
                    || sight.is_word(next, &["incident", "toll", "victims", "dead", "injured", "wounded"])
            })
    })
}

/// The first scene of the first two sentences of the body, or the dateline's place.
fn from_lead(sight: &Sight<'_>, draft: &Draft, ask: Ask) -> Option<(Location, Nearness)> {
    if draft.new_event {
        return None;
    }
    let body = sight.document.body_starts;
    let lead = sight.document.sentences.iter().skip(body).take(2).chain(sight.document.sentences.iter().take(body));
    for sentence in lead {
        let anchor = sentence.first..sentence.first + 1;
        if let Some(found) = best(sight, sentence.tokens(), &anchor, ask) {
            return Some((found, Nearness::Lead));
        }
    }
    None
}
