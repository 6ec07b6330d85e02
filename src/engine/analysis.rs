//! From text to what the index knows: lower-cased stems, each with its place.
//!
//! Words are stemmed once and remembered (`stems.rs`). The terms are exactly those of tantivy's `SimpleTokenizer`, `LowerCaser` and `Stemmer`,
//! which a test holds. Word borders are those of [`document::words`](crate::document::words).

use std::hash::Hasher;
use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::stemming::Stemming;
use super::stems::{self, Stems};
use crate::document::{Words, words};

/// Words of this many bytes or more (keys, encoded files) are not searchable; they keep their position.
pub const LONGEST_WORD: usize = 256;

/// One searchable word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What the index knows it by.
    pub text: String,
    /// Bytes of the text that it stands for.
    pub bytes: Range<usize>,
    /// How many words stand before it.
    pub position: usize,
}

/// Lower case as tantivy's `LowerCaser` writes it: character by character.
pub fn lower_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase));
    }
}

/// Remembered stems as tantivy wants them.
#[derive(Clone, Default)]
pub struct StemTokenizer {
    stems: Stems,
    token: Token,
}

/// The words of one text, one after the other.
pub struct StemStream<'a> {
    text: &'a str,
    words: Words<'a>,
    tokenizer: &'a mut StemTokenizer,
}

impl Tokenizer for StemTokenizer {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        self.token.reset();
        StemStream { text, words: words(text), tokenizer: self }
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        let StemTokenizer { stems, token } = &mut *self.tokenizer;
        while let Some((start, end, key)) = self.words.next_keyed() {
            token.position = token.position.wrapping_add(1);
            if end - start < LONGEST_WORD {
                token.offset_from = start;
                token.offset_to = end;
                stems.write(&self.text[start..end], key, &mut token.text);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.tokenizer.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokenizer.token
    }
}

/// A text of a language with a stemmer of its own as tantivy wants it. The text begins with the sign of that language, which is
/// no part of it; its terms begin with the mark.
#[derive(Clone, Default)]
pub struct MarkedTokenizer {
    tokenizers: Vec<(&'static Stemming, StemTokenizer)>,
}

/// The words of one such text, one after the other.
pub struct MarkedStream<'a> {
    mark: String,
    words: StemStream<'a>,
}

impl MarkedTokenizer {
    fn of(&mut self, stemming: &'static Stemming) -> &mut StemTokenizer {
        let known = self.tokenizers.iter().position(|(known, _)| std::ptr::eq(*known, stemming));
        let at = known.unwrap_or_else(|| {
            self.tokenizers.push((stemming, StemTokenizer { stems: stemming.stems(), token: Token::default() }));
            self.tokenizers.len() - 1
        });
        &mut self.tokenizers[at].1
    }
}

impl Tokenizer for MarkedTokenizer {
    type TokenStream<'a> = MarkedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> MarkedStream<'a> {
        let (stemming, text) = match Stemming::signed(text) {
            Some(stemming) => (stemming, &text[1..]),
            None => (Stemming::english(), text),
        };
        MarkedStream { mark: stemming.mark(), words: self.of(stemming).token_stream(text) }
    }
}

impl TokenStream for MarkedStream<'_> {
    fn advance(&mut self) -> bool {
        let stands = self.words.advance();
        if stands {
            self.words.token_mut().text.insert_str(0, &self.mark);
        }
        stands
    }

    fn token(&self) -> &Token {
        self.words.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.words.token_mut()
    }
}

/// A path as itself and all that stand above it: "A/B" is found as "A", too. It is stored and counted as itself alone.
#[derive(Clone, Default)]
pub struct PathTokenizer {
    token: Token,
}

/// A path and all above it, the most general first.
pub struct PathStream<'a> {
    path: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for PathTokenizer {
    type TokenStream<'a> = PathStream<'a>;

    fn token_stream<'a>(&'a mut self, path: &'a str) -> PathStream<'a> {
        self.token.reset();
        PathStream { path, token: &mut self.token }
    }
}

impl TokenStream for PathStream<'_> {
    fn advance(&mut self) -> bool {
        let written = self.token.text.len();
        if written >= self.path.len() {
            return false;
        }
        let rest = &self.path[written..];
        let step = rest.match_indices('/').map(|(at, _)| at).find(|at| *at > 0).unwrap_or(rest.len());
        self.token.text.push_str(&rest[..step]);
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_to = self.token.text.len();
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// A quick hash for short words that nobody can choose to our harm: the table is emptied when it grows.
#[derive(Clone, Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        if let Some([low, high]) = stems::key(bytes) {
            self.0 = (self.0.rotate_left(5) ^ low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            return;
        }
        let (eights, _) = bytes.as_chunks::<8>();
        // The last ones, which overlap with those before.
        for eight in eights.iter().chain(bytes.last_chunk::<8>()) {
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(*eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer};

    use super::*;

    fn tantivys_own() -> TextAnalyzer {
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(LONGEST_WORD))
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::English))
            .build()
    }

    fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<Token> {
        let mut found = Vec::new();
        analyzer.token_stream(text).process(&mut |token| found.push(token.clone()));
        found
    }

    fn assert_same(text: &str) {
        let mut ours = TextAnalyzer::from(StemTokenizer::default());
        let expected = tokens(&mut tantivys_own(), text);
        for round in ["first", "remembered"] {
            assert_eq!(tokens(&mut ours, text), expected, "{round}: {text}");
        }
        let terms = Stems::default().terms(text, |_| true);
        let as_terms = expected
            .iter()
            .map(|t| Term { text: t.text.clone(), bytes: t.offset_from..t.offset_to, position: t.position })
            .collect::<Vec<_>>();
        assert_eq!(terms, as_terms, "{text}");
    }

    #[test]
    fn tokens_are_those_of_tantivys_english_stemmer() {
        for text in [
            "",
            " ",
            "The shelling killed dozens; shelled towns were being evacuated.",
            "Sana'a's nine-storey S-400, №5… O'Brien’s",
            "КИЇВ Харків впав STRASSE straße İstanbul ǅ ﬁre ΑΣ",
            "東京で爆発 مقتل ثلاثة",
            "e\u{301}te\u{301} ☃ 12,000 3.5",
        ] {
            assert_same(text);
        }
        let endings = ["", "s", "ed", "ing", "ly", "ness", "ational", "ization", "fulness", "ies", "ied", "'s", "y", "ement"];
        let stems =
            ["attack", "kill", "bomb", "strik", "rescu", "fl", "cit", "territor", "happ", "gener", "skis", "new", "displac", "d"];
        let words =
            stems.iter().flat_map(|stem| endings.iter().map(move |ending| format!("{stem}{ending} {}", ending.to_uppercase())));
        assert_same(&words.collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn a_path_is_found_under_all_that_stand_above_it() {
        for (path, expected) in [("", vec![]), ("A", vec!["A"]), ("Ü b/C/D", vec!["Ü b", "Ü b/C", "Ü b/C/D"])] {
            let mut paths = TextAnalyzer::from(PathTokenizer::default());
            for _ in 0..2 {
                assert_eq!(tokens(&mut paths, path).into_iter().map(|token| token.text).collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn a_word_too_long_leaves_its_place_empty() {
        let text = format!("a {} b {}", "x".repeat(LONGEST_WORD), "y".repeat(LONGEST_WORD - 1));
        assert_same(&text);
        assert_eq!(Stems::default().terms(&text, |_| true).iter().map(|t| t.position).collect::<Vec<_>>(), [0, 2, 3]);
    }

    #[test]
    fn a_marked_text_has_the_terms_of_its_language_with_their_mark() {
        let mut marked = TextAnalyzer::from(MarkedTokenizer::default());
        for (language, text) in [("es", "Los ataques mataron"), ("ru", "Ракеты убили"), ("es", ""), ("ru", "ракеты")]
        {
            let stemming = Stemming::of(Some(language));
            let mut plain = TextAnalyzer::from(StemTokenizer { stems: stemming.stems(), token: Token::default() });
            let expected = tokens(&mut plain, text);
            let expected = expected.into_iter().map(|t| Token { text: format!("{}{}", stemming.mark(), t.text), ..t });
            let found = tokens(&mut marked, &format!("{}{text}", stemming.sign()));
            assert_eq!(found, expected.collect::<Vec<_>>(), "{language}: {text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_are_the_same_for_any_text(text in "(?s).{0,120}", words in "([A-Za-z]{1,14}[ ,.'’-]){0,40}") {
            assert_same(&text);
            assert_same(&words);
        }
    }
}
