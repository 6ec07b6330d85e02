//! The words that numbers and their nouns are told by: `data/quantities.tsv`, the nouns for people, and the small words of grammar.

use std::sync::LazyLock;

use crate::lexicon::{Number, PeopleWord, Phrases, Vocabulary, people_words, rows};
use crate::model::Qualifier;

const QUANTITIES: &str = include_str!("../../../data/quantities.tsv");

/// A number that stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub least: u32,
    pub most: Option<u32>,
    pub kind: Kind,
}

/// How a number of the table is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "half a dozen".
    Exact,
    /// "dozens".
    Vague,
    /// "a couple", "both".
    Group,
    /// "no", "nobody".
    Zero,
}

/// What a phrase before a number says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    Of(Qualifier),
    Nothing,
    Others,
    Subset,
}

/// What a single word is to the reader of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// "one" to "ninety".
    Number(u32),
    /// "hundred", "dozen".
    Scale(u32),
    /// The first word of a phrase that is a number.
    Begins,
    /// "a", "an".
    Article,
    /// A noun for people: whether it can be one, whether it can be many.
    Person { one: bool, many: bool },
    /// "deaths".
    Harm { one: bool, many: bool },
    /// "dead", "wounded".
    State,
    /// "the", "these".
    Definite,
    /// "his", "her", "their".
    Possessive,
    /// "of".
    Of,
    /// "and".
    And,
    /// "to", "or".
    To,
    /// "between".
    Between,
    /// "with", "plus".
    With,
    /// "them", "whom", "us".
    Them,
    /// A preposition, a conjunction, an auxiliary, a verb: no noun phrase goes past it.
    Grammar,
    /// "km", "percent", "aircraft": a thing in every form.
    Measure,
    /// "swine", "bird": neither they nor their deaths are people.
    Animal,
    /// "Flight", "Channel", "aged": the number after it names or ages something.
    Label,
    /// "family", "crew": "of" and a number after it count its members.
    Household,
}

const GRAMMAR: &[(Word, &str)] = &[
    (Word::Definite, "the these those"),
    (Word::Possessive, "his her their its our my your"),
    (Word::Of, "of"),
    (Word::And, "and"),
    (Word::To, "to or"),
    (Word::Between, "between"),
    (Word::With, "with alongside"),
    (Word::Them, "them whom us you which"),
    (Word::Household, "family household"),
    (
        Word::Grammar,
        "in on at by for from into onto near after before during since until while when where who that than as if but nor so yet \
         because although though inside outside around across along against among amid behind beside beyond through under over within without \
         about per via toward towards upon out up down off is are was were be been being am has have had do does did will would can could may \
         might must shall should said say says saying told tells reported reports he she it they we i this there here then now also not later \
         earlier still again died dies die killed kills kill killing shot shoots hit hits struck strikes fell falls fled flee went go goes \
         lost left leaves leave took takes take came comes come became remained remain remains suffered sustained survived escaped arrived \
         received gave held hold met saw seen found made got get began went hurt ago each every only including followed according \
         what how why whose if whether both such drowned perished burned vanished succumbed \
         monday tuesday wednesday thursday friday saturday sunday yesterday today tonight overnight",
    ),
    (
        Word::Measure,
        "percent per pct percentage km kms kilometer kilometers kilometre kilometres kph mph mile miles meter meters metre metres yard yards foot \
         feet inch inches acre acres hectare hectares kg kgs kilogram kilograms kilo kilos gram grams ton tons tonne tonnes pound pounds liter liters \
         litre litres gallon gallons barrel barrels dollar dollars euro euros rupee rupees ruble rubles rouble roubles peso pesos yen yuan won \
         usd cent cents hour hours minute minutes second seconds day days week weeks month months year years decade decades century centuries \
         time times degree degrees watt watts megawatt megawatts mw caliber calibre mm cm aircraft helicopter gunship oclock storey storeys story stories floor floors round rounds gmt ammunition rifle way thing side sides country countries \
         nation nations state states government governments party parties lane lanes point points vote votes goal goals half halves third thirds \
         quarter quarters fifths tenths block street avenue road highway another family families household households group groups \
         question blast attack explosion bomb missile drone tank vehicle car bus train plane ship boat truck house home building bullet \
         incident case strike raid battle village town city district province region area part place reason hospital church mosque school meeting training",
    ),
    (
        Word::Animal,
        "animal animals bat bird birds camel cat cattle chicken chickens cow cows deer dog dogs dolphin duck ducks elephant fish fowl geese goat \
         hog hogs horse horses livestock manatee mice oxen pet pets pig pigs pigeon porpoise poultry reindeer sheep swan swans swine turkey turtle \
         whale wildlife wolf wolves",
    ),
    (
        Word::Label,
        "flight channel route highway interstate number no nos article section chapter resolution room gate page paragraph aged age ages unit \
         brigade battalion regiment platform runway line phase stage level grade category class type model psalm verse episode season week day \
         act clause point item figure table box apartment apt suite lot exit pier berth ward zone sector district area camp block track volume vol \
         formula boeing airbus sukhoi tupolev antonov ilyushin top war protocol agenda version",
    ),
];

/// Single words, by their hash.
pub static VOCABULARY: LazyLock<Vocabulary<Word>> = LazyLock::new(|| {
    let grammar = GRAMMAR.iter().flat_map(|(word, list)| list.split_whitespace().map(move |text| (text, *word)));
    let people = people_words().map(|(text, number, kind)| (text, person(number, kind)));
    let numbers = rows(QUANTITIES).filter_map(|row| {
        let value = row.cell(2).parse().unwrap_or(0);
        match row.cell(1) {
            "number" => Some((row.cell(0), Word::Number(value))),
            "scale" => Some((row.cell(0), Word::Scale(value))),
            _ => None,
        }
    });
    let firsts = rows(QUANTITIES).filter(|row| known(row.cell(1)).is_some()).filter_map(|row| row.cell(0).split(' ').next());
    let articles = [("a", Word::Article), ("an", Word::Article)];
    let firsts = firsts.map(|text| (text, Word::Begins));
    Vocabulary::of(articles.into_iter().chain(numbers).chain(firsts).chain(people).chain(grammar))
});

/// The words a number can begin with.
pub fn starts() -> Vocabulary<()> {
    let numbers = rows(QUANTITIES).filter(|row| known(row.cell(1)).is_some() || matches!(row.cell(1), "number" | "scale"));
    Vocabulary::of(numbers.filter_map(|row| row.cell(0).split(' ').next()).chain(["a", "an", "as"]).map(|word| (word, ())))
}

/// The second words of all that begins with an article, and the words that count or hedge right behind one.
pub fn after_an_article() -> Vocabulary<()> {
    let seconds = rows(QUANTITIES).filter_map(|row| row.cell(0).strip_prefix("a ").or_else(|| row.cell(0).strip_prefix("an ")));
    let behind =
        rows(QUANTITIES).filter(|row| row.cell(1) == "scale" || hedge_after(row.cell(1)).is_some()).map(|row| row.cell(0));
    let first_word = |phrase: &'static str| phrase.split(' ').next();
    Vocabulary::of(seconds.chain(behind).filter_map(first_word).map(|word| (word, ())))
}

/// Numbers of one or more words that are not put together.
pub static KNOWN: LazyLock<Phrases<Known>> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for row in rows(QUANTITIES) {
        if let Some(kind) = known(row.cell(1)) {
            phrases.insert(row.cell(0), Known { least: row.cell(2).parse().unwrap_or(0), most: row.cell(3).parse().ok(), kind });
        }
    }
    phrases.marked()
});

/// What can stand before a number.
pub static BEFORE: LazyLock<Phrases<Hedge>> = LazyLock::new(|| hedges(hedge_before));

/// What can stand after a number.
pub static AFTER: LazyLock<Phrases<Hedge>> = LazyLock::new(|| hedges(hedge_after));

fn person(number: Number, kind: PeopleWord) -> Word {
    let (one, many) = (number != Number::Plural, number != Number::Singular);
    match kind {
        PeopleWord::Harm => Word::Harm { one, many },
        PeopleWord::State => Word::State,
        PeopleWord::Person => Word::Person { one, many },
    }
}

fn known(kind: &str) -> Option<Kind> {
    match kind {
        "exact" => Some(Kind::Exact),
        "vague" => Some(Kind::Vague),
        "group" => Some(Kind::Group),
        "zero" => Some(Kind::Zero),
        _ => None,
    }
}

fn hedges(of: impl Fn(&str) -> Option<Hedge>) -> Phrases<Hedge> {
    let mut phrases = Phrases::default();
    for row in rows(QUANTITIES) {
        if let Some(hedge) = of(row.cell(1)) {
            phrases.insert(row.cell(0), hedge);
        }
    }
    phrases.marked()
}

fn hedge_before(kind: &str) -> Option<Hedge> {
    Some(match kind {
        "at-least" => Hedge::Of(Qualifier::AtLeast),
        "more-than" => Hedge::Of(Qualifier::MoreThan),
        "up-to" => Hedge::Of(Qualifier::UpTo),
        "less-than" => Hedge::Of(Qualifier::LessThan),
        "about" => Hedge::Of(Qualifier::About),
        "nearly" => Hedge::Of(Qualifier::Nearly),
        "none" => Hedge::Nothing,
        "others" => Hedge::Others,
        "subset" => Hedge::Subset,
        _ => return None,
    })
}

fn hedge_after(kind: &str) -> Option<Hedge> {
    Some(match kind {
        "after-at-least" => Hedge::Of(Qualifier::AtLeast),
        "after-about" => Hedge::Of(Qualifier::About),
        "after-others" => Hedge::Others,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::QUANTITIES;

    #[test]
    fn the_table_is_sorted_and_unique() {
        let rows: Vec<Vec<&str>> =
            QUANTITIES.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
        assert!(rows.len() > 100);
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1] && pair[0][..2] != pair[1][..2], "{:?}", pair[1]);
        }
    }
}
