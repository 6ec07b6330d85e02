//! Every file of `tests/data/formats`, cut off and with bits turned: whatever is left of it is read or refused, and no reader breaks down.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::trial::read_as;

/// How many damaged copies are made of each file, of either sort.
const COPIES: u64 = 300;

/// The same numbers on every machine (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn samples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn hold(name: &str, content: &[u8]) {
    let (shown, articles) = read_as(name, content, "");
    assert!(!shown.contains("broke down"), "{name}: {shown}\n{}", String::from_utf8_lossy(content));
    for article in articles {
        for span in [Some(article.body), article.title_span, article.dateline].into_iter().flatten() {
            assert!(article.text.get(std::ops::Range::from(span)).is_some(), "{name}: {span:?} of {:?}", article.text);
        }
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for path in samples() {
        let name = path.file_name().expect("a name").to_string_lossy();
        let whole = fs::read(&path).expect("a file");
        let start = Instant::now();
        for _ in 0..COPIES {
            hold(&name, &whole[..numbers.below(whole.len())]);
            let mut turned = whole.clone();
            for _ in 0..=numbers.below(12) {
                let at = numbers.below(turned.len());
                turned[at] ^= 1 << numbers.below(8);
            }
            hold(&name, &turned);
        }
        assert!(start.elapsed() < Duration::from_secs(120), "{name}: {:?}", start.elapsed());
    }
}
