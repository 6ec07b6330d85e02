//! Counts the steps that the program takes: `.ci/counted` makes the compiler call us at every branch of the library, that of the standard
//! library's code inside it included. Nothing here may be counted itself: the names that begin so are left out by the compiler.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

#[allow(unsafe_code, reason = "the compiler calls it by this name")]
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_trace_pc_guard(_: *mut u32) {
    // A thread that ends takes steps after its counter is gone: nobody asks for those.
    let _ = STEPS.try_with(|steps| steps.set(steps.get() + 1));
}

#[allow(unsafe_code, reason = "the compiler calls it by this name")]
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_trace_pc_guard_init(_: *mut u32, _: *mut u32) {}

/// Steps that this thread has taken so far.
pub fn taken() -> u64 {
    STEPS.with(Cell::get)
}
