//! Parses, runs, prints error and hint, exits.

/// Extraction and indexing ask for memory in many small pieces from several threads, which this allocator serves at a third of
/// the system's cost.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    dateline::cli::main()
}
