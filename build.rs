//! Bakes the gazetteer in `data/` into a table that the program can use as it lies: nothing to build or to parse at start.

use std::path::Path;
use std::{env, fs};

#[path = "src/gazetteer/bake.rs"]
mod bake;
#[path = "src/document/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "src/gazetteer/layout.rs"]
#[allow(dead_code)]
mod layout;
#[path = "src/document/words.rs"]
mod words;

fn main() {
    for file in ["build.rs", "src/gazetteer/bake.rs", "src/gazetteer/layout.rs", "src/document/fold.rs", "src/document/words.rs"]
    {
        println!("cargo::rerun-if-changed={file}");
    }
    let table = bake::bake(&text("countries.tsv"), &packed_text("places.tsv.zst"), &text("places_extra.tsv"));
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("gazetteer.bin"), table).expect("OUT_DIR can be written to");
}

fn bytes(name: &str) -> Vec<u8> {
    let path = format!("data/{name}");
    println!("cargo::rerun-if-changed={path}");
    fs::read(&path).unwrap_or_else(|cause| panic!("cannot read `{path}`: {cause}"))
}

fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap_or_else(|_| panic!("`data/{name}` is not UTF-8"))
}

fn packed_text(name: &str) -> String {
    let unpacked =
        zstd::decode_all(bytes(name).as_slice()).unwrap_or_else(|cause| panic!("cannot unpack `data/{name}`: {cause}"));
    String::from_utf8(unpacked).unwrap_or_else(|_| panic!("`data/{name}` is not UTF-8"))
}
