//! Which output is meant, and what the terminal can show.

use std::io::{self, BufWriter, IsTerminal};

use anstream::AutoStream;

use super::Global;
use crate::error::{Error, Result};
use crate::present::{Listing, Look, OUTPUTS, Output, OutputFormat, output};

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
}

/// Starts a listing on standard output.
pub(crate) fn open(format: &OutputFormat, listing: Listing) -> Box<dyn Output> {
    (format.open)(listing, Box::new(BufWriter::with_capacity(1 << 16, io::stdout())), look())
}

/// What standard output can show.
pub(crate) fn look() -> Look {
    let stdout = io::stdout();
    let color = AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    let width = terminal_size::terminal_size_of(&stdout).map_or(Look::PLAIN.width, |(width, _)| usize::from(width.0));
    Look { color: color && stdout.is_terminal() || forced(), width: width.clamp(40, 160) }
}

/// Colours are wanted even in a pipe.
fn forced() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    set("CLICOLOR_FORCE") && !set("NO_COLOR")
}
