//! From bytes to text: byte order mark, then UTF-8 if it is valid, then what the file declares, then a guess from the bytes.
//!
//! Validity beats the declaration: of 2,050 saved pages 14 that were UTF-8 declared something else. Nothing else is changed:
//! line ends, soft hyphens and mojibake stay as they are, because spans count in this text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes the guesses look at.
const LOOKED_AT: usize = 64 << 10;

/// Marks of UTF-32, which is not read: the first begins as one of UTF-16 does.
const UTF_32: [&[u8]; 2] = [b"\xff\xfe\0\0", b"\0\0\xfe\xff"];

/// A file's text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding it was in.
    pub encoding: &'static str,
    /// True if some bytes were no text and stand as U+FFFD.
    pub damaged: bool,
}

/// Decodes `bytes`; `None` if they are no text. `declared` is the encoding the file names itself.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    if is_binary(bytes) {
        return None;
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(with(encoding, bytes));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Some(with(encoding, bytes));
    }
    let bytes = without_padding(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Decoded { text: text.to_owned(), encoding: UTF_8.name(), damaged: false }),
        Err(_) => Some(with(legacy(bytes, declared), bytes)),
    }
}

/// Without the zeros at the end: a machine that went down leaves them in what it was writing.
fn without_padding(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    &bytes[..end]
}

/// True if the first bytes are no text in any encoding that is read.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if UTF_32.iter().any(|mark| head.starts_with(mark)) {
        return true;
    }
    if Encoding::for_bom(head).is_some() || utf_16_without_mark(head).is_some() {
        return false;
    }
    let text = without_padding(head);
    if text.is_empty() {
        return !head.is_empty();
    }
    let head = text;
    let is_control = |b: &&u8| matches!(b, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f);
    let nuls = head.iter().filter(|b| **b == 0).count();
    let controls = head.iter().filter(is_control).count();
    nuls * 1000 > head.len() || controls * 50 > head.len()
}

/// Western text in UTF-16 has a zero in every other byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if odd * 10 > pairs * 3 && even * 20 < pairs {
        UTF_16LE
    } else if even * 10 > pairs * 3 && odd * 20 < pairs {
        UTF_16BE
    } else {
        return None;
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(&head[..pairs * 2])?;
    let is_text = text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\x0c'));
    is_text.then_some(encoding)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, encoding, damaged) = encoding.decode(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged }
}

/// The encoding of bytes that are not valid UTF-8.
pub fn legacy(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if is_damaged_utf_8(bytes) {
        return UTF_8;
    }
    match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ => guess(bytes),
    }
}

/// Nearly all of it is UTF-8 beyond ASCII, and only a few bytes are not: cut off, or spoilt in places.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad * 1000 < bytes.len() + 1000 && good > bad * 4
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let from = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0).saturating_sub(LOOKED_AT / 2);
    let sample = &bytes[from..bytes.len().min(from + LOOKED_AT)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The first bytes as text, good enough to look for marks of a format.
pub fn glance(head: &[u8]) -> Cow<'_, str> {
    let encoding = Encoding::for_bom(head).map(|(encoding, _)| encoding).or_else(|| utf_16_without_mark(head)).unwrap_or(UTF_8);
    encoding.decode(head).0
}

/// The bytes without a byte order mark, in UTF-8 if they were in UTF-16, and else as they are: what is read by its bytes before it is decoded.
pub fn as_utf_8(bytes: &[u8]) -> Cow<'_, [u8]> {
    match utf_16(bytes) {
        Some(encoding) => encoding.decode(bytes).0.into_owned().into_bytes().into(),
        None => bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).into(),
    }
}

/// The encoding of a file that begins with `head`, if it is UTF-16.
pub fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    marked.or_else(|| utf_16_without_mark(head)).filter(|encoding| *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], declared: Option<&str>) -> (String, &'static str) {
        decode(bytes, declared).map_or((String::new(), "binary"), |d| (d.text, d.encoding))
    }

    #[test]
    fn every_encoding_gives_the_same_words() {
        let western = "Le président français s’est rendu à Kœnigsberg : « c’est terminé », a-t-il déclaré après l'été.";
        let russian = "Российские войска нанесли удар по городу Харьков, сообщили местные власти. Погибли три человека.";
        let utf_16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        for (name, bytes, text) in [
            ("utf-8", western.as_bytes().to_vec(), western),
            ("utf-8 with mark", [b"\xef\xbb\xbf", western.as_bytes()].concat(), western),
            ("windows-1252", encoding_rs::WINDOWS_1252.encode(western).0.to_vec(), western),
            ("koi8-r", encoding_rs::KOI8_R.encode(russian).0.to_vec(), russian),
            ("windows-1251", encoding_rs::WINDOWS_1251.encode(russian).0.to_vec(), russian),
            ("utf-16le with mark", [b"\xff\xfe".to_vec(), utf_16(russian, false)].concat(), russian),
            ("utf-16be with mark", [b"\xfe\xff".to_vec(), utf_16(western, true)].concat(), western),
            ("utf-16le without mark", utf_16(western, false), western),
            ("utf-16be without mark", utf_16(western, true), western),
        ] {
            assert_eq!(decoded(&bytes, None).0, text, "{name}");
        }
    }

    #[test]
    fn valid_utf_8_beats_what_the_file_declares() {
        assert_eq!(decoded("Łódź".as_bytes(), Some("iso-8859-2")), ("Łódź".to_owned(), "UTF-8"));
        let polish = encoding_rs::ISO_8859_2.encode("Łódź i Kraków").0.to_vec();
        assert_eq!(decoded(&polish, Some("iso-8859-2")).0, "Łódź i Kraków");
    }

    #[test]
    fn a_character_cut_in_two_at_the_end_does_not_change_the_encoding() {
        let whole = "Харків під обстрілом. ".repeat(20) + "Харків";
        let cut = &whole.as_bytes()[..whole.len() - 1];
        let decoded = decode(cut, None).expect("text");
        assert!(decoded.damaged && decoded.encoding == "UTF-8");
        assert!(decoded.text.ends_with("Харкі\u{fffd}"));
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(is_binary(&noise));
        assert!(is_binary(&[0; 100]));
        assert!(is_binary(b"\xff\xfe\0\0F\0\0\0i\0\0\0r\0\0\0e\0\0\0"));
        assert!(is_binary(&[0, 1, 2, 3, 0, 255, 254, 7]));
        assert!(!is_binary(b"a form feed \x0c and a tab \t are text"));
        assert!(!is_binary(b""));
        assert!(is_binary(b"two zeros\0 in a text\0 of some words") && !is_binary(b"a few zeros\0\0\0\0"));
    }

    #[test]
    fn zeros_at_the_end_are_no_text() {
        assert_eq!(decoded(b"Two died.\n\0\0\0\0\0\0", None), ("Two died.\n".to_owned(), "UTF-8"));
    }
}
