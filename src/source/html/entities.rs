//! Character references (`&amp;`, `&#233;`), as they stand in attributes and titles.

const NAMES: [(&str, &str); 149] = [
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
    ("iexcl", "¡"),
    ("cent", "¢"),
    ("pound", "£"),
    ("yen", "¥"),
    ("euro", "€"),
    ("sect", "§"),
    ("ordf", "ª"),
    ("ordm", "º"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("plusmn", "±"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("sup2", "²"),
    ("sup3", "³"),
    ("acute", "´"),
    ("micro", "µ"),
    ("para", "¶"),
    ("cedil", "¸"),
    ("iquest", "¿"),
    ("times", "×"),
    ("divide", "÷"),
    ("minus", "−"),
    ("Agrave", "À"),
    ("Aacute", "Á"),
    ("Acirc", "Â"),
    ("Atilde", "Ã"),
    ("Aring", "Å"),
    ("AElig", "Æ"),
    ("Ccedil", "Ç"),
    ("Egrave", "È"),
    ("Eacute", "É"),
    ("Ecirc", "Ê"),
    ("Euml", "Ë"),
    ("Igrave", "Ì"),
    ("Iacute", "Í"),
    ("Icirc", "Î"),
    ("Iuml", "Ï"),
    ("Ntilde", "Ñ"),
    ("Ograve", "Ò"),
    ("Oacute", "Ó"),
    ("Ocirc", "Ô"),
    ("Otilde", "Õ"),
    ("Oslash", "Ø"),
    ("Ugrave", "Ù"),
    ("Uacute", "Ú"),
    ("Ucirc", "Û"),
    ("Yacute", "Ý"),
    ("THORN", "Þ"),
    ("ETH", "Ð"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iuml", "ï"),
    ("ograve", "ò"),
    ("otilde", "õ"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("ucirc", "û"),
    ("yacute", "ý"),
    ("yuml", "ÿ"),
    ("thorn", "þ"),
    ("eth", "ð"),
    ("OElig", "Œ"),
    ("oelig", "œ"),
    ("Scaron", "Š"),
    ("scaron", "š"),
    ("bull", "•"),
    ("sbquo", "‚"),
    ("bdquo", "„"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("prime", "′"),
    ("Prime", "″"),
    ("dagger", "†"),
    ("Dagger", "‡"),
    ("permil", "‰"),
    ("rarr", "→"),
    ("larr", "←"),
    ("lsqb", "["),
    ("rsqb", "]"),
    ("num", "#"),
    ("percnt", "%"),
    ("dollar", "$"),
    ("lpar", "("),
    ("rpar", ")"),
    ("comma", ","),
    ("period", "."),
    ("colon", ":"),
    ("semi", ";"),
    ("quest", "?"),
    ("excl", "!"),
    ("hyphen", "‐"),
    ("dash", "‐"),
    ("horbar", "―"),
    ("NewLine", "\n"),
    ("Tab", "\t"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("thinsp", "\u{2009}"),
    ("hairsp", "\u{200a}"),
    ("numsp", "\u{2007}"),
    ("puncsp", "\u{2008}"),
    ("shy", "\u{ad}"),
    ("zwnj", "\u{200c}"),
    ("zwj", "\u{200d}"),
    ("lrm", "\u{200e}"),
    ("rlm", "\u{200f}"),
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
            ("12&thinsp;000 fled &Eacute;vry &euro;5 &bdquo;so&ldquo;", "12\u{2009}000 fled Évry €5 „so“"),
            ("AT&T & co; &unknown; &#xffffffff;", "AT&T & co; &unknown; &#xffffffff;"),
        ] {
            assert_eq!(super::decode(text), expected, "{text}");
        }
    }
}
