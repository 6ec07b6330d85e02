//! What stands in a story and is none of it: boxes with other stories, comments, letters to sign up for; and lines that are nothing but a link to another story. They are cut
//! out before an extractor sees the page, for those take some of them for the story, and "Gunmen kill 44 villagers" is then an incident of it.

use super::labels;
use super::scan::{Piece, Tag, placed};

/// Words of a class that says what a box holds, besides those that the dates of a page know: a bar with buttons may hold the date, too.
const TOOLS: [&str; 7] = ["cookie", "cookies", "consent", "share", "sharing", "sharedaddy", "subscribe"];
/// What stands before a link to another story, in small letters.
const LABELS: [&str; 34] = [
    "read more",
    "read also",
    "read next",
    "also read",
    "related",
    "see also",
    "more from",
    "more stories",
    "more on",
    "watch",
    "listen",
    "you may also",
    "don't miss",
    "lesen sie",
    "mehr",
    "lire aussi",
    "à lire",
    "voir aussi",
    "lea también",
    "lee también",
    "lee además",
    "leia",
    "veja",
    "leggi anche",
    "читайте",
    "читать",
    "смотрите",
    "ayrıca",
    "ilgili",
    "baca juga",
    "czytaj",
    "lees ook",
    "اقرأ",
    "相关",
];
/// Elements that may hold a box.
const HOLDERS: [&str; 10] = ["div", "section", "aside", "article", "ul", "ol", "p", "h2", "h3", "h4"];
/// Those that are a line.
const LINES: [&str; 5] = ["p", "div", "h2", "h3", "h4"];
/// Longest text of a card with another story, in bytes.
const CARD: usize = 700;
/// Fewest words of a linked line that is a headline, where nothing says that it links to another story: a list may name people by links.
const HEADLINE: usize = 5;
/// Longest line, in bytes, that begins "Also read:" and is no link.
const LABELLED: usize = 160;
/// Elements that are open at a time.
const OPEN: usize = 512;

/// An element that may be cut out.
struct Open<'t> {
    name: &'t str,
    start: usize,
    kind: Kind,
    /// What was counted when it began.
    before: Counts,
    /// A line of its own, as far as it is none of a link.
    label: String,
    /// Holds other elements than those within a line.
    is_parted: bool,
    linked_heading: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Apart,
    Linking,
    Other,
}

/// Bytes of text, links, words in links, and headings of the first rank up to a place.
#[derive(Clone, Copy, Default)]
struct Counts {
    text: usize,
    links: usize,
    words: usize,
    headings: usize,
}

#[derive(Default)]
struct Finder<'t> {
    open: Vec<Open<'t>>,
    counts: Counts,
    in_link: bool,
    in_heading: bool,
    /// The last sign of the text.
    last: char,
    cuts: Vec<(usize, usize, usize)>,
}

/// The page without its boxes. What holds the headline, or half of all text, is none.
pub fn without_boxes(page: &str) -> String {
    let mut finder = Finder::default();
    for (place, piece) in placed(page) {
        match piece {
            Piece::Text(text) => finder.words(text),
            Piece::Tag(tag) if tag.closes => finder.close(&tag, place.end),
            Piece::Tag(tag) => finder.open(tag, place.start),
            Piece::Raw(..) | Piece::Comment(_) => {}
        }
    }
    let total = finder.counts.text;
    finder.cuts.retain(|(_, _, text)| *text * 2 < total);
    finder.cuts.sort_unstable();
    let mut kept = String::with_capacity(page.len());
    let mut from = 0;
    for (start, end, _) in finder.cuts {
        if start >= from {
            kept.extend([&page[from..start], "<br>"]);
        }
        from = from.max(end);
    }
    kept + &page[from..]
}

impl<'t> Finder<'t> {
    fn words(&mut self, text: &str) {
        let words = text.trim();
        if words.is_empty() {
            return;
        }
        self.counts.text += words.len();
        self.last = words.chars().next_back().unwrap_or_default();
        if self.in_link {
            self.counts.words += words.split_whitespace().count();
        } else if let Some(open) = self.open.last_mut().filter(|open| open.label.len() < 60) {
            open.label.push_str(words);
            open.label.push(' ');
        }
    }

    fn open(&mut self, tag: Tag<'t>, at: usize) {
        match tag.name.to_ascii_lowercase().as_str() {
            "a" => {
                self.in_link = tag.attribute("href").is_some_and(|to| !to.starts_with('#'));
                self.counts.links += usize::from(self.in_link);
            }
            "h1" => self.counts.headings += 1,
            "h2" | "h3" | "h4" => self.in_heading = true,
            _ => {}
        }
        if self.in_heading
            && self.in_link
            && let Some(open) = self.open.last_mut()
        {
            open.linked_heading = true;
        }
        if !HOLDERS.iter().any(|name| tag.is(name)) || self.open.len() >= OPEN {
            return;
        }
        if tag.is("p") && self.open.last().is_some_and(|open| open.name.eq_ignore_ascii_case("p")) {
            self.open.pop();
        }
        if let Some(around) = self.open.last_mut() {
            around.is_parted = true;
        }
        let is_line = ["p", "h2", "h3", "h4"].iter().any(|name| tag.is(name));
        let kind = if is_line { Kind::Other } else { kind(&tag) };
        let (before, label) = (self.counts, String::new());
        self.open.push(Open { name: tag.name, start: at, kind, before, label, is_parted: false, linked_heading: false });
    }

    fn close(&mut self, tag: &Tag<'_>, end: usize) {
        match tag.name.to_ascii_lowercase().as_str() {
            "a" => self.in_link = false,
            "h2" | "h3" | "h4" => self.in_heading = false,
            _ => {}
        }
        if !HOLDERS.iter().any(|name| tag.is(name)) {
            return;
        }
        let near = self.open.len().saturating_sub(64);
        let Some(found) = self.open[near..].iter().rposition(|open| tag.is(open.name)) else { return };
        self.open.truncate(near + found + 1);
        let Some(open) = self.open.pop() else { return };
        let text = self.counts.text - open.before.text;
        if self.is_box(&open, text) {
            self.cuts.push((open.start, end, text));
        }
    }

    fn is_box(&self, open: &Open<'_>, text: usize) -> bool {
        let counts = &self.counts;
        if counts.headings > open.before.headings || text == 0 {
            return false;
        }
        let has_link = counts.links > open.before.links;
        // The card of another story: its heading is a link, and the page has a headline elsewhere.
        let is_card = open.name.eq_ignore_ascii_case("article") && open.linked_heading && text <= CARD && counts.headings > 0;
        match open.kind {
            Kind::Apart => true,
            Kind::Linking => has_link,
            Kind::Other => is_card || self.is_link_line(open, text),
        }
    }

    /// True for a line that is a link to another story, or what says so.
    fn is_link_line(&self, open: &Open<'_>, text: usize) -> bool {
        let is = |names: &[&str]| names.iter().any(|name| open.name.eq_ignore_ascii_case(name));
        if open.is_parted || !is(&LINES) {
            return false;
        }
        let label = open.label.trim().to_lowercase();
        let known = LABELS.iter().find(|known| begins_with(&label, known)).map_or(0, |known| known.len());
        let words = self.counts.words - open.before.words;
        let is_sentence = matches!(self.last, '.' | '!' | '?' | '…' | '”' | '"' | '»' | '。' | ')');
        if words == 0 {
            // "ALSO READ: Gunmen kill 44 villagers" without a link; or "Read also" above a list of them.
            let is_marked = label[known..].trim_start().starts_with([':', '|', '»']);
            let is_heading = is(&LINES[2..]) && text <= known + 8;
            return known > 0 && !is_sentence && (is_heading || is_marked && text <= LABELLED);
        }
        let has_headline = !is(&LINES[2..]) || self.counts.headings > 0;
        let is_bare = !label.contains(char::is_alphabetic);
        // "Related to the case, twelve were charged." begins so, too.
        let is_label = known > 0 && (label.len() <= known + 16 || label.len() < 40 && !is_sentence);
        is_label || is_bare && words >= HEADLINE && !is_sentence && has_headline
    }
}

/// True if these are the first words of a line: "mehr" begins no "Mehrere". Some scripts put nothing between words.
fn begins_with(line: &str, words: &str) -> bool {
    let goes_on = |c: char| c.is_alphabetic() && c < '\u{2e80}';
    line.strip_prefix(words).is_some_and(|rest| !rest.starts_with(goes_on))
}

/// What the class of an element says that it holds.
fn kind(tag: &Tag<'_>) -> Kind {
    let label = labels::label(tag);
    if labels::speaks_of_what_is_beside(&label) {
        return Kind::Other;
    }
    if labels::has_word(&label, &labels::APART) || labels::has_word(&label, &TOOLS) {
        Kind::Apart
    } else if labels::speaks_of_other_stories(&label) {
        // The lead of a story may be called a teaser: it holds no link.
        Kind::Linking
    } else {
        Kind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_lines_of_links_go_and_the_story_stays() {
        let story = "Three people were killed when a bus left the road near the town. ".repeat(3);
        for (cut, kept) in [
            ("<div class='related'><a href=/a>Gunmen kill 44</a></div>", ""),
            ("<div class='related'>See the box.</div>", "<div class='related'>See the box.</div>"),
            ("<p><b>Read more: <a href=/a>Gunmen kill 44 villagers</a></b></p>", ""),
            ("<p><a href=/a>Gunmen kill 44 villagers in Plateau</a></p>", ""),
            ("<p><a href=/a>Shukria Noori, 19</a></p>", "<p><a href=/a>Shukria Noori, 19</a></p>"),
            ("<p><a href=/a>The mayor said that he knew.</a></p>", "<p><a href=/a>The mayor said that he knew.</a></p>"),
            ("<article><a href=/a><h3>Gunmen kill 44</h3></a><p>They came.</p></article>", ""),
            (
                "<article><h3><a href='#e1'>12:00</a></h3><p>They came.</p></article>",
                "<article><h3><a href='#e1'>12:00</a></h3><p>They came.</p></article>",
            ),
            ("<p><b>ALSO READ: Gunmen kill 44 villagers</b></p>", ""),
            ("<h4>Lesen Sie auch</h4>", ""),
            ("<h3><a href=/a>Gunmen kill 44 villagers in Plateau</a></h3>", ""),
            ("<h3>Watching the river</h3>", "<h3>Watching the river</h3>"),
            (
                "<p>Mehrere Menschen starben bei <a href=/a>Lyon</a>.</p>",
                "<p>Mehrere Menschen starben bei <a href=/a>Lyon</a>.</p>",
            ),
            (
                "<p>Related to this, <a href=/a>twelve men</a> were charged.</p>",
                "<p>Related to this, <a href=/a>twelve men</a> were charged.</p>",
            ),
            ("<p>Watchmen killed two men in <a href=/a>Jos</a></p>", "<p>Watchmen killed two men in <a href=/a>Jos</a></p>"),
            ("<p>相关新闻：<a href=/a>卡车翻车</a></p>", ""),
            ("<p>Related to the mayor: his son</p>", "<p>Related to the mayor: his son</p>"),
            ("<section id=comments><p>So sad.</p></section>", ""),
        ] {
            let page = |inner: &str| format!("<h1>Bus</h1><p>{story}</p>{inner}<p>{story}</p>");
            let expected = if kept.is_empty() { page("<br>") } else { page(kept) };
            assert_eq!(without_boxes(&page(cut)), expected, "{cut}");
        }
    }

    #[test]
    fn what_holds_the_headline_or_most_of_the_text_is_no_box() {
        let story = "Three people were killed when a bus left the road near the town. ".repeat(3);
        for page in [
            format!("<div class='comments'><h1>Bus</h1><p>{story}</p></div>"),
            format!("<h1>Bus</h1><div class='related'><p><a href=/a>Bus</a> {story}</p></div>"),
            format!("<h1>Bus</h1><div class='content-with-sidebar'><p><a href=/a>Bus</a> {story}</p></div>"),
            format!("<h1>Bus</h1><p>{story}</p><div class='comments'>cut off"),
        ] {
            assert_eq!(without_boxes(&page), page);
        }
    }
}
