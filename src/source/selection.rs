//! Which of the files that a walk meets are read, as the user says by flags: patterns for and against names, and limits of size and age.
//!
//! Patterns are those of `.gitignore`: without a slash they fit a name at any depth, with one they count from the folder that was given, and
//! one that ends in a slash fits folders only. What is excluded stays out, whatever is included.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::{Found, size};
use crate::model::{DateRange, Day, Flags, file_path};

/// A flag that says which files are read.
#[derive(Clone, Copy, Debug)]
pub struct SelectionFlag {
    /// Its name, without dashes.
    pub name: &'static str,
    /// What stands for its value in `--help`.
    pub value: &'static str,
    /// It can be given several times.
    pub is_many: bool,
    /// What it does, for `--help`.
    pub help: &'static str,
}

const fn flag(name: &'static str, value: &'static str, is_many: bool, help: &'static str) -> SelectionFlag {
    SelectionFlag { name, value, is_many, help }
}

const INCLUDE: &str = "include";
const EXCLUDE: &str = "exclude";
const MAX_SIZE: &str = "max-size";
const NEWER_THAN: &str = "newer-than";
const MAX_AGE: &str = "max-age";

/// Every flag that says which files are read.
pub const SELECTION_FLAGS: [SelectionFlag; 5] = [
    flag(INCLUDE, "GLOB", true, "Read only files that fit one of these, or lie in a folder that does: `*.html`, `2024/`"),
    flag(
        EXCLUDE,
        "GLOB",
        true,
        "Leave out files and folders that fit, in the syntax of `.gitignore`: `*.bak`, `drafts/`, `/old/**`",
    ),
    flag(MAX_SIZE, "SIZE", false, "Leave out larger files: `200MB` (M and MiB count in 1024s, MB in 1000s)"),
    flag(
        NEWER_THAN,
        "DATE",
        false,
        "Leave out files last changed before this day, month or year (UTC); `--from` asks for articles by their date",
    ),
    flag(MAX_AGE, "AGE", false, "Leave out files last changed longer ago: `12h`, `90d`, `2w`, `6mo`, `1y`"),
];

/// Which files are read; by default every one.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    include: Option<Gitignore>,
    exclude: Option<Gitignore>,
    /// In bytes, and as it was written.
    max_size: Option<(u64, String)>,
    /// Nanoseconds since 1970-01-01 UTC before which no file was changed last, with the flag that says so and its value.
    since: Vec<(i64, &'static str, String)>,
    /// The folders that patterns are about, if others than the one that is walked.
    anchors: Vec<PathBuf>,
    /// The folder of the index: never read.
    index: Option<PathBuf>,
}

/// What leaves a file out: the flag, and its pattern or value.
pub type Rule = (&'static str, String);

impl Selection {
    /// What `flags` say, at `now` in nanoseconds since 1970-01-01 UTC.
    ///
    /// # Errors
    /// What is wrong with the first value that is none.
    pub fn read(flags: &Flags, now: i64) -> Result<Self, String> {
        let values = |name: &str| flags.get(name).map(Vec::as_slice).unwrap_or_default();
        let last = |name: &str| values(name).last();
        let mut selection = Self { include: patterns(values(INCLUDE))?, exclude: patterns(values(EXCLUDE))?, ..Self::default() };
        if let Some(written) = last(MAX_SIZE) {
            selection.max_size = Some((size::parse(written)?, written.clone()));
        }
        if let Some(written) = last(NEWER_THAN) {
            selection.since.push((first_moment(written)?, NEWER_THAN, written.clone()));
        }
        if let Some(written) = last(MAX_AGE) {
            selection.since.push((now.saturating_sub(age(written)?), MAX_AGE, written.clone()));
        }
        Ok(selection)
    }

    /// The same, with patterns that count from these folders.
    #[must_use]
    pub fn anchored_at(self, anchors: Vec<PathBuf>) -> Self {
        Self { anchors, ..self }
    }

    /// The same, without the folder of the index.
    #[must_use]
    pub fn beside_index(self, index: &Path) -> Self {
        // It may be yet to be made.
        let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
        let to_be = || Some(here(index.parent()?).canonicalize().ok()?.join(index.file_name()?));
        Self { index: index.canonicalize().ok().or_else(to_be), ..self }
    }

    /// True if it may leave anything out.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        self.include.is_some() || self.exclude.is_some() || self.max_size.is_some() || !self.since.is_empty()
    }

    /// The folder of the index, if it is known.
    #[must_use]
    pub fn index(&self) -> Option<&Path> {
        self.index.as_deref()
    }

    /// True for the folder of the index.
    pub(super) fn is_index(&self, path: &Path) -> bool {
        self.index.as_deref() == Some(path)
    }

    /// What leaves out a file or folder of this name, if anything does; the folders above it were asked about before. `root` is the folder
    /// that was given.
    pub(super) fn by_name(&self, root: &Path, path: &Path, is_folder: bool) -> Option<Rule> {
        if self.include.is_none() && self.exclude.is_none() {
            return None;
        }
        let anchors = self.anchors.iter().map(PathBuf::as_path).filter(|anchor| path.starts_with(anchor));
        let anchor = anchors.max_by_key(|anchor| anchor.as_os_str().len()).unwrap_or(root);
        let below = path.strip_prefix(anchor).unwrap_or_else(|_| Path::new(path.file_name().unwrap_or_default()));
        if let Some(Match::Ignore(pattern)) = self.exclude.as_ref().map(|exclude| exclude.matched(below, is_folder)) {
            return Some((EXCLUDE, pattern.original().to_owned()));
        }
        let is_in = |include: &Gitignore| include.matched_path_or_any_parents(below, false).is_ignore();
        let is_included = is_folder || self.include.as_ref().is_none_or(is_in);
        (!is_included).then(|| (INCLUDE, String::new()))
    }

    /// What leaves out a file of this size and time, if anything does.
    pub(super) fn by_size_and_age(&self, found: &Found) -> Option<Rule> {
        if found.problem.is_some() {
            return None;
        }
        if let Some((_, written)) = self.max_size.as_ref().filter(|(most, _)| found.size > *most) {
            return Some((MAX_SIZE, written.clone()));
        }
        // A file without a time may be of any.
        let is_old = |since: &&(i64, &str, String)| found.modified != 0 && found.modified < since.0;
        self.since.iter().find(is_old).map(|(_, flag, written)| (*flag, written.clone()))
    }

    /// True if a file that is there is left out.
    #[must_use]
    pub fn leaves_out(&self, found: &Found) -> bool {
        let root = file_path(&found.root);
        let folders = found.path.ancestors().skip(1).take_while(|folder| folder.starts_with(&root) && **folder != root);
        self.by_size_and_age(found).is_some()
            || self.by_name(&root, &found.path, false).is_some()
            || folders.into_iter().any(|folder| self.by_name(&root, folder, true).is_some())
    }
}

/// What is wrong with what is written for a flag, if anything is.
///
/// # Errors
/// That.
pub fn check(flag: &str, written: &str) -> Result<(), String> {
    let flags = Flags::from([(flag.to_owned(), vec![written.to_owned()])]);
    Selection::read(&flags, 0).map(drop)
}

fn patterns(globs: &[String]) -> Result<Option<Gitignore>, String> {
    if globs.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new("");
    builder.allow_unclosed_class(false);
    for glob in globs {
        if glob.trim().is_empty() {
            return Err("an empty pattern fits nothing".to_owned());
        }
        // There it would be a remark.
        let line = if glob.starts_with('#') { format!("\\{glob}") } else { glob.clone() };
        builder.add_line(None, &line).map_err(|error| format!("`{glob}` is no pattern: {}", cause(error)))?;
    }
    builder.build().map(Some).map_err(|error| cause(error).to_string())
}

fn cause(error: ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err,
        other => other.to_string(),
    }
}

const HOUR: i64 = 3_600_000_000_000;
const DAY: i64 = 24 * HOUR;

/// The first nanosecond of a day, month or year.
fn first_moment(written: &str) -> Result<i64, String> {
    let range = written.parse::<DateRange>().map_err(|error| error.to_string())?;
    let day = range.from.map_or(0, Day::number);
    Ok(i64::from(day).saturating_mul(DAY))
}

/// An age in nanoseconds.
fn age(written: &str) -> Result<i64, String> {
    let bad = || format!("`{written}` is no age: write `12h`, `90d`, `2w`, `6mo` or `1y`");
    let at = written.find(|c: char| !c.is_ascii_digit()).unwrap_or(written.len());
    let number: i64 = written[..at].parse().map_err(|_| bad())?;
    let unit = match written[at..].trim() {
        "h" => HOUR,
        "d" => DAY,
        "w" => 7 * DAY,
        "mo" => 30 * DAY,
        "y" => 365 * DAY,
        _ => return Err(bad()),
    };
    Ok(number.saturating_mul(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(flags: &[(&str, &str)]) -> Selection {
        let mut said = Flags::new();
        for (flag, value) in flags {
            said.entry((*flag).to_owned()).or_default().push((*value).to_owned());
        }
        Selection::read(&said, 100 * DAY).expect("sound flags")
    }

    fn left_out(selection: &Selection, path: &str) -> bool {
        selection.leaves_out(&Found { path: path.into(), root: "/n".to_owned(), ..Found::default() })
    }

    #[test]
    fn patterns_fit_as_those_of_gitignore() {
        for (flags, read, left) in [
            (&[("exclude", "*.bak")][..], "/n/a.txt", "/n/x/a.bak"),
            (&[("exclude", "drafts/")], "/n/drafts", "/n/x/drafts/a.txt"),
            (&[("exclude", "/old")], "/n/x/old", "/n/old/a.txt"),
            (&[("exclude", "x/*.md")], "/n/y/x/a.md", "/n/x/a.md"),
            (&[("exclude", "**/x/*.md")], "/n/a.md", "/n/y/x/a.md"),
            (&[("exclude", "*.md"), ("exclude", "!keep.md")], "/n/keep.md", "/n/a.md"),
            (&[("exclude", "#a")], "/n/a", "/n/#a"),
            (&[("include", "*.html")], "/n/x/a.html", "/n/a.txt"),
            (&[("include", "*.html"), ("include", "*.htm")], "/n/a.htm", "/n/a.txt"),
            (&[("include", "2024/")], "/n/x/2024/03/a.txt", "/n/2025/a.txt"),
            (&[("include", "*.html"), ("exclude", "a.*")], "/n/b.html", "/n/a.html"),
            (&[("exclude", "a.*"), ("include", "*.html")], "/n/b.html", "/n/a.html"),
        ] {
            let selection = selection(flags);
            assert!(!left_out(&selection, read) && left_out(&selection, left), "{flags:?}");
        }
    }

    #[test]
    fn a_pattern_counts_from_its_own_folder_wherever_the_walk_begins() {
        let excluded = selection(&[("exclude", "/old")]);
        let below = |selection: &Selection| selection.by_name(Path::new("/n/x"), Path::new("/n/x/old"), true).is_some();
        assert!(below(&excluded));
        assert!(!below(&excluded.clone().anchored_at(vec!["/n".into(), "/elsewhere".into()])));
        assert!(below(&excluded.anchored_at(vec!["/n".into(), "/n/x".into()])));
    }

    #[test]
    fn files_are_left_out_by_size_and_age() {
        let file = |size: u64, day: i64| Found { size, modified: day * DAY, ..Found::default() };
        for (flags, read, left) in [
            (&[("max-size", "1k")][..], file(1024, 1), file(1025, 1)),
            (&[("max-age", "90d")], file(0, 10), file(0, 9)),
            (&[("newer-than", "1970-02")], file(0, 31), file(0, 30)),
            (&[("newer-than", "1970-02"), ("max-age", "2w")], file(0, 90), file(0, 50)),
        ] {
            let selection = selection(flags);
            assert_eq!(selection.by_size_and_age(&read), None, "{flags:?}");
            let rule = selection.by_size_and_age(&left).expect("left out");
            assert!(flags.contains(&(rule.0, rule.1.as_str())), "{flags:?}");
        }
        assert_eq!(selection(&[("max-age", "1h")]).by_size_and_age(&file(0, 0)), None, "no time is known");
    }

    #[test]
    fn what_is_written_wrongly_is_told() {
        for (flag, written, told) in [
            ("exclude", "a[", "`a[` is no pattern: "),
            ("include", " ", "an empty pattern fits nothing"),
            ("max-size", "big", "`big` is no size"),
            ("max-age", "90", "`90` is no age"),
            ("max-age", "2 fortnights", "`2 fortnights` is no age"),
            ("newer-than", "yesterday", "`yesterday` is not a date"),
        ] {
            let error = check(flag, written).expect_err(written);
            assert!(error.starts_with(told), "{error}");
        }
    }
}
