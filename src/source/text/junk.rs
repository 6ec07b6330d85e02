//! What stands after the story: invitations to read on, copyright, credits. It stays in the text and is only left out of the body.

use super::super::draft::{Draft, Field};
use super::lines::Block;
use crate::model::Provenance;

/// How lines of litter begin, lower case.
const OPENERS: [&str; 43] = [
    "listen to",
    "read more",
    "read also",
    "also read",
    "read next",
    "read the full",
    "related:",
    "related stories",
    "related articles",
    "related news",
    "sign up",
    "subscribe",
    "unsubscribe",
    "view this email",
    "view in browser",
    "manage your",
    "update your preferences",
    "follow us",
    "follow @",
    "share this",
    "click here",
    "download our app",
    "advertisement",
    "continue reading",
    "copyright",
    "©",
    "(c) ",
    "all rights reserved",
    "support our",
    "support us",
    "comments",
    "leave a comment",
    "photo:",
    "photos:",
    "image:",
    "image credit",
    "photo credit",
    "tags:",
    "filed under",
    "topics:",
    "more on this",
    "###",
    "-30-",
];

/// How notes on who worked on a story begin.
const CREDITS: [&str; 6] =
    ["(reporting by", "reporting by", "additional reporting by", "(additional reporting", "editing by", "(editing by"];

/// One past the last block of the story that begins with block `from`. At least one block is left.
pub fn body_end(text: &str, blocks: &[Block], from: usize, draft: &mut Draft) -> usize {
    let mut end = blocks.len();
    while end > from + 1 {
        let words = blocks[end - 1].of(text);
        if is_credit(words) {
            reporters(words).iter().for_each(|name| draft.clue(Field::Author, name, "credit line", Provenance::Text));
        } else if !is_litter(words) {
            break;
        }
        end -= 1;
    }
    end
}

fn opening(words: &str) -> String {
    words.chars().take(30).flat_map(char::to_lowercase).collect()
}

fn is_credit(words: &str) -> bool {
    words.len() < 600 && CREDITS.iter().any(|credit| opening(words).starts_with(credit))
}

/// A short line that begins as litter does and is no sentence.
fn is_litter(words: &str) -> bool {
    if words.len() > 240 || words.chars().count() >= 80 {
        return false;
    }
    let is_sentence = words.ends_with(['.', '”', '"']) && words.split_whitespace().count() > 6;
    let is_notice = words.contains("ll rights reserved") || words.starts_with('©');
    is_notice || (!is_sentence && OPENERS.iter().any(|opener| opening(words).starts_with(opener)))
}

/// The names in "(Reporting by Ana Ruiz in Lima and Tom Berg; Editing by Li Wei)".
fn reporters(words: &str) -> Vec<String> {
    let lower = words.to_lowercase();
    let Some(start) = lower.find("reporting by ").map(|at| at + "reporting by ".len()) else { return Vec::new() };
    let Some(rest) = words.get(start..) else { return Vec::new() };
    let list = rest.split([';', ')', '.']).next().unwrap_or("");
    let is_capitalised = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let parts = list.split(',').flat_map(|part| part.split(" and "));
    parts
        .map(|part| part.split_whitespace().take_while(is_capitalised).collect::<Vec<_>>())
        .filter(|name| (2..=4).contains(&name.len()))
        .map(|name| name.join(" "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn litter_and_sentences_that_begin_like_it() {
        for (words, expected) in [
            ("Listen to the report by Ana Ruiz", true),
            ("Read more", true),
            ("© 2024 The Daily Example", true),
            ("Copyright 2024 Example. All rights reserved.", true),
            ("Photo: A. Ruiz", true),
            ("Comments by the minister drew criticism from all sides on Monday.", false),
            ("Support our troops, the president told the crowd in the square.", false),
            ("Subscribers said that the paper had been late for several days.", false),
            ("The driver survived.", false),
        ] {
            assert_eq!(is_litter(words), expected, "{words}");
        }
    }

    #[test]
    fn credits_name_the_reporters_and_not_the_editors() {
        let names = reporters("(Reporting by Ana Ruiz in Lima, Tom Berg and Li Wei; Editing by Jo Lee)");
        assert_eq!(names, ["Ana Ruiz", "Tom Berg", "Li Wei"]);
    }
}
