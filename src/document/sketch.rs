//! How much of its wording a text shares with another, from a few bytes kept of each.
//!
//! Two texts are compared by the runs of five words that stand in both. A sketch keeps of each of its bins the run that hashes lowest
//! (MinHash, Broder 1997): of two texts as many bins agree as they share runs, give or take. Every run is thrown into one bin, not into
//! all, and thrown again only while bins are empty (Dahlgaard, Knudsen, Thorup 2017), so that a long text costs one throw a word and a
//! short one fills its sketch, too. Of the lowest run eight bits are kept (b-bit MinHash, Li and König 2010).

use super::fold::{AsciiWord, hash_folded, hash_phrase};
use super::words::words;

/// Bins of a sketch, a byte each. The share of runs in common is told by so many to within 0.05 (one standard error, at a half).
pub const BINS: usize = 96;

/// Words of a run: of 44,850 pairs of unrelated news articles the nearest share 0.14 of theirs (`ingest.md`, section 7).
const RUN: usize = 5;

/// Words that a text needs for a sketch: a shorter one says too little in words of its own.
pub const SHORTEST: u32 = 40;

/// Throws of all runs after which a bin that is still empty looks at every one of them.
const ROUNDS: u64 = 32;

/// The share of bins that agree by chance.
const CHANCE: f64 = 1.0 / 256.0;

/// What is kept of a text's wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Eight bits of the lowest run of each bin.
    pub bins: [u8; BINS],
    /// How many runs the text has.
    pub runs: u32,
}

/// The words of a text as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// How many there are.
    pub words: u32,
    /// The hash of all of them in their order, in lower case and without what stands between: equal for texts that say the same word for word.
    pub hash: u64,
    /// `None` of fewer than  words.
    pub sketch: Option<Sketch>,
    /// What the text is about.
    pub names: Names,
}

impl Wording {
    /// Reads a text once.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut runs = Vec::with_capacity(text.len() / 5);
        let mut last = [0_u64; RUN];
        let (mut words, mut hash, mut run) = (0_usize, 0, 0_u64);
        let mut names = Vec::new();
        each_word(text, |word, names_something| {
            if names_something {
                names.push(word);
            }
            hash = hash_phrase(hash, word);
            // The hash of a run grows by the word that comes and shrinks by the one that goes.
            run = run.wrapping_sub(last[words % RUN].wrapping_mul(WEIGHT_OF_FIRST)).wrapping_mul(WEIGHT).wrapping_add(word);
            last[words % RUN] = word;
            words += 1;
            if words >= RUN {
                runs.push(run);
            }
        });
        let words = u32::try_from(words).unwrap_or(u32::MAX);
        Self { words, hash, sketch: (words >= SHORTEST).then(|| Sketch::of(&runs)), names: Names::of(names) }
    }
}

const WEIGHT: u64 = 0x9e37_79b9_7f4a_7c15;
/// The weight that a word has when it is the first of a run.
const WEIGHT_OF_FIRST: u64 = WEIGHT.wrapping_pow(RUN as u32 - 1);

/// Visits the hash of every word, and says whether it is a number or, by its capital inside a sentence, a name. A word with letters beyond
/// ASCII is taken as it is written.
fn each_word(text: &str, mut visit: impl FnMut(u64, bool)) {
    let bytes = text.as_bytes();
    let (mut at, mut last) = (0, 0);
    let inside = |last: usize, at: usize| match &bytes[last..at] {
        [b' '] => true,
        gap => last > 0 && !gap.iter().any(|byte| matches!(byte, b'.' | b'!' | b'?' | b':' | b'\n')),
    };
    while at < bytes.len() {
        let word = AsciiWord::at(bytes, at);
        let next = if bytes.get(word.end).is_some_and(|byte| !byte.is_ascii()) { text[word.end..].chars().next() } else { None };
        if next.is_some_and(char::is_alphanumeric) {
            let end = words(&text[at..]).next().map_or(bytes.len(), |(_, end)| at + end);
            let named = text[at..].chars().next().is_some_and(char::is_uppercase) && inside(last, at);
            visit(hash_folded(&bytes[at..end]), named);
            (at, last) = (end, end);
        } else {
            if word.end > at {
                visit(word.hash, word.has_digit() || bytes[at].is_ascii_uppercase() && inside(last, at));
                last = word.end;
            }
            at = word.end + next.map_or(1, char::len_utf8);
        }
    }
}

impl Sketch {
    /// The sketch of these runs, one at least.
    fn of(runs: &[u64]) -> Self {
        // Of each bin the round in which it was filled, and the lowest hash in that round.
        let mut lowest = [u64::MAX; BINS];
        for round in 0..ROUNDS {
            for run in runs {
                let thrown = throw(*run, round);
                let bin = (((thrown >> 32) * BINS as u64) >> 32) as usize;
                let value = round << 32 | thrown & LOW;
                lowest[bin] = lowest[bin].min(value);
            }
            if lowest.iter().all(|value| *value != u64::MAX) {
                break;
            }
        }
        for (bin, value) in (ROUNDS..).zip(&mut lowest).filter(|(_, value)| **value == u64::MAX) {
            *value = runs.iter().map(|run| throw(*run, bin) & LOW).min().unwrap_or(0);
        }
        Self { bins: lowest.map(|value| value as u8), runs: u32::try_from(runs.len()).unwrap_or(u32::MAX) }
    }

    /// The share of runs that both texts have, of those that either has: 0 to 1, right to within some 0.05.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> f64 {
        let same = self.bins.iter().zip(&other.bins).filter(|(a, b)| a == b).count();
        ((same as f64 / BINS as f64 - CHANCE) / (1.0 - CHANCE)).max(0.0)
    }

    /// The share of the shorter text's runs that the longer one has, too; 0 to 1.
    #[must_use]
    pub fn containment(&self, other: &Self) -> f64 {
        let (runs, resemblance) = (f64::from(self.runs) + f64::from(other.runs), self.resemblance(other));
        let shared = resemblance * runs / (1.0 + resemblance);
        (shared / f64::from(self.runs.min(other.runs)).max(1.0)).min(1.0)
    }
}

/// Names and numbers of a text, sixteen bits of each, at most so many of them: those that hash lowest. Two texts of one form differ in
/// these before all, and a copy keeps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<u16>);

impl Names {
    /// How many are kept.
    pub const MOST: usize = 16;

    /// A name that stands there twice is two, for numbers come again: 6 degrees, and 6 kilometres an hour.
    fn of(mut names: Vec<u64>) -> Self {
        names.sort_unstable();
        let numbered = names.chunk_by(|a, b| a == b).flat_map(|same| (1..).zip(same));
        Self::kept(numbered.map(|(time, name)| (throw(*name, time) >> 48) as u16))
    }

    /// The names that were kept, in any order.
    pub fn kept(names: impl Iterator<Item = u16>) -> Self {
        let mut names: Vec<u16> = names.collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(Self::MOST);
        Self(names)
    }

    /// What is kept of each, ascending.
    #[must_use]
    pub fn values(&self) -> &[u16] {
        &self.0
    }

    /// How far two texts name different things: of the names of the one with fewer, the share that both lack of one another; 0 to 1, exact up to
    /// [`Names::MOST`] names. A text that was cut or lost a name lacks some and has none of its own: 0. So do two without any.
    #[must_use]
    pub fn contradiction(&self, other: &Self) -> f64 {
        // Only up to here both lists are complete.
        let end = |names: &Self| if names.0.len() < Self::MOST { None } else { names.0.last().copied() };
        let end = [end(self), end(other)].into_iter().flatten().min().unwrap_or(u16::MAX);
        let below = |names: &Self| names.0.partition_point(|name| *name <= end);
        let (ours, others) = (&self.0[..below(self)], &other.0[..below(other)]);
        let fewer = ours.len().min(others.len());
        let shared = ours.iter().filter(|name| others.binary_search(name).is_ok()).count();
        if fewer == 0 { 0.0 } else { (fewer - shared) as f64 / fewer as f64 }
    }
}

const LOW: u64 = 0xffff_ffff;

/// Where a run falls in a round: all bits depend on all of both.
#[inline]
const fn throw(run: u64, round: u64) -> u64 {
    let mut mixed = run ^ round.wrapping_mul(0xd1b5_4a32_d192_ed03);
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ (mixed >> 32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::fold::hash_word;

    /// Words that no other text has.
    fn text(seed: u64, words: usize) -> Vec<String> {
        (0..words as u64).map(|n| format!("w{:x}", throw(n, seed) >> 40)).collect()
    }

    fn sketch(words: &[String]) -> Sketch {
        Wording::of(&words.join(" ")).sketch.expect("a sketch")
    }

    /// What the sketch estimates, counted.
    fn shared(a: &[String], b: &[String]) -> f64 {
        let runs = |words: &[String]| words.windows(RUN).map(<[String]>::to_vec).collect::<std::collections::BTreeSet<_>>();
        let (a, b) = (runs(a), runs(b));
        a.intersection(&b).count() as f64 / a.union(&b).count() as f64
    }

    #[test]
    fn letters_case_and_signs_do_not_matter_and_words_and_their_order_do() {
        let hash = |text: &str| Wording::of(text).hash;
        assert_eq!(hash("Three people died, in Kyiv."), hash("three\npeople died in *KYIV*"));
        assert_eq!(hash("“Łódź” fell — it’s so"), hash("Łódź fell, it s so"));
        assert_ne!(hash("Three people died in Kyiv"), hash("Kyiv died in three people"));
        assert_ne!(hash("Three people"), hash("Three people died"));
        assert_eq!((Wording::of("").words, Wording::of(" … ").words, Wording::of("é").words), (0, 0, 1));
    }

    #[test]
    fn what_is_shared_is_told_for_texts_of_every_length() {
        for words in [SHORTEST as usize, 80, 200, 800, 5_000] {
            for (seed, kept) in (0..).zip([1.0, 0.97, 0.7, 0.5, 0.2, 0.0]) {
                let (mut sum, mut expected) = (0.0, 0.0);
                for round in 0..20 {
                    let a = text(seed * 1_000 + round, words);
                    let cut = (words as f64 * kept) as usize;
                    let mut b = a[..cut].to_vec();
                    b.extend(text(seed * 1_000 + round + 500, words - cut));
                    sum += sketch(&a).resemblance(&sketch(&b));
                    expected += shared(&a, &b);
                }
                // Twenty texts: a standard error of 0.012.
                assert!((sum - expected).abs() / 20.0 < 0.04, "{words} words, {kept} kept: {sum} for {expected}");
            }
        }
    }

    #[test]
    fn a_text_is_contained_in_one_that_goes_on() {
        let (a, rest) = (text(1, 300), text(2, 300));
        let long: Vec<String> = a.iter().chain(&rest).cloned().collect();
        let contained = sketch(&a).containment(&sketch(&long));
        assert!(contained > 0.85, "{contained}");
        assert!(sketch(&rest).containment(&sketch(&a)) < 0.1);
    }

    #[test]
    fn a_short_text_has_no_sketch() {
        assert_eq!(Wording::of(&text(1, SHORTEST as usize - 1).join(" ")).sketch, None);
        assert!(Wording::of(&text(1, SHORTEST as usize).join(" ")).sketch.is_some());
        // All runs the same: whatever a bin can get is that one.
        let same = vec!["word".to_owned(); 100];
        assert!((sketch(&same).resemblance(&sketch(&same)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn names_are_capitals_inside_sentences_and_numbers() {
        let names = |text: &str| Wording::of(text).names;
        assert_eq!(names("The mayor of Kyiv said: There were 12 dead. Rescuers left."), names("in Kyiv 12"));
        assert_eq!(names("“It fell in Łódź”, said Maria"), names("in Łódź Maria"));
        let form =
            |place: &str, number: u32| names(&format!("Shells fell on {place} and hurt {number}. The Red Cross asks for blood."));
        assert!(form("Sumy", 3).contradiction(&form("Sumy", 3)) < 1e-9);
        assert!(form("Sumy", 3).contradiction(&form("Odesa", 5)) > 0.4);
        assert!(names("at 6 and 6").contradiction(&names("at 6 and 7")) > 0.4);
        assert!(names("nothing").contradiction(&names("in Kyiv")) < 1e-9);
        assert!(names("in Kyiv 3").contradiction(&names("in Kyiv, Odesa and Sumy 3")) < 1e-9);
        let many = |first: usize| names(&(first..first + 100).map(|n| format!("x {n} ")).collect::<String>());
        assert_eq!(many(0).values().len(), Names::MOST);
        assert!(many(0).contradiction(&many(10)) < 0.4 && many(0).contradiction(&many(100)) > 0.8);
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_index(text in "(?s).{0,200}", ascii in "[A-Za-z0-9 ,.'é’-]{0,200}") {
            for text in [text, ascii] {
                let mut found = Vec::new();
                each_word(&text, |hash, _| found.push(hash));
                let expected: Vec<u64> = words(&text).map(|(start, end)| {
                    let word = &text[start..end];
                    if word.is_ascii() { hash_word(word) } else { hash_folded(word.as_bytes()) }
                }).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
