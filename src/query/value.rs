//! The values of conditions: names, days, counts and scopes as they are written after the colon or a flag.

use crate::model::{DateRange, Day, Field, Kind, Path, Scope};

use super::Condition;
use super::error::Fault;
use super::resolve::Resolver;
use super::values::scope_name;

/// The condition that `field` has one of these values. Ranges are a single value.
pub fn condition(field: Field, written: &[String], resolver: &dyn Resolver) -> Result<Condition, Fault> {
    let joined = || written.join(",");
    match field.kind() {
        Kind::Path => under(field, written, resolver),
        Kind::Scope => scopes(written),
        Kind::Days if field == Field::Published && joined() == "unknown" => Ok(Condition::Undated),
        Kind::Days => Ok(Condition::During { field, range: days(field, &joined())? }),
        Kind::Count => {
            let (min, max) = count(field, &joined())?;
            Ok(Condition::Between { field, min, max })
        }
        Kind::Text => Err(Fault::NotOfIncident(format!("{field}:{}", joined()))),
    }
}

fn under(field: Field, written: &[String], resolver: &dyn Resolver) -> Result<Condition, Fault> {
    let mut paths = Vec::new();
    for name in written {
        let unknown = |nearest| Fault::Unknown { field, value: name.clone(), nearest };
        let found =
            if Path::parse(name).as_str().is_empty() { Vec::new() } else { resolver.resolve(field, name).map_err(unknown)? };
        if found.is_empty() {
            return Err(unknown(Vec::new()));
        }
        paths.extend(found);
    }
    paths.sort_unstable();
    paths.dedup();
    Ok(Condition::Under { field, paths })
}

fn scopes(written: &[String]) -> Result<Condition, Fault> {
    const ALL: [Scope; 3] = [Scope::Incident, Scope::Aggregate, Scope::Cumulative];
    let named = |name: &String| {
        let found = ALL.into_iter().find(|scope| scope_name(*scope).eq_ignore_ascii_case(name));
        found.ok_or_else(|| Fault::Scope(name.clone()))
    };
    let mut scopes = written.iter().map(named).collect::<Result<Vec<_>, _>>()?;
    scopes.sort_unstable();
    scopes.dedup();
    Ok(Condition::Scope(scopes))
}

/// How a range is written: one value, `a..b` with either end left out, or compared with a value.
enum Written<'v> {
    One(&'v str),
    Ends(Option<&'v str>, Option<&'v str>),
    AtLeast(&'v str),
    MoreThan(&'v str),
    AtMost(&'v str),
    LessThan(&'v str),
}

fn written(value: &str) -> Written<'_> {
    if let Some((from, to)) = value.split_once("..") {
        return Written::Ends(Some(from).filter(|end| !end.is_empty()), Some(to).filter(|end| !end.is_empty()));
    }
    let compared =
        [(">=", Written::AtLeast as fn(_) -> _), ("<=", Written::AtMost), (">", Written::MoreThan), ("<", Written::LessThan)];
    let found = compared.into_iter().find_map(|(sign, of)| value.strip_prefix(sign).map(of));
    found.unwrap_or(Written::One(value))
}

/// Reads `2025`, `2025-06..2025-07`, `>=2025-06-02` and the like.
pub fn days(field: Field, value: &str) -> Result<DateRange, Fault> {
    let date = |text: &str| text.parse::<DateRange>().map_err(|_| Fault::Days { field, value: value.to_owned() });
    let (from, to) = match written(value) {
        Written::One(one) => return date(one),
        Written::Ends(None, None) => return Err(Fault::Days { field, value: value.to_owned() }),
        Written::Ends(from, to) => {
            (from.map(date).transpose()?.and_then(|range| range.from), to.map(date).transpose()?.and_then(|range| range.to))
        }
        Written::AtLeast(day) => (date(day)?.from, None),
        Written::AtMost(day) => (None, date(day)?.to),
        Written::MoreThan(day) => (date(day)?.to.map(|day| day.plus(1)), None),
        Written::LessThan(day) => (None, date(day)?.from.map(|day| day.plus(-1))),
    };
    let beyond = |day: Option<Day>| day.is_some_and(|day| !(0..=9999).contains(&day.parts().0));
    let reversed = matches!((from, to), (Some(from), Some(to)) if from > to);
    if reversed || beyond(from) || beyond(to) || from.is_some_and(is_past_last) {
        return Err(Fault::EmptyRange(value.to_owned()));
    }
    Ok(DateRange { from, to })
}

/// True for the day after the last that can be written.
fn is_past_last(day: Day) -> bool {
    Day::ymd(9999, 12, 31).is_some_and(|last| day > last)
}

/// Reads a number of people.
pub fn number(field: Field, text: &str) -> Result<u32, Fault> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let parsed = digits.then(|| text.parse().ok()).flatten();
    parsed.ok_or_else(|| Fault::Number { field, value: text.to_owned() })
}

/// Reads `3`, `3..10`, `>=3` and the like as least and greatest number.
pub fn count(field: Field, value: &str) -> Result<(u32, Option<u32>), Fault> {
    let bad = || Fault::Number { field, value: value.to_owned() };
    let number = |text: &str| number(field, text).map_err(|_| bad());
    let empty = || Fault::EmptyRange(value.to_owned());
    let (min, max) = match written(value) {
        Written::One(one) => (number(one)?, Some(number(one)?)),
        Written::Ends(None, None) => return Err(bad()),
        Written::Ends(from, to) => (from.map_or(Ok(0), number)?, to.map(number).transpose()?),
        Written::AtLeast(least) => (number(least)?, None),
        Written::AtMost(most) => (0, Some(number(most)?)),
        Written::MoreThan(less) => (number(less)?.checked_add(1).ok_or_else(empty)?, None),
        Written::LessThan(more) => (0, Some(number(more)?.checked_sub(1).ok_or_else(empty)?)),
    };
    if max.is_some_and(|max| max < min) {
        return Err(empty());
    }
    Ok((min, max))
}

#[cfg(test)]
mod tests {
    use super::{count, days};
    use crate::model::Field;

    #[test]
    fn days_are_read_as_ranges() {
        for (value, expected) in [
            ("2025", "2025-01-01..2025-12-31"),
            ("2025-06-02", "2025-06-02"),
            ("2025-06..2025-07", "2025-06-01..2025-07-31"),
            ("2025-06..", "2025-06-01.."),
            ("..2025-06", "..2025-06-30"),
            (">=2025-06", "2025-06-01.."),
            (">2025-06", "2025-07-01.."),
            ("<2025-06", "..2025-05-31"),
            ("<=2025-06", "..2025-06-30"),
            ("..", "`..` is not a date or a range of dates"),
            ("june", "`june` is not a date or a range of dates"),
            ("2025-07..2025-06", "nothing lies in `2025-07..2025-06`"),
            (">9999", "nothing lies in `>9999`"),
            ("<0000", "nothing lies in `<0000`"),
        ] {
            let read = days(Field::When, value).map_or_else(|fault| fault.to_string(), |range| range.to_string());
            assert_eq!(read, expected, "{value}");
        }
    }

    #[test]
    fn counts_are_read_as_ranges() {
        for (value, expected) in [
            ("3", Ok((3, Some(3)))),
            ("3..10", Ok((3, Some(10)))),
            ("3..", Ok((3, None))),
            ("..3", Ok((0, Some(3)))),
            (">=3", Ok((3, None))),
            (">3", Ok((4, None))),
            ("<=3", Ok((0, Some(3)))),
            ("<3", Ok((0, Some(2)))),
            ("<0", Err("nothing lies in `<0`")),
            ("9..3", Err("nothing lies in `9..3`")),
            ("1,000", Err("`1,000` is not a number or a range of numbers")),
            ("-3", Err("`-3` is not a number or a range of numbers")),
            ("99999999999", Err("`99999999999` is more than can be counted here (4294967295)")),
        ] {
            assert_eq!(count(Field::Killed, value).map_err(|f| f.to_string()), expected.map_err(str::to_owned), "{value}");
        }
    }
}
