//! `dateline completions` and `dateline man`, both from the definition of the arguments.

use std::io::{self, Write};

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, Exit, unwritten};
use crate::error::{Error, Result};

/// Print completions for a shell
#[derive(Args)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "dateline", &mut script);
        io::stdout().write_all(&script).map_err(unwritten)?;
        Ok(Exit::Found)
    }
}

/// Print the manual page
#[derive(Args)]
pub(crate) struct Man {
    /// Command to describe; all of the program if none is given
    command: Option<String>,
}

impl Man {
    pub(crate) fn run(self) -> Result<Exit> {
        let mut program = Arguments::command().disable_help_subcommand(true);
        program.build();
        let described = match &self.command {
            None => Some(program),
            Some(name) => program.find_subcommand(name).cloned(),
        };
        let described = described.ok_or_else(|| Error::NoCommand { name: self.command.unwrap_or_default() })?;
        let mut page = Vec::new();
        clap_mangen::Man::new(described).render(&mut page).map_err(unwritten)?;
        io::stdout().write_all(&page).map_err(unwritten)?;
        Ok(Exit::Found)
    }
}
