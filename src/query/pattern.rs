//! Patterns as they are written: bare words with their marks (`missil*`, `Kharkif~1`, `S-400`), phrases, numbers of words.

use crate::document::words;

use super::Pattern;
use super::error::{Fault, MOST_BETWEEN};
use super::print::OPERATORS;

/// The pattern of a run of characters without space or quotes; `None` if it holds no word and is no operator elsewhere.
pub fn bare_pattern(bare: &str) -> Result<Option<Pattern>, Fault> {
    let is_operator = ["&", "&&", "+", "|", "||", "!"].contains(&bare) || OPERATORS.contains(&bare);
    if is_operator {
        return Err(Fault::NotAnOperator(bare.to_owned()));
    }
    if let Some(beginning) = bare.strip_suffix('*') {
        return single(beginning, '*').map(|word| word.map(Pattern::Prefix));
    }
    if bare.contains('*') {
        return Err(Fault::Wildcard(bare.to_owned()));
    }
    if let Some((word, edits)) = bare.rsplit_once('~').filter(|(word, _)| !cut(word).is_empty()) {
        let edits = match edits {
            "" | "1" => 1,
            "2" => 2,
            _ => return Err(Fault::Edits(edits.to_owned())),
        };
        return single(word, '~').map(|word| word.map(|word| Pattern::Fuzzy { word, edits }));
    }
    let words = cut(bare);
    Ok((!words.is_empty()).then(|| joined(words, 0)))
}

/// The only word of `written`; `None` if there is none.
fn single(written: &str, mark: char) -> Result<Option<String>, Fault> {
    let mut words = cut(written);
    if written.contains('*') {
        return Err(Fault::Wildcard(format!("{written}{mark}")));
    }
    if words.len() > 1 { Err(Fault::SingleWord { mark, written: written.to_owned() }) } else { Ok(words.pop()) }
}

/// The words of a text.
pub fn cut(text: &str) -> Vec<String> {
    words(text).map(|(start, end)| text[start..end].to_owned()).collect()
}

/// One word, or a phrase of several.
pub fn joined(mut words: Vec<String>, slop: u32) -> Pattern {
    if words.len() == 1 { Pattern::Word(words.swap_remove(0)) } else { Pattern::Phrase { words, slop } }
}

/// A number of words.
pub fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| digits && *n <= MOST_BETWEEN)
}

/// The words of a pattern that can be near to another.
pub fn run(pattern: &Pattern) -> Option<Vec<String>> {
    match pattern {
        Pattern::Word(word) => Some(vec![word.clone()]),
        Pattern::Phrase { words, slop: 0 } => Some(words.clone()),
        _ => None,
    }
}
