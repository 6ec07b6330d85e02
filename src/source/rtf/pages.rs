//! The code pages of a rich text: the file's, and those of its fonts, which programs choose for words that the file's does not hold ("Łódź").

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

/// Which code page the bytes of a font are in.
pub struct Pages {
    /// The file's.
    page: &'static Encoding,
    /// The font that is taken where none is named, and the one that the table of fonts speaks of.
    default: i64,
    described: i64,
    fonts: HashMap<i64, &'static Encoding>,
}

impl Default for Pages {
    fn default() -> Self {
        Self { page: WINDOWS_1252, default: 0, described: 0, fonts: HashMap::new() }
    }
}

impl Pages {
    /// The page of a font, or of text under none.
    pub fn of(&self, font: Option<i64>) -> &'static Encoding {
        self.fonts.get(&font.unwrap_or(self.default)).copied().unwrap_or(self.page)
    }

    /// The file names its page or its default font.
    pub fn of_file(&mut self, name: &str, number: Option<i64>) {
        match name {
            "mac" => self.page = encoding_rs::MACINTOSH,
            "deff" => self.default = number.unwrap_or(0),
            _ => self.page = number.and_then(of_number).unwrap_or(self.page),
        }
    }

    /// A word in the table of fonts.
    pub fn describe(&mut self, name: &str, number: Option<i64>) {
        let page = match (name, number) {
            ("f", Some(font)) => {
                self.described = font;
                return;
            }
            ("fcharset", Some(charset)) => of_charset(charset),
            ("cpg", Some(number)) => of_number(number),
            _ => None,
        };
        if let Some(page) = page {
            self.fonts.insert(self.described, page);
        }
    }
}

fn of_number(number: i64) -> Option<&'static Encoding> {
    let label: &[u8] = match number {
        932 => b"shift_jis",
        936 => b"gbk",
        949 => b"euc-kr",
        950 => b"big5",
        866 => b"ibm866",
        10000 => b"macintosh",
        65001 => b"utf-8",
        _ => return Encoding::for_label(format!("windows-{number}").as_bytes()),
    };
    Encoding::for_label(label)
}

/// The page of a Windows character set; the common ones (0 and 1) are in the file's.
fn of_charset(charset: i64) -> Option<&'static Encoding> {
    of_number(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
