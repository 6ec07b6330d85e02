//! Names → candidate places: a table baked by `build.rs` into the program, so that there is nothing to load.
