//! The flags that say which files are read, and how much of them, made from the tables in `source`.

use std::time::{SystemTime, UNIX_EPOCH};

use clap::builder::{ArgAction, ValueParser};
use clap::{Arg, ArgMatches, Args, Command, Error as ClapError, FromArgMatches};

use crate::error::{Error, Result};
use crate::model::Flags;
use crate::source::{Limit, Limits, SELECTION_FLAGS, Selection, check_selection};

/// The heading of the flags that say which files are read.
pub(crate) const FILES: &str = "Which files";

/// How much of files is read, and what reading may cost.
#[derive(Clone, Debug, Default)]
pub(crate) struct LimitFlags(pub(crate) Flags);

/// Which files are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct SelectionFlags(pub(crate) Flags);

impl Args for LimitFlags {
    fn augment_args(command: Command) -> Command {
        command.args(Limit::ALL.map(limit_flag))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for LimitFlags {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, ClapError> {
        Ok(Self(given(matches, Limit::ALL.iter().map(|limit| limit.bound().flag))))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), ClapError> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for SelectionFlags {
    fn augment_args(command: Command) -> Command {
        command.args(SELECTION_FLAGS.map(|flag| {
            let check = move |written: &str| check_selection(flag.name, written).map(|()| written.to_owned());
            let action = if flag.is_many { ArgAction::Append } else { ArgAction::Set };
            let arg = Arg::new(flag.name).long(flag.name).value_name(flag.value).help(flag.help).action(action);
            arg.value_parser(ValueParser::new(check)).help_heading(FILES)
        }))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for SelectionFlags {
    fn from_arg_matches(matches: &ArgMatches) -> std::result::Result<Self, ClapError> {
        Ok(Self(given(matches, SELECTION_FLAGS.iter().map(|flag| flag.name))))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> std::result::Result<(), ClapError> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn limit_flag(limit: Limit) -> Arg {
    let bound = limit.bound();
    let check = move |written: &str| limit.parse(written).map(|_| written.to_owned());
    let value = if bound.in_bytes { "SIZE" } else { "N" };
    let help = format!("{} [default: {}]", bound.help, limit.shown(bound.usual).replace(' ', ""));
    let arg = Arg::new(bound.flag).long(bound.flag).value_name(value).help(help).value_parser(ValueParser::new(check));
    // Who needs one is told its name by `status`.
    arg.help_heading("Limits").hide_short_help(true)
}

/// True for the flag of a limit.
pub(super) fn is_limit(flag: &str) -> bool {
    Limit::ALL.iter().any(|limit| limit.bound().flag == flag)
}

/// What was typed for each of these flags, if anything.
fn given(matches: &ArgMatches, flags: impl Iterator<Item = &'static str>) -> Flags {
    let values = |flag: &str| matches.get_many::<String>(flag).unwrap_or_default().cloned().collect::<Vec<_>>();
    flags.map(|flag| (flag.to_owned(), values(flag))).filter(|(_, values)| !values.is_empty()).collect()
}

/// The limits that `flags` say.
pub(super) fn limits(flags: &Flags) -> Result<Limits> {
    Limits::read(flags).map_err(wrong)
}

/// The files that `flags` say, as of now.
pub(super) fn selection(flags: &Flags) -> Result<Selection> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Selection::read(flags, i64::try_from(now.as_nanos()).unwrap_or(i64::MAX)).map_err(wrong)
}

/// What is typed was checked before: this is of an index, which somebody may have changed.
fn wrong(reason: String) -> Error {
    Error::Query {
        message: format!("a flag that was given when these files were indexed cannot be used: {reason}"),
        hint: Some("read without it with `--forget`".to_owned()),
    }
}

/// The flags as they are typed.
pub(super) fn in_words(flags: &Flags) -> impl Iterator<Item = String> {
    flags.iter().flat_map(|(flag, values)| values.iter().map(move |value| format!("`--{flag} {value}`")))
}
