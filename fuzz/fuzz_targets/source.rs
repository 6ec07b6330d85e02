//! A file of any content: the first byte chooses its ending. What is checked stands in `tests/robust/checks.rs`.
#![no_main]

#[allow(dead_code, reason = "each target takes its own check")]
#[path = "../../tests/robust/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // The readers of web pages break down on some, which is caught; a fuzzer takes every panic for its prey.
    if data.first().is_some_and(|ending| checks::ENDINGS[usize::from(*ending) % checks::ENDINGS.len()] != "html") {
        checks::source(data);
    }
});
