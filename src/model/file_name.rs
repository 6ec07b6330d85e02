//! Paths of files as text from which the path can be made again: a name that is no UTF-8 is told from every other, and can be read.

use std::path::{Path, PathBuf};

/// The path as text. A byte that is no UTF-8 is `\xff`, and a name that looks like that itself has `\x5c` for its backslash.
#[cfg(unix)]
#[must_use]
pub fn file_text(path: &Path) -> String {
    use std::os::unix::ffi::OsStrExt;
    let mut text = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace("\\x", "\\x5cx"));
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

/// The path that [`file_text`] made the text of.
#[cfg(unix)]
#[must_use]
pub fn file_path(text: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split("\\x");
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part[2..].bytes());
            }
            None => bytes.extend(b"\\x".iter().copied().chain(part.bytes())),
        }
    }
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// The path as text. Elsewhere a backslash parts folders, and names are text.
#[cfg(not(unix))]
#[must_use]
pub fn file_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The path that [`file_text`] made the text of.
#[cfg(not(unix))]
#[must_use]
pub fn file_path(text: &str) -> PathBuf {
    PathBuf::from(text)
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::path::Path;

    use super::{file_path, file_text};

    #[test]
    fn every_name_has_a_text_of_its_own_and_comes_back() {
        for (name, text) in [
            (&b"news/\xc3\xbc.txt"[..], "news/ü.txt"),
            (b"a\xff.txt", "a\\xff.txt"),
            (b"a\xfe.txt", "a\\xfe.txt"),
            (b"a\\xff.txt", "a\\x5cxff.txt"),
            (b"a\\x5c.txt", "a\\x5cx5c.txt"),
            (b"a\\\xff", "a\\\\xff"),
            (b"a\\xyz \\ \\", "a\\x5cxyz \\ \\"),
            (b"\xc3", "\\xc3"),
        ] {
            let path = Path::new(OsStr::from_bytes(name));
            assert_eq!(file_text(path), text);
            assert_eq!(file_path(text), path);
        }
    }
}
