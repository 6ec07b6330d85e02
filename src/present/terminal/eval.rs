//! Scores and differences, as people read them.

use super::{FAINT, PLACE, TITLE, WARNING};
use crate::eval::{Difference, FieldScore};
use crate::present::{Look, harmless, wrap};

/// `killed        98.8    93.3   96.0      83     84     89`, below a heading if it is the first.
pub(super) fn score(score: &FieldScore, is_first: bool, look: Look) -> String {
    let heading = "field      precision  recall     F1   right   found    read\n";
    let heading = if is_first { look.paint(FAINT, heading) } else { String::new() };
    let [precision, recall, f1] = [score.precision, score.recall, score.f1].map(|share| 100.0 * share);
    let field = look.paint(PLACE, &format!("{:<11}", score.field));
    let FieldScore { right, found, read, .. } = score;
    format!("{heading}{field}{precision:>9.1}{recall:>8.1}{f1:>7.1}{right:>8}{found:>8}{read:>8}\n")
}

/// The article, the field, both values, and the sentence below.
pub(super) fn difference(article: &str, difference: &Difference, look: Look) -> String {
    let value = |value: &Option<String>| value.as_deref().map_or_else(|| "nothing".to_owned(), harmless);
    let (found, read) = (value(&difference.found), value(&difference.read));
    let head = look.paint(TITLE, &harmless(article));
    let said = format!("{}: found {found}, read {read}", difference.field);
    let quote = wrap(&harmless(&difference.quote), &[], "    ", look, FAINT);
    format!("{head}  {}\n{quote}\n", look.paint(WARNING, &said))
}
