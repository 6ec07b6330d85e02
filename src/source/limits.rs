//! How much is read of a file, and what reading it may cost: nobody's archive of a few bytes fills the memory or takes the run down with it.
//!
//! Whatever a limit leaves out is told in the ledger, with the limit's flag, and read again once the limit is higher: the record of the file says
//! under which limits it was read, if it came up against any.

use super::size;
use crate::model::Flags;

/// Something that is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of a file, or of a file in an archive, that must be held whole; of a line of records.
    Document,
    /// Bytes of an article's text.
    Text,
    /// Bytes of a message in a mailbox.
    Message,
    /// Bytes of a row of a table.
    Row,
    /// Bytes that a file may unpack to, with all that is packed in it.
    Unpacked,
    /// How many times its size a file may unpack to, beyond the first few megabytes.
    Ratio,
    /// How deep archives in archives, and messages in messages, are read; how many times over a file may be packed.
    Nesting,
    /// Files in a zip archive.
    Entries,
    /// Bytes of memory for unpacking: what the dictionary of xz or zstd takes.
    Dictionary,
}

/// A row of the table of limits.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// Its flag, without dashes.
    pub flag: &'static str,
    /// In bytes; else it is a number of times or things.
    pub in_bytes: bool,
    /// What holds unless the user says otherwise.
    pub usual: u64,
    /// The highest that it can be raised to.
    pub most: u64,
    /// What it bounds, for `--help`.
    pub help: &'static str,
}

const fn row(flag: &'static str, in_bytes: bool, usual: u64, most: u64, help: &'static str) -> Bound {
    Bound { flag, in_bytes, usual, most, help }
}

/// How many limits there are.
const COUNT: usize = 9;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;
const NO_END: u64 = i64::MAX as u64;

impl Limit {
    /// All of them, in the order of `--help`.
    pub const ALL: [Self; COUNT] = [
        Self::Document,
        Self::Text,
        Self::Message,
        Self::Row,
        Self::Unpacked,
        Self::Ratio,
        Self::Nesting,
        Self::Entries,
        Self::Dictionary,
    ];

    /// What is known of it.
    #[must_use]
    pub const fn bound(self) -> Bound {
        // Spans count bytes in 32 bits, and a byte of a file may become three of its text: hence 1 GiB.
        match self {
            Self::Document => {
                row("max-document", true, 512 * MIB, GIB, "Files, members of archives and lines that must be held whole")
            }
            // Extraction takes 25 bytes of memory for each byte of text.
            Self::Text => row("max-text", true, 16 * MIB, GIB, "The text of an article: what is beyond is not read"),
            Self::Message => row("max-message", true, 64 * MIB, GIB, "A message of a mailbox: what is beyond is not read"),
            Self::Row => row("max-row", true, 16 * MIB, GIB, "A row of a table"),
            Self::Unpacked => row("max-unpacked", true, 10 * GIB, NO_END, "All that a file unpacks to"),
            Self::Ratio => row("max-ratio", false, 200, NO_END, "How many times its size, beyond 10 MiB, a file may unpack to"),
            // Each step stands on the stack.
            Self::Nesting => row("max-nesting", false, 3, 32, "How deep archives in archives and mails in mails are read"),
            Self::Entries => row("max-entries", false, 500_000, NO_END, "Files in a zip archive, whose list is held in memory"),
            Self::Dictionary => row("max-dictionary", true, 256 * MIB, 2 * GIB, "Memory to unpack a file of xz or zstd"),
        }
    }
}

impl Limit {
    /// What is written for it, in bytes or as a number.
    ///
    /// # Errors
    /// What is wrong, and what to write instead.
    pub fn parse(self, written: &str) -> Result<u64, String> {
        let bound = self.bound();
        let value = match bound.in_bytes {
            true => size::parse(written)?,
            false => written.parse().map_err(|_| format!("`{written}` is no number"))?,
        };
        match value {
            0 => Err("0 would read nothing".to_owned()),
            value if value > bound.most => Err(format!("it can be no more than {}", self.shown(bound.most))),
            value => Ok(value),
        }
    }

    /// A value of it, for people.
    #[must_use]
    pub fn shown(self, value: u64) -> String {
        if self.bound().in_bytes { size::shown(value) } else { value.to_string() }
    }
}

/// The limits that hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits([u64; COUNT]);

impl Default for Limits {
    fn default() -> Self {
        Self(Limit::ALL.map(|limit| limit.bound().usual))
    }
}

impl Limits {
    /// What holds for `limit`.
    #[must_use]
    pub const fn get(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// The same with `value` for `limit`.
    #[must_use]
    pub const fn with(mut self, limit: Limit, value: u64) -> Self {
        self.0[limit as usize] = value;
        self
    }

    /// These with what the user says of them: values by flag, of which the last counts.
    ///
    /// # Errors
    /// The first value that is none, or is more than the limit can be raised to.
    pub fn read(flags: &Flags) -> Result<Self, String> {
        let mut limits = Self::default();
        for limit in Limit::ALL {
            if let Some(written) = flags.get(limit.bound().flag).and_then(|values| values.last()) {
                limits = limits.with(limit, limit.parse(written)?);
            }
        }
        Ok(limits)
    }

    /// The limit as it is written.
    #[must_use]
    pub fn shown(&self, limit: Limit) -> String {
        limit.shown(self.get(limit))
    }

    /// What is told of something that is beyond `limit`, which stands in `what` where there is `{}`; and how more is read.
    #[must_use]
    pub fn told(&self, limit: Limit, what: &str) -> String {
        format!("{} (more with `--{}`)", what.replace("{}", &self.shown(limit)), limit.bound().flag)
    }

    /// The limits of `met` with their values, as the record of a file keeps them; empty if it came up against none.
    #[must_use]
    pub fn noted(&self, met: &[Limit]) -> String {
        let named = met.iter().map(|limit| format!("{}={}", limit.bound().flag, self.get(*limit)));
        named.collect::<Vec<_>>().join(",")
    }

    /// True if one of the limits that [`Self::noted`] kept has been raised since, so that more can be read.
    #[must_use]
    pub fn are_wider_than(&self, noted: &str) -> bool {
        noted.split(',').any(|pair| {
            let (flag, value) = pair.split_once('=').unwrap_or((pair, ""));
            let limit = Limit::ALL.into_iter().find(|limit| limit.bound().flag == flag);
            // What nobody knows any more bounds nothing.
            let (Some(limit), Ok(value)) = (limit, value.parse::<u64>()) else { return true };
            self.get(limit) > value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::trial::shown;
    use crate::source::{Found, Loaded, Options, packed, read_loaded};

    const STORY: &str = "Two people were hurt in a fire in Leeds on Monday, the fire service said.";

    #[test]
    fn the_table_is_in_the_order_of_its_numbers_and_flags_are_unique() {
        let mut flags: Vec<&str> = Vec::new();
        for (number, limit) in Limit::ALL.into_iter().enumerate() {
            assert_eq!(limit as usize, number);
            let bound = limit.bound();
            assert!(bound.usual <= bound.most && !flags.contains(&bound.flag), "{bound:?}");
            flags.push(bound.flag);
        }
    }

    #[test]
    fn only_a_raised_limit_that_was_met_is_wider() {
        let usual = Limits::default();
        let noted = usual.noted(&[Limit::Document, Limit::Ratio]);
        assert_eq!(noted, "max-document=536870912,max-ratio=200");
        for (limits, wider) in [
            (usual, false),
            (usual.with(Limit::Ratio, 201), true),
            (usual.with(Limit::Document, GIB), true),
            (usual.with(Limit::Document, 1), false),
            (usual.with(Limit::Entries, u64::MAX), false),
        ] {
            assert_eq!(limits.are_wider_than(&noted), wider, "{limits:?}");
        }
        assert!(usual.are_wider_than("max-gone=3") && usual.are_wider_than("garbage"));
    }

    #[test]
    fn a_limit_is_told_with_the_flag_that_raises_it() {
        let limits = Limits::default().with(Limit::Document, 1500);
        assert_eq!(limits.told(Limit::Document, "larger than {}"), "larger than 1500 bytes (more with `--max-document`)");
        assert_eq!(limits.told(Limit::Ratio, "more than {} times"), "more than 200 times (more with `--max-ratio`)");
    }

    #[test]
    fn what_a_limit_leaves_out_is_told_with_its_flag_and_noted() {
        let text = |words: usize| format!("{STORY}\n\n{}", "more words of it ".repeat(words));
        let zstd = |level, window| {
            let mut packer = zstd::Encoder::new(Vec::new(), level).expect("a packer");
            packer.window_log(window).and_then(|()| packer.long_distance_matching(true)).expect("a window");
            std::io::copy(&mut text(20_000).as_bytes(), &mut packer).expect("packed");
            packer.finish().expect("packed")
        };
        let usual = Limits::default();
        let letter = |mark: &str, inside: &str| {
            let part = format!("--{mark}\nContent-Type: message/rfc822\n\n{inside}\n--{mark}--\n");
            format!("From: a@b.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary={mark}\n\n{part}")
        };
        let mails = letter("one", &letter("two", &format!("From: c@d.org\nSubject: Fire\nMIME-Version: 1.0\n\n{STORY}\n")));
        for (name, content, limits, told) in [
            (
                "a.txt",
                text(9).into_bytes(),
                usual.with(Limit::Document, 100),
                "larger than 100 bytes (more with `--max-document`)",
            ),
            (
                "a.txt",
                text(99).into_bytes(),
                usual.with(Limit::Text, 100),
                "the text of an article cut off behind 100 bytes (more with `--max-text`)",
            ),
            (
                "a.txt.zst",
                zstd(1, 20),
                usual.with(Limit::Dictionary, 64 << 10),
                "it takes more than 64 KiB of memory to unpack (more with `--max-dictionary`)",
            ),
            (
                "a.txt.gz",
                packed::gzip(text(9).as_bytes()),
                usual.with(Limit::Unpacked, 100),
                "the file unpacks to more than 100 bytes (more with `--max-unpacked`)",
            ),
            (
                "a.txt.gz.gz",
                packed::gzip(&packed::gzip(text(9).as_bytes())),
                usual.with(Limit::Nesting, 1),
                "packed more than 1 times over (more with `--max-nesting`)",
            ),
            (
                "a.eml",
                mails.into_bytes(),
                usual.with(Limit::Nesting, 1),
                "a message more than 1 messages deep is not read (more with `--max-nesting`)",
            ),
            (
                "a.csv",
                format!("title,body\nA,\"{}\"\n", text(2000)).into_bytes(),
                usual.with(Limit::Row, 10),
                "a row of more than 10 bytes",
            ),
        ] {
            let read = |limits: Limits| {
                let found = Found { path: name.into(), relative: name.to_owned(), ..Found::default() };
                let options = Options { limits, ..Options::default() };
                let mut articles = Vec::new();
                let reading =
                    read_loaded(&found, &Loaded::held_within(&content, limits), &options, &mut |article| articles.push(article));
                (reading, articles)
            };
            let (reading, articles) = read(limits);
            let shown = shown(&reading.outcome);
            assert!(shown.contains(told), "{name}: {shown}");
            let flag = told.split("`--").nth(1).and_then(|rest| rest.split('`').next()).unwrap_or("max-row");
            assert!(reading.met.starts_with(&format!("{flag}=")), "{name}: {}", reading.met);
            assert!(articles.iter().all(|article| article.text.len() <= 100 || limits.get(Limit::Text) > 100));
            let (reading, articles) = read(usual);
            assert_eq!((reading.met.as_str(), articles.is_empty()), ("", false), "{name}: {:?}", reading.outcome);
        }
    }
}
