//! Archives (zip, tar, web archives): each file in them is read as it would be on disk, from memory. Nothing is ever written: links, `..` and absolute paths are
//! only names.
//!
//! A member that cannot be read is named in the outcome of the archive, and the others are read. Known failures: a zip archive without its end has lost its list of members, and is read up to the first that does
//! not say how long it is; a member of a tar archive must be held whole.

mod http;
mod tar;
mod warc;
mod zip;

use std::io::{self, BufRead, ErrorKind, Read};
use std::path::Path;

use super::draft::Draft;
use super::format::{Input, failed, read_inside};
use super::limits::Limit;
use super::lines::Problems;
use super::load::{Allowance, Loaded};
use super::walk::is_litter;
use crate::model::Outcome;

pub use tar::FORMAT as TAR;
pub use warc::FORMAT as WARC;
pub use zip::FORMAT as ZIP;

/// Extensions of what belongs to saved pages, and is no article: nobody is told that it is not read.
const ASSETS: [&str; 18] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "css", "js", "map", "woff", "woff2", "ttf", "eot", "mp3", "mp4",
    "webm",
];

/// A file in an archive.
struct Member<'m> {
    name: &'m str,
    /// What tells its format.
    path: &'m Path,
    /// Nobody is told if it is no article.
    is_silent: bool,
}

/// Takes the members of an archive one by one.
struct Members<'a> {
    input: &'a Input<'a>,
    sink: &'a mut dyn FnMut(Draft),
    problems: Problems,
    /// True if something that should be readable was not.
    has_failed: bool,
}

impl<'a> Members<'a> {
    /// Of the archive that `input` is; or why its members are not read.
    fn of(input: &'a Input<'a>, sink: &'a mut dyn FnMut(Draft)) -> Result<Self, Outcome> {
        let allowance = input.loaded.allowance();
        if u64::from(input.depth) >= allowance.limit(Limit::Nesting) {
            let reason = allowance.refuse(Limit::Nesting, "archives within archives, more than {} deep");
            return Err(Outcome::Skipped { reason });
        }
        Ok(Self { input, sink, problems: Problems::default(), has_failed: false })
    }

    /// Reads an archive from its beginning on: `each` takes its members, `cut_off` is told of one that ends too early.
    fn streamed(
        input: &'a Input<'a>,
        sink: &'a mut dyn FnMut(Draft),
        each: fn(&mut dyn BufRead, &mut Members<'_>) -> io::Result<()>,
        cut_off: &str,
    ) -> Outcome {
        let mut members = match Members::of(input, sink) {
            Ok(members) => members,
            Err(outcome) => return outcome,
        };
        let mut stream = match input.loaded.stream() {
            Ok(stream) => stream,
            Err(error) => return failed("open", &error.to_string()),
        };
        if let Err(error) = each(&mut *stream, &mut members) {
            members.problems.broken = Some(match error.kind() {
                ErrorKind::UnexpectedEof => cut_off.to_owned(),
                _ => format!("reading stopped: {error}"),
            });
        }
        members.outcome()
    }

    /// Reads a member, if it is any that a walk would read. What is unpacked as it is read counts; what lies there as it is was counted
    /// with the archive, or is of its size.
    fn read(&mut self, name: &str, content: &mut dyn Read, is_unpacked: bool) {
        if is_of_system(name) {
            return;
        }
        let allowance = self.input.loaded.allowance();
        match bytes(content, allowance, is_unpacked) {
            Ok(bytes) => self.take_file(name, &Loaded::member(bytes, allowance.clone())),
            Err(reason) => self.fail(name, &reason),
        }
    }

    /// Reads a member if it is whole; false if it is not.
    fn read_sound(&mut self, name: &str, content: &mut dyn Read) -> bool {
        let allowance = self.input.loaded.allowance();
        let Ok(bytes) = bytes(content, allowance, true) else { return false };
        if !is_of_system(name) {
            self.take_file(name, &Loaded::member(bytes, allowance.clone()));
        }
        true
    }

    /// Notes a member that could not be read.
    fn fail(&mut self, name: &str, reason: &str) {
        self.has_failed = true;
        self.problems.add_named(name, reason);
    }

    /// Reads a file that an archive has of a disk: its name speaks for it.
    fn take_file(&mut self, name: &str, loaded: &Loaded) {
        let path = Path::new(name);
        let is_silent =
            path.extension().is_some_and(|extension| ASSETS.iter().any(|asset| extension.eq_ignore_ascii_case(asset)));
        self.take(&Member { name, path, is_silent }, loaded, &mut |draft| {
            if draft.member.is_none() {
                draft.file = Some(name.to_owned());
            }
            true
        });
    }

    /// Reads a member; `adds` what the archive knows to each article in it, and says whether it is wanted.
    fn take(&mut self, member: &Member<'_>, loaded: &Loaded, adds: &mut dyn FnMut(&mut Draft) -> bool) {
        let Member { name, path, is_silent } = *member;
        let inside = Input { path, loaded, options: self.input.options, depth: self.input.depth + 1 };
        let sink = &mut *self.sink;
        let (_, outcome) = read_inside(&inside, &mut |mut draft| {
            if adds(&mut draft) {
                draft.member = Some(draft.member.take().map_or_else(|| name.to_owned(), |inner| format!("{name}#{inner}")));
                sink(draft);
            }
        });
        match outcome {
            Outcome::Ok => self.problems.read += 1,
            Outcome::Partial { reason } => {
                self.problems.read += 1;
                self.problems.add_named(name, &reason);
            }
            Outcome::Skipped { .. } if is_silent => {}
            Outcome::Skipped { reason } => self.problems.add_named(name, &reason),
            Outcome::Failed { reason, .. } => self.fail(name, &reason),
        }
    }

    fn outcome(self) -> Outcome {
        let has_failed = self.has_failed || self.problems.broken.is_some();
        match self.problems.outcome() {
            Outcome::Skipped { .. } => Outcome::Skipped { reason: "no article in it".to_owned() },
            // What is of no format is skipped in a folder, too.
            Outcome::Failed { reason, .. } if !has_failed => Outcome::Skipped { reason: format!("no article in it: {reason}") },
            other => other,
        }
    }
}

/// True for a file that a walk would pass over.
fn is_of_system(name: &str) -> bool {
    name.split('/').any(is_litter)
}

/// All bytes of a member, taken from what may be unpacked if they `are_unpacked` here.
fn bytes(content: &mut dyn Read, allowance: &Allowance, are_unpacked: bool) -> Result<Vec<u8>, String> {
    match allowance.hold(content, are_unpacked)? {
        (bytes, None) => Ok(bytes),
        (_, Some(error)) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
