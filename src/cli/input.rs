//! Where articles come from: files, folders, or JSON lines on standard input; and what the user says about them.

use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use clap::Args;

use super::known::known;
use super::reading::{LimitFlags, SelectionFlags, in_words, is_limit, limits, selection};
use super::say;
use super::sources::Files;
use crate::error::{Error, Result};
use crate::ingest::{Extraction, Program};
use crate::model::{Article, Field, Flags, Instructions, Outcome, Report, Source, file_path, file_text};
use crate::overrides::Overrides;
use crate::present::harmless;
use crate::reports;
use crate::source::{Allowance, FieldMap, Manifest, Options, read_jsonl};

/// Files, and what is said about them.
#[derive(Args, Debug)]
pub(crate) struct Input {
    /// Files and folders; `-` reads JSON lines from standard input
    #[arg(required_unless_present = "files_from", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) files: Files,
    #[command(flatten)]
    pub(crate) about: About,
}

/// What is said about files.
#[derive(Args, Debug, Default)]
pub(crate) struct About {
    /// Table (csv or jsonl) with `file` and any of `date`, `title`, `url`, `outlet`, `authors`, `language`
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Fields of your JSON records, or columns of your tables: `text=maintext,published=meta.when`
    #[arg(long, value_name = "MAP")]
    map: Option<String>,
    /// Table of what you know better of places and actors
    ///
    /// A row each, with tabs between the cells; `#` begins a note:
    ///
    ///   place  Reading       ban                              is no place
    ///   place  Springfield   set     United States/Illinois/Springfield
    ///   place  Springfield   set     4250542                  the same by GeoNames id
    ///   actor  Blue Owls     set     Utopia/Blue Owls         these words name it
    ///   actor  Hezbollah     rename  Lebanon/Party of God     in all spellings
    ///   actor  Wagner Group  merge   Russia/Military          two names of one
    ///   actor  Jane's        ban                              is no actor
    ///
    /// `explain --overrides` shows which row decided. When the table changes, the next
    /// `index` reads again.
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    overrides: Option<PathBuf>,
    #[command(flatten)]
    limits: LimitFlags,
    /// Which files are read, where a command has flags for it.
    #[arg(skip)]
    pub(crate) selection: SelectionFlags,
    /// The folders that patterns are about, if others than those that are given.
    #[arg(skip)]
    anchors: Vec<String>,
}

/// Somebody else who reads the articles.
#[derive(Args, Debug, Default)]
pub(crate) struct Guest {
    /// Program that reads the articles instead of us: JSON lines in, reports out
    ///
    /// The shell starts it once. It reads an article from each line of its input (`id`, `title`, `published`, `text` ...) and prints for each
    /// a report as `extract` does, with the article's `id`, or in the same order; `{"id": "a1", "incidents": []}` is one. Quotes must stand in the
    /// text; offsets may be left out. Its name stands in `extractor` of the report. An article on which it gives no good report (it crashed,
    /// was too slow, printed something else) keeps our own, is told of, and is asked about again by the next run, in a file of many only when
    /// that changes.
    /// Another command reads all again: `'model.py # v2'`
    #[arg(long, value_name = "CMD")]
    extractor: Option<String>,
    /// How long the extractor may be silent while we wait for it
    #[arg(long, value_name = "SECONDS", default_value_t = 120, requires = "extractor", value_parser = clap::value_parser!(u64).range(1..))]
    extractor_timeout: u64,
}

impl Guest {
    /// The command, if one is given.
    pub(crate) const fn command(&self) -> Option<&String> {
        self.extractor.as_ref()
    }

    pub(crate) fn program(&self) -> Option<Program> {
        let command = self.extractor.as_deref()?;
        Some(Program::new(command, Duration::from_secs(self.extractor_timeout)))
    }
}

/// Tells what the user's program printed that belongs to no article; false if nothing.
pub(crate) fn tell_strays(extraction: &Extraction) -> bool {
    let Some(program) = &extraction.program else { return false };
    let strays = program.strays();
    if !strays.is_empty() {
        let strays: Vec<String> = strays.iter().map(|stray| harmless(stray)).collect();
        say(&format!(
            "warning: the extractor `{}` printed what is no report:\n  {}\n",
            harmless(program.command()),
            strays.join("\n  ")
        ));
    }
    !strays.is_empty()
}

impl About {
    /// The same in the words in which it is to be remembered.
    ///
    /// # Errors
    /// If the paths or the manifest cannot be found.
    pub(crate) fn instructions(&self, paths: &[PathBuf]) -> Result<Instructions> {
        let manifest = self.manifest.as_deref().map(absolute).transpose()?;
        let paths = paths.iter().map(|path| absolute(path)).collect::<Result<_>>()?;
        let overrides = self.overrides.as_deref().map(absolute).transpose()?;
        let mut said =
            Instructions { paths, manifest, map: self.map.clone(), overrides, flags: self.flags(), ..Instructions::default() };
        if !self.selection.0.is_empty() {
            said.anchors = if self.anchors.is_empty() { folders(&said.paths) } else { self.anchors.clone() };
        }
        Ok(said)
    }

    /// True if something is said that decides what articles are made of files.
    pub(crate) const fn says_of_articles(&self) -> bool {
        self.manifest.is_some() || self.map.is_some() || self.overrides.is_some()
    }

    /// Every flag that says which files are read and how much of them.
    pub(crate) fn flags(&self) -> Flags {
        self.selection.0.iter().chain(&self.limits.0).map(|(flag, values)| (flag.clone(), values.clone())).collect()
    }

    /// What was said in earlier runs, where nothing is said now.
    ///
    /// # Errors
    /// If it differs from path to path.
    pub(crate) fn or_as_before(self, earlier: &[Instructions], paths: &[String]) -> Result<Self> {
        let earlier = || earlier.iter().filter(|said| said.concern(paths));
        let mut about = self;
        if about.manifest.is_none() && about.map.is_none() {
            let said = earlier().filter(|said| said.manifest.is_some() || said.map.is_some());
            if let Some((manifest, map)) = agreed(said.map(|said| (&said.manifest, &said.map)), |(a, b)| [*a, *b])? {
                (about.manifest, about.map) = (there("manifest", manifest.as_ref())?, map.clone());
            }
        }
        if about.overrides.is_none() {
            let said = earlier().map(|said| &said.overrides).filter(|overrides| overrides.is_some());
            if let Some(overrides) = agreed(said, |overrides| [*overrides, &None])? {
                about.overrides = there("overrides", overrides.as_ref())?;
            }
        }
        about.flags_as_before(earlier().collect(), paths)
    }

    /// The same with flags of earlier runs, each where it is not given now.
    fn flags_as_before(mut self, earlier: Vec<&Instructions>, paths: &[String]) -> Result<Self> {
        let nothing = Instructions::default();
        let mut before: Vec<(&Flags, &Vec<String>)> = Vec::new();
        for path in paths {
            let about_it = |said: &&&Instructions| said.concern(std::slice::from_ref(path)) && !said.flags.is_empty();
            let said: Vec<&Instructions> = earlier.iter().filter(about_it).copied().collect();
            let said = if said.is_empty() { vec![&nothing] } else { said };
            before.extend(said.into_iter().map(|said| (&said.flags, &said.anchors)));
        }
        before.dedup();
        let (flags, anchors) = match before.as_slice() {
            [] => return Ok(self),
            [one] => *one,
            // What is said now holds for all.
            _ if !self.flags().is_empty() => return Ok(self),
            many => {
                let shown = many.iter().map(|(flags, _)| in_words(flags).collect::<Vec<_>>().join(" "));
                let which: Vec<String> = shown.map(|words| if words.is_empty() { "no flag".to_owned() } else { words }).collect();
                return Err(Error::ManyInstructions { which: which.join(", ") });
            }
        };
        if self.selection.0.is_empty() {
            self.anchors = anchors.clone();
        }
        for (flag, values) in flags {
            let own = if is_limit(flag) { &mut self.limits.0 } else { &mut self.selection.0 };
            own.entry(flag.clone()).or_insert_with(|| values.clone());
        }
        Ok(self)
    }

    /// What is said, each for itself, for people.
    pub(crate) fn said(&self) -> Vec<String> {
        let manifest = self.manifest.iter().map(|path| format!("the manifest `{}`", path.display()));
        let map = self.map.iter().map(|map| format!("the map `{map}`"));
        let overrides = self.overrides.iter().map(|path| format!("the overrides `{}`", path.display()));
        let flags = self.flags();
        manifest.chain(map).chain(overrides).chain(in_words(&flags)).collect()
    }

    /// What extraction needs to know. What looks like a slip is told.
    ///
    /// # Errors
    /// If the overrides cannot be used.
    pub(crate) fn extraction(&self) -> Result<Extraction> {
        let Some(path) = &self.overrides else { return Ok(Extraction::default()) };
        let overrides = Overrides::read(path, &|written| known(Field::Actor, written))?;
        for warning in overrides.warnings() {
            say(&format!("warning: {}\n", harmless(warning)));
        }
        Ok(Extraction { overrides, program: None })
    }

    /// What reading needs to know.
    pub(crate) fn options(&self) -> Result<Options> {
        let map = self.map.as_deref().map(str::parse::<FieldMap>).transpose()?.unwrap_or_default();
        let manifest = self.manifest.as_deref().map(Manifest::read).transpose()?;
        let anchors = self.anchors.iter().map(|folder| file_path(folder)).collect();
        let selection = selection(&self.selection.0)?.anchored_at(anchors);
        Ok(Options { map, manifest, selection, limits: limits(&self.limits.0)?, ..Options::default() })
    }
}

/// The one thing that was said of all files, if anything was; `parts` are what it names.
fn agreed<T: PartialEq>(said: impl Iterator<Item = T>, parts: impl Fn(&T) -> [&Option<String>; 2]) -> Result<Option<T>> {
    let mut said: Vec<T> = said.collect();
    said.dedup();
    if said.len() > 1 {
        let named =
            said.iter().flat_map(|said| parts(said).into_iter().flatten().map(|name| format!("`{name}`")).collect::<Vec<_>>());
        return Err(Error::ManyInstructions { which: named.collect::<Vec<_>>().join(", ") });
    }
    Ok(said.pop())
}

/// The file that was named in an earlier run, which must still be there.
fn there(what: &'static str, path: Option<&String>) -> Result<Option<PathBuf>> {
    match path.filter(|path| !file_path(path).exists()) {
        Some(gone) => Err(Error::LostInstruction { what, path: gone.clone() }),
        None => Ok(path.map(|path| file_path(path))),
    }
}

/// The folders that these paths are, or stand in.
fn folders(paths: &[String]) -> Vec<String> {
    let folder = |path: &String| {
        let path = file_path(path);
        let folder = if path.is_dir() { Some(path.as_path()) } else { path.parent() };
        folder.map(file_text)
    };
    paths.iter().filter_map(folder).collect()
}

fn absolute(path: &Path) -> Result<String> {
    let shown = || path.display().to_string();
    let found = path.canonicalize().map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Error::MissingPath { path: shown() },
        _ => Error::Io { action: "read", path: shown(), cause },
    })?;
    Ok(file_text(&found))
}

/// True if lines are to be read from standard input.
///
/// # Errors
/// If files are given beside it: they would be left out.
pub(crate) fn is_standard_input(paths: &[PathBuf]) -> Result<bool> {
    match paths.iter().any(|path| path.as_os_str() == "-") {
        true if paths.len() > 1 => Err(Error::NotAlone),
        is_standard_input => Ok(is_standard_input),
    }
}

/// Reads JSON lines, of articles or of reports, from standard input until its end, or until `give` wants no more.
pub(crate) fn standard_input(options: &Options, give: &mut dyn FnMut(Article, Option<Report>) -> bool) -> Outcome {
    let wanted = AtomicBool::new(true);
    let mut reader = BufReader::with_capacity(1 << 20, WhileWanted { from: io::stdin().lock(), wanted: &wanted });
    let mut hand_on = |article, report| {
        if wanted.load(Ordering::Relaxed) && !give(article, report) {
            wanted.store(false, Ordering::Relaxed);
        }
    };
    if options.reports {
        let from = Source { path: "-".to_owned(), ..Source::default() };
        let allowance = Allowance::of(u64::MAX, options.limits);
        return reports::read(&mut reader, &allowance, &from, &mut |article, report| hand_on(article, Some(report)));
    }
    read_jsonl(&mut reader, options, &mut |article| hand_on(article, None)).outcome
}

/// Ends when nobody wants more, so that a closed pipe behind us ends an endless one before us.
struct WhileWanted<'w, R> {
    from: R,
    wanted: &'w AtomicBool,
}

impl<R: Read> Read for WhileWanted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.wanted.load(Ordering::Relaxed) { self.from.read(buffer) } else { Ok(0) }
    }
}

/// What went wrong, in a few words; `None` for what is right or left out on purpose.
pub(crate) fn trouble(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Ok | Outcome::Skipped { .. } => None,
        Outcome::Partial { reason } => Some(reason.clone()),
        Outcome::Failed { stage, reason } => Some(format!("{stage}: {reason}")),
    }
}
