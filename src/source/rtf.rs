//! Rich text (RTF): one article, cut as a plain text is. The marks are taken away by code of our own: the crates that read RTF give up on what
//! common programs write (`\u8212-`).
//!
//! Words are read in the code page that the file names, or as Unicode where it is given. Known failures: a font of another code page than
//! the file's; foot notes, headers, comments and pictures are not read.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::draft::{Draft, one_line};
use super::format::{Confidence, Format, Input};
use super::text;
use crate::model::{FileFormat, Outcome};

/// Rich text.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "rtf",
        extensions: &["rtf"],
        recognised: "`{\\rtf` at the beginning",
        taken: "the text, as from `text`",
    },
    sniff: |head, _| if head.starts_with(b"{\\rtf") { Confidence::Content } else { Confidence::No },
    read,
};

/// Groups that are no part of the text.
const HIDDEN: [&str; 25] = [
    "annotation",
    "atnauthor",
    "atnid",
    "author",
    "colortbl",
    "datastore",
    "fldinst",
    "fonttbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "generator",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "listtable",
    "nonshppict",
    "object",
    "pict",
    "stylesheet",
    "themedata",
];

/// Words for signs.
const SIGNS: [(&str, &str); 15] = [
    ("bullet", "•"),
    ("cell", "\n"),
    ("emdash", "—"),
    ("endash", "–"),
    ("ldblquote", "“"),
    ("line", "\n"),
    ("lquote", "‘"),
    ("nestcell", "\n"),
    ("page", "\n"),
    ("par", "\n\n"),
    ("rdblquote", "”"),
    ("row", "\n\n"),
    ("rquote", "’"),
    ("sect", "\n\n"),
    ("tab", " "),
];

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let (bytes, mut remark) = match input.loaded.whole() {
        Ok(whole) => whole,
        Err(outcome) => return outcome,
    };
    let mut story = Story::default();
    story.read(&bytes);
    if !story.groups.is_empty() {
        remark = remark.or_else(|| Some("cut off: its groups are not closed".to_owned()));
    }
    let paragraphs = paragraphs(&story.text);
    if paragraphs.is_empty() {
        return Outcome::Skipped { reason: "no text in the document".to_owned() };
    }
    let mut draft = Draft::whole(paragraphs);
    text::cut(&mut draft, 0);
    sink(draft);
    remark.map_or(Outcome::Ok, |reason| Outcome::Partial { reason })
}

/// The paragraphs with a blank line between them, their blanks made single.
fn paragraphs(text: &str) -> String {
    let tidy = |paragraph: &str| {
        let lines: Vec<String> = paragraph.lines().map(one_line).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    };
    let paragraphs: Vec<String> = text.split("\n\n").map(tidy).filter(|paragraph| !paragraph.is_empty()).collect();
    paragraphs.join("\n\n")
}

/// What holds inside a group, and again after it.
#[derive(Clone, Copy)]
struct Group {
    is_hidden: bool,
    /// How many signs behind a `\u` stand for it in programs that know no Unicode.
    instead: usize,
}

struct Story {
    text: String,
    /// Bytes of a code page, and the halves of signs that Unicode writes as two.
    bytes: Vec<u8>,
    halves: Vec<u16>,
    page: &'static Encoding,
    now: Group,
    groups: Vec<Group>,
    /// Signs that still stand for a `\u`.
    skipped: usize,
}

impl Default for Story {
    fn default() -> Self {
        let now = Group { is_hidden: false, instead: 1 };
        Self {
            text: String::new(),
            bytes: Vec::new(),
            halves: Vec::new(),
            page: WINDOWS_1252,
            now,
            groups: Vec::new(),
            skipped: 0,
        }
    }
}

impl Story {
    fn read(&mut self, rtf: &[u8]) {
        let mut rest = rtf;
        while let Some((first, after)) = rest.split_first() {
            rest = after;
            match first {
                b'{' => self.groups.push(self.now),
                b'}' => {
                    self.flush();
                    self.skipped = 0;
                    self.now = self.groups.pop().unwrap_or(self.now);
                }
                b'\\' => rest = self.mark(after),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        self.flush();
    }

    /// What begins with a backslash; gives what follows it.
    fn mark<'r>(&mut self, rest: &'r [u8]) -> &'r [u8] {
        let Some((first, after)) = rest.split_first() else { return rest };
        if first.is_ascii_alphabetic() {
            return self.word(rest);
        }
        match first {
            b'\'' => {
                let code = after.get(..2).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
                let Some(code) = code else { return after };
                self.byte(code);
                return &after[2..];
            }
            b'*' => self.now.is_hidden = true,
            b'~' => self.sign("\u{a0}"),
            b'_' => self.sign("-"),
            b'\\' | b'{' | b'}' => self.byte(*first),
            b'\r' | b'\n' => self.sign("\n\n"),
            _ => {}
        }
        after
    }

    /// A word in letters, a number that may follow it, and the blank that ends both.
    fn word<'r>(&mut self, rest: &'r [u8]) -> &'r [u8] {
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (name, rest) = rest.split_at(letters);
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[minus..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = if digits == 0 { (&rest[..0], rest) } else { rest.split_at(minus + digits) };
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let name = std::str::from_utf8(name).unwrap_or("");
        let number: Option<i64> = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        self.follow(name, number);
        let binary = number.filter(|_| name == "bin").and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        &rest[binary.min(rest.len())..]
    }

    fn follow(&mut self, name: &str, number: Option<i64>) {
        match name {
            "u" => {
                let Some(half) = number.and_then(|number| u16::try_from(number.rem_euclid(1 << 16)).ok()) else { return };
                self.decode();
                if !self.now.is_hidden {
                    self.halves.push(half);
                }
                self.skipped = self.now.instead;
            }
            "uc" => self.now.instead = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1),
            "ansicpg" => {
                let page = number.and_then(|number| Encoding::for_label(format!("windows-{number}").as_bytes()));
                self.page = page.or_else(|| of_number(number?)).unwrap_or(self.page);
            }
            // Text that is hidden, or that a change struck out.
            "v" | "deleted" => self.now.is_hidden = number != Some(0),
            name if HIDDEN.contains(&name) => self.now.is_hidden = true,
            name => {
                if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
                    self.sign(sign);
                }
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if !self.now.is_hidden {
            if !self.halves.is_empty() {
                self.flush();
            }
            self.bytes.push(byte);
        }
    }

    fn sign(&mut self, sign: &str) {
        if !self.now.is_hidden {
            self.flush();
            self.text.push_str(sign);
        }
    }

    /// Writes what waits.
    fn flush(&mut self) {
        self.decode();
        let halves = std::mem::take(&mut self.halves);
        self.text.extend(char::decode_utf16(halves).map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER)));
    }

    fn decode(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            self.text.push_str(&self.page.decode_without_bom_handling(&bytes).0);
        }
    }
}

/// Code pages that have other names than their numbers.
fn of_number(number: i64) -> Option<&'static Encoding> {
    let label: &[u8] = match number {
        932 => b"shift_jis",
        936 => b"gbk",
        949 => b"euc-kr",
        950 => b"big5",
        866 => b"ibm866",
        10000 => b"macintosh",
        65001 => b"utf-8",
        _ => return None,
    };
    Encoding::for_label(label)
}

#[cfg(test)]
mod tests {
    use super::{Story, paragraphs};

    fn read(rtf: &[u8]) -> String {
        let mut story = Story::default();
        story.read(rtf);
        paragraphs(&story.text)
    }

    #[test]
    fn marks_are_taken_away_and_signs_are_read() {
        for (rtf, expected) in [
            (r"{\rtf1\ansi Two dead\par in \b Leeds\b0 .\par}", "Two dead\n\nin Leeds."),
            (r"{\rtf1 caf\'e9 \{x\} a\\b}", "café {x} a\\b"),
            (r"{\rtf1\ansicpg1251 \'ea\'ee\'f2}", "кот"),
            (r"{\rtf1\ansicpg932 \'93\'fa\'96\'7b}", "日本"),
            (r"{\rtf1 a\u8212-b \u8217\'92s}", "a—b ’s"),
            (r"{\rtf1\uc0 \u8212b\uc2\u233 xxy}", "—béy"),
            (r"{\rtf1\uc1 \u-10179?\u-8704?}", "😀"),
            (r"{\rtf1{\fonttbl{\f0 Arial;}}{\info{\title T}}{\*\x y}z\~w}", "z w"),
            (r"{\rtf1 a{\deleted b}c{\v d}e{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}}", "acelink"),
            (r"{\rtf1 a{\pict\bin3 }}}}b}", "ab"),
            (r"{\rtf1 one\line two\page three\emdash four}", "one\ntwo\nthree—four"),
            ("{\\rtf1 one\\\r\ntwo\r\n}", "one\n\ntwo"),
            (r"{\rtf1 cut \'", "cut"),
            (r"}}{\rtf1 x\", "x"),
            (r"{\rtf1 a\u}b", "ab"),
            (r"{\rtf1 a\bin9999999999999999999 b", "ab"),
        ] {
            assert_eq!(read(rtf.as_bytes()), expected, "{rtf}");
        }
    }
}
