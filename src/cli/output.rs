//! Which output is meant, and what the terminal can show.

use std::io::{self, BufWriter};

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use super::Global;
use crate::error::{Error, Result};
use crate::model::Profile;
use crate::present::{Listing, Look, OUTPUTS, Output, OutputFormat, Profiled, output};

impl Global {
    /// The output that `--format` names, or else `usual`.
    pub(crate) fn format(&self, listing: Listing, usual: &str) -> Result<&'static OutputFormat> {
        let name = self.format.as_deref().unwrap_or(usual);
        let able: Vec<&str> = OUTPUTS.iter().filter(|output| output.holds.contains(&listing)).map(|output| output.name).collect();
        match output(name) {
            Some(format) if format.holds.contains(&listing) => Ok(format),
            _ => Err(Error::CannotHold { format: name.to_owned(), able: able.join("`, `") }),
        }
    }

    /// Refuses every output but the terminal's, for what is told to people only.
    pub(crate) fn only_for_people(&self) -> Result<()> {
        match self.format.as_deref() {
            None | Some("terminal") => Ok(()),
            Some(other) => Err(Error::CannotHold { format: other.to_owned(), able: "terminal".to_owned() }),
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Even in a pipe
    Always,
    /// Not even on a terminal
    Never,
}

impl Color {
    /// From now on, for both streams. A terminal that calls itself dumb shows codes as they are, also where `CI` is set, which `anstream`
    /// takes for a wish for colours.
    pub(crate) fn choose(self) {
        match self {
            Self::Auto if std::env::var_os("TERM").is_some_and(|term| term == "dumb") => ColorChoice::Never,
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }
}

/// How words become numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Numbers {
    /// As read: "dozens" is 24 to 99, "at least 12" is 12 or more
    #[default]
    Words,
    /// One careful number: tens 10, dozens 12, hundreds 100, else the number stated
    Acled,
    /// Stated numbers only: "dozens" is no count
    Strict,
}

impl From<Numbers> for Profile {
    fn from(numbers: Numbers) -> Self {
        match numbers {
            Numbers::Words => Self::Words,
            Numbers::Acled => Self::Acled,
            Numbers::Strict => Self::Strict,
        }
    }
}

impl Global {
    /// Starts a listing on standard output.
    pub(crate) fn open(&self, format: &OutputFormat, listing: Listing) -> Box<dyn Output> {
        let output = (format.open)(listing, Box::new(BufWriter::with_capacity(1 << 16, io::stdout())), look());
        if self.profile == Numbers::Words { output } else { Box::new(Profiled::new(output, self.profile.into())) }
    }
}

/// What standard output can show.
pub(crate) fn look() -> Look {
    let stdout = io::stdout();
    let color = AutoStream::choice(&stdout) != ColorChoice::Never;
    let width = terminal_size::terminal_size_of(&stdout).map_or(Look::PLAIN.width, |(width, _)| usize::from(width.0));
    Look { color, width: width.clamp(40, 160) }
}
