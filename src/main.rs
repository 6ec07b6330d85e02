//! Parses, runs, prints error and hint, exits.

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
