//! What is typed → requests. The only room that prints.

mod extract;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "dateline", version)]
struct Arguments {
    #[arg(long, global = true)]
    format: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reports as JSON lines, without an index
    Extract { paths: Vec<String> },
}

/// Runs what was typed and returns the exit code.
#[must_use]
pub fn main() -> std::process::ExitCode {
    match Arguments::parse().command {
        Command::Extract { .. } => match extract::run() {
            Ok(_) => std::process::ExitCode::SUCCESS,
            Err(_) => std::process::ExitCode::from(2),
        },
    }
}
