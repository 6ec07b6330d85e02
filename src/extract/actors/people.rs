//! People by their title: "Mayor Ihor Terekhov", "Kenyan President William Ruto", "Col. Oscar Leon Lara".
//!
//! Not in headlines, where every word has a capital. Known failures: a title before an office ("President Street") whose
//! second word is in no stop list; names written in small letters.

use super::services::Services;
use super::states::Place;
use super::{Found, Taken, WEEKDAYS, plain};
use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::lexicon::{Part, WordSet, titles};
use crate::model::Path;

/// People with a title who are no known leader.
pub fn read(document: &Document<'_>, earlier: &[Mention], places: &[Place<'_>], services: &Services<'_>) -> Vec<Found> {
    let mut named = Taken::of(earlier.iter().filter(|mention| matches!(mention.value, Value::Actor(_))));
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, length, path)) = titles().find(document, from) {
        let service = || if length == 1 { services.of_title(at, path) } else { path.clone() };
        let person = name_after(document, at + length).map(|end| person(document, places, at, at + length, end, &service()));
        let free = person.filter(|person| named.covers(at, person.end).is_none());
        from = free.as_ref().map_or(at + length, |person| person.end);
        found.extend(free);
    }
    found
}

fn person(document: &Document<'_>, places: &[Place<'_>], first: usize, name: usize, end: usize, path: &Path) -> Found {
    let owner =
        places[..places.partition_point(|place| place.first < first)].last().filter(|place| place.owned(document) == Some(first));
    let (first, path) = match owner {
        Some(place) if !path.is_under("Unknown") && !path.is_under("International") => {
            (place.first, Path::of([place.country].into_iter().chain(path.steps())))
        }
        _ => (first, path.clone()),
    };
    let name = Some(document.span(name, end).of(document.text).to_owned());
    Found { first, end, rule: "actors/title", name, path, person: true, plural: false, part: Part::Either }
}

/// Capitalised words that follow a title without being a name.
const NO_NAMES: WordSet<50> = WordSet::of([
    "assembly",
    "staff",
    "motors",
    "electric",
    "hospital",
    "department",
    "ministry",
    "league",
    "office",
    "minister",
    "secretary",
    "council",
    "command",
    "court",
    "street",
    "avenue",
    "university",
    "school",
    "party",
    "committee",
    "board",
    "of",
    "general",
    "mills",
    "elect",
    "i",
    "he",
    "the",
    "election",
    "police",
    "army",
    "attorney",
    "affairs",
    "directorate",
    "headquarters",
    "kingdom",
    "hotel",
    "mosque",
    "palace",
    "bridge",
    "airport",
    "square",
    "stadium",
    "hall",
    "road",
    "boulevard",
    "tower",
    "clinic",
    "camp",
    "barracks",
]);
/// Small words inside names.
pub(super) const PARTICLES: WordSet<16> =
    WordSet::of(["al", "el", "bin", "ibn", "de", "del", "la", "van", "von", "der", "den", "da", "dos", "abu", "ben", "ul"]);

fn is_no_name(word: u64) -> bool {
    NO_NAMES.has(word) || WEEKDAYS.has(word)
}

/// One past the last token of a name of one to five words at `first`.
fn name_after(document: &Document<'_>, first: usize) -> Option<usize> {
    let begins = document.tokens.get(first)?;
    let sentence = document.sentence_at(first);
    if !begins.shape.is_capital() || begins.shape.has_digit() || sentence.shouted || is_no_name(begins.hash) {
        return None;
    }
    let title = first.checked_sub(1)?;
    if document.sentence_of(first) < document.body_starts || document.sentence_of(title) != document.sentence_of(first) {
        return None;
    }
    if !document.gap(first).only(Gap::SPACE.and(Gap::PERIOD).and(Gap::LINE)) {
        return None;
    }
    let mut end = first + 1;
    for at in first + 1..sentence.end.min(first + 5) {
        let token = &document.tokens[at];
        let initial = document.tokens[at - 1].end - document.tokens[at - 1].start == 1;
        let joined =
            plain(token.gap) || token.gap.only(Gap::HYPHEN.and(Gap::APOSTROPHE)) || (initial && token.gap.has(Gap::PERIOD));
        if !joined || document.reads(at, "s") || is_no_name(token.hash) {
            break;
        }
        if token.shape.is_capital() {
            end = at + 1;
        } else if !PARTICLES.has(token.hash) {
            break;
        }
    }
    let (long, short) = (end > first + 1, begins.end - begins.start < 3);
    (long || (!short && !is_common_title(document.tokens[title].hash))).then_some(end)
}

const COMMON: WordSet<17> = WordSet::of([
    "general",
    "major",
    "private",
    "king",
    "queen",
    "justice",
    "deputy",
    "father",
    "captain",
    "speaker",
    "premier",
    "sultan",
    "envoy",
    "inspector",
    "superintendent",
    "constable",
    "representative",
]);

/// Titles that are everyday words too: a single capitalised word behind them is not enough.
fn is_common_title(title: u64) -> bool {
    COMMON.has(title)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, place, show};
    use super::super::states;
    use crate::document::Document;
    use crate::model::Use;

    fn found(text: &str) -> String {
        let article = article(text);
        let document = Document::of(&article);
        let mut earlier = place(&document, "Kenyan", "Kenya", Use::Demonym);
        earlier.extend(place(&document, "Nairobi", "Kenya/Nairobi", Use::Literal));
        show(&document, &states::read(&document, &earlier))
    }

    #[test]
    fn a_title_makes_a_name_a_person() {
        for (text, expected) in [
            ("said Mayor Ihor Terekhov on Monday", "Mayor Ihor Terekhov = Government/Local (Ihor Terekhov)"),
            ("the Kenyan President John Doe", "Kenyan President John Doe = Kenya/Government (John Doe)"),
            ("Nairobi governor Jane Roe's office", "Nairobi governor Jane Roe = Kenya/Government/Local (Jane Roe)"),
            ("Lt. Col. Oscar de la Cruz said", "Lt. Col. Oscar de la Cruz = Military (Oscar de la Cruz)"),
            ("the General Assembly met", ""),
            ("A private Bank failed", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
