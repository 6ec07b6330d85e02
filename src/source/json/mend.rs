//! What programs write that is not quite JSON: numbers that are none (`NaN`), and halves of characters that were cut in two (`\ud83d`). What
//! the parser takes is left as it is. A whole file is mended before it is parsed, not after that failed: its records are handed on as they are read.

/// `text` with nothing for a number that is none, and a sign for half a character; `None` if there is neither.
pub fn mended(text: &str) -> Option<String> {
    if !["NaN", "Infinity", "\\ud", "\\uD"].iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let mut mended = String::new();
    let (mut from, mut at, mut is_quoted) = (0, 0, false);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let (length, instead) = match rest[0] {
            b'"' => {
                is_quoted = !is_quoted;
                (1, None)
            }
            b'\\' if is_quoted => in_quotes(rest),
            b'N' | b'I' | b'-' if !is_quoted => no_number(rest).map_or((1, None), |length| (length, Some("null"))),
            _ => (1, None),
        };
        if let Some(instead) = instead {
            mended += &text[from..at];
            mended += instead;
            from = at + length;
        }
        at += length;
    }
    (from > 0).then(|| mended + &text[from..])
}

/// The length of what stands behind `\`, and what it should be if it is half a character.
fn in_quotes(rest: &[u8]) -> (usize, Option<&'static str>) {
    match (unit(rest), rest.get(6..).and_then(unit)) {
        (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (12, None),
        (Some(0xd800..=0xdfff), _) => (6, Some("\\ufffd")),
        (Some(_), _) => (6, None),
        (None, _) => (rest.len().min(2), None),
    }
}

/// The number of `\u00e9`.
fn unit(rest: &[u8]) -> Option<u16> {
    let digits = rest.strip_prefix(b"\\u")?.get(..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn no_number(rest: &[u8]) -> Option<usize> {
    [&b"NaN"[..], b"Infinity", b"-Infinity"].iter().find(|name| rest.starts_with(name)).map(|name| name.len())
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn only_what_no_parser_takes_is_mended() {
        for (text, expected) in [
            (r#"{"a":NaN,"b":[Infinity,-Infinity],"c":"NaN"}"#, Some(r#"{"a":null,"b":[null,null],"c":"NaN"}"#)),
            (r#"{"a":"\ud83d"}"#, Some(r#"{"a":"\ufffd"}"#)),
            (r#"{"a":"\ud83dx\ude00 \u00e9 \\ud83d \"NaN"}"#, Some(r#"{"a":"\ufffdx\ufffd \u00e9 \\ud83d \"NaN"}"#)),
            (r#"{"a":"\ud83d\ude00 é\\"}"#, None),
            (r#"{"a":-1,"b":"\"#, None),
        ] {
            assert_eq!(mended(text).as_deref(), expected, "{text}");
        }
    }
}
