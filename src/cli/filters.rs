//! The filter flags, made from the table of fields: what can be asked in the query string can be asked by flag.

use clap::builder::ArgAction;
use clap::{Arg, ArgMatches, Args, Command, Error, FromArgMatches};

use crate::model::{Field, Kind};
use crate::query::{Filters, Range};

/// What the filter flags ask for.
#[derive(Clone, Debug, Default)]
pub(crate) struct FilterFlags(pub(crate) Filters);

impl Args for FilterFlags {
    fn augment_args(command: Command) -> Command {
        let flags = Field::ALL.iter().flat_map(|field| (0..field.spec().flags.len()).map(|which| flag(*field, which)));
        let undated =
            Arg::new("undated").long("undated").action(ArgAction::SetTrue).help("Only articles whose date is not known");
        command.args(flags.chain([undated]).map(|flag| flag.help_heading("Filters")))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FilterFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut filters = Filters { undated: matches.get_flag("undated"), ..Filters::default() };
        for field in Field::ALL {
            match field.spec().flags {
                [] => {}
                [values] => {
                    let given = matches.get_many::<String>(values).unwrap_or_default().cloned().collect::<Vec<_>>();
                    filters.values.insert(*field, given);
                }
                [least, most, ..] => {
                    let end = |name: &str| matches.get_one::<String>(name).cloned();
                    filters.ranges.insert(*field, Range { least: end(least), most: end(most) });
                }
            }
        }
        Ok(Self(filters))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The flag number `which` of a field: its values, or the least or the most.
fn flag(field: Field, which: usize) -> Arg {
    let spec = field.spec();
    let name = spec.flags[which];
    let (value, help) = match (spec.kind, spec.flags.len(), which) {
        (Kind::Days, 2, 0) => ("DATE", "Published on this day, month or year, or later".to_owned()),
        (Kind::Days, 2, _) => ("DATE", "Published on this day, month or year, or earlier".to_owned()),
        (Kind::Days, ..) => ("DATES", format!("{} (`2025-06`, `2025-06-01..2025-06-10`)", capital(spec.help))),
        (Kind::Count, _, 0) => ("N", format!("At least N {}, in one incident", spec.help)),
        (Kind::Count, ..) => ("N", format!("At most N {}, in one incident", spec.help)),
        _ => ("NAME", capital(spec.help)),
    };
    let many = if spec.flags.len() == 1 { ArgAction::Append } else { ArgAction::Set };
    // Rarer ones are listed by `--help`, not by `-h`.
    let rare = matches!(field, Field::Combined | Field::Missing | Field::Captured | Field::Displaced | Field::Claimant);
    // "-3" is told to be no number of people, rather than no flag of ours.
    let number = spec.kind == Kind::Count;
    Arg::new(name).long(name).value_name(value).action(many).help(help).hide_short_help(rare).allow_negative_numbers(number)
}

fn capital(help: &str) -> String {
    let mut letters = help.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
