//! Which stemmer reads an article: its language's own where tantivy has one, else the English one.
//!
//! A word that is asked for finds an article if both have the same stem *in the language of the article*: "ataques" finds "ataque" in a Spanish
//! one, and a language that was guessed wrongly hides nothing, for a word is found by itself under any stemmer. Every language but
//! English shares one pair of fields (a field of its own for each would cost every article a byte of norms for each), in which a
//! mark before each stem keeps the words of one language from those of another.

use std::cell::RefCell;

use tantivy::tokenizer::Language;

use super::analysis::lower_into;
use super::stems::Stems;
use crate::query::Analyzer;

/// The stemmer of one language.
#[derive(Debug)]
pub struct Stemming {
    /// ISO 639-1 codes of what it reads; the first is the one of the index.
    codes: &'static [&'static str],
    language: Language,
}

/// The languages that tantivy has stemmers for, English first. The order is part of the index: new ones come last.
static ALL: [Stemming; 18] = [
    stemming(&["en"], Language::English),
    stemming(&["ar"], Language::Arabic),
    stemming(&["da"], Language::Danish),
    stemming(&["nl"], Language::Dutch),
    stemming(&["fi"], Language::Finnish),
    stemming(&["fr"], Language::French),
    stemming(&["de"], Language::German),
    stemming(&["el"], Language::Greek),
    stemming(&["hu"], Language::Hungarian),
    stemming(&["it"], Language::Italian),
    stemming(&["no", "nb", "nn"], Language::Norwegian),
    stemming(&["pt"], Language::Portuguese),
    stemming(&["ro"], Language::Romanian),
    stemming(&["ru"], Language::Russian),
    stemming(&["es"], Language::Spanish),
    stemming(&["sv"], Language::Swedish),
    stemming(&["ta"], Language::Tamil),
    stemming(&["tr"], Language::Turkish),
];

const fn stemming(codes: &'static [&'static str], language: Language) -> Stemming {
    Stemming { codes, language }
}

thread_local! {
    /// What each language's words were stemmed to; empty until the first word.
    static REMEMBERED: RefCell<[Option<Stems>; ALL.len()]> = RefCell::default();
}

impl Stemming {
    /// The one for an article in the language of this ISO 639-1 code.
    #[must_use]
    pub fn of(language: Option<&str>) -> &'static Self {
        let reads = |stemming: &&Self| language.is_some_and(|code| stemming.codes.contains(&code));
        ALL.iter().find(reads).unwrap_or(&ALL[0])
    }

    /// The English one, which also reads every language without a stemmer.
    #[must_use]
    pub fn english() -> &'static Self {
        &ALL[0]
    }

    /// True if this is the English one.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.number() == 0
    }

    /// Its place in the table.
    fn number(&self) -> usize {
        ALL.iter().position(|other| other.codes == self.codes).unwrap_or(0)
    }

    /// What stands before each of its stems in the field that languages share. No word has such a sign in it; and there are three of them, so that two
    /// marks are further apart than the two edits that a near-spelling may have.
    pub(super) fn mark(&self) -> String {
        self.sign().to_string().repeat(3)
    }

    /// The sign that the [`mark`](Self::mark) is made of: one byte, so that it costs the terms little.
    pub(super) fn sign(&self) -> char {
        char::from(u8::try_from(self.number()).unwrap_or(0))
    }

    /// A text with the sign before it, as the field that languages share takes it.
    pub(super) fn signing(&self, text: &str) -> String {
        format!("{}{text}", self.sign())
    }

    /// The one whose [`sign`](Self::sign) a text begins with.
    pub(super) fn signed(text: &str) -> Option<&'static Self> {
        ALL.get(usize::from(*text.as_bytes().first()?)).filter(|stemming| !stemming.is_english())
    }

    /// Makes stems, and remembers none yet.
    pub(super) fn stems(&self) -> Stems {
        Stems::new(self.language)
    }
}

impl Analyzer for Stemming {
    fn term(&self, word: &str) -> String {
        REMEMBERED.with_borrow_mut(|all| all[self.number()].get_or_insert_with(|| self.stems()).stem(word))
    }

    fn lower(&self, word: &str) -> String {
        let mut lower = String::new();
        lower_into(word, &mut lower);
        lower
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_language_has_its_own_code_and_mark() {
        let codes: Vec<_> = ALL.iter().flat_map(|stemming| stemming.codes).collect();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
        for stemming in &ALL[1..] {
            let text = format!("{}words", stemming.sign());
            assert!(Stemming::signed(&text).is_some_and(|found| std::ptr::eq(found, stemming)), "{stemming:?}");
            assert!(stemming.mark().chars().all(|sign| !sign.is_alphanumeric()));
        }
        assert!(Stemming::signed("words").is_none() && Stemming::signed("").is_none());
    }

    #[test]
    fn an_article_is_read_by_the_stemmer_of_its_language() {
        for (language, one, other) in [
            (Some("es"), "ataques", "ataque"),
            (Some("de"), "Raketen", "rakete"),
            (Some("ru"), "ракеты", "РАКЕТА"),
            (Some("fr"), "blessés", "blessée"),
            (Some("ar"), "الصواريخ", "صواريخ"),
            (Some("nb"), "angrepene", "angrep"),
            (None, "missiles", "missile"),
            (Some("uk"), "missiles", "missile"),
        ] {
            let stemming = Stemming::of(language);
            assert_eq!(stemming.term(one), stemming.term(other), "{language:?}");
        }
        assert_ne!(Stemming::english().term("ракеты"), Stemming::english().term("ракета"));
    }
}
