//! The running program: what it is to read, what it prints, and how it ended. Pipes are served by threads of their own, for either side of one
//! may be full; a program that ends, or is ended, ends them.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

/// Bytes that a line may have: what prints more without an end prints no reports.
const LONGEST: u64 = 64 << 20;
/// Lines that may wait to be looked at.
const AHEAD: usize = 256;
/// How long a program may take to end when all is said.
const TO_END: Duration = Duration::from_secs(5);
/// How long its last words may take to reach us.
const TO_BE_HEARD: Duration = Duration::from_millis(500);

/// A program that was started.
pub struct Process {
    child: Child,
    to: Option<Sender<String>>,
    /// What it prints, line by line; closed when it prints no more.
    pub from: Receiver<Vec<u8>>,
    /// The last thing it said on standard error.
    said: Arc<Mutex<String>>,
    /// Closed when it says no more there.
    silence: Receiver<()>,
}

impl Process {
    /// Starts what the shell makes of `command`.
    pub fn start(command: &str) -> std::io::Result<Self> {
        let mut shell = shell(command);
        let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (to, lines) = unbounded();
        let (print, from) = bounded(AHEAD);
        let (speaks, silence) = bounded(0);
        let said = Arc::new(Mutex::new(String::new()));
        if let Some(stdin) = child.stdin.take() {
            thread::spawn(move || feed(stdin, &lines));
        }
        if let Some(stdout) = child.stdout.take() {
            thread::spawn(move || lines_of(stdout, |line| print.send(line).is_ok()));
        }
        if let Some(stderr) = child.stderr.take() {
            let said = Arc::clone(&said);
            thread::spawn(move || {
                lines_of(stderr, |line| keep(&said, &line));
                drop(speaks);
            });
        }
        Ok(Self { child, to: Some(to), from, said, silence })
    }

    /// Gives it a line. If it reads no more, its end will tell.
    pub fn give(&self, line: String) {
        if let Some(to) = &self.to {
            let _ = to.send(line);
        }
    }

    /// There is no more for it to read.
    pub fn close(&mut self) {
        self.to = None;
    }

    /// How it ended, once it prints no more; `None` for what had to be ended.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.to = None;
        let patience = Instant::now() + TO_END;
        while Instant::now() < patience {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(10));
        }
        self.kill();
        None
    }

    /// The last thing it said on standard error before it ended, as an addition to a sentence.
    pub fn last_words(&self) -> String {
        let _ = self.silence.recv_timeout(TO_BE_HEARD);
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.is_empty() { String::new() } else { format!(": {said}") }
    }

    /// Ends it, and what it started.
    pub fn kill(&mut self) {
        end_group(&self.child);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            self.kill();
        }
    }
}

/// A group of its own, so that Ctrl-C lets it finish its sentence, and all of it can be ended.
#[cfg(unix)]
fn shell(command: &str) -> Command {
    use std::os::unix::process::CommandExt;
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command).process_group(0);
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.arg("/C").arg(command);
    shell
}

/// Ending a group takes a system call that only unsafe code makes, or the program for it.
#[cfg(unix)]
fn end_group(child: &Child) {
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
}

#[cfg(not(unix))]
const fn end_group(_: &Child) {}

fn feed(mut stdin: ChildStdin, lines: &Receiver<String>) {
    for line in lines {
        if stdin.write_all(line.as_bytes()).is_err() {
            return;
        }
    }
}

fn lines_of(from: impl Read, mut hand_on: impl FnMut(Vec<u8>) -> bool) {
    let mut from = BufReader::new(from);
    loop {
        let mut line = Vec::new();
        match from.by_ref().take(LONGEST).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(read) if read as u64 == LONGEST && !line.ends_with(b"\n") => return,
            Ok(_) if !hand_on(line) => return,
            Ok(_) => {}
        }
    }
}

fn keep(said: &Mutex<String>, line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line);
    if !line.trim().is_empty() {
        *said.lock().unwrap_or_else(PoisonError::into_inner) = line.trim().chars().take(300).collect();
    }
    true
}
