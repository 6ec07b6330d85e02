//! Which place a telling belongs to: the place whose preposition says so, in the clause, then the sentence, the paragraph, the
//! heading, an earlier telling, the lead.
//!
//! Known failures: a victim's home ("a man from Lagos was killed in the capital") wins if the scene is not named.

use std::ops::Range;

use super::draft::{Draft, Nearness};
use crate::document::Gap;
use crate::extract::sight::{Seen, Sight, covering, within};
use crate::lexicon::{Classes, Number, person_noun};
use crate::model::{Location, Precision, Use};

/// Nouns after which "of X" names the place itself: "the city of Kharkiv".
const PLACE_NOUNS: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "state",
    "area",
    "municipality",
    "department",
    "neighborhood",
    "neighbourhood",
    "suburb",
    "island",
    "port",
    "capital",
    "camp",
    "county",
    "governorate",
    "oblast",
    "territory",
    "outskirts",
    "hamlet",
    "settlement",
    "resort",
    "regions",
    "districts",
    "states",
    "areas",
    "enclave",
    "part",
    "parts",
    "north",
    "south",
    "east",
    "west",
    "center",
    "centre",
    "coast",
    "republic",
    "division",
    "prefecture",
    "township",
    "commune",
    "cities",
    "towns",
    "villages",
    "provinces",
];

/// Words before "of X" or "from X" that measure from a place instead of standing in it.
const DIRECTIONS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "km",
    "kilometers",
    "kilometres",
    "miles",
    "outside",
    "northern",
    "southern",
    "minutes",
    "hours",
];

/// The least score at which a place is believed to be the scene.
const ENOUGH: i32 = 8;

/// Who serves a town: where they are from is where they are.
const SERVANTS: &[&str] = &["police", "officer", "policeman", "policewoman", "deputy", "trooper", "firefighter", "mayor", "fire"];

/// Sentences or tellings looked back over: far more than stories need, so that a text without paragraphs costs no square.
pub const LOOK_BACK: usize = 200;

/// Which places come into question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Those where something happened.
    Scene,
    /// Also where somebody harmed is from or was taken: the scene if the article names no other.
    Place,
    /// At last also a name inside another, or a country's adjective.
    PartOfName,
}

/// Fills the draft's location.
pub fn fill(sight: &Sight<'_>, draft: &mut Draft, before: &[Draft]) {
    draft.location = [Ask::Scene, Ask::Place, Ask::PartOfName].into_iter().find_map(|ask| scene(sight, draft, before, ask));
}

/// The nearest place with that many points.
fn scene(sight: &Sight<'_>, draft: &Draft, before: &[Draft], ask: Ask) -> Option<(Location, Nearness)> {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    best(sight, draft.clause.clone(), &draft.anchor, ask)
        .map(|place| (place, Nearness::Clause))
        .or_else(|| best(sight, sentence, &draft.anchor, ask).map(|place| (place, Nearness::Sentence)))
        .or_else(|| from_next(sight, draft, ask))
        .or_else(|| from_paragraph(sight, draft, ask))
        .or_else(|| from_heading(sight, draft))
        .or_else(|| inherited(draft, before, sight))
        .or_else(|| from_lead(sight, draft, ask))
}

/// The best scene among the places of `range`.
fn best(sight: &Sight<'_>, range: Range<usize>, anchor: &Range<usize>, ask: Ask) -> Option<Location> {
    let candidates = within(&sight.locations, range);
    let scored = candidates.iter().map(|place| (score(sight, place, anchor, ask), *place));
    let (points, place) = scored.fold(None::<(i32, Seen<'_, Location>)>, |best, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    })?;
    let place = whole_of(sight, candidates, place, anchor);
    (points >= ENOUGH).then(|| most_special(sight, candidates, place))
}

/// "across Ukraine, including in Odesa": the count is the whole's, not the part's.
fn whole_of<'s>(
    sight: &Sight<'_>,
    candidates: &[Seen<'s, Location>],
    part: Seen<'s, Location>,
    anchor: &Range<usize>,
) -> Seen<'s, Location> {
    let Some(path) = part.value.path.as_ref() else { return part };
    let listed = |whole: &Seen<'_, Location>| {
        let between = whole.mention.end..part.mention.first;
        between.into_iter().any(|at| at >= anchor.end && sight.is_word(at, &["including"]))
    };
    let around = |whole: &Seen<'_, Location>| {
        let above = whole.value.path.as_ref().is_some_and(|above| above != path && path.is_under(above.as_str()));
        above && whole.value.usage == Use::Literal && listed(whole)
    };
    candidates.iter().copied().find(around).unwrap_or(part)
}

/// "Pandi, Bulacan in Central Luzon": of places inside one another, the smallest one that the chain begins with.
fn most_special(sight: &Sight<'_>, candidates: &[Seen<'_, Location>], chosen: Seen<'_, Location>) -> Location {
    let Some(path) = chosen.value.path.as_ref() else { return chosen.value.clone() };
    let inside = candidates.iter().filter(|c| {
        c.value.usage == Use::Literal && c.value.path.as_ref().is_some_and(|p| p != path && p.is_under(path.as_str()))
    });
    let listed = |c: &Seen<'_, Location>| {
        let (from, to) = (c.mention.end.min(chosen.mention.end), c.mention.first.max(chosen.mention.first));
        (from..to).any(|at| sight.is_word(at, &["including", "and"]))
    };
    let close = inside.filter(|c| c.mention.first.abs_diff(chosen.mention.first) < 12 && !listed(c));
    close
        .max_by_key(|c| c.value.path.as_ref().map_or(0, crate::model::Path::depth))
        .map_or_else(|| chosen.value.clone(), |c| c.value.clone())
}

fn score(sight: &Sight<'_>, place: &Seen<'_, Location>, anchor: &Range<usize>, ask: Ask) -> i32 {
    let literal = place.value.usage == Use::Literal;
    let possible = literal || ask == Ask::PartOfName && tells_scene(sight, place);
    if !possible || (ask == Ask::Scene && is_elsewhere(sight, place)) {
        return i32::MIN;
    }
    let first = place.mention.first;
    let distance = if first >= anchor.end { first - anchor.end } else { anchor.start.saturating_sub(place.mention.end) + 2 };
    let size = match place.value.precision {
        Some(Precision::Country) => 6,
        Some(Precision::Area) => 7,
        Some(Precision::Admin1) => 2,
        _ => 0,
    };
    20 + standing(sight, place) - size - (distance.min(24) / 3) as i32
}

/// What the words around a place say of its being the scene.
fn standing(sight: &Sight<'_>, place: &Seen<'_, Location>) -> i32 {
    let first = place.mention.first;
    let sentence = sight.document.sentence_at(first);
    let possessive = sight.document.gap(place.mention.end).has(Gap::APOSTROPHE) && sight.is_word(place.mention.end, &["s"]);
    let country = matches!(place.value.precision, Some(Precision::Country | Precision::Area));
    let mut points = if possessive { -8 } else { 0 };
    if is_hospital(sight, first, sentence.first) {
        points -= 16;
    }
    let Some(governor) = governor(sight, first, sentence.first) else {
        // Opens the sentence: a dateline or a topic; but a country there is a doer: "Ukraine retaliated".
        return points + if country { -10 } else { 2 };
    };
    let before = governor.checked_sub(1).filter(|b| *b >= sentence.first);
    let after = |words: &[&str]| before.is_some_and(|b| sight.is_word(b, words));
    points += if sight.is_word(
        governor,
        &[
            "in",
            "at",
            "near",
            "outside",
            "inside",
            "on",
            "across",
            "over",
            "around",
            "throughout",
            "off",
            "within",
            "between",
            "toward",
            "towards",
        ],
    ) {
        if is_landmark(sight, governor, sentence.first) {
            -18
        } else if before.is_some_and(|b| {
            (b.saturating_sub(2)..=b).any(|at| sight.is(at, Classes::SPEECH) && !sight.is_word(at, &["reported"]))
        }) {
            -6
        } else {
            12
        }
    } else if sight.is_word(governor, &["of"]) {
        if after(DIRECTIONS) {
            -22
        } else if after(PLACE_NOUNS) {
            // "in Sirius, near the city of Sochi": the city only says where Sirius is.
            let outer = before.and_then(|b| self::governor(sight, b, sentence.first));
            if outer.is_some_and(|outer| is_landmark(sight, outer, sentence.first)) { -18 } else { 12 }
        } else {
            -9
        }
    } else if sight.is_word(governor, &["from"]) {
        -14
    } else if sight.is_word(governor, &["to"]) {
        -4
    } else if sight.is_word(governor, &["against"]) {
        2
    } else if country && !is_object(sight, first) {
        -10
    } else {
        0
    };
    points
}

/// A name inside another, or a country adjective, that still says where: "at Abha International Airport", "Houston Police",
/// "in a Pakistani tribal district".
fn tells_scene(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const STANDING: &[&str] = &[
        "airport",
        "university",
        "college",
        "school",
        "hospital",
        "church",
        "mosque",
        "temple",
        "station",
        "hotel",
        "stadium",
        "prison",
        "jail",
        "mall",
        "market",
        "police",
        "sheriff",
        "fire",
        "exchange",
        "court",
        "bridge",
    ];
    const LAND: &[&str] = &["town", "village", "city", "district", "province", "region", "territory", "waters", "coast", "area"];
    let end = place.mention.end;
    let goes_on = |at: &usize| sight.document.gap(*at) == Gap::SPACE;
    let mut next = (end..end + 3).take_while(goes_on);
    match place.value.usage {
        Use::Embedded => next.take(2).any(|at| sight.is_word(at, STANDING)),
        Use::Demonym => {
            let floor = sight.document.sentence_at(place.mention.first).first;
            let inside =
                governor(sight, place.mention.first, floor).is_some_and(|at| sight.is_word(at, &["in", "at", "off", "on"]));
            inside && next.any(|at| sight.is_word(at, LAND))
        }
        Use::Literal => true,
        Use::Metonym => false,
    }
}

/// "flown to Dhaka", "in a hospital in Lubbock": where the wounded were taken.
fn is_hospital(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    const TAKEN: &[&str] =
        &["hospital", "hospitals", "clinic", "intensive", "flown", "airlifted", "transferred", "evacuated", "morgue", "treated"];
    (first.saturating_sub(6).max(floor)..first).any(|at| sight.is_word(at, TAKEN))
}

/// A place of somebody harmed, not of the event.
fn is_elsewhere(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    const TAKEN: &[&str] = &[
        "flown",
        "airlifted",
        "transferred",
        "transported",
        "evacuated",
        "treated",
        "rushed",
        "taken",
        "admitted",
        "hospitalized",
    ];
    let first = place.mention.first;
    let floor = sight.document.sentence_at(first).first;
    is_home(sight, place)
        || is_office(sight, place.mention.end)
        || is_masthead(sight, first, floor)
        || (first.saturating_sub(8).max(floor)..first).any(|at| sight.is_word(at, TAKEN))
}

/// "the Cook County medical examiner's office": who says so or keeps somebody, for miles around.
fn is_office(sight: &Sight<'_>, end: usize) -> bool {
    const OFFICES: &[&str] = &["medical", "coroner", "sheriff", "attorney", "prosecutor", "prosecutors", "grand"];
    let office = end + usize::from(sight.is_word(end, &["district", "state"]));
    sight.document.gap(end) == Gap::SPACE && sight.is_word(office, OFFICES)
}

/// "Man shot in car park | Springfield Globe": the outlet that a page's title ends with.
fn is_masthead(sight: &Sight<'_>, first: usize, floor: usize) -> bool {
    let document = sight.document;
    let between = |at: usize| &document.text[document.tokens[at - 1].end as usize..document.tokens[at].start as usize];
    let parted = |at: usize| document.gap(at).has(Gap::OTHER.and(Gap::QUOTE)) && between(at).contains(['|', '«']);
    document.sentence_at(first).paragraph == 0 && (floor + 1..=first).any(parted)
}

/// "a Michigan man", "Ann Reed, 27, of Wister": where somebody is from. "Kaduna villagers" are many, and there.
fn is_home(sight: &Sight<'_>, place: &Seen<'_, Location>) -> bool {
    let (first, end) = (place.mention.first, place.mention.end);
    let of = first > 0 && sight.is_word(first - 1, &["of"]) && sight.document.gap(first - 1).has(Gap::COMMA);
    if of {
        return true;
    }
    let noun = sight.document.tokens.get(end).filter(|_| sight.document.gap(end) == Gap::SPACE);
    noun.is_some_and(|noun| person_noun(noun.hash) == Some(Number::Singular)) && !sight.is_word(end, SERVANTS)
}

/// "struck Iran", "attacked Israel": the place right after the verb of the attack.
fn is_object(sight: &Sight<'_>, first: usize) -> bool {
    (first.saturating_sub(2)..first).any(|at| sight.cue(at).is_some_and(|(n, c)| at + n == first && c.attack.is_some()))
}

/// True if "near" or "outside" at `preposition` only tells where the place right before it lies: "Sirius, near Sochi".
fn is_landmark(sight: &Sight<'_>, preposition: usize, floor: usize) -> bool {
    let relates = sight.is_word(preposition, &["near", "outside", "off", "between"]);
    let lowest = floor.max(preposition.saturating_sub(2));
    relates
        && sight
            .locations
            .iter()
            .any(|l| l.mention.end == preposition && l.mention.first >= lowest && l.value.usage == Use::Literal)
}

/// The preposition (or verb) that a place hangs on: the word before it, before its article, or before the first of a list.
fn governor(sight: &Sight<'_>, first: usize, floor: usize) -> Option<usize> {
    let mut at = first;
    for _ in 0..7 {
        at = at.checked_sub(1).filter(|at| *at >= floor)?;
        if sight.is(at, Classes::PREPOSITION.or(Classes::OF)) {
            return Some(at);
        }
        let place = covering(&sight.locations, at).is_some();
        let passable = sight.is(at, Classes::DETERMINER.or(Classes::AND));
        let adjective = !sight.is(at, Classes::BE.or(Classes::SPEECH).or(Classes::SUBORDINATOR))
            && !sight.document.gap(at + 1).has(Gap::COMMA);
        if !(place || passable || adjective) {
            return Some(at);
        }
    }
    None
}

/// "It happened in X", "The attack took place in X", right after the telling.
fn from_next(sight: &Sight<'_>, draft: &Draft, ask: Ask) -> Option<(Location, Nearness)> {
    const HAPPENED: &[&str] = &["happened", "occurred", "unfolded", "took"];
    let next = sight.document.sentences.get(draft.sentence + 1)?.tokens();
    let opening = next.start..next.end.min(next.start + 5);
    let back = sight.is_word(next.start, &["it", "the", "this"]);
    let verb = opening.clone().find(|at| sight.is_word(*at, HAPPENED))?;
    let took = sight.is_word(verb, &["took"]);
    let told = back && (!took || sight.is_word(verb + 1, &["place"]));
    let found = best(sight, verb..next.end, &(verb..verb + 1), ask).filter(|_| told)?;
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
    let goes_on = !draft.new_event && (step <= 1 || refers_back(sight, draft));
    let place = last.location.as_ref().map(|(l, _)| l.clone());
    place.filter(|_| goes_on).map(|l| (l, Nearness::Earlier))
}

/// "the attack", "the blast", "those killed": points at an event told before.
fn refers_back(sight: &Sight<'_>, draft: &Draft) -> bool {
    let sentence = sight.document.sentences[draft.sentence].tokens();
    sentence.clone().any(|at| {
        sight.is_word(at, &["the", "this", "that"])
            && (at + 1..(at + 4).min(sentence.end)).any(|next| {
                sight.cue(next).is_some_and(|(_, cue)| cue.attack.is_some_and(crate::lexicon::AttackWord::can_be_noun))
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
