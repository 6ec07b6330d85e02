//! The lines of a story as the page shows them: parted where it parts them, with what an extractor leaves out between the headline and the first paragraph, and the captions.

use super::entities;
use super::main_text::is_inline;
use super::scan::{Piece, pieces};
use crate::source::draft::one_line;

/// Texts longer than this, in bytes, are left as the extractor gives them: it reads long pages well, and each line is looked for.
const MOST: usize = 20_000;
/// Fewest letters of a sentence that is a paragraph of the story.
const SENTENCE: usize = 60;
/// Fewest words of a caption, and most letters.
const CAPTION: (usize, usize) = (5, 400);
/// Beginnings of captions that only say who took the picture, and words of those that show something else.
const CREDITS: [&str; 6] = ["photo", "foto", "credit", "image", "picture", "©"];
const OLD_PICTURES: [&str; 7] = ["file photo", "file picture", "file image", "archiv", "file -", "(file)", "imagen de archivo"];

/// The lines of `text` parted where the page parts them: an extractor runs paragraphs together between whose tags no blank stands, and
/// "said.Three people" is read as nothing. With the lines below the headline that it lost, and the captions between others.
pub fn as_shown(text: &str, shown: &str, captions: &[String], headline: Option<&str>) -> String {
    if text.len() > MOST {
        return text.to_owned();
    }
    let blocks: Vec<(&str, String)> = shown.lines().map(|line| (line, squeezed(line))).collect();
    let headline = headline.map(squeezed);
    let is_headline = |line: &str| headline.as_deref() == Some(line);
    let mut story: Vec<&str> = Vec::new();
    let mut last = None;
    for line in text.lines() {
        let whole = squeezed(line);
        let run = (0..blocks.len()).find_map(|first| run_of_blocks(&blocks[first..], &whole).map(|count| first..first + count));
        let Some(run) = run else {
            story.push(line);
            continue;
        };
        let left_out = &blocks[last.unwrap_or(0).min(run.start)..run.start];
        // The extractor may have taken the headline, too.
        let below = last.and_then(|last: usize| last.checked_sub(1)).filter(|last| is_headline(&blocks[*last].1));
        match (last, below) {
            (None, _) => story.extend(lead(left_out, is_headline)),
            (_, Some(_)) => story.extend(left_out.iter().map(|(line, _)| *line).filter(|line| is_sentence(line))),
            _ => story.extend(between(left_out, captions, text)),
        }
        last = Some(last.unwrap_or(0).max(run.end));
        match run.len() {
            1 => story.push(line),
            _ => story.extend(blocks[run].iter().map(|(line, _)| *line)),
        }
    }
    story.join("\n")
}

/// The sentences between the headline and the first paragraph: some extractors lose a lead that is not marked as a paragraph, or is a link.
fn lead<'t>(above: &[(&'t str, String)], is_headline: impl Fn(&str) -> bool) -> Vec<&'t str> {
    let Some(at) = above.iter().rposition(|(_, line)| is_headline(line)) else { return Vec::new() };
    above[at + 1..].iter().map(|(line, _)| *line).filter(|line| is_sentence(line)).collect()
}

/// The captions among lines that an extractor left out.
fn between<'t>(lines: &[(&'t str, String)], captions: &[String], text: &str) -> Vec<&'t str> {
    let is_caption = |line: &str| captions.iter().any(|caption| caption == line) && !text.contains(line);
    lines.iter().map(|(line, _)| *line).filter(|line| is_caption(line)).collect()
}

fn is_sentence(line: &str) -> bool {
    line.chars().count() >= SENTENCE && line.ends_with(['.', '!', '?', '…', '”', '"', '»', '。', '؟'])
}

/// The captions of pictures that say something of the story.
pub fn captions(page: &str) -> Vec<String> {
    let mut captions = Vec::new();
    let mut open: Option<String> = None;
    for piece in pieces(page) {
        match piece {
            Piece::Tag(tag) if tag.is("figcaption") => {
                if let Some(text) = open.take().filter(|_| captions.len() < 50) {
                    captions.extend(text.lines().map(|line| one_line(&entities::decode(line))).filter(|line| tells(line)));
                }
                open = (!tag.closes).then(String::new);
            }
            Piece::Text(text) => {
                if let Some(caption) = open.as_mut().filter(|caption| caption.len() < 2000) {
                    caption.push_str(&text.replace(['\n', '\r'], " "));
                }
            }
            Piece::Tag(tag) if !is_inline(tag.name) => {
                if let Some(caption) = &mut open {
                    caption.push('\n');
                }
            }
            _ => {}
        }
    }
    captions
}

fn tells(caption: &str) -> bool {
    let lower = caption.to_lowercase();
    caption.split_whitespace().count() >= CAPTION.0
        && caption.chars().count() <= CAPTION.1
        && !CREDITS.iter().any(|word| lower.starts_with(word))
        && !OLD_PICTURES.iter().any(|word| lower.contains(word))
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect()
}

/// How many of the first blocks make up the line together, if they do.
fn run_of_blocks(blocks: &[(&str, String)], whole: &str) -> Option<usize> {
    let mut rest = whole;
    for (number, (_, block)) in blocks.iter().enumerate() {
        rest = rest.strip_prefix(block.as_str())?;
        if rest.is_empty() {
            return Some(number + 1);
        }
    }
    None
}
