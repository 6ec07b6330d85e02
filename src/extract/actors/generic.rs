//! Nouns that name nobody: "gunmen", "civilians", "a hospital".
//!
//! Known failures: a noun used as an adjective before a word that is in no table ("a school board"); professions that are
//! mentioned without being concerned ("the doctor said").

use super::services::{Men, Services};
use super::states::{Place, below};
use super::{Found, Taken, plain};
use crate::document::Document;
use crate::extract::{Mention, Value};
use crate::lexicon::{Noun, Part, WordSet, means, nouns};
use crate::model::Path;

/// Adds generic nouns outside the actors and places found before.
pub fn add(document: &Document<'_>, earlier: &[Mention], found: &mut Vec<Found>, places: &[Place<'_>], services: &Services<'_>) {
    let is_name = |mention: &&Mention| matches!(mention.value, Value::Actor(_) | Value::Location(_));
    let mut taken = Taken::of(earlier.iter().filter(is_name));
    taken.runs.extend(found.iter().map(|found| (found.first, found.end)));
    taken.runs.sort_unstable();
    let nouns = nouns();
    let mut from = 0;
    while let Some((at, length, noun)) = nouns.find(document, from) {
        let end = at + length;
        if let Some(covered) = taken.covers(at, end) {
            from = covered.max(at + 1);
            continue;
        }
        if may_stand(document, at, end, noun) {
            found.extend(of_country(document, places, at, end, noun).or_else(|| bare(at, end, noun, services)));
        }
        from = end;
    }
}

fn bare(first: usize, end: usize, noun: &Noun, services: &Services<'_>) -> Option<Found> {
    let path = match services.of_noun(first, end) {
        Some(Men::Police) => Path::of(["Police"]),
        Some(Men::Civilians) => {
            let path = Path::of(["Civilians"]);
            return Some(Found {
                first,
                end,
                rule: "actors/noun",
                name: None,
                path,
                person: false,
                plural: noun.plural,
                part: Part::Target,
            });
        }
        Some(Men::Nobody) => return None,
        Some(Men::Table) | None => noun.path.clone()?,
    };
    let rule = if noun.part == Part::Thing { "actors/thing" } else { "actors/noun" };
    Some(Found { first, end, rule, name: None, path, person: false, plural: noun.plural, part: noun.part })
}

const OF: WordSet<1> = WordSet::of(["of"]);

/// "the armed forces of Ukraine", "the government of the Sudan".
fn of_country(document: &Document<'_>, places: &[Place<'_>], first: usize, end: usize, noun: &Noun) -> Option<Found> {
    let role = noun.role?;
    if !OF.has(document.tokens.get(end)?.hash) || !plain(document.gap(end)) {
        return None;
    }
    let after = if document.reads(end + 1, "the") { end + 2 } else { end + 1 };
    let at = places.binary_search_by_key(&after, |place| place.first).ok()?;
    Some(below(places[at].country, role, noun, first, places[at].end))
}

/// Names that hit things keep their capitals in: "Kharkiv Children's Hospital".
const NAMED_THINGS: [&str; 5] = [
    "Infrastructure/Health",
    "Infrastructure/Education",
    "Infrastructure/Worship",
    "Infrastructure/Energy",
    "Infrastructure/Transport",
];

fn may_stand(document: &Document<'_>, first: usize, end: usize, noun: &Noun) -> bool {
    if is_adjective(document, first, end) {
        return false;
    }
    let capital = document.tokens[first].shape.is_capital();
    if noun.capital {
        return capital;
    }
    let sentence = document.sentence_at(first);
    let says_nothing = sentence.first == first || sentence.shouted || document.sentence_of(first) < document.body_starts;
    if capital && !says_nothing && !may_be_capital(noun) {
        return false;
    }
    // "car bomb", "bus crash", "school shooting": part of a means.
    noun.part != Part::Thing || means().longest(document, first).is_none_or(|(length, _)| first + length <= end)
}

const ADJECTIVES: WordSet<11> =
    WordSet::of(["criminal", "civilian", "christian", "muslim", "hindu", "sunni", "shiite", "sikh", "druze", "tamil", "radical"]);
const AFTER_A_NOUN: WordSet<24> = WordSet::of([
    "was", "were", "is", "has", "had", "who", "and", "or", "in", "on", "at", "by", "to", "from", "with", "for", "of", "near",
    "killed", "died", "dead", "wounded", "injured", "that",
]);

/// "Civilian targets", "the Christian Democratic leader": the same word before a noun of its own.
fn is_adjective(document: &Document<'_>, first: usize, end: usize) -> bool {
    let single = end == first + 1 && ADJECTIVES.has(document.tokens[first].hash);
    let noun_follows = || {
        let next = document.tokens.get(end).filter(|_| document.sentence_of(end) == document.sentence_of(first));
        next.is_some_and(|next| plain(next.gap) && !AFTER_A_NOUN.has(next.hash))
    };
    single && noun_follows()
}

fn may_be_capital(noun: &Noun) -> bool {
    let Some(path) = &noun.path else { return false };
    match noun.part {
        Part::Thing => NAMED_THINGS.iter().any(|above| path.is_under(above)) || path.is_under("Military"),
        _ => !path.is_under("Civilians") && !path.is_under("Protesters"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, show};
    use super::super::states;
    use crate::document::Document;

    fn found(text: &str) -> String {
        let article = article(text);
        let document = Document::of(&article);
        show(&document, &states::read(&document, &[]))
    }

    #[test]
    fn nouns_without_a_name() {
        for (text, expected) in [
            ("Gunmen killed six worshippers", "Gunmen = Unknown/Gunmen; worshippers = Civilians/Worshippers"),
            ("suspected jihadists fled", "jihadists = Unknown/Jihadists?"),
            ("a police station and two police officers", "police station = Police/Station; police officers = Police"),
            ("forces gathered", ""),
            ("a civilian was hurt", "civilian = Civilians"),
            ("civilian targets and the Christian Democratic leader", ""),
            ("a car bomb near a school bus", "school bus = Vehicles/Bus"),
            ("two Jesuit priests", "Jesuit priests = Clergy"),
            ("The House voted", ""),
            ("at Saint Mary Hospital", "Hospital = Infrastructure/Health/Hospital"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
