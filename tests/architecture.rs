//! Holds the arrows of the picture in `ARCHITECTURE.md`: a module uses only what stands left of it, every third party lives
//! in its own rooms, and every file can be read in one sitting. Each rule is shown to catch a planted violation.

use std::fs;
use std::path::Path;

/// Every module with what it may use. `model` and `error` may be used everywhere.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("model", &[]),
    ("document", &[]),
    ("source", &["document"]),
    ("lexicon", &["document"]),
    ("gazetteer", &["document", "lexicon"]),
    ("overrides", &["document", "lexicon", "gazetteer"]),
    ("extract", &["document", "lexicon", "gazetteer", "overrides"]),
    ("query", &["document", "lexicon", "gazetteer"]),
    ("engine", &["document", "lexicon", "gazetteer", "query"]),
    ("reports", &["document", "lexicon", "gazetteer", "query", "source"]),
    ("ingest", &["source", "overrides", "extract", "engine", "reports"]),
    ("eval", &[]),
    ("present", &["query", "eval"]),
    (
        "cli",
        &[
            "source",
            "document",
            "lexicon",
            "gazetteer",
            "overrides",
            "extract",
            "query",
            "reports",
            "engine",
            "ingest",
            "eval",
            "present",
        ],
    ),
];

/// Third parties that any module may use.
const EVERYWHERE: &[&str] = &["serde", "serde_json", "thiserror"];

/// Third parties with the only rooms, as prefixes below `src/`, that may name them.
const ROOMS: &[(&str, &[&str])] = &[
    ("anstream", &["cli"]),
    ("anstyle", &["cli", "present"]),
    ("brotli_decompressor", &["source/packed"]),
    ("bzip2", &["source/packed"]),
    ("chardetng", &["source"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("crossbeam_channel", &["ingest"]),
    ("csv", &["present", "source"]),
    ("ctrlc", &["cli"]),
    ("dom_smoothie", &["source/html"]),
    ("encoding_rs", &["source"]),
    ("flate2", &["source/packed"]),
    ("ignore", &["source"]),
    ("indicatif", &["cli"]),
    ("jiff", &["model"]),
    ("lzma_rust2", &["source/packed"]),
    ("mail_parser", &["source/mail"]),
    ("memchr", &["source"]),
    ("mimalloc", &["main"]),
    ("notify", &["source/watch"]),
    ("saphyr", &["source"]),
    ("sha2", &["source", "ingest"]),
    ("tantivy", &["engine"]),
    ("terminal_size", &["cli"]),
    ("toml", &["source"]),
    ("trafilatura", &["source/html"]),
    ("unicode_normalization", &["document"]),
    ("unicode_width", &["present"]),
    ("walkdir", &["source"]),
    ("whatlang", &["source"]),
    ("zip", &["source/archive", "source/office"]),
    ("zstd", &["source/packed"]),
];

/// Lines a file may have.
const LONGEST: usize = 450;

/// A file of `src/`: its path below it, and its code without comments and tests.
struct SourceFile {
    path: String,
    lines: usize,
    code: String,
}

#[test]
fn a_module_uses_only_what_stands_left_of_it() {
    assert_none(sources().iter().flat_map(wrong_arrows));
}

#[test]
fn a_third_party_is_named_only_in_its_room() {
    assert_none(sources().iter().flat_map(|file| ROOMS.iter().filter_map(|(party, rooms)| stray_party(file, party, rooms))));
}

#[test]
fn every_file_is_read_in_one_sitting() {
    let long = |file: &SourceFile| (file.lines > LONGEST).then(|| format!("src/{} has {} lines", file.path, file.lines));
    assert_none(sources().iter().filter_map(long));
}

#[test]
fn every_module_and_every_dependency_has_its_line_above() {
    let library = read("src/lib.rs");
    let mut modules: Vec<&str> = library.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut listed: Vec<&str> = MAY_USE.iter().map(|(module, _)| *module).collect();
    modules.sort_unstable();
    listed.sort_unstable();
    assert_eq!(modules, listed);

    let manifest = read("Cargo.toml");
    let section = manifest.split("\n[dependencies]\n").nth(1).and_then(|rest| rest.split("\n[").next()).expect("dependencies");
    let names = section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    let homeless = |name: &String| !EVERYWHERE.contains(&name.as_str()) && !ROOMS.iter().any(|(party, _)| party == name);
    assert_none(names.filter(homeless).map(|name| format!("`{name}` has no room in tests/architecture.rs")));
}

#[test]
fn planted_violations_are_caught() {
    for (path, code, caught) in [
        ("model/x.rs", "use crate::engine::Engine;", true),
        ("extract/x.rs", "use crate::{\n    model::{Report, Span},\n    engine::{self, schema},\n};", true),
        ("extract/mod.rs", "fn f() { super::cli::main() }", true),
        ("extract/deep/x.rs", "use super::super::super::source::read;", true),
        ("document/x.rs", "let report = crate::extract::report(&article);", true),
        ("extract/x.rs", "use crate::{error::Result, model::Report};\nuse super::source;", false),
        ("engine/x.rs", "use crate::query::{Request, Answer};", false),
        ("cli/x.rs", "use crate::extract;", false),
        ("extract/x.rs", "/// Goes to [`crate::engine`].\n// crate::cli prints it\nuse crate::extract::Mention;", false),
        ("extract/x.rs", "#[cfg(test)]\nmod tests { use crate::source; }", false),
        ("extract/x/tests.rs", "use crate::source;", false),
    ] {
        assert_eq!(!wrong_arrows(&planted(path, code)).is_empty(), caught, "{path}: {code}");
    }
    for (path, code, caught) in [
        ("cli/x.rs", "use tantivy::Index;", true),
        ("error.rs", "Engine(#[from] tantivy::TantivyError),", true),
        ("engine/mod.rs", "use tantivy::Index;", false),
        ("engineering.rs", "use tantivy::Index;", true),
        ("cli/x.rs", "let not_tantivy::x = 1;", false),
    ] {
        assert_eq!(stray_party(&planted(path, code), "tantivy", &["engine"]).is_some(), caught, "{path}: {code}");
    }
}

fn assert_none(violations: impl Iterator<Item = String>) {
    let violations: Vec<String> = violations.collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

/// The modules that `file` uses and may not.
fn wrong_arrows(file: &SourceFile) -> Vec<String> {
    let module = file.path.split(['/', '.']).next().unwrap_or_default();
    // A module's tests may bring what they test it with, as its inline tests may.
    if matches!(module, "main" | "lib") || file.path.ends_with("/tests.rs") {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
        return vec![format!("src/{} belongs to no module of the picture", file.path)];
    };
    let fine = |used: &str| used == module || ["model", "error"].contains(&used) || allowed.contains(&used);
    let mut wrong: Vec<String> = used_modules(file).into_iter().filter(|used| !fine(used)).collect();
    wrong.sort();
    wrong.dedup();
    wrong.into_iter().map(|used| format!("src/{} uses `{used}`, which does not stand left of `{module}`", file.path)).collect()
}

/// First steps of all paths that start at the crate's root, written `crate::` or by enough `super::`.
fn used_modules(file: &SourceFile) -> Vec<String> {
    let depth = file.path.trim_end_matches("/mod.rs").trim_end_matches(".rs").split('/').count();
    let to_the_root = "super::".repeat(depth);
    let mut used = Vec::new();
    for root in ["crate::", to_the_root.as_str()] {
        for (at, _) in file.code.match_indices(root) {
            let begins = !file.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if begins || root == "crate::" {
                used.extend(first_steps(&file.code[at + root.len()..]));
            }
        }
    }
    used.retain(|name| MAY_USE.iter().any(|(module, _)| module == name));
    used
}

/// `a` of `a::b`; `a` and `c` of `{a::{b}, c}`.
fn first_steps(path: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut start, mut steps) = (1, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            steps.push(name(&group[start..at]));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    steps
}

fn stray_party(file: &SourceFile, party: &str, rooms: &[&str]) -> Option<String> {
    let at_home =
        rooms.iter().any(|room| file.path.strip_prefix(room).is_some_and(|rest| rest.starts_with('/') || rest.starts_with('.')));
    let path = format!("{party}::");
    let named = file
        .code
        .match_indices(&path)
        .any(|(at, _)| !file.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
    (named && !at_home).then(|| format!("src/{} names `{party}`, whose room is {rooms:?}", file.path))
}

fn planted(path: &str, code: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), lines: code.lines().count(), code: bare(code) }
}

fn sources() -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(&root().join("src"), "", &mut files);
    assert!(files.len() > 20, "only {} files found: the walk is broken", files.len());
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else if path.ends_with(".rs") {
            let text = fs::read_to_string(entry.path()).expect("a readable file");
            files.push(SourceFile { path, lines: text.lines().count(), code: bare(&text) });
        }
    }
}

/// Code up to its tests, without comment lines.
fn bare(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a readable file")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
