//! Groups that no table knows: the article says what they are by the last word of their name, and often gives the acronym
//! it will use ("the Zarate Willka Liberation Armed Forces (FAL)").
//!
//! Known failures: parties and sports clubs that call themselves a front or a movement are read as groups too; an acronym
//! of another language than the name's is believed, since news translates names and keeps acronyms.

use super::{Found, Taken, called};
use crate::document::{Document, Gap, Sentence};
use crate::extract::{Mention, Value};
use crate::lexicon::{HashedMap, Part, WordSet};
use crate::model::Path;

/// Words that end the name of an armed group; with an acronym behind it that is enough.
const GROUPS: WordSet<35> = WordSet::of([
    "front",
    "army",
    "movement",
    "brigade",
    "brigades",
    "cartel",
    "forces",
    "force",
    "guard",
    "guards",
    "corps",
    "command",
    "commando",
    "commandos",
    "militia",
    "militias",
    "jihad",
    "mujahideen",
    "mujahidin",
    "resistance",
    "squad",
    "legion",
    "gang",
    "clan",
    "tigers",
    "alliance",
    "liberation",
    "hawks",
    "falcons",
    "martyrs",
    "battalion",
    "group",
    "faction",
    "cell",
    "fighters",
]);
/// Words that end such a name even without an acronym, if another of [`FIERCE`] stands in it.
const HEADS: WordSet<8> = WordSet::of(["front", "army", "movement", "brigades", "command", "forces", "organization", "group"]);
const FIERCE: WordSet<12> = WordSet::of([
    "liberation",
    "revolutionary",
    "martyrs",
    "mujahideen",
    "resistance",
    "jihad",
    "islamic",
    "patriotic",
    "guerrilla",
    "rebel",
    "insurgent",
    "salvation",
]);
/// Words that end the name of a group beyond doubt.
const SURE: WordSet<5> = WordSet::of(["cartel", "mujahideen", "mujahidin", "militia", "militias"]);
const INSIDE: WordSet<17> = WordSet::of([
    "of", "the", "for", "and", "de", "del", "la", "al", "el", "ul", "in", "e", "i", "wal", "bin", "national", "people",
]);

/// An acronym that the article explains.
struct Acronym {
    hash: u64,
    name: Option<String>,
    path: Path,
}

/// Adds groups introduced by the article to those found, which are in the order of the text.
pub fn add(document: &Document<'_>, earlier: &[Mention], found: &mut Vec<Found>) {
    let places: Vec<&Mention> = earlier.iter().filter(|mention| matches!(mention.value, Value::Location(_))).collect();
    let acronyms = explained(document, found);
    let mut more = full_names(document, found);
    more.extend(repeated(document, &acronyms, found, &more));
    found.extend(more);
    called::add(document, &places, found);
    found.sort_by_key(|found| found.first);
}

/// "Name (ABC)": the acronyms, and what they stand for.
fn explained(document: &Document<'_>, found: &mut Vec<Found>) -> Vec<Acronym> {
    let mut acronyms = Vec::new();
    let mut taken: Option<Marks> = None;
    let bracketed = document.sentences.iter().filter(|sentence| sentence.gaps.has(Gap::OPEN));
    for at in bracketed.flat_map(Sentence::tokens).filter(|at| *at > 0) {
        if !is_bracketed_acronym(document, at) {
            continue;
        }
        let hash = document.tokens[at].hash;
        let taken = taken.get_or_insert_with(|| Marks::of(document, found));
        if let Some(known) = taken.ending(at).and_then(|number| found.get(number)).filter(|found| !found.person) {
            acronyms.push(Acronym { hash, name: known.name.clone(), path: known.path.clone() });
        } else if let Some(first) = name_before(document, at) {
            if taken.any(first, at) {
                continue;
            }
            let group = group(document, first, at, "actors/introduced");
            taken.mark(found.len(), first, at);
            acronyms.push(Acronym { hash, name: group.name.clone(), path: group.path.clone() });
            found.push(group);
        }
    }
    acronyms
}

/// For every token the number of what was found there: asked about each name without going through all that was found.
pub(super) struct Marks(Vec<u32>);

impl Marks {
    pub(super) fn of(document: &Document<'_>, found: &[Found]) -> Self {
        let mut marks = Self(vec![0; document.tokens.len()]);
        for (number, found) in found.iter().enumerate() {
            marks.mark(number, found.first, found.end);
        }
        marks
    }

    pub(super) fn mark(&mut self, number: usize, first: usize, end: usize) {
        for cell in self.0.iter_mut().take(end).skip(first) {
            *cell = number as u32 + 1;
        }
    }

    pub(super) fn any(&self, first: usize, end: usize) -> bool {
        self.0[first..end].iter().any(|cell| *cell > 0)
    }

    /// What ends right before token `end`.
    fn ending(&self, end: usize) -> Option<usize> {
        let last = *self.0.get(end.checked_sub(1)?)?;
        (last > 0 && self.0.get(end).is_none_or(|next| *next != last)).then(|| last as usize - 1)
    }
}

fn is_bracketed_acronym(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    let length = token.end - token.start;
    token.gap.has(Gap::OPEN) && document.gap(at + 1).has(Gap::CLOSE) && token.shape.is_all_caps() && (2..=7).contains(&length)
}

/// The first token of a capitalised name that ends right before token `end` in a word for a group.
fn name_before(document: &Document<'_>, end: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    let sentence = document.sentence_at(last);
    let has_head = |first: usize| document.tokens[first..end].iter().any(|token| GROUPS.has(token.hash));
    if sentence.shouted || document.sentence_of(end) != document.sentence_of(last) {
        return None;
    }
    let first = run_before(document, last)?;
    (last > first && has_head(first) && has_own_word(document, first, end)).then_some(first)
}

/// A capitalised word that not every such group has in its name: not just "Liberation Front".
fn has_own_word(document: &Document<'_>, first: usize, end: usize) -> bool {
    let own = |word: u64| !GROUPS.has(word) && !FIERCE.has(word) && !INSIDE.has(word);
    document.tokens[first..end].iter().any(|token| token.shape.is_capital() && own(token.hash))
}

/// Walks back over capitalised words and the small words inside names.
pub(super) fn run_before(document: &Document<'_>, last: usize) -> Option<usize> {
    let start = document.sentence_at(last).first;
    let mut first = None;
    for at in (start..=last).rev().take(10) {
        let token = &document.tokens[at];
        if token.shape.is_capital() {
            first = Some(at);
        } else if !INSIDE.has(token.hash) && !GROUPS.has(token.hash) && !document.reads(at, "s") {
            break;
        }
        if !document.gap(at).only(Gap::SPACE.and(Gap::HYPHEN).and(Gap::LINE).and(Gap::APOSTROPHE)) {
            break;
        }
    }
    first.map(|first| after_office(document, first, last))
}

/// Where the name itself begins in "The Red Front", "Secretary of the Red Front".
fn after_office(document: &Document<'_>, first: usize, last: usize) -> usize {
    let is_of_the = |at: &usize| document.reads(*at, "of") && document.reads(*at + 1, "the");
    let head_before = |at: usize| document.tokens[first..at].iter().any(|token| GROUPS.has(token.hash));
    match (first..last).find(is_of_the) {
        Some(of) if !head_before(of) && of + 1 < last => of + 2,
        _ if document.reads(first, "The") && first < last => first + 1,
        _ => first,
    }
}

/// Names that say by their own words that they are a group's: "Popular Liberation Front", "Los Pepes Cartel".
fn full_names(document: &Document<'_>, found: &[Found]) -> Vec<Found> {
    let mut more: Vec<Found> = Vec::new();
    let mut taken: Option<Marks> = None;
    for (before_last, pair) in document.tokens.windows(2).enumerate() {
        let (before, token, last) = (&pair[0], &pair[1], before_last + 1);
        if !before.shape.is_capital() || !(HEADS.has(token.hash) || SURE.has(token.hash)) {
            continue;
        }
        if document.sentence_at(last).shouted || !(token.shape.is_capital() || FIERCE.has(before.hash)) {
            continue;
        }
        if document.sentence_of(last) < document.body_starts || !document.gap(last).only(Gap::SPACE.and(Gap::HYPHEN)) {
            continue;
        }
        let Some(first) = run_before(document, last).filter(|first| *first < last) else { continue };
        let fierce = document.tokens[first..last].iter().any(|token| FIERCE.has(token.hash));
        let taken = taken.get_or_insert_with(|| Marks::of(document, found));
        let free = !taken.any(first, last + 1);
        let own = has_own_word(document, first, last + 1);
        if free && own && (fierce || SURE.has(token.hash)) && document.sentence_at(first).first != first {
            taken.mark(found.len() + more.len(), first, last + 1);
            more.push(group(document, first, last + 1, "actors/group-name"));
        }
    }
    more
}

pub(super) fn group(document: &Document<'_>, first: usize, end: usize, rule: &'static str) -> Found {
    let name = document.span(first, end).of(document.text).to_owned();
    let path = Path::of([name.as_str()]);
    Found { first, end, rule, name: Some(name), path, person: false, plural: true, part: Part::Either }
}

/// Every later use of an explained acronym.
fn repeated(document: &Document<'_>, acronyms: &[Acronym], found: &[Found], more: &[Found]) -> Vec<Found> {
    if acronyms.is_empty() {
        return Vec::new();
    }
    let mut taken = Taken::of(std::iter::empty());
    taken.runs = found.iter().chain(more).map(|found| (found.first, found.end)).collect();
    taken.runs.sort_unstable();
    let mut by_hash: HashedMap<&Acronym> = HashedMap::default();
    for acronym in acronyms {
        by_hash.get_or_insert_with(acronym.hash, || acronym);
    }
    let mut again = Vec::new();
    for (at, token) in document.tokens.iter().enumerate() {
        let Some(known) = by_hash.get(token.hash).filter(|_| token.shape.is_all_caps()) else { continue };
        if taken.covers(at, at + 1).is_none() {
            let (name, path) = (known.name.clone(), known.path.clone());
            let rule = "actors/acronym";
            again.push(Found { first: at, end: at + 1, rule, name, path, person: false, plural: true, part: Part::Either });
        }
    }
    again
}

#[cfg(test)]
mod tests {
    use super::super::sample::{article, place, show};
    use crate::document::Document;
    use crate::model::Use;

    fn found(text: &str) -> String {
        let article = article(text);
        let document = Document::of(&article);
        let earlier = place(&document, "Bolivian", "Bolivia", Use::Demonym);
        show(&document, &super::super::names::read(&document, &earlier))
    }

    #[test]
    fn an_article_may_introduce_a_group() {
        for (text, expected) in [
            (
                "The Red Dawn Front (RDF) fled. The RDF is new.",
                "Red Dawn Front = Red Dawn Front (Red Dawn Front); RDF = Red Dawn Front (Red Dawn Front); \
                 RDF = Red Dawn Front (Red Dawn Front)",
            ),
            (
                "the Bolivian Hill People's Army [BHA]",
                "Bolivian Hill People's Army = Bolivian Hill People's Army (Bolivian Hill People's Army); \
                 BHA = Bolivian Hill People's Army (Bolivian Hill People's Army)",
            ),
            (
                "In 1989 the Army of National Liberation (ELN) struck",
                "Army of National Liberation = National Liberation Army (National Liberation Army (ELN)); \
                 ELN = National Liberation Army (National Liberation Army (ELN))",
            ),
            (
                "said the Great Lake Liberation Front on Monday",
                "Great Lake Liberation Front = Great Lake Liberation Front (Great Lake Liberation Front)",
            ),
            (
                "General Secretary of the Blue Lake Front (BKF)",
                "Blue Lake Front = Blue Lake Front (Blue Lake Front); BKF = Blue Lake Front (Blue Lake Front)",
            ),
            ("the Gross Domestic Product (GDP)", ""),
            ("on the Western Front it was quiet", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
