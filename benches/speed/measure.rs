//! CPU time, memory, and the figures that a part hands to the table.

use std::fs::read_to_string;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// CPU time of this thread so far, to the nanosecond; wall time where the system does not tell it.
pub fn thread_time() -> Duration {
    let told = read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(wall, Duration::from_nanos)
}

/// CPU time of all threads of this process so far, ended ones too, in steps of 10 ms; wall time where the system does not tell it.
pub fn process_time() -> Duration {
    ticks().map_or_else(wall, |ticks| Duration::from_millis(ticks * 10))
}

/// Linux counts in hundredths of a second: fields 14 and 15, the first two being `pid (name)`.
fn ticks() -> Option<u64> {
    let text = read_to_string("/proc/self/stat").ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

fn wall() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// The most memory this process ever held, in MB; 0 where the system does not tell.
pub fn peak_memory() -> f64 {
    let status = read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).and_then(|n| n.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) * 1024.0 / 1e6
}

/// Bytes of all files of a folder.
pub fn size(folder: &std::path::Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files.filter_map(|file| file.metadata().ok()).filter(std::fs::Metadata::is_file).map(|file| file.len()).sum()
}

/// Named numbers, in their order; a part prints them and the table reads them.
#[derive(Default)]
pub struct Figures(Vec<(String, f64)>);

impl Figures {
    /// Adds to the number of this name.
    pub fn add(&mut self, name: &str, value: f64) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum += value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// The number of this name.
    pub fn get(&self, name: &str) -> f64 {
        self.0.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no figure `{name}`")).1
    }

    /// The numbers whose names begin so, by the rest of their names.
    pub fn with_prefix<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, f64)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, *value)))
    }

    pub fn print(&self) {
        self.0.iter().for_each(|(name, value)| println!("{name}\t{value}"));
    }

    pub fn parse(text: &str) -> Self {
        let pairs = text.lines().filter_map(|line| line.split_once('\t'));
        Self(pairs.filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?))).collect())
    }
}

pub fn median(values: &mut [f64]) -> f64 {
    percentile(values, 50)
}

pub fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() * percent / 100).min(values.len() - 1)]
}
