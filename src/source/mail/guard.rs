//! What is looked at before a message is parsed, so that no message can take the process down.
//!
//! The parser keeps a message within a message as a value within a value: to let go of a million of them overflows the stack, which nothing
//! can catch. And a part that announces parts of its own which never come is looked through to the end of the message. Both
//! need a `Content-Type` for each, so that their number is bounded by counting those, in one pass over the message.

/// How many parts of a message may hold parts or messages of their own.
const HOLDERS: usize = 100;
/// How many parts of any kind are looked at: saved pages have hundreds.
const PARTS: usize = 10_000;
/// The longest value that is looked through, in bytes. A longer one may say anything.
const FOLDED: usize = 16 << 10;

const TYPE: &[u8] = b"content-type";
const PACKING: &[u8] = b"content-transfer-encoding";

/// What the headers in a message announce.
#[derive(Debug, Default)]
pub struct Announced {
    /// The byte up to which the message may be parsed, if not to its end, and what there is too much of.
    pub end: Option<(usize, String)>,
    /// A message is packed within this one (base64): what nests in it cannot be counted before it is parsed.
    pub packs_a_message: bool,
    holders: usize,
    /// How many headers say of a part what it is, and how many how it is packed.
    parts: usize,
    packings: usize,
    /// Parts of a digest are messages without a word about it.
    is_digest: bool,
}

/// What the header lines around one part say of it.
#[derive(Default)]
struct Block {
    has_type: bool,
    is_message: bool,
    is_packed: bool,
}

impl Announced {
    /// By the message `raw`.
    pub fn by(raw: &[u8]) -> Self {
        let mut announced = Self::default();
        let mut start = 0;
        while start < raw.len() && announced.end.is_none() {
            let block = &raw[start..];
            let block = &block[..length_of_block(block)];
            announced.block(block, start);
            start += block.len();
        }
        announced
    }

    fn block(&mut self, raw: &[u8], start: usize) {
        let mut block = Block::default();
        for header in Headers::of(raw) {
            let value = Value::of(&raw[header.colon + 1..]);
            if header.is_type {
                let is_holder = value.has(b"multipart") || value.has(b"message");
                self.parts += 1;
                self.holders += usize::from(is_holder);
                if self.ends_at(raw, start, header.start) {
                    break;
                }
                block.has_type = true;
                block.is_message |= value.has(b"message") && (value.has(b"rfc822") || value.has(b"global"));
                self.is_digest |= value.has(b"digest");
            } else {
                self.packings += 1;
                if self.ends_at(raw, start, header.start) {
                    break;
                }
                block.is_packed |= value.has(b"base64") || value.has(b"quoted-printable");
            }
        }
        self.packs_a_message |= block.is_packed && (block.is_message || (self.is_digest && !block.has_type));
    }

    /// True if the part whose header stands at byte `at` of the block is one too many: the message ends before it.
    fn ends_at(&mut self, block: &[u8], start: usize, at: usize) -> bool {
        let too_many = match (self.holders > HOLDERS, self.parts.max(self.packings) > PARTS) {
            (true, _) => Some(format!("more than {HOLDERS} messages or lists of parts in one message")),
            (_, true) => Some(format!("more than {PARTS} parts in one message")),
            _ => None,
        };
        self.end = too_many.map(|what| (start + border_before(block, at), what));
        self.end.is_some()
    }
}

/// How long the lines up to the next empty one are, and that one: headers do not go on behind it.
fn length_of_block(raw: &[u8]) -> usize {
    let ends = |at: usize| match raw[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    };
    memchr::memchr_iter(b'\n', raw).find_map(ends).unwrap_or(raw.len())
}

/// Where the border of the part begins whose header stands at byte `at`; or that byte.
fn border_before(block: &[u8], at: usize) -> usize {
    block[..at].windows(3).rposition(|signs| signs == b"\n--").map_or(at, |border| border + 1)
}

/// The headers that say what a part is or how it is packed.
struct Headers<'r> {
    raw: &'r [u8],
    at: usize,
    line: Line,
}

/// A header, by where its name begins and where the colon behind it stands.
struct Header {
    start: usize,
    colon: usize,
    is_type: bool,
}

impl<'r> Headers<'r> {
    fn of(raw: &'r [u8]) -> Self {
        Self { raw, at: 0, line: Line::default() }
    }
}

impl Iterator for Headers<'_> {
    type Item = Header;

    /// Only a colon behind one of the two names makes it worth looking at the line before it: most of a message is passed over.
    fn next(&mut self) -> Option<Header> {
        while let Some(ahead) = memchr::memchr(b':', &self.raw[self.at..]) {
            let colon = self.at + ahead;
            self.at = colon + 1;
            let as_type = start_of(TYPE, &self.raw[..colon]);
            let Some(start) = as_type.or_else(|| start_of(PACKING, &self.raw[..colon])) else { continue };
            self.line.read(self.raw, colon);
            if self.line.may_begin_a_name(start) {
                return Some(Header { start, colon, is_type: as_type.is_some() });
            }
        }
        None
    }
}

/// Where a line has its first sign, and the first border of parts: a name stands at the one, or behind the other. The parser passes over
/// blanks and colons before a name, and over blanks in it.
#[derive(Default)]
struct Line {
    /// The byte up to which the lines are read: none is read twice, however many names a line holds.
    read: usize,
    first: Option<usize>,
    border: Option<usize>,
}

impl Line {
    /// Reads on to byte `end`, in the line that it stands in.
    fn read(&mut self, raw: &[u8], end: usize) {
        if let Some(before) = memchr::memrchr(b'\n', &raw[self.read..end]) {
            *self = Self { read: self.read + before + 1, ..Self::default() };
        }
        for at in self.read..end {
            let byte = raw[at];
            if byte == b'-' && self.border.is_none() && raw.get(at + 1) == Some(&b'-') {
                self.border = Some(at);
            }
            if self.first.is_none() && byte != b':' && !byte.is_ascii_whitespace() {
                self.first = Some(at);
            }
        }
        self.read = end;
    }

    fn may_begin_a_name(&self, start: usize) -> bool {
        self.first == Some(start) || self.border.is_some_and(|border| border < start)
    }
}

/// Where the name begins that ends here, with whatever blanks in it.
fn start_of(name: &[u8], raw: &[u8]) -> Option<usize> {
    let mut before = raw.iter().enumerate().rev().filter(|(_, byte)| **byte == b'\n' || !byte.is_ascii_whitespace());
    let mut start = None;
    for wanted in name.iter().rev() {
        let (at, byte) = before.next()?;
        start = byte.eq_ignore_ascii_case(wanted).then_some(at);
        start?;
    }
    start
}

/// The value of a header, with the lines that it is folded over: they begin with a blank.
struct Value<'r> {
    text: &'r [u8],
    is_whole: bool,
}

impl<'r> Value<'r> {
    fn of(rest: &'r [u8]) -> Self {
        let most = rest.len().min(FOLDED);
        let folded = |end: usize| matches!(rest.get(end + 1), Some(b' ' | b'\t'));
        let end = (0..most).find(|&at| rest[at] == b'\n' && !folded(at));
        Self { text: &rest[..end.unwrap_or(most)], is_whole: end.is_some() || most == rest.len() }
    }

    /// True if the value may hold this word, given in lower case.
    fn has(&self, word: &[u8]) -> bool {
        !self.is_whole || self.text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
    }
}
