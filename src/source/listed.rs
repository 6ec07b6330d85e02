//! Lists of files, as `find`, `fd`, `rg -l` and `git ls-files` print them: a name on each line, or each ended by a zero byte.

use std::collections::BTreeSet;
use std::io::{self, BufRead, ErrorKind};
use std::path::{Path, PathBuf};

/// The files and folders of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Those that are there, as absolute paths, in the order of the list, each once.
    pub paths: Vec<PathBuf>,
    /// Names as they are written of those that are not.
    pub missing: Vec<PathBuf>,
    /// Where those would be whose folder is there.
    pub gone: Vec<PathBuf>,
}

/// Reads a list. Names are told from the folder `here`; between them stands a zero byte, or else the end of a line.
///
/// # Errors
/// If the list cannot be read.
pub fn listed(reader: &mut dyn BufRead, by_zeros: bool, here: &Path) -> io::Result<Listed> {
    let mut listed = Listed::default();
    let mut known = BTreeSet::new();
    let end = if by_zeros { 0 } else { b'\n' };
    let mut name = Vec::new();
    while reader.read_until(end, &mut name)? > 0 {
        if name.last() == Some(&end) {
            name.pop();
        }
        if !by_zeros && name.last() == Some(&b'\r') {
            name.pop();
        }
        if !name.is_empty() {
            listed.add(&path_of(&name), here, &mut known);
        }
        name.clear();
    }
    Ok(listed)
}

impl Listed {
    fn add(&mut self, name: &Path, here: &Path, known: &mut BTreeSet<PathBuf>) {
        // A link is a name of its own, and so only the folder it stands in is looked up.
        let path = here.join(name);
        let folder = path.parent().zip(path.file_name());
        let found = match folder {
            Some((folder, name)) => folder.canonicalize().map(|folder| folder.join(name)),
            None => path.canonicalize(),
        };
        let Ok(found) = found else { return self.missing.push(name.to_owned()) };
        match found.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.missing.push(name.to_owned());
                self.gone.push(found);
            }
            _ if known.insert(found.clone()) => self.paths.push(found),
            _ => {}
        }
    }
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_by_lines_or_by_zeros() {
        let folder = tempfile::tempdir().expect("a folder");
        let here = folder.path().canonicalize().expect("a folder");
        std::fs::create_dir(here.join("sub")).expect("a folder");
        for name in ["a b.txt", "sub/c.txt", "two\nlines.txt"] {
            std::fs::write(here.join(name), "x").expect("a file");
        }
        for (list, by_zeros, paths, missing) in [
            ("a b.txt\nsub/c.txt\n", false, &["a b.txt", "sub/c.txt"][..], &[][..]),
            ("a b.txt\r\n\r\n\n./sub/../a b.txt\nsub/c.txt", false, &["a b.txt", "sub/c.txt"], &[]),
            ("a b.txt\0two\nlines.txt\0", true, &["a b.txt", "two\nlines.txt"], &[]),
            ("no.txt\nsub\nnowhere/no.txt\n", false, &["sub"], &["no.txt", "nowhere/no.txt"]),
            ("", false, &[], &[]),
        ] {
            let listed = listed(&mut list.as_bytes(), by_zeros, &here).expect("a list");
            let expected: Vec<PathBuf> = paths.iter().map(|path| here.join(path)).collect();
            assert_eq!(listed.paths, expected, "{list:?}");
            assert_eq!(listed.missing, missing.iter().map(PathBuf::from).collect::<Vec<_>>(), "{list:?}");
            let gone: Vec<PathBuf> =
                missing.iter().filter(|path| !path.starts_with("nowhere")).map(|path| here.join(path)).collect();
            assert_eq!(listed.gone, gone);
        }
    }
}
