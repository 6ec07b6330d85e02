//! Where place names, country adjectives and abbreviations of states stand: the longest match at every capital.

use std::sync::LazyLock;

use super::words::{Class, class_of};
use crate::document::{Document, Gap, Sentence};
use crate::gazetteer::{Gazetteer, Kind, Name, PlaceId};
use crate::lexicon::{Phrases, joins, rows};
use crate::model::Use;

/// What a spot may stand for.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// A name, whose place is still to be chosen.
    Named(Name),
    /// A place already known: an adjective's country, an abbreviation's state.
    Known(PlaceId),
}

/// How sure it is that a spot is a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// No place.
    Rejected,
    /// A place only if the article speaks of its surroundings.
    Weak,
    /// A place unless something speaks against it.
    Likely,
    /// A place.
    Sure,
}

/// A run of tokens that may name a place.
#[derive(Clone, Debug)]
pub struct Spot {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What it may stand for.
    pub what: What,
    /// How it is used.
    pub usage: Use,
    /// How sure.
    pub strength: Strength,
    /// The rule that recognised it.
    pub rule: &'static str,
    /// The spot that names what it lies in: "Austin, Texas".
    pub parent: Option<usize>,
    /// The country that the words before it say: "the Russian city of".
    pub country: Option<PlaceId>,
    /// The spot that it lies by, or in a division that the gazetteer draws otherwise: "north of Baghdad".
    pub beside: Option<usize>,
    /// The words leave no doubt that it lies there: "the Iraqi town of", "30 km south of".
    pub bound: bool,
    /// In some direction from there, and nobody says how far: "south of Lima".
    pub afar: bool,
    /// A division is meant, not its city: "province", "across".
    pub division: bool,
    /// A town is meant, not its division: "the city of".
    pub town: bool,
    /// By the place, not in it.
    pub near: bool,
    /// Its last word is its kind: "Kharkiv Oblast".
    takes_kind: bool,
}

impl Spot {
    /// A spot nothing is known of yet.
    fn new(first: usize, end: usize, what: What, usage: Use, strength: Strength, rule: &'static str) -> Self {
        Self {
            first,
            end,
            what,
            usage,
            strength,
            rule,
            parent: None,
            country: None,
            beside: None,
            bound: false,
            afar: false,
            division: false,
            town: false,
            near: false,
            takes_kind: false,
        }
    }

    /// A name that the user's table sets.
    pub fn set(first: usize, end: usize, place: PlaceId, rule: &'static str) -> Self {
        Self::new(first, end, What::Known(place), Use::Literal, Strength::Sure, rule)
    }

    /// From now on this place, whatever the words around it say.
    pub fn become_known(&mut self, place: PlaceId, rule: &'static str) {
        (self.what, self.strength, self.rule) = (What::Known(place), Strength::Sure, rule);
    }

    /// From now on no place.
    pub fn ban(&mut self, rule: &'static str) {
        (self.strength, self.rule) = (Strength::Rejected, rule);
    }

    /// True if it names no place.
    pub fn is_rejected(&self) -> bool {
        self.strength == Strength::Rejected
    }

    /// One past the name itself, without the word for its kind: "Kharkiv" of "Kharkiv Oblast".
    pub fn name_end(&self) -> usize {
        self.end - usize::from(self.takes_kind)
    }

    /// The name, if the place is still to be chosen.
    pub fn name(&self) -> Option<Name> {
        match self.what {
            What::Named(name) => Some(name),
            What::Known(_) => None,
        }
    }

    /// True if one of the `most` most populous places that it may be is of such a kind.
    pub fn any_kind(&self, most: usize, is: impl Fn(Kind) -> bool) -> bool {
        match self.what {
            What::Named(name) => name.candidates().take(most).any(|candidate| is(candidate.kind)),
            What::Known(place) => is(Gazetteer.kind(place)),
        }
    }

    /// The places it may be.
    pub fn places(&self) -> Vec<PlaceId> {
        match self.what {
            What::Named(name) => name.candidates().map(|candidate| candidate.place).collect(),
            What::Known(place) => vec![place],
        }
    }
}

static ADJECTIVES: LazyLock<Phrases<PlaceId>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for row in rows(include_str!("../../../data/demonyms.tsv")) {
        let country = Gazetteer.country_coded(row.cell(3));
        let place = match row.cell(2) {
            "country" => country,
            "region" => Gazetteer.name(row.cell(4)).and_then(|name| {
                name.candidates().map(|c| c.place).find(|place| country.is_none() || Gazetteer.country(*place) == country)
            }),
            _ => None,
        };
        if let Some(place) = place {
            phrases.insert(row.cell(0), place);
        }
    }
    phrases.marked()
});

/// Abbreviations of states. Those with small letters end in a period ("Ore."), the others are capitals ("TX").
static ABBREVIATIONS: LazyLock<Phrases<PlaceId>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for row in rows(include_str!("../../../data/state_abbreviations.tsv")) {
        let country = Gazetteer.country_coded(row.cell(1));
        let named = Gazetteer.name(row.cell(3)).into_iter().flat_map(Name::candidates);
        let state = named.map(|c| c.place).find(|p| Gazetteer.country(*p) == country && Gazetteer.kind(*p) == Kind::Admin1);
        if let Some(state) = state {
            phrases.insert(row.cell(0), state);
        }
    }
    phrases.marked()
});

/// All spots of a document in the order of the text; nothing is judged yet.
pub fn find(document: &Document<'_>) -> Vec<Spot> {
    let mut spots = Vec::with_capacity(document.tokens.len() / 16);
    for sentence in &document.sentences {
        let mut at = sentence.first;
        while at < sentence.end {
            let Some(small) = document.tokens[at..sentence.end].iter().position(|token| token.shape.is_capital()) else { break };
            at += small;
            let found = with_article(document, at, sentence).or_else(|| spot_at(document, at, sentence.shouted));
            match found {
                Some(spot) => {
                    at = spot.end;
                    spots.push(spot);
                }
                None => at += 1,
            }
        }
    }
    name_counties(document, &mut spots);
    spots
}

/// "in Barton and Reno counties": counties, whatever towns bear their names.
fn name_counties(document: &Document<'_>, spots: &mut [Spot]) {
    for last in 0..spots.len() {
        let sort = match document.word(spots[last].end) {
            "counties" | "Counties" => "County",
            "parishes" | "Parishes" => "Parish",
            _ => continue,
        };
        let mut at = last;
        loop {
            let name = document.span(spots[at].first, spots[at].end).of(document.text);
            if let Some(county) = Gazetteer.name(&format!("{name} {sort}")) {
                (spots[at].what, spots[at].division) = (What::Named(county), true);
            }
            if at == 0 || !are_listed(document, &spots[at - 1], &spots[at]) {
                break;
            }
            at -= 1;
        }
    }
}

/// Two names with only a comma or "and" between them.
pub fn are_listed(document: &Document<'_>, one: &Spot, next: &Spot) -> bool {
    let comma = next.first == one.end && document.gap(next.first).only(Gap::COMMA.and(Gap::SPACE).and(Gap::LINE));
    let and = || next.first == one.end + 1 && document.reads(one.end, "and");
    comma || and() && document.gap(next.first).only(Gap::SPACE.and(Gap::LINE))
}

/// "in el Salvador": a country whose article the text writes small. Of the towns that are called so there are many.
fn with_article(document: &Document<'_>, at: usize, sentence: &Sentence) -> Option<Spot> {
    const ARTICLES: &[&str] = &["el", "la", "las", "los"];
    let article = at.checked_sub(1).filter(|article| *article >= sentence.first && document.gap(at) == Gap::SPACE)?;
    let length = document.tokens[article].end - document.tokens[article].start;
    if length > 3 || !ARTICLES.contains(&document.word(article)) {
        return None;
    }
    let (length, name) = Gazetteer.longest(document, article)?;
    let spot = (length > 1).then(|| named_spot(document, article, length, name))?;
    spot.any_kind(1, |kind| kind == Kind::Country).then_some(spot)
}

fn spot_at(document: &Document<'_>, at: usize, shouted: bool) -> Option<Spot> {
    if document.tokens[at].end - document.tokens[at].start <= 5
        && let Some(spot) = abbreviation_at(document, at, shouted)
    {
        return Some(spot);
    }
    let adjective = ADJECTIVES.longest(document, at);
    if document.gap(at + 1).only(Gap::PERIOD.and(Gap::SPACE))
        && document.reads(at, "U")
        && class_at(document, at + 2).has(Class::CURRENCY)
    {
        return None;
    }
    let named = Gazetteer.longest(document, at).map(|(length, name)| trimmed(document, at, length, name));
    let named = named.flatten().filter(|(length, _)| !goes_on_in_word(document, at + length));
    let named = named
        .or_else(|| without_apostrophes(document, at))
        .filter(|(length, name)| is_written_as_name(document, at, *length, *name, shouted));
    let adjective = adjective.filter(|(length, _)| !class_at(document, at + length).has(Class::CURRENCY));
    let named = named.filter(|(length, _)| !class_at(document, at + length).has(Class::CURRENCY));
    match (adjective, named) {
        (Some((long, place)), other)
            if other.is_none_or(|(length, _)| length < long || length == long && modifies(document, at + long)) =>
        {
            Some(Spot::new(at, at + long, What::Known(*place), Use::Demonym, Strength::Sure, "locations/adjective"))
        }
        (_, Some((length, name))) => Some(named_spot(document, at, length, name)),
        _ => None,
    }
}

/// "U.S. troops", but "in the U.S. on Monday": a word that is both adjective and name modifies what stands right after it.
fn modifies(document: &Document<'_>, next: usize) -> bool {
    let joined = document.gap(next).only(Gap::SPACE.and(Gap::LINE).and(Gap::PERIOD).and(Gap::HYPHEN));
    let same_sentence = next < document.sentence_at(next - 1).end;
    joined && same_sentence && !class_at(document, next).has(Class::FUNCTION.or(Class::SPEECH).or(Class::LOCATIVE))
}

fn class_at(document: &Document<'_>, at: usize) -> Class {
    document.tokens.get(at).map_or_else(Class::default, class_of)
}

/// "Sen. Ann Reed, D-Ohio", "R-Calif.": where a politician is from.
pub fn is_after_party(document: &Document<'_>, at: usize) -> bool {
    at > 0 && document.gap(at).only(Gap::HYPHEN) && matches!(document.word(at - 1), "D" | "R" | "I" | "DFL")
}

/// "Portland, Ore.", "Austin, TX", "D-Ore."; else only dotted initials: "N.J.".
fn abbreviation_at(document: &Document<'_>, at: usize, shouted: bool) -> Option<Spot> {
    let after_comma = document.gap(at).has(Gap::COMMA) || is_after_party(document, at);
    let dotted_initial = document.gap(at + 1) == Gap::PERIOD && document.word(at).len() == 1;
    if !(after_comma || dotted_initial) {
        return None;
    }
    let (length, state) = ABBREVIATIONS.longest(document, at)?;
    let period = document.gap(at + length).has(Gap::PERIOD);
    // Where all is in capitals, "OR" is a state only if a mark follows it too.
    if shouted && document.gap(at + length).only(Gap::SPACE) {
        return None;
    }
    let capitals = (at..at + length).all(|t| document.tokens[t].shape.is_all_caps());
    let fits =
        if after_comma { period || capitals && (length > 1 || document.word(at).len() == 2) } else { length > 1 && period };
    fits.then(|| Spot::new(at, at + length, What::Known(*state), Use::Literal, Strength::Likely, "locations/abbreviation"))
}

/// "Dara['a]", but not "Chad['s]": the apostrophe before token `at` stands inside a word.
fn goes_on_in_word(document: &Document<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 7] = ["s", "S", "d", "ll", "re", "t", "ve"];
    document.gap(at) == Gap::APOSTROPHE && !ENDINGS.contains(&document.word(at))
}

/// "Dara'a", "Ma'arrat al-Nu'man": a name that the table has without its apostrophes, or with others.
fn without_apostrophes(document: &Document<'_>, at: usize) -> Option<(usize, Name)> {
    const LONGEST: usize = 7;
    let near = (at + 1..at + 4).find(|next| goes_on_in_word(document, *next))?;
    let limit = document.sentence_at(at).end.min(at + LONGEST);
    let end = (at + 1..limit).find(|next| !joins(document.gap(*next))).unwrap_or(limit);
    (near + 1..=end).rev().filter(|end| !goes_on_in_word(document, *end)).find_map(|end| {
        let written = document.span(at, end).of(document.text).replace(['\'', '’', 'ʼ', '`', '‘'], "");
        Gazetteer.name(&written).map(|name| (end - at, name))
    })
}

/// A match that ends in a small word ("Lake Chad region" may, "Bath and" may not) falls back to its capitalised beginning.
fn trimmed(document: &Document<'_>, at: usize, length: usize, name: Name) -> Option<(usize, Name)> {
    let last = at + length - 1;
    // "Sa'dah": the rest of a word.
    let ends_well = goes_on_in_word(document, last)
        || document.tokens[last].shape.is_capital()
        || class_of(&document.tokens[last]).has(Class::DIVISION.or(Class::FEATURE));
    let breaks = (at + 1..=last).any(|t| document.gap(t).has(Gap::PERIOD) && !is_abbreviated(document, t));
    if (ends_well && !breaks) || length == 1 {
        return (length == 1 || !breaks).then_some((length, name));
    }
    (1..length).rev().find_map(|shorter| {
        let span = document.span(at, at + shorter);
        document.tokens[at + shorter - 1]
            .shape
            .is_capital()
            .then(|| Gazetteer.name(span.of(document.text)))
            .flatten()
            .map(|n| (shorter, n))
    })
}

/// A period inside a name follows an abbreviation: "St. Louis", "U.S.".
fn is_abbreviated(document: &Document<'_>, at: usize) -> bool {
    let before = document.word(at - 1);
    before.len() <= 2 || before.eq_ignore_ascii_case("dist")
}

/// Short names must be written as such: "US" is a country, "us" and "Us" are not, nor is "IN" in a headline.
fn is_written_as_name(document: &Document<'_>, at: usize, length: usize, name: Name, shouted: bool) -> bool {
    let capitals = (at..at + length).all(|t| document.tokens[t].shape.is_all_caps());
    let dotted = length > 1 && (at..at + length).all(|t| document.word(t).len() == 1);
    if dotted {
        return document.gap(at + 1).has(Gap::PERIOD) && capitals;
    }
    if length > 1 {
        return true;
    }
    // Asked late: some names have a hundred bearers.
    let is_country = || name.has_kind(Kind::Country);
    let letters = name.letters();
    let short_alias = letters <= 3 && is_country() && !name.candidates().any(|c| c.main && c.kind == Kind::Country);
    if short_alias {
        return capitals && (!shouted || letters > 2);
    }
    let mark = Gap::COMMA.and(Gap::DASH).and(Gap::OPEN).and(Gap::OTHER);
    let opens = at == document.sentence_at(at).first && document.gap(at + 1).has(mark);
    letters > 2 && (!capitals || shouted || letters > 4 || opens || is_country())
}

/// Takes in a type word that is part of the name: "Kharkiv Oblast", "San Miguel Department".
fn named_spot(document: &Document<'_>, at: usize, length: usize, name: Name) -> Spot {
    let end = at + length;
    let mut spot = Spot::new(at, end, What::Named(name), Use::Literal, Strength::Weak, "locations/name");
    let same_sentence = end < document.sentence_at(at).end && document.gap(end).only(Gap::SPACE.and(Gap::LINE));
    if !same_sentence || !class_of(&document.tokens[end]).has(Class::DIVISION) {
        return spot;
    }
    let has_division = [Kind::Admin1, Kind::Admin2, Kind::Region].iter().any(|kind| name.has_kind(*kind));
    spot.division = has_division;
    let capital = document.tokens[end].shape.is_capital() && !document.sentence_at(at).shouted;
    let follows = end + 1 < document.sentence_at(at).end
        && document.gap(end + 1).only(Gap::SPACE)
        && document.tokens[end + 1].shape.is_capital();
    let named_whole = document.reads(end + 1, "of") && document.gap(end + 1).only(Gap::SPACE);
    if has_division && capital && !follows && !named_whole {
        (spot.end, spot.takes_kind) = (end + 1, true);
    }
    spot
}
