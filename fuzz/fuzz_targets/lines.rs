//! Report lines of any content. What is checked stands in `tests/robust/checks.rs`.
#![no_main]

#[allow(dead_code, reason = "each target takes its own check")]
#[path = "../../tests/robust/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|data: &[u8]| checks::lines(data));
