//! The text of files that are read piece by piece: a stream in UTF-16 is turned into UTF-8, and in every other encoding each piece is
//! decoded where it stands. The encoding is chosen once, so that one file is not read in two.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::decode;

/// `reader` without a byte order mark, in UTF-8 if it was in UTF-16. `head` are its first bytes.
pub fn without_utf_16<'r>(mut reader: Box<dyn BufRead + 'r>, head: &[u8]) -> io::Result<Box<dyn BufRead + 'r>> {
    let Some(encoding) = decode::utf_16(head) else {
        if reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            reader.consume(3);
        }
        return Ok(reader);
    };
    let decoded = Transcoded { reader, decoder: encoding.new_decoder(), text: vec![0; ROOM], from: 0, to: 0, is_at_end: false };
    Ok(Box::new(BufReader::new(decoded)))
}

/// How much of a stream is decoded at a time, in bytes.
const ROOM: usize = 16 << 10;

struct Transcoded<'r> {
    reader: Box<dyn BufRead + 'r>,
    decoder: Decoder,
    /// Room for what is decoded, of which this part is yet to be read.
    text: Vec<u8>,
    from: usize,
    to: usize,
    is_at_end: bool,
}

impl Transcoded<'_> {
    fn decode(&mut self) -> io::Result<()> {
        while self.from == self.to && !self.is_at_end {
            let bytes = self.reader.fill_buf()?;
            let is_last = bytes.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(bytes, &mut self.text, is_last);
            self.reader.consume(read);
            (self.from, self.to) = (0, written);
            self.is_at_end = is_last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for Transcoded<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.decode()?;
        let count = out.len().min(self.to - self.from);
        out[..count].copy_from_slice(&self.text[self.from..self.from + count]);
        self.from += count;
        Ok(count)
    }
}

/// Decodes the pieces of one file.
#[derive(Default)]
pub struct Pieces<'a> {
    /// The first bytes of the file, which tell most about its encoding.
    head: &'a [u8],
    legacy: Option<&'static Encoding>,
}

impl<'a> Pieces<'a> {
    /// For the pieces of the file that begins with `head`.
    pub const fn of(head: &'a [u8]) -> Self {
        Self { head, legacy: None }
    }

    /// The text of a piece, and whether some of its bytes are none and stand as U+FFFD.
    pub fn text(&mut self, piece: &[u8]) -> (String, bool) {
        if let Ok(text) = std::str::from_utf8(piece) {
            return (text.to_owned(), false);
        }
        let head = self.head;
        let encoding = *self.legacy.get_or_insert_with(|| decode::legacy(if is_utf_8(head) { piece } else { head }, None));
        let (text, damaged) = encoding.decode_without_bom_handling(piece);
        (text.into_owned(), damaged)
    }

    /// Name of the encoding that pieces are in which are not UTF-8.
    pub fn encoding(&self) -> &'static str {
        self.legacy.unwrap_or(UTF_8).name()
    }
}

/// True if the bytes are UTF-8; the last character may be cut in two.
fn is_utf_8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_becomes_utf_8_whatever_the_size_of_the_buffer() {
        let text = "Łódź, \u{1f600} и Харків\r\n".repeat(5000);
        for (mark, big) in [("\u{feff}", false), ("\u{feff}", true)] {
            let bytes = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
            let file: Vec<u8> = format!("{mark}{text}").encode_utf16().flat_map(bytes).collect();
            let reader = Box::new(BufReader::with_capacity(7, file.as_slice()));
            let mut read = String::new();
            without_utf_16(reader, &file[..1000]).expect("a stream").read_to_string(&mut read).expect("text");
            assert_eq!(read, text);
        }
        let mut read = String::new();
        let marked = "\u{feff}Łódź";
        let reader = Box::new(marked.as_bytes());
        without_utf_16(reader, marked.as_bytes()).expect("a stream").read_to_string(&mut read).expect("text");
        assert_eq!(read, "Łódź");
    }

    #[test]
    fn one_file_is_read_in_one_encoding() {
        let polish = |text: &str| encoding_rs::ISO_8859_2.encode(text).0.to_vec();
        let head = polish("Łódź i Kraków są miastami, żółć i gęś też się zdarzają.");
        let mut pieces = Pieces::of(&head);
        assert_eq!(pieces.text(b"plain"), ("plain".to_owned(), false));
        assert_eq!(pieces.text(&polish("ż")), ("ż".to_owned(), false));
        let cut = "Харків".as_bytes();
        assert!(is_utf_8(&cut[..cut.len() - 1]) && !is_utf_8(b"caf\xe9 au lait"));
    }
}
