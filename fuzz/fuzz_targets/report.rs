//! An article of any text. What is checked stands in `tests/robust/checks.rs`.
#![no_main]

#[allow(dead_code, reason = "each target takes its own check")]
#[path = "../../tests/robust/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::report(text, text.len() % 2 == 0));
