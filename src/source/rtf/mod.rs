//! Rich text (RTF): one article, cut as a plain text is. The marks are taken away by code of our own: the crates that read RTF give up on what
//! common programs write (`\u8212-`).
//!
//! Words are read in the code page of their font or of the file, or as Unicode where it is given. Known failures: the pages of DOS (437, 850); foot notes,
//! headers, comments and pictures are not read.

mod pages;

use super::draft::{Draft, border, tidy};
use super::format::{Confidence, Format, Input, no_text};
use super::text;
use crate::model::{FileFormat, Outcome};
use pages::Pages;

/// Rich text.
pub const FORMAT: Format = Format {
    about: FileFormat {
        name: "rtf",
        extensions: &["rtf"],
        recognised: "`{\\rtf` at the beginning",
        taken: "the text, as from `text`",
    },
    sniff: |head, _| if beginning(head).starts_with(b"{\\rtf") { Confidence::Content } else { Confidence::No },
    read,
};

/// Mailers and editors put a byte order mark or an empty line before it.
fn beginning(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

/// Groups that are no part of the text.
const HIDDEN: [&str; 30] = [
    "annotation",
    "atnauthor",
    "atnid",
    "author",
    "bkmkstart",
    "colortbl",
    "datastore",
    "fldinst",
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
    "shprslt",
    "sn",
    "stylesheet",
    "sv",
    "tc",
    "themedata",
    "xe",
];

/// Words for signs.
const SIGNS: [(&str, &str); 18] = [
    ("bullet", "•"),
    ("cell", "\n"),
    ("emdash", "—"),
    ("emspace", " "),
    ("endash", "–"),
    ("enspace", " "),
    ("ldblquote", "“"),
    ("line", "\n"),
    ("lquote", "‘"),
    ("nestcell", "\n"),
    ("page", "\n"),
    ("par", "\n\n"),
    ("qmspace", " "),
    ("rdblquote", "”"),
    ("row", "\n\n"),
    ("rquote", "’"),
    ("sect", "\n\n"),
    ("tab", " "),
];

/// The longest paragraph that a text box is put before, in bytes.
const LONGEST: usize = 4 << 10;
/// How many text boxes are taken out of each other; what is in one within them is read where it stands.
const DEPTH: usize = 16;

fn read(input: &Input<'_>, sink: &mut dyn FnMut(Draft)) -> Outcome {
    let (bytes, mut remark) = match input.loaded.whole() {
        Ok(whole) => whole,
        Err(outcome) => return outcome,
    };
    let mut story = Story::default();
    story.read(beginning(&bytes));
    if !story.groups.is_empty() {
        remark = remark.or_else(|| Some("cut off: its groups are not closed".to_owned()));
    }
    let paragraphs = paragraphs(&story.text);
    if paragraphs.is_empty() {
        return no_text(remark);
    }
    let mut draft = Draft::whole(paragraphs);
    text::cut(&mut draft, 0);
    sink(draft);
    remark.map_or(Outcome::Ok, |reason| Outcome::Partial { reason })
}

/// The paragraphs with a blank line between them, their blanks made single.
fn paragraphs(text: &str) -> String {
    let paragraphs: Vec<String> = text.split("\n\n").map(tidy).filter(|paragraph| !paragraph.is_empty()).collect();
    paragraphs.join("\n\n")
}

/// Whether a group is a part of the text; a hidden one holds none that is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hidden {
    No,
    /// Programs that do not know its first word pass it over (`\*`): a text box may be in it.
    Unknown,
    Yes,
}

/// What holds inside a group, and again after it.
#[derive(Clone, Copy)]
struct Group {
    hidden: Hidden,
    /// Text that its format hides, and text that a change struck out.
    is_unseen: bool,
    is_struck: bool,
    is_font_table: bool,
    font: Option<i64>,
    /// How many signs behind a `\u` stand for it in programs that know no Unicode.
    instead: usize,
}

struct Story {
    text: String,
    /// Bytes of a code page, and the halves of signs that Unicode writes as two.
    bytes: Vec<u8>,
    halves: Vec<u16>,
    pages: Pages,
    now: Group,
    groups: Vec<Group>,
    /// Text boxes that have begun: in which group, and where in the text.
    boxes: Vec<(usize, usize)>,
    /// Signs that still stand for a `\u`.
    skipped: usize,
}

impl Default for Story {
    fn default() -> Self {
        let now = Group { hidden: Hidden::No, is_unseen: false, is_struck: false, is_font_table: false, font: None, instead: 1 };
        Self {
            text: String::new(),
            bytes: Vec::new(),
            halves: Vec::new(),
            pages: Pages::default(),
            now,
            groups: Vec::new(),
            boxes: Vec::new(),
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
                    if let Some((_, start)) = self.boxes.pop_if(|(group, _)| *group == self.groups.len()) {
                        self.end_box(start);
                    }
                    self.now = self.groups.pop().unwrap_or(self.now);
                }
                b'\\' => rest = self.mark(after),
                b'\r' | b'\n' => {}
                byte => self.byte(*byte),
            }
        }
        self.flush();
        while let Some((_, start)) = self.boxes.pop() {
            self.end_box(start);
        }
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
            b'*' => self.now.hidden = self.now.hidden.max(Hidden::Unknown),
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
                if self.is_seen() {
                    self.halves.push(half);
                }
                self.skipped = self.now.instead;
            }
            "uc" => self.now.instead = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1),
            "ansicpg" | "mac" | "deff" => self.pages.of_file(name, number),
            "fonttbl" => (self.now.hidden, self.now.is_font_table) = (Hidden::Yes, true),
            "f" | "fcharset" | "cpg" if self.now.is_font_table => self.pages.describe(name, number),
            "f" => {
                self.flush();
                self.now.font = number;
            }
            // The format that holds where nothing is said.
            "plain" => {
                self.flush();
                (self.now.font, self.now.is_unseen) = (None, false);
            }
            "v" => self.now.is_unseen = number != Some(0),
            "deleted" => self.now.is_struck = number != Some(0),
            "shptxt" if self.now.hidden == Hidden::Unknown => {
                self.flush();
                self.now.hidden = Hidden::No;
                if self.boxes.len() < DEPTH {
                    self.boxes.push((self.groups.len(), self.text.len()));
                } else {
                    self.text.push_str("\n\n");
                }
            }
            name if HIDDEN.contains(&name) => self.now.hidden = Hidden::Yes,
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
        } else if self.is_seen() {
            if !self.halves.is_empty() {
                self.flush();
            }
            self.bytes.push(byte);
        }
    }

    fn sign(&mut self, sign: &str) {
        // The end of a line stands for no sign: there is none for the `\u` before it.
        if sign.contains('\n') {
            self.skipped = 0;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if self.is_seen() {
            self.flush();
            self.text.push_str(sign);
        }
    }

    fn is_seen(&self) -> bool {
        self.now.hidden == Hidden::No && !self.now.is_unseen && !self.now.is_struck
    }

    /// A text box stands before the paragraph that it was hung on, which goes on behind it.
    fn end_box(&mut self, start: usize) {
        let lines = self.text.split_off(start.min(self.text.len()));
        // Another box that it stands in began there.
        let from = self.boxes.last().map_or(0, |(_, start)| *start);
        let near = border(&self.text, self.text.len().saturating_sub(LONGEST)).max(from);
        let at = self.text[near..].rfind("\n\n").map(|at| near + at + 2);
        let at = at.unwrap_or(if near == from { from } else { self.text.len() });
        self.text.insert_str(at, &format!("{lines}\n\n"));
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
            self.text.push_str(&self.pages.of(self.now.font).decode_without_bom_handling(&bytes).0);
        }
    }
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
            (r"{\rtf1 One died. \v no\plain Two fled. {\deleted no\plain no\v0 no}}", "One died. Two fled."),
            (r"{\rtf1 One\u8212\emdash two\u8217\rquote s \u8217\par Three}", "One—two’s ’\n\nThree"),
            (r"{\rtf1 one\line two\page three\emdash four}", "one\ntwo\nthree—four"),
            ("{\\rtf1 one\\\r\ntwo\r\n}", "one\n\ntwo"),
            (r"{\rtf1 cut \'", "cut"),
            (r"}}{\rtf1 x\", "x"),
            (r"{\rtf1 a\u}b", "ab"),
            (r"{\rtf1 a\bin9999999999999999999 b", "ab"),
            (r"{\rtf1\mac caf\'8e}", "café"),
            (
                r"{\rtf1{\fonttbl{\f0 A;}{\f1\fcharset238{\*\fname A;}B;}}\f1 \'a3\f0 \'f3{\f1 d\'9f}\'a3 \f1\'9f\plain \'a3}",
                "Łódź£ ź£",
            ),
            (r"{\rtf1{\fonttbl\f0\fcharset204 A;\f1\fcharset0 B;}\'ea\f1 \'ea}", "кê"),
            (r"{\rtf1{\fonttbl{\f2\fcharset0\cpg1251 A;}}\deff2 \'ea\u8212-\'ea}", "к—к"),
            (
                r"{\rtf1 a\par Two {\shp{\*\shpinst{\sp{\sn b}{\sv 202}}{\shptxt x\par y\par}}{\shprslt x}}died.\par z}",
                "a\n\nx\n\ny\n\nTwo died.\n\nz",
            ),
            (r"{\rtf1 \'e9{\*\s{\shptxt \'e9{\*\s{\shptxt z}}y}}x}", "z\n\néy\n\néx"),
            (r"{\rtf1 \'e9{\*\s{\shptxt \'e9{\*\s{\shptxt z", "z\n\né\n\né"),
            (r"{\rtf1{\header{\shp{\*\shpinst{\shptxt no}}}}yes{\shp{\*\shpinst{\shptxt cut", "cut\n\nyes"),
            (r"{\rtf1{\stylesheet{\v0 Normal;}}a{\v b\v0 c}\emspace d{\xe{e}}}", "ac d"),
        ] {
            assert_eq!(read(rtf.as_bytes()), expected, "{rtf}");
        }
    }

    #[test]
    fn boxes_in_boxes_are_read_to_their_end() {
        // If each cost a look at those around it, this would not end.
        let shown = read(("{\\rtf1 ".to_owned() + &r"a b{\*\s{\shptxt ".repeat(100_000)).as_bytes());
        assert_eq!(shown.split("\n\n").filter(|paragraph| *paragraph == "a b").count(), 100_000);
    }

    #[test]
    fn it_is_known_behind_what_editors_put_before_it_and_told_if_it_was_cut_off() {
        for before in ["", "\u{feff}", "\r\n", "\u{feff}\n"] {
            let (outcome, articles) =
                crate::source::trial::read_as("a.rtf", format!("{before}{{\\rtf1 Two died.}}").as_bytes(), "");
            assert_eq!((outcome.as_str(), articles[0].text.as_str()), ("rtf ok", "Two died."));
        }
        for (rtf, told) in [
            (r"{\rtf1{\fonttbl{\f0 A;}}}", "rtf skipped: no text in the document"),
            (r"{\rtf1{\fonttbl{\f0 A", "rtf failed at parse: cut off: its groups are not closed"),
        ] {
            assert_eq!(crate::source::trial::read_as("a.rtf", rtf.as_bytes(), "").0, told);
        }
    }
}
