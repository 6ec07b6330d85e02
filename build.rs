//! Bakes `data/` tables that would take long to build at start into the program.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
