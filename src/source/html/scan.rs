//! A page as a flat sequence of tags and texts, in one linear pass without a tree: nothing in it can make this slow or deep.

use std::ops::Range;

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// What stands between tags.
    Text(&'t str),
    /// A tag.
    Tag(Tag<'t>),
    /// A script or a style sheet: its tag and what is in it.
    Raw(Tag<'t>, &'t str),
    /// A comment.
    Comment(&'t str),
}

impl<'t> Piece<'t> {
    /// The tag that it is or begins with.
    pub const fn tag(&self) -> Option<Tag<'t>> {
        match self {
            Piece::Tag(tag) | Piece::Raw(tag, _) => Some(*tag),
            Piece::Text(_) | Piece::Comment(_) => None,
        }
    }
}

/// Elements that hold nothing in HTML.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// A tag as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'t> {
    /// All of it, from `<` to `>`.
    pub raw: &'t str,
    /// Its name, in the case of the page.
    pub name: &'t str,
    /// True for `</p>`.
    pub closes: bool,
}

impl<'t> Tag<'t> {
    /// True if the tag has this name (lower case).
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its name without the prefix of XML: `p` of `w:p`.
    pub fn local(&self) -> &'t str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }

    /// True for `<a/>`, which in XML is an element of its own.
    pub fn is_whole(&self) -> bool {
        self.raw.ends_with("/>")
    }

    /// True for an element of HTML that holds nothing and has no end.
    pub fn is_void(&self) -> bool {
        VOID.iter().any(|name| self.is(name))
    }

    /// Name and value of the attributes, references not decoded.
    pub fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let from = 1 + usize::from(self.closes) + self.name.len();
        let rest = self.raw.get(from..).unwrap_or("");
        let mut rest = rest.strip_suffix('>').unwrap_or(rest);
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
            if rest.is_empty() {
                return None;
            }
            let name = &rest[..end];
            rest = rest[end..].trim_start();
            let Some(after) = rest.strip_prefix('=') else {
                return Some((name, ""));
            };
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, left) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len())),
            };
            rest = left;
            Some((name, value))
        })
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        self.attributes().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The pieces of `page`.
pub fn pieces(page: &str) -> impl Iterator<Item = Piece<'_>> {
    placed(page).map(|(_, piece)| piece)
}

/// The pieces of `page`, each with the bytes that it takes.
pub fn placed(page: &str) -> impl Iterator<Item = (Range<usize>, Piece<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let (piece, length) = next(page.get(start..).filter(|rest| !rest.is_empty())?);
        at += length;
        Some((start..at, piece))
    })
}

/// The piece that `rest` begins with, and its length.
pub fn next(rest: &str) -> (Piece<'_>, usize) {
    if let Some(comment) = rest.strip_prefix("<!--") {
        let length = comment.find("-->").unwrap_or(comment.len());
        return (Piece::Comment(&comment[..length]), (length + 7).min(rest.len()));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        let length = rest.find('>').map_or(rest.len(), |at| at + 1);
        return (Piece::Comment(&rest[..length]), length);
    }
    let Some(tag) = tag(rest) else {
        let from = usize::from(rest.starts_with('<'));
        let length = rest[from..].find('<').map_or(rest.len(), |at| at + from);
        return (Piece::Text(&rest[..length]), length);
    };
    let is_raw = !tag.closes && (tag.is("script") || tag.is("style"));
    if !is_raw {
        return (Piece::Tag(tag), tag.raw.len());
    }
    let content = &rest[tag.raw.len()..];
    let end = content.match_indices("</").map(|(at, _)| at).find(|at| {
        content.as_bytes().get(at + 2..at + 2 + tag.name.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes()))
    });
    let end = end.unwrap_or(content.len());
    let close = content[end..].find('>').map_or(content.len(), |at| end + at + 1);
    (Piece::Raw(tag, &content[..end]), tag.raw.len() + close)
}

/// The tag that `rest` begins with. Quotes may hold `>`; one that is never closed holds nothing. "Firms worth <US$5m" begins no tag, nor do
/// words before the next `<`. What was passed over as a value is not looked at again, or nested quotes would cost a look at all of the rest for each.
fn tag(rest: &str) -> Option<Tag<'_>> {
    let after = rest.strip_prefix('<')?;
    let closes = after.starts_with('/');
    let named = &after[usize::from(closes)..];
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/' | '<');
    let name = &named[..named.find(is_end).unwrap_or(named.len())];
    let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_' | b'.');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.bytes().all(is_name) {
        return None;
    }
    let tag = |end: usize| Tag { raw: &rest[..end], name, closes };
    let from = 1 + usize::from(closes) + name.len();
    let mut at = from;
    let (mut follows_equals, mut has_value) = (false, false);
    let bytes = rest.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return Some(tag(at + 1)),
            b'<' => return has_value.then(|| tag(at)),
            quote @ (b'"' | b'\'') if follows_equals => match rest[at + 1..].find(char::from(quote)) {
                Some(length) => (at, has_value) = (at + length + 1, true),
                None => {
                    let end = rest[at..].find(['>', '<']).map_or(rest.len(), |length| at + length);
                    let is_tag = has_value || bytes.get(end) != Some(&b'<');
                    return is_tag.then(|| tag(end + usize::from(bytes.get(end) == Some(&b'>'))));
                }
            },
            _ => {}
        }
        follows_equals = bytes[at] == b'=' || (follows_equals && bytes[at].is_ascii_whitespace());
        at += 1;
    }
    // Cut off: words without a value are words.
    let is_tag = rest[from..].trim().is_empty() || rest[from..].contains('=');
    is_tag.then(|| tag(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> String {
        let pieces = pieces(page).map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Tag(tag) => {
                let attributes: String = tag.attributes().map(|(name, value)| format!(" {name}={value}")).collect();
                format!("[{}{}{attributes}]", if tag.closes { "/" } else { "" }, tag.name)
            }
            Piece::Raw(tag, content) => format!("[{}:{content}]", tag.name),
            Piece::Comment(_) => "#".to_owned(),
        });
        pieces.collect()
    }

    #[test]
    fn pages_well_formed_and_not() {
        for (page, expected) in [
            ("<p class='a b' id=x hidden>hi</p>", "[p class=a b id=x hidden=]hi[/p]"),
            ("<a title=\"1 > 0\">x", "[a title=1 > 0]x"),
            ("<!doctype html><!-- <p> -->x", "##x"),
            ("<script>if (a<b) '</p>'</SCRIPT >x", "[script:if (a<b) '</p>']x"),
            ("<script>open", "[script:open]"),
            ("a < b and 3<4", "a < b and 3<4"),
            ("<a title=\"open>x</a>", "[a title=open]x[/a]"),
            ("<p", "[p]"),
            ("x<a href='y", "x[a href=y]"),
            ("worth <US$5m were hit.</p>", "worth <US$5m were hit.[/p]"),
            ("was <expected by all. <b>x</b>", "was <expected by all. [b]x[/b]"),
            ("was <expected by all. Two died", "was <expected by all. Two died"),
            ("<p<b>x", "<p[b]x"),
            ("<a href='x' <b>y", "[a href=x][b]y"),
            ("<a href='x' title='open>y</a>", "[a href=x title=open]y[/a]"),
            ("<a title=\"<b>\">x<dc:date.x_y-z>", "[a title=<b>]x[dc:date.x_y-z]"),
            ("<br/><img src=/a/b.png />", "[br][img src=/a/b.png]"),
            ("<", "<"),
            ("<p>© é</p>", "[p]© é[/p]"),
        ] {
            assert_eq!(shown(page), expected, "{page}");
        }
    }
}
