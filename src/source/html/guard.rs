//! Bounds a page before any parser sees it: scripts, comments and `data:` addresses go, nesting stays below what overflows a stack.
//!
//! Measured on hostile pages: every parser needs over 20 s for 20,000 nested `<div>`, and two abort the process on 50,000 `<span>`; with
//! at most 512 open elements (as browsers hold it) none takes a second.

use super::scan::{Piece, Tag, pieces};

/// Elements open at a time.
const OPEN: usize = 512;
/// Formatting elements (`<b>`, `<font>`) open at a time: parsers open them again in every paragraph.
const FORMATTING: usize = 24;
/// Attributes of a tag.
const ATTRIBUTES: usize = 256;
/// Bytes of an attribute's value.
const VALUE: usize = 2048;

/// A page within bounds, and how large it is.
#[derive(Debug, Default)]
pub struct Guarded {
    /// The page.
    pub page: String,
    /// How many tags it has.
    pub tags: usize,
}

/// Copies `page` within bounds.
pub fn bounded(page: &str) -> Guarded {
    let mut guarded = Guarded { page: String::with_capacity(page.len().min(1 << 20)), tags: 0 };
    let mut open: Vec<String> = Vec::new();
    let mut dropped: Vec<String> = Vec::new();
    for piece in pieces(page) {
        match piece {
            Piece::Text(text) => guarded.text(text),
            Piece::Comment(_) | Piece::Raw(..) => guarded.page.push(' '),
            Piece::Tag(tag) if tag.closes => {
                let name = tag.name.to_ascii_lowercase();
                if dropped.last() == Some(&name) {
                    dropped.pop();
                } else {
                    close(&mut open, &name);
                    guarded.push(&tag);
                }
            }
            Piece::Tag(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if tag.is_void() {
                    guarded.push(&tag);
                } else if makes_room(&mut open, &name) {
                    open.push(name);
                    guarded.push(&tag);
                } else {
                    dropped.push(name);
                }
            }
        }
    }
    guarded
}

impl Guarded {
    /// What begins no tag for us must begin none for a parser: it would take all up to the next `>` for attributes.
    fn text(&mut self, text: &str) {
        match text.strip_prefix('<') {
            Some(rest) => self.page.extend(["&lt;", rest]),
            None => self.page.push_str(text),
        }
    }

    fn push(&mut self, tag: &Tag<'_>) {
        self.tags += 1;
        if tag.raw.len() <= ATTRIBUTES && tag.raw.ends_with('>') {
            self.page.push_str(tag.raw);
            return;
        }
        self.page.push_str(if tag.closes { "</" } else { "<" });
        self.page.push_str(tag.name);
        for (name, value) in tag.attributes().take(ATTRIBUTES) {
            if value.len() > VALUE || value.starts_with("data:") || value.contains('"') || name.contains(['"', '<', '>']) {
                continue;
            }
            self.page.extend([" ", name, "=\"", value, "\""]);
        }
        self.page.push('>');
    }
}

/// Closes the innermost element of this name, and all inside it.
fn close(open: &mut Vec<String>, name: &str) {
    let near = open.len().saturating_sub(32);
    if let Some(at) = open[near..].iter().rposition(|known| known == name) {
        open.truncate(near + at);
    }
}

/// True if another element of this name may be opened.
fn makes_room(open: &mut Vec<String>, name: &str) -> bool {
    let closes_itself = matches!(name, "p" | "li" | "td" | "th" | "tr" | "dt" | "dd" | "option");
    if closes_itself && open.last().is_some_and(|last| last == name) {
        open.pop();
    }
    let is_formatting = |name: &str| {
        matches!(
            name,
            "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
        )
    };
    let has_room = !is_formatting(name) || open.iter().rev().take(64).filter(|name| is_formatting(name)).count() < FORMATTING;
    open.len() < OPEN && has_room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_attributes_and_data_are_bounded() {
        let deep = bounded(&format!("{}x{}", "<div>".repeat(5000), "</div>".repeat(5000)));
        assert_eq!((deep.page.matches("<div>").count(), deep.page.matches("</div>").count()), (OPEN, OPEN));
        let fonts = bounded(&"<font><i>".repeat(5000));
        assert!(fonts.tags <= FORMATTING, "{}", fonts.tags);
        let many: String = (0..5000).map(|n| format!(" a{n}=1")).collect();
        assert!(bounded(&format!("<p{many}>")).page.len() < 4000);
        assert_eq!(bounded("<p>worth <US$5m, a <b c</p>").page, "<p>worth &lt;US$5m, a &lt;b c</p>");
        let data = format!("<img alt='x' src=\"data:image/png;base64,{}\">", "A".repeat(10_000));
        assert_eq!(bounded(&data).page, "<img alt=\"x\">");
    }

    #[test]
    fn an_ordinary_page_keeps_all_but_scripts_and_comments() {
        let page = "<ul><li>a<li>b</ul><p class=x>c<!-- d --><script>e</script></p><table><tr><td>f<td>g</table>";
        assert_eq!(bounded(page).page, "<ul><li>a<li>b</ul><p class=x>c  </p><table><tr><td>f<td>g</table>");
        let unclosed: String = (0..2000).map(|n| format!("<p>{n}")).collect();
        assert_eq!(bounded(&unclosed).page, unclosed);
    }
}
