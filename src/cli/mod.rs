//! What is typed → requests, and answers → the terminal: one file a subcommand. The only room that prints.

mod completions;
mod eval;
mod explain;
mod extract;
mod facets;
mod filters;
mod formats;
mod incidents;
mod index;
mod input;
mod known;
mod names;
mod output;
mod place;
mod progress;
mod reading;
mod search;
mod selection;
mod sheet;
mod show;
mod sources;
mod status;
mod stories;
mod timeline;
mod watch;

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::error::{Error, Result};
use crate::present::{OUTPUTS, harmless};

/// Search articles by words and by what they report: who did what to whom, where, when, with what, and how many were harmed.
#[derive(Parser)]
#[command(name = "dateline", version, after_long_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dateline search \"Kharkiv missile\" --in articles      index a folder and search it, in one step
  dateline index articles                              make or refresh the index ./.dateline
  dateline search drone --location Ukraine/Kharkiv --min-killed 3 --from 2025-06-01
  dateline incidents --means missile --format csv > missiles.csv
  dateline facets --by location --depth 2
  dateline explain articles/kharkiv.txt                why each value was read
  dateline formats                                     what kinds of files are read

Exit code: 0 found, 1 nothing found, 2 error.";

/// What every command takes, before or after its name.
#[derive(Args)]
pub(crate) struct Global {
    /// Folder of the index [default: `.dateline` here or in a folder above]
    #[arg(long, global = true, value_name = "DIR", env = INDEX, hide_env_values = true)]
    index: Option<PathBuf>,
    /// How to print, in those of these ways that the command has [default: terminal, of `extract` jsonl]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = format_names())]
    format: Option<String>,
    /// How words become the numbers that are printed; filters and sums always take the words' whole range
    #[arg(long, global = true, value_name = "PROFILE", value_enum, default_value_t)]
    profile: output::Numbers,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: output::Color,
}

fn format_names() -> clap::builder::PossibleValuesParser {
    OUTPUTS.iter().map(|output| clap::builder::PossibleValue::new(output.name).help(output.help)).collect::<Vec<_>>().into()
}

#[derive(Subcommand)]
enum Command {
    Index(index::Index),
    Search(search::Search),
    Incidents(incidents::Incidents),
    Facets(facets::Facets),
    Timeline(timeline::Timeline),
    Stories(stories::Stories),
    Show(show::Show),
    Explain(explain::Explain),
    Extract(extract::Extract),
    Status(status::Status),
    Formats(formats::Formats),
    Eval(eval::Eval),
    Completions(completions::Completions),
    Man(completions::Man),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something was found, or done.
    Found = 0,
    /// Nothing was found.
    NothingFound = 1,
    /// Something went wrong on the way, and was said.
    Trouble = 2,
}

/// Runs what was typed and returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = arguments();
    // tantivy takes the files of an index for sound, and breaks down on those that are not.
    match catch_unwind(AssertUnwindSafe(|| run(arguments))) {
        Ok(Ok(exit)) => return ExitCode::from(exit as u8),
        Ok(Err(error)) => tell(&error),
        Err(_) => say(BROKEN_DOWN),
    }
    ExitCode::from(Exit::Trouble as u8)
}

/// The variable that names the index.
const INDEX: &str = "DATELINE_INDEX";

/// What was typed; anything else is told by clap, and ends the program.
fn arguments() -> Arguments {
    let mut command = Arguments::command();
    // Set to nothing is not set, as for other programs.
    if std::env::var_os(INDEX).is_some_and(|value| value.is_empty()) {
        command = command.mut_arg("index", |index| index.env(Resettable::Reset));
    }
    let matches = command.try_get_matches().unwrap_or_else(|error| with_tip(error).exit());
    Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

/// `search -talks` is a query that begins with a sign, and `-t` no flag: the tip shows how it is asked.
fn with_tip(mut error: clap::Error) -> clap::Error {
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return error };
    let asks =
        matches!(error.get(ContextKind::Usage), Some(ContextValue::StyledStr(usage)) if usage.to_string().contains("[QUERY]"));
    let typed = std::env::args().find(|word| !word.starts_with("--") && word.starts_with(flag.as_str()));
    if let (ErrorKind::UnknownArgument, true, Some(word)) = (error.kind(), asks, typed) {
        let tip = format!("a query that begins with `-` goes behind all flags and `--`: `-- {}`", harmless(&word));
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

const BROKEN_DOWN: &str = "error: dateline broke down, for the reason above
hint: a damaged index does this: put its folder away and index again. If it asked none, please report what you see here
";

fn run(arguments: Arguments) -> Result<Exit> {
    let global = arguments.global;
    global.color.choose();
    match arguments.command {
        Command::Index(command) => command.run(&global),
        Command::Search(command) => command.run(&global),
        Command::Incidents(command) => command.run(&global),
        Command::Facets(command) => command.run(&global),
        Command::Timeline(command) => command.run(&global),
        Command::Stories(command) => command.run(&global),
        Command::Show(command) => command.run(&global),
        Command::Explain(command) => command.run(&global),
        Command::Extract(command) => command.run(&global),
        Command::Status(command) => command.run(&global),
        Command::Formats(command) => command.run(&global),
        Command::Eval(command) => command.run(&global),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    }
}

fn tell(error: &Error) {
    let hint = error.hint().map(|hint| format!("\nhint: {hint}\n")).unwrap_or_default();
    say(&format!("error: {error}\n{hint}"));
}

/// Writes to standard error. If that is closed, nobody is there to be told.
pub(crate) fn say(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// How many are wanted, for flags: Rust's own words for a fault ("invalid digit found in string") give no remedy.
fn number(written: &str) -> std::result::Result<usize, String> {
    written.parse().map_err(|_| "write a whole number from 0 up, without signs and commas".to_owned())
}

/// An error while writing to standard output. Whoever closed a pipe has seen enough: there is nothing left to do, and that is no error.
pub(crate) fn unwritten(cause: io::Error) -> Error {
    if cause.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(Exit::Found as i32);
    }
    Error::Io { action: "write", path: "standard output".to_owned(), cause }
}

/// How many threads the machine runs at once.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
