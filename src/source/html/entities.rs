//! Character references (`&amp;`, `&#233;`), as they stand in attributes and titles.

const NAMES: [(&str, &str); 36] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("ccedil", "ç"),
    ("ecirc", "ê"),
    ("ocirc", "ô"),
    ("icirc", "î"),
    ("iacute", "í"),
    ("oacute", "ó"),
    ("uacute", "ú"),
    ("ntilde", "ñ"),
    ("auml", "ä"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("Auml", "Ä"),
    ("Ouml", "Ö"),
    ("Uuml", "Ü"),
    ("szlig", "ß"),
    ("copy", "©"),
    ("middot", "·"),
];

/// `text` with its references replaced; what is not known stays.
pub fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((characters, length)) => {
                decoded.push_str(&characters);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded + rest
}

fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let number = name.strip_prefix('#').map(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    });
    let characters = match number {
        Some(number) => char::from_u32(number.ok()?)?.to_string(),
        None => NAMES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((characters, end + 1))
}

#[cfg(test)]
mod tests {
    #[test]
    fn references_are_decoded_once() {
        for (text, expected) in [
            ("A &amp; B&#8217;s &#x41;&eacute;", "A & B’s Aé"),
            ("&amp;lt;", "&lt;"),
            ("AT&T & co; &unknown; &#xffffffff;", "AT&T & co; &unknown; &#xffffffff;"),
        ] {
            assert_eq!(super::decode(text), expected, "{text}");
        }
    }
}
