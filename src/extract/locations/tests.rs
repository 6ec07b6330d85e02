use super::read;
use crate::document::Document;

use crate::extract::{ActorMention, Mention, Value};
use crate::lexicon::Part;
use crate::model::{Article, Location, Path, Precision, Span, Use};

fn locations_after(text: &str, earlier: &[Mention]) -> Vec<(Location, &'static str)> {
    let article = Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), ..Article::default() };
    let document = Document::of(&article);
    let found = read(&document, earlier).into_iter();
    found.filter_map(|m| if let Value::Location(location) = m.value { Some((*location, m.rule)) } else { None }).collect()
}

fn locations(text: &str) -> Vec<Location> {
    locations_after(text, &[]).into_iter().map(|(location, _)| location).collect()
}

fn path(location: &Location) -> &str {
    location.path.as_ref().map_or("?", Path::as_str)
}

/// The words and the path of each literal place.
fn literal(text: &str) -> Vec<String> {
    let places = locations(text);
    places.iter().filter(|l| l.usage == Use::Literal).map(|l| format!("{} = {}", l.text, path(l))).collect()
}

#[test]
fn places_are_read_with_what_they_lie_in() {
    for (text, expected) in [
        ("A bomb went off in Austin, Texas.", vec!["Austin = United States/Texas/Austin", "Texas = United States/Texas"]),
        (
            "A boy died in Woolwich, south-east London, on Monday.",
            vec!["Woolwich = United Kingdom/England/Woolwich", "London = United Kingdom/England/London"],
        ),
        ("He lives in Portland, Ore.", vec!["Portland = United States/Oregon/Portland", "Ore. = United States/Oregon"]),
        ("They moved to Toledo, OH, in May.", vec!["Toledo = United States/Ohio/Toledo", "OH = United States/Ohio"]),
        ("Crowds met in Tbilisi, Georgia, on Friday.", vec!["Tbilisi = Georgia/Tbilisi/Tbilisi", "Georgia = Georgia"]),
        (
            "A fire in Atlanta, Georgia, spread.",
            vec!["Atlanta = United States/Georgia/Atlanta", "Georgia = United States/Georgia"],
        ),
        (
            "Goma, Congo, is under fire.",
            vec!["Goma = Democratic Republic of the Congo/North Kivu/Goma", "Congo = Democratic Republic of the Congo"],
        ),
        (
            "A depot burned in Sirius, near the Russian city of Sochi.",
            vec!["Sirius = Russia/Krasnodar/Sirius", "Sochi = Russia/Krasnodar/Sochi"],
        ),
        (
            "Police in Rapides Parish, La., said so.",
            vec!["Rapides Parish = United States/Louisiana/Rapides Parish", "La. = United States/Louisiana"],
        ),
    ] {
        assert_eq!(literal(text), expected, "{text}");
    }
}

#[test]
fn a_city_is_meant_unless_a_division_is_named() {
    for (text, expected) in [
        ("Shells fell on Kharkiv.", vec!["Kharkiv = Ukraine/Kharkiv/Kharkiv"]),
        ("Shells fell in the Kharkiv region.", vec!["Kharkiv = Ukraine/Kharkiv"]),
        ("Shells fell in Kharkiv Oblast.", vec!["Kharkiv Oblast = Ukraine/Kharkiv"]),
        ("Shells fell across Odesa.", vec!["Odesa = Ukraine/Odesa"]),
        (
            "Clashes in the San Miguel Department in El Salvador.",
            vec!["San Miguel Department = El Salvador/San Miguel", "El Salvador = El Salvador"],
        ),
        ("Shelling hit central Gaza.", vec!["Gaza = Palestine/Gaza Strip"]),
        ("Shelling hit Gaza City.", vec!["Gaza City = Palestine/Gaza Strip/Gaza City"]),
        ("Fighting went on in eastern Ukraine.", vec!["Ukraine = Ukraine"]),
    ] {
        assert_eq!(literal(text), expected, "{text}");
    }
}

#[test]
fn lists_are_not_taken_for_containment() {
    for (text, expected) in [
        (
            "Cases rose in Washington, Oregon and Nevada.",
            vec!["Washington = United States/Washington", "Oregon = United States/Oregon", "Nevada = United States/Nevada"],
        ),
        ("Teams came from Niger, Nigeria and Togo.", vec!["Niger = Niger", "Nigeria = Nigeria", "Togo = Togo"]),
        (
            "Shells fell on Kyiv, Kharkiv and Odesa.",
            vec!["Kyiv = Ukraine/Kyiv/Kyiv", "Kharkiv = Ukraine/Kharkiv/Kharkiv", "Odesa = Ukraine/Odesa/Odesa"],
        ),
    ] {
        assert_eq!(literal(text), expected, "{text}");
    }
}

#[test]
fn what_the_text_says_of_a_place_goes_before_its_namesakes() {
    for (text, expected) in [
        ("They met in Lyon in the east of France.", vec!["Lyon = France/Auvergne-Rhône-Alpes/Lyon", "France = France"]),
        ("A fire broke out in the capital of Mali.", vec!["capital = Mali/Bamako/Bamako", "Mali = Mali"]),
        ("A fire broke out in the Ghanaian capital.", vec!["capital = Ghana/Greater Accra/Accra"]),
        ("Ghanaian capital markets fell.", vec![]),
        ("It lies in the Peruvian town of Oskarshamn.", vec!["Oskarshamn = Peru/Oskarshamn"]),
    ] {
        assert_eq!(literal(text), expected, "{text}");
    }
}

#[test]
fn names_that_hold_a_place_are_none() {
    for text in [
        "The West Nile virus spread.",
        "He runs Madrid Harbour Holdings plc.",
        "She works at the Bank of Lebanon.",
        "He paid in Hong Kong dollars.",
        "It stands near 5th and Hampton.",
    ] {
        assert_eq!(literal(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn persons_bodies_and_words_are_no_places() {
    for text in [
        "Jordan Smith said so.",
        "Michael Jordan scored twice.",
        "Mr. Houston denied it.",
        "Paul Trapani left. Trapani had been ill.",
        "But March was cold, and Police came on Thursday.",
        "He joined the Department of Health.",
        "Traders paid 30 million Canadian dollars.",
    ] {
        assert_eq!(literal(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn uses_are_told_apart() {
    for (text, word, usage) in [
        ("Russian strikes hit the port.", "Russian", Use::Demonym),
        ("Moscow accused the rebels.", "Moscow", Use::Metonym),
        ("Kyiv has also said so.", "Kyiv", Use::Metonym),
        ("Talks held in Moscow said little.", "Moscow", Use::Literal),
        ("A Washington-backed plan failed.", "Washington", Use::Metonym),
        ("Kharkiv University was hit.", "Kharkiv", Use::Embedded),
        ("The Paris Agreement stands.", "Paris", Use::Embedded),
        ("Ukraine burned.", "Ukraine", Use::Literal),
    ] {
        let found = locations(text).into_iter().find(|l| l.text == word);
        assert_eq!(found.map(|l| l.usage), Some(usage), "{text}");
    }
}

#[test]
fn capitals_everywhere_need_stricter_evidence() {
    for (text, expected) in [
        ("MISSILE STRIKE HITS KHARKIV, UKRAINE", vec!["KHARKIV = Ukraine/Kharkiv/Kharkiv", "UKRAINE = Ukraine"]),
        ("DOZENS KILLED, OR WOUNDED AS US TROOPS LEAVE", vec![]),
        ("KYIV, Ukraine (AP) - Rain fell.", vec!["KYIV = Ukraine/Kyiv/Kyiv", "Ukraine = Ukraine"]),
    ] {
        assert_eq!(literal(text), expected, "{text}");
    }
}

#[test]
fn precision_follows_the_place_and_the_words() {
    for (text, precision) in [
        ("A blast in Kupiansk, Ukraine.", Precision::Point),
        ("A blast near Kupiansk, Ukraine.", Precision::Near),
        ("A blast in Donbas.", Precision::Area),
        ("A blast in Ukraine.", Precision::Country),
        ("A blast in Texas.", Precision::Admin1),
    ] {
        assert_eq!(locations(text).first().and_then(|l| l.precision), Some(precision), "{text}");
    }
}

#[test]
fn a_name_that_nothing_settles_keeps_only_its_words() {
    let found = locations("Police in Georgia arrested a man.");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].text.as_str(), found[0].path.as_ref()), ("Georgia", None));
    assert!(found[0].candidates > 1 && found[0].margin < super::BELIEVED);
}

#[test]
fn the_same_name_elsewhere_follows_the_country_of_the_article() {
    let text = "Shelling hit Pokrovsk in eastern Ukraine. Ukrainian troops left Kupiansk.";
    assert_eq!(literal(text)[0], "Pokrovsk = Ukraine/Donetsk/Pokrovsk");
}

#[test]
fn a_name_inside_an_actor_is_embedded() {
    let text = "The Islamic State of Iraq claimed it.";
    let actor = ActorMention {
        name: None,
        path: Path::parse("Iraq/ArmedGroup"),
        hedged: false,
        person: false,
        plural: true,
        part: Part::Either,
    };
    let earlier = [Mention { first: 1, end: 5, rule: "actors/alias", value: Value::Actor(actor) }];
    let found = locations_after(text, &earlier);
    assert_eq!(found.iter().map(|(l, _)| (l.text.as_str(), l.usage)).collect::<Vec<_>>(), [("Iraq", Use::Embedded)]);
}

#[test]
fn every_mention_names_its_rule() {
    for (text, rule) in [
        ("In Austin, Texas, it rained.", "locations/comma-parent"),
        ("The Ukrainian city of Izium fell.", "locations/country-before"),
        ("KYIV, June 2 - Rain fell.", "locations/dateline"),
        ("Rain fell in Kharkiv.", "locations/preposition"),
        ("Ukraine burned.", "locations/country"),
    ] {
        let rules: Vec<_> = locations_after(text, &[]).into_iter().map(|(_, rule)| rule).collect();
        assert!(rules.contains(&rule), "{text}: {rules:?}");
    }
}

#[test]
fn the_tables_are_sorted_and_unique() {
    for (name, table, keys) in [
        ("areas", include_str!("../../../data/areas.tsv"), 1),
        ("countries", include_str!("../../../data/countries.tsv"), 1),
        ("demonyms", include_str!("../../../data/demonyms.tsv"), 1),
        ("person_names", include_str!("../../../data/person_names.tsv"), 1),
        ("place_stopwords", include_str!("../../../data/place_stopwords.tsv"), 1),
        ("places_extra", include_str!("../../../data/places_extra.tsv"), 1),
        ("state_abbreviations", include_str!("../../../data/state_abbreviations.tsv"), 2),
    ] {
        assert!(table.starts_with("# ") && table.contains("\n# source:"), "{name} has no header");
        let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.is_sorted(), "{name} is not sorted");
        let key = |row: &&str| row.split('\t').take(keys).collect::<Vec<_>>().join("\t");
        let mut seen: Vec<String> = rows.iter().map(key).collect();
        seen.sort_unstable();
        let before = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), before, "{name} has a row twice");
    }
}
