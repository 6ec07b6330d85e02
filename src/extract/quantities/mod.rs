//! Numbers that may count people, and what they count: "at least three people", "two others", "a woman and her two children".
//!
//! Every number is a mention, those of things too, so that nobody else takes them for people. The noun decides: a noun for people, none, or
//! anything else. Zero is only what the text asserts ("no casualties"); "no reports of casualties" says nothing and gives nothing.
//! Decided here: "many", "numerous" and "a number of" are three or more; "multiple" two or more; "few" and "some" without a number are not read.
//!
//! Known failures: a verb that looks like a plural noun ends the phrase as a thing ("12 feared drowned" is read, "20 claims lives" is not
//! people); names in a row are not counted; singular demonyms are known by four endings;
//! "1.200" is a decimal, not twelve hundred; a noun for people used of things ("12 martyrs streets") is not seen through.

mod age;
mod article;
mod exceptions;
mod family;
mod head;
mod measured;
mod named;
mod number;
#[cfg(test)]
mod tests;
mod words;

use std::sync::LazyLock;

use crate::document::{Document, Gap, Mark, Token};
use crate::extract::{Mention, Quantity, Unit, Value};
use crate::lexicon::{Vocabulary, WordSet};
use crate::model::{Count, Qualifier};

use number::{Hedges, How, Number};
use words::{VOCABULARY, Word};

/// All quantities of a document, in its order; numbers inside the dates among `earlier` are none.
#[must_use]
pub fn read(document: &Document<'_>, earlier: &[Mention]) -> Vec<Mention> {
    let dates = earlier.iter().filter(|m| matches!(m.value, Value::Date(_))).map(|m| (m.first, m.end)).collect();
    let mut reader = Reader { document, dates, floor: 0 };
    let mut found: Vec<Mention> = Vec::with_capacity(document.tokens.len() / 16);
    let mut at = 0;
    while at < document.tokens.len() {
        let token = &document.tokens[at];
        if !token.shape.has_digit() && STARTS.at(token).is_none() {
            at = document.next_marked(at + 1, STARTS.mark().or(Mark::DIGITS));
            continue;
        }
        at = reader.step(at, &mut found);
        reader.floor = at.min(found.last().map_or(0, |last| last.end));
    }
    family::add_families(document, &mut found);
    found
}

/// True for "12", "twelve".
#[must_use]
pub fn spells_number(token: &Token) -> bool {
    token.shape.is_digits() || matches!(VOCABULARY.at(token), Some(Word::Number(_)))
}

/// The words a number can begin with.
static STARTS: LazyLock<Vocabulary<()>> = LazyLock::new(words::starts);

/// "a crew of [nine]": counted behind the noun, as a family is.
const CREW: WordSet<1> = WordSet::of(["crew"]);
const BUT: WordSet<1> = WordSet::of(["but"]);
const OUT: WordSet<1> = WordSet::of(["out"]);
const AS: WordSet<1> = WordSet::of(["as"]);
const MANY: WordSet<1> = WordSet::of(["many"]);
const OF: WordSet<1> = WordSet::of(["of"]);
const PARENTS: WordSet<8> = WordSet::of(["dad", "father", "grandfather", "grandmother", "mom", "mother", "mum", "parent"]);

/// Numbers back that "as many" is looked for.
const SAME: usize = 4;

/// A document, and the tokens of its dates.
struct Reader<'d, 't> {
    document: &'d Document<'t>,
    dates: Vec<(usize, usize)>,
    /// Tokens before this one belong to earlier numbers.
    floor: usize,
}

impl Reader<'_, '_> {
    /// Reads the number at token `at`, if there is one, and tells where to go on.
    fn step(&self, at: usize, found: &mut Vec<Mention>) -> usize {
        if AS.has(self.document.tokens[at].hash) {
            found.extend(self.as_many(at, found));
            return at + 1;
        }
        if self.is_idle_article(at) || self.is_of_a_parent(at) || self.is_next_age(at) {
            return at + 1;
        }
        if let Some(end) = self.date_end(at) {
            return end;
        }
        // "no more than 12" begins with no zero.
        if let Some((length, _)) = words::BEFORE.longest(self.document, at)
            && self.number(at + length).is_some_and(|next| !matches!(next.how, How::Article | How::Zero))
            && self.plain(at + length)
        {
            return at + length;
        }
        if let Some(left) = self.all_but(at) {
            let end = left.end;
            found.push(left);
            return end;
        }
        let Some(mut number) = self.number(at) else { return at + 1 };
        let after = self.hedges_after(&mut number);
        // First of all what is counted: most articles count nobody.
        let Some(unit) = self.checked_unit(&number) else { return at + 1 };
        let hedges = self.hedges(&number, after);
        let Some(mention) = self.mention(&number, &hedges, unit, found) else { return at + 1 };
        found.push(mention);
        number.end
    }

    /// "Five were killed and [as many] injured": the number told last in the sentence, once more.
    fn as_many(&self, at: usize, found: &[Mention]) -> Option<Mention> {
        let next = self.document.tokens.get(at + 1).filter(|next| MANY.has(next.hash) && self.plain(at + 1))?;
        let hurt = self.plain(at + 2) && matches!(self.word(at + 2), Some(Word::State | Word::Person { .. }));
        let said = |mention: &&Mention| {
            let first = self.document.sentence_of(mention.first) == self.document.sentence_of(at);
            first && matches!(&mention.value, Value::Quantity(q) if q.unit != Unit::Things && !q.article && !q.subset)
        };
        let Value::Quantity(same) = &found.iter().rev().take(SAME).find(said).filter(|_| hurt)?.value else { return None };
        let words = self.document.text[self.document.tokens[at].start as usize..next.end as usize].to_owned();
        let count = Count { words, ..same.count.clone() };
        let unit = if self.word(at + 2) == Some(Word::State) { Unit::Bare } else { Unit::People(at + 2) };
        let quantity = Quantity { count, unit, subset: false, others: false, article: false, definite: false, whole: false };
        Some(Mention { first: at, end: at + 2, rule: "quantities/same", value: Value::Quantity(quantity) })
    }

    /// "a father of [three]": who those are is told nowhere.
    fn is_of_a_parent(&self, at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).map_or(0, |at| self.document.tokens[at].hash);
        OF.has(word(1)) && PARENTS.has(word(2)) && self.plain(at)
    }

    fn mention(&self, number: &Number, hedges: &Hedges, unit: Unit, found: &mut [Mention]) -> Option<Mention> {
        if self.is_all_but(hedges.first) {
            return None;
        }
        let whole = self.is_whole(hedges.first, found);
        if let (true, Some(Mention { value: Value::Quantity(part), .. })) = (whole, found.last_mut())
            && part.unit == Unit::Bare
        {
            part.unit = unit;
        }
        // "a" alone would tell a reader nothing.
        let end = if let (How::Article, Unit::People(head)) = (number.how, unit) { head + 1 } else { number.end };
        let words = self.document.span(hedges.first, end).of(self.document.text);
        let quantity = Quantity {
            // What counts things is never quoted.
            count: count(number, hedges.qualifier, if unit == Unit::Things { "" } else { words }),
            unit,
            subset: hedges.subset
                || self.is_aside(number, hedges)
                || (!hedges.others && self.continues_subset(hedges.first, unit, found)),
            others: hedges.others,
            article: number.how == How::Article,
            definite: hedges.definite || words.eq_ignore_ascii_case("both"),
            whole,
        };
        Some(Mention { first: hedges.first, end: number.end, rule: rule(number, unit), value: Value::Quantity(quantity) })
    }

    /// What is counted, if this is a number at all.
    fn checked_unit(&self, number: &Number) -> Option<Unit> {
        let unit = self.household(number).unwrap_or_else(|| self.unit(number));
        let people = matches!(unit, Unit::People(_));
        match number.how {
            How::Article => people.then_some(unit),
            How::Vague if self.is_comparison(number) => None,
            How::Group if unit == Unit::Things => None,
            How::Group if !people && self.word(number.first).is_none() => None,
            How::Group if unit == Unit::Bare && self.plain(number.end) && !self.is_grammar(number.end) => None,
            How::Zero => self.zero(number, unit),
            How::Spelled if number.least == 1 && unit == Unit::Bare && self.is_pronoun(number) => None,
            _ => Some(unit),
        }
    }

    /// "as many as", "how many", "so many": no number.
    fn is_comparison(&self, number: &Number) -> bool {
        let before = number.first.checked_sub(1).filter(|_| self.plain(number.first)).map(|at| self.document.word(at));
        before.is_some_and(|word| ["as", "how", "so", "too"].iter().any(|w| word.eq_ignore_ascii_case(w)))
    }

    /// "no casualties", "nobody", but not "no reports" nor "no immediate casualties".
    fn zero(&self, number: &Number, unit: Unit) -> Option<Unit> {
        let word = self.document.word(number.first);
        let alone = number.end > number.first + 1 || !["no", "without"].iter().any(|w| word.eq_ignore_ascii_case(w));
        match unit {
            Unit::People(head) => {
                let hedged = (number.end..head).any(|at| {
                    ["immediate", "known", "confirmed", "official", "further", "other", "additional", "new", "more"]
                        .iter()
                        .any(|w| self.document.word(at).eq_ignore_ascii_case(w))
                });
                (!hedged).then_some(unit)
            }
            _ => alone.then_some(Unit::Bare),
        }
    }

    /// "this one", "the one", "each one".
    fn is_pronoun(&self, number: &Number) -> bool {
        let before = number.first.checked_sub(1).filter(|_| self.plain(number.first)).map(|at| self.document.word(at));
        before.is_some_and(|word| {
            ["this", "that", "the", "each", "every", "any", "which"].iter().any(|w| word.eq_ignore_ascii_case(w))
        })
    }

    /// "a family of five": its head.
    fn household(&self, number: &Number) -> Option<Unit> {
        let head = number.first.checked_sub(2)?;
        let of = OF.has(self.document.tokens[head + 1].hash)
            && (self.word(head) == Some(Word::Household) || CREW.has(self.document.tokens[head].hash));
        // Nearly no number stands so: what it counts itself is asked last.
        (of && self.plain(number.first) && !matches!(self.unit(number), Unit::People(_))).then_some(Unit::People(head))
    }

    /// "three of the 12 passengers": the twelve.
    fn is_whole(&self, first: usize, found: &[Mention]) -> bool {
        let Some(last) = found.last() else { return false };
        let mut at = first;
        while at > last.end && matches!(self.word(at - 1), Some(Word::Definite | Word::Possessive)) {
            at -= 1;
        }
        // "three out of 12 passengers".
        let out = at == last.end + 2 && OUT.has(self.document.tokens[last.end].hash);
        (at == last.end + 1 || out) && self.word(at - 1) == Some(Word::Of) && self.same_sentence(at)
    }

    /// ", three of them children".
    fn is_aside(&self, number: &Number, hedges: &Hedges) -> bool {
        let gap = self.document.gap(hedges.first);
        let aside = gap.has(Gap::COMMA.and(Gap::DASH).and(Gap::OPEN));
        aside && self.word_after(number.end) == Some(Word::Of) && self.word_after(number.end + 1) == Some(Word::Them)
    }

    /// "including three children and two women": the women.
    fn continues_subset(&self, first: usize, unit: Unit, found: &[Mention]) -> bool {
        // ", and 50 others were hurt", "and 50 injured" speak of the whole again.
        let Unit::People(head) = unit else { return false };
        let again = first > 0 && self.word(first - 1) == Some(Word::And) && self.document.gap(first - 1).has(Gap::COMMA);
        if again || matches!(self.word(head), Some(Word::State | Word::Harm { .. })) {
            return false;
        }
        let Some(Mention { value: Value::Quantity(last), .. }) = found.last() else { return false };
        last.subset && family::follows(self.document, found.last(), first)
    }

    /// The end of the date that token `at` stands in.
    fn date_end(&self, at: usize) -> Option<usize> {
        let next = self.dates.partition_point(|(_, end)| *end <= at);
        self.dates.get(next).filter(|(first, _)| *first <= at).map(|(_, end)| *end)
    }

    fn in_date(&self, at: usize) -> bool {
        self.date_end(at).is_some()
    }

    #[inline(always)]
    fn word(&self, at: usize) -> Option<Word> {
        VOCABULARY.at(self.document.tokens.get(at)?)
    }

    /// The meaning of token `at`, if only white space stands before it.
    fn word_after(&self, at: usize) -> Option<Word> {
        self.plain(at).then(|| self.word(at)).flatten()
    }

    fn is_grammar(&self, at: usize) -> bool {
        matches!(self.word(at), Some(Word::Grammar | Word::And | Word::Of))
    }

    fn is_digits(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.shape.is_digits())
    }

    fn is_number_at(&self, at: usize) -> bool {
        self.is_digits(at) || matches!(self.word_after(at), Some(Word::Number(_)))
    }

    /// True if only white space stands before token `at`, and it continues the sentence.
    fn plain(&self, at: usize) -> bool {
        let gap = self.document.gap(at);
        at < self.document.tokens.len() && gap.has(Gap::SPACE) && gap.only(Gap::SPACE.and(Gap::LINE)) && self.same_sentence(at)
    }

    fn hyphened(&self, at: usize) -> bool {
        at < self.document.tokens.len() && self.document.gap(at) == Gap::HYPHEN
    }

    fn same_sentence(&self, at: usize) -> bool {
        at > 0 && self.document.sentence_of(at) == self.document.sentence_of(at - 1)
    }
}

/// The interval that a number is, read through its qualifier.
fn count(number: &Number, qualifier: Option<Qualifier>, words: &str) -> Count {
    if number.least > u64::from(u32::MAX) {
        // "$7 billion": more than is ever counted here, and no number that nobody wrote.
        return Count { min: u32::MAX, max: None, words: words.to_owned(), qualifier: Qualifier::AtLeast };
    }
    let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let (least, most) = (small(number.least), number.most.map(small));
    let top = most.unwrap_or(least);
    let (min, max) = match qualifier {
        Some(Qualifier::AtLeast) => (least, None),
        Some(Qualifier::MoreThan) if number.how == How::Vague => (least, None),
        Some(Qualifier::MoreThan) => (least.saturating_add(1), None),
        Some(Qualifier::UpTo) => (0, Some(top)),
        Some(Qualifier::LessThan) => (0, Some(top.saturating_sub(1))),
        Some(Qualifier::About) if most == Some(least) => {
            let tenth = ((f64::from(least) / 10.0).round() as u32).max(1);
            (least.saturating_sub(tenth).max(1), Some(least.saturating_add(tenth)))
        }
        Some(Qualifier::Nearly) if most == Some(least) => {
            let fewer = (f64::from(least) * 0.85).floor() as u32;
            (fewer.min(least.saturating_sub(1)).max(1), Some(least))
        }
        _ => (least, most),
    };
    let qualifier = match (number.how, qualifier) {
        (How::Zero, _) => Qualifier::Zero,
        (How::Vague, _) => Qualifier::Vague,
        (_, Some(qualifier)) => qualifier,
        _ if most != Some(least) => Qualifier::Range,
        _ => Qualifier::Exact,
    };
    Count { min, max, words: words.to_owned(), qualifier }
}

fn rule(number: &Number, unit: Unit) -> &'static str {
    match (number.how, unit) {
        (_, Unit::Things) => "quantities/things",
        (How::Zero, _) => "quantities/zero",
        (How::Vague, _) => "quantities/vague",
        (How::Article, _) => "quantities/article",
        (How::Group, _) => "quantities/group",
        (_, Unit::Bare) => "quantities/bare",
        (_, Unit::People(_)) => "quantities/people",
    }
}
