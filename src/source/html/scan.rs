//! A page as a flat sequence of tags and texts, in one linear pass without a tree: nothing in it can make this slow or deep.

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

    /// Name and value of the attributes, references not decoded.
    pub fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let from = 1 + usize::from(self.closes) + self.name.len();
        let mut rest = self.raw.get(from..self.raw.len().saturating_sub(1)).unwrap_or("");
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
    let mut rest = page;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, length) = next(rest);
        rest = &rest[length..];
        Some(piece)
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

/// The tag that `rest` begins with. Quotes may hold `>`; one that is never closed holds nothing.
fn tag(rest: &str) -> Option<Tag<'_>> {
    let after = rest.strip_prefix('<')?;
    let closes = after.starts_with('/');
    let named = &after[usize::from(closes)..];
    if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = &named[..named.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(named.len())];
    let from = 1 + usize::from(closes) + name.len();
    let mut at = from;
    let mut follows_equals = false;
    let bytes = rest.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return Some(Tag { raw: &rest[..=at], name, closes }),
            quote @ (b'"' | b'\'') if follows_equals => match rest[at + 1..].find(char::from(quote)) {
                Some(length) => at += length + 1,
                None => break,
            },
            _ => {}
        }
        follows_equals = bytes[at] == b'=' || (follows_equals && bytes[at].is_ascii_whitespace());
        at += 1;
    }
    let end = rest[from..].find('>').map_or(rest.len(), |at| from + at + 1);
    Some(Tag { raw: &rest[..end], name, closes })
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
            ("<br/><img src=/a/b.png />", "[br][img src=/a/b.png]"),
            ("<", "<"),
            ("<p>© é</p>", "[p]© é[/p]"),
        ] {
            assert_eq!(shown(page), expected, "{page}");
        }
    }
}
