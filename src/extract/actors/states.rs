//! Organs and people of states, read from the places that the locations pass found.
//!
//! "Russian forces" and "Kenya's police" are organs below the country; "Moscow said" is its government; a country that
//! strikes, says or is blamed is the state itself, whose path is the country alone. People and nouns without a country
//! follow (`people`, `generic`).
//!
//! Known failures: "Russian troops and police" gives the country to the troops only; a demonym more than two words before
//! its noun.

use super::acting::state;
use super::services::{Men, Services};
use super::{Found, Taken, generic, people, plain};
use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::lexicon::{Noun, Part, WordSet, nouns};
use crate::model::{Location, Path, Precision, Use};

/// States, their organs, people with a title, and generic nouns. Reads the locations and named actors found before.
#[must_use]
pub fn read(document: &Document<'_>, earlier: &[Mention]) -> Vec<Mention> {
    let (inside, places): (Vec<Place<'_>>, Vec<_>) =
        earlier.iter().filter_map(Place::of).partition(|place| place.usage == Use::Embedded);
    let mut named = Taken::of(earlier.iter().filter(|mention| matches!(mention.value, Value::Actor(_))));
    let services = Services::of(document, is_american(&places));
    let mut found = people::read(document, earlier, &places, &services);
    let mut persons = Taken::of(std::iter::empty());
    persons.runs = found.iter().map(|person| (person.first, person.end)).collect();
    persons.runs.sort_unstable();
    found.reserve(places.len() + document.tokens.len() / NOUNS);
    for (number, place) in places.iter().enumerate() {
        if named.covers(place.first, place.end).is_some() {
            continue;
        }
        let actor = organ(document, &places, number, &services)
            .or_else(|| nationals(document, place))
            .or_else(|| state(document, &places, number));
        let mut is_free =
            |actor: &Found| named.covers(actor.first, actor.end).is_none() && persons.covers(actor.first, actor.end).is_none();
        found.extend(actor.filter(|actor| is_free(actor)));
    }
    // "The Myanmar Air Force": a country in the name of its organ.
    let of_name = (0..inside.len()).filter(|&number| inside[number].is_country);
    let organs = of_name.filter_map(|number| organ(document, &inside, number, &services));
    found.extend(organs.filter(|organ| named.covers(organ.first, organ.end).is_none()));
    generic::add(document, earlier, &mut found, &places, &services);
    found.sort_by_key(|found| (found.first, found.end));
    found.into_iter().map(|found| found.mention(document)).collect()
}

/// Words of a text to each noun that names nobody.
const NOUNS: usize = 24;

/// True if most of the places that are meant as such lie in the United States: "Washington said" tells of none.
fn is_american(places: &[Place<'_>]) -> bool {
    let literal = || places.iter().filter(|place| place.usage == Use::Literal);
    let american = literal().filter(|place| place.country == "United States").count();
    2 * american > literal().count() && literal().any(|place| place.country == "United States" && !place.is_country)
}

fn country_of(location: &Location) -> Option<&str> {
    location.country.as_ref()?;
    location.path.as_ref()?.steps().next()
}

/// A place of a known country.
pub struct Place<'m> {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// The country's usual name.
    pub country: &'m str,
    /// How it is meant.
    pub usage: Use,
    /// A whole country.
    pub is_country: bool,
}

impl<'m> Place<'m> {
    fn of(mention: &'m Mention) -> Option<Self> {
        let Value::Location(location) = &mention.value else { return None };
        let is_country = location.precision == Some(Precision::Country);
        let country = country_of(location)?;
        Some(Self { first: mention.first, end: mention.end, country, usage: location.usage, is_country })
    }

    /// Where the words begin that this place owns: "Russian |forces", "Kenya's |police", "Lahore |police".
    pub fn owned(&self, document: &Document<'_>) -> Option<usize> {
        let gap = document.gap(self.end);
        if gap.has(Gap::APOSTROPHE) {
            let is_s = matches!(document.word(self.end), "s" | "S") && !gap.has(Gap::SPACE);
            let owned = if is_s { self.end + 1 } else { self.end };
            return plain(if is_s { document.gap(owned) } else { Gap::SPACE }).then_some(owned);
        }
        (plain(gap) && document.sentence_of(self.end) == document.sentence_of(self.first)).then_some(self.end)
    }
}

const MODIFIERS: WordSet<42> = WordSet::of([
    "special",
    "ground",
    "security",
    "naval",
    "air",
    "border",
    "state",
    "local",
    "federal",
    "military",
    "armed",
    "occupation",
    "occupying",
    "government",
    "army",
    "navy",
    "national",
    "central",
    "regional",
    "provincial",
    "defence",
    "defense",
    "invading",
    "allied",
    "elite",
    "undercover",
    "off",
    "duty",
    "senior",
    "top",
    "former",
    "interim",
    "transitional",
    "de",
    "facto",
    "young",
    "civilian",
    "unarmed",
    "two",
    "three",
    "regular",
    "counterterrorism",
]);
pub(super) const AND: WordSet<2> = WordSet::of(["and", "or"]);

/// "Russian forces", "Russian and Belarusian forces", "Kenya's police", "Kharkiv police".
fn organ(document: &Document<'_>, places: &[Place<'_>], number: usize, services: &Services<'_>) -> Option<Found> {
    let place = &places[number];
    let owned = joined(document, places, number).or_else(|| place.owned(document))?;
    let (at, length, noun) = noun_after(document, owned, place.usage == Use::Demonym || owned > place.end)?;
    let role = match services.of_noun(at, at + length) {
        Some(Men::Police) => "Police",
        Some(Men::Nobody | Men::Civilians) => return None,
        Some(Men::Table) | None => noun.role?,
    };
    Some(below(place.country, role, noun, place.first, at + length))
}

/// An organ of a country: `Russia/Military`.
pub(super) fn below(country: &str, role: &str, noun: &Noun, first: usize, end: usize) -> Found {
    let path = Path::of([country].into_iter().chain(role.split('/')));
    Found { first, end, rule: "actors/organ", name: None, path, person: false, plural: noun.plural, part: noun.part }
}

/// After "Russian" in "Russian and Belarusian forces", "Israeli-American jets": where what both own begins.
fn joined(document: &Document<'_>, places: &[Place<'_>], number: usize) -> Option<usize> {
    let (place, next) = (&places[number], places.get(number + 1)?);
    let between = next.first - place.end;
    let by_word = between == 1 && AND.has(document.tokens[place.end].hash);
    let by_mark = between == 0 && document.gap(next.first).only(Gap::HYPHEN.and(Gap::DASH).and(Gap::COMMA).and(Gap::SPACE));
    let alike = place.usage == Use::Demonym && next.usage == Use::Demonym;
    if !alike || !(by_word || by_mark) || document.sentence_of(place.first) != document.sentence_of(next.first) {
        return None;
    }
    joined(document, places, number + 1).or_else(|| next.owned(document))
}

/// The noun at `owned`, or after one or two modifiers if those may stand there.
fn noun_after(document: &Document<'_>, owned: usize, modified: bool) -> Option<(usize, usize, &'static Noun)> {
    for at in owned..=owned + 2 {
        if document.sentence_of(at) != document.sentence_of(owned) || (at > owned && !document.gap(at).only(INSIDE)) {
            return None;
        }
        // "Somalia National Army".
        if document.word(at) == "National" {
            continue;
        }
        if let Some((length, noun)) = nouns().longest(document, at) {
            return Some((at, length, noun));
        }
        if !modified || !document.tokens.get(at).is_some_and(|token| MODIFIERS.has(token.hash)) {
            return None;
        }
    }
    None
}

pub(super) const INSIDE: Gap = Gap::SPACE.and(Gap::LINE).and(Gap::HYPHEN);

/// "Three Palestinians were killed": people of a country, of whom no more is said.
fn nationals(document: &Document<'_>, place: &Place<'_>) -> Option<Found> {
    let word = document.word(place.end - 1);
    let many = place.usage == Use::Demonym && word.ends_with('s') && !word.ends_with("ss");
    many.then(|| Found {
        first: place.first,
        end: place.end,
        rule: "actors/nationals",
        name: None,
        path: Path::of([place.country, "Nationals"]),
        person: false,
        plural: true,
        part: Part::Either,
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, place, show};
    use super::*;

    fn found(text: &str) -> String {
        let article = article(text);
        let document = Document::of(&article);
        let known = [
            ("Russian", "Russia", Use::Demonym),
            ("Belarusian", "Belarus", Use::Demonym),
            ("Russia", "Russia", Use::Literal),
            ("Kenya", "Kenya", Use::Literal),
            ("Sudan", "Sudan", Use::Literal),
            ("Palestinians", "Palestine", Use::Demonym),
            ("Moscow", "Russia/Moscow", Use::Metonym),
            ("Lahore", "Pakistan/Punjab/Lahore", Use::Literal),
        ];
        let mut earlier: Vec<_> = known.iter().flat_map(|(name, path, usage)| place(&document, name, path, *usage)).collect();
        earlier.sort_by_key(|mention| mention.first);
        show(&document, &read(&document, &earlier))
    }

    #[test]
    fn a_country_owns_its_organs() {
        for (text, expected) in [
            ("Russian forces advanced", "Russian forces = Russia/Military"),
            ("Russian security forces", "Russian security forces = Russia/Security forces"),
            ("Russian special forces soldiers", "Russian special forces soldiers = Russia/Military"),
            ("suspected Russian spies", "Russian spies = Russia/Intelligence?"),
            (
                "Russian and Belarusian troops",
                "Russian and Belarusian troops = Russia/Military; Belarusian troops = Belarus/Military",
            ),
            ("Kenya's police fired", "Kenya's police = Kenya/Police"),
            ("Russia's Defence Ministry said", "Russia's Defence Ministry = Russia/Government/Defence Ministry"),
            ("Lahore police said", "Lahore police = Pakistan/Police"),
            ("a Russian air base burned", "Russian air base = Russia/Military/Air base"),
            ("the government of Sudan", "government of Sudan = Sudan/Government"),
            ("Russian children fled", "children = Civilians/Children"),
            ("a Russian hospital", "hospital = Infrastructure/Health/Hospital"),
            ("Russian-backed fighters", "fighters = Unknown/Militants"),
            ("Russian gunmen fled", "Russian gunmen = Russia/Gunmen"),
            ("three Palestinians died", "Palestinians = Palestine/Nationals"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_country_acts_as_a_subject_or_after_by() {
        for (text, expected) in [
            ("Russia struck a bridge", "Russia = Russia; bridge = Infrastructure/Transport/Bridge"),
            ("Russia has repeatedly denied it", "Russia = Russia"),
            ("Moscow said so", "Moscow = Russia/Government"),
            ("Russia, Sudan and Kenya sign a pact", "Russia = Russia; Sudan = Sudan; Kenya = Kenya"),
            ("roads in Russia and Kenya", ""),
            ("It was hit by Russia", "Russia = Russia"),
            ("floods in Russia killed two", ""),
            ("He went to Kenya", ""),
            ("Russia is cold", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
