//! Capitals that are described, not named: "the Afghan capital", "Somalia's capital", "the capital of Mali".
//!
//! The mention is the one word "capital": that of the country stands beside it, and no two mentions of places overlap.

use std::sync::LazyLock;

use crate::document::fold::hash_word;
use crate::document::{Document, Gap};
use crate::extract::{Mention, Value};
use crate::gazetteer::{Gazetteer, Kind, Name, PlaceId};
use crate::lexicon::{HashedMap, rows};
use crate::model::{Location, Precision, Use};

/// The capital of each country, by the hash of its code.
static CAPITALS: LazyLock<HashedMap<PlaceId>> = LazyLock::new(|| {
    let mut capitals = HashedMap::default();
    for row in rows(include_str!("../../../data/countries.tsv")) {
        let country = Gazetteer.country_coded(row.cell(0));
        let named = Gazetteer.name(row.cell(4)).into_iter().flat_map(Name::candidates).map(|candidate| candidate.place);
        let town = |place: &PlaceId| Gazetteer.kind(*place) == Kind::Capital && Gazetteer.country(*place) == country;
        if let Some(capital) = named.into_iter().find(town) {
            capitals.get_or_insert_with(hash_word(row.cell(0)), || capital);
        }
    }
    capitals
});

/// "Swiss capital markets": money, not a town.
const MONEY: &[&str] =
    &["market", "markets", "gain", "gains", "flow", "flows", "flight", "goods", "spending", "investment", "controls", "account"];

/// The capitals that the words around the countries among `places` speak of.
pub fn read(document: &Document<'_>, places: &[Mention]) -> Vec<Mention> {
    let countries = places.iter().filter_map(|mention| match &mention.value {
        Value::Location(country) if country.precision == Some(Precision::Country) => Some((mention, country)),
        _ => None,
    });
    let described = countries.filter_map(|(mention, country)| {
        let at = described(document, mention, country.usage)?;
        let capital = *CAPITALS.get(hash_word(country.country.as_deref()?))?;
        let after = at + 1..=mention.end.max(at + 1) + 1;
        let named =
            places.iter().any(|place| place.first != mention.first && after.contains(&place.first) && is_in(place, country));
        (!named).then(|| capital_mention(document, at, capital))
    });
    described.collect()
}

/// "the capital, Kabul": it is named after all.
fn is_in(place: &Mention, country: &Location) -> bool {
    matches!(&place.value, Value::Location(named) if named.usage != Use::Demonym && (named.country == country.country || named.path.is_none()))
}

/// Where the word "capital" stands that goes with this mention of a country.
fn described(document: &Document<'_>, country: &Mention, usage: Use) -> Option<usize> {
    let floor = document.sentence_at(country.first).first;
    let is_capital = |at: usize| document.reads(at, "capital") && document.gap(at).only(Gap::SPACE.and(Gap::LINE));
    let end = country.end;
    let before = |n: usize| country.first.checked_sub(n).filter(|at| *at >= floor);
    if usage != Use::Demonym && before(1).is_some_and(|at| document.reads(at, "of")) {
        return before(2).filter(|at| is_capital(*at));
    }
    let possessive = document.reads(end, "s") && document.gap(end).has(Gap::APOSTROPHE);
    let the = before(1).is_some_and(|at| document.word(at).eq_ignore_ascii_case("the"));
    let at = match usage {
        Use::Demonym => the.then_some(end),
        _ => possessive.then_some(end + 1),
    };
    at.filter(|at| is_capital(*at) && !is_money(document, at + 1))
}

fn is_money(document: &Document<'_>, next: usize) -> bool {
    document.gap(next) == Gap::SPACE && MONEY.contains(&document.word(next))
}

fn capital_mention(document: &Document<'_>, at: usize, capital: PlaceId) -> Mention {
    let span = document.span(at, at + 1);
    let (lat, lon) = Gazetteer.point(capital);
    let location = Location {
        text: span.of(document.text).to_owned(),
        span,
        id: Gazetteer.id(capital),
        name: Some(Gazetteer.display_name(capital).to_owned()),
        path: Some(Gazetteer.path(capital)),
        country: Gazetteer.country(capital).map(|country| Gazetteer.code(country).to_owned()),
        lat: Some(lat),
        lon: Some(lon),
        precision: Some(Gazetteer.kind(capital).precision()),
        usage: Use::Literal,
        candidates: 1,
        margin: 0,
    };
    Mention { first: at, end: at + 1, rule: "locations/capital", value: Value::Location(Box::new(location)) }
}
