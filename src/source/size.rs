//! Sizes as people write them: `200MB`, `1.5GiB`, `64k`.
//!
//! As rsync and the tools of GNU have it, `K`, `M`, `G`, `T` (also `KiB` ...) are powers of 1024, `KB`, `MB`, `GB`, `TB` of 1000.

/// The letters of the units, each a thousand (or 1024) times the one before.
const UNITS: &str = "kmgt";

/// The size that is written, in bytes; or what is wrong.
pub fn parse(written: &str) -> Result<u64, String> {
    let bad = || format!("`{written}` is no size: write `200MB`, `1.5GiB`, `64k`, or a number of bytes");
    let written_low = written.trim().to_ascii_lowercase();
    let unit_at = written_low.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(written_low.len());
    let (number, unit) = written_low.split_at(unit_at);
    let unit = unit.trim_start();
    let number: f64 = number.parse().map_err(|_| bad())?;
    let (letter, base) = match unit {
        "" | "b" => return whole(number).ok_or_else(bad),
        _ if unit.len() == 1 => (unit, 1024.0_f64),
        _ => match (unit.strip_suffix("ib"), unit.strip_suffix('b')) {
            (Some(letter), _) => (letter, 1024.0),
            (None, Some(letter)) => (letter, 1000.0),
            (None, None) => return Err(bad()),
        },
    };
    let power = UNITS.find(letter).filter(|_| letter.len() == 1).ok_or_else(bad)?;
    whole(number * base.powi(i32::try_from(power).unwrap_or(0) + 1)).ok_or_else(bad)
}

fn whole(bytes: f64) -> Option<u64> {
    // Beyond 2^53 not every number of bytes can be told; nobody has such a file.
    (bytes.is_finite() && (0.0..=9e15).contains(&bytes)).then_some(bytes.round() as u64)
}

/// The size in the largest unit that it is a whole number of: `512 MiB`.
pub fn shown(bytes: u64) -> String {
    let units = [(40, "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")];
    let fitting = units.iter().find(|(bits, _)| bytes >= 1 << bits && bytes.trailing_zeros() >= *bits);
    match fitting {
        Some((bits, unit)) => format!("{} {unit}", bytes >> bits),
        None => decimal(bytes),
    }
}

fn decimal(bytes: u64) -> String {
    let units = [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")];
    match units.iter().find(|(size, _)| bytes >= *size && bytes.is_multiple_of(*size)) {
        Some((size, unit)) => format!("{} {unit}", bytes / size),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_rsync_reads_them() {
        for (written, bytes) in [
            ("0", Some(0)),
            ("1500", Some(1500)),
            ("1500b", Some(1500)),
            ("64k", Some(65_536)),
            ("200MB", Some(200_000_000)),
            ("200 mb", Some(200_000_000)),
            ("200M", Some(200 << 20)),
            ("1.5GiB", Some(3 << 29)),
            ("2T", Some(2 << 40)),
            ("1.5", Some(2)),
            ("", None),
            ("MB", None),
            ("-1", None),
            ("1.2.3k", None),
            ("5 apples", None),
            ("5mkb", None),
            ("1e3", None),
            ("99999999T", None),
            ("5ü", None),
        ] {
            assert_eq!(parse(written).ok(), bytes, "{written}");
        }
    }

    #[test]
    fn sizes_are_shown_in_whole_units() {
        for (bytes, written) in [
            (0, "0 bytes"),
            (1500, "1500 bytes"),
            (65_536, "64 KiB"),
            (200_000_000, "200 MB"),
            (512 << 20, "512 MiB"),
            (10 << 30, "10 GiB"),
        ] {
            assert_eq!(shown(bytes), written);
            assert_eq!(parse(&written.replace("bytes", "b")), Ok(bytes));
        }
    }
}
