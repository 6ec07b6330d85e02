//! How far a run is: a bar on a terminal, a line now and then elsewhere, and what was done at the end.

use std::io::{self, IsTerminal};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::say;
use crate::ingest::{Staying, Tally};
use crate::model::LeftOut;
use crate::present::{harmless, plural};
use crate::source::Walk;

/// Time between two lines where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);
const BAR: &str = "{bar:30} {pos}/{len} files · {msg} · {eta} left";
const COUNTER: &str = "{spinner} {pos} files · {msg}";

/// Shows how far a run is.
pub(crate) struct Progress {
    started: Instant,
    said: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of a run over these files, which are counted meanwhile.
    pub(crate) fn over(files: Walk) -> Self {
        let progress = Self::unmeasured();
        if let Some(bar) = progress.bar.clone() {
            thread::spawn(move || {
                bar.set_length(files.count() as u64);
                bar.set_style(style(BAR));
            });
        }
        progress
    }

    /// Of a run whose end is not known.
    pub(crate) fn unmeasured() -> Self {
        let now = Instant::now();
        let bar = io::stderr().is_terminal().then(|| ProgressBar::no_length().with_style(style(COUNTER)));
        Self { started: now, said: now, bar }
    }

    pub(crate) fn show(&mut self, tally: &Tally) {
        match &self.bar {
            Some(bar) => {
                if bar.position() % 64 == 0 {
                    bar.set_message(self.rate(tally));
                }
                bar.set_position(tally.files);
            }
            None if self.said.elapsed() >= LINE_EVERY => {
                self.said = Instant::now();
                say(&format!("{} files · {}\n", tally.files, self.rate(tally)));
            }
            None => {}
        }
    }

    fn rate(&self, tally: &Tally) -> String {
        let (articles, megabytes) = (plural(tally.articles, "article"), tally.bytes as f64 / 1e6);
        // Bytes are counted when a file is done, and the first may be a long one.
        if megabytes < WORTH_A_RATE {
            return articles;
        }
        format!("{articles} · {:.1} MB/s", megabytes / self.started.elapsed().as_secs_f64().max(0.001))
    }

    pub(crate) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// What a run did, in three lines; `again` is what a further command needs to ask the same index.
pub(crate) fn told(tally: &Tally, elapsed: Duration, again: &str) -> String {
    let done = if tally.interrupted { "stopped after" } else { "indexed" };
    let read = tally.files.saturating_sub(tally.unchanged + tally.moved);
    let files = if read == tally.files { plural(read, "file") } else { format!("{read} of {}", plural(tally.files, "file")) };
    let (articles, incidents) = (plural(tally.articles, "article"), plural(tally.incidents, "incident"));
    let mut lines = format!("{done} {files} in {}: {articles}, {incidents}\n", spent(tally.bytes, elapsed));
    let Tally { new, changed, moved, deleted, unchanged, ok, partial, skipped, failed, kept, .. } = tally;
    lines += &format!("  {new} new, {changed} changed, {moved} moved, {deleted} deleted, {unchanged} unchanged\n");
    lines += &format!("  {ok} ok, {partial} partial, {skipped} skipped, {failed} failed");
    lines += &if partial + skipped + failed > 0 { format!(": `dateline status{again}` tells why\n") } else { "\n".to_owned() };
    lines += &left_out(&tally.left_out, "  ");
    lines += if tally.left_out.is_empty() { "" } else { "\n" };
    if *kept > 0 {
        let them = plural(*kept, "article");
        let why = harmless(tally.kept_why.as_deref().unwrap_or_default());
        lines += &format!("  no report of the extractor on {them}, which keep ours; first: {why}\n");
    }
    match tally.repeated {
        0 => {}
        1 => lines += "  1 record has an id that came before: kept beside it\n",
        more => lines += &format!("  {more} records have an id that came before: kept beside it\n"),
    }
    if tally.interrupted {
        lines += "what was read is kept: the same command goes on from there\n";
    }
    lines
}

/// What a run did, in a line; `again` is what a further command needs to ask the same index.
pub(crate) fn shortly(tally: &Tally, again: &str) -> String {
    let counts = [(tally.new, "new"), (tally.changed, "changed"), (tally.moved, "moved"), (tally.deleted, "deleted")];
    let counts: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let (articles, incidents) = (plural(tally.articles, "article"), plural(tally.incidents, "incident"));
    let mut line = format!("{}: {articles}, {incidents}", counts.join(", "));
    if tally.failed + tally.partial > 0 {
        line += &format!("; {} failed, {} partial: `dateline status{again}` tells why", tally.failed, tally.partial);
    }
    if tally.interrupted {
        line += "; stopped: the same command goes on from there";
    }
    line + "\n"
}

/// What was left out by which rules, behind `before`; nothing if nothing was. `status` says more.
pub(crate) fn left_out(rules: &[LeftOut], before: &str) -> String {
    let mut files: Vec<(String, u64)> = Vec::new();
    for LeftOut { rule, value, count, .. } in rules {
        // The lines of ignore files are many, what was typed is known by its value.
        let rule = if rule.starts_with('.') || value.is_empty() { format!("`{rule}`") } else { format!("`{rule} {value}`") };
        match files.iter_mut().find(|(known, _)| *known == rule) {
            Some((_, all)) => *all += count,
            None => files.push((rule, *count)),
        }
    }
    let told = files.iter().map(|(rule, count)| format!("{count} left out by {}", harmless(rule))).collect::<Vec<_>>().join(", ");
    if told.is_empty() { told } else { format!("{before}{told}") }
}

/// What was not met and stays in the index.
pub(crate) fn staying(staying: &Staying) -> String {
    let mut lines = String::new();
    if staying.left_out > 0 {
        let (files, were, they) = match staying.left_out {
            1 => ("1 file that is".to_owned(), "was", "it stays"),
            more => (format!("{more} files that are"), "were", "they stay"),
        };
        lines += &format!("{files} left out now by a flag {were} read before: {they} in the index (--prune removes)\n");
    }
    if staying.in_empty > 0 {
        let folders = staying.empty.iter().map(|folder| format!("`{}`", harmless(folder))).collect::<Vec<_>>().join(", ");
        let files = plural(staying.in_empty, "file");
        lines += &format!(
            "warning: there is nothing in {folders}, perhaps a disk is missing: {files} of it stay in the index (--prune removes)\n"
        );
    }
    lines
}

/// Below so many megabytes a rate would tell how long a program takes to start.
const WORTH_A_RATE: f64 = 1.0;

/// `3.2 s (12.4 MB, 3.9 MB/s)`
fn spent(bytes: u64, elapsed: Duration) -> String {
    let (seconds, megabytes) = (elapsed.as_secs_f64(), bytes as f64 / 1e6);
    if megabytes < WORTH_A_RATE {
        return format!("{seconds:.1} s ({megabytes:.2} MB)");
    }
    format!("{seconds:.1} s ({megabytes:.1} MB, {:.1} MB/s)", megabytes / seconds.max(0.001))
}
