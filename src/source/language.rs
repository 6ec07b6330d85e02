//! Which language an article is in: what the record says, else what its words say, else what the page says.
//!
//! Pages are often mislabelled (up to one in twenty), so that the words go first; a short text tells too little, and then the page decides.

use super::draft::{Clue, Field, border};
use crate::model::Provenance;

/// How many bytes of the body are looked at.
const LOOKED_AT: usize = 1000;
/// Below this the words are not believed.
const SURE: f64 = 0.6;

/// The ISO 639-1 code of the language of `body`.
pub fn of(body: &str, clues: &[Clue], chosen: &mut [bool]) -> Option<String> {
    let said = clues.iter().enumerate().filter(|(_, clue)| clue.field == Field::Language);
    let mut said = said.filter_map(|(at, clue)| Some((at, clue.trust, code(&clue.value)?)));
    let first = said.next();
    if let Some((at, trust, code)) = &first
        && *trust <= Provenance::Field
    {
        chosen[*at] = true;
        return Some(code.clone());
    }
    if let Some(detected) = detect(body) {
        return Some(detected.to_owned());
    }
    let (at, _, code) = first?;
    chosen[at] = true;
    Some(code)
}

/// The two letters of `en`, `en-US`, `en_US`, `English`, `eng`.
fn code(value: &str) -> Option<String> {
    let value = value.trim().to_lowercase();
    let first = value.split(['-', '_']).next()?;
    if first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase()) {
        return Some(first.to_owned());
    }
    let named = |lang: &whatlang::Lang| {
        lang.code() == first || lang.eng_name().to_lowercase() == first || lang.name().to_lowercase() == first
    };
    whatlang::Lang::all().iter().find(|lang| named(lang)).and_then(|lang| two_letters(*lang)).map(ToOwned::to_owned)
}

fn detect(body: &str) -> Option<&'static str> {
    let start = &body[..border(body, LOOKED_AT)];
    if is_plainly_english(start) {
        return Some("en");
    }
    let info = whatlang::detect(start)?;
    if info.script() == whatlang::Script::Latin && holds_words_of_english(start) {
        return Some("en");
    }
    (info.confidence() >= SURE && start.len() >= 40).then(|| two_letters(info.lang())).flatten()
}

/// Words that only English has, of those that news is full of, sorted.
const ONLY_ENGLISH: [&str; 39] = [
    "after",
    "and",
    "arrested",
    "been",
    "denied",
    "died",
    "former",
    "friday",
    "from",
    "his",
    "injured",
    "killed",
    "man",
    "monday",
    "old",
    "people",
    "reported",
    "said",
    "saturday",
    "shot",
    "sunday",
    "taken",
    "that",
    "the",
    "their",
    "they",
    "this",
    "thursday",
    "today",
    "tuesday",
    "wednesday",
    "were",
    "which",
    "who",
    "with",
    "woman",
    "wounded",
    "year",
    "yesterday",
];

/// A report of a line or two that is full of foreign names ("Jose Miguel Torres, 18, died Saturday") is Spanish by its statistics, and
/// then nothing that it tells would be found. Two different words of English among at most sixteen settle it: a text that only quotes
/// an English title has fewer.
fn holds_words_of_english(start: &str) -> bool {
    let (mut words, mut english, mut first, mut different) = (0, 0, None, false);
    for word in start.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(150) {
        words += 1;
        let known = |known: &&str| known.eq_ignore_ascii_case(word);
        if let Some(known) = ONLY_ENGLISH.iter().position(known) {
            english += 1;
            different |= first.is_some_and(|first| first != known);
            first = first.or(Some(known));
        }
    }
    different && english * 8 >= words
}

/// Words that English has so many of; other languages have two or three of them.
const ENGLISH: [&str; 16] =
    ["the", "of", "and", "to", "that", "with", "was", "were", "said", "from", "by", "have", "has", "after", "which", "their"];

/// English is known by its small words, fifty times faster than by the statistics for all languages.
fn is_plainly_english(start: &str) -> bool {
    let (mut words, mut small, mut different) = (0, 0, 0_u16);
    for word in start.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(150) {
        words += 1;
        if let Some(known) = ENGLISH.iter().position(|known| known.eq_ignore_ascii_case(word)) {
            small += 1;
            different |= 1 << known;
        }
    }
    let has_the = different & 1 == 1;
    words >= 20 && has_the && different.count_ones() >= 4 && small * 100 >= words * 12
}

/// ISO 639-1 codes of the languages that are told apart.
fn two_letters(lang: whatlang::Lang) -> Option<&'static str> {
    const CODES: [(&str, &str); 70] = [
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "no"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let at = CODES.binary_search_by_key(&lang.code(), |(three, _)| *three).ok()?;
    Some(CODES[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::draft::Draft;

    const FRENCH: &str =
        "Trois personnes ont été tuées lundi lorsqu'un autocar a quitté la route près de la ville, a indiqué la police locale.";
    const ENGLISH_TEXT: &str = "Three people were killed on Monday when the bus left the road near the town, the police said, and the driver was among \
                                those who were taken to the hospital of the provincial capital by the rescue workers.";

    fn language(body: &str, said: &str, trust: Provenance) -> String {
        let mut draft = Draft::default();
        draft.clue(Field::Language, said, "test", trust);
        of(body, &draft.clues, &mut [false]).unwrap_or_default()
    }

    #[test]
    fn records_win_over_words_and_words_over_pages() {
        for (body, said, trust, expected) in [
            (FRENCH, "", Provenance::Metadata, "fr"),
            (ENGLISH_TEXT, "", Provenance::Metadata, "en"),
            (FRENCH, "en-US", Provenance::Metadata, "fr"),
            (FRENCH, "en", Provenance::Field, "en"),
            ("Oui", "fr_FR", Provenance::Metadata, "fr"),
            ("Oui", "", Provenance::Metadata, ""),
            ("Oui", "German", Provenance::Field, "de"),
            ("Oui", "ukr", Provenance::Field, "uk"),
        ] {
            assert_eq!(language(body, said, trust), expected, "{body} {said}");
        }
    }

    #[test]
    fn a_line_of_english_is_english_whatever_its_names() {
        for (text, expected) in [
            ("KYIV, March 3 - A Russian missile killed 3 people in Odesa on Tuesday.", "en"),
            ("Jose Miguel Soto, 19, of Bell Gardens\n\nJose Miguel Soto, a 19-year-old Latino male, died Monday, Jan. 4.", "en"),
            ("El diario The New York Times y la revista The Economist informaron de la muerte de tres personas en Bogota.", "es"),
            (
                "Un article de The Guardian and Associates affirme que trois personnes ont ete tuees lundi dans la ville de Lyon.",
                "fr",
            ),
            ("Drie mensen kwamen maandag om het leven toen een bus van de weg raakte, zei de politie van de stad.", "nl"),
            ("Politiet siger, at to personer blev draebt mandag, da en bus korte af vejen ved byen.", "da"),
        ] {
            let found = detect(text);
            assert_eq!(found == Some("en"), expected == "en", "{text}: {found:?}");
        }
    }

    #[test]
    fn the_table_is_sorted_for_its_search() {
        for lang in whatlang::Lang::all() {
            assert!(two_letters(*lang).is_some(), "{lang:?}");
        }
    }
}
