//! Where sentences and paragraphs end.
//!
//! Known failures: a sentence that ends in an abbreviation before a capitalised word ("in the U.S. Police said") is not
//! cut there; verse and tables are cut by line.

use std::ops::Range;

use super::fold::hash_folded;
use super::marks::Marks;
use super::token::{Gap, Token};
use crate::model::Span;

/// A sentence: a run of tokens, and the bytes from its first word to the mark that ends it.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// From the first word (or the quotation mark before it) through the closing mark.
    pub span: Span,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// Written all in capitals, so that capitals say nothing.
    pub shouted: bool,
    /// All that its words bear.
    pub marks: Marks,
    /// All that stands before its words.
    pub gaps: Gap,
}

impl Sentence {
    /// Its tokens.
    #[must_use]
    pub const fn tokens(&self) -> Range<usize> {
        self.first..self.end
    }
}

/// Words after which a period does not end a sentence (folded). Titles, ranks, months and Latin as news prints them.
const ABBREVIATIONS: [u64; 64] = hashes([
    "adm", "al", "apr", "assn", "asst", "atty", "aug", "ave", "brig", "bros", "capt", "cmdr", "co", "col", "cong", "corp", "cpl",
    "dec", "dept", "det", "dr", "e", "feb", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "jul", "jun", "lt",
    "ltd", "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct", "pfc", "pres", "prof", "pvt", "rep",
    "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "ste", "supt", "vs",
]);

/// What goes on behind "11 p.m.": a day of the week, a month, a clock of some part of the world.
const BEHIND_HOURS: [u64; 26] = hashes([
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "est",
    "edt",
    "cst",
    "cdt",
    "pst",
    "pdt",
    "gmt",
    "bst",
]);

/// A token is compared by its hash: a period in five words is too often for strings.
const fn hashes<const N: usize>(words: [&str; N]) -> [u64; N] {
    let mut hashes = [0; N];
    let mut at = 0;
    while at < N {
        hashes[at] = hash_folded(words[at].as_bytes());
        at += 1;
    }
    hashes
}

/// Words after which a sentence is cut wherever it stands: only lists and tables have so long ones, and whatever looks
/// through a sentence for each of its words stays linear in the text.
const LONGEST: usize = 400;

/// Words of a short sentence.
const WORDS: usize = 12;

/// Appends the sentences of `tokens[from..]`; paragraphs are numbered from `paragraph`.
pub fn split(text: &str, tokens: &[Token], from: usize, paragraph: usize, found: &mut Vec<Sentence>) {
    let blank_lines = tokens[from..].iter().skip(1).any(|t| t.gap.has(Gap::BLANK_LINE));
    let lines_are_paragraphs = if blank_lines { has_long_line(text, tokens, from) } else { !is_wrapped(text, tokens, from) };
    found.reserve((tokens.len() - from) / WORDS + 1);
    let (mut first, mut paragraph) = (from, paragraph);
    let mut gaps = tokens.get(from).map_or_else(Gap::default, |token| token.gap).and(Gap::SPACE);
    for (at, token) in tokens.iter().enumerate().skip(from + 1) {
        // A bare space, the most common gap, ends nothing.
        if token.gap == Gap::SPACE && at - first < LONGEST {
            continue;
        }
        let new_paragraph = is_paragraph_end(token.gap, lines_are_paragraphs);
        if new_paragraph || at - first >= LONGEST || is_sentence_end(text, tokens, at) {
            found.push(Sentence { gaps, ..sentence(text, tokens, first, at, paragraph) });
            (first, gaps) = (at, Gap::SPACE);
        }
        gaps = gaps.and(token.gap);
        paragraph += usize::from(new_paragraph);
    }
    if first < tokens.len() {
        found.push(Sentence { gaps, ..sentence(text, tokens, first, tokens.len(), paragraph) });
    }
}

fn sentence(text: &str, tokens: &[Token], first: usize, end: usize, paragraph: usize) -> Sentence {
    let words = &tokens[first.min(tokens.len())..end.min(tokens.len())];
    let start = words.first().map_or(0, |t| t.start);
    let stop = words.last().map_or(0, |t| t.end);
    let limit = tokens.get(end).map_or(text.len(), |t| t.start as usize);
    let start = opening_quote(text, start, first.checked_sub(1).map_or(0, |p| tokens[p].end));
    let marks = words.iter().fold(Marks::default(), |all, word| all.and(word.marks));
    let span = Span::new(start, closing_mark(text, stop, limit));
    Sentence { first, end, span, paragraph, shouted: is_shouted(words), marks, gaps: Gap::default() }
}

/// More than three words in capitals, and hardly one in small letters.
fn is_shouted(words: &[Token]) -> bool {
    let small = |t: &&Token| !t.shape.is_capital() && !t.shape.has_digit();
    // Nearly every sentence shows soon that it is not.
    if words.iter().filter(small).nth(words.len() / 10).is_some() {
        return false;
    }
    words.iter().filter(|t| t.shape.is_all_caps()).nth(3).is_some()
}

/// Takes a quotation mark or bracket that touches the first word into the sentence.
fn opening_quote(text: &str, start: u32, floor: u32) -> u32 {
    let before = text.get(floor as usize..start as usize).unwrap_or("");
    match before.chars().next_back() {
        Some(c @ ('"' | '“' | '„' | '«' | '‘' | '(' | '[')) => start - c.len_utf8() as u32,
        _ => start,
    }
}

/// Takes the full stop, and quotes and brackets that touch it, into the sentence.
fn closing_mark(text: &str, stop: u32, limit: usize) -> u32 {
    let after = text.get(stop as usize..limit).unwrap_or("");
    let closes = |c: &char| matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '»' | '’' | '\'' | ')' | ']' | '%');
    let marks = after.chars().take_while(closes).map(char::len_utf8).sum::<usize>();
    stop + marks as u32
}

const fn is_paragraph_end(gap: Gap, lines_are_paragraphs: bool) -> bool {
    gap.has(Gap::BLANK_LINE) || (lines_are_paragraphs && gap.has(Gap::LINE))
}

/// True if a sentence ends between token `at - 1` and token `at`.
fn is_sentence_end(text: &str, tokens: &[Token], at: usize) -> bool {
    let (last, next) = (&tokens[at - 1], &tokens[at]);
    if !next.gap.has(Gap::SPACE) {
        // A page whose spaces were lost: "arrived.The" ends a sentence, "example.com" does not.
        let long = last.end - last.start > 3 && next.end - next.start > 1;
        return next.gap == Gap::PERIOD && long && next.shape.is_capital() && !next.shape.is_all_caps();
    }
    if !next.gap.has(Gap::STOP.and(Gap::PERIOD)) {
        return false;
    }
    let begins = next.shape.is_capital() || next.shape.has_digit() || next.gap.has(Gap::QUOTE) || starts_caseless(text, next);
    if next.gap.has(Gap::STOP) {
        return begins || !next.gap.has(Gap::QUOTE.and(Gap::CLOSE));
    }
    next.gap.has(Gap::PERIOD) && begins && !is_abbreviation(text, tokens, at - 1, next)
}

/// Scripts without capitals (Arabic, Hebrew, Han ...) cannot show a beginning.
fn starts_caseless(text: &str, token: &Token) -> bool {
    Span::new(token.start, token.end)
        .of(text)
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

fn is_abbreviation(text: &str, tokens: &[Token], at: usize, next: &Token) -> bool {
    let token = &tokens[at];
    let word = Span::new(token.start, token.end).of(text);
    if next.gap.has(Gap::QUOTE) && !next.gap.only(Gap::PERIOD.and(Gap::SPACE).and(Gap::QUOTE)) {
        return false;
    }
    let initial = word.chars().count() == 1 && token.shape.is_capital() && !token.shape.has_digit();
    if initial {
        // "John F. Kennedy", "U.S. troops"; but "p.m. The" has small letters and ends.
        return true;
    }
    if word.len() > 5 || !word.is_ascii() || (word == "no" && !next.shape.is_digits()) {
        return false;
    }
    let touching = token.gap == Gap::PERIOD && word.len() == 1;
    let hours =
        touching && word == "m" && BEHIND_HOURS.contains(&next.hash) && next.gap.only(Gap::PERIOD.and(Gap::SPACE).and(Gap::LINE));
    let dotted = touching && at > 0 && (hours || !next.shape.is_capital());
    dotted || (ABBREVIATIONS.contains(&token.hash) && (token.shape.is_capital() || word == "al" || word == "no" || word == "vs"))
}

/// A line that no hand and no typewriter breaks: the line ends beside it are meant, though blank lines part the rest. "Five die in fire"
/// above "A fire that began in a kitchen ..." is a headline.
fn has_long_line(text: &str, tokens: &[Token], from: usize) -> bool {
    let Some(start) = tokens.get(from).map(|t| t.start as usize) else { return false };
    let end = tokens.last().map_or(start, |t| t.end as usize);
    text.get(start..end).unwrap_or("").lines().any(|line| line.len() > LONG_LINE)
}

/// Bytes of the longest line of a text broken by hand: letters and telegrams have 60 to 80, mails and source files up to 120.
const LONG_LINE: usize = 140;

/// Hard-wrapped text: most lines are 50 to 80 characters long, so a line end is no paragraph end.
fn is_wrapped(text: &str, tokens: &[Token], from: usize) -> bool {
    let Some(start) = tokens.get(from).map(|t| t.start as usize) else { return false };
    let end = tokens.last().map_or(start, |t| t.end as usize);
    let (mut lines, mut full) = (0, 0);
    for line in text.get(start..end).unwrap_or("").lines() {
        lines += 1;
        full += usize::from((50..=80).contains(&line.trim_end().chars().count()));
    }
    lines >= 4 && full * 10 > lines * 6
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::model::{Article, Span};

    fn cut(text: &str) -> Vec<String> {
        let article = Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), ..Article::default() };
        let document = Document::of(&article);
        document.sentences.iter().map(|s| s.span.of(text).to_owned()).collect()
    }

    #[test]
    fn sentences_end_at_full_stops_and_not_at_abbreviations() {
        for (text, expected) in [
            ("Two died. Six were hurt.", vec!["Two died.", "Six were hurt."]),
            ("Lt. Col. John F. Smith said so. He left.", vec!["Lt. Col. John F. Smith said so.", "He left."]),
            ("U.S. forces struck. Iran denied it.", vec!["U.S. forces struck.", "Iran denied it."]),
            ("At 3 p.m. the bus fell. None died.", vec!["At 3 p.m. the bus fell.", "None died."]),
            ("“We fled.” He wept.", vec!["“We fled.”", "He wept."]),
            ("It fell at 11 p.m. Thursday in Leeds. None died.", vec!["It fell at 11 p.m. Thursday in Leeds.", "None died."]),
            ("It cost $1.5 million. No one died.", vec!["It cost $1.5 million.", "No one died."]),
            ("Who did it? Nobody knows! Really.", vec!["Who did it?", "Nobody knows!", "Really."]),
            ("Talks began in Cairo.Three men died.", vec!["Talks began in Cairo.", "Three men died."]),
            ("Headline without stop\n\nThe body.", vec!["Headline without stop", "The body."]),
            ("One line\nAnother line", vec!["One line", "Another line"]),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn a_hard_wrapped_line_end_is_no_paragraph_end() {
        let line = "The shelling of the market went on until late in the evening and";
        let text = [line; 5].join("\n");
        assert_eq!(cut(&text).len(), 1);
    }

    #[test]
    fn line_ends_are_meant_where_lines_are_long() {
        let long = "A fire that began in the kitchen of a school spread to the roof and ".repeat(3);
        assert_eq!(cut(&format!("Five die in fire\n{long}\n\nPolice came.")).len(), 3);
        assert_eq!(cut("Five die in a fire that began in the kitchen\nof a school\n\nPolice came.").len(), 2);
    }

    #[test]
    fn every_token_has_its_sentence() {
        let text = "A b c. D e f.\n\nG h.";
        let article = Article { text: text.to_owned(), body: Span::new(0, text.len() as u32), ..Article::default() };
        let document = Document::of(&article);
        for at in 0..document.tokens.len() {
            assert!(document.sentence_at(at).tokens().contains(&at), "{at}");
        }
        assert_eq!(document.sentences.last().map(|s| s.paragraph), Some(1));
    }
}
