//! A file of any content: the first byte chooses its ending. What is checked stands in `tests/robust/checks.rs`.
#![no_main]

#[allow(dead_code, reason = "each target takes its own check")]
#[path = "../../tests/robust/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(
    // The readers of web pages break down on some, which is caught. The fuzzer's own hook takes every panic for its prey, also one that is caught;
    // without it, what nothing catches still ends the run.
    init: std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))),
    |data: &[u8]| checks::source(data)
);
