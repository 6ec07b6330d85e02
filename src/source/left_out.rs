//! What rules of the user's leave out of a walk, counted by rule: nobody has to wonder why an article is missing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::LeftOut;

/// Counts what is left out, with the first of each rule. Copies count together.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Mutex<BTreeMap<(&'static str, String), LeftOut>>>);

impl Tally {
    /// Counts one more, by its path below the folder that was given. Always false: it is not read.
    pub(super) fn count(&self, rule: &'static str, value: &str, path: &str) -> bool {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = || LeftOut { rule: rule_name(rule), value: value.to_owned(), count: 0, first: path.to_owned() };
        counts.entry((rule, value.to_owned())).or_insert_with(first).count += 1;
        false
    }

    /// What was left out so far.
    #[must_use]
    pub fn so_far(&self) -> Vec<LeftOut> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

/// A file is called by its name, a flag as it is typed.
fn rule_name(rule: &str) -> String {
    if rule.starts_with('.') { rule.to_owned() } else { format!("--{rule}") }
}
