//! Runs the program in a folder of its own: a test is some files, a command, and what it must print. After ripgrep's `Dir` and
//! `TestCommand`, with uv's snapshot of exit code and both streams.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder for one test, gone with it.
pub struct Dir {
    folder: TempDir,
}

impl Dir {
    pub fn new() -> Self {
        Self { folder: tempfile::Builder::new().prefix("dateline-test-").tempdir().expect("a folder") }
    }

    /// A folder with two small articles in `news/`, one of them dated by its name.
    pub fn with_news() -> Self {
        let dir = Self::new();
        dir.file(
            "news/2025-06-02-kharkiv.txt",
            "Missile strike kills three in Kharkiv\n\nA Russian missile struck an apartment block in Kharkiv on Monday, killing three \
             people and injuring seven, the mayor said.\n",
        );
        dir.file(
            "news/budget.md",
            "---\ntitle: Council passes budget\ndate: 2024-03-05\n---\n\nThe city council of Leeds passed its budget on Tuesday \
             after a long debate about libraries.\n",
        );
        dir
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(&path, content).expect("a file");
        path
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).expect("a file to remove");
    }

    /// The program with these arguments, split at blanks; quotes keep an argument together.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.path()).args(split(arguments)).stdin(Stdio::null());
        command.env_clear().env("HOME", self.path()).env("XDG_CACHE_HOME", self.path().join("cache")).env("NO_COLOR", "1");
        command
    }

    /// Exit code and both streams, with times, sizes and the folder's name replaced.
    pub fn run(&self, arguments: &str) -> String {
        self.told(&self.command(arguments).output().expect("a run"))
    }

    /// As [`Dir::run`], with a text on standard input.
    pub fn run_with_input(&self, arguments: &str, input: impl AsRef<[u8]>) -> String {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("a run");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.as_ref().to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().expect("an end");
        let _ = writer.join();
        self.told(&output)
    }

    /// Standard output of a run that must succeed.
    pub fn stdout(&self, arguments: &str) -> String {
        let output = self.command(arguments).output().expect("a run");
        assert!(output.status.success(), "{arguments}\n{}", self.told(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn told(&self, output: &Output) -> String {
        let code = output.status.code().map_or_else(|| "none".to_owned(), |code| code.to_string());
        let stream = |bytes: &[u8]| self.filtered(&String::from_utf8_lossy(bytes));
        format!("exit {code}\n--- stdout\n{}--- stderr\n{}", stream(&output.stdout), stream(&output.stderr))
    }

    fn filtered(&self, text: &str) -> String {
        let canonical = self.path().canonicalize().expect("a folder");
        let text = text.replace(&*canonical.to_string_lossy(), "[DIR]").replace(&*self.path().to_string_lossy(), "[DIR]");
        let lines = text.lines().map(|line| if line.contains(" MB") { without_numbers(line) } else { line.to_owned() });
        lines.map(|line| line + "\n").collect()
    }
}

/// Decimals vary from run to run: `0.2 s` → `[N] s`.
fn without_numbers(line: &str) -> String {
    let is_decimal = |word: &str| word.contains('.') && word.trim_start_matches('(').parse::<f64>().is_ok();
    let shown = |word: &str| if is_decimal(word) { "[N]".to_owned() } else { word.to_owned() };
    line.split(' ').map(shown).collect::<Vec<_>>().join(" ")
}

fn split(arguments: &str) -> Vec<String> {
    let mut split = Vec::new();
    for (number, part) in arguments.split('\'').enumerate() {
        if number % 2 == 1 {
            split.push(part.to_owned());
        } else {
            split.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    split
}
